//! The examples as people run them from a command line.

mod link;
mod simulate;
