//! Everything that a view says of a chain.

use seedrelay::query::DiagnosisOptions;
use seedrelay::say::{Sentence, Table, View};
use seedrelay::{Diagnosis, Lang, SupplyChain};

pub(crate) fn diagnose(chain: &SupplyChain) -> Diagnosis<'_> {
    chain.diagnose(&DiagnosisOptions::new())
}

/// Every table.
pub(crate) fn tables<'c>(view: &View<'c>, diagnosis: &Diagnosis<'c>, lang: Lang) -> Vec<Table<'c>> {
    const ALL: usize = usize::MAX;
    vec![
        view.evidence(lang),
        view.sources(lang),
        view.coverage(&diagnosis.coverage, lang),
        view.funnel(&diagnosis.funnel, lang),
        view.gaps_by_evidence(&diagnosis.gaps, lang),
        view.findings_by_evidence(&diagnosis.findings, lang),
        view.gap_counts(&[("now", &diagnosis.gaps)], lang),
        view.finding_counts(&[("now", &diagnosis.findings), ("then", &[])], lang),
        view.unjudged(&diagnosis.unjudged, lang),
        view.mechanisms(&diagnosis.mechanisms, lang),
        view.consortium_money(&diagnosis.consortium_money, lang),
        view.selection(&diagnosis.selection, lang),
        view.connectors(&diagnosis.connectors, &diagnosis.connector_summary, ALL, lang),
        view.most_loaded(&diagnosis.load, ALL, lang),
        view.concentration(&diagnosis.concentration, ALL, lang),
        view.active_period(&diagnosis.active_period, lang),
        view.throughput(&diagnosis.throughput, lang),
        view.throughput_change(&diagnosis.throughput, &diagnosis.throughput, ["before", "after"], lang),
        view.assumptions(&diagnosis.throughput, lang),
    ]
}

/// Every sentence about one thing.
pub(crate) fn sentences<'c>(view: &View<'c>, diagnosis: &Diagnosis<'c>, lang: Lang) -> Vec<Sentence<'c>> {
    let mut all: Vec<Sentence<'c>> = view.gaps(&diagnosis.gaps, lang).collect();
    all.extend(view.findings(&diagnosis.findings, lang));
    all.extend(view.bottlenecks(&diagnosis.bottlenecks, lang));
    all
}

/// Every sentence about the whole.
pub(crate) fn remarks<'c>(view: &View<'c>, diagnosis: &Diagnosis<'c>, lang: Lang) -> Vec<Sentence<'c>> {
    let mut all = vec![view.overview(&diagnosis.chain, lang), view.first_place(&diagnosis.selection, lang)];
    all.extend(view.throughput_sentences(&diagnosis.throughput, lang));
    all.extend(view.connector_summary(&diagnosis.connector_summary, lang));
    all.extend(view.summary(diagnosis, None, lang));
    all
}
