//! The scenario as a value: what is to be added, changed and removed.

use std::sync::Arc;

use super::key::RecordKey;
use super::kind::RecordKind;
use super::value::Owned;
use crate::model::{Evidence, PartialDate, Text};
use crate::record::Path;

/// The format of a scenario.
pub const SCENARIO_FORMAT: &str = "seedrelay-scenario/1";

/// A small document laid over a chain: records to add, to change and to remove.
///
/// It is what people write by hand for a plan, and what a [comparison](crate::SupplyChain::differences) gives back. Whatever does
/// not fit the chain that it is applied to is a problem with its place; nothing is dropped.
///
/// ```
/// use seedrelay::scenario::Scenario;
/// use seedrelay::{Agreement, datasets};
/// let chain = datasets::example();
/// let plan = Scenario::builder().name("One agreement more").add_record(Agreement::new("rice-consortium", "lansui-seed")).build();
/// let planned = chain.with(&plan)?;
/// assert_eq!(planned.agreements().len(), chain.agreements().len() + 1);
/// # Ok::<(), seedrelay::Problems>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Scenario {
    pub(crate) settings: Settings,
    pub(crate) edits: Vec<Edit>,
    /// The documents that it was read from, to find places in them; `None` for what was built.
    pub(crate) documents: Vec<Option<Arc<Owned>>>,
}

/// What a scenario says of itself.
#[derive(Clone, Debug, Default)]
pub(crate) struct Settings {
    pub(crate) name: Option<Text>,
    pub(crate) evidence: Option<Evidence>,
    pub(crate) base: Base,
    pub(crate) as_of: Option<PartialDate>,
    /// Name, currency and home, as they are set; `None` where they are taken away.
    pub(crate) document: Vec<(&'static str, Option<Owned>)>,
    pub(crate) model: Option<Box<str>>,
    pub(crate) with_dependents: bool,
}

/// Which chain a scenario is for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Base {
    pub(crate) name: Option<Text>,
    pub(crate) as_of: Option<PartialDate>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Verb {
    Add,
    Change,
    Remove,
}

impl Verb {
    pub(crate) const ALL: [Self; 3] = [Self::Add, Self::Change, Self::Remove];

    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Change => "change",
            Self::Remove => "remove",
        }
    }
}

/// What becomes of one field.
#[derive(Clone, Debug)]
pub(crate) enum Patch {
    /// It is given whole.
    Set(Owned),
    Unset,
    Elements {
        add: Vec<Owned>,
        remove: Vec<Owned>,
    },
}

/// One record that is added, changed or removed.
#[derive(Clone, Debug)]
pub(crate) struct Edit {
    pub(crate) verb: Verb,
    pub(crate) key: RecordKey,
    /// The record that is added; of one that is removed, all that is said of it beyond its key.
    pub(crate) whole: Option<Owned>,
    pub(crate) patches: Vec<(&'static str, Patch)>,
    pub(crate) expects: Vec<(&'static str, Owned)>,
    pub(crate) evidence: Evidence,
    /// Where it stands in its document.
    pub(crate) path: Path,
    /// Which of the documents.
    pub(crate) document: usize,
}

impl Edit {
    /// One that does nothing to a record yet.
    pub(crate) const fn new(verb: Verb, key: RecordKey, evidence: Evidence, path: Path) -> Self {
        Self { verb, key, whole: None, patches: Vec::new(), expects: Vec::new(), evidence, path, document: 0 }
    }

    pub(crate) const fn kind(&self) -> &'static RecordKind {
        self.key.kind()
    }
}

/// How well that is known which a scenario adds or changes, where it does not say.
pub(crate) const DEFAULT_EVIDENCE: Evidence = Evidence::Proposed;

impl Scenario {
    /// What it is called.
    #[must_use]
    pub const fn name(&self) -> Option<&Text> {
        self.settings.name.as_ref()
    }

    /// How well that is known which it adds or changes, where a record does not say otherwise.
    #[must_use]
    pub fn evidence(&self) -> Evidence {
        self.settings.evidence.unwrap_or(DEFAULT_EVIDENCE)
    }

    /// The day of the chain that comes of it, if it is another one.
    #[must_use]
    pub const fn as_of(&self) -> Option<PartialDate> {
        self.settings.as_of
    }

    /// The operating model that it names: `none`, `proposal`, `dispersed` or a file.
    #[must_use]
    pub fn model(&self) -> Option<&str> {
        self.settings.model.as_deref()
    }

    /// How many records it adds, changes and removes.
    #[must_use]
    pub fn counts(&self) -> [usize; 3] {
        Verb::ALL.map(|verb| self.edits.iter().filter(|edit| edit.verb == verb).count())
    }

    /// Whether it leaves every chain as it is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty() && self.settings.as_of.is_none() && self.settings.document.is_empty()
    }

    /// Both at once: what this and the other one add, change and remove, as one scenario.
    ///
    /// It is no merge: where both deal with one record, applying it is refused, with both places. To apply one after the
    /// other, each to what came of the one before, call [`with`](crate::chain::SupplyChain::with) for each.
    #[must_use]
    pub fn then(mut self, other: Self) -> Self {
        let own = self.documents.len();
        self.edits.extend(other.edits.into_iter().map(|edit| Edit { document: edit.document + own, ..edit }));
        self.documents.extend(other.documents);
        let (settings, others) = (&mut self.settings, other.settings);
        settings.name = settings.name.take().or(others.name);
        settings.as_of = others.as_of.or(settings.as_of);
        settings.base.name = settings.base.name.take().or(others.base.name);
        settings.base.as_of = settings.base.as_of.or(others.base.as_of);
        settings.document.extend(others.document);
        settings.model = others.model.or(settings.model.take());
        settings.with_dependents |= others.with_dependents;
        self
    }
}
