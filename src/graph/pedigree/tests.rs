//! Pedigrees that can be worked out by hand, and what always holds.

use super::Pedigree;

/// A pedigree from the parents of each.
fn pedigree(parents: &[&[(u32, f64)]]) -> Pedigree {
    let mut pedigree = Pedigree::new();
    parents.iter().for_each(|of| _ = pedigree.add(of.iter().copied()));
    pedigree
}

fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-12, "{found} is not {expected}");
}

#[test]
fn a_backcross_leaves_a_sixteenth() {
    // (((donor × r) × r) × r) × r.
    let half = |a, b| [(a, 0.5), (b, 0.5)];
    let crossed = pedigree(&[&[], &[], &half(0, 1), &half(2, 1), &half(3, 1), &half(4, 1)]);
    let founders = crossed.founders(&crossed.mass(crossed.equal_weights(&[5])));
    assert_eq!(founders.known(), [(0, 0.0625), (1, 0.9375)]);
    assert_eq!(founders.unknown(), 0.0);
}

#[test]
fn one_known_parent_of_two_leaves_a_phantom() {
    let half_known = pedigree(&[&[], &[(0, 0.5)]]);
    let founders = half_known.founders(&half_known.mass(half_known.equal_weights(&[1])));
    assert_eq!((founders.known(), founders.phantoms()), (&[(0, 0.5)][..], &[(1, 0.5)][..]));
    close(founders.effective_upper(), 2.0);
    close(founders.effective_lower(), 1.0);
}

#[test]
fn a_founder_may_be_a_member() {
    let sold = pedigree(&[&[], &[(0, 1.0)]]);
    let mass = sold.mass(sold.equal_weights(&[0, 1]));
    assert_eq!(sold.founders(&mass).known(), [(0, 1.0)]);
    assert_eq!(sold.reach(&[0, 1]), [1, 0], "nobody descends from itself");
}

/// The shares of the founders of Lacy's (1989) example: a half and two quarters.
#[test]
fn a_half_and_two_quarters_come_to_eight_thirds() {
    let half = |a, b| [(a, 0.5), (b, 0.5)];
    let animals = pedigree(&[&[], &[], &[], &half(0, 1), &half(0, 2)]);
    let founders = animals.founders(&animals.mass(animals.equal_weights(&[3, 4])));
    assert_eq!(founders.known(), [(0, 0.5), (1, 0.25), (2, 0.25)]);
    close(founders.effective_upper(), 8.0 / 3.0);
    close(founders.effective_lower(), 8.0 / 3.0);
}

#[test]
fn decimals_that_make_a_whole_leave_no_phantom() {
    for shares in [[0.7, 0.2, 0.1], [0.1, 0.2, 0.7], [0.2, 0.7, 0.1]] {
        let bred = pedigree(&[&[], &[], &[], &[(0, shares[0]), (1, shares[1]), (2, shares[2])]]);
        assert_eq!(bred.unknown(3), 0.0);
        let founders = bred.founders(&bred.mass(bred.equal_weights(&[3])));
        assert_eq!(founders.phantoms(), []);
        close(founders.known().iter().map(|(_, mass)| mass).sum(), 1.0);
    }
}

#[test]
fn a_donor_of_one_gene_has_descendants_and_no_weight() {
    let converted = pedigree(&[&[], &[], &[(0, 1.0), (1, 0.0)]]);
    assert_eq!(converted.reach(&[2]), [1, 1, 0]);
    assert_eq!(converted.founders(&converted.mass(converted.equal_weights(&[2]))).known(), [(0, 1.0)]);
}

#[test]
fn who_is_not_traced_is_a_founder() {
    let crossed = pedigree(&[&[], &[(0, 1.0)], &[(1, 0.5), (0, 0.5)]]);
    assert_eq!(crossed.mass_traced(crossed.equal_weights(&[2]), |own| own != 1), [0.5, 0.5, 1.0]);
}

#[test]
fn nobody_has_no_effective_founders() {
    let founders = Pedigree::new().founders(&[]);
    assert!(founders.effective_upper().is_nan() && founders.effective_lower().is_nan());
}

#[test]
fn members_of_several_blocks_are_counted_once_each() {
    let mut pedigree = Pedigree::new();
    let root = pedigree.add([]);
    let members: Vec<u32> = (0..1300).map(|_| pedigree.add([(root, 1.0)])).collect();
    let reach = pedigree.reach(&members);
    assert_eq!(reach[0], 1300);
    assert!(reach[1..].iter().all(|&below| below == 0));
}

#[cfg(feature = "proptest")]
mod properties {
    use proptest::prelude::*;

    use super::Pedigree;

    /// A pedigree in which each has up to four of those before it as parents, and some members.
    fn pedigree() -> impl Strategy<Value = (Pedigree, Vec<u32>)> {
        let individual = (prop::collection::vec((any::<u32>(), 0..=8_u32), 0..4), any::<bool>());
        prop::collection::vec(individual, 1..40).prop_map(|drawn| {
            let (mut pedigree, mut members) = (Pedigree::new(), Vec::new());
            for (own, (parents, is_member)) in (0_u32..).zip(drawn) {
                let mut parents: Vec<(u32, f64)> =
                    parents.into_iter().filter(|_| own > 0).map(|(at, part)| (at % own, f64::from(part))).collect();
                parents.sort_by_key(|(parent, _)| *parent);
                parents.dedup_by_key(|(parent, _)| *parent);
                let whole: f64 = parents.iter().map(|(_, part)| part).sum::<f64>().max(8.0);
                pedigree.add(parents.into_iter().map(|(parent, part)| (parent, part / whole)));
                if is_member {
                    members.push(own);
                }
            }
            (pedigree, members)
        })
    }

    /// The mass of an ancestor in one individual, over every path.
    fn part(pedigree: &Pedigree, ancestor: u32, individual: u32) -> f64 {
        if ancestor == individual {
            return 1.0;
        }
        pedigree.parents(individual).map(|(parent, share)| share * part(pedigree, ancestor, parent)).sum()
    }

    fn descends(pedigree: &Pedigree, ancestor: u32, individual: u32) -> bool {
        pedigree.parents(individual).any(|(parent, _)| parent == ancestor || descends(pedigree, ancestor, parent))
    }

    proptest! {
        #[test]
        fn one_pass_agrees_with_every_path((pedigree, members) in pedigree()) {
            let members: Vec<u32> = members.into_iter().filter(|member| *member < 12).collect();
            let (mass, reach) = (pedigree.mass(pedigree.equal_weights(&members)), pedigree.reach(&members));
            for ancestor in 0..pedigree.len() as u32 {
                let paths: f64 = members.iter().map(|&member| part(&pedigree, ancestor, member)).sum();
                let expected = paths / members.len().max(1) as f64;
                prop_assert!((mass[ancestor as usize] - expected).abs() < 1e-12);
                let below = members.iter().filter(|member| descends(&pedigree, ancestor, **member)).count();
                prop_assert_eq!(reach[ancestor as usize] as usize, below);
            }
        }

        #[test]
        fn founders_are_the_whole_and_bound_their_number((pedigree, members) in pedigree()) {
            prop_assume!(!members.is_empty());
            let founders = pedigree.founders(&pedigree.mass(pedigree.equal_weights(&members)));
            let known: f64 = founders.known().iter().map(|(_, mass)| mass).sum();
            prop_assert!((known + founders.unknown() - 1.0).abs() < 1e-12);
            let (lower, upper) = (founders.effective_lower(), founders.effective_upper());
            let most = (founders.known().len() + founders.phantoms().len()) as f64;
            prop_assert!(1.0 - 1e-9 <= lower && lower <= upper + 1e-9 && upper <= most + 1e-9, "{lower} {upper} {most}");
        }
    }
}
