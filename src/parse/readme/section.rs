//! Sections of the list: what heads them, which are contents, which can hold no entries.

use std::ops::Range;

use crate::parse::Cell;
use crate::parse::readme::Readme;
use crate::value::text::collapse_whitespace;

/// A heading of the README and what stands below it.
#[derive(Clone, Debug)]
pub struct ReadmeSection {
    /// The heading's text.
    pub title: String,
    /// Where the heading stands.
    pub heading: Range<usize>,
    /// The section around it.
    pub parent: Option<usize>,
    /// Blocks that are not entries.
    pub prose: Vec<Range<usize>>,
    /// A table of contents: neither category nor page.
    pub is_contents: bool,
    pub(super) level: u8,
    /// Number of `<details>` around it, for sections that a `<summary>` opened.
    pub(super) details: Option<usize>,
}

/// Whether a heading stands over a table of contents.
pub(super) fn is_contents(title: &str) -> bool {
    matches!(
        folded(title).as_str(),
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

/// First words of headings whose lists of links are no datasets.
const OTHER: &[&str] = &[
    "about",
    "acknowledgement",
    "acknowledgements",
    "acknowledgment",
    "acknowledgments",
    "changelog",
    "citation",
    "citing",
    "cite",
    "contact",
    "contents",
    "contribute",
    "contributing",
    "contribution",
    "contributions",
    "contributors",
    "credits",
    "disclaimer",
    "faq",
    "features",
    "getting",
    "how",
    "installation",
    "introduction",
    "licence",
    "license",
    "links",
    "maintainers",
    "news",
    "overview",
    "references",
    "related",
    "see",
    "similar",
    "sponsors",
    "star",
    "support",
    "tools",
    "update",
    "updates",
    "usage",
    "what's",
    "更新",
    "贡献",
    "许可",
    "许可证",
    "致谢",
    "引用",
    "联系",
    "新闻",
    "相关",
];

/// Whether bullets and headings below a heading can be entries.
pub(super) fn can_hold_links(title: &str) -> bool {
    let folded = folded(title);
    let first = folded.split(' ').next().unwrap_or_default();
    !OTHER.contains(&first) && !is_contents(title)
}

/// Whether two headings are the same but for case, emoji and signs.
pub(super) fn same_heading(a: &str, b: &str) -> bool {
    folded(a) == folded(b)
}

fn folded(title: &str) -> String {
    let kept: String = title
        .chars()
        .filter(|c| c.is_alphanumeric() || c.is_whitespace() || *c == '\'')
        .collect();
    collapse_whitespace(&kept).to_lowercase()
}

/// The first heading is the title when it is of the first level, unless it heads entries beside others of its level.
pub(super) fn take_title(readme: &mut Readme) {
    let Some(first) = readme.sections.first() else {
        return;
    };
    let holds_entries = readme.entries.iter().any(|entry| entry.section == Some(0));
    let others = readme.sections[1..]
        .iter()
        .any(|section| section.level <= first.level);
    if first.parent.is_some()
        || (first.level > 1 && others)
        || (holds_entries && (others || readme.sections.len() == 1))
    {
        return;
    }
    let first = readme.sections.remove(0);
    readme.intro.extend(first.prose);
    readme.title = Some(Cell {
        text: first.title,
        span: first.heading,
        ..Cell::default()
    });
    let shift = |at: &mut Option<usize>| *at = at.and_then(|at| at.checked_sub(1));
    for section in &mut readme.sections {
        shift(&mut section.parent);
    }
    for entry in &mut readme.entries {
        shift(&mut entry.section);
    }
}
