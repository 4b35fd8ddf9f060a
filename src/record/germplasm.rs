//! Germplasm, the material that is handed on.

use super::draft::Given;
use super::field::Recorded;
use super::intake::{Intake, Place, Seen};
use super::list::Identified;
use super::owner::check_owners;
use super::problem::ProblemKind;
use super::types::Share;
use super::{NONE, Owner};
use crate::model::{
    Access, CategoryId, Evidence, GermplasmId, GermplasmKind, Lang, OrganizationId, PartialDate, RegionId, Right,
    SourceId, Text, label,
};

record! {
    /// A germplasm 种质: a wild resource, a landrace, a breeding line, a variety or a hybrid. Breeding hands it on.
    ///
    /// ```
    /// use seedrelay::model::{GermplasmKind, Right};
    /// use seedrelay::record::Parent;
    /// use seedrelay::Germplasm;
    /// let hybrid = Germplasm::new("taoyou-xiangzhan", "rice", GermplasmKind::Hybrid)
    ///     .parents([Parent::new("taonong-1a"), Parent::new("huanghuazhan").share(0.5)])
    ///     .released("2021".parse()?)
    ///     .right(Right::VarietyRight);
    /// assert_eq!((hybrid.parents[0].share, hybrid.parents[1].share), (None, Some(0.5)));
    /// # Ok::<(), seedrelay::model::DateError>(())
    /// ```
    pub struct Germplasm (
        "germplasm", "Germplasm", "种质" | "种质资源" | "品种",
        "Resources, lines, varieties and hybrids, with their parents and rights.", "资源、育种材料、品种与杂交种，及其亲本与权属。"
    ) {
        /// Its name in the document.
        id: GermplasmId ("Id", "编号" | "种质编号", "供其他表引用的简短编号。"),
        /// What people call it.
        name: Option<Text> ("Name", "名称" | "品种名称", "种质的名称。"),
        /// Which category it belongs to.
        category: CategoryId ("Category", "品类" | "作物", "所属品类。"),
        /// What it is.
        kind: GermplasmKind ("Kind", "种质类型" | "类型", "是资源、育种材料、品种还是杂交种。"),
        /// What it was bred from. Parents without a share have equal parts of what the others leave; what all of them leave
        /// over is unknown parentage.
        parents: Box<[Parent]> ("Parents", "亲本", "由哪些种质育成，另表填写。"),
        /// Who bred it.
        bred_by: Box<[OrganizationId]> ("Bred by", "育种者" | "选育单位", "选育的组织，以；分隔。"),
        /// Who keeps it; `None` where nobody says.
        holders: Option<Box<[OrganizationId]>> ("Holders", "保存单位", "保存的组织，以；分隔；只填一个；表示没有。"),
        /// Who owns which share of it.
        owners: Box<[Owner]> ("Owners", "权利人", "权利如何分配，另表填写。"),
        /// Where it comes from.
        origin: Option<RegionId> ("Origin", "来源地" | "原产地", "来自哪个地区。"),
        /// When it was released 审定: approved, registered or put on the market.
        released: Option<PartialDate> ("Released", "审定日期" | "审定年份", "审定、登记或投放市场的日期。"),
        /// From when on it is withdrawn 退出.
        withdrawn: Option<PartialDate> ("Withdrawn", "退出日期", "退出推广之日，当日即不再有效。"),
        /// The number of its approval.
        approval: Option<Box<str>> ("Approval", "审定编号" | "审定号", "审定或登记编号。"),
        /// What right stands on it; `None` where nobody says.
        right: Option<Right> ("Right", "权属", "所享有的权利，未知则留空。"),
        /// From when on the right is over.
        right_ends: Option<PartialDate> ("Right ends", "权利终止日期", "专有权终止之日，当日即不再有效。"),
        /// The variety that it is essentially derived from 实质性派生, if it is.
        derived_from: Option<GermplasmId> ("Derived from", "派生自", "实质性派生自哪个品种，没有则留空。"),
        /// On what terms it is shared; `None` where nobody says.
        access: Option<Access> ("Access", "共享方式", "对外提供的方式，未知则留空。"),
        /// Whether it has been identified 精准鉴定; `None` where nobody says.
        identified: Option<bool> ("Identified", "已鉴定", "是否已精准鉴定。"),
        /// Whether it is on a public list of what is shared; `None` where nobody says.
        listed: Option<bool> ("Listed", "已列入共享目录" | "列入目录", "是否已列入共享目录。"),
        /// Who else keeps a duplicate 异地备份; `None` where nobody says.
        duplicates: Option<Box<[OrganizationId]>>
            ("Duplicates", "备份单位", "另有备份的组织，以；分隔；只填一个；表示没有。"),
        ..known
    }
    check check_germplasm
}

impl Germplasm {
    /// What a reader of the language calls it: its name, [cut](crate::model::Text::short) if it is long, or its id where
    /// it has none.
    #[must_use]
    pub fn label(&self, lang: Lang) -> &str {
        label(self.name.as_ref(), self.id.as_str(), lang)
    }

    /// The share of each parent in it, 0 to 1, in the order of [`parents`](Self::parents): as written, and of those
    /// without one an equal part of what the written shares leave.
    ///
    /// ```
    /// use seedrelay::model::GermplasmKind;
    /// use seedrelay::record::Parent;
    /// use seedrelay::Germplasm;
    /// let cross = Germplasm::new("v", "rice", GermplasmKind::Variety)
    ///     .parents([Parent::new("a").share(0.5), Parent::new("b"), Parent::new("c")]);
    /// assert_eq!(cross.parent_shares().collect::<Vec<_>>(), [0.5, 0.25, 0.25]);
    /// ```
    pub fn parent_shares(&self) -> impl Iterator<Item = f64> {
        let written: f64 = self.parents.iter().filter_map(|parent| parent.share).sum();
        let bare = self.parents.iter().filter(|parent| parent.share.is_none()).count();
        let each = (1.0 - written).max(0.0) / bare.max(1) as f64;
        self.parents.iter().map(move |parent| parent.share.unwrap_or(each))
    }
}

type Draft<'a> = <Germplasm as Recorded>::Draft<'a>;

fn check_germplasm(
    draft: &mut Draft<'_>,
    numbers: &<Germplasm as Recorded>::Numbers,
    place: Place<'_>,
    intake: &mut Intake,
) {
    intake.in_order(place, ["released", "withdrawn"], [draft.released.copied(), draft.withdrawn.copied()]);
    intake.must_be_past(draft.released.copied());
    if draft.right_ends.get().is_some()
        && !draft.right.is_bad()
        && !draft.right.copied().is_some_and(Right::is_exclusive)
    {
        intake.note(place.key("right_ends"), ProblemKind::RightEndsWithoutRight);
    }
    check_owners(&draft.owners, place.key("owners"), intake);
    check_parents(draft, numbers, place, intake);
}

fn check_parents(draft: &Draft<'_>, numbers: &<Germplasm as Recorded>::Numbers, place: Place<'_>, intake: &mut Intake) {
    let parents = place.key("parents");
    let shares = draft.parents.list().iter().filter_map(Given::get).map(|parent| &parent.share);
    intake.check_shares(parents, shares);
    let mut seen = Seen::new();
    for (index, number) in intake.row(numbers.parents).to_vec().into_iter().enumerate() {
        if number != NONE && !seen.insert(number) {
            let parent = GermplasmId::names(&intake.names).id(number);
            intake.note(parents.index(index), ProblemKind::ParentTwice { parent });
        }
    }
}

record! {
    /// A parent of a germplasm, with its share in the offspring. One that is written as its id alone has an equal part of
    /// what the written shares leave.
    pub struct Parent (
        "parents", "Parents", "亲本", "What each germplasm was bred from.", "各种质由哪些亲本育成。"
    )
    part of (Germplasm "offspring", "Offspring", "子代" | "品种", "Of which germplasm.", "所育成的种质。")
    or just germplasm
    {
        /// Which germplasm is the parent.
        germplasm: GermplasmId ("Germplasm", "亲本" | "亲本编号", "作为亲本的种质。"),
        /// Its share in the offspring: a share of 1; 0 for the donor of cytoplasm or of one gene.
        share: Option<f64> as Share ("Share", "比例" | "血缘比例", "所占血缘，0至1；留空则均分余下部分。"),
    }
    key [germplasm]
}

impl From<&str> for Parent {
    fn from(germplasm: &str) -> Self {
        Self::new(germplasm)
    }
}

impl From<GermplasmId> for Parent {
    fn from(germplasm: GermplasmId) -> Self {
        Self::new(germplasm)
    }
}
