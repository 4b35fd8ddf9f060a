//! Draws the relay of a chain as SVG.
//!
//! `cargo run --release --example picture -- [FILE] [-o PICTURE.svg] [--category ID] [--lang en|zh|both] [--print]`
//!
//! Without a FILE it draws the Hunan chain; without `-o` it writes to the standard output. With the feature `png`,
//! `--png PICTURE.png` writes the picture as an image, too.

mod terminal;

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

use lexopt::prelude::{Long, Short, Value, ValueExt};
use seedrelay::report::{Picture, PictureOptions, PictureStyle};
use seedrelay::{Lang, SupplyChain};

const USAGE: &str = "\
usage: picture [FILE] [-o PICTURE.svg] [--png PICTURE.png] [--category ID] [--lang en|zh|both]
               [--print]

FILE is a seedrelay/1 document: TOML if its name ends in .toml, a workbook if it ends in .xlsx or
.ods, a folder of CSV files, else JSON. Without one, the Hunan chain is drawn. Without -o, the
picture goes to the standard output.
";

#[derive(Default)]
struct Arguments {
    file: Option<PathBuf>,
    svg: Option<PathBuf>,
    png: Option<PathBuf>,
    options: PictureOptions,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(refusal) => {
            eprintln!("{}", refusal.trim_end());
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), String> {
    let error = |error: Box<dyn Error>| format!("error: {error}");
    let Some(arguments) = arguments().map_err(error)? else {
        return terminal::print(USAGE).map_err(|own| error(own.into()));
    };
    let chain = terminal::reading::given(arguments.file.as_deref())?;
    draw(&chain, arguments).map_err(error)
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

fn draw(chain: &SupplyChain, Arguments { svg, png, options, .. }: Arguments) -> Result<(), Box<dyn Error>> {
    if let Some(category) = options.category.as_ref().filter(|category| chain.category(category).is_none()) {
        return Err(format!("the chain has no category `{category}`").into());
    }
    let picture = Picture::draw(chain, &options);
    match svg {
        Some(path) => std::fs::write(path, picture.to_svg())?,
        None if png.is_none() => terminal::print(&picture.to_svg())?,
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
