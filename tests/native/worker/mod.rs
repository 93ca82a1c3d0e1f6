//! What page and workers say to each other, without a browser.

mod dispatch;
mod import;
mod schedule;
mod serve;
