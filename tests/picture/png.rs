//! The picture as PNG: an image, or an error that says what is missing.

use std::path::{Path, PathBuf};

use seedrelay::render::picture::{Picture, PictureOptions, PngError, PngOptions, png};
use seedrelay::{Lang, datasets};

/// Some font with Latin characters and none with Chinese ones, if the system has one.
fn latin() -> Option<PathBuf> {
    let files = [
        "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
        "/Library/Fonts/Arial.ttf",
        "C:\\Windows\\Fonts\\arial.ttf",
    ];
    let font = files.into_iter().map(Path::new).find(|path| path.exists()).map(Path::to_owned);
    assert!(font.is_some() || std::env::var_os("CI").is_none(), "pictures cannot be tested without one of {files:?}");
    font
}

#[test]
fn an_image_is_as_large_as_the_picture_times_the_scale() {
    let Some(font) = latin() else {
        println!("skipped: no font with Latin characters was found");
        return;
    };
    let chain = datasets::hunan();
    let picture = Picture::draw(&chain, &PictureOptions::new().of_category(&chain, "pepper").unwrap());
    let options = PngOptions::new().system_fonts(false).font_files([font]).scale(0.5);
    let image = png(&picture, &options).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(&image[..8], b"\x89PNG\r\n\x1a\n");
    let number = |at: usize| f64::from(u32::from_be_bytes(image[at..at + 4].try_into().unwrap()));
    assert_eq!((number(16), number(20)), ((picture.width() / 2.0).ceil(), (picture.height() / 2.0).ceil()));
}

#[test]
fn characters_without_a_glyph_are_named() {
    let Some(font) = latin() else {
        println!("skipped: no font with Latin characters was found");
        return;
    };
    let chain = datasets::hunan();
    let picture = Picture::draw(&chain, &PictureOptions::new().lang(Lang::Zh));
    match png(&picture, &PngOptions::new().system_fonts(false).font_files([font])) {
        Err(PngError::NoGlyphs { count, characters, .. }) => {
            assert!(count > 100, "{count}");
            assert!(characters.contains("(U+4"), "{characters}");
        }
        other => panic!("{:?}", other.map(|image| image.len())),
    }
}

#[test]
fn without_any_font_there_is_no_picture_without_words() {
    let chain = datasets::hunan();
    let picture = Picture::draw(&chain, &PictureOptions::new());
    let error = png(&picture, &PngOptions::new().system_fonts(false)).unwrap_err();
    assert!(matches!(error, PngError::NoGlyphs { .. }));
    assert!(error.to_string().contains("fonts-wqy-microhei"), "{error}");
}

#[test]
fn a_font_that_cannot_be_read_is_named() {
    let chain = datasets::hunan();
    let picture = Picture::draw(&chain, &PictureOptions::new());
    let error = png(&picture, &PngOptions::new().font_files(["no/such/font.ttf"])).unwrap_err();
    assert!(error.to_string().starts_with("cannot read the font no/such/font.ttf: "), "{error}");
}

#[test]
fn an_image_without_end_is_refused() {
    let chain = datasets::hunan();
    let picture = Picture::draw(&chain, &PictureOptions::new());
    for scale in [0.0, -1.0, 1e6, f64::NAN, f64::INFINITY] {
        let error = png(&picture, &PngOptions::new().scale(scale)).unwrap_err();
        assert!(matches!(error, PngError::Size { .. }), "{scale}: {error}");
    }
}
