//! Material: where the base of varieties comes from, the core parents as a picture, what becomes of gene banks, and where
//! the money goes.

use super::{Chart, Drawn, Figure, Room, figure, key, svg};
use crate::chain::SupplyChain;
use crate::model::{Lang, Leap};
use crate::query::{Benefit, CategoryBenefit, CategoryPedigree, CollectionRow, OriginClass};
use crate::record::Category;
use crate::render::html::chart::{Bars, Segment};
use crate::render::html::records::Records;
use crate::render::html::words::say;
use crate::render::picture::PedigreePicture;
use crate::say::View;

/// The classes of origin and the leaps, each with its way of filling.
const ORIGINS: [(OriginClass, &str); 4] = [
    (OriginClass::Home, "solid"),
    (OriginClass::Elsewhere, "hatched"),
    (OriginClass::Abroad, "crossed"),
    (OriginClass::Unknown, "open"),
];
const LEAPS: [&str; 3] = ["crossed", "hatched", "solid"];

fn whole(share: f64) -> String {
    format!("{:.0}", share * 100.0)
}

/// The bases of the varieties, with a bar of where each comes from.
pub(in crate::render::html) fn origins<'c>(
    view: &View<'c>,
    rows: &[CategoryPedigree<'c>],
    most_rows: usize,
    records: &Records<'c>,
    lang: Lang,
) -> Figure {
    let bars = Bars::up_to(1.0);
    let cell = |row: &CategoryPedigree<'c>| {
        row.origin.map_or_else(String::new, |origin| {
            bars.bar(&ORIGINS.map(|(class, fill)| Segment { length: origin.of(class), fill }), None)
        })
    };
    let drawn = Drawn {
        after: 6,
        head: say(lang, "Where the base comes from", "遗传基础来源").to_owned(),
        unit: "%".to_owned(),
        axis: bars.axis(whole),
        cells: rows.iter().map(cell).collect(),
    };
    let mut figure = figure(view.pedigrees(rows), most_rows, Some(drawn), records, lang);
    figure.legend = ORIGINS.map(|(class, fill)| key(fill, class.label(lang))).into();
    figure
}

/// The pictures of core parents: of at most so many categories, those with most.
pub(in crate::render::html) fn pedigrees<'c>(
    chain: &'c SupplyChain,
    rows: &[CategoryPedigree<'c>],
    most: usize,
) -> Vec<(&'c Category, PedigreePicture<'c>)> {
    let mut pictured: Vec<&CategoryPedigree<'c>> = rows.iter().filter(|row| !row.core_parents.is_empty()).collect();
    // Stable: of equally many, by id.
    pictured.sort_by_key(|row| std::cmp::Reverse(row.core_parents.len()));
    let drawn = pictured.into_iter().take(most);
    drawn.filter_map(|row| Some((row.category, PedigreePicture::draw(chain, row)?))).collect()
}

/// The core parents, with the pictures of them.
pub(in crate::render::html) fn core_parents<'c>(
    view: &View<'c>,
    rows: &[CategoryPedigree<'c>],
    pictures: &[(&'c Category, PedigreePicture<'c>)],
    most_rows: usize,
    records: &Records<'c>,
    lang: Lang,
) -> Figure {
    let chart = |(number, (category, picture)): (usize, &(&Category, PedigreePicture<'_>))| Chart {
        name: category.label(lang).to_owned(),
        svg: svg(picture.to_svg(&format!("{lang}-pedigree-{number}"), lang)),
        room: if picture.is_legible_on_paper() { Room::Wide } else { Room::WideOnScreen },
    };
    let mut figure = figure(view.core_parents(rows, most_rows), most_rows, None, records, lang);
    figure.charts = pictures.iter().enumerate().map(chart).collect();
    figure
}

/// What becomes of the gene banks: of each category a bar for each share.
pub(in crate::render::html) fn collections<'c>(
    view: &View<'c>,
    rows: &[CollectionRow<'c>],
    most_rows: usize,
    records: &Records<'c>,
    lang: Lang,
) -> Figure {
    let bars = Bars::up_to(1.0);
    let cell = |row: &CollectionRow<'c>| {
        let counts = [row.identified, row.confirmed, row.listed, row.shared, row.used];
        bars.thin(&counts.map(|counted| counted.and_then(|counted| counted.share())))
    };
    let drawn = Drawn {
        after: 2,
        head: say(lang, "On the way to use", "从保存到利用").to_owned(),
        unit: say(lang, "% of accessions", "占保存份数%").to_owned(),
        axis: bars.axis(whole),
        cells: rows.iter().map(cell).collect(),
    };
    let mut figure = figure(view.collection_rows(rows), most_rows, Some(drawn), records, lang);
    let bars = say(
        lang,
        "Bars from top to bottom: identified, confirmed, listed, shared, used. A broken line: not on record.",
        "横条自上而下：已鉴定、已确权、已列入目录、已共享、已利用。虚线：未记载。",
    );
    figure.notes.insert(0, bars.to_owned());
    figure
}

/// Where the money goes: what products of each category earn, by where it ends.
pub(in crate::render::html) fn benefit<'c>(
    view: &View<'c>,
    benefit: &Benefit<'c>,
    most_rows: usize,
    records: &Records<'c>,
    lang: Lang,
) -> Figure {
    let bars = Bars::up_to(100.0);
    let cell = |row: &CategoryBenefit<'c>| {
        let of = row.by_leap.of_a_hundred();
        let leaps = Leap::ALL.map(|leap| Segment { length: of.leaps[leap.index()], fill: LEAPS[leap.index()] });
        let germplasm = Segment { length: of.germplasm, fill: "dotted" };
        bars.bar(&leaps.into_iter().chain([germplasm]).collect::<Vec<_>>(), None)
    };
    let drawn = Drawn {
        after: 2,
        head: say(lang, "Of each 100", "每100元").to_owned(),
        unit: say(lang, "of revenue", "产品收入").to_owned(),
        axis: bars.axis(|value| format!("{value:.0}")),
        cells: benefit.categories.iter().map(cell).collect(),
    };
    let mut figure = figure(view.benefit(benefit), most_rows, Some(drawn), records, lang);
    let leaps = Leap::ALL.map(|leap| key(LEAPS[leap.index()], leap.label(lang)));
    figure.legend = leaps.into_iter().chain([key("dotted", say(lang, "germplasm", "种质"))]).collect();
    figure
}
