//! Small made-up tables, and what the tests do with them.

use seedrelay::io::tables::mapping::{Account, Disposition, Import, ImportError, ImportOptions, Mapping};
use seedrelay::io::tables::{Grid, TableLimits};
use seedrelay::{Lang, Project};

/// A table of a text; the name tells its file.
pub(crate) fn grid(name: &str, text: &str) -> Grid {
    Grid::sheets_of(name, text.as_bytes(), &TableLimits::new()).unwrap().remove(0)
}

/// A sound mapping of a table with the columns `number;who;kind;crop;type;from;to;money`, with lines added to sections.
pub(crate) fn mapping_with(top: &str, project: &str, sections: &str) -> Mapping {
    let text = format!(
        r#"
format = "seedrelay-mapping/1"
as_of = "2024-06-30"
{top}
[organization]
id = "who"
kind = {{ column = "kind", map = {{ "u*" = "university", "c*" = "company", "gov" = "government" }} }}
[project]
grant = "number"
category = "crop"
stage = {{ column = "type", map = {{ "basic" = "basic", "trial*" = "applied", "market" = "industrialization" }} }}
{project}
{sections}
"#
    );
    read(&text)
}

pub(crate) fn read(text: &str) -> Mapping {
    match Mapping::from_toml(text) {
        Ok(mapping) => mapping,
        Err(problems) => panic!("{problems}\n{text}"),
    }
}

pub(crate) const HEADER: &str = "number;who;kind;crop;type;from;to;money\n";

pub(crate) fn import(mapping: &Mapping, rows: &str) -> Import {
    try_import(mapping, rows).unwrap_or_else(|error| panic!("{error}"))
}

pub(crate) fn try_import(mapping: &Mapping, rows: &str) -> Result<Import, ImportError> {
    mapping.import(&[grid("t.csv", &format!("{HEADER}{rows}"))], &ImportOptions::new())
}

/// What became of each row of the first table, in a word or two.
pub(crate) fn dispositions(account: &Account) -> Vec<String> {
    let of_first = account.rows().take(account.tables[0].read);
    of_first.map(|row| disposition(row.disposition)).collect()
}

pub(crate) fn disposition(disposition: Disposition<'_>) -> String {
    match disposition {
        Disposition::Used { project, .. } => format!("used {}", project.unwrap_or("-")),
        Disposition::Merged { into, .. } => format!("merged into {into}"),
        Disposition::LeftOut { why, .. } => format!("left out: {why}"),
        Disposition::Refused { reasons, .. } => {
            let reasons: Vec<String> = reasons.iter().map(|reason| reason.message(Lang::En)).collect();
            format!("refused: {}", reasons.join("; "))
        }
        _ => unreachable!(),
    }
}

/// One project in a line: id, performer, commissioner, status, dates.
pub(crate) fn line(project: &Project) -> String {
    let date = |date: Option<seedrelay::PartialDate>| date.map_or("-".to_owned(), |date| date.to_string());
    format!(
        "{} {} <{}> {} {} {} {} {}",
        project.id,
        project.performer,
        project.commissioner.as_ref().map_or("-", |it| it.as_str()),
        project.stage,
        project.status,
        date(project.commissioned),
        date(project.started),
        date(project.ended),
    )
}

pub(crate) fn lines(import: &Import) -> Vec<String> {
    import.chain.projects().map(|project| line(project.record())).collect()
}
