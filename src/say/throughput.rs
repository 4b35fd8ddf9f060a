//! What gets through each category, what limits it, what would help, and what all that assumes.

use super::words::{digits, list, number, percent, say, stage};
use super::{About, Column, Sentence, Table, TableRow, View};
use crate::model::{Evidence, Lang, Triangular};
use crate::query::{Assumed, Basis, RoleCapacity, Throughput};

impl<'c> View<'c> {
    /// What gets through each category, what limits it, and where one more team would help most.
    #[must_use]
    pub fn throughput(&self, rows: &[Throughput<'c>], lang: Lang) -> Table<'c> {
        let a_year = say(lang, "products a year", "个产品/年");
        let columns = vec![
            Column::words(say(lang, "Category", "品类")),
            Column::number(say(lang, "A year", "年产出")).unit(a_year).definition("throughput"),
            Column::words(say(lang, "Limited by", "制约")).definition("minimum-cut"),
            Column::words(say(lang, "One more team", "增加一个团队")).definition("gain"),
            Column::number(say(lang, "Brings", "多出")).unit(a_year).definition("gain"),
        ];
        let row = |row: &Throughput<'c>| {
            let (team, gain) = match row.best_gain() {
                Some(best) => (
                    format!("{}: {}", best.organization.record().label(lang), stage(best.stage, lang)),
                    format!("{:.3}", best.gain),
                ),
                None => (say(lang, "nowhere alone", "单独一处无效").to_owned(), String::new()),
            };
            let cells = vec![
                row.category.label(lang).to_owned(),
                format!("{:.2}", row.products_per_year),
                limits(row, lang),
                team,
                gain,
            ];
            TableRow::new(cells, self.of_limits(row))
        };
        Table::new("throughput", say(lang, "What limits each category", "各品类的产出制约"), columns)
            .rows(rows.iter().map(row))
            .note(basis(rows, lang))
    }

    /// What gets through each category, as sentences in the order given.
    pub fn throughput_sentences<'v>(
        &'v self,
        rows: impl IntoIterator<Item = &'v Throughput<'c>>,
        lang: Lang,
    ) -> impl Iterator<Item = Sentence<'c>> {
        rows.into_iter().map(move |row| {
            let about = self.of_limits(row);
            Sentence { text: row.message(lang), severity: None, kind: "throughput", about }
        })
    }

    /// What throughput rests on, with those who limit it and who would help most.
    fn of_limits(&self, row: &Throughput<'c>) -> About<'c> {
        let limiting = row.source_side.iter().map(|role| role.organization);
        let about = limiting.fold(self.of_throughput(row.category), About::organization);
        row.best_gain().map(|best| best.organization).into_iter().fold(about, About::organization)
    }

    /// What gets through each category before and after something changed, and what all depends on; both in the same
    /// order.
    #[must_use]
    pub fn throughput_change(
        &self,
        before: &[Throughput<'_>],
        after: &[Throughput<'c>],
        names: [&str; 2],
        lang: Lang,
    ) -> Table<'c> {
        let a_year = say(lang, "products a year", "个产品/年");
        let columns = vec![
            Column::words(say(lang, "Category", "品类")),
            Column::number(names[0]).unit(a_year).definition("throughput"),
            Column::number(names[1]).unit(a_year).definition("throughput"),
            Column::number(say(lang, "Chokepoints", "咽喉")).definition("chokepoint"),
            Column::number(say(lang, "Roles to lose", "可失环节")).definition("resilience"),
        ];
        let row = |(before, after): (&Throughput<'_>, &Throughput<'c>)| {
            let cells = vec![
                after.category.label(lang).to_owned(),
                format!("{:.2}", before.products_per_year),
                format!("{:.2}", after.products_per_year),
                format!("{} > {}", before.chokepoints.len(), after.chokepoints.len()),
                format!("{} > {}", before.resilience(), after.resilience()),
            ];
            let about = self.of_throughput(after.category);
            TableRow::new(cells, after.chokepoints.iter().copied().fold(about, About::organization))
        };
        let table = Table::new("throughput-change", say(lang, "What changes", "产出的变化"), columns);
        table.rows(before.iter().zip(after).map(row)).note(say(
            lang,
            "Products a year before and after; organizations on which everything depends; and how many roles, an \
             organization in a leap each, must be lost before nothing gets through.",
            "表中为变化前后的年产出、全部产出所依赖的组织数，以及至少失去多少个环节（一个组织在一个阶段）才会全线不通。",
        ))
    }

    /// The durations and probabilities of success that the throughput of each category assumes, and whose figures they
    /// are; categories that assume the same stand together.
    #[must_use]
    pub fn assumptions(&self, rows: &[Throughput<'c>], lang: Lang) -> Table<'c> {
        let columns = vec![
            Column::words(say(lang, "Category", "品类")).grouped(),
            Column::words(say(lang, "Stage", "研究阶段")).definition("stage"),
            Column::number(say(lang, "Years", "年数")).unit(say(lang, "years", "年")).definition("duration"),
            Column::words(say(lang, "From", "来源")).definition("basis"),
            Column::number(say(lang, "Success", "成功率")).unit("%").definition("success"),
            Column::words(say(lang, "From", "来源")).definition("basis"),
            Column::number(say(lang, "A team", "每团队"))
                .unit(say(lang, "products a year", "个产品/年"))
                .definition("team-output"),
        ];
        let mut alike: Vec<(&[Assumed; 4], Vec<&Throughput<'c>>)> = Vec::new();
        for row in rows {
            match alike.iter_mut().find(|(assumed, _)| **assumed == row.assumed) {
                Some((_, group)) => group.push(row),
                None => alike.push((&row.assumed, vec![row])),
            }
        }
        let mut table =
            Table::new("assumptions", say(lang, "What is assumed of each stage", "对各研究阶段的假定"), columns);
        for (assumed, group) in &alike {
            let labels: Vec<&str> = group.iter().map(|row| row.category.label(lang)).collect();
            let label = if alike.len() == 1 { say(lang, "all", "全部").to_owned() } else { list(&labels, lang) };
            table = table.rows(assumed.iter().map(|of| {
                let Triangular { min, mode, max } = of.duration_years;
                let cells = vec![
                    label.clone(),
                    stage(of.stage, lang).to_owned(),
                    format!("{min}-{mode}-{max}"),
                    of.duration_basis.label(lang).to_owned(),
                    percent(Some(of.success), 0),
                    of.success_basis.label(lang).to_owned(),
                    number(Some(of.products_per_team_year), 3),
                ];
                let about = About::nothing().stage(of.stage).weakest(Some(Evidence::Assumed));
                let one = if let [row] = group.as_slice() { Some(row.category) } else { None };
                TableRow::new(cells, one.into_iter().fold(about, About::within))
            }));
        }
        table.note(say(
            lang,
            "Years: least, most likely and greatest duration of a project. Success: how likely it is to deliver a \
             result. A team: what one team would bring if nothing else limited it, given that all later leaps must \
             succeed too.",
            "年数为项目周期的最短、最可能与最长值；成功率为取得成果的概率；每团队为不受其他制约时一个团队的年产出，已计入后续各阶段也须成功。",
        ))
    }
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
                Lang::En => format!("{} organizations ({})", roles.len(), list(&leaps, lang)),
                Lang::Zh => format!("{}个组织（{}）", roles.len(), list(&leaps, lang)),
            }
        }
    }
}

/// What throughput rests on, in a sentence: whose figures they are.
///
/// ```
/// use seedrelay::{Lang, datasets, say};
/// use seedrelay::query::ThroughputOptions;
/// let chain = datasets::hunan();
/// let sentence = say::throughput_basis(&chain.throughput(&ThroughputOptions::new()), Lang::En);
/// assert!(sentence.contains("of 40 figures 3 are from the document"));
/// ```
#[must_use]
pub fn basis(rows: &[Throughput<'_>], lang: Lang) -> String {
    let figures =
        || rows.iter().flat_map(|row| row.assumed).flat_map(|stage| [stage.duration_basis, stage.success_basis]);
    let count = |basis: Basis| figures().filter(|figure| *figure == basis).count();
    let (all, document, caller) = (figures().count(), count(Basis::Document), count(Basis::Caller));
    let others = all - document - caller;
    let given = match (lang, caller) {
        (_, 0) => String::new(),
        (Lang::En, _) => format!("{caller} were given for this question, "),
        (Lang::Zh, _) => format!("{caller}个由提问者给出，"),
    };
    match lang {
        Lang::En => format!(
            "Products a year that could get through at most, by the teams there are, how long research takes and how \
             often it succeeds. These are assumptions: of {all} figures {document} are from the document, {given}and \
             {others} are general defaults."
        ),
        Lang::Zh => format!(
            "年产出为按现有团队、研究周期与成功率最多能产出的产品数。周期与成功率均为假定：{all}个数值中，{document}个来自文档，{given}{others}个为通用默认值。"
        ),
    }
}
