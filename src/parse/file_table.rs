//! A table of files that can be fetched, with their checksums: `| File | Size | SHA-256 |`.
//!
//! In: a table of a page. Out: its files. A table is one only when a column names a checksum, and a row counts only when it
//! holds a whole checksum and one web address.

use crate::parse::{Cell, Table, autolink};
use crate::value::path::file_name;
use crate::value::url::is_web;

/// A file that can be fetched as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DataFile {
    /// Its name.
    pub name: String,
    /// Where it is.
    pub url: String,
    /// As stated, such as `1.2 GB`.
    pub size: Option<String>,
    /// 64 hexadecimal digits in small letters.
    pub sha256: Option<String>,
    /// 32 hexadecimal digits in small letters.
    pub md5: Option<String>,
}

/// Reads the files of a table; none when it is no such table.
pub fn files(table: &Table) -> Vec<DataFile> {
    let column = |names: &[&str]| {
        table
            .header
            .iter()
            .position(|cell| names.contains(&cell.text.trim().to_ascii_lowercase().as_str()))
    };
    let (sha256, md5) = (
        column(&["sha-256", "sha256", "sha256sum"]),
        column(&["md5", "md5sum"]),
    );
    if sha256.is_none() && md5.is_none() {
        return Vec::new();
    }
    let size = column(&["size", "file size"]);
    let row = |row: &Vec<Cell>| {
        let (label, target) = row.iter().find_map(address)?;
        let web = is_web(target);
        let text = |at: Option<usize>| {
            Some(row.get(at?)?.text.trim().to_owned()).filter(|text| !text.is_empty())
        };
        let (sha256, md5) = (digits(text(sha256), 64), digits(text(md5), 32));
        let last = file_name(target.trim_end_matches('/'));
        let named = !label.trim().is_empty() && label != target;
        (web && (sha256.is_some() || md5.is_some())).then(|| DataFile {
            name: if named { label.trim() } else { last }.to_owned(),
            url: target.to_owned(),
            size: text(size),
            sha256,
            md5,
        })
    };
    table.rows.iter().filter_map(row).collect()
}

/// Label and target of a cell's first link, or of the first bare URL in its text.
fn address(cell: &Cell) -> Option<(&str, &str)> {
    let link = cell
        .links
        .first()
        .map(|link| (link.label.as_str(), link.target.as_str()));
    link.or_else(|| {
        autolink::urls(&cell.text)
            .first()
            .map(|at| ("", &cell.text[at.clone()]))
    })
}

fn digits(text: Option<String>, count: usize) -> Option<String> {
    let text = text?.to_ascii_lowercase();
    (text.len() == count && text.chars().all(|c| c.is_ascii_hexdigit())).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::outline::{BlockKind, outline};

    fn check(text: &str, expect: &[(&str, &str, bool)]) {
        let table = outline(text)
            .blocks
            .into_iter()
            .find_map(|block| match block.kind {
                BlockKind::Table(table) => Some(table),
                _ => None,
            });
        let found = files(&table.unwrap());
        let found: Vec<(&str, &str, bool)> = found
            .iter()
            .map(|file| (file.name.as_str(), file.url.as_str(), file.sha256.is_some()))
            .collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn whole_checksums_count() {
        let (sha, md5) = ("A".repeat(64), "0".repeat(32));
        let of = |sum: &str| {
            format!("| File | SHA-256 |\n|---|---|\n| [a.zip](https://h.org/a.zip) | {sum} |\n")
        };
        check(&of(&sha), &[("a.zip", "https://h.org/a.zip", true)]);
        check(&of("abc"), &[]);
        check(&of(&md5), &[]);
        check(
            &format!("| Link | MD5 |\n|---|---|\n| https://h.org/x/b.tar.gz | {md5} |\n"),
            &[("b.tar.gz", "https://h.org/x/b.tar.gz", false)],
        );
        check(
            &format!("| File | Sum |\n|---|---|\n| [a](https://h.org/a) | {sha} |\n"),
            &[],
        );
    }
}
