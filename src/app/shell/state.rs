//! Which view is open, and how it is shown. Pure.

/// A question that the page answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// Will we reach it?
    #[default]
    Plan,
    /// Can I reach mine?
    Quota,
    /// What explains what happened?
    Results,
}

impl View {
    /// All, in their order.
    pub const ALL: [Self; 3] = [Self::Plan, Self::Quota, Self::Results];
}

/// Whether the answer is shown alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Presenting {
    /// With what is assumed, to be worked on.
    #[default]
    No,
    /// Alone and large.
    Yes,
}

/// Whether the doors of a first visit stand open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Doors {
    /// The reader knows where to go.
    #[default]
    Closed,
    /// The reader has just arrived. They stay open while the reader types: nothing moves under a field.
    Open,
}

/// What surrounds the views.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shell {
    /// Which question is being answered.
    pub view: View,
    /// Whether the answer is shown alone, for a room.
    pub presenting: Presenting,
    /// Whether the doors of a first visit stand open.
    pub doors: Doors,
}

/// What the reader did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShellAction {
    /// A view was chosen.
    ViewChosen(View),
    /// The answer is to be shown alone, or no longer.
    PresentingChosen(Presenting),
}

impl Shell {
    /// What becomes of an action.
    #[must_use]
    pub fn after(self, action: ShellAction) -> Self {
        match action {
            ShellAction::ViewChosen(view) => Self { view, doors: Doors::Closed, ..self },
            ShellAction::PresentingChosen(presenting) => Self { presenting, ..self },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Doors, Presenting, Shell, ShellAction, View};

    #[test]
    fn a_chosen_view_closes_the_doors() {
        let arrived = Shell { doors: Doors::Open, ..Shell::default() };
        for view in View::ALL {
            let chosen = arrived.after(ShellAction::ViewChosen(view));
            assert_eq!((chosen.view, chosen.doors), (view, Doors::Closed));
        }
    }

    #[test]
    fn presenting_ends_as_it_began() {
        let room = Shell::default().after(ShellAction::PresentingChosen(Presenting::Yes));
        assert_eq!(room, Shell { presenting: Presenting::Yes, ..Shell::default() });
        assert_eq!(room.after(ShellAction::PresentingChosen(Presenting::No)), Shell::default());
    }
}
