//! A publication is all or nothing: each of its system calls fails once, builds are killed at any
//! moment, and two builds write one folder at the same time.
//!
//! The tests of a few steps run always. Those of all steps and of 500 builds take minutes:
//! `cargo test --test suite publication -- --ignored --nocapture`.

mod fault;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use crate::support::{CatalogTest, built, list, skip, table};
use fault::{Step, strace_works};

/// The files of a site with their bytes.
type Files = BTreeMap<String, Vec<u8>>;

/// Files of the user in the output folder, each with its own name as content.
const OF_USER: &[&str] = &["CNAME", ".git/HEAD", "datasets/mine/notes.txt"];

/// The number of builds of the long tests.
const RUNS: usize = 500;

/// Catalogs of which each is built into one folder in turn, and what their sites are.
struct Publication {
    test: CatalogTest,
    versions: Vec<Version>,
}

struct Version {
    /// Name of the folder of the catalog, beside the output.
    folder: &'static str,
    /// The site; `None` for a catalog with an error.
    site: Option<Files>,
}

impl Publication {
    /// Two catalogs whose sites differ in changed, new and removed files. The first one is built,
    /// and the folder contains files of the user.
    fn new() -> Self {
        let rows = |name: &str| {
            table(&format!(
                "| [Alpha](resources/A.md) | 3D CT, 7 Cases | - | - | - | - | - |
| [{name}](resources/{name}.md) | 2D MRI, 8 Cases | - | - | - | - | - |"
            )) + &format!("-- resources/A.md --\n# A\n\n{name}\n-- resources/{name}.md --\n# B\n")
        };

        let mut versions = Vec::new();
        let mut test = CatalogTest::empty();
        for (folder, name) in [("one", "Beta"), ("two", "Gamma")] {
            let other = built(&rows(name));
            copy(other.catalog(), &test.folder().join(folder));
            versions.push(Version {
                folder,
                site: Some(other.bytes()),
            });
        }

        test.command(&["build", "one", "--output", "public"]);
        assert_eq!(test.exit_code(), 0, "{}", test.diagnostics());
        for path in OF_USER {
            let file = test.output().join(path);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, path).unwrap();
        }
        Self { test, versions }
    }

    /// Adds a catalog that has an error, so that its build writes nothing.
    fn add_faulty(&mut self) {
        let folder = self.test.folder().join("faulty");
        copy(&self.test.folder().join("one"), &folder);
        std::fs::create_dir(folder.join("resources/C.md")).unwrap();
        self.versions.push(Version {
            folder: "faulty",
            site: None,
        });
    }

    /// A build of one of the catalogs, which was not started yet.
    fn command(&self, version: usize) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_medatlas"));
        command.args(self.arguments(version));
        self.prepare(&mut command);
        command
    }

    fn arguments(&self, version: usize) -> [&'static str; 4] {
        ["build", self.versions[version].folder, "--output", "public"]
    }

    fn prepare(&self, command: &mut Command) {
        command
            .current_dir(self.test.folder())
            .env("NO_COLOR", "1")
            .env("RAYON_NUM_THREADS", "1")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
    }

    /// Which catalog the published site is of. It must be the whole site of one of them.
    #[track_caller]
    fn published(&self, when: &str) -> usize {
        let mut files = self.test.bytes();
        for path in OF_USER {
            files.remove(*path);
        }

        let published = self
            .versions
            .iter()
            .position(|version| version.site.as_ref() == Some(&files));
        published.unwrap_or_else(|| panic!("{when}: the site is of no catalog: {:?}", files.keys()))
    }

    /// Checks that nothing is left beside the site and in it, and that the user's files are there.
    #[track_caller]
    fn check_tidy(&self, when: &str) {
        let mut expected: Vec<&str> = self.versions.iter().map(|version| version.folder).collect();
        expected.extend(["catalog", "public"]);
        expected.sort();

        assert_eq!(names(self.test.folder()), expected, "{when}");
        for path in OF_USER {
            assert_eq!(self.test.file(path), *path, "{when}");
        }
        let hidden: Vec<String> = names(&self.test.output());
        let hidden = hidden.iter().filter(|name| name.starts_with(".medatlas"));
        assert_eq!(
            Vec::from_iter(hidden),
            [".medatlas-manifest.json"],
            "{when}"
        );
    }

    /// Builds a catalog without disturbance: its site must be published, and nothing else be left.
    #[track_caller]
    fn repair(&self, version: usize, when: &str) {
        let output = self.command(version).output().unwrap();
        assert!(output.status.success(), "{when}: {}", messages(&output));
        assert_eq!(self.published(when), version, "{when}");
        self.check_tidy(when);
    }

    /// Makes one step of a build fail, and checks what the build says and leaves.
    fn fail(&self, step: &Step, version: usize) {
        let when = format!("{step:?}");
        let before = self.published(&when);
        let mut command = step.command(&self.arguments(version));
        self.prepare(&mut command);

        let output = command.output().unwrap();
        let text = messages(&output);
        let code = output.status.code();
        assert!(matches!(code, Some(0..=2)), "{when}: {code:?} {text}");
        assert!(!text.contains("panicked"), "{when}: {text}");
        if code == Some(0) {
            assert_eq!(self.published(&when), version, "{text}");
        } else {
            let published = self.published(&when);
            assert!(published == before || published == version, "{when}");
            match text.split_once("error: ") {
                Some((_, error)) => assert!(error.contains("public"), "{when}: {text}"),
                // The threads count their calls separately: the message was hit as well.
                None => assert_eq!(step.call, "write", "{when}: {text}"),
            }
        }

        self.repair(version, &when);
    }

    /// Makes steps of a publication fail: at most `limit` of each kind, evenly distributed.
    fn fail_steps(&self, limit: usize) -> usize {
        let mut runs = 0;

        for version in [1, 0] {
            // Each build publishes the catalog that is not published: see `fail`.
            self.repair(1 - version, "before the steps");
            let steps = Step::record(&self.arguments(version), |command| self.prepare(command));
            for step in Step::select(&steps, limit) {
                self.repair(1 - version, "before a step");
                self.fail(step, version);
                runs += 1;
            }
        }

        runs
    }
}

fn messages(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn copy(from: &Path, to: &Path) {
    for path in list(from) {
        let target = to.join(&path);
        std::fs::create_dir_all(target.parent().unwrap()).unwrap();
        std::fs::copy(from.join(path), target).unwrap();
    }
}

/// Numbers that look random but are the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) % limit
    }

    fn wait(&mut self, longest: Duration) {
        let micros = self.below(longest.as_micros() as u64 + 1);
        std::thread::sleep(Duration::from_micros(micros));
    }
}

/// Runs pairs of builds at random intervals into one folder; one in three of them has an error.
/// Returns how many were refused because of the other.
fn run_pairs(count: usize) -> usize {
    let mut publication = Publication::new();
    publication.add_faulty();
    let mut numbers = Numbers(7);
    let mut refused = 0;

    for run in 0..count {
        let when = format!("pair {run}");
        let before = publication.published(&when);
        let chosen = [0, 1].map(|_| numbers.below(3) as usize);

        let first = publication.command(chosen[0]).spawn().unwrap();
        numbers.wait(Duration::from_millis(200));
        let second = publication.command(chosen[1]).spawn().unwrap();
        let outputs = [first, second].map(|child: Child| child.wait_with_output().unwrap());

        let mut possible = vec![];
        for (version, output) in chosen.iter().zip(&outputs) {
            let text = messages(output);
            match output.status.code() {
                Some(0) => possible.push(*version),
                Some(1) => assert!(publication.versions[*version].site.is_none(), "{text}"),
                _ => {
                    assert!(text.contains("another build"), "{when}: {text}");
                    refused += 1;
                }
            }
        }
        if possible.is_empty() {
            possible.push(before);
        }
        assert!(possible.contains(&publication.published(&when)), "{when}");
        publication.check_tidy(&when);
    }
    refused
}

/// Kills builds at random moments. Returns how many had already published their site.
fn run_kills(count: usize) -> usize {
    let publication = Publication::new();
    let mut numbers = Numbers(11);
    let started = Instant::now();
    publication.repair(1, "before the first kill");
    let longest = started.elapsed();
    let mut ended = 0;

    for run in 0..count {
        let when = format!("kill {run}");
        let before = publication.published(&when);
        let version = 1 - before;

        let mut child = publication.command(version).spawn().unwrap();
        numbers.wait(longest);
        child.kill().unwrap();
        child.wait().unwrap();

        let published = publication.published(&when);
        assert!(published == before || published == version, "{when}");
        ended += usize::from(published == version);
        publication.repair(version, &when);
    }
    ended
}

#[test]
fn two_builds_at_once_publish_a_whole_site() {
    run_pairs(8);
}

#[test]
#[ignore = "takes minutes"]
fn many_pairs_of_builds_publish_whole_sites() {
    let refused = run_pairs(RUNS);
    println!("{RUNS} pairs of builds, {refused} builds refused");
}

#[test]
fn a_killed_build_leaves_a_whole_site() {
    run_kills(8);
}

#[test]
#[ignore = "takes minutes"]
fn many_killed_builds_leave_whole_sites() {
    let ended = run_kills(RUNS);
    println!("{RUNS} builds killed, {ended} of them after the swap");
}

#[test]
fn a_step_that_fails_leaves_a_whole_site() {
    if strace_works() {
        Publication::new().fail_steps(2);
    } else {
        skip("strace does not run");
    }
}

#[test]
#[ignore = "takes minutes"]
fn every_step_that_fails_leaves_a_whole_site() {
    if strace_works() {
        let runs = Publication::new().fail_steps(usize::MAX);
        println!("{runs} steps failed");
    } else {
        skip("strace does not run");
    }
}
