//! The same records on another day: what follows from the day is worked out anew, and nothing else.

use super::SupplyChain;
use super::capabilities::{LinkColumns, Numbers, OrganizationColumns};
use super::material::UseColumns;
use super::relations;
use super::works_at::WorksAt;
use crate::model::PartialDate;

impl SupplyChain {
    /// The same records on another day, though some of their dates may come after it.
    pub(crate) fn on_day(&self, as_of: PartialDate) -> Self {
        let today = as_of.to_day();
        let mut chain = Self { base: None, ..self.clone() };
        chain.head.as_of = as_of;
        chain.columns.see_on(chain.lists.projects.node_weights(), today);
        chain.germplasm.see_on(chain.lists.germplasm.node_weights(), today);
        let numbers = Numbers { lists: &chain.lists, indices: &chain.indices };
        chain.links = LinkColumns::new(&numbers, today);
        chain.uses = UseColumns::new(&numbers, &chain.columns, &chain.germplasm, today);
        chain.organization_columns = OrganizationColumns::new(&numbers, today);
        chain.lists.organizations.clear_edges();
        relations::add_relations(&mut chain);
        chain.works_at = WorksAt::new(&chain);
        chain
    }
}
