//! What is known of columns before they are given roles.

use super::shapes::Shape;
use crate::history::import::choices::{Choices, Meaning, Role};
use crate::history::import::table::grid::Grid;
use crate::history::import::table::layout::Layout;
use crate::history::import::values::words::{holds, is_same, words};
use crate::history::import::vocabulary::heads::Guess;
use crate::history::import::vocabulary::status::{is_stage_word, meaning_of};

/// What is known of columns before they are given roles.
pub(in crate::history::import) struct Seen<'a> {
    pub(in crate::history::import) grid: &'a Grid,
    pub(in crate::history::import) layout: &'a Layout,
    pub(in crate::history::import) shapes: &'a [Shape],
    pub(in crate::history::import) guesses: &'a [Vec<Guess>],
    pub(in crate::history::import) choices: &'a Choices,
}

/// Words of heads of when somebody began.
const BEGINNINGS: [&str; 5] = ["hire", "hired", "joined", "since", "eintritt"];

/// Whether a head says when somebody began.
pub(super) fn is_beginning(head: &str) -> bool {
    let plain = words(head);
    BEGINNINGS.iter().any(|word| holds(&plain, word))
}

/// What heads may say, and, where no head says a stage or status, the column whose cells do.
pub(in crate::history::import) fn guesses_of(heads: &[String], shapes: &[Shape]) -> Vec<Vec<Guess>> {
    let mut guesses: Vec<Vec<Guess>> = crate::history::import::vocabulary::heads::bare(heads)
        .into_iter()
        .map(crate::history::import::vocabulary::heads::guesses)
        .collect();
    // A column of nothing but periods is one of periods, whatever its head.
    for ((guesses, shape), head) in guesses.iter_mut().zip(shapes).zip(heads) {
        // But for the year in which somebody began.
        if is_beginning(head) {
            continue;
        }
        let are_periods =
            shape.texts.keys().all(|text| crate::history::import::values::periods::is_period_alone(text));
        if guesses.is_empty() && shape.filled > 0 && !shape.is_varied && are_periods {
            guesses.push(Guess { role: Role::Period, rank: 5 });
        }
    }
    let changes = |guess: &Guess| matches!(guess.role, Role::To | Role::NewValue);
    let says = |guess: &Guess| matches!(guess.role, Role::Stage | Role::Status);
    let is_said = guesses.iter().flatten().any(says);
    // A column of stages need not say what was won or lost: then another one may.
    let decides = |shape: &Shape| {
        let mut meanings = shape.texts.keys().filter_map(|text| meaning_of(text));
        shape.is_varied || meanings.any(|meaning| matches!(meaning, Meaning::Won | Meaning::Lost))
    };
    let is_decided = guesses.iter().zip(shapes).any(|(of, shape)| of.iter().any(says) && decides(shape));
    if guesses.iter().flatten().any(changes) || is_decided {
        drop_forecasts(&mut guesses, shapes, decides);
        return guesses;
    }
    drop_open_forecasts(&mut guesses, shapes);
    let is_of_statuses = |shape: &Shape| {
        let known = shape.texts.iter().filter_map(|(text, count)| Some((meaning_of(text)?, *count)));
        let known: Vec<(Meaning, usize)> = known.collect();
        let has = |wanted: Meaning| known.iter().any(|(meaning, _)| *meaning == wanted);
        let rows: usize = known.iter().map(|(_, count)| count).sum();
        !shape.is_varied
            && has(Meaning::Won)
            && has(Meaning::Lost)
            && rows * 2 > shape.filled
            && !shape.is_flags()
    };
    let role = if is_said { Role::Status } else { Role::Stage };
    let mut found = guesses.iter_mut().zip(shapes).filter(|(_, shape)| is_of_statuses(shape));
    if let (Some((guesses, _)), None) = (found.next(), found.next()) {
        *guesses = vec![Guess { role, rank: 5 }];
    } else if !is_said {
        take_likely_statuses(&mut guesses, shapes);
    }
    guesses
}

/// Takes the one column under an unknown head for statuses, some of whose few texts say won or lost, among
/// opportunities with names, amounts and days: what its other texts mean is asked.
fn take_likely_statuses(guesses: &mut [Vec<Guess>], shapes: &[Shape]) {
    let has = |role: Role, rank: u8| {
        let says = |of: &Vec<Guess>| of.iter().any(|guess| guess.role == role && guess.rank <= rank);
        guesses
            .iter()
            .zip(shapes)
            .find(|(of, shape)| says(of) && fits(&role, shape))
            .map(|(_, shape)| shape.filled)
    };
    let Some(named) = has(Role::Name, 1) else { return };
    let ends = [Role::IsWon, Role::WonOn, Role::LostOn, Role::Quota, Role::Period];
    let is_of_deals = has(Role::Amount, 2).is_some() && has(Role::Owner, 2).is_some();
    if !is_of_deals
        || ends.into_iter().any(|role| has(role, 9).is_some())
        || !shapes.iter().any(Shape::is_days)
    {
        return;
    }
    let is_likely = |(of, shape): &(&mut Vec<Guess>, &Shape)| {
        let known = shape.texts.iter().filter_map(|(text, count)| Some((meaning_of(text)?, *count)));
        let known: Vec<(Meaning, usize)> = known.collect();
        let rows: usize = known.iter().map(|(_, count)| count).sum();
        let decides = known.iter().any(|(meaning, _)| matches!(meaning, Meaning::Won | Meaning::Lost));
        let is_few = !shape.is_varied && shape.texts.len() < 16 && shape.filled > shape.texts.len();
        of.is_empty()
            && shape.is_text()
            && is_few
            && decides
            && known.len() > 1
            && rows * 4 >= shape.filled
            && shape.filled * 4 >= named * 3
    };
    let mut found = guesses.iter_mut().zip(shapes).filter(is_likely);
    if let (Some((guesses, _)), None) = (found.next(), found.next()) {
        *guesses = vec![Guess { role: Role::Status, rank: 5 }];
    }
}

/// Beside a column that says what was won or lost, a forecast's category is no status.
fn drop_forecasts(guesses: &mut [Vec<Guess>], shapes: &[Shape], decides: impl Fn(&Shape) -> bool) {
    let is_forecast = |guess: &Guess| guess.role == Role::Status && guess.rank == FORECAST;
    let says = |guess: &Guess| matches!(guess.role, Role::Stage | Role::Status) && !is_forecast(guess);
    if guesses.iter().zip(shapes).any(|(of, shape)| of.iter().any(says) && decides(shape)) {
        for of in guesses {
            of.retain(|guess| !is_forecast(guess));
        }
    }
}

/// Categories of forecasts of what is still open.
const OPEN_FORECASTS: &str = "pipeline|best case|commit|most likely|upside";

/// Beside a stage of each row that is known to be open, categories of what is open say nothing more.
fn drop_open_forecasts(guesses: &mut [Vec<Guess>], shapes: &[Shape]) {
    let is_forecast = |guess: &Guess| guess.role == Role::Status && guess.rank == FORECAST;
    let all = |shape: &Shape, is: &dyn Fn(&str) -> bool| {
        shape.filled > 0 && !shape.is_varied && shape.texts.keys().all(|text| is(text))
    };
    let is_open = |text: &str| meaning_of(text) == Some(Meaning::Open);
    let is_category = |text: &str| OPEN_FORECASTS.split('|').any(|category| category == words(text));
    let stages = guesses.iter().zip(shapes).filter(|(of, shape)| {
        let is_stage = of.iter().any(|guess| guess.role == Role::Stage && guess.rank < 2);
        is_stage && all(shape, &is_open)
    });
    let Some(rows) = stages.map(|(_, shape)| shape.filled).max() else { return };
    for (of, shape) in guesses.iter_mut().zip(shapes) {
        if shape.filled <= rows && all(shape, &is_category) {
            of.retain(|guess| !is_forecast(guess));
        }
    }
}

/// Marks the one column whose head says a status, and whose cells are a few whole numbers that repeat, where
/// no other column says what became of opportunities.
pub(in crate::history::import) fn mark_codes(heads: &[String], guesses: &[Vec<Guess>], shapes: &mut [Shape]) {
    let says = |guess: &Guess| {
        let is_flag = matches!(guess.role, Role::IsWon | Role::WonOn | Role::LostOn);
        is_flag || matches!(guess.role, Role::Stage | Role::Status | Role::To | Role::NewValue | Role::Quota)
    };
    // Stages of which none is won or lost leave what became of them to another column.
    let decides = |shape: &Shape| {
        let mut meanings = shape.texts.keys().filter_map(|text| meaning_of(text));
        shape.is_varied || meanings.any(|meaning| matches!(meaning, Meaning::Won | Meaning::Lost))
    };
    let is_said = |(of, shape): (&Vec<Guess>, &Shape)| {
        let is_decided = |guess: &Guess| guess.role != Role::Stage || decides(shape);
        of.iter().any(|guess| says(guess) && guess.rank < 6 && fits(&guess.role, shape) && is_decided(guess))
    };
    if guesses.iter().zip(shapes.iter()).any(is_said) {
        return;
    }
    // Contacts and leads have such statuses too, and nothing that they are worth.
    let is_of_deals = |(of, shape): (&Vec<Guess>, &Shape)| {
        let roles = [Role::Amount, Role::AmountActual, Role::AmountExpected, Role::Closed];
        of.iter().any(|guess| roles.contains(&guess.role) && fits(&guess.role, shape))
    };
    if !guesses.iter().zip(shapes.iter()).any(is_of_deals) {
        return;
    }
    let is_funnel = counts_stages(heads, guesses, shapes);
    let is_coded = |shape: &Shape| {
        let few = (2..=15).contains(&shape.texts.len()) && !shape.is_varied;
        few && shape.is_small() && shape.percents == 0 && shape.filled >= shape.texts.len() * 2
    };
    let named = |of: &Vec<Guess>| {
        of.iter().any(|guess| matches!(guess.role, Role::Stage | Role::Status) && guess.rank < 6)
    };
    // Beside numbers of leads and meetings, “Won” counts.
    let counts_won = |of: &Vec<Guess>| is_funnel && of.iter().any(|guess| guess.role == Role::WonCount);
    let mut found = guesses
        .iter()
        .zip(shapes.iter_mut())
        .filter(|(of, shape)| named(of) && is_coded(shape) && !counts_won(of));
    if let Some((_, shape)) = found.next() {
        shape.is_codes = true;
    }
}

/// Whether columns count what reached several stages, as in a table of reps: whole numbers, some of more than
/// one digit, under names of stages or of meetings, beside a column of people and none of opportunities.
fn counts_stages(heads: &[String], guesses: &[Vec<Guess>], shapes: &[Shape]) -> bool {
    let is_counted = |(head, shape): &(&String, &Shape)| {
        let plain = words(head);
        let is_named = is_stage_word(&plain) || ACTIVITIES.split('|').any(|activity| holds(&plain, activity));
        is_named && shape.is_counts() && shape.texts.keys().any(|text| text.len() > 1)
    };
    let is_owner = |of: &Vec<Guess>| of.iter().any(|guess| guess.role == Role::Owner && guess.rank < 4);
    let is_of_deals = |of: &Vec<Guess>| of.iter().any(|guess| guess.role == Role::Name && guess.rank < 2);
    heads.iter().zip(shapes).filter(is_counted).count() > 1
        && guesses.iter().any(is_owner)
        && !guesses.iter().any(is_of_deals)
}

/// What reps do before something is won, as heads of its numbers name it.
const ACTIVITIES: &str = "meetings|appointments|visits|proposals|quotes|offers|opportunities|treffen|termine|\
    angebote|reuniones|propuestas|propositions|moten|offerter|opportunites|oportunidades|vergaderingen|\
    incontri|proposte|reunioes|propostas";

/// The rank of a category of a forecast among what may say a status.
const FORECAST: u8 = 6;

impl Seen<'_> {
    /// Columns whose head may say a role and whose cells fit it, each with its rank.
    pub(in crate::history::import) fn having(&self, role: &Role) -> impl Iterator<Item = (usize, u8)> {
        let all = self.guesses.iter().zip(self.shapes).enumerate();
        all.filter_map(move |(column, (guesses, shape))| {
            let guess = guesses.iter().find(|guess| guess.role == *role)?;
            fits(role, shape).then_some((column, guess.rank))
        })
    }

    /// What a person chose for a column.
    pub(in crate::history::import) fn chosen(&self, column: usize) -> Option<&Role> {
        let head = self.layout.heads.get(column)?;
        let number = format!("#{}", column + 1);
        let all = &self.choices.columns;
        all.get(&number).or_else(|| all.iter().find(|(name, _)| is_same(name, head)).map(|(_, role)| role))
    }
}

/// Whether cells look like what a role needs; an empty column fits nothing.
pub(in crate::history::import) fn fits(role: &Role, shape: &Shape) -> bool {
    match role {
        Role::Ignored => true,
        Role::Id => shape.filled > 0 && shape.days * 2 <= shape.filled,
        Role::Stage | Role::Status if shape.is_codes => true,
        Role::Name | Role::Owner | Role::Manager | Role::Stage | Role::Status | Role::From | Role::To => {
            shape.is_text() && (!shape.is_flags() || matches!(role, Role::Owner | Role::Name))
        }
        Role::Field | Role::OldValue | Role::NewValue | Role::LossReason | Role::Pipeline => shape.filled > 0,
        Role::Period => shape.filled > 0 && shape.percents == 0,
        Role::Currency | Role::CurrencyConverted => {
            let known = shape
                .texts
                .keys()
                .filter(|text| crate::history::import::values::money::currency_of_cell(text).is_some())
                .count();
            known * 2 > shape.texts.len()
        }
        Role::ChangedOn
        | Role::Touched
        | Role::Created
        | Role::Closed
        | Role::ClosePlanned
        | Role::WonOn
        | Role::LostOn
        | Role::Entered(_)
        | Role::Exited(_) => shape.is_days(),
        Role::Amount
        | Role::AmountActual
        | Role::AmountExpected
        | Role::AmountConverted
        | Role::Quota
        | Role::Bookings => shape.is_numbers() && shape.percents == 0,
        Role::Probability => shape.is_numbers() || shape.percents * 2 > shape.filled,
        Role::Source => shape.texts.keys().any(|text| holds(&words(text), "self")),
        Role::IsWon | Role::IsClosed | Role::IsActive | Role::IsDeleted | Role::ByPlan => shape.is_flags(),
        Role::WonCount => shape.is_counts() && shape.large * 2 < shape.filled,
        Role::LostCount
        | Role::OpenCount
        | Role::StageEntered(_)
        | Role::StagePassed(_)
        | Role::StageOpen(_) => shape.is_counts(),
    }
}
