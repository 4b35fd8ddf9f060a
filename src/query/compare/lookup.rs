//! Which changes there are of which records, and what refers to what in both chains.

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
    /// The projects that draw on each germplasm.
    pub(super) drawn_on_by: Rows,
    /// The germplasm of which each is a parent.
    pub(super) offspring: Rows,
    /// The projects that answer each demand.
    pub(super) answered_by: Rows,
    /// The projects that each organization performs.
    pub(super) performed: Rows,
    /// The services to each organization.
    pub(super) services_to: Rows,
    pub(super) licences_of: HashMap<Object, Vec<usize>>,
    pub(super) adoptions_of: HashMap<Object, Vec<usize>>,
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
        let (columns, germplasm, links) = (chain.columns(), chain.germplasm_columns(), chain.links());
        let backwards = |count: usize, rows: &Rows| {
            let mut pairs: Vec<(u32, u32)> = Vec::new();
            for (from, row) in rows.iter().enumerate() {
                pairs.extend(row.iter().filter(|to| **to != NONE).map(|&to| (to, from as u32)));
            }
            pairs.sort_unstable();
            Rows::from_pairs(count, pairs.iter().copied())
        };
        let mut performed: Vec<(u32, u32)> = (0_u32..).zip(&columns.performer).map(|(own, &by)| (by, own)).collect();
        performed.sort_unstable();
        let mut services: Vec<(u32, u32)> =
            (0_u32..).zip(&links.services).map(|(own, &(_, client))| (client, own)).collect();
        services.sort_unstable();
        let organizations = chain.organizations().len();
        let uses = chain.uses();
        Self {
            chain,
            changes: HashMap::new(),
            drawn_on_by: backwards(germplasm.len(), &columns.draws_on),
            offspring: backwards(germplasm.len(), &germplasm.parents),
            answered_by: backwards(chain.demands().len(), &columns.answers),
            performed: Rows::from_pairs(organizations, performed.iter().copied()),
            services_to: Rows::from_pairs(organizations, services.iter().copied()),
            licences_of: by_object(&uses.licence_object),
            adoptions_of: by_object(&uses.adoption_object),
        }
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

fn by_object(objects: &[Object]) -> HashMap<Object, Vec<usize>> {
    let mut by_object: HashMap<Object, Vec<usize>> = HashMap::new();
    for (number, object) in objects.iter().enumerate() {
        by_object.entry(*object).or_default().push(number);
    }
    by_object
}
