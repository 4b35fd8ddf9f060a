//! Scenarios as documents: JSON, and TOML of the same shape.

use std::path::Path as FilePath;

use super::ReadError;
use super::read::DocumentFormat;
#[cfg(any(feature = "json", feature = "toml"))]
use crate::chain::Problems;
#[cfg(any(feature = "json", feature = "toml"))]
use crate::io::written;
use crate::io::{FileContents, FileError};
use crate::scenario::Scenario;
#[cfg(any(feature = "json", feature = "toml"))]
use crate::scenario::read;

/// ## Documents
impl Scenario {
    /// Reads a scenario from JSON text or bytes.
    ///
    /// ```
    /// use seedrelay::scenario::Scenario;
    /// let problems = Scenario::from_json(
    ///     r#"{"format": "seedrelay-scenario/1",
    ///         "change": {"projects": [{"id": "p1", "status": "deliverd", "unset": ["stage"]}]}}"#,
    /// ).unwrap_err();
    /// let told: Vec<String> = problems.iter().map(|problem| problem.to_string()).collect();
    /// assert!(told[0].starts_with("change.projects[0].status: unknown value `deliverd`; did you mean `delivered`?"));
    /// assert_eq!(told[1], "change.projects[0].unset[0]: a record cannot be without `stage`");
    /// ```
    ///
    /// # Errors
    ///
    /// Everything that can be known to be wrong with it without the chain that it is for.
    #[cfg(feature = "json")]
    pub fn from_json(document: impl AsRef<[u8]>) -> Result<Self, Problems> {
        read(&written::json::parse(document.as_ref())?, Vec::new())
    }

    /// Reads a scenario from TOML text or bytes.
    ///
    /// # Errors
    ///
    /// Everything that can be known to be wrong with it without the chain that it is for.
    #[cfg(feature = "toml")]
    pub fn from_toml(document: impl AsRef<[u8]>) -> Result<Self, Problems> {
        let (tree, noted) = written::toml::parse(document.as_ref())?;
        read(&tree, noted)
    }

    /// Reads a scenario from a file: `.json` or `.toml`.
    ///
    /// # Errors
    ///
    /// If the file cannot be read or its format is unknown, or everything that is wrong with the scenario.
    pub fn from_file(path: impl AsRef<FilePath>) -> Result<Self, ReadError> {
        let path = path.as_ref();
        Self::from_contents(path, &FileError::read(path)?)
    }

    /// Reads a scenario that was read from a file already; the name of the file tells its format.
    ///
    /// ```
    /// use seedrelay::scenario::Scenario;
    /// let error = Scenario::from_contents("plan.yaml", b"").unwrap_err();
    /// assert_eq!(error.to_string(), "cannot tell how to read plan.yaml: expected a name that ends in .json or .toml");
    /// ```
    ///
    /// # Errors
    ///
    /// If the format is unknown, or everything that is wrong with the scenario.
    #[cfg_attr(not(any(feature = "json", feature = "toml")), expect(unused_variables, reason = "no format is read"))]
    pub fn from_contents(path: impl AsRef<FilePath>, contents: &[u8]) -> Result<Self, ReadError> {
        let path = path.as_ref();
        match DocumentFormat::of(path, FileContents::Scenario)? {
            #[cfg(feature = "json")]
            DocumentFormat::Json => Ok(Self::from_json(contents)?),
            #[cfg(feature = "toml")]
            DocumentFormat::Toml => Ok(Self::from_toml(contents)?),
            _ => Err(FileError::UnknownExtension { path: path.to_owned(), contents: FileContents::Scenario }.into()),
        }
    }

    /// The scenario as a JSON document, one record a line.
    ///
    /// ```
    /// use seedrelay::scenario::Scenario;
    /// use seedrelay::Agreement;
    /// let plan = Scenario::builder().add_record(Agreement::new("rice-consortium", "yuelushan").categories(["rice"])).build();
    /// assert_eq!(plan.to_json().lines().nth(4), Some(r#"      {"from": "rice-consortium", "to": "yuelushan", "categories": ["rice"]}"#));
    /// ```
    #[cfg(feature = "json")]
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut document = Vec::new();
        let lines = super::write::lines::RecordPerLine::spread(3);
        let mut serializer = serde_json::Serializer::with_formatter(&mut document, lines);
        serde::Serialize::serialize(self, &mut serializer).expect("a vector takes every byte");
        document.push(b'\n');
        String::from_utf8(document).expect("serde_json writes UTF-8")
    }

    /// The scenario as a TOML document.
    #[cfg(feature = "toml")]
    #[must_use]
    pub fn to_toml(&self) -> String {
        toml::to_string(self).expect("every value of a scenario has a place in TOML")
    }

    /// Writes the scenario to a file whose name ends in `.json` or `.toml`.
    ///
    /// # Errors
    ///
    /// If the file, or one beside it, cannot be written, or its name ends in another way.
    #[cfg(all(feature = "json", feature = "toml"))]
    pub fn to_file(&self, path: impl AsRef<FilePath>) -> std::io::Result<()> {
        let path = path.as_ref();
        let text = match DocumentFormat::of(path, FileContents::Scenario) {
            Ok(DocumentFormat::Json) => self.to_json(),
            Ok(DocumentFormat::Toml) => self.to_toml(),
            _ => return Err(std::io::Error::new(std::io::ErrorKind::InvalidInput, "the name ends in .json or .toml")),
        };
        crate::io::aside::replace(path, |file| std::io::Write::write_all(file, text.as_bytes()))
    }
}
