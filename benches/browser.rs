//! The engine in headless Chromium, in the served release build: one worker, all workers, and beside them a
//! plain JavaScript simulation deal by deal of the same scenario in the same page; and a large export that is
//! dropped on the page. `cargo xtask bench`.
#![expect(
    clippy::print_stdout,
    clippy::expect_used,
    clippy::panic,
    reason = "a bench prints, and may fail loudly"
)]

#[cfg(not(target_arch = "wasm32"))]
#[path = "../tests/journey/browser.rs"]
#[expect(dead_code, clippy::panic, reason = "shared with the journeys, which use all of it")]
mod browser;

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    // `cargo bench` runs every bench; this one needs the built page and a browser.
    if std::env::var_os("PLUMBLINE_BENCH_BROWSER").is_none() {
        println!("browser: run `cargo xtask bench`, which builds the page first");
        return;
    }
    in_browser::main();
}

#[cfg(not(target_arch = "wasm32"))]
mod in_browser {
    use super::browser::{Browser, dist, serve};
    use plumbline::engine::Simulator;
    use plumbline::exchange::file;
    use plumbline::worker::message::{BuildId, DocumentId, Request, RunId, Subject, Work, encode};
    use plumbline::worker::schedule::Block;
    use serde_json::{Value, json};
    use std::time::Instant;

    const TRIALS: u32 = 1_000_000;
    const BLOCK: u32 = 8_192;
    const WALKED: u32 = 2_000;
    const EXPORTED: u32 = 100_000;

    pub(super) fn main() {
        let text = include_str!("../examples/scenarios/reference.json");
        let scenario = file::plan::read(text).expect("the reference scenario");
        let html = std::fs::read_to_string(dist().join("index.html")).expect("the page");
        let meta = |name: &str| {
            let (_, rest) = html.split_once(name).expect("what the build wrote into the page");
            rest.split('"').next().unwrap_or_default().to_owned()
        };
        let build = BuildId::of(&meta("name=\"plumbline-build\" content=\""));
        let loader = meta("name=\"plumbline-worker\" content=\"");
        let (_, wasm) = html.split_once("data-wasm=\"./worker").expect("the worker's module");
        let wasm = format!("./worker{}", wasm.split('"').next().unwrap_or_default());
        let text = file::plan::canonical_without_sources(&scenario);
        let draw = |subject: Subject, first: u32| {
            let block = Block { first, trials: BLOCK.min(TRIALS - first) };
            encode(build, &Request { run: RunId(1), subject, work: Work::Draw(block) })
        };
        let id = DocumentId::of(&text);
        let first = draw(Subject::Text(text), 0);
        let requests: Vec<Vec<u8>> =
            (0..TRIALS).step_by(BLOCK as usize).map(|first| draw(Subject::Known(id), first)).collect();
        let simulator = Simulator::new(&scenario);
        let native_run = || {
            let started = Instant::now();
            for first in (0..TRIALS).step_by(BLOCK as usize) {
                std::hint::black_box(simulator.block(first, BLOCK.min(TRIALS - first)));
            }
            started.elapsed().as_secs_f64() * 1e6 / f64::from(TRIALS)
        };
        // The best of three, as the workers too are timed only once they are warm.
        let native = (0..3).map(|_| native_run()).fold(f64::INFINITY, f64::min);

        let browser = Browser::start();
        // Not the page itself, which would work out its advice meanwhile.
        browser.open(&format!("{}files.txt", serve(|_, bytes| Some(bytes))));
        let cores = browser.run("return navigator.hardwareConcurrency").as_u64().unwrap_or(1);
        let in_workers = |workers: u64| {
            let words = vec![json!(loader), json!(wasm), json!(first), json!(requests), json!(workers)];
            milliseconds(&browser.run_async(WORKERS, words)) * 1e3 / f64::from(TRIALS)
        };
        let (one, all) = (in_workers(1), in_workers(cores));
        let walked =
            milliseconds(&browser.run_async(JAVASCRIPT, vec![json!(WALKED)])) * 1e3 / f64::from(WALKED);

        println!("reference scenario, {TRIALS} trials, headless Chromium, {cores} cores");
        println!("  native, one core          {native:>9.3} µs a trial");
        println!("  one worker                {one:>9.3} µs a trial   {:>7.2} × native", one / native);
        println!(
            "  all {cores} workers             {all:>9.3} µs a trial   {:>7.2} s in all",
            all * f64::from(TRIALS) / 1e6
        );
        println!(
            "  JavaScript, deal by deal  {walked:>9.3} µs a trial   {:>7.0} × one worker, {:.0} × all",
            walked / one,
            walked / all
        );
        large_export(&browser);
    }

    /// A file of so many opportunities is dropped on the page: until its balance stands, and the longest that
    /// the page answered nobody meanwhile.
    fn large_export(browser: &Browser) {
        browser.open(&serve(|_, bytes| Some(bytes)));
        browser.wait_for("the page", "return !!document.querySelector('[data-settled=\"true\"]')");
        let read = browser.run_async(EXPORT, vec![json!(EXPORTED)]);
        let figure = |name: &str| read.get(name).map_or_else(|| panic!("no {name} but {read}"), milliseconds);
        println!(
            "an export of {EXPORTED} opportunities, {:.1} MB, dropped on the page",
            figure("bytes") / 1e6
        );
        println!("  balance after             {:>9.0} ms", figure("took"));
        println!("  longest task of the page  {:>9.0} ms", figure("longest"));
        println!("  the page's own heap       {:>9.1} MB", figure("heap") / 1e6);
    }

    fn milliseconds(value: &Value) -> f64 {
        value.as_f64().unwrap_or_else(|| panic!("no time but {value}"))
    }

    /// Starts workers, waits until each has drawn one block (started, compiled, prepared), then hands out
    /// all.
    const WORKERS: &str = "
        const [loader, wasm, first, requests, count, done] = arguments;
        const messages = requests.map(bytes => new Uint8Array(bytes));
        const workers = Array.from({length: count}, () => new Worker(loader, {type: 'module'}));
        let ready = 0, started = 0, next = 0, back = 0;
        const hand = worker => { if (next < messages.length) { worker.postMessage(messages[next++]); } };
        for (const worker of workers) {
          worker.onerror = event => done('error ' + event.message);
          let seen = 0;
          worker.onmessage = () => {
            seen += 1;
            if (seen === 1) { worker.postMessage(new Uint8Array(first)); return; }
            if (seen === 2) {
              if (++ready === workers.length) { started = performance.now(); workers.forEach(hand); }
              return;
            }
            if (++back === messages.length) {
              const took = performance.now() - started;
              workers.forEach(worker => worker.terminate());
              done(took);
            } else { hand(worker); }
          };
        }
        fetch(wasm).then(response => response.arrayBuffer()).then(WebAssembly.compile)
          .then(module => workers.forEach(worker => worker.postMessage(module)),
              error => done('error ' + error));";

    /// Makes an export and drops it; longer than 50 ms is what browsers call a long task, below that there is
    /// none to tell of.
    const EXPORT: &str = "
        const [rows, done] = arguments;
        const day = at => new Date(Date.UTC(2025, 0, 1) + at * 864e5).toISOString().slice(0, 10);
        const lines = ['Opportunity ID,Opportunity Name,Owner,Stage,Amount,Currency,Created Date,Close Date'];
        for (let at = 0; at < rows; at += 1) {
          const stage = ['Closed Won', 'Closed Lost', 'Closed Lost', 'Proposal'][at % 4];
          const begun = at % 500;
          lines.push(['006' + at, 'Deal ' + at, 'Rep ' + at % 40, stage, 5000 + at * 7919 % 90000, 'USD',
              day(begun), day(begun + 20 + at % 90)].join(','));
        }
        const file = new File([lines.join('\\n')], 'export.csv');
        let longest = 0;
        const tasks = new PerformanceObserver(list => list.getEntries().forEach(entry => {
          longest = Math.max(longest, entry.duration);
        }));
        const data = new DataTransfer();
        data.items.add(file);
        setTimeout(() => {
          tasks.observe({entryTypes: ['longtask']});
          const started = performance.now();
          const dropped = {dataTransfer: data, bubbles: true, cancelable: true};
          document.dispatchEvent(new DragEvent('drop', dropped));
          const look = setInterval(() => {
            if (!document.getElementById('import-balance')) { return; }
            clearInterval(look);
            const took = performance.now() - started;
            const heap = performance.memory.usedJSHeapSize;
            setTimeout(() => done({took, longest, bytes: file.size, heap}), 200);
          }, 10);
        }, 1000);";

    /// As a web developer would write it: every opportunity through every stage.
    const JAVASCRIPT: &str = "
        const [trials, done] = arguments;
        let spare = null;
        const normal = () => {
          if (spare !== null) { const value = spare; spare = null; return value; }
          const radius = Math.sqrt(-2 * Math.log(1 - Math.random())), angle = 2 * Math.PI * Math.random();
          spare = radius * Math.sin(angle);
          return radius * Math.cos(angle);
        };
        const gamma = shape => {
          if (shape < 1) { return gamma(shape + 1) * Math.pow(Math.random(), 1 / shape); }
          const d = shape - 1 / 3, c = 1 / Math.sqrt(9 * d);
          for (;;) {
            const z = normal(), v = (1 + c * z) ** 3;
            const bound = 0.5 * z * z + d - d * v + d * Math.log(v);
            if (v > 0 && Math.log(1 - Math.random()) < bound) { return d * v; }
          }
        };
        const beta = (a, b) => { const x = gamma(a); return x / (x + gamma(b)); };
        const poisson = mean => {
          let count = 0;
          const waited = () => Math.log(1 - Math.random());
          for (let left = mean + waited(); left > 0; left += waited()) { count += 1; }
          return count;
        };
        const counts = [[450, 1000], [220, 450], [120, 220], [60, 120]], means = [10, 20, 25, 15];
        const sigma = Math.sqrt(Math.log(2)), mu = Math.log(25000) - sigma * sigma / 2;
        const month = 365 / 12, totals = [];
        const started = performance.now();
        for (let trial = 0; trial < trials; trial += 1) {
          const rates = counts.map(([passed, entered]) => beta(passed + 1, entered - passed + 1));
          const byMonth = new Array(12).fill(0);
          for (let m = 0; m < 12; m += 1) {
            const arriving = poisson(200);
            for (let deal = 0; deal < arriving; deal += 1) {
              let day = (m + Math.random()) * month, won = true;
              for (let stage = 0; stage < 4; stage += 1) {
                day += gamma(2) * means[stage] / 2;
                if (Math.random() >= rates[stage]) { won = false; break; }
              }
              if (won && day <= 365) { byMonth[Math.min(11,
                  Math.floor(day / month))] += Math.exp(mu + sigma * normal()); }
            }
          }
          totals.push(byMonth.reduce((sum, amount) => sum + amount, 0));
        }
        done(totals.length === trials ? performance.now() - started : 'lost trials');";
}
