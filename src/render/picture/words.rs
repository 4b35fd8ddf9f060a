//! What the picture says, in both languages.

use super::parts::{Lane, Line, PictureMark, PictureNode, PictureNodeKind};
use super::{Picture, PictureBand};
use crate::chain::{OrganizationRef, SupplyChain};
use crate::model::{Lang, OrganizationKind, Status};
use crate::query::{Degree, GapKind};
use crate::record::Licence;
use crate::say::{lowered, settled_by};

/// So many names are shown in a title.
const MOST_TOLD: usize = 8;

/// Of more, these, and how many others there are: nobody reads through the start of a long list.
const FIRST_TOLD: usize = 3;

pub(super) fn title(picture: &Picture<'_>, lang: Lang) -> String {
    let chain = picture.chain.name().map(|name| name.get(lang));
    let category = picture.options.category();
    let category = category.map(|id| picture.chain.category(id).map_or(id.as_str(), |category| category.label(lang)));
    match (lang, chain, category) {
        (Lang::En, Some(chain), Some(category)) => format!("{chain}: the relay of {}", lowered(category)),
        (Lang::En, Some(chain), None) => format!("{chain}: the relay"),
        (Lang::En, None, Some(category)) => format!("The relay of {}", lowered(category)),
        (Lang::En, None, None) => "The relay".to_owned(),
        (Lang::Zh, chain, category) => {
            format!("{}{}技术供应链接力图", chain.unwrap_or_default(), category.unwrap_or("种业"))
        }
    }
}

pub(super) fn subtitle(picture: &Picture<'_>, lang: Lang) -> String {
    let mut organizations: Vec<_> =
        picture.nodes.iter().flat_map(|node| &node.organizations).map(|one| one.number()).collect();
    organizations.sort_unstable();
    organizations.dedup();
    let organizations = organizations.len();
    let projects: usize = picture.nodes.iter().map(|node| node.projects.len()).sum();
    let gaps: usize = picture.marks.iter().map(|mark| mark.gaps.len()).sum();
    let known = bracketed(picture.marks.iter().flat_map(PictureMark::degrees), gaps, lang);
    let day = picture.chain.as_of();
    match lang {
        Lang::En => format!(
            "{}, {}, {}{known}; as of {day}",
            counted(organizations, "organization", "organizations"),
            counted(projects, "project", "projects"),
            counted(gaps, "gap", "gaps"),
        ),
        Lang::Zh => format!("{organizations}个组织，{projects}个项目，{gaps}处断点{known}；截至{day}"),
    }
}

/// How many of some gaps are known how far, in brackets, certain ones first; nothing where nobody asked.
fn bracketed(degrees: impl Iterator<Item = (Degree, usize)>, gaps: usize, lang: Lang) -> String {
    let mut counts = [0_usize; 2];
    degrees.for_each(|(degree, gaps)| counts[degree as usize] += gaps);
    let of = |degree: Degree| (counts[degree as usize], degree.label(lang));
    let parts = [of(Degree::Certain), of(Degree::Possible)].into_iter().filter(|(count, _)| *count > 0);
    let parts: Vec<String> = parts
        .map(|(count, label)| match lang {
            _ if gaps == 1 => label.to_owned(),
            Lang::En => format!("{count} {label}"),
            Lang::Zh => format!("{label}{count}处"),
        })
        .collect();
    match (lang, parts.is_empty()) {
        (_, true) => String::new(),
        (Lang::En, false) => format!(" ({})", parts.join(", ")),
        (Lang::Zh, false) => format!("（{}）", parts.join("，")),
    }
}

/// How many of the gaps of a mark are known how far.
pub(super) fn degrees(mark: &PictureMark, lang: Lang) -> String {
    bracketed(mark.degrees(), mark.gaps.len(), lang)
}

/// The gaps of a mark, a line each, and what would settle the first that is only possible: the others mostly want the same.
pub(super) fn gaps(picture: &Picture<'_>, mark: &PictureMark, lang: Lang) -> Vec<String> {
    let marked = || mark.gaps.iter().map(|&gap| picture.marked_gap(gap));
    let mut lines = told(marked().map(|gap| gap.message(lang)), lang);
    let possible =
        told_of(&mark.gaps).iter().filter_map(|gap| picture.known.get(gap)).find(|known| !known.is_certain());
    let settled_by = possible.and_then(|known| settled_by(known, picture.chain)).map(|words| words.text(lang));
    lines.extend(settled_by.map(|words| match (lang, mark.gaps.len()) {
        (_, 1) => words,
        (Lang::En, _) => format!("The first that is not certain: {}", lowered(&words)),
        (Lang::Zh, _) => format!("其中首个未确定的断点：{words}"),
    }));
    lines
}

/// For who cannot see the picture.
pub(super) fn description(picture: &Picture<'_>, lang: Lang) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in Line::ALL {
        let relations: usize =
            picture.edges.iter().filter(|edge| edge.line == line).map(|edge| edge.relations.len()).sum();
        if relations > 0 {
            lines.push(match lang {
                Lang::En => format!("{} {relations}", line.label(lang)),
                Lang::Zh => format!("{}{relations}项", line.label(lang)),
            });
        }
    }
    let mut kinds: Vec<String> = Vec::new();
    for &kind in GapKind::ALL {
        let own = || picture.marks.iter().filter(|mark| mark.kind == kind);
        let gaps: usize = own().map(|mark| mark.gaps.len()).sum();
        if gaps > 0 {
            let known = bracketed(own().flat_map(PictureMark::degrees), gaps, lang);
            kinds.push(match lang {
                Lang::En => format!("{} {gaps}{known}", kind.label(lang)),
                Lang::Zh => format!("{}{gaps}处{known}", kind.label(lang)),
            });
        }
    }
    match lang {
        Lang::En => format!(
            "Lanes from left to right are the stages of research, boxes are organizations at work, lines are what passes \
             between them. {}. Lines by kind: {}. Gaps by kind: {}.",
            subtitle(picture, lang),
            if lines.is_empty() { "none".to_owned() } else { lines.join("; ") },
            if kinds.is_empty() { "none".to_owned() } else { kinds.join(", ") },
        ),
        Lang::Zh => format!(
            "泳道自左至右为研究阶段，方框为从事研究的组织，连线为组织之间的传递。{}。连线：{}。断点：{}。",
            subtitle(picture, lang),
            if lines.is_empty() { "无".to_owned() } else { lines.join("、") },
            if kinds.is_empty() { "未发现".to_owned() } else { kinds.join("、") },
        ),
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

pub(super) fn lane(lane: Lane, lang: Lang) -> &'static str {
    match (lane, lang) {
        (Lane::Stage(stage), lang) => stage.label(lang),
        (Lane::Funders, Lang::En) => "funders and others",
        (Lane::Funders, Lang::Zh) => "出资方及其他",
        (Lane::Services, Lang::En) => "services",
        (Lane::Services, Lang::Zh) => "服务机构",
        (Lane::Apart, Lang::En) => "Without a part in any category",
        (Lane::Apart, Lang::Zh) => "未参与任何品类",
    }
}

pub(super) fn band(band: &PictureBand<'_>, lang: Lang) -> String {
    match (&band.categories[..], lang) {
        ([only], _) => only.label(lang).to_owned(),
        (many, Lang::En) => format!("{} more categories", many.len()),
        (many, Lang::Zh) => format!("其余{}个品类", many.len()),
    }
}

/// What passes between a band and other categories; `None` where nothing does.
pub(super) fn between_bands(band: &PictureBand<'_>, lang: Lang) -> Option<String> {
    (band.to_others + band.from_others > 0).then(|| match lang {
        Lang::En => format!("to other categories: {}, from other categories: {}", band.to_others, band.from_others),
        Lang::Zh => format!("流向其他品类{}项，来自其他品类{}项", band.to_others, band.from_others),
    })
}

pub(super) fn undrawn(count: usize, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{} among them not drawn", counted(count, "relation", "relations")),
        Lang::Zh => format!("其间另有{count}项关系未画出"),
    }
}

pub(super) fn unknown_category(id: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("There is no category “{id}”."),
        Lang::Zh => format!("供应链中未列出品类“{id}”。"),
    }
}

fn organizations(count: usize, kind: Option<OrganizationKind>, lang: Lang) -> String {
    let many = match kind {
        None => "organizations",
        Some(OrganizationKind::Laboratory) => "laboratories",
        Some(OrganizationKind::University) => "universities",
        Some(OrganizationKind::Institute) => "institutes",
        Some(OrganizationKind::Consortium) => "consortia",
        Some(OrganizationKind::Company) => "companies",
        Some(OrganizationKind::Government) => "bodies of government",
        Some(OrganizationKind::Service) => "service organizations",
    };
    match lang {
        Lang::En => counted(count, kind.map_or("organization", |kind| kind.label(lang)), many),
        Lang::Zh => format!("{count}家{}", kind.map_or("组织", |kind| kind.label(lang))),
    }
}

/// What a box is called.
pub(super) fn name(node: &PictureNode<'_>, lang: Lang) -> String {
    match (node.kind, lang) {
        (PictureNodeKind::Organization, _) => {
            node.organizations.first().map_or(String::new(), |only| only.record().label(lang).to_owned())
        }
        (PictureNodeKind::Folded { kind }, _) => organizations(node.organizations.len(), kind, lang),
        (PictureNodeKind::OtherRelations, Lang::En) => "other relations".to_owned(),
        (PictureNodeKind::OtherRelations, Lang::Zh) => "其他关系".to_owned(),
        (PictureNodeKind::MissingStage { leap }, Lang::En) => format!("none on record for {}", leap.label(lang)),
        (PictureNodeKind::MissingStage { leap }, Lang::Zh) => format!("{}：未见记录", leap.label(lang)),
    }
}

fn kind(one: OrganizationRef<'_>, lang: Lang) -> &'static str {
    let record = one.record();
    record.service.map_or(record.kind.label(lang), |service| service.label(lang))
}

/// What a box says below its name, fact by fact.
pub(super) fn facts(node: &PictureNode<'_>, lang: Lang) -> Vec<String> {
    let teams = match (node.teams, node.teams_unknown) {
        (0, 0) => None,
        (0, _) => Some(("? teams".to_owned(), "?个团队".to_owned())),
        (teams, 0) => Some((counted(teams as usize, "team", "teams"), format!("{teams}个团队"))),
        (teams, _) => Some((format!("{teams} + ? teams"), format!("{teams} + ?个团队"))),
    };
    facts_with(node, teams, lang)
}

/// The same where there is room to say what is not on record.
pub(super) fn facts_in_full(node: &PictureNode<'_>, lang: Lang) -> Vec<String> {
    let teams = match (node.teams, node.teams_unknown) {
        (0, 0) => None,
        (0, _) => Some(("teams not on record".to_owned(), "团队数未记载".to_owned())),
        (teams, 0) => Some((counted(teams as usize, "team", "teams"), format!("{teams}个团队"))),
        (teams, _) => {
            let known = counted(teams as usize, "team", "teams");
            Some((format!("{known}, others not on record"), format!("{teams}个团队，另有未记载")))
        }
    };
    facts_with(node, teams, lang)
}

fn facts_with(node: &PictureNode<'_>, teams: Option<(String, String)>, lang: Lang) -> Vec<String> {
    let mut facts: Vec<String> = Vec::new();
    if let (PictureNodeKind::Organization, [only]) = (node.kind, &node.organizations[..]) {
        facts.push(kind(*only, lang).to_owned());
    }
    facts.extend(teams.map(|(en, zh)| if lang == Lang::En { en } else { zh }));
    if !node.projects.is_empty() {
        facts.push(match lang {
            Lang::En => counted(node.projects.len(), "project", "projects"),
            Lang::Zh => format!("{}个项目", node.projects.len()),
        });
    }
    facts
}

/// All about a box, a line each.
pub(super) fn node(picture: &Picture<'_>, node: &PictureNode<'_>, lang: Lang) -> String {
    let mut lines = vec![name(node, lang)];
    let facts = facts(node, lang);
    if !facts.is_empty() {
        lines.push(facts.join(" · "));
    }
    if node.active + node.waiting > 0 {
        lines.push(match lang {
            Lang::En => format!("{} under way, {} waiting", node.active, node.waiting),
            Lang::Zh => format!("在研{}项，等待{}项", node.active, node.waiting),
        });
    }
    if matches!(node.kind, PictureNodeKind::Folded { .. }) {
        lines.extend(told(node.organizations.iter().map(|one| one.record().label(lang).to_owned()), lang));
    }
    lines.extend(told(node.projects.iter().map(|one| project(one.record(), lang)), lang));
    lines.extend(told(node.bottlenecks.iter().map(|&number| picture.bottlenecks[number].message(lang)), lang));
    if matches!(node.kind, PictureNodeKind::Organization | PictureNodeKind::Folded { .. }) {
        lines.push(node.evidence.label(lang).to_owned());
    }
    lines.join("\n")
}

/// What a licence is of.
pub(super) fn licensed<'c>(chain: &'c SupplyChain, licence: &Licence, lang: Lang) -> &'c str {
    let project = licence.project.as_ref().and_then(|id| chain.project(id));
    let germplasm = || licence.germplasm.as_ref().and_then(|id| chain.germplasm_with_id(id));
    project.map(|project| project.record().label(lang)).or_else(|| Some(germplasm()?.label(lang))).unwrap_or_default()
}

fn project(project: &crate::record::Project, lang: Lang) -> String {
    let status: Status = project.status;
    match lang {
        Lang::En => format!("{} ({})", project.label(lang), status.label(lang)),
        Lang::Zh => format!("{}（{}）", project.label(lang), status.label(lang)),
    }
}

/// Those of some numbers that stand one by one.
pub(super) fn told_of(all: &[usize]) -> &[usize] {
    if all.len() > MOST_TOLD { &all[..FIRST_TOLD] } else { all }
}

/// All of a few; of many the first, and how many more there are.
pub(super) fn told(all: impl ExactSizeIterator<Item = String>, lang: Lang) -> Vec<String> {
    let more = if all.len() > MOST_TOLD { all.len() - FIRST_TOLD } else { 0 };
    let mut told: Vec<String> = all.take(if more > 0 { FIRST_TOLD } else { MOST_TOLD }).collect();
    if more > 0 {
        told.push(match lang {
            Lang::En => format!("… and {more} more"),
            Lang::Zh => format!("……另有{more}项"),
        });
    }
    told
}
