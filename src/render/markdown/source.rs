//! Markdown as output: the text as written, with the links and images of the site.
//!
//! In: Markdown and a `Resolver`. Out: Markdown. Of dead links the text is kept, images on other
//! hosts become links, comments are left out, and raw HTML becomes text, since programs that
//! display Markdown interpret it.

mod raw_html;

use std::ops::Range;

use pulldown_cmark::{BrokenLink, Event, LinkType, Parser, Tag, TagEnd};

use crate::parse::events::cleaned;
use crate::parse::outline::OPTIONS;
use crate::render::markdown::source::raw_html::RawHtml;
use crate::render::markdown::{ImageTarget, LinkTarget, Resolver, resolve_reference};

/// An edit: a range of bytes and its replacement.
type Edit = (Range<usize>, String);

/// Rewrites the link and image targets of a text.
pub fn relinked(text: &str, resolver: &dyn Resolver, references: &[(String, String)]) -> String {
    let mut resolve = |link: BrokenLink<'_>| resolve_reference(references, &link);
    let parser = Parser::new_with_broken_link_callback(text, OPTIONS, Some(&mut resolve));

    let mut edits: Vec<Edit> = Vec::new();
    let mut html = RawHtml::default();
    for (event, range) in parser.into_offset_iter() {
        match cleaned(event) {
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
            Event::Html(_) | Event::InlineHtml(_) => html.read(text, range, &mut edits),
            Event::End(TagEnd::HtmlBlock) => html = RawHtml::default(),
            _ => {}
        }
    }

    apply(text, edits)
}

/// The byte ranges around the text of a link or image.
struct LinkBrackets {
    /// `[` or `![`.
    open: Range<usize>,
    /// From the bracket that closes the text to the end of the link.
    close: Range<usize>,
}

fn brackets(text: &str, range: &Range<usize>) -> Option<LinkBrackets> {
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

    (open > 0 && close >= open).then(|| LinkBrackets {
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
) -> Vec<Edit> {
    match kind {
        LinkType::Autolink => return autolink(text, range, target, resolver),
        LinkType::Email => return Vec::new(),
        _ => {}
    }
    let Some(brackets) = brackets(text, range) else {
        return Vec::new();
    };

    match resolver.link(target) {
        LinkTarget::Inside(url) | LinkTarget::Outside(url) => {
            vec![(brackets.close, destination(&url))]
        }
        LinkTarget::Dead => vec![
            (brackets.open, String::new()),
            (brackets.close, String::new()),
        ],
    }
}

/// An autolink that leads nowhere becomes text. The escaped colon keeps it text also for programs
/// that look for URLs in text.
fn autolink(text: &str, range: &Range<usize>, target: &str, resolver: &dyn Resolver) -> Vec<Edit> {
    match resolver.link(target) {
        LinkTarget::Inside(url) => vec![(range.clone(), format!("<{url}>"))],
        LinkTarget::Outside(_) => Vec::new(),
        LinkTarget::Dead => {
            let shown = text[range.clone()].trim_matches(['<', '>']);
            let escaped = shown.replace('[', "&#91;").replacen(':', "\\:", 1);
            vec![(range.clone(), escaped)]
        }
    }
}

fn image(text: &str, range: &Range<usize>, target: &str, resolver: &dyn Resolver) -> Vec<Edit> {
    let Some(brackets) = brackets(text, range) else {
        return Vec::new();
    };

    match resolver.image(target) {
        ImageTarget::Found { src, .. } => vec![(brackets.close, destination(&src))],
        ImageTarget::Remote(Some(url)) => {
            vec![
                (brackets.open, "[".to_owned()),
                (brackets.close, destination(&url)),
            ]
        }
        ImageTarget::Remote(None) | ImageTarget::Missing => {
            vec![
                (brackets.open, String::new()),
                (brackets.close, String::new()),
            ]
        }
    }
}

/// The end of a link to a URL: `](https://…)`.
fn destination(url: &str) -> String {
    let url = url
        .replace('<', "%3C")
        .replace('>', "%3E")
        .replace(['\n', '\r'], "");

    // A space or parenthesis would end a URL without angle brackets.
    if url.contains([' ', '(', ')']) {
        format!("](<{url}>)")
    } else {
        format!("]({url})")
    }
}

/// Applies edits. If a malformed text leads to overlapping edits, the first one wins.
fn apply(text: &str, mut edits: Vec<Edit>) -> String {
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

    struct SiteResolver;

    impl Resolver for SiteResolver {
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

    fn check(text: &str, expected: &str) {
        assert_eq!(relinked(text, &SiteResolver, &[]), expected, "{text}");
    }

    #[test]
    fn links_point_to_the_site() {
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
    }

    #[test]
    fn autolinks_and_code_stay_unchanged() {
        check(
            "<https://a.org> `[x](gone.md)`",
            "<https://a.org> `[x](gone.md)`",
        );
    }

    #[test]
    fn autolinks_that_lead_nowhere_become_text() {
        check("a <javascript:alert(1)> b", "a javascript\\:alert(1) b");
        check("<file:///etc/passwd>", "file\\:///etc/passwd");
        check("<a@b.org>", "<a@b.org>");
    }

    #[test]
    fn comments_are_left_out_whole() {
        check("a <!-- [x](javascript:y) --> b", "a  b");
        check(
            "a\n\n<!-- one\n[x](javascript:y)\n\n![z](z) -->\n\nb",
            "a\n\n\n\n\n\n\nb",
        );
        check("a\n\n<!-- never closed\n\nb", "a\n\n\n\n");
        check(
            "<div>a<!-- b --></div>\n\nc <!--> d",
            "<div>a</div>\n\nc  d",
        );
    }

    #[test]
    fn text_in_html_does_not_become_a_link() {
        check(
            "<script>[x](javascript:y)</script>",
            "&lt;script>&#91;x](javascript:y)&lt;/script>",
        );
        check(
            "a <b title=\"[x](javascript:y)\">c</b>",
            "a &lt;b title=\"&#91;x](javascript:y)\">c</b>",
        );
    }

    #[test]
    fn unsafe_html_becomes_text() {
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
