//! Makes files of the new site in a staging folder, from where they are moved to their place.

use std::collections::BTreeMap;
use std::io::{self, Write as _};
use std::path::Path;

use anyhow::{Context, Result};
use fs_err as fs;
use rayon::prelude::*;

use crate::digest;
use crate::output::{Content, OutputFile};
use crate::write::Fate;
use crate::write::manifest::Listed;
use crate::write::paths::folders;

/// Makes the files in `staging`, and says what each path holds. Unchanged files get a second name there when `old` is
/// given, and are left out when not.
pub(super) fn stage(
    staging: &Path,
    old: Option<&Path>,
    files: &[OutputFile],
    fates: &[Fate],
) -> Result<BTreeMap<String, Listed>> {
    let is_made = |fate: &Fate| old.is_some() || !matches!(fate, Fate::Keep(_));
    let paths = files
        .iter()
        .zip(fates)
        .filter(|(_, fate)| is_made(fate))
        .map(|(file, _)| file.path.as_str());
    make_folders(staging, paths)?;
    let files = files.par_iter().zip(fates);
    let listed = files.map(|(file, fate)| Ok((file.path.clone(), make(staging, old, file, fate)?)));
    listed.collect()
}

fn make(staging: &Path, old: Option<&Path>, file: &OutputFile, fate: &Fate) -> Result<Listed> {
    let target = staging.join(&file.path);
    match (fate, &file.content) {
        (Fate::Keep(listed), _) => {
            if let Some(old) = old {
                keep(&old.join(&file.path), &target)?;
            }
            Ok(listed.clone())
        }
        (Fate::Make(listed), Content::Bytes(bytes)) => {
            fs::write(&target, bytes)?;
            Ok(listed.clone())
        }
        (Fate::Make(_) | Fate::Copy, Content::Asset(source)) => copy(source, &target),
        // No plan says so: `Copy` is for assets.
        (Fate::Copy, Content::Bytes(bytes)) => {
            fs::write(&target, bytes)?;
            Ok(digest_bytes(bytes))
        }
    }
}

/// Makes the folder of every path, each once.
pub(super) fn make_folders<'a>(root: &Path, paths: impl Iterator<Item = &'a str>) -> Result<()> {
    for folder in folders(paths) {
        let path = root.join(folder);
        if let Err(error) = std::fs::create_dir(&path)
            && !crate::write::is_folder(&path)
        {
            return Err(error).with_context(|| format!("cannot make {}", path.display()));
        }
    }
    Ok(())
}

/// The same file under a second name; where the file system has no hard links, a copy with the same time stamp.
fn keep(old: &Path, new: &Path) -> Result<()> {
    if std::fs::hard_link(old, new).is_ok() {
        return Ok(());
    }
    copy(old, new)?;
    let modified = fs::metadata(old)?.modified()?;
    fs::File::options()
        .write(true)
        .open(new)?
        .into_parts()
        .0
        .set_modified(modified)?;
    Ok(())
}

/// Copies and digests in one pass, so that the manifest tells what was written even when the source changes meanwhile.
/// Only the bytes are copied: a read-only source must not make a read-only site.
fn copy(source: &Path, target: &Path) -> Result<Listed> {
    let mut to = fs::File::create(target)?;
    let read = read_through(source, |part| to.write_all(part));
    read.with_context(|| format!("cannot copy {}", source.display()))
}

pub(super) fn digest_file(path: &Path) -> io::Result<Listed> {
    read_through(path, |_| Ok(()))
}

pub(super) fn digest_bytes(bytes: &[u8]) -> Listed {
    Listed {
        size: bytes.len() as u64,
        sha256: digest::of_bytes(bytes),
    }
}

fn read_through(path: &Path, each: impl FnMut(&[u8]) -> io::Result<()>) -> io::Result<Listed> {
    let (size, sha256) = digest::of_stream(fs::File::open(path)?, each)?;

    Ok(Listed { size, sha256 })
}
