//! Which plan lies on the table: one of the reader's own, or one that was sent to them.

use super::State;
pub use crate::app::kept::KeptId as PlanId;
use crate::exchange::link::Headline;
use crate::model::Scenario;
use std::fmt;
use std::rc::Rc;

/// What lies on the table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// Which plan; of a received one, the copy that its first edit makes.
    pub id: PlanId,
    /// How it came, while it is only looked at; none for the reader's own.
    pub received: Option<Received>,
}

impl Sheet {
    /// One of the reader's own plans.
    pub fn own(id: PlanId) -> Self {
        Self { id, received: None }
    }
}

/// A plan that was sent, and is only looked at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Received {
    /// The fragment that it came with, as the address bar shows it.
    pub fragment: Rc<str>,
    /// The answer as it was sent, if it came along.
    pub headline: Option<Headline>,
    /// The plan as it was before, if it came along.
    pub before: Option<Rc<Scenario>>,
    /// Whether something was sent with the plan and did not come whole.
    pub is_cut: bool,
}

/// What of a change is to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToKeep {
    /// Nothing.
    Nothing,
    /// Which plan lies on the table.
    Place,
    /// What the reader made of the plan, too.
    Plan,
}

/// What is done at a change, from what to what.
type OnChange = dyn Fn(&State, &State);

/// Who sees a change.
#[derive(Clone)]
pub struct Watch(pub Rc<OnChange>);

impl fmt::Debug for Watch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Watch").finish_non_exhaustive()
    }
}
