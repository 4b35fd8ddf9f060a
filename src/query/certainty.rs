//! Certainty: what follows from data that lack what exists.
//!
//! Most gaps rest on the absence of a record, and a record may be absent because nobody wrote it down. Statements of
//! [completeness](crate::Completeness) say of which lists a document has all. A gap is then *certain* if it holds in every
//! world that agrees with the document and its statements, else *possible*, and [`Need`]s tell what would settle it
//! (Motro 1989; Levy 1996; Razniewski and Nutt 2011).
//!
//! [`SupplyChain::certainty`] looks at all of it; [`SupplyChain::throughput_range`] does the same for what is assumed.

mod cells;
mod conversion;
mod covered;
mod estimates;
mod links;
mod need;
mod performers;
mod places;
mod statements;
mod unrecorded;
mod uptake;

use std::ops::ControlFlow;
use std::sync::Arc;

use crate::chain::SupplyChain;
use crate::model::Evidence;
use crate::query::keys::keys;
use crate::query::{Finding, Gap, GapKind, GapOptions, ThroughputRange};
use crate::record::{Category, Completeness, Extent};
use crate::rules::Severity;

use cells::Cells;
use conversion::Untaken;
use need::{LookUps, Numbered};
use places::Places;

pub use conversion::{ConversionBounds, Correction, Estimate, NoCorrection, RecordedShare};
pub use estimates::ParameterEstimate;
pub use need::{LookUp, Need};
pub use unrecorded::{RecordedKey, RecordedTotal, Unrecorded};

named_enum! {
    /// What is taken to be on record.
    pub enum Assuming ("assumption on what is on record") {
        /// Everything: whatever is not on record does not exist.
        Closed = "complete", "everything is on record", "一切均已记载";
        /// What the statements of the document say.
        Declared = "declared", "what is declared complete", "按文档声明的完整性";
        /// Nothing: statements are left aside.
        Open = "open", "nothing is declared complete", "不采信完整性声明";
    }
}

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

/// What to take for complete.
///
/// ```
/// use seedrelay::query::{Assuming, CertaintyOptions};
/// assert_eq!(CertaintyOptions::new().assuming, Assuming::Declared);
/// assert_eq!(CertaintyOptions::new().assuming(Assuming::Closed).assuming.as_str(), "complete");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct CertaintyOptions {
    /// What is taken to be on record: by default what the document declares.
    pub assuming: Assuming,
    /// By how many years before its end a result may begin to be built on: 1 by default.
    pub grace_years: u16,
    /// When a wait is too long, for the gaps that are counted. A diagnosis goes by its own.
    pub gaps: GapOptions,
}

impl Default for CertaintyOptions {
    fn default() -> Self {
        Self { assuming: Assuming::Declared, grace_years: 1, gaps: GapOptions::default() }
    }
}

impl CertaintyOptions {
    /// What the document declares, and a grace of a year.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    setters! {
        /// Sets what is taken to be on record.
        assuming: Assuming => |assuming| assuming;
        /// Sets by how many years before its end a result may begin to be built on.
        grace_years: u16 => |years| years;
        /// Sets when a wait is too long.
        gaps: GapOptions => |options| options;
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

/// How many gaps of a kind are certain in a category.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct CertaintyCount<'c> {
    /// The category.
    pub category: &'c Category,
    /// The kind.
    pub kind: GapKind,
    /// Those that hold in every world.
    pub certain: usize,
    /// Those that hold as far as is recorded.
    pub possible: usize,
}

impl CertaintyCount<'_> {
    /// All of them.
    #[must_use]
    pub const fn listed(&self) -> usize {
        self.certain + self.possible
    }
}

keys! { CertaintyCount<'_>: row => {
    category: row.category.id,
    kind: row.kind,
    listed: row.listed(),
    certain: row.certain,
    possible: row.possible,
} }

/// How far what a chain shows is known to hold.
#[derive(Clone, Debug)]
pub struct Certainty<'c> {
    chain: &'c SupplyChain,
    assuming: Assuming,
    /// What is covered by the statements that are known at least so well, the best known first, all of them last.
    levels: Vec<(Option<Evidence>, Cells<'c>)>,
    counts: Vec<CertaintyCount<'c>>,
    look_up_next: Vec<LookUp<'c>>,
    conversions: Vec<ConversionBounds<'c>>,
    unrecorded: Vec<Unrecorded<'c>>,
    recorded: Vec<RecordedTotal>,
}

/// What would settle a gap, in order; nothing where it is certain.
#[derive(Clone, Debug)]
pub(crate) struct OpenNeeds(Vec<Numbered>);

impl OpenNeeds {
    /// Whether the gap is certain.
    pub(crate) const fn are_none(&self) -> bool {
        self.0.is_empty()
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

/// How far everything that a diagnosis says is known.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CertaintyReport<'c> {
    /// What is taken to be on record.
    pub assuming: Assuming,
    /// How many statements of completeness the document makes, audits among them.
    pub statements: usize,
    /// How far each gap of the diagnosis is known, in the order of its gaps.
    pub gaps: Vec<Known<'c>>,
    /// How far each finding of the diagnosis is known, in the order of its findings.
    pub findings: Vec<Degree>,
    /// What is hardly recorded, by category.
    pub unrecorded: Vec<Unrecorded<'c>>,
    /// How much is recorded of what could be, in all categories together.
    pub recorded: Vec<RecordedTotal>,
    /// How many gaps of each kind are certain, by category and kind.
    pub counts: Vec<CertaintyCount<'c>>,
    /// How far the conversion of each boundary is known, by category.
    pub conversions: Vec<ConversionBounds<'c>>,
    /// What to look up next: what settles most gaps first.
    pub look_up_next: Vec<LookUp<'c>>,
    /// Between what the throughput of each category lies, by category.
    pub throughput: Vec<ThroughputRange<'c>>,
    /// What complete records say of success and duration, by category and stage.
    pub estimates: Vec<ParameterEstimate<'c>>,
}

impl CertaintyReport<'_> {
    /// How many gaps are certain, and how many only possible.
    #[must_use]
    pub fn totals(&self) -> (usize, usize) {
        let certain = self.gaps.iter().filter(|known| known.is_certain()).count();
        (certain, self.gaps.len() - certain)
    }
}

keys! { CertaintyReport<'_>: report => {
    assuming: report.assuming,
    statements: report.statements,
    unrecorded: report.unrecorded,
    recorded: report.recorded,
    counts: report.counts,
    conversion: report.conversions,
    look_up_next: report.look_up_next,
    throughput: report.throughput,
    estimates: report.estimates,
} }

/// ## Certainty
impl SupplyChain {
    /// Tells what is certain of the gaps, and what is only possible, since something may not be on record.
    ///
    /// Takes time in proportion to the chain. Source: [definitions](crate::docs::definitions), section 8.
    ///
    /// ```
    /// use seedrelay::model::CompletenessList;
    /// use seedrelay::query::{CertaintyOptions, Degree, GapOptions};
    /// use seedrelay::{Category, Completeness, Organization, OrganizationKind, Project, Stage, Status, SupplyChain};
    ///
    /// let chain = SupplyChain::builder("2024-12-31".parse()?)
    ///     .category(Category::new("rice"))
    ///     .organization(Organization::new("union", OrganizationKind::Consortium))
    ///     .project(Project::new("trial", "rice", Stage::Applied, "union", Status::Active));
    /// let unfounded = |chain: &SupplyChain| {
    ///     let gap = chain.gaps(&GapOptions::new()).unfounded_starts().next().unwrap();
    ///     chain.certainty(&CertaintyOptions::new()).of(&gap).degree()
    /// };
    /// assert_eq!(unfounded(&chain.clone().build()?), Degree::Possible, "what it builds on may not be on record");
    /// let all = Completeness::new(CompletenessList::BuildsOn).category("rice");
    /// assert_eq!(unfounded(&chain.completeness(all).build()?), Degree::Certain);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn certainty(&self, options: &CertaintyOptions) -> Certainty<'_> {
        let gaps: Vec<Gap<'_>> = self.gaps(&options.gaps).iter().collect();
        Certainty::with_needs(self, options, &gaps).0
    }
}

impl<'c> Certainty<'c> {
    /// Of gaps that are looked up already, with what would settle each: it is asked once, and counted and told by that.
    pub(crate) fn with_needs(
        chain: &'c SupplyChain,
        options: &CertaintyOptions,
        gaps: &[Gap<'c>],
    ) -> (Self, Vec<OpenNeeds>) {
        let places = Arc::new(Places::new(chain));
        let (unrecorded, recorded) = unrecorded::recorded(chain, &places);
        let mut certainty = Self {
            chain,
            assuming: options.assuming,
            levels: levels(chain, options, &places),
            counts: Vec::new(),
            look_up_next: Vec::new(),
            conversions: Vec::new(),
            unrecorded,
            recorded,
        };
        let needs: Vec<OpenNeeds> = gaps.iter().map(|gap| certainty.open_needs(gap)).collect();
        certainty.count(gaps, &needs);
        let untaken = match options.assuming {
            Assuming::Closed => Untaken::Closed,
            Assuming::Open => Untaken::Open,
            Assuming::Declared => Untaken::AsCovered(certainty.all()),
        };
        certainty.conversions = conversion::bounds(chain, &untaken);
        (certainty, needs)
    }

    /// How far each of some gaps is known, in their order.
    #[cfg(feature = "report")]
    pub(crate) fn of_all(chain: &'c SupplyChain, options: &CertaintyOptions, gaps: &[Gap<'c>]) -> Vec<Known<'c>> {
        let (certainty, needs) = Self::with_needs(chain, options, gaps);
        gaps.iter().zip(needs).map(|(gap, needs)| certainty.known(gap, needs)).collect()
    }

    /// By all statements.
    fn all(&self) -> &Cells<'c> {
        &self.levels.last().expect("there is a level also where nothing is said").1
    }

    fn count(&mut self, gaps: &[Gap<'c>], needs: &[OpenNeeds]) {
        let kinds = GapKind::ALL.len();
        let mut counts = vec![[0_usize; 2]; self.chain.categories().len() * kinds];
        let mut look_ups = LookUps::default();
        for (gap, OpenNeeds(needs)) in gaps.iter().zip(needs) {
            let category = self.chain.category_number(gap.category().id.as_str()).unwrap_or(0);
            counts[category * kinds + gap.kind() as usize][usize::from(!needs.is_empty())] += 1;
            look_ups.add(needs);
        }
        let places =
            self.chain.categories().iter().flat_map(|category| GapKind::ALL.iter().map(move |kind| (category, *kind)));
        let rows = places.zip(counts).filter(|(_, counts)| *counts != [0, 0]);
        self.counts = rows
            .map(|((category, kind), [certain, possible])| CertaintyCount { category, kind, certain, possible })
            .collect();
        self.look_up_next = look_ups.largest_first(self.chain);
    }

    fn open_needs(&self, gap: &Gap<'c>) -> OpenNeeds {
        let mut cells = Vec::new();
        if self.assuming != Assuming::Closed {
            let _ = self.all().of_gap(gap, &mut |cell| {
                cells.push(cell);
                ControlFlow::Continue(())
            });
        }
        OpenNeeds(need::merged(cells))
    }

    /// How far a gap of the chain is known.
    #[must_use]
    pub fn of(&self, gap: &Gap<'c>) -> Known<'c> {
        self.known(gap, self.open_needs(gap))
    }

    fn known(&self, gap: &Gap<'c>, OpenNeeds(needs): OpenNeeds) -> Known<'c> {
        if !needs.is_empty() {
            return Known::Possible(needs.into_iter().map(|need| need.on(self.chain)).collect());
        }
        Known::Certain { by: self.weakest(|cells| cells.settle(gap)) }
    }

    /// Whether a finding of the chain is certain: most rest on what is recorded.
    #[must_use]
    pub fn is_certain_finding(&self, finding: &Finding<'c>) -> bool {
        self.is_settled(|cells| cells.settle_finding(finding))
    }

    /// Whether all statements together settle something.
    fn is_settled(&self, settle: impl Fn(&Cells<'c>) -> bool) -> bool {
        self.assuming == Assuming::Closed || settle(self.all())
    }

    /// How well the weakest statement is known that it takes to settle something; `None` if none is needed.
    fn weakest(&self, settles: impl Fn(&Cells<'c>) -> bool) -> Option<Evidence> {
        if self.assuming == Assuming::Closed {
            return None;
        }
        let (level, _) = self.levels.iter().find(|(_, cells)| settles(cells))?;
        *level
    }

    /// All that it tells of gaps, with what would settle each, and findings.
    pub(crate) fn report(
        self,
        gaps: &[Gap<'c>],
        needs: Vec<OpenNeeds>,
        findings: &[Finding<'c>],
        throughput: Vec<ThroughputRange<'c>>,
    ) -> CertaintyReport<'c> {
        CertaintyReport {
            assuming: self.assuming,
            statements: self.chain.completeness().len(),
            gaps: gaps.iter().zip(needs).map(|(gap, needs)| self.known(gap, needs)).collect(),
            findings: findings.iter().map(|finding| Degree::of(self.is_certain_finding(finding))).collect(),
            estimates: self.estimates(),
            unrecorded: self.unrecorded,
            recorded: self.recorded,
            counts: self.counts,
            conversions: self.conversions,
            look_up_next: self.look_up_next,
            throughput,
        }
    }

    /// Whether a gap of the chain is certain.
    #[must_use]
    pub fn is_certain(&self, gap: &Gap<'c>) -> bool {
        self.is_settled(|cells| cells.settle(gap))
    }

    /// What is taken to be on record.
    #[must_use]
    pub const fn assuming(&self) -> Assuming {
        self.assuming
    }

    /// How many gaps of each kind are certain: by category and kind, those with any.
    #[must_use]
    pub fn counts(&self) -> &[CertaintyCount<'c>] {
        &self.counts
    }

    /// How far the conversion of each boundary is known, by category.
    #[must_use]
    pub fn conversions(&self) -> &[ConversionBounds<'c>] {
        &self.conversions
    }

    /// What to look up next: what settles most gaps first.
    #[must_use]
    pub fn look_up_next(&self) -> &[LookUp<'c>] {
        &self.look_up_next
    }

    /// What is hardly recorded, by category.
    #[must_use]
    pub fn unrecorded(&self) -> &[Unrecorded<'c>] {
        &self.unrecorded
    }
}

/// What is covered by the statements known at least as well as each level that occurs. Without a statement there is one
/// level, at which nothing is covered.
fn levels<'c>(
    chain: &'c SupplyChain,
    options: &CertaintyOptions,
    places: &Arc<Places>,
) -> Vec<(Option<Evidence>, Cells<'c>)> {
    let says_all = |statement: &&Completeness| statement.extent() == Extent::All;
    let said = chain.completeness().iter().filter(says_all).map(|statement| statement.evidence);
    let mut known: Vec<Option<Evidence>> = Vec::new();
    if options.assuming == Assuming::Declared {
        known.extend(said.map(Some));
        known.sort_unstable();
        known.dedup();
        known.reverse();
    }
    // At first nothing: what is certain without any statement takes none.
    known.insert(0, None);
    known.into_iter().map(|level| (level, Cells::new(chain, level, places, options.grace_years))).collect()
}
