//! Terms: what is counted and measured.

mod certainty;
mod limits;
mod material;
mod network;
mod records;

use super::{Definition, Topic};
use crate::model::Lang;

/// A definition in both languages.
struct Term {
    id: &'static str,
    topic: Topic,
    term: [&'static str; 2],
    meaning: [&'static str; 2],
    unit: Option<[&'static str; 2]>,
    source: Option<[&'static str; 2]>,
}

impl Term {
    const fn unit(mut self, en: &'static str, zh: &'static str) -> Self {
        self.unit = Some([en, zh]);
        self
    }

    /// A source that is called the same in both languages, as papers are.
    const fn source(self, source: &'static str) -> Self {
        self.source_in(source, source)
    }

    const fn source_in(mut self, en: &'static str, zh: &'static str) -> Self {
        self.source = Some([en, zh]);
        self
    }

    /// Comes from the proposal.
    const fn of_proposal(self) -> Self {
        self.source_in("the Yuelushan proposal", "岳麓山方案")
    }
}

const fn term(id: &'static str, topic: Topic, term: [&'static str; 2], meaning: [&'static str; 2]) -> Term {
    Term { id, topic, term, meaning, unit: None, source: None }
}

pub(super) fn terms(lang: Lang) -> impl Iterator<Item = Definition> {
    let of = lang as usize;
    let terms =
        [records::TERMS, certainty::TERMS, limits::TERMS, network::TERMS, material::TERMS].into_iter().flatten();
    terms.map(move |term| Definition {
        id: term.id,
        topic: term.topic,
        term: term.term[of],
        meaning: term.meaning[of],
        unit: term.unit.map(|unit| unit[of]),
        source: term.source.map(|source| source[of]),
    })
}

const KAPLAN_MEIER: &str = "Kaplan and Meier 1958; Greenwood 1926";
