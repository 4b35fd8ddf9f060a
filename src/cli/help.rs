//! Help in the language of the reader.
//!
//! What a command or an option is for stands in its documentation: a paragraph of English, then one of Chinese.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command};

use crate::model::Lang;
use crate::render::terminal::fill;

/// Columns of the terminal.
const WIDTH: usize = 80;

/// Columns beside the names of the commands.
const BESIDE_COMMANDS: usize = WIDTH - 15;

/// Columns below the name of an option.
const BELOW_OPTIONS: usize = WIDTH - 10;

const STATUSES_EN: &str = "Exit status: 0 when it is done, 1 when something could not be written, 2 when the arguments \
                           or what was to be read are refused.";
const STATUSES_ZH: &str = "退出状态：0，已完成；1，有内容无法写入；2，参数或要读取的内容有误。";

/// The command and all below it, in one language.
pub(super) fn in_language(command: Command, lang: Lang) -> Command {
    let about = of(command.get_long_about(), lang);
    let is_top = command.has_subcommands();
    let mut command = command
        .about(fill(&about, if is_top { WIDTH } else { BESIDE_COMMANDS }))
        .long_about(None)
        .help_template(template(lang))
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .args_override_self(true)
        .after_help(fill(one(lang, STATUSES_EN, STATUSES_ZH), WIDTH))
        .mut_args(|argument| argument_in(argument, lang))
        .arg(switch("help", 'h', ArgAction::Help, one(lang, "Print this help", "显示本帮助"), lang));
    if command.get_arguments().all(|argument| argument.get_id() != "lang") {
        command = command.arg(language(lang));
    }
    if is_top {
        let version = switch("version", 'V', ArgAction::Version, one(lang, "Print the version", "显示版本"), lang);
        command = command
            .arg(version)
            .subcommand_help_heading(one(lang, "Commands", "命令"))
            .subcommand_value_name(one(lang, "COMMAND", "命令"))
            .subcommand_required(true)
            .arg_required_else_help(true);
    }
    command.mut_subcommands(|command| in_language(command, lang))
}

/// What clap has no other place for.
pub(super) fn finished(help: &str, lang: Lang) -> String {
    match lang {
        Lang::En => help.to_owned(),
        Lang::Zh => {
            let words = [
                ("[OPTIONS]", "[选项]"),
                ("\n参数:\n", "\n参数：\n"),
                ("\n选项:\n", "\n选项：\n"),
                ("\n命令:\n", "\n命令：\n"),
            ];
            words.into_iter().fold(help.to_owned(), |help, (en, zh)| help.replace(en, zh))
        }
    }
}

fn template(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "{about}\n\nUsage: {usage}\n\n{all-args}{after-help}\n",
        Lang::Zh => "{about}\n\n用法：{usage}\n\n{all-args}{after-help}\n",
    }
}

fn argument_in(argument: Arg, lang: Lang) -> Arg {
    let mut help = of(argument.get_long_help(), lang);
    let values: Vec<String> = argument.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    let takes_value = argument.get_action().takes_values();
    if takes_value && !values.is_empty() && !argument.is_hide_possible_values_set() {
        help += &match lang {
            Lang::En => format!(" [one of {}]", values.join(", ")),
            Lang::Zh => format!("（可选：{}）", values.join("、")),
        };
    }
    let default: Vec<String> =
        argument.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
    if takes_value && !default.is_empty() {
        help += &match lang {
            Lang::En => format!(" [{} if nothing is said]", default.join(" ")),
            Lang::Zh => format!("（默认：{}）", default.join(" ")),
        };
    }
    let heading = heading(argument.is_positional(), lang);
    let argument = argument.help(fill(&help, BELOW_OPTIONS)).long_help(None).next_line_help(true).help_heading(heading);
    if takes_value { argument.hide_possible_values(true).hide_default_value(true) } else { argument }
}

/// Options that every command has.
fn switch(name: &'static str, short: char, action: ArgAction, help: &'static str, lang: Lang) -> Arg {
    Arg::new(name)
        .short(short)
        .long(name)
        .action(action)
        .help(help)
        .next_line_help(true)
        .help_heading(heading(false, lang))
}

fn language(lang: Lang) -> Arg {
    let help = one(
        lang,
        "The language of the output, English or Chinese; that of the locale by default [one of en, zh]",
        "输出语言：英文或中文；不指定时取系统区域设置的语言（可选：en、zh）",
    );
    Arg::new("lang")
        .long("lang")
        .value_name("LANGUAGE")
        .value_parser(PossibleValuesParser::new(Lang::NAMES))
        .hide_possible_values(true)
        .help(fill(help, BELOW_OPTIONS))
        .next_line_help(true)
        .help_heading(heading(false, lang))
}

const fn heading(is_positional: bool, lang: Lang) -> &'static str {
    match (is_positional, lang) {
        (true, Lang::En) => "Arguments",
        (false, Lang::En) => "Options",
        (true, Lang::Zh) => "参数",
        (false, Lang::Zh) => "选项",
    }
}

const fn one<'t>(lang: Lang, en: &'t str, zh: &'t str) -> &'t str {
    match lang {
        Lang::En => en,
        Lang::Zh => zh,
    }
}

/// The paragraph in one language.
fn of(text: Option<&clap::builder::StyledStr>, lang: Lang) -> String {
    let text = text.map(ToString::to_string).unwrap_or_default();
    let (en, zh) = text.split_once("\n\n").unwrap_or((&text, &text));
    match lang {
        Lang::En => en.trim().trim_end_matches('.').to_owned(),
        Lang::Zh => zh.trim().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;
    use crate::cli::Arguments;

    fn is_chinese(text: &str) -> bool {
        text.chars().any(|character| ('\u{4e00}'..='\u{9fff}').contains(&character))
    }

    fn all(command: &Command) -> Vec<&Command> {
        let below = command.get_subcommands().flat_map(all);
        std::iter::once(command).chain(below).collect()
    }

    #[test]
    fn everything_is_told_in_both_languages() {
        let command = Arguments::command();
        assert!(all(&command).len() > 10);
        for command in all(&command) {
            let texts = command.get_arguments().map(|argument| (argument.get_id().as_str(), argument.get_long_help()));
            for (name, text) in texts.chain([("about", command.get_long_about())]) {
                let text = text.map(ToString::to_string).unwrap_or_default();
                let (en, zh) = text.split_once("\n\n").unwrap_or_default();
                assert!(!en.is_empty() && !is_chinese(en), "{} {name}: {en}", command.get_name());
                assert!(is_chinese(zh), "{} {name}: {zh}", command.get_name());
            }
        }
    }

    #[test]
    fn the_arguments_are_sound() {
        for lang in Lang::ALL {
            in_language(Arguments::command(), lang).debug_assert();
        }
    }

    #[test]
    fn help_fits_the_terminal_and_mixes_no_languages() {
        for lang in Lang::ALL {
            for name in all(&Arguments::command()).iter().skip(1).map(|command| command.get_name()) {
                let arguments = ["seedrelay", name, "--help"];
                let error = in_language(Arguments::command(), lang).try_get_matches_from(arguments).unwrap_err();
                let help = finished(&error.render().to_string(), lang);
                for line in help.lines() {
                    assert!(textwrap::core::display_width(line) <= 80, "{name}: {line}");
                    assert!(lang == Lang::Zh || !is_chinese(line), "{name}: {line}");
                    assert!(lang == Lang::En || !line.contains("if nothing is said"), "{name}: {line}");
                }
                assert!(help.contains("seedrelay") && help.contains("--lang"), "{help}");
            }
        }
    }
}
