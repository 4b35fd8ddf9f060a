//! Topics, so that what research is about can be said in both languages.

use crate::model::{Lang, Text, TopicId, label};

record! {
    /// A topic 主题 of research, with its name in both languages. A topic of a project or a demand that is not listed is
    /// its own name.
    ///
    /// ```
    /// use seedrelay::{Lang, Topic};
    /// let topic = Topic::new("stem-borer-resistance").name(("resistance to stem borers", "抗螟虫"));
    /// assert_eq!(topic.label(Lang::Zh), "抗螟虫");
    /// ```
    #[derive(Eq)]
    pub struct Topic (
        "topics", "Topics", "主题" | "研究主题", "What the topics of projects and demands are called.", "项目与需求所用主题的名称。"
    ) {
        /// Its name in the document.
        id: TopicId ("Id", "编号", "项目与需求所写的主题。"),
        /// What people call it.
        name: Option<Text> ("Name", "名称", "主题的名称。"),
    }
}

impl Topic {
    /// What a reader of the language calls it: its name, [cut](crate::model::Text::short) if it is long, or its id where
    /// it has none.
    #[must_use]
    pub fn label(&self, lang: Lang) -> &str {
        label(self.name.as_ref(), self.id.as_str(), lang)
    }
}
