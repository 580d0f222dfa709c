//! Whatever is edited, the preview ends with the bytes of a cold build: the memo of pure results holds nothing stale.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use medatlas::config::{Overrides, Settings};
use medatlas::diagnostics::{Severity, emit};
use medatlas::load;
use medatlas::output::Content;
use medatlas::pipeline::{self, Clock};
use medatlas::render::theme::Theme;
use medatlas::serve::rebuild::Rebuilder;
use medatlas::serve::site::Site;
use medatlas::serve::watch::Changes;
use proptest::prelude::*;

use crate::support::CatalogTest;
use crate::support::image::png;
use crate::support::preview::Preview;

/// Files that edits write, take away, rename. Few, so that they meet often.
const PAGES: &[&str] = &[
    "resources/A.md",
    "resources/B.md",
    "resources/sub/C.md",
    "resources/D é.md",
    "resources/template.md",
    "GLOSSARY.md",
    "medatlas.toml",
];
const IMAGES: &[&str] = &["resources/a.png", "resources/sub/a.png", "resources/b.png"];
const TEXTS: &[&str] = &[
    "# A\n\nPlain words, see [B](B.md) and [the list](../README.md#eyes).\n",
    "# Title\n\n![one](a.png)\n\n## Dataset Meta Information\n\n| Modality | Number of Cases |\n|:--|:--|\n| CT | 12 |\n",
    "# B\n\n![two](b.png) ![three](sub/a.png)\n\n## Citation\n\n```\n@article{x, title={T}, year={2020}}\n```\n",
    "words Â² ä¾‹ only",
    "",
    "# Words\n\n## Modalities\n\n### Computed tomography (CT)\n\nRays, see [A](resources/A.md).\n\n![one](resources/a.png)\n",
    "title = \"Other\"\n",
];
const ROWS: &[&str] = &[
    "| [A](resources/A.md) | 3D CT, 12 Cases |",
    "| [B](resources/B.md) | 2D fundus, 40 Cases, 2 Categories of Vessel Segmentation |",
    "| [C](resources/sub/C.md) | Caption, 3 Cases |",
    "| [D](resources/D%20%C3%A9.md) | 3D MRI |",
    "| E | no page |",
];

#[derive(Clone, Debug)]
enum Edit {
    Write(usize, usize),
    Remove(usize),
    Rename(usize, usize),
    Picture(usize, u32),
    NoPicture(usize),
    /// The rows of the list, as bits; 0 is a list without entries.
    List(u8),
    Theme(usize),
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let (page, image) = (0..PAGES.len(), 0..IMAGES.len());
    let edit = prop_oneof![
        5 => (page.clone(), 0..TEXTS.len()).prop_map(|(page, text)| Edit::Write(page, text)),
        1 => page.clone().prop_map(Edit::Remove),
        2 => (page.clone(), page).prop_map(|(from, to)| Edit::Rename(from, to)),
        2 => (image.clone(), 1u32..4).prop_map(|(image, size)| Edit::Picture(image, size)),
        1 => image.prop_map(Edit::NoPicture),
        3 => (0u8..32).prop_map(Edit::List),
        1 => (0usize..3).prop_map(Edit::Theme),
    ];
    prop::collection::vec(edit, 1..10)
}

/// Makes the edit; gives the paths that the system would tell of.
fn apply(catalog: &Path, edit: &Edit) -> BTreeSet<PathBuf> {
    let write = |name: &str, bytes: &[u8]| {
        let path = catalog.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        vec![path]
    };
    let remove = |name: &str| {
        let _ = fs::remove_file(catalog.join(name));
        vec![catalog.join(name)]
    };
    let paths = match *edit {
        Edit::Write(page, text) => write(PAGES[page], TEXTS[text].as_bytes()),
        Edit::Remove(page) => remove(PAGES[page]),
        Edit::Rename(from, to) => {
            let (from, to) = (catalog.join(PAGES[from]), catalog.join(PAGES[to]));
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            let _ = fs::rename(&from, &to);
            vec![from, to]
        }
        Edit::Picture(image, size) => write(IMAGES[image], &png(size, 2)),
        Edit::NoPicture(image) => remove(IMAGES[image]),
        Edit::List(bits) => write("README.md", list(bits).as_bytes()),
        Edit::Theme(0) => remove("theme/static/style.css"),
        Edit::Theme(n) => write(
            "theme/static/style.css",
            format!("b{{order:{n}}}").as_bytes(),
        ),
    };
    paths.into_iter().collect()
}

fn list(bits: u8) -> String {
    let rows: Vec<&str> = (0..ROWS.len())
        .filter(|at| bits >> at & 1 == 1)
        .map(|at| ROWS[at])
        .collect();
    format!(
        "# List\n\n## Eyes\n\n| Dataset | Description |\n|:--|:--|\n{}\n\n## More\n\nWords.\n",
        rows.join("\n")
    )
}

fn start(catalog: &Path) {
    fs::create_dir_all(catalog.join("theme/static")).unwrap();
    apply(catalog, &Edit::List(31));
    for page in 0..3 {
        apply(catalog, &Edit::Write(page, page));
        apply(catalog, &Edit::Picture(page, 2));
    }
}

fn overrides(catalog: &Path) -> Overrides {
    Overrides {
        catalog: Some(catalog.to_owned()),
        theme: Some(catalog.join("theme")),
        ..Overrides::default()
    }
}

/// The site as a build makes it, without the preview's code; what is wrong, when there are errors.
fn cold(settings: &Settings) -> Result<BTreeMap<String, Vec<u8>>, String> {
    let theme = Theme::load(load::theme::files(settings.theme.as_deref()).unwrap()).unwrap();
    let (catalog, mut found) = pipeline::load_and_check(settings, &mut Clock::default()).unwrap();
    emit::sort(&mut found, &catalog.sources);
    let errors: Vec<_> = found
        .iter()
        .filter(|d| d.severity == Severity::Error)
        .collect();
    if !errors.is_empty() {
        return Err(emit::human(&errors, &catalog.sources, false));
    }
    let files = pipeline::render_site(&catalog, settings, &theme, &mut Clock::default()).unwrap();
    let bytes = |content| match content {
        Content::Bytes(bytes) => bytes,
        Content::Asset(path) => fs::read(path).unwrap(),
    };
    Ok(files
        .into_iter()
        .map(|file| (file.path, bytes(file.content)))
        .collect())
}

fn check(script: &[Edit]) {
    let folder = tempfile::tempdir().unwrap();
    let catalog = folder.path().canonicalize().unwrap().join("catalog");
    start(&catalog);
    let mut workshop = Rebuilder::new(overrides(&catalog), true);
    let mut shown: Option<Arc<Site>> = None;
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for edit in [None].into_iter().chain(script.iter().map(Some)) {
        let before: BTreeSet<String> = crate::support::list(&catalog).into_iter().collect();
        let paths = edit.map(|edit| apply(&catalog, edit)).unwrap_or_default();
        // The system tells of files that came or went, and of those that changed.
        let is_moved = |path: &&PathBuf| {
            let name = path.strip_prefix(&catalog).unwrap().to_str().unwrap();
            !(before.contains(name) && path.exists()) || matches!(edit, Some(Edit::Rename(..)))
        };
        let moved = paths.iter().filter(is_moved).cloned().collect();
        let changes = Changes { moved, paths };
        workshop.forget(&changes);
        let Ok(settings) = workshop.settings() else {
            continue;
        };
        let rebuilt = workshop
            .rebuild(settings.clone(), shown.as_deref())
            .unwrap();
        match (cold(&settings), rebuilt.change.map(|_| rebuilt.site)) {
            (Err(errors), None) => assert_eq!(rebuilt.errors, errors),
            (Ok(files), Some(site)) => {
                for (path, bytes) in &files {
                    assert_eq!(
                        site.get(path).unwrap().as_deref(),
                        Some(bytes),
                        "{path} after {edit:?}"
                    );
                }
                for path in seen.iter().filter(|path| !files.contains_key(*path)) {
                    assert_eq!(site.get(path).unwrap(), None, "{path} after {edit:?}");
                }
                seen.extend(files.into_keys());
                shown = Some(site);
            }
            (cold, warm) => panic!("cold {:?}, warm {}", cold.err(), warm.is_some()),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn edits_end_with_the_bytes_of_a_cold_build(script in edits()) {
        check(&script);
    }
}

#[test]
fn edits_through_the_watcher_end_with_the_bytes_of_a_build() {
    let mut test = CatalogTest::empty();
    let catalog = test.catalog().to_owned();
    start(&catalog);
    let theme = catalog.join("theme");
    let preview = Preview::start(&catalog, &["--theme", theme.to_str().unwrap()]);
    // A fixed row of numbers instead of chance: Lehmer's generator.
    let mut number: u64 = 20_231_124;
    let mut next = |most: usize| {
        number = number * 48_271 % 2_147_483_647;
        usize::try_from(number).unwrap() % most
    };
    for n in 0..120 {
        let edit = match next(8) {
            0..=2 => Edit::Write(next(PAGES.len() - 1), next(TEXTS.len() - 1)),
            3 => Edit::Remove(next(PAGES.len() - 1)),
            4 => Edit::Rename(next(PAGES.len() - 1), next(PAGES.len() - 1)),
            5 => Edit::Picture(next(IMAGES.len()), 1 + n % 3),
            6 => Edit::NoPicture(next(IMAGES.len())),
            _ => Edit::List(1 + next(31) as u8),
        };
        apply(&catalog, &edit);
        // Some together, some apart.
        thread::sleep(Duration::from_millis([0, 0, 3, 30, 120][next(5)]));
    }
    let built = test
        .build_with(&["--theme", theme.to_str().unwrap()])
        .bytes();
    let differ = || -> Vec<&String> {
        let pages = built
            .iter()
            .filter(|(path, _)| !path.starts_with(".medatlas") && *path != "404.html");
        pages
            .filter(|(path, bytes)| preview.get(&format!("/{path}")).built() != **bytes)
            .map(|(path, _)| path)
            .collect()
    };
    let until = Instant::now() + Duration::from_secs(30);
    while !differ().is_empty() {
        assert!(Instant::now() < until, "{:?}\n{}", differ(), preview.said());
        thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_file_that_is_emptied_before_it_is_written_is_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let catalog = folder.path().canonicalize().unwrap().join("catalog");
    start(&catalog);
    let mut workshop = Rebuilder::new(overrides(&catalog), true);
    let settings = workshop.settings().unwrap();
    let shown = workshop.rebuild(settings.clone(), None).unwrap().site;
    let page = catalog.join(PAGES[0]);
    let saved = |words: &'static str, after: u64| {
        fs::write(&page, "").unwrap();
        let page = page.clone();
        thread::spawn(move || {
            thread::sleep(Duration::from_millis(after));
            fs::write(page, words).unwrap();
        })
    };
    let mut after = |wait: u64, words: &'static str| {
        let saving = saved(words, wait);
        let paths = BTreeSet::from([page.clone()]);
        workshop.forget(&Changes {
            moved: BTreeSet::new(),
            paths,
        });
        let site = workshop
            .rebuild(settings.clone(), Some(&shown))
            .unwrap()
            .site;
        saving.join().unwrap();
        let texts = &site.catalog().sources.texts;
        texts
            .iter()
            .find(|text| text.path == PAGES[0])
            .unwrap()
            .text
            .clone()
    };
    // On a busy machine the writer may be late: one that is in time is waited for.
    assert!((0..5).any(|_| after(15, "# A\n\nSaved.\n") == "# A\n\nSaved.\n"));
    assert_eq!(after(0, ""), "", "a file that stays empty is empty");
}
