//! Who works where, and who commissions whom.

use std::sync::Arc;

use super::{Finding, Findings, Ground};
use crate::model::OrganizationKind;

impl<'c> Findings<'c> {
    /// Projects at a stage that their performer's kind has no role in.
    ///
    /// Whatever became of the project: who was to do it is what counts. One without a commissioner is its performer's own
    /// initiative.
    pub(super) fn roles(&self, ground: &Arc<Ground>) -> impl Iterator<Item = Finding<'c>> + use<'c, '_> {
        let columns = self.chain.columns();
        let ground = Arc::clone(ground);
        let outside = move |project: &usize| {
            let own_initiative = !columns.is_commissioned(*project);
            !self.permissions.role(self.kind(columns.performer[*project]), columns.stage[*project], own_initiative)
        };
        self.projects()
            .filter(outside)
            .map(move |project| Finding::of_project(&ground, self.chain.numbered_project(project)))
    }

    /// Commissions that the model knows no route for.
    pub(super) fn routes(&self, ground: &Arc<Ground>) -> impl Iterator<Item = Finding<'c>> + use<'c, '_> {
        let columns = self.chain.columns();
        let ground = Arc::clone(ground);
        let off_route = move |project: &usize| {
            let (from, to) = (columns.commissioner[*project], columns.performer[*project]);
            columns.is_commissioned(*project)
                && !self.permissions.route(self.kind(from), self.kind(to), columns.stage[*project])
        };
        self.projects().filter(off_route).map(move |project| {
            let project = self.chain.numbered_project(project);
            Finding { other: project.commissioner(), ..Finding::of_project(&ground, project) }
        })
    }

    pub(super) fn projects(&self) -> impl Iterator<Item = usize> + use<'c> {
        0..self.chain.columns().len()
    }

    pub(super) fn kind(&self, organization: u32) -> OrganizationKind {
        self.chain.organization_columns().kind[organization as usize]
    }
}
