//! Readers of the formats, as plain as can be: what a node and an edge has, by key.

use std::collections::BTreeMap;

use quick_xml::events::{BytesStart, Event};
use seedrelay::render::graph::{GexfVersion, Graph};
use seedrelay::render::tidy::{CsvOptions, as_in_document};
use seedrelay::render::unescape;
use serde_json::Value;

pub(super) type Attributes = BTreeMap<String, String>;

/// Nodes by id; edges with their ends, by id.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Read {
    pub(super) nodes: BTreeMap<String, Attributes>,
    pub(super) edges: BTreeMap<String, (String, String, Attributes)>,
}

impl Read {
    fn add_node(&mut self, id: String, attributes: Attributes) {
        assert!(self.nodes.insert(id.clone(), attributes).is_none(), "{id:?} is there twice");
    }

    fn add_edge(&mut self, id: String, edge: (String, String, Attributes)) {
        assert!(self.edges.insert(id.clone(), edge).is_none(), "{id:?} is there twice");
    }
}

pub(super) fn graphml(graph: &Graph<'_>) -> Read {
    let document = graph.to_graphml();
    let mut read = Read::default();
    let mut keys = BTreeMap::new();
    let mut open: Vec<(String, Attributes, Attributes)> = Vec::new();
    events(&document, |event| match event {
        Xml::Start(name, own) if name == "key" => {
            assert!(keys.insert(own["id"].clone(), own["attr.name"].clone()).is_none());
        }
        Xml::Start(name, own) => open.push((name, own, Attributes::new())),
        Xml::Text(text) => {
            if let Some((name, _, content)) = open.last_mut().filter(|(name, ..)| name == "data") {
                content.entry(name.clone()).or_default().push_str(&text);
            }
        }
        Xml::End => {
            let Some((name, own, content)) = open.pop() else { return };
            match name.as_str() {
                "data" => {
                    let (_, _, parent) = open.last_mut().expect("data of something");
                    let text = content.get("data").cloned().unwrap_or_default();
                    assert!(parent.insert(keys[&own["key"]].clone(), unescape(&text).into_owned()).is_none());
                }
                "node" => read.add_node(own["id"].clone(), content),
                "edge" => read.add_edge(own["id"].clone(), (own["source"].clone(), own["target"].clone(), content)),
                _ => {}
            }
        }
    });
    read
}

pub(super) fn gexf(graph: &Graph<'_>) -> Read {
    let document = graph.to_gexf(GexfVersion::V1_3);
    let mut read = Read::default();
    let mut open: Vec<(String, Attributes, Attributes)> = Vec::new();
    events(&document, |event| match event {
        Xml::Start(name, own) => {
            if name == "attvalue" {
                let element = open.iter_mut().rev().find(|(name, ..)| name == "node" || name == "edge");
                let (_, _, values) = element.expect("a value of something");
                assert!(values.insert(own["for"].clone(), own["value"].clone()).is_none());
            }
            open.push((name, own, Attributes::new()));
        }
        Xml::Text(_) => {}
        Xml::End => {
            let (name, own, content) = open.pop().expect("the events are balanced");
            match name.as_str() {
                "node" => read.add_node(own["id"].clone(), content),
                "edge" => read.add_edge(own["id"].clone(), (own["source"].clone(), own["target"].clone(), content)),
                _ => {}
            }
        }
    });
    read
}

enum Xml {
    Start(String, Attributes),
    Text(String),
    End,
}

/// The events of a document, every one well formed, with texts unescaped; an empty element ends at once.
fn events(document: &str, mut take: impl FnMut(Xml)) {
    let illegal = |character: char| {
        (character < ' ' && !"\t\n\r".contains(character)) || matches!(character, '\u{fffe}' | '\u{ffff}')
    };
    assert!(!document.contains(illegal), "XML has no such character");
    let mut reader = quick_xml::Reader::from_str(document);
    reader.config_mut().check_end_names = true;
    let start = |element: &BytesStart<'_>| {
        let attribute = |attribute: Result<quick_xml::events::attributes::Attribute<'_>, _>| {
            let attribute = attribute.expect("well formed");
            let value = quick_xml::escape::unescape(&attribute.value).expect("known entities");
            // A reader takes white space that is not escaped for a blank.
            assert!(!attribute.value.contains(['\n', '\t', '\r']));
            (attribute.key.as_ref().to_owned(), unescape(&value).into_owned())
        };
        let attributes: Vec<(String, String)> = element.attributes().map(attribute).collect();
        (element.name().as_ref().to_owned(), attributes.into_iter().collect())
    };
    loop {
        match reader.read_event().expect("well formed") {
            Event::Start(element) => {
                let (name, attributes) = start(&element);
                take(Xml::Start(name, attributes));
            }
            Event::Empty(element) => {
                let (name, attributes) = start(&element);
                let key = name == "key";
                take(Xml::Start(name, attributes));
                if !key {
                    take(Xml::End);
                }
            }
            Event::Text(text) => take(Xml::Text(text.into_inner().into_owned())),
            Event::GeneralRef(reference) => {
                let reference = format!("&{};", &*reference.into_inner());
                take(Xml::Text(quick_xml::escape::unescape(&reference).expect("a known entity").into_owned()));
            }
            Event::End(_) => take(Xml::End),
            Event::Eof => break,
            _ => {}
        }
    }
}

pub(super) fn node_link(graph: &Graph<'_>) -> Read {
    let mut data: Value = serde_json::from_str(&graph.to_node_link()).expect("valid JSON");
    assert_eq!((&data["directed"], &data["multigraph"]), (&Value::Bool(true), &Value::Bool(true)));
    let mut read = Read::default();
    let mut records = |list: &str| -> Vec<Attributes> {
        let Value::Array(records) = data[list].take() else { panic!("{list} is a list") };
        let text = |value: Value| match value {
            Value::String(text) => text,
            other => other.to_string(),
        };
        let record = |record: Value| {
            let Value::Object(record) = record else { panic!("a record") };
            record.into_iter().map(|(key, value)| (key, text(value))).collect()
        };
        records.into_iter().map(record).collect()
    };
    let (nodes, edges) = (records("nodes"), records("edges"));
    for mut node in nodes {
        read.add_node(node.remove("id").unwrap(), node);
    }
    for mut edge in edges {
        let mut take = |key| edge.remove(key).unwrap();
        let (id, source, target) = (take("key"), take("source"), take("target"));
        read.add_edge(id, (source, target, edge));
    }
    read
}

pub(super) fn tables(graph: &Graph<'_>) -> Read {
    let table = |write: &dyn Fn(&mut Vec<u8>)| -> Vec<Attributes> {
        let mut bytes = Vec::new();
        write(&mut bytes);
        assert!(!bytes.contains(&0), "no NUL");
        let mut reader = csv::Reader::from_reader(&*bytes);
        let headings = reader.headers().unwrap().clone();
        let row = |row: csv::StringRecord| {
            assert!(
                row.iter()
                    .all(|cell| !cell.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n'])),
                "{row:?}"
            );
            let cells = headings.iter().zip(&row).filter(|(_, cell)| !cell.is_empty());
            cells.map(|(heading, cell)| (heading.to_owned(), as_in_document(cell).into_owned())).collect()
        };
        reader.records().map(|record| row(record.expect("as many cells as headings"))).collect()
    };
    let mut read = Read::default();
    for mut node in table(&|out| graph.write_nodes_csv(out, CsvOptions::new()).unwrap()) {
        let id = node.remove("Id").unwrap();
        if let Some(label) = node.remove("Label") {
            node.insert("label".into(), label);
        }
        read.add_node(id, node);
    }
    for mut edge in table(&|out| graph.write_edges_csv(out, CsvOptions::new()).unwrap()) {
        let mut take = |key| edge.remove(key).unwrap();
        assert_eq!(take("Type"), "Directed");
        assert!(!take("Label").is_empty());
        let (id, source, target) = (take("Id"), take("Source"), take("Target"));
        read.add_edge(id, (source, target, edge));
    }
    read
}
