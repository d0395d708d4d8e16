//! Finds names and schools by the words that stand beside them.

use super::redact::Neutral;

/// After these a name follows, however it is typed.
const BEFORE_NAME: [&str; 31] = [
    "my name is",
    "my names",
    "my name's",
    "name is",
    "is called",
    "named",
    "call me",
    "they call me",
    "called",
    "je m'appelle",
    "jm'appelle",
    "m'appelle",
    "je mappelle",
    "s'appelle",
    "se nomme",
    "moi c'est",
    "moi, c'est",
    "prénom est",
    "prénom c'est",
    "nom est",
    "nom c'est",
    "mình tên là",
    "tên mình là",
    "tên em là",
    "tên là",
    "tên tớ là",
    "tên tôi là",
    "mình tên",
    "em tên",
    "tớ tên",
    "tên",
];
/// After these a name may follow: only a capital tells.
const BEFORE_CAPITAL: [&str; 11] = [
    "i'm",
    "im",
    "i am",
    "this is",
    "je suis",
    "jsuis",
    "c'est",
    "mình là",
    "em là",
    "tớ là",
    "tôi là",
];
/// After these the name of a school follows, if it has a capital.
const BEFORE_SCHOOL: [&str; 8] =
    ["collège", "lycée", "école", "college", "lycee", "ecole", "trường", "rue"];
/// Before these the name of a school stands, if it has a capital.
const AFTER_SCHOOL: [&str; 5] = ["high", "school", "middle", "college", "academy"];
/// Words that are no name.
const NO_NAME: &str = "và and et de i im je j mais but with avec người là gì ai một học sinh a an the not so very me my you him her us them it to mình em tớ tôi của mẹ bố bạn ấy";

/// The text with neutral words in place of the names that these words announce.
pub(super) fn hide_names(text: &str, words: &Neutral) -> String {
    let text = text.replace('’', "'");
    let mut tokens: Vec<String> = text.split(' ').map(str::to_owned).collect();
    let mut place = 0;
    while place < tokens.len() {
        let before: Vec<String> =
            tokens[..place].iter().map(|token| token.to_lowercase()).collect();
        let is_named = ends_with(&before, &BEFORE_NAME) && is_name(&tokens[place], false);
        if is_named || ends_with(&before, &BEFORE_CAPITAL) && is_name(&tokens[place], true) {
            hide(&mut tokens, place, words.name);
        } else if ends_with(&before, &BEFORE_SCHOOL) && is_capital(&tokens[place]) {
            hide(&mut tokens, place, words.place);
        } else if place > 0 && is_capital(&tokens[place]) {
            let next = tokens.get(place + 1).map(|token| core(token).to_lowercase());
            if next.is_some_and(|next| AFTER_SCHOOL.contains(&next.as_str())) {
                words.place.clone_into(&mut tokens[place]);
            }
        }
        place += 1;
    }
    tokens.retain(|token| !token.is_empty());
    tokens.join(" ")
}

/// Whether the words before end with one of these.
fn ends_with(before: &[String], all: &[&str]) -> bool {
    all.iter().any(|one| {
        let one: Vec<&str> = one.split(' ').collect();
        let Some(from) = before.len().checked_sub(one.len()) else { return false };
        before[from..]
            .iter()
            .zip(&one)
            .all(|(before, one)| before.trim_start_matches(['(', '"', '«']) == *one)
    })
}

fn core(token: &str) -> &str {
    token.trim_matches(|c: char| !c.is_alphanumeric())
}

fn is_capital(token: &str) -> bool {
    let mut letters = core(token).chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
}

fn is_name(token: &str, needs_capital: bool) -> bool {
    let word = core(token).to_lowercase();
    let is_none = word.is_empty() || NO_NAME.split(' ').any(|known| known == word);
    !is_none && (is_capital(token) || !needs_capital)
}

/// Puts neutral words in place of the name at `place` and of the capitals that go on with it.
fn hide(tokens: &mut [String], place: usize, neutral: &str) {
    let mut last = place;
    let goes_on = |token: &str| token.ends_with(|c: char| c.is_alphanumeric());
    while last < place + 3
        && goes_on(&tokens[last])
        && tokens.get(last + 1).is_some_and(|next| is_capital(next))
    {
        last += 1;
    }
    let after: String = tokens[last].chars().rev().take_while(|c| !c.is_alphanumeric()).collect();
    let after: String = after.chars().rev().collect();
    tokens[place] = format!("{neutral}{after}");
    for token in &mut tokens[place + 1..=last] {
        token.clear();
    }
}
