//! Columns that split opportunities into kinds that differ: offered, taken where chosen, a segment each.

use super::estimate::{Past, day, export, past_of};
use plumbline::exchange::{file, link};
use plumbline::history::estimate::{PlanError, estimates, past_and_plan, plan};
use plumbline::history::import::{Choices, Import};
use plumbline::model::{Assumption, OpenPipeline, SegmentId, Source};

/// The export of a past with columns beside it: a region for every other opportunity, a colour for each in
/// turn of three, and its number.
fn export_of(past: &[Past], on: u32) -> String {
    let text = export(past, on, 0);
    let mut rows = text.lines();
    let head = rows.next().unwrap().to_owned() + ",Region,Colour,Lot,Remark";
    let more = rows.map(|row| {
        let number: usize = row[1..].split(',').next().unwrap().parse().unwrap();
        let (region, colour) = (["North", "South"][number % 2], ["red", "green", "blue"][number % 3]);
        let outcome = if row.contains("Closed Won") { "signed" } else { "not signed" };
        format!("{row},{region},{colour},{},{outcome}", number % 4)
    });
    std::iter::once(head).chain(more).collect::<Vec<_>>().join("\n")
}

fn read(text: &str, as_of: u32, split: Option<&str>) -> Import {
    let (currency, as_of) = (Some("EUR".to_owned()), Some(day(as_of).to_string()));
    let choices = Choices { as_of, currency, split: split.map(str::to_owned), ..Choices::default() };
    Import::read(text.as_bytes(), &choices).unwrap()
}

/// A column is offered where its kinds differ beyond chance: not colours, which mean nothing, not numbers,
/// and not what says itself what came of an opportunity. Nothing is split until it is chosen.
#[test]
fn columns_whose_kinds_differ_are_offered() {
    let past = past_of(109, 300, &[0.8, 0.6]);
    let import = read(&export_of(&past, 300), 300, None);
    let offered: Vec<_> = import.reading().splits.iter().map(|of| of.column.as_str()).collect();
    assert_eq!(offered, ["Region"]);
    let split = &import.reading().splits[0];
    assert_eq!(split.kinds, ["North", "South"]);
    assert!(split.rates < 1e-6 && split.sizes > 0.001, "{split:?}");
    let all = estimates(import.reading()).unwrap();
    assert!(all.segments.is_empty());
    assert_eq!(plan(import.reading(), &all).unwrap().segments().len(), 1);
}

/// Of files whose kinds are alike at most 1 in 100 offers a column: of 100, 1 ± 1; more than 5 come once in
/// 1,800 runs.
#[test]
fn columns_whose_kinds_are_alike_are_rarely_offered() {
    let offering = (0..100_u64).filter(|seed| {
        let import = read(&export_of(&past_of(15_000 + seed, 150, &[0.7]), 150), 150, None);
        !import.reading().splits.is_empty()
    });
    let offering = offering.count();
    assert!(offering <= 5, "{offering} of 100");
}

/// Each segment is what a file of its opportunities alone would say, and all together are the file.
#[test]
fn a_chosen_column_gives_a_segment_for_each_kind() {
    let past = past_of(113, 500, &[0.8, 0.6]);
    let text = export_of(&past, 400);
    let import = read(&text, 400, Some("Region"));
    let reading = import.reading();
    assert_eq!(reading.asks, [], "nothing is left to be answered");
    let all = estimates(reading).unwrap();
    let scenario = plan(reading, &all).unwrap();
    let names: Vec<_> = scenario.segments().iter().map(|of| of.name().to_owned()).collect();
    assert_eq!(names, ["North", "South"]);
    for (at, (segment, of)) in scenario.segments().iter().zip(&all.segments).enumerate() {
        let only: Vec<&str> = text
            .lines()
            .enumerate()
            .filter(|(line, row)| *line == 0 || row.contains(&format!(",{},", names[at])))
            .map(|(_, row)| row)
            .collect();
        let alone = read(&only.join("\n"), 400, None);
        let alone = estimates(alone.reading()).unwrap();
        assert_eq!(of.estimates.stages[0].incidence, alone.stages[0].incidence);
        assert_eq!((&of.estimates.supply, &of.estimates.sizes), (&alone.supply, &alone.sizes));
        assert_eq!(of.estimates.open, alone.open);
        let rate = segment.stages()[0].rate.mean();
        assert!((rate - [0.8, 0.6][at]).abs() < 0.1, "{rate}");
        let supply = Assumption::Supply(SegmentId(u32::try_from(at).unwrap() + 1));
        assert_eq!(scenario.parts().provenance.source(supply), Some(Source::Measured));
    }
    let open: u64 =
        scenario.segments().iter().filter_map(|of| of.pipeline().listed()).map(OpenPipeline::len).sum();
    assert_eq!(u32::try_from(open).ok(), reading.team.open, "all that is open is in one of them");
    let supply: f64 = scenario.segments().iter().map(|of| of.supply.per_month()).sum();
    assert!((supply - all.supply.as_ref().unwrap().mean).abs() < 0.1, "{supply}");
    assert_eq!(past_and_plan(reading).unwrap().0.segments.len(), 2);
    assert_eq!(file::plan::read(&file::plan::canonical(&scenario)).unwrap(), scenario);
    assert!(link::encode(&scenario).len() < 8_000);
}

/// A column of many kinds, or none of that name, is not taken, and that is said; a segment without a win is
/// named.
#[test]
fn what_cannot_be_split_is_said() {
    let text = export_of(&past_of(127, 200, &[0.7]), 200);
    for column in ["Opportunity ID", "Nothing"] {
        let import = read(&text, 200, Some(column));
        assert!(import.reading().segments.is_empty());
        let said = import.reading().facts.iter().find(|fact| fact.about == "segments").unwrap();
        assert_eq!(said.value, "not taken");
    }
    let import = read(&text, 200, Some("Remark"));
    let refusal = plan(import.reading(), &estimates(import.reading()).unwrap()).unwrap_err();
    assert!(matches!(&refusal, PlanError::Segment(name, _) if name == "not signed"), "{refusal}");
    assert!(refusal.to_string().starts_with("in not signed, "), "{refusal}");
}
