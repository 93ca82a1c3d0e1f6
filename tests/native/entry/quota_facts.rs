//! One rep’s facts, as people write them.

use super::history_table::{read, usd};
use crate::support::root;
use plumbline::entry::{
    NumberStyle, QuotaFact, QuotaTexts, QuotaToday, quota_from_today, quota_readings, quota_stages,
    read_quota_check, write_day, write_quota_end,
};
use plumbline::exchange::{file, link};
use plumbline::history::{rep_quota, team_rate};
use plumbline::model::{Counted, Date, QuotaCheck, RepHistory, TeamRate, Thresholds};
use plumbline::worker::message::{Answer, BuildId, Reply, Request, RunId, Subject, Work, decode, encode};
use plumbline::worker::serve::Server;

pub(super) fn facts() -> QuotaTexts {
    QuotaTexts {
        quota: "$250k".to_owned(),
        end: "2027-03-31".to_owned(),
        won: "$90k".to_owned(),
        open: "24 of about 25k".to_owned(),
        record: "9 of 41".to_owned(),
        ..QuotaTexts::default()
    }
}

fn check(texts: &QuotaTexts, team: Option<TeamRate>) -> Result<QuotaCheck, String> {
    let today = Date::new(2027, 1, 4).unwrap();
    let around = QuotaToday { today, style: NumberStyle::POINT, currency: usd(), team };
    read_quota_check(texts, around).map_err(|errors| {
        errors.into_iter().map(|(fact, error)| format!("{fact:?}: {error}")).collect::<Vec<_>>().join("; ")
    })
}

/// What is won before a period begins is not won in it, whatever the field of what is won says.
#[test]
fn nothing_is_won_in_a_period_that_has_not_begun() {
    let later = QuotaTexts { end: "Apr 2027 to Jun 2027".to_owned(), ..facts() };
    assert_eq!(check(&later, None).unwrap().scenario().parts().progress.booked().minor(), 0);
    let running = QuotaTexts { end: "Jan 2027 to Jun 2027".to_owned(), ..facts() };
    assert_eq!(check(&running, None).unwrap().scenario().parts().progress.booked().minor(), 9_000_000);
}

/// So many a week are written as so many a week, though a month has a row of digits of them.
#[test]
fn what_comes_in_a_week_is_written_so() {
    for new in ["3 a week", "2.5 a week", "11 a week"] {
        let of = check(&QuotaTexts { new: new.to_owned(), ..facts() }, None).unwrap();
        assert_eq!(plumbline::entry::write_quota_check(&of, &plumbline::entry::PlainFormatter).new, new);
    }
}

#[test]
fn a_raise_in_words_is_one() {
    for text in ["250k raised by 30%", "250k, raised by 30 percent", "250k plus 30%"] {
        let raised = check(&QuotaTexts { quota: text.to_owned(), ..facts() }, None).unwrap();
        assert_eq!(raised.scenario().parts().target.amount().minor(), 32_500_000, "{text}");
        assert_eq!(raised.before().unwrap().minor(), 25_000_000, "{text}");
    }
}

#[test]
fn five_facts_make_a_check() {
    let of = check(&facts(), None).unwrap();
    let parts = of.scenario().parts();
    assert_eq!((parts.target.amount().minor(), parts.progress.booked().minor()), (25_000_000, 9_000_000));
    assert!((of.days_left() - 87.0).abs() < 1e-9);
    assert_eq!(of.record(), Some(Counted { passed: 9, decided: 41 }));
    assert!((of.scenario().segments()[0].mean_win_rate() - 10.0 / 43.0).abs() < 1e-12);
    // A raise is one edit.
    let raised = facts().raised("+30%", NumberStyle::POINT).unwrap();
    assert_eq!(raised.quota, "$250k + 30%");
    let raised_again = raised.raised("+10%", NumberStyle::POINT).unwrap();
    assert_eq!(raised_again.quota, "$250k + 10%");
    let raised = check(&raised, None).unwrap();
    assert_eq!(raised.scenario().parts().target.amount().minor(), 32_500_000);
    assert_eq!(raised.before().unwrap().minor(), 25_000_000);
    assert_eq!(facts().raised("300k", NumberStyle::POINT), None);
    // A team's rate draws the own one towards it; without own wins it is all there is.
    let team = TeamRate { mean: 0.4, cases: 500.0, spread: 0.02 };
    let shrunk = check(&facts(), Some(team)).unwrap().scenario().segments()[0].mean_win_rate();
    assert!(10.0 / 43.0 < shrunk && shrunk < 0.4, "{shrunk}");
    let none = QuotaTexts { record: String::new(), ..facts() };
    assert!((check(&none, Some(team)).unwrap().scenario().segments()[0].mean_win_rate() - 0.4).abs() < 1e-9);
    assert!(check(&none, None).unwrap_err().contains("9 of 41"));
    // Deals line by line, stages on demand, what still comes.
    let listed = QuotaTexts { open: "Acme, 50k\nBeta, $20k\n30k".to_owned(), ..facts() };
    let listed = check(&listed, None).unwrap();
    let segment = &listed.scenario().segments()[0];
    let open = segment.pipeline().listed().unwrap();
    assert_eq!(open.deals().iter().map(|deal| deal.name.as_str()).collect::<Vec<_>>(), ["Acme", "Beta", ""]);
    assert!((segment.deal_size.mean_minor() - 10_000_000.0 / 3.0).abs() < 1.0);
    let staged = QuotaTexts {
        stages: "Discovery, 45%, 20 days\nProposal, 12 of 40, 30 days".to_owned(),
        open: "Acme, Proposal, 50k, 12 days\nBeta, Discovery, 20k".to_owned(),
        new: "2 a week".to_owned(),
        ..facts()
    };
    let staged = check(&staged, None).unwrap();
    assert_eq!(staged.scenario().segments()[0].stages().len(), 2);
    assert!((staged.scenario().segments()[0].supply.per_month() - 2.0 * 365.0 / 84.0).abs() < 1e-9);
    // The period's end as people say it, from 4 January 2027.
    for (text, end) in [
        ("tomorrow", "2027-01-05"),
        ("end of month", "2027-01-31"),
        ("end of the quarter", "2027-03-31"),
        ("by year end", "2027-12-31"),
        ("Q1", "2027-03-31"),
        ("end of Q4", "2027-12-31"),
        ("Q2 2028", "2028-06-30"),
        ("31 Dec", "2027-12-31"),
        ("Dec 15", "2027-12-15"),
        ("2 January", "2028-01-02"),
        ("February", "2027-02-28"),
        ("6/30/2027", "2027-06-30"),
        ("30/6/2027", "2027-06-30"),
        ("6/7/2027", "2027-06-07"),
        ("March 2027", "2027-03-31"),
        ("10 weeks", "2027-03-14"),
        ("3 months", "2027-04-03"),
    ] {
        let of = check(&facts().with(QuotaFact::End, text.to_owned()), None).unwrap();
        let last = of.scenario().parts().calendar.last_date().unwrap();
        assert_eq!(last.to_string(), end, "{text}");
    }
    // Each refusal stands at its field, with an example that works.
    for (fact, text, says) in [
        (QuotaFact::Quota, "a lot", "600k"),
        (QuotaFact::End, "2026-12-31", "that day is over"),
        (QuotaFact::End, "soon", "31 Dec 2027"),
        (QuotaFact::End, "Q5", "31 Dec 2027"),
        (QuotaFact::End, "Q", "31 Dec 2027"),
        (QuotaFact::End, "q€", "31 Dec 2027"),
        (QuotaFact::Won, "€5", "USD"),
        (QuotaFact::Open, "some", "24 of about 25k"),
        (QuotaFact::Record, "41 of 9", "more cannot be won than was decided"),
        (QuotaFact::Record, "0", "9 of 41"),
        (QuotaFact::Open, "12", "24 of about 25k"),
        (QuotaFact::Quota, "0", "600k"),
        (QuotaFact::Stages, "Discovery", "Discovery, 45%, 20 days"),
        (QuotaFact::New, "many", "2 a week"),
        (QuotaFact::Wanted, "sure", "8 in 10"),
    ] {
        let error = check(&facts().with(fact, text.to_owned()), None).unwrap_err();
        assert!(error.contains(&format!("{fact:?}")) && error.contains(says), "{text}: {error}");
    }
}

/// A period that is still to come has its own days: what is won before it begins does not count. Its end
/// alone is counted from today.
#[test]
fn a_period_that_has_not_begun() {
    let today = Date::new(2026, 11, 29).unwrap();
    let style = NumberStyle::POINT.on(today);
    let around = QuotaToday { today, style, currency: usd(), team: None };
    for (text, first, last) in [
        ("Q1 2027", "2027-01-01", "2027-03-31"),
        ("next quarter", "2027-01-01", "2027-03-31"),
        ("Jan to Mar 2027", "2027-01-01", "2027-03-31"),
        ("2027-01-01 to 2027-03-31", "2027-01-01", "2027-03-31"),
        ("H1 2027", "2027-01-01", "2027-06-30"),
        ("2027", "2027-01-01", "2027-12-31"),
        ("end of Q1 2027", "2026-11-29", "2027-03-31"),
        ("by 31 Mar 2027", "2026-11-29", "2027-03-31"),
        ("this quarter", "2026-11-29", "2026-12-31"),
        ("Oct to Dec 2026", "2026-11-29", "2026-12-31"),
    ] {
        let texts = facts().with(QuotaFact::End, text.to_owned());
        let of = read_quota_check(&texts, around).unwrap_or_else(|errors| panic!("{text}: {errors:?}"));
        let calendar = &of.scenario().parts().calendar;
        let days = [calendar.start(), calendar.last_date()].map(|day| day.unwrap().to_string());
        assert_eq!(days, [first, last], "{text}");
        // What is printed says both where they matter, and the tap goes back to today.
        let printed = write_quota_end(calendar, Some(today)).unwrap();
        let is_ahead = first > "2026-11-29";
        let of_months = match last {
            "2027-03-31" => "Jan to Mar 2027",
            "2027-06-30" => "Jan to Jun 2027",
            _ => "Jan to Dec 2027",
        };
        let end = write_day(calendar.last_date().unwrap());
        assert_eq!(printed, if is_ahead { of_months } else { &end }, "{text}");
        let again = facts().with(QuotaFact::End, printed);
        assert_eq!(read_quota_check(&again, around).unwrap(), of, "{text}");
        let from_today = quota_from_today(&texts, around);
        assert_eq!(from_today.is_some(), is_ahead, "{text}");
        if let Some(tap) = from_today {
            let counted = read_quota_check(&facts().with(QuotaFact::End, tap.value), around).unwrap();
            let calendar = &counted.scenario().parts().calendar;
            assert_eq!(
                (calendar.start(), calendar.last_date().unwrap().to_string()),
                (Some(today), last.into())
            );
        }
    }
}

/// Stages are read as a plan reads them, and what is open in one as well.
#[test]
fn stages_and_open_deals_as_in_a_plan() {
    let staged = QuotaTexts {
        stages: "Discovery 45% 20 days\nDemo 22%, 45 days\nLegal 90%".to_owned(),
        open: "6 in Demo about 25k".to_owned(),
        ..facts()
    };
    // Several on one line are as many stages, and no name with commas.
    let line = "Demo 22% in 45 days, Discovery 45% in 20 days; Legal 90% 1 week";
    let of = check(&QuotaTexts { stages: line.to_owned(), ..facts() }, None);
    let of = of.or_else(|_| {
        let open = "6 in Demo of about 25k".to_owned();
        check(&QuotaTexts { stages: line.to_owned(), open, ..facts() }, None)
    });
    assert_eq!(of.unwrap().scenario().segments()[0].stages().len(), 3);
    let said = ["", line, "Demo 22%\nLegal 90%", "Demo"].map(|text| quota_stages(text, NumberStyle::POINT));
    assert_eq!(said, [Some(0), Some(3), Some(2), None]);
    for open in ["6 in Demo about 25k", "6 of about 25k in Demo"] {
        let of = check(&staged.with(QuotaFact::Open, open.to_owned()), None).unwrap();
        let segment = &of.scenario().segments()[0];
        let names = segment.stages().iter().map(plumbline::model::Stage::name).collect::<Vec<_>>();
        assert_eq!(names, ["Discovery", "Demo", "Legal"]);
        assert!((segment.mean_win_rate() - 0.45 * 0.22 * 0.9).abs() < 1e-9);
        let counts = segment.pipeline().listed().unwrap().counts();
        assert_eq!((counts.len(), counts[0].count, counts[0].stage), (1, 6, segment.stages()[1].id));
        // Without stages none can be named, and the same without it is offered.
        let without = QuotaTexts { stages: String::new(), ..staged.with(QuotaFact::Open, open.to_owned()) };
        let today = Date::new(2027, 1, 4).unwrap();
        let around = QuotaToday { today, style: NumberStyle::POINT, currency: usd(), team: None };
        let errors = read_quota_check(&without, around).unwrap_err();
        let taps = quota_readings(QuotaFact::Open, &without, around).into_iter().map(|tap| tap.value);
        let taps: Vec<String> = taps.chain(errors[0].1.guess().map(str::to_owned)).collect();
        assert!(!taps.is_empty(), "{open}: {errors:?}");
        for tap in taps {
            let read = check(&without.with(QuotaFact::Open, tap.clone()), None);
            assert!(read.is_ok(), "{open}: {tap}: {read:?}");
        }
    }
}

#[test]
fn nothing_is_won_yet() {
    for won in ["nothing yet", "none so far", "0 so far", "zilch", "nil"] {
        let of = check(&QuotaTexts { won: won.to_owned(), ..facts() }, None).unwrap();
        assert_eq!(of.scenario().parts().progress.booked().minor(), 0, "{won}");
    }
}

/// A rep's quota out of a table is what the five facts say when they are typed, for each rep of the sample,
/// whenever it is asked for; the worker hands it over as the document that a link is made of, and a rep
/// without a quota has none.
#[test]
fn a_reps_quota_is_what_its_facts_say() {
    let text = std::fs::read_to_string(root().join("examples/history/team.csv")).unwrap();
    let results = read(&text).history.unwrap();
    let record = |rep: &RepHistory| {
        let lost: u32 = rep.stages.iter().map(|of| of.entered - of.open - of.passed).sum();
        Counted { passed: rep.wins(), decided: rep.wins() + lost }
    };
    let wins: u32 = results.reps().iter().map(RepHistory::wins_in_period).sum();
    let bookings: i64 = results.reps().iter().map(|rep| rep.bookings.minor()).sum();
    let mean = bookings as f64 / 100.0 / f64::from(wins);
    let days = [(2027, 1, 4), (2027, 11, 30), (2028, 2, 29)].map(|(y, m, d)| Date::new(y, m, d).unwrap());
    for (today, (place, rep)) in
        days.into_iter().flat_map(|today| results.reps().iter().enumerate().map(move |rep| (today, rep)))
    {
        let others = results.reps().iter().filter(|other| other.name != rep.name);
        let team = team_rate(&others.map(record).collect::<Vec<_>>());
        let own = record(rep);
        let texts = QuotaTexts {
            quota: format!("USD {}", rep.quota.unwrap().minor() / 100),
            end: "3 months".to_owned(),
            won: "nothing".to_owned(),
            open: format!("{} of about {mean:.0}", rep.stages[0].entered),
            record: format!("{} of {}", own.passed, own.decided),
            ..QuotaTexts::default()
        };
        let around = QuotaToday { today, style: NumberStyle::POINT, currency: usd(), team };
        let typed = read_quota_check(&texts, around).unwrap();
        assert_eq!(rep_quota(&results, place, today).unwrap(), typed, "{}", rep.name);

        let asked = |rep| {
            let work = Work::Explain {
                rep: Some(u32::try_from(rep).unwrap()),
                today,
                thresholds: Thresholds::default(),
            };
            let subject = Subject::Text(file::history::canonical(&results));
            let request = Request { run: RunId(1), subject, work };
            let build = BuildId::of("a build");
            match decode(build, &Server::new(build).answer(&encode(build, &request))) {
                Ok(Reply::Answered(_, Answer::Explained { quota, .. })) => quota,
                other => panic!("{other:?}"),
            }
        };
        if place == 3 && today == days[0] {
            let link = link::encode_quota(&file::quota::read(&asked(place).unwrap()).unwrap());
            assert_eq!(link, link::encode_quota(&typed));
            assert_eq!(link::decode_quota(&link).unwrap().unwrap(), typed.for_sharing());
            assert_eq!(asked(results.reps().len()), None, "nobody");
        }
    }
    let without = read("Rep,Quota,Lead,Won,Bookings\nAda,,40,9,90k\nBela,0,40,9,90k\nChika,50k,40,9,90k\n");
    let without = without.history.unwrap();
    let quotas = [0, 1, 2, 3].map(|place| rep_quota(&without, place, days[0]).is_some());
    assert_eq!(quotas, [false, false, true, false]);
    let nothing = read("Rep,Quota,Lead,Won\nAda,50k,40,9\nBela,50k,40,9\n").history.unwrap();
    assert_eq!(rep_quota(&nothing, 0, days[0]), None, "nothing says what a deal is worth");
}

/// A link of a quota: the rep, pooled rates of the team, and no name; damaged ones are refused; a plan's
/// reader leaves it alone.
#[test]
fn a_quota_link_names_nobody() {
    let team = TeamRate { mean: 0.4, cases: 500.0, spread: 0.02 };
    let texts =
        QuotaTexts { open: "Acme, 50k\nBeta, 20k".to_owned(), quota: "250k + 30%".to_owned(), ..facts() };
    let of = check(&texts, Some(team)).unwrap();
    let fragment = link::encode_quota(&of);
    assert!(fragment.starts_with("#q1=") && fragment.len() < 400, "{}", fragment.len());
    let read = link::decode_quota(&fragment).unwrap().unwrap();
    assert_eq!(read, of.for_sharing());
    assert_ne!(read, of);
    assert!(
        read.scenario().segments()[0]
            .pipeline()
            .listed()
            .unwrap()
            .deals()
            .iter()
            .all(|deal| deal.name.is_empty())
    );
    assert_eq!(link::encode_quota(&read), fragment, "the same check, the same text");
    assert!(link::decode(&fragment).is_none() && link::is_quota(&fragment));
    assert!(link::decode_quota("#p1=abc").is_none() && link::decode_quota("").is_none());
    for damaged in [&fragment[..60], "#q1=", "#q1=AAAA", "#q0=AAAA", "#q7=abc"] {
        assert!(link::decode_quota(damaged).unwrap().is_err(), "{damaged}");
    }
    let repaired = format!("%23{}\n.", &fragment[1..]);
    assert_eq!(link::decode_quota(&repaired).unwrap().unwrap(), read);
    assert!(file::quota::read("nonsense").is_err());
}

/// One rep's answer against the published binomial row: 40 opportunities at exactly 25%, deals of 25,000 and
/// CV 1 (cases.json, `one_rep`); further opportunities and coverage are those of the exact table. 100,000
/// trials, 4 standard errors.
#[test]
fn the_answer_of_one_rep_is_exact() {
    let texts = QuotaTexts {
        quota: "250k".to_owned(),
        won: "nothing".to_owned(),
        open: "40 of about 25k".to_owned(),
        record: "exactly 25%".to_owned(),
        ..facts()
    };
    let at = |quota: &str| {
        let of = check(&texts.with(QuotaFact::Quota, quota.to_owned()), None).unwrap();
        plumbline::advice::quota_answer(&of, 100_000).unwrap()
    };
    for (quota, chance) in [("200k", 0.65117), ("250k", 0.44638), ("300k", 0.27595), ("400k", 0.08474)] {
        let answer = at(quota);
        assert!(
            (answer.chance.value - chance).abs() < 4.0 * answer.chance.standard_error,
            "{quota} {}",
            answer.chance.value
        );
    }
    // 10 mean deals in 8 of 10: 57 opportunities in all, of which 40 are open; ± 1 for the simulation.
    let answer = at("250k");
    assert!((answer.more.unwrap() - 17.0).abs() <= 1.0, "{:?}", answer.more);
    assert!((answer.rest.needs[2].opportunities.unwrap() - 57.0).abs() <= 1.0);
    assert!((answer.holds[0] - 23_645_000.0).abs() < 150_000.0, "{:?}", answer.holds);
    // Before the raise on the same luck; the old chance is wanted back, beside the one that is wanted.
    let raised = at("200k + 50%");
    assert!(
        (raised.before.unwrap().value - 0.65117).abs() < 0.007
            && (raised.chance.value - 0.27595).abs() < 0.007
    );
    assert_eq!(raised.wanted, raised.before.unwrap().value);
    let (beside, more) = raised.beside.unwrap();
    assert!((beside - 0.8).abs() < 1e-12);
    assert!(raised.more.unwrap() > 10.0 && more.unwrap() > raised.more.unwrap(), "{raised:?}");
    assert_eq!(answer.beside, None);
    // Nothing is ever won: said, not computed.
    let never = check(&texts.with(QuotaFact::Record, "exactly 0%".to_owned()), None).unwrap();
    assert_eq!(plumbline::advice::quota_answer(&never, 2_000).unwrap().more, None);
}
