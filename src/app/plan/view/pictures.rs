//! The answer's pictures and tables: what the charts are given to draw.

use crate::analysis::{QUANTILES, SegmentReport};
use crate::app::charts::{
    CumulativeChart, CumulativeReading, Curve, DotColumn, DotPlot, Dots, FanChart, FanPoint, FunnelChart,
    FunnelStage,
};
use crate::app::components::{TableCell, data_table};
use crate::app::format::Format;
use crate::app::plan::state::Answer;
use crate::app::plan::words;
use crate::model::Segment;
use yew::prelude::*;

/// What stands beside each other: the answer, and that of the kept plan, if there is one.
#[derive(Clone, Copy)]
pub(super) struct Shown<'a> {
    pub(super) answer: &'a Answer,
    pub(super) before: Option<&'a Answer>,
    pub(super) format: &'a Format,
}

impl Shown<'_> {
    fn money(&self, minor: f64) -> String {
        self.format.money_short(minor, self.answer.scenario.parts().currency)
    }

    /// An amount in short, which a spreadsheet gets whole.
    fn money_cell(&self, minor: f64) -> TableCell {
        TableCell::figure(self.money(minor), self.major(minor))
    }

    /// In whole minor units: of a quantile between two runs no more is known.
    fn major(&self, minor: f64) -> f64 {
        minor.round() / self.answer.scenario.parts().currency.minor_per_major()
    }

    fn money_label(&self) -> Callback<f64, String> {
        let (format, currency) = (self.format.clone(), self.answer.scenario.parts().currency);
        Callback::from(move |value: f64| format.money_round(value, currency))
    }

    fn target_label(&self, answer: &Answer) -> AttrValue {
        let currency = self.answer.scenario.parts().currency;
        words::target_label(answer.report.target.minor() as f64, currency, self.format).into()
    }

    /// The dots, of before and now.
    pub(super) fn dot_plot(&self) -> Html {
        let currency = self.answer.scenario.parts().currency;
        let dots = |answer: &Answer| Dots {
            values: answer.report.dots.to_vec(),
            target: answer.report.target.minor() as f64,
            target_label: self.target_label(answer),
        };
        let format = self.format.clone();
        let column_words =
            Callback::from(move |column: DotColumn| words::column_words(&column, currency, &format));
        html! {
            <DotPlot id="dots" now={dots(self.answer)} before={self.before.map(dots)}
                row_names={words::BEFORE_NOW.map(AttrValue::from)}
                tick_label={self.money_label()} {column_words} band={words::band_of(self.answer, self.format)}
                names={words::frame_names(&words::dots_title(self.answer), words::dots_summary(self.answer,
                    self.format), "dots")} />
        }
    }

    /// How many futures reach at least an amount, of before and now.
    pub(super) fn cumulative_chart(&self) -> Html {
        let currency = self.answer.scenario.parts().currency;
        let curve = |answer: &Answer, target_label: AttrValue| {
            let target = answer.report.target.minor() as f64;
            let dots = answer.report.dots.len() as f64;
            let share = |place: u32| 1.0 - (f64::from(place) + 0.5) / dots;
            let mut points: Vec<(f64, f64)> =
                answer.report.dots.iter().zip(0..).map(|(dot, place)| (*dot, share(place))).collect();
            // At the target the picture says what the sentence says.
            points.push((target, answer.report.chance.value));
            points.sort_by(|a, b| a.0.total_cmp(&b.0).then(b.1.total_cmp(&a.1)));
            Curve { points, target, target_label }
        };
        let now = curve(self.answer, words::target_chance_label(self.answer, self.format).into());
        let before = self.before.map(|before| curve(before, self.target_label(before)));
        let format = self.format.clone();
        let words = Callback::from(move |reading: CumulativeReading| {
            words::cumulative_words(&reading, currency, &format)
        });
        let summary = words::cumulative_summary(self.answer, self.format);
        html! {
            <CumulativeChart id="cumulative" {now} {before}
                curve_names={words::BEFORE_NOW.map(AttrValue::from)} {words}
                axis_names={words::CUMULATIVE_AXES.map(AttrValue::from)} tick_label={self.money_label()}
                names={words::frame_names(words::CUMULATIVE_TITLE, summary, "cumulative")} />
        }
    }

    /// The quantiles; with a kept plan, before, now, and the difference.
    pub(super) fn table(&self) -> Html {
        let chance = |answer: &Answer| words::of_100(answer.report.chance.value, self.format);
        let target = |answer: &Answer| self.money(answer.report.target.minor() as f64);
        let mut rows = vec![
            self.row(
                words::CHANCE,
                &chance,
                |answer| answer.report.chance.value * 100.0,
                |points| TableCell::figure(words::points(points, self.format), points),
                |chance| chance,
            ),
            self.row(
                words::TARGET,
                &target,
                |answer| answer.report.target.minor() as f64,
                |minor| self.money_cell(minor),
                |minor| self.major(minor),
            ),
        ];
        for (place, p) in QUANTILES.iter().enumerate() {
            let value = |answer: &Answer| answer.report.quantiles.get(place).copied().unwrap_or(0.0);
            let label = words::quantile_label(*p, self.format);
            rows.push(self.row(
                &label,
                &|answer| self.money(value(answer)),
                value,
                |minor| self.money_cell(minor),
                |minor| self.major(minor),
            ));
        }
        let [before, now, change] = words::BEFORE_AND_NOW;
        let head = match self.before {
            None => vec![words::TABLE_HEAD_SHARE, words::TABLE_HEAD_AMOUNT],
            Some(_) => vec![words::TABLE_HEAD_SHARE, before, now, change],
        };
        data_table(words::TABLE_QUANTILES, head.into_iter().map(str::to_owned).collect(), rows)
    }

    fn row(
        &self,
        label: &str,
        words: &dyn Fn(&Answer) -> String,
        value: impl Fn(&Answer) -> f64,
        difference: impl Fn(f64) -> TableCell,
        taken: impl Fn(f64) -> f64,
    ) -> Vec<TableCell> {
        let cell = |answer: &Answer| TableCell::figure(words(answer), taken(value(answer)));
        let mut row = vec![TableCell::from(label.to_owned())];
        row.extend(self.before.map(cell));
        row.push(cell(self.answer));
        row.extend(self.before.map(|before| {
            let change = value(self.answer) - value(before);
            difference(change).signed(change)
        }));
        row
    }

    /// Bookings by month, as a fan and as a table.
    pub(super) fn months(&self) -> Html {
        let (parts, report) = (self.answer.scenario.parts(), &self.answer.report);
        let label = |month: u32| words::month_label(&parts.calendar, month, self.format);
        let points: Vec<FanPoint> = report
            .months
            .iter()
            .map(|band| FanPoint {
                time: label(band.month).into(),
                low: band.p10,
                middle: band.p50,
                high: band.p90,
                path: band.path,
                words: words::month_words(band, &self.answer.scenario, self.format).into(),
            })
            .collect();
        let rows = report
            .months
            .iter()
            .map(|band| {
                let path = band.path.map_or_else(|| "–".to_owned().into(), |path| self.money_cell(path));
                let [low, middle, high] = [band.p10, band.p50, band.p90].map(|minor| self.money_cell(minor));
                vec![label(band.month).into(), low, middle, high, path]
            })
            .collect();
        let head = words::TABLE_HEAD_MONTH.map(str::to_owned).to_vec();
        let opening = parts.target.recurring_revenue().map_or(0.0, |revenue| revenue.opening.minor() as f64);
        html! {
            <>
                <FanChart id="by-month" start={parts.progress.booked().minor() as f64 + opening} {points}
                    amount_label={self.money_label()}
                    line_names={words::fan_names(self.answer, self.format).map(AttrValue::from)}
                    names={words::frame_names(words::MONTHS_TITLE,
                        words::months_summary(self.answer, self.format), "by-month")} />
                { data_table(words::TABLE_MONTHS, head, rows) }
            </>
        }
    }

    /// Expected opportunities by stage, as bars, and by stage and month as a table; segment by segment.
    pub(super) fn stages(&self) -> Html {
        let segments = self.answer.scenario.segments();
        let several = segments.len() > 1;
        html! {
            { for segments.iter().zip(&self.answer.report.segments).map(|(segment, report)| html! {
                <div key={segment.id.0}>
                    if several {
                        <h3>{ words::segment_name(segment) }</h3>
                    }
                    { self.stages_of(segment, report) }
                </div>
            }) }
        }
    }

    fn stages_of(&self, segment: &Segment, report: &SegmentReport) -> Html {
        let parts = self.answer.scenario.parts();
        let count = |number: f64| words::count(number, self.format);
        let names = segment.stages().iter().enumerate().map(|(place, stage)| {
            (words::stage_name(place, stage.name()), words::moves_on(stage.rate.mean(), self.format))
        });
        let names: Vec<(String, String)> = names.chain([(words::WON.to_owned(), String::new())]).collect();
        let sums: Vec<f64> = report.entries.iter().map(|months| months.iter().sum()).collect();
        let stages: Vec<FunnelStage> = names
            .iter()
            .zip(&sums)
            .map(|((name, moves_on), sum)| FunnelStage {
                words: words::stage_words(name, &count(*sum), moves_on).into(),
                name: name.clone().into(),
                count: *sum,
                count_label: count(*sum).into(),
                moves_on: moves_on.clone().into(),
            })
            .collect();
        let months = self.answer.report.months.iter();
        let head = [words::TABLE_HEAD_STAGE.to_owned(), words::TABLE_HEAD_ALL.to_owned()];
        let head = head
            .into_iter()
            .chain(months.map(|band| words::month_label(&parts.calendar, band.month, self.format)))
            .collect();
        let rows = names
            .iter()
            .zip(&report.entries)
            .zip(&sums)
            .map(|(((name, _), months), sum)| {
                let numbers = std::iter::once(sum).chain(months);
                let numbers = numbers.map(|number| TableCell::figure(count(*number), *number));
                std::iter::once(name.clone().into()).chain(numbers).collect()
            })
            .collect();
        let is_first = self.answer.scenario.segments().first().is_some_and(|first| first.id == segment.id);
        let id = if is_first { "funnel".to_owned() } else { format!("funnel-{}", segment.id.0) };
        html! {
            <>
                <FunnelChart id={id} {stages}
                    names={words::frame_names(words::FUNNEL_TITLE, words::funnel_line(segment, self.format),
                        "funnel")} />
                { data_table(&words::stages_caption(&self.answer.scenario, segment), head, rows) }
            </>
        }
    }
}
