//! The three languages everything is said in, and how a language is recognised in requests.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A supported language. Its code is lower case without a region (`fr`, `vi`, `en`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// French.
    Fr,
    /// Vietnamese.
    Vi,
    /// English.
    En,
}

impl Language {
    /// All languages, in the order in which they are offered.
    pub const ALL: [Language; 3] = [Language::Fr, Language::Vi, Language::En];

    /// The code in lower case: `fr`, `vi` or `en`.
    pub const fn code(self) -> &'static str {
        match self {
            Language::Fr => "fr",
            Language::Vi => "vi",
            Language::En => "en",
        }
    }

    /// The language's own name, as its speakers write it.
    pub const fn own_name(self) -> &'static str {
        match self {
            Language::Fr => "Français",
            Language::Vi => "Tiếng Việt",
            Language::En => "English",
        }
    }

    /// Reads a tag such as `vi`, `FR` or `en-GB` (any case, region ignored); `None` if unsupported.
    pub fn parse(tag: &str) -> Option<Language> {
        let tag = tag.trim();
        let primary = tag.split(['-', '_']).next().unwrap_or(tag);
        let well_formed = tag.len() <= 35
            && tag
                .split(['-', '_'])
                .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric()));
        Language::ALL
            .into_iter()
            .find(|language| well_formed && primary.eq_ignore_ascii_case(language.code()))
    }

    /// The best supported language of an `Accept-Language` header (RFC 9110, quality values respected).
    pub fn from_accept_language(header: &str) -> Option<Language> {
        let mut best: Option<(f32, Language)> = None;
        for item in header.split(',').take(32) {
            let mut parts = item.split(';');
            let Some(language) = parts.next().and_then(Language::parse) else {
                continue;
            };
            let quality = parts
                .find_map(|parameter| parameter.trim().strip_prefix("q="))
                .map_or(1.0, |q| q.trim().parse::<f32>().unwrap_or(0.0));
            if quality > 0.0 && best.is_none_or(|(seen, _)| quality > seen) {
                best = Some((quality, language));
            }
        }
        best.map(|(_, language)| language)
    }
}

impl TryFrom<String> for Language {
    type Error = &'static str;

    fn try_from(tag: String) -> Result<Language, &'static str> {
        Language::parse(&tag).ok_or("unsupported language: expected fr, en or vi")
    }
}

impl Serialize for Language {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Language::try_from(String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn a_language_is_read_in_any_case_and_with_a_region() {
        assert_eq!(Language::parse("vi"), Some(Language::Vi));
        assert_eq!(Language::parse("FR"), Some(Language::Fr));
        assert_eq!(Language::parse("en-GB"), Some(Language::En));
        assert_eq!(Language::parse("vi_VN"), Some(Language::Vi));
    }

    #[test]
    fn what_is_not_a_supported_language_is_refused() {
        for tag in ["de", "", "french", "fr-", "-", "en GB", "v i"] {
            assert_eq!(Language::parse(tag), None, "{tag}");
        }
    }

    #[test]
    fn the_most_wanted_supported_language_wins() {
        let wanted = Language::from_accept_language("de, en;q=0.5, fr-CH;q=0.8, *;q=0.1");
        assert_eq!(wanted, Some(Language::Fr));
        assert_eq!(Language::from_accept_language("de-DE"), None);
        assert_eq!(Language::from_accept_language("fr;q=0, en"), Some(Language::En));
    }
}
