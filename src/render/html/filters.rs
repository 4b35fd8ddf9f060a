//! What the filters offer.

use serde::Serialize;

use super::facets::category_word;
use super::words::say;
use crate::chain::SupplyChain;
use crate::model::{Evidence, Lang, OrganizationKind, Stage};
use crate::query::{BottleneckKind, Diagnosis, GapKind};
use crate::rules::FindingKind;

/// One choice.
#[derive(Debug, Serialize)]
struct Choice {
    value: String,
    name: String,
}

/// Choices under one heading, or under none.
#[derive(Debug, Serialize)]
struct Choices {
    name: &'static str,
    options: Vec<Choice>,
}

/// One filter.
#[derive(Debug, Serialize)]
pub(super) struct Filter {
    name: &'static str,
    facet: &'static str,
    groups: Vec<Choices>,
}

/// By category, stage, kind and evidence; of kinds only those that occur.
pub(super) fn filters(chain: &SupplyChain, diagnosis: &Diagnosis<'_>, lang: Lang) -> Vec<Filter> {
    let plain = |name, facet, options| Filter { name, facet, groups: vec![Choices { name: "", options }] };
    let categories = chain.categories().iter().enumerate();
    let categories = categories
        .map(|(number, category)| Choice { value: category_word(number), name: category.label(lang).to_owned() });
    let stages = Stage::ALL.map(|stage| choice(stage.as_str(), stage.label(lang)));
    let evidence = Evidence::ALL.into_iter().rev().map(|evidence| choice(evidence.as_str(), evidence.label(lang)));
    vec![
        plain(say(lang, "Category", "品类"), "category", categories.collect()),
        plain(say(lang, "Stage", "研究阶段"), "stage", stages.into()),
        Filter { name: say(lang, "Kind", "类型"), facet: "kind", groups: kinds(chain, diagnosis, lang) },
        plain(say(lang, "Evidence", "依据"), "evidence", evidence.collect()),
    ]
}

fn kinds(chain: &SupplyChain, diagnosis: &Diagnosis<'_>, lang: Lang) -> Vec<Choices> {
    let gaps = GapKind::ALL.iter().copied().filter(|kind| diagnosis.gaps.iter().any(|gap| gap.kind() == *kind));
    let bottlenecks = BottleneckKind::ALL
        .iter()
        .copied()
        .filter(|kind| diagnosis.bottlenecks.iter().any(|bottleneck| bottleneck.kind() == *kind));
    let findings = FindingKind::ALL
        .iter()
        .copied()
        .filter(|kind| diagnosis.findings.iter().any(|finding| finding.kind() == *kind));
    let organizations =
        OrganizationKind::ALL.into_iter().filter(|kind| chain.organizations_of_kind(*kind).next().is_some());
    let records = [
        choice("organization", say(lang, "organization", "组织")),
        choice("project", say(lang, "project", "项目")),
        choice("demand", say(lang, "demand", "需求")),
    ];
    let groups = vec![
        Choices {
            name: say(lang, "Gaps", "断点"),
            options: gaps.map(|kind| choice(kind.as_str(), kind.label(lang))).collect(),
        },
        Choices {
            name: say(lang, "Bottlenecks", "瓶颈"),
            options: bottlenecks.map(|kind| choice(kind.as_str(), kind.label(lang))).collect(),
        },
        Choices {
            name: say(lang, "Differences from the model", "与运行模式不一致"),
            options: findings.map(|kind| choice(kind.as_str(), kind.label(lang))).collect(),
        },
        Choices {
            name: say(lang, "About organizations of a kind", "涉及某类组织"),
            options: organizations.map(|kind| choice(kind.as_str(), kind.label(lang))).collect(),
        },
        Choices { name: say(lang, "Records", "记录"), options: records.into() },
    ];
    groups.into_iter().filter(|group| !group.options.is_empty()).collect()
}

fn choice(value: &str, name: &str) -> Choice {
    Choice { value: value.to_owned(), name: name.to_owned() }
}
