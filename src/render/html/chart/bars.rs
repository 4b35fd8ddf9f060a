//! Bars and dots for the cells of a table, all rows on one scale.

use super::draw::{Drawing, Scale};

/// Pixels from left to right.
const WIDTH: f64 = 180.0;

/// Pixels from top to bottom.
const HEIGHT: f64 = 18.0;

/// Room beside a scale for half of a mark.
const MARGIN: f64 = 4.0;

/// A part of a bar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::render::html) struct Segment {
    /// How long, in the unit of the scale.
    pub(in crate::render::html) length: f64,
    /// How it is filled: a class of the style sheet.
    pub(in crate::render::html) fill: &'static str,
}

/// What chance would give: a value and the ends of its interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::render::html) struct Band {
    /// The lower end.
    pub(in crate::render::html) low: f64,
    /// The value.
    pub(in crate::render::html) expected: f64,
    /// The upper end.
    pub(in crate::render::html) high: f64,
}

/// The scale that the bars of one column share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::render::html) struct Bars(Scale);

impl Bars {
    /// Bars from 0 to the greatest value.
    pub(in crate::render::html) fn up_to(greatest: f64) -> Self {
        Self(Scale::new(0.0, greatest, MARGIN, WIDTH - 2.0 * MARGIN))
    }

    /// The axis, for the head of the column: its values as `label` writes them.
    pub(in crate::render::html) fn axis(&self, label: impl Fn(f64) -> String) -> String {
        self.axis_at(&self.0.ticks(4), label)
    }

    /// The axis of what is counted: whole numbers only.
    pub(in crate::render::html) fn counting_axis(&self) -> String {
        let ticks = self.0.ticks(4).into_iter().filter(|tick| tick.fract() == 0.0);
        self.axis_at(&ticks.collect::<Vec<_>>(), |tick| format!("{tick:.0}"))
    }

    fn axis_at(&self, ticks: &[f64], label: impl Fn(f64) -> String) -> String {
        let mut drawing = Drawing::default();
        let last = ticks.len().saturating_sub(1);
        for (number, tick) in ticks.iter().enumerate() {
            let x = self.0.at(*tick);
            drawing.line("axis", (x, HEIGHT - 5.0), (x, HEIGHT));
            let class = match number {
                0 => "tick start",
                _ if number == last && x > WIDTH - 20.0 => "tick end",
                _ => "tick",
            };
            let x = if number == 0 {
                x - MARGIN
            } else if class == "tick end" {
                WIDTH
            } else {
                x
            };
            drawing.text(class, x, HEIGHT - 7.0, &label(*tick));
        }
        drawing.line("axis", (MARGIN, HEIGHT - 0.5), (WIDTH - MARGIN, HEIGHT - 0.5));
        drawing.for_cell(WIDTH, HEIGHT)
    }

    /// A bar of segments end to end, with a mark across it where one is given.
    pub(in crate::render::html) fn bar(&self, segments: &[Segment], mark: Option<f64>) -> String {
        let mut drawing = Drawing::default();
        let mut from = 0.0;
        for segment in segments {
            let (start, end) = (self.0.at(from), self.0.at(from + segment.length));
            drawing.rectangle(segment.fill, start, 3.0, end - start, HEIGHT - 6.0);
            from += segment.length;
        }
        drawing.line("axis", (MARGIN, 1.0), (MARGIN, HEIGHT - 1.0));
        if let Some(mark) = mark {
            let x = self.0.at(mark);
            drawing.line("mark", (x, 0.0), (x, HEIGHT));
        }
        drawing.for_cell(WIDTH, HEIGHT)
    }

    /// Thin bars below each other, one for each value; a value that is not known is a broken line.
    pub(in crate::render::html) fn thin(&self, values: &[Option<f64>]) -> String {
        let mut drawing = Drawing::default();
        let pitch = (HEIGHT - 2.0) / values.len().max(1) as f64;
        for (number, value) in values.iter().enumerate() {
            let top = 1.0 + number as f64 * pitch;
            if let Some(value) = value {
                let (start, end) = (self.0.at(0.0), self.0.at(*value));
                drawing.rectangle("solid", start, top + 0.4, end - start, pitch - 0.8);
            } else {
                let middle = top + pitch / 2.0;
                drawing.line("half", (MARGIN, middle), (WIDTH - MARGIN, middle));
            }
        }
        drawing.line("axis", (MARGIN, 1.0), (MARGIN, HEIGHT - 1.0));
        drawing.for_cell(WIDTH, HEIGHT)
    }

    /// A dot beside what chance would give.
    pub(in crate::render::html) fn dot(&self, value: f64, chance: Band) -> String {
        let mut drawing = Drawing::default();
        let middle = HEIGHT / 2.0;
        let [low, expected, high] = [chance.low, chance.expected, chance.high].map(|end| self.0.at(end));
        drawing.line("grid", (MARGIN, middle), (WIDTH - MARGIN, middle));
        drawing.rectangle("chance", low, middle - 4.0, (high - low).max(0.5), 8.0);
        drawing.line("expected", (expected, middle - 6.0), (expected, middle + 6.0));
        drawing.dot("value", self.0.at(value), middle, 4.0);
        drawing.for_cell(WIDTH, HEIGHT)
    }
}

#[cfg(test)]
mod tests {
    use super::{Band, Bars, Segment};

    #[test]
    fn segments_follow_each_other_and_none_is_drawn_of_nothing() {
        let bar = |length, fill| Segment { length, fill };
        let drawn = Bars::up_to(43.0).bar(&[bar(1.0, "solid"), bar(0.0, "none"), bar(2.0, "hatch")], Some(43.0));
        assert!(drawn.contains(r#"<rect class="solid" x="4" y="3" width="4" height="12"/>"#), "{drawn}");
        assert!(drawn.contains(r#"<rect class="hatch" x="8" y="3" width="8" height="12"/>"#), "{drawn}");
        assert!(drawn.contains(r#"<line class="mark" x1="176""#) && !drawn.contains("none"), "{drawn}");
    }

    #[test]
    fn what_is_not_known_is_no_bar_of_nothing() {
        let drawn = Bars::up_to(1.0).thin(&[Some(1.0), Some(0.0), None, Some(0.5)]);
        assert_eq!(drawn.matches("<rect").count(), 2, "{drawn}");
        assert_eq!(drawn.matches(r#"class="half""#).count(), 1, "{drawn}");
        assert!(drawn.contains(r#"<rect class="solid" x="4" y="13.4" width="86" height="3.2"/>"#), "{drawn}");
    }

    #[test]
    fn chance_lies_around_what_it_expects() {
        let drawn = Bars::up_to(172.0).dot(100.0, Band { low: 10.0, expected: 20.0, high: 30.0 });
        assert!(drawn.contains(r#"<rect class="chance" x="14" y="5" width="20" height="8"/>"#), "{drawn}");
        assert!(drawn.contains(r#"<circle class="value" cx="104" cy="9" r="4"/>"#), "{drawn}");
    }
}
