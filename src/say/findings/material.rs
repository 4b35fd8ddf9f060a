//! The sentences of findings about material.

use super::{differs, measured, threshold};
use crate::model::Lang;
use crate::query::Finding;
use crate::rules::FindingKind as Kind;
use crate::say::cell::cells;
use crate::say::{Cell, Digits, Unit};

/// Whether what was measured is a number of founders and no share.
pub(super) fn counts_founders(finding: &Finding<'_>) -> bool {
    finding.kind() == Kind::NarrowBase && finding.germplasm.is_none()
}

pub(super) fn english<'c>(finding: &Finding<'c>) -> Vec<Cell<'c>> {
    let (category, project, germplasm) = (finding.category(), finding.project, finding.germplasm);
    let (organization, other) = (finding.organization, finding.other);
    match finding.kind() {
        Kind::UnclearedProduct => cells!(
            "{}: an exclusive right {} stands against the sale of “{}” by {}; no licence is on record.",
            category,
            in_what(finding, Lang::En),
            germplasm,
            organization,
        ),
        Kind::UnconfirmedMaterial => cells!(
            "{}: “{}” of {} draws on “{}”, the right in which is {}.",
            category,
            project,
            organization,
            germplasm,
            right(finding, Lang::En),
        ),
        Kind::NarrowBase if counts_founders(finding) => cells!(
            "{}: the {} varieties come to {} effective founders.",
            category,
            varieties(finding),
            founders(finding),
        ),
        Kind::NarrowBase => cells!(
            "{}: {} of the {} varieties have “{}” as a direct parent.",
            category,
            measured(finding),
            varieties(finding),
            germplasm,
        ),
        Kind::OutsideBase => cells!(
            "{}: of what is known of the base of the {} varieties, {} comes from outside.",
            category,
            varieties(finding),
            measured(finding),
        ),
        Kind::IdleGermplasm => {
            cells!("{}: no use of “{}”, which {} keeps, is on record.", category, germplasm, organization)
        }
        Kind::UnbackedGermplasm => {
            cells!("{}: according to the records “{}” is not kept in duplicate elsewhere.", category, germplasm)
        }
        Kind::InventorShareBelowFloor => cells!(
            "{}: the inventors of “{}” by {} have {}, less than {}{}.",
            category,
            project,
            organization,
            measured(finding),
            threshold(finding),
            differs(finding, Lang::En),
        ),
        _ => cells!(
            "{}: “{}” of {} earns and builds on “{}” of {}; that it shares anything with it is not on record.",
            category,
            project,
            organization,
            finding.other_project,
            other,
        ),
    }
}

pub(super) fn chinese<'c>(finding: &Finding<'c>) -> Vec<Cell<'c>> {
    let (category, project, germplasm) = (finding.category(), finding.project, finding.germplasm);
    let (organization, other) = (finding.organization, finding.other);
    match finding.kind() {
        Kind::UnclearedProduct => cells!(
            "{}：{}经营“{}”，{}享有专有权，未见许可记录。",
            category,
            organization,
            germplasm,
            in_what(finding, Lang::Zh),
        ),
        Kind::UnconfirmedMaterial => cells!(
            "{}：{}的“{}”所利用的“{}”权属{}，尚未确权。",
            category,
            organization,
            project,
            germplasm,
            right(finding, Lang::Zh),
        ),
        Kind::NarrowBase if counts_founders(finding) => {
            cells!("{}：{}个品种的有效始祖数为{}。", category, varieties(finding), founders(finding))
        }
        Kind::NarrowBase => {
            cells!("{}：{}个品种中，{}以“{}”为直接亲本。", category, varieties(finding), measured(finding), germplasm,)
        }
        Kind::OutsideBase => cells!(
            "{}：{}个品种的遗传基础中，来源已知的部分有{}来自外地。",
            category,
            varieties(finding),
            measured(finding),
        ),
        Kind::IdleGermplasm => cells!("{}：{}保存的“{}”未见利用记录。", category, organization, germplasm),
        Kind::UnbackedGermplasm => cells!("{}：记录注明“{}”没有异地备份。", category, germplasm),
        Kind::InventorShareBelowFloor => cells!(
            "{}：{}的“{}”发明人收益占{}，低于{}{}。",
            category,
            organization,
            project,
            measured(finding),
            threshold(finding),
            differs(finding, Lang::Zh),
        ),
        _ => cells!(
            "{}：{}的“{}”已有收入，未见与其所依托的{}的“{}”分享收益的记录。",
            category,
            organization,
            project,
            other,
            finding.other_project,
        ),
    }
}

/// In what the right stands: in the variety itself, or in something that it needs.
fn in_what<'c>(finding: &Finding<'c>, lang: Lang) -> Vec<Cell<'c>> {
    let other = finding.other_germplasm.filter(|other| Some(*other) != finding.germplasm);
    match (other, lang) {
        (Some(other), Lang::En) => cells!("in “{}”", other),
        (Some(other), Lang::Zh) => cells!("其所依托的“{}”", other),
        (None, Lang::En) => cells!("in it"),
        (None, Lang::Zh) => cells!("该品种"),
    }
}

fn right(finding: &Finding<'_>, lang: Lang) -> &'static str {
    finding.germplasm.and_then(|germplasm| germplasm.record().right).map_or("", |right| right.label(lang))
}

fn varieties<'c>(finding: &Finding<'_>) -> Option<Cell<'c>> {
    finding.varieties.map(|varieties| Cell::count(varieties, Unit::Records))
}

fn founders<'c>(finding: &Finding<'_>) -> Option<Cell<'c>> {
    finding.measured.map(|founders| Cell::number(founders, Unit::None, Digits::AtMostOne))
}
