//! Of what products earn, what reaches whom.

use seedrelay::model::GermplasmKind::Line;
use seedrelay::record::{Owner, Royalty};
use seedrelay::{BenefitShare, Germplasm, Project, Stage, Status, SupplyChain};

use super::super::drawn::{build, project, relay};
use super::close;

fn product() -> Project {
    project("seed", Stage::Industrialization, Status::Delivered).revenue(100.0)
}

fn amounts(chain: &SupplyChain) -> Vec<(Option<&str>, f64)> {
    chain.benefit().by_holder.iter().map(|row| (row.holder.as_str(), row.amount)).collect()
}

#[test]
fn a_product_pays_a_variety_that_pays_a_gene_and_a_line() {
    let chain = build(
        relay()
            .germplasm(Germplasm::new("line", "rice", Line).holders(["station"]))
            .project(project("gene", Stage::Basic, Status::Delivered))
            .project(
                project("variety", Stage::Applied, Status::Delivered)
                    .builds_on(["gene"])
                    .draws_on(["line"])
                    .royalties([Royalty::new(0.15).project("gene"), Royalty::new(0.15).germplasm("line")]),
            )
            .project(product().builds_on(["variety"]).royalties([Royalty::new(0.2).project("variety")])),
    );
    let benefit = chain.benefit();
    for (found, expected) in benefit.by_leap.leaps.into_iter().zip([3.0, 14.0, 80.0]) {
        close(found, expected);
    }
    close(benefit.by_leap.germplasm, 3.0);
    let holders: Vec<_> =
        amounts(&chain).into_iter().map(|(holder, amount)| (holder.unwrap(), amount.round())).collect();
    assert_eq!(holders, [("company", 80.0), ("consortium", 14.0), ("lab", 3.0), ("station", 3.0)]);
}

#[test]
fn a_diamond_adds_up_and_who_passes_on_everything_keeps_nothing() {
    let pays = |id, stage, to: &[(&str, f64)]| {
        let royalties = to.iter().map(|(to, share)| Royalty::new(*share).project(*to)).collect::<Vec<_>>();
        project(id, stage, Status::Delivered).builds_on(to.iter().map(|(to, _)| *to)).royalties(royalties)
    };
    let chain = build(
        relay()
            .project(project("gene", Stage::Basic, Status::Delivered))
            .project(pays("one", Stage::Applied, &[("gene", 0.5)]))
            .project(pays("other", Stage::Applied, &[("gene", 0.5)]))
            .project(pays("seed", Stage::Industrialization, &[("one", 0.4), ("other", 0.6)]).revenue(100.0)),
    );
    let kept: Vec<(&str, f64)> =
        chain.benefit().by_project.iter().map(|row| (row.project.id().as_str(), row.amount)).collect();
    assert_eq!(kept, [("gene", 50.0), ("one", 20.0), ("other", 30.0)]);
}

#[test]
fn what_shares_leave_over_stays_with_the_performer() {
    let shared = |shares: &[(&str, f64)]| {
        let shares = shares.iter().map(|(holder, share)| BenefitShare::new(*holder, *share)).collect::<Vec<_>>();
        build(relay().project(product().benefit_shares(shares)))
    };
    let partly = shared(&[("发明人", 0.7), ("a fund", 0.1)]);
    let of: Vec<_> = amounts(&partly).into_iter().map(|(holder, amount)| (holder.unwrap(), amount.round())).collect();
    assert_eq!(of, [(Owner::INVENTORS, 70.0), ("company", 20.0), ("a fund", 10.0)]);
    close(partly.benefit().unassigned, 20.0);
}

#[test]
fn without_revenue_there_is_nothing_and_no_minus() {
    let benefit = build(relay()).benefit().total;
    assert!(benefit == 0.0 && benefit.is_sign_positive());
}
