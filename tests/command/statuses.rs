//! One exit status for each outcome: 0 done, 1 not written, 2 refused.

use crate::running::Desk;

/// One of each command that tells something on the standard output.
const TELLING: [&str; 11] = [
    "--help",
    "check chain.json",
    "diagnose chain.json",
    "diagnose chain.json --format json",
    "picture",
    "export --to gexf",
    "template",
    "import --show cordis",
    "synthetic",
    "bottlenecks --format json",
    "models",
];

#[test]
fn what_is_done_is_0() {
    let desk = Desk::new();
    for arguments in TELLING {
        for lang in ["en", "zh"] {
            let outcome = desk.run(&format!("{arguments} --lang {lang}"));
            assert_eq!((outcome.status, outcome.complained.as_str()), (Some(0), ""), "{arguments}");
            assert!(!outcome.told.is_empty(), "{arguments}");
        }
    }
    assert_eq!(desk.run("--version").told, concat!("seedrelay ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn what_is_refused_is_2_and_writes_nothing() {
    let desk = Desk::new();
    desk.write("broken.json", "{\"format\": \"seedrelay/1\", \"projcts\": []}");
    let before = desk.names();
    for arguments in [
        "",
        "diagnoze chain.json",
        "diagnose",
        "diagnose nowhere.json",
        "diagnose broken.json",
        "diagnose chain.json --model nowhere.toml",
        "diagnose chain.json --late-after soon",
        "check broken.json",
        "report broken.json -o report.html",
        "picture broken.json -o picture.svg",
        "export broken.json -o chain.gexf",
        "export -o chain.unknown",
        "export --to xlsx",
        "export --to csv",
        "template chain.xlsx --filled broken.json",
        "import chain.json --mapping cordis -o imported.json",
        "import --mapping cordis -o imported.json",
        "import --show nosuch",
        "synthetic --organizations many",
        "models --model nowhere.toml",
    ] {
        let outcome = desk.run(arguments);
        assert_eq!(outcome.status, Some(2), "{arguments}: {outcome:?}");
        assert!(outcome.told.is_empty() && !outcome.complained.is_empty(), "{arguments}: {outcome:?}");
        assert_eq!(desk.names(), before, "{arguments}");
    }
}

#[test]
fn what_cannot_be_written_is_1() {
    let desk = Desk::new();
    for arguments in ["report -o no/such/report.html", "picture -o no/such/p.svg", "export -o no/such/c.gexf"] {
        let outcome = desk.run(arguments);
        assert_eq!(outcome.status, Some(1), "{arguments}: {outcome:?}");
        assert!(outcome.complaint().starts_with("error: cannot write no/such/"), "{arguments}: {outcome:?}");
    }
    let outcome = desk.run("synthetic chain.unknown");
    assert_eq!(outcome.status, Some(1), "{outcome:?}");
}

#[cfg(unix)]
#[test]
fn a_reader_who_goes_is_no_failure() {
    let desk = Desk::new();
    for arguments in TELLING {
        let outcome = desk.run_into_closed_pipe(arguments);
        assert_eq!((outcome.status, outcome.complained.as_str()), (Some(0), ""), "{arguments}");
    }
    let outcome = desk.shell("seedrelay diagnose chain.json | head -n 1");
    assert_eq!((outcome.status, outcome.complained.as_str()), (Some(0), ""));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_device_is_1_and_a_sentence() {
    let desk = Desk::new();
    for arguments in TELLING {
        let outcome = desk.run_into_full_device(arguments);
        assert_eq!(outcome.status, Some(1), "{arguments}: {outcome:?}");
        assert!(outcome.complaint().starts_with("error: cannot write to the standard output: "), "{outcome:?}");
    }
    for arguments in ["report -o /dev/full", "picture -o /dev/full", "export --to gexf -o /dev/full"] {
        let outcome = desk.run(arguments);
        assert_eq!(outcome.status, Some(1), "{arguments}: {outcome:?}");
        assert!(outcome.complaint().starts_with("error: cannot write /dev/full: "), "{outcome:?}");
    }
}
