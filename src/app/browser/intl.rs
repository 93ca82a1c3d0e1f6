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

/// An option of `Intl`. It becomes a value of the browser only where a formatter is made: most are there.
#[derive(Clone, Copy)]
enum Choice<'a> {
    Word(&'a str),
    Digits(u32),
}

impl From<Choice<'_>> for JsValue {
    fn from(choice: Choice<'_>) -> Self {
        match choice {
            Choice::Word(word) => word.into(),
            Choice::Digits(digits) => digits.into(),
        }
    }
}

/// Options of `Intl` by name.
type Choices<'a> = [(&'a str, Choice<'a>)];

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
        let options = [
            ("year", Choice::Word("numeric")),
            ("month", Choice::Word("numeric")),
            ("day", Choice::Word("numeric")),
        ];
        let text = self.date(Date::new(2027, 12, 25)?, &options);
        let (day, month) = (text.find("25")?, text.find("12")?);
        Some(if day < month { DayOrder::DayFirst } else { DayOrder::MonthFirst })
    }

    /// Whether the locale's language is one in which `mil` is a thousand, told by its name of December.
    fn mil_is_thousand(&self) -> bool {
        const NAMES: [&str; 4] = ["diciembre", "dezembro", "decembro", "desembre"];
        let december = Date::new(2027, 12, 25).map(|day| self.date(day, &[("month", Choice::Word("long"))]));
        let name = december.unwrap_or_default().to_lowercase();
        NAMES.iter().any(|own| name.contains(own))
    }

    /// `new Intl[kind](undefined, options).format(value)`. Where that fails, as with a currency that the
    /// browser does not know, the value's own text behind the currency's code.
    fn format(&self, kind: &str, options: &Choices<'_>, value: &JsValue) -> String {
        self.written(kind, options, value).unwrap_or_else(|| {
            let code = options.iter().find_map(|(name, choice)| match choice {
                Choice::Word(code) if *name == "currency" => Some(*code),
                Choice::Word(_) | Choice::Digits(_) => None,
            });
            let plain = String::from(value.unchecked_ref::<Object>().to_string());
            code.map_or_else(|| plain.clone(), |code| format!("{code} {plain}"))
        })
    }

    fn written(&self, kind: &str, options: &Choices<'_>, value: &JsValue) -> Option<String> {
        let key = options.iter().fold(kind.to_owned(), |key, (name, choice)| match choice {
            Choice::Word(word) => key + "|" + name + " " + word,
            Choice::Digits(digits) => key + "|" + name + " " + &digits.to_string(),
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
            ("style", Choice::Word("currency")),
            ("currency", Choice::Word(currency.code())),
            ("currencyDisplay", Choice::Word("narrowSymbol")),
            ("notation", Choice::Word("compact")),
            ("minimumSignificantDigits", Choice::Digits(digits_least)),
            ("maximumSignificantDigits", Choice::Digits(3)),
        ];
        self.format("NumberFormat", &options, &(minor / currency.minor_per_major()).into())
    }

    fn date(&self, date: Date, options: &Choices<'_>) -> String {
        let days = Date::new(1970, 1, 1).map_or(0, |epoch| epoch.days_until(date));
        let milliseconds = days as f64 * 86_400_000.0;
        let mut utc = vec![("timeZone", Choice::Word("UTC"))];
        utc.extend_from_slice(options);
        self.format("DateTimeFormat", &utc, &js_sys::Date::new(&milliseconds.into()))
    }
}

/// The day it is where the reader is.
fn today() -> Option<Date> {
    let now = js_sys::Date::new_0();
    Date::new(i32::try_from(now.get_full_year()).ok()?, now.get_month() + 1, now.get_date())
}

fn make(kind: &str, options: &Choices<'_>) -> Result<Function, JsValue> {
    let object = Object::new();
    // Digits that the fields read as well.
    Reflect::set(&object, &"numberingSystem".into(), &"latn".into())?;
    for (name, choice) in options {
        Reflect::set(&object, &(*name).into(), &(*choice).into())?;
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
        let options = [("maximumFractionDigits", Choice::Digits(decimals))];
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
            ("style", Choice::Word("currency")),
            ("currency", Choice::Word(currency.code())),
            ("currencyDisplay", Choice::Word("narrowSymbol")),
            ("trailingZeroDisplay", Choice::Word("stripIfInteger")),
        ];
        self.format("NumberFormat", &options, &money.major(currency).into())
    }

    fn month(&self, date: Date) -> String {
        self.date(date, &[("year", Choice::Word("numeric")), ("month", Choice::Word("long"))])
    }

    fn month_short(&self, date: Date) -> String {
        self.date(date, &[("year", Choice::Word("numeric")), ("month", Choice::Word("short"))])
    }

    fn day(&self, date: Date) -> String {
        let options = [
            ("year", Choice::Word("numeric")),
            ("month", Choice::Word("long")),
            ("day", Choice::Word("numeric")),
        ];
        self.date(date, &options)
    }

    fn style(&self) -> NumberStyle {
        self.style
    }
}
