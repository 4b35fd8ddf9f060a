//! Sources, where documented records are known from.

use crate::model::{Lang, PartialDate, SourceId, SourceKind, Text, label};

record! {
    /// Where documented records are known from.
    ///
    /// ```
    /// use seedrelay::Source;
    /// let source = Source::new("moe-2023").title("Annual report").address("example.org/report").date("2023-12".parse()?);
    /// assert_eq!(source.id, "moe-2023");
    /// # Ok::<(), seedrelay::model::DateError>(())
    /// ```
    #[derive(Eq)]
    pub struct Source (
        "sources", "Sources", "来源", "Where the records are known from.", "各条记录的出处。"
    ) {
        /// Its name in the document.
        id: SourceId ("Id", "编号", "供其他表引用的简短编号。"),
        /// What it is called.
        title: Option<Text> ("Title", "标题", "来源的标题。"),
        /// Where it can be found: an address, a shelf mark, a page.
        address = "where": Option<Text> ("Where", "出处" | "网址", "网址、馆藏号或页码。"),
        /// When it appeared.
        date: Option<PartialDate> ("Date", "日期", "发表日期，可精确到日、月或年。"),
        /// What kind of source it is; `None` where nobody says.
        kind: Option<SourceKind> ("Kind", "来源类型" | "类型", "官方、登记公告、期刊、媒体、企业或转载。"),
        /// When it was looked at.
        accessed: Option<PartialDate> ("Accessed", "访问日期", "查阅的日期。"),
    }
}

impl Source {
    /// What a reader of the language calls it: its title, [cut](crate::model::Text::short) if it is long, or its id
    /// where it has none.
    #[must_use]
    pub fn label(&self, lang: Lang) -> &str {
        label(self.title.as_ref(), self.id.as_str(), lang)
    }
}
