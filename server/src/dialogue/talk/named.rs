//! Which line a text names: the one for what the talk is about, in the country of who writes.

use super::super::ask;
use super::super::crisis::{Kind, Level};
use super::super::danger::{HARMING, name_of, services};
use super::super::heard::{Signal, Topic};
use super::super::helplines::{Need, Service, Urgency};
use super::Turn;

impl Turn<'_> {
    /// Puts the lines into a text that names their places.
    pub(super) fn fill(&self, text: &str) -> String {
        if !text.contains('{') {
            return text.to_owned();
        }
        // The lines are those of the danger that is answered, and stay in reach once one was told.
        let is_told = self.state.watch > 0 || self.level.is_some() || self.state.denials == 0;
        let before = self.state.crisis.filter(|_| is_told);
        let now = self.heard.crisis.filter(|crisis| crisis.level.is_crisis());
        // Who wants to be with the dead, or says unasked that they do not want to die, speaks of it.
        let speaks_of_it = self.heard.does(Signal::Join) || self.heard.does(Signal::NotDying);
        let wish = speaks_of_it.then_some(Kind::Suicide);
        let kind = before.or(now.map(|crisis| crisis.kind)).or(wish);
        let (line, emergency) = match kind {
            _ if self.has_struck() => (Service::Child, Service::Ambulance),
            Some(Kind::Violence) if self.state.is_harming => services(HARMING),
            Some(kind) => services(name_of(kind, &self.state)),
            None if self.state.topic == Some(Topic::Leaving) => (Service::Child, Service::Police),
            None if self.heard.does(Signal::DrunkDriver) => (self.topic_service(), Service::Police),
            None => (self.topic_service(), self.topic_emergency()),
        };
        let is_adult = self.reader.is_adult();
        let need = |service| Need { service, is_adult };
        let (place, info) = (self.person.place(), &self.texts.info);
        let mut text = text.to_owned();
        // "What is 119": that one is told of, whatever line fits best.
        let asks = self.heard.does(Signal::AboutLine);
        let mut asked = self.heard.numbers.iter().filter(|_| asks);
        if let Some(named) = asked.find_map(|number| self.care.line_of(place, *number)) {
            text = text.replace("{line}", &named);
        }
        let named = [
            ("{line}", line),
            ("{emergency}", emergency),
            ("{ambulance}", Service::Ambulance),
            ("{police}", Service::Police),
        ];
        for (name, service) in named {
            if text.contains(name) {
                text = text.replace(name, &self.care.name_line(place, need(service), info));
            }
        }
        if text.contains("{night}") {
            text = text.replace("{night}", &self.care.name_night_line(place, need(line), info));
        }
        if text.contains("{silent}") {
            let is_now = self.level == Some(Level::Imminent) || self.state.needs_rescue;
            let urgency = match kind {
                Some(_) if is_now => Urgency::Emergency,
                Some(_) => Urgency::Danger,
                None => Urgency::None,
            };
            text =
                text.replace("{silent}", &self.care.name_silent(place, need(line), urgency, info));
        }
        text
    }

    fn topic_service(&self) -> Service {
        match self.state.topic {
            Some(Topic::Partner) => Service::Partner,
            Some(
                Topic::Violence
                | Topic::Assault
                | Topic::Forced
                | Topic::Sold
                | Topic::Neglect
                | Topic::Errands
                | Topic::Family
                | Topic::Leaving,
            ) => Service::Child,
            Some(Topic::Blackmail | Topic::Image | Topic::Pressure) => Service::Image,
            Some(topic) if ask::is_online(topic) => Service::Online,
            _ => Service::Listen,
        }
    }

    fn topic_emergency(&self) -> Service {
        match self.state.topic {
            Some(
                Topic::Witness
                | Topic::Violence
                | Topic::Threats
                | Topic::Errands
                | Topic::Forced
                | Topic::Sold
                | Topic::Partner
                | Topic::Staff
                | Topic::Stranger,
            ) => Service::Police,
            _ => Service::Ambulance,
        }
    }
}
