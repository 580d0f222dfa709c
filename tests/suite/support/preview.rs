//! `medatlas serve` as a child, spoken to over plain TCP: what a browser would hide is seen here.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

/// Longer than anything here takes, on a busy machine too.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running preview; dropped, it ends.
pub(crate) struct Preview {
    child: Child,
    pub port: u16,
    /// The path that the address ends in.
    pub base: String,
    said: Arc<Mutex<String>>,
}

/// An answer, taken apart.
#[derive(Debug)]
pub(crate) struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body without what the preview adds to pages.
    pub(crate) fn built(&self) -> Vec<u8> {
        let text = self.text();
        let Some(start) = text.find("<script src=\"/__medatlas/") else {
            return self.body.clone();
        };
        let end = start + text[start..].find("</script>").unwrap() + "</script>".len();
        format!("{}{}", &text[..start], &text[end..]).into_bytes()
    }
}

impl Preview {
    /// Starts the program on a catalog, on any port, with more arguments.
    pub(crate) fn start(catalog: &Path, arguments: &[&str]) -> Self {
        let program = Command::new(env!("CARGO_BIN_EXE_medatlas"));
        Self::start_with(program, catalog, arguments)
    }

    /// Starts the program where the system has no watcher for changed files. `None` if this system
    /// has no namespaces that a user may limit.
    pub(crate) fn start_without_watchers(catalog: &Path) -> Option<Self> {
        let limit = "echo 0 > /proc/sys/user/max_inotify_instances";
        let unshare = |script: &str| {
            let mut command = Command::new("unshare");
            command.args(["--user", "--map-root-user", "sh", "-c", script]);
            command
        };

        let probe = unshare(limit).stderr(Stdio::null()).status();
        if !probe.is_ok_and(|status| status.success()) {
            return None;
        }

        let mut program = unshare(&format!("{limit} && exec \"$0\" \"$@\""));
        program.arg(env!("CARGO_BIN_EXE_medatlas"));
        Some(Self::start_with(program, catalog, &[]))
    }

    fn start_with(mut command: Command, catalog: &Path, arguments: &[&str]) -> Self {
        command
            .arg("serve")
            .arg(catalog)
            .arg("--verbose")
            .args(arguments);
        if !arguments.contains(&"--port") {
            command.args(["--port", "0"]);
        }
        let folder = catalog.parent().unwrap();
        let mut child = command
            .current_dir(folder)
            .env("NO_COLOR", "1")
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let said = Arc::new(Mutex::new(String::new()));
        let (shared, stderr) = (said.clone(), child.stderr.take().unwrap());
        thread::spawn(move || {
            for line in BufReader::new(stderr).lines().map_while(Result::ok) {
                *shared.lock().unwrap() += &format!("{line}\n");
            }
        });
        let mut preview = Self {
            child,
            port: 0,
            base: String::new(),
            said,
        };
        let line = preview.hear("preview at http://127.0.0.1:");
        let address = line
            .split("127.0.0.1:")
            .nth(1)
            .unwrap()
            .split(' ')
            .next()
            .unwrap();
        let (port, base) = address.split_at(address.find('/').unwrap());
        (preview.port, preview.base) = (port.parse().unwrap(), base.to_owned());
        preview
    }

    /// Everything that was printed so far.
    pub(crate) fn said(&self) -> String {
        let said = self.said.lock().unwrap().clone();
        assert!(!said.contains("panicked at"), "{said}");
        said
    }

    /// Waits for a line that contains these words.
    #[track_caller]
    pub(crate) fn hear(&self, words: &str) -> String {
        let until = Instant::now() + PATIENCE;
        while Instant::now() < until {
            if let Some(line) = self.said().lines().find(|line| line.contains(words)) {
                return line.to_owned();
            }
            thread::sleep(Duration::from_millis(10));
        }
        panic!("never heard {words:?} in\n{}", self.said());
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Sends these bytes and reads all that comes back.
    pub(crate) fn raw(&self, request: &[u8]) -> Answer {
        let mut stream = self.connect();
        // The server may answer and close before all of a long request is sent.
        let _ = stream.write_all(request);
        read(stream)
    }

    /// A request for a path with a good head.
    pub(crate) fn send(&self, method: &str, path: &str) -> Answer {
        self.raw(
            format!(
                "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n",
                self.port
            )
            .as_bytes(),
        )
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.send("GET", path)
    }

    /// Listens for changes.
    pub(crate) fn listen(&self) -> Events {
        let mut stream = self.connect();
        let request = format!(
            "GET /__medatlas/events HTTP/1.1\r\nHost: localhost:{}\r\n\r\n",
            self.port
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut lines = BufReader::new(stream);
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            assert!(lines.read_line(&mut head).unwrap() > 0, "{head}");
        }
        assert!(
            head.starts_with("HTTP/1.1 200 ") && head.contains("text/event-stream"),
            "{head}"
        );
        Events { lines }
    }

    /// The most memory that the program has used, in megabytes. `None` on systems that do not say.
    pub(crate) fn peak_memory(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.id())).ok()?;
        let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
        let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
        Some(kilobytes >> 10)
    }

    /// The process.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Waits for the end.
    pub(crate) fn end(&mut self) -> Duration {
        let started = Instant::now();
        while self.child.try_wait().unwrap().is_none() {
            assert!(started.elapsed() < PATIENCE, "the preview goes on");
            thread::sleep(Duration::from_millis(5));
        }
        started.elapsed()
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The channel of changes.
pub(crate) struct Events {
    lines: BufReader<TcpStream>,
}

impl Events {
    /// The next event.
    #[track_caller]
    pub(crate) fn next(&mut self) -> Value {
        loop {
            let mut line = String::new();
            assert!(
                self.lines.read_line(&mut line).unwrap() > 0,
                "the channel closed"
            );
            if let Some(json) = line.strip_prefix("data: ") {
                return serde_json::from_str(json).unwrap();
            }
        }
    }

    /// Waits until the server closes the channel.
    pub(crate) fn end(&mut self) {
        let mut line = String::new();
        while self.lines.read_line(&mut line).is_ok_and(|read| read > 0) {}
    }

    /// The next event for which this holds.
    #[track_caller]
    pub(crate) fn until(&mut self, holds: impl Fn(&Value) -> bool) -> Value {
        loop {
            let event = self.next();
            if holds(&event) {
                return event;
            }
        }
    }
}

fn read(mut stream: TcpStream) -> Answer {
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    // A reset after the answer is the end of it.
    while let Ok(read) = stream.read(&mut buffer) {
        if read == 0 {
            break;
        }
        bytes.extend_from_slice(&buffer[..read]);
    }
    let end = bytes
        .windows(4)
        .position(|end| end == b"\r\n\r\n")
        .unwrap_or_else(|| {
            panic!("no answer: {:?}", String::from_utf8_lossy(&bytes));
        });
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Answer {
        status,
        head,
        body: bytes[end + 4..].to_vec(),
    }
}
