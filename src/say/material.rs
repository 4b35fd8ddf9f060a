//! Material: on whom varieties rest, what becomes of collections, what may be sold, and where the money goes.

mod benefit;
mod figures;

pub(super) use figures::{
    benefit_figures, clearance_figures, collection_figures, core_parent_figures, founder_figures, holder_figures,
    pedigree_figures,
};

use super::cell::{cells, comma, joined, word};
use super::{About, Cell, Column, Digits, Phrase, Table, TableRow, Unit, View, Words};
use crate::model::Lang;
use crate::query::{
    CategoryPedigree, Clearance, CollectionRow, CoreParent, Counted, Diagnosis, FounderSummary, ProductClearance,
    YearsToField,
};

impl<'c> View<'c> {
    /// The tables about material that have a row: on whom varieties rest, what becomes of collections, what may be sold,
    /// and where the money goes. At most so many core parents of each category, products and holders are named.
    #[must_use]
    pub fn material(&self, diagnosis: &Diagnosis<'c>, most: usize) -> Vec<Table<'c>> {
        let tables = [
            self.pedigrees(&diagnosis.pedigree),
            self.core_parents(&diagnosis.pedigree, most),
            self.collection_rows(&diagnosis.collections),
            self.clearance(&diagnosis.clearance, most),
            self.benefit(&diagnosis.benefit),
            self.benefit_holders(&diagnosis.benefit, most),
        ];
        tables.into_iter().filter(|table| !table.is_empty()).collect()
    }

    /// On whom the varieties of each category rest.
    #[must_use]
    pub fn pedigrees(&self, rows: &[CategoryPedigree<'c>]) -> Table<'c> {
        let columns = vec![
            Column::words("Category", "品类"),
            Column::number("Varieties", "品种").unit("varieties", "个").definition("variety"),
            Column::number("Founders", "有效始祖数").definition("effective-founders"),
            Column::number("Unknown", "亲本未知").unit("%", "%").definition("phantom"),
            Column::number("Core parents", "骨干亲本").definition("core-parent"),
            Column::number("Outside", "来自外地").unit("%", "%").definition("origin"),
            Column::number("Shared", "利用他人材料").unit("pairs", "对").definition("material-sharing"),
            Column::number("Years", "落地年数").unit("years", "年").definition("years-to-field"),
        ];
        let row = |row: &CategoryPedigree<'c>| {
            let founders = row.founders.as_ref();
            let outside = row.origin.and_then(|origin| origin.from_outside());
            let cells = vec![
                Cell::category(row.category),
                Cell::count(row.varieties, Unit::Records),
                founders.map_or(Cell::Undefined, effective),
                founders.map_or(Cell::Undefined, |founders| Cell::percent(founders.unknown, 0)),
                if row.is_traced { Cell::count(row.core_parents.len(), Unit::Records) } else { Cell::Undefined },
                Cell::measured(outside, Unit::Share, 0, Cell::lacking(row.origin.is_some())),
                part(row.sharing.shared, row.sharing.pairs, row.sharing.unknown),
                years(&row.years_to_field),
            ];
            TableRow::new(cells, About::nothing().within(row.category).weakest(row.evidence))
        };
        let table = Table::new("pedigrees", Words::new("On whom the varieties rest", "品种的亲本基础"), columns)
            .rows(rows.iter().map(row))
            .note(Words::new(
                "Founders: to how many equal founders the varieties come, at least and at most. Outside: of the base of \
                 known origin. Figures of fewer than 20 varieties say little. —: not on record; n/a: nothing to compute it \
                 from.",
                "有效始祖数：品种相当于由多少个贡献相等的始祖育成（下限与上限）。来自外地：占来源已知的遗传基础。品种不足20个时，数字参考意义有限。不适用：没有可供计算的对象。",
            ));
        match rows.iter().filter(|row| !row.is_traced).count() {
            0 => table,
            untraced => table.note(Phrase::of(move |lang| not_traced(untraced, lang))),
        }
    }

    /// What at least one in twenty varieties of a category descend from, category by category.
    #[must_use]
    pub fn core_parents(&self, rows: &[CategoryPedigree<'c>], most: usize) -> Table<'c> {
        let columns = vec![
            Column::words("Category", "品类").grouped(),
            Column::words("Core parent", "骨干亲本").definition("core-parent"),
            Column::words("Bred or kept by", "选育或保存单位"),
            Column::number("Reach", "衍生品种").unit("varieties", "个").definition("reach"),
            Column::number("Part", "血缘占比").unit("%", "%").definition("mass"),
        ];
        let of_category = |row: &CategoryPedigree<'c>| {
            let category = row.category;
            let parent = move |parent: &CoreParent<'c>| {
                let germplasm = parent.germplasm;
                let bred = germplasm.bred_by().len() > 0;
                let by: Vec<_> = if bred { germplasm.bred_by().collect() } else { germplasm.holders().collect() };
                let about = About::nothing().within(category).weakest(row.evidence).germplasm(germplasm);
                let cells = vec![
                    Cell::category(category),
                    Cell::germplasm(germplasm),
                    if by.is_empty() {
                        Cell::Unknown
                    } else {
                        Cell::Phrase(Phrase::of(|lang| joined(by.iter().copied(), comma(lang))))
                    },
                    Cell::count(parent.reach, Unit::Records),
                    Cell::percent(parent.mass, 0),
                ];
                TableRow::new(cells, by.iter().fold(about, |about, own| about.organization(*own)))
            };
            row.core_parents.iter().take(most).map(parent).collect::<Vec<_>>()
        };
        Table::new("core-parents", Words::new("Core parents", "骨干亲本"), columns)
            .rows(rows.iter().flat_map(of_category))
    }

    /// What gene banks keep of each category, and what becomes of it.
    #[must_use]
    pub fn collection_rows(&self, rows: &[CollectionRow<'c>]) -> Table<'c> {
        let columns = vec![
            Column::words("Category", "品类"),
            Column::number("Accessions", "保存份数").definition("accession"),
            Column::number("Identified", "已鉴定").unit("%", "%").definition("accession"),
            Column::number("Confirmed", "已确权").unit("%", "%").definition("accession"),
            Column::number("Listed", "已列入目录").unit("%", "%").definition("accession"),
            Column::number("Shared", "已共享").unit("%", "%").definition("accession"),
            Column::number("Used", "已利用").unit("%", "%").definition("accession"),
            Column::number("Backed up", "已备份").unit("%", "%").definition("accession"),
        ];
        let share = |counted: Option<Counted>| {
            counted.map_or(Cell::Unknown, |counted| {
                counted.share().map_or(Cell::Undefined, |share| Cell::percent(share, 1))
            })
        };
        let row = |row: &CollectionRow<'c>| {
            let cells = vec![
                Cell::category(row.category),
                row.accessions.map_or(Cell::Unknown, |count| Cell::count(count, Unit::Records)),
                share(row.identified),
                share(row.confirmed),
                share(row.listed),
                share(row.shared),
                share(row.used),
                share(row.duplicated),
            ];
            TableRow::new(cells, About::nothing().within(row.category).weakest(row.evidence))
        };
        Table::new("collections", Words::new("What becomes of the gene banks", "种质资源转化"), columns)
            .rows(rows.iter().map(row))
            .note(Words::new(
                "Shares of the accessions, over the latest collections that say both. —: not on record.",
                "占保存份数的比例，按同时记载两者的最新统计计算。",
            ))
    }

    /// Whether products may be sold: the first of those given, the worst first.
    #[must_use]
    pub fn clearance(&self, products: &[ProductClearance<'c>], most: usize) -> Table<'c> {
        let columns = vec![
            Column::words("Product", "产品").definition("clearance"),
            Column::words("By", "经营单位"),
            Column::words("Cleared", "权利状态").definition("clearance"),
            Column::words("Because of", "原因"),
        ];
        let mut worst: Vec<&ProductClearance<'c>> = products.iter().collect();
        worst.sort_by_key(|product| product.state);
        let row = |product: &ProductClearance<'c>| {
            let because: Vec<_> = product.because.iter().filter(|own| own.state == product.state).collect();
            let about = About::nothing().germplasm(product.germplasm).organization(product.by).project(product.project);
            let others = because.iter().map(|own| own.germplasm).filter(|own| *own != product.germplasm);
            let about = about.many_germplasm(others);
            let more = because.len().saturating_sub(NAMED);
            let named = |lang| joined(because.iter().take(NAMED).map(|own| own.germplasm), comma(lang));
            let count = || Cell::count(more, Unit::None);
            let because = |lang| match (lang, more) {
                (_, 0) => named(lang),
                (Lang::En, _) => cells!("{} and {} more", named(lang), count()),
                (Lang::Zh, _) => cells!("{}，另有{}项", named(lang), count()),
            };
            let cells = vec![
                Cell::germplasm(product.germplasm),
                Cell::organization(product.by),
                word!(product.state),
                if product.state == Clearance::Clear { Cell::None } else { Cell::Phrase(Phrase::of(because)) },
            ];
            TableRow::new(cells, about.weakest(Some(product.evidence)))
        };
        Table::new("clearance", Words::new("Whether products may be sold", "产品权利厘清"), columns)
            .rows(worst.into_iter().take(most).map(row))
    }
}

/// How many of the materials that stand in the way of a product are named; the others are counted.
const NAMED: usize = 12;

fn not_traced<'c>(untraced: usize, lang: Lang) -> Vec<Cell<'c>> {
    let count = Cell::count(untraced, Unit::None);
    match (lang, untraced) {
        (Lang::En, 1) => {
            cells!("The ancestors of {} category are too many together with the others', and were left out.", count)
        }
        (Lang::En, _) => {
            cells!("The ancestors of {} categories are too many together with the others', and were left out.", count)
        }
        (Lang::Zh, _) => cells!("系谱总量过大，{}个品类未追溯亲本。", count),
    }
}

/// One number where both ends agree to a tenth, else both.
fn effective<'c>(founders: &FounderSummary<'_>) -> Cell<'c> {
    let cell = |number| Cell::number(number, Unit::None, Digits::Fixed(1));
    let [lower, upper] = [founders.effective_lower, founders.effective_upper].map(cell);
    if (founders.effective_upper - founders.effective_lower).abs() < 0.05 {
        return upper;
    }
    Cell::Phrase(Phrase::of(|_| cells!("{}–{}", lower.clone(), upper.clone())))
}

/// The median of the years to the field, or why there is none.
fn years<'c>(years: &YearsToField) -> Cell<'c> {
    let not_reached = || Cell::word("not-reached", "most wait", "过半未推广");
    let lacking = if years.observations == 0 { Cell::Undefined } else { not_reached() };
    Cell::measured(years.median, Unit::Years, 0, lacking)
}

/// So many of so many that are known; of none, whether others are not on record.
fn part<'c>(part: usize, whole: usize, unknown: usize) -> Cell<'c> {
    if whole == 0 {
        return Cell::lacking(unknown > 0);
    }
    let [part, whole] = [part, whole].map(|count| Cell::count(count, Unit::Pairs));
    Cell::Phrase(Phrase::of(|_| cells!("{}/{}", part.clone(), whole.clone())))
}
