//! A mapping to begin with: what columns are called and what stands in them says what they may mean.
//!
//! It is a text to be read and corrected. Nothing is imported by it before somebody has written it down.

mod meanings;

use std::borrow::Cow;

use super::Mapping;
use super::values::Writing;
use crate::io::tables::Grid;
use meanings::{KINDS, is_known, kind_of, meanings, stage_of};

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
const BLANKS: [&str; 14] =
    ["NA", "N/A", "NULL", "none", "-", "—", "/", "无", "不详", "unknown", "tbc", "tba", "n.a.", "待定"];

/// Signs of money that stand beside amounts.
const CURRENCIES: [&str; 8] = ["£", "€", "$", "¥", "￥", "元", "EUR", "USD"];

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
    /// The row of the column names, where it is not the first.
    header: Option<usize>,
    rows: usize,
    /// Whether several organizations have a row of one project.
    has_partners: bool,
}

impl Suggestion {
    fn of(table: &Grid) -> Self {
        let header = header_of(table);
        let table = if header == 0 { Cow::Borrowed(table) } else { Cow::Owned(table.below(header)) };
        let names = table.header().cells().map(|cell| cell.to_string().trim().to_owned()).enumerate();
        let columns: Vec<(String, Vec<String>)> = names
            .filter(|(_, name)| !name.is_empty())
            .map(|(place, name)| {
                let mut seen = hashbrown::HashSet::new();
                let texts = table.rows().take(ROWS).map(|row| row.cell(place).to_string().trim().to_owned());
                (name, texts.filter(|text| !text.is_empty() && seen.insert(text.clone())).collect())
            })
            .collect();
        let meanings = meanings(&columns);
        let columns = columns.into_iter().zip(meanings);
        let columns = columns.map(|((name, values), meaning)| Guess { name, meaning, values }).collect();
        let header = (header > 0).then(|| table.header().number());
        let mut suggestion = Self { columns, header, rows: table.rows().len(), has_partners: false };
        suggestion.has_partners = suggestion.has_partners(&table);
        suggestion
    }

    /// Whether rows of one number have different organizations.
    fn has_partners(&self, table: &Grid) -> bool {
        let place = |meaning| {
            let name = &self.get(meaning)?.name;
            table.header().cells().position(|cell| cell.to_string().trim() == name)
        };
        let (Some(number), Some(who)) = (place("number"), place("who")) else { return false };
        let mut first = hashbrown::HashMap::new();
        table.rows().take(ROWS).any(|row| {
            let (number, who) = (row.cell(number).to_string(), row.cell(who).to_string());
            *first.entry(number).or_insert_with(|| who.clone()) != who
        })
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
        if let Some(row) = self.header {
            out += &format!(
                "\n# The column names stand in row {row}; what is above is no data.\n[[tables]]\nname = \"table\"\nheader = {row}\n"
            );
        }
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
        out += &self.organization(who);
        let grant = self.get("number").or_else(|| self.get("approval")).or_else(|| self.get("variety"));
        out += if self.has_partners {
            "\n# Several organizations have a row of one project: the part of each is one.\n[project]\nunit = \"participation\"\n"
        } else {
            "\n# Each row is a project of its own, or a part of one where `unit` is \"participation\".\n[project]\nunit = \"grant\"\n"
        };
        out += &format!("grant = {}\n", grant.map_or("\"?\"".to_owned(), |column| quoted(&column.name)));
        if let Some(title) = self.get("title").or_else(|| self.get("variety")) {
            out += &format!("title = {}\n", quoted(&title.name));
        }
        out += &format!("category = {}\n", self.category());
        out += &self.stage();
        for (meaning, key) in [("commissioned", "commissioned"), ("started", "started"), ("ended", "ended")] {
            if let Some(column) = self.get(meaning) {
                out += &format!("{key} = {}\n", quoted(&column.name));
            }
        }
        if let Some(money) = self.get("money") {
            out += &format!("budget = {}\n", amount(money));
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

    /// What organizations are called where numbers stand for them, and what they are.
    fn organization(&self, who: &Guess) -> String {
        /// More are no list of kinds.
        const MOST: usize = 20;
        let mut out = String::new();
        let is_number = |text: &String| text.chars().all(|c| c.is_ascii_digit());
        if let Some(called) = self.get("called").filter(|_| who.values.iter().all(is_number)) {
            out += &format!("name = {}\n", quoted(&called.name));
        }
        if let Some(kind) = self.get("kind").filter(|column| (1..=MOST).contains(&column.values.len())) {
            let entries = kind.values.iter().map(|value| format!("{} = \"{}\"", pattern(value), kind_of(value)));
            let entries: Vec<String> = entries.collect();
            out += &format!(
                "# Check each of them.\nkind = {{ column = {}, map = {{ {} }} }}\n",
                quoted(&kind.name),
                entries.join(", ")
            );
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
        let entries = column.values.iter().map(|value| format!("{} = \"{}\"", pattern(value), stage_of(value)));
        let entries: Vec<String> = entries.collect();
        format!(
            "# Check each of them.\nstage = {{ column = {}, map = {{ {} }} }}\n",
            quoted(&column.name),
            entries.join(", ")
        )
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

/// The row of the column names, by its number in the grid: the first, if it has names that are known; else the first of those
/// that stand first which is about as wide as the widest of them, since a title above has a cell or two.
fn header_of(table: &Grid) -> usize {
    const FIRST: usize = 30;
    if table.header().cells().filter(|cell| is_known(&cell.to_string())).count() > 1 {
        return 0;
    }
    let filled = |row: usize| table.row(row).cells().filter(|cell| !cell.is_blank()).count();
    let rows = table.row_count().min(FIRST);
    let widest = (0..rows).map(filled).max().unwrap_or(0);
    (0..rows).find(|row| filled(*row) * 4 >= widest * 3).unwrap_or(0)
}

/// A column of amounts, without the signs of money that stand beside them.
fn amount(money: &Guess) -> String {
    let signs = CURRENCIES.into_iter().filter(|sign| money.values.iter().any(|text| text.contains(sign)));
    let replaced: Vec<String> = signs.map(|sign| format!("{} = \"\"", quoted(sign))).collect();
    match &replaced[..] {
        [] => quoted(&money.name),
        signs => format!("{{ column = {}, replace = {{ {} }} }}", quoted(&money.name), signs.join(", ")),
    }
}

/// A value as the key of a map that covers it and nothing else.
fn pattern(value: &str) -> String {
    quoted(&value.replace('\\', "\\\\").replace('*', "\\*").replace('?', "\\?"))
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
