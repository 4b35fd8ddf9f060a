//! Every form in which a chain and its answers are written.

use std::io::{Cursor, sink};

use seedrelay::io::document::workbook::WorkbookOptions;
use seedrelay::query::{DiagnosisOptions, FindingOptions};
use seedrelay::render::graph::{DrawingOptions, GexfVersion, Graph};
use seedrelay::render::html::{self, ReportOptions};
use seedrelay::render::picture::{self, PictureOptions};
use seedrelay::render::tidy::CsvOptions;
use seedrelay::{Diagnosis, Lang, SupplyChain};

/// What writes a diagnosis, and its name.
type OfADiagnosis = (&'static str, fn(&Diagnosis<'_>));

/// The same of a chain.
type OfAChain = (&'static str, fn(&SupplyChain));

pub(crate) const OF_A_DIAGNOSIS: [OfADiagnosis; 3] = [
    ("diagnosis as JSON", |diagnosis| serde_json::to_writer(sink(), diagnosis).unwrap()),
    ("diagnosis as CSV", |diagnosis| diagnosis.write_csv(sink(), CsvOptions::new()).unwrap()),
    ("diagnosis as a workbook", |diagnosis| {
        diagnosis.write_workbook(Cursor::new(Vec::new()), Lang::Zh).unwrap();
    }),
];

pub(crate) const OF_A_CHAIN: [OfAChain; 11] = [
    ("page", |chain| drop(html::report(chain, &ReportOptions::new().lang(Lang::En)))),
    ("picture", |chain| drop(picture::svg(chain, &PictureOptions::new()))),
    ("JSON", |chain| drop(chain.to_json())),
    ("TOML", |chain| drop(chain.to_toml())),
    ("workbook", |chain| drop(chain.to_xlsx(&WorkbookOptions::new()))),
    ("CSV", |chain| drop(chain.to_csv(&WorkbookOptions::new()))),
    ("GraphML", |chain| drop(Graph::of(chain).to_graphml())),
    ("GEXF", |chain| drop(Graph::of(chain).to_gexf(GexfVersion::ALL[0]))),
    ("node-link", |chain| drop(Graph::of(chain).to_node_link())),
    ("edges as CSV", |chain| Graph::of(chain).write_edges_csv(sink(), CsvOptions::new()).unwrap()),
    ("DOT and Mermaid", |chain| {
        let options = DrawingOptions::new();
        drop((Graph::of(chain).to_dot(&options), Graph::of(chain).to_mermaid(&options.fold(true))));
    }),
];

/// Of one topic a tenth of the usual pairs are compared: as many projects lie above that limit as above the usual, and ten
/// times as much is written of it for nothing.
pub(crate) fn diagnosis(chain: &SupplyChain) -> Diagnosis<'_> {
    let findings = FindingOptions::new().pairs_per_topic(10_000);
    chain.diagnose(&DiagnosisOptions::new().findings(findings))
}
