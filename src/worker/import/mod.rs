//! What the page asks of the program that reads files, and what it answers. Pure: no browser, no clock.
//!
//! The program is loaded when somebody opens a file, and holds that file's cells; whoever starts it anew
//! gives it the file again. It is one program for separated text and for workbooks: both become the same
//! rows, which one place holds, so that a changed choice counts again from cells whatever the file was.

pub mod message;
pub mod serve;
