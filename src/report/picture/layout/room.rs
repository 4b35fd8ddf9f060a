//! Which parts of a picture are taken, so that marks and counts are not on top of each other.

use hashbrown::HashMap;

use super::super::parts::{Area, Point};

/// A little more than the largest area that is asked for.
const CELL: f64 = 48.0;

/// Areas that are taken, by the cells of a grid.
#[derive(Default)]
pub(super) struct Room {
    cells: HashMap<(i64, i64), Vec<Area>>,
}

impl Room {
    /// Takes the first of some areas that is free; if none is, the first.
    pub(super) fn take_first_free(&mut self, areas: impl Iterator<Item = Area> + Clone) -> Option<usize> {
        let free = areas.clone().position(|area| self.is_free(&area));
        let chosen = areas.clone().nth(free.unwrap_or(0))?;
        self.take(chosen);
        Some(free.unwrap_or(0))
    }

    pub(super) fn take(&mut self, area: Area) {
        for cell in cells(&area) {
            self.cells.entry(cell).or_default().push(area);
        }
    }

    fn is_free(&self, area: &Area) -> bool {
        let overlap = |other: &Area| {
            area.x < other.right() && other.x < area.right() && area.y < other.bottom() && other.y < area.bottom()
        };
        cells(area).all(|cell| !self.cells.get(&cell).is_some_and(|taken| taken.iter().any(overlap)))
    }
}

fn cells(area: &Area) -> impl Iterator<Item = (i64, i64)> + use<> {
    let cell = |number: f64| (number / CELL).floor() as i64;
    let (left, right, top, bottom) = (cell(area.x), cell(area.right()), cell(area.y), cell(area.bottom()));
    (left..=right).flat_map(move |column| (top..=bottom).map(move |row| (column, row)))
}

/// The area around a point.
pub(super) fn around(at: Point, width: f64, height: f64) -> Area {
    Area { x: at.x - width / 2.0, y: at.y - height / 2.0, width, height }
}
