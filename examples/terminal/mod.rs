//! What the examples share: how a chain and its answers look in a terminal of 80 columns, in either language.

// Each example uses a part of it.
#![allow(dead_code, unreachable_pub)]

pub mod reading;

use std::error::Error;
use std::io::{self, Write};

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle};
use lexopt::prelude::{Long, ValueExt};
use seedrelay::{
    Basis, Bottleneck, Connector, ConnectorSummary, Coverage, Criterion, Finding, FindingKind, FunnelRow, Gap, GapKind,
    HandoffDelay, Lang, Load, Mechanisms, RoleCapacity, Selection, Severity, Share, Stage, Throughput, Unjudged,
};

/// Lines that are one column wide in every terminal: those of box drawing are two in some Chinese ones.
const STYLE: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('-').junction('-'));

/// Columns of the terminal.
pub const WIDTH: u16 = 80;

/// Columns of a table that are no wider than this are never broken: the longest name of a stage.
const UNBROKEN: usize = 17;

/// One text in the language of the reader.
pub fn say<'t>(lang: Lang, en: &'t str, zh: &'t str) -> &'t str {
    match lang {
        Lang::En => en,
        Lang::Zh => zh,
    }
}

/// Prints a text, and is quiet when the reader has gone (as with `| head`).
pub fn print(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        outcome => outcome,
    }
}

fn width<'o>() -> textwrap::Options<'o> {
    textwrap::Options::new(usize::from(WIDTH)).word_splitter(textwrap::WordSplitter::NoHyphenation)
}

/// The language that the reader asked for with `--lang`, of an example that takes nothing else.
pub fn language() -> Result<Lang, Box<dyn Error>> {
    let mut lang = Lang::En;
    let mut arguments = lexopt::Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("lang") => lang = arguments.value()?.parse()?,
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(lang)
}

/// The first sentences of a list, and how many more there are.
pub fn first<T>(list: Vec<T>, told: usize, lang: Lang, sentences: impl FnOnce(Vec<T>) -> String) -> String {
    let left = list.len().saturating_sub(told);
    let mut out = sentences(list.into_iter().take(told).collect());
    if left > 0 {
        out += &match lang {
            Lang::En => format!("   ... and {left} more\n"),
            Lang::Zh => format!("   ……另有{left}处\n"),
        };
    }
    out
}

/// A heading, underlined.
pub fn heading(text: &str) -> String {
    format!("\n{text}\n{}\n", "=".repeat(textwrap::core::display_width(text)))
}

/// A paragraph, filled to the width.
pub fn paragraph(text: &str) -> String {
    format!("{}\n", textwrap::fill(text, width()))
}

/// An item of a list, with what comes first set off.
pub fn item(mark: &str, text: &str) -> String {
    let indent = " ".repeat(textwrap::core::display_width(mark) + 1);
    let first = format!("{mark} ");
    let options = width().initial_indent(&first).subsequent_indent(&indent);
    format!("{}\n", textwrap::fill(text, options))
}

/// A table with a header; columns from the second on are aligned to the right where `right` says so.
pub fn table(header: &[&str], right: &[bool], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut table = Table::new();
    table
        .load_style(STYLE)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(WIDTH)
        .set_header(header.to_vec());
    let mut widths = vec![0; header.len()];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(&row) {
            *width = textwrap::core::display_width(cell).max(*width);
        }
        table.add_row(row);
    }
    for (number, _) in widths.iter().enumerate().filter(|(_, width)| **width <= UNBROKEN) {
        table.column_mut(number).map(|column| column.set_constraint(ColumnConstraint::ContentWidth));
    }
    for (number, right) in right.iter().enumerate() {
        if let Some(column) = table.column_mut(number).filter(|_| *right) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    let lines: Vec<String> = table.lines().map(|line| line.trim_end().to_owned()).collect();
    format!("{}\n", lines.join("\n"))
}

/// Who works at which stage in which category.
pub fn coverage(cells: &[Coverage<'_>], lang: Lang) -> String {
    let header = [
        say(lang, "Category", "品类"),
        say(lang, "Stage", "研究阶段"),
        say(lang, "Org.", "机构"),
        say(lang, "Teams", "团队"),
        say(lang, "Delivered", "已交付"),
        say(lang, "Open", "在研"),
        say(lang, "Ended", "未成"),
    ];
    let row = |cell: &Coverage<'_>| {
        let projects = cell.projects;
        let first = cell.stage == Stage::ALL[0];
        vec![
            if first { cell.category.label(lang).to_owned() } else { String::new() },
            match lang {
                Lang::En => cell.stage.as_str().to_owned(),
                Lang::Zh => cell.stage.label(lang).to_owned(),
            },
            cell.organizations.to_string(),
            cell.teams.to_string(),
            projects.delivered.to_string(),
            (projects.proposed + projects.accepted + projects.active).to_string(),
            (projects.failed + projects.cancelled).to_string(),
        ]
    };
    table(&header, &[false, false, true, true, true, true, true], cells.iter().map(row))
}

/// How many results get over each boundary.
pub fn funnel(rows: &[FunnelRow<'_>], lang: Lang) -> String {
    let header = [
        say(lang, "Category", "品类"),
        say(lang, "Boundary", "环节"),
        say(lang, "State", "状态"),
        say(lang, "Results taken up", "成果承接"),
        say(lang, "Days to take-up", "承接天数"),
    ];
    let row = |row: &FunnelRow<'_>| {
        let boundary = format!("{} > {}", digits(row.boundary.from()), digits(row.boundary.to()));
        let taken_up = row.conversion().map_or(say(lang, "no results", "无成果").to_owned(), |share| match lang {
            Lang::En => format!("{} of {} ({:.0} %)", row.taken_up, row.delivered, share * 100.0),
            Lang::Zh => format!("{}/{} ({:.0} %)", row.taken_up, row.delivered, share * 100.0),
        });
        vec![
            row.category.label(lang).to_owned(),
            boundary,
            row.state.label(lang).to_owned(),
            taken_up,
            delay(&row.delay, lang),
        ]
    };
    table(&header, &[], rows.iter().map(row))
}

/// A leap in plain digits: arrows are wide in some terminals and narrow in others.
fn digits(leap: seedrelay::Leap) -> &'static str {
    ["0-1", "1-10", "10-100"][leap.index()]
}

fn delay(delay: &HandoffDelay, lang: Lang) -> String {
    let number = |days: Option<f64>| days.map_or("?".to_owned(), |days| format!("{days:.0}"));
    if delay.observations == 0 {
        return say(lang, "no dates", "无日期").to_owned();
    }
    let median = delay.median.map_or(say(lang, "not reached", "未达到").to_owned(), |days| format!("{days:.0}"));
    let interval = match (delay.low, delay.high) {
        (None, None) => String::new(),
        (low, high) => format!(" ({}-{})", number(low), number(high)),
    };
    format!("{median}{interval}, n={}", delay.observations)
}

/// The gaps, counted by kind: one column for each list.
pub fn gap_counts(lists: &[(&str, &[Gap<'_>])], lang: Lang) -> String {
    let kinds = GapKind::ALL.map(|kind| (kind, kind.label(lang), kind.severity()));
    let lists = lists.iter().map(|(name, gaps)| (*name, gaps.iter().map(Gap::kind).collect()));
    counts(say(lang, "Kind of gap", "断点类型"), &kinds, &lists.collect::<Vec<_>>(), lang)
}

/// The kinds that occur, with how often each stands in every list.
fn counts<K: Copy + PartialEq>(
    what: &str,
    kinds: &[(K, &str, Severity)],
    lists: &[(&str, Vec<K>)],
    lang: Lang,
) -> String {
    let mut header = vec![what, say(lang, "Severity", "程度")];
    header.extend(lists.iter().map(|(name, _)| *name));
    let mut right = vec![false, false];
    right.resize(header.len(), true);
    let count = |kind: K| lists.iter().map(move |(_, list)| list.iter().filter(|other| **other == kind).count());
    let rows = kinds.iter().filter(|(kind, ..)| count(*kind).sum::<usize>() > 0).map(|(kind, label, severity)| {
        let mut row = vec![(*label).to_owned(), severity.label(lang).to_owned()];
        row.extend(count(*kind).map(|count| count.to_string()));
        row
    });
    table(&header, &right, rows)
}

/// The first gaps of a list as sentences.
pub fn gap_sentences<'g, 'c: 'g>(gaps: impl IntoIterator<Item = &'g Gap<'c>>, lang: Lang) -> String {
    gaps.into_iter().map(|gap| item(mark(gap.severity()), &gap.message(lang))).collect()
}

/// How bad it is, at a glance and without colour.
fn mark(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical => "!!",
        Severity::Warning => "! ",
        Severity::Notice => "- ",
    }
}

/// The findings, counted by kind: one column for each list.
pub fn finding_counts(lists: &[(&str, &[Finding<'_>])], lang: Lang) -> String {
    let kinds = FindingKind::ALL.map(|kind| (kind, kind.label(lang), kind.severity()));
    let lists = lists.iter().map(|(name, findings)| (*name, findings.iter().map(Finding::kind).collect()));
    counts(say(lang, "Kind of finding", "类型"), &kinds, &lists.collect::<Vec<_>>(), lang)
}

/// The first findings of a list as sentences.
pub fn finding_sentences<'f, 'c: 'f>(findings: impl IntoIterator<Item = &'f Finding<'c>>, lang: Lang) -> String {
    findings.into_iter().map(|finding| item(mark(finding.severity()), &finding.message(lang))).collect()
}

/// What could not be judged, as a paragraph; nothing if all could.
pub fn unjudged(unjudged: &[Unjudged], lang: Lang) -> String {
    if unjudged.is_empty() {
        return String::new();
    }
    let counts: Vec<String> = unjudged.iter().map(|row| format!("{} {}", row.kind.label(lang), row.records)).collect();
    format!(
        "\n{}",
        paragraph(&match lang {
            Lang::En => format!("Records that do not say enough to be judged: {}.", counts.join("; ")),
            Lang::Zh => format!("数据不足、未作判断的记录数：{}。", counts.join("；")),
        })
    )
}

/// The mechanisms of each category.
pub fn mechanisms(rows: &[Mechanisms<'_>], lang: Lang) -> String {
    let header = [
        say(lang, "Category", "品类"),
        say(lang, "Public money", "卡脖子资金"),
        say(lang, "Demands", "需求溯源"),
        say(lang, "Doubled", "低水平重复"),
        say(lang, "Inventors", "发明人收益"),
        say(lang, "Facing", "四个面向"),
    ];
    let of = |share: Share| if share.whole == 0 { "?".to_owned() } else { format!("{}/{}", share.part, share.whole) };
    let row = |row: &Mechanisms<'_>| {
        vec![
            row.category.label(lang).to_owned(),
            row.public_money.share().map_or("?".to_owned(), |share| format!("{:.0} %", share * 100.0)),
            of(row.demand_at_root),
            of(row.duplicated_late),
            of(row.inventors_share),
            row.orientations.effective_number().map_or("?".to_owned(), |number| format!("{number:.1}")),
        ]
    };
    table(&header, &[false, true, true, true, true, true], rows.iter().map(row))
        + &paragraph(say(
            lang,
            "Public money on chokepoint technology; demands answered at their root; applied research and \
             industrialization that others double; projects whose inventors have a share; how many of the four \
             orientations are faced evenly. ?: not on record.",
            "财政资金投向卡脖子技术的比例；在根源环节得到应答的需求；应用研究与产业化中重复的项目；发明人有收益的项目；四个面向的有效数。?：没有记载。",
        ))
}

/// The categories compared, and whether the first place depends on the weights.
pub fn selection(selection: &Selection<'_>, lang: Lang) -> String {
    let header = [
        say(lang, "Category", "品类"),
        say(lang, "Research", "科研团队"),
        say(lang, "Talent", "领军人才"),
        say(lang, "Industry", "企业团队"),
        say(lang, "Strategic", "战略品类"),
        say(lang, "Score", "得分"),
        say(lang, "First", "居首占比"),
    ];
    let rows = selection.candidates.iter().map(|candidate| {
        let value = |criterion| candidate.indicator(criterion).value;
        let number =
            |criterion| value(criterion).map_or("?".to_owned(), |value| format!("{value:.1}").replace(".0", ""));
        vec![
            candidate.category.label(lang).to_owned(),
            number(Criterion::ResearchBase),
            number(Criterion::LeadingTalent),
            number(Criterion::IndustryBase),
            value(Criterion::StrategicWeight)
                .map_or("?", |is| if is > 0.0 { say(lang, "yes", "是") } else { say(lang, "no", "否") })
                .to_owned(),
            candidate.score.map_or("?".to_owned(), |score| format!("{score:.2}")),
            candidate.first_rank().map_or("?".to_owned(), |share| format!("{:.1} %", share * 100.0)),
        ]
    });
    table(&header, &[false, true, true, true, true, true, true], rows)
        + &paragraph(&format!(
            "{} {}",
            selection.message(lang),
            say(
                lang,
                "Research: teams before industrialization; talent: leading scientists; industry: teams of companies; \
                 first: the share of all weights that make it first.",
                "科研团队：产业化之前各阶段的团队数；领军人才：人数；企业团队：企业产业化团队数；居首占比：使其排第一的权重所占比例。",
            )
        ))
}

/// What gets through each category, what limits it, and what would help most.
pub fn throughput(rows: &[Throughput<'_>], lang: Lang) -> String {
    let header = [
        say(lang, "Category", "品类"),
        say(lang, "A year", "年产出"),
        say(lang, "Limited by", "制约"),
        say(lang, "One more team", "增加一个团队"),
        say(lang, "Brings", "多出"),
    ];
    let row = |row: &Throughput<'_>| {
        let (team, gain) = match row.best_gain() {
            Some(best) => (
                format!("{}: {}", best.organization.record().label(lang), stage(best.stage, lang)),
                format!("{:.3}", best.gain),
            ),
            None => (say(lang, "nowhere alone", "单独一处无效").to_owned(), String::new()),
        };
        vec![
            row.category.label(lang).to_owned(),
            format!("{:.2}", row.products_per_year),
            limits(row, lang),
            team,
            gain,
        ]
    };
    table(&header, &[false, true, false, false, true], rows.iter().map(row))
}

/// Which roles limit a category: by name if there are few, else how many.
fn limits(row: &Throughput<'_>, lang: Lang) -> String {
    if row.stopped.is_some() {
        return say(lang, "nothing gets through", "全线不通").to_owned();
    }
    let name = |role: &RoleCapacity<'_>| format!("{} ({})", role.organization.record().label(lang), digits(role.leap));
    match row.source_side.as_slice() {
        roles @ ([_] | [_, _]) => roles.iter().map(name).collect::<Vec<_>>().join("; "),
        roles => {
            let leaps: Vec<&str> = row.limiting_leaps().into_iter().map(digits).collect();
            match lang {
                Lang::En => format!("{} organizations ({})", roles.len(), leaps.join(", ")),
                Lang::Zh => format!("{}个组织（{}）", roles.len(), leaps.join("、")),
            }
        }
    }
}

fn stage(stage: Stage, lang: Lang) -> &'static str {
    match lang {
        Lang::En => stage.as_str(),
        Lang::Zh => stage.label(lang),
    }
}

/// What throughput rests on, in a sentence: whose figures they are.
pub fn basis(rows: &[Throughput<'_>], lang: Lang) -> String {
    let figures =
        || rows.iter().flat_map(|row| row.assumed).flat_map(|stage| [stage.duration_basis, stage.success_basis]);
    let count = |basis: Basis| figures().filter(|figure| *figure == basis).count();
    let (all, document, caller) = (figures().count(), count(Basis::Document), count(Basis::Caller));
    match lang {
        Lang::En => format!(
            "Products a year that could get through at most, by the teams there are, how long research takes and how \
             often it succeeds. These are assumptions: of {all} figures {document} are from the document, {caller} from \
             the caller, and the rest are the crate's own."
        ),
        Lang::Zh => format!(
            "年产出为按现有团队、研究周期与成功率最多能产出的产品数。周期与成功率均为假定：{all}个数值中，{document}个来自文档，{caller}个由调用者给出，其余为本库默认值。"
        ),
    }
}

/// The performers with most open work per team, those without a team first; at most `rows` of them.
pub fn most_loaded(loads: &[Load<'_>], rows: usize, lang: Lang) -> String {
    let mut loads: Vec<&Load<'_>> = loads.iter().filter(|load| load.open() > 0).collect();
    let per_team = |load: &Load<'_>| load.utilization().unwrap_or(f64::INFINITY);
    loads.sort_by(|a, b| per_team(b).total_cmp(&per_team(a)));
    let header = [
        say(lang, "Performer", "承担者"),
        say(lang, "Category", "品类"),
        say(lang, "Stage", "研究阶段"),
        say(lang, "Teams", "团队"),
        say(lang, "Open", "在办"),
        say(lang, "Days", "天数"),
    ];
    let row = |load: &&Load<'_>| {
        vec![
            load.organization.record().label(lang).to_owned(),
            load.category.label(lang).to_owned(),
            stage(load.stage, lang).to_owned(),
            load.teams.to_string(),
            format!("{}+{}", load.active, load.waiting),
            load.measured_wait.median.map_or("?".to_owned(), |days| format!("{days:.0}")),
        ]
    };
    let right = [false, false, false, true, true, true];
    let note = paragraph(say(
        lang,
        "Open: projects under way + waiting for the teams on record; those with most work per team come first. Days: \
         the Kaplan-Meier median between a commission and its start, ? where too few have started to tell.",
        "“在办”为在研+等待的项目数，每个团队工作最多的在前。天数为从委托到启动的Kaplan-Meier中位数；启动过少、无法判断时记为“?”。",
    ));
    table(&header, &right, loads.iter().take(rows).map(row)) + &note
}

/// The first bottlenecks of a list as sentences.
pub fn bottleneck_sentences<'b, 'c: 'b>(
    bottlenecks: impl IntoIterator<Item = &'b Bottleneck<'c>>,
    lang: Lang,
) -> String {
    let sentence = |bottleneck: &Bottleneck<'_>| item(mark(bottleneck.severity()), &bottleneck.message(lang));
    bottlenecks.into_iter().map(sentence).collect()
}

/// Those who mediate most, and whether the service bodies are among them.
pub fn connectors(connectors: &[Connector<'_>], summary: &ConnectorSummary<'_>, rows: usize, lang: Lang) -> String {
    let mut central: Vec<&Connector<'_>> = connectors.iter().filter(|connector| connector.roles.total > 0).collect();
    central.sort_by_key(|connector| std::cmp::Reverse(connector.roles.total));
    let header = [
        say(lang, "Organization", "组织"),
        say(lang, "Mediates", "中介"),
        say(lang, "Chance", "随机期望"),
        say(lang, "Between", "跨界"),
        say(lang, "Constraint", "约束度"),
        say(lang, "Paths", "路径"),
    ];
    let row = |connector: &Connector<'_>| {
        vec![
            connector.organization.record().label(lang).to_owned(),
            connector.roles.total.to_string(),
            format!("{:.1}", connector.expected.total),
            connector.roles.liaison.to_string(),
            connector.constraint.map_or("-".to_owned(), |constraint| format!("{constraint:.2}")),
            format!("{:.0}", connector.betweenness),
        ]
    };
    let mut out = table(&header, &[false, true, true, true, true, true], central.into_iter().take(rows).map(row));
    out += &paragraph(say(
        lang,
        "Mediates: pairs that reach each other only through it, by commissions, live handoffs, services and \
         memberships; chance: what as many relations at random would give; between: of them, between two other kinds. \
         Constraint: 1 if it depends on one partner. Paths: shortest paths of handoffs through it.",
        "中介：只能经由该组织相通的组织对数（委托、有效成果交接、服务、成员关系）；随机期望：同样多的关系随机分布时的期望；跨界：其中连接两类其他组织的对数；约束度：只依赖一个伙伴时为1；路径：经过它的成果交接最短路径数。",
    ));
    let services = summary.liaison_services.len();
    out += &paragraph(&match (lang, services) {
        (Lang::En, 0) => "No service body mediates between two other kinds.".to_owned(),
        (Lang::Zh, 0) => "没有服务机构在两类其他组织之间起到连接作用。".to_owned(),
        (Lang::En, _) => format!("Service bodies that do: {}.", summary.liaison_services.join(", ")),
        (Lang::Zh, _) => format!("起到连接作用的服务机构：{}。", summary.liaison_services.join("、")),
    });
    let chain = connectors.first().map(|connector| connector.organization.chain());
    let name = |id: &&str| chain.and_then(|chain| chain.category(id)).map(|category| category.label(lang).to_owned());
    let unconnected: Vec<String> = summary.unconnected_categories.iter().filter_map(name).collect();
    if !unconnected.is_empty() {
        out += &paragraph(&match lang {
            Lang::En => format!("Categories in which no service body serves anybody: {}.", unconnected.join(", ")),
            Lang::Zh => format!("没有任何服务机构提供服务的品类：{}。", unconnected.join("、")),
        });
    }
    out
}
