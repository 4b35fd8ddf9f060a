//! The brief: the first page, on paper and on screen.

use minijinja::context;

use super::super::figures::{self, Drawn, PageTable};
use super::super::words::say;
use super::proposal::Compared;
use super::{Content, value};
use crate::model::{Evidence, Lang};
use crate::query::Degree;
use crate::render::html::chart::{Bars, Segment};
use crate::rules::Severity;
use crate::say::BriefFinding;

/// How many categories the small picture has; the others are in the figures.
const SMALL_ROWS: usize = 7;

impl Content<'_, '_> {
    /// Everything that the first page says.
    pub(super) fn brief(&self, compared: Option<&Compared>, lang: Lang) -> minijinja::Value {
        let (view, diagnosis) = (self.view, self.diagnosis);
        let known = figures::figure(view.known_gaps(diagnosis), usize::MAX, None, &self.records, lang).table;
        context! {
            head => head(self.findings_to_hear.len(), lang),
            findings => self.findings_to_hear.iter().map(|finding| self.finding(finding, lang)).collect::<Vec<_>>(),
            known => value(known),
            recorded => value(self.recorded(lang)),
            recorded_notes => view.recorded(diagnosis).notes.iter().map(|note| note.text(lang)).collect::<Vec<_>>(),
            compared => compared.map(|compared| value(&compared.brief)),
            compared_notes => compared.map(|compared| compared.brief_notes.clone()),
            glance => value(figures::glance(diagnosis, SMALL_ROWS, lang)),
            glance_notes => figures::glance_notes(diagnosis, lang),
        }
    }

    fn finding(&self, finding: &BriefFinding<'_>, lang: Lang) -> minijinja::Value {
        let what = &finding.what;
        context! {
            severity => what.severity.map(Severity::as_str),
            evidence => what.about.evidence.map(Evidence::as_str),
            degree => what.certainty.map(Degree::as_str),
            what => self.records.said(what.parts(lang), lang),
            href => self.place_of(what, lang),
            why => finding.why.get(lang),
            who => self.records.said(finding.who.cells(lang), lang),
            sure => self.records.said(finding.sure.cells(lang), lang),
            more => finding.more,
        }
    }

    /// The figure of completeness: a bar for each thing that records may say.
    fn recorded(&self, lang: Lang) -> PageTable {
        let table = self.view.recorded(self.diagnosis);
        let bars = Bars::up_to(1.0);
        let share = |row: &crate::say::TableRow<'_>| {
            let number = |cell: usize| match row.cells[cell] {
                crate::say::Cell::Count { count, .. } => count as f64,
                _ => 0.0,
            };
            let share = number(1) / number(2);
            let segment = |length, fill| Segment { length, fill };
            bars.bar(&[segment(share, "solid"), segment(1.0 - share, "hatched")], None)
        };
        let drawn = Drawn {
            after: 1,
            head: say(lang, "Known", "已知比例").to_owned(),
            unit: String::new(),
            axis: String::new(),
            cells: table.rows.iter().map(share).collect(),
        };
        figures::figure(table, usize::MAX, Some(drawn), &self.records, lang).table
    }
}

const fn head(findings: usize, lang: Lang) -> &'static str {
    match (findings, lang) {
        (3, Lang::En) => "Three findings to hear first",
        (3, Lang::Zh) => "首先要知道的三件事",
        (_, Lang::En) => "What to hear first",
        (_, Lang::Zh) => "首先要知道的事",
    }
}
