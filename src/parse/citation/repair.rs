//! Entries that BibTeX would not read, rewritten so that it does.
//!
//! In: an entry as written. Out: the same key and fields in strict form, or `None` when that would
//! mean guessing at the author's intention. The entry is read leniently (without `@`, without a
//! key, without commas between fields, with unclosed braces) and must then pass the strict parser,
//! with every field that was read.

use std::collections::BTreeSet;

use crate::parse::citation::{csl, strict};

/// The placeholder for a missing key until the fields provide one.
const NO_KEY: &str = "unnamed";

/// An entry as the lenient reader understands it.
struct LooseEntry<'a> {
    kind: String,
    key: String,
    fields: Vec<(String, LooseValue<'a>)>,
}

/// A value without its delimiters.
enum LooseValue<'a> {
    /// From `{…}`, `"…"`, or a word that is not a macro.
    Text(&'a str),
    /// A number or the name of a month, neither of which needs braces.
    Bare(&'a str),
}

/// The entry in a form that BibTeX reads; `None` when there is no safe one.
pub(super) fn repaired(entry: &str) -> Option<String> {
    // The strict parser would not read it anyway.
    if entry.len() > strict::MAX_LENGTH {
        return None;
    }

    let mut loose = LooseEntry::read(entry)?;
    let strict = loose.to_bibtex();

    let read = strict::entries(&strict).ok()?;
    let [found] = read.as_slice() else {
        return None;
    };
    if found.fields.len() != loose.readable_fields() {
        return None;
    }

    let item = csl::item(found, &loose.kind);
    item.title.as_ref()?;

    if loose.key != NO_KEY {
        return Some(strict);
    }
    loose.key = csl::key(&item);
    Some(loose.to_bibtex())
}

impl<'a> LooseEntry<'a> {
    fn read(entry: &'a str) -> Option<Self> {
        let (kind, rest) = entry.trim().trim_start_matches('@').split_once('{')?;
        let kind = kind.trim().to_lowercase();
        if kind.is_empty() || !kind.chars().all(|c| c.is_ascii_alphabetic()) {
            return None;
        }

        // Without a key, the first field takes its place.
        let end = rest.find([',', '\n', '=']).unwrap_or(rest.len());
        let keyless = rest[end..].starts_with('=') || rest[..end].trim().is_empty();

        let key: String = rest[..end].chars().filter(|c| is_key(*c)).collect();
        let key = if keyless || key.is_empty() {
            NO_KEY.to_owned()
        } else {
            key
        };

        let fields = read_fields(if keyless { rest } else { &rest[end..] })?;
        (!fields.is_empty()).then_some(Self { kind, key, fields })
    }

    /// The number of fields that the strict parser does not ignore.
    fn readable_fields(&self) -> usize {
        let names = self.fields.iter().map(|(name, _)| name);

        names.filter(|name| !strict::is_reference(name)).count()
    }

    fn to_bibtex(&self) -> String {
        let mut out = format!("@{}{{{}", self.kind, self.key);
        for (name, value) in &self.fields {
            match value {
                LooseValue::Text(text) => {
                    out.push_str(&format!(",\n  {name} = {{{}}}", balanced(text)))
                }
                LooseValue::Bare(word) => out.push_str(&format!(",\n  {name} = {word}")),
            }
        }

        out.push_str("\n}");

        out
    }
}

fn is_key(c: char) -> bool {
    c.is_alphanumeric() || "-_:.+/".contains(c)
}

/// Reads `name = value` pairs to the end; `None` where the text holds anything else.
fn read_fields(text: &str) -> Option<Vec<(String, LooseValue<'_>)>> {
    let mut fields: Vec<(String, LooseValue<'_>)> = Vec::new();
    let mut names = BTreeSet::new();
    let mut rest = text;

    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        let is_end = rest.chars().all(|c| c == '}' || c.is_whitespace());
        if is_end {
            return Some(fields);
        }

        let (name, after) = rest.split_once('=')?;
        let name = field_name(name)?;

        // "#" joins two values, which this reader does not support.
        let (value, after) = read_value(after.trim_start())?;
        if after.trim_start().starts_with('#') {
            return None;
        }

        if names.insert(name.clone()) {
            fields.push((name, value));
        }
        rest = after;
    }
}

/// The name of a field in lowercase. "article number" is one name; longer text is not a name.
fn field_name(text: &str) -> Option<String> {
    let name = text
        .split_whitespace()
        .collect::<Vec<_>>()
        .join("_")
        .to_lowercase();
    let is_plain = name
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || "-_:".contains(c));

    (!name.is_empty() && name.len() <= 40 && is_plain).then_some(name)
}

/// The value at the start of a text, and the text after it.
fn read_value(text: &str) -> Option<(LooseValue<'_>, &str)> {
    match text.chars().next()? {
        '{' => Some(delimited(&text[1..], '}')),
        '"' => Some(delimited(&text[1..], '"')),
        _ => {
            let end = text.find([',', '\n', '}']).unwrap_or(text.len());
            let word = text[..end].trim();
            let value = if is_bare(word) {
                LooseValue::Bare(word)
            } else {
                LooseValue::Text(word)
            };
            Some((value, &text[end..]))
        }
    }
}

/// Whether a word needs no braces: a number or the name of a month.
fn is_bare(word: &str) -> bool {
    let is_number = word.bytes().all(|b| b.is_ascii_digit());
    (1..=4).contains(&word.len()) && (is_number || csl::month(word).is_some())
}

/// The value up to the closing delimiter outside of inner braces, or, where that is missing, up to
/// the line that starts the next field.
fn delimited(text: &str, close: char) -> (LooseValue<'_>, &str) {
    let mut depth = 0usize;
    let mut escaped = false;

    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == close && depth == 0 => {
                return (LooseValue::Text(&text[..at]), &text[at + 1..]);
            }
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            '\n' if starts_field(&text[at + 1..]) => {
                let value = text[..at].trim_end().trim_end_matches(',').trim_end();
                return (LooseValue::Text(value.trim_end_matches(close)), &text[at..]);
            }
            _ => {}
        }
    }
    (
        LooseValue::Text(text.trim_end().trim_end_matches(['}', ',']).trim_end()),
        "",
    )
}

/// Whether a line starts a field: `year = {`, `title="`, `volume = 3`.
fn starts_field(line: &str) -> bool {
    let Some((name, value)) = line
        .split('\n')
        .next()
        .and_then(|line| line.split_once('='))
    else {
        return false;
    };

    let name = name.trim();
    let word = !name.is_empty()
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    word && value
        .trim_start()
        .starts_with(|c: char| c == '{' || c == '"' || c.is_ascii_digit())
}

/// The text with missing closing braces added and unmatched ones removed.
fn balanced(text: &str) -> String {
    let mut depth = 0usize;
    let mut escaped = false;
    let mut out = String::with_capacity(text.len() + 2);

    for c in text.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '{' => depth += 1,
            '}' if depth == 0 => continue,
            '}' => depth -= 1,
            _ => {}
        }
        out.push(c);
    }

    // A backslash at the end would escape the closing brace.
    if escaped {
        out.pop();
    }
    out.push_str(&"}".repeat(depth));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(entry: &str, expect: Option<&str>) {
        assert_eq!(repaired(entry).as_deref(), expect, "{entry:?}");
    }

    #[test]
    fn missing_syntax_is_added() {
        check(
            "article{a, title={One}}",
            Some("@article{a,\n  title = {One}\n}"),
        );
        check(
            "@article{a,\n title={One,\n year={2020}\n}",
            Some("@article{a,\n  title = {One},\n  year = {2020}\n}"),
        );
        check(
            "@misc{a,\n title={A {B} c},\n year=2020",
            Some("@misc{a,\n  title = {A {B} c},\n  year = 2020\n}"),
        );
        check(
            "@misc{a, title={One}\n year={2020}}",
            Some("@misc{a,\n  title = {One},\n  year = {2020}\n}"),
        );
        check(
            "@misc{a, title=\"One\", month=jan}",
            Some("@misc{a,\n  title = {One},\n  month = jan\n}"),
        );
    }

    #[test]
    fn keys_are_repaired_or_generated() {
        check(
            "@inproceedings{\n author = {Asma {Ben Abacha} and X Y},\n title = {T},\n \
             year = {2017}\n}",
            Some(
                "@inproceedings{benabacha2017,\n  author = {Asma {Ben Abacha} and X Y},\n  \
                 title = {T},\n  year = {2017}\n}",
            ),
        );
        check(
            "@misc{yue2023 TCMEB,\n title={T}}",
            Some("@misc{yue2023TCMEB,\n  title = {T}\n}"),
        );
        check(
            "@misc{, title={T}}",
            Some("@misc{unnamed,\n  title = {T}\n}"),
        );
    }

    #[test]
    fn field_names_and_macros_are_repaired() {
        check(
            "@article{a, title={T}, article number={18}, journal=TMI}",
            Some("@article{a,\n  title = {T},\n  article_number = {18},\n  journal = {TMI}\n}"),
        );
        check(
            "@article{a, title={T}, month=Sept., year=2020a}",
            Some("@article{a,\n  title = {T},\n  month = {Sept.},\n  year = {2020a}\n}"),
        );
    }

    #[test]
    fn ambiguous_entries_are_refused() {
        check("@article{é", None);
        check("@article{a, title = {A} # {B}}", None);
        check("@article{a, year={2020}}", None);
        check(
            "@article{a, some words that say = nothing, but go on and on and on and on = {x}}",
            None,
        );
        check("plain words", None);
        check("@{a, title={T}}", None);
        check("", None);
    }
}
