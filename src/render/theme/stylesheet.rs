//! Stylesheets in parts: joins the files that a stylesheet imports from the theme's `styles/`
//! folder.
//!
//! In: a stylesheet of `static/` and all files of the theme. Out: one stylesheet without comments
//! and indentation, so that a page requests one file however many parts its source has.

use std::collections::BTreeMap;

use anyhow::{Context, Result};

/// The folder of the parts. It is not published.
pub(super) const PARTS: &str = "styles/";

/// Replaces each line `@import "../styles/NAME.css";` of the stylesheet `name` by that file. A
/// stylesheet without such a line, for example one of the user, stays as it is.
///
/// # Errors
/// The theme lacks a part or a part is not UTF-8; the message names it.
pub(super) fn join(
    name: &str,
    bytes: &[u8],
    files: &BTreeMap<String, Vec<u8>>,
) -> Result<Option<Vec<u8>>> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Ok(None);
    };
    if !text.lines().any(|line| imported_part(line).is_some()) {
        return Ok(None);
    }

    let mut joined = String::with_capacity(4 * text.len());
    for line in text.lines() {
        match imported_part(line) {
            Some(part) => {
                let bytes = files
                    .get(part)
                    .with_context(|| format!("{name} imports {part}, which is missing"))?;
                joined.push_str(
                    std::str::from_utf8(bytes).with_context(|| format!("{part} is not UTF-8"))?,
                );
            }
            None => joined.push_str(line),
        }
        joined.push('\n');
    }

    Ok(Some(compact(&joined).into_bytes()))
}

/// The path within the theme of the part that a line imports.
fn imported_part(line: &str) -> Option<&str> {
    let path = line
        .trim()
        .strip_prefix("@import \"")?
        .strip_suffix("\";")?;
    let path = path.trim_start_matches("../");
    path.starts_with(PARTS).then_some(path)
}

/// Drops comments, indentation and blank lines. Strings stay as they are; a URL with `/*` in it
/// must be quoted.
fn compact(css: &str) -> String {
    let without_comments = remove_comments(css);

    let mut compact = String::with_capacity(without_comments.len());
    for line in without_comments
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
    {
        compact.push_str(line);
        compact.push('\n');
    }
    compact
}

fn remove_comments(css: &str) -> String {
    let mut kept = String::with_capacity(css.len());
    let mut quote = None;
    let mut rest = css.chars();

    while let Some(c) = rest.next() {
        if quote.is_none() && c == '/' && rest.as_str().starts_with('*') {
            // From behind the asterisk, since `/*/` does not close the comment that it opens.
            let comment = &rest.as_str()[1..];
            let end = comment.find("*/").map_or(comment.len(), |at| at + 2);
            rest = comment[end..].chars();
            continue;
        }

        kept.push(c);
        match c {
            '\\' => kept.extend(rest.next()),
            '"' | '\'' if quote.is_none() => quote = Some(c),
            _ if quote == Some(c) => quote = None,
            _ => {}
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn theme(files: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
        files
            .iter()
            .map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()))
            .collect()
    }

    #[test]
    fn parts_replace_their_imports_in_order() {
        let files = theme(&[
            ("styles/a.css", "/* The first. */\na {\n  color: red;\n}\n"),
            ("styles/more/b.css", "b {\n  content: \"/* kept */\";\n}\n"),
        ]);
        let entry =
            "/* Two parts. */\n@import \"../styles/a.css\";\n@import \"../styles/more/b.css\";\n";

        let joined = join("style.css", entry.as_bytes(), &files)
            .unwrap()
            .unwrap();

        let expected = "a {\ncolor: red;\n}\nb {\ncontent: \"/* kept */\";\n}\n";
        assert_eq!(String::from_utf8(joined).unwrap(), expected);
    }

    #[test]
    fn a_stylesheet_without_parts_stays_as_it_is() {
        let own = b"/* Mine. */\n@import \"extra.css\";\n  a { color: red }\n";
        assert_eq!(join("style.css", own, &BTreeMap::new()).unwrap(), None);
        assert_eq!(join("style.css", b"\xff", &BTreeMap::new()).unwrap(), None);
    }

    #[test]
    fn a_missing_part_is_an_error_that_names_it() {
        let error = join(
            "style.css",
            b"@import \"../styles/a.css\";\n",
            &BTreeMap::new(),
        )
        .unwrap_err();
        assert_eq!(
            error.to_string(),
            "style.css imports styles/a.css, which is missing"
        );
    }

    #[test]
    fn comments_end_where_css_ends_them() {
        assert_eq!(compact("a{}/*/ b{} */c{}"), "a{}c{}\n");
        assert_eq!(compact("a{} /* never closed"), "a{}\n");
        assert_eq!(
            compact(r#"a{content:"\"/*"} b{content:'/*"'}"#),
            "a{content:\"\\\"/*\"} b{content:'/*\"'}\n"
        );
    }
}
