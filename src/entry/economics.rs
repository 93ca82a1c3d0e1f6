//! The money side of a plan, read and written field by field.

use super::grammar::number::typed;
use super::grammar::quantity::{COUNTS, Grammar, SHARES, trimmed};
use super::grammar::tokens::{before, split, tokens, without};
use super::grammar::words::{FILLER, NOTHING, PERCENT};
use super::money::amount::in_currency;
use super::{
    EntryError, Formatter, NumberStyle, PlainFormatter, ThreeDigits, normalised, read_number, write_money,
};
use crate::model::{
    Alignment, Commission, Currency, DAYS_IN_PLAIN_MONTH, Economics, Horizon, Money, ProfitGoal,
};

/// A field of the money side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EconomicsField {
    /// Share of bookings that is left after delivery.
    GrossMargin,
    /// Sales and marketing that is spent anyway.
    FixedCost,
    /// For each new opportunity.
    CostPerOpportunity,
    /// For each rep and year.
    BasePay,
    /// Commission and accelerator.
    Commission,
    /// Months that a deal's amount is for.
    ContractMonths,
    /// The profit goal.
    Goal,
    /// What a change costs.
    Price(Alignment),
}

impl EconomicsField {
    /// All fields in the order in which they are shown.
    pub fn all() -> impl Iterator<Item = Self> {
        let fields = [
            Self::GrossMargin,
            Self::FixedCost,
            Self::CostPerOpportunity,
            Self::BasePay,
            Self::Commission,
            Self::ContractMonths,
            Self::Goal,
        ];
        fields.into_iter().chain(Alignment::ALL.map(Self::Price))
    }

    /// The figures that still stand as in [`Economics::example`]: nobody has said their own. None, where
    /// fewer than two do, since one alone may well be somebody's own.
    pub fn of_example(economics: &Economics, currency: Currency) -> Vec<Self> {
        let Some(example) = Economics::example(currency) else { return Vec::new() };
        let text = |field, of: &Economics| write_economics(field, of, currency, &PlainFormatter);
        let stands = |field: &Self| {
            let of_example = text(*field, &example);
            !of_example.is_empty() && of_example == text(*field, economics)
        };
        let standing: Vec<Self> = Self::all().filter(stands).collect();
        if standing.len() < 2 { Vec::new() } else { standing }
    }

    /// A text that works.
    pub fn example(self) -> &'static str {
        match self {
            Self::GrossMargin => "78%",
            Self::FixedCost => "500k, or 0",
            Self::CostPerOpportunity => "300, or 0",
            Self::BasePay => "60k, or 0",
            Self::Commission => "8%, or 8%, above quota × 1.5",
            Self::ContractMonths => "12, or 12 months",
            Self::Goal => "contribution 1.2m, cost 40%, payback 18 months, rule of 40, or none",
            Self::Price(_) => "250k, or none",
        }
    }
}

/// The money side of a plan in a currency and of a length, after a text was written into one of its fields;
/// without any yet, all of bookings is margin
/// and nothing costs anything. A text of nothing takes the field's value away; none is left when all are.
///
/// # Errors
/// When the text is not understood, names another currency, or the model refuses the value.
pub fn read_economics(
    field: EconomicsField,
    text: &str,
    now: Option<&Economics>,
    style: NumberStyle,
    of_plan: (Currency, Horizon),
) -> Result<Option<Economics>, EntryError> {
    let example = field.example();
    let nothing = Economics::new(1.0)?;
    let now = now.cloned().unwrap_or_else(|| nothing.clone());
    let text = match normalised(text, example) {
        Ok(text) if !NOTHING.contains(&text.trim_end_matches('.')) => text,
        Ok(_) | Err(EntryError::Empty(_)) => String::new(),
        Err(error) => return Err(error),
    };
    let money = |text: &str| amount_of(field, text, style, of_plan);
    let given = |text: &str| if text.is_empty() { Ok(Money::ZERO) } else { money(text) };
    let not_understood = || EntryError::NotUnderstood(example);
    let share = |text: &str| share_in(text).ok_or_else(not_understood);
    let mut changed = now;
    match field {
        EconomicsField::GrossMargin => {
            changed = changed.with_gross_margin(if text.is_empty() { 1.0 } else { share(&text)? })?;
        }
        EconomicsField::FixedCost => changed.fixed_cost = given(&text)?,
        EconomicsField::CostPerOpportunity => changed.cost_per_opportunity = given(&text)?,
        EconomicsField::BasePay => {
            changed.base_pay = match with_on_costs(&text) {
                Some((pay, share)) => Money::from_minor_f64(given(&pay)?.minor() as f64 * (1.0 + share))?,
                None => given(&text)?,
            };
        }
        EconomicsField::Commission if text.is_empty() => {
            changed = changed.with_commission(nothing.commission())?;
        }
        EconomicsField::Commission => {
            let (rate, above) = text.split_once(", above quota").unwrap_or((&text, "1"));
            let above = above.trim().trim_start_matches(['×', 'x', '*']).trim();
            let accelerator = read_number(above, style).ok_or_else(not_understood)?;
            changed = changed.with_commission(Commission { rate: share(rate)?, accelerator })?;
        }
        EconomicsField::ContractMonths if text.is_empty() => changed = changed.without_contract_months()?,
        EconomicsField::ContractMonths => {
            changed = changed.with_contract_months(months_of(&text).ok_or_else(not_understood)?)?;
        }
        EconomicsField::Goal if text.is_empty() => changed.goal = None,
        EconomicsField::Goal => {
            changed = changed.with_goal(goal_of(&text, style, &money)?.ok_or_else(not_understood)?)?;
        }
        EconomicsField::Price(of) => {
            changed.prices.retain(|(priced, _)| *priced != of);
            if !text.is_empty() {
                changed.prices.push((of, money(&text)?));
            }
        }
    }
    Ok(Some(changed).filter(|changed| *changed != nothing))
}

/// Words for whose base pay an amount is.
const REP: &[&str] = &[
    "per rep",
    "each rep",
    "/ rep",
    "a rep",
    "per head",
    "per seller",
    "per ae",
    "per person",
    "base",
    "base pay",
    "base salary",
    "salary",
];

/// `90k plus 25% on-costs`: base pay, and the share that comes on top of it.
fn with_on_costs(text: &str) -> Option<(String, f64)> {
    const ON_COSTS: &[&str] = &[
        "on",
        "cost",
        "costs",
        "oncost",
        "oncosts",
        "overhead",
        "overheads",
        "benefits",
        "burden",
        "taxes",
        "social",
        "charges",
        "insurance",
        "of",
        "for",
        "employer",
        "payroll",
        "nebenkosten",
        "lohnnebenkosten",
        "-",
        "fringe",
        "in",
    ];
    let (plain, all) = tokens(text, "").ok()?;
    let (pay, more) = split(&all, &["plus", "+", "and", "with", "zuzüglich", "zzgl"])?;
    let [number, percent, words @ ..] = more else { return None };
    // “90k with 20%” does not say of what.
    let says_of_what = !words.is_empty() && words.iter().all(|word| word.is(ON_COSTS));
    let is_share = number.is_number() && percent.is(PERCENT) && says_of_what;
    let share = share_in(plain.get(number.from..percent.to)?).filter(|_| is_share)?;
    Some((plain.get(..pay.last()?.to)?.to_owned(), share))
}

/// An amount, with or without what it is for: `$70k per rep per year`, `$150 per opportunity`. For how long
/// it is must be what the field is about.
fn amount_of(
    field: EconomicsField,
    text: &str,
    style: NumberStyle,
    (currency, horizon): (Currency, Horizon),
) -> Result<Money, EntryError> {
    const YEAR: &[&str] = &[
        "a year",
        "per year",
        "/ year",
        "/ yr",
        "per annum",
        "p a",
        "pa",
        "annually",
        "yearly",
        "annual",
        "for the year",
        "this year",
    ];
    const MONTH: &[&str] = &["a month", "per month", "/ month", "/ mo", "monthly"];
    const OPPORTUNITY: &[&str] = &[
        "per opportunity",
        "per opp",
        "an opportunity",
        "an opp",
        "each",
        "per lead",
        "a lead",
        "/ opp",
        "/ opportunity",
        "/ lead",
        "each opp",
    ];
    let example = field.example();
    let (plain, all) = tokens(&style.thousands(text, currency), example)?;
    let (mut said, mut is_yearly, mut is_monthly) = (all.as_slice(), false, false);
    loop {
        let ends = |of: &[&str]| of.iter().find_map(|words| before(said, words));
        if let Some(rest) = ends(YEAR) {
            (said, is_yearly) = (rest, true);
        } else if let Some(rest) = ends(MONTH) {
            (said, is_monthly) = (rest, true);
        } else if let Some(rest) = ends(REP).filter(|_| field == EconomicsField::BasePay) {
            said = rest;
        } else if let Some(rest) = ends(OPPORTUNITY).filter(|_| field == EconomicsField::CostPerOpportunity) {
            said = rest;
        } else {
            break;
        }
    }
    let end = said.last().map_or(plain.len(), |last| last.to);
    let once = plain.get(..end).unwrap_or_default();
    let amount = in_currency(once, style, currency).map_err(|error| error.with_example(example))?;
    let is_of_year = field == EconomicsField::BasePay;
    // What a plan of a year costs in a year is what it costs in all.
    let is_of_plan = !is_of_year && field != EconomicsField::CostPerOpportunity;
    let months = match horizon {
        Horizon::Months(months) => f64::from(months),
        Horizon::Days(days) => (f64::from(days) / DAYS_IN_PLAIN_MONTH).round(),
    };
    if is_of_plan && (is_yearly || is_monthly) {
        let in_all = amount.major(currency) * if is_yearly { months / 12.0 } else { months };
        return if is_yearly && months.total_cmp(&12.0).is_eq() {
            Ok(amount)
        } else {
            Err(EntryError::guessed(of_what(field), example, typed(in_all)))
        };
    }
    if is_monthly {
        let of_year = typed(amount.major(currency) * 12.0);
        let reason = if is_of_year { "base pay is of a year" } else { of_what(field) };
        return Err(EntryError::asked(reason, example, is_of_year.then_some(of_year)));
    }
    if is_yearly && !is_of_year {
        return Err(EntryError::guessed(of_what(field), example, once.to_owned()));
    }
    Ok(amount)
}

/// What an amount is of that is said as so much a month or a year.
fn of_what(field: EconomicsField) -> &'static str {
    match field {
        EconomicsField::CostPerOpportunity => "this is what each new opportunity costs, whenever it comes",
        EconomicsField::GrossMargin
        | EconomicsField::FixedCost
        | EconomicsField::BasePay
        | EconomicsField::Commission
        | EconomicsField::ContractMonths
        | EconomicsField::Goal
        | EconomicsField::Price(_) => "this is an amount over the whole plan, not so much a month or a year",
    }
}

/// `10%`, `10% of bookings`, `about 78%`, `78`; but 0.5 and 1 may be of a hundred or of one.
fn share_in(text: &str) -> Option<f64> {
    let (_, all) = tokens(text, "").ok()?;
    let named = [
        "gross",
        "margin",
        "commission",
        "bookings",
        "revenue",
        "sales",
        "deals",
        "booked",
        "each",
        "deal",
        "of",
        "on",
        "what",
        "they",
        "we",
        "book",
        "sell",
        "close",
        "sold",
        "closed",
        "all",
        "everything",
    ];
    let said = without(&without(&all, FILLER), &named);
    let share = SHARES.quantity(trimmed(&said))?;
    (share.percent || share.value() > 1.0).then(|| share.share())
}

/// `12`, `12 months`, `a year`, `2-year`.
fn months_of(text: &str) -> Option<f64> {
    let (_, all) = tokens(text, "").ok()?;
    let said = without(&without(&all, FILLER), &["contract", "contracts", "annual", "long"]);
    let named = all.iter().any(|word| word.is(&["annual"])) && said.is_empty();
    let three = ThreeDigits::Decimals;
    let quantity = || Grammar { units: CONTRACTS, multipliers: false, three, ..COUNTS }.quantity(&said);
    if named { Some(12.0) } else { quantity().map(|months| months.in_units()) }
}

/// How long a deal's amount is for, in months.
const CONTRACTS: &[(&str, f64)] = &[
    ("months", 1.0),
    ("month", 1.0),
    ("mo", 1.0),
    ("years", 12.0),
    ("year", 12.0),
    ("yr", 12.0),
    ("yrs", 12.0),
];

fn goal_of(
    text: &str,
    style: NumberStyle,
    money: &dyn Fn(&str) -> Result<Money, EntryError>,
) -> Result<Option<ProfitGoal>, EntryError> {
    let after = |word: &str| text.strip_prefix(word).map(|rest| rest.trim().trim_start_matches("at ").trim());
    if let Some(amount) = after("contribution") {
        return Ok(Some(ProfitGoal::Contribution(money(amount)?)));
    }
    if let Some(points) = after("rule of 40") {
        let points = if points.is_empty() { Some(40.0) } else { read_number(points, style) };
        return Ok(points.map(ProfitGoal::RuleOf40));
    }
    if let Some(share) = after("cost") {
        return Ok(share_in(share).map(ProfitGoal::CostRatio));
    }
    if let Some(months) = after("payback") {
        return Ok(months_of(months).map(ProfitGoal::Payback));
    }
    // “500k”, “$500k profit”, “a profit of 500k”; but “20%” may be of anything.
    let amount =
        ["a profit of", "profit of", "profit", "contribution of"].iter().find_map(|word| after(word));
    let amount = amount.unwrap_or(text).trim_end_matches("profit").trim_end_matches("contribution").trim();
    match money(amount) {
        Ok(amount) => Ok(Some(ProfitGoal::Contribution(amount))),
        Err(EntryError::NotUnderstood(_) | EntryError::NoNumber(_) | EntryError::Empty(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// What a field prints.
pub fn write_economics(
    field: EconomicsField,
    economics: &Economics,
    currency: Currency,
    format: &dyn Formatter,
) -> String {
    let money = |money: Money| write_money(money, currency, format);
    let given = |amount: Money| if amount == Money::ZERO { String::new() } else { money(amount) };
    match field {
        EconomicsField::GrossMargin => format.exact_percent(economics.gross_margin()),
        EconomicsField::FixedCost => given(economics.fixed_cost),
        EconomicsField::CostPerOpportunity => given(economics.cost_per_opportunity),
        EconomicsField::BasePay => given(economics.base_pay),
        EconomicsField::Commission => {
            let Commission { rate, accelerator } = economics.commission();
            let is_plain = accelerator.total_cmp(&1.0).is_eq();
            match (rate <= 0.0, is_plain) {
                (true, true) => String::new(),
                (false, true) => format.exact_percent(rate),
                (_, false) => {
                    format!("{}, above quota × {}", format.exact_percent(rate), format.exact(accelerator))
                }
            }
        }
        EconomicsField::ContractMonths => {
            economics.contract_months().map_or_else(String::new, |months| format.exact(months))
        }
        EconomicsField::Goal => match economics.goal {
            None => String::new(),
            Some(ProfitGoal::Contribution(amount)) => format!("contribution {}", money(amount)),
            Some(ProfitGoal::CostRatio(share)) => format!("cost {}", format.exact_percent(share)),
            Some(ProfitGoal::Payback(months)) => format!("payback {} months", format.exact(months)),
            Some(ProfitGoal::RuleOf40(points)) => format!("rule of 40 at {}", format.exact(points)),
        },
        EconomicsField::Price(of) => economics.price(of).map_or_else(String::new, money),
    }
}
