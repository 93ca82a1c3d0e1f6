//! The page.

fn main() {
    plumbline::app::start();
}
