//! Enumerations as fields hold them: how each value is spelt, in documents and by people.

use crate::model::Lang;

/// The values of an enumeration.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Choice {
    /// What the enumeration is called in Rust and in the JSON Schema.
    pub name: &'static str,
    /// What it is about.
    pub doc: &'static str,
    /// What each value is.
    pub docs: &'static [&'static str],
    /// How each is spelt in documents.
    pub keys: &'static [&'static str],
    /// How each is called in English.
    pub en: &'static [&'static str],
    /// How each is called in Chinese.
    pub zh: &'static [&'static str],
    /// How else people call some, each with what it stands for.
    pub others: &'static [(&'static str, &'static str)],
}

impl Choice {
    /// Every value as it is spelt for a reader of a language, or in documents.
    #[must_use]
    pub const fn names(&self, lang: Option<Lang>) -> &'static [&'static str] {
        match lang {
            None => self.keys,
            Some(Lang::En) => self.en,
            Some(Lang::Zh) => self.zh,
        }
    }

    /// What a value is called, which is spelt as in documents.
    #[must_use]
    pub fn label<'k>(&self, key: &'k str, lang: Option<Lang>) -> &'k str {
        self.keys.iter().position(|own| *own == key).map_or(key, |value| self.names(lang)[value])
    }

    /// Every spelling behind the value that it stands for.
    pub fn spellings(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let Self { keys, en, zh, others, .. } = self;
        let own = [keys, en, zh].into_iter().flat_map(move |names| keys.iter().copied().zip(names.iter().copied()));
        own.chain(others.iter().map(|(name, key)| (*key, *name)))
    }
}
