//! Whether a text is a table as it is written here, with columns that no other system has. Pure.

/// Heads of columns that only such a table has; of those of ages, how they end.
const HEADS: [&str; 5] =
    ["self-sourced", "late wins", "by the plan, won", "not by the plan", "not by the plan, won"];

/// Whether a text, or its beginning, is such a table: it is read as it is typed, in the table itself.
pub fn is_own_table(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let cells = |line: &str| -> Vec<String> {
        let separator = ['\t', ';', ','].into_iter().find(|mark| line.contains(*mark)).unwrap_or(',');
        line.split(separator).map(|cell| cell.trim().trim_matches('"').to_lowercase()).collect()
    };
    let heads = lines.next().map(cells).unwrap_or_default();
    let is_aged = |head: &String| {
        let words: Vec<&str> = head.split(' ').collect();
        matches!(words.as_slice(), [.., count, "days", "old"] | [.., "within", count, "days"]
            if count.bytes().all(|digit| digit.is_ascii_digit()))
    };
    let is_of_reps = heads.first().is_some_and(|head| ["rep", "name", "seller"].contains(&head.as_str()));
    let is_own = heads.iter().any(|head| HEADS.contains(&head.as_str()) || is_aged(head));
    let mut has_plan = lines.map(|line| cells(line).first().is_some_and(|name| name == "plan"));
    is_of_reps && (is_own || has_plan.any(|is_plan| is_plan))
}
