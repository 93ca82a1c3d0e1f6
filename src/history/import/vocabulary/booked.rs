//! What the head of a column of large numbers says: that they were booked, that they are of the time before,
//! or that they are numbers that somebody has.

use super::heads::{guesses, plain_head};
use crate::history::import::choices::Role;
use crate::history::import::values::words::{holds, words};

/// Words of what was sold.
const BOOKED: &str = "won|sold|billed|billing|billings|invoiced|booked|bookings|gewonnen|verkauft|fakturiert|\
    berechnet|gagne|vendu|facture|ganado|vendido|facturado|vinto|venduto|fatturato|gewonnen|verkocht|\
    gefactureerd|ganho|faturado|vunnet|salt|solgt|fakturerat|fakturert";

/// Words of a time before the one that a quota is of.
const BEFORE: &str = "last|prior|previous|prev|vorjahr|vorjahres|vorquartal|vormonat|letztes|ly|py|pq|lq|n 1|\
    precedent|precedente|anterior|pasado|passado|scorso|scorsa|dernier|derniere|vorig|vorige|foregaende|\
    forra|forrige|fjolaret|ubiegly|ubieglego|poprzedni";

/// Words behind which a number is one that somebody has, and not how many there are of something.
const IDENTITY: &str = "number|no|nr|num|id|nummer|numero|matricule|matricola|personalnummer|extension|ext|\
    durchwahl|zip|employee|emp|badge|postleitzahl";

/// Words of what is only a part of what something is worth, or another thing of it.
const PART_OF_WORTH: &str = "deposit|down payment|downpayment|paid|billed|invoiced|collected|recognized|\
    recognised|to date|profit|services|anzahlung|acompte|acconto|anticipo|aanbetaling|bezahlt|fakturiert|\
    facture|paye|pagado|pagato";

/// Words of what was agreed in the end.
const FINAL: &str = "signed|order|ordered|actual|final|agreed|unterschrieben|auftrag|auftragswert|\
    auftragssumme|tatsachlich|endgultig|signe|commande|reel|definitif|firmado|pedido|definitivo|firmato|\
    ordine|effettivo|getekend|bestelling|ordervarde|slutlig";

/// Whether a head names a part of what an opportunity is worth: what was paid, or billed, so far.
pub(in crate::history::import) fn is_part_of_worth(head: &str) -> bool {
    let plain = words(head);
    PART_OF_WORTH.split('|').any(|phrase| holds(&plain, phrase))
}

/// Whether a head says that an amount is the one that was agreed.
pub(in crate::history::import) fn says_final(head: &str) -> bool {
    let plain = words(head);
    FINAL.split('|').any(|word| holds(&plain, word))
}

/// Whether a head says that what is below it was sold.
pub(in crate::history::import) fn says_booked(head: &str) -> bool {
    let plain = plain_head(head);
    let says = |role: Role| guesses(head).iter().any(|guess| guess.role == role);
    let is_lost = holds(&plain, "lost") || holds(&plain, "not");
    let is_said = says(Role::Bookings) || says(Role::WonCount);
    !is_lost && (is_said || BOOKED.split('|').any(|word| holds(&plain, word)))
}

/// Whether a head names the year or the quarter before.
pub(in crate::history::import) fn is_of_before(head: &str) -> bool {
    let plain = words(head);
    BEFORE.split('|').any(|word| holds(&plain, word))
}

/// Whether a head names numbers that people have: `Employee Number`, and not `Number of calls`.
pub(in crate::history::import) fn names_identity(head: &str) -> bool {
    let plain = words(head);
    let counts = ["number of", "no of", "nr of", "num of", "numero de", "numero di", "nummer van"];
    let is_one = IDENTITY.split('|').any(|word| holds(&plain, word));
    is_one && !counts.iter().any(|phrase| holds(&plain, phrase))
}
