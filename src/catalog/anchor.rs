//! Anchors of headings, by the rule that GitHub uses, so that links written for its view keep
//! working.

/// The anchor of a heading: lowercase, spaces as hyphens, and of all other characters only letters,
/// digits, `-` and `_`.
pub fn heading_anchor(title: &str) -> String {
    let characters = title.trim().chars().flat_map(char::to_lowercase);
    let anchor: String = characters
        .filter_map(|c| match c {
            ' ' => Some('-'),
            '-' | '_' => Some(c),
            c if c.is_alphanumeric() => Some(c),
            _ => None,
        })
        .collect();

    anchor.trim_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors() {
        for (title, expect) in [
            ("Head and Neck", "head-and-neck"),
            ("🔥 CT/MR (5)", "ctmr-5"),
            ("肝脏 CT", "肝脏-ct"),
        ] {
            assert_eq!(heading_anchor(title), expect);
        }
    }
}
