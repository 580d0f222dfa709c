//! Names as parts of paths.
//!
//! In: a file name or a title of a catalog. Out: a slug of lowercase letters, digits and single
//! hyphens, which is the same on every file system; and slugs made unique.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The longest slug, in characters. File names are limited to 255 bytes.
const LONGEST: usize = 60;

/// The slug of a name; `fallback` if no character of it may be in a path.
///
/// Letters and digits of every script are kept, in lowercase. Latin letters lose their accents. All
/// other characters become single hyphens.
pub fn slugify(name: &str, fallback: &str) -> String {
    let mut slug = String::new();
    let mut length = 0;

    for c in plain_characters(name) {
        if c.is_alphanumeric() {
            slug.push(c);
            length += 1;
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        if length >= LONGEST {
            break;
        }
    }

    let slug = slug.trim_end_matches('-');
    if slug.is_empty() {
        fallback.to_owned()
    } else if is_device_name(slug) {
        format!("{slug}-{fallback}")
    } else {
        slug.to_owned()
    }
}

/// The characters of a name in lowercase and without accents.
fn plain_characters(name: &str) -> Vec<char> {
    // Compatibility decomposition makes `²`, full-width and accented letters plain. Composition
    // then joins Hangul again.
    let plain = name.nfkd().filter(|c| !is_combining_mark(*c)).nfc();

    plain
        .flat_map(char::to_lowercase)
        .filter(|c| !is_combining_mark(*c))
        .collect()
}

/// Whether Windows reserves the name, so that no folder can have it.
pub(crate) fn is_device_name(slug: &str) -> bool {
    matches!(slug, "con" | "prn" | "aux" | "nul")
        || (slug.len() == 4 && (slug.starts_with("com") || slug.starts_with("lpt")))
}

/// The slugs that are taken, each with the number of its first owner.
#[derive(Debug, Default)]
pub struct UniqueSlugs {
    taken: BTreeMap<String, usize>,
}

impl UniqueSlugs {
    /// Takes `wanted`, or the first of `wanted-2`, `wanted-3`, … that is free. The second value is
    /// the owner of `wanted`, if it was taken before.
    pub fn take(&mut self, wanted: &str, owner: usize) -> (String, Option<usize>) {
        let first = self.taken.get(wanted).copied();
        let mut slug = wanted.to_owned();
        let mut number = 1;

        while self.taken.contains_key(&slug) {
            number += 1;
            slug = format!("{wanted}-{number}");
        }
        self.taken.insert(slug.clone(), owner);

        (slug, first)
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
    fn taken_slugs_get_numbers() {
        let mut slugs = UniqueSlugs::default();
        assert_eq!(slugs.take("a", 0), ("a".into(), None));
        assert_eq!(slugs.take("a", 1), ("a-2".into(), Some(0)));
        assert_eq!(slugs.take("a-2", 2), ("a-2-2".into(), Some(1)));
    }

    proptest::proptest! {
        #[test]
        fn safe_and_stable(name in "\\PC*") {
            let once = slugify(&name, "x");
            let forbidden = ['/', '\\', '.', ' ', '%', '\0'];
            proptest::prop_assert!(!once.is_empty() && !once.contains(forbidden));
            proptest::prop_assert_eq!(slugify(&once, "x"), once.clone());
        }
    }
}
