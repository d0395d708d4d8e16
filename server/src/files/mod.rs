//! Uploaded files: recognised by content, cleaned, sealed on disk.

mod picture;
mod shelf;
#[cfg(test)]
mod tests;

pub use shelf::Shelf;

use app::api::file::MAX_FILE;
use app::error::ApiError;
use image::ImageFormat;

/// The largest cleaned image, in bytes: one that is written anew may grow, but not without end.
const MAX_CLEAN: usize = 3 * MAX_FILE;
/// The longest name that is shown, in characters.
const MAX_NAME: usize = 100;

/// What a file is, by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A PNG image.
    Png,
    /// A JPEG image.
    Jpeg,
    /// A WebP image.
    Webp,
    /// A GIF image, still or moving.
    Gif,
    /// A PDF document.
    Pdf,
}

impl Kind {
    /// The kind whose signature `bytes` begin with; `None` for every other.
    fn of(bytes: &[u8]) -> Option<Kind> {
        match bytes {
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Some(Kind::Png),
            [0xFF, 0xD8, 0xFF, ..] => Some(Kind::Jpeg),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Kind::Webp),
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Kind::Gif),
            _ => {
                // Readers of PDF allow a byte order mark and white space, so they are no disguise.
                let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
                start.trim_ascii_start().starts_with(b"%PDF-").then_some(Kind::Pdf)
            }
        }
    }

    /// The kind of a file name's ending.
    pub fn of_extension(extension: &str) -> Option<Kind> {
        [Kind::Png, Kind::Jpeg, Kind::Webp, Kind::Gif, Kind::Pdf]
            .into_iter()
            .find(|kind| kind.extension() == extension)
    }

    /// The media type, such as `image/png`.
    pub const fn media_type(self) -> &'static str {
        match self {
            Kind::Png => "image/png",
            Kind::Jpeg => "image/jpeg",
            Kind::Webp => "image/webp",
            Kind::Gif => "image/gif",
            Kind::Pdf => "application/pdf",
        }
    }

    /// How a file's name ends, without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Kind::Png => "png",
            Kind::Jpeg => "jpg",
            Kind::Webp => "webp",
            Kind::Gif => "gif",
            Kind::Pdf => "pdf",
        }
    }
}

/// A file that may be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clean {
    /// What it is.
    pub kind: Kind,
    /// Its bytes: an image's are written anew, a PDF's are as they came.
    pub bytes: Vec<u8>,
}

/// Recognises a file by its content and takes out of an image all but what is seen.
///
/// Blocks, for the largest images some seconds and with up to about 500 MB of memory: few at a
/// time, away from the runtime. Refuses with 413 what is larger than [`MAX_FILE`], with 415 what is
/// of no known [`Kind`], and with 422 an image that is broken or has too many pixels.
pub fn clean(bytes: Vec<u8>) -> Result<Clean, ApiError> {
    if bytes.len() > MAX_FILE {
        return Err(ApiError::new(413, "Payload Too Large", "The file is larger than 10 MiB"));
    }
    let kind = Kind::of(&bytes).ok_or_else(|| {
        let message = "Only PNG, JPEG, WebP and GIF images and PDF documents can be sent";
        ApiError::new(415, "Unsupported Media Type", message)
    })?;
    let bytes = match kind {
        Kind::Png => picture::still(&bytes, ImageFormat::Png)?,
        Kind::Jpeg => picture::still(&bytes, ImageFormat::Jpeg)?,
        Kind::Webp => picture::still(&bytes, ImageFormat::WebP)?,
        Kind::Gif => picture::moving(&bytes)?,
        Kind::Pdf => bytes,
    };
    if bytes.len() > MAX_CLEAN { Err(picture::too_large()) } else { Ok(Clean { kind, bytes }) }
}

/// The name a file came with, made harmless: no folders, no characters that are not seen or turn
/// the text around, at most 100 characters; `file` if nothing is left.
pub fn shown_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let seen: String = last.chars().filter(|letter| !is_hidden(*letter)).collect();
    let shown: String = seen.trim().chars().take(MAX_NAME).collect();
    let shown = shown.trim_end();
    if shown.trim_matches('.').is_empty() { "file".to_owned() } else { shown.to_owned() }
}

/// Controls, line separators, and what has no width or changes the direction of writing.
fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{61C}'
                | '\u{180E}'
                | '\u{200B}'..='\u{200F}'
                | '\u{2028}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{FEFF}'
        )
}
