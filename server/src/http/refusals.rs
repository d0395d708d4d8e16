//! What calls may be refused with, as the API's description says it.

use super::limit::RateLimited;
use app::error::ErrorBody;
use utoipa::IntoResponses;

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

/// What a call of a known caller may be refused with.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "read by the derive only")]
pub enum CallerRefusals {
    /// The credential is missing, unknown or dead.
    #[response(status = 401, description = "The credential is missing, unknown or dead")]
    Unknown(ErrorBody),
    /// A cookie came from another origin's page.
    #[response(status = 403, description = "A cookie came from another origin's page")]
    Foreign(ErrorBody),
}

/// What a call for staff may be refused with.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "read by the derive only")]
pub enum StaffRefusals {
    /// The credential is missing, unknown or dead.
    #[response(status = 401, description = "The credential is missing, unknown or dead")]
    Unknown(ErrorBody),
    /// The caller is not staff.
    #[response(status = 403, description = "The caller is not staff")]
    NotStaff(ErrorBody),
}

/// What a sign-in may be refused with.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "read by the derive only")]
pub enum LoginRefusals {
    /// The body is not JSON, or no provider has this name.
    #[response(status = 400, description = "The body is not JSON, or no provider has this name")]
    Provider(ErrorBody),
    /// The token is bad, expired, or for somebody else.
    #[response(status = 401, description = "The token is bad, expired, or for somebody else")]
    Invalid(ErrorBody),
}

/// What the mock identity provider may answer.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "read by the derive only")]
pub enum MockRefusals {
    /// It is off: this is not a development server.
    #[response(status = 404, description = "It is off: this is not a development server")]
    Off(ErrorBody),
}

/// What a call for a conversation may be refused with.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "read by the derive only")]
pub enum ConversationRefusals {
    /// The caller has no such conversation.
    #[response(status = 404, description = "The caller has no such conversation")]
    Unknown(ErrorBody),
}

/// What a call for one message of a conversation may be refused with.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "read by the derive only")]
pub enum TurnRefusals {
    /// The caller has no such conversation, or it has no such message.
    #[response(
        status = 404,
        description = "The caller has no such conversation, or it has no such message"
    )]
    Unknown(ErrorBody),
}

/// What a selection may be refused with.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "read by the derive only")]
pub enum SelectionRefusals {
    /// This selection is not awaited.
    #[response(status = 409, description = "This selection is not awaited")]
    NotAwaited(ErrorBody),
}

/// What a listener may be refused with.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "read by the derive only")]
pub enum EventRefusals {
    /// The client did not declare supports_sse.
    #[response(status = 409, description = "The client did not declare supports_sse")]
    NotNegotiated(ErrorBody),
}

/// What an upload may be refused with.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "read by the derive only")]
pub enum UploadRefusals {
    /// The body broke off.
    #[response(status = 400, description = "The body broke off")]
    Broken(ErrorBody),
    /// A file is larger than 10 MiB.
    #[response(status = 413, description = "A file is larger than 10 MiB")]
    TooLarge(ErrorBody),
    /// No multipart body, or a file of another type.
    #[response(status = 415, description = "No multipart body, or a file of another type")]
    OtherType(ErrorBody),
    /// No file, or one that cannot be read.
    #[response(status = 422, description = "No file, or one that cannot be read")]
    Invalid(ErrorBody),
}

/// What a call for a file may be refused with.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "read by the derive only")]
pub enum FileRefusals {
    /// The caller has no such file.
    #[response(status = 404, description = "The caller has no such file")]
    Unknown(ErrorBody),
}
