//! Questions: what to ask whom, so that what is only possible becomes certain or turns out not to be so.

use crate::chain::{OrganizationRef, SupplyChain};
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
        let gaps = self.gaps(&options.gaps).worst_first();
        let certainty = self.certainty(options);
        let needed: Vec<Vec<Need<'_>>> = gaps.iter().map(|gap| certainty.of(gap).needs().to_vec()).collect();
        let is_part = |need: &Need<'_>, whole: &Need<'_>| {
            need.list == whole.list && need.category.id == whole.category.id && need.organization == whole.organization
        };
        let mut questions = Vec::new();
        for look_up in certainty.look_up_next() {
            let need = look_up.need.clone();
            let needs_it = |needs: &[Need<'_>]| needs.iter().any(|own| is_part(own, &need));
            let of_it = gaps.iter().zip(&needed).filter(|(_, needs)| needs_it(needs)).map(|(gap, _)| *gap);
            questions.push(Question {
                settles: look_up.settles,
                needed_by: look_up.needed_by,
                asked: need.organization,
                gaps: of_it.collect(),
                need,
            });
        }
        questions
    }
}
