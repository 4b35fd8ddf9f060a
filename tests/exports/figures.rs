//! All findings and figures: tidy CSV and the workbook say what the diagnosis says.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use proptest::prelude::*;
use seedrelay::query::DiagnosisOptions;
use seedrelay::render::tidy::{CsvOptions, as_in_document};
use seedrelay::testing::strategies;
use seedrelay::{Diagnosis, Lang, SupplyChain, datasets};

use super::recorded::chain_of_traps;
use super::{config, nasty};

type Lines = Vec<std::collections::BTreeMap<String, String>>;

fn tidy(diagnosis: &Diagnosis<'_>) -> Lines {
    let mut table = Vec::new();
    diagnosis.write_csv(&mut table, CsvOptions::new()).unwrap();
    let mut reader = csv::Reader::from_reader(&*table);
    let headings = reader.headers().unwrap().clone();
    let line = |line: csv::StringRecord| {
        let cells = headings.iter().zip(&line).filter(|(_, cell)| !cell.is_empty());
        let of = |(heading, cell): (&str, &str)| {
            let number = ["value", "low", "high", "observations"].contains(&heading);
            assert!(!number || cell.parse::<f64>().is_ok_and(f64::is_finite), "{heading}: {cell}");
            assert!(
                number || !cell.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n']),
                "{heading}: {cell}"
            );
            (heading.to_owned(), as_in_document(cell).into_owned())
        };
        cells.map(of).collect()
    };
    reader.records().map(|record| line(record.unwrap())).collect()
}

fn workbook(diagnosis: &Diagnosis<'_>, lang: Lang) -> Xlsx<Cursor<Vec<u8>>> {
    let mut out = Cursor::new(Vec::new());
    diagnosis.write_workbook(&mut out, lang).unwrap();
    Xlsx::new(Cursor::new(out.into_inner())).unwrap()
}

/// How many lines of a section have a measure.
fn count(lines: &Lines, section: &str, measure: &str) -> usize {
    lines.iter().filter(|line| line["section"] == section && line["measure"] == measure).count()
}

#[test]
fn values_are_those_of_the_diagnosis() {
    let chain = datasets::example();
    let diagnosis = chain.diagnose(&DiagnosisOptions::new());
    let lines = tidy(&diagnosis);
    let find = |wanted: &[(&str, &str)]| {
        let is = |line: &&std::collections::BTreeMap<String, String>| {
            wanted.iter().all(|(key, value)| line.get(*key).is_some_and(|own| own == value))
        };
        lines.iter().find(is).unwrap_or_else(|| panic!("no line {wanted:?}"))
    };
    for row in &diagnosis.coverage {
        let (category, stage) = (row.category.id.as_str(), row.stage.as_str());
        let of = |measure| {
            &find(&[("section", "coverage"), ("category", category), ("stage", stage), ("measure", measure)])["value"]
        };
        assert_eq!(*of("teams"), row.teams.map_or(String::new(), |teams| teams.to_string()));
        assert_eq!(*of("delivered"), row.projects.delivered.to_string());
    }
    for row in &diagnosis.throughput {
        let line = find(&[("section", "throughput"), ("category", row.category.id.as_str())]);
        assert_eq!(line["value"], row.products_per_year.unwrap().to_string());
        assert_eq!(line["unit"], "products/year");
        assert_eq!(line["message_zh"], row.message(Lang::Zh));
    }
    for marked in diagnosis.marked_gaps() {
        let gap = marked.gap;
        let line = find(&[("section", "gaps"), ("message_en", &marked.message(Lang::En))]);
        assert_eq!((&*line["kind"], &*line["severity"]), (gap.kind().as_str(), marked.severity().as_str()));
        let waited = gap.waited().map(|waited| waited.days.to_string());
        assert_eq!(line.get("value").cloned(), waited);
        assert_eq!(line.contains_key("approximate"), gap.waited().is_some_and(|waited| !waited.exact));
    }
    for row in &diagnosis.funnel {
        let [from, to] = [row.boundary.from(), row.boundary.to()].map(seedrelay::Leap::as_str);
        let place = [("section", "funnel"), ("category", row.category.id.as_str()), ("leap", from), ("to_leap", to)];
        let state = find(&[&place[..], &[("measure", "state")]].concat());
        assert_eq!(state["text"], row.state.as_str());
        let conversion = find(&[&place[..], &[("measure", "conversion")]].concat());
        assert_eq!(conversion.get("value").cloned(), row.conversion().map(|share| share.to_string()));
        assert_eq!(conversion.contains_key("why"), row.conversion().is_none());
    }
}

/// Rows that count what is not on record rest on no record; all others say how well theirs are known.
#[test]
fn rows_say_how_well_they_are_known() {
    let chain = datasets::hunan();
    let diagnosis = chain.diagnose(&DiagnosisOptions::new());
    let lines = tidy(&diagnosis);
    let of_nothing = ["unjudged", "unrecorded", "look-up-next"];
    // Where nobody works, there is nothing to know well or badly.
    let rests_on_none = |line: &std::collections::BTreeMap<String, String>| match &*line["section"] {
        "gaps" | "certainty" => line["kind"] == "missing-stage",
        "coverage" => diagnosis.coverage.iter().any(|cell| {
            (cell.category.id.as_str(), cell.stage.as_str()) == (&*line["category"], &*line["stage"])
                && cell.evidence.is_none()
        }),
        "funnel" | "conversion-bounds" => true,
        _ => false,
    };
    for line in lines.iter().filter(|line| !of_nothing.contains(&&*line["section"])) {
        assert!(line.contains_key("evidence") || rests_on_none(line), "{line:?}");
    }
    let known: std::collections::BTreeSet<&str> =
        lines.iter().filter_map(|line| line.get("evidence")).map(String::as_str).collect();
    assert_eq!(known.into_iter().collect::<Vec<_>>(), ["assumed", "documented", "proposed"]);
    for (row, line) in diagnosis
        .standing
        .iter()
        .zip(lines.iter().filter(|line| line["section"] == "standing" && line["measure"] == "standing"))
    {
        assert_eq!(line["project"], row.project.id().as_str());
        assert_eq!((&*line["text"], &*line["evidence"]), (row.standing.as_str(), row.evidence.as_str()));
    }
    assert_eq!(count(&lines, "standing", "standing"), diagnosis.standing.len());
}

#[test]
fn evidence_is_a_word_in_the_workbook() {
    let chain = datasets::hunan();
    let mut workbook = workbook(&chain.diagnose(&DiagnosisOptions::new()), Lang::Zh);
    let mut seen = std::collections::BTreeSet::new();
    for sheet in workbook.sheet_names() {
        let range = workbook.worksheet_range(&sheet).unwrap();
        let headings = range.rows().next().unwrap();
        let Some(at) = headings.iter().position(|heading| *heading == "依据") else { continue };
        seen.extend(range.rows().skip(1).map(|row| row[at].to_string()));
    }
    seen.remove("");
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), ["假定", "拟议", "有据"]);
}

#[test]
fn sheets_are_for_readers() {
    let chain = datasets::example();
    let mut workbook = workbook(&chain.diagnose(&DiagnosisOptions::new()), Lang::Zh);
    let gaps = workbook.worksheet_range("交接断点").unwrap();
    let headings: Vec<String> = gaps.rows().next().unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(headings[..4], ["类型", "严重程度", "确定程度", "依据"]);
    assert!(headings.contains(&"已等待（天）".to_owned()));
    let first: Vec<String> = gaps.rows().nth(1).unwrap().iter().map(ToString::to_string).collect();
    assert!(first[0].chars().all(|character| !character.is_ascii_lowercase()), "in words: {first:?}");
    let load = workbook.worksheet_range("负荷").unwrap();
    let teams = load.rows().next().unwrap().iter().position(|heading| heading.to_string().contains("（个团队）"));
    let numbers = load.rows().skip(1).filter(|row| matches!(row[teams.unwrap()], Data::Float(_))).count();
    assert!(numbers > 0, "teams are numbers");
}

#[test]
fn texts_never_run() {
    let chain = chain_of_traps();
    let mut workbook = workbook(&chain.diagnose(&DiagnosisOptions::new()), Lang::En);
    for sheet in workbook.sheet_names() {
        let formulas = workbook.worksheet_formula(&sheet).unwrap();
        assert!(formulas.cells().all(|(_, _, formula)| formula.is_empty()), "{sheet}");
    }
    let load = workbook.worksheet_range("load").unwrap();
    assert!(load.rows().any(|row| row[0] == Data::String("=cmd()".into())), "the id as it is");
}

#[test]
fn the_clock_is_not_read() {
    let chain = datasets::example();
    let diagnosis = chain.diagnose(&DiagnosisOptions::new());
    let write = || {
        let mut out = Cursor::new(Vec::new());
        diagnosis.write_workbook(&mut out, Lang::En).unwrap();
        out.into_inner()
    };
    let first = write();
    // Zip keeps time to two seconds, and a document's properties to one.
    std::thread::sleep(std::time::Duration::from_millis(2100));
    assert_eq!(first, write());
}

#[test]
fn excel_gets_a_byte_order_mark_if_asked() {
    let chain = datasets::example();
    let diagnosis = chain.diagnose(&DiagnosisOptions::new());
    let write = |options| {
        let mut out = Vec::new();
        diagnosis.write_csv(&mut out, options).unwrap();
        out
    };
    assert!(write(CsvOptions::for_excel()).starts_with("\u{feff}section,".as_bytes()));
    assert!(write(CsvOptions::new()).starts_with(b"section,"));
}

fn chains() -> impl Strategy<Value = SupplyChain> {
    prop_oneof![strategies::chain().boxed(), nasty::chain().boxed()]
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn nothing_is_left_out(chain in chains()) {
        let diagnosis = chain.diagnose(&DiagnosisOptions::new());
        let lines = tidy(&diagnosis);
        prop_assert_eq!(count(&lines, "gaps", "waited"), diagnosis.gaps.len());
        prop_assert_eq!(count(&lines, "findings", "measured"), diagnosis.findings.len());
        prop_assert_eq!(count(&lines, "standing", "standing"), diagnosis.standing.len());
        prop_assert_eq!(count(&lines, "load", "active"), diagnosis.load.len());
        prop_assert_eq!(count(&lines, "coverage", "organizations"), diagnosis.coverage.len());
        prop_assert_eq!(count(&lines, "connectors", "betweenness"), diagnosis.connectors.len());
        prop_assert_eq!(count(&lines, "concentration", "hhi"), diagnosis.concentration.len());
        prop_assert_eq!(count(&lines, "active-period", "sole"), diagnosis.active_period.len());
        prop_assert_eq!(count(&lines, "throughput", "resilience"), diagnosis.throughput.len());
        let gains: usize = diagnosis.throughput.iter().map(|row| row.gains.len()).sum();
        prop_assert_eq!(count(&lines, "gains", "gain"), gains);
        let losses: usize = diagnosis.throughput.iter().map(|row| row.losses.len()).sum();
        prop_assert_eq!(count(&lines, "losses", "loss"), losses);
        let of_bottlenecks = lines.iter().filter(|line| line["section"] == "bottlenecks").count();
        prop_assert_eq!(of_bottlenecks, diagnosis.bottlenecks.len());
        let mut messages: Vec<String> = diagnosis.marked_gaps().map(|gap| gap.message(Lang::Zh)).collect();
        let told = lines.iter().filter(|line| line["section"] == "gaps").map(|line| line["message_zh"].clone());
        let mut told: Vec<String> = told.collect();
        messages.sort();
        told.sort();
        prop_assert_eq!(messages, told);
    }

    #[test]
    fn workbooks_open(chain in chains(), zh in any::<bool>()) {
        let diagnosis = chain.diagnose(&DiagnosisOptions::new());
        let mut workbook = workbook(&diagnosis, if zh { Lang::Zh } else { Lang::En });
        let gaps = workbook.worksheet_range(if zh { "交接断点" } else { "gaps" }).unwrap();
        prop_assert_eq!(gaps.height(), diagnosis.gaps.len() + 1);
        let load = workbook.worksheet_range(if zh { "负荷" } else { "load" }).unwrap();
        prop_assert_eq!(load.height(), diagnosis.load.len() + 1);
    }
}
