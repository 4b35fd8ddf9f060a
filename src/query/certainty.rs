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
mod known;
mod links;
mod need;
mod options;
mod performers;
mod places;
mod report;
mod statements;
mod unrecorded;
mod uptake;

use std::ops::ControlFlow;
use std::sync::Arc;

use crate::chain::SupplyChain;
use crate::model::Evidence;
use crate::query::keys::keys;
use crate::query::{Finding, Gap, GapKind, ThroughputRange};
use crate::record::{Category, Completeness, Extent};

use cells::Cells;
use conversion::Untaken;
use need::{LookUps, Numbered};
use places::Places;

pub use conversion::{ConversionBounds, Correction, Estimate, NoCorrection, RecordedShare};
pub use estimates::ParameterEstimate;
pub(crate) use known::MarkedFinding;
pub use known::{Degree, Known, MarkedGap};
pub use need::{LookUp, Need};
pub use options::{Assuming, CertaintyOptions};
pub use report::CertaintyReport;
pub use unrecorded::{RecordedKey, RecordedTotal, Unrecorded};

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
