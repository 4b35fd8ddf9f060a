//! The data set of Hunan, as it comes with the crate.

use seedrelay::io::document::ReadOptions;
use seedrelay::query::GapOptions;
use seedrelay::{Evidence, GapKind, OrganizationKind, Stage, datasets};

#[test]
fn every_documented_record_names_its_source() {
    let chain = ReadOptions::new().require_sources(true).json(datasets::HUNAN_JSON);
    let chain = chain.unwrap_or_else(|problems| panic!("{problems}"));
    for organization in chain.organizations() {
        for capability in &organization.record().capabilities {
            assert!(capability.evidence < Evidence::Documented || capability.source.is_some(), "{organization:?}");
        }
        if let Some(charter) = &organization.record().charter {
            assert!(charter.evidence < Evidence::Documented || charter.source.is_some(), "{organization:?}");
        }
    }
    assert!(chain.sources().iter().all(|source| source.title.is_some()));
}

#[test]
fn what_is_marked_as_illustrative_is_never_documented() {
    let chain = datasets::hunan();
    for project in chain.projects() {
        let title = project.label(seedrelay::Lang::En);
        assert!(!title.contains("illustrative") || project.evidence() == Evidence::Assumed, "{project:?}");
    }
}

#[test]
fn consortia_and_what_rests_on_them_are_proposed() {
    let chain = datasets::hunan();
    assert_eq!(chain.organizations_of_kind(OrganizationKind::Consortium).count(), 5, "one for each category");
    for consortium in chain.organizations_of_kind(OrganizationKind::Consortium) {
        assert_eq!(consortium.evidence(), Evidence::Proposed);
        assert!(consortium.record().charter.is_some());
    }
}

/// Counted from the records with pencil and paper, and again by a program in another language.
#[test]
fn the_gaps_are_those_of_a_second_implementation() {
    let chain = datasets::hunan();
    let count = |level, kind| chain.known_at_least(level).gaps(&GapOptions::new()).of_kind(kind).count();
    let expected = [
        (GapKind::MissingStage, [4, 0, 0]),
        (GapKind::MissingRoute, [2, 0, 0]),
        (GapKind::StrandedResult, [9, 11, 5]),
        (GapKind::UnfoundedStart, [19, 22, 22]),
        (GapKind::SkippedLeap, [0, 1, 1]),
        (GapKind::LateHandoff, [0, 3, 3]),
        (GapKind::IdleCommission, [0, 1, 1]),
        (GapKind::UnansweredDemand, [0, 6, 4]),
        (GapKind::DemandStoppedShort, [0, 1, 0]),
        (GapKind::LastMile, [5, 6, 1]),
    ];
    for (kind, counts) in expected {
        let found = [Evidence::Documented, Evidence::Assumed, Evidence::Proposed].map(|level| count(level, kind));
        assert_eq!(found, counts, "{kind}");
    }
}

#[test]
fn the_document_is_canonical() {
    assert_eq!(datasets::hunan().to_json(), datasets::HUNAN_JSON);
}

#[test]
fn the_facts_that_people_know_are_there() {
    let chain = datasets::hunan();
    let categories: Vec<&str> = chain.categories().iter().map(|category| category.id.as_str()).collect();
    assert_eq!(categories, ["freshwater-fish", "pepper", "pig", "rapeseed", "rice"]);
    let laboratory = chain.organization("yuelushan").unwrap();
    assert_eq!((laboratory.kind(), laboratory.evidence()), (OrganizationKind::Laboratory, Evidence::Documented));
    let teams = |stage| laboratory.teams("rice", stage).unwrap();
    assert_eq!(teams(Stage::Basic) + teams(Stage::AppliedBasic), 22);
}
