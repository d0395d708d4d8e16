//! What is kept, as a person understands it: a handful of entries that together hold every table and
//! column of the database.

/// One thing that is kept. What it is, how it is protected and how long it stays is told in
/// [`crate::words`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// What was said, by both sides.
    Words,
    /// Pictures and documents.
    Files,
    /// When and how a conversation went, without its words.
    Course,
    /// How somebody comes back to what is theirs.
    Door,
    /// What somebody told of themselves.
    Person,
    /// What somebody thought of it.
    Opinion,
    /// How much happened in a day, whoever it was.
    Totals,
    /// The keys that everything is locked with.
    Keys,
    /// What the store needs for itself.
    House,
}

impl Kept {
    /// All of them, what is closest to a person first.
    pub const ALL: [Kept; 9] = [
        Kept::Words,
        Kept::Files,
        Kept::Course,
        Kept::Door,
        Kept::Person,
        Kept::Opinion,
        Kept::Totals,
        Kept::Keys,
        Kept::House,
    ];
}

/// Columns of one table that are kept for the same reason and equally long.
#[derive(Clone, Copy, Debug)]
pub struct Keeping {
    /// What they are to a person.
    pub kept: Kept,
    /// The table.
    pub table: &'static str,
    /// Its columns.
    pub columns: &'static [&'static str],
}
