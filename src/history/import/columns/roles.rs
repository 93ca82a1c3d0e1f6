//! What each column holds, by its head and by its cells.

use super::asks::{ask_whether, ask_which};
use super::column::{Column, Columns};
use super::seen::{Seen, fits};
use super::shapes::Shape;
use super::stage_heads;
use crate::history::import::choices::{Meaning, Role, RowKind};
use crate::history::import::values::words::{holds, is_same, words};
use crate::history::import::vocabulary::head_parts::NEW;
use crate::history::import::vocabulary::heads::Guess;
use crate::history::import::vocabulary::status::meaning_of;

/// Roles that only rows of reps have.
fn is_of_reps(role: &Role) -> bool {
    matches!(
        role,
        Role::Manager
            | Role::Period
            | Role::Quota
            | Role::Bookings
            | Role::WonCount
            | Role::LostCount
            | Role::OpenCount
            | Role::StageEntered(_)
            | Role::StagePassed(_)
            | Role::StageOpen(_)
    )
}

/// Roles that only changes of a stage have.
fn is_of_changes(role: &Role) -> bool {
    matches!(role, Role::From | Role::To | Role::Field | Role::OldValue | Role::NewValue)
}

fn belongs(role: &Role, kind: RowKind) -> bool {
    match kind {
        RowKind::Rep | RowKind::RepPeriod => {
            is_of_reps(role) || matches!(role, Role::Owner | Role::Currency | Role::Ignored)
        }
        // The quota of its owner may stand on each.
        RowKind::Opportunity => (!is_of_reps(role) || *role == Role::Quota) && !is_of_changes(role),
        RowKind::Change => !is_of_reps(role),
    }
}

/// Gives every column a role.
pub(in crate::history::import) fn columns_of(seen: &Seen<'_>, kind: RowKind) -> Columns {
    let mut columns = Columns::default();
    let mut ranks: Vec<u8> = Vec::new();
    for (place, head) in seen.layout.heads.iter().enumerate() {
        let shape = seen.shapes.get(place).cloned().unwrap_or_default();
        let (role, why, rank, pipeline) = role_of(seen, place, head, &shape, kind);
        ranks.push(rank);
        columns.all.push(Column { head: head.clone(), role, why, cells: shape.first, pipeline });
    }
    take_converted(&mut columns);
    take_formatted(&mut columns);
    if kind.is_of_reps() {
        super::to_date_pairs::keep_one_span(seen, &mut columns);
    }
    one_of_each(seen, &mut columns, &mut ranks);
    super::periods_within::drop_parts(seen, &mut columns);
    super::parts_of_total::take_total(seen, &mut columns);
    drop_signed(seen, &mut columns);
    drop_numbers_of_rows(seen, &mut columns);
    take_unnamed(seen, kind, &mut columns);
    if kind.is_of_reps() {
        super::pivots::take_money(seen, &mut columns);
        drop_present_stages(seen, &mut columns);
    }
    columns
}

/// Leaves out stages of which some were entered by fewer than were won: such numbers are of what is in them
/// now, as a pivot table of present stages has them. Where a grand total is theirs with what was won and
/// lost, they are what is open.
fn drop_present_stages(seen: &Seen<'_>, columns: &mut Columns) {
    let total = |at: usize| -> u64 {
        let cells = seen.layout.body.iter().map(|body| seen.grid.cell(body.row, at));
        let counts = cells.filter_map(|cell| {
            crate::history::import::values::numbers::read_count(
                cell,
                crate::history::import::values::numbers::DecimalMark::Point,
            )
        });
        counts.map(u64::from).sum()
    };
    let of = |is: &dyn Fn(&Role) -> bool| -> Vec<usize> {
        (0..columns.all.len()).filter(|at| columns.all.get(*at).is_some_and(|it| is(&it.role))).collect()
    };
    let entered = of(&|role| matches!(role, Role::StageEntered(_)));
    let passed = of(&|role| matches!(role, Role::StagePassed(_)));
    let won: u64 = of(&|role| *role == Role::WonCount).into_iter().map(&total).sum();
    let is_guess = |at: &usize| seen.chosen(*at).is_none();
    let ended = of(&|role| matches!(role, Role::WonCount | Role::LostCount));
    // “New” and “Leads” say what came.
    let came = |at: &usize| {
        let plain = words(seen.layout.heads.get(*at).map_or("", String::as_str));
        NEW.split('|').chain(["leads", "created", "entered"]).any(|word| holds(&plain, word))
    };
    let is_pivot = !entered.is_empty() && !ended.is_empty() && columns.at(&Role::OpenCount).is_none();
    if is_pivot
        && entered.iter().all(|at| is_guess(at) && !came(at))
        && has_grand_total(seen, columns, &entered, &ended)
    {
        for at in entered {
            columns.take(at, Role::OpenCount, "what is in it now: with what ended it makes the grand total");
        }
        return;
    }
    if won == 0
        || !passed.is_empty()
        || !entered.iter().all(is_guess)
        || !entered.iter().any(|at| total(*at) < won)
    {
        return;
    }
    for at in entered {
        let Some(column) = columns.all.get_mut(at) else { continue };
        column.role = Role::Ignored;
        "fewer than were won: what is in it now, and not what entered it".clone_into(&mut column.why);
    }
}

/// Whether a column of totals is the sum of some others in every row.
fn has_grand_total(seen: &Seen<'_>, columns: &Columns, entered: &[usize], ended: &[usize]) -> bool {
    use crate::history::import::values::numbers::{DecimalMark, read_count};
    let count =
        |row: usize, at: usize| read_count(seen.grid.cell(row, at), DecimalMark::Point).map(u64::from);
    let rows = &seen.layout.body;
    let is_total = |at: &usize| {
        columns.all.get(*at).is_some_and(|column| column.role == Role::Ignored)
            && seen
                .layout
                .heads
                .get(*at)
                .is_some_and(|head| crate::history::import::values::words::is_total(head))
    };
    let is_sum = |at: usize| {
        rows.iter().all(|body| {
            let of = entered.iter().chain(ended).map(|at| count(body.row, *at).unwrap_or(0));
            count(body.row, at) == Some(of.sum::<u64>())
        })
    };
    rows.len() > 1 && (0..columns.all.len()).filter(is_total).any(is_sum)
}

/// Where no head says amounts, the one column that holds money is theirs; several are asked about. Where no
/// head says whose an opportunity is, the one column of people's names that repeat is.
fn take_unnamed(seen: &Seen<'_>, kind: RowKind, columns: &mut Columns) {
    let is_free = |at: &usize| {
        let is_ignored = columns.all.get(*at).is_some_and(|column| column.role == Role::Ignored);
        is_ignored && seen.chosen(*at).is_none() && seen.guesses.get(*at).is_some_and(Vec::is_empty)
    };
    let free: Vec<usize> = (0..columns.all.len()).filter(is_free).collect();
    let head = |at: &usize| seen.layout.heads.get(*at).map_or("", String::as_str);
    let shape = |at: &usize| seen.shapes.get(*at);
    let amounts = [Role::Amount, Role::AmountActual, Role::AmountExpected, Role::AmountConverted];
    let (role, is_missing) = if kind.is_of_reps() {
        (Role::Bookings, columns.at(&Role::Bookings).is_none())
    } else {
        (Role::Amount, amounts.iter().all(|role| columns.at(role).is_none()))
    };
    // Beside quotas, what a rep has in whole thousands is money too.
    let is_of_quotas = kind.is_of_reps() && columns.at(&Role::Quota).is_some();
    let holds_money = |shape: &Shape| shape.is_money() || (is_of_quotas && shape.is_large());
    let names_currency = |at: &usize, shape: &Shape| {
        shape.is_numbers()
            && shape.percents == 0
            && crate::history::import::values::money::currency_of_head(head(at)).is_some()
    };
    let is_money = |at: &&usize| {
        shape(at).is_some_and(|shape| holds_money(shape) || names_currency(at, shape))
            && crate::history::import::vocabulary::heads::may_be_amount(head(at))
    };
    let money: Vec<usize> = free.iter().filter(is_money).copied().collect();
    if let (true, Some(first)) = (is_missing, money.first().copied()) {
        let differing: Vec<usize> =
            money.iter().copied().filter(|at| *at != first && differs(seen, first, *at)).collect();
        if !differing.is_empty() {
            let ask = ask_which(seen, columns, &role, first, &differing);
            columns.asks.push(ask);
        }
        let is_only = differing.is_empty();
        let why = if is_only { "the only column that holds money" } else { "a guess: others hold money too" };
        columns.take(first, role.clone(), why);
    }
    if is_missing && money.is_empty() && !kind.is_of_reps() {
        let is_likely = |at: &&usize| {
            shape(at).is_some_and(Shape::is_of_round_numbers)
                && crate::history::import::vocabulary::heads::may_be_amount(head(at))
        };
        let likely: Vec<usize> = free.iter().filter(is_likely).copied().collect();
        let is_beside_codes =
            |at: usize| columns.at(&Role::Currency).is_some_and(|codes| codes.abs_diff(at) == 1);
        match likely.as_slice() {
            [only] if is_beside_codes(*only) => {
                columns.take(*only, role, "it holds round numbers, beside the column of their currency");
            }
            // What a customer may spend, and what else is paid, may be what an opportunity is worth.
            [] => {
                let is_money = |at: &&usize| {
                    shape(at).is_some_and(|shape| shape.is_money() || shape.is_of_round_numbers())
                };
                let is_other = |at: &&usize| {
                    is_money(at) && crate::history::import::vocabulary::heads::may_be_fee(head(at))
                };
                let other: Vec<usize> = free.iter().filter(is_other).copied().collect();
                columns.asks.extend(ask_whether(columns, &other));
            }
            _ => columns.asks.extend(ask_whether(columns, &likely)),
        }
    }
    let of_changes = [Role::ChangedOn, Role::Touched, Role::Created];
    let is_without_day = kind == RowKind::Change && of_changes.iter().all(|role| columns.at(role).is_none());
    let is_day = |at: &&usize| shape(at).is_some_and(Shape::is_days);
    let days: Vec<usize> = free.iter().filter(is_day).copied().collect();
    if let (true, [only]) = (is_without_day, days.as_slice()) {
        columns.take(*only, Role::ChangedOn, "the only column of days beside changes");
    }
    if kind == RowKind::Opportunity {
        take_closed(seen, &days, columns);
    }
    if !kind.is_of_reps() && columns.at(&Role::Owner).is_none() {
        take_owners(seen, &free, columns);
    }
}

/// Words of days on which something else happens to what was won or lost.
const OTHER_DAYS: &str = "live|golive|invoice|invoiced|rechnung|facture|factura|paid|bezahlt|payment|zahlung|\
    delivery|delivered|liefer|lieferung|start|begin|beginn|kickoff|kick|install|installation|renewal|\
    handover|\
    archived|archiviert|onboarding|survey|due|ship|shipped|billing|contract|vertrag|next|follow|expiry|term";

/// Takes the one column of days that the won have, and the lost, and no other, for the days on which they
/// ended, where no head says them.
fn take_closed(seen: &Seen<'_>, days: &[usize], columns: &mut Columns) {
    let ends = [Role::Closed, Role::WonOn, Role::LostOn];
    let Some(status) = columns.at(&Role::Status).or_else(|| columns.at(&Role::Stage)) else { return };
    if ends.iter().any(|role| columns.at(role).is_some()) {
        return;
    }
    let cell = |row: usize, at: usize| seen.grid.cell(row, at);
    let rows: Vec<(usize, Option<Meaning>)> =
        seen.layout.body.iter().map(|body| (body.row, meaning_of(cell(body.row, status)))).collect();
    let having = |at: usize, wanted: Meaning| {
        let all = || rows.iter().filter(|(_, meaning)| *meaning == Some(wanted));
        (all().filter(|(row, _)| !cell(*row, at).is_empty()).count(), all().count())
    };
    let is_theirs = |at: &&usize| {
        let ((won, all_won), (lost, all_lost)) = (having(**at, Meaning::Won), having(**at, Meaning::Lost));
        let filled = rows.iter().filter(|(row, _)| !cell(*row, **at).is_empty()).count();
        let plain = words(seen.layout.heads.get(**at).map_or("", String::as_str));
        let is_other = OTHER_DAYS.split('|').any(|word| holds(&plain, word));
        let is_of_both = won > 1 && lost > 1 && won * 5 >= all_won * 4 && lost * 5 >= all_lost * 4;
        is_of_both && won + lost == filled && filled < rows.len() && !is_other
    };
    let mut found = days.iter().filter(is_theirs);
    if let (Some(only), None) = (found.next(), found.next()) {
        columns.take(*only, Role::Closed, "days that only the won and lost have");
    }
}

/// Leaves out days of signing where another column says when opportunities ended, or where one that was not
/// won has such a day: what was signed then may be an agreement on secrets.
fn drop_signed(seen: &Seen<'_>, columns: &mut Columns) {
    let Some(signed) = columns.at(&Role::WonOn).filter(|at| seen.chosen(*at).is_none()) else { return };
    let plain = words(seen.layout.heads.get(signed).map_or("", String::as_str));
    let is_signed = plain.contains("sign") || plain.contains("underskrev") || plain.contains("firma");
    let status = columns.at(&Role::Status).or_else(|| columns.at(&Role::Stage));
    let is_of_other = |row: usize| {
        let meaning = status.map(|status| meaning_of(seen.grid.cell(row, status)));
        meaning.is_some_and(|meaning| meaning != Some(Meaning::Won))
            && !seen.grid.cell(row, signed).is_empty()
    };
    let is_said = columns.at(&Role::Closed).is_some();
    if is_signed && (is_said || seen.layout.body.iter().any(|body| is_of_other(body.row))) {
        columns.take(
            signed,
            Role::Ignored,
            "another column says when opportunities ended, or not only won ones have it",
        );
    }
}

/// Takes the one column of people's names that repeat for owners, or else one of their numbers.
fn take_owners(seen: &Seen<'_>, free: &[usize], columns: &mut Columns) {
    let shape = |at: &usize| seen.shapes.get(*at);
    let head = |at: &usize| seen.layout.heads.get(*at).map_or("", String::as_str);
    let is_of_people = |at: &&usize| {
        shape(at).is_some_and(Shape::is_of_people)
            && !crate::history::import::vocabulary::heads::is_of_customer(head(at))
    };
    let people: Vec<usize> = free.iter().filter(is_of_people).copied().collect();
    if let [only] = people.as_slice() {
        columns.take(*only, Role::Owner, "the only column of people’s names that repeat");
    }
    if columns.at(&Role::Owner).is_none() {
        let is_of_ids = |at: &usize| {
            let is_ignored = columns.all.get(*at).is_some_and(|column| column.role == Role::Ignored);
            let says = |guesses: &Vec<Guess>| guesses.iter().any(|guess| guess.role == Role::Owner);
            let repeats = |shape: &Shape| {
                let distinct = shape.texts.len();
                shape.is_counts() && !shape.is_varied && distinct > 1 && distinct * 2 <= shape.filled
            };
            is_ignored
                && seen.chosen(*at).is_none()
                && seen.guesses.get(*at).is_some_and(says)
                && shape(at).is_some_and(repeats)
        };
        if let Some(first) = (0..columns.all.len()).find(is_of_ids) {
            columns.take(first, Role::Owner, "numbers of owners: no column has their names");
        }
    }
}

/// Beside a column of currencies and one of amounts, another whose head names a currency is the converted
/// one.
fn take_converted(columns: &mut Columns) {
    let has_codes = columns.at(&Role::Currency).is_some();
    let is_amount = |column: &&mut Column| column.role == Role::Amount;
    let names =
        |column: &Column| crate::history::import::values::money::currency_of_head(&column.head).is_some();
    let plain = columns.all.iter().any(|column| column.role == Role::Amount && !names(column));
    if !has_codes || !plain || columns.at(&Role::AmountConverted).is_some() {
        return;
    }
    for column in columns.all.iter_mut().filter(is_amount) {
        if names(column) {
            column.role = Role::AmountConverted;
            "its head names one currency, beside amounts in several".clone_into(&mut column.why);
        }
    }
}

/// A column that only numbers rows, or whose numbers were rounded, is no identity.
fn drop_numbers_of_rows(seen: &Seen<'_>, columns: &mut Columns) {
    let Some(id) = columns.at(&Role::Id).filter(|at| seen.chosen(*at).is_none()) else { return };
    let named = columns.at(&Role::Name);
    let cell = |row: usize, column: usize| seen.grid.cell(row, column);
    let rows = seen.layout.body.iter();
    let rows = rows.map(|body| (cell(body.row, id), named.map_or("", |column| cell(body.row, column))));
    if let Some(why) = super::identity::why_none(rows) {
        columns.take(id, Role::Ignored, why);
    }
}

/// Amounts “as formatted” are what a person reads; beside them a system keeps its own, in cents.
fn take_formatted(columns: &mut Columns) {
    let is_formatted = |column: &Column| {
        let plain = crate::history::import::values::words::words(&column.head);
        column.role == Role::Amount
            && ["formatted", "formatiert", "formate"]
                .iter()
                .any(|word| crate::history::import::values::words::holds(&plain, word))
    };
    let Some(formatted) = columns.all.iter().position(is_formatted) else { return };
    let name = columns.all.get(formatted).map(|column| column.head.clone()).unwrap_or_default();
    for (at, column) in columns.all.iter_mut().enumerate() {
        if column.role == Role::Amount && at != formatted {
            column.role = Role::Ignored;
            column.why = format!("“{name}” says it as people read it");
        }
    }
}

type Found = (Role, String, u8, Option<String>);

fn role_of(seen: &Seen<'_>, place: usize, head: &str, shape: &Shape, kind: RowKind) -> Found {
    if let Some(role) = seen.chosen(place) {
        return (role.clone(), "chosen".to_owned(), 0, None);
    }
    let guesses = seen.guesses.get(place).map(Vec::as_slice).unwrap_or_default();
    if !kind.is_of_reps()
        && let Some(stage) = stage_heads::stage_date(seen, place, head, shape)
    {
        return (stage.role, format!("its head names the stage “{}”", stage.name), 0, stage.pipeline);
    }
    let mut fitting: Vec<&Guess> =
        guesses.iter().filter(|guess| belongs(&guess.role, kind) && fits(&guess.role, shape)).collect();
    // Beside opportunities “Target”, “Plan” and “Budget” are something else.
    if !kind.is_of_reps() {
        fitting.retain(|guess| {
            guess.role != Role::Quota || crate::history::import::vocabulary::heads::says_quota(head)
        });
    }
    // “Name” is an opportunity's own, unless its cells repeat as those of owners do.
    if !kind.is_of_reps() && shape.texts.len() * 2 > shape.filled {
        fitting.retain(|guess| guess.role != Role::Owner || !matches!(guess.rank, 3 | 5));
    }
    fitting.sort_by_key(|guess| guess.rank);
    if let Some(best) = fitting.first() {
        return (best.role.clone(), "its head and its cells".to_owned(), best.rank, None);
    }
    if kind.is_of_reps() {
        if let Some((role, why)) = stage_heads::period_column(seen, head, shape) {
            return (role, why.to_owned(), 5, None);
        }
        return stage_heads::count_column(head, shape);
    }
    if guesses.is_empty() && shape.texts.len() < 20 && !shape.is_varied && is_codes(shape) {
        return (Role::Currency, "its cells are codes of currencies".to_owned(), 5, None);
    }
    let why = match (shape.filled, guesses.first()) {
        (0, _) => "it is empty",
        (_, Some(_)) => "its cells are not what its head says",
        (_, None) => "nothing that is needed",
    };
    (Role::Ignored, why.to_owned(), 9, None)
}

/// Whether all cells are codes of currencies.
fn is_codes(shape: &Shape) -> bool {
    shape.filled > 0
        && shape
            .texts
            .keys()
            .all(|text| text.len() == 3 && crate::history::import::values::money::currency_in(text).is_some())
}

/// Roles of which a file has several columns.
fn may_repeat(role: &Role) -> bool {
    matches!(
        role,
        Role::Ignored
            | Role::Touched
            | Role::LossReason
            | Role::Entered(_)
            | Role::Exited(_)
            | Role::StageEntered(_)
            | Role::StagePassed(_)
            | Role::StageOpen(_)
            | Role::Manager
            | Role::Name
            | Role::ClosePlanned
            | Role::Probability
    )
}

/// Roles of which two columns that differ change a count, a sum or a date.
fn is_asked(role: &Role) -> bool {
    matches!(
        role,
        Role::Owner
            | Role::Stage
            | Role::Amount
            | Role::AmountActual
            | Role::AmountConverted
            | Role::Closed
            | Role::Created
            | Role::Quota
            | Role::Bookings
            | Role::Id
    )
}

/// Leaves one column for each role: the one whose head is surest; columns as sure that differ are asked
/// about.
fn one_of_each(seen: &Seen<'_>, columns: &mut Columns, ranks: &mut [u8]) {
    let mut roles: Vec<Role> = columns.all.iter().map(|column| column.role.clone()).collect();
    roles.sort();
    roles.dedup();
    for role in roles.into_iter().filter(|role| !may_repeat(role)) {
        let of: Vec<usize> = (0..columns.all.len())
            .filter(|at| columns.all.get(*at).is_some_and(|it| it.role == role))
            .collect();
        let rank = |at: &usize| ranks.get(*at).copied().unwrap_or(9);
        let Some(best) = of.iter().map(rank).min() else { continue };
        let sure: Vec<usize> = of.iter().copied().filter(|at| rank(at) == best).collect();
        let filled = |at: &usize| seen.shapes.get(*at).map_or(0, |shape| shape.filled);
        let most = sure.iter().map(filled).max().unwrap_or(0);
        let Some(mut kept) = sure.iter().copied().find(|at| filled(at) == most) else { continue };
        let heads = sure.iter().filter_map(|at| seen.layout.heads.get(*at));
        let heads: Vec<&String> =
            heads.filter(|head| !crate::history::import::values::words::is_total(head)).collect();
        // Beside quarters, the one column without a period is their total.
        let whole = heads
            .iter()
            .filter(|head| crate::history::import::values::periods::period_in(head).is_none())
            .count();
        let named = heads
            .iter()
            .copied()
            .filter(|head| whole != 1 || crate::history::import::values::periods::period_in(head).is_some());
        let periods = crate::history::import::values::periods::are_periods(named);
        if periods && matches!(role, Role::Quota | Role::Bookings) {
            continue;
        }
        let counts = matches!(role, Role::WonCount | Role::LostCount);
        if periods && counts && whole != 1 {
            continue;
        }
        let is_whole = |at: &usize| {
            seen.layout
                .heads
                .get(*at)
                .is_some_and(|head| crate::history::import::values::periods::period_in(head).is_none())
        };
        if periods && counts {
            kept = sure.iter().copied().find(is_whole).unwrap_or(kept);
        } else if periods && role == Role::OpenCount {
            // What is open at the end of the last period.
            kept = sure.last().copied().unwrap_or(kept);
        }
        // Beside money, “Sales” and “Vendas” in small numbers count what was won.
        let is_money = |at: &usize| {
            let head = seen.layout.heads.get(*at).map_or("", String::as_str);
            seen.shapes.get(*at).is_some_and(Shape::is_money)
                || crate::history::import::values::money::currency_of_head(head).is_some()
        };
        let is_count = |at: &usize| seen.shapes.get(*at).is_some_and(Shape::is_small) && !is_money(at);
        let is_told = role == Role::Bookings && sure.iter().any(is_money);
        if is_told && is_count(&kept) {
            kept = sure.iter().copied().find(is_money).unwrap_or(kept);
        }
        let is_rival =
            |at: &usize| *at != kept && !is_of_table_beside(seen, kept, *at) && !(is_told && is_count(at));
        let differing: Vec<usize> =
            sure.iter().copied().filter(|at| is_rival(at) && differs(seen, kept, *at)).collect();
        // Two expected amounts matter only where no column says another.
        let agreed = [Role::Amount, Role::AmountActual, Role::AmountConverted];
        let is_alone = role == Role::AmountExpected && agreed.iter().all(|role| columns.at(role).is_none());
        if !differing.is_empty() && (is_asked(&role) || is_alone) {
            let ask = ask_which(seen, columns, &role, kept, &differing);
            columns.asks.push(ask);
        }
        let is_missing = columns.at(&Role::WonCount).is_none();
        let won = of.iter().copied().find(|at| is_told && is_missing && is_count(at));
        for at in of.into_iter().filter(|at| *at != kept) {
            if let (true, Some(column)) = (Some(at) == won, columns.all.get_mut(at)) {
                column.role = Role::WonCount;
                "small numbers beside money: how many were won".clone_into(&mut column.why);
                continue;
            }
            let head = seen.layout.heads.get(kept).cloned().unwrap_or_default();
            if let Some(column) = columns.all.get_mut(at) {
                column.role = Role::Ignored;
                column.why = format!("“{head}” says it");
            }
        }
    }
}

/// Whether a column belongs to another, shorter table on the right: an empty column without a head lies
/// between them, and its cells fill only the first rows, fewer than half.
fn is_of_table_beside(seen: &Seen<'_>, kept: usize, other: usize) -> bool {
    let is_gap = |at: usize| {
        let is_empty = seen.shapes.get(at).is_none_or(|shape| shape.filled == 0);
        is_empty && seen.layout.heads.get(at).is_some_and(String::is_empty)
    };
    let body = &seen.layout.body;
    let is_filled =
        |body: &crate::history::import::table::layout::BodyRow| !seen.grid.cell(body.row, other).is_empty();
    let first = body.iter().take_while(|body| is_filled(body)).count();
    (kept..other).any(is_gap) && first * 2 < body.len() && !body.iter().skip(first).any(is_filled)
}

/// Whether two columns say different things in a row where both say something.
fn differs(seen: &Seen<'_>, one: usize, other: usize) -> bool {
    let mark = crate::history::import::values::numbers::DecimalMark::Point;
    seen.layout.body.iter().any(|body| {
        let (a, b) = (seen.grid.cell(body.row, one), seen.grid.cell(body.row, other));
        let amount = |cell| {
            crate::history::import::values::money::written(cell).and_then(|written| written.read(mark))
        };
        let is_one = || amount(a).is_some() && amount(a) == amount(b);
        !a.is_empty() && !b.is_empty() && !is_same(a, b) && !is_one()
    })
}
