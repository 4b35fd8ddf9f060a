//! One language of the page.

use std::collections::{BTreeMap, BTreeSet};

use minijinja::context;
use minijinja::value::Serde;
use serde::Serialize;

use super::ReportOptions;
use super::environment::environment;
use super::facets::word_of;
use super::figures::{self, Figure, PageTable, Svg, svg};
use super::filters::filters;
use super::listed::{Entry, Group, Kind, List, choose, mentions, named};
use super::pictures::{first_gaps, picture_id, picture_options, pictured};
use super::records::{Records, source_anchor};
use super::words::say;
use crate::chain::{EvidenceCounts, SupplyChain};
use crate::model::{Category, Evidence, Lang};
use crate::query::{Bottleneck, BottleneckKind, Diagnosis, Finding, Gap, GapKind};
use crate::render::report::{Answers, Picture};
use crate::rules::{FindingKind, Severity};
use crate::say::{self, Sentence, View, WithoutProposed};

/// How many tables of a row for each category show.
const CATEGORY_ROWS: usize = 40;

/// One language, rendered.
#[derive(Debug, Serialize)]
pub(super) struct Edition {
    pub(super) lang: Lang,
    /// The language as attributes spell it.
    tag: &'static str,
    /// The language as its readers call it.
    language: &'static str,
    title: String,
    body: Svg,
}

/// What the page holds in every language: what is listed, drawn, and referred to.
pub(super) struct Content<'a, 'c> {
    view: &'a View<'c>,
    diagnosis: &'a Diagnosis<'c>,
    without_proposed: Option<WithoutProposed>,
    options: &'a ReportOptions,
    /// The pictures, of all categories and of each that has one of its own. What is in them is looked for once.
    pictures: Vec<(Option<&'c Category>, Picture<'c>)>,
    gaps: Vec<Kind<GapKind>>,
    bottlenecks: Vec<Kind<BottleneckKind>>,
    findings: Vec<Kind<FindingKind>>,
    records: Records<'c>,
}

/// A picture as it stands on the page.
#[derive(Debug, Serialize)]
struct PlacedPicture {
    id: String,
    category: String,
    name: String,
    label: String,
    svg: Svg,
}

impl<'a, 'c> Content<'a, 'c> {
    pub(super) fn new(view: &'a View<'c>, diagnosis: &'a Diagnosis<'c>, options: &'a ReportOptions) -> Self {
        let chain = view.chain();
        let pictured = pictured(chain, diagnosis, options.pictures).into_iter().map(Some);
        let pictures: Vec<(Option<&Category>, Picture<'c>)> = std::iter::once(None)
            .chain(pictured)
            .map(|category| {
                let options = picture_options(chain, category, Lang::En);
                (category, Picture::with(chain, Answers::from(diagnosis), &options))
            })
            .collect();
        let linked = pictures.iter().flat_map(|(_, picture)| first_gaps(picture)).collect();
        let most = options.entries_per_kind;
        let mut content = Self {
            view,
            diagnosis,
            without_proposed: view.without_proposed(&options.diagnosis),
            options,
            pictures,
            gaps: Vec::new(),
            bottlenecks: choose(diagnosis.bottlenecks.iter().map(Bottleneck::kind), most, &BTreeSet::new()),
            findings: choose(diagnosis.findings.iter().map(Finding::kind), most, &BTreeSet::new()),
            records: Records::new(chain),
        };
        content.gaps = choose(diagnosis.gaps.iter().map(Gap::kind), most, &linked);
        content.refer();
        content
    }

    /// Gives a place to every record that something refers to. What is referred to is the same in each language.
    fn refer(&mut self) {
        let (view, diagnosis) = (self.view, self.diagnosis);
        let chain = view.chain();
        let mut records = Records::new(chain);
        let mut refer = |sentence: &Sentence<'c>| records.refer_to(named(sentence, chain));
        view.gaps(listed(&self.gaps, &diagnosis.gaps), Lang::En).for_each(|sentence| refer(&sentence));
        view.bottlenecks(listed(&self.bottlenecks, &diagnosis.bottlenecks), Lang::En).for_each(|s| refer(&s));
        view.findings(listed(&self.findings, &diagnosis.findings), Lang::En).for_each(|sentence| refer(&sentence));
        view.summary(diagnosis, self.without_proposed, Lang::En).iter().for_each(refer);
        for table in self.tables_of_organizations(Lang::En) {
            for row in table.rows.iter().take(self.options.table_rows) {
                records.refer_to(figures::named(row, chain));
            }
        }
        self.records = records;
    }

    /// The tables whose rows name organizations.
    fn tables_of_organizations(&self, lang: Lang) -> [say::Table<'c>; 4] {
        let (view, diagnosis, rows) = (self.view, self.diagnosis, self.options.table_rows);
        [
            view.most_loaded(&diagnosis.load, rows, lang),
            view.connectors(&diagnosis.connectors, &diagnosis.connector_summary, rows, lang),
            view.concentration(&diagnosis.concentration, rows, lang),
            view.active_period(&diagnosis.active_period, lang),
        ]
    }

    pub(super) fn edition(&self, lang: Lang) -> Edition {
        let (view, diagnosis, chain) = (self.view, self.diagnosis, self.view.chain());
        let title = chain
            .name()
            .map_or(say(lang, "The seed-technology supply chain", "种业技术供应链"), |name| name.get(lang));
        let tag = say(lang, "en", "zh-Hans");
        // Of the gaps that are listed, where each is marked.
        let mut marks: BTreeMap<usize, Option<String>> =
            self.gaps.iter().flat_map(|kind| &kind.listed).map(|number| (*number, None)).collect();
        let pictures: Vec<PlacedPicture> = self
            .pictures
            .iter()
            .map(|(category, picture)| {
                if lang == Lang::En {
                    return self.placed(*category, picture, &mut marks, lang);
                }
                let picture = picture.redrawn(&picture_options(chain, *category, lang));
                self.placed(*category, &picture, &mut marks, lang)
            })
            .collect();
        let lists = [self.gap_list(&marks, lang), self.bottleneck_list(lang), self.finding_list(lang)];
        let mentions = mentions(&lists);
        let [organizations, projects, demands] = self.records.entries(&mentions, lang);
        let assumptions =
            figures::figure(view.assumptions(&diagnosis.throughput, lang), CATEGORY_ROWS, None, &self.records, lang);
        let summary = self.summary(lang);
        let environment = environment(lang);
        let template = environment.get_template("edition.html").expect("the template is there");
        let context = context! {
            lang => value(lang),
            tag => tag,
            title => title,
            facts => facts(diagnosis, chain, lang),
            evidence => evidence(diagnosis.chain.evidence),
            summary_head => summary_head(summary.len(), lang),
            summary => summary,
            glance => value(figures::glance(diagnosis, CATEGORY_ROWS, lang)),
            gap_counts => value(self.gap_counts(lang)),
            contents => contents(&lists, lang),
            filters => value(filters(chain, diagnosis, lang)),
            pictures => value(pictures),
            pictures_left_out => if chain.categories().len() < 2 { 0 } else { (chain.categories().len() + 1).saturating_sub(self.pictures.len()) },
            figures => value(self.figures(lang)),
            lists => value(lists),
            records_note => self.records_note(lang),
            records => [
                context! { name => say(lang, "Organizations", "组织"), entries => value(organizations) },
                context! { name => say(lang, "Projects", "项目"), entries => value(projects) },
                context! { name => say(lang, "Demands", "需求"), entries => value(demands) },
            ],
            topics => topics(lang),
            assumptions => value(assumptions),
            sources => value(self.sources(lang)),
        };
        Edition {
            lang,
            tag,
            language: say(lang, "English", "中文"),
            title: title.to_owned(),
            body: svg(template.render(context).expect("the template fits what it is given")),
        }
    }

    /// A picture with its place on the page; notes for each gap that is asked for where it is marked.
    fn placed(
        &self,
        category: Option<&'c Category>,
        picture: &Picture<'c>,
        marks: &mut BTreeMap<usize, Option<String>>,
        lang: Lang,
    ) -> PlacedPicture {
        let chain = self.view.chain();
        let id = picture_id(chain, category, lang);
        for (number, mark) in picture.marks().iter().enumerate() {
            for gap in &mark.gaps {
                // A picture of one category shows more than that of all.
                marks.entry(*gap).and_modify(|mark| *mark = Some(format!("#{}", picture.mark_id(number))));
            }
        }
        let name = category.map_or(say(lang, "All categories", "全部品类"), |category| category.label(lang));
        PlacedPicture {
            id,
            category: category.map(|category| word_of(chain, category)).unwrap_or_default(),
            name: name.to_owned(),
            label: match lang {
                Lang::En => format!("Picture of the relay: {name}"),
                Lang::Zh => format!("接力图：{name}"),
            },
            svg: svg(picture.to_lean_svg()),
        }
    }

    /// The style sheet of the pictures: it stands once on the page.
    pub(super) fn sheet(&self) -> String {
        self.pictures.first().map(|(_, picture)| picture.sheet()).unwrap_or_default()
    }

    fn figures(&self, lang: Lang) -> Vec<Figure> {
        let (view, diagnosis, records) = (self.view, self.diagnosis, &self.records);
        let rows = self.options.table_rows;
        let plain = |table: say::Table<'c>, rows| figures::figure(table, rows, None, records, lang);
        vec![
            figures::heat(view, &diagnosis.coverage, CATEGORY_ROWS, records, lang),
            figures::funnel(view, &diagnosis.funnel, 2 * CATEGORY_ROWS, records, lang),
            figures::delays(&diagnosis.funnel, rows, lang),
            figures::load(view, &diagnosis.load, rows, records, lang),
            figures::throughput(view, &diagnosis.throughput, CATEGORY_ROWS, records, lang),
            figures::acceptability(view, &diagnosis.selection, CATEGORY_ROWS, records, lang),
            figures::connectors(view, diagnosis, rows, records, lang),
            plain(view.concentration(&diagnosis.concentration, rows, lang), rows),
            plain(view.active_period(&diagnosis.active_period, lang), rows),
            plain(view.mechanisms(&diagnosis.mechanisms, lang), CATEGORY_ROWS),
            plain(view.evidence(lang), rows),
        ]
        .into_iter()
        .filter(|figure| !figure.table.rows.is_empty())
        .collect()
    }

    fn gap_counts(&self, lang: Lang) -> PageTable {
        let table = self.view.gap_counts(&[(say(lang, "Gaps", "数量"), &self.diagnosis.gaps)], lang);
        figures::figure(table, usize::MAX, None, &self.records, lang).table
    }

    fn gap_list(&self, marks: &BTreeMap<usize, Option<String>>, lang: Lang) -> List {
        let all = &self.diagnosis.gaps;
        let entries = |kind: &Kind<GapKind>| {
            let sentences = self.view.gaps(kind.listed.iter().map(|number| &all[*number]), lang);
            self.entries("gap", kind.listed.iter().zip(sentences), |number| marks[&number].clone(), lang)
        };
        let groups = self.gaps.iter().map(|of| {
            Group::new(of.kind.label(lang), meaning(of.kind.as_str(), lang), of.kind.severity(), of.count, entries(of))
        });
        let mut list = list("gaps", say(lang, "Where the relay is broken", "交接断点"), groups.collect(), lang);
        let absence = say(
            lang,
            "A gap is a connection that the records do not show: it may be missing, or nobody has written it down. The \
             evidence tells how well the records are known that a sentence rests on, not that there is nothing else.",
            "断点指记录中没有显示的衔接：可能确实缺失，也可能只是没有记载。依据标签表示该句所依据记录的可靠程度，并不证明别无其他情况。",
        );
        list.notes.push(absence.to_owned());
        list
    }

    fn bottleneck_list(&self, lang: Lang) -> List {
        let all = &self.diagnosis.bottlenecks;
        let entries = |kind: &Kind<BottleneckKind>| {
            let sentences = self.view.bottlenecks(kind.listed.iter().map(|number| &all[*number]), lang);
            self.entries("bottleneck", kind.listed.iter().zip(sentences), |_| None, lang)
        };
        let groups = self.bottlenecks.iter().map(|of| {
            Group::new(of.kind.label(lang), meaning(of.kind.as_str(), lang), of.kind.severity(), of.count, entries(of))
        });
        list("bottlenecks", say(lang, "What holds up the work", "瓶颈"), groups.collect(), lang)
    }

    fn finding_list(&self, lang: Lang) -> List {
        let all = &self.diagnosis.findings;
        let entries = |kind: &Kind<FindingKind>| {
            let sentences = self.view.findings(kind.listed.iter().map(|number| &all[*number]), lang);
            self.entries("finding", kind.listed.iter().zip(sentences), |_| None, lang)
        };
        let groups = self.findings.iter().map(|of| {
            Group::new(of.kind.label(lang), meaning(of.kind.as_str(), lang), of.kind.severity(), of.count, entries(of))
        });
        let name = say(lang, "Where it departs from the operating model", "与运行模式不符之处");
        let mut list = list("findings", name, groups.collect(), lang);
        list.notes = self.view.unjudged(&self.diagnosis.unjudged, lang).notes;
        list
    }

    fn entries<'n>(
        &self,
        name: &str,
        sentences: impl Iterator<Item = (&'n usize, Sentence<'c>)>,
        picture: impl Fn(usize) -> Option<String>,
        lang: Lang,
    ) -> Vec<Entry> {
        let entry = |(number, sentence): (&usize, Sentence<'c>)| {
            Entry::new(format!("{lang}-{name}-{number}"), sentence, picture(*number), &self.records, lang)
        };
        sentences.map(entry).collect()
    }

    /// The ten lines, each with the place that tells more.
    fn summary(&self, lang: Lang) -> Vec<minijinja::Value> {
        let line = |sentence: Sentence<'c>| {
            let href = self.place_of(&sentence, lang);
            context! {
                severity => sentence.severity.map(Severity::as_str),
                evidence => sentence.about.evidence.map(Evidence::as_str),
                text => sentence.text,
                href => href,
            }
        };
        self.view.summary(self.diagnosis, self.without_proposed, lang).into_iter().map(line).collect()
    }

    /// Where the page tells more of what a line of the summary says.
    fn place_of(&self, line: &Sentence<'c>, lang: Lang) -> String {
        let gaps = self.gaps.iter().flat_map(|kind| &kind.listed);
        let mut gaps = gaps.filter(|number| line.text.ends_with(&self.diagnosis.gaps[**number].message(lang)));
        let bottlenecks = self.bottlenecks.iter().flat_map(|kind| &kind.listed);
        let mut bottlenecks =
            bottlenecks.filter(|number| line.text.ends_with(&self.diagnosis.bottlenecks[**number].message(lang)));
        match line.kind {
            "evidence" => format!("#{lang}-figure-evidence"),
            "throughput" => format!("#{lang}-figure-throughput"),
            "selection" => format!("#{lang}-figure-selection"),
            "findings" => format!("#{lang}-findings"),
            kind if kind.parse::<GapKind>().is_ok() => {
                gaps.next().map_or_else(|| format!("#{lang}-gaps"), |number| format!("#{lang}-gap-{number}"))
            }
            kind if kind.parse::<BottleneckKind>().is_ok() => bottlenecks
                .next()
                .map_or_else(|| format!("#{lang}-bottlenecks"), |number| format!("#{lang}-bottleneck-{number}")),
            _ => format!("#{lang}-figures"),
        }
    }

    fn records_note(&self, lang: Lang) -> String {
        let chain = self.view.chain();
        let (listed, all) =
            (self.records.len(), chain.organizations().len() + chain.projects().len() + chain.demands().len());
        match lang {
            Lang::En => format!(
                "The {listed} of {all} organizations, projects and demands that a sentence of this page rests on, as \
                 the document has them."
            ),
            Lang::Zh => format!("组织、项目与需求共{all}条，此处列出本页各句所依据的{listed}条，内容与文档一致。"),
        }
    }

    /// The sources, each with a place to link to.
    fn sources(&self, lang: Lang) -> PageTable {
        let table = figures::figure(self.view.sources(lang), usize::MAX, None, &self.records, lang).table;
        let anchors = (0..table.rows.len()).map(|number| source_anchor(number, lang)).collect();
        PageTable { anchors, ..table }
    }
}

/// A value for the templates.
pub(super) fn value(value: impl Serialize) -> minijinja::Value {
    minijinja::Value::from(Serde(value))
}

/// What a kind means, as the definitions say.
fn meaning(kind: &str, lang: Lang) -> &'static str {
    let definitions = say::definitions(lang);
    definitions.iter().find(|definition| definition.id == kind).map_or("", |definition| definition.meaning)
}

/// The entries that are listed, kind by kind.
fn listed<'l, K, T>(kinds: &'l [Kind<K>], all: &'l [T]) -> impl Iterator<Item = &'l T> {
    kinds.iter().flat_map(|kind| &kind.listed).map(|number| &all[*number])
}

fn list(id: &str, name: &'static str, groups: Vec<Group>, lang: Lang) -> List {
    let count = groups.iter().map(Group::count).sum();
    List { id: format!("{lang}-{id}"), name, count, notes: Vec::new(), groups }
}

/// What stands over the summary: a small chain has less to tell.
const fn summary_head(lines: usize, lang: Lang) -> &'static str {
    match (lines, lang) {
        (10, Lang::En) => "In ten lines",
        (10, Lang::Zh) => "十行摘要",
        (_, Lang::En) => "In a few lines",
        (_, Lang::Zh) => "摘要",
    }
}

/// What the chain holds, for the head of the page.
fn facts(diagnosis: &Diagnosis<'_>, chain: &SupplyChain, lang: Lang) -> Vec<minijinja::Value> {
    let summary = &diagnosis.chain;
    let one_or_more = |count: usize, one, more| if count == 1 { one } else { more };
    let named = |count, one, more, zh| (count, say(lang, one_or_more(count, one, more), zh));
    let counted = [
        named(summary.organizations, "organization", "organizations", "个组织"),
        named(summary.projects, "project", "projects", "个项目"),
        named(summary.categories, "category", "categories", "个品类"),
        named(summary.demands, "demand", "demands", "项需求"),
    ];
    let as_of = context! { number => chain.as_of().to_string(), text => say(lang, "date of the chain", "数据截止日") };
    let counted = counted.into_iter().map(|(number, text)| context! { number => number, text => text });
    std::iter::once(as_of).chain(counted).collect()
}

/// Which part of all records is known how well.
fn evidence(counts: EvidenceCounts) -> Vec<minijinja::Value> {
    let all = counts.documented + counts.assumed + counts.proposed;
    let rows = [
        (Evidence::Documented, counts.documented),
        (Evidence::Assumed, counts.assumed),
        (Evidence::Proposed, counts.proposed),
    ];
    let share = |count: usize| format!("{:.0} %", count as f64 * 100.0 / all.max(1) as f64);
    rows.into_iter()
        .map(|(evidence, count)| context! { evidence => evidence.as_str(), share => share(count) })
        .collect()
}

fn contents(lists: &[List], lang: Lang) -> Vec<minijinja::Value> {
    let part = |id: String, name: &str| context! { id => id, name => name };
    let own = |id: &str, en, zh| part(format!("{lang}-{id}"), say(lang, en, zh));
    let mut parts = vec![own("picture", "The relay", "接力全貌"), own("figures", "Figures", "图表")];
    parts.extend(lists.iter().map(|list| part(list.id.clone(), list.name)));
    parts.push(own("records", "The records", "所依据的记录"));
    parts.push(own("definitions", "Definitions", "定义"));
    parts.push(own("assumptions", "Assumptions", "假定"));
    parts.push(own("sources", "Sources", "来源"));
    parts
}

/// The definitions, topic by topic.
fn topics(lang: Lang) -> Vec<minijinja::Value> {
    let definitions = say::definitions(lang);
    let topics = definitions.chunk_by(|a, b| a.topic == b.topic);
    topics.map(|terms| context! { topic => terms[0].topic.label(lang), terms => value(terms) }).collect()
}
