//! Everything that must hold, fast to slow; the first failure ends it.

use crate::chromium;
use crate::process::{Failure, command, output, run, say};
use crate::site::build_with;
use crate::size;
use crate::tools::Tools;
use std::process::Command;

const WASM: [&str; 2] = ["--target", "wasm32-unknown-unknown"];

/// Runs every check.
pub fn all() -> Result<(), Failure> {
    let tools = Tools::prepare()?;
    chromium::prepare()?;
    let cargo = |arguments: &[&str]| {
        let mut command = tools.command("cargo");
        command.args(arguments);
        command
    };
    let step = |title: &str, command: &mut Command| {
        say(title);
        run(command)
    };
    step("formatting", &mut cargo(&["fmt", "--all", "--check"]))?;
    step("lints, native", &mut cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))?;
    let mut wasm_lints = cargo(&["clippy", "--package", "plumbline", "--lib", "--bins", "--test", "browser"]);
    step("lints, WebAssembly", wasm_lints.args(WASM).args(["--", "-D", "warnings"]))?;
    say("the library without any browser crate");
    without_browser_crates()?;
    step(
        "tests of the library alone",
        &mut cargo(&["test", "--no-default-features", "--features", "engine", "--lib", "--test", "native"]),
    )?;
    step("documentation examples", &mut cargo(&["test", "--doc"]))?;
    step(
        "documentation",
        cargo(&["doc", "--workspace", "--no-deps", "--document-private-items"])
            .env("RUSTDOCFLAGS", "-D warnings"),
    )?;
    build_with(&tools)?;
    if tools.optimise_size() {
        size::check()?;
    } else {
        say(
            "the size of a first visit is not judged: without wasm-opt and esbuild this build is not optimised",
        );
    }
    step("the page's own tests, native", &mut cargo(&["test", "--test", "native", "page_"]))?;
    step("parts of the page, in headless Chromium", cargo(&["test", "--test", "browser"]).args(WASM))?;
    step("whole journeys, in headless Chromium", &mut cargo(&["test", "--test", "journey"]))?;
    say("everything holds");
    Ok(())
}

/// Times the engine in headless Chromium.
pub fn bench_in_browser() -> Result<(), Failure> {
    let tools = Tools::prepare()?;
    chromium::prepare()?;
    build_with(&tools)?;
    run(tools.command("cargo").args(["bench", "--bench", "browser"]).env("PLUMBLINE_BENCH_BROWSER", "1"))
}

fn without_browser_crates() -> Result<(), Failure> {
    let tree = output(command("cargo").args([
        "tree",
        "--package",
        "plumbline",
        "--no-default-features",
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
