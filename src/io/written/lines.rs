//! The lines and columns of a text.

use std::ops::Range;

/// Where the lines of a text are, found once for all problems: there may be a thousand, at the end of megabytes.
#[derive(Debug)]
pub(crate) struct Lines<'a> {
    source: &'a [u8],
    /// Where each line starts.
    starts: Vec<usize>,
    /// How many characters start before every [`BLOCK`](Self::BLOCK) bytes.
    characters: Vec<usize>,
}

impl<'a> Lines<'a> {
    const BLOCK: usize = 4096;

    pub(crate) fn of(source: &'a [u8]) -> Self {
        let mut starts = vec![0];
        starts.extend(source.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(newline, _)| newline + 1));
        let mut characters = vec![0];
        for block in source.chunks(Self::BLOCK) {
            characters.push(characters.last().copied().unwrap_or(0) + count_characters(block));
        }
        Self { source, starts, characters }
    }

    /// The line and column of a byte, from 1; columns count characters.
    #[cfg(any(feature = "json", feature = "toml"))]
    pub(crate) fn place(&self, byte: usize) -> (usize, usize) {
        let byte = byte.min(self.source.len());
        let (line, bounds) = self.around(byte);
        (line, self.column(bounds.start, byte))
    }

    /// The line that a byte is in, from 1, and from where to where it reaches without its end.
    pub(crate) fn around(&self, byte: usize) -> (usize, Range<usize>) {
        let line = self.starts.partition_point(|start| *start <= byte);
        let end = self.starts.get(line).map_or(self.source.len(), |next| next - 1);
        (line, self.starts[line - 1]..end.max(byte))
    }

    /// The column of a byte in a line that starts somewhere, from 1, in characters.
    pub(crate) fn column(&self, line_start: usize, byte: usize) -> usize {
        let before = |byte: usize| {
            let block = byte / Self::BLOCK;
            self.characters[block] + count_characters(&self.source[block * Self::BLOCK..byte])
        };
        // A byte order mark is a character that nobody sees.
        let mark = usize::from(self.source[line_start..byte].starts_with("\u{feff}".as_bytes()));
        before(byte) - before(line_start) - mark + 1
    }
}

/// How many characters start in some bytes.
fn count_characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count()
}
