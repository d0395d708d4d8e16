//! The names of what a message does beside telling: it asks, it answers, it says where somebody is.

use serde::{Deserialize, Serialize};

use super::named;

named! {
    /// What the message does, beside telling.
    Signal {
        /// Greets.
        Greeting = "greeting",
        /// Thanks.
        Thanks = "thanks",
        /// Says goodbye.
        Goodbye = "goodbye",
        /// Asks who or what is answering.
        Who = "who",
        /// Asks whether it stays secret.
        Secret = "secret",
        /// Asks for help or a number.
        Help = "help",
        /// Says yes.
        Yes = "yes",
        /// Says yes with half a word: "sometimes", "maybe", "a bit".
        HalfYes = "half_yes",
        /// Says no.
        No = "no",
        /// Says that it was not meant that way, or that nothing is the matter.
        Denial = "denial",
        /// Says that they do not think of dying.
        NotDying = "not_dying",
        /// Says that they have made no plan.
        NoPlan = "no_plan",
        /// Jokes or laughs.
        Joke = "joke",
        /// An everyday cause (homework, heat, boredom) that people exaggerate about.
        Trivial = "trivial",
        /// Speaks of a game, film, book, lesson.
        Fiction = "fiction",
        /// Speaks of the past.
        Past = "past",
        /// Says that it is better now.
        Resolved = "resolved",
        /// Speaks of now or today.
        Now = "now",
        /// Speaks of somebody close.
        Other = "other",
        /// Tells of an adult of the family or of everyday life who does something.
        KnownAdult = "known_adult",
        /// Repeats what somebody else said.
        Told = "told",
        /// Says "slowly" with words that look like others ("tu tu").
        Slow = "slow",
        /// Wants to talk to a human.
        Human = "human",
        /// Asks how to delete what was written.
        Erase = "erase",
        /// Wants to stop, or to be left alone.
        Stop = "stop",
        /// Does not understand what was said.
        Confused = "confused",
        /// Says that a step helped.
        Helped = "helped",
        /// Says that it did not help.
        NotHelped = "not_helped",
        /// Insults whoever answers.
        Insulted = "insulted",
        /// Asks for homework, facts, a joke.
        OffTopic = "off_topic",
        /// Asks for a diagnosis or a medicine.
        Medical = "medical",
        /// Will not call or tell anybody.
        Refuse = "refuse",
        /// Asks how to tell somebody.
        HowTell = "how_tell",
        /// Asks how to report.
        HowReport = "how_report",
        /// Asks how to block.
        HowBlock = "how_block",
        /// Asks how to keep evidence.
        HowKeep = "how_keep",
        /// Asks whether it is grave, or normal.
        Serious = "serious",
        /// Begins as a question does, with or without a mark.
        Question = "question",
        /// Asks what the law says, or whether to go to the police.
        Law = "law",
        /// Asks for calm: breathing, an exercise.
        Calm = "calm",
        /// Asks for another step, or what to do.
        More = "more",
        /// Says that this was told already.
        Already = "already",
        /// Puts us right: "no, I meant …".
        Correction = "correction",
        /// Says that nobody is there, or there is nobody to tell.
        Alone = "alone",
        /// Says that they are safe, or that somebody is with them.
        Safe = "safe",
        /// Speaks as a parent of their child.
        Parent = "parent",
        /// Speaks as a teacher or another adult at school, of a pupil.
        Teacher = "teacher",
        /// Takes a denial back: it was meant after all.
        Meant = "meant",
        /// Says that they will hurt somebody.
        Harming = "harming",
        /// Wants to talk about something else.
        Elsewhere = "elsewhere",
        /// Has had enough for today.
        Enough = "enough",
        /// Says no more than "ok".
        Okay = "okay",
        /// Names something to harm oneself with.
        Means = "means",
        /// Says that help was called or comes.
        Coming = "coming",
        /// Says that somebody is near and sleeps.
        Asleep = "asleep",
        /// Names an adult, or another who could help.
        Adult = "adult",
        /// Says that whoever hurts them is near.
        Near = "near",
        /// Says that the one they fear for is near, in the next room or beside them.
        Here = "here",
        /// Says that a friend does not answer.
        Vanished = "vanished",
        /// Asks whom to call.
        Number = "number",
        /// Asks whether an adult will pass it on.
        AdultSecret = "adult_secret",
        /// Asks whether we do something ourselves.
        CanYou = "can_you",
        /// Asks what it costs.
        Cost = "cost",
        /// Asks whether to take the phone away, or fears it.
        TakePhone = "take_phone",
        /// Asks whether it is a case for the emergency room.
        Urgent = "urgent",
        /// Gives a name or an address.
        NamedSelf = "named_self",
        /// Fears that somebody goes to prison, or that the family is parted.
        Feared = "feared",
        /// Told an adult in vain.
        InVain = "in_vain",
        /// Must see whoever hurts them again.
        Facing = "facing",
        /// Wants to publish a picture in revenge.
        Revenge = "revenge",
        /// Has put away what could be used for harm.
        Secured = "secured",
        /// Asks whether to pay.
        Pay = "pay",
        /// Somebody known from the internet wants to meet them, or is on the way.
        Meeting = "meeting",
        /// Somebody known from the internet wants secrecy and pictures.
        Lure = "lure",
        /// Says that it is somebody close whom a stranger writes to.
        LuredFriend = "lured_friend",
        /// Tells of gifts, flattery or the age of somebody: a sign where a stranger is talked about already.
        Courted = "courted",
        /// Is offered a bed by somebody from the internet.
        OfferedBed = "offered_bed",
        /// Does not know where to sleep.
        NoBed = "no_bed",
        /// Is out, in a station, a park or the street.
        Outside = "outside",
        /// Is told to switch the camera on.
        Camera = "camera",
        /// Promised to keep a secret.
        Promised = "promised",
        /// Asks whether they may go on telling.
        KeepTelling = "keep_telling",
        /// Wants to be with somebody who died.
        Join = "join",
        /// Asks how to lose weight.
        LoseWeight = "lose_weight",
        /// Asks whether what somebody does to them is abuse.
        IsAbuse = "is_abuse",
        /// Asks what else to do when the urge to hurt oneself comes.
        Instead = "instead",
        /// Asks whether to save a picture or a film.
        Screenshot = "screenshot",
        /// Fears to be wrong about what they suspect.
        Doubt = "doubt",
        /// Says that their child is gone.
        Missing = "missing",
        /// Asks what to do when their child is back.
        BackHome = "back_home",
        /// Asks, at school, how to tell the parents of a pupil.
        TellParents = "tell_parents",
        /// Tells how old their child is.
        ChildAge = "child_age",
        /// Fears not to be believed.
        NotBelieved = "not_believed",
        /// Fears the anger of their parents, or a punishment.
        Scolded = "scolded",
        /// Fears to be called a snitch, or that telling makes it worse.
        Snitch = "snitch",
        /// Fears to lose a friend by telling.
        LoseFriend = "lose_friend",
        /// Wants to apologise, or to make it good.
        Amends = "amends",
        /// Fears to be punished for what they did.
        Punished = "punished",
        /// Others call it a joke.
        Banter = "banter",
        /// Will tell somebody.
        WillTell = "will_tell",
        /// Asks for the words to write.
        Words = "words",
        /// Asks whom to tell, or whom first.
        Whom = "whom",
        /// Asks whether to answer back, or to face the others or their parents.
        Confront = "confront",
        /// Says that it happens to a brother or sister, too.
        Sibling = "sibling",
        /// Says when whoever hurts them comes back.
        Returns = "returns",
        /// Tells of violence between others at home.
        SeesViolence = "sees_violence",
        /// Says that it is about somebody else, not themselves.
        NotMe = "not_me",
        /// Says that somebody does something to them.
        DoneToMe = "done_to_me",
        /// Says that they, or the one they fear for, took something.
        Taken = "taken",
        /// Tells that a body is in danger: somebody cannot be woken, breathes strangely, took too much.
        BodyAlarm = "body_alarm",
        /// Names something to drink, smoke or swallow that people get used to.
        Substance = "substance",
        /// Wants us for a friend or a lover.
        Companion = "companion",
        /// Hears or sees what others do not.
        Voices = "voices",
        /// Asks at what age one may have sex, or is pressed to.
        SexAge = "sex_age",
        /// Asks where to get vapes, alcohol, drugs or a weapon.
        GetHold = "get_hold",
        /// Asks how to hide cuts or scars.
        HideCuts = "hide_cuts",
        /// Says that hurting oneself brings relief.
        HalfRelief = "half_relief",
        /// Has lost somebody to suicide.
        LostToSuicide = "lost_to_suicide",
        /// Is offered easy work far away, or is held there.
        Trafficked = "trafficked",
        /// Asks what to do with somebody who swallowed something or lies there.
        NoVomit = "no_vomit",
        /// Has somebody near who holds a weapon.
        Armed = "armed",
        /// Asks whether they, or somebody told, must pass it on.
        MustReport = "must_report",
        /// Asks whether to read a child's phone.
        ReadPhone = "read_phone",
        /// Fears that a child is taken away from who asks for help.
        FearedServices = "feared_services",
        /// Has no credit or no phone to call with.
        NoMeans = "no_means",
        /// Tells that a child or pupil wrote that they want to be gone.
        ChildWrote = "child_wrote",
        /// Wishes an end without naming it, or hears a voice that orders it.
        WishesEnd = "wishes_end",
        /// Tells of somebody close who says goodbye for good, or that living is no use.
        FriendBye = "friend_bye",
        /// Means to poison somebody.
        Poisons = "poisons",
        /// Is to be driven by somebody who has been drinking.
        DrunkDriver = "drunk_driver",
        /// Says that somebody bleeds.
        Bleeds = "bleeds",
        /// Says that whoever is spoken of is not there.
        Away = "away",
        /// Says that their child refuses help, or will not talk.
        RefusesHelp = "refuses_help",
        /// Asks whether to watch over their child.
        WatchOver = "watch_over",
        /// Says that they like whoever does it.
        LikesThem = "likes_them",
        /// Says that others tell a child to die.
        ToldToDie = "told_to_die",
        /// Asks what if a picture is shown after all.
        IfPosted = "if_posted",
        /// Asks what if it begins again.
        Recurs = "recurs",
        /// Asks what a line is, or what happens after a call.
        AboutLine = "about_line",
        /// Says that somebody who was told will act.
        HelperActs = "helper_acts",
        /// Says that they told somebody.
        HasTold = "has_told",
        /// Says that somebody close is in the house.
        InReach = "in_reach",
        /// Says that nobody knows of it.
        NotTold = "not_told",
        /// Asks whether to go and stay with somebody they know.
        Shelter = "shelter",
        /// Has blocked whoever does it.
        BlockedThem = "blocked",
        /// Was blocked by somebody.
        BlockedMe = "blocked_me",
        /// Has paid what was asked for.
        Paid = "paid",
        /// Has sent the picture that was asked for.
        SentIt = "sent_it",
        /// Says that they said no: to us, or to somebody else.
        SaidNo = "said_no",
        /// A parent who has hit their child.
        StruckChild = "struck_child",
        /// Is with somebody spoken of before.
        WithThem = "with_them",
        /// Names a roof, a bridge, a window.
        AtHeight = "at_height",
        /// Names rails or a road.
        OnTracks = "on_tracks",
        /// Names a river, a lake, the sea.
        InWater = "in_water",
        /// Names what cuts.
        WithBlade = "with_blade",
        /// Names a rope, a belt.
        WithRope = "with_rope",
        /// Names a gun.
        WithGun = "with_gun",
        /// Names pills.
        WithPills = "with_pills",
        /// Says that the child has said yes to the question for dying.
        SaidYes = "said_yes",
        // These came after the weights of the thread were learnt, which know a signal by its place.
        /// Tells of a gun that a child has found, or holds.
        GunFound = "gun_found",
        /// Tells of several who feel ill near something that burns.
        Monoxide = "monoxide",
        /// Tells of somebody unknown at the door.
        AtDoor = "at_door",
        /// Tells of blood that is most likely a first period.
        Period = "period",
        /// Wets the bed.
        BedWetting = "bed_wetting",
        /// Had sex with nothing between, or what was there broke.
        Contraception = "contraception",
        /// Has fainted.
        Faints = "faints",
        /// A parent who asks how much of a screen, or from which age.
        Screens = "screens",
        /// Has hurt a brother or sister in anger.
        HurtSibling = "hurt_sibling",
        /// Says that what was told happened in a game, a film, a text.
        Played = "played",
    }
}
