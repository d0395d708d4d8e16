//! Who can be called: chosen by country, shown in a language, open or closed at a given moment.

use std::path::Path;

use app::api::crisis::{CrisisInfo, Sentence};
use app::api::help::Helpline;
use app::language::Language;
use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::care::Care;
use super::content::Info;
use super::danger::Danger;
use super::reader::Reader;
use line::{Line, short};

mod line;

/// Every line that is known.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lines {
    #[serde(default)]
    line: Vec<Line>,
    #[serde(default)]
    tool: Vec<Line>,
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
    /// Intimate pictures that are shown, or threatened with.
    Image,
    /// Somebody online who is after a child.
    Grooming,
    /// Hurt by whom one loves or loved.
    Partner,
    /// Any worry.
    Listen,
    /// An emergency in which one cannot speak.
    Silent,
    /// Ambulance.
    Ambulance,
    /// Police.
    Police,
}

/// How soon somebody has to be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// Whenever they like.
    None,
    /// Today: somebody is in danger.
    Danger,
    /// At once.
    Emergency,
}

/// Countries where 112 and 116 111 hold.
const UNION: [&str; 27] = [
    "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT", "LV",
    "LT", "LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE",
];

/// Where somebody is, and when: what decides which line is named.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The language of the session.
    pub language: Language,
    /// ISO 3166 code of the country; else the language decides.
    pub country: Option<&'a str>,
    /// Which lines are open.
    pub now: DateTime<Utc>,
}

/// What somebody needs a line for.
#[derive(Clone, Copy, Debug)]
pub struct Need {
    /// What it must be the right one for.
    pub service: Service,
    /// Whether an adult asks, for a child.
    pub is_adult: bool,
}

impl Lines {
    /// Ours, with an operator's `helplines.toml` of `dir` over it: for a country that it names, its
    /// lines stand instead of ours.
    pub fn read(dir: Option<&Path>) -> Result<Lines, String> {
        let mut ours: Lines = toml::from_str(include_str!("helplines.toml"))
            .map_err(|error| format!("helplines: {error}"))?;
        let Some(path) = dir.map(|dir| dir.join("helplines.toml")).filter(|path| path.exists())
        else {
            return Ok(ours);
        };
        let wrong = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
        let text = std::fs::read_to_string(&path).map_err(|error| wrong(&error))?;
        let theirs: Lines = toml::from_str(&text).map_err(|error| wrong(&error))?;
        let named = |line: &Line| theirs.line.iter().any(|other| other.country == line.country);
        ours.line.retain(|line| !named(line));
        ours.line.extend(theirs.line);
        if !theirs.tool.is_empty() {
            ours.tool = theirs.tool;
        }
        Ok(ours)
    }

    /// What is wrong with them, a line each.
    pub fn problems(&self) -> Vec<String> {
        let lines = self.line.iter().chain(&self.tool);
        lines
            .filter_map(|line| Some(format!("helpline {}: {}", line.name, line.problem()?)))
            .collect()
    }

    /// Which countries have lines of their own, as ISO codes.
    pub fn countries(&self) -> Vec<&str> {
        let mut countries: Vec<&str> = Vec::new();
        for line in &self.line {
            let country = line.country.as_str();
            if country != "EU" && country != "*" && !countries.contains(&country) {
                countries.push(country);
            }
        }
        countries
    }

    /// The lines for somebody in `country`, or where the language is mostly spoken.
    fn of(&self, language: Language, country: Option<&str>) -> Vec<&Line> {
        let country = country.map(|country| country.trim().to_ascii_uppercase());
        let has_own = |country: &str| self.line.iter().any(|line| line.country == country);
        let wanted: Vec<&str> = match (country.as_deref(), language) {
            (Some(country), _) if has_own(country) => vec![country],
            (Some(country), _) if country == "EU" || UNION.contains(&country) => vec!["EU", "*"],
            (Some(_), _) => vec!["*"],
            (None, Language::Fr) => vec!["FR"],
            (None, Language::Vi) => vec!["VN"],
            (None, Language::En) => vec!["GB", "US", "*"],
        };
        let of = |country| self.line.iter().filter(move |line| line.country == country);
        wanted.into_iter().flat_map(of).collect()
    }

    /// What helps to have a picture taken down there.
    fn tools(&self, place: Place) -> impl Iterator<Item = &Line> {
        let lines = self.of(place.language, place.country);
        let is_here = move |tool: &&Line| {
            tool.country == "*" || lines.iter().any(|line| line.country == tool.country)
        };
        self.tool.iter().filter(is_here)
    }

    /// The line that is right for `service`, in words to put into a sentence: one that is open now,
    /// and where several countries are possible one of each.
    fn fitting(&self, place: Place, need: Need) -> Vec<&Line> {
        self.fitting_at(place, need, |line| line.open_at(place.now) != Some(false))
    }

    /// The same, with another word on which lines can be reached.
    fn fitting_at(
        &self,
        place: Place,
        need: Need,
        is_reached: impl Fn(&Line) -> bool,
    ) -> Vec<&Line> {
        let Need { service, is_adult } = need;
        let lines = self.of(place.language, place.country);
        let mut countries: Vec<&str> = Vec::new();
        for line in &lines {
            if !countries.contains(&line.country.as_str()) {
                countries.push(&line.country);
            }
        }
        let mut fitting: Vec<&Line> = countries
            .into_iter()
            .filter_map(|country| {
                // Lines for adults come first for them, and are none for the young; those for the
                // young are for adults only where there is no other.
                let here = || lines.iter().filter(|line| line.country == country);
                let adults = || here().filter(|line| is_adult && line.adults);
                let all = || here().filter(|line| !(line.adults || is_adult && line.young));
                let young = || here().filter(|line| is_adult && line.young);
                let serves = |line: &&&Line| line.serves.contains(&service);
                let is_open = |line: &&&Line| is_reached(line);
                // Who is young is sent to the lines for the young before those for everybody.
                let own = || here().filter(|line| !is_adult && line.young);
                let first = || adults().chain(own()).chain(all());
                // At night another line listens, rather than none.
                let listens = |wanted: Service| {
                    all().chain(adults()).filter(is_open).find(|line| line.serves.contains(&wanted))
                };
                first().filter(serves).find(is_open).or_else(|| {
                    let related = match service {
                        Service::Image => Some(Service::Online),
                        Service::Partner => Some(Service::Child),
                        _ => None,
                    };
                    let others = [Service::Listen, Service::Child, Service::Suicide];
                    let other = related.into_iter().chain(others).find_map(listens);
                    let closed = first().chain(young()).find(serves);
                    if service.is_emergency() { closed } else { other.or(closed) }
                })
            })
            .copied()
            .collect();
        if fitting.len() > 1 {
            fitting.retain(|line| line.country != "*");
        }
        fitting
    }

    /// A way of reaching somebody without speaking, for who has this `need`: where several countries
    /// are possible, one each. Without an urgency, whoever is there for emergencies alone is left in
    /// peace.
    fn silent(&self, place: Place, need: Need, urgency: Urgency, text_to: &str) -> String {
        let lines = self.of(place.language, place.country).into_iter();
        let fits = |line: &&Line| {
            need.admits(line) && (urgency > Urgency::None || line.serves.contains(&Service::Listen))
        };
        let rank = |line: &Line| line.silence(place, need.service, urgency);
        let mut ways: Vec<(&Line, String)> = Vec::new();
        for line in lines.filter(fits) {
            let told = line.silent.as_ref().filter(|_| urgency == Urgency::Emergency);
            let told = told.map(|words| words.get(place.language).to_owned());
            let Some(way) = told.or_else(|| line.in_writing(text_to)) else { continue };
            match ways.iter_mut().find(|(other, _)| other.country == line.country) {
                None => ways.push((line, way)),
                Some(known) if rank(line) < rank(known.0) => *known = (line, way),
                Some(_) => {}
            }
        }
        if ways.len() > 1 {
            ways.retain(|(line, _)| line.country != "*");
        }
        let ways: Vec<String> = ways.into_iter().map(|(_, way)| way).collect();
        ways.join(" · ")
    }
}

impl Care {
    /// Lines for the help page; `place.now` decides which are open.
    pub fn helplines(&self, place: Place) -> Vec<Helpline> {
        let lines = self.lines.of(place.language, place.country).into_iter();
        let shown = lines.chain(self.lines.tools(place));
        shown.map(|line| line.shown(place.language, place.now)).collect()
    }

    /// Which countries have lines of their own, as ISO codes.
    pub fn countries(&self) -> Vec<&str> {
        self.lines.countries()
    }

    /// Every number and site (without `https://`) that may be named to somebody there; no other may.
    pub fn numbers(&self, place: Place) -> Vec<String> {
        let lines = self.lines.of(place.language, place.country);
        let ways = lines.into_iter().chain(self.lines.tools(place)).flat_map(|line| {
            let site = line.site.as_deref().map(short);
            [line.number.as_deref(), line.sms.as_deref(), site].into_iter().flatten()
        });
        ways.chain(self.sites.iter().map(String::as_str)).map(ToOwned::to_owned).collect()
    }

    /// The crisis block of the API for a danger, in the session's language and country.
    pub fn crisis_info(&self, place: Place, danger: Danger, reader: Reader) -> CrisisInfo {
        let need = Need { service: danger.first_service(), is_adult: reader.is_adult() };
        let mut lines = self.lines.of(place.language, place.country);
        lines.retain(|line| need.admits(line));
        let fitting = self.lines.fitting(place, need);
        // Those that fit come first, one of each country; the others keep their order.
        lines.sort_by_key(|line| !fitting.iter().any(|fits| std::ptr::eq(*fits, *line)));
        let message = |language| self.texts(language, reader).info.message.clone();
        let info = &self.texts(place.language, reader).info;
        let first = self.first_action(&fitting, place, info);
        let actions = info.actions.get(danger.name);
        let others = actions.into_iter().flatten().cloned();
        CrisisInfo {
            immediate_actions: first.into_iter().chain(others).collect(),
            hotlines: lines.into_iter().map(|line| line.hotline(place.language)).collect(),
            message: Sentence {
                vi: message(Language::Vi),
                en: message(Language::En),
                fr: message(Language::Fr),
            },
        }
    }

    /// "Call … now", in a way that fits lines with and without a number, and several countries.
    fn first_action(&self, lines: &[&Line], place: Place, info: &Info) -> Option<String> {
        let first = lines.first()?;
        if let (Some(number), [_]) = (&first.number, lines) {
            let hours = first.hours(place.language);
            let terms = if first.free { format!("{} {hours}", info.free) } else { hours };
            return Some(info.call.replace("{number}", number).replace("{terms}", &terms));
        }
        let numbers: Vec<String> = lines
            .iter()
            .filter_map(|line| Some(format!("{} ({})", line.number.as_ref()?, line.country)))
            .collect();
        if numbers.is_empty() {
            let site = first.site.as_deref().map(short).unwrap_or_default();
            return Some(info.open.replace("{site}", site));
        }
        Some(info.call.replace("{number}", &numbers.join(" / ")).replace("{terms}", "24/7"))
    }

    /// The line that is right for a need, in words to put into a sentence.
    pub fn name_line(&self, place: Place, need: Need, info: &Info) -> String {
        let fitting = self.lines.fitting(place, need);
        if fitting.is_empty() {
            return info.local_emergency.clone();
        }
        let names: Vec<String> = fitting.iter().map(|line| line.in_words()).collect();
        names.join(" · ")
    }

    /// The line that has this number there, open or not, in words to put into a sentence.
    pub fn line_of(&self, place: Place, number: u32) -> Option<String> {
        let number = number.to_string();
        let mut lines = self.lines.of(place.language, place.country).into_iter();
        lines.find(|line| line.number.as_ref() == Some(&number)).map(Line::in_words)
    }

    /// The same for a sentence that speaks of the night: one that never closes, where there is one.
    pub fn name_night_line(&self, place: Place, need: Need, info: &Info) -> String {
        let fitting = self.lines.fitting_at(place, need, |line| line.always);
        if fitting.is_empty() {
            return info.local_emergency.clone();
        }
        let names: Vec<String> = fitting.iter().map(|line| line.in_words()).collect();
        names.join(" · ")
    }

    /// A way of reaching somebody without speaking, in words to put into a sentence.
    pub fn name_silent(&self, place: Place, need: Need, urgency: Urgency, info: &Info) -> String {
        self.lines.silent(place, need, urgency, &info.text_to)
    }
}

impl Need {
    /// Lines for adults are none for the young.
    const fn admits(self, line: &Line) -> bool {
        self.is_adult || !line.adults
    }
}

impl Service {
    const fn is_emergency(self) -> bool {
        matches!(self, Service::Silent | Service::Ambulance | Service::Police)
    }
}

#[cfg(test)]
mod tests;
