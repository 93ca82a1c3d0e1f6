//! The page, without a browser: its states, its words, its pictures and its markup.

mod advice;
mod agreement;
mod charts;
mod history;
mod imports;
mod markup;
mod plan;
mod plans;
mod questions;
mod quota;
mod rests_on;
mod tables;
mod taps;
mod text;
