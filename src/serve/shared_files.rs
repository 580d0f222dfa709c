//! The files that are being sent. Each is in memory once, however many clients read it.
//!
//! In: the path of a file, and how it is made. Out: its bytes, which are forgotten when the last
//! reader has them.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use anyhow::Result;

use crate::serve::answer::SharedBytes;

/// The files that are being sent, by path.
#[derive(Debug, Default)]
pub(super) struct SharedFiles(Mutex<BTreeMap<String, SharedFile>>);

/// The bytes of a file as long as a client reads them.
type SharedFile = Arc<Mutex<Weak<Vec<u8>>>>;

impl SharedFiles {
    /// The bytes that another reader has, or new ones. Threads that want the same file wait for the
    /// first of them. Threads of the thread pool must not call this: `make` may wait for them.
    ///
    /// # Errors
    /// Those of `make`.
    pub(super) fn get_or_make(
        &self,
        path: &str,
        make: impl FnOnce() -> Result<Option<Vec<u8>>>,
    ) -> Result<Option<SharedBytes>> {
        let file = {
            let mut files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            files.entry(path.to_owned()).or_default().clone()
        };

        let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bytes) = file.upgrade() {
            return Ok(Some(bytes));
        }

        let bytes = make()?.map(Arc::new);
        *file = bytes.as_ref().map(Arc::downgrade).unwrap_or_default();
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::thread;

    use anyhow::bail;

    use super::*;

    #[test]
    fn readers_at_the_same_time_share_one_file() {
        let (files, made) = (SharedFiles::default(), AtomicUsize::new(0));
        let read = || {
            let make = || Ok(Some(vec![made.fetch_add(1, Ordering::SeqCst) as u8]));
            files.get_or_make("a", make).unwrap().unwrap()
        };

        let first = read();
        thread::scope(|scope| {
            for _ in 0..20 {
                scope.spawn(|| assert!(Arc::ptr_eq(&read(), &first)));
            }
        });

        drop(first);
        assert_eq!(*read(), [1], "no client read it any longer");
    }

    #[test]
    fn a_file_that_could_not_be_made_is_made_again() {
        let files = SharedFiles::default();

        assert!(files.get_or_make("a", || bail!("not now")).is_err());
        assert_eq!(files.get_or_make("a", || Ok(None)).unwrap(), None);
        assert!(
            files
                .get_or_make("a", || Ok(Some(vec![1])))
                .unwrap()
                .is_some()
        );
    }
}
