//! The plain text, the links, and the images of a run of inline Markdown.
//!
//! In: events of pulldown-cmark. Out: a `Cell` and images.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::parse::html;
use crate::parse::{Cell, Link};
use crate::value::text::collapse_whitespace;

/// Collects the plain text, the links, and the images of inline events.
pub(super) struct Inline<'a> {
    source: &'a str,
    start: usize,
    text: String,
    links: Vec<Link>,
    codes: Vec<String>,
    /// The links that are open, with the length of the text before them.
    open: Vec<(Link, usize)>,
    images: Vec<Link>,
    /// The number of images that are open.
    image: usize,
}

impl<'a> Inline<'a> {
    pub(super) fn new(source: &'a str, start: usize) -> Self {
        Self {
            source,
            start,
            text: String::new(),
            links: Vec::new(),
            codes: Vec::new(),
            open: Vec::new(),
            images: Vec::new(),
            image: 0,
        }
    }

    pub(super) fn event(&mut self, event: Event<'_>, at: Range<usize>) {
        match event {
            // The text of an image is not part of the cell, or else badges would become part of the
            // title beside them.
            Event::Start(Tag::Image { dest_url, .. }) => {
                self.image += 1;
                self.images.push(Link {
                    label: String::new(),
                    target: dest_url.to_string(),
                    span: at,
                });
            }
            Event::End(TagEnd::Image) => self.image = self.image.saturating_sub(1),
            Event::Text(t) if self.image > 0 => {
                if let Some(image) = self.images.last_mut() {
                    image.label.push_str(&t);
                }
            }
            _ if self.image > 0 => {}
            Event::Start(Tag::Link { dest_url, .. }) => self.open_link(dest_url.to_string(), at),
            Event::End(TagEnd::Link) => self.close_link(at.end),
            Event::Code(code) => {
                self.text.push_str(&code);
                self.codes.push(collapse_whitespace(&code));
            }
            Event::Text(t) | Event::InlineMath(t) | Event::DisplayMath(t) => self.text.push_str(&t),
            Event::SoftBreak | Event::HardBreak => self.text.push(' '),
            Event::InlineHtml(_) | Event::Html(_) => self.html(at),
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => self.text.push(' '),
            _ => {}
        }
    }

    fn open_link(&mut self, target: String, span: Range<usize>) {
        self.open.push((
            Link {
                label: String::new(),
                target,
                span,
            },
            self.text.len(),
        ));
    }

    fn close_link(&mut self, end: usize) {
        if let Some((mut link, from)) = self.open.pop() {
            link.label = collapse_whitespace(self.text.get(from..).unwrap_or_default());
            link.span.end = end;
            self.links.push(link);
        }
    }

    fn html(&mut self, at: Range<usize>) {
        let source = &self.source[at.clone()];
        match html::tag(source) {
            Some(tag) if tag.name == "a" && tag.closing => self.close_link(at.end),
            Some(tag) if tag.name == "a" => {
                if let Some(target) = tag.attribute("href") {
                    self.open_link(target, at);
                }
            }
            Some(tag) if tag.name == "br" => self.text.push(' '),
            Some(tag) if tag.name == "img" => {
                if let Some(target) = tag.attribute("src") {
                    self.images.push(Link {
                        label: tag.attribute("alt").unwrap_or_default(),
                        target,
                        span: at,
                    });
                }
            }
            Some(tag) if html::is_known(&tag.name) => {}
            _ if source.starts_with("<!--") => {}
            // `<instrument, verb>` is text and not a tag.
            _ => self.text.push_str(source),
        }
    }

    /// Closes all links and returns the cell, which ends at `end`, and its images.
    pub(super) fn finish(mut self, end: usize) -> (Cell, Vec<Link>) {
        while !self.open.is_empty() {
            self.close_link(end);
        }

        let raw = &self.source[self.start.min(end)..end];
        let leading = raw.len() - raw.trim_start().len();
        let trailing = raw.len() - raw.trim_end().len();
        let span = if raw.trim().is_empty() {
            self.start..self.start
        } else {
            self.start + leading..end - trailing
        };

        let cell = Cell {
            text: collapse_whitespace(&self.text),
            links: self.links,
            codes: self.codes,
            span,
        };
        (cell, self.images)
    }
}
