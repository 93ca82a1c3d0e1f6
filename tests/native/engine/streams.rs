//! Counted-off streams: words are uniform, and no two streams know of each other.

use plumbline::engine::stream::{Entity, Lane, Purpose, TrialKey};
use plumbline::engine::{Counts, Unit};
use plumbline::model::Seed;
use rand::{Rng, RngExt};
use rand_distr::Distribution;

const WORDS: usize = 200_000;

/// χ² of counts that should all be alike, as a normal score (Wilson and Hilferty, 1931).
fn score(counts: &[u32]) -> f64 {
    let mean = counts.iter().map(|count| f64::from(*count)).sum::<f64>() / counts.len() as f64;
    let square: f64 = counts.iter().map(|count| (f64::from(*count) - mean).powi(2) / mean).sum();
    let degrees = counts.len() as f64 - 1.0;
    let spread = 2.0 / (9.0 * degrees);
    ((square / degrees).cbrt() - 1.0 + spread) / spread.sqrt()
}

/// Words that neighbouring streams begin with: those of seeds, trials, purposes, entities, and places in one
/// stream.
fn families() -> Vec<(&'static str, Vec<u64>)> {
    let first = |seed: u64, trial: u32, purpose, entity| {
        let seed = Seed(seed);
        TrialKey::new(seed, trial).lane(purpose, entity).next_u64()
    };
    let numbers = || 0..u32::try_from(WORDS).unwrap();
    let purposes =
        [Purpose::Rate, Purpose::Wins, Purpose::Sizes, Purpose::Intake, Purpose::Owner, Purpose::Market];
    let one = TrialKey::new(Seed(1), 0).lane(Purpose::Sizes, Entity::ONLY);
    vec![
        ("seeds", numbers().map(|n| first(u64::from(n), 0, Purpose::Rate, Entity::ONLY)).collect()),
        ("trials", numbers().map(|n| first(1, n, Purpose::Rate, Entity::ONLY)).collect()),
        ("entities", numbers().map(|n| first(1, 0, Purpose::Rate, Entity::of(n))).collect()),
        (
            "months",
            numbers()
                .map(|n| first(1, n / 60, Purpose::Wins, Entity::of(7).in_month(n as usize % 60)))
                .collect(),
        ),
        ("purposes", numbers().map(|n| first(1, n / 6, purposes[n as usize % 6], Entity::of(3))).collect()),
        ("places", (0..WORDS as u64).map(|place| one.word(place)).collect()),
    ]
}

/// Each of eight bytes is uniform over 256 values, each bit beside the same bit of the next word, and each
/// word unrelated to the one after it and to the one 12 further. About 400 scores, none beyond 4.5: false
/// alarms 1 in 370; fixed seeds.
#[test]
fn words_of_neighbouring_streams_are_independent() {
    for (name, words) in families() {
        for byte in 0..8 {
            let mut counts = [0; 256];
            for word in &words {
                counts[(word >> (8 * byte) & 255) as usize] += 1;
            }
            assert!(score(&counts).abs() < 4.5, "{name}: byte {byte}: {}", score(&counts));
        }
        for bit in 0..64 {
            let mut pairs = [0; 4];
            for pair in words.windows(2) {
                pairs[((pair[0] >> bit & 1) | (pair[1] >> bit & 1) << 1) as usize] += 1;
            }
            assert!(score(&pairs).abs() < 4.5, "{name}: bit {bit}: {}", score(&pairs));
        }
        let unit = |word: u64| word as f64 / 2.0_f64.powi(64) - 0.5;
        for lag in [1, 12] {
            let sum: f64 = words.iter().zip(&words[lag..]).map(|(a, b)| 12.0 * unit(*a) * unit(*b)).sum();
            let correlation = sum / (words.len() - lag) as f64;
            assert!(correlation.abs() < 4.5 / (WORDS as f64).sqrt(), "{name}: lag {lag}: {correlation}");
        }
    }
}

/// A deal's size and its owner come from one word: the owner says nothing about the size. 16 × 20 cells, one
/// score.
#[test]
fn the_halves_of_a_word_are_independent() {
    let counts = Counts::new();
    let mut lane = Lane::of_key(5);
    let mut cells = vec![0; 16 * 20];
    for _ in 0..WORDS {
        let word = lane.next_u64();
        let size = counts.normal().at(word);
        let owner = ((word.rotate_left(32) >> 32) * 20) >> 32;
        let sixteenth = libm::erfc(-size * std::f64::consts::FRAC_1_SQRT_2) * 8.0;
        cells[(sixteenth as usize).min(15) * 20 + owner as usize] += 1;
    }
    assert!(score(&cells).abs() < 4.5, "{}", score(&cells));
}

/// Words can be had by their place, and `rand` reads the same ones in turn.
#[test]
fn words_are_counted_off() {
    let mut lane = Lane::of_key(11);
    let from_here: Vec<u64> = (0..5).map(|place| lane.word(place)).collect();
    let in_turn: Vec<u64> = (0..5).map(|_| lane.next_u64()).collect();
    assert_eq!(from_here, in_turn);
    let mut bytes = [0; 11];
    Lane::of_key(11).fill(&mut bytes);
    assert_eq!(bytes[..8], from_here[0].to_le_bytes());
    assert_eq!(bytes[8..], from_here[1].to_le_bytes()[..3]);
    let unit: f64 = Unit.sample(&mut Lane::of_key(11));
    assert!(0.0 < unit && unit < 1.0);
}
