//! What lets programs find the site and its datasets: structured data, the map of the site, feeds.
//!
//! In: a `Catalog` and the `Settings`. Out: text. Files that need absolute addresses are made only when the site knows its
//! own.

pub(super) mod bibliography;
pub(super) mod cff;
pub mod croissant;
pub(super) mod dataset_markdown;
pub(super) mod feed;
pub(super) mod jsonld;
pub(super) mod llms;
mod markdown_text;
pub(super) mod sitemap;

/// Text for an XML document: the five characters that it gives a meaning escaped, and what it may not hold left out.
fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            // XML 1.0 section 2.2: no other control characters, no non-characters.
            '\t' | '\n' | '\r' => out.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes() {
        assert_eq!(
            xml("a<b>&\"'\u{0}\u{ffff}中\n"),
            "a&lt;b&gt;&amp;&quot;&apos;中\n"
        );
    }
}
