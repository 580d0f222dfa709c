//! A writer of small XML documents that escapes all text.
//!
//! In: elements with attributes and text. Out: the document, with one element per line.

/// An XML document that is being written.
pub(super) struct XmlWriter {
    out: String,
}

/// Names and values of the attributes of an element.
type Attributes<'a> = &'a [(&'a str, &'a str)];

impl XmlWriter {
    /// Starts a document with the XML declaration.
    pub(super) fn new() -> Self {
        Self {
            out: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned(),
        }
    }

    /// Opens an element that holds other elements.
    pub(super) fn open(&mut self, name: &str, attributes: Attributes<'_>) {
        self.push_tag(name, attributes, ">\n");
    }

    /// Closes the element of this name.
    pub(super) fn close(&mut self, name: &str) {
        self.push_end_tag(name);
        self.out.push('\n');
    }

    /// Writes an element that holds text.
    pub(super) fn text(&mut self, name: &str, text: &str) {
        self.text_with(name, &[], text);
    }

    /// Writes an element with attributes that holds text.
    pub(super) fn text_with(&mut self, name: &str, attributes: Attributes<'_>, text: &str) {
        self.push_tag(name, attributes, ">");
        push_escaped(&mut self.out, text);
        self.close(name);
    }

    /// Writes an element that only holds another element, which holds text.
    pub(super) fn nested_text(&mut self, outer: &str, inner: &str, text: &str) {
        self.push_tag(outer, &[], ">");
        self.push_tag(inner, &[], ">");
        push_escaped(&mut self.out, text);
        self.push_end_tag(inner);
        self.close(outer);
    }

    /// Writes an element without content.
    pub(super) fn empty(&mut self, name: &str, attributes: Attributes<'_>) {
        self.push_tag(name, attributes, "/>\n");
    }

    /// The whole document.
    pub(super) fn finish(self) -> String {
        self.out
    }

    fn push_tag(&mut self, name: &str, attributes: Attributes<'_>, end: &str) {
        self.out.push('<');
        self.out.push_str(name);

        for (key, value) in attributes {
            self.out.push_str(&format!(" {key}=\""));
            push_escaped(&mut self.out, value);
            self.out.push('"');
        }

        self.out.push_str(end);
    }

    fn push_end_tag(&mut self, name: &str) {
        self.out.push_str(&format!("</{name}>"));
    }
}

/// Appends text, with the five special characters escaped and without those that XML forbids.
fn push_escaped(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\t' | '\n' | '\r' => out.push(c),
            // XML 1.0, section 2.2: no other control characters, and no noncharacters.
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn special_characters_are_escaped_and_forbidden_ones_dropped() {
        let mut out = String::new();
        push_escaped(&mut out, "a<b>&\"'\u{0}\u{ffff}中\n");

        assert_eq!(out, "a&lt;b&gt;&amp;&quot;&apos;中\n");
    }

    #[test]
    fn elements_are_written_one_per_line() {
        let mut xml = XmlWriter::new();
        xml.open("a", &[("href", "?x&y")]);
        xml.text("b", "1 < 2");
        xml.nested_text("c", "d", "text");
        xml.empty("e", &[]);
        xml.close("a");

        assert_eq!(
            xml.finish().lines().skip(1).collect::<Vec<_>>(),
            [
                "<a href=\"?x&amp;y\">",
                "<b>1 &lt; 2</b>",
                "<c><d>text</d></c>",
                "<e/>",
                "</a>",
            ]
        );
    }
}
