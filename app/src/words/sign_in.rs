//! The texts of signing in and out, in three languages.

/// All texts of signing in, in one language.
#[derive(Debug)]
pub struct SignInWords {
    /// Tab title.
    pub title: &'static str,
    /// Leads here from other pages.
    pub link: &'static str,
    /// Heading.
    pub heading: &'static str,
    /// What it is good for, and that nobody must.
    pub lead: &'static str,
    /// What stands before a provider's name on its button.
    pub with: &'static str,
    /// Nobody vouches for people here.
    pub nobody: &'static str,
    /// The way on without signing in.
    pub without: &'static str,
    /// The same where a talk is open.
    pub go_on: &'static str,
    /// What becomes of a talk that is open without a name.
    pub kept_apart: &'static str,
    /// The way to erase it first.
    pub erase_first: &'static str,
    /// Heads the form of a development server.
    pub trial: &'static str,
    /// What it does.
    pub trial_text: &'static str,
    /// Label of the name.
    pub name: &'static str,
    /// Asks who somebody is.
    pub who: &'static str,
    /// 9 to 12.
    pub cycle3: &'static str,
    /// 12 to 15.
    pub cycle4: &'static str,
    /// 15 to 18.
    pub lycee: &'static str,
    /// A parent.
    pub parent: &'static str,
    /// Somebody who works with young people.
    pub professional: &'static str,
    /// Anybody else.
    pub other: &'static str,
    /// Signs in.
    pub button: &'static str,
    /// Somebody is signed in.
    pub is_in: &'static str,
    /// To the talks.
    pub to_talks: &'static str,
    /// Signs out.
    pub out: &'static str,
    /// After that.
    pub is_out: &'static str,
    /// Heads the question on a first visit.
    pub welcome: &'static str,
    /// Why it is asked.
    pub welcome_lead: &'static str,
    /// Takes the answer.
    pub welcome_button: &'static str,
    /// Leaves it out.
    pub later: &'static str,
    /// Leads to the same question later, and heads it then.
    pub about_me: &'static str,

    /// No name, or one that is too long.
    pub wrong_name: &'static str,
    /// Nothing was chosen.
    pub wrong_who: &'static str,
    /// The person said no at their provider.
    pub denied: &'static str,
    /// It took too long, or began elsewhere.
    pub over: &'static str,
    /// The provider does not vouch for them.
    pub refused: &'static str,
    /// The provider does not answer.
    pub away: &'static str,
    /// The rate limit.
    pub too_fast: &'static str,
    /// Our own fault.
    pub broken: &'static str,
}

/// English.
pub const EN: SignInWords = SignInWords {
    title: "KM · Sign in",
    link: "Sign in",
    heading: "Sign in",
    lead: "You don't have to: you can write here without it. If you sign in, you find your chats again later, on another phone or computer too.",
    with: "Go on with",
    nobody: "There is nobody to sign in with here. You can write without it.",
    without: "Write without signing in",
    go_on: "Go on with my chat",
    kept_apart: "A chat without a name is open on this device. The two are not mixed: once you sign in, this device no longer opens it, and it is erased 30 days after it began. If you want it gone now, erase it first.",
    erase_first: "Erase it first",
    trial: "Just trying things out",
    trial_text: "This server is for development: it believes any name you give.",
    name: "Any name",
    who: "Who are you?",
    cycle3: "I'm 9 to 12",
    cycle4: "I'm 12 to 15",
    lycee: "I'm 15 to 18",
    parent: "I'm a parent",
    professional: "I work with young people",
    other: "Someone else",
    button: "Sign in",
    is_in: "You are signed in.",
    to_talks: "To my chats",
    out: "Sign out",
    is_out: "You are signed out. This device opens none of your chats now.",
    welcome: "One question first",
    welcome_lead: "So that the answers fit you. You can leave it out.",
    welcome_button: "That's me",
    later: "Leave it out",
    about_me: "About me",

    wrong_name: "Write a name first. It can be anything, up to 200 letters.",
    wrong_who: "Choose an answer first.",
    denied: "You were not signed in, and nothing was passed on. You can try again, or write without signing in.",
    over: "That took more than ten minutes, or it began in another window. Nothing is lost: choose again and it starts afresh.",
    refused: "We could not make sure that it was you, so you are not signed in. Try once more. If it keeps happening, tell the people who gave you this account.",
    away: "The place where you sign in does not answer right now. Try again in a few minutes, or write without signing in.",
    too_fast: "That was a lot of tries at once. Wait a minute, then try again.",
    broken: "Something went wrong on our side. You are not signed in. Try again in a moment.",
};

/// French.
pub const FR: SignInWords = SignInWords {
    title: "KM · Se connecter",
    link: "Se connecter",
    heading: "Se connecter",
    lead: "Rien ne t'y oblige : tu peux écrire ici sans te connecter. Si tu te connectes, tu retrouves tes conversations plus tard, même sur un autre téléphone ou ordinateur.",
    with: "Continuer avec",
    nobody: "Ici, on ne peut pas se connecter. Tu peux écrire quand même.",
    without: "Écrire sans me connecter",
    go_on: "Reprendre ma conversation",
    kept_apart: "Une conversation que tu as commencée sans te connecter est ouverte sur cet appareil. Elle reste à part : dès que tu te connectes, tu ne peux plus l'ouvrir ici, et elle s'efface 30 jours après son début. Pour qu'elle disparaisse tout de suite, efface-la avant de te connecter.",
    erase_first: "L'effacer maintenant",
    trial: "Juste pour essayer",
    trial_text: "Ce serveur sert au développement : il croit n'importe quel nom.",
    name: "Un nom, n'importe lequel",
    who: "Qu'est-ce qui te correspond ?",
    cycle3: "J'ai entre 9 et 12 ans",
    cycle4: "J'ai entre 12 et 15 ans",
    lycee: "J'ai entre 15 et 18 ans",
    parent: "Je suis parent",
    professional: "Je travaille avec des jeunes",
    other: "Quelqu'un d'autre",
    button: "Se connecter",
    is_in: "Ton compte est connecté.",
    to_talks: "Voir mes conversations",
    out: "Se déconnecter",
    is_out: "Ton compte est déconnecté. Cet appareil n'ouvre plus aucune de tes conversations.",
    welcome: "Une question d'abord",
    welcome_lead: "Pour que les réponses te conviennent. Tu peux passer cette question.",
    welcome_button: "C'est moi",
    later: "Passer",
    about_me: "À propos de moi",

    wrong_name: "Écris d'abord un nom. N'importe lequel, 200 lettres au plus.",
    wrong_who: "Choisis d'abord une réponse.",
    denied: "Ton compte n'est pas connecté, et rien n'a été transmis. Tu peux réessayer, ou écrire sans te connecter.",
    over: "Ça a pris plus de dix minutes, ou ça a commencé dans une autre fenêtre. Rien n'est perdu : choisis encore une fois, et ça repart du début.",
    refused: "Nous n'avons pas pu vérifier que c'est bien toi, alors ton compte n'est pas connecté. Réessaie une fois. Si ça recommence, parles-en aux personnes qui t'ont donné ce compte.",
    away: "Le service où tu te connectes ne répond pas en ce moment. Réessaie dans quelques minutes, ou écris sans te connecter.",
    too_fast: "Ça fait beaucoup d'essais d'un coup. Attends une minute, puis réessaie.",
    broken: "Quelque chose s'est mal passé chez nous. Ton compte n'est pas connecté. Réessaie dans un instant.",
};

/// Vietnamese.
pub const VI: SignInWords = SignInWords {
    title: "KM · Đăng nhập",
    link: "Đăng nhập",
    heading: "Đăng nhập",
    lead: "Không bắt buộc đâu: không đăng nhập, bạn vẫn viết được ở đây. Nếu đăng nhập, sau này bạn tìm lại được các cuộc trò chuyện, cả trên điện thoại hay máy tính khác.",
    with: "Tiếp tục với",
    nobody: "Ở đây chưa đăng nhập được. Bạn cứ viết luôn nhé, không cần đăng nhập.",
    without: "Viết không cần đăng nhập",
    go_on: "Trò chuyện tiếp",
    kept_apart: "Trên máy này đang mở một cuộc trò chuyện viết khi chưa đăng nhập. Nó không nhập vào tài khoản: khi bạn đăng nhập, máy này không mở lại cuộc đó được nữa, và nó tự xóa 30 ngày sau khi bắt đầu. Nếu muốn nó mất ngay, bạn xóa trước rồi hãy đăng nhập.",
    erase_first: "Xóa cuộc đó trước",
    trial: "Chỉ để thử",
    trial_text: "Máy chủ này dùng để phát triển: bạn đưa tên nào nó cũng tin.",
    name: "Tên nào cũng được",
    who: "Câu nào đúng với bạn?",
    cycle3: "Mình từ 9 đến 12 tuổi",
    cycle4: "Mình từ 12 đến 15 tuổi",
    lycee: "Mình từ 15 đến 18 tuổi",
    parent: "Mình là phụ huynh",
    professional: "Mình làm việc với các bạn trẻ",
    other: "Người khác",
    button: "Đăng nhập",
    is_in: "Bạn đã đăng nhập.",
    to_talks: "Đến các cuộc trò chuyện",
    out: "Đăng xuất",
    is_out: "Bạn đã đăng xuất. Máy này không còn mở cuộc trò chuyện nào của bạn.",
    welcome: "Cho mình hỏi một câu nhé",
    welcome_lead: "Để câu trả lời hợp với bạn hơn. Bạn có thể bỏ qua.",
    welcome_button: "Đúng là mình",
    later: "Bỏ qua",
    about_me: "Về mình",

    wrong_name: "Bạn viết một cái tên trước nhé. Tên nào cũng được, tối đa 200 chữ cái.",
    wrong_who: "Bạn chọn một câu đúng với bạn trước nhé.",
    denied: "Bạn chưa đăng nhập, và không có gì được chuyển đi. Bạn có thể thử lại, hoặc cứ viết, không cần đăng nhập.",
    over: "Đã quá mười phút, hoặc việc đăng nhập bắt đầu ở một cửa sổ khác. Không mất gì cả: bạn chọn lại là được.",
    refused: "Chúng mình chưa chắc chắn đó là bạn, nên bạn chưa đăng nhập. Bạn thử lại một lần nhé. Nếu vẫn vậy, hãy nói với người đã cho bạn tài khoản này.",
    away: "Nơi bạn đăng nhập lúc này không trả lời. Vài phút nữa bạn thử lại nhé, hoặc cứ viết, không cần đăng nhập.",
    too_fast: "Vừa có nhiều lần thử liền nhau. Bạn chờ một phút rồi thử lại nhé.",
    broken: "Có lỗi từ phía chúng mình. Bạn chưa đăng nhập. Lát nữa bạn thử lại nhé.",
};
