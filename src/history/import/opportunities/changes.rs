//! The changes that a file tells with a row for each of them: of a stage, or of any field.

use super::stages::{Stages, order_of};
use super::statuses::Statuses;
use crate::history::import::choices::{Meaning, Role, RowKind};
use crate::history::import::columns::column::Columns;
use crate::history::import::columns::identity::identity;
use crate::history::import::facts::Sheet;
use crate::history::import::values::days::Moment;
use crate::history::import::values::words::{holds, key, words};
use crate::history::import::vocabulary::status::{is_beginning, is_only_open, meaning_of};
use std::collections::{BTreeMap, BTreeSet};

/// Names of the field of a stage in histories of every field.
const STAGE_FIELDS: &str = "stage|stagename|phase|stufe|etape|etapa|fase|dealstage|status|sales stage|\
    стадия|этап|статус|стадія|статус угоди|etap|steg|fas|trin|faze|stav|asama|vaihe|szakasz|ステージ|フェーズ|阶段|단계|\
    estado|estagio|stadium|verkaufsphase|verkoopfase|salgsfase|saljfas";

/// Those among them of a status, which says no more than open, won and lost.
const STATUS_FIELDS: &str = "status|статус|статус угоди|estado|stav|deal status|opportunity status";

/// The columns of a history.
#[derive(Clone, Copy, Debug)]
pub(in crate::history::import) struct History {
    pub(super) id: Option<usize>,
    pub(super) from: Option<usize>,
    pub(super) to: Option<usize>,
    pub(super) on: Option<usize>,
    pub(super) field: Option<usize>,
    /// Whether an opportunity is named once, above its changes.
    pub(super) is_carried: bool,
}

/// One change of a stage.
#[derive(Clone, Copy, Debug)]
pub(super) struct Change<'a> {
    pub(super) row: usize,
    /// Of which opportunity.
    pub(super) id: &'a str,
    pub(super) on: Option<Moment>,
    pub(super) from: &'a str,
    pub(super) to: &'a str,
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
    pub(super) fn carries(&self, sheet: &Sheet<'_>) -> bool {
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
    pub(super) fn identities<'a>(&self, sheet: &Sheet<'a>) -> Vec<&'a str> {
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

    /// Whether a row is of a field called status.
    fn is_of_status(&self, sheet: &Sheet<'_>, row: usize) -> bool {
        let name = words(sheet.cell(row, self.field));
        STATUS_FIELDS.split('|').any(|word| holds(&name, word))
    }

    /// Whether a row says open, won or lost, and no step between.
    fn is_end(&self, sheet: &Sheet<'_>, row: usize) -> bool {
        let text = sheet.cell(row, self.to);
        is_only_open(text) || matches!(meaning_of(text), Some(Meaning::Won | Meaning::Lost))
    }

    /// Whether rows of a field of stages stand beside those of one of statuses, whose “open” is no stage.
    fn tells_status_beside_stage(&self, sheet: &Sheet<'_>) -> bool {
        let rows = || sheet.layout.body.iter().filter(|body| self.is_stage_row(sheet, body.row));
        self.field.is_some()
            && rows().any(|body| self.is_of_status(sheet, body.row))
            && rows().any(|body| !self.is_of_status(sheet, body.row))
            && rows()
                .filter(|body| self.is_of_status(sheet, body.row))
                .all(|body| self.is_end(sheet, body.row))
    }

    /// Whether a row says that its opportunity was created.
    pub(super) fn is_creation(&self, sheet: &Sheet<'_>, row: usize) -> bool {
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
    pub(super) fn first_stage<'a>(&self, sheet: &Sheet<'a>, groups: &[Vec<Change<'a>>]) -> Option<&'a str> {
        let first = |group: &Vec<Change<'a>>| {
            group.iter().find(|change| self.is_stage_row(sheet, change.row)).map(|change| change.from)
        };
        let mut all = groups.iter().filter_map(first);
        let one = all.next().filter(|stage| !stage.is_empty())?;
        all.all(|stage| key(stage) == key(one)).then_some(one)
    }

    pub(super) fn change<'a>(&self, sheet: &Sheet<'a>, (row, id): (usize, &'a str)) -> Change<'a> {
        Change {
            row,
            id,
            on: sheet.day(row, self.on),
            from: Some(sheet.cell(row, self.from)).filter(|from| !is_beginning(from)).unwrap_or_default(),
            to: sheet.cell(row, self.to),
        }
    }

    /// Changes of each opportunity, in the order of time; opportunities in the order of their first rows.
    pub(super) fn grouped<'a>(
        &self,
        sheet: &Sheet<'a>,
        counted: &dyn Fn(usize) -> bool,
    ) -> Vec<Vec<Change<'a>>> {
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
    let is_beside = history.tells_status_beside_stage(sheet);
    for change in groups.iter().flatten() {
        let is_status = is_beside && history.is_of_status(sheet, change.row);
        for text in [change.from, change.to] {
            if !(is_status && is_only_open(text)) {
                add(text);
            }
        }
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
