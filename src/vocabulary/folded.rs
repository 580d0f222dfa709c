//! Words without what spellers differ in: letter case, hyphens and other marks, a plural "s".
//!
//! In: a text. Out: its folded words joined by single blanks, each with its place in the text.

use std::ops::Range;

/// A text and its folded words.
pub struct Folded<'a> {
    /// All folded words, joined by blanks.
    pub text: String,
    /// The words, in order.
    pub words: Vec<Word>,
    raw: &'a str,
}

/// One folded word.
pub struct Word {
    folded: Range<usize>,
    raw: Range<usize>,
    /// What stands before it.
    pub gap: Gap,
}

/// How strongly two neighbouring words are separated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// Blanks, hyphens, brackets, nothing.
    None,
    /// A sign that joins values or stands inside one: "PET/CT", "CT & MR".
    Soft,
    /// A sign between values.
    Hard,
}

impl<'a> Folded<'a> {
    /// Folds a text.
    pub fn new(raw: &'a str) -> Self {
        let mut folded = Self {
            text: String::with_capacity(raw.len()),
            words: Vec::new(),
            raw,
        };
        let mut gap = Gap::None;
        let mut start = None;
        let mut before = ' ';
        for (at, c) in raw.char_indices() {
            if let Some(from) =
                start.filter(|_| !c.is_alphanumeric() || is_wide(c) != is_wide(before))
            {
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

    /// The folded words of a range, for a look-up.
    pub fn slice(&self, words: Range<usize>) -> &str {
        match self.words.get(words) {
            Some([first, .., last]) => &self.text[first.folded.start..last.folded.end],
            Some([word]) => &self.text[word.folded.clone()],
            _ => "",
        }
    }

    /// The words of a range as written, with the marks between and around them up to the next separator.
    pub fn written(&self, words: Range<usize>) -> &'a str {
        let Some((first, last)) = self
            .words
            .get(words)
            .and_then(|words| words.first().zip(words.last()))
        else {
            return "";
        };
        let is_separator = |c: char| gap_of(c) > Gap::None;
        let start = self.raw[..first.raw.start]
            .rfind([' ', ',', '，', '、', ';', '；', '/', '&', '+', '|', '\n']);
        let start = start.map_or(0, |at| {
            at + self.raw[at..].chars().next().map_or(1, char::len_utf8)
        });
        let end = self.raw[last.raw.end..].find(|c: char| c == ' ' || is_separator(c));
        &self.raw[start..end.map_or(self.raw.len(), |length| last.raw.end + length)]
    }

    /// The ranges of words between separators.
    pub fn parts(&self) -> Vec<Range<usize>> {
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

    fn push(&mut self, raw: Range<usize>, gap: Gap) {
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        let start = self.text.len();
        self.text
            .extend(self.raw[raw.clone()].chars().flat_map(char::to_lowercase));
        let word = &self.text[start..];
        // "images" is "image"; "pus", "glass" and "pelvis" stay.
        if word.len() > 3
            && word.ends_with('s')
            && !["ss", "us", "is"].iter().any(|end| word.ends_with(end))
        {
            self.text.pop();
        }
        self.words.push(Word {
            folded: start..self.text.len(),
            raw,
            gap,
        });
    }
}

/// Chinese, Japanese and Korean run into Latin words without a blank.
fn is_wide(c: char) -> bool {
    c >= '\u{2e80}'
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
