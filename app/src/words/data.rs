//! What the page about one's own data says.

use crate::kept::Kept;

/// One entry of what is kept.
#[derive(Debug)]
pub struct Entry {
    /// What it is.
    pub what: &'static str,
    /// How it is protected.
    pub guarded: &'static str,
    /// How long it stays.
    pub until: &'static str,
}

/// The texts of the page in one language.
#[derive(Debug)]
pub struct Data {
    /// Tab title.
    pub tab: &'static str,
    /// Heading; also the name of links to the page.
    pub title: &'static str,
    /// What stands under it.
    pub lead: &'static str,
    /// Heads the list.
    pub list: &'static str,
    /// Heads the column of what it is.
    pub what: &'static str,
    /// Heads the column of how it is protected.
    pub guarded: &'static str,
    /// Heads the column of how long it stays.
    pub until: &'static str,
    /// What was said.
    pub words: Entry,
    /// Pictures and documents.
    pub files: Entry,
    /// How a conversation went.
    pub course: Entry,
    /// How one comes back.
    pub door: Entry,
    /// What one told of oneself.
    pub person: Entry,
    /// What one thought of it.
    pub opinion: Entry,
    /// Counts of a day.
    pub totals: Entry,
    /// Keys.
    pub keys: Entry,
    /// What the store needs.
    pub house: Entry,
    /// Opens the exact list.
    pub exact: &'static str,
    /// What the exact list is.
    pub exact_text: &'static str,
    /// Heads the cookies.
    pub device: &'static str,
    /// What they are.
    pub device_text: &'static str,
    /// Heads taking one's data away.
    pub export: &'static str,
    /// What the file holds.
    pub export_text: &'static str,
    /// Saves the file.
    pub export_button: &'static str,
    /// Heads erasing.
    pub erase: &'static str,
    /// Leads to the list of chats.
    pub erase_one: &'static str,
    /// What goes with an account.
    pub erase_account: &'static str,
    /// Opens the second look of an account.
    pub erase_account_open: &'static str,
    /// There is nothing open on this device.
    pub nothing: &'static str,
    /// Leads to the short version.
    pub short: &'static str,
    /// Leads from the short version to here.
    pub whole: &'static str,
}

impl Data {
    /// What is said of one entry.
    pub fn entry(&self, kept: Kept) -> &Entry {
        match kept {
            Kept::Words => &self.words,
            Kept::Files => &self.files,
            Kept::Course => &self.course,
            Kept::Door => &self.door,
            Kept::Person => &self.person,
            Kept::Opinion => &self.opinion,
            Kept::Totals => &self.totals,
            Kept::Keys => &self.keys,
            Kept::House => &self.house,
        }
    }
}

/// In English.
pub const EN: Data = Data {
    tab: "KM · About",
    title: "My data",
    lead: "This is all that is kept, how it is protected, and when it goes. You can take it with you or erase it.",
    list: "What is kept",
    what: "What it is",
    guarded: "How it's protected",
    until: "How long it stays",
    words: Entry {
        what: "Your messages and the answers, a short summary, and what the program remembers of them.",
        guarded: "Locked with a key that only this chat has.",
        until: "30 days from the start of your chat. If you signed in, 30 days from the last message. Or until you erase it.",
    },
    files: Entry {
        what: "Pictures and documents that you add, with their names.",
        guarded: "Each is locked with a key of its own. Only kind and size can be read. Hidden details in a picture, such as the place, are taken out first.",
        until: "As long as the chat. What you add but don't send goes after a day.",
    },
    course: Entry {
        what: "When something was said, in which language, which monster spoke, whether it was about danger, and your thumbs.",
        guarded: "Not locked, but without your words and without your name.",
        until: "As long as the chat.",
    },
    door: Entry {
        what: "What lets you back in: a code worked out from the key on your device and, if you signed in, the way you came.",
        guarded: "Nobody can get in with what is stored here alone. Your name at school or at the sign-in isn't kept, only a code worked out from it.",
        until: "30 days. If you signed in, 30 days from your last visit.",
    },
    person: Entry {
        what: "Your language, and your country if you chose one. If you signed in: whether you are young, a parent or a professional, and your age group.",
        guarded: "Not locked, because the program needs it to talk with you. No name, no birthday, no address.",
        until: "As long as your chats. If you signed in, 30 days from your last visit.",
    },
    opinion: Entry {
        what: "Your opinion, if you give one: stars, what fits best, and your words about it.",
        guarded: "Your words are locked. Once your chat is gone, nothing tells whose opinion it was.",
        until: "It stays, so that we can learn from it.",
    },
    totals: Entry {
        what: "How many chats, subjects, alarms and opinions there were in a day, counted for all together.",
        guarded: "Nobody's name or words are in it, and a count below five is shown to nobody.",
        until: "It stays: it tells where help is needed.",
    },
    keys: Entry {
        what: "The keys that all this is locked with.",
        guarded: "They are locked too, with a key that isn't in the store.",
        until: "As long as what they lock. When a key is erased, nobody can read that chat again, not even from a copy.",
    },
    house: Entry {
        what: "Notes that the store makes for itself, such as its version.",
        guarded: "There's nothing about you in them.",
        until: "They stay.",
    },
    exact: "The exact list, for grown-ups who want to check",
    exact_text: "Every column of every table of the database. A test fails as soon as one is missing here.",
    device: "On this device",
    device_text: "A few small cookies: one opens your chat, one remembers the language, and one remembers how the page looks if you changed that. Erasing everything and Leave now take away the one that opens your chat.",
    export: "Take it with you",
    export_text: "You get one file with everything that was said and all that is known of you. Whoever has the file can read it, so keep it where only you can find it.",
    export_button: "Save my data",
    erase: "Erase",
    erase_one: "Erase only one chat",
    erase_account: "All your chats, files and settings here are erased at once, on every device. There's no way back. The account you signed in with isn't ours and stays as it is.",
    erase_account_open: "Erase all of it",
    nothing: "There's no open chat on this device, so there's nothing to take with you or to erase.",
    short: "The short version",
    whole: "See everything that is kept, one by one",
};

/// In French.
pub const FR: Data = Data {
    tab: "KM · À propos",
    title: "Mes données",
    lead: "Voici tout ce qui est gardé, comment c'est protégé et quand ça s'efface. Tu peux l'emporter ou l'effacer.",
    list: "Ce qui est gardé",
    what: "Ce que c'est",
    guarded: "Comment c'est protégé",
    until: "Combien de temps ça reste",
    words: Entry {
        what: "Tes messages et les réponses, un petit résumé, et ce que le programme en retient.",
        guarded: "Sous clé, avec une clé qui ne sert qu'à cette conversation.",
        until: "30 jours à partir du début de ta conversation. Si tu te connectes, 30 jours à partir du dernier message. Ou jusqu'à ce que tu l'effaces.",
    },
    files: Entry {
        what: "Les images et documents que tu ajoutes, avec leur nom.",
        guarded: "Chaque fichier est sous clé, avec sa propre clé. Sans elle, on ne voit que le type et la taille. Les détails cachés dans une image, comme le lieu, sont enlevés avant.",
        until: "Aussi longtemps que la conversation. Ce que tu ajoutes sans l'envoyer s'efface au bout d'un jour.",
    },
    course: Entry {
        what: "L'heure de chaque message, la langue, le monstre qui répondait, si on y parlait d'un danger, et tes pouces levés ou baissés.",
        guarded: "Pas sous clé, mais sans tes mots et sans ton nom.",
        until: "Aussi longtemps que la conversation.",
    },
    door: Entry {
        what: "Ce qui te permet de revenir : un code calculé à partir de la clé de ton appareil et, si tu te connectes, le nom du service que tu utilises.",
        guarded: "Ce qui est gardé ici ne suffit à personne pour entrer. Ton nom à l'école ou sur ton compte n'est pas gardé, seulement un code calculé à partir de lui.",
        until: "30 jours. Si tu te connectes, 30 jours à partir de ta dernière visite.",
    },
    person: Entry {
        what: "Ta langue, et ton pays si tu l'as choisi. Si tu te connectes : ta tranche d'âge, et si tu es jeune ou parent, ou si tu travailles avec des jeunes.",
        guarded: "Pas sous clé, car le programme en a besoin pour te parler. Ni nom, ni date de naissance, ni adresse.",
        until: "Aussi longtemps que tes conversations. Si tu te connectes, 30 jours à partir de ta dernière visite.",
    },
    opinion: Entry {
        what: "Ton avis, si tu en donnes un : des étoiles, ce qui correspond le mieux, et tes mots.",
        guarded: "Tes mots sont sous clé. Une fois ta conversation effacée, rien ne dit de qui venait l'avis.",
        until: "Il reste, pour nous aider à faire mieux.",
    },
    totals: Entry {
        what: "Le nombre de conversations, de sujets, de dangers repérés et d'avis par jour, pour tout le monde ensemble.",
        guarded: "Aucun nom et aucun message dedans. Un nombre plus petit que cinq n'est montré à personne.",
        until: "Ça reste, pour savoir où il faut de l'aide.",
    },
    keys: Entry {
        what: "Les clés qui protègent tout ça.",
        guarded: "Elles sont sous clé aussi, avec une clé rangée ailleurs.",
        until: "Aussi longtemps que ce qu'elles protègent. Quand une clé est effacée, plus personne ne peut lire cette conversation, même dans une copie.",
    },
    house: Entry {
        what: "Des notes que la base de données prend pour elle-même, comme sa version.",
        guarded: "Il n'y a rien sur toi dedans.",
        until: "Elles restent.",
    },
    exact: "La liste exacte, pour les adultes qui veulent vérifier",
    exact_text: "Chaque colonne de chaque table de la base de données. Un test échoue dès qu'il en manque une ici.",
    device: "Sur cet appareil",
    device_text: "Quelques petits cookies : un qui ouvre ta conversation, un qui retient la langue, et un qui retient l'apparence de la page si tu l'as changée. « Tout effacer » et « Quitter vite » enlèvent celui qui ouvre ta conversation.",
    export: "Emporter mes données",
    export_text: "Tu reçois un fichier avec tout ce qui a été dit et tout ce que nous savons de toi. Toute personne qui a ce fichier peut le lire : range-le là où personne d'autre ne le trouvera.",
    export_button: "Enregistrer mes données",
    erase: "Effacer",
    erase_one: "Effacer une seule conversation",
    erase_account: "Toutes tes conversations, tes fichiers et tes réglages ici sont effacés tout de suite, pour tous tes appareils. On ne peut pas revenir en arrière. Le compte qui te sert à te connecter n'est pas à nous : il ne change pas.",
    erase_account_open: "Tout effacer",
    nothing: "Il n'y a pas de conversation ouverte sur cet appareil, donc rien à emporter ni à effacer.",
    short: "La version courte",
    whole: "Voir tout ce qui est gardé, point par point",
};

/// In Vietnamese.
pub const VI: Data = Data {
    tab: "KM · Giới thiệu",
    title: "Dữ liệu của bạn",
    lead: "Đây là tất cả những gì được giữ, được bảo vệ thế nào và khi nào thì được xóa. Bạn có thể lưu về máy hoặc xóa.",
    list: "Những gì được giữ lại",
    what: "Đó là gì",
    guarded: "Được bảo vệ thế nào",
    until: "Giữ trong bao lâu",
    words: Entry {
        what: "Tin nhắn của bạn và câu trả lời, một tóm tắt ngắn, và những gì chương trình nhớ từ đó.",
        guarded: "Được khóa bằng một chìa khóa riêng, chỉ cuộc trò chuyện đó có.",
        until: "30 ngày từ lúc bắt đầu cuộc trò chuyện. Nếu bạn đăng nhập: 30 ngày từ tin cuối. Hoặc đến khi bạn xóa.",
    },
    files: Entry {
        what: "Ảnh và tài liệu bạn thêm vào, cùng với tên của chúng.",
        guarded: "Mỗi tệp được khóa bằng một chìa khóa riêng. Chỉ đọc được loại tệp và dung lượng. Những gì ẩn trong ảnh, như nơi chụp, được bỏ đi trước.",
        until: "Lâu bằng cuộc trò chuyện. Tệp bạn thêm mà không gửi sẽ bị xóa sau một ngày.",
    },
    course: Entry {
        what: "Tin được viết lúc nào, bằng tiếng gì, quái vật nào nói, có nói đến nguy hiểm hay không, và những lần bạn bấm ngón cái lên hay xuống.",
        guarded: "Không khóa, nhưng không có lời của bạn và không có tên bạn.",
        until: "Lâu bằng cuộc trò chuyện.",
    },
    door: Entry {
        what: "Thứ giúp bạn quay lại: một mã tính ra từ chìa khóa trên máy bạn và, nếu bạn đăng nhập, nơi bạn đã đăng nhập.",
        guarded: "Chỉ với những gì giữ ở đây thì không ai vào được. Tên của bạn ở trường hay ở nơi đăng nhập không được giữ, chỉ giữ một mã tính ra từ tên đó.",
        until: "30 ngày. Nếu bạn đăng nhập: 30 ngày từ lần ghé cuối.",
    },
    person: Entry {
        what: "Ngôn ngữ của bạn, và nước của bạn nếu bạn đã chọn. Nếu bạn đăng nhập: bạn là thiếu niên, phụ huynh hay người làm việc với các bạn trẻ, và nhóm tuổi.",
        guarded: "Không khóa, vì chương trình cần biết để nói chuyện với bạn. Không tên, không ngày sinh, không địa chỉ.",
        until: "Lâu bằng các cuộc trò chuyện. Nếu bạn đăng nhập: 30 ngày từ lần ghé cuối.",
    },
    opinion: Entry {
        what: "Góp ý của bạn, nếu bạn gửi: số sao, điều bạn thấy đúng nhất, và lời bạn viết.",
        guarded: "Lời bạn viết được khóa. Khi cuộc trò chuyện bị xóa, không còn gì cho biết góp ý là của ai.",
        until: "Được giữ luôn, để chúng mình học và làm tốt hơn.",
    },
    totals: Entry {
        what: "Mỗi ngày có bao nhiêu cuộc trò chuyện, chủ đề, lần báo nguy hiểm và góp ý, đếm chung cho tất cả mọi người.",
        guarded: "Không có tên hay lời của ai trong đó, và con số dưới năm thì không cho ai xem.",
        until: "Được giữ luôn, để biết nơi nào cần giúp.",
    },
    keys: Entry {
        what: "Những chìa khóa dùng để khóa tất cả.",
        guarded: "Chúng cũng được khóa, bằng một chìa cất ở nơi khác.",
        until: "Lâu bằng những gì chúng khóa. Khi một chìa bị xóa, không ai đọc lại được cuộc trò chuyện đó nữa, kể cả từ một bản sao.",
    },
    house: Entry {
        what: "Ghi chép riêng của kho dữ liệu, như phiên bản của nó.",
        guarded: "Trong đó không có gì về bạn.",
        until: "Được giữ luôn.",
    },
    exact: "Danh sách chính xác, cho người lớn muốn kiểm tra",
    exact_text: "Mọi cột của mọi bảng trong cơ sở dữ liệu. Ở đây thiếu một cột là phép thử tự động báo lỗi ngay.",
    device: "Trên máy này",
    device_text: "Vài tệp nhỏ gọi là cookie: một cái mở cuộc trò chuyện của bạn, một cái nhớ ngôn ngữ, và một cái nhớ cách trang hiện ra nếu bạn đã đổi. Khi bạn xóa tất cả hoặc bấm Thoát ngay, cái mở cuộc trò chuyện sẽ bị xóa.",
    export: "Lưu về máy",
    export_text: "Bạn nhận một tệp có mọi điều đã nói và mọi điều được giữ lại về bạn. Ai có tệp này cũng đọc được, nên bạn cất ở nơi chỉ bạn tìm thấy nhé.",
    export_button: "Lưu dữ liệu",
    erase: "Xóa",
    erase_one: "Chỉ xóa một cuộc trò chuyện",
    erase_account: "Mọi cuộc trò chuyện, tệp và cài đặt của bạn ở đây sẽ bị xóa ngay, trên mọi máy, và không lấy lại được. Tài khoản bạn dùng để đăng nhập không phải của chúng mình và vẫn như cũ.",
    erase_account_open: "Xóa tất cả",
    nothing: "Trên máy này không có cuộc trò chuyện nào đang mở, nên không có gì để lưu về máy hay để xóa.",
    short: "Bản ngắn gọn",
    whole: "Xem từng thứ được giữ lại",
};
