//! The API's description and the pages that show it, all served from here.

use super::Http;
use super::limit::RateLimited;
use app::error::ErrorBody;
use axum::extract::Request;
use axum::http::{HeaderValue, header};
use axum::middleware::{Next, from_fn};
use axum::response::{Html, Response};
use axum::routing::get;
use axum::{Json, Router};
use utoipa::openapi::{
    ComponentsBuilder, ContactBuilder, InfoBuilder, LicenseBuilder, OpenApi, OpenApiBuilder,
};
use utoipa::{IntoResponses, ToSchema};
use utoipa_swagger_ui::SwaggerUi;

/// What any call may be answered with.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "read by the derive only")]
pub enum AnyCall {
    /// Too many requests from this address.
    #[response(status = 429, description = "Too many requests from this address")]
    TooMany(RateLimited),
    /// Our fault.
    #[response(status = 500, description = "Our fault; `request_id` names the request in our logs")]
    Failed(ErrorBody),
    /// The database is away.
    #[response(status = 503, description = "The database is away; nothing was stored")]
    Away(ErrorBody),
}

/// What a call with a JSON body may be refused with.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "read by the derive only")]
pub enum BodyRefusals {
    /// Not JSON.
    #[response(status = 400, description = "The body is not JSON")]
    NotJson(ErrorBody),
    /// Too large.
    #[response(status = 413, description = "The body is larger than 64 KiB")]
    TooLarge(ErrorBody),
    /// Another type.
    #[response(status = 415, description = "Content-Type is not application/json")]
    OtherType(ErrorBody),
    /// A wrong value.
    #[response(status = 422, description = "A value is missing or not acceptable")]
    Invalid(ErrorBody),
}

/// What a call with parameters may be refused with.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "read by the derive only")]
pub enum ParameterRefusals {
    /// A wrong value.
    #[response(status = 422, description = "A parameter is missing or not acceptable")]
    Invalid(ErrorBody),
}

/// What a call for a session may be refused with.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "read by the derive only")]
pub enum SessionRefusals {
    /// No such session.
    #[response(status = 404, description = "The token is malformed, unknown or erased")]
    Unknown(ErrorBody),
    /// Its time is over.
    #[response(status = 410, description = "The session has expired")]
    Expired(ErrorBody),
}

/// What a call for one message may be refused with.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "read by the derive only")]
pub enum MessageRefusals {
    /// No such message.
    #[response(status = 404, description = "The session is unknown or has no such message")]
    Unknown(ErrorBody),
    /// Its time is over.
    #[response(status = 410, description = "The session has expired")]
    Expired(ErrorBody),
}

/// A second feedback.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "read by the derive only")]
pub enum FeedbackExists {
    /// The session has its feedback.
    #[response(status = 409, description = "The session has its feedback already")]
    Exists(ErrorBody),
}

/// The answer of the liveness probe.
#[derive(serde::Serialize, ToSchema)]
pub struct Alive {
    /// `alive`.
    #[schema(example = "alive")]
    pub status: &'static str,
}

/// The description's first page.
pub fn introduction() -> OpenApi {
    let info = InfoBuilder::new()
        .title("Kind Monsters")
        .version(crate::service::API_VERSION)
        .description(Some(include_str!("docs.md")))
        .contact(Some(ContactBuilder::new().name(Some("Kind Monsters")).build()))
        .license(Some(
            LicenseBuilder::new().name("Apache-2.0").identifier(Some("Apache-2.0")).build(),
        ));
    // Found only through derived answers, which do not bring their schemas along.
    let components = ComponentsBuilder::new().schema_from::<RateLimited>().build();
    OpenApiBuilder::new().info(info.build()).components(Some(components)).build()
}

/// The whole description, as it is served.
pub fn openapi() -> OpenApi {
    super::api().into_openapi()
}

/// `/docs`, `/redoc` and `/openapi.json`.
pub fn routes(openapi: OpenApi) -> Router<Http> {
    let swagger = SwaggerUi::new("/docs")
        .config(utoipa_swagger_ui::Config::from("/openapi.json").display_request_duration(true));
    Router::new()
        .route("/openapi.json", get(async || Json(openapi)))
        .route("/redoc", get(async || Html(include_str!("redoc.html"))))
        .merge(swagger)
        .layer(from_fn(policy))
}

/// These pages are for developers; their scripts write their own styles.
async fn policy(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let policy = HeaderValue::from_static(
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
         img-src 'self' data:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; \
         base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    );
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    response
}
