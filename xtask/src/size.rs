//! The size of a first visit: a ratchet. What is loaded only when it is wanted is not counted.

use crate::process::{Failure, root, say};
use std::fs;
use std::path::PathBuf;

/// All files of a first visit, compressed together, when this number was last set. A change that adds more
/// than [`GROWTH_MAX`] to it sets it anew in the same commit, and says there what the bytes are for.
///
/// Of the sum the page has about 978,000 and the worker 331,000. It was 803,000 when documents came to be
/// read from one tree of JSON. Since then about 75,000 came with plans that are kept, listed, sent, received,
/// compared, shared and printed (the browser's database, `indexed_db_futures`, with it), about 19,000 with
/// questions of proportion, more languages and the faster engine, and about 74,000 with the page of rows and
/// slides, amounts that are asked for in every field, tables and runs that are taken away, a week of work on
/// paper, and the door for exports of any system (the program behind it is loaded on demand). About 38,000
/// more came with quotas and results in lists of their own, parts of the middle result in a comparison, what
/// reading, process and target each cost, and a plan of an export with how such plans would have done. About
/// 24,000 more came with levers that are moved together and lists as grids, about 44,000 with sliders
/// before a room, past forecasts against what happened, the cheapest way to both goals, what more
/// opportunities tell, dates and amounts in more words, and plans of an export with its reps, seasons and
/// segments. About 15,000 came with words and phrases of eleven languages in fields, letters that were
/// mistyped, and the picture of what the one of two plans brings more; about 19,000 with more such phrases
/// (Italian and English most), costs and open deals as people write them, and more checks of what a text
/// may mean beside another; about 28,000 with grids and links that leave out what single reps won, open deals
/// as people list them by stage, values of before and now in every field, numbers in one word, and a stage on
/// one line; about 10,000 with open deals in sentences, targets and quotas that say when, fields that say
/// which hires have no quota, and what reps get to work on kept between variations; about 24,000 with
/// quotas whose period has its own days and whose stages are read as a plan's, a slide of what the answer
/// stands on and what sliders moved on every slide, and teams of whom some join later; about 23,000 with
/// doubts and ranges of new opportunities, phrases of more languages, tables of stages that are pasted, and
/// what was beside what is; about 32,000 with amounts that wait until their size is chosen, and open deals as
/// people list them: heads in nine languages, lines of what is decided and of totals, numbers in names, hires
/// and quotas of all together; about 26,000 with one table of bounds in all languages, Turkish, heads of
/// teams in ten languages, and questions where a line says less or more than a value; about 21,000 with spans
/// of months that have begun, growth that may be over, records and counts in any order, and lists of people;
/// about 24,000 with deals of several sizes on one line, one of several deals, parts of fiscal years,
/// seasons as people say them, names beside numbers of people, and what a sent plan rests on.
const FIRST_VISIT_BYTES: usize = 1_332_000;
/// How much the sum may grow before that: the noise of compilers and compressors, not a feature.
const GROWTH_MAX: f64 = 0.02;
/// What a first visit should weigh.
const GOAL_BYTES: usize = 800_000;

/// Fails when `dist/` has grown.
pub fn check() -> Result<(), Failure> {
    let mut sizes: Vec<(String, usize, usize)> = Vec::new();
    let mut on_demand = 0;
    for path in files()? {
        let bytes = fs::read(&path)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let compressed = compressed(&bytes)?;
        // The program that reads files is loaded when somebody opens one.
        if name.starts_with("import-") {
            println!("   {name:<44} {:>9} bytes {compressed:>8} compressed, on demand", bytes.len());
            on_demand += compressed;
        } else {
            sizes.push((name, bytes.len(), compressed));
        }
    }
    sizes.sort_by_key(|(_, _, compressed)| std::cmp::Reverse(*compressed));
    for (name, plain, compressed) in &sizes {
        println!("   {name:<44} {plain:>9} bytes {compressed:>8} compressed");
    }
    let total: usize = sizes.iter().map(|(_, _, compressed)| compressed).sum();
    say(format_args!(
        "first visit: {total} bytes compressed; {FIRST_VISIT_BYTES} when last set, {GOAL_BYTES} is the goal; \
         on demand: {on_demand}"
    ));
    if total as f64 > FIRST_VISIT_BYTES as f64 * (1.0 + GROWTH_MAX) {
        return Err(Failure::new(format!(
            "a first visit has grown from {FIRST_VISIT_BYTES} to {total} bytes: find out why, and if it is \
             worth it set FIRST_VISIT_BYTES in xtask/src/size.rs in the same commit, with the reason"
        )));
    }
    Ok(())
}

/// Every file that a visit loads: not the samples for hosts, the list of files, and what hosts show where
/// nothing stands.
fn files() -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root().join("dist"))? {
        let path = entry?.path();
        let loaded = ["html", "js", "css", "wasm", "svg"];
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let is_of_no_visit = stem == "404" || stem.starts_with("not-found");
        if !is_of_no_visit
            && path.extension().is_some_and(|extension| loaded.iter().any(|kind| extension == *kind))
        {
            found.push(path);
        }
    }
    Ok(found)
}

fn compressed(bytes: &[u8]) -> Result<usize, Failure> {
    let mut out = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut out, &parameters)?;
    Ok(out.len())
}
