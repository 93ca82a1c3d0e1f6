//! The page, without a browser: its states, its words, its pictures and its markup.

mod advice;
mod agreement;
mod charts;
mod edited;
mod imports;
mod markup;
mod plans;
mod presets;
mod questions;
mod runs;
mod sliders;
mod sources;
mod stage_edits;
mod stage_table;
mod state;
mod tables;
mod taps;
mod text;
mod views;
