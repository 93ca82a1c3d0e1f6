//! A text of a kind, and what is answered to it.

use plumbline::entry::{
    EntryError, Formatter, NumberStyle, OpenEntry, Period, PeriodAround, Reading, RecordEntry, Refusal,
    StyledFormatter, TargetEntry, Understood, echo_chance, echo_deal_size, echo_open, echo_period, echo_rate,
    echo_stage_time, echo_supply, echo_target, example_in, read_chance, read_dated_target, read_deal_size,
    read_money, read_open, read_period, read_rate, read_record, read_stage_time, read_supply, read_team,
};
use plumbline::exchange::file;
use plumbline::model::{
    Calendar, Currency, Date, DealSize, Money, PipelineStart, RateBelief, Scenario, ScenarioParts, Segment,
    StageTime, Supply, SupplyOf, Team,
};
use serde_json::{Map, Value, json};

/// Who reads, and which plan it is for.
pub(crate) struct Around {
    style: NumberStyle,
    format: StyledFormatter,
    currency: Currency,
    today: Date,
    /// The plan that the text stands in.
    plan: Scenario,
    /// The first day of a file's plan, where it is ahead: a period that does not say its first day has that.
    begins: Option<Date>,
}

impl Around {
    /// For a locale such as `de-DE`, a plan, and a day.
    pub(crate) fn new(locale: &str, plan: Scenario, today: Date) -> Self {
        let is_plain = Self::plain_plan(plan.parts().currency, today).is_ok_and(|plain| plain == plan);
        let begins = plan.parts().calendar.start().filter(|start| *start > today && !is_plain);
        let format = StyledFormatter::of_locale(locale);
        Self { style: format.style.on(today), format, currency: plan.parts().currency, today, plan, begins }
    }

    /// A plan in a currency, of one stage, that holds nothing of interest.
    pub(crate) fn plain_plan(currency: Currency, today: Date) -> Result<Scenario, String> {
        let start = if today.day() == 1 { Some(today) } else { today.first_of_next_month() };
        let plan = json!({
            "plumbline": 1, "currency": currency.code(), "horizon": {"months": 36},
            "start": start.map(|start| start.to_string()), "target": {"amount": 1_000_000},
            "segments": [{
                "supply": {"per_month": 100}, "pipeline": {"listed": {}},
                "stages": [{"rate": {"exact": 0.5}, "time": {"fixed": 30}}],
                    "deal_size": {"mean": 25_000, "cv": 1}
            }]
        });
        file::plan::read(&plan.to_string()).map_err(|error| error.to_string())
    }

    fn period_around(&self) -> PeriodAround {
        PeriodAround::new(self.style, self.plan.parts().calendar.start(), self.plan.parts().fiscal_start)
    }

    /// The same beside a target, whose period begins with the plan.
    fn target_around(&self) -> PeriodAround {
        PeriodAround { begins: self.begins, ..self.period_around() }
    }

    /// The first and the last day of a period.
    fn days(&self, period: Period) -> Result<(Date, Date), EntryError> {
        let Some(begins) = self.begins else { return period.said_on(self.today) };
        let calendar = period.calendar(Some(begins))?;
        let ends = calendar.start().zip(calendar.last_date());
        ends.ok_or(EntryError::NotUnderstood("December 2027"))
    }

    /// The plan with its only segment changed, as a file holds it.
    fn with_segment(&self, change: impl FnOnce(&Segment) -> Option<Segment>) -> Option<Value> {
        let mut parts = self.plan.parts().clone();
        let segment = parts.segments.first_mut()?;
        *segment = change(segment)?;
        Self::file(parts)
    }

    /// A plan's file. How much work its runs would be is no matter here.
    fn file(mut parts: ScenarioParts) -> Option<Value> {
        parts.runs.trials = 1;
        serde_json::from_str(&file::plan::write(&Scenario::new(parts).ok()?)).ok()
    }
}

/// What is answered to a text; none, if there is no such kind.
pub(crate) fn answer(kind: &str, text: &str, around: &Around) -> Option<Value> {
    let Around { style, format, currency, plan, .. } = around;
    let (style, currency) = (*style, *currency);
    let segment = plan.segments().first()?;
    Some(match kind {
        "rate" => said(style, read_rate(text, style), "45%", &|rate, _| rate_json(*rate, around), &|rate| {
            echo_rate(rate, format)
        }),
        "chance" => said(
            style,
            read_chance(text, style),
            "8 in 10",
            &|chance, _| Some(json!(chance.get())),
            &|chance| echo_chance(*chance, format),
        ),
        "money" => said(
            style,
            read_money(text, style, currency),
            "25k",
            &|money, of| Some(money_json(*money, of.unwrap_or(currency))),
            &|money| format.money_full(*money, currency),
        ),
        "target" => said(
            style,
            read_dated_target(text, style, currency, around.target_around()),
            "3.2m",
            &|(target, period), _| {
                let json = target_json(target, around)?;
                let Some(period) = period else { return Some(json) };
                let (from, to) = around.days(*period).ok()?;
                Some(with(json, "period", json!({"from": from.to_string(), "to": to.to_string()})))
            },
            &|(target, _)| echo_target(&target.target, target.currency, 365.0, format),
        ),
        "period" => period(text, around),
        "supply" => supply(text, segment, around),
        "stage_time" => {
            let read = read_stage_time(text, style).map(Understood::from);
            said(style, read, "20 days", &|time, _| time_json(*time, around), &|time| {
                echo_stage_time(*time, format)
            })
        }
        "deal_size" => said(
            style,
            read_deal_size(text, style, currency),
            "25k",
            &|size, _| size_json(size, around),
            &|size| echo_deal_size(size, currency, format),
        ),
        "team" => said(
            style,
            read_team(text, style, plan),
            "12 reps, quota 600k",
            &|team, _| team_json(team.clone(), around),
            &|team| {
                team.as_ref().map_or_else(
                    || "one rep, from the first day to the last".to_owned(),
                    |team| match (team.reps(), team.hires()) {
                        (1, 0) => "1 rep".to_owned(),
                        (1, _) => "1 rep, hired within the plan".to_owned(),
                        (reps, 0) => format!("{reps} reps"),
                        (reps, hires) => format!("{reps} reps, {hires} of them hired within the plan"),
                    },
                )
            },
        ),
        "open_deals" => said(
            style,
            read_open(text, style, currency, segment),
            "24 worth 600k",
            &|open, _| open_json(open, around),
            &|entry| {
                let size = entry.size.as_ref().map(|size| echo_deal_size(size, currency, format));
                let open = echo_open(&entry.open, currency, format);
                size.map_or_else(|| open.clone(), |size| format!("{open}; {size}"))
            },
        ),
        "record" => record(text, around),
        _ => return None,
    })
}

/// A reading with its label, its value and the currency that it makes the plan's.
type Written<'a, T> = &'a dyn Fn(&T, Option<Currency>) -> Option<Value>;

/// The object of what was read.
fn said<T>(
    style: NumberStyle,
    read: Result<Understood<T>, EntryError>,
    example: &str,
    write: Written<'_, T>,
    echo: &dyn Fn(&T) -> String,
) -> Value {
    let understood = match read {
        Ok(understood) => understood,
        Err(error) => return refused(error, example, style),
    };
    let mut object = Map::new();
    if let Some(value) = &understood.value {
        let Some(json) = write(value, None) else {
            let example = example_in(example, style);
            return json!({"refused": true, "reason": "no plan can hold this", "example": example});
        };
        object.insert("understood".to_owned(), json);
        let echo = [understood.note.clone().unwrap_or_default(), echo(value)];
        let echo: Vec<String> = echo.into_iter().filter(|words| !words.is_empty()).collect();
        object.insert("echo".to_owned(), json!(echo.join("; ")));
    }
    if !understood.readings.is_empty() {
        let reading =
            |of: &Reading<T>| json!({"label": of.label, "understood": write(&of.value, of.currency)});
        object.insert("asks".to_owned(), understood.readings.iter().map(reading).collect());
    }
    Value::Object(object)
}

/// The object with another field.
fn with(mut object: Value, name: &str, value: Value) -> Value {
    if let Value::Object(fields) = &mut object {
        fields.insert(name.to_owned(), value);
    }
    object
}

fn refused(error: EntryError, example: &str, style: NumberStyle) -> Value {
    let refusal = Refusal::new(&error.in_style(style), &example_in(example, style));
    let Refusal { reason, example, guess } = refusal;
    let object = json!({"refused": true, "reason": reason, "example": example});
    guess.map_or_else(|| object.clone(), |guess| with(object.clone(), "guess", json!(guess)))
}

/// A value of a file without what the file leaves to its defaults.
fn stated(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let is_default = |name: &str, value: &Value| {
                value.is_null()
                    || [
                        ("of", "team"),
                        ("sourcing", "assigned"),
                        ("arrivals", "poisson"),
                        ("name", ""),
                        ("quota_period", "year"),
                    ]
                    .iter()
                    .any(|(of, default)| *of == name && value == default)
            };
            let fields = fields.iter().filter(|(name, value)| !is_default(name, value));
            Value::Object(fields.map(|(name, value)| (name.clone(), stated(value))).collect())
        }
        Value::Array(items) => items.iter().map(stated).collect(),
        Value::Number(of) => of.as_f64().map_or(Value::Null, number),
        Value::Null | Value::Bool(_) | Value::String(_) => value.clone(),
    }
}

fn money_json(money: Money, currency: Currency) -> Value {
    json!({"amount": number(money.major(currency)), "currency": currency.code()})
}

/// Whole numbers without a decimal point.
fn number(value: f64) -> Value {
    #[expect(clippy::cast_possible_truncation, reason = "whole and exact")]
    if value.fract() == 0.0 && value.abs() < 9e15 { json!(value as i64) } else { json!(value) }
}

fn rate_json(rate: RateBelief, around: &Around) -> Option<Value> {
    let file = around.with_segment(|segment| {
        let stages = segment.stages().iter().cloned().map(|mut stage| {
            stage.rate = rate;
            stage
        });
        segment.with_stages(stages.collect()).ok()
    })?;
    file.pointer("/segments/0/stages/0/rate").map(stated)
}

fn time_json(time: StageTime, around: &Around) -> Option<Value> {
    let file = around.with_segment(|segment| {
        let stages = segment.stages().iter().cloned().map(|mut stage| {
            stage.time = time;
            stage
        });
        segment.with_stages(stages.collect()).ok()
    })?;
    // A file leaves out the time of a stage that takes none.
    Some(file.pointer("/segments/0/stages/0/time").map_or_else(|| json!({"fixed": 0}), stated))
}

fn supply_json(supply: &Supply, around: &Around) -> Option<Value> {
    let file = around.with_segment(|segment| {
        let mut segment = segment.clone();
        segment.supply = supply.clone();
        Some(segment)
    })?;
    file.pointer("/segments/0/supply").map(stated)
}

fn size_json(size: &DealSize, around: &Around) -> Option<Value> {
    let file = around.with_segment(|segment| {
        let mut segment = segment.clone();
        segment.deal_size = size.clone();
        Some(segment)
    })?;
    file.pointer("/segments/0/deal_size").map(stated)
}

fn target_json(entry: &TargetEntry, around: &Around) -> Option<Value> {
    let mut parts = around.plan.parts().clone();
    parts.currency = entry.currency;
    parts.target = entry.target;
    let target = Around::file(parts)?.pointer("/target").map(stated)?;
    Some(with(target, "currency", json!(entry.currency.code())))
}

fn team_json(team: Option<Team>, around: &Around) -> Option<Value> {
    let mut parts = around.plan.parts().clone();
    parts.team = team;
    let mut team = Around::file(parts)?.pointer("/team").map_or(Value::Null, stated);
    state_defaults(&mut team, "/groups", &[("count", json!(1))]);
    Some(team)
}

/// A file leaves out what is usual; here it is said, for each entry of a list.
fn state_defaults(object: &mut Value, list: &str, defaults: &[(&str, Value)]) {
    let entries = object.pointer_mut(list).and_then(Value::as_array_mut);
    for entry in entries.into_iter().flatten().filter_map(Value::as_object_mut) {
        for (name, value) in defaults {
            entry.entry(*name).or_insert_with(|| value.clone());
        }
    }
}

fn open_json(entry: &OpenEntry, around: &Around) -> Option<Value> {
    let file = around
        .with_segment(|segment| segment.with_pipeline(PipelineStart::Listed(entry.open.clone())).ok())?;
    let mut open = file.pointer("/segments/0/pipeline/listed").map_or_else(|| json!({}), stated);
    for list in ["counts", "deals"] {
        if let Some(listed) = open.as_object_mut() {
            listed.entry(list).or_insert_with(|| json!([]));
        }
        state_defaults(&mut open, &format!("/{list}"), &[("age", json!(0))]);
    }
    match &entry.size {
        Some(size) => Some(with(open, "deal_size", size_json(size, around)?)),
        None => Some(open),
    }
}

fn supply(text: &str, segment: &Segment, around: &Around) -> Value {
    let read = read_supply(text, around.style, &segment.supply);
    said(around.style, read, "200 a month", &|supply, _| supply_json(supply, around), &|supply| {
        let each = if supply.of == SupplyOf::EachRep { ", for each rep" } else { "" };
        echo_supply(supply, each, &around.format)
    })
}

fn period(text: &str, around: &Around) -> Value {
    let read = read_period(text, around.period_around());
    let days = |period: &Period| around.days(*period);
    // A period that no plan can have is refused, whatever it is.
    if let Ok(Some(Err(error))) = read.as_ref().map(|read| read.value.as_ref().map(days)) {
        return refused(error, "December 2027", around.style);
    }
    let read = read.map(|mut read| {
        read.readings.retain(|reading| days(&reading.value).is_ok());
        // The only one that a plan can have is no choice.
        if let [only] = read.readings.as_slice() {
            read.value = read.value.or(Some(only.value));
            read.readings.clear();
        }
        read
    });
    let json = |period: &Period, _| {
        let (from, to) = days(period).ok()?;
        Some(json!({"from": from.to_string(), "to": to.to_string()}))
    };
    said(around.style, read, "December 2027", &json, &|period| {
        let calendar = days(period).and_then(|(from, to)| {
            let whole = Period { start: Some(from), end: plumbline::entry::PeriodEnd::On(to) };
            whole.calendar(None)
        });
        calendar.map(|calendar: Calendar| echo_period(&calendar, &around.format)).unwrap_or_default()
    })
}

fn record(text: &str, around: &Around) -> Value {
    let json = |record: &RecordEntry, _| match record {
        RecordEntry::Counted(record) => Some(json!({"won": record.passed, "decided": record.decided})),
        RecordEntry::Rate(rate) => rate_json(*rate, around),
    };
    let echo = |record: &RecordEntry| match record {
        RecordEntry::Counted(record) => RateBelief::counts(record.passed, record.decided)
            .map_or_else(|_| "nothing decided yet".to_owned(), |rate| echo_rate(&rate, &around.format)),
        RecordEntry::Rate(rate) => echo_rate(rate, &around.format),
    };
    said(around.style, read_record(text, around.style).map(Understood::from), "9 of 41", &json, &echo)
}
