//! What is worth knowing of an import besides what became of each row: what was found, made up, added up or left off.

use std::collections::BTreeMap;

use serde::Serialize;

use super::shortened;
use crate::io::tables::seen::{self, listed};
use crate::model::{Lang, PartialDate};
use crate::text::Shown;

/// Something that an import did by rule, or came across, and that whoever knows the tables should look at.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "remark", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Remark {
    /// The column names do not stand in the first row.
    #[non_exhaustive]
    Header {
        /// The table.
        table: Box<str>,
        /// The row, as a spreadsheet counts.
        row: usize,
        /// The rows above it that are not empty.
        above: usize,
    },
    /// A cell that is merged out of several.
    #[non_exhaustive]
    Merged {
        /// The table.
        table: Box<str>,
        /// Where, such as `A2:A9`; the first of them.
        ranges: Vec<Box<str>>,
        /// How many there are.
        count: usize,
    },
    /// Numbers so large that a spreadsheet has lost their last digits.
    #[non_exhaustive]
    HugeNumbers {
        /// The table.
        table: Box<str>,
        /// One of them, as it stands there now.
        example: Box<str>,
        /// The cells.
        cells: usize,
    },
    /// Other dates of a column show which is its day and which its month.
    #[non_exhaustive]
    DateOrder {
        /// The column.
        column: Box<str>,
        /// The format that all of it is read in.
        format: Box<str>,
    },
    /// A name that no record has.
    #[non_exhaustive]
    NotFound {
        /// The field that names it.
        field: Box<str>,
        /// The name.
        value: Box<str>,
        /// How many rows name it.
        rows: usize,
        /// Whether a record was made of it.
        made: bool,
    },
    /// Rows of one thing that give the same amount.
    #[non_exhaustive]
    RepeatedAmounts {
        /// The field.
        field: &'static str,
        /// The rows that repeat the amount of another row.
        rows: usize,
        /// Whether they were added, rather than counted once.
        added: bool,
    },
    /// Values that were left off.
    #[non_exhaustive]
    LeftOff {
        /// The field.
        field: Box<str>,
        /// Why.
        why: LeftOffWhy,
        /// How many.
        values: usize,
        /// Some of them.
        examples: Vec<Box<str>>,
    },
    /// What no column says, and a rule does.
    #[non_exhaustive]
    MadeUp {
        /// What.
        what: MadeUp,
        /// How many records have it.
        records: usize,
    },
    /// A name that stands for another one.
    #[non_exhaustive]
    Same {
        /// The name.
        name: Box<str>,
        /// The one it stands for.
        is: Box<str>,
        /// How many rows have it.
        rows: usize,
    },
    /// A name of which two different things are said.
    #[non_exhaustive]
    SameTwice {
        /// The name.
        name: Box<str>,
        /// What was said first, and counts.
        is: Box<str>,
        /// What was said later.
        other: Box<str>,
    },
    /// Names that are nearly alike, and were taken for two organizations.
    #[non_exhaustive]
    NearlyAlike {
        /// One.
        one: Box<str>,
        /// The other.
        other: Box<str>,
    },
}

/// Why a value was left off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum LeftOffWhy {
    /// It cannot be read, and the mapping allows that.
    Unreadable,
    /// It is an amount below 0, and the mapping allows that.
    Negative,
    /// It is after the chain's "today".
    Planned,
    /// It would make a circle of what is built on what, or bred from what.
    Circle,
    /// So many are at the step before that only the last of them was taken.
    ManyBefore,
    /// Rows of one thing say something else.
    Outvoted,
}

/// What a rule makes up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum MadeUp {
    /// The status of projects, by their dates.
    StatusByDates,
    /// `accepted`, as the status of projects without any date.
    AcceptedWithoutDates,
    /// What an organization is, by its name.
    KindByName,
    /// The teams of an organization, by its projects.
    Teams,
    /// Germplasm that other germplasm is bred from, and has no row.
    Germplasm,
}

impl Remark {
    /// The remark as a sentence.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match lang {
            Lang::En => self.english(),
            Lang::Zh => self.chinese(),
        }
    }

    /// What is said of a table as it was read, after its name.
    fn of_table(&self, lang: Lang) -> String {
        let (table, told) = match self {
            Self::Header { table, row, above } => (table, seen::column_names(*row, *above, lang)),
            Self::Merged { table, ranges, count } => (table, seen::merged(ranges, *count, lang)),
            Self::HugeNumbers { table, example, cells } => (table, seen::huge_numbers(*cells, example, lang)),
            _ => return String::new(),
        };
        match lang {
            Lang::En => format!("{}: {told}", Shown(table)),
            Lang::Zh => format!("表“{}”：{told}", Shown(table)),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::Header { .. } | Self::Merged { .. } | Self::HugeNumbers { .. } => self.of_table(Lang::En),
            Self::DateOrder { column, format } => {
                format!(
                    "column “{}”: all dates are read as `{format}`, since some can be read no other way",
                    Shown(column)
                )
            }
            Self::NotFound { field, value, rows, made } => {
                let became = if *made { "; made a record of its own" } else { "" };
                format!("{field}: not found: {} ({}){became}", Shown(value), of_rows(*rows))
            }
            Self::RepeatedAmounts { field, rows: 1, added: true } => format!(
                "{field}: 1 row repeats the amount of another row of the same thing; it was added (`merged = \"once\"` counts \
                 each amount once)"
            ),
            Self::RepeatedAmounts { field, rows, added: true } => format!(
                "{field}: {rows} rows repeat the amount of another row of the same thing; they were added (`merged = \"once\"` \
                 counts each amount once)"
            ),
            Self::RepeatedAmounts { field, rows: 1, added: false } => {
                format!("{field}: 1 row repeats the amount of another row of the same thing; it counts once")
            }
            Self::RepeatedAmounts { field, rows, added: false } => {
                format!("{field}: {rows} rows repeat the amount of another row of the same thing; each counts once")
            }
            Self::LeftOff { field, why, values, examples } => {
                let why = match why {
                    LeftOffWhy::Unreadable => "cannot be read",
                    LeftOffWhy::Negative => "are below 0",
                    LeftOffWhy::Planned => "are after the chain's today",
                    LeftOffWhy::Circle => "would make a circle",
                    LeftOffWhy::ManyBefore => "have too many at the step before: only the last of these was taken",
                    LeftOffWhy::Outvoted => "differ from what more rows say",
                };
                format!("{field}: left off, since they {why}: {values}{}", such(examples, ", such as "))
            }
            Self::MadeUp { what, records } => made_up(*what, *records),
            Self::Same { name, is, rows } => format!("`{}` is `{}` ({})", Shown(name), Shown(is), of_rows(*rows)),
            Self::SameTwice { name, is, other } => {
                format!("`{}` is said to be `{}` and `{}`; the first counts", Shown(name), Shown(is), Shown(other))
            }
            Self::NearlyAlike { one, other } => {
                format!(
                    "`{}` and `{}` are nearly alike; if they are one, say so under `[[same]]`",
                    Shown(one),
                    Shown(other)
                )
            }
        }
    }

    fn chinese(&self) -> String {
        match self {
            Self::Header { .. } | Self::Merged { .. } | Self::HugeNumbers { .. } => self.of_table(Lang::Zh),
            Self::DateOrder { column, format } => {
                format!("列“{}”：日期一律按“{format}”读取，因为其中有的只能这样读", Shown(column))
            }
            Self::NotFound { field, value, rows, made } => {
                let became = if *made { "，已单独建立记录" } else { "" };
                format!("{field}：未找到：{}（{rows}行）{became}", Shown(value))
            }
            Self::RepeatedAmounts { field, rows, added: true } => {
                format!("{field}：{rows}行与同一事项另一行的金额相同，已相加（写merged = \"once\"则每个金额只计一次）")
            }
            Self::RepeatedAmounts { field, rows, added: false } => {
                format!("{field}：{rows}行与同一事项另一行的金额相同，只计一次")
            }
            Self::LeftOff { field, why, values, examples } => {
                let why = match why {
                    LeftOffWhy::Unreadable => "无法读取",
                    LeftOffWhy::Negative => "为负数",
                    LeftOffWhy::Planned => "晚于截止日期",
                    LeftOffWhy::Circle => "会形成循环",
                    LeftOffWhy::ManyBefore => "前一步骤过多，只取最后一项",
                    LeftOffWhy::Outvoted => "与多数行不一致",
                };
                format!("{field}：{values}个值{why}，已略去{}", such(examples, "，如"))
            }
            Self::MadeUp { what, records } => match what {
                MadeUp::StatusByDates => format!("{records}个项目的状态按日期判定"),
                MadeUp::AcceptedWithoutDates => {
                    format!("{records}个项目没有任何日期，按“已受理”处理；可用“status”另行规定")
                }
                MadeUp::KindByName => format!("{records}个组织的类型按名称判定"),
                MadeUp::Teams => format!("{records}项能力的团队数按同时进行的项目判定"),
                MadeUp::Germplasm => format!("为没有单独一行的亲本建立了{records}条种质记录"),
            },
            Self::Same { name, is, rows } => format!("“{}”即“{}”（{rows}行）", Shown(name), Shown(is)),
            Self::SameTwice { name, is, other } => {
                format!("“{}”既说是“{}”又说是“{}”；以前者为准", Shown(name), Shown(is), Shown(other))
            }
            Self::NearlyAlike { one, other } => {
                format!("“{}”与“{}”名称相近；若是同一组织，请写入“[[same]]”", Shown(one), Shown(other))
            }
        }
    }
}

fn of_rows(rows: usize) -> String {
    if rows == 1 { "1 row".to_owned() } else { format!("{rows} rows") }
}

/// What a rule made up, in English, where one has a form of its own.
fn made_up(what: MadeUp, records: usize) -> String {
    let of = |one: &str, many: &str| if records == 1 { format!("1 {one}") } else { format!("{records} {many}") };
    match what {
        MadeUp::StatusByDates => of("project has its status by its dates", "projects have their status by their dates"),
        MadeUp::AcceptedWithoutDates => {
            of("project without any date was", "projects without any date were")
                + " taken as accepted; `status` can say something else"
        }
        MadeUp::KindByName => match records {
            1 => "what 1 organization is was told by its name".to_owned(),
            _ => format!("what {records} organizations are was told by their names"),
        },
        MadeUp::Teams => {
            format!("the teams of {} told by projects at one time", of("capability were", "capabilities were"))
        }
        MadeUp::Germplasm => {
            of("germplasm record was made of a parent that has", "germplasm records were made of parents that have")
                + " no row"
        }
    }
}

fn such(examples: &[Box<str>], before: &str) -> String {
    if examples.is_empty() {
        return String::new();
    }
    format!("{before}{}", listed(examples, "; ", false))
}

/// The remarks as they come up.
#[derive(Debug, Default)]
pub(in super::super) struct Remarks {
    told: Vec<Remark>,
    left_off: BTreeMap<(Box<str>, LeftOffWhy), (usize, Vec<Box<str>>)>,
    not_found: BTreeMap<(Box<str>, Box<str>), (usize, bool)>,
    made_up: BTreeMap<MadeUp, usize>,
}

impl Remarks {
    /// So many examples are given.
    const EXAMPLES: usize = 3;

    pub(in super::super) fn tell(&mut self, remark: Remark) {
        self.told.push(remark);
    }

    pub(in super::super) fn left_off(&mut self, field: &str, why: LeftOffWhy, value: Option<Box<str>>) {
        let (count, examples) = self.left_off.entry((field.into(), why)).or_default();
        *count += 1;
        let value = value.map(|value| shortened(&value)).filter(|value| !value.is_empty());
        if examples.len() < Self::EXAMPLES && value.as_ref().is_none_or(|value| !examples.contains(value)) {
            examples.extend(value);
        }
    }

    pub(in super::super) fn not_found(&mut self, field: &str, value: &str, made: bool) {
        let (rows, is_made) = self.not_found.entry((field.into(), shortened(value))).or_default();
        *rows += 1;
        *is_made |= made;
    }

    pub(in super::super) fn made_up(&mut self, what: MadeUp, records: usize) {
        *self.made_up.entry(what).or_default() += records;
    }

    pub(in super::super) fn said_twice(&mut self, name: &str, is: &str, other: &str) {
        self.tell(Remark::SameTwice { name: shortened(name), is: shortened(is), other: shortened(other) });
    }

    /// All of them; of what was not found, what the most rows name comes first.
    pub(in super::super) fn finish(self) -> Vec<Remark> {
        let mut remarks = self.told;
        let left_off = self.left_off.into_iter();
        remarks.extend(left_off.map(|((field, why), (values, examples))| Remark::LeftOff {
            field,
            why,
            values,
            examples,
        }));
        let made_up = self.made_up.into_iter().filter(|(_, records)| *records > 0);
        remarks.extend(made_up.map(|(what, records)| Remark::MadeUp { what, records }));
        let mut not_found: Vec<_> = self.not_found.into_iter().collect();
        not_found.sort_by(|a, b| b.1.0.cmp(&a.1.0).then_with(|| a.0.cmp(&b.0)));
        remarks.extend(not_found.into_iter().map(|((field, value), (rows, made))| Remark::NotFound {
            field,
            value,
            rows,
            made,
        }));
        remarks
    }
}

impl Remark {
    /// That dates of a column have one order.
    pub(in super::super) fn date_order(column: &str, format: &str) -> Self {
        Self::DateOrder { column: shortened(column), format: format.into() }
    }
}

/// Two readings of one date.
pub(in super::super) type Readings = [PartialDate; 2];
