//! Terms of how far things are known.

use super::{Term, term};
use crate::say::definitions::Topic;

const WILSON: &str = "Wilson 1927; Brown, Cai and DasGupta 2001";

pub(super) const TERMS: &[Term] = &[
    term(
        "certainty",
        Topic::Evidence,
        ["Certain, or as far as is recorded", "确定与以现有记录为限"],
        [
            "A gap is certain if it holds in every world that agrees with the document and with what it declares \
             complete, whatever else is missing from it. Else it holds as far as is recorded: that is possible, not likely.",
            "与文档及其完整性声明相符的任何情形下都成立的断点为确定，无论另有什么未记载；其余以现有记录为限：可能成立，并非很可能成立。",
        ],
    )
    .source("Motro 1989; Levy 1996; Razniewski and Nutt 2011"),
    term(
        "completeness",
        Topic::Evidence,
        ["Statement of completeness", "完整性声明"],
        [
            "That all of a list is in the document, for a category, stage, organization or period; made by somebody who \
             knows, with a source.",
            "说明某品类、阶段、组织或时期内的某一清单已全部收录，由了解情况者作出并注明来源。",
        ],
    ),
    term(
        "unrecorded",
        Topic::Evidence,
        ["Data that are missing", "缺失的数据"],
        [
            "What less than 5 % of ten records or more say of those that could, in a category. What rests on it is a \
             blank of the document.",
            "某品类中应填的十条以上记录里不足5%填写的内容。依据它得出的结论只是文档的空白。",
        ],
    ),
    term(
        "look-up",
        Topic::Evidence,
        ["Look up next", "下一步查什么"],
        [
            "What would have to be known to be all on record for a gap to be settled: it is then certain, or gone.",
            "判明断点所需查全的内容：查全后断点或为确定，或不复存在。",
        ],
    ),
    term(
        "conversion-bounds",
        Topic::Flow,
        ["Conversion, between", "转化率可能范围"],
        [
            "At least the share of results that were taken up on record; at most all but those that were certainly not.",
            "至少为有记载的承接比例；至多为除确定无人承接者外的全部成果。",
        ],
    )
    .unit("% of 1", "%")
    .source("Manski 2003"),
    term(
        "recorded-share",
        Topic::Flow,
        ["Links on record", "关系记载率"],
        [
            "An audit: of the follow-ons that somebody looked up elsewhere, the share that the document has, with a 95 % \
             interval. They must be chosen without looking at the document.",
            "抽查：另行查得的后续项目中本文档已有的比例，附95%区间。抽查对象须不看本文档选定。",
        ],
    )
    .unit("% of 1", "%")
    .source(WILSON),
    term(
        "corrected-conversion",
        Topic::Flow,
        ["Conversion corrected by an audit", "按抽查校正的转化率"],
        [
            "The share of results taken up by projects on record, over the share of links on record; and of the results \
             without a follow-on on record, how many then really have none.",
            "有记载的项目承接比例除以关系记载率；以及未见后续记录的成果中确无后续者的数量。",
        ],
    )
    .source("Rogan and Gladen 1978"),
    term(
        "throughput-range",
        Topic::Bottlenecks,
        ["Throughput, between", "产出可能范围"],
        [
            "The throughput with all assumed values at their worse, and with all at their better ends: it rises with \
             every success and falls with every duration.",
            "所有假定值均取较差端与均取较好端时的产出：成功率越高、周期越短，产出越高。",
        ],
    )
    .unit("products/year", "产品/年"),
    term(
        "tornado",
        Topic::Bottlenecks,
        ["What moves the throughput", "各假定的影响"],
        [
            "The throughput with one assumed value at either end of its range, the others as in use; without a range, a \
             quarter either way, which asks “what if” and is no uncertainty.",
            "某一假定值取范围两端、其余取现用值时的产出；未给范围的上下变动四分之一，仅作假设，不代表不确定程度。",
        ],
    )
    .unit("products/year", "产品/年"),
    term(
        "estimate",
        Topic::Bottlenecks,
        ["Estimated from records", "据记录估计"],
        [
            "Where all projects are on record, the failed ones too: (delivered + ½) over (delivered + failed + 1), with \
             Wilson's interval; and the mean duration by Kaplan and Meier, restricted to the longest on record, where ten or \
             more ended. It stands beside what is assumed, and nothing is computed from it.",
            "全部项目（含失败项目）均已记载时：（已交付＋½）÷（已交付＋已失败＋1），附Wilson区间；已结束项目达10项时，另给Kaplan–Meier平均周期（以最长记录为限）。仅供与假定值对照，不参与计算。",
        ],
    )
    .source("Jeffreys 1946; Wilson 1927; Kaplan and Meier 1958"),
];
