//! Images that stand alone become figures with a caption.
//!
//! In: a block of raw HTML, or the events of a paragraph. Out: figures, when there is nothing else in it. The usual form in
//! catalogs is a centred `div` with a linked image, then a `p` with the caption in an `em`.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::parse::html::tag;
use crate::value::text::collapse_whitespace;

/// An image with its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    /// As written.
    pub target: String,
    /// Its words; may be empty.
    pub alt: String,
    /// Text of raw HTML, with character references; empty for none.
    pub caption: String,
}

/// Elements that a figure's block may be made of.
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

/// The figures of a block of raw HTML: images, each followed by its caption; `None` when it holds anything else.
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
        let found = tag(&rest[at..end])?;
        if found.name == "img" {
            let target = found.attribute("src")?;
            figures.push(Figure {
                target,
                alt: found.attribute("alt").unwrap_or_default(),
                caption: String::new(),
            });
        } else if !WRAPPERS.contains(&found.name.as_str()) {
            return None;
        }
        rest = &rest[end..];
    }
    for figure in &mut figures {
        figure.caption = collapse_whitespace(&figure.caption);
    }
    (!figures.is_empty()).then_some(figures)
}

/// The images of a paragraph that holds nothing else; the title of an image is its caption.
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
