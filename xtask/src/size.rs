//! The size budget: what a first visit downloads before it has its answer. What is loaded after that is told beside it.

use crate::process::{Failure, root, say};
use std::fs;
use std::path::PathBuf;

/// All files that a first answer needs, compressed together.
const BUDGET_BYTES: usize = 300_000;

/// Fails when `dist/` is beyond the budget.
pub fn check() -> Result<(), Failure> {
    let mut sizes: Vec<(String, usize, usize)> = Vec::new();
    for path in files()? {
        let bytes = fs::read(&path)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        sizes.push((name, bytes.len(), compressed(&bytes)?));
    }
    sizes.sort_by_key(|(_, _, compressed)| std::cmp::Reverse(*compressed));
    let sum = |later: bool| -> usize {
        sizes.iter().filter(|(name, ..)| is_later(name) == later).map(|(_, _, compressed)| compressed).sum()
    };
    let (total, later) = (sum(false), sum(true));
    for (name, plain, compressed) in &sizes {
        println!("   {name:<44} {plain:>9} bytes {compressed:>8} compressed");
    }
    say(format_args!("first visit: {total} bytes compressed, of {BUDGET_BYTES}"));
    say(format_args!("once the first answer stands: {later} bytes compressed more"));
    if total <= BUDGET_BYTES {
        Ok(())
    } else {
        Err(Failure::new(format!("the page is {} bytes over its size budget", total - BUDGET_BYTES)))
    }
}

/// Whether a file is loaded only once the first answer stands.
fn is_later(name: &str) -> bool {
    ["advice-", "worker-advice-"].iter().any(|stem| name.starts_with(stem))
}

/// Every file that a visit loads: not the samples for hosts and the list of files.
fn files() -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root().join("dist"))? {
        let path = entry?.path();
        let loaded = ["html", "js", "css", "wasm", "svg"];
        if path.extension().is_some_and(|extension| loaded.iter().any(|kind| extension == *kind)) {
            found.push(path);
        }
    }
    Ok(found)
}

fn compressed(bytes: &[u8]) -> Result<usize, Failure> {
    let mut out = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut out, &parameters)?;
    Ok(out.len())
}
