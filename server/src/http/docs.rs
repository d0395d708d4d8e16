//! The API's description and the pages that show it, all served from here.

use super::Http;
use super::limit::RateLimited;
use axum::extract::Request;
use axum::http::{HeaderValue, header};
use axum::middleware::{Next, from_fn};
use axum::response::{Html, Response};
use axum::routing::get;
use axum::{Json, Router};
use utoipa::ToSchema;
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, Http as HttpScheme, HttpAuthScheme, SecurityScheme,
};
use utoipa::openapi::{
    ComponentsBuilder, ContactBuilder, InfoBuilder, LicenseBuilder, OpenApi, OpenApiBuilder, RefOr,
};
use utoipa_swagger_ui::SwaggerUi;

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
    let bearer = SecurityScheme::Http(HttpScheme::new(HttpAuthScheme::Bearer));
    let token = SecurityScheme::ApiKey(ApiKey::Header(ApiKeyValue::new("X-Session-Token")));
    let components = ComponentsBuilder::new()
        .schema_from::<RateLimited>()
        .security_scheme("bearer", bearer)
        .security_scheme("session_token", token)
        .build();
    OpenApiBuilder::new().info(info.build()).components(Some(components)).build()
}

/// The whole description, as it is served.
pub fn openapi() -> OpenApi {
    described(super::api().into_openapi())
}

/// Gives every answer the description that OpenAPI requires, where none was written.
pub fn described(mut openapi: OpenApi) -> OpenApi {
    let items = openapi.paths.paths.values_mut();
    let operations = items.flat_map(|item| {
        [&mut item.get, &mut item.post, &mut item.put, &mut item.delete].into_iter().flatten()
    });
    for (status, response) in operations.flat_map(|operation| &mut operation.responses.responses) {
        if let RefOr::T(response) = response
            && response.description.is_empty()
        {
            response.description = if status == "201" { "Created" } else { "As asked" }.to_owned();
        }
    }
    openapi
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
