//! The shape of the house, held by reading its source: which way modules import, who touches the disk, how long files are.

use std::path::Path;

use crate::support::{list, root};

/// The stages in their order. A stage may import those before it, never one after it.
const STAGES: &[&str] = &[
    "load", "parse", "model", "search", "check", "render", "write",
];

/// What no stage imports: the commands, and what runs the stages.
const ABOVE: &[&str] = &["cli", "links", "pipeline", "serve"];

/// What parse may take from model although model comes after it: plain values. DESIGN: "a stage imports `model`".
const SHARED: &str = "model";

/// Who may touch the disk, and why.
const DISK: &[(&str, &str)] = &[
    ("load", "reads the catalog"),
    ("write", "writes the site"),
    ("config.rs", "reads medatlas.toml, once, before load"),
    (
        "render/theme",
        "reads the user's theme folder, once, before render",
    ),
];

/// Words that mean the disk.
const DISK_WORDS: &[&str] = &[
    "std::fs",
    "fs_err",
    "walkdir",
    "tempfile",
    "rustix::fs",
    "File::open",
    "File::create",
    "read_dir(",
];

/// Who may use hashed maps, and why that shows in no output; clippy's `iter_over_hash_type` forbids to walk over them.
const HASHED: &[(&str, &str)] = &[
    (
        "search/index.rs",
        "millions of postings: gathered by term, then sorted",
    ),
    ("search/language.rs", "looked up, never walked over"),
];

/// Who may hold time stamps of files: they are compared, and decide what is read again, never what is said of it.
const STAMPS: &str = "load/memo.rs";

/// Who may talk to a network, and why.
const NETWORK: &[(&str, &str)] = &[
    ("links/address.rs", "sorts addresses and uses none"),
    (
        "links/client.rs",
        "asks the sites that a catalog links to, when `check --links` is typed",
    ),
    ("serve/server.rs", "the preview, on this computer only"),
    ("serve.rs", "owns its listener"),
];

/// Words that mean a network.
const NETWORK_WORDS: &[&str] = &[
    "std::net",
    "TcpListener",
    "TcpStream",
    "UdpSocket",
    "tokio",
    "hyper",
    "reqwest",
    "ureq",
];

/// Who may hear of changed files: it reads none.
const WATCH: &str = "serve/watch.rs";

const LONGEST: usize = 400;

/// Every source file with its text up to its unit tests.
fn sources() -> Vec<(String, String)> {
    let folder = root().join("src");
    let read = |path: &String| std::fs::read_to_string(Path::new(&folder).join(path)).unwrap();
    let files = list(&folder)
        .into_iter()
        .filter(|path| path.ends_with(".rs"));
    files
        .map(|path| {
            (
                path.clone(),
                read(&path).split("#[cfg(test)]").next().unwrap().to_owned(),
            )
        })
        .collect()
}

/// Code without comments and without what stands in them.
fn code(text: &str) -> String {
    text.lines()
        .map(|line| line.split("//").next().unwrap())
        .collect::<Vec<_>>()
        .join("\n")
}

/// The module of the crate that a file belongs to: `load` for `load/encoding.rs`.
fn module(path: &str) -> &str {
    path.split('/').next().unwrap().trim_end_matches(".rs")
}

/// Modules of the crate that code names: `crate::x`, also in groups `crate::{x, y::z}`.
fn imports(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for rest in code.split("crate::").skip(1) {
        let word = |text: &str| {
            text.trim()
                .split(|c: char| !(c.is_alphanumeric() || c == '_'))
                .next()
                .unwrap()
                .to_owned()
        };
        let Some(group) = rest.strip_prefix('{') else {
            found.push(word(rest));
            continue;
        };
        let (mut depth, mut start) = (0, 0);
        for (at, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => {
                    found.push(word(&group[start..at]));
                    break;
                }
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    found.push(word(&group[start..at]));
                    start = at + 1;
                }
                _ => {}
            }
        }
    }
    found
}

#[test]
fn imports_go_one_way() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let Some(own) = STAGES.iter().position(|stage| *stage == module(&path)) else {
            continue;
        };
        for name in imports(&code(&text)) {
            let later = STAGES
                .iter()
                .position(|stage| *stage == name)
                .is_some_and(|at| at > own);
            if (later && name != SHARED) || ABOVE.contains(&name.as_str()) {
                wrong.push(format!("src/{path} imports {name}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn stages_up_to_check_know_no_templates() {
    for (path, text) in sources() {
        let renders = ["render", "cli", "pipeline"].contains(&module(&path));
        assert!(
            renders || !code(&text).contains("tera::"),
            "src/{path} uses tera"
        );
    }
}

#[test]
fn only_the_ends_touch_the_disk() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        if DISK.iter().any(|(name, _)| path.starts_with(name)) {
            continue;
        }
        let text = code(&text);
        for word in DISK_WORDS.iter().filter(|word| text.contains(**word)) {
            wrong.push(format!("src/{path} uses {word}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn only_preview_and_link_client_use_the_network() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let text = code(&text);
        let networks = NETWORK.iter().any(|(name, _)| path == *name);
        for word in NETWORK_WORDS
            .iter()
            .filter(|word| !networks && text.contains(**word))
        {
            wrong.push(format!("src/{path} uses {word}"));
        }
        if path != WATCH && text.contains("notify::") {
            wrong.push(format!("src/{path} uses notify"));
        }
        // But for `links/client.rs`, nothing outside this computer is reached, and nobody outside reaches it.
        for word in ["TcpStream::connect", "UNSPECIFIED", "0.0.0.0"]
            .iter()
            .filter(|word| text.contains(**word))
        {
            wrong.push(format!("src/{path} uses {word}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn files_say_their_duty_and_stay_short() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        if !text.starts_with("//!") && path != "main.rs" {
            wrong.push(format!("src/{path} does not open with its duty"));
        }
        let lines = text.lines().count();
        if lines > LONGEST {
            wrong.push(format!("src/{path} has {lines} lines; split it by noun"));
        }
        if path.ends_with("/mod.rs")
            || ["utils.rs", "helpers.rs"]
                .iter()
                .any(|name| path.ends_with(name))
        {
            wrong.push(format!("src/{path}: name it after what it holds"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn output_depends_on_no_clock_and_no_hash_order() {
    for (path, text) in sources() {
        if STAGES.contains(&module(&path)) && module(&path) != "write" {
            let hashed = HASHED.iter().any(|(allowed, _)| path == *allowed);
            for word in ["SystemTime", "Instant::now", "HashMap", "HashSet", "rand::"] {
                let stamps = path == STAMPS && word == "SystemTime";
                assert!(
                    !code(&text).contains(word) || (hashed && word == "HashMap") || stamps,
                    "src/{path} uses {word}"
                );
            }
        }
    }
}

#[test]
fn the_test_itself_sees_imports() {
    assert_eq!(
        imports("use crate::a::B; use crate::{c::{D, E}, f}; x(crate::g::h)"),
        ["a", "c", "f", "g"]
    );
    assert_eq!(
        imports(&code("// crate::a\n/// [`crate::b`]\nuse std::x;")),
        [""; 0]
    );
}
