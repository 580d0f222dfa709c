//! Fixes catalogs that were changed at random: the catalog states the same afterwards, and a second
//! run finds nothing to fix.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::*;
use crate::config::Overrides;

/// The number of catalogs, unless `MEDATLAS_FIX_RUNS` states it.
const RUNS: u64 = 60;

/// Pieces that make fixes meet each other, links and code.
const PIECES: &[&str] = &[
    "，",
    "、",
    "。",
    "（",
    "）",
    "：",
    "；",
    "！",
    "？",
    "～",
    "％",
    "＋",
    "／",
    "\u{3000}",
    "，，，，c",
    "\u{200b}",
    "\u{ad}",
    "\u{feff}",
    "\u{200d}",
    "\u{202e}",
    "\u{1b}",
    "\u{0}",
    "Â²",
    "ä¾‹",
    "ï¼Œ",
    "\r",
    "\n",
    "`",
    "```\n",
    "<",
    ">",
    "<!-- ",
    " -->",
    "|",
    "\\",
    "[",
    "](",
    ")",
    "]( ",
    "(",
    "\"",
    "&amp;",
    "#",
    "~~~\n",
    "https://e.org/a，b",
    "https://e.org/a,",
    "www.e.org",
    "%20",
    ".md",
    "./",
    "resources/",
    "(7)",
    "Ultra Sound",
    "Xray",
    "May, 2021.",
    "11.21.2019.",
    "[x](y，z)",
    "[ref]: https://e.org/q，r\n",
    "[ref]",
    " ",
    "  ",
    "- ",
    "## Source Information\n",
    "| Modality |\n|---|\n| X Ray， CT |\n",
    "例",
    "e\u{301}",
];

/// Texts with a defect for each fix, beside those of the fixture.
const DEFECTS: &[(&str, &str)] = &[
    (
        "README.md",
        "\n## Chest\n\n| Dataset | Description | Official Website | Release Date |\n|---|---|---|---|\n\
         | [LiTS（2017）](./resources/LiTS（2017）.md) | 3D CT，131 Cases | \
         [Wiki](https://zh.wikipedia.org/wiki/肝（消歧义）) | May, 2021. |\n\
         | [Chest Xray](resources/chest%20xray.md) | 2D Xray、PHÂ², `a，b` | [s]( https://e.org/s ) | 2020.3 |\n",
    ),
    (
        "resources/LiTS（2017）.md",
        "# LiTS（2017）\n\nWords，words\u{200b}.\n\n## Source Information\n\n\
         Official Website: https://example.org/data，需要注册\n\nArticle Address: https://example.org/a,\n\n\
         Publication Date: 11.21.2019.\n",
    ),
    (
        "resources/chest xray.md",
        "# Chest\n\n## Dataset Meta Information\n\n| Dimensions | Modality |\n|---|---|\n| 2D | Ultra Sound，X Ray |\n",
    ),
];

/// A small generator of numbers (splitmix64), so that each catalog can be made again.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % end.max(1) as u64) as usize
    }
}

/// The catalog that is changed: path and bytes of each file.
fn seeds() -> BTreeMap<String, Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/home-format");
    let mut files = BTreeMap::new();
    for name in [
        "README.md",
        "resources/Anchor.md",
        "resources/Kite.md",
        "resources/Pebble XR.md",
    ] {
        files.insert(name.to_owned(), fs::read(folder.join(name)).unwrap());
    }

    for (name, text) in DEFECTS {
        let bytes = files.entry((*name).to_owned()).or_default();
        bytes.extend_from_slice(text.as_bytes());
    }
    files
}

fn mutate(files: &mut BTreeMap<String, Vec<u8>>, random: &mut Random) {
    let names: Vec<String> = files.keys().cloned().collect();
    for _ in 0..=random.below(6) {
        // Most changes meet the list.
        let name = &names[random.below(names.len() * 2).saturating_sub(names.len())];
        let bytes = files.get_mut(name).unwrap();
        let at = random.below(bytes.len() + 1);
        let end = (at + random.below(40)).min(bytes.len());

        match random.below(8) {
            0 => drop(bytes.drain(at..end)),
            1 => {
                let part = bytes[at..end].to_vec();
                let to = random.below(bytes.len() + 1);
                bytes.splice(to..to, part);
            }
            2 if at < bytes.len() => bytes[at] ^= 1 << random.below(8),
            _ => {
                let piece = PIECES[random.below(PIECES.len())].bytes();
                // At the start of a character, so that the file stays UTF-8.
                let text = String::from_utf8_lossy(&bytes[..at]).into_owned();
                let at = if text.ends_with('\u{fffd}') { 0 } else { at };
                bytes.splice(at..at, piece);
            }
        }
    }
}

fn write(folder: &Path, files: &BTreeMap<String, Vec<u8>>) {
    fs::create_dir_all(folder.join("resources")).unwrap();
    for (name, bytes) in files {
        fs::write(folder.join(name), bytes).unwrap();
    }
}

fn settings(folder: &Path) -> Settings {
    Settings::resolve(Overrides {
        catalog: Some(folder.to_owned()),
        ..Overrides::default()
    })
    .unwrap()
}

fn statements(settings: &Settings) -> Statements {
    let mut memo = BuildMemo::default();
    let (catalog, _) = pipeline::load_catalog(settings, &mut memo, &mut Clock::default()).unwrap();
    Statements::of(&catalog)
}

/// Fixes the catalog on disk and returns the number of fixes.
fn fix(settings: &Settings) -> usize {
    let filter = RuleFilter::default();
    let mut rounds = FixRounds::new(settings, &filter);
    rounds.run().unwrap();
    for file in rounds.changed() {
        file.write(settings).unwrap();
    }
    rounds.applied
}

#[test]
fn fixes_change_no_statement_and_a_second_run_changes_nothing() {
    let runs = std::env::var("MEDATLAS_FIX_RUNS").map_or(RUNS, |runs| runs.parse().unwrap());
    let from = std::env::var("MEDATLAS_FIX_FROM").map_or(0, |run| run.parse().unwrap());
    let mut total = 0;

    for run in from..from + runs {
        let folder = tempfile::tempdir().unwrap();
        let mut files = seeds();
        if run > 0 {
            mutate(&mut files, &mut Random(run));
        }
        write(folder.path(), &files);
        let settings = settings(folder.path());
        let before = statements(&settings);

        total += fix(&settings);

        assert_eq!(statements(&settings), before, "catalog {run}");
        for (name, bytes) in &files {
            let fixed = fs::read(folder.path().join(name)).unwrap();
            let is_utf8 = std::str::from_utf8(bytes).is_ok();
            assert!(
                is_utf8 || fixed == *bytes,
                "catalog {run}: {name} is not UTF-8"
            );
        }
        assert_eq!(fix(&settings), 0, "catalog {run}: a second run has fixes");
    }

    assert!(total as u64 > runs, "there is something to fix: {total}");
}
