//! The architecture, checked against the source: which module may import which, who may use the
//! disk, the network and the clock, and the form of the files.

mod rust_source;

use std::collections::BTreeSet;

use rust_source::RustFile;

/// All top-level modules, from bottom to top. A module may import only modules before it.
///
/// The order rules out circles, and so modules that import each other. A new module must take its
/// position here.
const MODULES: &[&str] = &[
    // The ground floor: plain values that know nothing of a site.
    "digest",
    "source",
    "value",
    "output",
    // What a run reports, and how it is configured.
    "diagnostics",
    "config",
    // The stages of a build.
    "load",
    "parse",
    "vocabulary",
    "catalog",
    "assemble",
    "search",
    "check",
    "render",
    "write",
    // What changes a catalog, and what asks other sites.
    "edit",
    "link_check",
    // What runs the stages.
    "pipeline",
    "serve",
    "cli",
];

/// Something that only some files may use.
struct Permission {
    /// What it is.
    resource: &'static str,
    /// Code that uses it.
    words: &'static [&'static str],
    /// The files and folders below `src` that may use it, each with the reason. An entry that is no
    /// longer needed fails the test.
    granted: &'static [(&'static str, &'static str)],
}

const PERMISSIONS: &[Permission] = &[
    Permission {
        resource: "the disk",
        words: &[
            "std::fs",
            "fs_err",
            "walkdir",
            "tempfile",
            "rustix::fs",
            "File::open",
            "File::create",
            "read_dir(",
            ".exists()",
            ".try_exists()",
            ".is_file()",
            ".is_dir()",
            ".is_symlink()",
            ".metadata()",
            "symlink_metadata",
            "canonicalize",
            "read_link(",
        ],
        granted: &[
            ("load", "reads the catalog"),
            ("load.rs", "reads the catalog"),
            ("write", "writes the site"),
            (
                "config/confined.rs",
                "reads medatlas.toml, once, before load, and looks for symbolic links",
            ),
            ("config/settings.rs", "finds the catalog folder"),
            ("edit/file.rs", "changes and creates files of a catalog"),
            ("edit/aliases.rs", "finds the settings to change"),
            ("serve/watch.rs", "watches the folders of a catalog"),
            (
                "cli/check/checked_catalog.rs",
                "finds the folder that paths are shown from",
            ),
        ],
    },
    Permission {
        resource: "the network",
        words: &[
            "std::net",
            "net::Tcp",
            "UdpSocket",
            "tokio::",
            "hyper::",
            "reqwest::",
            "ureq::",
        ],
        granted: &[
            ("link_check/address.rs", "sorts addresses and uses none"),
            (
                "link_check/client.rs",
                "sends requests to the sites that a catalog links to, for `check --links`",
            ),
            ("serve.rs", "owns the listener of the preview"),
            ("serve/connection.rs", "reads requests of the preview"),
            ("serve/seats.rs", "closes connections that are too slow"),
            ("serve/server.rs", "the preview, on this computer only"),
            ("serve/timed_stream.rs", "gives a connection a deadline"),
        ],
    },
    Permission {
        resource: "a connection of its own, or an address that other computers reach",
        words: &["TcpStream::connect", "UNSPECIFIED", "0.0.0.0"],
        granted: &[],
    },
    Permission {
        resource: "events of changed files",
        words: &["notify::"],
        granted: &[("serve/watch.rs", "tells the preview what changed")],
    },
    Permission {
        resource: "other programs",
        words: &["Command::new"],
        granted: &[
            ("load/git.rs", "asks git for dates and renamed files"),
            ("cli/serve.rs", "opens the browser"),
        ],
    },
    Permission {
        // clippy's `iter_over_hash_type` forbids iterating over them.
        resource: "hash maps, whose order differs from run to run",
        words: &["HashMap", "HashSet"],
        granted: &[
            (
                "search/index.rs",
                "millions of postings: gathered by term, then sorted",
            ),
            ("search/language.rs", "looked up, never iterated over"),
        ],
    },
    Permission {
        resource: "random numbers",
        words: &["rand::", "RandomState", "getrandom"],
        granted: &[],
    },
    Permission {
        resource: "the clock",
        words: &["SystemTime", "Instant::now"],
        granted: &[
            (
                "load/memo.rs",
                "time stamps of files decide what is read again, never what it says",
            ),
            ("pipeline/clock.rs", "how long each stage takes"),
            ("cli/build.rs", "how long the build takes"),
            ("cli/check/links/run.rs", "how long the tests of links take"),
            ("cli/check/links/today.rs", "the day of a test of links"),
            ("link_check.rs", "waits between requests to one host"),
            ("serve.rs", "how long the first build takes"),
            ("serve/preview.rs", "numbers that differ after a restart"),
            ("serve/timed_stream.rs", "time limits of requests"),
            ("serve/updater.rs", "how long a rebuild takes"),
            ("serve/watch.rs", "waits until the files are at rest"),
        ],
    },
    Permission {
        resource: "templates",
        words: &["tera::"],
        granted: &[
            ("render/theme.rs", "renders pages"),
            ("render/theme/texts.rs", "gives templates their texts"),
        ],
    },
];

/// The longest file, without its unit tests, in lines.
const LONGEST_FILE: usize = 400;

/// The widest line, in characters.
const WIDEST_LINE: usize = 100;

/// Fails with all `faults`, if there are any.
#[track_caller]
fn assert_none(faults: &[String]) {
    assert!(faults.is_empty(), "{faults:#?}");
}

/// How far up a module is; `None` if the list does not have it.
fn position(module: &str) -> Option<usize> {
    MODULES.iter().position(|known| *known == module)
}

#[test]
fn the_list_of_modules_is_complete() {
    let files = RustFile::read_all();
    let modules: BTreeSet<&str> = files
        .iter()
        .filter_map(RustFile::top_level_module)
        .collect();
    let listed: BTreeSet<&str> = MODULES.iter().copied().collect();

    assert_eq!(modules, listed);
    assert_eq!(listed.len(), MODULES.len(), "a module is listed twice");
}

#[test]
fn modules_import_only_modules_below_them() {
    let mut faults = Vec::new();

    for file in RustFile::read_all() {
        let own = file.top_level_module().and_then(position);
        for module in file.used_modules() {
            match (own, position(&module)) {
                (_, None) => faults.push(format!("src/{} names crate::{module}", file.path)),
                (Some(own), Some(imported)) if imported > own => {
                    faults.push(format!("src/{} imports {module}", file.path));
                }
                _ => {}
            }
        }
    }

    assert_none(&faults);
}

#[test]
fn resources_are_used_only_where_they_are_granted() {
    let files = RustFile::read_all();
    let mut faults = Vec::new();

    for permission in PERMISSIONS {
        let mut needed = BTreeSet::new();
        for file in &files {
            let used = permission
                .words
                .iter()
                .filter(|word| file.program_code().contains(**word));
            let used = Vec::from_iter(used);
            match permission.grant_for(&file.path) {
                _ if used.is_empty() => {}
                Some(grant) => drop(needed.insert(grant)),
                None => faults.push(format!(
                    "src/{} uses {}: {used:?}",
                    file.path, permission.resource
                )),
            }
        }
        for (path, _) in permission.granted {
            if !needed.contains(path) {
                faults.push(format!(
                    "src/{path} no longer needs {}",
                    permission.resource
                ));
            }
        }
    }

    assert_none(&faults);
}

impl Permission {
    /// The entry that grants a file the use: its path, or that of its folder.
    fn grant_for(&self, path: &str) -> Option<&'static str> {
        let mut granted = self.granted.iter().map(|(granted, _)| *granted);

        granted.find(|granted| {
            path.strip_prefix(granted)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    }
}

#[test]
fn files_say_what_they_are_for_and_stay_short() {
    let mut faults = Vec::new();

    for file in RustFile::read_all() {
        let lines = file.text.split("#[cfg(test)]").next().unwrap().lines();
        if !file.text.starts_with("//!") && file.path != "main.rs" {
            faults.push(format!("src/{} does not open with its duty", file.path));
        }
        if lines.count() > LONGEST_FILE {
            faults.push(format!("src/{} is too long; split it by noun", file.path));
        }
    }

    assert_none(&faults);
}

#[test]
fn files_are_named_after_what_they_hold() {
    let mut faults = Vec::new();

    for file in RustFile::read_all() {
        let name = file.path.rsplit('/').next().unwrap();
        if ["mod.rs", "utils.rs", "helpers.rs", "common.rs"].contains(&name) {
            faults.push(format!("src/{}", file.path));
        }
    }

    assert_none(&faults);
}

#[test]
fn lines_fit_a_window() {
    let mut faults = Vec::new();

    for file in RustFile::read_all() {
        // The tables of unit tests may be wider: a case is easier to read on one line.
        if file.path.contains("/tests") {
            continue;
        }

        let code = file.text.split("#[cfg(test)]").next().unwrap();
        for (at, line) in code.lines().enumerate() {
            if line.chars().count() > WIDEST_LINE {
                faults.push(format!("src/{}:{} is too wide", file.path, at + 1));
            }
        }
    }

    assert_none(&faults);
}
