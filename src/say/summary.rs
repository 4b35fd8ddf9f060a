//! The summary: ten lines for somebody who has to decide.

use std::cmp::Reverse;

use super::about::weaker;
use super::words::{list, say};
use super::{About, Sentence, View};
use crate::chain::EvidenceCounts;
use crate::model::{Evidence, Lang, Leap};
use crate::query::bottlenecks::{leap_words, products};
use crate::query::{
    Bottleneck, BottleneckKind, Diagnosis, DiagnosisOptions, Finding, Gap, GapKind, TeamGain, Throughput,
};
use crate::rules::{FindingKind, Severity};

/// How many of the worst gaps and bottlenecks it tells.
const TOLD: usize = 3;

/// What the diagnosis of a chain would be without what is only proposed: the relay as it is today.
///
/// It comes from [`View::without_proposed`].
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
#[non_exhaustive]
pub struct WithoutProposed {
    /// Gaps.
    pub gaps: usize,
    /// Products a year of all categories together.
    pub products_per_year: f64,
}

impl<'c> View<'c> {
    /// The gaps and products of the chain without what is only proposed, so that nobody takes a plan for the relay as it
    /// is; `None` if nothing is only proposed. Options are those of the diagnosis.
    #[must_use]
    pub fn without_proposed(&self, options: &DiagnosisOptions) -> Option<WithoutProposed> {
        if self.chain().evidence_counts().proposed == 0 {
            return None;
        }
        let today = self.chain().known_at_least(Evidence::Assumed);
        let throughput = today.throughput(&options.bottlenecks.throughput);
        Some(WithoutProposed {
            gaps: today.gaps(&options.gaps).iter().count(),
            products_per_year: throughput.iter().map(|row| row.products_per_year).sum(),
        })
    }

    /// The diagnosis in at most ten sentences: how well the chain is known, its three worst gaps and bottlenecks, what
    /// gets through and what would help most, where it departs from its operating model, and whether the category to
    /// begin with depends on the weights.
    ///
    /// The worst gaps are the most severe; of equals those that have waited longest, but none of the same kind and
    /// category as one before, as long as there are others as severe. Of bottlenecks likewise, in their own order.
    ///
    /// Where some records are only proposed, the first sentence also tells what there is
    /// [without them](Self::without_proposed), if it is given.
    ///
    /// ```
    /// use seedrelay::say::View;
    /// use seedrelay::{Evidence, Lang, datasets};
    /// use seedrelay::query::DiagnosisOptions;
    /// let today = datasets::hunan().known_at_least(Evidence::Assumed);
    /// let summary = View::new(&today).summary(&today.diagnose(&DiagnosisOptions::new()), None, Lang::En);
    /// assert_eq!(summary.len(), 10);
    /// assert!(summary[9].text.starts_with("Rice comes first whatever the weights"));
    /// ```
    #[must_use]
    pub fn summary(
        &self,
        diagnosis: &Diagnosis<'c>,
        without_proposed: Option<WithoutProposed>,
        lang: Lang,
    ) -> Vec<Sentence<'c>> {
        let mut first = known(diagnosis.chain.evidence, lang);
        if let Some(without) = without_proposed {
            first.text += &without_proposed_words(diagnosis, without, lang);
        }
        let mut lines = vec![first];
        let gaps: Vec<Sentence<'c>> = self.gaps(worst_gaps(&diagnosis.gaps), lang).collect();
        let (found, none) = match (lang, diagnosis.gaps.len()) {
            (Lang::En, 1) => ("The relay is broken in 1 place:".to_owned(), "No gap was found."),
            (Lang::En, all) => (format!("The relay is broken in {all} places. The worst:"), "No gap was found."),
            (Lang::Zh, all) => (format!("交接断点共{all}处，最严重的是："), "未发现交接断点。"),
        };
        lines.extend(told(gaps, "gaps", &found, none, lang));
        let bottlenecks: Vec<Sentence<'c>> =
            self.bottlenecks(worst_bottlenecks(&diagnosis.bottlenecks), lang).collect();
        let (found, none) = match (lang, diagnosis.bottlenecks.len()) {
            (Lang::En, 1) => ("1 bottleneck holds up the work:".to_owned(), "No bottleneck was found."),
            (Lang::En, all) => (format!("{all} bottlenecks hold up the work. The worst:"), "No bottleneck was found."),
            (Lang::Zh, all) => (format!("瓶颈共{all}处，最严重的是："), "未发现瓶颈。"),
        };
        lines.extend(told(bottlenecks, "bottlenecks", &found, none, lang));
        lines.push(self.products(&diagnosis.throughput, lang));
        lines.push(departures(&diagnosis.findings, lang));
        lines.push(self.first_place(&diagnosis.selection, lang));
        lines
    }

    /// What gets through all categories, what limits it most often, and which team would bring most.
    fn products(&self, rows: &[Throughput<'c>], lang: Lang) -> Sentence<'c> {
        let total = total(rows);
        let mut text = match lang {
            Lang::En if total == 0.0 => "By assumed durations and success, nothing gets through".to_owned(),
            Lang::Zh if total == 0.0 => "按假定的周期与成功率，全线不通".to_owned(),
            Lang::En => {
                format!("By assumed durations and success, at most {} products a year get through", products(total))
            }
            Lang::Zh => format!("按假定的周期与成功率，每年最多产出{}个产品", products(total)),
        };
        if let Some((leap, categories)) = most_limiting(rows) {
            let leap = leap_words(leap, lang);
            text += &match lang {
                Lang::En => format!(", limited by {leap} in {categories} of {} categories", rows.len()),
                Lang::Zh => format!("，{}个品类中的{categories}个受{leap}制约", rows.len()),
            };
        }
        let best = best_gain(rows);
        text += &match (&best, lang) {
            (Some((row, best)), Lang::En) => format!(
                "; what would help most is one more team for {} at {}: {} more in {}.",
                best.stage.label(lang),
                best.organization.record().label(lang),
                products(best.gain),
                row.category.label(lang).to_lowercase(),
            ),
            (Some((row, best)), Lang::Zh) => format!(
                "；收效最大的是在{}增加一个{}团队：{}每年多出{}个。",
                best.organization.record().label(lang),
                best.stage.label(lang),
                row.category.label(lang),
                products(best.gain),
            ),
            (None, Lang::En) => "; no single team would bring more.".to_owned(),
            (None, Lang::Zh) => "；只增加一个团队没有效果。".to_owned(),
        };
        let about = match best {
            Some((row, best)) => {
                self.of_throughput(row.category).capability(best.organization, row.category, best.stage)
            }
            None => About::nothing(),
        };
        let weakest = rows.iter().map(|row| self.of_throughput(row.category).evidence).fold(about.evidence, weaker);
        Sentence { text, severity: None, kind: "throughput", about: About { evidence: weakest, ..about } }
    }
}

fn known<'c>(counts: EvidenceCounts, lang: Lang) -> Sentence<'c> {
    let EvidenceCounts { documented, assumed, proposed } = counts;
    let all = documented + assumed + proposed;
    let parts = match lang {
        Lang::En => [(documented, "documented"), (assumed, "assumed for illustration"), (proposed, "only proposed")],
        Lang::Zh => [(documented, "有据"), (assumed, "示意性假定"), (proposed, "拟议")],
    };
    let parts = parts.into_iter().filter(|(count, _)| *count > 0);
    let parts: Vec<String> = parts
        .map(|(count, level)| match lang {
            Lang::En => format!("{count} {level}"),
            Lang::Zh => format!("{level}{count}条"),
        })
        .collect();
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    let text = match (lang, documented == all) {
        (Lang::En, true) => format!("All {all} records are documented."),
        (Lang::Zh, true) => format!("全部{all}条记录均有据。"),
        (Lang::En, false) => {
            format!("Of {all} records: {}. No conclusion is known better than what it rests on.", list(&parts, lang))
        }
        (Lang::Zh, false) => format!("全部{all}条记录中，{}。结论的可靠程度不高于其依据。", list(&parts, lang)),
    };
    Sentence { text, severity: None, kind: "evidence", about: About::nothing() }
}

fn without_proposed_words(diagnosis: &Diagnosis<'_>, without: WithoutProposed, lang: Lang) -> String {
    let with = (diagnosis.gaps.len(), total(&diagnosis.throughput));
    match lang {
        Lang::En => format!(
            " What follows counts the proposed as if it were there: without it there are {} gaps rather than {}, and at \
             most {} products a year rather than {}.",
            without.gaps,
            with.0,
            products(without.products_per_year),
            products(with.1),
        ),
        Lang::Zh => format!(
            "以下结论把拟议记录视为已实施：若不计拟议，断点为{}处（而非{}处），每年最多产出{}个产品（而非{}个）。",
            without.gaps,
            with.0,
            products(without.products_per_year),
            products(with.1),
        ),
    }
}

/// The products of all categories.
fn total(rows: &[Throughput<'_>]) -> f64 {
    rows.iter().map(|row| row.products_per_year).sum()
}

/// The sentences of a list, the first after how many there are.
fn told<'c>(
    sentences: Vec<Sentence<'c>>,
    kind: &'static str,
    found: &str,
    none: &str,
    lang: Lang,
) -> Vec<Sentence<'c>> {
    if sentences.is_empty() {
        return vec![Sentence { text: none.to_owned(), severity: None, kind, about: About::nothing() }];
    }
    let space = say(lang, " ", "");
    let then = say(lang, "Then:", "其次：");
    let mark = |(number, sentence): (usize, Sentence<'c>)| {
        let before = if number == 0 { found } else { then };
        Sentence { text: format!("{before}{space}{}", sentence.text), ..sentence }
    };
    sentences.into_iter().enumerate().map(mark).collect()
}

/// The worst gaps: see [`View::summary`].
fn worst_gaps<'g, 'c>(gaps: &'g [Gap<'c>]) -> Vec<&'g Gap<'c>> {
    let waited = |gap: &Gap<'_>| gap.waited().map_or(-1, |waited| waited.days);
    let alike = |gap: &Gap<'c>| -> (GapKind, &'c str) { (gap.kind(), gap.category().id.as_str()) };
    worst(gaps, Gap::severity, waited, alike)
}

/// The worst bottlenecks. Their list is in order.
fn worst_bottlenecks<'b, 'c>(bottlenecks: &'b [Bottleneck<'c>]) -> Vec<&'b Bottleneck<'c>> {
    let alike = |bottleneck: &Bottleneck<'c>| -> (BottleneckKind, Option<&'c str>) {
        (bottleneck.kind(), bottleneck.category().map(|category| category.id.as_str()))
    };
    worst(bottlenecks, Bottleneck::severity, |_| 0, alike)
}

/// The few that are most severe, of those the heaviest, the first of equals first; one that is like another only where
/// there is none else of its severity.
fn worst<T, K: PartialEq>(
    items: &[T],
    severity: impl Fn(&T) -> Severity,
    weight: impl Fn(&T) -> i32,
    alike: impl Fn(&T) -> K,
) -> Vec<&T> {
    let mut chosen: Vec<(usize, &T)> = Vec::new();
    while chosen.len() < TOLD.min(items.len()) {
        let is_new = |item: &T| chosen.iter().all(|(_, other)| alike(other) != alike(item));
        let left = items.iter().enumerate().filter(|(number, _)| chosen.iter().all(|(other, _)| other != number));
        let next = left.min_by_key(|(_, item)| (Reverse(severity(item)), !is_new(item), Reverse(weight(item))));
        chosen.extend(next);
    }
    chosen.into_iter().map(|(_, item)| item).collect()
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

/// How often the chain departs from its operating model, and in what most often.
fn departures<'c>(findings: &[Finding<'c>], lang: Lang) -> Sentence<'c> {
    let mut counts = FindingKind::ALL.map(|kind| (kind, 0_usize));
    let mut weakest: Option<Evidence> = None;
    for finding in findings {
        counts[finding.kind() as usize].1 += 1;
        weakest = weaker(weakest, Some(finding.evidence));
    }
    counts.sort_by_key(|(kind, count)| (Reverse(*count), Reverse(kind.severity()), *kind));
    let most: Vec<String> = counts
        .iter()
        .filter(|(_, count)| *count > 0)
        .take(TOLD)
        .map(|(kind, count)| match lang {
            Lang::En => format!("“{}” ({count})", kind.label(lang)),
            Lang::Zh => format!("“{}”（{count}）", kind.label(lang)),
        })
        .collect();
    let most: Vec<&str> = most.iter().map(String::as_str).collect();
    let text = match (lang, findings.len()) {
        (Lang::En, 0) => "Nothing departs from the operating model.".to_owned(),
        (Lang::Zh, 0) => "未发现与运行模式不符之处。".to_owned(),
        (Lang::En, 1) => format!("1 departure from the operating model: {}.", list(&most, lang)),
        (Lang::En, all) => format!("{all} departures from the operating model, most often {}.", list(&most, lang)),
        (Lang::Zh, all) => format!("与运行模式不符之处共{all}项，最多的是{}。", list(&most, lang)),
    };
    let severity: Option<Severity> = findings.iter().map(Finding::severity).max();
    Sentence { text, severity, kind: "findings", about: About::nothing().weakest(weakest) }
}
