//! A gap is certain iff it survives every world: here all worlds are built that have one further record, or up to two
//! further links, that no statement rules out.
//!
//! What a statement rules out is told anew here, from the words of the definitions.

use std::collections::HashMap;

use seedrelay::model::CompletenessList;
use seedrelay::query::{CertaintyOptions, GapKey, GapOptions, Known};
use seedrelay::{Gap, GapKind, Stage, SupplyChain};
use serde_json::{Value, json};

use crate::tiny::{self, CATEGORIES, STAGES};

const TODAY: &str = "2024-12-31";
/// An organization that is not listed.
const ANOTHER: &str = "another";

fn text<'v>(record: &'v Value, key: &str) -> Option<&'v str> {
    record[key].as_str()
}

fn list<'v>(record: &'v Value, key: &str) -> impl Iterator<Item = &'v str> {
    record[key].as_array().into_iter().flatten().filter_map(Value::as_str)
}

fn records<'v>(document: &'v Value, key: &str) -> &'v [Value] {
    document[key].as_array().map_or(&[], Vec::as_slice)
}

/// Whether a statement that says `all` holds something of a list, of these organizations, on this day.
fn is_ruled_out(
    document: &Value,
    list: &str,
    category: &str,
    stage: Option<&str>,
    organizations: &[&str],
    day: Option<&str>,
) -> bool {
    records(document, "completeness").iter().any(|statement| {
        text(statement, "list") == Some(list)
            && text(statement, "category").is_none_or(|own| own == category)
            && text(statement, "stage").is_none_or(|own| Some(own) == stage)
            && text(statement, "organization").is_none_or(|own| organizations.contains(&own))
            && day.is_none_or(|day| {
                text(statement, "from").is_none_or(|from| format!("{from}-01-01").as_str() <= day)
                    && text(statement, "to").is_none_or(|to| day <= format!("{to}-12-31").as_str())
            })
    })
}

fn day_of(project: &Value) -> &str {
    text(project, "started").or_else(|| text(project, "commissioned")).unwrap_or(TODAY)
}

fn may_link(document: &Value, list: &str, project: &Value) -> bool {
    let (category, stage) = (text(project, "category").unwrap(), text(project, "stage"));
    !is_ruled_out(document, list, category, stage, &[text(project, "performer").unwrap()], Some(day_of(project)))
}

/// A year earlier; the days of these documents are never the last of February.
fn a_year_before(day: &str) -> String {
    let year: i32 = day[..4].parse().unwrap();
    format!("{:04}{}", year - 1, &day[4..])
}

/// The days on which a further project may differ in what it is in the scope of.
fn days(document: &Value) -> Vec<String> {
    let mut days = vec![TODAY.to_owned(), "1990-01-01".to_owned()];
    days.extend(records(document, "projects").iter().filter_map(|own| text(own, "ended")).map(a_year_before));
    days.extend(records(document, "demands").iter().filter_map(|own| text(own, "raised")).map(str::to_owned));
    for statement in records(document, "completeness") {
        let year = |key| text(statement, key).map(|year| year.parse::<i32>().unwrap());
        days.extend(year("from").map(|year| format!("{}-12-31", year - 1)));
        days.extend(year("to").map(|year| format!("{}-01-01", year + 1)).filter(|day| day.as_str() <= TODAY));
    }
    days.sort();
    days.dedup();
    days
}

/// The worlds of a document.
struct Worlds<'d> {
    document: &'d Value,
    worlds: Vec<Value>,
}

impl<'d> Worlds<'d> {
    fn of(document: &'d Value) -> Vec<Value> {
        let mut worlds = Self { document, worlds: Vec::new() };
        worlds.links();
        worlds.projects();
        worlds.capabilities();
        worlds.records_between();
        worlds.uses();
        worlds.worlds
    }

    fn ids(&self, key: &str) -> Vec<&'d str> {
        records(self.document, key).iter().map(|record| text(record, "id").unwrap()).collect()
    }

    fn organizations(&self) -> Vec<&'d str> {
        let mut ids = self.ids("organizations");
        ids.push(ANOTHER);
        ids
    }

    fn add(&mut self, change: impl FnOnce(&mut Value)) {
        let mut world = self.document.clone();
        let another = json!({"id": ANOTHER, "kind": "company", "name": "Another"});
        world["organizations"].as_array_mut().unwrap().push(another);
        change(&mut world);
        self.worlds.push(world);
    }

    fn released(&self, germplasm: &str) -> Option<&'d Value> {
        records(self.document, "projects").iter().find(|own| list(own, "releases").any(|id| id == germplasm))
    }

    /// Up to two further links between what is listed.
    fn links(&mut self) {
        let mut links: Vec<(usize, &str, &str)> = Vec::new();
        for (number, project) in records(self.document, "projects").iter().enumerate() {
            let same = |record: &&Value| record["category"] == project["category"];
            let is_new =
                |key: &str, id: &str| list(project, key).all(|other| other != id) && text(project, "id") != Some(id);
            let of =
                |key: &'static str| records(self.document, key).iter().filter(same).filter_map(|own| text(own, "id"));
            if may_link(self.document, "builds-on", project) {
                links.extend(of("projects").filter(|id| is_new("builds_on", id)).map(|id| (number, "builds_on", id)));
                links.extend(of("germplasm").filter(|id| is_new("draws_on", id)).map(|id| (number, "draws_on", id)));
                let free = of("germplasm").filter(|id| self.released(id).is_none());
                links.extend(free.map(|id| (number, "releases", id)));
            }
            if may_link(self.document, "answers", project) {
                links.extend(of("demands").filter(|id| is_new("answers", id)).map(|id| (number, "answers", id)));
            }
        }
        let put = |world: &mut Value, (number, key, id): (usize, &str, &str)| {
            let project = &mut world["projects"][number];
            if project[key].is_null() {
                project[key] = json!([]);
            }
            project[key].as_array_mut().unwrap().push(id.into());
        };
        for (place, &first) in links.iter().enumerate() {
            self.add(|world| put(world, first));
            for &second in links[..place].iter().take(12) {
                self.add(|world| {
                    put(world, first);
                    put(world, second);
                });
            }
        }
    }

    /// One further project, with what it may build on, answer, draw on and release, and who may have commissioned it.
    fn projects(&mut self) {
        for category in CATEGORIES {
            for stage in STAGES {
                for performer in self.organizations() {
                    for day in days(self.document) {
                        if self.may_have_begun(category, stage, performer, &day) {
                            self.project(category, stage, performer, &day);
                        }
                    }
                }
            }
        }
    }

    fn may_have_begun(&self, category: &str, stage: &str, performer: &str, day: &str) -> bool {
        let at = |record: &Value| text(record, "category") == Some(category) && text(record, "stage") == Some(stage);
        let organizations = records(self.document, "organizations");
        let capabilities = organizations.iter().find(|own| text(own, "id") == Some(performer));
        let is_capable = capabilities.is_some_and(|own| records(own, "capabilities").iter().any(at));
        let performs = |own: &Value| at(own) && text(own, "performer") == Some(performer);
        let is_insider = is_capable || records(self.document, "projects").iter().any(performs);
        let is_out = |list, day| is_ruled_out(self.document, list, category, Some(stage), &[performer], day);
        !is_out("projects", Some(day)) && (is_insider || !is_out("capabilities", None))
    }

    fn project(&mut self, category: &str, stage: &str, performer: &str, day: &str) {
        let document = self.document;
        let within = |key: &str| records(document, key).iter().filter(|own| text(own, "category") == Some(category));
        let was_there = |project: &Value| match text(project, "ended") {
            Some(ended) => a_year_before(ended).as_str() <= day,
            None => matches!(text(project, "status"), Some("delivered" | "failed")),
        };
        let id = |record: &Value| text(record, "id").unwrap().to_owned();
        let mut links: Vec<(&str, Value)> = vec![("title", "further".into())];
        links.extend(within("projects").filter(|own| was_there(own)).map(|own| ("builds_on", json!([id(own)]))));
        let raised = |own: &&Value| text(own, "raised").is_none_or(|raised| raised <= day);
        links.extend(within("demands").filter(raised).map(|own| ("answers", json!([id(own)]))));
        for own in within("germplasm") {
            let releaser = self.released(text(own, "id").unwrap());
            if releaser.is_none_or(was_there) {
                links.push(("draws_on", json!([id(own)])));
            }
            if releaser.is_none() {
                links.push(("releases", json!([id(own)])));
            }
        }
        let others = self.organizations().into_iter().filter(|other| *other != performer);
        links.extend(others.map(|other| ("commissioner", other.into())));
        for (key, value) in links {
            let mut project = json!({
                "id": "further", "category": category, "stage": stage, "performer": performer, "status": "active",
                "started": day,
            });
            project[key] = value;
            self.add(|world| world["projects"].as_array_mut().unwrap().push(project));
        }
    }

    fn capabilities(&mut self) {
        for (number, organization) in self.organizations().into_iter().enumerate() {
            for category in CATEGORIES {
                for stage in STAGES {
                    let is_out =
                        is_ruled_out(self.document, "capabilities", category, Some(stage), &[organization], None);
                    if !is_out {
                        let capability = json!({"category": category, "stage": stage, "teams": 1});
                        self.add(|world| {
                            let own = &mut world["organizations"][number];
                            if own["capabilities"].is_null() {
                                own["capabilities"] = json!([]);
                            }
                            own["capabilities"].as_array_mut().unwrap().push(capability);
                        });
                    }
                }
            }
        }
    }

    /// Agreements and services.
    fn records_between(&mut self) {
        for category in CATEGORIES {
            let organizations = self.organizations();
            for (place, &from) in organizations.iter().enumerate() {
                for &to in &organizations[..place] {
                    if !is_ruled_out(self.document, "agreements", category, None, &[from, to], None) {
                        self.add(|world| {
                            world["agreements"] = json!([{"from": from, "to": to, "categories": [category]}])
                        });
                    }
                }
                if from != ANOTHER && !is_ruled_out(self.document, "services", category, None, &[from], None) {
                    self.add(|world| {
                        let station = json!({"id": "station", "kind": "service", "service": "extension", "name": "S"});
                        world["organizations"].as_array_mut().unwrap().push(station);
                        world["services"] = json!([{"provider": "station", "client": from, "category": category}]);
                    });
                }
            }
        }
    }

    /// Licences and adoptions.
    fn uses(&mut self) {
        for (list, key) in [("projects", "project"), ("germplasm", "germplasm")] {
            for own in records(self.document, list) {
                let (id, category) = (text(own, "id").unwrap(), text(own, "category").unwrap());
                let owner = if list == "projects" { Some(own) } else { self.released(id) };
                let owners: Vec<&str> = owner.and_then(|project| text(project, "performer")).into_iter().collect();
                if !is_ruled_out(self.document, "licences", category, None, &owners, None) {
                    for to in self.organizations() {
                        self.add(|world| world["licences"] = json!([{key: id, "to": to}]));
                    }
                }
                for year in [1990, 2019, 2024] {
                    let day = format!("{year}-07-01");
                    if !is_ruled_out(self.document, "adoptions", category, None, &[], Some(&day)) {
                        self.add(|world| {
                            world["regions"] = json!([{"id": "field", "name": "Field"}]);
                            let adoption = json!({key: id, "region": "field", "year": year, "area": 1, "unit": "mu"});
                            world["adoptions"] = json!([adoption]);
                        });
                    }
                }
            }
        }
    }
}

fn chain(document: &Value) -> Option<SupplyChain> {
    SupplyChain::from_json(document.to_string().as_bytes()).ok()
}

/// Which gaps of a document some world lacks.
fn lacking(document: &Value, keys: &[GapKey]) -> HashMap<GapKey, bool> {
    let mut lacking: HashMap<GapKey, bool> = keys.iter().map(|key| (key.clone(), false)).collect();
    for world in Worlds::of(document) {
        // A world that is refused is none.
        let Some(chain) = chain(&world) else { continue };
        let left: Vec<GapKey> = chain.gaps(&GapOptions::new()).iter().map(|gap| gap.key()).collect();
        lacking.iter_mut().filter(|(key, _)| !left.contains(key)).for_each(|(_, lacks)| *lacks = true);
        if lacking.values().all(|lacks| *lacks) {
            break;
        }
    }
    lacking
}

/// Whether one further record or link must do away with a possible gap: where none of the exceptions of the definitions
/// can apply, which are that what is open can only be filled against acyclicity, dates or want of anything to link to.
fn must_be_lacking(document: &Value, gap: &Gap<'_>, known: &Known<'_>) -> bool {
    let needs = |list: CompletenessList| known.needs().iter().filter(move |need| need.list == list);
    let from_stage =
        |first: Stage| needs(CompletenessList::Projects).any(|need| need.stages.iter().any(|own| *own >= first));
    let names_organization = || records(document, "completeness").iter().any(|own| text(own, "organization").is_some());
    match gap.kind() {
        GapKind::StrandedResult => from_stage(gap.project().unwrap().stage()),
        GapKind::UnansweredDemand | GapKind::DemandStoppedShort => needs(CompletenessList::Projects).next().is_some(),
        GapKind::MissingStage => needs(CompletenessList::Capabilities).next().is_some() && !names_organization(),
        GapKind::MissingRoute => needs(CompletenessList::Agreements).next().is_some() && !names_organization(),
        GapKind::LastMile => needs(CompletenessList::Services).next().is_some(),
        _ => false,
    }
}

#[test]
fn a_gap_is_certain_iff_it_survives_every_world() {
    let mut counts = [[0; 2]; 2];
    for seed in 0..40 {
        let document = tiny::document(seed);
        let chain = chain(&document).unwrap_or_else(|| panic!("{seed} is refused: {document}"));
        let gaps: Vec<Gap<'_>> = chain.gaps(&GapOptions::new()).iter().collect();
        let certainty = chain.certainty(&CertaintyOptions::new());
        let keys: Vec<GapKey> = gaps.iter().map(Gap::key).collect();
        let lacking = lacking(&document, &keys);
        for gap in &gaps {
            let (known, lacks) = (certainty.of(gap), lacking[&gap.key()]);
            assert!(!(known.is_certain() && lacks), "{seed}: {gap} is called certain, and some world lacks it");
            assert_eq!(known.is_certain(), certainty.is_certain(gap));
            if !known.is_certain() && must_be_lacking(&document, gap, &known) {
                assert!(lacks, "{seed}: {gap} is called possible, and no world lacks it: {known:?}");
            }
            counts[usize::from(known.is_certain())][usize::from(lacks)] += 1;
        }
    }
    let [[possible_always, possible], [certain, _]] = counts;
    assert!(certain > 60 && possible > 100, "both sides are met: {counts:?}");
    assert!(possible_always * 2 < possible, "few are called possible that hold in every world: {counts:?}");
}
