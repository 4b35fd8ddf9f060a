//! The account of an import, made of what the pass over the rows has noted.

use hashbrown::HashMap;

use crate::io::tables::Grid;
use crate::io::tables::mapping::account::{
    AbsentColumn, Account, ColumnUse, Disagreement, Disposition, LeftOut, LinkFigure, Made, Stored, TableAccount,
    TablePart, group, shortened,
};
use crate::io::tables::mapping::columns::ColumnAt;
use crate::io::tables::mapping::groups::Notes;
use crate::io::tables::mapping::line::of_table;
use crate::io::tables::mapping::pass::Pass;
use crate::io::tables::mapping::rules::Rules;
use crate::model::Text;

/// The account of an import, once all rows are read and everything is made of them.
pub(super) fn of<'a>(
    mut pass: Pass<'a>,
    grids: &'a [&'a Grid],
    absent_columns: Vec<AbsentColumn>,
    mut notes: Notes,
    links: Vec<LinkFigure>,
    made: Made,
) -> Account {
    let rules = pass.rules;
    let blank = rules.leave_out.len() as u32;
    if rules.tables.iter().any(|table| table.join.is_some()) {
        note_used(&mut pass, grids);
        for (table, joined) in pass.joins.dispositions([blank + 1, blank + 2, blank + 3]) {
            pass.dispositions.tables[table] = joined;
        }
        let differing = pass.joins.differing().map(|key| Disagreement {
            field: "tables.key".into(),
            id: key.into(),
            kept: Box::default(),
            other: Box::default(),
        });
        notes.disagreements.extend(differing);
    }
    let mut dispositions = pass.dispositions;
    dispositions.why = rules.leave_out.iter().map(|rule| rule.why.clone()).collect();
    dispositions.why.extend([
        Text::new("an empty row", "空行"),
        Text::new("a row of a joined table without a key", "附表中没有主键的行"),
        Text::new("a row of a joined table that no row refers to", "附表中未被引用的行"),
        Text::new("a row of a joined table that only rows refer to that are not used", "附表中仅被未采用的行引用的行"),
        Text::new("a row that repeats the column names", "重复列名的行"),
        Text::new("a row that the mapping makes nothing of", "映射未用到的行"),
    ]);
    dispositions.parts = grids.iter().map(|grid| grid.sources().collect()).collect();
    dispositions.numbers = grids.iter().map(|grid| grid.rows().map(|row| row.number() as u32).collect()).collect();
    let mut left_out = vec![0; dispositions.why.len()];
    let mut tables = Vec::new();
    for ((rule, grid), rows) in rules.tables.iter().zip(grids).zip(&dispositions.tables) {
        let mut table = TableAccount {
            name: rule.name.clone(),
            file: grid.path().to_owned(),
            sheet: grid.sheet().map(Box::from),
            encoding: grid.encoding(),
            parts: parts(grid),
            read: rows.len(),
            used: 0,
            merged: 0,
            left_out: 0,
            refused: 0,
        };
        for disposition in rows {
            match disposition {
                Stored::Used(_) | Stored::Joined => table.used += 1,
                Stored::Merged { .. } | Stored::JoinedInto(_) => table.merged += 1,
                Stored::Refused(..) => table.refused += 1,
                Stored::LeftOut(rule) => {
                    table.left_out += 1;
                    left_out[*rule as usize] += 1;
                }
            }
        }
        tables.push(table);
    }
    let declared = rules.leave_out.len();
    let left_out = dispositions.why.iter().zip(left_out).enumerate();
    // What the mapping declares is counted even of no row: a rule that nothing meets may be a mistake.
    let left_out = left_out.filter(|(number, (_, rows))| *number < declared || *rows > 0);
    let left_out = left_out.map(|(_, (why, rows))| LeftOut { why: why.clone(), rows }).collect();
    let mut account = Account {
        tables,
        left_out,
        refusals: Vec::new(),
        disagreements: notes.disagreements.clone(),
        dates_left_off: notes.left_off(),
        absent_columns,
        figures: pass.measures.finish(rules, &pass.line),
        links,
        made,
        remarks: pass.remarks.finish(),
        columns: columns(rules, grids),
        formats: rules.writing.dates.clone(),
        dispositions,
    };
    let refused = account.rows().flat_map(|row| match row.disposition {
        Disposition::Refused { reasons } => reasons.iter().map(|reason| (reason, reason.place(&row))).collect(),
        _ => Vec::new(),
    });
    account.refusals = group(refused);
    account
}

/// What each column became.
fn columns(rules: &Rules, grids: &[&Grid]) -> Vec<ColumnUse> {
    let mut fields: HashMap<ColumnAt, Vec<Box<str>>> = HashMap::new();
    for (at, field) in rules.uses() {
        let fields = fields.entry(at).or_default();
        if !fields.contains(&field) {
            fields.push(field);
        }
    }
    let mut uses = Vec::new();
    for ((number, rule), grid) in (0_u32..).zip(&rules.tables).zip(grids) {
        for (column, cell) in (0_u32..).zip(grid.header().cells()) {
            let name = cell.to_string();
            if name.trim().is_empty() {
                continue;
            }
            let fields = fields.remove(&ColumnAt { table: number, column }).unwrap_or_default();
            uses.push(ColumnUse { table: rule.name.clone(), column: shortened(name.trim()), fields });
        }
    }
    uses
}

/// The sheets that a table stands in, where they are several.
fn parts(grid: &Grid) -> Vec<TablePart> {
    let sources: Vec<_> = grid.sources().collect();
    let ends = sources.iter().skip(1).map(|(from, ..)| *from).chain([grid.row_count()]);
    sources
        .iter()
        .zip(ends)
        .map(|((from, file, sheet), to)| TablePart { file: file.clone(), sheet: sheet.clone(), read: to - from })
        .collect()
}

/// Notes which rows of joined tables the rows refer to that are used.
fn note_used<'a>(pass: &mut Pass<'a>, grids: &'a [&'a Grid]) {
    let writing = &pass.rules.writing;
    for (number, (rule, grid)) in pass.rules.tables.iter().zip(grids).enumerate() {
        if rule.join.is_some() {
            continue;
        }
        for (row, disposition) in grid.rows().zip(&pass.dispositions.tables[number]) {
            if !matches!(disposition, Stored::LeftOut(_) | Stored::Refused(..)) {
                pass.joins.used(&mut of_table(number, row, grids.len()), writing);
            }
        }
    }
}
