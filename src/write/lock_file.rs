//! A lock file: its holder is the only process that has it.
//!
//! In: a path. Out: a [`LockFile`], whose file contains the number of the process and is removed
//! when the value is dropped. What a killed process leaves is an unlocked file, which the next
//! build takes over.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context, Error, Result, anyhow, bail};

use crate::write::inspect::{exists, is_access_denied};

/// How often a lock file is opened again that its last holder removed meanwhile.
const ATTEMPTS: usize = 1000;

/// Size of the text that a lock file can have: the number of a process.
const MAX_SIZE: u64 = 20;

/// A file that this process has locked.
#[derive(Debug)]
pub(super) struct LockFile {
    /// Keeps the lock until it is closed; `None` only while the value is dropped.
    file: Option<File>,
    path: PathBuf,
    /// The folders that were created for the file, outer ones first.
    folders: Vec<PathBuf>,
}

/// How a lock file is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    /// To write it; it is created if it does not exist.
    Create,
    /// To lock a file that exists and can belong to another user.
    Find,
}

impl LockFile {
    /// Creates a lock file, and the folders around it, and locks it; `None` if this process may not
    /// create it.
    ///
    /// # Errors
    /// Another process holds the lock on `output`, or the file cannot be used.
    pub(super) fn create(path: &Path, output: &Path) -> Result<Option<Self>> {
        Self::lock(path, output, Mode::Create)
    }

    /// Locks a file that another build left; `None` without one.
    ///
    /// # Errors
    /// Another process holds the lock on `output`.
    pub(super) fn find(path: &Path, output: &Path) -> Result<Option<Self>> {
        Self::lock(path, output, Mode::Find)
    }

    /// Where the file is.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    fn lock(path: &Path, output: &Path, mode: Mode) -> Result<Option<Self>> {
        let cannot_lock = || format!("cannot lock {}", path.display());

        for _ in 0..ATTEMPTS {
            let (opened, folders) = open(path, mode);
            let file = match opened {
                Ok(file) => file,
                Err(error) if is_access_denied(&error) => return Ok(None),
                Err(error) if error.kind() == ErrorKind::NotFound => match mode {
                    // The last holder removed the folders that it had created.
                    Mode::Create => continue,
                    Mode::Find => return Ok(None),
                },
                Err(error) => return Err(error).with_context(cannot_lock),
            };

            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(busy(path, output)),
                // A few network file systems have no locks. Builds there work as before locks.
                Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {}
                Err(TryLockError::Error(error)) => return Err(error).with_context(cannot_lock),
            }

            // The last holder removes the file before it releases the lock. Whoever waited then
            // has the lock on a file that nobody else can find.
            if is_file_at(&file, path) {
                if mode == Mode::Create {
                    write_process(&file);
                }
                return Ok(Some(Self {
                    file: Some(file),
                    path: path.to_owned(),
                    folders,
                }));
            }
        }

        bail!("{}: other builds keep removing it", cannot_lock());
    }
}

impl Drop for LockFile {
    fn drop(&mut self) {
        // Unix removes the file under the lock. Windows removes only a file that nobody has open,
        // so that no other build can have locked it.
        if !cfg!(unix) {
            self.file.take();
        }

        // Someone may have removed the file, and another build may have created it again.
        let is_own = self
            .file
            .as_ref()
            .is_none_or(|file| is_file_at(file, &self.path));
        if is_own {
            let _ = std::fs::remove_file(&self.path);
        }

        // A folder that is not empty stays.
        for folder in self.folders.iter().rev() {
            let _ = std::fs::remove_dir(folder);
        }
    }
}

/// Writes the number of this process, for the message of another build. The lock does not depend
/// on it.
fn write_process(mut file: &File) {
    if file.set_len(0).is_ok() {
        let _ = file.write_all(format!("{}\n", std::process::id()).as_bytes());
    }
}

/// Opens a lock file, and returns the folders that were created for it.
fn open(path: &Path, mode: Mode) -> (io::Result<File>, Vec<PathBuf>) {
    let mut folders = Vec::new();
    if mode == Mode::Create
        && let Err(error) = create_folders(path, &mut folders)
    {
        return (Err(error), folders);
    }

    (open_file(path, mode), folders)
}

fn open_file(path: &Path, mode: Mode) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options
        .read(true)
        .write(mode == Mode::Create)
        .create(mode == Mode::Create);

    // A link could lead to a file of the user, and a pipe could block.
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt as _;
        options.custom_flags((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits() as i32);
    }

    // Nobody can remove or rename a file that is open without sharing these rights.
    #[cfg(windows)]
    {
        use std::os::windows::fs::OpenOptionsExt as _;
        const READ_AND_WRITE: u32 = 3;
        options.share_mode(READ_AND_WRITE);
    }

    let file = options.open(path)?;
    if !file.metadata()?.is_file() {
        return Err(io::Error::other("it is not a regular file"));
    }
    Ok(file)
}

/// Creates the folders around a path, and adds those that are new to `created`.
fn create_folders(path: &Path, created: &mut Vec<PathBuf>) -> io::Result<()> {
    let mut missing = Vec::new();
    for folder in path.ancestors().skip(1) {
        if exists(folder) {
            break;
        }
        missing.push(folder);
    }

    for folder in missing.into_iter().rev() {
        match std::fs::create_dir(folder) {
            Ok(()) => created.push(folder.to_owned()),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Whether a path still names this open file.
#[cfg(unix)]
fn is_file_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;

    let (Ok(own), Ok(named)) = (file.metadata(), std::fs::symlink_metadata(path)) else {
        return false;
    };
    (own.dev(), own.ino()) == (named.dev(), named.ino())
}

/// Whether a path still names this open file. On Windows, a lock file that is open keeps its name.
#[cfg(not(unix))]
fn is_file_at(_: &File, path: &Path) -> bool {
    exists(path)
}

/// The error of a build that finds another one at work.
fn busy(path: &Path, output: &Path) -> Error {
    let mut text = String::new();
    let process = File::open(path)
        .and_then(|file| file.take(MAX_SIZE).read_to_string(&mut text))
        .ok()
        .and_then(|_| text.trim().parse::<u32>().ok());

    let who = process.map_or(String::new(), |number| format!(" (process {number})"));
    anyhow!(
        "another build{who} is writing {}; nothing was changed. Build again when it has ended",
        output.display()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(folder).unwrap();
        entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect()
    }

    #[test]
    fn a_lock_has_one_holder_and_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b/lock");
        let output = Path::new("site");

        let lock = LockFile::create(&path, output).unwrap();
        let message = LockFile::create(&path, output).unwrap_err().to_string();
        let process = format!("(process {}) is writing site", std::process::id());
        assert!(message.contains(&process), "{message}");
        assert!(LockFile::find(&path, output).is_err());

        drop(lock);
        assert!(names(folder.path()).is_empty());
        assert!(LockFile::find(&path, output).unwrap().is_none());
    }

    #[test]
    fn the_file_of_a_killed_process_is_taken_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lock");
        let own = format!("{}\n", std::process::id());
        std::fs::write(&path, "4000000000000").unwrap();

        let lock = LockFile::create(&path, Path::new("site")).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), own);

        drop(lock);
        assert!(names(folder.path()).is_empty());
    }

    #[test]
    fn the_file_of_another_holder_is_not_removed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lock");
        let output = Path::new("site");

        let first = LockFile::create(&path, output).unwrap();
        std::fs::remove_file(&path).unwrap();
        let _second = LockFile::create(&path, output).unwrap();
        drop(first);

        assert!(LockFile::create(&path, output).is_err());
    }

    #[test]
    fn many_threads_never_hold_a_lock_together() {
        use std::sync::atomic::{AtomicUsize, Ordering};

        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lock");
        let (holders, taken) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let work = || {
            for _ in 0..300 {
                if let Ok(Some(_lock)) = LockFile::create(&path, Path::new("site")) {
                    assert_eq!(holders.fetch_add(1, Ordering::SeqCst), 0);
                    taken.fetch_add(1, Ordering::SeqCst);
                    holders.fetch_sub(1, Ordering::SeqCst);
                }
            }
        };

        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(work);
            }
        });
        assert!(taken.into_inner() > 0);
        assert!(names(folder.path()).is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let (path, mine) = (folder.path().join("lock"), folder.path().join("mine"));
        std::fs::write(&mine, "mine").unwrap();
        std::os::unix::fs::symlink(&mine, &path).unwrap();

        let error = LockFile::create(&path, Path::new("site")).unwrap_err();
        assert!(error.to_string().contains("lock"), "{error}");
        assert_eq!(std::fs::read_to_string(mine).unwrap(), "mine");
    }
}
