//! Tables given as people have them: a folder, several files, sheets, another encoding.

use std::fs;

use crate::running::Desk;

const MAPPING: &str = "format = \"seedrelay-mapping/1\"\nas_of = \"2024-12-31\"\n[kinds]\n\"*\" = \"company\"\n\
    [[tables]]\nname = \"varieties\"\n[[tables]]\nname = \"crops\"\nkey = \"id\"\njoined_by = \"crop\"\n\
    [[records]]\nof = \"germplasm\"\nid = \"variety\"\ncategory = \"crops.name\"\nkind = { constant = \"variety\" }\nbred_by = \"by\"\n";
const ONE: &str = "format = \"seedrelay-mapping/1\"\nas_of = \"2024-12-31\"\n[kinds]\n\"*\" = \"company\"\n\
    [[records]]\nof = \"germplasm\"\nid = \"variety\"\ncategory = \"crop\"\nkind = { constant = \"variety\" }\nbred_by = \"by\"\n";

#[test]
fn a_folder_has_the_tables_by_their_names() {
    let desk = Desk::new();
    desk.write("mapping.toml", MAPPING);
    fs::create_dir(desk.path("tables")).unwrap();
    desk.write("tables/varieties.csv", "variety,crop,by\nV1,1,SeedCo\n");
    desk.write("tables/crops.csv", "id,name\n1,rice\n");
    desk.write("tables/more.csv", "x\n1\n");
    desk.write("tables/notes.md", "nothing to read\n");
    let outcome = desk.run("import tables --mapping mapping.toml -o out.json --lang en");
    assert_eq!(outcome.status, Some(0), "{outcome:?}");
    assert!(desk.read("out.json").contains("\"category\": \"rice\""), "{}", desk.read("out.json"));
}

#[test]
fn several_files_of_one_table_are_one_below_the_other() {
    let desk = Desk::new();
    desk.write("mapping.toml", ONE);
    desk.write("a.csv", "variety,crop,by\nV1,rice,SeedCo\n");
    desk.write("b.csv", "by,variety,crop\nSeedCo,V2,wheat\n");
    let outcome = desk.run("import a.csv b.csv --mapping mapping.toml -o out.json --lang en --explain");
    assert_eq!(outcome.status, Some(0), "{outcome:?}");
    assert!(outcome.told.contains("column “variety” became germplasm.id"), "{}", outcome.told);
    assert!(desk.read("out.json").contains("V1") && desk.read("out.json").contains("V2"));
}

#[test]
fn an_encoding_is_said_where_it_cannot_be_told() {
    let desk = Desk::new();
    desk.write("mapping.toml", ONE);
    fs::write(desk.path("a.csv"), b"variety,crop,by\n\xb2\xbf\xb3\xa1,rice,SeedCo\n").unwrap();
    let unclear = desk.run("import a.csv --mapping mapping.toml -o out.json --lang en");
    assert_eq!(unclear.status, Some(2), "{unclear:?}");
    assert!(unclear.complaint().contains("the encoding is unclear"), "{unclear:?}");
    let said = desk.run("import a.csv --mapping mapping.toml -o out.json --lang en --encoding gbk");
    assert_eq!(said.status, Some(0), "{said:?}");
    assert!(desk.read("out.json").contains("部场"));
}

#[test]
fn a_mapping_is_suggested_and_nothing_is_written() {
    let desk = Desk::new();
    desk.write("register.csv", "Crop,Variety,Year,Breeder,Pedigree\nrice,V1,2010,SeedCo,A//B/C\n");
    let before = desk.names();
    let suggested = desk.run("import register.csv --suggest");
    assert_eq!((suggested.status, desk.names()), (Some(0), before));
    desk.write("mine.toml", &suggested.told);
    let outcome = desk.run("import register.csv --mapping mine.toml -o out.json");
    assert_eq!(outcome.status, Some(0), "{outcome:?}\n{}", suggested.told);
}
