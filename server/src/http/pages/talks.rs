//! `/talks`: earlier conversations, found, gone on with, or erased.

use super::talk::{named, refused};
use super::visitor::Visitor;
use super::{draw, trouble};
use crate::http::Http;
use crate::http::limit::TooFast;
use app::api::chat::ConversationSummary;
use app::error::ApiError;
use app::pages;
use app::visit::{Notice, Shelf};
use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Extension, Router};
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The most characters that are looked for.
const MAX_WANTED: usize = 100;

/// The page, its search and its forms.
pub fn routes() -> Router<Http> {
    Router::new().route("/talks", get(talks)).route("/talks/erase", post(erase))
}

#[derive(Deserialize)]
struct Parameters {
    q: Option<String>,
    notice: Option<String>,
}

async fn talks(
    State(http): State<Http>,
    Query(parameters): Query<Parameters>,
    headers: HeaderMap,
) -> Response {
    let visitor = Visitor::of(&headers);
    let mut visit = visitor.visit("/talks");
    let conversations = match conversations(&http, &visitor).await {
        Ok(conversations) => conversations,
        Err(error) if error.status == 401 => {
            visit.has_session = false;
            Vec::new()
        }
        Err(error) => return trouble(&http, &visitor, error.status).await,
    };
    visit.notice = match parameters.notice.as_deref() {
        Some("erased") => Some(Notice::TalkErased),
        Some("gone") => Some(Notice::TalkGone),
        _ => None,
    };
    let wanted = parameters.q.unwrap_or_default();
    let wanted: String = wanted.trim().chars().take(MAX_WANTED).collect();
    let shelf = Shelf {
        is_empty: conversations.is_empty(),
        found: found(conversations, &wanted),
        cast: http.backend.cast(visitor.language),
        wanted,
    };
    let page = move |options| pages::talks(visit.clone(), shelf.clone(), options);
    draw(&http, StatusCode::OK, page).await
}

async fn conversations(
    http: &Http,
    visitor: &Visitor,
) -> Result<Vec<ConversationSummary>, ApiError> {
    let caller = visitor.caller(http).await?;
    Ok(http.backend.history(&caller).await?.conversations)
}

/// The conversations whose summary holds every word that is wanted.
fn found(mut conversations: Vec<ConversationSummary>, wanted: &str) -> Vec<ConversationSummary> {
    let wanted = plain(wanted);
    let words: Vec<&str> = wanted.split_whitespace().collect();
    conversations.retain(|talk| {
        let summary = plain(&talk.summary);
        words.iter().all(|word| summary.contains(word))
    });
    conversations
}

/// A text in lower case and without accents, as people type when they look for something.
fn plain(text: &str) -> String {
    let lower = text.to_lowercase();
    let bare = lower.nfd().filter(|letter| !is_combining_mark(*letter));
    bare.map(|letter| if letter == 'đ' { 'd' } else { letter }).collect()
}

#[derive(Deserialize)]
struct Which {
    #[serde(default)]
    conversation: String,
}

async fn erase(
    State(http): State<Http>,
    too_fast: Option<Extension<TooFast>>,
    headers: HeaderMap,
    Form(which): Form<Which>,
) -> Response {
    let visitor = Visitor::of(&headers);
    if too_fast.is_some() {
        return trouble(&http, &visitor, 429).await;
    }
    let erased = async {
        let caller = visitor.caller(&http).await?;
        http.backend.erase_chat(&caller, named(&which.conversation)?).await
    };
    match erased.await {
        Ok(()) => Redirect::to("/talks?notice=erased").into_response(),
        Err(error) if error.status == 404 => Redirect::to("/talks?notice=gone").into_response(),
        Err(error) => refused(&http, &headers, &visitor, &error).await,
    }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn accents_and_capitals_do_not_matter() {
        assert_eq!(plain("École, où ça ?"), "ecole, ou ca ?");
        assert_eq!(plain("ĐIỀU gì đó Ữ"), "dieu gi do u");
        assert_eq!(plain("\u{65}\u{301}cole"), plain("école"));
    }
}
