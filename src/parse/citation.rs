//! Citations of a page: BibTeX entries, or references in plain words.
//!
//! In: the text of a code block and where it starts. Out: one `Citation` an entry, and a diagnostic for each entry
//! that BibTeX would not read. One bad entry spoils no other: `entries` cuts the text first, then each is parsed alone.

pub mod csl;
mod entries;
mod repair;
mod tex;

use std::ops::Range;

use biblatex::{Bibliography, ChunksExt, Entry, Person};

use self::csl::CslItem;
use self::entries::{Piece, pieces};
use self::repair::repaired;
use crate::diagnostics::{Diagnostic, Rule, Severity};
use crate::source::{FileId, Span};
use crate::value::date::ReleaseDate;
use crate::value::placeholder::is_stated;
use crate::value::text::collapse_whitespace;
use crate::value::url::has_forbidden_characters;

pub(crate) const RULE: Rule = Rule {
    code: "bibtex-syntax",
    severity: Severity::Warning,
    summary: "a BibTeX entry that does not parse",
    reason: "its title and authors are unknown, and reference managers refuse it",
    example: "`@article{key title={A}}`",
};

/// One work to cite. `bibtex` always holds the words of the page; the other fields are empty when it is not BibTeX.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Citation {
    /// The key in `@article{key,`.
    pub key: String,
    /// `article`, `inproceedings`, …, in small letters. Empty for plain words.
    pub kind: String,
    /// The title without braces and TeX commands.
    pub title: Option<String>,
    /// The year of publication.
    pub year: Option<u16>,
    /// The bare DOI, without `https://doi.org/`.
    pub doi: Option<String>,
    /// Names, given name first.
    pub authors: Vec<String>,
    /// The entry as written, trimmed.
    pub bibtex: String,
    /// The work as reference managers read it, also from a repaired entry. None for plain words.
    pub csl: Option<CslItem>,
    /// The entry in a form that BibTeX reads, where `bibtex` is not.
    pub repaired: Option<String>,
    /// The entry in the whole text.
    pub span: Range<usize>,
}

impl Citation {
    /// The address of its DOI at doi.org; `None` without one, and for text that is none.
    pub fn doi_url(&self) -> Option<String> {
        let doi = self.doi.as_deref()?;
        let plain = doi.starts_with("10.") && !has_forbidden_characters(doi);
        plain.then(|| format!("https://doi.org/{doi}"))
    }
}

/// The citations of a text and what is wrong with them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Citations {
    /// In the order of the text.
    pub items: Vec<Citation>,
    /// Entries that BibTeX would not read.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the text of a code block that starts at byte `base` of `file`.
pub fn citations(text: &str, base: usize, file: FileId) -> Citations {
    let mut read = Citations::default();
    for piece in pieces(text) {
        let verbatim = &text[piece.range()];
        let span = base + piece.range().start..base + piece.range().end;
        let mut citation = Citation {
            bibtex: verbatim.to_owned(),
            span: span.clone(),
            ..Citation::default()
        };
        match &piece {
            // A stray brace is no reference either.
            Piece::Plain(_)
                if !is_stated(verbatim) || !verbatim.contains(char::is_alphanumeric) =>
            {
                continue;
            }
            Piece::Plain(_) => {}
            Piece::Entry(_) => {
                read.diagnostics
                    .extend(fill(&mut citation, verbatim, 0, &span, file));
            }
            Piece::NoAt(_) => {
                let place = Span::new(file, span.start..span.start + 1);
                let missing = RULE
                    .at(place, "A BibTeX entry lacks its \"@\"")
                    .label("the entry starts here")
                    .help("Put \"@\" before it");
                let second = fill(&mut citation, &format!("@{verbatim}"), 1, &span, file);
                read.diagnostics.push(second.unwrap_or(missing));
            }
            Piece::Comment(_) => continue,
        }
        if !matches!(piece, Piece::Plain(_)) {
            repair(&mut citation);
        }
        read.items.push(citation);
    }
    read
}

/// Parses one entry into the fields of its citation. `added` bytes stand before the words of the page.
fn fill(
    citation: &mut Citation,
    entry: &str,
    added: usize,
    span: &Range<usize>,
    file: FileId,
) -> Option<Diagnostic> {
    let read = match Bibliography::parse(entry) {
        Ok(read) => read,
        Err(error) => {
            let limit = span.len().saturating_sub(1);
            let start = span.start + error.span.start.saturating_sub(added).min(limit);
            let end = (span.start + error.span.end.saturating_sub(added)).clamp(start, span.end);
            let at =
                entries::on_letters(entry, start - span.start + added..end - span.start + added);
            let place = Span::new(
                file,
                span.start + at.start - added..span.start + at.end - added,
            );
            (citation.kind, citation.key) = entries::kind_and_key(entry);
            return Some(
                RULE.at(
                    place,
                    format!("A BibTeX entry does not parse: {}", error.kind),
                )
                .label("reading stopped here")
                .help("The entry is shown as it is, without title and authors"),
            );
        }
    };
    let found = read.iter().next()?;
    (citation.kind, _) = entries::kind_and_key(entry);
    citation.key.clone_from(&found.key);
    citation.title = field(found, &["title"]).map(|title| tex::plain(&title));
    citation.year =
        field(found, &["year", "date"]).and_then(|date| Some(ReleaseDate::parse(&date)?.year()));
    citation.doi = field(found, &["doi"]).and_then(|doi| bare_doi(&doi));
    citation.authors = found
        .author()
        .unwrap_or_default()
        .iter()
        .filter_map(name)
        .collect();
    citation.csl = Some(csl::item(found, &citation.kind));
    None
}

/// What can be saved of an entry that BibTeX does not read. The parser lets keys pass that BibTeX does not: a first field
/// in place of the key, blanks.
fn repair(citation: &mut Citation) {
    let odd = |c: char| c.is_whitespace() || "={}\"#%~\\,".contains(c);
    let has_key = !citation.key.is_empty() && !citation.key.contains(odd);
    if citation.csl.is_some() && has_key && citation.bibtex.starts_with('@') {
        return;
    }
    citation.repaired = repaired(&citation.bibtex);
    let Some(read) = citation
        .repaired
        .as_deref()
        .and_then(|text| Bibliography::parse(text).ok())
    else {
        return;
    };
    citation.csl = read
        .iter()
        .next()
        .map(|found| csl::item(found, &citation.kind));
}

/// The text of the first of some fields that is stated, with runs of blanks joined.
fn field(entry: &Entry, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| {
        let text = entry.get(name)?.format_verbatim();
        let text = collapse_whitespace(&text);
        is_stated(&text).then_some(text)
    })
}

/// "Ji, Yuanfeng" as "Yuanfeng Ji". "and others" is nobody.
fn name(person: &Person) -> Option<String> {
    let parts = [
        &person.given_name,
        &person.prefix,
        &person.name,
        &person.suffix,
    ];
    let parts: Vec<&str> = parts
        .iter()
        .flat_map(|part| part.split_whitespace())
        .collect();
    let name = tex::plain(&parts.join(" "));
    (is_stated(&name) && name != "others").then_some(name)
}

fn bare_doi(doi: &str) -> Option<String> {
    let start = doi.find("10.")?;
    let doi = doi[start..]
        .split_whitespace()
        .next()?
        .trim_end_matches([',', '.', ';']);
    doi.contains('/').then(|| doi.replace("\\_", "_"))
}

#[cfg(test)]
mod tests;
