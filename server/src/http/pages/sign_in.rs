//! Signing in and out: the door, a name in development, who somebody is, and the way out.

use super::visitor::{self, Visitor, forget, is_framed};
use super::{draw, trouble};
use crate::http::Http;
use crate::http::limit::TooFast;
use app::api::person::{Login, MockSignIn, UserType};
use app::backend::{Caller, Owner};
use app::error::ApiError;
use app::pages::{self, SignIn, SignInTrouble, Who};
use app::visit::Standing;
use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Extension, Router};
use axum_extra::extract::cookie::CookieJar;
use serde::Deserialize;

/// What a login says of our own pages.
const ORIGIN: &str = "web_leptos";
/// The development server's provider.
const MOCK: &str = "mock-idp";

/// Signing in and out.
pub fn routes() -> Router<Http> {
    Router::new()
        .route("/sign-in", get(show))
        .route("/sign-in/mock", post(mock))
        .route("/welcome", get(welcome).post(introduce))
        .route("/sign-out", post(sign_out))
}

/// Whether the pages offer to sign in. In a frame on somebody else's page they do not: providers let
/// nobody frame them, and a page around ours must not lead anybody's hand.
pub async fn is_offered(http: &Http, headers: &HeaderMap) -> bool {
    if is_framed(headers) {
        return false;
    }
    let flags = http.backend.features(None, None).await;
    flags.get("enable_login_screen").copied().unwrap_or_default()
}

/// Who looks at a page, as far as signing in goes.
pub async fn standing(http: &Http, visitor: &Visitor) -> Standing {
    match visitor.caller(http).await {
        Ok(Caller { owner: Owner::User(_), .. }) => Standing::Person,
        Ok(_) => Standing::Visitor,
        Err(_) => Standing::Nobody,
    }
}

#[derive(Deserialize)]
struct Told {
    why: Option<String>,
    out: Option<String>,
}

async fn show(State(http): State<Http>, Query(told): Query<Told>, headers: HeaderMap) -> Response {
    let visitor = Visitor::of(&headers);
    let why = told.why.unwrap_or_default();
    let trouble = SignInTrouble::ON_THE_WAY.into_iter().find(|trouble| trouble.name() == why);
    let shown = SignIn { trouble, is_out: told.out.is_some(), ..SignIn::wanted(Standing::Nobody) };
    if !is_offered(&http, &headers).await {
        return super::trouble(&http, &visitor, 404).await;
    }
    show_with(&http, &visitor, StatusCode::OK, shown).await
}

async fn show_with(http: &Http, visitor: &Visitor, status: StatusCode, shown: SignIn) -> Response {
    let shown = SignIn {
        providers: http.backend.providers(visitor.language),
        has_mock: http.backend.mock_keys().is_ok(),
        visitor: standing(http, visitor).await,
        ..shown
    };
    let visit = visitor.visit("/sign-in");
    draw(http, status, move |options| pages::sign_in(visit.clone(), shown.clone(), options)).await
}

#[derive(Deserialize)]
struct Trial {
    #[serde(default)]
    name: String,
    #[serde(default)]
    who: String,
}

async fn mock(
    State(http): State<Http>,
    too_fast: Option<Extension<TooFast>>,
    headers: HeaderMap,
    Form(trial): Form<Trial>,
) -> Response {
    let visitor = Visitor::of(&headers);
    if !is_offered(&http, &headers).await {
        return trouble(&http, &visitor, 404).await;
    }
    let who = Who::parse(&trial.who);
    let shown = |trouble| SignIn {
        trouble: Some(trouble),
        name: trial.name.clone(),
        who,
        ..SignIn::wanted(Standing::Nobody)
    };
    if too_fast.is_some() {
        let status = StatusCode::TOO_MANY_REQUESTS;
        return show_with(&http, &visitor, status, shown(SignInTrouble::TooFast)).await;
    }
    let token =
        match http.backend.mock_sign_in(MockSignIn { idp_user_id: trial.name.clone() }).await {
            Ok(token) => token.access_token,
            Err(error) if error.status == 404 => return trouble(&http, &visitor, 404).await,
            Err(error) => return refuse(&http, &visitor, &error, shown).await,
        };
    let Some((user_type, age_class)) = who.map(Who::kind) else {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return show_with(&http, &visitor, status, shown(SignInTrouble::Who)).await;
    };
    let login = Login { age_class, ..login(&visitor, MOCK, token, user_type) };
    match http.backend.sign_in(login).await {
        Ok(answer) => {
            let bearer = answer.bearer_token.to_string();
            let jar = CookieJar::new().add(visitor::session(&http, false, bearer));
            (jar, Redirect::to("/chat")).into_response()
        }
        Err(error) => refuse(&http, &visitor, &error, shown).await,
    }
}

/// The form again, with what did not work.
async fn refuse(
    http: &Http,
    visitor: &Visitor,
    error: &ApiError,
    shown: impl FnOnce(SignInTrouble) -> SignIn,
) -> Response {
    let trouble = if error.status == 422 { SignInTrouble::Name } else { why(error) };
    let status = StatusCode::from_u16(error.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    show_with(http, visitor, status, shown(trouble)).await
}

/// What a person is told of an error.
pub fn why(error: &ApiError) -> SignInTrouble {
    match error.status {
        400 | 401 => SignInTrouble::Refused,
        404 | 410 => SignInTrouble::Over,
        503 => SignInTrouble::Away,
        _ => SignInTrouble::Broken,
    }
}

/// A login from our own pages.
pub fn login(visitor: &Visitor, provider: &str, idp_token: String, user_type: UserType) -> Login {
    Login {
        idp_token,
        id_provider: provider.to_owned(),
        user_type,
        age_class: None,
        language: visitor.language,
        origin: ORIGIN.to_owned(),
        country: None,
        capabilities: Some(serde_json::json!({
            "supports_sse": true, "supports_reply_stream": true,
        })),
    }
}

#[derive(Deserialize)]
struct Arrival {
    /// Given where somebody is here for the first time.
    first: Option<String>,
    /// What their provider says of them.
    #[serde(default)]
    who: String,
}

async fn welcome(
    State(http): State<Http>,
    Query(arrival): Query<Arrival>,
    headers: HeaderMap,
) -> Response {
    let is_known = arrival.first.is_none();
    ask_who(&http, &Visitor::of(&headers), Who::parse(&arrival.who), is_known, false).await
}

async fn ask_who(
    http: &Http,
    visitor: &Visitor,
    likely: Option<Who>,
    is_known: bool,
    is_missing: bool,
) -> Response {
    let introduced = async {
        let caller = visitor.caller(http).await?;
        http.backend.introduced(&caller).await
    };
    let Ok((user_type, age_class)) = introduced.await else {
        return Redirect::to("/").into_response();
    };
    let likely = likely.or_else(|| Who::of(user_type, age_class));
    let status = if is_missing { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let visit = visitor.visit("/welcome");
    let page = move |options| pages::welcome(visit.clone(), likely, is_known, is_missing, options);
    draw(http, status, page).await
}

#[derive(Deserialize)]
struct Introduction {
    #[serde(default)]
    who: String,
}

async fn introduce(
    State(http): State<Http>,
    headers: HeaderMap,
    Form(introduction): Form<Introduction>,
) -> Response {
    let visitor = Visitor::of(&headers);
    let Some((user_type, age_class)) = Who::parse(&introduction.who).map(Who::kind) else {
        return ask_who(&http, &visitor, None, true, true).await;
    };
    let introduced = async {
        let caller = visitor.caller(&http).await?;
        http.backend.introduce(&caller, user_type, age_class).await
    };
    match introduced.await {
        Ok(()) => Redirect::to("/chat").into_response(),
        Err(error) if error.status == 401 => Redirect::to("/").into_response(),
        Err(error) => trouble(&http, &visitor, error.status).await,
    }
}

/// Ends the session on the server too: whoever has the cookie has nothing.
async fn sign_out(State(http): State<Http>, headers: HeaderMap) -> Response {
    let visitor = Visitor::of(&headers);
    let ended = async {
        let caller = visitor.caller(&http).await?;
        http.backend.sign_out(&caller).await
    };
    match ended.await {
        // 401: nobody was signed in, which is what was wanted.
        Err(error) if error.status != 401 => trouble(&http, &visitor, error.status).await,
        _ => {
            let to = if is_offered(&http, &headers).await { "/sign-in?out=yes" } else { "/" };
            (forget(&http, is_framed(&headers), "\"cache\", \"storage\""), Redirect::to(to))
                .into_response()
        }
    }
}
