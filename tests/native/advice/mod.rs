//! What would change an answer.

mod answers;
mod checks;
mod compared;
mod counterfactual;
mod profit;
mod together;
