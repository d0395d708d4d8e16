//! The people of a test: how they sign in, talk, choose, listen and hand over files.

use crate::app::{TestApp, refused};
use crate::look::json;
use reqwest::multipart::{Form, Part};
use reqwest::{Client, Method, RequestBuilder, Response};
use serde_json::{Value, json};
use std::time::Duration;

pub const LOGIN: &str = "/api/v1/auth/login";
pub const INIT: &str = "/api/v1/chat/init";
pub const CHAT: &str = "/api/v1/chat";
pub const EMOTION: &str = "/api/v1/chat/emotion";
pub const DROPDOWN: &str = "/api/v1/chat/dropdown";
pub const CHANGE: &str = "/api/v1/chat/settings/change";
pub const HISTORY: &str = "/api/v1/chat/history";
pub const UPLOAD: &str = "/api/v1/files/upload";
/// An id that nothing has.
pub const NO_ID: &str = "0192d3a0-0000-7000-8000-000000000000";
/// The longest that a test waits for an event.
const PATIENCE: Duration = Duration::from_secs(10);

/// The text in a value.
pub fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text"))
}

/// The body of a login as the guide prints it, without the capabilities.
pub fn login(token: &str, origin: &str) -> Value {
    json!({"idp_token": token, "id_provider": "mock-idp", "user_type": "teenager",
        "age_class": "cycle3", "language": "FR", "origin": origin})
}

/// `body` with some of its fields replaced.
pub fn with(mut body: Value, changes: &Value) -> Value {
    let changes = changes.as_object().unwrap().clone();
    body.as_object_mut().unwrap().extend(changes);
    body
}

/// A token of the mock provider for somebody.
pub async fn mock_token(app: &TestApp, name: &str) -> String {
    nobody(app).mock_token(name).await
}

/// Somebody who signs in from a client of this origin, which declares nothing.
pub async fn sign_in(app: &TestApp, name: &str, origin: &str) -> Person {
    sign_in_with(app, name, json!({"origin": origin})).await
}

/// Somebody who signs in with these fields in place of the usual ones (`web_react`, `FR`).
pub async fn sign_in_with(app: &TestApp, name: &str, changes: Value) -> Person {
    nobody(app).sign_in(name, changes).await
}

/// Somebody with an anonymous session.
pub async fn anonymous(app: &TestApp, language: &str) -> Person {
    nobody(app).with_token(&app.token(language).await)
}

/// Somebody without a credential.
pub fn nobody(app: &TestApp) -> Person {
    Person::visiting(&app.url, &app.client)
}

/// Somebody who calls one server.
#[derive(Clone)]
pub struct Person {
    url: String,
    client: Client,
    credential: Option<(&'static str, String)>,
    /// The bearer token, or the anonymous session's token.
    pub bearer: String,
    /// Empty for somebody who has not signed in.
    pub user_id: String,
    /// What the login answered.
    pub answer: Value,
}

impl Person {
    /// Nobody yet, at a server.
    pub fn visiting(url: &str, client: &Client) -> Person {
        Person {
            url: url.to_owned(),
            client: client.clone(),
            credential: None,
            bearer: String::new(),
            user_id: String::new(),
            answer: Value::Null,
        }
    }

    /// Somebody who only has a bearer token, good or bad.
    pub fn with_bearer(&self, bearer: &str) -> Person {
        let credential = Some(("authorization", format!("Bearer {bearer}")));
        Person { credential, bearer: bearer.to_owned(), ..self.clone() }
    }

    /// Somebody who only has an anonymous session's token.
    pub fn with_token(&self, token: &str) -> Person {
        let credential = Some(("x-session-token", token.to_owned()));
        Person { credential, bearer: token.to_owned(), ..self.clone() }
    }

    /// The same person at another server.
    pub fn at(&self, app: &TestApp) -> Person {
        Person { url: app.url.clone(), ..self.clone() }
    }

    pub async fn mock_token(&self, name: &str) -> String {
        let body = json!({"idp_user_id": name});
        let answer = json(self.post("/api/v1/mock-idp/authenticate", &body).await, 200).await;
        text(&answer["access_token"]).to_owned()
    }

    pub async fn sign_in(&self, name: &str, changes: Value) -> Person {
        let body = with(login(&self.mock_token(name).await, "web_react"), &changes);
        let answer = json(self.post(LOGIN, &body).await, 200).await;
        let person = self.with_bearer(text(&answer["bearer_token"]));
        let user_id = text(&answer["app_session"]["user_id"]).to_owned();
        Person { user_id, answer, ..person }
    }

    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.client.request(method, format!("{}{path}", self.url));
        match &self.credential {
            Some((name, value)) => request.header(*name, value),
            None => request,
        }
    }

    pub async fn get(&self, path: &str) -> Response {
        self.request(Method::GET, path).send().await.unwrap()
    }

    pub async fn delete(&self, path: &str) -> Response {
        self.request(Method::DELETE, path).send().await.unwrap()
    }

    pub async fn post(&self, path: &str, body: &Value) -> Response {
        self.request(Method::POST, path).json(body).send().await.unwrap()
    }

    pub async fn log_out(&self) {
        let answer = self.request(Method::POST, "/api/v1/auth/logout").send().await.unwrap();
        assert_eq!(answer.status(), 204);
    }

    /// A new conversation's greeting.
    pub async fn init(&self) -> Value {
        json(self.post(INIT, &json!({"resume_conversation_id": null})).await, 200).await
    }

    /// A new conversation's id.
    pub async fn begin(&self) -> String {
        text(&self.init().await["session_id"]).to_owned()
    }

    pub async fn resume(&self, session: &str) -> Response {
        self.post(INIT, &json!({"resume_conversation_id": session})).await
    }

    /// Sends a message that must be answered.
    pub async fn say(&self, session: &str, message: &str) -> Value {
        self.say_with(session, message, &[]).await
    }

    /// The same with files.
    pub async fn say_with(&self, session: &str, message: &str, attachments: &[&str]) -> Value {
        let body = json!({"message": message, "session_id": session, "attachments": attachments});
        json(self.post(CHAT, &body).await, 200).await
    }

    /// Changes settings; what they are now.
    pub async fn change(&self, session: &str, settings: Value) -> Value {
        let body = with(json!({"session_id": session}), &settings);
        json(self.post(CHANGE, &body).await, 200).await
    }

    /// A page of a conversation's messages.
    pub async fn page(&self, session: &str, query: &str) -> Value {
        json(self.get(&format!("{CHAT}/{session}/messages{query}")).await, 200).await
    }

    /// The last 200 messages of a conversation.
    pub async fn turns(&self, session: &str) -> Vec<Value> {
        let page = self.page(session, "?limit=200").await;
        page["messages"].as_array().unwrap().clone()
    }

    /// What the person wrote in a conversation.
    pub async fn words(&self, session: &str) -> Vec<String> {
        let turns = self.turns(session).await;
        let own = turns.iter().filter(|turn| turn["role"] == "user");
        own.map(|turn| text(&turn["content"]).to_owned()).collect()
    }

    pub async fn history(&self) -> Vec<Value> {
        let history = json(self.get(HISTORY).await, 200).await;
        history["conversations"].as_array().unwrap().clone()
    }

    pub fn ask_for_events(&self, session: &str) -> RequestBuilder {
        self.request(Method::GET, &format!("{CHAT}/{session}/events/listen"))
    }

    /// Listens to a conversation; the handshake is over.
    pub async fn listen(&self, session: &str) -> Listener {
        let mut listener = Listener::open(self.ask_for_events(session)).await;
        assert_eq!(listener.hear("handshake").await, json!({}));
        listener
    }

    pub async fn upload(&self, parts: Vec<Part>) -> Response {
        let form = parts.into_iter().fold(Form::new(), |form, part| form.part("file", part));
        self.request(Method::POST, UPLOAD).multipart(form).send().await.unwrap()
    }

    /// Hands over a file that must be taken; its path.
    pub async fn hand_over(&self, part: Part) -> String {
        let answer = json(self.upload(vec![part]).await, 201).await;
        text(&answer["paths"][0]).to_owned()
    }

    /// Hands over a small picture.
    pub async fn hand_over_picture(&self) -> String {
        self.hand_over(file("capture.png", "image/png", png(1, 1, "none"))).await
    }

    pub async fn download(&self, path: &str) -> Response {
        self.get(&format!("/api/v1/files/{path}")).await
    }
}

/// Checks that there is no such conversation for the one who asked.
pub async fn no_conversation(answer: Response) {
    refused(answer, 404, "Conversation Not Found").await;
}

/// Checks a 401 that says which credential it wants.
pub async fn unauthorized(answer: Response, error: &str) {
    let wants = answer.headers().get("www-authenticate").map(|value| value.to_str().unwrap());
    assert_eq!(wants, Some("Bearer"), "{}", answer.url());
    refused(answer, 401, error).await;
}

/// A stream of events that is being followed.
pub struct Listener {
    pub response: Response,
    /// The id of the last event that had one.
    pub last_id: Option<String>,
    read: Vec<u8>,
}

impl Listener {
    pub async fn open(request: RequestBuilder) -> Listener {
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), 200);
        Listener { response, last_id: None, read: Vec::new() }
    }

    /// The next event's name and data; `None` once the stream has ended.
    pub async fn next(&mut self) -> Option<(String, Value)> {
        let next = tokio::time::timeout(PATIENCE, self.read_on()).await;
        next.expect("an event or the end of the stream in time")
    }

    /// The data of the next event, which must have this name.
    pub async fn hear(&mut self, name: &str) -> Value {
        let (heard, data) = self.next().await.expect("the stream goes on");
        assert_eq!(heard, name, "{data}");
        data
    }

    /// Everything up to and with the next event of this name.
    pub async fn hear_until(&mut self, name: &str) -> Vec<(String, Value)> {
        let mut heard = Vec::new();
        while heard.last().is_none_or(|(last, _)| last != name) {
            heard.push(self.next().await.expect("the stream goes on"));
        }
        heard
    }

    /// Checks that the stream says that it ends and then ends.
    pub async fn ends(&mut self) {
        assert_eq!(self.hear("terminate").await, json!({}));
        assert_eq!(self.next().await, None);
    }

    async fn read_on(&mut self) -> Option<(String, Value)> {
        loop {
            while let Some(end) = self.read.windows(2).position(|two| two == b"\n\n") {
                let block: Vec<u8> = self.read.drain(..end + 2).collect();
                let block = String::from_utf8(block).unwrap();
                let id = block.lines().find_map(|line| line.strip_prefix("id: "));
                self.last_id = id.map(str::to_owned).or(self.last_id.take());
                if let Some(event) = event(&block) {
                    return Some(event);
                }
            }
            self.read.extend(self.response.chunk().await.unwrap()?);
        }
    }
}

/// An event of its lines; `None` if they are only comments.
fn event(block: &str) -> Option<(String, Value)> {
    let field = |name: &str| {
        let values = block.lines().filter_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
        values.map(|value| value.strip_prefix(' ').unwrap_or(value)).collect::<Vec<_>>().join("\n")
    };
    let name = field("event");
    let data = field("data");
    let is_comment = name.is_empty() && data.is_empty();
    (!is_comment).then(|| (name, serde_json::from_str(&data).expect(&data)))
}

/// A part of a form: a file with its name and the type that the client claims.
pub fn file(name: &str, kind: &str, bytes: Vec<u8>) -> Part {
    Part::bytes(bytes).file_name(name.to_owned()).mime_str(kind).unwrap()
}

/// A PNG of one grey pixel that claims a size and carries a comment.
pub fn png(width: u32, height: u32, comment: &str) -> Vec<u8> {
    // zlib: one stored block with the filter byte and the pixel, and its Adler-32.
    const PIXEL: [u8; 13] = [0x78, 1, 1, 2, 0, 0xfd, 0xff, 0, 0x80, 0, 0x82, 0, 0x81];
    // 8 bits of grey, nothing interlaced.
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 0, 0, 0, 0]].concat();
    let comment = [b"Comment\0", comment.as_bytes()].concat();
    let chunks: [(&[u8; 4], &[u8]); 4] =
        [(b"IHDR", &header), (b"tEXt", &comment), (b"IDAT", &PIXEL), (b"IEND", &[])];
    let mut all = b"\x89PNG\r\n\x1a\n".to_vec();
    for (name, data) in chunks {
        let body = [name.as_slice(), data].concat();
        all.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
        all.extend(&body);
        all.extend(crc32(&body).to_be_bytes());
    }
    all
}

fn crc32(bytes: &[u8]) -> u32 {
    let bit = |crc: u32, _| (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg());
    !bytes.iter().fold(!0, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), bit))
}
