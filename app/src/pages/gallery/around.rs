//! What surrounds the talk in every state: notices, lines, cards, lists, icons.

use super::State;
use super::samples::*;
use crate::api::chat::Monster;
use crate::api::help::Helpline;
use crate::components::frame::NoticeLine;
use crate::components::helpline::Line;
use crate::components::icon::{Icon, IconPicture};
use crate::components::kept_table::KeptTable;
use crate::components::monster::{MonsterFace, MonsterPicture};
use crate::components::name_of;
use crate::components::option::OptionCard;
use crate::components::rating::Rating;
use crate::components::talk_card::TalkCard;
use crate::kept::Keeping;
use crate::language::Language;
use crate::pages::staff::drawn;
use crate::visit::{Character, Notice};
use crate::words::{Words, words};
use leptos::prelude::*;

pub(super) fn states<'a>(
    cast: &'a [Character],
    lines: &'a [(String, Vec<Helpline>)],
    kept: &'static [Keeping],
    language: Language,
) -> Vec<State<'a>> {
    let words = words(language);
    let mut states = notices(words);
    states.extend(monsters());
    states.extend(options(words));
    states.extend(talks(cast, language, words));
    states.extend(lines.iter().map(|(country, lines)| -> State<'a> {
        let draw = move || {
            let lines = lines.iter().cloned().map(|line| view! { <Line line words/> });
            view! { <ul class="cards">{lines.collect_view()}</ul> }.into_any()
        };
        (format!("lines-{country}"), Box::new(draw))
    }));
    let icons = || {
        let icon = |icon: Icon| {
            let name = format!("{icon:?}");
            view! { <li><IconPicture icon/>{name}</li> }
        };
        view! { <ul class="row">{Vec::from(Icon::ALL.map(icon))}</ul> }.into_any()
    };
    states.push(("icons".into(), Box::new(icons)));
    for (name, is_empty) in [("charts", false), ("charts-empty", true)] {
        let draw = move || drawn(totals(is_empty), &words.staff);
        states.push((name.into(), Box::new(draw)));
    }
    let texts = &words.data;
    states.push(("kept".into(), Box::new(move || view! { <KeptTable kept texts/> }.into_any())));
    states
}

fn notices(words: &'static Words) -> Vec<State<'static>> {
    let notices = [
        ("notice-erased", Notice::Erased),
        ("notice-ended", Notice::SessionEnded),
        ("notice-kept", Notice::SettingsKept),
        ("notice-talk-erased", Notice::TalkErased),
        ("notice-talk-gone", Notice::TalkGone),
    ];
    let state = |(name, notice): (&str, Notice)| -> State<'static> {
        (name.to_owned(), Box::new(move || view! { <NoticeLine notice words/> }.into_any()))
    };
    notices.map(state).into()
}

fn monsters() -> Vec<State<'static>> {
    let state = |monster: Monster| -> State<'static> {
        let draw = move || view! { <MonsterPicture monster/><MonsterFace monster/> }.into_any();
        (format!("monster-{}", monster.name()), Box::new(draw))
    };
    Monster::ALL.map(state).into()
}

fn options(words: &'static Words) -> Vec<State<'static>> {
    let texts = &words.feedback;
    let cards = move || {
        let card = |(value, checked): (&'static str, bool)| {
            let picture =
                checked.then(|| view! { <MonsterFace monster=Monster::Pixel/> }.into_any());
            let note = Some(VIETNAMESE.to_owned());
            view! {
                <OptionCard name="option" value checked text=value.to_owned() note picture/>
            }
        };
        let cards = [("one", true), ("two", false), (LONG_WORD, false)].map(card);
        view! { <form class="settings"><fieldset><legend>"Cards"</legend>{Vec::from(cards)}</fieldset></form> }
            .into_any()
    };
    let stars = move |chosen: Option<i32>| {
        let draw = move || {
            view! {
                <form class="feedback">
                    <Rating legend=texts.rating note=texts.stars_note names=texts.stars chosen/>
                </form>
            }
            .into_any()
        };
        let name = chosen.map_or("stars".to_owned(), |number| format!("stars-{number}"));
        (name, Box::new(draw) as Box<dyn Fn() -> AnyView>)
    };
    vec![("options".into(), Box::new(cards)), stars(None), stars(Some(1)), stars(Some(5))]
}

fn talks<'a>(cast: &'a [Character], language: Language, words: &'static Words) -> Vec<State<'a>> {
    let texts = &words.talks;
    let state = |(name, said): (String, &'static str)| -> State<'a> {
        let draw = move || {
            let talk = summary(Monster::Moustache, said);
            let name = name_of(cast, talk.current_monster);
            view! { <div class="talks"><ul><TalkCard talk name language texts/></ul></div> }
                .into_any()
        };
        (name, Box::new(draw))
    };
    [
        ("talk-card", "We talked about rumours."),
        ("talk-card-vietnamese", VIETNAMESE),
        ("talk-card-word", LONG_WORD),
    ]
    .map(|(name, said)| state((name.to_owned(), said)))
    .into()
}
