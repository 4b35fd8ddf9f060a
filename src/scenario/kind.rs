//! The kinds of records that are told apart by a key: those of the lists, those that are part of one of them, and what is
//! assumed of a stage.

use std::sync::OnceLock;

use crate::model::Term;
use crate::record::tree::{Tree, Value};
use crate::record::{Capability, Field, FieldKind, Record, RecordList, Shape, StageAssumption};

/// A kind of record that can be compared, and that a scenario can add, change and remove.
///
/// A project is one, and so is a capability, which stands within an organization, and what is assumed of a stage.
///
/// ```
/// use seedrelay::scenario::RecordKind;
/// let capabilities = RecordKind::named("capabilities").unwrap();
/// let keys: Vec<&str> = capabilities.identity().iter().map(|field| field.key).collect();
/// assert_eq!(keys, ["organization", "category", "stage"]);
/// assert!(RecordKind::named("projects").unwrap().is_list());
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub struct RecordKind {
    name: &'static str,
    term: Term,
    list: Option<RecordList>,
    /// The fields that lead to it from a record of the list.
    pub(crate) route: Vec<&'static str>,
    shape: &'static Shape,
    /// Of what is part of a record: the column that says of which.
    owner: Option<Field>,
    identity: Vec<Field>,
    #[cfg(any(feature = "csv", feature = "json", feature = "toml"))]
    /// The keys of a change: what tells the record apart, its fields, and what is said of the change.
    pub(crate) change_keys: Vec<&'static str>,
    #[cfg(any(feature = "csv", feature = "json", feature = "toml"))]
    /// The keys of the whole record, with what it is part of.
    pub(crate) whole_keys: Vec<&'static str>,
}

/// Beside the fields that it changes, what a change can say.
pub(crate) const UNSET: &str = "unset";
pub(crate) const EXPECTS: &str = "expects";

/// The name of what is assumed of a stage.
pub(crate) const ASSUMPTIONS: &str = "assumptions";

#[cfg(any(feature = "csv", feature = "json", feature = "toml"))]
fn whole_keys(identity: &[Field], shape: &Shape) -> Vec<&'static str> {
    let fields = shape.fields.iter().map(|field| field.key);
    let others = fields.filter(|key| !identity.iter().any(|field| field.key == *key));
    identity.iter().map(|field| field.key).chain(others).collect()
}

impl RecordKind {
    /// Every kind: each list, followed by what is part of its records; what is assumed comes last.
    pub fn all() -> &'static [Self] {
        static KINDS: OnceLock<Vec<RecordKind>> = OnceLock::new();
        KINDS.get_or_init(|| {
            let mut kinds = Vec::new();
            for &list in RecordList::ALL {
                kinds.push(Self::new(list.key(), list.record(), Some(list), Vec::new(), list.shape(), None));
                add_parts(list, list.shape(), &[], &mut kinds);
            }
            let term = Term::new("assumption", "假定");
            kinds.push(Self::new(ASSUMPTIONS, term, None, Vec::new(), &StageAssumption::SHAPE, None));
            kinds
        })
    }

    /// The names of all.
    #[cfg(any(feature = "csv", feature = "json", feature = "toml"))]
    pub(crate) fn names() -> &'static [&'static str] {
        static NAMES: OnceLock<Vec<&'static str>> = OnceLock::new();
        NAMES.get_or_init(|| Self::all().iter().map(|kind| kind.name).collect())
    }

    /// The kind with a name; `None` if there is none.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        Self::all().iter().find(|kind| kind.name == name)
    }

    /// The kind of the records of a list.
    #[must_use]
    pub fn of_list(list: RecordList) -> &'static Self {
        Self::all().iter().find(|kind| kind.list == Some(list) && kind.is_list()).expect("every list has a kind")
    }

    /// The kind of what stands in a field of a record of a kind, if that is a record by itself.
    pub(crate) fn part(&self, field: &str) -> Option<&'static Self> {
        Self::all().iter().find(|kind| {
            kind.list == self.list
                && kind.route.len() == self.route.len() + 1
                && kind.route.starts_with(&self.route)
                && kind.route.last() == Some(&field)
        })
    }

    /// The kind of parts of a shape of the records of a list.
    pub(crate) fn of_part(list: RecordList, shape: &str) -> Option<&'static Self> {
        Self::all().iter().find(|kind| kind.list == Some(list) && kind.shape.name == shape && !kind.is_list())
    }

    fn new(
        name: &'static str,
        term: Term,
        list: Option<RecordList>,
        route: Vec<&'static str>,
        shape: &'static Shape,
        owner: Option<Field>,
    ) -> Self {
        let scope = ["category", "stage"].into_iter().filter_map(|key| Capability::SHAPE.field(key).copied());
        // What is assumed for all categories names none.
        let scope = scope.filter(|_| list.is_none()).map(|field| Field { required: field.key == "stage", ..field });
        let identity: Vec<Field> = owner.into_iter().chain(scope).chain(shape.identity().copied()).collect();
        #[cfg(any(feature = "csv", feature = "json", feature = "toml"))]
        let whole_keys = whole_keys(&identity, shape);
        Self {
            name,
            term,
            list,
            route,
            shape,
            owner,
            identity,
            #[cfg(any(feature = "csv", feature = "json", feature = "toml"))]
            change_keys: whole_keys.iter().copied().chain([UNSET, EXPECTS]).collect(),
            #[cfg(any(feature = "csv", feature = "json", feature = "toml"))]
            whole_keys,
        }
    }

    /// Its name in scenarios: that of the list, or of the sheet of a workbook.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// What one such record is called.
    #[must_use]
    pub const fn term(&self) -> Term {
        self.term
    }

    /// The list in which it stands, or in whose records; `None` of what is assumed.
    #[must_use]
    pub const fn list(&self) -> Option<RecordList> {
        self.list
    }

    /// Whether such records stand in a list of the document by themselves.
    #[must_use]
    pub fn is_list(&self) -> bool {
        self.list.is_some() && self.route.is_empty()
    }

    /// What is declared of such records.
    #[must_use]
    pub const fn shape(&self) -> &'static Shape {
        self.shape
    }

    /// The fields that tell such records apart, first that of the record that they are part of.
    #[must_use]
    pub fn identity(&self) -> &[Field] {
        &self.identity
    }

    /// Of what is part of a record: the field that says of which.
    #[must_use]
    pub const fn owner(&self) -> Option<&Field> {
        self.owner.as_ref()
    }

    /// Whether such records have an id.
    pub(crate) fn has_id(&self) -> bool {
        self.identity.iter().any(|field| matches!(field.kind, FieldKind::Id(_)))
    }

    /// Whether several such records may have one key, as agreements of different dates.
    pub(crate) fn may_repeat(&self) -> bool {
        self.is_list() && !self.has_id()
    }

    /// Whether several such parts of one record may have one key: nothing forbids two shares of one holder.
    pub(crate) fn may_repeat_as_part(&self) -> bool {
        ["benefit_shares", "project_owners", "germplasm_owners", "royalties"].contains(&self.name)
    }

    /// Whether whole records of one key may come and go beside each other.
    pub(crate) fn may_be_alike(&self) -> bool {
        self.may_repeat() || self.may_repeat_as_part()
    }

    /// Whether a table says more of such a record than what tells it apart.
    pub(crate) fn says_more(&self, tree: &Tree<'_>) -> bool {
        matches!(&tree.value, Value::Table(entries) if entries.iter().any(|entry| !self.is_identity(&entry.key)))
    }

    /// Whether a field tells such records apart.
    pub(crate) fn is_identity(&self, key: &str) -> bool {
        self.identity.iter().any(|field| field.key == key)
    }
}

impl PartialEq for RecordKind {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for RecordKind {}

fn add_parts(list: RecordList, shape: &'static Shape, route: &[&'static str], kinds: &mut Vec<RecordKind>) {
    for field in shape.fields {
        let (FieldKind::Record(part) | FieldKind::List(&FieldKind::Record(part))) = field.kind else { continue };
        let Some(sheet) = part.sheet_in(list).filter(|sheet| sheet.owner.is_some()) else { continue };
        let route: Vec<&'static str> = route.iter().copied().chain([field.key]).collect();
        let term = singular(sheet.names.key).unwrap_or(Term::new(sheet.names.en, sheet.names.zh));
        kinds.push(RecordKind::new(sheet.names.key, term, Some(list), route.clone(), part, sheet.owner));
        add_parts(list, part, &route, kinds);
    }
}

/// What one part is called: sheets are called by what many are.
fn singular(sheet: &str) -> Option<Term> {
    Some(match sheet {
        "capabilities" => Term::new("capability", "能力"),
        "charters" => Term::new("charter", "章程"),
        "members" => Term::new("member", "成员"),
        "benefit_shares" => Term::new("benefit share", "收益分配"),
        "project_owners" | "germplasm_owners" => Term::new("owner", "权利人"),
        "royalties" => Term::new("royalty", "收益分享"),
        "parents" => Term::new("parent", "亲本"),
        _ => return None,
    })
}
