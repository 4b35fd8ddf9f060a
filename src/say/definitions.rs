//! Definitions: everything that the tables and sentences show, in words, with units and sources.

mod kinds;
mod terms;

use serde::Serialize;

use crate::model::Lang;

/// One term, in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Definition {
    /// What it is called among all definitions, in every language. For a kind of gap, finding or bottleneck it is the
    /// spelling of the kind.
    pub id: &'static str,
    /// What it belongs to.
    pub topic: Topic,
    /// The term.
    pub term: &'static str,
    /// What it means.
    pub meaning: &'static str,
    /// In what it is measured, where it is measured.
    pub unit: Option<&'static str>,
    /// From where the definition is, where it is not this crate's own.
    pub source: Option<&'static str>,
}

named_enum! {
    /// What definitions are about, in the order in which a reader meets them.
    pub enum Topic ("topic") {
        /// How well things are known.
        Evidence = "evidence", "Evidence", "依据";
        /// What the records are.
        Research = "research", "Research and who does it", "研究与组织";
        /// How results get on.
        Flow = "flow", "How results get on", "成果流动";
        /// Where the relay is broken.
        Gaps = "gaps", "Gaps", "断点";
        /// Where the chain differs from a model.
        Findings = "findings", "Differences from an operating model", "与运行模式不一致之处";
        /// What limits the flow.
        Bottlenecks = "bottlenecks", "Bottlenecks", "瓶颈";
        /// Who connects.
        Connectors = "connectors", "Connectors", "连接";
        /// Whether the mechanisms work.
        Mechanisms = "mechanisms", "Mechanisms", "机制";
        /// What varieties rest on, and what is earned with them.
        Material = "material", "Material, rights and benefit", "种质、权利与收益";
        /// With which category to begin.
        Selection = "selection", "Selection", "选择";
    }
}

/// Every definition, topic by topic.
///
/// ```
/// use seedrelay::{Lang, say};
/// let conversion = say::definitions(Lang::En).into_iter().find(|definition| definition.id == "conversion").unwrap();
/// assert_eq!(conversion.term, "Conversion (results taken up)");
/// ```
#[must_use]
pub fn definitions(lang: Lang) -> Vec<Definition> {
    let mut definitions: Vec<Definition> = terms::terms(lang).chain(kinds::kinds(lang)).collect();
    definitions.sort_by_key(|definition| definition.topic);
    definitions
}

/// One of the [`definitions`], by its id.
#[cfg(feature = "report")]
pub(crate) fn definition(id: &str, lang: Lang) -> Option<Definition> {
    terms::terms(lang).chain(kinds::kinds(lang)).find(|definition| definition.id == id)
}
