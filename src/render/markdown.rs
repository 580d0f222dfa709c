//! Markdown of contributors to safe HTML.
//!
//! In: Markdown, and a `Resolver` that knows where links and images lead. Out: a fragment of well-formed HTML and its
//! plain words. Every tag of the output is written here from an allow-list; no byte of raw HTML is copied. What is not
//! allowed shows as text. `markdown::raw` reads raw HTML, `markdown::writer` keeps the tree well-formed.

mod abbreviation;
pub mod escape;
mod figure;
mod raw;
pub mod source;
mod table;
mod writer;

use std::ops::Range;

use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Parser, Tag, TagEnd};

use crate::parse::autolink;
use crate::parse::outline::OPTIONS;
pub use figure::Figure;
use table::TableRows;
use writer::Writer;

/// Knows where the links and images of a text lead.
pub trait Resolver {
    /// Where a link leads.
    fn link(&self, target: &str) -> LinkTarget;
    /// What an image shows.
    fn image(&self, target: &str) -> ImageTarget;
    /// The abbreviations in a run of text that are explained here, in order, with what each stands for.
    fn abbreviations(&self, _text: &str) -> Vec<(Range<usize>, &str)> {
        Vec::new()
    }
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// A place on this site: the address, ready.
    Inside(String),
    /// Another site: an address whose scheme is http, https or mailto.
    Outside(String),
    /// Nowhere: the words stay, the link goes.
    Dead,
}

/// What an image shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImageTarget {
    /// An image of this site.
    Found {
        /// Its address.
        src: String,
        /// Pixels.
        width: u32,
        /// Pixels.
        height: u32,
    },
    /// It is not there.
    Missing,
    /// It lies on another host: never loaded, linked by this address; `None` for badges, which only leave their words.
    Remote(Option<String>),
}

/// How a fragment is rendered.
pub struct Options<'a> {
    /// Knows links and images.
    pub resolver: &'a dyn Resolver,
    /// Alternative text of an image without words of its own.
    pub alt: &'a str,
    /// Link reference definitions of the whole text, since fragments are rendered one by one.
    pub references: &'a [(String, String)],
    /// Number of tables on the page so far: their names must differ.
    pub tables: usize,
}

/// A rendered fragment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rendered {
    /// Safe, well-formed HTML.
    pub html: String,
    /// Its words, plain.
    pub words: String,
    /// Number of tables in it.
    pub tables: usize,
}

/// The figure of a block that holds one image and nothing else but its caption.
pub fn only_figure(block: &str) -> Option<Figure> {
    let figures = match block.trim_start().starts_with('<') {
        true => figure::in_html(block)?,
        false => {
            let inside = |event: &Event<'_>| {
                !matches!(
                    event,
                    Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph)
                )
            };
            figure::only_images(
                &Parser::new_ext(block, OPTIONS)
                    .filter(inside)
                    .collect::<Vec<_>>(),
            )?
        }
    };
    <[Figure; 1]>::try_from(figures).ok().map(|[figure]| figure)
}

/// Code blocks of more lines are folded.
pub const FOLD: usize = 30;

/// Renders a fragment.
pub fn to_html(text: &str, options: &Options<'_>) -> Rendered {
    let mut resolve = |link: BrokenLink<'_>| {
        let known = options
            .references
            .iter()
            .find(|(label, _)| label.eq_ignore_ascii_case(&link.reference));
        known.map(|(_, target)| (CowStr::from(target.clone()), CowStr::from("")))
    };
    let parser = Parser::new_with_broken_link_callback(text, OPTIONS, Some(&mut resolve));
    let mut renderer = Renderer {
        options,
        out: Writer::default(),
        text: String::new(),
        link: 0,
        terse: 0,
        tables: options.tables,
    };
    let mut events = parser.into_iter();
    while let Some(event) = events.next() {
        renderer.event(event, &mut events);
    }
    renderer.flush();
    let (html, words) = renderer.out.finish();
    Rendered {
        html,
        words,
        tables: renderer.tables - options.tables,
    }
}

type Events<'a, 'b> = &'b mut dyn Iterator<Item = Event<'a>>;

struct Renderer<'a> {
    options: &'a Options<'a>,
    out: Writer,
    /// Text not yet written: the parser splits it, and URLs may lie across the pieces.
    text: String,
    /// Number of links that are open.
    link: usize,
    /// Number of headings and tables that are open: no abbreviation is explained in them.
    terse: usize,
    tables: usize,
}

impl Renderer<'_> {
    fn event<'e>(&mut self, event: Event<'e>, events: Events<'e, '_>) {
        if let Event::Text(text) = &event {
            self.text.push_str(text);
            return;
        }
        self.flush();
        match event {
            Event::Start(tag) => self.start(tag, events),
            Event::End(tag) => self.end(tag),
            Event::Code(code) => self.out.element("code", &code),
            Event::InlineHtml(html) | Event::Html(html) => self.raw(&html),
            Event::SoftBreak => self.out.plain("\n"),
            Event::HardBreak => self.out.void("br"),
            Event::Rule => self.out.rule(),
            Event::TaskListMarker(done) => self.out.plain(if done { "☑ " } else { "☐ " }),
            Event::FootnoteReference(label) => self.out.element("sup", &label),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.out.element("code", &text),
            Event::Text(_) => {}
        }
    }

    fn start<'e>(&mut self, tag: Tag<'e>, events: Events<'e, '_>) {
        match tag {
            Tag::Paragraph => self.paragraph(events),
            // Sections are split at their headings before they come here; one inside a list or a quote is a strong line.
            Tag::Heading { .. } => {
                self.terse += 1;
                self.out.block("p");
                self.out.inline("strong");
            }
            Tag::BlockQuote(_) => self.out.block("blockquote"),
            Tag::CodeBlock(kind) => self.code_block(&kind, events),
            Tag::HtmlBlock => self.html_block(events),
            Tag::List(None) => self.out.block("ul"),
            Tag::List(Some(1)) => self.out.block("ol"),
            Tag::List(Some(first)) => self.out.block_with("ol", "start", &first.to_string()),
            Tag::Item => self.out.block("li"),
            Tag::FootnoteDefinition(label) => {
                self.out.block("div");
                self.out.element("sup", &label);
            }
            Tag::Table(_) => self.table(events),
            Tag::Emphasis => self.out.inline("em"),
            Tag::Strong => self.out.inline("strong"),
            Tag::Strikethrough => self.out.inline("del"),
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => {
                let target = if link_type == LinkType::Email {
                    format!("mailto:{dest_url}")
                } else {
                    dest_url.into_string()
                };
                self.open_link(&target);
            }
            Tag::Image {
                dest_url, title, ..
            } => {
                let alt = plain_words(events, TagEnd::Image);
                let alt = if alt.is_empty() {
                    title.into_string()
                } else {
                    alt
                };
                self.image(&dest_url, &alt);
            }
            other => self.out.mark(tag_name(&other.to_end())),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        if tag == TagEnd::Link {
            return self.close_link();
        }
        if matches!(tag, TagEnd::Heading(_)) {
            self.terse = self.terse.saturating_sub(1);
        }
        self.out.close(tag_name(&tag));
    }

    /// Writes the text so far, with its bare URLs as links.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let mut at = 0;
        let urls = if self.link > 0 {
            Vec::new()
        } else {
            autolink::urls(&text)
        };
        for url in urls {
            self.running_text(&text[at..url.start]);
            self.open_link(&text[url.clone()]);
            self.out.plain(&text[url.clone()]);
            self.close_link();
            at = url.end;
        }
        self.running_text(&text[at..]);
    }

    /// Opens a link; one that leads nowhere, or stands in another, only leaves its words.
    fn open_link(&mut self, target: &str) {
        self.link += 1;
        let target = if self.link > 1 {
            LinkTarget::Dead
        } else {
            self.options.resolver.link(target)
        };
        match target {
            LinkTarget::Inside(url) => self.out.link(&url, false),
            LinkTarget::Outside(url) => self.out.link(&url, true),
            LinkTarget::Dead => self.out.mark("a"),
        }
    }

    fn close_link(&mut self) {
        self.link = self.link.saturating_sub(1);
        self.out.close("a");
    }

    /// A paragraph of nothing but images is a figure each.
    fn paragraph<'e>(&mut self, events: Events<'e, '_>) {
        let ends = |event: &Event<'_>| *event == Event::End(TagEnd::Paragraph);
        let inner: Vec<Event<'e>> = std::iter::from_fn(|| events.next())
            .take_while(|event| !ends(event))
            .collect();
        if let Some(images) = figure::only_images(&inner) {
            for image in images {
                self.figure(&image);
            }
            return;
        }
        self.out.block("p");
        let mut inner = inner.into_iter();
        while let Some(event) = inner.next() {
            self.event(event, &mut inner);
        }
        self.flush();
        self.out.close("p");
    }

    /// A block of raw HTML: figures as such, else tag by tag.
    fn html_block<'e>(&mut self, events: Events<'e, '_>) {
        let mut html = String::new();
        for event in events {
            match event {
                Event::End(TagEnd::HtmlBlock) => break,
                Event::Html(part) | Event::Text(part) => html.push_str(&part),
                _ => {}
            }
        }
        match figure::in_html(&html) {
            Some(figures) => figures.iter().for_each(|figure| self.figure(figure)),
            None => self.raw(&html),
        }
    }

    fn figure(&mut self, figure: &Figure) {
        match self.options.resolver.image(&figure.target) {
            ImageTarget::Found { src, width, height } => {
                self.out.block("figure");
                let alt = [figure.alt.as_str(), figure.caption.as_str()]
                    .into_iter()
                    .find(|words| !words.is_empty());
                self.out
                    .image(&src, width, height, alt.unwrap_or(self.options.alt));
                if !figure.caption.is_empty() {
                    self.out.block("figcaption");
                    self.out.html_text(&figure.caption);
                    self.out.close("figcaption");
                }
                self.out.close("figure");
            }
            _ => {
                self.out.block("p");
                let words = if figure.caption.is_empty() {
                    &figure.alt
                } else {
                    &figure.caption
                };
                self.image(&figure.target, words);
                self.out.close("p");
            }
        }
    }

    fn image(&mut self, target: &str, alt: &str) {
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

    fn code_block<'e>(&mut self, kind: &CodeBlockKind<'_>, events: Events<'e, '_>) {
        let _ = kind;
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

    fn table<'e>(&mut self, events: Events<'e, '_>) {
        let mut rows = TableRows::default();
        self.terse += 1;
        while let Some(event) = events.next() {
            match event {
                Event::End(TagEnd::Table) => break,
                Event::Start(Tag::TableCell) => {
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
                    let (html, words) = std::mem::replace(&mut self.out, outer).finish();
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
}

/// The words inside an element, without markup.
fn plain_words<'e>(events: Events<'e, '_>, end: TagEnd) -> String {
    let mut words = String::new();
    for event in events {
        match event {
            Event::End(found) if found == end => break,
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            _ => {}
        }
    }
    words
}

/// The element that a Markdown element becomes.
fn tag_name(tag: &TagEnd) -> &'static str {
    match tag {
        TagEnd::Heading(_) | TagEnd::Paragraph => "p",
        TagEnd::BlockQuote(_) => "blockquote",
        TagEnd::List(true) => "ol",
        TagEnd::List(false) => "ul",
        TagEnd::Item => "li",
        TagEnd::Emphasis => "em",
        TagEnd::Strong => "strong",
        TagEnd::Strikethrough => "del",
        TagEnd::Link => "a",
        TagEnd::FootnoteDefinition => "div",
        _ => "span",
    }
}

#[cfg(test)]
mod tests;
