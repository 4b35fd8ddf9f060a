//! Each problem of a workbook as a sentence in Chinese.

use super::super::layout::LAYOUT;
use super::WorkbookProblemKind;
use crate::model::Lang;
use crate::record::hint;
use crate::text::Shown;

pub(super) fn sentence(kind: &WorkbookProblemKind) -> String {
    match kind {
        WorkbookProblemKind::Table(error) => error.message(Lang::Zh),
        WorkbookProblemKind::NoTable => "文件夹中没有CSV文件".to_owned(),
        WorkbookProblemKind::UnknownSheet { name, nearest, expected } => format!(
            "未知的表“{}”{}；可用的表：{}；名称以#开头的表不读取",
            Shown(name),
            hint(nearest.as_deref()),
            expected.join("、")
        ),
        WorkbookProblemKind::SheetTwice { sheet, first } => {
            format!("表“{sheet}”（{}）出现两次；第一次在{}", sheet_name(sheet), first.label(Lang::Zh))
        }
        WorkbookProblemKind::SheetMissing { name, .. } => format!("缺少表“{name}”"),
        WorkbookProblemKind::UnknownColumn { name, nearest, expected } => format!(
            "未知的列“{}”{}；可用的列：{}；名称以#开头的列不读取",
            Shown(name),
            hint(nearest.as_deref()),
            expected.join("、")
        ),
        WorkbookProblemKind::ColumnTwice { key, first } => format!("“{key}”出现第二列；第一列是{first}列"),
        WorkbookProblemKind::ColumnMissing { name, .. } => format!("缺少列“{name}”"),
        WorkbookProblemKind::Nameless => "没有列名的列中有内容".to_owned(),
        WorkbookProblemKind::TextTwice { key } => {
            format!("“{key}”既写了不分语言的文本，又写了某种语言的文本；请留空其中之一")
        }
        WorkbookProblemKind::CharterTwice { consortium, first } => {
            format!("“{}”有第二份章程；第一份在{}", Shown(consortium), first.label(Lang::Zh))
        }
        WorkbookProblemKind::DuplicateId { what, id, first } => {
            format!("{}“{}”出现两次；第一次在{}", what.zh, Shown(id), first.label(Lang::Zh))
        }
        WorkbookProblemKind::Document(kind) => kind.message(Lang::Zh),
    }
}

/// What the sheet is called in Chinese that has this key.
fn sheet_name(key: &str) -> &'static str {
    LAYOUT.iter().find(|layout| layout.names.key == key).map_or("", |layout| layout.names.zh)
}
