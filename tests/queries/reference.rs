//! The definitions a second time: word by word, on the JSON of a document, with no thought of speed. It shares no code
//! with the crate.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use seedrelay::query::{FunnelOptions, GapOptions};
use seedrelay::{Evidence, SupplyChain, datasets};
use serde_json::{Value, json};

use crate::recorded::hunan_1;

const LEAPS: [&str; 3] = ["zero-to-one", "one-to-ten", "ten-to-hundred"];
const STAGES: [&str; 4] = ["basic", "applied-basic", "applied", "industrialization"];

struct Reference {
    document: Value,
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or("")
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn stage(record: &Value) -> usize {
    STAGES.iter().position(|stage| record["stage"] == *stage).unwrap()
}

fn leap(record: &Value) -> usize {
    [0, 0, 1, 2][stage(record)]
}

fn is_live(project: &Value) -> bool {
    ["proposed", "accepted", "active", "delivered"].contains(&text(project, "status"))
}

/// The middle of a date of any precision.
fn day(date: &Value) -> Option<i64> {
    let date = date.as_str()?;
    let (first, last): (Date, Date) = match date.len() {
        4 => (format!("{date}-01-01").parse().unwrap(), format!("{date}-12-31").parse().unwrap()),
        7 => {
            let first: Date = format!("{date}-01").parse().unwrap();
            (first, first.last_of_month())
        }
        _ => (date.parse().unwrap(), date.parse().unwrap()),
    };
    let number = |date: Date| date.duration_since(Date::constant(1970, 1, 1)).as_hours() / 24;
    Some((number(first) + number(last)).div_euclid(2))
}

impl Reference {
    fn of(chain: &SupplyChain) -> Self {
        Self { document: serde_json::from_str(&chain.to_json()).unwrap() }
    }

    fn as_of(&self) -> i64 {
        day(&self.document["as_of"]).unwrap()
    }

    /// The day of an event that must be past.
    fn past(&self, date: &Value) -> Option<i64> {
        day(date).map(|day| day.min(self.as_of()))
    }

    /// The day so many calendar years ago.
    fn years_ago(&self, years: i16) -> i64 {
        let as_of: Date = text(&self.document, "as_of").parse().unwrap();
        let then = as_of.checked_sub(jiff::Span::new().years(years));
        then.map_or(i64::MIN, |then| day(&then.to_string().into()).unwrap())
    }

    /// Whether a record holds today.
    fn holds(&self, record: &Value) -> bool {
        day(&record["since"]).is_none_or(|since| since <= self.as_of())
            && day(&record["until"]).is_none_or(|until| until >= self.as_of())
    }

    fn is_in_force(&self, licence: &Value) -> bool {
        day(&licence["ends"]).is_none_or(|ends| ends > self.as_of())
    }

    fn germplasm(&self, id: &Value) -> &Value {
        list(&self.document["germplasm"]).find(|germplasm| germplasm["id"] == *id).unwrap()
    }

    fn is_withdrawn(&self, germplasm: &Value) -> bool {
        day(&germplasm["withdrawn"]).is_some_and(|withdrawn| withdrawn <= self.as_of())
    }

    /// What a licence or an adoption is of.
    fn object<'a>(&'a self, record: &'a Value) -> &'a Value {
        if record["project"].is_null() {
            self.germplasm(&record["germplasm"])
        } else {
            self.project(&record["project"])
        }
    }

    /// Whether a licence or an adoption is of a project or of what it releases.
    fn concerns(record: &Value, project: &Value) -> bool {
        record["project"] == project["id"] || list(&project["releases"]).any(|own| record["germplasm"] == *own)
    }

    /// Who acts as owner.
    fn owners<'a>(&'a self, object: &'a Value) -> Vec<&'a Value> {
        let is_organization = |id: &&Value| list(&self.document["organizations"]).any(|own| own["id"] == **id);
        let owners: Vec<&Value> =
            list(&object["owners"]).map(|owner| &owner["holder"]).filter(is_organization).collect();
        match (owners.is_empty(), object["performer"].is_null()) {
            (false, _) => owners,
            (true, false) => vec![&object["performer"]],
            (true, true) if list(&object["holders"]).next().is_some() => list(&object["holders"]).collect(),
            (true, true) => list(&object["bred_by"]).collect(),
        }
    }

    fn licensors<'a>(&'a self, licence: &'a Value) -> Vec<&'a Value> {
        if licence["from"].is_null() { self.owners(self.object(licence)) } else { vec![&licence["from"]] }
    }

    fn material<'a>(&'a self, project: &'a Value) -> Vec<&'a Value> {
        let parents = list(&project["releases"]).flat_map(|own| list(&self.germplasm(own)["parents"]));
        let parents = parents.map(|parent| if parent.is_string() { parent } else { &parent["germplasm"] });
        list(&project["draws_on"]).chain(parents).collect()
    }

    /// The live projects that draw on what a project releases.
    fn drawing_on<'a>(&'a self, project: &'a Value) -> impl Iterator<Item = &'a Value> {
        let others = self.projects().filter(|other| is_live(other) && other["id"] != project["id"]);
        others.filter(|other| self.material(other).iter().any(|own| list(&project["releases"]).any(|g| g == *own)))
    }

    fn adoptions<'a>(&'a self, project: &'a Value) -> impl Iterator<Item = &'a Value> {
        let positive = list(&self.document["adoptions"]).filter(|own| own["area"].as_f64().unwrap() > 0.0);
        positive.filter(|own| Self::concerns(own, project))
    }

    fn licences<'a>(&'a self, project: &'a Value) -> impl Iterator<Item = &'a Value> {
        let in_force = list(&self.document["licences"]).filter(|own| self.is_in_force(own));
        in_force.filter(|own| Self::concerns(own, project))
    }

    fn has_gone(&self, project: &Value) -> bool {
        let mut released = list(&project["releases"]).peekable();
        released.peek().is_some() && released.all(|own| self.is_withdrawn(self.germplasm(own)))
    }

    fn projects(&self) -> impl Iterator<Item = &Value> {
        list(&self.document["projects"])
    }

    fn project(&self, id: &Value) -> &Value {
        self.projects().find(|project| project["id"] == *id).unwrap()
    }

    fn organization(&self, id: &Value) -> &Value {
        list(&self.document["organizations"]).find(|organization| organization["id"] == *id).unwrap()
    }

    fn builds_on<'a>(&'a self, project: &'a Value) -> impl Iterator<Item = &'a Value> {
        list(&project["builds_on"]).map(|id| self.project(id))
    }

    fn built_on_by<'a>(&'a self, project: &'a Value) -> impl Iterator<Item = &'a Value> {
        self.projects().filter(|other| list(&other["builds_on"]).any(|id| *id == project["id"]))
    }

    /// Whether an organization works at a leap: by a capability, or by a project that proves one.
    fn works_at(&self, organization: &Value, category: &Value, of: usize) -> bool {
        let mut capabilities = list(&self.organization(organization)["capabilities"]);
        let proves = |project: &Value| {
            ["accepted", "active", "delivered", "failed"].contains(&text(project, "status"))
                && self.past(&project["ended"]).is_none_or(|ended| ended >= self.years_ago(10))
        };
        let is_worker = |project: &Value| {
            project["performer"] == *organization || list(&project["joint_performers"]).any(|own| own == organization)
        };
        capabilities.any(|own| own["category"] == *category && leap(own) == of && self.holds(own))
            || self.projects().any(|project| {
                project["category"] == *category && leap(project) == of && is_worker(project) && proves(project)
            })
    }

    fn related(&self, a: &Value, b: &Value, category: &Value) -> bool {
        let pair = |x: &Value, y: &Value| (x == a && y == b) || (x == b && y == a);
        let member = |company: &Value, consortium: &Value| {
            self.organization(company)["kind"] == "company"
                && list(&self.organization(consortium)["charter"]["members"])
                    .any(|member| member["organization"] == *company && self.holds(member))
        };
        a == b
            || self.projects().filter(|project| project["category"] == *category).any(|project| {
                let commissioned =
                    project["status"] != "cancelled" && pair(&project["commissioner"], &project["performer"]);
                let mut upstream = self.builds_on(project);
                let handed_on = is_live(project)
                    && upstream
                        .any(|upstream| is_live(upstream) && pair(&upstream["performer"], &project["performer"]));
                commissioned || handed_on
            })
            || member(a, b)
            || member(b, a)
            || list(&self.document["agreements"]).any(|agreement| {
                let mut covered = list(&agreement["categories"]).peekable();
                let covers = covered.peek().is_none() || covered.any(|own| own == category);
                covers && self.holds(agreement) && pair(&agreement["from"], &agreement["to"])
            })
            || list(&self.document["licences"]).filter(|own| self.is_in_force(own)).any(|licence| {
                let concerns = self.object(licence)["category"] == *category;
                concerns && self.licensors(licence).iter().any(|from| pair(from, &licence["to"]))
            })
    }

    /// Pairs at work that are related, over the boundary after a leap.
    fn routes(&self, category: &Value, from: usize) -> Vec<(&Value, &Value)> {
        let ids = || list(&self.document["organizations"]).map(|organization| &organization["id"]);
        let mut routes = Vec::new();
        for a in ids().filter(|id| self.works_at(id, category, from)) {
            for b in ids().filter(|id| self.works_at(id, category, from + 1)) {
                if self.related(a, b, category) {
                    routes.push((a, b));
                }
            }
        }
        routes
    }

    fn has_leap(&self, category: &Value, of: usize) -> bool {
        list(&self.document["organizations"]).any(|organization| self.works_at(&organization["id"], category, of))
    }

    fn gaps(&self, late: i64, idle: i64) -> BTreeSet<String> {
        let as_of = self.as_of();
        let mut gaps = Vec::new();
        for category in list(&self.document["categories"]).map(|category| &category["id"]) {
            for (number, name) in LEAPS.iter().enumerate() {
                if !self.has_leap(category, number) {
                    gaps.push(json!(["missing-stage", category, name]));
                }
            }
            for (from, name) in LEAPS.iter().enumerate().take(2) {
                let both = self.has_leap(category, from) && self.has_leap(category, from + 1);
                if both && self.routes(category, from).is_empty() {
                    gaps.push(json!(["missing-route", category, name]));
                }
            }
        }
        for p in self.projects() {
            let id = &p["id"];
            let delivered = p["status"] == "delivered";
            let carried_on = self.built_on_by(p).any(|next| is_live(next) && stage(next) >= stage(p));
            let used = self.drawing_on(p).next().is_some() || self.licences(p).next().is_some();
            let grown = self.adoptions(p).next().is_some();
            if delivered && leap(p) < 2 && !(carried_on || used || grown || self.has_gone(p)) {
                gaps.push(json!(["stranded-result", id]));
            }
            if is_live(p) && leap(p) >= 1 && !self.builds_on(p).any(|q| stage(q) <= stage(p)) {
                gaps.push(json!(["unfounded-start", id]));
            }
            for q in self.builds_on(p) {
                if is_live(p) && leap(p) == leap(q) + 2 && !self.builds_on(p).any(|q| leap(q) == 1) {
                    gaps.push(json!(["skipped-leap", q["id"], id]));
                }
                if let (true, Some(ended), Some(started)) =
                    (stage(p) > stage(q), self.past(&q["ended"]), self.past(&p["started"]))
                    && started - ended > late
                {
                    gaps.push(json!(["late-handoff", q["id"], id]));
                }
            }
            let waiting = ["proposed", "accepted"].contains(&text(p, "status")) && !p["commissioner"].is_null();
            if waiting && self.past(&p["commissioned"]).is_some_and(|commissioned| as_of - commissioned > idle) {
                gaps.push(json!(["idle-commission", id]));
            }
            let served = list(&self.document["services"]).any(|service| {
                self.organization(&service["provider"])["service"] == "extension"
                    && service["client"] == p["performer"]
                    && (service["category"].is_null() || service["category"] == p["category"])
                    && self.holds(service)
            });
            if delivered && p["stage"] == "industrialization" && !served && !grown && !self.has_gone(p) {
                gaps.push(json!(["last-mile", id]));
            }
        }
        for demand in list(&self.document["demands"]) {
            let answers: Vec<&Value> = self
                .projects()
                .filter(|p| is_live(p) && list(&p["answers"]).any(|answered| *answered == demand["id"]))
                .collect();
            if answers.is_empty() {
                gaps.push(json!(["unanswered-demand", demand["id"]]));
            } else if answers.iter().all(|p| stage(p) > stage(demand)) {
                gaps.push(json!(["demand-stopped-short", demand["id"]]));
            }
        }
        gaps.extend(self.idle_licences().chain(self.unadopted_products()));
        gaps.iter().map(Value::to_string).collect()
    }

    fn idle_licences(&self) -> impl Iterator<Item = Value> {
        let old = list(&self.document["licences"]).filter(|licence| {
            self.is_in_force(licence) && self.past(&licence["signed"]).is_some_and(|signed| self.as_of() - signed > 365)
        });
        old.filter(|licence| !self.is_used(licence)).map(|licence| {
            json!(["idle-licence", licence["project"], licence["germplasm"], licence["to"], licence["signed"]])
        })
    }

    fn is_used(&self, licence: &Value) -> bool {
        let released = list(&self.object(licence)["releases"]);
        let material: Vec<&Value> = released.chain([&licence["germplasm"]]).filter(|own| !own.is_null()).collect();
        let mut own = self.projects().filter(|project| is_live(project) && project["performer"] == licence["to"]);
        let by_project = own.any(|project| {
            list(&project["builds_on"]).any(|id| *id == licence["project"])
                || self
                    .material(project)
                    .into_iter()
                    .chain(list(&project["releases"]))
                    .any(|own| material.contains(&own))
        });
        let positive = list(&self.document["adoptions"]).filter(|own| own["area"].as_f64().unwrap() > 0.0);
        let is_of = |adoption: &Value| {
            let project = !licence["project"].is_null() && adoption["project"] == licence["project"];
            project || material.contains(&&adoption["germplasm"])
        };
        by_project || positive.into_iter().any(is_of)
    }

    fn unadopted_products(&self) -> impl Iterator<Item = Value> {
        let speaks_of = |category: &Value| {
            list(&self.document["adoptions"]).any(|adoption| self.object(adoption)["category"] == *category)
        };
        let old = list(&self.document["germplasm"]).filter(move |own| {
            ["variety", "hybrid"].contains(&text(own, "kind"))
                && self.past(&own["released"]).is_some_and(|released| released < self.years_ago(3))
                && !self.is_withdrawn(own)
                && speaks_of(&own["category"])
        });
        let is_adopted = |own: &Value| {
            let releasing = self.projects().find(|project| list(&project["releases"]).any(|id| *id == own["id"]));
            let positive = list(&self.document["adoptions"]).filter(|own| own["area"].as_f64().unwrap() > 0.0);
            positive.into_iter().any(|adoption| {
                adoption["germplasm"] == own["id"]
                    || releasing.is_some_and(|project| adoption["project"] == project["id"])
            })
        };
        old.filter(move |own| !is_adopted(own)).map(|own| json!(["unadopted-product", own["id"]]))
    }

    /// State, results and results taken up of every boundary.
    fn funnel(&self) -> Vec<(String, usize, String, usize, usize)> {
        let mut rows = Vec::new();
        for category in list(&self.document["categories"]).map(|category| &category["id"]) {
            for from in 0..2 {
                let routes = self.routes(category, from);
                let everywhere = |id: &Value| routes.iter().all(|(a, b)| *a == id || *b == id);
                let state = if !self.has_leap(category, from) || !self.has_leap(category, from + 1) {
                    "absent"
                } else if routes.is_empty() {
                    "cut"
                } else if everywhere(routes[0].0) || everywhere(routes[0].1) {
                    "thin"
                } else {
                    "ok"
                };
                let results: Vec<&Value> = self
                    .projects()
                    .filter(|p| p["category"] == *category && leap(p) == from && p["status"] == "delivered")
                    .collect();
                let taken_up = results.iter().filter(|result| self.is_taken_up(result, from)).count();
                rows.push((category.to_string(), from, state.to_owned(), results.len(), taken_up));
            }
        }
        rows
    }

    /// Observations, those taken up, those taken up on no known day, and the naive median, of every boundary.
    fn delays(&self) -> Vec<(usize, usize, usize, Option<f64>)> {
        let mut rows = Vec::new();
        for category in list(&self.document["categories"]).map(|category| &category["id"]) {
            for from in 0..2 {
                let results = self
                    .projects()
                    .filter(|p| p["category"] == *category && leap(p) == from && p["status"] == "delivered")
                    .filter_map(|p| Some((p, self.past(&p["ended"])?)));
                let (mut waiting, mut undated, mut taken_up) = (0, 0, Vec::new());
                for (result, ended) in results {
                    match (self.is_taken_up(result, from), self.first_uptake(result, from)) {
                        (false, _) => waiting += 1,
                        (true, None) => undated += 1,
                        (true, Some(first)) => taken_up.push((first - ended).max(0)),
                    }
                }
                taken_up.sort_unstable();
                let middle = taken_up.len() / 2;
                let median = match taken_up.len() {
                    0 => None,
                    count if count % 2 == 1 => Some(taken_up[middle] as f64),
                    _ => Some((taken_up[middle - 1] + taken_up[middle]) as f64 / 2.0),
                };
                rows.push((waiting + taken_up.len(), taken_up.len(), undated, median));
            }
        }
        rows
    }

    /// The live projects of later leaps that a result reaches.
    fn reached<'a>(&'a self, result: &'a Value, after: usize) -> impl Iterator<Item = &'a Value> {
        let (mut reached, mut stack) = (BTreeMap::new(), vec![result]);
        while let Some(project) = stack.pop() {
            for next in self.built_on_by(project) {
                if reached.insert(text(next, "id"), next).is_none() {
                    stack.push(next);
                }
            }
        }
        reached.into_values().filter(move |next| is_live(next) && leap(next) > after)
    }

    /// The licences to organizations that work at a later leap.
    fn licences_onward<'a>(&'a self, result: &'a Value, after: usize) -> impl Iterator<Item = &'a Value> {
        let works = move |own: &Value| (after + 1..3).any(|of| self.works_at(&own["to"], &result["category"], of));
        self.licences(result).filter(move |own| works(own))
    }

    fn drawn_onward<'a>(&'a self, result: &'a Value, after: usize) -> impl Iterator<Item = &'a Value> {
        self.drawing_on(result).filter(move |next| leap(next) > after)
    }

    fn is_taken_up(&self, result: &Value, after: usize) -> bool {
        self.reached(result, after).next().is_some()
            || self.licences_onward(result, after).next().is_some()
            || self.drawn_onward(result, after).next().is_some()
            || self.adoptions(result).next().is_some()
    }

    fn first_uptake(&self, result: &Value, after: usize) -> Option<i64> {
        let projects = self.reached(result, after).chain(self.drawn_onward(result, after)).map(|next| &next["started"]);
        let signed = self.licences_onward(result, after).map(|licence| &licence["signed"]);
        let days = projects.chain(signed).filter_map(|date| self.past(date));
        let year = self.adoptions(result).map(|own| own["year"].as_u64().unwrap()).min();
        days.chain(year.and_then(|year| self.past(&format!("{year:04}").into()))).min()
    }
}

/// The gaps of the crate in the words of the reference.
fn gaps(chain: &SupplyChain, options: &GapOptions) -> BTreeSet<String> {
    let gaps = serde_json::to_value(chain.gaps(options).worst_first()).unwrap();
    let gap = |gap: &Value| {
        let ids = match text(gap, "kind") {
            "missing-stage" => json!([gap["kind"], gap["category"], gap["leap"]]),
            "missing-route" => json!([gap["kind"], gap["category"], gap["from"]]),
            "skipped-leap" | "late-handoff" => json!([gap["kind"], gap["upstream"], gap["project"]]),
            "unanswered-demand" | "demand-stopped-short" => json!([gap["kind"], gap["demand"]]),
            "idle-licence" => json!([gap["kind"], gap["project"], gap["germplasm"], gap["to"], gap["signed"]]),
            "unadopted-product" => json!([gap["kind"], gap["germplasm"]]),
            _ => json!([gap["kind"], gap["project"]]),
        };
        ids.to_string()
    };
    let all: Vec<String> = list(&gaps).map(gap).collect();
    let set: BTreeSet<String> = all.iter().cloned().collect();
    assert_eq!(all.len(), set.len(), "no gap is listed twice");
    set
}

fn funnel(chain: &SupplyChain) -> Vec<(String, usize, String, usize, usize)> {
    let rows = chain.funnel(&FunnelOptions::new());
    rows.iter()
        .map(|row| {
            let category = Value::from(row.category.id.as_str()).to_string();
            (category, row.boundary.from().index(), row.state.to_string(), row.delivered, row.taken_up)
        })
        .collect()
}

/// Compares the crate with the reference on one chain.
pub fn agrees(chain: &SupplyChain) {
    let reference = Reference::of(chain);
    for (late, idle) in [(365, 180), (0, 0), (30, 1000)] {
        let options = GapOptions::new().late_after_days(late).idle_after_days(idle);
        assert_eq!(gaps(chain, &options), reference.gaps(late.into(), idle.into()));
    }
    assert_eq!(funnel(chain), reference.funnel());
    let delays = chain.funnel(&FunnelOptions::new()).into_iter().map(|row| {
        let delay = row.delay;
        (delay.observations, delay.taken_up, delay.undated, delay.naive_median)
    });
    assert_eq!(delays.collect::<Vec<_>>(), reference.delays());
}

#[test]
fn the_chains_of_the_crate_agree_at_every_level() {
    for level in [Evidence::Documented, Evidence::Assumed, Evidence::Proposed] {
        for chain in [datasets::hunan(), datasets::example(), hunan_1()] {
            agrees(&chain.known_at_least(level));
        }
    }
}
