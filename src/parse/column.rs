//! What the columns of a table mean, by their header.
//!
//! In: a header cell. Out: a `Column`. Columns are never found by position: lists add, drop and reorder them.

use crate::parse::Table;
use crate::value::path::file_name;
use crate::value::url::without_query;

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
    /// Words to find it by.
    Keywords,
    /// A running number: no fact.
    Index,
    /// Any other, by its header as written.
    Other(String),
}

/// Header words by meaning, folded by `fold`.
const NAMES: &[(Column, &[&str])] = &[
    (
        Column::Name,
        &[
            "dataset",
            "datasets",
            "dataset name",
            "name",
            "title",
            "名称",
            "数据集",
            "数据集名称",
        ],
    ),
    (
        Column::Description,
        &[
            "description",
            "dataset description",
            "summary",
            "about",
            "描述",
            "简介",
            "介绍",
            "说明",
        ],
    ),
    (
        Column::Website,
        &[
            "official website",
            "website",
            "homepage",
            "home page",
            "project page",
            "official",
            "官网",
        ],
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
            "link",
            "links",
            "url",
            "链接",
            "数据链接",
            "下载",
            "下载链接",
        ],
    ),
    (
        Column::Paper,
        &[
            "paper",
            "papers",
            "publication",
            "article",
            "paper link",
            "article address",
            "论文",
        ],
    ),
    (
        Column::Released,
        &[
            "release date",
            "released",
            "date",
            "publication date",
            "year",
            "release",
            "发布日期",
            "发布时间",
            "年份",
            "时间",
        ],
    ),
    (
        Column::Challenge,
        &["challenge", "competition", "challenges", "挑战赛"],
    ),
    (
        Column::Dimensions,
        &["dimensions", "dimension", "dim", "维度"],
    ),
    (
        Column::Modality,
        &[
            "modality",
            "modalities",
            "image modality",
            "imaging modality",
            "模态",
            "影像模态",
            "成像模态",
        ],
    ),
    (
        Column::Task,
        &["task", "tasks", "task type", "任务", "任务类型"],
    ),
    (
        Column::Area,
        &[
            "area",
            "organ",
            "organs",
            "anatomical area",
            "anatomy",
            "body part",
            "structure",
            "部位",
            "器官",
            "解剖部位",
        ],
    ),
    (
        Column::Cases,
        &[
            "cases",
            "number of cases",
            "data volume",
            "# cases",
            "samples",
            "病例数",
            "数量",
            "数据量",
            "样本数",
        ],
    ),
    (
        Column::Classes,
        &[
            "classes",
            "categories",
            "number of categories",
            "# classes",
            "类别数",
            "类别数量",
        ],
    ),
    (
        Column::Format,
        &["format", "file format", "formats", "格式"],
    ),
    (Column::License, &["license", "licence", "许可"]),
    (
        Column::Access,
        &["access", "availability", "accessibility", "获取方式"],
    ),
    (
        Column::Keywords,
        &["keywords", "keyword", "tags", "关键词", "标签"],
    ),
    (Column::Index, &["#", "no", "no.", "index", "id", "序号"]),
];

/// The meaning of a header cell.
pub fn column(header: &str) -> Column {
    let folded = fold(header);
    NAMES
        .iter()
        .find(|(_, names)| names.contains(&folded.as_str()))
        .map_or_else(
            || Column::Other(header.trim().to_owned()),
            |(column, _)| column.clone(),
        )
}

/// Lower case, without emoji and punctuation around.
fn fold(header: &str) -> String {
    let kept: String = header
        .chars()
        .filter(|c| c.is_alphanumeric() || c.is_whitespace() || "#.".contains(*c))
        .collect();
    crate::value::text::collapse_whitespace(&kept).to_lowercase()
}

/// Which tables count as lists of datasets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forms {
    /// Those that speak of datasets, and those without a column of names whose links stand beside facts.
    Named,
    /// Also those whose links are all that tells their rows apart.
    Linked,
}

/// Headers over links that are no datasets.
const CONTENT: &[&str] = &[
    "algorithm",
    "author",
    "authors",
    "backbone",
    "benchmark",
    "code",
    "implementation",
    "journal",
    "library",
    "link",
    "links",
    "method",
    "model",
    "models",
    "network",
    "package",
    "project",
    "repo",
    "repository",
    "software",
    "team",
    "tool",
    "venue",
];

/// Reads the header of a table as the header of a list of datasets, or says why it is none. `name` is the header that the
/// settings call that of the names.
///
/// "Name" and "Title" head many tables; they count only beside a column that speaks of a dataset, or where the
/// column's cells link to pages.
pub fn entry_columns(
    table: &Table,
    name: Option<&str>,
    forms: Forms,
) -> Result<Vec<Column>, String> {
    let mut columns: Vec<Column> = table.header.iter().map(|cell| column(&cell.text)).collect();
    if let Some(at) = name.and_then(|name| {
        table
            .header
            .iter()
            .position(|cell| fold(&cell.text) == fold(name))
    }) {
        columns
            .iter_mut()
            .filter(|column| **column == Column::Name)
            .for_each(|column| *column = Column::Index);
        columns[at] = Column::Name;
        return Ok(columns);
    }
    let facts = columns.iter().filter(|column| is_fact(column)).count();
    let Some(name) = columns.iter().position(|c| *c == Column::Name) else {
        let linked = link_column(table, &columns).filter(|_| facts > 1 || forms == Forms::Linked);
        let Some(at) = linked else {
            return Err("no column is headed Dataset or Name".to_owned());
        };
        columns[at] = Column::Name;
        return Ok(columns);
    };
    let says_dataset = fold(&table.header[name].text).contains("dataset")
        || table.header[name].text.contains("数据集");
    let leads =
        |target: &str| is_page_like(target) || (forms == Forms::Linked && target.contains("://"));
    if says_dataset || facts > 0 || mostly(table, name, leads) {
        Ok(columns)
    } else {
        Err(format!(
            "the column {:?} stands beside no column that a dataset has",
            table.header[name].text
        ))
    }
}

/// Whether a column states something that only datasets have.
fn is_fact(column: &Column) -> bool {
    !matches!(
        column,
        Column::Name
            | Column::Index
            | Column::Other(_)
            | Column::Released
            | Column::Paper
            | Column::Keywords
    )
}

/// The first column whose cells mostly hold a link, when it is headed by nothing that has links of its own.
fn link_column(table: &Table, columns: &[Column]) -> Option<usize> {
    (0..columns.len()).find(|&at| {
        let header = fold(&table.header[at].text);
        matches!(&columns[at], Column::Other(_))
            && mostly(table, at, |_| true)
            && !CONTENT.contains(&header.as_str())
    })
}

/// Whether most cells of a column hold a link with words whose target fits.
fn mostly(table: &Table, at: usize, fits: impl Fn(&str) -> bool) -> bool {
    let holds = |row: &&Vec<crate::parse::Cell>| {
        row.get(at).is_some_and(|cell| {
            cell.links
                .iter()
                .any(|link| !link.label.is_empty() && fits(&link.target))
        })
    };
    table.rows.iter().filter(holds).count() * 2 > table.rows.len()
}

/// Whether a link's target can be a dataset's page: a path inside the catalog, not an anchor, not another site, not a
/// file of another kind.
pub fn is_page_like(target: &str) -> bool {
    let target = target.trim();
    let path = without_query(target);
    let outside =
        target.contains("://") || target.starts_with("mailto:") || target.starts_with("//");
    let name = file_name(path).to_ascii_lowercase();
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
