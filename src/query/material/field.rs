//! The field: how old the varieties are that are grown, and how long it takes to get there.

use super::AdoptedAmount;
use crate::chain::{Object, SupplyChain};
use crate::model::AdoptionUnit;
use crate::query::keys::keys;
use crate::stats::kaplan_meier::{KaplanMeier, Observation};

/// How old the varieties in the field are, weighted by area, in the latest year of which an area is known (Brennan &
/// Byerlee 1991).
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct VarietyAge {
    /// Years since release; `None` where no release of what is grown is known.
    pub years: Option<f64>,
    /// Of the area that is known, what is grown with varieties of known release: a share of 1.
    pub covered: f64,
    /// In which year.
    pub year: u32,
}

keys! { VarietyAge: age => {
    years: age.years,
    covered: age.covered,
    year: age.year,
} }

/// How long released varieties take to the field: from the year of release to that of the first adoption of the variety
/// or of its project's result. Those that are not there yet count as waiting, until they are withdrawn (Kaplan & Meier
/// 1958).
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct YearsToField {
    /// Released varieties, in the field or not.
    pub observations: usize,
    /// The median, in years; `None` while less than half are in the field.
    pub median: Option<f64>,
    /// The lower end of its 95 % interval.
    pub low: Option<f64>,
    /// The upper end of its 95 % interval.
    pub high: Option<f64>,
}

keys! { YearsToField: years => {
    observations: years.observations,
    median: years.median,
    low: years.low,
    high: years.high,
} }

/// What is known of the field, by germplasm.
pub(super) struct Fields {
    /// The germplasm, the year and the area in mu, above 0, in order.
    areas: Vec<(u32, u32, f64)>,
    /// The first year of adoption of each, by itself or by its project.
    first: Vec<Option<u32>>,
}

impl Fields {
    pub(super) fn of(chain: &SupplyChain, amounts: &[AdoptedAmount<'_>]) -> Self {
        let land = amounts.iter().filter(|row| row.unit == AdoptionUnit::Mu && row.amount > 0.0);
        let area = |row: &AdoptedAmount<'_>| Some((row.germplasm()?.number() as u32, row.year, row.amount));
        let mut first = vec![None; chain.germplasm_columns().len()];
        let mut adopt = |germplasm: u32, year: u32| {
            let first = &mut first[germplasm as usize];
            *first = Some(first.map_or(year, |known: u32| known.min(year)));
        };
        for (adoption, object) in chain.adoptions().iter().zip(&chain.uses().adoption_object) {
            if adoption.area > 0.0 {
                match *object {
                    Object::Germplasm(germplasm) => adopt(germplasm, adoption.year),
                    Object::Project(project) => {
                        let released = chain.columns().releases.of(project as usize);
                        released.iter().for_each(|&germplasm| adopt(germplasm, adoption.year));
                    }
                }
            }
        }
        Self { areas: land.filter_map(area).collect(), first }
    }

    fn areas_of(&self, germplasm: u32) -> impl Iterator<Item = (u32, f64)> {
        let start = self.areas.partition_point(|(of, ..)| *of < germplasm);
        let own = self.areas[start..].iter().take_while(move |(of, ..)| *of == germplasm);
        own.map(|&(_, year, area)| (year, area))
    }

    /// Of the varieties among some germplasm.
    pub(super) fn age(&self, chain: &SupplyChain, germplasm: &[u32]) -> Option<VarietyAge> {
        let varieties = || germplasm.iter().copied().filter(|&own| is_variety(chain, own));
        let year = varieties().flat_map(|own| self.areas_of(own)).map(|(year, _)| year).max()?;
        let (mut all, mut covered, mut years) = (0.0, 0.0, 0.0);
        for own in varieties() {
            let area: f64 = self.areas_of(own).filter(|(of, _)| *of == year).map(|(_, area)| area).sum();
            all += area;
            if let Some(released) = released(chain, own) {
                covered += area;
                years += area * f64::from(year.saturating_sub(released));
            }
        }
        Some(VarietyAge { years: (covered > 0.0).then(|| years / covered), covered: covered / all, year })
    }

    /// Of the varieties among some germplasm.
    pub(super) fn years_to_field(&self, chain: &SupplyChain, germplasm: &[u32]) -> YearsToField {
        let today = chain.as_of();
        let mut observations = Vec::new();
        for own in germplasm.iter().copied().filter(|&own| is_variety(chain, own)) {
            let Some(released) = released(chain, own) else { continue };
            let years = |until: u32| f64::from(until.saturating_sub(released));
            let withdrawn = chain.germplasm_columns().is_withdrawn(own as usize, today.to_day());
            let gone = chain.numbered_germplasm(own as usize).record().withdrawn.filter(|_| withdrawn);
            observations.push(match self.first[own as usize] {
                Some(first) => Observation::event(years(first)),
                None => Observation::censored(years(gone.unwrap_or(today).year().into())),
            });
        }
        let median = KaplanMeier::new(&observations).median();
        YearsToField { observations: observations.len(), median: median.median, low: median.low, high: median.high }
    }
}

fn is_variety(chain: &SupplyChain, germplasm: u32) -> bool {
    chain.germplasm_columns().kind[germplasm as usize].is_variety()
}

fn released(chain: &SupplyChain, germplasm: u32) -> Option<u32> {
    chain.numbered_germplasm(germplasm as usize).record().released.map(|date| date.year().into())
}
