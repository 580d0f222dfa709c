//! The current day.

use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result};

use crate::value::day::Day;

/// The current day in UTC, from `SOURCE_DATE_EPOCH` or from the clock.
///
/// # Errors
/// `SOURCE_DATE_EPOCH` is not a number, or the clock is before 1970.
pub(super) fn today() -> Result<Day> {
    if let Ok(text) = std::env::var("SOURCE_DATE_EPOCH") {
        let seconds = text
            .trim()
            .parse()
            .context("SOURCE_DATE_EPOCH must be a number of seconds")?;
        return Ok(Day::of_seconds(seconds));
    }

    let since_epoch = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .context("the clock is set before 1970")?;
    Ok(Day::of_seconds(since_epoch.as_secs()))
}
