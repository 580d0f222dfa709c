//! Running text whose abbreviations are explained where they stand first.

use crate::render::markdown::Renderer;

impl Renderer<'_> {
    /// Writes text with its abbreviations explained, but for those in links, headings, tables and code.
    pub(super) fn running_text(&mut self, text: &str) {
        let terse =
            self.terse + self.link > 0 || self.out.is_open("code") || self.out.is_open("kbd");
        let found = if terse {
            Vec::new()
        } else {
            self.options.resolver.abbreviations(text)
        };
        let mut at = 0;
        for (range, meaning) in found {
            self.out.plain(&text[at..range.start]);
            self.out.abbreviation(&text[range.clone()], meaning);
            at = range.end;
        }
        self.out.plain(&text[at..]);
    }
}
