//! What chats, mail and office programs do to a link, undone.

use crate::support::{reference, scenario};
use plumbline::exchange::link::{self, Headline, LinkError, Opened};
use plumbline::model::{Date, Scenario};

/// A plan whose link has hyphens, underscores and digits, its fragment without the `#`, and the answer that
/// goes with it.
fn sample() -> (Scenario, String, Headline) {
    let scenario = scenario(&reference());
    let headline = Headline {
        chance: 0.42,
        runs: 10_000,
        engine: 2,
        date: Date::parse("2027-02-03").unwrap(),
        records_left_out: 0,
    };
    let fragment = link::with_headline(&link::encode(&scenario), &headline);
    assert!(fragment.contains('-') && fragment.contains('_'), "{fragment}");
    (scenario, fragment.trim_start_matches('#').to_owned(), headline)
}

/// The plan as it was before goes with the answer, if its sender wants it to: mended like the rest, lost with
/// the answer, and without names.
#[test]
fn the_plan_as_it_was_before_comes_along() {
    let (now, _, headline) = sample();
    let mut json = reference();
    json["target"] = serde_json::json!({"amount": 2_500_000});
    json["team"] = serde_json::json!({"groups": [{"name": "Ada", "count": 1}, {"count": 4}]});
    let before = scenario(&json);
    let fragment = link::with_before(&link::encode(&now), &headline, &before, link::Carried::NONE);
    let sent = format!("Look: <https://plumbline.example/{fragment}>, and tell me.");
    for text in [sent.clone(), escaped(&sent), in_lines(&sent, 70, "\n> ")] {
        let opened = link::open(&text).unwrap();
        assert_eq!(opened.opened, Opened::Plan(now.clone()), "{text}");
        assert_eq!((opened.headline, opened.before), (Some(headline), Some(before.for_sharing())), "{text}");
    }
    let named = link::with_before(&link::encode(&now), &headline, &before, link::Carried::ALL);
    assert_eq!(link::open(&named).unwrap().before, Some(before));
    // A link without one means what it meant.
    let without = link::with_headline(&fragment, &headline);
    assert_eq!(link::open(&without).map(|link| (link.headline, link.before)), Ok((Some(headline), None)));
    let mut damaged = fragment.into_bytes();
    let last = damaged.len() - 30;
    damaged[last] = if damaged[last] == b'x' { b'y' } else { b'x' };
    let opened = link::open(std::str::from_utf8(&damaged).unwrap()).unwrap();
    assert_eq!((opened.opened, opened.headline, opened.before), (Opened::Plan(now), None, None));
}

/// The text in lines of so many characters.
fn in_lines(text: &str, width: usize, end: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let lines: Vec<String> = characters.chunks(width).map(|line| line.iter().collect()).collect();
    lines.join(end)
}

/// Every byte but letters and digits as `%` and two digits.
fn escaped(text: &str) -> String {
    let one = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    text.bytes().map(one).collect()
}

#[test]
fn links_are_mended_after_chat_and_mail() {
    let (scenario, body, headline) = sample();
    let page = "https://plumbline.example/";
    let (head, tail) = body.split_at(60);
    let quoted_printable = format!("{page}#{body}").replace('=', "=3D");
    let cases = [
        ("as it is", format!("#{body}")),
        ("without its number sign", body.clone()),
        ("as a whole address", format!("{page}#{body}")),
        ("number sign escaped", format!("{page}%23{body}")),
        (
            "number sign escaped by a redirect, small letters",
            format!("{page}%23{}", body.replace('=', "%3d")),
        ),
        ("equals sign escaped", format!("{page}#{}", body.replace('=', "%3D"))),
        ("all of it escaped", escaped(&format!("{page}#{body}"))),
        ("escaped twice", escaped(&escaped(&format!("{page}#{body}")))),
        (
            "in the address of a redirect",
            format!("https://go.example/?url={}&sa=D&usg=AOv", escaped(&format!("{page}#{body}"))),
        ),
        ("equals sign of a quoted-printable mail", quoted_printable.clone()),
        ("a quoted-printable mail with soft breaks", in_lines(&quoted_printable, 75, "=\r\n")),
        ("soft breaks alone", in_lines(&format!("{page}#{body}"), 76, "=\n")),
        ("lines", in_lines(&format!("{page}#{body}"), 72, "\n")),
        ("lines of Windows", in_lines(&format!("{page}#{body}"), 64, "\r\n")),
        ("lines, quoted in a reply", in_lines(&format!("> {page}#{body}"), 70, "\n> ")),
        ("lines, quoted twice", in_lines(&format!(">> {page}#{body}"), 70, "\r\n>> ")),
        ("a line within the prefix", format!("{page}#{}\n{}", &body[..1], &body[1..])),
        ("an escaped line", format!("#{head}%0D%0A{tail}")),
        ("blanks", in_lines(&format!("#{body}"), 40, " ")),
        ("an escaped blank", format!("#{head}%20{tail}")),
        ("a blank that does not break", format!("#{head}\u{a0}{tail}")),
        ("zero-width blanks", in_lines(&format!("#{body}"), 20, "\u{200b}")),
        (
            "a zero-width blank in the prefix",
            format!("{page}#\u{200b}p\u{2060}1\u{feff}=\u{200b}{}", &body[3..]),
        ),
        ("an escaped zero-width blank", format!("#{head}%E2%80%8B{tail}")),
        ("soft hyphens", in_lines(&format!("#{body}"), 30, "\u{ad}")),
        ("marks of direction", format!("\u{202a}{page}#{body}\u{202c}")),
        ("a prefix in capitals", format!("{page}#P1={}", &body[3..])),
        ("an address in capitals", format!("{}#{body}", page.to_uppercase())),
        ("what a campaign adds", format!("{page}#{body}&utm_source=mail&utm_campaign=q3")),
        ("what a campaign adds in front", format!("{page}?utm_source=mail#{body}&fbclid=IwAR0p1")),
        ("Markdown", format!("[the plan]({page}#{body})")),
        ("Markdown with escapes", format!("{page}#{}", body.replace('_', "\\_").replace('-', "\\-"))),
        ("pointed brackets", format!("<{page}#{body}>")),
        ("HTML", format!("<a href=\"{page}#{body}\">plan</a>")),
        ("HTML with entities", format!("href=\"{page}&#35;{}\"", body.replace('=', "&#x3D;"))),
        ("the end of a sentence", format!("Look at {page}#{body}.")),
        ("commas and brackets", format!("({page}#{body}), please;")),
        ("typographic quotes", format!("“{page}#{body}”’s")),
        ("square brackets and marks", format!("[{page}#{body}]!?")),
        ("padding", format!("#{body}==")),
        ("text that goes on", format!("Here: {page}#{body} and tell me by Friday. Best, Ada")),
        ("text on the next line", format!("{page}#{body}\n\nBest regards\nAda Lovelace\n+44 20 7946 0000")),
        (
            "dashes of an office program",
            format!("{page}#{}", body.replace("--", "—").replace('-', "\u{2011}")),
        ),
        ("an en dash for each hyphen", format!("{page}#{}", body.replace('-', "–"))),
        ("a broken link in front", format!("{page}#{head} was cut, so again: {page}#{body}")),
        ("a trial link in front", format!("old: {page}#p0=AbCdEf new: {page}#{body}")),
    ];
    for (what, text) in &cases {
        let link = link::open(text).unwrap_or_else(|error| panic!("{what}: {error}\n{text}"));
        assert_eq!(link.opened, Opened::Plan(scenario.clone()), "{what}");
        // A line's end within it may cost the headline nothing either.
        assert_eq!(link.headline, Some(headline), "{what}: {text}");
    }
}

/// Wherever lines break, and whatever stands at their ends.
#[test]
fn links_are_mended_wherever_lines_break() {
    let (scenario, body, headline) = sample();
    let address = format!("https://plumbline.example/#{body}");
    let all_escaped = escaped(&address);
    for width in 3..=120 {
        for end in ["\n", "\r\n", "\n> ", "\r\n>> ", " ", "\u{200b}", "=\n", "=\r\n"] {
            for text in [&address, &all_escaped] {
                let text = in_lines(text, width, end);
                let link =
                    link::open(&text).unwrap_or_else(|error| panic!("{width}, {end:?}: {error}\n{text}"));
                assert_eq!(
                    (link.opened, link.headline),
                    (Opened::Plan(scenario.clone()), Some(headline)),
                    "{text}"
                );
            }
        }
    }
}

/// What two programs do, one after the other.
#[test]
fn links_are_mended_after_two_programs() {
    type Program = fn(&str) -> String;
    let (scenario, body, headline) = sample();
    let programs: [(&str, Program); 10] = [
        ("a redirect", |text| format!("https://go.example/?u={}&sa=D", escaped(text))),
        ("Markdown", |text| text.replace('_', "\\_").replace('-', "\\-")),
        ("a campaign", |text| format!("{text}&utm_source=mail")),
        ("brackets", |text| format!("See <{text}>.")),
        ("Slack", |text| format!("<{text}|the plan> says Ada")),
        ("lines", |text| in_lines(text, 57, "\n")),
        ("a reply", |text| in_lines(&format!("> {text}"), 61, "\r\n> ")),
        ("zero-width blanks", |text| in_lines(text, 33, "\u{200b}")),
        ("a quoted-printable mail", |text| in_lines(&text.replace('=', "=3D"), 73, "=\r\n")),
        ("an HTML attribute", |text| text.replace('=', "&#x3D;").replace('#', "&#35;")),
    ];
    for (first, make) in programs {
        for (second, remake) in programs {
            // What escapes for HTML or for a mail is the last to touch a text before somebody copies it.
            if first == "an HTML attribute" || first == "a quoted-printable mail" {
                continue;
            }
            let text = remake(&make(&format!("https://plumbline.example/#{body}")));
            let link = link::open(&text).unwrap_or_else(|error| panic!("{first}, {second}: {error}\n{text}"));
            assert_eq!(link.opened, Opened::Plan(scenario.clone()), "{first}, {second}");
            assert_eq!(link.headline, Some(headline), "{first}, {second}: {text}");
        }
    }
}

/// Of what cannot be mended it is said why.
#[test]
fn what_cannot_be_mended_says_why() {
    let (_, body, _) = sample();
    for (text, expected) in [
        (body.to_uppercase(), "lost its small letters"),
        (format!("HTTPS://PLUMBLINE.EXAMPLE/#{}", body.to_uppercase()), "lost its small letters"),
        (body.to_lowercase(), "lost its capitals"),
        (format!("#{}…", &body[..80]), "cut off or changed"),
        (format!("#{} [message clipped]", &body[..200]), "cut off or changed"),
        ("#q0=AbCd".to_owned(), "trial version of Plumbline; ask for it again"),
        ("#p0=AbCd, #p3=AbCd".to_owned(), "trial version"),
        ("https://plumbline.example/".to_owned(), "no link of Plumbline in this"),
        ("see you on Friday".to_owned(), "no link of Plumbline in this"),
    ] {
        let error = link::open(&text).expect_err(&text).to_string();
        assert!(error.contains(expected), "{text:.60}: {error}");
    }
    assert_eq!(link::open(&" ".repeat(1_000_001)), Err(LinkError::TooLong));
    // As much as is looked at, of what costs most, is looked at in an instant.
    for costly in ["#p1=", "p1=-", "%70", "&#112;", "=\n", "–—", "p 1 ="] {
        assert!(link::open(&costly.repeat(1_000_000 / costly.len())).is_err());
    }
}
