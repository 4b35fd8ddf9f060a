//! An import in plain words: which column became what, what was left out, what was made up, and what to do next.

use super::{Account, MadeUp, Remark};
use crate::model::Lang;
use crate::text::Shown;

/// How many columns of a table are named that nothing was made of.
const UNUSED: usize = 40;

pub(super) fn text(account: &Account, lang: Lang) -> String {
    let say = |en: String, zh: String| if lang == Lang::En { en } else { zh };
    let mut out = String::new();
    for table in &account.tables {
        let name = Shown(&table.name);
        out += &say(
            format!(
                "Table “{name}”: {} rows were read; {} are used, {} say more of an earlier row, {} are left out, {} refused.\n",
                table.read, table.used, table.merged, table.left_out, table.refused
            ),
            format!(
                "表“{name}”：共读取{}行，采用{}行，与前面的行合并{}行，按规则排除{}行，拒收{}行。\n",
                table.read, table.used, table.merged, table.left_out, table.refused
            ),
        );
        let of_table = || account.columns.iter().filter(|it| it.table == table.name);
        for column in of_table().filter(|it| !it.fields.is_empty()) {
            let (column, fields) = (Shown(&column.column), column.fields.join(", "));
            out += &say(format!("  column “{column}” became {fields}\n"), format!("  列“{column}”成为{fields}\n"));
        }
        let unused: Vec<String> =
            of_table().filter(|it| it.fields.is_empty()).map(|it| Shown(&it.column).to_string()).collect();
        if !unused.is_empty() {
            let more = unused.len().saturating_sub(UNUSED);
            let list = unused.iter().take(UNUSED).cloned().collect::<Vec<_>>();
            let etc =
                if more > 0 { say(format!(" and {more} more"), format!("等另外{more}列")) } else { String::new() };
            out += &say(
                format!("  not used: {}{etc}\n", list.join(", ")),
                format!("  未使用的列：{}{etc}\n", list.join("、")),
            );
        }
    }
    for rule in account.left_out.iter().filter(|rule| rule.rows > 0) {
        let why = Shown(rule.why.get(lang));
        out += &say(format!("Left out: {} rows, {why}.\n", rule.rows), format!("排除{}行：{why}。\n", rule.rows));
    }
    let made = account.remarks.iter().filter(|remark| !matches!(remark, Remark::NearlyAlike { .. }));
    made.for_each(|remark| out += &format!("{}\n", remark.message(lang)));
    let alike = account.remarks.iter().filter(|remark| matches!(remark, Remark::NearlyAlike { .. }));
    alike.for_each(|remark| out += &format!("{}\n", remark.message(lang)));
    out += &say("What to do next:\n".to_owned(), "下一步：\n".to_owned());
    for step in next(account, lang) {
        out += &format!("  - {step}\n");
    }
    out
}

/// What whoever imports should look at, what concerns the most first.
fn next(account: &Account, lang: Lang) -> Vec<String> {
    let say = |en: &str, zh: &str| if lang == Lang::En { en.to_owned() } else { zh.to_owned() };
    let has = |is_it: fn(&Remark) -> bool| account.remarks.iter().any(is_it);
    let mut steps = Vec::new();
    if account.rows_refused() > 0 {
        steps.push(say(
            "look at what is refused: `--rows rows.csv` tells of each row; widen a `map`, name a `blank`, or mend the cells",
            "查看被拒收的行：--rows rows.csv逐行说明；可在map中补充规则、在blank中写明空值，或改正单元格",
        ));
    }
    if has(|it| matches!(it, Remark::NotFound { made: false, .. })) {
        steps.push(say(
            "see whether what is not found is spelt otherwise (`replace`), or should be made (`make = \"line\"`)",
            "查看未找到的名称是否写法不同（replace），或应建立记录（make = \"line\"）",
        ));
    }
    if has(|it| matches!(it, Remark::NearlyAlike { .. })) {
        steps.push(say("say under `[[same]]` which names are one", "在[[same]]中写明哪些名称是同一组织"));
    }
    if has(|it| matches!(it, Remark::MadeUp { what: MadeUp::AcceptedWithoutDates, .. })) {
        steps.push(say(
            "say what became of projects without dates: `status = { constant = \"delivered\" }`",
            "写明没有日期的项目进展如何：status = { constant = \"delivered\" }",
        ));
    }
    if has(|it| matches!(it, Remark::RepeatedAmounts { added: true, .. })) {
        steps.push(say(
            "see whether repeated amounts are two payments, or one that is written twice (`merged = \"once\"`)",
            "查看重复的金额是两笔还是同一笔写了两次（merged = \"once\"）",
        ));
    }
    steps.push(say(
        "see what the chain says: `seedrelay diagnose`; gaps are possible ones where no list is said to be complete",
        "运行seedrelay diagnose查看结果；未声明清单完整之处，断点只是可能的断点",
    ));
    steps
}
