//! Building and serving the page.

use crate::process::{Failure, command, root, run, say};
use crate::tools::{self, Tools};
use xtask::static_server::StaticServer;

/// Where the page is served unless asked otherwise.
pub const DEFAULT_PORT: u16 = 8080;

/// The page's programs, each with its profile: their features have their names.
const PROGRAMS: [(&str, &str); 3] = [("page", "page"), ("worker", "worker"), ("import", "worker")];

/// Leaves the release page in `dist/`.
pub fn build() -> Result<(), Failure> {
    build_with(&prepare()?)
}

/// Finds or installs what building the release page needs. While something is installed, the programs are
/// compiled already, since the end of either is work for one core.
pub fn prepare() -> Result<Tools, Failure> {
    tools::prepare_target()?;
    if Tools::has_trunk() {
        return Tools::prepare();
    }
    let ahead = std::thread::spawn(compile);
    let tools = Tools::prepare();
    // What fails there fails again, and is told, when Trunk compiles it.
    drop(ahead.join());
    tools
}

/// Compiles the programs as Trunk does, which finds them done.
fn compile() {
    for (program, profile) in PROGRAMS {
        let mut cargo = command("cargo");
        cargo.args(["build", "--quiet", "--locked", "--target", "wasm32-unknown-unknown", "--bin", program]);
        cargo.args(["--no-default-features", "--features", program, "--profile", profile]);
        if run(cargo.env_remove("RUSTFLAGS").env_remove("NO_COLOR")).is_err() {
            return;
        }
    }
}

/// The same, with tools that were prepared before.
pub fn build_with(tools: &Tools) -> Result<(), Failure> {
    say("building the release page (2 to 4 minutes the first time)");
    run(tools.command("trunk").args(["build", "--release"]).env_remove("RUSTFLAGS").env_remove("NO_COLOR"))?;
    say(format_args!("the page is in {}: put it on any static host", root().join("dist").display()));
    Ok(())
}

/// Builds the release page and serves it until interrupted.
pub fn serve(port: u16) -> Result<(), Failure> {
    // The port first: nobody waits for a build to be told that it is taken.
    let server = StaticServer::of_folder(&root().join("dist"), port).map_err(|error| {
        Failure::new(format!(
            "port {port} cannot be used ({error}); try: cargo xtask serve --port {}",
            port + 1
        ))
    })?;
    say("a first run takes 7 to 12 minutes: tools are installed while the page is compiled; later ones two");
    build()?;
    say(format_args!("open http://{}/   (Ctrl+C stops)", server.address()));
    loop {
        std::thread::park();
    }
}

/// Builds without optimisation, serves, rebuilds on change.
pub fn serve_dev() -> Result<(), Failure> {
    let tools = Tools::prepare()?;
    let port = DEFAULT_PORT.to_string();
    say(format_args!("open http://127.0.0.1:{port}/   (rebuilt on change; Ctrl+C stops)"));
    run(tools
        .command("trunk")
        .args(["serve", "--port", &port, "--address", "127.0.0.1"])
        .env_remove("NO_COLOR"))
}
