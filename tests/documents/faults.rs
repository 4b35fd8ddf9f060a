//! Each kind of problem by itself: of the base document with one fault, that fault is reported and nothing else.

use std::collections::BTreeSet;

use seedrelay::io::document::ReadOptions;
use seedrelay::{Lang, SupplyChain};
use serde_json::{Value, json};

use crate::base::{base, changed, json_lines, remove, rename, toml_lines};
use crate::chinese::english_in;

/// What a fault is about.
#[derive(Clone, Copy, PartialEq)]
pub enum Sort {
    /// The shape of the document, which a schema can tell.
    Shape,
    /// Like `Shape`, but TOML cannot say it.
    ShapeInJson,
    /// What the document means.
    Meaning,
}

pub struct Fault {
    pub name: &'static str,
    pub variant: &'static str,
    pub sort: Sort,
    pub change: fn(&mut Value),
    pub line: &'static str,
}

macro_rules! faults {
    ($($name:ident: $variant:ident, $sort:ident, $line:literal, $change:expr;)+) => {
        pub const FAULTS: &[Fault] = &[$(
            Fault { name: stringify!($name), variant: stringify!($variant), sort: Sort::$sort, change: $change, line: $line },
        )+];

        $(#[test]
        fn $name() {
            check(FAULTS.iter().find(|fault| fault.name == stringify!($name)).unwrap());
        })+
    };
}

fn check(fault: &Fault) {
    let document = changed(fault.change);
    assert_eq!(json_lines(&document), [fault.line], "{}", fault.name);
    let problems = SupplyChain::from_json(document.to_string()).unwrap_err();
    assert_eq!(variant(problems.first().kind()), fault.variant);
    assert!(problems.first().span.is_some(), "every problem of a document has a place in its text");
    if fault.sort != Sort::ShapeInJson {
        assert_eq!(toml_lines(&document), [fault.line], "{} in TOML", fault.name);
    }
}

trait Kind {
    fn kind(&self) -> &seedrelay::chain::ProblemKind;
}

impl Kind for seedrelay::Problem {
    fn kind(&self) -> &seedrelay::chain::ProblemKind {
        &self.kind
    }
}

/// The name of the variant.
pub fn variant(kind: &seedrelay::chain::ProblemKind) -> String {
    let debug = format!("{kind:?}");
    debug.split(|c: char| !c.is_alphanumeric()).next().unwrap().to_owned()
}

faults! {
    unsupported_format: UnsupportedFormat, Shape,
        "format: unsupported format `seedrelay/2`; expected `seedrelay/1`",
        |d| d["format"] = json!("seedrelay/2");

    unknown_key_of_the_document: UnknownKey, Shape,
        "note: unknown key `note`; the keys are format, name, as_of, currency, home, sources, regions, topics, categories, organizations, germplasm, projects, demands, agreements, licences, funding, services, adoptions, collections, completeness, assumptions",
        |d| d["note"] = json!("x");
    unknown_key_of_a_record: UnknownKey, Shape,
        "services[0].price: unknown key `price`; the keys are provider, client, category, since, until, evidence, source",
        |d| d["services"][0]["price"] = json!(1);
    unknown_key_of_a_text: UnknownKey, Shape,
        "name.fr: unknown key `fr`; the keys are en, zh",
        |d| d["name"]["fr"] = json!("Hunan");
    unknown_stage_in_assumptions: UnknownKey, Shape,
        "assumptions.stages.bassic: unknown key `bassic`; did you mean `basic`?; the keys are basic, applied-basic, applied, industrialization",
        |d| rename(&mut d["assumptions"]["stages"], "basic", "bassic");
    misspelt_key_that_must_be_there: UnknownKey, Shape,
        "projects[0].perfomer: unknown key `perfomer`; did you mean `performer`?; the keys are id, title, category, stage, performer, commissioner, joint_performers, status, commissioned, started, ended, builds_on, draws_on, releases, answers, topic, budget, chokepoint, interested, orientations, benefit_shares, owners, revenue, royalties, evidence, source",
        |d| rename(&mut d["projects"][0], "performer", "perfomer");

    missing_format: MissingKey, Shape, "the document: missing key `format`", |d| remove(d, "format");
    missing_as_of: MissingKey, Shape, "the document: missing key `as_of`", |d| remove(d, "as_of");
    missing_categories: MissingKey, Shape, "the document: missing key `categories`", |d| remove(d, "categories");
    missing_organizations: MissingKey, Shape, "the document: missing key `organizations`", |d| remove(d, "organizations");
    missing_id: MissingKey, Shape, "projects[1]: missing key `id`", |d| remove(&mut d["projects"][1], "id");
    missing_kind: MissingKey, Shape, "organizations[2]: missing key `kind`", |d| remove(&mut d["organizations"][2], "kind");
    missing_teams: MissingKey, Shape,
        "organizations[0].capabilities[1]: missing key `teams`",
        |d| remove(&mut d["organizations"][0]["capabilities"][1], "teams");
    missing_member: MissingKey, Shape,
        "organizations[2].charter.members[1]: missing key `organization`",
        |d| remove(&mut d["organizations"][2]["charter"]["members"][1], "organization");
    missing_status: MissingKey, Shape, "projects[0]: missing key `status`", |d| remove(&mut d["projects"][0], "status");
    missing_performer: MissingKey, Shape,
        "projects[0]: missing key `performer`", |d| remove(&mut d["projects"][0], "performer");
    missing_holder: MissingKey, Shape,
        "projects[1].benefit_shares[0]: missing key `holder`",
        |d| remove(&mut d["projects"][1]["benefit_shares"][0], "holder");
    missing_raised_by: MissingKey, Shape,
        "demands[0]: missing key `raised_by`", |d| remove(&mut d["demands"][0], "raised_by");
    missing_from: MissingKey, Shape, "agreements[0]: missing key `from`", |d| remove(&mut d["agreements"][0], "from");
    missing_to: MissingKey, Shape, "funding[0]: missing key `to`", |d| remove(&mut d["funding"][0], "to");
    missing_client: MissingKey, Shape, "services[0]: missing key `client`", |d| remove(&mut d["services"][0], "client");
    missing_mode: MissingKey, Shape,
        "assumptions.stages.basic.duration_years: missing key `mode`",
        |d| remove(&mut d["assumptions"]["stages"]["basic"]["duration_years"], "mode");
    missing_source_id: MissingKey, Shape, "sources[0]: missing key `id`", |d| remove(&mut d["sources"][0], "id");

    a_text_for_a_number: WrongType, Shape,
        "organizations[0].capabilities[0].teams: found the text \"many\", expected a whole number, 0 or more",
        |d| d["organizations"][0]["capabilities"][0]["teams"] = json!("many");
    half_a_team: WrongType, Shape,
        "organizations[0].capabilities[0].teams: found the number 1.5, expected a whole number, 0 or more",
        |d| d["organizations"][0]["capabilities"][0]["teams"] = json!(1.5);
    a_number_for_a_text: WrongType, Shape,
        "name.zh: found the number 5, expected a string", |d| d["name"]["zh"] = json!(5);
    a_text_of_no_language: WrongType, Shape,
        "name: found an empty object, expected a text, or an object with the keys en and zh, at least one of the two",
        |d| d["name"] = json!({});
    a_number_for_an_id: WrongType, Shape,
        "projects[0].id: found the number 7, expected a string", |d| d["projects"][0]["id"] = json!(7);
    a_number_for_a_date: WrongType, Shape,
        "as_of: found the number 2024, expected a date such as 2024-07-04, 2024-07 or 2024",
        |d| d["as_of"] = json!(2024);
    null: WrongType, ShapeInJson,
        "currency: found null (leave the key out instead), expected a string", |d| d["currency"] = json!(null);
    null_for_a_list: WrongType, ShapeInJson,
        "projects: found null (leave the key out instead), expected a list of projects", |d| d["projects"] = json!(null);
    an_object_for_a_list: WrongType, Shape,
        "organizations: found an object, expected a list of organizations", |d| d["organizations"] = json!({"id": "x"});
    a_list_for_a_record: WrongType, Shape,
        "services[0]: found a list, expected an object with the keys provider, client, category, since, until, evidence, source",
        |d| d["services"][0] = json!(["extension-station", "longping"]);
    a_list_for_a_charter: WrongType, Shape,
        "organizations[2].charter: found a list, expected an object with the keys lead, legal_representative, nonprofit, technicians, members, evidence, source",
        |d| d["organizations"][2]["charter"] = json!([]);
    a_text_for_yes_or_no: WrongType, Shape,
        "categories[0].strategic: found the text \"yes\", expected true or false",
        |d| d["categories"][0]["strategic"] = json!("yes");
    an_object_for_a_name: WrongType, ShapeInJson,
        "projects[2].stage: found an object, expected one of basic, applied-basic, applied, industrialization",
        |d| d["projects"][2]["stage"] = json!({"applied": null});

    unknown_kind: UnknownValue, Shape,
        "organizations[1].kind: unknown value `compny`; did you mean `company`?; the values are laboratory, university, institute, consortium, company, government, service",
        |d| d["organizations"][1]["kind"] = json!("compny");
    unknown_stage: UnknownValue, Shape,
        "demands[0].stage: unknown value `applied_basic`; did you mean `applied-basic`?; the values are basic, applied-basic, applied, industrialization",
        |d| d["demands"][0]["stage"] = json!("applied_basic");
    unknown_orientation: UnknownValue, Shape,
        "projects[1].orientations[0]: unknown value `moon`; the values are frontier, economy, national-need, health",
        |d| d["projects"][1]["orientations"][0] = json!("moon");
    unknown_evidence: UnknownValue, Shape,
        "organizations[0].evidence: unknown value `known`; the values are proposed, assumed, documented",
        |d| d["organizations"][0]["evidence"] = json!("known");
    unknown_status: UnknownValue, Shape,
        "projects[0].status: unknown value `done`; the values are proposed, accepted, active, delivered, failed, cancelled",
        |d| d["projects"][0]["status"] = json!("done");
    unknown_service: UnknownValue, Shape,
        "organizations[3].service: unknown value `Extension`; did you mean `extension`?; the values are extension, technical, finance, exchange, association",
        |d| d["organizations"][3]["service"] = json!("Extension");

    malformed_date: MalformedDate, Shape,
        "projects[1].commissioned: malformed date `2022年1月`; expected a date such as 2024-07-04, 2024-07 or 2024",
        |d| d["projects"][1]["commissioned"] = json!("2022年1月");
    a_month_that_is_none: MalformedDate, Shape,
        "demands[0].raised: malformed date `2018-13`; expected a date such as 2024-07-04, 2024-07 or 2024",
        |d| d["demands"][0]["raised"] = json!("2018-13");

    negative_money: Negative, Shape,
        "funding[0].amount: -1.5 is negative; expected a number of 0 or more", |d| d["funding"][0]["amount"] = json!(-1.5);
    negative_people: Negative, Shape,
        "organizations[0].staff: -3 is negative; expected a number of 0 or more",
        |d| d["organizations"][0]["staff"] = json!(-3);
    negative_share: Negative, Shape,
        "organizations[2].charter.members[0].contribution: -0.1 is negative; expected a number of 0 or more",
        |d| d["organizations"][2]["charter"]["members"][0]["contribution"] = json!(-0.1);
    too_many_people: OutOfRange, Shape,
        "organizations[0].staff: 4294967296 is out of range; expected a whole number, 0 or more",
        |d| d["organizations"][0]["staff"] = json!(4_294_967_296_u64);
    money_that_no_double_holds: OutOfRange, Meaning,
        "projects[1].budget: 9007199254740993 is out of range; expected a whole number that a double can hold exactly",
        |d| d["projects"][1]["budget"] = json!(9_007_199_254_740_993_u64);

    no_categories: NothingGiven, Shape,
        "categories: no category is given; at least one is needed",
        |d| *d = json!({"format": "seedrelay/1", "as_of": "2024-12-31", "categories": [],
                        "organizations": [{"id": "a", "kind": "company"}]});
    no_organizations: NothingGiven, Shape,
        "organizations: no organization is given; at least one is needed",
        |d| *d = json!({"format": "seedrelay/1", "as_of": "2024-12-31", "categories": [{"id": "rice"}], "organizations": []});

    empty_id: EmptyId, Shape, "organizations[1].id: the id is empty", |d| d["organizations"][1]["id"] = json!("");
    duplicate_id: DuplicateId, Meaning,
        "projects[2].id: project `gene` is given twice; the first is projects[0]",
        |d| d["projects"][2]["id"] = json!("gene");
    duplicate_category: DuplicateId, Meaning,
        "categories[1].id: category `rice` is given twice; the first is categories[0]",
        |d| d["categories"][1]["id"] = json!("rice");

    unknown_organization: UnknownReference, Meaning,
        "projects[0].performer: unknown organization `yuelusan`; did you mean `yuelushan`?",
        |d| d["projects"][0]["performer"] = json!("yuelusan");
    unknown_category: UnknownReference, Meaning,
        "agreements[0].categories[0]: unknown category `wheat`", |d| d["agreements"][0]["categories"][0] = json!("wheat");
    unknown_project: UnknownReference, Meaning,
        "projects[1].builds_on[0]: unknown project `genes`; did you mean `gene`?",
        |d| d["projects"][1]["builds_on"][0] = json!("genes");
    unknown_demand: UnknownReference, Meaning,
        "projects[1].answers[0]: unknown demand `drought`", |d| d["projects"][1]["answers"][0] = json!("drought");
    unknown_source: UnknownReference, Meaning,
        "categories[1].source: unknown source `a6`; did you mean `a5`?", |d| d["categories"][1]["source"] = json!("a6");
    unknown_category_of_assumptions: UnknownReference, Meaning,
        "assumptions.categories.paper: unknown category `paper`; did you mean `pepper`?",
        |d| rename(&mut d["assumptions"]["categories"], "pepper", "paper");
    unknown_member: UnknownReference, Meaning,
        "organizations[2].charter.members[0].organization: unknown organization `lonping`; did you mean `longping`?",
        |d| d["organizations"][2]["charter"]["members"][0]["organization"] = json!("lonping");

    builds_on_itself: BuildsOnItself, Meaning,
        "projects[2].builds_on[0]: project `variety` builds on itself",
        |d| d["projects"][2]["builds_on"] = json!(["variety"]);
    builds_on_twice: BuildsOnTwice, Meaning,
        "projects[2].builds_on[2]: project `variety` builds on `gene` twice",
        |d| d["projects"][2]["builds_on"] = json!(["gene", "line", "gene"]);
    draws_on_twice: NamedTwice, Meaning,
        "projects[1].draws_on[1]: germplasm `line-1` is named twice; keep it once",
        |d| d["projects"][1]["draws_on"] = json!(["line-1", "line-1"]);
    answers_twice: NamedTwice, Meaning,
        "projects[2].answers[1]: demand `borers` is named twice; keep it once",
        |d| d["projects"][2]["answers"] = json!(["borers", "borers"]);
    releases_twice: NamedTwice, Meaning,
        "projects[1].releases[1]: germplasm `hybrid` is named twice; keep it once",
        |d| d["projects"][1]["releases"] = json!(["hybrid", "hybrid"]);
    joint_performers_twice: NamedTwice, Meaning,
        "projects[1].joint_performers[2]: organization `longping` is named twice; keep it once",
        |d| d["projects"][1]["joint_performers"] = json!(["longping", "yuelushan", "longping"]);
    interested_twice: NamedTwice, Meaning,
        "projects[1].interested[1]: organization `longping` is named twice; keep it once",
        |d| d["projects"][1]["interested"] = json!(["longping", "longping"]);
    holders_twice: NamedTwice, Meaning,
        "germplasm[1].holders[1]: organization `yuelushan` is named twice; keep it once",
        |d| d["germplasm"][1]["holders"] = json!(["yuelushan", "yuelushan"]);
    bred_by_twice: NamedTwice, Meaning,
        "germplasm[0].bred_by[1]: organization `longping` is named twice; keep it once",
        |d| d["germplasm"][0]["bred_by"] = json!(["longping", "longping"]);
    duplicates_twice: NamedTwice, Meaning,
        "germplasm[1].duplicates[1]: organization `longping` is named twice; keep it once",
        |d| d["germplasm"][1]["duplicates"] = json!(["longping", "longping"]);
    within_twice: NamedTwice, Meaning,
        "regions[0].within[1]: region `china` is named twice; keep it once",
        |d| d["regions"][0]["within"] = json!(["china", "china"]);
    categories_twice: NamedTwice, Meaning,
        "agreements[0].categories[1]: category `rice` is named twice; keep it once",
        |d| d["agreements"][0]["categories"] = json!(["rice", "rice"]);
    owner_twice: NamedTwice, Meaning,
        "projects[1].owners[1]: owner `发明人` is named twice; keep it once",
        |d| d["projects"][1]["owners"] = json!([{"holder": "Inventors", "share": 0.5}, {"holder": "发明人", "share": 0.2}]);
    royalty_twice: NamedTwice, Meaning,
        "projects[1].royalties[2]: project `gene` is named twice; keep it once",
        |d| d["projects"][1]["royalties"].as_array_mut().unwrap().push(json!({"project": "gene", "share": 0.01}));
    cycle: Cycle, Meaning,
        "projects[0].builds_on: projects build on each other in a cycle: `gene` builds on `variety` builds on `line` builds on `gene`",
        |d| { d["projects"][0]["builds_on"] = json!(["variety"]); d["projects"][2]["builds_on"] = json!(["line"]) };

    dates_out_of_order: DatesOutOfOrder, Meaning,
        "projects[0].ended: `started` 2019-03 is after `ended` 2018", |d| d["projects"][0]["ended"] = json!("2018");
    ended_before_commissioned: DatesOutOfOrder, Meaning,
        "projects[0].ended: `commissioned` 2019-01-01 is after `ended` 2018-12",
        |d| { remove(&mut d["projects"][0], "started"); d["projects"][0]["ended"] = json!("2018-12") };
    after_the_day_of_the_document: DatesOutOfOrder, Meaning,
        "projects[0].ended: `ended` 2025 is after `as_of` 2024-12-31", |d| d["projects"][0]["ended"] = json!("2025");
    date_against_status: DateAgainstStatus, Meaning,
        "projects[1].ended: a project that is active cannot have `ended`",
        |d| d["projects"][1]["ended"] = json!("2023");
    start_of_what_is_proposed: DateAgainstStatus, Meaning,
        "projects[2].started: a project that is proposed cannot have `started`",
        |d| d["projects"][2]["started"] = json!("2023");

    charter_of_a_company: CharterElsewhere, Shape,
        "organizations[1].charter: a company cannot have a charter; only a consortium has one",
        |d| d["organizations"][1]["charter"] = json!({"nonprofit": false});
    service_of_no_kind: ServiceMissing, Shape,
        "organizations[3]: a service organization must say which: missing key `service`, one of extension, technical, finance, exchange, association",
        |d| remove(&mut d["organizations"][3], "service");
    service_of_a_company: ServiceElsewhere, Shape,
        "organizations[1].service: a company cannot have `service`; only an organization of kind `service` has one",
        |d| d["organizations"][1]["service"] = json!("finance");

    share_out_of_range: ShareOutOfRange, Shape,
        "projects[1].benefit_shares[0].share: 1.5 is no share: expected a number from 0 to 1",
        |d| d["projects"][1]["benefit_shares"][0]["share"] = json!(1.5);
    contribution_out_of_range: ShareOutOfRange, Shape,
        "organizations[2].charter.members[0].contribution: 60 is no share: expected a number from 0 to 1",
        |d| d["organizations"][2]["charter"]["members"][0]["contribution"] = json!(60);
    success_out_of_range: ShareOutOfRange, Shape,
        "assumptions.categories.pepper.basic.success: 1.01 is no share: expected a number from 0 to 1",
        |d| d["assumptions"]["categories"]["pepper"]["basic"]["success"] = json!(1.01);
    contributions_exceed_one: SharesExceedOne, Meaning,
        "organizations[2].charter.members: the shares add up to 1.5, more than 1",
        |d| d["organizations"][2]["charter"]["members"][1]["contribution"] = json!(0.9);
    benefits_exceed_one: SharesExceedOne, Meaning,
        "projects[1].benefit_shares: the shares add up to 1.25, more than 1",
        |d| d["projects"][1]["benefit_shares"] = json!([{"holder": "a", "share": 0.75}, {"holder": "b", "share": 0.5}]);
    too_many_technicians: TooManyTechnicians, Meaning,
        "organizations[2].charter.technicians: the members send 18 technicians, more than the 17 that there are",
        |d| d["organizations"][2]["charter"]["technicians"] = json!(17);

    member_twice: MemberTwice, Meaning,
        "organizations[2].charter.members[1]: the member `longping` is named twice; keep it once, with all that it gives",
        |d| d["organizations"][2]["charter"]["members"][1]["organization"] =
            d["organizations"][2]["charter"]["members"][0]["organization"].clone();

    no_teams: NoTeams, Shape,
        "organizations[0].capabilities[0].teams: a capability needs at least 1 team",
        |d| d["organizations"][0]["capabilities"][0]["teams"] = json!(0);
    capability_twice: CapabilityTwice, Meaning,
        "organizations[0].capabilities[1]: the capability for `rice` at basic is given twice; add up the teams",
        |d| d["organizations"][0]["capabilities"][1]["stage"] = json!("basic");
    duration_out_of_order: DurationOutOfOrder, Meaning,
        "assumptions.stages.basic.duration_years: expected min ≤ mode ≤ max and max > 0, found 2, 9, 8",
        |d| d["assumptions"]["stages"]["basic"]["duration_years"]["mode"] = json!(9);
    duration_of_nothing: DurationOutOfOrder, Shape,
        "assumptions.stages.basic.duration_years: expected min ≤ mode ≤ max and max > 0, found 0, 0, 0",
        |d| d["assumptions"]["stages"]["basic"]["duration_years"] = json!({"min": 0, "mode": 0, "max": 0});

    evidence_too_strong: EvidenceTooStrong, Meaning,
        "projects[0].performer: a documented record cannot refer to organization `breeding-alliance`, which is only proposed",
        |d| d["projects"][0]["performer"] = json!("breeding-alliance");

    parent_twice: ParentTwice, Meaning,
        "germplasm[0].parents[1]: the parent `landrace` is named twice; keep it once, with its share",
        |d| d["germplasm"][0]["parents"] = json!(["landrace", {"germplasm": "landrace", "share": 0.5}]);
    parents_in_a_cycle: ReferenceCycle, Meaning,
        "germplasm[0].parents: `parents` leads back to where it began: `hybrid` → `landrace` → `hybrid`",
        |d| d["germplasm"][1]["parents"] = json!(["hybrid"]);
    derived_from_itself: ReferenceCycle, Meaning,
        "germplasm[1].derived_from: `derived_from` leads back to where it began: `landrace` → `landrace`",
        |d| d["germplasm"][1]["derived_from"] = json!("landrace");
    region_within_itself: ReferenceCycle, Meaning,
        "regions[0].within: `within` leads back to where it began: `hunan` → `china` → `hunan`",
        |d| d["regions"][1]["within"] = json!(["hunan"]);
    shares_of_parents: SharesExceedOne, Meaning,
        "germplasm[0].parents: the shares add up to 1.5, more than 1",
        |d| d["germplasm"][0]["parents"] = json!([{"germplasm": "landrace", "share": 0.75}, {"germplasm": "line-1", "share": 0.75}]);
    today_is_a_year: NotADay, Meaning,
        "as_of: 2025 is no full day; expected a date such as 2024-12-31", |d| d["as_of"] = json!("2025");
    end_of_no_right: RightEndsWithoutRight, Meaning,
        "germplasm[1].right_ends: `right_ends` needs an exclusive right: a `right` of `variety-right` or `patent`",
        |d| d["germplasm"][1]["right_ends"] = json!("2030");
    withdrawn_before_release: DatesOutOfOrder, Meaning,
        "germplasm[0].withdrawn: `released` 2021 is after `withdrawn` 2020-12", |d| d["germplasm"][0]["withdrawn"] = json!("2020-12");
    released_after_today: DatesOutOfOrder, Meaning,
        "germplasm[0].released: `released` 2025 is after `as_of` 2024-12-31", |d| d["germplasm"][0]["released"] = json!("2025");
    adopted_after_today: DatesOutOfOrder, Meaning,
        "adoptions[0].year: `year` 2025 is after `as_of` 2024-12-31", |d| d["adoptions"][0]["year"] = json!(2025);
    raised_after_today: DatesOutOfOrder, Meaning,
        "demands[0].raised: `raised` 2025-01-01 is after `as_of` 2024-12-31", |d| d["demands"][0]["raised"] = json!("2025-01-01");
    ends_before_it_was_signed: DatesOutOfOrder, Meaning,
        "licences[0].ends: `signed` 2024-07-04 is after `ends` 2023", |d| d["licences"][0]["ends"] = json!("2023");
    until_before_since: DatesOutOfOrder, Meaning,
        "services[0].until: `since` 2021 is after `until` 2020",
        |d| { d["services"][0]["since"] = json!("2021"); d["services"][0]["until"] = json!("2020") };
    licence_of_nothing: NotOneObject, Meaning,
        "licences[0]: expected exactly one of `project` and `germplasm`, found neither",
        |d| remove(&mut d["licences"][0], "project");
    adoption_of_both: NotOneObject, Meaning,
        "adoptions[0]: expected exactly one of `project` and `germplasm`, found both",
        |d| d["adoptions"][0]["project"] = json!("gene");
    more_than_all: MoreThanAccessions, Meaning,
        "collections[0].identified: 4000 is more than the 3219 accessions that there are",
        |d| d["collections"][0]["identified"] = json!(4000);
    stage_of_agreements: ScopeWithoutMeaning, Meaning,
        "completeness[0].stage: a statement about agreements and memberships has no `stage`",
        |d| d["completeness"][0] = json!({"list": "agreements", "stage": "basic"});
    recorded_and_checked: RecordedAndChecked, Meaning,
        "completeness[1].recorded: `recorded` cannot be given beside `checked` and `found`; keep one of the two",
        |d| d["completeness"][1]["recorded"] = json!("all");
    found_more_than_checked: FoundMoreThanChecked, Meaning,
        "completeness[1].found: 26 found are more than the 25 checked", |d| d["completeness"][1]["found"] = json!(26);
    nothing_checked: NothingChecked, Meaning,
        "completeness[1].checked: an audit needs at least 1 that was checked",
        |d| { d["completeness"][1]["checked"] = json!(0); d["completeness"][1]["found"] = json!(0) };
    contradiction: Contradicts, Meaning,
        "completeness[1]: says that only some is recorded, where completeness[0] says that all is",
        |d| d["completeness"][1] = json!({"list": "projects", "organization": "longping", "recorded": "some"});
    contradicted_by_nothing: Contradicts, Meaning,
        "completeness[1]: says that nothing is recorded, where completeness[0] says that all is",
        |d| d["completeness"][1] = json!({"list": "projects", "organization": "longping", "recorded": "none"});
    released_twice: ReleasedTwice, Meaning,
        "projects[2].releases[0]: germplasm `hybrid` is released by project `line` already",
        |d| d["projects"][2]["releases"] = json!(["hybrid"]);
    released_across: ReleasedAcross, Meaning,
        "projects[2].releases[0]: germplasm `chilli` is of category `pepper`; a project of `rice` cannot release it",
        |d| { d["projects"][2]["releases"] = json!(["chilli"]); d["projects"][2]["evidence"] = json!("proposed") };
    royalty_to_a_stranger: RoyaltyElsewhere, Meaning,
        "projects[1].royalties[0].germplasm: pays `hybrid`, which is not in its `builds_on`, its `draws_on` or the parents of what it releases",
        |d| d["projects"][1]["royalties"] = json!([{"germplasm": "hybrid", "share": 0.1}]);
    unknown_owner: UnknownReference, Meaning,
        "germplasm[0].owners[0].holder: unknown organization `lonping`; did you mean `longping`?",
        |d| d["germplasm"][0]["owners"][0]["holder"] = json!("lonping");
    unknown_region: UnknownReference, Meaning,
        "organizations[0].region: unknown region `Changsha`", |d| d["organizations"][0]["region"] = json!("Changsha");
    unknown_home: UnknownReference, Meaning,
        "home: unknown region `hunnan`; did you mean `hunan`?", |d| d["home"] = json!("hunnan");
    adoption_twice: GivenTwice, Meaning,
        "adoptions[1]: the same adoption is given twice; the first is adoptions[0]",
        |d| { let first = d["adoptions"][0].clone(); d["adoptions"].as_array_mut().unwrap().push(first) };
    value_outside_range: ValueOutsideRange, Meaning,
        "assumptions.stages.basic.success_between: the value in use, 0.3, is not between 0.4 and 0.5",
        |d| d["assumptions"]["stages"]["basic"]["success_between"] = json!([0.4, 0.5]);
    no_probability_in_use: ShareOutOfRange, Shape,
        "assumptions.stages.basic.success: 1.5 is no share: expected a number from 0 to 1",
        |d| d["assumptions"]["stages"]["basic"] = json!({"success": 1.5, "success_between": [0.4, 0.5]});
    no_range: NoRange, Meaning,
        "assumptions.stages.basic.success_between: expected two numbers, the lesser first",
        |d| d["assumptions"]["stages"]["basic"]["success_between"] = json!([0.5, 0.2]);
}

/// Kinds of problems with tests of their own, here and in `syntax`, and two of mappings only and those of scenarios, with
/// theirs.
const ELSEWHERE: [&str; 19] = [
    "Syntax",
    "NotUtf8",
    "NestedTooDeep",
    "DuplicateKey",
    "BrokenString",
    "NotFinite",
    "SourceMissing",
    "Unusable",
    "NeverReached",
    // With the tests of what documents may cost.
    "TooManyProblems",
    // With the tests of scenarios.
    "AlreadyThere",
    "DealtWithTwice",
    "CannotBeUnset",
    "ElementThere",
    "ElementNotThere",
    "StillReferredTo",
    "OtherBase",
    "ExpectedOtherwise",
    "SeveralAlike",
];

#[test]
fn every_kind_of_problem_has_its_test() {
    let source = include_str!("../../src/record/problem/kind.rs");
    let body = source.split("pub enum ProblemKind {").nth(1).unwrap().split("\n}\n").next().unwrap();
    let variants = body.lines().filter_map(|line| {
        let name = line.strip_prefix("    ")?.split([' ', ',', '{', '(']).next()?;
        name.starts_with(|c: char| c.is_ascii_uppercase()).then_some(name)
    });
    let all: BTreeSet<&str> = variants.collect();
    let tested: BTreeSet<&str> = FAULTS.iter().map(|fault| fault.variant).chain(ELSEWHERE).collect();
    assert!(all.len() > 30);
    assert_eq!(all, tested);
}

#[test]
fn every_fault_is_told_in_chinese() {
    let told = FAULTS.iter().flat_map(|fault| {
        let problems = SupplyChain::from_json(changed(fault.change).to_string()).unwrap_err();
        problems.iter().map(|problem| problem.message(Lang::Zh)).collect::<Vec<_>>()
    });
    let told: Vec<String> = told.collect();
    for line in &told {
        assert_eq!(english_in(line), [""; 0], "{line}");
    }
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn documented_records_without_a_source_are_welcome_unless_asked() {
    assert_eq!(json_lines(&base()), [""; 0]);
    let problems = ReadOptions::new().require_sources(true).json(base().to_string()).unwrap_err();
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(lines.len(), 19, "{lines:#?}");
    assert_eq!(lines[0], "adoptions[0]: a documented record must name its `source`");
    assert!(problems.iter().all(|problem| variant(&problem.kind) == "SourceMissing"));
    assert!(!lines.iter().any(|line| line.contains("organizations[4]")), "what is proposed needs no source");
}
