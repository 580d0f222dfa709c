//! What the columns of a table mean, by their header.
//!
//! In: a header cell. Out: a `Column`. Columns are never found by position: lists add, drop and reorder them.

use super::Table;

/// The meaning of a column of a list's table.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// The dataset's name, usually a link to its page.
    Name,
    /// The entry's own words: "3D CT, 140 Cases, 6 Categories of Organ Segmentation".
    Description,
    /// Official website.
    Website,
    /// Download links.
    Download,
    /// Papers.
    Paper,
    /// Release date.
    Released,
    /// Challenge that the dataset was made for.
    Challenge,
    /// 2D, 3D, …
    Dimensions,
    /// CT, MRI, …
    Modality,
    /// Segmentation, …
    Task,
    /// Body part.
    Area,
    /// Number of cases.
    Cases,
    /// Number of labelled categories.
    Classes,
    /// File formats.
    Format,
    /// Licence.
    License,
    /// Who gets the data.
    Access,
    /// A running number: no fact.
    Index,
    /// Any other, by its header as written.
    Other(String),
}

/// Header words by meaning, folded by `fold`.
const NAMES: &[(Column, &[&str])] = &[
    (Column::Name, &["dataset", "datasets", "dataset name", "name", "title", "名称", "数据集", "数据集名称"]),
    (Column::Description, &["description", "dataset description", "summary", "about", "描述", "简介"]),
    (
        Column::Website,
        &["official website", "website", "homepage", "home page", "project page", "official", "官网"],
    ),
    (
        Column::Download,
        &[
            "download link",
            "download",
            "download links",
            "downloads",
            "data",
            "data link",
            "下载",
            "下载链接",
        ],
    ),
    (Column::Paper, &["paper", "papers", "publication", "article", "paper link", "article address", "论文"]),
    (
        Column::Released,
        &["release date", "released", "date", "publication date", "year", "release", "发布日期", "年份"],
    ),
    (Column::Challenge, &["challenge", "competition", "challenges", "挑战赛"]),
    (Column::Dimensions, &["dimensions", "dimension", "dim", "维度"]),
    (Column::Modality, &["modality", "modalities", "image modality", "模态"]),
    (Column::Task, &["task", "tasks", "task type", "任务"]),
    (
        Column::Area,
        &["area", "organ", "organs", "anatomical area", "anatomy", "body part", "structure", "部位", "器官"],
    ),
    (Column::Cases, &["cases", "number of cases", "data volume", "# cases", "病例数", "数量"]),
    (Column::Classes, &["classes", "categories", "number of categories", "# classes", "类别数"]),
    (Column::Format, &["format", "file format", "formats", "格式"]),
    (Column::License, &["license", "licence", "许可"]),
    (Column::Access, &["access", "availability", "accessibility", "获取方式"]),
    (Column::Index, &["#", "no", "no.", "index", "id", "序号"]),
];

/// The meaning of a header cell.
pub fn column(header: &str) -> Column {
    let folded = fold(header);
    NAMES
        .iter()
        .find(|(_, names)| names.contains(&folded.as_str()))
        .map_or_else(|| Column::Other(header.trim().to_owned()), |(column, _)| column.clone())
}

/// Lower case, without emoji and punctuation around.
fn fold(header: &str) -> String {
    let kept: String =
        header.chars().filter(|c| c.is_alphanumeric() || c.is_whitespace() || "#.".contains(*c)).collect();
    super::outline::tidy(&kept).to_lowercase()
}

/// Reads the header of a table as the header of a list of datasets, or says why it is none.
///
/// "Name" and "Title" head many tables; they count only beside a column that speaks of a dataset, or where the
/// column's cells link to pages.
pub fn entry_columns(table: &Table) -> Result<Vec<Column>, String> {
    let columns: Vec<Column> = table.header.iter().map(|cell| column(&cell.text)).collect();
    let Some(name) = columns.iter().position(|c| *c == Column::Name) else {
        return Err("no column is headed Dataset or Name".to_owned());
    };
    let says_dataset =
        fold(&table.header[name].text).contains("dataset") || table.header[name].text.contains("数据集");
    let has_facts = columns.iter().any(|c| {
        !matches!(c, Column::Name | Column::Index | Column::Other(_) | Column::Released | Column::Paper)
    });
    let links_to_pages = table
        .rows
        .iter()
        .filter(|row| {
            row.get(name).is_some_and(|cell| cell.links.first().is_some_and(|l| is_page_like(&l.target)))
        })
        .count();
    if says_dataset || has_facts || links_to_pages * 2 > table.rows.len() {
        Ok(columns)
    } else {
        Err(format!("the column {:?} stands beside no column that a dataset has", table.header[name].text))
    }
}

/// Whether a link's target can be a dataset's page: a path inside the catalog, not an anchor, not another site, not a
/// file of another kind.
pub fn is_page_like(target: &str) -> bool {
    let target = target.trim();
    let path = target.split(['#', '?']).next().unwrap_or_default();
    let outside = target.contains("://") || target.starts_with("mailto:") || target.starts_with("//");
    let name = path.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    if name.ends_with(".md") {
        return !outside || target.contains("/blob/");
    }
    // "resources/A": the ending was left out. A dot in the name may be a version: "ATLASv2.0".
    let known_file = name
        .rsplit_once('.')
        .is_some_and(|(_, ending)| ending.len() > 2 && ending.chars().all(char::is_alphabetic));
    !outside && path.contains('/') && !name.is_empty() && !known_file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers() {
        for (header, expect) in [
            ("**Dataset** 🔥", Column::Name),
            ("OFFICIAL  WEBSITE", Column::Website),
            ("Release Date", Column::Released),
            ("数据集名称", Column::Name),
            ("No.", Column::Index),
            ("Stars", Column::Other("Stars".into())),
        ] {
            assert_eq!(column(header), expect, "{header}");
        }
    }
}
