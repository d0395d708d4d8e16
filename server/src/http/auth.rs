//! `/api/v1/auth`, `/api/v1/mock-idp` and `/api/v1/features`: signing in, and what a client may show.

use super::caller::Known;
use super::json::{Json, Parameters};
use super::problem::Problem;
use super::refusals::{AnyCall, BodyRefusals, CallerRefusals, LoginRefusals, MockRefusals};
use app::api::person::{AuthResponse, Login, MockSignIn, MockToken};
use app::backend::Backend;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use utoipa::IntoParams;

/// Get a token from the mock identity provider.
///
/// For development: it believes everybody. Answers under `/mock-idp/authenticate` too.
#[utoipa::path(post, path = "/api/v1/mock-idp/authenticate", operation_id = "mock_authenticate", tag = "sign-in", request_body = MockSignIn,
    responses((status = 200, body = MockToken), BodyRefusals, MockRefusals, AnyCall))]
pub async fn mock_authenticate(
    State(backend): State<Arc<dyn Backend>>,
    Json(wanted): Json<MockSignIn>,
) -> Result<axum::Json<MockToken>, Problem> {
    Ok(axum::Json(backend.mock_sign_in(wanted).await?))
}

/// Show the mock identity provider's keys.
///
/// A JSON Web Key Set (RFC 7517). Answers under `/mock-idp/.well-known/jwks.json` too.
#[utoipa::path(get, path = "/api/v1/mock-idp/.well-known/jwks.json", operation_id = "mock_keys", tag = "sign-in",
    responses((status = 200, body = serde_json::Value, example = json!({"keys": [{"kty": "oct", "alg": "HS256", "kid": "mock", "k": "c2VjcmV0"}]})), MockRefusals, AnyCall))]
pub async fn mock_keys(
    State(backend): State<Arc<dyn Backend>>,
) -> Result<axum::Json<serde_json::Value>, Problem> {
    Ok(axum::Json(backend.mock_keys()?))
}

/// Sign in with an identity provider's token.
///
/// `bearer_token` opens everything of this person: send it as `Authorization: Bearer`. The same
/// person and `origin` get the same bearer until they sign out or do not use it for 30 days.
#[utoipa::path(post, path = "/api/v1/auth/login", operation_id = "login", tag = "sign-in", request_body = Login,
    responses((status = 200, body = AuthResponse), BodyRefusals, LoginRefusals, AnyCall))]
pub async fn login(
    State(backend): State<Arc<dyn Backend>>,
    Json(login): Json<Login>,
) -> Result<axum::Json<AuthResponse>, Problem> {
    Ok(axum::Json(backend.sign_in(login).await?))
}

/// Sign out.
///
/// The bearer is dead at once and its event streams end.
#[utoipa::path(post, path = "/api/v1/auth/logout", operation_id = "logout", tag = "sign-in", security(("bearer" = [])),
    responses((status = 204, description = "Signed out"), CallerRefusals, AnyCall))]
pub async fn logout(
    State(backend): State<Arc<dyn Backend>>,
    Known(caller): Known,
) -> Result<StatusCode, Problem> {
    backend.sign_out(&caller).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// For whom the flags are wanted.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FlagParameters {
    /// The kind of person the client is for, such as `teenager`.
    variant: Option<String>,
    /// `development`, `production` or another; the server's own where it is absent.
    environment: Option<String>,
}

/// List the feature flags.
///
/// A flat map; what is not known has its default.
#[utoipa::path(get, path = "/api/v1/features", operation_id = "features", tag = "sign-in", params(FlagParameters),
    responses((status = 200, body = BTreeMap<String, bool>, example = json!({"enable_monster_flip_animation": true, "enable_simple_resume_prompt": true, "enable_login_screen": true, "collective_management": false})), AnyCall))]
pub async fn features(
    State(backend): State<Arc<dyn Backend>>,
    Parameters(wanted): Parameters<FlagParameters>,
) -> axum::Json<BTreeMap<String, bool>> {
    let FlagParameters { variant, environment } = wanted;
    axum::Json(backend.features(variant.as_deref(), environment.as_deref()).await)
}
