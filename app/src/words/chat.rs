//! The texts of the talk: what stands around the bubbles, in three languages.

/// All texts of the talk in one language, but for the notes on what did not work.
#[derive(Debug)]
pub struct ChatWords {
    /// While an answer is on its way.
    pub writing: &'static str,
    /// Ends the waiting for an answer.
    pub stop: &'static str,
    /// After that.
    pub stopped: &'static str,
    /// Names the faces.
    pub feel: &'static str,
    /// Names the answers where the question stands in the bubble.
    pub choose: &'static str,
    /// Copies what was said.
    pub copy: &'static str,
    /// After that.
    pub copied: &'static str,
    /// Where copying is not allowed.
    pub copy_failed: &'static str,
    /// Reads it aloud.
    pub aloud: &'static str,
    /// It was good to read.
    pub thumb_up: &'static str,
    /// It was not.
    pub thumb_down: &'static str,
    /// After either.
    pub thanked: &'static str,
    /// More that can be done with a message.
    pub more: &'static str,
    /// Erases one message.
    pub erase_message: &'static str,
    /// After that.
    pub erased_message: &'static str,
    /// Adds a picture or a document.
    pub attach: &'static str,
    /// Takes a picture with the camera.
    pub camera: &'static str,
    /// Takes an attachment off again.
    pub remove: &'static str,
    /// While something is dragged over the page.
    pub drop: &'static str,
    /// While a file travels.
    pub uploading: &'static str,
    /// A message is sent while its file still travels.
    pub goes_after: &'static str,
    /// More than ten.
    pub too_many: &'static str,
    /// Larger than 10 MB.
    pub too_large: &'static str,
    /// Neither a picture nor a PDF.
    pub wrong_kind: &'static str,
    /// It did not arrive.
    pub upload_failed: &'static str,
    /// What a picture in a bubble is called.
    pub picture: &'static str,
    /// What a document in a bubble is called.
    pub document: &'static str,
    /// Begins to record.
    pub voice: &'static str,
    /// Ends the recording.
    pub voice_stop: &'static str,
    /// While it is written down.
    pub voice_wait: &'static str,
    /// After it was written down.
    pub voice_done: &'static str,
    /// The browser was not allowed to listen.
    pub voice_denied: &'static str,
    /// It could not be written down.
    pub voice_failed: &'static str,
    /// No network.
    pub offline: &'static str,
    /// The network is back.
    pub online: &'static str,
    /// Before the summary of an earlier talk.
    pub resume_title: &'static str,
    /// Goes on with it.
    pub resume: &'static str,
    /// Begins another.
    pub begin_new: &'static str,
    /// After long use: what this is, and a break.
    pub pause: &'static str,
    /// Button and words: a breath.
    pub pause_calm: &'static str,
    /// Puts the note away.
    pub pause_close: &'static str,
    /// Button and words: the alarm was wrong.
    pub not_meant: &'static str,
    /// Opens the lines that are not seen at first.
    pub more_numbers: &'static str,
    /// Opens the card again.
    pub unfold: &'static str,
    /// Sends a text message to a line.
    pub sms: &'static str,
    /// Opens a line's chat or site.
    pub site: &'static str,
    /// Somebody answers there now.
    pub open_now: &'static str,
    /// Link to the feedback.
    pub feedback: &'static str,
    /// Closes what is open above the talk.
    pub close: &'static str,
}

/// In English.
pub const EN: ChatWords = ChatWords {
    writing: "Writing an answer",
    stop: "Stop",
    stopped: "Stopped. What you wrote is kept.",
    feel: "How do you feel?",
    choose: "Choose an answer, or write",
    copy: "Copy",
    copied: "Copied",
    copy_failed: "That couldn't be copied. You can mark the text and copy it yourself.",
    aloud: "Read aloud",
    thumb_up: "This helps me",
    thumb_down: "This doesn't help me",
    thanked: "Thank you for telling me",
    more: "More",
    erase_message: "Erase this message",
    erased_message: "Erased",
    attach: "Add a picture or a PDF",
    camera: "Take a picture",
    remove: "Take it off",
    drop: "Let go here to add it",
    uploading: "On its way",
    goes_after: "The file is still on its way. Your message goes right after it.",
    too_many: "Ten files fit in one message. The others were not added.",
    too_large: "This file is larger than 10 MB, so it was not added.",
    wrong_kind: "Only pictures and PDFs can be added.",
    upload_failed: "This file didn't arrive. Take it off, or send again to give it another try.",
    picture: "Picture",
    document: "PDF",
    voice: "Speak instead of writing",
    voice_stop: "Done speaking",
    voice_wait: "Writing down what you said",
    voice_done: "Here is what I understood. You can change it, then send it.",
    voice_denied: "The microphone is off. You can allow it in your browser, or just write.",
    voice_failed: "I couldn't write that down. Nothing was kept. Try again, or write it.",
    offline: "No internet right now. You can go on writing; send it when the connection is back.",
    online: "The connection is back.",
    resume_title: "Last time we talked about this:",
    resume: "Go on with it",
    begin_new: "Start something new",
    pause: "We've been writing for a while. I'm a program, and I'll still be here later. Maybe get a glass of water, stretch, or talk to someone near you.",
    pause_calm: "Help me calm down",
    pause_close: "Go on writing",
    not_meant: "That's not what I meant",
    more_numbers: "More numbers",
    unfold: "Numbers to call",
    sms: "Text",
    site: "Open their site",
    open_now: "open now",
    feedback: "Say what you think of this",
    close: "Close",
};

/// In French.
pub const FR: ChatWords = ChatWords {
    writing: "J'écris une réponse",
    stop: "Arrêter",
    stopped: "C'est arrêté. Ton message est gardé.",
    feel: "Comment tu te sens ?",
    choose: "Choisis une réponse, ou écris",
    copy: "Copier",
    copied: "Copié",
    copy_failed: "La copie n'a pas marché. Tu peux sélectionner le texte et le copier toi-même.",
    aloud: "Lire à voix haute",
    thumb_up: "Ça m'aide",
    thumb_down: "Ça ne m'aide pas",
    thanked: "Merci de me l'avoir dit",
    more: "Plus",
    erase_message: "Effacer ce message",
    erased_message: "Effacé",
    attach: "Ajouter une image ou un PDF",
    camera: "Prendre une photo",
    remove: "Enlever",
    drop: "Lâche ici pour l'ajouter",
    uploading: "En route",
    goes_after: "Le fichier est encore en route. Ton message part juste après.",
    too_many: "Dix fichiers au plus par message. Les autres n'ont pas été ajoutés.",
    too_large: "Ce fichier dépasse 10 Mo, il n'a pas été ajouté.",
    wrong_kind: "Tu peux ajouter seulement des images et des PDF.",
    upload_failed: "Ce fichier n'est pas arrivé. Enlève-le, ou appuie sur « Envoyer » pour réessayer.",
    picture: "Image",
    document: "PDF",
    voice: "Parler au lieu d'écrire",
    voice_stop: "J'ai fini de parler",
    voice_wait: "J'écris ce que tu as dit",
    voice_done: "Voilà ce que j'ai compris. Tu peux le changer, puis l'envoyer.",
    voice_denied: "Le micro est coupé. Tu peux l'autoriser dans ton navigateur, ou simplement écrire.",
    voice_failed: "Je n'ai pas réussi à écrire ce que tu as dit. Rien n'a été gardé. Réessaie, ou écris-le.",
    offline: "Pas d'internet pour le moment. Tu peux continuer à écrire, puis envoyer quand la connexion revient.",
    online: "La connexion est revenue.",
    resume_title: "La dernière fois :",
    resume: "On continue",
    begin_new: "Parler d'autre chose",
    pause: "Ça fait un moment qu'on s'écrit. Je suis un programme, je serai encore là plus tard. Tu peux boire un verre d'eau, t'étirer, ou parler à quelqu'un près de toi.",
    pause_calm: "Aide-moi à me calmer",
    pause_close: "Continuer à écrire",
    not_meant: "Ce n'est pas ce que je voulais dire",
    more_numbers: "D'autres numéros",
    unfold: "Des numéros à appeler",
    sms: "Envoyer un SMS au",
    site: "Ouvrir le site",
    open_now: "ouvert maintenant",
    feedback: "Donner mon avis",
    close: "Fermer",
};

/// In Vietnamese.
pub const VI: ChatWords = ChatWords {
    writing: "Mình đang viết câu trả lời",
    stop: "Dừng lại",
    stopped: "Đã dừng. Tin của bạn vẫn còn.",
    feel: "Bạn đang cảm thấy thế nào?",
    choose: "Chọn một câu trả lời, hoặc cứ viết",
    copy: "Sao chép",
    copied: "Đã sao chép",
    copy_failed: "Chưa sao chép được. Bạn tự chọn đoạn chữ rồi sao chép nhé.",
    aloud: "Đọc thành tiếng",
    thumb_up: "Giúp được mình",
    thumb_down: "Không giúp được mình",
    thanked: "Cảm ơn bạn đã cho mình biết",
    more: "Xem thêm",
    erase_message: "Xóa tin này",
    erased_message: "Đã xóa",
    attach: "Thêm ảnh hoặc PDF",
    camera: "Chụp ảnh",
    remove: "Bỏ tệp này ra",
    drop: "Thả vào đây để thêm",
    uploading: "Đang tải lên",
    goes_after: "Tệp đang được tải lên. Tin nhắn của bạn sẽ đi ngay sau đó.",
    too_many: "Mỗi tin chỉ kèm được mười tệp. Những tệp còn lại chưa được thêm.",
    too_large: "Tệp này lớn hơn 10 MB nên chưa được thêm.",
    wrong_kind: "Chỉ thêm được ảnh và PDF.",
    upload_failed: "Tệp này chưa tải lên được. Bạn bỏ ra, hoặc bấm gửi lần nữa để thử lại nhé.",
    picture: "Ảnh",
    document: "PDF",
    voice: "Nói thay vì viết",
    voice_stop: "Nói xong rồi",
    voice_wait: "Mình đang viết ra lời bạn nói",
    voice_done: "Mình nghe được thế này. Bạn có thể sửa, rồi gửi.",
    voice_denied: "Micro đang tắt. Bạn có thể bật trong trình duyệt, hoặc cứ viết thôi.",
    voice_failed: "Mình chưa viết ra được. Không có gì được giữ lại. Bạn thử lại, hoặc tự viết nhé.",
    offline: "Lúc này không có mạng. Bạn cứ viết tiếp, có mạng lại thì gửi nhé.",
    online: "Đã có mạng trở lại.",
    resume_title: "Chuyện lần trước:",
    resume: "Nói tiếp chuyện đó",
    begin_new: "Bắt đầu chuyện mới",
    pause: "Bạn và mình trò chuyện cũng lâu rồi. Mình là một chương trình, lát nữa mình vẫn ở đây. Bạn uống ngụm nước, vươn vai, hay nói chuyện với ai đó ở gần nhé.",
    pause_calm: "Giúp mình bình tĩnh lại",
    pause_close: "Viết tiếp",
    not_meant: "Ý mình không phải vậy",
    more_numbers: "Các số khác",
    unfold: "Các số để gọi",
    sms: "Nhắn tin",
    site: "Mở trang web",
    open_now: "đang có người trực",
    feedback: "Góp ý",
    close: "Đóng",
};
