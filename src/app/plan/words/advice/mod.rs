//! What would change the answer, in sentences: a file for each section.

mod panel;
mod levers;
mod needed;
mod matters;
mod width;
mod holds;
mod quotas;
mod alignment;
mod both_goals;
mod costs;
mod learning;
mod profit;

pub use alignment::*;
pub use both_goals::*;
pub use costs::*;
pub use holds::*;
pub use learning::*;
pub use levers::*;
pub use matters::*;
pub use needed::*;
pub use panel::*;
pub use profit::*;
pub use quotas::*;
pub use width::*;
