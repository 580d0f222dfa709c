//! Sections of the list: their headings, which of them are tables of contents, and which cannot
//! hold entries.

use std::ops::Range;

use crate::parse::Cell;
use crate::parse::readme::Readme;
use crate::value::text::collapse_whitespace;

/// A heading of the README and the section below it.
#[derive(Clone, Debug)]
pub(crate) struct ReadmeSection {
    /// The text of the heading.
    pub title: String,
    /// The bytes of the heading.
    pub heading: Range<usize>,
    /// The index of the section around it.
    pub parent: Option<usize>,
    /// The blocks that are not entries.
    pub prose: Vec<Range<usize>>,
    /// Whether it is a table of contents, which becomes neither a category nor a page.
    pub is_contents: bool,
    pub(super) level: u8,
    /// The number of `<details>` around it, for sections that a `<summary>` opened.
    pub(super) details: Option<usize>,
}

/// Whether a heading is that of a table of contents.
pub(super) fn is_contents(title: &str) -> bool {
    matches!(
        fold_heading(title).as_str(),
        "contents"
            | "content"
            | "table of content"
            | "table of contents"
            | "toc"
            | "index"
            | "目录"
            | "catalogue"
    )
}

/// First words of headings whose lists of links are not lists of datasets.
#[rustfmt::skip]
const OTHER_HEADINGS: &[&str] = &[
    "about", "acknowledgement", "acknowledgements", "acknowledgment", "acknowledgments",
    "changelog", "citation", "citing", "cite", "contact", "contents", "contribute",
    "contributing", "contribution", "contributions", "contributors", "credits", "disclaimer",
    "faq", "features", "getting", "how", "installation", "introduction", "licence", "license",
    "links", "maintainers", "news", "overview", "references", "related", "see", "similar",
    "sponsors", "star", "support", "tools", "update", "updates", "usage", "what's", "更新", "贡献",
    "许可", "许可证", "致谢", "引用", "联系", "新闻", "相关",
];

/// Whether bullets and headings below a heading can be entries.
pub(super) fn can_hold_links(title: &str) -> bool {
    let folded = fold_heading(title);
    let first = folded.split(' ').next().unwrap_or_default();
    !OTHER_HEADINGS.contains(&first) && !is_contents(title)
}

/// Whether two headings are equal except for case, emoji, and punctuation.
pub(super) fn same_heading(a: &str, b: &str) -> bool {
    fold_heading(a) == fold_heading(b)
}

fn fold_heading(title: &str) -> String {
    let kept: String = title
        .chars()
        .filter(|c| c.is_alphanumeric() || c.is_whitespace() || *c == '\'')
        .collect();
    collapse_whitespace(&kept).to_lowercase()
}

/// Removes the first section and makes its heading the title of the readme, if it is one.
pub(super) fn take_title(readme: &mut Readme) {
    if !has_title(readme) {
        return;
    }

    let first = readme.sections.remove(0);
    readme.intro.extend(first.prose);
    readme.title = Some(Cell {
        text: first.title,
        span: first.heading,
        ..Cell::default()
    });

    for section in &mut readme.sections {
        section.parent = after_removal_of_first(section.parent);
    }
    for entry in &mut readme.entries {
        entry.section = after_removal_of_first(entry.section);
    }
}

/// Whether the first heading is the title of the whole text. It is not when other sections of its
/// level follow, unless it is of the first level and holds no entries.
fn has_title(readme: &Readme) -> bool {
    let Some(first) = readme.sections.first() else {
        return false;
    };
    let holds_entries = readme.entries.iter().any(|entry| entry.section == Some(0));
    let has_siblings = readme.sections[1..]
        .iter()
        .any(|section| section.level <= first.level);
    let is_only_section = readme.sections.len() == 1;

    first.parent.is_none()
        && (first.level == 1 || !has_siblings)
        && (!holds_entries || !(has_siblings || is_only_section))
}

/// The index of a section after the first section was removed.
fn after_removal_of_first(section: Option<usize>) -> Option<usize> {
    section.and_then(|at| at.checked_sub(1))
}
