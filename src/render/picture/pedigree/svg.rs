//! How it is drawn: with attributes of its own, so that it needs no style sheet, and nothing by colour alone.

use std::fmt::Write as _;

use super::super::parts::{Area, Point};
use super::super::svg::number;
use super::super::text::{escaped, fitted};
use super::place::{BOX, MARGIN, NOTE};
use super::{PedigreeLine, PedigreeNode, PedigreePicture};
use crate::model::{Evidence, GermplasmKind, Lang};
use crate::query::LEAST_FOR_A_FINDING;

const FONTS: &str = "Noto Sans, Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, Arial, sans-serif";
const INK: &str = "#1f2328";
const FAINT: &str = "#4a5058";
const LINE: &str = "#6b4a1f";

/// The smallest type.
pub(super) const SMALL: f64 = 11.0;

pub(super) fn write(picture: &PedigreePicture<'_>, id: &str, lang: Lang) -> String {
    let (id, width, height) = (escaped(id), number(picture.width), number(picture.height));
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         lang=\"{lang}\" role=\"img\" aria-labelledby=\"{id}-title\" aria-describedby=\"{id}-desc\" \
         font-family=\"{FONTS}\">\n<title id=\"{id}-title\">{}</title>\n<desc id=\"{id}-desc\">{}</desc>\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n",
        escaped(&title(picture, lang)),
        description(picture, lang).iter().map(|line| escaped(line)).collect::<Vec<_>>().join("\n"),
    );
    let room = picture.width - 2.0 * MARGIN;
    words(&mut out, (MARGIN, 20.0), 14.0, INK, &fitted(&title(picture, lang), 15.0, room));
    words(&mut out, (MARGIN, 36.0), SMALL, FAINT, &fitted(&of_so_many(picture, lang), SMALL, room));
    picture.lines.iter().for_each(|own| line(&mut out, own));
    picture.nodes.iter().for_each(|own| node(&mut out, picture, own, lang));
    sink(&mut out, picture, lang);
    let foot = picture.height - MARGIN;
    for (row, note) in notes(picture, lang).iter().rev().enumerate() {
        words(&mut out, (MARGIN, foot - NOTE * row as f64), SMALL, FAINT, &fitted(note, SMALL, room));
    }
    out.push_str("</svg>\n");
    out
}

/// A text that is no markup.
fn words(out: &mut String, (x, y): (f64, f64), size: f64, fill: &str, text: &str) {
    let _ = writeln!(
        out,
        "<text x=\"{}\" y=\"{}\" font-size=\"{size}\" fill=\"{fill}\">{}</text>",
        number(x),
        number(y),
        escaped(text)
    );
}

fn frame(out: &mut String, area: Area, fill: &str, more: &str) {
    let [x, y, width, height] = [area.x, area.y, area.width, area.height].map(number);
    let _ = writeln!(
        out,
        "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"4\" fill=\"{fill}\" stroke=\"#5b626b\"{more}/>"
    );
}

fn node(out: &mut String, picture: &PedigreePicture<'_>, node: &PedigreeNode<'_>, lang: Lang) {
    let record = node.germplasm.record();
    let _ = writeln!(out, "<g data-germplasm=\"{}\">", escaped(record.id.as_str()));
    let _ = writeln!(out, "<title>{}</title>", escaped(&told(picture, node, lang)));
    let dashes = match node.germplasm.evidence() {
        Evidence::Documented => "",
        Evidence::Assumed => " stroke-dasharray=\"7 3\"",
        Evidence::Proposed => " stroke-dasharray=\"2 3\"",
    };
    frame(out, node.area, fill(node.germplasm.kind()), dashes);
    let (x, room) = (node.area.x + 7.0, BOX.0 - 14.0);
    words(out, (x, node.area.y + 16.0), 12.0, INK, &fitted(record.label(lang), 12.0, room));
    words(out, (x, node.area.y + 31.0), SMALL, FAINT, &fitted(&facts(picture, node, lang), SMALL, room));
    out.push_str("</g>\n");
}

fn sink(out: &mut String, picture: &PedigreePicture<'_>, lang: Lang) {
    let area = picture.sink;
    frame(out, area, "#ffffff", " stroke-width=\"2\"");
    let (x, room) = (area.x + 7.0, BOX.0 - 14.0);
    let (name, all) = match lang {
        Lang::En => ("Other varieties", format!("of {} released", picture.varieties)),
        Lang::Zh => ("其他品种", format!("审定品种共{}个", picture.varieties)),
    };
    words(out, (x, area.y + 16.0), 12.0, INK, name);
    words(out, (x, area.y + 31.0), SMALL, FAINT, &fitted(&all, SMALL, room));
}

fn line(out: &mut String, line: &PedigreeLine) {
    let Some((first, rest)) = line.points.split_first() else { return };
    let mut path = format!("M{} {}", number(first.x), number(first.y));
    let mut at = *first;
    for (step, &point) in rest.iter().enumerate() {
        // Across a gutter it bends, along the room of a generation it runs straight.
        path += &if step % 2 == 0 { curve(at, point) } else { format!("H{}", number(point.x)) };
        at = point;
    }
    let width = 1.2 + (line.varieties as f64 + 1.0).log2() / 2.0;
    let dashes = if line.is_direct { "" } else { " stroke-dasharray=\"5 4\"" };
    let _ = writeln!(
        out,
        "<path d=\"{path}\" fill=\"none\" stroke=\"{LINE}\" stroke-opacity=\"0.75\" stroke-width=\"{}\"{dashes}/>",
        number(width)
    );
    if line.varieties > 0 {
        let at = (first.x + 5.0, first.y - 4.0);
        words(out, at, SMALL, LINE, &line.varieties.to_string());
    }
}

fn curve(from: Point, to: Point) -> String {
    let middle = f64::midpoint(from.x, to.x);
    let [middle, y, x, end] = [middle, from.y, to.x, to.y].map(number);
    format!("C{middle} {y} {middle} {end} {x} {end}")
}

const fn fill(kind: GermplasmKind) -> &'static str {
    match kind {
        GermplasmKind::Wild => "#e4f3ec",
        GermplasmKind::Landrace => "#eff4df",
        GermplasmKind::Line => "#fbf6d9",
        GermplasmKind::Variety => "#e3eefa",
        GermplasmKind::Hybrid => "#fdeedd",
    }
}

fn title(picture: &PedigreePicture<'_>, lang: Lang) -> String {
    let category = picture.category.label(lang);
    match lang {
        Lang::En => format!("Core parents: {category}"),
        Lang::Zh => format!("{category}骨干亲本系谱"),
    }
}

fn of_so_many(picture: &PedigreePicture<'_>, lang: Lang) -> String {
    let varieties = picture.varieties;
    let few = varieties < LEAST_FOR_A_FINDING;
    match (lang, few) {
        (Lang::En, false) => format!("{varieties} released varieties"),
        (Lang::En, true) => {
            format!("{varieties} released varieties: figures of fewer than {LEAST_FOR_A_FINDING} say little")
        }
        (Lang::Zh, false) => format!("在用审定品种{varieties}个"),
        (Lang::Zh, true) => format!("在用审定品种{varieties}个，不足{LEAST_FOR_A_FINDING}个，数字参考意义有限"),
    }
}

/// The second line of a box: what it is, or, which tells more, of which other category.
fn facts(picture: &PedigreePicture<'_>, node: &PedigreeNode<'_>, lang: Lang) -> String {
    let kind = node.germplasm.kind().label(lang);
    let is = picture.other_category(node).map_or(kind, |category| category.label(lang));
    let (reach, part) = (node.reach, node.mass * 100.0);
    match lang {
        Lang::En => format!("{is} · {reach} · {part:.0} %"),
        Lang::Zh => format!("{is} · {reach}个 · {part:.0}%"),
    }
}

/// All of a box in words.
fn told(picture: &PedigreePicture<'_>, node: &PedigreeNode<'_>, lang: Lang) -> String {
    let (name, kind) = (node.germplasm.record().label(lang), node.germplasm.kind().label(lang));
    let kind = match (picture.other_category(node), lang) {
        (None, _) => kind.to_owned(),
        (Some(category), Lang::En) => format!("{kind} ({})", category.label(lang)),
        (Some(category), Lang::Zh) => format!("{}{kind}", category.label(lang)),
    };
    let (reach, part) = (node.reach, node.mass * 100.0);
    let by: Vec<&str> = node.germplasm.bred_by().map(|own| own.record().label(lang)).collect();
    let kept: Vec<&str> = node.germplasm.holders().map(|own| own.record().label(lang)).collect();
    let mut told = match lang {
        Lang::En => {
            format!("{name}, {kind}: {reach} varieties descend from it, {part:.1} % of their genes come from it")
        }
        Lang::Zh => format!("{name}（{kind}）：{reach}个品种由其衍生，血缘占比{part:.1}%"),
    };
    match lang {
        Lang::En if !by.is_empty() => told += &format!("; bred by {}", by.join(", ")),
        Lang::Zh if !by.is_empty() => told += &format!("；选育单位：{}", by.join("、")),
        _ => {}
    }
    match lang {
        Lang::En if !kept.is_empty() => told += &format!("; kept by {}", kept.join(", ")),
        Lang::Zh if !kept.is_empty() => told += &format!("；保存单位：{}", kept.join("、")),
        _ => {}
    }
    told
}

/// Everything that is drawn, in words: each core parent with what it descends from.
fn description(picture: &PedigreePicture<'_>, lang: Lang) -> Vec<String> {
    let of_node = |(number, node): (usize, &PedigreeNode<'_>)| {
        let from: Vec<&str> = picture
            .lines
            .iter()
            .filter(|line| line.to == Some(number))
            .map(|line| picture.nodes[line.from].germplasm.record().label(lang))
            .collect();
        let told = told(picture, node, lang);
        match (lang, from.is_empty()) {
            (Lang::En, true) => format!("{told}."),
            (Lang::En, false) => format!("{told}; descends from {}.", from.join(", ")),
            (Lang::Zh, true) => format!("{told}。"),
            (Lang::Zh, false) => format!("{told}；其祖先有{}。", from.join("、")),
        }
    };
    std::iter::once(of_so_many(picture, lang)).chain(picture.nodes.iter().enumerate().map(of_node)).collect()
}

/// How to read it.
fn notes(picture: &PedigreePicture<'_>, lang: Lang) -> Vec<String> {
    let mut notes = match lang {
        Lang::En => vec![
            "In each box: how many varieties descend from it, and its part of their genes.".to_owned(),
            "Full line: a parent. Dashed: through germplasm not drawn. Number: varieties it leads to.".to_owned(),
        ],
        Lang::Zh => vec![
            "框内：衍生品种数与血缘占比。".to_owned(),
            "实线：直接亲本；虚线：经由未画出的材料；数字：所通向的品种数。".to_owned(),
        ],
    };
    if picture.reaches_other_categories() {
        let other = match lang {
            Lang::En => "Where a box names a category, the core parent is of that one.",
            Lang::Zh => "框内注明品类的，为其他品类的材料。",
        };
        notes.push(other.to_owned());
    }
    match (picture.left_out, lang) {
        (0, _) => {}
        (1, Lang::En) => notes.push("1 more core parent is not drawn.".to_owned()),
        (more, Lang::En) => notes.push(format!("{more} more core parents are not drawn.")),
        (more, Lang::Zh) => notes.push(format!("另有{more}个骨干亲本未画出。")),
    }
    notes
}
