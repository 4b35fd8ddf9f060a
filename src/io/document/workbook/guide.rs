//! What a workbook says of itself: every sheet and column explained.

use super::layout::{GUIDE, LAYOUT, SheetLayout};
use crate::model::Lang;

/// The guide as a sheet.
pub(super) struct Guide {
    pub(super) name: &'static str,
    pub(super) introduction: Vec<&'static str>,
    pub(super) headers: [&'static str; 4],
    /// Sheet, column, whether it is required, explanation.
    pub(super) rows: Vec<[String; 4]>,
}

/// The guide to a workbook with such names, in the language of the names.
pub(super) fn guide(lang: Option<Lang>) -> Guide {
    let reader = lang.unwrap_or_default();
    let introduction = match reader {
        Lang::En => vec![
            "One sheet for each list. Names of sheets, columns and choices may be those of documents, English or Chinese.",
            "Dates: 2024-07-04, 2024-07 or 2024. Lists in one cell: separated by ; or , (a ; alone is a list of nothing).",
            "A name has one column, or one for each language. Sheets, columns and rows that begin with # are not read.",
            "A text between quotation marks is read as a string of JSON: \"=1\" is =1, \"a;b\" in a list is one element.",
        ],
        Lang::Zh => vec![
            "每个列表一张表。表名、列名和选项可用文档键名、英文或中文。",
            "日期写作2024-07-04、2024-07或2024，亦可写2024年7月4日。一格多项以；或、分隔，只填一个；表示空列表。",
            "名称可用一列，也可中英文各一列。以#开头的表、列和行不读取。",
            "引号中的文字按JSON字符串读取：\"=1\"即=1，列表中的\"a;b\"为一项。",
        ],
    };
    let headers = match reader {
        Lang::En => ["Sheet", "Column", "Required", "What belongs there"],
        Lang::Zh => ["表", "列", "必填", "填写说明"],
    };
    Guide {
        name: GUIDE.get(lang),
        introduction,
        headers,
        rows: LAYOUT.iter().flat_map(|sheet| of_sheet(sheet, lang)).collect(),
    }
}

fn of_sheet(sheet: &SheetLayout, lang: Option<Lang>) -> Vec<[String; 4]> {
    let reader = lang.unwrap_or_default();
    let name = sheet.names.get(lang);
    let mut rows = vec![[name.to_owned(), String::new(), String::new(), sheet.about[reader as usize].to_owned()]];
    for column in &sheet.columns {
        let required = match reader {
            _ if !column.required => "",
            Lang::En => "yes",
            Lang::Zh => "是",
        };
        let mut about = column.field.about(reader);
        if let Some(choice) = column.kind.choice() {
            let choices = choice.names(lang);
            about += &match reader {
                Lang::En => format!(" One of: {}.", choices.join(", ")),
                Lang::Zh => format!("可选：{}。", choices.join("、")),
            };
        }
        rows.push([name.to_owned(), column.names.get(lang).to_owned(), required.to_owned(), about]);
    }
    rows
}
