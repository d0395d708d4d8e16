//! The one error a person or a client sees.

use crate::api::message::MAX_CONTENT;
use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A refusal or a failure, ready to be shown; it never holds internals or what somebody wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiError {
    /// The HTTP status.
    pub status: u16,
    /// What the body says under `detail`.
    pub detail: Detail,
}

/// The body of every error but 429.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ErrorBody {
    /// What happened.
    pub detail: Detail,
}

/// What happened, for programs and for people.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Detail {
    /// The type of the error in title case, for programs.
    #[cfg_attr(feature = "ssr", schema(example = "Session Not Found"))]
    pub error: String,
    /// What to tell a person.
    #[cfg_attr(feature = "ssr", schema(example = "This session does not exist or was erased"))]
    pub message: String,
    /// Which fields were refused and why; only with 422.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldProblem>,
    /// The feedback that is already there; only with 409.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub existing_feedback_id: Option<Uuid>,
    /// Names the request in our logs; only with 500.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
}

/// One field of a request that was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct FieldProblem {
    /// The field's name, dotted where nested.
    #[cfg_attr(feature = "ssr", schema(example = "rating"))]
    pub field: String,
    /// What is wrong with it.
    #[cfg_attr(feature = "ssr", schema(example = "must be between 1 and 5"))]
    pub message: String,
}

impl ApiError {
    /// An error with a status, a title-case type and a message.
    pub fn new(status: u16, error: &str, message: &str) -> ApiError {
        let detail = Detail { error: error.into(), message: message.into(), ..Detail::default() };
        ApiError { status, detail }
    }

    /// 422: one field is not acceptable.
    pub fn field_is_wrong(field: &str, message: &str) -> ApiError {
        let mut error = ApiError::new(422, "Validation Error", "The request has an invalid field");
        error.detail.fields.push(FieldProblem { field: field.into(), message: message.into() });
        error
    }

    /// 422: no session token in path, body, query or header.
    pub fn token_is_missing() -> ApiError {
        ApiError::field_is_wrong(
            "session_token",
            "required in the body, the query or the X-Session-Token header",
        )
    }

    /// 422: a text that is empty or longer than the limit.
    pub fn text_has_wrong_length(field: &str) -> ApiError {
        let message = format!("must have 1 to {MAX_CONTENT} characters after trimming");
        ApiError::field_is_wrong(field, &message)
    }

    /// 422: the same `Idempotency-Key` came with another request.
    pub fn resend_says_otherwise() -> ApiError {
        ApiError::field_is_wrong("Idempotency-Key", "was used for another request")
    }

    /// 404: the token opens nothing.
    pub fn session_is_unknown() -> ApiError {
        ApiError::new(404, "Session Not Found", "This session does not exist or was erased")
    }

    /// 410: the session's 30 days are over.
    pub fn session_has_expired() -> ApiError {
        ApiError::new(410, "Session Expired", "This session has expired and its data is deleted")
    }

    /// 404: no such message in this session.
    pub fn message_is_unknown() -> ApiError {
        ApiError::new(404, "Message Not Found", "This session has no such message")
    }

    /// 404: no such message in this conversation.
    pub fn turn_is_unknown() -> ApiError {
        ApiError::new(404, "Message Not Found", "This conversation has no such message")
    }

    /// 401: the credential is missing, unknown or dead.
    pub fn caller_is_unknown() -> ApiError {
        ApiError::new(401, "Unauthorized", "Sign in first: this credential opens nothing")
    }

    /// 404: the caller has no such conversation.
    pub fn conversation_is_unknown() -> ApiError {
        ApiError::new(404, "Conversation Not Found", "You have no such conversation")
    }

    /// 404: the caller has no such file.
    pub fn file_is_unknown() -> ApiError {
        ApiError::new(404, "File Not Found", "You have no such file")
    }

    /// 422: the caller keeps as many files as one may.
    pub fn too_many_files() -> ApiError {
        ApiError::field_is_wrong("file", "is one too many: erase some of yours first")
    }

    /// 503: too many uploads at once.
    pub fn uploads_are_busy() -> ApiError {
        let message = "Many files are coming in right now, please try again in a moment";
        ApiError::new(503, "Service Unavailable", message)
    }

    /// 404: what this belongs to was erased a moment ago.
    pub fn owner_is_gone() -> ApiError {
        ApiError::new(404, "Not Found", "What this belongs to was erased a moment ago")
    }

    /// 409: nothing is asked that a selection could answer.
    pub fn selection_is_not_awaited() -> ApiError {
        ApiError::new(409, "Not Awaited", "This choice is not asked for now")
    }

    /// 409: the client did not say that it follows events.
    pub fn events_are_not_negotiated() -> ApiError {
        let message = "This client did not declare supports_sse when it signed in";
        ApiError::new(409, "Events Not Negotiated", message)
    }

    /// 404: nothing lives at this path.
    pub fn path_is_unknown() -> ApiError {
        ApiError::new(404, "Not Found", "There is nothing at this address")
    }

    /// 409: the session has its one feedback already; `message` is in the session's language.
    pub fn feedback_exists(existing: Uuid, message: &str) -> ApiError {
        let mut error = ApiError::new(409, "Feedback Already Exists", message);
        error.detail.existing_feedback_id = Some(existing);
        error
    }

    /// 403: a change asked for with a cookie by a page of another origin.
    pub fn origin_is_foreign() -> ApiError {
        ApiError::new(403, "Foreign Origin", "This change must come from our own pages")
    }

    /// 403: what is asked for is for staff.
    pub fn staff_only() -> ApiError {
        let message = "Only people whom their identity provider calls staff may see this";
        ApiError::new(403, "Staff Only", message)
    }

    /// 410: who comes back from an identity provider was not sent there, or too long ago.
    pub fn sign_in_is_over() -> ApiError {
        ApiError::new(410, "Sign In Over", "This way of signing in is over, please begin again")
    }

    /// 503: the database cannot be reached; nothing was stored.
    pub fn database_is_away() -> ApiError {
        let message = "We cannot store anything right now, please try again in a moment";
        ApiError::new(503, "Service Unavailable", message)
    }

    /// 500: our fault, told without internals.
    pub fn we_failed() -> ApiError {
        ApiError::new(500, "Internal Server Error", "Something went wrong on our side")
    }
}

impl std::fmt::Display for ApiError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.detail.error)
    }
}

impl std::error::Error for ApiError {}

/// Server functions fail with the same error as every other call, as JSON.
impl FromServerFnError for ApiError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> ApiError {
        match error {
            // Status 0 is no HTTP status: the request never arrived.
            ServerFnErrorErr::Request(_) => {
                ApiError::new(0, "Not Sent", "The server was not reached")
            }
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => {
                ApiError::new(422, "Validation Error", "The request has an invalid field")
            }
            // On the server it is the question that could not be read, in the browser the answer.
            ServerFnErrorErr::Deserialization(_) if cfg!(feature = "ssr") => {
                ApiError::new(400, "Bad Request", "The body is not valid JSON")
            }
            _ => ApiError::we_failed(),
        }
    }
}
