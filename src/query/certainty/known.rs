//! How far one thing is known to hold, and gaps and findings that are marked with it.

use super::Need;
use crate::model::Evidence;
use crate::query::{Finding, Gap, GapKind};
use crate::rules::Severity;

named_enum! {
    /// How far something is known to hold. What is possible is not likely: it is only not ruled out, nor settled.
    pub enum Degree ("degree of certainty") {
        /// In every world that agrees with the document and its statements.
        Certain = "certain", "certain", "确定";
        /// As far as is recorded.
        Possible = "possible", "as far as is recorded", "以现有记录为限";
    }
}

impl Degree {
    pub(crate) const fn of(certain: bool) -> Self {
        if certain { Self::Certain } else { Self::Possible }
    }
}

/// How far something is known to hold.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Known<'c> {
    /// It holds in every world that agrees with the document and its statements.
    #[non_exhaustive]
    Certain {
        /// How well the weakest of the statements is known that it takes; `None` where it takes none.
        by: Option<Evidence>,
    },
    /// It holds as far as is recorded, and what is not may be found yet.
    Possible(Vec<Need<'c>>),
}

impl<'c> Known<'c> {
    /// Whether it holds in every world.
    #[must_use]
    pub const fn is_certain(&self) -> bool {
        matches!(self, Self::Certain { .. })
    }

    /// How far it is known.
    #[must_use]
    pub const fn degree(&self) -> Degree {
        Degree::of(self.is_certain())
    }

    /// What would settle it; nothing where it is certain.
    #[must_use]
    pub fn needs(&self) -> &[Need<'c>] {
        if let Self::Possible(needs) = self { needs } else { &[] }
    }

    /// How bad a gap of a kind is that is known so far: as its kind says, but nothing is critical that is only possible.
    #[must_use]
    pub fn severity(&self, kind: GapKind) -> Severity {
        if self.is_certain() { kind.severity() } else { kind.severity().min(Severity::Warning) }
    }
}

/// A gap of a diagnosis with how far it is known.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct MarkedGap<'a, 'c> {
    /// The gap.
    pub gap: &'a Gap<'c>,
    /// How far it is known; `None` where nobody asked.
    pub known: Option<&'a Known<'c>>,
}

impl<'a, 'c> MarkedGap<'a, 'c> {
    /// A gap that is known so far.
    #[must_use]
    pub const fn new(gap: &'a Gap<'c>, known: &'a Known<'c>) -> Self {
        Self { gap, known: Some(known) }
    }

    /// A gap of which nobody asked how far it is known.
    pub(crate) const fn unasked(gap: &'a Gap<'c>) -> Self {
        Self { gap, known: None }
    }

    /// How well the weakest record is known that it rests on, with the statements that make it certain; `None` where it
    /// rests on none.
    #[must_use]
    pub fn evidence(self) -> Option<Evidence> {
        let by = if let Some(Known::Certain { by }) = self.known { *by } else { None };
        self.gap.evidence().into_iter().chain(by).min()
    }

    /// How bad it is: nothing is critical that is only possible, or of which nobody asked.
    #[must_use]
    pub fn severity(self) -> Severity {
        let as_far_as_recorded = || self.gap.severity().min(Severity::Warning);
        self.known.map_or_else(as_far_as_recorded, |known| known.severity(self.gap.kind()))
    }
}

/// A finding of a diagnosis with whether it is certain.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MarkedFinding<'a, 'c> {
    pub(crate) finding: &'a Finding<'c>,
    /// `None` where nobody asked.
    pub(crate) degree: Option<Degree>,
}
