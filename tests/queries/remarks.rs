//! Remarks: a case for each kind, and its near miss.

use proptest::prelude::*;
use seedrelay::chain::ChainBuilder;
use seedrelay::model::{AdoptionUnit, CompletenessList, GermplasmKind, RecordedPart, ServiceKind};
use seedrelay::query::RemarkKind;
use seedrelay::record::{BenefitShare, Owner};
use seedrelay::say::{Sentence, View};
use seedrelay::testing::strategies;
use seedrelay::{
    Adoption, Agreement, Category, Completeness, Demand, Evidence, Funding, Germplasm, Lang, Licence, Organization,
    OrganizationKind, Project, Region, Service, Source, Stage, Status, SupplyChain,
};

use crate::cases::tried;

/// A chain on which there is nothing to remark.
fn sound() -> ChainBuilder {
    let known = |id, kind| Organization::new(id, kind).source("site");
    SupplyChain::builder(date("2024-12-31"))
        .currency("CNY")
        .source(Source::new("site").date(date("2024")))
        .category(Category::new("rice").source("site"))
        .category(Category::new("pig").source("site"))
        .organization(known("lab", OrganizationKind::Laboratory))
        .organization(known("firm", OrganizationKind::Company))
        .organization(known("hub", OrganizationKind::Service).service(ServiceKind::Finance))
}

fn date(text: &str) -> seedrelay::PartialDate {
    text.parse().unwrap()
}

fn project(id: &str, stage: Stage) -> Project {
    Project::new(id, "rice", stage, "lab", Status::Active).source("site")
}

fn found(chain: ChainBuilder) -> Vec<(RemarkKind, String)> {
    let chain = chain.build().unwrap();
    let remarks = chain.remarks();
    assert_eq!(remarks.left_out(), 0);
    remarks.list.iter().map(|remark| (remark.kind, remark.path.to_string())).collect()
}

fn one(chain: ChainBuilder) -> (RemarkKind, String) {
    let found = found(chain);
    assert_eq!(found.len(), 1, "{found:?}");
    found.into_iter().next().unwrap()
}

#[test]
fn nothing_is_remarked_on_what_is_sound() {
    assert_eq!(found(sound()), []);
}

#[test]
fn two_organizations_of_one_name() {
    let named = |first: &str, second: &str| {
        let organization =
            |id, name: &str| Organization::new(id, OrganizationKind::University).name(name).source("site");
        sound().organization(organization("a", first)).organization(organization("b", second))
    };
    let at = |path: &str| (RemarkKind::SameName, path.to_owned());
    assert_eq!(one(named("Hunan University", "hunan  ＵNIVERSITY")), at("organizations[1].name"));
    assert_eq!(found(named("Hunan University", "Hunan Normal University")), []);
    let in_one_language = sound()
        .organization(Organization::new("a", OrganizationKind::University).name(("Hunan", "湖南")).source("site"))
        .organization(Organization::new("b", OrganizationKind::University).name(("Hainan", "湖南")).source("site"));
    assert_eq!(one(in_one_language), at("organizations[1].name"));
}

#[test]
fn ids_that_are_nearly_alike() {
    let named = |id: &str| sound().project(project("p1", Stage::Basic)).project(project(id, Stage::Basic));
    assert_eq!(one(named("P1")), (RemarkKind::SimilarId, "projects[1].id".into()));
    assert_eq!(one(named("ｐ1")).0, RemarkKind::SimilarId);
    assert_eq!(found(named("p-1")), []);
    assert_eq!(found(named("p11")), []);
    // Of another list it is another thing.
    assert_eq!(found(sound().project(project("LAB", Stage::Basic))), []);
}

#[test]
fn rows_given_twice() {
    let agreement = || Agreement::new("firm", "lab").categories(["rice"]).source("site");
    let twice = sound().agreement(agreement()).agreement(agreement().evidence(Evidence::Assumed));
    assert_eq!(one(twice), (RemarkKind::GivenTwice, "agreements[1]".into()));
    assert_eq!(found(sound().agreement(agreement()).agreement(agreement().categories(["pig"]))), []);
    let payment = || Funding::new("firm", "lab").amount(5.0).year(2020).source("site");
    assert_eq!(one(sound().funding(payment()).funding(payment())).1, "funding[1]");
    assert_eq!(found(sound().funding(payment()).funding(payment().year(2021))), []);
    let service = || Service::new("hub", "firm").source("site");
    assert_eq!(one(sound().service(service()).service(service())).1, "services[1]");
    assert_eq!(found(sound().service(service()).service(service().category("rice"))), []);
}

#[test]
fn links_that_run_backwards() {
    let linked = |upstream: Project, own: Project| sound().project(upstream).project(own.builds_on(["a"]));
    let at = |kind| (kind, "projects[1].builds_on[0]".to_owned());
    let later = linked(project("a", Stage::Applied), project("b", Stage::Basic));
    assert_eq!(one(later), at(RemarkKind::BuildsOnLaterStage));
    assert_eq!(found(linked(project("a", Stage::Applied), project("b", Stage::Applied))), []);

    let own =
        |ended| Project::new("b", "rice", Stage::Applied, "lab", Status::Delivered).ended(date(ended)).source("site");
    let upstream = |started| project("a", Stage::Basic).started(date(started));
    assert_eq!(one(linked(upstream("2022-01-02"), own("2022-01-01"))), at(RemarkKind::BuildsOnLaterStart));
    assert_eq!(found(linked(upstream("2022-01-01"), own("2022-01-01"))), []);
    // In which order two dates of one year come nobody knows.
    assert_eq!(found(linked(upstream("2022"), own("2022-01-01"))), []);

    let pig = Project::new("b", "pig", Stage::Applied, "lab", Status::Active).source("site");
    assert_eq!(one(linked(project("a", Stage::Basic), pig)), at(RemarkKind::BuildsOnOtherCategory));
}

#[test]
fn topics_that_say_nothing() {
    let about = |topic: &str| sound().project(project("p", Stage::Basic).topic(topic));
    for topic in ["无", "none", "N/A", "-", " None "] {
        assert_eq!(one(about(topic)), (RemarkKind::EmptyTopic, "projects[0].topic".into()), "{topic}");
    }
    for topic in ["无融合生殖", "non-heading", "nodulation"] {
        assert_eq!(found(about(topic)), [], "{topic}");
    }
    let demand = sound().demand(Demand::new("d", "firm", "rice", Stage::Basic).topic("none").source("site"));
    assert_eq!(one(demand).1, "demands[0].topic");
}

#[test]
fn holders_of_benefits() {
    let shared =
        |holder: &str| sound().project(project("p", Stage::Basic).benefit_shares([BenefitShare::new(holder, 0.5)]));
    let at = "projects[0].benefit_shares[0].holder".to_owned();
    assert_eq!(one(shared("labb")), (RemarkKind::UnknownHolder, at));
    for holder in ["lab", "inventors", "Inventors", "发明人", "职务发明人"] {
        assert_eq!(found(shared(holder)), [], "{holder}");
    }
}

#[test]
fn a_holder_of_a_benefit_given_twice() {
    let shared = |first: &str, second: &str| {
        let shares = [BenefitShare::new(first, 0.5), BenefitShare::new(second, 0.3)];
        sound().project(project("p", Stage::Basic).benefit_shares(shares))
    };
    let twice = (RemarkKind::GivenTwice, "projects[0].benefit_shares[1]".to_owned());
    assert_eq!(one(shared("lab", "lab")), twice);
    assert_eq!(one(shared("inventors", "职务发明人")), twice, "the inventors are one holder");
    assert_eq!(found(shared("lab", "firm")), []);
}

#[test]
fn a_licence_to_oneself() {
    let licensed = |licence: Licence| sound().project(project("p", Stage::Basic)).licence(licence.source("site"));
    let to = |licensee: &str| Licence::new(licensee).project("p");
    let own = (RemarkKind::LicenceToOneself, "licences[0].to".to_owned());
    assert_eq!(one(licensed(to("lab"))), own, "the performer acts as owner");
    assert_eq!(one(licensed(to("firm").from("firm"))), own);
    assert_eq!(found(licensed(to("firm"))), []);
    assert_eq!(found(licensed(to("lab").from("firm"))), []);
    // Of several owners one may have it from all.
    let owned = [Owner::new("lab", 0.5), Owner::new("firm", 0.5)];
    let of_both = sound().project(project("p", Stage::Basic).owners(owned)).licence(to("lab").source("site"));
    assert_eq!(found(of_both), []);
}

#[test]
fn amounts_of_regions_that_overlap() {
    // The lake lies in the province and in the basin; the county in the province alone.
    let grown = |second: &str, year, unit| {
        let regions = [
            Region::new("province").within(["china"]),
            Region::new("basin").within(["china"]),
            Region::new("china"),
            Region::new("lake").within(["province", "basin"]),
            Region::new("county").within(["province"]),
        ];
        let variety = Germplasm::new("jade", "rice", GermplasmKind::Variety).source("site");
        let chain = regions.into_iter().fold(sound().germplasm(variety), ChainBuilder::region);
        let adoption =
            |region: &str, year, unit| Adoption::new(region, year, 1.0, unit).germplasm("jade").source("site");
        chain.adoption(adoption("province", 2020, AdoptionUnit::Mu)).adoption(adoption(second, year, unit))
    };
    let kinds = |chain| found(chain).into_iter().map(|(kind, _)| kind).collect::<Vec<_>>();
    assert_eq!(one(grown("basin", 2020, AdoptionUnit::Mu)).1, "adoptions[1].region");
    let overlap = [RemarkKind::OverlappingRegions];
    assert_eq!(kinds(grown("basin", 2020, AdoptionUnit::Mu)), overlap);
    assert_eq!(kinds(grown("basin", 2020, AdoptionUnit::Hectare)), overlap, "hectares are converted");
    assert_eq!(kinds(grown("basin", 2021, AdoptionUnit::Mu)), [], "of another year");
    assert_eq!(kinds(grown("basin", 2020, AdoptionUnit::Head)), [], "never added up");
    for nested in ["china", "county", "lake"] {
        assert_eq!(kinds(grown(nested, 2020, AdoptionUnit::Mu)), [], "{nested}");
    }
    let chain = grown("basin", 2020, AdoptionUnit::Mu).build().unwrap();
    assert_eq!(
        Lang::ALL.map(|lang| chain.remarks().list[0].message(lang)),
        [
            "adoptions[1].region: “province” overlaps with “basin” of adoptions[0], and what both hold is added up twice.",
            "adoptions[1].region：“province”与adoptions[0]的“basin”有重叠，重叠部分会重复计入。",
        ]
    );
}

#[test]
fn currencies() {
    let in_currency = |currency: &str| sound().currency(currency);
    let at = |kind| (kind, "currency".to_owned());
    assert_eq!(one(in_currency("RMB")), at(RemarkKind::UnknownCurrency));
    assert_eq!(one(in_currency("cny")), at(RemarkKind::UnknownCurrency));
    assert_eq!(one(in_currency("万元")), at(RemarkKind::CurrencyMultiple));
    assert_eq!(found(in_currency("NOK")), []);
}

#[test]
fn a_date_long_after_all_others() {
    let at_work = |started: &str| {
        let mut chain = sound().build().unwrap().to_builder();
        chain = chain.update(|source: &mut Source| source.date = None);
        chain.project(project("p", Stage::Basic).started(date(started)))
    };
    assert_eq!(one(at_work("2022-12-30")), (RemarkKind::LateDate, "as_of".into()));
    assert_eq!(found(at_work("2022-12-31")), [], "two years, and not more");
    let agreed = at_work("2020").agreement(Agreement::new("lab", "firm").source("site").until(date("2030")));
    assert_eq!(one(agreed).0, RemarkKind::LateDate, "an end that is still to come tells nothing of today");
    // The last day that a partial date may stand for counts.
    assert_eq!(found(at_work("2022")), []);
    assert_eq!(one(at_work("2021")).0, RemarkKind::LateDate);
    // Without any date there is nothing to compare with.
    let undated = sound().build().unwrap().to_builder().update(|source: &mut Source| source.date = None);
    assert_eq!(found(undated), []);
}

#[test]
fn documented_records_without_a_source_are_counted_once() {
    let own = |id| Project::new(id, "rice", Stage::Basic, "lab", Status::Active);
    let chain = sound().project(own("a")).project(own("b")).build().unwrap();
    let remarks = chain.remarks();
    assert_eq!(remarks.list.len(), 1);
    assert_eq!((remarks.list[0].kind, remarks.list[0].count), (RemarkKind::NoSource, Some(2)));
    assert_eq!(
        remarks.list[0].message(Lang::En),
        "the document: 2 documented records name no source: own records, no source given."
    );
    assert_eq!(found(sound().project(own("a").evidence(Evidence::Assumed))), [], "what is assumed has none");
    // Parts of an organization have its source.
    let capable = Organization::new("hau", OrganizationKind::University).capability("rice", Stage::Basic, 1);
    assert_eq!(found(sound().organization(capable.clone().source("site"))), []);
    let remarks = sound().organization(capable).build().unwrap();
    assert_eq!(remarks.remarks().list[0].count, Some(2), "the organization and its capability");
}

#[test]
fn a_complete_list_that_is_nearly_empty() {
    let stated = |statement: Completeness, projects: usize, linked: usize| {
        let mut chain = sound().project(project("base", Stage::Basic)).completeness(statement.source("site"));
        for number in 0..projects {
            let own = project(&format!("p{number:02}"), Stage::Applied);
            chain = chain.project(if number < linked { own.builds_on(["base"]) } else { own });
        }
        chain
    };
    let all = || Completeness::new(CompletenessList::BuildsOn);
    assert_eq!(one(stated(all(), 10, 0)), (RemarkKind::CompleteButEmpty, "completeness[0]".into()));
    assert_eq!(one(stated(all().category("rice"), 21, 1)).0, RemarkKind::CompleteButEmpty);
    assert_eq!(found(stated(all(), 20, 1)), [], "5 % is not less");
    assert_eq!(found(stated(all(), 9, 0)), [], "too few to say");
    assert_eq!(found(stated(all().category("pig"), 20, 0)), [], "of another category");
    assert_eq!(found(stated(all().recorded(RecordedPart::Some), 20, 0)), []);
    assert_eq!(found(stated(all().organization("firm"), 20, 0)), [], "a narrow scope may well be empty");
    assert_eq!(found(stated(Completeness::new(CompletenessList::Projects), 20, 0)), []);
}

/// However many there are, the list is short, and nothing is lost from the count.
#[test]
fn many_are_counted() {
    let mut chain = sound();
    for number in 0..250 {
        chain = chain.project(project(&format!("p{number:03}"), Stage::Basic).topic("none"));
    }
    let chain = chain.build().unwrap();
    let remarks = chain.remarks();
    assert_eq!((remarks.list.len(), remarks.count(), remarks.left_out()), (100, 250, 150));
    assert_eq!((remarks.counts[0].kind, remarks.counts[0].count), (RemarkKind::EmptyTopic, 250));
}

/// As the diagnosis writes them.
#[test]
fn as_json() {
    let chain = sound().currency("RMB").build().unwrap();
    let written = serde_json::to_value(chain.diagnose(&seedrelay::query::DiagnosisOptions::new())).unwrap();
    assert_eq!(
        written["remarks"],
        serde_json::json!([{
            "kind": "unknown-currency", "path": "currency", "found": "RMB",
            "message": {
                "en": "currency: “RMB” is no code of ISO 4217 such as CNY.",
                "zh": "currency：“RMB”不是ISO 4217货币代码，如CNY。"
            }
        }])
    );
    assert_eq!(written["remark_counts"], serde_json::json!([{"kind": "unknown-currency", "count": 1}]));
}

proptest! {
    #![proptest_config(tried(64))]

    /// A round trip changes no remark, and every place is in the document that is written.
    #[test]
    fn places_are_in_the_document(chain in strategies::chain()) {
        let again = SupplyChain::from_json(chain.to_json()).unwrap();
        prop_assert_eq!(again.remarks(), chain.remarks());
        let document: serde_json::Value = serde_json::from_str(&chain.to_json()).unwrap();
        for remark in chain.remarks().list {
            let mut place = Some(&document);
            for step in remark.path.steps() {
                place = place.and_then(|place| match step {
                    seedrelay::chain::Step::Key(key) => place.get(&**key),
                    seedrelay::chain::Step::Index(index) => place.get(*index),
                });
            }
            prop_assert!(place.is_some(), "{remark}");
        }
    }
}

#[test]
fn places_are_those_in_what_was_read() {
    let chain = SupplyChain::from_json(
        r#"{"format": "seedrelay/1", "as_of": "2024-12-31", "currency": "CNY",
            "sources": [{"id": "site", "date": "2024"}],
            "categories": [{"id": "rice", "source": "site"}, {"id": "pig", "source": "site"}],
            "organizations": [{"id": "lab", "kind": "laboratory", "source": "site"},
                              {"id": "firm", "kind": "company", "source": "site"}],
            "agreements": [{"from": "lab", "to": "firm", "source": "site"}, {"from": "firm", "to": "lab", "source": "site"},
                           {"from": "lab", "to": "firm", "source": "site"}],
            "projects": [
                {"id": "z", "category": "rice", "stage": "basic", "performer": "lab", "status": "active", "source": "site"},
                {"id": "b", "category": "rice", "stage": "applied", "performer": "lab", "status": "active",
                 "builds_on": ["z", "a"], "source": "site"},
                {"id": "a", "category": "pig", "stage": "basic", "performer": "lab", "status": "active", "source": "site"}]}"#,
    )
    .unwrap();
    let (view, remarks) = (View::new(&chain), chain.remarks());
    let said = |sentences: Vec<Sentence<'_>>, lang| sentences.iter().map(|one| one.text(lang)).collect::<Vec<_>>();
    let as_read = said(view.remarks_as_read(&remarks.list).collect(), Lang::En);
    assert_eq!(as_read[0], "agreements[2]: the same as agreements[0].");
    assert_eq!(as_read[1], "projects[1].builds_on: “b” builds on “a”, which is of another category.");
    let named = said(view.remarks_by_record(&remarks.list).collect(), Lang::En);
    assert_eq!(named[0], "agreement no. 3: the same as agreement no. 1.");
    assert_eq!(named[1], "project “b”, Builds on: “b” builds on “a”, which is of another category.");
    let named = said(view.remarks_by_record(&remarks.list).collect(), Lang::Zh);
    assert_eq!(named[0], "第3条合作协议：与第1条合作协议相同。");
    assert_eq!(remarks.list[1].path.to_string(), "projects[1].builds_on[0]");
}
