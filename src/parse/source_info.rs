//! The section "Source Information": website, download, paper and date of a dataset.
//!
//! In: the section's text and where it starts. Out: links by kind, the date, and the lines that
//! were read in full; all other text of the section stays visible on the page. `urls` finds the
//! URLs.

pub(crate) mod urls;

use std::ops::Range;

use crate::diagnostics::Diagnostic;
use crate::parse::Link;
use crate::source::FileId;
use crate::value::date::ReleaseDate;
use crate::value::placeholder::is_stated;

/// The facts of the section. All ranges are bytes of the whole text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceInfo {
    /// The dataset's own pages. A bare URL has an empty label.
    pub website: Vec<Link>,
    /// Where to download the data.
    pub download: Vec<Link>,
    /// Publications about it.
    pub paper: Vec<Link>,
    /// When it was released.
    pub date: Option<SourceDate>,
    /// Lines that hold nothing but the above.
    pub consumed: Vec<Range<usize>>,
    /// Diagnostics about the URLs.
    pub diagnostics: Vec<Diagnostic>,
}

/// A date with the text that states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceDate {
    /// The text, trimmed.
    pub raw: String,
    /// `None` if the text is not a date.
    pub date: Option<ReleaseDate>,
    /// The bytes of the text within the whole text.
    pub span: Range<usize>,
}

/// The subject of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SourceLabel {
    Website,
    Download,
    Paper,
    Date,
}

/// Reads a section's text that starts at byte `base` of `file`.
pub(crate) fn source_info(text: &str, base: usize, file: FileId) -> SourceInfo {
    let mut info = SourceInfo::default();
    let mut label = None;
    let mut start = 0;

    for line in text.split_inclusive('\n') {
        let range = start..start + line.len();
        start = range.end;

        let content = without_marker(line);
        let (value, own) = match split_label(content) {
            Some((label, value)) => (value, Some(label)),
            None => (content, None),
        };
        if own.is_none() && content.trim().is_empty() {
            continue;
        }

        let Some(subject) = own.or(label) else {
            continue;
        };
        let at = range.start + (line.len() - content.len()) + (content.len() - value.len());
        let read = match subject {
            SourceLabel::Date => own.is_some() && read_date(value, base + at, &mut info),
            _ => read_links(subject, value, base + at, file, own.is_some(), &mut info),
        };

        // A line of other text ends the list that a label started.
        label = own.or(label.filter(|_| read));
        if read {
            info.consumed.push(base + range.start..base + range.end);
        }
    }
    info
}

/// Reads the links of a value. Returns false if there is other text beside them, or if a line
/// without a label has no links.
fn read_links(
    subject: SourceLabel,
    value: &str,
    at: usize,
    file: FileId,
    labelled: bool,
    info: &mut SourceInfo,
) -> bool {
    let line = urls::find_links(value, at, file);
    let only_links = line.rest.trim_matches(is_separator).is_empty();
    if !labelled && (!only_links || line.links.is_empty()) {
        return false;
    }

    let links = match subject {
        SourceLabel::Download => &mut info.download,
        SourceLabel::Paper => &mut info.paper,
        _ => &mut info.website,
    };
    links.extend(line.links);
    info.diagnostics.extend(line.diagnostics);
    only_links || !is_stated(value)
}

/// Reads the date of a value. Returns false if the value is stated but is not a date.
fn read_date(value: &str, at: usize, info: &mut SourceInfo) -> bool {
    let raw = value.trim_matches(is_date_edge);
    if !is_stated(raw) {
        return true;
    }

    let start = at + (value.len() - value.trim_start_matches(is_date_edge).len());
    let date = ReleaseDate::parse(raw);
    let read = date.is_some();
    if info.date.is_none() {
        info.date = Some(SourceDate {
            raw: raw.to_owned(),
            date,
            span: start..start + raw.len(),
        });
    }
    read
}

/// Whitespace and emphasis around a date.
fn is_date_edge(c: char) -> bool {
    c.is_whitespace() || matches!(c, '*' | '_' | '`')
}

/// Punctuation that separates links and has no meaning of its own.
fn is_separator(c: char) -> bool {
    c.is_whitespace() || ",，、;；.。*_|/-&<>()（）[]".contains(c)
}

/// The line without the marker of a list item or a quotation.
fn without_marker(line: &str) -> &str {
    let text = line.trim_start();
    let number = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();

    let marked = match text.strip_prefix(['-', '*', '+', '>']) {
        None if number > 0 => text[number..].strip_prefix(['.', ')']),
        other => other,
    };
    match marked {
        Some(rest) if rest.starts_with([' ', '\t']) => rest.trim_start(),
        _ => text,
    }
}

/// Splits `Official Website: …`, `**Download Link:** …` or `Article Address： …` into the label and
/// the text after it.
fn split_label(line: &str) -> Option<(SourceLabel, &str)> {
    let (mut name, mut rest) = line.split_once([':', '：'])?;
    if rest.starts_with("//") {
        // The only colon is that of the URL.
        (name, _) = name.rsplit_once(' ')?;
        rest = &line[name.len()..];
    }

    let folded: String = name
        .to_lowercase()
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    let words: Vec<&str> = folded.split_whitespace().collect();

    // A sentence is not a label.
    if words.is_empty() || words.len() > 5 {
        return None;
    }
    Some((
        recognize_label(&words)?,
        rest.trim_start_matches(['*', '_', '`']),
    ))
}

/// Words that make a label, by its meaning. The first row that contains a word of the label wins.
const LABEL_WORDS: &[(SourceLabel, &[&str])] = &[
    (
        SourceLabel::Date,
        &["date", "dates", "released", "published", "日期", "发布时间"],
    ),
    (
        SourceLabel::Download,
        &["download", "downloads", "下载", "下载链接", "下载地址"],
    ),
    (
        SourceLabel::Paper,
        &[
            "article",
            "articles",
            "paper",
            "papers",
            "publication",
            "publications",
            "论文",
            "论文地址",
        ],
    ),
    (
        SourceLabel::Website,
        &[
            "website",
            "websites",
            "homepage",
            "home",
            "site",
            "webpage",
            "官网",
            "官方网站",
        ],
    ),
];

/// The meaning of a label, given as lowercase words.
fn recognize_label(words: &[&str]) -> Option<SourceLabel> {
    let known = LABEL_WORDS
        .iter()
        .find(|(_, known)| words.iter().any(|word| known.contains(word)))
        .map(|(label, _)| *label);

    known.or_else(|| {
        let is_data_link = words.ends_with(&["data", "link"]);
        (is_data_link || words.ends_with(&["dataset", "link"])).then_some(SourceLabel::Download)
    })
}

#[cfg(test)]
mod tests;
