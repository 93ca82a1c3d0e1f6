//! No circles of imports between files: every layer, the page's views too, can be read from the
//! bottom up; but for a few folders whose own file holds what its files share.

use crate::support::root;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// A file as its path of modules; a folder's `mod.rs` is the folder.
pub(crate) type File = Vec<String>;

fn read(folder: &Path, path: &[String], found: &mut BTreeMap<File, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap().path();
        let name = entry.file_stem().unwrap().to_string_lossy().into_owned();
        let own = if name == "mod" { path.to_vec() } else { [path, &[name]].concat() };
        if entry.is_dir() {
            read(&entry, &own, found);
        } else if entry.extension().is_some_and(|it| it == "rs") {
            let text = fs::read_to_string(&entry).unwrap();
            let is_code = |line: &&str| !line.trim_start().starts_with("//");
            found.insert(own, text.lines().filter(is_code).collect::<Vec<_>>().join(" "));
        }
    }
}

/// `a::{b, c::{d, e}}` at the beginning of a text is `a::b`, `a::c::d` and `a::c::e`; and what follows it.
pub(crate) fn paths(text: &str) -> (Vec<File>, &str) {
    let (mut own, mut rest) = (Vec::new(), text.trim_start());
    loop {
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        own.extend((end > 0).then(|| rest[..end].to_owned()));
        rest = rest[end..].trim_start();
        if let Some(inside) = rest.strip_prefix("::{").or(rest.strip_prefix('{').filter(|_| own.is_empty())) {
            let (mut all, mut left) = (Vec::new(), inside);
            while let (inner, after) = paths(left)
                && after.len() < left.len()
            {
                all.extend(inner.into_iter().map(|inner| [own.clone(), inner].concat()));
                left = after.trim_start();
                match left.strip_prefix(',') {
                    Some(further) => left = further,
                    None => break,
                }
            }
            return (all, left.strip_prefix('}').unwrap_or(left));
        }
        match rest.strip_prefix("::") {
            Some(further) => rest = further,
            None => return (vec![own], rest),
        }
    }
}

/// The file that a path leads to; where a folder passes the name on, the file that it comes from.
fn file_of(files: &BTreeMap<File, String>, path: &[String]) -> Option<File> {
    let known = |path: &[String], least: usize| {
        (least..=path.len()).rev().find(|length| files.contains_key(&path[..*length]))
    };
    let length = known(path, 1)?;
    let (file, name) = (&path[..length], path.get(length));
    let passed_on =
        files[file].match_indices("use ").flat_map(|(at, of)| paths(&files[file][at + of.len()..]).0);
    let origin = passed_on.filter(|of| name.is_some() && of.last() == name).find_map(|of| {
        let of = [file, &of].concat();
        known(&of, length + 1).map(|length| of[..length].to_vec())
    });
    Some(origin.unwrap_or_else(|| file.to_vec()))
}

/// The files that a file names by `super::` and `crate::`, in imports or in passing.
fn named_by(files: &BTreeMap<File, String>, own: &File) -> BTreeSet<File> {
    let text = &files[own];
    // Who may see something is no import.
    let begins = |at: &usize| {
        let before = &text[..*at];
        !before.ends_with(|c: char| c.is_alphanumeric() || "_:".contains(c)) && !before.ends_with("pub(in ")
    };
    let begin = ["super::", "crate::"].into_iter().flat_map(|of| text.match_indices(of)).map(|(at, _)| at);
    let absolute = |path: File| {
        let up = path.iter().take_while(|step| *step == "super").count();
        let kept = if up == 0 { 0 } else { own.len().checked_sub(up)? };
        // All of a file, as its own tests have it.
        (path.len() > up).then(|| [&own[..kept], &path[up.max(1)..]].concat())
    };
    let all = begin.filter(begins).flat_map(|at| paths(&text[at..]).0).filter_map(absolute);
    let all = all.chain(children_named_by(files, own));
    all.filter_map(|path| file_of(files, &path)).filter(|file| file != own).collect()
}

/// Folders whose files may name what stands in the folder's own file, which names them: an error or a type
/// that all of them share.
const SHARED: [&str; 5] =
    ["entry", "exchange/file", "app/plans", "app/history/view", "app/history/import/view"];

/// What a folder's own file names in its files, but for what it only passes on.
fn children_named_by(files: &BTreeMap<File, String>, own: &File) -> Vec<File> {
    if SHARED.contains(&own.join("/").as_str()) {
        return Vec::new();
    }
    let text = &files[own];
    let is_word = |c: char| c.is_alphanumeric() || "_:".contains(c);
    let children = files.keys().filter(|file| file.len() == own.len() + 1 && file.starts_with(own));
    let named = children.filter_map(|file| file.last()).flat_map(|name| {
        let places = text.match_indices(name.as_str()).map(|(at, _)| at);
        let is_named = |at: &usize| {
            let before = text[..*at].trim_end();
            let is_passed_on = before.strip_suffix("use").is_some_and(|before| {
                let before = before.trim_end();
                before.ends_with("pub") || before.ends_with(')')
            });
            let begins = !text[..*at].ends_with(is_word);
            begins && text[at + name.len()..].starts_with("::") && !is_passed_on
        };
        places.filter(is_named).flat_map(|at| paths(&text[at..]).0).collect::<Vec<_>>()
    });
    named.map(|path| [own.as_slice(), &path].concat()).collect()
}

/// The circle that a walk from the last of the files runs into, if it does.
fn circle(
    named: &BTreeMap<File, BTreeSet<File>>,
    walked: &[File],
    done: &mut BTreeSet<File>,
) -> Option<String> {
    let here = walked.last()?;
    for next in &named[here] {
        if let Some(begin) = walked.iter().position(|file| file == next) {
            return Some(walked[begin..].iter().map(|file| file.join("/")).collect::<Vec<_>>().join(" → "));
        }
        if !done.contains(next) {
            let found = circle(named, &[walked, std::slice::from_ref(next)].concat(), done);
            if found.is_some() {
                return found;
            }
        }
    }
    done.insert(here.clone());
    None
}

#[test]
fn a_circle_is_found() {
    let file = |name: &str| vec![name.to_owned()];
    let named = [("a", "b"), ("b", "c"), ("c", "b")].map(|(own, other)| (file(own), [file(other)].into()));
    let found = circle(&named.into(), &[file("a")], &mut BTreeSet::new());
    assert_eq!(found.as_deref(), Some("b → c"));
}

#[test]
fn files_do_not_import_each_other_in_circles() {
    let mut files = BTreeMap::new();
    read(&root().join("src"), &[], &mut files);
    let named: BTreeMap<File, _> = files.keys().map(|own| (own.clone(), named_by(&files, own))).collect();
    let imports: usize = named.values().map(BTreeSet::len).sum();
    assert!(imports > 300, "only {imports} imports are understood");
    let file = |path: &str| path.split('/').map(str::to_owned).collect::<File>();
    assert!(named[&file("engine/preparation")].contains(&file("engine/simulator")));
    assert!(
        named[&file("exchange/link")].contains(&file("model/scenario")),
        "through what `model` passes on"
    );
    let mut done = BTreeSet::new();
    for file in named.keys() {
        assert_eq!(circle(&named, std::slice::from_ref(file), &mut done), None);
    }
}
