//! Trunk's `post_build` hook: what must be true of the built files before they are served.
//!
//! - The worker's loader names the page's own files and is named by its content, as Trunk does for those: an old cached
//!   worker can never meet a new page.
//! - What is loaded later, the advice, is named by its content as well, and has a loader of its own for its workers.
//! - The workers' loaders and the page share a build id, so that a mixture is noticed.
//! - The two parts of the page never see each other's marks on elements: a click in one would else be taken for one in the other.
//! - `wasm-opt` and esbuild run where they are.
//! - Release builds get one style sheet, the strict content security policy, `_headers` and nginx samples with the same
//!   policy for workers, and the list of all files.

use crate::process::{Failure, run, say};
use crate::tools::{ESBUILD_VARIABLE, WASM_OPT_VARIABLE};
use sha2::{Digest, Sha256};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data: blob:; worker-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'";
/// A worker loads its own script and WebAssembly, and nothing else, ever.
const WORKER_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

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
        minify_scripts(&staging)?;
    }
    keep_apart(&staging)?;
    let mut html = fs::read_to_string(staging.join("index.html"))?;
    let later_styles = if release { join_styles(&staging, &mut html)? } else { String::new() };
    let build = build_id(&staging)?;

    let loader = loader_text(&build, &attribute(&html, "data-js")?, &attribute(&html, "data-wasm")?);
    fs::write(staging.join("worker-loader.js"), loader)?;
    let loader = rename_by_content(&staging, "worker-loader.js", "worker-loader", "js")?;
    let advice_wasm = rename_by_content(&staging, "advice_bg.wasm", "advice", "wasm")?;
    let advice = rename_by_content(&staging, "advice.js", "advice", "js")?;
    let advice_loader = loader_text(&build, &format!("./{advice}"), &format!("./{advice_wasm}"));
    fs::write(staging.join("worker-advice.js"), advice_loader)?;
    let advice_loader = rename_by_content(&staging, "worker-advice.js", "worker-advice", "js")?;
    let start = rename_by_content(&staging, "start.js", "start", "js")?;

    replace_once(&mut html, "./start.js", &format!("./{start}"))?;
    let mut head = format!(
        "<meta name=\"plumbline-build\" content=\"{build}\"><meta name=\"plumbline-worker\" content=\"./{loader}\">\
         <meta name=\"plumbline-advice\" content=\"./{advice_loader}\" data-js=\"./{advice}\" data-wasm=\"./{advice_wasm}\"{later_styles}>"
    );
    if release {
        head.insert_str(0, &format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">"));
    }
    // The policy must come before anything it governs.
    insert_after_charset(&mut html, &head)?;
    fs::write(staging.join("index.html"), html)?;
    if release {
        write_host_samples(&staging)?;
        write_file_list(&staging)?;
    }
    Ok(())
}

/// Starts the page's WebAssembly in a worker; a failure becomes an error event on the page's side of the worker.
fn loader_text(build: &str, script: &str, wasm: &str) -> String {
    format!(
        "import start from \"{script}\";\nself.plumblineBuild = \"{build}\";\n\
         start({{ module_or_path: \"{wasm}\" }}).catch((error) => setTimeout(() => {{ throw error; }}));\n"
    )
}

/// What an attribute of the page's script says; minified pages have no quotes.
fn attribute(html: &str, name: &str) -> Result<String, Failure> {
    let value = html.split_once(&format!("{name}=")).map(|(_, value)| value.trim_start_matches('"'));
    let value = value.and_then(|value| value.split(['"', ' ', '>']).next()).filter(|value| !value.is_empty());
    value.map(str::to_owned).ok_or_else(|| Failure::new(format!("index.html should hold {name}")))
}

fn optimise(staging: &Path) -> Result<(), Failure> {
    let Ok(wasm_opt) = env::var(WASM_OPT_VARIABLE) else {
        say("no wasm-opt: this build is not size-optimised");
        return Ok(());
    };
    for file in files_of(staging)? {
        let Some(name) = file.file_name().and_then(|name| name.to_str()) else { continue };
        if !name.ends_with(".wasm") {
            continue;
        }
        let features = ["--enable-simd", "--enable-bulk-memory", "--enable-nontrapping-float-to-int"];
        let more = [
            "--enable-sign-ext",
            "--enable-mutable-globals",
            "--enable-reference-types",
            "--enable-multivalue",
        ];
        // Nothing of a Rust program lies in the first kilobyte, and its memory begins as zeros.
        let known =
            ["--low-memory-unused", "--zero-filled-memory", "--strip-producers", "--strip-target-features"];
        run(Command::new(&wasm_opt)
            .args(["-O2", "--converge"])
            .args(known)
            .args(features)
            .args(more)
            .arg(&file)
            .arg("-o")
            .arg(&file))?;
    }
    Ok(())
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

/// Yew marks elements with properties, numbers that each WebAssembly counts from 1, and finds by them whose listener an event is for.
/// Of two on one page, the one whose root lies around the other's would run a listener of its own for the other's number. So the later
/// part's marks have another name.
fn keep_apart(staging: &Path) -> Result<(), Failure> {
    let path = staging.join("advice.js");
    let glue = fs::read_to_string(&path)?;
    if !glue.contains(".__yew_listener_id") {
        return Err(Failure::new(
            "advice.js should mark elements by __yew_listener_id: how Yew does has changed",
        ));
    }
    // Only properties, which follow a point; names of imports are what the WebAssembly asks for.
    fs::write(path, glue.replace(".__yew_", ".__yew_later_"))?;
    Ok(())
}

/// Styles that the first answer does not need, by the stems of their files: of what is loaded later, of pictures and tables behind folds,
/// of paper and of a room.
const LATER_STYLES: [&str; 14] = [
    "data_table",
    "print",
    "presenting",
    "before_panel",
    "cumulative_chart",
    "fan_chart",
    "funnel_chart",
    "bar_chart",
    "scatter_chart",
    "count_chart",
    "limits_chart",
    "advice_panel",
    "quota_panel",
    "results_panel",
];

/// Makes one file of the style sheets, in the order of their links: two dozen requests and hashes less; and another of those that are
/// loaded later, which it tells as an attribute.
fn join_styles(staging: &Path, html: &mut String) -> Result<String, Failure> {
    let (mut styles, mut later) = (String::new(), String::new());
    let mut rest = String::new();
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
        let is_later = file
            .file_name()
            .and_then(|name| name.to_str())
            .is_some_and(|name| LATER_STYLES.iter().any(|stem| name.starts_with(stem)));
        let into = if is_later { &mut later } else { &mut styles };
        into.push_str(&fs::read_to_string(&file)?);
        fs::remove_file(file)?;
        rest.push_str(after.trim_start());
    }
    fs::write(staging.join("style.css"), styles)?;
    fs::write(staging.join("later.css"), later)?;
    for sheet in ["style.css", "later.css"] {
        minify(&staging.join(sheet), &[])?;
    }
    let later = rename_by_content(staging, "later.css", "advice", "css")?;
    let name = rename_by_content(staging, "style.css", "style", "css")?;
    *html = rest;
    insert_after_charset(html, &format!("<link rel=\"stylesheet\" href=\"./{name}\">"))?;
    Ok(format!(" data-css=\"./{later}\""))
}

/// Identifies page and worker together: a hash of the code of both.
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

fn replace_once(html: &mut String, from: &str, to: &str) -> Result<(), Failure> {
    if html.matches(from).count() == 1 {
        *html = html.replacen(from, to, 1);
        Ok(())
    } else {
        Err(Failure::new(format!("index.html should hold {from} exactly once")))
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
/// find them here.
fn write_host_samples(staging: &Path) -> Result<(), Failure> {
    let netlify = format!(
        "/*\n  Content-Security-Policy: {POLICY}; frame-ancestors 'none'\n  X-Content-Type-Options: nosniff\n  \
         Referrer-Policy: no-referrer\n/worker*\n  Content-Security-Policy: {WORKER_POLICY}\n"
    );
    let nginx = format!(
        "# Inside the server block that serves this folder.\n\
         location / {{\n  add_header Content-Security-Policy \"{POLICY}; frame-ancestors 'none'\";\n  \
         add_header X-Content-Type-Options nosniff;\n  add_header Referrer-Policy no-referrer;\n}}\n\
         location ~ /worker[^/]*\\.js$ {{\n  add_header Content-Security-Policy \"{WORKER_POLICY}\";\n}}\n"
    );
    fs::write(staging.join("_headers"), netlify)?;
    fs::write(staging.join("nginx.conf.sample"), nginx)?;
    Ok(())
}

/// Every file the page may ever request, one a line.
fn write_file_list(staging: &Path) -> Result<(), Failure> {
    let loaded = ["html", "js", "css", "wasm", "svg"];
    let names = files_of(staging)?.into_iter().filter_map(|file| {
        let kept = file.extension().is_some_and(|extension| loaded.iter().any(|kind| extension == *kind));
        file.file_name().filter(|_| kept).map(|name| name.to_string_lossy().into_owned() + "\n")
    });
    fs::write(staging.join("files.txt"), names.collect::<String>())?;
    Ok(())
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
