//! A text as a list of blocks: headings, tables, lines, lists, code, and the rest, each with its
//! bytes.
//!
//! In: Markdown. Out: an `Outline` in the order of the text. `parse::readme` and `parse::page` look
//! for entries, tables, and sections in it; the bytes of the other blocks go to the renderer
//! unchanged.

mod inline;

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::parse::events::cleaned;
use crate::parse::html::{HeadingForm, HtmlPiece, HtmlTag, html_pieces, tags};
use crate::parse::{Cell, Link, Table};
use crate::source::hidden::without_removed;
use inline::Inline;

/// The blocks of one text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outline {
    /// In the order of the text. Nested blocks other than list items are not split further.
    pub blocks: Vec<Block>,
    /// The definitions `[label]: target` anywhere in the text, sorted.
    pub references: Vec<(String, String)>,
    /// Every link in the text outside code.
    pub links: Vec<Link>,
    /// Every image, Markdown or HTML; the label is its alternative text.
    pub images: Vec<Link>,
}

/// A block and its bytes.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its bytes in the text.
    pub span: Range<usize>,
}

/// What a block is.
#[derive(Clone, Debug)]
pub(crate) enum BlockKind {
    /// A heading in Markdown or HTML, or inside `<summary>`.
    Heading {
        /// How it is written.
        form: HeadingForm,
        /// 1 to 6.
        level: u8,
        /// Plain text and links.
        title: Cell,
    },
    /// `<details>`.
    Open,
    /// `</details>`.
    Close,
    /// `<summary>` with its plain text, when it holds no heading.
    Summary(String),
    /// A table.
    Table(Table),
    /// A paragraph, by its lines.
    Paragraph(Vec<Cell>),
    /// A list, by its items (nested items come after their parent).
    List(Vec<Item>),
    /// A code block.
    Code {
        /// The code without the fences.
        text: Range<usize>,
    },
    /// Anything else: quotes, rules, raw HTML.
    Other,
}

/// An item of a list.
#[derive(Clone, Debug, Default)]
pub(crate) struct Item {
    /// The nesting depth: 1 for items of the list itself, more for those of nested lists.
    pub depth: usize,
    /// Its own line, without nested items.
    pub cell: Cell,
}

/// The Markdown extensions that apply to catalogs, here and in the renderer.
pub(crate) const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_FOOTNOTES);

/// Reads the blocks of `text`.
pub(crate) fn outline(text: &str) -> Outline {
    let parser = Parser::new_ext(text, OPTIONS);

    let mut references: Vec<(String, String)> = parser
        .reference_definitions()
        .iter()
        .map(|(label, definition)| (label.to_string(), without_removed(&definition.dest)))
        .collect();
    references.sort();

    let mut reader = BlockReader {
        text,
        blocks: Vec::new(),
        links: Vec::new(),
        images: Vec::new(),
    };

    let mut events = parser
        .into_offset_iter()
        .map(|(event, span)| (cleaned(event), span));
    while let Some((event, span)) = events.next() {
        match event {
            Event::Start(tag) => reader.block(tag, span, &mut events),
            Event::Html(_) => reader.html(span),
            _ => reader.push(BlockKind::Other, span),
        }
    }

    Outline {
        blocks: reader.blocks,
        references,
        links: reader.links,
        images: reader.images,
    }
}

type BlockEvents<'a, 'b> = &'b mut dyn Iterator<Item = (Event<'a>, Range<usize>)>;

/// The state of reading one text.
struct BlockReader<'a> {
    text: &'a str,
    blocks: Vec<Block>,
    links: Vec<Link>,
    images: Vec<Link>,
}

impl BlockReader<'_> {
    fn push(&mut self, kind: BlockKind, span: Range<usize>) {
        self.blocks.push(Block { kind, span });
    }

    fn block(&mut self, tag: Tag<'_>, span: Range<usize>, events: BlockEvents<'_, '_>) {
        let kind = match tag {
            Tag::Heading { level, .. } => BlockKind::Heading {
                form: HeadingForm::Markdown,
                level: level as u8,
                title: self.cell(&span, events, TagEnd::Heading(level)),
            },
            Tag::Paragraph => BlockKind::Paragraph(self.lines(&span, events, TagEnd::Paragraph)),
            Tag::Table(_) => BlockKind::Table(self.table(&span, events)),
            Tag::List(first) => BlockKind::List(self.list(events, TagEnd::List(first.is_some()))),
            Tag::CodeBlock(_) => self.code(&span, events),
            Tag::HtmlBlock => return self.html_block(span, events),
            tag => {
                self.lines(&span, events, tag.to_end());
                BlockKind::Other
            }
        };
        self.push(kind, span);
    }

    /// Inline content up to `end`, as one cell.
    fn cell(&mut self, span: &Range<usize>, events: BlockEvents<'_, '_>, end: TagEnd) -> Cell {
        let mut lines = self.lines(span, events, end).into_iter();
        let mut cell = lines.next().unwrap_or_default();
        for line in lines {
            cell.text.push(' ');
            cell.text.push_str(&line.text);
            cell.links.extend(line.links);
        }

        cell.span = span.clone();
        cell
    }

    fn finish(&mut self, line: Inline<'_>, end: usize) -> Cell {
        let (cell, images) = line.finish(end);
        self.links.extend(cell.links.iter().cloned());
        self.images.extend(images);
        cell
    }

    /// Inline content up to `end`, as one cell per line of the source.
    fn lines(
        &mut self,
        span: &Range<usize>,
        events: BlockEvents<'_, '_>,
        end: TagEnd,
    ) -> Vec<Cell> {
        let mut line = Inline::new(self.text, span.start);
        let mut lines = Vec::new();

        for (event, at) in events {
            match event {
                Event::End(tag) if tag == end => break,
                Event::SoftBreak | Event::HardBreak => {
                    lines.push(self.finish(line, at.start));
                    line = Inline::new(self.text, at.end);
                }
                event => line.event(event, at),
            }
        }

        lines.push(self.finish(line, span.end));
        lines.retain(|cell| !cell.text.is_empty() || !cell.links.is_empty());
        lines
    }

    fn table(&mut self, span: &Range<usize>, events: BlockEvents<'_, '_>) -> Table {
        let mut table = Table {
            span: span.clone(),
            ..Table::default()
        };
        let mut row = Vec::new();

        while let Some((event, at)) = events.next() {
            match event {
                Event::Start(Tag::TableCell) => row.push(self.cell(&at, events, TagEnd::TableCell)),
                Event::End(TagEnd::TableHead) => table.header = std::mem::take(&mut row),
                Event::End(TagEnd::TableRow) => table.rows.push(std::mem::take(&mut row)),
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        table
    }

    fn list(&mut self, events: BlockEvents<'_, '_>, end: TagEnd) -> Vec<Item> {
        let mut items: Vec<Item> = Vec::new();
        let mut open: Option<(usize, Inline<'_>)> = None;
        let mut depth = 1;

        for (event, at) in events {
            match event {
                Event::Start(Tag::List(_)) => depth += 1,
                Event::Start(Tag::Item) => {
                    let item = open.replace((depth, Inline::new(self.text, at.start)));
                    items.extend(item.map(|item| self.finish_item(item, at.start)));
                }
                Event::End(TagEnd::List(ordered)) => {
                    depth -= 1;
                    if depth == 0 && TagEnd::List(ordered) == end {
                        let item = open.take();
                        items.extend(item.map(|item| self.finish_item(item, at.end)));
                        break;
                    }
                }
                event => {
                    if let Some((_, line)) = &mut open {
                        line.event(event, at);
                    }
                }
            }
        }
        items
    }

    fn finish_item(&mut self, (depth, line): (usize, Inline<'_>), end: usize) -> Item {
        Item {
            depth,
            cell: self.finish(line, end),
        }
    }

    fn code(&self, span: &Range<usize>, events: BlockEvents<'_, '_>) -> BlockKind {
        let mut text: Option<Range<usize>> = None;
        for (event, at) in events {
            match event {
                Event::Text(_) => text = Some(text.map_or(at.clone(), |t| t.start..at.end)),
                Event::End(TagEnd::CodeBlock) => break,
                _ => {}
            }
        }

        BlockKind::Code {
            text: text.unwrap_or(span.end..span.end),
        }
    }

    fn html_block(&mut self, span: Range<usize>, events: BlockEvents<'_, '_>) {
        skip(events, TagEnd::HtmlBlock);
        self.html(span);
    }

    /// Reads the headings, the `<details>`, and the `<summary>` of raw HTML; the rest stays as it
    /// is.
    fn html(&mut self, span: Range<usize>) {
        for (tag, at) in tags(self.text, span.clone()) {
            self.html_link(&tag, at);
        }

        for (piece, at) in html_pieces(self.text, span) {
            let kind = match piece {
                HtmlPiece::Heading { form, level, title } => {
                    BlockKind::Heading { form, level, title }
                }
                HtmlPiece::Open => BlockKind::Open,
                HtmlPiece::Close => BlockKind::Close,
                HtmlPiece::Summary(text) => BlockKind::Summary(text),
                HtmlPiece::Other => BlockKind::Other,
            };
            self.push(kind, at);
        }
    }

    /// Records the image or the link of a tag.
    fn html_link(&mut self, tag: &HtmlTag, span: Range<usize>) {
        let (list, key) = if tag.name == "img" {
            (&mut self.images, "src")
        } else {
            (&mut self.links, "href")
        };

        if let Some(target) = tag.attribute(key) {
            list.push(Link {
                label: tag.attribute("alt").unwrap_or_default(),
                target,
                span,
            });
        }
    }
}

/// Skips the events up to the end of the element.
fn skip(events: BlockEvents<'_, '_>, end: TagEnd) {
    let mut depth = 1;
    for (event, _) in events {
        match event {
            Event::Start(tag) if tag.to_end() == end => depth += 1,
            Event::End(tag) if tag == end => {
                depth -= 1;
                if depth == 0 {
                    return;
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let blocks: Vec<String> = outline(text)
            .blocks
            .iter()
            .map(|block| match &block.kind {
                BlockKind::Heading { level, title, .. } => format!("h{level} {}", title.text),
                BlockKind::Table(table) => {
                    format!("table {}x{}", table.header.len(), table.rows.len())
                }
                BlockKind::Paragraph(lines) => {
                    let lines: Vec<_> = lines
                        .iter()
                        .map(|l| format!("{}[{}]", l.text, l.links.len()))
                        .collect();
                    format!("p {}", lines.join(" / "))
                }
                BlockKind::List(items) => format!("list {}", items.len()),
                BlockKind::Code { text: at } => format!("code {:?}", &text[at.clone()]),
                BlockKind::Summary(title) => format!("summary {title}"),
                other => format!("{other:?}"),
            })
            .collect();
        assert_eq!(blocks, expect, "{text}");
    }

    #[test]
    fn blocks() {
        check(
            "# A [![b](c)](d)\n\n[X](x.md) one\n[Y](y.md) two\n",
            &["h1 A", "p X one[1] / Y two[1]"],
        );
        check("- [A](#a)\n  - [B](#b)\n- c\n", &["list 3"]);
        check("```bash\nx\ny\n```\n", &["code \"x\\ny\\n\""]);
        check(
            "| a | b |\n|---|---|\n| 1 | [x](y), [z](w) |\n",
            &["table 2x1"],
        );
    }

    #[test]
    fn html_wrappers() {
        check(
            "<details>\n<summary>Chest</summary>\n\n| a |\n|---|\n| 1 |\n\n</details>\n",
            &["Open", "summary Chest", "table 1x1", "Close"],
        );
        check(
            "<details open><summary><h3>Eye</h3></summary>\n\ntext\n",
            &["Open", "h3 Eye", "p text[0]"],
        );
        check("<p>x</p>\n## Swallowed\n", &["Other", "h2 Swallowed"]);
    }

    #[test]
    fn cells_keep_text_that_looks_like_a_tag() {
        let outline = outline("a <instrument, verb> b <b>c</b> <a href=\"u\">d</a>\n");
        let BlockKind::Paragraph(lines) = &outline.blocks[0].kind else {
            panic!("not a paragraph")
        };
        assert_eq!(lines[0].text, "a <instrument, verb> b c d");
        assert_eq!(lines[0].links[0].target, "u");
    }
}
