//! The strict BibTeX parser, within bounds that protect it from hostile text.
//!
//! In: the text of one entry. Out: the entry as the `biblatex` crate reads it, or why it does not.
//!
//! The crate resolves cross-references and abbreviations, and reads nested commands, by recursion
//! without a limit, and takes quadratic time for long values. Therefore an entry is first read
//! without any of this. It goes on only if it is short and shallow, and without everything that
//! could refer to something: it is parsed alone, so that it could only refer to itself.

use biblatex::{Bibliography, Entry, ParseError, RawBibliography, RawChunk, RawEntry};

/// The length of the longest entry that is read, in bytes.
pub(super) const MAX_LENGTH: usize = 64 * 1024;

/// The largest number of braces that are open at the same time in a value.
const MAX_DEPTH: usize = 100;

/// The largest number of parts that `#` joins into one value.
const MAX_PARTS: usize = 100;

/// The fields that take other fields from another entry, in lowercase.
const REFERENCES: &[&str] = &["crossref", "xdata"];

/// Why an entry is not read.
pub(super) enum Refusal {
    /// It is not BibTeX.
    Syntax(ParseError),
    /// It is beyond a bound, which this text names.
    Bound(String),
}

/// Whether the strict parser ignores a field, given in lowercase, because it only refers to another
/// entry.
pub(super) fn is_reference(field: &str) -> bool {
    REFERENCES.contains(&field)
}

/// The entries in a text that should hold one.
pub(super) fn entries(text: &str) -> Result<Vec<Entry>, Refusal> {
    if text.len() > MAX_LENGTH {
        let message = format!("it is longer than {} KiB", MAX_LENGTH / 1024);
        return Err(Refusal::Bound(message));
    }

    // This reads the values as plain text, in one pass over the whole text.
    let mut raw = RawBibliography::parse(text).map_err(Refusal::Syntax)?;
    for entry in &mut raw.entries {
        remove_references(&mut entry.v);
        verify_bounds(&entry.v)?;
    }
    raw.abbreviations.clear();

    let bibliography = Bibliography::from_raw(raw).map_err(Refusal::Syntax)?;
    Ok(bibliography.into_vec())
}

fn remove_references(entry: &mut RawEntry<'_>) {
    entry
        .fields
        .retain(|field| !is_reference(&field.key.v.to_ascii_lowercase()));
}

fn verify_bounds(entry: &RawEntry<'_>) -> Result<(), Refusal> {
    for field in &entry.fields {
        let name = field.key.v;
        let parts = &field.value.v;
        if parts.len() > MAX_PARTS {
            let message = format!("{name:?} joins more than {MAX_PARTS} parts");
            return Err(Refusal::Bound(message));
        }

        let is_too_deep = parts.iter().any(|part| match part.v {
            RawChunk::Normal(text) => depth(text) > MAX_DEPTH,
            RawChunk::Abbreviation(_) => false,
        });
        if is_too_deep {
            let message = format!("{name:?} nests more than {MAX_DEPTH} braces");
            return Err(Refusal::Bound(message));
        }
    }

    Ok(())
}

/// The largest number of braces that are open at the same time.
///
/// Escaped braces count, because the arguments of commands end at them. A closing brace that
/// nothing opened does not make up for later ones.
fn depth(value: &str) -> usize {
    let mut depth = 0usize;
    let mut deepest = 0;

    for byte in value.bytes() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }

    deepest
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the strict parser says: the number of fields, or the bound.
    fn read(text: &str) -> Result<usize, String> {
        match entries(text) {
            Ok(entries) => Ok(entries[0].fields.len()),
            Err(Refusal::Bound(message)) => Err(message),
            Err(Refusal::Syntax(error)) => Err(error.kind.to_string()),
        }
    }

    #[test]
    fn nothing_refers_to_itself() {
        assert_eq!(
            read("@book{c,title=x,crossref=c}"),
            read("@book{c,title=x}")
        );
        assert_eq!(read("@book{c,title={x},crossref={c}}"), Ok(1));
        assert_eq!(read("@book{c,title={x},XData={a,c}}"), Ok(1));

        let unknown = Err("unknown abbreviation \"a\"".to_owned());
        let text = "@misc{k, note=\"{\", year=2000} @string{a = a} @misc{z, title=a} }";
        assert_eq!(read(text), unknown);
    }

    #[test]
    fn nested_braces_and_commands_have_a_bound() {
        let nested = |open: &str, count| {
            let close = "}".repeat(open.matches('{').count() * count);
            read(&format!(
                "@a{{k, title={{{}x{close}}}}}",
                open.repeat(count)
            ))
        };

        for open in ["{", "\\textbf{", "\\'{", "\\\"{\\i{"] {
            assert_eq!(nested(open, 40), Ok(1), "{open}");
            for count in [4_000, 7_000] {
                assert!(nested(open, count).is_err(), "{open}");
            }
        }
        let escaped = format!(
            "\\textbf{{{}{}}}",
            "\\}".repeat(4_000),
            "\\'{".repeat(4_000)
        );
        assert!(read(&format!("@a{{k, title={{{escaped}}}}}")).is_err());
    }

    #[test]
    fn long_entries_and_values_have_a_bound() {
        let joined = |count| format!("@a{{k, title=\"a\"{}}}", " # \"a\"".repeat(count));
        assert_eq!(read(&joined(99)), Ok(1));
        assert_eq!(
            read(&joined(100)),
            Err("\"title\" joins more than 100 parts".into())
        );

        let long = format!("@a{{k, title={{{}}}}}", "a".repeat(MAX_LENGTH));
        assert_eq!(read(&long), Err("it is longer than 64 KiB".into()));
    }
}
