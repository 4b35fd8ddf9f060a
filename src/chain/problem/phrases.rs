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
    // Why something cannot be used.
    ("a column has a name", "列必须有名称"),
    ("a pattern with wildcards has {} characters at most", "带通配符的模式最多{}个字符"),
    ("a `\\` comes before `*`, `?` or `\\` only", "“\\”只能写在“*”“?”或“\\”之前"),
    ("a sign is no digit, letter, `+` or `-`", "分隔符不能是数字、字母、“+”或“-”"),
    ("one sign cannot separate both decimals and thousands", "同一个符号不能既分隔小数又分隔千位"),
    (
        "a template has columns as `{column}`; a bracket itself is `{{` or `}}`",
        "模板中的列写作“{column}”；花括号本身写作“{{”或“}}”",
    ),
    ("what separates values has a character", "分隔符至少要有一个字符"),
    ("`{}` is given already; list the alternatives in `columns`", "已经给出“{}”；多个备选列请写在“columns”中"),
    ("this column stands twice in table `{}`", "表“{}”中这一列出现两次"),
    ("each table has a name of its own, without a `.`", "每个表各有不含“.”的名称"),
    ("the first table has the participations; the others are joined to it", "第一个表是参与记录；其余的表都与它连接"),
    ("there can be {} rules at most", "最多{}条规则"),
    (
        "no date of at least a year can be read in this format; such formats are `%Y-%m-%d` and `%d.%m.%Y`",
        "按此格式读不出至少到年的日期；可用的格式如“%Y-%m-%d”和“%d.%m.%Y”",
    ),
    ("only where a grant is one project has its coordinator partners", "只有一笔资助为一个项目时，牵头方才有合作方"),
    (
        "this is about a commissioner that each row names: `id` says in which column",
        "这里说的是每行各自写明的委托方：须用“id”指明在哪一列",
    ),
    (
        "a condition has either `matches` or `unless`; two conditions make a list",
        "一个条件只能有“matches”或“unless”之一；两个条件请写成列表",
    ),
    (
        "a figure has either `distinct`, or `sum`, or `from` and `to`, perhaps `by`",
        "一项指标只能有“distinct”或“sum”，或者“from”与“to”，可再加“by”",
    ),
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
        assert_eq!(
            phrase("a template has columns as `{column}`; a bracket itself is `{{` or `}}`").chars().next(),
            Some('模')
        );
    }

    #[test]
    fn each_phrase_is_there_once_and_keeps_what_it_is_given() {
        for (number, (form, chinese)) in PHRASES.iter().enumerate() {
            assert!(PHRASES[..number].iter().all(|(other, _)| other != form), "{form}");
            assert_eq!(form.matches("{}").count(), chinese.matches("{}").count(), "{form}");
        }
    }
}
