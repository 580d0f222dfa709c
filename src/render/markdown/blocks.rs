//! Code, tables, figures and images as HTML.
//!
//! In: the events after the start of a block, or an image. Out: HTML in the output of the renderer.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::render::markdown::table::TableRows;
use crate::render::markdown::{EventStream, FOLD, Figure, ImageTarget, Renderer};

impl Renderer<'_> {
    /// Writes a figure, or a paragraph if the image is not on this site.
    pub(super) fn figure(&mut self, figure: &Figure) {
        let target = self.options.resolver.image(&figure.target);
        let ImageTarget::Found { src, width, height } = target else {
            let words = if figure.caption.is_empty() {
                &figure.alt
            } else {
                &figure.caption
            };
            self.out.block("p");
            self.image(&figure.target, words);
            self.out.close("p");
            return;
        };

        let alt = [&figure.alt, &figure.caption]
            .into_iter()
            .find(|text| !text.is_empty())
            .map_or(self.options.alt, String::as_str);
        self.out.block("figure");
        self.out.image(&src, width, height, alt);
        if !figure.caption.is_empty() {
            self.out.block("figcaption");
            self.out.html_text(&figure.caption);
            self.out.close("figcaption");
        }
        self.out.close("figure");
    }

    /// Writes an image, a link to it, or its text.
    pub(super) fn image(&mut self, target: &str, alt: &str) {
        let words = if alt.is_empty() {
            self.options.alt
        } else {
            alt
        };

        match self.options.resolver.image(target) {
            ImageTarget::Found { src, width, height } => self.out.image(&src, width, height, words),
            ImageTarget::Missing => self.out.missing(words),
            ImageTarget::Remote(Some(url)) if self.link == 0 => {
                self.open_link(&url);
                self.out.plain(if alt.is_empty() {
                    "Image on another site"
                } else {
                    alt
                });
                self.close_link();
            }
            ImageTarget::Remote(_) => self.out.plain(alt),
        }
    }

    pub(super) fn code_block<'e>(&mut self, events: EventStream<'e, '_>) {
        let mut code = String::new();
        for event in events {
            match event {
                Event::End(TagEnd::CodeBlock) => break,
                Event::Text(part) => code.push_str(&part),
                _ => {}
            }
        }

        self.out.code(&code, FOLD);
    }

    pub(super) fn table<'e>(&mut self, events: EventStream<'e, '_>) {
        let mut rows = TableRows::default();

        self.terse += 1;
        while let Some(event) = events.next() {
            match event {
                Event::End(TagEnd::Table) => break,
                Event::Start(Tag::TableCell) => {
                    let (html, words) = self.table_cell(events);
                    rows.cell(html, words);
                }
                Event::End(TagEnd::TableHead | TagEnd::TableRow) => rows.end_row(),
                _ => {}
            }
        }
        self.terse -= 1;

        self.tables += 1;
        self.out.table(&rows, self.tables);
    }

    /// Renders a cell with a writer of its own, and returns its HTML and plain text.
    fn table_cell<'e>(&mut self, events: EventStream<'e, '_>) -> (String, String) {
        let outer = std::mem::take(&mut self.out);
        self.out.mark("p");

        while let Some(event) = events.next() {
            if event == Event::End(TagEnd::TableCell) {
                break;
            }
            self.event(event, events);
        }
        self.flush();
        self.link = 0;

        std::mem::replace(&mut self.out, outer).finish()
    }
}
