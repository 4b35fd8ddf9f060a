//! Answers to questions about a chain: new records, and statements of what is complete, as a scenario.

use std::collections::{BTreeMap, BTreeSet};

use super::Scenario;
use super::kind::RecordKind;
use super::value::{self, Owned, put, text};
use crate::chain::{Problem, Problems, SupplyChain};
use crate::model::{CompletenessList, Evidence, Lang, Stage, Status};
use crate::record::tree::Value;
use crate::record::{Extent, Field, FieldKind, Names, RecordList, Step};

named_enum! {
    /// How a question of a questionnaire is answered.
    pub enum Answered ("answer") {
        /// All of it is on record.
        AllListed = "all-listed", "all is listed", "已全部列出";
        /// What the row says is missing, and perhaps more.
        Missing = "missing", "this is missing", "有遗漏";
        /// What the row says was missing; with it all is on record.
        CompleteNow = "complete-now", "this was missing, now all is listed", "补充后已全部列出";
    }
}

/// The columns of a questionnaire, in order: what is asked, and what is filled in.
pub(crate) const COLUMNS: [Names; 26] = [
    Names::new("question", "Question", "问题", &[]),
    Names::new("purpose", "What it would settle", "可判明的断点", &[]),
    Names::new("settles", "Settles", "可定", &[]),
    Names::new("answer", "Answer", "回答", &[]),
    Names::new("answered_by", "Answered by", "回答人", &[]),
    Names::new("project", "Project", "项目编号", &[]),
    Names::new("title", "Title", "标题", &[]),
    Names::new("performer", "Performer or other side", "承担单位或对方", &[]),
    Names::new("stage", "Stage of the project", "项目研究阶段", &[]),
    Names::new("status", "Status", "状态", &[]),
    Names::new("started", "Started or signed", "开始或签订日期", &[]),
    Names::new("ended", "Ended", "结束日期", &[]),
    Names::new("builds_on", "Builds on", "基于项目", &[]),
    Names::new("demand", "Demand", "需求编号", &[]),
    Names::new("germplasm", "Germplasm", "种质编号", &[]),
    Names::new("teams", "Teams", "团队数", &[]),
    Names::new("region", "Region", "地区编号", &[]),
    Names::new("year", "Year", "年份", &[]),
    Names::new("area", "Area or number", "面积或数量", &[]),
    Names::new("unit", "Unit", "单位", &[]),
    Names::new("list", "List", "清单", &[]),
    Names::new("category", "Category", "品类编号", &[]),
    Names::new("stages", "Stages", "研究阶段", &[]),
    Names::new("organization", "Organization", "组织编号", &[]),
    Names::new("from", "From", "自", &[]),
    Names::new("to", "To", "至", &[]),
];

/// One row of a questionnaire that came back.
#[derive(Clone, Debug, Default)]
pub struct AnswerRow {
    /// Where it stands, such as `Longping, row 3`.
    pub place: String,
    pub(crate) cells: BTreeMap<&'static str, String>,
}

impl AnswerRow {
    pub(crate) const fn new(place: String, cells: BTreeMap<&'static str, String>) -> Self {
        Self { place, cells }
    }

    fn get(&self, key: &str) -> Option<&str> {
        self.cells.get(key).map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
    }
}

/// The rows of a questionnaire that came back.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Answers {
    /// The rows.
    pub rows: Vec<AnswerRow>,
}

/// What is wrong with an answer, and in which row.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct AnswerProblem {
    /// Where the row stands.
    pub place: String,
    /// What is wrong.
    pub problem: Problem,
}

impl AnswerProblem {
    /// The problem in a line, with its place.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let said = self.problem.kind.message(lang);
        match lang {
            Lang::En => format!("{}: {said}", self.place),
            Lang::Zh => format!("{}：{said}", self.place),
        }
    }
}

/// What came of a questionnaire.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct AnswersApplied {
    /// The answers as a scenario, with the places of a document of its own.
    pub scenario: Scenario,
    /// The chain with what was answered.
    pub chain: SupplyChain,
}

impl Answers {
    /// How many rows are answered.
    #[must_use]
    pub fn answered(&self) -> usize {
        self.rows.iter().filter(|row| row.get("answer").is_some()).count()
    }

    /// Lays the answers over the chain that was asked about: what is missing becomes a record, and what is all listed a
    /// statement of completeness for exactly that, each with the answer as its source. A statement of the chain that only
    /// some of it is recorded, which is no longer true, goes. Rows without an answer change nothing.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the answers, each with the row.
    pub fn apply(&self, chain: &SupplyChain) -> Result<AnswersApplied, Vec<AnswerProblem>> {
        let mut sheet = Sheet {
            chain,
            sections: BTreeMap::new(),
            changes: BTreeMap::new(),
            outdated: BTreeSet::new(),
            wrong: Vec::new(),
        };
        self.rows.iter().for_each(|row| sheet.answer(row));
        if !sheet.wrong.is_empty() {
            return Err(sheet.wrong);
        }
        let tree = sheet.document();
        let scenario = super::read(&tree, Vec::new()).map_err(|problems| sheet.placed(problems))?;
        let chain = chain.with(&scenario).map_err(|problems| sheet.placed(problems))?;
        Ok(AnswersApplied { scenario, chain })
    }
}

/// The scenario in the making.
struct Sheet<'c> {
    chain: &'c SupplyChain,
    /// What is added, by list, each with the place of its row.
    sections: BTreeMap<&'static str, Vec<(Owned, String)>>,
    /// What changes of projects, by id.
    changes: BTreeMap<String, Links>,
    /// Statements of the chain that only some or nothing is recorded of what is all recorded now, by number.
    outdated: BTreeSet<usize>,
    wrong: Vec<AnswerProblem>,
}

/// What is added to a project: what it builds on and answers.
#[derive(Default)]
struct Links {
    ids: BTreeMap<&'static str, Vec<Owned>>,
    /// The place of the last row about it.
    place: String,
}

impl Sheet<'_> {
    fn answer(&mut self, row: &AnswerRow) {
        let Some(given) = row.get("answer") else { return };
        let meant = Answered::ALL
            .iter()
            .copied()
            .find(|answer| [answer.as_str(), answer.label(Lang::En), answer.label(Lang::Zh)].contains(&given));
        let list = row.get("list").and_then(|list| list.parse::<CompletenessList>().ok());
        let (Some(answer), Some(list)) = (meant, list) else {
            let keys = if meant.is_none() { Answered::NAMES } else { CompletenessList::NAMES };
            let found = if meant.is_none() { given } else { row.get("list").unwrap_or_default() };
            let kind = crate::record::ProblemKind::unknown_value(found, keys);
            self.wrong.push(AnswerProblem {
                place: row.place.clone(),
                problem: Problem::new(crate::record::Path::default(), kind),
            });
            return;
        };
        let source = self.source(row);
        if answer != Answered::AllListed {
            self.missing(row, list, &source);
        }
        if answer != Answered::Missing {
            self.complete(row, list, &source);
        }
    }

    /// The answer as a source of its own.
    fn source(&mut self, row: &AnswerRow) -> String {
        let asked = row.get("organization");
        let by = row.get("answered_by").or(asked).unwrap_or("register");
        let id = format!("answer-{by}-{}", self.chain.as_of());
        let is_known = self.chain.source(&id).is_some();
        let is_met = |(tree, _): &(Owned, String)| value::get(tree, "id").and_then(value::as_text) == Some(&id);
        if !is_known && !self.sections.get("sources").is_some_and(|sources| sources.iter().any(is_met)) {
            let name = asked.and_then(|id| self.chain.organization(id)).filter(|_| row.get("answered_by").is_none());
            let name = |lang| name.map_or_else(|| by.to_owned(), |own| own.record().label(lang).to_owned());
            let title = value::table([
                ("en", text(&format!("Answer of {} to questions about the chain", name(Lang::En)))),
                ("zh", text(&format!("{}对供应链问卷的答复", name(Lang::Zh)))),
            ]);
            self.add("sources", value::table([("id", text(&id)), ("title", title)]), row);
        }
        id
    }

    fn add(&mut self, list: &'static str, record: Owned, row: &AnswerRow) {
        self.sections.entry(list).or_default().push((record, row.place.clone()));
    }

    /// All of a list is on record, as far as the question goes.
    fn complete(&mut self, row: &AnswerRow, list: CompletenessList, source: &str) {
        let stages: Vec<&str> =
            row.get("stages").map(|stages| stages.split([';', '；', ',']).map(str::trim).collect()).unwrap_or_default();
        let has_stages = !matches!(list, CompletenessList::Agreements | CompletenessList::Services);
        let stages: Vec<Option<&str>> = match stages[..] {
            _ if !has_stages => vec![None],
            [] => vec![None],
            _ => stages.into_iter().map(Some).collect(),
        };
        let has_period = list != CompletenessList::Capabilities;
        for (number, statement) in self.chain.completeness().iter().enumerate() {
            let is_in_part = matches!(statement.extent(), Extent::Some | Extent::None) && statement.list == list;
            let overlaps =
                |own: Option<&str>, key: &str| own.is_none() || row.get(key).is_none() || own == row.get(key);
            let is_of_stage = statement.stage.is_none_or(|stage| {
                stages.iter().any(|given| given.is_none_or(|given| key_of_stage(given) == stage.as_str()))
            });
            let category = statement.category.as_ref().map(AsRef::as_ref);
            let organization = statement.organization.as_ref().map(AsRef::as_ref);
            if is_in_part && is_of_stage && overlaps(category, "category") && overlaps(organization, "organization") {
                self.outdated.insert(number);
            }
        }
        for stage in stages {
            let mut record = value::table([("list", text(list.as_str()))]);
            put(&mut record, "category", row.get("category").map(text));
            put(&mut record, "stage", stage.map(|stage| text(key_of_stage(stage))));
            put(&mut record, "organization", row.get("organization").map(text));
            for key in ["from", "to"].into_iter().filter(|_| has_period) {
                put(&mut record, key, row.get(key).map(text));
            }
            self.note("completeness", record, source, row);
        }
    }

    /// What was missing becomes a record, or a link of one.
    fn missing(&mut self, row: &AnswerRow, list: CompletenessList, source: &str) {
        let cell = |key: &str| row.get(key).map(text);
        let category = || cell("category");
        let own = || cell("organization");
        let number = |key: &str| {
            row.get(key)
                .map(|given| given.parse().map_or_else(|_| text(given), |number| value::tree(Value::Float(number))))
        };
        let count = |key: &str| {
            row.get(key)
                .map(|given| given.parse().map_or_else(|_| text(given), |count| value::tree(Value::Unsigned(count))))
        };
        let ids = |key: &str| row.get(key).map(|ids| value::list(ids.split([';', '；']).map(|id| text(id.trim()))));
        let stage = || row.get("stage").map(|stage| text(key_of_stage(stage)));
        let fields: (&'static str, Vec<(&'static str, Option<Owned>)>) = match list {
            CompletenessList::Projects => (
                "projects",
                vec![
                    ("id", cell("project")),
                    ("title", cell("title")),
                    ("category", category()),
                    ("stage", stage()),
                    ("performer", cell("performer").or_else(own)),
                    ("status", row.get("status").map(|status| text(key_of_status(status)))),
                    ("started", cell("started")),
                    ("ended", cell("ended")),
                    ("builds_on", ids("builds_on")),
                ],
            ),
            CompletenessList::BuildsOn => return self.link(row, "builds_on", ids("builds_on")),
            CompletenessList::Answers => return self.link(row, "answers", ids("demand")),
            CompletenessList::Capabilities => (
                "capabilities",
                vec![
                    ("organization", cell("performer").or_else(own)),
                    ("category", category()),
                    ("stage", stage()),
                    ("teams", count("teams")),
                ],
            ),
            CompletenessList::Agreements => (
                "agreements",
                vec![
                    ("from", own()),
                    ("to", cell("performer")),
                    ("categories", category().map(|category| value::list([category]))),
                    ("signed", cell("started")),
                ],
            ),
            CompletenessList::Demands => (
                "demands",
                vec![
                    ("id", cell("demand")),
                    ("title", cell("title")),
                    ("raised_by", own()),
                    ("category", category()),
                    ("stage", stage()),
                    ("raised", cell("started")),
                ],
            ),
            CompletenessList::Services => {
                ("services", vec![("provider", cell("performer")), ("client", own()), ("category", category())])
            }
            CompletenessList::Licences => (
                "licences",
                vec![
                    ("project", cell("project")),
                    ("germplasm", cell("germplasm")),
                    ("to", cell("performer")),
                    ("signed", cell("started")),
                ],
            ),
            CompletenessList::Adoptions => (
                "adoptions",
                vec![
                    ("project", cell("project")),
                    ("germplasm", cell("germplasm")),
                    ("region", cell("region")),
                    ("year", count("year")),
                    ("area", number("area")),
                    ("unit", cell("unit")),
                ],
            ),
        };
        let (kind, fields) = fields;
        let record = value::table(fields.into_iter().filter_map(|(key, value)| Some((key, value?))));
        self.note(kind, record, source, row);
    }

    /// Adds a record that rests on the answer.
    fn note(&mut self, list: &'static str, mut record: Owned, source: &str, row: &AnswerRow) {
        let kind = RecordKind::named(list).expect("it is the name of a kind");
        self.known(kind, &mut record, source);
        self.add(list, record, row);
    }

    /// Links a project to what it builds on, or to what it answers.
    fn link(&mut self, row: &AnswerRow, key: &'static str, ids: Option<Owned>) {
        let links = self.changes.entry(row.get("project").unwrap_or_default().to_owned()).or_default();
        links.place.clone_from(&row.place);
        if let Some(Value::List(ids)) = ids.map(|ids| ids.value) {
            links.ids.entry(key).or_default().extend(ids);
        }
    }

    /// Notes the source, and that a record is no better known than what it refers to.
    fn known(&self, kind: &'static RecordKind, record: &mut Owned, source: &str) {
        let known = |list: RecordList, id: &Owned| {
            let record = self.chain.record_number(list, value::as_text(id)?)?;
            self.chain.lists().record(list, record).known()
        };
        let of_field = |field: &Field| match (field.kind, value::get(record, field.key)) {
            (FieldKind::Reference(list), Some(id)) => known(list, id),
            _ => None,
        };
        let weakest = kind.owner().into_iter().chain(kind.shape().fields).filter_map(of_field).min();
        if let Some(weakest) = weakest.filter(|weakest| *weakest < Evidence::Documented) {
            put(record, "evidence", Some(text(weakest.as_str())));
        }
        put(record, "source", Some(text(source)));
    }

    fn document(&self) -> Owned {
        let mut tree =
            value::table([("format", text(super::SCENARIO_FORMAT)), ("evidence", text(Evidence::Documented.as_str()))]);
        let whole = |records: &[(Owned, String)]| value::list(records.iter().map(|(record, _)| record.clone()));
        let added = self.sections.iter().map(|(list, records)| (*list, whole(records)));
        put(&mut tree, "add", Some(value::table(added)));
        let outdated = self.outdated.iter().map(|number| value::of_record(&self.chain.completeness()[*number]));
        let outdated: Vec<Owned> = outdated.collect();
        if !outdated.is_empty() {
            put(&mut tree, "remove", Some(value::table([("completeness", value::list(outdated))])));
        }
        let changed = self.changes.iter().map(|(project, links)| {
            let mut record = value::table([("id", text(project))]);
            for (key, ids) in &links.ids {
                put(&mut record, key, Some(value::table([("add", value::list(ids.iter().cloned()))])));
            }
            record
        });
        let changed: Vec<Owned> = changed.collect();
        if !changed.is_empty() {
            put(&mut tree, "change", Some(value::table([("projects", value::list(changed))])));
        }
        tree
    }

    /// Problems of the scenario, with the rows from which they come.
    fn placed(&self, problems: Problems) -> Vec<AnswerProblem> {
        let place = |problem: &Problem| match problem.path.steps() {
            [Step::Key(verb), Step::Key(list), Step::Index(index), ..] => match &**verb {
                "add" => self.sections.get(&**list)?.get(*index).map(|(_, place)| place.clone()),
                "change" => self.changes.values().nth(*index).map(|links| links.place.clone()),
                _ => None,
            },
            _ => None,
        };
        let placed = |problem: Problem| AnswerProblem {
            place: place(&problem).unwrap_or_else(|| problem.path.to_string()),
            problem,
        };
        problems.into_iter().map(placed).collect()
    }
}

/// A stage as documents spell it, from whatever a reader calls it.
fn key_of_stage(given: &str) -> &str {
    let is_meant = |stage: &Stage| Lang::ALL.iter().any(|lang| stage.label(*lang) == given);
    Stage::ALL.into_iter().find(is_meant).map_or(given, |stage| stage.as_str())
}

/// A status as documents spell it.
fn key_of_status(given: &str) -> &str {
    let is_meant = |status: &Status| Lang::ALL.iter().any(|lang| status.label(*lang) == given);
    Status::ALL.into_iter().find(is_meant).map_or(given, |status| status.as_str())
}
