//! Tells in which language a message is written, or that it cannot be told.

use app::language::Language;

use super::lexicon::lexicon;
use super::words::Word;

/// The language of the words, if they leave no doubt.
pub fn detect(words: &[Word]) -> Option<Language> {
    decide(scores(words))
}

/// Whether next to nothing in the words speaks for another language.
pub fn is_clear(words: &[Word]) -> bool {
    let scores = scores(words);
    let most = scores.into_iter().max().unwrap_or_default();
    most >= 4 && scores.iter().sum::<u32>() - most <= most / 4
}

/// How much speaks for each language.
fn scores(words: &[Word]) -> [u32; 3] {
    let mut scores = [0u32; 3];
    for word in words.iter().take(200) {
        let known = lexicon().evidence.get(&word.plain);
        let fitting = known.into_iter().flatten().filter(|evidence| {
            evidence.marks.is_empty() || evidence.marks == word.marks
                // Without accents the word may still be the one that has them, but says less.
                || word.marks.is_empty() && evidence.weight > 1
        });
        for evidence in fitting {
            let weight = if evidence.marks.is_empty() || !word.marks.is_empty() {
                evidence.weight
            } else {
                1
            };
            scores[index(evidence.language)] += weight;
        }
        add_accents(&word.marks, &mut scores);
    }
    scores
}

fn decide(scores: [u32; 3]) -> Option<Language> {
    let best = Language::ALL.into_iter().max_by_key(|language| scores[index(*language)])?;
    let score = scores[index(best)];
    let others = scores.iter().sum::<u32>() - score;
    (score >= 2 && score > others + others / 2).then_some(best)
}

/// Some accents exist in one of the languages only.
fn add_accents(marks: &str, scores: &mut [u32; 3]) {
    let only_vietnamese = ['+', '(', '-', '3', '4', '5'];
    if marks.contains(only_vietnamese) {
        scores[index(Language::Vi)] += 3;
    } else if marks.contains([',', ':']) {
        scores[index(Language::Fr)] += 2;
    } else if !marks.is_empty() {
        scores[index(Language::Fr)] += 1;
        scores[index(Language::Vi)] += u32::from(marks.len() <= 7);
    }
}

const fn index(language: Language) -> usize {
    match language {
        Language::Fr => 0,
        Language::Vi => 1,
        Language::En => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::super::words::split;
    use super::*;

    fn all_are(language: Option<Language>, texts: &[&str]) {
        for text in texts {
            assert_eq!(detect(&split(text)), language, "{text}");
        }
    }

    #[test]
    fn vietnamese_is_known_with_and_without_accents_and_in_teencode() {
        all_are(
            Some(Language::Vi),
            &[
                "Hôm nay mình buồn quá",
                "hom nay minh buon qua",
                "minh ko biet phai lam gi nua",
                "bn be trong lop ko choi vs mik",
                "toi muon noi chuyen voi ai do",
                "chào bạn",
            ],
        );
    }

    #[test]
    fn french_is_known_with_and_without_accents_and_in_short_messages() {
        all_are(
            Some(Language::Fr),
            &[
                "Bonjour",
                "je suis triste",
                "jsuis trop mal en ce moment",
                "J'ai été exclue du groupe",
                "on se moque de moi au college",
                "toi tu penses quoi de ça",
            ],
        );
    }

    #[test]
    fn english_is_known() {
        all_are(
            Some(Language::En),
            &[
                "hello",
                "i feel so alone",
                "my friends dont talk to me anymore",
                "someone hacked my account",
                "idk what to do",
            ],
        );
    }

    #[test]
    fn what_says_nothing_about_a_language_has_none() {
        all_are(None, &["", "ok", "12345", "😭😭", "Facebook", "???"]);
    }
}
