//! Material: products that are not cleared, bases that are narrow or from outside, resources that lie idle, and results
//! that are not paid for.

use std::sync::Arc;

use super::{Finding, Findings, Ground};
use crate::chain::{GermplasmRef, Object, ProjectRef};
use crate::model::{Evidence, GermplasmKind, Leap, Right, Stage};
use crate::query::material::drawn_on;
use crate::query::uses::Uses;
use crate::query::{CategoryPedigree, Clearance, LEAST_FOR_A_FINDING};
use crate::record::{Owner, Project};

/// Of more than a half unknown parents nothing is said of a base.
const MOST_UNKNOWN: f64 = 0.5;

/// A base with fewer effective founders is narrow.
const FEW_FOUNDERS: f64 = 10.0;

/// A base with a direct parent in more than one in so many varieties is narrow.
const ONE_IN: usize = 3;

impl<'c> Findings<'c> {
    /// Varieties for sale that somebody else's right stands against.
    pub(super) fn uncleared(&self, ground: &Arc<Ground>) -> impl Iterator<Item = Finding<'c>> + use<'c, '_> {
        let ground = Arc::clone(ground);
        let blocked = self.clearance().iter().filter(|product| product.state == Clearance::Blocked);
        blocked.map(move |product| Finding {
            organization: Some(product.by),
            germplasm: Some(product.germplasm),
            other_germplasm: product
                .because
                .iter()
                .find(|material| material.state == Clearance::Blocked)
                .map(|material| material.germplasm),
            evidence: product.evidence,
            ..Finding::of_project(&ground, product.project)
        })
    }

    pub(super) fn clearance_unknown(&self) -> usize {
        self.clearance().iter().filter(|product| product.state == Clearance::Unknown).count()
    }

    /// Each live project beyond basic and applied-basic research, with each germplasm that it draws on.
    fn drawn_on_later(&self) -> impl Iterator<Item = (ProjectRef<'c>, GermplasmRef<'c>)> + use<'c> {
        let (chain, columns) = (self.chain, self.chain.columns());
        let later = move |project: &usize| columns.is_live(*project) && columns.leap(*project) >= Leap::OneToTen;
        (0..columns.len()).filter(later).flat_map(move |project| {
            let drawn_on = columns.draws_on.of(project).iter();
            drawn_on.map(move |&own| (chain.numbered_project(project), chain.numbered_germplasm(own as usize)))
        })
    }

    /// Material of which it is known that its right is not settled.
    pub(super) fn unconfirmed(&self, ground: &Arc<Ground>) -> impl Iterator<Item = Finding<'c>> + use<'c> {
        let ground = Arc::clone(ground);
        let is_open =
            |germplasm: GermplasmRef<'_>| germplasm.record().right.is_some_and(|right: Right| !right.is_confirmed());
        self.drawn_on_later().filter(move |(_, germplasm)| is_open(*germplasm)).map(move |(project, germplasm)| {
            Finding {
                germplasm: Some(germplasm),
                evidence: project.evidence().min(germplasm.evidence()),
                ..Finding::of_project(&ground, project)
            }
        })
    }

    pub(super) fn rights_unknown(&self) -> usize {
        self.drawn_on_later().filter(|(_, germplasm)| germplasm.record().right.is_none()).count()
    }

    /// Categories whose varieties rest on one parent, or on few founders.
    pub(super) fn narrow_bases(&self, ground: &Arc<Ground>) -> impl Iterator<Item = Finding<'c>> + use<'c, '_> {
        let ground = Arc::clone(ground);
        self.pedigrees().iter().filter(|row| is_judged_narrow(row)).filter_map(move |row| {
            let (founders, parents) = (row.founders.as_ref()?, row.direct_parents?);
            let rests_on_one = parents.most_used_in * ONE_IN > row.varieties;
            let few_founders = founders.effective_upper < FEW_FOUNDERS;
            let measured = if rests_on_one {
                parents.most_used_in as f64 / row.varieties as f64
            } else {
                founders.effective_upper
            };
            (rests_on_one || few_founders).then(|| Finding {
                germplasm: parents.most_used.filter(|_| rests_on_one),
                measured: Some(measured),
                ..of_base(&ground, row)
            })
        })
    }

    /// Categories whose varieties rest for the most part on what came from outside.
    pub(super) fn outside_bases(&self, ground: &Arc<Ground>) -> impl Iterator<Item = Finding<'c>> + use<'c, '_> {
        let ground = Arc::clone(ground);
        self.pedigrees().iter().filter(|row| is_judged_outside(row)).filter_map(move |row| {
            let outside = row.origin?.from_outside().filter(|outside| *outside > 0.5)?;
            Some(Finding { measured: Some(outside), ..of_base(&ground, row) })
        })
    }

    /// Categories with varieties of whose base nothing can be said.
    pub(super) fn bases_unknown(&self, is_judged: impl Fn(&CategoryPedigree<'c>) -> bool) -> usize {
        self.pedigrees().iter().filter(|row| row.varieties > 0 && !is_judged(row)).count()
    }

    fn germplasm(&self) -> impl Iterator<Item = GermplasmRef<'c>> + use<'c> {
        let chain = self.chain;
        (0..chain.germplasm_columns().len()).map(move |germplasm| chain.numbered_germplasm(germplasm))
    }

    /// Resources that somebody keeps and of whose use nothing is on record.
    pub(super) fn idle_germplasm(&self, ground: &Arc<Ground>) -> impl Iterator<Item = Finding<'c>> + use<'c> {
        let ground = Arc::clone(ground);
        let (drawn_on, uses) = (drawn_on(self.chain), Uses::of(self.chain));
        let is_idle = move |germplasm: &GermplasmRef<'c>| {
            let number = germplasm.number();
            germplasm.kind().is_resource()
                && germplasm.holders().len() > 0
                && !drawn_on[number]
                && germplasm.offspring().next().is_none()
                && !uses.is_adopted(Object::Germplasm(number as u32))
        };
        self.germplasm().filter(is_idle).map(move |germplasm| of_germplasm(&ground, germplasm))
    }

    pub(super) fn holders_unknown(&self) -> usize {
        let unknown =
            |germplasm: &GermplasmRef<'_>| germplasm.kind().is_resource() && germplasm.record().holders.is_none();
        self.germplasm().filter(unknown).count()
    }

    /// Each germplasm that would be missed: wild resources, landraces, and what varieties descend from.
    fn missed(&self) -> impl Iterator<Item = GermplasmRef<'c>> + use<'c> {
        let reached = self.chain.ancestors_of_varieties();
        self.germplasm().filter(move |germplasm| {
            matches!(germplasm.kind(), GermplasmKind::Wild | GermplasmKind::Landrace) || reached[germplasm.number()]
        })
    }

    /// What would be missed, and is kept in one place only, as the records say.
    pub(super) fn unbacked(&self, ground: &Arc<Ground>) -> impl Iterator<Item = Finding<'c>> + use<'c> {
        let ground = Arc::clone(ground);
        let has_none =
            |germplasm: &GermplasmRef<'_>| germplasm.record().duplicates.as_ref().is_some_and(|of| of.is_empty());
        self.missed().filter(has_none).map(move |germplasm| of_germplasm(&ground, germplasm))
    }

    pub(super) fn duplicates_unknown(&self) -> usize {
        self.missed().filter(|germplasm| germplasm.record().duplicates.is_none()).count()
    }

    /// Projects whose inventors have a share, and too small a one.
    pub(super) fn inventors_below_floor(&self, ground: &Arc<Ground>) -> impl Iterator<Item = Finding<'c>> + use<'c> {
        let ground = Arc::clone(ground);
        let floor = ground.rule.effective_threshold().unwrap_or(0.0);
        self.chain.projects().filter_map(move |project| {
            let share = inventors_share(project.record()).filter(|share| *share < floor)?;
            Some(Finding { measured: Some(share), ..Finding::of_project(&ground, project) })
        })
    }

    pub(super) fn inventors_unknown(&self) -> usize {
        self.chain.project_graph().node_weights().filter(|project| inventors_share(project).is_none()).count()
    }

    /// Each product that earns, with each result of another performer that it builds on.
    fn products_and_upstream(&self) -> impl Iterator<Item = (ProjectRef<'c>, ProjectRef<'c>)> + use<'c> {
        let earns = |product: &ProjectRef<'_>| {
            product.stage() == Stage::Industrialization && product.record().revenue.is_some_and(|revenue| revenue > 0.0)
        };
        self.chain.projects().filter(earns).flat_map(|product| {
            let others = product.builds_on().filter(move |upstream| upstream.performer() != product.performer());
            others.map(move |upstream| (product, upstream))
        })
    }

    /// Products that earn, say what they pass on, and pass nothing on to a result of another performer that they build on:
    /// neither to it nor to what it releases, and without a licence of it.
    pub(super) fn upstream_unpaid(&self, ground: &Arc<Ground>) -> impl Iterator<Item = Finding<'c>> + use<'c> {
        let (ground, chain, uses) = (Arc::clone(ground), self.chain, Uses::of(self.chain));
        let is_paid = move |product: ProjectRef<'c>, upstream: ProjectRef<'c>| {
            let licensees = &chain.uses().licensee;
            let is_licensee = |licence: usize| licensees[licence] as usize == product.performer().number();
            pays(product.record(), upstream.record()) || uses.licences_of(upstream.number()).any(is_licensee)
        };
        let says = |product: ProjectRef<'_>| product.record().royalties.is_some();
        let pairs = self.products_and_upstream().filter(move |(product, _)| says(*product));
        pairs.filter(move |(product, upstream)| !is_paid(*product, *upstream)).map(move |(product, upstream)| Finding {
            other: Some(upstream.performer()),
            other_project: Some(upstream),
            evidence: product.evidence().min(upstream.evidence()),
            ..Finding::of_project(&ground, product)
        })
    }

    pub(super) fn royalties_unknown(&self) -> usize {
        let mut silent: Vec<usize> = self
            .products_and_upstream()
            .filter(|(product, _)| product.record().royalties.is_none())
            .map(|(product, _)| product.number())
            .collect();
        silent.dedup();
        silent.len()
    }
}

/// Whether enough is known of a base to say how narrow it is.
pub(super) fn is_judged_narrow(row: &CategoryPedigree<'_>) -> bool {
    row.varieties >= LEAST_FOR_A_FINDING
        && row.founders.as_ref().is_some_and(|founders| founders.unknown <= MOST_UNKNOWN)
}

/// Whether enough is known of a base to say where it comes from.
pub(super) fn is_judged_outside(row: &CategoryPedigree<'_>) -> bool {
    row.varieties >= LEAST_FOR_A_FINDING && row.origin.is_some_and(|origin| origin.from_outside().is_some())
}

fn of_base<'c>(ground: &Arc<Ground>, row: &CategoryPedigree<'c>) -> Finding<'c> {
    Finding {
        category: Some(row.category),
        varieties: Some(row.varieties),
        ..Finding::new(ground, row.evidence.unwrap_or(Evidence::Documented))
    }
}

fn of_germplasm<'c>(ground: &Arc<Ground>, germplasm: GermplasmRef<'c>) -> Finding<'c> {
    Finding {
        organization: germplasm.holders().next(),
        category: Some(germplasm.category()),
        germplasm: Some(germplasm),
        ..Finding::new(ground, germplasm.evidence())
    }
}

/// The share of the inventors in the benefit, or where that names none, in the ownership; `None` where neither does.
fn inventors_share(project: &Project) -> Option<f64> {
    let benefit = project.benefit_shares.iter().map(|share| (&*share.holder, share.share));
    let owners = project.owners.iter().map(|owner| (&*owner.holder, owner.share));
    let of_inventors = |mut sum: Option<f64>, (holder, share): (&str, f64)| {
        if Owner::is_inventors(holder) {
            *sum.get_or_insert(0.0) += share;
        }
        sum
    };
    benefit.fold(None, of_inventors).or_else(|| owners.fold(None, of_inventors))
}

/// Whether a product passes something on to a result, or to something that this releases.
fn pays(product: &Project, upstream: &Project) -> bool {
    product.royalties.iter().flatten().any(|royalty| {
        royalty.project.as_ref().is_some_and(|project| *project == upstream.id)
            || royalty.germplasm.as_ref().is_some_and(|germplasm| upstream.releases.contains(germplasm))
    })
}
