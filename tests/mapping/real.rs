//! The real table of the Research Council of Norway, where somebody has it.
//!
//! It is not part of the project. To run this, get `datasets/bevilgningereu/dataset.csv` of
//! github.com/Forskningsradet/open-data at commit 3ae3ab65e83bce29715fd4f3733208423d38f877 and name it:
//!
//! ```text
//! SEEDRELAY_NORWAY=dataset.csv cargo test --test mapping --all-features real
//! ```
//!
//! The figures were counted with Python's own modules:
//!
//! ```text
//! python3 - dataset.csv <<'END'
//! import csv, sys, statistics as s
//! from datetime import datetime
//! rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8-sig"), delimiter=";"))
//! day = lambda row, key: datetime.strptime(row[key], "%d.%m.%Y %H:%M") if row[key] else None
//! print(len(rows), len({r["Prosjektnr"] for r in rows}), len({r["Organisasjonsnummer"] for r in rows} - {""}))
//! for a, b in [("Søknadsdato", "Kontrakt signeringsdato"), ("Kontrakt signeringsdato", "Kontrakt startdato"),
//!              ("Kontrakt startdato", "Kontrakt sluttdato")]:
//!     days = [(day(r, b) - day(r, a)).days for r in rows if r[a] and r[b]]
//!     tenths = s.quantiles(days, n=10)
//!     print(len(days), tenths[0], s.median(days), tenths[-1], min(days))
//! gaps = []
//! for late in (r for r in rows if r["Søknadstype"] == "SME-2"):
//!     start, who = day(late, "Kontrakt startdato"), late["Organisasjonsnummer"]
//!     before = [r for r in rows if r["Søknadstype"] == "SME-1" and r["Organisasjonsnummer"] == who
//!               and day(r, "Kontrakt startdato") < start]
//!     if before:
//!         last = max(before, key=lambda r: day(r, "Kontrakt startdato"))
//!         gaps.append((start - day(last, "Kontrakt sluttdato")).days)
//! print(len(gaps), s.median(gaps))
//! END
//! ```

use seedrelay::GapKind;
use seedrelay::io::tables::mapping::{FigureValue, ImportOptions, Mapping};
use seedrelay::io::tables::{Grid, TableLimits};
use seedrelay::query::DiagnosisOptions;

#[test]
fn the_figures_of_the_real_table_come_out() {
    let Some(path) = std::env::var_os("SEEDRELAY_NORWAY") else {
        eprintln!("skipped: SEEDRELAY_NORWAY does not name the table of the Research Council of Norway");
        return;
    };
    let tables = Grid::open(path, &TableLimits::new()).unwrap();
    let import = Mapping::named("norway-h2020").unwrap().import(&tables, &ImportOptions::new()).unwrap();
    let account = &import.account;
    let table = &account.tables[0];
    assert_eq!((table.read, table.used, table.merged, table.left_out, table.refused), (2931, 2573, 1, 357, 0));
    let value = |number: usize| account.figures[number].value.clone();
    assert_eq!((value(0), value(1)), (FigureValue::Distinct(692), FigureValue::Distinct(1957)));
    let FigureValue::Sum(sum) = value(2) else { panic!() };
    assert!((sum - 1_672_234_782.37).abs() < 0.01, "{sum}");
    let FigureValue::Days { all: Some(waits), by } = value(3) else { panic!() };
    assert_eq!((waits.count, waits.p10, waits.median, waits.p90.round()), (2931, 176.0, 230.0, 299.0));
    let of = |name: &str| by.iter().find(|(it, _)| &**it == name).unwrap().1.median;
    assert_eq!((of("SME-1"), of("ERC-STG")), (90.0, 411.0));
    let FigureValue::Days { all: Some(starts), .. } = value(4) else { panic!() };
    assert_eq!((starts.count, starts.median, starts.min), (2930, 30.0, -196));
    let FigureValue::Days { all: Some(durations), .. } = value(5) else { panic!() };
    assert_eq!((durations.p10, durations.median, durations.p90), (730.0, 1460.0, 1825.0));
    let [sme, erc] = &account.links[..] else { panic!() };
    assert_eq!((sme.upstream, sme.downstream, sme.linked, sme.median_gap_days), (99, 48, 18, Some(517.0)));
    assert_eq!((erc.downstream, erc.linked), (5, 3));
    let diagnosis = import.chain.diagnose(&DiagnosisOptions::new());
    assert!(diagnosis.gaps.iter().any(|gap| gap.kind() == GapKind::MissingRoute));
}
