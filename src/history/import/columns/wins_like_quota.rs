//! Numbers of what was won that are of the size of the quotas beside them: money, or both are counts.

use super::column::Columns;
use super::seen::Seen;
use super::weak_heads;
use crate::history::import::choices::{Ask, Choices, Role};
use crate::history::import::values::money;
use crate::history::import::values::words::{holds, words};

/// Words of heads that say by themselves that opportunities are counted.
const COUNTED: &str = "deals|deal|wins|number|count|opportunities|opps|anzahl|abschlusse|auftrage|affaires|\
    nombre|\
    nb|negocios|trattative|contracts|aantal|antal";

/// How often the larger of both sums holds the smaller, at most, where they are of one size.
const TIMES: i64 = 10;
/// The same where the head of the quota says thousands, and that of what was won says nothing.
const TIMES_OF_SCALED: i64 = 3;

/// Takes what was won for bookings where a title says that all numbers are in thousands, and asks what it is
/// where nothing says it; only beside quotas of its size, and no bookings.
pub(super) fn take_or_ask(seen: &Seen<'_>, columns: &mut Columns) {
    let (Some(quota), Some(won)) = (columns.at(&Role::Quota), columns.at(&Role::WonCount)) else { return };
    let is_guess = [quota, won].into_iter().all(|at| seen.chosen(at).is_none());
    if columns.at(&Role::Bookings).is_some() || !is_guess {
        return;
    }
    let head = |at: usize| seen.layout.heads.get(at).map_or("", String::as_str);
    let times = if money::scale_in(head(quota)).is_some() { TIMES_OF_SCALED } else { TIMES };
    let sums = [Role::Quota, Role::WonCount].map(|role| sum(seen, columns, &role));
    let [of_quota, own] = sums;
    if !weak_heads::are_alike(own, of_quota, times) {
        return;
    }
    let plain = words(head(won));
    let is_counted = head(won).contains('#') || COUNTED.split('|').any(|word| holds(&plain, word));
    let of = |role: Role| columns.all.iter().enumerate().filter(move |(_, column)| column.role == role);
    let wins: Vec<usize> = of(Role::WonCount).map(|(at, _)| at).collect();
    let others: Vec<usize> =
        [Role::LostCount, Role::OpenCount].into_iter().flat_map(|role| of(role).map(|(at, _)| at)).collect();
    let quotas: Vec<usize> = of(Role::Quota).map(|(at, _)| at).collect();
    // Beside what was lost and what came, wins are counted as well, whatever the quota is in.
    let is_counting = |role: &Role| {
        matches!(role, Role::LostCount | Role::OpenCount | Role::StageEntered(_) | Role::StagePassed(_))
    };
    let is_alone = !columns.all.iter().any(|column| is_counting(&column.role));
    let is_near = weak_heads::are_alike(own, of_quota, TIMES_OF_SCALED);
    let is_scaled = seen.layout.remarks_of(seen.grid).any(|title| money::scale_in(title).is_some());
    if !is_counted && is_alone && is_near && is_scaled {
        for at in wins {
            columns.take(at, Role::Bookings, "of the size of the quota, in the thousands that a title says");
        }
        return;
    }
    let choose = |all: &[(&[usize], Role)]| {
        let each = all.iter().flat_map(|(at, role)| at.iter().map(move |at| (format!("#{}", at + 1), role)));
        Choices { columns: each.map(|(at, role)| (at, role.clone())).collect(), ..Choices::default() }
    };
    let question = format!(
        "The numbers of “{}” are of the size of those of “{}”. Do they count opportunities?",
        head(won),
        head(quota)
    );
    let mut ask = Ask::new(format!("column: {}", head(won)), question);
    if !is_counted {
        let money = choose(&[(&wins, Role::Bookings), (&others, Role::Ignored)]);
        ask = ask.or("no, both are money: it is what was booked", money);
    }
    let both = choose(&[(&wins, Role::WonCount), (&quotas, Role::Ignored)]);
    let ask = ask.or(format!("yes, and “{}” counts them too", head(quota)), both);
    columns.asks.push(ask.or(
        format!("yes, and “{}” is money", head(quota)),
        choose(&[(&wins, Role::WonCount), (&quotas, Role::Quota)]),
    ));
}

/// The sum of the columns of a role, by what is written in their cells.
fn sum(seen: &Seen<'_>, columns: &Columns, role: &Role) -> i64 {
    let of = |at: &usize| columns.all.get(*at).is_some_and(|column| column.role == *role);
    let of = (0..columns.all.len()).filter(of);
    of.map(|at| weak_heads::sum(seen, at)).fold(0, i64::saturating_add)
}
