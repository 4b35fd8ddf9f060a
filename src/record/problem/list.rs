//! What all lists of problems have in common.

/// What every list of problems offers, whatever their places are: it is never empty, and prints a line for each.
macro_rules! problem_list {
    ($list:ident of $problem:ident) => {
        impl $list {
            /// The problems, by place.
            pub fn iter(&self) -> std::slice::Iter<'_, $problem> {
                self.0.iter()
            }

            /// How many there are: at least one.
            #[must_use]
            #[allow(clippy::len_without_is_empty)]
            pub fn len(&self) -> usize {
                self.0.len()
            }

            /// The first one.
            #[must_use]
            pub fn first(&self) -> &$problem {
                &self.0[0]
            }

            /// The problems, one a line; past the first hundred they are only counted.
            #[must_use]
            pub fn message(&self, lang: $crate::model::Lang) -> String {
                const SHOWN: usize = 100;
                let count = self.len();
                let mut text = match lang {
                    $crate::model::Lang::En => format!("{count} problem{}", if count == 1 { "" } else { "s" }),
                    $crate::model::Lang::Zh => format!("{count}个问题"),
                };
                for problem in self.iter().take(SHOWN) {
                    text += "\n  ";
                    text += &problem.message(lang);
                }
                match (count.saturating_sub(SHOWN), lang) {
                    (0, _) => text,
                    (more, $crate::model::Lang::En) => format!("{text}\n  and {more} more"),
                    (more, $crate::model::Lang::Zh) => format!("{text}\n  另有{more}个"),
                }
            }
        }

        impl<'a> IntoIterator for &'a $list {
            type Item = &'a $problem;
            type IntoIter = std::slice::Iter<'a, $problem>;

            fn into_iter(self) -> Self::IntoIter {
                self.iter()
            }
        }

        impl IntoIterator for $list {
            type Item = $problem;
            type IntoIter = std::vec::IntoIter<$problem>;

            fn into_iter(self) -> Self::IntoIter {
                self.0.into_iter()
            }
        }

        impl std::fmt::Display for $list {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.message($crate::model::Lang::En))
            }
        }

        impl std::error::Error for $list {}
    };
}
pub(crate) use problem_list;
