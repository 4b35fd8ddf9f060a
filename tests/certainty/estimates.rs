//! What complete records say of success and duration: hand cases.

use seedrelay::model::{CompletenessList, OrganizationKind, RecordedPart, Stage, Status};
use seedrelay::query::{Assuming, CertaintyOptions};
use seedrelay::{Category, ChainBuilder, Completeness, Evidence, Organization, Project, SupplyChain};

/// So many projects that took so many years each, begun at the turn of 2000.
fn project(number: usize, status: Status, years: Option<i32>) -> Project {
    let project = Project::new(format!("p{number:02}"), "rice", Stage::Applied, "hau", status);
    let project = project.started("2000-01-01".parse().unwrap());
    match years {
        Some(years) => project.ended(format!("{}-01-01", 2000 + years).parse().unwrap()),
        None => project,
    }
}

/// Nine that delivered after two years, one that failed after four, one under way, one given up after a year.
fn chain() -> ChainBuilder {
    let delivered = (0..9).map(|number| project(number, Status::Delivered, Some(2)));
    let others = [
        project(9, Status::Failed, Some(4)),
        project(10, Status::Active, None),
        project(11, Status::Cancelled, Some(1)),
    ];
    let chain = SupplyChain::builder("2010-01-01".parse().unwrap())
        .category(Category::new("rice"))
        .organization(Organization::new("hau", OrganizationKind::University));
    delivered.chain(others).fold(chain, ChainBuilder::project)
}

fn all() -> Completeness {
    Completeness::new(CompletenessList::Projects).category("rice")
}

/// Success, its interval, how many ended, and the mean duration in years.
type Told = (String, (String, String), usize, Option<String>);

fn told(chain: ChainBuilder, options: &CertaintyOptions) -> Vec<Told> {
    let chain = chain.build().unwrap();
    let digits = |number: f64| format!("{number:.4}");
    let certainty = chain.certainty(options);
    let rows = certainty.estimates().into_iter().map(|row| {
        let (low, high) = row.success_between;
        (digits(row.success), (digits(low), digits(high)), row.ended, row.mean_years.map(digits))
    });
    rows.collect()
}

#[test]
fn of_twelve_projects() {
    // 9.5 / 11; Wilson of 9 of 10. Of 12, one is given up after 366 days; of 11, nine end after 731 days, when 2/11 last;
    // of 2, one ends after 1,461 days, when 1/11 lasts, until 3,653 days: (731 + 730 × 2/11 + 2,192 × 1/11) / 365.25.
    let expected = ("0.8636".into(), ("0.5958".into(), "0.9821".into()), 10, Some("2.9103".into()));
    assert_eq!(told(chain().completeness(all()), &CertaintyOptions::new()), std::slice::from_ref(&expected));
    assert_eq!(told(chain(), &CertaintyOptions::new().assuming(Assuming::Closed)), [expected]);
}

#[test]
fn of_nine_that_ended_no_mean_is_told() {
    let chain = chain().retain(|project: &Project| project.id != "p08").completeness(all());
    let rows = told(chain, &CertaintyOptions::new());
    assert_eq!(rows.iter().map(|row| (row.2, row.3.clone())).collect::<Vec<_>>(), [(9, None)]);
}

#[test]
fn nothing_is_told_of_lists_that_may_leave_out_failures() {
    let some = [
        all().recorded(RecordedPart::Some),
        all().organization("hau"),
        all().from("2000".parse().unwrap()),
        all().stage(Stage::Basic),
    ];
    for statement in some {
        assert_eq!(told(chain().completeness(statement), &CertaintyOptions::new()), []);
    }
    assert_eq!(told(chain().completeness(all()), &CertaintyOptions::new().assuming(Assuming::Open)), []);
}

#[test]
fn an_estimate_is_known_as_well_as_the_statement_and_the_projects() {
    let evidence = |chain: ChainBuilder| {
        let chain = chain.build().unwrap();
        chain.certainty(&CertaintyOptions::new()).estimates()[0].evidence
    };
    assert_eq!(evidence(chain().completeness(all())), Some(Evidence::Documented));
    assert_eq!(evidence(chain().completeness(all().evidence(Evidence::Assumed))), Some(Evidence::Assumed));
    let guessed = project(12, Status::Failed, None).evidence(Evidence::Assumed);
    assert_eq!(evidence(chain().project(guessed).completeness(all())), Some(Evidence::Assumed));
}
