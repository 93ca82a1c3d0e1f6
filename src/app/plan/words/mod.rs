//! Every English sentence and label of the plan's view.

#![expect(missing_docs, reason = "labels and short sentences speak for themselves")]

mod advice;
mod answer;
mod echoes;
mod entries;
mod fields;
mod how;
mod lists;
mod measured;
mod money;
mod notices;
mod pictures;
mod team;

pub use advice::*;
pub use answer::*;
pub use echoes::*;
pub use entries::*;
pub use fields::*;
pub use how::*;
pub use lists::*;
pub use measured::*;
pub use money::*;
pub use notices::*;
pub use pictures::*;
pub use team::*;

pub use crate::app::words::*;
