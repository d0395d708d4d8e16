//! Signing in on our pages with an identity provider: authorization code with PKCE, there and back.

use crate::app::{On, TestApp};
use crate::look::json;
use crate::on_both;
use crate::people::nobody;
use crate::provider::{CLIENT_SECRET, Mood, NAME, Provider, RSA, Twist};
use crate::rows::Rows;
use crate::sign_in::{cookie, is_session, location, parts, value};
use chrono::Duration;
use reqwest::{Method, Response};
use server::settings::{Hidden, Label, ProviderSettings};
use std::sync::Arc;

/// A server whose pages offer a running provider.
async fn start(on: On) -> (TestApp, Arc<Provider>) {
    start_with(on, |_| {}).await
}

async fn start_with(
    on: On,
    change: impl FnOnce(&mut ProviderSettings),
) -> (TestApp, Arc<Provider>) {
    let provider = Provider::start(&[&RSA.public]).await;
    let mut offered = provider.page_settings();
    change(&mut offered);
    let app = TestApp::start_tuned(on, &[("RATE_LIMIT_PER_MINUTE", "0")], |settings| {
        settings.identity_providers = vec![offered];
    })
    .await;
    (app, provider)
}

/// Somebody on their way back: what the browser keeps, and where the provider sends it.
struct Way {
    ticket: String,
    back: String,
}

impl Way {
    /// Sets out, and says yes at the provider.
    async fn of(app: &TestApp) -> Way {
        let sent = app.get(&format!("/sign-in/{NAME}")).await;
        assert_eq!(sent.status(), 303);
        let ticket = value(&sent, "km_sign_in").unwrap();
        let granted = app.client.get(location(&sent)).send().await.unwrap();
        let back = location(&granted).strip_prefix("http://localhost:8000").unwrap().to_owned();
        Way { ticket, back }
    }

    /// Comes back.
    async fn end(&self, app: &TestApp) -> Response {
        come_back(app, &self.back, &format!("km_sign_in={}", self.ticket)).await
    }

    fn parameter(&self, name: &str) -> &str {
        let query = self.back.split_once('?').unwrap().1;
        let pair = query.split('&').find_map(|pair| pair.strip_prefix(&format!("{name}=")));
        pair.unwrap()
    }
}

async fn come_back(app: &TestApp, back: &str, cookies: &str) -> Response {
    app.request(Method::GET, back).header("cookie", cookies).send().await.unwrap()
}

/// Checks that somebody is at the door again, is told why, and got no session.
async fn is_told(app: &TestApp, answer: Response, why: &str) {
    assert_eq!(answer.status(), 303);
    assert_eq!(location(&answer), format!("/sign-in?why={why}"));
    assert_eq!(value(&answer, "km_session"), None);
    assert!(parts(&cookie(&answer, "km_sign_in").unwrap()).contains(&"Max-Age=0".to_owned()));
    let page = app.get(location(&answer)).await;
    assert_eq!(page.status(), 200);
    assert!(page.text().await.unwrap().contains("role=\"alert\""), "{why}");
}

on_both! {
    async fn somebody_new_is_signed_in_and_asked_who_they_are_once(app: TestApp) {
        let (app, provider) = start(app.on).await;
        let first = Way::of(&app).await.end(&app).await;
        assert_eq!((first.status().as_u16(), location(&first)), (303, "/welcome?first=yes"));
        let session = value(&first, "km_session").unwrap();
        assert!(is_session(&app, &session).await);
        let cookies = format!("km_session={session}");
        let asked = come_back(&app, "/welcome", &cookies).await.text().await.unwrap();
        assert!(asked.contains("value=\"cycle4\"") && asked.contains("value=\"parent\""));
        let told = app.request(Method::POST, "/welcome").header("origin", &app.url)
            .header("cookie", &cookies).form(&[("who", "professional")]).send().await.unwrap();
        assert_eq!(location(&told), "/chat");
        let me = nobody(&app).with_bearer(&session).get("/api/v1/me/export").await;
        let me = json(me, 200).await;
        assert_eq!((&me["person"]["user_type"], &me["person"]["identity_providers"][0]),
            (&"professional".into(), &NAME.into()));
        let second = Way::of(&app).await.end(&app).await;
        assert_eq!(location(&second), "/chat");
        let me = nobody(&app).with_bearer(&value(&second, "km_session").unwrap());
        let me = json(me.get("/api/v1/me/export").await, 200).await;
        assert_eq!(me["person"]["user_type"], "professional");
        assert_eq!(provider.fetches(), 1);
    }

    async fn the_subject_stands_nowhere_in_the_database(app: TestApp) {
        let (app, _provider) = start(app.on).await;
        Way::of(&app).await.end(&app).await;
        let all = Rows::of(&app).await.everything().await;
        for secret in ["ann", CLIENT_SECRET] {
            assert!(!crate::look::holds(&all, secret.as_bytes()), "{secret}");
        }
    }

    async fn the_providers_role_makes_somebody_staff_for_twelve_hours(app: TestApp) {
        let (app, provider) = start(app.on).await;
        let as_staff = async || {
            let signed_in = Way::of(&app).await.end(&app).await;
            let person = nobody(&app).with_bearer(&value(&signed_in, "km_session").unwrap());
            person.get("/api/v1/totals").await.status().as_u16()
        };
        for (roles, status) in [(vec![], 403), (vec!["teacher"], 403), (vec!["teacher", "nurse"], 200), (vec![], 403)] {
            provider.give_roles(&roles);
            assert_eq!(as_staff().await, status, "{roles:?}");
        }
        provider.give_roles(&["counsellor"]);
        let signed_in = Way::of(&app).await.end(&app).await;
        let person = nobody(&app).with_bearer(&value(&signed_in, "km_session").unwrap());
        assert_eq!(person.get("/api/v1/totals").await.status(), 200);
        app.advance(Duration::hours(12));
        assert_eq!(person.get("/api/v1/totals").await.status(), 403);
    }
}

#[tokio::test]
async fn the_ticket_is_sealed_short_lived_and_out_of_reach_of_scripts() {
    let (app, _provider) = start(On::Sqlite).await;
    let sent = app.get(&format!("/sign-in/{NAME}")).await;
    let ticket = cookie(&sent, "km_sign_in").unwrap();
    for part in ["HttpOnly", "SameSite=Lax", "Path=/sign-in", "Max-Age=600"] {
        assert!(parts(&ticket).contains(&part.to_owned()), "{part}: {ticket}");
    }
    let state = location(&sent).split("state=").nth(1).unwrap().split('&').next().unwrap();
    assert!(state.len() >= 43 && !ticket.contains(state));
    let again = app.get(&format!("/sign-in/{NAME}")).await;
    assert!(!location(&again).contains(state));
}

#[tokio::test]
async fn in_production_the_ticket_travels_only_over_tls() {
    let provider = Provider::start(&[&RSA.public]).await;
    let offered = provider.page_settings();
    let key = server::crypto::KeyRing::new_key_text();
    let extra = [("APP_ENV", "production"), ("ENCRYPTION_KEY", key.trim())];
    let app = TestApp::start_tuned(On::Sqlite, &extra, |settings| {
        settings.identity_providers = vec![offered];
    })
    .await;
    let sent = app.get(&format!("/sign-in/{NAME}")).await;
    let ticket = cookie(&sent, "km_sign_in").unwrap();
    assert!(parts(&ticket).contains(&"Secure".to_owned()), "{ticket}");
}

#[tokio::test]
async fn a_wrong_state_or_a_ticket_of_elsewhere_signs_nobody_in() {
    let (app, _provider) = start(On::Sqlite).await;
    let way = Way::of(&app).await;
    let other_state = way.back.replace(way.parameter("state"), "another");
    let with_ticket = format!("km_sign_in={}", way.ticket);
    is_told(&app, come_back(&app, &other_state, &with_ticket).await, "over").await;
    is_told(&app, come_back(&app, &way.back, "").await, "over").await;
    is_told(&app, come_back(&app, &way.back, "km_sign_in=nonsense").await, "over").await;
    let without_state = format!("/sign-in/{NAME}/back?code={}", way.parameter("code"));
    is_told(&app, come_back(&app, &without_state, &with_ticket).await, "over").await;
    // Nothing of this used the code up.
    assert_eq!(location(&way.end(&app).await), "/welcome?first=yes");
}

#[tokio::test]
async fn a_code_is_good_once() {
    let (app, _provider) = start(On::Sqlite).await;
    let way = Way::of(&app).await;
    assert!(value(&way.end(&app).await, "km_session").is_some());
    is_told(&app, way.end(&app).await, "refused").await;
}

#[tokio::test]
async fn a_code_of_somebody_elses_journey_fails_the_proof() {
    let (app, _provider) = start(On::Sqlite).await;
    let (mine, theirs) = (Way::of(&app).await, Way::of(&app).await);
    let injected = mine.back.replace(mine.parameter("code"), theirs.parameter("code"));
    let answer = come_back(&app, &injected, &format!("km_sign_in={}", mine.ticket)).await;
    is_told(&app, answer, "refused").await;
}

#[tokio::test]
async fn after_ten_minutes_the_way_is_over() {
    let (app, _provider) = start(On::Sqlite).await;
    let way = Way::of(&app).await;
    app.advance(Duration::minutes(10));
    is_told(&app, way.end(&app).await, "over").await;
}

#[tokio::test]
async fn whatever_is_wrong_with_the_token_signs_nobody_in() {
    for twist in
        [Twist::OtherNonce, Twist::NoNonce, Twist::OtherKey, Twist::OtherAudience, Twist::NoToken]
    {
        let (app, provider) = start(On::Sqlite).await;
        provider.twist(twist);
        is_told(&app, Way::of(&app).await.end(&app).await, "refused").await;
    }
}

#[tokio::test]
async fn a_client_with_another_secret_gets_no_token() {
    let wrong = |settings: &mut ProviderSettings| {
        settings.client_secret = Some(Hidden("battery-staple".into()));
    };
    let (app, _provider) = start_with(On::Sqlite, wrong).await;
    is_told(&app, Way::of(&app).await.end(&app).await, "refused").await;
}

#[tokio::test]
async fn somebody_who_says_no_is_told_that_nothing_was_passed_on() {
    let (app, _provider) = start(On::Sqlite).await;
    let way = Way::of(&app).await;
    let state = way.parameter("state");
    let cookies = format!("km_sign_in={}", way.ticket);
    let denied = format!("/sign-in/{NAME}/back?error=access_denied&state={state}");
    is_told(&app, come_back(&app, &denied, &cookies).await, "denied").await;
    let failed = format!("/sign-in/{NAME}/back?error=server_error&state={state}");
    is_told(&app, come_back(&app, &failed, &cookies).await, "refused").await;
    is_told(&app, come_back(&app, &format!("/sign-in/{NAME}/back"), &cookies).await, "refused")
        .await;
}

#[tokio::test]
async fn a_provider_that_is_down_is_told_as_such() {
    let (app, provider) = start(On::Sqlite).await;
    let way = Way::of(&app).await;
    provider.twist(Twist::Down);
    is_told(&app, way.end(&app).await, "away").await;
    provider.twist(Twist::Nothing);
    provider.feel(Mood::Broken);
    is_told(&app, Way::of(&app).await.end(&app).await, "away").await;
    // Nothing listens at a port that was just given back.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let gone = |settings: &mut ProviderSettings| settings.issuer = format!("http://{port}");
    let (app, _provider) = start_with(On::Sqlite, gone).await;
    is_told(&app, app.get(&format!("/sign-in/{NAME}")).await, "away").await;
}

#[tokio::test]
async fn only_providers_with_a_client_id_are_offered_by_their_label() {
    let label = Label::Each([("fr".to_owned(), "Mon école".to_owned())].into());
    let change = |settings: &mut ProviderSettings| settings.label = Some(label);
    let (app, _provider) = start_with(On::Sqlite, change).await;
    let page = app.get("/sign-in").await.text().await.unwrap();
    assert!(page.contains("Mon école") && page.contains(&format!("href=\"/sign-in/{NAME}\"")));
    let without = |settings: &mut ProviderSettings| settings.client_id = None;
    let (app, _provider) = start_with(On::Sqlite, without).await;
    let page = app.get("/sign-in").await.text().await.unwrap();
    assert!(!page.contains(&format!("/sign-in/{NAME}")));
    for path in ["", "/back?code=a&state=b"] {
        let answer = app.get(&format!("/sign-in/{NAME}{path}")).await;
        assert!(matches!(answer.status().as_u16(), 303 | 404), "{path}");
        assert_eq!(value(&answer, "km_session"), None);
    }
    assert_eq!(app.get("/sign-in/nobody").await.status(), 404);
}

#[tokio::test]
async fn the_kind_of_person_that_a_provider_vouches_for_is_the_likely_answer() {
    let change = |settings: &mut ProviderSettings| {
        settings.user_type = Some(::app::api::person::UserType::Parent);
    };
    let (app, _provider) = start_with(On::Sqlite, change).await;
    let signed_in = Way::of(&app).await.end(&app).await;
    assert_eq!(location(&signed_in), "/welcome?first=yes&who=parent");
    let me = nobody(&app).with_bearer(&value(&signed_in, "km_session").unwrap());
    let me = json(me.get("/api/v1/me/export").await, 200).await;
    assert_eq!(me["person"]["user_type"], "parent");
}

#[tokio::test]
async fn ways_to_a_provider_count_against_the_rate_limit() {
    let provider = Provider::start(&[&RSA.public]).await;
    let offered = provider.page_settings();
    let app = TestApp::start_tuned(On::Sqlite, &[("RATE_LIMIT_PER_MINUTE", "1")], |settings| {
        settings.identity_providers = vec![offered];
    })
    .await;
    let way = Way::of(&app).await;
    is_told(&app, way.end(&app).await, "too-fast").await;
}
