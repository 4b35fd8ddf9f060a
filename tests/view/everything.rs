//! Everything that a view says of a chain.

use seedrelay::query::DiagnosisOptions;
use seedrelay::say::{Sentence, Table, View};
use seedrelay::{Diagnosis, SupplyChain};

pub(crate) fn diagnose(chain: &SupplyChain) -> Diagnosis<'_> {
    chain.diagnose(&DiagnosisOptions::new())
}

/// Every table.
pub(crate) fn tables<'c>(view: &View<'c>, diagnosis: &Diagnosis<'c>) -> Vec<Table<'c>> {
    const ALL: usize = usize::MAX;
    vec![
        view.evidence(),
        view.sources(),
        view.coverage(&diagnosis.coverage),
        view.funnel(&diagnosis.funnel),
        view.standing(&diagnosis.standing),
        view.gaps_by_evidence(diagnosis.marked_gaps()),
        view.findings_by_evidence(&diagnosis.findings),
        view.gap_counts(&[("now", &diagnosis.gaps)]),
        view.finding_counts(&[("now", &diagnosis.findings), ("then", &[])]),
        view.unjudged(&diagnosis.unjudged),
        view.mechanisms(&diagnosis.mechanisms),
        view.consortium_money(&diagnosis.consortium_money),
        view.pedigrees(&diagnosis.pedigree),
        view.core_parents(&diagnosis.pedigree, ALL),
        view.collection_rows(&diagnosis.collections),
        view.clearance(&diagnosis.clearance, ALL),
        view.benefit(&diagnosis.benefit),
        view.benefit_holders(&diagnosis.benefit, ALL),
        view.selection(&diagnosis.selection),
        view.connectors(&diagnosis.connectors, &diagnosis.connector_summary, ALL),
        view.most_loaded(&diagnosis.load, ALL),
        view.concentration(&diagnosis.concentration, ALL),
        view.active_period(&diagnosis.active_period),
        view.throughput(&diagnosis.throughput),
        view.throughput_change(&diagnosis.throughput, &diagnosis.throughput, ["before", "after"]),
        view.assumptions(&diagnosis.throughput),
        view.unrecorded(&diagnosis.certainty.unrecorded),
        view.certainty_counts(&diagnosis.certainty.counts),
        view.look_up_next(&diagnosis.certainty.look_up_next, ALL),
        view.conversion_bounds(&diagnosis.certainty.conversions),
        view.throughput_ranges(&diagnosis.certainty.throughput),
        view.tornado(&diagnosis.certainty.throughput, ALL),
    ]
}

/// Every sentence about one thing.
pub(crate) fn sentences<'c>(view: &View<'c>, diagnosis: &Diagnosis<'c>) -> Vec<Sentence<'c>> {
    let mut all: Vec<Sentence<'c>> = view.gaps(&diagnosis.gaps).collect();
    all.extend(view.findings(&diagnosis.findings));
    all.extend(view.bottlenecks(&diagnosis.bottlenecks));
    all
}

/// Every sentence about the whole.
pub(crate) fn remarks<'c>(view: &View<'c>, diagnosis: &Diagnosis<'c>) -> Vec<Sentence<'c>> {
    let mut all = vec![view.overview(&diagnosis.chain), view.first_place(&diagnosis.selection)];
    all.extend(view.throughput_sentences(&diagnosis.throughput));
    all.extend(view.benefit_sentences(&diagnosis.benefit));
    all.extend(view.connector_summary(&diagnosis.connector_summary));
    all.extend(view.summary(diagnosis));
    all
}
