//! Answers are for today: what is only proposed is left out unless it is asked for.

use crate::running::Desk;

#[test]
fn every_command_that_answers_does_so_for_today() {
    let desk = Desk::new();
    for command in ["diagnose chain.json", "bottlenecks chain.json", "models chain.json", "models"] {
        let told = |arguments: &str| {
            let outcome = desk.run(&format!("{command} {arguments}"));
            assert_eq!(outcome.status, Some(0), "{command} {arguments}: {outcome:?}");
            outcome.told
        };
        let [today, with_proposed] = [told(""), told("--with-proposed")];
        assert_ne!(today, with_proposed, "{command}");
        if !command.starts_with("diagnose") {
            assert_eq!(today, told("--known assumed"), "{command}");
        }
        assert_eq!(with_proposed, told("--known proposed"), "{command}");
    }
}
