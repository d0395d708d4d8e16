//! What the page of settings says.

use crate::look::{Motion, Sound, TextSize, Theme};

/// The texts of the page in one language.
#[derive(Debug)]
pub struct Settings {
    /// Tab title.
    pub tab: &'static str,
    /// Heading; also the name of links to the page.
    pub title: &'static str,
    /// What stands under it.
    pub lead: &'static str,
    /// Heads the languages.
    pub language: &'static str,
    /// Heads the monsters.
    pub monster: &'static str,
    /// What choosing one does.
    pub monster_text: &'static str,
    /// There is no conversation whose monster could be chosen.
    pub monster_none: &'static str,
    /// Heads the themes.
    pub theme: &'static str,
    /// As the device has it.
    pub theme_auto: &'static str,
    /// Light.
    pub theme_light: &'static str,
    /// Dark.
    pub theme_dark: &'static str,
    /// Heads the sizes of letters.
    pub text: &'static str,
    /// 100 %.
    pub text_normal: &'static str,
    /// 125 %.
    pub text_larger: &'static str,
    /// 150 %.
    pub text_large: &'static str,
    /// 200 %.
    pub text_huge: &'static str,
    /// Heads how much moves.
    pub motion: &'static str,
    /// As the device has it.
    pub motion_auto: &'static str,
    /// As little as can be.
    pub motion_less: &'static str,
    /// Heads the sounds.
    pub sound: &'static str,
    /// None.
    pub sound_off: &'static str,
    /// A soft one.
    pub sound_on: &'static str,
    /// What is remembered where.
    pub note: &'static str,
    /// Keeps the choices.
    pub save: &'static str,
    /// They are kept.
    pub saved: &'static str,
}

impl Settings {
    /// What a theme is called.
    pub fn theme(&self, theme: Theme) -> &'static str {
        match theme {
            Theme::Auto => self.theme_auto,
            Theme::Light => self.theme_light,
            Theme::Dark => self.theme_dark,
        }
    }

    /// What a size is called.
    pub fn text(&self, text: TextSize) -> &'static str {
        match text {
            TextSize::Normal => self.text_normal,
            TextSize::Larger => self.text_larger,
            TextSize::Large => self.text_large,
            TextSize::Huge => self.text_huge,
        }
    }

    /// What an amount of motion is called.
    pub fn motion(&self, motion: Motion) -> &'static str {
        match motion {
            Motion::Auto => self.motion_auto,
            Motion::Less => self.motion_less,
        }
    }

    /// What silence and sounds are called.
    pub fn sound(&self, sound: Sound) -> &'static str {
        match sound {
            Sound::Off => self.sound_off,
            Sound::On => self.sound_on,
        }
    }
}

/// In English.
pub const EN: Settings = Settings {
    tab: "KM · Settings",
    title: "Settings",
    lead: "Make this place fit you. You can change it again whenever you like.",
    language: "Language",
    monster: "Who talks with you",
    monster_text: "Whoever you pick stays with you. When something sounds dangerous, Vigie steps in.",
    monster_none: "Start a chat first. Then you can pick who talks with you here.",
    theme: "Light or dark",
    theme_auto: "Like my device",
    theme_light: "Light",
    theme_dark: "Dark",
    text: "Size of the letters",
    text_normal: "Normal",
    text_larger: "A bit larger",
    text_large: "Large",
    text_huge: "Very large",
    motion: "Movement",
    motion_auto: "Like my device",
    motion_less: "Keep it still",
    sound: "Sounds",
    sound_off: "Quiet",
    sound_on: "A soft sound when an answer comes",
    note: "Light, letters, movement and sounds are remembered on this device only, in a small cookie that says nothing about you.",
    save: "Keep these settings",
    saved: "Your settings are kept.",
};

/// In French.
pub const FR: Settings = Settings {
    tab: "KM · Réglages",
    title: "Réglages",
    lead: "Arrange cet endroit à ta façon. Tu peux changer d'avis quand tu veux.",
    language: "Langue",
    monster: "Qui parle avec toi",
    monster_text: "Le monstre que tu choisis reste avec toi. Si quelque chose semble dangereux, Vigie prend le relais.",
    monster_none: "Commence d'abord une conversation. Après, tu pourras choisir ici qui parle avec toi.",
    theme: "Clair ou sombre",
    theme_auto: "Comme mon appareil",
    theme_light: "Clair",
    theme_dark: "Sombre",
    text: "Taille des lettres",
    text_normal: "Normale",
    text_larger: "Un peu plus grande",
    text_large: "Grande",
    text_huge: "Très grande",
    motion: "Mouvement",
    motion_auto: "Comme mon appareil",
    motion_less: "Le moins possible",
    sound: "Sons",
    sound_off: "Silence",
    sound_on: "Un son doux quand une réponse arrive",
    note: "Clair ou sombre, lettres, mouvement et sons : ces choix restent sur cet appareil seulement, dans un petit cookie qui ne dit rien de toi.",
    save: "Garder ces réglages",
    saved: "Tes réglages sont gardés.",
};

/// In Vietnamese.
pub const VI: Settings = Settings {
    tab: "KM · Cài đặt",
    title: "Cài đặt",
    lead: "Bạn chỉnh nơi này cho hợp với bạn nhé. Lúc nào cũng đổi lại được.",
    language: "Ngôn ngữ",
    monster: "Ai nói chuyện với bạn",
    monster_text: "Quái vật bạn chọn sẽ ở lại với bạn. Khi có vẻ nguy hiểm, Vigie sẽ đến.",
    monster_none: "Bạn bắt đầu một cuộc trò chuyện trước nhé. Sau đó bạn chọn ở đây xem ai nói chuyện với bạn.",
    theme: "Sáng hay tối",
    theme_auto: "Theo máy",
    theme_light: "Sáng",
    theme_dark: "Tối",
    text: "Cỡ chữ",
    text_normal: "Bình thường",
    text_larger: "Lớn hơn một chút",
    text_large: "Lớn",
    text_huge: "Rất lớn",
    motion: "Chuyển động",
    motion_auto: "Theo máy",
    motion_less: "Ít chuyển động",
    sound: "Âm thanh",
    sound_off: "Im lặng",
    sound_on: "Một tiếng nhẹ khi có câu trả lời",
    note: "Sáng tối, cỡ chữ, chuyển động và âm thanh chỉ được nhớ trên máy này, trong một cookie nhỏ không nói gì về bạn.",
    save: "Lưu cài đặt",
    saved: "Đã lưu cài đặt của bạn.",
};
