//! Cells of a spreadsheet, as they are pasted.

/// Rows of a paste that are looked at: more than any table here has.
const ROWS_MAX: usize = 1_000;

/// The rows and cells of a pasted block; none, if it is a single cell, whose text is pasted like any other.
///
/// Rows end with a line break, cells with a tab. A cell that holds either is quoted, with quotes in it
/// doubled. Empty rows within the block keep their place, which `csv` leaves out.
pub fn read_cells(text: &str) -> Option<Vec<Vec<String>>> {
    let mut rows: Vec<Vec<String>> = vec![vec![String::new()]];
    let mut letters = text.chars().filter(|c| *c != '\r').peekable();
    let mut quoted = false;
    while let Some(letter) = letters.next() {
        let full = rows.len() >= ROWS_MAX;
        let Some(row) = rows.last_mut() else { break };
        let Some(cell) = row.last_mut() else { break };
        match letter {
            '"' if quoted && letters.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() => quoted = true,
            '\t' if !quoted => row.push(String::new()),
            '\n' if !quoted && full => break,
            '\n' if !quoted => rows.push(vec![String::new()]),
            other => cell.push(other),
        }
    }
    while rows.pop_if(|row| row.iter().all(|cell| cell.trim().is_empty())).is_some() {}
    let single = rows.len() == 1 && rows.first().is_some_and(|row| row.len() == 1);
    (!rows.is_empty() && !single).then_some(rows)
}
