//! Kaplan–Meier curves: the share that still waits, over time.

use super::draw::{Drawing, Scale, coordinate};
use crate::stats::kaplan_meier::KaplanMeier;

const WIDTH: f64 = 340.0;
const HEIGHT: f64 = 236.0;
const LEFT: f64 = 44.0;
const RIGHT: f64 = 12.0;
const TOP: f64 = 20.0;
/// Where the axis of time lies.
const FLOOR: f64 = 170.0;

/// Steps that are nearer to each other than this, in pixels, are drawn as one.
const APART: f64 = 1.0;

/// What is written beside a curve, in the language of the reader.
#[derive(Clone, Copy, Debug)]
pub(in crate::render::html) struct SurvivalWords<'w> {
    /// What the axis of time counts.
    pub(in crate::render::html) time: &'w str,
    /// What the upright axis tells.
    pub(in crate::render::html) share: &'w str,
    /// The row of those that still wait.
    pub(in crate::render::html) at_risk: &'w str,
    /// The text alternative.
    pub(in crate::render::html) title: &'w str,
    /// And what the curve says, in a sentence.
    pub(in crate::render::html) description: &'w str,
    /// What stands behind a number of percent.
    pub(in crate::render::html) percent: &'static str,
}

/// A curve of a sample.
#[derive(Clone, Copy, Debug)]
pub(in crate::render::html) struct Survival<'k> {
    curve: &'k KaplanMeier,
    time: Scale,
    share: Scale,
}

impl<'k> Survival<'k> {
    /// The curve from time 0, or from the first end before it, to the last observation.
    pub(in crate::render::html) fn new(curve: &'k KaplanMeier) -> Self {
        let times = || curve.steps().iter().map(|step| step.time);
        let first = times().fold(0.0, f64::min);
        let last = times().fold(first, f64::max);
        let time = Scale::new(first, last, LEFT, WIDTH - LEFT - RIGHT);
        Self { curve, time, share: Scale::new(0.0, 1.0, FLOOR, TOP - FLOOR) }
    }

    /// The drawing. `id` must be unique on the page.
    pub(in crate::render::html) fn draw(&self, id: &str, words: &SurvivalWords<'_>) -> String {
        let mut drawing = Drawing::default();
        self.axes(&mut drawing, words);
        drawing.path("band", &self.band());
        for limit in [|low: f64, _: f64| low, |_: f64, high: f64| high] {
            drawing.path("limit", &self.limit(limit));
        }
        drawing.path("curve", &self.steps());
        self.censored(&mut drawing);
        drawing.alone(id, WIDTH, HEIGHT, words.title, words.description)
    }

    fn axes(&self, drawing: &mut Drawing, words: &SurvivalWords<'_>) {
        for share in [0.0, 0.25, 0.5, 0.75, 1.0] {
            let y = self.share.at(share);
            let class = if share == 0.5 { "half" } else { "grid" };
            drawing.line(class, (LEFT, y), (WIDTH - RIGHT, y));
            drawing.text("tick end", LEFT - 5.0, y + 4.0, &format!("{:.0}{}", share * 100.0, words.percent));
        }
        drawing.line("axis", (LEFT, FLOOR), (WIDTH - RIGHT, FLOOR));
        drawing.text("label start", 2.0, HEIGHT - 22.0, words.at_risk);
        for tick in self.time.ticks(4) {
            let x = self.time.at(tick);
            drawing.line("axis", (x, FLOOR), (x, FLOOR + 4.0));
            drawing.text("tick", x, FLOOR + 16.0, &format!("{tick:.0}"));
            drawing.text("tick", x, HEIGHT - 6.0, &self.at_risk(tick).to_string());
        }
        drawing.text("label end", WIDTH - RIGHT, FLOOR + 30.0, words.time);
        drawing.text("label start", 2.0, TOP - 9.0, words.share);
    }

    /// Observations that had neither ended nor been censored before a time.
    fn at_risk(&self, time: f64) -> usize {
        let steps = self.curve.steps();
        steps.get(steps.partition_point(|step| step.time < time)).map_or(0, |step| step.at_risk)
    }

    /// The curve as steps: level from one end to the next, then down.
    fn steps(&self) -> String {
        let mut path = format!("M{} {}", coordinate(self.time.at(f64::NEG_INFINITY)), coordinate(self.share.at(1.0)));
        let falls = self.curve.steps().iter().filter(|step| step.events > 0);
        let falls: Vec<(f64, f64)> =
            falls.map(|step| (self.time.at(step.time), self.share.at(step.survival))).collect();
        for (x, y) in thinned(&falls) {
            path += &format!("H{}V{}", coordinate(x), coordinate(y));
        }
        path + &format!("H{}", coordinate(self.time.at(f64::INFINITY)))
    }

    /// One limit as steps, for as long as it exists.
    fn limit(&self, of: impl Fn(f64, f64) -> f64) -> String {
        let corners: Vec<(f64, f64)> = self.limits().map(|(x, low, high)| (x, of(low, high))).collect();
        stairs(&thinned(&corners), self.end_of_limits())
    }

    /// The ground between the limits.
    fn band(&self) -> String {
        let (lows, highs): (Vec<_>, Vec<_>) = self.limits().map(|(x, low, high)| ((x, low), (x, high))).unzip();
        let upper = stairs(&thinned(&highs), self.end_of_limits());
        let lower = thinned(&lows);
        if upper.is_empty() {
            return upper;
        }
        let mut back = String::new();
        let mut x_end = self.end_of_limits();
        for (x, y) in lower.into_iter().rev() {
            back += &format!("L{} {}H{}", coordinate(x_end), coordinate(y), coordinate(x));
            x_end = x;
        }
        format!("{upper}{back}Z")
    }

    fn limits(&self) -> impl Iterator<Item = (f64, f64, f64)> {
        self.curve.steps().iter().filter_map(|step| {
            let (low, high) = step.low.zip(step.high)?;
            Some((self.time.at(step.time), self.share.at(low), self.share.at(high)))
        })
    }

    /// Where the limits end: where nothing is left that waits, or at the last observation.
    fn end_of_limits(&self) -> f64 {
        let ended = self.curve.steps().iter().find(|step| step.survival <= 0.0);
        self.time.at(ended.map_or(f64::INFINITY, |step| step.time))
    }

    /// A tick on the curve wherever something was last seen waiting.
    fn censored(&self, drawing: &mut Drawing) {
        let censored = self.curve.steps().iter().filter(|step| step.censored > 0);
        let ticks: Vec<(f64, f64)> =
            censored.map(|step| (self.time.at(step.time), self.share.at(step.survival))).collect();
        let ticks = thinned(&ticks).into_iter();
        let path: String = ticks.map(|(x, y)| format!("M{} {}v8", coordinate(x), coordinate(y - 4.0))).collect();
        drawing.path("censored", &path);
    }
}

/// Steps from left to right, of those in one place the last.
fn thinned(corners: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let mut kept: Vec<(f64, f64)> = Vec::new();
    for &(x, y) in corners {
        match kept.last_mut() {
            Some(last) if x - last.0 < APART => last.1 = y,
            _ => kept.push((x, y)),
        }
    }
    kept
}

fn stairs(corners: &[(f64, f64)], end: f64) -> String {
    let Some(((x, y), rest)) = corners.split_first() else { return String::new() };
    let mut path = format!("M{} {}", coordinate(*x), coordinate(*y));
    for (x, y) in rest {
        path += &format!("H{}V{}", coordinate(*x), coordinate(*y));
    }
    path + &format!("H{}", coordinate(end))
}

#[cfg(test)]
mod tests {
    use super::{Survival, SurvivalWords};
    use crate::stats::kaplan_meier::{KaplanMeier, Observation};

    fn words() -> SurvivalWords<'static> {
        SurvivalWords {
            time: "days",
            share: "waiting",
            at_risk: "at risk",
            title: "<Rice>",
            description: "a & b",
            percent: " %",
        }
    }

    /// Four results: taken up after 10 and 20 days, one last seen waiting after 20 and one after 40.
    fn four() -> KaplanMeier {
        let [event, censored] = [Observation::event, Observation::censored];
        KaplanMeier::new(&[event(10.0), event(20.0), censored(20.0), censored(40.0)])
    }

    #[test]
    fn the_curve_falls_where_results_are_taken_up() {
        let curve = four();
        let drawing = Survival::new(&curve);
        // 284 pixels for 40 days; 150 for all four.
        assert_eq!(drawing.steps(), "M44 20H115V57.5H186V95H328");
        assert_eq!([0.0, 10.0, 10.5, 20.0, 21.0, 41.0].map(|time| drawing.at_risk(time)), [4, 4, 3, 3, 1, 0]);
    }

    #[test]
    fn what_was_last_seen_waiting_is_marked_and_words_are_escaped() {
        let curve = four();
        let svg = Survival::new(&curve).draw("rice", &words());
        assert!(svg.contains(r#"<path class="censored" d="M186 91v8M328 91v8"/>"#), "{svg}");
        assert_eq!(svg.matches(r#"class="limit""#).count(), 2);
        assert!(svg.contains(r#"<title id="rice-title">&lt;Rice&gt;</title><desc id="rice-desc">a &amp; b</desc>"#));
    }

    #[test]
    fn many_steps_take_bounded_room_and_none_take_none() {
        let many: Vec<Observation> = (0..100_000_u32).map(|day| Observation::event(f64::from(day))).collect();
        let many = KaplanMeier::new(&many);
        assert!(Survival::new(&many).draw("many", &words()).len() < 40_000);
        let none = KaplanMeier::new(&[]);
        assert!(!Survival::new(&none).draw("none", &words()).contains("NaN"));
    }
}
