//! A catalog never leads out of its folder: neither its settings, nor links, nor its repository.

#[cfg(target_os = "linux")]
mod sandbox;

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::{CatalogTest, list, skip, table};

/// A catalog beside a folder of files that are not for it.
fn with_outside() -> CatalogTest {
    let table = table("| [Alpha](resources/A.md) | 3D CT, 7 Cases | - | - | - | - | - |");
    let test = CatalogTest::from_text(&format!("{table}-- resources/A.md --\n# A\n"));

    let outside = test.folder().join("outside");
    fs::create_dir_all(outside.join("static")).unwrap();
    fs::write(
        outside.join("o.md"),
        "# SECRET\n\n## X\n\n| Dataset | Modality |\n|--|--|\n| SECRET | Xray |\n",
    )
    .unwrap();
    fs::write(outside.join("static/secret.txt"), "SECRET").unwrap();
    fs::write(outside.join("env"), "token = \"a\nSECRET\n").unwrap();
    test
}

/// Checks that all commands refuse the settings with a message that contains these words, publish
/// nothing and change nothing.
#[track_caller]
fn check_refused(test: &mut CatalogTest, words: &[&str]) {
    let before = list(test.folder());
    let outside = fs::read(test.folder().join("outside/o.md")).unwrap();

    for command in [
        &["build", "catalog"][..],
        &["check", "catalog", "--fix"],
        &[
            "new",
            "--catalog",
            "catalog",
            "--category",
            "X",
            "--",
            "New",
        ],
    ] {
        test.command(command);
        let text = test.diagnostics();
        assert_eq!(test.exit_code(), 2, "{command:?}: {text}");
        for word in words {
            assert!(text.contains(word), "{command:?} lacks {word}: {text}");
        }
        assert!(!text.contains("SECRET"), "{command:?}: {text}");
    }

    assert_eq!(list(test.folder()), before);
    let now = fs::read(test.folder().join("outside/o.md")).unwrap();
    assert_eq!(now, outside);
}

#[test]
fn settings_do_not_name_files_outside() {
    for readme in [
        "../outside/o.md",
        "resources/../../outside/o.md",
        ".git/o.md",
    ] {
        let mut test = with_outside();
        test.change_file("medatlas.toml", format!("readme = \"{readme}\"\n"));
        check_refused(&mut test, &["medatlas.toml", "readme", readme]);
    }

    for theme in ["../outside", "resources/../../outside"] {
        let mut test = with_outside();
        test.change_file("medatlas.toml", format!("theme = \"{theme}\"\n"));
        check_refused(&mut test, &["medatlas.toml", "theme", "leads out"]);
    }

    for key in ["readme", "theme"] {
        let mut test = with_outside();
        let path = test.folder().join("outside/o.md");
        let path = path.to_str().unwrap();
        test.change_file("medatlas.toml", format!("{key} = {path:?}\n"));
        check_refused(&mut test, &["medatlas.toml", key]);
    }
}

#[cfg(unix)]
#[test]
fn settings_do_not_lead_through_links() {
    for (key, value) in [
        ("readme", "link/o.md"),
        ("theme", "link"),
        ("theme", "link/static"),
        ("pages", "link"),
    ] {
        let mut test = with_outside();
        std::os::unix::fs::symlink("../outside", test.catalog().join("link")).unwrap();
        test.change_file("medatlas.toml", format!("{key} = \"{value}\"\n"));
        check_refused(&mut test, &["medatlas.toml", key]);
    }
}

#[test]
fn a_theme_of_the_command_line_can_be_anywhere() {
    let mut test = with_outside();
    test.build_with(&["--theme", "outside"]);
    let files = test.file_list();
    assert!(
        files.iter().any(|path| path.ends_with("/secret.txt")),
        "{files:?}"
    );
}

#[cfg(unix)]
#[test]
fn a_settings_file_is_a_regular_file() {
    let mut test = with_outside();
    std::os::unix::fs::symlink("../outside/env", test.catalog().join("medatlas.toml")).unwrap();
    check_refused(&mut test, &["medatlas.toml", "not a regular file"]);

    let mut test = with_outside();
    std::os::unix::fs::symlink("/dev/zero", test.catalog().join("medatlas.toml")).unwrap();
    check_refused(&mut test, &["medatlas.toml", "not a regular file"]);

    let mut test = with_outside();
    let pipe = test.catalog().join("medatlas.toml");
    if Command::new("mkfifo")
        .arg(pipe)
        .status()
        .is_ok_and(|status| status.success())
    {
        check_refused(&mut test, &["medatlas.toml", "not a regular file"]);
    } else {
        skip("mkfifo could not make a named pipe");
    }
}

#[test]
fn a_settings_file_has_a_limit() {
    let mut test = with_outside();
    test.change_file("medatlas.toml", "#".repeat((1 << 20) + 1));
    check_refused(&mut test, &["medatlas.toml", "1 MB"]);
}

#[cfg(unix)]
#[test]
fn commands_do_not_write_through_links() {
    let mut test = with_outside();
    fs::remove_dir_all(test.catalog().join("resources")).unwrap();
    let table = table("| Alpha | 3D CT, 7 Cases | - | - | - | - | - |");
    test.change_file(
        "README.md",
        table.lines().skip(1).collect::<Vec<_>>().join("\n"),
    );
    let before = list(&test.folder().join("outside"));

    std::os::unix::fs::symlink("../outside", test.catalog().join("resources")).unwrap();
    test.command(&[
        "new",
        "--catalog",
        "catalog",
        "--category",
        "Pictures",
        "--",
        "New",
    ]);
    assert_eq!(test.exit_code(), 2, "{}", test.diagnostics());
    assert!(test.diagnostics().contains("is a symbolic link"));

    std::os::unix::fs::symlink("../outside", test.catalog().join(".github")).unwrap();
    test.command(&["init", "catalog"]);
    assert_eq!(test.exit_code(), 2, "{}", test.diagnostics());
    assert!(test.diagnostics().contains("is a symbolic link"));

    assert_eq!(list(&test.folder().join("outside")), before);
    let readme = fs::read_to_string(test.catalog().join("README.md")).unwrap();
    assert!(!readme.contains("New"));
}

/// Runs git in a folder; `None` if it is not installed.
fn git(folder: &Path, arguments: &[&str]) -> Option<String> {
    let output = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(["-c", "user.name=x", "-c", "user.email=x@example.org"])
        .args(arguments)
        .output()
        .ok()?;
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    Some(String::from_utf8(output.stdout).unwrap().trim().to_owned())
}

#[cfg(unix)]
#[test]
fn no_setting_of_a_repository_starts_a_program() {
    use std::os::unix::fs::PermissionsExt as _;

    let mut test = with_outside();
    let catalog = test.catalog().to_owned();
    let ran = test.folder().join("ran");
    let evil = test.folder().join("evil");
    fs::write(
        &evil,
        format!("#!/bin/sh\necho \"$*\" >> {}\ncat\n", ran.display()),
    )
    .unwrap();
    fs::set_permissions(&evil, fs::Permissions::from_mode(0o755)).unwrap();
    let evil = evil.to_str().unwrap();

    test.change_file(".gitattributes", "*.md filter=evil diff=evil\n");
    if git(&catalog, &["init", "-q"]).is_none() {
        skip("git is not installed");
        return;
    }
    git(&catalog, &["add", "--all"]);
    git(&catalog, &["commit", "-qm", "one"]);
    test.command(&["build", "catalog"]);

    // A renamed page that is only staged, and a changed list that git would have to convert.
    git(&catalog, &["mv", "resources/A.md", "resources/B.md"]);
    let readme = fs::read_to_string(catalog.join("README.md")).unwrap();
    test.change_file("README.md", readme.replace("A.md", "B.md"));

    for (key, value) in [
        ("filter.evil.clean", evil),
        ("filter.evil.process", evil),
        ("diff.evil.command", evil),
        ("diff.evil.textconv", evil),
        ("diff.external", evil),
        ("core.fsmonitor", evil),
        ("core.pager", evil),
        ("core.sshCommand", evil),
        ("log.showSignature", "true"),
        ("gpg.program", evil),
        ("protocol.allow", "always"),
        ("protocol.ssh.allow", "always"),
        ("remote.origin.url", "ssh://host.invalid/r"),
        ("remote.origin.promisor", "true"),
        ("remote.origin.partialclonefilter", "blob:none"),
        ("extensions.partialClone", "origin"),
        ("core.repositoryFormatVersion", "1"),
    ] {
        git(&catalog, &["config", key, value]);
    }

    test.command(&["check", "catalog", "--against", "public"]);
    let found = test.output_text();
    assert!(found.contains("resources/B.md"), "{found}");
    assert!(!ran.exists(), "{}", fs::read_to_string(&ran).unwrap());

    // The text of the page is missing, as in a partial clone.
    let blob = git(&catalog, &["rev-parse", "HEAD:resources/A.md"]).unwrap();
    let object = format!(".git/objects/{}/{}", &blob[..2], &blob[2..]);
    fs::remove_file(catalog.join(object)).unwrap();
    for command in [
        &["check", "catalog", "--against", "public"][..],
        &["init", "catalog"],
    ] {
        test.command(command);
        assert!(
            !ran.exists(),
            "{command:?}: {}",
            fs::read_to_string(&ran).unwrap()
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn hostile_settings_touch_nothing_outside() {
    let outside = with_outside();
    if !sandbox::works(&outside.folder().join("outside")) {
        skip("unshare, mount and strace cannot make a read-only folder");
        return;
    }

    for settings in [
        "readme = \"../outside/o.md\"",
        "readme = \"link/o.md\"",
        "theme = \"../outside\"",
        "theme = \"link\"",
        "pages = \"link\"",
        "template = \"../outside/o.md\"",
        "output = \"link/site\"",
        "[aliases]\n\"../outside/x/\" = \"a\"",
    ] {
        let mut test = with_outside();
        std::os::unix::fs::symlink("../outside", test.catalog().join("link")).unwrap();
        test.change_file("medatlas.toml", settings);
        let folder = test.folder().canonicalize().unwrap();
        let outside = folder.join("outside");

        for command in [
            &["build", "catalog", "--output", "public"][..],
            &["check", "catalog", "--fix"],
            &[
                "new",
                "--catalog",
                "catalog",
                "--category",
                "X",
                "--",
                "New",
            ],
        ] {
            for call in sandbox::run(&folder, &outside, command) {
                let when = format!("{settings}: {command:?}: {call}");
                assert!(!call.contains(outside.to_str().unwrap()), "{when}");

                let is_inside = call.contains(folder.to_str().unwrap());
                let is_device = call.contains("\"/dev/");
                assert!(
                    !sandbox::is_change(&call) || is_inside || is_device,
                    "{when}"
                );
            }
        }
    }
}
