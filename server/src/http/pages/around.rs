//! The pages around the talk: the first page, help, privacy, and the choice of a language.

use super::visitor::{self, Visitor, is_framed};
use super::{draw, sign_in, talk};
use crate::http::Http;
use app::api::chat::ChatSettingsChange;
use app::api::session::SessionChange;
use app::language::Language;
use app::pages;
use app::visit::{Notice, Visit};
use axum::Router;
use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum_extra::extract::cookie::CookieJar;
use serde::Deserialize;

/// The pages around the talk.
pub fn routes() -> Router<Http> {
    Router::new()
        .route("/", get(landing))
        .route("/help", get(help))
        .route("/privacy", get(privacy))
        .route("/language", post(choose_language))
}

#[derive(Deserialize)]
struct LandingParameters {
    notice: Option<String>,
    /// Chosen by a page that shows ours in a frame.
    language: Option<String>,
}

async fn landing(
    State(http): State<Http>,
    Query(parameters): Query<LandingParameters>,
    headers: HeaderMap,
) -> Response {
    let mut visitor = Visitor::of(&headers);
    let chosen = parameters.language.as_deref().and_then(Language::parse);
    visitor.language = chosen.unwrap_or(visitor.language);
    let mut visit = visitor.visit("/");
    if visit.has_session {
        visit.has_session = visitor.caller(&http).await.is_ok();
    }
    visit.notice = match parameters.notice.as_deref() {
        Some("erased") => Some(Notice::Erased),
        Some("ended") => Some(Notice::SessionEnded),
        _ => None,
    };
    let remembered = chosen.map(|chosen| visitor::language(&http, is_framed(&headers), chosen));
    let jar = remembered.into_iter().fold(CookieJar::new(), CookieJar::add);
    let standing = match sign_in::is_offered(&http, &headers).await {
        true => Some(sign_in::standing(&http, &visitor).await),
        false => None,
    };
    let page = move |options| pages::landing(visit.clone(), standing, options);
    (jar, draw(&http, StatusCode::OK, page).await).into_response()
}

#[derive(Deserialize)]
struct HelpParameters {
    country: Option<String>,
    /// For a reader without cookies: the copy that is kept for times without a network.
    language: Option<String>,
}

async fn help(
    State(http): State<Http>,
    Query(parameters): Query<HelpParameters>,
    headers: HeaderMap,
) -> Response {
    let mut visitor = Visitor::of(&headers);
    let chosen = parameters.language.as_deref().and_then(Language::parse);
    visitor.language = chosen.unwrap_or(visitor.language);
    let wanted = parameters.country.map(|code| code.trim().to_ascii_uppercase());
    let country =
        wanted.filter(|code| code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase()));
    let lines = http.backend.helplines(visitor.language, country.as_deref());
    let countries = http.backend.countries();
    let visit = Visit { country, ..visitor.visit("/help") };
    let page = move |options| pages::help(visit.clone(), lines.clone(), countries.clone(), options);
    draw(&http, StatusCode::OK, page).await
}

async fn privacy(State(http): State<Http>, headers: HeaderMap) -> Response {
    let visit = Visitor::of(&headers).visit("/privacy");
    draw(&http, StatusCode::OK, move |options| pages::privacy(visit.clone(), options)).await
}

#[derive(Deserialize)]
struct Choice {
    #[serde(default)]
    language: String,
    #[serde(default)]
    back: String,
    /// What stands unsent in the field of the talk.
    #[serde(default)]
    draft: String,
}

/// Where a page of ours may lead back to.
const OURS: [&str; 11] = [
    "/",
    "/chat",
    "/help",
    "/privacy",
    "/settings",
    "/talks",
    "/data",
    "/feedback",
    "/sign-in",
    "/welcome",
    "/staff",
];

async fn choose_language(
    State(http): State<Http>,
    headers: HeaderMap,
    Form(choice): Form<Choice>,
) -> Response {
    let mut visitor = Visitor::of(&headers);
    let language = Language::parse(&choice.language).unwrap_or(visitor.language);
    // Without a session the choice still holds for the pages.
    speak(&http, &visitor, language).await;
    let back = OURS.into_iter().find(|path| *path == choice.back).unwrap_or("/");
    let jar = CookieJar::new().add(visitor::language(&http, is_framed(&headers), language));
    if back == "/chat" && !choice.draft.trim().is_empty() {
        visitor.language = language;
        return (jar, talk::show(&http, &headers, &visitor, None, choice.draft, None).await)
            .into_response();
    }
    (jar, Redirect::to(back)).into_response()
}

/// Lets the session and the newest conversation go on in `language`.
pub async fn speak(http: &Http, visitor: &Visitor, language: Language) {
    if let Some(token) = &visitor.token {
        let language_preference = Some(language);
        let change = SessionChange { language_preference, ..SessionChange::default() };
        http.backend.change_session(token, change).await.ok();
    }
    let Ok(caller) = visitor.caller(http).await else { return };
    let Ok(history) = http.backend.history(&caller).await else { return };
    if let Some(newest) = history.conversations.first() {
        let change = ChatSettingsChange {
            session_id: newest.id,
            language: Some(language),
            monster: None,
            is_crisis_mode: None,
        };
        http.backend.change_chat(&caller, change).await.ok();
    }
}
