//! The worker: draws blocks of trials for the page.

fn main() {
    plumbline::runner::worker::start();
}
