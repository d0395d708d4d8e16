//! What the database keeps, column by column; a test compares it with the real tables.

use app::kept::{Keeping, Kept};

/// Every column of every table, each under what it is to a person.
pub const KEPT: &[Keeping] = &[
    keep(Kept::Door, "sessions", &["id", "token_hash", "created_at", "expires_at"]),
    keep(Kept::Person, "sessions", &["language", "country"]),
    keep(Kept::Words, "conversations", &["state", "summary"]),
    keep(
        Kept::Course,
        "conversations",
        &[
            "id",
            "session_id",
            "user_id",
            "language",
            "monster",
            "chosen_monster",
            "is_crisis_mode",
            "updated_at",
        ],
    ),
    keep(Kept::Keys, "conversations", &["key_id", "wrapped_key"]),
    keep(Kept::Words, "messages", &["sealed"]),
    keep(
        Kept::Course,
        "messages",
        &[
            "conversation_id",
            "id",
            "is_answer",
            "monster",
            "is_crisis",
            "model_used",
            "processing_time_ms",
            "thumb",
            "created_at",
        ],
    ),
    keep(Kept::Words, "resends", &["sealed"]),
    keep(
        Kept::Course,
        "resends",
        &["owner_id", "key_hash", "body_hash", "conversation_id", "message_id", "created_at"],
    ),
    keep(
        Kept::Files,
        "files",
        &["id", "user_id", "session_id", "kind", "size", "sealed_name", "created_at"],
    ),
    keep(Kept::Keys, "files", &["key_id", "wrapped_key"]),
    keep(Kept::Files, "attachments", &["conversation_id", "message_id", "position", "file_id"]),
    keep(
        Kept::Person,
        "users",
        &["id", "user_type", "age_class", "language", "country", "created_at", "last_seen_at"],
    ),
    keep(Kept::Door, "idp_logins", &["provider", "subject", "user_id", "created_at"]),
    keep(
        Kept::Door,
        "app_sessions",
        &[
            "id",
            "user_id",
            "origin",
            "bearer_hash",
            "sealed_bearer",
            "supports_sse",
            "supports_reply_stream",
            "capabilities_source",
            "created_at",
            "last_seen_at",
            "staff_until",
        ],
    ),
    keep(Kept::Keys, "app_sessions", &["key_id", "wrapped_key"]),
    keep(
        Kept::Opinion,
        "feedback",
        &["id", "session_id", "rating", "category", "sealed", "created_at"],
    ),
    keep(Kept::Keys, "feedback", &["key_id", "wrapped_key"]),
    keep(Kept::Keys, "secrets", &["id", "key_id", "wrapped_key"]),
    keep(Kept::House, "secrets", &["name"]),
    // Nobody stands in it: how much happened in a day.
    keep(Kept::Totals, "daily_totals", &["day", "what", "name", "part", "count"]),
    keep(
        Kept::House,
        "_sqlx_migrations",
        &["version", "description", "installed_on", "success", "checksum", "execution_time"],
    ),
];

const fn keep(kept: Kept, table: &'static str, columns: &'static [&'static str]) -> Keeping {
    Keeping { kept, table, columns }
}
