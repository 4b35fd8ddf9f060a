//! Two ways to run a seed industry, held against the same chain: the division of labour that the Yuelushan proposal asks
//! for, and the dispersed situation that it wants to leave.
//!
//! `cargo run --features terminal --example operating_models -- [--lang en|zh]`

mod shared;

use std::process::ExitCode;

use seedrelay::query::FindingOptions;
use seedrelay::render::terminal::{first, heading, item, paragraph, table};
use seedrelay::rules::FindingKind;
use seedrelay::say::View;
use seedrelay::{Evidence, Finding, Lang, OperatingModel, SupplyChain, datasets};

/// How many findings of a list are shown in full.
const TOLD: usize = 5;

fn main() -> ExitCode {
    shared::tell(|lang| Ok(tell(&datasets::example(), lang)))
}

fn tell(chain: &SupplyChain, lang: Lang) -> String {
    let (proposal, dispersed) = (OperatingModel::proposal(), OperatingModel::dispersed());
    let today = chain.known_at_least(Evidence::Assumed);
    let under = |chain, model: &OperatingModel| findings(chain, model);
    let (strict, lax) = (under(&today, &proposal), under(&today, &dispersed));
    let (strict_after, lax_after) = (under(chain, &proposal), under(chain, &dispersed));

    // What the example shows, so that it cannot show anything else.
    assert!(dispersed.is_at_least_as_lax_as(&proposal));
    assert!(lax.iter().all(|finding| strict.iter().any(|other| finding.is_same_as(other))));
    let count = |list: &[Finding<'_>], kind| list.iter().filter(|finding| finding.kind() == kind).count();
    assert!(count(&strict, FindingKind::Role) > 0 && count(&lax, FindingKind::Role) == 0);
    let isolated = [&strict, &strict_after].map(|list| count(list, FindingKind::IsolatedOrganization));
    assert!(isolated[1] <= isolated[0], "the proposal isolates nobody");
    let new = strict_after.iter().filter(|finding| !strict.iter().any(|other| other.is_same_as(finding)));
    let new: Vec<&Finding<'_>> = new.collect();

    let mut out =
        heading(say(lang, "Two operating models, one chain", "两种运行模式，同一条供应链")).trim_start().to_owned();
    out += &paragraph(say(
        lang,
        "The proposal gives each kind of organization a part of the relay. Under the dispersed model any organization may \
         do, and commission from any other, whatever it is capable of. Here is where the chain of Yunlan, which does not \
         exist, differs from each, today (documented and assumed records) and with what its plan adds.",
        "方案为每类组织建议了各自的分工；在分散模式下，任何组织都可以做、也可以委托他人做其力所能及的一切。下面是虚构的云岚省供应链与两种模式的不一致之处：当前（有据与假定记录），以及加入拟议的组织与委托之后。",
    ));
    out += "\n";
    let columns = match lang {
        Lang::En => ["proposal", "dispersed", "proposal, added", "dispersed, added"],
        Lang::Zh => ["方案·当前", "分散·当前", "方案·实施后", "分散·实施后"],
    };
    let lists = [&strict, &lax, &strict_after, &lax_after];
    let lists: Vec<(&str, &[Finding<'_>])> =
        columns.into_iter().zip(lists).map(|(name, list)| (name, list.as_slice())).collect();
    let (now, after) = (View::new(&today), View::new(chain));
    out += &table(&after.finding_counts(&lists), lang);

    out += &heading(say(lang, "The worst, by the proposal, today", "按方案衡量，当前最严重的"));
    out += &first(&strict, TOLD, lang, |findings| now.findings(findings));
    out += &heading(say(lang, "What comes with the proposal", "方案实施带来的"));
    if new.is_empty() {
        out += &paragraph(say(
            lang,
            "None: all that it adds keeps its own rules.",
            "未发现：新增的组织与委托均符合方案自身的规则。",
        ));
    }
    out += &first(&new, TOLD, lang, |findings| after.findings(findings.iter().copied()));

    out += &heading(say(lang, "What the dispersed model changes", "分散模式改变了什么"));
    for difference in proposal.diff(&dispersed) {
        out += &item("-", &difference.message(lang));
    }
    out += &heading(say(lang, "A model of one's own", "自定模式"));
    out += &paragraph(say(
        lang,
        "Models are data: OperatingModel::to_toml writes one, and `seedrelay diagnose --model` reads it. A rule, with its clause:",
        "模式是数据：OperatingModel::to_toml 可写出模式，`seedrelay diagnose --model` 可读入。以一条规则及其依据为例：",
    ));
    let rule = proposal.rule_for(FindingKind::TechniciansBelowHalf).expect("the proposal has it");
    let only = OperatingModel::new(("mine", "自定")).rule(rule.clone());
    out += "\n";
    out += &only.to_toml();
    out
}

fn findings<'c>(chain: &'c SupplyChain, model: &OperatingModel) -> Vec<Finding<'c>> {
    chain.findings(&FindingOptions::new().model(model.clone())).worst_first()
}

/// One text in the language of the reader.
fn say<'t>(lang: Lang, en: &'t str, zh: &'t str) -> &'t str {
    if lang == Lang::Zh { zh } else { en }
}
