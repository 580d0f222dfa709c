//! Who can obtain a dataset, and how that is known.
//!
//! In: the text of a table cell. Out: an `AccessLevel`. `assemble::access` infers it from pages and hosts.

/// Who gets a dataset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AccessLevel {
    /// Anyone.
    Open,
    /// Who has an account of the host.
    Registration,
    /// Who asks and is let in, or signs an agreement.
    Application,
}

/// What a level was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// A column or a cell that speaks of access.
    Stated,
    /// Words of the page.
    Words,
    /// The host of the download.
    Host,
}

/// How a dataset is had, and how that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Access {
    /// Who gets it.
    pub level: AccessLevel,
    /// What says so.
    pub basis: Basis,
}

impl AccessLevel {
    /// The word in machine-readable output and in filters.
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
        let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
        if has(&[
            "application",
            "apply",
            "request",
            "agreement",
            "controlled",
            "restricted",
            "申请",
        ]) {
            Some(Self::Application)
        } else if has(&["regist", "sign up", "account", "login", "注册"]) {
            Some(Self::Registration)
        } else if has(&["open", "public", "free", "公开"]) {
            Some(Self::Open)
        } else {
            None
        }
    }
}

impl Basis {
    /// The word in machine-readable output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Words => "words",
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
