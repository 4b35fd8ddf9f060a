//! Two models, compared in words.

use std::fmt;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{Initiative, OperatingModel, Permissions};
use crate::model::{Lang, OrganizationKind, Stage, Text};
use crate::rules::FindingKind;
use crate::rules::Rule;

/// One thing in which a model differs from another. What the models allow is compared, not how they say it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Difference {
    /// A kind may work at other stages.
    #[non_exhaustive]
    Roles {
        /// The kind.
        kind: OrganizationKind,
        /// Stages at which it may work now, or on more initiatives than before.
        gained: Vec<(Stage, Initiative)>,
        /// Stages at which it may work no more, or on its own initiative only.
        lost: Vec<(Stage, Option<Initiative>)>,
        /// Whether it may now work at every stage, on any initiative.
        unlimited: bool,
    },
    /// A kind may commission others.
    #[non_exhaustive]
    Routes {
        /// The kind that commissions.
        commissioner: OrganizationKind,
        /// Whom it may commission now, and for which stages.
        gained: Vec<(OrganizationKind, Vec<Stage>)>,
        /// Whom it may commission no more, and for which stages.
        lost: Vec<(OrganizationKind, Vec<Stage>)>,
        /// Whether it may now commission every kind at every stage.
        unlimited: bool,
    },
    /// A kind of finding is looked for otherwise.
    #[non_exhaustive]
    Rule {
        /// The kind of finding.
        kind: FindingKind,
        /// The threshold before: `None` if it was not looked for, `Some(None)` if it had none.
        before: Option<Option<f64>>,
        /// The threshold after.
        after: Option<Option<f64>>,
    },
}

pub(super) fn between(before: &OperatingModel, after: &OperatingModel) -> Vec<Difference> {
    let (old, new) = (Permissions::new(before), Permissions::new(after));
    let roles = OrganizationKind::ALL.into_iter().filter_map(|kind| {
        let stages = |changed: fn(&(Option<Initiative>, Option<Initiative>)) -> bool| {
            let both =
                Stage::ALL.into_iter().map(|stage| (stage, (old.initiative(kind, stage), new.initiative(kind, stage))));
            both.filter(move |(_, initiatives)| changed(initiatives)).map(|(stage, (_, after))| (stage, after))
        };
        let gained: Vec<(Stage, Initiative)> = stages(|(before, after)| after > before)
            .filter_map(|(stage, after)| after.map(|after| (stage, after)))
            .collect();
        let lost: Vec<(Stage, Option<Initiative>)> = stages(|(before, after)| after < before).collect();
        (!gained.is_empty() || !lost.is_empty()).then(|| {
            let unlimited = Stage::ALL.into_iter().all(|stage| new.role(kind, stage, false));
            Difference::Roles { kind, gained, lost, unlimited }
        })
    });
    let routes = OrganizationKind::ALL.into_iter().filter_map(|commissioner| {
        let only = |one: &Permissions, other: &Permissions| {
            let stages = |performer| {
                let is_new = |stage: &Stage| {
                    one.route(commissioner, performer, *stage) && !other.route(commissioner, performer, *stage)
                };
                Stage::ALL.into_iter().filter(is_new).collect::<Vec<_>>()
            };
            let by_performer = OrganizationKind::ALL.into_iter().map(|performer| (performer, stages(performer)));
            by_performer.filter(|(_, stages)| !stages.is_empty()).collect::<Vec<_>>()
        };
        let (gained, lost) = (only(&new, &old), only(&old, &new));
        (!gained.is_empty() || !lost.is_empty()).then(|| {
            let unlimited = OrganizationKind::ALL
                .into_iter()
                .all(|performer| Stage::ALL.into_iter().all(|stage| new.route(commissioner, performer, stage)));
            Difference::Routes { commissioner, gained, lost, unlimited }
        })
    });
    let rules = FindingKind::ALL.iter().copied().filter_map(|kind| {
        let threshold = |model: &OperatingModel| model.rule_for(kind).map(Rule::effective_threshold);
        let (before, after) = (threshold(before), threshold(after));
        (before != after).then_some(Difference::Rule { kind, before, after })
    });
    roles.chain(routes).chain(rules).collect()
}

impl Difference {
    /// What it is, as a sentence.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let mut sentences = Vec::new();
        match self {
            Self::Roles { kind, unlimited: true, .. } => sentences.push(match lang {
                Lang::En => format!("{} may now work at any stage.", name(*kind, lang)),
                Lang::Zh => format!("{}可从事任何阶段的研究。", name(*kind, lang)),
            }),
            Self::Routes { commissioner, unlimited: true, .. } => sentences.push(match lang {
                Lang::En => format!("{} may now commission anybody for any stage.", name(*commissioner, lang)),
                Lang::Zh => format!("{}可委托任何组织承担任何阶段的研究。", name(*commissioner, lang)),
            }),
            Self::Roles { kind, gained, lost, .. } => {
                let kind = name(*kind, lang);
                let list = |own: bool| {
                    let stages = gained.iter().filter(|(_, initiative)| (*initiative == Initiative::Own) == own);
                    stages.map(|(stage, _)| stage.label(lang)).collect::<Vec<_>>()
                };
                let (any, own) = (list(false), list(true));
                let ended: Vec<_> =
                    lost.iter().filter(|(_, left)| left.is_none()).map(|(stage, _)| stage.label(lang)).collect();
                let limited: Vec<_> =
                    lost.iter().filter(|(_, left)| left.is_some()).map(|(stage, _)| stage.label(lang)).collect();
                say(&mut sentences, lang, &any, (&kind, " may also do ", ""), (&kind, "还可从事", ""));
                say(
                    &mut sentences,
                    lang,
                    &own,
                    (&kind, " may also do ", ", on its own initiative only"),
                    (&kind, "还可自主从事", ""),
                );
                say(&mut sentences, lang, &ended, (&kind, " may no longer do ", ""), (&kind, "不再从事", ""));
                say(
                    &mut sentences,
                    lang,
                    &limited,
                    (&kind, " may do ", " on its own initiative only"),
                    (&kind, "只可自主从事", ""),
                );
            }
            Self::Routes { commissioner, gained, lost, .. } => {
                let kind = name(*commissioner, lang);
                let (gained, lost) = (whom(gained, lang), whom(lost, lang));
                say(
                    &mut sentences,
                    lang,
                    &as_strs(&gained),
                    (&kind, " may also commission ", ""),
                    (&kind, "还可委托", ""),
                );
                say(
                    &mut sentences,
                    lang,
                    &as_strs(&lost),
                    (&kind, " may no longer commission ", ""),
                    (&kind, "不再可委托", ""),
                );
            }
            Self::Rule { kind, before, after } => {
                let label = kind.label(lang);
                let show =
                    |threshold: &Option<f64>| threshold.map_or_else(|| "–".to_owned(), |share| share.to_string());
                sentences.push(match (before, after, lang) {
                    (Some(before), Some(after), Lang::En) => {
                        format!("The threshold of “{label}” goes from {} to {}.", show(before), show(after))
                    }
                    (Some(before), Some(after), Lang::Zh) => {
                        format!("“{label}”的阈值由{}改为{}。", show(before), show(after))
                    }
                    (_, Some(_), Lang::En) => format!("“{label}” becomes a finding."),
                    (_, Some(_), Lang::Zh) => format!("新增检查“{label}”。"),
                    (_, None, Lang::En) => format!("“{label}” is no longer a finding."),
                    (_, None, Lang::Zh) => format!("不再检查“{label}”。"),
                });
            }
        }
        sentences.join(if lang == Lang::En { " " } else { "" })
    }
}

/// Adds a sentence about a list, if there is something in it.
fn say(sentences: &mut Vec<String>, lang: Lang, list: &[&str], en: (&str, &str, &str), zh: (&str, &str, &str)) {
    let Some((last, earlier)) = list.split_last() else { return };
    sentences.push(match lang {
        Lang::En if earlier.is_empty() => format!("{}{}{last}{}.", en.0, en.1, en.2),
        Lang::En => format!("{}{}{} and {last}{}.", en.0, en.1, earlier.join(", "), en.2),
        Lang::Zh => format!("{}{}{}{}。", zh.0, zh.1, list.join("、"), zh.2),
    });
}

fn as_strs(list: &[String]) -> Vec<&str> {
    list.iter().map(String::as_str).collect()
}

fn name(kind: OrganizationKind, lang: Lang) -> String {
    match (lang, kind) {
        (Lang::Zh, _) => kind.label(lang).to_owned(),
        (Lang::En, OrganizationKind::Government) => "The government".to_owned(),
        (Lang::En, OrganizationKind::Institute | OrganizationKind::Consortium) => format!("An {}", kind.label(lang)),
        (Lang::En, _) => format!("A {}", kind.label(lang)),
    }
}

/// Kinds with their stages; those with the same stages together.
fn whom(list: &[(OrganizationKind, Vec<Stage>)], lang: Lang) -> Vec<String> {
    let mut groups: Vec<(&[Stage], Vec<&str>)> = Vec::new();
    for (kind, stages) in list {
        let label = match (lang, kind) {
            (Lang::En, OrganizationKind::Government) => "government",
            _ => kind.label(lang),
        };
        match groups.iter_mut().find(|(known, _)| known == stages) {
            Some((_, kinds)) => kinds.push(label),
            None => groups.push((stages, vec![label])),
        }
    }
    let words = |(stages, kinds): &(&[Stage], Vec<&str>)| {
        let all = stages.len() == Stage::ALL.len();
        let stages: Vec<&str> = stages.iter().map(|stage| stage.label(lang)).collect();
        let everyone = kinds.len() == OrganizationKind::ALL.len();
        match lang {
            Lang::En => {
                let kinds = if everyone { "any organization".to_owned() } else { kinds.join(" or ") };
                let stages = if all { "any stage".to_owned() } else { stages.join(" or ") };
                format!("{kinds} ({stages})")
            }
            Lang::Zh => {
                let kinds = if everyone { "任何组织".to_owned() } else { kinds.join("或") };
                let stages = if all { "任何阶段".to_owned() } else { stages.join("或") };
                format!("{kinds}（{stages}）")
            }
        }
    };
    groups.iter().map(words).collect()
}

/// The sentence in English.
impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::En))
    }
}

impl Serialize for Difference {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match self {
            Self::Roles { kind, gained, lost, .. } => {
                map.serialize_entry("roles", kind)?;
                map.serialize_entry("gained", gained)?;
                map.serialize_entry("lost", lost)?;
            }
            Self::Routes { commissioner, gained, lost, .. } => {
                map.serialize_entry("routes", commissioner)?;
                map.serialize_entry("gained", gained)?;
                map.serialize_entry("lost", lost)?;
            }
            Self::Rule { kind, before, after } => {
                map.serialize_entry("rule", kind)?;
                map.serialize_entry("checked_before", &before.is_some())?;
                map.serialize_entry("before", &before.flatten())?;
                map.serialize_entry("checked_after", &after.is_some())?;
                map.serialize_entry("after", &after.flatten())?;
            }
        }
        map.serialize_entry("message", &Text::new(self.message(Lang::En), self.message(Lang::Zh)))?;
        map.end()
    }
}
