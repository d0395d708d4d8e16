//! Tells whether a word such as "not" stands before a danger and reaches it.

use super::super::lexicon::lexicon;
use super::super::pattern::Ids;
use super::super::words::Word;

/// Whether the writer speaks of himself or herself.
pub fn is_i(plain: &str) -> bool {
    matches!(plain, "i" | "im" | "ive" | "id" | "ill" | "je" | "j" | "toi" | "minh" | "em" | "tao")
}

/// Words at which a negation on their left has no more to do with what is on their right.
fn stops(plain: &str) -> bool {
    is_i(plain)
        || matches!(
            plain,
            "but"
                | "so"
                | "because"
                | "and"
                | "mais"
                | "donc"
                | "et"
                | "car"
                | "que"
                | "nhung"
                | "nen"
                | "roi"
                | "nua"
                | "vi"
                | "ma"
                | "he"
                | "she"
                | "they"
        )
}

/// After these a negation speaks of them alone: "I don't know why", "không ai", "can't stop".
fn absorbs(plain: &str) -> bool {
    matches!(
        plain,
        "know"
            | "care"
            | "stop"
            | "understand"
            | "see"
            | "sleep"
            | "one"
            | "more"
            | "longer"
            | "help"
            | "matter"
            | "sais"
            | "sait"
            | "comprend"
            | "comprends"
            | "biet"
            | "ai"
            | "noi"
            | "hieu"
            | "on"
            | "vui"
            | "bien"
            | "trop"
            | "va"
            | "gi"
            | "chiu"
            | "the"
            | "con"
            | "thich"
            | "duoc"
    )
}

/// Whether the clause closes with the second half of a French negation right after word `end`: "je me
/// mutile pas". What follows such a word would be its reach: "pas assez", "pas vivre".
pub fn negated_after(words: &[Word], end: usize) -> bool {
    let Some(word) = words.get(end).filter(|_| end > 0) else { return false };
    let closes = words.get(end + 1).is_none_or(|next| next.clause != word.clause);
    let is_half = matches!(word.plain.as_str(), "pas" | "jamais" | "aucunement");
    closes && is_half && word.clause == words[end - 1].clause
}

/// Whether a negation stands before word `start` and reaches it.
pub fn negated_before(words: &[Word], ids: &[Ids], start: usize) -> bool {
    let patterns = &lexicon().patterns;
    let clause = words[start].clause;
    for back in 1..=4usize.min(start) {
        let at = start - back;
        let plain = words[at].plain.as_str();
        if words[at].clause != clause {
            return false;
        }
        if patterns.negates(&ids[at]) {
            // Vietnamese puts the negation close to its verb, French and English can leave room.
            let next = words.get(at + 1).map(|word| word.plain.as_str());
            let is_close = matches!(plain, "khong" | "chua" | "chang" | "cha" | "dung");
            // "Không phải", "chưa bao giờ", "không có ý định" are said of all that follows.
            let is_wide = matches!(next, Some("phai" | "bao" | "tung" | "khi" | "he" | "co"));
            let close = if is_close && !is_wide { 2 } else { 4 };
            let absorbed =
                words.get(at + 1).is_some_and(|next| at + 1 < start && absorbs(&next.plain));
            // "She does not know I cut myself", "no, I want to die": the "I" begins something new.
            let begins_anew = is_i(&words[start].plain) && !is_wide;
            return back <= close && !absorbed && !begins_anew;
        }
        if stops(plain) {
            return false;
        }
    }
    false
}
