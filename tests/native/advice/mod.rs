//! What would change an answer.

mod answers;
mod both_goals;
mod checks;
mod compared;
mod counterfactual;
mod learning;
mod price;
mod profit;
mod together;
