//! Paths with and without their trailing slash are the same path, without a redirect.

use axum::Router;
use axum::http::uri::PathAndQuery;
use axum::http::{Request, Uri};
use axum::response::Response;
use std::collections::HashSet;
use std::convert::Infallible;
use std::sync::Arc;
use std::task::{Context, Poll};
use tower::Service;

/// The documented paths that end in a slash, without it.
pub fn paths_with_slash(openapi: &utoipa::openapi::OpenApi) -> HashSet<String> {
    openapi.paths.paths.keys().filter_map(|path| path.strip_suffix('/')).map(Into::into).collect()
}

/// A router that finds a path's documented form before it looks for its handler.
#[derive(Clone)]
pub struct AnySlash {
    router: Router,
    with_slash: Arc<HashSet<String>>,
}

impl AnySlash {
    /// Wraps `router`; the paths in `with_slash` are documented with a slash, all others without.
    pub fn new(router: Router, with_slash: HashSet<String>) -> AnySlash {
        AnySlash { router, with_slash: Arc::new(with_slash) }
    }

    /// The path as it is documented, if it came otherwise.
    fn documented(&self, uri: &Uri) -> Option<Uri> {
        let path = uri.path();
        // Swagger UI's files are found relative to the slash.
        if path.starts_with("/docs") {
            return None;
        }
        let bare = path.trim_end_matches('/');
        let wants_slash = self.with_slash.contains(bare);
        let fits =
            if wants_slash { path.len() == bare.len() + 1 } else { path.len() == bare.len() };
        if fits || bare.is_empty() {
            return None;
        }
        let slash = if wants_slash { "/" } else { "" };
        let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
        let mut parts = uri.clone().into_parts();
        parts.path_and_query = PathAndQuery::try_from(format!("{bare}{slash}{query}")).ok();
        Uri::from_parts(parts).ok()
    }
}

impl<B> Service<Request<B>> for AnySlash
where
    B: axum::body::HttpBody<Data = axum::body::Bytes> + Send + 'static,
    B::Error: Into<axum::BoxError>,
{
    type Response = Response;
    type Error = Infallible;
    type Future = <Router as Service<Request<B>>>::Future;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        <Router as Service<Request<B>>>::poll_ready(&mut self.router, context)
    }

    fn call(&mut self, mut request: Request<B>) -> Self::Future {
        if let Some(uri) = self.documented(request.uri()) {
            *request.uri_mut() = uri;
        }
        self.router.call(request)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_brought_to_its_documented_form() {
        let paths = HashSet::from(["/api/v1/sessions".to_owned()]);
        let any = AnySlash::new(Router::new(), paths);
        let documented = |uri: &str| any.documented(&uri.parse().unwrap()).map(|u| u.to_string());
        assert_eq!(documented("/api/v1/sessions?a=b").unwrap(), "/api/v1/sessions/?a=b");
        assert_eq!(documented("/api/v1/sessions/"), None);
        assert_eq!(documented("/health/live/").unwrap(), "/health/live");
        assert_eq!(documented("/help//").unwrap(), "/help");
        assert_eq!(documented("/"), None);
        assert_eq!(documented("//"), None);
    }
}
