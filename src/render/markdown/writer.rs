//! Writes elements so that the result is always a well-formed tree.
//!
//! In: openings and closings in any order, as contributors write them. Out: HTML in which every element is closed in its
//! place, phrasing stands in paragraphs, nesting is bounded, and empty links do not occur.

use crate::render::markdown::escape::{
    push_abbreviation, push_attribute, push_html_text, push_text,
};
use crate::render::markdown::table::TableRows;

/// Deepest nesting that is written: the minifier's stack ends far below what a hostile text can nest.
const DEEPEST: usize = 100;

/// Builds one fragment.
#[derive(Default)]
pub(super) struct Writer {
    html: String,
    words: String,
    open: Vec<Open>,
}

struct Open {
    name: &'static str,
    /// False for an element that is kept in mind but not written.
    written: bool,
    /// Where its content begins, and where its opening tag does.
    content: usize,
    tag: usize,
}

/// Elements whose content is phrasing: no block may stand in them.
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

impl Writer {
    /// Closes what is open; gives the HTML and its plain words.
    pub(super) fn finish(mut self) -> (String, String) {
        while !self.open.is_empty() {
            self.pop();
        }
        (self.html, self.words)
    }

    /// Opens a block; open phrasing ends before it.
    pub(super) fn block(&mut self, name: &'static str) {
        self.open_block(name, None);
    }

    /// The same with an attribute.
    pub(super) fn block_with(&mut self, name: &'static str, attribute: &str, value: &str) {
        self.open_block(name, Some((attribute, value)));
    }

    fn open_block(&mut self, name: &'static str, attribute: Option<(&str, &str)>) {
        while self
            .open
            .last()
            .is_some_and(|open| holds_phrasing(open.name))
        {
            self.pop();
        }
        if name != "summary" {
            self.need_summary();
        }
        self.push(name, attribute);
    }

    /// Opens an element of running text, in a paragraph if there is none.
    pub(super) fn inline(&mut self, name: &'static str) {
        self.need_phrasing();
        self.push(name, None);
    }

    /// Opens a link.
    pub(super) fn link(&mut self, url: &str, outside: bool) {
        self.need_phrasing();
        self.push("a", Some(("href", url)));
        if outside
            && self
                .open
                .last()
                .is_some_and(|open| open.name == "a" && open.content == self.html.len())
        {
            self.html.truncate(self.html.len() - 1);
            push_attribute(&mut self.html, "rel", "noopener noreferrer");
            self.html.push('>');
            let end = self.html.len();
            if let Some(open) = self.open.last_mut() {
                open.content = end;
            }
        }
    }

    /// Keeps an element in mind without writing it, so that its end is not taken for another's.
    pub(super) fn mark(&mut self, name: &'static str) {
        if self.open.len() >= DEEPEST {
            return;
        }
        let at = self.html.len();
        self.open.push(Open {
            name,
            written: false,
            content: at,
            tag: at,
        });
    }

    /// Closes the nearest open element of this name and all inside it; nothing when there is none.
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

    /// Plain text.
    pub(super) fn plain(&mut self, text: &str) {
        self.running_text(text, push_text);
    }

    /// An abbreviation with what it stands for.
    pub(super) fn abbreviation(&mut self, short: &str, meaning: &str) {
        self.need_phrasing();
        push_abbreviation(&mut self.html, short, meaning);
        self.words.push_str(short);
    }

    /// Text of raw HTML: its character references stay.
    pub(super) fn html_text(&mut self, text: &str) {
        self.running_text(text, push_html_text);
    }

    fn running_text(&mut self, text: &str, push: fn(&mut String, &str)) {
        if text.is_empty() {
            return;
        }
        if text.trim().is_empty() {
            if self
                .open
                .last()
                .is_some_and(|open| holds_phrasing(open.name) || open.name == "li")
            {
                self.html.push_str(text);
            }
        } else {
            self.need_phrasing();
            push(&mut self.html, text);
        }
        self.words.push_str(text);
    }

    /// An element of plain text.
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

    /// `<br>`
    pub(super) fn void(&mut self, name: &str) {
        if self
            .open
            .last()
            .is_some_and(|open| holds_phrasing(open.name) || open.name == "li")
        {
            self.html.push('<');
            self.html.push_str(name);
            self.html.push('>');
        }
        self.words.push(' ');
    }

    /// `<hr>`
    pub(super) fn rule(&mut self) {
        while self
            .open
            .last()
            .is_some_and(|open| holds_phrasing(open.name))
        {
            self.pop();
        }
        self.html.push_str("<hr>");
    }

    /// An image of known size.
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

    /// The words of an image that is not there.
    pub(super) fn missing(&mut self, words: &str) {
        self.need_phrasing();
        self.html
            .push_str("<span class=\"missing\">Image not available: ");
        push_html_text(&mut self.html, words.trim());
        self.html.push_str("</span>");
    }

    /// A block of code; a long one is folded.
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

    /// A table in a frame that scrolls for itself.
    pub(super) fn table(&mut self, rows: &TableRows, number: usize) {
        while self
            .open
            .last()
            .is_some_and(|open| holds_phrasing(open.name))
        {
            self.pop();
        }
        self.need_summary();
        rows.push_html(&mut self.html, number);
        rows.push_words(&mut self.words);
    }

    /// A `<details>` without a summary cannot be named; it gets one.
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

    fn need_phrasing(&mut self) {
        let stands = self
            .open
            .last()
            .is_some_and(|open| holds_phrasing(open.name) || open.name == "li");
        if !stands {
            self.block("p");
        }
    }

    fn push(&mut self, name: &'static str, attribute: Option<(&str, &str)>) {
        // Deeper elements only leave their text; their ends find no opening, or close the nearest of their name.
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
        self.open.push(Open {
            name,
            written: true,
            content: self.html.len(),
            tag,
        });
    }

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
        // A link or paragraph without content would be a stop for the keyboard that says nothing.
        let empty = self.html[open.content..].trim().is_empty();
        if empty
            && (is_inline(open.name)
                || matches!(
                    open.name,
                    "p" | "figcaption" | "summary" | "div" | "blockquote" | "ul" | "ol"
                ))
        {
            self.html.truncate(open.tag);
            return;
        }
        self.html.push_str("</");
        self.html.push_str(open.name);
        self.html.push('>');
    }
}
