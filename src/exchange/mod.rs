//! How scenarios enter and leave. Distrusts all text: foreign text gives an error, never a panic and never a
//! partial scenario. Knows [`crate::model`].

pub mod link;
pub mod packed;
pub mod quota_bytes;
pub mod results_bytes;
pub mod scenario_file;
