//! The picture of the relay, as SVG or PNG.

use std::io::Write as _;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;

use crate::chain::SupplyChain;
use crate::cli::Reader;
use crate::cli::output::{self, Force, Outputs};
use crate::cli::reading::Given;
use crate::cli::stop::Stop;
use crate::model::Lang;
use crate::render::picture::{self, PictureOptions, PictureStyle};

/// Draw the relay: who works at which stage, what passes between them, where it is broken
///
/// 绘制接力图：各阶段的组织、相互关系与断点
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Picture {
    #[command(flatten)]
    given: Given,

    /// Where the picture is written as SVG; without it, and without --png, to the standard output.
    ///
    /// SVG图的文件名；不指定且没有 --png 时写到标准输出。
    #[arg(short, long, value_name = "FILE", alias = "out")]
    output: Option<PathBuf>,

    /// Where it is written as a PNG, in a build with the feature `png`.
    ///
    /// PNG图的文件名（构建时须启用特性png）。
    #[arg(long, value_name = "FILE")]
    png: Option<PathBuf>,

    /// Only one category, by its id.
    ///
    /// 只画一个品类（填其id）。
    #[arg(long, value_name = "ID")]
    category: Option<String>,

    /// The language of the picture; both has the names of all in Chinese, too.
    ///
    /// 图中语言；both为中英文对照。
    #[arg(long, value_name = "LANGUAGE", value_parser = PossibleValuesParser::new(["en", "zh", "both"]))]
    lang: Option<String>,

    /// For printing: without colours.
    ///
    /// 打印样式：不用颜色。
    #[arg(long)]
    print: bool,

    #[command(flatten)]
    force: Force,
}

impl Picture {
    pub(in crate::cli) fn run(&self, reader: Reader) -> Result<(), Stop> {
        let mut outputs = Outputs::new(self.given.files(), self.force, reader);
        let svg = self.output.as_deref().map(|path| outputs.claim(path)).transpose()?;
        let png = self.png.as_deref().map(|path| outputs.claim(path)).transpose()?;
        let chain = self.given.chain(reader)?;
        let options = self.options(&chain, reader)?;
        let progress = Given::progress(&chain, reader);
        let picture = picture::Picture::draw(&chain, &options);
        drop(progress);
        match svg {
            Some(svg) => outputs.write(svg, |out| out.write_all(picture.to_svg().as_bytes()))?,
            None if png.is_none() => output::print(&picture.to_svg(), reader)?,
            None => {}
        }
        if let Some(png) = png {
            let image = to_png(&picture, reader)?;
            outputs.write(png, |out| out.write_all(&image))?;
        }
        outputs.finish()
    }

    fn options(&self, chain: &SupplyChain, reader: Reader) -> Result<PictureOptions, Stop> {
        let options = PictureOptions::new();
        let options = match self.lang.as_deref() {
            Some("both") => options.both_langs(Lang::En),
            _ => options.lang(reader.lang),
        };
        let options = if self.print { options.style(PictureStyle::Print) } else { options };
        let Some(category) = &self.category else { return Ok(options) };
        options.of_category(chain, category).ok_or_else(|| {
            let told = match reader.lang {
                Lang::En => format!("the chain has no category `{category}`"),
                Lang::Zh => format!("供应链中没有品类“{category}”"),
            };
            Stop::refused(told, reader)
        })
    }
}

#[cfg(feature = "png")]
fn to_png(picture: &picture::Picture<'_>, reader: Reader) -> Result<Vec<u8>, Stop> {
    picture::png(picture, &picture::PngOptions::new()).map_err(|error| Stop::refused(error, reader))
}

#[cfg(not(feature = "png"))]
fn to_png(_: &picture::Picture<'_>, reader: Reader) -> Result<Vec<u8>, Stop> {
    let told = reader.says("for --png, build with the feature `png`", "使用 --png 须在构建时启用特性png");
    Err(Stop::refused(told, reader))
}
