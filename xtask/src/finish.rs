//! Trunk's `post_build` hook: what must be true of the built files before they are served.
//!
//! - The worker's program, the one that reads files, and their loaders are named by their content, as Trunk
//!   does for the page's program: an old cached one can never meet a new page.
//! - The loaders and the page share a build id, so that a mixture is noticed.
//! - `wasm-opt` and esbuild run where they are.
//! - The page that hosts show for an address that is not there runs its script under its name by content.
//! - Release builds get one style sheet, the strict content security policy, `_headers` and nginx samples
//!   with the same policy for workers, the list of all files, and a service worker that keeps just these.

use crate::process::{Failure, run, say};
use crate::tools::{ESBUILD_VARIABLE, WASM_OPT_VARIABLE};
use sha2::{Digest, Sha256};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data: blob:; manifest-src 'self'; worker-src 'self'; \
    connect-src 'self'; base-uri 'none'; form-action 'none'";
/// A worker loads its own script and WebAssembly, and nothing else, ever.
const WORKER_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

/// What hosts answer with where nothing stands, and with it where a link's `#` has become `%23`.
const NOT_FOUND: &str = "404.html";
/// The loader of workers, as it is copied into the build.
const LOADER: &str = "worker_loader.js";
/// The loader of the program that reads files.
const IMPORT_LOADER: &str = "import_loader.js";
/// What keeps the files for visits without a network. Its name stays: browsers compare it with the one they
/// have.
const SERVICE_WORKER: &str = "service_worker.js";

/// Finishes the build in Trunk's staging folder.
pub fn finish() -> Result<(), Failure> {
    let variable = |name: &str| {
        env::var(name)
            .map_err(|_| Failure::new(format!("{name} is not set: Trunk calls this, people do not")))
    };
    let staging = PathBuf::from(variable("TRUNK_STAGING_DIR")?);
    let release = variable("TRUNK_PROFILE")? == "release";
    if release {
        optimise(&staging)?;
    }
    let mut html = fs::read_to_string(staging.join("index.html"))?;
    if release {
        join_styles(&staging, &mut html)?;
    }
    let build = build_id(&staging)?;
    let wasm = rename_by_content(&staging, "worker_bg.wasm", "worker", "wasm")?;
    let script = rename_by_content(&staging, "worker.js", "worker", "js")?;
    fill_loader(&staging, LOADER, &[("WORKER_SCRIPT", &format!("./{script}")), ("BUILD_ID", &build)])?;
    let import_wasm = rename_by_content(&staging, "import_bg.wasm", "import", "wasm")?;
    let import_script = rename_by_content(&staging, "import.js", "import", "js")?;
    let places = [
        ("IMPORT_SCRIPT", format!("./{import_script}")),
        ("IMPORT_WASM", format!("./{import_wasm}")),
        ("BUILD_ID", build.clone()),
    ];
    fill_loader(&staging, IMPORT_LOADER, &places.each_ref().map(|(from, to)| (*from, to.as_str())))?;
    if release {
        minify_scripts(&staging)?;
    }
    let loader = rename_by_content(&staging, LOADER, "worker-loader", "js")?;
    let import = rename_by_content(&staging, IMPORT_LOADER, "import-loader", "js")?;
    let start = rename_by_content(&staging, "start.js", "start", "js")?;
    html = replaced(&html, "./start.js", &format!("./{start}"))?;
    finish_not_found(&staging, release)?;
    let mut head = format!(
        "<meta name=\"plumbline-build\" content=\"{build}\"><meta name=\"plumbline-worker\" \
         content=\"./{loader}\" data-js=\"./{script}\" data-wasm=\"./{wasm}\">\
         <meta name=\"plumbline-import\" content=\"./{import}\">"
    );
    if release {
        head.insert_str(0, &policy_tag());
        head.push_str(&format!("<meta name=\"plumbline-offline\" content=\"./{SERVICE_WORKER}\">"));
    }
    // The policy must come before anything it governs.
    insert_after_charset(&mut html, &head)?;
    fs::write(staging.join("index.html"), html)?;
    if release {
        write_host_samples(&staging)?;
        fill_service_worker(&staging)?;
        write_file_list(&staging)?;
    }
    Ok(())
}

/// The page that hosts show for an address that is not there, as [`finish`] leaves the page itself.
fn finish_not_found(staging: &Path, release: bool) -> Result<(), Failure> {
    let path = staging.join(NOT_FOUND);
    let script = rename_by_content(staging, "not_found.js", "not-found", "js")?;
    let mut html = replaced(&fs::read_to_string(&path)?, "./not_found.js", &format!("./{script}"))?;
    if release {
        insert_after_charset(&mut html, &policy_tag())?;
    }
    fs::write(path, html)?;
    Ok(())
}

fn policy_tag() -> String {
    format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">")
}

/// Writes into a loader what it loads, and of which build it is.
fn fill_loader(staging: &Path, name: &str, places: &[(&str, &str)]) -> Result<(), Failure> {
    let file = staging.join(name);
    let mut text = fs::read_to_string(&file)?;
    for (from, to) in places {
        text = replaced(&text, from, to)?;
    }
    fs::write(file, text)?;
    Ok(())
}

fn optimise(staging: &Path) -> Result<(), Failure> {
    let Ok(wasm_opt) = env::var(WASM_OPT_VARIABLE) else {
        say("no wasm-opt: this build is not size-optimised");
        return Ok(());
    };
    let files = files_of(staging)?;
    let programs = files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "wasm"));
    // Each keeps one core busy.
    std::thread::scope(|scope| {
        let all: Vec<_> = programs.map(|file| scope.spawn(|| optimise_program(&wasm_opt, file))).collect();
        all.into_iter()
            .try_for_each(|one| one.join().unwrap_or_else(|_| Err(Failure::new("wasm-opt could not be run"))))
    })
}

/// Has one program optimised in its place.
fn optimise_program(wasm_opt: &str, file: &Path) -> Result<(), Failure> {
    let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let features = ["--enable-simd", "--enable-bulk-memory", "--enable-nontrapping-float-to-int"];
    let more =
        ["--enable-sign-ext", "--enable-mutable-globals", "--enable-reference-types", "--enable-multivalue"];
    // Nothing of a Rust program lies in the first kilobyte, and its memory begins as zeros.
    let known =
        ["--low-memory-unused", "--zero-filled-memory", "--strip-producers", "--strip-target-features"];
    // The worker is built for speed: kept apart, the engine's innermost loops stay small functions, which
    // browsers make faster. What the page gains from more than the first level is undone by compression.
    let level: &[&str] = if name.starts_with("worker") {
        &["-O3", "--one-caller-inline-max-function-size=1"]
    } else if name.starts_with("page") {
        &["-O1"]
    } else {
        &["-O2"]
    };
    run(Command::new(wasm_opt)
        .args(level)
        .args(known)
        .args(features)
        .args(more)
        .arg(file)
        .arg("-o")
        .arg(file))
}

/// Shortens the glue between JavaScript and WebAssembly.
fn minify_scripts(staging: &Path) -> Result<(), Failure> {
    for file in files_of(staging)? {
        if file.extension().is_some_and(|extension| extension == "js") {
            minify(&file, &["--format=esm"])?;
        }
    }
    Ok(())
}

/// Shortens a file with esbuild, where that is.
fn minify(file: &Path, more: &[&str]) -> Result<(), Failure> {
    let Ok(esbuild) = env::var(ESBUILD_VARIABLE) else { return Ok(()) };
    let outfile = format!("--outfile={}", file.display());
    let known = ["--minify", "--allow-overwrite", "--log-level=warning"];
    run(Command::new(&esbuild).arg(file).args(known).args(more).arg(outfile))
}

/// Makes one file of the style sheets, in the order of their links: some forty requests and hashes less.
fn join_styles(staging: &Path, html: &mut String) -> Result<(), Failure> {
    let (mut styles, mut rest) = (String::new(), String::new());
    for (index, part) in html.split("<link").enumerate() {
        let tag = part.split_once('>').filter(|(tag, _)| index > 0 && tag.contains("stylesheet"));
        let Some((tag, after)) = tag else {
            rest.push_str(if index > 0 { "<link" } else { "" });
            rest.push_str(part);
            continue;
        };
        // With quotes, or without where the page is minified.
        let name = tag.split_once("href=").map(|(_, name)| name.trim_start_matches(['"', '.', '/']));
        let name = name.and_then(|name| name.split(['"', ' ']).next());
        let file = staging.join(name.ok_or_else(|| Failure::new("a style sheet's link names no file"))?);
        styles.push_str(&fs::read_to_string(&file)?);
        fs::remove_file(file)?;
        rest.push_str(after.trim_start());
    }
    fs::write(staging.join("style.css"), styles)?;
    minify(&staging.join("style.css"), &[])?;
    let name = rename_by_content(staging, "style.css", "style", "css")?;
    *html = rest;
    insert_after_charset(html, &format!("<link rel=\"stylesheet\" href=\"./{name}\">"))
}

/// Identifies the page and its workers together: a hash of the code of all.
fn build_id(staging: &Path) -> Result<String, Failure> {
    let mut hasher = Sha256::new();
    for file in files_of(staging)? {
        if file.extension().is_some_and(|extension| extension == "wasm" || extension == "js") {
            hasher.update(fs::read(file)?);
        }
    }
    Ok(hex(&hasher.finalize()))
}

fn rename_by_content(staging: &Path, from: &str, stem: &str, extension: &str) -> Result<String, Failure> {
    let path = staging.join(from);
    let bytes = fs::read(&path).map_err(|error| Failure::new(format!("{}: {error}", path.display())))?;
    let name = format!("{stem}-{}.{extension}", hex(&Sha256::digest(&bytes)));
    fs::rename(path, staging.join(&name))?;
    Ok(name)
}

/// A text with something in it replaced, which must stand there exactly once.
fn replaced(text: &str, from: &str, to: &str) -> Result<String, Failure> {
    if text.matches(from).count() == 1 {
        Ok(text.replacen(from, to, 1))
    } else {
        Err(Failure::new(format!("a built file should hold {from} exactly once")))
    }
}

/// Puts something behind the first tag of the head; minified pages have no tag for the head itself.
fn insert_after_charset(html: &mut String, text: &str) -> Result<(), Failure> {
    let end = html.find("<meta charset").and_then(|at| Some(at + html.get(at..)?.find('>')? + 1));
    let end = end.ok_or_else(|| Failure::new("index.html should begin with its <meta charset>"))?;
    html.insert_str(end, text);
    Ok(())
}

/// A policy in the page's `<meta>` does not bind workers: their own header would. Hosts that can send headers
/// find them here. Hosts that read `_headers` show 404.html of themselves; nginx is told to.
fn write_host_samples(staging: &Path) -> Result<(), Failure> {
    let netlify = format!(
        "/*\n  Content-Security-Policy: {POLICY}; frame-ancestors 'none'\n  X-Content-Type-Options: \
         nosniff\n  \
         Referrer-Policy: no-referrer\n/worker*\n  Content-Security-Policy: {WORKER_POLICY}\n/import*\n  \
         Content-Security-Policy: {WORKER_POLICY}\n"
    );
    let nginx = format!(
        "# Inside the server block that serves this folder.\n\
         # Sends links whose # has become %23 to what they mean.\nerror_page 404 /{NOT_FOUND};\n\
         location / {{\n  add_header Content-Security-Policy \"{POLICY}; frame-ancestors 'none'\" always;\n  \
         add_header X-Content-Type-Options nosniff always;\n  \
         add_header Referrer-Policy no-referrer always;\n}}\n\
         location ~ /(worker|import)[^/]*\\.js$ {{\n  \
         add_header Content-Security-Policy \"{WORKER_POLICY}\" always;\n  \
         add_header X-Content-Type-Options nosniff always;\n  \
         add_header Referrer-Policy no-referrer always;\n}}\n"
    );
    fs::write(staging.join("_headers"), netlify)?;
    fs::write(staging.join("nginx.conf.sample"), nginx)?;
    Ok(())
}

/// Every file the page may ever request, one a line.
fn write_file_list(staging: &Path) -> Result<(), Failure> {
    let names = requested(staging)?.into_iter().map(|name| name + "\n");
    fs::write(staging.join("files.txt"), names.collect::<String>())?;
    Ok(())
}

/// The names of the files that the page may request.
fn requested(staging: &Path) -> Result<Vec<String>, Failure> {
    let loaded = ["html", "js", "css", "wasm", "svg", "png", "webmanifest"];
    let names = files_of(staging)?.into_iter().filter_map(|file| {
        let kept = file.extension().is_some_and(|extension| loaded.iter().any(|kind| extension == *kind));
        file.file_name().filter(|_| kept).map(|name| name.to_string_lossy().into_owned())
    });
    Ok(names.collect())
}

/// Tells the service worker which files it keeps: all of a visit, and those that are loaded on demand. Its
/// store is named by what is in them, so that no two builds share one.
fn fill_service_worker(staging: &Path) -> Result<(), Failure> {
    let is_kept =
        |name: &String| name != SERVICE_WORKER && name != NOT_FOUND && !name.starts_with("not-found");
    let names: Vec<String> = requested(staging)?.into_iter().filter(is_kept).collect();
    let mut hasher = Sha256::new();
    for name in &names {
        hasher.update(name);
        hasher.update(fs::read(staging.join(name))?);
    }
    let addresses = names.iter().map(|name| if name == "index.html" { "./" } else { name.as_str() });
    let addresses = addresses.collect::<Vec<&str>>().join(" ");
    let places = [("FILE_NAMES", addresses.as_str()), ("BUILD_FILES", &hex(&hasher.finalize()))];
    fill_loader(staging, SERVICE_WORKER, &places)
}

/// The files of the staging folder, in the order of their names.
fn files_of(staging: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(staging)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    files.sort();
    Ok(files)
}

/// The first eight bytes, in hexadecimal.
fn hex(digest: &[u8]) -> String {
    digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
