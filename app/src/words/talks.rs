//! What the page of earlier conversations says.

use super::Part;

/// The texts of the page in one language.
#[derive(Debug)]
pub struct Talks {
    /// Tab title.
    pub tab: &'static str,
    /// Heading; also the name of links to the page.
    pub title: &'static str,
    /// What stands under it.
    pub lead: &'static str,
    /// Label of the search field.
    pub search: &'static str,
    /// Searches.
    pub search_button: &'static str,
    /// Nothing has the words that were looked for.
    pub search_none: &'static str,
    /// Shows all again.
    pub search_all: &'static str,
    /// Goes on with a conversation.
    pub go_on: &'static str,
    /// Opens the second look.
    pub erase: &'static str,
    /// Asks once more.
    pub erase_sure: &'static str,
    /// Erases it.
    pub erase_button: &'static str,
    /// Opens a new one.
    pub new: &'static str,
    /// There are none.
    pub empty: Part,
    /// One was erased.
    pub erased: &'static str,
    /// One that was asked for is not there any more.
    pub gone: &'static str,
}

/// In English.
pub const EN: Talks = Talks {
    tab: "KM · Notes",
    title: "My chats",
    lead: "Each shows in one sentence what it was about. If others use this device too, erase what they shouldn't see.",
    search: "Look for a word",
    search_button: "Search",
    search_none: "No chat has that in its sentence.",
    search_all: "Show all chats",
    go_on: "Go on",
    erase: "Erase",
    erase_sure: "This chat and its pictures are erased at once. There's no way back.",
    erase_button: "Yes, erase this chat",
    new: "Start a new chat",
    empty: (
        "It's still empty here",
        "Once you have written with a monster, your chat waits for you here.",
    ),
    erased: "That chat is erased.",
    gone: "That chat isn't there any more. Nothing else has changed.",
};

/// In French.
pub const FR: Talks = Talks {
    tab: "KM · Notes",
    title: "Mes conversations",
    lead: "Chacune est résumée en quelques mots. Si d'autres utilisent cet appareil, efface ce qu'ils ne doivent pas voir.",
    search: "Chercher un mot",
    search_button: "Chercher",
    search_none: "Aucun résumé ne contient ce que tu cherches.",
    search_all: "Voir toutes les conversations",
    go_on: "Reprendre",
    erase: "Effacer",
    erase_sure: "Cette conversation et ses images sont effacées tout de suite. On ne peut pas revenir en arrière.",
    erase_button: "Oui, effacer cette conversation",
    new: "Commencer une nouvelle conversation",
    empty: (
        "C'est encore vide ici",
        "Quand tu auras écrit à un monstre, ta conversation t'attendra ici.",
    ),
    erased: "Cette conversation est effacée.",
    gone: "Cette conversation n'est plus là. Rien d'autre n'a changé.",
};

/// In Vietnamese.
pub const VI: Talks = Talks {
    tab: "KM · Ghi chú",
    title: "Các cuộc trò chuyện",
    lead: "Mỗi cuộc trò chuyện có một câu tóm tắt. Nếu người khác cũng dùng máy này, bạn hãy xóa những gì bạn không muốn họ thấy nhé.",
    search: "Tìm một từ",
    search_button: "Tìm",
    search_none: "Không có câu tóm tắt nào chứa từ đó.",
    search_all: "Xem tất cả",
    go_on: "Trò chuyện tiếp",
    erase: "Xóa",
    erase_sure: "Cuộc trò chuyện này và ảnh trong đó sẽ bị xóa ngay, không lấy lại được.",
    erase_button: "Có, xóa cuộc này",
    new: "Bắt đầu cuộc trò chuyện mới",
    empty: (
        "Ở đây chưa có gì",
        "Khi bạn trò chuyện với một quái vật rồi, cuộc trò chuyện sẽ chờ bạn ở đây.",
    ),
    erased: "Đã xóa cuộc trò chuyện đó.",
    gone: "Cuộc trò chuyện đó không còn nữa. Những thứ khác vẫn như cũ.",
};
