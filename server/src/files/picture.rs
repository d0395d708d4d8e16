//! Images are decoded within limits and written anew, so that only what is seen survives.

use app::error::ApiError;
use image::codecs::gif::{GifDecoder, GifEncoder, Repeat};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::codecs::webp::WebPEncoder;
use image::metadata::{LoopCount, Orientation};
use image::{
    AnimationDecoder, DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits,
};
use std::io::Cursor;

/// The most pixels of an image, over all its frames.
const MAX_PIXELS: u64 = 50_000_000;
/// The longest side, in pixels.
const MAX_SIDE: u32 = 16_384;
/// The most frames of an animation.
const MAX_FRAMES: u64 = 200;
/// The most memory a decoder may take for pixels, in bytes.
const MAX_ALLOC: u64 = 256 * 1024 * 1024;
/// JPEG quality, of 100.
const QUALITY: u8 = 88;
/// How fast a palette is chosen: 1 (best) to 30 (fastest).
const PALETTE_SPEED: i32 = 10;

/// Cleans a PNG, JPEG or WebP image, upright as its EXIF says; of an animation the first frame.
pub(super) fn still(bytes: &[u8], format: ImageFormat) -> Result<Vec<u8>, ApiError> {
    if !is_whole(bytes, format) {
        return Err(broken());
    }
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits(MAX_ALLOC));
    let mut decoder = reader.into_decoder().map_err(refusal)?;
    pixels(decoder.dimensions())?;
    limits(MAX_ALLOC).reserve(decoder.total_bytes()).map_err(refusal)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut image = DynamicImage::from_decoder(decoder).map_err(refusal)?;
    image.apply_orientation(orientation);

    let mut clean = Vec::new();
    let written = match format {
        ImageFormat::Jpeg => {
            image.write_with_encoder(JpegEncoder::new_with_quality(&mut clean, QUALITY))
        }
        ImageFormat::WebP => image.write_with_encoder(WebPEncoder::new_lossless(&mut clean)),
        _ => image.write_with_encoder(PngEncoder::new_with_quality(
            &mut clean,
            CompressionType::Default,
            FilterType::Adaptive,
        )),
    };
    written.map_err(refusal)?;
    Ok(clean)
}

/// Cleans a GIF, frame by frame.
pub(super) fn moving(bytes: &[u8]) -> Result<Vec<u8>, ApiError> {
    let mut decoder = GifDecoder::new(Cursor::new(bytes)).map_err(refusal)?;
    let canvas = pixels(decoder.dimensions())?;
    // Two canvases and a frame of four bytes a pixel: frames larger than their canvas are a bomb.
    decoder.set_limits(limits(MAX_ALLOC.min(3 * 4 * canvas))).map_err(refusal)?;
    let repeat = match decoder.loop_count() {
        LoopCount::Infinite => Repeat::Infinite,
        LoopCount::Finite(times) => Repeat::Finite(u16::try_from(times.get()).unwrap_or(u16::MAX)),
    };

    let mut clean = Vec::new();
    let mut encoder = GifEncoder::new_with_speed(&mut clean, PALETTE_SPEED);
    encoder.set_repeat(repeat).map_err(refusal)?;
    let mut count = 0;
    for frame in decoder.into_frames() {
        count += 1;
        if count > MAX_FRAMES || count * canvas > MAX_PIXELS {
            return Err(too_large());
        }
        encoder.encode_frame(frame.map_err(refusal)?).map_err(refusal)?;
    }
    // The end mark is written when the encoder goes.
    drop(encoder);
    if count == 0 { Err(broken()) } else { Ok(clean) }
}

/// Whether the image goes on to its end; a decoder may fill what is missing with grey.
fn is_whole(bytes: &[u8], format: ImageFormat) -> bool {
    match (format, bytes) {
        (ImageFormat::Jpeg, _) => is_whole_jpeg(bytes),
        (ImageFormat::WebP, [_, _, _, _, a, b, c, d, rest @ ..]) => {
            u64::from(u32::from_le_bytes([*a, *b, *c, *d])) <= rest.len() as u64
        }
        _ => true,
    }
}

/// Looks for the end marker after the start of the scan: the segments before it may hold whole
/// thumbnails with end markers of their own.
fn is_whole_jpeg(bytes: &[u8]) -> bool {
    let mut rest = bytes.get(2..).unwrap_or_default();
    loop {
        match rest {
            [0xFF, 0xDA, scan @ ..] => return scan.windows(2).any(|pair| pair == [0xFF, 0xD9]),
            [0xFF, 0xC0..=0xFE, high, low, segment @ ..] => {
                let length = usize::from(u16::from_be_bytes([*high, *low]));
                rest = segment.get(length.saturating_sub(2)..).unwrap_or_default();
            }
            [_, tail @ ..] => rest = tail,
            [] => return false,
        }
    }
}

/// The pixels of an image as its header declares it, if they are not too many.
fn pixels((width, height): (u32, u32)) -> Result<u64, ApiError> {
    let area = u64::from(width) * u64::from(height);
    if area > MAX_PIXELS || width.max(height) > MAX_SIDE { Err(too_large()) } else { Ok(area) }
}

fn limits(alloc: u64) -> Limits {
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(alloc);
    limits
}

fn refusal(error: ImageError) -> ApiError {
    if matches!(error, ImageError::Limits(_)) { too_large() } else { broken() }
}

fn broken() -> ApiError {
    ApiError::field_is_wrong("file", "the image is broken or not complete")
}

/// 422: more pixels, frames or bytes than we take.
pub(super) fn too_large() -> ApiError {
    ApiError::field_is_wrong(
        "file",
        "the image is too large: at most 50 megapixels over all frames, 16,384 a side, 200 frames",
    )
}
