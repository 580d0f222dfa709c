//! A page of the site, parsed: its main part, its visible text, its attributes.

use scraper::node::Node;
use scraper::{ElementRef, Html, Selector};

/// A parsed page.
pub(crate) struct Page(Html);

/// Elements that stand inside a line of text.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "button", "cite", "code", "data", "del", "dfn", "em", "i",
    "img", "input", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strong",
    "sub", "sup", "svg", "time", "u", "use", "var", "wbr",
];

impl Page {
    /// Parses a page as a browser does.
    pub(crate) fn new(text: &str) -> Self {
        Self(Html::parse_document(text))
    }

    /// All elements that a CSS selector names.
    pub(crate) fn select(&self, selector: &str) -> Vec<ElementRef<'_>> {
        self.0.select(&Selector::parse(selector).unwrap()).collect()
    }

    /// The first element that a CSS selector names.
    #[track_caller]
    pub(crate) fn one(&self, selector: &str) -> ElementRef<'_> {
        self.select(selector)
            .into_iter()
            .next()
            .unwrap_or_else(|| panic!("no {selector} in {}", self.main_html()))
    }

    /// Whether a CSS selector names something.
    pub(crate) fn has(&self, selector: &str) -> bool {
        !self.select(selector).is_empty()
    }

    /// The values of an attribute of all elements that a CSS selector names.
    pub(crate) fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        self.select(selector)
            .iter()
            .filter_map(|element| element.value().attr(name))
            .map(str::to_owned)
            .collect()
    }

    /// The inside of `<main>`.
    pub(crate) fn main_html(&self) -> String {
        self.select("main")
            .first()
            .map_or_else(String::new, ElementRef::inner_html)
    }

    /// Visible text inside `<main>`.
    pub(crate) fn main_text(&self) -> String {
        self.select("main")
            .first()
            .map_or_else(String::new, |main| text_of(*main))
    }

    /// Visible text of the whole page.
    pub(crate) fn text(&self) -> String {
        text_of(self.one("body"))
    }
}

/// The text of an element, one line a block, blanks collapsed.
pub(crate) fn text_of(element: ElementRef<'_>) -> String {
    let mut out = String::new();
    walk(element, &mut out);
    let lines = out
        .split('\n')
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

fn walk(element: ElementRef<'_>, out: &mut String) {
    for child in element.children() {
        match child.value() {
            Node::Text(text) => out.push_str(&text.replace('\n', " ")),
            Node::Element(inner) => {
                let name = inner.name();
                if ["script", "style", "template", "noscript", "head"].contains(&name) {
                    continue;
                }
                let breaks = !INLINE.contains(&name);
                out.push_str(if breaks { "\n" } else { "" });
                if let Some(inner) = ElementRef::wrap(child) {
                    walk(inner, out);
                }
                out.push_str(if breaks { "\n" } else { "" });
            }
            _ => {}
        }
    }
}
