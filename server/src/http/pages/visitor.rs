//! Who looks at a page: what the cookies say of them, and how the cookies are set and ended.

use crate::http::Http;
use crate::http::caller::of_cookie;
use crate::http::sessions::accepted_language;
use app::backend::{Caller, Credential};
use app::error::ApiError;
use app::language::Language;
use app::look::Look;
use app::visit::Visit;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};

const SESSION: &str = "km_session";
const LANGUAGE: &str = "km_language";
const LOOK: &str = "km_look";

/// What our cookie holds: an anonymous session's token, or the bearer of somebody who signed in.
pub fn session_cookie(headers: &HeaderMap) -> Option<String> {
    CookieJar::from_headers(headers).get(SESSION).map(|cookie| cookie.value().to_owned())
}

/// The one who looks at a page.
pub struct Visitor {
    /// The value of the session's cookie.
    pub token: Option<String>,
    /// The chosen language, else the browser's.
    pub language: Language,
    /// How they want the pages to look and sound.
    pub look: Look,
}

impl Visitor {
    /// Reads the cookies.
    pub fn of(headers: &HeaderMap) -> Visitor {
        let jar = CookieJar::from_headers(headers);
        let chosen = jar.get(LANGUAGE).and_then(|cookie| Language::parse(cookie.value()));
        Visitor {
            token: session_cookie(headers),
            language: chosen.unwrap_or_else(|| accepted_language(headers)),
            look: jar.get(LOOK).map(|cookie| Look::of_cookie(cookie.value())).unwrap_or_default(),
        }
    }

    /// What a page is told of them.
    pub fn visit(&self, path: &str) -> Visit {
        Visit {
            language: self.language,
            country: None,
            path: path.to_owned(),
            has_session: self.token.is_some(),
            is_person: self.is_person(),
            look: self.look,
            notice: None,
        }
    }

    /// Whether the cookie is that of somebody who signed in; whether it still opens anything is not
    /// looked up.
    fn is_person(&self) -> bool {
        let credential = self.token.clone().map(of_cookie);
        matches!(credential, Some(Credential::Bearer(_)))
    }

    /// Who they are to the chat; 401 where nobody is known.
    pub async fn caller(&self, http: &Http) -> Result<Caller, ApiError> {
        let token = self.token.clone().ok_or_else(ApiError::caller_is_unknown)?;
        http.backend.caller(of_cookie(token)).await
    }
}

/// Whether the page is asked for by a frame on another page.
pub fn is_framed(headers: &HeaderMap) -> bool {
    headers.get("sec-fetch-dest").is_some_and(|place| place == "iframe")
}

/// The cookie that opens a session; gone after 30 days.
pub fn session(http: &Http, is_framed: bool, token: String) -> Cookie<'static> {
    let cookie = Cookie::build((SESSION, token)).max_age(time::Duration::days(30));
    ours(http, is_framed, cookie.build())
}

/// The cookie that remembers the language.
pub fn language(http: &Http, is_framed: bool, language: Language) -> Cookie<'static> {
    ours(http, is_framed, Cookie::build((LANGUAGE, language.code())).permanent().build())
}

/// A cookie that only we read. In a frame on somebody else's page it has to be partitioned: it is
/// then another one on every such page, and none of them can follow anybody.
fn ours(http: &Http, is_framed: bool, mut cookie: Cookie<'static>) -> Cookie<'static> {
    cookie.set_path("/");
    cookie.set_http_only(true);
    cookie.set_secure(is_framed || http.is_secure());
    cookie.set_same_site(if is_framed { SameSite::None } else { SameSite::Lax });
    cookie.set_partitioned(is_framed);
    cookie
}

/// The cookie that remembers how the pages look and sound; gone after a year.
pub fn look(http: &Http, look: Look) -> Cookie<'static> {
    Cookie::build((LOOK, look.cookie()))
        .path("/")
        .same_site(SameSite::Lax)
        .secure(http.is_secure())
        .http_only(true)
        .max_age(time::Duration::days(365))
        .build()
}

/// Ends the cookie session and asks the browser to forget what it holds of us.
///
/// Not `"cookies"`: that would also end what the visitor has open on neighbouring sites of the same
/// domain, a school's portal say. Not always `"cache"`: browsers take a second to empty it.
pub fn forget(
    http: &Http,
    is_framed: bool,
    what: &'static str,
) -> ([(HeaderName, HeaderValue); 1], CookieJar) {
    let header = (HeaderName::from_static("clear-site-data"), HeaderValue::from_static(what));
    ([header], CookieJar::new().add(gone(http, is_framed)))
}

/// A cookie that takes the place of the session's and is gone at once.
pub fn gone(http: &Http, is_framed: bool) -> Cookie<'static> {
    let cookie = Cookie::build((SESSION, "")).max_age(time::Duration::ZERO);
    ours(http, is_framed, cookie.build())
}
