//! Reads what is known of outside links, beside the list.
//!
//! In: `Settings`. Out: the text of `medatlas-links.json`, empty when there is none. `catalog::link_record` makes sense of it.

use anyhow::{Result, bail};
use fs_err as fs;

use crate::config::Settings;
use crate::source::LINK_RECORD_FILE;

/// Largest file that is read, in bytes: 100,000 links are below it.
const LIMIT: u64 = 32 << 20;

pub(super) fn read(settings: &Settings) -> Result<String> {
    let path = settings.catalog.join(LINK_RECORD_FILE);
    let Ok(meta) = std::fs::symlink_metadata(&path) else {
        return Ok(String::new());
    };
    if !meta.is_file() {
        bail!("{} is not a regular file", path.display());
    }
    if meta.len() > LIMIT {
        bail!(
            "{} is larger than the limit of {} MB",
            path.display(),
            LIMIT >> 20
        );
    }
    let text = String::from_utf8_lossy(&fs::read(&path)?).into_owned();
    // A file without a word is damaged; the empty text means that there is none.
    Ok(if text.is_empty() {
        " ".to_owned()
    } else {
        text
    })
}
