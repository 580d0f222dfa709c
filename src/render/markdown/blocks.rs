//! Blocks that are read as a whole before they are written: code and tables.
//!
//! In: the events after the start of a block. Out: HTML in the renderer's output.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::render::markdown::table::TableRows;
use crate::render::markdown::{EventStream, FOLD, Renderer};

impl Renderer<'_> {
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
