//! Scales and round ticks. Pure.

/// A straight line from values to places in the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LinearScale {
    /// The value at the left end.
    pub from: f64,
    /// The value at the right end, above that at the left.
    pub to: f64,
    /// The place of the left end.
    pub left: f64,
    /// The place of the right end.
    pub right: f64,
}

impl LinearScale {
    /// Where a value stands.
    pub fn place(&self, value: f64) -> f64 {
        self.left + (value - self.from) / (self.to - self.from) * (self.right - self.left)
    }
}

/// Ends of a scale that shows all values: the least and the largest, or a span as wide as the amount itself
/// where all are alike. Always finite, and the first is always less than the second.
pub fn ends(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let (low, high) = values
        .filter(|value| value.is_finite())
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
    if high - low > 1e-9 * high.abs() {
        (low, high)
    } else if low.is_finite() && low != 0.0 {
        (low - 0.5 * low.abs(), low + 0.5 * low.abs())
    } else {
        (0.0, 1.0)
    }
}

/// About `count` multiples of 1, 2 or 5 times a power of ten within `[from, to]`; of two ends alike, the one.
pub fn round_ticks(from: f64, to: f64, count: u32) -> Vec<f64> {
    let parts = f64::from(count.max(1));
    let wanted = to / parts - from / parts;
    let power = libm::pow(10.0, libm::log10(wanted).floor());
    let step =
        [1.0, 2.0, 5.0, 10.0].into_iter().map(|factor| factor * power).find(|step| *step >= wanted * 0.999);
    let step = step.unwrap_or(10.0 * power);
    let first = (from / step).ceil();
    if !(wanted > 0.0 && step.is_normal() && first.is_finite()) {
        return from.is_finite().then_some(from).into_iter().collect();
    }
    let mut ticks: Vec<f64> = (0..=count * 2)
        .map(|index| (first + f64::from(index)) * step)
        .take_while(|tick| *tick <= to)
        .collect();
    // Where the step is finer than the digits of the values.
    ticks.dedup();
    ticks
}
