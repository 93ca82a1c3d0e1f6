//! A headless Chromium, driven through ChromeDriver, or a Firefox through geckodriver; and the built page,
//! served.

use base64::Engine as _;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};
use thirtyfour::prelude::*;
use tokio::runtime::Runtime;
use xtask::static_server::{Files, StaticServer};

/// How long a page may take for anything. Generous: it only decides how late a failure is told.
const PATIENCE: Duration = Duration::from_mins(1);

/// How often ChromeDriver is started anew before a test gives up.
const STARTS: usize = 20;

/// A browser with one page.
pub(crate) struct Browser {
    runtime: Runtime,
    driver: WebDriver,
    /// The program that drives it.
    driving: Child,
}

impl Browser {
    /// Starts ChromeDriver, and through it Chromium with an empty profile.
    pub(crate) fn start() -> Self {
        let (driving, port) = start_chromedriver();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let driver = runtime.block_on(async {
            let mut wishes = DesiredCapabilities::chrome();
            for flag in [
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--lang=en-US",
                "--window-size=1440,1000",
            ] {
                wishes.add_arg(flag).expect("a flag");
            }
            WebDriver::new(format!("http://127.0.0.1:{port}"), wishes).await.expect("Chromium starts")
        });
        Self { runtime, driver, driving }
    }

    /// Starts geckodriver, and through it Firefox with an empty profile.
    pub(crate) fn start_firefox() -> Self {
        let (driving, port) = start_geckodriver();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let driver = runtime.block_on(async {
            let mut wishes = DesiredCapabilities::firefox();
            wishes.set_headless().expect("a flag");
            WebDriver::new(format!("http://127.0.0.1:{port}"), wishes).await.expect("Firefox starts")
        });
        Self { runtime, driver, driving }
    }

    /// One that shows the built page with its first answer.
    pub(crate) fn with_answer() -> Self {
        let browser = Self::start();
        browser.open(&serve(|_, bytes| Some(bytes)));
        browser.wait_until_settled();
        browser
    }

    /// Opens an address afresh, also if only its fragment differs.
    pub(crate) fn open(&self, address: &str) {
        self.runtime.block_on(async {
            self.driver.goto("about:blank").await.expect("a blank page");
            self.driver.goto(address).await.expect("the page opens");
        });
    }

    /// Opens one more tab and goes to it.
    pub(crate) fn new_tab(&self) -> WindowHandle {
        self.runtime.block_on(async {
            let tab = self.driver.new_tab().await.expect("a tab");
            self.driver.switch_to_window(tab.clone()).await.expect("the tab");
            tab
        })
    }

    /// The tab that is looked at.
    pub(crate) fn tab(&self) -> WindowHandle {
        self.runtime.block_on(self.driver.window()).expect("a tab")
    }

    /// Goes to a tab.
    pub(crate) fn go_to(&self, tab: &WindowHandle) {
        self.runtime.block_on(self.driver.switch_to_window(tab.clone())).expect("the tab");
    }

    /// Reloads the page.
    pub(crate) fn reload(&self) {
        // What was done just before is kept once the page has drawn it.
        self.let_draw();
        self.runtime.block_on(self.driver.refresh()).expect("it reloads");
    }

    /// Runs a script in the page and returns what it returns.
    pub(crate) fn run(&self, script: &str) -> Value {
        self.run_with(script, vec![])
    }

    /// The same with arguments.
    pub(crate) fn run_with(&self, script: &str, arguments: Vec<Value>) -> Value {
        let result = self.runtime.block_on(self.driver.execute(script, arguments));
        result.unwrap_or_else(|error| panic!("{script}: {error}")).json().clone()
    }

    /// Runs a script that calls back with its result.
    pub(crate) fn run_async(&self, script: &str, arguments: Vec<Value>) -> Value {
        let result = self.runtime.block_on(async {
            self.driver.set_script_timeout(Duration::from_mins(10)).await?;
            self.driver.execute_async(script, arguments).await
        });
        result.unwrap_or_else(|error| panic!("{error}")).json().clone()
    }

    /// A command of the browser's developer tools.
    pub(crate) fn devtools(&self, command: &str, parameters: Value) {
        self.runtime.block_on(self.driver.cdp().send_raw(command, parameters)).expect(command);
    }

    /// How many pages the page takes on paper of a size in inches.
    pub(crate) fn printed_pages(&self, [width, height]: [f64; 2]) -> usize {
        let wanted = json!({"paperWidth": width, "paperHeight": height});
        let driver = self.driver.cdp();
        let printed = self.runtime.block_on(driver.send_raw("Page.printToPDF", wanted)).expect("it prints");
        let data = printed.get("data").and_then(Value::as_str).expect("a file");
        let file = base64::engine::general_purpose::STANDARD.decode(data).expect("its bytes");
        String::from_utf8_lossy(&file).matches("/Type /Page\n").count()
    }

    /// Waits until a script returns something other than false, null or nothing.
    #[track_caller]
    pub(crate) fn wait_for(&self, what: &str, script: &str) -> Value {
        let until = Instant::now() + PATIENCE;
        loop {
            // While a page loads, what a script looks at may not be there yet: that is waited for as well.
            let ran = self.runtime.block_on(self.driver.execute(script, Vec::new()));
            let value = ran.as_ref().map_or(Value::Null, |ran| ran.json().clone());
            if !(value.is_null() || value == json!(false) || value == json!("")) {
                return value;
            }
            if Instant::now() > until {
                let problem = ran.err().map(|error| format!(" ({error})")).unwrap_or_default();
                let page = self.run("return document.body.innerText");
                panic!("waited in vain for {what}{problem}; the page says: {page}");
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// The text of an element; nothing, if it is not there.
    pub(crate) fn text(&self, selector: &str) -> String {
        let value = self.run_with(
            "return document.querySelector(arguments[0])?.textContent ?? ''",
            vec![json!(selector)],
        );
        value.as_str().unwrap_or_default().trim().to_owned()
    }

    /// Puts a text into a field as a person would: focus, select all, type.
    pub(crate) fn type_into(&self, id: &str, text: &str) {
        self.runtime.block_on(async {
            let field = self.driver.find(By::Id(id)).await.unwrap_or_else(|_| panic!("field {id}"));
            field.send_keys(Key::Control + "a").await.expect("select all");
            field
                .send_keys(if text.is_empty() { Key::Backspace + "" } else { text.into() })
                .await
                .expect("type");
        });
        self.let_draw();
    }

    /// Presses keys on whatever has the focus.
    pub(crate) fn press(&self, keys: impl Into<TypingData>) {
        let keys = keys.into();
        self.runtime.block_on(async {
            let active = self.driver.active_element().await.expect("something has the focus");
            active.send_keys(keys).await.expect("keys");
        });
        self.let_draw();
    }

    /// Clicks an element.
    pub(crate) fn click(&self, id: &str) {
        self.runtime.block_on(async {
            let element = self.driver.find(By::Id(id)).await.unwrap_or_else(|_| panic!("element {id}"));
            element.scroll_into_view().await.expect("scrolled");
            element.click().await.unwrap_or_else(|error| panic!("click {id}: {error}"));
        });
        self.let_draw();
    }

    /// Lets the page draw what a key or a press changed: it does so in turns of 16 ms, and what is read
    /// between two of them is still that of before.
    fn let_draw(&self) {
        let script = "const done = arguments[arguments.length - 1]; \
             setTimeout(() => setTimeout(() => setTimeout(done, 50)))";
        // A press that leads to another page ends the script with its page.
        let _drawn = self.runtime.block_on(self.driver.execute_async(script, vec![]));
    }

    /// Lets the page do what it does after it has drawn.
    pub(crate) fn rest(&self) {
        let script = "const done = arguments[arguments.length - 1]; \
             requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 100)))";
        self.run_async(script, vec![]);
    }

    /// Waits until the answer to the present plan has settled.
    #[track_caller]
    pub(crate) fn wait_until_settled(&self) {
        self.let_draw();
        self.wait_for(
            "a settled answer",
            "return document.querySelector('.answer-panel')?.dataset.settled === 'true' \
             && document.getElementById('middle') !== null",
        );
    }

    /// What the page wrote to the console since it was last asked, warnings and errors only.
    pub(crate) fn complaints(&self) -> Vec<String> {
        let tools = self.run("return window.__complaints ?? []");
        tools.as_array().into_iter().flatten().map(ToString::to_string).collect()
    }

    /// Files that the page has requested, as their names.
    pub(crate) fn requested(&self) -> BTreeSet<String> {
        let script = "return performance.getEntriesByType('resource').map(entry => entry.name)";
        let names = self.run(script);
        names.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
    }

    /// Records console errors from the first script on.
    pub(crate) fn record_complaints(&self) {
        let source = "window.__complaints = []; \
            for (const kind of ['error', 'warn']) { const before = console[kind]; \
              console[kind] = (...words) => \
              { window.__complaints.push(words.join(' ')); before(...words); }; } \
            addEventListener('error', event => window.__complaints.push(String(event.message))); \
            addEventListener('securitypolicyviolation', event => window.__complaints.push('policy: ' + \
            event.violatedDirective + ' ' + event.blockedURI));";
        self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({"source": source}));
    }
}

/// Starts ChromeDriver on a free port. It takes any port that is free on one of its two loopback addresses
/// and ends when something else has the same port on the other, which happens now and then where many tests
/// run at once; so it is started anew until one stays.
fn start_chromedriver() -> (Child, u16) {
    for _ in 0..STARTS {
        let mut chromedriver = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver is on the PATH (cargo xtask test installs it)");
        let lines = BufReader::new(chromedriver.stdout.take().expect("its output")).lines();
        let port = lines.map_while(Result::ok).find_map(|line| {
            let (_, rest) = line.split_once("started successfully on port ")?;
            rest.trim_end_matches('.').parse().ok()
        });
        if let Some(port) = port {
            return (chromedriver, port);
        }
        chromedriver.wait().expect("it has ended");
    }
    panic!("chromedriver ended {STARTS} times before it listened on a port");
}

/// Starts geckodriver on a free port.
fn start_geckodriver() -> (Child, u16) {
    let mut geckodriver = Command::new("geckodriver")
        .args(["--port", "0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("geckodriver is on the PATH (cargo xtask test installs it)");
    let lines = BufReader::new(geckodriver.stdout.take().expect("its output")).lines();
    let mut lines = lines.map_while(Result::ok);
    let port = lines.find_map(|line| {
        let (_, address) = line.split_once("Listening on ")?;
        address.trim().rsplit(':').next()?.parse().ok()
    });
    // It goes on saying things, and ends if nobody listens.
    std::thread::spawn(move || lines.for_each(drop));
    (geckodriver, port.expect("geckodriver says its port"))
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Whatever went wrong before: no process stays behind.
        let _quit = self.runtime.block_on(self.driver.clone().quit());
        let _killed = self.driving.kill();
        let _waited = self.driving.wait();
    }
}

/// The built page.
pub(crate) fn dist() -> PathBuf {
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("dist");
    assert!(dist.join("files.txt").is_file(), "the release page is not built: run `cargo xtask build`");
    dist
}

/// Serves the built page under `/some/path/`, each file as `change` leaves it; `None` is a 404.
pub(crate) fn serve(change: impl Fn(&str, Vec<u8>) -> Option<Vec<u8>> + Send + Sync + 'static) -> String {
    let dist = dist();
    let files: Arc<Files> = Arc::new(move |path: &str| {
        let name = path.strip_prefix("some/path/")?;
        if name.contains("..") {
            return None;
        }
        change(name, std::fs::read(dist.join(name)).ok()?)
    });
    let server = StaticServer::of_files(0, files).expect("a free port");
    format!("http://{}/some/path/", server.address())
}
