//! The sections of a mapping that say what becomes of the rows.

use hashbrown::HashMap;

use super::conditions::{conditions, patterns_of, table_of};
use super::declared::{Declared, evidence, kind, plain_kinds};
use super::expression::{Expression, Mapped, read_map};
use super::pattern::{Covering, ValueMap};
use super::reason::Reason;
use super::records;
use super::rules::{
    Among, AmountRule, CategoryRule, Commissioner, CommissionerRule, DateRule, FigureKind, FigureRule, FundingRule,
    KnownKind, LeaveOut, LinkRule, Merged, Negative, Order, OrganizationRule, ProjectRule, Role, SameRule, StatusRule,
    Unit,
};
use super::shaping::Splitter;
use crate::chain::ProblemKind;
use crate::io::written::reader::{At, Keys, Reader};
use crate::model::{Evidence, OrganizationKind, Stage, Status, Values};
use crate::record::{Expected, RecordList};

fn kind_value(reader: &mut Reader, at: &At<'_>) -> Option<KnownKind> {
    if at.is_table() {
        let keys = reader.table(at, &["kind", "service", "evidence"])?;
        return kind(reader, &keys);
    }
    let kind: OrganizationKind = reader.name(at, Values::of::<OrganizationKind>())?;
    if kind == OrganizationKind::Service {
        reader.note(at, ProblemKind::ServiceMissing);
    }
    Some(KnownKind { kind, service: None, evidence: Evidence::Documented })
}

/// Who does projects. `has_kinds`: whether names tell what an organization is.
pub(super) fn organization(reader: &mut Reader, at: &At<'_>, has_kinds: bool) -> Option<OrganizationRule> {
    let keys = reader.table(at, &["id", "kind", "name", "region", "evidence"])?;
    organization_of(reader, &keys, has_kinds)
}

/// What organizations are by their names.
pub(super) fn kinds(reader: &mut Reader, at: &At<'_>) -> ValueMap<KnownKind> {
    ValueMap::new(read_map(reader, at, &mut kind_value))
}

fn organization_of(reader: &mut Reader, keys: &Keys<'_>, has_kinds: bool) -> Option<OrganizationRule> {
    const ID_KEYS: &[&str] =
        &["column", "columns", "template", "constant", "optional", "blank", "replace", "pattern", "part", "split"];
    let names: Vec<_> = plain_kinds()
        .map(|kind| (kind.as_str(), KnownKind { kind, service: None, evidence: Evidence::Documented }))
        .collect();
    let id = reader.required(keys, "id").and_then(|at| Expression::read_with(reader, &at, ID_KEYS));
    let (id, split) = id.map(|(id, keys)| (id, keys.and_then(|keys| keys.get("split"))))?;
    let split = split.and_then(|at| Splitter::read(reader, &at));
    let kind = if has_kinds { keys.get("kind") } else { reader.required(keys, "kind") };
    let kind_is_given = kind.is_some();
    let kind = kind.and_then(|at| Mapped::read(reader, &at, &names, kind_value));
    let name = keys.get("name").and_then(|at| Expression::read(reader, &at));
    let region = keys.get("region").and_then(|at| Expression::read(reader, &at));
    let evidence = evidence(reader, keys, Evidence::Documented);
    (kind.is_some() || !kind_is_given).then_some(OrganizationRule { id, split, kind, name, region, evidence })
}

pub(super) fn project(reader: &mut Reader, at: &At<'_>, declared: &Declared) -> Option<ProjectRule> {
    const KEYS: &[&str] = &[
        "unit",
        "partners",
        "grant",
        "title",
        "topic",
        "category",
        "stage",
        "status",
        "commissioned",
        "started",
        "ended",
        "budget",
        "builds_on",
        "draws_on",
        "releases",
        "answers",
        "joint_performers",
        "evidence",
    ];
    let keys = reader.table(at, KEYS)?;
    let unit = keys.get("unit").and_then(|at| reader.name(&at, Unit::NAMES)).unwrap_or(Unit::Participation);
    let agreements = keys.get("partners").is_some_and(|at| {
        let names: &[&str] = &["agreement", "none"];
        match reader.string(&at) {
            Some("agreement") if unit == Unit::Participation => {
                reader.unusable(&at, "agreement", Reason::PartnersOfParticipation);
                false
            }
            Some("agreement") => true,
            Some("none") | None => false,
            Some(other) => {
                reader.note(&at, ProblemKind::unknown_value(other, names));
                false
            }
        }
    });
    let grant = reader.required(&keys, "grant").and_then(|at| Expression::read(reader, &at));
    let mut optional = |key| keys.get(key).and_then(|at| Expression::read(reader, &at));
    let (title, topic) = (optional("title"), optional("topic"));
    let category = reader.required(&keys, "category").and_then(|at| category(reader, &at, declared));
    let stages: Vec<_> = Stage::ALL.into_iter().map(|stage| (stage.as_str(), stage)).collect();
    let stage = reader
        .required(&keys, "stage")
        .and_then(|at| Mapped::read(reader, &at, &stages, |reader, at| reader.name(at, Values::of::<Stage>())));
    let statuses: Vec<_> = Status::ALL.into_iter().map(|status| (status.as_str(), StatusRule::Is(status))).collect();
    let status = keys.get("status").and_then(|at| Mapped::read(reader, &at, &statuses, status_value));
    let dates = ["commissioned", "started", "ended"].map(|key| keys.get(key).and_then(|at| date(reader, &at)));
    let budget = keys.get("budget").and_then(|at| amount(reader, &at));
    let mut refers = Vec::new();
    for key in ["builds_on", "draws_on", "releases", "answers", "joint_performers"] {
        let (Some(at), Some(field)) = (keys.get(key), RecordList::Projects.shape().field(key)) else { continue };
        refers.extend(records::field(reader, &at, field, RecordList::Projects, declared));
    }
    let evidence = evidence(reader, &keys, Evidence::Documented);
    let (grant, category, stage) = (grant?, category?, stage?);
    Some(ProjectRule {
        unit,
        agreements,
        grant,
        title,
        topic,
        category,
        stage,
        status,
        dates,
        budget,
        refers,
        evidence,
    })
}

fn category(reader: &mut Reader, at: &At<'_>, declared: &Declared) -> Option<CategoryRule> {
    if declared.categories.iter().len() == 0 {
        let keys = Reader::default().open_table(at).filter(|_| at.is_table());
        let has_map = keys.is_some_and(|keys| keys.get("map").is_some());
        if !has_map {
            return Expression::read(reader, at).map(CategoryRule::EachValue);
        }
        let mut names = Vec::new();
        let mapped = Mapped::read(reader, at, &[], |reader, at| records::named(reader, at, &mut names))?;
        return Some(CategoryRule::Named(mapped, names));
    }
    let names: Vec<_> = declared.categories.iter().enumerate().map(|(index, id)| (id, index)).collect();
    let value =
        |reader: &mut Reader, at: &At<'_>| reader.reference(at, RecordList::Categories.record(), &declared.categories);
    Mapped::read(reader, at, &names, value).map(CategoryRule::Mapped)
}

fn status_value(reader: &mut Reader, at: &At<'_>) -> Option<StatusRule> {
    const NAMES: &[&str] = &["by-dates", "proposed", "accepted", "active", "delivered", "failed", "cancelled"];
    if at.as_text() == Some("by-dates") {
        return Some(StatusRule::ByDates);
    }
    let status: Option<Status> = at.as_text().and_then(|text| text.parse().ok());
    match (status, at.as_text()) {
        (None, Some(text)) => reader.note(at, ProblemKind::unknown_value(text, NAMES)),
        (None, None) => reader.wrong_type(at, Expected::String),
        _ => {}
    }
    status.map(StatusRule::Is)
}

fn date(reader: &mut Reader, at: &At<'_>) -> Option<DateRule> {
    const KEYS: &[&str] =
        &["column", "columns", "template", "constant", "optional", "blank", "replace", "pattern", "part", "or_absent"];
    let (expression, keys) = Expression::read_with(reader, at, KEYS)?;
    let or_absent = keys.and_then(|keys| keys.get("or_absent")).and_then(|at| reader.bool(&at)).unwrap_or(false);
    Some(DateRule { expression, or_absent })
}

fn amount(reader: &mut Reader, at: &At<'_>) -> Option<AmountRule> {
    const KEYS: &[&str] = &[
        "column", "columns", "template", "constant", "optional", "blank", "replace", "pattern", "part", "merged",
        "negative",
    ];
    let (expression, keys) = Expression::read_with(reader, at, KEYS)?;
    let get = |key| keys.as_ref().and_then(|keys| keys.get(key));
    let merged = get("merged").and_then(|at| reader.name(&at, Merged::NAMES)).unwrap_or(Merged::Sum);
    let negative = get("negative").and_then(|at| reader.name(&at, Negative::NAMES)).unwrap_or(Negative::Refuse);
    Some(AmountRule { expression, merged, negative })
}

pub(super) fn role(reader: &mut Reader, at: &At<'_>) -> Option<Mapped<Role>> {
    let names: Vec<_> = Role::NAMES.iter().filter_map(|name| Some((*name, name.parse().ok()?))).collect();
    Mapped::read(reader, at, &names, |reader, at| reader.name(at, Role::NAMES))
}

pub(super) fn commissioner(
    reader: &mut Reader,
    at: Option<&At<'_>>,
    declared: &Declared,
    has_kinds: bool,
) -> CommissionerRule {
    const KEYS: &[&str] =
        &["coordinator", "participant", "without_coordinator", "id", "kind", "name", "region", "evidence"];
    let mut rule = CommissionerRule {
        coordinator: None,
        participant: Commissioner::Coordinator,
        without_coordinator: None,
        row: None,
    };
    let Some(keys) = at.and_then(|at| reader.table(at, KEYS)) else { return rule };
    let mut fixed = |at: &At<'_>| reader.reference(at, RecordList::Organizations.record(), &declared.organizations);
    rule.coordinator = keys.get("coordinator").and_then(|at| fixed(&at));
    if let Some(at) = keys.get("participant").filter(|at| at.as_text() != Some("coordinator")) {
        rule.participant = Commissioner::Fixed(fixed(&at));
    }
    rule.without_coordinator = keys.get("without_coordinator").map_or(rule.coordinator, |at| fixed(&at));
    if keys.get("id").is_some() {
        rule.row = organization_of(reader, &keys, has_kinds);
    } else if let Some(at) = ["kind", "name", "region", "evidence"].into_iter().find_map(|key| keys.get(key)) {
        let key = at.path.to_string();
        reader.unusable(&at, &key, Reason::NoCommissionerInRows);
    }
    rule
}

pub(super) fn funding(reader: &mut Reader, at: &At<'_>, declared: &Declared) -> Option<FundingRule> {
    let keys = reader.table(at, &["from", "amount", "year"])?;
    let from = reader.required(&keys, "from");
    let from = from.and_then(|at| reader.reference(&at, RecordList::Organizations.record(), &declared.organizations));
    let amount = keys.get("amount").and_then(|at| amount(reader, &at));
    let year = keys.get("year").and_then(|at| Expression::read(reader, &at));
    Some(FundingRule { from: from?, amount, year })
}

pub(super) fn capabilities(reader: &mut Reader, at: &At<'_>) -> Option<Evidence> {
    let keys = reader.table(at, &["teams", "evidence"])?;
    if let Some(at) = reader.required(&keys, "teams").filter(|at| at.as_text() != Some("most-at-once")) {
        match at.as_text() {
            Some(found) => reader.note(&at, ProblemKind::unknown_value(found, &["most-at-once"][..])),
            None => reader.wrong_type(&at, Expected::String),
        }
    }
    Some(evidence(reader, &keys, Evidence::Assumed))
}

pub(super) fn leave_out(reader: &mut Reader, at: &At<'_>) -> Option<LeaveOut> {
    let keys = reader.table(at, &["when", "why"])?;
    let when = reader.required(&keys, "when").map(|at| conditions(reader, &at));
    let why = reader.required(&keys, "why").and_then(|at| reader.text(&at));
    let when = when.filter(|when| !when.is_empty())?;
    Some(LeaveOut { when, why: why? })
}

/// Notes the patterns for leaving out rows that an earlier rule about the same column leaves out already.
pub(super) fn never_left_out(reader: &mut Reader, keys: &Keys<'_>) {
    let Some(at) = keys.get("leave_out") else { return };
    let mut rules = Vec::new();
    let mut silent = Reader::default();
    for rule in at.elements() {
        let Some(keys) = silent.open_table(&rule) else { continue };
        // A rule of several conditions takes fewer rows than each of its patterns.
        let Some([when]) = keys.get("when").map(|at| at.elements()).and_then(|all| <[_; 1]>::try_from(all).ok()) else {
            continue;
        };
        let Some(keys) = silent.open_table(&when) else { continue };
        if let (Some(column), Some(matches)) = (keys.get("column").and_then(|at| at.as_text()), keys.get("matches")) {
            rules.push((column, patterns_of(&mut silent, &matches)));
        }
    }
    let mut before: HashMap<&str, Covering<'_>> = HashMap::new();
    for (column, patterns) in &rules {
        let before = before.entry(column).or_default();
        for (pattern, at) in patterns {
            if let Some(by) = before.first(pattern, &mut reader.budget) {
                let (pattern, by) = (pattern.written.to_string(), by.written.to_string());
                reader.note(at, ProblemKind::NeverReached { pattern, by });
            }
        }
        patterns.iter().for_each(|(pattern, _)| before.add(pattern));
    }
}

pub(super) fn builds_on(reader: &mut Reader, at: &At<'_>) -> Option<LinkRule> {
    const SIDES: [&str; 2] = ["upstream", "downstream"];
    let keys = reader.table(at, &["name", "upstream", "downstream", "same", "key", "order", "evidence"])?;
    let name = reader.required(&keys, "name").and_then(|at| reader.text(&at));
    let (among, sides) = if let Some(at) = keys.get("key") {
        (among_key(reader, &keys, &at), SIDES.map(|key| keys.get(key)))
    } else {
        let sides = SIDES.map(|key| reader.required(&keys, key));
        (same_organization(reader, &keys), sides)
    };
    let [upstream, downstream] = sides.map(|side| side.map(|at| conditions(reader, &at)).unwrap_or_default());
    let evidence = evidence(reader, &keys, Evidence::Assumed);
    Some(LinkRule { name: name?, upstream, downstream, among: among?, evidence })
}

fn among_key(reader: &mut Reader, keys: &Keys<'_>, at: &At<'_>) -> Option<Among> {
    let key = Expression::read(reader, at);
    if let Some(at) = keys.get("same") {
        reader.unusable(&at, "same", Reason::OrderOfKey);
    }
    let at = reader.required(keys, "order")?;
    let order = match at.as_text() {
        Some("stage") => Order::Stage,
        Some("date") => Order::Date,
        _ => Order::Value(Expression::read(reader, &at)?),
    };
    Some(Among::Key { key: key?, order })
}

fn same_organization(reader: &mut Reader, keys: &Keys<'_>) -> Option<Among> {
    if let Some(at) = keys.get("order") {
        reader.unusable(&at, "order", Reason::OrderOfKey);
    }
    let same = reader.required(keys, "same");
    let mut same_of = [false; 2];
    for at in same.iter().flat_map(At::elements) {
        const NAMES: [&str; 2] = ["organization", "category"];
        let Some(found) = reader.string(&at) else { continue };
        match NAMES.iter().position(|name| *name == found) {
            Some(position) => same_of[position] = true,
            None => reader.note(&at, ProblemKind::unknown_value(found, &["organization", "category"][..])),
        }
    }
    let [same_organization, same_category] = same_of;
    if let Some(at) = same.as_ref().filter(|_| !same_organization) {
        reader.note(at, ProblemKind::NothingGiven { what: RecordList::Organizations.record() });
    }
    same.map(|_| Among::Organization { same_category })
}

/// Names that are one organization: listed, or in the rows of a table.
pub(super) fn same(reader: &mut Reader, at: &At<'_>, declared: &Declared) -> Option<SameRule> {
    let keys = reader.table(at, &["name", "also", "table"])?;
    let (name, also) = (reader.required(&keys, "name"), reader.required(&keys, "also"));
    let (name, also) = (name?, also?);
    if let Some(at) = keys.get("table") {
        let table = table_of(reader, &at, declared);
        let (name, also) = (Expression::read(reader, &name), Expression::read(reader, &also));
        return Some(SameRule::Rows { table: table?, name: name?, also: also? });
    }
    let also = also.elements().iter().filter_map(|at| reader.string(at)).map(|text| text.trim().into()).collect();
    Some(SameRule::Names { name: reader.string(&name)?.trim().into(), also })
}

pub(super) fn figure(reader: &mut Reader, at: &At<'_>, declared: &Declared) -> Option<FigureRule> {
    let keys = reader.table(at, &["name", "table", "when", "distinct", "sum", "count", "from", "to", "by"])?;
    let name = reader.required(&keys, "name").and_then(|at| reader.text(&at));
    let table = keys.get("table").map_or(Some(0), |at| table_of(reader, &at, declared))?;
    let when = keys.get("when").map(|at| conditions(reader, &at)).unwrap_or_default();
    let count = keys.get("count").map(|at| conditions(reader, &at));
    let mut read = |key| keys.get(key).and_then(|at| Expression::read(reader, &at));
    let what = match (count, read("distinct"), read("sum"), read("from"), read("to"), read("by")) {
        (Some(count), None, None, None, None, None) => FigureKind::Count(count),
        (None, Some(distinct), None, None, None, None) => FigureKind::Distinct(distinct),
        (None, None, Some(sum), None, None, None) => FigureKind::Sum(sum),
        (None, None, None, Some(from), Some(to), by) => FigureKind::Days { from, to, by },
        _ => {
            reader.unusable(at, "figures", Reason::FigureOfSeveral);
            return None;
        }
    };
    Some(FigureRule { name: name?, table, when, what })
}
