//! Stages that rows keep: a column names the stage in which each opportunity is, or was lost, beside another
//! that says whether it was. No day says when any of them was entered, so that they are counted only where
//! somebody says in which order they follow each other.
//!
//! What was lost in a stage has then passed those before it, and what was won all of them: a stage that was
//! skipped counts as passed. That is how such systems draw their own funnels.

use super::drafts::{Around, Draft};
use super::stages::Stages;
use super::statuses::Statuses;
use crate::history::import::choices::{Meaning, Role};
use crate::history::import::facts::Sheet;
use crate::history::import::values::words::{holds, key, words};
use std::collections::BTreeMap;

/// Fewer lost opportunities than that in stages tell nothing of them.
const LOST_AT_LEAST: usize = 3;

/// Words of stages by how far they usually are. Only a proposal of an order, which is shown and asked for.
const FAR: [&str; 8] = [
    "lead|leads|new|neu|nouveau|nuevo|nuovo|novo|nieuw|prospect|prospecting|inbound|identified|backlog|\
     appointment scheduled|erstkontakt|prise de contact|primer contacto|primo contatto",
    "contact|contacted|kontakt|kontaktiert|contacte|contactado|contattato|contatado|prvni kontakt|\
     initial contact|outreach",
    "qualified|qualification|qualify|qualifiziert|qualifizierung|qualifie|qualifiee|calificado|calificacion|\
     cualificado|qualificato|qualificado|gekwalificeerd|kwalifikacja|kvalifikace|kvalificerad|\
     discovery|decouverte|develop|needs|needs analysis|needs assessment|bedarf|bedarfsermittlung|\
     bedarfsanalyse|analyse|analysis|behov",
    // Pipedrive speaks of qualified deals first, and of contact then.
    "contact made|kontakt aufgenommen|contact etabli|contact pris|nawiazano kontakt|kontakt nawiazany",
    "meeting|demo|demonstration|demonstrated|presentation|prasentation|presentado|presentatie|prezentacja|\
     ukazka|demo scheduled|demo geplant|termin|workshop|follow up",
    "evaluation|trial|poc|pilot|testphase|value proposition|solution|technical|validation|decision makers|\
     perception analysis",
    "proposal|propose|proposed|quote|quoted|offer|angebot|offerte|propuesta|proposta|proposition|oferta|\
     contract sent|devis|nabidka|tilbud|offert|preventivo|presupuesto|price quote|rfp",
    "negotiation|negotiations|negotiating|negotiate|verhandlung|negociation|negociacion|trattativa|\
     negociacao|onderhandeling|negocjacje|vyjednavani|forhandling|review|contract|vertrag|\
     contrat|contrato|contratto|umowa|agreement|verbal|commit|legal|procurement|closing|close|signature",
];

/// The names of the stages that rows keep, in the order in which they most likely follow each other; empty,
/// where what was lost does not say where.
pub(in crate::history::import) fn names(around: &Around<'_>, drafts: &[Draft<'_>]) -> Vec<String> {
    let sheet = &around.sheet;
    if around.stages.is_dated || sheet.at(&Role::Stage).is_none() {
        return Vec::new();
    }
    let is_stage = |text: &str| {
        !text.is_empty() && !matches!(around.statuses.meaning(text), Some(Meaning::Won | Meaning::Lost))
    };
    let of = |draft: &&Draft<'_>| is_stage(sheet.cell(draft.row, sheet.at(&Role::Stage)));
    let lost = || drafts.iter().filter(|draft| draft.meaning == Meaning::Lost);
    let (all, kept) = (lost().count(), lost().filter(of).count());
    if kept < LOST_AT_LEAST || kept * 5 < all * 4 {
        return Vec::new();
    }
    let mut found: BTreeMap<String, Kept> = BTreeMap::new();
    for draft in drafts.iter().filter(of) {
        let text = sheet.cell(draft.row, sheet.at(&Role::Stage));
        let place = found.len();
        let kept = found.entry(key(text)).or_insert_with(|| Kept::new(text, place));
        if draft.meaning == Meaning::Open {
            let chance = crate::history::import::values::numbers::read_share(
                sheet.cell(draft.row, sheet.at(&Role::Probability)),
                sheet.mark,
            );
            kept.chances.extend(chance);
        }
    }
    if found.len() < 2 {
        return Vec::new();
    }
    let mut all: Vec<Kept> = found.into_values().collect();
    let is_numbered = all.iter().all(|of| of.number.is_some());
    let has_chances = all.iter().all(|of| !of.chances.is_empty());
    all.sort_by(|a, b| {
        let chance = || a.chance().total_cmp(&b.chance());
        let far = || a.far.cmp(&b.far);
        if is_numbered {
            a.number.cmp(&b.number)
        } else if has_chances {
            chance().then_with(far)
        } else {
            far().then(a.place.cmp(&b.place))
        }
    });
    all.into_iter().map(|of| of.name).collect()
}

/// A stage as rows name it, and what says how far it is.
struct Kept {
    name: String,
    /// The number with which its name begins.
    number: Option<u32>,
    /// What open opportunities in it are said to be won with.
    chances: Vec<f64>,
    far: usize,
    /// Where it first stands in the file.
    place: usize,
}

impl Kept {
    fn new(name: &str, place: usize) -> Self {
        let plain = words(name);
        let digits = plain.split(' ').next().unwrap_or_default();
        // “Contract sent” says more than “contract”.
        let said = |all: &str| all.split('|').filter(|word| holds(&plain, word)).map(str::len).max();
        let levels = (0..).zip(FAR).filter_map(|(level, all)| Some((said(all)?, level)));
        let far = levels.max().map(|(_, level)| level);
        Self {
            name: name.to_owned(),
            number: digits.parse().ok(),
            chances: Vec::new(),
            far: far.unwrap_or(FAR.len() / 2),
            place,
        }
    }

    fn chance(&self) -> f64 {
        self.chances.iter().sum::<f64>() / self.chances.len().max(1) as f64
    }
}

/// The stages in an order that was said, where a column says in which of them each opportunity is or was
/// lost; none, where nobody said an order.
pub(in crate::history::import) fn in_order(sheet: &Sheet<'_>, statuses: &Statuses) -> Option<Stages> {
    let chosen = &sheet.choices.stages;
    let column = sheet.at(&Role::Stage)?;
    let is_decided = |name: &str| matches!(statuses.meaning(name), Some(Meaning::Won | Meaning::Lost));
    let mut rows = sheet.layout.body.iter().map(|body| key(sheet.cell(body.row, Some(column))));
    let is_there = chosen.iter().any(|name| rows.any(|text| text == key(name)));
    let names: Vec<String> = chosen.iter().filter(|name| !is_decided(name)).cloned().collect();
    (is_there && names.len() > 1).then(|| Stages::kept(names))
}
