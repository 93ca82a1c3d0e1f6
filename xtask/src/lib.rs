//! What tests and tasks share: a static file server on loopback.

pub mod static_server;
