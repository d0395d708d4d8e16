//! Takes what a message tells into what is remembered, so that nothing is asked twice.

use app::language::Language;

use super::super::ask::{self, Ask, OFFLINE, RECEIVED, REFUSED, Reply, SAW, SENDING};
use super::super::crisis::Kind;
use super::super::heard::{Feeling, Heard, Signal, Topic};
use super::super::reader::Reader;
use super::super::state::State;
use super::super::steps::SUBSTANCE;
use super::Turn;

/// How it is remembered that something dark was said.
pub(super) const DARK: &str = "dark";

/// How it is remembered that a parent said that they have hit their child.
pub(super) const STRUCK: &str = "r.struck_child0";

/// What a turn told that was not known.
#[derive(Debug)]
pub(super) struct News {
    /// The topic.
    pub topic: Option<Topic>,
    /// The feeling.
    pub feeling: Option<Feeling>,
    /// The answer to a question.
    pub reply: Option<Reply>,
}

impl News {
    pub(super) fn anything(&self) -> bool {
        self.topic.is_some() || self.feeling.is_some() || self.reply.is_some()
    }

    /// Who just wants to talk, or would rather not say what would help.
    pub(super) fn wants_no_step(&self) -> bool {
        self.reply.is_some_and(|reply| match reply.ask {
            Ask::What => reply.key != REFUSED,
            ask => ask == Ask::Next,
        })
    }
}

/// The language to answer in: the one of this message, else the one they wrote in before. A word or
/// two in passing ("ok thanks") do not change it.
pub(super) fn language(heard: &Heard, state: &mut State, session: Language) -> Option<Language> {
    // Without accents a few words of one language look like another's.
    let is_little = heard.is_plain || heard.is_brief && !heard.is_short;
    // Two words with an accent may be of two languages: "má khóc".
    let is_vague = heard.is_short && !heard.is_clear;
    let is_doubtful = heard.is_plain && heard.is_short || is_little && !heard.is_clear || is_vague;
    let known = state.language.or(Some(session)).filter(|_| is_doubtful);
    let language = known.or(heard.language).or(state.language);
    state.language = language;
    language
}

/// Who writes, as far as the message shows it.
pub(super) fn reader(heard: &Heard, state: &mut State) {
    state.is_parent |= heard.does(Signal::Parent);
    // A teacher may have children, too: who speaks of their own is a parent.
    state.is_at_school = !heard.does(Signal::Parent)
        && (state.is_at_school || heard.does(Signal::Teacher) && !state.is_parent);
    // Who tells their own age is no parent.
    state.is_parent &= heard.age.is_none() || heard.does(Signal::Parent);
    if !state.is_parent && !state.is_at_school {
        state.age = heard.age.or(state.age);
    }
}

impl Turn<'_> {
    /// Takes what is new into the state.
    pub(super) fn learn(&mut self) -> News {
        let heard = self.heard;
        let corrects = heard.does(Signal::Correction);
        if heard.does(Signal::Substance) {
            self.state.remember(SUBSTANCE);
        }
        let grieves = self.state.topic == Some(Topic::Grief);
        let moves = |topic: Topic| corrects && !(grieves && is_everyday(topic));
        let topic = self.topic().filter(|topic| moves(*topic) || self.is_new(*topic));
        // A likely topic opens a talk; only a sure one changes it.
        let is_vague = heard.is_gist && !heard.is_sure_gist;
        let is_open = self.state.topic.is_none() && self.state.crisis.is_none();
        let topic = topic.filter(|_| !is_vague || is_open);
        let feeling = heard.feelings.first().copied();
        let topic = if self.has_struck() { Some(Topic::Worn) } else { topic };
        let topic = if self.is_attacked_at_school() { Some(Topic::Staff) } else { topic };
        // A child who has not come home has left it, as far as anybody knows.
        let is_gone = self.reader.is_adult() && heard.does(Signal::Missing);
        let topic = if is_gone { Some(Topic::Leaving) } else { topic };
        let topic = topic.filter(|topic| self.state.topic != Some(*topic));
        if topic.is_some() {
            self.state.topic = topic;
            if let Some(part) = self.part() {
                self.state.answers.entry(Ask::Part).or_insert_with(|| part.to_owned());
            }
        } else if corrects && self.topic().is_none() && self.takes_back() {
            // "No, that was a joke" takes the topic back, to the one before it.
            let mut before = self.state.topics.iter().rev().copied();
            self.state.topic = before.find(|one| Some(*one) != self.state.topic);
        }
        // "It's not me, it's a kid called Marcus."
        let is_not_me = heard.does(Signal::NotMe) && self.state.topic.is_some();
        if is_not_me && !self.reader.is_adult() || self.sees_friend_lured() {
            self.state.answers.insert(Ask::Part, SAW.to_owned());
        }
        if feeling.is_some() {
            self.state.feeling = feeling;
        }
        News { topic, feeling, reply: self.understood(corrects) }
    }

    /// Whether an adult at school tells what was done to themselves.
    pub(super) fn is_attacked_at_school(&self) -> bool {
        let deeds = [Topic::Violence, Topic::Threats, Topic::Insults, Topic::Staff];
        let mut told = self.heard.topics.iter().chain(&self.state.topic);
        let is_told =
            self.heard.does(Signal::DoneToMe) || self.heard.topics.contains(&Topic::Staff);
        let is_own = is_told && !self.heard.does(Signal::KnownAdult);
        self.reader == Reader::School && is_own && told.any(|topic| deeds.contains(topic))
    }

    /// "Nobody blackmails anyone": what they say it is not about is dropped, with the danger in it.
    pub(super) fn drop_denied_topic(&mut self) {
        let heard = self.heard;
        let Some(topic) = self.state.topic.filter(|topic| heard.negated.contains(topic)) else {
            return;
        };
        let corrects = heard.does(Signal::Correction) || heard.does(Signal::Denial);
        // "He did not hit me today" ends no violence.
        let is_dropped = match topic {
            Topic::Violence => corrects,
            _ => {
                let goes_on = heard.does(Signal::No) || heard.asks || !heard.topics.is_empty();
                corrects || goes_on || self.asks_outright()
            }
        };
        if !is_dropped || heard.topics.contains(&topic) {
            return;
        }
        let mut before = self.state.topics.iter().rev().copied();
        self.state.topic = before.find(|one| *one != topic && !heard.negated.contains(one));
        self.state.topics.retain(|one| *one != topic);
        self.state.open = None;
        let kinds = [Kind::Abuse, Kind::Blackmail, Kind::Violence];
        let told = self.state.crisis.filter(|kind| kinds.contains(kind));
        if told.is_some_and(|kind| topic.tells(kind)) && !self.state.needs_rescue {
            (self.state.crisis, self.state.is_guess, self.state.watch) = (None, false, 0);
        }
    }

    /// Whether a correction leaves nothing of what was understood.
    fn takes_back(&self) -> bool {
        [Signal::Denial, Signal::Joke].iter().any(|signal| self.heard.does(*signal))
    }

    /// To whom it happens, as far as the message tells: who writes "they insult me" has said it, and
    /// so has who tells of somebody else's picture.
    fn part(&self) -> Option<&'static str> {
        let tells = |topic| self.heard.topics.contains(&topic);
        if self.picked {
            None
        } else if self.reader.is_adult() {
            Some(RECEIVED)
        } else if tells(Topic::Witness) {
            self.state.topic.filter(|topic| *topic != Topic::Witness).map(|_| SAW)
        } else if tells(Topic::Regret) {
            self.state.topic.filter(|topic| *topic != Topic::Regret).map(|_| SENDING)
        } else {
            Some(RECEIVED)
        }
    }

    /// What the message is about. Who begins with "I am sad" is asked what happened first. A parent who
    /// tells of their child has seen nothing by chance: it is about what happens to the child.
    fn topic(&self) -> Option<Topic> {
        let early = !self.picked && self.state.turns < 2;
        let told = |topic: &Topic| *topic != Topic::Sadness || !early;
        let mut topics = self.heard.topics.iter().copied().filter(told);
        if !self.reader.is_adult() {
            return topics.next();
        }
        // What a parent has done to their child is not what the child did.
        let has_struck = self.state.knows(STRUCK);
        topics.find(|topic| !matches!(topic, Topic::Witness | Topic::Family)).filter(|topic| {
            let is_theirs = matches!(
                topic,
                Topic::Violence
                    | Topic::Regret
                    | Topic::Threats
                    | Topic::Exclusion
                    | Topic::Insults
                    | Topic::Sleep
            );
            !(has_struck && (is_theirs || self.heard.is_gist))
        })
    }

    fn is_groomed(&self) -> bool {
        self.state.crisis == Some(Kind::Abuse)
    }

    /// Whether something dark was said before, which makes a gun or pills more than things.
    pub(super) fn remember_dark(&mut self) {
        let own = self.heard.crisis.is_some_and(|it| super::danger::about_oneself(it.kind));
        let dark = [Feeling::Empty, Feeling::Lost, Feeling::Tired];
        let is_dark = own || self.heard.feelings.iter().any(|feeling| dark.contains(feeling));
        if is_dark && !self.state.knows(DARK) {
            self.state.remember(DARK);
        }
    }

    /// An everyday word ("school", "mum") does not replace a graver topic, and who answers "some
    /// strangers" to who does it has begun no other story.
    fn is_new(&self, topic: Topic) -> bool {
        let Some(known) = self.state.topic else { return true };
        let awaited = self.state.awaited;
        let answers = self.heard.replies.iter().any(|reply| Some(reply.ask) == awaited);
        if answers && !self.picked && matches!(topic, Topic::Stranger | Topic::Witness) {
            return false;
        }
        let heard = self.heard;
        let is_crisis = heard.crisis.is_some_and(|crisis| crisis.level.is_crisis());
        let saw = ask::subject(&self.state) == Some(Topic::Witness);
        let is_told = self.state.crisis.is_some() && self.state.denials == 0;
        let stays = match known {
            // What somebody did stays theirs, whatever it led to.
            Topic::Regret => ask::is_online(topic),
            // Being called names for a no is the same story.
            Topic::Pressure => {
                // So is having sent it, which is no wrong that they did.
                topic == Topic::Insults || topic == Topic::Regret && heard.does(Signal::SentIt)
            }
            Topic::Eating => topic == Topic::Body,
            // A picture that a stranger asks for is a part of what they do.
            Topic::Stranger if self.heard.does(Signal::Lure) || self.is_groomed() => {
                topic == Topic::Pressure
            }
            // What it is like at home is why somebody leaves.
            Topic::Leaving => {
                matches!(topic, Topic::Insults | Topic::Threats) || is_everyday(topic)
            }
            // Who fears those who did it has still seen it; "mum will kill me" is no threat.
            _ if saw && heard.feelings.contains(&Feeling::Afraid) => topic == Topic::Threats,
            Topic::HackedAccount if !is_crisis => topic == Topic::Threats,
            Topic::FakeAccount => {
                matches!(topic, Topic::Insults | Topic::Exclusion | Topic::Image)
            }
            // What it is like at home and at school comes with it.
            Topic::Grief
            | Topic::Illness
            | Topic::Pregnancy
            | Topic::Habit
            | Topic::Errands
            | Topic::Dare
            | Topic::Seen
            | Topic::Neglect
            | Topic::Staff
            | Topic::Worn => {
                let is_other = heard.is_gist && !heard.is_sure_gist;
                is_everyday(topic) || topic == Topic::Eating || is_other
            }
            // What was done to them is not forgotten for a word on blows, love or pictures.
            Topic::Assault | Topic::Forced | Topic::Sold | Topic::Partner => {
                let parts = [
                    Topic::Violence,
                    Topic::Threats,
                    Topic::Regret,
                    Topic::Leaving,
                    Topic::Pregnancy,
                    Topic::Image,
                ];
                heard.is_gist || is_everyday(topic) || parts.contains(&topic)
            }
            // A danger that was told is not forgotten for a word in passing.
            _ if is_told => is_everyday(topic) || matches!(topic, Topic::Regret | Topic::Witness),
            _ => false,
        };
        let is_graver = !is_everyday(topic) || !ask::is_online(known) && !is_place(topic);
        known != topic && !stays && (is_graver || matches!(known, Topic::Sadness | Topic::Sleep))
    }

    /// Takes the answers that the message holds, also to what was not asked yet; returns the one to
    /// answer in turn.
    fn understood(&mut self, corrects: bool) -> Option<Reply> {
        let online = self.state.topic.is_some_and(ask::is_online);
        let asks_how = [Signal::HowBlock, Signal::HowReport];
        let asks_how = self.heard.does_any(&asks_how);
        let before = self.state.answers.clone();
        let mut news = None;
        // The first word for an answer counts, so it is taken last; who corrects says it last.
        let replies = self.heard.replies.iter().copied();
        let replies: Vec<Reply> =
            if corrects { replies.collect() } else { replies.rev().collect() };
        for reply in replies {
            let Reply { ask, key } = reply;
            let open = corrects || self.state.answer(ask).is_none();
            let wanted = self.state.awaited == Some(ask);
            let named = ask == Ask::Platform && key != OFFLINE;
            let told = matches!(ask, Ask::Who | Ask::Platform | Ask::Space);
            // The last moment before something is sent: that is heard whatever was asked.
            let sending = key == SENDING && self.state.topic == Some(Topic::Pressure);
            let passing = online && (open && (named || told) || sending) || named && asks_how;
            if passing || wanted && (open || key != OFFLINE) || corrects && online {
                self.state.answers.insert(ask, key.to_owned());
                if wanted || named || sending || corrects {
                    news = Some(reply);
                }
            }
        }
        news.filter(|reply| before.get(&reply.ask).is_none_or(|known| known != reply.key))
    }
}

/// What everybody's days are made of.
pub(super) fn is_everyday(topic: Topic) -> bool {
    is_place(topic) || matches!(topic, Topic::Love | Topic::Body | Topic::Sadness)
}

/// Words for these come up in passing, whatever the talk is about.
fn is_place(topic: Topic) -> bool {
    matches!(topic, Topic::School | Topic::Family | Topic::Sleep | Topic::Loneliness)
}
