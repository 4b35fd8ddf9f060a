//! Refusals by column and cause: a thousand values that are wrong in one way have one cause.

use std::mem::discriminant;

use super::{Refusal, RefusalKind};
use crate::model::Lang;
use crate::text::Shown;

/// Refusals of one field and column for one cause.
pub(super) struct Cause<'r> {
    pub(super) rows: usize,
    refusals: Vec<&'r Refusal>,
}

/// So many values are given as examples.
const EXAMPLES: usize = 3;

/// The causes, the most rows first.
pub(super) fn causes(refusals: &[Refusal]) -> Vec<Cause<'_>> {
    let mut causes: Vec<Cause<'_>> = Vec::new();
    let mut places = hashbrown::HashMap::new();
    for refusal in refusals {
        let key = (&refusal.field, &refusal.column, discriminant(&refusal.kind));
        let place = *places.entry(key).or_insert_with(|| {
            causes.push(Cause { rows: 0, refusals: Vec::new() });
            causes.len() - 1
        });
        causes[place].rows += refusal.rows;
        causes[place].refusals.push(refusal);
    }
    causes.sort_by_key(|cause| std::cmp::Reverse(cause.rows));
    causes
}

impl Cause<'_> {
    /// The first refusal in full, with further examples, and what would have been read.
    pub(super) fn text(&self, lang: Lang, formats: &[Box<str>]) -> String {
        let first = self.refusals[0];
        let row = first.first.row().unwrap_or_default();
        let others = self.refusals[1..].iter().take(EXAMPLES - 1).map(|refusal| match lang {
            Lang::En => format!("`{}` (row {})", Shown(&refusal.value), refusal.first.row().unwrap_or_default()),
            Lang::Zh => format!("“{}”（第{}行）", Shown(&refusal.value), refusal.first.row().unwrap_or_default()),
        });
        let others: Vec<String> = others.collect();
        let more = self.refusals.len().saturating_sub(EXAMPLES);
        let message = first.message(lang);
        let mut text = match lang {
            Lang::En => format!("{message} (first in row {row})"),
            Lang::Zh => format!("{message}（首见于第{row}行）"),
        };
        if !others.is_empty() {
            text += &match (lang, more) {
                (Lang::En, 0) => format!("; also {}", others.join(", ")),
                (Lang::En, 1) => format!("; also {} and 1 further value", others.join(", ")),
                (Lang::En, more) => format!("; also {} and {more} further values", others.join(", ")),
                (Lang::Zh, 0) => format!("；还有{}", others.join("、")),
                (Lang::Zh, more) => format!("；还有{}及另外{more}个值", others.join("、")),
            };
        }
        if first.kind == RefusalKind::NoDate && !formats.is_empty() {
            text += &match lang {
                Lang::En => format!("; the formats tried are {}", formats.join(", ")),
                Lang::Zh => format!("；已尝试的格式：{}", formats.join("、")),
            };
        }
        if first.kind == RefusalKind::NoNumber {
            text += match lang {
                Lang::En => {
                    "; `decimal` and `thousands` under `[read]` say which signs a number has, `replace` takes others away"
                }
                Lang::Zh => "；可在[read]的“decimal”“thousands”中写明数字中的符号，用“replace”去掉其他符号",
            };
        }
        text
    }
}
