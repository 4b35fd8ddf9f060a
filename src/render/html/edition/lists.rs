//! The lists of the page: gaps, bottlenecks and findings, and the lines that lead to them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use minijinja::context;

use super::super::listed::{Certainty, Entry, Group, List, Told};
use super::super::words::say;
use super::{Content, value};
use crate::model::{Evidence, Lang};
use crate::query::{BottleneckKind, GapKind};
use crate::rules::{FindingKind, Severity};
use crate::say::{self, Sentence};

impl<'c> Content<'_, 'c> {
    pub(super) fn gap_list(&self, marks: &BTreeMap<usize, Option<String>>, lang: Lang) -> List {
        let groups = self.groups("gap", &self.gaps, |number| marks[&number].clone(), lang);
        let mut list = list("gaps", say(lang, "Where the relay is broken", "交接断点"), groups, lang);
        let absence = say(
            lang,
            "A gap is a connection that the records do not show. It is certain (●) where whatever is missing from the \
             records could not change it, by what the document declares complete; else (○) it holds as far as is \
             recorded. Last (◌) stand those that would take a list that is hardly recorded: missing data before anything \
             else. The evidence tells how well the records are known that a sentence rests on.",
            "断点指记录中没有显示的衔接。按文档的完整性声明，无论缺少什么记录都不会改变的，为确定（●）；其余以现有记录为限（○）；最后列出的（◌）涉及很少有记载的内容，首先是数据缺失。依据标签表示该句所依据记录的可靠程度。",
        );
        list.notes.push(self.view.certainty_headline(&self.diagnosis.certainty).text(lang));
        list.notes.push(absence.to_owned());
        list
    }

    pub(super) fn bottleneck_list(&self, lang: Lang) -> List {
        let groups = self.groups("bottleneck", &self.bottlenecks, |_| None, lang);
        list("bottlenecks", say(lang, "Bottlenecks", "瓶颈"), groups, lang)
    }

    pub(super) fn finding_list(&self, lang: Lang) -> List {
        let groups = self.groups("finding", &self.findings, |_| None, lang);
        let name = say::findings_head(self.diagnosis.model.as_ref(), lang);
        let notes = self.view.unjudged(&self.diagnosis.unjudged).notes;
        List { notes: notes.iter().map(|note| note.text(lang)).collect(), ..list("findings", name, groups, lang) }
    }

    fn groups(
        &self,
        name: &str,
        kinds: &[Told<Sentence<'c>>],
        picture: impl Fn(usize) -> Option<String>,
        lang: Lang,
    ) -> Vec<Group> {
        let entry = |(number, sentence): &(usize, Sentence<'c>)| {
            Entry::new(format!("{lang}-{name}-{number}"), sentence, picture(*number), &self.records, lang)
        };
        // What is documented stands before what is assumed.
        let rests_on_less =
            |sentence: &Sentence<'c>| sentence.about.evidence.is_some_and(|evidence| evidence < Evidence::Documented);
        let group = |told: &Told<Sentence<'c>>| {
            let (others, documented): (Vec<_>, Vec<_>) =
                told.listed.iter().partition(|(_, sentence)| rests_on_less(sentence));
            Group::new(told, documented.into_iter().chain(others).map(entry).collect(), lang)
        };
        kinds.iter().map(group).collect()
    }

    /// The ten lines, each with the place that tells more.
    pub(super) fn summary(&self, lang: Lang) -> Vec<minijinja::Value> {
        let line = |sentence: &Sentence<'c>| {
            context! {
                severity => sentence.severity.map(Severity::as_str),
                certainty => sentence.certainty.map(|degree| value(Certainty::of(degree, lang))),
                settled_by => sentence.settled_by.as_ref().map(|words| words.text(lang)),
                evidence => sentence.about.evidence.map(Evidence::as_str),
                said => self.records.said(sentence.parts(lang), lang),
                href => self.place_of(sentence, lang),
            }
        };
        self.summary.iter().map(line).collect()
    }

    /// The list that a sentence is of, as the ids of its entries name it.
    pub(super) fn list_of(line: &Sentence<'_>) -> &'static str {
        match line.kind {
            kind if kind.parse::<GapKind>().is_ok() => "gap",
            kind if kind.parse::<BottleneckKind>().is_ok() => "bottleneck",
            kind if kind.parse::<FindingKind>().is_ok() => "finding",
            _ => "",
        }
    }

    /// Where the page tells more of what a line of the summary says.
    pub(super) fn place_of(&self, line: &Sentence<'c>, lang: Lang) -> String {
        let list = Self::list_of(line);
        let told = match (line.kind, list) {
            ("evidence" | "throughput" | "selection", _) => return format!("#{lang}-figure-{}", line.kind),
            ("findings", _) => return format!("#{lang}-findings"),
            (_, "gap") => &self.gaps,
            (_, "bottleneck") => &self.bottlenecks,
            (_, "finding") => &self.findings,
            _ => return format!("#{lang}-figures"),
        };
        let is_listed = |number: &usize| told.iter().flat_map(|told| &told.listed).any(|(listed, _)| listed == number);
        let number = line.number.filter(is_listed);
        number.map_or_else(|| format!("#{lang}-{list}s"), |number| format!("#{lang}-{list}-{number}"))
    }
}

pub(super) fn list(id: &str, name: impl Into<Cow<'static, str>>, groups: Vec<Group>, lang: Lang) -> List {
    let count = groups.iter().map(Group::count).sum();
    List { id: format!("{lang}-{id}"), name: name.into(), count, notes: Vec::new(), groups }
}
