//! In which language it speaks.

use crate::running::Desk;

#[test]
fn the_language_is_that_of_the_option_else_of_the_locale() {
    let desk = Desk::new();
    let told = |arguments: &str, locale: &str| {
        let output = desk.command(arguments).env("LANG", locale).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(told("check chain.json", "en_US.UTF-8").contains("no problem"));
    assert!(told("check chain.json", "zh_CN.UTF-8").contains("没有问题"));
    assert!(told("check chain.json --lang en", "zh_CN.UTF-8").contains("no problem"));
    assert!(told("check chain.json --lang=zh", "C").contains("没有问题"));
    assert!(told("--lang zh check chain.json", "C").contains("没有问题"));
    assert!(told("--help", "zh_CN.UTF-8").contains("用法："));
    assert!(told("export --help", "zh_CN.UTF-8").contains("格式"));
}

#[test]
fn what_is_refused_is_told_in_the_language() {
    let desk = Desk::new();
    desk.write("broken.json", "{\"format\": \"seedrelay/1\", \"projcts\": []}");
    for (arguments, en, zh) in [
        ("check nowhere.json", "cannot read nowhere.json", "无法读取nowhere.json"),
        ("check broken.json", "error: ", "个问题"),
        ("diagnose chain.json --format yaml", "invalid value", "可选：text、json"),
        ("export", "no format is given", "未指定格式"),
        ("export --to gexf --category maize", "no category `maize`", "没有品类“maize”"),
        ("picture --category maize", "no category `maize`", "没有品类“maize”"),
        ("template chain.ods", "a name that ends in .xlsx", "应以 .xlsx 结尾"),
        ("import t.csv --mapping nosuch -o o.json", "there is no file nosuch", "没有文件nosuch"),
        ("picture -o chain.json chain.json", "is what is read", "就是读取的内容"),
    ] {
        let english = desk.run(arguments);
        assert!(english.complaint().contains(en) && english.status == Some(2), "{arguments}: {english:?}");
        let chinese = desk.run(&format!("{arguments} --lang zh"));
        let unfolded: String = chinese.complained.lines().map(str::trim).collect();
        assert!(unfolded.contains(zh) && chinese.status == Some(2), "{arguments}: {chinese:?}");
    }
}

/// The headers stand below a title, which nobody should have to guess.
#[test]
fn a_check_tells_how_a_folder_of_tables_was_read() {
    let desk = Desk::new();
    std::fs::create_dir(desk.path("chain")).unwrap();
    desk.write("chain/chain.csv", "key,value\nformat,seedrelay/1\nas_of,2024-12-31\n");
    desk.write("chain/categories.csv", "id\nrice\n");
    desk.write("chain/organizations.csv", "Members,\nas of 2024,\nid,kind\nhau,university\n");
    let unfolded = |arguments: &str| desk.run(arguments).told.split_whitespace().collect::<Vec<_>>().join(" ");
    let english = unfolded("check chain");
    assert!(english.contains("How it was read") && english.contains("found in row 3; 2 rows above"), "{english}");
    assert!(unfolded("check chain --lang zh").replace(' ', "").contains("列名在第3行；其上2行不是数据"));
    assert!(!unfolded("check chain.json").contains("How it was read"));
}

/// Sheets and columns are called by their keys unless a language is asked for, whatever the locale.
#[test]
fn a_template_is_in_the_language_asked_for() {
    let desk = Desk::new();
    for (arguments, locale) in [("template keys.xlsx", "zh_CN"), ("template chinese.xlsx --lang zh", "C")] {
        assert!(desk.command(arguments).env("LANG", locale).output().unwrap().status.success());
    }
    let sheets = |name: &str| {
        let limits = seedrelay::io::tables::TableLimits::new();
        let sheets = seedrelay::io::tables::Grid::open(desk.path(name), &limits).unwrap();
        sheets.iter().filter_map(|sheet| sheet.sheet().map(str::to_owned)).collect::<Vec<_>>()
    };
    assert!(sheets("keys.xlsx").iter().any(|sheet| sheet == "projects"), "{:?}", sheets("keys.xlsx"));
    assert!(sheets("chinese.xlsx").iter().any(|sheet| sheet == "项目"), "{:?}", sheets("chinese.xlsx"));
}
