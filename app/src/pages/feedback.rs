//! How it was: the one feedback of an anonymous session.

use crate::api::feedback::Category;
use crate::components::escape;
use crate::components::rating::Rating;
use crate::shell::Shell;
use crate::visit::{Opinion, OpinionProblem, Visit};
use crate::words::{Feedback, Part, words};
use leptos::prelude::*;

/// The form, or a word on why there is none.
pub fn feedback(visit: Visit, opinion: Opinion, options: LeptosOptions) -> AnyView {
    let words = words(visit.language);
    let texts = &words.feedback;
    let begin = view! {
        <form action="/start" method="post"><button class="door">{words.landing_start}</button></form>
    };
    let page = match opinion {
        Opinion::Wanted { rating, category, text, problem } => {
            form((rating, category, text), problem, texts)
        }
        Opinion::Given => said(texts.thanks, back(texts)),
        Opinion::GivenBefore => said(texts.already, back(texts)),
        Opinion::NoTalk => said(texts.none, begin.into_any()),
        Opinion::ByThumbs => said(texts.thumbs, back(texts)),
    };
    view! {
        <Shell visit title=texts.tab description=words.description class="page" options>
            <h1>{texts.title}</h1>
            {page}
        </Shell>
    }
    .into_any()
    .into_any()
}

/// A word instead of the form, and a way on.
fn said((title, text): Part, way: AnyView) -> AnyView {
    view! {
        <section class="said-so" role="status"><h2>{title}</h2><p>{text}</p></section>
        {way}
    }
    .into_any()
}

/// The way back to the talk.
fn back(texts: &'static Feedback) -> AnyView {
    view! { <p><a class="way" href="/chat#latest">{texts.back}</a></p> }.into_any()
}

fn form(
    (rating, category, text): (Option<i32>, Option<Category>, String),
    problem: Option<OpinionProblem>,
    texts: &'static Feedback,
) -> AnyView {
    let problem = problem.map(|problem| {
        let said = match problem {
            OpinionProblem::NoStar => texts.choose,
            OpinionProblem::TooLong => texts.too_long,
            OpinionProblem::Away => texts.away,
        };
        view! { <p class="trouble" role="alert">{said}</p> }
    });
    let pill = |one: Category| {
        view! {
            <label class="pill">
                <input type="radio" name="category" value=one.name() checked={category == Some(one)}/>
                <span>{texts.category(one)}</span>
            </label>
        }
    };
    let pills = Vec::from(Category::ALL.map(pill));
    view! {
        <p class="lead">{texts.lead}</p>
        {problem}
        <form class="feedback" action="/feedback" method="post">
            <Rating legend=texts.rating note=texts.stars_note names=texts.stars chosen=rating/>
            <fieldset class="pills">
                <legend>{texts.category}</legend>
                {pills}
            </fieldset>
            <div>
                <label for="text">{texts.text}</label>
                <p id="text-note" class="small">{texts.text_note}</p>
                <textarea id="text" name="text" rows="4" dir="auto" aria-describedby="text-note" inner_html=escape(&text)></textarea>
            </div>
            <div class="row"><button class="door">{texts.send}</button></div>
        </form>
    }
    .into_any()
}
