//! Everything that must hold, fast to slow; the first failure ends it.

use crate::browsers;
use crate::process::{Failure, command, output, run, say};
use crate::site::{build_with, prepare};
use crate::size;
use crate::tools::Tools;
use std::process::Command;

const WASM: [&str; 2] = ["--target", "wasm32-unknown-unknown"];

/// What a change should pass before it is committed: formatting, lints and native tests. About a minute when
/// warm.
pub fn check() -> Result<(), Failure> {
    step("formatting", cargo(&["fmt", "--all", "--check"]))?;
    step("lints", cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))?;
    step("tests, native", cargo(&["test", "--workspace", "--lib", "--bins", "--test", "native"]))?;
    say("all of this holds; `cargo xtask test` runs everything");
    Ok(())
}

/// Licences, sources and wanted versions of all that the product is built of. Known advisories, where their
/// database can be had: they end the run in CI only, since they come without a change of ours.
fn dependencies() -> Result<(), Failure> {
    let Some(mut judged) = Tools::deny() else {
        say("the dependencies are not judged: cargo-deny could not be had");
        return Ok(());
    };
    judged.args(["--log-level", "error", "check", "licenses", "bans", "sources"]);
    step("licences and sources of dependencies", judged)?;
    let has_database = Tools::deny().and_then(|mut deny| output(deny.args(["fetch", "db"]))).is_some();
    let Some(mut known) = Tools::deny().filter(|_| has_database) else {
        say("known advisories are not judged: their database cannot be had here");
        return Ok(());
    };
    known.args(["--log-level", "error", "check", "--disable-fetch", "advisories"]);
    match step("known advisories", known) {
        Err(failure) if std::env::var_os("CI").is_none() => {
            say(failure);
            Ok(())
        }
        judged => judged,
    }
}

/// Runs every check.
pub fn all() -> Result<(), Failure> {
    let mut tools = prepare()?;
    browsers::prepare()?;
    let has_firefox = browsers::prepare_firefox(&mut tools);
    let with_tools = |arguments: &[&str]| {
        let mut command = tools.command("cargo");
        command.args(arguments);
        command
    };
    check()?;
    for (features, what) in LAYERS {
        let mut compiler = cargo(&["check", "--quiet", "--package", "plumbline", "--lib"]);
        compiler.args(["--no-default-features", "--features", features]);
        step(what, compiler)?;
    }
    say("the library without any browser crate");
    without_browser_crates()?;
    dependencies()?;
    for (bin, features) in [("page", "page"), ("worker", "worker"), ("import", "import")] {
        let mut lints = cargo(&["clippy", "--package", "plumbline", "--bin", bin, "--no-default-features"]);
        lints.args(["--features", features]).args(WASM).args(["--", "-D", "warnings"]);
        step(&format!("lints, WebAssembly, {bin}"), lints)?;
    }
    step("documentation examples", cargo(&["test", "--doc"]))?;
    let mut documentation = cargo(&["doc", "--workspace", "--no-deps", "--document-private-items"]);
    documentation.env("RUSTDOCFLAGS", "-D warnings");
    step("documentation", documentation)?;
    build_with(&tools)?;
    if tools.optimise_size() {
        size::check()?;
    } else {
        say("the size of a first visit is not judged: without wasm-opt and esbuild this build is not \
             optimised");
    }
    // Without the programs, which are no part of it.
    let mut in_browser = with_tools(&["test", "--test", "browser"]);
    in_browser.args(WASM).args(["--no-default-features", "--features", "engine,page"]);
    step("parts of the page, in headless Chromium", in_browser)?;
    let mut journeys = with_tools(&["test", "--test", "journey"]);
    if !has_firefox {
        say("nothing is tried in Firefox: it could not be had");
        journeys.args(["--", "--skip", "firefox::"]);
    }
    step("whole journeys, in headless Chromium, one in Firefox", journeys)?;
    say("everything holds");
    Ok(())
}

/// What must compile alone, so that no layer reaches beyond its own.
const LAYERS: [(&str, &str); 3] = [
    ("", "the model, its formats and its words, without the engine"),
    ("engine", "the library without page and worker"),
    ("page", "the page without the engine"),
];

fn cargo(arguments: &[&str]) -> Command {
    let mut cargo = command("cargo");
    cargo.args(arguments);
    cargo
}

fn step(title: &str, mut command: Command) -> Result<(), Failure> {
    say(title);
    run(&mut command)
}

/// Times the engine in headless Chromium.
pub fn bench_in_browser() -> Result<(), Failure> {
    let tools = Tools::prepare()?;
    browsers::prepare()?;
    build_with(&tools)?;
    run(tools.command("cargo").args(["bench", "--bench", "browser"]).env("PLUMBLINE_BENCH_BROWSER", "1"))
}

fn without_browser_crates() -> Result<(), Failure> {
    let tree = output(command("cargo").args([
        "tree",
        "--package",
        "plumbline",
        "--no-default-features",
        "--features",
        "engine",
        "--edges",
        "normal",
        "--prefix",
        "none",
    ]));
    let tree = tree.ok_or_else(|| Failure::new("cargo tree failed"))?;
    let browser = ["yew", "gloo", "web-sys", "js-sys", "wasm-bindgen"];
    match tree.lines().find(|line| browser.iter().any(|name| line.starts_with(name))) {
        Some(line) => Err(Failure::new(format!("the library alone depends on a browser crate: {line}"))),
        None => Ok(()),
    }
}
