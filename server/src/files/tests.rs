//! What is kept of a file, and what is refused.

use super::{Clean, Kind, clean, shown_name};
use app::api::file::MAX_FILE;
use image::codecs::gif::{GifDecoder, GifEncoder};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::codecs::webp::WebPEncoder;
use image::{
    AnimationDecoder, Delay, DynamicImage, Frame, GenericImageView, ImageEncoder, Rgba, RgbaImage,
};
use std::io::Cursor;
use std::time::{Duration, Instant};

const MARKER: &[u8] = b"MARKER-48.8584N-2.2945E";
const RED: Rgba<u8> = Rgba([250, 0, 0, 255]);
const BLUE: Rgba<u8> = Rgba([0, 0, 250, 255]);

/// 40 by 20 pixels, red on the left, blue on the right.
fn picture() -> DynamicImage {
    let image = RgbaImage::from_fn(40, 20, |x, _| if x < 20 { RED } else { BLUE });
    DynamicImage::ImageRgba8(image)
}

/// The picture as a file; `exif` is left out where it is empty or the format has none.
fn written(kind: Kind, exif: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    match kind {
        Kind::Png => write(PngEncoder::new(&mut bytes), &picture(), exif),
        Kind::Jpeg => {
            let picture = DynamicImage::ImageRgb8(picture().to_rgb8());
            write(JpegEncoder::new_with_quality(&mut bytes, 95), &picture, exif);
        }
        Kind::Webp => write(WebPEncoder::new_lossless(&mut bytes), &picture(), exif),
        Kind::Gif => bytes = animation(40, 20, 2),
        Kind::Pdf => bytes = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n".to_vec(),
    }
    bytes
}

fn write(mut encoder: impl ImageEncoder, picture: &DynamicImage, exif: &[u8]) {
    if !exif.is_empty() {
        encoder.set_exif_metadata(exif.to_vec()).unwrap();
    }
    picture.write_with_encoder(encoder).unwrap();
}

/// An animation of red and blue frames, 70 ms each.
fn animation(width: u32, height: u32, count: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = GifEncoder::new(&mut bytes);
    for number in 0..count {
        let color = if number % 2 == 0 { RED } else { BLUE };
        let image = RgbaImage::from_pixel(width, height, color);
        let delay = Delay::from_numer_denom_ms(70, 1);
        encoder.encode_frame(Frame::from_parts(image, 0, 0, delay)).unwrap();
    }
    drop(encoder);
    bytes
}

/// EXIF with one orientation and a marker behind it.
fn exif(orientation: u8) -> Vec<u8> {
    let mut exif = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0, 0]);
    exif.extend(MARKER);
    exif
}

/// A PNG chunk with its length and checksum.
fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut chunk = u32::try_from(data.len()).unwrap().to_be_bytes().to_vec();
    chunk.extend(name);
    chunk.extend(data);
    let sum = chunk[4..].iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ (0xEDB8_8320 * (sum & 1)))
    });
    chunk.extend((!sum).to_be_bytes());
    chunk
}

fn with_inserted(mut bytes: Vec<u8>, at: usize, part: &[u8]) -> Vec<u8> {
    bytes.splice(at..at, part.iter().copied());
    bytes
}

fn has(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

fn kept(bytes: Vec<u8>) -> Clean {
    clean(bytes).unwrap()
}

fn seen(clean: &Clean) -> DynamicImage {
    image::load_from_memory(&clean.bytes).unwrap()
}

fn is_near(one: Rgba<u8>, other: Rgba<u8>) -> bool {
    one.0.iter().zip(other.0).all(|(one, other)| one.abs_diff(other) < 20)
}

fn status(bytes: Vec<u8>) -> u16 {
    clean(bytes).unwrap_err().status
}

#[test]
fn every_kind_survives_as_what_it_is() {
    for kind in [Kind::Png, Kind::Jpeg, Kind::Webp, Kind::Gif] {
        let clean = kept(written(kind, b""));
        assert_eq!(clean.kind, kind);
        assert_eq!(Kind::of(&clean.bytes), Some(kind));
        let image = seen(&clean);
        assert_eq!(image.dimensions(), (40, 20), "{kind:?}");
        assert!(is_near(image.get_pixel(5, 5), RED), "{kind:?}");
    }
}

#[test]
fn a_pdf_is_kept_as_it_is() {
    let pdf = written(Kind::Pdf, b"");
    assert_eq!(kept(pdf.clone()), Clean { kind: Kind::Pdf, bytes: pdf });
    assert_eq!((Kind::Pdf.media_type(), Kind::Pdf.extension()), ("application/pdf", "pdf"));
}

#[test]
fn a_comment_of_a_png_is_gone() {
    let text = chunk(b"tEXt", &[b"Comment\0", MARKER].concat());
    let marked = with_inserted(written(Kind::Png, b""), 33, &text);
    assert!(has(&marked, MARKER));
    assert!(!has(&kept(marked).bytes, MARKER));
}

#[test]
fn a_comment_of_a_jpeg_is_gone() {
    let length = u16::try_from(MARKER.len() + 2).unwrap().to_be_bytes();
    let comment = [&[0xFF, 0xFE], &length[..], MARKER].concat();
    let marked = with_inserted(written(Kind::Jpeg, b""), 2, &comment);
    assert!(!has(&kept(marked).bytes, MARKER));
}

#[test]
fn a_comment_of_a_gif_is_gone() {
    let gif = written(Kind::Gif, b"");
    let palette = if gif[10] & 0x80 == 0 { 0 } else { 3 << ((gif[10] & 7) + 1) };
    let length = u8::try_from(MARKER.len()).unwrap();
    let comment = [&[0x21, 0xFE, length], MARKER, &[0]].concat();
    let marked = with_inserted(gif, 13 + palette, &comment);
    assert!(!has(&kept(marked).bytes, MARKER));
}

#[test]
fn exif_is_gone_and_the_image_stands_upright() {
    for kind in [Kind::Png, Kind::Jpeg, Kind::Webp] {
        let marked = written(kind, &exif(6));
        assert!(has(&marked, MARKER), "{kind:?}");
        let clean = kept(marked);
        assert!(!has(&clean.bytes, MARKER) && !has(&clean.bytes, b"II*\0"), "{kind:?}");
        let image = seen(&clean);
        assert_eq!(image.dimensions(), (20, 40), "{kind:?}");
        assert!(is_near(image.get_pixel(5, 5), RED), "{kind:?}");
        assert!(is_near(image.get_pixel(5, 35), BLUE), "{kind:?}");
    }
}

#[test]
fn an_animation_keeps_its_frames_and_their_pace() {
    let clean = kept(animation(8, 8, 3));
    let decoder = GifDecoder::new(Cursor::new(&clean.bytes)).unwrap();
    let frames = decoder.into_frames().collect_frames().unwrap();
    let colors = frames.iter().map(|frame| *frame.buffer().get_pixel(1, 1));
    assert_eq!(colors.collect::<Vec<_>>(), [RED, BLUE, RED]);
    assert!(frames.iter().all(|frame| frame.delay() == Delay::from_numer_denom_ms(70, 1)));
}

#[test]
fn an_animation_without_end_is_refused() {
    assert_eq!(kept(animation(2, 2, 200)).kind, Kind::Gif);
    assert_eq!(status(animation(2, 2, 201)), 422);
}

#[test]
fn an_animation_whose_frames_add_up_to_too_many_pixels_is_refused() {
    let mut gif = animation(2, 2, 4);
    // The canvas alone grows: 4000 by 4000, 16 megapixels a frame.
    gif[6..10].copy_from_slice(&[0xA0, 0x0F, 0xA0, 0x0F]);
    assert_eq!(status(gif), 422);
}

#[test]
fn a_frame_larger_than_its_canvas_is_refused() {
    let mut gif = animation(4, 4, 1);
    gif[6..10].copy_from_slice(&[1, 0, 1, 0]);
    assert_eq!(status(gif), 422);
}

#[test]
fn an_image_that_declares_too_many_pixels_is_refused_at_once() {
    for side in [8_000_u32, 100_000] {
        let size = [side.to_be_bytes(), side.to_be_bytes()].concat();
        let header = chunk(b"IHDR", &[&size[..], &[8, 6, 0, 0, 0]].concat());
        let png = written(Kind::Png, b"");
        let bomb = [&png[..8], &header, &png[33..]].concat();
        let begun = Instant::now();
        let error = clean(bomb).unwrap_err();
        assert!(begun.elapsed() < Duration::from_millis(50), "{:?}", begun.elapsed());
        assert_eq!(error.status, 422);
        assert_eq!(error.detail.fields[0].field, "file");
        assert!(error.detail.fields[0].message.contains("too large"), "{error:?}");
    }
}

#[test]
fn what_hangs_on_behind_an_image_is_cut_off() {
    for kind in [Kind::Png, Kind::Jpeg, Kind::Webp, Kind::Gif] {
        let page = [b"<html><script>", MARKER, b"</script>"].concat();
        let polyglot = [written(kind, b""), page].concat();
        assert!(!has(&kept(polyglot).bytes, MARKER), "{kind:?}");
    }
}

#[test]
fn an_image_that_breaks_off_is_refused() {
    for kind in [Kind::Png, Kind::Jpeg, Kind::Webp, Kind::Gif] {
        let whole = written(kind, &[]);
        for part in [whole.len() / 2, whole.len() - 15, 20] {
            assert_eq!(status(whole[..part].to_vec()), 422, "{kind:?} {part}");
        }
    }
}

#[test]
fn what_is_no_image_and_no_pdf_is_refused_whatever_it_is_called() {
    for (name, bytes) in [
        ("HTML", &b"<!doctype html><script>alert(1)</script>"[..]),
        ("SVG", b"<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        ("zip", b"PK\x03\x04\x14\0\0\0\0\0"),
        ("program", b"\x7FELF\x02\x01\x01\0"),
        ("HTML with a PDF in it", b"<html>%PDF-1.7"),
        ("nothing", b""),
    ] {
        let error = clean(bytes.to_vec()).unwrap_err();
        assert_eq!((error.status, &*error.detail.error), (415, "Unsupported Media Type"), "{name}");
    }
}

#[test]
fn a_file_over_the_limit_is_refused() {
    let mut pdf = written(Kind::Pdf, b"");
    pdf.resize(MAX_FILE, b' ');
    assert_eq!(kept(pdf.clone()).bytes.len(), MAX_FILE);
    pdf.push(b' ');
    assert_eq!(status(pdf), 413);
}

#[test]
fn a_name_is_shown_without_folders_and_tricks() {
    for (name, shown) in [
        ("screenshot 1.png", "screenshot 1.png"),
        ("ảnh của tôi.jpg", "ảnh của tôi.jpg"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\chat.png", "chat.png"),
        ("photo\u{202E}gnp.exe", "photognp.exe"),
        ("a\r\nb\0c\u{7F}.png", "abc.png"),
        (" \u{2066}spaced\u{2069} ", "spaced"),
        ("", "file"),
        ("..", "file"),
        ("folder/", "file"),
        ("\u{200B}\u{FEFF}", "file"),
    ] {
        assert_eq!(shown_name(name), shown, "{name:?}");
    }
    assert_eq!(shown_name(&"é".repeat(300)).chars().count(), 100);
}
