//! Texts from a document as parts of a line.

use std::fmt::{self, Write as _};

/// How many characters are shown of a text from a document. It may hold megabytes, and a problem is one line.
pub(crate) const LONGEST_SHOWN: usize = 100;

/// A text from a document as a part of a line: without line breaks and other control characters, and not whole if long.
pub(crate) struct Shown<'a>(pub(crate) &'a str);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        show(self.0, char::is_control, f)
    }
}

/// A text from a document between quotation marks, as JSON would write it.
pub(crate) struct Quoted<'a>(pub(crate) &'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"")?;
        show(self.0, |c| c.is_control() || c == '"' || c == '\\', f)?;
        f.write_str("\"")
    }
}

/// `; did you mean …?`, or nothing.
pub(crate) struct Hint<'a>(pub(crate) Option<&'a str>);

impl fmt::Display for Hint<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.map_or(Ok(()), |name| write!(f, "; did you mean `{}`?", Shown(name)))
    }
}

fn show(text: &str, is_escaped: impl Fn(char) -> bool, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (number, c) in text.chars().enumerate() {
        match c {
            _ if number == LONGEST_SHOWN => return f.write_str("…"),
            '\n' => f.write_str("\\n")?,
            '\r' => f.write_str("\\r")?,
            '\t' => f.write_str("\\t")?,
            c if !is_escaped(c) => f.write_char(c)?,
            '"' | '\\' => write!(f, "\\{c}")?,
            c => write!(f, "\\u{:04x}", u32::from(c))?,
        }
    }
    Ok(())
}
