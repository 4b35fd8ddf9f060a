//! Draws the relay of a chain as SVG.
//!
//! `cargo run --release --example picture -- [FILE] [-o PICTURE.svg] [--category ID] [--lang en|zh|both] [--print]`
//!
//! Without a FILE it draws the Hunan chain; without `-o` it writes to the standard output. With the feature `png`,
//! `--png PICTURE.png` writes the picture as an image, too.

mod terminal;

use std::error::Error;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use lexopt::prelude::{Long, Short, Value, ValueExt};
use seedrelay::render::report::{Picture, PictureLang, PictureOptions, PictureStyle};
use seedrelay::{Lang, SupplyChain};
use terminal::running::{self, Stop};

const USAGE: &str = "\
usage: picture [FILE] [-o PICTURE.svg] [--png PICTURE.png] [--category ID]
               [--lang en|zh|both] [--print]

FILE is a seedrelay/1 document: TOML if its name ends in .toml, a workbook if it
ends in .xlsx or .ods, a folder of CSV files, else JSON. Without one, the Hunan
chain is drawn. Without -o, the picture goes to the standard output.
";

#[derive(Default)]
struct Arguments {
    file: Option<PathBuf>,
    svg: Option<PathBuf>,
    png: Option<PathBuf>,
    options: PictureOptions,
}

fn main() -> ExitCode {
    running::run(USAGE, arguments, |arguments| {
        let (PictureLang::One(lang) | PictureLang::Both(lang)) = arguments.options.lang;
        let chain = terminal::reading::given(arguments.file.as_deref(), lang)?;
        draw(&chain, &arguments)
    })
}

fn arguments() -> Result<Option<Arguments>, Box<dyn Error>> {
    let mut arguments = Arguments::default();
    let mut parser = lexopt::Parser::from_env();
    while let Some(argument) = parser.next()? {
        let options = arguments.options.clone();
        match argument {
            Short('o') | Long("output") => arguments.svg = Some(parser.value()?.into()),
            Long("png") => arguments.png = Some(parser.value()?.into()),
            Long("category") => arguments.options = options.category(parser.value()?.string()?),
            Long("lang") => {
                arguments.options = match parser.value()?.string()?.as_str() {
                    "en" => options.lang(Lang::En),
                    "zh" => options.lang(Lang::Zh),
                    "both" => options.both_langs(Lang::En),
                    other => return Err(format!("unknown language `{other}`: en, zh or both").into()),
                };
            }
            Long("print") => arguments.options = options.style(PictureStyle::Print),
            Short('h') | Long("help") => return Ok(None),
            Value(path) if arguments.file.is_none() => arguments.file = Some(path.into()),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Some(arguments))
}

fn draw(chain: &SupplyChain, arguments: &Arguments) -> Result<(), Stop> {
    let Arguments { file, svg, png, options } = arguments;
    if let Some(category) = options.category.as_ref().filter(|category| chain.category(category).is_none()) {
        return Err(Stop::refused(format!("the chain has no category `{category}`")));
    }
    let picture = Picture::draw(chain, options);
    match svg {
        Some(path) => put(path, file.as_deref(), picture.to_svg().as_bytes())?,
        None if png.is_none() => terminal::print(&picture.to_svg())?,
        None => {}
    }
    match png {
        Some(path) => put(path, file.as_deref(), &to_png(&picture)?),
        None => Ok(()),
    }
}

fn put(path: &Path, read: Option<&Path>, contents: &[u8]) -> Result<(), Stop> {
    running::create(path, read)?.write_all(contents).map_err(|error| Stop::unwritten(path, error))
}

#[cfg(feature = "png")]
fn to_png(picture: &Picture<'_>) -> Result<Vec<u8>, Stop> {
    seedrelay::render::report::png(picture, &seedrelay::render::report::PngOptions::new()).map_err(Stop::refused)
}

#[cfg(not(feature = "png"))]
fn to_png(_: &Picture<'_>) -> Result<Vec<u8>, Stop> {
    Err(Stop::refused("for --png, build with `--features png`"))
}
