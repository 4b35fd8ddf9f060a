//! Figures of a table as read, before anything is left out.

use std::collections::BTreeMap;

use super::account::{Figure, FigureValue, Spread};
use super::line::{Line, Memo, holds};
use super::pattern::Steps;
use super::rules::{Condition, FigureKind, Rules};
use crate::model::PartialDate;

/// What the figures are made of, as the rows are read.
pub(super) struct Measures {
    measures: Vec<Measure>,
    /// Of which rows: what follows from the texts of each condition.
    whens: Vec<Vec<Memo<bool>>>,
}

enum Measure {
    /// Whether each text was seen, by its number.
    Distinct(Vec<bool>),
    Sum(Vec<f64>),
    Count(usize, Vec<Memo<bool>>),
    /// Those of all rows, and by the number of a text.
    Days {
        all: Vec<i32>,
        by: Vec<Vec<i32>>,
    },
}

impl Measures {
    pub(super) fn new(rules: &Rules) -> Self {
        let memos = |when: &[Condition]| vec![Memo::default(); when.len()];
        let measure = |what: &FigureKind| match what {
            FigureKind::Distinct(_) => Measure::Distinct(Vec::new()),
            FigureKind::Sum(_) => Measure::Sum(Vec::new()),
            FigureKind::Count(when) => Measure::Count(0, memos(when)),
            FigureKind::Days { .. } => Measure::Days { all: Vec::new(), by: Vec::new() },
        };
        Self {
            measures: rules.figures.iter().map(|figure| measure(&figure.what)).collect(),
            whens: rules.figures.iter().map(|figure| memos(&figure.when)).collect(),
        }
    }

    /// What a row of a table adds. A cell that says nothing adds nothing.
    pub(super) fn add<'a>(&mut self, rules: &'a Rules, table: usize, line: &mut Line<'a>, steps: &mut Steps) {
        for ((figure, measure), when) in rules.figures.iter().zip(&mut self.measures).zip(&mut self.whens) {
            if figure.table != table || !holds(&figure.when, when, line, steps) {
                continue;
            }
            match (&figure.what, measure) {
                (FigureKind::Distinct(expression), Measure::Distinct(seen)) => {
                    *of_number(seen, line.number(expression)) = true;
                }
                (FigureKind::Sum(expression), Measure::Sum(numbers)) => numbers.extend(line.amount(expression)),
                (FigureKind::Count(when), Measure::Count(count, memos)) => {
                    *count += usize::from(holds(when, memos, line, steps));
                }
                (FigureKind::Days { from, to, by }, Measure::Days { all, by: groups }) => {
                    let (Some(from), Some(to)) = (line.date(from), line.date(to)) else { continue };
                    let days = days_between(from, to);
                    all.push(days);
                    if let Some(by) = by {
                        of_number(groups, line.number(by)).push(days);
                    }
                }
                _ => unreachable!("there is a measure of its kind for each figure"),
            }
        }
    }

    /// The figures. The line knows the texts.
    pub(super) fn finish(self, rules: &Rules, line: &Line<'_>) -> Vec<Figure> {
        let value = |what: &FigureKind, measure| match (what, measure) {
            (FigureKind::Distinct(expression), Measure::Distinct(seen)) => {
                let is_text = |(number, seen): &(u32, bool)| *seen && !line.text(expression, *number).is_empty();
                FigureValue::Distinct((0..).zip(seen).filter(is_text).count())
            }
            (_, Measure::Count(count, _)) => FigureValue::Count(count),
            (_, Measure::Sum(mut numbers)) => FigureValue::Sum(sum(&mut numbers)),
            (FigureKind::Days { by, .. }, Measure::Days { mut all, by: groups }) => {
                let spreads = |by| {
                    let groups: BTreeMap<&str, Vec<i32>> =
                        (0..).zip(groups).map(|(number, days)| (line.text(by, number), days)).collect();
                    let groups = groups.into_iter();
                    groups.filter_map(|(name, mut days)| Some((name.into(), spread(&mut days)?))).collect()
                };
                FigureValue::Days { by: by.as_ref().map(spreads).unwrap_or_default(), all: spread(&mut all) }
            }
            _ => unreachable!("there is a measure of its kind for each figure"),
        };
        let figures = rules.figures.iter().zip(self.measures);
        figures.map(|(rule, measure)| Figure { name: rule.name.clone(), value: value(&rule.what, measure) }).collect()
    }
}

/// The place of a number in a list that grows with the numbers.
fn of_number<T: Clone + Default>(list: &mut Vec<T>, number: u32) -> &mut T {
    let number = number as usize;
    if number >= list.len() {
        list.resize(number + 1, T::default());
    }
    &mut list[number]
}

/// A sum that does not depend on the order of the rows.
pub(super) fn sum(numbers: &mut [f64]) -> f64 {
    numbers.sort_unstable_by(f64::total_cmp);
    numbers.iter().sum()
}

/// The days from the middle of one date to the middle of another.
pub(super) fn days_between(from: PartialDate, to: PartialDate) -> i32 {
    to.to_day().number() - from.to_day().number()
}

fn spread(days: &mut [i32]) -> Option<Spread> {
    days.sort_unstable();
    let (min, max) = (*days.first()?, *days.last()?);
    let at = |share| quantile(days, share);
    Some(Spread { count: days.len(), p10: at(0.1), median: at(0.5), p90: at(0.9), min, max })
}

/// A quantile of sorted numbers, at (n + 1) times the share, between its neighbours (Weibull 1939).
pub(super) fn quantile(sorted: &[i32], share: f64) -> f64 {
    let place = ((sorted.len() + 1) as f64 * share - 1.0).clamp(0.0, (sorted.len() - 1) as f64);
    let (below, above) = (sorted[place.floor() as usize], sorted[place.ceil() as usize]);
    f64::from(below) + (f64::from(above) - f64::from(below)) * place.fract()
}

#[cfg(test)]
mod tests {
    use super::*;

    // python3 -c "import statistics as s; print(s.quantiles(range(1, 21), n=10))"
    // [2.1, 4.2, 6.300000000000001, 8.4, 10.5, 12.600000000000001, 14.7, 16.8, 18.9]
    #[test]
    fn quantiles_are_those_of_python() {
        let days: Vec<i32> = (1..=20).collect();
        assert_eq!(quantile(&days, 0.5), 10.5);
        assert!((quantile(&days, 0.1) - 2.1).abs() < 1e-12 && (quantile(&days, 0.9) - 18.9).abs() < 1e-12);
        assert_eq!(quantile(&[7], 0.9), 7.0);
    }
}
