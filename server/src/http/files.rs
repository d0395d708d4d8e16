//! `/api/v1/files`: pictures and documents.

use super::caller::Known;
use super::json::Part;
use super::problem::Problem;
use super::refusals::{AnyCall, CallerRefusals, FileRefusals, UploadRefusals};
use app::api::chat::MAX_ATTACHMENTS;
use app::api::file::{MAX_FILE, Uploaded, UploadedFile};
use app::backend::{Backend, Caller};
use app::error::ApiError;
use axum::extract::multipart::{Field, MultipartError, MultipartRejection};
use axum::extract::{Multipart, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::IntoResponse;
use std::sync::Arc;

/// The largest upload, in bytes: as many files as a message may carry.
pub const UPLOAD_LIMIT: usize = MAX_ATTACHMENTS * MAX_FILE + 64 * 1024;

/// The most files in one upload.
const MOST_PARTS: usize = 20;

/// The parts of an upload, for its description.
#[derive(utoipa::ToSchema)]
#[expect(dead_code, reason = "read by the derive only")]
pub struct UploadForm {
    /// PNG, JPEG, WebP, GIF or PDF, at most 10 MiB; the part may come several times.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// The bytes of a file, for its description.
#[derive(utoipa::ToSchema)]
#[schema(value_type = String, format = Binary)]
#[expect(dead_code, reason = "read by the derive only")]
pub struct Binary(Vec<u8>);

/// Upload files before the message that shows them.
///
/// What a file is, is seen in its content. Pictures are written anew without what a camera notes
/// about place and time. A file that no message shows is erased after 24 hours.
#[utoipa::path(post, path = "/api/v1/files/upload", operation_id = "upload", tag = "files", security(("bearer" = []), ("session_token" = [])),
    request_body(content = UploadForm, content_type = "multipart/form-data"),
    responses((status = 201, body = Uploaded), UploadRefusals, CallerRefusals, AnyCall))]
pub async fn upload(
    State(backend): State<Arc<dyn Backend>>,
    Known(caller): Known,
    form: Result<Multipart, MultipartRejection>,
) -> Result<(StatusCode, axum::Json<Uploaded>), Problem> {
    let mut files = Vec::new();
    let taken = take(&*backend, &caller, multipart(form)?, &mut files).await;
    let paths: Vec<String> = files.iter().map(|file| file.path.clone()).collect();
    if let Err(problem) = taken {
        // All or none; what cannot be discarded now goes after a day.
        backend.discard(&caller, &paths).await.ok();
        return Err(problem);
    }
    Ok((StatusCode::CREATED, axum::Json(Uploaded { files, paths })))
}

/// Stores the parts that are files, one after the other.
async fn take(
    backend: &dyn Backend,
    caller: &Caller,
    mut form: Multipart,
    files: &mut Vec<UploadedFile>,
) -> Result<(), Problem> {
    while let Some(mut field) = form.next_field().await.map_err(broken)? {
        if field.name() == Some("file") {
            if files.len() == MOST_PARTS {
                return Err(ApiError::field_is_wrong("file", "may come 20 times at most").into());
            }
            let name = field.file_name().unwrap_or_default().to_owned();
            let bytes = whole(&mut field).await?;
            files.push(backend.upload(caller, &name, bytes).await?);
        }
    }
    if files.is_empty() {
        return Err(ApiError::field_is_wrong("file", "required").into());
    }
    Ok(())
}

/// Fetch one of one's own files.
#[utoipa::path(get, path = "/api/v1/files/{path}", operation_id = "file", tag = "files", security(("bearer" = []), ("session_token" = [])),
    params(("path" = String, Path, description = "As `/files/upload` returned it")),
    responses((status = 200, description = "The file", content((Binary = "image/png"), (Binary = "image/jpeg"), (Binary = "image/webp"), (Binary = "image/gif"), (Binary = "application/pdf"))), CallerRefusals, FileRefusals, AnyCall))]
pub async fn file(
    State(backend): State<Arc<dyn Backend>>,
    Known(caller): Known,
    Part(path): Part<String>,
) -> Result<impl IntoResponse, Problem> {
    let file = backend.file(&caller, &path).await?;
    let way = if file.media_type.starts_with("image/") { "inline" } else { "attachment" };
    let headers: [(HeaderName, HeaderValue); 2] = [
        (header::CONTENT_TYPE, HeaderValue::from_static(file.media_type)),
        (header::CONTENT_DISPOSITION, disposition(way, &file.name)),
    ];
    Ok((headers, file.bytes))
}

/// RFC 6266: the name in UTF-8, percent-encoded where it must be.
fn disposition(way: &'static str, name: &str) -> HeaderValue {
    let encode = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    };
    let name: String = name.bytes().map(encode).collect();
    HeaderValue::try_from(format!("{way}; filename*=UTF-8''{name}"))
        .unwrap_or(HeaderValue::from_static(way))
}

/// The parts of a body; 415 for a body without parts.
pub fn multipart(form: Result<Multipart, MultipartRejection>) -> Result<Multipart, Problem> {
    form.map_err(|_| {
        let message = "The body must be multipart/form-data with its boundary";
        Problem(ApiError::new(415, "Unsupported Media Type", message))
    })
}

/// Says what is wrong with a body that does not come apart.
pub fn broken(error: MultipartError) -> Problem {
    Problem(if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        too_large()
    } else {
        ApiError::new(400, "Bad Request", "The body is not a whole multipart body")
    })
}

/// 413: a file that is larger than any may be.
pub fn too_large() -> ApiError {
    ApiError::new(413, "Payload Too Large", "A file may have at most 10 MiB")
}

/// The whole of a part that is not too large.
pub async fn whole(field: &mut Field<'_>) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    while let Some(piece) = field.chunk().await.map_err(broken)? {
        if bytes.len() + piece.len() > MAX_FILE {
            return Err(too_large().into());
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes)
}
