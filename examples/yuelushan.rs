//! The seed-technology supply chain of Hunan: what is known of it, where the relay is broken today, and what the
//! division of labour that the Yuelushan proposal asks for would close.
//!
//! `cargo run --release --example yuelushan -- [--lang en|zh]`

mod terminal;

use std::process::ExitCode;

use seedrelay::chain::EvidenceCounts;
use seedrelay::query::{DiagnosisOptions, GapOptions};
use seedrelay::rules::Severity;
use seedrelay::say::View;
use seedrelay::{Diagnosis, Evidence, Finding, Gap, GapKind, Lang, SupplyChain, datasets};
use terminal::{first, grid, heading, item, notes, paragraph, say, sentences, table, unjudged};

/// How many of a list are told in full. The rest is a command away.
const TOLD: usize = 5;

fn main() -> ExitCode {
    terminal::running::tell("yuelushan", |lang| Ok(tell(&datasets::hunan(), lang)))
}

/// A chain, what is said of it, and the answers.
struct Told<'c> {
    view: View<'c>,
    diagnosis: Diagnosis<'c>,
}

impl<'c> Told<'c> {
    fn new(chain: &'c SupplyChain) -> Self {
        Self { view: View::new(chain), diagnosis: chain.diagnose(&DiagnosisOptions::new()) }
    }

    fn gaps(&self) -> &[Gap<'c>] {
        &self.diagnosis.gaps
    }
}

fn tell(chain: &SupplyChain, lang: Lang) -> String {
    let today = chain.known_at_least(Evidence::Assumed);
    let (now, after) = (Told::new(&today), Told::new(chain));
    let (closed, left) = split(now.gaps(), after.gaps());
    let (opened, _) = split(after.gaps(), now.gaps());

    let title = say(lang, "The seed-technology supply chain of Hunan", "湖南种业技术供应链");
    let mut out = heading(title).trim_start().to_owned();
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

    out += &heading(say(lang, "In short, today", "当前概要"));
    out += &sentences(now.view.summary(&now.diagnosis, None, lang), lang);
    out += &heading(say(lang, "In short, with the proposal", "方案实施后概要"));
    out += &proposal(&now.diagnosis, &after.diagnosis, closed.len(), lang);

    out += &heading(say(lang, "1. What is known, and how well", "一、已知情况及其依据"));
    out += &table(&after.view.evidence(lang), lang);

    out += &heading(say(lang, "2. Who works at which stage today", "二、当前各环节的布局"));
    out += &table(&now.view.coverage(&now.diagnosis.coverage, lang), lang);
    out += &paragraph(say(
        lang,
        "No public source counts teams by stage, so all capabilities are assumed.",
        "公开来源没有按环节统计团队，因此能力数据均为假定。",
    ));

    out += &heading(say(lang, "3. How much gets over each boundary today", "三、当前各环节之间的转化"));
    out += &table(&now.view.funnel(&now.diagnosis.funnel, lang), lang);

    out += &heading(say(lang, "4. Where the relay is broken today", "四、当前的交接断点"));
    out += &paragraph(&by_documents(chain, now.gaps().len(), lang));
    out += &first(now.gaps(), TOLD, lang, |gaps| now.view.gaps(gaps, lang));

    out += &heading(say(lang, "5. With the proposal switched on", "五、方案实施之后"));
    let gaps = [now.gaps().len(), closed.len(), left.len(), opened.len()];
    out += &paragraph(&switched_on(gaps, lang));
    let lists =
        [(say(lang, "today", "当前"), now.gaps()), (say(lang, "with the proposal", "方案实施后"), after.gaps())];
    out += &table(&after.view.gap_counts(&lists, lang), lang);
    for (name, list, told) in [
        (say(lang, "Closed:", "闭合："), &closed, &now),
        (say(lang, "Left:", "保留："), &left, &now),
        (say(lang, "Come with the proposal:", "方案自身新增："), &opened, &after),
    ] {
        if !list.is_empty() {
            out += &format!("\n{name}\n");
            out += &first(list, TOLD, lang, |gaps| told.view.gaps(gaps.iter().copied(), lang));
        }
    }

    out += &heading(say(lang, "6. What limits each category", "六、各品类的产出制约"));
    out += &limits(&now, &after, lang);
    out += &heading(say(lang, "7. Where it departs from the proposal", "七、与方案不符之处"));
    out += &findings(&now, &after, lang);
    out += &heading(say(lang, "8. Who connects today", "八、当前谁在起连接作用"));
    let connectors = (&now.diagnosis.connectors, &now.diagnosis.connector_summary);
    out += &table(&now.view.connectors(connectors.0, connectors.1, TOLD, lang), lang);
    out += &heading(say(lang, "9. With which category to begin", "九、优势品类的选择"));
    out += &table(&now.view.selection(&now.diagnosis.selection, lang), lang);
    out += &heading(say(lang, "To look at it, and for data of your own", "查看报告，诊断自己的数据"));
    out += "cargo run --release --example report -- -o report.html\n";
    out += "cargo run --release --example template -- my-chain.xlsx\n";
    out += "cargo run --release --example diagnose -- my-chain.xlsx\n";
    out
}

/// What the proposal adds and changes, for a reader of half a minute.
fn proposal(now: &Diagnosis<'_>, after: &Diagnosis<'_>, closed: usize, lang: Lang) -> String {
    let a_year =
        |diagnosis: &Diagnosis<'_>| -> f64 { diagnosis.throughput.iter().map(|row| row.products_per_year).sum() };
    let (before, with) = (a_year(now), a_year(after));
    let (EvidenceCounts { proposed, .. }, all) = (after.chain.evidence, now.gaps.len());
    let lines = match lang {
        Lang::En => [
            format!("It adds {proposed} records and closes {closed} of the {all} gaps."),
            format!("At most {with:.1} products a year could get through, instead of {before:.1} (assumed figures)."),
        ],
        Lang::Zh => [
            format!("新增拟议记录{proposed}条，闭合{all}处断点中的{closed}处。"),
            format!("每年最多可产出{with:.1}个产品，当前为{before:.1}个（按假定参数）。"),
        ],
    };
    lines.iter().map(|line| item("* ", line)).collect()
}

/// How many gaps there are, and how many by what is documented alone.
fn by_documents(chain: &SupplyChain, now: usize, lang: Lang) -> String {
    let documented = chain.known_at_least(Evidence::Documented);
    let gaps = documented.gaps(&GapOptions::new());
    let uncounted = gaps.of_kind(GapKind::MissingStage).count();
    let documented = gaps.iter().count() - uncounted;
    match lang {
        Lang::En => format!(
            "{now} gaps by documented and assumed records together. By documented records alone there are {documented}, \
             besides {uncounted} that say only that no public source counts teams. The worst first:",
        ),
        Lang::Zh => format!(
            "综合有据与假定记录，共{now}处断点。仅凭有据记录有{documented}处，另有{uncounted}处只说明公开来源没有统计团队。最严重的列在前面：",
        ),
    }
}

/// How many gaps there are today, and how many of them close, stay, and come with the proposal.
fn switched_on([now, closed, left, opened]: [usize; 4], lang: Lang) -> String {
    match lang {
        Lang::En => format!(
            "One innovation consortium per category, agreements between the laboratory and the consortia, first \
             commissions and extension services: {closed} of the {now} gaps close, {left} stay. New with the proposal \
             itself: {opened}."
        ),
        Lang::Zh => format!(
            "每个品类组建一个创新联合体，实验室与联合体签订合作协议，启动首批委托，并配套推广服务：{now}处断点中闭合{closed}处，保留{left}处，方案自身新增{opened}处。"
        ),
    }
}

/// The gaps that another list lacks, and those that it has too.
fn split<'g, 'c>(gaps: &'g [Gap<'c>], other: &[Gap<'_>]) -> (Vec<&'g Gap<'c>>, Vec<&'g Gap<'c>>) {
    gaps.iter().partition(|gap| !other.iter().any(|other| gap.is_same_as(other)))
}

/// Where the chain departs from the division of labour of the proposal, today and with what the proposal adds.
fn findings<'c>(now: &Told<'c>, after: &Told<'c>, lang: Lang) -> String {
    let (today, then) = (&now.diagnosis.findings, &after.diagnosis.findings);
    let lists: [(&str, &[Finding<'_>]); 2] =
        [(say(lang, "today", "当前"), today), (say(lang, "with the proposal", "方案实施后"), then)];
    let mut out = table(&after.view.finding_counts(&lists, lang), lang);
    out += "\n";
    // One of each kind that weighs most, and what comes with the proposal itself.
    let mut told: Vec<&Finding<'_>> = today.iter().filter(|finding| finding.severity() > Severity::Notice).collect();
    told.dedup_by_key(|finding| finding.kind());
    out += &sentences(now.view.findings(told, lang), lang);
    let new = then.iter().filter(|finding| !today.iter().any(|old| old.is_same_as(finding)));
    out += &sentences(after.view.findings(new, lang), lang);
    out + &unjudged(&now.view.unjudged(&now.diagnosis.unjudged, lang))
}

/// What limits each category today, and with the proposal.
fn limits(now: &Told<'_>, after: &Told<'_>, lang: Lang) -> String {
    let (today, then) = (
        now.view.throughput(&now.diagnosis.throughput, lang),
        after.view.throughput(&after.diagnosis.throughput, lang),
    );
    let mut out = format!("{}\n", say(lang, "Today:", "当前："));
    out += &grid(&today, lang);
    out += &format!("\n{}\n", say(lang, "With the proposal:", "方案实施后："));
    out += &grid(&then, lang);
    out += &notes(&then).concat();
    out += &format!(
        "\n{}\n",
        say(lang, "Most work per team, with the proposal:", "方案实施后，每个团队工作最多的承担者：")
    );
    out + &table(&after.view.most_loaded(&after.diagnosis.load, TOLD, lang), lang)
}
