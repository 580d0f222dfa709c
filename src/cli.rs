//! The command line: arguments as typed, and the dispatch to one file a command.

mod build;
mod check;
mod completions;
mod init;
mod manual;
mod new;
#[cfg(feature = "serve")]
mod serve;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

use crate::edit::init::Action;

/// Turns a Markdown catalog of medical datasets into a static site.
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
    Build(BuildArguments),
    /// Show the site in the browser, and every change of a file at once
    #[cfg(feature = "serve")]
    Serve(ServeArguments),
    /// Report every defect of the content, with file and line
    Check(CheckArguments),
    /// Add a dataset: its page, and its entry at the right place of the list
    New(Box<NewArguments>),
    /// Give a catalog its settings and what publishes it; what is there is kept
    Init(InitArguments),
    /// Print what lets a shell complete commands and options
    Completions(completions::CompletionsArguments),
    /// Print the manual page, or write those of all commands
    Manual(manual::ManualArguments),
}

/// Arguments of `medatlas build`.
#[derive(Debug, clap::Args)]
struct BuildArguments {
    /// Catalog folder, or its README file [default: content, else the current folder]
    catalog: Option<PathBuf>,
    /// Folder of the site [default: public]
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Address where the site will stand, such as `https://example.org/atlas/`
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Folder whose files replace those of the built-in theme
    #[arg(long, value_name = "DIR")]
    theme: Option<PathBuf>,
    /// Fail on findings of this kind
    #[arg(long, value_name = "KIND")]
    deny: Option<Deny>,
    /// Leave pages as the templates make them
    #[arg(long)]
    no_minify: bool,
    /// Show notes, and the time of each stage
    #[arg(short, long)]
    verbose: bool,
}

/// Arguments of `medatlas serve`.
#[cfg(feature = "serve")]
#[derive(Debug, clap::Args)]
struct ServeArguments {
    /// Catalog folder, or its README file [default: content, else the current folder]
    catalog: Option<PathBuf>,
    /// Port on 127.0.0.1; the next free one when it is taken
    #[arg(long, value_name = "N", default_value_t = 8000)]
    port: u16,
    /// Open the browser
    #[arg(long)]
    open: bool,
    /// Address where the site will stand: its path is that of the preview
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Folder whose files replace those of the built-in theme
    #[arg(long, value_name = "DIR")]
    theme: Option<PathBuf>,
    /// Leave pages as the templates make them
    #[arg(long)]
    no_minify: bool,
    /// Look at the files twice a second, for file systems that do not tell of changes
    #[arg(long)]
    poll: bool,
    /// Show what changed, and the time of each stage
    #[arg(short, long)]
    verbose: bool,
}

/// Arguments of `medatlas check`.
#[derive(Debug, clap::Args)]
struct CheckArguments {
    /// Catalog folder, or its README file [default: content, else the current folder]
    catalog: Option<PathBuf>,
    /// How findings are printed
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
    /// Fail on findings of this kind
    #[arg(long, value_name = "KIND")]
    deny: Option<Deny>,
    /// Only these rules
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    select: Vec<String>,
    /// All but these rules
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    ignore: Vec<String>,
    /// Leave out the findings that an earlier report has, one of --format json
    #[arg(long, value_name = "FILE", conflicts_with = "fix")]
    known: Option<PathBuf>,
    /// Make the changes that have one right answer
    #[arg(long)]
    fix: bool,
    /// With --fix: show the changes and make none
    #[arg(long, requires = "fix")]
    dry_run: bool,
    /// Report addresses of the published site that would vanish; its `catalog.json`, or the folder of the site. With --fix
    /// the aliases that are certain are written to `medatlas.toml`
    #[arg(long, value_name = "FILE")]
    against: Option<PathBuf>,
    /// Report how many datasets state what the format Croissant requires, and what the others lack
    #[arg(long)]
    coverage: bool,
    #[command(flatten)]
    outside: check::links::LinkArguments,
    /// List all rules as a table, and check nothing
    #[arg(long)]
    rules: bool,
    /// Show the time of each stage
    #[arg(short, long)]
    verbose: bool,
}

/// Arguments of `medatlas new`. On a terminal, what is needed and not given is asked for.
#[derive(Debug, clap::Args)]
struct NewArguments {
    /// The dataset's name
    name: Option<String>,
    /// Category of the list, by name or as `Outer > Inner`
    #[arg(long)]
    category: Option<String>,
    /// 2D, 3D, …
    #[arg(long)]
    dimensions: Option<String>,
    /// CT, MRI, …
    #[arg(long)]
    modality: Option<String>,
    /// Number of cases
    #[arg(long, value_name = "N")]
    cases: Option<u64>,
    /// Number of labelled categories
    #[arg(long, value_name = "N")]
    classes: Option<u64>,
    /// What it is made for
    #[arg(long)]
    task: Option<String>,
    /// Part of the body
    #[arg(long)]
    area: Option<String>,
    /// What is labelled
    #[arg(long)]
    structures: Option<String>,
    /// File format
    #[arg(long)]
    format: Option<String>,
    /// Official website
    #[arg(long, value_name = "URL")]
    website: Option<String>,
    /// Where to get it
    #[arg(long, value_name = "URL")]
    download: Option<String>,
    /// What was published about it
    #[arg(long, value_name = "URL")]
    paper: Option<String>,
    /// YYYY, YYYY-MM or YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    released: Option<String>,
    /// The challenge that it was made for
    #[arg(long)]
    challenge: Option<String>,
    /// Licence
    #[arg(long)]
    license: Option<String>,
    /// A paragraph about it
    #[arg(long, value_name = "TEXT")]
    about: Option<String>,
    /// File with its citation as BibTeX
    #[arg(long, value_name = "FILE")]
    bibtex: Option<PathBuf>,
    /// Catalog folder, or its README file [default: content, else the current folder]
    #[arg(long, value_name = "DIR")]
    catalog: Option<PathBuf>,
    /// Show the changes and make none
    #[arg(long)]
    dry_run: bool,
}

/// Arguments of `medatlas init`.
#[derive(Debug, clap::Args)]
struct InitArguments {
    /// Catalog folder; made, with an example, when it is not there [default: content, else the current folder]
    catalog: Option<PathBuf>,
    /// The action that the workflows use, where it is not the project's own of this version
    #[arg(long, value_name = "OWNER/NAME@VERSION")]
    action: Option<Action>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    // With the source line and a caret.
    Human,
    // One object with all findings.
    Json,
    // SARIF 2.1.0, for code scanning.
    Sarif,
    // Annotations of GitHub Actions.
    Github,
    // A table for a comment.
    Markdown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Deny {
    // Warnings fail the command as errors do.
    Warnings,
}

/// How a command ended, as exit codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// 0
    Good,
    /// 1: the content has errors, or warnings that were denied.
    ContentErrors,
}

/// Runs the program; gives 0, or 1 for problems of the content, or 2 for wrong use, settings or disk.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = match arguments.command {
        Command::Build(arguments) => build::run(arguments),
        #[cfg(feature = "serve")]
        Command::Serve(arguments) => serve::run(arguments),
        Command::Check(arguments) => check::run(arguments),
        Command::New(arguments) => new::run(*arguments),
        Command::Init(arguments) => init::run(arguments),
        Command::Completions(arguments) => completions::run(&arguments),
        Command::Manual(arguments) => manual::run(&arguments),
    };
    match outcome {
        Ok(Outcome::Good) => ExitCode::SUCCESS,
        Ok(Outcome::ContentErrors) => ExitCode::from(1),
        Err(error) => {
            say(&format!("error: {error:#}"));
            ExitCode::from(2)
        }
    }
}

/// Prints a line to the terminal; a closed pipe is no reason to panic.
fn say(text: &str) {
    use std::io::Write as _;
    let _ = writeln!(std::io::stderr().lock(), "{}", text.trim_end());
}
