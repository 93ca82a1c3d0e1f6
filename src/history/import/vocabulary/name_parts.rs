//! Heads of columns with first or last names, in several languages.

/// Heads of first names, and those of last names that stand beside them.
pub(in crate::history::import) const PAIRS: &[(&str, &str)] = &[
    ("first name|firstname|given name|first", "last name|lastname|surname|family name|second name|last"),
    ("vorname", "nachname|familienname|zuname|name"),
    ("prenom", "nom|nom de famille"),
    ("nombre|nombres", "apellido|apellidos"),
    ("nome", "cognome|sobrenome|apelido"),
    ("voornaam", "achternaam"),
    ("fornamn|fornavn", "efternamn|efternavn|etternavn"),
    ("imie", "nazwisko"),
    ("jmeno", "prijmeni"),
    ("etunimi", "sukunimi"),
];

/// Whether a head is of a part of a name, and so of no owner by itself.
pub(in crate::history::import) fn is_part(plain: &str) -> bool {
    let certain =
        |phrase: &&str| !["name", "nom", "nome", "nombre", "nombres", "first", "last"].contains(phrase);
    let mut phrases = PAIRS.iter().flat_map(|(first, last)| first.split('|').chain(last.split('|')));
    phrases.any(|phrase| certain(&phrase) && whose(plain, phrase).is_some())
}

/// Whose name it is, where a head says that it is a first or last name: `owner` of `Owner First Name`.
pub(in crate::history::import) fn whose<'a>(plain: &'a str, phrases: &str) -> Option<&'a str> {
    phrases.split('|').find_map(|phrase| {
        if plain == phrase {
            return Some("");
        }
        let before = plain.strip_suffix(phrase).and_then(|rest| rest.strip_suffix(' '));
        let behind = || plain.strip_prefix(phrase).and_then(|rest| rest.strip_prefix(' '));
        let rest = before.or_else(behind)?;
        let small = ["of the ", "of ", "des ", "der ", "du ", "de la ", "del ", "do ", "da ", "de ", "van "];
        Some(small.iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest))
    })
}
