//! Where records go when they are put in order, and where they came.

use std::cmp::Ordering;

use crate::graph::rows::Rows;
use crate::model::Id;
use crate::record::{Index, Interned, NONE, RecordList};

/// Where records go.
pub(super) struct Sorting {
    /// The record that becomes the `i`th; `None` where they are in order already.
    order: Option<Vec<u32>>,
    /// Where each record goes; `None` where they stay.
    places: Option<Vec<u32>>,
}

impl Sorting {
    pub(super) fn by_id<'a>(count: usize, id: impl Fn(usize) -> &'a str) -> Self {
        Self::by(count, |one, other| id(one).cmp(id(other)))
    }

    /// Records that are equal stay as they come.
    pub(super) fn by(count: usize, compare: impl Fn(usize, usize) -> Ordering) -> Self {
        if (1..count).all(|record| compare(record - 1, record).is_le()) {
            return Self { order: None, places: None };
        }
        let mut order: Vec<u32> = (0..count as u32).collect();
        order.sort_by(|&a, &b| compare(a as usize, b as usize));
        let mut places = vec![0; count];
        for (place, &record) in order.iter().enumerate() {
            places[record as usize] = place as u32;
        }
        Self { order: Some(order), places: Some(places) }
    }

    pub(super) fn place(&self, record: u32) -> u32 {
        match &self.places {
            Some(places) if record != NONE => places[record as usize],
            _ => record,
        }
    }

    /// Moves every record to its place.
    pub(super) fn apply(&self, mut swap: impl FnMut(usize, usize)) {
        let Some(places) = &self.places else { return };
        let mut places = places.clone();
        for record in 0..places.len() {
            while places[record] as usize != record {
                let place = places[record] as usize;
                swap(record, place);
                places.swap(record, place);
            }
        }
    }

    pub(super) fn column<T: Copy>(&self, column: Vec<T>) -> Vec<T> {
        match &self.order {
            Some(order) => order.iter().map(|&record| column[record as usize]).collect(),
            None => column,
        }
    }

    pub(super) fn rows(&self, rows: Rows) -> Rows {
        match &self.order {
            Some(order) => rows.reordered(order),
            None => rows,
        }
    }

    pub(super) fn index<I: Id>(&self, names: Interned<I>) -> Index {
        names.into_index(self.places.as_deref())
    }
}

/// Where the records of each list came that is not in the order in which it came.
#[derive(Clone, Debug, Default)]
pub(super) struct Came(Vec<(RecordList, Vec<u32>)>);

impl Came {
    pub(super) fn add(&mut self, list: RecordList, sorting: Sorting) {
        self.0.extend(sorting.order.map(|order| (list, order)));
    }

    /// The place at which a record came that has one now.
    pub(super) fn place(&self, list: RecordList, record: usize) -> usize {
        let moved = self.0.iter().find(|(moved, _)| *moved == list);
        moved.and_then(|(_, order)| order.get(record)).map_or(record, |place| *place as usize)
    }
}
