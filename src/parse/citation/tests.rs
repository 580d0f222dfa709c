//! Code blocks as text.

use super::*;

fn check(text: &str, expect: &[&str]) {
    let whole = format!("```\n{text}\n```");
    let read = citations(text, 4, FileId(0));
    let show = |citation: &Citation| {
        assert_eq!(whole[citation.span.clone()], citation.bibtex);
        let year = citation
            .year
            .map_or("-".to_owned(), |year| year.to_string());
        let (title, doi) = (
            citation.title.as_deref().unwrap_or("-"),
            citation.doi.as_deref().unwrap_or("-"),
        );
        format!(
            "{} {} | {title} | {year} | {doi} | {}",
            citation.kind,
            citation.key,
            citation.authors.join("; ")
        )
    };
    let mut shown: Vec<String> = read.items.iter().map(show).collect();
    for found in &read.diagnostics {
        let crate::diagnostics::Location::Span(span) = &found.location else {
            panic!("no span")
        };
        shown.push(format!(
            "{} at {:?}",
            found.code,
            whole.get(span.range.clone()).expect("a range on letters")
        ));
    }
    assert_eq!(shown, expect, "{text:?}");
}

#[test]
fn entries() {
    check(
        "@article{ji2022amos,\n  title={{AMOS}: A  Large--Scale\n Benchmark},\n  author={Ji, Yuanfeng and van der Berg, J\\\"org and others},\n  year={2022},\n  doi={https://doi.org/10.1/a_b}\n}",
        &[
            "article ji2022amos | AMOS: A Large–Scale Benchmark | 2022 | 10.1/a_b | Yuanfeng Ji; Jörg van der Berg",
        ],
    );
    check(
        "@misc{a, title={One}}\n\n@InProceedings{b, title=\"Two \\& a half\", year=2020, month=jan}",
        &[
            "misc a | One | - | - | ",
            "inproceedings b | Two & a half | 2020 | - | ",
        ],
    );
}

#[test]
fn bad_entries() {
    check(
        "@article{a,\n title={One,\n year={2020}\n}\n\n@misc{b, title={Two}}",
        &[
            "article a | - | - | - | ",
            "misc b | Two | - | - | ",
            "bibtex-syntax at \"}\"",
        ],
    );
    check(
        "article{a, title={One}}",
        &["article a | One | - | - | ", "bibtex-syntax at \"a\""],
    );
    check(
        "@article{é",
        &["article é | - | - | - | ", "bibtex-syntax at \"é\""],
    );
}

#[test]
fn other_words() {
    check("TBD", &[]);
    check("", &[]);
    check("-\n", &[]);
    check("Ji et al., AMOS, 2022.", &["  | - | - | - | "]);
    check(
        "@comment{x}\n@misc{a, title={A}}",
        &["misc a | A | - | - | "],
    );
}
