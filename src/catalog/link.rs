//! What a link in a catalog's text points at: a page, an image, a place in the README, another site.
//!
//! In: a target as written and the file it stands in. Out: a `ResolvedLink`. Page links of entries are resolved in steps, from
//! strict to tolerant; each step after the first is worth a warning.

use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::percent_decode_str;

use crate::catalog::image::{ImageId, Images};
use crate::catalog::route::Route;
use crate::source::FileId;

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResolvedLink {
    /// A page of the site, with a fragment that may be empty.
    Page(Route, String),
    /// An image of the catalog.
    Image(ImageId),
    /// A place on the same page.
    Fragment(String),
    /// Another site, or an address of mail.
    Outside(String),
    /// Nothing that the site has; the words say what is wrong.
    Dead(&'static str),
}

/// All files that links can point at.
#[derive(Clone, Debug, Default)]
pub struct LinkResolver {
    /// Markdown files by path: the file and, once known, its route.
    pages: BTreeMap<String, FileId>,
    folded: BTreeMap<String, FileId>,
    by_name: BTreeMap<String, FileId>,
    /// Routes of the published pages.
    pub routes: BTreeMap<FileId, Route>,
    /// The path of the glossary and the fragments of its entries.
    pub glossary: Option<(String, BTreeSet<String>)>,
    /// Anchors of the README: the category or section page that they lead to.
    pub anchors: BTreeMap<String, Route>,
}

/// How a page link was resolved; every step but the first is worth a warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PathMatch {
    /// As written.
    Literal,
    /// After decoding `%20` and its like.
    Decoded,
    /// With `.md` added.
    Extension,
    /// In another letter case.
    Case,
    /// In another folder.
    Folder,
    /// The repository's own address.
    Repository,
}

impl LinkResolver {
    /// Takes up the Markdown files of a catalog.
    pub fn new<'a>(pages: impl Iterator<Item = (&'a str, FileId)>) -> Self {
        let mut files = Self::default();
        for (path, file) in pages {
            files.pages.insert(path.to_owned(), file);
            files.folded.entry(path.to_lowercase()).or_insert(file);
            let name = path.rsplit('/').next().unwrap_or(path);
            files.by_name.entry(name.to_lowercase()).or_insert(file);
        }
        files
    }

    /// Resolves the link of an entry to a page, by the steps of the catalog format.
    pub fn page(&self, from: &str, target: &str) -> Option<(FileId, PathMatch)> {
        let (target, repository) = match target.split_once("/blob/") {
            Some((before, rest)) if before.contains("://") => (rest.split_once('/')?.1, true),
            _ => (target, false),
        };
        let target = target.split(['#', '?']).next()?.trim();
        let literal = join(from, target)?;
        let decoded_target = percent_decode_str(target).decode_utf8_lossy().into_owned();
        let decoded = join(from, &decoded_target)?;
        let with_ending = format!("{decoded}.md");
        let name = decoded
            .rsplit('/')
            .next()
            .unwrap_or(&decoded)
            .to_lowercase();
        let steps = [
            (self.pages.get(&literal), PathMatch::Literal),
            (self.pages.get(&decoded), PathMatch::Decoded),
            (self.pages.get(&with_ending), PathMatch::Extension),
            (self.folded.get(&decoded.to_lowercase()), PathMatch::Case),
            (self.folded.get(&with_ending.to_lowercase()), PathMatch::Case),
            (
                self.by_name
                    .get(&name)
                    .or_else(|| self.by_name.get(&format!("{name}.md"))),
                PathMatch::Folder,
            ),
        ];
        let (file, step) = steps
            .into_iter()
            .find_map(|(file, step)| file.map(|file| (*file, step)))?;
        Some((file, if repository { PathMatch::Repository } else { step }))
    }

    /// Resolves any link of a text that stands at the path `from`.
    pub fn resolve(&self, images: &Images, from: &str, target: &str) -> ResolvedLink {
        let target = target.trim();
        if let Some(fragment) = target.strip_prefix('#') {
            return self.anchor(from, fragment);
        }
        if let Some(outside) = outside(target) {
            return outside;
        }
        if let Some((file, _)) = self.page(from, target)
            && let Some(route) = self.routes.get(&file)
        {
            let fragment = target.split_once('#').map_or("", |(_, fragment)| fragment);
            return ResolvedLink::Page(route.clone(), fragment.to_owned());
        }
        if self.is_readme(from, target) {
            return ResolvedLink::Page(Route::home(), String::new());
        }
        self.image(images, from, target)
            .map_or(ResolvedLink::Broken("no such file in the catalog"), |(id, _)| {
                ResolvedLink::Image(id)
            })
    }

    /// Resolves the source of an image: as written, decoded, or in another letter case.
    pub fn image(&self, images: &Images, from: &str, target: &str) -> Option<(ImageId, PathMatch)> {
        let literal = join(from, target.split(['#', '?']).next()?.trim())?;
        let decoded = percent_decode_str(&literal)
            .decode_utf8_lossy()
            .into_owned();
        images
            .get(&literal)
            .map(|id| (id, PathMatch::Literal))
            .or_else(|| images.get(&decoded).map(|id| (id, PathMatch::Decoded)))
            .or_else(|| images.get_folded(&decoded).map(|id| (id, PathMatch::Case)))
    }

    fn anchor(&self, from: &str, fragment: &str) -> ResolvedLink {
        let in_readme = self.pages.get(from) == Some(&FileId(0));
        let folded = percent_decode_str(fragment)
            .decode_utf8_lossy()
            .to_lowercase();
        match self.anchors.get(&folded) {
            Some(route) if in_readme => ResolvedLink::Page(route.clone(), String::new()),
            _ if in_readme => ResolvedLink::Broken("no section of the list has this anchor"),
            _ if let Some((_, ids)) = self.glossary.as_ref().filter(|(path, _)| path == from) => {
                match ids.contains(&folded) {
                    true => ResolvedLink::Page(Route::glossary(), folded),
                    false => ResolvedLink::Broken("no entry of the glossary has this anchor"),
                }
            }
            _ => ResolvedLink::Fragment(fragment.to_owned()),
        }
    }

    fn is_readme(&self, from: &str, target: &str) -> bool {
        let path = target.split(['#', '?']).next().unwrap_or_default();
        join(from, path)
            .is_some_and(|path| path.is_empty() || self.pages.get(&path) == Some(&FileId(0)))
    }
}

/// Links that leave the site: only web and mail addresses may.
fn outside(target: &str) -> Option<ResolvedLink> {
    let scheme = target.split_once(':').map(|(scheme, _)| scheme)?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" | "mailto" => Some(ResolvedLink::External(target.to_owned())),
        _ if is_scheme => Some(ResolvedLink::Broken("only web and mail addresses are linked")),
        _ => None,
    }
}

/// Joins a relative target to the folder of `from`; `None` when it leaves the catalog.
fn join(from: &str, target: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    if let Some(rooted) = target.strip_prefix('/') {
        parts.clear();
        return join("", rooted).filter(|_| !rooted.starts_with('/'));
    }
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
    fn steps() {
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
    fn targets() {
        let (files, images) = (files(), Images::default());
        let check = |target: &str, expect: ResolvedLink| {
            assert_eq!(
                files.resolve(&images, "resources/A.md", target),
                expect,
                "{target}"
            );
        };
        check("A.md#x", ResolvedLink::Page(Route::dataset("a"), "x".into()));
        check("../README.md", ResolvedLink::Page(Route::home(), String::new()));
        check("#y", ResolvedLink::Fragment("y".into()));
        check("https://e.org", ResolvedLink::External("https://e.org".into()));
        check(
            "javascript:alert(1)",
            ResolvedLink::Broken("only web and mail addresses are linked"),
        );
        check(
            "../../etc/passwd",
            ResolvedLink::Broken("no such file in the catalog"),
        );
    }
}
