//! Running text whose abbreviations are explained where they occur first.

use crate::render::markdown::Renderer;

impl Renderer<'_> {
    /// Writes text and explains its abbreviations, except in links, headings, tables and code.
    pub(super) fn running_text(&mut self, text: &str) {
        let is_terse =
            self.terse + self.link > 0 || self.out.is_open("code") || self.out.is_open("kbd");
        let abbreviations = if is_terse {
            Vec::new()
        } else {
            self.options.resolver.abbreviations(text)
        };

        let mut at = 0;
        for (range, meaning) in abbreviations {
            self.out.plain(&text[at..range.start]);
            self.out.abbreviation(&text[range.clone()], meaning);
            at = range.end;
        }
        self.out.plain(&text[at..]);
    }
}
