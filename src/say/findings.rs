//! Findings: each as a sentence and as figures, and how it is written.

use std::fmt;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::cell::{cells, message, text, word};
use super::section::{Layout, Measure, Observation, Row, Section, Subject};
use super::{About, Cell, Digits, Phrase, Sentence, Unit, View};
use crate::chain::{OrganizationRef, ProjectRef};
use crate::model::{Lang, OrganizationKind, Stage};
use crate::query::{Diagnosis, Finding, entry};
use crate::rules::FindingKind as Kind;

impl<'c> View<'c> {
    /// Findings as sentences, in the order given.
    pub fn findings<'v>(
        &'v self,
        findings: impl IntoIterator<Item = &'v Finding<'c>>,
    ) -> impl Iterator<Item = Sentence<'c>> {
        findings.into_iter().map(move |finding| {
            let phrase = Phrase::of(|lang| sentence(finding, lang));
            Sentence::new(finding.kind().as_str(), phrase, of_finding(finding)).severity(finding.severity())
        })
    }
}

fn of_finding<'c>(finding: &Finding<'c>) -> About<'c> {
    let projects = [finding.project, finding.other_project].into_iter().flatten();
    let organizations = [finding.organization, finding.other].into_iter().flatten();
    let about = organizations.fold(projects.fold(About::nothing(), About::project), About::organization);
    let about = finding.category().into_iter().fold(about, About::within);
    // It knows of charters, capabilities and payments, which are parts of records or have no id.
    finding.stage.into_iter().fold(about, About::stage).weakest(Some(finding.evidence))
}

fn sentence<'c>(finding: &Finding<'c>, lang: Lang) -> Vec<Cell<'c>> {
    match lang {
        Lang::En => english(finding),
        Lang::Zh => chinese(finding),
    }
}

fn english<'c>(finding: &Finding<'c>) -> Vec<Cell<'c>> {
    let (category, project) = (finding.category(), finding.project);
    let (organization, other) = (finding.organization, finding.other);
    match finding.kind() {
        Kind::Role => cells!(
            "{}: {}, {}, works outside its role in “{}” ({}).",
            category,
            organization,
            a_kind(organization),
            project,
            stage(finding),
        ),
        Kind::Route => cells!(
            "{}: {} commissioned “{}” ({}) from {}, a route from {} to {} that the model does not know.",
            category,
            other,
            project,
            stage(finding),
            organization,
            kind_of(other),
            kind_of(organization),
        ),
        Kind::LeadNotCompany => cells!("{} is led by {}, {}, not by a company.", organization, other, a_kind(other)),
        Kind::LegalRepresentativeNotCompany => cells!(
            "{} has its legal representative from {}, {}, not from a company.",
            organization,
            other,
            a_kind(other),
        ),
        Kind::LeadNotMember => cells!("{} is led by {}, which is not one of its members.", organization, other),
        Kind::ForProfit => cells!("{} works for profit.", organization),
        Kind::TechniciansBelowHalf => cells!(
            "{} has {} of its technicians from its members, less than {}.",
            organization,
            measured(finding),
            threshold(finding),
        ),
        Kind::ContributionsDoNotSum => {
            cells!("The members of {} contribute {} of its research costs, not 100 %.", organization, measured(finding),)
        }
        Kind::MemberNotCompany => cells!("{} has {}, {}, as a member.", organization, other, a_kind(other)),
        Kind::NoCharter => cells!("{} has no charter on record.", organization),
        Kind::PublicMoneyOffChokepoint => cells!(
            "{}: {} pays for “{}” of {}, which is no chokepoint technology.",
            category,
            other,
            project,
            organization,
        ),
        Kind::NotCommonTechnology => cells!(
            "{}: {} works on “{}”, which only {} of its members want.",
            category,
            organization,
            project,
            measured(finding),
        ),
        Kind::DuplicatedEffort => cells!(
            "{}: {} and {} both work on “{}” ({}), in “{}” and “{}”, without each other.",
            category,
            organization,
            other,
            topic(finding),
            stage(finding),
            project,
            finding.other_project,
        ),
        Kind::IsolatedOrganization => cells!("No relation that holds connects {} with anybody.", organization),
        Kind::Overreach => cells!(
            "{}: {}, {}, keeps teams for {}, outside its role.",
            category,
            organization,
            a_kind(organization),
            stage(finding),
        ),
        Kind::InventorWithoutShare => cells!(
            "{}: the benefit of “{}” by {} is shared out without its inventors.",
            category,
            project,
            organization,
        ),
        Kind::BenefitSharesDoNotSum => cells!(
            "{}: of the benefit of “{}” by {}, {} is shared out, not 100 %.",
            category,
            project,
            organization,
            measured(finding),
        ),
    }
}

fn chinese<'c>(finding: &Finding<'c>) -> Vec<Cell<'c>> {
    let (category, project) = (finding.category(), finding.project);
    let (organization, other) = (finding.organization, finding.other);
    match finding.kind() {
        Kind::Role => cells!(
            "{}：{}（{}）承担“{}”（{}），超出其定位。",
            category,
            organization,
            kind_of(organization),
            project,
            stage(finding),
        ),
        Kind::Route => cells!(
            "{}：{}（{}）委托{}（{}）承担“{}”（{}），不在模式规定的委托路径之内。",
            category,
            other,
            kind_of(other),
            organization,
            kind_of(organization),
            project,
            stage(finding),
        ),
        Kind::LeadNotCompany => cells!("{}由{}（{}）牵头，而非企业。", organization, other, kind_of(other)),
        Kind::LegalRepresentativeNotCompany => {
            cells!("{}的法人代表来自{}（{}），而非企业。", organization, other, kind_of(other))
        }
        Kind::LeadNotMember => cells!("{}由{}牵头，但后者不是其成员。", organization, other),
        Kind::ForProfit => cells!("{}以营利为目的。", organization),
        Kind::TechniciansBelowHalf => {
            cells!("{}的技术人员仅{}来自成员单位，低于{}。", organization, measured(finding), threshold(finding),)
        }
        Kind::ContributionsDoNotSum => {
            cells!("{}各成员分摊的研发投入合计{}，不等于100 %。", organization, measured(finding))
        }
        Kind::MemberNotCompany => cells!("{}的成员{}（{}）不是企业。", organization, other, kind_of(other)),
        Kind::NoCharter => cells!("{}没有记载章程。", organization),
        Kind::PublicMoneyOffChokepoint => {
            cells!("{}：{}资助{}的“{}”，但该项目不属于卡脖子技术。", category, other, organization, project,)
        }
        Kind::NotCommonTechnology => cells!(
            "{}：{}承担的“{}”仅有{}的成员需要，不属于共性技术。",
            category,
            organization,
            project,
            measured(finding),
        ),
        Kind::DuplicatedEffort => cells!(
            "{}：{}与{}各自开展“{}”（{}）：“{}”与“{}”，互不衔接。",
            category,
            organization,
            other,
            topic(finding),
            stage(finding),
            project,
            finding.other_project,
        ),
        Kind::IsolatedOrganization => cells!("{}与其他组织没有任何联系记载。", organization),
        Kind::Overreach => cells!(
            "{}：{}（{}）设有{}团队，超出其定位。",
            category,
            organization,
            kind_of(organization),
            stage(finding),
        ),
        Kind::InventorWithoutShare => {
            cells!("{}：{}的“{}”收益分配中没有发明人。", category, organization, project)
        }
        Kind::BenefitSharesDoNotSum => {
            cells!("{}：{}的“{}”收益分配合计{}，不等于100 %。", category, organization, project, measured(finding),)
        }
    }
}

fn stage(finding: &Finding<'_>) -> Option<Stage> {
    finding.stage.or(finding.project.map(ProjectRef::stage))
}

fn topic<'c>(finding: &Finding<'c>) -> Option<&'c str> {
    finding.project.and_then(|project| project.record().topic.as_deref())
}

fn kind_of(organization: Option<OrganizationRef<'_>>) -> Option<OrganizationKind> {
    organization.map(OrganizationRef::kind)
}

/// A share in percent, with as many digits as tell it from a whole.
fn share<'c>(share: f64) -> Cell<'c> {
    Cell::number(share, Unit::Share, Digits::Telling)
}

fn measured<'c>(finding: &Finding<'_>) -> Option<Cell<'c>> {
    finding.measured.map(share)
}

fn threshold<'c>(finding: &Finding<'_>) -> Option<Cell<'c>> {
    finding.rule().effective_threshold().map(share)
}

/// The kind with its article, for English.
fn a_kind<'c>(organization: Option<OrganizationRef<'_>>) -> Vec<Cell<'c>> {
    match kind_of(organization) {
        Some(kind @ (OrganizationKind::Institute | OrganizationKind::Consortium)) => cells!("an {}", kind),
        Some(OrganizationKind::Government) => cells!("a body of the government"),
        Some(kind) => cells!("a {}", kind),
        None => vec![Cell::Unknown],
    }
}

impl Finding<'_> {
    /// A sentence that a policy reader understands.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        text(&sentence(self, lang), lang)
    }
}

/// The sentence in English.
impl fmt::Display for Finding<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::En))
    }
}

/// What the other organization is to the first.
const fn other_is(kind: Kind) -> &'static str {
    match kind {
        Kind::Route => "commissioner",
        Kind::LegalRepresentativeNotCompany => "legal_representative",
        Kind::MemberNotCompany => "member",
        Kind::PublicMoneyOffChokepoint => "funder",
        _ => "lead",
    }
}

impl Serialize for Finding<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("kind", &self.kind())?;
        map.serialize_entry("severity", &self.severity())?;
        if let (Some(first), Some(second)) = (self.project, self.other_project) {
            map.serialize_entry("projects", &[first, second])?;
        } else {
            entry(&mut map, "organization", self.organization)?;
            entry(&mut map, other_is(self.kind()), self.other)?;
            entry(&mut map, "project", self.project)?;
        }
        entry(&mut map, "category", self.category().map(|category| &category.id))?;
        entry(&mut map, "stage", self.stage)?;
        entry(&mut map, "share", self.measured)?;
        map.serialize_entry("evidence", &self.evidence)?;
        map.serialize_entry("message", &message(|lang| self.message(lang)))?;
        map.end()
    }
}

const FINDINGS: Layout = Layout {
    key: "findings",
    names: ["findings", "与运行模式不符之处"],
    subjects: &[
        Subject::Kind,
        Subject::Severity,
        Subject::Evidence,
        Subject::Category,
        Subject::Stage,
        Subject::Organization,
        Subject::OtherOrganization,
        Subject::Project,
        Subject::OtherProject,
    ],
    measures: &[Measure::new("measured", Unit::Share, "measured", "测得份额")],
    message: true,
};

pub(super) fn figures<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let rows = diagnosis.findings.iter().map(|finding| {
        let subjects = [
            Some(word!(finding.kind())),
            Some(word!(finding.severity())),
            Some(word!(finding.evidence)),
            finding.category().map(Cell::category),
            finding.stage.map(|stage| word!(stage)),
            finding.organization.map(Cell::organization),
            finding.other.map(Cell::organization),
            finding.project.map(Cell::project),
            finding.other_project.map(Cell::project),
        ];
        Row::new(subjects, [Observation::number(finding.measured)]).saying(Phrase::of(|lang| sentence(finding, lang)))
    });
    Section::new(&FINDINGS, rows)
}

const UNJUDGED: Layout = Layout {
    key: "unjudged",
    names: ["unjudged", "资料不足未判断"],
    subjects: &[Subject::Kind],
    measures: &[Measure::new("records", Unit::Records, "records that do not say enough", "资料不足的记录")],
    message: false,
};

pub(super) fn unjudged_figures<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let row = |row: &crate::query::Unjudged| Row::new([Some(word!(row.kind))], [Observation::count(row.records)]);
    Section::new(&UNJUDGED, diagnosis.unjudged.iter().map(row))
}
