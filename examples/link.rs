//! Makes links of files, and files of links.
//!
//! `cargo run --release --example link -- FILE.json` prints the fragment of the link that opens the file's
//! plan or quota. `cargo run --release --example link -- --open TEXT` prints the file of the link that a text
//! holds: an address, a message, a whole mail, whatever was done to the link on its way. Where none opens, it
//! says why and exits with 2.

use plumbline::exchange::file::{self, File};
use plumbline::exchange::link::{self, Link, Opened};
use std::io::Write;
use std::process::ExitCode;

const USAGE: &str = "usage: link FILE.json
       link --open TEXT
for example: cargo run --release --example link -- examples/scenarios/reference.json";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match arguments.as_slice() {
        ["--open", text] => opened(text),
        [file] if !file.starts_with("--") => made(file),
        _ => Err(USAGE.to_owned()),
    };
    match outcome {
        Ok(output) => {
            // Who reads may stop early, as `head` does.
            writeln!(std::io::stdout(), "{}", output.trim_end()).ok();
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("link: {problem}");
            ExitCode::from(2)
        }
    }
}

/// The fragment of a file's link.
fn made(name: &str) -> Result<String, String> {
    let text = std::fs::read_to_string(name).map_err(|error| format!("{name}: {error}"))?;
    let read = file::open(&text).map_err(|error| format!("{name}: {error}"))?;
    for field in &read.unknown {
        eprintln!("link: {name}: the field {field} is not known and was left out");
    }
    let fragment = match read.value {
        File::Plan(scenario) => link::encode(&scenario),
        File::Quota(check) => link::encode_quota(&check),
        File::History(_) => {
            return Err(format!("{name}: a team's results name people and travel as a file only"));
        }
    };
    if link::is_long(&fragment) {
        eprintln!(
            "link: {} characters, which many chats and mail programs cut: send the file",
            fragment.len()
        );
    }
    Ok(fragment)
}

/// The file of a link.
fn opened(text: &str) -> Result<String, String> {
    let Link { opened, headline, before: _, is_cut } = link::open(text).map_err(|error| error.to_string())?;
    if is_cut {
        eprintln!("link: what was sent behind the plan was cut off or changed on its way");
    }
    if let Some(headline) = headline {
        let (chance, runs, engine) = (headline.chance, headline.runs, headline.engine);
        eprintln!(
            "link: sent on {} with a chance of {chance} in {runs} runs of engine {engine}",
            headline.date
        );
    }
    Ok(match opened {
        Opened::Plan(scenario) => file::plan::write(&scenario),
        Opened::Quota(check) => file::quota::write(&check),
    })
}
