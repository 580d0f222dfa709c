//! The small part of HTTP/1.1 that a preview needs.
//!
//! In: the head of a request as bytes. Out: a `Request`, or the response that refuses it. The
//! parser is strict on purpose: what no browser sends is refused and not interpreted. Request
//! bodies, other methods and absolute URLs are not supported.

use percent_encoding::percent_decode_str;

use crate::serve::answer::Answer;

/// The largest accepted head of a request, in bytes.
pub(crate) const HEAD_LIMIT: usize = 16 << 10;

/// A request that passed all checks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Request {
    /// Whether the method is HEAD, so that the response has no body.
    pub(crate) head_only: bool,
    /// The path as the request has it.
    pub(crate) raw_path: String,
    /// The percent-decoded path.
    pub(crate) path: String,
    /// The query with its question mark, or an empty text.
    pub(crate) query: String,
}

/// Parses the head of a request, up to and including its empty line. `hosts` are the accepted
/// values of the `Host` header.
///
/// # Errors
/// The response that refuses the request.
pub(crate) fn parse(head: &[u8], hosts: &[String]) -> Result<Request, Answer> {
    let text = std::str::from_utf8(head).map_err(|_| bad_request("the request is not text"))?;
    let Some(text) = text.strip_suffix("\r\n\r\n") else {
        return Err(bad_request("the request is incomplete"));
    };

    let mut lines = text.split("\r\n");
    let request_line: Vec<&str> = lines.next().unwrap_or_default().split(' ').collect();
    let Some(headers) = lines.map(parse_header).collect::<Option<Vec<_>>>() else {
        return Err(bad_request("a header cannot be parsed"));
    };
    let &[method, target, "HTTP/1.1" | "HTTP/1.0"] = request_line.as_slice() else {
        return Err(bad_request("the request line cannot be parsed"));
    };

    check_sender(&headers, hosts)?;
    if !matches!(method, "GET" | "HEAD") {
        return Err(Answer::text(405, "only GET and HEAD are supported"));
    }
    if headers.iter().any(announces_body) {
        return Err(bad_request("requests must not have a body"));
    }

    let (raw_path, query) = target.split_at(target.find('?').unwrap_or(target.len()));
    let Some(path) = decode_path(raw_path) else {
        return Err(bad_request("no path of the site is like this"));
    };
    if !target
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && byte != b'#')
    {
        return Err(bad_request("the path cannot be parsed"));
    }

    Ok(Request {
        head_only: method == "HEAD",
        raw_path: raw_path.to_owned(),
        path,
        query: query.to_owned(),
    })
}

fn bad_request(reason: &str) -> Answer {
    Answer::text(400, reason)
}

/// A header: its lowercase name, and its value.
type Header<'a> = (String, &'a str);

fn parse_header(line: &str) -> Option<Header<'_>> {
    let (name, value) = line.split_once(':')?;
    let is_valid = !name.is_empty()
        && name.bytes().all(is_token_byte)
        && !value.chars().any(|c| c.is_control() && c != '\t');

    is_valid.then(|| (name.to_ascii_lowercase(), value.trim_matches([' ', '\t'])))
}

/// Whether a byte may be part of a header's name (`tchar`, RFC 9110, section 5.6.2).
fn is_token_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

fn announces_body((name, value): &Header<'_>) -> bool {
    match name.as_str() {
        "transfer-encoding" => true,
        "content-length" => *value != "0",
        _ => false,
    }
}

/// Refuses requests that other sites make through the browser.
///
/// A site can reach a local server by a host name that it points to this address (the `Host` header
/// differs), or by a request of its own pages (the browser sends where that request comes from).
fn check_sender(headers: &[Header<'_>], hosts: &[String]) -> Result<(), Answer> {
    match values(headers, "host")[..] {
        [host] if is_own_host(host, hosts) => {}
        [_] => {
            let reason = "this preview answers to 127.0.0.1 and localhost only";
            return Err(Answer::text(403, reason));
        }
        _ => return Err(bad_request("a request must have exactly one Host header")),
    }

    let is_own_origin = values(headers, "origin").iter().all(|origin| {
        origin
            .strip_prefix("http://")
            .is_some_and(|host| is_own_host(host, hosts))
    });
    let is_cross_site = values(headers, "sec-fetch-site")
        .iter()
        .any(|site| !matches!(*site, "same-origin" | "none"));
    // A link on another page may lead here.
    let is_navigation = values(headers, "sec-fetch-mode") == ["navigate"];

    if !is_own_origin || (is_cross_site && !is_navigation) {
        return Err(Answer::text(
            403,
            "this preview does not answer other sites",
        ));
    }
    Ok(())
}

fn values<'a>(headers: &[Header<'a>], wanted: &str) -> Vec<&'a str> {
    let matching = headers.iter().filter(|(name, _)| name == wanted);

    matching.map(|(_, value)| *value).collect()
}

fn is_own_host(host: &str, hosts: &[String]) -> bool {
    hosts.iter().any(|own| own.eq_ignore_ascii_case(host))
}

/// The path, decoded once. `None` for a path that tries to leave the site or hides what it is.
fn decode_path(raw: &str) -> Option<String> {
    let lowercase = raw.to_ascii_lowercase();
    // Browsers and our own links never encode a dot or a slash.
    let hides_separator = ["%2e", "%2f", "%5c"]
        .iter()
        .any(|code| lowercase.contains(code));
    if !raw.starts_with('/') || raw.contains('\\') || hides_separator {
        return None;
    }

    let mut codes = raw
        .match_indices('%')
        .map(|(at, _)| raw.get(at + 1..at + 3));
    if !codes.all(|code| code.is_some_and(is_hexadecimal)) {
        return None;
    }

    let path = percent_decode_str(raw).decode_utf8().ok()?.into_owned();
    let leaves_site = path.split('/').any(|part| part == "." || part == "..");

    (!leaves_site && !path.chars().any(char::is_control)).then_some(path)
}

fn is_hexadecimal(code: &str) -> bool {
    code.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(head: &str, expect: Result<&str, u16>) {
        let hosts = ["127.0.0.1:8000", "localhost:8000", "[::1]:8000"].map(str::to_owned);
        let head = head.replace('\n', "\r\n");
        let parsed = parse(head.as_bytes(), &hosts);
        let parsed = parsed
            .map(|request| request.path)
            .map_err(|answer| answer.status);
        assert_eq!(parsed, expect.map(str::to_owned), "{head:?}");
    }

    #[test]
    fn good_requests() {
        for (target, path) in [
            ("/", "/"),
            ("/a/?q=%2f..", "/a/"),
            ("/b%20c/%E8%82%9D", "/b c/肝"),
            ("/a.b/..c", "/a.b/..c"),
        ] {
            check(
                &format!("GET {target} HTTP/1.1\nHost: localhost:8000\n\n"),
                Ok(path),
            );
        }
        check(
            "HEAD / HTTP/1.1\nhost: LOCALHOST:8000\nOrigin: http://127.0.0.1:8000\n\n",
            Ok("/"),
        );
        check(
            "GET / HTTP/1.1\nHost: [::1]:8000\nSec-Fetch-Site: cross-site\nSec-Fetch-Mode: navigate\n\n",
            Ok("/"),
        );
    }

    #[test]
    fn bad_addresses() {
        for target in [
            "/..",
            "/../x",
            "/a/../b",
            "/./a",
            "/%2e%2e/x",
            "/%2E./x",
            "/a%2fb",
            "/a%2Fb",
            "/a%5cb",
            "/a\\b",
            "/%00",
            "/a\u{0}b",
            "/%",
            "/%4",
            "/%zz",
            "/%ff",
            "*",
            "a",
            "",
            "http://localhost:8000/",
            "//a b",
            "/a#b",
            "/肝",
            "/a%0d%0ab",
        ] {
            check(
                &format!("GET {target} HTTP/1.1\nHost: localhost:8000\n\n"),
                Err(400),
            );
        }
    }

    #[test]
    fn bad_heads() {
        for (head, status) in [
            ("POST / HTTP/1.1\nHost: localhost:8000\n\n", 405),
            ("GET / HTTP/2\nHost: localhost:8000\n\n", 400),
            ("GET /\n\n", 400),
            ("GET / HTTP/1.1\n\n", 400),
            (
                "GET / HTTP/1.1\nHost: localhost:8000\nHost: localhost:8000\n\n",
                400,
            ),
            ("GET / HTTP/1.1\nHost: localhost\n\n", 403),
            ("GET / HTTP/1.1\nHost: evil.example:8000\n\n", 403),
            (
                "GET / HTTP/1.1\nHost: localhost:8000\nOrigin: https://evil.example\n\n",
                403,
            ),
            (
                "GET / HTTP/1.1\nHost: localhost:8000\nOrigin: null\n\n",
                403,
            ),
            (
                "GET / HTTP/1.1\nHost: localhost:8000\nSec-Fetch-Site: cross-site\n\n",
                403,
            ),
            (
                "GET / HTTP/1.1\nHost: localhost:8000\nContent-Length: 4\n\n",
                400,
            ),
            (
                "GET / HTTP/1.1\nHost: localhost:8000\nTransfer-Encoding: chunked\n\n",
                400,
            ),
            ("GET / HTTP/1.1\nHost: localhost:8000\n folded: x\n\n", 400),
            ("GET / HTTP/1.1\nHost : localhost:8000\n\n", 400),
        ] {
            check(head, Err(status));
        }
        assert!(
            parse(
                b"GET / HTTP/1.1\nHost: localhost:8000\n\n",
                &["localhost:8000".to_owned()]
            )
            .is_err()
        );
    }
}
