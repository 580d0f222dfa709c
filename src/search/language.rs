//! Text analysis: the `Language` of the index, which turns texts into terms.
//!
//! In: any text. Out: terms. `engine.js` implements the same rules:
//!
//! - The text is normalised to NFKC and lowercase; every character other than a letter or a digit
//!   is a separator.
//! - Runs of Han, kana and hangul become overlapping pairs, so that no dictionary is needed and any
//!   two adjacent characters find their page.
//! - Names such as `COVID-19` and `KiTS19` also get their joined and split forms.
//! - ASCII words pass the stop word filter and the English stemmer of the crate elasticlunr.
//!
//! The crate's own languages neither separate `CT/MRI` nor keep Chinese at all.

use std::collections::HashMap;

use elasticlunr::Language;
use elasticlunr::lang::English;
use elasticlunr::pipeline::{Pipeline, PipelineFn};
use unicode_normalization::{UnicodeNormalization, is_nfkc};

/// The longest term, in characters: the crate's trie keeps one object per character.
pub const LONGEST: usize = 64;
/// The longest joined form of a hyphenated word, in characters.
const LONGEST_JOINED: usize = 24;

/// English words and Chinese, Japanese and Korean characters side by side.
#[derive(Clone, Copy, Debug, Default)]
pub struct Mixed;

impl Language for Mixed {
    fn name(&self) -> String {
        "English".to_owned()
    }

    fn code(&self) -> String {
        "en".to_owned()
    }

    fn tokenize(&self, text: &str) -> Vec<String> {
        let mut tokens = Vec::new();
        words(&folded(text), |word| tokens.push(word.to_owned()));
        tokens
    }

    /// The crate's English pipeline with a stemmer for English words only, and without the trimmer,
    /// which drops every Chinese character.
    fn make_pipeline(&self) -> Pipeline {
        let mut pipeline = English::new().make_pipeline();
        let stemmer = pipeline.queue.pop();
        pipeline.queue.remove(0);

        pipeline
            .queue
            .extend(stemmer.map(|stemmer| Box::new(AsciiStemmer(stemmer)) as Box<dyn PipelineFn>));
        pipeline
    }
}

/// The crate's stemmer for words that consist of ASCII letters: `3d` and `kits19` stay unchanged.
struct AsciiStemmer(Box<dyn PipelineFn>);

impl PipelineFn for AsciiStemmer {
    fn name(&self) -> String {
        self.0.name()
    }

    fn filter(&self, token: String) -> Option<String> {
        if token.bytes().all(|byte| byte.is_ascii_lowercase()) {
            self.0.filter(token)
        } else {
            Some(token)
        }
    }
}

/// The number of a term in an `Analyzer`.
pub type TermId = usize;

/// Turns texts into terms, and caches the term of each word, since texts repeat words.
pub struct Analyzer {
    pipeline: Pipeline,
    words: HashMap<String, Option<TermId>>,
    ids: HashMap<String, TermId>,
    terms: Vec<String>,
    /// A chunk of text in lowercase, kept so that its allocation is reused.
    chunk: String,
}

impl Default for Analyzer {
    fn default() -> Self {
        Self {
            pipeline: Mixed.make_pipeline(),
            words: HashMap::new(),
            ids: HashMap::new(),
            terms: Vec::new(),
            chunk: String::new(),
        }
    }
}

impl Analyzer {
    /// Calls `each` with every term of a text and the word it comes from, in order.
    pub fn terms(&mut self, text: &str, mut each: impl FnMut(TermId, &str)) {
        let mut chunk = std::mem::take(&mut self.chunk);

        for part in text.split_whitespace() {
            // Most text is ASCII, which needs neither normalisation nor a new string.
            if part.is_ascii() {
                chunk.clear();
                chunk.push_str(part);
                chunk.make_ascii_lowercase();
                chunk_words(&chunk, &mut |word: &str| self.visit(word, &mut each));
            } else {
                words(&folded(part), |word: &str| self.visit(word, &mut each));
            }
        }

        self.chunk = chunk;
    }

    fn visit(&mut self, word: &str, each: &mut impl FnMut(TermId, &str)) {
        if let Some(id) = self.id(word) {
            each(id, word);
        }
    }

    /// The term of one word; `None` for a stop word.
    pub fn id(&mut self, word: &str) -> Option<TermId> {
        if let Some(known) = self.words.get(word) {
            return *known;
        }

        let term = self
            .pipeline
            .run(vec![word.to_owned()])
            .pop()
            .filter(|term| !term.is_empty());
        let id = term.map(|term| self.own(&term));
        self.words.insert(word.to_owned(), id);
        id
    }

    /// The text of a term.
    pub fn term(&self, id: TermId) -> &str {
        &self.terms[id]
    }

    /// The number of a form that is a term without analysis, such as a joined name.
    pub fn own(&mut self, form: &str) -> TermId {
        if let Some(&id) = self.ids.get(form) {
            return id;
        }

        self.terms.push(form.to_owned());
        self.ids.insert(form.to_owned(), self.terms.len() - 1);
        self.terms.len() - 1
    }
}

/// Normalises a text to NFKC and lowercase.
pub fn folded(text: &str) -> String {
    if text.is_ascii() {
        text.to_ascii_lowercase()
    } else if is_nfkc(text) {
        text.to_lowercase()
    } else {
        text.nfkc().collect::<String>().to_lowercase()
    }
}

/// Keeps only letters and digits.
pub fn squashed(folded: &str) -> String {
    folded.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether a character is Han, kana or hangul, which are divided into pairs.
pub fn is_cjk(c: char) -> bool {
    matches!(
        c,
        '\u{3005}'..='\u{3007}'
            | '\u{3040}'..='\u{30ff}'
            | '\u{31f0}'..='\u{31ff}'
            | '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{ac00}'..='\u{d7af}'
            | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{3ffff}'
    )
}

/// Calls `each` with all words of a folded text, and with their joined and split forms.
pub fn words(folded: &str, mut each: impl FnMut(&str)) {
    for chunk in folded.split_whitespace() {
        chunk_words(chunk, &mut each);
    }
}

/// The same for a text without whitespace. CJK pairs come first, then the words.
fn chunk_words(chunk: &str, each: &mut impl FnMut(&str)) {
    let mut parts: Vec<&str> = Vec::new();
    // Parts are joined only if nothing but hyphens and underscores is between them.
    let mut joins = true;
    let mut pending = false;

    let mut start = None;
    let mut rest = chunk;
    while let Some(c) = rest.chars().next() {
        let at = chunk.len() - rest.len();
        if is_cjk(c) {
            close(chunk, &mut start, at, &mut parts);
            rest = run(rest, each);
            joins = false;
            continue;
        }

        if c.is_alphanumeric() {
            if start.is_none() {
                start = Some(at);
                joins &= !pending;
            }
        } else {
            close(chunk, &mut start, at, &mut parts);
            pending |= !parts.is_empty() && !matches!(c, '-' | '_');
        }
        rest = &rest[c.len_utf8()..];
    }
    close(chunk, &mut start, chunk.len(), &mut parts);

    for part in &parts {
        with_parts(part, each);
    }
    if joins && (2..=4).contains(&parts.len()) {
        let joined = parts.concat();
        if joined.chars().count() <= LONGEST_JOINED {
            each(&joined);
        }
    }
}

/// Ends the part that begins at `start`, if any.
fn close<'a>(chunk: &'a str, start: &mut Option<usize>, end: usize, parts: &mut Vec<&'a str>) {
    if let Some(start) = start.take() {
        parts.push(&chunk[start..end]);
    }
}

/// Visits the pairs of the CJK run at the start of a text, or its only character. Returns the text
/// after the run.
fn run<'a>(text: &'a str, each: &mut impl FnMut(&str)) -> &'a str {
    let end = text.find(|c| !is_cjk(c)).unwrap_or(text.len());
    let run = &text[..end];
    let mut ends = run.char_indices().map(|(at, c)| (at, at + c.len_utf8()));
    let Some((mut before, first_end)) = ends.next() else {
        return &text[end..];
    };

    if first_end == run.len() {
        each(run);
    }

    for (at, next_end) in ends {
        each(&run[before..next_end]);
        before = at;
    }
    &text[end..]
}

/// Visits a word and its parts of two or more characters, divided between letters and digits.
fn with_parts(word: &str, each: &mut impl FnMut(&str)) {
    let word = capped(word);
    each(word);

    for part in split(word) {
        if part.len() != word.len() && part.chars().nth(1).is_some() {
            each(part);
        }
    }
}

/// Divides a word between letters and digits.
pub fn split(word: &str) -> impl Iterator<Item = &str> {
    let mut rest = word;
    std::iter::from_fn(move || {
        let digits = rest.chars().next()?.is_numeric();
        let end = rest
            .find(|c: char| c.is_numeric() != digits)
            .unwrap_or(rest.len());
        let (part, after) = rest.split_at(end);
        rest = after;
        Some(part)
    })
}

/// The first `LONGEST` characters.
pub fn capped(word: &str) -> &str {
    word.char_indices()
        .nth(LONGEST)
        .map_or(word, |(at, _)| &word[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> String {
        Mixed.tokenize(text).join(" ")
    }

    fn terms(text: &str) -> String {
        let mut analyzer = Analyzer::default();
        let mut ids = Vec::new();
        analyzer.terms(text, |id, _| ids.push(id));

        ids.into_iter()
            .map(|id| analyzer.term(id))
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn names_have_joined_and_split_forms() {
        for (text, expect) in [
            ("3D-IRCADB", "3d ircadb 3dircadb"),
            ("KiTS19", "kits19 kits 19"),
            ("COVID-19,", "covid 19 covid19"),
            ("CT/MRI", "ct mri"),
            ("dicom,vtk", "dicom vtk"),
            ("Retinal_OCT-C8", "retinal oct c8 retinaloctc8"),
            ("PH²", "ph2 ph"),
            ("(ACDC)", "acdc"),
            ("a-b-c-d-e", "a b c d e"),
            ("--- *", ""),
        ] {
            assert_eq!(tokens(text), expect, "{text}");
        }
    }

    #[test]
    fn chinese_becomes_pairs() {
        assert_eq!(tokens("肝脏肿瘤CT图像"), "肝脏 脏肿 肿瘤 图像 ct");
        assert_eq!(tokens("肝 x"), "肝 x");
        assert_eq!(tokens("ＣＴ 影像"), "ct 影像");
        assert_eq!(tokens("かな漢字"), "かな な漢 漢字");
    }

    #[test]
    fn english_is_stemmed_and_stripped_of_stop_words() {
        assert_eq!(terms("The segmentation of livers"), "segment liver");
        assert_eq!(terms("3D kits19 2019"), "3d kits19 kit 19 2019");
        assert_eq!(terms("肝脏 lésions"), "肝脏 lésions");
    }

    /// The stemmer of the engine is tested with the same list.
    #[test]
    fn stems_agree_with_the_fixture() {
        let mut analyzer = Analyzer::default();
        for line in include_str!("../../tests/fixtures/stems.txt").lines() {
            let (word, term) = line.split_once(' ').unwrap();
            let id = analyzer.id(word).unwrap();
            assert_eq!(analyzer.term(id), term);
        }
    }

    #[test]
    fn long_words_are_truncated() {
        let long = "x".repeat(300);
        assert_eq!(tokens(&long).len(), LONGEST);
        assert_eq!(tokens(&"é".repeat(300)).chars().count(), LONGEST);
    }

    proptest::proptest! {
        #[test]
        fn terms_consist_of_letters_and_digits(text in "\\PC{0,80}") {
            for term in terms(&text).split_whitespace() {
                assert!(term.chars().count() <= LONGEST, "{term:?}");
                assert!(term.chars().all(|c| c.is_alphanumeric() || is_cjk(c)), "{term:?}");
            }
        }

        #[test]
        fn every_pair_of_a_run_is_a_token(run in "[\u{4e00}-\u{4fff}]{2,12}") {
            let tokens = Mixed.tokenize(&format!("x {run}。"));
            let chars: Vec<char> = run.chars().collect();
            for pair in chars.windows(2) {
                assert!(tokens.contains(&pair.iter().collect()));
            }
        }
    }
}
