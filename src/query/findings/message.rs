//! Each finding as a sentence, in both languages.

use super::Finding;
use crate::chain::{OrganizationRef, ProjectRef};
use crate::model::{Lang, OrganizationKind};
use crate::rules::FindingKind as Kind;

pub(super) fn sentence(finding: &Finding<'_>, lang: Lang) -> String {
    let words = Words { finding, lang };
    match lang {
        Lang::En => words.english(),
        Lang::Zh => words.chinese(),
    }
}

/// The parts of a sentence.
struct Words<'f, 'c> {
    finding: &'f Finding<'c>,
    lang: Lang,
}

impl<'c> Words<'_, 'c> {
    fn organization(&self) -> &'c str {
        self.label(self.finding.organization)
    }

    fn other(&self) -> &'c str {
        self.label(self.finding.other)
    }

    fn label(&self, organization: Option<OrganizationRef<'c>>) -> &'c str {
        organization.map_or("?", |organization| organization.record().label(self.lang))
    }

    fn title(&self, project: Option<ProjectRef<'c>>) -> &'c str {
        project.map_or("?", |project| project.record().label(self.lang))
    }

    fn project(&self) -> &'c str {
        self.title(self.finding.project)
    }

    fn stage(&self) -> &'static str {
        let of_project = self.finding.project.map(|project| project.stage);
        self.finding.stage.or(of_project).map_or("?", |stage| stage.label(self.lang))
    }

    fn category(&self) -> &'c str {
        self.finding.category().map_or("?", |category| category.label(self.lang))
    }

    fn kind_of(&self, organization: Option<OrganizationRef<'c>>) -> &'static str {
        organization.map_or("?", |organization| organization.kind.label(self.lang))
    }

    fn percent(&self) -> String {
        self.finding.measured.map_or("?".to_owned(), percent)
    }

    fn threshold(&self) -> String {
        self.finding.rule().effective_threshold().map_or("?".to_owned(), percent)
    }

    fn english(&self) -> String {
        let (organization, other) = (self.organization(), self.other());
        match self.finding.kind() {
            Kind::Role => format!(
                "{}: {organization}, {}, works outside its role in “{}” ({}).",
                self.category(),
                a_kind(self.finding.organization),
                self.project(),
                self.stage(),
            ),
            Kind::Route => format!(
                "{}: {other} commissioned “{}” ({}) from {organization}, a route from {} to {} that the model does not know.",
                self.category(),
                self.project(),
                self.stage(),
                self.kind_of(self.finding.other),
                self.kind_of(self.finding.organization),
            ),
            Kind::LeadNotCompany => {
                format!("{organization} is led by {other}, {}, not by a company.", a_kind(self.finding.other))
            }
            Kind::LegalRepresentativeNotCompany => format!(
                "{organization} has its legal representative from {other}, {}, not from a company.",
                a_kind(self.finding.other),
            ),
            Kind::LeadNotMember => format!("{organization} is led by {other}, which is not one of its members."),
            Kind::ForProfit => format!("{organization} works for profit."),
            Kind::TechniciansBelowHalf => format!(
                "{organization} has {} of its technicians from its members, less than {}.",
                self.percent(),
                self.threshold(),
            ),
            Kind::ContributionsDoNotSum => {
                format!("The members of {organization} contribute {} of its research costs, not 100 %.", self.percent())
            }
            Kind::MemberNotCompany => {
                format!("{organization} has {other}, {}, as a member.", a_kind(self.finding.other))
            }
            Kind::NoCharter => format!("{organization} has no charter on record."),
            Kind::PublicMoneyOffChokepoint => format!(
                "{}: {other} pays for “{}” of {organization}, which is no chokepoint technology.",
                self.category(),
                self.project(),
            ),
            Kind::NotCommonTechnology => format!(
                "{}: {organization} works on “{}”, which only {} of its members want.",
                self.category(),
                self.project(),
                self.percent(),
            ),
            Kind::DuplicatedEffort => format!(
                "{}: {organization} and {other} both work on “{}” ({}), in “{}” and “{}”, without each other.",
                self.category(),
                self.topic(),
                self.stage(),
                self.project(),
                self.title(self.finding.other_project),
            ),
            Kind::IsolatedOrganization => format!("No relation that holds connects {organization} with anybody."),
            Kind::Overreach => format!(
                "{}: {organization}, {}, keeps teams for {}, outside its role.",
                self.category(),
                a_kind(self.finding.organization),
                self.stage(),
            ),
            Kind::InventorWithoutShare => format!(
                "{}: the benefit of “{}” by {organization} is shared out without its inventors.",
                self.category(),
                self.project(),
            ),
            Kind::BenefitSharesDoNotSum => format!(
                "{}: of the benefit of “{}” by {organization}, {} is shared out, not 100 %.",
                self.category(),
                self.project(),
                self.percent(),
            ),
        }
    }

    fn chinese(&self) -> String {
        let (organization, other) = (self.organization(), self.other());
        match self.finding.kind() {
            Kind::Role => format!(
                "{}：{organization}（{}）承担“{}”（{}），超出其定位。",
                self.category(),
                self.kind_of(self.finding.organization),
                self.project(),
                self.stage(),
            ),
            Kind::Route => format!(
                "{}：{other}（{}）委托{organization}（{}）承担“{}”（{}），不在模式规定的委托路径之内。",
                self.category(),
                self.kind_of(self.finding.other),
                self.kind_of(self.finding.organization),
                self.project(),
                self.stage(),
            ),
            Kind::LeadNotCompany => {
                format!("{organization}由{other}（{}）牵头，而非企业。", self.kind_of(self.finding.other))
            }
            Kind::LegalRepresentativeNotCompany => {
                format!("{organization}的法人代表来自{other}（{}），而非企业。", self.kind_of(self.finding.other))
            }
            Kind::LeadNotMember => format!("{organization}由{other}牵头，但后者不是其成员。"),
            Kind::ForProfit => format!("{organization}以营利为目的。"),
            Kind::TechniciansBelowHalf => {
                format!("{organization}的技术人员仅{}来自成员单位，低于{}。", self.percent(), self.threshold())
            }
            Kind::ContributionsDoNotSum => {
                format!("{organization}各成员分摊的研发投入合计{}，不等于100 %。", self.percent())
            }
            Kind::MemberNotCompany => {
                format!("{organization}的成员{other}（{}）不是企业。", self.kind_of(self.finding.other))
            }
            Kind::NoCharter => format!("{organization}没有记载章程。"),
            Kind::PublicMoneyOffChokepoint => format!(
                "{}：{other}资助{organization}的“{}”，但该项目不属于卡脖子技术。",
                self.category(),
                self.project(),
            ),
            Kind::NotCommonTechnology => format!(
                "{}：{organization}承担的“{}”仅有{}的成员需要，不属于共性技术。",
                self.category(),
                self.project(),
                self.percent(),
            ),
            Kind::DuplicatedEffort => format!(
                "{}：{organization}与{other}各自开展“{}”（{}）：“{}”与“{}”，互不衔接。",
                self.category(),
                self.topic(),
                self.stage(),
                self.project(),
                self.title(self.finding.other_project),
            ),
            Kind::IsolatedOrganization => format!("{organization}与其他组织没有任何联系记载。"),
            Kind::Overreach => format!(
                "{}：{organization}（{}）设有{}团队，超出其定位。",
                self.category(),
                self.kind_of(self.finding.organization),
                self.stage(),
            ),
            Kind::InventorWithoutShare => {
                format!("{}：{organization}的“{}”收益分配中没有发明人。", self.category(), self.project())
            }
            Kind::BenefitSharesDoNotSum => format!(
                "{}：{organization}的“{}”收益分配合计{}，不等于100 %。",
                self.category(),
                self.project(),
                self.percent(),
            ),
        }
    }

    fn topic(&self) -> &'c str {
        self.finding.project.and_then(|project| project.record().topic.as_deref()).unwrap_or("?")
    }
}

/// A share in percent, with as many digits as tell it from a whole.
fn percent(share: f64) -> String {
    let hundredfold = share * 100.0;
    let digits = (0..6).find(|&digits| {
        let shown: f64 = format!("{hundredfold:.digits$}").parse().unwrap_or(hundredfold);
        (shown - hundredfold).abs() < 0.01 && (shown != 100.0 || hundredfold == 100.0)
    });
    format!("{hundredfold:.*} %", digits.unwrap_or(6))
}

/// The kind with its article, for English.
fn a_kind(organization: Option<OrganizationRef<'_>>) -> String {
    match organization.map(|organization| organization.kind) {
        Some(kind @ (OrganizationKind::Institute | OrganizationKind::Consortium)) => {
            format!("an {}", kind.label(Lang::En))
        }
        Some(OrganizationKind::Government) => "a body of the government".to_owned(),
        Some(kind) => format!("a {}", kind.label(Lang::En)),
        None => "?".to_owned(),
    }
}
