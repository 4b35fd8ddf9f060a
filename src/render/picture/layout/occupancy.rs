//! Which parts of a picture are taken, so that marks and counts are not on top of each other.

use hashbrown::HashMap;

use super::super::parts::{Area, Point};

/// A little more than the largest area that is asked for.
const CELL: f64 = 48.0;

/// Areas that are taken, by the cells of a grid.
#[derive(Default)]
pub(super) struct Occupancy {
    cells: HashMap<(i64, i64), Vec<Area>>,
}

impl Occupancy {
    /// Takes the first of some areas of which least is taken, and tells which. There must be one.
    pub(super) fn take_freest(&mut self, areas: &[Area]) -> usize {
        let mut chosen = (0, f64::INFINITY);
        for (number, area) in areas.iter().enumerate() {
            let taken = self.taken(area);
            if taken < chosen.1 {
                chosen = (number, taken);
            }
            if taken <= 0.0 {
                break;
            }
        }
        self.take(areas[chosen.0]);
        chosen.0
    }

    pub(super) fn take(&mut self, area: Area) {
        for cell in cells(&area) {
            self.cells.entry(cell).or_default().push(area);
        }
    }

    /// How much of an area is taken. What is in several of its cells counts in each.
    fn taken(&self, area: &Area) -> f64 {
        let overlap = |other: &Area| {
            let across = area.right().min(other.right()) - area.x.max(other.x);
            let down = area.bottom().min(other.bottom()) - area.y.max(other.y);
            across.max(0.0) * down.max(0.0)
        };
        cells(area).filter_map(|cell| self.cells.get(&cell)).flatten().map(overlap).sum()
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
