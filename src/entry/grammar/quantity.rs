//! The grammar under all numbers: a number with its sign, multiplier, currency and unit; two of them as a
//! range.

use super::currency;
use super::found::{
    Found, Groups, Number, before_unit, dozens, fraction_more, half_more, is_multiplier, is_undecided,
    is_word_of_many, may_group, of_ten, smaller_power,
};
use super::meant::in_groups;
use super::number::{ThreeDigits, in_words, multiplier, value};
use super::tokens::{Kind, Token, after};
use super::words::{BINDERS, PERCENT};
use crate::model::Currency;

/// What a reader takes beside numbers.
#[derive(Clone, Copy)]
pub(in crate::entry) struct Grammar<'a> {
    /// What `25.000` is.
    pub three: ThreeDigits,
    /// Whether `k`, `m` and the like multiply.
    pub multipliers: bool,
    /// Whose symbols are whose; none: no currency may stand.
    pub plan: Option<Currency>,
    /// Units by their words, with what one is worth.
    pub units: &'a [(&'a str, f64)],
    /// Whether a percent sign may stand.
    pub percent: bool,
}

/// Counts, such as of opportunities.
pub(in crate::entry) const COUNTS: Grammar<'static> =
    Grammar { three: ThreeDigits::Grouped, multipliers: true, plan: None, units: &[], percent: false };
/// Shares, with or without their sign.
pub(in crate::entry) const SHARES: Grammar<'static> =
    Grammar { three: ThreeDigits::Decimals, multipliers: false, plan: None, units: &[], percent: true };

/// A number with all that belongs to it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::entry) struct Quantity {
    /// Before its multiplier.
    number: f64,
    /// The number times its multiplier, in digits rounded once.
    value: f64,
    /// The power of ten that multiplies it, if it names one.
    power: Option<i32>,
    /// A hundredth of the number, rounded once.
    hundredth: f64,
    /// The value times 1, 10, 100 and 1,000, each rounded once: in minor units of a currency.
    minor: [f64; 4],
    /// The number with its mark as one of decimals, where it may group thousands as well, `3,250`.
    decimals: Option<f64>,
    /// Whether its digits are in groups of three, `3,000,000`.
    is_grouped: bool,
    pub currency: Option<Currency>,
    pub unit: Option<f64>,
    pub percent: bool,
}

/// Words between the two steps of an amount.
const AND_MORE: &[&str] = &["and", "e", "y", "et", "och", "und", "en", "i"];

/// One quantity, or a range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::entry) enum Span {
    One(Quantity),
    Between(Quantity, Quantity),
}

impl Quantity {
    /// The number times its multiplier, in its unit.
    pub(in crate::entry) fn value(&self) -> f64 {
        self.value
    }

    /// The value in minor units of a currency.
    pub(in crate::entry) fn minor(&self, currency: Currency) -> f64 {
        let decimals = usize::try_from(currency.decimals()).unwrap_or(0);
        self.minor.get(decimals).copied().unwrap_or(self.value * currency.minor_per_major())
    }

    /// The same as a share: of a percentage, and of a bare number that is no fraction, its hundredth.
    pub(in crate::entry) fn share(&self) -> f64 {
        let is_fraction = !self.percent && 0.0 < self.value && self.value < 1.0;
        if is_fraction { self.value } else { self.hundredth }
    }

    /// The same, in the unit that all are turned into.
    pub(in crate::entry) fn in_units(&self) -> f64 {
        self.value() * self.unit.unwrap_or(1.0)
    }
}

impl Quantity {
    fn times(self, power: i32) -> Self {
        let times = (0..power).fold(1.0, |times: f64, _| times * 10.0);
        Self {
            value: self.number * times,
            power: Some(power),
            minor: [1.0, 10.0, 100.0, 1_000.0].map(|scale| self.number * times * scale),
            ..self
        }
    }

    /// Whether the low end of a range may leave out the thousands or millions that the high end has in
    /// digits, `2-3,000,000`. With a currency at both ends each is as it is written.
    fn is_short_of(&self, high: &Self) -> bool {
        let is_bare = 0.0 < self.value && self.value < 1_000.0 && self.value.fract() == 0.0;
        let says_both = self.currency.is_some() && high.currency.is_some();
        is_bare && !says_both && high.is_grouped && self.value * 1_000.0 <= high.value
    }

    /// The same with its mark as one of decimals, where the other end of a range has one too.
    fn like(self, other: &Self) -> Self {
        let decimals = self.decimals.filter(|_| other.decimals.is_some());
        Self { number: decimals.unwrap_or(self.number), ..self }
    }
}

impl Span {
    /// The ends as a reader's values; of one quantity, twice the same.
    pub(in crate::entry) fn ends(&self) -> (Quantity, Quantity) {
        match *self {
            Self::One(one) => (one, one),
            Self::Between(low, high) => (low, high),
        }
    }

    pub(in crate::entry) fn is_range(&self) -> bool {
        matches!(self, Self::Between(..))
    }

    /// The currency that it names, if any.
    pub(in crate::entry) fn currency(&self) -> Option<Currency> {
        let (low, high) = self.ends();
        low.currency.or(high.currency)
    }
}

/// Words between the ends of a range.
const RANGE: [&str; 15] = [
    "-", "to", "bis", "until", "till", "through", "à", "al", "até", "tot", "hasta", "から", "til", "do",
    "thru",
];
/// Words between them that mean something else before a word.
const RANGE_OF_NUMBERS: [&str; 4] = ["a", "ai", "alle", "agli"];
/// Words before a range, beside `from`.
const FROM: [&str; 14] =
    ["da", "dal", "dai", "dalle", "de", "del", "du", "desde", "från", "fra", "van", "von", "vom", "od"];
/// Words before a range, and between its ends then.
const BETWEEN: [&str; 5] = ["between", "zwischen", "entre", "mellan", "tussen"];
const AND: [&str; 11] = ["and", "und", "et", "y", "e", "och", "og", "en", "a", "-", "to"];

impl Grammar<'_> {
    /// A quantity or a range of quantities, and nothing else.
    pub(in crate::entry) fn span(&self, tokens: &[Token]) -> Option<Span> {
        let tokens = trimmed(tokens);
        // “from 18k up to 70k”; but “up to 70k” is a bound.
        let up = tokens.iter().skip(1).position(|token| token.is(&["up"])).map(|at| at + 1);
        if let Some(at) = up.filter(|at| tokens.get(at + 1).is_some_and(|next| next.is(&["to"]))) {
            return self.span(&[tokens.get(..at)?, tokens.get(at + 1..)?].concat());
        }
        if let Some(one) = self.quantity(tokens) {
            return Some(Span::One(one));
        }
        // “low 30s” is about 32; of amounts nobody says so.
        if let Some((about, rest)) = of_ten(tokens).filter(|_| self.plan.is_none()) {
            let number = Token { kind: Kind::Number, text: about.to_string(), ..tokens.first()?.clone() };
            return self.quantity(&[&[number], rest].concat()).map(Span::One);
        }
        let between = BETWEEN.iter().find_map(|word| after(tokens, word));
        let between = between.and_then(|rest| self.ends(rest, &AND));
        let from = || FROM.iter().find_map(|word| after(tokens, word));
        let range = between.or_else(|| self.ends(tokens, &RANGE));
        let (low, high) = range.or_else(|| self.ends(from()?, &RANGE))?;
        Self::shared(low, high)
    }

    fn ends(&self, tokens: &[Token], words: &[&str]) -> Option<(Quantity, Quantity)> {
        (1..tokens.len()).find_map(|at| {
            let (low, rest) = tokens.split_at(at);
            let (word, high) = rest.split_first()?;
            let pair = || Some((self.quantity(trimmed(low))?, self.quantity(trimmed(high))?));
            let is_number = |token: &Token| {
                token.is_number() || self.plan.is_some_and(|plan| currency::of_token(token, plan).is_some())
            };
            // “a week or two”; of amounts both may be meant.
            let is_either = || self.plan.is_none() && word.is(&["or", "oder", "ou", "eller", "o"]);
            let is_word = is_either()
                || word.is(words)
                || (word.is(&RANGE_OF_NUMBERS)
                    && (high.first().is_some_and(is_number) || is_word_of_many(high)));
            is_word.then(pair)?
        })
    }

    /// What only one end says holds for both.
    fn shared(mut low: Quantity, mut high: Quantity) -> Option<Span> {
        if low.currency.zip(high.currency).is_some_and(|(low, high)| low != high) {
            return None;
        }
        low.unit = low.unit.or(high.unit);
        high.unit = high.unit.or(low.unit);
        low.percent |= high.percent;
        high.percent |= low.percent;
        match (low.power, high.power) {
            // “18–70k”, “3,250–3,500m”; but in “900 to 1.2k” the low end is what it says.
            (None, Some(power)) if low.like(&high).times(power).value <= high.value => {
                low = low.like(&high).times(power);
            }
            // “500-1m”: the low end is of the next smaller power; which one of “50-1m” is not said.
            (None, Some(power)) if low.value < 1_000.0 && power > 4 && !low.is_grouped => {
                // With a currency at both ends, `$500 to $1m`, each is as it is written.
                let says_both = low.currency.is_some() && high.currency.is_some();
                let near = |low: &Quantity| low.value < high.value && low.value * 20.0 >= high.value;
                low = if says_both { low } else { Some(low.times(smaller_power(power))).filter(near)? };
            }
            // “2-3,000,000” may be millions, and is asked.
            (None, None) if low.is_short_of(&high) => return None,
            (Some(power), None) if high.number < low.value => high = high.times(power),
            _ => {}
        }
        Some(Span::Between(low, high))
    }

    /// One quantity, and nothing else; of an amount also in two steps, `1 crore 50 lakh`.
    pub(in crate::entry) fn quantity(&self, tokens: &[Token]) -> Option<Quantity> {
        self.single(tokens).or_else(|| {
            self.plan?;
            let at = (1..tokens.len())
                .rev()
                .find(|at| tokens.get(*at).is_some_and(Token::is_number))
                .or_else(|| Self::second_in_words(tokens))?;
            // “tre milioni e 200 mila”; but “2m and 500k” may be two.
            let first = tokens.get(..at)?;
            let ends = |first: &[Token]| first.last().is_some_and(|last| last.text.len() > 3);
            let first = first.split_last().filter(|(and, _)| and.is(AND_MORE));
            let first = first.map(|(_, first)| first).filter(|first| ends(first)).or(tokens.get(..at))?;
            let (first, second) = (self.single(first)?, self.single(tokens.get(at..)?)?);
            let power = first.power?;
            let is_in_words = tokens.get(at).is_some_and(|token| !token.is_number());
            // Not “5m 3m”.
            let is_smaller =
                second.power.map_or(is_in_words && second.value >= 1_000.0, |smaller| smaller < power);
            let is_rest = is_smaller && second.value < first.value / first.number.max(1.0);
            let minor = [0, 1, 2, 3].map(|at: usize| {
                first.minor.get(at).copied().unwrap_or(0.0) + second.minor.get(at).copied().unwrap_or(0.0)
            });
            let value = first.value + second.value;
            let currency = first.currency.or(second.currency);
            let fits = second.currency.is_none_or(|own| currency == Some(own));
            (is_rest && fits).then_some(Quantity { number: value, value, minor, currency, ..first })
        })
    }

    /// Where the second step of an amount begins in words, `one million two hundred thousand`.
    fn second_in_words(tokens: &[Token]) -> Option<usize> {
        (1..tokens.len()).find(|at| {
            let before = tokens.get(..*at).and_then(<[Token]>::split_last);
            let before =
                before.and_then(|(last, rest)| if last.is(AND_MORE) { rest.last() } else { Some(last) });
            before.is_some_and(is_multiplier)
                && tokens.get(*at..).is_some_and(|rest| in_words(rest).is_some())
        })
    }

    fn single(&self, tokens: &[Token]) -> Option<Quantity> {
        let mut found = Found::default();
        let mut rest = tokens;
        while !rest.is_empty() {
            rest = self.step(rest, &mut found)?;
        }
        let of = |power: i32, is_multiplied: bool| match &found.number {
            None => None,
            Some(Number::Words(number)) => {
                let times = (0..power.abs()).fold(1.0, |times: f64, _| times * 10.0);
                Some(if power < 0 { number / times } else { number * times })
            }
            // “4,000k” has no decimals.
            Some(Number::Digits(digits)) => {
                let is_grouped =
                    digits.ends_with("000") || (found.groups == Groups::ByComma && digits.contains(','));
                let has_decimals = is_multiplied && !is_grouped;
                value(digits, power, if has_decimals { ThreeDigits::Decimals } else { self.three })
            }
        };
        // “1.250 k€” is asked.
        if found.groups == Groups::Asked
            && matches!(&found.number, Some(Number::Digits(digits)) if may_group(digits))
        {
            return None;
        }
        // “10,0000”
        if self.three == ThreeDigits::Grouped
            && found.power.is_none()
            && matches!(&found.number, Some(Number::Digits(digits))
                if is_undecided(digits) && (self.plan.is_some() || digits.ends_with('0')))
        {
            return None;
        }
        let decimals = match &found.number {
            Some(Number::Digits(digits)) if may_group(digits) => value(digits, 0, ThreeDigits::Decimals),
            Some(Number::Digits(_) | Number::Words(_)) | None => None,
        };
        let before_unit = found.power.is_some() || found.unit.is_some();
        let sign = if found.is_negative { -1.0 } else { 1.0 };
        Some(Quantity {
            number: sign * of(0, before_unit)?,
            value: sign * of(found.power.unwrap_or(0), before_unit)?,
            hundredth: sign * of(found.power.unwrap_or(0) - 2, before_unit)?,
            minor: {
                let scaled = |decimals: i32| {
                    of(found.power.unwrap_or(0) + decimals, before_unit).map(|value| sign * value)
                };
                [scaled(0)?, scaled(1)?, scaled(2)?, scaled(3)?]
            },
            power: found.power,
            decimals,
            is_grouped: matches!(&found.number, Some(Number::Digits(digits)) if in_groups(digits)),
            currency: found.currency,
            unit: found.unit,
            percent: found.percent,
        })
    }

    /// The number in words that tokens begin with; a quarter is one, where it is no unit of time.
    fn in_words<'a>(&self, tokens: &'a [Token]) -> Option<(f64, &'a [Token])> {
        if self.percent || self.plan.is_some() {
            let quarter =
                ["a quarter", "one quarter", "quarter"].iter().find_map(|words| after(tokens, words));
            if let Some(rest) = quarter {
                let of = ["of a", "of"].iter().find_map(|words| after(rest, words));
                return Some((
                    0.25,
                    of.filter(|rest| rest.first().is_some_and(is_multiplier)).unwrap_or(rest),
                ));
            }
        }
        if let Some(part) = self.quarters(tokens) {
            return Some(part);
        }
        let is_unit = self.units.iter().any(|(word, _)| *word == "quarters");
        let at = tokens.iter().position(|token| token.is(&["quarters"])).filter(|_| is_unit);
        match at.and_then(|at| Some((tokens.get(..at)?, tokens.get(at..)?))) {
            // “two quarters”: a number and its unit.
            Some((number, unit)) => {
                in_words(number).filter(|(_, rest)| rest.is_empty()).map(|(n, _)| (n, unit))
            }
            None => in_words(tokens),
        }
    }

    /// `3 quarters of a million`, where a quarter is no unit of time.
    fn quarters<'a>(&self, tokens: &'a [Token]) -> Option<(f64, &'a [Token])> {
        let [count, quarters, rest @ ..] = tokens else { return None };
        let is_part = (self.percent || self.plan.is_some()) && quarters.is(&["quarter", "quarters"]);
        let rest = ["of a", "of"].iter().find_map(|words| after(rest, words)).filter(|_| is_part)?;
        let in_words = || in_words(std::slice::from_ref(count)).map(|(count, _)| count);
        let count = count.text.parse().ok().or_else(in_words)?;
        rest.first().filter(|next| is_multiplier(next)).map(|_| (0.25 * count, rest))
    }

    /// Whether a currency stands right behind a letter: “1.250 k€”, which is a unit of its own.
    fn is_before_currency(&self, rest: &[Token]) -> bool {
        let currency = |next: &Token| self.plan.and_then(|plan| currency::of_token(next, plan));
        rest.first().is_some_and(|next| !next.spaced && currency(next).is_some())
    }

    /// Takes what stands next; none, if it belongs to no quantity.
    fn step<'a>(&self, tokens: &'a [Token], found: &mut Found) -> Option<&'a [Token]> {
        let (token, rest) = tokens.split_first()?;
        let is_new = found.number.is_none();
        if token.is(&["-"]) && is_new && !found.is_negative {
            found.is_negative = true;
            return Some(rest);
        }
        if is_new {
            if token.is_number() && self.quarters(tokens).is_none() {
                found.number = Some(Number::Digits(token.text.clone()));
                return Some(rest);
            }
            // “millón y medio”
            if let Some(power) = multiplier(token).filter(|_| self.multipliers)
                && let Some(rest) = after(rest, "and a half")
            {
                (found.number, found.power) = (Some(Number::Words(1.5)), Some(power));
                return Some(rest);
            }
            if let Some((number, rest)) = self.in_words(tokens) {
                found.number = Some(Number::Words(number));
                return Some(rest);
            }
        } else if self.multipliers && found.takes_hundred(token) {
            // “4 hundred thousand”
            found.power = Some(2);
            return Some(rest);
        } else if self.multipliers
            && let Some(power) = multiplier(token).filter(|_| found.unit.is_none() && !found.percent)
        {
            if token.is(&["k"]) && self.is_before_currency(rest) {
                found.groups = Groups::Asked;
            }
            return found.multiplied(token, power).then_some(rest);
        } else if let Some(rest) = dozens(token, rest, found).or_else(|| before_unit(token, rest, self.units))
        {
            return Some(rest);
        } else if let Some(rest) = half_more(tokens, found).or_else(|| fraction_more(tokens, found)) {
            return Some(rest);
        }
        if let Some(plan) = self.plan {
            // “Ana Lira 800k”, “TL 50k”: before a number these are names, but to those who count in them.
            let is_name = is_new && currency::may_be_name(token, plan);
            if let Some(currency) = currency::of_token(token, plan).filter(|_| !is_name) {
                return found.set_currency(currency, token).then_some(rest);
            }
            // “250 T€”, “250 TEUR”: thousands.
            let is_rupees = ["INR", "PKR", "LKR", "NPR"].contains(&plan.code());
            if token.is(&["l"]) && !is_new && is_rupees && found.power.is_none() {
                // “45L”: lakhs.
                found.power = Some(5);
                return Some(rest);
            }
            if token.is(&["t"]) && !is_new && found.power.is_none() && self.is_before_currency(rest) {
                (found.power, found.groups) = (Some(3), Groups::Asked);
                return Some(rest);
            }
        }
        if !is_new && self.percent && !found.percent {
            if token.is(PERCENT) {
                found.percent = true;
                return Some(rest);
            }
            if token.is(&["割"]) {
                // Tenths.
                (found.percent, found.power) = (true, Some(1));
                return Some(rest);
            }
            let cent = ["per cent", "pour cent", "por ciento", "por cento", "per cento", "v h"];
            if let Some(rest) = cent.iter().find_map(|words| after(tokens, words)) {
                found.percent = true;
                return Some(rest);
            }
        }
        if let Some((_, unit)) = self.units.iter().find(|(word, _)| token.is(&[word]))
            && found.unit.is_none()
        {
            // “a week” is one of them.
            found.number.get_or_insert(Number::Words(1.0));
            found.unit = Some(*unit);
            return Some(rest);
        }
        let is_article = is_new && token.is(&["a", "an", "one", "een"]);
        (is_article && rest.first().is_some_and(|next| self.units.iter().any(|(word, _)| next.is(&[word]))))
            .then_some(rest)
    }
}

/// The tokens without binding words at their ends, where they bind nothing.
pub(in crate::entry) fn trimmed(mut tokens: &[Token]) -> &[Token] {
    while let Some((first, rest)) = tokens.split_first()
        && first.is(BINDERS)
        // “a week”, “a million”
        && !first.is(&["a", "an"])
    {
        tokens = rest;
    }
    while let Some((last, rest)) = tokens.split_last()
        && last.is(BINDERS)
    {
        tokens = rest;
    }
    tokens
}
