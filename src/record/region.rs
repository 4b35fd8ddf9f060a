//! Regions, and which lies within which.

use crate::model::{Lang, RegionId, Text, label};

record! {
    /// A region 地区: where germplasm comes from, and where varieties are grown.
    ///
    /// ```
    /// use seedrelay::Region;
    /// let hunan = Region::new("hunan").name(("Hunan", "湖南")).within(["china"]);
    /// assert_eq!(hunan.within[0], "china");
    /// ```
    #[derive(Eq)]
    pub struct Region (
        "regions", "Regions", "地区", "Regions, and which lies within which.", "地区，以及各地区的隶属关系。"
    ) {
        /// Its name in the document.
        id: RegionId ("Id", "编号", "供其他表引用的简短编号。"),
        /// What people call it.
        name: Option<Text> ("Name", "名称", "地区的名称。"),
        /// The regions that it lies within; there may be several, such as a country and a river basin.
        within: Box<[RegionId]> ("Within", "上级地区" | "所属地区", "所在的上级地区，以；分隔。"),
    }
}

impl Region {
    /// What a reader of the language calls it: its name, [cut](crate::model::Text::short) if it is long, or its id where
    /// it has none.
    #[must_use]
    pub fn label(&self, lang: Lang) -> &str {
        label(self.name.as_ref(), self.id.as_str(), lang)
    }
}
