//! The definitions a second time: word by word, on the JSON of a document, with no thought of speed. It shares no code
//! with the crate.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use seedrelay::query::{FunnelOptions, GapOptions};
use seedrelay::{Evidence, SupplyChain, datasets};
use serde_json::{Value, json};

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

    fn is_capable(&self, organization: &Value, category: &Value, of: usize) -> bool {
        let mut capabilities = list(&self.organization(organization)["capabilities"]);
        capabilities.any(|capability| capability["category"] == *category && leap(capability) == of)
    }

    fn related(&self, a: &Value, b: &Value, category: &Value) -> bool {
        let pair = |x: &Value, y: &Value| (x == a && y == b) || (x == b && y == a);
        let member = |company: &Value, consortium: &Value| {
            self.organization(company)["kind"] == "company"
                && list(&self.organization(consortium)["charter"]["members"]).any(|m| m["organization"] == *company)
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
                let covers = agreement["categories"].is_null() || list(&agreement["categories"]).any(|c| c == category);
                covers && pair(&agreement["from"], &agreement["to"])
            })
    }

    /// Capable pairs that are related, over the boundary after a leap.
    fn routes(&self, category: &Value, from: usize) -> Vec<(&Value, &Value)> {
        let ids = || list(&self.document["organizations"]).map(|organization| &organization["id"]);
        let mut routes = Vec::new();
        for a in ids().filter(|id| self.is_capable(id, category, from)) {
            for b in ids().filter(|id| self.is_capable(id, category, from + 1)) {
                if self.related(a, b, category) {
                    routes.push((a, b));
                }
            }
        }
        routes
    }

    fn has_leap(&self, category: &Value, of: usize) -> bool {
        list(&self.document["organizations"]).any(|organization| self.is_capable(&organization["id"], category, of))
    }

    fn gaps(&self, late: i64, idle: i64) -> BTreeSet<String> {
        let as_of = day(&self.document["as_of"]).unwrap();
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
            if delivered && leap(p) < 2 && !self.built_on_by(p).any(|next| is_live(next) && stage(next) >= stage(p)) {
                gaps.push(json!(["stranded-result", id]));
            }
            if is_live(p) && leap(p) >= 1 && !self.builds_on(p).any(|q| stage(q) <= stage(p)) {
                gaps.push(json!(["unfounded-start", id]));
            }
            for q in self.builds_on(p) {
                if is_live(p) && leap(p) == leap(q) + 2 && !self.builds_on(p).any(|q| leap(q) == 1) {
                    gaps.push(json!(["skipped-leap", q["id"], id]));
                }
                if let (true, Some(ended), Some(started)) = (stage(p) > stage(q), day(&q["ended"]), day(&p["started"]))
                    && started - ended > late
                {
                    gaps.push(json!(["late-handoff", q["id"], id]));
                }
            }
            let waiting = ["proposed", "accepted"].contains(&text(p, "status")) && !p["commissioner"].is_null();
            if waiting && day(&p["commissioned"]).is_some_and(|commissioned| as_of - commissioned > idle) {
                gaps.push(json!(["idle-commission", id]));
            }
            let served = list(&self.document["services"]).any(|service| {
                self.organization(&service["provider"])["service"] == "extension"
                    && service["client"] == p["performer"]
                    && (service["category"].is_null() || service["category"] == p["category"])
            });
            if delivered && p["stage"] == "industrialization" && !served {
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
        gaps.iter().map(Value::to_string).collect()
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
                let taken_up = results.iter().filter(|result| self.reaches_live(result, from)).count();
                rows.push((category.to_string(), from, state.to_owned(), results.len(), taken_up));
            }
        }
        rows
    }

    /// Observations, those taken up, and their naive median, of every boundary.
    fn delays(&self) -> Vec<(usize, usize, Option<f64>)> {
        let mut rows = Vec::new();
        for category in list(&self.document["categories"]).map(|category| &category["id"]) {
            for from in 0..2 {
                let results = self
                    .projects()
                    .filter(|p| p["category"] == *category && leap(p) == from && p["status"] == "delivered")
                    .filter_map(|p| Some((p, day(&p["ended"])?)));
                let mut observations = 0;
                let mut taken_up: Vec<i64> = Vec::new();
                for (result, ended) in results {
                    observations += 1;
                    let next = self.built_on_by(result).filter(|next| is_live(next) && leap(next) > from);
                    taken_up.extend(next.filter_map(|next| Some(day(&next["started"])? - ended)).min());
                }
                taken_up.sort_unstable();
                let middle = taken_up.len() / 2;
                let median = match taken_up.len() {
                    0 => None,
                    count if count % 2 == 1 => Some(taken_up[middle] as f64),
                    _ => Some((taken_up[middle - 1] + taken_up[middle]) as f64 / 2.0),
                };
                rows.push((observations, taken_up.len(), median));
            }
        }
        rows
    }

    fn reaches_live(&self, result: &Value, after: usize) -> bool {
        let (mut reached, mut stack) = (BTreeMap::new(), vec![result]);
        while let Some(project) = stack.pop() {
            for next in self.built_on_by(project) {
                if reached.insert(text(next, "id"), next).is_none() {
                    stack.push(next);
                }
            }
        }
        reached.values().any(|next| is_live(next) && leap(next) > after)
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
        (delay.observations, delay.taken_up, delay.naive_median)
    });
    assert_eq!(delays.collect::<Vec<_>>(), reference.delays());
}

#[test]
fn the_chain_of_hunan_agrees_at_every_level() {
    for level in [Evidence::Documented, Evidence::Assumed, Evidence::Proposed] {
        agrees(&datasets::hunan().known_at_least(level));
    }
}
