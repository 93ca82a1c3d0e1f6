//! Geometry of the pictures: nothing overlaps, leaves the picture or is not a number.

use plumbline::app::charts::{
    Curve, DotRows, FanPoint, FunnelStage, Label, NARROW, Reading, Stop, WIDE, amount_at, apart, below_axis,
    beside, dot_columns, ends, layout_cumulative, layout_fan, layout_funnel, layout_rows, nearest_stop,
    round_ticks, share_at, shorten, text_width, wrapped,
};

const WIDTHS: [f64; 2] = [WIDE, NARROW];

#[track_caller]
fn assert_inside(label: &Label, width: f64) {
    let (start, end) = label.extent();
    assert!(start >= -0.01 && end <= width + 0.01, "{label:?} reaches from {start} to {end} of {width}");
}

/// Dots never stand on the wrong side of their target, never overlap, and stay in the picture.
#[track_caller]
fn assert_dots_fit(rows: &DotRows, sets: &[(&[f64], f64)], width: f64) {
    assert_eq!(rows.rows.len(), sets.len());
    for ((area, layout), (values, target)) in rows.rows.iter().zip(sets) {
        assert_eq!(layout.dots.len(), values.len());
        assert!((0.0..=width).contains(&layout.target_x), "{layout:?}");
        for (dot, value) in layout.dots.iter().zip(*values) {
            assert_eq!(dot.reaches, value >= target);
            assert_eq!(dot.x > layout.target_x, dot.reaches, "target {target}, dot at {}", dot.x);
            let r = layout.radius;
            assert!(dot.x - r > 0.0 && dot.x + r < width, "{dot:?}");
            assert!(dot.y - r >= area.top - 2.01 && dot.y + r <= area.base, "{dot:?} in {area:?}");
        }
        for (index, dot) in layout.dots.iter().enumerate() {
            for other in &layout.dots[index + 1..] {
                let apart = ((dot.x - other.x).powi(2) + (dot.y - other.y).powi(2)).sqrt();
                assert!(apart > 1.9 * layout.radius, "two dots {apart} apart, radius {}", layout.radius);
            }
        }
    }
}

#[test]
fn dots_stand_on_their_side_of_the_target() {
    let spread: Vec<f64> = (0..50).map(|i| 1e8 * (1.0 + 0.02 * f64::from(i))).collect();
    let (alike, nothing) = (vec![5e7; 50], vec![0.0; 50]);
    let cases: [(&[f64], f64); 11] = [
        (&spread, 1.5e8),
        (&spread, 1e7),
        (&spread, 9e8),
        (&spread, 9e14),
        (&spread, 1e8),
        (&alike, 5e7),
        (&alike, 6e7),
        (&alike, 0.0),
        (&nothing, 0.0),
        (&nothing, 1.0),
        (&[], 1e8),
    ];
    for (before, now) in cases.iter().zip(cases.iter().skip(1)) {
        for width in WIDTHS {
            for sets in [&[*before][..], &[*before, *now]] {
                assert_dots_fit(&layout_rows(sets, width), sets, width);
            }
        }
    }
}

/// Equal amounts stand above each other, equal shares are equally high, and every dot is read somewhere.
#[test]
fn before_and_now_share_one_scale() {
    let now: Vec<f64> = (0..50).map(|i| 100.0 + f64::from(i)).collect();
    let before: Vec<f64> = (0..50).map(|i| 20.0 + f64::from(i * i) * 0.05).collect();
    let rows = layout_rows(&[(&before, 120.0), (&now, 130.0)], WIDE);
    let [(upper, old), (lower, new)] = &rows.rows[..] else { panic!("two rows") };
    assert!(upper.base < lower.top);
    assert!((old.radius - new.radius).abs() < 1e-9);
    let width = new.target_x - old.target_x;
    assert!((width - (rows.scale.place(130.0) - rows.scale.place(120.0))).abs() < 1e-9);
    let columns = dot_columns((&now, 130.0), Some(&before), &rows.scale);
    assert_eq!(columns.iter().map(|column| column.dots).sum::<usize>(), 50);
    assert_eq!(columns.iter().filter_map(|column| column.before).sum::<usize>(), 50);
    for pair in columns.windows(2) {
        assert!(pair[0].x < pair[1].x);
    }
    // The stacks are those that are read.
    for column in columns.iter().filter(|column| column.dots > 0) {
        let stack = new.dots.iter().filter(|dot| (dot.x - column.x).abs() < 1e-6).count();
        assert_eq!(stack, column.dots, "{column:?}");
    }
}

#[test]
fn ticks_are_round() {
    assert_eq!(round_ticks(0.0, 10.0, 5), [0.0, 2.0, 4.0, 6.0, 8.0, 10.0]);
    assert_eq!(round_ticks(2.1e8, 5.3e8, 5), [3e8, 4e8, 5e8]);
    assert_eq!(round_ticks(5.0, 5.0, 5), [5.0]);
    assert_eq!(round_ticks(-1.0, 1.0, 2), [-1.0, 0.0, 1.0]);
    for (from, to) in [(1e-300, 3e-300), (-1e308, 1e308), (1e17, 1e17 + 64.0), (0.0, f64::MIN_POSITIVE)] {
        let ticks = round_ticks(from, to, 5);
        assert!(!ticks.is_empty() && ticks.len() <= 11, "{from} to {to}: {ticks:?}");
        assert!(ticks.iter().all(|tick| (from..=to).contains(tick)), "{from} to {to}: {ticks:?}");
    }
    assert_eq!(round_ticks(f64::NAN, 1.0, 5), Vec::<f64>::new());
    // No tick reads “-0”.
    assert!(round_ticks(-0.3, 1.0, 2).iter().all(|tick| *tick != 0.0 || tick.is_sign_positive()));
}

#[test]
fn a_scale_has_two_ends() {
    for values in [&[][..], &[0.0], &[7.0, 7.0], &[-3.0], &[f64::NAN, 2.0], &[f64::INFINITY], &[1.0, 2.0]] {
        let (low, high) = ends(values.iter().copied());
        assert!(low < high && low.is_finite() && high.is_finite(), "{values:?}: {low} to {high}");
    }
    assert_eq!(ends([1.0, 2.0].into_iter()), (1.0, 2.0));
}

#[test]
fn labels_keep_apart_and_inside() {
    let mut places = [100.0, 99.0, 20.0, 101.0];
    apart(&mut places, 18.0, 0.0, 110.0);
    let mut sorted = places;
    sorted.sort_by(f64::total_cmp);
    assert_eq!(sorted, [20.0, 74.0, 92.0, 110.0]);
    assert_eq!(places[2], 20.0);
    assert!(places[1] < places[0] && places[0] < places[3], "their order is kept: {places:?}");
    let mut crowd = [5.0; 8];
    apart(&mut crowd, 18.0, 0.0, 70.0);
    crowd.sort_by(f64::total_cmp);
    assert!((crowd[0], crowd[7]) == (0.0, 70.0), "{crowd:?}");
    for width in WIDTHS {
        for x in [0.0, 5.0, 0.5 * width, width - 5.0, width] {
            for words in ["Target $12.0M", "T", &"Ein sehr langes Ziel ".repeat(9)] {
                assert_inside(&beside(x, 0.0, width, words), width);
            }
        }
        let ticks = (0..40).map(|i| (f64::from(i) * width / 39.0, "USD 12.0M".to_owned()));
        let labels = below_axis(ticks.collect(), 0.0, width);
        assert!(labels.len() >= 3);
        for pair in labels.windows(2) {
            assert_inside(&pair[0], width);
            assert!(pair[0].extent().1 < pair[1].extent().0);
        }
    }
}

/// A sentence in lines: none is too wide unless it is one word, and all words are there.
#[test]
fn sentences_are_broken_into_lines() {
    let sentence = "In 73 of 100 simulated futures, bookings reach $3.20M by November 2027.";
    let lines = wrapped(sentence, 200.0);
    assert!(lines.len() > 2 && lines.iter().all(|line| text_width(line) <= 200.0), "{lines:?}");
    assert_eq!(lines.join(" "), sentence);
    assert_eq!(wrapped("Donaudampfschifffahrt", 20.0), ["Donaudampfschifffahrt"]);
    assert_eq!(wrapped("", 20.0), Vec::<String>::new());
}

#[test]
fn long_words_are_shortened() {
    assert_eq!(shorten("Won", 100.0), "Won");
    let short = shorten(&"Qualification ".repeat(8), 120.0);
    assert!(short.ends_with('…') && !short.ends_with(" …") && text_width(&short) <= 120.0, "{short}");
    assert!(text_width(&shorten("商談商談商談商談商談商談", 90.0)) <= 90.0);
    assert_eq!(shorten("abc", 0.0), "…");
}

#[test]
fn the_nearest_stop_is_read() {
    let stop = |x: f64, y: f64| Stop { x, y: Some(y), words: "".into() };
    let stops = [stop(10.0, 90.0), stop(20.0, 50.0), stop(40.0, 10.0)];
    let columns = Reading::Lines { top: 0.0, base: 100.0 };
    assert_eq!(nearest_stop(&stops, columns, -5.0, 0.0), Some(0));
    assert_eq!(nearest_stop(&stops, columns, 29.0, 10.0), Some(1));
    assert_eq!(nearest_stop(&stops, columns, 900.0, 90.0), Some(2));
    let rows = Reading::Rows { height: 30.0 };
    assert_eq!(nearest_stop(&stops, rows, 40.0, 75.0), Some(0));
    assert_eq!(nearest_stop(&stops[..1], rows, f64::NAN, f64::NAN), Some(0));
    assert_eq!(nearest_stop(&[], rows, 0.0, 0.0), None);
}

/// Lines begin where they are said to and stay in the picture, and labels never overlap.
#[test]
fn a_fan_is_laid_out_within_its_picture() {
    let point = |value: f64, path: Option<f64>| FanPoint {
        time: "x".into(),
        low: value,
        middle: value,
        high: value,
        path,
        words: "".into(),
    };
    for (months, path) in [(1, Some(5.0)), (12, Some(40.0)), (36, None)] {
        let points: Vec<FanPoint> = (1..=months).map(|month| point(f64::from(month), path)).collect();
        let layout = layout_fan(0.0, &points, 84.0, 484.0);
        assert_eq!(layout.middle[0], (84.0, 236.0));
        assert_eq!(layout.middle.len(), points.len() + 1);
        assert_eq!(layout.band.len(), 2 * layout.middle.len());
        assert_eq!(layout.path.is_empty(), path.is_none());
        let mut labels = layout.labels;
        assert_eq!(labels.len(), if path.is_some() { 4 } else { 3 });
        labels.sort_by(f64::total_cmp);
        for pair in labels.windows(2) {
            assert!(pair[1] - pair[0] >= 17.9, "{labels:?}");
        }
        assert!(labels.iter().all(|y| (15.9..=236.1).contains(y)), "{labels:?}");
    }
    for nothing in [vec![], vec![point(0.0, None)], vec![point(f64::NAN, None)]] {
        let layout = layout_fan(0.0, &nothing, 84.0, 484.0);
        assert_eq!(layout.middle[0], (84.0, 236.0), "{layout:?}");
    }
}

#[test]
fn shares_and_amounts_are_read_off_the_curve() {
    let points = [(10.0, 1.0), (20.0, 0.5), (40.0, 0.0)];
    assert_eq!(share_at(&points, 5.0), 1.0);
    assert_eq!(share_at(&points, 10.0), 1.0);
    assert_eq!(share_at(&points, 30.0), 0.25);
    assert_eq!(share_at(&points, 41.0), 0.0);
    assert_eq!(share_at(&[], 1.0), 0.0);
    assert_eq!(amount_at(&points, 0.75), Some(15.0));
    assert_eq!(amount_at(&[(3.0, 0.9), (3.0, 0.1)], 0.5), Some(3.0));
    assert_eq!(amount_at(&points[..1], 0.5), None);
    // Of equal amounts the first counts: all of them reach it.
    assert_eq!(share_at(&[(3.0, 0.9), (3.0, 0.1), (4.0, 0.0)], 3.0), 0.9);
}

#[test]
fn a_cumulative_curve_and_its_targets_stay_in_the_picture() {
    let curve = |points: &[(f64, f64)], target: f64| Curve {
        points: points.to_vec(),
        target,
        target_label: "Target $12.0M".into(),
    };
    let rising = [(10.0, 0.95), (20.0, 0.5), (40.0, 0.05)];
    let cases = [
        curve(&rising, 25.0),
        curve(&rising, 0.0),
        curve(&rising, 4e9),
        curve(&[(7.0, 1.0)], 7.0),
        curve(&[(0.0, 1.0), (0.0, 0.0)], 0.0),
        curve(&[], 5.0),
    ];
    for (now, before) in cases.iter().zip(cases.iter().skip(1)) {
        for width in WIDTHS {
            for before in [None, Some(before), Some(now)] {
                let layout = layout_cumulative(now, before, width);
                for (x, y) in layout.curves.iter().flatten() {
                    assert!((44.0..=width - 14.0).contains(x), "{x} of {width}");
                    assert!((layout.y.right..=layout.y.left).contains(y), "{y}");
                }
                for (x, label) in &layout.targets {
                    assert!((44.0..=width - 14.0).contains(x), "{x} of {width}");
                    assert_inside(label, width);
                }
                let targets = before.map_or(1, |before| if before.target == now.target { 1 } else { 2 });
                assert_eq!(layout.targets.len(), targets);
            }
        }
    }
}

#[test]
fn a_funnel_keeps_its_labels_inside_and_off_its_bars() {
    let stage = |name: &str, count: f64| FunnelStage {
        name: name.to_owned().into(),
        count,
        count_label: format!("{count:.0}").into(),
        moves_on: "45 of 100 move on".into(),
        words: "".into(),
    };
    let long =
        "Qualification by the regional team together with procurement and legal, second round".to_owned();
    let cases = [
        vec![stage("New", 2400.0), stage(&long, 900.0), stage("Won", 0.4)],
        vec![stage(&long, 0.0)],
        vec![stage("New", f64::NAN), stage("Won", 1.0)],
        vec![],
    ];
    for stages in &cases {
        for width in WIDTHS {
            let layout = layout_funnel(stages, width);
            assert_eq!(layout.rows.len(), stages.len());
            for row in &layout.rows {
                let (x, y, long) = row.bar;
                assert!(x >= 0.0 && long >= 0.0 && x + long <= width && y + 22.0 <= layout.height, "{row:?}");
                assert!(row.count.x > x + long);
                for label in [&row.name, &row.count, &row.moves_on] {
                    assert_inside(label, width);
                    assert!(label.y > 0.0 && label.x.is_finite());
                }
                assert!(row.name.extent().1 < x || row.name.y < y, "the name is off the bar: {row:?}");
            }
            for pair in layout.rows.windows(2) {
                assert!(pair[0].moves_on.y < pair[1].name.y, "{pair:?}");
            }
        }
    }
}
