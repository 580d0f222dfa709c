//! The preview server: loopback only, one thread per connection, everything from memory.
//!
//! In: connections. Out: responses. It accepts connections up to a limit and hands each one to
//! `connection`.

use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::serve::connection::Connection;
use crate::serve::http::Answer;
use crate::serve::preview::Preview;

/// The number of connections at once. Browsers open six, and one per tab that listens for changes.
const MAX_CONNECTIONS: usize = 128;

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

/// Answers requests until the program ends. `on_failure` receives the error of a page that could
/// not be rendered.
pub(crate) fn accept_connections(
    listener: &TcpListener,
    preview: &Arc<Preview>,
    on_failure: impl Fn(String) + Clone + Send + 'static,
) {
    let port = listener.local_addr().map_or(0, |address| address.port());
    let hosts: Arc<[String]> = ["127.0.0.1", "localhost", "[::1]"]
        .iter()
        .map(|host| format!("{host}:{port}"))
        .collect();
    let open = Arc::new(AtomicUsize::new(0));
    let listening = Arc::new(AtomicUsize::new(0));

    for stream in listener.incoming() {
        let Ok(stream) = stream else {
            // Usually there are too many open files, which passes.
            thread::sleep(Duration::from_millis(50));
            continue;
        };
        let Some(permit) = Permit::acquire(&open, MAX_CONNECTIONS) else {
            refuse(stream);
            continue;
        };

        let connection = Connection {
            hosts: hosts.clone(),
            preview: preview.clone(),
            listening: listening.clone(),
            on_failure: on_failure.clone(),
        };

        // When no thread can be started, the connection is dropped.
        let _ = thread::Builder::new().spawn(move || {
            let _permit = permit;
            // The client disconnected; ignore the error.
            let _ = connection.serve(stream);
        });
    }
}

/// One of a limited number of permits. It is returned when dropped.
pub(super) struct Permit(Arc<AtomicUsize>);

impl Permit {
    /// A permit, unless `limit` are in use.
    pub(super) fn acquire(used: &Arc<AtomicUsize>, limit: usize) -> Option<Self> {
        used.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |used| {
            (used < limit).then_some(used + 1)
        })
        .ok()?;

        Some(Self(used.clone()))
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Tells a client that there are too many connections, without waiting for it.
fn refuse(mut stream: TcpStream) {
    let _ = stream.set_write_timeout(Some(Duration::from_millis(10)));
    let _ = Answer::text(503, "too many connections").send(&mut stream, false);
}
