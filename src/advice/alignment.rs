//! Alignment: what it would do if reps differed less, followed the process more, or were one more.

use super::answer::AlignmentEffect;
use super::evaluations::{Evaluation, Evaluations, Pending, Variation};
use crate::analysis::Estimate;
use crate::model::{Alignment, Lever, Scenario, Stage};

/// The share of the gap that is closed for reps below the team's rate.
pub(super) const LIFT: f64 = 0.5;

impl Variation {
    /// A plan with a change of alignment; none, if it changes nothing that the plan has.
    pub fn aligned(of: Alignment, scenario: &Scenario) -> Option<Self> {
        let parts = scenario.parts();
        let differ = scenario
            .segments()
            .iter()
            .any(|segment| segment.stages().iter().any(|stage| stage.rep_spread() > 0.0));
        let plain = |scenario: Scenario| Self::of(&scenario);
        match of {
            Alignment::Spread => {
                let alike = |stage: &mut Stage| {
                    *stage = stage.clone().with_rep_spread(0.0).ok()?;
                    Some(())
                };
                differ.then(|| Scenario::new(parts.with_stages(alike)?).ok())?.map(plain)
            }
            Alignment::Floor => differ.then(|| Self { lift: LIFT, ..Self::of(scenario) }),
            Alignment::Adherence => {
                let mean = parts.adherence?.mean();
                (mean < 1.0).then(|| Lever::Adherence.at(scenario, (mean + 0.1).min(1.0)))?.map(plain)
            }
            Alignment::OneRep => {
                let reps = f64::from(parts.team.as_ref()?.reps());
                Lever::Reps.at(scenario, reps + 1.0).map(plain)
            }
            Alignment::Leads => {
                let ids: Vec<_> = scenario.segments().iter().map(|segment| segment.id).collect();
                ids.into_iter()
                    .try_fold(scenario.clone(), |varied, id| {
                        let supply = varied.segment(id)?.supply.per_month();
                        if supply > 0.0 { Lever::Supply(id).at(&varied, 1.1 * supply) } else { Some(varied) }
                    })
                    .map(plain)
            }
        }
    }
}

/// What each does that the plan has room for.
///
/// # Errors
/// While variations are wanted.
pub fn alignment(
    scenario: &Scenario,
    evaluations: &mut Evaluations,
) -> Result<Vec<AlignmentEffect>, Pending> {
    let before = evaluations.of(&Variation::of(scenario));
    let asked: Vec<_> = Alignment::ALL
        .into_iter()
        .filter_map(|of| Some((of, evaluations.of(&Variation::aligned(of, scenario)?))))
        .collect();
    let before = before?;
    let mut effects = Vec::new();
    for (of, now) in asked {
        let now = now?;
        let (old, new) = (before.measure(), now.measure());
        effects.push(AlignmentEffect {
            of,
            now: new,
            on_chance: paired(&before, &now),
            on_middle: new.middle - old.middle,
        });
    }
    Ok(effects)
}

/// The difference of two chances, trial by trial on the same luck.
pub(super) fn paired(before: &Evaluation, now: &Evaluation) -> Estimate {
    let (mut gained, mut lost) = (0.0, 0.0);
    for (old, new) in before.totals.iter().zip(&now.totals) {
        match (*old >= before.target, *new >= now.target) {
            (false, true) => gained += 1.0,
            (true, false) => lost += 1.0,
            (true, true) | (false, false) => {}
        }
    }
    Estimate::of_sums(gained - lost, gained + lost, before.trials())
}
