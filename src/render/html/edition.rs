//! One language of the page.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use minijinja::context;
use minijinja::value::Serde;
use serde::Serialize;

use super::ReportOptions;
use super::environment::environment;
use super::facets::word_of;
use super::figures::{self, Figure, PageTable};
use super::filters::filters;
use super::listed::{Certainty, Entry, Group, List, Told, choose, mentions, named};
use super::pictures::{first_gaps, picture_id, picture_options, pictured};
use super::records::{MOST_SOURCES, Records, source_anchor};
use super::words::{Svg, say, svg};
use crate::chain::{EvidenceCounts, SupplyChain};
use crate::model::{Evidence, Lang};
use crate::query::{BottleneckKind, Diagnosis, GapKind, Known, MarkedFinding};
use crate::record::Category;
use crate::render::picture::{Answers, Picture};
use crate::rules::Severity;
use crate::say::{self, Sentence, View};

/// How many assumed values of a category.
const SWINGS: usize = 3;

/// How many tables of a row for each category show.
const CATEGORY_ROWS: usize = 40;

/// So many remarks are listed; the others are counted.
const MOST_REMARKS: usize = 100;

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
    options: &'a ReportOptions,
    /// The pictures, of all categories and of each that has one of its own. What is in them is looked for once.
    pictures: Vec<(Option<&'c Category>, Picture<'c>)>,
    gaps: Vec<Told<Sentence<'c>>>,
    bottlenecks: Vec<Told<Sentence<'c>>>,
    findings: Vec<Told<Sentence<'c>>>,
    summary: Vec<Sentence<'c>>,
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
        let (most, nothing) = (options.entries_per_kind, BTreeSet::new());
        let gap = |number| told(view.marked_gaps([diagnosis.marked_gap(number)]));
        let bottleneck = |number| told(view.bottlenecks([&diagnosis.bottlenecks[number]]));
        let finding = |number| told(say::marked_findings([diagnosis.marked_finding(number)]));
        let gaps = diagnosis
            .marked_gaps()
            .map(|marked| (marked.gap.kind().as_str(), marked.severity(), marked.known.map(Known::degree)));
        let bottlenecks = diagnosis.bottlenecks.iter().map(|own| (own.kind().as_str(), own.severity(), None));
        let findings = diagnosis
            .marked_findings()
            .map(|MarkedFinding { finding, degree }| (finding.kind().as_str(), finding.severity(), degree));
        let mut content = Self {
            view,
            diagnosis,
            options,
            pictures,
            gaps: choose(gaps, most, &linked, gap),
            bottlenecks: choose(bottlenecks, most, &nothing, bottleneck),
            findings: choose(findings, most, &nothing, finding),
            summary: view.summary(diagnosis),
            records: Records::new(chain),
        };
        content.refer();
        content
    }

    /// Gives a place to every record that something refers to.
    fn refer(&mut self) {
        let chain = self.view.chain();
        let mut records = Records::new(chain);
        let listed = [&self.gaps, &self.bottlenecks, &self.findings].into_iter().flatten();
        let listed = listed.flat_map(|told| told.listed.iter().map(|(_, sentence)| sentence));
        listed.chain(&self.summary).for_each(|sentence| records.refer_to(named(sentence, chain)));
        for table in self.tables_of_organizations() {
            for row in table.rows.iter().take(self.options.table_rows) {
                records.refer_to(figures::named(row, chain));
            }
        }
        self.records = records;
    }

    /// The tables whose rows name organizations.
    fn tables_of_organizations(&self) -> [say::Table<'c>; 4] {
        let (view, diagnosis, rows) = (self.view, self.diagnosis, self.options.table_rows);
        [
            view.most_loaded(&diagnosis.load, rows),
            view.connectors(&diagnosis.connectors, &diagnosis.connector_summary, rows),
            view.concentration(&diagnosis.concentration, rows),
            view.active_period(&diagnosis.active_period),
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
            self.gaps.iter().flat_map(|told| &told.listed).map(|(number, _)| (*number, None)).collect();
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
            figures::figure(view.assumptions(&diagnosis.throughput), CATEGORY_ROWS, None, &self.records, lang);
        let summary = self.summary(lang);
        let remarks_count: usize = diagnosis.remark_counts.iter().map(|of| of.count).sum();
        let environment = environment(lang);
        let template = environment.get_template("edition.html").expect("the template is there");
        let context = context! {
            lang => value(lang),
            tag => tag,
            title => title,
            facts => facts(diagnosis, chain, lang),
            evidence => evidence(diagnosis.chain.evidence, lang),
            summary_head => summary_head(summary.len(), lang),
            summary => summary,
            glance => value(figures::glance(diagnosis, CATEGORY_ROWS, lang)),
            gap_counts => value(self.gap_counts(lang)),
            contents => contents(&lists, !diagnosis.remarks.is_empty(), lang),
            filters => value(filters(chain, diagnosis, lang)),
            pictures => value(pictures),
            pictures_left_out => if chain.categories().len() < 2 { 0 } else { (chain.categories().len() + 1).saturating_sub(self.pictures.len()) },
            figures => value(self.figures(lang)),
            lists => value(lists),
            remarks => remarks(diagnosis, lang),
            remarks_count => remarks_count,
            remarks_left_out => remarks_count - diagnosis.remarks.len().min(MOST_REMARKS),
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
            plain(view.standing(&diagnosis.standing), CATEGORY_ROWS),
            plain(view.concentration(&diagnosis.concentration, rows), rows),
            plain(view.active_period(&diagnosis.active_period), rows),
            plain(view.mechanisms(&diagnosis.mechanisms), CATEGORY_ROWS),
            plain(view.pedigrees(&diagnosis.pedigree), CATEGORY_ROWS),
            plain(view.core_parents(&diagnosis.pedigree, CATEGORY_ROWS), rows),
            plain(view.collection_rows(&diagnosis.collections), CATEGORY_ROWS),
            plain(view.clearance(&diagnosis.clearance, usize::MAX), rows),
            plain(view.benefit(&diagnosis.benefit), CATEGORY_ROWS),
            plain(view.benefit_holders(&diagnosis.benefit, usize::MAX), rows),
            plain(view.unrecorded(&diagnosis.certainty.unrecorded), rows),
            plain(view.certainty_counts(&diagnosis.certainty.counts), rows),
            plain(view.look_up_next(&diagnosis.certainty.look_up_next, rows), rows),
            plain(view.conversion_bounds(&diagnosis.certainty.conversions), 2 * CATEGORY_ROWS),
            plain(view.throughput_ranges(&diagnosis.certainty.throughput), CATEGORY_ROWS),
            plain(view.tornado(&diagnosis.certainty.throughput, SWINGS), rows),
            plain(view.parameter_estimates(&diagnosis.certainty.estimates), rows),
            plain(view.evidence(), rows),
        ]
        .into_iter()
        .filter(|figure| !figure.table.rows.is_empty())
        .collect()
    }

    fn gap_counts(&self, lang: Lang) -> PageTable {
        let table = self.view.marked_gap_counts(say(lang, "Gaps", "数量"), self.diagnosis.marked_gaps());
        figures::figure(table, usize::MAX, None, &self.records, lang).table
    }

    fn gap_list(&self, marks: &BTreeMap<usize, Option<String>>, lang: Lang) -> List {
        let groups = self.groups("gap", &self.gaps, |number| marks[&number].clone(), lang);
        let mut list = list("gaps", say(lang, "Where the relay is broken", "交接断点"), groups, lang);
        let absence = say(
            lang,
            "A gap is a connection that the records do not show. It is certain (●) where whatever is missing from the \
             records could not change it, by what the document declares complete; else (○) it holds as far as is \
             recorded. The evidence tells how well the records are known that a sentence rests on.",
            "断点指记录中没有显示的衔接。按文档的完整性声明，无论缺少什么记录都不会改变的，为确定（●）；其余以现有记录为限（○）。依据标签表示该句所依据记录的可靠程度。",
        );
        list.notes.push(self.view.certainty_headline(&self.diagnosis.certainty).text(lang));
        list.notes.push(absence.to_owned());
        list
    }

    fn bottleneck_list(&self, lang: Lang) -> List {
        let groups = self.groups("bottleneck", &self.bottlenecks, |_| None, lang);
        list("bottlenecks", say(lang, "Bottlenecks", "瓶颈"), groups, lang)
    }

    fn finding_list(&self, lang: Lang) -> List {
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
    fn summary(&self, lang: Lang) -> Vec<minijinja::Value> {
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

    /// Where the page tells more of what a line of the summary says.
    fn place_of(&self, line: &Sentence<'c>, lang: Lang) -> String {
        let is_listed = |kinds: &[Told<Sentence<'c>>], number: &usize| {
            kinds.iter().flat_map(|told| &told.listed).any(|(listed, _)| listed == number)
        };
        let number = |kinds| line.number.filter(|number| is_listed(kinds, number));
        match line.kind {
            "evidence" | "throughput" | "selection" => format!("#{lang}-figure-{}", line.kind),
            "findings" => format!("#{lang}-findings"),
            kind if kind.parse::<GapKind>().is_ok() => {
                number(&self.gaps).map_or_else(|| format!("#{lang}-gaps"), |number| format!("#{lang}-gap-{number}"))
            }
            kind if kind.parse::<BottleneckKind>().is_ok() => number(&self.bottlenecks)
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
        let table = figures::figure(self.view.sources(), MOST_SOURCES, None, &self.records, lang).table;
        let anchors = (0..table.rows.len()).map(|number| source_anchor(number, lang)).collect();
        PageTable { anchors, ..table }
    }
}

/// A value for the templates.
pub(super) fn value(value: impl Serialize) -> minijinja::Value {
    minijinja::Value::from(Serde(value))
}

/// The one sentence about one thing.
fn told<'c>(mut sentences: impl Iterator<Item = Sentence<'c>>) -> Sentence<'c> {
    sentences.next().expect("there is a sentence about everything")
}

fn list(id: &str, name: impl Into<Cow<'static, str>>, groups: Vec<Group>, lang: Lang) -> List {
    let count = groups.iter().map(Group::count).sum();
    List { id: format!("{lang}-{id}"), name: name.into(), count, notes: Vec::new(), groups }
}

/// What is probably not meant, as far as the page lists it.
fn remarks(diagnosis: &Diagnosis<'_>, lang: Lang) -> Vec<String> {
    diagnosis.remarks.iter().take(MOST_REMARKS).map(|remark| remark.message(lang)).collect()
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
fn evidence(counts: EvidenceCounts, lang: Lang) -> Vec<minijinja::Value> {
    let all = counts.documented + counts.assumed + counts.proposed;
    let rows = [
        (Evidence::Documented, counts.documented),
        (Evidence::Assumed, counts.assumed),
        (Evidence::Proposed, counts.proposed),
    ];
    let percent = say(lang, " %", "%");
    let share = |count: usize| format!("{:.0}{percent}", count as f64 * 100.0 / all.max(1) as f64);
    rows.into_iter()
        .map(|(evidence, count)| context! { evidence => evidence.as_str(), share => share(count) })
        .collect()
}

fn contents(lists: &[List], has_remarks: bool, lang: Lang) -> Vec<minijinja::Value> {
    let part = |id: String, name: &str| context! { id => id, name => name };
    let own = |id: &str, en, zh| part(format!("{lang}-{id}"), say(lang, en, zh));
    let mut parts = vec![own("picture", "The relay", "接力全貌"), own("figures", "Figures", "图表")];
    parts.extend(lists.iter().map(|list| part(list.id.clone(), &list.name)));
    if has_remarks {
        parts.push(own("remarks", "Probably not meant", "提示"));
    }
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
