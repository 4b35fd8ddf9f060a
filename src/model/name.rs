//! Enumerations that people write: one spelling in documents, a label in each language.

use super::Lang;

/// A name that is none of an enumeration's values.
///
/// ```
/// use seedrelay::Stage;
/// let error = "appplied".parse::<Stage>().unwrap_err();
/// assert_eq!(error.to_string(), "unknown stage `appplied`; did you mean `applied`?");
/// let error = "trials".parse::<Stage>().unwrap_err();
/// assert!(error.to_string().ends_with("`trials`; expected one of basic, applied-basic, applied, industrialization"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown {what} `{found}`{}", Meant(found, expected))]
#[non_exhaustive]
pub struct UnknownName {
    /// Which enumeration was asked, such as `stage`.
    pub what: &'static str,
    /// What was found instead.
    pub found: String,
    /// Every value that there is.
    pub expected: &'static [&'static str],
}

/// What was probably meant; where nothing is like it, all that there is.
struct Meant<'a>(&'a str, &'a [&'a str]);

impl std::fmt::Display for Meant<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self(found, expected) = *self;
        match crate::text::nearest(found, expected.iter().copied()) {
            Some(nearest) => crate::text::Hint(Some(nearest)).fmt(f),
            None => write!(f, "; expected one of {}", expected.join(", ")),
        }
    }
}

/// Some values as documents spell them, with what they are called in Chinese, if they have names besides.
///
/// ```
/// use seedrelay::model::Values;
/// let own: Values = (&["warm", "cold"][..]).into();
/// assert_eq!(own.listed(seedrelay::Lang::Zh), "warm、cold");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Values {
    /// How each is spelt.
    pub keys: &'static [&'static str],
    /// What each is called in Chinese; nothing where they have no other names.
    pub zh: &'static [&'static str],
}

impl Values {
    /// The values of an enumeration.
    pub(crate) const fn of<T: Named>() -> Self {
        Self { keys: T::KEYS, zh: T::LABELS[1] }
    }

    /// All of them, in a sentence.
    #[must_use]
    pub fn listed(self, lang: Lang) -> String {
        match lang {
            Lang::En => self.keys.join(", "),
            Lang::Zh if self.zh.is_empty() => self.keys.join("、"),
            Lang::Zh => {
                let named: Vec<String> =
                    self.keys.iter().zip(self.zh).map(|(key, label)| format!("{key}（{label}）")).collect();
                named.join("、")
            }
        }
    }
}

impl From<&'static [&'static str]> for Values {
    fn from(keys: &'static [&'static str]) -> Self {
        Self { keys, zh: &[] }
    }
}

/// What is said of an enumeration and of its values, in the order of the values.
pub(crate) trait Named {
    /// How each value is spelt in documents.
    const KEYS: &'static [&'static str];
    /// What the enumeration is about.
    const DOC: &'static str;
    /// What each value is.
    const DOCS: &'static [&'static str];
    /// What each value is called in English and in Chinese.
    const LABELS: [&'static [&'static str]; 2];
}

/// Declares an enumeration with its spelling in documents and its labels in English and Chinese. One that will grow is
/// `#[non_exhaustive]`, and the type of its `ALL` does not say how many values there are.
macro_rules! named_enum {
    (
        $(#[doc = $doc:literal])+
        #[non_exhaustive]
        pub enum $name:ident $what:tt {
            $( $(#[$($attribute:tt)+])+ $variant:ident = $key:literal, $en:literal, $zh:literal; )+
        }
    ) => {
        named_enum! {
            @declare (&'static [Self]) (&[$(Self::$variant),+])
            $(#[doc = $doc])+
            #[non_exhaustive]
            pub enum $name $what {
                $( $(#[$($attribute)+])+ $variant = $key, $en, $zh; )+
            }
        }
    };
    (
        $(#[$($meta:tt)+])+
        pub enum $name:ident $what:tt {
            $( $(#[$($attribute:tt)+])+ $variant:ident = $key:literal, $en:literal, $zh:literal; )+
        }
    ) => {
        named_enum! {
            @declare ([Self; [$($key),+].len()]) ([$(Self::$variant),+])
            $(#[$($meta)+])+
            pub enum $name $what {
                $( $(#[$($attribute)+])+ $variant = $key, $en, $zh; )+
            }
        }
    };
    (
        @declare ($all:ty) ($values:expr)
        $(#[$($meta:tt)+])+
        pub enum $name:ident ($what:literal) {
            $( $(#[$($attribute:tt)+])+ $variant:ident = $key:literal, $en:literal, $zh:literal; )+
        }
    ) => {
        $(#[$($meta)+])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $( $(#[$($attribute)+])+ $variant, )+
        }

        impl $name {
            /// Every value, in order.
            pub const ALL: $all = $values;

            /// The spelling of every value in documents, in the order of [`ALL`](Self::ALL).
            pub const NAMES: &'static [&'static str] = &[$($key),+];

            /// The spelling in documents.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $key),+ }
            }

            /// What a reader of the language calls it.
            #[must_use]
            pub const fn label(self, lang: $crate::model::Lang) -> &'static str {
                match (self, lang) {
                    $((Self::$variant, $crate::model::Lang::En) => $en, (Self::$variant, $crate::model::Lang::Zh) => $zh,)+
                }
            }
        }

        impl $crate::model::Named for $name {
            const KEYS: &'static [&'static str] = $name::NAMES;
            const DOC: &'static str = concat!($(named_enum!(@doc $($meta)+)),+);
            const DOCS: &'static [&'static str] = &[$(concat!($(named_enum!(@doc $($attribute)+)),+)),+];
            const LABELS: [&'static [&'static str]; 2] = [&[$($en),+], &[$($zh),+]];
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        // Serde's derive would also read `{"basic": null}`.
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct NameVisitor;

                impl serde::de::Visitor<'_> for NameVisitor {
                    type Value = $name;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        write!(f, "one of the texts {}", $name::NAMES.join(", "))
                    }

                    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<$name, E> {
                        text.parse().map_err(|_| E::unknown_variant(text, $name::NAMES))
                    }
                }

                deserializer.deserialize_str(NameVisitor)
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::model::UnknownName;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($key => Ok(Self::$variant),)+
                    _ => Err($crate::model::UnknownName { what: $what, found: text.to_owned(), expected: Self::NAMES }),
                }
            }
        }
    };

    // A line of documentation; nothing of another attribute.
    (@doc doc = $line:literal) => { concat!($line, "\n") };
    (@doc $($other:tt)*) => { "" };
}
