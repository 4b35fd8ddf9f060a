//! Tables joined to another by a key.

use std::borrow::Cow;

use hashbrown::HashMap;

use super::account::Stored;
use super::columns::ColumnAt;
use super::gather::Vote;
use super::rules::Rules;
use super::values::Writing;
use crate::io::tables::{Cell, Grid, Row};

/// What becomes of the rows of the first table that refer to a row.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Referred {
    ByNone,
    /// By rows that are left out or refused.
    InVain,
    ByUsed,
}

/// The joined tables, row by key.
pub(super) struct Joins<'a> {
    tables: Vec<Joined<'a>>,
}

struct Joined<'a> {
    /// Its number among all tables.
    table: usize,
    joined_by: ColumnAt,
    optional: bool,
    rows: Vec<Row<'a>>,
    by_key: HashMap<Cow<'a, str>, u32>,
    /// Of each row, the one that stands for its key, and what becomes of the rows that refer to it.
    of_key: Vec<Option<u32>>,
    referred: Vec<Referred>,
    /// Keys that several rows have with different cells.
    differing: Vec<Box<str>>,
}

impl<'a> Joins<'a> {
    pub(super) fn new(rules: &'a Rules, grids: &'a [&'a Grid]) -> Self {
        let tables = rules.tables.iter().zip(grids).enumerate().filter_map(|(number, (table, grid))| {
            let join = table.join.as_ref()?;
            Some(Joined::new(number, [join.key.at, join.joined_by.at], join.optional, grid, &rules.writing))
        });
        Self { tables: tables.collect() }
    }

    /// Adds to a row those that are joined to it, and to those. Gives back the keys that have none and need one: the
    /// column, the key, and the number of the table.
    pub(super) fn of(
        &mut self,
        rows: &mut [Option<Row<'a>>],
        writing: &Writing,
    ) -> Vec<(ColumnAt, Cow<'a, str>, usize)> {
        let mut missing = Vec::new();
        for table in &mut self.tables {
            let Some(row) = rows[table.joined_by.table as usize] else { continue };
            let key = text(row.cell(table.joined_by.column as usize), writing);
            let found = table.by_key.get(&key).copied();
            if let Some(found) = found {
                let referred = &mut table.referred[found as usize];
                *referred = if *referred == Referred::ByNone { Referred::InVain } else { *referred };
            } else if !table.optional {
                missing.push((table.joined_by, key, table.table));
            }
            rows[table.table] = found.map(|found| table.rows[found as usize]);
        }
        missing
    }

    /// Notes that a row of a table is used.
    pub(super) fn used(&mut self, rows: &mut [Option<Row<'a>>], writing: &Writing) {
        for table in &mut self.tables {
            let Some(row) = rows[table.joined_by.table as usize] else { continue };
            let key = text(row.cell(table.joined_by.column as usize), writing);
            if let Some(found) = table.by_key.get(&key) {
                table.referred[*found as usize] = Referred::ByUsed;
                rows[table.table] = Some(table.rows[*found as usize]);
            }
        }
    }

    /// What became of the rows of each joined table. The numbers are those of the reasons for leaving rows out: no key,
    /// no row that refers to it, none that is used.
    pub(super) fn dispositions(&self, [keyless, unreferred, in_vain]: [u32; 3]) -> Vec<(usize, Vec<Stored>)> {
        let disposition = |table: &Joined<'a>, row: usize| {
            let Some(first) = table.of_key[row] else { return Stored::LeftOut(keyless) };
            match table.referred[first as usize] {
                Referred::ByNone => Stored::LeftOut(unreferred),
                Referred::InVain => Stored::LeftOut(in_vain),
                Referred::ByUsed if first as usize == row => Stored::Joined,
                Referred::ByUsed => Stored::JoinedInto(first),
            }
        };
        let of_table = |table: &Joined<'a>| (0..table.rows.len()).map(|row| disposition(table, row)).collect();
        self.tables.iter().map(|table| (table.table, of_table(table))).collect()
    }

    pub(super) fn differing(&self) -> impl Iterator<Item = &str> {
        self.tables.iter().flat_map(|table| table.differing.iter().map(|key| &**key))
    }
}

impl<'a> Joined<'a> {
    /// Of several rows of one key, that counts which most are like, and of as many the first in the alphabet: the order
    /// of the rows changes nothing.
    fn new(table: usize, [key, joined_by]: [ColumnAt; 2], optional: bool, grid: &'a Grid, writing: &Writing) -> Self {
        let rows: Vec<Row<'a>> = grid.rows().collect();
        let mut by_key: HashMap<Cow<'a, str>, Vec<u32>> = HashMap::new();
        for (index, row) in rows.iter().enumerate() {
            let key = text(row.cell(key.column as usize), writing);
            if !key.is_empty() {
                by_key.entry(key).or_default().push(index as u32);
            }
        }
        let mut of_key = vec![None; rows.len()];
        let mut chosen = HashMap::with_capacity(by_key.len());
        let mut differing = Vec::new();
        for (key, indices) in by_key {
            let mut first = indices[0];
            if indices.len() > 1 {
                let cells = |row: u32| rows[row as usize].cells().map(|cell| cell.to_string()).collect::<Vec<_>>();
                let mut vote = Vote::default();
                indices.iter().for_each(|row| vote.add(cells(*row)));
                let winner = vote.winner().expect("there are rows");
                first = indices.iter().copied().find(|row| cells(*row) == *winner).expect("it is one of them");
                if vote.losers().next().is_some() {
                    differing.push(Box::from(&*key));
                }
            }
            indices.iter().for_each(|row| of_key[*row as usize] = Some(first));
            chosen.insert(key, first);
        }
        differing.sort_unstable();
        let referred = vec![Referred::ByNone; rows.len()];
        Self { table, joined_by, optional, rows, by_key: chosen, of_key, referred, differing }
    }
}

/// How many steps more it takes to read a row of a table with those joined to it: they may hold megabytes, again and
/// again.
pub(super) fn steps_of(table: usize, rows: &[Option<Row<'_>>]) -> usize {
    const BYTES_PER_STEP: usize = 16;
    rows.iter()
        .enumerate()
        .filter(|(number, _)| *number != table)
        .filter_map(|(_, row)| *row)
        .map(|row| row.len() + row.text_len() / BYTES_PER_STEP)
        .sum()
}

fn text<'a>(cell: Cell<'a>, writing: &Writing) -> Cow<'a, str> {
    match cell {
        Cell::Empty => Cow::Borrowed(""),
        Cell::Text(text) | Cell::Error(text) => Cow::Borrowed(writing.clean(text)),
        other => Cow::Owned(other.to_string()),
    }
}
