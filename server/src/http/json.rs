//! JSON bodies, with our own refusals.

use super::problem::Problem;
use app::error::ApiError;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_path_to_error::Segment;

/// A JSON body that is read or refused: 415 for another type, 413 when too large, 400 when it is not
/// JSON, 422 when a value has the wrong type.
pub struct Json<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Json<T>, Problem> {
        if !says_json(request.headers()) {
            let message = "The body must be JSON with Content-Type application/json";
            return Err(Problem(ApiError::new(415, "Unsupported Media Type", message)));
        }
        let bytes = read(request, state).await?;
        parse(&bytes).map(Json)
    }
}

/// A JSON body that may be missing altogether.
pub struct MaybeJson<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Default> FromRequest<S> for MaybeJson<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<MaybeJson<T>, Problem> {
        let is_json = says_json(request.headers());
        let says_type = request.headers().contains_key(header::CONTENT_TYPE);
        let bytes = read(request, state).await?;
        if bytes.is_empty() && (is_json || !says_type) {
            return Ok(MaybeJson(T::default()));
        }
        if !is_json {
            let message = "The body must be JSON with Content-Type application/json";
            return Err(Problem(ApiError::new(415, "Unsupported Media Type", message)));
        }
        parse(&bytes).map(MaybeJson)
    }
}

/// The body's bytes, refused in our own words.
pub async fn read<S: Send + Sync>(request: Request, state: &S) -> Result<Bytes, Problem> {
    Bytes::from_request(request, state).await.map_err(|rejection| {
        Problem(match rejection {
            BytesRejection::FailedToBufferBody(error)
                if error.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE =>
            {
                ApiError::new(413, "Payload Too Large", "The body is larger than 64 KiB")
            }
            _ => ApiError::new(400, "Bad Request", "The body broke off"),
        })
    })
}

/// Whether the content type is `application/json` or `…+json`.
fn says_json(headers: &HeaderMap) -> bool {
    let value = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let essence = value.unwrap_or_default().split(';').next().unwrap_or_default().trim();
    let Some((kind, subtype)) = essence.split_once('/') else { return false };
    let subtype = subtype.to_ascii_lowercase();
    kind.eq_ignore_ascii_case("application") && (subtype == "json" || subtype.ends_with("+json"))
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut reader);
    // A wrong value may come before a broken end: whether it is JSON at all is the first question.
    if serde_json::from_slice::<IgnoredAny>(bytes).is_err() {
        return Err(Problem(ApiError::new(400, "Bad Request", "The body is not valid JSON")));
    }
    // A list would be read as the fields in their order, which nobody promised.
    if !bytes.trim_ascii_start().starts_with(b"{") {
        return Err(Problem(ApiError::field_is_wrong("body", "expected an object")));
    }
    value.map_err(|error| {
        let (mut path, text) = (fields(error.path()), error.inner().to_string());
        let missing = text.strip_prefix("missing field `").and_then(|rest| rest.split('`').next());
        path.extend(missing.map(str::to_owned));
        let field = if path.is_empty() { "body".to_owned() } else { path.join(".") };
        let message = missing.map_or_else(|| without_content(&text), |_| "required".to_owned());
        Problem(ApiError::field_is_wrong(&field, &message))
    })
}

/// The names of the fields and the places in lists that lead to an error.
fn fields(path: &serde_path_to_error::Path) -> Vec<String> {
    path.iter()
        .filter_map(|segment| match segment {
            Segment::Map { key } => Some(key.clone()),
            Segment::Seq { index } => Some(index.to_string()),
            Segment::Enum { .. } | Segment::Unknown => None,
        })
        .collect()
}

/// What serde expected, without what it found: that may be what a person wrote.
fn without_content(text: &str) -> String {
    if text.starts_with("UUID parsing failed") {
        return "expected a UUID".to_owned();
    }
    match text.rsplit_once("expected ") {
        Some((_, expected)) => {
            let expected = expected.split(" at line ").next().unwrap_or(expected);
            format!("expected {expected}")
        }
        None => "is not acceptable".to_owned(),
    }
}

/// Query parameters, refused with 422 and the field's name.
pub struct Parameters<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Parameters<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Parameters<T>, Problem> {
        match Query::<T>::from_request_parts(parts, state).await {
            Ok(Query(parameters)) => Ok(Parameters(parameters)),
            Err(rejection) => {
                let text = rejection.body_text();
                // "Failed to deserialize query string: FIELD: …"
                let field = text.split(": ").nth(1).unwrap_or("query").to_owned();
                let known =
                    field.len() < 32 && field.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
                let field = if known { field.as_str() } else { "query" };
                Err(Problem(ApiError::field_is_wrong(field, "is not acceptable")))
            }
        }
    }
}

/// A path parameter; one that cannot be read names nothing, so the address is unknown.
pub struct Part<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Part<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Part<T>, Problem> {
        let path = Path::<T>::from_request_parts(parts, state).await;
        path.map(|Path(part)| Part(part)).map_err(|_| Problem(ApiError::path_is_unknown()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use app::api::feedback::NewFeedback;

    fn refusal(body: &str) -> ApiError {
        parse::<NewFeedback>(body.as_bytes()).err().unwrap().0
    }

    #[test]
    fn text_that_is_not_json_is_400_and_a_wrong_type_is_422_with_its_field() {
        assert_eq!(refusal("{").status, 400);
        assert_eq!(refusal("").status, 400);
        assert_eq!(refusal(r#"{"rating":5} x"#).status, 400);
        let wrong = refusal(r#"{"rating":"my secret"}"#);
        assert_eq!((wrong.status, wrong.detail.fields[0].field.as_str()), (422, "rating"));
        assert_eq!(wrong.detail.fields[0].message, "expected i32");
        assert_eq!(refusal("{}").detail.fields[0].message, "required");
    }

    #[test]
    fn a_refusal_never_repeats_what_was_sent() {
        let wrong = refusal(r#"{"rating":5,"category":"my secret"}"#);
        assert_eq!(wrong.status, 422);
        assert!(!format!("{wrong:?}").contains("my secret"));
    }
}
