//! Gamma distributed factors of mean 1: busy and slack months, and the market.

use crate::math::incomplete::gamma_both;
use crate::math::normal;
use crate::math::quantile_table::QuantileTable;

/// Numbers of the gamma law of mean 1 and the given shape.
///
/// Newton's method on the logarithm of the value as a function of the logarithm of the nearer tail, from the
/// line through the neighbouring point or from the cube root of Wilson and Hilferty (1931), kept within a
/// bracket.
pub fn gamma_table(shape: f64) -> QuantileTable {
    let log_gamma = libm::lgamma(shape);
    QuantileTable::new(&|(lower, upper), guess| {
        let z = if lower <= upper { normal::quantile(lower) } else { -normal::quantile(upper) };
        let root = 1.0 - 1.0 / (9.0 * shape) + z / (3.0 * shape.sqrt());
        let begin = if guess > 0.0 && guess.is_finite() {
            libm::log(guess)
        } else if root > 0.1 {
            3.0 * libm::log(root)
        } else {
            (libm::log(lower) + libm::lgamma(shape + 1.0)) / shape - libm::log(shape)
        };
        let (mut low, mut high, mut y) = (-800.0_f64, 20.0_f64, begin.clamp(-790.0, 19.0));
        let mut log_density = 0.0;
        for _ in 0..100 {
            let x = shape * libm::exp(y);
            let (below, above) = gamma_both(shape, x);
            // Density of the logarithm.
            log_density = shape * libm::log(x) - x - log_gamma;
            let (excess, tail) = if lower <= upper {
                (libm::log(below) - libm::log(lower), below)
            } else {
                (libm::log(upper) - libm::log(above), above)
            };
            if excess > 0.0 {
                high = y;
            } else {
                low = y;
            }
            let newton = y - excess * tail / libm::exp(log_density);
            let next = if low < newton && newton < high { newton } else { 0.5 * (low + high) };
            let moved = (next - y).abs();
            y = next;
            if moved < 1e-11 * (1.0 + y.abs()) {
                break;
            }
        }
        let value = libm::exp(y);
        let slope = value / libm::exp(log_density);
        (value, if slope.is_finite() { slope } else { 0.0 })
    })
}
