//! What rows give the fields of records.

use std::borrow::Cow;

use crate::model::PartialDate;
use crate::record::RecordList;

/// What a field is given. Records are meant by the number of the text that names them.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value<'a> {
    Nothing,
    Text(Cow<'a, str>),
    Date(PartialDate),
    Number(f64),
    Flag(bool),
    Choice(&'static str),
    /// One or several records of a list.
    Refer(RecordList, Box<[u32]>),
    /// Parents or owners, with shares where they do not weigh alike.
    Shares(RecordList, Box<[(u32, Option<f64>)]>),
}

impl Value<'_> {
    /// The numbers of what it refers to in a list.
    pub(super) fn numbers(&self, list: RecordList) -> impl Iterator<Item = u32> {
        let (refers, shares): (&[u32], &[(u32, Option<f64>)]) = match self {
            Value::Refer(of, numbers) if *of == list => (numbers, &[]),
            Value::Shares(of, shares) if *of == list => (&[], shares),
            _ => (&[], &[]),
        };
        refers.iter().copied().chain(shares.iter().map(|(number, _)| *number))
    }
}
