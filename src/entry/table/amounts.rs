//! The amounts of a whole file: in one currency, with one decimal mark.

use crate::entry::grammar::currency;
use crate::entry::grammar::currency_codes::is_code;
use crate::entry::grammar::number::is_grouped;
use crate::entry::grammar::text::plain;
use crate::entry::grammar::tokens::{Kind, Token, tokens};
use crate::entry::money::amount::one_in;
use crate::entry::{Table, TableError};
use crate::model::{Currency, Money};

const EXAMPLE: &str = "150k";

/// How the amounts of a file are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileAmounts {
    /// Their currency.
    pub currency: Currency,
    /// Whether an amount, a head or a column of currencies names it; else it is taken to be the usual one.
    pub is_named: bool,
    /// What their points and commas are.
    pub marks: AmountMarks,
    /// Columns whose heads say that their amounts are in thousands or millions, as in `Quota (k$)`.
    pub multiplied: Vec<MultipliedColumn>,
}

/// A column whose head multiplies its amounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MultipliedColumn {
    /// Its place.
    pub place: usize,
    /// Its head.
    pub head: String,
    /// The power of ten: 3 for thousands, 6 for millions.
    pub power: i32,
}

/// What the points and commas of a file's amounts are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AmountMarks {
    /// There are none that anything depends on.
    Plain,
    /// `1,234.50`, as most of the amounts tell that can only be read one way.
    Point,
    /// `1.234,50`, likewise.
    Comma,
    /// All are like this one, `1.234`: the mark groups thousands.
    Thousands(String),
}

/// What a cell tells of the marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Vote {
    Point,
    Comma,
    Either,
}

/// Where a file writes its amounts.
pub(in crate::entry) struct AmountCells<'a> {
    /// The columns of amounts, with their heads.
    heads: Vec<(usize, &'a str)>,
    /// Their cells.
    cells: Vec<&'a str>,
    /// The cells of a column of currencies.
    currencies: Vec<&'a str>,
}

impl<'a> AmountCells<'a> {
    /// The cells of columns of amounts, and of currencies, by their places.
    pub(in crate::entry) fn of(table: &'a Table, amounts: &[usize], currencies: &[usize]) -> Self {
        let cells = |places: &[usize]| {
            let of_row = |(_, fields): &'a (u64, Vec<String>)| {
                places.iter().filter_map(|place| fields.get(*place)).map(String::as_str).collect::<Vec<_>>()
            };
            table.rows.iter().flat_map(of_row).collect()
        };
        let heads = amounts.iter().filter_map(|place| Some((*place, table.head.get(*place)?.as_str())));
        Self { heads: heads.collect(), cells: cells(amounts), currencies: cells(currencies) }
    }
}

impl FileAmounts {
    /// Looks at all amounts of a file.
    ///
    /// # Errors
    /// When they are in several currencies, or as many have a decimal comma as a decimal point.
    pub(in crate::entry) fn of(file: &AmountCells<'_>, usual: Currency) -> Result<Self, TableError> {
        let named = one_currency(file, usual)?;
        let currency = named.unwrap_or(usual);
        let multiplied = file.heads.iter().filter_map(|(place, head)| {
            let power = power_in(head, usual)?;
            Some(MultipliedColumn { place: *place, head: (*head).to_owned(), power })
        });
        let multiplied = multiplied.collect();
        Ok(Self { currency, is_named: named.is_some(), marks: marks(&file.cells)?, multiplied })
    }

    /// Reads a cell of the column at a place; of a range, its middle.
    ///
    /// # Errors
    /// When it is no amount, or its marks are not those of the file.
    pub(in crate::entry) fn read(&self, place: usize, cell: &str) -> Result<Money, TableError> {
        let column = self.multiplied.iter().find(|column| column.place == place);
        // A cell that says its own thousands needs none of its head.
        let power = column.map(|column| column.power).filter(|_| !says_power(cell));
        let text = match &self.marks {
            // Behind a unit a single mark would begin decimals.
            AmountMarks::Thousands(one) if power.is_some() => {
                unmarked(cell, if one.contains('.') { ',' } else { '.' })?
            }
            AmountMarks::Plain | AmountMarks::Thousands(_) => cell.to_owned(),
            AmountMarks::Point => unmarked(cell, '.')?,
            AmountMarks::Comma => unmarked(cell, ',')?,
        };
        let text = match power {
            None => text,
            Some(3) => text + " thousand",
            Some(_) => text + " million",
        };
        Ok(one_in(&tokens(&text, EXAMPLE)?.1, self.currency, EXAMPLE)?)
    }
}

/// The currency that the file names.
fn one_currency(file: &AmountCells<'_>, usual: Currency) -> Result<Option<Currency>, TableError> {
    // `$` and `kr` are of several countries: of that which the others name.
    match named(file, usual) {
        (None, _) => Ok(None),
        (Some(one), None) => Ok(Some(one)),
        (Some(one), Some(other)) => {
            let alone = [one, other].into_iter().find(|plan| named(file, *plan) == (Some(*plan), None));
            let refused =
                || TableError::Currencies { one: one.code().to_owned(), other: other.code().to_owned() };
            alone.map(Some).ok_or_else(refused)
        }
    }
}

/// The first two currencies that a file names, where `$` is `plan`'s if it can be.
fn named(file: &AmountCells<'_>, plan: Currency) -> (Option<Currency>, Option<Currency>) {
    let heads = file.heads.iter().filter_map(|(_, head)| in_head(head, plan));
    let is_amount = |cell: &&&str| cell.contains(|letter: char| letter.is_ascii_digit());
    let cells = file.cells.iter().filter(is_amount).filter_map(|cell| in_cell(cell, plan));
    let said = file.currencies.iter().filter_map(|cell| in_cell(cell, plan));
    let mut all = heads.chain(cells).chain(said);
    let first = all.next();
    (first, all.find(|other| Some(*other) != first))
}

fn in_cell(cell: &str, plan: Currency) -> Option<Currency> {
    let is_bare = |byte: u8| byte.is_ascii_digit() || b".,' -".contains(&byte);
    if cell.bytes().all(is_bare) {
        return None;
    }
    let (_, tokens) = tokens(cell, EXAMPLE).ok()?;
    tokens.iter().find_map(|token| currency::of_token(token, plan))
}

/// `Amount (EUR)`, `Bookings in €`: a code in capitals or a symbol, since a head is made of words.
fn in_head(head: &str, plan: Currency) -> Option<Currency> {
    let (_, tokens) = tokens(head, EXAMPLE).ok()?;
    let is_sign =
        |token: &&Token| token.kind == Kind::Mark || token.raw.ends_with('$') || is_code(&token.raw);
    tokens.iter().filter(is_sign).find_map(|token| currency::of_token(token, plan))
}

/// What a head multiplies by: `Quota (k$)`, `Bookings in thousands`, `Quota (000s)`, `Umsatz (T€)`, `Revenue
/// in Mio. €`.
fn power_in(head: &str, plan: Currency) -> Option<i32> {
    const BEFORE: [&str; 9] = ["in", "(", "[", "en", "em", "i", "'", "x", "×"];
    let (_, all) = tokens(head, EXAMPLE).ok()?;
    let is_currency = |token: Option<&Token>| {
        token.is_some_and(|token| {
            let is_sign =
                token.kind == Kind::Mark || is_code(&token.raw) || token.is(&["kr", "euro", "dollars"]);
            is_sign && currency::of_token(token, plan).is_some()
        })
    };
    let power_at = |at: usize, token: &Token| {
        let before = at.checked_sub(1).and_then(|before| all.get(before));
        let is_led = before.is_some_and(|before| before.is(&BEFORE));
        let is_beside = is_currency(before) || is_currency(all.get(at + 1));
        if token.is_number() {
            let digits = token.text.replace(|letter: char| !letter.is_ascii_digit(), "");
            return match digits.as_str() {
                "000" | "1000" => Some(3),
                "000000" | "1000000" => Some(6),
                _ => None,
            }
            .filter(|_| is_led || is_beside);
        }
        if token.is(&["t"]) && is_beside {
            return Some(3);
        }
        if token.is(&["miles"]) && is_led {
            return Some(3);
        }
        let is_word = token.text.chars().count() > 2;
        crate::entry::grammar::number::multiplier(token)
            .filter(|power| [3, 6].contains(power) && (is_led || is_beside || is_word))
    };
    all.iter().enumerate().find_map(|(at, token)| power_at(at, token))
}

/// Whether a cell names its own multiplier.
fn says_power(cell: &str) -> bool {
    tokens(cell, EXAMPLE).is_ok_and(|(_, all)| {
        all.iter()
            .any(|token| crate::entry::grammar::number::multiplier(token).is_some() || token.is(&["t", "l"]))
    })
}

/// What most cells tell that can only be read one way.
fn marks(cells: &[&str]) -> Result<AmountMarks, TableError> {
    let (mut points, mut commas, mut either) = (Votes::default(), Votes::default(), None);
    for cell in cells {
        match vote(cell) {
            Some(Vote::Point) => points.add(cell),
            Some(Vote::Comma) => commas.add(cell),
            Some(Vote::Either) => either = either.or(Some(*cell)),
            None => {}
        }
    }
    match (points.count.cmp(&commas.count), points.first.zip(commas.first), either) {
        (std::cmp::Ordering::Greater, ..) => Ok(AmountMarks::Point),
        (std::cmp::Ordering::Less, ..) => Ok(AmountMarks::Comma),
        (std::cmp::Ordering::Equal, Some((point, comma)), _) => {
            let short = |text: &str| text.chars().take(40).collect();
            Err(TableError::Marks { point: short(point), comma: short(comma) })
        }
        (std::cmp::Ordering::Equal, None, Some(cell)) => {
            Ok(AmountMarks::Thousands(cell.chars().take(40).collect()))
        }
        (std::cmp::Ordering::Equal, None, None) => Ok(AmountMarks::Plain),
    }
}

/// Cells that tell the same, and the first of them.
#[derive(Default)]
struct Votes<'a> {
    count: usize,
    first: Option<&'a str>,
}

impl<'a> Votes<'a> {
    fn add(&mut self, cell: &'a str) {
        self.count += 1;
        self.first = self.first.or(Some(cell));
    }
}

/// What the first number of a cell tells; none without a mark that anything depends on.
fn vote(cell: &str) -> Option<Vote> {
    let plain = plain(cell);
    let (_, number, rest) = next_number(&plain)?;
    let (points, commas) = (number.matches('.').count(), number.matches(',').count());
    let (one, decimal) = match (points, commas) {
        (0, 0) => return None,
        (_, 0) => ('.', Vote::Point),
        (0, _) => (',', Vote::Comma),
        _ if number.rfind('.') > number.rfind(',') => return (points == 1).then_some(Vote::Point),
        _ => return (commas == 1).then_some(Vote::Comma),
    };
    if points + commas > 1 {
        // What stands twice begins no decimals.
        return Some(if decimal == Vote::Point { Vote::Comma } else { Vote::Point });
    }
    let (before, after) = number.split_once(one)?;
    let could_group = after.len() == 3 && (1..=3).contains(&before.len()) && !before.starts_with('0');
    if !could_group {
        return Some(decimal);
    }
    // Before a unit, as in “1.250k”, each is read by itself.
    let is_multiplied = rest.trim_start().starts_with(char::is_alphabetic);
    (!is_multiplied).then_some(Vote::Either)
}

/// The next number of a text with its marks, what stands before it, and what behind.
fn next_number(text: &str) -> Option<(&str, &str, &str)> {
    let first = text.find(|letter: char| letter.is_ascii_digit())?;
    let is_led = first > 0 && matches!(text.as_bytes().get(first - 1), Some(b'.' | b','));
    let from = if is_led { first - 1 } else { first };
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let is_mark = |at: usize| matches!(bytes.get(at), Some(b'.' | b',' | b' ' | b'\'' | b'_'));
    let mut to = first;
    while is_digit(to) || (is_mark(to) && is_digit(to + 1)) {
        to += 1;
    }
    Some((text.get(..from)?, text.get(from..to)?, text.get(to..)?))
}

/// An amount with its groups closed and a point before its decimals, whatever mark begins them in the file;
/// with digits enough that the point groups nothing.
fn unmarked(cell: &str, decimal: char) -> Result<String, TableError> {
    let plain = plain(cell);
    let (mut rest, mut text) = (plain.as_str(), String::new());
    while let Some((before, number, after)) = next_number(rest) {
        let refused = || TableError::OtherMark {
            typed: cell.chars().take(40).collect(),
            mark: if decimal == '.' { "decimal point" } else { "decimal comma" },
        };
        let (whole, decimals) = number.split_once(decimal).unwrap_or((number, ""));
        let mut marks = whole.chars().filter(|letter| !letter.is_ascii_digit());
        let mark = marks.next();
        let groups: Vec<&str> = whole.split(|letter: char| !letter.is_ascii_digit()).collect();
        let is_whole =
            mark.is_none() || (marks.all(|other| Some(other) == mark) && is_grouped(&groups, mark));
        if !is_whole || !decimals.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(refused());
        }
        text.push_str(before);
        text.extend(groups);
        if !decimals.is_empty() {
            text.push('.');
            text.push_str(decimals);
            text.push_str(if decimals.len() == 3 { "0" } else { "" });
        }
        rest = after;
    }
    text.push_str(rest);
    Ok(text)
}
