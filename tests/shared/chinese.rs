//! Whether a sentence is Chinese throughout.

/// The English words in a sentence, outside of what it quotes from what was read: keys, values, parts in `“”` or
/// brackets, names of formats.
pub(crate) fn english_in(sentence: &str) -> Vec<String> {
    const TECHNICAL: [&str; 12] =
        ["true", "false", "null", "en", "zh", "and", "CSV", "UTF", "Excel", "xlsx", "JSON", "GB18030"];
    let mut outside = String::new();
    let mut depth = 0_usize;
    for c in sentence.chars() {
        match c {
            '“' | '（' | '`' if c != '`' || depth == 0 => depth += 1,
            '”' | '）' | '`' => depth = depth.saturating_sub(1),
            c if depth == 0 => outside.push(c),
            _ => {}
        }
    }
    // The place comes first; which keys and values there are, last.
    let said = outside.split_once('：').map_or(&*outside, |(_, said)| said);
    let said = ["可用的", "含有下列键的对象", "下列", "第一次在", "第一份在"]
        .iter()
        .fold(said, |said, list| said.split(list).next().unwrap());
    let words = said.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| word.len() > 1);
    let words = words.filter(|word| word.starts_with(|c: char| c.is_ascii_lowercase()) && !TECHNICAL.contains(word));
    words.map(str::to_owned).collect()
}

#[test]
fn what_is_quoted_is_no_english() {
    assert_eq!(english_in("a.b：没有组织“hua”（是否想写“hau”？）"), [""; 0]);
    assert_eq!(english_in("a.b：此处是a table，应为文本"), ["table"]);
}
