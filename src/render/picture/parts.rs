//! What a picture is made of.

use crate::chain::{OrganizationRef, ProjectRef};
use crate::model::{Boundary, Evidence, Leap, OrganizationKind, Stage};
use crate::query::{Degree, GapKind};
use crate::record::{Agreement, Category, Demand, Funding, Licence, Service};
use crate::rules::Severity;

/// A lane of the picture, from left to right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lane {
    /// Who works at no stage and pays or commissions, such as a government.
    Funders,
    /// Who works at a stage.
    Stage(Stage),
    /// Service organizations.
    Services,
    /// Who has no part in any category: a strip below all bands.
    Apart,
}

impl Lane {
    /// How it is spelled in `data-stage`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Funders => "funders",
            Self::Stage(stage) => stage.as_str(),
            Self::Services => "services",
            Self::Apart => "apart",
        }
    }

    /// Its column: 0 for the funders, 1 to 4 for the stages, 5 for the services, 6 for the strip.
    #[must_use]
    pub const fn column(self) -> usize {
        match self {
            Self::Funders => 0,
            Self::Stage(stage) => 1 + stage as usize,
            Self::Services => 5,
            Self::Apart => 6,
        }
    }

    pub(super) const fn at(column: usize) -> Self {
        match column {
            0 => Self::Funders,
            1..=4 => Self::Stage(Stage::ALL[column - 1]),
            5 => Self::Services,
            _ => Self::Apart,
        }
    }
}

named_enum! {
    /// What a line stands for.
    pub enum Line ("kind of line") {
        /// A handoff: from who had the result to who builds on it, also within one organization.
        Handoff = "handoff", "handoff of a result", "成果交接";
        /// A commission: from who commissions to who does it.
        Commission = "commission", "commission", "委托";
        /// A demand: from who raised it to who answers it.
        Demand = "demand", "demand, to who answers it", "需求反馈（至响应方）";
        /// An agreement: from who may commission to who may be commissioned.
        Agreement = "agreement", "agreement", "合作协议";
        /// A licence in force: from who gives it to who has it.
        Licence = "licence", "licence in force", "有效许可";
        /// A membership: from the member to the consortium.
        Membership = "membership", "membership in a consortium", "联合体成员";
        /// Funding: from who gave to who received.
        Funding = "funding", "funding", "资助";
        /// A service: from the provider to the client.
        Service = "service", "service", "服务";
        /// No relation: the same organization at work in two lanes.
        SameOrganization = "same-organization", "the same organization", "同一组织";
    }
}

/// A point of the picture, in pixels of CSS from its upper left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Down.
    pub y: f64,
}

/// A rectangle of the picture.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Area {
    /// Its left side.
    pub x: f64,
    /// Its upper side.
    pub y: f64,
    /// From left to right.
    pub width: f64,
    /// From top to bottom.
    pub height: f64,
}

impl Area {
    /// Its right side.
    #[must_use]
    pub fn right(&self) -> f64 {
        self.x + self.width
    }

    /// Its lower side.
    #[must_use]
    pub fn bottom(&self) -> f64 {
        self.y + self.height
    }
}

/// A band of the picture: one category, or many small ones together.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct PictureBand<'c> {
    /// Its categories, by id.
    pub categories: Vec<&'c Category>,
    /// Handoffs and answers to demands that leave it for another category.
    pub to_others: usize,
    /// Those that come into it from another category.
    pub from_others: usize,
    /// Where it is.
    pub area: Area,
}

/// What a box stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum PictureNodeKind {
    /// One organization.
    Organization,
    /// Several, of one kind or of many, folded.
    Folded {
        /// Their kind, if they have one.
        kind: Option<OrganizationKind>,
    },
    /// The lines of a lane that are folded.
    OtherRelations,
    /// A leap that nobody is capable of.
    MissingStage {
        /// The leap.
        leap: Leap,
    },
}

/// A box of the picture: who works in a lane of a band.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct PictureNode<'c> {
    /// What it stands for.
    pub kind: PictureNodeKind,
    /// The number of its band; `None` in the strip of those apart.
    pub band: Option<usize>,
    /// Its lane.
    pub lane: Lane,
    /// Whom it stands for, by id.
    pub organizations: Vec<OrganizationRef<'c>>,
    /// The projects that they do here, by id.
    pub projects: Vec<ProjectRef<'c>>,
    /// Their research teams here, as far as they are known.
    pub teams: u64,
    /// At how many places here the number of teams is unknown: a category and stage of an organization each.
    pub teams_unknown: usize,
    /// Projects under way.
    pub active: usize,
    /// Projects that wait for a team.
    pub waiting: usize,
    /// How well it is known, at best, that they work here.
    pub evidence: Evidence,
    /// The worst of the bottlenecks that they are.
    pub severity: Option<Severity>,
    /// The numbers of these bottlenecks.
    pub bottlenecks: Vec<usize>,
    /// Where it is.
    pub area: Area,
}

impl PictureNode<'_> {
    /// Open projects per team, from 0: above 1 there is more work than teams. `None` where teams are unknown, or there are
    /// none.
    #[must_use]
    pub fn workload_per_team(&self) -> Option<f64> {
        (self.teams > 0 && self.teams_unknown == 0).then(|| (self.active + self.waiting) as f64 / self.teams as f64)
    }
}

/// One relation that a line stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum PictureRelation<'c> {
    /// A result that was taken up.
    Handoff {
        /// The project that is built on.
        upstream: ProjectRef<'c>,
        /// The project that builds on it.
        project: ProjectRef<'c>,
    },
    /// A project that was commissioned.
    Commission {
        /// The project.
        project: ProjectRef<'c>,
    },
    /// A demand that is answered.
    Demand {
        /// The demand.
        demand: &'c Demand,
        /// The project that answers it.
        project: ProjectRef<'c>,
    },
    /// An agreement.
    Agreement(&'c Agreement),
    /// A licence that is in force.
    Licence(&'c Licence),
    /// A member's place in a consortium.
    Membership {
        /// The member.
        member: OrganizationRef<'c>,
        /// The consortium.
        consortium: OrganizationRef<'c>,
    },
    /// Funding.
    Funding(&'c Funding),
    /// A service.
    Service(&'c Service),
}

/// A line of the picture: all relations of one kind from one box to another.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct PictureEdge<'c> {
    /// What it stands for.
    pub line: Line,
    /// The number of the box where it starts.
    pub from: usize,
    /// The number of the box where it ends.
    pub to: usize,
    /// The relations; none for [`Line::SameOrganization`].
    pub relations: Vec<PictureRelation<'c>>,
    /// How well the best known of them is known.
    pub evidence: Evidence,
    /// Where it goes: from the border of one box, straight across the lanes between, to the border of the other.
    pub points: Vec<Point>,
    /// Where it says how many relations there are, if they are several.
    pub(super) count_at: Point,
}

/// Where a mark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MarkPlace {
    /// At a box, given by number.
    Node(usize),
    /// On a line, given by number.
    Edge(usize),
    /// Between two lanes of a band, given by number.
    Boundary(usize, Boundary),
    /// In a band, given by number, and at none of its boxes, since nobody on record has to do with it.
    Band(usize),
}

/// A mark of the picture: all gaps of one kind at one place.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PictureMark {
    /// The kind of its gaps.
    pub kind: GapKind,
    /// The numbers of its gaps, in [`Picture::gaps`](super::Picture::gaps): those that are certain first.
    pub gaps: Vec<usize>,
    /// How many of them are certain; `None` where nobody asked.
    pub certain: Option<usize>,
    /// What it is at.
    pub place: MarkPlace,
    /// Where its middle is.
    pub at: Point,
}

impl PictureMark {
    /// How bad the worst of its gaps is: nothing is critical that is only possible, or of which nobody asked.
    #[must_use]
    pub fn severity(&self) -> Severity {
        let worst = self.kind.severity();
        if self.certain.is_some_and(|certain| certain > 0) { worst } else { worst.min(Severity::Warning) }
    }

    /// How many of its gaps are known how far, certain ones first; none where nobody asked.
    pub(super) fn degrees(&self) -> impl Iterator<Item = (Degree, usize)> {
        let known =
            self.certain.map(|certain| [(Degree::Certain, certain), (Degree::Possible, self.gaps.len() - certain)]);
        known.into_iter().flatten().filter(|(_, gaps)| *gaps > 0)
    }
}
