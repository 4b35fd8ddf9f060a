//! Why a text is no pedigree, and where.

use std::fmt;

use serde::Serialize;

use crate::model::Lang;

/// Why a text is no pedigree that can be read.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[non_exhaustive]
pub struct PedigreeError {
    /// The place, by characters from 1.
    pub character: usize,
    /// What stands there; nothing at the end.
    pub found: Box<str>,
    /// What is wrong there.
    pub kind: PedigreeErrorKind,
}

/// What is wrong at a place of a pedigree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum PedigreeErrorKind {
    /// A sign has no parent on one side.
    ParentMissing,
    /// Two parents without a sign between them.
    SignMissing,
    /// A bracket that is never closed.
    NeverClosed,
    /// A bracket that closes none.
    NeverOpened,
    /// A sign that is of a sentence rather than a pedigree.
    Sentence,
    /// A backcross in which both were used several times.
    BothUsedAgain,
    /// Something that is used several times, and crossed with nothing.
    UsedWithNothing,
    /// Used more often than anybody does.
    UsedTooOften,
    /// Brackets within brackets without end.
    TooDeep,
    /// More parents than a cell may name.
    #[non_exhaustive]
    TooMany {
        /// How many it may.
        most: usize,
    },
}

impl PedigreeErrorKind {
    /// The error at a byte of a text.
    pub(super) fn at(self, text: &str, byte: usize) -> PedigreeError {
        let (before, behind) = text.split_at(byte.min(text.len()));
        let found = behind.chars().next().map(String::from).unwrap_or_default().into();
        PedigreeError { character: before.chars().count() + 1, found, kind: self }
    }
}

impl PedigreeError {
    /// What is wrong and where. In English it is what `Display` gives.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let (found, character) = (&self.found, self.character);
        match lang {
            Lang::En => format!("character {character}: {}", self.kind.english(found)),
            Lang::Zh => format!("第{character}个字符：{}", self.kind.chinese(found)),
        }
    }
}

impl PedigreeErrorKind {
    fn english(self, found: &str) -> String {
        match self {
            Self::ParentMissing => "a parent is missing".to_owned(),
            Self::SignMissing => "a sign such as `/` or `×` is missing before this".to_owned(),
            Self::NeverClosed => format!("the bracket `{found}` is never closed"),
            Self::NeverOpened => format!("the bracket `{found}` was never opened"),
            Self::Sentence => format!("`{found}` is of a sentence; give the pedigree alone, such as `A/B//C`"),
            Self::BothUsedAgain => "both sides are used several times".to_owned(),
            Self::UsedWithNothing => "what is used several times is crossed with nothing".to_owned(),
            Self::UsedTooOften => "nobody crosses one parent in so often".to_owned(),
            Self::TooDeep => "brackets within brackets without end".to_owned(),
            Self::TooMany { most } => format!("more than {most} parents"),
        }
    }

    fn chinese(self, found: &str) -> String {
        match self {
            Self::ParentMissing => "缺少亲本".to_owned(),
            Self::SignMissing => "此处之前缺少“/”或“×”等杂交符号".to_owned(),
            Self::NeverClosed => format!("括号“{found}”没有闭合"),
            Self::NeverOpened => format!("括号“{found}”没有对应的左括号"),
            Self::Sentence => format!("“{found}”属于句子；请只写系谱，如“A/B//C”"),
            Self::BothUsedAgain => "两边都写了回交次数".to_owned(),
            Self::UsedWithNothing => "写了回交次数，却没有另一亲本".to_owned(),
            Self::UsedTooOften => "回交次数过多".to_owned(),
            Self::TooDeep => "括号层数过多".to_owned(),
            Self::TooMany { most } => format!("亲本超过{most}个"),
        }
    }
}

impl fmt::Display for PedigreeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::En))
    }
}

impl std::error::Error for PedigreeError {}
