//! Writes a chain for another tool: the graphs for Gephi, NetworkX, igraph, Graphviz or Markdown, and all findings and
//! figures for Excel, R or Jupyter.
//!
//! `cargo run --release --example export -- [FILE] [--to graphml|gexf|dot|mermaid|node-link|csv|figures|xlsx] [-o OUT]
//! [--graph organizations|projects|both] [--category ID] [--lang en|zh] [--known documented|assumed|proposed] [--fold]`
//!
//! FILE is a `seedrelay/1` document: JSON, `.toml`, a workbook or a folder of CSV files; everything that is wrong with it
//! is told on standard error. Without FILE, the Hunan chain is exported. Without `--to`, the ending of OUT tells. Without `-o`, or with `-o -`, a
//! text goes to the standard output.

mod terminal;

use std::error::Error;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use lexopt::prelude::{Long, Short, Value, ValueExt};
use seedrelay::query::DiagnosisOptions;
use seedrelay::render::export::{CsvOptions, DrawingOptions, GexfVersion, Graph, Nodes};
use seedrelay::{Evidence, Lang, SupplyChain};
use terminal::running::{self, Stop};

const USAGE: &str = "\
usage: export [FILE] [--to FORMAT] [-o OUT] [--graph organizations|projects|both]
              [--category ID] [--lang en|zh] [--known documented|assumed|proposed]
              [--fold] [--gexf 1.3|1.2]

FILE is a seedrelay/1 document: TOML if its name ends in .toml, a workbook if it
ends in .xlsx or .ods, a folder of CSV files, else JSON. Without it, the chain of
Hunan is exported. FORMAT is one of
  graphml     for NetworkX, igraph, Gephi, yEd, Cytoscape
  gexf        for Gephi, with a timeline; --gexf 1.2 is for NetworkX
  node-link   JSON for NetworkX and d3
  csv         two tables: OUT is a folder, and gets nodes.csv and edges.csv
  dot         for Graphviz
  mermaid     for Markdown; at most 500 edges, so choose a --category or --fold
  figures     all findings and figures, one observation a line, as CSV
  xlsx        the same as a workbook
and is guessed from the ending of OUT. Without -o, or with -o -, a text goes to
the standard output.
";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    GraphMl,
    Gexf,
    NodeLink,
    Csv,
    Dot,
    Mermaid,
    Figures,
    Xlsx,
}

impl Format {
    const NAMES: [(&'static str, Self); 8] = [
        ("graphml", Self::GraphMl),
        ("gexf", Self::Gexf),
        ("node-link", Self::NodeLink),
        ("csv", Self::Csv),
        ("dot", Self::Dot),
        ("mermaid", Self::Mermaid),
        ("figures", Self::Figures),
        ("xlsx", Self::Xlsx),
    ];

    fn of_name(name: &str) -> Result<Self, String> {
        let known = Self::NAMES.iter().find(|(own, _)| *own == name).map(|(_, format)| *format);
        known.ok_or_else(|| {
            format!("unknown format `{name}`; expected one of {}", Self::NAMES.map(|(name, _)| name).join(", "))
        })
    }

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

struct Arguments {
    file: Option<PathBuf>,
    to: Format,
    /// `None` for the standard output.
    out: Option<PathBuf>,
    nodes: Nodes,
    category: Option<String>,
    lang: Lang,
    known: Evidence,
    drawing: DrawingOptions,
    gexf: GexfVersion,
}

fn main() -> ExitCode {
    running::run(USAGE, arguments, |arguments| {
        let chain = terminal::reading::given(arguments.file.as_deref(), arguments.lang)?;
        run(chain, &arguments)
    })
}

fn arguments() -> Result<Option<Arguments>, Box<dyn Error>> {
    let mut parser = lexopt::Parser::from_env();
    let (mut file, mut to, mut out, mut category) = (None, None, None, None);
    let (mut nodes, mut lang, mut known) = (Nodes::Organizations, Lang::En, Evidence::Proposed);
    let (mut drawing, mut gexf) = (DrawingOptions::new(), GexfVersion::V1_3);
    while let Some(argument) = parser.next()? {
        match argument {
            Long("to") => to = Some(Format::of_name(&parser.value()?.string()?)?),
            Short('o') | Long("out") => out = Some(PathBuf::from(parser.value()?)),
            Long("graph") => nodes = parser.value()?.parse()?,
            Long("category") => category = Some(parser.value()?.string()?),
            Long("lang") => lang = parser.value()?.parse()?,
            Long("known") => known = parser.value()?.parse()?,
            Long("fold") => drawing.fold = true,
            Long("gexf") => gexf = parser.value()?.parse()?,
            Short('h') | Long("help") => return Ok(None),
            Value(path) if file.is_none() => file = Some(PathBuf::from(path)),
            other => return Err(other.unexpected().into()),
        }
    }
    let out = out.filter(|path| path.as_os_str() != "-");
    let to = match (to, out.as_deref()) {
        (Some(to), _) => to,
        (None, Some(path)) => Format::of_ending(path).ok_or_else(|| {
            format!("cannot tell the format from the name {}; say it with --to FORMAT", path.display())
        })?,
        (None, None) => return Err("no format is given; say it with --to FORMAT, or by the ending of -o OUT".into()),
    };
    Ok(Some(Arguments { file, to, out, nodes, category, lang, known, drawing, gexf }))
}

fn run(chain: SupplyChain, arguments: &Arguments) -> Result<(), Stop> {
    let chain = if arguments.known > Evidence::Proposed { chain.known_at_least(arguments.known) } else { chain };
    let graph = graph(&chain, arguments).map_err(Stop::refused)?;
    let create = |path: &Path| running::create(path, arguments.file.as_deref());
    match (arguments.to, arguments.out.as_deref()) {
        (Format::Csv, Some(folder)) => write_tables(&graph, folder),
        (Format::Csv, None) => Err(Stop::refused("csv writes two tables; give a folder with -o FOLDER")),
        (Format::Xlsx, None) => Err(Stop::refused("a workbook is no text; give a file with -o FILE.xlsx")),
        (Format::Xlsx, Some(path)) => {
            let diagnosis = chain.diagnose(&DiagnosisOptions::new());
            let written = diagnosis.write_workbook(create(path)?, arguments.lang);
            written.map_err(|error| Stop::unwritten(path, error))
        }
        (_, Some(path)) => {
            let written = write_text(&chain, &graph, arguments, create(path)?);
            written.map_err(|error| Stop::unwritten(path, error))
        }
        (_, None) => match write_text(&chain, &graph, arguments, io::stdout().lock()) {
            // The reader has gone, as with `| head`.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            outcome => Ok(outcome?),
        },
    }
}

fn graph<'c>(chain: &'c SupplyChain, arguments: &Arguments) -> Result<Graph<'c>, String> {
    let graph = Graph::of(chain).nodes(arguments.nodes).lang(arguments.lang);
    let Some(id) = &arguments.category else { return Ok(graph) };
    let category = chain.category(id).ok_or_else(|| {
        let known: Vec<&str> = chain.categories().iter().map(|category| category.id.as_str()).collect();
        format!("the chain has no category `{id}`; it has {}", known.join(", "))
    })?;
    Ok(graph.of_category(category))
}

fn write_tables(graph: &Graph<'_>, folder: &Path) -> Result<(), Stop> {
    std::fs::create_dir_all(folder).map_err(|error| Stop::unwritten(folder, error))?;
    let write = |name: &str, table: &dyn Fn(File) -> io::Result<()>| {
        let path = folder.join(name);
        File::create(&path).and_then(table).map_err(|error| Stop::unwritten(&path, error))
    };
    write("nodes.csv", &|out| graph.write_nodes_csv(out, CsvOptions::new()))?;
    write("edges.csv", &|out| graph.write_edges_csv(out, CsvOptions::new()))
}

fn write_text(chain: &SupplyChain, graph: &Graph<'_>, arguments: &Arguments, out: impl Write) -> io::Result<()> {
    let drawing = &arguments.drawing;
    match arguments.to {
        Format::GraphMl => graph.write_graphml(out),
        Format::Gexf => graph.write_gexf(out, arguments.gexf),
        Format::NodeLink => graph.write_node_link(out),
        Format::Dot => graph.write_dot(out, drawing),
        Format::Mermaid => {
            if !graph.fits_mermaid(drawing) {
                eprintln!(
                    "note: Mermaid draws at most {} edges and {} characters by default; choose a --category or --fold",
                    Graph::MERMAID_EDGES,
                    Graph::MERMAID_CHARACTERS,
                );
            }
            graph.write_mermaid(out, drawing)
        }
        // People open this with a double click.
        Format::Figures => chain.diagnose(&DiagnosisOptions::new()).write_csv(out, CsvOptions::for_excel()),
        Format::Csv | Format::Xlsx => unreachable!("neither is one text"),
    }
}
