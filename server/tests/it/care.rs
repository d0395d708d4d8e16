//! An operator's own texts and helplines: laid over ours, and refused with a clear word when wrong.

use crate::app::{On, TestApp};
use crate::people::anonymous;
use crate::program::Place;
use tempfile::TempDir;

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

const LINE: &str = r#"
[[line]]
country = "FR"
name = "Notre écoute"
number = "01 23 45"
serves = ["suicide", "listen", "online", "child", "ambulance", "police"]
free = true
always = true
source = "nous"
purpose = { fr = "Écoute", en = "Listening", vi = "Lắng nghe" }
"#;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn own_texts_and_lines_are_said_instead_of_ours_and_the_rest_stays() {
    let greeting = "Bienvenue chez nous. Je suis un programme, pas une personne.";
    let talk = format!("[talk]\nbegin = \"{greeting}\"");
    let folder = folder(&[("fr/talk.toml", &talk), ("helplines.toml", LINE)]);
    let dir = folder.path().to_str().unwrap();
    let app =
        TestApp::start_with(On::Sqlite, &[("RATE_LIMIT_PER_MINUTE", "0"), ("CARE_DIR", dir)]).await;
    let person = anonymous(&app, "fr").await;
    let begun = person.init().await;
    assert_eq!(begun["response"], greeting);
    let session = begun["session_id"].as_str().unwrap();
    let answer = person.say(session, "je veux mourir").await;
    assert_eq!(answer["crisis_info"]["hotlines"][0]["number"], "01 23 45");
    assert!(answer["response"].as_str().unwrap().contains("01 23 45"), "{answer}");
    let english = anonymous(&app, "en").await.init().await;
    assert!(english["response"].as_str().unwrap().contains("program, not a person"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_with_wrong_texts_does_not_start_and_names_every_one() {
    let folder = folder(&[
        ("fr/talk.toml", "[talk]\nbegin = 3"),
        ("en/topics.toml", "[topic.image]\nheerd = \"a\""),
        ("vi/crisis.toml", "[crisis.high]\nsuicide = [\"ở đây không có số\"]"),
        ("helplines.toml", &LINE.replace("01 23 45", "appelle")),
    ]);
    let dir = folder.path().to_str().unwrap();
    let output = Place::new(On::Sqlite).await.run("serve", &[("CARE_DIR", dir)]);
    assert!(!output.status.success());
    let said = String::from_utf8(output.stderr).unwrap();
    for word in ["CARE_DIR", "talk.begin", "heerd"] {
        assert!(said.contains(word), "{word}: {said}");
    }

    std::fs::remove_file(folder.path().join("fr/talk.toml")).unwrap();
    std::fs::remove_file(folder.path().join("en/topics.toml")).unwrap();
    let output = Place::new(On::Sqlite).await.run("content", &[("CARE_DIR", dir)]);
    assert!(!output.status.success());
    let said = String::from_utf8(output.stderr).unwrap();
    for word in ["Notre écoute", "crisis.high.suicide lacks {line}"] {
        assert!(said.contains(word), "{word}: {said}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn our_own_texts_are_checked_and_drawn_as_a_tree() {
    let output = Place::new(On::Sqlite).await.run("content", &[]);
    let tree = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{tree}");
    for word in ["├─ blackmail", "takedown (pixel)", "└─ danger", "Every text is there"] {
        assert!(tree.contains(word), "{word}: {tree}");
    }
}
