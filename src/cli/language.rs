//! In which language the reader wants it.

use std::ffi::OsString;

use crate::model::Lang;

/// The language that `--lang` names, wherever it stands. It is wanted before the arguments are understood, since what is
/// wrong with them is reported in it.
pub(super) fn asked(arguments: &[OsString]) -> Option<Lang> {
    let mut arguments = arguments.iter().skip(1).filter_map(|argument| argument.to_str());
    let mut asked = None;
    while let Some(argument) = arguments.next() {
        let value = match argument.strip_prefix("--lang") {
            _ if argument == "--" => break,
            Some("") => arguments.next(),
            Some(rest) => rest.strip_prefix('='),
            None => continue,
        };
        asked = value.and_then(|value| value.parse().ok()).or(asked);
    }
    asked
}

/// The language of the locale, by the rules of POSIX: the first of these that says anything decides.
pub(super) fn of_locale(variable: impl Fn(&str) -> Option<String>) -> Option<Lang> {
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"];
    let locale = names.into_iter().filter_map(variable).find(|locale| !locale.is_empty())?;
    let language = locale.split(['_', '.', '@', '-']).next()?;
    language.to_ascii_lowercase().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked_in(arguments: &[&str]) -> Option<Lang> {
        asked(&arguments.iter().map(OsString::from).collect::<Vec<_>>())
    }

    #[test]
    fn the_last_language_asked_for_counts() {
        assert_eq!(asked_in(&["seedrelay", "report", "--lang", "zh"]), Some(Lang::Zh));
        assert_eq!(asked_in(&["seedrelay", "--lang=zh", "report", "--lang", "en"]), Some(Lang::En));
        assert_eq!(asked_in(&["seedrelay", "report", "--", "--lang", "zh"]), None, "a file of this name");
        assert_eq!(asked_in(&["seedrelay", "--language", "zh"]), None);
        assert_eq!(asked_in(&["--lang=zh"]), None, "the name of the program");
        assert_eq!(asked_in(&["seedrelay", "picture", "--lang", "both"]), None);
    }

    #[test]
    fn the_locale_says_the_language() {
        let locale = |set: &[(&str, &str)]| {
            of_locale(|name| set.iter().find(|(other, _)| *other == name).map(|(_, value)| (*value).to_owned()))
        };
        assert_eq!(locale(&[("LANG", "zh_CN.UTF-8")]), Some(Lang::Zh));
        assert_eq!(locale(&[("LANG", "zh_CN.UTF-8"), ("LC_ALL", "en_US.UTF-8")]), Some(Lang::En));
        assert_eq!(locale(&[("LANG", "en_US"), ("LC_MESSAGES", "zh"), ("LC_ALL", "")]), Some(Lang::Zh));
        assert_eq!(locale(&[("LANG", "zh_CN"), ("LC_ALL", "C")]), None, "C is no language, and hides the others");
        assert_eq!(locale(&[]), None);
    }
}
