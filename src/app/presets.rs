//! The four starting points. Their numbers are examples, not benchmarks.

use crate::exchange::packed;
use crate::model::{Calendar, Date, Scenario, ScenarioParts};

/// The scenarios of `examples/scenarios`, packed, since the page reads no JSON; a test says so when they differ, and
/// what should stand here.
const PACKED: [(&str, &str); 4] = [
    (
        "inside_sales.json",
        "cXD6zE3QwUoDMRAA0IwVtVpQ8OBF6CDqSQRBBEFoCj2sF6kUP2C7O92OrElJom3x4id48KI3P8C7x-LBb_DgB-jNTzBdtiUTkhySeZPJAtTOleWU0MY52cpVpyVETcwDivU6ahb7y_M0fhvw-LoOs0PBcn59UVQvb-Oce0xpvYmKKMVY-YkDMlYrHPY16qGyyA4-KvCzHFQRuxImq3XxGW2XYrXFNtF3ZMb7baO7Od0UGjuLibYO48xMK7B3DTtWGXyDZ0PzeGYelOaKlwbad7vTNpz4vokUdsfo-hQ-0nKmLIw8GGqnEt57m5P7t6NSW7ugTDuOHWu11PE5lMIZjMKcQwkb0dbD08meDL_0S5bnfw0RBvjxDw",
    ),
    (
        "mid_market.json",
        "bsvxO11RPS8EURS9d2clDInGT1Ao2MJHobpvYkVFiIhENzGzyTC7I2OWhEahUCo0dEqNhh-gJCGRaBQKQmGzIoM_YGbue29m9xTz5t13zj33o4TmvOeM1e1w042MleUqwADkwPQTX61ZOJHhiZL72WmKFuHx-SBCQZ-x4WZVZNL9ocu5t71Dwof7FF9Uy_BNrP8htoj1ybyY2Kot45-az_pf-f6n87EtTAtk5gVBD_QtNW3fq3mukzcC8Ep4i-oyKuTPsOCzXHXrAdPZ453QUewpxa5Itjm7Y_tNO_KCRqrg6l9IS7XrgSV0iflgThJC72IYbAXbts-mnOKDcFyZTgpda5dyJmhEob0eFcttF5QVpRwRHcuEjWf5cmRYaVDPDLCUNCVpYrffylglQKMYwTJ04JHUZNW6ZMY7tZcFtZcW5YNH1cw16fLMXIjwDw",
    ),
    (
        "enterprise.json",
        "sL4c_m1Sv0vDQBS-l5qqVREEwUk6ODiJ-GNw8S5ShUKplqKTgyW9SKAmJZf6Y3Nxd9VB8L-oiwguDgqCILhVCmLRf0EwyctdQukbci933_vee997GuQ2HZ97Tc8WPLNbLRAyRZRB-DnoWkb0d30VWo_C5e2kRsbL_CRfM0235fgCED_HUnGE5BlgzB3VsjCKlytMG46cc4NldLwrsqEMeutM1_B1i2VjmgVGsiRXrHPHty2b1zHFcmRdCksy3TqLnTUGQAAkD8h00TlasIXpHnPvDHmwws-EJx2R4qlI9iLyjFTdRsu3XSch-aCqqkSEsowrhGwE2rMXP5X2TYCY2GgJ2-FC5M2a4ElEh4IV2VdCo4oKu0RvbMdzzZbHjwJd0qp_pySRycNw9PQSP6w1EP_yHNrvIAlXJB5fHvanDfQ6T4uGWowtI274kapJBwpvnjZrjgikiSlmmCpOIyPFcN-48PvGOD-gBjz1bcviXt-05gcIk1Kh9Cd3r0eTdQ5WK6s6WjViPAylb0AnA-2VyukomVXvWMkeS-aWkYO-p4h6o5DD1_cAD-Qf",
    ),
    (
        "one_reps_quarter.json",
        "QgrxN02MKw6DQBRF7yuqadI2qajFNqltZZkmFXWIpguoGFEEDMMgcCNYAAIDjl2hcTiWwCcE5rzkJfeTu6GT63NbctHoIrLD-CcVl9b38wIsLND4dLp_TqosRlqHsupAcwhcmVHfuUIEUsX-XyWgLV3WGeDB6Pg-6_x-Y4bt1WzOOwcmNFwP",
    ),
];

/// The files that the presets are, in their order.
pub fn preset_files() -> [&'static str; 4] {
    PACKED.map(|(file, _)| file)
}

/// The presets, beginning on `start`, all of their values marked as an example's.
pub fn presets(start: Option<Date>) -> Vec<Scenario> {
    PACKED
        .iter()
        .filter_map(|(_, text)| packed::unpack(text).ok())
        .map(|scenario| starting(scenario, start).as_example())
        .collect()
}

/// The same scenario on another first day.
fn starting(scenario: Scenario, start: Option<Date>) -> Scenario {
    let parts = scenario.parts();
    Calendar::new(start, parts.calendar.horizon())
        .ok()
        .and_then(|calendar| Scenario::new(ScenarioParts { calendar, ..parts.clone() }).ok())
        .unwrap_or(scenario)
}
