//! Documents and links as they were released, compared exactly: what people have saved and sent opens for
//! ever, and the same plan gives the same text and the same link in every version.
//!
//! `tests/golden` holds of each document the file that is written and the shortest text, and in `links.txt`
//! the links, also those of the example files. A change there is a change of the format: it needs a new
//! version, or it is a mistake.

use crate::support::root;
use plumbline::exchange::file::{self, File, history, plan, quota};
use plumbline::exchange::link::{self, Carried, Headline, Opened};
use plumbline::model::Date;

const DOCUMENTS: [&str; 4] = ["plan_every_field", "plan_other_forms", "quota", "history"];

fn golden(name: &str) -> String {
    std::fs::read_to_string(root().join("tests/golden").join(name)).expect(name)
}

/// What a file holds: written, shortest, and as a link with all that the answer rests on.
fn forms(text: &str) -> (String, String, Option<String>) {
    match file::open(text).unwrap().value {
        File::Plan(of) => {
            (plan::write(&of), plan::canonical(&of), Some(link::encode_with(&of, Carried::VALUES)))
        }
        File::Quota(of) => (quota::write(&of), quota::canonical(&of), Some(link::encode_quota(&of))),
        File::History(of) => (history::write(&of), history::canonical(&of), None),
    }
}

#[test]
fn documents_are_written_as_ever() {
    for name in DOCUMENTS {
        let (file, shortest) = (golden(&format!("{name}.json")), golden(&format!("{name}.min.json")));
        for text in [&file, &shortest] {
            let (written, canonical, _) = forms(text);
            assert_eq!(written, file, "{name}");
            assert_eq!(canonical, shortest.trim_end(), "{name}");
        }
    }
}

#[test]
fn links_are_made_and_opened_as_ever() {
    let links = golden("links.txt");
    let mut seen = 0;
    for line in links.lines() {
        let (path, fragment) = line.split_once(' ').unwrap();
        let text = std::fs::read_to_string(root().join(path)).unwrap();
        assert_eq!(forms(&text).2.as_deref(), Some(fragment), "{path}");
        let expected = match file::open(&text).unwrap().value {
            File::Plan(of) => Opened::Plan(of.carrying(Carried::VALUES)),
            File::Quota(of) => Opened::Quota(of.for_sharing()),
            File::History(_) => panic!("a history has no link"),
        };
        assert_eq!(link::open(fragment).unwrap().opened, expected, "{path}");
        seen += 1;
    }
    let examples = std::fs::read_dir(root().join("examples/scenarios")).unwrap().count();
    assert_eq!(seen, 3 + examples);
}

#[test]
fn headlines_are_written_as_ever() {
    let fragment = golden("headline.txt");
    let fragment = fragment.trim_end();
    let headline = Headline {
        chance: 0.731,
        runs: 250_000,
        engine: 2,
        date: Date::parse("2026-11-26").unwrap(),
        records_left_out: 0,
    };
    let (bare, _) = fragment.split_once('.').unwrap();
    assert_eq!(link::with_headline(bare, &headline), fragment);
    assert_eq!(link::open(fragment).unwrap().headline, Some(headline));
}
