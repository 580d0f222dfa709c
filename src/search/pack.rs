//! Encodes terms and postings as text: the browser needs no binary parser, and gzip compresses
//! repetitions.
//!
//! In: an `Index`. Out: two strings whose parts are separated by spaces. A posting is the distance
//! from the previous document in groups of five bits, lowest first, with a sixth bit that is set
//! when more groups follow; then comes one character for the impact. The 64 characters need no
//! escape in JSON.

use serde::Serialize;

use crate::search::index::IndexedTerm;

/// One character for six bits.
const DIGITS: &[u8; 64] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";

/// Encoded terms with their postings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Packed {
    /// Terms, separated by spaces. `segment+ation` means that the term `segment` is shown as
    /// `segmentation`; `biopsi=biopsy` that the term `biopsi` is shown as `biopsy`.
    pub terms: String,
    /// The postings of each term, separated by spaces.
    pub postings: String,
}

impl Packed {
    /// Encodes terms; with `shown` also the words that represent them.
    pub(super) fn new(terms: &[IndexedTerm], shown: bool) -> Self {
        let mut packed = Self::default();
        for term in terms {
            packed.push(term, shown);
        }
        packed
    }

    fn push(&mut self, term: &IndexedTerm, shown: bool) {
        if !self.terms.is_empty() {
            self.terms.push(' ');
            self.postings.push(' ');
        }

        self.terms.push_str(&term.term);
        if shown && term.shown != term.term {
            match term.shown.strip_prefix(term.term.as_str()) {
                Some(rest) => {
                    self.terms.push('+');
                    self.terms.push_str(rest);
                }
                None => {
                    self.terms.push('=');
                    self.terms.push_str(&term.shown);
                }
            }
        }

        let mut before = 0;
        for &(document, impact) in &term.postings {
            push_number(document - before, &mut self.postings);
            self.postings.push(digit(u32::from(impact)));
            before = document;
        }
    }

    /// The size in bytes.
    pub(super) fn len(&self) -> usize {
        self.terms.len() + self.postings.len()
    }
}

/// Divides terms into shards of about `size` bytes, each with its first term.
pub(super) fn shards(terms: &[IndexedTerm], shown: bool, size: usize) -> Vec<(String, Packed)> {
    let mut shards: Vec<(String, Packed)> = Vec::new();
    for term in terms {
        let full = shards.last().is_none_or(|(_, packed)| packed.len() >= size);
        if full {
            shards.push((term.term.clone(), Packed::default()));
        }
        if let Some((_, packed)) = shards.last_mut() {
            packed.push(term, shown);
        }
    }

    shards
}

/// Encodes ascending document numbers without impacts.
pub(super) fn documents(ids: impl IntoIterator<Item = usize>) -> String {
    let mut out = String::new();
    let mut before = 0;

    for id in ids {
        push_number((id - before) as u32, &mut out);
        before = id;
    }

    out
}

fn push_number(mut number: u32, out: &mut String) {
    while number >= 32 {
        out.push(digit(number & 31 | 32));
        number >>= 5;
    }
    out.push(digit(number));
}

fn digit(value: u32) -> char {
    char::from(DIGITS[(value & 63) as usize])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(term: &str, shown: &str, postings: &[(u32, u8)]) -> IndexedTerm {
        IndexedTerm {
            term: term.to_owned(),
            shown: shown.to_owned(),
            postings: postings.to_vec(),
        }
    }

    #[test]
    fn terms_and_postings_become_text() {
        let terms = [
            term("segment", "segmentation", &[(0, 1), (31, 63), (100, 10)]),
            term("biopsi", "biopsy", &[(5000, 0)]),
            term("肝脏", "肝脏", &[(1, 1)]),
        ];

        let packed = Packed::new(&terms, true);
        assert_eq!(packed.terms, "segment+ation biopsi=biopsy 肝脏");
        // 0, 31, then 69 = 5 + 2·32; 5000 = 8 + 28·32 + 4·1024.
        assert_eq!(packed.postings, "01V_b2A ey40 11");

        assert_eq!(Packed::new(&terms, false).terms, "segment biopsi 肝脏");
        assert_eq!(documents([0, 31, 100]), "0Vb2");
    }

    #[test]
    fn shards_hold_all_terms_in_order() {
        let terms: Vec<IndexedTerm> = (0..100)
            .map(|n| term(&format!("t{n:03}"), "", &[(n, 9)]))
            .collect();
        let shards = shards(&terms, false, 60);
        assert!(shards.len() > 5);

        let all: Vec<&str> = shards
            .iter()
            .flat_map(|(_, packed)| packed.terms.split(' '))
            .collect();
        let expected: Vec<&str> = terms.iter().map(|term| term.term.as_str()).collect();
        assert_eq!(all, expected);

        assert!(
            shards
                .iter()
                .all(|(first, packed)| packed.terms.starts_with(first.as_str()))
        );
    }
}
