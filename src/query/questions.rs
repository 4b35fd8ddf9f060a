//! Questions: what to ask whom, so that what is only possible becomes certain or turns out not to be so.

use std::collections::BTreeSet;

use hashbrown::HashMap;

use crate::chain::{OrganizationRef, SupplyChain};
use crate::model::CompletenessList;
use crate::query::{CertaintyOptions, Gap, Need};

/// Something to ask about the chain, and who would know.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Question<'c> {
    /// What should all be on record.
    pub need: Need<'c>,
    /// How many possible gaps need nothing else.
    pub settles: usize,
    /// How many possible gaps need it, alone or among others.
    pub needed_by: usize,
    /// Who can answer; `None` where nobody in the chain can, but perhaps a register.
    pub asked: Option<OrganizationRef<'c>>,
    /// The gaps that need it.
    pub gaps: Vec<Gap<'c>>,
}

/// ## Questions
impl SupplyChain {
    /// What to ask, and whom: what settles most gaps first.
    ///
    /// ```
    /// use seedrelay::datasets;
    /// use seedrelay::query::CertaintyOptions;
    /// let chain = datasets::hunan();
    /// let questions = chain.questions(&CertaintyOptions::new());
    /// assert!(questions.iter().any(|question| question.asked.is_some()));
    /// assert!(questions.windows(2).all(|pair| pair[0].settles >= pair[1].settles));
    /// ```
    #[must_use]
    pub fn questions(&self, options: &CertaintyOptions) -> Vec<Question<'_>> {
        let certainty = self.certainty(options);
        let mut gaps_of: HashMap<Place<'_>, Vec<Gap<'_>>> = HashMap::new();
        for gap in self.gaps(&options.gaps).worst_first() {
            let places: BTreeSet<Place<'_>> = certainty.of(&gap).needs().iter().map(place).collect();
            places.into_iter().for_each(|place| gaps_of.entry(place).or_default().push(gap));
        }
        let look_ups = certainty.look_up_next().iter();
        let questions = look_ups.map(|look_up| Question {
            settles: look_up.settles,
            needed_by: look_up.needed_by,
            asked: look_up.need.organization,
            gaps: gaps_of.remove(&place(&look_up.need)).unwrap_or_default(),
            need: look_up.need.clone(),
        });
        questions.collect()
    }
}

/// What is looked up at once: a list of a category, and perhaps of an organization.
type Place<'c> = (CompletenessList, &'c str, Option<usize>);

fn place<'c>(need: &Need<'c>) -> Place<'c> {
    (need.list, need.category.id.as_str(), need.organization.map(OrganizationRef::number))
}
