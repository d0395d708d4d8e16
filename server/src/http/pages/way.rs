//! The way to an identity provider and back.

use super::sign_in::{is_offered, login, why};
use super::trouble;
use super::visitor::{self, Visitor};
use crate::http::Http;
use crate::http::limit::TooFast;
use app::backend::{Arrival, Arrived};
use app::error::ApiError;
use app::pages::{SignInTrouble, Who};
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Extension, Router};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use serde::Deserialize;

/// What the browser keeps while somebody is at their provider.
const TICKET: &str = "km_sign_in";

/// There and back.
pub fn routes() -> Router<Http> {
    Router::new()
        .route("/sign-in/{provider}", get(depart))
        .route("/sign-in/{provider}/back", get(arrive))
}

/// The provider's name; one that cannot be read is nobody's, and the page says so.
fn named(provider: Result<Path<String>, PathRejection>) -> String {
    provider.map(|Path(provider)| provider).unwrap_or_default()
}

/// Sends somebody to their provider. A link, not a form: our policy lets forms lead only to us.
async fn depart(
    State(http): State<Http>,
    provider: Result<Path<String>, PathRejection>,
    too_fast: Option<Extension<TooFast>>,
    headers: HeaderMap,
) -> Response {
    let visitor = Visitor::of(&headers);
    let provider = named(provider);
    if !is_offered(&http, &headers).await {
        return trouble(&http, &visitor, 404).await;
    }
    if too_fast.is_some() {
        return back_to_the_door(&http, SignInTrouble::TooFast);
    }
    match http.backend.depart(&provider).await {
        Ok(departure) => {
            let jar = CookieJar::new().add(ticket(&http, departure.ticket));
            (jar, Redirect::to(&departure.address)).into_response()
        }
        Err(error) if error.status == 404 => trouble(&http, &visitor, 404).await,
        Err(error) => back_to_the_door(&http, why(&error)),
    }
}

/// What a provider says when it sends somebody back.
#[derive(Deserialize)]
struct Said {
    code: Option<String>,
    #[serde(default)]
    state: String,
    error: Option<String>,
}

async fn arrive(
    State(http): State<Http>,
    provider: Result<Path<String>, PathRejection>,
    Query(said): Query<Said>,
    too_fast: Option<Extension<TooFast>>,
    headers: HeaderMap,
) -> Response {
    let visitor = Visitor::of(&headers);
    let provider = named(provider);
    if !is_offered(&http, &headers).await {
        return trouble(&http, &visitor, 404).await;
    }
    if too_fast.is_some() {
        return back_to_the_door(&http, SignInTrouble::TooFast);
    }
    let code = match (said.code, said.error.as_deref()) {
        (_, Some("access_denied")) => return back_to_the_door(&http, SignInTrouble::Denied),
        (Some(code), None) => code,
        _ => return back_to_the_door(&http, SignInTrouble::Refused),
    };
    let jar = CookieJar::from_headers(&headers);
    let ticket = jar.get(TICKET).map(|cookie| cookie.value().to_owned()).unwrap_or_default();
    let arrival = Arrival { provider: provider.clone(), ticket, state: said.state, code };
    let signed_in = async {
        let Arrived { idp_token, user_type, is_new } = http.backend.arrive(arrival).await?;
        let login = login(&visitor, &provider, idp_token, user_type);
        let bearer = http.backend.sign_in(login).await?.bearer_token;
        let likely = Who::of(user_type, None).map(|who| format!("&who={}", who.name()));
        let to = format!("/welcome?first=yes{}", likely.unwrap_or_default());
        Ok::<_, ApiError>((bearer, if is_new { to } else { "/chat".to_owned() }))
    };
    match signed_in.await {
        Ok((bearer, to)) => {
            let jar = CookieJar::new()
                .add(visitor::session(&http, false, bearer.to_string()))
                .add(no_ticket(&http));
            (jar, Redirect::to(&to)).into_response()
        }
        Err(error) if error.status == 404 => trouble(&http, &visitor, 404).await,
        Err(error) => back_to_the_door(&http, why(&error)),
    }
}

/// What went wrong stands on the page of signing in, and nothing of the way there in its address.
fn back_to_the_door(http: &Http, why: SignInTrouble) -> Response {
    let to = Redirect::to(&format!("/sign-in?why={}", why.name()));
    (CookieJar::new().add(no_ticket(http)), to).into_response()
}

/// Lax, because the provider's page leads back here.
fn ticket(http: &Http, value: String) -> Cookie<'static> {
    Cookie::build((TICKET, value))
        .path("/sign-in")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(http.is_secure())
        .max_age(time::Duration::minutes(10))
        .build()
}

fn no_ticket(http: &Http) -> Cookie<'static> {
    let mut gone = ticket(http, String::new());
    gone.set_max_age(time::Duration::ZERO);
    gone
}
