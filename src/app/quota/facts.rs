//! One rep's facts as they are kept: the texts of the fields, and what goes with them. Pure.

use crate::entry::{QuotaFact, QuotaTexts, write_day};
use crate::model::{Date, TeamRate};
use serde::{Deserialize, Serialize};

/// How many facts an answer needs: they stand in front.
pub(super) const FACTS: usize = 5;

/// What is saved: texts, whose they are, and what a link brought.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QuotaFacts {
    pub texts: QuotaTexts,
    /// Facts that are still the example's.
    pub examples: Vec<QuotaFact>,
    /// What the team wins, pooled.
    pub team: Option<TeamRate>,
    /// Amounts that the reader typed and has not confirmed, the last one last: one that is out of proportion
    /// to the others is asked for.
    #[serde(default)]
    pub unconfirmed: Vec<QuotaFact>,
    /// What the reader calls this quota.
    #[serde(default)]
    pub name: String,
    /// The texts that the answer stands on, while not all fields are understood: of those that are not, what
    /// was understood last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standing: Option<QuotaTexts>,
}

impl QuotaFacts {
    /// What the quota is called; one without a name by what it is and when it ends.
    pub fn called(&self) -> String {
        match self.name.trim() {
            "" => format!("Quota {} by {}", self.texts.quota.trim(), self.texts.end.trim()),
            name => name.to_owned(),
        }
    }

    /// The example: a quarter with a dozen deals open.
    pub fn example(today: Date) -> Self {
        let month = (today.month() - 1) / 3 * 3 + 3;
        let end =
            Date::new(today.year(), month, 1).and_then(|first| first.first_of_next_month()?.before_days(1));
        // Of a quarter that is as good as over, the next one.
        let end = end.filter(|end| today.days_until(*end) >= 21).or_else(|| {
            let next = Date::new(today.year(), month, 1)?.after_months(3)?;
            next.first_of_next_month()?.before_days(1)
        });
        Self {
            texts: QuotaTexts {
                // Read alike in every locale; the other amounts are in whatever currency the quota is.
                quota: "$250k".to_owned(),
                end: end.map(write_day).unwrap_or_default(),
                won: "90k".to_owned(),
                open: "24 of about 25k".to_owned(),
                record: "9 of 41".to_owned(),
                ..QuotaTexts::default()
            },
            examples: QuotaFact::ALL.into_iter().take(FACTS).collect(),
            team: None,
            unconfirmed: Vec::new(),
            name: String::new(),
            standing: None,
        }
    }

    /// The facts with other texts, which are read next; what stood until now stands in for what is not
    /// understood of them.
    pub(super) fn retyped(&self, texts: QuotaTexts) -> Self {
        let standing = self.standing.clone().unwrap_or_else(|| self.texts.clone());
        Self { texts, standing: Some(standing), ..self.clone() }
    }
}
