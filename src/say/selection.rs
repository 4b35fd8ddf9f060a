//! With which category to begin.

use super::about::weaker;
use super::words::{UNKNOWN, number, percent, say};
use super::{About, Column, Sentence, Table, TableRow, View};
use crate::model::{Lang, Stage};
use crate::query::{Candidate, Criterion, Selection};

impl<'c> View<'c> {
    /// The categories compared, and whether the first place depends on the weights.
    #[must_use]
    pub fn selection(&self, selection: &Selection<'c>, lang: Lang) -> Table<'c> {
        let teams = say(lang, "teams", "个团队");
        let columns = vec![
            Column::words(say(lang, "Category", "品类")),
            Column::number(say(lang, "Research", "科研团队")).unit(teams).definition("research-base"),
            Column::number(say(lang, "Talent", "领军人才"))
                .unit(say(lang, "people", "人"))
                .definition("leading-talent"),
            Column::number(say(lang, "Industry", "企业团队")).unit(teams).definition("industry-base"),
            Column::number(say(lang, "Strategic", "战略品类")).definition("strategic-weight"),
            Column::number(say(lang, "Score", "得分")).unit(say(lang, "to 1", "最高为1")).definition("score"),
            Column::number(say(lang, "First", "居首占比")).unit("%").definition("acceptability"),
        ];
        let row = |candidate: &Candidate<'c>| {
            let value = |criterion| candidate.indicator(criterion).value;
            let short = |criterion| number(value(criterion), 1).replace(".0", "");
            let strategic = value(Criterion::StrategicWeight);
            let cells = vec![
                candidate.category.label(lang).to_owned(),
                short(Criterion::ResearchBase),
                short(Criterion::LeadingTalent),
                short(Criterion::IndustryBase),
                strategic
                    .map_or(UNKNOWN, |is| if is > 0.0 { say(lang, "yes", "是") } else { say(lang, "no", "否") })
                    .to_owned(),
                number(candidate.score, 2),
                percent(candidate.first_rank(), 1),
            ];
            TableRow::new(cells, self.of_candidate(candidate))
        };
        Table::new("selection", say(lang, "With which category to begin", "优势品类的选择"), columns)
            .rows(selection.candidates.iter().map(row))
            .note(selection.message(lang))
            .note(say(
                lang,
                "Research: teams before industrialization; talent: leading scientists; industry: teams of companies; \
                 first: the share of all weights that make it first.",
                "科研团队：产业化之前各阶段的团队数；领军人才：人数；企业团队：企业产业化团队数；居首占比：使其排第一的权重所占比例。",
            ))
    }

    /// Whether the first place depends on the weights, as a sentence.
    #[must_use]
    pub fn first_place(&self, selection: &Selection<'c>, lang: Lang) -> Sentence<'c> {
        let about = selection.candidates.first().map_or_else(About::nothing, |first| self.of_candidate(first));
        let weakest = selection.candidates.iter().map(|candidate| self.of_candidate(candidate).evidence);
        Sentence {
            text: selection.message(lang),
            severity: None,
            kind: "selection",
            about: About { evidence: weakest.fold(about.evidence, weaker), ..about },
        }
    }

    fn of_candidate(&self, candidate: &Candidate<'c>) -> About<'c> {
        let about = About::nothing().category(candidate.category);
        let capabilities = Stage::ALL.map(|stage| self.grounds.place(candidate.category, stage).capabilities);
        capabilities.into_iter().fold(about, About::weakest)
    }
}
