//! History: how a chain stood at the end of each year, by what is known today.

use std::collections::BTreeMap;

use crate::chain::SupplyChain;
use crate::model::{Boundary, CategoryId, PartialDate};
use crate::query::keys::keys;
use crate::query::{FunnelOptions, GapKind, GapOptions};
use crate::scenario::Undated;

/// How to look back.
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct HistoryOptions {
    /// The first year; `None` for ten years before the day of the chain.
    pub from: Option<u16>,
    /// When a wait is too long.
    pub gaps: GapOptions,
    /// How to judge the funnel.
    pub funnel: FunnelOptions,
}

impl HistoryOptions {
    /// Ten years, and the default of every query.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    setters! {
        /// Sets the first year.
        from: u16 => |year| Some(year);
        /// Sets when a wait is too long.
        gaps: GapOptions => |options| options;
        /// Sets how to judge the funnel.
        funnel: FunnelOptions => |options| options;
    }
}

/// How many gaps of a kind there were.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct PastGaps {
    /// The category.
    pub category: CategoryId,
    /// The kind.
    pub kind: GapKind,
    /// How many there were.
    pub gaps: usize,
}

/// How many results were taken up.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PastConversion {
    /// The category.
    pub category: CategoryId,
    /// The boundary.
    pub boundary: Boundary,
    /// Results of the leap before the boundary.
    pub delivered: usize,
    /// Those that were taken up.
    pub taken_up: usize,
    /// Their share, 0 to 1; `None` where there were no results.
    pub conversion: Option<f64>,
}

keys! { PastConversion: row => {
    category: row.category,
    from: row.boundary.from(),
    to: row.boundary.to(),
    delivered: row.delivered,
    taken_up: row.taken_up,
    conversion: row.conversion,
} }

/// How a chain stood on one day.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[non_exhaustive]
pub struct PastYear {
    /// The day: the end of a year, or the day of the chain.
    pub as_of: PartialDate,
    /// What stands as it does today, since no date says otherwise.
    pub undated: Undated,
    /// The gaps by category and kind, where there were any.
    pub gaps: Vec<PastGaps>,
    /// The share of results that were taken up, by category and boundary.
    pub conversions: Vec<PastConversion>,
}

impl PastYear {
    /// How many gaps of a kind there were in all categories.
    #[must_use]
    pub fn gaps_of(&self, kind: GapKind) -> usize {
        self.gaps.iter().filter(|row| row.kind == kind).map(|row| row.gaps).sum()
    }

    /// The share of results over a boundary that were taken up, in all categories together; `None` where there were none.
    #[must_use]
    pub fn conversion_over(&self, boundary: Boundary) -> Option<f64> {
        let own = || self.conversions.iter().filter(|row| row.boundary == boundary);
        let [delivered, taken_up]: [usize; 2] =
            [own().map(|row| row.delivered).sum(), own().map(|row| row.taken_up).sum()];
        (delivered > 0).then(|| taken_up as f64 / delivered as f64)
    }
}

/// How many years are looked back where nobody says.
const YEARS: u16 = 10;

/// ## History
impl SupplyChain {
    /// How the chain stood at the end of each year and stands today, by what is known today: gaps by kind, and the share of
    /// results that were taken up.
    ///
    /// Capabilities, charters and services of which no date is known stand as they do today, and are counted.
    ///
    /// ```
    /// use seedrelay::datasets;
    /// use seedrelay::query::{GapKind, HistoryOptions};
    /// let history = datasets::example().history(&HistoryOptions::new().from(2020));
    /// let days: Vec<String> = history.iter().map(|year| year.as_of.to_string()).collect();
    /// assert_eq!(days[..2], ["2020-12-31", "2021-12-31"]);
    /// assert!(history[0].gaps_of(GapKind::StrandedResult) > 0);
    /// ```
    #[must_use]
    pub fn history(&self, options: &HistoryOptions) -> Vec<PastYear> {
        let today = self.as_of();
        let first = options.from.unwrap_or(today.year().saturating_sub(YEARS));
        let ends = (first..=today.year()).filter_map(|year| PartialDate::new(year, Some(12), Some(31)).ok());
        let past: Vec<PartialDate> = ends.filter(|end| *end < today).collect();
        let days = past.into_iter().chain([today]);
        days.map(|day| self.past_year(day, options)).collect()
    }

    fn past_year(&self, day: PartialDate, options: &HistoryOptions) -> PastYear {
        let then = self.at(day);
        let gaps = then.chain.gaps(&options.gaps);
        let mut counted: BTreeMap<(&CategoryId, GapKind), usize> = BTreeMap::new();
        for gap in gaps.iter() {
            *counted.entry((&gap.category().id, gap.kind())).or_default() += 1;
        }
        let row = |((category, kind), gaps): ((&CategoryId, _), _)| PastGaps { category: category.clone(), kind, gaps };
        let gaps = counted.into_iter().map(row).collect();
        let funnel = then.chain.funnel(&options.funnel);
        let conversions = funnel.iter().map(|row| PastConversion {
            category: row.category.id.clone(),
            boundary: row.boundary,
            delivered: row.delivered,
            taken_up: row.taken_up,
            conversion: row.conversion(),
        });
        PastYear { as_of: day, undated: then.undated, gaps, conversions: conversions.collect() }
    }
}
