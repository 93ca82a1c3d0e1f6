//! What an answer rests on, in words: the sources of its facts, what is open already, and last year.

use super::markup::{answer, format};
use crate::support::{SEGMENT, reference, scenario};
use plumbline::app::plan::words;
use plumbline::app::plans::words as plans_words;
use plumbline::model::{Assumption, Money, PipelineStart, Scenario, ScenarioParts, Source, StageId, Target};

fn plan(change: impl FnOnce(&mut ScenarioParts)) -> Scenario {
    let mut parts = scenario(&reference()).parts().clone();
    change(&mut parts);
    Scenario::new(parts).unwrap()
}

/// Whoever is sent a plan reads which of its facts are measured, guessed or nobody's; of several stages the
/// one that tells least counts.
#[test]
fn a_plan_that_was_sent_says_what_it_rests_on() {
    let own = plan(|_| ());
    assert_eq!(plans_words::rests_on(&own), "No source given: new opportunities, rates, deal size.");
    assert_eq!(
        plans_words::rests_on(&own.as_example()),
        "Still an example’s: new opportunities, rates, deal size."
    );
    let sourced = plan(|parts| {
        parts.provenance.set_source(Assumption::Supply(SEGMENT), Some(Source::Measured));
        parts.provenance.set_source(Assumption::DealSize(SEGMENT), Some(Source::Benchmark));
        for (id, source) in [(1, Source::Measured), (2, Source::Guess), (3, Source::Measured)] {
            parts.provenance.set_source(Assumption::StageRate(StageId(id)), Some(source));
        }
        parts.provenance.set_source(Assumption::StageRate(StageId(4)), Some(Source::Benchmark));
    });
    assert_eq!(
        plans_words::rests_on(&sourced),
        "Measured: new opportunities. Others’ figures: deal size. Guessed: rates."
    );
}

/// What comes from deals that nobody listed stands beside the headline, as an amount.
#[test]
fn what_open_deals_bring_is_said() {
    let flowing = answer(&plan(|parts| {
        let segment = parts.segments.remove(0).with_pipeline(PipelineStart::Flowing).unwrap();
        parts.segments.push(segment);
    }));
    let said = words::pipeline_sentence(&flowing, &format());
    let brings = format().money_short(flowing.report.open_mean.value, flowing.scenario.parts().currency);
    assert_eq!(said, format!("Open deals when the plan begins: already under way, {brings} on average."));
    let empty = answer(&plan(|_| ()));
    assert_eq!(words::pipeline_sentence(&empty, &format()), "Open deals when the plan begins: none.");
}

/// A middle that is far from last year's bookings is questioned, unless the target is as far.
#[test]
fn a_middle_unlike_last_year_is_questioned() {
    let middle = answer(&plan(|_| ())).report.quantile(0.5);
    let said = |times: f64, growth: f64| {
        let plan = plan(|parts| {
            let last = Money::from_minor_f64((middle / times).round()).unwrap();
            parts.target = Target::growth(last, growth).unwrap();
        });
        words::unlike_last_year(&answer(&plan), &format())
    };
    for (times, growth) in [(1.3, 0.3), (1.55, 0.1), (2.1, 1.0), (0.7, 0.3), (0.5, -0.45)] {
        assert_eq!(said(times, growth), None, "{times} {growth}");
    }
    let twice = said(2.0, 0.35).unwrap();
    assert!(twice.starts_with("The middle is 2 times last year’s "), "{twice}");
    assert!(said(0.5, 0.2).unwrap().starts_with("The middle is 0.5 times last year’s "));
    assert_eq!(words::unlike_last_year(&answer(&plan(|_| ())), &format()), None);
}
