//! Reads the record of link checks beside the list.
//!
//! In: `Settings`. Out: the text of `medatlas-links.json`, empty if there is no such file.
//! `catalog::link_record` parses it.

use anyhow::{Result, bail};
use fs_err as fs;

use crate::config::Settings;
use crate::source::LINK_RECORD_FILE;

/// The largest file that is read, in bytes: a record of 100,000 links is smaller.
const MAX_SIZE: u64 = 32 << 20;

pub(super) fn read(settings: &Settings) -> Result<String> {
    let path = settings.catalog.join(LINK_RECORD_FILE);
    let Ok(metadata) = std::fs::symlink_metadata(&path) else {
        return Ok(String::new());
    };

    if !metadata.is_file() {
        bail!("{} is not a regular file", path.display());
    }
    if metadata.len() > MAX_SIZE {
        bail!(
            "{} is larger than the limit of {} MB",
            path.display(),
            MAX_SIZE >> 20
        );
    }

    let bytes = fs::read(&path)?;
    if bytes.is_empty() {
        // An empty file is damaged, while an empty text means that there is no file.
        return Ok(" ".to_owned());
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
