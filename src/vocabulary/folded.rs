//! Words without the differences between spellings: letter case, hyphens and other punctuation, a
//! plural "s".
//!
//! In: a text. Out: its folded words joined by single spaces, each with its location in the text.

use std::ops::Range;

/// A text and its folded words.
pub(super) struct Folded<'a> {
    /// All folded words, joined by spaces.
    pub(super) text: String,
    /// The words, in order.
    pub(super) words: Vec<FoldedWord>,
    raw: &'a str,
}

/// One folded word.
pub(super) struct FoldedWord {
    /// Its bytes in the folded text.
    folded: Range<usize>,
    /// Its bytes in the text as written.
    raw: Range<usize>,
    /// What is before it.
    pub(super) gap: Gap,
}

/// How strongly two neighbouring words are separated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// Spaces, hyphens, brackets, nothing.
    None,
    /// A character that joins values or is part of one: "PET/CT", "CT & MR".
    Soft,
    /// A character between values.
    Hard,
}

impl<'a> Folded<'a> {
    /// Folds a text.
    pub(super) fn new(raw: &'a str) -> Self {
        let mut folded = Self {
            text: String::with_capacity(raw.len()),
            words: Vec::new(),
            raw,
        };
        let mut gap = Gap::None;
        let mut start = None;
        let mut before = ' ';

        for (at, c) in raw.char_indices() {
            let ends_word = !c.is_alphanumeric() || is_cjk(c) != is_cjk(before);
            if let Some(from) = start.filter(|_| ends_word) {
                folded.push(from..at, std::mem::replace(&mut gap, Gap::None));
                start = None;
            }

            if c.is_alphanumeric() {
                start.get_or_insert(at);
            } else {
                gap = gap.max(gap_of(c));
            }
            before = c;
        }
        if let Some(from) = start {
            folded.push(from..raw.len(), gap);
        }

        folded
    }

    /// The folded text of a range of words, for a look-up.
    pub(super) fn slice(&self, words: Range<usize>) -> &str {
        match self.words.get(words) {
            Some([first, .., last]) => &self.text[first.folded.start..last.folded.end],
            Some([word]) => &self.text[word.folded.clone()],
            _ => "",
        }
    }

    /// A range of words as written, with the punctuation between them and around them up to the
    /// next separator.
    pub(super) fn written(&self, words: Range<usize>) -> &'a str {
        let words = self.words.get(words);
        let Some((first, last)) = words.and_then(|words| words.first().zip(words.last())) else {
            return "";
        };

        let before = &self.raw[..first.raw.start];
        let start = before
            .char_indices()
            .rfind(|(_, c)| is_separator(*c))
            .map_or(0, |(at, c)| at + c.len_utf8());
        let end = self.raw[last.raw.end..]
            .find(is_separator)
            .map_or(self.raw.len(), |length| last.raw.end + length);

        &self.raw[start..end]
    }

    /// Whether a range of words is longer than three bytes, or has no lowercase letter.
    pub(super) fn is_long_or_capital(&self, words: Range<usize>) -> bool {
        self.slice(words.clone()).len() > 3 || !self.written(words).contains(char::is_lowercase)
    }

    /// The ranges of words between separators.
    pub(super) fn parts(&self) -> Vec<Range<usize>> {
        let mut parts = Vec::new();
        let mut start = 0;

        for (at, word) in self.words.iter().enumerate().skip(1) {
            if word.gap > Gap::None {
                parts.push(start..at);
                start = at;
            }
        }
        parts.push(start..self.words.len());

        parts
    }

    /// Folds the word at the bytes `raw`.
    fn push(&mut self, raw: Range<usize>, gap: Gap) {
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        let start = self.text.len();
        let lowercase = self.raw[raw.clone()].chars().flat_map(char::to_lowercase);
        self.text.extend(lowercase);

        if is_plural(&self.text[start..]) {
            self.text.pop();
        }

        self.words.push(FoldedWord {
            folded: start..self.text.len(),
            raw,
            gap,
        });
    }
}

/// Whether a final "s" is that of a plural: "images", but not "pus", "glass" and "pelvis".
fn is_plural(word: &str) -> bool {
    word.len() > 3
        && word.ends_with('s')
        && !["ss", "us", "is"].iter().any(|end| word.ends_with(end))
}

/// Whether a character is from a script of East Asia, where no space separates it from a Latin
/// word.
fn is_cjk(c: char) -> bool {
    c >= '\u{2e80}'
}

fn is_separator(c: char) -> bool {
    c == ' ' || gap_of(c) > Gap::None
}

fn gap_of(c: char) -> Gap {
    match c {
        ',' | '，' | '、' | ';' | '；' | '\n' => Gap::Hard,
        '/' | '&' | '+' | '|' => Gap::Soft,
        _ => Gap::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        assert_eq!(Folded::new(text).text, expect, "{text:?}");
    }

    #[test]
    fn folds_case_marks_and_plurals() {
        check("X-Ray", "x ray");
        check(".nii.gz", "nii gz");
        check("Microscopy Images", "microscopy image");
        check("Fundus, pelvis & US", "fundus pelvis us");
        check("胸部CT检查", "胸部 ct 检查");
        check(" -- ", "");
    }

    #[test]
    fn parts_as_written() {
        let folded = Folded::new("foo (bar), .tif/x ");
        let written: Vec<_> = folded
            .parts()
            .into_iter()
            .map(|part| folded.written(part))
            .collect();
        assert_eq!(written, ["foo (bar)", ".tif", "x"]);
    }
}
