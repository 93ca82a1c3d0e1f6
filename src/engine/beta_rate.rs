//! Numbers of a Beta law: rates that are not known exactly.

use crate::math::incomplete::BetaLaw;
use crate::math::quantile_table::QuantileTable;

/// Numbers of the law Beta(a, b).
pub fn beta_table(a: f64, b: f64) -> QuantileTable {
    let (law, mirrored) = (BetaLaw::new(a, b), BetaLaw::new(b, a));
    QuantileTable::new(&|(lower, upper), guess| {
        // The upper half is solved from its own end, so that it keeps its digits.
        let (rate, density) = if lower <= upper {
            law.quantile(lower, guess)
        } else {
            let (miss, density) = mirrored.quantile(upper, 1.0 - guess);
            (1.0 - miss, density)
        };
        (rate, if density > 0.0 && density.is_finite() { 1.0 / density } else { 0.0 })
    })
}
