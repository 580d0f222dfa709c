//! A built site as a whole: all pages parsed once, and where every link of theirs leads.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use percent_encoding::percent_decode_str;

use super::html::Page;
use super::list;

/// All pages of a site, and the names of all its files.
pub(crate) struct Site {
    /// By path below the site's root.
    pub pages: BTreeMap<String, Page>,
    /// Ids in its sprites of glyphs.
    sprites: BTreeMap<String, Page>,
    files: BTreeSet<String>,
}

/// What a link in a page is.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Link {
    /// To another site.
    Outside,
    /// To this file of the site, with a fragment that may be empty.
    File(String, String),
    /// To a place below the host but not below the site.
    Astray,
}

impl Site {
    /// Reads a site from disk.
    pub(crate) fn read(folder: &Path) -> Self {
        let files: BTreeSet<String> = list(folder).into_iter().collect();
        let pages = files.iter().filter(|path| path.ends_with(".html"));
        let pages = pages.map(|path| {
            (
                path.clone(),
                Page::new(&std::fs::read_to_string(folder.join(path)).unwrap()),
            )
        });
        let sprites = files.iter().filter(|path| path.ends_with(".svg"));
        let sprites = sprites.map(|path| {
            (
                path.clone(),
                Page::new(&std::fs::read_to_string(folder.join(path)).unwrap()),
            )
        });
        Self {
            pages: pages.collect(),
            sprites: sprites.collect(),
            files,
        }
    }

    /// All links of all pages that lead nowhere, when the site stands at `base`, such as `https://example.org/some/path/`.
    pub(crate) fn broken(&self, base: &str) -> Vec<String> {
        let mut ids: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        for (path, page) in self.pages.iter().chain(&self.sprites) {
            ids.insert(path, page.attributes("[id]", "id").into_iter().collect());
        }
        let mut broken = Vec::new();
        for (path, page) in &self.pages {
            for href in links(page) {
                let why = match resolve(base, path, &href) {
                    Link::Outside => continue,
                    Link::Astray => "leaves the site",
                    Link::File(file, _) if !self.files.contains(&file) => "names no file",
                    Link::File(_, fragment) if fragment.is_empty() => continue,
                    Link::File(file, fragment) => match ids.get(file.as_str()) {
                        Some(ids) if ids.contains(&fragment) => continue,
                        _ => "names no place on its page",
                    },
                };
                broken.push(format!("{path}: {href} {why}"));
            }
        }
        broken
    }
}

/// Every address that a page holds.
pub(crate) fn links(page: &Page) -> Vec<String> {
    let mut found = page.attributes("[href]", "href");
    found.extend(page.attributes("[src]", "src"));
    found.extend(page.attributes("form[action]", "action"));
    for set in page.attributes("[srcset]", "srcset") {
        found.extend(
            set.split(',')
                .filter_map(|part| part.split_whitespace().next())
                .map(str::to_owned),
        );
    }
    found
}

/// Where `href` on the page at `path` leads, when the site stands at `base`.
pub(crate) fn resolve(base: &str, path: &str, href: &str) -> Link {
    let host_end = base[8..].find('/').unwrap() + 8;
    let root = &base[host_end..];
    let (address, fragment) = href.split_once('#').unwrap_or((href, ""));
    let address = address.split('?').next().unwrap();
    let fragment = percent_decode_str(fragment)
        .decode_utf8_lossy()
        .into_owned();
    let full = if let Some(rest) = address.strip_prefix(&base[..host_end]) {
        rest.to_owned()
    } else if address.starts_with("//") || address.split('/').next().unwrap().contains(':') {
        return Link::Outside;
    } else if address.starts_with('/') {
        address.to_owned()
    } else if address.is_empty() {
        format!("{root}{path}")
    } else {
        let folder = path.rfind('/').map_or("", |at| &path[..=at]);
        format!("{root}{folder}{address}")
    };
    let full = without_dots(&percent_decode_str(&full).decode_utf8_lossy());
    match full.strip_prefix(root) {
        Some(file) if file.is_empty() || file.ends_with('/') => {
            Link::File(format!("{file}index.html"), fragment)
        }
        Some(file) => Link::File(file.to_owned(), fragment),
        None => Link::Astray,
    }
}

fn without_dots(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    let ends_in_folder = path.ends_with(['/', '.'])
        && path
            .rsplit('/')
            .next()
            .unwrap()
            .trim_matches('.')
            .is_empty();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let slash = if ends_in_folder && !parts.is_empty() {
        "/"
    } else {
        ""
    };
    format!("/{}{slash}", parts.join("/"))
}
