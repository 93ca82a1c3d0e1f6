//! A reading as JSON.

use plumbline::history::import::{Ask, CellNote, Counts, Reading, Role, RowKind, RowNote, Sums};
use plumbline::model::WHOLE_OPPORTUNITY;
use serde_json::{Map, Value, json};

/// Everything that was read.
pub(crate) fn of_reading(reading: &Reading) -> Value {
    let mut all = Map::new();
    let mut put = |key: &str, value: Value| all.insert(key.to_owned(), value);
    put("row", json!(reading.row.name()));
    put("row_why", json!(reading.row_why));
    let is_of_reps = reading.row.is_of_reps();
    let mut stages = reading.stages.clone();
    if is_whole(&reading.team, reading.row) {
        stages.push(WHOLE_OPPORTUNITY.to_owned());
    } else if is_of_reps && reading.team.won.is_some() {
        stages.push(head_of_won(reading));
    }
    for (key, value) in counts(&reading.team, reading.row) {
        put(&key, value);
    }
    put("stages", json!(stages));
    put("currency", json!(reading.currency));
    put("as_of", json!(reading.as_of.map(|day| day.to_string())));
    if is_of_reps {
        let reached = reading.reps.iter().filter(|rep| {
            rep.counts.bookings.zip(rep.counts.quota).is_some_and(|(booked, quota)| booked >= quota)
        });
        put("at_quota", json!(reached.count()));
        put("periods", json!(reading.periods));
    }
    let reps =
        reading.reps.iter().map(|rep| (rep.name.clone(), Value::Object(counts(&rep.counts, reading.row))));
    put("reps", Value::Object(reps.collect()));
    put("facts", json!(reading.facts));
    put("splits", json!(reading.splits));
    put("columns", json!(reading.columns));
    let statuses = reading.statuses.iter().map(|status| {
        let meaning = status.meaning.name();
        json!({ "status": status.text, "count": status.count, "as": meaning, "why": status.why })
    });
    put("statuses", Value::Array(statuses.collect()));
    put("kept_stages", reading.kept_stages.clone().into());
    put("left_out", Value::Array(reading.left_out.iter().map(row).collect()));
    put("rejected", Value::Array(reading.rejected.iter().map(row).collect()));
    put("lost_cells", Value::Array(reading.lost_cells.iter().map(cell).collect()));
    put("asks", Value::Array(reading.asks.iter().map(ask).collect()));
    put("balance", balance(reading));
    Value::Object(all)
}

/// What the file itself calls what was won, where one column counts it.
fn head_of_won(reading: &Reading) -> String {
    let mut heads = reading.columns.iter().filter(|column| column.role == Role::WonCount);
    let head = heads.next().filter(|_| heads.next().is_none()).map(|column| column.head.trim());
    head.filter(|head| !head.is_empty()).unwrap_or("Won").to_owned()
}

/// Whether a table of reps has no stages and counts wins and losses, which are those of whole opportunities.
fn is_whole(of: &Counts, row: RowKind) -> bool {
    row.is_of_reps() && of.stages.is_empty() && of.opportunities.is_some()
}

/// Counts of a team or a rep. In a table of reps, what was won ends the stages.
fn counts(of: &Counts, row: RowKind) -> Map<String, Value> {
    let mut all = Map::new();
    let mut put = |key: &str, value: Value| all.insert(key.to_owned(), value);
    put("opportunities", json!(of.opportunities));
    let mut stages: Vec<[u32; 3]> = of.stages.iter().map(|at| [at.entered, at.passed, at.open]).collect();
    if is_whole(of, row) {
        stages.push([of.opportunities.unwrap_or(0), of.won.unwrap_or(0), of.open.unwrap_or(0)]);
    } else if row.is_of_reps() {
        stages.extend(of.won.map(|won| [won, won, 0]));
    }
    put("entered_passed_open", json!(stages));
    put("won", json!(of.won));
    put("lost", json!(of.lost));
    put("open", json!(of.open));
    put("bookings", json!(of.bookings));
    if row.is_of_reps() || of.quota.is_some() {
        put("quota", json!(of.quota));
    }
    all
}

fn row(note: &RowNote) -> Value {
    json!({ "line": note.line, "text": note.text, "reason": note.reason })
}

fn cell(note: &CellNote) -> Value {
    json!({ "line": note.line, "column": note.column, "text": note.text, "reason": note.reason })
}

fn ask(ask: &Ask) -> Value {
    let candidates = ask.candidates.iter().map(|candidate| {
        let choice = serde_json::to_value(&candidate.choice).unwrap_or_default();
        let all = choice.as_object().into_iter().flatten().filter(|(_, value)| !is_empty(value));
        let map: Map<String, Value> = all.map(|(key, value)| (key.clone(), value.clone())).collect();
        json!({ "label": candidate.label, "map": map })
    });
    json!({ "about": ask.about, "question": ask.question, "candidates": candidates.collect::<Vec<_>>() })
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(all) => all.is_empty(),
        Value::Object(all) => all.is_empty(),
        Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}

fn balance(reading: &Reading) -> Value {
    let balance = &reading.balance;
    let sums = balance.sums.iter().map(|(currency, sums): (&String, &Sums)| {
        let name = if currency.is_empty() { "not said" } else { currency };
        (name.to_owned(), json!({ "won": sums.won, "lost": sums.lost, "open": sums.open }))
    });
    json!({
        "rows": balance.rows,
        "counted": balance.counted,
        "joined": balance.joined,
        "skipped": balance.skipped,
        "rejected": balance.rejected,
        "outside": balance.outside,
        "won": reading.team.won,
        "lost": reading.team.lost,
        "open": reading.team.open,
        "sums": sums.collect::<Map<String, Value>>(),
        "won_without_amount": balance.won_without_amount,
    })
}
