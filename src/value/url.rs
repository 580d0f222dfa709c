//! Questions about URLs, as texts.
//!
//! In: a URL as a catalog or the settings state it. Out: its parts, borrowed. Nothing is decoded or
//! normalized: the part of a URL is the part as written. (RFC 3986 names the parts.)

/// Whether `url` is a URL of the web: its scheme is `http` or `https`, in any letter case.
pub(crate) fn is_web(url: &str) -> bool {
    let scheme = url.split_once("://").map_or("", |(scheme, _)| scheme);

    scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")
}

/// Whether `url` holds a character that no URL may hold and that would end an attribute or a line:
/// whitespace, a control character, a double quote, an angle bracket, a backslash.
pub(crate) fn has_forbidden_characters(url: &str) -> bool {
    url.contains(|c: char| c.is_whitespace() || c.is_control() || r#""<>\"#.contains(c))
}

/// Everything after `://`; the whole of `url` if it has no scheme.
pub(crate) fn without_scheme(url: &str) -> &str {
    url.split_once("://").map_or(url, |(_, rest)| rest)
}

/// Everything before the first `#`.
pub(crate) fn without_fragment(url: &str) -> &str {
    url.split_once('#').map_or(url, |(before, _)| before)
}

/// Everything after the first `#`; empty if there is none.
pub(crate) fn fragment(url: &str) -> &str {
    url.split_once('#').map_or("", |(_, fragment)| fragment)
}

/// Everything before the query and the fragment. It also serves for relative references.
pub(crate) fn without_query(url: &str) -> &str {
    url.split(['?', '#']).next().unwrap_or_default()
}

/// The host, without user, port and `www.`, in the letter case of `url`.
pub(crate) fn host(url: &str) -> &str {
    let rest = without_scheme(url);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host_and_port = authority
        .rsplit_once('@')
        .map_or(authority, |(_, host)| host);
    let host = host_and_port.split(':').next().unwrap_or_default();

    host.strip_prefix("www.").unwrap_or(host)
}

/// Whether `host`, in any letter case, is the lowercase `domain` or one of its subdomains.
pub(crate) fn is_within_domain(host: &str, domain: &str) -> bool {
    let host = host.to_ascii_lowercase();

    host.strip_suffix(domain)
        .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn http_and_https_are_the_web() {
        for url in ["http://a.org", "https://a.org", "HTTPS://a.org"] {
            assert!(is_web(url), "{url}");
        }
        for url in ["", "a.org", "ftp://a.org", "mailto:a@a.org", "//a.org"] {
            assert!(!is_web(url), "{url}");
        }
    }

    #[test]
    fn forbidden_characters() {
        assert!(!has_forbidden_characters("https://a.org/b(c)?d=%20#e'"));
        for url in ["a b", "a\tb", "a\u{1}", "a\"", "a<", "a>", "a\\"] {
            assert!(has_forbidden_characters(url), "{url:?}");
        }
    }

    #[test]
    fn parts() {
        let url = "https://a.org/b?c#d#e";

        assert_eq!(without_scheme(url), "a.org/b?c#d#e");
        assert_eq!(without_fragment(url), "https://a.org/b?c");
        assert_eq!(fragment(url), "d#e");
        assert_eq!(without_query(url), "https://a.org/b");
        assert_eq!(without_query("b.md#c?d"), "b.md");
        assert_eq!((without_fragment("b"), fragment("b")), ("b", ""));
    }

    #[test]
    fn hosts() {
        for (url, expected) in [
            ("https://www.a.org/b", "a.org"),
            ("https://me:secret@A.org:8080?q", "A.org"),
            ("a.org#b", "a.org"),
            ("", ""),
        ] {
            assert_eq!(host(url), expected, "{url}");
        }
    }

    #[test]
    fn domains_hold_their_subdomains() {
        assert!(is_within_domain("a.org", "a.org"));
        assert!(is_within_domain("B.A.org", "a.org"));
        assert!(!is_within_domain("ba.org", "a.org"));
        assert!(!is_within_domain("a.org", "b.a.org"));
    }
}
