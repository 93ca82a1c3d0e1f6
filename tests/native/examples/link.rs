//! `examples/link.rs` as somebody at a terminal meets it.

use crate::support::root;
use plumbline::exchange::file::{plan, quota};
use std::process::{Command, Output};

fn link(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--profile", "test", "--example", "link", "--"])
        .args(arguments)
        .current_dir(root())
        .output()
        .expect("cargo runs")
}

fn printed(arguments: &[&str]) -> String {
    let output = link(arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn it_makes_links_of_files_and_files_of_links() {
    let file = "examples/scenarios/inside_sales.json";
    let fragment = printed(&[file]);
    assert!(fragment.starts_with("#p1=") && fragment.lines().count() == 1, "{fragment}");
    let mangled =
        format!("Look: <https://plumbline.example/%23{}>.", &fragment.trim_end()[1..].replace('=', "=3D"));
    let opened = printed(&["--open", &mangled]);
    let plan = plan::read(&std::fs::read_to_string(root().join(file)).unwrap()).unwrap();
    assert_eq!(opened, plan::write(&plan));
    let fragment = printed(&["tests/golden/quota.json"]);
    assert!(fragment.starts_with("#q1="), "{fragment}");
    assert_eq!(quota::read(&printed(&["--open", &fragment])).unwrap().days_left(), 75.0);
}

#[test]
fn it_says_why_and_exits_with_2() {
    for (arguments, expected) in [
        (&["--open", "#p0=abcd"][..], "this link was made by a trial version of Plumbline; ask for it again"),
        (&["--open", "hello"], "there is no link of Plumbline in this"),
        (&["tests/golden/history.json"], "travel as a file only"),
        (&["Cargo.toml"], "not a file of Plumbline"),
        (&["missing.json"], "missing.json"),
        (&[], "usage: link FILE.json"),
        (&["--shut"], "usage: link FILE.json"),
    ] {
        let output = link(arguments);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.contains(expected) && output.stdout.is_empty(), "{arguments:?}: {said}");
    }
}
