//! The tables `users`, `idp_logins` and `app_sessions`: who signs in, and from where.

use super::{Db, read, write};
use crate::crypto::{Sealed, TokenHash};
use crate::error::Error;
use app::api::person::{AgeClass, Capabilities, CapabilitiesSource, UserType};
use app::language::Language;
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Somebody at the door, vouched for by a provider.
#[derive(Clone)]
pub struct Arrival {
    /// The provider.
    pub provider: String,
    /// The keyed hash of what the provider calls them.
    pub subject: [u8; 32],
    /// Becomes the user's id if they are new.
    pub user_id: Uuid,
    /// Who they say they are.
    pub user_type: UserType,
    /// How old they say they are; what was said before stays where it is absent.
    pub age_class: Option<AgeClass>,
    /// Their language from now on.
    pub language: Language,
    /// Their country from now on; what was said before stays where it is absent.
    pub country: Option<String>,
    /// What their client can do.
    pub capabilities: Capabilities,
    /// How that is known.
    pub capabilities_source: CapabilitiesSource,
    /// The session they get if their client has none that lives.
    pub session: NewAppSession,
    /// Until when they are staff, if their provider calls them so.
    pub staff_until: Option<DateTime<Utc>>,
    /// The moment.
    pub at: DateTime<Utc>,
    /// Sessions not seen since are over.
    pub live_since: DateTime<Utc>,
}

/// The makings of a client's session.
#[derive(Clone)]
pub struct NewAppSession {
    /// The row.
    pub id: Uuid,
    /// The client.
    pub origin: String,
    /// The bearer's hash.
    pub bearer_hash: TokenHash,
    /// Which master key wraps the row's key.
    pub key_id: String,
    /// The row's key, wrapped.
    pub wrapped_key: Sealed,
    /// The bearer, bound to `id`.
    pub sealed_bearer: Sealed,
}

/// A client's session as it stands.
#[derive(Clone, sqlx::FromRow)]
pub struct AppSessionRow {
    /// The row; it opens nothing.
    pub id: Uuid,
    /// The person.
    pub user_id: Uuid,
    /// The client.
    pub origin: String,
    /// Which master key wraps the row's key.
    pub key_id: String,
    /// The row's key, wrapped.
    pub wrapped_key: Sealed,
    /// The bearer, bound to `id`.
    pub sealed_bearer: Sealed,
    /// When it began.
    pub created_at: DateTime<Utc>,
    /// When it was last used, to the hour.
    pub last_seen_at: DateTime<Utc>,
}

/// The one who calls with a bearer.
#[derive(Clone, sqlx::FromRow)]
pub struct BearerRow {
    /// The client's session.
    pub id: Uuid,
    /// The person.
    pub user_id: Uuid,
    /// The client.
    pub origin: String,
    /// Whether it follows events.
    pub supports_sse: bool,
    /// Whether it shows replies while they are written.
    pub supports_reply_stream: bool,
    /// When it was last used, to the hour.
    pub last_seen_at: DateTime<Utc>,
    /// The person's language.
    #[sqlx(try_from = "String")]
    pub language: Language,
    /// The person's country, ISO 3166 alpha-2.
    pub country: Option<String>,
    /// Until when they are staff.
    pub staff_until: Option<DateTime<Utc>>,
}

/// What is kept of a person.
#[derive(Clone, sqlx::FromRow)]
pub struct UserRow {
    /// Who they say they are.
    #[sqlx(try_from = "String")]
    pub user_type: UserType,
    /// How old they say they are.
    pub age_class: Option<String>,
    /// Their language.
    #[sqlx(try_from = "String")]
    pub language: Language,
    /// Their country, ISO 3166 alpha-2.
    pub country: Option<String>,
    /// When they first came.
    pub created_at: DateTime<Utc>,
}

impl Db {
    /// Lets somebody in: finds or makes the person, and the session of their client.
    ///
    /// The first statement claims the subject, so that of many first logins at once one makes the
    /// person and the others find it.
    pub async fn let_in(&self, arrival: Arrival) -> Result<AppSessionRow, Error> {
        write!(self, connection => {
            let user_id: Uuid = sqlx::query_scalar(
                "INSERT INTO idp_logins (provider, subject, user_id, created_at) \
                 VALUES ($1, $2, $3, $4) \
                 ON CONFLICT (provider, subject) DO UPDATE SET provider = excluded.provider \
                 RETURNING user_id",
            )
            .bind(arrival.provider)
            .bind(arrival.subject.to_vec())
            .bind(arrival.user_id)
            .bind(arrival.at)
            .fetch_one(&mut *connection)
            .await?;
            sqlx::query(
                "INSERT INTO users \
                 (id, user_type, age_class, language, country, created_at, last_seen_at) \
                 VALUES ($1, $2, $3, $4, $5, $6, $6) ON CONFLICT (id) DO UPDATE SET \
                 user_type = excluded.user_type, language = excluded.language, \
                 age_class = COALESCE(excluded.age_class, users.age_class), \
                 country = COALESCE(excluded.country, users.country), \
                 last_seen_at = excluded.last_seen_at",
            )
            .bind(user_id)
            .bind(arrival.user_type.name())
            .bind(arrival.age_class.map(AgeClass::name))
            .bind(arrival.language.code())
            .bind(arrival.country)
            .bind(arrival.at)
            .execute(&mut *connection)
            .await?;
            sqlx::query(
                "DELETE FROM app_sessions WHERE user_id = $1 AND origin = $2 AND last_seen_at <= $3",
            )
            .bind(user_id)
            .bind(&arrival.session.origin)
            .bind(arrival.live_since)
            .execute(&mut *connection)
            .await?;
            let session = arrival.session;
            Ok(sqlx::query_as(
                "INSERT INTO app_sessions (id, user_id, origin, bearer_hash, key_id, wrapped_key, \
                 sealed_bearer, supports_sse, supports_reply_stream, capabilities_source, \
                 created_at, last_seen_at, staff_until) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12) \
                 ON CONFLICT (user_id, origin) DO UPDATE SET \
                 supports_sse = excluded.supports_sse, \
                 supports_reply_stream = excluded.supports_reply_stream, \
                 capabilities_source = excluded.capabilities_source, \
                 last_seen_at = excluded.last_seen_at, \
                 staff_until = excluded.staff_until \
                 RETURNING id, user_id, origin, key_id, wrapped_key, sealed_bearer, created_at, \
                 last_seen_at",
            )
            .bind(session.id)
            .bind(user_id)
            .bind(session.origin)
            .bind(session.bearer_hash.as_bytes())
            .bind(session.key_id)
            .bind(session.wrapped_key)
            .bind(session.sealed_bearer)
            .bind(arrival.capabilities.supports_sse)
            .bind(arrival.capabilities.supports_reply_stream)
            .bind(arrival.capabilities_source.name())
            .bind(arrival.at)
            .bind(arrival.staff_until)
            .fetch_one(connection)
            .await?)
        })
    }

    /// The one who calls with a bearer, unless their session was not used since `live_since`.
    pub async fn bearer(
        &self,
        hash: TokenHash,
        live_since: DateTime<Utc>,
    ) -> Result<Option<BearerRow>, Error> {
        read!(self, connection => Ok(sqlx::query_as(
            "SELECT a.id, a.user_id, a.origin, a.supports_sse, a.supports_reply_stream, \
             a.last_seen_at, a.staff_until, u.language, u.country \
             FROM app_sessions a JOIN users u ON u.id = a.user_id \
             WHERE a.bearer_hash = $1 AND a.last_seen_at > $2",
        )
        .bind(hash.as_bytes())
        .bind(live_since)
        .fetch_optional(connection)
        .await?))
    }

    /// Notes that a person's client is in use at `at`.
    pub async fn touch_app_session(
        &self,
        id: Uuid,
        user: Uuid,
        at: DateTime<Utc>,
    ) -> Result<(), Error> {
        write!(self, connection => {
            sqlx::query("UPDATE users SET last_seen_at = $2 WHERE id = $1")
                .bind(user)
                .bind(at)
                .execute(&mut *connection)
                .await?;
            sqlx::query("UPDATE app_sessions SET last_seen_at = $2 WHERE id = $1")
                .bind(id)
                .bind(at)
                .execute(connection)
                .await?;
            Ok(())
        })
    }

    /// Whether a client's session is there.
    pub async fn has_app_session(&self, id: Uuid) -> Result<bool, Error> {
        let found: Option<Uuid> = read!(self, connection => sqlx::query_scalar(
            "SELECT id FROM app_sessions WHERE id = $1",
        )
        .bind(id)
        .fetch_optional(connection)
        .await?);
        Ok(found.is_some())
    }

    /// Ends a client's session.
    pub async fn erase_app_session(&self, id: Uuid) -> Result<(), Error> {
        write!(self, connection => {
            sqlx::query("DELETE FROM app_sessions WHERE id = $1")
                .bind(id)
                .execute(connection)
                .await?;
            Ok(())
        })
    }

    /// What is kept of a person.
    pub async fn user(&self, id: Uuid) -> Result<Option<UserRow>, Error> {
        read!(self, connection => Ok(sqlx::query_as(
            "SELECT user_type, age_class, language, country, created_at FROM users WHERE id = $1",
        )
        .bind(id)
        .fetch_optional(connection)
        .await?))
    }

    /// Who somebody said they are whom a provider calls by this keyed hash, if they were here before.
    pub async fn acquaintance(
        &self,
        provider: &str,
        subject: [u8; 32],
    ) -> Result<Option<UserRow>, Error> {
        read!(self, connection => Ok(sqlx::query_as(
            "SELECT u.user_type, u.age_class, u.language, u.country, u.created_at \
             FROM idp_logins i JOIN users u ON u.id = i.user_id \
             WHERE i.provider = $1 AND i.subject = $2",
        )
        .bind(provider)
        .bind(subject.to_vec())
        .fetch_optional(connection)
        .await?))
    }

    /// Notes who a person says they are.
    pub async fn introduce(
        &self,
        user: Uuid,
        user_type: UserType,
        age_class: Option<AgeClass>,
    ) -> Result<(), Error> {
        write!(self, connection => {
            sqlx::query("UPDATE users SET user_type = $2, age_class = $3 WHERE id = $1")
                .bind(user)
                .bind(user_type.name())
                .bind(age_class.map(AgeClass::name))
                .execute(connection)
                .await?;
            Ok(())
        })
    }

    /// The providers that a person signed in with, the clients they signed in from, and until when
    /// one of these sign-ins is that of staff.
    pub async fn ways_in(
        &self,
        user: Uuid,
    ) -> Result<(Vec<String>, Vec<String>, Option<DateTime<Utc>>), Error> {
        read!(self, connection => {
            let providers =
                sqlx::query_scalar("SELECT provider FROM idp_logins WHERE user_id = $1 ORDER BY 1")
                    .bind(user)
                    .fetch_all(&mut *connection)
                    .await?;
            let origins: Vec<(String, Option<DateTime<Utc>>)> = sqlx::query_as(
                "SELECT origin, staff_until FROM app_sessions WHERE user_id = $1 ORDER BY 1",
            )
            .bind(user)
            .fetch_all(connection)
            .await?;
            let staff_until = origins.iter().filter_map(|(_, until)| *until).max();
            Ok((providers, origins.into_iter().map(|(origin, _)| origin).collect(), staff_until))
        })
    }
}
