//! The legend: what occurs in the picture, and how well it is known.

use super::super::Picture;
use super::super::parts::{Line, PictureMark, PictureNodeKind, Point};
use super::super::text::width;
use super::{FACTS_SIZE, MARGIN};
use crate::model::{Evidence, Lang};
use crate::query::{Degree, GapKind};
use crate::rules::Severity;

const ROW: f64 = 22.0;
/// How wide a sample is.
const SAMPLE: f64 = 46.0;

/// What a line of the legend shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in super::super) enum Sample {
    Line(Line),
    Evidence(Evidence),
    Gap(GapKind),
    /// How far gaps are known.
    Degree(Degree),
    /// Open work as a share of the teams.
    Load,
    /// More open work than teams.
    Overload,
    /// A bottleneck.
    Bottleneck(Severity),
}

#[derive(Clone, Debug)]
pub(in super::super) struct LegendItem {
    pub(in super::super) sample: Sample,
    /// The left end of the sample, and the middle of the line.
    pub(in super::super) at: Point,
}

impl Sample {
    pub(in super::super) fn words(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Line(line), _) => line.label(lang),
            (Self::Gap(kind), _) => kind.label(lang),
            (Self::Evidence(evidence), _) => evidence.label(lang),
            (Self::Degree(Degree::Certain), Lang::En) => "gap that is certain",
            (Self::Degree(Degree::Certain), Lang::Zh) => "确定的断点",
            (Self::Degree(Degree::Possible), Lang::En) => "gap as far as is recorded",
            (Self::Degree(Degree::Possible), Lang::Zh) => "以现有记录为限的断点",
            (Self::Load, Lang::En) => "open work as a share of the teams",
            (Self::Load, Lang::Zh) => "在办项目占团队之比",
            (Self::Overload, Lang::En) => "as much open work as teams, or more",
            (Self::Overload, Lang::Zh) => "在办项目不少于团队",
            (Self::Bottleneck(Severity::Critical), Lang::En) => "bottleneck, critical",
            (Self::Bottleneck(Severity::Critical), Lang::Zh) => "瓶颈（严重）",
            (Self::Bottleneck(Severity::Warning), Lang::En) => "bottleneck, warning",
            (Self::Bottleneck(Severity::Warning), Lang::Zh) => "瓶颈（警告）",
            (Self::Bottleneck(Severity::Notice), Lang::En) => "bottleneck, notice",
            (Self::Bottleneck(Severity::Notice), Lang::Zh) => "瓶颈（提示）",
        }
    }
}

/// Lays the legend out from a height on, in rows, and tells where it ends.
pub(super) fn lay_out(picture: &mut Picture<'_>, top: f64) -> f64 {
    let rows = [lines(picture), boxes(picture), gaps(picture)];
    let right = picture.frame.width - MARGIN;
    let mut items = Vec::new();
    let mut y = top + ROW;
    for row in rows.into_iter().filter(|row| !row.is_empty()) {
        let mut x = MARGIN;
        for sample in row {
            let langs = picture.options.langs().iter();
            let words = langs.map(|&lang| width(sample.words(lang), FACTS_SIZE)).fold(0.0, f64::max);
            let needed = SAMPLE + words + 20.0;
            if x > MARGIN && x + needed > right {
                x = MARGIN;
                y += ROW;
            }
            items.push(LegendItem { sample, at: Point { x, y } });
            x += needed;
        }
        y += ROW;
    }
    picture.frame.legend = items;
    y
}

fn lines(picture: &Picture<'_>) -> Vec<Sample> {
    let occurs = |line: Line| picture.edges.iter().any(|edge| edge.line == line);
    Line::ALL.into_iter().filter(|line| occurs(*line)).map(Sample::Line).collect()
}

fn boxes(picture: &Picture<'_>) -> Vec<Sample> {
    let mut samples: Vec<Sample> = Evidence::ALL.into_iter().rev().map(Sample::Evidence).collect();
    let any = |is: &dyn Fn(&super::PictureNode<'_>) -> bool| picture.nodes.iter().any(is);
    if any(&|node| node.workload_per_team().is_some()) {
        samples.push(Sample::Load);
    }
    if any(&|node| node.workload_per_team().is_some_and(|workload| workload >= 1.0)) {
        samples.push(Sample::Overload);
    }
    let severities = Severity::ALL.into_iter().rev();
    let occurs =
        |severity| any(&|node| node.severity == Some(severity) && node.kind != PictureNodeKind::OtherRelations);
    samples.extend(severities.filter(|severity| occurs(*severity)).map(Sample::Bottleneck));
    samples
}

fn gaps(picture: &Picture<'_>) -> Vec<Sample> {
    let occurs = |kind: GapKind| picture.marks.iter().any(|mark| mark.kind == kind);
    let kinds = GapKind::ALL.iter().copied().filter(|kind| occurs(*kind)).map(Sample::Gap);
    let is_met = |degree: Degree| picture.marks.iter().flat_map(PictureMark::degrees).any(|(own, _)| own == degree);
    let degrees = [Degree::Certain, Degree::Possible].into_iter().filter(|degree| is_met(*degree));
    kinds.chain(degrees.map(Sample::Degree)).collect()
}
