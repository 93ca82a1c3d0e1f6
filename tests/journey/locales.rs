//! The page in other locales: what it prints, its fields accept.

use crate::browser::{Browser, serve};
use plumbline::exchange::file;
use plumbline::model::Runs;
use serde_json::json;

/// In each locale every field's own text, typed again, is understood and changes nothing; and a number that
/// other locales would read otherwise is read as this one's.
#[test]
fn what_the_page_prints_its_fields_accept() {
    let page = serve(|_, bytes| Some(bytes));
    let locales = [
        ("de-DE", "1.200"),
        ("fr-FR", "1\u{202f}200"),
        ("de-CH", "1’200"),
        ("en-IN", "1,200"),
        ("ar-EG", "1200"),
        ("pt-BR", "1.200"),
    ];
    for (locale, twelve_hundred) in locales {
        // A browser for each: what was typed in one locale is kept.
        let browser = Browser::start();
        browser.devtools("Emulation.setLocaleOverride", json!({"locale": locale}));
        browser.open(&page);
        browser.wait_until_settled();
        browser.wait_for("the money fields", "return document.getElementById('fold-money') !== null");
        browser.run("for (const fold of document.querySelectorAll('details')) fold.open = true");
        let middle = browser.text("#middle");
        let fields = "return [...document.querySelectorAll('.assumptions-panel \
             input[type=text]')].map(field => field.id)";
        for field in browser.run(fields).as_array().expect("ids") {
            let id = field.as_str().expect("an id");
            let value =
                browser.run_with("return document.getElementById(arguments[0]).value", vec![json!(id)]);
            browser.type_into(id, value.as_str().expect("a text"));
            // On a busy machine the last key is read a moment after it was sent.
            let accepted =
                format!("return document.getElementById('{id}').getAttribute('aria-invalid') === 'false'");
            let note = browser.text(&format!("#{id}-note"));
            browser.wait_for(&format!("{locale}, {id}: {value} to be accepted ({note})"), &accepted);
        }
        browser.wait_until_settled();
        assert_eq!(browser.text("#middle"), middle, "{locale}: the same plan");
        browser.type_into("target", twelve_hundred);
        browser.wait_until_settled();
        // So little is asked about: that much, or a thousand times as much.
        let sizes = browser.text("#target-taps");
        let digits: String = sizes.chars().filter(char::is_ascii_digit).collect();
        assert_eq!(digits, "12001200000", "{locale}: {twelve_hundred}: {sizes}");
        assert_eq!(browser.text("#middle"), middle, "{locale}: until it is chosen the plan stands");
    }
}

/// Many currencies share a symbol: a field shows one that it reads back as the plan's own.
#[test]
fn a_shared_symbol_never_changes_the_currency() {
    let browser = Browser::start();
    let page = serve(|_, bytes| Some(bytes));
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/scenarios/reference.json");
    let text = std::fs::read_to_string(path).expect("the example");
    for code in ["CAD", "AUD", "NOK", "CNY", "JPY", "CHF", "BRL"] {
        let scenario = file::plan::read(&text.replace("USD", code)).expect("a scenario");
        let runs = scenario.parts().runs;
        let scenario = scenario.with_runs(Runs { trials: 2_000, ..runs }).expect("fewer trials");
        browser.open(&crate::address(&page, &scenario));
        browser.wait_until_settled();
        let middle = browser.text("#middle");
        for id in ["target", "deal-size"] {
            let again = "const field = document.getElementById(arguments[0]); \
                         field.dispatchEvent(new InputEvent('input', {bubbles: true})); \
                         return [field.value, field.getAttribute('aria-invalid')]";
            let state = browser.run_with(again, vec![json!(id)]);
            browser.wait_until_settled();
            let now = browser.run_with(again, vec![json!(id)]);
            assert_eq!(now[1], json!("false"), "{code}: {state}");
        }
        browser.wait_until_settled();
        assert_eq!(browser.text("#middle"), middle, "{code}");
    }
}
