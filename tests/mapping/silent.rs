//! What must never happen without a word: each was seen with a real table.

use seedrelay::io::FileError;
use seedrelay::io::tables::mapping::{Import, ImportError, ImportOptions, Mapping, Remark};
use seedrelay::io::tables::{Grid, TableLimits};
use seedrelay::{Lang, Status};

use crate::tables::{HEADER, dispositions, grid, import, mapping_with, read};

fn remarks(import: &Import) -> Vec<String> {
    import.account.remarks.iter().map(|remark| remark.message(Lang::En)).collect()
}

fn western(text: &str) -> Vec<u8> {
    encoding_rs::WINDOWS_1252.encode(text).0.into_owned()
}

#[test]
fn the_account_names_the_encoding_that_was_found_out() {
    let mapping = mapping_with("", "", "");
    let bytes = western(&format!("{HEADER}p1;Universität zu Köln;uni;rice;basic;;;\np2;Größe AG;c;rice;basic;;;\n"));
    let table = Grid::from_csv("t.csv", &bytes).unwrap();
    let import = mapping.import(&[table], &ImportOptions::new()).unwrap();
    let names: Vec<_> = import.chain.organizations().map(|it| it.label(Lang::En).to_owned()).collect();
    assert_eq!(names, ["Größe AG", "Universität zu Köln"]);
    assert_eq!(import.account.tables[0].encoding, Some("windows-1252"));
    assert!(import.account.to_string().contains("encoding: windows-1252"), "{}", import.account);
    let declared = read(
        "format = \"seedrelay-mapping/1\"\nas_of = \"2024\"\n[read]\nencoding = \"latin1\"\n[[organizations]]\nid = \"x\"\nkind = \"company\"\n\
         [[records]]\nof = \"germplasm\"\nid = \"a\"\ncategory = \"b\"\nkind = { constant = \"line\" }\n",
    );
    assert_eq!(declared.encoding(), Some("windows-1252"));
}

#[test]
fn where_several_encodings_fit_the_file_is_refused_with_what_each_makes_of_it() {
    let bytes = b"a,b\n1,\xb2\xbf\xb3\xa1\n";
    let error = Grid::from_csv("t.csv", bytes).unwrap_err();
    let FileError::EncodingUnclear { line: 2, .. } = &error else { panic!("{error}") };
    assert!(error.to_string().contains("“部场” (gb18030) or "), "{error}");
    assert!(error.message(Lang::Zh).contains("请用encoding指明"), "{}", error.message(Lang::Zh));
    assert!(Grid::from_csv_in("t.csv", bytes, "gbk").is_ok());
    assert!(Grid::from_csv_in("t.csv", bytes, "gbkk").unwrap_err().to_string().contains("no encoding `gbkk`"));
    let mut mixed = "编号,名称\n1,水稻杂交组合\n".as_bytes().to_vec();
    mixed.extend(encoding_rs::GB18030.encode("2,大豆\n").0.iter());
    let error = Grid::from_csv("t.csv", &mixed).unwrap_err();
    assert!(error.to_string().contains("the file is UTF-8, but line 3 holds bytes"), "{error}");
}

/// A workbook of Excel with an organization that is merged over three rows, and a long number.
fn merged() -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    let format = rust_xlsxwriter::Format::new();
    for (column, name) in ["number", "who", "crop"].into_iter().enumerate() {
        sheet.write_string(0, column as u16, name).unwrap();
    }
    sheet.merge_range(1, 1, 3, 1, "HAU", &format).unwrap();
    for row in 1..=4 {
        sheet.write_number(row, 0, 9_007_199_254_740_992.0 + f64::from(row) * 2.0).unwrap();
        sheet.write_string(row, 2, "rice").unwrap();
    }
    sheet.write_string(4, 1, "SeedCo").unwrap();
    workbook.save_to_buffer().unwrap()
}

fn of_merged(more: &str) -> Mapping {
    read(&format!(
        "format = \"seedrelay-mapping/1\"\nas_of = \"2024\"\n[[tables]]\nname = \"t\"\n{more}[kinds]\n\"*\" = \"company\"\n\
         [organization]\nid = \"who\"\n[project]\nunit = \"grant\"\ngrant = \"number\"\ncategory = \"crop\"\n\
         stage = {{ constant = \"applied\" }}\n"
    ))
}

#[test]
fn merged_cells_give_their_value_to_each_row_and_are_told() {
    let table = || Grid::sheets_of("t.xlsx", &merged(), &TableLimits::new()).unwrap();
    let import = of_merged("").import(&table(), &ImportOptions::new()).unwrap();
    let performers: Vec<_> = import.chain.projects().map(|it| it.record().performer.to_string()).collect();
    assert_eq!(performers, ["HAU", "HAU", "HAU", "SeedCo"]);
    let told = remarks(&import);
    assert!(told.contains(&"Sheet1: 1 merged cell (B2:B4): each row got the value".to_owned()), "{told:#?}");
    let is_huge = |it: &Remark| matches!(it, Remark::HugeNumbers { cells: 4, .. });
    assert!(import.account.remarks.iter().any(is_huge), "{told:#?}");
    let error = of_merged("merged = \"refuse\"\n").import(&table(), &ImportOptions::new()).unwrap_err();
    assert!(matches!(&error, ImportError::Merged { .. }), "{error}");
    assert!(error.to_string().contains("table t has merged cells (B2:B4)"), "{error}");
}

#[test]
fn one_order_of_day_and_month_is_that_of_the_whole_column_or_none() {
    let top = "[read]\ndates = [\"%d/%m/%Y\", \"%m/%d/%Y\"]\n";
    let mapping = mapping_with(top, "started = \"from\"", "");
    let told = import(&mapping, "p1;a;u;rice;basic;03/05/2011;;\np2;a;u;rice;basic;13/05/2011;;\n");
    let started = |import: &Import, id: &str| import.chain.project(id).unwrap().record().started.unwrap().to_string();
    assert_eq!((started(&told, "p1/a"), started(&told, "p2/a")), ("2011-05-03".into(), "2011-05-13".into()));
    assert!(
        remarks(&told).contains(
            &"column “from”: all dates are read as `%d/%m/%Y`, since some can be read no other way".to_owned()
        )
    );
    let neither = import(&mapping, "p1;a;u;rice;basic;03/05/2011;;\np2;a;u;rice;basic;04/04/2011;;\n");
    assert_eq!(
        dispositions(&neither.account)[0],
        "refused: project.started, column “from”: `03/05/2011` is 2011-05-03 or 2011-03-05, and no other date of the column \
         tells which; leave one format in `dates`"
    );
    assert_eq!(started(&neither, "p2/a"), "2011-04-04", "both readings are one day");
}

#[test]
fn amounts_that_come_twice_are_added_and_told() {
    let rows = "p1;hau;uni;rice;basic;;;10\np1;hau;uni;rice;basic;;;10\np1;hau;uni;rice;basic;;;7\np2;hau;uni;rice;basic;;;10\n";
    let sum = import(&mapping_with("", "budget = \"money\"", ""), rows);
    let told = remarks(&sum);
    assert!(
        told.iter().any(|it| it.starts_with("project.budget: 1 row repeats the amount of another row")),
        "{told:#?}"
    );
    let once = import(&mapping_with("", "budget = { column = \"money\", merged = \"once\" }", ""), rows);
    assert!(remarks(&once).iter().any(|it| it.ends_with("it counts once")));
}

#[test]
fn what_is_made_up_by_rule_is_counted() {
    let mapping = mapping_with("", "started = \"from\"", "[capabilities]\nteams = \"most-at-once\"\n");
    let import =
        import(&mapping, "p1;hau;uni;rice;basic;;;\np2;hau;uni;rice;basic;2020;;\np3;seedco;c;rice;trial;;;\n");
    assert_eq!(import.chain.project("p1/hau").unwrap().status(), Status::Accepted);
    let told = remarks(&import);
    for expected in [
        "1 project has its status by its dates",
        "2 projects without any date were taken as accepted; `status` can say something else",
        "the teams of 2 capabilities were told by projects at one time",
    ] {
        assert!(told.iter().any(|it| it == expected), "{expected}\n{told:#?}");
    }
}

#[test]
fn a_thousand_wrong_values_of_one_cause_are_one_thing_to_mend() {
    let rows: String = (0..1000).map(|row| format!("p{row};hau;uni;rice;basic;{row}th of May;;\n")).collect();
    let rows = rows + "ok;hau;uni;rice;basic;2020;;\n";
    let account = import(&mapping_with("", "started = \"from\"", ""), &rows).account;
    let text = account.to_string();
    let refused: String = text
        .split("Refused")
        .nth(1)
        .unwrap()
        .split("Made")
        .next()
        .unwrap()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    assert!(
        refused.ends_with(
            "1,000 project.started, column “from”: `0th of May` is no date in the formats of the mapping (first in row 2); also \
             `1th of May` (row 3), `2th of May` (row 4) and 997 further values; the formats tried are %Y-%m-%d, %Y-%m, %Y"
        ),
        "{refused}"
    );
}

#[test]
fn an_import_is_explained_in_plain_words_in_both_languages() {
    let import =
        import(&mapping_with("", "started = \"from\"", ""), "p1;hau;uni;rice;basic;x;;\np2;hau;uni;rice;basic;;;\n");
    let english = import.account.explanation(Lang::En);
    for part in [
        "Table “table”: 2 rows were read; 1 are used",
        "column “type” became project.stage",
        "not used: to, money",
        "look at what is refused",
        "seedrelay diagnose",
    ] {
        assert!(english.contains(part), "{part}\n{english}");
    }
    let chinese = import.account.explanation(Lang::Zh);
    assert!(chinese.contains("列“type”成为project.stage") && chinese.contains("未使用的列：to、money"), "{chinese}");
}

#[test]
fn a_mapping_is_suggested_that_imports_the_table() {
    let tables = [
        (
            "register.csv",
            "Crop,Variety,Year of release,Breeder,Pedigree\nrice,V1,2010,HAU University and SeedCo,A//B/C\nrice,V2,NA,SeedCo,?\n",
        ),
        (
            "审定.csv",
            "作物,品种名称,审定编号,申请者,品种来源,审定年份\n水稻,甲优1号,审2020001,湖南农业大学、某公司,甲A×恢1,2020年\n",
        ),
        (
            "grants.csv",
            "Project ID;Beneficiary;Type;Start date;End date;Amount\n1;Uni \"A\";basic research;01.02.2020;31.12.2021;1.234,5\n2;B;market\\x;13.02.2020;;7\n",
        ),
        ("partners.csv", "projectID,organisationID,name\n1,71,HAU University\n1,72,SeedCo\n2,71,HAU University\n"),
        ("genealogy.csv", "female,male,cultivar\nA,B,C\n"),
        // A title above the column names; money with its sign; a column that is called like money, and is none.
        (
            "funder.csv",
            "Awards of 2023,,,,,\n\nRef,Grant number,Lead organisation,Type of award,Sector,Award (GBP)\n\
             x,1,HAU University,Responsive mode,Higher education,\"£512,300.00\"\ny,2,SeedCo,Studentship,Industry,£250\n",
        ),
        ("other.csv", "x,y\n1,2\n"),
    ];
    for (name, text) in tables {
        let table = grid(name, text);
        let suggested = Mapping::suggest(&table);
        assert_eq!(suggested, Mapping::suggest(&table), "the same table gives the same text");
        let mapping = read(&suggested);
        let import = mapping.import(&[table], &ImportOptions::new().as_of("2024".parse().unwrap()));
        let import = import.unwrap_or_else(|error| panic!("{error}\n{suggested}"));
        assert!(import.account.adds_up());
        assert_eq!(import.account.rows_refused(), 0, "{suggested}\n{}", import.account);
        if name == "partners.csv" {
            assert_eq!(import.chain.projects().len(), 3, "{suggested}");
            let university = import.chain.organization("71").unwrap();
            assert_eq!(university.record().name.as_ref().map(|name| name.get(Lang::En)), Some("HAU University"));
        }
        if name == "funder.csv" {
            let project = import.chain.project("1").unwrap_or_else(|| panic!("{suggested}"));
            assert_eq!((project.record().budget, import.account.rows_read()), (Some(512_300.0), 2), "{suggested}");
            let kinds: Vec<_> = import.chain.organizations().map(|it| it.record().kind.to_string()).collect();
            assert_eq!(kinds, ["university", "company"]);
        }
    }
}

#[test]
fn what_stands_in_refused_rows_only_is_not_said_to_be_made() {
    let mapping = read(
        "format = \"seedrelay-mapping/1\"\nas_of = \"2024-12-31\"\n[kinds]\n\"*\" = \"company\"\n\
         [[organizations]]\nid = \"state\"\nkind = \"government\"\n[organization]\nid = \"who\"\n[project]\n\
         grant = \"n\"\ncategory = \"crop\"\nstage = { constant = \"applied\" }\nbudget = \"money\"\n",
    );
    let table = "n,who,crop,money\n1,SeedCo,rice,7\n2,SeedCoo,rice,seven\n3,Seeds & more,rice,£8\n";
    let import = mapping.import(&[grid("t.csv", table)], &ImportOptions::new()).unwrap();
    let told = remarks(&import);
    assert!(told.contains(&"what 1 organization is was told by its name".to_owned()), "{told:#?}");
    assert!(!told.iter().any(|it| it.contains("nearly alike")), "{told:#?}");
    let account = import.account.to_string().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(account.contains("`thousands` under `[read]` say which signs a number has"), "{account}");
}
