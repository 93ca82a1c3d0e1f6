//! Sentence and link of the plan, on the clipboard.

use crate::app::browser::{address_of, write_clipboard};
use crate::app::format::Format;
use crate::app::plan::state::{Action, Answer, Notice, State};
use crate::app::plan::words;
use crate::exchange::link;
use crate::model::Scenario;
use yew::prelude::*;

/// Puts the sentence and the link on the clipboard, and says whether that worked.
pub(super) fn copy_link(
    scenario: &Scenario,
    answer: Option<&Answer>,
    format: &Format,
    dispatch: UseReducerDispatcher<State>,
) {
    let link = address_of(&link::encode(scenario));
    // An answer to an earlier scenario must not travel with this one's link.
    let answer = answer.filter(|answer| *answer.scenario == *scenario);
    let words = words::shared_text(answer, &scenario.parts().name, &link, format);
    yew::platform::spawn_local(async move {
        let notice = match write_clipboard(&words).await {
            Ok(()) => Notice::LinkCopied,
            Err(_) => Notice::CopyRefused(link),
        };
        dispatch.dispatch(Action::Noticed(Some(notice)));
    });
}
