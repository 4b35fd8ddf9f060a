//! Questionnaires: asked, answered, and read back.

use std::collections::BTreeSet;
use std::fs;

use seedrelay::io::tables::TableLimits;
use seedrelay::query::{CertaintyOptions, GapKey};
use seedrelay::render::tidy::{questionnaire_csv, questionnaire_xlsx};
use seedrelay::scenario::Answers;
use seedrelay::{Lang, SupplyChain, datasets};

/// The gaps that are only possible, and those that are certain.
fn gaps(chain: &SupplyChain) -> [BTreeSet<GapKey>; 2] {
    let options = CertaintyOptions::new();
    let certainty = chain.certainty(&options);
    let mut sides = [BTreeSet::new(), BTreeSet::new()];
    for gap in chain.gaps(&options.gaps).iter() {
        sides[usize::from(certainty.is_certain(&gap))].insert(gap.key());
    }
    sides
}

/// A folder of its own.
struct Folder(std::path::PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("seedrelay-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Writes a questionnaire with some rows changed, and reads it back.
fn answered(chain: &SupplyChain, lang: Lang, name: &str, fill: impl Fn(usize, &[String], &mut Vec<String>)) -> Answers {
    let folder = Folder::new(name);
    let mut number = 0;
    for (file, content) in questionnaire_csv(&chain.questions(&CertaintyOptions::new()), lang) {
        let mut reader = csv::Reader::from_reader(content.trim_start_matches('\u{feff}').as_bytes());
        let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let mut writer = csv::Writer::from_path(folder.0.join(file)).unwrap();
        writer.write_record(&header).unwrap();
        for row in reader.records() {
            let mut row: Vec<String> = row.unwrap().iter().map(str::to_owned).collect();
            fill(number, &header, &mut row);
            writer.write_record(&row).unwrap();
            number += 1;
        }
        writer.flush().unwrap();
    }
    Answers::from_file(&folder.0, &TableLimits::new()).unwrap()
}

fn set(header: &[String], row: &mut [String], column: &str, value: &str) {
    let place = header.iter().position(|own| own == column).unwrap();
    value.clone_into(&mut row[place]);
}

#[test]
fn all_answers_settle_all_gaps() {
    let hunan = datasets::hunan().known_at_least(seedrelay::Evidence::Assumed);
    for (lang, column, answer) in [(Lang::En, "Answer", "all is listed"), (Lang::Zh, "回答", "已全部列出")] {
        let answers = answered(&hunan, lang, column, |_, header, row| set(header, row, column, answer));
        assert!(answers.answered() > 20);
        let applied = answers.apply(&hunan).unwrap_or_else(|problems| panic!("{}", problems[0].message(Lang::En)));
        let [possible, certain] = gaps(&applied.chain);
        assert!(possible.is_empty(), "{possible:?}");
        assert!(!certain.is_empty());
        let from_answers = applied.chain.completeness().iter().filter_map(|own| own.source.as_ref());
        assert!(from_answers.into_iter().any(|source| source.as_str().starts_with("answer-")));
    }
}

#[test]
fn what_is_not_answered_changes_nothing() {
    let hunan = datasets::hunan();
    let answers = answered(&hunan, Lang::En, "unanswered", |_, _, _| ());
    assert_eq!(answers.apply(&hunan).unwrap().chain, hunan);
}

#[test]
fn half_the_answers_settle_some() {
    let hunan = datasets::hunan().known_at_least(seedrelay::Evidence::Assumed);
    let answers = answered(&hunan, Lang::En, "half", |number, header, row| {
        if number % 2 == 0 {
            set(header, row, "Answer", "all-listed");
        }
    });
    let [before, _] = gaps(&hunan);
    let [left, certain] = gaps(&answers.apply(&hunan).unwrap().chain);
    let settled = before.intersection(&certain).count();
    assert!(settled > 0 && !left.is_empty() && settled + left.len() == before.len());
}

#[test]
fn what_was_missing_becomes_a_record_and_closes_a_gap() {
    let chain = datasets::example();
    let unfounded = chain.gaps(&seedrelay::query::GapOptions::new()).unfounded_starts().next().unwrap();
    let project = unfounded.project().unwrap();
    let base = chain.projects_in(&project.category().id).unwrap().find(|own| own.stage() < project.stage()).unwrap();
    let (id, base) = (project.id().to_string(), base.id().to_string());
    let open = chain.to_builder().replace::<seedrelay::Completeness>([]).build().unwrap();
    let performer = project.performer().id().to_string();
    let answers = answered(&open, Lang::En, "missing", |_, header, row| {
        let at = |column: &str| row[header.iter().position(|own| own == column).unwrap()].clone();
        if at("List") == "builds-on"
            && at("Organization") == performer
            && at("Category") == project.category().id.as_str()
        {
            set(header, row, "Answer", "this is missing");
            set(header, row, "Project", &id);
            set(header, row, "Builds on", &base);
        }
    });
    assert_eq!(answers.answered(), 1);
    let answered = answers.apply(&open).unwrap().chain;
    assert!(answered.project(&id).unwrap().builds_on().any(|own| own.id() == base.as_str()));
    assert!(!gaps(&answered).iter().any(|keys| keys.contains(&unfounded.key())));
}

#[test]
fn what_is_wrong_with_an_answer_is_told_with_its_row() {
    let chain = datasets::hunan();
    let answers = answered(&chain, Lang::En, "wrong", |number, header, row| {
        if number == 0 {
            set(header, row, "Answer", "all is lsted");
        }
    });
    let problems = answers.apply(&chain).unwrap_err();
    assert_eq!(problems.len(), 1);
    assert!(problems[0].place.ends_with(" 2"), "{}", problems[0].place);
    let told = problems[0].message(Lang::En);
    assert!(told.contains("unknown value `all is lsted`"), "{told}");
}

#[test]
fn a_workbook_is_read_back_as_a_folder_is() {
    let chain = datasets::hunan();
    let questions = chain.questions(&CertaintyOptions::new());
    let folder = Folder::new("workbook");
    let path = folder.0.join("questions.xlsx");
    fs::write(&path, questionnaire_xlsx(&questions, Lang::Zh).unwrap()).unwrap();
    let answers = Answers::from_file(&path, &TableLimits::new()).unwrap();
    assert_eq!(answers.rows.len(), questions.len());
    assert_eq!(answers.answered(), 0);
    assert_eq!(questionnaire_xlsx(&questions, Lang::Zh).unwrap(), questionnaire_xlsx(&questions, Lang::Zh).unwrap());
}
