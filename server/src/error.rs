//! Inside the server an error is *refused* (the caller's doing), *away* (the database) or *broken*
//! (ours); here the last two are told to the log, once, and become mute answers.

use app::error::ApiError;
use std::borrow::Cow;

/// Why a use case did not come to its end.
#[derive(Debug)]
pub enum Error {
    /// The caller asked for something that is not to be had.
    Refused(ApiError),
    /// The database cannot be reached; nothing was stored.
    Away(Cow<'static, str>),
    /// Our fault. The text is for the log and holds no content.
    Broken(Cow<'static, str>),
}

impl From<ApiError> for Error {
    fn from(refusal: ApiError) -> Error {
        Error::Refused(refusal)
    }
}

impl From<crate::crypto::Tampered> for Error {
    fn from(tampered: crate::crypto::Tampered) -> Error {
        Error::Broken(tampered.to_string().into())
    }
}

impl From<sqlx::Error> for Error {
    /// Keeps what names the fault and drops what might quote a row: a database's own message does.
    fn from(error: sqlx::Error) -> Error {
        match error {
            // What it was to belong to was erased while the call was under way.
            sqlx::Error::Database(fault) if fault.is_foreign_key_violation() => {
                Error::Refused(ApiError::owner_is_gone())
            }
            sqlx::Error::Database(fault) => {
                let code = fault.code().unwrap_or_default();
                let place = fault.table().or(fault.constraint()).unwrap_or_default();
                let told = format!("database fault {code} {place}");
                if is_passing(&code) {
                    Error::Away(told.into())
                } else {
                    Error::Broken(told.into())
                }
            }
            sqlx::Error::Io(error) => Error::Away(format!("database i/o: {}", error.kind()).into()),
            sqlx::Error::PoolTimedOut => Error::Away("no database connection in time".into()),
            sqlx::Error::PoolClosed => Error::Away("database closed".into()),
            sqlx::Error::WorkerCrashed => Error::Away("database worker gone".into()),
            sqlx::Error::Tls(_) => Error::Away("database TLS".into()),
            sqlx::Error::Protocol(_) => Error::Away("database connection broke off".into()),
            sqlx::Error::ColumnDecode { index, .. } => {
                Error::Broken(format!("column {index} holds something unexpected").into())
            }
            sqlx::Error::RowNotFound => Error::Broken("a row that must be there is missing".into()),
            _ => Error::Broken("database client fault".into()),
        }
    }
}

/// Whether a fault passes by itself: SQLite's busy, full, i/o and cannot-open codes (primary code in
/// the low byte), PostgreSQL's classes 08 (connection), 40 (rolled back
/// for others' sake), 53 (resources) and 57 (operator).
fn is_passing(code: &str) -> bool {
    match code.parse::<u32>() {
        Ok(sqlite) if code.len() < 5 => matches!(sqlite & 0xff, 5 | 6 | 8 | 10 | 13 | 14 | 26),
        _ => ["08", "40", "53", "57"].iter().any(|class| code.starts_with(class)),
    }
}

impl From<Error> for ApiError {
    fn from(error: Error) -> ApiError {
        match error {
            Error::Refused(refusal) => refusal,
            Error::Away(fault) => {
                tracing::warn!(%fault, "database away");
                ApiError::database_is_away()
            }
            Error::Broken(fault) => {
                tracing::error!(%fault, "request failed");
                ApiError::we_failed()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_that_passes_is_told_from_one_that_stays() {
        for passing in ["5", "14", "1038", "57P01", "08006", "53300"] {
            assert!(is_passing(passing), "{passing}");
        }
        for staying in ["1", "19", "2067", "23505", "42P01", "22P02", ""] {
            assert!(!is_passing(staying), "{staying}");
        }
    }
}
