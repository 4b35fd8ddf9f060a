//! A chain small enough to read whole, in every format.

use seedrelay::render::graph::{DrawingOptions, GexfVersion, Graph, Nodes};
use seedrelay::render::tidy::CsvOptions;
use seedrelay::{
    Agreement, Category, Evidence, Lang, Organization, OrganizationKind, Project, Stage, Status, SupplyChain,
};

/// A laboratory and a company; a gene, on which the company's proposed variety builds.
pub(super) fn chain() -> SupplyChain {
    SupplyChain::builder("2024-12-31".parse().unwrap())
        .category(Category::new("rice").name(("Rice", "水稻")))
        .organization(
            Organization::new("lab", OrganizationKind::Laboratory).name(("The \"lab\"", "实验室")).capability(
                "rice",
                Stage::Basic,
                2,
            ),
        )
        .organization(Organization::new("seeds", OrganizationKind::Company))
        .project(
            Project::new("gene", "rice", Stage::Basic, "lab", Status::Delivered)
                .title(("Gene", "基因"))
                .started("2019".parse().unwrap())
                .ended("2021-02".parse().unwrap())
                .budget(0.5),
        )
        .project(
            Project::new("variety", "rice", Stage::Industrialization, "seeds", Status::Proposed)
                .commissioned_by("lab")
                .builds_on(["gene"])
                .evidence(Evidence::Proposed),
        )
        .agreement(Agreement::new("seeds", "lab").signed("2022".parse().unwrap()))
        .build()
        .unwrap_or_else(|problems| panic!("{problems}"))
}

#[test]
fn graphml() {
    let chain = chain();
    let graphml = Graph::of(&chain).nodes(Nodes::Both).to_graphml();
    let records: Vec<&str> = graphml.lines().filter(|line| !line.contains("<key ")).collect();
    insta::assert_snapshot!(records.join("\n"), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
      <graph id="both" edgedefault="directed">
        <node id="o:lab"><data key="node.label">The &quot;lab&quot;</data><data key="node.label_en">The &quot;lab&quot;</data><data key="node.label_zh">实验室</data><data key="node.record">organization</data><data key="node.record_id">lab</data><data key="node.kind">laboratory</data><data key="node.stage">basic</data><data key="node.leap">zero-to-one</data><data key="node.categories">rice</data><data key="node.teams">2</data><data key="node.teams_basic">2</data><data key="node.teams_applied_basic">0</data><data key="node.teams_applied">0</data><data key="node.teams_industrialization">0</data><data key="node.evidence">documented</data><data key="node.gaps">skipped-leap</data><data key="node.possible_gaps">skipped-leap</data><data key="node.active">0</data><data key="node.waiting">0</data><data key="node.waits_while_idle">false</data></node>
        <node id="o:seeds"><data key="node.label">seeds</data><data key="node.record">organization</data><data key="node.record_id">seeds</data><data key="node.kind">company</data><data key="node.evidence">documented</data><data key="node.gaps">skipped-leap</data><data key="node.possible_gaps">skipped-leap</data><data key="node.active">0</data><data key="node.waiting">1</data><data key="node.waits_while_idle">true</data></node>
        <node id="p:gene"><data key="node.label">Gene</data><data key="node.label_en">Gene</data><data key="node.label_zh">基因</data><data key="node.record">project</data><data key="node.record_id">gene</data><data key="node.stage">basic</data><data key="node.leap">zero-to-one</data><data key="node.evidence">documented</data><data key="node.gaps">skipped-leap</data><data key="node.possible_gaps">skipped-leap</data><data key="node.category">rice</data><data key="node.status">delivered</data><data key="node.performer">lab</data><data key="node.started">2019</data><data key="node.ended">2021-02</data><data key="node.budget">0.5</data><data key="node.standing">carried-on</data></node>
        <node id="p:variety"><data key="node.label">variety</data><data key="node.record">project</data><data key="node.record_id">variety</data><data key="node.stage">industrialization</data><data key="node.leap">ten-to-hundred</data><data key="node.evidence">proposed</data><data key="node.gaps">skipped-leap</data><data key="node.possible_gaps">skipped-leap</data><data key="node.category">rice</data><data key="node.status">proposed</data><data key="node.performer">seeds</data><data key="node.commissioner">lab</data></node>
        <edge id="e0" source="o:lab" target="o:seeds"><data key="edge.kind">commission</data><data key="edge.category">rice</data><data key="edge.project">variety</data><data key="edge.evidence">proposed</data></edge>
        <edge id="e1" source="o:lab" target="o:seeds"><data key="edge.kind">handoff</data><data key="edge.category">rice</data><data key="edge.upstream">gene</data><data key="edge.project">variety</data><data key="edge.evidence">proposed</data></edge>
        <edge id="e2" source="o:seeds" target="o:lab"><data key="edge.kind">agreement</data><data key="edge.date">2022</data><data key="edge.evidence">documented</data></edge>
        <edge id="e3" source="o:lab" target="p:gene"><data key="edge.kind">performs</data><data key="edge.category">rice</data><data key="edge.project">gene</data><data key="edge.date">2019</data><data key="edge.evidence">documented</data></edge>
        <edge id="e4" source="o:seeds" target="p:variety"><data key="edge.kind">performs</data><data key="edge.category">rice</data><data key="edge.project">variety</data><data key="edge.evidence">proposed</data></edge>
        <edge id="e5" source="o:lab" target="p:variety"><data key="edge.kind">commissions</data><data key="edge.category">rice</data><data key="edge.project">variety</data><data key="edge.evidence">proposed</data></edge>
        <edge id="e6" source="p:gene" target="p:variety"><data key="edge.kind">builds-on</data><data key="edge.category">rice</data><data key="edge.upstream">gene</data><data key="edge.project">variety</data><data key="edge.evidence">proposed</data></edge>
      </graph>
    </graphml>
    "#);
}

#[test]
fn gexf() {
    let gexf = Graph::of(&chain()).nodes(Nodes::Projects).lang(Lang::Zh).to_gexf(GexfVersion::V1_3);
    let records: Vec<&str> = gexf.lines().filter(|line| !line.contains("<attribute ")).collect();
    insta::assert_snapshot!(records.join("\n"), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
      <graph defaultedgetype="directed" mode="dynamic" timeformat="date">
        <attributes class="node">
        </attributes>
        <attributes class="edge">
        </attributes>
        <nodes>
          <node id="gene" label="基因" start="2019-01-01" end="2021-02-28"><attvalues><attvalue for="label" value="基因"/><attvalue for="label_en" value="Gene"/><attvalue for="label_zh" value="基因"/><attvalue for="record" value="project"/><attvalue for="record_id" value="gene"/><attvalue for="category" value="rice"/><attvalue for="stage" value="basic"/><attvalue for="leap" value="zero-to-one"/><attvalue for="status" value="delivered"/><attvalue for="performer" value="lab"/><attvalue for="started" value="2019"/><attvalue for="ended" value="2021-02"/><attvalue for="budget" value="0.5"/><attvalue for="evidence" value="documented"/><attvalue for="standing" value="carried-on"/><attvalue for="gaps" value="skipped-leap"/><attvalue for="possible_gaps" value="skipped-leap"/></attvalues><viz:color r="154" g="209" b="242"/></node>
          <node id="variety" label="variety"><attvalues><attvalue for="label" value="variety"/><attvalue for="record" value="project"/><attvalue for="record_id" value="variety"/><attvalue for="category" value="rice"/><attvalue for="stage" value="industrialization"/><attvalue for="leap" value="ten-to-hundred"/><attvalue for="status" value="proposed"/><attvalue for="performer" value="seeds"/><attvalue for="commissioner" value="lab"/><attvalue for="evidence" value="proposed"/><attvalue for="gaps" value="skipped-leap"/><attvalue for="possible_gaps" value="skipped-leap"/></attvalues><viz:color r="242" g="180" b="76"/></node>
        </nodes>
        <edges>
          <edge id="e0" source="gene" target="variety" label="成果被承接" kind="builds-on"><attvalues><attvalue for="kind" value="builds-on"/><attvalue for="category" value="rice"/><attvalue for="upstream" value="gene"/><attvalue for="project" value="variety"/><attvalue for="evidence" value="proposed"/></attvalues></edge>
        </edges>
      </graph>
    </gexf>
    "#);
}

#[test]
fn node_link() {
    insta::assert_snapshot!(Graph::of(&chain()).to_node_link(), @r#"
    {
      "directed": true,
      "multigraph": true,
      "graph": {
        "as_of": "2024-12-31",
        "nodes_are": "organizations"
      },
      "nodes": [
        {"id": "lab", "label": "The \"lab\"", "label_en": "The \"lab\"", "label_zh": "实验室", "record": "organization", "record_id": "lab", "kind": "laboratory", "stage": "basic", "leap": "zero-to-one", "categories": "rice", "teams": 2, "teams_basic": 2, "teams_applied_basic": 0, "teams_applied": 0, "teams_industrialization": 0, "evidence": "documented", "gaps": "skipped-leap", "possible_gaps": "skipped-leap", "active": 0, "waiting": 0, "waits_while_idle": false},
        {"id": "seeds", "label": "seeds", "record": "organization", "record_id": "seeds", "kind": "company", "evidence": "documented", "gaps": "skipped-leap", "possible_gaps": "skipped-leap", "active": 0, "waiting": 1, "waits_while_idle": true}
      ],
      "edges": [
        {"key": "e0", "source": "lab", "target": "seeds", "kind": "commission", "category": "rice", "project": "variety", "evidence": "proposed"},
        {"key": "e1", "source": "lab", "target": "seeds", "kind": "handoff", "category": "rice", "upstream": "gene", "project": "variety", "evidence": "proposed"},
        {"key": "e2", "source": "seeds", "target": "lab", "kind": "agreement", "date": "2022", "evidence": "documented"}
      ]
    }
    "#);
}

#[test]
fn tables() {
    let (chain, mut tables) = (chain(), Vec::new());
    let graph = Graph::of(&chain).nodes(Nodes::Projects);
    graph.write_nodes_csv(&mut tables, CsvOptions::new()).unwrap();
    graph.write_edges_csv(&mut tables, CsvOptions::new()).unwrap();
    insta::assert_snapshot!(String::from_utf8(tables).unwrap(), @r#"
    Id,Label,label_en,label_zh,record,record_id,category,stage,leap,status,performer,commissioner,joint_performers,commissioned,started,ended,draws_on,releases,topic,budget,chokepoint,answers,interested,orientations,inventors_share,revenue,evidence,source_id,standing,gaps,certain_gaps,possible_gaps,findings,certain_findings,possible_findings
    gene,Gene,Gene,基因,project,gene,rice,basic,zero-to-one,delivered,lab,,,,2019,2021-02,,,,0.5,,,,,,,documented,,carried-on,skipped-leap,,skipped-leap,,,
    variety,variety,,,project,variety,rice,industrialization,ten-to-hundred,proposed,seeds,lab,,,,,,,,,,,,,,,proposed,,,skipped-leap,,skipped-leap,,,
    Source,Target,Type,Id,Label,kind,category,upstream,project,demand,germplasm,date,amount,contribution,technicians,share,evidence,source_id
    gene,variety,Directed,e0,is built on by,builds-on,rice,gene,variety,,,,,,,,proposed,
    "#);
}

#[test]
fn dot() {
    insta::assert_snapshot!(Graph::of(&chain()).nodes(Nodes::Both).to_dot(&DrawingOptions::new()), @r##"
    digraph both {
      graph [rankdir=LR, ranksep=1.2, newrank=true, fontname="Noto Sans CJK SC"];
      node [style=filled, fontname="Noto Sans CJK SC", fontsize=11, margin="0.1,0.05"];
      edge [fontname="Noto Sans CJK SC", fontsize=9, arrowsize=0.6, color="#00000080"];
      subgraph "layer basic" {
        rank=same;
        "\\basic" [label="basic research", shape=plaintext, style="", fontsize=14];
        "o:lab" [label="The \"lab\"", shape=box, fillcolor="#56B4E9"];
        "p:gene" [label="Gene", shape=ellipse, fillcolor="#9AD1F2"];
      }
      subgraph "layer industrialization" {
        rank=same;
        "\\industrialization" [label="industrialization", shape=plaintext, style="", fontsize=14];
        "p:variety" [label="variety", shape=ellipse, fillcolor="#F2B44C", style="filled,dashed"];
      }
      subgraph "layer beside" {
        rank=same;
        "\\beside" [label="beside the relay", shape=plaintext, style="", fontsize=14];
        "o:seeds" [label="seeds", shape=box, fillcolor="#F2B44C"];
      }
      "\\basic" -> "\\industrialization" [style=invis, weight=1000];
      "\\industrialization" -> "\\beside" [style=invis, weight=1000];
      "o:lab" -> "o:seeds" [color="#D55E00", tooltip="commission"];
      "o:lab" -> "o:seeds" [color="#0072B2", penwidth=1.5, tooltip="handoff"];
      "o:seeds" -> "o:lab" [color="#D55E00", style=dashed, tooltip="agreement", constraint=false];
      "o:lab" -> "p:gene" [color="#999999", style=dotted, tooltip="performs", constraint=false];
      "o:seeds" -> "p:variety" [color="#999999", style=dotted, tooltip="performs", constraint=false];
      "o:lab" -> "p:variety" [color="#D55E00", tooltip="commissions"];
      "p:gene" -> "p:variety" [color="#0072B2", penwidth=1.5, tooltip="is built on by"];
    }
    "##);
}

#[test]
fn mermaid() {
    let chain = chain();
    let graph = Graph::of(&chain).nodes(Nodes::Both).lang(Lang::Zh);
    insta::assert_snapshot!(graph.to_mermaid(&DrawingOptions::new()), @r#"
    flowchart LR
      subgraph stage_basic ["基础研究"]
        n0["实验室"]
        n2(["基因"])
      end
      subgraph stage_industrialization ["产业化"]
        n3(["variety"])
      end
      subgraph stage_beside ["接力之外"]
        n1["seeds"]
      end
      n0 --> n1
      n0 ==> n1
      n1 -.-> n0
      n0 --- n2
      n1 --- n3
      n0 --> n3
      n2 ==> n3
      classDef c0 fill:#56B4E9,stroke:#333333,color:#000000
      class n0 c0
      classDef c1 fill:#F2B44C,stroke:#333333,color:#000000
      class n1 c1
      classDef c2 fill:#9AD1F2,stroke:#333333,color:#000000
      class n2 c2
      classDef c3 fill:#F2B44C,stroke:#333333,color:#000000,stroke-dasharray:4 3
      class n3 c3
    "#);
    insta::assert_snapshot!(graph.to_mermaid(&DrawingOptions::new().fold(true)), @r#"
    flowchart LR
      subgraph stage_basic ["基础研究"]
        n0["实验室 (1)"]
        n2(["水稻：1个项目"])
      end
      subgraph stage_industrialization ["产业化"]
        n3(["水稻：1个项目"])
      end
      subgraph stage_beside ["接力之外"]
        n1["种业企业 (1)"]
      end
      n0 --> n1
      n0 ==> n1
      n0 --- n2
      n0 --> n3
      n1 -.-> n0
      n1 --- n3
      n2 ==> n3
      classDef c0 fill:#56B4E9,stroke:#333333,color:#000000
      class n0 c0
      classDef c1 fill:#F2B44C,stroke:#333333,color:#000000
      class n1 c1
      classDef c2 fill:#9AD1F2,stroke:#333333,color:#000000
      class n2 c2
      classDef c3 fill:#F2B44C,stroke:#333333,color:#000000,stroke-dasharray:4 3
      class n3 c3
    "#);
}
