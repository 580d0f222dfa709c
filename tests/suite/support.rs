//! `CatalogTest`: a catalog in a folder of its own, the real program run on it, and questions about the outcome.
//!
//! A small catalog is one string in the form of txtar: `-- path --` on a line of its own starts a file.

pub(crate) mod html;
pub(crate) mod image;
#[cfg(feature = "serve")]
pub(crate) mod preview;
pub(crate) mod site;
#[cfg(feature = "links")]
pub(crate) mod web;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// A catalog, the folder around it, and the outcome of the last run.
pub(crate) struct CatalogTest {
    folder: TempDir,
    catalog: PathBuf,
    last: Option<Output>,
}

impl CatalogTest {
    /// A catalog from one string: `-- README.md --`, its lines, `-- resources/A.md --`, its lines, …
    pub(crate) fn from_text(text: &str) -> Self {
        let mut test = Self::empty();
        for (path, content) in files(text) {
            test.change_file(&path, content);
        }
        test
    }

    /// A copy of a folder below `tests/`.
    pub(crate) fn from_dir(name: &str) -> Self {
        Self::from_folder(&root().join("tests").join(name))
    }

    /// A copy of a folder.
    pub(crate) fn from_folder(folder: &Path) -> Self {
        let test = Self::empty();
        copy(folder, &test.catalog);
        test
    }

    /// A catalog that stays where it is; only the site goes to a folder of its own.
    pub(crate) fn in_place(catalog: PathBuf) -> Self {
        Self {
            catalog,
            ..Self::empty()
        }
    }

    /// A folder without a single file.
    pub(crate) fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        // Canonical, since messages name the folder so.
        let catalog = folder.path().canonicalize().unwrap().join("catalog");
        fs::create_dir(&catalog).unwrap();
        Self {
            folder,
            catalog,
            last: None,
        }
    }

    /// Runs `medatlas build catalog --output public --verbose` and more arguments; any outcome is fine.
    pub(crate) fn run(&mut self, arguments: &[&str]) -> &mut Self {
        let catalog = self.catalog.to_str().unwrap().to_owned();
        self.command(&[&["build", &catalog, "--verbose"], arguments].concat())
    }

    /// Runs the program with these arguments alone, beside the catalog.
    pub(crate) fn command(&mut self, arguments: &[&str]) -> &mut Self {
        let output = Command::new(env!("CARGO_BIN_EXE_medatlas"))
            .args(arguments)
            .current_dir(self.folder.path())
            .env("NO_COLOR", "1")
            .env_remove("GITHUB_ACTIONS")
            .env_remove("NETLIFY")
            .output()
            .unwrap();
        let panicked = String::from_utf8_lossy(&output.stderr).contains("panicked at");
        assert!(
            !panicked,
            "the program panicked:\n{}",
            String::from_utf8_lossy(&output.stderr)
        );
        self.last = Some(output);
        self
    }

    /// Builds; the exit code must be 0.
    pub(crate) fn build(&mut self) -> &mut Self {
        self.build_with(&[])
    }

    /// Builds with more arguments; the exit code must be 0.
    pub(crate) fn build_with(&mut self, arguments: &[&str]) -> &mut Self {
        self.run(arguments);
        assert_eq!(self.exit_code(), 0, "{}", self.diagnostics());
        self
    }

    /// Exit code of the last run.
    pub(crate) fn exit_code(&self) -> i32 {
        self.last.as_ref().unwrap().status.code().unwrap()
    }

    /// What the last run printed to standard error: diagnostics, the time of each stage, the summary.
    pub(crate) fn diagnostics(&self) -> String {
        String::from_utf8(self.last.as_ref().unwrap().stderr.clone()).unwrap()
    }

    /// What the last run printed to standard output.
    pub(crate) fn output_text(&self) -> String {
        String::from_utf8(self.last.as_ref().unwrap().stdout.clone()).unwrap()
    }

    /// The last line of the last run.
    pub(crate) fn summary(&self) -> String {
        self.diagnostics()
            .lines()
            .last()
            .unwrap_or_default()
            .to_owned()
    }

    /// How many findings of this code the last run reported.
    pub(crate) fn found(&self, code: &str) -> usize {
        let text = self.diagnostics();
        let bracketed = format!("[{code}]:");
        text.lines()
            .filter(|line| line.contains(&bracketed))
            .count()
    }

    /// A file of the site as text.
    #[track_caller]
    pub(crate) fn file(&self, path: &str) -> String {
        let full = self.output().join(path);
        fs::read_to_string(&full).unwrap_or_else(|error| {
            panic!(
                "{path}: {error}; the site has:\n{}\n{}",
                self.file_list().join("\n"),
                self.diagnostics()
            )
        })
    }

    /// Whether the site has this file.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.output().join(path).is_file()
    }

    /// The inside of `<main>` of a page.
    #[track_caller]
    pub(crate) fn main_of(&self, path: &str) -> String {
        html::Page::new(&self.file(path)).main_html()
    }

    /// The visible text inside `<main>` of a page, one line a block.
    #[track_caller]
    pub(crate) fn main_text(&self, path: &str) -> String {
        html::Page::new(&self.file(path)).main_text()
    }

    /// A page, parsed.
    #[track_caller]
    pub(crate) fn page(&self, path: &str) -> html::Page {
        html::Page::new(&self.file(path))
    }

    /// All files of the site, sorted.
    pub(crate) fn file_list(&self) -> Vec<String> {
        list(&self.output())
    }

    /// All files of the site with their bytes.
    pub(crate) fn bytes(&self) -> BTreeMap<String, Vec<u8>> {
        self.file_list()
            .into_iter()
            .map(|path| (path.clone(), fs::read(self.output().join(&path)).unwrap()))
            .collect()
    }

    /// `catalog.json`.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.file("catalog.json")).unwrap()
    }

    /// The datasets of `catalog.json`.
    #[track_caller]
    pub(crate) fn datasets(&self) -> Vec<Value> {
        self.json()["datasets"].as_array().unwrap().clone()
    }

    /// The one dataset of this slug in `catalog.json`.
    #[track_caller]
    pub(crate) fn dataset(&self, slug: &str) -> Value {
        let datasets = self.datasets();
        let found = datasets.iter().find(|dataset| dataset["slug"] == slug);
        found.cloned().unwrap_or_else(|| {
            let slugs: Vec<&str> = datasets
                .iter()
                .filter_map(|dataset| dataset["slug"].as_str())
                .collect();
            panic!("no dataset {slug} among {slugs:?}")
        })
    }

    /// Writes a file of the catalog.
    pub(crate) fn change_file(&mut self, path: &str, content: impl AsRef<[u8]>) -> &mut Self {
        let path = self.catalog.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    /// Takes a file away from the catalog.
    pub(crate) fn remove_file(&mut self, path: &str) -> &mut Self {
        fs::remove_file(self.catalog.join(path)).unwrap();
        self
    }

    /// The catalog's folder.
    pub(crate) fn catalog(&self) -> &Path {
        &self.catalog
    }

    /// The folder around catalog and site: the program runs in it.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The site's folder.
    pub(crate) fn output(&self) -> PathBuf {
        self.folder.path().join("public")
    }
}

/// The folder of the package.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A path in `../shared`, the folder of inputs that do not belong to the repository.
/// Without it, the test must return: it has been reported as skipped.
pub(crate) fn shared(name: &str) -> Option<PathBuf> {
    let mut folders = root();
    let mut path = None;
    while path.is_none() && folders.pop() {
        path = Some(folders.join("shared").join(name)).filter(|path| path.exists());
    }

    if path.is_none() {
        skip(&format!("../shared/{name} does not exist"));
    }
    path
}

/// Reports that the current test leaves out assertions that this machine cannot check.
///
/// The line is visible without `--nocapture`, because only the output of the printing macros is
/// captured. `tests/run` names a file in `SKIPPED` and prints its lines again at the end.
pub(crate) fn skip(reason: &str) {
    let thread = std::thread::current();
    let line = format!("skipped: {}: {reason}\n", thread.name().unwrap_or("a test"));
    std::io::stderr().write_all(line.as_bytes()).unwrap();

    if let Some(path) = std::env::var_os("SKIPPED") {
        let mut file = fs::OpenOptions::new()
            .append(true)
            .create(true)
            .open(path)
            .unwrap();
        file.write_all(line.as_bytes()).unwrap();
    }
}

/// A catalog from one string, built; the exit code must be 0.
pub(crate) fn built(text: &str) -> CatalogTest {
    let mut test = CatalogTest::from_text(text);
    test.build();
    test
}

/// A catalog of a README with one table of the home format, and these rows.
pub(crate) fn table(rows: &str) -> String {
    let rows = rows.trim();
    format!(
        "-- README.md --\n# List\n\n## Pictures\n\n| Dataset | Description | Official Website | Download Link | Paper \
         | Release Date | Challenge |\n|:--|:--|:--|:--|:--|:--|:--|\n{rows}\n"
    )
}

/// All files below a folder, sorted, with `/`.
pub(crate) fn list(folder: &Path) -> Vec<String> {
    let walk = walkdir::WalkDir::new(folder).sort_by_file_name();
    let mut files: Vec<String> = walk
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            entry
                .path()
                .strip_prefix(folder)
                .unwrap()
                .to_str()
                .unwrap()
                .replace('\\', "/")
        })
        .collect();
    files.sort();
    files
}

fn files(text: &str) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        let name = line
            .strip_prefix("-- ")
            .and_then(|rest| rest.strip_suffix(" --"));
        match (name, files.last_mut()) {
            (Some(name), _) => files.push((name.to_owned(), String::new())),
            (None, Some((_, content))) => {
                content.push_str(line);
                content.push('\n');
            }
            (None, None) => assert!(line.is_empty(), "text before the first file: {line}"),
        }
    }
    files
}

fn copy(from: &Path, to: &Path) {
    for path in list(from) {
        let target = to.join(&path);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(from.join(path), target).unwrap();
    }
}
