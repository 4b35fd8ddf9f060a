//! The seed-technology supply chain of Hunan: what is known of it, where the relay is broken today, and what the
//! division of labour that the Yuelushan proposal asks for would close.
//!
//! `cargo run --features terminal --example yuelushan -- [--lang en|zh]`

mod shared;

use std::process::ExitCode;

use seedrelay::query::{DiagnosisOptions, GapOptions, MarkedGap};
use seedrelay::render::terminal::{first, heading, item, paragraph, section, sentences, unjudged};
use seedrelay::rules::Severity;
use seedrelay::say::View;
use seedrelay::{Diagnosis, Evidence, Finding, Gap, Lang, SupplyChain, datasets};

/// How many of a list are shown in full. The rest is a command away.
const TOLD: usize = 5;

fn main() -> ExitCode {
    shared::tell(|lang| Ok(tell(&datasets::hunan(), lang)))
}

fn tell(chain: &SupplyChain, lang: Lang) -> String {
    let say = |en: &'static str, zh: &'static str| if lang == Lang::Zh { zh } else { en };
    // Today is without what is only proposed; the whole chain is what it would be with the proposal.
    let today = chain.known_at_least(Evidence::Assumed);
    let (now, with) = (today.diagnose(&DiagnosisOptions::new()), chain.diagnose(&DiagnosisOptions::new()));
    let (today, after) = (View::new(&today), View::new(chain));
    let (closed, left) = split(&now.gaps, &with.gaps);
    let (opened, _) = split(&with.gaps, &now.gaps);
    let mut out = heading(say("In short, today", "当前概要")).trim_start().to_owned();
    out += &sentences(today.summary(&now), lang);
    out += &heading(say("In short, with the proposal", "方案实施后概要"));
    out += &proposal(&now, &with, closed.len(), lang);
    out += &section(&after.evidence(), lang);
    out += &section(&today.coverage(&now.coverage), lang);
    out += &section(&today.funnel(&now.funnel), lang);
    out += &heading(say("Where the relay is broken today", "当前的交接断点"));
    out += &paragraph(&by_documents(chain, now.gaps.len(), lang));
    let marked: Vec<MarkedGap<'_, '_>> = now.marked_gaps().collect();
    out += &first(&marked, TOLD, lang, |gaps| today.marked_gaps(gaps.iter().copied()));
    let lists = [(say("today", "当前"), &now.gaps[..]), (say("with the proposal", "方案实施后"), &with.gaps[..])];
    out += &section(&after.gap_counts(&lists), lang);
    for (name, gaps, view) in [
        (say("Closed:", "可消除的断点："), &closed, &today),
        (say("Left:", "仍存在的断点："), &left, &today),
        (say("Come with the proposal:", "方案新带来的断点："), &opened, &after),
    ] {
        if !gaps.is_empty() {
            out += &format!("\n{name}\n");
            out += &first(gaps, TOLD, lang, |gaps| view.gaps(gaps.iter().copied()));
        }
    }
    let names = [say("Today", "当前"), say("Proposed", "方案")];
    out += &section(&after.throughput_change(&now.throughput, &with.throughput, names), lang);
    out += &section(&after.most_loaded(&with.load, TOLD), lang);
    let lists: [(&str, &[Finding<'_>]); 2] =
        [(say("today", "当前"), &now.findings), (say("with the proposal", "方案实施后"), &with.findings)];
    out += &section(&after.finding_counts(&lists), lang);
    // One of each kind that weighs most.
    let mut worst: Vec<_> = now.findings.iter().filter(|finding| finding.severity() > Severity::Notice).collect();
    worst.dedup_by_key(|finding| finding.kind());
    out += &sentences(today.findings(worst), lang);
    out += &unjudged(&today.unjudged(&now.unjudged), lang);
    out += &section(&today.connectors(&now.connectors, &now.connector_summary, TOLD), lang);
    out += &today.material(&now, TOLD).iter().map(|table| section(table, lang)).collect::<String>();
    if now.benefit.categories.is_empty() {
        out += &heading(say("Where the money goes", "收益分享"));
        out += &sentences(today.benefit_sentences(&now.benefit), lang);
    }
    out += &section(&today.selection(&now.selection), lang);
    out += &heading(say("To look at it, and for data of your own", "查看报告，诊断自己的数据"));
    out + "seedrelay report -o report.html\nseedrelay template my-chain.xlsx\nseedrelay diagnose my-chain.xlsx\n"
}

/// The gaps that another list lacks, and those that it has too.
fn split<'g, 'c>(gaps: &'g [Gap<'c>], other: &[Gap<'_>]) -> (Vec<&'g Gap<'c>>, Vec<&'g Gap<'c>>) {
    gaps.iter().partition(|gap| !other.iter().any(|other| gap.is_same_as(other)))
}

/// What the proposal adds and changes.
fn proposal(now: &Diagnosis<'_>, with: &Diagnosis<'_>, closed: usize, lang: Lang) -> String {
    let a_year = |of: &Diagnosis<'_>| of.throughput.iter().filter_map(|row| row.products_per_year).sum::<f64>();
    let (added, all, before, after) = (with.chain.evidence.proposed, now.gaps.len(), a_year(now), a_year(with));
    let en = format!(
        "It adds {added} records, and {closed} of the {all} gaps close. At most {after:.1} products a year could get through, instead of {before:.1} (assumed figures)."
    );
    let zh = format!(
        "新增拟议记录{added}条，可消除{all}处断点中的{closed}处。每年最多可产出{after:.1}个产品，当前为{before:.1}个（按假定参数）。"
    );
    item("* ", if lang == Lang::Zh { &zh } else { &en })
}

/// How many gaps there are, and how many by what is documented alone.
fn by_documents(chain: &SupplyChain, now: usize, lang: Lang) -> String {
    let documented = chain.known_at_least(Evidence::Documented).gaps(&GapOptions::new()).iter().count();
    let en = format!(
        "{now} gaps by documented and assumed records together, {documented} by documented records alone. First what is certain, then what is best documented:"
    );
    let zh = format!(
        "综合有据与假定记录，共{now}处断点；仅凭有据记录有{documented}处。确定的列在前面，其次是依据最充分的："
    );
    if lang == Lang::Zh { zh } else { en }
}
