//! How the crate speaks: words that it avoids, in what it says and in its documentation.

use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// What accuses by silence, is jargon, or has a term already: in what is said in Chinese.
const CHINESE: &[&str] = &[
    "无人承接（",
    "没有记载",
    "没有记录",
    "无源立项",
    "难以落到田间",
    "跨级跳跃",
    "未溯源",
    "应答",
    "越位",
    "超出其定位",
    "咽喉",
    "落空",
    "持续最忙",
    "在等它",
    "没有团队记录",
    "无论权重如何",
    "都排第一",
    "科研接力完全",
    "全线不通",
    "未达到",
    "约束度",
    "随机期望",
    "跨界",
    "中介：",
    "包围程度",
    "韧性",
    "可失环节",
    "居首占比",
    "常设权利",
    "第一跨越",
    "边界",
    "环节交界",
    "已接受",
    "与运行模式不符",
    "拖住",
    "从不",
    "绝不",
    "永远",
    "{} %",
    "100 %",
    "95 %",
];

/// Names of before by which sheets are still read.
const READ_STILL: &[&str] = &["法人代表", "法人代表单位", "回应需求"];

/// What is certain of few things: in what is said in English.
const ENGLISH: &[&str] = &["nobody", "Nobody", "never", "nothing connects", "lost without", "departs", "departure"];

/// Files that may say so: what is certain, and texts of others.
const CERTAIN: &[&str] = &["src/say/gaps/sentence.rs"];

/// Phrases that no reader of English expects, in documentation as in what is said.
const PHRASES: &[&str] = &[
    "hang on",
    "hangs on",
    "slip of the pen",
    "slips of the pen",
    "its sisters",
    "to mend",
    "mended",
    "is told",
    "are told",
    "be told",
    "outside out",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests stand in the crate")
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("it can be read").path();
        if path.is_dir() {
            files(&path, found);
        } else if path
            .extension()
            .is_some_and(|extension| ["rs", "md", "html", "js"].iter().any(|own| extension == *own))
        {
            found.push(path);
        }
    }
}

/// Every text of the crate, each with its name from the root.
fn texts() -> Vec<(String, String)> {
    let mut found = Vec::new();
    files(&root().join("src"), &mut found);
    found.extend(["README.md", "CHANGELOG.md", "DESIGN.md"].map(|name| root().join(name)));
    found.sort();
    let named = |path: PathBuf| {
        let name = path.strip_prefix(root()).expect("it is below").to_string_lossy().replace('\\', "/");
        (name, fs::read_to_string(&path).expect("it can be read"))
    };
    found.into_iter().map(named).collect()
}

/// The strings of some code, but for its documentation and its tests.
fn literals(tokens: TokenStream, found: &mut Vec<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    // Of an inner attribute the mark stands before its brackets.
    let is_attribute = |at: usize, of: &str| match (&tokens[at], tokens.get(at + 1)) {
        (TokenTree::Punct(punct), Some(TokenTree::Group(group))) => {
            ['#', '!'].contains(&punct.as_char())
                && group.delimiter() == Delimiter::Bracket
                && group.stream().to_string().replace(' ', "").starts_with(of)
        }
        _ => false,
    };
    let mut at = 0;
    while at < tokens.len() {
        if is_attribute(at, "cfg(test)") {
            // What follows up to the body of the module is of the tests.
            at += 2;
            while at < tokens.len()
                && !matches!(&tokens[at], TokenTree::Group(group) if group.delimiter() == Delimiter::Brace)
            {
                at += 1;
            }
        } else if is_attribute(at, "doc") {
            at += 1;
        } else {
            match &tokens[at] {
                TokenTree::Group(group) => literals(group.stream(), found),
                TokenTree::Literal(literal) => found.push(literal.to_string()),
                _ => {}
            }
        }
        at += 1;
    }
}

/// What is said, literal by literal, with the file.
fn said() -> Vec<(String, String)> {
    let mut said = Vec::new();
    for (name, text) in texts() {
        if has_ending(&name, "rs") && !name.starts_with("src/testing") {
            let mut found = Vec::new();
            literals(text.parse().expect("it compiles"), &mut found);
            said.extend(found.into_iter().map(|literal| (name.clone(), literal)));
        } else if has_ending(&name, "html") {
            said.extend(text.lines().map(|line| (name.clone(), line.to_owned())));
        }
    }
    said
}

fn is_chinese(text: &str) -> bool {
    text.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter))
}

#[test]
fn nothing_discouraged_is_said_in_chinese() {
    let mut found = Vec::new();
    for (name, literal) in said() {
        let is_name = READ_STILL.iter().any(|own| literal.trim_matches('"') == *own);
        if is_chinese(&literal) && !is_name && !CERTAIN.contains(&name.as_str()) {
            let words = CHINESE.iter().chain(READ_STILL).filter(|word| literal.contains(**word));
            found.extend(words.map(|word| format!("{name}: {word} in {literal}")));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// “Nobody” and “never” stand only where something is certain.
#[test]
fn nothing_uncertain_is_said_to_be_certain_in_english() {
    let speaks = |name: &str| {
        ["src/say", "src/rules", "src/model", "src/render/html", "src/render/picture"]
            .iter()
            .any(|room| name.starts_with(room))
    };
    let mut found = Vec::new();
    for (name, literal) in said() {
        // One word alone is a key or a name in the code.
        if speaks(&name) && literal.contains(' ') && !CERTAIN.contains(&name.as_str()) {
            let words = ENGLISH.iter().filter(|word| literal.contains(**word));
            found.extend(words.map(|word| format!("{name}: {word} in {literal}")));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn english_is_plain() {
    let mut found = Vec::new();
    for (name, text) in texts() {
        // Lines of comments are read together.
        let lines = text.lines().map(|line| line.trim_start().trim_start_matches(['/', '!']).trim());
        let text = lines.collect::<Vec<_>>().join(" ");
        for phrase in PHRASES {
            let hits = text.match_indices(phrase).filter(|(at, _)| {
                let (before, after) = (text[..*at].chars().next_back(), &text[at + phrase.len()..]);
                let is_word = !before.is_some_and(char::is_alphabetic) && !after.starts_with(char::is_alphabetic);
                is_word && !after.starts_with(" apart")
            });
            found.extend(hits.map(|(at, _)| format!("{name}: {}", text[at..].chars().take(60).collect::<String>())));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

fn has_ending(name: &str, ending: &str) -> bool {
    Path::new(name).extension().is_some_and(|own| own == ending)
}
