//! Scales and round ticks. Pure.

/// A straight line from values to places in the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LinearScale {
    /// Values at the two ends, `from < to`.
    pub from: f64,
    /// See `from`.
    pub to: f64,
    /// Places of the two ends.
    pub left: f64,
    /// See `left`.
    pub right: f64,
}

impl LinearScale {
    /// Where a value stands.
    pub fn place(&self, value: f64) -> f64 {
        self.left + (value - self.from) / (self.to - self.from) * (self.right - self.left)
    }
}

/// About `count` multiples of 1, 2 or 5 times a power of ten within `[from, to]`.
pub fn round_ticks(from: f64, to: f64, count: u32) -> Vec<f64> {
    let wanted = (to - from) / f64::from(count.max(1));
    if !(wanted > 0.0 && wanted.is_finite()) {
        return Vec::new();
    }
    let power = libm::pow(10.0, libm::log10(wanted).floor());
    let step =
        [1.0, 2.0, 5.0, 10.0].into_iter().map(|factor| factor * power).find(|step| *step >= wanted * 0.999);
    let step = step.unwrap_or(10.0 * power);
    let first = (from / step).ceil();
    (0..=count * 2).map(|index| (first + f64::from(index)) * step).take_while(|tick| *tick <= to).collect()
}
