//! Makes files of the new site in a staging folder, from where they are moved to their place.

use std::collections::BTreeMap;
use std::io::{self, Read as _, Write as _};
use std::path::Path;

use anyhow::{Context, Result};
use fs_err as fs;
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::manifest::Listed;
use super::paths::folders;
use super::{Fate, hex};
use crate::output::{Content, OutputFile};

/// Makes the files in `staging`, and says what each path holds. Unchanged files get a second name there when `old` is
/// given, and are left out when not.
pub(super) fn stage(
    staging: &Path,
    old: Option<&Path>,
    files: &[OutputFile],
    fates: &[Fate],
) -> Result<BTreeMap<String, Listed>> {
    let is_made = |fate: &Fate| old.is_some() || !matches!(fate, Fate::Keep(_));
    let paths = files.iter().zip(fates).filter(|(_, fate)| is_made(fate)).map(|(file, _)| file.path.as_str());
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
            && !super::is_folder(&path)
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
    fs::File::options().write(true).open(new)?.into_parts().0.set_modified(modified)?;
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
    Listed { size: bytes.len() as u64, sha256: hex(&Sha256::digest(bytes)) }
}

fn read_through(path: &Path, mut each: impl FnMut(&[u8]) -> io::Result<()>) -> io::Result<Listed> {
    let mut file = fs::File::open(path)?;
    let (mut hash, mut size, mut buffer) = (Sha256::new(), 0, [0; 1 << 15]);
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok(Listed { size, sha256: hex(&hash.finalize()) });
        }
        hash.update(&buffer[..read]);
        each(&buffer[..read])?;
        size += read as u64;
    }
}
