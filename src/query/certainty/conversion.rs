//! How far the conversion of a boundary is known: bounds without any assumption, and corrected by audits.

use std::ops::ControlFlow;

use serde::Serialize;

use super::cells::Cells;
use super::covered::ALWAYS;
use super::links::LinkKind;
use super::uptake::{self, Reached, Uptake, later_stages};
use crate::chain::SupplyChain;
use crate::model::{Boundary, CompletenessList, Stage, Status};
use crate::query::keys::keys;
use crate::query::uses::Uses;
use crate::record::{Category, Completeness, Extent};
use crate::stats::wilson::wilson;

/// An estimate with an interval of 95 %.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Estimate {
    /// The estimate.
    pub estimate: f64,
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// Which share of the links there are is on record, by audits: of so many that were looked up elsewhere, so many were in
/// the document.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct RecordedShare {
    /// How many were looked up, 1 or more.
    pub checked: u64,
    /// How many of them the document has.
    pub found: u64,
    /// The share κ, 0 to 1, with Wilson's interval.
    pub share: Estimate,
}

keys! { RecordedShare: row => {
    checked: row.checked,
    found: row.found,
    estimate: row.share.estimate,
    low: row.share.low,
    high: row.share.high,
} }

named_enum! {
    /// Why a conversion is not corrected.
    #[non_exhaustive]
    pub enum NoCorrection ("reason for no correction") {
        /// Nobody looked up what the category's projects build on.
        NoAudit = "no-audit", "no audit", "未做抽查";
        /// There is no result to take up.
        NothingDelivered = "nothing-delivered", "nothing delivered", "无已交付成果";
        /// None of those checked was in the document.
        NothingFound = "nothing-found", "none of those checked is on record", "抽查的均无记载";
        /// Every result has a follow-on on record.
        AllTakenUp = "all-taken-up", "all taken up", "均已承接";
        /// More is on record than there should be by the audit.
        MoreRecordedThanExist = "more-recorded-than-exist", "more on record than the audit allows", "记载多于抽查所容许";
    }
}

/// A conversion corrected for links that are not on record.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Correction {
    /// θ, the share of results that a later project really took up, 0 to 1.
    pub conversion: Estimate,
    /// How many of the results without a follow-on on record really have none.
    pub real_gaps: Estimate,
    /// Whether the ends allow for chance in the conversion too, since there are less than 30 results: each end is then
    /// that of two intervals together, and wider than 95 % asks for.
    pub combined: bool,
}

/// How far the conversion of a boundary is known.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ConversionBounds<'c> {
    /// The category.
    pub category: &'c Category,
    /// The boundary.
    pub boundary: Boundary,
    /// Results: delivered projects of the leap before the boundary.
    pub delivered: usize,
    /// Those with an uptake on record.
    pub taken_up: usize,
    /// Those that a project took up: what audits correct.
    pub by_project: usize,
    /// Those of which it is certain that nobody took them up.
    pub certainly_not: usize,
    /// The recorded share of links, where audits say.
    pub recorded_share: Option<RecordedShare>,
    /// Whether there is an audit of links that names no category, and so tells nothing of any: audits are of one list in
    /// one category.
    pub audit_of_no_category: bool,
    /// The corrected conversion, or why there is none.
    pub corrected: Result<Correction, NoCorrection>,
}

impl ConversionBounds<'_> {
    fn share(&self, count: usize) -> Option<f64> {
        (self.delivered > 0).then(|| count as f64 / self.delivered as f64)
    }

    /// The share of results with an uptake on record; `None` where there are no results.
    #[must_use]
    pub fn listed(&self) -> Option<f64> {
        self.share(self.taken_up)
    }

    /// The least share that may have been taken up: what is on record (Manski 2003).
    #[must_use]
    pub fn low(&self) -> Option<f64> {
        self.listed()
    }

    /// The greatest share that may have been taken up: all but those of which it is certain that nobody did.
    #[must_use]
    pub fn high(&self) -> Option<f64> {
        self.share(self.delivered - self.certainly_not)
    }
}

keys! { ConversionBounds<'_>: row => {
    category: row.category.id,
    from: row.boundary.from(),
    to: row.boundary.to(),
    listed: row.listed(),
    low: row.low(),
    high: row.high(),
    recorded_share: row.recorded_share,
    corrected: row.corrected.ok().map(|correction| correction.conversion),
    real_gaps: row.corrected.ok().map(|correction| correction.real_gaps),
    combined [where_known]: row.corrected.ok().map(|correction| correction.combined),
    why: row.corrected.err(),
    why_listed [where_known]: (row.delivered == 0).then_some(NoCorrection::NothingDelivered),
} }

#[derive(Clone, Copy, Default)]
struct Counts {
    delivered: usize,
    taken_up: usize,
    by_project: usize,
    certainly_not: usize,
}

/// What is known of each result that nobody took up on record.
pub(super) enum Untaken<'k, 'c> {
    /// Nobody took up any.
    Closed,
    /// As far as is covered.
    AsCovered(&'k Cells<'c>),
    /// Nothing.
    Open,
}

/// Every boundary of every category, by category.
pub(super) fn bounds<'c>(chain: &'c SupplyChain, untaken: &Untaken<'_, 'c>) -> Vec<ConversionBounds<'c>> {
    let (columns, reached, uses) = (chain.columns(), Reached::new(chain), Uses::of(chain));
    let mut counts = vec![Counts::default(); chain.categories().len() * Boundary::ALL.len()];
    for project in (0..columns.len()).filter(|&project| columns.status[project] == Status::Delivered) {
        let leap = columns.leap(project);
        let Some(boundary) = Boundary::ALL.into_iter().find(|boundary| boundary.from() == leap) else { continue };
        let counts = &mut counts[columns.category[project] as usize * Boundary::ALL.len() + boundary as usize];
        counts.delivered += 1;
        if let Some(how) = uptake::uptake(chain, &uses, &reached, project) {
            counts.taken_up += 1;
            counts.by_project += usize::from(how == Uptake::ByProject);
            continue;
        }
        let is_certain = match untaken {
            Untaken::Closed => true,
            Untaken::Open => false,
            Untaken::AsCovered(cells) => is_certain(chain, cells, &reached, &uses, project),
        };
        counts.certainly_not += usize::from(is_certain);
    }
    let audits = if matches!(untaken, Untaken::Open) { vec![None; chain.categories().len()] } else { audits(chain) };
    let of_no_category = |audit: &Completeness| {
        let is_audit = matches!(audit.extent(), Extent::Checked { .. });
        audit.list == CompletenessList::BuildsOn && is_audit && audit.category.is_none()
    };
    let audit_of_no_category = chain.completeness().iter().any(of_no_category);
    let boundaries = chain
        .categories()
        .iter()
        .zip(audits)
        .flat_map(|(category, recorded_share)| Boundary::ALL.map(|boundary| (category, boundary, recorded_share)));
    boundaries
        .zip(counts)
        .map(|((category, boundary, recorded_share), counts)| ConversionBounds {
            category,
            boundary,
            delivered: counts.delivered,
            taken_up: counts.taken_up,
            by_project: counts.by_project,
            certainly_not: counts.certainly_not,
            recorded_share,
            audit_of_no_category,
            corrected: corrected(counts.delivered, counts.by_project, recorded_share),
        })
        .collect()
}

/// Whether it is certain that nobody took up a result that nobody took up on record.
fn is_certain<'c>(chain: &'c SupplyChain, cells: &Cells<'c>, reached: &Reached, uses: &Uses, project: usize) -> bool {
    if reached.crosses_categories(project) {
        return false;
    }
    let columns = chain.columns();
    let category = columns.category[project];
    let mut see = |_| ControlFlow::Break(());
    let mut ask = || -> ControlFlow<()> {
        cells.uptake(project, reached.earliest_end(project), &mut see)?;
        cells.links(LinkKind::BuildsOnOfAll, category, &Stage::ALL, &mut see)?;
        // A licensee takes it up by working at a later leap.
        if uses.licences_of(project).next().is_some() {
            let later = later_stages(columns.leap(project));
            cells.capabilities(category, later, &mut see)?;
            cells.projects(category, later, (ALWAYS, cells.always().1), &mut see)?;
        }
        ControlFlow::Continue(())
    };
    ask().is_continue()
}

/// The audits of what the projects of each category build on, added up: those of the whole category.
fn audits(chain: &SupplyChain) -> Vec<Option<RecordedShare>> {
    let mut sums = vec![(0_u64, 0_u64); chain.categories().len()];
    let is_whole = |audit: &&Completeness| {
        audit.list == CompletenessList::BuildsOn
            && audit.stage.is_none()
            && audit.organization.is_none()
            && audit.from.is_none()
            && audit.to.is_none()
    };
    for audit in chain.completeness().iter().filter(is_whole) {
        let category = audit.category.as_ref().and_then(|id| chain.category_number(id.as_str()));
        if let (Some(category), Extent::Checked { checked, found }) = (category, audit.extent()) {
            sums[category].0 += u64::from(checked);
            sums[category].1 += u64::from(found);
        }
    }
    let share = |(checked, found): (u64, u64)| {
        let (low, high) = wilson(found, checked);
        let share = Estimate { estimate: found as f64 / checked as f64, low, high };
        (checked > 0).then_some(RecordedShare { checked, found, share })
    };
    sums.into_iter().map(share).collect()
}

/// From how many results on the share of them is taken as it is.
const MANY: usize = 30;

fn corrected(delivered: usize, by_project: usize, recorded: Option<RecordedShare>) -> Result<Correction, NoCorrection> {
    let recorded = recorded.ok_or(NoCorrection::NoAudit)?;
    let observed = by_project as f64 / delivered as f64;
    let kappa = recorded.share;
    if delivered == 0 {
        return Err(NoCorrection::NothingDelivered);
    }
    if recorded.found == 0 {
        return Err(NoCorrection::NothingFound);
    }
    if by_project == delivered {
        return Err(NoCorrection::AllTakenUp);
    }
    if observed > kappa.high {
        return Err(NoCorrection::MoreRecordedThanExist);
    }
    let combined = delivered < MANY;
    let (least, most) = if combined { wilson(by_project as u64, delivered as u64) } else { (observed, observed) };
    let listed = (delivered - by_project) as f64;
    Ok(Correction {
        conversion: Estimate {
            estimate: really_taken_up(observed, kappa.estimate),
            low: really_taken_up(least, kappa.high),
            high: really_taken_up(most, kappa.low),
        },
        real_gaps: Estimate {
            estimate: listed * really_without(observed, kappa.estimate),
            low: listed * really_without(most, kappa.low),
            high: listed * really_without(least, kappa.high),
        },
        combined,
    })
}

/// θ: the share that was taken up, where a share c was on record and κ of all links are (Rogan and Gladen 1978).
fn really_taken_up(on_record: f64, kappa: f64) -> f64 {
    (on_record / kappa).min(1.0)
}

/// ρ: of those without a link on record, the share that has none.
fn really_without(on_record: f64, kappa: f64) -> f64 {
    if on_record >= 1.0 {
        return if kappa >= 1.0 { 1.0 } else { 0.0 };
    }
    ((1.0 - on_record / kappa) / (1.0 - on_record)).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn audit(checked: u64, found: u64) -> RecordedShare {
        let (low, high) = wilson(found, checked);
        RecordedShare { checked, found, share: Estimate { estimate: found as f64 / checked as f64, low, high } }
    }

    /// 40 delivered, 16 taken up, 20 of 25 links found: half were taken up, and 20 of the 24 gaps are real.
    #[test]
    fn the_worked_case() {
        let correction = corrected(40, 16, Some(audit(25, 20))).unwrap();
        let rounded = |of: Estimate, digits| [of.estimate, of.low, of.high].map(|end| format!("{end:.digits$}"));
        assert_eq!(rounded(correction.conversion, 2), ["0.50", "0.44", "0.66"]);
        assert_eq!(rounded(correction.real_gaps, 1), ["20.0", "13.7", "22.4"]);
        assert!(!correction.combined && corrected(29, 12, Some(audit(25, 20))).unwrap().combined);
    }

    #[test]
    fn the_first_reason_that_holds() {
        assert_eq!(corrected(0, 0, None), Err(NoCorrection::NoAudit));
        assert_eq!(corrected(0, 0, Some(audit(5, 0))), Err(NoCorrection::NothingDelivered));
        assert_eq!(corrected(4, 4, Some(audit(5, 0))), Err(NoCorrection::NothingFound));
        assert_eq!(corrected(4, 4, Some(audit(5, 1))), Err(NoCorrection::AllTakenUp));
        assert_eq!(corrected(100, 99, Some(audit(50, 1))), Err(NoCorrection::MoreRecordedThanExist));
    }

    #[test]
    fn is_monotone_in_the_recorded_share_and_changes_nothing_at_one() {
        for on_record in [0.0, 0.1, 0.4, 0.9] {
            assert!((really_taken_up(on_record, 1.0) - on_record).abs() < 1e-15);
            assert!((really_without(on_record, 1.0) - 1.0).abs() < 1e-15);
            let shares: Vec<f64> = (1..=100).map(|percent| f64::from(percent) / 100.0).collect();
            for pair in shares.windows(2) {
                assert!(really_taken_up(on_record, pair[0]) >= really_taken_up(on_record, pair[1]));
                assert!(really_without(on_record, pair[0]) <= really_without(on_record, pair[1]));
                assert!(really_taken_up(on_record, pair[0]) >= on_record);
            }
        }
    }
}
