//! `cargo xtask TASK`: prepares a machine, builds, serves, tests and measures Plumbline.

mod browsers;
mod finish;
mod process;
mod site;
mod size;
mod test;
mod tools;

use process::Failure;
use std::process::ExitCode;

const USAGE: &str = "cargo xtask TASK

  serve [--port N]   build the release page and serve it on http://127.0.0.1:8080/
  serve --dev        the same without optimisation, rebuilt on every change
  build              leave the release page in dist/, for any static host
  check              formatting, lints and native tests: about a minute when warm
  test               everything that must hold: the same, documentation, the built page in a browser
  bench              time the engine in headless Chromium beside plain JavaScript
  finish             (called by Trunk) name files by content, write the policy and the build id";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\nxtask: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[&str]) -> Result<(), Failure> {
    match words {
        ["serve"] => site::serve(site::DEFAULT_PORT),
        ["serve", "--port", port] => {
            site::serve(port.parse().map_err(|_| Failure::new(format!("--port wants a number, not {port}")))?)
        }
        ["serve", "--dev"] => site::serve_dev(),
        ["build"] => site::build(),
        ["check"] => test::check(),
        ["test"] => test::all(),
        ["bench"] => test::bench_in_browser(),
        ["finish"] => finish::finish(),
        _ => Err(Failure::new(USAGE)),
    }
}
