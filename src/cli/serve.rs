//! `medatlas serve`: the preview in the browser, and a line in the terminal for each rebuild.

use std::io::IsTerminal as _;
use std::process::{Command, Stdio};

use anyhow::Result;

use crate::cli::{Outcome, ServeArguments, say};
use crate::config::Overrides;
use crate::serve::messages::Message;
use crate::serve::{PreviewOptions, serve};

pub(super) fn run(arguments: ServeArguments) -> Result<Outcome> {
    let ServeArguments {
        catalog,
        port,
        open,
        base_url,
        theme,
        no_minify,
        poll,
        verbose,
    } = arguments;
    let options = PreviewOptions {
        overrides: Overrides {
            catalog,
            base_url,
            theme,
            ..Overrides::default()
        },
        port,
        minify: !no_minify,
        polls: poll,
        color: std::io::stderr().is_terminal(),
    };
    let mut tell = |news| match news {
        Message::Ready(url) => {
            say(&format!("preview at {url} (Ctrl+C ends it)"));
            if open {
                show(&url);
            }
        }
        Message::Line(line) => say(&line),
        Message::Text(words) => say(&words),
        Message::Debug(words) if verbose => say(&words),
        Message::Debug(_) => {}
    };
    serve(&options, &mut tell)?;
    Ok(Outcome::Good)
}

/// Opens the address in the browser that the system prefers.
fn show(url: &str) {
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
        say(&format!(
            "the browser could not be opened ({program}: {error})"
        ));
    }
}
