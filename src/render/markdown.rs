//! Markdown to HTML that is safe for any input.
//!
//! In: Markdown, and a `Resolver` that knows the targets of links and images. Out: a fragment of
//! well-formed HTML and its plain text. Every tag of the output is written here from an allow-list;
//! no byte of raw HTML is copied. Everything that is not allowed becomes text. `markdown::raw`
//! reads raw HTML, `markdown::writer` keeps the tree well-formed.

mod abbreviation;
mod blocks;
pub mod escape;
mod figure;
mod raw;
pub mod source;
mod table;
mod writer;

use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Parser, Tag, TagEnd};

use crate::parse::autolink;
use crate::parse::events::cleaned;
use crate::parse::outline::OPTIONS;
pub use figure::Figure;
use writer::Writer;

/// Resolves the links and images of a text.
pub trait Resolver {
    /// Resolves the target of a link.
    fn link(&self, target: &str) -> LinkTarget;

    /// Resolves the target of an image.
    fn image(&self, target: &str) -> ImageTarget;

    /// The abbreviations to be explained in a run of text, in order, with their meanings.
    fn abbreviations(&self, _text: &str) -> Vec<(Range<usize>, &str)> {
        Vec::new()
    }
}

/// The resolved target of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// A page or file of this site: the final URL.
    Inside(String),
    /// Another site: a URL with the scheme http, https or mailto.
    Outside(String),
    /// No valid target: the text is kept without the link.
    Dead,
}

/// The resolved target of an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImageTarget {
    /// An image of this site.
    Found {
        /// Its URL.
        src: String,
        /// Its width in pixels.
        width: u32,
        /// Its height in pixels.
        height: u32,
    },
    /// The image does not exist.
    Missing,
    /// An image on another host, which is never loaded but linked with this URL; `None` for a
    /// badge, of which only the text is kept.
    Remote(Option<String>),
}

/// The context in which a fragment is rendered.
pub struct FragmentOptions<'a> {
    /// Resolves links and images.
    pub resolver: &'a dyn Resolver,
    /// The alternative text of images that have none.
    pub alt: &'a str,
    /// The link reference definitions of the whole text, since fragments are rendered separately.
    pub references: &'a [(String, String)],
    /// The number of tables before this fragment: each table of a page has its own number.
    pub tables: usize,
}

/// A rendered fragment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RenderedFragment {
    /// Safe, well-formed HTML.
    pub html: String,
    /// The plain text.
    pub words: String,
    /// The number of tables in the fragment.
    pub tables: usize,
}

/// The figure of a block that contains one image and nothing else but its caption.
pub fn only_figure(block: &str) -> Option<Figure> {
    let figures = if block.trim_start().starts_with('<') {
        figure::in_html(block)?
    } else {
        let mut events: Vec<Event<'_>> = Parser::new_ext(block, OPTIONS).map(cleaned).collect();
        events.retain(|event| {
            !matches!(
                event,
                Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph)
            )
        });
        figure::only_images(&events)?
    };

    <[Figure; 1]>::try_from(figures).ok().map(|[figure]| figure)
}

/// Code blocks with more lines are folded.
pub const FOLD: usize = 30;

/// Renders a fragment.
pub fn to_html(text: &str, options: &FragmentOptions<'_>) -> RenderedFragment {
    let mut resolve = |link: BrokenLink<'_>| resolve_reference(options.references, &link);
    let mut events =
        Parser::new_with_broken_link_callback(text, OPTIONS, Some(&mut resolve)).map(cleaned);

    let mut renderer = Renderer {
        options,
        out: Writer::default(),
        text: String::new(),
        link: 0,
        terse: 0,
        tables: options.tables,
    };

    while let Some(event) = events.next() {
        renderer.event(event, &mut events);
    }
    renderer.flush();

    let (html, words) = renderer.out.finish();
    RenderedFragment {
        html,
        words,
        tables: renderer.tables - options.tables,
    }
}

/// The URL and title of a reference that is defined outside the fragment.
fn resolve_reference(
    references: &[(String, String)],
    link: &BrokenLink<'_>,
) -> Option<(CowStr<'static>, CowStr<'static>)> {
    references
        .iter()
        .find(|(label, _)| label.eq_ignore_ascii_case(&link.reference))
        .map(|(_, target)| (CowStr::from(target.clone()), CowStr::from("")))
}

/// The remaining events of a fragment.
type EventStream<'a, 'b> = &'b mut dyn Iterator<Item = Event<'a>>;

struct Renderer<'a> {
    options: &'a FragmentOptions<'a>,
    out: Writer,
    /// Text that is not written yet: the parser splits it, and a URL may cross the pieces.
    text: String,
    /// The number of open links.
    link: usize,
    /// The number of open headings and tables, in which no abbreviation is explained.
    terse: usize,
    /// The number of tables on the page so far.
    tables: usize,
}

impl Renderer<'_> {
    /// Writes one event, and the events after it that belong to the same element.
    fn event<'e>(&mut self, event: Event<'e>, events: EventStream<'e, '_>) {
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

    fn start<'e>(&mut self, tag: Tag<'e>, events: EventStream<'e, '_>) {
        match tag {
            Tag::Paragraph => self.paragraph(events),
            Tag::Heading { .. } => self.heading(),
            Tag::BlockQuote(_) => self.out.block("blockquote"),
            Tag::CodeBlock(_) => self.code_block(events),
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
                link_type: LinkType::Email,
                dest_url,
                ..
            } => self.open_link(&format!("mailto:{dest_url}")),
            Tag::Link { dest_url, .. } => self.open_link(&dest_url),
            Tag::Image {
                dest_url, title, ..
            } => {
                let alt = plain_words(events, TagEnd::Image);
                self.image(&dest_url, if alt.is_empty() { &title } else { &alt });
            }
            other => self.out.mark(tag_name(&other.to_end())),
        }
    }

    /// Opens a heading as a strong line. The page has been divided at its headings before, so this
    /// one is inside a list or a quotation.
    fn heading(&mut self) {
        self.terse += 1;
        self.out.block("p");
        self.out.inline("strong");
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

    /// Writes the pending text, with its bare URLs as links.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let urls = if self.link > 0 {
            Vec::new()
        } else {
            autolink::urls(&text)
        };

        let mut at = 0;
        for url in urls {
            self.running_text(&text[at..url.start]);
            self.open_link(&text[url.clone()]);
            self.out.plain(&text[url.clone()]);
            self.close_link();
            at = url.end;
        }
        self.running_text(&text[at..]);
    }

    /// Opens a link. Only the text is kept of a link without a target or inside another link.
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

    /// Writes a paragraph; one that contains only images becomes a figure per image.
    fn paragraph<'e>(&mut self, events: EventStream<'e, '_>) {
        let inner: Vec<Event<'e>> = std::iter::from_fn(|| events.next())
            .take_while(|event| *event != Event::End(TagEnd::Paragraph))
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

    /// Writes a block of raw HTML: as figures if it contains nothing else, otherwise tag by tag.
    fn html_block<'e>(&mut self, events: EventStream<'e, '_>) {
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
}

/// Reads the text of an element up to its end, without markup.
fn plain_words<'e>(events: EventStream<'e, '_>, end: TagEnd) -> String {
    let mut words = String::new();
    for event in events {
        match event {
            Event::End(tag) if tag == end => break,
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            _ => {}
        }
    }

    words
}

/// The HTML element for a Markdown element.
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
