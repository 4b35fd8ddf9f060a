//! Workbooks as people fill them in.

use seedrelay::io::document::ReadOptions;
use seedrelay::{OrganizationKind, Stage, SupplyChain, Text};

use crate::archives::{ods, workbook};
use crate::folders::{Folder, read};

const DOCUMENT: &str = r#"{
  "format": "seedrelay/1", "name": {"en": "Hunan", "zh": "湖南"}, "as_of": "2024-12-31", "currency": "CNY",
  "sources": [{"id": "a5", "title": "报告", "where": "example.org", "date": "2024-12"}],
  "categories": [{"id": "水稻", "strategic": true}, {"id": "生猪", "strategic": false}],
  "organizations": [
    {"id": "岳麓山", "kind": "laboratory", "name": {"zh": "岳麓山实验室"}, "staff": 2000, "platforms": ["种质库", "表型平台"],
     "capabilities": [{"category": "水稻", "stage": "applied-basic", "teams": 22}, {"category": "生猪", "stage": "basic", "teams": 3}]},
    {"id": "隆平", "kind": "company"},
    {"id": "稻联", "kind": "consortium", "evidence": "proposed",
     "capabilities": [{"category": "水稻", "stage": "applied", "teams": 6, "evidence": "proposed"}],
     "charter": {"lead": "隆平", "nonprofit": true, "technicians": 40, "evidence": "proposed",
                 "members": [{"organization": "隆平", "contribution": 0.6, "technicians": 18}]}},
    {"id": "推广站", "kind": "service", "service": "extension"}
  ],
  "projects": [
    {"id": "p1", "title": "抗病", "category": "水稻", "stage": "basic", "performer": "岳麓山", "status": "delivered",
     "commissioned": "2019", "started": "2019-03-01", "ended": "2021-10", "answers": ["d1"], "budget": 2000000,
     "chokepoint": true, "interested": [], "orientations": ["frontier", "national-need"],
     "benefit_shares": [{"holder": "发明人", "share": 0.7}, {"holder": "岳麓山", "share": 0.3}]},
    {"id": "p2", "category": "水稻", "stage": "industrialization", "performer": "隆平", "commissioner": "岳麓山",
     "status": "active", "started": "2022-05-06", "builds_on": ["p1"], "interested": ["隆平"]}
  ],
  "demands": [{"id": "d1", "raised_by": "隆平", "category": "水稻", "stage": "applied-basic", "raised": "2018-11-02"}],
  "agreements": [{"from": "隆平", "to": "岳麓山", "categories": ["水稻", "生猪"], "signed": "2022-07-20"},
                 {"from": "隆平", "to": "推广站"}],
  "funding": [{"from": "隆平", "to": "岳麓山", "project": "p1", "amount": 500000, "year": 2023}],
  "services": [{"provider": "推广站", "client": "隆平", "category": "水稻"}],
  "assumptions": {"stages": {"basic": {"duration_years": {"min": 2, "mode": 4, "max": 8}, "success": 0.3}},
                  "categories": {"生猪": {"basic": {"success": 0.4}}}}
}"#;

/// The same, filled in by somebody who reads Chinese and likes spreadsheets: wide signs, blanks, dates in three manners.
const FILLED: &[(&str, &[&[&str]])] = &[
    (
        "供应链",
        &[
            &["项", "值"],
            &["格式", "seedrelay/1"],
            &["名称（中文）", "湖南"],
            &["名称(英文)", " Hunan "],
            &["截止日期", "2024年12月31日"],
            &["货币", "CNY"],
        ],
    ),
    ("来源", &[&["编号", "标题", "出处", "日期"], &["a5", "报告", "example.org", "2024年12月"]]),
    ("品类", &[&["编号", "战略品类", "备注"], &["水稻", "是", "主粮"], &["", "", ""], &["生猪", "否"]]),
    (
        "组织",
        &[
            &["编号", "组织类型", "服务类型", "名称（中文）", "人员数", "平台", "依据", "#内部"],
            &["岳麓山", "实验室", "", "岳麓山实验室", "#2000", "种质库；表型平台", "", "不读"],
            &["隆平", "种业企业"],
            &["稻联", "种业创新联合体", "", "", "", "", "拟议"],
            &["推广站", "服务机构", "农业推广"],
        ],
    ),
    (
        "能力",
        &[
            &["组织", "品类", "研究阶段", "团队数", "依据"],
            &["岳麓山", "水稻", "应用基础研究", "#22"],
            &["稻联", "水稻", "应用研究", "6", "拟议"],
            &["岳麓山", "生猪", "基础研究", "3.0"],
        ],
    ),
    ("联合体章程", &[&["联合体", "牵头单位", "非营利", "技术人员", "依据"], &["稻联", "隆平", "是", "40", "拟议"]]),
    ("联合体成员", &[&["联合体", "成员", "出资比例", "派出技术人员"], &["稻联", "隆平", "#0.6", "#18"]]),
    (
        "项目",
        &[
            &[
                "编号",
                "标题",
                "品类",
                "研究阶段",
                "承担单位",
                "委托方",
                "状态",
                "委托日期",
                "开始日期",
                "结束日期",
                "基于项目",
                "回应需求",
                "经费",
                "卡脖子技术",
                "意向成员",
                "四个面向",
            ],
            &[
                "p1",
                "抗病",
                "水稻",
                "基础研究",
                "岳麓山",
                "",
                "已交付",
                "#2019",
                "2019/3/1",
                "2021年10月",
                "",
                "d1",
                "#2000000",
                "是",
                "；",
                "世界科技前沿；国家重大需求",
            ],
            &["p2", "", "水稻", "产业化", "隆平", "岳麓山", "进行中", "", "2022-05-06", "", "p1", "", "", "", "隆平"],
        ],
    ),
    ("收益分配", &[&["项目", "受益方", "比例"], &["p1", "发明人", "0.7"], &["p1", "岳麓山", "0.3"]]),
    (
        "需求",
        &[&["编号", "提出方", "品类", "研究阶段", "提出日期"], &["d1", "隆平", "水稻", "应用基础研究", "2018.11.2"]],
    ),
    (
        "合作协议",
        &[
            &["委托方", "受托方", "品类", "签订日期"],
            &["隆平", "岳麓山", "水稻; 生猪", "2022-07-20"],
            &["隆平", "推广站"],
        ],
    ),
    ("资助", &[&["资助方", "受资助方", "项目", "金额", "年份"], &["隆平", "岳麓山", "p1", "500000", "2023"]]),
    ("服务", &[&["服务方", "服务对象", "品类"], &["推广站", "隆平", "水稻"]]),
    (
        "假定",
        &[
            &["品类", "研究阶段", "最短年数", "最可能年数", "最长年数", "成功率"],
            &["", "基础研究", "2", "4", "8", "0.3"],
            &["生猪", "基础研究", "", "", "", "0.4"],
        ],
    ),
];

fn expected() -> SupplyChain {
    SupplyChain::from_json(DOCUMENT).unwrap()
}

#[test]
fn a_workbook_filled_in_chinese_is_its_document() {
    let read = ReadOptions::new().contents("湖南.xlsx", &workbook(FILLED)).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(read.to_json(), expected().to_json());
}

/// The same sheets as files, with each separator, in GBK as Excel saves CSV in China.
#[test]
fn a_folder_filled_in_chinese_is_its_document() {
    for separator in [",", ";", "\t"] {
        for is_gbk in [false, true] {
            let folder = Folder::new("filled");
            for (name, rows) in FILLED {
                let quoted = |cell: &&str| {
                    format!(
                        "\"{}\"",
                        cell.strip_prefix('#')
                            .filter(|text| text.starts_with(|c: char| c.is_ascii_digit()))
                            .unwrap_or(cell)
                    )
                };
                let line = |row: &&[&str]| row.iter().map(quoted).collect::<Vec<_>>().join(separator) + "\r\n";
                let text: String = rows.iter().map(line).collect();
                let bytes = if is_gbk { encoding_rs::GBK.encode(&text).0.into_owned() } else { text.into_bytes() };
                folder.write(&format!("{name}.csv"), &bytes);
            }
            let read = SupplyChain::from_file(folder.path()).unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(read.to_json(), expected().to_json());
        }
    }
}

/// Typed cells of a spreadsheet: numbers as ids and years, days as dates, truth values.
#[test]
fn a_workbook_of_libreoffice_is_read() {
    let text = |text: &str| {
        format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#)
    };
    let number = |number: &str| format!(r#"<table:table-cell office:value-type="float" office:value="{number}"/>"#);
    let day = |day: &str| format!(r#"<table:table-cell office:value-type="date" office:date-value="{day}"/>"#);
    let truth =
        |truth: &str| format!(r#"<table:table-cell office:value-type="boolean" office:boolean-value="{truth}"/>"#);
    let row = |cells: &[String]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let sheet =
        |name: &str, rows: &[String]| format!(r#"<table:table table:name="{name}">{}</table:table>"#, rows.concat());
    let head = |names: &[&str]| row(&names.iter().map(|name| text(name)).collect::<Vec<_>>());
    let spreadsheet = [
        sheet(
            "Chain",
            &[
                row(&[text("Key"), text("Value")]),
                row(&[text("Format"), text("seedrelay/1")]),
                row(&[text("As of"), day("2024-12-31")]),
            ],
        ),
        sheet("Categories", &[head(&["Id", "Strategic"]), row(&[number("7"), truth("true")])]),
        sheet(
            "Organizations",
            &[
                head(&["Id", "Kind", "Platforms", "Platforms (Chinese)"]),
                row(&[text("hau"), text("University"), text("one; two"), text(";;三")]),
            ],
        ),
        sheet(
            "Projects",
            &[
                head(&["Id", "Category", "Stage", "Performer", "Status", "Started", "Ended"]),
                row(&[
                    number("1001"),
                    number("7"),
                    text("Applied basic research"),
                    text("hau"),
                    text("delivered"),
                    number("2019"),
                    day("2021-10-01T12:00:00"),
                ]),
            ],
        ),
    ];
    let read =
        ReadOptions::new().contents("a.ods", &ods(&spreadsheet.concat())).unwrap_or_else(|error| panic!("{error}"));
    let project = read.project("1001").unwrap();
    assert_eq!(
        (project.record().started.unwrap().to_string(), project.record().ended.unwrap().to_string()),
        ("2019".into(), "2021-10-01".into())
    );
    assert_eq!(read.category("7").unwrap().strategic, Some(true));
    assert_eq!(
        *read.organization("hau").unwrap().record().platforms,
        [Text::from("one"), "two".into(), Text::chinese("三")]
    );
}

#[test]
fn comments_are_not_read() {
    let sound = [
        ("chain.csv", "key,value,note\nformat,seedrelay/1,x\n# whatever,y\nas_of,2024-12-31\n"),
        ("categories.csv", "id,#,Remark\nrice,1,2\n"),
        ("organizations.csv", "id,kind\nhau,university\n"),
        ("# scratch.csv", "\"a,b"),
        ("notes.md", "not a table"),
    ];
    assert_eq!(read(&sound), Vec::<String>::new());
}

/// As people call them, beside what they are called here.
#[test]
fn choices_have_common_names() {
    let bytes = workbook(&[
        ("供应链", &[&["格式", "seedrelay/1"], &["截止日期", "2024-12-31"]]),
        ("品类", &[&["编号"], &["水稻"]]),
        ("组织", &[&["编号", "组织类型"], &["农大", "大学"], &["国英", "企业"], &["联", "创新联合体"]]),
        ("能力", &[&["组织", "品类", "研究阶段", "团队数"], &["国英", "水稻", "产业化研究", "#2"]]),
    ]);
    let chain = ReadOptions::new().contents("a.xlsx", &bytes).unwrap();
    let kinds = ["农大", "国英", "联"].map(|id| chain.organization(id).unwrap().kind());
    assert_eq!(kinds, [OrganizationKind::University, OrganizationKind::Company, OrganizationKind::Consortium]);
    assert_eq!(chain.organization("国英").unwrap().record().capabilities[0].stage, Stage::Industrialization);
}
