//! What the page that asks for an opinion says.

use super::Part;
use crate::api::feedback::Category;

/// The texts of the page in one language.
#[derive(Debug)]
pub struct Feedback {
    /// Tab title.
    pub tab: &'static str,
    /// Heading; also the name of links to the page.
    pub title: &'static str,
    /// What stands under it.
    pub lead: &'static str,
    /// Heads the five stars.
    pub rating: &'static str,
    /// What they mean.
    pub stars_note: &'static str,
    /// What one star, two stars and so on are called.
    pub stars: [&'static str; 5],
    /// Heads the categories.
    pub category: &'static str,
    /// It helped.
    pub helpful: &'static str,
    /// It did not.
    pub not_helpful: &'static str,
    /// Something was wrong or hurtful.
    pub inappropriate: &'static str,
    /// Anything else.
    pub other: &'static str,
    /// Label of the text field.
    pub text: &'static str,
    /// How long it may be, and what not to write.
    pub text_note: &'static str,
    /// Sends it.
    pub send: &'static str,
    /// No star was chosen.
    pub choose: &'static str,
    /// The text is too long.
    pub too_long: &'static str,
    /// It could not be kept just now.
    pub away: &'static str,
    /// It has arrived.
    pub thanks: Part,
    /// There was one before.
    pub already: Part,
    /// There is no session to speak of.
    pub none: Part,
    /// Signed-in people have thumbs.
    pub thumbs: Part,
    /// Back to the conversation.
    pub back: &'static str,
}

impl Feedback {
    /// What a category is called.
    pub fn category(&self, category: Category) -> &'static str {
        match category {
            Category::Helpful => self.helpful,
            Category::NotHelpful => self.not_helpful,
            Category::Inappropriate => self.inappropriate,
            Category::Other => self.other,
        }
    }
}

/// In English.
pub const EN: Feedback = Feedback {
    tab: "KM · Opinion",
    title: "How was it?",
    lead: "Tell us honestly. It makes the monsters better for the next one who comes.",
    rating: "How was it for you?",
    stars_note: "One star is bad, five stars are very good.",
    stars: [
        "One star: bad",
        "Two stars: not so good",
        "Three stars: in between",
        "Four stars: good",
        "Five stars: very good",
    ],
    category: "What fits best?",
    helpful: "It helped me",
    not_helpful: "It didn't help",
    inappropriate: "Something was wrong or hurtful",
    other: "Something else",
    text: "In your words, if you like",
    text_note: "Up to 2,000 characters. Please no names.",
    send: "Send",
    choose: "Pick one to five stars first, then send. Nothing is lost: your words are still below.",
    too_long: "That is longer than 2,000 characters. Nothing is lost: make it shorter, then send it.",
    away: "It could not be sent right now. Nothing is lost: your words are still below. Try again in a moment.",
    thanks: (
        "Thank you",
        "Your opinion has arrived. When your chat is erased, nothing tells that it was yours.",
    ),
    already: (
        "You've told us already",
        "Your first answer counts and is kept. One is enough, so this one was not sent.",
    ),
    none: (
        "There's no chat to speak of yet",
        "Write with a monster first. Then you can tell us here how it was.",
    ),
    thumbs: (
        "You can say it right in the chat",
        "Under each answer there's a thumb up and a thumb down. Press the one that fits. You can change it at any time.",
    ),
    back: "Back to the chat",
};

/// In French.
pub const FR: Feedback = Feedback {
    tab: "KM · Avis",
    title: "C'était comment ?",
    lead: "Dis-le franchement. Ça aide les monstres à mieux répondre à la prochaine personne.",
    rating: "C'était comment pour toi ?",
    stars_note: "Une étoile : nul. Cinq étoiles : très bien.",
    stars: [
        "Une étoile : nul",
        "Deux étoiles : pas terrible",
        "Trois étoiles : moyen",
        "Quatre étoiles : bien",
        "Cinq étoiles : très bien",
    ],
    category: "Qu'est-ce qui correspond le mieux ?",
    helpful: "C'était utile",
    not_helpful: "Ce n'était pas utile",
    inappropriate: "Quelque chose était faux ou blessant",
    other: "Autre chose",
    text: "Avec tes mots, si tu veux",
    text_note: "2 000 caractères au plus. Pas de noms, s'il te plaît.",
    send: "Envoyer",
    choose: "Choisis d'abord entre une et cinq étoiles, puis envoie. Rien n'est perdu : tes mots sont juste en dessous.",
    too_long: "Ton texte dépasse 2 000 caractères. Rien n'est perdu : raccourcis-le, puis envoie.",
    away: "L'envoi n'a pas marché pour le moment. Rien n'est perdu : tes mots sont juste en dessous. Réessaie dans un instant.",
    thanks: (
        "Merci",
        "Ton avis est bien arrivé. Quand ta conversation sera effacée, rien ne dira qu'il venait de toi.",
    ),
    already: (
        "Tu nous l'as déjà dit",
        "Ton premier avis compte, il est gardé. Un seul suffit, alors celui-ci n'a pas été envoyé.",
    ),
    none: (
        "Il n'y a pas encore de conversation",
        "Écris d'abord à un monstre. Après, tu pourras dire ici comment c'était.",
    ),
    thumbs: (
        "Tu peux le dire dans la conversation",
        "Sous chaque réponse, il y a un pouce levé et un pouce baissé. Appuie sur celui qui convient. Tu peux changer d'avis quand tu veux.",
    ),
    back: "Revenir à la conversation",
};

/// In Vietnamese.
pub const VI: Feedback = Feedback {
    tab: "KM · Góp ý",
    title: "Cuộc trò chuyện thế nào?",
    lead: "Bạn cứ nói thật nhé. Nhờ vậy các quái vật giúp người đến sau tốt hơn.",
    rating: "Bạn chấm mấy sao?",
    stars_note: "Một sao là tệ, năm sao là rất tốt.",
    stars: [
        "Một sao: tệ",
        "Hai sao: chưa ổn",
        "Ba sao: tạm được",
        "Bốn sao: tốt",
        "Năm sao: rất tốt",
    ],
    category: "Điều nào đúng nhất với bạn?",
    helpful: "Giúp được mình",
    not_helpful: "Không giúp được mình",
    inappropriate: "Có điều sai hoặc làm mình tổn thương",
    other: "Điều khác",
    text: "Bạn viết thêm nếu muốn",
    text_note: "Nhiều nhất 2.000 ký tự. Bạn đừng viết tên ai nhé.",
    send: "Gửi",
    choose: "Bạn chọn từ một đến năm sao trước, rồi gửi nhé. Không mất gì cả: lời bạn viết vẫn ở bên dưới.",
    too_long: "Dài hơn 2.000 ký tự rồi. Không mất gì cả: bạn rút ngắn lại rồi gửi nhé.",
    away: "Lúc này chưa gửi được. Không mất gì cả: lời bạn viết vẫn ở bên dưới. Lát nữa bạn thử lại nhé.",
    thanks: (
        "Cảm ơn bạn",
        "Chúng mình đã nhận được góp ý của bạn. Khi cuộc trò chuyện bị xóa, không còn gì cho biết đó là của bạn.",
    ),
    already: (
        "Bạn đã góp ý rồi",
        "Góp ý đầu tiên của bạn được giữ và được tính. Một lần là đủ, nên lần này không gửi đi.",
    ),
    none: (
        "Chưa có cuộc trò chuyện nào",
        "Bạn trò chuyện với một quái vật trước nhé. Sau đó bạn góp ý ở đây được.",
    ),
    thumbs: (
        "Bạn nói được ngay trong cuộc trò chuyện",
        "Dưới mỗi câu trả lời có ngón cái lên và ngón cái xuống. Bạn bấm cái nào đúng với bạn. Lúc nào cũng đổi được.",
    ),
    back: "Về cuộc trò chuyện",
};
