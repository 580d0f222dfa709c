//! Addresses that lead elsewhere: those that the settings name, and those that a list on a code host had before.
//!
//! In: the catalog's pages and `[aliases]`. Out: pairs of routes; findings about aliases that cannot be. A dataset's own
//! address comes from the name of its file, so that an alias is needed only when a file is renamed.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::Catalog;
use crate::catalog::alias::Alias;
use crate::catalog::pages::pages;
use crate::catalog::route::{Route, fold};
use crate::config::{FILE_NAME, Settings};
use crate::diagnostics::{Diagnostic, Location, Rule, Severity};

pub(crate) const SHADOWED_ALIAS: Rule = Rule {
    code: "shadowed-alias",
    severity: Severity::Warning,
    summary: "an alias in `medatlas.toml` whose URL is the URL of a page",
    reason: "the page takes precedence, so the alias has no effect",
    example: "`\"acdc\" = \"acdc-2017\"` while `resources/ACDC.md` exists",
};

pub(crate) const BROKEN_ALIAS: Rule = Rule {
    code: "broken-alias",
    severity: Severity::Warning,
    summary: "an alias in `medatlas.toml` that leads to no page",
    reason: "the old URL answers with \"not found\"",
    example: "`\"old\" = \"gone\"`",
};

/// All aliases, sorted by old address: those of the settings win.
pub fn aliases(catalog: &Catalog, settings: &Settings) -> (Vec<Alias>, Vec<Diagnostic>) {
    let pages = pages(catalog);
    let by_path: BTreeMap<String, &str> = pages
        .iter()
        .map(|(route, name)| (fold(&route.output()), name.as_str()))
        .collect();
    let mut made: BTreeMap<String, Alias> = BTreeMap::new();
    let mut found = Vec::new();
    for (from, to) in &settings.aliases {
        match stated(from, to, &settings.aliases, &by_path) {
            Ok(alias) => {
                made.insert(fold(&alias.from.output()), alias);
            }
            Err(fault) => found.push(fault),
        }
    }
    // Only a published site has addresses that someone may hold.
    if settings.base_url.is_some() {
        for alias in former(catalog) {
            let key = fold(&alias.from.output());
            if !by_path.contains_key(&key) {
                made.entry(key).or_insert(alias);
            }
        }
    }
    // An address that is a file cannot be the folder of another.
    let files: BTreeSet<String> = made.keys().cloned().collect();
    made.retain(|path, _| {
        !path
            .match_indices('/')
            .any(|(at, _)| files.contains(&path[..at]))
    });
    (made.into_values().collect(), found)
}

fn stated(
    from: &str,
    to: &str,
    all: &BTreeMap<String, String>,
    pages: &BTreeMap<String, &str>,
) -> Result<Alias, Diagnostic> {
    let place = || Location::File(FILE_NAME.to_owned());
    let no_target = |message: String| {
        BROKEN_ALIAS
            .at(place(), message)
            .help("write the slug of a dataset, or a path such as \"categories/chest/\"")
    };
    let odd = |text: &str| no_target(format!("the alias {text:?} is no address of this site"));
    let old = address(from).ok_or_else(|| odd(from))?;
    if pages.contains_key(&fold(&old.output())) {
        let message = format!("the alias {from:?} is the address of a page");
        return Err(SHADOWED_ALIAS
            .at(place(), message)
            .help("remove the alias: the page is at that address again"));
    }
    // An alias may lead to what became an alias later.
    let (mut target, mut steps) = (to, 0);
    while let Some(next) = all.get(target).filter(|_| steps < all.len()) {
        target = next;
        steps += 1;
    }
    let new = address(target).ok_or_else(|| odd(target))?;
    let name = pages.get(&fold(&new.output())).ok_or_else(|| {
        no_target(format!(
            "the alias {from:?} leads to {target:?}, where no page is"
        ))
    })?;
    Ok(Alias {
        from: old,
        to: new,
        name: (*name).to_owned(),
        stated: true,
    })
}

/// A slug, or a path below the site's root; `None` for what can be neither.
fn address(text: &str) -> Option<Route> {
    let path = text.trim().trim_start_matches('/');
    if path.is_empty()
        || !path
            .split('/')
            .all(|part| part.is_empty() || is_portable(part))
        || path.contains("//")
    {
        return None;
    }
    let whole = path.ends_with('/') || path.ends_with(".html");
    Some(match path.contains('/') || whole {
        true => Route::file(if whole {
            path.to_owned()
        } else {
            format!("{path}/")
        }),
        false => Route::dataset(path),
    })
}

/// What a list had before it was a site: on a code host `resources/NAME.md`, and what its page generator makes of that.
fn former(catalog: &Catalog) -> Vec<Alias> {
    let of = |(file, to, name): (&str, &Route, &str)| {
        let stem = file
            .strip_suffix(".md")
            .or_else(|| file.strip_suffix(".MD"))?;
        // A page at the root would take the address of a page of the site.
        let portable = file.contains('/') && file.split('/').all(is_portable);
        let alias = |from: String| Alias {
            from: Route::file(from),
            to: to.clone(),
            name: name.to_owned(),
            stated: false,
        };
        portable.then(|| [alias(format!("{file}/")), alias(format!("{stem}.html"))])
    };
    catalog
        .datasets
        .iter()
        .filter_map(|dataset| {
            Some((
                catalog.sources.path(dataset.page?),
                &dataset.route,
                dataset.name.as_str(),
            ))
        })
        .filter_map(of)
        .flatten()
        .collect()
}

/// Whether every file system takes the name.
fn is_portable(part: &str) -> bool {
    part != "."
        && part != ".."
        && part.len() < 200
        && !part.ends_with([' ', '.'])
        && !part
            .chars()
            .any(|c| c.is_control() || "<>:\"|?*\\#%".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for (text, expect) in [
            ("old-name", Some("datasets/old-name/index.html")),
            ("/categories/x/", Some("categories/x/index.html")),
            ("resources/A.html", Some("resources/A.html")),
            ("a/b", Some("a/b/index.html")),
            ("../x/", None),
            ("https://e.org/", None),
            ("", None),
        ] {
            assert_eq!(
                address(text).map(|route| route.output()).as_deref(),
                expect,
                "{text}"
            );
        }
    }
}
