//! Events of the Markdown parser without control characters.
//!
//! In: an event. Out: the same event. No text of a catalog contains such a character, but a
//! reference such as `&#x202e;` stands for one.

use pulldown_cmark::{CowStr, Event, Tag};

use crate::source::hidden::{is_removed, without_removed};

/// The event without control characters and bidirectional controls.
pub(crate) fn cleaned(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Text(text) => Event::Text(cleaned_text(text)),
        Event::Start(Tag::Link {
            link_type,
            dest_url,
            title,
            id,
        }) => Event::Start(Tag::Link {
            link_type,
            dest_url: cleaned_text(dest_url),
            title: cleaned_text(title),
            id,
        }),
        Event::Start(Tag::Image {
            link_type,
            dest_url,
            title,
            id,
        }) => Event::Start(Tag::Image {
            link_type,
            dest_url: cleaned_text(dest_url),
            title: cleaned_text(title),
            id,
        }),
        event => event,
    }
}

fn cleaned_text(text: CowStr<'_>) -> CowStr<'_> {
    if text.contains(is_removed) {
        without_removed(&text).into()
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::Parser;

    use super::*;

    #[test]
    fn references_to_control_characters_stand_for_nothing() {
        let text = "a&#27;&#x202e;b &lt; `&#27;` [c](d&#1;e \"f&#x202d;g\") ![h](i&rlm;j)";

        let events: Vec<String> = Parser::new(text)
            .map(|event| match cleaned(event) {
                Event::Text(text) | Event::Code(text) => text.to_string(),
                Event::Start(Tag::Link {
                    dest_url, title, ..
                }) => format!("<{dest_url} {title}>"),
                Event::Start(Tag::Image { dest_url, .. }) => format!("<{dest_url}>"),
                _ => String::new(),
            })
            .collect();
        assert_eq!(events.concat(), "ab < &#27; <de fg>c <ij>h");
    }
}
