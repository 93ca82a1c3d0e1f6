//! What the head of a column says of it, in the words of many systems and languages.

use super::head_parts::{
    ACTUAL, AMOUNT, CLOSING, CLOSING_DAYS, CONVERTED, CREATED, CURRENCY, CUSTOMER, DAY, DEALS, EXPECTED,
    LOSS, NEW, NO_COUNT, NUMBER, NUMBER_OF, OBJECTS, OTHER_AMOUNT, OTHER_STATUS, OWNER, OWNER_ENDS, REASON,
    STAGE_ENDS, STATUS_ENDS, WITHOUT_TAX,
};
use super::head_words::{PHRASES, WEAK};
use super::head_words_by_language::MORE;
use crate::history::import::choices::{Meaning, Role};
use crate::history::import::values::words::{holds, words};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// A guess from a head: what the column holds, and how sure the head makes it, 0 the surest.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::history::import) struct Guess {
    pub(in crate::history::import) role: Role,
    pub(in crate::history::import) rank: u8,
}

/// Whether a column of numbers with this head may count a stage's opportunities.
pub(in crate::history::import) fn may_count(plain: &str) -> bool {
    // Calls and mails are no stage, but discovery calls are.
    let is_stage = super::status::is_stage_word(plain);
    let activities = ["calls", "emails"];
    let is_no_count = |phrase: &str| holds(plain, phrase) && !(is_stage && activities.contains(&phrase));
    // “Units quoted” and “VAR leads” count, and “Units” and “Quota var” do not.
    let is_other =
        ["units", "points", "var"].contains(&plain) || plain.ends_with(" var") || plain.ends_with(" units");
    !plain.is_empty() && !is_other && !NO_COUNT.split('|').any(is_no_count)
}

/// Whether a column of money with this head may say what opportunities are worth.
pub(in crate::history::import) fn may_be_amount(head: &str) -> bool {
    let plain = plain_head(head);
    let is_other = |phrase: &str| holds(&plain, phrase);
    may_count(&plain) && !OTHER_AMOUNT.split('|').any(is_other) && !EXPECTED.split('|').any(is_other)
}

/// Whether a column of money with this head may say what reps have booked: “Last Year Sales” too.
pub(in crate::history::import) fn may_be_booked(head: &str) -> bool {
    let plain = plain_head(head);
    let without_year: Vec<&str> = plain.split(' ').filter(|word| *word != "year").collect();
    !without_year.is_empty() && may_be_amount(&without_year.join(" "))
}

/// Whether a column of money with this head, which is seldom what an opportunity is worth, may be it after
/// all.
pub(in crate::history::import) fn may_be_fee(head: &str) -> bool {
    let plain = plain_head(head);
    let is_other = |phrase: &str| holds(&plain, phrase);
    ["fee", "fees", "budget", "price", "total", "sum", "invoice", "order"].iter().any(|word| is_other(word))
        || (EXPECTED.split('|').any(is_other) && !OTHER_AMOUNT.split('|').any(is_other))
}

/// Whether a head says that its column names customers, or who did something once.
pub(in crate::history::import) fn is_of_customer(head: &str) -> bool {
    let plain = plain_head(head);
    CUSTOMER.split('|').any(|phrase| holds(&plain, phrase)) || super::name_parts::is_part(&plain)
}

/// All that a head may say of its column, the surest first.
pub(in crate::history::import) fn guesses(head: &str) -> Vec<Guess> {
    let plain = plain_head(head);
    // “$”, “$$” and “EUR” alone head amounts.
    let trimmed = head.trim();
    let sign = trimmed.chars().next().map_or(0, char::len_utf8);
    let (one, more) = trimmed.split_at(sign);
    let is_repeated = crate::history::import::values::money::is_sign(one) && more.replace(one, "").is_empty();
    if is_repeated
        || crate::history::import::values::money::is_sign(trimmed)
        || crate::history::import::values::money::code(trimmed).is_some()
    {
        return [Role::Amount, Role::Bookings].map(|role| Guess { role, rank: 2 }).into();
    }
    let mut found = exact(&plain);
    if found.is_empty() {
        let inner = OBJECTS.split('|').find_map(|object| plain.strip_prefix(object)?.strip_prefix(' '));
        found = inner.map(exact).unwrap_or_default();
    }
    if found.is_empty() {
        found = exact(&without_period(&plain));
        let counts = [Role::Quota, Role::Bookings, Role::WonCount, Role::LostCount];
        found.retain(|guess| counts.contains(&guess.role));
    }
    if found.is_empty() && numbers_opportunities(&plain) {
        found = vec![Guess { role: Role::Id, rank: 1 }];
    }
    if found.iter().all(|guess| guess.rank == WEAK) {
        found.extend(loose(&plain));
    }
    // “Team / Rep” heads reps, with their teams above them; “Closed / Exp. Close” is the day of closing of
    // what is closed.
    if found.is_empty() && head.contains('/') {
        let parts = head.split('/').flat_map(|part| exact(&plain_head(part)));
        found = parts
            .filter(|guess| matches!(guess.role, Role::Owner | Role::Closed))
            .map(|of| Guess { rank: 4, ..of })
            .take(1)
            .collect();
    }
    // “Closed Won ($K)” is money, where “Closed Won” may count.
    if crate::history::import::values::money::scale_in(head).is_some()
        || crate::history::import::values::money::currency_of_head(head).is_some()
    {
        found.retain(|guess| !matches!(guess.role, Role::WonCount | Role::LostCount | Role::OpenCount));
    }
    found
}

/// Whether a head says quota in so many words.
pub(in crate::history::import) fn says_quota(head: &str) -> bool {
    let plain = plain_head(head);
    ["quota", "cuota", "kvot", "kvota", "kvote"].iter().any(|word| holds(&plain, word)) && may_count(&plain)
}

/// Whether a head names a number of opportunities, whatever stands between: `N.º de oportunidad`.
fn numbers_opportunities(plain: &str) -> bool {
    let is_one_of = |all: &str, word: &str| all.split('|').any(|known| known == word);
    // “Sales code” is a seller's.
    let is_object = |word: &&str| is_one_of(OBJECTS, word) && *word != "sales";
    let (objects, others): (Vec<&str>, Vec<&str>) = plain.split(' ').partition(is_object);
    let is_number = |word: &&str| is_one_of(NUMBER, word);
    let is_said = |word: &&str| is_number(word) || is_one_of(NUMBER_OF, word);
    objects.len() == 1 && others.iter().any(is_number) && others.iter().all(is_said)
}

/// Heads without the name of the object that most of them begin with: `Valeur` of `Affaire - Valeur`.
pub(in crate::history::import) fn bare(heads: &[String]) -> Vec<&str> {
    let parts = |head: &str, mark: &str| -> Option<usize> {
        let (object, rest) = head.split_once(mark)?;
        (!object.is_empty() && !rest.is_empty()).then_some(object.len())
    };
    let filled = heads.iter().filter(|head| !head.is_empty()).count();
    for mark in [" - ", " – ", ": ", "."] {
        let Some(first) = heads.iter().find(|head| parts(head, mark).is_some()) else { continue };
        let Some(object) = parts(first, mark).and_then(|end| first.get(..end + mark.len())) else { continue };
        let of_object = heads.iter().filter(|head| head.starts_with(object)).count();
        if of_object > 2 && of_object * 5 >= filled * 3 {
            return heads.iter().map(|head| head.strip_prefix(object).unwrap_or(head)).collect();
        }
    }
    heads.iter().map(String::as_str).collect()
}

/// A head without the period that it names at its beginning or its end: `quota` of `fy26 quota`.
fn without_period(plain: &str) -> String {
    let is_year = |word: &str| {
        let year = word.strip_prefix("fy").or_else(|| word.strip_prefix("cy"));
        year.is_some_and(|year| matches!(year.len(), 0 | 2 | 4) && year.bytes().all(|b| b.is_ascii_digit()))
    };
    let is_numbered = crate::history::import::values::periods::period_in(plain).is_some();
    // “H2 2026 to date quota”
    let plain = &*if is_numbered { plain.replace(" to date", "") } else { plain.to_owned() };
    let all: Vec<&str> = plain.split(' ').collect();
    let is_period = |word: &&&str| {
        let is_number = is_numbered && word.len() < 3 && word.bytes().all(|byte| byte.is_ascii_digit());
        let is_to_date = super::to_date::TO_DATE.split('|').any(|known| known == **word);
        let is_named = crate::history::import::values::periods::period_in(word).is_some() || is_to_date;
        is_named || is_number || is_year(word)
    };
    // Where words are not parted, as in 累計売上.
    if let Some(rest) = super::to_date::WITHIN.iter().find_map(|word| plain.strip_prefix(word)) {
        return rest.trim_start().to_owned();
    }
    let first = all.iter().take_while(is_period).count();
    let last = all.iter().skip(first).rev().take_while(is_period).count();
    all.get(first..all.len() - last).unwrap_or_default().join(" ")
}

/// Whether a head says a period, and that its numbers are added up, and nothing else.
pub(in crate::history::import) fn is_only_period(head: &str) -> bool {
    without_period(&plain_head(head)).is_empty()
        && crate::history::import::values::periods::period_in(head).is_some()
}

/// A head as words, without what systems put around it.
pub(in crate::history::import) fn plain_head(head: &str) -> String {
    // Pipedrive writes “Deal - Value”, Salesforce's loader “Opportunity.Amount”, its own fields “ARR__c”.
    let inner = head.strip_prefix("Deal - ").or_else(|| head.strip_prefix("Opportunity - ")).unwrap_or(head);
    let inner =
        inner.strip_prefix("Opportunity.").or_else(|| inner.strip_prefix("Opportunity: ")).unwrap_or(inner);
    let inner = inner.strip_suffix("__c").unwrap_or(inner);
    let inner = without_unit(inner);
    let plain = crate::history::import::values::periods::words(inner);
    // HubSpot has “Is Closed (numeric)” beside “Is closed”; people write “Won (Y/N)”.
    let answers = [
        " numeric", " y n", " yes no", " j n", " ja nein", " o n", " oui non", " s n", " si no", " 1 0",
        " 0 1",
    ];
    let plain = answers.iter().find_map(|end| plain.strip_suffix(end)).map_or(plain.clone(), str::to_owned);
    let net = WITHOUT_TAX.split('|').find_map(|net| plain.strip_suffix(net)?.strip_suffix(' '));
    let plain = net.map_or(plain.clone(), str::to_owned);
    let plain = plain.strip_suffix(" dt").map_or(plain.clone(), |before| format!("{before} date"));
    // “Amount (USD)”, “Umsatz in TEUR”, “Montant (€)”: the currency is a fact of its own.
    let last = plain.rsplit(' ').next().unwrap_or_default();
    let is_code = last.len() >= 3
        && crate::history::import::values::money::currency_in(&last.to_ascii_uppercase()).is_some();
    let scale = ["k", "tsd", "thousands", "mio", "000", "millions", "000s", "cents", "pence"];
    if plain.len() > last.len() && (is_code || scale.contains(&last)) {
        let before = plain.get(..plain.len() - last.len()).unwrap_or_default().trim_end();
        let before = before.strip_suffix(" in").unwrap_or(before);
        let before = before.strip_suffix(" en").unwrap_or(before);
        return before.to_owned();
    }
    plain
}

/// A head without a currency and a scale in brackets behind it: `Soll` of `Soll (T€)`.
fn without_unit(head: &str) -> &str {
    use crate::history::import::values::money::{currency_in, is_sign, scale_in, unit_of_head};
    let is_unit = |text: &str| scale_in(text).is_some() || currency_in(text).is_some() || is_sign(text);
    unit_of_head(head)
        .filter(|(_, unit)| is_unit(unit) && words(unit).split(' ').count() < 4)
        .map_or(head, |(before, _)| before.trim_end())
}

/// Whether a head says that its column holds periods.
pub(in crate::history::import) fn is_known_period(head: &str) -> bool {
    guesses(head).iter().any(|guess| guess.role == Role::Period)
}

fn exact(plain: &str) -> Vec<Guess> {
    // Old systems write heads without anything between words: `CLOSEDATE`.
    let is_glued = plain.len() > 5 && plain.is_ascii() && !plain.contains(' ');
    let (known, glued) = &*KNOWN;
    let places = |of: &BTreeMap<String, BTreeSet<usize>>| of.get(plain).cloned().unwrap_or_default();
    let mut found = places(known);
    if is_glued {
        found.extend(places(glued));
    }
    let all = found.into_iter().filter_map(|at| PHRASES.iter().chain(MORE).nth(at));
    all.map(|(role, rank, _)| Guess { role: role.clone(), rank: *rank }).collect()
}

/// Heads by their words, and by their words without anything between them.
type Known = (BTreeMap<String, BTreeSet<usize>>, BTreeMap<String, BTreeSet<usize>>);

/// The places of phrases among all, so that a head is looked up and not compared with thousands.
static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let mut all = Known::default();
    for (at, (_, _, phrases)) in PHRASES.iter().chain(MORE).enumerate() {
        for phrase in phrases.split('|') {
            all.0.entry(phrase.to_owned()).or_default().insert(at);
            if phrase.contains(' ') {
                all.1.entry(phrase.replace(' ', "")).or_default().insert(at);
            }
        }
    }
    all
});

/// Whether a head says of leads that they were accepted, and so of no opportunity that it was won: “SQL
/// Accepted Date”.
fn is_accepted_lead(plain: &str) -> bool {
    super::status::is_of_accepted(plain) && holds(plain, "accepted")
}

/// What words within a head say, where the head as a whole is not known.
fn loose(plain: &str) -> Vec<Guess> {
    let any = |phrases: &[&str]| phrases.iter().any(|phrase| holds(plain, phrase));
    let one = |role: Role| vec![Guess { role, rank: 4 }];
    if super::name_parts::is_part(plain) || is_accepted_lead(plain) {
        return Vec::new();
    }
    let one_of = |phrases: &str| phrases.split('|').any(|phrase| holds(plain, phrase));
    if one_of(CURRENCY) {
        return one(if one_of(CONVERTED) { Role::CurrencyConverted } else { Role::Currency });
    }
    if one_of(CONVERTED) && one_of(AMOUNT) && !one_of(EXPECTED) && !one_of(OTHER_AMOUNT) {
        return one(Role::AmountConverted);
    }
    let meaning = super::status::meaning_of(plain);
    if one_of(REASON) {
        return if one_of(LOSS) || meaning == Some(Meaning::Lost) {
            one(Role::LossReason)
        } else {
            Vec::new()
        };
    }
    if any(&[
        "role", "email", "phone", "id", "count", "type", "notes", "comments", "team", "region", "duration",
        "days",
    ]) {
        return Vec::new();
    }
    let is_day = one_of(DAY);
    match meaning {
        Some(Meaning::Won) if is_day => return one(Role::WonOn),
        Some(Meaning::Lost) if is_day => return one(Role::LostOn),
        Some(_) | None => {}
    }
    if (one_of(CLOSING) && is_day) || one_of(CLOSING_DAYS) {
        return if one_of(EXPECTED) { one(Role::ClosePlanned) } else { one(Role::Closed) };
    }
    if one_of(CREATED) {
        return one(Role::Created);
    }
    let ends = |ends: &[&str]| {
        !plain.contains(' ') && ends.iter().any(|end| plain.len() > end.len() && plain.ends_with(end))
    };
    if any(&["quota"]) && may_count(plain) {
        return one(Role::Quota);
    }
    if one_of(OWNER) || ends(OWNER_ENDS) {
        return one(Role::Owner);
    }
    if ends(STATUS_ENDS) && !OTHER_STATUS.iter().any(|of| plain.starts_with(of)) {
        return one(Role::Status);
    }
    if one_of(DEALS) && !one_of(AMOUNT) && !is_day && may_count(plain) {
        // “New opportunities” are those that came, whatever became of them.
        let is_open =
            any(&["open", "offen", "offene", "offenen", "ouvertes", "abiertas", "aperte", "abertas"]);
        let counted = counted(meaning).filter(|of| of.role != Role::OpenCount || is_open || !one_of(NEW));
        if counted.is_some() {
            return counted.into_iter().collect();
        }
    }
    // Chinese, Japanese and Korean write no spaces between words.
    let within = |words: &[&str]| words.iter().any(|word| plain.contains(word));
    if within(&["目标", "目標", "목표"]) && may_count(plain) {
        return one(Role::Quota);
    }
    if (any(&["bookings"]) || within(&["实际业绩", "实际销售", "実績", "실적", "完成额"])) && may_count(plain)
    {
        return one(Role::Bookings);
    }
    if one_of(AMOUNT) {
        return amount(plain, meaning);
    }
    if (any(&["stage", "phase", "etape", "etapa"]) || ends(STAGE_ENDS))
        && !is_day
        && !any(&["previous", "next", "last", "first", "entered"])
    {
        return one(Role::Stage);
    }
    Vec::new()
}

/// What a head that names several opportunities, and what became of them, counts.
fn counted(meaning: Option<Meaning>) -> Option<Guess> {
    let role = match meaning? {
        Meaning::Won => Role::WonCount,
        Meaning::Lost => Role::LostCount,
        Meaning::Open => Role::OpenCount,
        Meaning::LeftOut => return None,
    };
    Some(Guess { role, rank: 4 })
}

/// Which amount a head with a word for amounts names.
fn amount(plain: &str, meaning: Option<Meaning>) -> Vec<Guess> {
    let one_of = |phrases: &str| phrases.split('|').any(|phrase| holds(plain, phrase));
    let guess = |role: Role, rank: u8| Guess { role, rank };
    if one_of(OTHER_AMOUNT) {
        return Vec::new();
    }
    // “Revenue Won”: what reps have booked, and what an opportunity was won for.
    if meaning == Some(Meaning::Won) && !one_of(EXPECTED) {
        return vec![guess(Role::Bookings, 4), guess(Role::AmountActual, 4)];
    }
    if one_of(ACTUAL) {
        return vec![guess(Role::AmountActual, 4)];
    }
    if one_of(EXPECTED) {
        return vec![guess(Role::AmountExpected, 4)];
    }
    vec![guess(Role::Amount, 3)]
}

/// Whether a cell is a head that is known, which tells the line of heads from titles and rows.
pub(in crate::history::import) fn is_known(cell: &str) -> bool {
    cell.len() <= 60 && (!exact(&plain_head(cell)).is_empty() || !guesses(cell).is_empty())
}
