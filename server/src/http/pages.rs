//! The pages and their plain forms; `app` draws them, here they get their data and cookies.

use super::Http;
use super::guard::page_policy;
use super::json;
use super::limit::TooFast;
use super::problem::Problem;
use super::sessions::accepted_language;
use crate::crypto;
use app::api::message::Message;
use app::api::session::{NewSession, SessionChange};
use app::calls::SessionCookie;
use app::error::ApiError;
use app::language::Language;
use app::pages;
use app::visit::{Notice, Problem as Trouble, Talk, Visit};
use axum::Extension;
use axum::Router;
use axum::body::Body;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Path, Query, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use leptos::config::LeptosOptions;
use leptos::nonce::Nonce;
use leptos::prelude::{AnyView, provide_context};
use serde::Deserialize;
use std::sync::Arc;

const SESSION: &str = "km_session";
const LANGUAGE: &str = "km_language";
/// The most messages that the chat page shows at first.
const SHOWN: i64 = 500;

/// Every page and form, and the calls of the pages' own script.
pub fn routes() -> Router<Http> {
    Router::new()
        .route("/", get(landing))
        .route("/start", post(start))
        .route("/chat", get(chat).post(write))
        .route("/help", get(help))
        .route("/privacy", get(privacy))
        .route("/language", post(choose_language))
        .route("/erase", post(erase))
        .route("/leave", get(leave).post(end))
        .route("/api/ui/{name}", post(call))
}

/// The token in our cookie.
pub fn session_cookie(headers: &HeaderMap) -> Option<String> {
    CookieJar::from_headers(headers).get(SESSION).map(|cookie| cookie.value().to_owned())
}

/// The one who looks at a page.
struct Visitor {
    token: Option<String>,
    language: Language,
}

impl Visitor {
    /// The language is the chosen one, else the browser's.
    fn of(headers: &HeaderMap) -> Visitor {
        let jar = CookieJar::from_headers(headers);
        let chosen = jar.get(LANGUAGE).and_then(|cookie| Language::parse(cookie.value()));
        Visitor {
            token: jar.get(SESSION).map(|cookie| cookie.value().to_owned()),
            language: chosen.unwrap_or_else(|| accepted_language(headers)),
        }
    }

    fn visit(&self, path: &str) -> Visit {
        Visit {
            language: self.language,
            country: None,
            path: path.to_owned(),
            has_session: self.token.is_some(),
            notice: None,
        }
    }
}

#[derive(Deserialize)]
struct LandingParameters {
    notice: Option<String>,
}

async fn landing(
    State(http): State<Http>,
    Query(parameters): Query<LandingParameters>,
    headers: HeaderMap,
) -> Response {
    let visitor = Visitor::of(&headers);
    let mut visit = visitor.visit("/");
    if let Some(token) = &visitor.token {
        visit.has_session = http.backend.session(token).await.is_ok();
    }
    visit.notice = match parameters.notice.as_deref() {
        Some("erased") => Some(Notice::Erased),
        Some("ended") => Some(Notice::SessionEnded),
        _ => None,
    };
    draw(&http, StatusCode::OK, move |options| pages::landing(visit.clone(), options)).await
}

/// Opens a session. What stood in the composer of a talk that has ended comes along and waits in
/// the new one.
async fn start(
    State(http): State<Http>,
    too_fast: Option<Extension<TooFast>>,
    headers: HeaderMap,
    written: Result<Form<Written>, FormRejection>,
) -> Response {
    let draft = written.map(|Form(written)| written.content).unwrap_or_default();
    let visitor = Visitor::of(&headers);
    if let Some(token) = &visitor.token
        && http.backend.session(token).await.is_ok()
    {
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
    let jar = CookieJar::new().add(session(&http, token.clone()));
    if draft.trim().is_empty() {
        return (jar, Redirect::to("/chat")).into_response();
    }
    let visitor = Visitor { token: Some(token), ..visitor };
    (jar, show_talk(&http, &visitor, draft, None).await).into_response()
}

async fn chat(State(http): State<Http>, headers: HeaderMap) -> Response {
    let visitor = Visitor::of(&headers);
    show_talk(&http, &visitor, String::new(), None).await
}

#[derive(Deserialize)]
struct Written {
    #[serde(default)]
    content: String,
}

async fn write(
    State(http): State<Http>,
    too_fast: Option<Extension<TooFast>>,
    headers: HeaderMap,
    Form(written): Form<Written>,
) -> Response {
    let visitor = Visitor::of(&headers);
    let Some(token) = &visitor.token else {
        return show_talk(&http, &visitor, written.content, Some(Trouble::Ended)).await;
    };
    if too_fast.is_some() {
        return show_talk(&http, &visitor, written.content, Some(Trouble::TooFast)).await;
    }
    match http.backend.send_message(token, &written.content).await {
        Ok(_) => Redirect::to("/chat#latest").into_response(),
        Err(error) if error.status == 422 && written.content.trim().is_empty() => {
            show_talk(&http, &visitor, String::new(), Some(Trouble::Empty)).await
        }
        Err(error) => show_talk(&http, &visitor, written.content, Some(Trouble::of(&error))).await,
    }
}

async fn show_talk(
    http: &Http,
    visitor: &Visitor,
    draft: String,
    problem: Option<Trouble>,
) -> Response {
    let loaded = async {
        let token = visitor.token.as_deref().ok_or_else(ApiError::session_is_unknown)?;
        let crisis = http.backend.crisis_help(token).await?;
        Ok::<_, ApiError>((latest(http, token).await?, crisis))
    };
    match loaded.await {
        Ok((messages, crisis)) => {
            let status = match problem {
                None => StatusCode::OK,
                Some(Trouble::Empty | Trouble::TooLong) => StatusCode::UNPROCESSABLE_ENTITY,
                Some(Trouble::TooFast) => StatusCode::TOO_MANY_REQUESTS,
                Some(Trouble::Away) => StatusCode::SERVICE_UNAVAILABLE,
                Some(_) => StatusCode::INTERNAL_SERVER_ERROR,
            };
            let (visit, talk) = (visitor.visit("/chat"), Talk { messages, crisis, draft, problem });
            let page = move |options| pages::chat(visit.clone(), talk.clone(), options);
            draw(http, status, page).await
        }
        // The words that could not be sent must not be lost with the page.
        Err(error) if !draft.trim().is_empty() => {
            let talk = Talk {
                messages: Vec::new(),
                crisis: None,
                draft,
                problem: Some(Trouble::of(&error)),
            };
            let visit = visitor.visit("/chat");
            let status = StatusCode::from_u16(error.status).unwrap_or(StatusCode::BAD_GATEWAY);
            draw(http, status, move |options| pages::chat(visit.clone(), talk.clone(), options))
                .await
        }
        Err(_) if visitor.token.is_none() => Redirect::to("/").into_response(),
        Err(error) if matches!(error.status, 404 | 410) => ended(),
        Err(error) => trouble(http, visitor, error.status).await,
    }
}

/// The last messages of a session, oldest first.
async fn latest(http: &Http, token: &str) -> Result<Vec<Message>, ApiError> {
    let page = http.backend.messages(token, SHOWN, 0).await?;
    if page.total_count <= SHOWN {
        return Ok(page.messages);
    }
    Ok(http.backend.messages(token, SHOWN, page.total_count - SHOWN).await?.messages)
}

#[derive(Deserialize)]
struct HelpParameters {
    country: Option<String>,
}

async fn help(
    State(http): State<Http>,
    Query(parameters): Query<HelpParameters>,
    headers: HeaderMap,
) -> Response {
    let visitor = Visitor::of(&headers);
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
}

async fn choose_language(
    State(http): State<Http>,
    headers: HeaderMap,
    Form(choice): Form<Choice>,
) -> Response {
    let visitor = Visitor::of(&headers);
    let language = Language::parse(&choice.language).unwrap_or(visitor.language);
    if let Some(token) = &visitor.token {
        let language_preference = Some(language);
        let change = SessionChange { language_preference, ..SessionChange::default() };
        // Without its session the choice still holds for the pages.
        http.backend.change_session(token, change).await.ok();
    }
    let cookie = Cookie::build((LANGUAGE, language.code()))
        .path("/")
        .same_site(SameSite::Lax)
        .secure(http.is_secure())
        .http_only(true)
        .permanent();
    let ours = ["/", "/chat", "/help", "/privacy"];
    let back = ours.into_iter().find(|path| *path == choice.back).unwrap_or("/");
    (CookieJar::new().add(cookie), Redirect::to(back)).into_response()
}

async fn erase(State(http): State<Http>, headers: HeaderMap) -> Response {
    let visitor = Visitor::of(&headers);
    if let Some(token) = &visitor.token {
        match http.backend.erase_session(token).await {
            Err(error) if !matches!(error.status, 404 | 410) => {
                return trouble(&http, &visitor, error.status).await;
            }
            _ => {}
        }
    }
    (forget("\"cache\", \"storage\""), Redirect::to("/?notice=erased")).into_response()
}

/// A press on *leave now* without JavaScript.
async fn leave(headers: HeaderMap) -> Response {
    let to = Redirect::to(pages::neutral_site(Visitor::of(&headers).language));
    // A link on somebody else's page must not end a visitor's session.
    let from_elsewhere = headers.get("sec-fetch-site").is_some_and(|site| site == "cross-site");
    if from_elsewhere { to.into_response() } else { (forget("\"storage\""), to).into_response() }
}

/// The beacon that a page sends while it leaves.
async fn end() -> Response {
    (forget("\"cache\", \"storage\""), StatusCode::NO_CONTENT).into_response()
}

/// A call of the pages' own script.
async fn call(State(http): State<Http>, Path(name): Path<String>, request: Request) -> Response {
    let path = format!("/api/ui/{name}");
    if !leptos::server_fn::axum::server_fn_paths().any(|(known, _)| known == path) {
        return Problem(ApiError::path_is_unknown()).into_response();
    }
    let headers = request.headers().clone();
    let body = match json::read(request, &()).await {
        Ok(body) => body,
        Err(problem) => return problem.into_response(),
    };
    let cookie = SessionCookie(session_cookie(&headers));
    let mut request = Request::post(path).body(Body::from(body)).unwrap_or_default();
    for name in [header::CONTENT_TYPE, header::ACCEPT] {
        if let Some(value) = headers.get(&name) {
            request.headers_mut().insert(name, value.clone());
        }
    }
    let backend = http.backend.clone();
    let context = move || {
        provide_context(backend.clone());
        provide_context(cookie.clone());
    };
    let answer = leptos_axum::handle_server_fns_with_context(context, request).await;
    with_its_own_status(answer.into_response()).await
}

/// A call whose arguments cannot be read fails before our code runs: Leptos answers 500 then, and
/// the true status stands in the body.
async fn with_its_own_status(answer: Response) -> Response {
    if answer.status() != StatusCode::INTERNAL_SERVER_ERROR {
        return answer;
    }
    let (mut parts, body) = answer.into_parts();
    let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap_or_default();
    let told = serde_json::from_slice::<ApiError>(&bytes).ok();
    if let Some(status) = told.and_then(|error| StatusCode::from_u16(error.status).ok()) {
        parts.status = status;
    }
    Response::from_parts(parts, Body::from(bytes))
}

/// Draws a page under its own policy.
async fn draw(
    http: &Http,
    status: StatusCode,
    page: impl Fn(LeptosOptions) -> AnyView + Send + Sync + 'static,
) -> Response {
    draw_any(http, status, Arc::new(page)).await
}

/// The same for a page of any kind: what Leptos makes of it is compiled once, not for each page.
async fn draw_any(
    http: &Http,
    status: StatusCode,
    page: Arc<dyn Fn(LeptosOptions) -> AnyView + Send + Sync>,
) -> Response {
    let mut bytes = [0; 16];
    crypto::fill(&mut bytes);
    let nonce = uuid::Uuid::from_bytes(bytes).simple().to_string();
    let (options, value) = (http.leptos.clone(), nonce.clone());
    let render = leptos_axum::render_app_async_with_context(
        move || provide_context(Nonce::from_value(value.as_str())),
        move || page(options.clone()),
    );
    let mut response = render(Request::new(Body::empty())).await;
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, page_policy(&nonce));
    response
}

/// A page for what went wrong.
async fn trouble(http: &Http, visitor: &Visitor, status: u16) -> Response {
    let visit = visitor.visit("/");
    let code = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    draw(http, code, move |options| pages::lost(visit.clone(), status, options)).await
}

/// The page for an address that leads nowhere.
pub async fn not_found(http: &Http, headers: &HeaderMap) -> Response {
    trouble(http, &Visitor::of(headers), 404).await
}

/// A page when even drawing failed.
pub fn bare_failure(status: u16) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let page = axum::response::Html(include_str!("failure.html"));
    (status, page).into_response()
}

fn session(http: &Http, token: String) -> Cookie<'static> {
    Cookie::build((SESSION, token))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(http.is_secure())
        .max_age(time::Duration::days(30))
        .build()
}

/// Ends the cookie session and asks the browser to forget what it holds of us.
///
/// Not `"cookies"`: that would also end what the visitor has open on neighbouring sites of the same
/// domain, a school's portal say. Not always `"cache"`: browsers take a second to empty it.
fn forget(what: &'static str) -> ([(HeaderName, HeaderValue); 1], CookieJar) {
    let header = (HeaderName::from_static("clear-site-data"), HeaderValue::from_static(what));
    ([header], CookieJar::new().add(gone()))
}

/// A cookie that takes the place of the session's and is gone at once.
fn gone() -> Cookie<'static> {
    Cookie::build((SESSION, "")).path("/").http_only(true).max_age(time::Duration::ZERO).build()
}

fn ended() -> Response {
    (CookieJar::new().add(gone()), Redirect::to("/?notice=ended")).into_response()
}
