//! The engine: against known answers, closed forms, a simulator that walks every deal, and its own golden
//! bits.

mod aged;
mod cases;
mod closed_form;
mod features;
mod intakes;
mod laws;
mod oracle;
mod same_bits;
mod samplers;
mod streams;
