//! The command line: commands, dispatch and exit codes. Each command has a file of its own, with
//! its arguments.

mod build;
mod check;
mod completions;
mod exit_status;
mod init;
mod manual;
mod new;
#[cfg(feature = "serve")]
mod serve;
mod terminal;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Turn a Markdown catalog of medical datasets into a static site
#[derive(Debug, Parser)]
#[command(
    name = "medatlas",
    version,
    max_term_width = 100,
    disable_help_subcommand = true
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Build the site
    Build(build::BuildArguments),
    /// Preview the site in the browser and update it when a file changes
    #[cfg(feature = "serve")]
    Serve(serve::ServeArguments),
    /// Check the catalog and report every problem with its file and line
    Check(check::CheckArguments),
    /// Add a dataset: create its page and insert its entry into the list
    New(Box<new::NewArguments>),
    /// Create the settings and the files that publish a catalog; existing files are kept
    Init(init::InitArguments),
    /// Print a completion script for a shell
    Completions(completions::CompletionsArguments),
    /// Print the manual page, or write the manual pages of all commands to a folder
    Manual(manual::ManualArguments),
}

/// Runs the program. Returns exit code 0, 1 for problems of the content, or 2 for invalid arguments
/// or settings and for failed reads and writes.
pub fn run() -> ExitCode {
    let status = match Arguments::parse().command {
        Command::Build(arguments) => build::run(arguments),
        #[cfg(feature = "serve")]
        Command::Serve(arguments) => serve::run(arguments),
        Command::Check(arguments) => check::run(arguments),
        Command::New(arguments) => new::run(*arguments),
        Command::Init(arguments) => init::run(arguments),
        Command::Completions(arguments) => completions::run(&arguments),
        Command::Manual(arguments) => manual::run(&arguments),
    };

    match status {
        Ok(status) => status.into(),
        Err(error) => {
            terminal::report(&format!("error: {error:#}"));
            ExitCode::from(2)
        }
    }
}
