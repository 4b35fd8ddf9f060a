//! Why what a mapping says cannot be used.

use crate::model::{Lang, Text};

/// Why a pattern, a template, a name or a format in a mapping cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason<'a> {
    NamelessColumn,
    ColumnTwice {
        table: &'a str,
    },
    /// Two of the keys of a value, of which it has one.
    GivenAlready {
        key: &'a str,
    },
    BracketInTemplate,
    StrayBackslash,
    LongPattern {
        most: usize,
    },
    NothingSeparates,
    TooMany {
        most: usize,
    },
    TooManyRules {
        most: usize,
    },
    /// A format of dates, and what is said of it in English only.
    DateFormat {
        error: &'a str,
    },
    NoDateInFormat,
    NoSign,
    OneSignForBoth,
    TableName,
    FirstTableJoined,
    PartnersOfParticipation,
    NoCommissionerInRows,
    MatchesAndUnless,
    FigureOfSeveral,
}

impl Reason<'_> {
    pub(super) fn message(&self, lang: Lang) -> String {
        match lang {
            Lang::En => self.english(),
            Lang::Zh => self.chinese(),
        }
    }

    fn english(&self) -> String {
        let fixed = match *self {
            Self::ColumnTwice { table } => return format!("this column stands twice in table `{table}`"),
            Self::GivenAlready { key } => {
                return format!("`{key}` is given already; list the alternatives in `columns`");
            }
            Self::LongPattern { most } => return format!("a pattern with wildcards has {most} characters at most"),
            Self::TooMany { most } => return format!("there can be {most} at most"),
            Self::TooManyRules { most } => return format!("there can be {most} rules at most"),
            Self::DateFormat { error } => error,
            Self::NamelessColumn => "a column has a name",
            Self::BracketInTemplate => "a template has columns as `{column}`; a bracket itself is `{{` or `}}`",
            Self::StrayBackslash => "a `\\` comes before `*`, `?` or `\\` only",
            Self::NothingSeparates => "what separates values has a character",
            Self::NoDateInFormat => {
                "no date of at least a year can be read in this format; such formats are `%Y-%m-%d` and `%d.%m.%Y`"
            }
            Self::NoSign => "a sign is no digit, letter, `+` or `-`",
            Self::OneSignForBoth => "one sign cannot separate both decimals and thousands",
            Self::TableName => "each table has a short name of its own, without a `.`",
            Self::FirstTableJoined => "the first table has the participations; the others are joined to it",
            Self::PartnersOfParticipation => "only where a grant is one project has its coordinator partners",
            Self::NoCommissionerInRows => "this is about a commissioner that each row names: `id` says in which column",
            Self::MatchesAndUnless => "a condition has either `matches` or `unless`; two conditions make a list",
            Self::FigureOfSeveral => "a figure has either `distinct`, or `sum`, or `from` and `to`, perhaps `by`",
        };
        fixed.to_owned()
    }

    fn chinese(&self) -> String {
        let fixed = match *self {
            Self::ColumnTwice { table } => return format!("表“{table}”中这一列出现两次"),
            Self::GivenAlready { key } => return format!("已经给出“{key}”；多个备选列请写在“columns”中"),
            Self::LongPattern { most } => return format!("带通配符的模式最多{most}个字符"),
            Self::TooMany { most } => return format!("最多{most}个"),
            Self::TooManyRules { most } => return format!("最多{most}条规则"),
            Self::DateFormat { error } => return format!("日期格式写法有误：{error}"),
            Self::NamelessColumn => "列必须有名称",
            Self::BracketInTemplate => "模板中的列写作“{column}”；花括号本身写作“{{”或“}}”",
            Self::StrayBackslash => "“\\”只能写在“*”“?”或“\\”之前",
            Self::NothingSeparates => "分隔符至少要有一个字符",
            Self::NoDateInFormat => "按此格式读不出至少到年的日期；可用的格式如“%Y-%m-%d”和“%d.%m.%Y”",
            Self::NoSign => "分隔符不能是数字、字母、“+”或“-”",
            Self::OneSignForBoth => "同一个符号不能既分隔小数又分隔千位",
            Self::TableName => "每个表各有不含“.”的简短名称",
            Self::FirstTableJoined => "第一个表是参与记录；其余的表都与它连接",
            Self::PartnersOfParticipation => "只有一笔资助为一个项目时，牵头方才有合作方",
            Self::NoCommissionerInRows => "这里说的是每行各自写明的委托方：须用“id”指明在哪一列",
            Self::MatchesAndUnless => "一个条件只能有“matches”或“unless”之一；两个条件请写成列表",
            Self::FigureOfSeveral => "一项指标只能有“distinct”或“sum”，或者“from”与“to”，可再加“by”",
        };
        fixed.to_owned()
    }
}

/// In both languages, as a problem keeps it.
impl From<Reason<'_>> for Text {
    fn from(reason: Reason<'_>) -> Self {
        Self::new(reason.message(Lang::En), reason.message(Lang::Zh))
    }
}
