//! What needs a page: the engine's bits in WebAssembly, and the browser's own formatting.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "a test fails loudly")]

use plumbline::advice::quota_answer;
use plumbline::app::browser::intl::IntlFormatter;
use plumbline::app::format::Formatter;
use plumbline::engine::Simulator;
use plumbline::entry::{
    HistoryAround, NumberStyle, QuotaTexts, QuotaToday, Understood, read_history, read_quota_check,
    read_target,
};
use plumbline::exchange::file;
use plumbline::history::report;
use plumbline::model::{Currency, Date, DayOrder, Money, Thresholds};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// The digests that `tests/native/engine/same_bits.rs` asks of native code, at 20,000 trials each.
const GOLDEN: [(&str, u64); 7] = include!("../golden_digests.in");
const EXAMPLES: [(&str, &str); 7] = [
    ("reference.json", include_str!("../../examples/scenarios/reference.json")),
    ("inside_sales.json", include_str!("../../examples/scenarios/inside_sales.json")),
    ("mid_market.json", include_str!("../../examples/scenarios/mid_market.json")),
    ("enterprise.json", include_str!("../../examples/scenarios/enterprise.json")),
    ("one_reps_quarter.json", include_str!("../../examples/scenarios/one_reps_quarter.json")),
    ("fixed_intake.json", include_str!("../../examples/scenarios/fixed_intake.json")),
    ("whole_plan.json", include_str!("../../examples/scenarios/whole_plan.json")),
];

#[wasm_bindgen_test]
fn webassembly_gives_the_native_bits() {
    for ((name, golden), (file, text)) in GOLDEN.into_iter().zip(EXAMPLES) {
        assert_eq!(name, file);
        let scenario = file::plan::read(text).unwrap();
        // A digest does not depend on the scenario's own number of trials.
        assert_eq!(Simulator::new(&scenario).block(0, 20_000).digest, golden, "{name}");
    }
}

#[wasm_bindgen_test]
fn webassembly_gives_the_native_bits_of_results() {
    let golden: u64 = include!("../golden_history.in");
    let digest: u64 = include!("../digest_of_history.in");
    assert_eq!(digest, golden, "{digest:#018x}");
}

#[wasm_bindgen_test]
fn amounts_and_dates_are_the_browsers() {
    let format = IntlFormatter::new();
    let (usd, yen) = (Currency::new("USD").unwrap(), Currency::new("JPY").unwrap());
    assert_eq!(format.money_short(288_158_290.0, usd), "$2.88M");
    assert_eq!(format.money_short(0.0, usd), "$0.00");
    assert_eq!(format.money_full(Money::from_major(3_200_000.0, usd).unwrap(), usd), "$3,200,000");
    assert_eq!(format.money_full(Money::from_major(12.5, usd).unwrap(), usd), "$12.50");
    assert_eq!(format.money_full(Money::from_major(1234.0, yen).unwrap(), yen), "¥1,234");
    assert_eq!(format.month(Date::new(2027, 12, 31).unwrap()), "December 2027");
    assert_eq!(format.number(1234.567, 1), "1,234.6");
    let style = format.style();
    assert_eq!((style.decimal, style.day_order), ('.', Some(DayOrder::MonthFirst)));
}

/// What the page prints, its fields accept.
#[wasm_bindgen_test]
fn printed_amounts_are_understood() {
    let format = IntlFormatter::new();
    for code in ["USD", "EUR", "GBP", "JPY", "SEK", "CHF", "INR"] {
        let currency = Currency::new(code).unwrap();
        let money = Money::from_major(1_234_567.0, currency).unwrap();
        let printed = format.money_full(money, currency);
        let entry = read_target(&printed, format.style(), currency);
        assert_eq!(
            entry.and_then(Understood::settled).map(|entry| entry.target.amount()),
            Ok(money),
            "{printed}"
        );
    }
}
