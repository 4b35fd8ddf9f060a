//! The templates, and how what they hold is escaped.

use minijinja::value::Value;
use minijinja::{AutoEscape, Environment, Output, State, UndefinedBehavior};

use super::words::{say, shortened};
use crate::model::{Evidence, Lang};
use crate::rules::Severity;
use crate::text::markup::markup;

/// The templates by name. `.html` in a name turns on escaping.
const TEMPLATES: [(&str, &str); 3] = [
    ("page.html", include_str!("page.html")),
    ("edition.html", include_str!("edition.html")),
    ("parts.html", include_str!("parts.html")),
];

/// The templates, in the language of the reader. A name that is not there is an error, and never silence.
pub(super) fn environment(lang: Lang) -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_formatter(write_escaped);
    environment.add_function("say", move |en: &str, zh: &str| say(lang, en, zh).to_owned());
    environment.add_function("evidence_label", move |name: &str| {
        name.parse::<Evidence>().map_or("", |evidence| evidence.label(lang))
    });
    environment.add_filter("short", |text: &str| shortened(text).into_owned());
    environment.add_function("severity_label", move |name: &str| {
        name.parse::<Severity>().map_or("", |severity| severity.label(lang))
    });
    for (name, source) in TEMPLATES {
        environment.add_template(name, source).expect("the templates of the crate are right");
    }
    environment
}

/// Escapes everything but what the page itself has made. Controls that would turn the direction of what follows, or
/// that no document may hold, are shown instead of obeyed.
fn write_escaped(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), minijinja::Error> {
    let plain = matches!(state.auto_escape(), AutoEscape::None);
    match value.as_str() {
        _ if value.is_undefined() || value.is_none() => Ok(()),
        Some(text) if plain || value.is_safe() => out.write_str(text).map_err(Into::into),
        Some(text) => out.write_str(&markup(text)).map_err(Into::into),
        None => out.write_str(&markup(&value.to_string())).map_err(Into::into),
    }
}
