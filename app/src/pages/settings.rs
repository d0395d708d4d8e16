//! Settings: language, who speaks, and how the page looks and sounds. One form, one button.

use crate::api::chat::Monster;
use crate::components::monster::{MonsterDrawings, MonsterFace};
use crate::components::option::OptionCard;
use crate::language::Language;
use crate::look::{Choice, Look};
use crate::shell::Shell;
use crate::visit::{Character, Visit};
use crate::words::{Settings, words};
use leptos::prelude::*;

/// All choices with the present ones marked; `speaker` speaks in the newest conversation, if there
/// is one.
pub fn settings(
    visit: Visit,
    cast: Vec<Character>,
    speaker: Option<Monster>,
    options: LeptosOptions,
) -> AnyView {
    let words = words(visit.language);
    let texts = &words.settings;
    let languages = languages(visit.language, texts);
    let monsters = monsters(cast, speaker, texts);
    let looks = looks(visit.look, texts);
    view! {
        <Shell visit title=texts.tab description=words.description class="page" options>
            <h1>{texts.title}</h1>
            <p class="lead">{texts.lead}</p>
            <form class="settings" action="/settings" method="post">
                <MonsterDrawings/>
                {languages}
                {monsters}
                {looks}
                <p class="small">{texts.note}</p>
                <button class="door">{texts.save}</button>
            </form>
        </Shell>
    }
    .into_any()
    .into_any()
}

/// A heading and its cards.
fn fieldset(legend: &'static str, note: Option<&'static str>, cards: Vec<AnyView>) -> AnyView {
    view! {
        <fieldset>
            <legend>{legend}</legend>
            {note.map(|note| view! { <p class="small">{note}</p> })}
            {cards}
        </fieldset>
    }
    .into_any()
}

fn languages(current: Language, texts: &'static Settings) -> AnyView {
    let card = |language: Language| {
        let code = language.code();
        view! {
            <OptionCard
                name="language"
                value=code
                checked={language == current}
                text=language.own_name().to_owned()
                lang=Some(code)
            />
        }
        .into_any()
    };
    fieldset(texts.language, None, Language::ALL.map(card).into())
}

fn monsters(cast: Vec<Character>, speaker: Option<Monster>, texts: &'static Settings) -> AnyView {
    if speaker.is_none() {
        return fieldset(texts.monster, Some(texts.monster_none), Vec::new());
    }
    let card = |character: Character| {
        let monster = character.monster;
        view! {
            <OptionCard
                name="monster"
                value=monster.name()
                checked={speaker == Some(monster)}
                text=character.name
                note=Some(character.job)
                picture=Some(view! { <MonsterFace monster/> }.into_any())
            />
        }
        .into_any()
    };
    fieldset(texts.monster, Some(texts.monster_text), cast.into_iter().map(card).collect())
}

fn looks(look: Look, texts: &'static Settings) -> Vec<AnyView> {
    vec![
        choice("theme", texts.theme, look.theme, |theme| texts.theme(theme)),
        choice("text", texts.text, look.text, |size| texts.text(size)),
        choice("motion", texts.motion, look.motion, |motion| texts.motion(motion)),
        choice("sound", texts.sound, look.sound, |sound| texts.sound(sound)),
    ]
}

/// The cards of one choice of the look.
fn choice<T: Choice>(
    name: &'static str,
    legend: &'static str,
    current: T,
    called: impl Fn(T) -> &'static str,
) -> AnyView {
    let card = |choice: T| {
        let (value, text) = (choice.name(), called(choice).to_owned());
        view! { <OptionCard name value checked={choice == current} text/> }.into_any()
    };
    fieldset(legend, None, T::ALL.iter().copied().map(card).collect())
}
