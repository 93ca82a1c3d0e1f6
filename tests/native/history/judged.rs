//! Forecasts that people made, against what then happened: known answers.

use plumbline::history::backtest::{ChanceLesson, Judged, Lesson};
use plumbline::model::{PastForecast, PastForecastError, PastRange};

fn range(low: f64, middle: Option<f64>, high: f64, booked: f64) -> PastForecast {
    PastForecast::new(Some((PastRange { low, middle, high }, booked)), None).unwrap()
}

fn chance(and_whether: (f64, bool)) -> PastForecast {
    PastForecast::new(None, Some(and_whether)).unwrap()
}

/// Of 10 ranges, 5 to 10 hold in 95 of 100 sets where each holds 8 times in 10; 4 or fewer come in 0.6% of
/// them, 10 in 11%.
#[test]
fn ranges_are_counted_against_luck() {
    let of = |booked: &[f64]| {
        Judged::of(&booked.iter().map(|booked| range(1.0, None, 2.0, *booked)).collect::<Vec<_>>())
    };
    let right = of(&[1.5, 1.5, 1.0, 2.0, 1.1, 1.9, 1.2, 1.3, 0.5, 2.5]);
    assert_eq!((right.ranges, right.within, right.ordinary), (10, 8, (5, 10)));
    assert_eq!((right.lesson, right.places, right.chances), (Lesson::AsWide, None, None));
    assert_eq!(of(&[[0.5; 6].as_slice(), &[1.5; 4]].concat()).lesson, Lesson::TooHigh);
    assert_eq!(of(&[[2.5; 6].as_slice(), &[1.5; 4]].concat()).lesson, Lesson::TooLow);
    assert_eq!(of(&[0.5, 2.5, 0.5, 2.5, 0.5, 2.5, 1.5, 1.5]).lesson, Lesson::TooNarrow);
    assert_eq!(of(&[1.5; 10]).lesson, Lesson::AsWide);
    assert_eq!(of(&[1.5; 20]).lesson, Lesson::TooWide);
    assert_eq!(of(&[]).lesson, Lesson::Nothing);
}

/// Places are told from 20 forecasts with a middle on.
#[test]
fn places_are_told_from_20_on() {
    let booked = [0.5, 1.2, 1.4, 1.5, 1.8, 2.0, 2.5];
    let all: Vec<_> = (0..21).map(|at| range(1.0, Some(1.5), 2.0, booked[at % 7])).collect();
    assert_eq!(Judged::of(&all).places, Some([3, 9, 6, 3]));
    assert_eq!(Judged::of(&all[..19]).places, None);
}

/// By hand: 0.8 came true, 0.6 did not: (0.04 + 0.36) / 2; of right chances (0.16 + 0.24) / 2, with variance
/// (0.16 · 0.36 + 0.24 · 0.04) / 4.
#[test]
fn chances_have_their_score() {
    let judged = Judged::of(&[chance((0.8, true)), chance((0.6, false))]);
    let of = judged.chances.unwrap();
    assert_eq!((judged.ranges, of.count, of.reached), (0, 2, 1));
    let near = |a: f64, b: f64| (a - b).abs() < 1e-12;
    assert!(
        near(of.expected, 0.7 * of.count as f64) && near(of.brier, 0.2) && near(of.brier_if_right, 0.2),
        "{of:?}"
    );
    assert!(near(of.brier_spread, (0.0672_f64 / 4.0).sqrt()) && near(of.brier_of_share, 0.25), "{of:?}");
    assert_eq!(of.lesson, ChanceLesson::AsSure);
    // Ten chances of 95%, of which five came true; and ten of 50%, which all did what the nearer side said.
    let ten = |chances: [f64; 2]| {
        let all: Vec<PastForecast> =
            (0..10).map(|place| chance((chances[usize::from(place < 5)], place < 5))).collect();
        Judged::of(&all).chances.unwrap().lesson
    };
    assert_eq!(ten([0.95, 0.95]), ChanceLesson::TooSure);
    assert_eq!(ten([0.4, 0.6]), ChanceLesson::NotSureEnough);
}

#[test]
fn a_forecast_that_is_none_is_refused() {
    let of = |low, middle, high| PastForecast::new(Some((PastRange { low, middle, high }, 1.0)), None);
    assert_eq!(of(2.0, None, 1.0), Err(PastForecastError::Falls));
    assert_eq!(of(1.0, Some(3.0), 2.0), Err(PastForecastError::Falls));
    assert_eq!(of(f64::NAN, None, 2.0), Err(PastForecastError::Falls));
    assert_eq!(PastForecast::new(None, Some((1.2, true))), Err(PastForecastError::Chance));
    assert_eq!(PastForecast::new(None, None), Err(PastForecastError::Missing));
}
