//! Workbooks as people type them: each habit is read right, or refused with a message that says what to write.

use seedrelay::io::document::ReadOptions;
use seedrelay::io::document::workbook::{WorkbookOptions, template};
use seedrelay::io::tables::{Cell, Grid, TableLimits};
use seedrelay::{Lang, SupplyChain};

use crate::archives::workbook;
use crate::folders::Folder;

type Sheet<'s> = (&'s str, &'s [&'s [&'s str]]);

const CHAIN: Sheet<'_> = ("供应链", &[&["项", "值"], &["格式", "seedrelay/1"], &["截止日期", "20241231"]]);
const CATEGORIES: Sheet<'_> = ("品类", &[&["编号"], &["水稻"], &["玉米"]]);
const ORGANIZATIONS: Sheet<'_> =
    ("组织", &[&["编号", "组织类型"], &["农大", "高校"], &["隆平", "公司"], &["农科院", "科研院所"]]);
const HEADER: &[&str] =
    &["编号", "品类", "研究阶段", "承担单位", "参与单位", "状态", "开始日期", "结束日期", "基于项目", "经费"];

fn read(sheets: &[Sheet<'_>]) -> Result<SupplyChain, String> {
    let all: Vec<Sheet<'_>> = [CHAIN, CATEGORIES, ORGANIZATIONS].iter().chain(sheets).copied().collect();
    ReadOptions::new().contents("链.xlsx", &workbook(&all)).map_err(|error| error.message(Lang::Zh))
}

fn projects(rows: &[&[&str]]) -> Result<SupplyChain, String> {
    let all: Vec<&[&str]> = std::iter::once(HEADER).chain(rows.iter().copied()).collect();
    read(&[("项目", &all)])
}

const P1: &[&str] = &["p1", "水稻", "基础研究", "农大", "", "已交付", "2018", "2020", "", ""];
const P2: &[&str] = &["p2", "水稻", "应用基础研究", "农大", "", "已交付", "2018", "2020", "", ""];

#[test]
fn lists_are_separated_as_people_do() {
    for (partners, upstream) in
        [("隆平、农科院", "p1、p2"), ("隆平，农科院", "p1, p2"), ("隆平; 农科院", "p1；p2"), ("隆平,农科院", "p1，p2")]
    {
        let chain =
            projects(&[P1, P2, &["p3", "水稻", "应用研究", "农大", partners, "进行中", "2021", "", upstream, ""]])
                .unwrap();
        let project = chain.project("p3").unwrap();
        let joint: Vec<String> = project.record().joint_performers.iter().map(ToString::to_string).collect();
        assert_eq!(joint, ["农科院", "隆平"], "{partners}");
        assert_eq!(project.record().builds_on.len(), 2, "{upstream}");
    }
}

#[test]
fn dates_are_typed_in_many_ways() {
    for (typed, meant) in [
        ("20220531", "2022-05-31"),
        ("#20220531", "2022-05-31"),
        ("2022 年 5 月", "2022-05"),
        ("2021/3", "2021-03"),
        ("２０２２年", "2022"),
        ("2022．5．31", "2022-05-31"),
    ] {
        let chain = projects(&[&["p1", "水稻", "基础研究", "农大", "", "进行中", typed, "", "", ""]]);
        let chain = chain.unwrap_or_else(|error| panic!("{typed}: {error}"));
        assert_eq!(chain.project("p1").unwrap().record().started.unwrap().to_string(), meant, "{typed}");
    }
}

#[test]
fn amounts_and_shares_are_typed_in_many_ways() {
    for (typed, meant) in [("300万", 3_000_000.0), ("1,200", 1200.0), ("１２", 12.0), ("1.5亿", 150_000_000.0)] {
        let chain = projects(&[&["p1", "水稻", "基础研究", "农大", "", "进行中", "2021", "", "", typed]]).unwrap();
        assert_eq!(chain.project("p1").unwrap().record().budget, Some(meant), "{typed}");
    }
    for (holder, typed) in
        [("发明人", "60%"), ("发明人", "60 ％"), ("Inventors", "0.6"), ("inventors", "６０％"), ("Inventors", "60 %")]
    {
        let shares: &[&[&str]] = &[&["项目", "受益方", "比例"], &["p1", holder, typed], &["p1", "农大", "40%"]];
        let rows: &[&[&str]] = &[HEADER, P1];
        let chain = read(&[("项目", rows), ("收益分配", shares)]).unwrap_or_else(|error| panic!("{typed}: {error}"));
        let shares = &chain.project("p1").unwrap().record().benefit_shares;
        let of_inventors = shares.iter().find(|share| *share.holder != *"农大").map(|share| share.share);
        assert_eq!((of_inventors, shares.len()), (Some(0.6), 2), "{typed}: {shares:?}");
        assert!(chain.organization(holder).is_none() && chain.organizations().len() == 3, "they are no organization");
    }
}

#[test]
fn remarks_and_titles_stand_where_people_put_them() {
    let rows: &[&[&str]] =
        &[&["2024年项目一览表"], &["", "", "单位：万元"], HEADER, P1, &["# 以下尚未核对"], &["", "＃ 备注", "x"], P2];
    let chain = read(&[("项目", rows)]).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(chain.projects().len(), 2);
    // Which row was taken for that of the headers is said, and of no other sheet anything.
    let all = [CHAIN, CATEGORIES, ORGANIZATIONS, ("项目", rows)];
    let (_, remarks) = ReadOptions::new().contents_with_remarks("链.xlsx", &workbook(&all)).unwrap();
    let told = |lang| remarks.iter().map(|remark| remark.message(lang)).collect::<Vec<_>>();
    let english = "链.xlsx, sheet 项目: the column names were found in row 3; 2 rows above it are no data";
    assert_eq!(told(Lang::En), [english]);
    assert_eq!(told(Lang::Zh), ["链.xlsx，表“项目”：列名在第3行；其上2行不是数据"]);
    let sound = ReadOptions::new().contents_with_remarks("链.xlsx", &workbook(&all[..3])).unwrap();
    assert_eq!(sound.1, []);
}

#[test]
fn a_text_in_another_encoding_is_told() {
    let folder = Folder::new("encoding");
    let write = |name: &str, text: &str| folder.write(name, &encoding_rs::GB18030.encode(text).0);
    write("供应链.csv", "项,值\n格式,seedrelay/1\n截止日期,20241231\n");
    write("品类.csv", "编号\n水稻\n玉米\n");
    write("组织.csv", "编号,组织类型\n湖南农业大学,高校\n隆平高科,公司\n");
    // What is not read has nothing to say.
    write("#备注.csv", "湖南农业大学\n");
    let (chain, remarks) = ReadOptions::new().file_with_remarks(folder.path()).unwrap();
    assert!(chain.organization("湖南农业大学").is_some());
    let kinds: Vec<_> = remarks.iter().map(|remark| (remark.kind.message(Lang::En), remark.place.sheet())).collect();
    assert!(!kinds.is_empty() && kinds.iter().all(|(told, _)| told.starts_with("the text is in gb18030")), "{kinds:?}");
}

#[test]
fn a_message_names_the_column_as_the_workbook_does_and_says_what_to_write() {
    let error = projects(&[&["p1", "水稻", "基础研究", "农大", "", "进行中", "2021", "2022", "", ""]]).unwrap_err();
    assert!(error.contains("不能有“结束日期”"), "{error}");
    let error = projects(&[&["p1", "水稻", "基础研究", "农大", "", "进行中", "去年春天", "", "", ""]]).unwrap_err();
    assert!(error.contains("G列（开始日期）") && error.contains("请写2022-05-31或2022年5月31日"), "{error}");
    let error = projects(&[&["p1", "水稻", "基础研究", "农大", "", "已交付", "2023", "2022", "", ""]]).unwrap_err();
    assert!(error.contains("“开始日期”（2023）晚于“结束日期”（2022）"), "{error}");
    for typed in ["若干", "-1", "2.5"] {
        let capabilities: &[&[&str]] = &[&["组织", "品类", "研究阶段", "团队数"], &["农大", "水稻", "基础研究", typed]];
        let error = read(&[("能力", capabilities)]).unwrap_err();
        assert!(error.contains("D列（团队数）") && !error.contains("4294967295"), "{error}");
        assert!(error.contains("不小于0"), "{error}");
    }
    let sheets = [CHAIN, CATEGORIES, ORGANIZATIONS, ("项目", &[HEADER, P1][..])];
    let english = [("能力", &[&["组织", "品类", "研究阶段", "Teams"][..], &["农大", "水稻", "基础研究", "many"]][..])];
    let all: Vec<Sheet<'_>> = sheets.into_iter().chain(english).collect();
    let error = ReadOptions::new().contents("chain.xlsx", &workbook(&all)).unwrap_err().message(Lang::En);
    assert!(error.contains("column D (Teams)") && error.contains("a whole number, 0 or more"), "{error}");
}

/// Title cells that are merged above the headers, as spreadsheets make them.
#[test]
fn a_merged_title_above_the_headers_is_no_header() {
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, rows) in [CHAIN, CATEGORIES, ORGANIZATIONS] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        let below = if name == "组织" { 3 } else { 0 };
        if below > 0 {
            sheet.merge_range(0, 0, 1, 1, "单位名单", &rust_xlsxwriter::Format::new()).unwrap();
        }
        for (row, cells) in rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                sheet.write_string(row as u32 + below, column as u16, *cell).unwrap();
            }
        }
    }
    let bytes = book.save_to_buffer().unwrap();
    let (chain, remarks) =
        ReadOptions::new().contents_with_remarks("链.xlsx", &bytes).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(chain.organizations().len(), 3);
    assert!(remarks.iter().any(|remark| remark.message(Lang::Zh).contains("列名在第4行")), "{remarks:?}");
}

#[test]
fn a_cell_merged_over_rows_is_of_each() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let format = rust_xlsxwriter::Format::new();
    for (name, rows) in [CHAIN, CATEGORIES, ORGANIZATIONS] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        for (row, cells) in rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                sheet.write_string(row as u32, column as u16, *cell).unwrap();
            }
        }
    }
    let sheet = book.add_worksheet();
    sheet.set_name("能力").unwrap();
    for (column, name) in ["组织", "品类", "研究阶段", "团队数"].into_iter().enumerate() {
        sheet.write_string(0, column as u16, name).unwrap();
    }
    sheet.merge_range(1, 0, 2, 0, "农大", &format).unwrap();
    for (row, stage) in [(1, "基础研究"), (2, "应用研究")] {
        sheet.write_string(row, 1, "水稻").unwrap();
        sheet.write_string(row, 2, stage).unwrap();
        sheet.write_number(row, 3, 2).unwrap();
    }
    let (chain, remarks) =
        ReadOptions::new().contents_with_remarks("链.xlsx", &book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(chain.organization("农大").unwrap().record().capabilities.len(), 2);
    let told: Vec<String> = remarks.iter().map(|remark| remark.message(Lang::Zh)).collect();
    assert_eq!(told, ["链.xlsx，表“能力”：有1处合并单元格（A2:A3），已把值填入每一行"]);
}

#[test]
fn the_template_shows_a_small_chain_in_either_language() {
    for (lang, sheet, joint) in [(Lang::En, "# Example", "Joint performers"), (Lang::Zh, "# 示例", "联合承担单位")]
    {
        let bytes = template(&WorkbookOptions::new().guide(true).lang(lang));
        let grids = Grid::sheets_of("t.xlsx", &bytes, &TableLimits::new()).unwrap();
        let example = grids.iter().find(|grid| grid.sheet() == Some(sheet)).unwrap();
        let has = |text: &str| example.rows().any(|row| row.cells().any(|cell| cell == Cell::Text(text)));
        assert!(has(joint) && has("p2") && has("variety-1"), "{sheet}");
    }
    let empty = template(&WorkbookOptions::new());
    let grids = Grid::sheets_of("t.xlsx", &empty, &TableLimits::new()).unwrap();
    assert!(grids.iter().all(|grid| !grid.sheet().unwrap().starts_with('#')), "only with its guide");
}
