//! Texts that name records of a list, and which of them are one record.

use hashbrown::HashMap;

use super::gather::Names;
use crate::record::RecordList;
use crate::text::narrow;

/// The texts that name records, by list. Organizations and categories have lists of their own.
#[derive(Debug, Default)]
pub(super) struct Mentions {
    germplasm: Names,
    projects: Names,
    demands: Names,
    regions: Names,
    topics: Names,
    others: Names,
}

impl Mentions {
    pub(super) fn names_mut(&mut self, list: RecordList) -> &mut Names {
        match list {
            RecordList::Germplasm => &mut self.germplasm,
            RecordList::Projects => &mut self.projects,
            RecordList::Demands => &mut self.demands,
            RecordList::Regions => &mut self.regions,
            RecordList::Topics => &mut self.topics,
            _ => &mut self.others,
        }
    }

    pub(super) fn names(&self, list: RecordList) -> &Names {
        match list {
            RecordList::Germplasm => &self.germplasm,
            RecordList::Projects => &self.projects,
            RecordList::Demands => &self.demands,
            RecordList::Regions => &self.regions,
            RecordList::Topics => &self.topics,
            _ => &self.others,
        }
    }
}

/// A text without what does not tell one name from another: case, blanks, and the wide forms of Latin signs.
pub(super) fn normal(text: &str) -> String {
    let plain = |c: char| match narrow(c) {
        '–' | '—' => '-',
        c => c,
    };
    text.chars().filter(|c| !c.is_whitespace()).map(plain).flat_map(char::to_lowercase).collect()
}

/// Which record each text of a list names.
#[derive(Debug, Default)]
pub(super) struct Records {
    /// By the number of the text: the text that names the record.
    is: Vec<u32>,
    /// Whether a row is about it, by the number of the text that names it.
    pub(super) defined: Vec<bool>,
    pub(super) ids: Vec<Box<str>>,
}

impl Records {
    /// `defined` are the texts that rows call themselves by, and `called` what else they call themselves.
    pub(super) fn of(
        names: &Names,
        defined: impl Iterator<Item = u32>,
        called: impl Iterator<Item = (String, u32)>,
    ) -> Self {
        let mut is_defined = vec![false; names.len()];
        defined.for_each(|number| is_defined[number as usize] = true);
        let mut order: Vec<u32> = (0..names.len() as u32).collect();
        // Which of several spellings stands for all does not depend on the order of the rows.
        order.sort_unstable_by_key(|number| (!is_defined[*number as usize], names.text(*number)));
        let mut by_text: HashMap<String, u32> = HashMap::with_capacity(names.len());
        for number in order.iter().filter(|number| is_defined[**number as usize]) {
            by_text.entry(normal(names.text(*number))).or_insert(*number);
        }
        let mut called: Vec<(String, u32)> = called.map(|(text, number)| (normal(&text), number)).collect();
        called.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| names.text(a.1).cmp(names.text(b.1))));
        for (text, number) in called {
            by_text.entry(text).or_insert(number);
        }
        let mut is = vec![0; names.len()];
        for number in order {
            let own = is_defined[number as usize];
            is[number as usize] =
                if own { number } else { *by_text.entry(normal(names.text(number))).or_insert(number) };
        }
        Self { is, defined: is_defined, ids: names.ids(0) }
    }

    /// The text that names the record of a text.
    pub(super) fn record(&self, number: u32) -> u32 {
        self.is[number as usize]
    }

    /// Whether a row is about the record that a text names.
    pub(super) fn is_defined(&self, number: u32) -> bool {
        self.defined[self.record(number) as usize]
    }

    pub(super) fn id(&self, number: u32) -> &str {
        &self.ids[self.record(number) as usize]
    }
}
