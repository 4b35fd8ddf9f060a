//! Everything that can be wrong with a workbook, each with its cell.

use seedrelay::io::document::ReadError;
use seedrelay::io::document::ReadOptions;
use seedrelay::io::document::workbook::{WorkbookProblemKind, WorkbookProblems};
use seedrelay::{Lang, SupplyChain};

use crate::archives::{excel, workbook};
use crate::folders::{Folder, read, read_for};

const CHAIN: (&str, &str) = ("chain.csv", "key,value\nformat,seedrelay/1\nas_of,2024-12-31\n");
const CATEGORIES: (&str, &str) = ("categories.csv", "id\nrice\n");
const ORGANIZATIONS: (&str, &str) =
    ("organizations.csv", "id,kind\nhau,university\nlongping,company\nclub,consortium\n");

/// The problems of a chain that is sound but for some files.
fn with(files: &[(&str, &str)]) -> Vec<String> {
    let sound = [CHAIN, CATEGORIES, ORGANIZATIONS];
    let others = sound.iter().filter(|(name, _)| !files.iter().any(|(other, _)| other == name));
    read(&others.chain(files).copied().collect::<Vec<_>>())
}

fn problems(error: ReadError) -> WorkbookProblems {
    match error {
        ReadError::Tables(problems) => problems,
        other => panic!("{other}"),
    }
}

const FAULTY: &[(&str, &str)] = &[
    ("chain.csv", "key,value\nformat,seedrelay/2\nas_of,gestern\ncurency,CNY\nas_of,2024\n,x\n"),
    ("categories.csv", "id,strategic,strategic\nrice,maybe,\nrice,yes,\n"),
    (
        "organizations.csv",
        "id,kind,staff,platforms,naem\nhau,univercity,many,\nlongping,company,-5,\n,university,2.5,,x\nclub,consortium,1e99,,\n",
    ),
    (
        "capabilities.csv",
        "organization,category,stage,teams\nhau,rice,basic,2\nhua,rise,appplied,0\n,rice,basic,1\nhau,rice,basic,3\n",
    ),
    ("charters.csv", "organization,lead,technicians\nclub,longpin,3\nclub,longping,4\nlongping,hau,1\n"),
    (
        "members.csv",
        "consortium,organization,contribution,technicians\nclub,hau,0.7,2\nclub,longping,0.7,2\nclub,,7,\n",
    ),
    (
        "projects.csv",
        "id,category,stage,performer,status,started,builds_on,interested,extra\n\
            p1,rice,basic,longpng,delivered,2024/13/1,p1; p9,\n\
            p2,rice,,hau,delivered,7/4/2024,,club; ; clbu,?,beyond\n",
    ),
    ("benefit_shares.csv", "project,holder,share\np1,a,70%\np3,b,0.5\n"),
    (
        "assumptions.csv",
        "category,stage,duration_min,duration_max,success\n,basic,1,,2\nrise,basic,,,0.1\nrice,,,,0.1\n,basic,,,0.3\n,someday,,,0.3\n",
    ),
];

#[test]
fn all_problems_at_once_with_their_cells() {
    insta::assert_snapshot!(with(FAULTY).join("\n"));
}

#[test]
fn all_problems_in_chinese() {
    insta::assert_snapshot!(read_for(FAULTY, Lang::Zh).join("\n"));
}

#[test]
fn sheets_that_are_not_there_or_not_known() {
    insta::assert_snapshot!(
        read(&[("projcts.csv", "id\np1\n"), ("品累.csv", "编号,战略\n水稻,是\n"), ("x.csv", "a\n")]).join("\n")
    );
    insta::assert_snapshot!(with(&[("品类.csv", "编号\n水稻\n"), ("projects.csv", "stage,category\nbasic,rice\n")]).join("\n"), @r"
    projects.csv, row 1: no column `id`
    projects.csv, row 1: no column `performer`
    projects.csv, row 1: no column `status`
    品类.csv: the sheet `categories` is given twice; the first is categories.csv
    ");
    assert_eq!(read(&[("a.md", "")]), ["the folder: the folder holds no CSV file"]);
}

/// A file that cannot be read is reported, and not also everything that refers to what is in it.
#[test]
fn files_that_cannot_be_read() {
    let capabilities = ("capabilities.csv", "organization,category,stage,teams\nhau,rice,basic,none\n");
    assert_eq!(
        with(&[("categories.csv", "id,name\nrice,\"Rice\npig,Pig\n"), capabilities]),
        [
            "capabilities.csv, row 2, column D (teams): found the text \"none\", expected a whole number, 0 or more",
            "categories.csv: the quotation mark at the start of a cell on line 2 has no partner, and all that follows would be one cell",
        ]
    );
    let problems = with(&[("organizations.csv", "id,kind\n\"hau,university\n"), capabilities]);
    assert_eq!(problems.len(), 1, "{problems:?}");
    let problems = with(&[("chain.csv", "\"")]);
    assert_eq!(problems.len(), 1, "{problems:?}");
}

#[test]
fn cells_of_a_spreadsheet() {
    let sheet = r#"<sheetData><row><c t="inlineStr"><is><t>编号</t></is></c><c t="inlineStr"><is><t>标题</t></is></c>
        <c t="inlineStr"><is><t>品类</t></is></c><c t="inlineStr"><is><t>卡脖子技术</t></is></c></row>
        <row r="7"><c r="A7" s="1"><v>45477</v></c><c r="B7" t="b"><v>1</v></c><c r="C7" t="e"><v>#REF!</v></c><c r="D7"><v>1</v></c>
        <c r="F7"><v>9</v></c></row><row r="8"><c r="A8"><f>A7&amp;"b"</f></c></row></sheetData>"#;
    let error = ReadOptions::new().contents("a.xlsx", &excel(sheet, &[])).unwrap_err();
    insta::assert_snapshot!(error.to_string());
}

/// A workbook with an organization of some staff and a demand that was raised some day. Numbers begin with a `#`.
fn with_staff_and_date(staff: &str, raised: &str) -> Result<SupplyChain, ReadError> {
    let bytes = workbook(&[
        ("chain", &[&["format", "seedrelay/1"], &["as_of", "9999-12-31"]]),
        ("categories", &[&["id"], &["rice"]]),
        ("organizations", &[&["id", "kind", "staff"], &["hau", "university", staff]]),
        ("demands", &[&["id", "raised_by", "category", "stage", "raised"], &["d", "hau", "rice", "basic", raised]]),
    ]);
    ReadOptions::new().contents("a.xlsx", &bytes)
}

#[test]
fn a_count_below_zero_is_told_as_it_stands() {
    for (cell, staff) in [("#12", 12), ("#0", 0), ("0", 0)] {
        let chain = with_staff_and_date(cell, "2023").unwrap();
        assert_eq!(chain.organization("hau").unwrap().record().staff, Some(staff), "{cell}");
    }
    for cell in ["#-1", "-1"] {
        let told = with_staff_and_date(cell, "2023").unwrap_err().to_string();
        let place = "a.xlsx, sheet organizations, row 2, column C (staff)";
        assert!(told.contains(place) && told.contains("-1 is negative"), "{cell}: {told}");
    }
}

#[test]
fn a_year_below_a_thousand_is_a_year() {
    for (cell, year) in [("#987", "0987"), ("#0", "0000"), ("#9999", "9999"), ("0987", "0987")] {
        let chain = with_staff_and_date("1", cell).unwrap();
        assert_eq!(chain.demands()[0].raised.unwrap().to_string(), year, "{cell}");
    }
    for cell in ["#-1", "#10000", "987", "#987.5"] {
        let told = with_staff_and_date("1", cell).unwrap_err().to_string();
        assert!(told.contains("a.xlsx, sheet demands, row 2, column E (raised)"), "{cell}: {told}");
    }
}

#[test]
fn a_problem_has_its_place_in_parts() {
    let bytes = workbook(&[
        ("chain", &[&["format", "seedrelay/1"], &["as_of", "2024-12-31"]]),
        ("品类", &[&["编号"], &["水稻"]]),
        ("组织", &[&["", ""], &["编号", "组织类型"], &["hau", "大小"]]),
    ]);
    let problems = problems(ReadOptions::new().contents("a.xlsx", &bytes).unwrap_err());
    let problem = problems.first();
    let place = &problem.place;
    assert_eq!((place.path().to_str(), place.sheet(), place.row()), (Some("a.xlsx"), Some("组织"), Some(3)));
    assert_eq!((place.column(), place.header()), (Some("B"), Some("组织类型")));
    assert!(matches!(problem.kind, WorkbookProblemKind::Document(_)));
    assert_eq!(problems.len(), 1, "{problems}");
}

#[test]
fn a_sheet_without_rows_and_a_chain_without_sheets() {
    assert_eq!(with(&[("categories.csv", "id\n")]), ["categories.csv: no category is given; at least one is needed"]);
    let folder = Folder::new("nothing");
    folder.write("chain.csv", b"");
    let problems = problems(SupplyChain::from_file(folder.path()).unwrap_err());
    let lines: Vec<_> = problems.iter().map(|problem| problem.kind.to_string()).collect();
    assert_eq!(lines, ["no sheet `chain`", "no sheet `categories`", "no sheet `organizations`"]);
}

/// What belongs to nothing is still looked over, and nothing else is said of it.
#[test]
fn rows_that_belong_to_nothing() {
    insta::assert_snapshot!(with(&[
        ("charters.csv", "organization,lead,nonprofit\nclob,longping,perhaps\n,hau,yes\n#REF!,longpong,no\n"),
        ("members.csv", "consortium,organization,contribution\nclob,longping,0.6\nclob,hau,0.6\n"),
        ("capabilities.csv", "organization,category,stage,teams\n,rise,basic,0\n"),
    ]).join("\n"), @r"
    capabilities.csv, row 2, column A (organization): missing key `organization`
    capabilities.csv, row 2, column B (category): unknown category `rise`; did you mean `rice`?
    capabilities.csv, row 2, column D (teams): a capability needs at least 1 team
    charters.csv, row 2, column A (organization): unknown organization `clob`; did you mean `club`?
    charters.csv, row 2, column C (nonprofit): found `perhaps`, expected yes or no
    charters.csv, row 3, column A (organization): missing key `organization`
    charters.csv, row 4, column A (organization): unknown organization `#REF!`
    charters.csv, row 4, column B (lead): unknown organization `longpong`; did you mean `longping`?
    members.csv, row 2, column A (consortium): unknown organization `clob`; did you mean `club`?
    members.csv, row 3, column A (consortium): unknown organization `clob`; did you mean `club`?
    ");
}

/// A thousand rows of one mistake in the header are one problem.
#[test]
fn a_missing_column_is_one_problem() {
    let rows: String = (0..1000).map(|number| format!("p{number},rice,basic,proposed\n")).collect();
    let problems = with(&[("projects.csv", &format!("id,category,stage,status\n{rows}"))]);
    assert_eq!(problems, ["projects.csv, row 1: no column `performer`"]);
}

/// Whoever writes Chinese reads in Chinese what there is.
#[test]
fn what_there_is_is_named_as_in_the_workbook() {
    let bytes = workbook(&[
        ("供应链", &[&["格式", "seedrelay/1"], &["截止日期", "2024-12-31"]]),
        ("组织", &[&["编号", "组织类型"], &["国英", "公四"], &["hau", "univrsity"]]),
        ("能力", &[&["组织", "品类", "团队数"], &["国英", "水稻", "#1"]]),
        ("假定", &[&["品类", "研究阶段", "成功率"], &["", "#7", "#0.5"], &["", "中试", "#0.5"]]),
    ]);
    let error = ReadOptions::new().contents("a.xlsx", &bytes).unwrap_err();
    insta::assert_snapshot!(error.to_string(), @r"
    6 problems
      a.xlsx: no sheet `品类`
      a.xlsx, sheet 组织, row 2, column B (组织类型): unknown value `公四`; did you mean `公司`?; the values are 实验室, 高校, 科研院所, 种业创新联合体, 种业企业, 政府, 服务机构
      a.xlsx, sheet 组织, row 3, column B (组织类型): unknown value `univrsity`; did you mean `university`?; the values are laboratory, university, institute, consortium, company, government, service
      a.xlsx, sheet 能力, row 1: no column `研究阶段`
      a.xlsx, sheet 假定, row 2, column B (研究阶段): unknown value `7`; the values are basic, applied-basic, applied, industrialization
      a.xlsx, sheet 假定, row 3, column B (研究阶段): unknown value `中试`; the values are 基础研究, 应用基础研究, 应用研究, 产业化
    ");
}

/// A date among the assumptions is reported as a reader can understand it.
#[test]
fn a_category_that_is_a_day() {
    let sheet = r#"<sheetData><row><c t="inlineStr"><is><t>品类</t></is></c><c t="inlineStr"><is><t>研究阶段</t></is></c></row>
        <row r="2"><c r="A2" s="1"><v>45477</v></c><c r="B2" t="inlineStr"><is><t>基础研究</t></is></c></row></sheetData>"#;
    let names = r#"<workbook xmlns:r="r"><sheets><sheet name="假定" sheetId="1" r:id="r1"/></sheets></workbook>"#;
    let error = ReadOptions::new().contents("a.xlsx", &excel(sheet, &[("xl/workbook.xml", names)])).unwrap_err();
    let problems = problems(error);
    let told = problems.iter().map(ToString::to_string).find(|told| told.contains("2024-07-04"));
    assert_eq!(
        told.as_deref(),
        Some(
            "a.xlsx, sheet 假定, row 2, column A (品类): found the date 2024-07-04, expected a text; give the column the format of text before typing"
        )
    );
}
