//! What holds between two organizations for itself: agreements, funding and services.
//!
//! Commissions and handoffs are not here. They hold because of a project, and are derived from the projects.

use super::field::Recorded;
use super::intake::{Intake, Place};
use super::types::Amount;
use crate::model::{CategoryId, Evidence, OrganizationId, PartialDate, ProjectId, SourceId};

record! {
    /// An agreement 合作协议: the standing right of one organization to commission another.
    ///
    /// ```
    /// use seedrelay::Agreement;
    /// let agreement = Agreement::new("rice-consortium", "yuelushan").categories(["rice"]);
    /// assert!(agreement.covers("rice"));
    /// ```
    #[derive(Eq)]
    pub struct Agreement (
        "agreements", "Agreements", "合作协议" | "协议",
        "Standing rights of one organization to commission another.", "约定一方可长期委托另一方研发。"
    ) {
        /// Who may commission.
        from: OrganizationId ("From", "委托方", "可以委托的组织。"),
        /// Who may be commissioned.
        to: OrganizationId ("To", "受托方", "可以受托的组织。"),
        /// For which categories; none where the agreement is not limited to any.
        categories: Box<[CategoryId]> ("Categories", "品类", "限于哪些品类，以；分隔；留空即不限。"),
        /// When it was signed.
        signed: Option<PartialDate> ("Signed", "签订日期", "签订的日期。"),
        /// From when on it holds, that day included; `None` for always.
        since: Option<PartialDate> ("Since", "起始日期", "自何日起（含当日），留空即不限。"),
        /// Until when it holds, that day included; `None` for always.
        until: Option<PartialDate> ("Until", "截止日期" | "终止日期", "至何日止（含当日），留空即不限。"),
        ..known
    }
    key [from, to, categories]
    check check_agreement
}

fn check_agreement(
    draft: &mut <Agreement as Recorded>::Draft<'_>,
    _: &<Agreement as Recorded>::Numbers,
    place: Place<'_>,
    intake: &mut Intake,
) {
    intake.in_order(place, ["since", "until"], [draft.since.copied(), draft.until.copied()]);
    intake.must_be_past(draft.signed.copied());
}

impl Agreement {
    /// Whether the agreement covers a category.
    #[must_use]
    pub fn covers(&self, category: impl AsRef<str>) -> bool {
        self.categories.is_empty() || self.categories.iter().any(|own| own.as_str() == category.as_ref())
    }
}

record! {
    /// Money that one organization gave another 资助.
    ///
    /// ```
    /// use seedrelay::Funding;
    /// let funding = Funding::new("hunan-dst", "rice-consortium").project("p1").amount(500_000.0).year(2023);
    /// assert_eq!(funding.amount, Some(500_000.0));
    /// ```
    pub struct Funding (
        "funding", "Funding", "资助", "Money that one organization gave another.", "一个组织给予另一组织的资金。"
    ) {
        /// Who gave.
        from: OrganizationId ("From", "资助方", "出资的组织。"),
        /// Who received.
        to: OrganizationId ("To", "受资助方", "受资助的组织。"),
        /// For which project, if for one.
        project: Option<ProjectId> ("Project", "项目" | "项目编号", "用于哪个项目，没有则留空。"),
        /// How much, in the chain's currency.
        amount: Option<f64> as Amount ("Amount", "金额", "金额，按供应链的货币。"),
        /// In which year.
        year: Option<u32> ("Year", "年份", "资助的年份。"),
        ..known
    }
    key [from, to, project, year]
    order [from, to, project, year, evidence, source, amount]
    check check_funding
}

fn check_funding(
    draft: &mut <Funding as Recorded>::Draft<'_>,
    _: &<Funding as Recorded>::Numbers,
    _: Place<'_>,
    intake: &mut Intake,
) {
    intake.must_be_past(draft.year.get().map(|year| PartialDate::of_year(year.0)));
}

record! {
    /// A service 服务 that one organization does another: extension, technical service, finance and so on, as the
    /// [`ServiceKind`](crate::model::ServiceKind) of the provider says.
    ///
    /// ```
    /// use seedrelay::Service;
    /// let service = Service::new("extension-station", "longping").category("rice");
    /// assert!(service.serves("rice") && !service.serves("pig"));
    /// ```
    #[derive(Eq)]
    pub struct Service (
        "services", "Services", "服务", "Services that one organization does another.", "一个组织向另一组织提供的服务。"
    ) {
        /// Who serves.
        provider: OrganizationId ("Provider", "服务方", "提供服务的组织。"),
        /// Who is served.
        client: OrganizationId ("Client", "服务对象", "接受服务的组织。"),
        /// In which category; `None` where the service is not limited to one.
        category: Option<CategoryId> ("Category", "品类", "所在品类，留空即不限。"),
        /// From when on it holds, that day included; `None` for always.
        since: Option<PartialDate> ("Since", "起始日期", "自何日起（含当日），留空即不限。"),
        /// Until when it holds, that day included; `None` for always.
        until: Option<PartialDate> ("Until", "截止日期" | "终止日期", "至何日止（含当日），留空即不限。"),
        ..known
    }
    key [provider, client, category]
    check check_service
}

fn check_service(
    draft: &mut <Service as Recorded>::Draft<'_>,
    _: &<Service as Recorded>::Numbers,
    place: Place<'_>,
    intake: &mut Intake,
) {
    intake.in_order(place, ["since", "until"], [draft.since.copied(), draft.until.copied()]);
}

impl Service {
    /// Whether the client is served in a category.
    #[must_use]
    pub fn serves(&self, category: impl AsRef<str>) -> bool {
        self.category.as_ref().is_none_or(|own| own.as_str() == category.as_ref())
    }
}
