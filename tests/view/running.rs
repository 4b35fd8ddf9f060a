//! How the examples refuse.

use std::path::Path;

use seedrelay::Lang;
use textwrap::core::display_width;

use crate::terminal::running::{Stop, create, spare};
use crate::terminal::{WIDTH, fault};

#[test]
fn what_is_read_is_not_written_over() {
    let folder = std::env::temp_dir().join(format!("seedrelay-running-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (read, other) = (folder.join("chain.json"), folder.join("other.json"));
    std::fs::write(&read, "days of work").unwrap();
    let again = folder.join(".").join("chain.json");
    assert!(matches!(create(&again, Some(&read)), Err(Stop::Refused(told)) if told.contains("is what is read")));
    assert_eq!(std::fs::read_to_string(&read).unwrap(), "days of work");
    assert!(create(&other, Some(&read)).is_ok());
    assert!(spare(&folder.join("new"), [read.as_path(), &other]).is_ok());
    let nowhere = folder.join("no/such/file");
    assert!(matches!(create(&nowhere, None), Err(Stop::Unwritten(told)) if told.contains("no/such/file")));
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn a_fault_keeps_names_whole() {
    let name = "很长的名称".repeat(12);
    let text = format!("{}: unknown organization `{name}`; {}", Path::new("a/b-c.xlsx").display(), "word ".repeat(30));
    let told = fault(&text, Lang::En);
    assert!(told.contains(&name) && told.starts_with("error: a/b-c.xlsx: "));
    let wide = told.lines().filter(|line| !line.contains(&name));
    assert!(wide.clone().count() > 1 && wide.clone().all(|line| line.len() <= usize::from(WIDTH)), "{told}");

    let told = fault(
        &format!("data/my-chain.xlsx：没有组织“hunan-agricultural-university”；{}", "长句子".repeat(30)),
        Lang::Zh,
    );
    assert!(told.starts_with("错误：data/my-chain.xlsx：") && told.contains("hunan-agricultural-university"), "{told}");
    assert!(told.lines().count() > 2 && told.lines().all(|line| display_width(line) <= usize::from(WIDTH)), "{told}");
    assert!(told.lines().all(|line| !line.trim_start().starts_with(['，', '；', '。', '”'])), "{told}");
}
