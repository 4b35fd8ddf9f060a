//! What was found in the place of something else, and what is expected: the facts, and how each language says them.

use std::fmt;

use crate::model::{EXPECTED_DATE, EXPECTED_DATE_ZH, Lang, Values};
use crate::record::RecordList;
use crate::text::Shown;

/// What was found in the place of something else.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Found {
    /// `null`, which documents have no use for.
    Null,
    /// True or false.
    Flag(bool),
    /// A whole number.
    Whole(u64),
    /// A negative whole number.
    Negative(i64),
    /// A number.
    Number(f64),
    /// A text, perhaps only its beginning.
    Text {
        /// What is shown of it.
        text: String,
        /// Whether there is more.
        more: bool,
    },
    /// A date of the format's own.
    Date(String),
    /// A list.
    List,
    /// An object.
    Object,
    /// The same in what is mostly written as TOML.
    Table,
    /// An object without any key.
    EmptyObject,
    /// What a cell shows.
    Cell(String),
    /// What a cell shows whose formula failed.
    FailedFormula(String),
    /// A formula of which the file holds no value.
    UncalculatedFormula(String),
    /// Something else.
    Other,
}

impl Found {
    /// What was found, in words.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match lang {
            Lang::En => self.english(),
            Lang::Zh => self.chinese(),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::Null => "null (leave the key out instead)".into(),
            Self::Flag(truth) => truth.to_string(),
            Self::Whole(number) => format!("the number {number}"),
            Self::Negative(number) => format!("the number {number}"),
            Self::Number(number) => format!("the number {number:?}"),
            Self::Text { text, more } => format!("the text {text:?}{}", if *more { "…" } else { "" }),
            Self::Date(date) => format!("the date {date}"),
            Self::List => "a list".into(),
            Self::Object => "an object".into(),
            Self::Table => "a table".into(),
            Self::EmptyObject => "an empty object".into(),
            Self::Cell(shown) => format!("`{}`", Shown(shown)),
            Self::FailedFormula(shown) => format!("`{}`, a formula that failed", Shown(shown)),
            Self::UncalculatedFormula(shown) => format!("`{}`, a formula that was never calculated", Shown(shown)),
            Self::Other => "something else".into(),
        }
    }

    fn chinese(&self) -> String {
        match self {
            Self::Null => "null（请直接省去这个键）".into(),
            Self::Flag(truth) => truth.to_string(),
            Self::Whole(number) => format!("数字{number}"),
            Self::Negative(number) => format!("数字{number}"),
            Self::Number(number) => format!("数字{number:?}"),
            Self::Text { text, more } => format!("文本“{}{}”", Shown(text), if *more { "……" } else { "" }),
            Self::Date(date) => format!("日期{date}"),
            Self::List => "列表".into(),
            Self::Object => "对象".into(),
            Self::Table => "表".into(),
            Self::EmptyObject => "空对象".into(),
            Self::Cell(shown) => format!("“{}”", Shown(shown)),
            Self::FailedFormula(shown) => format!("出错的公式“{}”", Shown(shown)),
            Self::UncalculatedFormula(shown) => format!("从未计算过的公式“{}”", Shown(shown)),
            Self::Other => "别的内容".into(),
        }
    }
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.english())
    }
}

/// What is expected.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Expected {
    /// Any value.
    Value,
    /// A value in the place of a formula that was never calculated.
    CalculatedValue,
    /// A date to the precision known.
    Date,
    /// A whole number of things.
    Count,
    /// A number of 0 or more.
    Number,
    /// A number from 0 to 1.
    Share,
    /// A number from 0 to 10¹⁸.
    Amount,
    /// A number of years that research may take at most.
    Years,
    /// A share that can be computed with.
    Success,
    /// A whole number that a double can hold exactly.
    Exact,
    /// A whole number of so many digits at most.
    Digits(u32),
    /// No threshold, since rules about a finding of this name have none.
    NoThreshold(String),
    /// True or false.
    Flag,
    /// Yes or no, in a cell.
    YesOrNo,
    /// A text that is the same for all readers.
    String,
    /// A text that people read, in one or two languages.
    Text,
    /// A text, in a cell.
    Words,
    /// A text in a cell in which a spreadsheet program made something else of it.
    TextCell,
    /// One of some names.
    OneOf(Values),
    /// The id of a category.
    Category,
    /// A stage.
    Stage,
    /// A list.
    List,
    /// The records of a list.
    Records(RecordList),
    /// An object.
    Object,
    /// An object with any of some keys.
    Record(&'static [&'static str]),
    /// An object with a category as each key.
    Categories,
    /// A table of TOML.
    Table,
    /// The name of a column, or what is made of columns.
    Column,
    /// A condition on a column.
    Condition,
}

impl Expected {
    /// What is expected, in words.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match lang {
            Lang::En => self.english(),
            Lang::Zh => self.chinese(),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::Value => "a value".into(),
            Self::CalculatedValue => "a value; open the file in a spreadsheet program and save it".into(),
            Self::Date => EXPECTED_DATE.into(),
            Self::Count => "a whole number, 0 or more".to_owned(),
            Self::Number => "a number of 0 or more".into(),
            Self::Share => "a number from 0 to 1".into(),
            Self::Amount => "a number from 0 to 10^18".into(),
            Self::Years => "a `max` from 0.001 to 10000 years".into(),
            Self::Success => "0, or a number from 0.000001 to 1".into(),
            Self::Exact => "a whole number that a double can hold exactly".into(),
            Self::Digits(most) => format!("a whole number of at most {most} digits"),
            Self::NoThreshold(kind) => format!("none, since a rule about `{kind}` has no threshold"),
            Self::Flag => "true or false".into(),
            Self::YesOrNo => "yes or no".into(),
            Self::String => "a string".into(),
            Self::Text => "a text, or an object with the keys en and zh, at least one of the two".into(),
            Self::Words => "a text".into(),
            Self::TextCell => "a text; give the column the format of text before typing".into(),
            Self::OneOf(names) => format!("one of {}", names.listed(Lang::En)),
            Self::Category => "a category".into(),
            Self::Stage => "a stage".into(),
            Self::List => "a list".into(),
            Self::Records(list) => format!("a list of {}", list.key()),
            Self::Object => "an object".into(),
            Self::Record(keys) => format!("an object with the keys {}", keys.join(", ")),
            Self::Categories => "an object with a category as each key".into(),
            Self::Table => "a table".into(),
            Self::Column => "the name of a column, or a table with `template` or `constant`".into(),
            Self::Condition => "a table with `column` and `matches`".into(),
        }
    }

    fn chinese(&self) -> String {
        match self {
            Self::Value => "值".into(),
            Self::CalculatedValue => "值；请用电子表格软件打开文件并保存一次".into(),
            Self::Date => EXPECTED_DATE_ZH.into(),
            Self::Count => "不小于0的整数".to_owned(),
            Self::Number => "不小于0的数".into(),
            Self::Share => "0至1的数".into(),
            Self::Amount => "0至10^18的数".into(),
            Self::Years => "“max”为0.001至10000年".into(),
            Self::Success => "0，或0.000001至1的数".into(),
            Self::Exact => "双精度浮点数能准确表示的整数".into(),
            Self::Digits(most) => format!("不超过{most}位的整数"),
            Self::NoThreshold(kind) => format!("空，因为“{kind}”规则没有阈值"),
            Self::Flag => "true或false".into(),
            Self::YesOrNo => "是或否".into(),
            Self::String => "字符串".into(),
            Self::Text => "文本，或含有en与zh至少其一的对象".into(),
            Self::Words => "文本".into(),
            Self::TextCell => "文本；请先将该列设为文本格式再输入".into(),
            Self::OneOf(names) => format!("下列之一：{}", names.listed(Lang::Zh)),
            Self::Category => "品类".into(),
            Self::Stage => "研究阶段".into(),
            Self::List => "列表".into(),
            Self::Records(list) => format!("列表“{}”", list.key()),
            Self::Object => "对象".into(),
            Self::Record(keys) => format!("含有下列键的对象：{}", keys.join("、")),
            Self::Categories => "以品类为键的对象".into(),
            Self::Table => "表".into(),
            Self::Column => "列名，或含有“template”或“constant”的表".into(),
            Self::Condition => "含有“column”和“matches”的表".into(),
        }
    }
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.english())
    }
}
