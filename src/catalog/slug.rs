//! Names to path parts.
//!
//! In: a file name or a title from a catalog. Out: a slug of lower-case letters, digits and single hyphens, that is the
//! same on every file system; and slugs made distinct.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longest slug, in characters: names of files have a limit of 255 bytes.
const LONGEST: usize = 60;

/// The slug of a name; `fallback` when nothing of it can stand in a path.
///
/// Letters and digits of every script are kept, in lower case; accents of Latin letters are dropped; all else becomes
/// one hyphen.
pub fn slugify(name: &str, fallback: &str) -> String {
    let mut out = String::new();
    let mut length = 0;
    // Compatibility decomposition makes `²`, full-width and accented letters plain; composition joins hangul again.
    let plain: String = name
        .nfkd()
        .filter(|c| !is_combining_mark(*c))
        .nfc()
        .collect();
    for c in plain
        .chars()
        .flat_map(char::to_lowercase)
        .filter(|c| !is_combining_mark(*c))
    {
        if c.is_alphanumeric() {
            out.push(c);
            length += 1;
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
        if length >= LONGEST {
            break;
        }
    }
    let out = out.trim_end_matches('-');
    match out {
        "" => fallback.to_owned(),
        // Device names of Windows cannot be folders there.
        "con" | "prn" | "aux" | "nul" => format!("{out}-{fallback}"),
        _ if out.len() == 4 && (out.starts_with("com") || out.starts_with("lpt")) => {
            format!("{out}-{fallback}")
        }
        _ => out.to_owned(),
    }
}

/// Slugs given so far, with the place of the first that took each.
#[derive(Debug, Default)]
pub struct UniqueSlugs {
    taken: BTreeMap<String, usize>,
}

impl UniqueSlugs {
    /// `wanted`, or the first of `wanted-2`, `wanted-3`, … that is free. The second value is who had `wanted` before.
    pub fn take(&mut self, wanted: &str, owner: usize) -> (String, Option<usize>) {
        let Some(first) = self.taken.get(wanted).copied() else {
            self.taken.insert(wanted.to_owned(), owner);
            return (wanted.to_owned(), None);
        };
        let mut n = 2;
        loop {
            let next = format!("{wanted}-{n}");
            if !self.taken.contains_key(&next) {
                self.taken.insert(next.clone(), owner);
                return (next, Some(first));
            }
            n += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs() {
        for (name, expect) in [
            ("ACDC", "acdc"),
            ("ATLASv2.0", "atlasv2-0"),
            ("MMMU_Health&Medicine", "mmmu-health-medicine"),
            ("SEG.A.", "seg-a"),
            ("PH²", "ph2"),
            ("Größe Ångström", "große-angstrom"),
            ("肝脏 CT", "肝脏-ct"),
            ("../..", "x"),
            ("CON", "con-x"),
            ("com1", "com1-x"),
        ] {
            assert_eq!(slugify(name, "x"), expect, "{name}");
        }
    }

    #[test]
    fn distinct() {
        let mut slugs = UniqueSlugs::default();
        assert_eq!(slugs.take("a", 0), ("a".into(), None));
        assert_eq!(slugs.take("a", 1), ("a-2".into(), Some(0)));
        assert_eq!(slugs.take("a-2", 2), ("a-2-2".into(), Some(1)));
    }

    proptest::proptest! {
        #[test]
        fn safe_and_stable(name in "\\PC*") {
            let once = slugify(&name, "x");
            proptest::prop_assert!(!once.is_empty() && !once.contains(['/', '\\', '.', ' ', '%', '\0']));
            proptest::prop_assert_eq!(slugify(&once, "x"), once.clone());
        }
    }
}
