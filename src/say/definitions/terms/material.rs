//! Terms of pedigrees, collections, rights and benefit.

use super::{KAPLAN_MEIER, Term, term};
use crate::say::definitions::Topic;

const LACY: &str = "Lacy 1989; Boichard, Maignel and Verrier 1997";

pub(super) const TERMS: &[Term] = &[
    term(
        "variety",
        Topic::Material,
        ["Varieties", "品种"],
        [
            "Varieties and hybrids that are released and not withdrawn.",
            "已审定（登记）且未退出的品种与杂交种。",
        ],
    ),
    term(
        "mass",
        Topic::Material,
        ["Part (genetic mass)", "血缘占比"],
        [
            "The expected part of a germplasm in the varieties: along every line of descent the product of the shares of the \
             parents, summed, and averaged over the varieties.",
            "某种质在全部品种中的期望血缘：沿每条世系将亲本比例相乘后求和，再对品种取平均。",
        ],
    )
    .unit("%", "%")
    .source(LACY),
    term(
        "effective-founders",
        Topic::Material,
        ["Effective number of founders", "有效始祖数"],
        [
            "How many founders with equal parts would give the same diversity: 1 over the sum of the squares of the parts. \
             At most, each unknown parent is a founder of its own; at least, all are the largest.",
            "贡献相等的始祖需要多少个才有同样的多样性：各始祖占比平方和的倒数。上限把每个未知亲本视为独立始祖，下限把它们全部视为最大的始祖。",
        ],
    )
    .source(LACY),
    term(
        "phantom",
        Topic::Material,
        ["Unknown parents", "亲本未知"],
        [
            "The part of the varieties that comes from parents that are not on record.",
            "品种血缘中来自未记载亲本的部分。",
        ],
    )
    .unit("%", "%"),
    term(
        "reach",
        Topic::Material,
        ["Reach", "衍生品种数"],
        ["How many of the varieties descend from a germplasm.", "由某种质直接或间接育成的品种数。"],
    ),
    term(
        "core-parent",
        Topic::Material,
        ["Core parent", "骨干亲本"],
        [
            "A germplasm from which at least 3 and at least 5 % of the varieties of a category descend.",
            "某品类中至少3个且不少于5%的品种由其衍生的种质。",
        ],
    ),
    term(
        "origin",
        Topic::Material,
        ["From outside", "来自外地"],
        [
            "Of the base of known origin, what comes from elsewhere in the country or from abroad; what came in is not traced \
             further.",
            "来源已知的遗传基础中，来自国内其他地区或国外的部分；引进的种质不再向上追溯。",
        ],
    )
    .unit("%", "%"),
    term(
        "material-sharing",
        Topic::Material,
        ["Material of others", "利用他人材料"],
        [
            "Of the pairs of a live project and a material of known holders, those whose performer is none of the holders.",
            "有效项目与保存单位已知的材料构成的组合中，承担者不是保存单位的组合数。",
        ],
    )
    .unit("pairs", "对"),
    term(
        "years-to-field",
        Topic::Material,
        ["Years to the field", "落地年数"],
        [
            "From the year of release to the first year of adoption, at the median; varieties that are not in the field yet \
             count as waiting.",
            "从审定到首次推广应用的年数中位数；尚未推广的品种按仍在等待计算。",
        ],
    )
    .unit("years", "年")
    .source(KAPLAN_MEIER),
    term(
        "accession",
        Topic::Material,
        ["Accession", "种质份数"],
        [
            "One germplasm as a gene bank keeps it. Of each holder the latest count stands for all before.",
            "种质库保存的一份种质。每个保存单位以最新统计为准。",
        ],
    ),
    term(
        "clearance",
        Topic::Material,
        ["Cleared", "权利厘清"],
        [
            "Blocked where an exclusive right of somebody else stands in the variety, in a parent of the hybrid, or in what \
             it is essentially derived from, and no commercial licence is on record; not on record where the right or its \
             owner is not; else clear.",
            "品种自身、杂交种亲本或其原始品种上存在他人的专有权，且未见商业化许可记录的为受限；权利或权利人未记载的为未记载；其余为清晰。",
        ],
    )
    .source("UPOV 1991, art. 14(5)"),
    term(
        "benefit-flow",
        Topic::Material,
        ["Where the money goes", "收益分享"],
        [
            "What of the revenue reaches which leap, along the royalties that projects pay to the results and the germplasm \
             that they rest on.",
            "收入沿各项目向其所依托成果与种质支付的分享，最终到达各个跨越的部分。",
        ],
    ),
];
