//! Who says which step; what is listed for nobody is said by the default speaker.

use app::api::chat::Monster;

use super::heard::Topic;

/// Who says this step of a topic.
pub fn of_step(topic: Topic, number: usize) -> Option<Monster> {
    match (topic, number) {
        // Keeping the evidence.
        (Topic::Image | Topic::Threats | Topic::Insults | Topic::Hate, 0)
        | (Topic::Exclusion, 1) => Some(Monster::Moustache),
        // Blocking, reporting, taking down, securing an account.
        (
            Topic::Image
            | Topic::Blackmail
            | Topic::Stranger
            | Topic::Insults
            | Topic::Hate
            | Topic::Witness,
            1,
        )
        | (Topic::FakeAccount | Topic::Regret, 0)
        | (Topic::HackedAccount, _) => Some(Monster::Pixel),
        // Breathing, rest, a break.
        (Topic::Grief, 1) | (Topic::Sleep, 0 | 1) | (Topic::Sadness, 0) => Some(Monster::Nuage),
        _ => None,
    }
}

/// Who says this variant of the steps that help with anything.
pub fn of_small_step(variant: usize) -> Option<Monster> {
    matches!(variant, 0 | 3 | 4).then_some(Monster::Nuage)
}
