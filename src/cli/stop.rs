//! Why a command did not do its work.

use std::fmt::Display;
use std::path::Path;

use super::Reader;
use crate::model::Lang;
use crate::render::terminal::fault;

/// What to tell on standard error, and the exit status.
#[derive(Debug)]
pub(super) struct Stop {
    told: String,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Refused,
    Unwritten,
}

impl Stop {
    /// The arguments, a document or a wish is refused, and this sentence says why.
    pub(super) fn refused(why: impl Display, reader: Reader) -> Self {
        Self::told_already(fault(&why.to_string(), reader.lang))
    }

    /// Something is refused, and this is all that is to be reported.
    pub(super) const fn told_already(told: String) -> Self {
        Self { told, kind: Kind::Refused }
    }

    /// What could not be written, and why.
    pub(super) fn unwritten(path: &Path, why: impl Display, reader: Reader) -> Self {
        let path = path.display();
        let told = match reader.lang {
            Lang::En => format!("cannot write {path}: {why}"),
            Lang::Zh => format!("无法写入{path}：{why}"),
        };
        Self { told: fault(&told, reader.lang), kind: Kind::Unwritten }
    }

    /// The standard output fails.
    pub(super) fn unprinted(why: impl Display, reader: Reader) -> Self {
        let told = match reader.lang {
            Lang::En => format!("cannot write to the standard output: {why}"),
            Lang::Zh => format!("无法写入标准输出：{why}"),
        };
        Self { told: fault(&told, reader.lang), kind: Kind::Unwritten }
    }

    /// Something more is to be reported.
    pub(super) fn and(mut self, told: &str) -> Self {
        self.told.push('\n');
        self.told.push_str(told);
        self
    }

    pub(super) fn told(&self) -> &str {
        &self.told
    }

    pub(super) const fn status(&self) -> u8 {
        match self.kind {
            Kind::Unwritten => 1,
            Kind::Refused => 2,
        }
    }
}
