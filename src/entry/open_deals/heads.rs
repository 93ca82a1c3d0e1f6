//! What the columns of a list of open deals are called, in several languages.

use crate::entry::grammar::lines::heading;

/// A column of a CRM's list of deals.
#[derive(Clone, Copy, PartialEq)]
pub(in crate::entry) enum Column {
    Name,
    Stage,
    Amount,
    Age,
    /// The currency of the amount.
    Currency,
    /// One that is known and says nothing of use here, such as the day on which a deal is meant to close.
    Ignored,
    /// One that no list here knows.
    Other,
}

/// The names of the columns, in English, German, French, Spanish, Portuguese, Dutch, Italian, Swedish and
/// Polish.
const NAMES: [(Column, &str); 6] = [
    (
        Column::Name,
        "deal|deal name|deal title|title|organization|organisation|\
         name|opportunity|opportunity name|opportunity-name|account|account name|accountname|\
         account-name|company|customer|client|\
         firma|kunde|kundenname|unternehmen|verkaufschance|projekt|nom|affaire|opportunité|société|\
         entreprise|nombre|cliente|empresa|cuenta|oportunidad|negocio|nome|oportunidade|negócio|conta|naam|\
         klant|bedrijf|verkoopkans|opportunità|azienda|trattativa|namn|kund|företag|affär|nazwa|klient|\
         szansa|szansa sprzedaży",
    ),
    (
        Column::Stage,
        "stage|deal stage|sales stage|phase|pipeline stage|verkaufsphase|vertriebsphase|stufe|étape|etape|\
         phase de vente|etapa|fase|etapa de venta|etapa do negócio|estágio|verkoopfase|stadium|\
         fase di vendita|steg|fas|säljfas|etap|faza",
    ),
    (
        Column::Amount,
        "amount|value|deal value|deal size|size|acv|arr|tcv|deal amount|contract value|total amount|betrag|\
         wert|auftragswert|volumen|auftragsvolumen|umsatz|summe|montant|montant ht|valeur|importe|monto|\
         valor|valor total|bedrag|waarde|omzet|importo|valore|ammontare|belopp|värde|affärsvärde|kwota|\
         wartość|suma",
    ),
    (
        Column::Age,
        "age|days|age (days)|days in stage|stage duration|avg age|avg. age|average age|avg age (days)|\
         average age (days)|avg days in stage|avg. days in stage|average days in stage|mean age|stage age|\
         age in stage|time in stage|age in days|days in current stage|alter|tage|alter (tage)|\
         tage in phase|âge|jours|edad|antigüedad|días|idade|dias|leeftijd|dagen|età|giorni|ålder|dagar|wiek|\
         dni|age (d)",
    ),
    (
        Column::Currency,
        "currency|currency code|currency iso code|deal currency|opportunity currency|curr|ccy|währung|devise|\
         moneda|moeda|valuta|divisa|waluta",
    ),
    (
        Column::Ignored,
        "#|id|no|nr|probability|win probability|prob|chance|probability (%)|wahrscheinlichkeit|probabilité|\
         probabilidad|probabilidade|kans|waarschijnlijkheid|probabilità|sannolikhet|prawdopodobieństwo|\
         close date|expected close date|closing date|expected close|abschlussdatum|abschluss|\
         date de clôture|clôture|date de signature|fecha de cierre|cierre|data de fechamento|fechamento|\
         sluitdatum|sluitingsdatum|data di chiusura|data chiusura|chiusura|slutdatum|avslutsdatum|\
         stängningsdatum|data zamknięcia|weighted amount|weighted value|created|created date|phone|zip|\
         postal code|employees|seats|users|units|quantity|qty|owner|rep",
    ),
];

/// Names of a deal, and of the customer that it is with, which names no deal where both stand.
const DEALS: &str = "deal|deal name|deal title|title|\
                     opportunity|opportunity name|opportunity-name|verkaufschance|opportunité|\
                     affaire|oportunidad|oportunidade|opportunità|verkoopkans|affär";
const ORGANIZATIONS: &str = "organization|organisation";
const PERSONS: &str = "contact|contact name|first name|last name|full name";
const CUSTOMERS: &str = "account|organization|organisation|\
                         account name|accountname|account-name|company|company name|customer|\
                         customer name|client|firma|kunde|kundenname|unternehmen|société|entreprise|cliente|\
                         empresa|cuenta|conta|klant|bedrijf|azienda|kund|företag";

/// Whether the rest of a head says in what a column counts, ` ($k)`, ` in thousands`, ` (weeks)`.
fn is_unit(rest: &str) -> bool {
    const UNITS: &str = "k|m|mm|mn|mio|t|tsd|thousand|thousands|million|millions|lakh|lakhs|crore|crores|cr|\
                         hours|h|weeks|week|wks|months|month|mo|mos|years|year|yrs|wochen|monate|semaines|\
                         mois|semanas|meses|keur|kusd|kgbp|teur|meur|musd";
    const BESIDE: &str = "in|usd|eur|gbp|chf|inr|us|of";
    let is_in = |words: &str, word: &str| words.split('|').any(|of| of == word);
    let mut words = rest.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty());
    words.clone().any(|word| is_in(UNITS, word))
        && words.all(|word| is_in(UNITS, word) || is_in(BESIDE, word))
}

impl Column {
    /// The column of a name.
    pub(in crate::entry) fn of(name: &str) -> Self {
        let of = |(column, names): &(Self, &str)| names.split('|').any(|of| of == name).then_some(*column);
        NAMES.iter().find_map(of).unwrap_or(Self::Other)
    }

    /// What a head that no list knows says more of, `Amount ($k)`, `Amount in k`, `Age (weeks)`; none, if it
    /// begins as no other does.
    pub(in crate::entry) fn says_more_of(head: &str) -> Option<Self> {
        let name = heading(head);
        let first = name.split(['(', '[']).next().unwrap_or_default().trim();
        let word = name.split(' ').next().unwrap_or_default();
        let of = |known: &str| Some(Self::of(known)).filter(|of| matches!(of, Self::Amount | Self::Age));
        let is_new = Self::of(&name) == Self::Other;
        let more = |known: &str| name.get(known.len()..).is_some_and(is_unit);
        let by_word = || of(word).filter(|of| *of == Self::Amount && more(word));
        of(first).filter(|_| more(first)).or_else(by_word).filter(|_| is_new)
    }

    /// The columns of a head; none, if it is no head.
    pub(in crate::entry) fn of_head(head: &str) -> Option<Vec<Self>> {
        Self::named_by(head, [CUSTOMERS, DEALS])
    }

    /// The columns of a head with rows below it: deals are called as their customers are, where a row has no
    /// name for its own but a number, or nothing.
    pub(in crate::entry) fn of_table<'a>(
        head: &str,
        mut rows: impl Iterator<Item = &'a str>,
    ) -> Option<Vec<Self>> {
        let columns = Self::of_head(head)?;
        let at = columns.iter().position(|column| *column == Self::Name)?;
        let is_bare = |row: &str| {
            let cells = crate::entry::grammar::lines::cells(row);
            cells.get(at).is_none_or(|name| !name.chars().any(char::is_alphabetic))
        };
        if rows.any(is_bare) { Self::named_by(head, [DEALS, CUSTOMERS]) } else { Some(columns) }
    }

    /// The columns of a head, in which of two names of a deal the first is left out where the second stands.
    fn named_by(head: &str, [left_out, kept]: [&str; 2]) -> Option<Vec<Self>> {
        let heads: Vec<String> =
            crate::entry::grammar::lines::cells(head).iter().map(|part| heading(part)).collect();
        let is_one = |names: &str, head: &String| names.split('|').any(|of| of == head);
        // “Title, Company, Amount”: a title is the deal's own beside an organization alone, as in Pipedrive;
        // beside any other name it may be a person's.
        let is_organization = |head: &String| is_one(ORGANIZATIONS, head);
        let is_customer = |head: &String| is_one(CUSTOMERS, head) && !is_organization(head);
        let is_named = heads.iter().any(|head| {
            let is_name = Self::of(head) == Self::Name && head != "title" && !is_organization(head);
            is_name || is_one(PERSONS, head)
        });
        let is_title = |head: &String| head == "title" && is_named;
        // “Organization, Account, Amount”: of the two the account is the customer.
        let is_unit = |head: &String| is_organization(head) && heads.iter().any(is_customer);
        // “Account name, Opportunity name”: the deal’s own name.
        let is_kept = heads.iter().any(|head| is_one(kept, head) && !is_title(head) && !is_unit(head));
        let is_beside = |head: &String| is_kept && is_one(left_out, head);
        let of = |head: &String| {
            let is_left_out = is_beside(head) || is_title(head) || is_unit(head);
            if is_left_out { Self::Ignored } else { Self::of(head) }
        };
        let columns: Vec<Self> = heads.iter().map(of).collect();
        let is_known = |column: &&Self| !matches!(column, Self::Other | Self::Ignored | Self::Currency);
        let known = columns.iter().filter(is_known).count();
        (known >= 2 && columns.contains(&Self::Name)).then_some(columns)
    }
}
