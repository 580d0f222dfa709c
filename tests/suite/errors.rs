//! Errors: the message names the file and the line, the exit code is right, and the earlier site
//! does not change.

use std::collections::BTreeMap;
use std::fs;

use crate::support::{CatalogTest, built, skip, table};

fn good() -> String {
    format!(
        "{}-- resources/A.md --\n# A\n",
        table("| [Alpha](resources/A.md) | 3D CT, 7 Cases | - | - | - | - | - |")
    )
}

/// Builds a site, changes the catalog and builds again: checks the exit code and that the message
/// contains each of `parts`.
#[track_caller]
fn check(change: impl FnOnce(&mut CatalogTest), code: i32, parts: &[&str]) -> CatalogTest {
    let mut test = built(&good());
    let before: BTreeMap<String, Vec<u8>> = test.bytes();
    change(&mut test);
    test.run(&[]);
    assert_eq!(test.exit_code(), code, "{}", test.diagnostics());
    for part in parts {
        assert!(
            test.diagnostics().contains(part),
            "{part:?} in:\n{}",
            test.diagnostics()
        );
    }
    assert_eq!(test.bytes(), before, "the earlier site changed");
    test
}

#[test]
fn a_missing_list_is_an_error_of_the_environment() {
    check(
        |test| {
            test.remove_file("README.md");
        },
        2,
        &["README.md", "catalog"],
    );
}

#[test]
fn a_missing_folder_is_an_error_of_the_environment() {
    let mut test = CatalogTest::empty();
    test.command(&["build", "nowhere"]);
    assert_eq!(test.exit_code(), 2);
    assert!(
        test.diagnostics().contains("nowhere"),
        "{}",
        test.diagnostics()
    );
    assert!(!test.output().exists());
}

#[test]
fn an_empty_list() {
    check(
        |test| {
            test.change_file("README.md", "");
        },
        1,
        &["empty-list", "README.md"],
    );
}

#[test]
fn a_list_without_entries() {
    let text =
        "# List\n\nOnly prose.\n\n| Model | Score |\n|--|--|\n| Foo net | 3 |\n\n- [a](#b)\n";
    check(
        |test| {
            test.change_file("README.md", text);
        },
        1,
        &["error[empty-list]", "README.md:5", "help"],
    );
}

#[test]
fn a_page_that_is_a_folder() {
    check(
        |test| {
            test.remove_file("resources/A.md");
            fs::create_dir(test.catalog().join("resources/A.md")).unwrap();
        },
        1,
        &["error[page-is-folder]", "resources/A.md"],
    );
}

#[test]
fn a_page_that_is_too_large() {
    check(
        |test| {
            test.change_file("resources/A.md", "x".repeat(6 << 20));
        },
        1,
        &["error[unreadable-page]", "resources/A.md", "5 MB"],
    );
}

// Other systems refuse such a name.
#[cfg(target_os = "linux")]
#[test]
fn a_file_name_that_is_not_utf8() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;

    let mut test = CatalogTest::from_text(&good());
    let name = OsStr::from_bytes(b"B\xff.md");
    fs::write(test.catalog().join("resources").join(name), "# B\n").unwrap();
    test.build();

    assert_eq!(
        test.found("non-utf8-file-name"),
        1,
        "{}",
        test.diagnostics()
    );
    assert!(test.has("datasets/a/index.html"));
}

#[cfg(unix)]
#[test]
fn a_page_without_read_permission() {
    use std::os::unix::fs::PermissionsExt as _;
    let test = CatalogTest::from_text(&good());
    let path = test.catalog().join("resources/A.md");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&path).is_ok() {
        skip("this user may read every file");
        return;
    }
    check(
        |test| {
            fs::set_permissions(
                test.catalog().join("resources/A.md"),
                fs::Permissions::from_mode(0o000),
            )
            .unwrap()
        },
        1,
        &["error[unreadable-page]", "resources/A.md"],
    );
}

#[cfg(unix)]
#[test]
fn a_page_that_is_a_pipe_does_not_hang() {
    let mut test = CatalogTest::from_text(&good());
    test.remove_file("resources/A.md");
    let path = test.catalog().join("resources/A.md");
    let status = std::process::Command::new("mkfifo").arg(&path).status();
    if !status.is_ok_and(|status| status.success()) {
        skip("mkfifo could not make a named pipe");
        return;
    }

    test.run(&[]);
    assert!(
        test.diagnostics().contains("A.md"),
        "{}",
        test.diagnostics()
    );
}

#[test]
fn an_unknown_setting() {
    check(
        |test| {
            test.change_file("medatlas.toml", "title = \"T\"\ncolour = \"red\"\n");
        },
        2,
        &["medatlas.toml", "line 2", "colour"],
    );
}

#[test]
fn a_setting_of_the_wrong_kind() {
    check(
        |test| {
            test.change_file("medatlas.toml", "\n\ntitle = 3\n");
        },
        2,
        &["medatlas.toml", "line 3", "title"],
    );
}

#[test]
fn a_setting_that_is_not_a_url_a_path_or_a_language() {
    for (text, word) in [
        ("base_url = \"example.org\"\n", "base_url"),
        ("repository = \"javascript:x\"\n", "repository"),
        ("pages = \"../elsewhere\"\n", "pages"),
        ("language = \"e n\"\n", "language"),
    ] {
        check(
            |test| {
                test.change_file("medatlas.toml", text);
            },
            2,
            &["medatlas.toml", word],
        );
    }
}

#[test]
fn wrong_arguments() {
    let mut test = CatalogTest::from_text(&good());
    for arguments in [
        &["build", "--colour"][..],
        &["paint"],
        &[],
        &["build", "catalog", "--deny", "everything"],
    ] {
        test.command(arguments);
        assert_eq!(test.exit_code(), 2, "{arguments:?}: {}", test.diagnostics());
    }
    assert!(!test.output().exists());
}

#[test]
fn warnings_fail_when_denied() {
    let text = table("| [Alpha](resources/Gone.md) | 3D CT, 7 Cases | - | - | - | - | - |");
    let mut test = CatalogTest::from_text(&text);
    test.run(&["--deny", "warnings"]);
    assert_eq!(test.exit_code(), 1, "{}", test.diagnostics());
    assert!(!test.has("index.html"));
    test.build();
    let mut clean = CatalogTest::from_text(&good());
    clean.build_with(&["--deny", "warnings"]);
}

#[test]
fn carets_point_at_the_location() {
    let text = table("| [Alpha](resources/Gone.md) | 3D CT, 7 Cases | - | - | - | - | - |");
    let test = built(&text);
    let shown = test.diagnostics();
    assert!(shown.contains("--> README.md:7:"), "{shown}");
    let lines: Vec<&str> = shown.lines().collect();
    let at = lines
        .iter()
        .position(|line| line.contains("| [Alpha](resources/Gone.md)"))
        .unwrap();
    let marked: String = lines[at]
        .chars()
        .zip(lines[at + 1].chars())
        .filter(|(_, mark)| *mark == '^')
        .map(|(c, _)| c)
        .collect();
    assert!(marked.contains("resources/Gone.md"), "{shown}");
}

#[test]
fn text_of_a_catalog_does_not_control_the_terminal() {
    let text = table(
        "| [Al\u{1b}[31mpha](resources/Go\u{202e}ne.md) | 3D CT, 7 Cases | - | - | - | - | - |",
    );
    let test = built(&text);
    assert!(
        !test.diagnostics().contains(['\u{1b}', '\u{202e}']),
        "{:?}",
        test.diagnostics()
    );
}
