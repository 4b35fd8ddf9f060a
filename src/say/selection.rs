//! With which category to begin: as a table, as a sentence, as figures, and how it is written.

use super::cell::{cells, comma, joined, known, message, text, word};
use super::flow::at_least;
use super::section::{Layout, Measure, Observation, Row, Section, Subject};
use super::{About, Cell, Column, Digits, Phrase, Sentence, Table, TableRow, Unit, View, Words};
use crate::model::Lang;
use crate::query::weaker;
use crate::query::{Candidate, Criterion, Diagnosis, NoRanks, Selection, keys};

/// Above this share of all weights, a category comes first whatever they are, but for rounding.
const ALL: f64 = 1.0 - 1e-9;

/// How many categories that may come first are named.
const RIVALS: usize = 12;

impl<'c> View<'c> {
    /// The categories compared, and whether the first place depends on the weights.
    #[must_use]
    pub fn selection(&self, selection: &Selection<'c>) -> Table<'c> {
        let columns = vec![
            Column::words("Category", "品类"),
            Column::number("Research", "科研团队").unit("teams", "个团队").definition("research-base"),
            Column::number("Talent", "领军人才").unit("people", "人").definition("leading-talent"),
            Column::number("Industry", "企业团队").unit("teams", "个团队").definition("industry-base"),
            Column::number("Strategic", "战略品类").definition("strategic-weight"),
            Column::number("Score", "得分").unit("to 1", "最高为1").definition("score"),
            Column::number("First", "排名第一的权重占比").unit("%", "%").definition("acceptability"),
        ];
        let row = |candidate: &Candidate<'c>| {
            let value = |criterion| candidate.indicator(criterion).value;
            let short = |criterion, unit| {
                let number = |value| Cell::number(value, unit, Digits::AtMostOne);
                let unknown = candidate.indicator(criterion).unknown;
                value(criterion).map_or(Cell::Unknown, |value| at_least(|| number(value), unknown))
            };
            // Of too many categories ranks are not computed.
            let lacking = || Cell::lacking(candidate.why() == Some(NoRanks::UnknownIndicator));
            let cells = vec![
                Cell::category(candidate.category),
                short(Criterion::ResearchBase, Unit::Teams),
                short(Criterion::LeadingTalent, Unit::None),
                short(Criterion::IndustryBase, Unit::Teams),
                value(Criterion::StrategicWeight).map_or(Cell::Unknown, |is| Cell::Flag(is > 0.0)),
                Cell::measured(candidate.score, Unit::None, 2, lacking()),
                Cell::measured(candidate.first_rank(), Unit::Share, 1, lacking()),
            ];
            TableRow::new(cells, of_candidate(candidate))
        };
        Table::new("selection", Words::new("With which category to begin", "优势品类的选择"), columns)
            .rows(selection.candidates.iter().map(row))
            .note(Phrase::of(|lang| sentence(selection, lang)))
            .note(Words::new(
                "Research: teams before industrialization; talent: leading scientists; industry: teams of companies; \
                 first: the share of all weights that make it first.",
                "科研团队：产业化之前各阶段的团队数；领军人才：人数；企业团队：企业产业化团队数；排名第一的权重占比：使该品类居首的权重所占比例。",
            ))
    }

    /// Whether the first place depends on the weights, as a sentence.
    #[must_use]
    pub fn first_place(&self, selection: &Selection<'c>) -> Sentence<'c> {
        let about = selection.candidates.first().map_or_else(About::nothing, of_candidate);
        let weakest = selection.candidates.iter().map(|candidate| of_candidate(candidate).evidence);
        let about = About { evidence: weakest.fold(about.evidence, weaker), ..about };
        Sentence::new("selection", Phrase::of(|lang| sentence(selection, lang)), about)
    }
}

fn of_candidate<'c>(candidate: &Candidate<'c>) -> About<'c> {
    About::nothing().category(candidate.category).weakest(Some(candidate.evidence))
}

fn sentence<'c>(selection: &Selection<'c>, lang: Lang) -> Vec<Cell<'c>> {
    let left_out = Criterion::ALL.into_iter().filter(|criterion| !selection.compared.contains(criterion));
    let left_out = joined(left_out.map(|criterion| word!(criterion)), comma(lang));
    let mut said = first_place(selection, lang);
    if !left_out.is_empty() {
        said.extend(match lang {
            Lang::En => cells!(" Not compared, since not on record or without weight: {}.", left_out),
            Lang::Zh => cells!("未参与比较（未记载或权重为零）：{}。", left_out),
        });
    }
    said
}

fn first_place<'c>(selection: &Selection<'c>, lang: Lang) -> Vec<Cell<'c>> {
    let ranked: Vec<&Candidate<'c>> =
        selection.candidates.iter().filter(|candidate| candidate.score.is_some()).collect();
    let Some((best, others)) = ranked.split_first() else {
        return match lang {
            Lang::En => cells!("Too little is on record to compare the categories."),
            Lang::Zh => cells!("品类数据不足，无法比较。"),
        };
    };
    if others.is_empty() {
        return match lang {
            Lang::En => {
                cells!("Enough is on record of {} only, so that there is nothing to compare it with.", best.category)
            }
            Lang::Zh => cells!("仅{}的数据足够，无从比较。", best.category),
        };
    }
    let criteria = criteria(&selection.compared, lang);
    let Some(share) = best.first_rank() else {
        return match lang {
            Lang::En => cells!(
                "{} has the highest score of {} categories, with the weights given; they are too many to say how that \
                 depends on the weights of {}.",
                best.category,
                Cell::count(ranked.len(), Unit::None),
                criteria,
            ),
            Lang::Zh => cells!(
                "按给定权重，{}在{}个品类中得分最高；品类过多，未分析该结论如何取决于{}的权重。",
                best.category,
                Cell::count(ranked.len(), Unit::None),
                criteria,
            ),
        };
    };
    if share + selection.undecided >= ALL && share >= ALL {
        return match lang {
            Lang::En => cells!("{} comes first whatever the weights of {}.", best.category, criteria),
            Lang::Zh => cells!("无论怎样赋权，{}均居首位（{}）。", best.category, criteria),
        };
    }
    let first = |candidate: &Candidate<'_>| Cell::percent(candidate.first_rank().unwrap_or(0.0), 1);
    let rivals = rivals(others);
    let more = rivals.len().saturating_sub(RIVALS);
    let named = rivals.into_iter().take(RIVALS).map(|rival| match lang {
        Lang::En => cells!("{} under {}", rival.category, first(rival)),
        Lang::Zh => cells!("{}为{}", rival.category, first(rival)),
    });
    let others = (more > 0).then(|| match lang {
        Lang::En => cells!("and {} more under the rest", Cell::count(more, Unit::None)),
        Lang::Zh => cells!("其余权重下另有{}个品类居首", Cell::count(more, Unit::None)),
    });
    let rivals = named.chain(others);
    match lang {
        Lang::En => cells!(
            "“{} first” depends on the weights of {}: it comes first under {} of all weights, {}.",
            best.category,
            criteria,
            first(best),
            joined(rivals, ", "),
        ),
        Lang::Zh => cells!(
            "“{}优先”取决于{}的权重：在全部权重中，使{}居首的占{}，{}。",
            best.category,
            criteria,
            best.category,
            first(best),
            joined(rivals, "，"),
        ),
    }
}

/// The criteria as a list.
fn criteria<'c>(compared: &[Criterion], lang: Lang) -> Vec<Cell<'c>> {
    let listed = |criteria: &[Criterion]| joined(criteria.iter().map(|criterion| word!(*criterion)), comma(lang));
    match (lang, compared) {
        (Lang::En, [others @ .., last]) if !others.is_empty() => cells!("{} and {}", listed(others), word!(*last)),
        _ => listed(compared),
    }
}

/// Who else comes first under some weights, most of them first.
fn rivals<'r, 'c>(others: &[&'r Candidate<'c>]) -> Vec<&'r Candidate<'c>> {
    let mut rivals: Vec<&Candidate<'c>> = others.to_vec();
    rivals.retain(|rival| rival.first_rank().is_some_and(|share| share >= 0.0005));
    rivals.sort_by(|a, b| b.first_rank().partial_cmp(&a.first_rank()).unwrap_or(std::cmp::Ordering::Equal));
    rivals
}

impl Selection<'_> {
    /// Whether the category with the highest score comes first whatever the weights, as a sentence.
    ///
    /// ```
    /// use seedrelay::{Lang, datasets};
    /// use seedrelay::query::SelectionOptions;
    /// let chain = datasets::example();
    /// let selection = chain.selection(&SelectionOptions::new());
    /// assert!(selection.message(Lang::En).starts_with("Rice comes first whatever the weights"));
    /// assert!(selection.message(Lang::Zh).starts_with("无论怎样赋权，水稻均居首位"));
    /// ```
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        text(&sentence(self, lang), lang)
    }
}

keys! { Selection<'_>: selection => {
    compared: selection.compared,
    candidates: selection.candidates,
    undecided: selection.undecided,
    message: message(|lang| selection.message(lang)),
} }

const OUTCOME: Layout = Layout {
    key: "selection-outcome",
    names: ["selection outcome", "选择结论"],
    subjects: &[Subject::Evidence],
    measures: &[Measure::new("undecided", Unit::Share, "weights of unknown ranking", "排名未定的权重")],
    message: true,
};

/// What is said of all categories together.
pub(super) fn outcome_figures<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let selection = &diagnosis.selection;
    let weakest = selection.candidates.iter().map(|candidate| candidate.evidence).min();
    let row = Row::new([known(weakest)], [Observation::number(selection.undecided)])
        .saying(Phrase::of(|lang| sentence(selection, lang)));
    Section::new(&OUTCOME, std::iter::once(row))
}

const SELECTION: Layout = Layout {
    key: "selection",
    names: ["selection", "优势品类"],
    subjects: &[Subject::Category, Subject::Evidence],
    measures: &[
        Measure::new("score", Unit::Share, "score", "得分"),
        Measure::new("first_rank", Unit::Share, "weights that make it first", "使其居首的权重"),
        Measure::new("dominated_by", Unit::None, "behind, whatever the weights", "无论怎样赋权均落后于"),
    ],
    message: false,
};

pub(super) fn figures<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let rows = diagnosis.selection.candidates.iter().map(|candidate| {
        let unknown = candidate.score.is_none().then_some("unknown-indicator");
        let dominating: Vec<&str> = candidate.dominated_by.iter().map(|category| category.id.as_str()).collect();
        let dominating = (!dominating.is_empty()).then(|| Cell::text_of(dominating.join("; ")));
        let observations = [
            Observation::number(candidate.score).why(unknown),
            Observation::number(candidate.first_rank()).why(unknown),
            Observation::of(dominating),
        ];
        Row::new([Some(Cell::category(candidate.category)), known(Some(candidate.evidence))], observations)
    });
    Section::new(&SELECTION, rows)
}

const CRITERIA: Layout = Layout {
    key: "criteria",
    names: ["criteria", "选择准则"],
    subjects: &[Subject::Category, Subject::Evidence, Subject::Criterion],
    measures: &[
        Measure::new("value", Unit::None, "value (teams, people or yes = 1)", "数值（团队、人或是=1）"),
        Measure::new("scaled", Unit::Share, "over the greatest", "与最大值之比"),
        Measure::new("unknown", Unit::Organizations, "organizations that do not say", "未说明的组织"),
        Measure::new("compared", Unit::None, "compared", "参与比较"),
        Measure::new("central_weight", Unit::Share, "mean weight that makes it first", "使其居首的平均权重"),
    ],
    message: false,
};

pub(super) fn criteria_figures<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let compared = &diagnosis.selection.compared;
    let rows = diagnosis.selection.candidates.iter().flat_map(move |candidate| {
        Criterion::ALL.into_iter().map(move |criterion| {
            let indicator = candidate.indicator(criterion);
            let place = compared.iter().position(|own| *own == criterion);
            let weight = place.and_then(|place| Some(candidate.central_weights.as_ref()?[place]));
            let observations = [
                Observation::number(indicator.value),
                Observation::number(indicator.scaled),
                Observation::count(indicator.unknown),
                Observation::of(Cell::Flag(place.is_some())),
                Observation::number(weight),
            ];
            let evidence = known(Some(candidate.evidence));
            Row::new([Some(Cell::category(candidate.category)), evidence, Some(word!(criterion))], observations)
        })
    });
    Section::new(&CRITERIA, rows)
}

const RANKS: Layout = Layout {
    key: "ranks",
    names: ["ranks", "各名次权重份额"],
    subjects: &[Subject::Category, Subject::Evidence, Subject::Rank],
    measures: &[Measure::new("acceptability", Unit::Share, "weights that give this rank", "得此名次的权重")],
    message: false,
};

/// What share of all weights gives a category each rank; those that none gives are left out.
pub(super) fn rank_figures<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let rows = diagnosis.selection.candidates.iter().flat_map(|candidate| {
        let ranks = candidate.acceptability.iter().flatten().enumerate().filter(|(_, share)| **share > 0.0);
        ranks.map(|(rank, share)| {
            let rank = Cell::count(rank + 1, Unit::None);
            let subjects = [Some(Cell::category(candidate.category)), known(Some(candidate.evidence)), Some(rank)];
            Row::new(subjects, [Observation::number(*share)])
        })
    });
    Section::new(&RANKS, rows)
}
