//! Serves a folder on loopback, as a static host would that reads `_headers`.

use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

/// What is served for a path relative to the folder: its bytes, or none for a 404.
pub type Files = dyn Fn(&str) -> Option<Vec<u8>> + Send + Sync;

/// What is answered where nothing stands, if the files have it.
const NOT_FOUND: &str = "404.html";
/// Which headers are sent with which files, if the files have it: lines of a pattern, `/*` or `/worker*`,
/// each followed by indented lines of a header.
const HEADERS: &str = "_headers";
/// Smaller files are sent as they are.
const COMPRESSED_BYTES_MIN: usize = 1_024;
/// Longest head of a request that is read.
const HEAD_BYTES_MAX: usize = 64 * 1024;

/// How files travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sent {
    AsTheyAre,
    /// With brotli, where the browser takes it and it is worth it.
    Compressed,
}

/// What is asked for.
#[derive(Debug)]
struct Request {
    method: String,
    target: String,
    takes_brotli: bool,
}

/// A running server; it ends with the process.
#[derive(Debug)]
pub struct StaticServer {
    address: SocketAddr,
}

impl StaticServer {
    /// Serves the files of `folder`. Port 0 takes any free port.
    ///
    /// # Errors
    /// When the port is taken.
    pub fn of_folder(folder: &Path, port: u16) -> io::Result<Self> {
        let folder = folder.to_owned();
        let files: Arc<Files> = Arc::new(move |path: &str| std::fs::read(inside(&folder, path)?).ok());
        Self::serving(port, files, Sent::Compressed)
    }

    /// Serves whatever `files` answers. Port 0 takes any free port.
    ///
    /// # Errors
    /// When the port is taken.
    pub fn of_files(port: u16, files: Arc<Files>) -> io::Result<Self> {
        Self::serving(port, files, Sent::AsTheyAre)
    }

    fn serving(port: u16, files: Arc<Files>, sent: Sent) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let address = listener.local_addr()?;
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let files = Arc::clone(&files);
                // A browser that goes away in the middle of an answer is no error of ours.
                thread::spawn(move || drop(answer(stream, &*files, sent)));
            }
        });
        Ok(Self { address })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }
}

/// One request, one answer, and the connection is closed.
fn answer(mut stream: TcpStream, files: &Files, sent: Sent) -> io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    let Some(request) = read_request(&mut stream)? else { return Ok(()) };
    let Request { method, target, takes_brotli } = request;
    let path = target.split(['?', '#']).next().unwrap_or_default().trim_start_matches('/').to_owned();
    let path = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path };
    let (status, kind, body) = match files(&path) {
        _ if method != "GET" && method != "HEAD" => {
            ("405 Method Not Allowed", "text/plain", b"GET only".to_vec())
        }
        Some(bytes) => ("200 OK", content_type(&path), bytes),
        None => match not_found(&path, files) {
            Some(bytes) => ("404 Not Found", content_type(NOT_FOUND), bytes),
            None => ("404 Not Found", "text/plain", b"not found".to_vec()),
        },
    };
    let headers = headers(&path, files);
    let is_worth_it = body.len() >= COMPRESSED_BYTES_MIN && !kind.starts_with("image/png");
    let (body, encoding) = if sent == Sent::Compressed && takes_brotli && is_worth_it {
        (compressed(&body)?, "Content-Encoding: br\r\nVary: Accept-Encoding\r\n")
    } else {
        (body, "")
    };
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: no-cache\r\n\
         {encoding}{headers}Connection: close\r\n\r\n",
        body.len()
    )?;
    if method != "HEAD" {
        stream.write_all(&body)?;
    }
    stream.flush()
}

/// Quickly, as a host does that compresses while it sends.
fn compressed(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 5, ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut out, &parameters)?;
    Ok(out)
}

/// The page for a path at which nothing stands: that of its folder, as of the nearest around it.
fn not_found(path: &str, files: &Files) -> Option<Vec<u8>> {
    let mut folders = Path::new(path).ancestors().skip(1);
    folders.find_map(|folder| files(folder.join(NOT_FOUND).to_str()?))
}

/// The headers of a path, as the nearest folder around it says: all those of every pattern that it fits, so
/// that two policies both hold.
fn headers(path: &str, files: &Files) -> String {
    let folders = Path::new(path).ancestors().skip(1);
    let found = folders.filter_map(|folder| Some((folder, files(folder.join(HEADERS).to_str()?)?))).next();
    let Some((folder, bytes)) = found else { return String::new() };
    let name = Path::new(path).strip_prefix(folder).ok().and_then(Path::to_str).unwrap_or_default();
    let (mut sent, mut fits) = (String::new(), false);
    for line in String::from_utf8_lossy(&bytes).lines() {
        if let Some(pattern) = line.strip_prefix('/') {
            fits = pattern.strip_suffix('*').map_or(name == pattern, |begin| name.starts_with(begin));
        } else if fits {
            sent.push_str(line.trim());
            sent.push_str("\r\n");
        }
    }
    sent
}

/// The request that comes in; none, if it is none.
fn read_request(stream: &mut TcpStream) -> io::Result<Option<Request>> {
    let (mut head, mut chunk) = (Vec::new(), [0; 4096]);
    while head.len() < HEAD_BYTES_MAX {
        let read = stream.read(&mut chunk)?;
        if read == 0 {
            break;
        }
        head.extend(chunk.iter().take(read));
        let mut headers = [httparse::EMPTY_HEADER; 64];
        let mut request = httparse::Request::new(&mut headers);
        match request.parse(&head) {
            Ok(httparse::Status::Complete(_)) => {
                let method = request.method.unwrap_or_default().to_owned();
                let target = request.path.unwrap_or_default().to_owned();
                let accepted =
                    request.headers.iter().filter(|of| of.name.eq_ignore_ascii_case("accept-encoding"));
                let takes_brotli = accepted
                    .flat_map(|of| of.value.split(|byte| *byte == b','))
                    .any(|one| one.trim_ascii() == b"br");
                return Ok(Some(Request { method, target, takes_brotli }));
            }
            Ok(httparse::Status::Partial) => {}
            Err(_) => break,
        }
    }
    Ok(None)
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
        Some("png") => "image/png",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::{Files, StaticServer};
    use std::io::{self, Read, Write};
    use std::net::TcpStream;
    use std::sync::Arc;

    fn answer(server: &StaticServer, target: &str) -> io::Result<String> {
        Ok(String::from_utf8_lossy(&bytes(server, target, "")?).into_owned())
    }

    fn bytes(server: &StaticServer, target: &str, more: &str) -> io::Result<Vec<u8>> {
        let mut stream = TcpStream::connect(server.address())?;
        write!(stream, "GET {target} HTTP/1.1\r\nHost: localhost\r\n{more}\r\n")?;
        let mut all = Vec::new();
        stream.read_to_end(&mut all)?;
        Ok(all)
    }

    /// A folder's files are compressed for who takes that, and are the same once they are unpacked.
    #[test]
    fn a_folder_is_sent_compressed_to_who_takes_it() -> io::Result<()> {
        let folder = std::env::temp_dir().join(format!("plumbline-server-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        let page = "a line of the page\n".repeat(500);
        std::fs::write(folder.join("index.html"), &page)?;
        let server = StaticServer::of_folder(&folder, 0)?;
        let plain = answer(&server, "/")?;
        assert!(plain.ends_with(&page) && !plain.contains("Content-Encoding"), "{plain}");
        let packed = bytes(&server, "/", "Accept-Encoding: gzip, deflate, br\r\n")?;
        std::fs::remove_dir_all(&folder)?;
        let end = packed.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or_default() + 4;
        let (head, body) = packed.split_at(end);
        assert!(String::from_utf8_lossy(head).contains("Content-Encoding: br\r\n"));
        assert!(10 * body.len() < page.len());
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut &*body, &mut unpacked)?;
        assert_eq!(unpacked, page.as_bytes());
        Ok(())
    }

    /// What is not there is answered with the page of the nearest folder that has one, as static hosts do; so
    /// a link whose `#` has become `%23` finds the page that knows what is meant.
    #[test]
    fn what_is_not_there_is_answered_with_the_page_for_it() -> io::Result<()> {
        let files: Arc<Files> = Arc::new(|path: &str| match path {
            "index.html" => Some(b"the page".to_vec()),
            "some/path/404.html" => Some(b"nothing here".to_vec()),
            _ => None,
        });
        let server = StaticServer::of_files(0, files)?;
        assert!(answer(&server, "/")?.starts_with("HTTP/1.1 200"));
        for lost in ["/some/path/%23p1=abc", "/some/path/deeper/x"] {
            let text = answer(&server, lost)?;
            assert!(text.starts_with("HTTP/1.1 404") && text.ends_with("nothing here"), "{lost}: {text}");
            assert!(text.contains("text/html"), "{lost}: {text}");
        }
        assert!(answer(&server, "/%23p1=abc")?.ends_with("not found"));
        Ok(())
    }

    /// Headers are those that `_headers` says for a name, of all patterns that it fits.
    #[test]
    fn headers_are_those_of_the_patterns_that_fit() -> io::Result<()> {
        let files: Arc<Files> = Arc::new(|path: &str| match path {
            "some/path/_headers" => Some(b"/*\n  X-All: 1\n/worker*\n  X-Worker: 2\n".to_vec()),
            "some/path/worker-1.js" | "some/path/page.js" | "else.js" => Some(b"a script".to_vec()),
            _ => None,
        });
        let server = StaticServer::of_files(0, files)?;
        let worker = answer(&server, "/some/path/worker-1.js")?;
        assert!(worker.contains("X-All: 1\r\n") && worker.contains("X-Worker: 2\r\n"), "{worker}");
        let page = answer(&server, "/some/path/page.js")?;
        assert!(page.contains("X-All: 1\r\n") && !page.contains("X-Worker"), "{page}");
        assert!(!answer(&server, "/else.js")?.contains("X-All"));
        Ok(())
    }
}
