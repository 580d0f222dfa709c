//! The preview server: loopback only, one thread per connection, everything from memory.
//!
//! In: connections. Out: responses. Each connection takes one of the seats, and is then handed to
//! `connection`.

use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::serve::answer::Answer;
use crate::serve::connection::{Connection, TimeLimits};
use crate::serve::responder::Responder;
use crate::serve::seats::Seats;
use crate::serve::timed_stream::TimedStream;

/// Binds the wanted port of the loopback address, or the next free port after it.
///
/// # Errors
/// A hundred ports in a row are taken, or the address cannot be bound.
pub(crate) fn listen(port: u16) -> Result<TcpListener> {
    let last = port.saturating_add(100);

    for port in port..=last {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            Err(error) => {
                return Err(error).with_context(|| format!("cannot listen on 127.0.0.1:{port}"));
            }
        }
    }

    bail!("cannot listen on 127.0.0.1: the ports {port} to {last} are in use")
}

/// Answers requests until the program ends.
pub(crate) fn accept_connections<F>(listener: &TcpListener, responder: &Responder<F>)
where
    F: Fn(String) + Clone + Send + 'static,
{
    let port = listener.local_addr().map_or(0, |address| address.port());
    let hosts: Arc<[String]> = ["127.0.0.1", "localhost", "[::1]"]
        .iter()
        .map(|host| format!("{host}:{port}"))
        .collect();
    let seats = Arc::new(Seats::default());

    for stream in listener.incoming() {
        let Ok(stream) = stream.map(Arc::new) else {
            // Usually there are too many open files, which passes.
            thread::sleep(Duration::from_millis(50));
            continue;
        };
        let Some(seat) = seats.take(stream.clone()) else {
            refuse(&stream);
            continue;
        };

        let connection = Connection {
            hosts: hosts.clone(),
            responder: responder.clone(),
            seat,
            limits: TimeLimits::default(),
        };

        // When no thread can be started, the connection is dropped.
        let _ = thread::Builder::new().spawn(move || {
            // The client disconnected or was too slow; ignore the error.
            let _ = connection.serve(&stream);
        });
    }
}

/// Tells a client that there are too many connections, without waiting for it.
fn refuse(stream: &TcpStream) {
    let mut stream = TimedStream::new(stream, Duration::from_millis(10));

    let _ = Answer::text(503, "too many connections").send(&mut stream, false);
}
