//! Words within heads of columns, between bars, as [`words`](crate::history::import::values::words::words)
//! writes them.

/// Heads of numbers that are no counts of a stage and no money that is needed.
pub(in crate::history::import) const NO_COUNT: &str = "percent|rate|attainment|quote|zielerreichung|\
    erfullung|avg|average|mean|\
    median|mittel|durchschnitt|moyenne|moyen|promedio|media|gemiddelde|rank|rang|days|tage|jours|dias|\
    giorni|dagen|age|cycle|ratio|taux|tasa|tasso|taxa|conversion|per|pro|par|tenure|id|year|score|pipeline|\
    commission|ramp|phone|coverage|gap|variance|scostamento|odchylka|zip|calls|emails|size|forecast|\
    expected|weighted|level|\
    grade|cost|atteinte|cumplimiento|raggiungimento|velocity|months|monate|abweichung|ecart|diferencia|\
    win percent|weeks|earnings|earned|payout|talk time|minutes|dials|touches|activities|tasks|\
    voicemails|connects|sms|linkedin|incentive|bonus|ote|draw|accelerator|spiff|commit|best case|\
    upside|hours|fte|headcount|code|codes|\
    index|indeks|indice|indexe|statecode|statuscode|typecode|prioritycode|postcode|postal|plz";

/// Words that make a column another than the rest of its head says.
pub(in crate::history::import) const EXPECTED: &str = "expected|est|estimated|forecast|planned|projected|\
    anticipated|target|\
    geplant|geplantes|geplanter|voraussichtlich|voraussichtliches|voraussichtlicher|erwartet|erwartetes|\
    erwarteter|prevu|prevue|estimee|estime|previsto|prevista|estimado|estimada|verwacht|verwachte|esperado|\
    esperada|geschatztes|geschatzter|gesch|voraussichtl|vorauss|erw|prev|geschat|geschatte|forvantat|\
    forvantad|forventet|przewidywana|\
    przewidywany|planowana|planowany|ocekavane|ocekavana|predpokladane|odhadovane|tahmini|beklenen|varhato|\
    estimata|estimat|previsao|previste|ожидаемая|предполагаемая|du kien|perkiraan|\
    estimasi|予定|预计|예상";

/// Words of the end of an opportunity, beside which a head says a day.
pub(in crate::history::import) const CLOSING: &str = "close|closed|closing|abschluss|cloture|fermeture|\
    cierre|chiusura|\
    fechamento|fecho|sluiting|afsluiting|lukning|avslut|zamkniecia|uzavreni|kapanis|inchiderii|signature|\
    vertragsabschluss|decision|entscheidung|besluit|decisione|decyzji|rozhodnuti|paatos|beslut|beslutning";

/// Words that say by themselves that a column holds the days on which opportunities end.
pub(in crate::history::import) const CLOSING_DAYS: &str = "sluitdatum|sluitingsdatum|afsluitdatum|\
    avslutsdatum|abschlussdatum|\
    abschlusstermin|schlusstermin|lukkedato|sluttdato|stangningsdatum|ngay dong|ngay chot|\
    tanggal tutup|tanggal ditutup|tanggal penutupan";

/// Words of the beginning of an opportunity.
pub(in crate::history::import) const CREATED: &str = "created|creation|erstellt|angelegt|creacion|creado|\
    creada|creazione|\
    creato|creata|criacao|criado|criada|aangemaakt|cree|creee|skapad|skapades|oprettet|opprettet|utworzono|\
    utworzenia|vytvoreno|luotu|letrehozva|creat|crearii|ngay tao|dibuat|olusturma|olusturulma";

/// Words of whose an opportunity is.
pub(in crate::history::import) const OWNER: &str = "owner|sorumlu|odpowiedzialny|prodejce|rep|seller|\
    salesperson|\
    titolare|sales agent|responsible|besitzer|inhaber|\
    eigentumer|verantwortlicher|zustandiger|vertriebsmitarbeiter|proprietaire|propietario|proprietario|\
    eigenaar|agare|saljare|ejer|saelger|eier|selger|wlasciciel|handlowiec|opiekun|vlastnik|omistaja|myyja|\
    sahibi|temsilcisi|ответственный";

/// Ends of words, which Germanic languages write together, for whose an opportunity is: `Dealeigenaar`.
pub(in crate::history::import) const OWNER_ENDS: &[&str] =
    &["eigenaar", "besitzer", "inhaber", "verantwortlicher", "eigentumer", "agare", "ejer", "eier"];
/// Those of its stage: `Auftragsphase`.
pub(in crate::history::import) const STAGE_ENDS: &[&str] = &["phase", "fase", "stadium"];
/// Those of its status: `Auftragsstatus`.
pub(in crate::history::import) const STATUS_ENDS: &[&str] = &["status"];
/// Beginnings of words that say the status of something else: `Zahlungsstatus`.
pub(in crate::history::import) const OTHER_STATUS: &[&str] = &[
    "zahlung",
    "rechnung",
    "liefer",
    "versand",
    "kunde",
    "konto",
    "betal",
    "faktura",
    "leverings",
    "klant",
    "kund",
    "projekt",
    "lizenz",
];

/// Opportunities, where several are counted: `Trattative vinte`.
pub(in crate::history::import) const DEALS: &str = "deals|opportunities|opps|trattative|opportunita|\
    oportunidades|affaires|\
    opportunites|\
    chancen|verkaufschancen|negocios|kansen|affarer|szanse|muligheder";

/// Words of what has come, beside opportunities.
pub(in crate::history::import) const NEW: &str = "new|neu|neue|neuen|nouveau|nouvelle|nouvelles|nuevo|nuevas|\
    nuevos|nuova|nuove|nuovi|nova|novas|novos|nieuw|nieuwe|nya|nye|nowe|uusi|uudet|yeni|новые";

/// Words of what an opportunity is worth.
pub(in crate::history::import) const AMOUNT: &str = "amount|value|gia tri|so tien|nilai|betrag|montant|\
    importe|importo|\
    bedrag|revenue|\
    umsatz|valeur|\
    valore|valor|waarde|varde|vaerdi|verdi|wartosc|kwota|belopp|belob|belop|hodnota|castka|tutar|osszeg|\
    ertek|valoare|volumen|ingreso|ingresos|income|revenu|revenus|ricavo|ricavi|receita|erlos|\
    opbrengst|intakt|indtaegt|inntekt|przychod|vynos|выручка|доход|ποσο|αξια|сумма|金額|金额|금액";

/// Words of an amount that was turned into the currency of the company.
pub(in crate::history::import) const CONVERTED: &str = "converted|konvertiert|konvertierter|umgewandelt|\
    umgewandelter|\
    umgerechnet|umgerechneter|converti|convertie|convertido|convertida|convertito|convertita|omgerekend|\
    omgerekende|omraknad|omraknat|omregnet|換算|円換算|日本円換算|przeliczona|przeliczony|prepoctena";

/// Words of a number by which things are told apart.
pub(in crate::history::import) const NUMBER: &str = "n|no|nr|num|nro|numero|number|numer|nummer|cislo|code|\
    codigo|codice|kod|id|\
    ref|reference|referencia|riferimento|referenz|key|kennung";

/// Words between a number and what it numbers; the `o` is that of `N.º`.
pub(in crate::history::import) const NUMBER_OF: &str = "o|de|da|do|del|della|dell|la|l|d|der|des|of|van|di";

/// Words of an amount that was agreed in the end.
pub(in crate::history::import) const ACTUAL: &str = "actual|tatsachlich|tatsachlicher|tatsachliche|tatsachl|\
    effektiv|\
    reel|reelle|\
    real|effettivo|effettiva|werkelijk|werkelijke|faktisk|faktiska|rzeczywista|skutecna|gerceklesen";

/// Words that make an amount another than what an opportunity is worth.
pub(in crate::history::import) const OTHER_AMOUNT: &str = "employees|seats|users|licenses|licences|units|\
    quantity|qty|anzahl|\
    menge|mitarbeiterzahl|effectif|quantite|cantidad|quantita|quantidade|aantal|antal|stunden|heures|horas|\
    version|salary|gehalt|weighted|prorrateado|prorrateados|prorrateada|prorrateadas|\
    prorata|anteilig|gewichtet|gewichteter|gewichtete|pondere|ponderee|ponderado|ponderada|\
    ponderato|ponderata|gewogen|viktat|vaegtet|vektet|wazona|vazena|prorated|discount|rabatt|remise|\
    descuento|desconto|sconto|korting|tax|mwst|steuer|tva|iva|btw|moms|margin|marge|margen|margine|\
    marginal|cost|costs|kosten|commission|provision|fee|shipping|budget|lost|einzelpreis|\
    stuckpreis|unit price|prix unitaire|precio unitario|prezzo unitario|stuksprijs";

/// What stands behind an amount that is without tax, and so is what an opportunity is worth.
pub(in crate::history::import) const WITHOUT_TAX: &str = "ekskl moms|exkl moms|excl btw|exclusief btw|\
    excl vat|ex vat|excl tax|\
    ohne mwst|exkl mwst|zzgl mwst|hors taxe|hors taxes|sin iva|senza iva|iva esclusa|sem iva|\
    eks mva|bez vat|\
    bez dph";

/// Words that name a currency’s column.
pub(in crate::history::import) const CURRENCY: &str =
    "currency|wahrung|waehrung|devise|moneda|divisa|valuta|waluta|moeda|munt|валюта|通貨|币种|货币|통화";

/// Words that name a reason.
pub(in crate::history::import) const REASON: &str = "reason|grund|motif|motivo|raison|reden|powod|orsak|\
    arsag|arsak|neden|\
    nedeni|duvod|motiv|causa|причина|理由|原因";

/// Words of a loss, beside which a head says a reason.
pub(in crate::history::import) const LOSS: &str =
    "lost|loss|verlust|perte|perdida|perda|perdita|verlies|utraty|ztraty";

/// Words that a head of days has.
pub(in crate::history::import) const DAY: &str = "date|datum|fecha|data|on|am|at|time|le|el|il|em|op|den|\
    dato|heure|hora|ora|\
    tid|czas|tijdstip|zeitpunkt|tarihi";

/// Objects that a head names before what it says of them.
pub(in crate::history::import) const OBJECTS: &str = "deal|opportunity|opp|crm|oppty|sales|affaire|\
    opportunite|trato|negocio|\
    oportunidad|oportunidade|affare|trattativa|opportunita|affar|szansa sprzedazy|verkaufschance|kans|\
    verkoopkans";

/// Words of heads of customers, and of those who did something once.
pub(in crate::history::import) const CUSTOMER: &str = "customer|client|account|company|contact|lead|buyer|\
    decision maker|\
    partner|organization|organisation|person|kunde|kunden|kundenname|ansprechpartner|firma|unternehmen|\
    kontakt|societe|entreprise|interlocuteur|cliente|clientes|empresa|contacto|contato|contatto|azienda|\
    referente|klant|bedrijf|contactpersoon|foretag|virksomhed|virksomhet|klient|osoba|zakaznik|firmy|\
    asiakas|yritys|musteri|ugyfel|created by|modified by|changed by|closed by|last modified by|updated by|\
    erstellt von|geandert von|cree par|modifie par|creado por|modificado por|creato da|criado por|\
    competitor|industry|city|country|product|顧客|会社|客户|公司|联系人|고객|клиент|компания|контакт";
