//! Who can obtain a dataset, and how that is known.
//!
//! In: the text of a table cell. Out: an `AccessLevel`. `assemble::access` infers it from pages and
//! hosts.

/// Who can obtain a dataset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AccessLevel {
    /// Everyone.
    Open,
    /// Everyone with an account at the host.
    Registration,
    /// Everyone whose application is granted, or who signs an agreement.
    Application,
}

/// What an access level was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccessBasis {
    /// A column or a cell for access.
    Stated,
    /// A phrase in the text of the page.
    Phrase,
    /// The host of the download.
    Host,
}

/// Who can obtain a dataset, and how that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Access {
    /// Who can obtain it.
    pub level: AccessLevel,
    /// What the level was read from.
    pub basis: AccessBasis,
}

/// Words in a cell of a column "Access", the most restrictive level first.
const CELL_WORDS: &[(AccessLevel, &[&str])] = &[
    (
        AccessLevel::Application,
        &[
            "application",
            "apply",
            "request",
            "agreement",
            "controlled",
            "restricted",
            "申请",
        ],
    ),
    (
        AccessLevel::Registration,
        &["regist", "sign up", "account", "login", "注册"],
    ),
    (AccessLevel::Open, &["open", "public", "free", "公开"]),
];

impl AccessLevel {
    /// The level's name in machine-readable output and in filters.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Registration => "registration",
            Self::Application => "application",
        }
    }

    /// Reads a cell of a column "Access".
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.to_lowercase();

        CELL_WORDS
            .iter()
            .find(|(_, words)| words.iter().any(|word| text.contains(word)))
            .map(|(level, _)| *level)
    }
}

impl AccessBasis {
    /// The name in machine-readable output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Phrase => "words",
            Self::Host => "host",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells() {
        for (text, expect) in [
            ("Open access", Some(AccessLevel::Open)),
            ("Registration", Some(AccessLevel::Registration)),
            ("On request", Some(AccessLevel::Application)),
            ("Yes", None),
        ] {
            assert_eq!(AccessLevel::parse(text), expect, "{text}");
        }
    }
}
