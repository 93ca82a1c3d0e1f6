//! Tables of past forecasts as people keep them.

use plumbline::entry::{PastForecasts, TableError, read_past_forecasts};
use plumbline::model::Currency;

fn read(text: &str) -> Result<PastForecasts, TableError> {
    read_past_forecasts(text, Currency::new("USD").unwrap())
}

/// Low, middle, high, booked in major units; chance and whether it came true.
type Row = (Option<(f64, Option<f64>, f64, f64)>, Option<(f64, bool)>);

fn rows(text: &str) -> Vec<(String, Row)> {
    let read = read(text).unwrap();
    let major = |minor: f64| minor / 100.0;
    let row = |(name, of): &(String, plumbline::model::PastForecast)| {
        let range = of.range().map(|(range, booked)| {
            (major(range.low), range.middle.map(major), major(range.high), major(booked))
        });
        (name.clone(), (range, of.chance()))
    };
    read.rows.iter().map(row).collect()
}

#[test]
fn ranges_and_chances_are_read_as_they_are_kept() {
    let first = (Some((8e5, None, 1.3e6, 1.1e6)), Some((0.7, true)));
    let second = (Some((9e5, None, 1.4e6, 8.7e5)), Some((0.55, false)));
    let both = vec![("Q1 2026".to_owned(), first), ("Q2 2026".to_owned(), second)];
    for text in [
        "Quarter, Low, High, Chance, Target, Booked\nQ1 2026, 800k, 1.3m, 70%, 950k, 1.1m\nQ2 2026, 900k, \
         1.4m, 55%, 1.1m, 870k",
        "Quarter\tP10\tP90\tProbability\tReached\tActual\nQ1 2026\t$800,000\t$1,300,000\t0.7\tyes\t\
         $1,100,000\nQ2 2026\t$900,000\t$1,400,000\t0.55\tno\t$870,000",
        "Quarter;Von;Bis;Wahrscheinlichkeit;Erreicht;Ist\nQ1 2026;800.000 $;1.300.000 $;70 %;ja;1.100.000 $\n\
         Q2 2026;900.000 $;1.400.000 $;55 %;nein;870.000 $",
        "Quarter, Worst case ($k), Best case ($k), Chance, Hit, Actual ($k)\n\
         Q1 2026, 800, 1300, 70, y, 1100\nQ2 2026, 900, 1400, 55, n, 870",
    ] {
        assert_eq!(rows(text), both, "{text}");
    }
}

#[test]
fn ranges_alone_and_chances_alone_are_enough() {
    assert_eq!(
        rows("From, Forecast, To, Result\n1m, 1.2m, 1.5m, 1.3m"),
        [("line 2".to_owned(), (Some((1e6, Some(1.2e6), 1.5e6, 1.3e6)), None))]
    );
    assert_eq!(rows("When,Chance,Reached\nMay,7 in 10,no"), [("May".to_owned(), (None, Some((0.7, false))))]);
}

/// What cannot be judged is left out with its reason; a table without any such row or column is refused.
#[test]
fn what_cannot_be_judged_is_said() {
    let some =
        read("Q,Low,High,Booked\nQ1,800k,1.3m,1.1m\nQ2,1.3m,800k,1.1m\nQ3,900k,1.4m,\nQ4,n/a,1,2").unwrap();
    let reasons: Vec<_> = some.rejected.iter().map(|row| (row.line, row.reason.as_str())).collect();
    assert_eq!(some.rows.len(), 1);
    assert_eq!(reasons.len(), 3, "{reasons:?}");
    assert!(reasons[0].0 == 3 && reasons[0].1.contains("should rise"), "{reasons:?}");
    assert!(reasons[1].0 == 4 && reasons[1].1.contains("missing"), "{reasons:?}");
    assert!(reasons[2].0 == 5 && reasons[2].1.contains("n/a"), "{reasons:?}");
    for (text, said) in [
        ("", "nothing is written"),
        ("Quarter,Low,High\nQ1,1,2", "no columns are found"),
        ("Quarter,Chance,Booked\nQ1,70%,1m", "no columns are found"),
        ("Q,Low,High,Booked\nQ1,€1m,€2m,$1m", "one file has one currency"),
        ("Q,Low,High,Booked\nQ1,,,", "no row is understood"),
        ("When,Chance,Reached\nMay,170%,no", "between 0% and 100%"),
        ("When,Chance,Reached\nMay,7,maybe", "yes or no"),
    ] {
        let error = read(text).unwrap_err().to_string();
        assert!(error.contains(said), "{text}: {error}");
    }
    let many = format!("Low,High,Booked\n{}", "1,2,1\n".repeat(5_001));
    assert!(read(&many).unwrap_err().to_string().contains("5000 forecasts"));
}
