//! What always holds of material.

use proptest::prelude::*;
use seedrelay::model::{GermplasmKind, LicenceUse, Right};
use seedrelay::query::{Clearance, OriginClass, PedigreeOptions, ProductClearance};
use seedrelay::record::Parent;
use seedrelay::testing::strategies::{ChainSizes, chain_with};
use seedrelay::{Category, Evidence, Germplasm, Licence, Project, SupplyChain};
use serde_json::Value;

use crate::cases::tried;

fn chains() -> impl Strategy<Value = SupplyChain> {
    chain_with(ChainSizes::default().organizations(3..=6).projects(8..=20))
}

/// The states of products, by variety and seller.
fn states(chain: &SupplyChain) -> Vec<(String, Clearance)> {
    let key = |row: &ProductClearance<'_>| (format!("{} {}", row.germplasm.id(), row.by.id()), row.state);
    chain.clearance().iter().map(key).collect()
}

/// Where a document names germplasm.
const NAMES: [&str; 5] = ["derived_from", "draws_on", "germplasm", "parents", "releases"];

/// The same document with other ids of germplasm, in another order.
fn renamed(value: &mut Value, key: &str) {
    match value {
        Value::String(id) if NAMES.contains(&key) => *id = other(id),
        Value::Array(values) => values.iter_mut().for_each(|value| renamed(value, key)),
        Value::Object(fields) => fields.iter_mut().for_each(|(key, value)| renamed(value, key)),
        _ => {}
    }
}

/// Another id for each, which sorts by the last character.
fn other(id: &str) -> String {
    format!("{}-{id}", id.chars().next_back().unwrap_or('x'))
}

proptest! {
    #![proptest_config(tried(96))]

    #[test]
    fn founders_origins_and_shares_keep_their_ranges(chain in chains()) {
        for row in chain.pedigrees(&PedigreeOptions::new()) {
            let Some(founders) = &row.founders else { continue };
            let most = (founders.count + row.varieties + chain.germplasm().len()) as f64;
            prop_assert!(1.0 - 1e-9 <= founders.effective_lower);
            prop_assert!(founders.effective_lower <= founders.effective_upper + 1e-9);
            prop_assert!(founders.effective_upper <= most + 1e-9);
            let origin = row.origin.unwrap();
            let whole: f64 = OriginClass::ALL.iter().map(|class| origin.of(*class)).sum();
            prop_assert!((whole - 1.0).abs() < 1e-12, "{}", whole);
            let parents = row.direct_parents.unwrap();
            prop_assert!(parents.hhi.into_iter().chain(parents.top_share).all(|share| (0.0..=1.0 + 1e-12).contains(&share)));
            prop_assert!(row.sharing.shared <= row.sharing.pairs);
        }
        for row in chain.collection_rows() {
            let counted = [row.identified, row.confirmed, row.listed, row.shared, row.used, row.duplicated];
            let shares = counted.into_iter().flatten().filter_map(|counted| counted.share());
            prop_assert!(shares.into_iter().all(|share| (0.0..=1.0).contains(&share)));
        }
    }

    #[test]
    fn reach_is_what_walks_find(chain in chains()) {
        for row in chain.pedigrees(&PedigreeOptions::new()) {
            for core in &row.core_parents {
                let counts = core.germplasm.descendants().filter(|below| {
                    let record = below.record();
                    let gone = record.withdrawn.is_some_and(|day| day.middle() <= chain.as_of().first());
                    record.kind.is_variety() && record.released.is_some() && !gone && record.category == row.category.id
                });
                prop_assert_eq!(counts.count(), core.reach as usize);
            }
        }
    }

    #[test]
    fn a_variety_of_one_category_changes_no_other(chain in chains()) {
        let before = chain.pedigrees(&PedigreeOptions::new());
        let more = chain
            .to_builder()
            .category(Category::new("a-new-category"))
            .germplasm(Germplasm::new("a-new-variety", "a-new-category", GermplasmKind::Variety).released(chain.as_of()))
            .build()
            .unwrap();
        let after = more.pedigrees(&PedigreeOptions::new());
        prop_assert_eq!(after.len(), before.len() + 1);
        for row in &before {
            prop_assert!(after.iter().any(|own| own.category.id == row.category.id && own.founders == row.founders
                && own.core_parents == row.core_parents && own.origin == row.origin));
        }
    }

    #[test]
    fn other_ids_permute_the_answers(chain in chains()) {
        let mut document: Value = serde_json::from_str(&chain.to_json()).unwrap();
        renamed(&mut document, "");
        for own in document.get_mut("germplasm").and_then(Value::as_array_mut).into_iter().flatten() {
            own["id"] = other(own["id"].as_str().unwrap()).into();
        }
        let again = SupplyChain::from_json(document.to_string().as_bytes()).unwrap();
        let near = |a: f64, b: f64| (a - b).abs() < 1e-12 * a.abs().max(1.0);
        let [rows, others] = [&chain, &again].map(|chain| chain.pedigrees(&PedigreeOptions::new()));
        prop_assert_eq!(rows.len(), others.len());
        for (row, now) in rows.iter().zip(&others) {
            if let (Some(one), Some(now)) = (&row.founders, &now.founders) {
                prop_assert_eq!(one.count, now.count);
                prop_assert!(near(one.effective_upper, now.effective_upper) && near(one.unknown, now.unknown));
            }
            prop_assert_eq!(row.core_parents.len(), now.core_parents.len());
            for core in &row.core_parents {
                let id = other(core.germplasm.id().as_str());
                let same = now.core_parents.iter().find(|own| own.germplasm.id() == id.as_str()).unwrap();
                prop_assert!(core.reach == same.reach && near(core.mass, same.mass), "{:?} {:?}", core, same);
            }
        }
        let states = |chain: &SupplyChain, name: fn(&str) -> String| {
            let rows = chain.clearance();
            let key = |row: &ProductClearance<'_>| (name(row.germplasm.id().as_str()), row.by.id().clone(), row.state);
            let mut states: Vec<_> = rows.iter().map(key).collect();
            states.sort();
            states
        };
        prop_assert_eq!(states(&chain, other), states(&again, ToOwned::to_owned));
    }

    #[test]
    fn a_parent_for_a_phantom_never_makes_more_unknown(chain in chains(), pick in any::<prop::sample::Index>()) {
        let unknown = |chain: &SupplyChain| -> Vec<Option<f64>> {
            let rows = chain.pedigrees(&PedigreeOptions::new());
            rows.iter().map(|row| row.founders.as_ref().map(|founders| founders.unknown)).collect()
        };
        let is_phantom = |own: &Germplasm| {
            let written = own.parents.iter().map(|parent| parent.share);
            !own.parents.is_empty() && written.sum::<Option<f64>>().is_some_and(|shares| shares < 1.0 - 1e-9)
        };
        let phantoms: Vec<_> = chain.germplasm().map(|own| own.record().clone()).filter(is_phantom).collect();
        if phantoms.is_empty() {
            return Ok(());
        }
        let one = pick.get(&phantoms);
        let mut parent = Germplasm::new("a-new-parent", one.category.clone(), GermplasmKind::Line);
        // Nothing is known better than what it refers to.
        parent.evidence = one.evidence;
        let add = |own: &mut Germplasm| {
            if own.id == one.id {
                let known: f64 = own.parents.iter().filter_map(|parent| parent.share).sum();
                let mut parents = std::mem::take(&mut own.parents).into_vec();
                parents.push(Parent::new("a-new-parent").share((1.0 - known) / 2.0));
                own.parents = parents.into();
            }
        };
        let more = chain.to_builder().germplasm(parent).update(add).build().unwrap();
        for (before, after) in unknown(&chain).into_iter().zip(unknown(&more)) {
            prop_assert!(before.is_none() == after.is_none() && after <= before.map(|before| before + 1e-12));
        }
    }

    #[test]
    fn without_royalties_all_stays_with_the_product(chain in chains()) {
        let keep = |project: &mut Project| project.royalties = None;
        let chain = chain.to_builder().update(keep).build().unwrap();
        let benefit = chain.benefit();
        for row in &benefit.by_project {
            prop_assert_eq!(Some(row.amount), row.project.record().revenue);
        }
        prop_assert_eq!(benefit.by_leap.germplasm, 0.0);
    }

    #[test]
    fn neither_a_licence_nor_a_right_less_makes_clearance_worse(chain in chains(), pick in any::<prop::sample::Index>()) {
        let before = states(&chain);
        prop_assume!(!before.is_empty());
        let germplasm: Vec<_> = chain.germplasm().map(|own| own.record().clone()).collect();
        let one = pick.get(&germplasm);
        let seller = chain.clearance()[0].by.id().clone();
        let licence = Licence::new(seller).germplasm(one.id.clone()).allows(LicenceUse::Commercial).evidence(Evidence::Proposed);
        let licensed = chain.to_builder().licence(licence).build().unwrap();
        let free = |own: &mut Germplasm| {
            if own.id == one.id {
                (own.right, own.right_ends) = (Some(Right::None), None);
            }
        };
        let freed = chain.to_builder().update(free).build().unwrap();
        for (before, after) in before.iter().zip(states(&licensed)).chain(before.iter().zip(states(&freed))) {
            prop_assert_eq!(&before.0, &after.0);
            prop_assert!(before.1 <= after.1, "{:?} became {:?}", before, after);
        }
    }

    #[test]
    fn all_that_is_earned_reaches_somebody_and_half_as_much_half(chain in chains()) {
        let benefit = chain.benefit();
        let received: f64 = benefit.by_holder.iter().map(|row| row.amount).sum();
        let near = |a: f64, b: f64| (a - b).abs() <= 1e-9 * b.max(1.0);
        prop_assert!(near(received, benefit.total), "{} of {}", received, benefit.total);
        prop_assert!(near(benefit.by_leap.total(), benefit.total));
        prop_assert!(benefit.by_holder.iter().all(|row| row.amount > 0.0));
        let halve = |project: &mut Project| project.revenue = project.revenue.map(|revenue| revenue / 2.0);
        let halved = chain.to_builder().update(halve).build().unwrap().benefit().by_leap.leaps;
        prop_assert!(halved.iter().zip(benefit.by_leap.leaps).all(|(half, one)| near(*half, one / 2.0)));
    }
}
