//! Categories of crop or livestock.

use crate::model::{CategoryId, Evidence, Lang, SourceId, Text, label};

record! {
    /// A category 品类 of crop or livestock, such as rice 水稻 or pig 生猪. One consortium is proposed for each.
    ///
    /// ```
    /// use seedrelay::{Category, Lang};
    /// let rice = Category::new("rice").name(("Rice", "水稻")).strategic(true);
    /// assert_eq!(rice.name.unwrap().get(Lang::Zh), "水稻");
    /// ```
    #[derive(Eq)]
    pub struct Category (
        "categories", "Categories", "品类", "Crops and livestock. At least one.", "作物与畜禽品类，至少一个。"
    ) {
        /// Its name in the document.
        id: CategoryId ("Id", "编号", "供其他表引用的简短编号。"),
        /// What people call it.
        name: Option<Text> ("Name", "名称", "品类的名称。"),
        /// Whether the nation counts it among the strategic ones; `None` where nobody says.
        strategic: Option<bool> ("Strategic", "战略品类" | "是否战略品类", "是否为战略性品类。"),
        ..known
    }
}

impl Category {
    /// What a reader of the language calls it: its name, [cut](crate::model::Text::short) if it is long, or its id where
    /// it has none.
    #[must_use]
    pub fn label(&self, lang: Lang) -> &str {
        label(self.name.as_ref(), self.id.as_str(), lang)
    }
}
