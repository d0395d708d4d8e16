//! One helpline: its hours, and the forms in which it is shown.

use app::api::crisis::Hotline;
use app::api::help::Helpline;
use app::language::Language;
use chrono::{DateTime, Datelike, NaiveTime, Utc};
use chrono_tz::Tz;
use serde::Deserialize;

use super::super::content::ByLanguage;
use super::{Place, Service, Urgency};

/// One entry of the data file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    pub(super) country: String,
    pub(super) name: String,
    pub(super) number: Option<String>,
    pub(super) sms: Option<String>,
    pub(super) site: Option<String>,
    pub(super) serves: Vec<Service>,
    #[serde(default)]
    pub(super) emergency: bool,
    pub(super) free: bool,
    #[serde(default)]
    pub(super) always: bool,
    pub(super) zone: Option<Tz>,
    #[serde(default)]
    pub(super) open: Vec<Opening>,
    pub(super) hours: Option<ByLanguage>,
    /// Whether one can write to somebody on its site.
    #[serde(default)]
    pub(super) written: bool,
    /// Whether it is for adults who are worried about a child, and not for the child.
    #[serde(default)]
    pub(super) adults: bool,
    /// Whether it is for the young alone, so that adults are sent elsewhere while anybody else listens.
    #[serde(default)]
    pub(super) young: bool,
    /// How an emergency is told there without speaking, in words.
    pub(super) silent: Option<ByLanguage>,
    pub(super) verified_on: Option<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "for the operator who checks the entry"))]
    pub(super) source: String,
    pub(super) purpose: ByLanguage,
}

#[derive(Debug, Deserialize)]
pub(super) struct Opening {
    /// 1 is Monday.
    days: Vec<u32>,
    from: NaiveTime,
    /// A time before `from` is on the next day.
    to: NaiveTime,
}

impl Line {
    /// When it is open, in words.
    pub(super) fn hours(&self, language: Language) -> String {
        match &self.hours {
            Some(hours) => hours.get(language).to_owned(),
            None => "24/7".to_owned(),
        }
    }

    /// As the crisis block of the API shows it.
    pub(super) fn hotline(&self, language: Language) -> Hotline {
        let number = self.number.as_deref().or(self.site.as_deref().map(short));
        Hotline {
            name: self.name.clone(),
            number: number.unwrap_or_default().to_owned(),
            available: self.hours(language),
            free: self.free,
        }
    }

    /// As the help page shows it.
    pub(super) fn shown(&self, language: Language, now: DateTime<Utc>) -> Helpline {
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
            for_adults: self.adults,
        }
    }

    /// Whether it is open at a time; `None` where its hours are not known.
    pub(super) fn open_at(&self, now: DateTime<Utc>) -> Option<bool> {
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

    /// What is wrong with it.
    pub(super) fn problem(&self) -> Option<&'static str> {
        let is_number =
            |number: &String| number.chars().all(|c| c.is_ascii_digit() || " +".contains(c));
        let is_site = |site: &String| site.starts_with("https://") && !site.contains(' ');
        if self.number.is_none() && self.site.is_none() {
            Some("has neither number nor site")
        } else if !self.number.iter().chain(&self.sms).all(is_number) {
            Some("has a number that is none")
        } else if !self.site.iter().all(is_site) {
            Some("has a site that is not https://")
        } else if self.country != "*"
            && (self.country.len() != 2 || !self.country.chars().all(|c| c.is_ascii_uppercase()))
        {
            Some("has a country that is no code of two capitals")
        } else if !self.open.is_empty() && self.zone.is_none() {
            Some("has hours without a time zone")
        } else if !self.always && self.hours.is_none() {
            Some("is not always open, and its hours have no words")
        } else if self
            .open
            .iter()
            .any(|opening| opening.days.iter().any(|day| !(1..=7).contains(day)))
        {
            Some("has a day that is not 1 (Monday) to 7")
        } else {
            None
        }
    }

    /// Whether somebody answers there in writing.
    pub(super) const fn is_written(&self) -> bool {
        self.sms.is_some() || self.written
    }

    /// How well it fits who needs `service` and cannot speak: the less the better. In an emergency a
    /// site where one chats comes too late; without one, who is there for emergencies alone comes late.
    pub(super) fn silence(&self, place: Place, service: Service, urgency: Urgency) -> usize {
        if urgency == Urgency::Emergency {
            return match (&self.silent, &self.sms) {
                (Some(_), _) => 0,
                (None, Some(_)) if self.emergency => 1,
                (None, Some(_)) => 2,
                (None, None) => 3,
            };
        }
        let is_reached = self.is_written() && self.open_at(place.now) != Some(false);
        match is_reached {
            true if self.adults && self.serves.contains(&service) => 0,
            true if self.serves.contains(&service) => 1,
            true if self.serves.contains(&Service::Listen) => 2,
            true if self.emergency => 3,
            true => 4,
            false => 5,
        }
    }

    /// How to reach the line without speaking.
    pub(super) fn in_writing(&self, text_to: &str) -> Option<String> {
        let site = self.site.as_deref().map(short);
        match &self.sms {
            Some(sms) => Some(format!("{text_to} {sms}")),
            None => site.map(ToOwned::to_owned),
        }
    }

    /// Its number and name, in words to put into a sentence.
    pub(super) fn in_words(&self) -> String {
        match (&self.number, &self.site) {
            (Some(number), _) if self.name.starts_with(number.as_str()) => self.name.clone(),
            // Everybody knows what a number of three digits is for; which country has it is said.
            (Some(number), _) if self.emergency && self.name.ends_with(')') => {
                let country = self.name.find('(').map_or("", |at| &self.name[at..]);
                format!("{number} {country}")
            }
            (Some(number), _) if self.name.contains('(') => format!("{number}, {}", self.name),
            (Some(number), _) => format!("{number} ({})", self.name),
            (None, site) => site.as_deref().map(short).unwrap_or_default().to_owned(),
        }
    }
}

/// A site as it is written in a sentence.
pub(super) fn short(site: &str) -> &str {
    site.trim_start_matches("https://").trim_start_matches("www.").trim_end_matches('/')
}
