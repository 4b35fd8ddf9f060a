//! What is written: all of it or nothing, and never over what was read or over somebody's work.

use std::fs;

use crate::running::Desk;

const TABLE: &str = "number;who;sector;crop;type\np1;HAU;university;rice;basic\np2;Longping;firm;rice;trial\n";
const MAPPING: &str = r#"
format = "seedrelay-mapping/1"
as_of = "2024-12-31"
[organization]
id = "who"
kind = { column = "sector", map = { "univ*" = "university", "*" = "company" } }
[project]
grant = "number"
category = "crop"
stage = { column = "type", map = { "basic*" = "basic", "trial" = "applied" } }
"#;

/// With a table and its mapping.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("table.csv", TABLE);
    desk.write("mapping.toml", MAPPING);
    desk
}

fn refused(desk: &Desk, arguments: &str, why: &str) {
    let before = desk.names();
    let outcome = desk.run(arguments);
    assert_eq!(outcome.status, Some(2), "{arguments}: {outcome:?}");
    assert!(outcome.complaint().contains(why), "{arguments}: {outcome:?}");
    assert_eq!(desk.names(), before, "{arguments}");
}

fn done(desk: &Desk, arguments: &str) {
    let outcome = desk.run(arguments);
    assert_eq!((outcome.status, outcome.complained.as_str()), (Some(0), ""), "{arguments}");
}

#[test]
fn what_was_read_is_not_written_over_by_any_name() {
    let desk = desk();
    fs::create_dir(desk.path("folder")).unwrap();
    fs::hard_link(desk.path("chain.json"), desk.path("linked.svg")).unwrap();
    fs::hard_link(desk.path("mapping.toml"), desk.path("linked.json")).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("chain.json", desk.path("pointing.svg")).unwrap();
    let names = ["chain.json", "./chain.json", "folder/../chain.json", "linked.svg", "pointing.svg"];
    for name in names.into_iter().filter(|name| desk.path(name).exists()) {
        refused(&desk, &format!("picture chain.json -o {name} --force"), "what is read");
        refused(&desk, &format!("report chain.json -o {name} --force"), "what is read");
        refused(&desk, &format!("export chain.json --to dot -o {name} --force"), "what is read");
    }
    for arguments in ["-o linked.json", "-o new.json --rows table.csv", "-o new.json --rows ./mapping.toml"] {
        let arguments = format!("import table.csv --mapping mapping.toml {arguments} --force");
        refused(&desk, &arguments, "what is read");
    }
    assert_eq!(desk.read("chain.json"), seedrelay::datasets::HUNAN_JSON);
    assert_eq!((desk.read("table.csv").as_str(), desk.read("mapping.toml").as_str()), (TABLE, MAPPING));
}

#[test]
fn a_folder_that_was_read_is_not_written_into() {
    let desk = desk();
    done(&desk, "import table.csv --mapping mapping.toml -o tables/");
    let projects = desk.read("tables/projects.csv");
    fs::hard_link(desk.path("tables/projects.csv"), desk.path("linked.svg")).unwrap();
    for name in ["tables/projects.csv", "tables/new.svg", "linked.svg"] {
        refused(&desk, &format!("picture tables -o {name} --force"), "what is read");
    }
    refused(&desk, "export tables --to csv -o tables --force", "is what is read");
    refused(&desk, "export tables --to csv -o tables/new --force", "lies in what is read");
    refused(&desk, "report tables -o report.html --svg tables --force", "is what is read");
    // Beside what was read there is room, but not for tables of a chain, to which it would seem to belong.
    refused(&desk, "import table.csv --mapping mapping.toml -o ./ --force", "taken for a part of the chain");
    done(&desk, "export chain.json --to csv -o ./");
    done(&desk, "report chain.json -o report.html --svg .");
    assert_eq!(desk.read("tables/projects.csv"), projects);
}

#[test]
fn two_outputs_have_two_names() {
    let desk = desk();
    refused(&desk, "picture -o relay.png --png ./relay.png", "the name of two outputs");
    refused(&desk, "import table.csv --mapping mapping.toml -o new.json --rows new.json", "the name of two outputs");
    fs::create_dir(desk.path("pictures")).unwrap();
    refused(&desk, "report -o pictures/relay-en.svg --svg pictures", "the name of two outputs");
}

#[test]
fn work_that_is_there_is_written_over_only_by_force() {
    let desk = desk();
    for (name, arguments) in [
        ("old.json", "synthetic old.json --organizations 20"),
        ("old.toml", "import table.csv --mapping mapping.toml -o old.toml"),
        ("old.xlsx", "template old.xlsx"),
        ("old.html", "report -o old.html"),
        ("old.svg", "picture -o old.svg"),
        ("old.gexf", "export -o old.gexf"),
        ("figures.xlsx", "export -o figures.xlsx"),
        ("old.csv", "import table.csv --mapping mapping.toml -o new.json --rows old.csv"),
    ] {
        desk.write(name, "days of work");
        refused(&desk, arguments, "is there already");
        assert_eq!(desk.read(name), "days of work");
        done(&desk, &format!("{arguments} --force"));
        assert_ne!(fs::read(desk.path(name)).unwrap(), b"days of work", "{arguments}");
    }
    // What is empty is nobody's work.
    desk.write("empty.json", "");
    done(&desk, "synthetic empty.json --organizations 20");
    // Tables of another chain would become a part of this one.
    fs::create_dir(desk.path("tables")).unwrap();
    desk.write("tables/old.csv", "id\nx\n");
    refused(&desk, "import table.csv --mapping mapping.toml -o tables/", "holds tables/old.csv");
}

#[test]
fn our_pages_and_pictures_and_what_is_the_same_are_written_again() {
    let desk = desk();
    for arguments in ["report -o own.html", "picture -o own.svg"] {
        done(&desk, arguments);
        done(&desk, &format!("{arguments} --lang zh"));
    }
    assert!(desk.read("own.html").contains("<html lang=\"zh"));
    done(&desk, "export -o own.graphml");
    done(&desk, "export -o own.graphml");
    refused(&desk, "export -o own.graphml --known assumed", "is there already");
    // A chain may have been worked on since.
    done(&desk, "synthetic own.json --organizations 20");
    refused(&desk, "synthetic own.json --organizations 20", "is there already");
}

#[test]
fn a_folder_appears_with_all_of_its_files() {
    let desk = desk();
    done(&desk, "export --to csv -o graph/of/hunan");
    assert!(desk.path("graph/of/hunan/nodes.csv").is_file() && desk.path("graph/of/hunan/edges.csv").is_file());
    done(&desk, "export --to helium -o pedigree");
    assert!(desk.read("pedigree/pedigree.helium").starts_with("# heliumInput = PEDIGREE\n"));
    assert!(desk.read("pedigree/data.helium").starts_with("# heliumInput = PHENOTYPE\n"));
    refused(&desk, "export --to helium", "this format has two tables");
    done(&desk, "report -o report.html --svg pictures");
    assert_eq!(fs::read_dir(desk.path("pictures")).unwrap().count(), 12);
    let left = desk.names().into_iter().filter(|name| name.starts_with('.'));
    assert_eq!(left.count(), 0);
}

/// Writing fails after some thousand bytes, as on a full disk.
#[cfg(target_os = "linux")]
#[test]
fn on_a_full_disk_the_old_file_stays_and_nothing_partial_is_left() {
    let desk = desk();
    done(&desk, "report -o report.html");
    done(&desk, "synthetic chain.xlsx --organizations 20");
    fs::create_dir(desk.path("there")).unwrap();
    let (before, page, workbook) = (desk.names(), desk.read("report.html"), fs::read(desk.path("chain.xlsx")).unwrap());
    for arguments in [
        "report -o report.html --known assumed",
        "report -o new.html",
        "report -o new.html --svg pictures",
        "picture -o new.svg",
        "export -o new.gexf",
        "export -o new.xlsx",
        "export --to csv -o new",
        "export --to csv -o there",
        "synthetic new.json",
        "synthetic new.toml",
        "synthetic new/",
        "synthetic chain.xlsx --force",
        "template new.xlsx",
    ] {
        let outcome = desk.shell(&format!("trap '' XFSZ; ulimit -f 2; seedrelay {arguments}"));
        assert_eq!(outcome.status, Some(1), "{arguments}: {outcome:?}");
        assert!(outcome.complaint().starts_with("error: cannot write "), "{arguments}: {outcome:?}");
        assert_eq!(desk.names(), before, "{arguments}");
    }
    assert_eq!(fs::read_dir(desk.path("there")).unwrap().count(), 0);
    assert!(desk.read("report.html") == page && fs::read(desk.path("chain.xlsx")).unwrap() == workbook);
}

#[cfg(unix)]
#[test]
fn an_output_has_the_permissions_of_a_file_of_the_user() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = desk();
    let mode = |name: &str| fs::metadata(desk.path(name)).unwrap().permissions().mode() & 0o777;
    let outcome = desk.shell("umask 027; seedrelay picture -o new.svg; seedrelay export --to csv -o new");
    assert_eq!(outcome.status, Some(0), "{outcome:?}");
    assert_eq!((mode("new.svg"), mode("new"), mode("new/nodes.csv")), (0o640, 0o750, 0o640));
    fs::set_permissions(desk.path("new.svg"), fs::Permissions::from_mode(0o604)).unwrap();
    done(&desk, "picture -o new.svg --lang zh");
    assert_eq!(mode("new.svg"), 0o604, "as it was");
}
