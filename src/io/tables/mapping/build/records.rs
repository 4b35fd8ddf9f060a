//! The records of a chain, straight into its assembly.

use super::circles::without_circles;
use super::named::Named;
use super::others::Others;
use super::settled::{Known, commissioner, coordinators, disagree, evidence};
use crate::chain::Assembly;
use hashbrown::{HashMap, HashSet};

use crate::io::tables::mapping::account::{LeftOffWhy, LinkFigure, Made, Stored};
use crate::io::tables::mapping::groups::{Group, Ids, Notes, amount};
use crate::io::tables::mapping::links;
use crate::io::tables::mapping::mentions::normal;
use crate::io::tables::mapping::pass::{Pass, Profile, Reading, RecordReading};
use crate::io::tables::mapping::rules::{KnownKind, ProjectRule, Rules, Unit};
use crate::io::tables::mapping::teams::Teams;
use crate::model::{CompletenessList, Evidence, RecordedPart, Text};
use crate::record::draft::{Count, Given, Number, Str};
use crate::record::{
    Agreement, AgreementDraft, CapabilityDraft, Category, CategoryDraft, Completeness, CompletenessDraft, Funding,
    FundingDraft, Organization, OrganizationDraft, Project, ProjectDraft, RecordList, Recorded,
};

/// The records that were made so far, and of which rows.
pub(super) struct Records<'a> {
    pub(super) assembly: Assembly,
    pub(super) made: Made,
    /// The rows that name each organization that is used.
    pub(super) named: Vec<(u32, u32)>,
    /// The organizations, in the order in which they were added.
    pub(super) added: Vec<u32>,
    /// How many teams were told by projects.
    pub(super) teams: usize,
    /// Organizations that rows of other tables than the first name.
    also_named: Vec<u32>,
    ids: Ids<'a>,
    source: Given<Str<'a>>,
}

// A table tells less than a record may come to hold.
#[allow(clippy::needless_update)]
impl<'a> Records<'a> {
    pub(super) fn new(pass: &Pass<'a>, ids: Ids<'a>, projects: usize) -> Self {
        let mut assembly = Assembly::new(false);
        assembly.reserve(ids.organizations.len(), projects);
        let source = pass.rules.source.as_ref().map(Str::from).into();
        Self {
            assembly,
            made: Made::default(),
            named: Vec::new(),
            added: Vec::new(),
            teams: 0,
            also_named: Vec::new(),
            ids,
            source,
        }
    }

    pub(super) fn projects(
        &mut self,
        pass: &mut Pass<'_>,
        groups: &mut [(Box<str>, Group<'_, '_>)],
        known: &[Known],
        named: &Named<'_>,
        others: &Others<'_>,
    ) -> (Vec<LinkFigure>, Vec<Evidence>) {
        let rules = pass.rules;
        let Some(rule) = &rules.project else { return (Vec::new(), Vec::new()) };
        let titles: Vec<Option<Text>> = groups.iter_mut().map(|(_, group)| group.title.take()).collect();
        let groups = &*groups;
        let coordinators = coordinators(groups, self.ids);
        let given = given_links(groups, named);
        let (mut upstream, figures) = links::links(rules, groups, given, &mut pass.remarks);
        break_circles(pass, groups, &mut upstream);
        let commissioners: Vec<Option<u32>> =
            groups.iter().map(|(_, group)| commissioner(pass, group, &coordinators)).collect();
        let own = |group: &Group<'_, '_>| {
            let values = group.readings.iter().flat_map(|reading| reading.refers.iter());
            values.map(|value| others.evidence(named, value)).fold(rule.evidence, Evidence::min)
        };
        let evidence = evidence(own, groups, &commissioners, &upstream, known);
        for ((number, (id, group)), title) in groups.iter().enumerate().zip(titles) {
            let (commissioner, evidence) = (commissioners[number], evidence[number]);
            let upstream = upstream.get(&(number as u32)).map_or(&[][..], Vec::as_slice);
            let builds_on = upstream.iter().map(|(it, _)| Given::Is((&*groups[*it as usize].0).into()));
            let [commissioned, started, ended] = group.dates.map(Given::from);
            let [draws_on, releases, answers] = referred(rule, group, named);
            let [draws_on, releases, answers] = [&draws_on, &releases, &answers].map(|ids| list(ids));
            let joint = group.joint.iter().map(|other| self.organization(*other)).collect::<Vec<_>>();
            self.assembly.add::<Project>(ProjectDraft {
                id: Given::Is(id.into()),
                title: title.into(),
                category: self.category(group.category),
                stage: Given::Is(group.stage),
                performer: self.organization(group.performer),
                commissioner: commissioner.map_or(Given::Absent, |commissioner| self.organization(commissioner)),
                status: Given::Is(group.status),
                commissioned,
                started,
                ended,
                builds_on: if upstream.is_empty() { Given::Absent } else { Given::Is(builds_on.collect()) },
                joint_performers: if joint.is_empty() { Given::Absent } else { Given::Is(joint) },
                draws_on,
                releases,
                answers,
                topic: group.topic.map(Str::from).into(),
                budget: group.budget.map(Number).into(),
                evidence: Given::Is(evidence),
                source: self.source.clone(),
                ..ProjectDraft::default()
            });
            self.made.builds_on += upstream.len();
            self.made.projects += 1;
            self.money(pass, group, id, evidence, known);
            self.partners(pass, group, known);
            let joint = group.joint.iter().copied();
            for organization in [Some(group.performer), commissioner].into_iter().flatten().chain(joint) {
                self.name(organization, group.readings);
            }
            let (project, into) = (number as u32, group.readings[0].row);
            for reading in group.readings {
                let is_first = reading.row == into;
                let disposition = if is_first { Stored::Used(project) } else { Stored::Merged { project, into } };
                pass.dispositions.tables[0][reading.row as usize] = disposition;
            }
        }
        (figures, evidence)
    }

    /// One record for each organization of a project.
    fn money(&mut self, pass: &Pass<'_>, group: &Group<'_, '_>, id: &str, evidence: Evidence, known: &[Known]) {
        let Some(rule) = &pass.rules.funding else { return };
        // Of a participation all are of one organization already.
        let mut sorted = Vec::new();
        let readings = match pass.rules.project().unit {
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
            let amount = match (&rule.amount, &pass.rules.project().budget) {
                (Some(rule), _) => amount(rule, readings, |reading| reading.funding),
                (None, Some(rule)) => amount(rule, readings, |reading| reading.budget),
                (None, None) => None,
            };
            let year = readings.iter().filter_map(|reading| reading.year).min();
            let evidence = evidence.min(known[to as usize].evidence).min(known[rule.from].evidence);
            self.assembly.add::<Funding>(FundingDraft {
                from: self.organization(rule.from as u32),
                to: self.organization(to),
                project: Given::Is(id.into()),
                amount: amount.map(Number).into(),
                year: year.map(|year| Count(u32::from(year))).into(),
                evidence: Given::Is(evidence),
                source: self.source.clone(),
                ..FundingDraft::default()
            });
            self.made.funding += 1;
            self.name(to, readings);
        }
    }

    /// An agreement between who does a grant as a whole and each of the others in it.
    fn partners(&mut self, pass: &Pass<'_>, group: &Group<'_, '_>, known: &[Known]) {
        if !pass.rules.project().agreements {
            return;
        }
        let mut partners: Vec<u32> = group.readings.iter().map(|reading| reading.organization).collect();
        partners.sort_by_key(|partner| &self.ids.organizations[*partner as usize]);
        partners.dedup();
        // Each row names one of them.
        let of_partners = group.readings.iter().filter(|reading| reading.organization != group.performer);
        self.named.extend(of_partners.map(|reading| (reading.organization, reading.row)));
        for partner in partners.into_iter().filter(|partner| *partner != group.performer) {
            let evidence = [group.performer, partner]
                .into_iter()
                .fold(pass.rules.project().evidence, |evidence, it| evidence.min(known[it as usize].evidence));
            self.assembly.add::<Agreement>(AgreementDraft {
                from: self.organization(group.performer),
                to: self.organization(partner),
                categories: Given::Is(vec![self.category(group.category)]),
                evidence: Given::Is(evidence),
                source: self.source.clone(),
                ..AgreementDraft::default()
            });
            self.made.agreements += 1;
        }
    }

    /// Notes the organizations and categories that a row of records names.
    pub(super) fn name_of(&mut self, rules: &Rules, reading: &RecordReading<'_>, category_is_used: &mut [bool]) {
        let own = reading.id.filter(|_| rules.records[reading.rule as usize].list == RecordList::Organizations);
        let mut organizations: Vec<u32> = own.into_iter().collect();
        for value in &reading.values {
            organizations.extend(value.numbers(RecordList::Organizations));
            value.numbers(RecordList::Categories).for_each(|number| category_is_used[number as usize] = true);
        }
        if reading.table == 0 {
            self.named.extend(organizations.into_iter().map(|organization| (organization, reading.row)));
        } else {
            self.also_named.extend(organizations);
        }
    }

    pub(super) fn organizations(
        &mut self,
        pass: &mut Pass<'_>,
        known: &[Known],
        named: &Named<'_>,
        teams: Option<&Teams>,
        notes: &mut Notes,
    ) {
        let rules = pass.rules;
        let mut is_named = vec![false; known.len()];
        self.named.iter().for_each(|(organization, _)| is_named[*organization as usize] = true);
        self.also_named.iter().for_each(|organization| is_named[*organization as usize] = true);
        // Where regions are records, organizations are in one of them.
        let regions: Vec<Option<u32>> = regions(pass);
        for (number, profile) in pass.profiles.iter().enumerate() {
            let fixed = rules.organizations.get(number);
            if fixed.is_none() && !is_named[number] {
                continue;
            }
            let Some(KnownKind { kind, service, .. }) = known[number].kind else { continue };
            let id = &self.ids.organizations[number];
            let mut draft = fixed.map_or_else(
                || OrganizationDraft {
                    id: Given::Is(id.into()),
                    kind: Given::Is(kind),
                    service: service.into(),
                    name: name_of(pass, profile, number as u32, id).map(Text::from).into(),
                    region: match regions.get(number).copied().flatten() {
                        Some(region) => Given::Is(Text::from(named.region_id(region))),
                        None => profile.region.winner().map(|region| Text::from(&**region)).into(),
                    },
                    evidence: Given::Is(known[number].evidence),
                    source: self.source.clone(),
                    ..OrganizationDraft::default()
                },
                Recorded::draft,
            );
            let capability = |(category, stage, teams)| CapabilityDraft {
                category: self.category(category),
                stage: Given::Is(stage),
                teams: Given::Is(Count(teams)),
                evidence: Given::Is(rules.capabilities.unwrap_or(Evidence::Assumed).min(known[number].evidence)),
                source: self.source.clone(),
                ..CapabilityDraft::default()
            };
            let capabilities = teams.into_iter().flat_map(|teams| teams.of(number as u32));
            let capabilities: Vec<_> = capabilities.map(capability).map(Given::Is).collect();
            self.teams += capabilities.len();
            draft.capabilities = Given::Is(capabilities);
            self.assembly.add::<Organization>(draft);
            self.made.organizations += 1;
            self.added.push(number as u32);
            if fixed.is_none() {
                disagree(notes, id, profile);
            }
        }
    }

    pub(super) fn categories(&mut self, pass: &Pass<'_>, used: &[bool]) {
        if !pass.rules.categories.is_empty() {
            pass.rules.categories.iter().for_each(|category| self.assembly.add::<Category>(category.draft()));
            return;
        }
        for (number, id) in self.ids.categories.iter().enumerate().filter(|(number, _)| used[*number]) {
            self.assembly.add::<Category>(CategoryDraft {
                id: Given::Is(id.into()),
                name: Given::Is(Text::from(pass.categories.text(number as u32))),
                source: self.source.clone(),
                ..CategoryDraft::default()
            });
        }
    }

    /// What a table of grants cannot say: who carries whose result on is worked out by rules at best, and never all of it.
    pub(super) fn completeness(&mut self) {
        let some = Completeness::new(CompletenessList::BuildsOn).recorded(RecordedPart::Some);
        self.assembly.add::<Completeness>(CompletenessDraft { source: self.source.clone(), ..some.draft() });
    }

    fn organization(&self, number: u32) -> Given<Str<'a>> {
        Given::Is((&self.ids.organizations[number as usize]).into())
    }

    fn category(&self, number: u32) -> Given<Str<'a>> {
        Given::Is((&self.ids.categories[number as usize]).into())
    }

    /// Notes that rows name an organization that is used.
    fn name(&mut self, organization: u32, readings: &[Reading<'_>]) {
        self.named.extend(readings.iter().map(|reading| (organization, reading.row)));
    }
}

/// The region of each organization, where regions are records.
fn regions(pass: &Pass<'_>) -> Vec<Option<u32>> {
    if !has_regions(pass) {
        return Vec::new();
    }
    let names = pass.mentions.names(RecordList::Regions);
    let numbers: HashMap<String, u32> =
        (0..names.len() as u32).map(|number| (normal(names.text(number)), number)).collect();
    let region = |profile: &Profile<'_>| numbers.get(&normal(profile.region.winner()?)).copied();
    pass.profiles.iter().map(region).collect()
}

/// Whether a chain of these rows has regions as records.
fn has_regions(pass: &Pass<'_>) -> bool {
    pass.mentions.names(RecordList::Regions).len() > 0
}

/// What people call an organization: as rows say, or as they name it, where that is no id.
fn name_of<'p>(pass: &'p Pass<'_>, profile: &'p Profile<'_>, number: u32, id: &str) -> Option<&'p str> {
    let text = pass.organizations.text(number);
    profile.name.winner().map(|name| &**name).or_else(|| (text != id).then_some(text))
}

/// The links that columns name, from the later to the earlier project.
fn given_links(groups: &[(Box<str>, Group<'_, '_>)], named: &Named<'_>) -> Vec<(u32, u32)> {
    let mut links = Vec::new();
    for (index, (_, group)) in (0_u32..).zip(groups) {
        let values = group.readings.iter().flat_map(|reading| reading.refers.iter());
        links.extend(values.flat_map(|value| named.projects_of(value)).map(|upstream| (index, upstream)));
    }
    links.sort_unstable();
    links.dedup();
    links
}

/// Takes away the links that would make a circle.
fn break_circles(pass: &mut Pass<'_>, groups: &[(Box<str>, Group<'_, '_>)], upstream: &mut links::Upstream) {
    let edges = upstream.iter().flat_map(|(own, list)| list.iter().map(|(other, _)| (*own, *other)));
    for (own, other) in without_circles(edges.collect()) {
        if let Some(list) = upstream.get_mut(&own) {
            list.retain(|(upstream, _)| *upstream != other);
        }
        let value = format!("{} < {}", groups[own as usize].0, groups[other as usize].0);
        pass.remarks.left_off("project.builds_on", LeftOffWhy::Circle, Some(value.into()));
    }
}

/// The ids of what a project draws on, releases and answers.
fn referred(rule: &ProjectRule, group: &Group<'_, '_>, named: &Named<'_>) -> [Vec<String>; 3] {
    ["draws_on", "releases", "answers"].map(|key| {
        let Some(place) = rule.refers.iter().position(|refer| refer.field.key == key) else { return Vec::new() };
        let list = if key == "answers" { RecordList::Demands } else { RecordList::Germplasm };
        let mut seen = HashSet::new();
        let ids = group.readings.iter().flat_map(|reading| named.ids_of(list, &reading.refers[place]));
        ids.filter(|id| seen.insert(id.clone())).collect()
    })
}

fn list(ids: &[String]) -> Given<Vec<Given<Str<'_>>>> {
    if ids.is_empty() { Given::Absent } else { Given::Is(ids.iter().map(|id| Given::Is(id.into())).collect()) }
}
