//! The page; in a worker, what draws blocks of trials for it. One WebAssembly for both: a first visit loads every part
//! once.

use plumbline::runner::serve::Server;
use plumbline::runner::worker;

fn main() {
    let in_worker = worker::start(|build| {
        let mut server = Server::new(build);
        (server.ready(), Box::new(move |bytes| server.answer(bytes)))
    });
    if !in_worker {
        plumbline::app::start();
    }
}
