//! Rules about what a page states, and how.
//!
//! In: nothing. Out: rules, by code.

use crate::diagnostics::Severity::{Note, Warning};
use crate::diagnostics::rules::{Rule, rule};

/// Rules about pages.
pub(super) const RULES: &[Rule] = &[
    rule(
        "bibtex-syntax",
        Warning,
        "a BibTeX entry that does not parse",
        "its title and authors are not known, and reference managers refuse it",
        "`@article{key title={A}}`",
    ),
    rule(
        "date-shape",
        Note,
        "a date in another shape than YYYY, YYYY-MM or YYYY-MM-DD",
        "dates in one shape sort and compare",
        "`11.21.2019.`",
    ),
    rule(
        "duplicate-citation-key",
        Note,
        "a BibTeX key that stands for two works",
        "one overwrites the other in a bibliography",
        "`@article{ref1,` on two pages",
    ),
    rule(
        "empty-field",
        Note,
        "a cell of a meta table without a word",
        "nobody knows whether it was forgotten",
        "`| CT |  | 140 |`",
    ),
    rule(
        "full-width-punctuation",
        Note,
        "a full-width sign in a fact of a catalog in another script",
        "other programs do not cut lists there",
        "`CT， MRI`",
    ),
    rule(
        "missing-citation",
        Note,
        "a page without BibTeX",
        "readers cannot cite the dataset",
        "an empty section `## Citation`",
    ),
    rule(
        "missing-meta-table",
        Note,
        "a page without the table of meta information that other pages have",
        "no filter finds the dataset",
        "a page that goes on with its citation",
    ),
    rule(
        "missing-section",
        Note,
        "a page without a section that four of five pages have",
        "readers look for it in its place",
        "a page without `## Source Information`",
    ),
    rule(
        "shifted-meta-table",
        Warning,
        "a meta table whose cells do not stand under their headers",
        "facts are read from the wrong cell",
        "`CT` under `Task Type`",
    ),
    rule(
        "swallowed-heading",
        Warning,
        "a heading inside a block of HTML",
        "it is shown as text, and its section is part of the one before",
        "`## Citation` right under `</div>`",
    ),
    rule(
        "template-leftover",
        Warning,
        "words of the form that contributors copy",
        "readers take the form's example for a fact",
        "the title `Dataset Name`",
    ),
    rule(
        "term-spelling",
        Note,
        "a modality, task or area in other letters than the vocabulary's",
        "one spelling is found by every search",
        "`Xray` for `X-ray`",
    ),
    rule(
        "translator-remark",
        Note,
        "a remark of the translator",
        "it is no word about the dataset",
        "`Here is the translation:`",
    ),
    rule(
        "unknown-term",
        Note,
        "a modality, task, area or format that the vocabulary does not have",
        "it gets a page and a filter of its own",
        "`Untrasound`",
    ),
    rule(
        "unreadable-count",
        Note,
        "a number of cases or classes that cannot be read",
        "the dataset is missing from views by size",
        "Data Volume `many`",
    ),
    rule(
        "unreadable-date",
        Note,
        "a release date that cannot be read",
        "the dataset is missing from views by year",
        "`Spring`",
    ),
    rule(
        "url-punctuation",
        Note,
        "a URL with punctuation at its end",
        "the link leads to an address that is not there",
        "`https://example.org/a,`",
    ),
];
