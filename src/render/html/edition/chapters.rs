//! The chapters of figures: what the page shows in tables beside its picture and its lists.
//!
//! A chapter is one entry of the list below, and a figure one entry of its chapter; the page, its contents and its print
//! follow. A figure without a row is left out, and so is a chapter without a figure.

use serde::Serialize;

use super::super::figures::{self, Figure};
use super::super::words::say;
use super::{CATEGORY_ROWS, Content};
use crate::model::Lang;
use crate::say::Table;

/// How many assumed values of a category.
const SWINGS: usize = 3;

/// A chapter as it stands on the page.
#[derive(Debug, Serialize)]
pub(super) struct Chapter {
    pub(super) id: String,
    pub(super) name: &'static str,
    figures: Vec<Figure>,
}

impl<'c> Content<'_, 'c> {
    /// The chapters in the order of reading: what is on record, what follows from it by assumptions, and last how far it
    /// is known and what is missing.
    pub(super) fn chapters(&self, lang: Lang) -> Vec<Chapter> {
        let chapter = |id: &str, en, zh, figures: Vec<Figure>| Chapter {
            id: format!("{lang}-{id}"),
            name: say(lang, en, zh),
            figures: figures.into_iter().filter(|figure| !figure.table.rows.is_empty()).collect(),
        };
        let chapters = [
            chapter("figures", "Figures", "图表", self.at_work(lang)),
            chapter("capacity", "Work and output", "任务与产出", self.capacity(lang)),
            chapter("links", "Links and mechanisms", "衔接与机制", self.links(lang)),
            chapter("material", "Material and benefit", "材料与收益", self.material(lang)),
            chapter("known", "How far it is known, and what is missing", "已知程度与缺失数据", self.known(lang)),
        ];
        chapters.into_iter().filter(|chapter| !chapter.figures.is_empty()).collect()
    }

    fn plain(&self, table: Table<'c>, rows: usize, lang: Lang) -> Figure {
        figures::figure(table, rows, None, &self.records, lang)
    }

    fn at_work(&self, lang: Lang) -> Vec<Figure> {
        let (view, diagnosis, records) = (self.view, self.diagnosis, &self.records);
        vec![
            figures::heat(view, &diagnosis.coverage, CATEGORY_ROWS, records, lang),
            figures::funnel(view, &diagnosis.funnel, 2 * CATEGORY_ROWS, records, lang),
            figures::delays(&diagnosis.funnel, self.options.table_rows, lang),
            self.plain(view.standing(&diagnosis.standing), CATEGORY_ROWS, lang),
        ]
    }

    fn capacity(&self, lang: Lang) -> Vec<Figure> {
        let (view, diagnosis, records) = (self.view, self.diagnosis, &self.records);
        let rows = self.options.table_rows;
        vec![
            figures::throughput(view, &diagnosis.throughput, CATEGORY_ROWS, records, lang),
            figures::load(view, &diagnosis.load, rows, records, lang),
            self.plain(view.concentration(&diagnosis.concentration, rows), rows, lang),
            self.plain(view.active_period(&diagnosis.active_period), rows, lang),
            self.plain(view.throughput_ranges(&diagnosis.certainty.throughput), CATEGORY_ROWS, lang),
            self.plain(view.tornado(&diagnosis.certainty.throughput, SWINGS), rows, lang),
            self.plain(view.parameter_estimates(&diagnosis.certainty.estimates), rows, lang),
        ]
    }

    fn links(&self, lang: Lang) -> Vec<Figure> {
        let (view, diagnosis, records) = (self.view, self.diagnosis, &self.records);
        vec![
            figures::connectors(view, diagnosis, self.options.table_rows, records, lang),
            self.plain(view.mechanisms(&diagnosis.mechanisms), CATEGORY_ROWS, lang),
            figures::acceptability(view, &diagnosis.selection, CATEGORY_ROWS, records, lang),
        ]
    }

    fn material(&self, lang: Lang) -> Vec<Figure> {
        let (view, diagnosis, records) = (self.view, self.diagnosis, &self.records);
        let rows = self.options.table_rows;
        vec![
            figures::origins(view, &diagnosis.pedigree, CATEGORY_ROWS, records, lang),
            figures::core_parents(view, &diagnosis.pedigree, &self.pedigrees, rows, records, lang),
            figures::collections(view, &diagnosis.collections, CATEGORY_ROWS, records, lang),
            self.plain(view.clearance(&diagnosis.clearance, usize::MAX), rows, lang),
            figures::benefit(view, &diagnosis.benefit, CATEGORY_ROWS, records, lang),
            self.plain(view.benefit_holders(&diagnosis.benefit, usize::MAX), rows, lang),
        ]
    }

    fn known(&self, lang: Lang) -> Vec<Figure> {
        let (view, diagnosis) = (self.view, self.diagnosis);
        let rows = self.options.table_rows;
        vec![
            self.plain(view.evidence(), rows, lang),
            self.plain(view.certainty_counts(&diagnosis.certainty.counts), rows, lang),
            self.plain(view.conversion_bounds(&diagnosis.certainty.conversions), 2 * CATEGORY_ROWS, lang),
            self.plain(view.unrecorded(&diagnosis.certainty.unrecorded), rows, lang),
            self.plain(view.look_up_next(&diagnosis.certainty.look_up_next, rows), rows, lang),
        ]
    }
}
