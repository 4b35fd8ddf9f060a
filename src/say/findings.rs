//! Findings: each as a sentence and as figures, and how it is written.

mod material;

use std::fmt;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::cell::{cells, message, text, word};
use super::section::{Layout, Measure, Observation, Row, Section, Subject};
use super::{About, Cell, Digits, Phrase, Sentence, Unit, View};
use crate::chain::{OrganizationRef, ProjectRef};
use crate::model::{Lang, OrganizationKind, Stage, Text};
use crate::query::{Diagnosis, Finding, MarkedFinding, entry};
use crate::rules::FindingKind as Kind;

impl<'c> View<'c> {
    /// Findings as sentences, in the order given.
    pub fn findings<'v>(
        &'v self,
        findings: impl IntoIterator<Item = &'v Finding<'c>>,
    ) -> impl Iterator<Item = Sentence<'c>> {
        marked_findings(findings.into_iter().map(|finding| MarkedFinding { finding, degree: None }))
    }
}

/// Findings as sentences, each with how far it is known, in the order given.
pub(crate) fn marked_findings<'v, 'c: 'v>(
    findings: impl IntoIterator<Item = MarkedFinding<'v, 'c>>,
) -> impl Iterator<Item = Sentence<'c>> {
    findings.into_iter().map(move |MarkedFinding { finding, degree }| {
        let phrase = Phrase::of(|lang| sentence(finding, lang));
        let sentence = Sentence::new(finding.kind().as_str(), phrase, of_finding(finding));
        Sentence { certainty: degree, ..sentence.severity(finding.severity()) }
    })
}

/// What stands over the findings: the model that they are held against, by name.
///
/// ```
/// use seedrelay::{Lang, OperatingModel, say};
/// let model = OperatingModel::proposal().name;
/// assert_eq!(say::findings_head(Some(&model), Lang::Zh), "对照岳麓山方案的分工的发现");
/// assert_eq!(say::findings_head(None, Lang::En), "Findings that need no operating model");
/// ```
#[must_use]
pub fn findings_head(model: Option<&Text>, lang: Lang) -> String {
    match (model.map(|model| model.get(lang)), lang) {
        (Some(model), Lang::En) => format!("Findings, held against {model}"),
        (Some(model), Lang::Zh) => format!("对照{model}的发现"),
        (None, Lang::En) => "Findings that need no operating model".to_owned(),
        (None, Lang::Zh) => "不涉及运行模式的发现".to_owned(),
    }
}

fn of_finding<'c>(finding: &Finding<'c>) -> About<'c> {
    let projects = [finding.project, finding.other_project].into_iter().flatten();
    let organizations = [finding.organization, finding.other].into_iter().flatten();
    let about = organizations.fold(projects.fold(About::nothing(), About::project), About::organization);
    let germplasm = [finding.germplasm, finding.other_germplasm].into_iter().flatten();
    let about = germplasm.fold(about, About::germplasm);
    // What is said of all varieties of a category rests on its record.
    let in_category = if about.records.is_empty() { About::category } else { About::within };
    let about = finding.category().into_iter().fold(about, in_category);
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
    let differs = differs(finding, Lang::En);
    match finding.kind() {
        Kind::Role => cells!(
            "{}: {}, {}, performs “{}” ({}){}.",
            category,
            organization,
            a_kind(organization),
            project,
            stage(finding),
            differs,
        ),
        Kind::Route => cells!(
            "{}: {}, {}, commissioned “{}” ({}) from {}, {}{}.",
            category,
            other,
            a_kind(other),
            project,
            stage(finding),
            organization,
            a_kind(organization),
            differs,
        ),
        Kind::LeadNotCompany => cells!("{} is led by {}, {}{}.", organization, other, a_kind(other), differs),
        Kind::LegalRepresentativeNotCompany => {
            cells!("{} has its legal representative from {}, {}{}.", organization, other, a_kind(other), differs,)
        }
        Kind::LeadNotMember => {
            cells!("{} is led by {}, which is not one of its members{}.", organization, other, differs)
        }
        Kind::ForProfit => cells!("{} works for profit{}.", organization, differs),
        Kind::TechniciansBelowHalf => cells!(
            "{} has {} of its technicians from its members, less than {}{}.",
            organization,
            measured(finding),
            threshold(finding),
            differs,
        ),
        Kind::ContributionsDoNotSum => cells!(
            "The members of {} contribute {} of its research costs, not 100 %{}.",
            organization,
            measured(finding),
            differs,
        ),
        Kind::MemberNotCompany => {
            cells!("{} has {}, {}, as a member{}.", organization, other, a_kind(other), differs)
        }
        Kind::NoCharter => cells!("No charter of {} is on record{}.", organization, differs),
        Kind::PublicMoneyOffChokepoint => cells!(
            "{}: {} pays for “{}” of {}, which the records say is no chokepoint technology{}.",
            category,
            other,
            project,
            organization,
            differs,
        ),
        Kind::NotCommonTechnology => cells!(
            "{}: {} works on “{}”, which {} of its members are on record as wanting{}.",
            category,
            organization,
            project,
            measured(finding),
            differs,
        ),
        Kind::DuplicatedEffort => cells!(
            "{}: {} and {} work on {} ({}), in “{}” and “{}”; no link between the two is on record.",
            category,
            organization,
            other,
            topic(finding, Lang::En),
            stage(finding),
            project,
            finding.other_project,
        ),
        Kind::IsolatedOrganization => cells!("No relation of {} with another organization is on record.", organization),
        Kind::Overreach => cells!(
            "{}: {}, {}, keeps teams for {}{}.",
            category,
            organization,
            a_kind(organization),
            stage(finding),
            differs,
        ),
        Kind::InventorWithoutShare => cells!(
            "{}: the benefit shares on record of “{}” by {} leave out its inventors.",
            category,
            project,
            organization,
        ),
        Kind::BenefitSharesDoNotSum => cells!(
            "{}: the benefit shares on record of “{}” by {} add up to {}, not 100 %.",
            category,
            project,
            organization,
            measured(finding),
        ),
        _ => material::english(finding),
    }
}

fn chinese<'c>(finding: &Finding<'c>) -> Vec<Cell<'c>> {
    let (category, project) = (finding.category(), finding.project);
    let (organization, other) = (finding.organization, finding.other);
    let differs = differs(finding, Lang::Zh);
    match finding.kind() {
        Kind::Role => cells!(
            "{}：{}（{}）承担“{}”（{}）{}。",
            category,
            organization,
            kind_of(organization),
            project,
            stage(finding),
            differs,
        ),
        Kind::Route => cells!(
            "{}：{}（{}）委托{}（{}）承担“{}”（{}）{}。",
            category,
            other,
            kind_of(other),
            organization,
            kind_of(organization),
            project,
            stage(finding),
            differs,
        ),
        Kind::LeadNotCompany => cells!("{}由{}（{}）牵头{}。", organization, other, kind_of(other), differs),
        Kind::LegalRepresentativeNotCompany => {
            cells!("{}的法定代表人来自{}（{}）{}。", organization, other, kind_of(other), differs)
        }
        Kind::LeadNotMember => cells!("{}由{}牵头，后者不是其成员{}。", organization, other, differs),
        Kind::ForProfit => cells!("{}以营利为目的{}。", organization, differs),
        Kind::TechniciansBelowHalf => cells!(
            "{}的技术人员{}来自成员单位，低于{}{}。",
            organization,
            measured(finding),
            threshold(finding),
            differs,
        ),
        Kind::ContributionsDoNotSum => {
            cells!("{}各成员分摊的研发投入合计{}，不等于100%{}。", organization, measured(finding), differs)
        }
        Kind::MemberNotCompany => cells!("{}的成员{}（{}）不是企业{}。", organization, other, kind_of(other), differs),
        Kind::NoCharter => cells!("未见{}章程的记录{}。", organization, differs),
        Kind::PublicMoneyOffChokepoint => cells!(
            "{}：{}资助{}的“{}”，记录注明该项目不属于卡脖子技术{}。",
            category,
            other,
            organization,
            project,
            differs,
        ),
        Kind::NotCommonTechnology => cells!(
            "{}：{}承担“{}”，有记录的意向成员占{}{}。",
            category,
            organization,
            project,
            measured(finding),
            differs,
        ),
        Kind::DuplicatedEffort => cells!(
            "{}：{}与{}各自开展{}（{}）：“{}”与“{}”，未见两者相互衔接的记录。",
            category,
            organization,
            other,
            topic(finding, Lang::Zh),
            stage(finding),
            project,
            finding.other_project,
        ),
        Kind::IsolatedOrganization => cells!("未见{}与其他组织关联的记录。", organization),
        Kind::Overreach => {
            cells!("{}：{}（{}）设有{}团队{}。", category, organization, kind_of(organization), stage(finding), differs,)
        }
        Kind::InventorWithoutShare => {
            cells!("{}：{}的“{}”有记录的收益分配未含发明人。", category, organization, project)
        }
        Kind::BenefitSharesDoNotSum => cells!(
            "{}：{}的“{}”有记录的收益分配合计{}，不等于100%。",
            category,
            organization,
            project,
            measured(finding),
        ),
        _ => material::chinese(finding),
    }
}

/// That it is a difference from a model, and from which; nothing of what needs no model.
fn differs<'c>(finding: &Finding<'_>, lang: Lang) -> Vec<Cell<'c>> {
    let Some(model) = finding.model() else { return Vec::new() };
    let name = model.get(lang).to_owned();
    match lang {
        Lang::En => cells!(", which differs from {}", name),
        Lang::Zh => cells!("，与{}不一致", name),
    }
}

/// What two projects are both about, where the topic has a name. Its id is nothing for readers; the titles of the projects
/// say what it is.
fn topic<'c>(finding: &Finding<'c>, lang: Lang) -> Vec<Cell<'c>> {
    let topic = finding.project.and_then(|project| project.chain().topic(project.record().topic.as_deref()?));
    match (topic.and_then(|topic| topic.name.as_ref()), lang) {
        (Some(name), Lang::En) => cells!("the same topic, {}", name.short(lang)),
        (Some(name), Lang::Zh) => cells!("同一主题“{}”的研究", name.short(lang)),
        (None, Lang::En) => cells!("the same topic"),
        (None, Lang::Zh) => cells!("同一主题的研究"),
    }
}

fn stage(finding: &Finding<'_>) -> Option<Stage> {
    finding.stage.or(finding.project.map(ProjectRef::stage))
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

/// As one of which nobody asked how far it is known.
impl Serialize for Finding<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        MarkedFinding { finding: self, degree: None }.serialize(serializer)
    }
}

impl Serialize for MarkedFinding<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let finding = self.finding;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("kind", &finding.kind())?;
        map.serialize_entry("severity", &finding.severity())?;
        entry(&mut map, "certainty", self.degree)?;
        if let (Kind::UpstreamUnpaid, Some(upstream)) = (finding.kind(), finding.other_project) {
            entry(&mut map, "organization", finding.organization)?;
            entry(&mut map, "project", finding.project)?;
            map.serialize_entry("upstream", &upstream)?;
        } else if let (Some(first), Some(second)) = (finding.project, finding.other_project) {
            map.serialize_entry("projects", &[first, second])?;
        } else {
            entry(&mut map, "organization", finding.organization)?;
            entry(&mut map, other_is(finding.kind()), finding.other)?;
            entry(&mut map, "project", finding.project)?;
        }
        entry(&mut map, "category", finding.category().map(|category| &category.id))?;
        entry(&mut map, "stage", finding.stage)?;
        entry(&mut map, "germplasm", finding.germplasm)?;
        entry(&mut map, "because", finding.other_germplasm)?;
        entry(&mut map, "varieties", finding.varieties)?;
        let measured = if material::counts_founders(finding) { "founders" } else { "share" };
        entry(&mut map, measured, finding.measured)?;
        map.serialize_entry("evidence", &finding.evidence)?;
        map.serialize_entry("message", &message(|lang| finding.message(lang)))?;
        map.end()
    }
}

const FINDINGS: Layout = Layout {
    key: "findings",
    names: ["findings", "与运行模式不一致之处"],
    subjects: &[
        Subject::Kind,
        Subject::Severity,
        Subject::Certainty,
        Subject::Evidence,
        Subject::Category,
        Subject::Stage,
        Subject::Organization,
        Subject::OtherOrganization,
        Subject::Project,
        Subject::OtherProject,
        Subject::Germplasm,
        Subject::OtherGermplasm,
    ],
    measures: &[
        Measure::new("measured", Unit::Share, "measured", "测得份额"),
        Measure::new("effective_founders", Unit::None, "effective founders", "有效始祖数"),
    ],
    message: true,
};

pub(super) fn figures<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let rows = diagnosis.marked_findings().map(|MarkedFinding { finding, degree }| {
        let subjects = [
            Some(word!(finding.kind())),
            Some(word!(finding.severity())),
            degree.map(|degree| word!(degree)),
            Some(word!(finding.evidence)),
            finding.category().map(Cell::category),
            finding.stage.map(|stage| word!(stage)),
            finding.organization.map(Cell::organization),
            finding.other.map(Cell::organization),
            finding.project.map(Cell::project),
            finding.other_project.map(Cell::project),
            finding.germplasm.map(Cell::germplasm),
            finding.other_germplasm.map(Cell::germplasm),
        ];
        let (founders, share) =
            if material::counts_founders(finding) { (finding.measured, None) } else { (None, finding.measured) };
        Row::new(subjects, [Observation::number(share), Observation::number(founders)])
            .saying(Phrase::of(|lang| sentence(finding, lang)))
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
