//! The relay from top to bottom, as a list: for windows too narrow for the picture, and for paper where its words would be
//! too small.

use serde::Serialize;

use super::words::say;
use crate::model::{Boundary, Evidence, Lang, Leap, Stage};
use crate::query::{BoundaryState, Diagnosis, FunnelRow, GapKind};
use crate::record::Category;
use crate::render::picture::{Lane, MarkPlace, Picture, PictureMark, PictureNode, PictureNodeKind};

/// So many boxes of a lane are listed; the others are counted.
const MOST_BOXES: usize = 14;

/// A mark of gaps, with where they are listed.
#[derive(Debug, Serialize)]
struct Mark {
    text: String,
    href: Option<String>,
}

/// An organization at work, or several together.
#[derive(Debug, Serialize)]
struct Worker {
    name: String,
    facts: String,
    evidence: Option<Evidence>,
    marks: Vec<Mark>,
}

/// A step from top to bottom.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum Step {
    /// A stage, or those beside the stages.
    Lane { name: String, leap: Option<&'static str>, workers: Vec<Worker>, left_out: usize },
    /// The boundary between two leaps.
    Boundary { state: &'static str, text: String, marks: Vec<Mark> },
    /// What is marked of the category as a whole.
    Whole { marks: Vec<Mark> },
}

/// The relay of one category.
#[derive(Debug, Serialize)]
pub(super) struct Vertical {
    steps: Vec<Step>,
}

/// The relay that a picture of one category shows. `gap_links` is what the ids of listed gaps begin with, if they are.
pub(super) fn vertical(
    picture: &Picture<'_>,
    category: &Category,
    diagnosis: &Diagnosis<'_>,
    gap_links: Option<&str>,
    lang: Lang,
) -> Vertical {
    let marks = |is_here: &dyn Fn(&PictureMark) -> bool| -> Vec<Mark> {
        picture.marks().iter().filter(|mark| is_here(mark)).map(|mark| mark_of(mark, gap_links, lang)).collect()
    };
    // A mark on a line stands at who takes up.
    let at = |node: usize| {
        marks(&|mark| match mark.place {
            MarkPlace::Node(own) => own == node,
            MarkPlace::Edge(edge) => picture.edges()[edge].to == node,
            MarkPlace::Boundary(..) | MarkPlace::Band(_) => false,
        })
    };
    let lane = |lane: Lane, name: &str, leap: Option<Leap>| {
        let nodes = picture.nodes().iter().enumerate().filter(|(_, node)| node.lane == lane);
        let mut workers: Vec<Worker> = nodes.map(|(number, node)| worker(node, at(number), lang)).collect();
        let left_out = workers.len().saturating_sub(MOST_BOXES);
        workers.truncate(MOST_BOXES);
        Step::Lane { name: name.to_owned(), leap: leap.map(|leap| leap.label(lang)), workers, left_out }
    };
    let boundary = |boundary: Boundary| {
        let of_boundary = marks(&|mark| matches!(mark.place, MarkPlace::Boundary(_, own) if own == boundary));
        let row = diagnosis.funnel.iter().find(|row| row.category.id == category.id && row.boundary == boundary);
        Step::Boundary {
            state: row.map_or("absent", |row| state_class(row.state)),
            text: row.map(|row| told(row, lang)).unwrap_or_default(),
            marks: of_boundary,
        }
    };
    let funders = lane(Lane::Funders, say(lang, "Funders and others", "出资方及其他"), None);
    let services = lane(Lane::Services, say(lang, "Services", "服务机构"), None);
    let mut steps = vec![funders];
    for leap in Leap::ALL {
        if let Some(before) = Boundary::ALL.into_iter().find(|boundary| boundary.to() == leap) {
            steps.push(boundary(before));
        }
        for stage in Stage::ALL.into_iter().filter(|stage| stage.leap() == leap) {
            let is_first = leap.stages().first() == Some(&stage);
            steps.push(lane(Lane::Stage(stage), stage.label(lang), is_first.then_some(leap)));
        }
    }
    steps.push(services);
    steps.push(Step::Whole { marks: marks(&|mark| matches!(mark.place, MarkPlace::Band(_))) });
    // Where nobody is on record at a stage the list says so; beside the stages it would be no news.
    let is_told = |step: &Step| match step {
        Step::Lane { workers, leap, name, .. } => {
            let is_stage = leap.is_some() || Stage::ALL.iter().any(|stage| stage.label(lang) == name);
            is_stage || !workers.is_empty()
        }
        Step::Boundary { .. } => true,
        Step::Whole { marks } => !marks.is_empty(),
    };
    Vertical { steps: steps.into_iter().filter(is_told).collect() }
}

fn worker(node: &PictureNode<'_>, marks: Vec<Mark>, lang: Lang) -> Worker {
    let (name, facts) = Picture::told(node, lang);
    let is_named = matches!(node.kind, PictureNodeKind::Organization | PictureNodeKind::Folded { .. });
    Worker { name, facts: facts.join(" · "), evidence: is_named.then_some(node.evidence), marks }
}

fn mark_of(mark: &PictureMark, gap_links: Option<&str>, lang: Lang) -> Mark {
    let kind: GapKind = mark.kind;
    let known = match mark.certain {
        None => "",
        Some(0) => "○ ",
        Some(certain) if certain == mark.gaps.len() => "● ",
        Some(_) => "●○ ",
    };
    let text = match mark.gaps.len() {
        1 => format!("{known}{}", kind.label(lang)),
        many => format!("{known}{} ×{many}", kind.label(lang)),
    };
    let href = gap_links.zip(mark.gaps.first()).map(|(prefix, gap)| format!("#{prefix}{gap}"));
    Mark { text, href }
}

/// The class of the state of a boundary.
pub(super) const fn state_class(state: BoundaryState) -> &'static str {
    match state {
        BoundaryState::Absent => "absent",
        BoundaryState::Cut => "cut",
        BoundaryState::Thin => "thin",
        BoundaryState::Ok => "ok",
    }
}

/// The state of a boundary, and how many results have got over it.
fn told(row: &FunnelRow<'_>, lang: Lang) -> String {
    let state = row.state.label(lang);
    match (row.delivered, lang) {
        (0, Lang::En) => format!("{state}; no delivered result on record"),
        (0, Lang::Zh) => format!("{state}；未见已交付成果的记录"),
        (all, Lang::En) => format!("{state}; {} of {all} results taken up on record", row.taken_up),
        (all, Lang::Zh) => format!("{state}；{all}项成果中有承接记录的{}项", row.taken_up),
    }
}
