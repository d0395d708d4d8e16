//! How a page looks and sounds, as its reader chose it: one small cookie that says nothing of them.

/// The choices of one browser.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Light or dark.
    pub theme: Theme,
    /// How large the letters are.
    pub text: TextSize,
    /// How much moves.
    pub motion: Motion,
    /// Whether there are sounds.
    pub sound: Sound,
}

/// A choice among a few, known by name in forms, in the cookie and in the document.
pub trait Choice: Copy + Default + PartialEq + 'static {
    /// What can be chosen, in the order in which it is offered.
    const ALL: &'static [Self];

    /// The name of the choice.
    fn name(self) -> &'static str;

    /// Reads a name; `None` for one that nothing has.
    fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|choice| choice.name() == name)
    }
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the device has it.
    #[default]
    Auto,
    /// Warm paper.
    Light,
    /// Deep blue.
    Dark,
}

impl Choice for Theme {
    const ALL: &'static [Theme] = &[Theme::Auto, Theme::Light, Theme::Dark];

    fn name(self) -> &'static str {
        match self {
            Theme::Auto => "auto",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }
}

/// How large the letters are, in percent of the device's own size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextSize {
    /// 100 %.
    #[default]
    Normal,
    /// 125 %.
    Larger,
    /// 150 %.
    Large,
    /// 200 %.
    Huge,
}

impl Choice for TextSize {
    const ALL: &'static [TextSize] =
        &[TextSize::Normal, TextSize::Larger, TextSize::Large, TextSize::Huge];

    fn name(self) -> &'static str {
        match self {
            TextSize::Normal => "100",
            TextSize::Larger => "125",
            TextSize::Large => "150",
            TextSize::Huge => "200",
        }
    }
}

/// How much moves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Motion {
    /// As the device has it.
    #[default]
    Auto,
    /// As little as can be.
    Less,
}

impl Choice for Motion {
    const ALL: &'static [Motion] = &[Motion::Auto, Motion::Less];

    fn name(self) -> &'static str {
        match self {
            Motion::Auto => "auto",
            Motion::Less => "less",
        }
    }
}

/// Whether there are sounds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sound {
    /// None.
    #[default]
    Off,
    /// A soft one where something arrives.
    On,
}

impl Choice for Sound {
    const ALL: &'static [Sound] = &[Sound::Off, Sound::On];

    fn name(self) -> &'static str {
        match self {
            Sound::Off => "off",
            Sound::On => "on",
        }
    }
}

impl Look {
    /// What stands in the cookie, such as `dark-150-less-on`.
    pub fn cookie(self) -> String {
        let Look { theme, text, motion, sound } = self;
        [theme.name(), text.name(), motion.name(), sound.name()].join("-")
    }

    /// Reads what stands in the cookie; a broken one is no choice at all.
    pub fn of_cookie(text: &str) -> Look {
        let read = || {
            let mut parts = text.split('-');
            let look = Look {
                theme: Theme::parse(parts.next()?)?,
                text: TextSize::parse(parts.next()?)?,
                motion: Motion::parse(parts.next()?)?,
                sound: Sound::parse(parts.next()?)?,
            };
            parts.next().is_none().then_some(look)
        };
        read().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_look_comes_back_from_its_cookie() {
        for theme in Theme::ALL.iter().copied() {
            for text in TextSize::ALL.iter().copied() {
                for motion in Motion::ALL.iter().copied() {
                    for sound in Sound::ALL.iter().copied() {
                        let look = Look { theme, text, motion, sound };
                        assert_eq!(Look::of_cookie(&look.cookie()), look);
                    }
                }
            }
        }
    }

    #[test]
    fn a_broken_cookie_is_no_choice() {
        for broken in [
            "",
            "dark",
            "dark-150-less",
            "dark-150-less-on-more",
            "DARK-150-less-on",
            "dark-300-less-on",
            "<b>-100-auto-off",
            "dark 150 less on",
        ] {
            assert_eq!(Look::of_cookie(broken), Look::default(), "{broken}");
        }
    }

    #[test]
    fn sounds_are_off_unless_wanted() {
        assert_eq!(Look::default().sound, Sound::Off);
    }
}
