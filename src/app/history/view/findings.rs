//! The team against luck, and rates by rep.

use super::Shown;
use crate::app::charts::{CountChart, CountColumn, LimitsAt, LimitsChart, RateDot};
use crate::app::components::{Folded, data_table, fold, how};
use crate::app::history::words;
use crate::history::{AtQuotaByLuck, StageReport};
use crate::model::HistoryStage;
use yew::prelude::*;

/// So many reps have a column for each number of them.
const REPS_DRAWN: usize = 24;
/// Of more, columns of fewer trials than this share are not drawn.
const SHARE_DRAWN: f64 = 0.001;
/// Ids of the stages' folds: at most twelve.
const IDS: [&str; 12] = [
    "rates-1", "rates-2", "rates-3", "rates-4", "rates-5", "rates-6", "rates-7", "rates-8", "rates-9",
    "rates-10", "rates-11", "rates-12",
];

/// The findings.
pub(super) fn findings(shown: &Shown<'_>) -> Html {
    // Of one rep there is nothing to set against luck.
    let luck = shown.report.at_quota.as_ref().filter(|luck| luck.reps > 1);
    let sentence = luck.map_or_else(
        || words::no_quota_sentence(shown.history).to_owned(),
        |luck| words::at_quota_sentence(luck, shown.report, shown.history, shown.format),
    );
    let stages = shown.report.stages.iter().zip(shown.history.stages()).zip(IDS);
    let adjacent = shown.report.adjacent.iter().filter_map(|of| words::adjacent_words(of, shown.history));
    html! {
        <>
            <h1 class="answer-panel__chance" tabindex="-1" id="at-quota">{ sentence }</h1>
            { for luck.map(|luck| at_quota(shown, luck)) }
            { for words::end_to_end_words(shown.report)
                .map(|words| html! { <p id="end-to-end">{ words }</p> }) }
            { for adjacent.map(|words| html! { <p class="adjacent">{ words }</p> }) }
            <h2 class="results-panel__stages">{ words::STAGE_BY_STAGE }</h2>
            { for stages.enumerate()
                .map(|(place, ((report, stage), id))| rates(shown, place, report, stage, id)) }
        </>
    }
}

fn at_quota(shown: &Shown<'_>, luck: &AtQuotaByLuck) -> Html {
    let share = |count: u64| count as f64 / f64::from(luck.trials.max(1));
    let has_all = luck.trials_by_count.len() <= REPS_DRAWN + 1;
    let is_drawn = |place: usize, count: u64| has_all || share(count) >= SHARE_DRAWN || place == luck.actual;
    let drawn = luck.trials_by_count.iter().enumerate().filter(|(place, count)| is_drawn(*place, **count));
    let (first, last) =
        drawn.fold((usize::MAX, 0), |(first, last), (place, _)| (first.min(place), last.max(place)));
    let columns = luck.trials_by_count.iter().enumerate().filter(|(place, _)| (first..=last).contains(place));
    let columns: Vec<CountColumn> = columns
        .map(|(count, trials)| CountColumn {
            count,
            share: share(*trials),
            words: words::at_quota_words(count, share(*trials), shown.format).into(),
        })
        .collect();
    let summary = words::at_quota_sentence(luck, shown.report, shown.history, shown.format);
    html! {
        <>
            <CountChart id="reps-at-quota" {columns} actual={luck.actual}
                actual_label={words::actual_label(luck, shown.format)} axis_name={words::REPS_AT_QUOTA}
                names={words::frame_names(words::AT_QUOTA_TITLE, summary, "reps-at-quota")} />
            { how(words::HOW, words::AT_QUOTA_TITLE, words::how_at_quota(luck, shown.history, shown.format)) }
        </>
    }
}

fn rates(
    shown: &Shown<'_>,
    place: usize,
    report: &StageReport,
    stage: &HistoryStage,
    id: &'static str,
) -> Html {
    let format = shown.format;
    let name = words::stage_name(place, &stage.name);
    let rows = report.reps.iter().enumerate().map(|(rep, of)| words::rate_row(shown.name(rep), of, format));
    let title = words::rates_title(&name);
    let differ = report.ages_differ;
    let passed = shown.history.reps().iter().filter_map(|rep| rep.stages.get(place)).map(|of| of.passed);
    let late =
        words::late_words(passed.fold(0, u32::saturating_add), report.pooled.passed, stage.age_days, format);
    let inside = html! {
        <>
            <p class="results-panel__exit">{ words::exit_words(&stage.exit_criteria) }</p>
            { for late.map(|words| html! { <p class="late">{ words }</p> }) }
            if differ {
                <p class="ages-differ">{ words::ages_differ(&name) }</p>
            }
            { picture(shown, report, &title, place) }
            { data_table(&name, words::rates_head(stage.age_days, format), rows.collect()) }
            { for words::outside_by_luck(report, format).map(|words| html! {
                <p class="answer-panel__note">{ words }</p>
            }) }
            { how(words::HOW, words::RATES_OF_STAGE, words::how_stage(report, stage.age_days, format)) }
        </>
    };
    fold(
        id,
        Folded::Closed,
        words::stage_finding(&name, report, stage.age_days, format)
            + if differ { words::AGES_DIFFER } else { "" },
        inside,
    )
}

fn picture(shown: &Shown<'_>, report: &StageReport, title: &str, place: usize) -> Html {
    let decided = report.reps.iter().map(|of| of.counted.decided).max().unwrap_or(0);
    let Some(middle) = report.pooled.rate().filter(|_| decided > 0) else { return Html::default() };
    let limits: Vec<LimitsAt> = report
        .curve
        .iter()
        .map(|(cases, of)| (f64::from(*cases), [of.outer.0, of.inner.0, of.inner.1, of.outer.1]))
        .collect();
    let dots = report.reps.iter().enumerate().filter_map(|(rep, of)| {
        Some(RateDot {
            cases: f64::from(of.counted.decided),
            rate: of.counted.rate()?,
            words: words::rate_words(&shown.name(rep), of, shown.format).into(),
        })
    });
    let dots: Vec<RateDot> = dots.collect();
    let rate_label = Callback::from({
        let format = shown.format.clone();
        move |rate: f64| format.percent(rate, 0)
    });
    let count_label = Callback::from({
        let format = shown.format.clone();
        move |count: f64| format.number(count, 0)
    });
    let summary = title.to_owned();
    html! {
        <LimitsChart id={format!("picture-{place}")} {dots} {limits} {middle} {rate_label} {count_label}
            axis_names={words::rates_axes(shown.history.stages().get(place).and_then(|stage| stage.age_days),
                shown.format).map(AttrValue::from)} names={words::frame_names(title, summary, "rates")} />
    }
}
