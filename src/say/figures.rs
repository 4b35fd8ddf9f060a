//! Figures: everything that a diagnosis says as sections of rows, each with what it is about and what was measured.
//!
//! Each answer declares its section once, where it is said in tables too. Tidy CSV gives every measure of every row a
//! line of its own; a workbook gives every section a sheet, and every measure a column.

use crate::query::Diagnosis;

pub use super::section::{Layout, Measure, Observation, Row, Section, Subject};

/// Every section, in the order of the diagnosis.
///
/// ```
/// use seedrelay::say::figures;
/// use seedrelay::{Lang, datasets};
/// use seedrelay::query::DiagnosisOptions;
/// let chain = datasets::example();
/// let diagnosis = chain.diagnose(&DiagnosisOptions::new());
/// let coverage = figures::sections(&diagnosis).into_iter().find(|section| section.layout.key == "coverage").unwrap();
/// let row = coverage.rows.into_iter().next().unwrap();
/// assert_eq!(row.subjects[0].as_ref().unwrap().text(Lang::Zh), "鲤鱼");
/// assert_eq!(coverage.layout.measures[1].key, "teams");
/// ```
#[must_use]
pub fn sections<'d>(diagnosis: &'d Diagnosis<'_>) -> Vec<Section<'d>> {
    vec![
        super::chain::summary_figures(diagnosis),
        super::flow::coverage_figures(diagnosis),
        super::flow::funnel_figures(diagnosis),
        super::gaps::figures(diagnosis),
        super::standing::figures(diagnosis),
        super::findings::figures(diagnosis),
        super::findings::unjudged_figures(diagnosis),
        super::mechanisms::figures(diagnosis),
        super::mechanisms::consortium_money_figures(diagnosis),
        super::selection::outcome_figures(diagnosis),
        super::selection::figures(diagnosis),
        super::selection::criteria_figures(diagnosis),
        super::selection::rank_figures(diagnosis),
        super::connectors::figures(diagnosis),
        super::connectors::unconnected_figures(diagnosis),
        super::load::figures(diagnosis),
        super::load::concentration_figures(diagnosis),
        super::load::active_period_figures(diagnosis),
        super::throughput::figures(diagnosis),
        super::throughput::cut_figures(diagnosis),
        super::throughput::gain_figures(diagnosis),
        super::throughput::loss_figures(diagnosis),
        super::throughput::assumed_figures(diagnosis),
        super::bottlenecks::figures(diagnosis),
        super::material::pedigree_figures(diagnosis),
        super::material::founder_figures(diagnosis),
        super::material::core_parent_figures(diagnosis),
        super::material::collection_figures(diagnosis),
        super::material::clearance_figures(diagnosis),
        super::material::benefit_figures(diagnosis),
        super::material::holder_figures(diagnosis),
        super::certainty::count_figures(diagnosis),
        super::certainty::unrecorded_figures(diagnosis),
        super::certainty::look_up_figures(diagnosis),
        super::certainty::conversion_figures(diagnosis),
        super::certainty::range_figures(diagnosis),
        super::certainty::tornado_figures(diagnosis),
        super::certainty::estimate_figures(diagnosis),
    ]
}
