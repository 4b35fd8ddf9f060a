//! Plans, versions and questionnaires from the command line.

use crate::running::Desk;

const PLAN: &str = r#"{"format": "seedrelay-scenario/1",
    "add": {"agreements": [{"from": "yuelushan", "to": "longping", "categories": ["rice"]}]}}"#;

#[test]
fn a_plan_is_compared_applied_and_laid_over_whatever_reads_a_chain() {
    let desk = Desk::new();
    desk.write("plan.json", PLAN);
    let compared = desk.run("compare chain.json --scenario plan.json");
    assert_eq!((compared.status, compared.complained.as_str()), (Some(0), ""));
    assert!(compared.told.contains("Agreements: 1 added."), "{}", compared.told);
    let applied = desk.run("apply chain.json plan.json -o planned.json");
    assert!(applied.told.contains("plan.json: 1 added, 0 changed, 0 removed"), "{applied:?}");
    let again = desk.run("compare chain.json planned.json --with-proposed --format json");
    let json: serde_json::Value = serde_json::from_str(&again.told).unwrap();
    assert_eq!(json["counts"]["agreements"]["added"], 1);
    for command in [
        "check chain.json",
        "diagnose chain.json",
        "report chain.json -o report.html",
        "picture chain.json -o relay.svg",
        "export chain.json --to gexf",
        "bottlenecks chain.json",
        "models chain.json",
        "history chain.json",
        "ask chain.json -o questions.xlsx",
        "answer chain.json questions.xlsx -o answered.json",
        "template filled.xlsx --filled chain.json",
    ] {
        let outcome = desk.run(&format!("{command} --scenario plan.json"));
        assert_eq!(outcome.status, Some(0), "{command}: {outcome:?}");
    }
    assert_eq!(desk.run("report chain.json -o without.html").status, Some(0));
    assert_ne!(desk.read("report.html"), desk.read("without.html"), "the plan is on the page");
    assert_eq!(desk.read("answered.json"), desk.read("planned.json"));
    let filled = desk.run("compare filled.xlsx planned.json --with-proposed --format json");
    let filled: serde_json::Value = serde_json::from_str(&filled.told).unwrap();
    assert_eq!(filled["records"], serde_json::json!([]), "the plan is in the workbook");
    let alone = desk.run("template empty.xlsx --scenario plan.json");
    assert_eq!(alone.status, Some(2));
    assert!(alone.complaint().contains("name it with --filled"), "{alone:?}");
}

/// What comes through a pipe cannot be read twice.
#[test]
fn a_plan_may_come_through_a_pipe() {
    let desk = Desk::new();
    desk.write("plan.json", PLAN);
    for command in ["diagnose chain.json --format json", "compare chain.json"] {
        let piped = desk.shell(&format!(
            "mkfifo pipe.json; {{ cat plan.json > pipe.json; : > pipe.json; }} > /dev/null 2>&1 & writer=$!; \
             seedrelay {command} --scenario pipe.json; told=$?; kill $writer; rm pipe.json; exit $told"
        ));
        let from_file = desk.run(&format!("{command} --scenario plan.json"));
        assert_eq!((piped.status, &piped.told), (Some(0), &from_file.told), "{command}: {piped:?}");
    }
}

#[test]
fn what_does_not_fit_is_shown_in_the_plan() {
    let desk = Desk::new();
    desk.write("plan.json", &PLAN.replace("longping", "longpin"));
    let before = desk.names();
    for command in ["diagnose chain.json --scenario plan.json", "apply chain.json plan.json -o planned.json"] {
        let refused = desk.run(command);
        assert_eq!(refused.status, Some(2), "{refused:?}");
        assert!(
            refused
                .complaint()
                .contains("add.agreements[0].to: unknown organization `longpin`; did you mean `longping`?"),
            "{refused:?}"
        );
        assert!(refused.complained.contains("plan.json:2:"), "{refused:?}");
        let chinese = desk.run(&format!("{command} --lang zh"));
        assert!(chinese.complained.contains("没有组织“longpin”"), "{chinese:?}");
    }
    assert_eq!(desk.names(), before);
}

#[test]
fn the_way_from_one_version_to_the_other_is_a_scenario() {
    let desk = Desk::new();
    desk.write("plan.json", PLAN);
    assert_eq!(desk.run("apply chain.json plan.json -o planned.json").status, Some(0));
    let compared = desk.run("compare chain.json planned.json --with-proposed --to-scenario way.toml --page page.html");
    assert_eq!(compared.status, Some(0), "{compared:?}");
    assert_eq!(desk.run("apply chain.json way.toml -o again.json").status, Some(0));
    assert_eq!(desk.read("again.json"), desk.read("planned.json"));
    let page = desk.read("page.html");
    assert!(page.contains("<svg") && page.contains("Agreements: 1 added."));
    let style = page.split_once("<style>").unwrap().1.split_once("</style>").unwrap().0;
    let outlined: Vec<&str> = style.split('#').filter(|rule| rule.contains(">path:first-of-type{stroke")).collect();
    assert_eq!(outlined.len(), 1, "the line of the agreement, in the chain after: {style}");
    let line = format!("<g id=\"{}\" class=\"sr-edge sr-agreement", outlined[0].split('>').next().unwrap());
    assert!(outlined[0].starts_with("after-") && page.contains(&line), "{line}");
    // Today beside what is only proposed.
    let proposal = desk.run("compare chain.json --to-scenario proposal.json");
    assert!(proposal.told.contains("closed"), "{proposal:?}");
    assert_eq!(desk.read("proposal.json"), seedrelay::datasets::HUNAN_PROPOSAL_JSON);
}

#[test]
fn chains_of_other_ids_are_not_compared_unless_asked() {
    let desk = Desk::new();
    desk.write("other.json", seedrelay::datasets::EXAMPLE_JSON);
    let refused = desk.run("compare chain.json other.json");
    assert_eq!(refused.status, Some(2));
    assert!(refused.complaint().contains("of the ids differ: are these versions of one chain?"), "{refused:?}");
    assert_eq!(desk.run("compare chain.json other.json --anyway").status, Some(0));
}

#[test]
fn a_questionnaire_comes_back_as_knowledge() {
    let desk = Desk::new();
    assert_eq!(desk.run("ask chain.json -o questions/").status, Some(0));
    let asked = desk.path("questions");
    for entry in std::fs::read_dir(&asked).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let mut lines = csv_rows(&text);
        let answer = lines[0].iter().position(|cell| cell == "Answer").unwrap();
        lines.iter_mut().skip(1).for_each(|row| row[answer] = "all is listed".to_owned());
        std::fs::write(&path, csv_text(&lines)).unwrap();
    }
    let told = desk.run("answer chain.json questions -o chain-2.json");
    assert_eq!(told.status, Some(0), "{told:?}");
    let words = told.told.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("became certain, 0 vanished, and 0 are still possible"), "{}", told.told);
    assert_eq!(desk.run("answer chain.json questions -o answers.scenario.json").status, Some(0));
    assert_eq!(desk.run("apply chain.json answers.scenario.json -o chain-3.json").status, Some(0));
    assert_eq!(desk.read("chain-2.json"), desk.read("chain-3.json"));
}

/// A questionnaire of Hunan half filled in by hand, by somebody who kept the columns that were needed: two records that
/// were missing, one list that is complete, and questions that nobody answered.
const BY_HAND: &str = "\
Answer,Project,Title,Performer or other side,Stage of the project,Status,Started or signed,Builds on,Germplasm,Region,Year,Area or number,Unit,List,Category,Stages,Organization,From,To
this is missing,xiangsha-herds,Herds of Xiangsha pigs,xiangtan-livestock-station,industrialization,active,2022-03,xiangsha-pig,,,,,,projects,pig,,,2020-07-16,2024-12-31
this is missing,,,,,,,,t-you-115,hunan,2010,20000,mu,adoptions,rice,,,,2024-12-31
all is listed,,,,,,,,,,,,,builds-on,freshwater-fish,industrialization,dahu,,
,,,,,,,,,,,,,builds-on,rapeseed,applied,chunyun,2024-12-31,2024-12-31
,,,,,,,,,,,,,licences,pig,,xiangtan-livestock-station,,2024-12-31
,,,,,,,,,,,,,adoptions,pepper,,,,2024-12-31
";

#[test]
fn what_became_certain_and_what_vanished_is_told() {
    let desk = Desk::new();
    desk.write("by-hand.csv", BY_HAND);
    let told = desk.run("answer chain.json by-hand.csv -o chain-2.json");
    assert_eq!((told.status, told.complained.as_str()), (Some(0), ""));
    let words = told.told.split_whitespace().collect::<Vec<_>>().join(" ");
    let (first, rest) = words.split_once(" Certain now =========== ").unwrap();
    let (certain, vanished) = rest.split_once(" Vanished ======== ").unwrap();
    assert_eq!(
        first,
        "3 answers. Of 53 gaps that were possible, 1 became certain, 2 vanished, and 50 are still possible."
    );
    assert!(certain.starts_with("! Freshwater fish: “Ten-billion-fish breeding project") && !certain.contains(" ! "));
    let vanished: Vec<&str> = vanished.split("− ").skip(1).collect();
    assert!(vanished.len() == 2 && vanished[0].contains("Xiangsha pig") && vanished[1].contains("T You 115"));
    let again = desk.run("answer chain.json by-hand.csv -o chain-3.json --lang zh");
    assert!(again.told.contains("其中1处已经确定，2处已经消除，50处仍待"), "{}", again.told);
}

fn csv_rows(text: &str) -> Vec<Vec<String>> {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn csv_text(rows: &[Vec<String>]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    rows.iter().for_each(|row| writer.write_record(row).unwrap());
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

#[test]
fn the_history_is_text_csv_and_json() {
    let desk = Desk::new();
    assert!(desk.run("history chain.json").told.contains("Year by year"));
    assert!(desk.run("history chain.json --lang zh").told.contains("逐年变化"));
    assert!(
        desk.run("history chain.json --format csv")
            .told
            .starts_with("\u{feff}as_of,figure,category,kind,from,to,value")
    );
    let json: serde_json::Value =
        serde_json::from_str(&desk.run("history chain.json --from 2020 --format json").told).unwrap();
    assert_eq!(json[0]["as_of"], "2020-12-31");
}
