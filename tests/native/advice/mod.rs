//! What would change an answer.

mod answers;
mod compared;
mod counterfactual;
mod profit;
mod together;
