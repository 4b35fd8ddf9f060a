//! The diagnosis: all answers about a chain, as one value.

use hashbrown::HashMap;
#[cfg(feature = "report")]
use hashbrown::HashSet;
use serde::Serialize;

use crate::chain::{EvidenceCounts, SupplyChain};
use crate::model::{CompletenessList, Evidence, Text};
#[cfg(feature = "report")]
use crate::query::GapKey;
use crate::query::keys::keys;
use crate::query::{
    ActivePeriodShare, Benefit, Bottleneck, BottleneckOptions, Bottlenecks, CategoryPedigree, Certainty,
    CertaintyOptions, CertaintyReport, CollectionRow, ComparedWithProposal, Concentration, Connector, ConnectorOptions,
    ConnectorSummary, ConsortiumMoney, Coverage, Finding, FindingOptions, FunnelOptions, FunnelRow, Gap, GapOptions,
    Load, MarkedFinding, MarkedGap, Mechanisms, OpenNeeds, PedigreeOptions, ProductClearance, RangeOptions,
    RecordedKey, Remark, RemarkCount, ResultStanding, Selection, SelectionOptions, StandingOptions, Throughput,
    Unjudged, Unrecorded,
};
use crate::rules::ModelChoice;

/// How to diagnose: the options of every query.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct DiagnosisOptions {
    /// When a wait is too long.
    pub gaps: GapOptions,
    /// How to judge the funnel.
    pub funnel: FunnelOptions,
    /// How to tell what became of results.
    pub standing: StandingOptions,
    /// What to hold the chain against.
    pub findings: FindingOptions,
    /// How to compare the categories.
    pub selection: SelectionOptions,
    /// How to look for connectors.
    pub connectors: ConnectorOptions,
    /// How to measure bottlenecks.
    pub bottlenecks: BottleneckOptions,
    /// What to take for complete.
    pub certainty: CertaintyOptions,
    /// How to measure pedigrees.
    pub pedigree: PedigreeOptions,
}

impl DiagnosisOptions {
    /// The default of every query.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    setters! {
        /// Sets when a wait is too long.
        gaps: GapOptions => |options| options;
        /// Sets how to judge the funnel.
        funnel: FunnelOptions => |options| options;
        /// Sets how to tell what became of results.
        standing: StandingOptions => |options| options;
        /// Sets what to hold the chain against.
        findings: FindingOptions => |options| options;
        /// Sets how to compare the categories.
        selection: SelectionOptions => |options| options;
        /// Sets how to look for connectors.
        connectors: ConnectorOptions => |options| options;
        /// Sets how to measure bottlenecks.
        bottlenecks: BottleneckOptions => |options| options;
        /// Sets what to take for complete.
        certainty: CertaintyOptions => |options| options;
        /// Sets how to measure pedigrees.
        pedigree: PedigreeOptions => |options| options;
    }
}

impl DiagnosisOptions {
    /// How to measure bottlenecks where one operating model is to hold for findings and for places in role.
    fn bottlenecks_under_model(&self) -> BottleneckOptions {
        let mut options = self.bottlenecks.clone();
        let throughput = &options.throughput;
        if *throughput.chosen_model() == ModelChoice::Fitting {
            options.throughput = throughput.clone().model(self.findings.model.clone());
        }
        options
    }
}

/// What a chain holds, in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ChainSummary {
    /// Organizations.
    pub organizations: usize,
    /// Projects.
    pub projects: usize,
    /// Categories.
    pub categories: usize,
    /// Demands.
    pub demands: usize,
    /// Germplasm.
    pub germplasm: usize,
    /// How many records are known how well.
    pub evidence: EvidenceCounts,
}

/// All answers about a chain. It serializes to what `diagnose --format json` prints.
///
/// ```
/// use seedrelay::datasets;
/// use seedrelay::query::DiagnosisOptions;
/// let chain = datasets::example();
/// let diagnosis = serde_json::to_value(chain.diagnose(&DiagnosisOptions::new()))?;
/// assert_eq!(diagnosis["chain"]["categories"], 5);
/// assert!(diagnosis["gaps"].as_array().unwrap().iter().all(|gap| gap["message"]["zh"].is_string()));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Diagnosis<'c> {
    /// What the chain holds.
    pub chain: ChainSummary,
    /// Who works at which stage in which category.
    pub coverage: Vec<Coverage<'c>>,
    /// How many results get over each boundary, and how long it takes.
    pub funnel: Vec<FunnelRow<'c>>,
    /// Where the relay is broken: what is certain before what is only possible, each worst first.
    pub gaps: Vec<Gap<'c>>,
    /// What became of each delivered project.
    pub standing: Vec<ResultStanding<'c>>,
    /// What the operating model is called that findings are held against; `None` without one.
    pub model: Option<Text>,
    /// Where the chain differs from the operating model, and what is wasted, worst first.
    pub findings: Vec<Finding<'c>>,
    /// How many records do not say enough to be held against it.
    pub unjudged: Vec<Unjudged>,
    /// Whether money, benefit, demand and effort go where they should, by category.
    pub mechanisms: Vec<Mechanisms<'c>>,
    /// The money of the government for each consortium.
    pub consortium_money: Vec<ConsortiumMoney<'c>>,
    /// The categories compared as places to begin.
    pub selection: Selection<'c>,
    /// Who mediates, and who depends on whom: every organization with a partner.
    pub connectors: Vec<Connector<'c>>,
    /// What is said of all connectors together.
    pub connector_summary: ConnectorSummary<'c>,
    /// How much work each performer has, and how long commissions wait for it.
    pub load: Vec<Load<'c>>,
    /// How few performers share the commissions.
    pub concentration: Vec<Concentration<'c>>,
    /// Who has been busy longest without a pause.
    pub active_period: Vec<ActivePeriodShare<'c>>,
    /// What gets through each category, what limits it, and what would help.
    pub throughput: Vec<Throughput<'c>>,
    /// What holds up the work by all four of these, worst first.
    pub bottlenecks: Vec<Bottleneck<'c>>,
    /// How far all of it is known.
    pub certainty: CertaintyReport<'c>,
    /// What the proposal would change, where it was [asked](SupplyChain::compared_with_proposal) and set here.
    pub compared_with_proposal: Option<ComparedWithProposal>,
    /// On whom the varieties of each category rest.
    pub pedigree: Vec<CategoryPedigree<'c>>,
    /// What becomes of what gene banks keep.
    pub collections: Vec<CollectionRow<'c>>,
    /// Whether products may be sold.
    pub clearance: Vec<ProductClearance<'c>>,
    /// Where the money goes that is earned.
    pub benefit: Benefit<'c>,
    /// What in the document is probably not meant: of each kind the first 100.
    pub remarks: Vec<Remark<'c>>,
    /// How many remarks there are of each kind, listed or not.
    pub remark_counts: Vec<RemarkCount>,
}

impl<'c> Diagnosis<'c> {
    /// The gaps, each with how far it is known.
    #[must_use]
    pub fn marked_gaps<'d>(&'d self) -> impl ExactSizeIterator<Item = MarkedGap<'d, 'c>> + Clone + use<'d, 'c> {
        self.gaps.iter().zip(&self.certainty.gaps).map(|(gap, known)| MarkedGap::new(gap, known))
    }

    /// One of the gaps, with how far it is known.
    #[cfg(feature = "report")]
    pub(crate) fn marked_gap(&self, number: usize) -> MarkedGap<'_, 'c> {
        MarkedGap::new(&self.gaps[number], &self.certainty.gaps[number])
    }

    /// One of the findings with how far it is known.
    #[cfg(feature = "report")]
    pub(crate) fn marked_finding(&self, number: usize) -> MarkedFinding<'_, 'c> {
        MarkedFinding { finding: &self.findings[number], degree: Some(self.certainty.findings[number]) }
    }

    /// Sets what the proposal would change, beside this diagnosis of today, by the whole chain and the same options.
    #[cfg(feature = "cli")]
    pub(crate) fn compare_with(&mut self, whole: &SupplyChain, options: &DiagnosisOptions) {
        let (gaps, throughput) = (&options.gaps, &options.bottlenecks.throughput);
        let keys = self.gaps.iter().map(Gap::key);
        let compared = ComparedWithProposal::new(keys, &self.throughput, whole, gaps, throughput);
        self.compared_with_proposal = Some(compared);
    }

    /// Sets what the proposal would change, by the diagnosis of the whole chain with the same options.
    #[cfg(feature = "report")]
    pub(crate) fn compare_with_diagnosis(&mut self, whole: &Diagnosis<'_>) {
        let [now, with] = [self.gap_keys(), whole.gap_keys()];
        self.compared_with_proposal =
            Some(ComparedWithProposal::of_answers(&now, &with, [&self.throughput, &whole.throughput]));
    }

    /// What tells its gaps apart.
    #[cfg(feature = "report")]
    pub(crate) fn gap_keys(&self) -> HashSet<GapKey> {
        self.gaps.iter().map(Gap::key).collect()
    }

    /// How many of the possible gaps would need a list that is hardly recorded in their category, so that they are blanks
    /// of the document before they are anything else; with these lists.
    pub(crate) fn blanks(&self) -> (usize, Vec<RecordedKey>) {
        let mut lists = Vec::new();
        for key in self.hardly_recorded().flatten() {
            if !lists.contains(&key) {
                lists.push(key);
            }
        }
        (self.blank_gaps().into_iter().filter(|is_blank| *is_blank).count(), lists)
    }

    /// Of each gap, whether it is a blank of the document before it is anything else.
    pub(crate) fn blank_gaps(&self) -> Vec<bool> {
        self.hardly_recorded().map(|keys| !keys.is_empty()).collect()
    }

    /// Of each gap, the lists that would settle it and are hardly recorded in its category.
    fn hardly_recorded(&self) -> impl Iterator<Item = Vec<RecordedKey>> + '_ {
        let asked_for = |row: &Unrecorded<'c>| Some(((row.list.asked_for()?, row.category.id.as_str()), row.list));
        let unrecorded: HashMap<(CompletenessList, &str), RecordedKey> =
            self.certainty.unrecorded.iter().filter_map(asked_for).collect();
        self.certainty.gaps.iter().map(move |known| {
            let keys = known.needs().iter().filter_map(|need| unrecorded.get(&(need.list, need.category.id.as_str())));
            keys.copied().collect()
        })
    }

    /// The findings, each with how far it is known.
    pub(crate) fn marked_findings<'d>(&'d self) -> impl Iterator<Item = MarkedFinding<'d, 'c>> + Clone + use<'d, 'c> {
        let marked = self.findings.iter().zip(&self.certainty.findings);
        marked.map(|(finding, degree)| MarkedFinding { finding, degree: Some(*degree) })
    }
}

keys! { Diagnosis<'_>: diagnosis => {
    chain: diagnosis.chain,
    coverage: diagnosis.coverage,
    funnel: diagnosis.funnel,
    gaps: Rows(diagnosis.marked_gaps()),
    standing: diagnosis.standing,
    certainty: diagnosis.certainty,
    model: diagnosis.model,
    findings: Rows(diagnosis.marked_findings()),
    unjudged: diagnosis.unjudged,
    mechanisms: diagnosis.mechanisms,
    consortium_money: diagnosis.consortium_money,
    selection: diagnosis.selection,
    connectors: diagnosis.connectors,
    connector_summary: diagnosis.connector_summary,
    load: diagnosis.load,
    concentration: diagnosis.concentration,
    active_period: diagnosis.active_period,
    throughput: diagnosis.throughput,
    bottlenecks: diagnosis.bottlenecks,
    pedigree: diagnosis.pedigree,
    collections: diagnosis.collections,
    clearance: diagnosis.clearance,
    benefit: diagnosis.benefit,
    compared_with_proposal [where_known]: diagnosis.compared_with_proposal,
    remarks: diagnosis.remarks,
    remark_counts: diagnosis.remark_counts,
} }

/// A list that is made while it is written.
struct Rows<I>(I);

impl<I: Iterator<Item: Serialize> + Clone> Serialize for Rows<I> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.clone())
    }
}

/// ## Everything at once
impl SupplyChain {
    /// What the chain holds, in numbers.
    #[must_use]
    pub fn summary(&self) -> ChainSummary {
        ChainSummary {
            organizations: self.organizations().len(),
            projects: self.projects().len(),
            categories: self.categories().len(),
            demands: self.demands().len(),
            germplasm: self.germplasm().len(),
            evidence: self.evidence_counts(),
        }
    }

    /// Asks every query.
    #[must_use]
    pub fn diagnose(&self, options: &DiagnosisOptions) -> Diagnosis<'_> {
        let gaps = self.gaps(&options.gaps).worst_first();
        let (certainty, needs) = Certainty::with_needs(self, &options.certainty, &gaps);
        // Whatever is only possible comes after what is certain, however long it has waited.
        let mut marked: Vec<(Gap<'_>, OpenNeeds)> = gaps.into_iter().zip(needs).collect();
        marked.sort_by_key(|(_, needs)| !needs.are_none());
        let (gaps, needs): (Vec<Gap<'_>>, Vec<OpenNeeds>) = marked.into_iter().unzip();
        let findings = self.findings(&options.findings);
        let worst_findings = findings.worst_first();
        let range = RangeOptions::new().throughput(options.bottlenecks.throughput.clone());
        let certainty = certainty.report(&gaps, needs, &worst_findings, self.throughput_range(&range));
        let connectors = self.connectors(&options.connectors);
        let bottlenecks = self.bottlenecks(&options.bottlenecks_under_model());
        let worst_first = bottlenecks.worst_first();
        let remarks = self.remarks();
        let Bottlenecks { load, concentration, active_period, throughput, .. } = bottlenecks;
        Diagnosis {
            chain: self.summary(),
            coverage: self.coverage(),
            funnel: self.funnel(&options.funnel),
            gaps,
            standing: self.standings(&options.standing),
            model: findings.model().cloned(),
            findings: worst_findings,
            unjudged: findings.unjudged(),
            mechanisms: findings.mechanisms(),
            consortium_money: findings.consortium_money(),
            selection: self.selection(&options.selection),
            connector_summary: connectors.summary(),
            connectors: connectors.list,
            load,
            concentration,
            active_period,
            throughput,
            bottlenecks: worst_first,
            certainty,
            compared_with_proposal: None,
            pedigree: if options.pedigree == PedigreeOptions::new() {
                findings.pedigrees().to_vec()
            } else {
                self.pedigrees(&options.pedigree)
            },
            collections: self.collection_rows(),
            clearance: findings.clearance().to_vec(),
            benefit: self.benefit(),
            remarks: remarks.list,
            remark_counts: remarks.counts,
        }
    }
}

/// ## Today and the proposal
impl SupplyChain {
    /// What the records that are only proposed would change, measured on the whole chain and on the part that is known at
    /// least as [assumed](Evidence::Assumed); `None` if nothing is only proposed.
    ///
    /// ```
    /// use seedrelay::query::DiagnosisOptions;
    /// use seedrelay::{Category, Evidence, Organization, OrganizationKind, Service, SupplyChain};
    /// let chain = SupplyChain::builder("2024-12-31".parse()?)
    ///     .category(Category::new("rice"))
    ///     .organization(Organization::new("lab", OrganizationKind::Laboratory).evidence(Evidence::Proposed))
    ///     .organization(Organization::new("seeds", OrganizationKind::Company))
    ///     .build()?;
    /// let compared = chain.compared_with_proposal(&DiagnosisOptions::new()).unwrap();
    /// assert_eq!((compared.gaps.closed, compared.gaps.left, compared.gaps.opened), (0, 3, 0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn compared_with_proposal(&self, options: &DiagnosisOptions) -> Option<ComparedWithProposal> {
        if self.evidence_counts().proposed == 0 {
            return None;
        }
        let today = self.known_at_least(Evidence::Assumed);
        let (gaps, throughput) = (&options.gaps, &options.bottlenecks.throughput);
        let keys = today.gaps(gaps);
        let keys = keys.iter().map(|gap| gap.key());
        Some(ComparedWithProposal::new(keys, &today.throughput(throughput), self, gaps, throughput))
    }
}
