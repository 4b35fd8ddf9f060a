//! A made-up table of the layout of the Research Council of Norway, with all its traps.

use seedrelay::io::tables::mapping::{FigureValue, Import, ImportOptions, Mapping};
use seedrelay::query::DiagnosisOptions;
use seedrelay::{Diagnosis, Evidence, Lang, OrganizationKind};

use crate::tables::{dispositions, grid, lines};

/// The columns that the mapping uses, and some that it does not.
const COLUMNS: &[&str] = &[
    "Rammeprogram",
    "Programområde kode (H2020)",
    "Programkortnavn (H2020)",
    "Prosjektnr",
    "Prosjektkortnavn",
    "Prosjektnavn",
    "Søknadstype",
    "Kontraktstatus",
    "Kontrakt signeringsdato",
    "Kontrakt startdato",
    "Kontrakt sluttdato",
    "Søknadsdato",
    "Organisasjonsnummer",
    "Organisasjonsnavn",
    "Organisasjon rolle",
    "Deltakernr",
    "FoU sektor",
    "FoU kategori",
    "Adresse kommune",
    "Adresse fylke",
    "Innvilget beløp organisasjon EUR",
];

/// Project, programme, action, status, signed, start, end, asked, number and name of the organization, role,
/// participant, kind, amount.
const ROWS: &str = "\
# Signed 170 days after the start; still running.
101;FOOD;RIA;SIGNED;01.06.2020;13.12.2019;31.08.2024;23.01.2019;911;FROSTLAB;COORDINATOR;1;Primærnæringsinstitutter;352403.74999968
101;FOOD;RIA;SIGNED;01.06.2020;13.12.2019;31.08.2024;23.01.2019;922;KORN AS;PARTICIPANT;2;Næringsliv;1000
# Twice the same organization, the same amount.
101;FOOD;RIA;SIGNED;01.06.2020;13.12.2019;31.08.2024;23.01.2019;922;KORN AS;PARTICIPANT;7;Næringsliv;1000
# The coordinator is abroad; still signed, but over.
102;FOOD;BBI-IA-DEMO;SIGNED;01.02.2016;01.03.2016;28.02.2019;01.09.2015;933;UNIVERSITETET I NORD;PARTICIPANT;4;Universiteter;0
# No start and no end; without a programme.
103;;MSCA-IF-EF-ST;SIGNED;14.04.2021;;;09.09.2020;933;UNIVERSITETET I NORD;COORDINATOR;1;Universiteter;200000
# Support, once by an unknown organization.
104;FOOD;CSA;CLOSED;12.10.2016;01.11.2016;31.10.2018;13.02.2016;;ukjent;PARTICIPANT;12;ukjent;144187.49999988
105;FOOD;ERA-NET-Cofund;CLOSED;12.10.2016;01.11.2016;31.10.2018;13.02.2016;944;RÅDET;PARTICIPANT;3;Norges forskningsråd;5
# Two unknown organizations in research.
106;MSCA;MSCA-ITN-EID;SIGNED;07.07.2020;01.01.2021;31.12.2024;14.01.2020;;ukjent;PARTICIPANT;2;ukjent;0
107;MSCA;MSCA-ITN-EID;SIGNED;07.07.2020;01.01.2021;31.12.2024;14.01.2020;;ukjent;PARTICIPANT;2;ukjent;0
# A first and a second phase.
108;INNOSUPSME;SME-1;CLOSED;01.08.2016;01.09.2016;28.02.2017;03.05.2016;922;KORN AS;COORDINATOR;1;Næringsliv;50000
109;FOOD;SME-2;CLOSED;01.07.2018;01.08.2018;31.12.2022;01.02.2018;922;KORN AS;COORDINATOR;1;Næringsliv;1500000
# Begins after the last signature.
110;ENERGY;IA;SIGNED;30.06.2021;01.10.2021;30.09.2025;01.01.2021;955;KLYNGEN;PARTICIPANT;9;Øvrige andre;10
# An action that nobody has heard of.
111;FOOD;SNE-2;CLOSED;01.07.2018;01.08.2018;31.12.2020;01.02.2018;922;KORN AS;COORDINATOR;1;Næringsliv;1
";

fn table() -> String {
    let mut text = COLUMNS.join(";");
    for row in ROWS.lines().filter(|row| !row.starts_with('#')) {
        let cells: Vec<&str> = row.split(';').collect();
        let [project, programme, action, status, signed, start, end, asked, number, name, role, part, kind, amount] =
            cells[..]
        else {
            panic!("{row}")
        };
        let date = |date: &str| if date.is_empty() { String::new() } else { format!("{date} 00:00") };
        let sector = if kind == "ukjent" { "ukjent" } else { "x" };
        let (title, short) = (format!("Title of {project}"), format!("P{project}"));
        let [signed, start, end, asked] = [signed, start, end, asked].map(date);
        let cells = [
            "H2020", "", programme, project, &short, &title, action, status, &signed, &start, &end, &asked, number,
            name, role, part, sector, kind, "Ås", "Viken", amount,
        ];
        text += &format!("\n{}", cells.join(";"));
    }
    text + "\n"
}

fn norway() -> Import {
    let mapping = Mapping::named("norway-h2020").unwrap();
    mapping.import(&[grid("grants.csv", &table())], &ImportOptions::new()).unwrap()
}

#[test]
fn every_trap_of_the_norwegian_table_is_met() {
    let import = norway();
    assert_eq!(import.chain.as_of().to_string(), "2021-06-30", "the last signature");
    assert_eq!(
        lines(&import),
        [
            "101/911 911 <ec> applied-basic active 2019-01-23 2019-12-13 -",
            "101/922 922 <911> applied-basic active 2019-01-23 2019-12-13 -",
            "102/933 933 <ec> applied delivered 2015-09-01 2016-03-01 2019-02-28",
            "103/933 933 <ec> basic accepted 2020-09-09 - -",
            "106/unknown-106-2 unknown-106-2 <ec> basic active 2020-01-14 2021-01-01 -",
            "107/unknown-107-2 unknown-107-2 <ec> basic active 2020-01-14 2021-01-01 -",
            "108/922 922 <ec> industrialization delivered 2016-05-03 2016-09-01 2017-02-28",
            "109/922 922 <ec> industrialization delivered 2018-02-01 2018-08-01 -",
            "110/955 955 <ec> applied accepted 2021-01-01 - -",
        ]
    );
    assert_eq!(
        dispositions(&import.account),
        [
            "used 101/911",
            "used 101/922",
            "merged into 3",
            "used 102/933",
            "used 103/933",
            "left out: coordination and support: no research is done",
            "left out: money for the calls of others, or procurement",
            "used 106/unknown-106-2",
            "used 107/unknown-107-2",
            "used 108/922",
            "used 109/922",
            "used 110/955",
            "refused: project.stage, column “Søknadstype”: no pattern covers `SNE-2`; did you mean `SME-*`?",
        ]
    );
    assert!(import.account.adds_up());
}

#[test]
fn what_is_known_and_what_is_assumed_is_told_apart() {
    let chain = norway().chain;
    let unknown = chain.organization("unknown-106-2").unwrap();
    assert_eq!((unknown.kind(), unknown.evidence()), (OrganizationKind::Company, Evidence::Assumed));
    assert!(unknown.record().name.is_none());
    let [_, second] = ["108/922", "109/922"].map(|id| chain.project(id).unwrap());
    assert_eq!(&*second.record().builds_on.iter().map(ToString::to_string).collect::<Vec<_>>(), ["108/922"]);
    assert_eq!(second.evidence(), Evidence::Assumed);
    let korn = chain.organization("922").unwrap();
    assert!(korn.record().capabilities.iter().all(|capability| capability.evidence == Evidence::Assumed));
    assert_eq!(chain.project("101/922").unwrap().record().budget, Some(1000.0), "given twice, to the cent");
    assert_eq!(chain.project("101/911").unwrap().record().budget, Some(352_403.749_999_68));
    assert!(chain.funding().iter().all(|funding| funding.from.as_str() == "ec"));
    assert_eq!(chain.organization("955").unwrap().kind(), OrganizationKind::Service);
}

#[test]
fn figures_are_counted_before_anything_is_left_out() {
    let account = norway().account;
    let counts: Vec<_> = account.figures.iter().take(2).map(|figure| figure.value.clone()).collect();
    assert_eq!(counts, [FigureValue::Distinct(5), FigureValue::Distinct(11)]);
    let FigureValue::Days { all: Some(waits), .. } = &account.figures[4].value else { panic!() };
    assert_eq!((waits.count, waits.min), (12, -171));
    // python3 -c "from datetime import date as d; print((d(2018,8,1)-d(2017,2,28)).days)"
    assert_eq!((account.links[0].linked, account.links[0].median_gap_days), (1, Some(519.0)));
}

#[test]
fn the_chain_can_be_diagnosed_and_written() {
    let chain = norway().chain;
    let diagnosis: Diagnosis<'_> = chain.diagnose(&DiagnosisOptions::new());
    assert!(diagnosis.gaps.iter().any(|gap| gap.message(Lang::Zh).contains("食品")));
    assert_eq!(seedrelay::SupplyChain::from_json(chain.to_json()).unwrap(), chain);
}

#[test]
fn the_order_of_the_rows_changes_nothing_in_the_chain() {
    let text = table();
    let (header, rows) = text.split_once('\n').unwrap();
    let backwards: Vec<&str> = rows.lines().rev().collect();
    let backwards = format!("{header}\n{}\n", backwards.join("\n"));
    let mapping = Mapping::named("norway-h2020").unwrap();
    let other = mapping.import(&[grid("grants.csv", &backwards)], &ImportOptions::new()).unwrap();
    assert_eq!(other.chain.to_json(), norway().chain.to_json());
}
