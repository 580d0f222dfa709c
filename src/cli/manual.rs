//! `medatlas manual`: manual pages, made from the definitions of the commands.

use std::io::Write as _;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::CommandFactory as _;
use clap_mangen::Man;

use crate::cli::{Arguments, Outcome};
use crate::write::patch;

/// Arguments of `medatlas manual`.
#[derive(Debug, clap::Args)]
pub(super) struct ManualArguments {
    /// Folder for the pages of all commands
    folder: Option<PathBuf>,
}

pub(super) fn run(arguments: &ManualArguments) -> Result<Outcome> {
    if let Some(folder) = &arguments.folder {
        patch::folder(folder)?;
        clap_mangen::generate_to(Arguments::command(), folder)
            .with_context(|| format!("{} could not be written", folder.display()))?;
        return Ok(Outcome::Good);
    }
    let mut page = Vec::new();
    Man::new(Arguments::command()).render(&mut page)?;
    // A closed pipe is no reason to panic.
    let _ = std::io::stdout().write_all(&page);
    Ok(Outcome::Good)
}
