//! The section "Authors and Institutions": people and where they work.
//!
//! In: the section's text and where it starts. Out: authors in order, and the lines that were read
//! as such. A line that is not clearly a person is left alone: it is neither an author nor marked
//! as read.

use std::ops::Range;

use crate::value::text::collapse_whitespace;
use unicode_normalization::char::is_combining_mark;

/// A person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Author {
    /// The name as written, without a form of address.
    pub name: String,
    /// The institution where they work.
    pub affiliation: Option<String>,
    /// Other text of the line, such as an email address or a degree.
    pub note: Option<String>,
}

/// The people of a section. Ranges are bytes of the whole text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Authors {
    /// In the order of the text.
    pub people: Vec<Author>,
    /// Lines that hold nothing but people.
    pub consumed: Vec<Range<usize>>,
}

/// Words that name an institution or a group, never a person.
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

/// Lowercase words within names.
const PARTICLES: &[&str] = &[
    "al", "bin", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el",
    "la", "le", "ter", "van", "von", "y", "zu", "ibn", "ben",
];

/// Degrees and ranks after a name.
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
pub(crate) fn authors(text: &str, base: usize) -> Authors {
    let mut read = Authors::default();
    let mut at = 0;

    while at < text.len() {
        let end = at
            + text[at..]
                .find('\n')
                .map_or(text.len() - at, |length| length + 1);
        let line = without_list_marker(&text[at..end]);

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

/// One person on a line: `Name (Affiliation)`, `Name: Affiliation`, `Name - Affiliation` or
/// `Name, Affiliation`.
fn person(line: &str) -> Option<Author> {
    with_brackets(line).or_else(|| with_separator(line))
}

/// "Sara Ahmed and Sonja Stieb" with one affiliation are two authors.
fn one_or_two(author: Author) -> Vec<Author> {
    let names = author.name.split(" and ");
    names
        .map(|name| Author {
            name: without_title(name),
            ..author.clone()
        })
        .collect()
}

/// `Name (Affiliation)`, with degrees or parts of the affiliation before the brackets.
fn with_brackets(line: &str) -> Option<Author> {
    let (open, close) = last_brackets(line)?;
    let inside = line[open..close].trim_matches(['(', ')', '（', '）', ' ']);
    let after =
        line[close..].trim_matches(|c: char| c.is_whitespace() || ".,;。，)\u{200b}".contains(c));

    // A single stray character after the brackets has no meaning. A sentence there means that this
    // is not a list of people.
    let note = (after.chars().count() > 1).then(|| after.to_owned());
    if inside.is_empty() || after.split_whitespace().count() > 4 {
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
            // The brackets are in the middle of the affiliation.
            Some(_) => line[name.len() + 2..]
                .trim_end_matches(['.', ' '])
                .to_owned(),
        };
        let name = without_title(name);
        return Some(Author {
            name,
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

/// `Name: Affiliation`, `Name - Affiliation` or `Name, Affiliation`.
fn with_separator(line: &str) -> Option<Author> {
    let line = line.trim_end_matches(['.', '。', ' ']);
    let (name, rest) = split_name(line)?;
    let (name, note) = match name.split_once(", ") {
        Some((name, degrees)) if split_degrees(degrees).1.is_empty() => {
            (name, Some(degrees.to_owned()))
        }
        _ => (name, None),
    };

    let is_affiliation = is_institution(rest) || note.is_some();
    let is_person = is_name(name) && name.contains(' ') && is_affiliation;
    (is_person && !is_sentence(rest)).then(|| Author {
        name: without_title(name),
        affiliation: Some(rest.to_owned()),
        note,
    })
}

/// Splits a line at the separator between a name and an affiliation.
fn split_name(line: &str) -> Option<(&str, &str)> {
    let separators = [": ", "：", " - ", " – ", " — "];
    separators
        .iter()
        .find_map(|separator| line.split_once(separator))
        .or_else(|| {
            // "Xiangde Luo, PhD Student, University of …", but not "Doe, Jane is from …".
            line.split_once(", ")
                .filter(|(_, rest)| !rest.contains(" is ") && !rest.contains(" with "))
        })
}

/// Whether a text is a sentence about a person instead of an affiliation.
fn is_sentence(text: &str) -> bool {
    let first = text
        .split_whitespace()
        .next()
        .and_then(|word| word.chars().next());
    let starts = ["A ", "An ", "The ", "Focuses ", "Established "];
    first.is_none_or(char::is_lowercase) || starts.iter().any(|start| text.starts_with(start))
}

/// At least three names between commas, on one line or several: the people, and the number of
/// bytes that they occupy.
fn name_list(text: &str) -> Option<(Vec<Author>, usize)> {
    let paragraph = text.find("\n\n").map_or(text.len(), |end| end + 1);
    let line = text.find('\n').map_or(text.len(), |end| end + 1);
    [paragraph, line]
        .into_iter()
        .find_map(|end| Some((comma_separated_names(&text[..end])?, end)))
}

fn comma_separated_names(text: &str) -> Option<Vec<Author>> {
    let list = collapse_whitespace(text);
    let list = list
        .trim_end_matches(['.', ','])
        .replace(", and ", ", ")
        .replace(" and ", ", ");
    let names: Vec<&str> = list.split(", ").collect();

    let are_people =
        names.len() >= 3 && names.iter().all(|name| is_name(name) && name.contains(' '));
    are_people.then(|| {
        names
            .iter()
            .map(|name| Author {
                name: without_title(name),
                ..Author::default()
            })
            .collect()
    })
}

/// The bytes of the last brackets on the outermost level, including nested ones.
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

    // An unclosed bracket contains the rest of the line.
    if depth > 0 {
        Some((open, line.len()))
    } else {
        found
    }
}

/// Up to six words that start as names do, none of which belongs to an institution.
fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    (1..=6).contains(&words.len())
        && words.iter().all(|word| is_name_word(word))
        && words.iter().any(|word| !PARTICLES.contains(word))
        && !is_institution(text)
}

fn is_name_word(word: &str) -> bool {
    let is_spelled_like_name = word
        .chars()
        .all(|c| c.is_alphabetic() || is_combining_mark(c) || "-.'’`()\"".contains(c));
    let first = word.trim_start_matches(['(', '"', '\'']).chars().next();
    let is_capitalized = first.is_some_and(|c| c.is_alphabetic() && !c.is_lowercase());

    is_spelled_like_name && (is_capitalized || PARTICLES.contains(&word))
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

/// Splits the degrees from the start of a list: the degrees, and the text after them.
fn split_degrees(text: &str) -> (Option<String>, &str) {
    let mut at = 0;
    for part in text.split(", ").take_while(|part| is_degree(part)) {
        at = (at + part.len() + 2).min(text.len());
    }

    let degrees = text[..at].trim_end_matches([',', ' ']);
    (
        (!degrees.is_empty()).then(|| degrees.to_owned()),
        &text[at..],
    )
}

fn is_degree(part: &str) -> bool {
    let mut words = part.split([' ', '&']).filter(|word| !word.is_empty());
    words.all(|word| DEGREES.contains(&word.replace('.', "").to_lowercase().as_str()))
}

fn without_title(name: &str) -> String {
    let name = name.trim();
    let stripped = ["Prof. Dr. ", "Prof. ", "Dr. ", "Professor "]
        .iter()
        .find_map(|title| name.strip_prefix(title));
    stripped.unwrap_or(name).to_owned()
}

/// A line without the marker of a list item and without the start of bold text.
fn without_list_marker(line: &str) -> &str {
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
