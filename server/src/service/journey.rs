//! Somebody's way to an identity provider and back, when they sign in on our own pages.

use super::Service;
use super::people::audience;
use crate::error::Error;
use crate::idp::Journey;
use app::api::person::{AgeClass, UserType};
use app::backend::{Arrival, Arrived, Caller, Departure, Owner};
use app::error::ApiError;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use chrono::Duration;
use serde::{Deserialize, Serialize};

/// How long somebody may stay at their provider.
const LASTS: Duration = Duration::minutes(10);
/// What the ticket is sealed for.
const PURPOSE: &str = "journey";

/// What a browser keeps meanwhile.
#[derive(Serialize, Deserialize)]
struct Ticket {
    journey: Journey,
    /// Seconds since 1970.
    ends: i64,
}

impl Service {
    pub(super) async fn depart(&self, provider: &str) -> Result<Departure, Error> {
        let (address, journey) = self.identities.depart(provider).await?;
        let ticket = Ticket { journey, ends: (self.clock.now() + LASTS).timestamp() };
        let ticket = serde_json::to_vec(&ticket)
            .map_err(|_| Error::Broken("a ticket cannot be written".into()))?;
        let ticket = BASE64_URL_SAFE_NO_PAD.encode(self.secret.seal(PURPOSE, &ticket));
        Ok(Departure { address, ticket })
    }

    pub(super) async fn arrive(&self, arrival: Arrival) -> Result<Arrived, Error> {
        let journey = self.journey(&arrival).ok_or_else(ApiError::sign_in_is_over)?;
        let idp_token = self.identities.arrive(journey, arrival.code).await?;
        let vouched = self.identities.vouched(&arrival.provider, &idp_token).await?;
        let subject = self.subject(&arrival.provider, &vouched);
        let known = self.db.acquaintance(&arrival.provider, subject).await?;
        let user_type = match &known {
            Some(user) => user.user_type,
            None => self.identities.user_type(&arrival.provider).unwrap_or(UserType::Teenager),
        };
        Ok(Arrived { idp_token, user_type, is_new: known.is_none() })
    }

    /// The journey on which somebody was sent, unless they come from elsewhere or too late.
    fn journey(&self, arrival: &Arrival) -> Option<Journey> {
        let sealed = BASE64_URL_SAFE_NO_PAD.decode(&arrival.ticket).ok()?;
        let ticket = self.secret.open(PURPOSE, &sealed).ok()?;
        let Ticket { journey, ends } = serde_json::from_slice(&ticket).ok()?;
        let is_theirs = journey.provider == arrival.provider && journey.state == arrival.state;
        (is_theirs && self.clock.now().timestamp() < ends).then_some(journey)
    }

    pub(super) async fn introduced(
        &self,
        caller: &Caller,
    ) -> Result<(UserType, Option<AgeClass>), Error> {
        let Owner::User(id) = caller.owner else {
            return Err(ApiError::caller_is_unknown().into());
        };
        let user = self.db.user(id).await?.ok_or_else(ApiError::caller_is_unknown)?;
        let known = audience(Some(&user));
        Ok((known.user_type, known.age_class))
    }

    pub(super) async fn introduce(
        &self,
        caller: &Caller,
        user_type: UserType,
        age_class: Option<AgeClass>,
    ) -> Result<(), Error> {
        match caller.owner {
            Owner::User(id) => self.db.introduce(id, user_type, age_class).await,
            Owner::Session(_) => Err(ApiError::caller_is_unknown().into()),
        }
    }
}
