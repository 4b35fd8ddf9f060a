//! Each rule of a mapping, worked out by hand.

use seedrelay::io::tables::mapping::{FigureValue, ImportError, ImportOptions, WhyLeftOff};
use seedrelay::{Evidence, OrganizationKind, Stage, Status};

use crate::tables::{dispositions, grid, import, lines, mapping_with, read, try_import};

const EC: &str = "[[organizations]]\nid = \"ec\"\nkind = \"government\"\n";

#[test]
fn a_row_becomes_a_project_of_its_organization() {
    let mapping = mapping_with("", "started = \"from\"\nended = \"to\"\nbudget = \"money\"", "");
    let import = import(&mapping, "p1;hau;uni;rice;basic;2020-03;2023-01-31;1000.5\n");
    assert_eq!(lines(&import), ["p1/hau hau <-> basic delivered - 2020-03 2023-01-31"]);
    assert_eq!(import.chain.project("p1/hau").unwrap().record().budget, Some(1000.5));
    assert_eq!(import.chain.organization("hau").unwrap().kind(), OrganizationKind::University);
    assert_eq!(import.chain.category("rice").unwrap().label(seedrelay::Lang::En), "rice");
}

#[test]
fn the_coordinator_commissions_the_others_and_a_fixed_organization_the_coordinator() {
    let role = "[role]\ncolumn = \"money\"\nmap = { \"lead\" = \"coordinator\", \"*\" = \"participant\" }\n";
    let rule = "[commissioner]\ncoordinator = \"ec\"\n";
    let mapping = mapping_with("", "", &format!("{EC}{role}{rule}"));
    let rows = "p1;hau;uni;rice;basic;;;lead\np1;seedco;company;rice;basic;;;x\np2;seedco;company;rice;basic;;;x\n";
    let first = import(&mapping, rows);
    assert_eq!(
        lines(&first),
        [
            "p1/hau hau <ec> basic accepted - - -",
            "p1/seedco seedco <hau> basic accepted - - -",
            "p2/seedco seedco <ec> basic accepted - - -",
        ]
    );
    let mapping = mapping_with("", "", &format!("{EC}{role}[commissioner]\nparticipant = \"ec\"\n"));
    let second = import(&mapping, rows);
    assert!(lines(&second)[0].contains("hau <->") && lines(&second)[1].contains("seedco <ec>"));
}

#[test]
fn a_grant_can_be_one_project_of_its_coordinator() {
    let role = "[role]\ncolumn = \"kind\"\nmap = { \"u*\" = \"coordinator\", \"*\" = \"participant\" }\n";
    let rule = "[commissioner]\ncoordinator = \"ec\"\n[funding]\nfrom = \"ec\"\nyear = \"from\"\n";
    let project = "unit = \"grant\"\npartners = \"agreement\"\nbudget = \"money\"\nstarted = \"from\"";
    let mapping = mapping_with("", project, &format!("{EC}{role}{rule}"));
    let rows =
        "p1;seedco;company;rice;basic;2021;;10\np1;hau;uni;rice;basic;2021;;5\np1;zeta;company;rice;basic;2021;;1\n";
    let import = import(&mapping, rows);
    assert_eq!(lines(&import), ["p1 hau <ec> basic active - 2021 -"]);
    assert_eq!(import.chain.project("p1").unwrap().record().budget, Some(16.0));
    let agreements: Vec<_> = import.chain.agreements().iter().map(|it| format!("{}-{}", it.from, it.to)).collect();
    assert_eq!(agreements, ["hau-seedco", "hau-zeta"]);
    let funding: Vec<_> = import.chain.funding().iter().map(|it| (it.to.as_str(), it.amount, it.year)).collect();
    assert_eq!(
        funding,
        [("hau", Some(5.0), Some(2021)), ("seedco", Some(10.0), Some(2021)), ("zeta", Some(1.0), Some(2021))]
    );
    assert_eq!(dispositions(&import.account), ["used p1", "merged into 2", "merged into 2"]);
}

#[test]
fn a_row_can_name_its_commissioner() {
    let rule = "[commissioner]\nid = \"money\"\nkind = { constant = \"company\" }\n";
    let mapping = mapping_with("", "", rule);
    let import = import(&mapping, "p1;hau;uni;rice;basic;;;seedco\np2;hau;uni;rice;basic;;;\n");
    assert_eq!(lines(&import), ["p1/hau hau <seedco> basic accepted - - -", "p2/hau hau <-> basic accepted - - -"]);
    assert_eq!(import.chain.organization("seedco").unwrap().kind(), OrganizationKind::Company);
}

#[test]
fn the_status_follows_from_the_dates_and_plans_are_left_off() {
    let mapping = mapping_with("", "started = \"from\"\nended = \"to\"", "");
    let rows = "p1;hau;uni;rice;basic;2020;2024-06-30;\np2;hau;uni;rice;basic;2020;2024-07-01;\n\
                p3;hau;uni;rice;basic;2024-07-01;2025;\np4;hau;uni;rice;basic;;;\n";
    let import = import(&mapping, rows);
    assert_eq!(
        lines(&import),
        [
            "p1/hau hau <-> basic delivered - 2020 2024-06-30",
            "p2/hau hau <-> basic active - 2020 -",
            "p3/hau hau <-> basic accepted - - -",
            "p4/hau hau <-> basic accepted - - -",
        ]
    );
    let left_off: Vec<_> = import.account.dates_left_off.iter().map(|it| (it.field, it.why, it.projects)).collect();
    assert_eq!(left_off, [("started", WhyLeftOff::Planned, 1), ("ended", WhyLeftOff::Planned, 2)]);
}

#[test]
fn a_status_that_is_mapped_counts_and_dates_give_way_to_it() {
    let status =
        "status = { column = \"money\", map = { closed = \"delivered\", open = \"active\", \"\" = \"by-dates\" } }";
    let mapping = mapping_with("", &format!("started = \"from\"\nended = \"to\"\n{status}"), "");
    let rows = "p1;hau;uni;rice;basic;2020;2025;closed\np2;hau;uni;rice;basic;2020;2023;open\np3;hau;uni;rice;basic;2020;2023;\n";
    let import = import(&mapping, rows);
    assert_eq!(
        lines(&import),
        [
            "p1/hau hau <-> basic delivered - 2020 -",
            "p2/hau hau <-> basic active - 2020 -",
            "p3/hau hau <-> basic delivered - 2020 2023",
        ]
    );
}

#[test]
fn dates_out_of_order_refuse_the_row_unless_the_mapping_allows_them_to_go() {
    let rows = "p1;hau;uni;rice;basic;2023;2020;\np2;hau;uni;rice;basic;2020;2023;\n";
    let strict = import(&mapping_with("", "started = \"from\"\nended = \"to\"", ""), rows);
    assert_eq!(
        dispositions(&strict.account),
        ["refused: project.ended, column “to”: `started` 2023 is after `ended` 2020", "used p2/hau",]
    );
    let mapping = mapping_with("", "started = \"from\"\nended = { column = \"to\", or_absent = true }", "");
    let tolerant = import(&mapping, rows);
    assert_eq!(tolerant.chain.project("p1/hau").unwrap().status(), Status::Active);
    assert_eq!(tolerant.account.dates_left_off[0].why, WhyLeftOff::OutOfOrder);
}

#[test]
fn rows_of_one_project_are_merged_and_their_amounts_add_up_or_count_once() {
    let rows = "p1;hau;uni;rice;basic;;;10\np1;hau;uni;rice;basic;;;10\np1;hau;uni;rice;basic;;;7\n";
    let sum = import(&mapping_with("", "budget = \"money\"", ""), rows);
    assert_eq!(sum.chain.project("p1/hau").unwrap().record().budget, Some(27.0));
    assert_eq!(dispositions(&sum.account), ["used p1/hau", "merged into 2", "merged into 2"]);
    let once = import(&mapping_with("", "budget = { column = \"money\", merged = \"once\" }", ""), rows);
    assert_eq!(once.chain.project("p1/hau").unwrap().record().budget, Some(17.0));
}

#[test]
fn where_rows_disagree_most_of_them_count_and_the_account_tells() {
    let rows = "p1;hau;uni;rice;basic;;;\np2;hau;company;rice;basic;;;\np3;hau;company;rice;basic;;;\n\
                p3;hau;;rice;trial;;;\n";
    let import = import(&mapping_with("", "", ""), rows);
    assert_eq!(import.chain.organization("hau").unwrap().kind(), OrganizationKind::Company);
    assert_eq!(import.chain.project("p3/hau").unwrap().stage(), Stage::Basic);
    let told: Vec<_> =
        import.account.disagreements.iter().map(|it| (&*it.field, &*it.id, &*it.kept, &*it.other)).collect();
    assert_eq!(
        told,
        [("organization.kind", "hau", "company", "university"), ("project.stage", "p3/hau", "basic", "applied"),]
    );
}

#[test]
fn a_kind_that_no_row_gives_refuses_the_rows_of_the_organization_only() {
    let import = import(&mapping_with("", "", ""), "p1;hau;;rice;basic;;;\np2;seedco;c;rice;basic;;;\n");
    assert_eq!(dispositions(&import.account)[0], "refused: organization.kind, column “kind”: nothing is given");
    assert_eq!(import.chain.organizations().len(), 1);
}

#[test]
fn an_uncertain_kind_makes_all_that_refers_to_it_uncertain() {
    let text = r#"
format = "seedrelay-mapping/1"
as_of = "2024-06-30"
[organization]
id = ["who", { template = "unknown-{number}" }]
kind = { column = "kind", map = { "u*" = "university", "" = { kind = "company", evidence = "assumed" } } }
[project]
grant = "number"
category = "crop"
stage = { constant = "basic" }
"#;
    let import = import(&read(text), "p1;;;rice;;;;\np2;hau;uni;rice;;;;\n");
    assert_eq!(import.chain.organization("unknown-p1").unwrap().evidence(), Evidence::Assumed);
    assert_eq!(import.chain.project("p1/unknown-p1").unwrap().evidence(), Evidence::Assumed);
    assert_eq!(import.chain.project("p2/hau").unwrap().evidence(), Evidence::Documented);
}

#[test]
fn rules_leave_rows_out_in_their_order_with_their_reason() {
    let rules = r#"
[[leave_out]]
when = { column = "type", matches = ["travel*", "fair"] }
why = "no research"
[[leave_out]]
when = [{ column = "crop", unless = ["rice", "maize"] }, { column = "money", matches = "" }]
why = "another crop, and no money"
"#;
    let rows = "p1;hau;uni;rice;Travel grant;;;\np2;hau;uni;pepper;basic;;;\np3;hau;uni;pepper;basic;;;5\n\
                p4;hau;uni;maize;basic;;;\n;;;;;;;\n";
    let import = import(&mapping_with("", "", rules), rows);
    assert_eq!(
        dispositions(&import.account),
        [
            "left out: no research",
            "left out: another crop, and no money",
            "used p3/hau",
            "used p4/hau",
            "left out: an empty row",
        ]
    );
}

#[test]
fn a_project_builds_on_the_last_one_of_the_same_organization_that_started_before_it() {
    let rule = r#"
[[builds_on]]
name = "a trial after basic research"
upstream = { column = "type", matches = "basic" }
downstream = { column = "type", matches = "trial*" }
same = "organization"
"#;
    let mapping = mapping_with("", "started = \"from\"\nended = \"to\"", rule);
    let rows = "b1;hau;uni;rice;basic;2015;2017-01-01;\nb2;hau;uni;rice;basic;2018-01-01;2020-01-01;\n\
                b3;hau;uni;rice;basic;2021;2022;\nt1;hau;uni;rice;trial;2020-12-31;2023;\n\
                t2;other;uni;rice;trial;2020;2023;\nt3;hau;uni;rice;trial;2015;2016;\n";
    let import = import(&mapping, rows);
    let builds_on: Vec<_> =
        import.chain.project("t1/hau").unwrap().record().builds_on.iter().map(ToString::to_string).collect();
    assert_eq!(builds_on, ["b2/hau"]);
    assert!(import.chain.project("t2/other").unwrap().record().builds_on.is_empty());
    assert!(import.chain.project("t3/hau").unwrap().record().builds_on.is_empty(), "not on what started with it");
    assert_eq!(import.chain.project("t1/hau").unwrap().evidence(), Evidence::Assumed, "nobody wrote it down");
    let link = &import.account.links[0];
    assert_eq!((link.upstream, link.downstream, link.linked, link.median_gap_days), (3, 3, 1, Some(365.0)));
}

#[test]
fn what_is_built_on_can_be_kept_to_one_category() {
    let rule = "[[builds_on]]\nname = \"n\"\nupstream = { column = \"type\", matches = \"basic\" }\n\
                downstream = { column = \"type\", matches = \"trial\" }\nsame = [\"organization\", \"category\"]\n";
    let rows = "b1;hau;uni;rice;basic;2015;;\nb2;hau;uni;pig;basic;2018;;\nt1;hau;uni;rice;trial;2020;;\n";
    let import = import(&mapping_with("", "started = \"from\"", rule), rows);
    let builds_on =
        &import.chain.project("t1/hau").unwrap().record().builds_on.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(builds_on[..], ["b1/hau"]);
}

#[test]
fn teams_are_the_most_projects_at_one_time() {
    let mapping = mapping_with("", "started = \"from\"\nended = \"to\"", "[capabilities]\nteams = \"most-at-once\"\n");
    let rows = "p1;hau;uni;rice;basic;2020-01-01;2020-12-31;\np2;hau;uni;rice;basic;2020-12-31;2021-06-30;\n\
                p3;hau;uni;rice;basic;2021-07-01;2022-01-01;\np4;hau;uni;rice;trial;;;\n";
    let import = import(&mapping, rows);
    let hau = import.chain.organization("hau").unwrap();
    let teams: Vec<_> = hau.record().capabilities.iter().map(|it| (it.stage, it.teams, it.evidence)).collect();
    assert_eq!(teams, [(Stage::Basic, 2, Evidence::Assumed), (Stage::Applied, 1, Evidence::Assumed)]);
}

#[test]
fn figures_are_those_of_the_table_before_anything_is_left_out() {
    let rules = r#"
[[leave_out]]
when = { column = "type", matches = "trial*" }
why = "not now"
[[figures]]
name = "organizations"
distinct = "who"
[[figures]]
name = "money"
sum = "money"
[[figures]]
name = "days"
from = "from"
to = "to"
by = "crop"
"#;
    let rows = "p1;a;u;rice;basic;2020-01-01;2020-01-11;1.5\np2;b;u;rice;trial;2020-01-01;2020-01-31;2\n\
                p3;b;u;pig;basic;2020-01-01;;x\n";
    let import = import(&mapping_with("", "", rules), rows);
    let [who, money, days] = &import.account.figures[..] else { panic!() };
    assert_eq!((&who.value, &money.value), (&FigureValue::Distinct(2), &FigureValue::Sum(3.5)));
    let FigureValue::Days { all: Some(all), by } = &days.value else { panic!() };
    assert_eq!((all.count, all.median, all.min, all.max), (2, 20.0, 10, 30));
    assert_eq!(by.len(), 1, "the pig has no end");
}

#[test]
fn today_can_be_the_latest_date_of_the_table_or_the_callers() {
    let text = |as_of: &str| {
        format!(
            "format = \"seedrelay-mapping/1\"\nas_of = {as_of}\n[organization]\nid = \"who\"\n\
             kind = {{ constant = \"company\" }}\n[project]\ngrant = \"number\"\ncategory = \"crop\"\n\
             stage = {{ constant = \"applied\" }}\n"
        )
    };
    let rows = "p1;a;;rice;;2020-05-01;;\np2;a;;rice;;2021;;\n";
    let latest = import(&read(&text("{ latest = [\"from\", \"to\"] }")), rows);
    assert_eq!(latest.chain.as_of().to_string(), "2021-12-31", "the last day of the year");
    let error = try_import(&read(&text("{ latest = \"to\" }")), rows).unwrap_err();
    assert!(matches!(error, ImportError::NoAsOf));
    let options = ImportOptions::new().as_of("2030".parse().unwrap());
    let table = grid("t.csv", &format!("{}{rows}", crate::tables::HEADER));
    let given = read(&text("{ latest = \"to\" }")).import(&[table], &options).unwrap();
    assert_eq!(given.chain.as_of().to_string(), "2030-12-31");
}

#[test]
fn values_are_read_as_the_mapping_writes_them() {
    let top =
        "[read]\ndates = [\"%d.%m.%Y %H:%M\", \"%d.%m.%Y\"]\ndecimal = \",\"\nthousands = \". \"\nblank = [\"null\"]\n";
    let mapping = mapping_with(top, "started = \"from\"\nbudget = \"money\"", "");
    let rows = "p1;hau;uni;rice;basic;01.02.2020 00:00;;1.234,5\np2;hau;uni;rice;basic;1.2.2020;;NULL\n\
                p3;hau;uni;rice;basic;2020-02-01;;1,2,3\np4;hau;uni;rice;basic;;;-5\n";
    let import = import(&mapping, rows);
    assert_eq!(import.chain.project("p1/hau").unwrap().record().budget, Some(1234.5));
    assert_eq!(import.chain.project("p2/hau").unwrap().record().started.unwrap().to_string(), "2020-02-01");
    assert_eq!(
        dispositions(&import.account)[2..],
        [
            "refused: project.started, column “from”: `2020-02-01` is no date in the formats of the mapping; \
         project.budget, column “money”: `1,2,3` is no number as the mapping writes them",
            "refused: project.budget, column “money”: `-5` is negative",
        ]
    );
}

#[test]
fn ids_are_safe_and_never_shared() {
    let rows = "p 1;Hau; uni;rice;basic;;;\np/1;Hau;uni;rice;basic;;;\n";
    let import = import(&mapping_with("", "", ""), rows);
    let ids: Vec<_> = import.chain.projects().map(|project| project.id().to_string()).collect();
    assert_eq!(ids, ["p-1-2/Hau", "p-1/Hau"]);
}
