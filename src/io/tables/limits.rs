//! How large a table may be: a file of a few kilobytes may claim to be terabytes.

/// How large a file with tables may be. What is larger is refused before it takes memory or time.
///
/// ```
/// use seedrelay::io::FileError;
/// use seedrelay::io::tables::{Grid, TableLimits};
/// let limits = TableLimits::new().bytes(10);
/// let error = Grid::sheets_of("p.csv", b"id,category,stage", &limits).unwrap_err();
/// assert!(matches!(error, FileError::TooLarge { limit: 10, .. }));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TableLimits {
    /// Bytes of a file.
    pub bytes: u64,
    /// Bytes of a workbook when it is unpacked, all its parts together.
    pub unpacked: u64,
    /// Cells of a workbook, all its sheets together. In a row, the empty cells before the last one count. In an import by
    /// a mapping, cells of a table more than its sheets hold, since those that are put together share all columns.
    pub cells: u64,
    /// Bytes of text in the cells of a workbook, all its sheets together. A text counts as often as it is shown. In an
    /// import by a mapping, bytes of text that a chain holds more than its table does, since rows share those of a joined
    /// one.
    pub text: u64,
    /// Steps of an import by a mapping: a few nanoseconds each. A row takes one for every column that the mapping asks
    /// it for; and to look a value up among patterns, one for each pattern with wildcards, and some for its length.
    pub steps: u64,
}

impl Default for TableLimits {
    /// A gibibyte of file, half of one unpacked, twenty million cells, half a gibibyte of text, ten thousand million
    /// steps.
    fn default() -> Self {
        Self::new()
    }
}

impl TableLimits {
    /// A gibibyte of file, half of one unpacked, twenty million cells, half a gibibyte of text, ten thousand million
    /// steps.
    #[must_use]
    pub const fn new() -> Self {
        Self { bytes: 1 << 30, unpacked: 1 << 29, cells: 20_000_000, text: 1 << 29, steps: 10_000_000_000 }
    }

    setters! {
        /// Sets how many bytes a file may have.
        bytes: u64 => |bytes| bytes;
        /// Sets how many bytes a workbook may have when it is unpacked.
        unpacked: u64 => |unpacked| unpacked;
        /// Sets how many cells a workbook may have.
        cells: u64 => |cells| cells;
        /// Sets how many bytes of text the cells of a workbook may have.
        text: u64 => |text| text;
        /// Sets how many steps an import may take.
        steps: u64 => |steps| steps;
    }
}
