//! Just enough reading of Rust to see what a file of `src` uses.
//!
//! In: the text of a file. Out: its code without comments, and the top-level modules that it names.
//! Nothing is compiled: a macro that builds a path from parts would not be seen.

use std::collections::BTreeSet;

use crate::support::{list, root};

/// One file of `src`.
pub(super) struct RustFile {
    /// Path below `src`, with `/`.
    pub path: String,
    /// The whole text.
    pub text: String,
    /// The code without comments.
    pub code: String,
}

impl RustFile {
    /// All files of `src`, sorted by path.
    pub(super) fn read_all() -> Vec<Self> {
        let folder = root().join("src");
        let paths = list(&folder).into_iter();

        paths
            .filter(|path| path.ends_with(".rs"))
            .map(|path| {
                let text = std::fs::read_to_string(folder.join(&path)).unwrap();
                let code = without_comments(&text);
                Self { path, text, code }
            })
            .collect()
    }

    /// The module path: `["render", "pages"]` for `render/pages.rs`, nothing for `lib.rs`.
    pub(super) fn module_path(&self) -> Vec<&str> {
        match self.path.trim_end_matches(".rs") {
            "lib" | "main" => Vec::new(),
            path => path.split('/').collect(),
        }
    }

    /// The top-level module that the file belongs to; `None` for `lib.rs` and `main.rs`.
    pub(super) fn top_level_module(&self) -> Option<&str> {
        self.module_path().first().copied()
    }

    /// The code up to the unit tests; nothing for a file of unit tests.
    pub(super) fn program_code(&self) -> &str {
        if self.path.ends_with("/tests.rs") || self.path.contains("/tests/") {
            return "";
        }

        self.code.split("#[cfg(test)]").next().unwrap()
    }

    /// The top-level modules that the file names, unit tests included: by `crate::x`, by
    /// `super::super::x`, and in groups such as `crate::{x, y::z}`.
    pub(super) fn used_modules(&self) -> BTreeSet<String> {
        used_modules(&self.code, &self.module_path())
    }
}

/// The code with each comment replaced by one space.
pub(super) fn without_comments(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;

    while let Some(c) = rest.chars().next() {
        if let Some(length) = comment_length(rest) {
            code.push(' ');
            rest = &rest[length..];
        } else {
            let length = literal_length(rest).unwrap_or(c.len_utf8());
            code.push_str(&rest[..length]);
            rest = &rest[length..];
        }
    }

    code
}

/// The length of the comment that `text` starts with.
fn comment_length(text: &str) -> Option<usize> {
    if text.starts_with("//") {
        Some(text.find('\n').unwrap_or(text.len()))
    } else if text.starts_with("/*") {
        Some(text.find("*/").map_or(text.len(), |at| at + 2))
    } else {
        None
    }
}

/// The length of the string or character that `text` starts with, quotes included. A `//` inside it
/// starts no comment.
fn literal_length(text: &str) -> Option<usize> {
    if let Some(raw) = text.strip_prefix('r') {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        let inside = raw[hashes..].strip_prefix('"')?;
        let end = format!("\"{}", "#".repeat(hashes));
        return Some(2 + hashes + inside.find(&end)? + end.len());
    }
    if let Some(inside) = text.strip_prefix('"') {
        return Some(1 + closing_quote(inside, '"')?);
    }

    let inside = text.strip_prefix('\'')?;
    let mut characters = inside.chars();
    let is_character = characters.next()? == '\\' || characters.next()? == '\'';
    is_character.then_some(1 + closing_quote(inside, '\'')?)
}

/// The length up to and including the first `quote` that no backslash escapes.
fn closing_quote(text: &str, quote: char) -> Option<usize> {
    let mut is_escaped = false;

    for (at, c) in text.char_indices() {
        if c == quote && !is_escaped {
            return Some(at + 1);
        }
        is_escaped = c == '\\' && !is_escaped;
    }

    None
}

/// The top-level modules that `code` in the module `module_path` names.
pub(super) fn used_modules(code: &str, module_path: &[&str]) -> BTreeSet<String> {
    let mut modules = BTreeSet::new();

    for (at, _) in code.match_indices("crate::") {
        modules.extend(first_names(&code[at + "crate::".len()..]));
    }

    // Each `super` leads one module outwards. When they lead to the root, a top-level module follows.
    let to_root = "super::".repeat(module_path.len());
    if !to_root.is_empty() {
        for (at, _) in code.match_indices(&to_root) {
            modules.extend(first_names(&code[at + to_root.len()..]));
        }
    }

    modules
}

/// The names that a path goes on with: one, or the first of each path in a group `{a::b, c}`.
fn first_names(path: &str) -> Vec<String> {
    let Some(group) = path.strip_prefix('{') else {
        return vec![first_name(path)];
    };
    let mut names = vec![first_name(group)];
    let mut depth = 0;

    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => names.push(first_name(&group[at + 1..])),
            _ => {}
        }
    }

    names.retain(|name| !name.is_empty());
    names
}

fn first_name(path: &str) -> String {
    path.trim_start()
        .chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect()
}

#[test]
fn comments_go_and_strings_stay() {
    for (text, expected) in [
        ("a // b\nc", "a  \nc"),
        ("a /* b\n */c", "a  c"),
        (r#"f("x // y") // z"#, r#"f("x // y")  "#),
        (r#"f("\"//") // z"#, r#"f("\"//")  "#),
        (r##"r#"a"//"# // z"##, r##"r#"a"//"#  "##),
        (r#"['"', '\'', '/'] // z"#, r#"['"', '\'', '/']  "#),
        ("&'a str // z", "&'a str  "),
    ] {
        assert_eq!(without_comments(text), expected, "{text}");
    }
}

#[test]
fn imports_are_seen_in_all_forms() {
    for (code, module_path, expected) in [
        ("use crate::a::B; x(crate::c::d())", &["m"][..], "a c"),
        ("use crate::{a::{B, C}, d, e::F};", &["m"], "a d e"),
        ("use crate::{\n    a::B,\n    c,\n};", &["m"], "a c"),
        ("pub(in crate::a) fn b() {}", &["a", "b"], "a"),
        ("use super::super::a::B;", &["m", "n"], "a"),
        ("use super::super::{a, b::C};", &["m", "n"], "a b"),
        ("use super::n::B; super::super::m()", &["m", "n", "o"], ""),
        ("use super::a::B;", &["m"], "a"),
        ("use std::a::B;", &["m"], ""),
    ] {
        let used = Vec::from_iter(used_modules(code, module_path)).join(" ");
        assert_eq!(used, expected, "{code}");
    }
}
