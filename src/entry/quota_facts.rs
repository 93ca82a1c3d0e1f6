//! One rep's facts: quota, end of the period, won so far, open deals, own wins; on demand stages and what still comes.

use super::lines::{in_line, lines, parts};
use super::period::{Period, PeriodEnd};
use super::team::in_currency;
use super::{
    Change, EntryError, NumberStyle, normalised, read_amount, read_change, read_confidence, read_deal_size,
    read_number, read_open, read_period, read_rate, read_stage_time, split_range,
};
use crate::model::{
    Arrivals, BeliefKind, Calendar, Confidence, Counted, Currency, Date, DealSize, Horizon, Market, Money,
    OpenCount, OpenDeal, OpenPipeline, PipelineStart, Progress, Provenance, QuotaCheck, RateBelief,
    RateError, Runs, Scenario, ScenarioParts, Seed, Segment, SegmentId, Slippage, Stage, StageId, StageTime,
    Supply, Target, TeamRate,
};
use serde::{Deserialize, Serialize};

/// A field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum QuotaFact {
    /// `600k`, or with a raise, `600k + 30%`.
    Quota,
    /// `31 Dec 2027`, `10 weeks`.
    End,
    /// `180k`, `nothing`.
    Won,
    /// `12 of about 25k`, or a line for each.
    Open,
    /// `9 of 41`.
    Record,
    /// `Discovery, 45%, 20 days`, a line for each; empty: deals are decided before the end.
    Stages,
    /// `2 a week`.
    New,
    /// `8 in 10`.
    Wanted,
}

impl QuotaFact {
    /// All of them; the five that an answer needs in front.
    pub const ALL: [Self; 8] =
        [Self::Quota, Self::End, Self::Won, Self::Open, Self::Record, Self::Stages, Self::New, Self::Wanted];

    /// A text that works.
    pub fn example(self) -> &'static str {
        match self {
            Self::Quota => "600k, or with a raise, 600k + 30%",
            Self::End => "31 Dec 2027, or 10 weeks",
            Self::Won => "180k, or nothing",
            Self::Open => "12 of about 25k, or a line for each deal, Acme, 50k",
            Self::Record => "9 of 41",
            Self::Stages => "a line for each stage, Discovery, 45%, 20 days",
            Self::New => "2 a week, or none",
            Self::Wanted => "8 in 10",
        }
    }
}

/// What stands in the fields.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each is named after its field")]
pub struct QuotaTexts {
    pub quota: String,
    pub end: String,
    pub won: String,
    pub open: String,
    pub record: String,
    pub stages: String,
    pub new: String,
    pub wanted: String,
}

impl QuotaTexts {
    /// The text of a field.
    pub fn of(&self, fact: QuotaFact) -> &str {
        match fact {
            QuotaFact::Quota => &self.quota,
            QuotaFact::End => &self.end,
            QuotaFact::Won => &self.won,
            QuotaFact::Open => &self.open,
            QuotaFact::Record => &self.record,
            QuotaFact::Stages => &self.stages,
            QuotaFact::New => &self.new,
            QuotaFact::Wanted => &self.wanted,
        }
    }

    /// The same with another text in a field.
    #[must_use]
    pub fn with(&self, fact: QuotaFact, text: String) -> Self {
        let mut texts = self.clone();
        let field = match fact {
            QuotaFact::Quota => &mut texts.quota,
            QuotaFact::End => &mut texts.end,
            QuotaFact::Won => &mut texts.won,
            QuotaFact::Open => &mut texts.open,
            QuotaFact::Record => &mut texts.record,
            QuotaFact::Stages => &mut texts.stages,
            QuotaFact::New => &mut texts.new,
            QuotaFact::Wanted => &mut texts.wanted,
        };
        *field = text;
        texts
    }

    /// A change of the quota that stands, `+30%`, written out: `600k + 30%`. The quota of before is what stood there.
    #[must_use]
    pub fn raised(&self, typed: &str, style: NumberStyle) -> Option<Self> {
        let standing = split_range(self.quota.trim(), &[" + ", " - ", " × "])
            .map_or(self.quota.trim(), |(base, _)| base);
        read_change(typed, style)?;
        read_amount(standing, style, "600k").ok()?;
        let (sign, rest) = typed.trim().split_at_checked(typed.trim().chars().next()?.len_utf8())?;
        let sign = match sign {
            "+" => "+",
            "-" | "−" => "-",
            _ => "×",
        };
        Some(self.with(QuotaFact::Quota, format!("{standing} {sign} {}", rest.trim())))
    }
}

/// What a field does not say.
#[derive(Clone, Copy, Debug)]
pub struct QuotaToday {
    /// The first day of what is left.
    pub today: Date,
    /// How numbers are written.
    pub style: NumberStyle,
    /// The currency, unless the quota names another.
    pub currency: Currency,
    /// What the team wins, if a link brought it.
    pub team: Option<TeamRate>,
}

/// Trials of a check.
const TRIALS: u32 = 20_000;
/// Deals that nobody gave a size: so that something can be said of further ones.
const NO_SIZE: &str = "12 of about 25k";

/// Reads all fields together.
///
/// # Errors
/// For each field that is not understood.
pub fn read_quota_check(
    texts: &QuotaTexts,
    around: QuotaToday,
) -> Result<QuotaCheck, Vec<(QuotaFact, EntryError)>> {
    let mut errors = Vec::new();
    let QuotaToday { style, .. } = around;
    let quota = read_quota(&texts.quota, style, around.currency);
    let currency = quota.as_ref().map_or(around.currency, |quota| quota.currency);
    let calendar = read_end(&texts.end, around.today);
    let won = read_won(&texts.won, style, currency);
    let stages = read_stages(&texts.stages, style);
    let record = if texts.record.trim().is_empty() && !texts.stages.trim().is_empty() && around.team.is_none()
    {
        // Where stages say what is won, no record is needed.
        RateBelief::exact(0.0).map(|rate| (rate, None)).map_err(EntryError::from)
    } else {
        read_record(&texts.record, style, around.team)
    };
    let new = read_new(&texts.new, style);
    let wanted = if texts.wanted.trim().is_empty() {
        Confidence::new(0.8).map_err(EntryError::from)
    } else {
        read_confidence(&texts.wanted, style)
    };
    let stages = match (stages, &record) {
        (Ok(stages), Ok((rate, _))) if stages.is_empty() => decided_at_once(*rate),
        (stages, _) => stages,
    };
    let open = match &stages {
        Ok(stages) => read_open_deals(&texts.open, style, currency, stages),
        Err(_) => Err(EntryError::Empty("")),
    };
    let mut note = |fact, error: Option<&EntryError>| errors.extend(error.map(|error| (fact, error.clone())));
    note(QuotaFact::Quota, quota.as_ref().err());
    note(QuotaFact::End, calendar.as_ref().err());
    note(QuotaFact::Won, won.as_ref().err());
    note(QuotaFact::Stages, stages.as_ref().err());
    if stages.is_ok() {
        note(QuotaFact::Open, open.as_ref().err());
    }
    note(QuotaFact::Record, record.as_ref().err());
    note(QuotaFact::New, new.as_ref().err());
    note(QuotaFact::Wanted, wanted.as_ref().err());
    let (
        Ok(quota),
        Ok(calendar),
        Ok(won),
        Ok(stages),
        Ok((open, size)),
        Ok((_, record)),
        Ok(new),
        Ok(wanted),
    ) = (quota, calendar, won, stages, open, record, new, wanted)
    else {
        return Err(errors);
    };
    let build = || -> Result<QuotaCheck, EntryError> {
        let supply = Supply::new(new * crate::model::DAYS_IN_PLAIN_MONTH / 7.0, Arrivals::Poisson)?;
        let segment = Segment::new(SegmentId(1), "", supply, PipelineStart::Listed(open), stages, size)?;
        let progress = Progress::new(&calendar, None, won)?;
        let scenario = Scenario::new(ScenarioParts {
            name: String::new(),
            currency,
            calendar,
            progress,
            target: Target::at(quota.quota),
            confidence: wanted,
            segments: vec![segment],
            team: None,
            adherence: None,
            market: Market::CERTAIN,
            slippage: Slippage::NONE,
            fiscal_start: 1,
            economics: None,
            runs: Runs { seed: Seed(1), trials: TRIALS },
            provenance: Provenance::default(),
        })?;
        // A rep alone, from today on; more won than decided is no record.
        QuotaCheck::new(scenario, quota.before, record, around.team)
            .map_err(|_| EntryError::NotUnderstood(QuotaFact::Record.example()))
    };
    build().map_err(|error| vec![(QuotaFact::Open, error)])
}

/// The one stage of deals that are won at a rate before the end.
fn decided_at_once(rate: RateBelief) -> Result<Vec<Stage>, EntryError> {
    Ok(vec![Stage::new(StageId(1), "", "", rate, StageTime::fixed(0.0)?)?])
}

/// A quota, and what it was before a raise.
struct ReadQuota {
    quota: Money,
    before: Option<Money>,
    currency: Currency,
}

fn read_quota(text: &str, style: NumberStyle, currency: Currency) -> Result<ReadQuota, EntryError> {
    let example = QuotaFact::Quota.example();
    let text = normalised(text, example)?;
    let raised = ["+", "-", "×", "x"].iter().find_map(|sign| {
        let (base, change) = text.split_once(sign)?;
        let change = read_change(&format!("{sign}{change}"), style)?;
        (!base.trim().is_empty()).then_some((base, change))
    });
    let (base, change) = raised.map_or((text.as_str(), None), |(base, change)| (base, Some(change)));
    let amount = read_amount(base, style, example)?;
    let currency = amount.currency.unwrap_or(currency);
    let standing = Money::from_major(amount.major, currency)?;
    let changed = |change: Change| match change {
        Change::Times(factor) => amount.major * factor,
        Change::Plus(more) => amount.major + more,
    };
    let quota = change.map_or(Ok(standing), |change| Money::from_major(changed(change), currency))?;
    if quota == Money::ZERO {
        return Err(EntryError::NotUnderstood(example));
    }
    Ok(ReadQuota { quota, before: change.map(|_| standing), currency })
}

fn read_end(text: &str, today: Date) -> Result<Calendar, EntryError> {
    let period = match near_day(&normalised(text, QuotaFact::End.example())?, today) {
        Some(end) => Period { start: None, end: PeriodEnd::On(end) },
        None => read_period(text).map_err(|error| error.with_example(QuotaFact::End.example()))?,
    };
    let calendar = Period { start: Some(today), end: period.end }.calendar(None);
    let is_over = matches!(calendar, Err(EntryError::NotUnderstood(_)));
    let calendar = if is_over {
        Err(EntryError::NotUnderstood("a day after today, such as 31 Dec 2027, or 10 weeks"))
    } else {
        calendar
    }?;
    // Days, so that what is left has no month of its own.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 1,096 days")]
    let days = calendar.days() as u32;
    Ok(Calendar::new(Some(today), Horizon::Days(days))?)
}

/// A day that is meant from today on: `tomorrow`, `end of year`, `Q4`, `31 Dec`, `December`; and one with slashes that can be read in
/// one way only, `12/31/2027`. None, if it is none of these.
fn near_day(text: &str, today: Date) -> Option<Date> {
    let text = text.strip_prefix("by ").unwrap_or(text);
    let text = text.strip_prefix("the ").unwrap_or(text);
    let named = ["end of the ", "end of this ", "end of ", "this "]
        .iter()
        .find_map(|words| text.strip_prefix(*words));
    let last_of = |year: i32, month: u32| Date::new(year, month, 1)?.first_of_next_month()?.before_days(1);
    let quarter = |quarter: u32| last_of(today.year(), 3 * quarter);
    match named.unwrap_or(text) {
        "today" => return Some(today),
        "tomorrow" => return today.after_days(1),
        "year" | "year end" | "year-end" | "eoy" => return last_of(today.year(), 12),
        "quarter" | "quarter end" | "eoq" => return quarter(today.month().div_ceil(3)),
        "month" | "month end" | "eom" => return last_of(today.year(), today.month()),
        _ => {}
    }
    let text = named.unwrap_or(text);
    if let Some(number) = text.strip_prefix('q').and_then(|number| number.get(..1)?.parse().ok()) {
        let year = text.get(2..)?.trim().trim_start_matches(['-', '/', '\'']).trim();
        if !year.is_empty() {
            return last_of(year.parse().ok()?, 3 * number);
        }
        // Of a quarter that is over, the next year's.
        let next = || last_of(today.year() + 1, 3 * number);
        return quarter(number).filter(|end| today.days_until(*end) >= 0).or_else(next);
    }
    if let [first, second, year] = *text.split('/').collect::<Vec<_>>() {
        let (first, second): (u32, u32) = (first.trim().parse().ok()?, second.trim().parse().ok()?);
        let year = year.trim().parse().ok().filter(|year| (1970..=2200).contains(year))?;
        return match (first > 12, second > 12) {
            (true, false) => Date::new(year, second, first),
            (false, true) => Date::new(year, first, second),
            _ => None,
        };
    }
    // “31 Dec”, “December”: the next one.
    let is_named = text.split([' ', ',', '.']).any(|word| super::period::month_of(word).is_some());
    let of = |year: i32| super::period::last_day(&format!("{text} {year}")).filter(|_| is_named);
    of(today.year()).filter(|end| today.days_until(*end) >= 0).or_else(|| of(today.year() + 1))
}

fn read_won(text: &str, style: NumberStyle, currency: Currency) -> Result<Money, EntryError> {
    let text = normalised(text, QuotaFact::Won.example())?;
    if ["nothing", "none", "no", "-"].contains(&text.as_str()) {
        Ok(Money::ZERO)
    } else {
        in_currency(&text, style, currency).map_err(|error| error.with_example(QuotaFact::Won.example()))
    }
}

/// The rate at which open deals are won, and own counts where they are given. With a team's rate, own counts are added to what
/// the team's tell of a rep.
fn read_record(
    text: &str,
    style: NumberStyle,
    team: Option<TeamRate>,
) -> Result<(RateBelief, Option<Counted>), EntryError> {
    let example = QuotaFact::Record.example();
    let text = text.trim();
    let none = ["none", "0 of 0", "0/0"].contains(&text.to_ascii_lowercase().as_str());
    let (rate, own) = if team.is_some() && (none || text.is_empty()) {
        (None, Counted::default())
    } else if none {
        // A new rep: any rate is as likely as any other.
        return Ok((RateBelief::estimate(0.5, 2)?, None));
    } else if text == "0" {
        return Err(EntryError::NotUnderstood(example));
    } else {
        let rate = read_rate(text, style).map_err(|error| {
            if error == EntryError::Rate(RateError::CountsImpossible) {
                EntryError::NotUnderstood("9 of 41: not more wins than deals that were decided, or none")
            } else {
                error.with_example(example)
            }
        })?;
        match rate.kind() {
            BeliefKind::Counts { passed, entered } => (Some(rate), Counted { passed, decided: entered }),
            BeliefKind::Range { .. } | BeliefKind::Estimate { .. } | BeliefKind::Exact(_) => {
                return Ok((rate, None));
            }
        }
    };
    let shrunk = team.map(|team| {
        let (mean, cases) = team.of_rep(own);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "some hundred thousand cases"
        )]
        let cases = cases.round().max(1.0) as u32;
        RateBelief::estimate(mean, cases)
    });
    let rate = match (shrunk, rate) {
        (Some(shrunk), _) => shrunk?,
        (None, Some(rate)) => rate,
        (None, None) => return Err(EntryError::Empty(example)),
    };
    Ok((rate, (own.decided > 0).then_some(own)))
}

fn read_stages(text: &str, style: NumberStyle) -> Result<Vec<Stage>, EntryError> {
    let not_understood = || EntryError::NotUnderstood(QuotaFact::Stages.example());
    (1..)
        .zip(lines(text))
        .map(|(id, (line, text))| {
            let read = || {
                let parts = parts(text);
                let [name, rate, times @ ..] = parts.as_slice() else { return Err(not_understood()) };
                let time = match times {
                    [] => StageTime::fixed(0.0)?,
                    [time] => read_stage_time(time, style)?,
                    _ => return Err(not_understood()),
                };
                Ok(Stage::new(StageId(id), name, "", read_rate(rate, style)?, time)?)
            };
            in_line(line, read())
        })
        .collect()
}

fn read_new(text: &str, style: NumberStyle) -> Result<f64, EntryError> {
    if text.trim().is_empty() {
        return Ok(0.0);
    }
    let example = QuotaFact::New.example();
    let text = normalised(text, example)?;
    if ["none", "no", "nothing"].contains(&text.as_str()) {
        return Ok(0.0);
    }
    let (number, weeks) = [
        (" a week", 1.0),
        (" per week", 1.0),
        ("/week", 1.0),
        (" a month", 7.0 / crate::model::DAYS_IN_PLAIN_MONTH),
        ("/month", 7.0 / crate::model::DAYS_IN_PLAIN_MONTH),
    ]
    .iter()
    .find_map(|(unit, weeks)| Some((text.strip_suffix(unit)?, *weeks)))
    .unwrap_or((&text, 1.0));
    let number = read_number(number.trim(), style).filter(|number| (0.0..=10_000.0).contains(number));
    Ok(number.ok_or(EntryError::NotUnderstood(example))? * weeks)
}

/// Open deals, and the size of further ones: `12 of about 25k`, or a line each.
fn read_open_deals(
    text: &str,
    style: NumberStyle,
    currency: Currency,
    stages: &[Stage],
) -> Result<(OpenPipeline, DealSize), EntryError> {
    let stage = stages.first().map_or(StageId(1), |stage| stage.id);
    let one_line = lines(text).count() <= 1;
    // How many, without what they are worth.
    let bare = read_number(text.trim(), style).is_some_and(|count| count.fract() == 0.0 && count <= 1_000.0);
    if one_line && (bare || ["none", "no", "nothing"].contains(&text.trim().to_ascii_lowercase().as_str())) {
        return Err(EntryError::NotUnderstood(
            "12 of about 25k, or none of about 25k: further deals have a size as well",
        ));
    }
    if one_line && let Some((open, size)) = read_typical(text, style, currency, stage)? {
        return Ok((open, size));
    }
    let named = stages.first().is_some_and(|stage| !stage.name().is_empty());
    let open = if named {
        // The name of a deal's stage stands in its line: the segment's reader knows them.
        let size = DealSize::mean_cv(Money::from_major(1.0, currency)?, 1.0)?;
        let supply = Supply::new(0.0, Arrivals::Poisson)?;
        let segment = Segment::new(SegmentId(1), "", supply, PipelineStart::Flowing, stages.to_vec(), size)?;
        read_open(text, style, currency, &segment)?
    } else {
        let deals = lines(text).map(|(line, text)| in_line(line, read_deal(text, style, currency, stage)));
        OpenPipeline::new(Vec::new(), deals.collect::<Result<_, _>>()?)?
    };
    let size = size_of(open.deals(), currency)?;
    Ok((open, size))
}

/// `12 of about 25k`, `12 of 18k to 70k`, `12 × 25k`, `none of about 25k`.
fn read_typical(
    text: &str,
    style: NumberStyle,
    currency: Currency,
    stage: StageId,
) -> Result<Option<(OpenPipeline, DealSize)>, EntryError> {
    let text = normalised(text, QuotaFact::Open.example())?;
    let separators = [" of about ", " at about ", " deals of ", " of ", " at ", " × ", "×", " x "];
    let Some((count, size)) = split_range(&text, &separators) else { return Ok(None) };
    let count =
        if ["none", "no", "nothing"].contains(&count) { Some(0.0) } else { read_number(count, style) };
    let Some(count) = count.filter(|count| count.fract() == 0.0 && (0.0..=1e6).contains(count)) else {
        return Ok(None);
    };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole, up to a million")]
    let count = OpenCount { stage, count: count as u32, age_days: 0.0 };
    let size = read_deal_size(size.trim_start_matches("about "), style, currency)?;
    let counts = if count.count > 0 { vec![count] } else { Vec::new() };
    Ok(Some((OpenPipeline::new(counts, Vec::new())?, size)))
}

/// `Acme, 50k`, or an amount alone.
fn read_deal(
    line: &str,
    style: NumberStyle,
    currency: Currency,
    stage: StageId,
) -> Result<OpenDeal, EntryError> {
    let parts = parts(line);
    let (name, amount) = match parts.as_slice() {
        [amount] => ("", *amount),
        [name, amount] => (*name, *amount),
        _ => return Err(EntryError::NotUnderstood("Acme, 50k; with stages, Acme, Proposal, 50k, 20 days")),
    };
    let amount = in_currency(&normalised(amount, "Acme, 50k")?, style, currency)
        .map_err(|error| error.with_example("12 of about 25k, or Acme, 50k"))?;
    Ok(OpenDeal { name: name.to_owned(), stage, amount: Some(amount), age_days: 0.0 })
}

/// The size of further deals: that of those that are open, as they differ.
fn size_of(deals: &[OpenDeal], currency: Currency) -> Result<DealSize, EntryError> {
    let amounts: Vec<f64> = deals
        .iter()
        .filter_map(|deal| deal.amount)
        .map(|amount| amount.major(currency))
        .filter(|major| *major > 0.0)
        .collect();
    let n = amounts.len() as f64;
    if amounts.is_empty() {
        return Err(EntryError::NotUnderstood(NO_SIZE));
    }
    let mean = amounts.iter().sum::<f64>() / n;
    let squares = amounts.iter().map(|amount| (amount - mean) * (amount - mean)).sum::<f64>();
    // Of few deals the spread is as little known as their mean: a starting value.
    let cv = if amounts.len() >= 5 { (squares / (n - 1.0)).sqrt() / mean } else { super::DEFAULT_DEAL_CV };
    Ok(DealSize::mean_cv(Money::from_major(mean, currency)?, cv)?)
}
