//! Words of a team's lines: who is counted, which words say what follows, and names of segments.

use super::EntryError;
use super::lines::{row, unquoted};
use super::quantity::{COUNTS, trimmed};
use super::tokens::{Kind, Token, before, split, tokens, without};
use super::words::FILLER;
use crate::model::Segment;

/// Words for people.
pub(super) const PEOPLE: &[&str] = &[
    "rep",
    "reps",
    "people",
    "person",
    "persons",
    "sellers",
    "seller",
    "ae",
    "aes",
    "sdr",
    "sdrs",
    "bdr",
    "bdrs",
    "am",
    "ams",
    "hire",
    "hires",
    "salespeople",
    "salesperson",
    "heads",
    "fte",
    "ftes",
    "others",
    "colleagues",
    "영업사원",
    "명",
    "人",
    "new",
    "account",
    "executives",
    "executive",
    "execs",
    "exec",
    "ppl",
    "folks",
    "headcount",
    "head",
    "seniors",
    "juniors",
    "recrues",
    "recrue",
    "embauche",
    "embauches",
    "recrutement",
    "recrutements",
    "einstellung",
    "einstellungen",
    "neueinstellung",
    "neueinstellungen",
    "altas",
    "fichajes",
    "contrataciones",
    "contratações",
    "assunzione",
    "assunzioni",
    "anställningar",
    "vb",
    "accountmanager",
    "accountmanagers",
    "vertegenwoordigers",
    "agenti",
    "asesores",
    "ejecutivos",
    "innendienst",
    "außendienst",
    "aussendienst",
    "managers",
    "sales",
    "more",
    "additional",
    "más",
    "mais",
    "weitere",
    "fler",
    "altri",
    "altre",
    "another",
    "otros",
    "otras",
    "autres",
    "outros",
    "extra",
    "ramped",
    "junior",
    "senior",
    "verkäufer",
    "vertriebler",
    "vertriebsmitarbeiter",
    "commerciaux",
    "commercial",
    "vendeurs",
    "vendedores",
    "vendedor",
    "comerciales",
    "venditori",
    "verkopers",
    "säljare",
    "closers",
    "representatives",
    "neue",
    "nouveaux",
    "novos",
    "nya",
    "each",
    "je",
    "leute",
    "personen",
    "personnes",
    "personas",
    "pessoas",
    "personer",
    "人",
    "名",
    "bdm",
    "bdms",
    "kam",
    "kams",
    "csm",
    "csms",
    "isr",
    "isrs",
    "salesmen",
    "salesman",
    "saleswomen",
    "agents",
    "agent",
    "advisors",
    "advisers",
    "consultants",
    "associates",
    "officers",
    "members",
    "staff",
    "employees",
    "bodies",
    "guys",
    "carriers",
    "specialists",
    "representative",
    "außendienstler",
    "aussendienstler",
    "vertreter",
    "mitarbeiter",
    "kollegen",
    "innendienstler",
    "commerciali",
    "venditore",
    "agente",
    "handlowców",
    "handlowcy",
    "handlowiec",
    "sælgere",
    "sælger",
    "selgere",
    "selger",
    "vendedoras",
    "agentes",
    "représentants",
    "délégués",
    "delegados",
    "gestores",
    "consultores",
    "medewerkers",
    "teamleden",
    "gestori",
    "conseillers",
    "kundansvariga",
    "addetti",
    "osób",
    "osoby",
    "mensen",
    "hommes",
    "starters",
    "starter",
    "joiners",
    "joiner",
    "nuovi",
    "nuovo",
    "nuove",
    "nuevos",
    "nuevo",
    "nuevas",
    "novas",
    "nieuwe",
    "fulltime",
    "manager",
    "key",
    "contractor",
    "contractors",
    "freelancer",
    "freelancers",
    "enterprise",
    "smb",
    "smbs",
    "midmarket",
    "market",
    "strategic",
    "hunters",
    "farmers",
    "rookies",
    "veterans",
    "satışçı",
    "satışçılar",
    "obchodník",
    "obchodníci",
    "obchodníků",
    "adm",
    "adms",
    "nye",
    "myyjä",
    "myyjää",
    "営業",
];

/// Words that say of those who are counted that they are there, or come.
const THERE: &[&str] = &[
    "today",
    "already",
    "here",
    "existing",
    "arrivent",
    "arrive",
    "commencent",
    "beginnen",
    "starten",
    "kommen",
    "empiezan",
    "entran",
    "entram",
    "kommer",
    "iniziano",
    "arrivano",
];

/// Those who find opportunities and close none: they carry no quota of bookings.
pub(super) const OPENERS: &[&str] =
    &["sdr", "sdrs", "bdr", "bdrs", "ldr", "ldrs", "mdr", "mdrs", "adr", "adrs"];

/// Those who lead, help or look after others: they carry no quota of their own either.
const SUPPORT: &[&str] = &[
    "manager",
    "managers",
    "director",
    "directors",
    "vp",
    "vps",
    "cro",
    "se",
    "ses",
    "presales",
    "csm",
    "csms",
    "engineer",
    "engineers",
    "enablement",
    "ops",
    "revops",
    "backoffice",
    "teamleiter",
    "leiter",
    "chef",
];

/// Where they sell, which changes nothing of how many they are.
const REGIONS: &[&str] = &[
    "emea", "us", "usa", "uk", "dach", "apac", "latam", "na", "eu", "eea", "mea", "anz", "nordics",
    "benelux", "iberia", "europe", "americas", "asia", "north", "south", "east", "west", "central", "nord",
    "süd", "ost", "sud", "est", "norte", "sur", "global", "remote",
];

/// Words for one of them.
const ONE_PERSON: &[&str] =
    &["rep", "ae", "seller", "contractor", "freelancer", "hire", "person", "fte", "junior", "senior"];

/// Words for several of them, without saying how many.
pub(super) const SEVERAL: &[&str] =
    &["reps", "sellers", "aes", "sdrs", "bdrs", "people", "salespeople", "hires", "ftes"];

/// Words without which nobody is counted.
const PEOPLE_NAMED: &[&str] = &["rep", "reps", "ae", "aes", "people", "sellers", "hires"];

/// Words before a number of people, `altri 2`, `another 2`.
const BEFORE: &[&str] =
    &["new", "altri", "altre", "weitere", "another", "otros", "otras", "autres", "outros"];
/// Words between a number and people, `una decina di venditori`.
const OF_PEOPLE: &[&str] = &["di", "de", "d", "'", "of", "von", "van", "av"];

/// How many people a clause counts; of a range, its middle. `Rep 7` is a name.
pub(super) fn count_in(clause: &[Token]) -> Option<f64> {
    let is_multiplied = clause.iter().any(|token| super::number::multiplier(token).is_some());
    let clause = &*without(clause, THERE);
    let is_after = clause.first().is_some_and(|first| first.is(PEOPLE) && !first.is(BEFORE));
    // “4 SMB AEs”: which ones they are changes nothing of how many.
    if let [number, which @ .., people] = clause
        && (1..=3).contains(&which.len())
        && people.is(PEOPLE)
        && which.iter().all(|word| word.kind == Kind::Word || word.is(&["-"]))
        && !is_multiplied
        && number.is_number()
    {
        return COUNTS.quantity(std::slice::from_ref(number)).map(|count| count.value());
    }
    // “a contractor”
    if let [article, .., people] = clause
        && article.is(&["a", "an", "one"])
        && clause.iter().skip(1).all(|word| word.is(PEOPLE))
        && people.is(ONE_PERSON)
    {
        return Some(1.0);
    }
    let mut said = without(clause, PEOPLE);
    // “4 reps EMEA”
    if said.len() < clause.len() {
        said = without(&said, REGIONS);
    }
    while said.len() < clause.len() && said.pop_if(|last| last.is(OF_PEOPLE)).is_some() {}
    let span = COUNTS.span(trimmed(&said)).filter(|_| !is_multiplied && !is_after)?;
    let (low, high) = span.ends();
    Some(if span.is_range() { (0.5 * (low.value() + high.value())).round() } else { low.value() })
}

/// Whether a count of people is a range, `5-6 reps`.
pub(super) fn is_range(clause: &[Token]) -> bool {
    COUNTS.span(trimmed(&without(&without(clause, PEOPLE), THERE))).is_some_and(|span| span.is_range())
}

/// The same with one word before a month, in whatever language: `2 recrues en mars`.
pub(super) fn in_months(mut all: Vec<Token>) -> Vec<Token> {
    for at in 1..all.len() {
        let is_month = all
            .get(at)
            .is_some_and(|month| month.kind == Kind::Word && super::months::month_of(&month.text).is_some());
        if let Some(word) = all
            .get_mut(at - 1)
            .filter(|word| is_month && word.is(&["en", "im", "em", "i", "ad", "a", "à", "w", "в", "у", "în"]))
        {
            "in".clone_into(&mut word.text);
        }
        if let Some(word) =
            all.get_mut(at - 1).filter(|word| is_month && word.is(&["da", "dal", "fra", "od"]))
        {
            "from".clone_into(&mut word.text);
        }
    }
    of_counted(all)
}

/// Words around a number of people, in whatever language: what each carries, `5 venditori da 400k`, that
/// there are more, `1 till i mars`, and which ones they are, `6 sr @ 900k`.
fn of_counted(mut all: Vec<Token>) -> Vec<Token> {
    for at in 1..all.len() {
        let is_between = at >= 2 && all.get(at).is_some_and(|next| !next.is(PEOPLE));
        let is_behind = |at: usize, is: &dyn Fn(&Token) -> bool| all.get(at).is_some_and(is);
        // “5 venditori da 400k”, “6 handlowców po 1,2 mln zł”
        let carries = is_between
            && is_behind(at - 2, &|people| people.is(PEOPLE))
            && is_behind(at, &|amount| !amount.is(&["in"]) && amount.kind != Kind::Word);
        // “1 till i mars”
        let adds = is_between
            && is_behind(at - 2, &Token::is_number)
            && is_behind(at, &|next| next.is(&["i", "in", "från"]));
        if let Some(word) = all.get_mut(at - 1) {
            if carries && word.is(&["da", "po"]) {
                "at".clone_into(&mut word.text);
            } else if adds && word.is(&["till"]) {
                "more".clone_into(&mut word.text);
            }
        }
        // “6 sr @ 900k”
        let is_counted = all.get(at - 1).is_some_and(Token::is_number);
        if let Some(word) = all.get_mut(at).filter(|word| is_counted && word.is(&["sr", "snr", "jr", "jnr"]))
        {
            "seniors".clone_into(&mut word.text);
        }
    }
    all
}

/// Whether a part begins by counting people.
pub(super) fn is_count(all: &[Token]) -> bool {
    let said = in_months(without(all, FILLER));
    let end = said.iter().position(is_clause_word).unwrap_or(said.len());
    let (clause, later) = said.split_at(end);
    let is_named = clause.iter().any(|token| token.is(PEOPLE) || token.is(THERE)) || !later.is_empty();
    let is_tenure = before(all, "months in").or_else(|| before(all, "month in")).is_some();
    let is_record = split(all, &["of", "/"]).is_some();
    count_in(clause).is_some_and(|count| count < 1_000.0) && is_named && !is_tenure && !is_record
}

/// Whether a part counts people who lead or help: `2 managers who don't sell`, `1 VP`. Account managers sell.
pub(super) fn counts_support(all: &[Token]) -> bool {
    let Some((count, who)) = all.split_first() else { return false };
    let named = who.iter().position(|word| word.is(SUPPORT));
    let sells = who.iter().any(|word| word.is(&["account", "key", "territory", "quota", "quotas"]));
    count_in(std::slice::from_ref(count)).is_some() && named.is_some_and(|at| at <= 2) && !sells
}

/// `5 SDRs and 20 AEs`: what counts people again is a part of its own.
pub(super) fn counted_apart(part: &str) -> Vec<String> {
    let Ok((plain, all)) = tokens(part, "").map(|(_, all)| (part, all)) else { return vec![part.to_owned()] };
    let at = all.iter().position(|token| token.is(&["and", "&", "+", "plus", "und", "et", "y", "e", "och"]));
    let both = at.and_then(|at| {
        let (first, second) = (all.get(..at)?, all.get(at + 1..)?);
        let ends = (first.last()?.to, second.first()?.from);
        let counts = is_count(first) && (is_count(second) || counts_support(second));
        (counts && super::text::plain(part) == plain).then_some(ends)
    });
    let Some((end, from)) = both else { return vec![part.to_owned()] };
    let piece = |piece: Option<&str>| piece.unwrap_or_default().to_owned();
    vec![piece(plain.get(..end)), piece(plain.get(from..))]
}

/// Names alone on a line, `Ada, Bob and Cyd`: at least two of them, and nothing else.
pub(super) fn names_in(line: &str) -> Option<Vec<String>> {
    const AND: [&str; 8] = [" and ", " & ", " und ", " et ", " y ", " och ", " e ", " en "];
    if line.contains(['"', '\t']) {
        return None;
    }
    let parts = row(line);
    let names: Vec<&str> = parts
        .iter()
        .flat_map(|part| {
            let both = AND.iter().find_map(|word| part.split_once(word));
            both.map_or_else(|| vec![*part], |(one, other)| vec![one, other])
        })
        .map(|name| AND.iter().find_map(|word| name.strip_prefix(word.trim_start())).unwrap_or(name).trim())
        .collect();
    let is_name = |name: &&str| {
        let letters = |c: char| c.is_alphabetic() || matches!(c, ' ' | '.' | '\'' | '’' | '-');
        let words = tokens(name, "").map(|(_, all)| all).unwrap_or_default();
        let says_else = |word: &Token| {
            is_clause_word(word) || word.is(PEOPLE) || word.is(FILLER) || word.is(super::words::NOTHING)
        };
        name.starts_with(char::is_alphabetic)
            && name.chars().all(letters)
            && (1..=4).contains(&name.split_whitespace().count())
            && !words.iter().any(says_else)
            && super::number::in_words(&words).is_none()
    };
    (names.len() > 1 && names.iter().all(is_name)).then(|| names.into_iter().map(str::to_owned).collect())
}

pub(super) fn segment_of<'a>(name: &str, segments: &'a [Segment]) -> Option<&'a Segment> {
    let quoted = unquoted(name);
    let name = quoted.as_deref().unwrap_or(name.trim());
    let numbered =
        || name.to_lowercase().strip_prefix("segment ")?.trim_start_matches('#').parse::<u32>().ok();
    // “segment #2” is the second whatever the others are called.
    if quoted.is_none() && name.contains('#') {
        return segments.iter().find(|segment| numbered() == Some(segment.id.0));
    }
    segments
        .iter()
        .find(|segment| !name.is_empty() && segment.name() == name)
        .or_else(|| {
            segments.iter().find(|own| !name.is_empty() && own.name().to_lowercase() == name.to_lowercase())
        })
        .or_else(|| segments.iter().find(|segment| quoted.is_none() && numbered() == Some(segment.id.0)))
}

/// Words that say what follows.
pub(super) fn is_clause_word(token: &Token) -> bool {
    token.is(&[
        "quota",
        "quotas",
        "booked",
        "sold",
        "from",
        "joins",
        "joining",
        "starting",
        "starts",
        "start",
        "hired",
        "hiring",
        "coming",
        "onboarding",
        "since",
        "in",
        "at",
        "@",
        "x",
        "×",
        "*",
        "with",
        "by",
        "and",
        "join",
        "carrying",
        "mit",
        "avec",
        "con",
        "com",
        "med",
        "quote",
        "objectif",
        "cuota",
        "objetivo",
        "on",
        "budget",
        "meta",
        "mål",
        "target",
        "targets",
        "ziel",
        "ab",
        "från",
        "desde",
        "met",
        "cel",
        "quotum",
        "à",
    ])
}

/// `just me`, `myself`.
pub(super) fn is_oneself(line: &str) -> bool {
    let said = line.trim().to_lowercase();
    ["me", "just me", "only me", "myself", "just myself", "solo", "nur ich", "ich", "moi", "yo"]
        .contains(&&*said)
}

/// Who is counted beside oneself, `me and 3 reps`, `3 reps plus myself`.
pub(super) fn beside_oneself(line: &str) -> Option<&str> {
    const ME: [&str; 9] = ["me", "myself", "i", "ich", "moi", "yo", "io", "ik", "jag"];
    const AND: [&str; 9] = ["and", "plus", "+", "&", "und", "et", "y", "e", "en"];
    let (first, rest) = line.trim().split_once(' ')?;
    let others = ME.contains(&&*first.to_lowercase()).then(|| rest.split_once(' ')).flatten();
    if let Some((_, others)) = others.filter(|(and, _)| AND.contains(and)) {
        return Some(others);
    }
    let (rest, _) = line.trim().rsplit_once(' ').filter(|(_, last)| ME.contains(&&*last.to_lowercase()))?;
    rest.rsplit_once(' ').filter(|(_, and)| AND.contains(and)).map(|(others, _)| others)
}

/// What is said of a team and has fields of its own.
pub(super) fn said_elsewhere(line: &str, part: &str, all: &[Token]) -> Option<EntryError> {
    const ELSEWHERE: &[&str] = &[
        "losing",
        "loses",
        "lose",
        "resigns",
        "resigning",
        "departing",
        "ramp",
        "ramping",
        "attrition",
        "turnover",
        "churn",
        "leaves",
        "leave",
        "leaving",
        "quit",
        "quits",
        "vertrekt",
        "vertrekken",
        "baja",
        "bajas",
        "part",
        "partent",
        "départ",
        "départs",
        "verlässt",
        "verlassen",
        "kündigt",
        "slutar",
        "stopper",
        "esce",
        "lascia",
        "saem",
        "odchodzi",
        "odchodzą",
        "half",
        "time",
    ];
    let is_counted = tokens(line, "").is_ok_and(|(_, line)| line.iter().any(|word| word.is(PEOPLE_NAMED)));
    if all.iter().any(|token| token.is(&["quota", "each"])) && !is_counted {
        return Some(EntryError::questioned(
            "this does not say how many reps there are",
            "12 reps, quota 600k",
        ));
    }
    all.iter().any(|token| token.is(ELSEWHERE)).then(|| {
        let before =
            line.split(part).next().unwrap_or_default().trim().trim_end_matches([',', ';']).to_owned();
        let reason = "how reps ramp and who leaves have fields of their own, below the team";
        if before.is_empty() {
            EntryError::questioned(reason, "12 reps, quota 600k")
        } else {
            EntryError::guessed(reason, "12 reps, quota 600k", before)
        }
    })
}
