//! The tasks that each modality has data for: a table of numbers that are links.

use crate::catalog::route::Route;
use crate::render::context::Context;
use crate::render::pages::link_base::LinkBase;

use crate::render::pages::statistics::words::number;
use crate::render::statistics::matrix::Matrix;
use crate::render::theme::Texts;
use crate::render::view::{Caption, MatrixCell, MatrixRow, MatrixView};
use crate::value::term_kind::TermKind;

/// The table. `None` if no dataset has both a modality and a task.
pub(super) fn view(context: Context<'_>, base: &LinkBase, page: &Route) -> Option<MatrixView> {
    let pairs: Vec<(&[String], &[String])> = context
        .catalog
        .datasets
        .iter()
        .map(|dataset| {
            (
                dataset.terms(TermKind::Modality),
                dataset.terms(TermKind::Task),
            )
        })
        .collect();
    let matrix = Matrix::of(&pairs)?;

    Some(MatrixView {
        words: Caption {
            answer: answer(context.texts(), &matrix),
            note: note(context.texts(), &matrix),
        },
        columns: matrix
            .columns
            .iter()
            .map(|name| context.term_link(base, TermKind::Task, name))
            .collect(),
        rows: matrix
            .rows
            .iter()
            .zip(&matrix.counts)
            .map(|(name, counts)| MatrixRow {
                term: context.term_link(base, TermKind::Modality, name),
                cells: cells(context.texts(), &matrix, page, name, counts),
            })
            .collect(),
    })
}

/// The cells of one modality.
fn cells(
    texts: &Texts,
    matrix: &Matrix,
    page: &Route,
    modality: &str,
    counts: &[usize],
) -> Vec<MatrixCell> {
    let most = matrix.largest().2;

    matrix
        .columns
        .iter()
        .zip(counts)
        .map(|(task, &count)| MatrixCell {
            count,
            strength: strength(count, most),
            url: (count > 0).then(|| {
                let filters = [("modality", modality), ("task", task)];
                Route::datasets_with(&filters).relative_to(page)
            }),
            words: texts.fill(
                "matrix.cell",
                &[
                    ("datasets", &texts.datasets(count)),
                    ("modality", modality),
                    ("task", task),
                ],
            ),
        })
        .collect()
}

/// 0 for nothing, 1 to 5 by the logarithm: most cells hold small numbers.
fn strength(count: usize, most: usize) -> u8 {
    match count {
        0 => 0,
        1 => 1,
        _ => {
            1 + (4.0 * (count as f64).ln() / (most as f64).ln())
                .round()
                .min(4.0) as u8
        }
    }
}

fn answer(texts: &Texts, matrix: &Matrix) -> String {
    let (row, column, count) = matrix.largest();
    let (all, empty) = matrix.pairs();
    let rest = match empty {
        0 => texts.get("matrix.all_pairs").to_owned(),
        _ => texts.fill(
            "matrix.empty_pairs",
            &[("empty", &number(empty)), ("all", &number(all))],
        ),
    };
    let (row, column) = (&matrix.rows[row], &matrix.columns[column]);

    let cells = matrix.counts.iter().flatten();
    let rank = match cells.filter(|other| **other == count).count() {
        1 => texts.get("matrix.most_frequent").to_owned(),
        equal => texts.fill("matrix.equally_frequent", &[("number", &number(equal))]),
    };

    texts.fill(
        "matrix.answer",
        &[
            ("modality", row),
            ("task", column),
            ("rank", &rank),
            ("datasets", &texts.datasets(count)),
            ("rest", &rest),
        ],
    )
}

fn note(texts: &Texts, matrix: &Matrix) -> String {
    let note = texts.get("matrix.note");
    if matrix.left_out == (0, 0) {
        return note.to_owned();
    }

    let (rows, columns) = matrix.left_out;
    let left_out = texts.fill(
        "matrix.left_out",
        &[
            ("modalities", &rows.to_string()),
            ("tasks", &columns.to_string()),
        ],
    );

    format!("{note} {left_out}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strengths_go_from_one_to_five() {
        let all: Vec<u8> = [0, 1, 2, 5, 20, 45]
            .map(|count| strength(count, 45))
            .to_vec();
        assert_eq!(all, [0, 1, 2, 3, 4, 5]);
        assert_eq!(
            (
                strength(1, 1),
                strength(2, 2),
                strength(usize::MAX, usize::MAX)
            ),
            (1, 5, 5)
        );
    }
}
