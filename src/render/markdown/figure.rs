//! Images on their own become figures with a caption.
//!
//! In: a block of raw HTML, or the events of a paragraph. Out: figures, if the block contains
//! nothing else. The usual form in catalogs is a centred `div` with a linked image, then a `p` with
//! the caption in an `em`.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::parse::html::tag;
use crate::value::text::collapse_whitespace;

/// An image with its texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    /// The path or URL as written.
    pub target: String,
    /// The alternative text; may be empty.
    pub alt: String,
    /// The caption as text of raw HTML, with character references; empty if there is none.
    pub caption: String,
}

/// The elements that a block of figures may contain besides images.
const WRAPPERS: &[&str] = &[
    "div",
    "center",
    "p",
    "a",
    "em",
    "i",
    "b",
    "strong",
    "span",
    "br",
    "figure",
    "figcaption",
    "font",
    "sub",
];

/// The figures of a block of raw HTML: images, each followed by its caption. `None` if the block
/// contains anything else.
pub(super) fn in_html(html: &str) -> Option<Vec<Figure>> {
    if !html.contains("<img") {
        return None;
    }

    let mut figures: Vec<Figure> = Vec::new();
    let mut rest = html;
    loop {
        let at = rest.find('<').unwrap_or(rest.len());
        let text = &rest[..at];
        match figures.last_mut() {
            Some(figure) => figure.caption.push_str(text),
            None if !text.trim().is_empty() => return None,
            None => {}
        }
        if at == rest.len() {
            break;
        }

        let end = rest[at..].find('>').map(|n| at + n + 1)?;
        let element = tag(&rest[at..end])?;
        if element.name == "img" {
            figures.push(Figure {
                target: element.attribute("src")?,
                alt: element.attribute("alt").unwrap_or_default(),
                caption: String::new(),
            });
        } else if !WRAPPERS.contains(&element.name.as_str()) {
            return None;
        }
        rest = &rest[end..];
    }

    for figure in &mut figures {
        figure.caption = collapse_whitespace(&figure.caption);
    }

    (!figures.is_empty()).then_some(figures)
}

/// The images of a paragraph that contains nothing else. The title of an image is its caption.
pub(super) fn only_images(events: &[Event<'_>]) -> Option<Vec<Figure>> {
    let mut figures: Vec<Figure> = Vec::new();
    let mut inside = false;

    for event in events {
        match event {
            Event::Start(Tag::Image {
                dest_url, title, ..
            }) => {
                inside = true;
                figures.push(Figure {
                    target: dest_url.to_string(),
                    alt: String::new(),
                    caption: title.replace('&', "&amp;"),
                });
            }
            Event::End(TagEnd::Image) => inside = false,
            Event::Text(text) | Event::Code(text) if inside => {
                figures.last_mut()?.alt.push_str(text)
            }
            Event::SoftBreak | Event::HardBreak => {}
            _ => return None,
        }
    }

    (!figures.is_empty()).then_some(figures)
}
