//! Properties that the HTML of any input must have: only allowed elements and attributes.

use proptest::prelude::*;
use scraper::{Html, Node};

use super::*;

const TAGS: &[&str] = &[
    "html",
    "head",
    "body",
    "p",
    "a",
    "img",
    "br",
    "hr",
    "b",
    "strong",
    "i",
    "em",
    "u",
    "s",
    "del",
    "ins",
    "sub",
    "sup",
    "code",
    "kbd",
    "mark",
    "small",
    "span",
    "div",
    "details",
    "summary",
    "figure",
    "figcaption",
    "table",
    "thead",
    "tbody",
    "tr",
    "td",
    "th",
    "ul",
    "ol",
    "li",
    "blockquote",
    "pre",
];

/// Parses the output with an HTML parser and checks it against the allow-list.
fn check_allow_list(text: &str) -> Result<(), TestCaseError> {
    let html = render(text).html;
    let document = Html::parse_fragment(&html);
    for node in document.tree.nodes() {
        match node.value() {
            Node::Element(element) => {
                prop_assert!(
                    TAGS.contains(&element.name()),
                    "<{}> in {html}",
                    element.name()
                );
                for (name, value) in element.attrs() {
                    match name {
                        "href" => prop_assert!(
                            value.starts_with("https://")
                                || value.starts_with("../")
                                || value.starts_with("mailto:"),
                            "{value} in {html}"
                        ),
                        "src" => prop_assert_eq!(value, "../i.png"),
                        "alt" | "width" | "height" | "loading" | "decoding" | "class" | "role"
                        | "tabindex" | "scope" | "start" | "rel" | "aria-label" => {}
                        other => prop_assert!(false, "attribute {other} in {html}"),
                    }
                }
            }
            Node::Comment(_) | Node::Doctype(_) | Node::ProcessingInstruction(_) => {
                prop_assert!(false, "{html}")
            }
            _ => {}
        }
    }

    // If the parser had to move or close an element, its tree would differ from the tags written.
    let mut read = String::new();
    outline(*document.root_element(), &mut read);
    prop_assert_eq!(read, written(&html), "from {:?}", text);
    Ok(())
}

/// The tree as tags without attributes and text without escapes.
fn outline(node: ego_tree::NodeRef<'_, Node>, out: &mut String) {
    for child in node.children() {
        match child.value() {
            Node::Element(element) => {
                out.push_str(&format!("<{}>", element.name()));
                outline(child, out);
                if !["img", "br", "hr"].contains(&element.name()) {
                    out.push_str(&format!("</{}>", element.name()));
                }
            }
            Node::Text(text) => out.push_str(text),
            _ => {}
        }
    }
}

/// The same representation, made from the tags as written.
fn written(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let end = rest[at..].find('>').map_or(rest.len(), |n| at + n);
        let name = rest[at + 1..end].split(' ').next().unwrap_or_default();
        out.push_str(&format!("{}<{name}>", unescaped(&rest[..at])));
        rest = &rest[(end + 1).min(rest.len())..];
    }
    out + &unescaped(rest)
}

fn unescaped(text: &str) -> String {
    let text = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'");
    text.replace("&nbsp;", "\u{a0}").replace("&amp;", "&")
}

fn hostile_markdown() -> impl Strategy<Value = String> {
    let parts = prop::sample::select(vec![
        "<script>",
        "</script>",
        "<b>",
        "</b>",
        "<p>",
        "</p>",
        "<div align=center>",
        "</div>",
        "<a href='javascript:x'>",
        "<a href=\"https://e.org\">",
        "</a>",
        "<img src=i.png onerror=x>",
        "<img src=https://e.org/x>",
        "<!--",
        "-->",
        "<svg onload=x>",
        "<details>",
        "<summary>",
        "</summary>",
        "</details>",
        "<br/>",
        "<td>",
        "<style>",
        "<![CDATA[",
        "]]>",
        "<?php",
        "?>",
        "&lt;",
        "&#x3c;script&#x3e;",
        "\n",
        "\n\n",
        "    ",
        "> ",
        "- ",
        "1. ",
        "| a | b |\n|-|-|\n| ",
        " | ",
        "*",
        "**",
        "`",
        "```\n",
        "[x](a.md)",
        "[x](javascript:y)",
        "![i](i.png)",
        "![i](https://e.org/i)",
        "https://e.org/?a=\"b\"",
        "x",
        "\"",
        "'",
        "=",
        "<",
        ">",
        "&",
        "\u{202e}",
        "\u{0}",
        "~~",
        "# ",
        "[^1]",
        "<h1>",
        "</h1>",
        "<center>",
        "<code>",
        "\\",
        "<instrument, verb>",
    ]);
    prop::collection::vec(parts, 0..24).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn hostile_markdown_becomes_allowed_html(text in hostile_markdown()) {
        check_allow_list(&text)?;
    }

    #[test]
    fn any_text_becomes_allowed_html(text in "\\PC{0,200}") {
        check_allow_list(&text)?;
    }
}
