//! Phrases: cells that are read one after another, each language by its own grammar.

use std::fmt::Write as _;

use serde::Serialize;

use super::{Cell, word};
use crate::chain::{GermplasmRef, OrganizationRef, ProjectRef};
use crate::model::{Lang, Leap, OrganizationKind, Stage, Text};
use crate::record::{Category, Demand};
use crate::say::{Record, Words};

/// Cells that are read together, in both languages: a sentence, or what is said in one place of a table.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Phrase<'c> {
    en: Vec<Cell<'c>>,
    zh: Vec<Cell<'c>>,
}

impl<'c> Phrase<'c> {
    /// By the grammar of each language.
    pub(in crate::say) fn of(cells: impl Fn(Lang) -> Vec<Cell<'c>>) -> Self {
        Self { en: cells(Lang::En), zh: cells(Lang::Zh) }
    }

    /// Its cells in the order of a language.
    #[must_use]
    pub fn cells(&self, lang: Lang) -> &[Cell<'c>] {
        match lang {
            Lang::En => &self.en,
            Lang::Zh => &self.zh,
        }
    }

    /// All of it in a language.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        text(self.cells(lang), lang)
    }

    /// This before another.
    pub(in crate::say) fn then(mut self, other: Self) -> Self {
        self.en.extend(other.en);
        self.zh.extend(other.zh);
        self
    }
}

impl From<Words> for Phrase<'_> {
    fn from(words: Words) -> Self {
        Self { en: vec![Cell::Text(words.en)], zh: vec![Cell::Text(words.zh)] }
    }
}

/// Cells, read one after another.
pub(in crate::say) fn text(cells: &[Cell<'_>], lang: Lang) -> String {
    let mut text = String::new();
    for cell in cells {
        // Most cells of a sentence need no text of their own.
        match cell {
            Cell::Count { count, .. } => _ = write!(text, "{count}"),
            cell => text.push_str(&cell.text(lang)),
        }
    }
    text
}

/// A sentence as JSON has it.
pub(in crate::say) fn message(said: impl Fn(Lang) -> String) -> Text {
    Text::new(said(Lang::En), said(Lang::Zh))
}

/// The words of a template with cells in its places.
pub(in crate::say) fn filled<'c>(
    template: &'static str,
    cells: impl IntoIterator<Item = Vec<Cell<'c>>>,
) -> Vec<Cell<'c>> {
    let mut words = template.split("{}");
    let words_at = |words: &str, filled: &mut Vec<Cell<'c>>, text: &'static str| {
        if !words.is_empty() {
            filled.push(Cell::Text(text.into()));
        }
    };
    let mut filled = Vec::new();
    if let Some(first) = words.next() {
        words_at(first, &mut filled, first);
    }
    for (cell, after) in cells.into_iter().zip(words) {
        filled.extend(cell);
        words_at(after, &mut filled, after);
    }
    filled
}

/// How many places a template has.
pub(in crate::say) const fn places(template: &str) -> usize {
    let (bytes, mut byte, mut places) = (template.as_bytes(), 1, 0);
    while byte < bytes.len() {
        if bytes[byte - 1] == b'{' && bytes[byte] == b'}' {
            places += 1;
        }
        byte += 1;
    }
    places
}

/// The cells of a sentence: a template, and what stands at each `{}`. That there is something for each is checked when
/// the crate is built.
macro_rules! cells {
    ($template:literal $(, $cell:expr)* $(,)?) => {{
        const GIVEN: usize = <[&str]>::len(&[$(stringify!($cell)),*]);
        const _: () = assert!($crate::say::cell::places($template) == GIVEN, "a cell for each place");
        $crate::say::cell::filled($template, [$($crate::say::cell::Piece::from($cell).0),*])
    }};
}
pub(in crate::say) use cells;

/// What may stand at a place of a template: one cell, or several.
pub(in crate::say) struct Piece<'c>(pub(in crate::say) Vec<Cell<'c>>);

impl<'c> From<Cell<'c>> for Piece<'c> {
    fn from(cell: Cell<'c>) -> Self {
        Self(vec![cell])
    }
}

impl<'c> From<Vec<Cell<'c>>> for Piece<'c> {
    fn from(cells: Vec<Cell<'c>>) -> Self {
        Self(cells)
    }
}

/// What tells by its type which cell it is.
macro_rules! pieces {
    ($($type:ty: $of:ident => $cell:expr;)+) => {$(
        impl<'c> From<$type> for Piece<'c> {
            fn from($of: $type) -> Self {
                Self(vec![$cell])
            }
        }
    )+};
}
pieces! {
    &'c str: text => Cell::Text(text.into());
    String: text => Cell::Text(text.into());
    &'c Category: category => Cell::Record(Record::Category(category));
    &'c Demand: demand => Cell::Record(Record::Demand(demand));
    OrganizationRef<'c>: organization => Cell::Record(Record::Organization(organization));
    ProjectRef<'c>: project => Cell::Record(Record::Project(project));
    GermplasmRef<'c>: germplasm => Cell::Record(Record::Germplasm(germplasm));
    Stage: stage => word!(stage);
    Leap: leap => word!(leap);
    OrganizationKind: kind => word!(kind);
}

/// What is not on record has a place, too.
impl<'c, T> From<Option<T>> for Piece<'c>
where
    Piece<'c>: From<T>,
{
    fn from(known: Option<T>) -> Self {
        known.map_or_else(|| Self(vec![Cell::Unknown]), Self::from)
    }
}

/// What stands between the parts of a list.
pub(in crate::say) const fn comma(lang: Lang) -> &'static str {
    match lang {
        Lang::En => ", ",
        Lang::Zh => "、",
    }
}

/// The parts of a list, with something between.
pub(in crate::say) fn joined<'c, P>(parts: impl IntoIterator<Item = P>, between: &'static str) -> Vec<Cell<'c>>
where
    Piece<'c>: From<P>,
{
    let mut cells: Vec<Cell<'c>> = Vec::new();
    for part in parts {
        if !cells.is_empty() {
            cells.push(Cell::Text(between.into()));
        }
        cells.extend(Piece::from(part).0);
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::{places, text};
    use crate::model::{Lang, Stage};

    #[test]
    fn templates_are_filled_in_order() {
        let said = cells!("{}: {} of {}.", Stage::Basic, "a", None::<Stage>);
        assert_eq!(text(&said, Lang::En), "basic research: a of —.");
        assert_eq!(text(&said, Lang::Zh), "基础研究: a of 未记载.");
        assert_eq!((places("{}{} a {}"), places(""), places("}{")), (3, 0, 0));
    }
}
