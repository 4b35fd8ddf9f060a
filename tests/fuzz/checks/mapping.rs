//! A mapping, and after lines of `== ` the tables that it is for: it is refused with problems that can be shown, or
//! imports the tables with an account that adds up.

use seedrelay::io::document::RenderOptions;
use seedrelay::io::tables::Grid;
use seedrelay::io::tables::mapping::{Import, ImportError, ImportOptions, Mapping};
use seedrelay::{Lang, SupplyChain};

pub fn check(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut parts = super::parts(&text).map(|(_, part)| part);
    let document = parts.next().unwrap_or("");
    let mapping = match Mapping::from_toml(document) {
        Ok(mapping) => mapping,
        Err(problems) => {
            assert!(problems.len() > 0);
            let _ = problems.to_string();
            let _ = problems.render("fuzz.toml", document.as_bytes(), RenderOptions::new()).to_string();
            return;
        }
    };
    let tables: Vec<&str> = parts.collect();
    let grids: Vec<Grid> =
        tables.iter().filter_map(|table| Grid::from_csv("fuzz.csv", table.as_bytes()).ok()).collect();
    let rows = grids.iter().map(|grid| grid.rows().len()).sum();
    let outcome = import(&mapping, &grids, rows, ImportOptions::new());

    let strict = import(&mapping, &grids, rows, ImportOptions::new().stop_on_refusal(true));
    match (&outcome, &strict) {
        (Ok(import), Err(ImportError::Refused(account))) => {
            assert!(import.account.rows_refused() > 0 && *account.clone() == import.account)
        }
        (Ok(import), Ok(strict)) => assert!(import.account.rows_refused() == 0 && import.chain == strict.chain),
        (Err(_), Err(_)) => {}
        (_, Ok(_)) => panic!("what stops on refusals makes a chain that the others do not"),
        (Ok(_), Err(error)) => panic!("{error}"),
    }
    if let Ok(Import { chain, .. }) = outcome {
        assert_eq!(SupplyChain::from_json(chain.to_json()).expect("what is written can be read"), chain);
        let reversed: Vec<Grid> = grids.iter().map(reversed).collect();
        let other = import(&mapping, &reversed, rows, ImportOptions::new()).expect("as before");
        assert_eq!(other.chain.to_json(), chain.to_json(), "the order of the rows changes nothing");
    }
}

fn import(mapping: &Mapping, grids: &[Grid], rows: usize, options: ImportOptions) -> Result<Import, ImportError> {
    let outcome = mapping.import(grids, &options);
    let account = match &outcome {
        Ok(import) => &import.account,
        Err(error) => {
            for lang in Lang::ALL {
                assert!(!error.message(lang).is_empty());
            }
            match error {
                ImportError::Refused(account) | ImportError::Chain { account, .. } => account,
                _ => return outcome,
            }
        }
    };
    assert!(account.adds_up());
    assert_eq!(account.rows_read(), rows);
    assert_eq!(account.rows().count(), rows);
    assert_eq!(account.rows().map(|row| row.place().to_string()).filter(String::is_empty).count(), 0);
    for lang in Lang::ALL {
        assert!(account.rows_csv(lang).lines().count() > rows);
        assert!(!account.text(lang).is_empty());
    }
    outcome
}

/// The same table, its rows the other way round.
fn reversed(grid: &Grid) -> Grid {
    let mut rows: Vec<_> = grid.rows().collect();
    rows.push(grid.header());
    let cell = |text: String| format!("\"{}\"", text.replace('"', "\"\""));
    let row = |row: seedrelay::io::tables::Row<'_>| {
        row.cells().map(|it| cell(it.to_string())).collect::<Vec<_>>().join(",") + "\n"
    };
    let text: String = rows.into_iter().rev().map(row).collect();
    Grid::from_csv("fuzz.csv", text.as_bytes()).expect("what is written can be read")
}
