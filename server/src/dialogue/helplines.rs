//! Who can be called: chosen by country, shown in a language, open or closed at a given moment.

use std::sync::LazyLock;

use app::api::crisis::{CrisisInfo, Hotline, Sentence};
use app::api::help::Helpline;
use app::language::Language;
use chrono::{DateTime, Datelike, NaiveTime, Utc};
use chrono_tz::Tz;
use serde::Deserialize;

use super::content::{ByLanguage, texts};
use super::crisis::Kind;

#[derive(Debug, Deserialize)]
struct Data {
    line: Vec<Line>,
    tool: Vec<Line>,
}

/// One entry of the data file.
#[derive(Debug, Deserialize)]
struct Line {
    country: String,
    name: String,
    number: Option<String>,
    sms: Option<String>,
    site: Option<String>,
    serves: Vec<Service>,
    #[serde(default)]
    emergency: bool,
    free: bool,
    #[serde(default)]
    always: bool,
    zone: Option<Tz>,
    #[serde(default)]
    open: Vec<Opening>,
    hours: Option<ByLanguage>,
    verified_on: Option<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "for the operator who checks the entry"))]
    source: String,
    purpose: ByLanguage,
}

/// What a line is the right one for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Service {
    /// Thoughts of suicide, self-harm.
    Suicide,
    /// A child in danger.
    Child,
    /// Violence online.
    Online,
    /// Any worry.
    Listen,
    /// An emergency in which one cannot speak.
    Silent,
    /// Ambulance.
    Ambulance,
    /// Police.
    Police,
}

#[derive(Debug, Deserialize)]
struct Opening {
    /// 1 is Monday.
    days: Vec<u32>,
    from: NaiveTime,
    /// A time before `from` is on the next day.
    to: NaiveTime,
}

static DATA: LazyLock<Data> = LazyLock::new(|| {
    #[expect(clippy::expect_used, reason = "embedded data, read by every test")]
    toml::from_str(include_str!("helplines.toml")).expect("the embedded helplines are well formed")
});

/// Countries where 112 and 116 111 hold.
const UNION: [&str; 27] = [
    "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT", "LV",
    "LT", "LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE",
];

/// Which countries have lines of their own, as ISO codes.
pub fn countries() -> Vec<&'static str> {
    let mut countries: Vec<&str> = Vec::new();
    for line in &DATA.line {
        let country = line.country.as_str();
        if country != "EU" && country != "*" && !countries.contains(&country) {
            countries.push(country);
        }
    }
    countries
}

/// The lines for somebody in `country`, or where the language is mostly spoken.
fn lines(language: Language, country: Option<&str>) -> Vec<&'static Line> {
    let country = country.map(|country| country.trim().to_ascii_uppercase());
    let wanted: Vec<&str> = match (country.as_deref(), language) {
        (Some(country), _) if countries().contains(&country) => vec![country],
        (Some(country), _) if country == "EU" || UNION.contains(&country) => vec!["EU", "*"],
        (Some(_), _) => vec!["*"],
        (None, Language::Fr) => vec!["FR"],
        (None, Language::Vi) => vec!["VN"],
        (None, Language::En) => vec!["GB", "US", "*"],
    };
    let of = |country| DATA.line.iter().filter(move |line| line.country == country);
    wanted.into_iter().flat_map(of).collect()
}

/// Lines for the help page; `now` decides which are open.
pub fn helplines(language: Language, country: Option<&str>, now: DateTime<Utc>) -> Vec<Helpline> {
    let tools = DATA.tool.iter();
    lines(language, country)
        .into_iter()
        .chain(tools)
        .map(|line| line.shown(language, now))
        .collect()
}

/// Every number and site (without `https://`) that somebody in `country` may be told.
pub fn allowed_numbers(language: Language, country: Option<&str>) -> Vec<String> {
    let known = lines(language, country).into_iter().chain(&DATA.tool);
    let ways = known.flat_map(|line| {
        let site = line.site.as_deref().map(short);
        [line.number.as_deref(), line.sms.as_deref(), site].into_iter().flatten()
    });
    ways.map(ToOwned::to_owned).collect()
}

/// The crisis block of the API, hotlines and actions in the session's language and country.
pub fn crisis_info(session_language: Language, country: Option<&str>) -> CrisisInfo {
    let lines = lines(session_language, country);
    let message = |language| texts(language).info.message.clone();
    let info = &texts(session_language).info;
    let first = lines.first().map(|line| line.call_action(session_language));
    CrisisInfo {
        immediate_actions: first.into_iter().chain(info.actions.iter().cloned()).collect(),
        hotlines: lines.into_iter().map(|line| line.hotline(session_language)).collect(),
        message: Sentence {
            vi: message(Language::Vi),
            en: message(Language::En),
            fr: message(Language::Fr),
        },
    }
}

/// The line that is right for `service`, as words to put into a sentence.
pub fn name_line(
    language: Language,
    session_language: Language,
    country: Option<&str>,
    service: Service,
) -> String {
    let lines = lines(session_language, country);
    let mut fitting: Vec<&Line> = Vec::new();
    for line in lines {
        // Where several countries are possible, one line of each is named.
        let named = fitting.iter().any(|known| known.country == line.country);
        if line.serves.contains(&service) && !named {
            fitting.push(line);
        }
    }
    if fitting.len() > 1 {
        fitting.retain(|line| line.country != "*");
    }
    if fitting.is_empty() {
        return texts(language).info.local_emergency.clone();
    }
    let names: Vec<String> = fitting.iter().map(|line| line.in_words()).collect();
    names.join(" · ")
}

/// A way of reaching somebody without speaking, as words to put into a sentence.
pub fn name_silent(
    language: Language,
    session_language: Language,
    country: Option<&str>,
) -> String {
    let mut ways: Vec<(&str, String)> = Vec::new();
    for line in lines(session_language, country) {
        let known = ways.iter().position(|(country, _)| *country == line.country);
        match (known, line.silent(language)) {
            (None, Some(way)) => ways.push((&line.country, way)),
            // A text message is quicker than finding one's way on a site.
            (Some(place), Some(way)) if line.sms.is_some() => ways[place].1 = way,
            _ => {}
        }
    }
    if ways.len() > 1 {
        ways.retain(|(country, _)| *country != "*");
    }
    let ways: Vec<String> = ways.into_iter().map(|(_, way)| way).collect();
    ways.join(" · ")
}

/// Which service a danger needs, and which emergency service.
pub const fn services(kind: Kind) -> (Service, Service) {
    match kind {
        Kind::Suicide | Kind::SelfHarm | Kind::Friend => (Service::Suicide, Service::Ambulance),
        Kind::Abuse | Kind::Violence => (Service::Child, Service::Police),
        Kind::Blackmail => (Service::Online, Service::Police),
    }
}

fn short(site: &str) -> &str {
    site.trim_start_matches("https://").trim_start_matches("www.").trim_end_matches('/')
}

impl Line {
    fn hours(&self, language: Language) -> String {
        match &self.hours {
            Some(hours) => hours.get(language).to_owned(),
            None => "24/7".to_owned(),
        }
    }

    fn hotline(&self, language: Language) -> Hotline {
        let number = self.number.as_deref().or(self.site.as_deref().map(short));
        Hotline {
            name: self.name.clone(),
            number: number.unwrap_or_default().to_owned(),
            available: self.hours(language),
            free: self.free,
        }
    }

    fn shown(&self, language: Language, now: DateTime<Utc>) -> Helpline {
        Helpline {
            name: self.name.clone(),
            number: self.number.clone(),
            purpose: self.purpose.get(language).to_owned(),
            hours: self.hours(language),
            free: self.free,
            sms: self.sms.clone(),
            site: self.site.clone(),
            open_now: self.open_at(now),
            verified: self.verified_on.is_some(),
            emergency: self.emergency,
        }
    }

    fn open_at(&self, now: DateTime<Utc>) -> Option<bool> {
        if self.always {
            return Some(true);
        }
        let local = now.with_timezone(&self.zone?);
        let (today, time) = (local.weekday().number_from_monday(), local.time());
        let yesterday = if today == 1 { 7 } else { today - 1 };
        Some(self.open.iter().any(|opening| {
            let past_midnight = opening.to <= opening.from;
            let from_today = opening.days.contains(&today)
                && time >= opening.from
                && (past_midnight || time < opening.to);
            let from_yesterday =
                past_midnight && opening.days.contains(&yesterday) && time < opening.to;
            from_today || from_yesterday
        }))
    }

    /// "Call … now", in a way that fits a line with and without a number.
    fn call_action(&self, language: Language) -> String {
        let info = &texts(language).info;
        let terms = self.terms(language);
        match (&self.number, &self.site) {
            (Some(number), _) => info.call.replace("{number}", number).replace("{terms}", &terms),
            (None, site) => {
                info.open.replace("{site}", site.as_deref().map(short).unwrap_or_default())
            }
        }
    }

    fn terms(&self, language: Language) -> String {
        let hours = self.hours(language);
        if self.free { format!("{} {hours}", texts(language).info.free) } else { hours }
    }

    /// How to reach the line without speaking.
    fn silent(&self, language: Language) -> Option<String> {
        let site = self.site.as_deref().map(short);
        match &self.sms {
            Some(sms) => Some(format!("{} {sms}", texts(language).info.text_to)),
            None => site.map(ToOwned::to_owned),
        }
    }

    fn in_words(&self) -> String {
        match (&self.number, &self.site) {
            (Some(number), _) if self.name.starts_with(number.as_str()) => self.name.clone(),
            (Some(number), _) => format!("{number} ({})", self.name),
            (None, site) => site.as_deref().map(short).unwrap_or_default().to_owned(),
        }
    }
}

#[cfg(test)]
mod tests;
