//! Conversations: what a client says, chooses and is answered, turn by turn.

use super::crisis::CrisisInfo;
use super::message::Role;
use super::{Time, upper_case};
use crate::language::Language;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The most attachments of a message.
pub const MAX_ATTACHMENTS: usize = 10;
/// The longest summary, in characters.
pub const MAX_SUMMARY: usize = 280;

/// Who speaks: a character with one job.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub enum Monster {
    /// Welcomes, listens, asks how it feels.
    #[default]
    Betty,
    /// Finds out what happened, one question at a time.
    Moustache,
    /// Knows the platforms: block, report, take down, secure.
    Pixel,
    /// Calms: breathing, grounding, sleep, a break.
    Nuage,
    /// Keeps watch: speaks in a crisis, short and steady.
    Vigie,
}

impl Monster {
    /// All of them, the one who welcomes first.
    pub const ALL: [Monster; 5] =
        [Monster::Betty, Monster::Moustache, Monster::Pixel, Monster::Nuage, Monster::Vigie];

    /// The name in JSON and in the database.
    pub const fn name(self) -> &'static str {
        match self {
            Monster::Betty => "betty",
            Monster::Moustache => "moustache",
            Monster::Pixel => "pixel",
            Monster::Nuage => "nuage",
            Monster::Vigie => "vigie",
        }
    }

    /// Reads a name; `None` if there is none such.
    pub fn parse(name: &str) -> Option<Monster> {
        Monster::ALL.into_iter().find(|monster| monster.name() == name)
    }
}

impl TryFrom<String> for Monster {
    type Error = &'static str;

    fn try_from(name: String) -> Result<Monster, &'static str> {
        Monster::parse(&name).ok_or("no such monster")
    }
}

/// How a chat session begins.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ssr", schema(example = json!({"resume_conversation_id": null})))]
pub struct ChatInit {
    /// An earlier conversation to go on with; its summary, monster and language come back.
    pub resume_conversation_id: Option<Uuid>,
}

/// Something to say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ssr", schema(example = json!({"message": "Hello, I need help.", "session_id": "0190b5a8-7c1e-7a30-9c52-3f1d6b2a4e77", "attachments": []})))]
pub struct ChatMessage {
    /// 1 to 5000 characters after trimming; it may be empty where there are attachments.
    #[cfg_attr(feature = "ssr", schema(max_length = 5000))]
    pub message: String,
    /// The conversation, from `/chat/init`.
    pub session_id: Uuid,
    /// At most 10 paths that `/files/upload` returned to this caller.
    #[serde(default, deserialize_with = "super::null_as_default")]
    #[cfg_attr(feature = "ssr", schema(max_items = 10))]
    pub attachments: Vec<String>,
}

/// An emotion, of those that were offered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ssr", schema(example = json!({"emotion": "sad", "session_id": "0190b5a8-7c1e-7a30-9c52-3f1d6b2a4e77"})))]
pub struct EmotionChoice {
    /// The key of one of `emotion_options`.
    pub emotion: String,
    /// The conversation.
    pub session_id: Uuid,
}

/// An answer to a question with options.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ssr", schema(example = json!({"selection": "insults", "session_id": "0190b5a8-7c1e-7a30-9c52-3f1d6b2a4e77"})))]
pub struct DropdownChoice {
    /// The key of one of `dropdown_options`.
    pub selection: String,
    /// The conversation.
    pub session_id: Uuid,
}

/// What to change in a conversation; what is absent stays as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ssr", schema(example = json!({"session_id": "0190b5a8-7c1e-7a30-9c52-3f1d6b2a4e77", "language": "EN", "monster": "moustache"})))]
pub struct ChatSettingsChange {
    /// The conversation.
    pub session_id: Uuid,
    /// `FR`, `VI` or `EN`, in any case and with or without a region.
    #[cfg_attr(feature = "ssr", schema(value_type = Option<String>, pattern = "^([fF][rR]|[vV][iI]|[eE][nN])([-_][A-Za-z0-9]+)*$"))]
    pub language: Option<Language>,
    /// Who speaks from now on.
    pub monster: Option<Monster>,
    /// Whether the conversation is treated as being in a crisis; that ends only when it is set back.
    pub is_crisis_mode: Option<bool>,
}

/// The settings of a conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ChatSettings {
    /// The conversation.
    pub session_id: Uuid,
    /// `FR`, `VI` or `EN`.
    #[serde(serialize_with = "upper_case")]
    #[cfg_attr(feature = "ssr", schema(value_type = String, example = "EN"))]
    pub language: Language,
    /// Who speaks.
    pub monster: Monster,
}

/// An emotion that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct EmotionOption {
    /// What to send back.
    #[cfg_attr(feature = "ssr", schema(example = "sad"))]
    pub key: String,
    /// What to show, in the conversation's language.
    #[cfg_attr(feature = "ssr", schema(example = "Sad"))]
    pub label: String,
    /// A face for it.
    #[cfg_attr(feature = "ssr", schema(example = "😢"))]
    pub emoji: String,
}

/// An option of a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ChoiceOption {
    /// What to send back.
    #[cfg_attr(feature = "ssr", schema(example = "insults"))]
    pub key: String,
    /// What to show, in the conversation's language.
    #[cfg_attr(feature = "ssr", schema(example = "Insults or mockery"))]
    pub label: String,
}

/// The answer to a turn, and what the client may offer next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ChatResponse {
    /// The conversation: send it with every further call.
    pub session_id: Uuid,
    /// The answer's message.
    pub message_id: Uuid,
    /// What the monster says.
    pub response: String,
    /// Who speaks.
    pub monster: Monster,
    /// The language it is said in: `FR`, `VI` or `EN`.
    #[serde(serialize_with = "upper_case")]
    #[cfg_attr(feature = "ssr", schema(value_type = String, example = "EN"))]
    pub language: Language,
    /// Whether an emotion may be chosen now; free text is as welcome.
    pub awaiting_emotion_selection: bool,
    /// The emotions to choose from; empty where none is awaited.
    pub emotion_options: Vec<EmotionOption>,
    /// Whether an option may be chosen now; free text is as welcome.
    pub awaiting_dropdown_selection: bool,
    /// The question that the options answer; `response` does not repeat it.
    #[cfg_attr(feature = "ssr", schema(required))]
    pub dropdown_question: Option<String>,
    /// The options to choose from; empty where none is awaited.
    pub dropdown_options: Vec<ChoiceOption>,
    /// Whether the turn was recognised as a crisis.
    pub is_crisis_detected: bool,
    /// Present in a crisis, else null.
    #[cfg_attr(feature = "ssr", schema(required))]
    pub crisis_info: Option<CrisisInfo>,
    /// Which engine answered.
    #[cfg_attr(feature = "ssr", schema(example = "simple-response"))]
    pub model_used: String,
    /// How long the answer took, in milliseconds.
    pub processing_time_ms: i32,
    /// When it was stored.
    #[cfg_attr(feature = "ssr", schema(value_type = String, format = DateTime))]
    pub created_at: Time,
}

/// A conversation as it stands: what was said last, and what may be chosen now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct OpenChat {
    /// The conversation.
    pub session_id: Uuid,
    /// `FR`, `VI` or `EN`.
    #[serde(serialize_with = "upper_case")]
    #[cfg_attr(feature = "ssr", schema(value_type = String, example = "EN"))]
    pub language: Language,
    /// Who speaks.
    pub monster: Monster,
    /// The last messages, oldest first.
    #[serde(flatten)]
    pub turns: ChatTurns,
    /// The emotions to choose from; empty where none is awaited.
    pub emotion_options: Vec<EmotionOption>,
    /// The question that the options answer.
    #[cfg_attr(feature = "ssr", schema(required))]
    pub dropdown_question: Option<String>,
    /// The options to choose from; empty where none is awaited.
    pub dropdown_options: Vec<ChoiceOption>,
    /// Present while the conversation is treated as being in a crisis, else null.
    #[cfg_attr(feature = "ssr", schema(required))]
    pub crisis_info: Option<CrisisInfo>,
    /// The last turn.
    #[cfg_attr(feature = "ssr", schema(value_type = String, format = DateTime))]
    pub updated_at: Time,
}

/// All conversations of a person, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct UserHistory {
    /// The person.
    pub user_id: Uuid,
    /// Their conversations; empty for somebody new.
    pub conversations: Vec<ConversationSummary>,
}

/// A conversation as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ConversationSummary {
    /// The conversation.
    pub id: Uuid,
    /// Who spoke last.
    pub current_monster: Monster,
    /// What it was about, in at most 280 characters.
    #[cfg_attr(feature = "ssr", schema(max_length = 280))]
    pub summary: String,
    /// The last turn.
    #[cfg_attr(feature = "ssr", schema(value_type = String, format = DateTime))]
    pub updated_at: Time,
}

/// A message of a conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ChatTurn {
    /// Rises with time within a conversation.
    pub id: Uuid,
    /// Who wrote it.
    pub role: Role,
    /// The text, trimmed.
    pub content: String,
    /// Who spoke; null on what the person wrote.
    pub monster: Option<Monster>,
    /// Paths of the files that came with it.
    pub attachments: Vec<String>,
    /// Whether the turn was recognised as a crisis.
    pub is_crisis_detected: bool,
    /// What the person thought of a monster's message: up is true, down is false; null where they
    /// did not say.
    #[cfg_attr(feature = "ssr", schema(required))]
    pub thumb: Option<bool>,
    /// When it was stored.
    #[cfg_attr(feature = "ssr", schema(value_type = String, format = DateTime))]
    pub created_at: Time,
}

/// What somebody thinks of a monster's message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ssr", schema(example = json!({"up": true})))]
pub struct Thumb {
    /// Up is true, down is false; null takes it back.
    pub up: Option<bool>,
}

/// Messages of a conversation, oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ChatTurns {
    /// The messages asked for.
    pub messages: Vec<ChatTurn>,
    /// Whether there are older ones.
    pub has_more: bool,
}
