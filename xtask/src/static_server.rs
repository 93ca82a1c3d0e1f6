//! Serves a folder on loopback, as any static host would.

use std::io::{self, Cursor};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::thread;
use tiny_http::{Header, Request, Response, Server};

/// What is served for a path relative to the folder: its bytes, or none for a 404.
pub type Files = dyn Fn(&str) -> Option<Vec<u8>> + Send + Sync;

/// A running server; it ends with the process.
#[derive(Debug)]
pub struct StaticServer {
    address: SocketAddr,
}

impl StaticServer {
    /// Serves the files of `folder` under `/` and, to show that sub-paths work, nowhere else.
    ///
    /// # Errors
    /// When the port is taken.
    pub fn of_folder(folder: &Path, port: u16) -> io::Result<Self> {
        let folder = folder.to_owned();
        Self::of_files(port, Arc::new(move |path: &str| std::fs::read(inside(&folder, path)?).ok()))
    }

    /// Serves whatever `files` answers. Port 0 takes any free port.
    ///
    /// # Errors
    /// When the port is taken.
    pub fn of_files(port: u16, files: Arc<Files>) -> io::Result<Self> {
        let server = Server::http((Ipv4Addr::LOCALHOST, port)).map_err(io::Error::other)?;
        let address = server.server_addr().to_ip().ok_or_else(|| io::Error::other("no address"))?;
        thread::spawn(move || {
            for request in server.incoming_requests() {
                // A browser that goes away in the middle of an answer is no error of ours.
                drop(answer(request, &*files));
            }
        });
        Ok(Self { address })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }
}

fn answer(request: Request, files: &Files) -> io::Result<()> {
    let path = request.url().split(['?', '#']).next().unwrap_or_default().trim_start_matches('/').to_owned();
    let path = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path };
    let Some(bytes) = files(&path) else {
        return request.respond(Response::from_string("not found").with_status_code(404));
    };
    let header = |name: &str, value: &str| Header::from_bytes(name.as_bytes(), value.as_bytes()).ok();
    let headers = [header("Content-Type", content_type(&path)), header("Cache-Control", "no-cache")];
    let length = bytes.len();
    let headers = headers.into_iter().flatten().collect();
    request.respond(Response::new(200.into(), headers, Cursor::new(bytes), Some(length), None))
}

/// The file a path names inside a folder; none, if it would lead out of it.
fn inside(folder: &Path, path: &str) -> Option<PathBuf> {
    let relative = Path::new(path);
    relative.components().all(|part| matches!(part, Component::Normal(_))).then(|| folder.join(relative))
}

fn content_type(path: &str) -> &'static str {
    match Path::new(path).extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("json") => "application/json",
        _ => "application/octet-stream",
    }
}
