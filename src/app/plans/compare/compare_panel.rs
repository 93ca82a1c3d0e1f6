//! Two plans beside each other: a sentence, paired dots, and only the assumptions that differ.

use super::use_compare::{CompareAction, ComparePage};
use super::words;
use crate::advice::{ComparedPart, ComparedPlans};
use crate::app::charts::{DotColumn, DotPlot, Dots};
use crate::app::components::{TableCell, data_table, how};
use crate::app::format::Format;
use crate::app::kept::open_chosen;
use crate::app::plan::words::{no_answer_yet, target_label};
use crate::app::plans::words::quoted;
use crate::app::words::{BEFORE_NOW, HOW, column_words, frame_names};
use crate::model::{Currency, Difference, Scenario};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// How another plan comes to be, where there is none yet: the button's id, what it says, what it does.
pub type Beginning = (&'static str, &'static str, Callback<()>);

/// The panel; nothing, while no plans are compared.
pub fn compare_panel(
    page: &ComparePage,
    scenario: &Scenario,
    beginnings: &[Beginning],
    format: &Format,
) -> Html {
    if !page.is_open {
        return Html::default();
    }
    let beginning = |(id, says, on_press): &Beginning| {
        let onclick = on_press.reform(|_: MouseEvent| ());
        html! { <button type="button" id={*id} {onclick}>{ *says }</button> }
    };
    let end = page.on_action.reform(|_: MouseEvent| CompareAction::End);
    let on_file = page.on_action.reform(CompareAction::File);
    html! {
        <section class="compare-panel" id="compare-panel" aria-label={words::COMPARE}>
            <div class="compare-panel__head">
                if page.choices.is_empty() {
                    <p>{ words::NOTHING_TO_COMPARE }</p>
                    { for beginnings.iter().map(beginning) }
                } else {
                    { choice(page) }
                }
                <label class="menu__action menu__file" title={words::DROP_FILE}>
                    <span>{ words::COMPARE_FILE }</span>
                    <input type="file" id="compare-file" class="visually-hidden"
                        accept=".json,application/json" onchange={open_chosen(&on_file)} />
                </label>
                <button type="button" id="compare-end" onclick={end}>{ words::END }</button>
            </div>
            { for page.of_file.as_ref().map(|of_file| match of_file {
                Ok(kept) => html! { <p id="compared-file" role="status">{ kept.clone() }</p> },
                Err(reason) => html! { <p id="compared-file" role="alert">{ reason.clone() }</p> },
            }) }
            { for page.with.as_ref().map(|with| body(page, [with, scenario], format)) }
        </section>
    }
}

fn choice(page: &ComparePage) -> Html {
    let choices: Vec<_> = page.choices.iter().map(|(choice, _)| choice.clone()).collect();
    let onchange = page.on_action.reform(move |event: Event| {
        let select: HtmlSelectElement = event.target_unchecked_into();
        let place = usize::try_from(select.selected_index()).unwrap_or(0);
        choices.get(place).map_or(CompareAction::Begin, |choice| CompareAction::With(choice.clone()))
    });
    let option = |(choice, name): &(_, String)| {
        html! { <option selected={Some(choice) == page.chosen.as_ref()}>{ name }</option> }
    };
    html! {
        <label class="compare-panel__choice">
            <span>{ words::COMPARE_WITH }</span>
            <select id="compare-with" class="text-field__input"
                {onchange}>{ for page.choices.iter().map(option) }</select>
        </label>
    }
}

fn body(page: &ComparePage, plans: [&Scenario; 2], format: &Format) -> Html {
    if let Some(reason) = &page.failure {
        return html! { <p role="alert">{ crate::app::words::advice_failed(reason) }</p> };
    }
    let [one, other] = plans;
    let called =
        page.chosen.as_ref().and_then(|chosen| page.choices.iter().find(|(choice, _)| choice == chosen));
    let is_before = page.chosen == Some(super::Comparand::Before);
    let one_name = match called {
        Some((_, name)) if !is_before => quoted(name),
        _ => words::as_before(one, other),
    };
    let (one_name, other_name) = words::told_apart(one_name, quoted(&other.parts().name));
    let names = [one_name.as_str(), other_name.as_str()];
    // In pictures and tables there is less room.
    let short_names = [if is_before { BEFORE_NOW[0] } else { &one_name }, &other_name];
    // A plan without an answer has none here either.
    let mut unanswered = plans.into_iter().zip(names);
    if let Some((reason, name)) = unanswered.find_map(|(plan, name)| Some((no_answer_yet(plan)?, name))) {
        return html! { <p id="compared" role="status">{ words::not_compared(name, &reason) }</p> };
    }
    let Some(answer) = &page.answer else {
        let working = words::working(page.said, names, format);
        return html! { <p class="compare-panel__sentence" role="status">{ working }</p> };
    };
    let currency = other.parts().currency;
    let is_same_currency = one.parts().currency == currency;
    html! {
        <>
            <p class="compare-panel__sentence" id="compared"
                role="status">{ words::sentence(answer, page.said, names, format) }</p>
            if is_same_currency {
                <p>{ words::difference_sentence(answer, currency, format) }</p>
                { for words::contribution_sentence(answer, currency, format).map(|said| html! {
                    <p id="compared-contribution">{ said }</p>
                }) }
                { dots(answer, short_names, other, format) }
                { more_dots(answer, currency, format) }
            } else {
                <p>{ words::OTHER_CURRENCY }</p>
            }
            { parts(answer, short_names, plans, format) }
            if one.parts().economics != other.parts().economics {
                <p>{ words::MONEY_DIFFERS }</p>
            }
            { how(HOW, words::COMPARE, words::how(answer, format)) }
        </>
    }
}

fn dots(answer: &ComparedPlans, names: [&str; 2], other: &Scenario, format: &Format) -> Html {
    let currency = other.parts().currency;
    let (tick_label, column_words) = labels(currency, format);
    let [one_dots, other_dots] = &answer.dots;
    let [one_target, other_target] = answer.targets.map(|minor| minor as f64);
    let row = |values: &[f64], target: f64| Dots {
        values: values.to_vec(),
        target,
        target_label: target_label(target, currency, format).into(),
    };
    let frame =
        frame_names(words::DOTS_TITLE, words::dots_summary(answer, names, currency, format), "compared");
    html! {
        <DotPlot id="compared-dots" now={row(other_dots, other_target)}
            before={Some(row(one_dots, one_target))}
            row_names={names.map(|name| AttrValue::from(name.to_owned()))}
            {tick_label} {column_words} names={frame} />
    }
}

/// What the other plan brings more in the same future; nothing, where both bring the same in all of them.
fn more_dots(answer: &ComparedPlans, currency: Currency, format: &Format) -> Html {
    if words::brings_the_same(answer) {
        return Html::default();
    }
    let (tick_label, column_words) = labels(currency, format);
    let now =
        Dots { values: answer.more_dots.clone(), target: 0.0, target_label: words::BOTH_THE_SAME.into() };
    let summary = words::difference_sentence(answer, currency, format);
    let frame = frame_names(words::MORE_TITLE, summary, "difference");
    html! {
        <DotPlot id="compared-more" {now} row_names={[AttrValue::default(), AttrValue::default()]}
            {tick_label} {column_words} names={frame} />
    }
}

/// How amounts are written in a picture: on its axis, and of a column of dots.
fn labels(currency: Currency, format: &Format) -> (Callback<f64, String>, Callback<DotColumn, String>) {
    let (of_tick, of_column) = (format.clone(), format.clone());
    let tick_label = Callback::from(move |value: f64| of_tick.money_round(value, currency));
    let column_words = Callback::from(move |column: DotColumn| column_words(&column, currency, &of_column));
    (tick_label, column_words)
}

/// Only what differs, and what it adds; where the plans have no plans between them, what differs alone.
fn parts(answer: &ComparedPlans, names: [&str; 2], plans: [&Scenario; 2], format: &Format) -> Html {
    let [one, other] = plans;
    let differences = Difference::between(one, other);
    if differences.is_empty() {
        return html! { <p id="compared-same">{ words::NO_DIFFERENCES }</p> };
    }
    let currency = other.parts().currency;
    // Amounts in two currencies have no difference.
    let has_middles = one.parts().currency == currency;
    let has_parts = !answer.parts.is_empty();
    let row = |of: &[Difference], adds: Vec<TableCell>| {
        let name = words::part_name(of, plans);
        let values = words::part_values(of, plans, format);
        std::iter::once(name).chain(values).map(TableCell::from).chain(adds).collect::<Vec<_>>()
    };
    let of_parts = |chance: TableCell, middle: TableCell| {
        std::iter::once(chance).chain(has_middles.then_some(middle)).collect::<Vec<_>>()
    };
    let nothing = || TableCell::from(String::new());
    let mut rows: Vec<Vec<TableCell>> = if has_parts {
        let adds = |part: &ComparedPart| {
            of_parts(words::adds(part, format), words::adds_to_middle(part, currency, format))
        };
        // What is taken together is listed below its sum, without a share of its own.
        let listed = |part: &ComparedPart| {
            let members = if part.of.len() > 1 { &part.of[..] } else { &[] };
            members.iter().map(|of| row(&[*of], of_parts(nothing(), nothing()))).collect::<Vec<_>>()
        };
        let with_members =
            |part: &ComparedPart| std::iter::once(row(&part.of, adds(part))).chain(listed(part));
        answer.parts.iter().flat_map(with_members).collect()
    } else {
        differences.iter().map(|of| row(&[*of], Vec::new())).collect()
    };
    let mut head: Vec<String> = std::iter::once(words::ASSUMPTION).chain(names).map(str::to_owned).collect();
    if has_parts {
        let sums = of_parts(words::sum(answer, format), words::sum_of_middles(answer, currency, format));
        let together = [words::TOGETHER, "", ""].map(|text| TableCell::from(text.to_owned()));
        rows.push(together.into_iter().chain(sums).collect());
        head.push(words::ADDS.to_owned());
        head.extend(has_middles.then(|| words::ADDS_TO_MIDDLE.to_owned()));
    }
    html! {
        <div id="compared-parts">
            { data_table(words::DIFFERENCES, head, rows) }
            if !has_parts { <p>{ words::NOT_MIXED }</p> }
        </div>
    }
}
