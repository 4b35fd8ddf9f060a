//! A mapping to begin with: what columns are called and what stands in them says what they may mean.
//!
//! It is a text to be read and corrected. Nothing is imported by it before somebody has written it down.

use super::Mapping;
use super::mentions::normal;
use super::values::Writing;
use crate::io::tables::Grid;
use crate::model::Stage;

/// What a column may be, and how such columns are called. Of several, the first that fits counts.
const MEANINGS: [(&str, &[&str]); 18] = [
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
        &["kind", "sector", "organizationtype", "institutiontype", "单位类型", "组织类型", "机构类型", "单位性质"],
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

/// How dates are written, the common forms first.
const FORMATS: [&str; 14] = [
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%d.%m.%Y",
    "%d/%m/%Y",
    "%m/%d/%Y",
    "%Y年%m月%d日",
    "%Y-%m-%d %H:%M:%S",
    "%d.%m.%Y %H:%M",
    "%Y-%m-%dT%H:%M:%S%:z",
    "%Y-%m",
    "%Y年%m月",
    "%Y年",
    "%Y",
];

/// Texts that mean nothing, wherever they stand.
const BLANKS: [&str; 10] = ["NA", "N/A", "NULL", "none", "-", "—", "/", "无", "不详", "unknown"];

/// What separates names in one cell.
const BETWEEN: [&str; 6] = ["、", "；", "; ", " and ", "，", " / "];

/// So many rows are looked at.
const ROWS: usize = 2_000;

impl Mapping {
    /// A mapping to begin with, for a table whose columns are called in English or Chinese: a text with comments, to be
    /// corrected by whoever knows the table. The same table gives the same text.
    ///
    /// ```
    /// use seedrelay::io::tables::Grid;
    /// use seedrelay::io::tables::mapping::{ImportOptions, Mapping};
    /// let table = Grid::from_csv("审定.csv", "作物,品种名称,育种者,亲本,审定年份\n水稻,V1,湖南农业大学、某公司,A/B,2010\n".as_bytes())?;
    /// let text = Mapping::suggest(&table);
    /// assert!(text.contains("notation = \"pedigree\""));
    /// let import = Mapping::from_toml(&text)?.import(&[table], &ImportOptions::new())?;
    /// assert_eq!(import.chain.germplasm_with_id("V1").unwrap().record().parents.len(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn suggest(table: &Grid) -> String {
        Suggestion::of(table).text()
    }
}

/// A column with what it may be.
struct Guess {
    name: String,
    meaning: Option<&'static str>,
    /// Different values of the rows looked at, in their order.
    values: Vec<String>,
}

struct Suggestion {
    columns: Vec<Guess>,
    rows: usize,
}

impl Suggestion {
    fn of(table: &Grid) -> Self {
        let header: Vec<String> = table.header().cells().map(|cell| cell.to_string().trim().to_owned()).collect();
        let mut taken = Vec::new();
        let mut columns = Vec::new();
        for (place, name) in header.into_iter().enumerate().filter(|(_, name)| !name.is_empty()) {
            let meaning = meaning(&name).filter(|meaning| !taken.contains(meaning));
            taken.extend(meaning);
            let mut seen = hashbrown::HashSet::new();
            let texts = table.rows().take(ROWS).map(|row| row.cell(place).to_string().trim().to_owned());
            let values = texts.filter(|text| !text.is_empty() && seen.insert(text.clone())).collect();
            columns.push(Guess { name, meaning, values });
        }
        Self { columns, rows: table.rows().len() }
    }

    fn get(&self, meaning: &str) -> Option<&Guess> {
        self.columns.iter().find(|column| column.meaning == Some(meaning))
    }

    fn text(&self) -> String {
        let mut out = String::from(
            "# A first guess, made from the names of the columns and what stands in them. Read it, correct it, and try it:\n\
             # what is refused tells what to change. 初步猜测：请核对修改后再使用。\n",
        );
        for column in &self.columns {
            let shown: Vec<&str> = column.values.iter().take(3).map(String::as_str).collect();
            let meaning = column.meaning.unwrap_or("?");
            let shown = shown.join(" | ").replace(['\n', '\r'], " ").chars().take(80).collect::<String>();
            out += &format!("#   {} ({meaning}): {shown}\n", column.name.replace(['\n', '\r'], " "));
        }
        out += &format!("#   {} rows\nformat = \"seedrelay-mapping/1\"\n", self.rows);
        out += &self.as_of();
        out += &self.reading();
        out += KINDS;
        let has_project = self.get("who").is_some() && (self.get("number").is_some() || self.get("variety").is_some());
        if has_project {
            out += &self.project();
        } else {
            out += "\n# Who does the work is in no column that could be guessed: a chain has an organization at least.\n\
                    [[organizations]]\nid = \"unknown\"\nkind = \"institute\"\nevidence = \"assumed\"\n";
        }
        if self.get("variety").is_some() || !has_project {
            out += &self.germplasm();
        }
        out
    }

    /// "Today": the latest date of the table, or a day to be given.
    fn as_of(&self) -> String {
        let dates: Vec<String> = ["ended", "started", "commissioned", "year"]
            .into_iter()
            .filter_map(|meaning| Some(quoted(&self.get(meaning)?.name)))
            .collect();
        if dates.is_empty() {
            return "# The day of the table: what is later is a plan.\nas_of = \"2024-12-31\"\n".to_owned();
        }
        format!(
            "# The day of the chain: the latest date of the table. Better give the day on which it was made.\nas_of = {{ latest = [{}] }}\n",
            dates.join(", ")
        )
    }

    /// How dates and numbers are written, and what means nothing.
    fn reading(&self) -> String {
        let dates: Vec<&Guess> =
            ["commissioned", "started", "ended", "year"].into_iter().filter_map(|meaning| self.get(meaning)).collect();
        let mut formats: Vec<&str> = FORMATS
            .into_iter()
            .filter(|format| {
                let writing = Writing { dates: vec![(*format).into()], ..Writing::default() };
                dates.iter().flat_map(|column| &column.values).any(|text| writing.date_but(text, 0).is_some())
            })
            .collect();
        if formats.is_empty() {
            formats = vec!["%Y-%m-%d", "%Y"];
        }
        let blanks: Vec<String> = BLANKS
            .into_iter()
            .filter(|blank| self.columns.iter().any(|it| it.values.iter().any(|text| text.eq_ignore_ascii_case(blank))))
            .map(quoted)
            .collect();
        let formats: Vec<String> = formats.into_iter().map(quoted).collect();
        let mut out = format!("\n[read]\ndates = [{}]\nblank = [{}]\n", formats.join(", "), blanks.join(", "));
        if let Some(money) = self.get("money") {
            // The last sign of a number with both separates its decimals, as does one before other than three digits.
            let is_decimal = |text: &String| {
                text.rsplit_once(',').is_some_and(|(before, behind)| {
                    !behind.contains('.') && (before.contains('.') || behind.len() != 3)
                })
            };
            if money.values.iter().any(|text| text.contains(',')) {
                let comma_is_decimal = money.values.iter().any(is_decimal);
                let (decimal, thousands) = if comma_is_decimal { (",", ". ") } else { (".", ", ") };
                out += &format!("decimal = {decimal:?}\nthousands = {thousands:?}\n");
            }
        }
        out
    }

    /// Who stands in a column: several, if what separates names stands there.
    fn people(column: &Guess) -> String {
        let signs: Vec<String> = BETWEEN
            .into_iter()
            .filter(|sign| column.values.iter().any(|text| text.contains(sign)))
            .map(|sign| {
                quoted(sign.trim_end_matches(' ').trim_start_matches(|c: char| c == ' ' && sign.trim() != "and"))
            })
            .collect();
        match &signs[..] {
            [] => quoted(&column.name),
            signs => format!("{{ column = {}, split = [{}] }}", quoted(&column.name), signs.join(", ")),
        }
    }

    fn project(&self) -> String {
        let Some(who) = self.get("who") else { return String::new() };
        let mut out = format!("\n[organization]\nid = {}\n", Self::people(who));
        let grant = self.get("number").or_else(|| self.get("approval")).or_else(|| self.get("variety"));
        out += "\n# Each row is a project of its own, or a part of one where `unit` is \"participation\".\n[project]\nunit = \"grant\"\n";
        out += &format!("grant = {}\n", grant.map_or("\"?\"".to_owned(), |column| quoted(&column.name)));
        if let Some(title) = self.get("title").or_else(|| self.get("variety")) {
            out += &format!("title = {}\n", quoted(&title.name));
        }
        out += &format!("category = {}\n", self.category());
        out += &self.stage();
        for (meaning, key) in
            [("commissioned", "commissioned"), ("started", "started"), ("ended", "ended"), ("money", "budget")]
        {
            if let Some(column) = self.get(meaning) {
                out += &format!("{key} = {}\n", quoted(&column.name));
            }
        }
        if let Some(year) = self.get("year").filter(|_| self.get("ended").is_none()) {
            out += &format!("ended = {}\n", quoted(&year.name));
        }
        if self.get("ended").is_none() && self.get("started").is_none() {
            out += "# Without dates nothing else tells what became of it.\nstatus = { constant = \"delivered\" }\n";
        }
        if let Some(variety) = self.get("variety") {
            out += &format!("releases = {}\n", quoted(&variety.name));
        }
        out
    }

    fn category(&self) -> String {
        self.get("crop")
            .map_or_else(|| "{ constant = \"crop\" } # in no column: say which".to_owned(), |crop| quoted(&crop.name))
    }

    /// The values of the column, each to be given its stage.
    fn stage(&self) -> String {
        const MOST: usize = 30;
        let Some(column) = self.get("stage").filter(|column| (1..=MOST).contains(&column.values.len())) else {
            return "# In no column: basic, applied-basic, applied or industrialization.\nstage = { constant = \"applied\" }\n"
                .to_owned();
        };
        let mut out =
            format!("# Check each of them.\n[project.stage]\ncolumn = {}\n[project.stage.map]\n", quoted(&column.name));
        for value in &column.values {
            let pattern = value.replace('\\', "\\\\").replace('*', "\\*").replace('?', "\\?");
            out += &format!("{} = {:?}\n", quoted(&pattern), stage_of(value).as_str());
        }
        // Keys that follow belong to the project again.
        let mut lines: Vec<&str> = out.lines().collect();
        let table = lines.split_off(1);
        let entries: Vec<&str> = table[3..].to_vec();
        format!("{}\nstage = {{ {}, map = {{ {} }} }}\n", lines[0], table[1], entries.join(", "))
    }

    fn germplasm(&self) -> String {
        let id = self.get("variety").or_else(|| self.get("number")).or_else(|| self.columns.first());
        let id = id.map_or("\"?\"".to_owned(), |column| quoted(&column.name));
        let mut out = format!(
            "\n[[records]]\nof = \"germplasm\"\nid = {id}\nname = {id}\ncategory = {}\nkind = {{ constant = \"variety\" }}\n",
            self.category()
        );
        if let Some(year) = self.get("year") {
            out += &format!("released = {}\n", quoted(&year.name));
        }
        if let Some(approval) = self.get("approval") {
            out += &format!("approval = {}\n", quoted(&approval.name));
        }
        if let Some(pedigree) = self.get("pedigree") {
            out += "# What is no pedigree is left off, and told.\n";
            out += &format!(
                "parents = {{ column = {}, notation = \"pedigree\", or_absent = true, make = \"line\" }}\n",
                quoted(&pedigree.name)
            );
        } else if let (Some(female), Some(male)) = (self.get("female"), self.get("male")) {
            let (female, male) = (quoted(&female.name), quoted(&male.name));
            out += &format!("parents = {{ each = [{female}, {male}], make = \"line\" }}\n");
        }
        if let Some(who) = self.get("who") {
            out += &format!("bred_by = {}\n", Self::people(who));
        }
        out
    }
}

/// What an organization is, by its name; to be completed.
const KINDS: &str = r#"
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

/// What a column of a name may be: one that is called so, or whose name has such a word in it.
fn meaning(name: &str) -> Option<&'static str> {
    let name: String = normal(name).chars().filter(|c| c.is_alphanumeric()).collect();
    let exact = MEANINGS.iter().find(|(_, names)| names.contains(&&*name));
    let within = || {
        MEANINGS.iter().find(|(_, names)| {
            let is_long = |word: &&&str| word.chars().count() >= if word.is_ascii() { 5 } else { 2 };
            names.iter().filter(is_long).any(|word| name.contains(word))
        })
    };
    exact.or_else(within).map(|(meaning, _)| *meaning)
}

/// What a value of a column of stages may mean.
fn stage_of(value: &str) -> Stage {
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

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => out.extend(['\\', character]),
            c if c.is_control() => out += &format!("\\u{:04X}", u32::from(c)),
            c => out.push(c),
        }
    }
    out + "\""
}
