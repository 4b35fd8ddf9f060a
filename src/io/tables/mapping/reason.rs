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
    NothingReplaced,
    PartOfNoPattern,
    NoPattern {
        error: &'a str,
    },
    NoSuchPart,
    WhichPart,
    /// Records that a mapping cannot make of rows.
    ListNotMapped,
    FieldNotMapped,
    /// A value is given by one column, or by each of several.
    EachOrOne,
    NotSeveral,
    /// A map of what is a text, a date or a number.
    NoMapHere,
    HeaderRow,
    OrderOfKey,
    UnknownEncoding,
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
            Self::NoPattern { error } => return format!("no pattern that can be searched for: {error}"),
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
            Self::FigureOfSeveral => {
                "a figure has either `distinct`, or `sum`, or `count`, or `from` and `to`, perhaps `by`"
            }
            Self::NothingReplaced => "what is replaced has a character",
            Self::PartOfNoPattern => "a part is one of a `pattern`, where it is written as `(?<name>…)`",
            Self::NoSuchPart => "the pattern has no part of this name; a part is written as `(?<name>…)`",
            Self::WhichPart => "the pattern has several parts; `part` says which",
            Self::ListNotMapped => {
                "rows become organizations, germplasm, demands, agreements, licences, funding, services, adoptions, \
                 collections or regions; projects have a section of their own"
            }
            Self::FieldNotMapped => "this cannot be mapped from a column",
            Self::EachOrOne => "`each` lists columns that all count; it stands alone",
            Self::NotSeveral => "only what may be several is split or taken from `each` of several columns",
            Self::NoMapHere => {
                "a map is for what names a record, for a kind, and for yes or no; `replace` changes texts"
            }
            Self::HeaderRow => "`header` is the number of a row, from 1, or a list of names of columns",
            Self::OrderOfKey => "rows of one `key` have an `order`: `stage`, `date`, or a value; others have `same`",
            Self::UnknownEncoding => {
                "no encoding of this name; such are `utf-8`, `gb18030`, `big5`, `shift_jis`, `windows-1252`"
            }
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
            Self::NoPattern { error } => return format!("表达式写法有误：{error}"),
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
            Self::FigureOfSeveral => "一项指标只能有“distinct”“sum”“count”之一，或者“from”与“to”，可再加“by”",
            Self::NothingReplaced => "被替换的文字至少要有一个字符",
            Self::PartOfNoPattern => "“part”是“pattern”中写作“(?<名称>…)”的一部分",
            Self::NoSuchPart => "表达式中没有这个名称的部分；部分写作“(?<名称>…)”",
            Self::WhichPart => "表达式有多个部分；请用“part”指明",
            Self::ListNotMapped => {
                "表中的行可以成为组织、种质、需求、合作协议、许可、资助、服务、推广应用、种质库或地区；项目另有一节"
            }
            Self::FieldNotMapped => "此项不能由列映射得到",
            Self::EachOrOne => "“each”列出全部计入的列，须单独使用",
            Self::NotSeveral => "只有可以有多个值的项才能拆分，或由“each”中的多列得到",
            Self::NoMapHere => "“map”用于指名记录、类型以及是或否；文字请用“replace”替换",
            Self::HeaderRow => "“header”是列名所在的行号（从1起），或若干列名",
            Self::OrderOfKey => "同一“key”的各行须给出“order”：stage、date或某一列；其余规则须给出“same”",
            Self::UnknownEncoding => "没有这个名称的编码；可用的如utf-8、gb18030、big5、shift_jis、windows-1252",
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
