//! Tiny documents, drawn from a seed: up to four organizations, two categories, and statements that cover much of them.

use serde_json::{Map, Value, json};

pub const STAGES: [&str; 4] = ["basic", "applied-basic", "applied", "industrialization"];
pub const CATEGORIES: [&str; 2] = ["pepper", "rice"];
const LISTS: [&str; 8] =
    ["projects", "builds-on", "answers", "capabilities", "agreements", "services", "licences", "adoptions"];

/// Numbers that look random (Steele, Lea and Flood 2014).
pub struct Draw(u64);

impl Draw {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % bound as u64) as usize
    }

    fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    fn of<T: Copy>(&mut self, values: &[T]) -> T {
        values[self.below(values.len())]
    }

    fn id(&mut self, kind: &str, count: usize) -> String {
        format!("{kind}{}", self.below(count))
    }
}

/// A document, as JSON.
pub fn document(seed: u64) -> Value {
    let draw = &mut Draw::new(seed);
    let organizations = 2 + draw.below(3);
    let demands = draw.below(3);
    let germplasm = draw.below(3);
    let projects = 2 + draw.below(4);
    let mut document = json!({
        "format": "seedrelay/1", "as_of": "2024-12-31",
        "categories": CATEGORIES.map(|id| json!({"id": id, "name": id})),
        "organizations": (0..organizations).map(|own| organization(draw, own)).collect::<Vec<_>>(),
        "demands": (0..demands).map(|own| demand(draw, own, organizations)).collect::<Vec<_>>(),
        "germplasm": (0..germplasm).map(|own| variety(draw, own)).collect::<Vec<_>>(),
    });
    let mut list: Vec<Value> = (0..projects).map(|own| project(draw, own, organizations)).collect();
    link(draw, &mut list, &document, demands, germplasm);
    document["projects"] = list.into();
    document["completeness"] = statements(draw, organizations).into();
    document
}

fn organization(draw: &mut Draw, number: usize) -> Value {
    let kind = draw.of(&["university", "laboratory", "company", "institute"]);
    let mut capabilities: Vec<(usize, usize)> = (0..draw.below(3)).map(|_| (draw.below(2), draw.below(4))).collect();
    capabilities.sort_unstable();
    capabilities.dedup();
    let capability = |(category, stage): (usize, usize)| json!({"category": CATEGORIES[category], "stage": STAGES[stage], "teams": 1});
    let capabilities: Vec<Value> = capabilities.into_iter().map(capability).collect();
    json!({"id": format!("o{number}"), "kind": kind, "name": format!("O{number}"), "capabilities": capabilities})
}

fn demand(draw: &mut Draw, number: usize, organizations: usize) -> Value {
    json!({
        "id": format!("d{number}"), "title": "d", "raised_by": draw.id("o", organizations),
        "category": draw.of(&CATEGORIES), "stage": draw.of(&STAGES), "raised": format!("{}-03-01", 2012 + draw.below(8)),
    })
}

fn variety(draw: &mut Draw, number: usize) -> Value {
    let mut variety = json!({
        "id": format!("v{number}"), "category": draw.of(&CATEGORIES), "kind": "variety", "released": "2012-05-01",
    });
    if draw.one_in(3) {
        variety["withdrawn"] = "2020-01-01".into();
    }
    variety
}

fn project(draw: &mut Draw, number: usize, organizations: usize) -> Value {
    let status = draw.of(&["delivered", "delivered", "delivered", "active", "failed", "proposed"]);
    let mut project = json!({
        "id": format!("p{number}"), "category": draw.of(&CATEGORIES), "stage": draw.of(&STAGES),
        "performer": draw.id("o", organizations), "status": status, "title": format!("P{number}"),
    });
    // The further on in the list, the later: so that what builds on another can.
    let began = 2005 + 3 * number;
    if status != "proposed" && !draw.one_in(4) {
        project["started"] = format!("{began}-02-01").into();
    }
    if matches!(status, "delivered" | "failed") && !draw.one_in(4) {
        project["ended"] = format!("{}-06-30", began + 2).into();
    }
    project
}

/// Links within a category, from later projects to earlier ones.
fn link(draw: &mut Draw, projects: &mut [Value], document: &Value, demands: usize, germplasm: usize) {
    for number in 0..projects.len() {
        let category = projects[number]["category"].clone();
        let earlier = (0..number).filter(|&other| projects[other]["category"] == category);
        let earlier: Vec<String> = earlier.map(|other| format!("p{other}")).collect();
        if !earlier.is_empty() && draw.one_in(2) {
            projects[number]["builds_on"] = json!([earlier[draw.below(earlier.len())]]);
        }
        let answered = (0..demands).filter(|&own| document["demands"][own]["category"] == category);
        let answered: Vec<String> = answered.map(|own| format!("d{own}")).collect();
        if !answered.is_empty() && draw.one_in(3) {
            projects[number]["answers"] = json!([answered[draw.below(answered.len())]]);
        }
    }
    for own in (0..germplasm).filter(|_| draw.one_in(3)).collect::<Vec<_>>() {
        let category = &document["germplasm"][own]["category"];
        if let Some(project) = projects.iter_mut().find(|project| project["category"] == *category) {
            project["releases"] = json!([format!("v{own}")]);
            break;
        }
    }
}

/// Mostly such as cover a whole category, so that many gaps are certain.
fn statements(draw: &mut Draw, organizations: usize) -> Vec<Value> {
    let mut statements = Vec::new();
    for list in LISTS.into_iter().filter(|_| !draw.one_in(5)).collect::<Vec<_>>() {
        for _ in 0..=draw.below(2) {
            let mut statement = Map::from_iter([("list".to_owned(), Value::from(list))]);
            if draw.one_in(3) {
                statement.insert("category".into(), draw.of(&CATEGORIES).into());
            }
            let has_stages = matches!(list, "projects" | "builds-on" | "answers" | "capabilities");
            if has_stages && draw.one_in(6) {
                statement.insert("stage".into(), draw.of(&STAGES).into());
            }
            if draw.one_in(6) && list != "adoptions" {
                statement.insert("organization".into(), draw.id("o", organizations).into());
            }
            if has_stages && list != "capabilities" && draw.one_in(4) {
                statement.insert("from".into(), format!("{}", 2006 + draw.below(8)).into());
            }
            if has_stages && list != "capabilities" && draw.one_in(6) {
                statement.insert("to".into(), format!("{}", 2016 + draw.below(8)).into());
            }
            statements.push(Value::Object(statement));
        }
    }
    statements
}
