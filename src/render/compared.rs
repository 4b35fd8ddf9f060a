//! A comparison as a page of HTML: what opened and closed and why, with the pictures of both chains, in which is marked what
//! differs.
//!
//! Nothing is loaded, and there is no script: the page is one file that prints.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use hashbrown::HashSet;

use crate::chain::SupplyChain;
use crate::model::Lang;
use crate::query::Comparison;
use crate::record::RecordList;
use crate::render::picture::{Picture, PictureOptions, PictureRelation};
use crate::text::markup::markup;

const STYLE: &str = "body{font:16px/1.5 system-ui,'Noto Sans SC','PingFang SC',sans-serif;max-width:75rem;margin:2rem auto;\
    padding:0 1rem;color:#1b1b1b}h1{font-size:1.5rem}h2{font-size:1.1rem;margin:1.5rem 0 .3rem}\
    ul{list-style:none;margin:0;padding:0}li{padding-left:1.5rem;text-indent:-1.5rem}\
    li b{display:inline-block;width:1.5rem;text-indent:0}figure{margin:1.5rem 0}figcaption{font-weight:600}\
    figure svg{max-width:100%;height:auto}@media print{figure{break-inside:avoid}}";

/// The comparison as a page.
///
/// ```
/// use seedrelay::query::CompareOptions;
/// use seedrelay::render::compared;
/// use seedrelay::{Evidence, Lang, datasets};
/// let example = datasets::example();
/// let today = example.known_at_least(Evidence::Assumed);
/// let page = compared::page(&today.compare(&example, &CompareOptions::new()), Lang::Zh);
/// assert!(page.starts_with("<!DOCTYPE html>") && page.matches("<svg").count() == 2);
/// ```
#[must_use]
pub fn page(comparison: &Comparison<'_>, lang: Lang) -> String {
    let title = match lang {
        Lang::En => "What changed, and why",
        Lang::Zh => "变化及其原因",
    };
    let [before, after] = [Side::of(comparison, true, lang), Side::of(comparison, false, lang)];
    let tag = if lang == Lang::En { "en" } else { "zh-Hans" };
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{tag}\">\n<head>\n<meta charset=\"utf-8\"/>\n\
         <meta name=\"viewport\" content=\"width=device-width\"/>\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n\
         <meta name=\"generator\" content=\"seedrelay {}\"/>\n<title>{title}</title>\n<style>{STYLE}{}{}</style>\n</head>\n\
         <body>\n<h1>{title}</h1>\n",
        env!("CARGO_PKG_VERSION"),
        before.style,
        after.style,
    );
    for block in comparison.blocks(lang) {
        let _ = writeln!(out, "<h2>{}</h2>", markup(&block.heading));
        if !block.lines.is_empty() {
            out += "<ul>\n";
            for (mark, line) in &block.lines {
                let _ = writeln!(out, "<li><b>{mark}</b>{}</li>", markup(line));
            }
            out += "</ul>\n";
        }
    }
    for side in [before, after] {
        let _ = writeln!(out, "<figure>\n<figcaption>{}</figcaption>\n{}\n</figure>", markup(&side.caption), side.svg);
    }
    out += "</body>\n</html>\n";
    out
}

/// The picture of one of the chains.
struct Side {
    caption: String,
    svg: String,
    /// What marks what differs.
    style: String,
}

impl Side {
    fn of(comparison: &Comparison<'_>, is_before: bool, lang: Lang) -> Self {
        let (chain, prefix, color) = if is_before {
            (comparison.before(), "before-", "#b3261e")
        } else {
            (comparison.after(), "after-", "#1b6e3c")
        };
        let mut options = PictureOptions::new().lang(lang);
        prefix.clone_into(&mut options.id_prefix);
        let picture = Picture::draw(chain, &options);
        let marked = marked(comparison, &picture, is_before);
        let style = if marked.is_empty() {
            String::new()
        } else {
            format!("{}{{stroke:{color};stroke-width:4}}", marked.join(","))
        };
        Self { caption: caption(chain, is_before, lang), svg: picture.to_svg(), style }
    }
}

fn caption(chain: &SupplyChain, is_before: bool, lang: Lang) -> String {
    let as_of = chain.as_of();
    match (lang, is_before) {
        (Lang::En, true) => format!("Before, {as_of}. Outlined: what is gone or differs after."),
        (Lang::En, false) => format!("After, {as_of}. Outlined: what is new or differed before."),
        (Lang::Zh, true) => format!("之前（{as_of}）。描边：之后不再有或有变动的部分。"),
        (Lang::Zh, false) => format!("之后（{as_of}）。描边：新增或有变动的部分。"),
    }
}

/// The shapes of a picture that stand for something that differs, as the style sheet selects them: the box of a node, not the
/// bar and the signs in it, and the line of an edge.
fn marked(comparison: &Comparison<'_>, picture: &Picture<'_>, is_before: bool) -> Vec<String> {
    let changed = Changed::of(comparison, is_before);
    let nodes = picture.nodes().iter().enumerate().filter(|(_, node)| {
        node.organizations.iter().any(|own| changed.organizations.contains(own.id().as_str()))
            || node.projects.iter().any(|own| changed.projects.contains(own.id().as_str()))
    });
    let edges = picture.edges().iter().enumerate();
    let edges = edges.filter(|(_, edge)| edge.relations.iter().any(|relation| changed.has(relation)));
    let nodes = nodes.map(|(number, _)| format!("#{}>.sr-box", picture.node_id(number)));
    nodes.chain(edges.map(|(number, _)| format!("#{}>path:first-of-type", picture.edge_id(number)))).collect()
}

/// What differs of one of the chains.
struct Changed<'a> {
    /// Organizations and projects, with what is part of them, by id.
    organizations: BTreeSet<&'a str>,
    projects: BTreeSet<&'a str>,
    /// Members of consortia, by both.
    members: BTreeSet<(&'a str, &'a str)>,
    /// Where the records themselves are: those that relate two sides may have one key.
    records: HashSet<*const ()>,
}

impl<'a> Changed<'a> {
    fn of(comparison: &'a Comparison<'_>, is_before: bool) -> Self {
        let mut changed = Self {
            organizations: BTreeSet::new(),
            projects: BTreeSet::new(),
            members: BTreeSet::new(),
            records: HashSet::new(),
        };
        for change in comparison.records() {
            let Some(record) = (if is_before { change.before() } else { change.after() }) else { continue };
            changed.records.insert(std::ptr::from_ref(record).cast());
            let Some(id) = change.key.id() else { continue };
            match change.key.kind().list() {
                Some(RecordList::Organizations) => _ = changed.organizations.insert(id),
                Some(RecordList::Projects) => _ = changed.projects.insert(id),
                _ => {}
            }
            if let Some(member) = change.key.value("organization").filter(|_| change.key.kind().name() == "members") {
                changed.members.insert((id, member));
            }
        }
        changed
    }

    /// Whether a relation of the picture differs.
    fn has(&self, relation: &PictureRelation<'_>) -> bool {
        let has = |record: *const ()| self.records.contains(&record);
        match relation {
            PictureRelation::Handoff { project, .. } | PictureRelation::Commission { project } => {
                self.projects.contains(project.id().as_str())
            }
            PictureRelation::Demand { demand, project } => {
                self.projects.contains(project.id().as_str()) || has(std::ptr::from_ref(*demand).cast())
            }
            PictureRelation::Membership { member, consortium } => {
                self.members.contains(&(consortium.id().as_str(), member.id().as_str()))
            }
            PictureRelation::Agreement(own) => has(std::ptr::from_ref(*own).cast()),
            PictureRelation::Licence(own) => has(std::ptr::from_ref(*own).cast()),
            PictureRelation::Funding(own) => has(std::ptr::from_ref(*own).cast()),
            PictureRelation::Service(own) => has(std::ptr::from_ref(*own).cast()),
        }
    }
}
