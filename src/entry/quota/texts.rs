//! The fields of one rep's quota as texts, and what is around them.

use crate::entry::grammar::text::split_range;
use crate::entry::{NumberStyle, read_amount, read_change};
use crate::model::{Currency, Date, TeamRate};
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
    /// `2 a week`.
    New,
    /// `Discovery, 45%, 20 days`, a line for each; empty: deals are decided before the end.
    Stages,
    /// `8 in 10`.
    Wanted,
}

impl QuotaFact {
    /// All of them; the five that an answer needs in front.
    pub const ALL: [Self; 8] =
        [Self::Quota, Self::End, Self::Won, Self::Open, Self::Record, Self::New, Self::Stages, Self::Wanted];

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

    /// A change of the quota that stands, `+30%`, written out: `600k + 30%`. The quota of before is what
    /// stood there.
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
