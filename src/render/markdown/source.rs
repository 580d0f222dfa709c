//! Markdown that stays Markdown: the text as written, with links and images that lead where the site has them.
//!
//! In: Markdown and a `Resolver`. Out: Markdown. Dead links leave their words, images of other hosts become links, and raw HTML
//! is shown as text, since readers of Markdown run it.

use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Parser, Tag};

use crate::parse::outline::OPTIONS;
use crate::render::markdown::{ImageTarget, LinkTarget, Resolver};

/// Rewrites the destinations of a text.
pub fn relinked(text: &str, resolver: &dyn Resolver, references: &[(String, String)]) -> String {
    let mut resolve = |link: BrokenLink<'_>| {
        let known = references
            .iter()
            .find(|(label, _)| label.eq_ignore_ascii_case(&link.reference));
        known.map(|(_, target)| (CowStr::from(target.clone()), CowStr::from("")))
    };
    let parser = Parser::new_with_broken_link_callback(text, OPTIONS, Some(&mut resolve));
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    for (event, range) in parser.into_offset_iter() {
        match event {
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                ..
            }) => {
                edits.extend(link(text, &range, link_type, &dest_url, resolver));
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                edits.extend(image(text, &range, &dest_url, resolver))
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                html_as_text(&html, range.start, &mut edits)
            }
            _ => {}
        }
    }
    apply(text, edits)
}

/// Bytes of a bracketed part: `[` or `![`, and from the bracket that closes the words to the end.
struct Parts {
    open: Range<usize>,
    close: Range<usize>,
}

fn parts(text: &str, range: &Range<usize>) -> Option<Parts> {
    let source = &text[range.clone()];
    let open = if source.starts_with("![") {
        2
    } else {
        usize::from(source.starts_with('['))
    };
    let close = source
        .rfind("](")
        .or_else(|| source.rfind("]["))
        .or_else(|| source.rfind(']'))?;
    (open > 0 && close >= open).then(|| Parts {
        open: range.start..range.start + open,
        close: range.start + close..range.end,
    })
}

fn link(
    text: &str,
    range: &Range<usize>,
    kind: LinkType,
    target: &str,
    resolver: &dyn Resolver,
) -> Vec<(Range<usize>, String)> {
    if matches!(kind, LinkType::Autolink | LinkType::Email) {
        return Vec::new();
    }
    let Some(parts) = parts(text, range) else {
        return Vec::new();
    };
    match resolver.link(target) {
        LinkTarget::Inside(url) | LinkTarget::Outside(url) => {
            vec![(parts.close, destination(&url))]
        }
        LinkTarget::Dead => vec![(parts.open, String::new()), (parts.close, String::new())],
    }
}

fn image(
    text: &str,
    range: &Range<usize>,
    target: &str,
    resolver: &dyn Resolver,
) -> Vec<(Range<usize>, String)> {
    let Some(parts) = parts(text, range) else {
        return Vec::new();
    };
    match resolver.image(target) {
        ImageTarget::Found { src, .. } => vec![(parts.close, destination(&src))],
        ImageTarget::Remote(Some(url)) => {
            vec![
                (parts.open, "[".to_owned()),
                (parts.close, destination(&url)),
            ]
        }
        ImageTarget::Remote(None) | ImageTarget::Missing => {
            vec![(parts.open, String::new()), (parts.close, String::new())]
        }
    }
}

/// The end of a link to this address: `](https://…)`.
fn destination(url: &str) -> String {
    let url = url
        .replace('<', "%3C")
        .replace('>', "%3E")
        .replace(['\n', '\r'], "");
    // Blanks and brackets would end a bare address.
    if url.contains([' ', '(', ')']) {
        format!("](<{url}>)")
    } else {
        format!("]({url})")
    }
}

/// Tags that mean the same wherever they are read stay; of all others the bracket is escaped.
fn html_as_text(html: &str, start: usize, edits: &mut Vec<(Range<usize>, String)>) {
    const KEPT: &[&str] = &[
        "br", "sub", "sup", "b", "i", "em", "strong", "p", "div", "center", "table", "tr", "td",
        "th", "thead", "tbody", "ul", "ol", "li", "details", "summary", "h1", "h2", "h3", "h4",
        "h5", "h6",
    ];
    for (at, _) in html.match_indices('<') {
        let rest = html[at + 1..].trim_start_matches('/');
        let name: String = rest
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        let tag = rest
            .get(name.len()..)
            .and_then(|rest| rest.find('>').map(|end| &rest[..end]));
        // Attributes may hold anything: a tag with others than its place is shown as text too.
        let harmless = tag.is_some_and(|rest| is_harmless(rest.trim_end_matches('/')));
        if !(KEPT.contains(&name.to_ascii_lowercase().as_str()) && harmless) {
            edits.push((start + at..start + at + 1, "&lt;".to_owned()));
        }
    }
}

/// Whether a tag has no attribute but those that place text.
fn is_harmless(attributes: &str) -> bool {
    attributes.split_whitespace().all(|attribute| {
        let (name, value) = attribute.split_once('=').unwrap_or((attribute, ""));
        let value = value.trim_matches(['"', '\'']);
        ["align", "colspan", "rowspan", "open"].contains(&name.to_ascii_lowercase().as_str())
            && value.chars().all(|c| c.is_ascii_alphanumeric())
    })
}

/// Edits do not overlap; should a broken text make two that do, the first wins.
fn apply(text: &str, mut edits: Vec<(Range<usize>, String)>) -> String {
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (range, new) in edits {
        if range.start < at {
            continue;
        }
        out.push_str(&text[at..range.start]);
        out.push_str(&new);
        at = range.end;
    }
    out.push_str(&text[at..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Site;

    impl Resolver for Site {
        fn link(&self, target: &str) -> LinkTarget {
            match target {
                "B.md" => LinkTarget::Inside("https://e.org/datasets/b/".into()),
                outside if outside.starts_with("https://") => LinkTarget::Outside(outside.into()),
                _ => LinkTarget::Dead,
            }
        }

        fn image(&self, target: &str) -> ImageTarget {
            match target {
                "x.png" => ImageTarget::Found {
                    src: "https://e.org/images/x.png".into(),
                    width: 1,
                    height: 1,
                },
                "https://h.org/y.png" => ImageTarget::Remote(Some(target.into())),
                _ => ImageTarget::Missing,
            }
        }
    }

    #[test]
    fn links_lead_to_the_site() {
        let check =
            |text: &str, expect: &str| assert_eq!(relinked(text, &Site, &[]), expect, "{text}");
        check(
            "see [B](B.md \"t\") now",
            "see [B](https://e.org/datasets/b/) now",
        );
        check("[*a* b](gone.md)", "*a* b");
        check("![alt](x.png)", "![alt](https://e.org/images/x.png)");
        check("![alt](https://h.org/y.png)", "[alt](https://h.org/y.png)");
        check("![alt](no.png)", "alt");
        check(
            "[![a](x.png)](B.md)",
            "[![a](https://e.org/images/x.png)](https://e.org/datasets/b/)",
        );
        check(
            "<https://a.org> `[x](gone.md)`",
            "<https://a.org> `[x](gone.md)`",
        );
        check(
            "a <b>c</b> <script>x</script>",
            "a <b>c</b> &lt;script>x&lt;/script>",
        );
        check(
            "<div align=\"center\">\n<img src=x onerror=y>\n</div>",
            "<div align=\"center\">\n&lt;img src=x onerror=y>\n</div>",
        );
        check("<p onclick=x>a</p>", "&lt;p onclick=x>a</p>");
    }
}
