//! Projects, the units of research.

use hashbrown::HashSet;

use super::draft::Given;
use super::field::Recorded;
use super::intake::{Intake, Place};
use super::list::Identified;
use super::names::NONE;
use super::owner::{check_owners, check_royalties};
use super::problem::ProblemKind;
use super::types::{Amount, Share};
use super::{Owner, Royalty};
use crate::model::{
    CategoryId, DemandId, Evidence, GermplasmId, Lang, OrganizationId, Orientation, PartialDate, ProjectId, SourceId,
    Stage, Status, Text, label,
};

record! {
    /// A project 项目: one unit of research.
    ///
    /// ```
    /// use seedrelay::{Project, Stage, Status};
    /// let project = Project::new("p2", "rice", Stage::Applied, "rice-consortium", Status::Active)
    ///     .commissioned_by("yuelushan")
    ///     .commissioned("2023-11".parse()?)
    ///     .started("2024-03-01".parse()?)
    ///     .builds_on(["p1"]);
    /// assert!(project.status.is_live());
    /// # Ok::<(), seedrelay::model::DateError>(())
    /// ```
    pub struct Project ("projects", "Projects", "项目", "Units of research.", "研发项目。") {
        /// Its name in the document.
        id: ProjectId ("Id", "编号" | "项目编号", "供其他表引用的简短编号。"),
        /// What people call it.
        title: Option<Text> ("Title", "标题" | "项目名称", "项目的名称。"),
        /// Which category it concerns.
        category: CategoryId ("Category", "品类", "所属品类。"),
        /// At which stage it is.
        stage: Stage ("Stage", "研究阶段" | "阶段", "所处研究阶段。"),
        /// Who does it.
        performer: OrganizationId ("Performer", "承担单位" | "承担者", "承担项目的组织。"),
        /// Who commissioned it 委托方; `None` for the performer's own initiative.
        commissioner: Option<OrganizationId>
            ("Commissioner", "委托方" | "委托单位", "委托项目的组织，自主立项则留空。"),
        /// Further organizations that did the work. They work at the stage, and are no partners in the handoff.
        joint_performers: Box<[OrganizationId]> ("Joint performers", "联合承担单位" | "参与单位" | "参加单位", "共同承担的其他组织，以；分隔。"),
        /// What has become of it.
        status: Status ("Status", "状态", "项目进展。"),
        /// When it was commissioned.
        commissioned: Option<PartialDate> ("Commissioned", "委托日期", "提出委托的日期。"),
        /// When work started.
        started: Option<PartialDate> ("Started", "开始日期", "开始研究的日期。"),
        /// When work ended, with a result or without.
        ended: Option<PartialDate> ("Ended", "结束日期", "结束的日期。"),
        /// The projects whose results it builds on.
        builds_on: Box<[ProjectId]> ("Builds on", "基于项目" | "前序项目", "承接其成果的前序项目，以；分隔。"),
        /// The germplasm that it draws on 利用种质.
        draws_on: Box<[GermplasmId]> ("Draws on", "利用种质" | "所用种质", "所利用的种质，以；分隔。"),
        /// The germplasm that comes out of it.
        releases: Box<[GermplasmId]> ("Releases", "育成种质" | "育成品种", "育成的种质，以；分隔。"),
        /// The demands that it answers.
        answers: Box<[DemandId]> ("Answers", "响应需求" | "回应需求", "所响应的需求，以；分隔。"),
        /// What it is about. Two projects with equal topics are about the same thing.
        topic: Option<Box<str>> ("Topic", "主题", "研究主题，同一主题的项目用同一个词。"),
        /// What it may cost, in the chain's currency.
        budget: Option<f64> as Amount ("Budget", "经费", "经费，按供应链的货币。"),
        /// Whether its technology is one at which the nation can be choked 卡脖子技术; `None` where nobody says.
        chokepoint: Option<bool> ("Chokepoint", "卡脖子技术" | "是否卡脖子技术", "是否属于卡脖子技术，未知则留空。"),
        /// The members of the consortium that want its result; `None` where nobody says.
        interested: Option<Box<[OrganizationId]>>
            ("Interested", "意向成员", "希望获得成果的联合体成员，以；分隔；只填一个；表示没有。"),
        /// What it faces 四个面向.
        orientations: Box<[Orientation]> ("Orientations", "四个面向" | "面向", "项目的面向，以；分隔。"),
        /// Who has which share of the benefit.
        benefit_shares: Box<[BenefitShare]> ("Benefit shares", "收益分配", "收益如何分配，另表填写。"),
        /// Who owns which share of its result.
        owners: Box<[Owner]> ("Owners", "权利人", "成果的权利如何分配，另表填写。"),
        /// What its products earn, in the chain's currency.
        revenue: Option<f64> as Amount ("Revenue", "收入" | "销售收入", "产品收入，按供应链的货币。"),
        /// Which parts of that it passes on; `None` where nobody says.
        royalties: Option<Box<[Royalty]>> ("Royalties", "收益分享", "收入如何分给所依托的成果，另表填写。"),
        ..known
    }
    check check_project
}

impl Project {
    /// Sets who commissioned it.
    #[must_use]
    pub fn commissioned_by(self, commissioner: impl Into<OrganizationId>) -> Self {
        self.commissioner(commissioner)
    }

    /// What a reader of the language calls it: its title, [cut](crate::model::Text::short) if it is long, or its id
    /// where it has none.
    #[must_use]
    pub fn label(&self, lang: Lang) -> &str {
        label(self.title.as_ref(), self.id.as_str(), lang)
    }
}

record! {
    /// A share of the benefit of a project's result.
    ///
    /// ```
    /// use seedrelay::BenefitShare;
    /// assert_eq!(BenefitShare::new(BenefitShare::INVENTORS, 0.7).holder.as_ref(), "inventors");
    /// ```
    pub struct BenefitShare (
        "benefit_shares", "Benefit shares", "收益分配",
        "Who gets which part of a project's benefits.", "项目收益如何分配。"
    )
    part of (Projects "project", "Project", "项目" | "项目编号", "Of which project.", "所属项目。")
    {
        /// Who has it: `inventors`, or whoever else; mostly the id of an organization.
        holder: Box<str> ("Holder", "受益方", "受益者：某一组织，或发明人等。"),
        /// How much: a share of 1.
        share: f64 as Share ("Share", "比例" | "分配比例", "所占份额，0至1。"),
    }
    key [holder]
}

impl BenefitShare {
    /// The holder that stands for the people who made the result.
    pub const INVENTORS: &'static str = Owner::INVENTORS;
}

type Draft<'a> = <Project as Recorded>::Draft<'a>;
type Numbers = <Project as Recorded>::Numbers;

fn check_project(draft: &mut Draft<'_>, numbers: &Numbers, place: Place<'_>, intake: &mut Intake) {
    check_dates(draft, place, intake);
    check_builds_on(numbers, place, intake);
    let shares = draft.benefit_shares.list().iter().filter_map(Given::get).map(|share| &share.share);
    intake.check_shares(place.key("benefit_shares"), shares);
    check_owners(&draft.owners, place.key("owners"), intake);
    check_royalties(&draft.royalties, place.key("royalties"), intake);
}

/// Checks the dates against the status and each other. Those that it cannot have are taken away, so that nothing else is
/// said of them.
fn check_dates(draft: &mut Draft<'_>, place: Place<'_>, intake: &mut Intake) {
    if let Some(status) = draft.status.copied() {
        let mut forbidden = |key, date: &mut Given<PartialDate>| {
            if date.get().is_some() {
                *date = Given::Bad;
                intake.note(place.key(key), ProblemKind::DateAgainstStatus { key, status });
            }
        };
        if matches!(status, Status::Proposed | Status::Accepted) {
            forbidden("started", &mut draft.started);
        }
        if status.is_open() {
            forbidden("ended", &mut draft.ended);
        }
    }
    let dates = [&draft.commissioned, &draft.started, &draft.ended].map(Given::copied);
    let [commissioned, started, ended] = dates;
    for kind in out_of_order([commissioned, started, ended, None]) {
        if let ProblemKind::DatesOutOfOrder { later_key, .. } = kind {
            intake.note(place.key(later_key), kind);
        }
    }
    intake.must_be_past(dates.into_iter().flatten().max_by_key(|date| date.first()));
}

/// The pairs among `commissioned`, `started`, `ended` and `as_of` that are out of order. One slip puts a date out of
/// order with several others: only the nearest pair is reported.
pub(crate) fn out_of_order(dates: [Option<PartialDate>; 4]) -> impl Iterator<Item = ProblemKind> {
    const KEYS: [&str; 4] = ["commissioned", "started", "ended", "as_of"];
    /// Near pairs first. Where dates are partial, only a far pair may show that something is wrong.
    const PAIRS: [(usize, usize); 6] = [(0, 1), (1, 2), (2, 3), (0, 2), (1, 3), (0, 3)];
    let mut told = [false; PAIRS.len()];
    PAIRS.into_iter().enumerate().filter_map(move |(number, (first, last))| {
        let (earlier, later) = (dates[first]?, dates[last]?);
        let within = |&(pair, &(a, b)): &(usize, &(usize, usize))| told[pair] && first <= a && b <= last;
        if !earlier.is_surely_after(later) || PAIRS.iter().enumerate().any(|pair| within(&pair)) {
            return None;
        }
        told[number] = true;
        let (earlier_key, later_key) = (KEYS[first], KEYS[last]);
        Some(ProblemKind::DatesOutOfOrder { earlier_key, earlier, later_key, later })
    })
}

/// A project builds neither on itself nor twice on the same.
fn check_builds_on(numbers: &Numbers, project: Place<'_>, intake: &mut Intake) {
    let upstream = intake.row(numbers.builds_on);
    let repeated = match upstream {
        [] => return,
        [_] => false,
        [a, b] => a == b,
        many => {
            let mut sorted = many.to_vec();
            sorted.sort_unstable();
            sorted.windows(2).any(|pair| pair[0] == pair[1])
        }
    };
    // A project that took the id of another by mistake builds on that other.
    let names = ProjectId::names(&intake.names);
    let is_itself = |number| matches!(project, Place::Record(_, index) if names.record(number) as usize == index);
    let mut found = Vec::new();
    if repeated {
        let mut seen = HashSet::new();
        for (index, &number) in upstream.iter().enumerate() {
            if number != NONE && !is_itself(number) && !seen.insert(number) {
                let (project, upstream) = (intake.id(numbers.id), names.id(number));
                found.push((index, ProblemKind::BuildsOnTwice { project, upstream }));
            }
        }
    }
    // Given twice, it is still one slip.
    let itself = upstream.iter().position(|&number| number != NONE && number == numbers.id && is_itself(number));
    found.extend(itself.map(|index| (index, ProblemKind::BuildsOnItself { project: names.id(numbers.id) })));
    let place = project.key("builds_on");
    found.into_iter().for_each(|(index, kind)| intake.note(place.index(index), kind));
}
