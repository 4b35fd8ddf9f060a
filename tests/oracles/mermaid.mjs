// Reads Mermaid flowcharts back with Mermaid's own parser, and compares nodes, labels and edges with those of node-link
// JSON, which tests/oracles/export.py compared with the document.
//
//     npm install mermaid jsdom
//     cargo build --all-features
//     node tests/oracles/mermaid.mjs target/debug/seedrelay > tests/oracles/mermaid.json
//
// Recorded are the counts and a digest (FNV-1a, 64 bits) of each flowchart that was read back without a difference.
import assert from "node:assert";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

// Modules are looked for where the command runs.
const here = createRequire(process.cwd() + "/");
const { JSDOM } = here("jsdom");
const dom = new JSDOM("<!DOCTYPE html><body></body>");
globalThis.window = dom.window;
globalThis.document = dom.window.document;
const path = process.cwd() + "/node_modules/mermaid/";
const { default: mermaid } = await import(pathToFileURL(path + "dist/mermaid.core.mjs"));
mermaid.initialize({ startOnLoad: false });

const program = process.argv[2];
const chain = new URL("export_chain.json", import.meta.url).pathname;
const run = (...options) => execFileSync(program, ["export", chain, ...options]).toString("utf8");

function fnv(text) {
  let digest = 0xcbf29ce484222325n;
  for (const byte of Buffer.from(text, "utf8")) digest = BigInt.asUintN(64, (digest ^ BigInt(byte)) * 0x100000001b3n);
  return digest.toString(16).padStart(16, "0");
}

// What can be seen of a label: no control characters, no noncharacters, nothing that turns the text around.
const visible = (label) =>
  label.replace(/\s/gu, " ").replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu, "");
// How the parser keeps `#34;` until it draws.
const decoded = (label) => label.replace(/ﬂ°°(\d+)¶ß/gu, (_, number) => String.fromCodePoint(Number(number)));

const results = { read_by: { mermaid: JSON.parse(readFileSync(path + "package.json", "utf8")).version } };
for (const graph of ["organizations", "projects", "both", "pedigree"]) {
  const whole = JSON.parse(run("--to", "node-link", "--graph", graph));
  for (const folded of [false, true]) {
    const text = run("--to", "mermaid", "--graph", graph, ...(folded ? ["--fold"] : []));
    const diagram = await mermaid.mermaidAPI.getDiagramFromText(text);
    const { nodes: all, edges } = diagram.db.getData();
    const nodes = all.filter((node) => !node.isGroup);
    if (!folded) {
      const labels = new Map(nodes.map((node) => [node.id, decoded(node.label)]));
      const at = new Map(whole.nodes.map((node, number) => [node.id, `n${number}`]));
      assert.equal(nodes.length, whole.nodes.length);
      for (const node of whole.nodes) {
        assert.equal(labels.get(at.get(node.id)).trim(), visible(node.label).trim());
      }
      const pairs = whole.edges.map((edge) => `${at.get(edge.source)} ${at.get(edge.target)}`);
      assert.deepEqual(edges.map((edge) => `${edge.start} ${edge.end}`).sort(), pairs.sort());
    } else {
      const number = (label) => Number(/\d+/u.exec(label)[0]);
      const sum = nodes.reduce((sum, node) => sum + number(decoded(node.label).match(/(: \d+ (project|items? of germplasm)|\(\d+\)$)/u)[0]), 0);
      assert.equal(sum, whole.nodes.length);
      const drawn = edges.reduce((sum, edge) => sum + (edge.label ? Number(edge.label) : 1), 0);
      assert.equal(drawn, whole.edges.length);
    }
    const name = folded ? `${graph} folded` : graph;
    results[name] = { nodes: nodes.length, edges: edges.length, digest: fnv(text) };
  }
}
console.log(JSON.stringify(results, null, 1));
