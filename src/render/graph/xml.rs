//! What GraphML and GEXF have in common: elements one a line, and texts that XML can hold.

use std::borrow::Cow;
use std::fmt;
use std::io::{self, BufWriter, Write};

use quick_xml::Writer;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, Event};

use super::value::Value;
use crate::text::markup::{self, is_plain};

/// How many bytes are handed to the writer at once.
const BUFFER: usize = 1 << 16;

/// A text as XML can hold it; see [`unescape`](crate::render::unescape).
fn legal(text: &str) -> Cow<'_, str> {
    markup::reversible(text, markup::is_illegal_in_xml)
}

/// A document in the making: what is there once as elements, and what is there for each record, which counts, as markup
/// with texts between.
pub(super) struct Document<W: Write> {
    writer: Writer<BufWriter<W>>,
    depth: usize,
    /// The value in the making, so that not each takes memory of its own.
    buffer: String,
}

impl<W: Write> Document<W> {
    pub(super) fn new(out: W) -> io::Result<Self> {
        let mut writer = Writer::new(BufWriter::with_capacity(BUFFER, out));
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
        self.writer.write_event(Event::Empty(start.borrow()))
    }

    /// Begins a record on a line of its own.
    pub(super) fn begin_line(&mut self, markup: &str) -> io::Result<()> {
        self.line()?;
        self.markup(markup)
    }

    /// Markup as it is, or a text that needs no escape.
    pub(super) fn markup(&mut self, markup: &str) -> io::Result<()> {
        self.writer.get_mut().write_all(markup.as_bytes())
    }

    /// The same of parts.
    pub(super) fn markup_of(&mut self, parts: fmt::Arguments<'_>) -> io::Result<()> {
        self.writer.get_mut().write_fmt(parts)
    }

    /// A text within an element.
    pub(super) fn content(&mut self, value: &Value<'_>) -> io::Result<()> {
        match value {
            Value::Text(text) if !is_plain(text) => self.markup(&quick_xml::escape::escape(legal(text))),
            plain => self.plain(plain),
        }
    }

    /// The text of an attribute, within its quotes.
    pub(super) fn quoted(&mut self, value: &Value<'_>) -> io::Result<()> {
        match value {
            Value::Text(text) => self.quoted_text(text),
            plain => self.plain(plain),
        }
    }

    pub(super) fn quoted_text(&mut self, text: &str) -> io::Result<()> {
        if is_plain(text) { self.markup(text) } else { self.markup(&Attribute::from(("", &*legal(text))).value) }
    }

    fn plain(&mut self, value: &Value<'_>) -> io::Result<()> {
        if let Value::Text(text) = value {
            return self.markup(text);
        }
        self.buffer.clear();
        value.write(&mut self.buffer);
        self.writer.get_mut().write_all(self.buffer.as_bytes())
    }

    pub(super) fn finish(mut self) -> io::Result<()> {
        let out = self.writer.get_mut();
        out.write_all(b"\n")?;
        out.flush()
    }
}

/// The beginning of an element with attributes.
pub(super) fn start<'n>(name: &'n str, attributes: &[(&str, &str)]) -> BytesStart<'n> {
    let mut start = BytesStart::new(name);
    start.extend_attributes(attributes.iter().copied());
    start
}
