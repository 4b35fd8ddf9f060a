//! What is wrong with the arguments, in the language of the reader.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::help;
use crate::model::Lang;
use crate::render::terminal::fault;

/// What to tell of arguments that are refused.
pub(super) fn told(error: &Error, lang: Lang) -> String {
    // Without a command, all of its help is shown.
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        return help::finished(&error.render().to_string(), lang);
    }
    match lang {
        Lang::En => error.render().to_string(),
        Lang::Zh => {
            let usage = error.get(ContextKind::Usage).map(ToString::to_string).unwrap_or_default();
            let usage = help::finished(&usage, lang).replace("Usage: ", "用法：");
            let usage = if usage.is_empty() { usage } else { format!("\n{}\n", usage.trim()) };
            format!("{}{usage}\n详见 --help。\n", fault(&in_chinese(error), lang))
        }
    }
}

fn in_chinese(error: &Error) -> String {
    let of = |kind| error.get(kind).map(joined).unwrap_or_default();
    let (argument, value) = (of(ContextKind::InvalidArg), of(ContextKind::InvalidValue));
    let told = match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => format!("“{argument}”缺少取值"),
        ErrorKind::InvalidValue => format!("“{argument}”不能取“{value}”"),
        ErrorKind::UnknownArgument => format!("多余或未知的参数“{argument}”"),
        ErrorKind::InvalidSubcommand => format!("没有命令“{}”", of(ContextKind::InvalidSubcommand)),
        ErrorKind::ValueValidation => format!("“{argument}”的取值“{value}”无效"),
        ErrorKind::MissingRequiredArgument => format!("缺少参数：{argument}"),
        ErrorKind::MissingSubcommand => "缺少命令".to_owned(),
        ErrorKind::ArgumentConflict => format!("“{argument}”不能与“{}”同时使用", of(ContextKind::PriorArg)),
        ErrorKind::InvalidUtf8 => "参数不是有效的UTF-8文本".to_owned(),
        ErrorKind::NoEquals | ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("“{argument}”的取值个数不对")
        }
        other => format!("参数有误（{other}）"),
    };
    let valid = of(ContextKind::ValidValue);
    let valid = if valid.is_empty() { valid } else { format!("；可选：{valid}") };
    let meant = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let meant = meant.into_iter().map(of).find(|meant| !meant.is_empty());
    let meant = meant.map(|meant| format!("；是否指“{meant}”？")).unwrap_or_default();
    format!("{told}{valid}{meant}")
}

fn joined(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(several) => several.join("、"),
        one => one.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;
    use crate::cli::Arguments;

    fn of(arguments: &[&str], lang: Lang) -> String {
        let command = help::in_language(Arguments::command(), lang);
        told(&command.try_get_matches_from(arguments).unwrap_err(), lang)
    }

    #[test]
    fn what_is_wrong_is_told_in_chinese() {
        for (arguments, wanted) in [
            (&["seedrelay", "diagnoze", "x.json"][..], "没有命令“diagnoze”；是否指“diagnose”？"),
            (&["seedrelay", "diagnose"], "缺少参数：<FILE>"),
            (&["seedrelay", "diagnose", "x", "--format", "yaml"], "不能取“yaml”；可选：text、json"),
            (&["seedrelay", "diagnose", "x", "--late-after", "soon"], "取值“soon”无效"),
            (&["seedrelay", "diagnose", "x", "--late-aftr", "1"], "参数“--late-aftr”；是否指“--late-after”？"),
            (&["seedrelay", "diagnose", "x", "--late-after"], "缺少取值"),
        ] {
            let told = of(arguments, Lang::Zh);
            let unfolded: String = told.lines().map(str::trim).collect();
            assert!(unfolded.contains(wanted), "{told}");
            assert!(unfolded.contains("详见 --help"), "{told}");
        }
        assert!(of(&["seedrelay", "diagnose"], Lang::En).starts_with("error: "));
        assert!(
            of(&["seedrelay"], Lang::Zh).contains("用法：seedrelay [选项] <命令>"),
            "{}",
            of(&["seedrelay"], Lang::Zh)
        );
    }
}
