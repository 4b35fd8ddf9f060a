//! What the page begins with: what the chain holds, and what the page holds.

use minijinja::context;

use super::super::listed::List;
use super::super::words::say;
use super::chapters::Chapter;
use crate::chain::{EvidenceCounts, SupplyChain};
use crate::model::{Evidence, Lang};
use crate::query::Diagnosis;

/// What stands over the summary: a small chain has less to tell.
pub(super) const fn summary_head(lines: usize, lang: Lang) -> &'static str {
    match (lines, lang) {
        (10, Lang::En) => "In ten lines",
        (10, Lang::Zh) => "十行摘要",
        (_, Lang::En) => "In a few lines",
        (_, Lang::Zh) => "摘要",
    }
}

/// What the chain holds, for the head of the page.
pub(super) fn facts(diagnosis: &Diagnosis<'_>, chain: &SupplyChain, lang: Lang) -> Vec<minijinja::Value> {
    let summary = &diagnosis.chain;
    let one_or_more = |count: usize, one, more| if count == 1 { one } else { more };
    let named = |count, one, more, zh| (count, say(lang, one_or_more(count, one, more), zh));
    let counted = [
        named(summary.organizations, "organization", "organizations", "个组织"),
        named(summary.projects, "project", "projects", "个项目"),
        named(summary.categories, "category", "categories", "个品类"),
        named(summary.demands, "demand", "demands", "项需求"),
    ];
    let as_of = context! { number => chain.as_of().to_string(), text => say(lang, "date of the chain", "数据截止日") };
    let counted = counted.into_iter().map(|(number, text)| context! { number => number, text => text });
    std::iter::once(as_of).chain(counted).collect()
}

/// Which part of all records is known how well.
pub(super) fn evidence(counts: EvidenceCounts, lang: Lang) -> Vec<minijinja::Value> {
    let all = counts.documented + counts.assumed + counts.proposed;
    let rows = [
        (Evidence::Documented, counts.documented),
        (Evidence::Assumed, counts.assumed),
        (Evidence::Proposed, counts.proposed),
    ];
    let percent = say(lang, " %", "%");
    let share = |count: usize| format!("{:.0}{percent}", count as f64 * 100.0 / all.max(1) as f64);
    // What is proposed is no part of today.
    rows.into_iter()
        .filter(|(evidence, count)| *evidence != Evidence::Proposed || *count > 0)
        .map(|(evidence, count)| context! { evidence => evidence.as_str(), share => share(count) })
        .collect()
}

/// The parts of the page of today, in order.
pub(super) fn contents(
    lists: &[List],
    chapters: &[Chapter],
    has_proposal: bool,
    has_remarks: bool,
    lang: Lang,
) -> Vec<minijinja::Value> {
    let part = |id: String, name: &str| context! { id => id, name => name };
    let own = |id: &str, en, zh| part(format!("{lang}-{id}"), say(lang, en, zh));
    let mut parts = vec![own("summary", "In a few lines", "摘要")];
    if has_proposal {
        parts.push(own("compared", "Today and the proposal", "现状与方案"));
    }
    parts.push(own("picture", "The relay", "接力全貌"));
    parts.extend(lists.iter().map(|list| part(list.id.clone(), &list.name)));
    parts.extend(chapters.iter().map(|chapter| part(chapter.id.clone(), chapter.name)));
    if has_remarks {
        parts.push(own("remarks", "Probably not meant", "提示"));
    }
    parts.push(own("records", "The records", "所依据的记录"));
    parts.push(own("definitions", "Definitions", "定义"));
    parts.push(own("assumptions", "Assumptions", "假定"));
    parts.push(own("sources", "Sources", "来源"));
    parts
}
