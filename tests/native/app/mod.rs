//! The page, without a browser.

mod markup;
