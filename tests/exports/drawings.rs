//! Drawings: DOT and Mermaid of any chain keep to their grammars, and hold the graph.

use proptest::prelude::*;
use seedrelay::render::graph::{DrawingOptions, Graph, Nodes};
use seedrelay::render::unescape;
use seedrelay::testing::strategies;
use seedrelay::{SupplyChain, datasets};

use super::{config, nasty};

fn chains() -> impl Strategy<Value = SupplyChain> {
    prop_oneof![strategies::chain().boxed(), nasty::chain().boxed()]
}

/// The tokens of DOT: quoted texts as they are read, and everything else by character.
fn tokens(dot: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut characters = dot.chars();
    while let Some(character) = characters.next() {
        if character != '"' {
            tokens.push(character.to_string());
            continue;
        }
        let mut text = String::from("\"");
        loop {
            match characters.next().expect("every quote is closed") {
                '"' => break,
                '\\' => match characters.next().expect("no backslash at the end") {
                    '"' => text.push('"'),
                    '\n' => panic!("a line break after a backslash is left out"),
                    other => text.extend(['\\', other]),
                },
                other => text.push(other),
            }
        }
        tokens.push(text);
    }
    tokens
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn dot_holds_the_graph(chain in chains(), fold in any::<bool>()) {
        let graph = Graph::of(&chain).nodes(Nodes::Both);
        let tokens = tokens(&graph.to_dot(&DrawingOptions::new().fold(fold)));
        // Ids are the quoted texts before `[label`.
        let labelled = |at: &usize| tokens[at + 1..].iter().take(8).map(String::as_str).collect::<String>() == " [label=";
        let ids = (0..tokens.len()).filter(|at| tokens[*at].starts_with('"') && at + 8 < tokens.len()).filter(labelled);
        let ids: Vec<String> = ids.map(|at| unescape(&tokens[at][1..]).into_owned()).collect();
        let records: Vec<&String> = ids.iter().filter(|id| !id.starts_with('\\')).collect();
        if !fold {
            let organizations = chain.organizations().map(|own| format!("o:{}", own.id()));
            let mut expected: Vec<String> =
                organizations.chain(chain.projects().map(|own| format!("p:{}", own.id()))).collect();
            let mut found: Vec<String> = records.into_iter().cloned().collect();
            expected.sort();
            found.sort();
            prop_assert_eq!(found, expected);
            let arrows = tokens.windows(2).filter(|pair| pair[0] == "-" && pair[1] == ">").count();
            let layers = ids.len() - graph.node_count();
            prop_assert_eq!(arrows, graph.edge_count() + layers.saturating_sub(1));
        }
    }

    #[test]
    fn mermaid_keeps_to_its_grammar(chain in chains(), fold in any::<bool>()) {
        let graph = Graph::of(&chain).nodes(Nodes::Both);
        let mermaid = graph.to_mermaid(&DrawingOptions::new().fold(fold));
        let (mut nodes, mut edges, mut depth) = (0, 0, 0);
        let is_node = |word: &str| word.strip_prefix('n').is_some_and(|number| number.parse::<usize>().is_ok());
        for line in mermaid.lines().skip(1) {
            let line = line.trim_start();
            let words: Vec<&str> = line.split(' ').collect();
            let label = |text: &str| {
                let (open, close) = (text.find('"').unwrap(), text.rfind('"').unwrap());
                let inside = &text[open + 1..close];
                // Nothing but letters, blanks, harmless signs and numbered characters.
                !inside.trim().is_empty()
                    && inside.chars().all(|c| c.is_alphanumeric() || !c.is_ascii() || " (),-#;".contains(c))
                    && inside.matches('#').count() == inside.matches(';').count()
            };
            match words[0] {
                "subgraph" => { depth += 1; prop_assert!(label(line)); }
                "end" => depth -= 1,
                "class" | "classDef" => {}
                _ if line.starts_with('n') && line.contains("[\"") => {
                    nodes += 1;
                    prop_assert!(label(line), "{}", line);
                    prop_assert!(is_node(&line[..line.find(['[', '(']).unwrap()]));
                }
                _ => {
                    edges += 1;
                    prop_assert!(words.len() == 3 && is_node(words[0]) && is_node(words[2]), "{}", line);
                }
            }
        }
        prop_assert_eq!(depth, 0);
        if !fold {
            prop_assert_eq!((nodes, edges), (graph.node_count(), graph.edge_count()));
        }
    }
}

#[test]
fn folding_makes_hunan_small() {
    let hunan = datasets::hunan();
    let graph = Graph::of(&hunan).nodes(Nodes::Both);
    let folded = graph.to_dot(&DrawingOptions::new().fold(true));
    assert!(folded.len() < graph.to_dot(&DrawingOptions::new()).len() / 2 + 10_000);
    assert!(graph.fits_mermaid(&DrawingOptions::new().fold(true)));
    // Rice has 9 projects of applied research, and all are in one box.
    let rice = hunan.projects_in("rice").unwrap().filter(|own| own.stage() == seedrelay::Stage::Applied).count();
    assert!(folded.contains(&format!("label=\"Rice: {rice} projects\"")), "{folded}");
}
