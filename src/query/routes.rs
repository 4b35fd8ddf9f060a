//! Routes: where research can pass from one organization to another.
//!
//! Two organizations are *related in a category* if they are the same, or a project of the category that was not
//! cancelled is commissioned by one of the other, or a live handoff of the category passes between them, or one is a
//! company and the other a consortium of which it is a member, or an agreement that covers the category stands between
//! them, or a licence in the category between them is in force. Funding and services carry no research and do not relate ([definitions](crate::docs::definitions), section 1).
//!
//! A *route* over a boundary is a related pair of which the one works in the leap before and the other in the leap
//! after.

use crate::chain::NONE;
use crate::chain::{OrganizationRef, SupplyChain};
use crate::model::{Boundary, Leap, OrganizationKind, Status};

/// One way over a boundary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Route<'c> {
    /// Who hands on: works in the leap before the boundary.
    pub from: OrganizationRef<'c>,
    /// Who takes up: works in the leap after it. May be the same.
    pub to: OrganizationRef<'c>,
}

/// ## Routes
impl SupplyChain {
    /// Every route over a boundary in a category, each once, by the ids of its sides; `None` if the chain has no such
    /// category.
    ///
    /// ```
    /// use seedrelay::{Boundary, datasets};
    /// let chain = datasets::example();
    /// assert!(!chain.routes("rice", Boundary::ToApplied).unwrap().is_empty());
    /// assert!(chain.routes("rise", Boundary::ToApplied).is_none());
    /// ```
    #[must_use]
    pub fn routes(&self, category: impl AsRef<str>, boundary: Boundary) -> Option<Vec<Route<'_>>> {
        let wanted = self.category_number(category.as_ref())?;
        let mut routes = Vec::new();
        for_each_route(self, &|category| category == wanted as u32, |_, crossed, from, to| {
            if crossed == boundary {
                routes.push((from, to));
            }
        });
        routes.sort_unstable();
        routes.dedup();
        let route = |(from, to)| Route {
            from: self.numbered_organization(from as usize),
            to: self.numbered_organization(to as usize),
        };
        Some(routes.into_iter().map(route).collect())
    }
}

/// Shows every route of the categories wanted: category, boundary, who hands on and who takes up. A route may come more
/// than once. Takes time in proportion to the chain, however many categories there are.
pub(crate) fn for_each_route(
    chain: &SupplyChain,
    wanted: &dyn Fn(u32) -> bool,
    visit: impl FnMut(u32, Boundary, u32, u32),
) {
    look_at_related(chain, &mut EachRoute { chain, wanted, visit });
}

/// Shows every pair of different organizations that is related, with the category, if it is related in one only.
pub(crate) fn for_each_related(chain: &SupplyChain, visit: impl FnMut(Option<u32>, u32, u32)) {
    look_at_related(chain, &mut EachPair(visit));
}

/// Passes pairs on, whoever works where.
struct EachPair<V>(V);

impl<V: FnMut(Option<u32>, u32, u32)> Look for EachPair<V> {
    fn wants(&self, _: u32) -> bool {
        true
    }

    fn see(&mut self, category: u32, a: u32, b: u32) {
        if a != b {
            (self.0)(Some(category), a, b);
        }
    }

    fn see_in_any(&mut self, _: &SupplyChain, a: u32, b: u32) {
        if a != b {
            (self.0)(None, a, b);
        }
    }

    fn is_done(&self) -> bool {
        false
    }
}

struct EachRoute<'c, V> {
    chain: &'c SupplyChain,
    wanted: &'c dyn Fn(u32) -> bool,
    visit: V,
}

impl<V: FnMut(u32, Boundary, u32, u32)> Look for EachRoute<'_, V> {
    fn wants(&self, category: u32) -> bool {
        (self.wanted)(category)
    }

    fn see(&mut self, category: u32, a: u32, b: u32) {
        if self.wants(category) {
            for_each_route_between(self.chain, category, a, b, |boundary, from, to| {
                (self.visit)(category, boundary, from, to);
            });
        }
    }

    fn is_done(&self) -> bool {
        false
    }
}

/// Looks at related pairs.
trait Look {
    /// Whether pairs of a category are still of interest.
    fn wants(&self, category: u32) -> bool;

    /// Sees a related pair.
    fn see(&mut self, category: u32, a: u32, b: u32);

    /// Sees a pair that is related in whatever category: in those that both sides work in, since others have no route.
    fn see_in_any(&mut self, chain: &SupplyChain, a: u32, b: u32) {
        for category in chain.works_at().categories_of_lesser(a, b) {
            self.see(category, a, b);
        }
    }

    /// Whether no pair is of interest any more.
    fn is_done(&self) -> bool;
}

/// Shows every related pair with its category, cheapest to find first, until the look is done. A pair may come more than
/// once, and either way round; an organization comes with itself.
fn look_at_related(chain: &SupplyChain, look: &mut impl Look) {
    let organizations = chain.organization_columns();
    let (works_at, links) = (chain.works_at(), chain.links());
    for organization in 0..organizations.kind.len() {
        for place in works_at.of(organization) {
            look.see(place.category, organization as u32, organization as u32);
        }
        if look.is_done() {
            return;
        }
    }
    // What is not limited to a category holds in those that both sides work in; others have no route anyway.
    for &(member, consortium) in &links.memberships {
        if organizations.kind[member as usize] == OrganizationKind::Company {
            look.see_in_any(chain, member, consortium);
        }
    }
    look_at_agreements(chain, look);
    let uses = chain.uses();
    for licence in (0..uses.licensee.len()).filter(|&licence| uses.in_force[licence]) {
        for &licensor in uses.licensors.of(licence) {
            look.see(uses.licence_category[licence], licensor, uses.licensee[licence]);
        }
    }
    let projects = chain.columns();
    for project in 0..projects.len() {
        let category = projects.category[project];
        if !look.wants(category) {
            if look.is_done() {
                return;
            }
            continue;
        }
        let performer = projects.performer[project];
        if projects.commissioner[project] != NONE && projects.status[project] != Status::Cancelled {
            look.see(category, projects.commissioner[project], performer);
        }
        if projects.is_live(project) {
            for &upstream in projects.builds_on.of(project) {
                if projects.is_live(upstream as usize) {
                    look.see(category, projects.performer[upstream as usize], performer);
                }
            }
        }
    }
}

/// Shows the pairs that agreements relate. Of agreements for everything between the same two, one is enough.
fn look_at_agreements(chain: &SupplyChain, look: &mut impl Look) {
    let links = chain.links();
    let mut last = None;
    let holding = links.agreements.iter().enumerate().filter(|(agreement, _)| links.agreement_holds[*agreement]);
    for (agreement, &(from, to)) in holding {
        let categories = links.agreement_categories.of(agreement);
        if categories.is_empty() && last.replace((from, to)) != Some((from, to)) {
            look.see_in_any(chain, from, to);
        }
        for &category in categories {
            look.see(category, from, to);
        }
    }
}

/// Shows the boundaries that a related pair has a route over, with who hands on and who takes up.
fn for_each_route_between(
    chain: &SupplyChain,
    category: u32,
    a: u32,
    b: u32,
    mut visit: impl FnMut(Boundary, u32, u32),
) {
    let leaps = |organization: u32| chain.works_at().leaps(organization as usize, category);
    let (of_a, of_b) = (leaps(a), leaps(b));
    let works = |leaps: u8, leap: Leap| leaps >> leap.index() & 1 == 1;
    for boundary in Boundary::ALL {
        if works(of_a, boundary.from()) && works(of_b, boundary.to()) {
            visit(boundary, a, b);
        }
        if a != b && works(of_b, boundary.from()) && works(of_a, boundary.to()) {
            visit(boundary, b, a);
        }
    }
}

/// How a category gets over a boundary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Crossing {
    /// On one side, nobody works.
    Absent,
    /// No pair that works on either side is related.
    Cut,
    /// Every route leads through this organization.
    Through(u32),
    /// There are routes without an organization in common.
    Several,
}

/// The leaps that somebody works in, a bit each, by category.
pub(crate) fn staffed_leaps(chain: &SupplyChain) -> Vec<u8> {
    let mut leaps = vec![0_u8; chain.categories().len()];
    for place in chain.works_at().every() {
        leaps[place.category as usize] |= 1 << place.stage.leap().index();
    }
    leaps
}

/// How every category gets over both boundaries, where these are its [staffed leaps](staffed_leaps).
pub(crate) fn crossings(chain: &SupplyChain, leaps: &[u8]) -> Vec<[Crossing; 2]> {
    let both = |leaps: u8, boundary: Boundary| {
        leaps >> boundary.from().index() & 1 == 1 && leaps >> boundary.to().index() & 1 == 1
    };
    let common: Vec<[Common; 2]> = leaps
        .iter()
        .map(|&leaps| Boundary::ALL.map(|boundary| if both(leaps, boundary) { Common::Any } else { Common::None }))
        .collect();
    let unsettled = common.iter().flatten().filter(|common| **common != Common::None).count();
    let mut look = InCommon { chain, common, unsettled };
    look_at_related(chain, &mut look);
    let common = look.common;
    let crossing = |leaps: u8, common: &[Common; 2]| {
        Boundary::ALL.map(|boundary| match common[boundary as usize] {
            Common::None if !both(leaps, boundary) => Crossing::Absent,
            Common::None => Crossing::Several,
            Common::Any => Crossing::Cut,
            // Of two that every route leads through, the first by id is named.
            Common::Two(a, b) => Crossing::Through(a.min(b)),
            Common::One(a) => Crossing::Through(a),
        })
    };
    leaps.iter().zip(&common).map(|(&leaps, common)| crossing(leaps, common)).collect()
}

/// Finds what the routes over each boundary of each category have in common.
struct InCommon<'c> {
    chain: &'c SupplyChain,
    common: Vec<[Common; 2]>,
    /// Boundaries whose routes still have something in common.
    unsettled: usize,
}

impl Look for InCommon<'_> {
    fn wants(&self, category: u32) -> bool {
        self.common[category as usize] != [Common::None; 2]
    }

    fn see(&mut self, category: u32, a: u32, b: u32) {
        if self.wants(category) {
            for_each_route_between(self.chain, category, a, b, |boundary, from, to| {
                let common = &mut self.common[category as usize][boundary as usize];
                if *common != Common::None {
                    *common = common.with(from, to);
                    self.unsettled -= usize::from(*common == Common::None);
                }
            });
        }
    }

    fn is_done(&self) -> bool {
        self.unsettled == 0
    }
}

/// The organizations that all routes so far have in common: any, those of the first route, one of them, or none.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Common {
    Any,
    Two(u32, u32),
    One(u32),
    None,
}

impl Common {
    fn with(self, from: u32, to: u32) -> Self {
        let kept = |organization| organization == from || organization == to;
        match self {
            Self::Any if from == to => Self::One(from),
            Self::Any => Self::Two(from, to),
            Self::Two(a, b) => match (kept(a), kept(b)) {
                (true, true) => self,
                (true, false) => Self::One(a),
                (false, true) => Self::One(b),
                (false, false) => Self::None,
            },
            Self::One(a) if kept(a) => self,
            Self::One(_) | Self::None => Self::None,
        }
    }
}
