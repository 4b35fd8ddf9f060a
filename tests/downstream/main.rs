//! A program of somebody else's: it uses only what is public, in the ways in which the crate once got in the way.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use seedrelay::chain::RelationKind;
use seedrelay::query::{
    BottleneckOptions, DiagnosisOptions, FindingKey, FindingOptions, GapKey, GapOptions, KeptDiagnosis,
};
use seedrelay::render::graph::Graph;
use seedrelay::render::picture::PictureOptions;
use seedrelay::{
    Boundary, Capability, CategoryId, Charter, Evidence, GapKind, Lang, Member, Organization, OrganizationKind,
    PartialDate, Project, ProjectRef, Stage, Status, SupplyChain, datasets,
};

/// A label that outlives the view, from a closure.
fn labels(chain: &SupplyChain) -> BTreeMap<&str, &str> {
    chain.organizations().map(|own| (own.id().as_str(), own.label(Lang::Zh))).collect()
}

/// The gaps that a proposal closes, in one pass over each side.
fn closed(before: &SupplyChain, after: &SupplyChain) -> Vec<GapKey> {
    let left: HashSet<GapKey> = after.gaps(&GapOptions::new()).iter().map(|gap| gap.key()).collect();
    before.gaps(&GapOptions::new()).iter().map(|gap| gap.key()).filter(|key| !left.contains(key)).collect()
}

#[test]
fn what_a_view_gives_leaves_its_closure() {
    let chain = datasets::hunan();
    assert_eq!(labels(&chain)["yuelushan"], "岳麓山实验室");
    let by_stage: HashMap<ProjectRef<'_>, Stage> = chain.projects().map(|own| (own, own.stage())).collect();
    let sorted: BTreeSet<ProjectRef<'_>> = by_stage.keys().copied().collect();
    assert!(sorted.iter().copied().eq(chain.projects()), "views are ordered by id, as chains list them");
    let first = *sorted.first().unwrap();
    assert_eq!(serde_json::to_value(first).unwrap(), first.to_string());
    assert_eq!(chain.project_at(first.node()), Some(first));
    assert_eq!(chain.organization_at(chain.organizations().last().unwrap().node()), chain.organizations().last());
}

#[test]
fn answers_about_equal_chains_are_equal() {
    let (one, other) = (datasets::hunan(), datasets::hunan());
    let options = DiagnosisOptions::new();
    assert!(one.diagnose(&options) == other.diagnose(&options));
    let other = other.to_builder().retain(|project: &Project| project.stage != Stage::Applied).build_or_all(&one);
    assert!(one.diagnose(&options) != other.diagnose(&options));
}

/// What is left when projects are taken away, with what refers to them.
trait BuildOrAll {
    fn build_or_all(self, all: &SupplyChain) -> SupplyChain;
}

impl BuildOrAll for seedrelay::ChainBuilder {
    fn build_or_all(self, all: &SupplyChain) -> SupplyChain {
        let kept: HashSet<_> =
            all.projects().filter(|own| own.stage() != Stage::Applied).map(|own| own.id().clone()).collect();
        let builder = self.update(|project: &mut Project| {
            project.builds_on = project.builds_on.iter().filter(|id| kept.contains(*id)).cloned().collect();
        });
        builder
            .replace::<seedrelay::Funding>([])
            .replace::<seedrelay::Licence>([])
            .replace::<seedrelay::Adoption>([])
            .build()
            .unwrap()
    }
}

#[test]
fn keys_tell_answers_apart_and_are_kept() {
    let all = datasets::hunan();
    let today = all.known_at_least(Evidence::Assumed);
    let closed = closed(&today, &all);
    assert!(!closed.is_empty());
    let text = serde_json::to_string(&closed).unwrap();
    assert_eq!(serde_json::from_str::<Vec<GapKey>>(&text).unwrap(), closed);

    let gaps = all.gaps(&GapOptions::new()).worst_first();
    for gap in &gaps {
        let written = serde_json::to_value(gap).unwrap();
        assert_eq!(serde_json::from_value::<GapKey>(written).unwrap(), gap.key(), "a key is read from its gap");
    }
    assert_eq!(gaps.iter().map(seedrelay::Gap::key).collect::<HashSet<_>>().len(), gaps.len());
    let findings = all.findings(&FindingOptions::new()).worst_first();
    assert_eq!(findings.iter().map(seedrelay::Finding::key).collect::<BTreeSet<FindingKey>>().len(), findings.len());
}

#[test]
fn the_numbers_of_bottlenecks_are_fields() {
    let chain = datasets::hunan();
    for bottleneck in chain.bottlenecks(&BottleneckOptions::new()).worst_first() {
        let written = serde_json::to_value(bottleneck).unwrap();
        let own = written.as_object().unwrap().iter().filter(|(_, value)| value.is_number()).count();
        assert!(own > 0 || written["why"].is_string(), "{written}");
    }
}

#[test]
fn a_diagnosis_is_kept_beside_its_chain() {
    let mut cache: HashMap<&str, (Arc<SupplyChain>, KeptDiagnosis)> = HashMap::new();
    let chain = Arc::new(datasets::hunan());
    let kept = chain.diagnose(&DiagnosisOptions::new()).keep();
    cache.insert("hunan", (Arc::clone(&chain), kept));
    let (chain, kept) = &cache["hunan"];
    let diagnosis = chain.diagnose(&DiagnosisOptions::new());
    assert_eq!(kept.as_json(), serde_json::to_string(&diagnosis).unwrap());
    assert_eq!(serde_json::to_string(kept).unwrap(), kept.as_json());
    assert_eq!(kept.gaps().len(), diagnosis.gaps.len());
}

#[test]
fn an_unknown_category_is_none() {
    let chain = datasets::hunan();
    let (known, unknown) = (CategoryId::from("rice"), "rise");
    assert!(chain.projects_in(&known).is_some() && chain.projects_in(unknown).is_none());
    assert!(
        chain.routes("rice", Boundary::ToApplied).is_some() && chain.routes(unknown, Boundary::ToApplied).is_none()
    );
    assert!(chain.capable_organizations(unknown, Stage::Basic).is_none());
    assert_eq!(chain.organizations().next().unwrap().teams(unknown, Stage::Basic), None);
    assert!(Graph::of(&chain).of_category(unknown).is_none());
    assert!(PictureOptions::new().of_category(&chain, unknown).is_none());
}

#[test]
fn records_and_options_go_through_serde() {
    let chain = datasets::hunan();
    for own in chain.projects() {
        let text = serde_json::to_string(own.record()).unwrap();
        assert_eq!(&serde_json::from_str::<Project>(&text).unwrap(), own.record());
    }
    for own in chain.organizations() {
        let value = serde_json::to_value(own.record()).unwrap();
        assert_eq!(&serde_json::from_value::<Organization>(value).unwrap(), own.record());
    }
    let error = serde_json::from_str::<Project>(r#"{"id": "p", "category": "rice", "stagge": "basic"}"#).unwrap_err();
    assert!(error.to_string().contains("did you mean `stage`?"), "{error}");
    let options = DiagnosisOptions::new();
    let text = serde_json::to_string(&options).unwrap();
    assert_eq!(serde_json::from_str::<DiagnosisOptions>(&text).unwrap(), options);
    assert_eq!(serde_json::from_str::<DiagnosisOptions>("{}").unwrap(), options);
    let bad = r#"{"connectors": {"accuracy": {"epsilon": 2.0}}}"#;
    assert!(serde_json::from_str::<DiagnosisOptions>(bad).is_err());
    let problems = SupplyChain::from_json("{}").unwrap_err();
    assert!(serde_json::to_value(&problems).unwrap()[0]["message"]["zh"].is_string());
}

#[test]
fn a_chain_shows_itself_as_its_document() {
    let chain = datasets::hunan();
    assert_eq!(SupplyChain::from_json(format!("{chain:?}")).unwrap(), chain);
}

#[test]
fn dates_before_the_year_0_are_an_error() {
    assert!(PartialDate::try_from(jiff::civil::date(-44, 3, 15)).is_err());
}

/// Kinds grow: whoever tells them apart has an arm for others.
#[test]
fn kinds_are_listed_in_slices() {
    let structural = |kind: &&GapKind| matches!(kind, GapKind::MissingStage | GapKind::MissingRoute);
    assert_eq!(GapKind::ALL.iter().filter(structural).count(), 2);
    assert!(RelationKind::ALL.contains(&RelationKind::Handoff));
}

#[test]
fn a_field_replaces_and_one_of_many_adds() {
    let charter = Charter::new().member(Member::new("a")).member(Member::new("b"));
    assert_eq!(charter.members.len(), 2);
    assert_eq!(charter.members([Member::new("c")]).member(Member::new("d")).members.len(), 2);
    let company = Organization::new("a", OrganizationKind::Company).capability("rice", Stage::Basic, 1);
    let company =
        company.capabilities([Capability::new("pig", Stage::Applied, 2)]).capability("rice", Stage::Applied, 3);
    let teams: Vec<u32> = company.capabilities.iter().map(|own| own.teams).collect();
    assert_eq!(teams, [2, 3]);
    let project = Project::new("p", "rice", Stage::Basic, "a", Status::Active).builds_on(["q", "r"]).builds_on(["s"]);
    assert_eq!(project.builds_on.len(), 1);
}
