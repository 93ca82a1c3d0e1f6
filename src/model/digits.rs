//! Numbers in as many digits as somebody would write.

/// To which side a number is rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Down,
    Up,
    Nearest,
}

/// A number in four digits; one that has no more stays as it is.
pub(super) fn four_digits(value: f64, side: Side) -> f64 {
    if !value.is_finite() || value == 0.0 {
        return value;
    }
    let step = libm::pow(10.0, libm::floor(libm::log10(value.abs())) - 3.0);
    let steps = value / step;
    let whole = steps.round();
    let rounded = match side {
        _ if (steps - whole).abs() < 1e-6 => whole,
        Side::Down => steps.floor(),
        Side::Up => steps.ceil(),
        Side::Nearest => whole,
    };
    // Divided by a whole number where there is one, so that 0.5273 is just that.
    if step < 1.0 { rounded / (1.0 / step).round() } else { rounded * step }
}

#[cfg(test)]
mod tests {
    use super::{Side, four_digits};

    #[test]
    fn four_digits_and_no_noise() {
        let shown = |value, side| four_digits(value, side).to_string();
        assert_eq!(shown(12.389_999_999_999_999, Side::Down), "12.39");
        assert_eq!(shown(8.418_260_869_565_218, Side::Down), "8.418");
        assert_eq!(shown(7_453_055.0, Side::Up), "7454000");
        assert_eq!(shown(0.527_31, Side::Up), "0.5274");
        assert_eq!(shown(13.889_4, Side::Nearest), "13.89");
        assert_eq!(shown(0.0, Side::Up), "0");
    }
}
