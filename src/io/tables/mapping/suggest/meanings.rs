//! What the names of columns and what stands in them may mean.

use crate::io::tables::mapping::mentions::normal;
use crate::model::{OrganizationKind, Stage};

/// What a column may be, and how such columns are called. Of several, the first that fits counts.
const MEANINGS: [(&str, &[&str]); 19] = [
    ("female", &["female", "mother", "seedparent", "母本"]),
    ("male", &["male", "father", "pollenparent", "父本"]),
    (
        "pedigree",
        &["pedigree", "parentage", "cross", "parents", "亲本", "亲本组合", "品种来源", "组合来源", "组合", "系谱"],
    ),
    ("approval", &["approval", "approvalnumber", "registrationnumber", "审定编号", "审定号", "登记编号"]),
    ("variety", &["variety", "varietyname", "cultivar", "denomination", "品种名称", "品种", "作物品种"]),
    ("crop", &["crop", "cropname", "species", "作物", "作物名称", "作物种类", "品类"]),
    (
        "who",
        &[
            "performer",
            "organization",
            "organisation",
            "institution",
            "breeder",
            "beneficiary",
            "applicant",
            "company",
            "grantee",
            "recipient",
            "owner",
            "承担单位",
            "单位",
            "机构",
            "选育单位",
            "育种者",
            "申请者",
            "申请单位",
            "主持单位",
        ],
    ),
    (
        "kind",
        &[
            "kind",
            "sector",
            "organizationtype",
            "institutiontype",
            "activitytype",
            "单位类型",
            "组织类型",
            "机构类型",
            "单位性质",
        ],
    ),
    (
        "called",
        &["name", "legalname", "organizationname", "organisationname", "institutionname", "单位名称", "机构名称"],
    ),
    (
        "number",
        &[
            "number",
            "id",
            "projectid",
            "projectnumber",
            "grant",
            "grantnumber",
            "grantid",
            "case",
            "reference",
            "编号",
            "项目编号",
            "项目号",
            "立项编号",
            "批准号",
        ],
    ),
    ("title", &["title", "projecttitle", "projectname", "项目名称", "课题名称", "标题", "名称"]),
    ("stage", &["stage", "researchtype", "type", "activity", "研究阶段", "项目类型", "类别", "阶段"]),
    ("status", &["status", "state", "状态", "进展"]),
    (
        "commissioned",
        &["commissioned", "signed", "signature", "awarddate", "委托日期", "立项日期", "签订日期", "批准日期"],
    ),
    ("started", &["started", "start", "startdate", "from", "begin", "开始日期", "开始时间", "起始日期", "起始时间"]),
    ("ended", &["ended", "end", "enddate", "to", "completion", "结束日期", "结束时间", "完成日期", "终止日期"]),
    ("year", &["year", "releaseyear", "released", "yearofrelease", "审定年份", "审定日期", "年份", "年度"]),
    ("money", &["amount", "budget", "funding", "award", "awardamount", "cost", "经费", "金额", "资助金额", "资助经费"]),
    ("region", &["region", "province", "country", "county", "city", "地区", "省份", "所在地"]),
];

/// What each column may be, by its name and the values that stand in it. Those that are called so exactly come before those
/// whose names only have such a word in them, and no two are one.
pub(super) fn meanings(columns: &[(String, Vec<String>)]) -> Vec<Option<&'static str>> {
    let mut found: Vec<Option<&'static str>> = vec![None; columns.len()];
    for is_exact in [true, false] {
        for (place, (name, values)) in columns.iter().enumerate() {
            if found[place].is_none() {
                let all = MEANINGS.iter().filter(|(_, names)| is_called(&normal(name), names, is_exact));
                let free = all.map(|(meaning, _)| *meaning).filter(|meaning| !found.contains(&Some(*meaning)));
                let first = free.into_iter().find(|meaning| may_be(meaning, values));
                found[place] = first;
            }
        }
    }
    found
}

/// Whether a column may be called so that it means something.
pub(super) fn is_known(name: &str) -> bool {
    [true, false].into_iter().any(|exact| MEANINGS.iter().any(|(_, names)| is_called(&normal(name), names, exact)))
}

fn is_called(name: &str, names: &[&str], is_exact: bool) -> bool {
    let name: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
    let is_long = |word: &&&str| word.chars().count() >= if word.is_ascii() { 5 } else { 2 };
    if is_exact { names.contains(&&*name) } else { names.iter().filter(is_long).any(|word| name.contains(word)) }
}

/// Whether values can be what the name of their column says: amounts, days and years have digits.
fn may_be(meaning: &str, values: &[String]) -> bool {
    if !["money", "commissioned", "started", "ended", "year"].contains(&meaning) {
        return true;
    }
    let with_digits = values.iter().filter(|text| text.contains(|c: char| c.is_numeric())).count();
    with_digits * 2 >= values.len()
}

/// What a value of a column of stages may mean.
pub(super) fn stage_of(value: &str) -> Stage {
    let value = normal(value);
    let has = |words: &[&str]| words.iter().any(|word| value.contains(word));
    if has(&["appliedbasic", "applied-basic", "应用基础", "ria"]) {
        Stage::AppliedBasic
    } else if has(&["basic", "fundamental", "基础"]) {
        Stage::Basic
    } else if has(&["industr", "market", "product", "commerc", "sell", "产业", "推广", "生产", "示范"]) {
        Stage::Industrialization
    } else {
        Stage::Applied
    }
}

/// What a value of a column of kinds of organizations may mean.
pub(super) fn kind_of(value: &str) -> OrganizationKind {
    let value = normal(value);
    let has = |words: &[&str]| words.iter().any(|word| value.contains(word));
    if has(&["univ", "higher", "college", "高校", "大学", "学院"]) || value == "hes" {
        OrganizationKind::University
    } else if has(&["institut", "research", "院", "所", "科研"]) || value == "rec" {
        OrganizationKind::Institute
    } else if has(&["government", "ministry", "public", "政府", "机关", "局"]) || value == "pub" {
        OrganizationKind::Government
    } else {
        OrganizationKind::Company
    }
}

/// What an organization is, by its name; to be completed.
pub(super) const KINDS: &str = r#"
# What an organization is, by its name. The most specific pattern counts.
[kinds]
"*universit*" = "university"
"*college*" = "university"
"*大学*" = "university"
"*学院" = "university"
"*institut*" = "institute"
"*research*" = "institute"
"*院" = "institute"
"*所" = "institute"
"*ministry*" = "government"
"*局" = "government"
"*公司*" = "company"
"*" = { kind = "company", evidence = "assumed" }
"#;
