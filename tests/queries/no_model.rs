//! Which operating model a chain is held against when nobody chooses one.

use seedrelay::chain::ChainBuilder;
use seedrelay::query::{DiagnosisOptions, FindingOptions};
use seedrelay::rules::{FindingKind, ModelChoice};
use seedrelay::{Category, Lang, OperatingModel, Organization, OrganizationKind, Project, Stage, Status, SupplyChain};

/// Of another province: universities and a company, one of them far outside what the proposal asks for.
fn elsewhere() -> ChainBuilder {
    let project = |id, performer| {
        Project::new(id, "rice", Stage::Industrialization, performer, Status::Active).topic("stem-borer-resistance")
    };
    SupplyChain::builder("2024-12-31".parse().unwrap())
        .category(Category::new("rice"))
        .organization(Organization::new("one", OrganizationKind::University))
        .organization(Organization::new("other", OrganizationKind::University))
        .organization(Organization::new("firm", OrganizationKind::Company))
        .project(project("a", "one").commissioned_by("firm"))
        .project(project("b", "other").commissioned_by("one"))
}

fn kinds(chain: &SupplyChain, options: &FindingOptions) -> Vec<FindingKind> {
    let mut kinds: Vec<FindingKind> = chain.findings(options).iter().map(|finding| finding.kind()).collect();
    kinds.dedup();
    kinds
}

#[test]
fn a_chain_without_laboratory_and_consortium_is_held_against_none() {
    let chain = elsewhere().build().unwrap();
    assert_eq!(kinds(&chain, &FindingOptions::new()), [FindingKind::DuplicatedEffort]);
    let diagnosis = chain.diagnose(&DiagnosisOptions::new());
    assert_eq!(diagnosis.model, None);
    assert_eq!(serde_json::to_value(&diagnosis).unwrap()["model"], serde_json::Value::Null);
    // A topic that is not listed is never shown by its id.
    let said = Lang::ALL.map(|lang| diagnosis.findings[0].message(lang));
    assert!(said.iter().all(|said| !said.contains("stem-borer")), "{said:?}");
}

#[test]
fn a_laboratory_or_a_consortium_brings_the_proposal() {
    for kind in [OrganizationKind::Laboratory, OrganizationKind::Consortium] {
        let chain = elsewhere().organization(Organization::new("new", kind)).build().unwrap();
        let found = kinds(&chain, &FindingOptions::new());
        assert!(found.contains(&FindingKind::Role) && found.contains(&FindingKind::Route), "{found:?}");
        assert_eq!(kinds(&chain, &FindingOptions::new().model(ModelChoice::None))[0], FindingKind::DuplicatedEffort);
    }
}

/// Whatever is against a model names it.
#[test]
fn a_finding_names_its_model() {
    let chain = elsewhere().build().unwrap();
    let mut ours = OperatingModel::proposal();
    ours.name = ("ours", "自定").into();
    for model in [OperatingModel::proposal(), ours] {
        for finding in chain.findings(&FindingOptions::new().model(model.clone())).iter() {
            assert_eq!(finding.model(), Some(&model.name));
            let is_named = Lang::ALL.map(|lang| finding.message(lang).contains(model.name.get(lang)));
            assert_eq!(is_named, [finding.kind().needs_model(); 2], "{finding}");
        }
    }
}
