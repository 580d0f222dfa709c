//! `medatlas serve`: the preview in the browser, and a line in the terminal for each rebuild.

use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::Result;

use crate::cli::exit_status::ExitStatus;
use crate::cli::terminal;
use crate::config::Overrides;
use crate::serve::messages::Message;
use crate::serve::{PreviewOptions, serve};

/// Arguments of `medatlas serve`.
#[derive(Debug, clap::Args)]
pub(super) struct ServeArguments {
    /// Catalog folder, or its list [default: content if it has a README.md, else the current
    /// folder]
    catalog: Option<PathBuf>,
    /// Port on localhost; if it is in use, the next free one is taken
    #[arg(long, value_name = "N", default_value_t = 8000)]
    port: u16,
    /// Open the preview in the browser
    #[arg(long)]
    open: bool,
    /// URL where the site will be published; the preview uses its path
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Folder whose files replace those of the built-in theme
    #[arg(long, value_name = "DIR")]
    theme: Option<PathBuf>,
    /// Do not minify the pages
    #[arg(long)]
    no_minify: bool,
    /// Poll for changes every 500 ms (for file systems without change notifications)
    #[arg(long)]
    poll: bool,
    /// Print which files changed, and the time of each stage
    #[arg(short, long)]
    verbose: bool,
}

pub(super) fn run(arguments: ServeArguments) -> Result<ExitStatus> {
    let ServeArguments { open, verbose, .. } = arguments;
    let options = PreviewOptions {
        overrides: Overrides {
            catalog: arguments.catalog,
            base_url: arguments.base_url,
            theme: arguments.theme,
            ..Overrides::default()
        },
        port: arguments.port,
        minify: !arguments.no_minify,
        polls: arguments.poll,
        color: std::io::stderr().is_terminal(),
    };

    serve(&options, &mut |message| report(message, open, verbose))?;
    Ok(ExitStatus::Success)
}

fn report(message: Message, open: bool, verbose: bool) {
    match message {
        Message::Ready(url) => {
            terminal::report(&format!("preview at {url} (press Ctrl+C to stop)"));
            if open {
                open_browser(&url);
            }
        }
        Message::Line(text) => terminal::report(&text),
        Message::Text(text) => terminal::report_styled(&text),
        Message::Debug(text) if verbose => terminal::report(&text),
        Message::Debug(_) => {}
    }
}

/// Opens a URL in the default browser.
fn open_browser(url: &str) {
    let (program, arguments): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("rundll32", &["url.dll,FileProtocolHandler"])
    } else {
        ("xdg-open", &[])
    };

    let mut command = Command::new(program);
    command
        .args(arguments)
        .arg(url)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());

    if let Err(error) = command.spawn() {
        terminal::report(&format!("cannot open the browser with {program}: {error}"));
    }
}
