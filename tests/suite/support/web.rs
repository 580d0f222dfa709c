//! A web server whose paths behave well or badly, for tests of links; it counts what it is asked.

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// A server on a port of its own; its threads end with the tests.
pub(crate) struct Web {
    port: u16,
    log: Arc<Mutex<Log>>,
}

#[derive(Default)]
struct Log {
    /// `HEAD /ok` and how often.
    requests: BTreeMap<String, usize>,
    agents: Vec<String>,
    open: usize,
    most_open: usize,
    /// Paths that answer otherwise now.
    changed: BTreeMap<String, String>,
    /// Bytes of endless bodies that were taken.
    taken: usize,
}

impl Web {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let log = Arc::new(Mutex::new(Log::default()));
        let shared = log.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let log = shared.clone();
                thread::spawn(move || serve(stream, &log));
            }
        });
        Self { port, log }
    }

    /// The address of a path.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// How many requests there were.
    pub(crate) fn requests(&self) -> usize {
        self.log.lock().unwrap().requests.values().sum()
    }

    /// How often a path was asked for in this way: `HEAD /ok`.
    pub(crate) fn count(&self, request: &str) -> usize {
        self.log
            .lock()
            .unwrap()
            .requests
            .get(request)
            .copied()
            .unwrap_or_default()
    }

    /// The largest number of requests that were open at a time.
    pub(crate) fn most_open(&self) -> usize {
        self.log.lock().unwrap().most_open
    }

    /// The names that clients gave themselves.
    pub(crate) fn agents(&self) -> Vec<String> {
        self.log.lock().unwrap().agents.clone()
    }

    /// Bytes of endless bodies that clients took.
    pub(crate) fn taken(&self) -> usize {
        self.log.lock().unwrap().taken
    }

    /// Lets a path behave as another one from now on.
    pub(crate) fn change(&self, path: &str, like: &str) {
        self.log
            .lock()
            .unwrap()
            .changed
            .insert(path.to_owned(), like.to_owned());
    }
}

fn serve(mut stream: TcpStream, log: &Mutex<Log>) {
    let Some(head) = head(&mut stream) else {
        return;
    };
    let mut words = head.split(' ');
    let (method, path) = (
        words.next().unwrap_or_default(),
        words.next().unwrap_or_default(),
    );
    let (earlier, path) = {
        let mut log = log.lock().unwrap();
        log.open += 1;
        log.most_open = log.most_open.max(log.open);
        let agent = head.lines().find_map(|line| {
            line.to_lowercase()
                .strip_prefix("user-agent: ")
                .map(str::to_owned)
        });
        log.agents.extend(agent);
        let path = log
            .changed
            .get(path)
            .cloned()
            .unwrap_or_else(|| path.to_owned());
        let count = log.requests.entry(format!("{method} {path}")).or_default();
        *count += 1;
        (*count - 1, path)
    };
    let said = answer(method, &path, earlier);
    // Before the client has its answer: the next request may come before this thread goes on.
    log.lock().unwrap().open -= 1;
    // The client may be gone: that is its right.
    let _ = stream.write_all(said.as_bytes());
    if path == "/endless" && method == "GET" {
        while let Ok(count) = stream.write(&[b'x'; 4096]) {
            log.lock().unwrap().taken += count;
        }
    }
}

/// The head of a request; `None` for what is none. Whoever begins to encrypt hears a word that is no answer to that.
fn head(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    let mut part = [0; 1024];
    while !bytes.windows(4).any(|end| end == b"\r\n\r\n") {
        let count = stream.read(&mut part).ok().filter(|count| *count > 0)?;
        bytes.extend(&part[..count]);
        if bytes[0] == 0x16 {
            let _ = stream.write_all(b"I speak plainly\n");
            return None;
        }
    }
    String::from_utf8(bytes).ok()
}

/// What a path answers when it was asked `earlier` times before.
fn answer(method: &str, path: &str, earlier: usize) -> String {
    let end = "Content-Length: 0\r\nConnection: close\r\n\r\n";
    let code = |code: u16| format!("HTTP/1.1 {code} X\r\n{end}");
    let to = |code: u16, path: &str| format!("HTTP/1.1 {code} X\r\nLocation: {path}\r\n{end}");
    let busy = |wait: &str| format!("HTTP/1.1 429 X\r\nRetry-After: {wait}\r\n{end}");
    match path {
        "/moved" => to(301, "/ok"),
        "/moved-and-on" => to(308, "/elsewhere"),
        "/elsewhere" => to(302, "/login?visit=1"),
        "/loop" => to(301, "/pool"),
        "/pool" => to(301, "/loop"),
        "/far" => to(302, "/far?1"),
        _ if path.starts_with("/far?") => to(302, &format!("{path}1")),
        "/odd" => to(302, "file:///etc/passwd"),
        "/trick" => to(301, "/ok[31m\"><script>"),
        "/missing" => code(404),
        "/gone" => code(410),
        "/forbidden" => code(403),
        "/error" => code(500),
        "/shaky" => code(if earlier == 0 { 503 } else { 200 }),
        "/busy" if earlier == 0 => busy("1"),
        "/always-busy" => busy("3600"),
        "/no-head" => code(if method == "HEAD" { 405 } else { 200 }),
        "/endless" if method == "HEAD" => code(501),
        "/endless" => "HTTP/1.1 200 X\r\nConnection: close\r\n\r\n".to_owned(),
        "/hang" => {
            thread::sleep(Duration::from_millis(900));
            code(200)
        }
        "/slow" => {
            thread::sleep(Duration::from_millis(150));
            code(200)
        }
        "/close" => String::new(),
        "/noise" => "\u{7}\r\n\r\nnothing".to_owned(),
        _ => code(200),
    }
}
