//! The project's own rules, checked: layers, documented files, colours in one place, styles linked, files
//! named.

use crate::circles::paths;
use crate::support::root;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn files(folder: &str, extension: &str) -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, extension: &str, found: &mut Vec<(PathBuf, String)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, extension, found);
            } else if path.extension().is_some_and(|it| it == extension) {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path.strip_prefix(root()).unwrap().to_owned(), text));
            }
        }
    }
    let mut found = Vec::new();
    walk(&root().join(folder), extension, &mut found);
    assert!(!found.is_empty(), "{folder} holds no {extension} files");
    found
}

/// Which layers a layer may name; the graph of the crate's documentation.
#[test]
fn layers_name_only_those_below_them() {
    let allowed: [(&str, &[&str]); 10] = [
        ("math", &[]),
        ("model", &["math"]),
        ("analysis", &["math", "model"]),
        ("engine", &["math", "model", "analysis"]),
        ("advice", &["math", "model", "engine", "analysis"]),
        ("history", &["math", "model", "engine", "analysis"]),
        ("exchange", &["model"]),
        ("entry", &["model"]),
        ("worker", &["model", "analysis", "engine", "advice", "history", "exchange"]),
        ("app", &["model", "analysis", "advice", "history", "exchange", "entry", "worker"]),
    ];
    for (layer, may_name) in allowed {
        for (path, text) in files(&format!("src/{layer}"), "rs") {
            for (line_number, line) in text.lines().enumerate() {
                // Documentation may point anywhere.
                if line.trim_start().starts_with("//") {
                    continue;
                }
                for name in line.split("crate::").skip(1) {
                    let named: String = name.chars().take_while(char::is_ascii_lowercase).collect();
                    let fine = named.is_empty() || named == layer || may_name.contains(&named.as_str());
                    assert!(fine, "{}:{} names {named}", path.display(), line_number + 1);
                }
            }
        }
    }
}

/// Folders of the importer are layers too, each above those before it.
#[test]
fn folders_of_the_importer_name_only_those_before_them() {
    const FOLDERS: [&str; 6] = ["values", "vocabulary", "table", "columns", "opportunities", "reps"];
    let mut named = 0;
    for (place, folder) in FOLDERS.iter().enumerate() {
        for (path, text) in files(&format!("src/history/import/{folder}"), "rs") {
            for (at, _) in text.match_indices("crate::history::import::") {
                for name in paths(&text[at..]).0 {
                    let other = name.get(3).and_then(|name| FOLDERS.iter().position(|folder| folder == name));
                    assert!(other.is_none_or(|other| other <= place), "{} names {}", path.display(), name[3]);
                    named += usize::from(other.is_some());
                }
            }
        }
    }
    assert!(named > 100, "folders use each other: {named}");
}

/// The page shows answers that are worked out elsewhere: of advice and history it names types and bounds.
#[test]
fn the_page_works_out_nothing_of_advice_and_history() {
    let mut named = 0;
    for (path, text) in files("src/app", "rs") {
        for (at, _) in text.match_indices("crate::") {
            for name in paths(&text[at..]).0 {
                let [_, layer, .., last] = name.as_slice() else { continue };
                if ["advice", "history"].contains(&layer.as_str()) {
                    let is_type = last.starts_with(|c: char| c.is_ascii_uppercase());
                    assert!(is_type, "{} names {last}", path.display());
                    named += 1;
                }
            }
        }
    }
    assert!(named > 20, "the page shows answers: {named}");
}

/// What the page does with answers is to show them: it calls none of their methods. Names that methods of
/// other layers, of the standard library or of fields have as well say nothing here.
#[test]
fn the_page_calls_nothing_of_advice_and_history() {
    const STANDARD: [&str; 20] = [
        "add", "and", "at", "bytes", "cell", "collect", "contains", "find", "get", "insert", "last", "len",
        "name", "new", "next", "or", "push", "take", "text", "values",
    ];
    let methods = |folders: &[&str], begin: &str| -> BTreeSet<String> {
        let texts = folders.iter().flat_map(|folder| files(&format!("src/{folder}"), "rs"));
        let named = |text: String| {
            let after = |line: &str| line.trim_start().split("fn ").nth(1).map(str::to_owned);
            let lines = text.lines().filter(|line| line.trim_start().starts_with(begin));
            let of = lines.filter_map(after).filter(|line| line.contains("self"));
            of.filter_map(|line| Some(line.split(['(', '<']).next()?.to_owned())).collect::<Vec<_>>()
        };
        texts.flat_map(|(_, text)| named(text)).collect()
    };
    let others = methods(&["math", "model", "analysis", "exchange", "entry", "worker", "app"], "");
    let own: Vec<String> = methods(&["advice", "history"], "pub fn")
        .into_iter()
        .filter(|name| !others.contains(name) && !STANDARD.contains(&name.as_str()))
        .collect();
    assert!(own.len() > 10, "advice and history have methods: {own:?}");
    for (path, text) in files("src/app", "rs") {
        for name in &own {
            assert!(!text.contains(&format!(".{name}(")), "{} calls {name}", path.display());
        }
    }
}

#[test]
fn only_the_engine_draws_and_only_browser_parts_name_the_browser() {
    for (path, text) in files("src", "rs") {
        let place = path.to_string_lossy().replace('\\', "/");
        let draws = text.contains("use rand");
        assert!(!draws || place.starts_with("src/engine/"), "{place} names rand");
        let browser = ["web_sys::", "js_sys::", "wasm_bindgen::", "gloo::", "yew::"]
            .iter()
            .any(|name| text.contains(name));
        let may = place.starts_with("src/app/")
            || ["src/bin/import.rs", "src/bin/worker.rs"].contains(&place.as_str());
        assert!(!browser || may, "{place} names a browser crate");
        let pure = place.starts_with("src/app/plan/state/")
            || place.starts_with("src/app/plans/state/")
            || place.contains("/words")
            || place.ends_with("/state.rs")
            || [
                "src/app/charts/scale.rs",
                "src/app/charts/labels.rs",
                "src/app/quota/facts.rs",
                "src/app/quota/reading.rs",
            ]
            .contains(&place.as_str());
        assert!(!(browser && pure), "{place} is pure");
    }
}

#[test]
fn every_file_says_what_it_is() {
    for folder in ["src", "tests", "benches", "examples", "xtask/src"] {
        for (path, text) in files(folder, "rs") {
            assert!(text.starts_with("//! "), "{} begins without a word on itself", path.display());
            assert!(
                !text.contains(concat!("#[", "ignore")) && !text.contains(concat!("#[", "should_panic")),
                "{}",
                path.display()
            );
            let stem = path.file_stem().unwrap().to_string_lossy();
            assert!(
                !["utils", "util", "helpers", "common", "misc"].contains(&stem.as_ref()),
                "{}",
                path.display()
            );
        }
    }
}

/// Lines are as wide as an editor shows beside another.
#[test]
fn lines_are_at_most_110_columns_wide() {
    let wide: Vec<String> = ["src", "tests", "xtask/src", "examples", "benches", "fuzz/fuzz_targets"]
        .into_iter()
        .flat_map(|folder| files(folder, "rs"))
        .chain(files("src", "js"))
        .flat_map(|(path, text)| {
            let is_wide = |(_, line): &(usize, &str)| line.chars().count() > 110;
            let place = |(number, _): (usize, &str)| format!("{}:{}", path.display(), number + 1);
            text.lines().enumerate().filter(is_wide).map(place).collect::<Vec<_>>()
        })
        .collect();
    assert!(wide.is_empty(), "lines of more than 110 columns: {}", wide.join(", "));
}

/// Raw colours stand in one file; every style file is linked from the page, in a layer, and belongs to a Rust
/// file.
#[test]
fn styles_are_in_their_place() {
    let html = fs::read_to_string(root().join("index.html")).unwrap();
    for (path, text) in files("styles", "css") {
        let place = path.to_string_lossy().replace('\\', "/");
        assert!(html.contains(&format!("href=\"{place}\"")), "{place} is not linked from index.html");
        assert!(text.contains("@layer"), "{place} is in no layer");
        if place != "styles/tokens.css" {
            for colour in ["#", "rgb(", "hsl(", "oklch("] {
                let raw = text
                    .lines()
                    .any(|line| line.split("/*").next().unwrap_or("").contains(&format!(": {colour}")));
                assert!(!raw, "{place} holds a raw colour");
            }
        }
        assert!(!text.contains("!important") || place == "styles/print.css", "{place}");
        let parts: Vec<&str> = place.trim_end_matches(".css").split('/').collect();
        if let [_, folder, stem] = parts.as_slice() {
            let folder = format!("src/app/{folder}");
            let is_of = |(path, _): &(PathBuf, String)| {
                let file = path.to_string_lossy().replace('\\', "/");
                file.ends_with(&format!("/{stem}.rs")) || file.ends_with(&format!("/{stem}/mod.rs"))
            };
            assert!(files(&folder, "rs").iter().any(is_of), "{place} belongs to no component");
        }
    }
    for line in html.lines().filter(|line| line.contains("rel=\"css\"")) {
        let place = line.split("href=\"").nth(1).unwrap().split('"').next().unwrap();
        assert!(root().join(place).is_file(), "{place} is linked but not there");
    }
}

/// Files that the README names are there.
#[test]
fn the_readme_names_files_that_exist() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let mut named = 0;
    for word in readme.split('`').skip(1).step_by(2) {
        let path = word.split_whitespace().last().unwrap_or_default();
        if ["src/", "examples/", "tests/", "benches/", "xtask/", "styles/"]
            .iter()
            .any(|folder| path.starts_with(folder))
        {
            assert!(root().join(path).exists(), "the README names {path}");
            named += 1;
        }
    }
    assert!(named > 3, "the README names its parts");
}
