//! Which view is open, and how it is shown. Pure.

use crate::model::Scenario;

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

/// What is shown of the answer while it is shown alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Slide {
    /// Sentence, picture, the nearest levers.
    #[default]
    Answer,
    /// Month by month.
    Months,
    /// All levers.
    Levers,
    /// The assumptions.
    Facts,
    /// Growth and profit.
    Profit,
}

impl Slide {
    /// All, in their order.
    pub const ALL: [Self; 5] = [Self::Answer, Self::Months, Self::Levers, Self::Facts, Self::Profit];

    /// As the style sheets know it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Months => "months",
            Self::Levers => "levers",
            Self::Facts => "facts",
            Self::Profit => "profit",
        }
    }

    /// Its place among all, from 0.
    pub fn place(self) -> usize {
        Self::ALL.iter().position(|slide| *slide == self).unwrap_or(0)
    }

    /// The last of a plan's: of money there is one only where the plan says something of it.
    pub fn last(scenario: &Scenario) -> Self {
        if scenario.parts().economics.is_some() { Self::Profit } else { Self::Facts }
    }

    /// The one before or after it; the first and the last of the plan's stay.
    #[must_use]
    pub fn turned(self, turn: Turn, last: Self) -> Self {
        let to = match turn {
            Turn::Back => self.place().saturating_sub(1),
            Turn::On => self.place() + 1,
        };
        Self::ALL.get(to.min(last.place())).copied().unwrap_or(self)
    }
}

/// Which way slides are turned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// To the one before.
    Back,
    /// To the next.
    On,
}

/// Whether a reader who has just arrived is greeted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Greeting {
    /// The reader knows where to go.
    #[default]
    Over,
    /// This is a first visit. The first edit ends it too.
    Said,
}

/// What surrounds the views.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shell {
    /// Which question is being answered.
    pub view: View,
    /// Whether the answer is shown alone, for a room.
    pub presenting: Presenting,
    /// What is shown of it then.
    pub slide: Slide,
    /// Whether a reader who has just arrived is greeted.
    pub greeting: Greeting,
}

/// What the reader did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShellAction {
    /// A view was chosen.
    ViewChosen(View),
    /// The answer is to be shown alone, or no longer.
    PresentingChosen(Presenting),
    /// The next slide is wanted, or the one before, of slides up to this one; only while the answer of a plan
    /// is shown alone: other views have one slide.
    SlideTurned(Turn, Slide),
}

impl Shell {
    /// What becomes of an action.
    #[must_use]
    pub fn after(self, action: ShellAction) -> Self {
        match action {
            ShellAction::ViewChosen(view) => Self { view, greeting: Greeting::Over, ..self },
            ShellAction::PresentingChosen(presenting) => Self { presenting, slide: Slide::Answer, ..self },
            ShellAction::SlideTurned(turn, last)
                if (self.presenting, self.view) == (Presenting::Yes, View::Plan) =>
            {
                Self { slide: self.slide.turned(turn, last), ..self }
            }
            ShellAction::SlideTurned(..) => self,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Greeting, Presenting, Shell, ShellAction, Slide, Turn, View};

    #[test]
    fn a_chosen_view_ends_the_greeting() {
        let arrived = Shell { greeting: Greeting::Said, ..Shell::default() };
        for view in View::ALL {
            let chosen = arrived.after(ShellAction::ViewChosen(view));
            assert_eq!((chosen.view, chosen.greeting), (view, Greeting::Over));
        }
    }

    #[test]
    fn presenting_ends_as_it_began() {
        let room = Shell::default().after(ShellAction::PresentingChosen(Presenting::Yes));
        assert_eq!(room, Shell { presenting: Presenting::Yes, ..Shell::default() });
        assert_eq!(room.after(ShellAction::PresentingChosen(Presenting::No)), Shell::default());
    }

    #[test]
    fn slides_turn_while_presenting_and_begin_anew() {
        let on = ShellAction::SlideTurned(Turn::On, Slide::Profit);
        assert_eq!(Shell::default().after(on), Shell::default());
        let room = Shell::default().after(ShellAction::PresentingChosen(Presenting::Yes));
        let seen = std::iter::successors(Some(room), |shell| Some(shell.after(on)));
        let seen: Vec<Slide> = seen.take(6).map(|shell| shell.slide).collect();
        assert_eq!((seen.as_slice().split_at(5).0, seen[5]), (&Slide::ALL[..], Slide::Profit));
        let back = room.after(on).after(on).after(ShellAction::SlideTurned(Turn::Back, Slide::Profit));
        assert_eq!(back.slide, Slide::Months);
        // Without a word of money there is no slide of it.
        let on = ShellAction::SlideTurned(Turn::On, Slide::Facts);
        assert_eq!((0..5).fold(room, |shell, _| shell.after(on)).slide, Slide::Facts);
        assert_eq!(back.after(ShellAction::PresentingChosen(Presenting::Yes)).slide, Slide::Answer);
        // Other views have one slide, however often an arrow key is pressed.
        for view in [View::Quota, View::Results] {
            let room = Shell { view, ..room };
            assert_eq!(room.after(on), room);
        }
    }
}
