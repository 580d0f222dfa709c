//! AbbreviationList that a glossary explains, and where they occur in a text.
//!
//! In: names of entries, texts. Out: the ranges of whole words that are abbreviations.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

/// A short word and its meaning.
#[derive(Clone, Debug)]
pub struct Abbreviation {
    /// As it is written in texts, letter case included.
    pub short: String,
    /// The full name, with a capital first letter.
    pub meaning: String,
    /// The index of its glossary entry.
    pub entry: usize,
}

/// AbbreviationList, and an index by which they are found.
#[derive(Clone, Debug, Default)]
pub struct AbbreviationList {
    list: Vec<Abbreviation>,
    /// Indices in `list` by first character, long abbreviations first.
    by_first: BTreeMap<char, Vec<usize>>,
}

impl AbbreviationList {
    /// Adds an abbreviation. The first one with the same text counts.
    pub fn add(&mut self, abbreviation: Abbreviation) {
        let short = &abbreviation.short;
        let is_known = self.list.iter().any(|known| known.short == *short);
        let Some(first) = short.chars().next().filter(|_| !is_known) else {
            return;
        };

        let indices = self.by_first.entry(first).or_default();
        indices.push(self.list.len());
        self.list.push(abbreviation);
        indices.sort_by_key(|&at| Reverse(self.list[at].short.len()));
    }

    /// All of them, in the order of the glossary.
    pub fn list(&self) -> &[Abbreviation] {
        &self.list
    }

    /// The abbreviations in a text that are whole words: their ranges, and their indices in the
    /// list.
    pub fn find(&self, text: &str) -> Vec<(Range<usize>, usize)> {
        let mut matches = Vec::new();
        let mut at = 0;

        while let Some(c) = text[at..].chars().next() {
            match self.starting_at(text, at, c) {
                Some(index) => {
                    let end = at + self.list[index].short.len();
                    matches.push((at..end, index));
                    at = end;
                }
                None => at += c.len_utf8(),
            }
        }

        matches
    }

    /// The longest abbreviation that starts at the byte `at`, whose character is `first`.
    fn starting_at(&self, text: &str, at: usize, first: char) -> Option<usize> {
        let (before, rest) = text.split_at(at);
        let candidates = self.by_first.get(&first)?;

        candidates.iter().copied().find(|&index| {
            rest.strip_prefix(self.list[index].short.as_str())
                .is_some_and(|after| may_begin_after(before) && may_end_before(after))
        })
    }
}

/// Whether a name is an abbreviation: two capitals, or one and a digit, and no space. `CT`, `fMRI`,
/// `H&E` and `T1` are, `X-ray` is not.
pub fn is_abbreviation(name: &str) -> bool {
    let capitals = name.chars().filter(|c| c.is_uppercase()).count();
    let has_digit = name.contains(|c: char| c.is_ascii_digit());

    (2..=12).contains(&name.chars().count())
        && (capitals > 1 || (capitals == 1 && has_digit))
        && !name.contains(char::is_whitespace)
        && name.starts_with(char::is_alphanumeric)
        && name.ends_with(char::is_alphanumeric)
}

/// Whether a word may begin after this text: `CT` is a word in "PET/CT", but not in "micro-CT".
fn may_begin_after(before: &str) -> bool {
    let mut backwards = before.chars().rev();

    match backwards.next() {
        None => true,
        Some('-' | '.') => !backwards.next().is_some_and(is_letter),
        Some(c) => !is_letter(c) && c != '_',
    }
}

/// Whether a word may end before this text: `CT` is a word in "CT-based", but not in "CT-ORG". A
/// plural "s" may follow.
fn may_end_before(after: &str) -> bool {
    let mut next = after.chars();

    match (next.next(), next.next()) {
        (Some('s'), Some(c)) => !is_letter(c) && c != '_',
        (None | Some('s'), _) => true,
        (Some('-'), Some(c)) => !(c.is_uppercase() || c.is_ascii_digit()),
        (Some('.'), Some(c)) => !is_letter(c),
        (Some(c), _) => !is_letter(c) && c != '_',
    }
}

/// Letters and digits of scripts that put spaces between words.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() && c < '\u{2e80}'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_make_an_abbreviation() {
        for (name, expected) in [
            ("CT", true),
            ("fMRI", true),
            ("BI-RADS", true),
            ("H&E", true),
            ("T1", true),
            ("X-ray", false),
        ] {
            assert_eq!(is_abbreviation(name), expected, "{name}");
        }
    }

    fn abbreviations(list: &[&str]) -> AbbreviationList {
        let mut abbreviations = AbbreviationList::default();
        for short in list {
            abbreviations.add(Abbreviation {
                short: (*short).to_owned(),
                meaning: String::new(),
                entry: 0,
            });
        }

        abbreviations
    }

    #[test]
    fn only_whole_words_are_found() {
        let abbreviations = abbreviations(&["CT", "PET-CT", "T1"]);

        for (text, expected) in [
            (
                "CT, (CT) PET/CT CT-based CTs 胸部CT检查",
                &["CT", "CT", "CT", "CT", "CT", "CT"][..],
            ),
            (
                "CT-ORG micro-CT AbdomenCT ct CTA a.CT CT.nii CT_1 CTsx CT-2",
                &[],
            ),
            ("PET-CT and T1, T1-weighted, T12", &["PET-CT", "T1", "T1"]),
            ("ends in CT.", &["CT"]),
        ] {
            let matches = abbreviations.find(text).into_iter();
            let words: Vec<&str> = matches.map(|(range, _)| &text[range]).collect();
            assert_eq!(words, expected, "{text}");
        }
    }
}
