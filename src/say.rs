//! The prepared view: what is said about a chain and its answers, in words and tables, ready to be rendered.
//!
//! One place decides what is said, several render it: a terminal, a page, a workbook. A [`View`] takes the answers of a
//! chain and gives [`Table`]s and [`Sentence`]s; [`figures`] gives all that was measured. They are made of typed
//! [`Cell`]s (a record, a word, a number with its unit), which are shown in either language, so that nothing has to look
//! into a text to find what it is about. They hold no layout. Each row and each sentence says what it is [`About`]: the
//! category, stages and kinds by which a reader may filter, the records that it rests on, and how well the weakest of
//! them is known, so that documented, assumed and proposed are told apart wherever it is shown. [`definitions`] explains
//! everything that the tables show.
//!
//! What is said of an answer stands in the file of that answer: its sentence in both languages, its tables, its figures,
//! and how it is written as JSON.

mod about;
mod bottlenecks;
mod brief;
mod cell;
mod certainty;
mod chain;
mod compare;
mod connectors;
mod counts;
mod definitions;
pub mod figures;
mod findings;
mod flow;
mod gaps;
mod history;
mod load;
mod material;
mod mechanisms;
mod provenance;
mod questions;
mod remarks;
mod section;
mod selection;
mod stages;
mod standing;
mod summary;
mod table;
mod throughput;
mod today;
mod unit;
mod words;

use crate::chain::SupplyChain;
pub use about::{About, Record};
pub use brief::BriefFinding;
pub use cell::{Cell, Digits, Number, Phrase, Rate, Time, Word};
pub use compare::ComparedBlock;
#[cfg(feature = "report")]
pub(crate) use definitions::definition;
pub use definitions::{Definition, definitions};
pub use findings::findings_head;
#[cfg(any(feature = "cli", feature = "report"))]
pub(crate) use findings::marked_findings;
pub use history::{history, past_conversions};
pub use table::{Align, Column, Sentence, Table, TableRow};
pub use throughput::basis as throughput_basis;
#[cfg(feature = "report")]
pub(crate) use throughput::{at_least as outputs_at_least, known_products as output};
pub use unit::Unit;
pub use words::{Words, evidence_note};
#[cfg(feature = "report")]
pub(crate) use {cell::lowered, certainty::settled_by};

use provenance::Provenance;

/// What is said about one chain.
///
/// What it takes to tell what an answer rests on is looked up once, when it is first asked for.
///
/// ```
/// use seedrelay::say::View;
/// use seedrelay::{Evidence, Lang, datasets};
///
/// let today = datasets::example().known_at_least(Evidence::Assumed);
/// let view = View::new(&today);
/// let coverage = view.coverage(&today.coverage());
/// assert_eq!(coverage.columns[0].heading.get(Lang::Zh), "品类");
/// assert_eq!(coverage.rows[0].cells[0].text(Lang::Zh), "鲤鱼");
/// assert_eq!(coverage.rows[0].about.evidence, Some(Evidence::Documented), "teams are counted by stage");
/// ```
#[derive(Debug)]
pub struct View<'c> {
    chain: &'c SupplyChain,
    provenance: Provenance<'c>,
}

impl<'c> View<'c> {
    /// The view of a chain. It takes the answers of this chain, and of no other.
    #[must_use]
    pub const fn new(chain: &'c SupplyChain) -> Self {
        Self { chain, provenance: Provenance::new(chain) }
    }

    /// The chain.
    #[must_use]
    pub const fn chain(&self) -> &'c SupplyChain {
        self.chain
    }
}
