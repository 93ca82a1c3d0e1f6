//! The four starting points. Their numbers are examples, not benchmarks.

use crate::exchange::packed;
use crate::model::{Calendar, Date, Scenario, ScenarioParts};

/// The scenarios of `examples/scenarios`, packed, since the page reads no JSON; a test says so when they differ, and
/// what should stand here.
const PACKED: [(&str, &str); 4] = [
    (
        "inside_sales.json",
        "jSN9603QsUoDQRAG4B0iajSgYGEjZBC1EkEQQRCygRSxkUjwAS53k8vIuRt2V5Ng4yNY2GjnA9hbBgufwcIH0M5HcHLk8H7Y3WKGb3cWoHZmPCeEPsrIVy67LaVqqgjk-1W7qdTz0yw_DXh4WYN5mbX6z4KqXtxEGfeZknoTDVGCkZGFQ3LeGhwNLNqR8cgB3ivwvVS6Qu1omK7U1Ud7S8xqi31sb8lN9jrO9jK6ziUOHmPrA0apm-kspuPAJoUvELLsHRXevnjLogytTLjdcRzLrEQGexMMAyo_znNqPIwFK0snGt76G9O710ORVs8ptYGjwNYsdqWfEjiFcbn_QMN6e_P-8XhXF__3qee130Z-_AE",
    ),
    (
        "mid_market.json",
        "p1ghD02Pv04CQRDGZ4ImSkxsfAQLC6XwT2E1exFjZaIxWthtvCM5PVhzHhbaUFhY2mrnC9j4EhRQ0VBQQKCAQMgBL8Ads7vwFftn9vfNfIuYvfTdg6IMn7woc3uTB9gCK0yX-P_ewaOFGvTznWpA-PW7jQxV7gS87_xddN4-COu1VCMqLDTW_IQYje3OXEzcd6jrfcuzf6rfZ7YfrMPmdVkGfsH33GVGgDZhFc1lX-jDrgBYy3tFxSh36xK6hjwxZC4hs-evMijLyFellOaMLbI2O63iGNtpYtu4CtWzepEBD2Fbj_DQDDkWNldCn6lSFMqHaDXScIXOGXpPLP_32NTVz4wDMAc",
    ),
    (
        "enterprise.json",
        "KGc0pm2QsYrCQBCGZznuuPM4DgR7H8BC1MbGJBIFQUQQOwslTmRBE9lNBDsfwVY738TSQh_AThFEwYdw42ZdC_9iGdjvn39mCElUvADZmFGOH-2WDZAEJRI93ZNrASwXka4Gma_-SfydMUHrCxK1PnoBdSn2pTv_0MkgOYgtJTMuisL6Y1Pu-BNkU4nLiKPGZ9UYn1kC_275wzCgvqfZvfHMUNMCNFSGLUx_5ZBTDzlPOz2OGjoYxH3orJ3PODEmwG-T-U7IcCR20scAuLyso6KEE-CzjoPeUKK7baTbu80Lpuq17qQsWR02WXHiOw",
    ),
    (
        "one_reps_quarter.json",
        "REgoKE2MoQ6DMBiE7w9qWbItmZjFLpnd5OiSiTnEwgMgKkBAKUXgKngABAYcb4XG4XgEAimBE3fJfZcjuroRtyUXva5TO8l8qbi0vP8XsLCKZtPF6QM09azBobI9k8EPBuy2R1eIWKosClQOOtB9-wDejC6_m65eT2aqsGOGjc4SEw",
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
