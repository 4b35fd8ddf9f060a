//! In which encoding a text file is.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, SHIFT_JIS, UTF_8, WINDOWS_1252};

/// Why a file is no text.
#[derive(Debug, PartialEq)]
pub(super) enum Undecided {
    /// Bytes of a line, from 1, belong to no character of the encoding.
    Broken { encoding: &'static Encoding, line: usize },
    /// Several encodings fit: each with what the first cell says in which they differ.
    Several { line: usize, candidates: Vec<(&'static Encoding, String)> },
}

/// The text with its encoding: as a mark at the beginning says, or whoever knows it; else UTF-8 if it is that to the end;
/// else what `chardetng`, which Firefox decides by, takes it for, as long as nothing else fits as well.
pub(super) fn decode<'b>(
    bytes: &'b [u8],
    declared: Option<&'static Encoding>,
) -> Result<(Cow<'b, str>, &'static Encoding), Undecided> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decode_in(encoding, &bytes[mark..]);
    }
    if let Some(encoding) = declared {
        return decode_in(encoding, bytes);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok((Cow::Borrowed(text), UTF_8));
    }
    // A line of another encoding in a file of UTF-8 would turn all the others over.
    if is_mostly_utf8(bytes) {
        return decode_in(UTF_8, bytes);
    }
    let sample = sample(bytes);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    let guess = if guess == GBK { GB18030 } else { guess };
    let fits = |encoding: &&'static Encoding| {
        is_plausible(encoding, sample) && encoding.decode_without_bom_handling_and_without_replacement(bytes).is_some()
    };
    let fitting: Vec<&'static Encoding> =
        [GB18030, BIG5, SHIFT_JIS, EUC_JP, EUC_KR, WINDOWS_1252].into_iter().filter(fits).collect();
    match fitting[..] {
        // Of the encodings of one script, that is for the detector to tell.
        [] => decode_in(guess, bytes),
        [one] if one == WINDOWS_1252 && guess.is_single_byte() => decode_in(guess, bytes),
        [one] => decode_in(one, bytes),
        _ if fitting.contains(&guess) && high_bytes(sample) >= ENOUGH => decode_in(guess, bytes),
        _ => Err(several(bytes, &fitting)),
    }
}

/// So many bytes that are not ASCII, four Chinese characters, are for the detector to tell; fewer are for nobody.
const ENOUGH: usize = 8;

fn decode_in<'b>(encoding: &'static Encoding, bytes: &'b [u8]) -> Result<(Cow<'b, str>, &'static Encoding), Undecided> {
    match encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => Ok((text, encoding)),
        None => Err(Undecided::Broken { encoding, line: broken_line(encoding, bytes) }),
    }
}

/// The line of the first bytes that are no text of an encoding.
fn broken_line(encoding: &'static Encoding, bytes: &[u8]) -> usize {
    if encoding == UTF_8 {
        let end = std::str::from_utf8(bytes).err().map_or(bytes.len(), |error| error.valid_up_to());
        return line_of(&bytes[..end]);
    }
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    line_of(text.split('\u{fffd}').next().unwrap_or("").as_bytes())
}

pub(super) fn line_of(before: &[u8]) -> usize {
    memchr::memchr_iter(b'\n', before).count() + 1
}

/// Whether more characters beyond ASCII are sound UTF-8 than there are places that are not.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut sound, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    sound > broken
}

/// As much as is looked at: from the first line that is not ASCII on.
fn sample(bytes: &[u8]) -> &[u8] {
    const MOST: usize = 1 << 18;
    let first = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    let from = bytes[..first].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let end = bytes.len().min(from + MOST);
    // To the end of a line, so that no character is cut.
    let end = if end == bytes.len() {
        end
    } else {
        bytes[from..end].iter().rposition(|byte| *byte == b'\n').map_or(end, |at| from + at)
    };
    &bytes[from..end]
}

fn high_bytes(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| !byte.is_ascii()).count()
}

/// Whether most of what is not ASCII is what people write in an encoding: the common characters of a script, rather than
/// the rare ones that any bytes happen to be.
fn is_plausible(encoding: &'static Encoding, bytes: &[u8]) -> bool {
    const MOST_OF: (usize, usize) = (3, 4);
    let (mut all, mut common) = (0, 0);
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        if byte.is_ascii() {
            at += 1;
            continue;
        }
        let next = bytes.get(at + 1).copied().unwrap_or(0);
        all += 1;
        if encoding == WINDOWS_1252 {
            let before = at.checked_sub(1).map_or(b' ', |before| bytes[before]);
            common += usize::from(byte >= 0xa0 && before.is_ascii() && next.is_ascii());
            at += 1;
            continue;
        }
        let (length, is_common) = if encoding == GB18030 {
            let length = if next.is_ascii_digit() { 4 } else { 2 };
            (length, matches!(byte, 0xa1..=0xa3 | 0xb0..=0xd7) && next >= 0xa1)
        } else if encoding == BIG5 {
            (2, matches!(byte, 0xa1..=0xc6) && matches!(next, 0x40..=0x7e | 0xa1..=0xfe))
        } else if encoding == SHIFT_JIS {
            let is_half_wide = matches!(byte, 0xa1..=0xdf);
            (if is_half_wide { 1 } else { 2 }, matches!(byte, 0x81..=0x83 | 0x88..=0x97))
        } else if encoding == EUC_JP {
            (2, matches!(byte, 0xa1 | 0xa4 | 0xa5 | 0xb0..=0xcf) && next >= 0xa1)
        } else {
            (2, matches!(byte, 0xa1 | 0xb0..=0xc8) && next >= 0xa1)
        };
        common += usize::from(is_common);
        at += length;
    }
    all > 0 && common * MOST_OF.1 >= all * MOST_OF.0
}

/// The candidates, on the first cell in which they differ.
fn several(bytes: &[u8], fitting: &[&'static Encoding]) -> Undecided {
    const SHOWN: usize = 40;
    let first = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    let is_edge = |byte: &u8| b",;\t\n\r\"".contains(byte);
    let from = bytes[..first].iter().rposition(is_edge).map_or(0, |at| at + 1);
    let to = bytes[first..].iter().position(is_edge).map_or(bytes.len(), |at| first + at);
    let shown = |encoding: &&'static Encoding| {
        let (text, _) = encoding.decode_without_bom_handling(&bytes[from..to]);
        (*encoding, text.chars().take(SHOWN).collect())
    };
    Undecided::Several { line: line_of(&bytes[..first]), candidates: fitting.iter().map(shown).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::WINDOWS_1251;

    fn name(bytes: &[u8]) -> &'static str {
        decode(bytes, None).map_or_else(|undecided| panic!("{undecided:?}"), |(_, encoding)| encoding.name())
    }

    #[test]
    fn a_western_file_is_not_taken_for_chinese() {
        for text in ["stadt;name\n1;Köln\n", "a;b\nMünchen;Ångström\nSão Paulo;naïve\n", "x\nœuvre à côté\n"]
        {
            let (bytes, _, _) = WINDOWS_1252.encode(text);
            let (decoded, encoding) = decode(&bytes, None).unwrap();
            assert_eq!((&*decoded, encoding.is_single_byte()), (text, true), "{}", encoding.name());
        }
    }

    #[test]
    fn files_of_east_asia_are_what_they_are() {
        let chinese = "编号,品种名称,审定年份\n1,中黄13,2001\n2,郑1307,河南省农业科学院\n";
        assert_eq!(name(&GB18030.encode(chinese).0), "gb18030");
        let traditional = "編號,品種名稱,審定年份\n1,臺農71號,行政院農業委員會農業試驗所\n";
        assert_eq!(name(&BIG5.encode(traditional).0), "Big5");
        let japanese = "番号,品種名\n1,コシヒカリは新潟県で作られています\n2,ひとめぼれ\n";
        assert_eq!(name(&SHIFT_JIS.encode(japanese).0), "Shift_JIS");
        assert_eq!(name(&EUC_JP.encode(japanese).0), "EUC-JP");
        assert_eq!(name(&WINDOWS_1251.encode("сорт;год\nБезостая;1959\nМироновская;1963\n").0), "windows-1251");
    }

    #[test]
    fn one_line_of_another_encoding_does_not_turn_a_file_over() {
        let mut bytes = "编号,名称\n1,水稻杂交组合\n2,玉米自交系\n".as_bytes().to_vec();
        bytes.extend(GB18030.encode("3,大豆\n").0.iter());
        assert_eq!(decode(&bytes, None), Err(Undecided::Broken { encoding: UTF_8, line: 4 }));
    }

    #[test]
    fn where_two_fit_as_well_nobody_chooses() {
        // 部 and 场 as GBK; two other sound characters as Big5.
        let bytes = b"a,b\n1,\xb2\xbf\xb3\xa1\n";
        let Err(Undecided::Several { line: 2, candidates }) = decode(bytes, None) else {
            panic!("{:?}", decode(bytes, None));
        };
        assert_eq!(candidates[0], (GB18030, "部场".to_owned()));
        assert!(candidates.len() > 1);
        assert_eq!(decode(bytes, Some(GB18030)).unwrap().0, "a,b\n1,部场\n");
    }
}
