//! A response of the preview, and how it is written to a connection.
//!
//! In: a status, a media type, and a body that all readers of a file share. Out: the bytes of
//! HTTP/1.1. Nothing is cached, and no other site may read or embed a response.

use std::io::Write;
use std::sync::Arc;

use crate::value::path::extension;

/// The bytes of a file. All connections that send the file share them.
///
/// An `Arc<[u8]>` would keep its memory as long as a weak pointer to it exists.
pub(crate) type SharedBytes = Arc<Vec<u8>>;

/// A response, ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    /// The status code.
    pub(crate) status: u16,
    /// The media type of the body.
    pub(crate) kind: &'static str,
    /// The target of a redirect.
    pub(crate) location: Option<String>,
    /// The body.
    pub(crate) body: Body,
}

/// The body of a response: a file, and a text that is inserted into it without copying the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Body {
    file: SharedBytes,
    inserted: String,
    /// Where the text is inserted into the file.
    at: usize,
}

impl From<SharedBytes> for Body {
    fn from(file: SharedBytes) -> Self {
        Self {
            file,
            ..Self::default()
        }
    }
}

impl From<&str> for Body {
    fn from(text: &str) -> Self {
        Arc::new(text.as_bytes().to_vec()).into()
    }
}

impl Body {
    /// The page with a text at the end of its element `body`.
    pub(crate) fn with_end(page: SharedBytes, inserted: String) -> Self {
        let end = b"</body>";
        let at = page
            .windows(end.len())
            .rposition(|bytes| bytes == end)
            .unwrap_or(page.len());

        Self {
            file: page,
            inserted,
            at,
        }
    }

    /// The number of bytes.
    pub(crate) fn len(&self) -> usize {
        self.file.len() + self.inserted.len()
    }

    /// The body in three parts.
    pub(crate) fn parts(&self) -> [&[u8]; 3] {
        let (before, after) = self.file.split_at(self.at);

        [before, self.inserted.as_bytes(), after]
    }
}

impl Answer {
    /// A response of one line of text.
    pub(crate) fn text(status: u16, text: &str) -> Self {
        let line = format!("{status} {}: {text}\n", reason(status));

        Self::new(status, "text/plain; charset=utf-8", line.as_str().into())
    }

    /// A response with this body.
    pub(crate) fn new(status: u16, kind: &'static str, body: Body) -> Self {
        Self {
            status,
            kind,
            location: None,
            body,
        }
    }

    /// A redirect to another path of this host.
    pub(crate) fn elsewhere(status: u16, location: String) -> Self {
        Self {
            location: Some(location),
            ..Self::text(status, "the page is at another path")
        }
    }

    /// Sends the response, without its body for a HEAD request.
    ///
    /// # Errors
    /// The client disconnected, or took too long.
    pub(crate) fn send(&self, to: &mut impl Write, head_only: bool) -> std::io::Result<()> {
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
            for part in self.body.parts() {
                to.write_all(part)?;
            }
        }
        to.flush()
    }
}

/// The status line and the headers of every response.
pub(crate) fn head(status: u16, kind: &str) -> String {
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

/// The media type of a file, by its extension.
pub(crate) fn kind(path: &str) -> &'static str {
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

    fn check(page: &str, expect: &str) {
        let body = Body::with_end(Arc::new(page.into()), "NEW".to_owned());

        assert_eq!(body.parts().concat(), expect.as_bytes());
        assert_eq!(body.len(), expect.len());
    }

    #[test]
    fn the_text_is_inserted_at_the_end_of_a_page() {
        check("<body>a</body></html>", "<body>aNEW</body></html>");
        check(
            "<pre></body></pre>b</body>",
            "<pre></body></pre>bNEW</body>",
        );
        check("no element", "no elementNEW");
        check("", "NEW");
    }

    #[test]
    fn answers_share_the_bytes_of_a_file() {
        let file: SharedBytes = Arc::new(vec![b'a'; 10]);
        let answers = [(); 3].map(|()| Answer::new(200, kind("a.txt"), file.clone().into()));

        assert_eq!(Arc::strong_count(&file), 1 + answers.len());
    }
}
