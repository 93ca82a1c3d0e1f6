//! The tools a build needs: found where they are, else installed once per user, outside `target/`.

use crate::process::{Failure, command, output, root, run, say};
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The newest Trunk that builds on the Rust this project is tried with.
const TRUNK_VERSION: &str = "0.21.14";
const DENY_VERSION: &str = "0.20.2";
const GECKODRIVER_VERSION: &str = "0.37.1";
/// Of tools that only call others, or read little: built without optimisation, and without what a debugger
/// needs, they are there in a third of the time, and what they do takes hardly longer.
const UNOPTIMISED: [&str; 3] = ["--debug", "--config", "profile.dev.debug=false"];
/// With the versions that the tool was tried with.
const LOCKED: &[&str] = &["--locked"];
const BINARYEN_VERSION: &str = "132";
const ESBUILD_VERSION: &str = "0.28.2";
/// Older ones do not know what today's Rust emits.
const WASM_OPT_LEAST: u32 = 116;
const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// The tools, ready to be put on a command's path.
#[derive(Debug)]
pub struct Tools {
    path_entries: Vec<PathBuf>,
    /// None: the build is not size-optimised.
    wasm_opt: Option<PathBuf>,
    /// None: scripts are not shortened.
    esbuild: Option<PathBuf>,
}

/// What the hook reads to find `wasm-opt`.
pub const WASM_OPT_VARIABLE: &str = "PLUMBLINE_WASM_OPT";
/// What the hook reads to find esbuild.
pub const ESBUILD_VARIABLE: &str = "PLUMBLINE_ESBUILD";

impl Tools {
    /// Finds or installs what building the page needs.
    pub fn prepare() -> Result<Self, Failure> {
        prepare_target()?;
        let bindgen_version = locked_version("wasm-bindgen")?;
        let trunk = prepare_cargo_tool("trunk", "trunk", TRUNK_VERSION, LOCKED, "2 to 4 minutes")?;
        // Its own lock file is older than the release of the same version and does not build here.
        let bindgen =
            prepare_cargo_tool("wasm-bindgen-cli", "wasm-bindgen", &bindgen_version, &[], "about a minute")?;
        let (wasm_opt, esbuild) = (prepare_wasm_opt(), prepare_esbuild());
        if wasm_opt.is_none() || esbuild.is_none() {
            say("no npm here: the build works, but is not size-optimised");
        }
        Ok(Self { path_entries: [trunk, bindgen].into_iter().flatten().collect(), wasm_opt, esbuild })
    }

    /// Whether Trunk is there, which takes the longest to install.
    pub fn has_trunk() -> bool {
        is_version(Path::new("trunk"), TRUNK_VERSION)
            || is_version(&kept("trunk", TRUNK_VERSION).join("trunk"), TRUNK_VERSION)
    }

    /// Finds or installs what judges the dependencies; none, where it cannot be had.
    pub fn deny() -> Option<Command> {
        let folder = prepare_cargo_tool("cargo-deny", "cargo-deny", DENY_VERSION, LOCKED, "a minute or two");
        match folder {
            Ok(folder) => {
                Some(command(folder.map_or_else(|| "cargo-deny".into(), |it| it.join("cargo-deny"))))
            }
            Err(failure) => {
                say(failure);
                None
            }
        }
    }

    /// Finds or installs what drives Firefox, and has commands find it; whether it could be had.
    pub fn add_geckodriver(&mut self) -> bool {
        let (name, version) = ("geckodriver", GECKODRIVER_VERSION);
        match prepare_cargo_tool(name, name, version, LOCKED, "a minute or two") {
            Ok(folder) => {
                self.path_entries.extend(folder);
                true
            }
            Err(failure) => {
                say(failure);
                false
            }
        }
    }

    /// Whether builds are size-optimised.
    pub fn optimise_size(&self) -> bool {
        self.wasm_opt.is_some() && self.esbuild.is_some()
    }

    /// A program that finds the tools.
    pub fn command(&self, program: &str) -> Command {
        let mut entries = self.path_entries.clone();
        entries.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
        let path = env::join_paths(entries).unwrap_or_default();
        // Given by full path: some systems look programs up in the parent's path, not the child's.
        let own = self.path_entries.iter().map(|entry| entry.join(program)).find(|file| file.is_file());
        let mut command = command(own.map_or_else(|| program.into(), PathBuf::into_os_string));
        command.env("PATH", path);
        if let Some(wasm_opt) = &self.wasm_opt {
            command.env(WASM_OPT_VARIABLE, wasm_opt);
        }
        if let Some(esbuild) = &self.esbuild {
            command.env(ESBUILD_VARIABLE, esbuild);
        }
        command
    }
}

/// Where tools are kept per user; `PLUMBLINE_TOOLS` overrides.
fn tools_folder() -> PathBuf {
    let set = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    set("PLUMBLINE_TOOLS")
        .or_else(|| set("XDG_CACHE_HOME").map(|cache| cache.join("plumbline")))
        .or_else(|| set("LOCALAPPDATA").map(|local| local.join("plumbline")))
        .or_else(|| set("HOME").map(|home| home.join(".cache/plumbline")))
        .unwrap_or_else(|| env::temp_dir().join("plumbline"))
}

/// Adds the target that the page is compiled for, where it is missing.
pub fn prepare_target() -> Result<(), Failure> {
    let libraries = output(command("rustc").args(["--print", "target-libdir", "--target", WASM_TARGET]));
    if libraries.is_some_and(|folder| Path::new(&folder).is_dir()) {
        return Ok(());
    }
    say(format_args!("adding the Rust target {WASM_TARGET} (about a minute)"));
    run(command("rustup").args(["target", "add", WASM_TARGET])).map_err(|failure| {
        Failure::new(format!(
            "{failure}\nThe page is WebAssembly, for which Rust needs its target. With rustup:\n  rustup \
             target add \
             {WASM_TARGET}\nWith Debian's Rust:\n  apt-get install libstd-rust-dev-wasm32 lld"
        ))
    })
}

/// Where the program of a tool is kept.
fn kept(package: &str, version: &str) -> PathBuf {
    tools_folder().join(format!("{package}-{version}")).join("bin")
}

/// Whether a program is there, and of a version.
fn is_version(program: &Path, version: &str) -> bool {
    let printed = output(Command::new(program).arg("--version")).unwrap_or_default();
    printed.split_whitespace().nth(1) == Some(version)
}

/// The folder of a tool's program; none, if the one on the path is of the wanted version.
fn prepare_cargo_tool(
    package: &str,
    program: &str,
    version: &str,
    options: &[&str],
    how_long: &str,
) -> Result<Option<PathBuf>, Failure> {
    if is_version(Path::new(program), version) {
        return Ok(None);
    }
    let binaries = kept(package, version);
    if is_version(&binaries.join(program), version) {
        return Ok(Some(binaries));
    }
    let folder = tools_folder().join(format!("{package}-{version}"));
    say(format_args!("installing {package} {version} into {} ({how_long}, once)", folder.display()));
    run(command("cargo")
        .args(["install", "--quiet", package, "--version", version, "--root"])
        .arg(&folder)
        .args(UNOPTIMISED)
        .args(options)
        // The project's own settings for WebAssembly are none of the tool's business.
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_TARGET_DIR"))?;
    Ok(Some(binaries))
}

/// `wasm-opt` from the path, or from npm's binaryen; none, if neither is to be had.
fn prepare_wasm_opt() -> Option<PathBuf> {
    let recent = |program: &Path| {
        let printed = output(Command::new(program).arg("--version")).unwrap_or_default();
        let version = printed.split_whitespace().find_map(|word| word.parse::<u32>().ok());
        version.is_some_and(|version| version >= WASM_OPT_LEAST)
    };
    let on_path = PathBuf::from("wasm-opt");
    if recent(&on_path) {
        return Some(on_path);
    }
    let kept = npm_tool("binaryen", BINARYEN_VERSION, "wasm-opt")?;
    recent(&kept).then_some(kept)
}

/// esbuild from the path, or from npm; none, if neither is to be had.
fn prepare_esbuild() -> Option<PathBuf> {
    let runs = |program: &Path| output(Command::new(program).arg("--version")).is_some();
    let on_path = PathBuf::from("esbuild");
    if runs(&on_path) {
        return Some(on_path);
    }
    npm_tool("esbuild", ESBUILD_VERSION, "esbuild").filter(|kept| runs(kept))
}

/// A program of an npm package, installed unless it is; none without npm.
fn npm_tool(package: &str, version: &str, program: &str) -> Option<PathBuf> {
    let folder = tools_folder().join(format!("{package}-{version}"));
    let kept = folder.join("node_modules/.bin").join(program);
    if !kept.exists() {
        output(command("npm").arg("--version"))?;
        say(format_args!("installing {program} (npm's {package} {version}, under a minute, once)"));
        let install = std::fs::create_dir_all(&folder).map_err(Failure::from).and_then(|()| {
            run(command("npm")
                .args(["install", "--silent", "--no-audit", "--no-fund", "--prefix"])
                .arg(&folder)
                .arg(format!("{package}@{version}")))
        });
        if let Err(failure) = install {
            say(failure);
        }
    }
    kept.exists().then_some(kept)
}

/// The version of a package in Cargo.lock.
fn locked_version(package: &str) -> Result<String, Failure> {
    let lock = std::fs::read_to_string(root().join("Cargo.lock"))?;
    let after_name = lock.split(&format!("name = \"{package}\"\nversion = \"")).nth(1);
    let version = after_name.and_then(|rest| rest.split('"').next());
    version.map(str::to_owned).ok_or_else(|| Failure::new(format!("Cargo.lock names no {package}")))
}
