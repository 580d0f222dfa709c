//! What is at a path. Symbolic links are not followed.

use std::fs::symlink_metadata;
use std::io::{self, ErrorKind};
use std::path::Path;

/// Whether anything is at a path, even a broken link.
pub(super) fn exists(path: &Path) -> bool {
    symlink_metadata(path).is_ok()
}

/// Whether a path is a folder.
pub(super) fn is_folder(path: &Path) -> bool {
    symlink_metadata(path).is_ok_and(|metadata| metadata.is_dir())
}

/// Whether a path is a regular file.
pub(super) fn is_regular_file(path: &Path) -> bool {
    symlink_metadata(path).is_ok_and(|metadata| metadata.is_file())
}

/// Whether a path is a regular file of this size.
pub(super) fn has_size(path: &Path, size: u64) -> bool {
    symlink_metadata(path).is_ok_and(|metadata| metadata.is_file() && metadata.len() == size)
}

/// Whether a folder is on another file system than its parent.
pub(super) fn is_mount_point(path: &Path) -> bool {
    #[cfg(unix)]
    if let (Some(parent), Ok(own)) = (path.parent(), std::fs::metadata(path)) {
        use std::os::unix::fs::MetadataExt as _;
        return std::fs::metadata(parent).is_ok_and(|parent| parent.dev() != own.dev());
    }
    false
}

/// Whether an error means that this process may not change a folder.
pub(super) fn is_access_denied(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem
    )
}
