//! Levers that are chosen, together.

use crate::support::{reference, scenario};
use plumbline::advice::{Evaluations, NeededValue, Variation, together};
use plumbline::model::{Lever, LeverSet, SegmentId};

/// Two levers that are chosen move and no other does; where they are put, what is wanted is reached within
/// four standard errors (a false alarm in 16,000); one of them alone has further to go.
#[test]
fn chosen_levers_move_alone() {
    let plan = scenario(&reference());
    let trials = 20_000;
    let all = Lever::all(&plan);
    let chosen = [Lever::Supply(SegmentId(1)), Lever::DealSize(SegmentId(1))];
    let set = chosen.iter().fold(LeverSet::default(), |set, lever| set.toggled(*lever, &plan));
    assert_eq!((set.len(), set.levers(&plan)), (2, chosen.to_vec()));
    assert!(all.iter().all(|lever| set.has(*lever, &plan) == chosen.contains(lever)));
    assert!(set.toggled(chosen[0], &plan).toggled(chosen[1], &plan).is_empty());
    let mut evaluations = Evaluations::default();
    let today = evaluations.complete(trials, |known| known.of(&Variation::of(&plan))).measure().chance;
    let wanted = today + 0.15;
    let both = evaluations.complete(trials, |known| together(&plan, &set.levers(&plan), wanted, known));
    let NeededValue::Is { value: share, .. } = both.value else { panic!("{both:?}") };
    assert!(share > 0.0 && share < 1.0);
    assert_eq!(both.levers.iter().map(|(lever, _)| *lever).collect::<Vec<_>>(), chosen);
    let moved =
        both.levers.iter().fold(plan.clone(), |plan, (lever, value)| lever.at(&plan, *value).unwrap());
    let chance = Variation::of(&moved).evaluate(trials).measure().chance;
    let error = (wanted * (1.0 - wanted) / f64::from(trials)).sqrt();
    assert!((chance - wanted).abs() < 4.0 * error, "{chance} instead of {wanted}");
    let one = evaluations.complete(trials, |known| together(&plan, &chosen[..1], wanted, known));
    match one.value {
        NeededValue::Is { value, .. } => assert!(value > share, "{value} after {share}"),
        NeededValue::CannotReach { .. } => {}
        NeededValue::CannotSpoil { .. } | NeededValue::DoesNotHelp { .. } => panic!("{one:?}"),
    }
}
