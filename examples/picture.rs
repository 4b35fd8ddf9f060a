//! Draws the relay of a chain as SVG.
//!
//! `cargo run --release --example picture -- [FILE] [-o PICTURE.svg] [--category ID] [--lang en|zh|both] [--print]`
//!
//! Without a FILE it draws the Hunan chain; without `-o` it writes to the standard output. With the feature `png`,
//! `--png PICTURE.png` writes the picture as an image, too.

use std::error::Error;
use std::path::PathBuf;

use lexopt::prelude::{Long, Short, Value, ValueExt};
use seedrelay::report::{Picture, PictureOptions, PictureStyle};
use seedrelay::{Lang, SupplyChain, datasets};

fn main() -> Result<(), Box<dyn Error>> {
    let mut options = PictureOptions::new();
    let (mut file, mut svg, mut png): (Option<PathBuf>, Option<PathBuf>, Option<PathBuf>) = (None, None, None);
    let mut arguments = lexopt::Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            Short('o') | Long("output") => svg = Some(arguments.value()?.into()),
            Long("png") => png = Some(arguments.value()?.into()),
            Long("category") => options = options.category(arguments.value()?.string()?),
            Long("lang") => {
                options = match arguments.value()?.string()?.as_str() {
                    "en" => options.lang(Lang::En),
                    "zh" => options.lang(Lang::Zh),
                    "both" => options.both_langs(Lang::En),
                    other => return Err(format!("unknown language `{other}`: en, zh or both").into()),
                };
            }
            Long("print") => options = options.style(PictureStyle::Print),
            Value(path) if file.is_none() => file = Some(path.into()),
            other => return Err(other.unexpected().into()),
        }
    }
    let chain = match file {
        Some(file) => SupplyChain::from_file(file)?,
        None => datasets::hunan(),
    };
    if let Some(category) = options.category.as_ref().filter(|category| chain.category(category).is_none()) {
        return Err(format!("the chain has no category `{category}`").into());
    }
    let picture = Picture::draw(&chain, &options);
    match svg {
        Some(path) => std::fs::write(path, picture.to_svg())?,
        None if png.is_none() => print!("{}", picture.to_svg()),
        None => {}
    }
    png.map_or(Ok(()), |path| write_png(&picture, path))
}

#[cfg(feature = "png")]
fn write_png(picture: &Picture<'_>, path: PathBuf) -> Result<(), Box<dyn Error>> {
    let image = seedrelay::report::png(picture, &seedrelay::report::PngOptions::new())?;
    Ok(std::fs::write(path, image)?)
}

#[cfg(not(feature = "png"))]
fn write_png(_: &Picture<'_>, _: PathBuf) -> Result<(), Box<dyn Error>> {
    Err("for --png, build with `--features png`".into())
}
