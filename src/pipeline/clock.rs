//! How long each stage takes.
//!
//! In: work. Out: its value; the times of all stages as one line.

use std::fmt;
use std::time::{Duration, Instant};

/// The times of the stages, in the order in which they ended.
#[derive(Debug, Default)]
pub struct Clock {
    stages: Vec<(&'static str, Duration)>,
}

impl Clock {
    /// Runs a stage and adds its time.
    pub fn run<T>(&mut self, stage: &'static str, work: impl FnOnce() -> T) -> T {
        let (value, time) = timed(work);
        self.add(stage, time);

        value
    }

    /// Adds the time of a stage.
    pub(super) fn add(&mut self, stage: &'static str, time: Duration) {
        self.stages.push((stage, time));
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("time:")?;
        for (stage, time) in &self.stages {
            write!(f, " {stage} {:.1} ms", time.as_secs_f64() * 1000.0)?;
        }

        Ok(())
    }
}

/// The value of some work, and how long it took.
pub(super) fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let value = work();

    (value, start.elapsed())
}
