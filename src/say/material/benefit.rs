//! Benefit: of what products earn, what reaches whom.

use crate::model::{Lang, Leap};
use crate::query::{Benefit, BenefitHolder, CategoryBenefit};
use crate::say::cell::{cells, text};
use crate::say::{About, Cell, Column, Digits, Phrase, Record, Sentence, Table, TableRow, Unit, View, Words};

impl<'c> View<'c> {
    /// What of the revenue of the products of each category reaches which leap, with a sentence for each.
    #[must_use]
    pub fn benefit(&self, benefit: &Benefit<'c>) -> Table<'c> {
        let number = |en, zh| Column::number(en, zh).unit("of 100", "每100元").definition("benefit-flow");
        let columns = vec![
            Column::words("Products of", "产品所属品类"),
            Column::number("Revenue", "收入").definition("benefit-flow"),
            number("0→1", "从0到1"),
            number("1→10", "从1到10"),
            number("10→100", "从10到100"),
            number("Germplasm", "种质"),
        ];
        let row = |row: &CategoryBenefit<'c>| {
            let of = row.by_leap.of_a_hundred();
            let parts = of.leaps.into_iter().chain([of.germplasm]).map(of_a_hundred);
            let cells = [Cell::category(row.category), Cell::number(row.revenue, Unit::Money, Digits::All)].into_iter();
            TableRow::new(cells.chain(parts).collect(), about(row))
        };
        let table = Table::new("benefit", Words::new("Where the money goes", "收益分享"), columns);
        let table = table.rows(benefit.categories.iter().map(row));
        self.benefit_sentences(benefit).fold(table, |table, sentence| table.note(sentence.phrase))
    }

    /// Of a hundred that the products of each category earn, what reaches whom; where no product has any revenue on record,
    /// that this is not known.
    pub fn benefit_sentences<'v>(&'v self, benefit: &'v Benefit<'c>) -> impl Iterator<Item = Sentence<'c>> {
        let told = benefit.categories.iter().map(move |row| {
            let phrase = Phrase::of(|lang| sentence(row, self.chain.currency(), lang));
            Sentence::new("benefit", phrase, about(row))
        });
        let nothing = Words::new(
            "No revenue of products is on record: what of it reaches research is not known.",
            "产品收入未记载，其中多少回到科研环节无从得知。",
        );
        let untold = benefit.categories.is_empty().then(|| Sentence::new("benefit", nothing, About::nothing()));
        told.chain(untold)
    }

    /// Who gets what of all revenue, most first.
    #[must_use]
    pub fn benefit_holders(&self, benefit: &Benefit<'c>, most: usize) -> Table<'c> {
        let columns = vec![
            Column::words("Holder", "受益方"),
            Column::number("Amount", "金额").definition("benefit-flow"),
            Column::number("Part", "占比").unit("%", "%").definition("benefit-flow"),
        ];
        let row = |row: &crate::query::HolderBenefit<'c>| {
            let about = match row.holder {
                BenefitHolder::Organization(organization) => About::nothing().organization(organization),
                _ => About::nothing(),
            };
            let cells = vec![
                holder(row.holder),
                Cell::number(row.amount, Unit::Money, Digits::Fixed(0)),
                Cell::percent(row.amount / benefit.total, 1),
            ];
            TableRow::new(cells, about.weakest(benefit.evidence))
        };
        Table::new("benefit-holders", Words::new("Who gets it", "受益方"), columns)
            .rows(benefit.by_holder.iter().take(most).map(row))
    }
}

fn about<'c>(row: &CategoryBenefit<'c>) -> About<'c> {
    About::nothing().within(row.category).weakest(row.evidence)
}

/// Who gets something, by name.
pub(super) fn holder(holder: BenefitHolder<'_>) -> Cell<'_> {
    match holder {
        BenefitHolder::Organization(organization) => Cell::organization(organization),
        BenefitHolder::Inventors => Cell::word("inventors", "the inventors", "发明人"),
        BenefitHolder::Other(name) => Cell::text_of(name),
        BenefitHolder::Unknown => Cell::Unknown,
    }
}

/// A part of a hundred, with the digits that it takes not to look like nothing.
fn of_a_hundred<'c>(part: f64) -> Cell<'c> {
    let digits = if part == 0.0 || part >= 1.0 { Digits::AtMostOne } else { Digits::Fixed(2) };
    Cell::number(part, Unit::None, digits)
}

fn sentence<'c>(row: &CategoryBenefit<'c>, currency: Option<&str>, lang: Lang) -> Vec<Cell<'c>> {
    let of = row.by_leap.of_a_hundred();
    let leap = |leap: Leap| of_a_hundred(of.leaps[leap.index()]);
    let category = Cell::RecordWithin(Record::Category(row.category));
    let (yuan, early, applied) = (currency_name(currency, lang), leap(Leap::ZeroToOne), leap(Leap::OneToTen));
    let (late, germplasm) = (leap(Leap::TenToHundred), of_a_hundred(of.germplasm));
    match lang {
        Lang::En => cells!(
            "Of 100{} that products of {} earn, {} {} basic and applied-basic research, {} applied research and {} the \
             germplasm; {} {} with industrialization.",
            yuan,
            category,
            early.clone(),
            if text(&[early], lang) == "1" { "reaches" } else { "reach" },
            applied,
            germplasm,
            late.clone(),
            if text(&[late], lang) == "1" { "stays" } else { "stay" },
        ),
        Lang::Zh => cells!(
            "{}产品每收入100{}，从0到1的研究分得{}，从1到10的研究分得{}，种质分得{}，留在产业化环节{}。",
            category,
            yuan,
            early,
            applied,
            germplasm,
            late,
        ),
    }
}

fn currency_name(currency: Option<&str>, lang: Lang) -> String {
    match (currency, lang) {
        (Some("CNY" | "RMB"), Lang::En) => " yuan".to_owned(),
        (Some("CNY" | "RMB"), Lang::Zh) => "元".to_owned(),
        (Some(code), _) => format!(" {code}"),
        (None, _) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{Lang, Stage, Status};
    use crate::record::{Category, Organization, Project, Royalty};
    use crate::say::View;
    use crate::{OrganizationKind, SupplyChain};

    #[test]
    fn no_revenue_on_record_is_not_known_and_no_zero() {
        let chain = crate::datasets::hunan();
        let (view, benefit) = (View::new(&chain), chain.benefit());
        let said =
            Lang::ALL.map(|lang| view.benefit_sentences(&benefit).map(|said| said.text(lang)).collect::<Vec<_>>());
        assert_eq!(
            said,
            [
                ["No revenue of products is on record: what of it reaches research is not known."],
                ["产品收入未记载，其中多少回到科研环节无从得知。"],
            ]
        );
        assert!(view.benefit(&benefit).is_empty());
    }

    #[test]
    fn a_hundred_yuan_are_told_by_where_they_end() {
        let project = |id, stage| Project::new(id, "rice", stage, "hau", Status::Delivered);
        let chain = SupplyChain::builder("2024-12-31".parse().unwrap())
            .currency("CNY")
            .category(Category::new("rice").name(("Rice", "水稻")))
            .organization(Organization::new("hau", OrganizationKind::University))
            .project(project("gene", Stage::Basic))
            .project(
                project("variety", Stage::Applied).builds_on(["gene"]).royalties([Royalty::new(0.15).project("gene")]),
            )
            .project(
                project("seed", Stage::Industrialization)
                    .revenue(2e6)
                    .builds_on(["variety"])
                    .royalties([Royalty::new(0.2).project("variety")]),
            )
            .build()
            .unwrap();
        let (view, benefit) = (View::new(&chain), chain.benefit());
        let said = Lang::ALL.map(|lang| view.benefit_sentences(&benefit).next().unwrap().text(lang));
        assert_eq!(
            said,
            [
                "Of 100 yuan that products of rice earn, 3 reach basic and applied-basic research, 17 applied research \
                 and 0 the germplasm; 80 stay with industrialization.",
                "水稻产品每收入100元，从0到1的研究分得3，从1到10的研究分得17，种质分得0，留在产业化环节80。",
            ]
        );
    }
}
