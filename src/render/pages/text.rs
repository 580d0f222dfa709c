//! Text that is cut to a length.

/// At most `limit` characters of a text, cut between words.
pub(in crate::render) fn shorten(text: &str, limit: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(limit) else {
        return text.to_owned();
    };
    let cut = text[..end].rfind(char::is_whitespace).unwrap_or(end);

    format!("{}…", text[..cut].trim_end_matches([',', ';', ':', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_cut_between_words() {
        assert_eq!(shorten("one two", 10), "one two");
        assert_eq!(shorten("one two", 7), "one two");
        assert_eq!(shorten("one two three", 9), "one two…");
    }
}
