//! Faults of records of material and of completeness.

use serde_json::{Value, json};

use super::{Fault, Planter};
use crate::record::RecordList;

/// A region and a germplasm that every document with a fault has, for the records that need them.
pub(super) const REGION: &str = "planted-ground";
pub(super) const GERMPLASM: &str = "planted-seed";

/// A licence and an adoption are of something.
pub(super) fn give_object(list: &RecordList, record: &mut Value) {
    let is_of_one = matches!(list, RecordList::Licences | RecordList::Adoptions);
    if is_of_one && record["project"].is_null() && record["germplasm"].is_null() {
        record["germplasm"] = json!(GERMPLASM);
    }
}

impl Planter {
    /// Adds the region and the germplasm. Where regions are listed, those of organizations must be among them.
    pub(super) fn prepare(&mut self) {
        for organization in self.document["organizations"].as_array_mut().into_iter().flatten() {
            organization.as_object_mut().map(|organization| organization.remove("region"));
        }
        let region = json!({"id": REGION});
        let germplasm = json!({"id": GERMPLASM, "category": self.category, "kind": "line", "evidence": "proposed"});
        self.append("regions", region);
        self.append("germplasm", germplasm);
    }

    fn germplasm(&mut self, changes: &Value, place: &str) -> String {
        self.change("germplasm", changes, place)
    }

    fn statement(&mut self, changes: &Value, place: &str) -> String {
        // Alone, so that it contradicts no other.
        self.document["completeness"] = json!([]);
        self.change("completeness", changes, place)
    }

    pub(super) fn plant_in_material(&mut self, fault: Fault) -> String {
        match fault {
            Fault::ParentTwice => {
                let twice = json!([GERMPLASM, {"germplasm": GERMPLASM, "share": 0.25}]);
                self.germplasm(&json!({"parents": twice}), ".parents[1]")
            }
            Fault::NamedTwice => {
                let (organization, category) = (self.organization.clone(), self.category.clone());
                let owner = json!({"holder": organization, "share": 0.25});
                let royalty = json!({"germplasm": GERMPLASM, "share": 0.25});
                match self.one_of(&[0, 1, 2, 3, 4]) {
                    0 => self.project(&json!({"draws_on": [GERMPLASM, GERMPLASM]}), ".draws_on[1]"),
                    1 => self.germplasm(&json!({"bred_by": [organization, organization]}), ".bred_by[1]"),
                    2 => self.change("agreements", &json!({"categories": [category, category]}), ".categories[1]"),
                    3 => self.germplasm(&json!({"owners": [owner, owner]}), ".owners[1]"),
                    _ => {
                        let paying = json!({"draws_on": [GERMPLASM], "royalties": [royalty, royalty]});
                        self.project(&paying, ".royalties[1]")
                    }
                }
            }
            Fault::ReferenceCycle => {
                let id = self.fresh("planted");
                match self.one_of(&[0, 1, 2]) {
                    0 => self.germplasm(&json!({"parents": [id]}), ".parents"),
                    1 => self.germplasm(&json!({"derived_from": id}), ".derived_from"),
                    _ => self.change("regions", &json!({"within": [id]}), ".within"),
                }
            }
            Fault::NotADay => {
                self.document["as_of"] = self.one_of(&[json!("2999"), json!("2999-12")]);
                "as_of".into()
            }
            Fault::RightEndsWithoutRight => {
                let right = self.one_of(&["none", "registered", "pending"]);
                self.germplasm(&json!({"right": right, "right_ends": "2030"}), ".right_ends")
            }
            Fault::NotOneObject => {
                let project = self.record("projects", &json!({}));
                let id = project["id"].clone();
                self.append("projects", project);
                let list = self.one_of(&["licences", "adoptions"]);
                self.change(list, &json!({"project": id, "germplasm": GERMPLASM}), "")
            }
            Fault::MoreThanAccessions => {
                let key = self.one_of(&["identified", "confirmed", "listed", "shared", "used", "duplicated"]);
                self.change("collections", &json!({"accessions": 2, key: 3, "date": "1903"}), &format!(".{key}"))
            }
            Fault::ScopeWithoutMeaning => {
                let (list, key, value) = self.one_of(&[
                    ("agreements", "stage", "basic"),
                    ("services", "stage", "applied"),
                    ("capabilities", "from", "1905"),
                    ("capabilities", "to", "1905"),
                ]);
                self.statement(&json!({"list": list, key: value}), &format!(".{key}"))
            }
            Fault::RecordedAndChecked => {
                self.statement(&json!({"recorded": "none", "checked": 2, "found": 1}), ".recorded")
            }
            Fault::FoundMoreThanChecked => self.statement(&json!({"checked": 2, "found": 3}), ".found"),
            Fault::NothingChecked => self.statement(&json!({"checked": 0, "found": 0}), ".checked"),
            _ => self.plant_among_several(fault),
        }
    }

    fn plant_among_several(&mut self, fault: Fault) -> String {
        match fault {
            Fault::Contradicts => {
                let category = self.record("categories", &json!({}));
                let id = category["id"].clone();
                self.append("categories", category);
                self.document["completeness"] = json!([]);
                let all = self.record("completeness", &json!({"category": id, "from": "1900"}));
                self.append("completeness", all);
                let part = self.one_of(&["some", "none"]);
                let part = self.record("completeness", &json!({"category": id, "to": "1905", "recorded": part}));
                self.append("completeness", part)
            }
            Fault::ReleasedTwice => {
                let first = self.record("projects", &json!({"releases": [GERMPLASM]}));
                self.append("projects", first);
                let second = self.record("projects", &json!({"releases": [GERMPLASM]}));
                self.append("projects", second) + ".releases[0]"
            }
            Fault::ReleasedAcross => {
                let category = self.record("categories", &json!({}));
                let id = category["id"].clone();
                self.append("categories", category);
                self.project(&json!({"category": id, "releases": [GERMPLASM]}), ".releases[0]")
            }
            Fault::RoyaltyElsewhere => {
                let royalty = json!([{"germplasm": GERMPLASM, "share": 0.5}]);
                self.project(&json!({"royalties": royalty}), ".royalties[0].germplasm")
            }
            Fault::GivenTwice => {
                let list = self.one_of(&["adoptions", "collections"]);
                self.document[list] = json!([]);
                let record = self.record(list, &json!({}));
                self.append(list, record.clone());
                self.append(list, record)
            }
            Fault::ValueOutsideRange => match self.one_of(&[0, 1]) {
                0 => self.assume(&json!({"success": 0.9, "success_between": [0.1, 0.5]}), ".success_between"),
                _ => self.assume(
                    &json!({"duration_years": {"min": 1, "mode": 1, "max": 1}, "mean_years_between": [2, 3]}),
                    ".mean_years_between",
                ),
            },
            _ => {
                let range = self.one_of(&[json!([0.5]), json!([0.6, 0.4]), json!([0.1, 0.2, 0.3])]);
                self.assume(&json!({"success_between": range}), ".success_between")
            }
        }
    }
}
