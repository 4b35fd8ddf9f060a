//! What people call a record that changed: by its name, or by what it joins.

use crate::chain::SupplyChain;
use crate::model::{Lang, Stage};
use crate::query::{Comparison, Concentrated, ConcentrationBy};
use crate::record::{FieldValue, Fields};
use crate::scenario::{RecordChange, RecordKey, RecordKind};

/// What a changed record is called.
pub(super) fn label(comparison: &Comparison<'_>, change: &RecordChange<'_>, lang: Lang) -> String {
    let (chain, record) = match (change.after(), change.before()) {
        (Some(record), _) => (comparison.after(), Some(record)),
        (None, before) => (comparison.before(), before),
    };
    let names = Names { chain, lang };
    let key = &change.key;
    let own = record.and_then(|record| own_name(record, lang));
    if let (true, Some(own)) = (key.kind().is_list(), own) {
        return match key.kind().name() {
            "organizations" | "categories" | "regions" => own,
            _ => format!("“{own}”"),
        };
    }
    names.joined(key)
}

/// The name or the title of a record.
fn own_name(record: &dyn Fields, lang: Lang) -> Option<String> {
    let name = ["title", "name"].iter().find_map(|key| match record.value(key) {
        Some(FieldValue::Text(text)) => Some(text.short(lang).to_owned()),
        _ => None,
    });
    name.or_else(|| match record.value("id") {
        Some(FieldValue::Id(id)) => Some(id.to_owned()),
        _ => None,
    })
}

/// The names of what a key refers to.
struct Names<'c> {
    chain: &'c SupplyChain,
    lang: Lang,
}

impl Names<'_> {
    fn organization(&self, key: &RecordKey, field: &str) -> String {
        let id = key.value(field).unwrap_or_default();
        let found = self.chain.organization(id).map(|organization| organization.record().label(self.lang).to_owned());
        found.unwrap_or_else(|| id.to_owned())
    }

    /// The project or the germplasm that a key names.
    fn object(&self, key: &RecordKey) -> String {
        let project = key.value("project").and_then(|id| self.chain.project(id));
        let germplasm = key.value("germplasm").and_then(|id| self.chain.germplasm_with_id(id));
        let label = project.map(|project| project.record().label(self.lang).to_owned());
        let label = label.or_else(|| germplasm.map(|own| own.record().label(self.lang).to_owned()));
        let id = key.value("project").or(key.value("germplasm")).unwrap_or_default();
        label.unwrap_or_else(|| id.to_owned())
    }

    fn category(&self, key: &RecordKey) -> Option<String> {
        let id = key.value("category")?;
        Some(self.chain.category(id).map_or_else(|| id.to_owned(), |category| category.label(self.lang).to_owned()))
    }

    fn stage(&self, key: &RecordKey) -> String {
        let stage = key.value("stage").and_then(|stage| stage.parse::<Stage>().ok());
        stage.map_or_else(String::new, |stage| stage.label(self.lang).to_owned())
    }

    /// What a record without a name of its own joins.
    fn joined(&self, key: &RecordKey) -> String {
        let zh = self.lang == Lang::Zh;
        match key.kind().name() {
            "capabilities" => {
                let (own, category, stage) =
                    (self.organization(key, "organization"), self.category(key).unwrap_or_default(), self.stage(key));
                if zh { format!("{own}（{category}，{stage}）") } else { format!("{own} ({category}, {stage})") }
            }
            "agreements" => {
                let (from, to) = (self.organization(key, "from"), self.organization(key, "to"));
                if zh { format!("{from}与{to}的协议") } else { format!("the agreement of {from} with {to}") }
            }
            "members" => {
                let (own, of) = (self.organization(key, "organization"), self.organization(key, "consortium"));
                if zh { format!("{own}在{of}的成员关系") } else { format!("the membership of {own} in {of}") }
            }
            "charters" => {
                let of = self.organization(key, "organization");
                if zh { format!("{of}的章程") } else { format!("the charter of {of}") }
            }
            "services" => {
                let (from, to) = (self.organization(key, "provider"), self.organization(key, "client"));
                if zh { format!("{from}对{to}的服务") } else { format!("the service of {from} to {to}") }
            }
            "licences" => {
                let (object, to) = (self.object(key), self.organization(key, "to"));
                if zh {
                    format!("“{object}”对{to}的许可")
                } else {
                    format!("the licence of “{object}” to {to}")
                }
            }
            "adoptions" => {
                let (object, year) = (self.object(key), key.value("year").unwrap_or_default());
                if zh {
                    format!("“{object}”{year}年的推广应用")
                } else {
                    format!("the adoption of “{object}” in {year}")
                }
            }
            _ => {
                let term = key.kind().term().get(self.lang);
                if zh { format!("{term}“{key}”") } else { format!("the {term} {key}") }
            }
        }
    }
}

/// What many records of a kind are called.
pub(super) fn plural(kind: &RecordKind, lang: Lang) -> String {
    match lang {
        Lang::En => {
            let name = kind.shape().sheet.filter(|_| kind.is_list()).map_or(kind.name(), |sheet| sheet.names.en);
            let mut name = name.replace('_', " ");
            if let Some(first) = name.get_mut(..1) {
                first.make_ascii_uppercase();
            }
            name
        }
        Lang::Zh => kind.term().zh.to_owned(),
    }
}

/// What the value is called in which changes are concentrated.
pub(super) fn value(comparison: &Comparison<'_>, most: &Concentrated, lang: Lang) -> String {
    let label = match most.by {
        ConcentrationBy::Category => {
            comparison.after().category(&*most.value).map(|category| category.label(lang).to_owned())
        }
        ConcentrationBy::Stage => most.value.parse::<Stage>().ok().map(|stage| stage.label(lang).to_owned()),
        ConcentrationBy::OrganizationKind => {
            let kind = most.value.parse::<crate::model::OrganizationKind>().ok();
            kind.map(|kind| kind.label(lang).to_owned())
        }
    };
    label.unwrap_or_else(|| most.value.to_string())
}
