//! Building and serving the page.

use crate::process::{Failure, root, run, say};
use crate::tools::Tools;
use xtask::static_server::StaticServer;

/// Where the page is served unless asked otherwise.
pub const DEFAULT_PORT: u16 = 8080;

/// Leaves the release page in `dist/`.
pub fn build() -> Result<(), Failure> {
    build_with(&Tools::prepare()?)
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
    say("a first run takes 10 to 16 minutes, most of it to install the tools; later ones under a minute");
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
