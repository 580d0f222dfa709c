//! `medatlas manual`: manual pages, generated from the definitions of the commands.

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::CommandFactory as _;
use clap_mangen::Man;

use crate::cli::Arguments;
use crate::cli::exit_status::ExitStatus;
use crate::cli::terminal;
use crate::edit::file;

/// Arguments of `medatlas manual`.
#[derive(Debug, clap::Args)]
pub(super) struct ManualArguments {
    /// Write the pages of all commands to this folder
    folder: Option<PathBuf>,
}

pub(super) fn run(arguments: &ManualArguments) -> Result<ExitStatus> {
    let command = Arguments::command();

    if let Some(folder) = &arguments.folder {
        file::create_folder(folder)?;
        clap_mangen::generate_to(command, folder)
            .with_context(|| format!("cannot write to {}", folder.display()))?;
    } else {
        let mut page = Vec::new();
        Man::new(command).render(&mut page)?;
        terminal::print_bytes(&page);
    }

    Ok(ExitStatus::Success)
}
