//! Made-up tables of the layout of CORDIS, with what real ones have.

use seedrelay::io::tables::Grid;
use seedrelay::io::tables::mapping::{Import, ImportOptions, Mapping};
use seedrelay::{Evidence, OrganizationKind};

use crate::tables::{disposition, grid, lines};

const ORGANIZATIONS: &str = r#""projectID";"projectAcronym";"organisationID";"vatNumber";"name";"shortName";"SME";"activityType";"street";"city";"country";"role";"ecContribution";"netEcContribution";"totalCost";"endOfParticipation";"active"
"1001";"GRAIN";"91";"NL001";"WAGENINGEN SEED INSTITUTE";"WSI";"false";"REC";"";"Wageningen";"NL";"coordinator";"100000,5";"100000,5";"120000";"false";""
"1001";"GRAIN";"92";"";"SEED; AND ""SONS"" SA";"";"true";"PRC";"";"Lyon";"FR";"participant";"50000";"50000";"71429";"false";""
"1001";"GRAIN";"92";"";"SEED; AND ""SONS"" SA";"";"true";"PRC";"";"Lyon";"FR";"participant";"50000";"50000";"71429";"false";""
"1001";"GRAIN";"";"IT77";"FIELD LAB SRL";"";"";"";"";"Pisa";"IT";"thirdParty";"0";"0";"";"false";""
"1001";"GRAIN";"";"";"NAMELESS FARM";"";"";"PRC";"";"";"ES";"partner";"";"NULL";"";"";""
"1001";"GRAIN";"93";"";"WATCHERS";"";"";"OTH";"";"";"CH";"associatedPartner";"";"";"";"";""
"1002";"TRIAL";"92";"";"SEED AND SONS SA";"";"true";"PRC";"";"Lyon";"FR";"coordinator";"70.000";"70000";"71429";"false";""
"1002";"TRIAL";"94";"";"CITY OF LYON";"";"";"PUB";"";"Lyon";"FR";"participant";"5";"5";"5";"false";""
"1003";"NET";"91";"NL001";"WAGENINGEN SEED INSTITUTE";"WSI";"false";"REC";"";"Wageningen";"NL";"coordinator";"1";"1";"1";"false";""
"1009";"GONE";"91";"NL001";"WAGENINGEN SEED INSTITUTE";"WSI";"false";"REC";"";"Wageningen";"NL";"coordinator";"1";"1";"1";"false";""
"1004";"ODD";"91";"NL001";"WAGENINGEN SEED INSTITUTE";"WSI";"false";"XYZ";"";"Wageningen";"NL";"coordinator";"abc";"abc";"1";"false";""
"#;

const PROJECTS: &str = r#""id";"acronym";"status";"title";"startDate";"endDate";"totalCost";"ecMaxContribution";"legalBasis";"topics";"ecSignatureDate";"frameworkProgramme";"fundingScheme";"contentUpdateDate"
"1001";"GRAIN";"CLOSED";"Better grain";"2016-03-01";"2019-02-28";"1000000,50";"900000,25";"H2020-EU.3.2.";"SFS-24-2019;ICT-1-2016";"2016-03-20";"H2020";"RIA";"2022-08-15 12:00:00"
"1002";"TRIAL";"SIGNED";"A trial of seed";"2020-01-01";"2024-12-31";"";"";"H2020-EU.3.2.";"RUR-09-2018";"2019-12-01";"H2020";"IA";"2022-08-16 12:00:00"
"1003";"NET";"TERMINATED";"Networking";"2016-01-01";"2017-12-31";"";"";"";"";"";"H2020";"CSA";"2022-08-15 12:00:00"
"1004";"ODD";"CLOSED";"Odd";"2016-01-01";"2017-12-31";"";"";"";"";"";"H2020";"RIA";"2022-08-15 12:00:00"
"1004";"ODD";"CLOSED";"Odd";"2016-01-01";"2017-12-31";"";"";"";"";"";"H2020";"RIA";"2022-08-15 12:00:00"
"1005";"ALONE";"CLOSED";"Nobody takes part";"2016-01-01";"2017-12-31";"";"";"";"";"";"H2020";"RIA";"2022-08-15 12:00:00"
"#;

fn tables() -> [Grid; 2] {
    [grid("organization.csv", ORGANIZATIONS), grid("project.csv", PROJECTS)]
}

fn cordis() -> Import {
    Mapping::named("cordis").unwrap().import(&tables(), &ImportOptions::new()).unwrap()
}

#[test]
fn two_tables_become_one_chain() {
    let import = cordis();
    assert_eq!(import.chain.as_of().to_string(), "2022-08-16", "the last change");
    assert_eq!(
        lines(&import),
        [
            // The signature of 1001 comes after its start, and is left off.
            "1001/91 91 <ec> applied-basic delivered - 2016-03-01 2019-02-28",
            "1001/92 92 <91> applied-basic delivered - 2016-03-01 2019-02-28",
            "1001/IT77 IT77 <91> applied-basic delivered - 2016-03-01 2019-02-28",
            "1001/NAMELESS-FARM NAMELESS-FARM <91> applied-basic delivered - 2016-03-01 2019-02-28",
            "1002/92 92 <ec> applied active 2019-12-01 2020-01-01 -",
            "1002/94 94 <92> applied active 2019-12-01 2020-01-01 -",
        ]
    );
    let project = import.chain.project("1001/91").unwrap();
    assert_eq!((project.record().budget, project.record().category.as_str()), (Some(100_000.5), "food"));
    assert_eq!(project.record().title.as_ref().unwrap().to_string(), "Better grain");
    assert_eq!(import.chain.project("1001/92").unwrap().record().budget, Some(100_000.0), "two parts in one grant");
    let lab = import.chain.organization("IT77").unwrap();
    assert_eq!((lab.kind(), lab.evidence()), (OrganizationKind::Service, Evidence::Assumed));
    assert_eq!(import.chain.organization("94").unwrap().kind(), OrganizationKind::Government);
}

#[test]
fn the_account_tells_of_both_tables_and_adds_up() {
    let account = cordis().account;
    assert!(account.adds_up());
    let told: Vec<_> =
        account.rows().map(|row| format!("{} {}: {}", row.table, row.row, disposition(row.disposition))).collect();
    assert_eq!(
        told,
        [
            "organization 2: used 1001/91",
            "organization 3: used 1001/92",
            "organization 4: merged into 3",
            "organization 5: used 1001/IT77",
            "organization 6: used 1001/NAMELESS-FARM",
            "organization 7: left out: an associated partner without a part in the grant",
            "organization 8: used 1002/92",
            "organization 9: used 1002/94",
            "organization 10: left out: support, or money for the calls of others: no research is done",
            "organization 11: refused: tables.joined_by, column “projectID”: table `project` has no row `1009`",
            "organization 12: refused: organization.kind, column “activityType”: no pattern covers `XYZ`; \
         project.budget, column “netEcContribution”: `abc` is no number as the mapping writes them",
            "project 2: used -",
            "project 3: used -",
            "project 4: left out: a row of a joined table that only rows refer to that are not used",
            "project 5: left out: a row of a joined table that only rows refer to that are not used",
            "project 6: left out: a row of a joined table that only rows refer to that are not used",
            "project 7: left out: a row of a joined table that no row refers to",
        ]
    );
    let names: Vec<_> = account.disagreements.iter().map(|it| (&*it.field, &*it.kept, &*it.other)).collect();
    assert_eq!(names, [("organization.name", "SEED; AND \"SONS\" SA", "SEED AND SONS SA")]);
    insta::assert_snapshot!(account.to_string());
}

#[test]
fn other_layouts_read_too() {
    // Commas, other dates, one topic, no contributions by organization, and no signature.
    let organizations =
        "projectID,organisationID,name,activityType,role,country\n1,7,A,HES,coordinator,DE\n1,8,B,PRC,participant,FR\n";
    let projects =
        "id,acronym,startDate,endDate,fundingScheme,topic,status\n1,X,01/02/2019,31/01/2022,ERC-STG,ERC-2018-STG,\n";
    let tables = [grid("o.csv", organizations), grid("p.csv", projects)];
    let import = Mapping::named("cordis").unwrap().import(&tables, &ImportOptions::new()).unwrap();
    assert_eq!(lines(&import), ["1/7 7 <ec> basic active - 2019-02-01 -", "1/8 8 <7> basic active - 2019-02-01 -"]);
    assert!(!import.account.absent_columns.is_empty());
}

#[test]
fn the_order_of_both_tables_changes_nothing_in_the_chain() {
    let backwards = |text: &str| {
        let (header, rows) = text.split_once('\n').unwrap();
        format!("{header}\n{}\n", rows.lines().rev().collect::<Vec<_>>().join("\n"))
    };
    let tables = [grid("o.csv", &backwards(ORGANIZATIONS)), grid("p.csv", &backwards(PROJECTS))];
    let other = Mapping::named("cordis").unwrap().import(&tables, &ImportOptions::new()).unwrap();
    assert_eq!(other.chain.to_json(), cordis().chain.to_json());
    assert!(other.account.adds_up());
}
