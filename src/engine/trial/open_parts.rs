//! The chance that a deal which is open in a stage is won.
#![expect(clippy::indexing_slicing, reason = "a deal is open in one of the stages")]

/// What the chance of a deal that is open in a stage is made of, but for its age: of deals run by the plan
/// and of the others.
#[derive(Clone, Copy, Debug)]
pub(super) struct OpenParts {
    on_plan: ClassParts,
    off_plan: ClassParts,
}

#[derive(Clone, Copy, Debug)]
struct ClassParts {
    /// The share of all deals that comes as far as the stage.
    entering: f64,
    /// The rate of the stage.
    here: f64,
    /// The share of all deals that passes the stage.
    passing: f64,
    /// The rate from behind the stage to a win.
    after: f64,
}

impl OpenParts {
    /// Of `stages`, rates on the plan and off it, if a share `adherence` of all deals is run by the plan.
    pub(super) fn of(stages: &[(f64, f64)], adherence: f64, stage: usize) -> Self {
        let class = |share: f64, rate: &dyn Fn(&(f64, f64)) -> f64| {
            let before: f64 = stages.iter().take(stage).map(rate).product();
            let (here, entering) = (rate(&stages[stage]), share * before);
            let after = stages.iter().skip(stage + 1).map(rate).product();
            ClassParts { entering, here, passing: entering * here, after }
        };
        Self { on_plan: class(adherence, &|rate| rate.0), off_plan: class(1.0 - adherence, &|rate| rate.1) }
    }

    /// The chance that a deal open for so long is won: of those that would have come so far and still be
    /// open, those that are won. Both are relative to the survival of those that are lost.
    pub(super) fn chance(&self, odds_of_age: f64) -> f64 {
        let won = |of: &ClassParts| of.passing * odds_of_age * of.after;
        let still_open = |of: &ClassParts| of.entering * (of.here * odds_of_age + (1.0 - of.here));
        let open = still_open(&self.on_plan) + still_open(&self.off_plan);
        if open > 0.0 { ((won(&self.on_plan) + won(&self.off_plan)) / open).min(1.0) } else { 0.0 }
    }
}
