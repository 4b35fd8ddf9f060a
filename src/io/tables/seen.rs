//! What is said of a table as it was read: of its column names, merged cells and numbers. Mappings and workbooks say the same.

use crate::model::Lang;
use crate::text::Shown;

/// The column names stand in a row below the first.
pub(crate) fn column_names(row: usize, above: usize, lang: Lang) -> String {
    match (lang, above) {
        (Lang::En, 1) => format!("the column names were found in row {row}; the row above it is no data"),
        (Lang::En, _) => format!("the column names were found in row {row}; {above} rows above it are no data"),
        (Lang::Zh, _) => format!("列名在第{row}行；其上{above}行不是数据"),
    }
}

/// Cells are merged out of several rows; `ranges` are the first of them.
pub(crate) fn merged(ranges: &[Box<str>], count: usize, lang: Lang) -> String {
    let more = count > ranges.len();
    match lang {
        Lang::En if count == 1 => format!("1 merged cell ({}): each row got the value", listed(ranges, ", ", more)),
        Lang::En => format!("{count} merged cells ({}): each row got the value", listed(ranges, ", ", more)),
        Lang::Zh => format!("有{count}处合并单元格（{}），已把值填入每一行", listed(ranges, "、", more)),
    }
}

/// A spreadsheet has lost the last digits of numbers, of which one is an example.
pub(crate) fn huge_numbers(cells: usize, example: &str, lang: Lang) -> String {
    let example = Shown(example);
    match lang {
        Lang::En if cells == 1 => format!(
            "a number of more than 15 digits, {example}: the spreadsheet has lost its last digits; format the column as \
             text and type it again"
        ),
        Lang::En => format!(
            "{cells} numbers of more than 15 digits, such as {example}: the spreadsheet has lost their last digits; \
             format the column as text and type them again"
        ),
        Lang::Zh => {
            format!("{cells}个数字超过15位，如{example}，表格软件已丢失末尾数字；请把该列设为文本后重新填写")
        }
    }
}

/// Some texts, and whether there are more.
pub(crate) fn listed(texts: &[Box<str>], separator: &str, more: bool) -> String {
    let list = texts.iter().map(|text| Shown(text).to_string()).collect::<Vec<_>>().join(separator);
    if more { list + " …" } else { list }
}
