//! Which alternative ranks where, over all weights that one might give the criteria.
//!
//! Stochastic multicriteria acceptability analysis: R. Lahdelma, J. Hokkanen and P. Salminen, "SMAA – stochastic
//! multiobjective acceptability analysis", *European Journal of Operational Research* 106, 1998 (first ranks and central
//! weights); R. Lahdelma and P. Salminen, "SMAA-2", *Operations Research* 49, 2001 (all ranks). Nobody knows the right
//! weights, so all are taken as equally likely: uniform over the simplex of weights from 0 that add up to 1. An
//! alternative's *acceptability* for rank r is the share of weights that give it this rank; its *central weight* is the
//! mean of those that make it first: what one must believe in to choose it.
//!
//! No weights are drawn at random. Two alternatives change order on a plane through the simplex; the simplex is cut
//! along such planes into smaller ones, within each of which all weights give one ranking, and their shares are added.
//! (A cut through the edge between corners a and b at p leaves two simplices, one with p in the place of a, one with p
//! in the place of b, whose shares are as |pb| and |ap|.) The result is *exact* to rounding unless pieces become smaller
//! than [`AcceptabilityOptions::smallest_piece`]: a smaller one is ranked by its centre, and the total share of those in
//! which the ranking is not the same throughout is [`Acceptability::undecided`]. No acceptability is off by more; as the
//! errors of many pieces cancel, by far less.
//!
//! Measured on random values. With the default and four criteria: 6 alternatives 2 ms, 8 in 11 ms (0.08 % undecided), 10
//! in 80 ms (0.9 %), 20 in 2 s (35 %, mean ranks right to 0.0002). Three criteria: 20 alternatives in 40 ms (0.06 %). A
//! hundred alternatives take half a minute, or 0.4 s with 1e-4. For a single pair
//! [`winning_share`](crate::stats::preference::winning_share) is exact for any number of criteria.
//!
//! An alternative with an unknown value (a NaN) is left out: it has no rank, and takes none from the others. Nothing is
//! put in the place of what is not known. Equal alternatives share their ranks evenly.

use hashbrown::HashMap;

/// Leads up to this, relative to the largest difference of the pair on a criterion, are rounding: the corner lies on the
/// plane.
const ON_THE_PLANE: f64 = 1e-12;

/// How finely to cut.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AcceptabilityOptions {
    /// Pieces of less than this share of the simplex (0..1) are cut no further. Smaller is slower and more exact.
    pub smallest_piece: f64,
}

impl Default for AcceptabilityOptions {
    fn default() -> Self {
        Self { smallest_piece: 1e-6 }
    }
}

/// The acceptability of each alternative for each rank.
///
/// Two specialists and an allrounder. The allrounder is first while neither criterion has more than 60 % of the weight:
///
/// ```
/// use seedrelay::stats::acceptability::Acceptability;
///
/// let smaa = Acceptability::new(2, &[
///     1.0, 0.0,
///     0.0, 1.0,
///     0.6, 0.6,
/// ]);
/// let first = |alternative| smaa.ranks(alternative).unwrap()[0];
/// assert!((first(0) - 0.4).abs() < 1e-12);
/// assert!((first(2) - 0.2).abs() < 1e-12);
/// assert!((smaa.central_weights(0).unwrap()[0] - 0.8).abs() < 1e-12);
/// assert_eq!(smaa.undecided(), 0.0);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Acceptability {
    /// Per alternative, its row in the tables below.
    standing: Vec<Option<usize>>,
    ranks: Vec<Vec<f64>>,
    central_weights: Vec<Option<Vec<f64>>>,
    undecided: f64,
}

impl Acceptability {
    /// The acceptability of alternatives given row by row, `criteria` values each, more being better, NaN unknown.
    ///
    /// Values should be scaled alike (usually to 0..=1): the answer depends on it. For m alternatives and n criteria it
    /// takes O(m²) of memory and O(m log m + m n²) of time for each piece. The number of pieces grows with the number of rankings that weights can
    /// give, about m^(2n − 2) at most, until `smallest_piece` bounds it to a small multiple of its reciprocal.
    ///
    /// # Panics
    ///
    /// If `criteria` is 0 or does not divide the number of values.
    #[must_use]
    pub fn new(criteria: usize, values: &[f64]) -> Self {
        Self::with_options(criteria, values, &AcceptabilityOptions::default())
    }

    /// As [`new`](Self::new), cutting as finely as `options` tells.
    ///
    /// ```
    /// use seedrelay::stats::acceptability::{Acceptability, AcceptabilityOptions};
    ///
    /// let values = [1.0, 0.0, 0.0, 1.0, 0.6, 0.6];
    /// let coarse = AcceptabilityOptions { smallest_piece: 0.6 };
    /// let smaa = Acceptability::with_options(2, &values, &coarse);
    /// assert_eq!(smaa.undecided(), 1.0); // two halves, both crossed by a further plane: nothing is sure
    /// assert_eq!(Acceptability::new(2, &values).undecided(), 0.0);
    /// ```
    ///
    /// # Panics
    ///
    /// As [`new`](Self::new).
    #[must_use]
    pub fn with_options(criteria: usize, values: &[f64], options: &AcceptabilityOptions) -> Self {
        assert!(
            criteria > 0 && values.len().is_multiple_of(criteria),
            "{} values for {criteria} criteria",
            values.len()
        );
        let field = Field::new(criteria, values);
        let mut tally = Tally::new(&field);
        let mut pieces = vec![Piece::whole(criteria)];
        while let Some(piece) = pieces.pop() {
            let centre = piece.centre();
            let ranking = field.ranking(&centre);
            match field.cut_through(&piece, &ranking) {
                Some(cut) if piece.share >= options.smallest_piece => pieces.extend(piece.split(&cut)),
                cut => tally.add(&field, piece.share, &centre, &ranking, cut.is_some()),
            }
        }
        tally.finish(&field)
    }

    /// The shares of all weights (0..=1, adding up to 1) that give `alternative` rank 1, 2, … up to the number of
    /// ranked alternatives. `None` if it is not ranked.
    #[must_use]
    pub fn ranks(&self, alternative: usize) -> Option<&[f64]> {
        let row = (*self.standing.get(alternative)?)?;
        Some(&self.ranks[row])
    }

    /// The mean of the weights that make `alternative` first, alone or with equals; they add up to 1. `None` if none
    /// do, or if it is not ranked.
    #[must_use]
    pub fn central_weights(&self, alternative: usize) -> Option<&[f64]> {
        let row = (*self.standing.get(alternative)?)?;
        self.central_weights[row].as_deref()
    }

    /// How many alternatives are ranked: those without an unknown value.
    #[must_use]
    pub fn ranked(&self) -> usize {
        self.standing.iter().flatten().count()
    }

    /// The share (0..=1) of weights that lie in pieces too small to cut: no acceptability is off by more. 0 when exact.
    #[must_use]
    pub fn undecided(&self) -> f64 {
        self.undecided
    }
}

/// The alternatives to be ranked, equal ones taken together.
struct Field {
    criteria: usize,
    standing: Vec<Option<usize>>,
    /// One row of values for each group of equals.
    rows: Vec<Vec<f64>>,
    /// How many alternatives are equal to the row.
    equals: Vec<usize>,
}

impl Field {
    fn new(criteria: usize, values: &[f64]) -> Self {
        let mut field = Self { criteria, standing: Vec::new(), rows: Vec::new(), equals: Vec::new() };
        // No difference of two values is infinite; whole powers of two change no ranking.
        let scale =
            if values.iter().any(|value| value.is_finite() && value.abs() > f64::MAX / 4.0) { 0.25 } else { 1.0 };
        let mut known: HashMap<Vec<u64>, usize> = HashMap::new();
        for row in values.chunks_exact(criteria) {
            let standing = row.iter().all(|value| value.is_finite()).then(|| {
                // 0 and −0 are equal, and differ in their bits.
                let bits = row.iter().map(|value| (value + 0.0).to_bits()).collect();
                let index = *known.entry(bits).or_insert_with(|| {
                    field.rows.push(row.iter().map(|value| value * scale).collect());
                    field.equals.push(0);
                    field.rows.len() - 1
                });
                field.equals[index] += 1;
                index
            });
            field.standing.push(standing);
        }
        field
    }

    /// The groups of equals under these weights, best first.
    fn ranking(&self, weights: &[f64]) -> Vec<usize> {
        let scores: Vec<f64> = self.rows.iter().map(|row| dot(row, weights)).collect();
        let mut ranking: Vec<usize> = (0..scores.len()).collect();
        ranking.sort_unstable_by(|&a, &b| scores[b].total_cmp(&scores[a]).then(a.cmp(&b)));
        ranking
    }

    /// Where to cut a piece in which not all weights give the ranking of its centre, `None` if all do.
    ///
    /// If no two neighbours in the ranking change order, no others do. Of the planes on which neighbours do, the one
    /// that leaves the most on both sides is taken.
    fn cut_through(&self, piece: &Piece, ranking: &[usize]) -> Option<Cut> {
        let cuts = ranking.windows(2).filter_map(|pair| {
            let (a, b) = (&self.rows[pair[0]], &self.rows[pair[1]]);
            let largest = a.iter().zip(b).fold(0.0_f64, |most, (a, b)| most.max((a - b).abs()));
            piece.crossed_by(|weights| {
                let lead: f64 = a.iter().zip(b).zip(weights).map(|((a, b), weight)| (a - b) * weight).sum();
                lead / largest
            })
        });
        cuts.max_by(|x, y| x.depth().total_cmp(&y.depth()))
    }
}

/// A simplex within the simplex of weights.
#[derive(Clone)]
struct Piece {
    /// As many corners as criteria, each a weighting.
    corners: Vec<Vec<f64>>,
    /// Its part of the whole simplex.
    share: f64,
}

/// Two corners of a piece on the two sides of a plane on which a pair of alternatives changes order.
struct Cut {
    ahead: usize,
    /// By how much the first of the pair leads at the one, above 0.
    lead: f64,
    behind: usize,
    /// By how much it lags at the other, above 0.
    lag: f64,
}

impl Cut {
    /// How far the plane is from leaving one side empty.
    fn depth(&self) -> f64 {
        self.lead.min(self.lag)
    }
}

impl Piece {
    fn whole(criteria: usize) -> Self {
        let corner = |k| {
            let mut weights = vec![0.0; criteria];
            weights[k] = 1.0;
            weights
        };
        Self { corners: (0..criteria).map(corner).collect(), share: 1.0 }
    }

    /// The corners farthest on the two sides of the plane where `lead` is 0; `None` if it does not cross.
    fn crossed_by(&self, lead: impl Fn(&[f64]) -> f64) -> Option<Cut> {
        let mut cut = Cut { ahead: 0, lead: ON_THE_PLANE, behind: 0, lag: ON_THE_PLANE };
        for (corner, weights) in self.corners.iter().enumerate() {
            let lead = lead(weights);
            if lead > cut.lead {
                (cut.ahead, cut.lead) = (corner, lead);
            } else if -lead > cut.lag {
                (cut.behind, cut.lag) = (corner, -lead);
            }
        }
        (cut.lead > ON_THE_PLANE && cut.lag > ON_THE_PLANE).then_some(cut)
    }

    /// The two pieces left by cutting where the edge between the two corners meets the plane.
    fn split(self, cut: &Cut) -> [Self; 2] {
        let near_behind = cut.lead / (cut.lead + cut.lag);
        let edge = self.corners[cut.ahead].iter().zip(&self.corners[cut.behind]);
        let meeting: Vec<f64> = edge.map(|(a, b)| a + near_behind * (b - a)).collect();
        let mut first = self.clone();
        first.corners[cut.ahead].clone_from(&meeting);
        first.share *= 1.0 - near_behind;
        let mut second = self;
        second.corners[cut.behind] = meeting;
        second.share *= near_behind;
        [first, second]
    }

    fn centre(&self) -> Vec<f64> {
        let corners = self.corners.len();
        (0..corners).map(|k| self.corners.iter().map(|weights| weights[k]).sum::<f64>() / corners as f64).collect()
    }
}

/// What the pieces add up to.
struct Tally {
    total: f64,
    undecided: f64,
    /// Per group of equals and rank.
    ranks: Vec<Vec<f64>>,
    /// Per group of equals, the sum of the weights that make it first.
    first: Vec<Vec<f64>>,
}

impl Tally {
    fn new(field: &Field) -> Self {
        let ranked = field.equals.iter().sum();
        Self {
            total: 0.0,
            undecided: 0.0,
            ranks: vec![vec![0.0; ranked]; field.rows.len()],
            first: vec![vec![0.0; field.criteria]; field.rows.len()],
        }
    }

    fn add(&mut self, field: &Field, share: f64, centre: &[f64], ranking: &[usize], undecided: bool) {
        self.total += share;
        if undecided {
            self.undecided += share;
        }
        if let Some(&winner) = ranking.first() {
            for (sum, weight) in self.first[winner].iter_mut().zip(centre) {
                *sum += share * weight;
            }
        }
        let mut better = 0;
        for &group in ranking {
            let equals = field.equals[group];
            for rank in better..better + equals {
                self.ranks[group][rank] += share / equals as f64;
            }
            better += equals;
        }
    }

    fn finish(self, field: &Field) -> Acceptability {
        let shares = |row: Vec<f64>| row.into_iter().map(|share| share / self.total).collect();
        let means = |sums: Vec<f64>| {
            let sum: f64 = sums.iter().sum();
            (sum > 0.0).then(|| sums.into_iter().map(|weight| weight / sum).collect())
        };
        Acceptability {
            standing: field.standing.clone(),
            ranks: self.ranks.into_iter().map(shares).collect(),
            central_weights: self.first.into_iter().map(means).collect(),
            undecided: self.undecided,
        }
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[cfg(all(test, feature = "proptest"))]
mod tests {
    use proptest::prelude::*;

    use super::{Acceptability, AcceptabilityOptions};
    use crate::stats::preference::winning_share;

    fn assert_close(ours: &[f64], expected: &[f64]) {
        assert_eq!(ours.len(), expected.len());
        for (a, b) in ours.iter().zip(expected) {
            assert!((a - b).abs() < 1e-12, "{ours:?} against {expected:?}");
        }
    }

    /// ```text
    /// w₁     0       0.4  0.5  0.6       1
    /// order  | B C A  |CBA |CAB |  A C B  |
    /// ```
    #[test]
    fn two_criteria_by_intervals() {
        let smaa = Acceptability::new(2, &[1.0, 0.0, 0.0, 1.0, 0.6, 0.6]);
        assert_close(smaa.ranks(0).unwrap(), &[0.4, 0.1, 0.5]);
        assert_close(smaa.ranks(1).unwrap(), &[0.4, 0.1, 0.5]);
        assert_close(smaa.ranks(2).unwrap(), &[0.2, 0.8, 0.0]);
        assert_close(smaa.central_weights(0).unwrap(), &[0.8, 0.2]);
        assert_close(smaa.central_weights(2).unwrap(), &[0.5, 0.5]);
        assert_eq!(smaa.undecided(), 0.0);
    }

    /// Specialists against an allrounder of ½: the specialist of k is first where w_k > ½, a corner of half the side.
    /// In a triangle that is ¼ of the area each, in a tetrahedron ⅛ of the volume.
    #[test]
    fn three_and_four_criteria_by_areas_and_volumes() {
        for (criteria, corner) in [(3, 0.25), (4, 0.125)] {
            let mut values = vec![0.0; criteria * criteria];
            for k in 0..criteria {
                values[k * criteria + k] = 1.0;
            }
            values.extend(vec![0.5; criteria]);
            let smaa = Acceptability::new(criteria, &values);
            let corners = criteria as f64 * corner;
            for k in 0..criteria {
                assert!((smaa.ranks(k).unwrap()[0] - corner).abs() < 1e-12);
                let central = smaa.central_weights(k).unwrap();
                let own = (1.0 + 0.5 * (criteria as f64 - 1.0)) / criteria as f64;
                assert!((central[k] - own).abs() < 1e-12);
            }
            let allrounder = smaa.ranks(criteria).unwrap();
            assert_close(&allrounder[..2], &[1.0 - corners, corners]);
            assert_close(smaa.central_weights(criteria).unwrap(), &vec![1.0 / criteria as f64; criteria]);
            assert_eq!(smaa.undecided(), 0.0);
        }
    }

    #[test]
    fn the_dominated_is_never_first() {
        let smaa = Acceptability::new(2, &[0.9, 0.8, 0.5, 0.8, 0.1, 0.2]);
        assert_eq!(smaa.ranks(0).unwrap(), [1.0, 0.0, 0.0]);
        assert_eq!(smaa.ranks(1).unwrap(), [0.0, 1.0, 0.0]);
        assert_eq!(smaa.central_weights(1), None);
        assert_close(smaa.central_weights(0).unwrap(), &[0.5, 0.5]);
    }

    #[test]
    fn equals_share_evenly() {
        let smaa = Acceptability::new(1, &[0.3, 0.7, 0.7]);
        assert_eq!(smaa.ranks(0).unwrap(), [0.0, 0.0, 1.0]);
        assert_eq!(smaa.ranks(1).unwrap(), [0.5, 0.5, 0.0]);
        assert_eq!(smaa.ranks(1), smaa.ranks(2));
        assert_eq!(smaa.central_weights(2).unwrap(), [1.0]);
    }

    #[test]
    fn the_unknown_are_left_out() {
        let smaa = Acceptability::new(2, &[1.0, 0.0, f64::NAN, 1.0, 0.0, 1.0]);
        assert_eq!(smaa.ranked(), 2);
        assert_eq!(smaa.ranks(1), None);
        assert_close(smaa.ranks(0).unwrap(), &[0.5, 0.5]);
        let nobody = Acceptability::new(2, &[f64::NAN, 1.0]);
        assert_eq!((nobody.ranked(), nobody.ranks(0), nobody.ranks(7)), (0, None, None));
        assert_eq!(Acceptability::new(2, &[]).ranked(), 0);
    }

    fn any_alternatives() -> impl Strategy<Value = (usize, Vec<f64>)> {
        (1..5_usize, 1..6_usize).prop_flat_map(|(criteria, alternatives)| {
            // A coarse grid, so that ties and planes that meet in one line come up.
            let value = prop_oneof![(0..5_u8).prop_map(|v| f64::from(v) / 4.0), 0.0..1.0];
            prop::collection::vec(value, criteria * alternatives).prop_map(move |values| (criteria, values))
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn rows_and_columns_add_up((criteria, values) in any_alternatives()) {
            let smaa = Acceptability::new(criteria, &values);
            let ranked = smaa.ranked();
            let rows: Vec<&[f64]> = (0..ranked).map(|i| smaa.ranks(i).unwrap()).collect();
            for (i, row) in rows.iter().enumerate() {
                prop_assert!((row.iter().sum::<f64>() - 1.0).abs() < 1e-9);
                prop_assert!(row.iter().all(|share| (0.0..=1.0 + 1e-9).contains(share)));
                let column: f64 = rows.iter().map(|row| row[i]).sum();
                prop_assert!((column - 1.0).abs() < 1e-9);
                if let Some(weights) = smaa.central_weights(i) {
                    prop_assert!((weights.iter().sum::<f64>() - 1.0).abs() < 1e-9);
                }
                prop_assert_eq!(smaa.central_weights(i).is_some(), row[0] > 0.0);
            }
        }

        /// The expected number of better ones is the sum of the shares lost to each: [`winning_share`] knows these
        /// from a formula, without cutting anything.
        #[test]
        fn mean_rank_follows_from_the_pairs((criteria, values) in any_alternatives()) {
            let finest = AcceptabilityOptions { smallest_piece: 0.0 };
            let smaa = Acceptability::with_options(criteria, &values, &finest);
            let rows: Vec<&[f64]> = values.chunks(criteria).collect();
            for (i, row) in rows.iter().enumerate() {
                let better: f64 = smaa.ranks(i).unwrap().iter().enumerate().map(|(r, share)| r as f64 * share).sum();
                let others = rows.iter().enumerate().filter(|(j, _)| *j != i);
                let lost: f64 = others.map(|(_, other)| winning_share(other, row).unwrap()).sum();
                prop_assert!((better - lost).abs() < 1e-9, "{} against {}", better, lost);
            }
        }

        #[test]
        fn a_coarse_answer_is_within_its_bound((criteria, values) in any_alternatives()) {
            let coarse = Acceptability::with_options(criteria, &values, &AcceptabilityOptions { smallest_piece: 0.05 });
            let fine = Acceptability::with_options(criteria, &values, &AcceptabilityOptions { smallest_piece: 0.0 });
            for i in 0..fine.ranked() {
                for (a, b) in coarse.ranks(i).unwrap().iter().zip(fine.ranks(i).unwrap()) {
                    prop_assert!((a - b).abs() <= coarse.undecided() + 1e-9);
                }
            }
        }

        #[test]
        fn order_of_alternatives_changes_nothing((criteria, values) in any_alternatives()) {
            let reversed: Vec<f64> = values.chunks(criteria).rev().flatten().copied().collect();
            let finest = AcceptabilityOptions { smallest_piece: 0.0 };
            let smaa = Acceptability::with_options(criteria, &values, &finest);
            let turned = Acceptability::with_options(criteria, &reversed, &finest);
            for i in 0..smaa.ranked() {
                let mirrored = turned.ranks(smaa.ranked() - 1 - i).unwrap();
                for (a, b) in smaa.ranks(i).unwrap().iter().zip(mirrored) {
                    prop_assert!((a - b).abs() < 1e-9);
                }
            }
        }
    }
}
