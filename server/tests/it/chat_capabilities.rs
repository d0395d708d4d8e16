//! What a client can do: what it declares, what is known of it, and what is safe.

use crate::app::TestApp;
use crate::on_both;
use crate::people::{sign_in, sign_in_with, text};
use serde_json::{Value, json};

/// The capabilities that a client gets: events, reply stream, and from where.
async fn resolved(app: &TestApp, origin: &str, declared: Value) -> (bool, bool, String) {
    let changes = json!({"origin": origin, "capabilities": declared});
    let session = sign_in_with(app, "ann", changes).await.answer["app_session"].clone();
    let can = |name: &str| session["capabilities"][name].as_bool().unwrap();
    let source = text(&session["capabilities_source"]).to_owned();
    (can("supports_sse"), can("supports_reply_stream"), source)
}

/// What a client may say that is not a declaration.
fn unreadable() -> Vec<Value> {
    vec![
        Value::Null,
        json!("all of them"),
        json!(["supports_sse"]),
        json!(5),
        json!(true),
        json!({"supports_sse": "yes"}),
        json!({"supports_sse": 1}),
        json!({"supports_sse": null}),
        json!({"supports_sse": {"deep": true}}),
        json!({"supports_sse": true, "supports_reply_stream": "yes"}),
        json!({"supports_teleport": true}),
    ]
}

on_both! {
    async fn what_a_client_declares_comes_first(app: TestApp) {
        let sse = json!({"supports_sse": true});
        assert_eq!(resolved(&app, "discord", sse.clone()).await, (true, false, "declared".into()));
        assert_eq!(resolved(&app, "my_bot", sse).await, (true, false, "declared".into()));
        let none = json!({"supports_sse": false});
        assert_eq!(resolved(&app, "web_react", none).await, (false, false, "declared".into()));
        let both = json!({"supports_sse": true, "supports_reply_stream": true});
        assert_eq!(resolved(&app, "discord", both).await, (true, true, "declared".into()));
    }

    async fn capabilities_that_cannot_be_read_fall_back_to_the_registry(app: TestApp) {
        for declared in unreadable() {
            let react = resolved(&app, "web_react", declared.clone()).await;
            assert_eq!(react, (true, true, "registry".into()), "{declared}");
            let discord = resolved(&app, "discord", declared.clone()).await;
            assert_eq!(discord, (false, false, "registry".into()), "{declared}");
        }
    }

    async fn capabilities_of_an_unknown_origin_fall_back_to_the_safe_ones(app: TestApp) {
        for declared in unreadable() {
            let custom = resolved(&app, "ios_app", declared.clone()).await;
            assert_eq!(custom, (false, false, "default".into()), "{declared}");
        }
    }

    async fn the_registry_knows_the_documented_clients(app: TestApp) {
        for origin in ["web_react", "web_leptos", "dev_terminal"] {
            let known = resolved(&app, origin, Value::Null).await;
            assert_eq!(known, (true, true, "registry".into()), "{origin}");
        }
    }

    async fn further_keys_among_the_capabilities_do_no_harm(app: TestApp) {
        let declared = json!({"supports_sse": true, "supports_teleport": {"deep": [1]}});
        assert!(resolved(&app, "ios_app", declared).await.0);
    }

    async fn a_new_login_replaces_the_capabilities(app: TestApp) {
        let ann = sign_in(&app, "ann", "web_react").await;
        let changes = json!({"capabilities": {"supports_sse": false}});
        let again = sign_in_with(&app, "ann", changes).await;
        assert_eq!(again.bearer, ann.bearer);
        let none = json!({"supports_sse": false, "supports_reply_stream": false});
        assert_eq!(again.answer["app_session"]["capabilities"], none);
    }
}
