//! Control characters and bidirectional controls of a catalog are reported, and reach no output.

use std::fs;

use serde_json::Value;

use crate::support::{CatalogTest, built};

/// Everything that is removed, between letters.
const CONTROLS: &str = "\u{0}\u{1}\u{7}\u{8}\u{b}\u{c}\u{1b}\u{7f}\u{80}\u{85}\u{9b}\u{61c}\u{200e}\u{200f}\
                        \u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}";

/// References that stand for the same characters.
const REFERENCES: &str = "&#0;&#1;&#27;&#x9b;&#x202e;&#x2066;&rlm;&lrm;";

/// What stays: letters that are written from right to left, joiners, and a tab.
const LETTERS: &str = "שלום می\u{200c}خواهم 👩\u{200d}🔬";

/// A word with everything that is removed.
fn dirty(word: &str) -> String {
    let (start, end) = word.split_at(1);
    format!("{start}{CONTROLS}{REFERENCES}{end}")
}

/// A catalog with these characters in every field.
fn dirty_catalog() -> CatalogTest {
    let mut test = CatalogTest::empty();
    let w = dirty;

    test.change_file(
        "README.md",
        format!(
            "# {title}\n\n{intro} [{label}](https://e.org/{CONTROLS}x \"{alt}\")\n\n## Contents\n\n\
             - [{chest} (1)](#chest)\n\n## {chest}\n\n\
             | Dataset | Description | Official Website | Release Date | License | {column} |\n\
             |--|--|--|--|--|--|\n\
             | [{name} {LETTERS}](resources/A.md) | 3D CT, 1{CONTROLS}2 Cases, {about} \
             | [{label}](https://e.org/a{CONTROLS}b) | 2020{CONTROLS}-05 | {license} | {value} |\n\
             | {other} | {about} | [x](https://e.org/&#x202e;q) | 2021 | - | - |\n\n## {prose}\n\n{intro}\n",
            title = w("Title"), intro = w("Intro"), label = w("Label"), alt = w("Alt"), chest = w("Chest"),
            column = w("Column"), name = w("Name"), about = w("About"), license = w("License"),
            value = w("Value"), other = w("Other"), prose = w("Prose"),
        ),
    );
    test.change_file(
        "resources/A.md",
        format!(
            "# {title}\n\n{lead} ![{alt}](gone.png) <b title=\"{alt}\">{bold}</b> <https://e.org/{CONTROLS}>\n\n\
             <div>\n{raw}\n</div>\n\n## Dataset Meta Information\n\n| Dimensions | Modality | {column} |\n\
             |--|--|--|\n| 3D | CT{CONTROLS} | {value} |\n\n## Authors and Institutions\n\n\
             {author} ({institution})\n\n## Source Information\n\nOfficial Website: https://e.org/p{CONTROLS}q\n\n\
             Publication Date: 2020\n\n## Citation\n\n```bibtex\n@article{{key{CONTROLS}, title={{{title}}}, \
             author={{{author}}}, year={{2020}}, doi={{10.1/a{CONTROLS}b}}}}\n```\n\n## {section}\n\n\
             ```\n{code}\n```\n\n{footnote}[^1]\n\n[^1]: {footnote}\n",
            title = w("Page"), lead = w("Lead"), alt = w("Alt"), bold = w("Bold"), raw = w("Raw"),
            column = w("Field"), value = w("Entry"), author = w("Ada Author"), institution = w("Institute"),
            section = w("Section"), code = w("Code"), footnote = w("Footnote"),
        ),
    );
    test.change_file(
        "GLOSSARY.md",
        format!("# G\n\n## {} (CT)\n\n{}\n", w("Tomography"), w("Meaning")),
    );

    let escapes = r"\u0000\u001b\u009b\u202e\u2066";
    test.change_file(
        "medatlas.toml",
        format!(
            "title = \"Site{escapes}\"\ndescription = \"About{escapes}\"\nbase_url = \"https://e.org/\"\n\
             [aliases]\n\"old{escapes}\" = \"a\"\n[search.synonyms]\n\"ct{escapes}\" = [\"scan{escapes}\"]\n\
             [[authors]]\nname = \"Ann{escapes} Lee\"\n",
        ),
    );
    let record =
        r#"{"links":{"https://e.org/ab":{"status":"moved","url":"https://e.org/\u202e\u001bz"}}}"#;
    test.change_file("medatlas-links.json", record);
    test
}

/// Fails if a text has a forbidden character. JSON may write one as an escape, so its strings count
/// as well.
#[track_caller]
fn assert_clean(name: &str, text: &str) {
    let found = text.chars().find(|c| is_forbidden(*c));
    if let Some(c) = found {
        let at = text.find(c).unwrap();
        let around: String = text[text.floor_char_boundary(at.saturating_sub(60))..]
            .chars()
            .take(100)
            .collect();
        panic!("{name} contains U+{:04X}: {around:?}", u32::from(c));
    }
    if let Ok(value) = serde_json::from_str::<Value>(text) {
        assert_json_is_clean(name, &value);
    }
}

#[track_caller]
fn assert_json_is_clean(name: &str, value: &Value) {
    match value {
        Value::String(text) => {
            let found = text.chars().find(|c| is_forbidden(*c));
            assert!(found.is_none(), "{name} contains {found:?} in {text:?}");
        }
        Value::Array(items) => items
            .iter()
            .for_each(|item| assert_json_is_clean(name, item)),
        Value::Object(fields) => {
            for (key, item) in fields {
                assert!(
                    !key.contains(is_forbidden),
                    "{name} contains the key {key:?}"
                );
                assert_json_is_clean(name, item);
            }
        }
        _ => {}
    }
}

fn is_forbidden(c: char) -> bool {
    let is_bidi = matches!(
        c,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    );
    is_bidi || (c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
}

#[test]
fn no_output_contains_a_control_character() {
    let mut test = dirty_catalog();
    test.run(&[]);
    assert_eq!(test.exit_code(), 0, "{}", test.diagnostics());
    assert_clean("the terminal", &test.diagnostics());

    let mut checked = 0;
    for (path, bytes) in test.bytes() {
        if let Ok(text) = String::from_utf8(bytes) {
            assert_clean(&path, &text);
            checked += 1;
        }
    }
    assert!(checked > 20, "{checked} files");

    let name = test.dataset("a")["name"].clone();
    assert_eq!(name, format!("N\u{fffd}ame {LETTERS}"));
    let page = test.main_text("datasets/a/index.html");
    assert!(page.contains(LETTERS), "{page}");
}

#[test]
fn every_report_is_clean() {
    let mut test = dirty_catalog();
    for format in ["human", "json", "sarif", "github", "markdown"] {
        test.command(&["check", "catalog", "--format", format]);
        assert_clean(format, &test.output_text());
        assert_clean(format, &test.diagnostics());
    }

    test.command(&["check", "catalog"]);
    for (file, code) in [
        ("README.md", "bidi-control"),
        ("resources/A.md", "control-character"),
        ("medatlas.toml", "control-character"),
    ] {
        let report = test.output_text();
        let is_reported = report
            .split("\n\n")
            .any(|finding| finding.contains(code) && finding.contains(file));
        assert!(is_reported, "{code} in {file}: {report}");
    }
}

#[test]
fn a_fix_removes_the_characters_from_the_files() {
    let mut test = dirty_catalog();
    test.command(&["check", "catalog", "--fix"]);

    for path in ["README.md", "resources/A.md", "GLOSSARY.md"] {
        let text = fs::read_to_string(test.catalog().join(path)).unwrap();
        assert_clean(path, &text);
        assert!(text.contains(REFERENCES), "{path}: {text:?}");
    }
}

#[test]
fn files_in_wide_encodings_are_read() {
    let text = "# Ä 数据 🔬\n\nWords of the page.\n";
    let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let wide_le: Vec<u8> = text
        .chars()
        .flat_map(|c| u32::from(c).to_le_bytes())
        .collect();
    let wide_be: Vec<u8> = text
        .chars()
        .flat_map(|c| u32::from(c).to_be_bytes())
        .collect();

    for (mark, bytes) in [
        (&b"\xff\xfe"[..], le),
        (b"\xfe\xff", be),
        (b"\xff\xfe\0\0", wide_le),
        (b"\0\0\xfe\xff", wide_be),
    ] {
        let list = "-- README.md --\n# L\n\n## C\n\n| Dataset | Description |\n|--|--|\n| [A](resources/A.md) | CT |\n";
        let mut test = CatalogTest::from_text(list);
        test.change_file("resources/A.md", [mark, &bytes].concat());
        test.build();

        let page = test.main_text("datasets/a/index.html");
        assert!(page.contains("Words of the page."), "{mark:?}: {page}");
        assert_eq!(test.found("non-utf8-encoding"), 1, "{}", test.diagnostics());
    }
}

#[cfg(unix)]
#[test]
fn files_with_control_characters_in_their_names_are_left_out() {
    let mut test = CatalogTest::empty();
    test.change_file(
        "README.md",
        "# C\n\n## D\n\n| Dataset | Description |\n|--|--|\n| [A](resources/A.md) | CT |\n",
    );
    test.change_file("resources/A.md", "# A\n\nText ![i](gone.png)\n");
    for name in [
        "x\n::add-mask::a\n::error title=pwned::injected\n.md",
        "e\u{1b}[2J\u{1b}]0;pwned\u{7}.md",
        "r\u{202e}dm.md",
        "i\u{9b}.png",
    ] {
        test.change_file(&format!("resources/{name}"), "# N\n\nText ![i](gone.png)\n");
    }
    test.change_file("fol\u{1b}der/a.md", "# F\n");
    test.change_file("fol\u{1b}der/b.md", "# F\n");

    test.build();
    let messages = test.diagnostics();
    assert_clean("the terminal", &messages);
    assert!(
        !messages.lines().any(|line| line.starts_with("::")),
        "{messages}"
    );
    assert_eq!(
        test.found("control-character-in-file-name"),
        5,
        "{messages}"
    );
    assert!(messages.contains("\\u{a}::add-mask::a"), "{messages}");
    assert_eq!(test.datasets().len(), 1);
}

#[test]
fn no_cell_of_the_table_is_a_formula() {
    let test = built(
        "-- README.md --\n# L\n\n## X\n\n| Dataset | Description | Dimensions |\n|--|--|--|\n\
         | [A](<=HYPERLINK(1).md>) | CT | =1+1 |\n| [B](<@SUM(1+9).md>) | CT | -2+3 |\n\
         -- =HYPERLINK(1).md --\n# A\n\nText.\n-- @SUM(1+9).md --\n# B\n\nText.\n",
    );

    let table = test.file("catalog.csv");
    let mut rows = csv::Reader::from_reader(table.as_bytes());
    for row in rows.records() {
        let row = row.unwrap();
        assert!(
            !row.iter()
                .any(|cell| cell.starts_with(['=', '+', '-', '@', '\t', '\r'])),
            "{row:?}"
        );
    }
    assert!(table.contains("'=HYPERLINK(1).md"), "{table}");
}
