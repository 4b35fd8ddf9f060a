//! The worked examples of the cookbook: what stands there is what is told.

use crate::running::Desk;

const COOKBOOK: &str = include_str!("../../src/docs/cookbook.md");

/// The blocks of a language under a heading.
fn blocks<'t>(section: &'t str, language: &str) -> Vec<&'t str> {
    let fence = format!("```{language}\n");
    section.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap()).collect()
}

/// Run with `SEEDRELAY_WRITE_WORKED=1` to print what should stand there.
#[test]
fn plans_versions_and_questions_are_as_the_cookbook_says() {
    let (_, section) = COOKBOOK.split_once("# Plans, versions and questions from the command line").unwrap();
    let desk = Desk::new();
    desk.write("example.json", seedrelay::datasets::EXAMPLE_JSON);
    desk.write("plan.json", blocks(section, "json")[0]);
    desk.write("answers.csv", blocks(section, "csv")[0]);
    let mut run = Vec::new();
    for block in blocks(section, "text") {
        let (command, expected) = block.strip_prefix("$ seedrelay ").unwrap().split_once('\n').unwrap();
        let outcome = desk.run(command);
        assert_eq!((outcome.status, outcome.complained.as_str()), (Some(0), ""), "{command}");
        if std::env::var_os("SEEDRELAY_WRITE_WORKED").is_some() {
            println!("$ seedrelay {command}\n{}", outcome.told);
        } else {
            assert_eq!(outcome.told, expected, "{command}");
        }
        run.push(command.split(' ').next().unwrap());
    }
    assert_eq!(run, ["compare", "apply", "history", "ask", "answer"]);
}
