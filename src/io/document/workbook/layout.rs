//! What a workbook is made of, in one place: sheets, columns, what stands in them, in three spellings each. Reading,
//! writing, the template and its explanations all go by this.

use Kind::{
    Choice as One, ChoiceMany as Many, Count, Date, Id, Number, Plain, Refer, ReferMany, Text, TextMany, YesNo,
};

use super::spelling::spelling;
use crate::model::{Evidence, Lang, OrganizationKind, Orientation, ServiceKind, Stage, Status};

/// A sheet, or a CSV file of a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Sheet {
    Chain,
    Sources,
    Categories,
    Organizations,
    Capabilities,
    Charters,
    Members,
    Projects,
    BenefitShares,
    Demands,
    Agreements,
    Funding,
    Services,
    Assumptions,
}

/// How something is spelt: as the key of a document, in English and in Chinese; and how else it may be spelt.
#[derive(Debug)]
pub(super) struct Names {
    pub(super) key: &'static str,
    pub(super) en: &'static str,
    pub(super) zh: &'static str,
    pub(super) others: &'static [&'static str],
}

impl Names {
    /// The spelling for a reader of a language, or for a program.
    pub(super) const fn get(&self, lang: Option<Lang>) -> &'static str {
        match lang {
            None => self.key,
            Some(Lang::En) => self.en,
            Some(Lang::Zh) => self.zh,
        }
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &'static str> {
        [self.key, self.en, self.zh].into_iter().chain(self.others.iter().copied())
    }

    /// Whether they are what a text with this [`spelling`] means.
    pub(super) fn are(&self, spelt: &str) -> bool {
        self.all().any(|name| spelling(name) == spelt)
    }
}

#[derive(Debug)]
pub(super) struct SheetLayout {
    pub(super) sheet: Sheet,
    pub(super) names: Names,
    /// What it is for, in English and Chinese.
    pub(super) about: [&'static str; 2],
    pub(super) columns: &'static [Column],
}

#[derive(Debug)]
pub(super) struct Column {
    pub(super) names: Names,
    pub(super) kind: Kind,
    pub(super) required: bool,
    /// What belongs there, in English and Chinese.
    pub(super) about: [&'static str; 2],
}

/// What stands in a column.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    /// A text that is the same for all readers.
    Plain,
    /// The id of the record.
    Id,
    /// The id of a record of another sheet.
    Refer(Sheet),
    /// Several of them.
    ReferMany,
    /// A text that people read: one column, or one for each language.
    Text,
    /// Several of them.
    TextMany,
    Count,
    Number,
    YesNo,
    Date,
    Choice(Choice),
    ChoiceMany(Choice),
}

impl Kind {
    pub(super) const fn is_text(self) -> bool {
        matches!(self, Self::Text | Self::TextMany)
    }

    pub(super) const fn is_list(self) -> bool {
        matches!(self, Self::ReferMany | Self::TextMany | Self::ChoiceMany(_))
    }

    pub(super) const fn choice(self) -> Option<Choice> {
        match self {
            Self::Choice(choice) | Self::ChoiceMany(choice) => Some(choice),
            _ => None,
        }
    }
}

/// One of the values of an enumeration.
#[derive(Clone, Copy, Debug)]
pub(super) struct Choice {
    /// How each is spelt: as in documents, in English, in Chinese.
    names: [&'static [&'static str]; 3],
    /// How else some are spelt, each with what it stands for.
    others: &'static [(&'static str, &'static str)],
}

impl Choice {
    /// Every value as it is spelt for a reader of a language, or in documents.
    pub(super) const fn names(self, lang: Option<Lang>) -> &'static [&'static str] {
        self.names[match lang {
            None => 0,
            Some(lang) => 1 + lang as usize,
        }]
    }

    /// The value, as documents spell it, that a text names in whatever language.
    pub(super) fn find(self, text: &str) -> Option<&'static str> {
        // Mostly it is spelt as in documents.
        if let Some(key) = self.names(None).iter().find(|key| **key == text) {
            return Some(key);
        }
        let spelt = spelling(text);
        let is_it = |(_, name): &(&str, &str)| spelling(name) == spelt;
        self.spellings().find(is_it).map(|(key, _)| key)
    }

    pub(super) fn all(self) -> impl Iterator<Item = &'static str> {
        self.spellings().map(|(_, name)| name)
    }

    /// Every spelling behind the value that it stands for.
    fn spellings(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let keys = self.names[0];
        let own = self.names.into_iter().flat_map(move |names| keys.iter().copied().zip(names.iter().copied()));
        own.chain(self.others.iter().map(|(name, key)| (*key, *name)))
    }
}

/// The values of an enumeration; behind them, how else some are spelt.
macro_rules! choice {
    ($name:ident $(, $other:literal => $variant:ident)*) => {{
        const fn labels(lang: Lang) -> [&'static str; $name::ALL.len()] {
            let mut labels = [""; $name::ALL.len()];
            let mut value = 0;
            while value < labels.len() {
                labels[value] = $name::ALL[value].label(lang);
                value += 1;
            }
            labels
        }
        const EN: [&str; $name::ALL.len()] = labels(Lang::En);
        const ZH: [&str; $name::ALL.len()] = labels(Lang::Zh);
        Choice { names: [$name::NAMES, &EN, &ZH], others: &[$(($other, $name::$variant.as_str())),*] }
    }};
}

const KIND: Choice = choice!(
    OrganizationKind,
    "高等院校" => University,
    "大学" => University,
    "科研机构" => Institute,
    "研究所" => Institute,
    "创新联合体" => Consortium,
    "联合体" => Consortium,
    "企业" => Company,
    "公司" => Company
);
const SERVICE: Choice = choice!(ServiceKind);
const STAGE: Choice = choice!(Stage, "产业化研究" => Industrialization);
const STATUS: Choice = choice!(Status);
const ORIENTATION: Choice = choice!(Orientation);
const EVIDENCE: Choice = choice!(Evidence);

impl SheetLayout {
    pub(super) fn of(sheet: Sheet) -> &'static Self {
        LAYOUT.iter().find(|layout| layout.sheet == sheet).expect("every sheet has its layout")
    }

    pub(super) fn column(&self, key: &str) -> Option<&'static Column> {
        self.columns.iter().find(|column| column.names.key == key)
    }
}

/// What a column is called that holds one language of a text.
pub(super) fn header(column: &Column, of: Option<Lang>, lang: Option<Lang>) -> String {
    let name = column.names.get(lang);
    match (of, lang) {
        (None, _) => name.to_owned(),
        (Some(of), None) => format!("{name}_{of}"),
        (Some(of), Some(Lang::En)) => format!("{name} ({})", of.label(Lang::En)),
        (Some(of), Some(Lang::Zh)) => format!("{name}({})", of.label(Lang::Zh)),
    }
}

/// `required` after a column says that a record cannot be without it.
macro_rules! sheets {
    ($(
        $sheet:ident $sheet_key:literal $sheet_en:literal $sheet_zh:literal $([$($sheet_other:literal)+])?
            : $sheet_about_en:literal / $sheet_about_zh:literal
        { $(
            $key:literal $en:literal $zh:literal $([$($other:literal)+])?: $kind:expr $(, $required:ident)?
                => $about_en:literal / $about_zh:literal;
        )+ }
    )+) => {
        pub(super) const LAYOUT: &[SheetLayout] = &[$(SheetLayout {
            sheet: Sheet::$sheet,
            names: Names { key: $sheet_key, en: $sheet_en, zh: $sheet_zh, others: &[$($($sheet_other),+)?] },
            about: [$sheet_about_en, $sheet_about_zh],
            columns: &[$(Column {
                names: Names { key: $key, en: $en, zh: $zh, others: &[$($($other),+)?] },
                kind: $kind,
                required: sheets!(@ $($required)?),
                about: [$about_en, $about_zh],
            }),+],
        }),+];
    };
    (@ required) => { true };
    (@) => { false };
}

sheets! {
    Chain "chain" "Chain" "供应链" ["总体"]: "What the whole workbook is about: one row for each key." / "整个工作簿的总体说明，每项一行。" {
        "format" "Format" "格式": Plain, required => "Always seedrelay/1." / "固定为seedrelay/1。";
        "name" "Name" "名称": Text => "What the chain is called." / "供应链的名称。";
        "as_of" "As of" "截止日期" ["截至"]: Date, required => "The day that every wait is measured to." / "一切等待时间计算到这一天。";
        "currency" "Currency" "货币": Plain => "Of all money, such as CNY." / "全部金额的货币，如CNY。";
    }
    Sources "sources" "Sources" "来源": "Where the records are known from." / "各条记录的出处。" {
        "id" "Id" "编号": Id, required => "A short name by which other sheets refer to it." / "供其他表引用的简短编号。";
        "title" "Title" "标题": Text => "What it is called." / "来源的标题。";
        "where" "Where" "出处" ["网址"]: Text => "An address, a shelf mark, a page." / "网址、馆藏号或页码。";
        "date" "Date" "日期": Date => "When it appeared: a day, a month or a year." / "发表日期，可精确到日、月或年。";
    }
    Categories "categories" "Categories" "品类": "Crops and livestock. At least one." / "作物与畜禽品类，至少一个。" {
        "id" "Id" "编号": Id, required => "A short name by which other sheets refer to it." / "供其他表引用的简短编号。";
        "name" "Name" "名称": Text => "What it is called." / "品类的名称。";
        "strategic" "Strategic" "战略品类" ["是否战略品类"]: YesNo => "Whether the nation counts it among the strategic ones." / "是否为战略性品类。";
        "evidence" "Evidence" "依据": One(EVIDENCE) => "How it is known; documented if empty." / "记录的依据，空白即为有据。";
        "source" "Source" "来源" ["来源编号"]: Refer(Sheet::Sources) => "Where it is known from." / "出自哪个来源。";
    }
    Organizations "organizations" "Organizations" "组织" ["机构"]: "Whoever does, commissions, pays for or serves research. At least one." / "开展、委托、资助或服务研发的组织，至少一个。" {
        "id" "Id" "编号": Id, required => "A short name by which other sheets refer to it." / "供其他表引用的简短编号。";
        "kind" "Kind" "组织类型" ["类型" "生态位"]: One(KIND), required => "Its niche." / "所处的生态位。";
        "service" "Service" "服务类型": One(SERVICE) => "What a service organization does; empty for all others." / "服务机构的服务类型，其他组织留空。";
        "name" "Name" "名称": Text => "What it is called." / "组织的名称。";
        "leading_scientists" "Leading scientists" "领军人才" ["领军人才数"]: Count => "How many." / "领军人才人数。";
        "staff" "Staff" "人员" ["人员数"]: Count => "How many people." / "人员总数。";
        "platforms" "Platforms" "平台": TextMany => "Platforms of research, separated by ;" / "研发平台，以；分隔。";
        "region" "Region" "地区": Text => "Where it is." / "所在地区。";
        "evidence" "Evidence" "依据": One(EVIDENCE) => "How it is known; documented if empty." / "记录的依据，空白即为有据。";
        "source" "Source" "来源" ["来源编号"]: Refer(Sheet::Sources) => "Where it is known from." / "出自哪个来源。";
    }
    Capabilities "capabilities" "Capabilities" "能力": "Research teams of an organization for one category at one stage." / "一个组织在某一品类、某一研究阶段的科研团队。" {
        "organization" "Organization" "组织" ["机构"]: Refer(Sheet::Organizations), required => "Whose teams they are." / "团队所属的组织。";
        "category" "Category" "品类": Refer(Sheet::Categories), required => "For which category." / "所属品类。";
        "stage" "Stage" "研究阶段" ["阶段"]: One(STAGE), required => "At which stage." / "所处研究阶段。";
        "teams" "Teams" "团队数" ["团队"]: Count, required => "How many, at least 1; a team runs one project at a time." / "团队数量，至少1个；一个团队同时只做一个项目。";
        "evidence" "Evidence" "依据": One(EVIDENCE) => "How it is known; documented if empty." / "记录的依据，空白即为有据。";
        "source" "Source" "来源" ["来源编号"]: Refer(Sheet::Sources) => "Where it is known from." / "出自哪个来源。";
    }
    Charters "charters" "Charters" "联合体章程" ["章程"]: "How each consortium is constituted; its members have a sheet of their own." / "各创新联合体的组建方式，成员另表填写。" {
        "organization" "Consortium" "联合体" ["组织"]: Refer(Sheet::Organizations), required => "Which consortium." / "所属的创新联合体。";
        "lead" "Lead" "牵头单位": Refer(Sheet::Organizations) => "Who leads it." / "牵头的组织。";
        "legal_representative" "Legal representative" "法人代表" ["法人代表单位"]: Refer(Sheet::Organizations) => "From which organization its legal representative is." / "法人代表来自哪个组织。";
        "nonprofit" "Nonprofit" "非营利" ["是否非营利"]: YesNo => "Whether it makes no profit." / "是否为非营利性质。";
        "technicians" "Technicians" "技术人员" ["技术人员数"]: Count => "How many there are." / "技术人员总数。";
        "evidence" "Evidence" "依据": One(EVIDENCE) => "How it is known; documented if empty." / "记录的依据，空白即为有据。";
        "source" "Source" "来源" ["来源编号"]: Refer(Sheet::Sources) => "Where it is known from." / "出自哪个来源。";
    }
    Members "members" "Members" "联合体成员" ["成员"]: "Who belongs to which consortium." / "各创新联合体的成员。" {
        "consortium" "Consortium" "联合体": Refer(Sheet::Organizations), required => "Which consortium." / "所属的创新联合体。";
        "organization" "Member" "成员" ["成员单位" "组织"]: Refer(Sheet::Organizations), required => "Who belongs to it." / "成员单位。";
        "contribution" "Contribution" "出资比例": Number => "Its part of the money, from 0 to 1." / "出资占比，0至1。";
        "technicians" "Technicians" "派出技术人员" ["技术人员" "技术人员数"]: Count => "How many it sends." / "派出的技术人员数。";
    }
    Projects "projects" "Projects" "项目": "Units of research." / "研发项目。" {
        "id" "Id" "编号" ["项目编号"]: Id, required => "A short name by which other sheets refer to it." / "供其他表引用的简短编号。";
        "title" "Title" "标题" ["项目名称"]: Text => "What it is called." / "项目的名称。";
        "category" "Category" "品类": Refer(Sheet::Categories), required => "For which category." / "所属品类。";
        "stage" "Stage" "研究阶段" ["阶段"]: One(STAGE), required => "At which stage." / "所处研究阶段。";
        "performer" "Performer" "承担单位" ["承担者"]: Refer(Sheet::Organizations), required => "Who does it." / "承担项目的组织。";
        "commissioner" "Commissioner" "委托方" ["委托单位"]: Refer(Sheet::Organizations) => "Who asked for it; empty if nobody did." / "委托项目的组织，自主立项则留空。";
        "status" "Status" "状态": One(STATUS), required => "What has become of it." / "项目进展。";
        "commissioned" "Commissioned" "委托日期": Date => "When it was asked for." / "提出委托的日期。";
        "started" "Started" "开始日期": Date => "When work began." / "开始研究的日期。";
        "ended" "Ended" "结束日期": Date => "When it ended." / "结束的日期。";
        "builds_on" "Builds on" "基于项目" ["前序项目"]: ReferMany => "Projects whose results it takes up, separated by ;" / "承接其成果的前序项目，以；分隔。";
        "answers" "Answers" "回应需求": ReferMany => "Demands that it answers, separated by ;" / "所回应的需求，以；分隔。";
        "topic" "Topic" "主题": Plain => "What it is about, in a word that projects of one topic share." / "研究主题，同一主题的项目用同一个词。";
        "budget" "Budget" "经费": Number => "In the chain's currency." / "经费，按供应链的货币。";
        "chokepoint" "Chokepoint" "卡脖子技术" ["是否卡脖子技术"]: YesNo => "Whether it is about a technology that others can withhold." / "是否属于卡脖子技术。";
        "interested" "Interested" "意向成员": ReferMany => "Members of the consortium that want the result, separated by ; ; a ; alone says that nobody does." / "希望获得成果的联合体成员，以；分隔；只填一个；表示没有。";
        "orientations" "Orientations" "四个面向" ["面向"]: Many(ORIENTATION) => "What it faces, separated by ;" / "项目的面向，以；分隔。";
        "evidence" "Evidence" "依据": One(EVIDENCE) => "How it is known; documented if empty." / "记录的依据，空白即为有据。";
        "source" "Source" "来源" ["来源编号"]: Refer(Sheet::Sources) => "Where it is known from." / "出自哪个来源。";
    }
    BenefitShares "benefit_shares" "Benefit shares" "收益分配": "Who gets which part of a project's benefits." / "项目收益如何分配。" {
        "project" "Project" "项目" ["项目编号"]: Refer(Sheet::Projects), required => "Of which project." / "所属项目。";
        "holder" "Holder" "受益方": Plain, required => "Who gets it: an organization, or such as inventors." / "受益者：某一组织，或发明人等。";
        "share" "Share" "比例" ["分配比例"]: Number, required => "Its part, from 0 to 1." / "所占份额，0至1。";
    }
    Demands "demands" "Demands" "需求" ["需求反馈"]: "Needs of the market, at the stage where their root lies." / "市场需求，按其根源所在的研究阶段填写。" {
        "id" "Id" "编号" ["需求编号"]: Id, required => "A short name by which other sheets refer to it." / "供其他表引用的简短编号。";
        "title" "Title" "标题" ["需求名称"]: Text => "What it is called." / "需求的名称。";
        "raised_by" "Raised by" "提出方" ["提出单位"]: Refer(Sheet::Organizations), required => "Who raised it." / "提出需求的组织。";
        "category" "Category" "品类": Refer(Sheet::Categories), required => "For which category." / "所属品类。";
        "stage" "Stage" "研究阶段" ["阶段"]: One(STAGE), required => "At which stage." / "所处研究阶段。";
        "raised" "Raised" "提出日期": Date => "When it was raised." / "提出的日期。";
        "topic" "Topic" "主题": Plain => "What it is about, in the word that projects use." / "需求主题，与项目用同一个词。";
        "evidence" "Evidence" "依据": One(EVIDENCE) => "How it is known; documented if empty." / "记录的依据，空白即为有据。";
        "source" "Source" "来源" ["来源编号"]: Refer(Sheet::Sources) => "Where it is known from." / "出自哪个来源。";
    }
    Agreements "agreements" "Agreements" "合作协议" ["协议"]: "Standing rights of one organization to commission another." / "一方委托另一方的常设权利。" {
        "from" "From" "委托方": Refer(Sheet::Organizations), required => "Who may commission." / "可以委托的组织。";
        "to" "To" "受托方": Refer(Sheet::Organizations), required => "Who may be commissioned." / "可以受托的组织。";
        "categories" "Categories" "品类": ReferMany => "For which categories, separated by ; ; empty for all." / "限于哪些品类，以；分隔；留空即不限。";
        "signed" "Signed" "签订日期": Date => "When it was signed." / "签订的日期。";
        "evidence" "Evidence" "依据": One(EVIDENCE) => "How it is known; documented if empty." / "记录的依据，空白即为有据。";
        "source" "Source" "来源" ["来源编号"]: Refer(Sheet::Sources) => "Where it is known from." / "出自哪个来源。";
    }
    Funding "funding" "Funding" "资助": "Money that one organization gave another." / "一个组织给予另一组织的资金。" {
        "from" "From" "资助方": Refer(Sheet::Organizations), required => "Who gave." / "出资的组织。";
        "to" "To" "受资助方": Refer(Sheet::Organizations), required => "Who received." / "受资助的组织。";
        "project" "Project" "项目" ["项目编号"]: Refer(Sheet::Projects) => "For which project, if for one." / "用于哪个项目，没有则留空。";
        "amount" "Amount" "金额": Number => "In the chain's currency." / "金额，按供应链的货币。";
        "year" "Year" "年份": Count => "In which year." / "资助的年份。";
        "evidence" "Evidence" "依据": One(EVIDENCE) => "How it is known; documented if empty." / "记录的依据，空白即为有据。";
        "source" "Source" "来源" ["来源编号"]: Refer(Sheet::Sources) => "Where it is known from." / "出自哪个来源。";
    }
    Services "services" "Services" "服务": "Services that one organization does another." / "一个组织向另一组织提供的服务。" {
        "provider" "Provider" "服务方": Refer(Sheet::Organizations), required => "Who serves." / "提供服务的组织。";
        "client" "Client" "服务对象": Refer(Sheet::Organizations), required => "Who is served." / "接受服务的组织。";
        "category" "Category" "品类": Refer(Sheet::Categories) => "In which category; empty for all." / "所在品类，留空即不限。";
        "evidence" "Evidence" "依据": One(EVIDENCE) => "How it is known; documented if empty." / "记录的依据，空白即为有据。";
        "source" "Source" "来源" ["来源编号"]: Refer(Sheet::Sources) => "Where it is known from." / "出自哪个来源。";
    }
    Assumptions "assumptions" "Assumptions" "假定": "What is assumed of durations and success where the records do not say." / "记录未说明时，对研究时长与成功率的假定。" {
        "category" "Category" "品类": Refer(Sheet::Categories) => "For which category; empty for all." / "所属品类，留空即为全部品类。";
        "stage" "Stage" "研究阶段" ["阶段"]: One(STAGE) => "At which stage." / "所处研究阶段。";
        "duration_min" "Least years" "最短年数": Number => "The least years that a project takes." / "项目最短年数。";
        "duration_mode" "Most likely years" "最可能年数": Number => "The most likely years." / "项目最可能的年数。";
        "duration_max" "Most years" "最长年数": Number => "The most years; above 0." / "项目最长年数，大于0。";
        "success" "Success" "成功率": Number => "How likely a result is, from 0 to 1." / "取得成果的可能性，0至1。";
    }
}

/// The two columns of [`Sheet::Chain`].
pub(super) const KEY: Names = Names { key: "key", en: "Key", zh: "项", others: &["项目"] };
pub(super) const VALUE: Names = Names { key: "value", en: "Value", zh: "值", others: &["内容"] };

/// What a column of remarks may be called, besides anything that begins with `#`.
pub(super) const NOTE: Names =
    Names { key: "note", en: "Note", zh: "备注", others: &["notes", "remark", "remarks", "comment", "comments"] };

/// What the first sheet of the template is called, which explains the others.
pub(super) const GUIDE: Names = Names { key: "# guide", en: "# Guide", zh: "# 说明", others: &["guide", "说明"] };

/// What stands for yes and no.
pub(super) const YES: Names = Names { key: "true", en: "yes", zh: "是", others: &[] };
pub(super) const NO: Names = Names { key: "false", en: "no", zh: "否", others: &[] };

#[cfg(test)]
mod tests {
    use super::*;

    /// No spelling means two sheets, or two columns of one sheet, or two choices of one column.
    #[test]
    fn every_spelling_means_one_thing() {
        let one = |names: Vec<(usize, &'static str)>| {
            for (first, name) in &names {
                let also = names.iter().find(|(other, also)| other != first && spelling(also) == spelling(name));
                assert!(also.is_none(), "{name} is also {also:?}");
            }
        };
        let named = |(number, names): (usize, &'static Names)| names.all().map(move |name| (number, name));
        one(LAYOUT.iter().map(|sheet| &sheet.names).enumerate().flat_map(named).collect());
        for sheet in LAYOUT {
            let columns = sheet.columns.iter().map(|column| &column.names);
            one(columns.chain([&NOTE]).enumerate().flat_map(named).collect());
            for choice in sheet.columns.iter().filter_map(|column| column.kind.choice()) {
                let value = |key| choice.names(None).iter().position(|own| *own == key).unwrap();
                one(choice.spellings().map(|(key, name)| (value(key), name)).collect());
            }
        }
    }
}
