//! One connection to the preview server.
//!
//! In: the bytes that a client sends. Out: one response, or the stream of change events. Each step
//! has a deadline, and the seat of the connection knows which step it is.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use crate::serve::answer::{self, Answer};
use crate::serve::http::{self, HEAD_LIMIT};
use crate::serve::responder::{Responder, is_event_stream};
use crate::serve::seats::{Phase, Seat};
use crate::serve::timed_stream::TimedStream;

/// How often a listener gets a keep-alive comment, so that a closed connection is noticed.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// How long each step of a connection may take.
#[derive(Clone, Copy, Debug)]
pub(super) struct TimeLimits {
    /// The client sends the head of its request.
    head: Duration,
    /// The client reads the response.
    answer: Duration,
    /// The client reads one event.
    event: Duration,
    /// The client closes the connection.
    end: Duration,
}

impl Default for TimeLimits {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(5),
            answer: Duration::from_secs(30),
            event: Duration::from_secs(10),
            end: Duration::from_secs(1),
        }
    }
}

/// What a connection needs.
pub(super) struct Connection<F> {
    /// The values of the `Host` header that are accepted.
    pub(super) hosts: Arc<[String]>,
    pub(super) responder: Responder<F>,
    pub(super) seat: Seat,
    pub(super) limits: TimeLimits,
}

impl<F: Fn(String)> Connection<F> {
    /// Reads one request, sends the response, and closes the connection.
    ///
    /// # Errors
    /// The client disconnected, took too long, or had to give way to another one.
    pub(super) fn serve(&self, stream: &TcpStream) -> io::Result<()> {
        stream.set_nodelay(true)?;

        let head = read_head(&mut TimedStream::new(stream, self.limits.head))?;
        self.seat.enter(Phase::Waiting)?;

        match head.and_then(|head| http::parse(&head, &self.hosts)) {
            Ok(request) if is_event_stream(&request) => self.send_events(stream)?,
            Ok(request) => {
                let answer = self.responder.respond(&request);
                self.send(stream, &answer, request.head_only)?;
            }
            Err(answer) => self.send(stream, &answer, false)?,
        }

        close(stream, self.limits.end)
    }

    fn send(&self, stream: &TcpStream, answer: &Answer, head_only: bool) -> io::Result<()> {
        self.seat.enter(Phase::Reading)?;

        answer.send(&mut TimedStream::new(stream, self.limits.answer), head_only)
    }

    /// Server-Sent Events: the current state, and the new state after each change.
    fn send_events(&self, stream: &TcpStream) -> io::Result<()> {
        let preview = &self.responder.preview;
        self.seat.enter(Phase::Listening)?;
        // The listener that gave way ends its thread when it wakes up.
        preview.wake_listeners();

        let head = format!("{}\r\n", answer::head(200, "text/event-stream"));
        self.send_event(stream, &head)?;

        let mut version = None;
        while self.seat.is_kept() {
            match preview.event(version, KEEP_ALIVE, || self.seat.is_kept()) {
                Some((now, json)) => {
                    version = Some(now);
                    self.send_event(stream, &format!("data: {json}\n\n"))?;
                }
                None => self.send_event(stream, ": nothing new\n\n")?,
            }
        }
        Ok(())
    }

    fn send_event(&self, stream: &TcpStream, event: &str) -> io::Result<()> {
        TimedStream::new(stream, self.limits.event).write_all(event.as_bytes())
    }
}

/// Reads up to and including the empty line that ends the head of a request.
///
/// The outer error is one of the connection. The inner error is the response to a bad head.
fn read_head(stream: &mut impl Read) -> io::Result<Result<Vec<u8>, Answer>> {
    let (mut head, mut buffer) = (Vec::new(), [0; 2048]);

    loop {
        match stream.read(&mut buffer) {
            Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
            Ok(read) => head.extend_from_slice(&buffer[..read]),
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) if error.kind() == ErrorKind::TimedOut => {
                return Ok(Err(Answer::text(408, "the request took too long")));
            }
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

fn head_too_long() -> Answer {
    Answer::text(431, "the head of the request is longer than 16 KB")
}

/// Closes a connection such that the response arrives even when the client is still sending.
fn close(stream: &TcpStream, time: Duration) -> io::Result<()> {
    stream.shutdown(Shutdown::Write)?;

    let mut rest = TimedStream::new(stream, time);
    io::copy(&mut rest, &mut io::sink())?;
    Ok(())
}
