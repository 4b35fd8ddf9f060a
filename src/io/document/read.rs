//! Reading: one visitor for every format, strict or tolerant.

use std::fmt;
use std::io;
use std::marker::PhantomData;
use std::path::Path as FilePath;

use serde::Deserialize;
use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::chain::Assembly;
use crate::chain::draft::{AssumptionsDraft, GIVEN, Given, Str};
use crate::chain::{Path, Problem, ProblemKind, Problems, RecordList, SupplyChain};
use crate::io::{FileContents, FileError};
use crate::model::{FORMAT, Lang, PartialDate, Text};

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
///     r#"{"format": "seedrelay/1", "as_of": "2024", "categories": [{"id": "rice"}],
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
        let (tree, noted) = crate::io::written::toml::plant(document.as_ref())?;
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
            DocumentFormat::Folder => Ok(super::workbook::folder(path, *self)?),
            #[cfg(feature = "xlsx")]
            DocumentFormat::Workbook => Ok(super::workbook::file(path, *self)?),
            format => {
                let bytes =
                    std::fs::read(path).map_err(|source| FileError::Unreadable { path: path.to_owned(), source })?;
                self.bytes(&bytes, format, path)
            }
        }
    }

    /// Reads a document that was read from a file already; the name of the file tells its format.
    ///
    /// # Errors
    ///
    /// If the format is unknown, or everything that is wrong with the document.
    pub fn contents(&self, path: impl AsRef<FilePath>, contents: &[u8]) -> Result<SupplyChain, ReadError> {
        let path = path.as_ref();
        self.bytes(contents, DocumentFormat::of(path)?, path)
    }

    #[cfg_attr(all(feature = "json", feature = "toml", feature = "xlsx"), allow(unused_variables))]
    fn bytes(&self, bytes: &[u8], format: DocumentFormat, path: &FilePath) -> Result<SupplyChain, ReadError> {
        let missing = |feature| Err(FileError::FeatureMissing { path: path.to_owned(), feature }.into());
        match format {
            #[cfg(feature = "json")]
            DocumentFormat::Json => Ok(self.json(bytes)?),
            #[cfg(not(feature = "json"))]
            DocumentFormat::Json => missing("json"),
            #[cfg(feature = "toml")]
            DocumentFormat::Toml => Ok(self.toml(bytes)?),
            #[cfg(not(feature = "toml"))]
            DocumentFormat::Toml => missing("toml"),
            #[cfg(feature = "xlsx")]
            DocumentFormat::Workbook => Ok(super::workbook::in_memory(path, bytes, *self)?),
            #[cfg(not(feature = "xlsx"))]
            DocumentFormat::Workbook => missing("xlsx"),
            // A folder has no bytes.
            DocumentFormat::Folder => missing("csv"),
        }
    }
}

#[derive(Clone, Copy)]
enum DocumentFormat {
    Json,
    Toml,
    Workbook,
    Folder,
}

impl DocumentFormat {
    /// The format of what there is at a path.
    fn of_file(path: &FilePath) -> Result<Self, FileError> {
        match Self::of(path) {
            Err(_) if path.is_dir() => match () {
                #[cfg(feature = "csv")]
                () => Ok(Self::Folder),
                #[cfg(not(feature = "csv"))]
                () => Err(FileError::FeatureMissing { path: path.to_owned(), feature: "csv" }),
            },
            format => format,
        }
    }

    fn of(path: &FilePath) -> Result<Self, FileError> {
        let extension = path.extension().map(std::ffi::OsStr::to_ascii_lowercase);
        match extension.as_ref().and_then(|extension| extension.to_str()) {
            Some("json") => Ok(Self::Json),
            Some("toml") => Ok(Self::Toml),
            Some("xlsx" | "xlsm" | "ods") => Ok(Self::Workbook),
            _ => Err(FileError::UnknownExtension { path: path.to_owned(), contents: FileContents::Document }),
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
/// let study = r#"{"title": "Two teams", "chain": {"format": "seedrelay/1", "as_of": "2024",
///     "categories": [{"id": "rice"}],
///     "organizations": [{"id": "hau", "kind": "university",
///         "capabilities": [{"category": "rice", "stage": "basic", "teams": 2}]}]}}"#;
/// let study: Study = serde_json::from_str(study)?;
/// assert_eq!(study.title, "Two teams");
/// assert_eq!(study.chain.organization("hau").unwrap().capabilities[0].teams, 2);
/// # Ok::<(), serde_json::Error>(())
/// ```
impl<'de> Deserialize<'de> for SupplyChain {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut assembly = Assembly::new(false);
        read_document(deserializer, &mut assembly)?;
        assembly.finish().map_err(de::Error::custom)
    }
}

/// The keys of a document.
pub(super) const KEYS: &[&str] = &[
    "format",
    "name",
    "as_of",
    "currency",
    "sources",
    "categories",
    "organizations",
    "projects",
    "demands",
    "agreements",
    "funding",
    "services",
    "assumptions",
];

#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(field_identifier, rename_all = "snake_case")]
enum Key {
    Format,
    Name,
    AsOf,
    Currency,
    Sources,
    Categories,
    Organizations,
    Projects,
    Demands,
    Agreements,
    Funding,
    Services,
    Assumptions,
}

/// Reads a document into an assembly, record by record. Whatever the format cannot go on after is an error; everything
/// else is noted in the assembly.
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
        let mut seen = [false; KEYS.len()];
        while let Some(key) = map.next_key::<Key>()? {
            if std::mem::replace(&mut seen[key as usize], true) {
                return Err(de::Error::duplicate_field(KEYS[key as usize]));
            }
            match key {
                Key::Format => {
                    let format: Given<Str<'_>> = map.next_value()?;
                    if let Some(found) = format.get().filter(|format| ***format != *FORMAT) {
                        let kind = ProblemKind::UnsupportedFormat { found: found.to_string() };
                        assembly.problem(Problem::new(Path::default().key(KEYS[key as usize]), kind));
                    }
                }
                Key::Name => assembly.name = map.next_value::<Given<Text>>()?.take(),
                Key::AsOf => assembly.as_of = map.next_value::<Given<PartialDate>>()?.take(),
                Key::Currency => {
                    assembly.currency =
                        map.next_value::<Given<Str<'_>>>()?.get().map(|currency| Box::from(&**currency));
                }
                Key::Sources => list(&mut map, assembly, RecordList::Sources, Assembly::source)?,
                Key::Categories => list(&mut map, assembly, RecordList::Categories, Assembly::category)?,
                Key::Organizations => list(&mut map, assembly, RecordList::Organizations, Assembly::organization)?,
                Key::Projects => list(&mut map, assembly, RecordList::Projects, Assembly::project)?,
                Key::Demands => list(&mut map, assembly, RecordList::Demands, Assembly::demand)?,
                Key::Agreements => list(&mut map, assembly, RecordList::Agreements, Assembly::agreement)?,
                Key::Funding => list(&mut map, assembly, RecordList::Funding, Assembly::funding)?,
                Key::Services => list(&mut map, assembly, RecordList::Services, Assembly::service)?,
                Key::Assumptions => {
                    if let Some(draft) = map.next_value::<Given<AssumptionsDraft<'_>>>()?.get() {
                        assembly.assumptions(draft);
                    }
                }
            }
        }
        for key in [Key::Format, Key::AsOf, Key::Categories, Key::Organizations] {
            if !seen[key as usize] {
                let kind = ProblemKind::MissingKey { key: KEYS[key as usize] };
                assembly.problem(Problem::new(Path::default(), kind));
                match key {
                    Key::Categories => assembly.lose(RecordList::Categories),
                    Key::Organizations => assembly.lose(RecordList::Organizations),
                    _ => {}
                }
            }
        }
        Ok(())
    }
}

fn list<'de, A: MapAccess<'de>, T: Deserialize<'de>>(
    map: &mut A,
    assembly: &mut Assembly,
    list: RecordList,
    add: fn(&mut Assembly, T),
) -> Result<(), A::Error> {
    let given =
        map.next_value_seed(GivenSeed(ListSeed { assembly: &mut *assembly, list, add, record: PhantomData }))?;
    if given.is_bad() {
        assembly.lose(list);
    }
    Ok(())
}

/// Reads a list, and hands over each record as it comes.
struct ListSeed<'a, T> {
    assembly: &'a mut Assembly,
    list: RecordList,
    add: fn(&mut Assembly, T),
    record: PhantomData<T>,
}

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for ListSeed<'_, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for ListSeed<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a list of {}", self.list.key())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while let Some(record) = seq.next_element::<Given<T>>()? {
            match record {
                Given::Is(record) => (self.add)(self.assembly, record),
                Given::Absent | Given::Bad => self.assembly.blank(self.list),
            }
        }
        Ok(())
    }
}

/// Like [`Given`], for what is read with a seed.
struct GivenSeed<S>(S);

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for GivenSeed<S> {
    type Value = Given<S::Value>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Given<S::Value>, D::Error> {
        deserializer.deserialize_newtype_struct(GIVEN, self)
    }
}

impl<'de, S: DeserializeSeed<'de>> Visitor<'de> for GivenSeed<S> {
    type Value = Given<S::Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Given<S::Value>, D::Error> {
        self.0.deserialize(deserializer).map(Given::Is)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Given<S::Value>, A::Error> {
        Ok(seq.next_element_seed(self.0)?.map_or(Given::Bad, Given::Is))
    }
}
