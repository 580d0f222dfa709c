//! The server: on this computer only, a thread a connection, everything from memory.
//!
//! In: requests. Out: files of the site that is shown, and the channel that tells browsers of changes. A path is looked up
//! in the plan of the site and nowhere else. Pages get one script more than a build writes, from this server.

use std::io::{ErrorKind, Read, Write};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::serve::http::{self, Answer, HEAD_LIMIT, Request};
use crate::serve::preview::Preview;

/// Connections at once. Browsers open six, and one for each tab that listens.
const CONNECTIONS: usize = 128;
/// Of these, how many may listen for changes: the rest is left for requests.
const LISTENERS: usize = 64;
/// How long the head of a request may take.
const HEAD_TIME: Duration = Duration::from_secs(5);
/// How long an answer may stand still.
const SEND_TIME: Duration = Duration::from_secs(10);
/// How often a listener is told that nothing happened, so that one that left is noticed.
const PULSE: Duration = Duration::from_secs(15);

/// Where the preview's own files and its channel stand: no site has such a folder.
const OWN: &str = "/__medatlas/";
const SCRIPT: &str = include_str!("preview.js");
const STYLE: &str = include_str!("preview.css");

/// A port that is free: the wanted one, else the next after it.
///
/// # Errors
/// A hundred ports are taken.
pub fn listen(port: u16) -> Result<TcpListener> {
    for port in port..=port.saturating_add(100) {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            Err(error) => {
                return Err(error).with_context(|| format!("cannot listen on 127.0.0.1:{port}"));
            }
        }
    }
    bail!(
        "cannot listen on 127.0.0.1: ports {port} to {} are taken",
        port.saturating_add(100)
    )
}

/// Answers requests for ever. `failed` hears of a page that could not be made.
pub fn answer(
    listener: &TcpListener,
    preview: &Arc<Preview>,
    failed: impl Fn(String) + Clone + Send + 'static,
) {
    let port = listener.local_addr().map_or(0, |address| address.port());
    let hosts: Arc<[String]> = ["127.0.0.1", "localhost", "[::1]"]
        .iter()
        .map(|host| format!("{host}:{port}"))
        .collect();
    let (open, listening) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    for stream in listener.incoming() {
        let Ok(stream) = stream else {
            // Too many open files, mostly; it passes.
            thread::sleep(Duration::from_millis(50));
            continue;
        };
        let Some(seat) = Seat::take(&open, CONNECTIONS) else {
            refuse(stream);
            continue;
        };
        let connection = Connection {
            hosts: hosts.clone(),
            preview: preview.clone(),
            listening: listening.clone(),
            failed: failed.clone(),
        };
        // A thread that cannot be made drops the connection.
        let _ = thread::Builder::new().spawn(move || {
            let _seat = seat;
            // Who went away needs no answer.
            let _ = connection.talk(stream);
        });
    }
}

/// One of a limited number, given back when dropped.
struct Seat(Arc<AtomicUsize>);

impl Seat {
    fn take(taken: &Arc<AtomicUsize>, most: usize) -> Option<Self> {
        let free = |taken: usize| (taken < most).then_some(taken + 1);
        taken
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, free)
            .ok()
            .map(|_| Self(taken.clone()))
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

fn refuse(mut stream: TcpStream) {
    let _ = stream.set_write_timeout(Some(Duration::from_millis(10)));
    let _ = Answer::text(503, "too many connections").send(&mut stream, false);
}

struct Connection<F> {
    hosts: Arc<[String]>,
    preview: Arc<Preview>,
    listening: Arc<AtomicUsize>,
    failed: F,
}

impl<F: Fn(String)> Connection<F> {
    fn talk(&self, mut stream: TcpStream) -> std::io::Result<()> {
        stream.set_write_timeout(Some(SEND_TIME))?;
        stream.set_nodelay(true)?;
        match read_head(&mut stream)?.and_then(|head| http::parse(&head, &self.hosts)) {
            Ok(request) if request.path == format!("{OWN}events") && !request.head_only => {
                match Seat::take(&self.listening, LISTENERS) {
                    Some(_seat) => self.tell(&mut stream)?,
                    None => Answer::text(503, "too many pages listen").send(&mut stream, false)?,
                }
            }
            Ok(request) => self
                .respond(&request)
                .send(&mut stream, request.head_only)?,
            Err(answer) => answer.send(&mut stream, false)?,
        }
        finish(stream)
    }

    /// Server-Sent Events: the state now, and again whenever it changed.
    fn tell(&self, stream: &mut TcpStream) -> std::io::Result<()> {
        stream.write_all(format!("{}\r\n", http::head(200, "text/event-stream")).as_bytes())?;
        let mut version = None;
        loop {
            match self.preview.event(version, PULSE) {
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
        match request.path.strip_prefix(OWN) {
            Some("preview.js") => Answer::bytes(200, http::kind(".js"), SCRIPT.into()),
            Some("preview.css") => Answer::bytes(200, http::kind(".css"), STYLE.into()),
            Some(_) => Answer::text(404, "the preview has no such file"),
            None => self.page(request),
        }
    }

    fn page(&self, request: &Request) -> Answer {
        let (site, state) = self.preview.site();
        let Some(site) = site else {
            return no_site(&state);
        };
        let base = site.base();
        let Some(below) = request.path.strip_prefix(&*decoded(base)) else {
            if request.path == "/" || format!("{}/", request.path) == decoded(base) {
                return Answer::elsewhere(302, base.to_owned());
            }
            return self.file(&site, "404.html", 404, &state);
        };
        let path = if below.is_empty() || below.ends_with('/') {
            format!("{below}index.html")
        } else {
            below.to_owned()
        };
        if !site.has(&path) && site.has(&format!("{path}/index.html")) {
            return Answer::elsewhere(301, format!("{}/{}", request.raw_path, request.query));
        }
        self.file(&site, &path, 200, &state)
    }

    fn file(
        &self,
        site: &Arc<crate::serve::site::Site>,
        path: &str,
        status: u16,
        state: &str,
    ) -> Answer {
        match site.get(path) {
            Ok(Some(bytes)) => {
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
            Ok(None) if status != 404 => self.file(site, "404.html", 404, state),
            Ok(None) => Answer::text(404, "the site has no such file"),
            Err(error) => {
                let error = format!("{error:#}");
                if self.preview.fail(site, error.clone()) {
                    (self.failed)(error);
                }
                // The last whole site is shown now, if there is one.
                match self.preview.site() {
                    (Some(whole), state) if !Arc::ptr_eq(&whole, site) => {
                        self.file(&whole, path, status, &state)
                    }
                    (_, state) => no_site(&state),
                }
            }
        }
    }
}

fn decoded(path: &str) -> String {
    percent_encoding::percent_decode_str(path)
        .decode_utf8_lossy()
        .into_owned()
}

/// Reads up to the empty line. The outer error is of the connection, the inner one is told.
fn read_head(stream: &mut TcpStream) -> std::io::Result<Result<Vec<u8>, Answer>> {
    let until = Instant::now() + HEAD_TIME;
    let (mut head, mut buffer) = (Vec::new(), [0; 2048]);
    loop {
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Ok(Err(Answer::text(408, "the request took too long")));
        }
        stream.set_read_timeout(Some(left))?;
        match stream.read(&mut buffer) {
            Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
            Ok(read) => head.extend_from_slice(&buffer[..read]),
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                continue;
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        }
        if let Some(end) = head.windows(4).position(|end| end == b"\r\n\r\n") {
            head.truncate(end + 4);
            return Ok(if head.len() > HEAD_LIMIT {
                Err(too_long())
            } else {
                Ok(head)
            });
        }
        if head.len() > HEAD_LIMIT {
            return Ok(Err(too_long()));
        }
    }
}

fn too_long() -> Answer {
    Answer::text(431, "the head of the request is longer than 16 KB")
}

/// Closes a connection so that the answer arrives even where the other side still sends.
fn finish(mut stream: TcpStream) -> std::io::Result<()> {
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

/// The page with the preview's script before its end; `state` is what the script compares.
fn with_script(page: &[u8], state: &str) -> Vec<u8> {
    let script = format!("<script src=\"{OWN}preview.js\" data-state=\"{state}\" defer></script>");
    let end = b"</body>";
    let at = page
        .windows(end.len())
        .rposition(|part| part == end)
        .unwrap_or(page.len());
    [&page[..at], script.as_bytes(), &page[at..]].concat()
}

/// There was no site yet that could be shown: the script says why.
fn no_site(state: &str) -> Answer {
    let page = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>No site yet</title></head>\n\
                <body><p>There is no site yet. This page shows it as soon as the problems are gone.</p></body></html>\n";
    Answer::bytes(
        503,
        http::kind(".html"),
        with_script(page.as_bytes(), state),
    )
}
