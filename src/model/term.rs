//! What something is called.

use super::Lang;

/// What something is called in both languages, such as `organization` and 组织.
///
/// ```
/// use seedrelay::Lang;
/// use seedrelay::model::Term;
/// let project = Term::new("project", "项目");
/// assert_eq!((project.get(Lang::Zh), project.to_string().as_str()), ("项目", "project"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Term {
    /// In English.
    pub en: &'static str,
    /// In Chinese.
    pub zh: &'static str,
}

impl Term {
    /// What is called so in English and in Chinese.
    #[must_use]
    pub const fn new(en: &'static str, zh: &'static str) -> Self {
        Self { en, zh }
    }

    /// What a reader of the language calls it.
    #[must_use]
    pub const fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::Zh => self.zh,
        }
    }
}

impl std::fmt::Display for Term {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.en)
    }
}
