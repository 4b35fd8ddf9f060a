//! Where does the relay drop the baton, and who is the queue?
//!
//! Research in the seed industry passes from basic and applied-basic research (0→1) through applied research (1→10) to
//! industrialization (10→100); market demand flows back. This crate holds such a *seed-technology supply chain*
//! 种业技术供应链 and answers where it is broken.
//!
//! It takes no silence for an answer. What is not on record is unknown, and not zero; a gap is *certain* where no missing
//! record could change it, else *possible*, as far as is recorded; and where a list is hardly recorded at all, that is
//! *missing data* before it is a gap.
//!
//! ```
//! use seedrelay::query::DiagnosisOptions;
//! use seedrelay::{Evidence, Lang, datasets};
//!
//! let example = datasets::example(); // a province that does not exist
//! let today = example.known_at_least(Evidence::Assumed); // without what is only proposed
//! let diagnosis = today.diagnose(&DiagnosisOptions::new());
//! let first = diagnosis.marked_gaps().next().unwrap(); // what is certain comes first
//! assert_eq!(first.message(Lang::En), "Tea: no organization works at applied research (1→10).");
//! ```
//!
//! # The types, in the order in which you meet them
//!
//! - The records: [`Category`], [`Organization`] with its [`Capability`]s and [`Charter`], [`Project`], [`Demand`],
//!   [`Agreement`], [`Funding`], [`Service`]; the material, [`Germplasm`] with its [`Licence`]s, [`Adoption`]s and
//!   [`Collection`]s; and of which lists the document has all, [`Completeness`]. Plain data, checked by nobody.
//! - [`SupplyChain`]: validated and immutable. It comes from a [document](io::document) or from a [`ChainBuilder`];
//!   if something is wrong you get all [`Problems`] at once.
//! - [`OrganizationRef`] and [`ProjectRef`]: a record together with its chain, to go on to its neighbours. All that
//!   borrows a chain has the lifetime `'c`.
//! - The answers, in [`query`]: [`Coverage`](query::Coverage), [`FunnelRow`](query::FunnelRow), [`Gap`], [`Finding`],
//!   [`Bottleneck`], [`Connector`](query::Connector); and [`Diagnosis`], all of them as one value. They borrow the chain, compare, print and serialize.
//! - [`OperatingModel`]: what [`Finding`]s are held against; data that you can replace.
//! - [`say`]: what is said of the answers, in words and tables, ready to be rendered.
//! - [`render::graph`] and `render::tidy`: the graphs and the answers for other tools, such as Gephi, NetworkX, igraph,
//!   Graphviz and Excel.
//! - The two petgraph graphs, [`SupplyChain::organization_graph`] and [`SupplyChain::project_graph`], with
//!   [`petgraph`] re-exported so that versions match.
//!
//! # Features
//!
//! `json` is on by default; the others only add.
//!
//! | feature | what it adds |
//! |---|---|
//! | `toml` | documents in TOML |
//! | `csv`, `xlsx` | the module `io::tables`; chains and answers as CSV files and workbooks |
//! | `mapping` | `io::tables::mapping`: a flat table of grants made into a chain |
//! | `render` | problems shown in the source text |
//! | `schema` | the JSON Schema of a document |
//! | `xml` | the graphs as GraphML and GEXF |
//! | `report`, `png` | the modules `render::html` and `render::picture`: the page of HTML, the picture of the relay as SVG, and as PNG |
//! | `synthetic` | seeded synthetic chains of any size |
//! | `proptest` | strategies for property tests |
//! | `terminal` | what is said of a chain, rendered for a terminal |
//! | `cli` | the command `seedrelay` |
//! | `parallel` | work side by side, with the same result to the last bit |
//!
//! # Further
//!
//! [`docs`] has a [tutorial](docs::tutorial), a [cookbook](docs::cookbook), the [definitions](docs::definitions) of all
//! answers with their sources, the [format](docs::format) of documents, and a [glossary](docs::glossary) in English and
//! Chinese. Time is that of the document ([`SupplyChain::as_of`]), never of the clock; the order of a document changes no
//! answer.

#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[macro_use]
mod text;
#[macro_use]
pub mod model;
#[macro_use]
pub mod record;
pub mod chain;
#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "json")]
pub mod datasets;
pub mod docs;
pub mod graph;
pub mod io;
pub mod query;
pub mod render;
pub mod rules;
pub mod say;
pub mod scenario;
pub mod stats;
pub mod testing;

pub use chain::{ChainBuilder, OrganizationRef, Problem, Problems, ProjectRef, SupplyChain};
pub use io::document::ReadError;
pub use model::{
    Boundary, CategoryId, DemandId, Evidence, FORMAT, GermplasmId, Lang, Leap, OrganizationId, OrganizationKind,
    Orientation, PartialDate, ProjectId, RegionId, ServiceKind, SourceId, Stage, Status, Text, TopicId,
};
pub use query::{Bottleneck, Diagnosis, Finding, Gap, GapKind};
pub use record::{
    Adoption, Agreement, Assumptions, BenefitShare, Capability, Category, Charter, Collection, Completeness, Demand,
    Funding, Germplasm, Licence, Member, Organization, Project, Region, Service, Source, Topic,
};
pub use rules::OperatingModel;
pub use {jiff, petgraph};

/// The README's Rust is compiled and run.
#[cfg(all(doctest, feature = "json"))]
#[doc = include_str!("../README.md")]
struct Readme;
