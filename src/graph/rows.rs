//! Rows of different lengths in two flat arrays (compressed sparse rows).

use std::ops::Range;

/// Rows of values, end to end: row `i` is `values[starts[i]..starts[i + 1]]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rows<T = u32> {
    starts: Vec<u32>,
    values: Vec<T>,
}

/// No rows.
impl<T> Default for Rows<T> {
    fn default() -> Self {
        Self::with_capacity(0, 0)
    }
}

/// ## To fill row by row
impl<T> Rows<T> {
    /// No rows, with room for some.
    pub(crate) fn with_capacity(rows: usize, values: usize) -> Self {
        let mut starts = Vec::with_capacity(rows + 1);
        starts.push(0);
        Self { starts, values: Vec::with_capacity(values) }
    }

    /// Adds to the row in the making.
    pub(crate) fn push(&mut self, value: T) {
        self.values.push(value);
    }

    /// Ends the row in the making.
    pub(crate) fn end_row(&mut self) {
        self.starts.push(u32::try_from(self.values.len()).expect("rows hold no more values than u32 counts"));
    }
}

impl<T> Extend<T> for Rows<T> {
    /// Adds to the row in the making.
    fn extend<I: IntoIterator<Item = T>>(&mut self, values: I) {
        self.values.extend(values);
    }
}

/// ## To fill from pairs in any order
impl<T: Copy + Default> Rows<T> {
    /// Puts each `(row, value)` into its row, in the order given: a counting sort, O(rows + pairs).
    pub(crate) fn from_pairs(rows: usize, pairs: impl Iterator<Item = (u32, T)> + Clone) -> Self {
        Self::from_pairs_noting(rows, pairs, |_, _| {})
    }

    /// As [`from_pairs`](Self::from_pairs), and tells `note` the number of each pair with the position of its value.
    pub(crate) fn from_pairs_noting(
        rows: usize,
        pairs: impl Iterator<Item = (u32, T)> + Clone,
        mut note: impl FnMut(u32, u32),
    ) -> Self {
        let mut starts = vec![0_u32; rows + 1];
        for (row, _) in pairs.clone() {
            starts[row as usize + 1] += 1;
        }
        for row in 0..rows {
            starts[row + 1] += starts[row];
        }
        let mut free = starts.clone();
        let mut values = vec![T::default(); starts[rows] as usize];
        for (number, (row, value)) in (0_u32..).zip(pairs) {
            let position = &mut free[row as usize];
            values[*position as usize] = value;
            note(number, *position);
            *position += 1;
        }
        Self { starts, values }
    }
}

/// ## To read
impl<T> Rows<T> {
    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// One row.
    pub(crate) fn of(&self, row: usize) -> &[T] {
        &self.values[self.range(row)]
    }

    /// Where the values of a row lie among all.
    pub(crate) fn range(&self, row: usize) -> Range<usize> {
        self.starts[row] as usize..self.starts[row + 1] as usize
    }

    /// How many values a row has.
    pub(crate) fn degree(&self, row: usize) -> u32 {
        self.starts[row + 1] - self.starts[row]
    }

    /// Every row.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &[T]> {
        (0..self.len()).map(|row| self.of(row))
    }

    /// Every value, row after row.
    pub(crate) fn values(&self) -> &[T] {
        &self.values
    }
}

/// ## To arrange anew
impl Rows {
    /// Row and value change sides: row `v` lists the rows that held `v`, ascending. Every value is below `rows`.
    pub(crate) fn transposed(&self, rows: usize) -> Self {
        let pairs =
            (0_u32..).zip(0..self.len()).flat_map(|(number, row)| self.of(row).iter().map(move |&v| (v, number)));
        Self::from_pairs(rows, pairs)
    }

    /// Puts another value in the place of each, and every row in order.
    pub(crate) fn map_sorted(&mut self, map: impl Fn(u32) -> u32) {
        self.values.iter_mut().for_each(|value| *value = map(*value));
        for bounds in self.starts.windows(2) {
            if bounds[1] - bounds[0] > 1 {
                self.values[bounds[0] as usize..bounds[1] as usize].sort_unstable();
            }
        }
    }

    /// The rows in another order: the row `order[i]` becomes row `i`.
    pub(crate) fn reordered(&self, order: &[u32]) -> Self {
        let mut rows = Self::with_capacity(order.len(), self.values.len());
        for &row in order {
            rows.values.extend_from_slice(self.of(row as usize));
            rows.end_row();
        }
        rows
    }

    /// Keeps of each row, which is in order, every value once, and not the number of the row itself.
    pub(crate) fn drop_loops_and_repeats(&mut self) {
        self.keep_once(|row| u32::try_from(row).unwrap_or(u32::MAX));
    }

    /// Keeps of each row, which is in order, every value once, and not one that is given for each row.
    pub(crate) fn drop_repeats_and(&mut self, without: &[u32]) {
        self.keep_once(|row| without[row]);
    }

    fn keep_once(&mut self, without: impl Fn(usize) -> u32) {
        let (mut kept, mut begin) = (0, 0);
        for row in 0..self.len() {
            let end = self.starts[row + 1] as usize;
            let first = kept;
            for read in begin..end {
                let value = self.values[read];
                let repeated = kept > first && self.values[kept - 1] == value;
                if value != without(row) && !repeated {
                    self.values[kept] = value;
                    kept += 1;
                }
            }
            begin = end;
            self.starts[row + 1] = u32::try_from(kept).expect("compacting only shrinks the rows");
        }
        self.values.truncate(kept);
    }
}

#[cfg(test)]
mod tests {
    use super::Rows;

    fn rows(given: &[&[u32]]) -> Rows {
        let mut rows = Rows::default();
        for row in given {
            rows.extend(row.iter().copied());
            rows.end_row();
        }
        rows
    }

    #[test]
    fn pairs_fall_into_their_rows_in_the_order_given() {
        let pairs = [(2, 'x'), (0, 'b'), (2, 'a'), (0, 'a')];
        let mut positions = Vec::new();
        let found = Rows::from_pairs_noting(3, pairs.into_iter(), |number, at| positions.push((number, at)));
        assert_eq!(found.iter().collect::<Vec<_>>(), [&['b', 'a'][..], &[], &['x', 'a']]);
        assert_eq!(positions, [(0, 2), (1, 0), (2, 3), (3, 1)]);
        assert_eq!((found.len(), found.degree(1), found.range(2)), (3, 0, 2..4));
    }

    #[test]
    fn turned_over_twice_they_come_back_in_order() {
        let given = rows(&[&[3, 1], &[], &[0, 1, 3]]);
        assert_eq!(given.transposed(4), rows(&[&[2], &[0, 2], &[], &[0, 2]]));
        assert_eq!(given.transposed(4).transposed(3), rows(&[&[1, 3], &[], &[0, 1, 3]]));
    }

    #[test]
    fn a_new_order_moves_rows_and_a_new_numbering_sorts_them() {
        let mut given = rows(&[&[0, 2], &[], &[1]]).reordered(&[2, 0, 1]);
        assert_eq!(given, rows(&[&[1], &[0, 2], &[]]));
        given.map_sorted(|value| 9 - value);
        assert_eq!(given, rows(&[&[8], &[7, 9], &[]]));
    }

    #[test]
    fn loops_and_repeats_go() {
        let mut given = rows(&[&[0, 1, 1, 2], &[1], &[0, 0]]);
        given.drop_loops_and_repeats();
        assert_eq!(given, rows(&[&[1, 2], &[], &[0]]));
    }
}
