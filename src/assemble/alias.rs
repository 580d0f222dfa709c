//! Old paths that redirect to a page: those of the settings, and those that a list on a code host
//! had before it became a site.
//!
//! In: the catalog's pages and `[aliases]`. Out: pairs of routes, and diagnostics about aliases
//! that cannot be. The path of a dataset comes from the name of its file, so that an alias is
//! needed only when a file is renamed.

use std::collections::{BTreeMap, BTreeSet};

use crate::assemble::taken_paths::TakenPaths;
use crate::catalog::Catalog;
use crate::catalog::alias::Alias;
use crate::catalog::route::{Route, fold_path};
use crate::catalog::slug::is_device_name;
use crate::config::{FILE_NAME, Settings};
use crate::diagnostics::{Diagnostic, Location, Rule, Severity};

pub(crate) const SHADOWED_ALIAS: Rule = Rule {
    code: "shadowed-alias",
    severity: Severity::Warning,
    summary: "an alias in `medatlas.toml` whose URL belongs to a page or another file of the site",
    reason: "the file takes precedence, so the alias has no effect",
    example: "`\"acdc\" = \"acdc-2017\"` while `resources/ACDC.md` exists",
};

pub(crate) const BROKEN_ALIAS: Rule = Rule {
    code: "broken-alias",
    severity: Severity::Warning,
    summary: "an alias in `medatlas.toml` that leads to no page",
    reason: "the old URL answers with \"not found\"",
    example: "`\"old\" = \"gone\"`",
};

/// The names of all pages, by folded output path.
type PageNames = BTreeMap<String, String>;

/// All aliases, sorted by old path. Those of the settings win. `outputs` are the paths of the
/// planned files.
pub(super) fn collect_aliases(
    catalog: &Catalog,
    settings: &Settings,
    outputs: &[String],
) -> (Vec<Alias>, Vec<Diagnostic>) {
    let pages: PageNames = catalog
        .alias_targets()
        .map(|page| (fold_path(&page.route.output_path()), page.title.clone()))
        .collect();
    let taken = TakenPaths::new(catalog, outputs);
    let mut aliases: BTreeMap<String, Alias> = BTreeMap::new();
    let mut diagnostics = Vec::new();

    for (from, to) in &settings.config.aliases {
        match alias_of_settings(from, to, &settings.config.aliases, &pages, &taken) {
            Ok(alias) => drop(aliases.insert(fold_path(&alias.from.output_path()), alias)),
            Err(fault) => diagnostics.push(fault),
        }
    }

    // Only a published site has addresses that others may link to.
    if settings.base_url.is_some() {
        for alias in former_aliases(catalog) {
            let path = alias.from.output_path();
            if !taken.conflict_with(&path) {
                aliases.entry(fold_path(&path)).or_insert(alias);
            }
        }
    }

    remove_below_files(&mut aliases);
    (aliases.into_values().collect(), diagnostics)
}

/// Removes aliases whose folder would have the path of another alias's file.
fn remove_below_files(aliases: &mut BTreeMap<String, Alias>) {
    let files: BTreeSet<String> = aliases.keys().cloned().collect();

    aliases.retain(|path, _| {
        let mut folders = path.match_indices('/').map(|(at, _)| &path[..at]);
        !folders.any(|folder| files.contains(folder))
    });
}

/// An alias of the settings; `all` are all of them.
fn alias_of_settings(
    from: &str,
    to: &str,
    all: &BTreeMap<String, String>,
    pages: &PageNames,
    taken: &TakenPaths,
) -> Result<Alias, Diagnostic> {
    let old = route_of(from).ok_or_else(|| invalid_path(from))?;
    if pages.contains_key(&fold_path(&old.output_path())) {
        let message = format!("the alias {from:?} is the URL of a page");
        let help = "Remove the alias, since the page is at that URL again";
        return Err(shadowed(message).help(help));
    }
    if taken.conflict_with(&old.output_path()) {
        let message = format!("the alias {from:?} would take the place of a file of the site");
        return Err(shadowed(message).help("Remove the alias, since the URL is in use"));
    }

    let target = last_target(to, all);
    let new = route_of(target).ok_or_else(|| invalid_path(target))?;
    let name = pages.get(&fold_path(&new.output_path())).ok_or_else(|| {
        let message = format!("the alias {from:?} leads to {target:?}, where no page is");
        invalid_target(message)
    })?;

    Ok(Alias {
        from: old,
        to: new,
        name: name.clone(),
        from_settings: true,
    })
}

/// Where an alias leads: its target may have become an alias later.
fn last_target<'a>(to: &'a str, all: &'a BTreeMap<String, String>) -> &'a str {
    let mut target = to;

    // As many steps as there are aliases, in case they lead in a circle.
    for _ in all {
        match all.get(target) {
            Some(next) => target = next,
            None => break,
        }
    }

    target
}

fn shadowed(message: String) -> Diagnostic {
    SHADOWED_ALIAS.at(Location::File(FILE_NAME.to_owned()), message)
}

fn invalid_path(text: &str) -> Diagnostic {
    invalid_target(format!("the alias {text:?} is not a URL of this site"))
}

fn invalid_target(message: String) -> Diagnostic {
    BROKEN_ALIAS
        .at(Location::File(FILE_NAME.to_owned()), message)
        .help("write the slug of a dataset, or a path such as \"categories/chest/\"")
}

/// The route of a slug, or of a path below the site's root; `None` for a text that is neither.
fn route_of(text: &str) -> Option<Route> {
    let path = text.trim().trim_start_matches('/');
    let is_valid = !path.is_empty()
        && !path.contains("//")
        && path
            .split('/')
            .all(|part| part.is_empty() || is_portable(part));
    if !is_valid {
        return None;
    }

    if path.ends_with('/') || path.ends_with(".html") {
        Some(Route::file(path))
    } else if path.contains('/') {
        Some(Route::file(format!("{path}/")))
    } else {
        Some(Route::dataset(path))
    }
}

/// The paths that the pages had on a code host, `resources/NAME.md`, and those that its generator
/// of sites makes of them.
fn former_aliases(catalog: &Catalog) -> Vec<Alias> {
    let mut aliases = Vec::new();

    for dataset in &catalog.datasets {
        let Some(file) = dataset.page.map(|file| catalog.sources.path(file)) else {
            continue;
        };
        let stem = file.strip_suffix(".md").or(file.strip_suffix(".MD"));
        // The alias of a page at the root could take the path of a page of the site.
        let is_usable = file.contains('/') && file.split('/').all(is_portable);

        if let Some(stem) = stem.filter(|_| is_usable) {
            for from in [format!("{file}/"), format!("{stem}.html")] {
                aliases.push(Alias {
                    from: Route::file(from),
                    to: dataset.route.clone(),
                    name: dataset.name.clone(),
                    from_settings: false,
                });
            }
        }
    }

    aliases
}

/// Whether every file system accepts the name, and neither git nor this program needs it.
fn is_portable(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    let is_reserved = is_device_name(&stem.to_lowercase())
        || name.eq_ignore_ascii_case(".git")
        || name.to_ascii_lowercase().starts_with(".medatlas");

    !is_reserved
        && name != "."
        && name != ".."
        && name.len() < 200
        && !name.ends_with([' ', '.'])
        && !name.contains(|c: char| c.is_control() || "<>:\"|?*\\#%".contains(c))
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
            ("a/b?c", None),
            ("con", None),
            ("a/AUX.html", None),
            (".git/x/", None),
            (".medatlas-manifest.json/", None),
            ("console", Some("datasets/console/index.html")),
            (&"x".repeat(250), None),
        ] {
            assert_eq!(
                route_of(text).map(|route| route.output_path()).as_deref(),
                expect,
                "{text}"
            );
        }
    }
}
