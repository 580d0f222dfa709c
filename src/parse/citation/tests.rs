//! Reads the citations of code blocks.

use super::*;

#[track_caller]
fn check(text: &str, expect: &[&str]) {
    let whole = format!("```\n{text}\n```");
    let read = citations(text, 4, FileId(0));

    let mut shown: Vec<String> = Vec::new();
    for citation in &read.items {
        assert_eq!(whole[citation.span.clone()], citation.bibtex);
        shown.push(show(citation));
    }
    for diagnostic in &read.diagnostics {
        let crate::diagnostics::Location::Span(span) = &diagnostic.location else {
            panic!("the diagnostic has no span")
        };
        let at = whole
            .get(span.range.clone())
            .expect("a range on character boundaries");
        shown.push(format!("{} at {at:?}", diagnostic.code));
    }
    assert_eq!(shown, expect, "{text:?}");
}

/// Shows a citation as `kind key | title | year | DOI | authors`.
fn show(citation: &Citation) -> String {
    format!(
        "{} {} | {} | {} | {} | {}",
        citation.kind,
        citation.key,
        citation.title.as_deref().unwrap_or("-"),
        citation
            .year
            .map_or("-".to_owned(), |year| year.to_string()),
        citation.doi.as_deref().unwrap_or("-"),
        citation.authors.join("; ")
    )
}

#[test]
fn well_formed_entries() {
    check(
        r#"@article{ji2022amos,
  title={{AMOS}: A  Large--Scale
 Benchmark},
  author={Ji, Yuanfeng and van der Berg, J\"org and others},
  year={2022},
  doi={https://doi.org/10.1/a_b}
}"#,
        &[
            "article ji2022amos | AMOS: A Large–Scale Benchmark | 2022 | 10.1/a_b | \
           Yuanfeng Ji; Jörg van der Berg",
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
fn malformed_entries() {
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
fn text_other_than_bibtex() {
    check("TBD", &[]);
    check("", &[]);
    check("-\n", &[]);
    check("Ji et al., AMOS, 2022.", &["  | - | - | - | "]);
    check(
        "@comment{x}\n@misc{a, title={A}}",
        &["misc a | A | - | - | "],
    );
}

#[test]
fn only_a_doi_gets_a_url() {
    let url_of = |doi: &str| {
        let citation = Citation {
            doi: Some(doi.to_owned()),
            ..Citation::default()
        };
        citation.doi_url()
    };

    assert_eq!(url_of("10.1/a_b").unwrap(), "https://doi.org/10.1/a_b");
    assert_eq!(url_of("11.1/a"), None);
    assert_eq!(url_of("10.1/a<b>"), None);
}
