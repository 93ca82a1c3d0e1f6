//! What is loaded once the first answer stands: what would change it; in a worker, the analyses themselves.

use plumbline::runner::advise::AdviceServer;
use plumbline::runner::worker;

fn main() {
    let in_worker = worker::start(|build| {
        let mut server = AdviceServer::new(build);
        (server.ready(), Box::new(move |bytes| server.answer(bytes)))
    });
    if !in_worker {
        plumbline::app::advice::start();
    }
}
