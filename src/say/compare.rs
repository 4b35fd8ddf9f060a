//! What changed between two chains, in words: gap by gap, with the records that did it.

mod json;
mod label;

use hashbrown::HashMap;

use super::words::say;
use crate::model::{CategoryId, Lang};
use crate::query::{Because, Comparison, GapChange, Role, ThroughputChange, Turn};
use crate::record::Category;
use crate::scenario::ChangeKind;
use label::label;

/// From so large a share of unlike ids on, two chains are hardly versions of one.
const UNLIKE: f64 = 0.5;

/// What is said of one category, or of all.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ComparedBlock {
    /// What is said of all of it.
    pub heading: String,
    /// What is said of each gap or finding, behind a mark: `−` of one that closed, `+` of one that opened.
    pub lines: Vec<(&'static str, String)>,
}

impl<'c> Comparison<'c> {
    /// All that is said of it in words, one after the other: first what opened and closed, by category.
    ///
    /// ```
    /// use seedrelay::query::CompareOptions;
    /// use seedrelay::{Evidence, Lang, datasets};
    /// let example = datasets::example();
    /// let today = example.known_at_least(Evidence::Assumed);
    /// let said = today.compare(&example, &CompareOptions::new()).message(Lang::En);
    /// assert!(said.contains("closed"), "{said}");
    /// ```
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let mut lines = Vec::new();
        for block in self.blocks(lang) {
            lines.push(block.heading);
            lines.extend(block.lines.into_iter().map(|(mark, line)| format!(" {mark} {line}")));
        }
        lines.join("\n")
    }

    /// What is said of it in words, block by block.
    #[must_use]
    pub fn blocks(&self, lang: Lang) -> Vec<ComparedBlock> {
        let mut blocks = vec![self.of_versions(lang)];
        let turned = self.by_category();
        let none = Turned::default();
        let of = |category: &Category| turned.get(&category.id).unwrap_or(&none);
        blocks.extend(self.each_category().map(|category| self.of_category(category, of(category), lang)));
        blocks.extend(self.of_findings(lang));
        blocks.push(self.of_records(lang));
        blocks.extend(self.of_hints(lang));
        blocks
    }

    /// Every category of either chain: those of the chain after, then those that are gone.
    fn each_category(&self) -> impl Iterator<Item = &Category> {
        let gone = self.before().categories().iter().filter(|own| self.after().category(&own.id).is_none());
        self.after().categories().iter().chain(gone)
    }

    fn of_versions(&self, lang: Lang) -> ComparedBlock {
        let name = |chain: &crate::chain::SupplyChain| {
            let name = chain
                .name()
                .map_or_else(|| say(lang, "the chain", "供应链").to_owned(), |name| name.get(lang).to_owned());
            (name, chain.as_of())
        };
        let ((old, then), (new, now)) = (name(self.before()), name(self.after()));
        let is_one_name = old == new;
        let heading = match (lang, is_one_name) {
            (Lang::En, true) if then == now => format!("{old} on {now}: two versions."),
            (Lang::Zh, true) if then == now => format!("{old}（{now}）：两个版本。"),
            (Lang::En, true) => format!("{old}: from {then} to {now}."),
            (Lang::En, false) => format!("From {old} ({then}) to {new} ({now})."),
            (Lang::Zh, true) => format!("{old}：由{then}至{now}。"),
            (Lang::Zh, false) => format!("由{old}（{then}）至{new}（{now}）。"),
        };
        ComparedBlock { heading, lines: self.unlike(lang).map(|line| ("!", line)).into_iter().collect() }
    }

    /// What is said of chains that are hardly versions of one; `None` of others.
    pub(crate) fn unlike(&self, lang: Lang) -> Option<String> {
        let share = self.share_of_ids_that_differ().filter(|share| *share >= UNLIKE)?;
        let percent = (share * 100.0).floor();
        Some(match lang {
            Lang::En => format!("{percent} % of the ids differ: are these versions of one chain?"),
            Lang::Zh => format!("{percent}%的编号不同：二者是同一供应链的不同版本吗？"),
        })
    }

    /// What became of the gaps and the throughput of each category of which there are any.
    fn by_category(&self) -> HashMap<&CategoryId, Turned<'_, 'c>> {
        let mut by_category: HashMap<&CategoryId, Turned<'_, 'c>> = HashMap::new();
        for gap in &self.gaps {
            let of_category = by_category.entry(&gap.gap.category().id).or_default();
            match gap.turn {
                Turn::Closed => of_category.closed.push(gap),
                Turn::Opened => of_category.opened.push(gap),
                Turn::Continuing => of_category.continuing += 1,
            }
        }
        for change in &self.throughput {
            by_category.entry(&change.category.id).or_default().throughput = Some(change);
        }
        by_category
    }

    fn of_category(&self, category: &Category, turned: &Turned<'_, '_>, lang: Lang) -> ComparedBlock {
        let (closed, opened, continuing) = (turned.closed.len(), turned.opened.len(), turned.continuing);
        let name = category.label(lang);
        let mut heading = match lang {
            Lang::En => {
                let gaps = if closed == 1 { "gap" } else { "gaps" };
                format!("{name}: {closed} {gaps} closed, {opened} opened, {continuing} {}.", go_on(continuing))
            }
            Lang::Zh => format!("{name}：已消除{closed}处断点，新出现{opened}处，仍存在{continuing}处。"),
        };
        if let Some(change) = turned.throughput {
            heading += &throughput(change, lang);
        }
        let lines = turned.closed.iter().chain(&turned.opened).map(|gap| (mark(gap.turn), self.line(gap, lang)));
        ComparedBlock { heading, lines: lines.collect() }
    }

    /// A gap with why it opened or closed.
    fn line(&self, change: &GapChange<'_>, lang: Lang) -> String {
        let sentence = change.gap.message(lang);
        let mut why: Vec<String> = change.because.iter().map(|because| self.because(*because, lang)).collect();
        if change.time && change.because.is_empty() {
            why.push(say(lang, "by the calendar alone", "仅因时间推移").to_owned());
        }
        let is_later = self.before().as_of() < self.after().as_of();
        if change.was_not_there && is_later {
            let then = self.before().as_of();
            why.push(match lang {
                Lang::En => format!("by what is known now, it was not there on {then} either"),
                Lang::Zh => format!("按现有记录，{then}时并不存在"),
            });
        }
        if change.was_there_unseen && is_later {
            let then = self.before().as_of();
            why.push(match lang {
                Lang::En => format!("by what is known now, it was there on {then} already, unseen"),
                Lang::Zh => format!("按现有记录，{then}时已经存在，只是当时未见"),
            });
        }
        match lang {
            Lang::En => format!("{sentence} Because: {}.", why.join("; ")),
            Lang::Zh => format!("{sentence}原因：{}。", why.join("；")),
        }
    }

    /// A changed record with what it did.
    fn because(&self, because: Because, lang: Lang) -> String {
        let change = &self.differences.records[because.change];
        let (label, role) = (label(self, change, lang), because.role.label(lang));
        // To work there now, or to be newly on record, is to be new.
        let is_said = matches!(because.role, Role::CapabilityAdded | Role::Listed);
        let kind = if is_said { ChangeKind::Changed } else { change.kind };
        match (lang, kind) {
            (Lang::En, ChangeKind::Added) => format!("{label} {role} (new)"),
            (Lang::En, ChangeKind::Removed) => format!("{label} {role} (gone)"),
            (Lang::En, _) => format!("{label} {role}"),
            (Lang::Zh, ChangeKind::Added) => format!("{label}{role}（新增）"),
            (Lang::Zh, ChangeKind::Removed) => format!("{label}{role}（已删除）"),
            (Lang::Zh, _) => format!("{label}{role}"),
        }
    }

    fn of_findings(&self, lang: Lang) -> Option<ComparedBlock> {
        let of = |turn| self.findings.iter().filter(move |change| change.turn == turn);
        let [closed, opened, continuing] = [Turn::Closed, Turn::Opened, Turn::Continuing].map(|turn| of(turn).count());
        if closed + opened + continuing == 0 {
            return None;
        }
        let heading = match lang {
            Lang::En => {
                let hold = if closed == 1 { "no longer holds" } else { "no longer hold" };
                let are = if opened == 1 { "is" } else { "are" };
                format!("Findings: {closed} {hold}, {opened} {are} new, {continuing} {}.", go_on(continuing))
            }
            Lang::Zh => format!("发现：{closed}项不再成立，{opened}项新出现，{continuing}项仍存在。"),
        };
        let turned = of(Turn::Closed).chain(of(Turn::Opened));
        let lines = turned.map(|change| (mark(change.turn), change.finding.message(lang))).collect();
        Some(ComparedBlock { heading, lines })
    }

    fn of_records(&self, lang: Lang) -> ComparedBlock {
        let counts = self.counts();
        let heading = match (lang, counts.is_empty()) {
            (Lang::En, true) => "No record differs.",
            (Lang::En, false) => "The records that differ:",
            (Lang::Zh, true) => "记录没有差异。",
            (Lang::Zh, false) => "有差异的记录：",
        };
        let of_each = counts.iter().map(|count| {
            let each = ChangeKind::ALL.iter().filter(|kind| count.get(**kind) > 0);
            let name = label::plural(count.of, lang);
            match lang {
                Lang::En => {
                    let each: Vec<String> =
                        each.map(|kind| format!("{} {}", count.get(*kind), kind.label(lang))).collect();
                    format!("{name}: {}.", each.join(", "))
                }
                Lang::Zh => {
                    let each: Vec<String> =
                        each.map(|kind| format!("{}{}条", kind.label(lang), count.get(*kind))).collect();
                    format!("{name}：{}。", each.join("，"))
                }
            }
        });
        let mut lines: Vec<(&'static str, String)> = of_each.map(|line| ("·", line)).collect();
        lines.extend(self.newly_recorded.iter().map(|newly| {
            let list = label::plural(crate::scenario::RecordKind::of_list(newly.list), lang);
            let line = match lang {
                Lang::En => format!("{list}: `{}` is newly recorded of {} records.", newly.field, newly.records),
                Lang::Zh => format!("{list}：有{}条新记载了“{}”。", newly.records, newly.field),
            };
            ("·", line)
        }));
        lines.extend(self.concentration.iter().map(|most| {
            let percent = |share: f64| (share * 100.0).round();
            let (of_changes, of_records) = (percent(most.share_of_changes), percent(most.share_of_records));
            let (by, value) = (most.by.label(lang), label::value(self, most, lang));
            let line = match lang {
                Lang::En => {
                    format!("{of_changes} % of the changes, but {of_records} % of the records, have one {by}: {value}.")
                }
                Lang::Zh => format!("{of_changes}%的变化集中于一个{by}（{value}），而它只占记录的{of_records}%。"),
            };
            ("·", line)
        }));
        ComparedBlock { heading: heading.to_owned(), lines }
    }

    fn of_hints(&self, lang: Lang) -> Option<ComparedBlock> {
        if self.hints.is_empty() {
            return None;
        }
        let heading = say(lang, "Perhaps only their ids changed:", "可能只是编号变动：").to_owned();
        let line = |hint: &crate::query::PerhapsRenamed<'_>| ("·", format!("{} → {}", hint.removed, hint.added));
        Some(ComparedBlock { heading, lines: self.hints.iter().map(line).collect() })
    }
}

/// What became of the gaps and the throughput of one category.
#[derive(Default)]
struct Turned<'a, 'c> {
    closed: Vec<&'a GapChange<'c>>,
    opened: Vec<&'a GapChange<'c>>,
    continuing: usize,
    throughput: Option<&'a ThroughputChange<'c>>,
}

const fn go_on(continuing: usize) -> &'static str {
    if continuing == 1 { "continues" } else { "continue" }
}

/// The mark before what closed or opened.
fn mark(turn: Turn) -> &'static str {
    if turn == Turn::Closed { "−" } else { "+" }
}

/// How a throughput changed, and by what.
fn throughput(change: &ThroughputChange<'_>, lang: Lang) -> String {
    let shown = |value: f64| {
        let rounded = format!("{value:+.2}");
        if rounded == "-0.00" { "+0.00".to_owned() } else { rounded.replace('-', "−") }
    };
    match (change.before.zip(change.after), change.parts, lang) {
        (Some((before, after)), Some(parts), Lang::En) => format!(
            " Throughput {} products a year: teams {}, routes {}, assumptions {}.",
            shown(after - before),
            shown(parts.teams),
            shown(parts.routes),
            shown(parts.assumptions),
        ),
        (Some((before, after)), Some(parts), Lang::Zh) => format!(
            "通量{}个产品/年：团队{}，通道{}，假定{}。",
            shown(after - before),
            shown(parts.teams),
            shown(parts.routes),
            shown(parts.assumptions),
        ),
        (_, _, Lang::En) => match (change.before, change.after) {
            (None, Some(after)) => format!(" Throughput is known now: {after:.2} products a year."),
            (Some(before), None) => format!(" Throughput is not known any more; it was {before:.2} products a year."),
            _ => String::new(),
        },
        (_, _, Lang::Zh) => match (change.before, change.after) {
            (None, Some(after)) => format!("通量现已可知：{after:.2}个产品/年。"),
            (Some(before), None) => format!("通量不再可知；此前为{before:.2}个产品/年。"),
            _ => String::new(),
        },
    }
}
