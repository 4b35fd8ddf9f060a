//! What a model allows, spread out so that asking costs nothing.

use super::{Initiative, OperatingModel};
use crate::chain::Path;
use crate::model::{OrganizationKind, Stage};

const KINDS: usize = OrganizationKind::ALL.len();
const STAGES: usize = Stage::ALL.len();

/// The roles and routes of a model as tables. By default there are none.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Permissions {
    roles: [[Option<Initiative>; STAGES]; KINDS],
    /// By commissioner and performer, a bit for each stage.
    routes: [[u8; KINDS]; KINDS],
}

impl Permissions {
    pub(crate) fn new(model: &OperatingModel) -> Self {
        let mut own = Self { roles: [[None; STAGES]; KINDS], routes: [[0; KINDS]; KINDS] };
        for role in &model.roles {
            let known = &mut own.roles[role.kind as usize][role.stage as usize];
            *known = (*known).max(Some(role.initiative));
        }
        for route in &model.routes {
            for performer in
                OrganizationKind::ALL.into_iter().filter(|kind| route.performer.is_none_or(|is| is == *kind))
            {
                for stage in Stage::ALL.into_iter().filter(|stage| route.stage.is_none_or(|is| is == *stage)) {
                    // A route that names both sides holds whatever the roles; one that does not follows them.
                    let named = route.performer.is_some() && route.stage.is_some();
                    if named || own.role(performer, stage, false) {
                        own.routes[route.commissioner as usize][performer as usize] |= 1 << stage as usize;
                    }
                }
            }
        }
        own
    }

    pub(crate) const fn initiative(&self, kind: OrganizationKind, stage: Stage) -> Option<Initiative> {
        self.roles[kind as usize][stage as usize]
    }

    /// Whether a kind may work at a stage, on its own initiative or commissioned.
    pub(crate) const fn role(&self, kind: OrganizationKind, stage: Stage, own_initiative: bool) -> bool {
        match self.initiative(kind, stage) {
            Some(Initiative::Any) => true,
            Some(Initiative::Own) => own_initiative,
            None => false,
        }
    }

    pub(crate) const fn route(
        &self,
        commissioner: OrganizationKind,
        performer: OrganizationKind,
        stage: Stage,
    ) -> bool {
        self.routes[commissioner as usize][performer as usize] >> stage as usize & 1 == 1
    }

    /// Whether it allows all that another allows.
    pub(super) fn cover(&self, other: &Self) -> bool {
        let roles = self.roles.iter().flatten().zip(other.roles.iter().flatten());
        let routes = self.routes.iter().flatten().zip(other.routes.iter().flatten());
        roles.into_iter().all(|(own, theirs)| own >= theirs)
            && routes.into_iter().all(|(own, theirs)| own & theirs == *theirs)
    }
}

/// A place in a model, for its problems.
#[derive(Clone)]
pub(super) struct Place(Path);

impl Place {
    pub(super) fn record(list: &str, index: usize) -> Self {
        Self(Path::default().key(list).index(index))
    }

    pub(super) fn key(self, key: &str) -> Self {
        Self(self.0.key(key))
    }

    pub(super) fn path(self) -> Path {
        self.0
    }
}
