//! A chain for another tool: the graphs, or all findings and figures.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::chain::SupplyChain;
use crate::cli::Reader;
use crate::cli::output::{self, Force, Outputs, Target};
use crate::cli::reading::{Given, one_of};
use crate::cli::stop::Stop;
use crate::model::Lang;
use crate::query::DiagnosisOptions;
use crate::render::graph::{DrawingOptions, GexfVersion, Graph, Nodes};
use crate::render::tidy::CsvOptions;

/// Write the graphs, or all findings and figures, for another tool
///
/// 导出图或全部结果，供其他工具使用
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Export {
    #[command(flatten)]
    given: Given,

    /// What is written: graphml for NetworkX, igraph, Gephi, yEd and Cytoscape; gexf for Gephi, with a timeline; node-link,
    /// JSON for NetworkX and d3; csv, a folder with nodes.csv and edges.csv; helium, a folder with pedigree.helium and data.helium, for viewers of
    /// pedigrees; dot for Graphviz; mermaid for Markdown, at
    /// most 500 edges; figures, all findings and figures as CSV, one observation a line; xlsx, the same as a workbook.
    /// Without it, as the ending of the output says.
    ///
    /// 导出格式：graphml，用于NetworkX、igraph、Gephi、yEd、Cytoscape；gexf，用于Gephi（含时间轴）；node-link，用于NetworkX和d3的JSON；csv，含nodes.csv与edges.csv的文件夹；helium，含pedigree.helium与data.helium的文件夹，用于系谱查看软件；dot，用于Graphviz；mermaid，用于Markdown，至多500条边；figures，全部结果的CSV，每行一个观测值；xlsx，同样内容的工作簿。不指定时由输出文件的结尾决定。
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    to: Option<Format>,

    /// Where it is written; without it, or with -, a text goes to the standard output.
    ///
    /// 输出的文件名；不指定或为 - 时，文本写到标准输出。
    #[arg(short, long, value_name = "OUT", alias = "output")]
    out: Option<PathBuf>,

    /// Which graph: organizations, projects, both, or the pedigree of the germplasm.
    ///
    /// 导出哪个图：organizations（组织）、projects（项目）、both（两者）或pedigree（种质系谱）。
    #[arg(long, value_name = "GRAPH", default_value = "organizations", value_parser = one_of::<Nodes>(Nodes::NAMES))]
    graph: Nodes,

    /// Only one category, by its id.
    ///
    /// 只导出一个品类（填其id）。
    #[arg(long, value_name = "ID")]
    category: Option<String>,

    /// Draw organizations of a kind, or projects of a stage, as one, in dot and mermaid.
    ///
    /// 在dot与mermaid中，同类组织或同阶段项目合并为一个。
    #[arg(long)]
    fold: bool,

    /// The version of GEXF: 1.2 is for NetworkX.
    ///
    /// GEXF版本：NetworkX用1.2。
    #[arg(long, value_name = "VERSION", default_value = "1.3", value_parser = one_of::<GexfVersion>(GexfVersion::NAMES))]
    gexf: GexfVersion,

    #[command(flatten)]
    force: Force,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    #[value(name = "graphml")]
    GraphMl,
    Gexf,
    NodeLink,
    Csv,
    Helium,
    Dot,
    Mermaid,
    Figures,
    Xlsx,
}

impl Format {
    /// What the name of a file says.
    fn of_ending(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "graphml" | "xml" => Some(Self::GraphMl),
            "gexf" => Some(Self::Gexf),
            "json" => Some(Self::NodeLink),
            "dot" | "gv" => Some(Self::Dot),
            "mmd" | "mermaid" => Some(Self::Mermaid),
            "csv" => Some(Self::Figures),
            "xlsx" => Some(Self::Xlsx),
            _ => None,
        }
    }
}

impl Export {
    pub(in crate::cli) fn run(&self, reader: Reader) -> Result<(), Stop> {
        let out = self.out.as_deref().filter(|path| path.as_os_str() != "-");
        let format = self.format(out, reader)?;
        let mut outputs = Outputs::new(self.given.files(), self.force, reader);
        match (format, out) {
            (Format::Csv | Format::Helium, None) => Err(Stop::refused(
                reader.says(
                    "this format has two tables; give a folder with -o FOLDER",
                    "该格式会写出两张表，请用 -o 指定文件夹",
                ),
                reader,
            )),
            (Format::Xlsx, None) => Err(Stop::refused(
                reader.says(
                    "a workbook is no text; give a file with -o FILE.xlsx",
                    "工作簿不是文本，请用 -o 指定 .xlsx 文件",
                ),
                reader,
            )),
            (Format::Csv | Format::Helium, Some(folder)) => {
                let names =
                    if format == Format::Csv { ["nodes.csv", "edges.csv"] } else { ["pedigree.helium", "data.helium"] };
                let targets = outputs.claim_in(folder, names)?;
                let chain = self.chain(format, reader)?;
                write_tables(format, &self.graph(&chain, reader)?, &mut outputs, targets)?;
                outputs.finish()
            }
            (_, Some(path)) => {
                let target = outputs.claim(path)?;
                let chain = self.chain(format, reader)?;
                let graph = self.graph(&chain, reader)?;
                let progress = Given::progress(&chain, reader);
                outputs.write(target, |out| match format {
                    Format::Xlsx => chain.diagnose(&DiagnosisOptions::new()).write_workbook(out, reader.lang),
                    text => self.write(text, &chain, &graph, reader, out),
                })?;
                drop(progress);
                outputs.finish()
            }
            (text, None) => {
                let chain = self.chain(format, reader)?;
                let graph = self.graph(&chain, reader)?;
                output::to_stdout(reader, |out| self.write(text, &chain, &graph, reader, out))
            }
        }
    }

    /// Answers are for today; graphs have every record, with how it is known.
    fn chain(&self, format: Format, reader: Reader) -> Result<SupplyChain, Stop> {
        match format {
            Format::Figures | Format::Xlsx => self.given.chain(reader),
            _ => self.given.whole(reader),
        }
    }

    fn format(&self, out: Option<&Path>, reader: Reader) -> Result<Format, Stop> {
        let told = match (self.to, out) {
            (Some(format), _) => return Ok(format),
            (None, Some(path)) => match (Format::of_ending(path), reader.lang, path.display()) {
                (Some(format), ..) => return Ok(format),
                (None, Lang::En, path) => {
                    format!("the name {path} names no format; give it with --to FORMAT")
                }
                (None, Lang::Zh, path) => format!("从名称{path}看不出格式，请用 --to 指定"),
            },
            (None, None) => reader
                .says(
                    "no format is given; say it with --to FORMAT, or by the ending of -o OUT",
                    "未指定格式，请用 --to 指定，或由 -o 的文件名结尾指明",
                )
                .to_owned(),
        };
        Err(Stop::refused(told, reader))
    }

    fn graph<'c>(&self, chain: &'c SupplyChain, reader: Reader) -> Result<Graph<'c>, Stop> {
        let graph = Graph::of(chain).nodes(self.graph).lang(reader.lang);
        let Some(id) = &self.category else { return Ok(graph) };
        let category = chain.category(id).ok_or_else(|| {
            let known: Vec<&str> = chain.categories().iter().map(|category| category.id.as_str()).collect();
            let told = match reader.lang {
                Lang::En => format!("the chain has no category `{id}`; it has {}", known.join(", ")),
                Lang::Zh => format!("供应链中没有品类“{id}”，只有{}", known.join("、")),
            };
            Stop::refused(told, reader)
        })?;
        Ok(graph.of_category(&category.id).expect("it is one of the chain's"))
    }

    /// Writes what is one text.
    fn write(
        &self,
        format: Format,
        chain: &SupplyChain,
        graph: &Graph<'_>,
        reader: Reader,
        out: impl Write,
    ) -> io::Result<()> {
        let drawing = self.drawing();
        match format {
            Format::GraphMl => graph.write_graphml(out),
            Format::Gexf => graph.write_gexf(out, self.gexf),
            Format::NodeLink => graph.write_node_link(out),
            Format::Dot => graph.write_dot(out, &drawing),
            Format::Mermaid => {
                if !graph.fits_mermaid(&drawing) {
                    // A note that nobody can read stops nothing.
                    let _ = writeln!(io::stderr(), "{}", too_large_for_mermaid(reader.lang));
                }
                graph.write_mermaid(out, &drawing)
            }
            // People open this with a double click.
            Format::Figures => chain.diagnose(&DiagnosisOptions::new()).write_csv(out, CsvOptions::for_excel()),
            Format::Csv | Format::Helium | Format::Xlsx => unreachable!("none of them is one text"),
        }
    }

    fn drawing(&self) -> DrawingOptions {
        let mut drawing = DrawingOptions::new();
        drawing.fold = self.fold;
        drawing
    }
}

fn too_large_for_mermaid(lang: Lang) -> String {
    let (edges, characters) = (Graph::MERMAID_EDGES, Graph::MERMAID_CHARACTERS);
    match lang {
        Lang::En => format!(
            "note: Mermaid draws at most {edges} edges and {characters} characters by default; choose a --category or \
             --fold"
        ),
        Lang::Zh => {
            format!("提示：Mermaid默认至多画{edges}条边、{characters}个字符，请用 --category 选定品类或用 --fold 合并")
        }
    }
}

fn write_tables(format: Format, graph: &Graph<'_>, outputs: &mut Outputs, targets: Vec<Target>) -> Result<(), Stop> {
    let options = CsvOptions::new();
    for (number, target) in targets.into_iter().enumerate() {
        outputs.write(target, |out| match (format, number) {
            (Format::Helium, 0) => graph.write_helium_pedigree(out),
            (Format::Helium, _) => graph.write_helium_data(out),
            (_, 0) => graph.write_nodes_csv(out, options),
            (_, _) => graph.write_edges_csv(out, options),
        })?;
    }
    Ok(())
}
