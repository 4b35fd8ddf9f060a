//! Text that people read, in one or two languages.

use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

named_enum! {
    /// A language of the reader.
    ///
    /// ```
    /// use seedrelay::{Lang, Stage};
    /// assert_eq!(Stage::AppliedBasic.label(Lang::Zh), "应用基础研究");
    /// ```
    #[derive(Default)]
    pub enum Lang ("language") {
        /// English.
        #[default]
        En = "en", "English", "英文";
        /// Chinese.
        Zh = "zh", "Chinese", "中文";
    }
}

/// A text: either one string for all readers, or an English and a Chinese one, of which one may be missing.
///
/// In documents it is a string or `{"en": "...", "zh": "..."}`.
///
/// ```
/// use seedrelay::{Lang, Text};
/// let rice = Text::new("Rice", "水稻");
/// assert_eq!(rice.get(Lang::Zh), "水稻");
/// assert_eq!(Text::from("Rice").get(Lang::Zh), "Rice", "a reader gets what there is");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Text(Words);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Words {
    Plain(Box<str>),
    En(Box<str>),
    Zh(Box<str>),
    // Boxed, so that a project, of which there may be millions, stays small.
    Both(Box<(Box<str>, Box<str>)>),
    Long(Box<Long>),
}

/// A text too long for a sentence, and what a sentence has of it in each language.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Long {
    words: Words,
    short: [Box<str>; Lang::ALL.len()],
}

/// How many characters of a text a sentence or a table has at most. A name of half a million in each of ten thousand
/// sentences would fill a disk.
const MOST_CHARACTERS: usize = 300;

/// A text as sentences and tables have it: what is longer is cut, and ends in `…`.
fn shortened(text: &str) -> Option<String> {
    // No character takes less than a byte.
    let end = (text.len() > MOST_CHARACTERS).then(|| text.char_indices().nth(MOST_CHARACTERS - 1))?;
    let (end, last) = end?;
    (end + last.len_utf8() < text.len()).then(|| format!("{}…", &text[..end]))
}

/// What a sentence calls a record: its name, or its id where the name says nothing.
pub(crate) fn label<'t>(name: Option<&'t Text>, id: &'t str, lang: Lang) -> &'t str {
    named(name, id, |name, lang| name.short(lang), lang)
}

/// The same in full, however long it is.
#[cfg(any(feature = "csv", feature = "json", feature = "report", feature = "xml"))]
pub(crate) fn whole_label<'t>(name: Option<&'t Text>, id: &'t str, lang: Lang) -> &'t str {
    named(name, id, |name, lang| name.get(lang), lang)
}

fn named<'t>(name: Option<&'t Text>, id: &'t str, of: fn(&Text, Lang) -> &str, lang: Lang) -> &'t str {
    let said = |lang| name.map(|name| of(name, lang)).filter(|name| !name.trim().is_empty());
    said(lang).or_else(|| Lang::ALL.iter().find_map(|other| said(*other))).unwrap_or(id)
}

impl Words {
    fn get(&self, lang: Lang) -> &str {
        match (self, lang) {
            (Self::Plain(text) | Self::En(text) | Self::Zh(text), _) => text,
            (Self::Both(both), Lang::En) => &both.0,
            (Self::Both(both), Lang::Zh) => &both.1,
            (Self::Long(long), _) => long.words.get(lang),
        }
    }
}

impl Text {
    fn words(&self) -> &Words {
        match &self.0 {
            Words::Long(long) => &long.words,
            words => words,
        }
    }

    fn from_words(words: Words) -> Self {
        if Lang::ALL.iter().all(|lang| shortened(words.get(*lang)).is_none()) {
            return Self(words);
        }
        let short = |lang| shortened(words.get(lang)).unwrap_or_else(|| words.get(lang).to_owned()).into();
        let short = Lang::ALL.map(short);
        Self(Words::Long(Box::new(Long { words, short })))
    }

    /// A text in both languages.
    #[must_use]
    pub fn new(en: impl Into<Box<str>>, zh: impl Into<Box<str>>) -> Self {
        Self::from_words(Words::Both(Box::new((en.into(), zh.into()))))
    }

    /// A text of which only the English is known.
    #[must_use]
    pub fn english(en: impl Into<Box<str>>) -> Self {
        Self::from_words(Words::En(en.into()))
    }

    /// A text of which only the Chinese is known.
    #[must_use]
    pub fn chinese(zh: impl Into<Box<str>>) -> Self {
        Self::from_words(Words::Zh(zh.into()))
    }

    /// A text of what is known of it; `None` where nothing is.
    pub(crate) fn of(en: Option<Box<str>>, zh: Option<Box<str>>) -> Option<Self> {
        match (en, zh) {
            (Some(en), Some(zh)) => Some(Self::new(en, zh)),
            (Some(en), None) => Some(Self::english(en)),
            (None, Some(zh)) => Some(Self::chinese(zh)),
            (None, None) => None,
        }
    }

    /// The text for a reader of `lang`: in that language if there is one, else what there is.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        self.0.get(lang)
    }

    /// The text for a reader of `lang`, as long as a sentence bears: more than 300 characters are cut, and end in `…`.
    ///
    /// ```
    /// use seedrelay::{Lang, Text};
    /// let song = Text::from("la ".repeat(1_000));
    /// assert_eq!(song.short(Lang::En).chars().count(), 300);
    /// assert!(song.short(Lang::En).ends_with("la la…"));
    /// assert_eq!(song.get(Lang::En).len(), 3_000, "nothing is lost");
    /// ```
    #[must_use]
    pub fn short(&self, lang: Lang) -> &str {
        match &self.0 {
            Words::Long(long) => &long.short[lang as usize],
            words => words.get(lang),
        }
    }

    /// The text in exactly this language; `None` where it is not given, or where the language is not said.
    #[must_use]
    pub fn in_language(&self, lang: Lang) -> Option<&str> {
        match (self.words(), lang) {
            (Words::En(text), Lang::En) | (Words::Zh(text), Lang::Zh) => Some(text),
            (Words::Both(both), Lang::En) => Some(&both.0),
            (Words::Both(both), Lang::Zh) => Some(&both.1),
            _ => None,
        }
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::from_words(Words::Plain(text.into()))
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::from_words(Words::Plain(text.into()))
    }
}

impl From<(&str, &str)> for Text {
    /// English and Chinese.
    fn from((en, zh): (&str, &str)) -> Self {
        Self::new(en, zh)
    }
}

impl std::fmt::Display for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.get(Lang::En))
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let Words::Plain(text) = self.words() {
            return serializer.serialize_str(text);
        }
        let mut map = serializer.serialize_map(None)?;
        for lang in Lang::ALL {
            if let Some(text) = self.in_language(lang) {
                map.serialize_entry(lang.as_str(), text)?;
            }
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextVisitor;

        impl<'de> Visitor<'de> for TextVisitor {
            type Value = Text;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a text, or an object with the keys en and zh, at least one of the two")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Text, E> {
                Ok(text.into())
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Text, A::Error> {
                let (mut en, mut zh): (Option<Box<str>>, Option<Box<str>>) = (None, None);
                while let Some(lang) = map.next_key()? {
                    let slot = match lang {
                        Lang::En => &mut en,
                        Lang::Zh => &mut zh,
                    };
                    if slot.is_some() {
                        return Err(de::Error::duplicate_field(lang.as_str()));
                    }
                    *slot = Some(map.next_value()?);
                }
                let nothing = || de::Error::invalid_type(de::Unexpected::Other("an empty object"), &self);
                Text::of(en, zh).ok_or_else(nothing)
            }
        }

        deserializer.deserialize_any(TextVisitor)
    }
}
