//! The summary: ten lines for somebody who has to decide.

use std::cmp::Reverse;

use super::cell::{cells, comma, joined, word};
use super::certainty::assumption;
use super::chain::known;
use super::gaps::Claim;
use super::stages::stages_of;
use super::{About, Cell, Phrase, Record, Sentence, Unit, View};
use crate::chain::EvidenceCounts;
use crate::model::{Evidence, Lang, Leap};
use crate::query::{
    Bottleneck, BottleneckKind, ComparedWithProposal, Diagnosis, Finding, GapKind, GapsCompared, MarkedGap,
    ProductsCompared, RecordedKey, TeamGain, Throughput,
};
use crate::query::{total, weaker};
use crate::rules::{FindingKind, Severity};

/// How many of the worst gaps and bottlenecks it tells.
const TOLD: usize = 3;

impl<'c> View<'c> {
    /// The diagnosis in at most ten sentences: how well the chain is known, its three first gaps and bottlenecks, what
    /// gets through and what would help most, where it differs from its operating model, and whether the category to
    /// begin with depends on the weights.
    ///
    /// The gaps that come first are certain, then documented, then most severe; of equals those that have waited longest,
    /// but none of the same kind and category as one before, as long as there are others of that rank. Of bottlenecks
    /// likewise, in their own order.
    ///
    /// The first sentence also tells today and the proposal apart, where the diagnosis has [both
    /// beside each other](Diagnosis::compared_with_proposal).
    ///
    /// ```
    /// use seedrelay::say::View;
    /// use seedrelay::{Evidence, Lang, datasets};
    /// use seedrelay::query::DiagnosisOptions;
    /// let today = datasets::example().known_at_least(Evidence::Assumed);
    /// let summary = View::new(&today).summary(&today.diagnose(&DiagnosisOptions::new()));
    /// assert_eq!(summary.len(), 10);
    /// assert!(summary[9].text(Lang::En).starts_with("Rice comes first whatever the weights"));
    /// ```
    #[must_use]
    pub fn summary(&self, diagnosis: &Diagnosis<'c>) -> Vec<Sentence<'c>> {
        let mut first = self.known(diagnosis.chain.evidence);
        if let Some(compared) = diagnosis.compared_with_proposal {
            let words = if diagnosis.chain.evidence.proposed > 0 { as_if_in_place } else { today_alone };
            first = first.then(Phrase::of(|lang| words(compared, lang)));
        }
        let assuming = diagnosis.certainty.assuming;
        first = first.then(Phrase::of(|lang| assumption(assuming, lang)));
        let (blanks, lists) = diagnosis.blanks();
        if blanks > 0 {
            first = first.then(Phrase::of(|lang| blank_words(blanks, &lists, lang)));
        }
        let mut lines = vec![Sentence::new("evidence", first, About::nothing())];
        let marked: Vec<MarkedGap<'_, 'c>> = diagnosis.marked_gaps().collect();
        let (numbers, gaps): (Vec<usize>, Vec<&MarkedGap<'_, 'c>>) = self.worst_gaps(&marked).into_iter().unzip();
        let found = Phrase::of(|lang| found_gaps(diagnosis.certainty.totals(), lang));
        lines.extend(told(numbers.into_iter().zip(self.marked_gaps(gaps.into_iter().copied())), "gaps", found));
        let (numbers, bottlenecks): (Vec<usize>, Vec<&Bottleneck<'c>>) =
            self.worst_bottlenecks(&diagnosis.bottlenecks).into_iter().unzip();
        let found = |lang| {
            let all = Cell::count(diagnosis.bottlenecks.len(), Unit::None);
            match (lang, diagnosis.bottlenecks.len()) {
                (Lang::En, 0) => cells!("No bottleneck was found."),
                (Lang::Zh, 0) => cells!("未发现瓶颈。"),
                (Lang::En, 1) => cells!("{} bottleneck was found: ", all),
                (Lang::En, _) => cells!("{} bottlenecks were found. First: ", all),
                (Lang::Zh, _) => cells!("瓶颈共{}处，首先是：", all),
            }
        };
        lines.extend(told(numbers.into_iter().zip(self.bottlenecks(bottlenecks)), "bottlenecks", Phrase::of(found)));
        lines.push(self.products(&diagnosis.throughput));
        lines.push(differences(diagnosis));
        lines.push(self.first_place(&diagnosis.selection));
        lines
    }

    /// What gets through all categories, what limits it most often, and which team would bring most.
    fn products(&self, rows: &[Throughput<'c>]) -> Sentence<'c> {
        let best = best_gain(rows);
        let phrase = |lang| {
            let is_guess = rows.iter().any(|row| row.stopped.is_none() && !row.counted_as_one.is_empty());
            let mut said = in_all(total(rows), is_guess, lang);
            said.extend(most_limited(rows, lang));
            if total(rows).is_some() {
                let outside_role = rows.iter().any(|row| row.best_gain_outside_role().is_some());
                said.extend(would_help(best, outside_role, lang));
            } else {
                said.extend(cells!("{}", if lang == Lang::En { "." } else { "。" }));
            }
            said
        };
        let about = match best {
            Some((row, best)) => {
                self.of_throughput(row.category).capability(best.organization, row.category, best.stage)
            }
            None => About::nothing(),
        };
        let weakest = rows.iter().map(|row| self.of_throughput(row.category).evidence).fold(about.evidence, weaker);
        Sentence::new("throughput", Phrase::of(phrase), About { evidence: weakest, ..about })
    }
}

/// All together; a guess where teams are not on record.
fn in_all<'c>(total: Option<f64>, is_guess: bool, lang: Lang) -> Vec<Cell<'c>> {
    let Some(total) = total else {
        return match lang {
            Lang::En => {
                cells!(
                    "What gets through is not known, since every category has a leap at which no organization is on record"
                )
            }
            Lang::Zh => cells!("各品类均有阶段未见承担单位记录，产出能力无法估计"),
        };
    };
    match lang {
        Lang::En if total == 0.0 => cells!("As far as is recorded, no product results in any category"),
        Lang::Zh if total == 0.0 => cells!("按现有记录，各品类均无法形成产品"),
        Lang::En if is_guess => cells!(
            "By assumed durations and success, and with one team counted wherever teams are not on record, the output is {}",
            Cell::products(total),
        ),
        Lang::Zh if is_guess => cells!("按假定的周期与成功率，未记载的团队各按1个计，产出为{}", Cell::products(total)),
        Lang::En => cells!("By assumed durations and success, the output is at most {}", Cell::products(total)),
        Lang::Zh => cells!("按假定的周期与成功率，产出上限为{}", Cell::products(total)),
    }
}

fn most_limited<'c>(rows: &[Throughput<'c>], lang: Lang) -> Vec<Cell<'c>> {
    let Some((leap, limited)) = most_limiting(rows) else { return Vec::new() };
    let in_all = limited == rows.len() && limited > 1;
    let [limited, all] = [limited, rows.len()].map(|count| Cell::count(count, Unit::Categories));
    match (lang, in_all) {
        (Lang::En, true) => cells!(", limited by {} in all {} categories", stages_of(leap), all),
        (Lang::Zh, true) => cells!("，{}个品类均受{}制约", all, stages_of(leap)),
        (Lang::En, false) => cells!(", limited by {} in {} of {} categories", stages_of(leap), limited, all),
        (Lang::Zh, false) => cells!("，{}个品类中有{}个受{}制约", all, limited, stages_of(leap)),
    }
}

/// What one more team would bring, in role if any would there.
fn would_help<'c>(best: Option<(&Throughput<'c>, TeamGain<'c>)>, outside_role: bool, lang: Lang) -> Vec<Cell<'c>> {
    match (best, lang) {
        (Some((row, best)), Lang::En) => cells!(
            "; what would help most is another team for {} at {}: {} in {}.",
            best.stage,
            best.organization,
            Cell::more_products(best.gain),
            Cell::RecordWithin(Record::Category(row.category)),
        ),
        (Some((row, best)), Lang::Zh) => cells!(
            "；收效最大的是在{}增加一个{}团队：{}相当于{}。",
            best.organization,
            best.stage,
            row.category,
            Cell::more_products(best.gain),
        ),
        (None, Lang::En) if outside_role => cells!("; no single team in role would bring more."),
        (None, Lang::Zh) if outside_role => cells!("；在分工之内，只增加一个团队没有效果。"),
        (None, Lang::En) => cells!("; no single team would bring more."),
        (None, Lang::Zh) => cells!("；只增加一个团队没有效果。"),
    }
}

impl<'c> View<'c> {
    /// How well the chain is known.
    fn known(&self, counts: EvidenceCounts) -> Phrase<'c> {
        let records = |count| Cell::count(count, Unit::Records);
        let all = counts.documented + counts.assumed + counts.proposed;
        let levels = self.levels(counts);
        let parts = |lang| joined(known(levels, lang), comma(lang));
        Phrase::of(|lang| match (lang, levels[0].0 == all) {
            (Lang::En, true) => cells!("All {} records are documented.", records(all)),
            (Lang::Zh, true) => cells!("全部{}条记录均有据。", records(all)),
            (Lang::En, false) => cells!(
                "Of {} records: {}. No conclusion is known better than what it rests on.",
                records(all),
                parts(lang),
            ),
            (Lang::Zh, false) => cells!("全部{}条记录中，{}。结论的可靠程度不高于其依据。", records(all), parts(lang)),
        })
    }
}

/// Gaps that are blanks of the document.
fn blank_words<'c>(blanks: usize, lists: &[RecordedKey], lang: Lang) -> Vec<Cell<'c>> {
    let count = Cell::count(blanks, Unit::None);
    let lists = joined(lists.iter().map(|list| cells!("{}", word!(*list))), comma(lang));
    match lang {
        Lang::En => cells!(
            " Missing data, not broken handoffs, are behind {} of the gaps that follow: hardly recorded are {}.",
            count,
            lists,
        ),
        Lang::Zh => cells!("下列断点中有{}处首先是数据缺失：很少有记载的是{}。", count, lists),
    }
}

/// In the place of an output that nothing is on record to compute from.
const fn no_estimate<'c>() -> Cell<'c> {
    Cell::word("no-estimate", "unknown", "无法估计的水平")
}

/// What is said where the proposed records are counted.
fn as_if_in_place<'c>(compared: ComparedWithProposal, lang: Lang) -> Vec<Cell<'c>> {
    let GapsCompared { closed, left, opened, .. } = compared.gaps;
    let [gaps, gaps_with] = [closed + left, left + opened].map(|count| Cell::count(count, Unit::None));
    let ProductsCompared { today, with, .. } = compared.products_per_year;
    let [products, products_with] = [today, with].map(|products| products.map_or_else(no_estimate, Cell::products));
    match lang {
        Lang::En => cells!(
            " What follows counts the proposed records as if they were in place: without them there are {} gaps rather than \
             {}, and by what is assumed the output is {} rather than {}.",
            gaps,
            gaps_with,
            products,
            products_with,
        ),
        Lang::Zh => cells!(
            "以下结论把拟议记录视为已实施：若不计拟议，断点为{}处（而非{}处），按假定测算的产出为{}（而非{}）。",
            gaps,
            gaps_with,
            products,
            products_with,
        ),
    }
}

/// Today beside the proposal, which is never mixed with it.
fn today_alone<'c>(compared: ComparedWithProposal, lang: Lang) -> Vec<Cell<'c>> {
    let GapsCompared { closed, left, opened, .. } = compared.gaps;
    let [closed, left, opened] = [closed, left, opened].map(|count| Cell::count(count, Unit::None));
    let ProductsCompared { today, with, .. } = compared.products_per_year;
    let [today, with] = [today, with].map(|products| products.map_or_else(no_estimate, Cell::products));
    match lang {
        Lang::En => cells!(
            " What follows is today, without what is only proposed. The proposal would close {} of the gaps, leave {} and open \
             {}; by what is assumed, the output would be {} rather than {}.",
            closed,
            left,
            opened,
            with,
            today,
        ),
        Lang::Zh => cells!(
            "以下为现状，不含拟议记录。方案实施后，可消除断点{}处，仍存在{}处，新带来{}处；按假定测算，产出由{}变为{}。",
            closed,
            left,
            opened,
            today,
            with,
        ),
    }
}

/// The sentences of a list, each with its number there, the first after how many there are.
fn told<'c>(
    sentences: impl Iterator<Item = (usize, Sentence<'c>)>,
    kind: &'static str,
    found: Phrase<'c>,
) -> Vec<Sentence<'c>> {
    let mut before = Some(found);
    let mut lines: Vec<Sentence<'c>> = sentences
        .map(|(number, sentence)| {
            let then = || Phrase::of(|lang| if lang == Lang::En { cells!("Then: ") } else { cells!("其次：") });
            let phrase = before.take().unwrap_or_else(then).then(sentence.phrase);
            Sentence { phrase, number: Some(number), ..sentence }
        })
        .collect();
    lines.extend(before.map(|found| Sentence::new(kind, found, About::nothing())));
    lines
}

/// How many gaps there are, those that are certain first.
fn found_gaps<'c>((certain, recorded): (usize, usize), lang: Lang) -> Vec<Cell<'c>> {
    let count = |count: usize| Cell::count(count, Unit::None);
    let first = match (lang, certain + recorded) {
        (_, 0) => "",
        (Lang::En, 1) => ": ",
        (Lang::En, _) => ". First: ",
        (Lang::Zh, 1) => "：",
        (Lang::Zh, _) => "，首先是：",
    };
    match (lang, certain, recorded) {
        (Lang::En, 0, 0) => cells!("No gap was found."),
        (Lang::Zh, 0, 0) => cells!("未发现交接断点。"),
        (Lang::En, 0, _) => cells!("As far as is recorded, the relay is broken in {}{}", places(recorded), first),
        (Lang::Zh, 0, _) => cells!("按现有记录，可能的交接断点{}处{}", count(recorded), first),
        (Lang::En, _, 0) => cells!("The relay is broken for certain in {}{}", places(certain), first),
        (Lang::Zh, _, 0) => cells!("确定的交接断点{}处{}", count(certain), first),
        (Lang::En, ..) => cells!(
            "In {} the relay is broken for certain, in {} more as far as is recorded{}",
            places(certain),
            count(recorded),
            first,
        ),
        (Lang::Zh, ..) => {
            cells!("确定的交接断点{}处，按现有记录另有可能的断点{}处{}", count(certain), count(recorded), first,)
        }
    }
}

fn places<'c>(count: usize) -> Vec<Cell<'c>> {
    let number = Cell::count(count, Unit::None);
    if count == 1 { cells!("{} place", number) } else { cells!("{} places", number) }
}

impl<'c> View<'c> {
    /// The worst gaps: see [`View::summary`].
    fn worst_gaps<'m, 'g>(&self, gaps: &'m [MarkedGap<'g, 'c>]) -> Vec<(usize, &'m MarkedGap<'g, 'c>)> {
        let known = |marked: &MarkedGap<'g, 'c>| {
            (Claim::of(*marked) == Claim::Recorded, self.of_gap(marked.gap).rests_on_less_than_documented())
        };
        let waited = |marked: &MarkedGap<'_, '_>| marked.gap.waited().map_or(-1, |waited| waited.days);
        let alike = |marked: &MarkedGap<'g, 'c>| -> (GapKind, &'c str) {
            (marked.gap.kind(), marked.gap.category().id.as_str())
        };
        worst(gaps, known, |marked| marked.gap.kind().severity(), waited, alike)
    }

    /// The worst bottlenecks. Their list is in order.
    fn worst_bottlenecks<'b>(&self, bottlenecks: &'b [Bottleneck<'c>]) -> Vec<(usize, &'b Bottleneck<'c>)> {
        let known =
            |bottleneck: &Bottleneck<'c>| (self.of_bottleneck(bottleneck).rests_on_less_than_documented(), false);
        let alike = |bottleneck: &Bottleneck<'c>| -> (BottleneckKind, Option<&'c str>) {
            (bottleneck.kind(), bottleneck.category().map(|category| category.id.as_str()))
        };
        worst(bottlenecks, known, Bottleneck::severity, |_| 0, alike)
    }
}

/// The few that come first: what is certain before what is not, what is documented before what is not, then the most
/// severe, of those the heaviest, the first of equals first; one that is like another only where there is none else of
/// its rank.
fn worst<T, K: PartialEq>(
    items: &[T],
    known: impl Fn(&T) -> (bool, bool),
    severity: impl Fn(&T) -> Severity,
    weight: impl Fn(&T) -> i32,
    alike: impl Fn(&T) -> K,
) -> Vec<(usize, &T)> {
    let ranks: Vec<_> = items.iter().map(|item| (known(item), Reverse(severity(item)))).collect();
    let mut chosen: Vec<(usize, &T)> = Vec::new();
    while chosen.len() < TOLD.min(items.len()) {
        let is_new = |item: &T| chosen.iter().all(|(_, other)| alike(other) != alike(item));
        let left = items.iter().enumerate().filter(|(number, _)| chosen.iter().all(|(other, _)| other != number));
        let next = left.min_by_key(|(number, item)| (ranks[*number], !is_new(item), Reverse(weight(item))));
        chosen.extend(next);
    }
    chosen
}

/// The leap that limits most categories, and how many; the earliest of several.
fn most_limiting(rows: &[Throughput<'_>]) -> Option<(Leap, usize)> {
    let limits = |leap: Leap| rows.iter().filter(|row| row.limiting_leaps().contains(&leap)).count();
    let counts = Leap::ALL.into_iter().map(|leap| (leap, limits(leap))).filter(|(_, categories)| *categories > 0);
    counts.max_by_key(|(leap, categories)| (*categories, Reverse(*leap)))
}

/// The gain that is largest of all categories; the first of several.
fn best_gain<'r, 'c>(rows: &'r [Throughput<'c>]) -> Option<(&'r Throughput<'c>, TeamGain<'c>)> {
    let gains = rows.iter().filter_map(|row| Some((row, row.best_gain()?)));
    gains.reduce(|best, next| if next.1.gain > best.1.gain { next } else { best })
}

/// How often the chain differs from its operating model, and in what most often.
fn differences<'c>(diagnosis: &Diagnosis<'c>) -> Sentence<'c> {
    let (of_model, others): (Vec<&Finding<'c>>, Vec<&Finding<'c>>) =
        diagnosis.findings.iter().partition(|finding| finding.kind().needs_model());
    let findings = if diagnosis.model.is_some() { of_model } else { others.clone() };
    // What needs no model is told apart from what differs from one.
    let others = if diagnosis.model.is_some() { others.len() } else { 0 };
    let mut counts: Vec<(FindingKind, usize)> = FindingKind::ALL.iter().map(|kind| (*kind, 0)).collect();
    let mut weakest: Option<Evidence> = None;
    for finding in &findings {
        counts[finding.kind() as usize].1 += 1;
        weakest = weaker(weakest, Some(finding.evidence));
    }
    counts.sort_by_key(|(kind, count)| (Reverse(*count), Reverse(kind.severity()), *kind));
    let most = |lang| {
        let most = counts.iter().filter(|(_, count)| *count > 0).take(TOLD);
        let most = most.map(|(kind, count)| {
            let count = Cell::count(*count, Unit::None);
            match lang {
                Lang::En => cells!("“{}” ({})", word!(*kind), count),
                Lang::Zh => cells!("“{}”（{}）", word!(*kind), count),
            }
        });
        joined(most, comma(lang))
    };
    let all = || Cell::count(findings.len(), Unit::None);
    let phrase = Phrase::of(|lang| {
        let model = diagnosis.model.as_ref().map(|model| model.get(lang).to_owned());
        match (lang, model, findings.len()) {
            (Lang::En, Some(model), 0) => cells!("No difference from {} was found.", model),
            (Lang::Zh, Some(model), 0) => cells!("未发现与{}不一致之处。", model),
            (Lang::En, Some(model), 1) => cells!("{} difference from {}: {}.", all(), model, most(lang)),
            (Lang::En, Some(model), _) => cells!("{} differences from {}, most often {}.", all(), model, most(lang)),
            (Lang::Zh, Some(model), _) => cells!("与{}不一致之处共{}项，最多的是{}。", model, all(), most(lang)),
            (Lang::En, None, 0) => cells!("The chain was held against no operating model."),
            (Lang::Zh, None, 0) => cells!("未对照任何运行模式。"),
            (Lang::En, None, 1) => {
                cells!("Held against no operating model; {} finding that needs none: {}.", all(), most(lang))
            }
            (Lang::En, None, _) => {
                cells!("Held against no operating model; {} findings that need none, most often {}.", all(), most(lang))
            }
            (Lang::Zh, None, _) => {
                cells!("未对照任何运行模式；不涉及运行模式的发现{}项，最多的是{}。", all(), most(lang))
            }
        }
    });
    let beside = Phrase::of(|lang| {
        let others = Cell::count(others, Unit::None);
        if lang == Lang::En {
            cells!(" Findings that need no model: {}.", others)
        } else {
            cells!("不涉及模式的发现{}项。", others)
        }
    });
    let phrase = if others > 0 { phrase.then(beside) } else { phrase };
    let sentence = Sentence::new("findings", phrase, About::nothing().weakest(weakest));
    Sentence { severity: findings.iter().map(|finding| finding.severity()).max(), ..sentence }
}
