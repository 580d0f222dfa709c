//! A connection with a deadline for everything that is read or written, however often a slow client
//! sends or takes a byte.

use std::io::{self, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// The number of bytes that are written at once, so that the deadline is looked at in between.
const CHUNK: usize = 64 << 10;

/// A connection with a deadline.
pub(super) struct TimedStream<'a> {
    stream: &'a TcpStream,
    deadline: Instant,
}

impl<'a> TimedStream<'a> {
    /// A stream that fails after this time.
    pub(super) fn new(stream: &'a TcpStream, time: Duration) -> Self {
        Self {
            stream,
            deadline: Instant::now() + time,
        }
    }

    /// The time that is left.
    fn left(&self) -> io::Result<Duration> {
        let left = self.deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(ErrorKind::TimedOut.into());
        }

        Ok(left)
    }
}

impl Read for TimedStream<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut stream = self.stream;
        stream.set_read_timeout(Some(self.left()?))?;

        stream.read(buffer).map_err(as_timeout)
    }
}

impl Write for TimedStream<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut stream = self.stream;
        stream.set_write_timeout(Some(self.left()?))?;

        let chunk = &bytes[..bytes.len().min(CHUNK)];
        stream.write(chunk).map_err(as_timeout)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Some systems report a timeout as an operation that would block.
fn as_timeout(error: io::Error) -> io::Error {
    match error.kind() {
        ErrorKind::WouldBlock => ErrorKind::TimedOut.into(),
        _ => error,
    }
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;
    use std::thread;

    use super::*;

    const TIME: Duration = Duration::from_millis(100);

    fn connection() -> (TcpStream, TcpStream) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let client = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        (listener.accept().unwrap().0, client)
    }

    #[test]
    fn a_client_that_trickles_does_not_move_the_deadline() {
        let (server, mut client) = connection();
        // This ends when the connection is closed.
        thread::spawn(move || while client.write_all(b"a").is_ok() {});

        let mut stream = TimedStream::new(&server, TIME);
        let error = io::copy(&mut stream, &mut io::sink()).unwrap_err();

        assert_eq!(error.kind(), ErrorKind::TimedOut);
    }

    #[test]
    fn a_client_that_reads_little_does_not_move_the_deadline() {
        let (server, mut client) = connection();
        thread::spawn(move || while matches!(client.read(&mut [0]), Ok(1..)) {});

        let mut stream = TimedStream::new(&server, TIME);
        let error = io::copy(&mut io::repeat(0), &mut stream).unwrap_err();

        assert_eq!(error.kind(), ErrorKind::TimedOut);
    }
}
