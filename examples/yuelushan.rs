//! The seed-technology supply chain of Hunan: what is known of it, where the relay is broken today, and what the
//! division of labour that the Yuelushan proposal asks for would close.
//!
//! `cargo run --release --example yuelushan -- [--lang en|zh]`

mod terminal;

use std::error::Error;
use std::fmt::Write;

use seedrelay::{
    ConnectorOptions, Evidence, Finding, FindingKind, FindingOptions, FunnelOptions, Gap, GapKind, GapOptions, Lang,
    SelectionOptions, Severity, SupplyChain, ThroughputOptions, datasets,
};
use terminal::{heading, paragraph, say};

/// How many gaps are told in full. The rest is a command away.
const TOLD: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let lang = terminal::language()?;
    terminal::print(&tell(&datasets::hunan(), lang)?)?;
    Ok(())
}

fn tell(chain: &SupplyChain, lang: Lang) -> Result<String, Box<dyn Error>> {
    let documented = chain.known_at_least(Evidence::Documented);
    let today = chain.known_at_least(Evidence::Assumed);
    let options = GapOptions::new();
    let (now, after) = (today.gaps(&options).worst_first(), chain.gaps(&options).worst_first());
    let (closed, left) = split(&now, &after);
    let mut out = String::new();

    write!(
        out,
        "{}",
        heading(say(lang, "The seed-technology supply chain of Hunan", "湖南种业技术供应链")).trim_start()
    )?;
    let as_of = chain.as_of();
    out += &paragraph(&match lang {
        Lang::En => format!(
            "As of {as_of}. Research passes from 0 to 1 (basic and applied-basic research), from 1 to 10 (applied \
             research) and from 10 to 100 (industrialization). Every record says how it is known: documented, with a \
             public source; assumed, for illustration; or proposed, because the division of labour of the Yuelushan \
             proposal asks for it."
        ),
        Lang::Zh => format!(
            "截至{as_of}。科研成果经历从0到1（基础研究与应用基础研究）、从1到10（应用研究）和从10到100（产业化）三个阶段。每条记录都注明依据：有据（有公开来源）、假定（示意）或拟议（岳麓山方案所要求的分工）。"
        ),
    });

    out += &heading(say(lang, "In short", "概要"));
    out += &in_short(&today, chain, &now, closed.len(), lang);

    out += &heading(say(lang, "1. What is known, and how well", "一、已知情况及其依据"));
    out += &known(chain, lang);

    out += &heading(say(lang, "2. Who works at which stage today", "二、当前各环节的布局"));
    out += &terminal::coverage(&today.coverage(), lang);
    out += &paragraph(say(
        lang,
        "Organizations (org.) with a capability and their research teams; projects delivered, open (asked for or under \
         way), and ended without a result. No public source counts teams by stage, so all capabilities are assumed.",
        "表中为具备能力的机构数与科研团队数，以及已交付、在研（含已提出）和未取得成果的项目数。公开来源没有按环节统计团队，因此能力数据均为假定。",
    ));

    out += &heading(say(lang, "3. How much gets over each boundary today", "三、当前各环节之间的转化"));
    out += &terminal::funnel(&today.funnel(&FunnelOptions::new()), lang);
    out += &paragraph(say(
        lang,
        "Thin: all routes lead through one organization. Days to take-up: the Kaplan-Meier median with its 95 % \
         interval, over n results with a known end; those that still wait count as waiting.",
        "“薄弱”指所有通道都依赖同一个组织。承接天数为Kaplan-Meier中位数及其95%区间，n为已知交付日期的成果数；仍在等待的成果按删失处理。",
    ));

    let only_documented = documented.gaps(&options).worst_first();
    let (_, shared) = split(&after, &now);
    let opened: Vec<&Gap<'_>> = after.iter().filter(|gap| !shared.iter().any(|other| gap.is_same_as(other))).collect();

    out += &heading(say(lang, "4. Where the relay is broken today", "四、当前的交接断点"));
    let uncounted = only_documented.iter().filter(|gap| gap.kind() == GapKind::MissingStage).count();
    let documented = only_documented.len() - uncounted;
    out += &paragraph(&match lang {
        Lang::En => format!(
            "{} gaps by documented and assumed records together. By documented records alone there are {documented}, \
             besides {uncounted} that say only that no public source counts teams. The worst first:",
            now.len(),
        ),
        Lang::Zh => format!(
            "综合有据与假定记录，共{}处断点。仅凭有据记录有{documented}处，另有{uncounted}处只说明公开来源没有统计团队。最严重的列在前面：",
            now.len(),
        ),
    });
    out += &told(now.iter(), lang);

    out += &heading(say(lang, "5. With the proposal switched on", "五、方案实施之后"));
    out += &paragraph(&match lang {
        Lang::En => format!(
            "One innovation consortium per category, agreements between the laboratory and the consortia, first \
             commissions and extension services: {} of the {} gaps close, {} stay. New with the proposal itself: {}.",
            closed.len(),
            now.len(),
            left.len(),
            opened.len(),
        ),
        Lang::Zh => format!(
            "每个品类组建一个创新联合体，实验室与联合体签订合作协议，启动首批委托，并配套推广服务：{}处断点中闭合{}处，保留{}处，方案自身新增{}处。",
            now.len(),
            closed.len(),
            left.len(),
            opened.len(),
        ),
    });
    out += &terminal::gap_counts(
        &[(say(lang, "today", "当前"), &now), (say(lang, "with the proposal", "方案实施后"), &after)],
        lang,
    );
    out += &format!("\n{}\n", say(lang, "Closed:", "闭合："));
    out += &told(closed, lang);
    out += &format!("\n{}\n", say(lang, "Left:", "保留："));
    out += &told(left, lang);
    if !opened.is_empty() {
        out += &format!("\n{}\n", say(lang, "Come with the proposal:", "方案自身新增："));
        out += &told(opened, lang);
    }
    out += &heading(say(lang, "6. What limits each category", "六、各品类的产出制约"));
    out += &limits(&today, chain, lang);
    out += &rules_and_people(&today, chain, lang);
    out += &heading(say(lang, "For a file of your own", "诊断自己的数据"));
    out += "cargo run --release --example diagnose -- FILE.json\n";
    Ok(out)
}

/// Where the chain departs from the division of labour of the proposal, today and with what the proposal adds.
fn findings(today: &SupplyChain, after: &SupplyChain, lang: Lang) -> String {
    let options = FindingOptions::new();
    let (now, then) = (today.findings(&options).worst_first(), after.findings(&options).worst_first());
    let columns: [(&str, &[Finding<'_>]); 2] =
        [(say(lang, "today", "当前"), &now), (say(lang, "with the proposal", "方案实施后"), &then)];
    let mut out = terminal::finding_counts(&columns, lang);
    out += "\n";
    // One of each kind that weighs most, and what comes with the proposal itself.
    let severe = now.iter().filter(|finding| finding.severity() > Severity::Notice);
    let mut told: Vec<&Finding<'_>> = severe.collect();
    told.dedup_by_key(|finding| finding.kind());
    told.extend(then.iter().filter(|finding| !now.iter().any(|old| old.is_same_as(finding))));
    out += &terminal::finding_sentences(told, lang);
    out += &terminal::unjudged(&today.findings(&options).unjudged(), lang);
    out
}

/// Where the chain departs from the proposal, who connects it, and with which category to begin.
fn rules_and_people(today: &SupplyChain, chain: &SupplyChain, lang: Lang) -> String {
    let mut out = String::new();
    out += &heading(say(lang, "7. Where it departs from the proposal", "七、与方案不符之处"));
    out += &findings(today, chain, lang);
    out += &heading(say(lang, "8. Who connects today", "八、当前谁在起连接作用"));
    let connectors = today.connectors(&ConnectorOptions::new());
    out += &terminal::connectors(&connectors.list, &connectors.summary(), TOLD, lang);
    out += &heading(say(lang, "9. With which category to begin", "九、优势品类的选择"));
    out += &terminal::selection(&today.selection(&SelectionOptions::new()), lang);
    out
}

/// What limits each category today, and with the proposal.
fn limits(today: &SupplyChain, chain: &SupplyChain, lang: Lang) -> String {
    let options = ThroughputOptions::new();
    let (now, after) = (today.throughput(&options), chain.throughput(&options));
    let mut out = format!("{}\n", say(lang, "Today:", "当前："));
    out += &terminal::throughput(&now, lang);
    out += &format!("\n{}\n", say(lang, "With the proposal:", "方案实施后："));
    out += &terminal::throughput(&after, lang);
    out += &paragraph(&terminal::basis(&after, lang));
    out += &format!(
        "\n{}\n",
        say(lang, "Most work per team, with the proposal:", "方案实施后，每个团队工作最多的承担者：")
    );
    out += &terminal::most_loaded(&chain.load(), 5, lang);
    out
}

/// The whole of it for a reader of half a minute.
fn in_short(today: &SupplyChain, chain: &SupplyChain, now: &[Gap<'_>], closed: usize, lang: Lang) -> String {
    let evidence = chain.evidence_counts();
    let a_year = |chain: &SupplyChain| -> f64 {
        chain.throughput(&ThroughputOptions::new()).iter().map(|row| row.products_per_year).sum()
    };
    let (before, with) = (a_year(today), a_year(chain));
    let findings = today.findings(&FindingOptions::new());
    let off = [FindingKind::Role, FindingKind::Route].map(|kind| findings.of_kind(kind).count()).iter().sum::<usize>();
    let selection = today.selection(&SelectionOptions::new());
    let lines = match lang {
        Lang::En => [
            format!(
                "Known: {} records are documented; {} are assumed for illustration and {} proposed.",
                evidence.documented, evidence.assumed, evidence.proposed,
            ),
            format!(
                "Broken: {} gaps today. The worst: {}",
                now.len(),
                now.first().map_or(String::new(), |g| g.message(lang))
            ),
            format!("The proposal closes {closed} of them."),
            format!(
                "At most {before:.1} products a year could get through today, {with:.1} with the proposal (assumed figures)."
            ),
            format!("{off} projects or commissions depart from the division of labour that the proposal asks for."),
            selection.message(lang),
        ],
        Lang::Zh => [
            format!(
                "依据：有据记录{}条，示意性假定{}条，拟议{}条。",
                evidence.documented, evidence.assumed, evidence.proposed
            ),
            format!(
                "断点：当前共{}处。最严重的是：{}",
                now.len(),
                now.first().map_or(String::new(), |g| g.message(lang))
            ),
            format!("方案可闭合其中{closed}处。"),
            format!("产出：当前每年最多可产出{before:.1}个产品，方案实施后为{with:.1}个（按假定参数）。"),
            format!("分工：{off}个项目或委托不符合方案要求的分工。"),
            selection.message(lang),
        ],
    };
    lines.iter().map(|line| terminal::item("-", line)).collect()
}

/// The first gaps of a list in full, and how many more there are.
fn told<'l, 'c: 'l>(gaps: impl IntoIterator<Item = &'l Gap<'c>>, lang: Lang) -> String {
    terminal::first(gaps.into_iter().collect(), TOLD, lang, |gaps| terminal::gap_sentences(gaps, lang))
}

/// The gaps that another list lacks, and those that it has too.
fn split<'g, 'c>(gaps: &'g [Gap<'c>], other: &[Gap<'_>]) -> (Vec<&'g Gap<'c>>, Vec<&'g Gap<'c>>) {
    gaps.iter().partition(|gap| !other.iter().any(|other| gap.is_same_as(other)))
}

/// How many records of each kind are known how well.
fn known(chain: &SupplyChain, lang: Lang) -> String {
    let levels = [Evidence::Documented, Evidence::Assumed, Evidence::Proposed];
    let mut header = vec![say(lang, "Records", "记录")];
    header.extend(levels.map(|level| level.label(lang)));
    let count = |evidence: Vec<Evidence>| {
        levels.map(|level| evidence.iter().filter(|evidence| **evidence == level).count().to_string())
    };
    let row = |name: &str, evidence: Vec<Evidence>| {
        let mut row = vec![name.to_owned()];
        row.extend(count(evidence));
        row
    };
    let organizations = chain.organizations();
    let capabilities = organizations.clone().flat_map(|organization| {
        organization.record().capabilities.iter().map(move |own| own.evidence.min(organization.evidence))
    });
    let rows = [
        row(say(lang, "organizations", "组织"), organizations.clone().map(|record| record.evidence).collect()),
        row(say(lang, "capabilities", "能力"), capabilities.collect()),
        row(say(lang, "projects", "项目"), chain.projects().map(|record| record.evidence).collect()),
        row(say(lang, "demands", "需求"), chain.demands().iter().map(|record| record.evidence).collect()),
        row(say(lang, "agreements", "合作协议"), chain.agreements().iter().map(|record| record.evidence).collect()),
        row(say(lang, "funding", "资助"), chain.funding().iter().map(|record| record.evidence).collect()),
        row(say(lang, "services", "服务"), chain.services().iter().map(|record| record.evidence).collect()),
    ];
    let sources = chain.sources().len();
    let note = match lang {
        Lang::En => format!("{sources} sources; each documented record names its own."),
        Lang::Zh => format!("共{sources}个来源，每条有据记录都注明出处。"),
    };
    terminal::table(&header, &[false, true, true, true], rows) + &paragraph(&note)
}
