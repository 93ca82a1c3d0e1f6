//! The browser that tests and benches run in.

use crate::process::{Failure, command, output, run, say};
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
    let words = missing.join(" ");
    let root = output(command("id").arg("-u")).is_some_and(|id| id == "0");
    let in_ci = env::var_os("CI").is_some();
    if (root || in_ci) && output(command("apt-get").arg("--version")).is_some() {
        say(format_args!("installing {words} (about a minute, once)"));
        let apt = |arguments: &[&str]| {
            let mut command = command(if root { "apt-get" } else { "sudo" });
            if !root {
                command.arg("apt-get");
            }
            run(command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive"))
        };
        apt(&["update", "-qq"])?;
        let mut arguments = vec!["install", "-y", "-qq"];
        arguments.extend(&missing);
        return apt(&arguments);
    }
    Err(Failure::new(format!(
        "the tests open the page in a browser and this machine lacks {words}. On Debian or Ubuntu:\n  \
         sudo apt-get install {words}\nElsewhere: install Chromium and the ChromeDriver of the same \
         version, and \
         have `chromium` and `chromedriver` on the PATH"
    )))
}
