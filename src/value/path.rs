//! Parts of a path below the catalog folder, whose separator is `/` on every system.
//!
//! In: a path as text. Out: its parts, borrowed.

/// The part after the last `/`; the whole path if there is none.
pub(crate) fn file_name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// The file name without its extension.
pub(crate) fn file_stem(path: &str) -> &str {
    let name = file_name(path);

    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The part of the file name after its last dot, in the letter case of `path`.
#[cfg(feature = "serve")]
pub(crate) fn extension(path: &str) -> Option<&str> {
    file_name(path)
        .rsplit_once('.')
        .map(|(_, extension)| extension)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts() {
        for (path, name, stem, ending) in [
            ("resources/a.b.MD", "a.b.MD", "a.b", Some("MD")),
            ("README", "README", "README", None),
            ("v1.0/data", "data", "data", None),
            ("folder/", "", "", None),
        ] {
            assert_eq!(
                (file_name(path), file_stem(path), extension(path)),
                (name, stem, ending),
                "{path}"
            );
        }
    }
}
