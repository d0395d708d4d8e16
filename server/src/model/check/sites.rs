//! Sites and addresses: only those of the person's helplines may be named.

use super::Refusal;

/// Ends of sites that everybody knows; others are seen by `www` and `http`.
const ENDS: [&str; 32] = [
    "com", "org", "net", "fr", "vn", "uk", "us", "info", "io", "eu", "edu", "gov", "gouv", "help",
    "chat", "xyz", "link", "ly", "gg", "app", "tv", "site", "online", "shop", "ru", "cn", "me",
    "co", "ca", "be", "ch", "de",
];
/// Refuses a site or address that is not allowed.
pub fn check(text: &str, allowed: &[String]) -> Result<(), Refusal> {
    let is_other = text.split_whitespace().any(|word| is_other_site(word, allowed));
    if is_other || has_spoken_site(text) { Err("site") } else { Ok(()) }
}

fn is_other_site(word: &str, allowed: &[String]) -> bool {
    if word.contains('@') || word.contains("://") || word.to_lowercase().starts_with("www.") {
        let host = host(word);
        return word.contains('@') || !is_allowed(&host, allowed);
    }
    let host = host(word);
    let Some((name, end)) = host.rsplit_once('.') else { return false };
    // `bien.De` is a sentence that lacks a space.
    let typed = word.rsplit('.').next().unwrap_or_default();
    let is_end = ENDS.contains(&end)
        && !typed.starts_with(|c: char| c.is_uppercase() && word != word.to_uppercase());
    !name.is_empty() && is_end && !is_allowed(&host, allowed)
}

fn host(word: &str) -> String {
    let word = word.to_lowercase();
    let word = word.trim_start_matches("https://").trim_start_matches("http://");
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let host = word.split(['/', '?', ',', ':']).next().unwrap_or_default();
    host.trim_start_matches("www.").to_owned()
}

fn is_allowed(host: &str, allowed: &[String]) -> bool {
    let known = |known: &String| {
        let known = known.split('/').next().unwrap_or_default().trim_start_matches("www.");
        host == known || host.strip_suffix(known).is_some_and(|before| before.ends_with('.'))
    };
    allowed.iter().filter(|known| known.contains('.')).any(known)
}

/// `example dot com`, `exemple point fr`, `vidu chấm vn`, `example . com`.
fn has_spoken_site(text: &str) -> bool {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    let ends = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        ["com", "fr", "org", "net", "vn"].contains(&word)
    };
    words.windows(2).any(|two| {
        let dot = matches!(two[0].as_str(), "dot" | "point" | "chấm" | "." | "(dot)" | "(point)");
        dot && ends(&two[1]) || (two[1].starts_with('.') && ends(&two[1]))
    })
}
