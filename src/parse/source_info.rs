//! The section "Source Information": website, download, paper and date of a dataset.
//!
//! In: the section's text and where it starts. Out: links by kind, the date, and the lines that
//! were read in full: what else stands in the section stays visible on the page. URLs are found by
//! `urls`.

pub(crate) mod urls;

use std::ops::Range;

use crate::diagnostics::Diagnostic;
use crate::parse::Link;
use crate::source::FileId;
use crate::value::date::ReleaseDate;
use crate::value::placeholder::is_stated;

/// What the section says. All ranges are bytes of the whole text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceInfo {
    /// The dataset's own pages. A bare URL has an empty label.
    pub website: Vec<Link>,
    /// Where the data is.
    pub download: Vec<Link>,
    /// What was published about it.
    pub paper: Vec<Link>,
    /// When it was released.
    pub date: Option<SourceDate>,
    /// Lines that hold nothing but the above.
    pub consumed: Vec<Range<usize>>,
    /// What is wrong with the URLs.
    pub diagnostics: Vec<Diagnostic>,
}

/// A date with the words that say it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceDate {
    /// The words, trimmed.
    pub raw: String,
    /// Nothing if they hold no date.
    pub date: Option<ReleaseDate>,
    /// The words in the whole text.
    pub span: Range<usize>,
}

/// What a line is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Label {
    Website,
    Download,
    Paper,
    Date,
}

/// Reads a section's text that starts at byte `base` of `file`.
pub fn source_info(text: &str, base: usize, file: FileId) -> SourceInfo {
    let mut info = SourceInfo::default();
    let mut label = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let range = start..start + line.len();
        start = range.end;
        let content = without_marker(line);
        let (value, own) = match split_label(content) {
            Some((found, value)) => (value, Some(found)),
            None => (content, None),
        };
        if own.is_none() && content.trim().is_empty() {
            continue;
        }
        let Some(of) = own.or(label) else { continue };
        let at = range.start + (line.len() - content.len()) + (content.len() - value.len());
        let read = match of {
            Label::Date => own.is_some() && read_date(value, base + at, &mut info),
            _ => read_links(of, value, base + at, file, own.is_some(), &mut info),
        };
        // A line of other words ends what its label began.
        label = own.or(label.filter(|_| read));
        if read {
            info.consumed.push(base + range.start..base + range.end);
        }
    }
    info
}

/// Reads the links of a value. False if other words stand beside them, or if a line without label
/// holds none.
fn read_links(
    of: Label,
    value: &str,
    at: usize,
    file: FileId,
    labelled: bool,
    info: &mut SourceInfo,
) -> bool {
    let found = urls::urls(value, at, file);
    let only_links = found.rest.trim_matches(is_mark).is_empty();
    if !labelled && (!only_links || found.links.is_empty()) {
        return false;
    }
    let links = match of {
        Label::Download => &mut info.download,
        Label::Paper => &mut info.paper,
        _ => &mut info.website,
    };
    links.extend(found.links);
    info.diagnostics.extend(found.diagnostics);
    only_links || !is_stated(value)
}

fn read_date(value: &str, at: usize, info: &mut SourceInfo) -> bool {
    let is_edge = |c: char| c.is_whitespace() || matches!(c, '*' | '_' | '`');
    let raw = value.trim_matches(is_edge);
    if !is_stated(raw) {
        return true;
    }
    let start = at + (value.len() - value.trim_start_matches(is_edge).len());
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

/// Marks that stand between links and say nothing.
fn is_mark(c: char) -> bool {
    c.is_whitespace() || ",，、;；.。*_|/-&<>()（）[]".contains(c)
}

/// The line without the marker of a list or a quotation.
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

/// `Official Website: …`, `**Download Link:** …`, `Article Address： …`: the label and what stands behind it.
fn split_label(line: &str) -> Option<(Label, &str)> {
    let (mut name, mut rest) = line.split_once([':', '：'])?;
    if rest.starts_with("//") {
        // No colon but that of the URL.
        (name, _) = name.rsplit_once(' ')?;
        rest = &line[name.len()..];
    }
    let rest = rest.trim_start_matches(['*', '_', '`']);
    let folded: String = name
        .to_lowercase()
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    let words: Vec<&str> = folded.split_whitespace().collect();
    // A sentence is no label.
    if words.is_empty() || words.len() > 5 {
        return None;
    }
    let holds = |known: &[&str]| words.iter().any(|word| known.contains(word));
    let label = if holds(&["date", "dates", "released", "published", "日期", "发布时间"]) {
        Label::Date
    } else if holds(&["download", "downloads", "下载", "下载链接", "下载地址"]) {
        Label::Download
    } else if holds(&[
        "article",
        "articles",
        "paper",
        "papers",
        "publication",
        "publications",
        "论文",
        "论文地址",
    ]) {
        Label::Paper
    } else if holds(&[
        "website",
        "websites",
        "homepage",
        "home",
        "site",
        "webpage",
        "官网",
        "官方网站",
    ]) {
        Label::Website
    } else if words.ends_with(&["data", "link"]) || words.ends_with(&["dataset", "link"]) {
        Label::Download
    } else {
        return None;
    };
    Some((label, rest))
}

#[cfg(test)]
mod tests;
