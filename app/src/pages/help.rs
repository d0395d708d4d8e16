//! People who help: whom to call or write to in a country, and what to do in the meantime.

use crate::api::help::Helpline;
use crate::components::helpline::Line;
use crate::shell::Shell;
use crate::visit::Visit;
use crate::words::words;
use leptos::prelude::*;

/// The lines of `visit.country` and the three steps; `countries` have lines of their own.
pub fn help(
    visit: Visit,
    lines: Vec<Helpline>,
    countries: Vec<&'static str>,
    options: LeptosOptions,
) -> impl IntoView {
    let words = words(visit.language);
    let country = visit.country.clone().unwrap_or_default();
    let choice = move |code: &'static str| {
        let selected = country == code;
        view! { <option value=code selected=selected>{words.country(code)}</option> }
    };
    let choices = countries.into_iter().map(choice).collect_view();
    let none = lines.is_empty().then(|| view! { <p class="none">{words.help_none}</p> });
    let (urgent, others): (Vec<_>, Vec<_>) = lines.into_iter().partition(|line| line.emergency);
    let list = |title: &'static str, class: &'static str, lines: Vec<Helpline>| {
        let lines: Vec<_> = lines.into_iter().map(|line| view! { <Line line words/> }).collect();
        (!lines.is_empty()).then(|| {
            view! {
                <h2>{title}</h2>
                <ul class=class>{lines}</ul>
            }
        })
    };
    let steps = words.help_step.map(|(title, text)| {
        view! { <li><strong>{title}</strong>" "<span>{text}</span></li> }
    });
    view! {
        <Shell
            visit
            title=words.title_help
            description=words.description
            class="page help"
            options
        >
            <h1>{words.help_title}</h1>
            <p class="lead">{words.help_lead}</p>
            <form class="country" action="/help" method="get">
                <label for="country">{words.help_country}</label>
                <select id="country" name="country">{choices}</select>
                <button class="soft">{words.help_show}</button>
            </form>
            {none}
            {list(words.help_emergency, "cards tight", urgent)}
            {list(words.help_people, "cards", others)}
            <h2>{words.help_steps}</h2>
            <ol class="steps">{steps.to_vec()}</ol>
        </Shell>
    }
    .into_any()
}
