//! How complete the records are, and today beside the proposal: as tables.

use super::cell::{cells, word};
use super::throughput::known_products;
use super::{About, Cell, Column, Phrase, Table, TableRow, Unit, View, Words};
use crate::model::Lang;
use crate::query::{ComparedWithProposal, Diagnosis, GapKind, MarkedGap, RecordedTotal};

const TODAY: [&str; 2] = ["Today", "现状"];
const WITH: [&str; 2] = ["With the proposal", "方案实施后"];

/// How complete the records are.
impl<'c> View<'c> {
    /// How many records say what they could say: the figure of completeness. Beside what is recorded of projects and
    /// organizations it counts the places of work whose teams are known.
    #[must_use]
    pub fn recorded(&self, diagnosis: &Diagnosis<'c>) -> Table<'c> {
        let columns = vec![
            Column::words("Recorded", "记载内容").definition("unrecorded"),
            Column::number("On record", "有记载"),
            Column::number("Of", "应有"),
        ];
        let row = |what: Cell<'c>, filled: usize, of: usize| {
            TableRow::new(
                vec![what, Cell::count(filled, Unit::Records), Cell::count(of, Unit::Records)],
                About::nothing(),
            )
        };
        let totals = diagnosis.certainty.recorded.iter();
        let totals = totals.map(|&RecordedTotal { list, filled, of }| row(word!(list), filled, of));
        let places: usize = diagnosis.coverage.iter().map(|cell| cell.organizations).sum();
        let unknown: usize = diagnosis.coverage.iter().map(|cell| cell.teams_unknown).sum();
        let teams = (places > 0).then(|| {
            row(Cell::word("teams", "how many teams work at a place", "各处团队数"), places - unknown, places)
        });
        let statements = diagnosis.certainty.statements;
        Table::new("recorded", Words::new("How complete the records are", "记录的完整程度"), columns)
            .rows(totals.chain(teams))
            .note(Words::of(|lang| declared(statements, lang)))
    }

    /// How many gaps are certain, how many hold as far as is recorded, and how many of these may be blanks of the document.
    #[must_use]
    pub fn known_gaps(&self, diagnosis: &Diagnosis<'c>) -> Table<'c> {
        let columns = vec![
            Column::words("How far a gap is known", "断点的确定程度").definition("certainty"),
            Column::number("Gaps", "断点").unit("places", "处").definition("gap"),
        ];
        let known = Known::of(diagnosis);
        let rows = [
            (Cell::word("certain", "● certain", "● 确定"), known.certain),
            (Cell::word("possible", "○ as far as is recorded", "○ 以现有记录为限"), known.recorded),
            (Cell::word("blank", "◌ missing data", "◌ 数据缺失"), known.blank),
        ];
        let row = |(what, count)| TableRow::new(vec![what, Cell::count(count, Unit::None)], About::nothing());
        Table::new("known-gaps", Words::new("How far the gaps are known", "断点的确定程度"), columns)
            .rows(rows.map(row))
    }
}

/// Today beside the proposal.
impl<'c> View<'c> {
    /// Today beside the proposal in a few numbers: how many gaps are known how far, what becomes of them, and what gets
    /// through.
    #[must_use]
    pub fn compared(&self, compared: ComparedWithProposal, today: &Diagnosis<'_>, with: &Diagnosis<'_>) -> Table<'c> {
        let count = |count: usize| Cell::count(count, Unit::None);
        let [now, then] = [today, with].map(Known::of);
        let products = |all: Option<f64>| all.map_or(Cell::Unknown, Cell::products);
        let of_gaps = compared.gaps;
        let rows = [
            [Cell::word("certain", "Gaps, certain", "断点：确定"), count(now.certain), count(then.certain)],
            [
                Cell::word("possible", "Gaps, as far as is recorded", "断点：以现有记录为限"),
                count(now.recorded),
                count(then.recorded),
            ],
            [Cell::word("blank", "Gaps, missing data", "断点：属数据缺失"), count(now.blank), count(then.blank)],
            [Cell::word("closed", "Gaps that it would close", "可消除的断点"), Cell::None, count(of_gaps.closed)],
            [Cell::word("left", "Gaps that it would leave", "仍存在的断点"), Cell::None, count(of_gaps.left)],
            [Cell::word("opened", "Gaps that it would open", "方案新带来的断点"), Cell::None, count(of_gaps.opened)],
            [
                Cell::word("products", "Output, by what is assumed", "产出（按假定测算）"),
                products(compared.products_per_year.today),
                products(compared.products_per_year.with),
            ],
        ];
        let columns = vec![Column::words("Of all categories", "全部品类"), side(TODAY), side(WITH)];
        Table::new("compared", Words::new("Today and the proposal", "现状与方案"), columns)
            .rows(rows.map(|cells| TableRow::new(cells.into(), About::nothing())))
            .note(Words::new(
                "Today counts no proposed record. With the proposal: as if all proposed records were in place.",
                "“现状”不含拟议记录；“方案实施后”把拟议记录全部视为已实施。",
            ))
    }

    /// The gaps by kind, today and with the proposal: those that are certain, and those as far as is recorded.
    #[must_use]
    pub fn compared_gaps(&self, today: &Diagnosis<'_>, with: &Diagnosis<'_>) -> Table<'c> {
        let [now, then] = [today, with].map(by_kind);
        let columns = vec![Column::words("Kind of gap", "断点类型").definition("gap"), side(TODAY), side(WITH)];
        let rows = GapKind::ALL.iter().filter_map(|kind| {
            let [now, then] = [&now, &then].map(|counts| counts[*kind as usize]);
            ([now, then] != [[0, 0]; 2]).then(|| {
                let cells = vec![word!(*kind), certain_and_possible(now), certain_and_possible(then)];
                TableRow::new(cells, About::nothing()).of_kind(kind.as_str())
            })
        });
        Table::new(
            "compared-gaps",
            Words::new("Gaps by kind, today and with the proposal", "各类断点：现状与方案"),
            columns,
        )
        .rows(rows)
        .note(Words::new(
            "●: certain. ○: as far as is recorded, missing data among them.",
            "●：确定；○：以现有记录为限，其中包括属数据缺失的。",
        ))
    }

    /// The output of each category, today and with the proposal.
    #[must_use]
    pub fn compared_throughput(&self, today: &Diagnosis<'_>, with: &Diagnosis<'c>) -> Table<'c> {
        let a_year = |names| side(names).unit("products a year", "个产品/年").definition("throughput");
        let columns = vec![Column::words("Category", "品类"), a_year(TODAY), a_year(WITH)];
        let rows = with.throughput.iter().map(|then| {
            let now = today.throughput.iter().find(|now| now.category.id == then.category.id);
            let cells =
                vec![Cell::category(then.category), now.map_or(Cell::Unknown, known_products), known_products(then)];
            TableRow::new(cells, self.of_throughput(then.category))
        });
        let table = Table::new(
            "compared-throughput",
            Words::new("Output, today and with the proposal", "产出：现状与方案"),
            columns,
        );
        let table = table.rows(rows);
        let rows = [today.throughput.as_slice(), with.throughput.as_slice()];
        rows.into_iter().find_map(super::throughput::at_least).into_iter().fold(table, Table::note)
    }
}

/// Gaps by how far they are known.
struct Known {
    certain: usize,
    recorded: usize,
    blank: usize,
}

impl Known {
    fn of(diagnosis: &Diagnosis<'_>) -> Self {
        let (certain, possible) = diagnosis.certainty.totals();
        let (blank, _) = diagnosis.blanks();
        Self { certain, recorded: possible - blank, blank }
    }
}

fn side([en, zh]: [&'static str; 2]) -> Column {
    Column::number(en, zh)
}

/// Of each kind, those that are certain and those that are not.
fn by_kind(diagnosis: &Diagnosis<'_>) -> Vec<[usize; 2]> {
    let mut counts = vec![[0; 2]; GapKind::ALL.len()];
    for MarkedGap { gap, known, .. } in diagnosis.marked_gaps() {
        let is_certain = known.is_some_and(crate::query::Known::is_certain);
        counts[gap.kind() as usize][usize::from(!is_certain)] += 1;
    }
    counts
}

fn certain_and_possible<'c>([certain, possible]: [usize; 2]) -> Cell<'c> {
    let [certain, possible] = [certain, possible].map(|count| move || Cell::count(count, Unit::None));
    Cell::Phrase(Phrase::of(|_| cells!("●\u{a0}{} ○\u{a0}{}", certain(), possible())))
}

/// What the document says that it has all of.
fn declared(statements: usize, lang: Lang) -> String {
    match (lang, statements) {
        (Lang::En, 0) => "The document does not say of any list that it is complete.".to_owned(),
        (Lang::Zh, 0) => "文档未声明任何清单完整。".to_owned(),
        (Lang::En, 1) => "The document says of one list how complete it is.".to_owned(),
        (Lang::En, _) => format!("The document says of {statements} lists how complete they are."),
        (Lang::Zh, _) => format!("文档对{statements}项清单的完整性作了说明。"),
    }
}
