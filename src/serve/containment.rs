//! Keeps a panic from ending the preview.
//!
//! No input is known that causes a panic. A preview runs for hours, though, and saving one text
//! that does cause one must not end it.

use std::any::Any;
use std::panic::{self, AssertUnwindSafe};

use anyhow::{Result, anyhow};

/// Runs some work and returns what it makes.
///
/// What the work had changed before it panicked must not be used any more.
///
/// # Errors
/// The work panicked.
pub(super) fn contain<T>(work: impl FnOnce() -> T) -> Result<T> {
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let message = message(&*panic);
        anyhow!("this is a bug in medatlas; please report it: {message}")
    })
}

fn message(panic: &(dyn Any + Send)) -> &str {
    panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("unknown")
}

#[cfg(test)]
mod tests {
    use rayon::prelude::*;

    use super::*;

    fn check(work: impl FnOnce() -> usize, expect: Result<usize, &str>) {
        let outcome = contain(work).map_err(|error| error.to_string());
        match (outcome, expect) {
            (Err(error), Err(words)) => assert!(error.ends_with(words), "{error}"),
            (outcome, expect) => assert_eq!(outcome, expect.map_err(str::to_owned)),
        }
    }

    #[test]
    fn panics_become_errors() {
        check(|| 1, Ok(1));
        check(|| panic!("plain words"), Err("plain words"));
        check(|| panic!("number {}", 7), Err("number 7"));
        check(|| panic::panic_any(7), Err("unknown"));
    }

    #[test]
    fn panics_of_the_thread_pool_become_errors() {
        let work = |number| {
            if number == 70 {
                panic!("in the pool")
            } else {
                number
            }
        };

        check(
            || (0..100).into_par_iter().map(work).sum(),
            Err("in the pool"),
        );
    }
}
