//! Requests and answers of HTTP/1.1, as little of it as a preview needs.
//!
//! In: the head of a request as bytes. Out: a `Request`, or the refusal of it. Strict on purpose: whatever a browser does
//! not send is refused, not interpreted. Bodies, other methods and absolute addresses have no use here.

use std::io::Write;

use crate::value::path::extension;
use percent_encoding::percent_decode_str;

/// Largest head of a request, in bytes.
pub const HEAD_LIMIT: usize = 16 << 10;

/// A request that may be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// HEAD: the answer has no body.
    pub head_only: bool,
    /// The path as it stands in the request.
    pub raw_path: String,
    /// The path, decoded.
    pub path: String,
    /// The question mark and what follows it, or nothing.
    pub query: String,
}

/// An answer, ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Three digits.
    pub status: u16,
    /// The media type of the body.
    pub kind: &'static str,
    /// Where else to go.
    pub location: Option<String>,
    /// The body.
    pub body: Vec<u8>,
}

impl Answer {
    /// A few words.
    pub fn text(status: u16, words: &str) -> Self {
        let body = format!("{status} {}: {words}\n", reason(status)).into_bytes();
        Self {
            status,
            kind: "text/plain; charset=utf-8",
            location: None,
            body,
        }
    }

    /// Some bytes.
    pub fn bytes(status: u16, kind: &'static str, body: Vec<u8>) -> Self {
        Self {
            status,
            kind,
            location: None,
            body,
        }
    }

    /// Another address on this host.
    pub fn elsewhere(status: u16, location: String) -> Self {
        Self {
            location: Some(location),
            ..Self::text(status, "the page stands elsewhere")
        }
    }

    /// Sends it.
    ///
    /// # Errors
    /// The other side is gone.
    pub fn send(&self, to: &mut impl Write, head_only: bool) -> std::io::Result<()> {
        let mut bytes = head(self.status, self.kind);
        bytes.push_str(&format!("Content-Length: {}\r\n", self.body.len()));
        if let Some(location) = &self.location {
            bytes.push_str(&format!("Location: {location}\r\n"));
        }
        if self.status == 405 {
            bytes.push_str("Allow: GET, HEAD\r\n");
        }
        bytes.push_str("\r\n");
        to.write_all(bytes.as_bytes())?;
        if !head_only {
            to.write_all(&self.body)?;
        }
        to.flush()
    }
}

/// Status line and the headers of every answer: nothing is kept, no other site may read or embed it.
pub fn head(status: u16, kind: &str) -> String {
    format!(
        "HTTP/1.1 {status} {}\r\nContent-Type: {kind}\r\nCache-Control: no-store\r\n\
         X-Content-Type-Options: nosniff\r\nCross-Origin-Resource-Policy: same-origin\r\n\
         X-Frame-Options: DENY\r\nConnection: close\r\n",
        reason(status)
    )
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        301 => "Moved Permanently",
        302 => "Found",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        431 => "Request Header Fields Too Large",
        500 => "Internal Server Error",
        503 => "Service Unavailable",
        _ => "Bad Request",
    }
}

/// Reads the head of a request, up to its empty line. `hosts` are the names that the preview answers to.
///
/// # Errors
/// What is wrong with it, as an answer.
pub fn parse(head: &[u8], hosts: &[String]) -> Result<Request, Answer> {
    let bad = |words: &str| Answer::text(400, words);
    let text = std::str::from_utf8(head).map_err(|_| bad("the request is not text"))?;
    let text = text
        .strip_suffix("\r\n\r\n")
        .ok_or_else(|| bad("the request does not end"))?;
    let mut lines = text.split("\r\n");
    let first = lines.next().unwrap_or_default();
    let headers: Vec<(String, &str)> = lines
        .map(header)
        .collect::<Option<_>>()
        .ok_or_else(|| bad("a header cannot be read"))?;
    let parts: Vec<&str> = first.split(' ').collect();
    let &[method, target, "HTTP/1.1" | "HTTP/1.0"] = parts.as_slice() else {
        return Err(bad("the first line cannot be read"));
    };
    check_sender(&headers, hosts)?;
    if !matches!(method, "GET" | "HEAD") {
        return Err(Answer::text(405, "only GET and HEAD"));
    }
    let has_body = |(name, value): &(String, &str)| match name.as_str() {
        "transfer-encoding" => true,
        "content-length" => *value != "0",
        _ => false,
    };
    if headers.iter().any(has_body) {
        return Err(bad("requests have no body here"));
    }
    let (raw_path, query) = target.split_at(target.find('?').unwrap_or(target.len()));
    let path = path(raw_path).ok_or_else(|| bad("the address cannot be one of the site"))?;
    if !target
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && byte != b'#')
    {
        return Err(bad("the address cannot be read"));
    }
    Ok(Request {
        head_only: method == "HEAD",
        raw_path: raw_path.to_owned(),
        path,
        query: query.to_owned(),
    })
}

/// A header as its name in lower case and its value.
fn header(line: &str) -> Option<(String, &str)> {
    let (name, value) = line.split_once(':')?;
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    let good = !name.is_empty()
        && name.bytes().all(is_name)
        && !value.chars().any(|c| c.is_control() && c != '\t');
    good.then(|| (name.to_ascii_lowercase(), value.trim_matches([' ', '\t'])))
}

/// Other sites reach a server on this computer through the browser: by a name that they point here (then the host is
/// wrong), or by requests of their own pages (then the browser says where those come from).
fn check_sender(headers: &[(String, &str)], hosts: &[String]) -> Result<(), Answer> {
    let all = |wanted: &str| -> Vec<&str> {
        headers
            .iter()
            .filter(|(name, _)| name == wanted)
            .map(|(_, value)| *value)
            .collect()
    };
    let known = |host: &str| hosts.iter().any(|known| known.eq_ignore_ascii_case(host));
    match all("host")[..] {
        [host] if known(host) => {}
        [_] => {
            return Err(Answer::text(
                403,
                "this preview answers to 127.0.0.1 and localhost only",
            ));
        }
        _ => return Err(Answer::text(400, "a request names one host")),
    }
    let own = |origin: &&str| origin.strip_prefix("http://").is_some_and(known);
    let foreign_site = all("sec-fetch-site")
        .iter()
        .any(|site| !matches!(*site, "same-origin" | "none"));
    // A link from another page may lead here.
    let is_visit = all("sec-fetch-mode") == ["navigate"];
    if !all("origin").iter().all(own) || (foreign_site && !is_visit) {
        return Err(Answer::text(403, "this preview answers no other site"));
    }
    Ok(())
}

/// The path, decoded once; nothing for one that tries to leave the site or hides what it is.
fn path(raw: &str) -> Option<String> {
    let lower = raw.to_ascii_lowercase();
    // Nobody needs to hide a dot or a slash: browsers and our own links write them plainly.
    if !raw.starts_with('/')
        || raw.contains('\\')
        || ["%2e", "%2f", "%5c"]
            .iter()
            .any(|hidden| lower.contains(hidden))
    {
        return None;
    }
    let is_code = |code: Option<&str>| {
        code.is_some_and(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()))
    };
    if !raw
        .match_indices('%')
        .all(|(at, _)| is_code(raw.get(at + 1..at + 3)))
    {
        return None;
    }
    let path = percent_decode_str(raw).decode_utf8().ok()?.into_owned();
    let steps_out = path.split('/').any(|part| part == "." || part == "..");
    (!steps_out && !path.chars().any(char::is_control)).then_some(path)
}

/// The media type of a file, by its ending.
pub fn kind(path: &str) -> &'static str {
    match extension(path)
        .unwrap_or_default()
        .to_ascii_lowercase()
        .as_str()
    {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "webmanifest" => "application/json",
        "csv" => "text/csv; charset=utf-8",
        "xml" => "application/xml",
        "txt" | "md" | "bib" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
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
