//! Feature flags: which there are always, and where they come from.

use crate::app::{On, TestApp};
use crate::look::{json, until};
use crate::on_both;
use serde_json::{Value, json};
use std::time::Duration;

/// The documented flags with their defaults.
const FLAGS: [(&str, bool); 4] = [
    ("enable_monster_flip_animation", true),
    ("enable_simple_resume_prompt", true),
    ("enable_login_screen", true),
    ("collective_management", false),
];

async fn features(app: &TestApp, query: &str) -> Value {
    json(app.get(&format!("/api/v1/features{query}")).await, 200).await
}

fn are_defaults(features: &Value) {
    for (flag, value) in FLAGS {
        assert_eq!(features[flag], value, "{flag}");
    }
}

on_both! {
    async fn the_flags_are_a_flat_map_of_booleans(app: TestApp) {
        let features = features(&app, "?variant=teenager&environment=development").await;
        assert!(features.as_object().unwrap().values().all(Value::is_boolean), "{features}");
    }

    async fn the_flags_need_no_parameter_and_no_credential(app: TestApp) {
        are_defaults(&features(&app, "").await);
        are_defaults(&features(&app, "?variant=parent").await);
        are_defaults(&features(&app, "?environment=production").await);
    }

    async fn somebody_unknown_somewhere_unknown_gets_the_defaults(app: TestApp) {
        for query in ["?variant=robot&environment=mars", "?variant=&environment=", "?variant=%00%FF",
            "?surprise=1"] {
            are_defaults(&features(&app, query).await);
        }
    }
}

#[tokio::test]
async fn a_file_changes_flags_and_is_read_again_when_it_changes() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("flags.toml");
    std::fs::write(&file, "[default]\nenable_login_screen = false\n").unwrap();
    let extra = [("RATE_LIMIT_PER_MINUTE", "0"), ("FEATURE_FLAGS", file.to_str().unwrap())];
    let app = TestApp::start_with(On::Sqlite, &extra).await;
    let first = features(&app, "").await;
    assert_eq!(first["enable_login_screen"], false);
    assert_eq!(first["enable_monster_flip_animation"], true);
    std::fs::write(&file, "[default]\nenable_login_screen = true\ncollective_management = true\n")
        .unwrap();
    let changed = async || {
        let now = features(&app, "").await;
        now["enable_login_screen"] == json!(true) && now["collective_management"] == json!(true)
    };
    let read = until("the file is read again", changed);
    let read = tokio::time::timeout(Duration::from_secs(3), read).await;
    assert!(read.is_ok(), "the file is not read again within 3 seconds");
}
