//! What lies in an output folder and is not ours: `.git`, `CNAME`, links, whole folders. It is kept, never followed.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use fs_err as fs;
use walkdir::WalkDir;

use crate::write::manifest::{self, Manifest};
use crate::write::paths::{name_of, parents};
use crate::write::{STAGING, exists, is_folder};

/// Something that the manifest does not list.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Foreign {
    /// Path below the tree.
    pub(super) path: PathBuf,
    /// A folder with all that is in it; else a file, a link, or something rarer.
    pub(super) is_folder: bool,
}

/// What in `tree` is not in `manifest`: single files, and folders as a whole. A folder is looked into when it holds
/// files of the manifest or when `is_shared` says so.
///
/// A listed path is ours only while it is a regular file: who put a link or a folder there, owns it.
pub(super) fn find(
    tree: &Path,
    manifest: &Manifest,
    is_shared: impl Fn(&Path) -> bool,
) -> Result<Vec<Foreign>> {
    let mut found = Vec::new();
    let mut walk = WalkDir::new(tree)
        .min_depth(1)
        .follow_links(false)
        .sort_by_file_name()
        .into_iter();
    while let Some(entry) = walk.next() {
        let entry = entry?;
        let path = entry.path().strip_prefix(tree)?;
        // A name that is not UTF-8 is not ours: our names all come from texts.
        let name = &name_of(path).unwrap_or_default();
        let is_folder = entry.file_type().is_dir();
        if is_folder {
            if manifest.has_below(name) || is_shared(path) {
                continue;
            }
            walk.skip_current_dir();
        }
        let is_file = entry.file_type().is_file();
        let is_ours = if is_folder {
            name == STAGING
        } else {
            is_file && (manifest::is_name(name) || manifest.files.contains_key(name))
        };
        if !is_ours {
            found.push(Foreign {
                path: path.to_owned(),
                is_folder,
            });
        }
    }
    Ok(found)
}

/// Refuses to write over what is not ours. `files` and `folders` are those of the new site.
pub(super) fn refuse_clash(
    root: &Path,
    foreign: &[Foreign],
    files: &BTreeSet<&str>,
    folders: &BTreeSet<&str>,
) -> Result<()> {
    let clash = |path: &str| {
        files.contains(path)
            || folders.contains(path)
            || parents(path).any(|folder| files.contains(folder))
    };
    match foreign
        .iter()
        .find(|foreign| name_of(&foreign.path).is_some_and(|name| clash(&name)))
    {
        Some(foreign) => bail!(
            "{} is in the way: it was not made by medatlas; move it, or choose another folder with --output",
            root.join(&foreign.path).display()
        ),
        None => Ok(()),
    }
}

/// Gives single files and links a second name in `new`, so that they are part of the new site from its first moment.
/// Whole folders are moved later, by `carry`: their inside is nobody's business.
pub(super) fn link(old: &Path, new: &Path, foreign: &[Foreign]) -> Result<()> {
    for foreign in foreign.iter().filter(|foreign| !foreign.is_folder) {
        let (from, to) = (old.join(&foreign.path), new.join(&foreign.path));
        if let Some(parent) = to.parent() {
            fs::create_dir_all(parent)?;
        }
        // Without hard links, `carry` moves the file over: it is missing for a moment, but never lost.
        let _ = std::fs::hard_link(&from, &to);
    }
    Ok(())
}

/// Moves what is foreign in `tree` to `site`. What is there under the same name is never replaced.
pub(super) fn carry(tree: &Path, site: &Path) -> Result<()> {
    let Some(manifest) = Manifest::read(tree)? else {
        return Ok(());
    };
    for foreign in find(tree, &manifest, |path| is_folder(&site.join(path)))? {
        let (from, to) = (tree.join(&foreign.path), site.join(&foreign.path));
        if !exists(&to) {
            if let Some(parent) = to.parent() {
                fs::create_dir_all(parent)?;
            }
            fs::rename(&from, &to)?;
        } else if !is_same(&from, &to)
            .with_context(|| format!("cannot compare {}", from.display()))?
        {
            bail!(
                "{} was not made by medatlas and cannot move to {}, where something else is; keep one of the two, then \
                 build again",
                from.display(),
                to.display()
            );
        }
    }
    Ok(())
}

/// Two names of one file, or two files or links with the same content.
fn is_same(one: &Path, two: &Path) -> io::Result<bool> {
    let (first, second) = (one.symlink_metadata()?, two.symlink_metadata()?);
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        if (first.dev(), first.ino()) == (second.dev(), second.ino()) {
            return Ok(true);
        }
    }
    if first.is_symlink() && second.is_symlink() {
        return Ok(one.read_link()? == two.read_link()?);
    }
    let files = first.is_file() && second.is_file() && first.len() == second.len();
    Ok(files && crate::write::digest_file(one)? == crate::write::digest_file(two)?)
}
