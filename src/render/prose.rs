//! Text of contributors for one page: fragments rendered with the links and images of the file they stand in.
//!
//! In: byte ranges of one text. Out: safe HTML, headings with ids that are unique on the page, and the images shown.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::catalog::Catalog;
use crate::catalog::anchor::heading_anchor;
use crate::catalog::glossary::GlossaryEntry;
use crate::catalog::image::ImageId;
use crate::catalog::link::ResolvedLink;
use crate::parse::outline::outline;
use crate::render::Context;
use crate::render::abbreviations::Hover;
use crate::render::markdown::{self, ImageTarget, LinkTarget, Options, Resolver};
use crate::render::pages::Place;
use crate::render::view::{DatasetRow, ImageView, RESERVED_IDS, TocItem};
use crate::source::Sources;
use crate::source::{FileId, Span};
use crate::value::url::is_web;

/// What a path in a repository's address keeps as it is.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'.')
    .remove(b'-')
    .remove(b'_');

/// Renders fragments of one file for one page.
pub(super) struct Prose<'a> {
    links: Links<'a>,
    text: &'a str,
    alt: &'a str,
    references: &'a [(String, String)],
    ids: BTreeSet<String>,
    tables: usize,
    words: String,
}

/// A heading of a page.
pub(super) struct Heading {
    pub(super) id: String,
    pub(super) text: String,
    pub(super) html: String,
    pub(super) toc: TocItem,
}

impl<'a> Context<'a> {
    /// Starts the prose of a page: the text of `file`, with `alt` for images without words.
    pub(super) fn prose(&self, place: &Place, file: FileId, alt: &'a str) -> Prose<'a> {
        let catalog: &'a Catalog = self.catalog;
        let references = match catalog.pages.get(&file) {
            Some(page) if file != Sources::README => &page.references,
            _ => match catalog
                .glossary
                .as_ref()
                .filter(|glossary| glossary.file == file)
            {
                Some(glossary) => &glossary.references,
                None => &catalog.references,
            },
        };
        Prose {
            links: Links {
                catalog,
                place: place.clone(),
                file,
                images: RefCell::default(),
                hover: Hover::new(catalog),
            },
            text: catalog.sources.text(file),
            alt,
            references,
            ids: RESERVED_IDS.iter().map(|id| (*id).to_owned()).collect(),
            tables: 0,
            words: String::new(),
        }
    }

    /// Where the repository shows a place.
    pub(super) fn source_url(&self, span: &Span) -> Option<String> {
        let line = self.catalog.sources.line(span);
        Some(format!(
            "{}#L{line}",
            self.repository_url("blob", span.file)?
        ))
    }

    /// Where the repository edits a file.
    pub(super) fn edit_url(&self, span: &Span) -> Option<String> {
        self.repository_url("edit", span.file)
    }

    /// Where the repository makes the page of a dataset that has none.
    pub(super) fn new_page_url(&self, name: &str) -> Option<String> {
        let settings = self.settings;
        let folder = format!("{}{}", settings.repository_path, settings.pages);
        let folder = utf8_percent_encode(&folder, PATH);
        let name = utf8_percent_encode(name, NON_ALPHANUMERIC);
        Some(format!(
            "{}/new/{}/{folder}?filename={name}.md",
            settings.repository.as_ref()?,
            settings.branch
        ))
    }

    fn repository_url(&self, verb: &str, file: FileId) -> Option<String> {
        let settings = self.settings;
        let path = format!(
            "{}{}",
            settings.repository_path,
            self.catalog.sources.path(file)
        );
        let path = utf8_percent_encode(&path, PATH);
        Some(format!(
            "{}/{verb}/{}/{path}",
            settings.repository.as_ref()?,
            settings.branch
        ))
    }
}

impl Prose<'_> {
    /// The same without hover text, for the page that explains everything.
    pub(super) fn without_hover(mut self) -> Self {
        self.links.hover = Hover::default();
        self
    }

    /// Leaves the abbreviations of an entry alone: its text is on the page.
    pub(super) fn skip_hover(&self, entry: &GlossaryEntry) {
        self.links.hover.skip(entry);
    }

    /// A line of plain text with its abbreviations explained; nothing when it has none that the page did not explain.
    pub(super) fn explained(&self, text: &str) -> Option<String> {
        self.links.hover.html(text)
    }

    /// The same for the descriptions of rows.
    pub(super) fn explain(&self, mut rows: Vec<DatasetRow>) -> Vec<DatasetRow> {
        for row in &mut rows {
            row.description_html = self.explained(&row.description);
        }
        rows
    }

    /// The blocks as HTML.
    pub(super) fn html(&mut self, blocks: &[Range<usize>]) -> String {
        let text = self.text;
        let joined;
        let part = match blocks {
            [] => return String::new(),
            [one] => &text[one.clone()],
            // Blocks that entries stood between were apart before, and stay so.
            many => {
                joined = many
                    .iter()
                    .map(|range| &text[range.clone()])
                    .collect::<Vec<_>>()
                    .join("\n\n");
                &joined
            }
        };
        self.render(part)
    }

    /// A part of the text as Markdown, with its links as this page's place has them.
    pub(super) fn markdown(&self, part: &Range<usize>) -> String {
        markdown::source::relinked(&self.text[part.clone()], &self.links, self.references)
    }

    fn render(&mut self, text: &str) -> String {
        let options = Options {
            resolver: &self.links,
            alt: self.alt,
            references: self.references,
            tables: self.tables,
        };
        let rendered = markdown::to_html(text, &options);
        self.tables += rendered.tables;
        if self.words.len() < 2000 {
            self.words.push_str(&rendered.words);
            self.words.push(' ');
        }
        rendered.html
    }

    /// A heading with an id that nothing else on the page has.
    pub(super) fn heading(&mut self, title: &str, level: u8) -> Heading {
        let wanted = Some(heading_anchor(title))
            .filter(|id| !id.is_empty())
            .unwrap_or_else(|| "section".to_owned());
        let mut id = wanted.clone();
        let mut n = 1;
        while !title.is_empty() && !self.ids.insert(id.clone()) {
            n += 1;
            id = format!("{wanted}-{n}");
        }
        let html = format!(
            "<h{level} id=\"{}\">{}</h{level}>",
            escape(&id),
            escape(title)
        );
        Heading {
            toc: TocItem {
                id: id.clone(),
                title: title.to_owned(),
                level,
            },
            id,
            text: title.to_owned(),
            html,
        }
    }

    /// The first figure of the text before the sections. Its block is left out by `html_but_lead_image`.
    pub(super) fn lead_image(&self, lead: &Range<usize>) -> Option<ImageView> {
        let (_, figure) = self.lead_figure(lead)?;
        let ImageTarget::Found { src, width, height } = self.links.image(&figure.target) else {
            return None;
        };
        let words = [figure.alt.as_str(), figure.caption.as_str(), self.alt]
            .into_iter()
            .find(|words| !words.is_empty());
        let caption = (!figure.caption.is_empty()).then(|| {
            let mut html = String::new();
            markdown::escape::push_html_text(&mut html, &figure.caption);
            html
        });
        let alt = words.unwrap_or_default().to_owned();
        Some(ImageView {
            src,
            width: Some(width),
            height: Some(height),
            alt,
            caption_html: caption,
        })
    }

    /// The first figure of these parts of the text, and the parts without it.
    pub(super) fn figure_of(
        &self,
        parts: Vec<Range<usize>>,
    ) -> (Option<ImageView>, Vec<Range<usize>>) {
        for (at, part) in parts.iter().enumerate() {
            let (Some(image), Some((figure, _))) = (self.lead_image(part), self.lead_figure(part))
            else {
                continue;
            };
            let rest = [part.start..figure.start, figure.end..part.end];
            return (
                Some(image),
                [&parts[..at], &rest, &parts[at + 1..]].concat(),
            );
        }
        (None, parts)
    }

    fn lead_figure(&self, lead: &Range<usize>) -> Option<(Range<usize>, markdown::Figure)> {
        let text = &self.text[lead.clone()];
        let first = outline(text)
            .blocks
            .into_iter()
            .find(|block| text[block.span.clone()].contains(['<', '!']))?;
        let figure = markdown::only_figure(&text[first.span.clone()])?;
        Some((
            lead.start + first.span.start..lead.start + first.span.end,
            figure,
        ))
    }

    /// The text before the sections without its first figure: that one is shown beside the facts, or, when the file is
    /// missing, replaced by a cover.
    pub(super) fn html_but_lead_image(&mut self, lead: &Range<usize>) -> String {
        match self.lead_figure(lead) {
            Some((figure, _)) => self.html(&[lead.start..figure.start, figure.end..lead.end]),
            None => self.html(std::slice::from_ref(lead)),
        }
    }

    /// The first words of all that was rendered so far.
    pub(super) fn words(&self, most: usize) -> String {
        self.words_since(0, most)
    }

    /// Where the words rendered from now on begin.
    pub(super) fn mark(&self) -> usize {
        self.words.len()
    }

    /// The first words of what was rendered since a mark.
    pub(super) fn words_since(&self, mark: usize, most: usize) -> String {
        crate::render::pages::shorten(
            &crate::value::text::collapse_whitespace(&self.words[mark..]),
            most,
        )
    }

    /// The images that were shown.
    pub(super) fn into_images(self) -> BTreeSet<ImageId> {
        self.links.images.into_inner()
    }
}

/// Plain text as HTML.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::new();
    markdown::escape::push_text(&mut out, text);
    out
}

/// Links of one file, seen from one page.
struct Links<'a> {
    catalog: &'a Catalog,
    place: Place,
    file: FileId,
    images: RefCell<BTreeSet<ImageId>>,
    hover: Hover<'a>,
}

impl Links<'_> {
    fn found(&self, id: ImageId) -> (&crate::catalog::image::Image, String) {
        self.images.borrow_mut().insert(id);
        let image = &self.catalog.images.list[id];
        (image, self.place.to(&image.route))
    }
}

impl Resolver for Links<'_> {
    fn link(&self, target: &str) -> LinkTarget {
        // A target such as `[https://a](https://b)` holds the address that was meant last.
        let target = target
            .rfind("](")
            .map_or(target, |at| target[at + 2..].trim_end_matches(')'));
        let from = self.catalog.sources.path(self.file);
        match self
            .catalog
            .link_resolver
            .resolve(&self.catalog.images, from, target)
        {
            ResolvedLink::Page(route, fragment) => {
                let url = self.place.to(&route);
                LinkTarget::Inside(if fragment.is_empty() {
                    url
                } else {
                    format!("{url}#{fragment}")
                })
            }
            ResolvedLink::Image(id) => LinkTarget::Inside(self.found(id).1),
            // Ids of the page are those of its headings; what other anchors meant cannot be known.
            ResolvedLink::Fragment(_) => LinkTarget::Dead,
            ResolvedLink::External(url)
                if !url.chars().any(|c| c.is_whitespace() || c.is_control()) =>
            {
                LinkTarget::Outside(url)
            }
            ResolvedLink::External(_) | ResolvedLink::Broken(_) => LinkTarget::Dead,
        }
    }

    fn abbreviations(&self, text: &str) -> Vec<(Range<usize>, &str)> {
        self.hover.find(text)
    }

    fn image(&self, target: &str) -> ImageTarget {
        let target = target.trim();
        if target.contains("://") || target.starts_with("//") {
            let web = is_web(target);
            let badge = ["shields.io", "badge", "awesome.re", "visitor"]
                .iter()
                .any(|word| target.contains(word));
            return ImageTarget::Remote(Some(target.to_owned()).filter(|_| web && !badge));
        }
        let from = self.catalog.sources.path(self.file);
        match self
            .catalog
            .link_resolver
            .image(&self.catalog.images, from, target)
        {
            Some((id, _)) => {
                let (image, src) = self.found(id);
                ImageTarget::Found {
                    src,
                    width: image.asset.width,
                    height: image.asset.height,
                }
            }
            None => ImageTarget::Missing,
        }
    }
}
