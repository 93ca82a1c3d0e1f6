//! What a worker does with a request.

use super::message::{BuildId, MessageError, Reply, Request, decode, encode};
use crate::engine::Simulator;
use crate::exchange::file::plan;

/// Answers requests. What was prepared for the last scenario is kept, because the next request is nearly
/// always for the same one; the answers do not depend on it.
#[derive(Debug)]
pub struct Server {
    build: BuildId,
    prepared: Option<(String, Simulator)>,
}

impl Server {
    /// A server of a build.
    pub fn new(build: BuildId) -> Self {
        Self { build, prepared: None }
    }

    /// The bytes that say that the server has started.
    pub fn ready(&self) -> Vec<u8> {
        encode(self.build, &Reply::Ready)
    }

    /// The bytes of the reply to the bytes of a request.
    ///
    /// # Errors
    /// When the bytes are no request of the same build; there is then no run to answer to.
    pub fn answer(&mut self, bytes: &[u8]) -> Result<Vec<u8>, MessageError> {
        let request: Request = decode(self.build, bytes)?;
        let reply = match self.simulator(&request) {
            Ok(simulator) => {
                let outcome = Box::new(simulator.block(request.first, request.trials));
                Reply::Drawn { run: request.run, outcome }
            }
            Err(reason) => Reply::Refused { run: request.run, reason },
        };
        Ok(encode(self.build, &reply))
    }

    fn simulator(&mut self, request: &Request) -> Result<&Simulator, String> {
        let kept = self.prepared.take().filter(|(scenario, _)| *scenario == request.scenario);
        let prepared = if let Some(prepared) = kept {
            prepared
        } else {
            let scenario = plan::read(&request.scenario).map_err(|error| error.to_string())?;
            (request.scenario.clone(), Simulator::new(&scenario))
        };
        Ok(&self.prepared.insert(prepared).1)
    }
}
