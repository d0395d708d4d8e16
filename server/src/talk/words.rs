//! The client's own few words, in three languages.

use app::language::Language;

/// What the client itself says.
pub(super) struct Words {
    pub welcome: &'static str,
    pub resume: &'static str,
    pub choose: &'static str,
    pub help: &'static str,
    pub language: &'static str,
    pub takes_over: &'static str,
    pub free: &'static str,
    pub charged: &'static str,
    pub nothing_yet: &'static str,
    pub erased: &'static str,
    pub unknown: &'static str,
    pub no_monster: &'static str,
    pub away: &'static str,
    pub too_fast: &'static str,
    pub over: &'static str,
    pub goodbye: &'static str,
}

impl Words {
    /// The words in a language.
    pub const fn of(language: Language) -> &'static Words {
        match language {
            Language::En => &ENGLISH,
            Language::Fr => &FRENCH,
            Language::Vi => &VIETNAMESE,
        }
    }
}

/// Whether an answer to a question means yes, in any of the languages.
pub(super) fn is_yes(answer: &str) -> bool {
    ["y", "yes", "o", "oui", "c", "có", "co"].contains(&answer.to_lowercase().as_str())
}

static ENGLISH: Words = Words {
    welcome: "You are talking with a program, not with a person. /help shows what you can do here.",
    resume: "Go on with that talk? (y/n)",
    choose: "Type a number, or just write.",
    help: "\
/fr /en /vi     speak another language
/monster NAME   talk with betty, moustache, pixel, nuage or vigie
/history        show earlier talks
/erase          erase this talk and begin a new one
/quit           leave",
    language: "Language",
    takes_over: "speaks with you now",
    free: "free",
    charged: "charged",
    nothing_yet: "There is no earlier talk.",
    erased: "This talk is erased. Here is a new one.",
    unknown: "I do not know this command. /help shows those I know.",
    no_monster: "No monster has this name: betty, moustache, pixel, nuage, vigie.",
    away: "The server is not answering. Please say it again in a moment.",
    too_fast: "That was a lot at once. Please wait, in seconds:",
    over: "The server has ended this talk. Take care of yourself.",
    goodbye: "Take care of yourself. You can come back any time.",
};

static FRENCH: Words = Words {
    welcome: "Tu parles avec un programme, pas avec une personne. /help montre ce que tu peux faire ici.",
    resume: "On reprend cette conversation ? (o/n)",
    choose: "Tape un numéro, ou écris simplement.",
    help: "\
/fr /en /vi     changer de langue
/monster NOM    parler avec betty, moustache, pixel, nuage ou vigie
/history        voir les conversations passées
/erase          effacer cette conversation et en commencer une autre
/quit           partir",
    language: "Langue",
    takes_over: "te parle maintenant",
    free: "gratuit",
    charged: "payant",
    nothing_yet: "Il n'y a pas encore de conversation passée.",
    erased: "Cette conversation est effacée. En voici une nouvelle.",
    unknown: "Je ne connais pas cette commande. /help montre celles que je connais.",
    no_monster: "Aucun monstre ne porte ce nom : betty, moustache, pixel, nuage, vigie.",
    away: "Le serveur ne répond pas. Redis-le dans un instant.",
    too_fast: "Ça fait beaucoup d'un coup. Attends un peu, en secondes :",
    over: "Le serveur a mis fin à la conversation. Prends soin de toi.",
    goodbye: "Prends soin de toi. Tu peux revenir quand tu veux.",
};

static VIETNAMESE: Words = Words {
    welcome: "Bạn đang nói chuyện với một chương trình, không phải người. /help cho biết bạn có thể làm gì ở đây.",
    resume: "Mình nói tiếp chuyện đó nhé? (c/k)",
    choose: "Gõ một số, hoặc cứ viết tự nhiên.",
    help: "\
/fr /en /vi     đổi ngôn ngữ
/monster TÊN    nói chuyện với betty, moustache, pixel, nuage hoặc vigie
/history        xem những lần nói chuyện trước
/erase          xóa cuộc nói chuyện này và bắt đầu lại
/quit           rời đi",
    language: "Ngôn ngữ",
    takes_over: "đang nói chuyện với bạn",
    free: "miễn phí",
    charged: "có tính phí",
    nothing_yet: "Chưa có lần nói chuyện nào trước đây.",
    erased: "Cuộc nói chuyện đã được xóa. Mình bắt đầu lại nhé.",
    unknown: "Mình không biết lệnh này. /help cho biết các lệnh.",
    no_monster: "Không có quái vật nào tên như vậy: betty, moustache, pixel, nuage, vigie.",
    away: "Máy chủ không trả lời. Bạn gửi lại sau một lát nhé.",
    too_fast: "Nhiều quá một lúc. Bạn chờ một chút nhé, số giây:",
    over: "Máy chủ đã kết thúc cuộc nói chuyện. Bạn giữ gìn sức khỏe nhé.",
    goodbye: "Bạn giữ gìn sức khỏe nhé. Lúc nào bạn cũng có thể quay lại.",
};
