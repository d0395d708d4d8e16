//! Files: what is taken, what it is made into, who gets it back, and when it goes.

use crate::app::{TestApp, refused};
use crate::look::{files_with, holds, json, keys, refusal, refused_field};
use crate::on_both;
use crate::pages::{self, page, token};
use crate::people::{
    CHAT, Person, UPLOAD, anonymous, file, nobody, png, sign_in, text, unauthorized,
};
use crate::rows::Rows;
use chrono::Duration;
use image::ImageFormat;
use reqwest::multipart::Form;
use reqwest::{Method, Response};
use serde_json::{Value, json};
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::time::Instant;

const MIB: usize = 1024 * 1024;

async fn ann(app: &TestApp) -> Person {
    sign_in(app, "ann", "web_react").await
}

/// Uploads bytes under a name and a type that mean nothing.
async fn hand_over(person: &Person, bytes: Vec<u8>) -> Response {
    person.upload(vec![file("something", "application/octet-stream", bytes)]).await
}

/// A picture with a few colours.
fn picture(format: ImageFormat) -> Vec<u8> {
    let pixel =
        |x, y| image::Rgba([if x < 4 { 200 } else { 10 }, if y < 4 { 100 } else { 0 }, 30, 255]);
    let picture = image::DynamicImage::from(image::RgbaImage::from_fn(8, 8, pixel));
    let mut bytes = Cursor::new(Vec::new());
    let picture = if format == ImageFormat::Jpeg { picture.to_rgb8().into() } else { picture };
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A document of a size in bytes.
fn pdf(size: usize) -> Vec<u8> {
    let (begin, end) = (b"%PDF-1.4\n% PlainPdfMarker\n", b"\n%%EOF\n");
    let middle = vec![b' '; size - begin.len() - end.len()];
    [&begin[..], &middle, end].concat()
}

fn pixels(bytes: &[u8]) -> image::RgbaImage {
    image::load_from_memory(bytes).unwrap().to_rgba8()
}

/// Every file below a folder but those of a database.
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_below(&path));
        } else if !path.display().to_string().contains("test.db") {
            found.push(path);
        }
    }
    found.sort_unstable();
    found
}

on_both! {
    async fn an_upload_tells_what_was_taken(app: TestApp) {
        let ann = ann(&app).await;
        let part = file("capture.png", "image/png", picture(ImageFormat::Png));
        let answer = json(ann.upload(vec![part]).await, 201).await;
        assert_eq!(keys(&answer), ["files", "paths"]);
        let taken = &answer["files"][0];
        assert_eq!(keys(taken), ["media_type", "name", "path", "size"]);
        assert_eq!((&taken["media_type"], &taken["name"]), (&json!("image/png"), &json!("capture.png")));
        assert_eq!(answer["paths"], json!([taken["path"]]));
        let fetched = ann.download(text(&taken["path"])).await.bytes().await.unwrap();
        assert_eq!(taken["size"], fetched.len());
    }

    async fn several_files_come_in_one_upload_and_in_order(app: TestApp) {
        let names = ["one.png", "two.jpg", "three.pdf"];
        let contents = [picture(ImageFormat::Png), picture(ImageFormat::Jpeg), pdf(200)];
        let parts = names.into_iter().zip(contents);
        let parts = parts.map(|(name, bytes)| file(name, "application/octet-stream", bytes)).collect();
        let answer = json(ann(&app).await.upload(parts).await, 201).await;
        let files = answer["files"].as_array().unwrap();
        let told = |what: &str| files.iter().map(|file| text(&file[what]).to_owned()).collect::<Vec<_>>();
        assert_eq!(told("name"), names);
        assert_eq!(told("media_type"), ["image/png", "image/jpeg", "application/pdf"]);
        assert_eq!(json!(told("path")), answer["paths"]);
    }

    async fn a_file_is_known_by_its_content_whatever_it_is_called(app: TestApp) {
        let ann = ann(&app).await;
        for (bytes, expected) in [
            (picture(ImageFormat::Png), "image/png"),
            (picture(ImageFormat::Jpeg), "image/jpeg"),
            (picture(ImageFormat::WebP), "image/webp"),
            (picture(ImageFormat::Gif), "image/gif"),
            (pdf(200), "application/pdf"),
        ] {
            let answer = json(ann.upload(vec![file("notes.txt", "text/plain", bytes)]).await, 201).await;
            assert_eq!(answer["files"][0]["media_type"], expected);
        }
    }

    async fn anything_else_is_415_whatever_it_is_called(app: TestApp) {
        let ann = ann(&app).await;
        for content in ["just some words", "<html><script>alert(1)</script></html>",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "PK\u{3}\u{4}", "MZ\u{90}", "#!/bin/sh\n",
            "BM      ", "RIFF    WAVEfmt "] {
            let part = file("capture.png", "image/png", content.into());
            refused(ann.upload(vec![part]).await, 415, "Unsupported Media Type").await;
        }
    }

    async fn one_bad_file_among_good_ones_refuses_the_upload(app: TestApp) {
        let parts = vec![file("a.png", "image/png", png(1, 1, "none")),
            file("b.png", "image/png", b"just some words".to_vec())];
        refused(ann(&app).await.upload(parts).await, 415, "Unsupported Media Type").await;
        let mut rows = Rows::of(&app).await;
        assert_eq!(rows.count("SELECT COUNT(*) FROM files").await, 0);
    }

    async fn a_picture_that_breaks_off_is_refused(app: TestApp) {
        let ann = ann(&app).await;
        let whole = picture(ImageFormat::Png);
        for length in [8, 20, 40, whole.len() / 2] {
            let status = hand_over(&ann, whole[..length].to_vec()).await.status().as_u16();
            assert!(matches!(status, 415 | 422), "{length}: {status}");
        }
    }

    async fn a_small_file_that_claims_a_huge_picture_is_refused_at_once(app: TestApp) {
        let ann = ann(&app).await;
        let begun = Instant::now();
        for (width, height) in [(100_000, 100_000), (1, 2_000_000_000), (2_147_483_647, 2_147_483_647)] {
            let answer = hand_over(&ann, png(width, height, "none")).await;
            assert!(matches!(answer.status().as_u16(), 415 | 422), "{}", answer.status());
        }
        assert!(begun.elapsed().as_secs() < 3);
    }

    async fn a_file_of_10_mib_is_taken_and_a_larger_one_is_413(app: TestApp) {
        let ann = ann(&app).await;
        assert_eq!(json(hand_over(&ann, pdf(10 * MIB)).await, 201).await["files"][0]["size"], 10 * MIB);
        refused(hand_over(&ann, pdf(10 * MIB + 1)).await, 413, "Payload Too Large").await;
    }

    async fn an_upload_without_a_file_is_refused_by_name(app: TestApp) {
        let ann = ann(&app).await;
        let upload = |form: Form| ann.request(Method::POST, UPLOAD).multipart(form).send();
        let other = Form::new().part("other", file("a.png", "image/png", png(1, 1, "none")));
        refused_field(upload(other).await.unwrap(), "file").await;
        refused_field(upload(Form::new().text("note", "hello")).await.unwrap(), "file").await;
    }

    async fn an_upload_that_is_no_form_is_415(app: TestApp) {
        let answer = ann(&app).await.post(UPLOAD, &json!({"file": "a"})).await;
        refused(answer, 415, "Unsupported Media Type").await;
    }

    async fn a_form_that_breaks_off_is_400(app: TestApp) {
        let request = ann(&app).await.request(Method::POST, UPLOAD);
        let request = request.header("content-type", "multipart/form-data; boundary=here");
        let body = "--here\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\nabc";
        refusal(request.body(body).send().await.unwrap(), 400).await;
    }

    async fn nobody_uploads_nothing(app: TestApp) {
        let part = file("capture.png", "image/png", png(1, 1, "none"));
        unauthorized(nobody(&app).upload(vec![part]).await, "Unauthorized").await;
    }

    async fn its_owner_gets_the_same_picture_back(app: TestApp) {
        let ann = ann(&app).await;
        for format in [ImageFormat::Png, ImageFormat::Gif, ImageFormat::WebP] {
            let sent = picture(format);
            let path = ann.hand_over(file("capture", "image/png", sent.clone())).await;
            let got = ann.download(&path).await.bytes().await.unwrap();
            assert_eq!(image::guess_format(&got).unwrap(), format);
            assert_eq!(pixels(&got), pixels(&sent));
        }
    }

    async fn a_photo_comes_back_nearly_the_same(app: TestApp) {
        let ann = ann(&app).await;
        let sent = picture(ImageFormat::Jpeg);
        let path = ann.hand_over(file("photo.jpg", "image/jpeg", sent.clone())).await;
        let got = ann.download(&path).await.bytes().await.unwrap();
        let (got, sent) = (pixels(&got), pixels(&sent));
        assert_eq!(got.dimensions(), sent.dimensions());
        for (one, other) in got.iter().zip(sent.iter()) {
            assert!(one.abs_diff(*other) < 48, "{one} {other}");
        }
    }

    async fn its_owner_gets_the_same_document_back(app: TestApp) {
        let ann = ann(&app).await;
        let sent = pdf(3 * MIB);
        let path = ann.hand_over(file("proof.pdf", "application/pdf", sent.clone())).await;
        let got = ann.download(&path).await;
        assert_eq!(got.headers()["content-type"], "application/pdf");
        assert!(got.bytes().await.unwrap() == sent);
    }

    async fn a_download_is_never_run_or_kept_by_a_browser(app: TestApp) {
        let ann = ann(&app).await;
        let path = ann.hand_over_picture().await;
        let answer = ann.download(&path).await;
        let header = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
        assert_eq!(header("content-type"), "image/png");
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert!(header("cache-control").contains("no-store"));
        assert!(!header("content-disposition").is_empty());
        assert!(header("content-security-policy").contains("default-src 'none'"));
    }

    async fn a_name_cannot_break_the_headers(app: TestApp) {
        let ann = ann(&app).await;
        for name in ["a\"; filename=\"b.exe", "Ảnh chụp màn hình.png", "../../etc/passwd", "🐙.png"] {
            let path = ann.hand_over(file(name, "image/png", png(1, 1, "none"))).await;
            assert!(!path.contains("..") && !path.contains('"'), "{path}");
            let answer = ann.download(&path).await;
            assert_eq!(answer.status(), 200, "{name}");
            let told = answer.headers()["content-disposition"].to_str().unwrap();
            assert!(!told.contains(".exe\"") || told.contains("\\\""), "{told}");
        }
    }

    async fn a_file_is_its_owners_from_every_client(app: TestApp) {
        let path = ann(&app).await.hand_over_picture().await;
        let discord = sign_in(&app, "ann", "discord").await;
        assert_eq!(discord.download(&path).await.status(), 200);
    }

    async fn an_anonymous_session_has_files_of_its_own(app: TestApp) {
        let (anonymous, other) = (anonymous(&app, "fr").await, anonymous(&app, "fr").await);
        let path = anonymous.hand_over_picture().await;
        assert_eq!(anonymous.download(&path).await.status(), 200);
        refused(other.download(&path).await, 404, "File Not Found").await;
        let session = anonymous.begin().await;
        anonymous.say_with(&session, "regarde", &[&path]).await;
    }

    async fn a_picture_opens_on_a_page_that_can_be_left_and_only_for_its_owner(app: TestApp) {
        let (cookie, other) = (pages::start(&app).await, pages::start(&app).await);
        let mine = nobody(&app).with_token(token(&cookie));
        let path = mine.hand_over_picture().await;
        let drawn = page(&app, &format!("/picture/{path}"), &cookie).await.text().await.unwrap();
        let source = format!("src=\"/api/v1/files/{path}\"");
        assert!(drawn.contains(&source) && drawn.contains("id=\"leave\""), "{drawn}");
        let pdf = file("plan.pdf", "application/pdf", b"%PDF-1.4\n%%EOF\n".to_vec());
        let document = mine.hand_over(pdf).await;
        for (path, cookie) in [(&path, other.as_str()), (&path, ""), (&document, &cookie),
            (&"nothing.png".to_owned(), &cookie), (&"%ff".to_owned(), &cookie)] {
            let nothing = page(&app, &format!("/picture/{path}"), cookie).await;
            assert_eq!(nothing.status(), 404, "{path}");
            assert!(nothing.text().await.unwrap().contains("id=\"leave\""), "{path}");
        }
    }

    async fn a_path_that_leads_elsewhere_finds_nothing(app: TestApp) {
        let ann = ann(&app).await;
        for path in ["nothing.png", "..%2Fmaster.key", "..%2f..%2f..%2fetc%2fpasswd", "%00", ".", "%2e%2e"] {
            assert_eq!(ann.download(path).await.status(), 404, "{path}");
        }
    }

    async fn an_attached_file_is_named_with_its_message(app: TestApp) {
        let ann = ann(&app).await;
        let (session, path) = (ann.begin().await, ann.hand_over_picture().await);
        ann.say_with(&session, "regarde", &[&path]).await;
        let turns = ann.turns(&session).await;
        let own = turns.iter().find(|turn| turn["content"] == "regarde").unwrap();
        assert_eq!(own["attachments"], json!([path]));
    }

    async fn a_picture_without_words_is_asked_about(app: TestApp) {
        let ann = ann(&app).await;
        let (session, path) = (ann.begin().await, ann.hand_over_picture().await);
        ann.say_with(&session, "", &[&path]).await;
        let turns = ann.turns(&session).await;
        let answer = turns.last().unwrap()["content"].as_str().unwrap();
        assert!(answer.contains("les mots"), "{answer}");
    }

    async fn an_attached_file_goes_with_its_conversation(app: TestApp) {
        let ann = ann(&app).await;
        let session = ann.begin().await;
        let (attached, loose) = (ann.hand_over_picture().await, ann.hand_over_picture().await);
        ann.say_with(&session, "regarde", &[&attached]).await;
        assert_eq!(ann.delete(&format!("{CHAT}/{session}")).await.status(), 204);
        refused(ann.download(&attached).await, 404, "File Not Found").await;
        assert_eq!(ann.download(&loose).await.status(), 200);
    }

    async fn a_file_that_is_erased_leaves_no_file_behind(app: TestApp) {
        let ann = ann(&app).await;
        let session = ann.begin().await;
        let before = files_below(app.folder.path());
        let path = ann.hand_over_picture().await;
        ann.say_with(&session, "regarde", &[&path]).await;
        assert_eq!(ann.delete(&format!("{CHAT}/{session}")).await.status(), 204);
        assert_eq!(files_below(app.folder.path()), before);
    }

    async fn a_file_that_nobody_sent_goes_after_a_day(app: TestApp) {
        let ann = ann(&app).await;
        let before = files_below(app.folder.path());
        let path = ann.hand_over_picture().await;
        app.advance(Duration::hours(23));
        app.service.erase_expired().await.unwrap();
        assert_eq!(ann.download(&path).await.status(), 200);
        app.advance(Duration::hours(2));
        app.service.erase_expired().await.unwrap();
        refused(ann.download(&path).await, 404, "File Not Found").await;
        assert_eq!(files_below(app.folder.path()), before);
    }

    async fn a_file_that_was_sent_stays(app: TestApp) {
        let ann = ann(&app).await;
        let (session, path) = (ann.begin().await, ann.hand_over_picture().await);
        ann.say_with(&session, "regarde", &[&path]).await;
        app.advance(Duration::days(3));
        app.service.erase_expired().await.unwrap();
        assert_eq!(ann.download(&path).await.status(), 200);
    }

    async fn a_file_goes_with_the_account(app: TestApp) {
        let ann = ann(&app).await;
        let before = files_below(app.folder.path());
        ann.hand_over_picture().await;
        assert_eq!(ann.delete("/api/v1/me").await.status(), 204);
        assert_eq!(files_below(app.folder.path()), before);
    }

    async fn a_picture_loses_what_it_told_about_its_making(app: TestApp) {
        let ann = ann(&app).await;
        let sent = png(1, 1, "PlainPlaceMarker");
        assert!(holds(&sent, b"PlainPlaceMarker"));
        let path = ann.hand_over(file("capture.png", "image/png", sent)).await;
        let got = ann.download(&path).await.bytes().await.unwrap();
        assert!(!holds(&got, b"PlainPlaceMarker"));
    }

    async fn no_file_and_no_name_is_stored_in_plain(app: TestApp) {
        let ann = ann(&app).await;
        ann.hand_over(file("NameMarker.pdf", "application/pdf", pdf(300))).await;
        ann.hand_over(file("NameMarker.png", "image/png", png(1, 1, "PlainPlaceMarker"))).await;
        let rows = Rows::of(&app).await.everything().await;
        for marker in ["PlainPdfMarker", "PlainPlaceMarker", "NameMarker", "%PDF-1.4"] {
            assert_eq!(files_with(app.folder.path(), marker.as_bytes()), [""; 0], "{marker}");
            assert!(!holds(&rows, marker.as_bytes()), "{marker}");
        }
    }

    async fn the_same_file_of_two_people_is_stored_as_two(app: TestApp) {
        let (ann, ben) = (ann(&app).await, sign_in(&app, "ben", "web_react").await);
        let (mine, theirs) = (ann.hand_over_picture().await, ben.hand_over_picture().await);
        assert_ne!(mine, theirs);
        assert_eq!(ann.delete("/api/v1/me").await.status(), 204);
        assert_eq!(ben.download(&theirs).await.status(), 200);
    }

    async fn a_file_can_be_sent_twice(app: TestApp) {
        let ann = ann(&app).await;
        let (session, path) = (ann.begin().await, ann.hand_over_picture().await);
        for _ in 0..2 {
            ann.say_with(&session, "regarde", &[&path]).await;
        }
        let sent = |turn: &&Value| turn["attachments"] == json!([path]);
        assert_eq!(ann.turns(&session).await.iter().filter(sent).count(), 2);
    }
}
