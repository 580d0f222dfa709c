//! All kinds of findings: their codes, how much each matters, what it finds, why, and an example.
//!
//! In: nothing. Out: the table behind `medatlas check --rules` and `docs/rules.md`. A test holds that it names every code
//! in the source and no other.

use std::fmt::Write as _;

use super::Severity;

/// What is known of one code.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Stable kebab-case word.
    pub code: &'static str,
    /// How much a finding matters.
    pub severity: Severity,
    /// What it finds, in one sentence.
    pub finds: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// Words of a catalog that it finds.
    pub example: &'static str,
}

use Severity::{Error, Note, Warning};

const fn rule(
    code: &'static str,
    severity: Severity,
    finds: &'static str,
    why: &'static str,
    example: &'static str,
) -> Rule {
    Rule { code, severity, finds, why, example }
}

/// All rules, by code.
pub const RULES: &[Rule] = &[
    rule(
        "awkward-file-name",
        Note,
        "a page whose file name has blanks or odd signs",
        "links to it are written in several ways, and some break",
        "`resources/My data (new).md`",
    ),
    rule(
        "bibtex-syntax",
        Warning,
        "a BibTeX entry that does not parse",
        "its title and authors are not known, and reference managers refuse it",
        "`@article{key title={A}}`",
    ),
    rule(
        "broken-image",
        Warning,
        "an image whose bytes are no image",
        "readers see a broken picture",
        "an HTML page saved as `scan.png`",
    ),
    rule(
        "byte-order-mark",
        Note,
        "a file that starts with a byte-order mark",
        "other programs take it for text",
        "U+FEFF before `# Title`",
    ),
    rule(
        "contents-anchor",
        Warning,
        "a link of the table of contents to no heading",
        "readers click and stay where they are",
        "`[Imaging](#imaging)` without such a heading",
    ),
    rule(
        "date-shape",
        Note,
        "a date in another shape than YYYY, YYYY-MM or YYYY-MM-DD",
        "dates in one shape sort and compare",
        "`11.21.2019.`",
    ),
    rule(
        "dead-link",
        Warning,
        "a link to a file or anchor that is not there",
        "readers click and find nothing; the site shows it as plain text",
        "`[form](../form.md)` without such a file",
    ),
    rule(
        "duplicate-citation-key",
        Note,
        "a BibTeX key that stands for two works",
        "one overwrites the other in a bibliography",
        "`@article{ref1,` on two pages",
    ),
    rule(
        "duplicate-name",
        Warning,
        "two entries with one name",
        "readers cannot tell them apart",
        "two rows `FLARE 2023`",
    ),
    rule(
        "duplicate-page",
        Warning,
        "two entries that say different things and share a page",
        "one of them leads to the wrong page",
        "`FLARE 2022` and `FLARE 2023`, both with `FLARE2023.md`",
    ),
    rule(
        "entry-page-differ",
        Note,
        "a fact that entry and page state differently",
        "one of them is wrong; the site shows the entry's",
        "`4500 Cases` over a page with Data Volume 2300",
    ),
    rule(
        "image-case",
        Warning,
        "an image named in another letter case than its file",
        "it shows on some machines only",
        "`scan.PNG` for `scan.png`",
    ),
    rule(
        "invalid-utf8",
        Warning,
        "a file that is not UTF-8",
        "its broken bytes are lost",
        "a page saved as Latin-1",
    ),
    rule(
        "line-ends",
        Note,
        "line ends other than line feeds",
        "changes of one line show as changes of all",
        "carriage returns",
    ),
    rule(
        "link-refused",
        Warning,
        "a symbolic link in the catalog",
        "it could point anywhere, and is not followed",
        "`resources/A.md -> /etc/passwd`",
    ),
    rule(
        "missing-citation",
        Note,
        "a page without BibTeX",
        "readers cannot cite the dataset",
        "an empty section `## Citation`",
    ),
    rule(
        "missing-image",
        Warning,
        "an image that is not there",
        "its alternative text stands in its place",
        "`![](images/a.png)` without such a file",
    ),
    rule(
        "missing-page",
        Warning,
        "an entry whose page is not there",
        "the dataset has no text of its own",
        "`[A](resources/A.md)` without such a file",
    ),
    rule(
        "mojibake",
        Warning,
        "text that was once read in the wrong encoding",
        "it cannot be read or found; it is repaired on the site only",
        "`PHÂ²` for `PH²`",
    ),
    rule(
        "no-cases",
        Note,
        "an entry without a number of cases that can be read",
        "it is missing from every view by size",
        "`3D CT, many cases`",
    ),
    rule(
        "no-entries",
        Error,
        "a list without datasets",
        "there is nothing to publish",
        "a README without table or list of datasets",
    ),
    rule(
        "no-modality",
        Note,
        "an entry without a modality",
        "it is found by its name only",
        "an empty description and no page",
    ),
    rule(
        "odd-file-name",
        Warning,
        "a file whose name is not valid UTF-8",
        "no address can be made of it; the file is left out",
        "a name with the single byte FF",
    ),
    rule(
        "page-is-folder",
        Error,
        "a folder with the name of a page",
        "the entry has no page",
        "a folder `resources/A.md/`",
    ),
    rule(
        "page-link-absolute",
        Warning,
        "a page link with the whole address of the repository",
        "it leads away from the site, and to one branch only",
        "`https://github.com/o/r/blob/main/resources/A.md`",
    ),
    rule(
        "page-link-case",
        Warning,
        "a page named in another letter case than its file",
        "the link works on some machines only",
        "`resources/a.md` for `resources/A.md`",
    ),
    rule(
        "page-link-encoded",
        Warning,
        "a page link that is percent-encoded",
        "other programs look for a file of that name",
        "`resources/A%20B.md`",
    ),
    rule(
        "page-link-ending",
        Warning,
        "a page link without the ending of the file",
        "the link is broken on the code host",
        "`resources/A` for `resources/A.md`",
    ),
    rule(
        "page-link-folder",
        Warning,
        "a page link to the wrong folder",
        "the link is broken on the code host",
        "`pages/A.md` for `resources/A.md`",
    ),
    rule(
        "remote-image",
        Warning,
        "an image on another host",
        "that host would learn who reads the page; it is linked and not loaded",
        "`![](https://example.org/a.png)`",
    ),
    rule(
        "shifted-meta-table",
        Warning,
        "a meta table whose cells do not stand under their headers",
        "facts are read from the wrong cell",
        "`CT` under `Task Type`",
    ),
    rule(
        "slug-collision",
        Warning,
        "two datasets whose addresses would be the same",
        "the second gets a numbered address, which may change",
        "`A-B` and `A B`",
    ),
    rule(
        "stated-count",
        Warning,
        "a count in the table of contents that is not the number of entries",
        "readers trust it",
        "`[Chest (24)](#chest)` over 23 rows",
    ),
    rule(
        "swallowed-heading",
        Warning,
        "a heading inside a block of HTML",
        "it is shown as text, and its section is part of the one before",
        "`## Citation` right under `</div>`",
    ),
    rule(
        "unknown-synonym",
        Warning,
        "a configured synonym that is in no page and no entry",
        "it finds nothing",
        "`\"NPC\" = [\"nasopharingeal\"]`",
    ),
    rule(
        "unknown-term",
        Note,
        "a modality, task, area or format that the vocabulary does not have",
        "it gets a page and a filter of its own",
        "`Untrasound`",
    ),
    rule(
        "unlisted-page",
        Warning,
        "a page that no entry lists",
        "readers of the list never find it",
        "`resources/Old.md`",
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
        "unreadable-page",
        Warning,
        "a page that cannot be read",
        "the dataset has no text of its own",
        "a file without read permission",
    ),
    rule(
        "url-punctuation",
        Note,
        "a URL with punctuation at its end",
        "the link leads to an address that is not there",
        "`https://example.org/a,`",
    ),
];

/// The rule of a code.
pub fn of(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.code == code)
}

/// The table of all rules as Markdown.
pub fn table() -> String {
    let mut out =
        String::from("| Code | Severity | Finds | Why it matters | Example |\n|---|---|---|---|---|\n");
    for Rule { code, severity, finds, why, example } in RULES {
        let example = example.replace('|', "\\|");
        let _ = writeln!(out, "| `{code}` | {} | {finds} | {why} | {example} |", severity.word());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorted_and_distinct() {
        assert!(RULES.is_sorted_by(|a, b| a.code < b.code));
        assert!(
            RULES
                .iter()
                .all(|rule| !rule.finds.is_empty() && !rule.why.is_empty() && !rule.example.is_empty())
        );
        assert!(of("mojibake").is_some() && of("nothing").is_none());
    }
}
