//! The browsers that tests and benches run in.

use crate::process::{Failure, command, output, run, say};
use crate::tools::Tools;
use std::env;

/// Makes sure that Chromium and `ChromeDriver` are there. Installs them only as root or in CI.
pub fn prepare() -> Result<(), Failure> {
    let missing: Vec<&str> = [("chromium", "chromium"), ("chromedriver", "chromium-driver")]
        .into_iter()
        .filter(|(program, _)| output(command(program).arg("--version")).is_none())
        .map(|(_, package)| package)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    if let Some(installed) = install(&missing) {
        return installed;
    }
    let words = missing.join(" ");
    Err(Failure::new(format!(
        "the tests open the page in a browser and this machine lacks {words}. On Debian or Ubuntu:\n  \
         sudo apt-get install {words}\nElsewhere: install Chromium and the ChromeDriver of the same \
         version, and \
         have `chromium` and `chromedriver` on the PATH"
    )))
}

/// Makes sure that Firefox and what drives it are there, as far as they can be had: every journey runs in
/// Chromium, one in Firefox too. Installed only as root or in CI.
pub fn prepare_firefox(tools: &mut Tools) -> bool {
    let is_there = ["firefox-esr", "firefox"]
        .into_iter()
        .any(|program| output(command(program).arg("--version")).is_some());
    let can_be_had = is_there
        || match install(&["firefox-esr"]) {
            Some(Ok(())) => true,
            Some(Err(failure)) => {
                say(failure);
                false
            }
            None => false,
        };
    can_be_had && tools.add_geckodriver()
}

/// Debian's packages, installed as root or in CI; none, where nothing is installed unasked.
fn install(packages: &[&str]) -> Option<Result<(), Failure>> {
    let root = output(command("id").arg("-u")).is_some_and(|id| id == "0");
    let in_ci = env::var_os("CI").is_some();
    if !(root || in_ci) || output(command("apt-get").arg("--version")).is_none() {
        return None;
    }
    say(format_args!("installing {} (about a minute, once)", packages.join(" ")));
    let apt = |arguments: &[&str]| {
        let mut command = command(if root { "apt-get" } else { "sudo" });
        if !root {
            command.arg("apt-get");
        }
        run(command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive"))
    };
    let mut arguments = vec!["install", "-y", "-qq"];
    arguments.extend(packages);
    Some(apt(&["update", "-qq"]).and_then(|()| apt(&arguments)))
}
