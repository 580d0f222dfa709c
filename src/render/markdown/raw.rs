//! Raw HTML, tag by tag: allowed elements are written again, everything else becomes text.

use crate::parse::html::{HtmlTag, tag};
use crate::render::markdown::Renderer;

/// The allowed elements of running text.
const INLINE: &[&str] = &[
    "b", "strong", "i", "em", "u", "s", "del", "ins", "sub", "sup", "code", "kbd", "mark", "small",
    "span",
];

impl Renderer<'_> {
    /// Writes a run of raw HTML.
    pub(super) fn raw(&mut self, html: &str) {
        let mut rest = html;
        while let Some(at) = rest.find('<') {
            self.out.html_text(&rest[..at]);
            rest = &rest[at..];

            if let Some(after) = rest.strip_prefix("<!--") {
                match after.find("-->") {
                    Some(end) => rest = &after[end + 3..],
                    None => break,
                }
                continue;
            }

            let mut end = rest[1..].find(['<', '>']).map_or(rest.len(), |n| n + 1);
            let is_tag = rest[end..].starts_with('>');
            end += usize::from(is_tag);
            let is_written = is_tag && tag(&rest[..end]).is_some_and(|tag| self.tag(&tag));
            if !is_written {
                // `<instrument, verb, target>` and every element that is not allowed.
                self.out.html_text(&rest[..end]);
            }
            rest = &rest[end..];
        }

        self.out.html_text(rest);
    }

    /// Writes one tag. Returns false if it is not allowed.
    fn tag(&mut self, tag: &HtmlTag) -> bool {
        let name = tag.name.as_str();
        match name {
            "a" if tag.closing => self.close_link(),
            "a" => self.open_link(&tag.attribute("href").unwrap_or_default()),
            "br" => self.out.void("br"),
            "hr" => self.out.rule(),
            "img" => self.image(
                &tag.attribute("src").unwrap_or_default(),
                &tag.attribute("alt").unwrap_or_default(),
            ),
            "p" | "div" | "center" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.raw_block(tag),
            "details" if tag.closing => self.out.close("details"),
            "details" => self.out.block("details"),
            "summary" if tag.closing => self.out.close("summary"),
            "summary" if self.out.is_open("details") => self.out.block("summary"),
            "summary" | "font" => {}
            _ => match INLINE.iter().find(|known| **known == name) {
                Some(known) if tag.closing => self.out.close(known),
                Some(known) => self.out.inline(known),
                None => return false,
            },
        }

        true
    }

    /// Writes a paragraph as such, and any other box as a plain `div`. A heading becomes a
    /// paragraph, since the page has been divided at its headings before.
    fn raw_block(&mut self, tag: &HtmlTag) {
        let name = if tag.name.starts_with('h') || tag.name == "p" {
            "p"
        } else {
            "div"
        };

        match (tag.closing, name) {
            (true, name) => self.out.close(name),
            // A box in running text would end its paragraph.
            (false, "div") if self.out.is_open("p") => {}
            (false, name) => self.out.block(name),
        }
    }
}
