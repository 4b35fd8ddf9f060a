//! Quantiles of the standard normal distribution.
//!
//! M. J. Wichura, "Algorithm AS 241: the percentage points of the normal distribution", *Applied Statistics* 37(3),
//! 1988, routine PPND16: relative error about 1e-16. It is the routine behind R's `qnorm`.

#![allow(clippy::excessive_precision, clippy::unreadable_literal, reason = "coefficients as published")]

/// The value that a standard normal variable stays below with probability `p`.
///
/// `p` is a share of 1. The ends give −∞ (`p = 0`) and +∞ (`p = 1`); `None` outside 0..=1 and for a NaN.
/// Constant time.
///
/// ```
/// use seedrelay::stats::normal::quantile;
///
/// assert_eq!(quantile(0.5), Some(0.0));
/// assert!((quantile(0.975).unwrap() - 1.959963984540054).abs() < 1e-15);
/// assert_eq!(quantile(1.5), None);
/// ```
#[must_use]
pub fn quantile(p: f64) -> Option<f64> {
    if !(0.0..=1.0).contains(&p) {
        return None;
    }
    let from_middle = p - 0.5;
    if from_middle.abs() <= 0.425 {
        let r = 0.180625 - from_middle * from_middle;
        return Some(from_middle * ratio(&MIDDLE, r));
    }
    let nearest_tail = if from_middle < 0.0 { p } else { 1.0 - p };
    if nearest_tail == 0.0 {
        return Some(f64::INFINITY.copysign(from_middle));
    }
    let r = (-nearest_tail.ln()).sqrt();
    let distance = if r <= 5.0 { ratio(&TAIL, r - 1.6) } else { ratio(&FAR_TAIL, r - 5.0) };
    Some(distance.copysign(from_middle))
}

/// Coefficients of a rational approximation, highest power first.
struct Rational {
    numerator: [f64; 8],
    denominator: [f64; 8],
}

fn ratio(rational: &Rational, r: f64) -> f64 {
    let horner = |coefficients: &[f64; 8]| coefficients.iter().fold(0.0, |sum, c| sum * r + c);
    horner(&rational.numerator) / horner(&rational.denominator)
}

/// For |p − 0.5| ≤ 0.425.
const MIDDLE: Rational = Rational {
    numerator: [
        2509.0809287301226727,
        33430.575583588128105,
        67265.770927008700853,
        45921.953931549871457,
        13731.693765509461125,
        1971.5909503065514427,
        133.14166789178437745,
        3.387132872796366608,
    ],
    denominator: [
        5226.495278852545925,
        28729.085735721942674,
        39307.89580009271061,
        21213.794301586595867,
        5394.1960214247511077,
        687.1870074920579083,
        42.313330701600911252,
        1.0,
    ],
};

/// For tails down to exp(−25).
const TAIL: Rational = Rational {
    numerator: [
        7.7454501427834140764e-4,
        0.0227238449892691845833,
        0.24178072517745061177,
        1.27045825245236838258,
        3.64784832476320460504,
        5.7694972214606914055,
        4.6303378461565452959,
        1.42343711074968357734,
    ],
    denominator: [
        1.05075007164441684324e-9,
        5.475938084995344946e-4,
        0.0151986665636164571966,
        0.14810397642748007459,
        0.68976733498510000455,
        1.6763848301838038494,
        2.05319162663775882187,
        1.0,
    ],
};

/// For tails thinner than exp(−25).
const FAR_TAIL: Rational = Rational {
    numerator: [
        2.01033439929228813265e-7,
        2.71155556874348757815e-5,
        0.0012426609473880784386,
        0.026532189526576123093,
        0.29656057182850489123,
        1.7848265399172913358,
        5.4637849111641143699,
        6.6579046435011037772,
    ],
    denominator: [
        2.04426310338993978564e-15,
        1.4215117583164458887e-7,
        1.8463183175100546818e-5,
        7.868691311456132591e-4,
        0.0148753612908506148525,
        0.13692988092273580531,
        0.59983220655588793769,
        1.0,
    ],
};

#[cfg(test)]
mod tests {
    use super::quantile;

    #[test]
    fn equals_qnorm_of_r() {
        let qnorm = [
            (0.975, 1.9599639845400536),
            (0.995, 2.5758293035488999),
            (0.75, 0.67448975019608171),
            (0.6, 0.25334710313579978),
            (0.51, 0.025068908258711057),
            (0.925, 1.4395314709384559),
            (0.9999999, 5.1993375822906618),
            (1.0 - 1e-12, 7.0344869100478356),
        ];
        for (p, z) in qnorm {
            let got = quantile(p).unwrap();
            assert!((got - z).abs() <= 1e-14 * z, "{p}: {got} against {z}");
            let mirrored = quantile(1.0 - p).unwrap();
            assert!((mirrored + z).abs() <= 1e-9, "1 − {p}: {mirrored}");
        }
    }

    #[test]
    fn ends_are_infinite_and_outside_is_nothing() {
        assert_eq!(quantile(0.0), Some(f64::NEG_INFINITY));
        assert_eq!(quantile(1.0), Some(f64::INFINITY));
        assert_eq!(quantile(-0.1), None);
        assert_eq!(quantile(f64::NAN), None);
    }
}
