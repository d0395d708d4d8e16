//! Signing in: with whom, as whom, and what did not work. Plain forms and links.

use super::who::{Who, choice};
use crate::backend::Provider;
use crate::shell::Shell;
use crate::visit::{Standing, Visit};
use crate::words::{SignInWords, words};
use leptos::prelude::*;

/// What the page of signing in shows.
#[derive(Clone, Debug)]
pub struct SignIn {
    /// Whom people may sign in with.
    pub providers: Vec<Provider>,
    /// Whether any name is believed, because the server is for development.
    pub has_mock: bool,
    /// What stood in the form.
    pub name: String,
    /// What was chosen in it.
    pub who: Option<Who>,
    /// What did not work.
    pub trouble: Option<SignInTrouble>,
    /// Who looks at the page.
    pub visitor: Standing,
    /// Whether they have just signed out.
    pub is_out: bool,
}

impl SignIn {
    /// An empty form, for somebody of this standing.
    pub fn wanted(visitor: Standing) -> SignIn {
        SignIn {
            providers: Vec::new(),
            has_mock: false,
            name: String::new(),
            who: None,
            trouble: None,
            visitor,
            is_out: false,
        }
    }
}

/// What may not work when somebody signs in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInTrouble {
    /// No name, or one that is too long.
    Name,
    /// Nothing was chosen.
    Who,
    /// The person said no at their provider.
    Denied,
    /// It took too long, or began elsewhere.
    Over,
    /// The provider does not vouch for them.
    Refused,
    /// The provider does not answer.
    Away,
    /// The rate limit.
    TooFast,
    /// Our own fault.
    Broken,
}

impl SignInTrouble {
    /// Those that a person comes back with from their provider.
    pub const ON_THE_WAY: [SignInTrouble; 6] = [
        SignInTrouble::Denied,
        SignInTrouble::Over,
        SignInTrouble::Refused,
        SignInTrouble::Away,
        SignInTrouble::TooFast,
        SignInTrouble::Broken,
    ];

    /// The name in an address.
    pub const fn name(self) -> &'static str {
        match self {
            SignInTrouble::Name => "name",
            SignInTrouble::Who => "who",
            SignInTrouble::Denied => "denied",
            SignInTrouble::Over => "over",
            SignInTrouble::Refused => "refused",
            SignInTrouble::Away => "away",
            SignInTrouble::TooFast => "too-fast",
            SignInTrouble::Broken => "broken",
        }
    }

    fn text(self, words: &SignInWords) -> &'static str {
        match self {
            SignInTrouble::Name => words.wrong_name,
            SignInTrouble::Who => words.wrong_who,
            SignInTrouble::Denied => words.denied,
            SignInTrouble::Over => words.over,
            SignInTrouble::Refused => words.refused,
            SignInTrouble::Away => words.away,
            SignInTrouble::TooFast => words.too_fast,
            SignInTrouble::Broken => words.broken,
        }
    }
}

/// With whom to sign in; or how to sign out.
pub fn sign_in(visit: Visit, shown: SignIn, options: LeptosOptions) -> AnyView {
    let words = words(visit.language);
    let own = &words.sign_in;
    let trouble = shown.trouble.map(|trouble| note(trouble.text(own)));
    let is_out = shown.is_out.then(|| view! { <p class="notice" role="status">{own.is_out}</p> });
    let body = match shown.visitor {
        Standing::Person => inside(own).into_any(),
        visitor => outside(&shown, visitor, own).into_any(),
    };
    view! {
        <Shell visit title=own.title description=words.description class="page entry" options>
            {is_out}
            <h1>{own.heading}</h1>
            {trouble}
            {body}
        </Shell>
    }
    .into_any()
    .into_any()
}

/// For somebody who is signed in.
fn inside(words: &'static SignInWords) -> impl IntoView {
    view! {
        <p class="lead">{words.is_in}</p>
        <a class="door" href="/chat">{words.to_talks}</a>
        <form action="/sign-out" method="post"><button class="soft">{words.out}</button></form>
    }
}

/// For everybody else.
fn outside(
    shown: &SignIn,
    visitor: Standing,
    words: &'static SignInWords,
) -> impl IntoView + use<> {
    let apart = (visitor == Standing::Visitor).then(|| {
        view! {
            <p class="apart">
                {words.kept_apart}" "<a href="/privacy#erase">{words.erase_first}</a>
            </p>
        }
    });
    let provider = |provider: &Provider| {
        let text = [words.with, " ", &provider.label].concat();
        let address = ["/sign-in/", &provider.name].concat();
        view! { <li><a class="door" href=address>{text}</a></li> }
    };
    let nobody = shown.providers.is_empty() && !shown.has_mock;
    let providers = (!shown.providers.is_empty()).then(|| {
        let list = shown.providers.iter().map(provider).collect_view();
        view! { <ul class="providers">{list}</ul> }
    });
    let without = match visitor {
        Standing::Visitor => {
            view! { <a class="soft" href="/chat#latest">{words.go_on}</a> }.into_any()
        }
        _ => view! {
            <form action="/start" method="post"><button class="soft">{words.without}</button></form>
        }
        .into_any(),
    };
    view! {
        <p class="lead">{words.lead}</p>
        {nobody.then(|| view! { <p>{words.nobody}</p> })}
        {apart}
        {providers}
        {shown.has_mock.then(|| trial(shown, words))}
        {without}
    }
}

/// The form of a development server.
fn trial(shown: &SignIn, words: &'static SignInWords) -> impl IntoView + use<> {
    let name = shown.name.clone();
    view! {
        <form class="trial" action="/sign-in/mock" method="post">
            <h2>{words.trial}</h2>
            <p class="small">{words.trial_text}</p>
            <label for="name">{words.name}</label>
            <input type="text" id="name" name="name" value=name maxlength="200" autocomplete="off" required/>
            {choice(shown.who, words)}
            <button class="door">{words.button}</button>
        </form>
    }
}

fn note(text: &'static str) -> impl IntoView {
    view! { <div class="trouble" role="alert"><p>{text}</p></div> }
}

/// The one question of a first visit, with the answer that is likely; later it `is_known`.
pub fn welcome(
    visit: Visit,
    likely: Option<Who>,
    is_known: bool,
    is_missing: bool,
    options: LeptosOptions,
) -> AnyView {
    let words = words(visit.language);
    let own = &words.sign_in;
    let (heading, way_on) =
        if is_known { (own.about_me, own.to_talks) } else { (own.welcome, own.later) };
    view! {
        <Shell visit title=own.title description=words.description class="page entry" options>
            <h1>{heading}</h1>
            <p class="lead">{own.welcome_lead}</p>
            {is_missing.then(|| note(own.wrong_who))}
            <form class="trial" action="/welcome" method="post">
                {choice(likely, own)}
                <button class="door">{own.welcome_button}</button>
            </form>
            <a class="soft" href="/chat">{way_on}</a>
        </Shell>
    }
    .into_any()
    .into_any()
}
