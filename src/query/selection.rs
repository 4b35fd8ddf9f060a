//! Selecting categories 选择优势品类: which to begin with, and whether that depends on what one holds important.
//!
//! The proposal asks three things of a category: its research base 研究基础, its leading talent 领军人才 and its industry
//! base 产业基础; whether it is strategic for the nation is the fourth criterion here. Each is an [`Indicator`] computed
//! from the chain ([`Criterion`] says how). What is not known is unknown, not zero: a category that lacks an indicator
//! which is compared has no score and no rank, and none is taken from the others.

mod indicators;

use crate::chain::SupplyChain;
use crate::model::Evidence;
use crate::query::keys::keys;
use crate::record::Category;
use crate::stats::acceptability::{Acceptability, AcceptabilityOptions};
use crate::stats::preference;

named_enum! {
    /// What a category is judged by.
    ///
    /// Source: the proposal's three criteria (研究基础、领军人才、产业基础) and strategic weight; how each is measured is this
    /// crate's choice.
    pub enum Criterion ("criterion") {
        /// Research teams at the stages before industrialization, of all organizations. Unit: teams. Unknown where no
        /// such capability is on record; where some work there with unknown teams, a lower bound.
        ResearchBase = "research-base", "research base", "研究基础";
        /// Leading scientists of the organizations that work in the category before industrialization, each
        /// organization's in proportion to the part of its teams before industrialization that work for the category.
        /// Unit: people. Unknown where of none of these organizations both numbers are known; where of only some, a
        /// lower bound.
        LeadingTalent = "leading-talent", "leading talent", "领军人才";
        /// Teams of companies at industrialization. Unit: teams. Unknown where nobody is known to work at that stage, or
        /// only companies with unknown teams; where some have unknown teams, a lower bound.
        IndustryBase = "industry-base", "industry base", "产业基础";
        /// Whether the nation counts the category among the strategic ones: 1 or 0. Unknown where the document does not
        /// say.
        StrategicWeight = "strategic-weight", "strategic weight", "战略地位";
    }
}

/// A number for each criterion.
pub type PerCriterion<T> = [T; Criterion::ALL.len()];

/// How to select.
///
/// ```
/// use seedrelay::query::{Criterion, SelectionOptions};
/// let options = SelectionOptions::new().weight(Criterion::IndustryBase, 2.0);
/// assert_eq!(options.weights, [1.0, 1.0, 2.0, 1.0]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct SelectionOptions {
    /// How much each criterion counts in the [score](Candidate::score), in the order of [`Criterion::ALL`]: 0 or more,
    /// in any unit. All 1 by default. A criterion of weight 0 is not compared at all.
    pub weights: PerCriterion<f64>,
    /// A criterion that is known of a smaller share of the categories than this is not compared, since it would leave
    /// out more categories than it tells apart. A share of 1; ½ by default.
    pub least_known: f64,
    /// Of how many categories each is compared with each: who is behind whatever the weights, and which share of the
    /// weights gives which rank. 500 by default. More have a score and their order by it, and
    /// [no ranks](NoRanks::TooManyCategories): what each is to each grows with the square of their number.
    pub most_compared: usize,
}

impl Default for SelectionOptions {
    fn default() -> Self {
        Self { weights: [1.0; Criterion::ALL.len()], least_known: 0.5, most_compared: 500 }
    }
}

impl SelectionOptions {
    /// Equal weights.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets how much a criterion counts.
    #[must_use]
    pub const fn weight(mut self, criterion: Criterion, weight: f64) -> Self {
        self.weights[criterion as usize] = weight;
        self
    }

    /// Sets of which share of the categories a criterion must be known.
    #[must_use]
    pub const fn least_known(mut self, share: f64) -> Self {
        self.least_known = share;
        self
    }

    /// Sets of how many categories each is compared with each.
    #[must_use]
    pub const fn most_compared(mut self, categories: usize) -> Self {
        self.most_compared = categories;
        self
    }
}

named_enum! {
    /// Why it is not said which weights give a category which rank.
    pub enum NoRanks ("reason for no ranks") {
        /// An indicator that is compared is unknown.
        UnknownIndicator = "unknown-indicator", "an indicator is not on record", "指标未记载";
        /// There are more categories than are [compared each with each](SelectionOptions::most_compared).
        TooManyCategories = "too-many-categories", "too many categories to compare each with each", "品类过多，未逐一比较";
    }
}

/// What is known of a category by one criterion.
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize)]
#[non_exhaustive]
pub struct Indicator {
    /// The value in the unit of its [`Criterion`]; `None` where it is not known.
    pub value: Option<f64>,
    /// The value over the greatest of all categories, 0 to 1, so that half as much counts half. All 0 where the
    /// greatest is 0.
    pub scaled: Option<f64>,
    /// Records that might add to the value, but do not say: organizations whose teams, or whose number of leading
    /// scientists in the category, are not known. 0 for strategic weight.
    pub unknown: usize,
}

/// One category.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Candidate<'c> {
    /// The category.
    pub category: &'c Category,
    /// What is known of it, in the order of [`Criterion::ALL`].
    pub indicators: PerCriterion<Indicator>,
    /// The mean of the scaled indicators by the caller's weights, 0 to 1; `None` where one that is compared is unknown.
    pub score: Option<f64>,
    /// Categories that are at least as good by every criterion that is compared, and better by one: whatever the
    /// weights, they come first. By id; empty where there are [too many](NoRanks::TooManyCategories) to tell.
    pub dominated_by: Vec<&'c Category>,
    /// The share of all weights that give it each rank, first to last, 0 to 1; `None` where [`why`](Self::why) says so.
    /// See [`acceptability`](crate::stats::acceptability).
    pub acceptability: Option<Vec<f64>>,
    /// The mean of the weights that make it first, in the order of the criteria that are compared; `None` where none do.
    pub central_weights: Option<Vec<f64>>,
    /// How well the weakest of its record and of what says who works in it is known.
    pub evidence: Evidence,
}

impl Candidate<'_> {
    /// What is known of it by a criterion.
    #[must_use]
    pub const fn indicator(&self, criterion: Criterion) -> Indicator {
        self.indicators[criterion as usize]
    }

    /// The ids of those that dominate it; `None` where there are too many categories to tell.
    fn dominating_ids(&self) -> Option<Vec<&str>> {
        let known = self.why() != Some(NoRanks::TooManyCategories);
        known.then(|| self.dominated_by.iter().map(|category| category.id.as_str()).collect())
    }

    /// Why it has no ranks, where it has none.
    #[must_use]
    pub fn why(&self) -> Option<NoRanks> {
        match (&self.acceptability, self.score) {
            (Some(_), _) => None,
            (None, Some(_)) => Some(NoRanks::TooManyCategories),
            (None, None) => Some(NoRanks::UnknownIndicator),
        }
    }

    /// The share of all weights that make it first, 0 to 1.
    #[must_use]
    pub fn first_rank(&self) -> Option<f64> {
        self.acceptability.as_ref().and_then(|ranks| ranks.first().copied())
    }
}

keys! { Candidate<'_>: candidate => {
    category: candidate.category.id,
    "research-base": candidate.indicator(Criterion::ResearchBase),
    "leading-talent": candidate.indicator(Criterion::LeadingTalent),
    "industry-base": candidate.indicator(Criterion::IndustryBase),
    "strategic-weight": candidate.indicator(Criterion::StrategicWeight),
    score: candidate.score,
    why [where_known]: candidate.why(),
    dominated_by: candidate.dominating_ids(),
    acceptability: candidate.acceptability,
    central_weights: candidate.central_weights,
    evidence: candidate.evidence,
} }

/// The categories compared.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Selection<'c> {
    /// The criteria that are compared.
    pub compared: Vec<Criterion>,
    /// The categories: the highest score first, of equal ones by id, those without a score last.
    pub candidates: Vec<Candidate<'c>>,
    /// The share of all weights of which it was not worked out which ranking they give; no acceptability is off by
    /// more. 0 where all are exact.
    pub undecided: f64,
}

/// ## Selecting categories
impl SupplyChain {
    /// Compares the categories as places to begin.
    ///
    /// Takes time in proportion to the organizations and their capabilities, and for ranking as
    /// [`acceptability`](crate::stats::acceptability) tells: some milliseconds for 10 categories, under a second
    /// for a hundred. More than [so many](SelectionOptions::most_compared) are not ranked by all weights.
    ///
    /// ```
    /// use seedrelay::{Category, Organization, OrganizationKind, Stage, SupplyChain};
    /// use seedrelay::query::{Criterion, SelectionOptions};
    ///
    /// let chain = SupplyChain::builder("2024-12-31".parse()?)
    ///     .category(Category::new("rice"))
    ///     .category(Category::new("pig"))
    ///     .organization(
    ///         Organization::new("hau", OrganizationKind::University)
    ///             .capability("rice", Stage::Basic, 8)
    ///             .capability("pig", Stage::Basic, 4),
    ///     )
    ///     .organization(
    ///         Organization::new("longping", OrganizationKind::Company)
    ///             .capability("rice", Stage::Industrialization, 1)
    ///             .capability("pig", Stage::Industrialization, 4),
    ///     )
    ///     .build()?;
    /// let selection = chain.selection(&SelectionOptions::new());
    /// assert_eq!(selection.compared, [Criterion::ResearchBase, Criterion::IndustryBase]);
    /// let pig = &selection.candidates[0];
    /// assert_eq!((pig.category.id.as_str(), pig.score), ("pig", Some(0.75)));
    /// // Rice leads by ½ in research and lags by ¾ in industry: it is first above 60 % of weight on research.
    /// assert!((pig.first_rank().unwrap() - 0.6).abs() < 1e-12);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn selection(&self, options: &SelectionOptions) -> Selection<'_> {
        let indicators = indicators::of_categories(self);
        let least = options.least_known * indicators.len() as f64;
        let known =
            |criterion: Criterion| indicators.iter().filter(|own| own[criterion as usize].scaled.is_some()).count();
        let is_compared = |criterion: &Criterion| {
            known(*criterion) > 0 && known(*criterion) as f64 >= least && options.weights[*criterion as usize] > 0.0
        };
        let compared: Vec<Criterion> = Criterion::ALL.into_iter().filter(is_compared).collect();
        let weights: Vec<f64> = compared.iter().map(|criterion| options.weights[*criterion as usize]).collect();
        let row = |own: &PerCriterion<Indicator>| -> Vec<f64> {
            compared.iter().map(|criterion| own[*criterion as usize].scaled.unwrap_or(f64::NAN)).collect()
        };
        let rows: Vec<Vec<f64>> = indicators.iter().map(row).collect();
        let is_ranked = !compared.is_empty() && indicators.len() <= options.most_compared;
        let ranking = is_ranked.then(|| {
            let options = AcceptabilityOptions { smallest_piece: smallest_piece(rows.len()) };
            Acceptability::with_options(compared.len(), &rows.concat(), &options)
        });
        let categories = self.categories();
        let known = weakest_workplaces(self);
        let candidate = |(number, indicators): (usize, PerCriterion<Indicator>)| {
            let ranking = ranking.as_ref();
            let dominating = rows
                .iter()
                .zip(categories)
                .take(if is_ranked { categories.len() } else { 0 })
                .filter(|(other, _)| preference::dominates(other, &rows[number]) == Some(true));
            Candidate {
                category: &categories[number],
                indicators,
                score: (!compared.is_empty()).then(|| preference::weighted_score(&rows[number], &weights)).flatten(),
                dominated_by: dominating.map(|(_, category)| category).collect(),
                acceptability: ranking.and_then(|ranking| ranking.ranks(number)).map(<[f64]>::to_vec),
                central_weights: ranking.and_then(|ranking| ranking.central_weights(number)).map(<[f64]>::to_vec),
                evidence: known[number],
            }
        };
        let mut candidates: Vec<Candidate<'_>> = indicators.into_iter().enumerate().map(candidate).collect();
        // No score is -1; the sort is stable, and categories come by id.
        let score = |candidate: &Candidate<'_>| candidate.score.unwrap_or(-1.0);
        candidates.sort_by(|a, b| score(b).total_cmp(&score(a)));
        Selection { compared, candidates, undecided: ranking.map_or(0.0, |ranking| ranking.undecided()) }
    }
}

/// Of each category, how well the weakest of its record and of what says who works in it is known.
fn weakest_workplaces(chain: &SupplyChain) -> Vec<Evidence> {
    let mut weakest: Vec<Evidence> = chain.categories().iter().map(|category| category.evidence).collect();
    for place in chain.works_at().every() {
        let own = &mut weakest[place.category as usize];
        *own = place.evidence.min(*own);
    }
    weakest
}

/// How finely to cut the weights, so that many categories take no more than about a second.
fn smallest_piece(categories: usize) -> f64 {
    match categories {
        0..=8 => 1e-6,
        9..=100 => 1e-4,
        _ => (1e-6 * categories as f64).min(0.01),
    }
}
