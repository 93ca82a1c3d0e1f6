//! The page; in a worker, what draws blocks of trials for it. One WebAssembly for both: a first visit loads every part
//! once.

fn main() {
    if !plumbline::runner::worker::start() {
        plumbline::app::start();
    }
}
