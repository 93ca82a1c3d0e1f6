//! What the answer says of segments and reps, as tables.

use super::pictures::Shown;
use crate::app::components::{TableCell, data_table};
use crate::app::plan::words;
use yew::prelude::*;

impl Shown<'_> {
    /// Bookings by segment.
    pub(super) fn segments(&self) -> Html {
        let (report, format) = (&self.answer.report, self.format);
        let currency = self.answer.scenario.parts().currency;
        let rows = self.answer.scenario.segments().iter().zip(&report.segments).map(|(segment, of)| {
            let major = of.mean.value.round() / currency.minor_per_major();
            vec![
                words::segment_name(segment).into(),
                TableCell::figure(format.money_short(of.mean.value, currency), major),
                TableCell::figure(format.percent(of.share, 0), of.share),
                TableCell::figure(words::count(of.turned_away, format), of.turned_away),
            ]
        });
        data_table(words::SEGMENTS_TABLE, words::SEGMENTS_HEAD.map(str::to_owned).to_vec(), rows.collect())
    }

    /// Reps by group, and how many reach their quotas in each period.
    pub(super) fn team(&self) -> Html {
        let (scenario, format) = (&self.answer.scenario, self.format);
        let (Some(team), Some(report)) = (&scenario.parts().team, &self.answer.report.team) else {
            return Html::default();
        };
        let currency = scenario.parts().currency;
        let money = |minor: f64| format.money_short(minor, currency);
        let figure = |minor: f64| TableCell::figure(money(minor), minor.round() / currency.minor_per_major());
        let groups = team.groups().iter().zip(&report.groups).enumerate().map(|(place, (group, of))| {
            let [low, _, high] = of.quantiles;
            let quota = group.quota.map(|quota| figure(quota.minor() as f64));
            vec![
                words::group_name(place, group).into(),
                figure(of.mean),
                words::between(&money(low), &money(high)).into(),
                quota.unwrap_or_else(|| String::new().into()),
                words::chances(of, format).into(),
            ]
        });
        let groups: Vec<Vec<TableCell>> = groups.collect();
        let periods = report.periods.iter().map(|period| {
            vec![
                words::month_label(&scenario.parts().calendar, period.last_month, format),
                words::count(period.reps, format),
                words::count(period.mean_at_quota(), format),
                words::between(&period.quantile(0.1).to_string(), &period.quantile(0.9).to_string()),
            ]
        });
        let periods: Vec<Vec<String>> = periods.collect();
        html! {
            <>
                <p id="quotas">{ words::quotas_sentence(self.answer, format) }</p>
                <p>{ words::heads_sentence(self.answer, format) }</p>
                { data_table(words::TEAM_TABLE, words::TEAM_HEAD.map(str::to_owned).to_vec(), groups) }
                if !periods.is_empty() {
                    { data_table(words::PERIODS_TABLE, words::PERIODS_HEAD.map(str::to_owned).to_vec(),
                        periods) }
                }
            </>
        }
    }
}
