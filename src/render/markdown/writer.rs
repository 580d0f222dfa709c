//! Writes elements so that the result is always a well-formed tree.
//!
//! In: opening and closing tags in any order, as contributors write them. Out: HTML in which every
//! element is closed in the right order, phrasing content is in paragraphs, the depth is bounded,
//! and there are no empty links.

use crate::render::markdown::escape::{
    push_abbreviation, push_attribute, push_html_text, push_text,
};
use crate::render::markdown::table::TableRows;

/// The largest depth that is written. A hostile text can nest elements much deeper than the stack
/// of the minifier allows.
const DEEPEST: usize = 100;

/// Builds one fragment.
#[derive(Default)]
pub(super) struct Writer {
    html: String,
    words: String,
    open: Vec<OpenElement>,
}

/// An element that is not closed yet.
struct OpenElement {
    name: &'static str,
    /// False for an element that is remembered but not written.
    written: bool,
    /// The offset of its content.
    content: usize,
    /// The offset of its opening tag.
    tag: usize,
}

/// Whether an element contains phrasing content only: no block may be in it.
fn holds_phrasing(name: &str) -> bool {
    matches!(name, "p" | "summary" | "figcaption") || is_inline(name)
}

fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "b"
            | "strong"
            | "i"
            | "em"
            | "u"
            | "s"
            | "del"
            | "ins"
            | "sub"
            | "sup"
            | "code"
            | "kbd"
            | "mark"
            | "small"
            | "span"
    )
}

fn is_dropped_when_empty(name: &str) -> bool {
    is_inline(name)
        || matches!(
            name,
            "p" | "figcaption" | "summary" | "div" | "blockquote" | "ul" | "ol"
        )
}

impl Writer {
    /// Closes all open elements, and returns the HTML and its plain text.
    pub(super) fn finish(mut self) -> (String, String) {
        while !self.open.is_empty() {
            self.pop();
        }

        (self.html, self.words)
    }

    /// Opens a block after closing open phrasing elements.
    pub(super) fn block(&mut self, name: &'static str) {
        self.open_block(name, None);
    }

    /// Opens a block with an attribute.
    pub(super) fn block_with(&mut self, name: &'static str, attribute: &str, value: &str) {
        self.open_block(name, Some((attribute, value)));
    }

    fn open_block(&mut self, name: &'static str, attribute: Option<(&str, &str)>) {
        self.end_phrasing();
        if name != "summary" {
            self.need_summary();
        }
        self.push(name, attribute);
    }

    /// Closes the open elements in which no block is allowed.
    fn end_phrasing(&mut self) {
        while self
            .open
            .last()
            .is_some_and(|open| holds_phrasing(open.name))
        {
            self.pop();
        }
    }

    /// Opens an element of running text, in a new paragraph if necessary.
    pub(super) fn inline(&mut self, name: &'static str) {
        self.need_phrasing();
        self.push(name, None);
    }

    /// Opens a link; a link to another site gets a `rel` attribute.
    pub(super) fn link(&mut self, url: &str, outside: bool) {
        self.need_phrasing();
        self.push("a", Some(("href", url)));

        // Nothing was written if the depth is exhausted.
        if outside
            && let Some(open) = self.open.last_mut()
            && open.name == "a"
            && open.content == self.html.len()
        {
            self.html.truncate(self.html.len() - 1);
            push_attribute(&mut self.html, "rel", "noopener noreferrer");
            self.html.push('>');
            open.content = self.html.len();
        }
    }

    /// Remembers an element without writing it, so that its end does not close another element.
    pub(super) fn mark(&mut self, name: &'static str) {
        if self.open.len() >= DEEPEST {
            return;
        }

        let at = self.html.len();
        self.open.push(OpenElement {
            name,
            written: false,
            content: at,
            tag: at,
        });
    }

    /// Closes the innermost open element of this name and all elements inside it, if there is one.
    pub(super) fn close(&mut self, name: &str) {
        let Some(at) = self.open.iter().rposition(|open| open.name == name) else {
            return;
        };

        while self.open.len() > at {
            self.pop();
        }
    }

    /// Whether an element of this name is open.
    pub(super) fn is_open(&self, name: &str) -> bool {
        self.open.iter().any(|open| open.name == name)
    }

    /// Writes plain text.
    pub(super) fn plain(&mut self, text: &str) {
        self.running_text(text, push_text);
    }

    /// Writes an abbreviation with its meaning.
    pub(super) fn abbreviation(&mut self, short: &str, meaning: &str) {
        self.need_phrasing();
        push_abbreviation(&mut self.html, short, meaning);
        self.words.push_str(short);
    }

    /// Writes the text of raw HTML and keeps its character references.
    pub(super) fn html_text(&mut self, text: &str) {
        self.running_text(text, push_html_text);
    }

    fn running_text(&mut self, text: &str, push: fn(&mut String, &str)) {
        if text.is_empty() {
            return;
        }

        if text.trim().is_empty() {
            if self.allows_text() {
                self.html.push_str(text);
            }
        } else {
            self.need_phrasing();
            push(&mut self.html, text);
        }
        self.words.push_str(text);
    }

    /// Writes an element that contains plain text.
    pub(super) fn element(&mut self, name: &'static str, text: &str) {
        let depth = self.open.len();
        self.inline(name);
        push_text(&mut self.html, text);
        self.words.push_str(text);

        while self.open.len() > depth.max(1)
            && self.open.last().is_some_and(|open| open.name == name)
        {
            self.pop();
        }
    }

    /// Writes a void element of running text: `<br>`.
    pub(super) fn void(&mut self, name: &str) {
        if self.allows_text() {
            self.html.push('<');
            self.html.push_str(name);
            self.html.push('>');
        }
        self.words.push(' ');
    }

    /// Writes `<hr>`.
    pub(super) fn rule(&mut self) {
        self.end_phrasing();
        self.html.push_str("<hr>");
    }

    /// Writes an image of known size.
    pub(super) fn image(&mut self, src: &str, width: u32, height: u32, alt: &str) {
        if self.open.last().is_none_or(|open| open.name != "figure") {
            self.need_phrasing();
        }

        self.html.push_str("<img");
        push_attribute(&mut self.html, "src", src);
        push_attribute(&mut self.html, "width", &width.to_string());
        push_attribute(&mut self.html, "height", &height.to_string());
        self.html.push_str(" alt=\"");
        push_html_text(&mut self.html, alt.trim());
        self.html
            .push_str("\" loading=\"lazy\" decoding=\"async\">");
    }

    /// Writes the text of a missing image.
    pub(super) fn missing(&mut self, words: &str) {
        self.need_phrasing();
        self.html
            .push_str("<span class=\"missing\">Image not available: ");
        push_html_text(&mut self.html, words.trim());
        self.html.push_str("</span>");
    }

    /// Writes a block of code, folded if it has more than `fold` lines.
    pub(super) fn code(&mut self, code: &str, fold: usize) {
        let lines = code.lines().count();
        if lines > fold {
            self.block("details");
            self.html
                .push_str(&format!("<summary>Show {lines} lines</summary>"));
        }

        self.block("pre");
        if self.html.ends_with("<pre>") {
            self.html.truncate(self.html.len() - 1);
            self.html.push_str(" tabindex=\"0\"><code>");
            push_text(&mut self.html, code);
            self.html.push_str("</code>");
        } else {
            push_text(&mut self.html, code);
        }
        self.close("pre");

        if lines > fold {
            self.close("details");
        }
        self.words.push('\n');
    }

    /// Writes a table in a scrolling frame.
    pub(super) fn table(&mut self, rows: &TableRows, number: usize) {
        self.end_phrasing();
        self.need_summary();
        rows.push_html(&mut self.html, number);
        rows.push_words(&mut self.words);
    }

    /// Adds the summary that an open `<details>` lacks: without one it has no accessible name.
    fn need_summary(&mut self) {
        if let Some(open) = self
            .open
            .last()
            .filter(|open| open.name == "details" && open.written)
            && self.html.len() == open.content
        {
            self.html.push_str("<summary>Details</summary>");
        }
    }

    /// Opens a paragraph unless text is allowed here.
    fn need_phrasing(&mut self) {
        if !self.allows_text() {
            self.block("p");
        }
    }

    /// Whether text may follow directly, without a new paragraph.
    fn allows_text(&self) -> bool {
        self.open
            .last()
            .is_some_and(|open| holds_phrasing(open.name) || open.name == "li")
    }

    fn push(&mut self, name: &'static str, attribute: Option<(&str, &str)>) {
        // Of deeper elements only the text is kept. Their closing tags close nothing, or the
        // innermost open element of the same name.
        if self.open.len() >= DEEPEST {
            return;
        }

        let tag = self.html.len();
        self.html.push('<');
        self.html.push_str(name);
        if let Some((attribute, value)) = attribute {
            push_attribute(&mut self.html, attribute, value);
        }
        self.html.push('>');

        self.open.push(OpenElement {
            name,
            written: true,
            content: self.html.len(),
            tag,
        });
    }

    /// Closes the innermost open element, or removes it if it is empty.
    fn pop(&mut self) {
        let Some(open) = self.open.pop() else { return };

        if open.name == "details" && open.written && self.html.len() == open.content {
            self.html.truncate(open.tag);
            return;
        }

        if !is_inline(open.name) && !self.words.ends_with([' ', '\n']) {
            self.words.push(' ');
        }
        if !open.written {
            return;
        }

        // An empty link would be a keyboard stop without a name; other empty elements add only
        // space.
        let is_empty = self.html[open.content..].trim().is_empty();
        if is_empty && is_dropped_when_empty(open.name) {
            self.html.truncate(open.tag);
            return;
        }

        self.html.push_str("</");
        self.html.push_str(open.name);
        self.html.push('>');
    }
}
