//! Scenarios to be laid over the chain that is read.

use std::path::{Path, PathBuf};

use super::{Known, contents, refusal, unreadable};
use crate::chain::{Problems, SupplyChain};
use crate::cli::Reader;
use crate::cli::progress::Progress;
use crate::cli::stop::Stop;
use crate::scenario::{Applied, Scenario};

/// What is laid over the chain.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Laid {
    /// Lay a scenario over the chain first: a plan in JSON or TOML, all of which counts. Several are applied in turn.
    ///
    /// 先在供应链上叠加情景（JSON或TOML），其中内容一律计入；可指定多个，依次叠加。
    #[arg(long, value_name = "FILE")]
    scenario: Vec<PathBuf>,
}

impl Laid {
    /// The files that are read.
    pub(in crate::cli) fn files(&self) -> impl Iterator<Item = &PathBuf> {
        self.scenario.iter()
    }

    /// The scenarios, each read once: what comes through a pipe cannot be read again.
    pub(in crate::cli) fn read(&self, reader: Reader) -> Result<Scenarios, Stop> {
        self.files().map(|path| Sheet::read(path, reader)).collect::<Result<_, _>>().map(Scenarios)
    }
}

/// Scenarios that were read, each to be laid over what comes of the one before.
pub(in crate::cli) struct Scenarios(Vec<Sheet>);

impl Scenarios {
    pub(in crate::cli) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The chain with all of them.
    pub(in crate::cli) fn over(&self, chain: SupplyChain, reader: Reader) -> Result<SupplyChain, Stop> {
        self.0.iter().try_fold(chain, |chain, own| Ok(own.over(&chain, reader)?.chain))
    }

    /// The part of a chain that is known well enough, with all of them; where there are none, that is today, and something
    /// is only proposed, with the whole. Of a chain with something laid over it all counts, and nothing stands beside it.
    pub(in crate::cli) fn beside(
        &self,
        known: &Known,
        chain: SupplyChain,
        reader: Reader,
    ) -> Result<(SupplyChain, Option<SupplyChain>), Stop> {
        if self.is_empty() { Ok(known.beside(chain)) } else { Ok((self.over(known.of(chain), reader)?, None)) }
    }

    /// The operating model that the last of them names, if one does.
    pub(in crate::cli) fn model(&self) -> Option<&str> {
        self.0.iter().rev().find_map(|own| own.scenario.model())
    }
}

/// A scenario with the text that it was read from, to show what is wrong inside it.
pub(in crate::cli) struct Sheet {
    path: PathBuf,
    contents: Vec<u8>,
    pub(in crate::cli) scenario: Scenario,
}

impl Sheet {
    /// The scenario of a file, or what to tell about why there is none.
    pub(in crate::cli) fn read(path: &Path, reader: Reader) -> Result<Self, Stop> {
        let contents = contents(path, &Progress::none()).map_err(|error| unreadable(path, &error, reader))?;
        match Scenario::from_contents(path, &contents) {
            Ok(scenario) => Ok(Self { path: path.to_owned(), contents, scenario }),
            Err(error) => Err(Stop::told_already(refusal(path, &contents, error, reader.lang))),
        }
    }

    /// What comes of it, laid over a chain.
    pub(in crate::cli) fn over(&self, chain: &SupplyChain, reader: Reader) -> Result<Applied, Stop> {
        let refused = |problems: Problems| refusal(&self.path, &self.contents, problems.into(), reader.lang);
        chain.apply(&self.scenario).map_err(|problems| Stop::told_already(refused(problems)))
    }
}
