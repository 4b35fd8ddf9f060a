//! The account as people read it: numbers before words, so that both languages line up.

use super::cause::causes;
use super::{Account, FigureValue, Spread, WhyLeftOff};
use crate::model::Lang;
use crate::text::Shown;

/// Columns of a terminal.
const WIDTH: usize = 80;

/// How many remarks are given.
const MOST_REMARKS: usize = 40;

/// How many of a long list are reported; the others are counted.
const TOLD: usize = 12;

pub(super) fn text(account: &Account, lang: Lang) -> String {
    let mut page = Page { out: String::new(), lang };
    page.tables(account);
    page.left_out(account);
    page.refusals(account);
    page.made(account);
    page.links(account);
    page.figures(account);
    page.remarks(account);
    page.worth_knowing(account);
    page.out
}

struct Page {
    out: String,
    lang: Lang,
}

impl Page {
    fn say<'t>(&self, en: &'t str, zh: &'t str) -> &'t str {
        if self.lang == Lang::En { en } else { zh }
    }

    fn heading(&mut self, en: &str, zh: &str) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        let heading = self.say(en, zh).to_owned();
        self.out.push_str(&heading);
        self.out.push('\n');
    }

    /// A line with a number before it; what does not fit goes on below.
    fn line(&mut self, number: &str, text: &str) {
        const NUMBER: usize = 14;
        let mut head = format!("{number:>NUMBER$}  ");
        for line in wrap(text, WIDTH - NUMBER - 2) {
            self.out.push_str(&head);
            self.out.push_str(&line);
            self.out.push('\n');
            head = " ".repeat(NUMBER + 2);
        }
    }

    fn more(&mut self, all: usize) {
        if all > TOLD {
            let more = all - TOLD;
            let text = match self.lang {
                Lang::En => format!("… and {more} more"),
                Lang::Zh => format!("……另有{more}项"),
            };
            self.line("", &text);
        }
    }

    fn tables(&mut self, account: &Account) {
        for table in &account.tables {
            let file = Shown(&table.file.display().to_string()).to_string();
            let place = table.sheet.as_ref().map_or(file.clone(), |sheet| format!("{file}: {}", Shown(sheet)));
            self.heading(&format!("Rows of “{}”", Shown(&table.name)), &format!("表“{}”的各行", Shown(&table.name)));
            match &table.parts[..] {
                [] => self.line("", &place),
                parts => {
                    for part in parts.iter().take(TOLD) {
                        let file = Shown(&part.file.display().to_string()).to_string();
                        let place =
                            part.sheet.as_ref().map_or(file.clone(), |sheet| format!("{file}: {}", Shown(sheet)));
                        self.line(&grouped(part.read), &place);
                    }
                    self.more(parts.len());
                }
            }
            if let Some(encoding) = table.encoding.filter(|encoding| *encoding != "UTF-8") {
                let text = self.say("encoding: ", "编码：").to_owned() + encoding;
                self.line("", &text);
            }
            for (rows, en, zh) in [
                (table.used, "used", "采用"),
                (table.merged, "merged with an earlier row", "与前面的行合并"),
                (table.left_out, "left out by a rule", "按规则排除"),
                (table.refused, "refused", "拒收"),
                (table.read, "read", "读取（合计）"),
            ] {
                let text = self.say(en, zh).to_owned();
                self.line(&grouped(rows), &text);
            }
        }
    }

    fn left_out(&mut self, account: &Account) {
        if account.left_out.is_empty() {
            return;
        }
        self.heading("Left out, by rule", "排除的行（按规则）");
        for rule in &account.left_out {
            self.line(&grouped(rule.rows), &Shown(rule.why.get(self.lang)).to_string());
        }
    }

    fn refusals(&mut self, account: &Account) {
        if account.refusals.is_empty() {
            return;
        }
        self.heading("Refused, by reason (a row may have several)", "拒收的行（按原因；一行可有多个原因）");
        let causes = causes(&account.refusals);
        for cause in causes.iter().take(TOLD) {
            let text = cause.text(self.lang, &account.formats);
            self.line(&grouped(cause.rows), &text);
        }
        self.more(causes.len());
    }

    fn made(&mut self, account: &Account) {
        self.heading("Made", "生成的记录");
        let made = &account.made;
        for (count, en, zh) in [
            (made.organizations, "organizations", "组织"),
            (made.projects, "projects", "项目"),
            (made.builds_on, "handoffs between projects", "项目之间的交接"),
            (made.funding, "funding records", "经费记录"),
            (made.agreements, "agreements", "合作协议"),
        ] {
            let text = self.say(en, zh).to_owned();
            self.line(&grouped(count), &text);
        }
        for (count, en, zh) in [
            (made.germplasm, "germplasm", "种质"),
            (made.parents, "parents of germplasm", "种质的亲本"),
            (made.parents_with_row, "of these parents with a row of their own", "其中自有一行的亲本"),
            (made.demands, "demands", "需求"),
            (made.licences, "licences", "许可"),
            (made.services, "services", "服务"),
            (made.adoptions, "adoptions", "推广应用"),
            (made.collections, "collections", "种质库"),
            (made.regions, "regions", "地区"),
        ] {
            if count == 0 {
                continue;
            }
            let text = self.say(en, zh).to_owned();
            self.line(&grouped(count), &text);
        }
    }

    fn links(&mut self, account: &Account) {
        if account.links.is_empty() {
            return;
        }
        self.heading("Handoffs that rules derive", "按规则推断的交接");
        for link in &account.links {
            let name = Shown(link.name.get(self.lang)).to_string();
            let gap = link.median_gap_days.map(|days| format!("{days:.0}"));
            let text = match self.lang {
                Lang::En => {
                    let gap = gap.map(|gap| format!("; median {gap} days from end to start")).unwrap_or_default();
                    let across = if link.across > 0 {
                        format!(
                            "; {} links, {} of them across organizations",
                            grouped(link.links),
                            grouped(link.across)
                        )
                    } else {
                        String::new()
                    };
                    format!("{name}: of {} after one of {}{across}{gap}", link.downstream, link.upstream)
                }
                Lang::Zh => {
                    let gap = gap.map(|gap| format!("；结束至启动的中位间隔{gap}天")).unwrap_or_default();
                    let across = if link.across > 0 {
                        format!("；共{}处承接，其中{}处跨组织", grouped(link.links), grouped(link.across))
                    } else {
                        String::new()
                    };
                    format!("{name}：后续{}项，前置{}项{across}{gap}", link.downstream, link.upstream)
                }
            };
            self.line(&grouped(link.linked), &text);
        }
    }

    fn figures(&mut self, account: &Account) {
        if account.figures.is_empty() {
            return;
        }
        self.heading("Figures of the table as read, before anything is left out", "表格原有数字（排除之前）");
        for figure in &account.figures {
            let name = Shown(figure.name.get(self.lang)).to_string();
            match &figure.value {
                FigureValue::Distinct(count) | FigureValue::Count(count) => self.line(&grouped(*count), &name),
                FigureValue::Sum(sum) => self.line(&money(*sum), &name),
                FigureValue::Days { all, by } => self.days(&name, all.as_ref(), by),
            }
        }
    }

    fn days(&mut self, name: &str, all: Option<&Spread>, by: &[(Box<str>, Spread)]) {
        self.out.push('\n');
        self.line("", name);
        let heads = match self.lang {
            Lang::En => format!("{:>14}{:>8}{:>8}{:>8}", "rows", "p10", "median", "p90"),
            // Each of these characters is two columns wide.
            Lang::Zh => format!("{:>12}{:>8}{:>5}{:>8}", "行数", "p10", "中位数", "p90"),
        };
        self.out.push_str(&heads);
        self.out.push('\n');
        let Some(all) = all else { return };
        let everything = self.say("all", "全部").to_owned();
        // Most rows first; a handful is reported of the many small groups.
        let mut groups: Vec<_> = by.iter().collect();
        groups.sort_by(|a, b| b.1.count.cmp(&a.1.count).then_with(|| a.0.cmp(&b.0)));
        let told = groups.iter().take(TOLD).map(|(name, spread)| (&**name, spread));
        let empty = self.say("(empty)", "（空）").to_owned();
        for (name, spread) in std::iter::once((everything.as_str(), all)).chain(told) {
            let Spread { count, p10, median, p90, .. } = spread;
            let name = if name.is_empty() { &empty } else { name };
            let name = wrap(&Shown(name).to_string(), WIDTH - 40).into_iter().next().unwrap_or_default();
            let count = grouped(*count);
            self.out.push_str(&format!("{count:>14}{p10:>8.0}{median:>8.0}{p90:>8.0}  {name}\n"));
        }
        self.more(groups.len());
    }

    fn remarks(&mut self, account: &Account) {
        if !account.dates_left_off.is_empty() {
            self.heading("Dates left off, by project", "略去的日期（按项目计）");
            for left_off in &account.dates_left_off {
                let why = match left_off.why {
                    WhyLeftOff::Planned => self.say("planned, after the chain's today", "晚于截止日期，只是计划"),
                    WhyLeftOff::AgainstStatus => self.say("not possible at this status", "与项目状态不符"),
                    WhyLeftOff::OutOfOrder => self.say("out of order with the others", "与其他日期顺序不符"),
                };
                let text = format!("{}: {why}", left_off.field);
                self.line(&grouped(left_off.projects), &text);
            }
        }
        if !account.disagreements.is_empty() {
            self.heading("Rows that disagree; what most of them say was kept", "说法不一的行（保留多数）");
            for it in account.disagreements.iter().take(TOLD) {
                let (id, kept, other) = (Shown(&it.id), Shown(&it.kept), Shown(&it.other));
                let text = match (self.lang, kept.0.is_empty() && other.0.is_empty()) {
                    (Lang::En, true) => format!("{}: several rows of `{id}` differ", it.field),
                    (Lang::Zh, true) => format!("{}：“{id}”的多行内容不同", it.field),
                    (Lang::En, false) => format!("{} of `{id}`: `{kept}`, not `{other}`", it.field),
                    (Lang::Zh, false) => format!("{}（{id}）：“{kept}”，而非“{other}”", it.field),
                };
                self.line("", &text);
            }
            self.more(account.disagreements.len());
        }
        if !account.absent_columns.is_empty() {
            self.heading("Columns of the mapping that no table has", "表格中没有的映射列");
            for absent in account.absent_columns.iter().take(TOLD) {
                let column = Shown(&absent.column);
                let nearest = absent.nearest.as_deref().map(|nearest| match self.lang {
                    Lang::En => format!("; did you mean `{}`?", Shown(nearest)),
                    Lang::Zh => format!("；是否指“{}”？", Shown(nearest)),
                });
                let text = format!("{}: `{column}`{}", absent.field, nearest.unwrap_or_default());
                self.line("", &text);
            }
            self.more(account.absent_columns.len());
        }
    }
}

impl Page {
    /// What was done by rule, and what to look at.
    fn worth_knowing(&mut self, account: &Account) {
        if account.remarks.is_empty() {
            return;
        }
        self.heading("Worth knowing", "值得留意");
        for remark in account.remarks.iter().take(MOST_REMARKS) {
            self.line("", &remark.message(self.lang));
        }
        if account.remarks.len() > MOST_REMARKS {
            let more = account.remarks.len() - MOST_REMARKS;
            let text = match self.lang {
                Lang::En => format!("… and {more} more"),
                Lang::Zh => format!("……另有{more}项"),
            };
            self.line("", &text);
        }
    }
}

/// A number with its thousands apart.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

fn money(sum: f64) -> String {
    const MOST: f64 = 1e15;
    let sign = if sum <= -0.5 { "-" } else { "" };
    if sum.abs() < MOST { sign.to_owned() + &grouped(sum.abs().round() as usize) } else { format!("{sum:e}") }
}

/// How many columns a character takes: Chinese ones, and their punctuation, two.
fn columns(character: char) -> usize {
    let code = u32::from(character);
    let is_wide = matches!(code, 0x1100..=0x115f | 0x2e80..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff
        | 0xfe30..=0xfe6f | 0xff00..=0xff60 | 0xffe0..=0xffe6 | 0x2_0000..=0x3_fffd)
        || "“”‘’…".contains(character);
    if is_wide { 2 } else { 1 }
}

/// What no line begins with.
const CLOSING: &str = "，。；：？！、）》”’…";

/// A text in lines of at most so many columns, broken at spaces and after wide characters, or where nothing else will do.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    // Where the line could be broken: how many bytes stay. And where it could before that.
    let (mut good, mut earlier) = (0, 0);
    for character in text.chars() {
        if CLOSING.contains(character) && good == line.len() {
            good = earlier;
        }
        if used + columns(character) > width {
            let rest = if good > 0 { line.split_off(good) } else { String::new() };
            lines.push(line.trim_end().to_owned());
            rest.trim_start().clone_into(&mut line);
            used = line.chars().map(columns).sum();
            (good, earlier) = (0, 0);
        }
        line.push(character);
        used += columns(character);
        if character == ' ' || (columns(character) == 2 && !"“（《".contains(character)) {
            (good, earlier) = (line.len(), good);
        }
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_broken_where_people_would_and_never_too_long() {
        assert_eq!(wrap("one two three", 8), ["one two", "three"]);
        assert_eq!(wrap("水稻育种联合体", 6), ["水稻育", "种联合", "体"]);
        assert_eq!(wrap("aaaaaaaaaa", 4), ["aaaa", "aaaa", "aa"]);
        assert_eq!(wrap("", 4), [""]);
        assert_eq!(wrap("水稻，育种", 4), ["水", "稻，", "育种"]);
        assert_eq!(wrap("，，，", 4), ["，，", "，"]);
        assert_eq!([grouped(0), grouped(999), grouped(2931), grouped(1_234_567)], ["0", "999", "2,931", "1,234,567"]);
    }

    #[test]
    fn money_that_was_paid_back_is_below_nothing() {
        assert_eq!([money(1234.5), money(-1234.5), money(-0.2), money(-1e16)], ["1,235", "-1,235", "0", "-1e16"]);
    }
}
