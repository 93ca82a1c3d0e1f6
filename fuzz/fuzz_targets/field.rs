//! Any text in any field: what a reader takes has a finite value, and what its writer prints for that is read
//! back as the same. The first byte chooses the locale, the second the currency.
#![no_main]

use libfuzzer_sys::fuzz_target;
use plumbline::entry::{self, PeriodAround, StyledFormatter};
use plumbline::exchange::file;
use plumbline::model::{Currency, Date, Scenario};
use std::sync::LazyLock;

const LOCALES: [&str; 8] = ["en-US", "de-DE", "fr-FR", "de-CH", "en-IN", "pt-BR", "sv-SE", "es-MX"];
const CURRENCIES: [&str; 6] = ["USD", "EUR", "JPY", "SEK", "INR", "KWD"];

static PLAN: LazyLock<Scenario> = LazyLock::new(|| {
    let text = r#"{"plumbline": 1, "currency": "USD", "horizon": {"months": 12}, "start": "2027-01-01",
        "target": {"amount": 1000000}, "segments": [{"supply": {"per_month": 100}, "pipeline": {"listed": {}},
        "stages": [{"name": "Proposal", "rate": {"exact": 0.5}, "time": {"fixed": 30}}],
        "deal_size": {"mean": 25000, "cv": 1}}]}"#;
    file::plan::read(text).expect("the plan above is one")
});

fuzz_target!(|bytes: &[u8]| {
    let [locale, currency, text @ ..] = bytes else { return };
    let locale = LOCALES[usize::from(*locale) % LOCALES.len()];
    let currency = Currency::new(CURRENCIES[usize::from(*currency) % CURRENCIES.len()]).expect("a code");
    let (text, today) = (String::from_utf8_lossy(text), Date::new(2026, 11, 26).expect("a day"));
    let format = StyledFormatter::of_locale(locale);
    let style = format.style.on(today);
    let segment = &PLAN.segments()[0];
    if let Ok(rate) = entry::read_rate(&text, style) {
        for belief in rate.value.iter().chain(rate.readings.iter().map(|reading| &reading.value)) {
            assert!((0.0..=1.0).contains(&belief.mean()));
            let printed = entry::write_rate(belief, &format);
            let again = entry::read_rate(&printed, style).expect("what is printed is read");
            let is_same = again.value == Some(*belief)
                || again.readings.iter().any(|reading| reading.value == *belief);
            assert!(is_same, "{printed}");
        }
    }
    if let Ok(Some(time)) = entry::read_stage_time(&text, style).map(Some) {
        let printed = entry::write_stage_time(time, &format);
        assert_eq!(entry::read_stage_time(&printed, style).ok(), Some(time), "{printed}");
    }
    if let Some(size) = entry::read_deal_size(&text, style, currency).ok().and_then(|read| read.value) {
        assert!(size.mean_minor().is_finite() && size.mean_minor() > 0.0);
        let printed = entry::write_deal_size(&size, currency, &format);
        let again = entry::read_deal_size(&printed, style, currency).ok().and_then(|read| read.value);
        assert_eq!(again, Some(size), "{printed}");
    }
    if let Some(entry) = entry::read_target(&text, style, currency).ok().and_then(|read| read.value) {
        let printed = entry::write_target(&entry.target, currency, &format);
        let again = entry::read_target(&printed, style, currency).ok().and_then(|read| read.value);
        assert_eq!(again.map(|again| again.target), Some(entry.target), "{printed}");
    }
    if let Some(supply) = entry::read_supply(&text, style, &segment.supply).ok().and_then(|read| read.value) {
        assert!(supply.per_month().is_finite());
        let printed = entry::write_supply(&supply, &format);
        let again = entry::read_supply(&printed, style, &segment.supply).ok().and_then(|read| read.value);
        assert_eq!(again.map(|again| again.per_month()), Some(supply.per_month()), "{printed}");
    }
    let around = PeriodAround::new(style, Date::new(2027, 1, 1), 1);
    if let Some(period) = entry::read_period(&text, around).ok().and_then(|read| read.value) {
        drop(period.calendar(Date::new(2027, 1, 1)));
        drop(period.said_on(today));
    }
    drop(entry::read_chance(&text, style));
    drop(entry::read_money(&text, style, currency));
    drop(entry::read_open(&text, style, currency, segment));
    drop(entry::read_record(&text, style));
    drop(entry::read_team(&text, style, &PLAN));
    drop(entry::read_booked(&text, style, currency, None));
    drop(entry::read_ramp(&text, style));
    drop(entry::read_market(&text, style));
    drop(entry::read_cells(&text));
});
