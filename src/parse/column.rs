//! What the columns of a table mean, by their header.
//!
//! In: the text of a header cell. Out: a `Column`. Columns are never recognized by their position,
//! because lists add, drop, and reorder them. A new spelling of a header is one line in `ALIASES`.

use crate::value::text::collapse_whitespace;

/// The meaning of a column in a table of the list.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Column {
    /// The name of the dataset, usually a link to its page.
    Name,
    /// The description, such as "3D CT, 140 Cases, 6 Categories of Organ Segmentation".
    Description,
    /// The official website.
    Website,
    /// Download links.
    Download,
    /// Papers.
    Paper,
    /// The release date.
    Released,
    /// The challenge that the dataset was made for.
    Challenge,
    /// 2D, 3D, and so on.
    Dimensions,
    /// CT, MRI, and so on.
    Modality,
    /// Segmentation, classification, and so on.
    Task,
    /// The part of the body.
    Area,
    /// The number of cases.
    Cases,
    /// The number of labelled categories.
    Classes,
    /// File formats.
    Format,
    /// The licence.
    License,
    /// The conditions under which the data can be obtained.
    Access,
    /// Keywords.
    Keywords,
    /// A running number, which is ignored.
    Index,
    /// Any other column, with its header as written.
    Other(String),
}

/// The known headers, as `fold_header` normalizes them, and the columns that they name.
#[rustfmt::skip]
const ALIASES: &[(&str, Column)] = &[
    ("dataset", Column::Name),
    ("datasets", Column::Name),
    ("dataset name", Column::Name),
    ("name", Column::Name),
    ("title", Column::Name),
    ("名称", Column::Name),
    ("数据集", Column::Name),
    ("数据集名称", Column::Name),

    ("description", Column::Description),
    ("dataset description", Column::Description),
    ("summary", Column::Description),
    ("about", Column::Description),
    ("描述", Column::Description),
    ("简介", Column::Description),
    ("介绍", Column::Description),
    ("说明", Column::Description),

    ("official website", Column::Website),
    ("website", Column::Website),
    ("homepage", Column::Website),
    ("home page", Column::Website),
    ("project page", Column::Website),
    ("official", Column::Website),
    ("官网", Column::Website),

    ("download link", Column::Download),
    ("download", Column::Download),
    ("download links", Column::Download),
    ("downloads", Column::Download),
    ("data", Column::Download),
    ("data link", Column::Download),
    ("link", Column::Download),
    ("links", Column::Download),
    ("url", Column::Download),
    ("链接", Column::Download),
    ("数据链接", Column::Download),
    ("下载", Column::Download),
    ("下载链接", Column::Download),

    ("paper", Column::Paper),
    ("papers", Column::Paper),
    ("publication", Column::Paper),
    ("article", Column::Paper),
    ("paper link", Column::Paper),
    ("article address", Column::Paper),
    ("论文", Column::Paper),

    ("release date", Column::Released),
    ("released", Column::Released),
    ("date", Column::Released),
    ("publication date", Column::Released),
    ("year", Column::Released),
    ("release", Column::Released),
    ("发布日期", Column::Released),
    ("发布时间", Column::Released),
    ("年份", Column::Released),
    ("时间", Column::Released),

    ("challenge", Column::Challenge),
    ("competition", Column::Challenge),
    ("challenges", Column::Challenge),
    ("挑战赛", Column::Challenge),

    ("dimensions", Column::Dimensions),
    ("dimension", Column::Dimensions),
    ("dim", Column::Dimensions),
    ("维度", Column::Dimensions),

    ("modality", Column::Modality),
    ("modalities", Column::Modality),
    ("image modality", Column::Modality),
    ("imaging modality", Column::Modality),
    ("模态", Column::Modality),
    ("影像模态", Column::Modality),
    ("成像模态", Column::Modality),

    ("task", Column::Task),
    ("tasks", Column::Task),
    ("task type", Column::Task),
    ("任务", Column::Task),
    ("任务类型", Column::Task),

    ("area", Column::Area),
    ("organ", Column::Area),
    ("organs", Column::Area),
    ("anatomical area", Column::Area),
    ("anatomy", Column::Area),
    ("body part", Column::Area),
    ("structure", Column::Area),
    ("部位", Column::Area),
    ("器官", Column::Area),
    ("解剖部位", Column::Area),

    ("cases", Column::Cases),
    ("number of cases", Column::Cases),
    ("data volume", Column::Cases),
    ("# cases", Column::Cases),
    ("samples", Column::Cases),
    ("病例数", Column::Cases),
    ("数量", Column::Cases),
    ("数据量", Column::Cases),
    ("样本数", Column::Cases),

    ("classes", Column::Classes),
    ("categories", Column::Classes),
    ("number of categories", Column::Classes),
    ("# classes", Column::Classes),
    ("类别数", Column::Classes),
    ("类别数量", Column::Classes),

    ("format", Column::Format),
    ("file format", Column::Format),
    ("formats", Column::Format),
    ("格式", Column::Format),

    ("license", Column::License),
    ("licence", Column::License),
    ("许可", Column::License),

    ("access", Column::Access),
    ("availability", Column::Access),
    ("accessibility", Column::Access),
    ("获取方式", Column::Access),

    ("keywords", Column::Keywords),
    ("keyword", Column::Keywords),
    ("tags", Column::Keywords),
    ("关键词", Column::Keywords),
    ("标签", Column::Keywords),

    ("#", Column::Index),
    ("no", Column::Index),
    ("no.", Column::Index),
    ("index", Column::Index),
    ("id", Column::Index),
    ("序号", Column::Index),
];

/// Returns the meaning of a header cell.
pub(crate) fn column(header: &str) -> Column {
    let folded = fold_header(header);

    ALIASES
        .iter()
        .find(|(alias, _)| *alias == folded)
        .map_or_else(
            || Column::Other(header.trim().to_owned()),
            |(_, column)| column.clone(),
        )
}

/// Normalizes a header for comparison: lowercase, without emoji and most punctuation.
pub(super) fn fold_header(header: &str) -> String {
    let kept: String = header
        .chars()
        .filter(|c| c.is_alphanumeric() || c.is_whitespace() || "#.".contains(*c))
        .collect();

    collapse_whitespace(&kept).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_name_columns() {
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

    #[test]
    fn every_alias_is_folded_and_names_its_own_column() {
        for (alias, expect) in ALIASES {
            assert_eq!(fold_header(alias), *alias);
            assert_eq!(column(alias), *expect, "{alias} is listed twice");
        }
    }
}
