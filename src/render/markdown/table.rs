//! Tables: numbers to the right, a frame of their own.

use crate::render::markdown::escape::push_attribute;

/// Widest table that is shown; a row may be padded to the header's width, so a hostile header costs its square.
const WIDEST: usize = 2000;

/// The cells of a table: the header first.
#[derive(Default)]
pub(super) struct TableRows {
    rows: Vec<Vec<(String, String)>>,
    row: Vec<(String, String)>,
}

impl TableRows {
    pub(super) fn cell(&mut self, html: String, words: String) {
        if self.row.len() < WIDEST {
            self.row.push((html, words));
        }
    }

    pub(super) fn end_row(&mut self) {
        self.rows.push(std::mem::take(&mut self.row));
    }

    /// Writes the table. `number` tells it from the others of the page for those who hear it.
    pub(super) fn push_html(&self, out: &mut String, number: usize) {
        let Some((header, rows)) = self.rows.split_first() else {
            return;
        };
        let numeric: Vec<bool> = (0..header.len()).map(|at| is_numeric(rows, at)).collect();
        let label = header
            .iter()
            .map(|(_, words)| words.trim())
            .find(|words| !words.is_empty())
            .unwrap_or("table");
        out.push_str("<div class=\"scroll-frame\" role=\"group\" tabindex=\"0\"");
        push_attribute(out, "aria-label", &format!("Table {number}: {label}"));
        out.push_str("><table><thead><tr>");
        for ((html, _), numeric) in header.iter().zip(&numeric) {
            let class = if *numeric { " class=\"number\"" } else { "" };
            // A header cell without words names nothing.
            if html.trim().is_empty() {
                out.push_str("<td></td>");
            } else {
                out.push_str(&format!("<th scope=\"col\"{class}>{html}</th>"));
            }
        }
        out.push_str("</tr></thead>");
        if !rows.is_empty() {
            out.push_str("<tbody>");
            for row in rows {
                out.push_str("<tr>");
                for ((html, _), numeric) in row.iter().zip(&numeric) {
                    out.push_str(if *numeric {
                        "<td class=\"number\">"
                    } else {
                        "<td>"
                    });
                    out.push_str(html);
                    out.push_str("</td>");
                }
                out.push_str("</tr>");
            }
            out.push_str("</tbody>");
        }
        out.push_str("</table></div>");
    }

    pub(super) fn push_words(&self, out: &mut String) {
        for (_, words) in self.rows.iter().flatten() {
            out.push_str(words.trim());
            out.push(' ');
        }
    }
}

/// Whether every cell of a column that says anything is a number, with units or percent signs allowed.
fn is_numeric(rows: &[Vec<(String, String)>], at: usize) -> bool {
    let mut cells = rows
        .iter()
        .filter_map(|row| row.get(at))
        .map(|(_, words)| words.trim())
        .filter(|w| !w.is_empty())
        .peekable();
    let number = |words: &str| {
        words.starts_with(|c: char| c.is_ascii_digit() || "-+<>~±.".contains(c))
            && words
                .chars()
                .all(|c| c.is_ascii_digit() || ".,-+%<>~±eE ".contains(c))
    };
    cells.peek().is_some()
        && cells.all(|words| number(words) || matches!(words, "-" | "–" | "/" | "N/A"))
}
