//! What a row is, and what each column holds: by heads, by cells, or asked.

pub(super) mod amounts;
pub(super) mod asks;
mod belonging;
pub(super) mod cents;
pub(super) mod chains;
mod closing_days;
pub(super) mod column;
pub(super) mod identity;
pub(super) mod kinds;
mod large_counts;
pub(super) mod measure_rows;
pub(super) mod other_tables;
mod one_of_each;
mod parts_of_total;
mod periods_within;
mod pivots;
mod present_stages;
pub(super) mod roles;
pub(super) mod seen;
pub(super) mod shapes;
pub(super) mod spans;
pub(super) mod split_money;
pub(super) mod stage_heads;
mod to_date_pairs;
pub(super) mod totals;
mod unnamed;
pub(super) mod unread;
