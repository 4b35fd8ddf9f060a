//! Which changes there are of which records, and what refers to what in both chains.

use std::cell::OnceCell;

use hashbrown::HashMap;

use crate::chain::{NONE, Object, Rows, SupplyChain};
use crate::record::RecordList;
use crate::scenario::{Differences, RecordChange};

/// The changes by where their records stand, and the links of both chains backwards.
pub(super) struct Lookup<'d, 'c> {
    pub(super) differences: &'d Differences<'c>,
    pub(super) sides: [Side<'c>; 2],
}

/// One of the two chains.
pub(super) struct Side<'c> {
    pub(super) chain: &'c SupplyChain,
    /// The changes of a record and of its parts.
    changes: HashMap<(RecordList, usize), Vec<usize>>,
    pub(super) licences_of: HashMap<Object, Vec<usize>>,
    pub(super) adoptions_of: HashMap<Object, Vec<usize>>,
    drawn_on_by: OnceCell<Rows>,
    offspring: OnceCell<Rows>,
    answered_by: OnceCell<Rows>,
    performed: OnceCell<Rows>,
    services_to: OnceCell<Rows>,
}

impl<'d, 'c> Lookup<'d, 'c> {
    pub(super) fn of(differences: &'d Differences<'c>) -> Self {
        let mut sides = [Side::of(differences.before), Side::of(differences.after)];
        for (number, change) in differences.records.iter().enumerate() {
            for (side, placed) in sides.iter_mut().zip([change.before, change.after]) {
                if let (Some(list), Some(placed)) = (change.key.kind().list(), placed) {
                    side.changes.entry((list, placed.number)).or_default().push(number);
                }
            }
        }
        Self { differences, sides }
    }

    pub(super) fn change(&self, number: usize) -> &'d RecordChange<'c> {
        &self.differences.records[number]
    }
}

impl<'c> Side<'c> {
    fn of(chain: &'c SupplyChain) -> Self {
        let uses = chain.uses();
        Self {
            chain,
            changes: HashMap::new(),
            licences_of: by_object(&uses.licence_object),
            adoptions_of: by_object(&uses.adoption_object),
            drawn_on_by: OnceCell::new(),
            offspring: OnceCell::new(),
            answered_by: OnceCell::new(),
            performed: OnceCell::new(),
            services_to: OnceCell::new(),
        }
    }

    /// The projects that draw on a germplasm.
    pub(super) fn drawn_on_by(&self, germplasm: usize) -> &[u32] {
        let count = self.chain.germplasm_columns().len();
        self.drawn_on_by.get_or_init(|| backwards(count, &self.chain.columns().draws_on)).of(germplasm)
    }

    /// The germplasm of which one is a parent.
    pub(super) fn offspring(&self, germplasm: usize) -> &[u32] {
        let columns = self.chain.germplasm_columns();
        self.offspring.get_or_init(|| backwards(columns.len(), &columns.parents)).of(germplasm)
    }

    /// The projects that answer a demand.
    pub(super) fn answered_by(&self, demand: usize) -> &[u32] {
        let count = self.chain.demands().len();
        self.answered_by.get_or_init(|| backwards(count, &self.chain.columns().answers)).of(demand)
    }

    /// The projects that an organization performs.
    pub(super) fn performed(&self, organization: usize) -> &[u32] {
        let performers = self.chain.columns().performer.iter().copied();
        let by_performer = || Rows::from_pairs(self.chain.organizations().len(), performers.zip(0..));
        self.performed.get_or_init(by_performer).of(organization)
    }

    /// The services to an organization.
    pub(super) fn services_to(&self, organization: usize) -> &[u32] {
        let clients = self.chain.links().services.iter().map(|&(_, client)| client);
        let by_client = || Rows::from_pairs(self.chain.organizations().len(), clients.zip(0..));
        self.services_to.get_or_init(by_client).of(organization)
    }

    /// The changes of a record of a list and of its parts.
    pub(super) fn changes_of(&self, list: RecordList, record: usize) -> &[usize] {
        self.changes.get(&(list, record)).map_or(&[], Vec::as_slice)
    }

    /// What a project releases, as objects, with the project itself.
    pub(super) fn objects(&self, project: usize) -> Vec<Object> {
        let released = self.chain.columns().releases.of(project).iter().map(|&own| Object::Germplasm(own));
        std::iter::once(Object::Project(project as u32)).chain(released).collect()
    }
}

/// The rows that hold each value below a count, in their order.
fn backwards(count: usize, rows: &Rows) -> Rows {
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    for (from, row) in (0..).zip(rows.iter()) {
        pairs.extend(row.iter().filter(|to| **to != NONE).map(|&to| (to, from)));
    }
    Rows::from_pairs(count, pairs.iter().copied())
}

fn by_object(objects: &[Object]) -> HashMap<Object, Vec<usize>> {
    let mut by_object: HashMap<Object, Vec<usize>> = HashMap::new();
    for (number, object) in objects.iter().enumerate() {
        by_object.entry(*object).or_default().push(number);
    }
    by_object
}
