//! People who help: whom to call or write to in a country, and what to do in the meantime.

use crate::api::help::Helpline;
use crate::components::helpline::Line;
use crate::language::Language;
use crate::shell::Shell;
use crate::visit::Visit;
use crate::words::{Words, words};
use leptos::prelude::*;

/// Whose lines are shown where no country was chosen; in English they are those of several.
fn at_home(language: Language) -> &'static [&'static str] {
    match language {
        Language::Fr => &["FR"],
        Language::Vi => &["VN"],
        Language::En => &["GB", "US"],
    }
}

/// The countries to choose from, with the one selected whose lines are shown.
fn choices(visit: &Visit, mut codes: Vec<String>, words: &'static Words) -> impl IntoView + use<> {
    let home = at_home(visit.language);
    for (code, _) in words.countries {
        if !codes.iter().any(|known| known == code) {
            codes.push((*code).to_owned());
        }
    }
    let mut choices: Vec<(String, String)> = Vec::new();
    if home.len() > 1 {
        choices.push((String::new(), words.help_home.to_owned()));
    }
    choices.extend(codes.into_iter().map(|code| {
        let name = words.country(&code).to_owned();
        (code, name)
    }));
    let shown = match &visit.country {
        Some(code) => code.clone(),
        None if home.len() > 1 => String::new(),
        None => home.concat(),
    };
    // Any code may stand in the address.
    if !choices.iter().any(|(code, _)| *code == shown) {
        choices.push((shown.clone(), shown.clone()));
    }
    let choice = |(code, name): (String, String)| {
        let selected = code == shown;
        view! { <option value=code selected=selected>{name}</option> }
    };
    choices.into_iter().map(choice).collect_view()
}

/// The lines of `visit.country` and the three steps; `countries` have lines of their own.
pub fn help(
    visit: Visit,
    lines: Vec<Helpline>,
    countries: Vec<String>,
    options: LeptosOptions,
) -> AnyView {
    let words = words(visit.language);
    let choices = choices(&visit, countries, words);
    let none = lines.is_empty().then(|| view! { <p class="none">{words.help_none}</p> });
    let (urgent, others): (Vec<_>, Vec<_>) = lines.into_iter().partition(|line| line.emergency);
    let (adults, others): (Vec<_>, Vec<_>) = others.into_iter().partition(|line| line.for_adults);
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
            {list(words.help_adults, "cards", adults)}
            <h2>{words.help_steps}</h2>
            <ol class="steps">{steps.to_vec()}</ol>
        </Shell>
    }
    .into_any()
    .into_any()
}
