//! One connection to the preview server.
//!
//! In: one request. Out: a file of the site that is shown, or the stream of change events. A path
//! is looked up in the plan of the site and never on disk. Pages get one script that a build does
//! not write.

use std::borrow::Cow;
use std::io::{self, ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::time::{Duration, Instant};

use percent_encoding::percent_decode_str;

use crate::serve::http::{self, Answer, HEAD_LIMIT, Request};
use crate::serve::preview::Preview;
use crate::serve::server::Permit;
use crate::serve::site::Site;

/// The number of connections that may listen for changes. The rest is left for requests.
const MAX_LISTENERS: usize = 64;
/// How long a client may take to send the head of a request.
const HEAD_TIMEOUT: Duration = Duration::from_secs(5);
/// How long writing a response may make no progress.
const WRITE_TIMEOUT: Duration = Duration::from_secs(10);
/// How often a listener gets a keep-alive comment, so that a closed connection is noticed.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// The folder of the preview's own files and of its event stream. No site has such a folder.
const OWN_FOLDER: &str = "/__medatlas/";
const SCRIPT: &str = include_str!("preview.js");
const STYLE: &str = include_str!("preview.css");

/// The page that is shown as long as there is no site.
const NO_SITE: &str = "<!DOCTYPE html>\n\
    <html lang=\"en\">\
    <head><meta charset=\"utf-8\"><title>No site yet</title></head>\n\
    <body><p>There is no site yet. \
    It will appear here as soon as the errors are fixed.</p></body></html>\n";

/// What a connection needs to answer a request.
pub(super) struct Connection<F> {
    /// The values of the `Host` header that are accepted.
    pub(super) hosts: Arc<[String]>,
    pub(super) preview: Arc<Preview>,
    /// The number of connections that listen for changes.
    pub(super) listening: Arc<AtomicUsize>,
    /// Receives the error of a page that could not be rendered.
    pub(super) on_failure: F,
}

impl<F: Fn(String)> Connection<F> {
    /// Reads one request, sends the response, and closes the connection.
    pub(super) fn serve(&self, mut stream: TcpStream) -> io::Result<()> {
        stream.set_write_timeout(Some(WRITE_TIMEOUT))?;
        stream.set_nodelay(true)?;

        let request = read_head(&mut stream)?.and_then(|head| http::parse(&head, &self.hosts));
        match request {
            Ok(request) if is_event_stream(&request) => self.listen(&mut stream)?,
            Ok(request) => self
                .respond(&request)
                .send(&mut stream, request.head_only)?,
            Err(answer) => answer.send(&mut stream, false)?,
        }

        close(stream)
    }

    /// Sends events, as long as there are not too many listeners.
    fn listen(&self, stream: &mut TcpStream) -> io::Result<()> {
        match Permit::acquire(&self.listening, MAX_LISTENERS) {
            Some(_permit) => self.send_events(stream),
            None => Answer::text(503, "too many pages listen").send(stream, false),
        }
    }

    /// Server-Sent Events: the current state, and the new state after each change.
    fn send_events(&self, stream: &mut TcpStream) -> io::Result<()> {
        stream.write_all(format!("{}\r\n", http::head(200, "text/event-stream")).as_bytes())?;

        let mut version = None;
        loop {
            match self.preview.event(version, KEEP_ALIVE) {
                Some((now, json)) => {
                    version = Some(now);
                    stream.write_all(format!("data: {json}\n\n").as_bytes())?;
                }
                None => stream.write_all(b": nothing new\n\n")?,
            }
            stream.flush()?;
        }
    }

    fn respond(&self, request: &Request) -> Answer {
        match request.path.strip_prefix(OWN_FOLDER) {
            Some("preview.js") => Answer::bytes(200, http::kind(".js"), SCRIPT.into()),
            Some("preview.css") => Answer::bytes(200, http::kind(".css"), STYLE.into()),
            Some(_) => Answer::text(404, "the preview has no such file"),
            None => self.respond_from_site(request),
        }
    }

    fn respond_from_site(&self, request: &Request) -> Answer {
        let (site, state) = self.preview.site();
        let Some(site) = site else {
            return no_site(&state);
        };

        let base = decode(site.base());
        let Some(path) = request.path.strip_prefix(&*base) else {
            if request.path == "/" || format!("{}/", request.path) == base {
                return Answer::elsewhere(302, site.base().to_owned());
            }
            return self.respond_with(&site, "404.html", 404, &state);
        };

        let is_folder = path.is_empty() || path.ends_with('/');
        if is_folder {
            return self.respond_with(&site, &format!("{path}index.html"), 200, &state);
        }
        if !site.has(path) && site.has(&format!("{path}/index.html")) {
            return Answer::elsewhere(301, format!("{}/{}", request.raw_path, request.query));
        }

        self.respond_with(&site, path, 200, &state)
    }

    fn respond_with(&self, site: &Arc<Site>, path: &str, status: u16, state: &str) -> Answer {
        match site.get(path) {
            Ok(Some(bytes)) => file(path, status, bytes, state),
            Ok(None) if status != 404 => self.respond_with(site, "404.html", 404, state),
            Ok(None) => Answer::text(404, "the site has no such file"),
            Err(error) => self.respond_after_failure(site, path, status, format!("{error:#}")),
        }
    }

    /// Reports the failure, and answers from the last complete site if there is one.
    fn respond_after_failure(
        &self,
        site: &Arc<Site>,
        path: &str,
        status: u16,
        error: String,
    ) -> Answer {
        if self.preview.fail(site, error.clone()) {
            (self.on_failure)(error);
        }

        match self.preview.site() {
            (Some(complete), state) if !Arc::ptr_eq(&complete, site) => {
                self.respond_with(&complete, path, status, &state)
            }
            (_, state) => no_site(&state),
        }
    }
}

fn is_event_stream(request: &Request) -> bool {
    request.path.strip_prefix(OWN_FOLDER) == Some("events") && !request.head_only
}

fn file(path: &str, status: u16, bytes: Vec<u8>, state: &str) -> Answer {
    let kind = http::kind(path);
    let is_page = kind.starts_with("text/html");

    Answer::bytes(
        status,
        kind,
        if is_page {
            with_script(&bytes, state)
        } else {
            bytes
        },
    )
}

fn decode(path: &str) -> Cow<'_, str> {
    percent_decode_str(path).decode_utf8_lossy()
}

/// Reads up to and including the empty line that ends the head of a request.
///
/// The outer error is one of the connection. The inner error is the response to a bad head.
fn read_head(stream: &mut TcpStream) -> io::Result<Result<Vec<u8>, Answer>> {
    let deadline = Instant::now() + HEAD_TIMEOUT;
    let (mut head, mut buffer) = (Vec::new(), [0; 2048]);

    loop {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Ok(Err(Answer::text(408, "the request took too long")));
        }

        stream.set_read_timeout(Some(left))?;
        match stream.read(&mut buffer) {
            Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
            Ok(read) => head.extend_from_slice(&buffer[..read]),
            Err(error) if is_temporary(&error) => continue,
            Err(error) => return Err(error),
        }

        if let Some(end) = head.windows(4).position(|bytes| bytes == b"\r\n\r\n") {
            head.truncate(end + 4);
            let is_too_long = head.len() > HEAD_LIMIT;
            return Ok(if is_too_long {
                Err(head_too_long())
            } else {
                Ok(head)
            });
        }
        if head.len() > HEAD_LIMIT {
            return Ok(Err(head_too_long()));
        }
    }
}

fn is_temporary(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::WouldBlock | ErrorKind::TimedOut | ErrorKind::Interrupted
    )
}

fn head_too_long() -> Answer {
    Answer::text(431, "the head of the request is longer than 16 KB")
}

/// Closes a connection such that the response arrives even when the client is still sending.
fn close(mut stream: TcpStream) -> io::Result<()> {
    stream.shutdown(Shutdown::Write)?;
    stream.set_read_timeout(Some(Duration::from_millis(200)))?;

    let mut rest = [0; 4096];
    for _ in 0..64 {
        if stream.read(&mut rest)? == 0 {
            break;
        }
    }
    Ok(())
}

/// The page with the preview's script at the end of its body. The script compares `state` with the
/// state in the events.
fn with_script(page: &[u8], state: &str) -> Vec<u8> {
    let script =
        format!("<script src=\"{OWN_FOLDER}preview.js\" data-state=\"{state}\" defer></script>");

    let end = b"</body>";
    let at = page
        .windows(end.len())
        .rposition(|bytes| bytes == end)
        .unwrap_or(page.len());

    [&page[..at], script.as_bytes(), &page[at..]].concat()
}

fn no_site(state: &str) -> Answer {
    Answer::bytes(
        503,
        http::kind(".html"),
        with_script(NO_SITE.as_bytes(), state),
    )
}
