//! The preview: the site in memory, rebuilt when a file changes, and reloaded in the browser.
//!
//! In: what the command line says. Out: responses to requests, and messages for the terminal. One
//! thread rebuilds, one validates new sites page by page, and each connection has its own. They
//! share nothing but `preview::Preview` and the seats of the server. Nothing is written to disk.

pub(crate) mod answer;
mod connection;
mod containment;
pub(crate) mod http;
pub mod messages;
pub mod preview;
pub mod rebuild;
pub(crate) mod responder;
mod seats;
mod server;
mod shared_files;
pub mod site;
mod timed_stream;
mod updater;
mod validation;
pub mod watch;

use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Instant;

use anyhow::{Context, Result};

use crate::config::Overrides;
use crate::serve::messages::Message;
use crate::serve::preview::Preview;
use crate::serve::rebuild::Rebuilder;
use crate::serve::responder::Responder;
use crate::serve::site::Site;
use crate::serve::updater::{Signal, Updater};
use crate::serve::watch::{Changes, Watch};

/// What the command line says.
#[derive(Clone, Debug)]
pub struct PreviewOptions {
    /// The catalog, the base URL and the theme.
    pub overrides: Overrides,
    /// The wanted port. The next free port is used when it is taken; 0 stands for any port.
    pub port: u16,
    /// Whether pages are minified, as in a build.
    pub minify: bool,
    /// Whether files are polled for changes instead of waiting for notifications.
    pub polls: bool,
    /// Whether findings are printed in color.
    pub color: bool,
}

/// Serves the preview until the program ends. Messages for the terminal go to `report`.
///
/// # Errors
/// There is no catalog, or no free port.
pub fn serve(options: &PreviewOptions, report: &mut dyn FnMut(Message)) -> Result<()> {
    let rebuilder = Rebuilder::new(options.overrides.clone(), options.minify);
    let settings = rebuilder.settings()?;
    let listener = server::listen(options.port)?;
    let address = listener.local_addr().context("the server has no address")?;
    let url = format!("http://{address}{}", settings.base_path());

    let (signals, incoming) = mpsc::channel();
    let (sites, to_validate) = mpsc::channel();
    let preview = Arc::new(Preview::default());
    let is_busy = Arc::new(AtomicBool::new(false));
    let mut updater = Updater::new(
        rebuilder,
        watch_files(options.polls, signals.clone()),
        preview.clone(),
        sites,
        is_busy.clone(),
        options.color,
    );

    updater.rebuild(&Changes::default(), Instant::now(), report);
    start_server(listener, preview.clone(), signals.clone())?;
    start_validation(preview, to_validate, is_busy, signals)?;
    report(Message::Ready(url));

    while let Ok(signal) = incoming.recv() {
        updater.handle(signal, &incoming, report);
    }
    Ok(())
}

fn watch_files(polls: bool, signals: Sender<Signal>) -> Watch {
    Watch::new(polls, move |changes| {
        let _ = signals.send(Signal::Changed(changes));
    })
}

fn start_server(
    listener: TcpListener,
    preview: Arc<Preview>,
    signals: Sender<Signal>,
) -> Result<()> {
    let on_failure = move |error| {
        let _ = signals.send(Signal::Failed(error));
    };
    let responder = Responder {
        preview,
        on_failure,
    };
    let work = move || server::accept_connections(&listener, &responder);

    let thread = thread::Builder::new().name("server".to_owned());
    thread
        .spawn(work)
        .context("cannot start the server thread")?;
    Ok(())
}

fn start_validation(
    preview: Arc<Preview>,
    sites: Receiver<Arc<Site>>,
    is_busy: Arc<AtomicBool>,
    signals: Sender<Signal>,
) -> Result<()> {
    // The thread pool has half of the cores, so that a rebuild never waits for it.
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads((cores / 2).max(1))
        .build()
        .context("cannot start the threads that validate pages")?;

    let work = move || {
        validation::validate_sites(&pool, &preview, &sites, &is_busy, &|error| {
            let _ = signals.send(Signal::Failed(error));
        });
    };

    let thread = thread::Builder::new().name("validation".to_owned());
    thread
        .spawn(work)
        .context("cannot start the validation thread")?;
    Ok(())
}
