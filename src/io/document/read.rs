//! Reading: one visitor for every format, strict or tolerant.

use std::fmt;
use std::io;
use std::marker::PhantomData;
use std::path::Path as FilePath;

use serde::Deserialize;
use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::chain::{Assembly, SupplyChain, WithColumns};
use crate::io::{FileContents, FileError};
use crate::model::Lang;
use crate::record::{Head, HeadDraft, Path, Problem, ProblemKind, Problems, Record, RecordList, Recorded};

/// Why a document could not be read from a file or another source of bytes.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The file could not be read at all, or its format is unknown.
    #[error(transparent)]
    File(#[from] FileError),
    /// The bytes could not be had.
    #[error("cannot read the document")]
    Io(#[source] io::Error),
    /// The document is faulty.
    #[error(transparent)]
    Faulty(#[from] Problems),
    /// The workbook or the folder of CSV files is faulty, or cannot be read.
    #[cfg(feature = "csv")]
    #[error(transparent)]
    Tables(#[from] super::workbook::WorkbookProblems),
}

impl ReadError {
    /// Why it could not be read, with what caused it, on one line or, of a faulty document, one for each problem.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::File(error), lang) => error.message(lang),
            (Self::Io(source), Lang::En) => format!("{self}: {source}"),
            (_, Lang::En) => self.to_string(),
            (Self::Io(source), Lang::Zh) => format!("无法读取文档：{source}"),
            (Self::Faulty(problems), Lang::Zh) => problems.message(lang),
            #[cfg(feature = "csv")]
            (Self::Tables(problems), Lang::Zh) => problems.message(lang),
        }
    }
}

/// How to read a document.
///
/// ```
/// use seedrelay::io::document::ReadOptions;
/// let options = ReadOptions::new().require_sources(true);
/// let problems = options.json(
///     r#"{"format": "seedrelay/1", "as_of": "2024-12-31", "categories": [{"id": "rice"}],
///         "organizations": [{"id": "hau", "kind": "university", "evidence": "assumed"}]}"#,
/// ).unwrap_err();
/// assert_eq!(problems.first().to_string(), "categories[0]: a documented record must name its `source`");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReadOptions {
    /// Whether every documented record must name its source. Not needed as a rule: figures of one's own are documented.
    pub require_sources: bool,
    /// How large a workbook or a CSV file may be.
    #[cfg(feature = "csv")]
    pub tables: crate::io::tables::TableLimits,
}

impl ReadOptions {
    /// Reads as [`SupplyChain::from_json`] and the other constructors do.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            require_sources: false,
            #[cfg(feature = "csv")]
            tables: crate::io::tables::TableLimits::new(),
        }
    }

    /// Sets how large a workbook or a CSV file may be.
    #[cfg(feature = "csv")]
    #[must_use]
    pub const fn tables(mut self, limits: crate::io::tables::TableLimits) -> Self {
        self.tables = limits;
        self
    }

    /// Sets whether every documented record must name its source.
    #[must_use]
    pub const fn require_sources(mut self, required: bool) -> Self {
        self.require_sources = required;
        self
    }

    /// Reads a document from JSON text or bytes.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the document.
    #[cfg(feature = "json")]
    pub fn json(&self, document: impl AsRef<[u8]>) -> Result<SupplyChain, Problems> {
        super::json::read(document.as_ref(), *self)
    }

    /// Reads a document from TOML text or bytes.
    ///
    /// Dates may be written as strings or as TOML's own.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the document.
    #[cfg(feature = "toml")]
    pub fn toml(&self, document: impl AsRef<[u8]>) -> Result<SupplyChain, Problems> {
        // Such documents are written by hand and small, so there is one reading: the tolerant one.
        let (tree, noted) = crate::io::written::toml::parse(document.as_ref())?;
        super::tolerant::read(&tree, noted, *self)
    }

    /// Reads a document from a file: `.json`, `.toml`, a workbook (`.xlsx`, `.ods`) or a folder of CSV files.
    ///
    /// # Errors
    ///
    /// If the file cannot be read or its format is unknown, or everything that is wrong with the document.
    pub fn file(&self, path: impl AsRef<FilePath>) -> Result<SupplyChain, ReadError> {
        let path = path.as_ref();
        match DocumentFormat::of_file(path)? {
            #[cfg(feature = "csv")]
            DocumentFormat::Folder => Ok(super::workbook::folder(path, *self)?.0),
            #[cfg(feature = "xlsx")]
            DocumentFormat::Workbook => Ok(super::workbook::file(path, *self)?.0),
            format => self.bytes(&FileError::read(path)?, format, path),
        }
    }

    /// Reads a document from a file like [`file`](Self::file), with what is worth knowing of a workbook or a folder of CSV
    /// files: in which row the headers were found, which cells are merged, in which encoding a text is. Of other formats
    /// there is nothing to say.
    ///
    /// ```
    /// use seedrelay::io::document::ReadOptions;
    /// # let folder = std::env::temp_dir().join(format!("seedrelay-remarks-{}", std::process::id()));
    /// # std::fs::create_dir_all(&folder)?;
    /// std::fs::write(folder.join("chain.csv"), "key,value\nformat,seedrelay/1\nas_of,2024-12-31\n")?;
    /// std::fs::write(folder.join("categories.csv"), "id\nrice\n")?;
    /// std::fs::write(folder.join("organizations.csv"), "Members of 2024,\nid,kind\nhau,university\n")?;
    /// let (chain, remarks) = ReadOptions::new().file_with_remarks(&folder)?;
    /// assert_eq!(chain.organizations().len(), 1);
    /// assert!(remarks[0].to_string().ends_with(
    ///     "organizations.csv: the column names were found in row 2; the row above it is no data",
    /// ));
    /// # std::fs::remove_dir_all(&folder)?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`file`](Self::file).
    #[cfg(feature = "csv")]
    pub fn file_with_remarks(
        &self,
        path: impl AsRef<FilePath>,
    ) -> Result<(SupplyChain, Vec<super::workbook::WorkbookRemark>), ReadError> {
        let path = path.as_ref();
        match DocumentFormat::of_file(path)? {
            DocumentFormat::Folder => Ok(super::workbook::folder(path, *self)?),
            #[cfg(feature = "xlsx")]
            DocumentFormat::Workbook => Ok(super::workbook::file(path, *self)?),
            format => Ok((self.bytes(&FileError::read(path)?, format, path)?, Vec::new())),
        }
    }

    /// Reads a document that was read from a file already; the name of the file tells its format.
    ///
    /// # Errors
    ///
    /// If the format is unknown, or everything that is wrong with the document.
    pub fn contents(&self, path: impl AsRef<FilePath>, contents: &[u8]) -> Result<SupplyChain, ReadError> {
        let path = path.as_ref();
        self.bytes(contents, DocumentFormat::of(path, FileContents::Document)?, path)
    }

    /// Reads a document that was read from a file already like [`contents`](Self::contents), with what is worth knowing, as
    /// [`file_with_remarks`](Self::file_with_remarks) has it.
    ///
    /// # Errors
    ///
    /// As [`contents`](Self::contents).
    #[cfg(feature = "csv")]
    pub fn contents_with_remarks(
        &self,
        path: impl AsRef<FilePath>,
        contents: &[u8],
    ) -> Result<(SupplyChain, Vec<super::workbook::WorkbookRemark>), ReadError> {
        let path = path.as_ref();
        let format = DocumentFormat::of(path, FileContents::Document)?;
        #[cfg(feature = "xlsx")]
        if matches!(format, DocumentFormat::Workbook) {
            return Ok(super::workbook::in_memory(path, contents, *self)?);
        }
        Ok((self.bytes(contents, format, path)?, Vec::new()))
    }

    fn bytes(&self, bytes: &[u8], format: DocumentFormat, path: &FilePath) -> Result<SupplyChain, ReadError> {
        match format.reader() {
            Some(read) => read(*self, bytes, path),
            None => Err(FileError::FeatureMissing { path: path.to_owned(), feature: format.feature() }.into()),
        }
    }
}

#[derive(Clone, Copy)]
pub(super) enum DocumentFormat {
    Json,
    Toml,
    Workbook,
    #[cfg(feature = "csv")]
    Folder,
}

/// Reads a document from the bytes of a file.
type Reader = fn(ReadOptions, &[u8], &FilePath) -> Result<SupplyChain, ReadError>;

impl DocumentFormat {
    /// The feature that reads it.
    const fn feature(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Toml => "toml",
            Self::Workbook => "xlsx",
            #[cfg(feature = "csv")]
            Self::Folder => "csv",
        }
    }

    /// Who reads its bytes. There is nobody without its feature, and a folder has none.
    fn reader(self) -> Option<Reader> {
        match self {
            #[cfg(feature = "json")]
            Self::Json => Some(|options, bytes, _| Ok(options.json(bytes)?)),
            #[cfg(feature = "toml")]
            Self::Toml => Some(|options, bytes, _| Ok(options.toml(bytes)?)),
            #[cfg(feature = "xlsx")]
            Self::Workbook => Some(|options, bytes, path| Ok(super::workbook::in_memory(path, bytes, options)?.0)),
            _ => None,
        }
    }

    /// The format of what there is at a path.
    fn of_file(path: &FilePath) -> Result<Self, FileError> {
        match Self::of(path, FileContents::Document) {
            #[cfg(feature = "csv")]
            Err(_) if path.is_dir() => Ok(Self::Folder),
            #[cfg(not(feature = "csv"))]
            Err(_) if path.is_dir() => Err(FileError::FeatureMissing { path: path.to_owned(), feature: "csv" }),
            format => format,
        }
    }

    /// The format that the name of a file tells, of which something is expected.
    pub(super) fn of(path: &FilePath, contents: FileContents) -> Result<Self, FileError> {
        let extension = path.extension().map(std::ffi::OsStr::to_ascii_lowercase);
        match extension.as_ref().and_then(|extension| extension.to_str()) {
            Some("json") => Ok(Self::Json),
            Some("toml") => Ok(Self::Toml),
            Some("xlsx" | "xlsm" | "ods") => Ok(Self::Workbook),
            _ => Err(FileError::UnknownExtension { path: path.to_owned(), contents }),
        }
    }
}

/// ## Reading documents
impl SupplyChain {
    /// Reads a chain from JSON text or bytes.
    ///
    /// ```
    /// use seedrelay::SupplyChain;
    /// let chain = SupplyChain::from_json(
    ///     r#"{"format": "seedrelay/1", "as_of": "2024-12-31",
    ///         "categories": [{"id": "rice", "name": {"en": "Rice", "zh": "水稻"}}],
    ///         "organizations": [{"id": "hau", "kind": "university"}]}"#,
    /// )?;
    /// assert_eq!(chain.organizations().len(), 1);
    /// # Ok::<(), seedrelay::Problems>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the document.
    #[cfg(feature = "json")]
    pub fn from_json(document: impl AsRef<[u8]>) -> Result<Self, Problems> {
        ReadOptions::new().json(document)
    }

    /// Reads a chain from a source of JSON.
    ///
    /// # Errors
    ///
    /// If it cannot be read, or everything that is wrong with the document.
    #[cfg(feature = "json")]
    pub fn from_json_reader(mut reader: impl io::Read) -> Result<Self, ReadError> {
        let mut bytes = Vec::new();
        reader.read_to_end(&mut bytes).map_err(ReadError::Io)?;
        Ok(Self::from_json(&bytes)?)
    }

    /// Reads a chain from TOML text or bytes.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the document.
    #[cfg(feature = "toml")]
    pub fn from_toml(document: impl AsRef<[u8]>) -> Result<Self, Problems> {
        ReadOptions::new().toml(document)
    }

    /// Reads a chain from a source of TOML.
    ///
    /// # Errors
    ///
    /// If it cannot be read, or everything that is wrong with the document.
    #[cfg(feature = "toml")]
    pub fn from_toml_reader(mut reader: impl io::Read) -> Result<Self, ReadError> {
        let mut bytes = Vec::new();
        reader.read_to_end(&mut bytes).map_err(ReadError::Io)?;
        Ok(Self::from_toml(&bytes)?)
    }

    /// Reads a chain from a file: `.json`, `.toml`, a workbook (`.xlsx`, `.ods`) or a folder of CSV files.
    ///
    /// # Errors
    ///
    /// If the file cannot be read or its format is unknown, or everything that is wrong with the document.
    pub fn from_file(path: impl AsRef<FilePath>) -> Result<Self, ReadError> {
        ReadOptions::new().file(path)
    }
}

/// A chain as a part of a document of one's own, in whatever format.
///
/// An error of the format, and a value of a wrong type or name, ends the reading at once; everything else that is wrong
/// with the chain is listed in one error. [`SupplyChain::from_json`] and the others report everything, with its place.
///
/// ```
/// use seedrelay::SupplyChain;
///
/// #[derive(serde::Deserialize)]
/// struct Study {
///     title: String,
///     chain: SupplyChain,
/// }
///
/// let study = r#"{"title": "Two teams", "chain": {"format": "seedrelay/1", "as_of": "2024-12-31",
///     "categories": [{"id": "rice"}],
///     "organizations": [{"id": "hau", "kind": "university",
///         "capabilities": [{"category": "rice", "stage": "basic", "teams": 2}]}]}}"#;
/// let study: Study = serde_json::from_str(study)?;
/// assert_eq!(study.title, "Two teams");
/// assert_eq!(study.chain.organization("hau").unwrap().record().capabilities[0].teams, 2);
/// # Ok::<(), serde_json::Error>(())
/// ```
impl<'de> Deserialize<'de> for SupplyChain {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut assembly = Assembly::new(false);
        read_document(deserializer, &mut assembly)?;
        assembly.finish().map_err(de::Error::custom)
    }
}

macro_rules! read_lists {
    ($(
        $list:ident $one:ident $en:literal $zh:literal $variant:ident $record:ident ($($id:ident)?) $store:ident
        $required:ident;
    )+) => {
        /// Reads the records of a list strictly, one by one.
        fn take_list<'de, A: MapAccess<'de>>(
            list: RecordList,
            map: &mut A,
            assembly: &mut Assembly,
        ) -> Result<(), A::Error> {
            match list {
                $(RecordList::$variant => map.next_value_seed(Records::<crate::record::$record> { assembly, record: PhantomData }),)+
            }
        }
    };
}

with_lists!(read_lists);

/// A key of a document: of what it says of itself, by the place of the field, or of a list.
#[derive(Clone, Copy)]
pub(super) enum Key {
    Head(usize),
    List(RecordList),
}

/// How many keys there are.
const COUNT: usize = Head::SHAPE.fields.len() + RecordList::ALL.len();

/// Every key, in the order in which they are written: the lists stand before the last of the others.
pub(super) const DOCUMENT: [(&str, Key); COUNT] = {
    let (fields, lists) = (Head::SHAPE.fields, RecordList::ALL);
    let before = fields.len() - 1;
    let mut keys = [("", Key::Head(0)); COUNT];
    let mut place = 0;
    while place < COUNT {
        keys[place] = if place < before {
            (fields[place].key, Key::Head(place))
        } else if place < before + lists.len() {
            (lists[place - before].key(), Key::List(lists[place - before]))
        } else {
            (fields[before].key, Key::Head(before))
        };
        place += 1;
    }
    keys
};

/// How the keys are spelt.
pub(super) const KEYS: &[&str] = &{
    let mut keys = [""; COUNT];
    let mut place = 0;
    while place < COUNT {
        keys[place] = DOCUMENT[place].0;
        place += 1;
    }
    keys
};

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KeyVisitor;

        impl Visitor<'_> for KeyVisitor {
            type Value = Key;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a key of a document")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Key, E> {
                let key = DOCUMENT.iter().find(|(key, _)| *key == text).map(|(_, key)| *key);
                key.ok_or_else(|| E::unknown_field(text, KEYS))
            }
        }

        deserializer.deserialize_identifier(KeyVisitor)
    }
}

/// Notes the lists that must be there and are not.
pub(super) fn note_missing_lists(assembly: &mut Assembly, is_there: impl Fn(&str) -> bool) {
    for &list in RecordList::ALL.iter().filter(|list| list.is_required() && !is_there(list.key())) {
        let kind = ProblemKind::MissingKey { key: list.key() };
        assembly.problem(Problem::new(Path::default(), kind));
        assembly.lose(list);
    }
}

/// Reads a document into an assembly, record by record. Whatever is wrong with a value is an error; what is wrong with
/// the records is noted in the assembly.
pub(super) fn read_document<'de, D: Deserializer<'de>>(
    deserializer: D,
    assembly: &mut Assembly,
) -> Result<(), D::Error> {
    deserializer.deserialize_struct("document", KEYS, DocumentVisitor(assembly))
}

struct DocumentVisitor<'a>(&'a mut Assembly);

impl<'de> Visitor<'de> for DocumentVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Self(assembly) = self;
        let mut seen: Vec<&str> = Vec::with_capacity(COUNT);
        let mut head = HeadDraft::default();
        while let Some(key) = map.next_key::<Key>()? {
            let name = match key {
                Key::Head(place) => Head::SHAPE.fields[place].key,
                Key::List(list) => list.key(),
            };
            if seen.contains(&name) {
                return Err(de::Error::duplicate_field(name));
            }
            seen.push(name);
            match key {
                Key::Head(place) => Head::take_field(&mut head, place, &mut map)?,
                Key::List(list) => take_list(list, &mut map, assembly)?,
            }
        }
        assembly.head(head);
        note_missing_lists(assembly, |list| seen.contains(&list));
        Ok(())
    }
}

/// Reads a list strictly, and hands over each record as it comes.
struct Records<'a, R> {
    assembly: &'a mut Assembly,
    record: PhantomData<R>,
}

impl<'de, R: WithColumns> DeserializeSeed<'de> for Records<'_, R> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, R: WithColumns> Visitor<'de> for Records<'_, R> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a list of {}", R::LIST.key())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while let Some(draft) = seq.next_element::<<R as Recorded>::Draft<'de>>()? {
            self.assembly.add::<R>(draft);
        }
        Ok(())
    }
}
