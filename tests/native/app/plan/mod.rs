//! The view of a plan: its state, its sliders, its runs, and what would change the answer.

mod edited;
mod levers;
mod presets;
mod runs;
mod sliders;
mod sources;
mod stage_edits;
mod stage_table;
mod state;
