//! The page. It never links the engine: trials are drawn, and everything is worked out, by the worker's
//! program.

fn main() {
    plumbline::app::start();
}
