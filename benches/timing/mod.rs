//! How long work takes: what the benches of several rounds share.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// How long work takes, and what comes of it.
pub(crate) fn time<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let outcome = black_box(work());
    (start.elapsed(), outcome)
}

/// The least of all rounds: whatever else the machine does only ever adds.
pub(crate) fn least(times: Vec<Duration>) -> Duration {
    times.into_iter().min().unwrap_or_default()
}

pub(crate) fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}
