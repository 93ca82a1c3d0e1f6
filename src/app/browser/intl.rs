//! The browser's `Intl` as a [`Formatter`]: amounts and dates in the reader's locale.

use crate::app::format::Formatter;
use crate::entry::NumberStyle;
use crate::model::{Currency, Date, DayOrder, Money};
use js_sys::{Function, Object, Reflect};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};

/// What stands before the decimals in the locale of the browser: a point or a comma.
pub fn decimal_mark() -> char {
    IntlFormatter::new().style.decimal
}

/// `Intl` of this browser. Where it refuses (an unknown currency, a very old browser), plain English stands
/// in.
pub struct IntlFormatter {
    /// The `format` functions made so far, by their options: making one costs more than using it.
    made: RefCell<Vec<(String, Option<Function>)>>,
    style: NumberStyle,
}

impl Default for IntlFormatter {
    fn default() -> Self {
        Self::new()
    }
}

impl IntlFormatter {
    /// For the locale of the browser.
    pub fn new() -> Self {
        let mut formatter = Self { made: RefCell::default(), style: NumberStyle::POINT };
        let decimal = if formatter.number(1.5, 1).contains(',') { ',' } else { '.' };
        formatter.style = NumberStyle {
            decimal,
            day_order: formatter.day_order(),
            today: today(),
            mil_is_thousand: formatter.mil_is_thousand(),
        };
        formatter
    }

    /// What the locale writes first of the 25th of December 2027.
    fn day_order(&self) -> Option<DayOrder> {
        let options = [("year", "numeric".into()), ("month", "numeric".into()), ("day", "numeric".into())];
        let text = self.date(Date::new(2027, 12, 25)?, &options);
        let (day, month) = (text.find("25")?, text.find("12")?);
        Some(if day < month { DayOrder::DayFirst } else { DayOrder::MonthFirst })
    }

    /// Whether the locale's language is one in which `mil` is a thousand, told by its name of December.
    fn mil_is_thousand(&self) -> bool {
        const NAMES: [&str; 4] = ["diciembre", "dezembro", "decembro", "desembre"];
        let december = Date::new(2027, 12, 25).map(|day| self.date(day, &[("month", "long".into())]));
        let name = december.unwrap_or_default().to_lowercase();
        NAMES.iter().any(|own| name.contains(own))
    }

    /// `new Intl[kind](undefined, options).format(value)`. Where that fails, as with a currency that the
    /// browser does not know, the value's own text behind the currency's code.
    fn format(&self, kind: &str, options: &[(&str, JsValue)], value: &JsValue) -> String {
        self.written(kind, options, value).unwrap_or_else(|| {
            let code =
                options.iter().find(|(name, _)| *name == "currency").and_then(|(_, code)| code.as_string());
            let plain = String::from(value.unchecked_ref::<Object>().to_string());
            code.map_or_else(|| plain.clone(), |code| format!("{code} {plain}"))
        })
    }

    fn written(&self, kind: &str, options: &[(&str, JsValue)], value: &JsValue) -> Option<String> {
        let key = options.iter().fold(kind.to_owned(), |key, (name, option)| {
            key + "|" + name + &option.as_string().unwrap_or_default() + &whole(option).to_string()
        });
        let mut made = self.made.borrow_mut();
        // There are about a dozen.
        let place = made.iter().position(|(of, _)| *of == key).unwrap_or_else(|| {
            made.push((key, make(kind, options).ok()));
            made.len() - 1
        });
        let (_, format) = made.get(place)?;
        format.as_ref()?.call1(&JsValue::UNDEFINED, value).ok()?.as_string()
    }

    /// An amount in short, with three significant digits or fewer.
    fn money_compact(&self, minor: f64, currency: Currency, digits_least: u32) -> String {
        let options = [
            ("style", "currency".into()),
            ("currency", currency.code().into()),
            ("currencyDisplay", "narrowSymbol".into()),
            ("notation", "compact".into()),
            ("minimumSignificantDigits", digits_least.into()),
            ("maximumSignificantDigits", 3.into()),
        ];
        self.format("NumberFormat", &options, &(minor / currency.minor_per_major()).into())
    }

    fn date(&self, date: Date, options: &[(&str, JsValue)]) -> String {
        let days = Date::new(1970, 1, 1).map_or(0, |epoch| epoch.days_until(date));
        let milliseconds = days as f64 * 86_400_000.0;
        let mut utc = vec![("timeZone", "UTC".into())];
        utc.extend_from_slice(options);
        self.format("DateTimeFormat", &utc, &js_sys::Date::new(&milliseconds.into()))
    }
}

/// The day it is where the reader is.
fn today() -> Option<Date> {
    let now = js_sys::Date::new_0();
    Date::new(i32::try_from(now.get_full_year()).ok()?, now.get_month() + 1, now.get_date())
}

fn make(kind: &str, options: &[(&str, JsValue)]) -> Result<Function, JsValue> {
    let object = Object::new();
    // Digits that the fields read as well.
    Reflect::set(&object, &"numberingSystem".into(), &"latn".into())?;
    for (name, option) in options {
        Reflect::set(&object, &(*name).into(), option)?;
    }
    let intl = Reflect::get(&js_sys::global(), &"Intl".into())?;
    let constructor: Function = Reflect::get(&intl, &kind.into())?.dyn_into()?;
    let formatter = Reflect::construct(&constructor, &js_sys::Array::of2(&JsValue::UNDEFINED, &object))?;
    Reflect::get(&formatter, &"format".into())?.dyn_into()
}

/// By hand: the functions of the browser have nothing to show, and cost 10 kB of WebAssembly to do so.
impl std::fmt::Debug for IntlFormatter {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("IntlFormatter")
    }
}

impl Formatter for IntlFormatter {
    fn number(&self, value: f64, decimals: u32) -> String {
        let options = [("maximumFractionDigits", decimals.into())];
        self.format("NumberFormat", &options, &value.into())
    }

    fn money_short(&self, minor: f64, currency: Currency) -> String {
        self.money_compact(minor, currency, 3)
    }

    fn money_round(&self, minor: f64, currency: Currency) -> String {
        self.money_compact(minor, currency, 1)
    }

    fn money_full(&self, money: Money, currency: Currency) -> String {
        let options = [
            ("style", "currency".into()),
            ("currency", currency.code().into()),
            ("currencyDisplay", "narrowSymbol".into()),
            ("trailingZeroDisplay", "stripIfInteger".into()),
        ];
        self.format("NumberFormat", &options, &money.major(currency).into())
    }

    fn month(&self, date: Date) -> String {
        self.date(date, &[("year", "numeric".into()), ("month", "long".into())])
    }

    fn month_short(&self, date: Date) -> String {
        self.date(date, &[("year", "numeric".into()), ("month", "short".into())])
    }

    fn day(&self, date: Date) -> String {
        self.date(date, &[("year", "numeric".into()), ("month", "long".into()), ("day", "numeric".into())])
    }

    fn style(&self) -> NumberStyle {
        self.style
    }
}

/// The whole number that an option is.
#[expect(clippy::cast_possible_truncation, reason = "numbers of digits")]
fn whole(option: &JsValue) -> i32 {
    option.as_f64().unwrap_or_default() as i32
}
