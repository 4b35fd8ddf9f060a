//! A word on how far it is, for somebody who waits at a terminal.

use std::io::{self, IsTerminal as _, Read};
use std::path::Path;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use super::Reader;

/// A file of more bytes than this takes long enough to want a word about it.
const LARGE: u64 = 20_000_000;

/// So many records take as long.
const MANY: usize = 50_000;

/// What is shown while something goes on, until this is dropped. Without a terminal, nothing.
#[derive(Debug)]
pub(super) struct Progress(Option<ProgressBar>);

impl Progress {
    /// Nothing is shown.
    pub(super) const fn none() -> Self {
        Self(None)
    }

    /// While a file is read, if it is a large one.
    pub(super) fn reading(path: &Path, reader: Reader) -> Self {
        let size = path.metadata().map_or(0, |metadata| metadata.len());
        if size < LARGE {
            return Self::none();
        }
        let bar = Self::bar(size, "{spinner} {msg} {bar:30} {bytes} / {total_bytes} {elapsed}");
        bar.goes_on(reader.says("reading", "读取"));
        bar
    }

    /// While the rows of tables become records.
    pub(super) fn rows(reader: Reader) -> Self {
        let bar = Self::bar(0, "{spinner} {msg} {bar:30} {pos} / {len} {elapsed}");
        bar.goes_on(reader.says("reading rows", "读取各行"));
        bar
    }

    /// While something is worked out for so many records, if they are many.
    pub(super) fn working(records: usize, what: &'static str) -> Self {
        if records < MANY {
            return Self::none();
        }
        let bar = Self::bar(0, "{spinner} {msg} {elapsed}");
        bar.goes_on(what);
        bar
    }

    fn bar(length: u64, template: &str) -> Self {
        if !io::stderr().is_terminal() {
            return Self::none();
        }
        let style = ProgressStyle::with_template(template).expect("the template is right");
        let bar = ProgressBar::new(length).with_style(style);
        bar.enable_steady_tick(Duration::from_millis(200));
        Self(Some(bar))
    }

    /// Something else goes on now.
    pub(super) fn goes_on(&self, what: &'static str) {
        if let Some(bar) = &self.0 {
            bar.set_message(what);
        }
    }

    /// So many of all are done.
    pub(super) fn done(&self, done: usize, all: usize) {
        if let Some(bar) = &self.0 {
            bar.set_length(all as u64);
            bar.set_position(done as u64);
        }
    }

    /// What is read, counted.
    pub(super) fn follows<'r>(&self, read: impl Read + 'r) -> Box<dyn Read + 'r> {
        match &self.0 {
            Some(bar) => Box::new(bar.wrap_read(read)),
            None => Box::new(read),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}
