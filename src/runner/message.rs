//! All that crosses the boundary between page and worker, as bytes with a header.
//!
//! Header: `PLMB`, version of this protocol, hash of the build id. Both are checked before anything is decoded,
//! so that a page and a worker of different builds never misread each other.

use crate::engine::BlockOutcome;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Raised when the bytes of a message change their meaning.
pub const PROTOCOL_VERSION: u16 = 1;
const MAGIC: [u8; 4] = *b"PLMB";
const HEADER_BYTES: usize = 14;

/// Which run a request belongs to; replies of a superseded run are dropped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RunId(pub u32);

/// Which build made a message: a hash of the id that the build's hook wrote into page and worker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BuildId(u64);

impl BuildId {
    /// From the text that the build wrote.
    pub fn of(text: &str) -> Self {
        let byte = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        Self(text.bytes().fold(0xcbf2_9ce4_8422_2325, byte))
    }
}

/// From the page to a worker: draw these trials of this scenario.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Request {
    /// Which run.
    pub run: RunId,
    /// The scenario's text, from [`crate::exchange::file::plan`]: refused by the same constructors as a file.
    pub scenario: String,
    /// First trial.
    pub first: u32,
    /// How many.
    pub trials: u32,
}

/// From a worker to the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// The worker has started.
    Ready,
    /// The trials that were asked for.
    Drawn {
        /// Which run.
        run: RunId,
        /// What they left behind.
        outcome: Box<BlockOutcome>,
    },
    /// The request was refused.
    Refused {
        /// Which run.
        run: RunId,
        /// Why.
        reason: String,
    },
}

/// Why bytes are no message.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum MessageError {
    /// Not of ours.
    #[error("these bytes are no message of Plumbline")]
    Foreign,
    /// Page and worker are of different builds.
    #[error("page and worker are of different builds: reload the page")]
    OtherBuild,
    /// Cut off or altered.
    #[error("this message cannot be decoded")]
    Damaged,
}

/// The bytes of a message.
pub fn encode<T: Serialize>(build: BuildId, message: &T) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    bytes.extend(PROTOCOL_VERSION.to_le_bytes());
    bytes.extend(build.0.to_le_bytes());
    // Writing to memory fails for no type that is sent here.
    postcard::to_extend(message, bytes).unwrap_or_default()
}

/// Reads a message of the same build.
///
/// # Errors
/// When the bytes are foreign, of another build or protocol, or damaged.
pub fn decode<'a, T: Deserialize<'a>>(build: BuildId, bytes: &'a [u8]) -> Result<T, MessageError> {
    let Some((header, body)) = bytes.split_first_chunk::<HEADER_BYTES>() else {
        return Err(MessageError::Foreign);
    };
    let (magic, rest) = header.split_at(MAGIC.len());
    if magic != MAGIC {
        return Err(MessageError::Foreign);
    }
    let mut expected = PROTOCOL_VERSION.to_le_bytes().to_vec();
    expected.extend(build.0.to_le_bytes());
    if rest != expected {
        return Err(MessageError::OtherBuild);
    }
    postcard::from_bytes(body).map_err(|_| MessageError::Damaged)
}
