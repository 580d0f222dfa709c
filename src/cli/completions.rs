//! `medatlas completions`: a script for a shell, made from the definitions of the commands.

use std::io::Write as _;

use anyhow::Result;
use clap::CommandFactory as _;
use clap_complete::Shell;

use crate::cli::{Arguments, Outcome};

/// Arguments of `medatlas completions`.
#[derive(Debug, clap::Args)]
pub(super) struct CompletionsArguments {
    /// The shell
    shell: Shell,
}

pub(super) fn run(arguments: &CompletionsArguments) -> Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(
        arguments.shell,
        &mut Arguments::command(),
        "medatlas",
        &mut script,
    );
    // A closed pipe is no reason to panic.
    let _ = std::io::stdout().write_all(&script);
    Ok(Outcome::Good)
}
