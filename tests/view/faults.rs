//! What is wrong, as a terminal shows it.

use std::path::Path;

use seedrelay::Lang;
use seedrelay::render::terminal::{WIDTH, fault};
use textwrap::core::display_width;

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
