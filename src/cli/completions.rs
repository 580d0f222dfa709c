//! `medatlas completions`: a completion script for a shell, generated from the definitions of the
//! commands.

use anyhow::Result;
use clap::CommandFactory as _;
use clap_complete::Shell;

use crate::cli::Arguments;
use crate::cli::exit_status::ExitStatus;
use crate::cli::terminal;

/// Arguments of `medatlas completions`.
#[derive(Debug, clap::Args)]
pub(super) struct CompletionsArguments {
    /// The shell to print the script for
    shell: Shell,
}

pub(super) fn run(arguments: &CompletionsArguments) -> Result<ExitStatus> {
    let mut script = Vec::new();
    let mut command = Arguments::command();
    clap_complete::generate(arguments.shell, &mut command, "medatlas", &mut script);

    terminal::print_bytes(&script);
    Ok(ExitStatus::Success)
}
