//! One rep's facts: quota, end of the period, won so far, open deals, own wins; on demand stages and what still comes.

use super::quota_values::{
    read_end, read_new, read_open_deals, read_quota, read_record, read_stages, read_won,
};
use super::reading::Understood;
use super::text::split_range;
use super::{EntryError, NumberStyle, read_amount, read_chance, read_change};
use crate::model::{
    Arrivals, Confidence, Currency, Date, PipelineStart, Progress, QuotaCheck, RateBelief, Segment,
    SegmentId, Stage, StageId, StageTime, Supply, TeamRate,
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
            Self::Open => "24 worth 600k, or a line for each deal, Acme, 50k",
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
    let calendar = read_end(&texts.end, around.today, style);
    let won = read_won(&texts.won, style, currency);
    let stages = read_stages(&texts.stages, style);
    let record = if texts.record.trim().is_empty() && !texts.stages.trim().is_empty() && around.team.is_none()
    {
        // Where stages say what is won, no record is needed.
        RateBelief::exact(0.0).map(|rate| (rate, None)).map_err(EntryError::from)
    } else {
        read_record(&texts.record, style, around.team)
    };
    let new = read_new(&texts.new);
    let wanted = if texts.wanted.trim().is_empty() {
        Confidence::new(0.8).map_err(EntryError::from)
    } else {
        read_chance(&texts.wanted, style).and_then(Understood::settled)
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
        let supply = Supply::new(new, Arrivals::Poisson)?;
        let segment = Segment::new(SegmentId(1), "", supply, PipelineStart::Listed(open), stages, size)?;
        let progress = Progress::new(&calendar, None, won)?;
        let scenario =
            QuotaCheck::rest_of_period((currency, quota.quota), calendar, progress, wanted, segment)?;
        // A rep alone, from today on; more won than decided is no record.
        QuotaCheck::new(scenario, quota.before, record, around.team)
            .map_err(|_| EntryError::NotUnderstood(QuotaFact::Record.example()))
    };
    build().map_err(|error| vec![(QuotaFact::Open, error)])
}

/// The one stage of deals that are won at a rate before the end.
pub(super) fn decided_at_once(rate: RateBelief) -> Result<Vec<Stage>, EntryError> {
    Ok(vec![Stage::new(StageId(1), "", "", rate, StageTime::fixed(0.0)?)?])
}
