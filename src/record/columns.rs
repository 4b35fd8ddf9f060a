//! What records refer to, as numbers: a column for each field that refers to something.

use super::names::NONE;
use crate::graph::rows::Rows;

/// What the records of a list have in one field, by number.
pub(crate) trait Column: Default + std::fmt::Debug {
    /// Adds what the next record has. `number` is what the field's type gave for it; what there may be many of stands in
    /// `many` from there on, behind how many there are.
    fn push(&mut self, number: u32, many: &[u32]);
}

/// Of a field that refers to nothing.
impl Column for () {
    fn push(&mut self, _: u32, _: &[u32]) {}
}

impl Column for Vec<u32> {
    fn push(&mut self, number: u32, _: &[u32]) {
        self.push(number);
    }
}

impl Column for Rows {
    fn push(&mut self, number: u32, many: &[u32]) {
        if number != NONE {
            let start = number as usize + 1;
            self.extend(many[start..start + many[start - 1] as usize].iter().copied());
        }
        self.end_row();
    }
}
