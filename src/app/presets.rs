//! The four starting points. Their numbers are examples, not benchmarks.

use crate::exchange::packed;
use crate::model::{Calendar, Date, Scenario, ScenarioParts};

/// The scenarios of `examples/scenarios`, packed, since the page reads no JSON; a test says so when they differ, and
/// what should stand here.
const PACKED: [(&str, &str); 4] = [
    (
        "inside_sales.json",
        "AEYdm1XQwUoDMRAA0AwVtVpQ8OBF6CDqSQRBBEFoCj2sF6kUP2C7O92OrElJom3x4id48KI3P8C7x-LBb_DgB-jNTzBdtiVOSHJI5k0mFaidKcspoY1zspXLTkuImpgHFOtV1Cz256dp_DTg4WUNZoeC5fz6gqhe3MQ595jSehMVUYqx8hMHZKxWOOxr1ENlkR28V-B7KagidiRMVuriI9oqxWqLbaJvyYz32kZ3c7ouNHYWE20dxpmZVmDvGnasMvgCz4bm0czcL81lLw2073a7bTjxfRMp7I7R9Sl8pOVMWRh5MNROJLz1NiZ3r4eltnpOmXYcO9ZqseNzKIVTGIU5BxLWo837x-NdGX7ppyzPfxviX4Affw",
    ),
    (
        "mid_market.json",
        "-8FG911RPS8EURS9d2clDInGT1Ao2MJHobpvYkVFiIhENzGzyTC7I2OWhEahUCo0dEqNhh-gJCGRaBQKQmGzIoM_YGbue29m9xTz5t13zj33w0Bz3nPG6na46UbGynIVYAByYPqJr9YsnMjwRMn97DRFi_D4fBChoM_YcLMqMun-0OXc294h4cN9ii-qZfgm1v8QW8T6ZF5MbNWW8U_NZ_2vfP_T-dgWpgUy84KgB_qWmrbv1TzXyRsBeCW8RXUZFfJnWPBZrrr1gOns8U7oKPaUYlck25zdsf2mHXlBI1Vw9S-kpdr1wBK6xHwwJwmhdzEMtoJt22dTTvFBOK5MJ4WutUs5EzSi0F6PiuW2C8qKUo6IjmXCxrN8OTKsNKhnBlhKmpI0sdtvZawSoFGMYBk68EhqsmpdMuOd2suC2kuL8sGjauaadHmmEkK6on8",
    ),
    (
        "enterprise.json",
        "TURqsm1SvUvDUBB_l5iqVREEwUk6ODiJ-DG4-F6kCgVRS9HJwZK-SKAmJS_1Y3Nxd9VB8L-oiwguDgqCILhVCmLRf0EwyeW9hNIb8i738bu7350O-XU34H7DdwTXdytFQiaIEog-Bx3bjP-uryLpUri8HdfI6BY_KVQty2u6gQCMn2GZPEIKDDDnjmo5GEbjEtMGY-XcZLqBthIb0FFbZYaG3g2WS2DmGMmRfKnG3cCxHV7DEouxdCgsyHKrLFFWGAABkDggy8XvcNERlnfM_TPEwQ4_U5xsRganLNFLiDNU8erNwPHcFOSDqq5SErZkXjFCI9Cavvgpt27CiLG1pnBcLkTBqgqeZrQp2LF8pTCqqWhK1EZ2fM9q-vwo5CXL-neGElk8SkfN2OSH1TrGvzxH8tuPwiUZj56H_UkTtfbTvKkOY8NMBn6katMhw-unjaorQmoSiCmmmtPIUCm6Ny6CnjXO9ukBX2Pbtrnfs63ZPsRkWNj8k7fXpek5h6eVUxMtm0k8DGQtYJC-8krldhTNanbsZI-le9Plou8pRr1RyKP3nUY1yT8",
    ),
    (
        "one_reps_quarter.json",
        "tYET1VWMKw6DQBRF78uopknbpKIW26S2lWWaVNQhmi6gYkQrYBgGgRvBAhAYcOwKjcOxBD4hfM5LXnI_uYyOjissJWRlssDyw6_SQrHP-wkwTFD_TLx7DCrPemqbkmJPYwhc-KK-daT0lA7dn45AGzrPM8Cd0-F1Muntyhf2v-Rj3thYQd21",
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
