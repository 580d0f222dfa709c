//! Raw HTML in a Markdown copy: comments go, harmless tags stay, everything else becomes text.
//!
//! In: the runs of HTML of a text, in order. Out: edits. Since a block that starts with an escaped
//! tag is no longer HTML, brackets in it are escaped as well: they would become links.

use std::ops::Range;

use super::Edit;

/// Elements that stay.
const KEPT: &[&str] = &[
    "br", "sub", "sup", "b", "i", "em", "strong", "p", "div", "center", "table", "tr", "td", "th",
    "thead", "tbody", "ul", "ol", "li", "details", "summary", "h1", "h2", "h3", "h4", "h5", "h6",
];

/// Attributes that stay.
const LAYOUT: &[&str] = &["align", "colspan", "rowspan", "open"];

/// The state between the lines of a block.
#[derive(Debug, Default)]
pub(super) struct RawHtml {
    is_in_comment: bool,
}

impl RawHtml {
    /// Reads a run of HTML.
    pub(super) fn read(&mut self, text: &str, range: Range<usize>, edits: &mut Vec<Edit>) {
        let html = &text[range.clone()];
        let mut at = 0;

        while at < html.len() {
            if self.is_in_comment {
                at = self.skip_comment(html, at, range.start, edits);
                continue;
            }
            let Some(next) = html[at..].find(['<', '[']).map(|next| at + next) else {
                break;
            };

            let (length, replacement) = match &html[next..] {
                comment if comment.starts_with("<!--") => {
                    self.is_in_comment = true;
                    // `<!-->` is a whole comment.
                    ("<!".len(), Some(""))
                }
                bracket if bracket.starts_with('[') => (1, Some("&#91;")),
                tag if is_kept(tag) => (1, None),
                _ => (1, Some("&lt;")),
            };
            let start = range.start + next;
            edits.extend(replacement.map(|new| (start..start + length, new.to_owned())));
            at = next + length;
        }
    }

    /// Removes a comment up to its end, or the rest of the line, and returns where that is.
    fn skip_comment(
        &mut self,
        html: &str,
        at: usize,
        offset: usize,
        edits: &mut Vec<Edit>,
    ) -> usize {
        let close = html[at..].find("-->").map(|close| at + close + "-->".len());
        self.is_in_comment = close.is_none();

        let end = close.unwrap_or_else(|| html.trim_end_matches(['\n', '\r']).len().max(at));
        edits.push((offset + at..offset + end, String::new()));
        close.unwrap_or(html.len())
    }
}

/// Whether the text starts with a tag that stays. An attribute may contain a script, so a tag with
/// any but layout attributes becomes text, too.
fn is_kept(text: &str) -> bool {
    let rest = text[1..].trim_start_matches('/');
    let length = rest
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(rest.len());
    let (name, rest) = rest.split_at(length);

    // No tag that stays contains a bracket, so that each byte is read once.
    let attributes = rest
        .find(['<', '>', '['])
        .filter(|end| rest[*end..].starts_with('>'))
        .map(|end| &rest[..end]);
    KEPT.contains(&name.to_ascii_lowercase().as_str())
        && attributes.is_some_and(|attributes| is_harmless(attributes.trim_end_matches('/')))
}

/// Whether a tag has only layout attributes with plain values.
fn is_harmless(attributes: &str) -> bool {
    attributes.split_whitespace().all(|attribute| {
        let (name, value) = attribute.split_once('=').unwrap_or((attribute, ""));
        let value = value.trim_matches(['"', '\'']);

        LAYOUT.contains(&name.to_ascii_lowercase().as_str())
            && value.chars().all(|c| c.is_ascii_alphanumeric())
    })
}
