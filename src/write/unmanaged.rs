//! What an output folder contains besides the site: `.git`, links, whole folders of the user. It is
//! kept, and links are never followed.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use fs_err as fs;
use walkdir::{DirEntry, WalkDir};

use crate::write::STAGING;
use crate::write::inspect::{exists, is_folder};
use crate::write::lock;
use crate::write::manifest::{self, SiteManifest};
use crate::write::paths::{manifest_path, parents};
use crate::write::stage::digest_file;

/// Something that the manifest does not list.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct UnmanagedEntry {
    /// Path below the folder that was searched.
    pub(super) path: PathBuf,
    /// Whether it is a folder, which is unmanaged with everything in it. Else it is a file, a link
    /// or something less common.
    pub(super) is_folder: bool,
}

/// What `tree` contains that is not in `manifest`: single files, and folders as a whole. A folder
/// is searched if it contains files of the manifest or if `is_shared` returns true for its path.
///
/// A listed path is managed only while it is a regular file: a link or a folder at this path
/// belongs to the user.
pub(super) fn find(
    tree: &Path,
    manifest: &SiteManifest,
    is_shared: impl Fn(&Path) -> bool,
) -> Result<Vec<UnmanagedEntry>> {
    let mut entries = Vec::new();
    let mut walk = WalkDir::new(tree)
        .min_depth(1)
        .follow_links(false)
        .sort_by_file_name()
        .into_iter();

    while let Some(entry) = walk.next() {
        // The error names a file only if the file is the cause.
        let entry = entry.with_context(|| format!("cannot list {}", tree.display()))?;
        let path = entry.path().strip_prefix(tree)?;
        // A path that is not UTF-8 is unmanaged, because all managed paths are texts.
        let name = &manifest_path(path).unwrap_or_default();

        let is_folder = entry.file_type().is_dir();
        if is_folder {
            if manifest.has_below(name) || is_shared(path) {
                continue;
            }
            walk.skip_current_dir();
        }

        if !is_managed(&entry, name, manifest) {
            entries.push(UnmanagedEntry {
                path: path.to_owned(),
                is_folder,
            });
        }
    }

    Ok(entries)
}

fn is_managed(entry: &DirEntry, name: &str, manifest: &SiteManifest) -> bool {
    if entry.file_type().is_dir() {
        name == STAGING
    } else {
        entry.file_type().is_file()
            && (manifest::is_manifest(name)
                || name == lock::INSIDE
                || manifest.files.contains_key(name))
    }
}

/// Refuses to overwrite unmanaged entries. `files` and `folders` are those of the new site.
pub(super) fn refuse_conflicts(
    root: &Path,
    entries: &[UnmanagedEntry],
    files: &BTreeSet<&str>,
    folders: &BTreeSet<&str>,
) -> Result<()> {
    for entry in entries {
        let Some(path) = manifest_path(&entry.path) else {
            continue;
        };

        let is_in_the_way = files.contains(path.as_str())
            || folders.contains(path.as_str())
            || parents(&path).any(|folder| files.contains(folder));
        if is_in_the_way {
            bail!(
                "{} is in the way: it was not created by medatlas; move it, or choose another \
                 folder with --output",
                root.join(&entry.path).display()
            );
        }
    }
    Ok(())
}

/// Gives single files and links a second name in `new`, so that the new site contains them from the
/// start. Folders are moved later, by [`move_to`].
pub(super) fn link(old: &Path, new: &Path, entries: &[UnmanagedEntry]) -> Result<()> {
    for entry in entries.iter().filter(|entry| !entry.is_folder) {
        let (from, to) = (old.join(&entry.path), new.join(&entry.path));
        create_parent(&to)?;

        // Without hard links, `move_to` moves the file: it is missing for a moment, but never lost.
        let _ = std::fs::hard_link(&from, &to);
    }
    Ok(())
}

/// Moves everything unmanaged in `tree` to `site`, and never replaces anything there.
pub(super) fn move_to(tree: &Path, site: &Path) -> Result<()> {
    let Some(manifest) = SiteManifest::read(tree)? else {
        return Ok(());
    };

    for entry in find(tree, &manifest, |path| is_folder(&site.join(path)))? {
        let (from, to) = (tree.join(&entry.path), site.join(&entry.path));

        if !exists(&to) {
            create_parent(&to)?;
            fs::rename(&from, &to)?;
        } else if !is_same(&from, &to)
            .with_context(|| format!("cannot compare {}", from.display()))?
        {
            bail!(
                "{} was not created by medatlas and cannot be moved to {}, which already exists; \
                 keep one of the two, then build again",
                from.display(),
                to.display()
            );
        }
    }
    Ok(())
}

fn create_parent(path: &Path) -> Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    Ok(())
}

/// Whether two paths are names of one file, or are two files or links with the same content.
fn is_same(one: &Path, other: &Path) -> io::Result<bool> {
    let (first, second) = (one.symlink_metadata()?, other.symlink_metadata()?);

    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        if (first.dev(), first.ino()) == (second.dev(), second.ino()) {
            return Ok(true);
        }
    }
    if first.is_symlink() && second.is_symlink() {
        return Ok(one.read_link()? == other.read_link()?);
    }

    let may_be_same = first.is_file() && second.is_file() && first.len() == second.len();
    Ok(may_be_same && digest_file(one)? == digest_file(other)?)
}
