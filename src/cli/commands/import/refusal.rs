//! What to tell where no chain was made.

use crate::cli::Reader;
use crate::cli::reading::shown;
use crate::cli::stop::Stop;
use crate::io::tables::Grid;
use crate::io::tables::mapping::{Account, ImportError, Mapping};
use crate::model::Lang;
use crate::render::terminal::{fault, paragraph};

/// How many problems are shown in full; the others are counted.
const SHOWN: usize = 100;

/// The account of the rows, where it came as far as that.
pub(super) fn account(error: &ImportError) -> Option<&Account> {
    match error {
        ImportError::Refused(account) | ImportError::Chain { account, .. } => Some(account),
        _ => None,
    }
}

/// Why there is no chain.
pub(super) fn of(error: &ImportError, mapping: &str, tables: &[&[Grid]], reader: Reader) -> Stop {
    let lang = reader.lang;
    let message = match error {
        ImportError::Columns(problems) => {
            let text = match Mapping::text_of(mapping) {
                Ok(text) => text.as_bytes().to_owned(),
                Err(_) => std::fs::read(mapping).unwrap_or_default(),
            };
            let told = shown(problems, mapping, &text, lang);
            return Stop::told_already(format!("{told}\n\n{}", columns(tables, lang)));
        }
        ImportError::Chain { problems, .. } => {
            let told = problems.iter().take(SHOWN).map(|problem| fault(&problem.message(lang), lang));
            let first = reader.says("The rows make no valid chain:", "这些行不能构成有效的供应链：");
            format!("{first}\n{}", told.collect::<String>())
        }
        other => fault(&other.message(lang), lang),
    };
    match account(error) {
        Some(account) => Stop::told_already(format!("{}\n{message}", account.text(lang))),
        None => Stop::told_already(message),
    }
}

/// Which columns the tables have, for whoever gave another table than the mapping is for.
fn columns(tables: &[&[Grid]], lang: Lang) -> String {
    let told = tables.iter().copied().flatten().map(|table| {
        let columns: Vec<String> = table.header().cells().map(|cell| cell.to_string()).collect();
        let (path, sheet) =
            (table.path().display(), table.sheet().map(|sheet| format!("#{sheet}")).unwrap_or_default());
        paragraph(&match lang {
            Lang::En => format!("{path}{sheet} has the columns {}.", columns.join(", ")),
            Lang::Zh => format!("{path}{sheet}的列：{}。", columns.join("、")),
        })
    });
    told.collect()
}
