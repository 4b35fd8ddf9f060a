//! Support: the records that the definition of a gap reads, and which of them changed in what it reads of them.
//!
//! Both chains are asked, and each link is taken as in either. Where a gap concerns a whole category, as a missing stage
//! does, the changes are gone over instead, and only those are taken that can matter: capabilities and projects that prove
//! work at the leap, and relations between organizations that work on both sides.

mod whole;

use super::lookup::{Lookup, Side};
use crate::chain::{NONE, Object, SupplyChain};
use crate::model::CategoryId;
use crate::query::{GapKey, GapKind};
use crate::record::RecordList;
use crate::scenario::{ChangeKind, RecordChange};

/// The numbers of the changes that a gap may have opened or closed by.
pub(super) fn changes(lookup: &Lookup<'_, '_>, gap: &GapKey) -> Vec<usize> {
    let mut found = Vec::new();
    for side in &lookup.sides {
        let mut support = Support { lookup, side, found: &mut found };
        support.read_category(gap);
        support.read(gap);
    }
    if matches!(gap.kind, GapKind::MissingStage | GapKind::MissingRoute) {
        whole::changes(lookup, gap, &mut found);
    }
    found
}

/// The record as a whole: only whether it is there.
const NOTHING: &[&str] = &[];

struct Support<'s, 'd, 'c> {
    lookup: &'s Lookup<'d, 'c>,
    side: &'s Side<'c>,
    found: &'s mut Vec<usize>,
}

impl Support<'_, '_, '_> {
    /// Takes the changes of a record and its parts, if some field is among them that is read.
    fn of(&mut self, list: RecordList, record: usize, fields: &[&str]) {
        for &number in self.side.changes_of(list, record) {
            if is_read(self.lookup.change(number), fields) {
                self.found.push(number);
            }
        }
    }

    fn project(&mut self, project: usize, fields: &[&str]) {
        self.of(RecordList::Projects, project, fields);
    }

    fn read_category(&mut self, gap: &GapKey) {
        let category = gap.category.as_ref().and_then(|id| self.side.chain.category_number(id.as_str()));
        if let Some(category) = category {
            self.of(RecordList::Categories, category, NOTHING);
        }
    }

    fn read(&mut self, gap: &GapKey) {
        let chain = self.side.chain;
        let project = gap.project.as_ref().and_then(|id| chain.record_number(RecordList::Projects, id.as_str()));
        let upstream = gap.upstream.as_ref().and_then(|id| chain.record_number(RecordList::Projects, id.as_str()));
        let demand = gap.demand.as_ref().and_then(|id| chain.demand_number(id.as_str()));
        let germplasm = gap.germplasm.as_ref().and_then(|id| chain.germplasm_number(id.as_str()));
        match (gap.kind, project, demand) {
            (GapKind::StrandedResult, Some(project), _) => self.stranded(project),
            (GapKind::UnfoundedStart | GapKind::SkippedLeap, Some(project), _) => self.founded(project),
            (GapKind::LateHandoff, Some(project), _) => {
                self.project(project, &["started", "stage", "category", "builds_on"]);
                if let Some(upstream) = upstream {
                    self.project(upstream, &["ended", "stage"]);
                }
            }
            (GapKind::IdleCommission, Some(project), _) => {
                self.project(project, &["status", "commissioner", "commissioned", "category"]);
            }
            (GapKind::UnansweredDemand | GapKind::DemandStoppedShort, _, Some(demand)) => self.answered(demand),
            (GapKind::LastMile, Some(project), _) => self.last_mile(project),
            (GapKind::IdleLicence, ..) => {
                let object = project.map(|own| Object::Project(own as u32));
                let object = object.or(germplasm.map(|own| Object::Germplasm(own as u32)));
                self.idle_licence(gap, object);
            }
            (GapKind::UnadoptedProduct, ..) => {
                self.unadopted(gap, germplasm);
            }
            _ => {}
        }
        // The other end of a gap between two, where the one that builds on it is not there.
        if let (GapKind::LateHandoff | GapKind::SkippedLeap, None, Some(upstream)) = (gap.kind, project, upstream) {
            self.project(upstream, NOTHING);
        }
    }

    /// A result, what builds on it, and all uses of it and of what it releases.
    fn stranded(&mut self, project: usize) {
        self.project(project, &["status", "stage", "category", "releases"]);
        let chain = self.side.chain;
        for next in chain.numbered_project(project).built_on_by() {
            self.project(next.number(), &["status", "stage", "builds_on"]);
        }
        for &released in chain.columns().releases.of(project) {
            self.of(RecordList::Germplasm, released as usize, &["withdrawn"]);
            for &drawing in self.side.drawn_on_by(released as usize) {
                self.project(drawing as usize, &["status", "draws_on"]);
            }
            for &offspring in self.side.offspring(released as usize) {
                self.of(RecordList::Germplasm, offspring as usize, &["parents"]);
                self.releasing(offspring, &["status", "releases"]);
            }
        }
        for object in self.side.objects(project) {
            self.licences(object, &["ends"]);
            self.adoptions(object);
        }
    }

    fn licences(&mut self, object: Object, fields: &[&str]) {
        for &licence in self.side.licences_of.get(&object).into_iter().flatten() {
            self.of(RecordList::Licences, licence, fields);
        }
    }

    fn adoptions(&mut self, object: Object) {
        for &adoption in self.side.adoptions_of.get(&object).into_iter().flatten() {
            self.of(RecordList::Adoptions, adoption, &["area"]);
        }
    }

    /// The project that releases a germplasm.
    fn releasing(&mut self, germplasm: u32, fields: &[&str]) {
        let releasing = self.side.chain.germplasm_columns().released_by[germplasm as usize];
        if releasing != NONE {
            self.project(releasing as usize, fields);
        }
    }

    /// A project and all that it builds on.
    fn founded(&mut self, project: usize) {
        self.project(project, &["status", "stage", "category", "builds_on"]);
        for &upstream in self.side.chain.columns().builds_on.of(project) {
            self.project(upstream as usize, &["stage"]);
        }
    }

    fn answered(&mut self, demand: usize) {
        self.of(RecordList::Demands, demand, &["stage", "category"]);
        for &answering in self.side.answered_by(demand) {
            self.project(answering as usize, &["status", "stage", "answers"]);
        }
    }

    /// A product, the services to its performer with who does them, and what is grown of it.
    fn last_mile(&mut self, project: usize) {
        self.project(project, &["status", "stage", "category", "performer", "releases"]);
        let chain = self.side.chain;
        let performer = chain.columns().performer[project] as usize;
        for &service in self.side.services_to(performer) {
            self.of(RecordList::Services, service as usize, &["since", "until"]);
            let (provider, _) = chain.links().services[service as usize];
            self.of(RecordList::Organizations, provider as usize, &["kind", "service"]);
        }
        for object in self.side.objects(project) {
            self.adoptions(object);
            if let Object::Germplasm(released) = object {
                self.of(RecordList::Germplasm, released as usize, &["withdrawn"]);
            }
        }
    }

    /// The licences of one object to one licensee, what the licensee does, and what is grown of the object.
    fn idle_licence(&mut self, gap: &GapKey, object: Option<Object>) {
        let chain = self.side.chain;
        let licensee = gap.licensee.as_ref().and_then(|id| chain.organization_number(id.as_str()));
        if let Some(object) = object {
            for &licence in self.side.licences_of.get(&object).into_iter().flatten() {
                if Some(chain.uses().licensee[licence] as usize) == licensee {
                    self.of(RecordList::Licences, licence, &["signed", "ends"]);
                }
            }
            self.object(object);
        }
        for &own in licensee.map_or(&[][..], |licensee| self.side.performed(licensee)) {
            self.project(own as usize, &["status", "performer", "builds_on", "draws_on", "releases"]);
            for &released in chain.columns().releases.of(own as usize) {
                self.of(RecordList::Germplasm, released as usize, &["parents"]);
            }
        }
    }

    /// What a licence is of: its category, what releases or is released, and what is grown of it.
    fn object(&mut self, object: Object) {
        match object {
            Object::Project(project) => {
                self.project(project as usize, &["category", "releases"]);
                for own in self.side.objects(project as usize) {
                    self.adoptions(own);
                }
            }
            Object::Germplasm(germplasm) => {
                self.of(RecordList::Germplasm, germplasm as usize, &["category"]);
                self.releasing(germplasm, &["releases"]);
                self.adoptions(object);
            }
        }
    }

    /// A variety, what releases it, and the adoptions by which the category speaks of adoption at all.
    fn unadopted(&mut self, gap: &GapKey, germplasm: Option<usize>) {
        if let Some(germplasm) = germplasm {
            self.of(RecordList::Germplasm, germplasm, &["kind", "category", "released", "withdrawn"]);
            self.releasing(germplasm as u32, &["releases"]);
            self.adoptions(Object::Germplasm(germplasm as u32));
            let releasing = self.side.chain.germplasm_columns().released_by[germplasm];
            if releasing != NONE {
                self.adoptions(Object::Project(releasing));
            }
        }
        let category = gap.category.as_ref().map(CategoryId::as_str).unwrap_or_default();
        let [before, after] = [0, 1].map(|side| adoptions_in(self.lookup.sides[side].chain, category).next().is_some());
        if before != after {
            for adoption in adoptions_in(self.side.chain, category).collect::<Vec<_>>() {
                self.of(RecordList::Adoptions, adoption, NOTHING);
            }
        }
    }
}

/// The adoptions of a category.
fn adoptions_in<'c>(chain: &'c SupplyChain, category: &str) -> impl Iterator<Item = usize> + use<'c> {
    let wanted = chain.category_number(category).map(|number| number as u32);
    let objects = chain.uses().adoption_object.iter().enumerate();
    objects
        .filter(move |(_, object)| Some(object.category(chain.columns(), chain.germplasm_columns())) == wanted)
        .map(|(adoption, _)| adoption)
}

/// Whether a change is of something that is read: of the whole record, of one of the fields, or of parts in one of them.
fn is_read(change: &RecordChange<'_>, fields: &[&str]) -> bool {
    let kind = change.key.kind();
    if !kind.is_list() {
        return kind.route.iter().any(|step| fields.contains(step));
    }
    matches!(change.kind, ChangeKind::Added | ChangeKind::Removed) || fields.iter().any(|field| change.has_field(field))
}
