//! Why rows are refused.

use std::borrow::Cow;

use hashbrown::HashMap;
use serde::Serialize;

use crate::io::tables::{PedigreeError, TablePlace};
use crate::model::{Lang, PartialDate};
use crate::record::hint;
use crate::text::Hint;
use crate::text::Shown;

/// One reason why rows were refused, with all rows that it concerns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Refusal {
    /// The field, as the mapping calls it, such as `project.stage`.
    pub field: Cow<'static, str>,
    /// The column that the value stands in. Of a long name, the beginning.
    pub column: Option<Box<str>>,
    /// The value, as it stands there. Of a long text, the beginning.
    pub value: Box<str>,
    /// What is wrong with it.
    pub kind: RefusalKind,
    /// How many rows.
    pub rows: usize,
    /// The first of them.
    pub first: TablePlace,
}

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(tag = "problem", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum RefusalKind {
    /// A value that must be there is not.
    Missing,
    /// A value that no pattern of the map covers.
    #[non_exhaustive]
    NotCovered {
        /// The most similar pattern.
        nearest: Option<Box<str>>,
    },
    /// No date in any of the formats.
    NoDate,
    /// A date that the formats of the mapping read in two ways, as no other date of the column tells which.
    #[non_exhaustive]
    TwoDates {
        /// One reading.
        one: PartialDate,
        /// The other.
        other: PartialDate,
    },
    /// A pedigree that cannot be read to its end.
    #[non_exhaustive]
    NoPedigree {
        /// What is wrong with it, and where in the cell.
        error: PedigreeError,
    },
    /// What it says is no record that a chain can hold.
    #[non_exhaustive]
    Faulty {
        /// Why not, in English.
        en: Box<str>,
        /// And in Chinese.
        zh: Box<str>,
    },
    /// A record that it must refer to, and none has this name.
    NotFound,
    /// An organization of which neither a column nor its name says what it is.
    KindMissing,
    /// No number, as the mapping says that numbers are written.
    NoNumber,
    /// An amount below 0.
    Negative,
    /// Where a formula of a spreadsheet failed, or was never calculated.
    FailedFormula,
    /// Two dates in the wrong order.
    #[non_exhaustive]
    OutOfOrder {
        /// The key of the date that must come first.
        earlier_key: &'static str,
        /// That date.
        earlier: PartialDate,
        /// The key of the date that must come later.
        later_key: &'static str,
        /// That date.
        later: PartialDate,
    },
    /// A date that is later than the chain's "today".
    #[non_exhaustive]
    AfterAsOf {
        /// "Today".
        as_of: PartialDate,
    },
    /// A joined table has no row of this key.
    #[non_exhaustive]
    NoRow {
        /// The name of the table.
        table: Box<str>,
    },
}

/// One reason why one row was refused.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct RowRefusal {
    /// The field, as the mapping calls it.
    pub field: Cow<'static, str>,
    /// The column that the value stands in. Of a long name, the beginning.
    pub column: Option<Box<str>>,
    pub(crate) letters: Option<Box<str>>,
    /// The value, as it stands there. Of a long text, the beginning.
    pub value: Box<str>,
    /// What is wrong with it.
    pub kind: RefusalKind,
}

impl RowRefusal {
    pub(in super::super) fn place(&self, row: &super::RowAccount<'_>) -> TablePlace {
        let mut place = row.place();
        let letters = self.letters.as_deref().unwrap_or_default();
        place.column = self.column.as_deref().map(|column| (letters.into(), column.into()));
        place
    }

    /// What is wrong, in a sentence.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        message(&self.field, self.column.as_deref(), &self.value, &self.kind, lang)
    }
}

impl Refusal {
    /// What is wrong, in a sentence.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        message(&self.field, self.column.as_deref(), &self.value, &self.kind, lang)
    }
}

/// All reasons of all rows, the most rows first; of as many, in the order of the first row.
pub(in super::super) fn group<'r>(rows: impl Iterator<Item = (&'r RowRefusal, TablePlace)>) -> Vec<Refusal> {
    let mut groups: Vec<Refusal> = Vec::new();
    let mut numbers: HashMap<&RowRefusal, usize> = HashMap::new();
    for (refusal, place) in rows {
        let number = *numbers.entry(refusal).or_insert_with(|| {
            groups.push(Refusal {
                field: refusal.field.clone(),
                column: refusal.column.clone(),
                value: refusal.value.clone(),
                kind: refusal.kind.clone(),
                rows: 0,
                first: place,
            });
            groups.len() - 1
        });
        groups[number].rows += 1;
    }
    groups.sort_by_key(|group| std::cmp::Reverse(group.rows));
    groups
}

fn message(field: &str, column: Option<&str>, value: &str, kind: &RefusalKind, lang: Lang) -> String {
    let value = Shown(value);
    let said = match (kind, lang) {
        (RefusalKind::Missing, Lang::En) => "nothing is given".to_owned(),
        (RefusalKind::Missing, Lang::Zh) => "未填写".to_owned(),
        (RefusalKind::NotCovered { nearest }, Lang::En) => {
            format!("no pattern covers `{value}`{}", Hint(nearest.as_deref()))
        }
        (RefusalKind::NotCovered { nearest }, Lang::Zh) => {
            format!("没有对应“{value}”的规则{}", hint(nearest.as_deref()))
        }
        (RefusalKind::NoDate, Lang::En) => format!("`{value}` is no date in the formats of the mapping"),
        (RefusalKind::NoDate, Lang::Zh) => format!("“{value}”不符合映射规定的日期格式"),
        (RefusalKind::TwoDates { one, other }, Lang::En) => {
            format!(
                "`{value}` is {one} or {other}, and no other date of the column tells which; leave one format in `dates`"
            )
        }
        (RefusalKind::TwoDates { one, other }, Lang::Zh) => {
            format!("“{value}”可能是{one}，也可能是{other}，该列没有其他日期可以判断；请在dates中只留一种格式")
        }
        (RefusalKind::NoPedigree { error }, lang) => match lang {
            Lang::En => format!("`{value}` is no pedigree: {}", error.message(lang)),
            Lang::Zh => format!("“{value}”不是系谱：{}", error.message(lang)),
        },
        (RefusalKind::Faulty { en, .. }, Lang::En) => format!("`{value}`: {en}"),
        (RefusalKind::Faulty { zh, .. }, Lang::Zh) => format!("“{value}”：{zh}"),
        (RefusalKind::KindMissing, Lang::En) => {
            format!("nothing says what `{value}` is; give it a pattern under `[kinds]`, such as `\"*\" = \"company\"`")
        }
        (RefusalKind::KindMissing, Lang::Zh) => {
            format!("未说明“{value}”是什么组织；请在“[kinds]”中写一条规则，如\"*公司\" = \"company\"")
        }
        (RefusalKind::NotFound, Lang::En) => format!("`{value}` is not found"),
        (RefusalKind::NotFound, Lang::Zh) => format!("未找到“{value}”"),
        (RefusalKind::NoNumber, Lang::En) => format!("`{value}` is no number as the mapping writes them"),
        (RefusalKind::NoNumber, Lang::Zh) => format!("“{value}”不符合映射规定的数字格式"),
        (RefusalKind::Negative, Lang::En) => format!("`{value}` is negative"),
        (RefusalKind::Negative, Lang::Zh) => format!("“{value}”为负数"),
        (RefusalKind::FailedFormula, Lang::En) if value.0.starts_with('=') => {
            format!("the formula was never calculated: {value}; open the file in a spreadsheet program and save it")
        }
        (RefusalKind::FailedFormula, Lang::Zh) if value.0.starts_with('=') => {
            format!("公式从未计算过：{value}；请用电子表格软件打开文件并保存一次")
        }
        (RefusalKind::FailedFormula, Lang::En) => format!("the formula failed: {value}"),
        (RefusalKind::FailedFormula, Lang::Zh) => format!("公式出错：{value}"),
        (RefusalKind::OutOfOrder { earlier_key, earlier, later_key, later }, Lang::En) => {
            format!("`{earlier_key}` {earlier} is after `{later_key}` {later}")
        }
        (RefusalKind::OutOfOrder { earlier_key, earlier, later_key, later }, Lang::Zh) => {
            format!("{earlier_key}（{earlier}）晚于{later_key}（{later}）")
        }
        (RefusalKind::AfterAsOf { as_of }, Lang::En) => format!("`{value}` is after the chain's today, {as_of}"),
        (RefusalKind::AfterAsOf { as_of }, Lang::Zh) => format!("“{value}”晚于供应链的截止日期{as_of}"),
        (RefusalKind::NoRow { table }, Lang::En) => format!("table `{}` has no row `{value}`", Shown(table)),
        (RefusalKind::NoRow { table }, Lang::Zh) => format!("表“{}”中没有“{value}”", Shown(table)),
    };
    match (column, lang) {
        (Some(column), Lang::En) => format!("{field}, column “{}”: {said}", Shown(column)),
        (Some(column), Lang::Zh) => format!("{field}，列“{}”：{said}", Shown(column)),
        (None, Lang::En) => format!("{field}: {said}"),
        (None, Lang::Zh) => format!("{field}：{said}"),
    }
}
