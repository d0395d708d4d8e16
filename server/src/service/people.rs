//! People: signing in and out, who calls, what is kept of them.

use super::Service;
use crate::clock::rising_id;
use crate::crypto::{TokenHash, new_bearer};
use crate::db::people::{AppSessionRow, Arrival, NewAppSession, UserRow};
use crate::db::turns::KEPT;
use crate::dialogue::Audience;
use crate::error::Error;
use crate::idp::Vouched;
use app::api::event::Event;
use app::api::person::*;
use app::backend::{Caller, Credential, Owner};
use app::error::ApiError;
use chrono::{DateTime, Duration, Utc};
use std::time::Instant;
use uuid::Uuid;

/// A sign-in notes its use no more often than this.
const TOUCHED_EVERY: Duration = Duration::hours(1);
/// How long somebody is staff after their provider said so.
const STAFF_FOR: Duration = Duration::hours(12);

impl Service {
    pub(super) async fn sign_in(&self, login: Login) -> Result<AuthResponse, Error> {
        let (begun, at) = (Instant::now(), self.clock.now());
        let origin = slug(&login.origin)?;
        let country = login.country.as_deref().map(super::sessions::country).transpose()?;
        let (capabilities, capabilities_source) = self.resolve(login.capabilities, &origin);
        let vouched = self.identities.vouched(&login.id_provider, &login.idp_token).await?;
        let row = self
            .db
            .let_in(Arrival {
                provider: login.id_provider.clone(),
                subject: self.subject(&login.id_provider, &vouched),
                user_id: rising_id(at),
                user_type: login.user_type,
                age_class: login.age_class,
                language: login.language,
                country,
                capabilities,
                capabilities_source,
                session: self.new_app_session(origin, at),
                staff_until: vouched.is_staff.then(|| at + STAFF_FOR),
                at,
                live_since: at - KEPT,
            })
            .await?;
        let app_session = self.app_session(row, capabilities, capabilities_source)?;
        self.telemetry.login(crate::telemetry::SignIn {
            begun: at,
            took: begun.elapsed(),
            person: &self.pseudonym(app_session.user_id),
            origin: &app_session.origin,
            provider: &login.id_provider,
            capabilities_source: capabilities_source.name(),
            environment: self.environment,
        });
        metrics::counter!("logins_total").increment(1);
        let user_history = self.history(Owner::User(app_session.user_id)).await?;
        Ok(AuthResponse { bearer_token: app_session.id, app_session, user_history })
    }

    /// What is kept of the name that a provider gives somebody.
    pub(super) fn subject(&self, provider: &str, vouched: &Vouched) -> [u8; 32] {
        self.secret.tag("subject", format!("{provider}\0{}", vouched.subject).as_bytes())
    }

    /// What a client can do: what it says, else what is known of its origin, else nothing.
    fn resolve(
        &self,
        declared: Option<serde_json::Value>,
        origin: &str,
    ) -> (Capabilities, CapabilitiesSource) {
        let declared = declared.filter(serde_json::Value::is_object);
        if let Some(declared) = declared.and_then(|value| serde_json::from_value(value).ok()) {
            return (declared, CapabilitiesSource::Declared);
        }
        match self.registry.get(origin) {
            Some(known) => (*known, CapabilitiesSource::Registry),
            None => (Capabilities::default(), CapabilitiesSource::Default),
        }
    }

    fn new_app_session(&self, origin: String, at: DateTime<Utc>) -> NewAppSession {
        let (id, bearer) = (rising_id(at), new_bearer());
        let (key, key_id, wrapped_key) = self.keys.new_data_key(id);
        NewAppSession {
            id,
            origin,
            bearer_hash: TokenHash::of_bearer(bearer),
            key_id,
            wrapped_key,
            sealed_bearer: key.seal(bearer.as_bytes(), id),
        }
    }

    fn app_session(
        &self,
        row: AppSessionRow,
        capabilities: Capabilities,
        capabilities_source: CapabilitiesSource,
    ) -> Result<AppSession, Error> {
        let key = self.keys.unwrap(&row.key_id, &row.wrapped_key, row.id)?;
        let bearer = Uuid::from_slice(&key.open(&row.sealed_bearer, row.id)?)
            .map_err(|_| Error::Broken("a bearer is no UUID".into()))?;
        Ok(AppSession {
            id: bearer,
            user_id: row.user_id,
            origin: row.origin,
            capabilities,
            capabilities_source,
            created_at: row.created_at,
            last_seen_at: row.last_seen_at,
            expires_at: row.last_seen_at + KEPT,
        })
    }

    pub(super) async fn sign_out(&self, caller: &Caller) -> Result<(), Error> {
        let id = caller.sign_in.ok_or_else(ApiError::caller_is_unknown)?;
        self.db.erase_app_session(id).await?;
        self.events.publish(id, Event::Terminate);
        Ok(())
    }

    pub(super) async fn recognise(&self, credential: Credential) -> Result<Caller, Error> {
        match credential {
            Credential::Bearer(bearer) => self.bearer(&bearer).await,
            Credential::Token(token) => self.visitor(&token).await,
        }
    }

    async fn bearer(&self, bearer: &str) -> Result<Caller, Error> {
        let now = self.clock.now();
        let bearer = Uuid::try_parse(bearer.trim()).map_err(|_| ApiError::caller_is_unknown())?;
        let row = self.db.bearer(TokenHash::of_bearer(bearer), now - KEPT).await?;
        let row = row.ok_or_else(ApiError::caller_is_unknown)?;
        if row.last_seen_at + TOUCHED_EVERY <= now {
            self.db.touch_app_session(row.id, row.user_id, now).await?;
        }
        Ok(Caller {
            owner: Owner::User(row.user_id),
            sign_in: Some(row.id),
            origin: row.origin,
            language: row.language,
            country: row.country,
            capabilities: Capabilities {
                supports_sse: row.supports_sse,
                supports_reply_stream: row.supports_reply_stream,
            },
            is_staff: row.staff_until.is_some_and(|end| end > now),
        })
    }

    async fn visitor(&self, token: &str) -> Result<Caller, Error> {
        let session = self.live_session(token).await.map_err(|error| match error {
            Error::Refused(_) => ApiError::caller_is_unknown().into(),
            other => other,
        })?;
        Ok(Caller {
            owner: Owner::Session(session.id),
            sign_in: None,
            origin: "anonymous".into(),
            language: session.language,
            country: session.country,
            capabilities: Capabilities { supports_sse: true, supports_reply_stream: false },
            is_staff: false,
        })
    }

    pub(super) async fn export(&self, caller: &Caller) -> Result<Export, Error> {
        let person = self.exported_person(caller).await?;
        let since = self.kept_since(caller.owner);
        let mut conversations = Vec::new();
        for row in self.db.conversations(caller.owner, since).await? {
            let messages = self.turns(&row, i64::from(i32::MAX), None).await?.messages;
            conversations.push(ExportedConversation { about: self.summary(&row)?, messages });
        }
        let files = self.exported_files(caller.owner).await?;
        Ok(Export { exported_at: self.clock.now(), person, conversations, files })
    }

    async fn exported_person(&self, caller: &Caller) -> Result<ExportedPerson, Error> {
        let mut person = ExportedPerson {
            id: caller.owner.id(),
            user_type: None,
            age_class: None,
            language: caller.language,
            country: caller.country.clone(),
            identity_providers: Vec::new(),
            origins: Vec::new(),
            staff_until: None,
            created_at: None,
        };
        if let Owner::User(id) = caller.owner {
            let user = self.db.user(id).await?.ok_or_else(ApiError::caller_is_unknown)?;
            let audience = audience(Some(&user));
            person.user_type = Some(audience.user_type);
            person.age_class = audience.age_class;
            person.created_at = Some(user.created_at);
            (person.identity_providers, person.origins, person.staff_until) =
                self.db.ways_in(id).await?;
        }
        Ok(person)
    }

    pub(super) async fn erase_caller(&self, caller: &Caller) -> Result<(), Error> {
        let files = self.db.erase_owner(caller.owner).await?;
        let files = files.ok_or_else(ApiError::caller_is_unknown)?;
        self.events.publish(self.address_of(caller.owner.id()), Event::Terminate);
        self.take_off_the_disk(files).await;
        Ok(())
    }

    /// Stands for somebody in telemetry: the same for the same person, and tells nothing else.
    pub(super) fn pseudonym(&self, person: Uuid) -> String {
        format!("{:016x}", self.secret.short_tag("pseudonym", person.as_bytes()))
    }
}

/// Whom the engine talks to; a young person where nothing is known.
pub(super) fn audience(user: Option<&UserRow>) -> Audience {
    Audience {
        user_type: user.map_or(UserType::Teenager, |user| user.user_type),
        age_class: user
            .and_then(|user| user.age_class.clone())
            .and_then(|name| AgeClass::try_from(name).ok()),
        chosen: None,
    }
}

fn slug(origin: &str) -> Result<String, ApiError> {
    let origin = origin.trim();
    let is_slug = origin.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-.".contains(&b));
    if is_slug && (1..=64).contains(&origin.len()) {
        Ok(origin.to_owned())
    } else {
        let message = "must be a slug such as ios_app: 1 to 64 letters, digits, `_`, `-` or `.`";
        Err(ApiError::field_is_wrong("origin", message))
    }
}
