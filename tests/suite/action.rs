//! The scripts of the GitHub action, run as in a workflow, with a local release and a fake `gh`.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::support::root;

/// A runner of GitHub Actions: folders for its files and the workspace, and variables for the
/// scripts.
struct Runner {
    folder: tempfile::TempDir,
    variables: Vec<(String, String)>,
}

impl Runner {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for name in ["temp", "work", "tools"] {
            std::fs::create_dir(folder.path().join(name)).unwrap();
        }
        let program = Path::new(env!("CARGO_BIN_EXE_medatlas"));
        std::os::unix::fs::symlink(program, folder.path().join("tools/medatlas")).unwrap();
        let mut runner = Self {
            folder,
            variables: Vec::new(),
        };
        for (name, file) in [
            ("RUNNER_TEMP", "temp"),
            ("GITHUB_OUTPUT", "out"),
            ("GITHUB_PATH", "path"),
            ("GITHUB_STEP_SUMMARY", "sum"),
        ] {
            runner.set(name, runner.path(file).to_str().unwrap().to_owned());
        }
        runner.set("RUNNER_OS", "Linux");
        runner.set("RUNNER_ARCH", "X64");
        runner
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn text(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap_or_default()
    }

    fn set(&mut self, name: &str, value: impl Into<String>) {
        self.variables.retain(|(known, _)| known != name);
        self.variables.push((name.to_owned(), value.into()));
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// Creates a program that a script calls.
    fn tool(&self, path: &str, script: &str) {
        self.write(path, &format!("#!/usr/bin/env bash\n{script}"));
        std::fs::set_permissions(
            self.path(path),
            std::os::unix::fs::PermissionsExt::from_mode(0o755),
        )
        .unwrap();
    }

    /// Runs a command in the workspace, with the fake programs first in `PATH`.
    fn command(&self, program: &Path, arguments: &[&str]) -> Output {
        let path = format!(
            "{}:{}",
            self.path("tools").display(),
            std::env::var("PATH").unwrap()
        );
        Command::new(program)
            .args(arguments)
            .current_dir(self.path("work"))
            .env_remove("GITHUB_ACTIONS")
            .env("PATH", path)
            .envs(self.variables.iter().cloned())
            .output()
            .unwrap()
    }

    /// Runs a script of the action; returns its exit code and its output.
    fn run(&self, script: &str) -> (i32, String) {
        let output = self.command(&root().join("action").join(script), &[]);
        let text = [output.stdout, output.stderr].concat();
        (
            output.status.code().unwrap(),
            String::from_utf8(text).unwrap(),
        )
    }

    fn git(&self, arguments: &[&str]) {
        let own = [
            "-c",
            "user.name=A",
            "-c",
            "user.email=a@b.example",
            "-c",
            "commit.gpgsign=false",
        ];
        let output = self.command(Path::new("git"), &[&own, arguments].concat());
        assert!(
            output.status.success(),
            "git {arguments:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
}

/// A runner with a checkout of the action, and a release that contains this script as the program.
fn released(program: &str) -> Runner {
    let mut runner = Runner::new();
    let action = "_actions/o/medatlas/v1";
    runner.write(
        &format!("{action}/Cargo.toml"),
        "[package]\nname = \"medatlas\"\nversion = \"1.2.3\"\n",
    );
    runner.tool("new/medatlas", program);

    let pack = "set -e
        cd ..
        name=medatlas-x86_64-unknown-linux-gnu.tar.gz
        mkdir -p v1.2.3
        tar -C new -czf v1.2.3/$name .
        cd v1.2.3
        sha256sum $name > $name.sha256
    ";
    let packed = runner.command(Path::new("bash"), &["-c", pack]);
    assert!(packed.status.success());

    runner.set("ACTION_PATH", runner.path(action).to_str().unwrap());
    runner.set("VERSION", "");
    runner.set("GH_TOKEN", "token");
    // GitHub, of which the files are below the folder of the runner.
    let curl = r#"
        url="${@: -1}" file=""
        while [[ $# -gt 0 ]]; do [[ "$1" == --output ]] && file="$2"; shift; done
        cp "../../${url#https://github.com/o/medatlas/releases/download/}" "$file" 2> /dev/null
    "#;
    runner.tool("tools/curl", curl);
    runner.tool("tools/gh", "echo \"$@\" >> ../../verified\n");
    runner
}

#[test]
fn a_release_with_the_right_checksum_is_installed() {
    let mut runner = released("echo medatlas of the release");
    let (code, output) = runner.run("install.sh");
    assert_eq!((code, output.as_str()), (0, "medatlas of the release\n"));
    assert_eq!(
        runner.text("path").trim(),
        runner.path("temp/medatlas/bin").to_str().unwrap()
    );
    runner.set("VERSION", "v1.2.3");
    assert_eq!(runner.run("install.sh").0, 0);
    runner.set("VERSION", "9.9.9");
    let (code, output) = runner.run("install.sh");
    assert!(
        code == 1 && output.contains("::error::there is no release 9.9.9"),
        "{output}"
    );
}

#[test]
fn a_release_without_an_attestation_is_refused() {
    let runner = released("touch ../../ran");
    assert_eq!(runner.run("install.sh").0, 0);
    let archive = "medatlas-x86_64-unknown-linux-gnu.tar.gz";
    assert!(
        runner
            .text("verified")
            .ends_with(&format!("attestation verify {archive} --repo o/medatlas\n"))
    );

    let runner = released("touch ../../ran");
    let gh = "[[ \"$*\" == *--help ]]\n";
    runner.tool("tools/gh", gh);
    let (code, output) = runner.run("install.sh");
    assert!(
        code == 1 && output.contains("was not built by a workflow of o/medatlas"),
        "{output}"
    );
    assert!(!runner.path("temp/medatlas/bin/medatlas").exists());
    assert!(!runner.path("ran").exists());

    let mut runner = released("echo medatlas of the release");
    runner.set("GH_TOKEN", "");
    let (code, output) = runner.run("install.sh");
    assert!(code == 0 && output.contains("::notice::"), "{output}");
}

#[test]
fn no_variable_of_a_job_leads_to_another_release() {
    let mut runner = released("echo medatlas of the release");
    runner.set("RELEASES", "file:///nowhere");
    assert_eq!(runner.run("install.sh").0, 0);
}

#[test]
fn a_release_with_another_checksum_is_refused() {
    let runner = released("touch ../../ran");
    runner.write(
        "v1.2.3/medatlas-x86_64-unknown-linux-gnu.tar.gz.sha256",
        &format!("{}  x\n", "0".repeat(64)),
    );
    let (code, output) = runner.run("install.sh");
    assert!(
        code == 1 && output.contains("::error::medatlas-x86_64"),
        "{output}"
    );
    assert!(!runner.path("temp/medatlas/bin/medatlas").exists() && runner.text("path").is_empty());
}

#[test]
fn an_action_in_the_workspace_is_built() {
    let mut runner = released("echo never");
    runner.write("work/Cargo.toml", "[package]\nversion = \"1.2.3\"\n");
    let cargo = r#"
        mkdir -p "${@: -1}/bin"
        cp ../../new/medatlas "${@: -1}/bin"
        echo "$@" > ../../cargo
    "#;
    runner.tool("tools/cargo", cargo);
    runner.set("ACTION_PATH", runner.path("work").to_str().unwrap());
    let (code, output) = runner.run("install.sh");
    assert!(code == 0 && output.contains("building it"), "{output}");
    assert!(
        runner
            .text("cargo")
            .starts_with("install --locked --quiet --path")
    );
}

/// A pull request that adds a finding to a catalog with one finding, and renames a page.
fn pull_request() -> Runner {
    let mut runner = Runner::new();
    let list = "\
# A

## B

- [A](resources/A.md) (3D CT, 5 Cases)
- [C](resources/C.md) (3D CT, 6 Cases)
";
    runner.write("work/list/README.md", list);
    runner.write("work/list/resources/A.md", "# A\n\n![Old](old.png)\n");
    runner.write(
        "work/list/resources/C.md",
        "# C\n\nThe same words as ever, so that git knows it again.\n",
    );
    runner.git(&["init", "-q", "-b", "main"]);
    runner.git(&["add", "."]);
    runner.git(&["commit", "-qm", "one"]);
    runner.git(&["update-ref", "refs/remotes/origin/main", "HEAD"]);
    runner.write(
        "work/list/resources/A.md",
        "# A\n\nMore.\n\n![Old](old.png)\n\n![New](new.png)\n",
    );
    runner.write("work/list/README.md", &list.replace("C.md", "See.md"));
    runner.git(&["mv", "list/resources/C.md", "list/resources/See.md"]);
    runner.git(&["commit", "-qam", "two"]);
    for (name, value) in [("CATALOG", "list"), ("DENY", ""), ("BASE", "main")] {
        runner.set(name, value);
    }
    runner
}

#[test]
fn a_pull_request_gets_its_own_findings_and_lost_urls() {
    let mut runner = pull_request();
    let (code, output) = runner.run("check.sh");
    assert_eq!(code, 0, "{output}");
    assert!(
        output.contains("::warning file=list/resources/A.md,line=7"),
        "{output}"
    );
    assert!(
        output.contains("title=removed-url::") && !output.contains("old.png"),
        "{output}"
    );
    let out = runner.text("out");
    let count = output.lines().filter(|line| line.starts_with("::")).count();
    assert!(
        out.contains(&format!("count={count}\n")) && out.contains("failed=true\n"),
        "{out}"
    );
    assert!(
        runner.text("sum").contains(" new findings") && runner.text("sum").contains("new\\.png")
    );
    runner.set("BASE", "");
    let (code, output) = runner.run("check.sh");
    assert!(
        code == 0 && output.contains("old.png") && !output.contains("removed-url"),
        "{output}"
    );
    runner.set("BASE", "nowhere");
    assert!(
        runner
            .run("check.sh")
            .1
            .contains("::notice::all findings are reported")
    );
    runner.set("DENY", "warnings");
    runner.set("GITHUB_OUTPUT", runner.path("again").to_str().unwrap());
    assert_eq!(runner.run("check.sh").0, 0, "a later step fails the run");
    assert!(runner.text("again").contains("failed=true\n"));
    runner.set("CATALOG", "nowhere");
    assert_eq!(runner.run("check.sh").0, 2);
}

#[test]
fn the_site_is_built_for_its_url() {
    let mut runner = pull_request();
    for (name, value) in [
        ("OUTPUT", "site"),
        ("BASE_URL", "https://ada.github.io/atlas"),
    ] {
        runner.set(name, value);
    }
    let (code, output) = runner.run("build.sh");
    assert_eq!(code, 0, "{output}");
    assert!(
        runner
            .text("work/site/sitemap.xml")
            .contains("https://ada.github.io/atlas/datasets/a/")
    );
}

/// A runner with a fake `gh` that lists these comments and records its calls.
fn commenting(ids: &str, count: &str) -> Runner {
    let mut runner = Runner::new();
    let gh = r#"
        case "$*" in
        *--paginate*)
            printf '%s' "$IDS"
            ;;
        *)
            echo "$@" >> calls
            cp "${5#body=@}" body 2> /dev/null || cp "${6#body=@}" body
            ;;
        esac
    "#;
    runner.tool("tools/gh", gh);
    runner.write("report.md", "### medatlas: 1 finding\n");
    let report = runner.path("report.md").to_str().unwrap().to_owned();
    for (name, value) in [
        ("IDS", ids),
        ("COUNT", count),
        ("REPOSITORY", "o/r"),
        ("NUMBER", "7"),
        ("REPORT", &report),
    ] {
        runner.set(name, value);
    }
    runner
}

#[test]
fn one_comment_is_created_and_then_updated() {
    for (ids, count, call) in [
        ("", "0", ""),
        (
            "",
            "1",
            "api --method POST repos/o/r/issues/7/comments --field body=@",
        ),
        (
            "11\n12",
            "0",
            "api --method PATCH repos/o/r/issues/comments/11 --field body=@",
        ),
    ] {
        let runner = commenting(ids, count);
        let (code, output) = runner.run("comment.sh");
        assert_eq!((code, output.as_str()), (0, ""), "{ids} {count}");
        let calls = runner.text("work/calls");
        assert!(
            calls.starts_with(call) && calls.is_empty() == call.is_empty(),
            "{calls}"
        );
        if !call.is_empty() {
            assert_eq!(
                runner.text("work/body"),
                "<!-- medatlas: findings -->\n### medatlas: 1 finding\n"
            );
        }
    }
    let runner = commenting("", "1");
    runner.tool("tools/gh", "exit 1\n");
    let (code, output) = runner.run("comment.sh");
    assert!(code == 0 && output.contains("::notice::"), "{output}");
}

/// A value inserted into a script is run as code, and anyone can choose the name of a branch or a
/// folder.
#[test]
fn no_value_of_a_workflow_is_inserted_into_a_script() {
    let text = std::fs::read_to_string(root().join("action.yml")).unwrap();
    let mut inside = None;
    for line in text.lines() {
        let indent = line.len() - line.trim_start().len();
        if inside.is_some_and(|from| !line.trim().is_empty() && indent <= from) {
            inside = None;
        }
        if line.trim_start().starts_with("run:") {
            inside = Some(indent);
        }
        assert!(inside.is_none() || !line.contains("${{"), "{line}");
    }
    for script in std::fs::read_dir(root().join("action")).unwrap() {
        let script = script.unwrap().path();
        assert!(
            !std::fs::read_to_string(&script).unwrap().contains("${{"),
            "{}",
            script.display()
        );
    }
}
