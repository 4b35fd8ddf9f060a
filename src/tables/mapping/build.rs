//! The chain of what was read, and what became of each row.

use std::borrow::Cow;

use hashbrown::HashMap;

use super::account::{Disagreement, LinkFigure, Made, RefusalKind, Stored, shortened};
use super::groups::{Group, Ids, Notes, amount, group, in_order, is_one};
use super::pass::{Pass, Reading, field};
use super::rules::{CategoryRule, Commissioner, Kind, Role, Unit};
use super::{links, teams};
use crate::{
    Agreement, Category, CategoryId, ChainBuilder, Evidence, Funding, Organization, OrganizationId, PartialDate,
    Project, SourceId, Stage, SupplyChain, Text,
};

/// What was made of the rows, before the chain is validated.
pub(super) struct Built {
    pub(super) builder: ChainBuilder,
    pub(super) notes: Notes,
    pub(super) links: Vec<LinkFigure>,
    pub(super) made: Made,
    /// The rows of each project and each organization, in the order in which they were added.
    pub(super) project_rows: Vec<Vec<u32>>,
    pub(super) organization_rows: Vec<Vec<u32>>,
}

/// What is settled of each organization.
#[derive(Clone, Copy)]
struct Known {
    kind: Option<Kind>,
    evidence: Evidence,
}

pub(super) fn build(pass: &mut Pass<'_>, as_of: PartialDate) -> Built {
    let rules = pass.rules;
    let organizations = pass.organizations.ids(rules.organizations.len());
    let categories = category_ids(pass);
    let grants = pass.grants.ids(0);
    let ids = Ids { organizations: &organizations, categories: &categories };
    let known = known(pass);
    let mut readings = std::mem::take(&mut pass.readings);
    readings.retain(|reading| is_known(pass, &known, reading));
    in_order(rules.project.unit, &mut readings);
    let mut notes = Notes::default();
    let mut groups: Vec<Option<Group<'_, '_>>> = Vec::with_capacity(readings.len());
    let project_id = |reading: &Reading<'_>| -> Box<str> {
        let grant = &*grants[reading.grant as usize];
        match rules.project.unit {
            Unit::Participation => {
                [grant, "/", &*organizations[reading.organization as usize]].concat().into_boxed_str()
            }
            Unit::Grant => grant.into(),
        }
    };
    for rows in readings.chunk_by(is_one(rules.project.unit)) {
        match group(rules, rows, ids, as_of, || project_id(&rows[0]), &mut notes) {
            Ok(group) => groups.push(Some(group)),
            Err((key, kind)) => refuse_all(pass, rows, key, &kind),
        }
    }
    // In an order that does not hang on that of the rows. A group is large: places are sorted, not groups.
    let mut order: Vec<(Box<str>, usize)> = groups
        .iter()
        .enumerate()
        .filter_map(|(place, group)| Some((project_id(&group.as_ref()?.readings[0]), place)))
        .collect();
    order.sort_unstable();
    let groups: Vec<(Box<str>, Group<'_, '_>)> =
        order.into_iter().filter_map(|(id, place)| Some((id, groups[place].take()?))).collect();
    let mut maker = Maker {
        ids: organizations.iter().map(|id| OrganizationId::from(&**id)).collect(),
        categories: categories.iter().map(|id| CategoryId::from(&**id)).collect(),
        source: rules.source.clone(),
        rows: vec![Vec::new(); organizations.len()],
        builder: SupplyChain::builder(as_of),
        made: Made::default(),
    };
    let (project_rows, links) = maker.projects(pass, &groups, &known);
    let teams = rules.capabilities.map(|_| teams::most_at_once(&groups, as_of));
    let mut category_is_used = vec![false; categories.len()];
    groups.iter().for_each(|(_, group)| category_is_used[group.category as usize] = true);
    maker.organizations(pass, &known, teams.as_ref(), &mut notes);
    maker.categories(pass, &category_is_used);
    notes.disagreements.sort_by(|a, b| (a.field, &a.id, &a.other).cmp(&(b.field, &b.id, &b.other)));
    pass.fates.projects = groups.into_iter().map(|(id, _)| id).collect();
    let Maker { builder, made, rows, .. } = maker;
    let organization_rows = rows.into_iter().skip(rules.organizations.len()).filter(|rows| !rows.is_empty());
    let organization_rows = std::iter::repeat_n(Vec::new(), rules.organizations.len()).chain(organization_rows);
    Built { builder, notes, links, made, project_rows, organization_rows: organization_rows.collect() }
}

fn category_ids(pass: &Pass<'_>) -> Vec<Box<str>> {
    match &pass.rules.project.category {
        CategoryRule::Mapped(_) => pass.rules.categories.iter().map(|it| it.id.as_str().into()).collect(),
        CategoryRule::EachValue(_) => pass.categories.ids(0),
    }
}

/// The kind of each organization, as most rows say, or as the map says of an empty cell.
fn known(pass: &mut Pass<'_>) -> Vec<Known> {
    let rules = pass.rules;
    let empty = [Some(&rules.organization), rules.commissioner.row.as_ref()]
        .into_iter()
        .flatten()
        .find_map(|rule| rule.kind.look_up("", &mut pass.steps));
    let mut known: Vec<Known> = pass
        .portraits
        .iter()
        .map(|portrait| {
            let kind = portrait.kind.winner().copied().or(empty);
            let evidence = kind.map_or(Evidence::Documented, |kind| kind.evidence.min(rules.organization.evidence));
            Known { kind, evidence }
        })
        .collect();
    for (known, fixed) in known.iter_mut().zip(&rules.organizations) {
        known.kind = Some(Kind { kind: fixed.kind, service: fixed.service, evidence: fixed.evidence });
        known.evidence = fixed.evidence;
    }
    known
}

/// Whether the kinds of all whom a row names are known; if not, it is refused.
fn is_known(pass: &mut Pass<'_>, known: &[Known], reading: &Reading<'_>) -> bool {
    let rules = pass.rules;
    let named = [
        (Some(reading.organization), Some(&rules.organization), field::ORGANIZATION[1]),
        (reading.commissioner, rules.commissioner.row.as_ref(), field::COMMISSIONER[1]),
    ];
    let before = pass.fates.reasons.len();
    for (organization, rule, field) in named {
        let (Some(organization), Some(rule)) = (organization, rule) else { continue };
        if known[organization as usize].kind.is_none() {
            pass.refuse(field, rule.kind.expression.first_column(), "", RefusalKind::Missing);
        }
    }
    let after = pass.fates.reasons.len();
    if after > before {
        pass.fates.tables[0][reading.row as usize] = Stored::Refused(before as u32, after as u32);
    }
    after == before
}

fn refuse_all(pass: &mut Pass<'_>, rows: &[Reading<'_>], key: usize, kind: &RefusalKind) {
    let rules = pass.rules;
    for reading in rows {
        let before = pass.fates.reasons.len() as u32;
        let column = rules.project.dates[key].as_ref().and_then(|rule| rule.expression.first_column());
        let value = reading.dates[key].map_or(String::new(), |date| date.to_string());
        pass.refuse(field::DATES[key], column, &value, kind.clone());
        pass.fates.tables[0][reading.row as usize] = Stored::Refused(before, before + 1);
    }
}

struct Maker {
    ids: Vec<OrganizationId>,
    categories: Vec<CategoryId>,
    source: Option<SourceId>,
    /// The rows that name each organization that is used.
    rows: Vec<Vec<u32>>,
    builder: ChainBuilder,
    made: Made,
}

/// The teams of each organization, by category and stage.
pub(super) type Teams = HashMap<u32, Vec<(u32, Stage, u32)>>;

impl Maker {
    fn projects(
        &mut self,
        pass: &mut Pass<'_>,
        groups: &[(Box<str>, Group<'_, '_>)],
        known: &[Known],
    ) -> (Vec<Vec<u32>>, Vec<LinkFigure>) {
        let rules = pass.rules;
        let coordinators = coordinators(groups, &self.ids);
        let (upstream, figures) = links::links(rules, groups);
        let commissioners: Vec<Option<u32>> =
            groups.iter().map(|(_, group)| commissioner(pass, group, &coordinators)).collect();
        let evidence = evidence(rules.project.evidence, groups, &commissioners, &upstream, known);
        let mut all_rows = Vec::with_capacity(groups.len());
        for (number, (id, group)) in groups.iter().enumerate() {
            let (commissioner, evidence) = (commissioners[number], evidence[number]);
            let (category, performer) =
                (&self.categories[group.category as usize], &self.ids[group.performer as usize]);
            let mut project = Project::new(&**id, category, group.stage, performer, group.status);
            project.title = group.title.map(Text::from);
            project.topic = group.topic.map(Box::from);
            [project.commissioned, project.started, project.ended] = group.dates;
            project.budget = group.budget;
            project.commissioner = commissioner.map(|commissioner| self.ids[commissioner as usize].clone());
            project.source.clone_from(&self.source);
            if let Some(upstream) = upstream.get(&(number as u32)) {
                project.builds_on = upstream.iter().map(|(it, _)| (&*groups[*it as usize].0).into()).collect();
                self.made.builds_on += upstream.len();
            }
            project.evidence = evidence;
            self.made.projects += 1;
            self.money(pass, group, id, evidence, known);
            self.partners(pass, group, known);
            for organization in [Some(group.performer), commissioner].into_iter().flatten() {
                self.rows[organization as usize].extend(group.readings.iter().map(|reading| reading.row));
            }
            let rows: Vec<u32> = group.readings.iter().map(|reading| reading.row).collect();
            for (index, row) in rows.iter().enumerate() {
                let project = number as u32;
                let fate = if index == 0 { Stored::Used(project) } else { Stored::Merged { project, into: rows[0] } };
                pass.fates.tables[0][*row as usize] = fate;
            }
            all_rows.push(rows);
            self.builder.extend([project]);
        }
        (all_rows, figures)
    }

    /// One record for each organization of a project.
    fn money(&mut self, pass: &Pass<'_>, group: &Group<'_, '_>, id: &str, evidence: Evidence, known: &[Known]) {
        let Some(rule) = &pass.rules.funding else { return };
        // Of a participation all are of one organization already.
        let mut sorted = Vec::new();
        let readings = match pass.rules.project.unit {
            Unit::Participation => group.readings,
            Unit::Grant => {
                sorted.extend_from_slice(group.readings);
                sorted.sort_by_key(|reading| (reading.organization, reading.row));
                &sorted
            }
        };
        for readings in readings.chunk_by(|a, b| a.organization == b.organization) {
            let to = readings[0].organization;
            if to == rule.from as u32 {
                continue;
            }
            let mut funding = Funding::new(&self.ids[rule.from], &self.ids[to as usize]);
            funding.project = Some(id.into());
            funding.amount = match (&rule.amount, &pass.rules.project.budget) {
                (Some(rule), _) => amount(rule, readings, |reading| reading.funding),
                (None, Some(rule)) => amount(rule, readings, |reading| reading.budget),
                (None, None) => None,
            };
            funding.year = readings.iter().filter_map(|reading| reading.year).min().map(u32::from);
            funding.evidence = evidence.min(known[to as usize].evidence).min(known[rule.from].evidence);
            funding.source.clone_from(&self.source);
            self.rows[to as usize].extend(readings.iter().map(|reading| reading.row));
            self.made.funding += 1;
            self.builder.extend([funding]);
        }
    }

    /// An agreement between who does a grant as a whole and each of the others in it.
    fn partners(&mut self, pass: &Pass<'_>, group: &Group<'_, '_>, known: &[Known]) {
        if !pass.rules.project.agreements {
            return;
        }
        let mut partners: Vec<u32> = group.readings.iter().map(|reading| reading.organization).collect();
        partners.sort_by_key(|partner| &self.ids[*partner as usize]);
        partners.dedup();
        // Each row names one of them.
        for reading in group.readings.iter().filter(|reading| reading.organization != group.performer) {
            self.rows[reading.organization as usize].push(reading.row);
        }
        for partner in partners.into_iter().filter(|partner| *partner != group.performer) {
            let mut agreement = Agreement::new(&self.ids[group.performer as usize], &self.ids[partner as usize]);
            agreement.categories = Some([self.categories[group.category as usize].clone()].into());
            agreement.evidence = [group.performer, partner]
                .into_iter()
                .fold(pass.rules.project.evidence, |evidence, it| evidence.min(known[it as usize].evidence));
            agreement.source.clone_from(&self.source);
            self.made.agreements += 1;
            self.builder.extend([agreement]);
        }
    }

    fn organizations(&mut self, pass: &Pass<'_>, known: &[Known], teams: Option<&Teams>, notes: &mut Notes) {
        let rules = pass.rules;
        self.made.organizations = rules.organizations.len();
        for (number, portrait) in pass.portraits.iter().enumerate() {
            let fixed = rules.organizations.get(number);
            if fixed.is_none() && self.rows[number].is_empty() {
                continue;
            }
            let Some(Kind { kind, service, .. }) = known[number].kind else { continue };
            let id = &self.ids[number];
            let mut organization = fixed.cloned().unwrap_or_else(|| {
                let mut organization = Organization::new(id, kind);
                organization.service = service;
                organization.name = portrait.name.winner().map(|name| Text::from(&**name));
                organization.region = portrait.region.winner().map(|region| Text::from(&**region));
                organization.evidence = known[number].evidence;
                organization.source.clone_from(&self.source);
                organization
            });
            for (category, stage, count) in teams.and_then(|teams| teams.get(&(number as u32))).into_iter().flatten() {
                let mut capability = crate::Capability::new(&self.categories[*category as usize], *stage, *count);
                let evidence = rules.capabilities.unwrap_or(Evidence::Assumed);
                capability.evidence = evidence.min(known[number].evidence);
                capability.source.clone_from(&self.source);
                organization.capabilities.push(capability);
            }
            if fixed.is_none() {
                self.made.organizations += 1;
                disagree(notes, id, portrait);
            }
            self.builder.extend([organization]);
        }
    }

    fn categories(&mut self, pass: &Pass<'_>, used: &[bool]) {
        if let CategoryRule::Mapped(_) = pass.rules.project.category {
            self.builder.extend(pass.rules.categories.iter().cloned());
            return;
        }
        for (number, id) in self.categories.iter().enumerate().filter(|(number, _)| used[*number]) {
            let mut category = Category::new(id);
            category.name = Some(Text::from(&**pass.categories.text(number as u32)));
            category.source.clone_from(&self.source);
            self.builder.extend([category]);
        }
    }
}

fn disagree(notes: &mut Notes, id: &OrganizationId, portrait: &super::pass::Portrait<'_>) {
    let mut note = |field, kept: Option<String>, others: Vec<String>| {
        let Some(kept) = kept else { return };
        for other in others {
            let (kept, other, id) = (shortened(&kept), shortened(&other), id.as_str().into());
            notes.disagreements.push(Disagreement { field, id, kept, other });
        }
    };
    let text = |text: &Cow<'_, str>| text.to_string();
    let kind = |kind: &Kind| match kind.service {
        Some(service) => format!("{} ({service})", kind.kind),
        None => kind.kind.to_string(),
    };
    note("organization.kind", portrait.kind.winner().map(kind), portrait.kind.losers().map(kind).collect());
    for (field, vote) in [("organization.name", &portrait.name), ("organization.region", &portrait.region)] {
        note(field, vote.winner().map(text), vote.losers().map(text).collect());
    }
}

/// How each project is known: never better than what it refers to.
fn evidence(
    own: Evidence,
    groups: &[(Box<str>, Group<'_, '_>)],
    commissioners: &[Option<u32>],
    upstream: &links::Upstream,
    known: &[Known],
) -> Vec<Evidence> {
    let of = |organization: u32| known[organization as usize].evidence;
    let people = groups.iter().zip(commissioners).map(|((_, group), commissioner)| {
        commissioner.map_or(Evidence::Documented, of).min(of(group.performer)).min(own)
    });
    let mut evidence: Vec<Evidence> = people.collect();
    // What a project builds on started before it, and may itself have become less sure.
    let mut linked: Vec<u32> = upstream.keys().copied().collect();
    linked.sort_unstable_by_key(|project| (groups[*project as usize].1.planned[1].map(PartialDate::middle), *project));
    for project in linked {
        let of_links = upstream[&project].iter().map(|(upstream, known)| evidence[*upstream as usize].min(*known));
        evidence[project as usize] = of_links.fold(evidence[project as usize], Evidence::min);
    }
    evidence
}

/// The coordinator of each grant; of several, the first in the alphabet.
fn coordinators(groups: &[(Box<str>, Group<'_, '_>)], ids: &[OrganizationId]) -> HashMap<u32, u32> {
    let mut coordinators: HashMap<u32, u32> = HashMap::new();
    for (_, group) in groups.iter().filter(|(_, group)| group.is_coordinator) {
        coordinators
            .entry(group.readings[0].grant)
            .and_modify(|best| {
                if ids[group.performer as usize] < ids[*best as usize] {
                    *best = group.performer;
                }
            })
            .or_insert(group.performer);
    }
    coordinators
}

/// Who commissions a project; nobody, where that would be the performer itself.
fn commissioner(pass: &Pass<'_>, group: &Group<'_, '_>, coordinators: &HashMap<u32, u32>) -> Option<u32> {
    let rule = &pass.rules.commissioner;
    let named = group.readings.iter().filter_map(|reading| reading.commissioner);
    let named = named.min_by_key(|it| pass.organizations.text(*it));
    let fixed = |organization: Option<usize>| organization.map(|it| it as u32);
    let coordinator = coordinators.get(&group.readings[0].grant);
    let leads = coordinator == Some(&group.performer)
        || (pass.rules.project.unit == Unit::Grant && group.readings.iter().any(|it| it.role == Role::Coordinator));
    let commissioner = named.or_else(|| match (leads, rule.participant, coordinator) {
        (true, ..) => fixed(rule.coordinator),
        (_, Commissioner::Fixed(organization), _) => fixed(organization),
        (_, Commissioner::Coordinator, Some(coordinator)) => Some(*coordinator),
        (_, Commissioner::Coordinator, None) => fixed(rule.without_coordinator),
    });
    commissioner.filter(|commissioner| *commissioner != group.performer)
}
