//! Citations of a page: BibTeX entries, or references in plain text.
//!
//! In: the text of a code block and where it starts. Out: one `Citation` per entry, and a
//! diagnostic for each entry that BibTeX would not read. A malformed entry does not affect the
//! others:
//! `entries` cuts the text first, and then each entry is parsed on its own.

pub(crate) mod csl;
mod entries;
mod repair;
mod strict;
mod tex;

use std::ops::Range;

use biblatex::{ChunksExt, Entry, ParseError, Person};

use self::csl::CslItem;
use self::entries::{BibPiece, pieces};
use self::repair::repaired;
use self::strict::Refusal;
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

/// One work to cite. `bibtex` always holds the text of the page; the other fields are empty when
/// that text is not BibTeX.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Citation {
    /// The key in `@article{key,`.
    pub key: String,
    /// `article`, `inproceedings`, …, in lowercase. Empty for plain text.
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
    /// The work as reference managers read it, also from a repaired entry. `None` for plain text.
    pub csl: Option<CslItem>,
    /// The entry in a form that BibTeX reads, where `bibtex` is not.
    pub repaired: Option<String>,
    /// The entry in the whole text.
    pub span: Range<usize>,
}

impl Citation {
    /// The URL of its DOI at doi.org; `None` without a DOI, and for text that is not a DOI.
    pub fn doi_url(&self) -> Option<String> {
        let doi = self.doi.as_deref()?;
        let plain = doi.starts_with("10.") && !has_forbidden_characters(doi);
        plain.then(|| format!("https://doi.org/{doi}"))
    }
}

/// The citations of a text and the diagnostics about them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Citations {
    /// In the order of the text.
    pub items: Vec<Citation>,
    /// Entries that BibTeX would not read.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the text of a code block that starts at byte `base` of `file`.
pub(crate) fn citations(text: &str, base: usize, file: FileId) -> Citations {
    let mut citations = Citations::default();

    for piece in pieces(text) {
        let range = piece.range();
        let span = base + range.start..base + range.end;
        let (citation, diagnostic) = read_piece(&piece, &text[range], span, file);

        citations.items.extend(citation);
        citations.diagnostics.extend(diagnostic);
    }
    citations
}

/// Reads one piece of the code block: its citation, if it is one, and what is wrong with it.
fn read_piece(
    piece: &BibPiece,
    verbatim: &str,
    span: Range<usize>,
    file: FileId,
) -> (Option<Citation>, Option<Diagnostic>) {
    let mut citation = Citation {
        bibtex: verbatim.to_owned(),
        span: span.clone(),
        ..Citation::default()
    };

    match piece {
        BibPiece::Comment(_) => (None, None),

        BibPiece::Plain(_) => {
            // A stray brace is not a reference.
            let is_reference = is_stated(verbatim) && verbatim.contains(char::is_alphanumeric);
            (is_reference.then_some(citation), None)
        }

        BibPiece::Entry(_) => {
            let diagnostic = read_entry(&mut citation, verbatim, 0, &span, file);
            repair(&mut citation);
            (Some(citation), diagnostic)
        }

        BibPiece::NoAt(_) => {
            let entry = format!("@{verbatim}");
            let diagnostic = read_entry(&mut citation, &entry, 1, &span, file)
                .unwrap_or_else(|| missing_at_sign(span.start, file));
            repair(&mut citation);
            (Some(citation), Some(diagnostic))
        }
    }
}

fn missing_at_sign(start: usize, file: FileId) -> Diagnostic {
    RULE.at(
        Span::new(file, start..start + 1),
        "A BibTeX entry lacks its \"@\"",
    )
    .label("the entry starts here")
    .help("Put \"@\" before it")
}

/// Parses one entry into the fields of its citation. The first `added` bytes of `entry` are not on
/// the page.
fn read_entry(
    citation: &mut Citation,
    entry: &str,
    added: usize,
    span: &Range<usize>,
    file: FileId,
) -> Option<Diagnostic> {
    let parsed = match strict::entries(entry) {
        Ok(entries) => entries,
        Err(refusal) => {
            (citation.kind, citation.key) = entries::kind_and_key(entry);
            return Some(refused(&refusal, entry, added, span, file));
        }
    };
    let parsed = parsed.first()?;

    (citation.kind, _) = entries::kind_and_key(entry);
    citation.key.clone_from(&parsed.key);
    citation.title = field(parsed, &["title"]).map(|title| tex::plain(&title));
    citation.year =
        field(parsed, &["year", "date"]).and_then(|date| Some(ReleaseDate::parse(&date)?.year()));
    citation.doi = field(parsed, &["doi"]).and_then(|doi| bare_doi(&doi));
    citation.authors = parsed
        .author()
        .unwrap_or_default()
        .iter()
        .filter_map(full_name)
        .collect();
    citation.csl = Some(csl::item(parsed, &citation.kind));
    None
}

/// Reports an entry that is shown as plain text.
fn refused(
    refusal: &Refusal,
    entry: &str,
    added: usize,
    span: &Range<usize>,
    file: FileId,
) -> Diagnostic {
    match refusal {
        Refusal::Syntax(error) => syntax_error(error, entry, added, span, file),
        Refusal::Bound(message) => RULE
            .at(
                Span::new(file, span.start..span.start + 1),
                format!("A BibTeX entry is not read: {message}"),
            )
            .label("the entry starts here")
            .help("The entry is shown as it is, without its title and authors"),
    }
}

/// Reports where the parser stopped. The location lies within `span`, on character boundaries.
fn syntax_error(
    error: &ParseError,
    entry: &str,
    added: usize,
    span: &Range<usize>,
    file: FileId,
) -> Diagnostic {
    let limit = span.len().saturating_sub(1);
    let start = error.span.start.saturating_sub(added).min(limit);
    let end = error
        .span
        .end
        .saturating_sub(added)
        .clamp(start, span.len());
    let at = entries::on_char_boundaries(entry, start + added..end + added);
    let location = Span::new(
        file,
        span.start + at.start - added..span.start + at.end - added,
    );

    RULE.at(
        location,
        format!("A BibTeX entry does not parse: {}", error.kind),
    )
    .label("the parser stopped here")
    .help("The entry is shown as it is, without its title and authors")
}

/// Repairs an entry that BibTeX does not read. The strict parser accepts keys that BibTeX does not:
/// a first field in place of the key, and whitespace.
fn repair(citation: &mut Citation) {
    let has_key = !citation.key.is_empty() && !citation.key.contains(is_forbidden_in_key);
    if citation.csl.is_some() && has_key && citation.bibtex.starts_with('@') {
        return;
    }

    citation.repaired = repaired(&citation.bibtex);
    let Some(Ok(entries)) = citation.repaired.as_deref().map(strict::entries) else {
        return;
    };
    citation.csl = entries
        .first()
        .map(|entry| csl::item(entry, &citation.kind));
}

fn is_forbidden_in_key(c: char) -> bool {
    c.is_whitespace() || "={}\"#%~\\,".contains(c)
}

/// The text of the first of some fields that is stated, with whitespace collapsed.
fn field(entry: &Entry, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| {
        let text = collapse_whitespace(&entry.get(name)?.format_verbatim());
        is_stated(&text).then_some(text)
    })
}

/// "Ji, Yuanfeng" as "Yuanfeng Ji". The placeholder "and others" is not an author.
fn full_name(person: &Person) -> Option<String> {
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

/// The DOI from its first "10." on, without the resolver's URL and trailing punctuation.
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
