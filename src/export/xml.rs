//! What GraphML and GEXF have in common: elements one a line, and texts that XML can hold.

use std::borrow::Cow;
use std::io::{self, BufWriter, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::characters;

/// A text as XML can hold it; see [`unescape`](super::unescape).
pub(super) fn legal(text: &str) -> Cow<'_, str> {
    characters::escape(text, characters::is_illegal_in_xml)
}

/// A document in the making.
pub(super) struct Document<W: Write> {
    writer: Writer<BufWriter<W>>,
    depth: usize,
    /// The value in the making, so that not each takes memory of its own.
    pub(super) buffer: String,
}

impl<W: Write> Document<W> {
    pub(super) fn new(out: W) -> io::Result<Self> {
        let mut writer = Writer::new(BufWriter::new(out));
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        Ok(Self { writer, depth: 0, buffer: String::new() })
    }

    fn line(&mut self) -> io::Result<()> {
        let out = self.writer.get_mut();
        out.write_all(b"\n")?;
        (0..self.depth).try_for_each(|_| out.write_all(b"  "))
    }

    /// Begins an element on a line of its own.
    pub(super) fn open(&mut self, start: &BytesStart<'_>) -> io::Result<()> {
        self.line()?;
        self.depth += 1;
        self.writer.write_event(Event::Start(start.borrow()))
    }

    /// Ends an element on a line of its own.
    pub(super) fn close(&mut self, name: &str) -> io::Result<()> {
        self.depth -= 1;
        self.line()?;
        self.writer.write_event(Event::End(BytesEnd::new(name)))
    }

    /// An element without content, on a line of its own.
    pub(super) fn empty(&mut self, start: &BytesStart<'_>) -> io::Result<()> {
        self.line()?;
        self.inline(start)
    }

    /// An element without content, on the same line.
    pub(super) fn inline(&mut self, start: &BytesStart<'_>) -> io::Result<()> {
        self.writer.write_event(Event::Empty(start.borrow()))
    }

    /// Begins an element whose content stays on its line.
    pub(super) fn open_inline(&mut self, start: &BytesStart<'_>) -> io::Result<()> {
        self.writer.write_event(Event::Start(start.borrow()))
    }

    /// Ends an element on the same line.
    pub(super) fn close_inline(&mut self, start: &BytesStart<'_>) -> io::Result<()> {
        self.writer.write_event(Event::End(start.to_end()))
    }

    /// An element around the text in the buffer, on the same line.
    pub(super) fn text(&mut self, start: &BytesStart<'_>) -> io::Result<()> {
        self.writer.write_event(Event::Start(start.borrow()))?;
        self.writer.write_event(Event::Text(BytesText::new(&legal(&self.buffer))))?;
        self.writer.write_event(Event::End(start.to_end()))
    }

    pub(super) fn finish(mut self) -> io::Result<()> {
        let out = self.writer.get_mut();
        out.write_all(b"\n")?;
        out.flush()
    }

    /// Begins a record on a line of its own.
    pub(super) fn begin_line(&mut self) -> io::Result<()> {
        self.line()
    }
}

/// The beginning of an element with attributes.
pub(super) fn start<'n>(name: &'n str, attributes: &[(&str, &str)]) -> BytesStart<'n> {
    let mut start = BytesStart::new(name);
    start.extend_attributes(attributes.iter().copied());
    start
}
