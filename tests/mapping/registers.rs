//! What a register of varieties can say, each ability on a made-up table with its traps.

use seedrelay::io::tables::mapping::{
    FigureValue, Import, ImportError, ImportOptions, LeftOffWhy, MadeUp, Mapping, Remark,
};
use seedrelay::{Lang, Stage};

use crate::tables::{disposition, dispositions, grid, read};

const HEAD: &str = "format = \"seedrelay-mapping/1\"\nas_of = \"2024-12-31\"\n";
const KINDS: &str = "[kinds]\n\"*大学*\" = \"university\"\n\"*院*\" = \"institute\"\n\"*\" = \"company\"\n";
/// A germplasm of each row.
const VARIETY: &str =
    "[[records]]\nof = \"germplasm\"\nid = \"variety\"\ncategory = \"crop\"\nkind = { constant = \"variety\" }\n";

fn of(mapping: &Mapping, tables: &[(&str, &str)]) -> Import {
    let grids: Vec<_> = tables.iter().map(|(name, text)| grid(name, text)).collect();
    mapping.import(&grids, &ImportOptions::new()).unwrap_or_else(|error| panic!("{error}"))
}

fn parents(import: &Import, id: &str) -> Vec<String> {
    let record = import.chain.germplasm_with_id(id).unwrap_or_else(|| panic!("{id}")).record();
    let shown = |share: Option<f64>| share.map(|share| format!(" {share}")).unwrap_or_default();
    record.parents.iter().map(|parent| format!("{}{}", parent.germplasm, shown(parent.share))).collect()
}

fn builds_on(import: &Import, id: &str) -> Vec<String> {
    import.chain.project(id).unwrap().record().builds_on.iter().map(ToString::to_string).collect()
}

fn remarks(import: &Import) -> Vec<String> {
    import.account.remarks.iter().map(|remark| remark.message(Lang::En)).collect()
}

/// Rows of one variety, of three organizations, in no order, with one that has no variety and one without a stage.
#[test]
fn what_shares_a_key_builds_on_the_step_before_whoever_performs_it() {
    let mapping = |order: &str| {
        read(&format!(
            "{HEAD}{KINDS}[organization]\nid = \"who\"\n[project]\nunit = \"grant\"\ngrant = \"n\"\ncategory = \"crop\"\n\
             started = \"year\"\nstage = {{ column = \"role\", map = {{ breeder = \"applied\", maintainer = \"applied\", \
             seller = \"industrialization\" }} }}\nstatus = {{ constant = \"active\" }}\n\
             [[builds_on]]\nname = \"chain\"\nkey = \"variety\"\norder = {order}\n"
        ))
    };
    let table = "n,variety,who,role,step,crop,year\n\
                 3,V1,SeedCo,seller,3,maize,2012\n1,V1,HAU大学,breeder,1,maize,2010\n2,V1,某院,maintainer,2,maize,2010\n\
                 4,V1,Other,seller,3,maize,2013\n5,,SeedCo,seller,3,maize,2012\n6,V2,SeedCo,seller,3,maize,2012\n\
                 7,V2,HAU大学,breeder,1,maize,2011\n8,V3,HAU大学,breeder,1,maize,2011\n9,V3,HAU大学,seller,,maize,2012\n";
    let by_step = of(&mapping("\"step\""), &[("t.csv", table)]);
    let links = |import: &Import| ["1", "2", "3", "4", "5", "6", "9"].map(|id| builds_on(import, id).join(" "));
    assert_eq!(links(&by_step), ["", "1", "2", "2", "", "7", ""], "what has no key or no step is of no chain");
    let figure = &by_step.account.links[0];
    assert_eq!((figure.linked, figure.links, figure.across), (4, 4, 4));
    let by_stage = of(&mapping("\"stage\""), &[("t.csv", table)]);
    assert_eq!(links(&by_stage), ["", "", "1 2", "1 2", "", "7", "8"], "all that are at the stage before");
    let by_date = of(&mapping("\"date\""), &[("t.csv", table)]);
    assert_eq!(links(&by_date), ["", "", "1 2", "3", "", "7", "8"]);
    assert_eq!(by_date.account.links[0].across, 4, "8 and 9 are of one organization");
}

#[test]
fn a_step_with_more_than_can_be_meant_is_not_joined_each_with_each() {
    let mapping = read(&format!(
        "{HEAD}{KINDS}[organization]\nid = \"who\"\n[project]\nunit = \"grant\"\ngrant = \"n\"\ncategory = \"k\"\n\
         stage = {{ constant = \"applied\" }}\n[[builds_on]]\nname = \"n\"\nkey = \"k\"\norder = \"step\"\n"
    ));
    let rows: String = (0..2000).map(|row| format!("{row:05},a,k,{}\n", row / 1000)).collect();
    let import = of(&mapping, &[("t.csv", &format!("n,who,k,step\n{rows}"))]);
    assert_eq!((import.account.links[0].links, import.account.links[0].linked), (1000, 1000));
    assert_eq!(builds_on(&import, "01500"), ["00999"]);
    let told = |it: &Remark| matches!(it, Remark::LeftOff { why: LeftOffWhy::ManyBefore, values: 1000, .. });
    assert!(import.account.remarks.iter().any(told));
}

#[test]
fn a_column_refers_to_other_rows_by_id_or_name_and_what_is_missing_is_told() {
    let mapping = read(&format!(
        "{HEAD}{KINDS}[organization]\nid = \"who\"\n[project]\nunit = \"grant\"\ngrant = \"n\"\ntitle = \"title\"\n\
         category = \"crop\"\nstage = {{ constant = \"applied\" }}\nbuilds_on = {{ column = \"after\", split = [\";\", \"、\"] }}\n\
         draws_on = {{ column = \"uses\", split = \";\", make = \"line\" }}\nreleases = \"variety\"\n\
         [[records]]\nof = \"germplasm\"\nwhen = {{ column = \"variety\", unless = \"\" }}\nid = \"variety\"\nname = \"called\"\n\
         category = \"crop\"\nkind = {{ constant = \"variety\" }}\n"
    ));
    let table = "n,title,who,crop,after,uses,variety,called\n1,Gene,a,rice,,,V1,中黄13\n2,Line,b,rice,1;Gene;nine,V1;L5901,,\n\
                 3,Hybrid,c,rice,Line、1,中黄 13,V3,\n4,Odd,c,rice,4;nine,,,\n";
    let import = of(&mapping, &[("t.csv", table)]);
    assert_eq!(builds_on(&import, "2"), ["1"]);
    assert_eq!(builds_on(&import, "3"), ["1", "2"]);
    assert_eq!(builds_on(&import, "4"), [""; 0], "nothing builds on itself");
    let draws = |id: &str| {
        import.chain.project(id).unwrap().record().draws_on.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!((draws("2"), draws("3")), (vec!["L5901".to_owned(), "V1".to_owned()], vec!["V1".to_owned()]));
    assert_eq!(import.chain.project("3").unwrap().record().releases[0], "V3");
    let told = remarks(&import);
    for expected in [
        "projects.builds_on: not found: nine (2 rows)",
        "projects.draws_on: not found: L5901 (1 row); made a record of its own",
    ] {
        assert!(told.iter().any(|it| it == expected), "{expected}\n{told:#?}");
    }
    assert!(
        told.iter().any(|it| it.starts_with("project.builds_on: left off, since they would make a circle: 1")),
        "{told:#?}"
    );
}

#[test]
fn a_child_with_two_rows_and_one_with_two_columns_have_both_parents() {
    let rows = read(&format!(
        "{HEAD}{KINDS}[[organizations]]\nid = \"x\"\nkind = \"company\"\n{VARIETY}parents = {{ column = \"parent\", blank = \"NA\", make = \"line\" }}\n"
    ));
    let table = "variety,crop,parent\nV1,soy,A\nV1,soy,B\nV2,soy,V1\nV2,soy,NA\nA,soy,\n";
    let import = of(&rows, &[("t.csv", table)]);
    assert_eq!(
        (parents(&import, "V1"), parents(&import, "V2")),
        (vec!["A".to_owned(), "B".to_owned()], vec!["V1".to_owned()])
    );
    assert_eq!(dispositions(&import.account), ["used -", "merged into 2", "used -", "merged into 4", "used -"]);
    assert_eq!((import.account.made.germplasm, import.account.made.parents), (4, 3));
    let columns = read(&format!(
        "{HEAD}{KINDS}[[organizations]]\nid = \"x\"\nkind = \"company\"\n{VARIETY}parents = {{ each = [\"female\", \"male\"], make = \"line\" }}\n"
    ));
    let import = of(&columns, &[("t.csv", "variety,crop,female,male\nV1,soy,A,B\nV2,soy,A,\nV3,soy,A,A\nV4,soy,,\n")]);
    assert_eq!(parents(&import, "V1"), ["A", "B"]);
    assert_eq!(parents(&import, "V2"), ["A 0.5"], "one known of two");
    assert_eq!(parents(&import, "V3"), ["A"]);
    assert_eq!(parents(&import, "V4"), [""; 0]);
}

/// It has no row that says so.
#[test]
fn germplasm_that_is_only_named_is_of_the_category_of_what_names_it() {
    let mapping = read(&format!(
        "{HEAD}{KINDS}[organization]\nid = \"who\"\n[project]\nunit = \"grant\"\ngrant = \"n\"\ncategory = \"crop\"\n\
         stage = {{ constant = \"applied\" }}\ndraws_on = {{ column = \"uses\", split = \";\", make = \"line\" }}\n"
    ));
    let rows = ["1,a,rice,\n", "2,b,maize,L1\n", "3,b,maize,L1;L2\n", "4,c,rice,L1;L2\n"];
    for order in [rows, [rows[3], rows[2], rows[1], rows[0]]] {
        let import = of(&mapping, &[("t.csv", &format!("n,who,crop,uses\n{}", order.concat()))]);
        let category = |id: &str| import.chain.germplasm_with_id(id).unwrap().record().category.to_string();
        assert_eq!((category("L1"), category("L2")), ("maize".to_owned(), "maize".to_owned()), "{order:?}");
    }
}

#[test]
fn nothing_is_made_of_what_is_named_without_a_category() {
    let mapping = read(&format!(
        "{HEAD}{KINDS}[[records]]\nof = \"licences\"\ngermplasm = {{ column = \"of\", make = \"line\" }}\nto = \"to\"\n\
         from = \"from\"\nuse = {{ constant = \"commercial\" }}\n"
    ));
    let table = grid("t.csv", "of,from,to\nV9,a,b\n");
    let error = mapping.import(&[table], &ImportOptions::new().stop_on_refusal(true)).unwrap_err();
    let ImportError::Refused(account) = error else { panic!("{error}") };
    assert_eq!(dispositions(&account), ["refused: licences.germplasm, column “of”: `V9` is not found"]);
}

#[test]
fn pedigrees_become_parents_with_their_shares_and_what_is_none_refuses_the_row_with_its_place() {
    let mapping = |more: &str| {
        read(&format!(
            "{HEAD}{KINDS}[[organizations]]\nid = \"x\"\nkind = \"company\"\n{VARIETY}\
             parents = {{ column = \"from\", notation = \"pedigree\", make = \"line\"{more} }}\n"
        ))
    };
    let table = "variety,crop,from\nV1,豆,郑9805/周豆23\nV2,豆,皖宿5717//徐豆9号/V1\nV3,豆,R05~92×R05-92\nV4,豆,\nV5,豆,(V1×V2\n\
                 V6,豆,用V1和V2杂交，选育而成\nV7,豆,Ｖ１／v 2\n";
    let strict = of(&mapping(", replace = { \"~\" = \"-\" }"), &[("t.csv", table)]);
    assert_eq!(parents(&strict, "V1"), ["周豆23", "郑9805"]);
    assert_eq!(parents(&strict, "V2"), ["V1 0.25", "徐豆9号 0.25", "皖宿5717 0.5"]);
    assert_eq!(parents(&strict, "V3"), ["R05-92"], "by the stated rule they are one");
    assert_eq!(parents(&strict, "V7"), ["V1", "V2"], "wide signs, blanks and case do not matter");
    assert_eq!(
        dispositions(&strict.account)[4..6],
        [
            "refused: germplasm.parents, column “from”: `(V1×V2` is no pedigree: character 1: the bracket `(` is never closed",
            "refused: germplasm.parents, column “from”: `用V1和V2杂交，选育而成` is no pedigree: character 9: `，` is of a \
             sentence; give the pedigree alone, such as `A/B//C`",
        ]
    );
    let tolerant = of(&mapping(", or_absent = true"), &[("t.csv", table)]);
    assert_eq!(parents(&tolerant, "V5"), [""; 0]);
    let told = remarks(&tolerant);
    assert!(
        told.contains(
            &"germplasm.parents: left off, since they cannot be read: 2, such as (V1×V2; 用V1和V2杂交，选育而成"
                .to_owned()
        ),
        "{told:#?}"
    );
}

#[test]
fn what_is_bred_from_its_own_offspring_is_left_off_and_told() {
    let mapping = read(&format!(
        "{HEAD}[[organizations]]\nid = \"x\"\nkind = \"company\"\n{VARIETY}parents = {{ column = \"from\", notation = \"pedigree\" }}\n"
    ));
    let rows = ["A,soy,B/C\n", "B,soy,A/C\n", "C,soy,C\n"];
    for order in [[0, 1, 2], [2, 1, 0]] {
        let table = order.map(|row| rows[row]).concat();
        let import = of(&mapping, &[("t.csv", &format!("variety,crop,from\n{table}"))]);
        assert_eq!(
            (parents(&import, "A"), parents(&import, "B"), parents(&import, "C")),
            (vec!["B".into(), "C".into()], vec!["C".into()], vec![])
        );
        let told = |it: &Remark| matches!(it, Remark::LeftOff { why: LeftOffWhy::Circle, values: 2, .. });
        assert!(import.account.remarks.iter().any(told), "{:?}", import.account.remarks);
    }
    let rows: String = (10..40).map(|row| format!("V{row},soy,V{row}\n")).collect();
    let told = remarks(&of(&mapping, &[("t.csv", &format!("variety,crop,from\n{rows}"))]));
    let circles =
        "germplasm.parents: left off, since they would make a circle: 30, such as V10 < V10; V11 < V11; V12 < V12";
    assert!(told.iter().any(|it| it == circles), "of many the first are told, each time the same: {told:#?}");
}

#[test]
fn several_in_one_cell_are_a_performer_and_those_who_join_in_and_owners_by_equal_shares() {
    let mapping = read(&format!(
        "{HEAD}{KINDS}[organization]\nid = {{ column = \"申请者\", split = [\"、\", \"，\", \";\", \" and \", \"/\"] }}\n\
         [project]\nunit = \"grant\"\ngrant = \"号\"\ncategory = \"作物\"\nstage = {{ constant = \"applied\" }}\n\
         [[records]]\nof = \"germplasm\"\nid = \"号\"\ncategory = \"作物\"\nkind = {{ constant = \"variety\" }}\n\
         owners = {{ column = \"申请者\", split = [\"、\", \"，\", \";\", \" and \", \"/\"] }}\n\
         bred_by = {{ column = \"育种者\", split = \"、\" }}\n"
    ));
    let table = "号,作物,申请者,育种者\n1,稻,湖南大学、湖南省农科院,湖南大学\n2,稻,Andy Seeds and HAU/HAU,\n3,稻,隆平高科、,湖南大学、湖南大学、张三\n";
    let import = of(&mapping, &[("t.csv", table)]);
    let project = import.chain.project("1").unwrap();
    assert_eq!(
        (project.record().performer.as_str(), project.record().joint_performers[0].as_str()),
        ("湖南大学", "湖南省农科院")
    );
    let owners = |id: &str| {
        let record = import.chain.germplasm_with_id(id).unwrap().record();
        record.owners.iter().map(|owner| (owner.holder.to_string(), owner.share)).collect::<Vec<_>>()
    };
    assert_eq!(owners("1"), [("湖南大学".to_owned(), 0.5), ("湖南省农科院".to_owned(), 0.5)]);
    assert_eq!(owners("2"), [("Andy-Seeds".to_owned(), 0.5), ("HAU".to_owned(), 0.5)]);
    assert_eq!(owners("3"), [("隆平高科".to_owned(), 1.0)]);
    assert_eq!(import.chain.germplasm_with_id("3").unwrap().record().bred_by.len(), 2);
    let kinds: Vec<_> =
        import.chain.organizations().map(|it| (it.id().as_str().to_owned(), it.kind().to_string())).collect();
    assert!(
        kinds.contains(&("湖南大学".into(), "university".into()))
            && kinds.contains(&("湖南省农科院".into(), "institute".into()))
    );
    assert_eq!(
        import.chain.organization("Andy-Seeds").unwrap().label(Lang::En),
        "Andy Seeds",
        "what is no id is a name"
    );
    let told = |it: &Remark| matches!(it, Remark::MadeUp { what: MadeUp::KindByName, records: 6, .. });
    assert!(import.account.remarks.iter().any(told), "{:?}", import.account.remarks);
}

#[test]
fn an_organization_that_nothing_tells_the_kind_of_refuses_its_rows() {
    let mapping = read(&format!(
        "{HEAD}[kinds]\n\"*院\" = \"institute\"\n{VARIETY}bred_by = {{ column = \"by\", split = \"、\" }}\n"
    ));
    let import = of(&mapping, &[("t.csv", "variety,crop,by\nV1,豆,甲院\nV2,豆,甲院、某人\n")]);
    assert_eq!(
        dispositions(&import.account),
        [
            "used -",
            "refused: germplasm.bred_by, column “by”: nothing says what `某人` is; give it a pattern under `[kinds]`, such as \
             `\"*\" = \"company\"`",
        ]
    );
    assert_eq!(import.account.made.germplasm, 1);
}

#[test]
fn sheets_of_one_layout_are_one_table_with_a_column_of_where_a_row_came_from() {
    let mapping = read(&format!(
        "{HEAD}{KINDS}[[tables]]\nname = \"releases\"\norigin = \"crop\"\nrename = {{ \"Var. name\" = \"variety\" }}\n{VARIETY}bred_by = \"by\"\n"
    ));
    let maize = grid("maize.csv", "variety,by\nM1,a\nM2,\n");
    let wheat = grid("wheat.csv", "Releases of wheat,,\nby,more,Var. name\nb,x,W1\nby,more,Var. name\nb,x,\n");
    let import = mapping.import_sheets(&[&[maize, wheat]], &ImportOptions::new(), |_, _| {}).unwrap();
    let found: Vec<_> =
        import.chain.germplasm().map(|it| (it.id().to_string(), it.record().category.to_string())).collect();
    assert_eq!(found, [("M1".into(), "maize".into()), ("M2".into(), "maize".into()), ("W1".into(), "wheat".into())]);
    let rows: Vec<_> = import
        .account
        .rows()
        .map(|row| (row.file.display().to_string(), row.row, disposition(row.disposition)))
        .collect();
    assert_eq!(
        rows,
        [
            ("maize.csv".to_owned(), 2, "used -".to_owned()),
            ("maize.csv".to_owned(), 3, "used -".to_owned()),
            ("wheat.csv".to_owned(), 3, "used -".to_owned()),
            ("wheat.csv".to_owned(), 4, "left out: a row that repeats the column names".to_owned()),
            ("wheat.csv".to_owned(), 5, "refused: germplasm.id, column “variety”: nothing is given".to_owned()),
        ]
    );
    let parts: Vec<_> = import.account.tables[0].parts.iter().map(|part| part.read).collect();
    assert_eq!(parts, [2, 3]);
    assert!(
        remarks(&import)
            .contains(&"releases: the column names were found in row 2; the row above it is no data".to_owned())
    );
    assert!(import.account.adds_up());
}

#[test]
fn a_column_that_stands_twice_in_one_of_the_sheets_is_told() {
    let mapping = read(&format!(
        "{HEAD}{KINDS}[[tables]]\nname = \"all\"\norigin = \"sheet\"\n[[organizations]]\nid = \"x\"\nkind = \"company\"\n{VARIETY}"
    ));
    let sheets =
        [grid("a.csv", "variety,crop,note,note\nV1,soy,,\n"), grid("b.csv", "variety,crop,crop\nV2,soy,maize\n")];
    let import = |sheets| mapping.import_sheets(&[sheets], &ImportOptions::new(), |_, _| {});
    assert!(import(&sheets[..1]).is_ok(), "nobody asks for the notes");
    let Err(ImportError::Columns(problems)) = import(&sheets) else { panic!("which crop?") };
    assert!(problems.to_string().contains("this column stands twice in table `all`"), "{problems}");
}

#[test]
fn a_table_is_looked_up_through_another() {
    let mapping = read(&format!(
        "{HEAD}[[tables]]\nname = \"roles\"\n[[tables]]\nname = \"varieties\"\nkey = \"id\"\njoined_by = \"variety\"\n\
         [[tables]]\nname = \"crops\"\nkey = \"id\"\njoined_by = \"varieties.crop\"\n\
         [[tables]]\nname = \"people\"\nkey = \"id\"\njoined_by = \"who\"\n\
         [organization]\nid = \"people.name\"\nkind = {{ column = \"people.kind\", map = {{ c = \"company\" }} }}\n\
         [project]\ngrant = \"varieties.name\"\ncategory = \"crops.name\"\nstage = {{ constant = \"applied\" }}\n"
    ));
    let tables = [
        ("roles.csv", "variety,who\n1,p\n2,p\n3,p\n1,q\n"),
        ("varieties.csv", "id,name,crop\n1,V1,c1\n2,V2,c9\n4,V4,c1\n"),
        ("crops.csv", "id,name\nc1,rice\nc2,wheat\n"),
        ("people.csv", "id,name,kind\np,SeedCo,c\n"),
    ];
    let import = of(&mapping, &tables);
    assert_eq!(import.chain.project("V1/SeedCo").unwrap().record().category, "rice");
    assert_eq!(
        dispositions(&import.account),
        [
            "used V1/SeedCo",
            "refused: tables.joined_by, column “crop”: table `crops` has no row `c9`",
            "refused: tables.joined_by, column “variety”: table `varieties` has no row `3`",
            "refused: tables.joined_by, column “who”: table `people` has no row `q`",
        ]
    );
    let counts: Vec<_> =
        import.account.tables.iter().map(|table| (table.used, table.left_out, table.refused)).collect();
    assert_eq!(counts, [(1, 0, 3), (1, 2, 0), (1, 1, 0), (1, 0, 0)]);
}

#[test]
fn column_names_stand_where_they_stand() {
    let body = "Register of varieties,,\nas of 2024,,\nvariety,crop,note\nV1,rice,\nTotal: 1,,\n# checked,,\n";
    let rules =
        "[[leave_out]]\nwhen = { column = \"variety\", matches = [\"total*\", \"#*\"] }\nwhy = \"no variety\"\n";
    let organizations = "[[organizations]]\nid = \"x\"\nkind = \"company\"\n";
    for header in ["", "header = 3\n", "header = [\"variety\", \"crop\"]\n"] {
        let mapping = read(&format!("{HEAD}{organizations}{rules}[[tables]]\nname = \"t\"\n{header}{VARIETY}"));
        let import = of(&mapping, &[("t.csv", body)]);
        assert_eq!(
            dispositions(&import.account),
            ["used -", "left out: no variety", "left out: no variety"],
            "{header}"
        );
        assert_eq!(import.account.rows().next().unwrap().row, 4);
        assert!(
            remarks(&import)
                .contains(&"t: the column names were found in row 3; 2 rows above it are no data".to_owned())
        );
    }
}

#[test]
fn a_part_of_a_cell_is_found_by_a_pattern() {
    let mapping = read(&format!(
        "{HEAD}[[organizations]]\nid = \"x\"\nkind = \"company\"\n{VARIETY}\
         released = {{ columns = [\"year\", {{ column = \"approval\", pattern = '审\\D*(?<year>(?:19|20)\\d\\d)' }}] }}\n\
         [[records]]\nof = \"adoptions\"\nwhen = {{ column = \"area\", unless = \"\" }}\ngermplasm = \"variety\"\n\
         region = {{ constant = \"河南\" }}\nyear = {{ constant = \"2020\" }}\nunit = {{ constant = \"mu\" }}\n\
         area = {{ column = \"area\", pattern = '(?<n>[\\d.]+)\\s*(?<unit>万?亩)', part = \"n\" }}\n"
    ));
    let table = "variety,crop,approval,year,area\nV1,豆,豫审豆20190012,,12.5万亩\nV2,豆,国审2001008、豫引豆2011003,,\nV3,豆,豫审豆2019,1999,亩\nV4,豆,无号,,3 亩\n";
    let import = of(&mapping, &[("t.csv", table)]);
    let released =
        |id: &str| import.chain.germplasm_with_id(id).unwrap().record().released.map(|date| date.to_string());
    assert_eq!(released("V1").as_deref(), Some("2019"));
    assert_eq!((released("V2").as_deref(), released("V4")), (Some("2001"), None));
    let areas: Vec<_> =
        import.chain.adoptions().iter().map(|it| (it.germplasm.as_ref().unwrap().to_string(), it.area)).collect();
    assert_eq!(areas, [("V1".to_owned(), 12.5), ("V4".to_owned(), 3.0)]);
    assert_eq!(dispositions(&import.account)[2], "refused: adoptions.area, column “area”: nothing is given");
    assert_eq!(import.account.made.regions, 1);
}

#[test]
fn a_column_has_its_own_blanks_and_a_negative_amount_may_be_left_off() {
    let mapping = read(&format!(
        "{HEAD}{KINDS}[organization]\nid = {{ column = \"who\", blank = [\"0\", \"NONE\"] }}\n[project]\ngrant = \"n\"\n\
         category = \"crop\"\nstage = {{ constant = \"applied\" }}\nbudget = {{ column = \"money\", negative = \"off\" }}\n"
    ));
    let import = of(&mapping, &[("t.csv", "n,who,crop,money\n0,a,0,-5\n1,0,c,5\n2,none,c,0\n")]);
    assert_eq!(import.chain.project("0/a").unwrap().record().budget, None);
    assert_eq!(import.chain.project("0/a").unwrap().record().category, "0", "elsewhere 0 is a value");
    let nothing = "refused: organization.id, column “who”: nothing is given";
    assert_eq!(dispositions(&import.account)[1..], [nothing, nothing]);
    assert!(remarks(&import).contains(&"project.budget: left off, since they are below 0: 1, such as -5".to_owned()));
}

#[test]
fn every_record_of_the_chain_can_come_from_a_table() {
    let mapping = read(&format!(
        "{HEAD}{KINDS}{VARIETY}right = \"right\"\nright_ends = \"ends\"\nreleased = \"released\"\n\
         [[tables]]\nname = \"varieties\"\n[[tables]]\nname = \"links\"\n\
         [[records]]\nof = \"licences\"\ntable = \"links\"\nwhen = {{ column = \"what\", matches = \"licence\" }}\ngermplasm = \"of\"\n\
         to = \"to\"\nfrom = \"from\"\nuse = {{ constant = \"commercial\" }}\nsigned = \"day\"\nroyalty = \"amount\"\n\
         [[records]]\nof = \"agreements\"\ntable = \"links\"\nwhen = {{ column = \"what\", matches = \"agreement\" }}\nfrom = \"from\"\n\
         to = \"to\"\ncategories = {{ column = \"of\", split = \";\" }}\nsigned = \"day\"\n\
         [[records]]\nof = \"services\"\ntable = \"links\"\nwhen = {{ column = \"what\", matches = \"service\" }}\nprovider = \"from\"\nclient = \"to\"\n\
         category = {{ constant = \"rice\" }}\n\
         [[records]]\nof = \"funding\"\ntable = \"links\"\nwhen = {{ column = \"what\", matches = \"grant\" }}\nfrom = \"from\"\nto = \"to\"\n\
         amount = \"amount\"\nyear = \"day\"\n\
         [[records]]\nof = \"demands\"\ntable = \"links\"\nwhen = {{ column = \"what\", matches = \"demand\" }}\nid = \"of\"\n\
         category = {{ constant = \"rice\" }}\nstage = {{ constant = \"应用研究\" }}\nraised_by = \"from\"\nraised = \"day\"\n"
    ));
    let varieties =
        "variety,crop,right,ends,released\nV1,rice,植物新品种权,2036,2021\nV2,rice,,2036,2020\nV3,rice,,,2025-06\n";
    let links = "what,of,from,to,day,amount\nlicence,V1,a,b,2022-01-01,3%\nlicence,V9,a,b,2022-01-01,3%\nlicence,V1,a,c,2022,5\n\
                 agreement,rice,a,b,2020,\nservice,,a,b,,\ngrant,,a,b,2020-05-01,1000\ndemand,d1,b,,2023,\nother,x,x,x,,\nservice,,a,b,,\n";
    let import = of(&mapping, &[("varieties.csv", varieties), ("links.csv", links)]);
    let made = import.account.made;
    assert_eq!(
        (made.germplasm, made.licences, made.agreements, made.services, made.funding, made.demands),
        (2, 1, 1, 1, 1, 1),
        "{:#?}",
        import.account.remarks
    );
    assert_eq!(import.chain.licences()[0].royalty, Some(0.03));
    assert_eq!(import.chain.funding()[0].year, Some(2020));
    assert_eq!(import.chain.demands()[0].stage, Stage::Applied);
    let rows: Vec<_> = import.account.rows().map(|row| disposition(row.disposition)).collect();
    assert!(rows[1].starts_with("refused: germplasm.right_ends, column “ends”: `2036`: "), "{}", rows[1]);
    assert_eq!(rows[4], "refused: licences.germplasm, column “of”: `V9` is not found");
    assert!(rows[5].starts_with("refused: licences.royalty, column “amount”: `5`: "), "{}", rows[5]);
    assert_eq!(rows[10], "left out: a row that the mapping makes nothing of");
    assert_eq!(rows[11], "merged into 6", "what says the same is the same");
    let told = remarks(&import);
    assert!(
        told.contains(
            &"germplasm.released: left off, since they are after the chain's today: 1, such as 2025-06".to_owned()
        ),
        "{told:#?}"
    );
}

/// The project is sound, whatever is wrong with what else the row says.
#[test]
fn a_record_that_names_nothing_is_told_where_its_row_became_a_project_too() {
    let mapping = read(&format!(
        "{HEAD}{KINDS}[organization]\nid = \"who\"\n[project]\nunit = \"grant\"\ngrant = \"n\"\ncategory = \"crop\"\n\
         stage = {{ constant = \"applied\" }}\n[[records]]\nof = \"licences\"\n\
         when = {{ column = \"to\", unless = \"\" }}\nproject = \"of\"\nfrom = \"who\"\nto = \"to\"\n\
         use = {{ constant = \"commercial\" }}\n"
    ));
    let import = of(&mapping, &[("t.csv", "n,who,crop,to,of\n1,a,rice,b,9\n2,a,rice,b,1\n")]);
    assert_eq!(dispositions(&import.account), ["used 1", "used 2"]);
    assert_eq!((import.account.made.projects, import.account.made.licences), (2, 1));
    assert_eq!(import.chain.licences()[0].project.as_ref().unwrap().as_str(), "1");
    let told = remarks(&import);
    assert!(told.contains(&"licences.project: not found: 9 (1 row)".to_owned()), "{told:#?}");
}

#[test]
fn names_are_one_where_somebody_says_so_and_only_told_where_they_are_alike() {
    let mapping = read(&format!(
        "{HEAD}{KINDS}[[tables]]\nname = \"t\"\n[[tables]]\nname = \"names\"\n[[same]]\nname = \"KALRO\"\nalso = [\"KARI\", \"Kenya Agricultural Research Institute\"]\n\
         [[same]]\ntable = \"names\"\nname = \"now\"\nalso = \"before\"\n\
         [organization]\nid = \"who\"\n[project]\ngrant = \"n\"\ncategory = \"c\"\nstage = {{ constant = \"applied\" }}\n"
    ));
    let table = "n,who,c\n1,KARI,x\n2,KALRO,x\n3,袁隆平农业高科技股份有限公司,x\n4,隆平高科,x\n5,Kenya Seed Co.,x\n6,Kenya Seed Company,x\n7,KARl,x\n";
    let names = "before,now\n袁隆平农业高科技股份有限公司,隆平高科\n,\nKARI,Kiboko\n";
    let import = of(&mapping, &[("t.csv", table), ("names.csv", names)]);
    let ids: Vec<_> = import.chain.organizations().map(|it| it.id().to_string()).collect();
    assert_eq!(ids, ["KALRO", "KARl", "Kenya-Seed-Co.", "Kenya-Seed-Company", "隆平高科"]);
    let told = remarks(&import);
    for expected in [
        "`KARI` is `KALRO` (1 row)",
        "`袁隆平农业高科技股份有限公司` is `隆平高科` (1 row)",
        "`KARI` is said to be `KALRO` and `Kiboko`; the first counts",
        "`Kenya Seed Co.` and `Kenya Seed Company` are nearly alike; if they are one, say so under `[[same]]`",
    ] {
        assert!(told.iter().any(|it| it == expected), "{expected}\n{told:#?}");
    }
    let of_names: Vec<_> = import.account.rows().skip(7).map(|row| disposition(row.disposition)).collect();
    assert_eq!(of_names, ["used -", "left out: an empty row", "used -"]);
}

#[test]
fn one_row_for_each_of_several_columns() {
    let mapping = Mapping::named("variety-register").unwrap();
    let table = "crop,variety,year,breeder,maintainer,applicant,pedigree,right,ends\n\
                 maize,M1,2010,Maize Research Institute,Kenya Seed Company,Kenya Seed Company,A//B/C,plant variety right,2030\n\
                 maize,M2,2012,Maize Research Institute,,Agro Ltd and Seed Co,M1/D,,2031\n\
                 wheat,W1,2015,,,,as told by the breeder; see file,,\n";
    let import = of(&mapping, &[("register.csv", table)]);
    assert_eq!(parents(&import, "M1"), ["A 0.5", "B 0.25", "C 0.25"]);
    assert_eq!(builds_on(&import, "M1-maintainer"), ["M1-breeder"]);
    assert_eq!(builds_on(&import, "M1-applicant"), ["M1-maintainer"]);
    assert_eq!(builds_on(&import, "M2-applicant"), ["M2-breeder"]);
    assert_eq!(import.chain.project("M2-applicant").unwrap().record().joint_performers[0], "Seed-Co");
    assert_eq!(import.account.links[0].across, 2);
    let m2 = import.chain.germplasm_with_id("M2").unwrap();
    assert_eq!((m2.record().right, m2.record().right_ends), (None, None), "an end of no right is left off");
    let rows = dispositions(&import.account);
    assert!(rows[5].starts_with("refused: organization.id, column “who”: nothing is given"), "{rows:?}");
}

#[test]
fn approvals_in_chinese_become_varieties_with_their_breeders_and_parents() {
    let mapping = Mapping::named("variety-approvals-zh").unwrap();
    let table = "作物,品种名称,审定编号,申请者,育种者,品种来源,审定年份,是否撤销\n\
                 大豆,中黄13,国审2001008、豫引豆2011003,中国农业科学院作物科学研究所,中国农业科学院作物科学研究所,豫豆8号/中作90052-76,2001,否\n\
                 大豆,金豆99,皖审豆2020003,某种业有限公司、安徽农业大学,某种业有限公司,郑9805/中黄13,2020年,\n\
                 水稻,老稻1号,湘审稻1990001,湖南省水稻研究所,湖南省水稻研究所,从农家品种中系统选育，1988年育成,,是\n";
    let import = of(&mapping, &[("审定.csv", table)]);
    assert_eq!(parents(&import, "金豆99"), ["中黄13", "郑9805"]);
    assert_eq!(import.chain.project("皖审豆2020003").unwrap().record().releases[0], "金豆99");
    let old = import.chain.germplasm_with_id("老稻1号").unwrap();
    assert_eq!(old.record().withdrawn.unwrap().to_string(), "1990");
    assert_eq!(old.record().parents.len(), 0);
    assert_eq!(import.chain.organization("安徽农业大学").unwrap().kind().to_string(), "university");
    let owners = &import.chain.germplasm_with_id("金豆99").unwrap().record().owners;
    assert_eq!(owners.iter().map(|owner| owner.share).collect::<Vec<_>>(), [0.5, 0.5]);
    assert_eq!(import.chain.as_of().to_string(), "2020-12-31");
    assert!(import.account.adds_up() && import.account.rows_refused() == 0, "{}", import.account);
}

#[test]
fn a_figure_can_be_of_the_rows_of_which_conditions_hold() {
    let mapping = read(&format!(
        "{HEAD}{KINDS}{VARIETY}[[figures]]\nname = \"sold by others\"\ndistinct = \"variety\"\n\
         when = [{{ column = \"breeder\", unlike = \"seller\" }}, {{ column = \"seller\", unless = \"\" }}]\n\
         [[figures]]\nname = \"rows of maize\"\ncount = {{ column = \"crop\", matches = \"maize\" }}\n\
         when = {{ column = \"breeder\", matches = \"H*\" }}\n\
         [[organizations]]\nid = \"x\"\nkind = \"institute\"\n"
    ));
    let table = "variety,crop,breeder,seller\nV1,maize,HAU,SeedCo\nV1,maize,HAU,SeedCo\nV2,rice,HAU,HAU\n\
                 V3,maize,HAU,\nV4,rice,CAU,SeedCo\nV5,maize,CAU,CAU\n";
    let import = of(&mapping, &[("t.csv", table)]);
    let values: Vec<_> = import.account.figures.iter().map(|figure| figure.value.clone()).collect();
    assert_eq!(values, [FigureValue::Distinct(2), FigureValue::Count(3)]);
}

#[test]
fn the_account_counts_the_parents_that_have_a_row() {
    let table = "variety,crop,pedigree\nV1,rice,A/B\nV2,rice,V1/A\nV3,rice,V1//V2/C\n";
    let made = |make: &str| {
        let mapping = read(&format!(
            "{HEAD}{KINDS}{VARIETY}parents = {{ column = \"pedigree\", notation = \"pedigree\"{make} }}\n\
             [[organizations]]\nid = \"x\"\nkind = \"institute\"\n"
        ));
        let made = of(&mapping, &[("t.csv", table)]).account.made;
        (made.germplasm, made.parents, made.parents_with_row)
    };
    assert_eq!(made(", make = \"line\""), (6, 7, 3));
    assert_eq!(made(""), (3, 3, 3), "of those without a row nothing is made");
}

/// What a map says of a text names the record, where the mapping declares no categories; what it does not cover is
/// refused, and a map of what names nothing is no map.
#[test]
fn a_map_names_categories_and_organizations_that_are_declared_nowhere() {
    let mapping = |further: &str| {
        format!(
            "{HEAD}{KINDS}[[records]]\nof = \"germplasm\"\nid = \"variety\"\nkind = {{ constant = \"variety\" }}\n\
             category = {{ column = \"sector\", map = {{ public = \"soybean-public\", private = \"soybean-private\" }} }}\n\
             bred_by = {{ column = \"breeder\", split = \"/\", map = {{ HAU = \"湖南农业大学\", \"*Seed\" = \"SeedCo\" }} }}\n\
             {further}"
        )
    };
    let table = "variety,sector,breeder,year\nV1,public,HAU,2010\nV2,private,HAU/Big Seed,2011\nV3,state,HAU,2012\n\
                 V4,private,Nobody,2012\n";
    let import = of(&read(&mapping("")), &[("t.csv", table)]);
    let of_variety = |id: &str| {
        let record = import.chain.germplasm_with_id(id).unwrap().record();
        let bred_by = record.bred_by.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        (record.category.to_string(), bred_by)
    };
    assert_eq!(of_variety("V1"), ("soybean-public".to_owned(), "湖南农业大学".to_owned()));
    assert_eq!(of_variety("V2"), ("soybean-private".to_owned(), "SeedCo 湖南农业大学".to_owned()));
    for refused in ["V3", "V4"] {
        assert!(import.chain.germplasm_with_id(refused).is_none(), "{refused} is not covered");
    }
    assert_eq!(import.chain.categories().len(), 2);
    let problems = Mapping::from_toml(mapping("released = { column = \"year\", map = { a = \"b\" } }\n")).unwrap_err();
    assert!(problems.to_string().contains("a map is for what names a record"), "{problems}");
}

/// So do the categories of projects.
#[test]
fn a_map_names_the_categories_of_projects() {
    let mapping = read(&format!(
        "{HEAD}{KINDS}[organization]\nid = \"who\"\n[project]\nunit = \"grant\"\ngrant = \"n\"\n\
         category = {{ column = \"crop\", map = {{ \"*rice\" = \"rice\", corn = \"maize\", maize = \"maize\" }} }}\n\
         stage = {{ constant = \"applied\" }}\nstatus = {{ constant = \"active\" }}\n"
    ));
    let import = of(&mapping, &[("t.csv", "n,who,crop\n1,A,hybrid rice\n2,A,corn\n3,B,maize\n4,B,oak\n")]);
    let category = |id: &str| import.chain.project(id).map(|project| project.record().category.to_string());
    assert_eq!(["1", "2", "3"].map(|id| category(id).unwrap()), ["rice", "maize", "maize"]);
    assert_eq!(category("4"), None);
}
