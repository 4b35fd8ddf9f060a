//! What was found and what is expected, in Chinese.
//!
//! A problem says both in English, as the reader of a format hands them over. Here is each such phrase once, with what
//! it is in Chinese; `{}` stands for what is a part of the document.

const PHRASES: &[(&str, &str)] = &[
    // What a record is called.
    ("source", "来源"),
    ("category", "品类"),
    ("organization", "组织"),
    ("project", "项目"),
    ("demand", "需求"),
    ("agreement", "合作协议"),
    ("funding", "资助"),
    ("service", "服务"),
    ("role", "职责"),
    ("route", "委托路径"),
    ("rule", "规则"),
    ("column", "列"),
    ("table", "表"),
    ("text", "文本"),
    ("pattern", "模式"),
    ("column, template or constant", "列、模板或常量"),
    // What was found.
    ("null (leave the key out instead)", "null（请直接省去这个键）"),
    ("the number {}", "数字{}"),
    ("the text \"{}\"", "文本“{}”"),
    ("the text \"{}\"…", "文本“{}……”"),
    ("the date {}", "日期{}"),
    ("an empty object", "空对象"),
    ("`{}`, a formula that failed", "出错的公式“{}”"),
    ("`{}`, a formula that was never calculated", "从未计算过的公式“{}”"),
    ("no stage", "别的内容"),
    // What is expected.
    ("a date such as {}, {} or {}", "形如{}、{}或{}的日期"),
    ("a whole number from {} to {}", "{}至{}的整数"),
    ("a number from {} to {}", "{}至{}的数"),
    ("a number of 0 or more", "不小于0的数"),
    ("a whole number that a double can hold exactly", "双精度浮点数能准确表示的整数"),
    ("a whole number of at most {} digits", "不超过{}位的整数"),
    ("none, since a rule about `{}` has no threshold", "空，因为“{}”规则没有阈值"),
    ("a number", "数"),
    ("a value", "值"),
    ("a value; open the file in a spreadsheet program and save it", "值；请用电子表格软件打开文件并保存一次"),
    ("another value", "别的值"),
    ("a string", "字符串"),
    ("a text", "文本"),
    ("a text; give the column the format of text before typing", "文本；请先将该列设为文本格式再输入"),
    ("true or false", "true或false"),
    ("a boolean", "true或false"),
    ("yes or no", "是或否"),
    ("a category", "品类"),
    ("a stage", "研究阶段"),
    ("a list", "列表"),
    ("a list of {}", "列表“{}”"),
    ("an object", "对象"),
    ("an object with the keys {}", "含有下列键的对象：{}"),
    ("an object with a category as each key", "以品类为键的对象"),
    ("a text, or an object with the keys en and zh, at least one of the two", "文本，或含有en与zh至少其一的对象"),
    ("a string, or a table of `en` and `zh`", "字符串，或含有en、zh的表"),
    ("one of the texts {}", "下列文本之一：{}"),
    ("one of {}", "下列之一：{}"),
    ("a table", "表"),
    ("a table with `column` and `matches`", "含有“column”和“matches”的表"),
    ("the name of a column, or a table with `template` or `constant`", "列名，或含有“template”或“constant”的表"),
    // A text by itself, after all that begins with one.
    ("`{}`", "“{}”"),
];

/// A phrase in Chinese; one that is not known stays as it is.
pub(crate) fn phrase(english: &str) -> String {
    let known = PHRASES.iter().find_map(|(form, chinese)| Some(filled(chinese, &parts(form, english)?)));
    known.unwrap_or_else(|| english.to_owned())
}

/// What stands for each `{}` of a form, if a text has that form.
fn parts<'t>(form: &str, text: &'t str) -> Option<Vec<&'t str>> {
    let mut fixed = form.split("{}");
    let mut rest = text.strip_prefix(fixed.next()?)?;
    let mut parts = Vec::new();
    let mut fixed = fixed.peekable();
    while let Some(next) = fixed.next() {
        let end = if fixed.peek().is_none() { rest.strip_suffix(next)?.len() } else { rest.find(next)? };
        parts.push(&rest[..end]);
        rest = &rest[end + next.len()..];
    }
    rest.is_empty().then_some(parts)
}

fn filled(form: &str, parts: &[&str]) -> String {
    let mut parts = parts.iter();
    form.split("{}").enumerate().fold(String::new(), |text, (number, fixed)| match number {
        0 => fixed.to_owned(),
        _ => text + parts.next().unwrap_or(&"") + fixed,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_a_part_of_the_document_stays() {
        assert_eq!(phrase("a date such as 2024-07-04, 2024-07 or 2024"), "形如2024-07-04、2024-07或2024的日期");
        assert_eq!(phrase("`#REF!`, a formula that failed"), "出错的公式“#REF!”");
        assert_eq!(phrase("the text \"a table\""), "文本“a table”");
        assert_eq!(phrase("something new"), "something new");
    }

    #[test]
    fn each_phrase_is_there_once_and_keeps_what_it_is_given() {
        for (number, (form, chinese)) in PHRASES.iter().enumerate() {
            assert!(PHRASES[..number].iter().all(|(other, _)| other != form), "{form}");
            assert_eq!(form.matches("{}").count(), chinese.matches("{}").count(), "{form}");
        }
    }
}
