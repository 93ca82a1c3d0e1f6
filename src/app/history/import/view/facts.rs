//! What a row is, and what holds for the whole file: each on a line, with what says so, and changed in place.

use super::choice::{Choice, Line};
use super::{ImportPage, OpenFile, Shown};
use crate::app::components::{Folded, fold};
use crate::app::history::words;
use crate::entry::month_name;
use crate::history::import::{Choices, DecimalMark, Encoding, Fact, RowKind};
use crate::model::DayOrder;
use yew::prelude::*;

const KINDS: [RowKind; 4] = [RowKind::Opportunity, RowKind::Change, RowKind::Rep, RowKind::RepPeriod];
const ENCODINGS: [Encoding; 4] =
    [Encoding::Utf8, Encoding::Windows1252, Encoding::Utf16Le, Encoding::Utf16Be];
/// Encodings that only the browser knows, by its names for them.
const DECODERS: [&str; 16] = [
    "windows-1250",
    "windows-1251",
    "windows-1253",
    "windows-1254",
    "windows-1255",
    "windows-1256",
    "windows-1257",
    "iso-8859-2",
    "iso-8859-15",
    "koi8-r",
    "macintosh",
    "shift_jis",
    "euc-jp",
    "gb18030",
    "big5",
    "euc-kr",
];
const SEPARATORS: [char; 4] = [',', ';', '\t', '|'];
const ORDERS: [DayOrder; 2] = [DayOrder::DayFirst, DayOrder::MonthFirst];
const MARKS: [DecimalMark; 2] = [DecimalMark::Point, DecimalMark::Comma];
/// Facts that have a line of their own.
const OWN_LINES: [&str; 8] = [
    "encoding",
    "separator",
    "head",
    "decimal mark",
    "order of day and month",
    "currency",
    "as of",
    WITHOUT_OWNER,
];
const WITHOUT_OWNER: &str = "without owner";

/// The lines.
pub(super) fn facts(shown: &Shown<'_>) -> Html {
    let reading = &shown.read.reading;
    let is_text = reading.facts.iter().any(|fact| fact.about == "encoding");
    let inside = html! {
        <div class="import-panel__rows">
            if is_text {
                { encoding(shown.page, shown.file, found(shown, "encoding")) }
                { separator(shown.page, shown.file, found(shown, "separator")) }
            }
            { head(shown.page, shown.file, found(shown, "head")) }
            { decimal(shown) }
            { days(shown) }
            { currency(shown) }
            { rates(shown) }
            { as_of(shown) }
            { year(shown) }
            { segments(shown) }
            { names(shown) }
            { around(shown) }
            { for other_facts(shown).map(|fact| html! {
                <div class="import-panel__row">
                    <p class="import-panel__name">{ words::fact_name(&fact.about) }</p>
                    <p>{ words::fact_value(fact, shown.format) }</p>
                    <p class="import-panel__why">{ &fact.why }</p>
                </div>
            }) }
        </div>
    };
    html! {
        <>
            <div class="import-panel__rows">
                { kind(shown) }{ without_owner(shown) }{ kept_stages(shown) }
            </div>
            { fold("import-facts", Folded::Closed, words::facts_heading(reading, shown.format), inside) }
        </>
    }
}

/// How else the bytes could be read, where nothing was understood.
pub(super) fn ways_to_read(page: &ImportPage, file: &OpenFile) -> Html {
    html! {
        <div class="import-panel__rows">
            { encoding(page, file, Found::default()) }
            { separator(page, file, Found::default()) }
            { head(page, file, Found::default()) }
        </div>
    }
}

/// What was found, and what says so.
#[derive(Clone, Debug, Default)]
struct Found {
    value: String,
    why: String,
}

fn found(shown: &Shown<'_>, about: &str) -> Found {
    let of = shown.read.reading.facts.iter().filter(|fact| fact.about == about);
    let all: Vec<&Fact> = of.collect();
    let join = |part: fn(&Fact) -> &String| {
        all.iter().map(|fact| part(fact).as_str()).collect::<Vec<_>>().join("; ")
    };
    Found { value: join(|fact| &fact.value), why: join(|fact| &fact.why) }
}

fn other_facts<'a>(shown: &'a Shown<'_>) -> impl Iterator<Item = &'a Fact> {
    shown.read.reading.facts.iter().filter(|fact| !OWN_LINES.contains(&fact.about.as_str()))
}

fn line(name: &'static str, control: Html, why: String) -> Html {
    html! {
        <div class="import-panel__row">
            <p class="import-panel__name" aria-hidden="true">{ name }</p>
            { control }
            <p class="import-panel__why">{ why }</p>
        </div>
    }
}

/// A list whose first place is what was found.
fn list(
    id: &'static str,
    name: &'static str,
    all: Vec<String>,
    (chosen, found): (Option<usize>, Found),
    on_choose: impl Fn(Option<usize>) + 'static,
) -> Html {
    let options: Vec<AttrValue> =
        std::iter::once(words::as_found(&found.value)).chain(all).map(AttrValue::from).collect();
    let chosen = chosen.map_or(0, |place| place + 1);
    let on_choose = Callback::from(move |place: usize| on_choose(place.checked_sub(1)));
    line(name, html! { <Choice {id} {name} {options} {chosen} {on_choose} /> }, found.why)
}

/// Reads the file with a choice changed.
fn choosing<T: 'static>(
    page: &ImportPage,
    file: &OpenFile,
    change: impl Fn(&mut Choices, T) + 'static,
) -> impl Fn(T) + 'static {
    let (page, choices) = (page.clone(), file.choices.clone());
    move |value| {
        let mut choices = choices.clone();
        change(&mut choices, value);
        page.choose(choices);
    }
}

fn kind(shown: &Shown<'_>) -> Html {
    let reading = &shown.read.reading;
    let kind = shown.file.choices.row.unwrap_or(reading.row);
    let chosen = KINDS.iter().position(|of| *of == kind).unwrap_or(0);
    let options: Vec<AttrValue> = KINDS.iter().map(|kind| words::row_kind(*kind).into()).collect();
    let choose = choosing(shown.page, shown.file, |choices, place: usize| {
        choices.row = KINDS.get(place).copied();
    });
    let on_choose = Callback::from(choose);
    let control = html! { <Choice id="import-row" name={words::ROW_IS} {options} {chosen} {on_choose} /> };
    line(words::ROW_IS, control, reading.row_why.clone())
}

fn encoding(page: &ImportPage, file: &OpenFile, found: Found) -> Html {
    let all = ENCODINGS.iter().map(|encoding| words::encoding(*encoding).to_owned());
    let all = all.chain(DECODERS.iter().map(|name| (*name).to_owned())).collect();
    let by_browser = file.decoder.as_deref().and_then(|of| DECODERS.iter().position(|name| *name == of));
    let own = file.choices.encoding.and_then(|of| ENCODINGS.iter().position(|encoding| *encoding == of));
    let chosen = by_browser.map(|place| place + ENCODINGS.len()).or(own);
    let (page, choices) = (page.clone(), file.choices.clone());
    list("import-encoding", words::ENCODING, all, (chosen, found), move |place| {
        let decoder = place.and_then(|place| DECODERS.get(place.checked_sub(ENCODINGS.len())?));
        let own = place.and_then(|place| ENCODINGS.get(place).copied());
        // What the browser decodes comes as UTF-8.
        let encoding = if decoder.is_some() { Some(Encoding::Utf8) } else { own };
        page.decode(decoder.map(|name| (*name).to_owned()), Choices { encoding, ..choices.clone() });
    })
}

fn separator(page: &ImportPage, file: &OpenFile, found: Found) -> Html {
    let all = SEPARATORS.iter().map(|mark| words::separator(*mark).to_owned()).collect();
    let chosen = file.choices.separator.and_then(|of| SEPARATORS.iter().position(|mark| *mark == of));
    let choose = choosing(page, file, |choices, place: Option<usize>| {
        choices.separator = place.and_then(|place| SEPARATORS.get(place).copied());
    });
    list("import-separator", words::SEPARATOR, all, (chosen, found), choose)
}

fn head(page: &ImportPage, file: &OpenFile, found: Found) -> Html {
    let choose = choosing(page, file, |choices, text: String| choices.head = text.trim().parse().ok());
    let value = file.choices.head.map(|line| line.to_string()).unwrap_or_default();
    written("import-head", words::HEAD_LINE, "number", (value, found), choose)
}

/// A line of text; empty, it is what was found.
fn written(
    id: &'static str,
    name: &'static str,
    kind: &'static str,
    (value, found): (String, Found),
    on_change: impl Fn(String) + 'static,
) -> Html {
    let on_change = Callback::from(on_change);
    let control = html! { <Line {id} {name} {kind} {value} found={found.value.clone()} {on_change} /> };
    // A field for days shows no other text.
    let is_day = kind == "date" && !found.value.is_empty();
    let why = if is_day { format!("{}: {}", found.value, found.why) } else { found.why };
    line(name, control, why)
}

fn decimal(shown: &Shown<'_>) -> Html {
    let all = MARKS.iter().map(|mark| words::decimal_mark(*mark).to_owned()).collect();
    let chosen = shown.file.choices.decimal.and_then(|of| MARKS.iter().position(|mark| *mark == of));
    let choose = choosing(shown.page, shown.file, |choices, place: Option<usize>| {
        choices.decimal = place.and_then(|place| MARKS.get(place).copied());
    });
    list("import-decimal", words::DECIMAL_MARK, all, (chosen, found(shown, "decimal mark")), choose)
}

fn days(shown: &Shown<'_>) -> Html {
    let all = ORDERS.iter().map(|order| words::day_order(*order).to_owned()).collect();
    let chosen = shown.file.choices.days.and_then(|of| ORDERS.iter().position(|order| *order == of));
    let choose = choosing(shown.page, shown.file, |choices, place: Option<usize>| {
        choices.days = place.and_then(|place| ORDERS.get(place).copied());
    });
    list("import-days", words::DAY_ORDER, all, (chosen, found(shown, "order of day and month")), choose)
}

fn currency(shown: &Shown<'_>) -> Html {
    let choose = choosing(shown.page, shown.file, |choices, text: String| {
        choices.currency = some(text.to_uppercase());
    });
    let value = shown.file.choices.currency.clone().unwrap_or_default();
    written("import-currency", words::CURRENCY, "text", (value, found(shown, "currency")), choose)
}

/// A rate for each currency that is not the one that counts: two are never added as they are.
fn rates(shown: &Shown<'_>) -> Html {
    let counted = shown.read.reading.currency.clone().or(shown.file.choices.currency.clone());
    let Some(counted) = counted else { return Html::default() };
    let sums = shown.read.reading.balance.sums.keys().filter(|name| !name.is_empty());
    let known = sums.chain(shown.file.choices.rates.keys()).chain(&shown.read.reading.balance.unrated);
    let mut others: Vec<&String> = known.filter(|name| **name != counted).collect();
    others.sort_unstable();
    others.dedup();
    let rate = |other: &String| {
        let name = words::rate_of(other, &counted);
        let value = shown.file.choices.rates.get(other).map(f64::to_string).unwrap_or_default();
        let (code, target) = (other.clone(), counted.clone());
        let choose = choosing(shown.page, shown.file, move |choices, text: String| {
            match text.trim().replace(',', ".").parse::<f64>() {
                Ok(rate) if rate > 0.0 && rate.is_finite() => {
                    choices.rates.insert(code.clone(), rate);
                    choices.currency.get_or_insert_with(|| target.clone());
                }
                _ => {
                    choices.rates.remove(&code);
                }
            }
        });
        let on_change = Callback::from(choose);
        html! {
            <div class="import-panel__row">
                <p class="import-panel__name" aria-hidden="true">{ &name }</p>
                <Line id={format!("import-rate-{other}")} {name} kind="text" {value}
                    found={words::NO_RATE} {on_change} />
                <p class="import-panel__why">{ words::RATE_WHY }</p>
            </div>
        }
    };
    others.into_iter().map(rate).collect()
}

fn as_of(shown: &Shown<'_>) -> Html {
    let choose = choosing(shown.page, shown.file, |choices, text: String| choices.as_of = some(text));
    let value = shown.file.choices.as_of.clone().unwrap_or_default();
    written("import-as-of", words::AS_OF, "date", (value, found(shown, "as of")), choose)
}

/// With which month the year begins that the plan is of.
fn year(shown: &Shown<'_>) -> Html {
    if shown.file.is_of_reps() {
        return Html::default();
    }
    let all = (1..=12).map(|month| month_name(month).to_owned()).collect();
    let chosen = shown.file.choices.year_begins.and_then(|month| usize::try_from(month).ok()?.checked_sub(1));
    let choose = choosing(shown.page, shown.file, |choices, place: Option<usize>| {
        choices.year_begins = place.and_then(|place| u32::try_from(place + 1).ok());
    });
    let found = Found {
        value: month_name(shown.read.reading.year_begins).to_owned(),
        why: words::YEAR_WHY.to_owned(),
    };
    list("import-year", words::YEAR_BEGINS, all, (chosen, found), choose)
}

/// Whether a plan has a segment for each kind of a column.
fn segments(shown: &Shown<'_>) -> Html {
    let splits = &shown.read.reading.splits;
    if splits.is_empty() {
        return Html::default();
    }
    let all = splits.iter().map(words::split).collect();
    let split = shown.file.choices.split.as_ref();
    let chosen = split.and_then(|column| splits.iter().position(|of| of.column == *column));
    let columns: Vec<String> = splits.iter().map(|of| of.column.clone()).collect();
    let choose = choosing(shown.page, shown.file, move |choices, place: Option<usize>| {
        choices.split = place.and_then(|place| columns.get(place).cloned());
    });
    let found = Found { value: words::ONE_SEGMENT.to_owned(), why: words::SEGMENTS_WHY.to_owned() };
    list("import-segments", words::SEGMENTS, all, (chosen, found), choose)
}

/// Whether rows without an owner count.
fn without_owner(shown: &Shown<'_>) -> Html {
    if !shown.read.reading.facts.iter().any(|fact| fact.about == WITHOUT_OWNER) {
        return Html::default();
    }
    let all = words::UNOWNED_REJECTED_OR_COUNTED.map(str::to_owned).to_vec();
    let chosen = shown.file.choices.count_unowned.map(usize::from);
    let choose = choosing(shown.page, shown.file, |choices, place: Option<usize>| {
        choices.count_unowned = place.map(|place| place > 0);
    });
    list("import-unowned", words::UNOWNED, all, (chosen, found(shown, WITHOUT_OWNER)), choose)
}

/// Whether opportunities are counted by the stage that they are in or were lost in, where no day says when it
/// was entered.
fn kept_stages(shown: &Shown<'_>) -> Html {
    let kept = shown.read.reading.kept_stages.clone();
    if kept.is_empty() {
        return Html::default();
    }
    let all = words::one_or_kept(&kept);
    let is_chosen = !shown.file.choices.stages.is_empty();
    let choose = choosing(shown.page, shown.file, move |choices, place: Option<usize>| {
        choices.stages = if place == Some(1) { kept.clone() } else { Vec::new() };
    });
    let found = Found { value: words::ONE_STAGE.to_owned(), why: words::KEPT_STAGES_WHY.to_owned() };
    list("import-kept", words::KEPT_STAGES, all, (is_chosen.then_some(1), found), choose)
}

/// Whether a plan keeps the names of reps.
fn names(shown: &Shown<'_>) -> Html {
    let has_reps = shown.read.past.as_ref().is_some_and(|past| past.measured.reps.is_some());
    if !has_reps {
        return Html::default();
    }
    let all = words::NAMES_LEFT_OUT_OR_KEPT.map(str::to_owned).to_vec();
    let chosen = shown.file.choices.keep_names.map(usize::from);
    let choose = choosing(shown.page, shown.file, |choices, place: Option<usize>| {
        choices.keep_names = place.map(|place| place > 0);
    });
    let kept = usize::from(shown.read.reading.keeps_names);
    let value = all.get(kept).cloned().unwrap_or_default();
    let found = Found { value, why: words::NAMES_WHY.to_owned() };
    list("import-names", words::NAMES, all, (chosen, found), choose)
}

/// What is counted of it: a period, stages in another order, an age.
fn around(shown: &Shown<'_>) -> Html {
    let Shown { page, file, read, .. } = shown;
    if file.is_of_reps() {
        return Html::default();
    }
    let from = choosing(page, file, |choices, text: String| choices.from = some(text));
    let to = choosing(page, file, |choices, text: String| choices.to = some(text));
    let stages = choosing(page, file, |choices, text: String| {
        let names = text.split(',').map(|name| name.trim().to_owned());
        choices.stages = names.filter(|name| !name.is_empty()).collect();
    });
    let age = choosing(page, file, |choices, text: String| {
        choices.age_days = text.trim().parse().ok().filter(|days| (1..=3_650).contains(days));
    });
    let of = |text: &Option<String>| text.clone().unwrap_or_default();
    let why = |why: &str| Found { value: String::new(), why: why.to_owned() };
    let order = Found { value: read.reading.stages.join(", "), why: words::STAGES_WHY.to_owned() };
    let days = file.choices.age_days.map(|days| days.to_string()).unwrap_or_default();
    html! {
        <>
            { written("import-from", words::FROM, "date",
                (of(&file.choices.from), why(words::PERIOD_WHY)), from) }
            { written("import-to", words::TO, "date", (of(&file.choices.to), why(words::PERIOD_WHY)), to) }
            { written("import-stages", words::STAGES_IN_ORDER, "text",
                (file.choices.stages.join(", "), order), stages) }
            { written("import-age", words::AGE, "number", (days, why(words::AGE_WHY)), age) }
        </>
    }
}

fn some(text: String) -> Option<String> {
    let text = text.trim().to_owned();
    (!text.is_empty()).then_some(text)
}
