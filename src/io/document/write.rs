//! Writing: canonical, so that documents that say the same are the same bytes.

use std::io;
use std::path::Path as FilePath;

use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::chain::{InChain, Store, SupplyChain};
#[cfg(any(feature = "json", feature = "toml", feature = "xlsx"))]
use crate::io::aside;
use crate::record::{Head, Record, RecordList, Recorded};

macro_rules! written_lists {
    ($(
        $list:ident $one:ident $en:literal $zh:literal $variant:ident $record:ident ($($id:ident)?) $store:ident
        $required:ident;
    )+) => {
        impl Serialize for SupplyChain {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let mut document = serializer.serialize_struct("document", super::read::KEYS.len())?;
                let (head, lists) = (self.head(), self.lists());
                let last = Head::SHAPE.fields.len() - 1;
                (0..last).try_for_each(|place| head.write_field(place, &mut document))?;
                $(
                    if lists.$list.count() > 0 || RecordList::$variant.is_required() {
                        document.serialize_field(stringify!($list), &Records::<crate::record::$record>(&lists.$list))?;
                    }
                )+
                head.write_field(last, &mut document)?;
                document.end()
            }
        }
    };
}

with_lists!(written_lists);

/// The records of a list.
struct Records<'c, R: InChain>(&'c R::Store);

impl<R: InChain> Serialize for Records<'_, R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.records())
    }
}

/// The canonical document, so that whoever sees a chain, as in the report of a failing property, can read it back.
#[cfg(feature = "json")]
impl std::fmt::Debug for SupplyChain {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.to_json().trim_end())
    }
}

/// ## Writing documents
impl SupplyChain {
    /// The chain as a JSON document, one record a line.
    ///
    /// ```
    /// use seedrelay::{SupplyChain, datasets};
    /// let example = datasets::example();
    /// let document = example.to_json();
    /// assert_eq!(SupplyChain::from_json(&document)?, example);
    /// assert_eq!(SupplyChain::from_json(&document)?.to_json(), document);
    /// # Ok::<(), seedrelay::Problems>(())
    /// ```
    #[cfg(feature = "json")]
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut document = Vec::new();
        self.write_json(&mut document).expect("a vector takes every byte");
        String::from_utf8(document).expect("serde_json writes UTF-8")
    }

    /// Writes the chain as a JSON document, one record a line.
    ///
    /// # Errors
    ///
    /// If the writer fails.
    #[cfg(feature = "json")]
    pub fn write_json(&self, writer: impl io::Write) -> io::Result<()> {
        let mut writer = io::BufWriter::new(writer);
        let mut serializer = serde_json::Serializer::with_formatter(&mut writer, lines::RecordPerLine::default());
        self.serialize(&mut serializer)?;
        io::Write::write_all(&mut writer, b"\n")?;
        io::Write::flush(&mut writer)
    }

    /// The chain as a TOML document.
    ///
    /// ```
    /// use seedrelay::{SupplyChain, datasets};
    /// let example = datasets::example();
    /// assert_eq!(SupplyChain::from_toml(example.to_toml())?, example);
    /// # Ok::<(), seedrelay::Problems>(())
    /// ```
    #[cfg(feature = "toml")]
    #[must_use]
    pub fn to_toml(&self) -> String {
        toml::to_string(self).expect("every value of a chain has a place in TOML")
    }

    /// Writes the chain to a file whose name ends in `.json`, `.toml` or `.xlsx`, or as CSV files into a folder: one that
    /// is there, or a name that ends in `/`.
    ///
    /// It is written beside its place, under a name that begins with `.seedrelay-`, and then renamed, so that where it cannot
    /// be written, a file that was there is whole.
    ///
    /// # Errors
    ///
    /// If the file, or one beside it, cannot be written, if the chain does not fit into a workbook, or the name ends in another way or in a
    /// format that this build does not write.
    pub fn to_file(&self, path: impl AsRef<FilePath>) -> io::Result<()> {
        let path = path.as_ref();
        let extension = path.extension().map(std::ffi::OsStr::to_ascii_lowercase);
        match extension.as_ref().and_then(|extension| extension.to_str()) {
            #[cfg(feature = "json")]
            Some("json") => aside::replace(path, |file| self.write_json(file)),
            #[cfg(feature = "toml")]
            Some("toml") => aside::replace(path, |file| io::Write::write_all(file, self.to_toml().as_bytes())),
            #[cfg(feature = "xlsx")]
            Some("xlsx") => {
                let workbook = self.to_xlsx(&super::workbook::WorkbookOptions::new());
                let workbook = workbook.map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
                aside::replace(path, |file| io::Write::write_all(file, &workbook))
            }
            #[cfg(feature = "csv")]
            _ if path.is_dir() || path.as_os_str().as_encoded_bytes().ends_with(b"/") => {
                self.to_csv_folder(path, &super::workbook::WorkbookOptions::new())
            }
            _ => {
                let message =
                    format!("cannot tell how to write {}: the name ends in no format of this build", path.display());
                Err(io::Error::new(io::ErrorKind::InvalidInput, message))
            }
        }
    }
}

#[cfg(feature = "json")]
pub(crate) mod lines {
    use std::io;

    use serde_json::ser::Formatter;

    /// Writes each key of the document and each record on a line of its own: pleasant to read, and to compare.
    pub(crate) struct RecordPerLine {
        depth: usize,
        /// So far out everything is spread over lines; what is further in, within a record, stays on its line.
        spread: usize,
    }

    impl Default for RecordPerLine {
        /// The document and its lists.
        fn default() -> Self {
            Self::spread(2)
        }
    }

    impl RecordPerLine {
        pub(crate) const fn spread(spread: usize) -> Self {
            Self { depth: 0, spread }
        }

        fn between<W: ?Sized + io::Write>(&self, writer: &mut W, first: bool) -> io::Result<()> {
            match (self.depth <= self.spread, first) {
                (true, first) => {
                    writer.write_all(if first { b"\n" } else { b",\n" })?;
                    (0..self.depth).try_for_each(|_| writer.write_all(b"  "))
                }
                (false, true) => Ok(()),
                (false, false) => writer.write_all(b", "),
            }
        }

        fn open<W: ?Sized + io::Write>(&mut self, writer: &mut W, bracket: &[u8]) -> io::Result<()> {
            self.depth += 1;
            writer.write_all(bracket)
        }

        fn close<W: ?Sized + io::Write>(&mut self, writer: &mut W, bracket: &[u8]) -> io::Result<()> {
            self.depth -= 1;
            if self.depth < self.spread {
                writer.write_all(b"\n")?;
                (0..self.depth).try_for_each(|_| writer.write_all(b"  "))?;
            }
            writer.write_all(bracket)
        }
    }

    impl Formatter for RecordPerLine {
        fn begin_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
            self.open(writer, b"[")
        }

        fn end_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
            self.close(writer, b"]")
        }

        fn begin_array_value<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
            self.between(writer, first)
        }

        fn begin_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
            self.open(writer, b"{")
        }

        fn end_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
            self.close(writer, b"}")
        }

        fn begin_object_key<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
            self.between(writer, first)
        }

        fn begin_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
            writer.write_all(b": ")
        }
    }
}
