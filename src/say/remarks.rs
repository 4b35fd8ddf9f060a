//! Remarks: each as a sentence, and how it is written.

use std::fmt;

use super::cell::message;
use super::{About, Sentence, View, Words};
use crate::chain::{Path, RecordList, Step};
use crate::model::{CompletenessList, Lang};
use crate::query::{Remark, RemarkKind as Kind, keys};
use crate::record::FieldValue;

impl<'c> View<'c> {
    /// Remarks as sentences, in the order given.
    pub fn remarks<'v>(
        &'v self,
        remarks: impl IntoIterator<Item = &'v Remark<'c>>,
    ) -> impl Iterator<Item = Sentence<'c>> {
        remarks.into_iter().map(|remark| {
            let words = Words::of(|lang| remark.message(lang));
            Sentence::new(remark.kind.as_str(), words, About::nothing())
        })
    }
}

impl<'c> View<'c> {
    /// Remarks as sentences with the places where the records stood in what the chain was read from.
    pub fn remarks_as_read<'v>(
        &'v self,
        remarks: impl IntoIterator<Item = &'v Remark<'c>>,
    ) -> impl Iterator<Item = Sentence<'c>> {
        placed(remarks, |path, lang| self.chain.place_as_read(path).label(lang))
    }

    /// Remarks as sentences that name the records rather than their places: for what was read from sheets.
    pub fn remarks_by_record<'v>(
        &'v self,
        remarks: impl IntoIterator<Item = &'v Remark<'c>>,
    ) -> impl Iterator<Item = Sentence<'c>> {
        placed(remarks, |path, lang| self.named(path, lang))
    }

    /// A place by the record and the column: “project “p1”, Builds on”; of a record without an id, by its number among those
    /// that were read.
    fn named(&self, path: &Path, lang: Lang) -> String {
        let read = self.chain.place_as_read(path);
        let ([Step::Key(key), Step::Index(number), ..], [_, Step::Index(place), within @ ..]) =
            (path.steps(), read.steps())
        else {
            return path.label(lang);
        };
        let list = RecordList::ALL.iter().find(|list| list.key() == &**key);
        let found = list.and_then(|list| Some((list.record().get(lang), self.chain.records(*list).nth(*number)?)));
        let Some((what, record)) = found else { return path.label(lang) };
        let named = match (record.value("id"), lang) {
            (Some(FieldValue::Id(id)), Lang::En) => format!("{what} “{id}”"),
            (Some(FieldValue::Id(id)), Lang::Zh) => format!("{what}“{id}”"),
            (_, Lang::En) => format!("{what} no. {}", place + 1),
            (_, Lang::Zh) => format!("第{}条{what}", place + 1),
        };
        let Some(Step::Key(key)) = within.first() else { return named };
        let column = record.shape().fields.iter().find(|field| field.key == &**key);
        let column = column.map_or(&**key, |field| field.names.get(Some(lang)));
        match lang {
            Lang::En => format!("{named}, {column}"),
            Lang::Zh => format!("{named}的{column}"),
        }
    }
}

fn placed<'v, 'c: 'v>(
    remarks: impl IntoIterator<Item = &'v Remark<'c>>,
    place: impl Fn(&Path, Lang) -> String,
) -> impl Iterator<Item = Sentence<'c>> {
    remarks.into_iter().map(move |remark| {
        let words = Words::of(|lang| remark.said(lang, |path| place(path, lang)));
        Sentence::new(remark.kind.as_str(), words, About::nothing())
    })
}

impl Remark<'_> {
    /// A sentence that says where it is in the canonical document of the chain, and what is probably not meant.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        self.said(lang, |path| path.label(lang))
    }

    fn said(&self, lang: Lang, place: impl Fn(&Path) -> String) -> String {
        let first = self.first.as_ref().map(&place).unwrap_or_default();
        match lang {
            Lang::En => format!("{}: {}.", place(&self.path), english(self, &first)),
            Lang::Zh => format!("{}：{}。", place(&self.path), chinese(self, &first)),
        }
    }
}

fn english(remark: &Remark<'_>, first: &str) -> String {
    let (found, other) = (remark.found.unwrap_or_default(), remark.other.unwrap_or_default());
    let [count, of] = [remark.count, remark.of].map(Option::unwrap_or_default);
    match remark.kind {
        Kind::SameName => format!("“{other}” is also called “{found}”"),
        Kind::SimilarId => format!("“{found}” differs from “{other}” by case or width only"),
        Kind::GivenTwice => format!("the same as {first}"),
        Kind::BuildsOnLaterStage => format!("“{found}” builds on “{other}”, which is of a later stage"),
        Kind::BuildsOnLaterStart => format!("“{found}” builds on “{other}”, which started after “{found}” had ended"),
        Kind::BuildsOnOtherCategory => format!("“{found}” builds on “{other}”, which is of another category"),
        Kind::EmptyTopic => format!("the topic “{found}” says nothing; leave it out where there is none"),
        Kind::UnknownHolder => format!("“{found}” is neither an organization of the chain nor the inventors"),
        Kind::LicenceToOneself => format!("“{found}” has a licence from itself; who owns something needs none"),
        Kind::OverlappingRegions => {
            format!("“{found}” overlaps with “{other}” of {first}, and what both hold is added up twice")
        }
        Kind::UnknownCurrency => format!("“{found}” is no code of ISO 4217 such as CNY"),
        Kind::CurrencyMultiple => {
            format!("“{found}” carries a multiple; give amounts in units of a currency such as CNY")
        }
        Kind::LateDate => {
            let last = remark.date.map(|date| date.to_string()).unwrap_or_default();
            format!("more than two years after the last date in the document, {last}")
        }
        Kind::NoSource if count == 1 => "1 documented record names no source: own record, no source given".to_owned(),
        Kind::NoSource => format!("{count} documented records name no source: own records, no source given"),
        Kind::CompleteButEmpty => {
            format!("all of “{}” is said to be recorded, but {count} of {of} have any", list(found, Lang::En))
        }
    }
}

fn chinese(remark: &Remark<'_>, first: &str) -> String {
    let (found, other) = (remark.found.unwrap_or_default(), remark.other.unwrap_or_default());
    let [count, of] = [remark.count, remark.of].map(Option::unwrap_or_default);
    match remark.kind {
        Kind::SameName => format!("“{other}”也名为“{found}”"),
        Kind::SimilarId => format!("“{found}”与“{other}”仅有大小写或全半角之别"),
        Kind::GivenTwice => format!("与{first}相同"),
        Kind::BuildsOnLaterStage => format!("“{found}”以“{other}”为基础，而后者属于后续阶段"),
        Kind::BuildsOnLaterStart => format!("“{found}”以“{other}”为基础，而后者在前者结束之后才启动"),
        Kind::BuildsOnOtherCategory => format!("“{found}”以“{other}”为基础，而后者属于其他品类"),
        Kind::EmptyTopic => format!("主题“{found}”不含内容；无主题时请留空"),
        Kind::UnknownHolder => format!("“{found}”既不是供应链中的组织，也不是发明人"),
        Kind::LicenceToOneself => format!("“{found}”获得的是自己给予的许可；权利人无需许可"),
        Kind::OverlappingRegions => format!("“{found}”与{first}的“{other}”有重叠，重叠部分会重复计入"),
        Kind::UnknownCurrency => format!("“{found}”不是ISO 4217货币代码，如CNY"),
        Kind::CurrencyMultiple => format!("“{found}”带有倍数；金额应按货币的单位填写，如CNY"),
        Kind::LateDate => {
            let last = remark.date.map(|date| date.to_string()).unwrap_or_default();
            format!("比文档中最后的日期（{last}）晚两年以上")
        }
        Kind::NoSource => format!("{count}条有据记录未注明来源，计为自有记录"),
        Kind::CompleteButEmpty => {
            format!("声明“{}”已全部记载，但{of}条中仅{count}条有内容", list(found, Lang::Zh))
        }
    }
}

/// What a list of a completeness statement is called.
fn list(key: &str, lang: Lang) -> &str {
    key.parse::<CompletenessList>().map_or(key, |list| list.label(lang))
}

/// The sentence in English.
impl fmt::Display for Remark<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::En))
    }
}

keys! { Remark<'_>: remark => {
    kind: remark.kind,
    path: if remark.path.steps().is_empty() { String::new() } else { remark.path.to_string() },
    first [where_known]: remark.first.as_ref().map(ToString::to_string),
    found [where_known]: remark.found,
    other [where_known]: remark.other,
    date [where_known]: remark.date,
    count [where_known]: remark.count,
    of [where_known]: remark.of,
    message: message(|lang| remark.message(lang)),
} }
