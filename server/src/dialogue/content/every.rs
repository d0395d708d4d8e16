//! Every text of a language and reader by its name, for what goes through all of them.

use super::Texts;

/// Every list of variants, with its name.
pub fn lists(texts: &Texts) -> Vec<(String, &Vec<String>)> {
    let (talk, crisis) = (&texts.talk, &texts.crisis);
    let mut all: Vec<(String, &Vec<String>)> = [
        ("talk.hello", &talk.hello),
        ("talk.hello_again", &talk.hello_again),
        ("talk.picture", &talk.picture),
        ("talk.listen", &talk.listen),
        ("talk.playful", &talk.playful),
        ("talk.if_right", &talk.if_right),
        ("talk.ask_more", &talk.ask_more),
        ("talk.ask_topic", &talk.ask_topic),
        ("talk.ask_feeling", &talk.ask_feeling),
        ("talk.offer", &talk.offer),
        ("talk.calm", &talk.calm),
        ("talk.thanks", &talk.thanks),
        ("talk.goodbye", &talk.goodbye),
        ("talk.who", &talk.who),
        ("talk.secret", &talk.secret),
        ("talk.yes", &talk.yes),
        ("talk.no", &talk.no),
        ("talk.well", &talk.well),
        ("talk.noted", &talk.noted),
        ("talk.ask_free", &talk.ask_free),
        ("talk.person", &talk.person),
        ("talk.erase", &talk.erase),
        ("talk.stop", &talk.stop),
        ("talk.corrected", &talk.corrected),
        ("talk.already", &talk.already),
        ("talk.confused", &talk.confused),
        ("talk.helped", &talk.helped),
        ("talk.not_helped", &talk.not_helped),
        ("talk.insulted", &talk.insulted),
        ("talk.off_topic", &talk.off_topic),
        ("talk.medical", &talk.medical),
        ("talk.refuse", &talk.refuse),
        ("talk.unsure", &talk.unsure),
        ("talk.how_tell", &talk.how_tell),
        ("talk.ended", &talk.ended),
        ("crisis.probe", &crisis.probe),
        ("crisis.after", &crisis.after),
        ("crisis.still", &crisis.still),
        ("crisis.denial", &crisis.denial),
        ("crisis.denial_again", &crisis.denial_again),
        ("crisis.safe", &crisis.safe),
        ("crisis.alone", &crisis.alone),
        ("crisis.refuse", &crisis.refuse),
        ("crisis.secret", &crisis.secret),
        ("crisis.done", &crisis.done),
        ("crisis.confirmed", &crisis.confirmed),
        ("crisis.unsure", &crisis.unsure),
        ("crisis.harming", &crisis.harming),
    ]
    .map(|(name, list)| (name.to_owned(), list))
    .into();
    for (group, map) in [
        ("feeling", &texts.feeling),
        ("reply", &texts.reply),
        ("crisis.high", &crisis.high),
        ("crisis.imminent", &crisis.imminent),
        ("crisis.safe_from", &crisis.safe_from),
        ("crisis.alone_with", &crisis.alone_with),
        ("info.actions", &texts.info.actions),
    ] {
        all.extend(map.iter().map(|(name, list)| (format!("{group}.{name}"), list)));
    }
    all
}

/// Every text, with its name.
pub fn all(texts: &Texts) -> Vec<(String, &String)> {
    let talk = &texts.talk;
    let mut all: Vec<(String, &String)> = [
        ("talk.begin", &talk.begin),
        ("talk.hello_back", &talk.hello_back),
        ("talk.opening_feeling", &talk.opening_feeling),
        ("talk.opening", &talk.opening),
        ("talk.program", &talk.program),
        ("talk.just_talk", &talk.just_talk),
        ("talk.rather_not_say", &talk.rather_not_say),
        ("info.message", &texts.info.message),
        ("info.call", &texts.info.call),
        ("info.open", &texts.info.open),
        ("info.local_emergency", &texts.info.local_emergency),
        ("summary.talked", &texts.summary.talked),
        ("summary.nothing", &texts.summary.nothing),
        ("resume.back", &texts.resume.back),
        ("resume.known", &texts.resume.known),
        ("resume.unknown", &texts.resume.unknown),
    ]
    .map(|(name, text)| (name.to_owned(), text))
    .into();
    for (group, map) in [
        ("ask", &texts.ask),
        ("summary.about", &texts.summary.about),
        ("summary.place", &texts.summary.place),
        ("summary.feeling", &texts.summary.feeling),
    ] {
        all.extend(map.iter().map(|(name, text)| (format!("{group}.{name}"), text)));
    }
    for (group, maps) in
        [("label", &texts.label), ("reaction", &texts.reaction), ("platform", &texts.platform)]
    {
        for (name, map) in maps {
            all.extend(map.iter().map(|(key, text)| (format!("{group}.{name}.{key}"), text)));
        }
    }
    for (name, about) in &texts.topic {
        let place = |rest: &str| format!("topic.{name}.{rest}");
        all.extend([(place("heard"), &about.heard), (place("ask"), &about.ask)]);
        all.extend(about.step.iter().map(|(step, text)| (place(&format!("step.{step}")), text)));
        all.extend(about.law.iter().map(|(land, text)| (place(&format!("law.{land}")), text)));
    }
    for (name, monster) in &texts.monster {
        let place = |rest: &str| format!("monster.{name}.{rest}");
        all.extend([
            (place("name"), &monster.name),
            (place("job"), &monster.job),
            (place("hello"), &monster.hello),
        ]);
    }
    for (name, list) in lists(texts) {
        all.extend(list.iter().map(|text| (name.clone(), text)));
    }
    all
}
