//! `/settings`: language, who speaks, how the pages look and sound.

use super::around::speak;
use super::visitor::{self, Visitor};
use super::{draw, trouble};
use crate::http::Http;
use crate::http::limit::TooFast;
use app::api::chat::{ChatSettingsChange, ConversationSummary, Monster};
use app::backend::Caller;
use app::error::ApiError;
use app::language::Language;
use app::look::{Choice, Look, Motion, Sound, TextSize, Theme};
use app::pages;
use app::visit::Notice;
use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Extension, Router};
use axum_extra::extract::cookie::CookieJar;
use serde::Deserialize;

/// The page and its form.
pub fn routes() -> Router<Http> {
    Router::new().route("/settings", get(settings).post(change))
}

#[derive(Deserialize)]
struct Parameters {
    notice: Option<String>,
}

async fn settings(
    State(http): State<Http>,
    Query(parameters): Query<Parameters>,
    headers: HeaderMap,
) -> Response {
    let visitor = Visitor::of(&headers);
    let speaker = match newest(&http, &visitor).await {
        Ok(newest) => newest.map(|(_, newest)| newest.current_monster),
        Err(error) => return trouble(&http, &visitor, error.status).await,
    };
    let mut visit = visitor.visit("/settings");
    visit.notice = (parameters.notice.as_deref() == Some("kept")).then_some(Notice::SettingsKept);
    let cast = http.backend.cast(visitor.language);
    let page = move |options| pages::settings(visit.clone(), cast.clone(), speaker, options);
    draw(&http, StatusCode::OK, page).await
}

/// The visitor's newest conversation; nothing for somebody who has none.
async fn newest(
    http: &Http,
    visitor: &Visitor,
) -> Result<Option<(Caller, ConversationSummary)>, ApiError> {
    let caller = match visitor.caller(http).await {
        Ok(caller) => caller,
        Err(error) if error.status == 401 => return Ok(None),
        Err(error) => return Err(error),
    };
    let history = http.backend.history(&caller).await?;
    Ok(history.conversations.into_iter().next().map(|newest| (caller, newest)))
}

/// What the form sends; what is missing or unreadable stays as it is.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Chosen {
    language: String,
    monster: String,
    theme: String,
    text: String,
    motion: String,
    sound: String,
}

impl Chosen {
    fn look(&self, before: Look) -> Look {
        Look {
            theme: Theme::parse(&self.theme).unwrap_or(before.theme),
            text: TextSize::parse(&self.text).unwrap_or(before.text),
            motion: Motion::parse(&self.motion).unwrap_or(before.motion),
            sound: Sound::parse(&self.sound).unwrap_or(before.sound),
        }
    }
}

async fn change(
    State(http): State<Http>,
    too_fast: Option<Extension<TooFast>>,
    headers: HeaderMap,
    Form(chosen): Form<Chosen>,
) -> Response {
    let visitor = Visitor::of(&headers);
    if too_fast.is_some() {
        return trouble(&http, &visitor, 429).await;
    }
    if let Err(error) = let_speak(&http, &visitor, Monster::parse(&chosen.monster)).await {
        return trouble(&http, &visitor, error.status).await;
    }
    let mut jar = CookieJar::new().add(visitor::look(&http, chosen.look(visitor.look)));
    let language = Language::parse(&chosen.language).unwrap_or(visitor.language);
    if language != visitor.language {
        speak(&http, &visitor, language).await;
        jar = jar.add(visitor::language(&http, visitor::is_framed(&headers), language));
    }
    (jar, Redirect::to("/settings?notice=kept")).into_response()
}

/// Lets another monster speak in the newest conversation. The one who speaks already is not chosen
/// for good by keeping something else on the page.
async fn let_speak(
    http: &Http,
    visitor: &Visitor,
    monster: Option<Monster>,
) -> Result<(), ApiError> {
    let Some(monster) = monster else { return Ok(()) };
    let Some((caller, newest)) = newest(http, visitor).await? else { return Ok(()) };
    if newest.current_monster == monster {
        return Ok(());
    }
    let change = ChatSettingsChange {
        session_id: newest.id,
        language: None,
        monster: Some(monster),
        is_crisis_mode: None,
    };
    http.backend.change_chat(&caller, change).await.map(drop)
}
