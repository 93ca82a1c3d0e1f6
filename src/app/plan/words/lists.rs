//! Words of the lists: team, open deals, months.

pub const TEAM_GRID: &str = "The team, row by row";
pub const TEAM_COLUMNS: [&str; 6] = ["Name", "Reps", "Since", "Quota", "Booked", "More"];
pub const OPEN_GRID: &str = "Open deals, row by row";
pub const OPEN_COLUMNS: [&str; 5] = ["Deal", "or how many", "Stage", "Amount", "Days in it"];
pub const SEASONS_GRID: &str = "Months, row by row";
pub const SEASONS_COLUMNS: [&str; 2] = ["Month", "Of an ordinary month"];
