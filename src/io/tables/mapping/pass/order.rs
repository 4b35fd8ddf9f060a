//! Which order day and month have in the dates of a column.

use std::borrow::Cow;

use crate::io::tables::Grid;
use crate::io::tables::mapping::account::{Remark, Remarks};
use crate::io::tables::mapping::line::{Line, of_table};
use crate::io::tables::mapping::rules::Rules;

/// Finds which order day and month have, column by column, where the formats of the mapping allow two.
pub(super) fn order_dates<'a>(rules: &'a Rules, grids: &'a [&'a Grid], line: &mut Line<'a>, remarks: &mut Remarks) {
    let writing = &rules.writing;
    if writing.conflicts.is_empty() {
        return;
    }
    let mut told = Vec::new();
    for expression in rules.dates() {
        let mut texts: Vec<Cow<'a, str>> = Vec::new();
        for column in expression.columns() {
            for row in grids[column.table as usize].rows() {
                let rows = of_table(column.table as usize, row, grids.len());
                texts.push(expression.find(&rows, writing).text);
            }
        }
        let barred = writing.barred(texts.iter().map(|text| &**text));
        line.bar(expression, barred);
        let Some(column) = expression.first_column().filter(|column| barred != 0 && !told.contains(column)) else {
            continue;
        };
        told.push(column);
        let name = grids[column.table as usize].header().cell(column.column as usize).to_string();
        let format = writing.conflicts.iter().find_map(|(one, other)| {
            [(*one, *other), (*other, *one)]
                .into_iter()
                .find(|(kept, gone)| barred & (1 << gone) != 0 && barred & (1 << kept) == 0)
        });
        if let Some((kept, _)) = format {
            remarks.tell(Remark::date_order(name.trim(), &writing.dates[kept]));
        }
    }
}
