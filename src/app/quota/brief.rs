//! One rep's quota on one page of paper: the answer, what holds, the facts. Nobody else is on it.

use super::use_quota::QuotaPage;
use super::view::dots;
use crate::app::format::Format;
use crate::app::quota::words;
use crate::app::words::{
    BRIEF_FACTS, BRIEF_FOOT, BRIEF_WITHOUT_ANSWER, EXAMPLE_MARK, HOLDS, brief_head, promise_labels,
};
use crate::entry::QuotaFact;
use crate::model::{Date, QuotaCheck};
use std::rc::Rc;
use yew::prelude::*;

/// The page; it is seen in print alone. Figures of older facts are left out.
pub fn quota_brief(page: &QuotaPage, today: Date, format: &Format) -> Html {
    let state = &page.state;
    let is_of = |of: &Rc<QuotaCheck>| state.check().is_some_and(|now| Rc::ptr_eq(of, now));
    let current = page.answer.as_ref().filter(|(of, _)| is_of(of) && !state.is_reached_by_example());
    let answer = current.map(|(check, answer)| {
        let currency = check.scenario().parts().currency;
        let held = promise_labels(format).into_iter().zip(answer.holds).map(|(label, amount)| {
            let amount = format.money_short(amount, currency);
            html! { <tr><th scope="row">{ label }</th><td>{ amount }</td></tr> }
        });
        let won_before = state.won_before().and_then(|won| words::won_before(won, check, format));
        html! {
            <>
                <p class="brief__chance">
                    { words::quota_sentence(answer, check, words::Reader::Other, format) }
                </p>
                <p>{ words::more_sentence(answer, check, format) }</p>
                <p>{ words::quota_middle(answer, check, format) }</p>
                <div class="brief__picture">
                    { dots("quota-brief-dots", check, answer, format) }
                    <table class="brief__table">
                        <caption>{ HOLDS }</caption><tbody>{ for held }</tbody>
                    </table>
                </div>
                <p>{ words::coverage_rule(&answer.rest, check.scenario(), format) }</p>
                { for won_before.map(|said| html! { <p>{ said }</p> }) }
                <p>{ words::decided_note(check, state.unused_record(), format) }</p>
            </>
        }
    });
    let fact = |fact: QuotaFact| {
        let text = state.facts().texts.of(fact);
        let understood = state.check().map(|check| words::quota_understood(fact, check, format));
        let is_example = state.facts().examples.contains(&fact);
        (!text.trim().is_empty()).then(|| {
            html! {
                <tr>
                    <th scope="row">{ words::quota_label(fact) }</th>
                    <td>{ text }</td><td class="brief__source">{ understood.unwrap_or_default() }</td>
                    <td class="brief__source">if is_example { { EXAMPLE_MARK } }</td>
                </tr>
            }
        })
    };
    html! {
        <section class="brief" id="quota-brief" aria-hidden="true">
            <p class="brief__name">{ brief_head(&state.facts().called(), today, format) }</p>
            { answer.unwrap_or_else(|| html! { <p class="brief__chance">{ BRIEF_WITHOUT_ANSWER }</p> }) }
            <table class="brief__table">
                <caption>{ BRIEF_FACTS }</caption>
                <tbody>{ for QuotaFact::ALL.into_iter().filter_map(fact) }</tbody>
            </table>
            <p class="brief__foot">{ BRIEF_FOOT }</p>
        </section>
    }
}
