//! What a link in a catalog's text leads to: a page, an image, a section of the README, another
//! site.
//!
//! In: a target as written, and the file that it is in. Out: a `ResolvedLink`. Links of entries to
//! pages are resolved in steps, from strict to tolerant; all matches but the strict one are worth a
//! warning.

use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::percent_decode_str;

use crate::catalog::image::{ImageId, Images};
use crate::catalog::route::Route;
use crate::source::{FileId, Sources};
use crate::value::path::file_name;
use crate::value::url::{fragment, without_query};

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResolvedLink {
    /// A page of the site, with a fragment that may be empty.
    Page(Route, String),
    /// An image of the catalog.
    Image(ImageId),
    /// An element of the same page, by its id.
    Fragment(String),
    /// Another site, or a mail address.
    External(String),
    /// Nothing that the site has; the text says what is wrong.
    Broken(&'static str),
}

/// Finds what links lead to.
#[derive(Clone, Debug, Default)]
pub struct LinkResolver {
    /// Markdown files by path.
    by_path: BTreeMap<String, FileId>,
    by_lowercase_path: BTreeMap<String, FileId>,
    by_lowercase_name: BTreeMap<String, FileId>,
    /// The routes of published pages.
    pub routes: BTreeMap<FileId, Route>,
    /// The path of the glossary and the ids of its entries.
    pub glossary: Option<(String, BTreeSet<String>)>,
    /// The pages of categories and sections, by the anchors of their headings in the README.
    anchors: BTreeMap<String, Route>,
}

/// How the link of an entry was matched with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PathMatch {
    /// As written.
    Literal,
    /// After decoding `%20` and the like.
    Decoded,
    /// With `.md` added.
    Extension,
    /// In another letter case.
    Case,
    /// In another folder.
    Folder,
    /// By a URL of the repository.
    Repository,
}

impl LinkResolver {
    /// Resolves links to these Markdown files, given by path.
    pub fn new<'a>(files: impl Iterator<Item = (&'a str, FileId)>) -> Self {
        let mut resolver = Self::default();

        for (path, file) in files {
            let lowercase = path.to_lowercase();
            let name = file_name(&lowercase).to_owned();
            resolver.by_path.insert(path.to_owned(), file);
            resolver.by_lowercase_path.entry(lowercase).or_insert(file);
            resolver.by_lowercase_name.entry(name).or_insert(file);
        }

        resolver
    }

    /// Adds the page of a section of the README. The first section with an anchor counts.
    pub fn add_anchor(&mut self, anchor: String, route: &Route) {
        self.anchors.entry(anchor).or_insert_with(|| route.clone());
    }

    /// Resolves the link of an entry to a page, in the steps of the catalog format.
    pub fn page(&self, from: &str, target: &str) -> Option<(FileId, PathMatch)> {
        let (target, is_url) = match target.split_once("/blob/") {
            // The part after the branch.
            Some((before, rest)) if before.contains("://") => (rest.split_once('/')?.1, true),
            _ => (target, false),
        };
        let (file, path_match) = self.file(from, without_query(target).trim())?;

        let path_match = if is_url {
            PathMatch::Repository
        } else {
            path_match
        };
        Some((file, path_match))
    }

    /// The file that a relative path leads to.
    fn file(&self, from: &str, path: &str) -> Option<(FileId, PathMatch)> {
        let literal = join(from, path)?;
        let decoded = join(from, &percent_decode_str(path).decode_utf8_lossy())?;
        let with_extension = format!("{decoded}.md");
        let lowercase = decoded.to_lowercase();
        let name = file_name(&lowercase);

        let by_case = &self.by_lowercase_path;
        let by_name = &self.by_lowercase_name;
        let steps = [
            (self.by_path.get(&literal), PathMatch::Literal),
            (self.by_path.get(&decoded), PathMatch::Decoded),
            (self.by_path.get(&with_extension), PathMatch::Extension),
            (by_case.get(&lowercase), PathMatch::Case),
            (by_case.get(&with_extension.to_lowercase()), PathMatch::Case),
            (by_name.get(name), PathMatch::Folder),
            (by_name.get(&format!("{name}.md")), PathMatch::Folder),
        ];
        steps
            .into_iter()
            .find_map(|(file, path_match)| Some((*file?, path_match)))
    }

    /// Resolves any link of the text at the path `from`.
    pub fn resolve(&self, images: &Images, from: &str, target: &str) -> ResolvedLink {
        let target = target.trim();

        if let Some(fragment) = target.strip_prefix('#') {
            return self.resolve_fragment(from, fragment);
        }
        if let Some(link) = resolve_url(target) {
            return link;
        }
        if let Some((file, _)) = self.page(from, target)
            && let Some(route) = self.routes.get(&file)
        {
            return ResolvedLink::Page(route.clone(), fragment(target).to_owned());
        }
        if self.is_readme(from, target) {
            return ResolvedLink::Page(Route::home(), String::new());
        }

        match self.image(images, from, target) {
            Some((id, _)) => ResolvedLink::Image(id),
            None => ResolvedLink::Broken("no such file in the catalog"),
        }
    }

    /// Resolves the source of an image: as written, decoded, or in another letter case.
    pub fn image(&self, images: &Images, from: &str, target: &str) -> Option<(ImageId, PathMatch)> {
        let literal = join(from, without_query(target).trim())?;
        let decoded = percent_decode_str(&literal).decode_utf8_lossy();

        if let Some(id) = images.get(&literal) {
            Some((id, PathMatch::Literal))
        } else if let Some(id) = images.get(&decoded) {
            Some((id, PathMatch::Decoded))
        } else {
            let id = images.get_ignoring_case(&decoded)?;
            Some((id, PathMatch::Case))
        }
    }

    /// Resolves a link to a heading of the same text.
    fn resolve_fragment(&self, from: &str, fragment: &str) -> ResolvedLink {
        let anchor = percent_decode_str(fragment)
            .decode_utf8_lossy()
            .to_lowercase();

        if self.by_path.get(from) == Some(&Sources::README) {
            return match self.anchors.get(&anchor) {
                Some(route) => ResolvedLink::Page(route.clone(), String::new()),
                None => ResolvedLink::Broken("no section of the list has this anchor"),
            };
        }
        if let Some((_, ids)) = self.glossary.as_ref().filter(|(path, _)| path == from) {
            return if ids.contains(&anchor) {
                ResolvedLink::Page(Route::glossary(), anchor)
            } else {
                ResolvedLink::Broken("no entry of the glossary has this anchor")
            };
        }

        ResolvedLink::Fragment(fragment.to_owned())
    }

    fn is_readme(&self, from: &str, target: &str) -> bool {
        join(from, without_query(target)).is_some_and(|path| {
            path.is_empty() || self.by_path.get(&path) == Some(&Sources::README)
        })
    }
}

/// Resolves a link with a scheme. Only those to the web and to mail addresses are allowed.
fn resolve_url(target: &str) -> Option<ResolvedLink> {
    let (scheme, _) = target.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));

    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" | "mailto" => Some(ResolvedLink::External(target.to_owned())),
        _ if is_scheme => Some(ResolvedLink::Broken(
            "only web and mail addresses are linked",
        )),
        _ => None,
    }
}

/// Joins a relative target to the folder of `from`; `None` if it leads out of the catalog.
fn join(from: &str, target: &str) -> Option<String> {
    if let Some(rooted) = target.strip_prefix('/') {
        return join("", rooted).filter(|_| !rooted.starts_with('/'));
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();

    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }

    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> LinkResolver {
        let paths = ["README.md", "resources/A.md", "resources/B C.md"];
        let mut files = LinkResolver::new(
            paths
                .iter()
                .enumerate()
                .map(|(at, path)| (*path, FileId(at as u32))),
        );
        files.routes.insert(FileId(1), Route::dataset("a"));
        files
    }

    #[test]
    fn links_of_entries_are_matched() {
        for (target, expect) in [
            ("./resources/A.md", Some((1, PathMatch::Literal))),
            ("resources/B%20C.md", Some((2, PathMatch::Decoded))),
            ("resources/A", Some((1, PathMatch::Extension))),
            ("resources/a.md", Some((1, PathMatch::Case))),
            ("pages/A.md", Some((1, PathMatch::Folder))),
            (
                "https://github.com/o/r/blob/main/resources/A.md",
                Some((1, PathMatch::Repository)),
            ),
            ("resources/D.md", None),
            ("../A.md", None),
        ] {
            assert_eq!(
                files().page("README.md", target),
                expect.map(|(f, s)| (FileId(f), s)),
                "{target}"
            );
        }
    }

    #[test]
    fn links_are_resolved() {
        let (files, images) = (files(), Images::default());

        for (target, expected) in [
            (
                "A.md#x",
                ResolvedLink::Page(Route::dataset("a"), "x".into()),
            ),
            (
                "../README.md",
                ResolvedLink::Page(Route::home(), String::new()),
            ),
            ("#y", ResolvedLink::Fragment("y".into())),
            (
                "https://e.org",
                ResolvedLink::External("https://e.org".into()),
            ),
            (
                "javascript:alert(1)",
                ResolvedLink::Broken("only web and mail addresses are linked"),
            ),
            (
                "../../etc/passwd",
                ResolvedLink::Broken("no such file in the catalog"),
            ),
        ] {
            let resolved = files.resolve(&images, "resources/A.md", target);
            assert_eq!(resolved, expected, "{target}");
        }
    }
}
