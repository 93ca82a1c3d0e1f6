//! Opportunities of a file with a row for each change: of a stage, or of any field.

use super::credits::Credits;
use super::drafts::{Around, Collected, Draft};
use super::stages::{Stages, order_of};
use super::statuses::Statuses;
use crate::history::import::choices::{Meaning, Role, RowKind};
use crate::history::import::columns::column::Columns;
use crate::history::import::columns::identity::identity;
use crate::history::import::facts::{Fact, Sheet};
use crate::history::import::values::days::Moment;
use crate::history::import::values::words::{holds, key, words};
use crate::model::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Names of the field of a stage in histories of every field.
const STAGE_FIELDS: &str = "stage|stagename|phase|stufe|etape|etapa|fase|dealstage|status|sales stage|\
    стадия|этап|статус|стадія|статус угоди|etap|steg|fas|trin|faze|stav|asama|vaihe|szakasz|ステージ|フェーズ|阶段|단계|\
    estado|estagio|stadium|verkaufsphase|verkoopfase|salgsfase|saljfas";

/// The columns of a history.
#[derive(Clone, Copy, Debug)]
pub(in crate::history::import) struct History {
    id: Option<usize>,
    from: Option<usize>,
    to: Option<usize>,
    on: Option<usize>,
    field: Option<usize>,
    /// Whether an opportunity is named once, above its changes.
    is_carried: bool,
}

/// One change of a stage.
#[derive(Clone, Copy, Debug)]
struct Change<'a> {
    row: usize,
    /// Of which opportunity.
    id: &'a str,
    on: Option<Moment>,
    from: &'a str,
    to: &'a str,
}

/// Why a history tells nothing, where its changes are of nobody knows which opportunities.
pub(in crate::history::import) fn refusal(columns: &Columns, row: RowKind) -> Option<&'static str> {
    let is_told = columns.at(&Role::Id).or_else(|| columns.at(&Role::Name)).is_some();
    (row == RowKind::Change && !is_told).then_some(
        "Each row is a change of a stage, and no column says of which opportunity: its rows would count as \
         opportunities of their own. Export it with the opportunity’s ID or name.",
    )
}

impl History {
    /// Finds its columns.
    pub(in crate::history::import) fn of(sheet: &Sheet<'_>) -> Self {
        let field = sheet.at(&Role::Field).filter(|_| sheet.at(&Role::NewValue).is_some());
        let to = if field.is_some() {
            sheet.at(&Role::NewValue)
        } else {
            sheet.at(&Role::To).or_else(|| sheet.at(&Role::Stage))
        };
        let from = if field.is_some() { sheet.at(&Role::OldValue) } else { sheet.at(&Role::From) };
        let on = sheet
            .at(&Role::ChangedOn)
            .or_else(|| sheet.at(&Role::Touched))
            .or_else(|| sheet.at(&Role::Created));
        let id = sheet.at(&Role::Id).or_else(|| sheet.at(&Role::Name));
        let history = Self { id, from, to, on, field, is_carried: false };
        Self { is_carried: history.carries(sheet), ..history }
    }

    /// Whether rows without an identity are changes of the opportunity above them: each is named once, in one
    /// row, and nearly each change leads on from where the one above it ended.
    fn carries(&self, sheet: &Sheet<'_>) -> bool {
        let cell = |row: usize, column: Option<usize>| key(sheet.cell(row, column));
        let body = &sheet.layout.body;
        let is_first_named = body.first().is_some_and(|body| !cell(body.row, self.id).is_empty());
        let named: Vec<String> =
            body.iter().map(|body| cell(body.row, self.id)).filter(|id| !id.is_empty()).collect();
        let is_once = named.iter().collect::<BTreeSet<_>>().len() == named.len();
        let name = sheet.at(&Role::Name).filter(|name| Some(*name) != self.id);
        let is_named_else = |row: usize| name.is_some() && !cell(row, name).is_empty();
        let pairs = body.iter().zip(body.iter().skip(1));
        let blank: Vec<_> = pairs.filter(|(_, below)| cell(below.row, self.id).is_empty()).collect();
        let leads = blank.iter().filter(|(above, below)| {
            let from = cell(below.row, self.from);
            !from.is_empty() && from == cell(above.row, self.to)
        });
        let is_grouped = is_first_named && is_once && blank.len() > 1;
        is_grouped
            && leads.count() * 10 >= blank.len() * 9
            && !blank.iter().any(|(_, below)| is_named_else(below.row))
    }

    /// The identity of each row; empty where it has none.
    fn identities<'a>(&self, sheet: &Sheet<'a>) -> Vec<&'a str> {
        let mut above = "";
        let own = sheet.layout.body.iter().map(|body| {
            let own = identity(sheet.cell(body.row, self.id));
            if !own.is_empty() || !self.is_carried {
                above = own;
            }
            above
        });
        own.collect()
    }

    /// The columns whose cells are stages in rows about the stage alone.
    pub(in crate::history::import) fn values(&self) -> Vec<usize> {
        if self.field.is_some() { self.from.into_iter().chain(self.to).collect() } else { Vec::new() }
    }

    /// Whether nothing tells opportunities apart.
    pub(in crate::history::import) fn has_identity(&self) -> bool {
        self.id.is_some()
    }

    /// Whether a row is about the stage.
    pub(in crate::history::import) fn is_stage_row(&self, sheet: &Sheet<'_>, row: usize) -> bool {
        let Some(field) = self.field else { return true };
        let name = words(sheet.cell(row, Some(field)));
        STAGE_FIELDS.split('|').any(|word| holds(&name, word))
    }

    /// Whether a row says that its opportunity was created.
    fn is_creation(&self, sheet: &Sheet<'_>, row: usize) -> bool {
        let name = words(sheet.cell(row, self.field));
        let known = [
            "created",
            "erstellt",
            "angelegt",
            "cree",
            "creado",
            "creato",
            "criado",
            "aangemaakt",
            "создана",
            "создано",
            "utworzono",
            "skapad",
            "oprettet",
            "opprettet",
            "vytvoreno",
            "olusturuldu",
            "作成",
        ];
        self.field.is_some() && known.iter().any(|word| holds(&name, word))
    }

    /// The stage from which the first change of every opportunity leads, if it is one.
    fn first_stage<'a>(&self, sheet: &Sheet<'a>, groups: &[Vec<Change<'a>>]) -> Option<&'a str> {
        let first = |group: &Vec<Change<'a>>| {
            group.iter().find(|change| self.is_stage_row(sheet, change.row)).map(|change| change.from)
        };
        let mut all = groups.iter().filter_map(first);
        let one = all.next().filter(|stage| !stage.is_empty())?;
        all.all(|stage| key(stage) == key(one)).then_some(one)
    }

    fn change<'a>(&self, sheet: &Sheet<'a>, (row, id): (usize, &'a str)) -> Change<'a> {
        Change {
            row,
            id,
            on: sheet.day(row, self.on),
            from: sheet.cell(row, self.from),
            to: sheet.cell(row, self.to),
        }
    }

    /// Changes of each opportunity, in the order of time; opportunities in the order of their first rows.
    fn grouped<'a>(&self, sheet: &Sheet<'a>, counted: &dyn Fn(usize) -> bool) -> Vec<Vec<Change<'a>>> {
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        let mut groups: Vec<Vec<Change<'a>>> = Vec::new();
        for (body, id) in sheet.layout.body.iter().zip(self.identities(sheet)) {
            if id.is_empty() || !counted(body.row) {
                continue;
            }
            let place = *places.entry(id).or_insert(groups.len());
            if place == groups.len() {
                groups.push(Vec::new());
            }
            if let Some(group) = groups.get_mut(place) {
                group.push(self.change(sheet, (body.row, id)));
            }
        }
        for group in &mut groups {
            in_time(group);
        }
        groups
    }
}

/// Among so many changes of one moment the one that follows is looked for.
const AT_ONCE_MAX: usize = 100;

/// Sorts changes by time; those of one moment so that each begins where the one before ended.
fn in_time(changes: &mut [Change<'_>]) {
    let descending = changes.windows(2).filter(|pair| matches!(pair, [a, b] if a.on > b.on)).count();
    // Without days, each change leads on from the one before it, or from the one below it.
    let leads = |one: &Change<'_>, other: &Change<'_>| !one.to.is_empty() && key(one.to) == key(other.from);
    let pairs = || changes.windows(2).filter_map(|pair| if let [a, b] = pair { Some((a, b)) } else { None });
    let has_days = changes.iter().any(|change| change.on.is_some());
    let is_upward = !has_days
        && pairs().filter(|(a, b)| leads(b, a)).count() > pairs().filter(|(a, b)| leads(a, b)).count();
    if is_upward || descending * 2 > changes.len().saturating_sub(1) {
        changes.reverse();
    }
    changes.sort_by_key(|change| change.on);
    let mut stage = String::new();
    for at in 0..changes.len() {
        let moment = changes.get(at).and_then(|change| change.on);
        let rest = changes.iter().enumerate().skip(at).take(AT_ONCE_MAX);
        let rest = rest.take_while(|(_, change)| change.on == moment);
        let next = rest.filter(|(_, change)| key(change.from) == stage).map(|(next, _)| next).next();
        if let Some(next) = next
            && let Some(part) = changes.get_mut(at..=next)
        {
            part.rotate_right(1);
        }
        stage = changes.get(at).map(|change| key(change.to)).unwrap_or_default();
    }
}

/// The open stages that changes name, in their order.
pub(in crate::history::import) fn stages_of(
    sheet: &Sheet<'_>,
    statuses: &Statuses,
    history: &History,
) -> Stages {
    let mut names: Vec<String> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let groups = history.grouped(sheet, &|row| history.is_stage_row(sheet, row));
    let mut add = |text: &str| {
        if !text.is_empty()
            && statuses.meaning(text) == Some(Meaning::Open)
            && !places.contains_key(&key(text))
            && names.len() < 60
        {
            places.insert(key(text), names.len());
            names.push(text.to_owned());
        }
    };
    for change in groups.iter().flatten() {
        add(change.from);
        add(change.to);
    }
    for body in &sheet.layout.body {
        add(sheet.cell(body.row, sheet.at(&Role::Stage)));
    }
    // The order in which each opportunity first meets them stands for days, which may be missing or the same.
    let day = crate::model::Date::new(2000, 1, 1);
    let histories = groups.iter().map(|group| {
        let mut met: Vec<Option<Moment>> = vec![None; names.len()];
        let mut step: u16 = 0;
        for text in group.iter().flat_map(|change| [change.from, change.to]) {
            if let Some(slot) = places.get(&key(text)).and_then(|at| met.get_mut(*at))
                && slot.is_none()
            {
                *slot = day.map(|day| Moment { day, minute: step });
                step += 1;
            }
        }
        met
    });
    let order = order_of(&names, histories, &sheet.choices.stages);
    if names.is_empty() {
        return Stages::whole();
    }
    Stages::of_history(order.iter().filter_map(|at| names.get(*at).cloned()).collect())
}

/// Opportunities of a history; with a day, as they were on it.
pub(in crate::history::import) fn drafts_of<'a>(
    around: Around<'a>,
    history: &History,
    until: Option<Date>,
) -> Collected<'a> {
    let sheet = around.sheet;
    let mut collected = Collected::default();
    if history.is_carried {
        let why = "each opportunity is named once, above its changes, each of which leads on from the last";
        collected.facts.push(Fact::new("opportunity", "carried down", why));
    }
    let mut owner_of: BTreeMap<usize, usize> = BTreeMap::new();
    let ids = history.identities(&sheet);
    for ((body, owner), id) in sheet.layout.body.iter().zip(&around.owners.of_row).zip(&ids) {
        let row = body.row;
        if id.is_empty() {
            collected.rejected.push(around.note(row, "no identity: which opportunity was changed?"));
        } else if let Some(owner) = owner.filter(|owner| Some(*owner) != around.owners.nobody) {
            owner_of.insert(row, owner);
        }
    }
    let mut credits = Credits::of(&sheet);
    let is_note = |row: usize| history.field.is_none() && credits.has(&around, row);
    let mut groups = history.grouped(&sheet, &|row| !is_note(row));
    let opportunities = groups.len();
    let notes = sheet.layout.body.iter().zip(&ids).filter(|(body, _)| is_note(body.row));
    groups.extend(notes.map(|(body, id)| vec![history.change(&sheet, (body.row, *id))]));
    let mut by_id: BTreeMap<&str, usize> = BTreeMap::new();
    let begins_in = history.first_stage(&sheet, &groups);
    for (at, group) in groups.into_iter().enumerate() {
        let id = group.first().map_or("", |change| change.id);
        let owner = group.iter().rev().find_map(|change| owner_of.get(&change.row).copied());
        let rows = group.len();
        let Some(owner) = owner.or(around.owners.nobody) else {
            let reason = "no owner: whose opportunity is it?";
            collected.rejected.extend(group.iter().map(|change| around.note(change.row, reason)));
            continue;
        };
        let first = begins_in.filter(|_| group.iter().any(|change| history.is_creation(&sheet, change.row)));
        let all = Changes { known: &group, later: &[], first };
        let draft = match until {
            None => draft(&around, history, all, owner, &mut collected),
            Some(day) => {
                let then = draft_until(&around, history, all, owner, (day, &mut collected));
                if then.is_none() {
                    let reason = super::rewind::later(day);
                    let notes = group.iter().map(|change| around.note(change.row, reason.clone()));
                    collected.outside.extend(notes);
                    collected.began_later += 1;
                    continue;
                }
                then
            }
        };
        match draft {
            Some(draft) if draft.meaning == Meaning::LeftOut => {
                let reason = "a status that is left out";
                collected.outside.extend(group.iter().map(|change| around.note(change.row, reason)));
            }
            Some(draft) => {
                collected.joined += rows - 1;
                let draft = if at < opportunities {
                    by_id.insert(id, collected.drafts.len());
                    Some(draft)
                } else {
                    credits.sort(&around, draft, by_id.get(id).copied(), &mut collected)
                };
                collected.drafts.extend(draft);
            }
            None => {
                let reason = "no change of a stage, and no stage";
                collected.rejected.extend(group.iter().map(|change| around.note(change.row, reason)));
            }
        }
    }
    credits.take_off(&around, &mut collected);
    collected
}

/// Changes of one opportunity, in the order of time.
#[derive(Clone, Copy)]
struct Changes<'a, 'b> {
    /// Those that are known.
    known: &'b [Change<'a>],
    /// Those after the day as of which the file is read.
    later: &'b [Change<'a>],
    /// The stage in which it was created, if all are created in the same and a row says that it was.
    first: Option<&'a str>,
}

/// The draft of an opportunity as it was on a day; none, if it had not begun.
fn draft_until<'a>(
    around: &Around<'a>,
    history: &History,
    Changes { known: group, first, .. }: Changes<'a, '_>,
    owner: usize,
    (day, collected): (Date, &mut Collected<'a>),
) -> Option<Draft<'a>> {
    // Changes are in the order of time, those without a time first.
    let known = group.partition_point(|change| change.on.is_none_or(|on| on.day <= day));
    let (known, later) = group.split_at_checked(known)?;
    let then = draft(around, history, Changes { known, later, first }, owner, collected)?;
    if then.created.is_none_or(|created| created.day > day) {
        return None;
    }
    let is_decided = |change: &&Change<'_>| {
        history.is_stage_row(&around.sheet, change.row)
            && matches!(around.statuses.meaning(change.to), Some(Meaning::Won | Meaning::Lost))
    };
    if then.meaning == Meaning::Open && later.iter().any(|change| is_decided(&change)) {
        collected.decided_later += 1;
    }
    Some(then)
}

fn draft<'a>(
    around: &Around<'a>,
    history: &History,
    Changes { known: group, later, first }: Changes<'a, '_>,
    owner: usize,
    collected: &mut Collected<'a>,
) -> Option<Draft<'a>> {
    let sheet = &around.sheet;
    let lost = &mut collected.lost_cells;
    let steps: Vec<&Change<'a>> =
        group.iter().filter(|change| history.is_stage_row(sheet, change.row)).collect();
    let last_row = group.last().or(later.first())?.row;
    let first_row = group.iter().chain(later).map(|change| change.row).min()?;
    let last_to = steps.iter().rev().map(|change| change.to).find(|to| !to.is_empty());
    // Before its first change an opportunity was where that change leads from.
    let next_from = later.iter().find(|change| history.is_stage_row(sheet, change.row));
    let next_from = next_from.map(|change| change.from).filter(|from| !from.is_empty());
    // A column of the stage beside from and to says where the opportunity is today.
    let stage_apart = sheet.at(&Role::Stage).filter(|column| Some(*column) != history.to);
    let is_today = later.is_empty();
    let today = Some(sheet.cell(last_row, stage_apart)).filter(|text| is_today && !text.is_empty());
    let stage = today.or(last_to).or(next_from).or(first)?;
    let status = sheet.at(&Role::Status).filter(|_| is_today);
    let meaning = around.statuses.meaning(sheet.cell(last_row, status));
    let meaning =
        meaning.filter(|meaning| *meaning != Meaning::Open).or_else(|| around.statuses.meaning(stage))?;
    let meaning = if around.is_deleted(last_row) { Meaning::LeftOut } else { meaning };
    let began = sheet.at(&Role::Created).filter(|column| Some(*column) != history.on);
    let created = began.and_then(|column| around.day(last_row, Some(column), lost));
    let mut entered: Vec<Option<Moment>> = vec![None; around.stages.names.len()];
    let mut enter = |text: &str, on: Option<Moment>| {
        let place = around.stages.place(text).stage();
        if let Some(slot) = place.and_then(|at| entered.get_mut(at))
            && slot.is_none()
        {
            *slot = on;
        }
    };
    let mut left = 0_u64;
    for (at, change) in steps.iter().enumerate() {
        if at == 0 {
            enter(change.from, created);
        }
        for text in [change.from, change.to] {
            if let Some(place) = around.stages.place(text).stage() {
                left |= 1 << place.min(63);
            }
        }
        if key(change.from) != key(change.to) {
            enter(change.to, change.on);
        }
    }
    if steps.is_empty() {
        enter(stage, created);
    }
    let decided = steps
        .iter()
        .rev()
        .find(|change| around.statuses.meaning(change.to) == Some(meaning))
        .and_then(|change| change.on);
    let said = around.day(last_row, around.decided(meaning).or_else(|| sheet.at(&Role::Closed)), lost);
    let planned = sheet
        .day(last_row, sheet.at(&Role::Closed))
        .or_else(|| sheet.day(last_row, sheet.at(&Role::ClosePlanned)));
    // With changes to come, the columns of days say what came of them.
    let planned = planned.filter(|_| is_today);
    let closed = if meaning == Meaning::Open { planned } else { decided.or(said.filter(|_| is_today)) };
    Some(Draft {
        row: first_row,
        owner,
        meaning,
        stage,
        created: created.or_else(|| group.iter().chain(later).filter_map(|change| change.on).min()),
        touched: group.iter().filter_map(|change| change.on).max(),
        closed,
        amount: amount(around, history, group, meaning, lost),
        entered,
        left,
    })
}

/// What an opportunity is worth: what its latest row says, or, where fields are changed, the latest new
/// amount.
fn amount(
    around: &Around<'_>,
    history: &History,
    group: &[Change<'_>],
    meaning: Meaning,
    lost: &mut Vec<crate::history::import::reading::CellNote>,
) -> Option<crate::history::import::columns::amounts::Amount> {
    let sheet = &around.sheet;
    if around.amounts.is_any() {
        let mut read = None;
        for change in group.iter().rev() {
            match around.amounts.read(sheet, change.row, meaning) {
                Ok(Some(amount)) => {
                    read = Some(amount);
                    break;
                }
                Ok(None) => {}
                Err((column, text)) => {
                    let line = sheet.grid.line(change.row);
                    lost.push(crate::history::import::reading::CellNote {
                        line,
                        column,
                        text,
                        reason: "no amount".to_owned(),
                    });
                }
            }
        }
        return read;
    }
    let is_amount = |change: &&Change<'_>| {
        let name = words(sheet.cell(change.row, history.field));
        ["amount", "betrag", "montant", "importe", "importo", "valor", "bedrag"]
            .iter()
            .any(|word| holds(&name, word))
    };
    let latest = group.iter().rev().find(is_amount)?;
    let written = crate::history::import::values::money::written(latest.to)?;
    Some((written.read(sheet.mark)?, written.currency.or(around.amounts.whole)))
}
