//! The talk: starting, writing, choosing, going on with an earlier one, as plain forms.

use super::visitor::{self, Visitor, is_framed};
use super::{draw, trouble};
use crate::http::Http;
use crate::http::guard::MICROPHONE;
use crate::http::limit::TooFast;
use app::api::chat::{ChatInit, OpenChat, Thumb};
use app::api::session::NewSession;
use app::backend::Caller;
use app::calls::{self, Deed};
use app::error::ApiError;
use app::pages;
use app::visit::{Earlier, Problem as Trouble, Scene, Talk};
use axum::Extension;
use axum::Router;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum_extra::extract::cookie::CookieJar;
use chrono::Duration;
use serde::Deserialize;
use uuid::Uuid;

/// After a break of this length a talk is offered, not simply gone on with.
const BREAK: Duration = Duration::minutes(30);

/// The talk.
pub fn routes() -> Router<Http> {
    Router::new()
        .route("/start", post(start))
        .route("/chat", get(chat).post(write))
        .route("/chat/new", post(begin))
        .route("/chat/resume", post(resume))
        .route("/chat/thumb", post(thumb))
        .route("/chat/erase", post(erase_message))
}

/// Opens a session with its first conversation. What stood in the composer of a talk that has ended
/// comes along and waits in the new one.
async fn start(
    State(http): State<Http>,
    too_fast: Option<Extension<TooFast>>,
    headers: HeaderMap,
    written: Result<Form<Deed>, FormRejection>,
) -> Response {
    let draft = written.map(|Form(written)| written.content).unwrap_or_default();
    let visitor = Visitor::of(&headers);
    if visitor.caller(&http).await.is_ok() {
        return Redirect::to("/chat").into_response();
    }
    if too_fast.is_some() {
        return trouble(&http, &visitor, 429).await;
    }
    let new = NewSession { language_preference: Some(visitor.language), country: None };
    let token = match http.backend.create_session(new, visitor.language).await {
        Ok(created) => created.session.session_token,
        Err(error) => return trouble(&http, &visitor, error.status).await,
    };
    let jar = CookieJar::new().add(visitor::session(&http, is_framed(&headers), token.clone()));
    let visitor = Visitor { token: Some(token), ..visitor };
    if let Err(error) = new_conversation(&http, &visitor).await {
        return (jar, trouble(&http, &visitor, error.status).await).into_response();
    }
    if draft.trim().is_empty() {
        return (jar, Redirect::to("/chat")).into_response();
    }
    (jar, show(&http, &headers, &visitor, None, draft, None).await).into_response()
}

async fn new_conversation(http: &Http, visitor: &Visitor) -> Result<Uuid, ApiError> {
    let caller = visitor.caller(http).await?;
    Ok(http.backend.begin_chat(&caller, ChatInit::default()).await?.session_id)
}

async fn begin(State(http): State<Http>, headers: HeaderMap) -> Response {
    let visitor = Visitor::of(&headers);
    match new_conversation(&http, &visitor).await {
        Ok(_) => Redirect::to("/chat").into_response(),
        Err(error) => refused(&http, &headers, &visitor, &error).await,
    }
}

#[derive(Deserialize)]
struct Which {
    #[serde(default)]
    conversation: String,
}

/// A form that names a conversation wrongly names one that is not there.
pub fn named(conversation: &str) -> Result<Uuid, ApiError> {
    Uuid::try_parse(conversation).map_err(|_| ApiError::conversation_is_unknown())
}

async fn resume(
    State(http): State<Http>,
    headers: HeaderMap,
    Form(which): Form<Which>,
) -> Response {
    let visitor = Visitor::of(&headers);
    let resumed = async {
        let caller = visitor.caller(&http).await?;
        let conversation = named(&which.conversation)?;
        let init = ChatInit { resume_conversation_id: Some(conversation) };
        http.backend.begin_chat(&caller, init).await
    };
    match resumed.await {
        Ok(_) => Redirect::to("/chat#latest").into_response(),
        Err(error) => refused(&http, &headers, &visitor, &error).await,
    }
}

#[derive(Deserialize)]
struct ChatParameters {
    /// The conversation; the newest where none is named.
    c: Option<String>,
}

async fn chat(
    State(http): State<Http>,
    Query(parameters): Query<ChatParameters>,
    headers: HeaderMap,
) -> Response {
    let wanted = parameters.c.and_then(|id| Uuid::try_parse(&id).ok());
    show(&http, &headers, &Visitor::of(&headers), wanted, String::new(), None).await
}

async fn write(
    State(http): State<Http>,
    too_fast: Option<Extension<TooFast>>,
    headers: HeaderMap,
    Form(mut deed): Form<Deed>,
) -> Response {
    let visitor = Visitor::of(&headers);
    let wanted = Uuid::try_parse(&deed.conversation).ok();
    let content = deed.content.clone();
    if too_fast.is_some() {
        return show(&http, &headers, &visitor, wanted, content, Some(Trouble::TooFast)).await;
    }
    let is_choice = !(deed.emotion.is_empty() && deed.option.is_empty());
    let done = async {
        let caller = visitor.caller(&http).await?;
        if wanted.is_none() {
            deed.conversation = current(&http, &caller).await?.to_string();
        }
        calls::do_it(&*http.backend, &caller, deed).await
    };
    match done.await {
        Ok(_) => {
            let of = wanted.map(|id| format!("?c={id}")).unwrap_or_default();
            Redirect::to(&format!("/chat{of}#latest")).into_response()
        }
        // The choice was made already, in another tab say: the talk as it stands tells.
        Err(error) if is_choice && matches!(error.status, 409 | 422) => {
            Redirect::to("/chat#latest").into_response()
        }
        Err(error) => {
            let is_empty = error.status == 422 && content.trim().is_empty();
            let problem = if is_empty { Trouble::Empty } else { Trouble::of(&error) };
            show(&http, &headers, &visitor, wanted, content, Some(problem)).await
        }
    }
}

/// The newest conversation, else a new one.
async fn current(http: &Http, caller: &Caller) -> Result<Uuid, ApiError> {
    match http.backend.history(caller).await?.conversations.first() {
        Some(newest) => Ok(newest.id),
        None => Ok(http.backend.begin_chat(caller, ChatInit::default()).await?.session_id),
    }
}

/// Draws the talk with what was not sent, and why.
pub async fn show(
    http: &Http,
    headers: &HeaderMap,
    visitor: &Visitor,
    conversation: Option<Uuid>,
    draft: String,
    problem: Option<Trouble>,
) -> Response {
    let loaded = async {
        let caller = visitor.caller(http).await?;
        let id = match conversation {
            Some(id) => id,
            None => current(http, &caller).await?,
        };
        let chat = http.backend.open_chat(&caller, id).await?;
        let earlier = earlier(http, &caller, &chat).await?;
        Ok::<_, ApiError>((caller, chat, earlier))
    };
    match loaded.await {
        Ok((caller, chat, earlier)) => {
            let status = match problem {
                None => StatusCode::OK,
                Some(Trouble::Empty | Trouble::TooLong) => StatusCode::UNPROCESSABLE_ENTITY,
                Some(Trouble::TooFast) => StatusCode::TOO_MANY_REQUESTS,
                Some(Trouble::Away) => StatusCode::SERVICE_UNAVAILABLE,
                Some(_) => StatusCode::INTERNAL_SERVER_ERROR,
            };
            let scene = scene(http, visitor, Some(&caller)).await;
            let talk = Talk { chat: Some(chat), earlier, draft, problem, scene };
            draw_talk(http, visitor, status, talk).await
        }
        // The words that could not be sent must not be lost with the page.
        Err(error) if !draft.trim().is_empty() => {
            let status = StatusCode::from_u16(error.status).unwrap_or(StatusCode::BAD_GATEWAY);
            let scene = scene(http, visitor, None).await;
            let problem = Some(Trouble::of(&error));
            let talk = Talk { chat: None, earlier: None, draft, problem, scene };
            draw_talk(http, visitor, status, talk).await
        }
        Err(error) => refused(http, headers, visitor, &error).await,
    }
}

async fn draw_talk(http: &Http, visitor: &Visitor, status: StatusCode, talk: Talk) -> Response {
    let visit = visitor.visit("/chat");
    let has_voice = talk.scene.has_voice;
    let page = move |options| pages::chat(visit.clone(), talk.clone(), options);
    let mut response = draw(http, status, page).await;
    if has_voice {
        let (name, value) = MICROPHONE;
        response.headers_mut().insert(name, value);
    }
    response
}

/// What surrounds the talk, as the flags and settings of the server say.
async fn scene(http: &Http, visitor: &Visitor, caller: Option<&Caller>) -> Scene {
    let flags = http.backend.features(None, None).await;
    let is_on = |name: &str| flags.get(name).copied().unwrap_or_default();
    let country = caller.and_then(|caller| caller.country.clone());
    Scene {
        cast: http.backend.cast(visitor.language),
        lines: http.backend.helplines(visitor.language, country.as_deref()),
        flips: is_on("enable_monster_flip_animation"),
        has_voice: http.settings.speech.is_some(),
        key: super::fresh_key(),
    }
}

/// What the talk was about, if there was a break since and the flag is on.
async fn earlier(
    http: &Http,
    caller: &Caller,
    chat: &OpenChat,
) -> Result<Option<Earlier>, ApiError> {
    let since = http.clock.now() - chat.updated_at;
    let has_spoken = chat.turns.messages.len() > 1;
    if since < BREAK || !has_spoken {
        return Ok(None);
    }
    let flags = http.backend.features(None, None).await;
    if !flags.get("enable_simple_resume_prompt").copied().unwrap_or_default() {
        return Ok(None);
    }
    let history = http.backend.history(caller).await?;
    let summary = history.conversations.into_iter().find(|one| one.id == chat.session_id);
    Ok(summary.map(|one| Earlier { conversation: one.id, summary: one.summary }))
}

/// What a visitor sees who may not see a talk.
pub async fn refused(
    http: &Http,
    headers: &HeaderMap,
    visitor: &Visitor,
    error: &ApiError,
) -> Response {
    match error.status {
        401 if visitor.token.is_none() => Redirect::to("/").into_response(),
        401 | 410 => {
            let jar = CookieJar::new().add(visitor::gone(http, is_framed(headers)));
            (jar, Redirect::to("/?notice=ended")).into_response()
        }
        // A conversation that is gone; the session goes on.
        404 => Redirect::to("/chat").into_response(),
        status => trouble(http, visitor, status).await,
    }
}

/// Names a message of a conversation.
#[derive(Deserialize)]
struct Message {
    #[serde(default)]
    conversation: String,
    #[serde(default)]
    message: String,
    /// For a thumb: `true`, `false`, or nothing to take it back.
    #[serde(default)]
    up: String,
}

async fn thumb(
    State(http): State<Http>,
    headers: HeaderMap,
    Form(message): Form<Message>,
) -> Response {
    let visitor = Visitor::of(&headers);
    let rated = async {
        let caller = visitor.caller(&http).await?;
        let (conversation, turn) = (named(&message.conversation)?, named(&message.message)?);
        let thumb = Thumb { up: message.up.parse().ok() };
        http.backend.rate_turn(&caller, conversation, turn, thumb).await.map(|()| conversation)
    };
    match rated.await {
        Ok(conversation) => back_to(conversation),
        Err(error) => refused(&http, &headers, &visitor, &error).await,
    }
}

async fn erase_message(
    State(http): State<Http>,
    headers: HeaderMap,
    Form(message): Form<Message>,
) -> Response {
    let visitor = Visitor::of(&headers);
    let erased = async {
        let caller = visitor.caller(&http).await?;
        let (conversation, turn) = (named(&message.conversation)?, named(&message.message)?);
        http.backend.erase_turn(&caller, conversation, turn).await.map(|()| conversation)
    };
    match erased.await {
        Ok(conversation) => back_to(conversation),
        Err(error) => refused(&http, &headers, &visitor, &error).await,
    }
}

fn back_to(conversation: Uuid) -> Response {
    Redirect::to(&format!("/chat?c={conversation}")).into_response()
}
