//! What one thing that was heard says of another: a question denies nothing, a mother who "will kill me"
//! has not struck.

use app::language::Language;

use super::super::crisis::{self, Crisis, Kind, Level};
use super::around::{is_mockery, locked_in_own_room, names_dying};
use super::message::Message;
use super::{Feeling, Heard, Signal, Topic};

impl Heard {
    /// Lets go of what the rest of the message makes mean something else.
    pub(super) fn settle(&mut self, message: &Message) {
        self.topics.sort_by_key(|topic| *topic as u8);
        self.settle_secrecy();
        self.settle_ends(message);
        self.settle_deeds(message);
        self.settle_questions();
        self.settle_thanks();
        self.settle_strangers();
    }

    /// "Does it stay secret" may be asked of us, or of somebody else, or be no question at all.
    fn settle_secrecy(&mut self) {
        // "My mother will not believe me" fears, and asks nothing of us.
        let fears = [
            Signal::NotBelieved,
            Signal::Scolded,
            Signal::Snitch,
            Signal::LoseFriend,
            Signal::Returns,
        ];
        let keeps = self.does(Signal::Refuse) || fears.iter().any(|fear| self.does(*fear));
        // "He wants pictures, and that I keep it secret" does not ask whether we do.
        let is_pressed = self.has(Topic::Pressure) && !self.is_question();
        let is_theirs = (self.does(Signal::Told) || is_pressed) && self.has(Topic::Stranger);
        // "Will the nurse tell my parents", and whether to tell the teacher, is not asked of us.
        let is_of_others = self.does(Signal::AdultSecret) || self.does(Signal::Whom);
        if is_of_others || keeps && !self.asks || is_theirs {
            self.drop_signals(|signal| signal == Signal::Secret);
        }
    }

    /// What sounds like an end of the talk, or like a step that helped.
    fn settle_ends(&mut self, message: &Message) {
        let says = |plain: &str| message.words.iter().any(|word| word.plain == plain);
        // "He will be angry if I stop" ends nothing, nor does who will not tell their parents end the talk.
        let is_supposed = ["if", "si", "neu"].into_iter().any(says);
        let names_adult = self.does(Signal::Adult) || says("parents");
        // "How do I stop" and "who can stop it" ask for help.
        let asks_how = ["how", "who", "comment", "qui", "sao"].into_iter().any(says);
        if is_supposed || asks_how || names_adult && self.does(Signal::Refuse) {
            self.drop_signals(|signal| matches!(signal, Signal::Stop | Signal::Enough));
        }
        // "Can you help me sleep" does not say that it helped, nor the Vietnamese "can I tell the teacher"
        // that it was in vain.
        if self.is_question() {
            self.drop_signals(|signal| signal == Signal::Helped);
        }
        let is_asked = matches!(message.last(), Some("khong" | "ko" | "hong"));
        if self.language == Some(Language::Vi) && is_asked {
            self.drop_signals(|signal| signal == Signal::InVain);
        }
        // Where a picture goes round, "delete it" is not said of this talk.
        if self.does(Signal::HowReport) {
            self.drop_signals(|signal| signal == Signal::Erase);
        }
    }

    /// Who did what, and whether it was done at all.
    fn settle_deeds(&mut self, message: &Message) {
        // Who made a fake account themselves has none made of them.
        if self.has(Topic::Regret) {
            self.drop_topics(|topic| topic == Topic::FakeAccount);
        }
        // A picture turned into a joke is mockery, and nothing intimate.
        if self.has(Topic::Insults) && is_mockery(&message.words) {
            self.drop_topics(|topic| topic == Topic::Image);
        }
        // "My mother will kill me if she knows" tells of no blows.
        if self.fears_scolding() && self.has(Topic::Violence) {
            self.drop_topics(|topic| matches!(topic, Topic::Violence | Topic::Family));
        }
        // Who is afraid of going to school, and names no test, fears somebody there: that is asked about.
        let fears_school =
            self.topics == [Topic::School] && self.feelings.contains(&Feeling::Afraid);
        if fears_school && !self.does(Signal::Trivial) {
            self.drop_gist();
        }
        // Who is lured to work far away, or held there for money, meets no stranger's blackmail.
        if self.does(Signal::Trafficked) && !self.has(Topic::Image) {
            let other = [Topic::Blackmail, Topic::Stranger];
            self.drop_topics(|topic| other.contains(&topic));
            if self.topics.is_empty() {
                self.topics.push(Topic::Errands);
            }
        }
        // Nobody is pregnant whose test says no.
        if self.does(Signal::Resolved) {
            self.drop_topics(|topic| topic == Topic::Pregnancy);
        }
        // Nobody died who died in a game, nor is married by force in a film.
        if self.does(Signal::Fiction) {
            self.drop_topics(|topic| matches!(topic, Topic::Grief | Topic::Forced));
        }
    }

    /// What is asked is neither denied nor confirmed, nor good news.
    fn settle_questions(&mut self) {
        // "Can I get in trouble" asks for the law, and fears no parents.
        if self.is_question() && self.does(Signal::Law) {
            self.drop_signals(|signal| signal == Signal::Scolded);
        }
        if self.asks {
            self.drop_signals(|signal| {
                matches!(signal, Signal::Denial | Signal::NotDying | Signal::Meant)
            });
        }
        // "I'm fine, I want to know …" brings no good news, nor does a question, nor "a nine, and no joy".
        if self.asks || self.is_joyless || self.does(Signal::Denial) && !self.is_short {
            self.feelings.retain(|feeling| *feeling != Feeling::Well);
        }
    }

    /// "Thanks, but how do I warn my friends?" asks, and a long message tells more than a thank you.
    fn settle_thanks(&mut self) {
        let says_more = self.signals.iter().any(|signal| !signal.is_aside() && !signal.is_polite());
        if !self.is_brief && (says_more || self.asks || !self.topics.is_empty()) {
            self.drop_signals(Signal::is_polite);
        }
        // "I wasn't joking" has the words of a joke and of a denial in it, and is neither.
        if self.does(Signal::Meant) {
            self.drop_signals(|signal| matches!(signal, Signal::Denial | Signal::Joke));
        }
    }

    /// Whom somebody does not know, and where somebody stands.
    fn settle_strangers(&mut self) {
        // Who is insulted or threatened by somebody they do not know is helped against that.
        let has = |topic: &Topic| self.topics.contains(topic);
        let is_attacked = [Topic::Insults, Topic::Threats, Topic::Hate].iter().any(has);
        let wants = [Topic::Pressure, Topic::Image, Topic::Blackmail].iter().any(has);
        let wants = wants || self.signals.iter().any(|signal| signal.is_luring());
        if is_attacked && !wants {
            self.drop_topics(|topic| topic == Topic::Stranger);
        }
        // Who stands on a roof is not about to leave home, nor does anything else explain it.
        if self.is_gist && self.signals.iter().any(|signal| signal.is_place()) {
            self.drop_gist();
        }
        // Whoever was blocked does not ask how to.
        if self.does(Signal::BlockedMe) && !self.asks {
            self.drop_signals(|signal| signal == Signal::HowBlock);
        }
    }

    /// The danger that the message tells of, as what else it says makes it.
    pub(super) fn judge(&mut self, message: &Message) {
        let Message { words, ids, found, language, .. } = message;
        let mut judged = crisis::judge(words, *language, ids, found);
        self.scores = judged.scores;
        let kind = judged.crisis.map(|crisis| crisis.kind);
        if let Some(crisis) = &mut judged.crisis {
            // What is feared of a mother who may scold was not done.
            if crisis.kind == Kind::Abuse && self.fears_scolding() {
                crisis.level = crisis.level.min(Level::Concern);
                judged.is_guess = false;
            }
            // A child who has locked the door of their room is attacked by nobody.
            let is_of_child = self.does(Signal::Parent) && locked_in_own_room(words);
            let names_other = self.does(Signal::KnownAdult) || self.has(Topic::Assault);
            let is_hurt = names_other || self.has(Topic::Violence);
            if crisis.kind == Kind::Abuse && is_of_child && !is_hurt {
                crisis.level = crisis.level.min(Level::Concern);
                judged.is_guess = false;
            }
            // Nor is a ransom asked for a picture.
            let is_ransom = self.does(Signal::Trafficked) && !self.has(Topic::Image);
            if crisis.kind == Kind::Blackmail && is_ransom {
                let level = if self.does(Signal::Parent) { crisis.level } else { Level::Concern };
                *crisis = Crisis { level, kind: Kind::Abuse };
            }
            // What sounds like blackmail where a stranger is told of is grooming, unless words say otherwise.
            let is_lured =
                self.has(Topic::Stranger) && !self.has(Topic::Blackmail) && !self.has(Topic::Image);
            if crisis.kind == Kind::Blackmail && judged.is_guess && is_lured {
                crisis.kind = Kind::Abuse;
            }
        }
        // Who wants us for a friend tells of no stranger and no love.
        if self.does(Signal::Companion) && self.guessed != Some(Signal::Companion) {
            self.topics.clear();
            self.is_gist = false;
            judged.crisis = judged.crisis.filter(|_| !judged.is_guess);
        }
        // Where a danger is told in plain words, what the rest may be about is not guessed; nor are blows
        // by others where the guess is that they hurt themselves.
        let is_danger = judged.crisis.is_some_and(|it| it.level.is_crisis());
        let is_blow = self.topics.first().is_some_and(|topic| topic.is_deed());
        // Nor is who hurts themselves told of something that is hard to stop.
        let is_blow = is_blow || self.topics.first() == Some(&Topic::Habit);
        let is_blow = is_blow && kind == Some(Kind::SelfHarm);
        if is_danger && (!judged.is_guess || is_blow) && self.is_gist {
            self.drop_gist();
        }
        // Two guesses make no certainty, and who sees something happen is not told of by a guess.
        let tells = |kind: Kind| {
            let mut topics = self.topics.iter().filter(|topic| **topic != Topic::Witness);
            !self.is_gist && topics.any(|topic| topic.tells(kind))
        };
        let is_told = judged.crisis.is_some_and(|it| tells(it.kind));
        (self.crisis, self.is_guess) = (judged.crisis, judged.is_guess && !is_told);
        self.is_faint = judged.is_faint && !is_told;
        // "It's not suicide, someone at home is hurting her" denies no danger.
        let denies = self.does(Signal::Denial) || self.does(Signal::NotDying);
        let is_hurt = self.does(Signal::KnownAdult) && self.has(Topic::Violence) && !self.is_gist;
        if denies && is_hurt {
            let is_meant = |at: usize| !crisis::negated_before(words, ids, at);
            self.names_dying = names_dying(words).any(is_meant);
            self.drop_signals(|signal| matches!(signal, Signal::Denial | Signal::NotDying));
        }
        // What an uncle or a coach does in secret is no matter of strangers.
        if self.does(Signal::KnownAdult) && self.crisis.is_some_and(|it| it.kind == Kind::Abuse) {
            self.drop_topics(|topic| topic == Topic::Stranger);
        }
        self.judge_leaving();
    }

    /// Who may have no bed tonight is shown a line, whatever else is said; leaving is no attack.
    fn judge_leaving(&mut self) {
        if !self.has(Topic::Leaving) {
            return;
        }
        // What no words tell is explained by it.
        self.crisis = self.crisis.filter(|_| !self.is_guess);
        (self.is_guess, self.is_faint) = (false, false);
        let is_violent = self.has(Topic::Violence);
        let worry = Crisis { level: Level::Concern, kind: Kind::Abuse };
        let crisis = self.crisis.get_or_insert(worry);
        if crisis.kind == Kind::Abuse && !is_violent {
            crisis.level = crisis.level.min(Level::High);
        }
    }

    /// Whether it fears to be scolded, and says so in words of our lists: a guess takes nothing away.
    fn fears_scolding(&self) -> bool {
        self.does(Signal::Scolded) && self.guessed != Some(Signal::Scolded)
    }

    /// Whether it asks, with or without a mark.
    fn is_question(&self) -> bool {
        self.asks || self.does(Signal::Question)
    }

    fn has(&self, topic: Topic) -> bool {
        self.topics.contains(&topic)
    }

    fn drop_signals(&mut self, is_dropped: impl Fn(Signal) -> bool) {
        self.signals.retain(|signal| !is_dropped(*signal));
    }

    fn drop_topics(&mut self, is_dropped: impl Fn(Topic) -> bool) {
        self.topics.retain(|topic| !is_dropped(*topic));
    }

    /// Drops what it seems to be about.
    fn drop_gist(&mut self) {
        self.topics.clear();
        (self.is_gist, self.is_sure_gist) = (false, false);
    }
}
