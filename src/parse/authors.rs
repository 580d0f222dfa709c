//! The section "Authors and Institutions": people and where they work.
//!
//! In: the section's text and where it starts. Out: authors in order, and the lines that were read
//! as such. A line that is not clearly a person stays as it is: it is neither an author nor marked
//! as read.

use std::ops::Range;

use crate::value::text::collapse_whitespace;
use unicode_normalization::char::is_combining_mark;

/// A person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Author {
    /// The name as written, without a title of address.
    pub name: String,
    /// Where they work.
    pub affiliation: Option<String>,
    /// What else the line says, such as a mail address or a degree.
    pub note: Option<String>,
}

/// The people of a section. Ranges are bytes of the whole text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Authors {
    /// In the order of the text.
    pub people: Vec<Author>,
    /// Lines that hold nothing but people.
    pub consumed: Vec<Range<usize>>,
}

/// Words that name a place of work or a group, never a person.
const INSTITUTIONS: &[&str] = &[
    "university",
    "universität",
    "universidad",
    "université",
    "college",
    "school",
    "academy",
    "institute",
    "institution",
    "hospital",
    "center",
    "centre",
    "clinic",
    "department",
    "laboratory",
    "lab",
    "labs",
    "company",
    "inc",
    "ltd",
    "corp",
    "corporation",
    "group",
    "team",
    "committee",
    "consortium",
    "foundation",
    "society",
    "association",
    "challenge",
    "dataset",
    "technology",
    "medical",
    "research",
    "organizers",
    "ministry",
    "national",
    "faculty",
    "directorate",
    "services",
];

/// Small words within names.
const PARTICLES: &[&str] = &[
    "al", "bin", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el",
    "la", "le", "ter", "van", "von", "y", "zu", "ibn", "ben",
];

/// Degrees and ranks behind a name.
const DEGREES: &[&str] = &[
    "phd",
    "md",
    "msc",
    "bsc",
    "prof",
    "dr",
    "student",
    "candidate",
    "frcr",
    "mbbs",
];

/// Reads a section's text that starts at byte `base`.
pub fn authors(text: &str, base: usize) -> Authors {
    let mut read = Authors::default();
    let mut at = 0;
    while at < text.len() {
        let end = at
            + text[at..]
                .find('\n')
                .map_or(text.len() - at, |length| length + 1);
        let line = content(&text[at..end]);
        if let Some(author) = person(line) {
            read.people.extend(one_or_two(author));
            read.consumed.push(base + at..base + end);
            at = end;
        } else if let Some((people, end)) = name_list(&text[at..]) {
            read.people.extend(people);
            read.consumed.push(base + at..base + at + end);
            at += end;
        } else {
            at = end;
        }
    }
    read
}

/// One person in a line: `Name (Affiliation)`, `Name: Affiliation`, `Name - Affiliation`, `Name,
/// Affiliation`.
fn person(line: &str) -> Option<Author> {
    with_brackets(line).or_else(|| with_separator(line))
}

/// "Sara Ahmed and Sonja Stieb" at one place are two.
fn one_or_two(author: Author) -> Vec<Author> {
    let names = author.name.split(" and ");
    names
        .map(|name| Author {
            name: without_title(name),
            ..author.clone()
        })
        .collect()
}

fn with_brackets(line: &str) -> Option<Author> {
    let (open, shut) = last_brackets(line)?;
    let inside = line[open..shut].trim_matches(['(', ')', '（', '）', ' ']);
    let behind =
        line[shut..].trim_matches(|c: char| c.is_whitespace() || ".,;。，)\u{200b}".contains(c));
    // One stray letter behind the bracket says nothing; a sentence there means that this is not a
    // list of people.
    let note = (behind.chars().count() > 1).then(|| behind.to_owned());
    if inside.is_empty()
        || note
            .as_ref()
            .is_some_and(|note| note.split_whitespace().count() > 4)
    {
        return None;
    }
    let before = line[..open].trim_end_matches([' ', ',', '，', ':', '：']);
    if let Some((name, more)) = before
        .split_once(", ")
        .filter(|(name, _)| is_name(name) && name.contains(' '))
    {
        let (degrees, more) = split_degrees(more);
        let affiliation = match &note {
            _ if more.is_empty() => inside.to_owned(),
            None => format!("{more} ({inside})"),
            // The brackets stand in the midst of the place of work.
            Some(_) => line[name.len() + 2..]
                .trim_end_matches(['.', ' '])
                .to_owned(),
        };
        return Some(Author {
            name: without_title(name),
            affiliation: Some(affiliation),
            note: degrees,
        });
    }
    let name = before.trim_matches(['`', '*', '_']);
    let affiliation = Some(inside.to_owned());
    (name.split(" and ").all(is_name) || is_handle(name)).then(|| Author {
        name: without_title(name),
        affiliation,
        note,
    })
}

fn with_separator(line: &str) -> Option<Author> {
    let line = line.trim_end_matches(['.', '。', ' ']);
    let (name, rest) = [": ", "：", " - ", " – ", " — "]
        .iter()
        .find_map(|sign| line.split_once(sign))
        .or_else(|| {
            // "Xiangde Luo, PhD Student, University of …", but not "Doe, Jane is from …".
            line.split_once(", ")
                .filter(|(_, rest)| !rest.contains(" is ") && !rest.contains(" with "))
        })?;
    let (name, note) = match name.split_once(", ") {
        Some((name, degrees)) if split_degrees(degrees).1.is_empty() => {
            (name, Some(degrees.to_owned()))
        }
        _ => (name, None),
    };
    // A sentence about a person is no place of work.
    let small = rest
        .split_whitespace()
        .next()?
        .chars()
        .next()?
        .is_lowercase();
    let starts_sentence = ["A ", "An ", "The ", "Focuses ", "Established "]
        .iter()
        .any(|word| rest.starts_with(word));
    let is_place = is_institution(rest) || note.is_some();
    let fits = is_name(name) && name.contains(' ') && is_place && !small && !starts_sentence;
    fits.then(|| Author {
        name: without_title(name),
        affiliation: Some(rest.to_owned()),
        note,
    })
}

/// Three or more names between commas, over one line or several: the people and the bytes they
/// take.
fn name_list(text: &str) -> Option<(Vec<Author>, usize)> {
    let names = |text: &str| -> Option<Vec<Author>> {
        let joined = collapse_whitespace(text);
        let joined = joined
            .trim_end_matches(['.', ','])
            .replace(", and ", ", ")
            .replace(" and ", ", ");
        let parts: Vec<&str> = joined.split(", ").collect();
        let people =
            parts.len() >= 3 && parts.iter().all(|part| is_name(part) && part.contains(' '));
        people.then(|| {
            parts
                .iter()
                .map(|part| Author {
                    name: without_title(part),
                    ..Author::default()
                })
                .collect()
        })
    };
    let paragraph = text.find("\n\n").map_or(text.len(), |end| end + 1);
    let line = text.find('\n').map_or(text.len(), |end| end + 1);
    [paragraph, line]
        .into_iter()
        .find_map(|end| Some((names(&text[..end])?, end)))
}

/// The last brackets of the outermost level, with nested ones inside.
fn last_brackets(line: &str) -> Option<(usize, usize)> {
    let (mut depth, mut open, mut found) = (0usize, 0, None);
    for (at, c) in line.char_indices() {
        match c {
            '(' | '（' => {
                if depth == 0 {
                    open = at;
                }
                depth += 1;
            }
            ')' | '）' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    found = Some((open, at + c.len_utf8()));
                }
            }
            _ => {}
        }
    }
    // A bracket that is never closed holds the rest of the line.
    if depth > 0 {
        Some((open, line.len()))
    } else {
        found
    }
}

/// Up to six words that start like names do, none of them an institution's.
fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let letters = |c: char| c.is_alphabetic() || is_combining_mark(c) || "-.'’`()\"".contains(c);
    let like_name = |word: &&str| {
        let start = word.trim_start_matches(['(', '"', '\'']).chars().next();
        start.is_some_and(|c| c.is_alphabetic() && !c.is_lowercase()) || PARTICLES.contains(word)
    };
    (1..=6).contains(&words.len())
        && words
            .iter()
            .all(|word| word.chars().all(letters) && like_name(word))
        && words.iter().any(|word| !PARTICLES.contains(word))
        && !is_institution(text)
}

/// The name of an account: one word.
fn is_handle(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
        && !is_institution(text)
}

fn is_institution(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    words.any(|word| INSTITUTIONS.contains(&word.to_lowercase().as_str()))
}

/// Degrees at the start of a list, and what follows them.
fn split_degrees(text: &str) -> (Option<String>, &str) {
    let is_degree = |part: &str| {
        let mut words = part.split([' ', '&']).filter(|word| !word.is_empty());
        words.all(|word| DEGREES.contains(&word.replace('.', "").to_lowercase().as_str()))
    };
    let mut at = 0;
    for part in text.split(", ") {
        if !is_degree(part) {
            break;
        }
        at = (at + part.len() + 2).min(text.len());
    }
    let degrees = text[..at].trim_end_matches([',', ' ']);
    (
        (!degrees.is_empty()).then(|| degrees.to_owned()),
        &text[at..],
    )
}

fn without_title(name: &str) -> String {
    let name = name.trim();
    let stripped = ["Prof. Dr. ", "Prof. ", "Dr. ", "Professor "]
        .iter()
        .find_map(|title| name.strip_prefix(title));
    stripped.unwrap_or(name).to_owned()
}

/// A line without the marker of a list and without bold.
fn content(line: &str) -> &str {
    let line = line.trim();
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let marked = match line.strip_prefix(['-', '*', '+']) {
        None if digits > 0 => line[digits..].strip_prefix(['.', ')']),
        other => other,
    };
    let line = marked
        .filter(|rest| rest.starts_with([' ', '\t']))
        .unwrap_or(line);
    line.trim().trim_start_matches('*')
}

#[cfg(test)]
mod tests;
