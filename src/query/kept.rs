//! A diagnosis that borrows no chain.

use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use super::{BottleneckKey, ChainSummary, Diagnosis, FindingKey, GapKey};
use crate::model::{Lang, Text};
use crate::rules::Severity;

/// A [`Diagnosis`] that owns what it says, to keep in a cache, beside the chain or without it.
///
/// The answers of a diagnosis borrow the chain, so that they cannot be stored beside an `Arc` of it. This holds instead
/// what outlives it: of each gap, finding and bottleneck the key, how bad it is, and the sentence in both languages; and
/// all answers together as the JSON that the diagnosis serializes to. What else is to be asked of an answer, its key
/// finds again in the chain.
///
/// ```
/// use std::collections::HashMap;
/// use std::sync::Arc;
/// use seedrelay::{SupplyChain, datasets};
/// use seedrelay::query::{DiagnosisOptions, KeptDiagnosis};
///
/// struct Server {
///     cache: HashMap<String, (Arc<SupplyChain>, KeptDiagnosis)>,
/// }
///
/// let chain = Arc::new(datasets::example());
/// let kept = chain.diagnose(&DiagnosisOptions::new()).keep();
/// let mut server = Server { cache: HashMap::new() };
/// server.cache.insert("yunlan".into(), (chain, kept));
///
/// let (chain, kept) = &server.cache["yunlan"];
/// assert!(kept.as_json().starts_with('{'));
/// let worst = &kept.gaps()[0];
/// assert!(chain.category(worst.key.category.as_ref().unwrap()).is_some());
/// ```
#[derive(Clone, Debug)]
pub struct KeptDiagnosis {
    summary: ChainSummary,
    gaps: Vec<KeptAnswer<GapKey>>,
    findings: Vec<KeptAnswer<FindingKey>>,
    bottlenecks: Vec<KeptAnswer<BottleneckKey>>,
    json: Box<RawValue>,
}

/// What is kept of one answer.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct KeptAnswer<K> {
    /// What tells it apart.
    pub key: K,
    /// How bad it is.
    pub severity: Severity,
    /// What it says, in English and in Chinese.
    pub message: Text,
}

fn kept<A, K>(
    answers: &[A],
    key: impl Fn(&A) -> K,
    severity: impl Fn(&A) -> Severity,
    message: impl Fn(&A, Lang) -> String,
) -> Vec<KeptAnswer<K>> {
    let keep = |answer| KeptAnswer {
        key: key(answer),
        severity: severity(answer),
        message: Text::new(message(answer, Lang::En), message(answer, Lang::Zh)),
    };
    answers.iter().map(keep).collect()
}

impl Diagnosis<'_> {
    /// All that outlives the chain.
    #[must_use]
    pub fn keep(&self) -> KeptDiagnosis {
        use super::{Bottleneck, Finding, Gap};
        let mut gaps = kept(&self.gaps, Gap::key, Gap::severity, Gap::message);
        for (kept, marked) in gaps.iter_mut().zip(self.marked_gaps()) {
            kept.severity = marked.severity();
            kept.message = Text::new(marked.message(Lang::En), marked.message(Lang::Zh));
        }
        KeptDiagnosis {
            summary: self.chain,
            gaps,
            findings: kept(&self.findings, Finding::key, Finding::severity, Finding::message),
            bottlenecks: kept(&self.bottlenecks, Bottleneck::key, Bottleneck::severity, Bottleneck::message),
            json: serde_json::value::to_raw_value(self)
                .expect("answers are strings, numbers, lists and maps by strings"),
        }
    }
}

impl KeptDiagnosis {
    /// What the chain held.
    #[must_use]
    pub const fn summary(&self) -> &ChainSummary {
        &self.summary
    }

    /// Where the relay was broken, worst first.
    #[must_use]
    pub fn gaps(&self) -> &[KeptAnswer<GapKey>] {
        &self.gaps
    }

    /// Where the chain differed from the operating model, worst first.
    #[must_use]
    pub fn findings(&self) -> &[KeptAnswer<FindingKey>] {
        &self.findings
    }

    /// What held up the work, worst first.
    #[must_use]
    pub fn bottlenecks(&self) -> &[KeptAnswer<BottleneckKey>] {
        &self.bottlenecks
    }

    /// All answers, as the JSON of the diagnosis, in one line.
    #[must_use]
    pub fn as_json(&self) -> &str {
        self.json.get()
    }
}

/// Equal if they say the same.
impl PartialEq for KeptDiagnosis {
    fn eq(&self, other: &Self) -> bool {
        self.as_json() == other.as_json()
    }
}

/// As the diagnosis itself.
impl Serialize for KeptDiagnosis {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.json.serialize(serializer)
    }
}
