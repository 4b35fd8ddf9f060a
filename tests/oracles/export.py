"""Reads the exports of a chain back with NetworkX, python-igraph, Graphviz and a CSV reader, and compares all nodes,
edges and attributes with what the document of the chain says, worked out here once more.

    apt-get install -y --no-install-recommends graphviz
    python3 -m venv .venv && .venv/bin/pip install networkx igraph pandas openpyxl
    cargo build --all-features
    .venv/bin/python tests/oracles/export.py target/debug/seedrelay > tests/oracles/export.json

Further chains after the program are checked in the same way, and not recorded. What is recorded is, for each format
and graph that was read back without a difference, the counts and a digest (FNV-1a, 64 bits) of its bytes.
"""
import collections, csv, io, json, math, os, re, subprocess, sys, tempfile
import xml.etree.ElementTree as ElementTree
import igraph, networkx, openpyxl

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM, *FURTHER = sys.argv[1:]
STAGES = ["basic", "applied-basic", "applied", "industrialization"]
LEAPS = dict(zip(STAGES, ["zero-to-one", "zero-to-one", "one-to-ten", "ten-to-hundred"]))
LIVE = {"proposed", "accepted", "active", "delivered"}
FORMULA = tuple("=+-@＝＋－＠\t\r\n")
EVIDENCE = ["proposed", "assumed", "documented"]


def fnv(data):
    digest = 0xCBF29CE484222325
    for byte in data:
        digest = (digest ^ byte) * 0x100000001B3 % 2**64
    return f"{digest:016x}"


def unescape(text):
    return re.sub("_x([0-9A-F]{4})_", lambda m: chr(int(m[1], 16)), text)


def in_csv(text):
    # What a spreadsheet might run has a quotation mark before it: at the beginning, and behind what may end a cell.
    parts = re.split("(?<=[;\t\r\n])", text)
    for number, part in enumerate(parts):
        bare = part.lstrip("'")
        if part.startswith("'") and bare.startswith(FORMULA if number == 0 else FORMULA[:8]):
            parts[number] = part[1:]
    return unescape("".join(parts))


def text(value, lang="en"):
    if not isinstance(value, dict):
        return value
    return value.get(lang, next(iter(value.values())))


def only(value, lang):
    return value.get(lang) if isinstance(value, dict) else None


def joined(texts):
    return ";".join(t.replace("\\", "\\\\").replace(";", "\\;") for t in texts) or None


def in_order(ids):
    return sorted(ids, key=lambda i: i.encode())


def known(record):
    return {key: value for key, value in record.items() if value is not None}


class Answers:
    """What `diagnose` says, by the node that it is said of."""

    def __init__(self, path, chain):
        told = subprocess.run([PROGRAM, "diagnose", path, "--format", "json", "--with-proposed"], capture_output=True)
        assert told.returncode == 0, told.stderr
        said = json.loads(told.stdout)
        performer = {own["id"]: own["performer"] for own in chain.get("projects", [])}
        raised_by = {own["id"]: own["raised_by"] for own in chain.get("demands", [])}
        self.at = collections.defaultdict(lambda: collections.defaultdict(set))
        for gap in said["gaps"]:
            projects = {gap[key] for key in ("project", "upstream") if key in gap}
            if "germplasm" in gap:
                projects |= {own["id"] for own in chain["projects"] if gap["germplasm"] in own.get("releases", [])}
            organizations = {performer[own] for own in projects} | {gap[key] for key in ("licensee",) if key in gap}
            if gap["kind"] in ("unanswered-demand", "demand-stopped-short"):
                organizations.add(raised_by[gap["demand"]])
            self.add("gaps", gap, organizations, projects, {gap[key] for key in ("germplasm",) if key in gap})
        others = "organization", "commissioner", "legal_representative", "member", "funder", "lead"
        for finding in said["findings"]:
            projects = set(finding.get("projects", [])) | {own for own in [finding.get("project")] if own}
            organizations = {finding[key] for key in others if key in finding} | {performer[own] for own in projects}
            germplasm = {finding[key] for key in ("germplasm", "blocked_by") if key in finding}
            self.add("findings", finding, organizations, projects, germplasm)
        self.standing = {own["project"]: own["standing"] for own in said["standing"]}
        self.load = collections.defaultdict(list)
        for own in said["load"]:
            self.load[own["organization"]].append(own)

    def add(self, what, said, organizations, projects, germplasm):
        nodes = [("o", own) for own in organizations] + [("p", own) for own in projects]
        for node in nodes + [("g", own) for own in germplasm]:
            self.at[node][what].add(said["kind"])
            self.at[node][f"{said['certainty']}_{what}"].add(said["kind"])

    def kinds(self, *node):
        return {what: joined(sorted(kinds)) for what, kinds in self.at[node].items()}

    def work(self, organization):
        load = self.load.get(organization)
        if not load:
            return {}
        idle = [own["waits_while_idle"] for own in load]
        return dict(active=sum(own["active"] for own in load), waiting=sum(own["waiting"] for own in load),
                    waits_while_idle=True if True in idle else None if None in idle else False)


class Expected:
    """The nodes and edges that the definitions ask for."""

    def __init__(self, chain, which, answers):
        self.answers = answers
        self.organizations = {own["id"]: own for own in chain["organizations"]}
        self.projects = {own["id"]: own for own in chain.get("projects", [])}
        self.demands = {own["id"]: own for own in chain.get("demands", [])}
        self.nodes, self.edges = {}, []
        self.germplasm = {own["id"]: own for own in chain.get("germplasm", [])}
        self.today = chain["as_of"]
        if which == "pedigree":
            return self.pedigree()
        both = which == "both"
        o = (lambda i: "o:" + i) if both else (lambda i: i)
        p = (lambda i: "p:" + i) if both else (lambda i: i)
        if which != "projects":
            for i, own in self.organizations.items():
                self.nodes[o(i)] = self.organization(own)
            for edge in self.relations(chain):
                if edge["from"] != edge["to"]:
                    self.edge(o(edge.pop("from")), o(edge.pop("to")), edge)
            for source, target, edge in self.material():
                self.edge(o(source), o(target), edge)
        if which != "organizations":
            for i, own in self.projects.items():
                self.nodes[p(i)] = self.project(own)
                because = dict(category=own["category"], project=i, evidence=own.get("evidence", "documented"),
                               source_id=own.get("source"))
                for upstream in own.get("builds_on", []):
                    edge = dict(because, kind="builds-on", upstream=upstream, date=own.get("started"))
                    self.edge(p(upstream), p(i), edge)
                if both:
                    self.edge(o(own["performer"]), p(i), dict(because, kind="performs", date=own.get("started")))
                    if "commissioner" in own:
                        edge = dict(because, kind="commissions", date=own.get("commissioned"))
                        self.edge(o(own["commissioner"]), p(i), edge)

    def edge(self, source, target, attributes):
        self.edges.append((source, target, known(attributes)))

    def material(self):
        """From who keeps or bred what a live project draws on, or what its releases descend from, to who performs it."""
        for i, own in self.projects.items():
            if own["status"] not in LIVE:
                continue
            drawn_on = set(own.get("draws_on", []))
            for released in own.get("releases", []):
                drawn_on |= {parent for parent, _ in self.parents(released)}
            for germplasm in drawn_on:
                record = self.germplasm[germplasm]
                evidence = min((of.get("evidence", "documented") for of in (own, record)), key=EVIDENCE.index)
                for source in {*record.get("holders", []), *record.get("bred_by", [])} - {own["performer"]}:
                    yield source, own["performer"], dict(
                        kind="material", category=own["category"], project=i, germplasm=germplasm, evidence=evidence,
                        date=own.get("started"), source_id=own.get("source"))

    def parents(self, i):
        parents = [own if isinstance(own, dict) else {"germplasm": own} for own in self.germplasm[i].get("parents", [])]
        written = sum(own.get("share", 0) for own in parents)
        bare = sum("share" not in own for own in parents)
        return [(own["germplasm"], own.get("share", (1 - written) / max(bare, 1))) for own in parents]

    def pedigree(self):
        def part(ancestor, i):
            return 1.0 if ancestor == i else sum(share * part(ancestor, parent) for parent, share in self.parents(i))

        def ancestors(i):
            return {j for parent, _ in self.parents(i) for j in {parent} | ancestors(parent)}

        released_by = {i: p for p, own in self.projects.items() for i in own.get("releases", [])}
        for i, own in self.germplasm.items():
            varieties = [j for j, of in self.germplasm.items() if of["category"] == own["category"] and "released" in of
                         and of["kind"] in ("variety", "hybrid") and of.get("withdrawn", "9999") > self.today]
            reach = sum(i in ancestors(j) for j in varieties)
            answers = dict(mass=sum(part(i, j) for j in varieties) / len(varieties), reach=reach,
                           core_parent=reach >= max(3, len(varieties) / 20)) if varieties else {}
            fields = ("category", "kind", "origin", "released", "withdrawn", "approval", "right", "right_ends",
                      "derived_from", "access", "identified", "listed")
            self.nodes[i] = known(dict(
                label=text(own.get("name", i)), label_en=only(own.get("name"), "en"), label_zh=only(own.get("name"), "zh"),
                record="germplasm", record_id=i, bred_by=joined(in_order(own.get("bred_by", []))),
                holders=joined(in_order(own.get("holders", []))), duplicates=joined(in_order(own.get("duplicates", []))),
                released_by=released_by.get(i), unknown_parents=1 - sum(share for _, share in self.parents(i)),
                evidence=own.get("evidence", "documented"), source_id=own.get("source"), **answers,
                **{key: own.get(key) for key in fields}, **self.answers.kinds("g", i)))
            for parent, share in self.parents(i):
                self.edge(parent, i, dict(kind="parent", category=own["category"], date=own.get("released"), share=share,
                                          evidence=own.get("evidence", "documented"), source_id=own.get("source")))

    def organization(self, own):
        teams = collections.Counter()
        for capability in own.get("capabilities", []):
            teams[capability["stage"]] += capability["teams"]
        stage = max(STAGES, key=lambda s: teams[s]) if teams else None
        charter = own.get("charter", {})
        of = lambda stage: teams[stage] if teams else None
        return known(dict(
            label=text(own.get("name", own["id"])), label_en=only(own.get("name"), "en"),
            label_zh=only(own.get("name"), "zh"), record="organization", record_id=own["id"], kind=own["kind"],
            service=own.get("service"), stage=stage, leap=LEAPS.get(stage),
            categories=joined(in_order({c["category"] for c in own.get("capabilities", [])})),
            teams=sum(teams.values()) if teams else None, teams_basic=of("basic"),
            teams_applied_basic=of("applied-basic"), teams_applied=of("applied"),
            teams_industrialization=of("industrialization"), leading_scientists=own.get("leading_scientists"),
            staff=own.get("staff"), platforms=joined([text(t) for t in own.get("platforms", [])]),
            region=text(own.get("region")), lead=charter.get("lead"),
            legal_representative=charter.get("legal_representative"), nonprofit=charter.get("nonprofit"),
            technicians=charter.get("technicians"), evidence=own.get("evidence", "documented"),
            source_id=own.get("source"), **self.answers.kinds("o", own["id"]), **self.answers.work(own["id"])))

    def project(self, own):
        shares = own.get("benefit_shares", [])
        inventors = sum((s["share"] for s in shares if s["holder"] == "inventors"), 0.0) if shares else None
        return known(dict(
            label=text(own.get("title", own["id"])), label_en=only(own.get("title"), "en"),
            label_zh=only(own.get("title"), "zh"), record="project", record_id=own["id"], category=own["category"],
            stage=own["stage"], leap=LEAPS[own["stage"]], status=own["status"], performer=own["performer"],
            commissioner=own.get("commissioner"), commissioned=own.get("commissioned"), started=own.get("started"),
            ended=own.get("ended"), topic=own.get("topic"), budget=own.get("budget"),
            chokepoint=own.get("chokepoint"), answers=joined(in_order(own.get("answers", []))),
            interested=joined(in_order(own.get("interested", []))), orientations=joined(own.get("orientations", [])),
            draws_on=joined(in_order(own.get("draws_on", []))), releases=joined(in_order(own.get("releases", []))),
            inventors_share=inventors, evidence=own.get("evidence", "documented"), source_id=own.get("source"),
            standing=self.answers.standing.get(own["id"]), **self.answers.kinds("p", own["id"])))

    def relations(self, chain):
        for i, own in self.projects.items():
            because = dict(category=own["category"], project=i, evidence=own.get("evidence", "documented"),
                           source_id=own.get("source"))
            if "commissioner" in own and own["status"] != "cancelled":
                yield dict({"from": own["commissioner"], "to": own["performer"]}, kind="commission",
                           date=own.get("commissioned"), **because)
            for upstream in own.get("builds_on", []):
                first = self.projects[upstream]
                if own["status"] in LIVE and first["status"] in LIVE:
                    yield dict({"from": first["performer"], "to": own["performer"]}, kind="handoff", upstream=upstream,
                               date=own.get("started"), **because)
            for demand in own.get("answers", []):
                raised = self.demands[demand]
                if own["status"] in LIVE:
                    yield dict(because, **{"from": raised["raised_by"], "to": own["performer"]}, kind="demand",
                               demand=demand, date=raised.get("raised")) | {"category": raised["category"]}
        for own in self.organizations.values():
            charter, seen = own.get("charter", {}), set()
            evidence = min(charter.get("evidence", "documented"), own.get("evidence", "documented"), key=EVIDENCE.index)
            for member in charter.get("members", []):
                if member["organization"] not in seen:
                    yield {"from": member["organization"], "to": own["id"], "kind": "membership", "evidence": evidence,
                           "contribution": member.get("contribution"), "technicians": member.get("technicians"),
                           "source_id": charter.get("source")}
                seen.add(member["organization"])
        rest = lambda own: dict(evidence=own.get("evidence", "documented"), source_id=own.get("source"))
        for own in chain.get("agreements", []):
            yield dict({"from": own["from"], "to": own["to"]}, kind="agreement", date=own.get("signed"),
                       category=joined(in_order(own.get("categories", []))), **rest(own))
        for own in chain.get("funding", []):
            project = own.get("project")
            yield dict({"from": own["from"], "to": own["to"]}, kind="funding", project=project,
                       category=self.projects[project]["category"] if project else None, amount=own.get("amount"),
                       date=str(own["year"]) if "year" in own else None, **rest(own))
        for own in chain.get("services", []):
            yield dict({"from": own["provider"], "to": own["client"]}, kind="service", category=own.get("category"),
                       **rest(own))


def canonical(edges):
    """A multiset of edges that compares: 1.0 and 1 are the same, True and 1 are not."""
    plain = lambda v: v if isinstance(v, (str, bool)) else float(v)
    return collections.Counter((s, t, tuple(sorted((k, type(plain(v)).__name__, plain(v)) for k, v in a.items())))
                               for s, t, a in edges)


def compare(what, expected, nodes, edges):
    assert list(nodes.keys()) and set(nodes) == set(expected.nodes), (what, set(nodes) ^ set(expected.nodes))
    found = canonical((i, "", own) for i, own in nodes.items())
    wanted = canonical((i, "", own) for i, own in expected.nodes.items())
    assert found == wanted, (what, list((found - wanted).items())[:2], list((wanted - found).items())[:2])
    found, wanted = canonical(edges), canonical(expected.edges)
    assert found == wanted, (what, list((found - wanted).items())[:2], list((wanted - found).items())[:2])


def decoded(attributes, leave=()):
    return {k: unescape(v) if isinstance(v, str) else v for k, v in attributes.items() if k not in leave}


def of_networkx(graph, leave_nodes=(), leave_edges=()):
    nodes = {unescape(i): decoded(own, leave_nodes) for i, own in graph.nodes(data=True)}
    edges = [(unescape(s), unescape(t), decoded(own, leave_edges)) for s, t, own in graph.edges(data=True)]
    return nodes, edges


def numbered(keys, count):
    assert sorted(keys) == sorted(f"e{n}" for n in range(count)), "edges keep ids of their own"


def graphml(path, expected):
    graph = networkx.read_graphml(path, force_multigraph=True)
    assert graph.is_directed() and graph.is_multigraph()
    compare("GraphML, NetworkX", expected, *of_networkx(graph, leave_edges=("id",)))
    numbered([k for _, _, k in graph.edges(keys=True)], len(expected.edges))
    graph = igraph.Graph.Read_GraphML(path)
    assert graph.is_directed()
    # What is missing igraph takes for an empty text, no number, or no.
    # It hands `&` in ids over as libxml2 does, as `&#38;`; in attributes it is right.
    ids = [unescape(i.replace("&#38;", "&")) for i in graph.vs["id"]]
    # igraph 1.0.0 gives edges the ids of nodes, whatever the file says; they are not compared.

    def told(found, wanted, what):
        for key in found.keys() - {"id"}:
            value = found[key]
            value = unescape(value) if isinstance(value, str) else value
            if key in wanted:
                assert value == wanted[key], (what, key, value, wanted[key])
            else:
                assert value in ("", False) or math.isnan(value), (what, key, value)

    assert set(ids) == set(expected.nodes)
    for i, vertex in zip(ids, graph.vs):
        told(vertex.attributes(), expected.nodes[i], i)
    plain = []
    for edge in graph.es:
        own = {k: unescape(v) if isinstance(v, str) else v for k, v in edge.attributes().items() if k != "id"}
        own = {k: v for k, v in own.items() if v != "" and not (isinstance(v, float) and math.isnan(v))}
        plain.append((ids[edge.source], ids[edge.target], own))
    assert canonical(plain) == canonical(expected.edges), "GraphML, igraph"


def gexf(path, expected, version):
    source = open(path, encoding="utf-8", newline="").read()
    if version == "1.3":
        # NetworkX reads 1.2draft at most; but for the name space the two are alike in what it reads.
        assert 'xmlns="http://gexf.net/1.3"' in source and source.count(" kind=\"") == len(expected.edges)
        source = source.replace("http://gexf.net/1.3", "http://www.gexf.net/1.2draft").replace('version="1.3"', 'version="1.2"')
    graph = networkx.read_gexf(io.BytesIO(source.encode()))
    days = {}
    for i, own in graph.nodes(data=True):
        days[unescape(i)] = own.pop("start", None), own.pop("end", None)
        assert set(own.pop("viz")) == {"color"}
    label = lambda own: own.get("label") is not None
    assert all(label(own) for *_, own in graph.edges(data=True))
    nodes, edges = of_networkx(graph, leave_edges=("id", "label"))
    compare("GEXF, NetworkX", expected, nodes, edges)
    numbered([own["id"] for *_, own in graph.edges(data=True)], len(expected.edges))
    for i, own in expected.nodes.items():
        start, end = days[i]
        for day, date, part in (start, own.get("started"), "01-01"), (end, own.get("ended"), "12-31"):
            assert (day is None) == (date is None), i
            assert day is None or day.startswith(date) and (len(date) > 4 or day == f"{date}-{part}"), (i, day, date)


def node_link(path, expected):
    data = json.load(open(path, encoding="utf-8"))
    graph = networkx.node_link_graph(data, edges="edges")
    assert graph.is_directed() and graph.is_multigraph()
    nodes = {i: dict(own) for i, own in graph.nodes(data=True)}
    compare("node-link, NetworkX", expected, nodes, [(s, t, dict(own)) for s, t, own in graph.edges(data=True)])
    numbered([k for _, _, k in graph.edges(keys=True)], len(expected.edges))


NUMBERS = {"teams", "teams_basic", "teams_applied_basic", "teams_applied", "teams_industrialization", "staff",
           "leading_scientists", "technicians", "budget", "inventors_share", "amount", "contribution", "active", "waiting",
           "mass", "reach", "unknown_parents", "share"}
FLAGS = {"nonprofit", "chokepoint", "waits_while_idle", "core_parent", "identified", "listed"}


def table(path):
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            read = {}
            for key, value in row.items():
                if value == "":
                    continue
                if key in NUMBERS:
                    read[key] = float(value)
                elif key in FLAGS:
                    read[key] = {"true": True, "false": False}[value]
                else:
                    assert not value.startswith(FORMULA), ("a formula", value)
                    read[key] = in_csv(value)
            yield read


def tables(folder, expected):
    nodes, edges = {}, []
    for row in table(os.path.join(folder, "nodes.csv")):
        row["label"] = row.pop("Label", "")
        nodes[row.pop("Id")] = row
    labels = set()
    for row in table(os.path.join(folder, "edges.csv")):
        assert row.pop("Type") == "Directed"
        labels.add(row.pop("Label"))
        edges.append((row.pop("Source"), row.pop("Target"), row))
    numbered([row.pop("Id") for *_, row in edges], len(expected.edges))
    for own in expected.nodes.values():
        own.setdefault("label", "")
    compare("CSV", expected, nodes, edges)
    # The same as igraph takes from two tables.
    names = list(nodes)
    graph = igraph.Graph.TupleList([(s, t) for s, t, _ in edges], directed=True)
    assert graph.ecount() == len(edges) and set(graph.vs["name"]) <= set(names)


def dot(path, expected):
    svg = subprocess.run(["dot", "-Tsvg", path], capture_output=True, check=True).stdout
    drawn = ElementTree.fromstring(svg)
    classes = collections.Counter(own.get("class") for own in drawn.iter("{http://www.w3.org/2000/svg}g"))
    layout = json.loads(subprocess.run(["dot", "-Tjson", path], capture_output=True, check=True).stdout)
    named = [own for own in layout["objects"] if "pos" in own]
    names = [own["name"] for own in named if not own["name"].startswith("\\")]
    assert sorted(unescape(n) for n in names) == sorted(expected.nodes), set(map(unescape, names)) ^ set(expected.nodes)
    at = {own["_gvid"]: unescape(own["name"]) for own in layout["objects"]}
    pairs = [(at[e["tail"]], at[e["head"]]) for e in layout["edges"] if e.get("style") != "invis"]
    assert collections.Counter(pairs) == collections.Counter((s, t) for s, t, _ in expected.edges)
    assert classes["node"] == len(named) and classes["edge"] == len(pairs), "every node and edge is drawn"
    # What a stage has is in one column.
    columns = collections.defaultdict(set)
    for own in named:
        node = expected.nodes.get(unescape(own["name"]))
        if node:
            layer = node["kind"] if node["record"] == "germplasm" else node.get("stage")
            columns[layer].add(own["pos"].split(",")[0])
    assert all(len(places) == 1 for places in columns.values()), columns


def helium(folder, expected):
    """The two tables, as a reader of tab-separated lines has them."""
    lines = lambda name: open(os.path.join(folder, name), encoding="utf-8", newline="").read().split("\n")
    first, head, *rows, last = lines("pedigree.helium")
    assert (first, head, last) == ("# heliumInput = PEDIGREE", "LineName\tParent\tParentType", "")
    found = collections.Counter(tuple(map(unescape, row.split("\t"))) for row in rows)
    assert found == collections.Counter((target, source, "OTHER") for source, target, _ in expected.edges)
    first, head, *rows, last = lines("data.helium")
    assert (first, last) == ("# heliumInput = PHENOTYPE", "") and not any(row.startswith("#") for row in rows)
    name, *heads = head.split("\t")
    assert name == "LineName" and len(rows) == len(expected.nodes)
    for row in rows:
        i, *cells = row.split("\t")
        own = expected.nodes[unescape(i)]
        for cell, (key, kind) in zip(cells, (head.split("=") for head in heads), strict=True):
            wanted = own.get(key, "")
            if isinstance(wanted, bool):
                wanted = str(wanted).lower()
            assert (float(cell) == wanted) if kind == "n" and cell else (unescape(cell) == wanted), (i, key, cell, wanted)


def figures(folder, chain):
    """The workbook has as many values as the tidy table."""
    path = os.path.join(folder, "figures.csv")
    run(chain, "figures", path, "--with-proposed")
    with open(path, encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    for line in lines:
        for key in "value", "low", "high", "observations":
            assert line[key] == "" or math.isfinite(float(line[key]))
    path = os.path.join(folder, "figures.xlsx")
    run(chain, "xlsx", path, "--with-proposed")
    workbook = openpyxl.load_workbook(path)
    numbers = collections.Counter()
    for sheet in workbook:
        assert sheet.freeze_panes == "A2"
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                assert cell.data_type != "f", ("a formula", cell.value)
                if isinstance(cell.value, (int, float)):
                    numbers[round(float(cell.value), 9)] += 1
    # A rank is a subject, and told once a line in both.
    tidy = collections.Counter()
    for line in lines:
        for key in "value", "low", "high", "observations", "rank":
            if line[key]:
                tidy[round(float(line[key]), 9)] += 1
    assert numbers == tidy, ((numbers - tidy), (tidy - numbers))
    sections = collections.Counter(line["section"] for line in lines)
    return {"lines": len(lines), "sheets": len(workbook.sheetnames), "sections": dict(sorted(sections.items()))}


def run(chain, to, out, *options):
    subprocess.run([PROGRAM, "export", chain, "--to", to, "-o", out, *options], check=True)


def check(path):
    chain = json.load(open(path, encoding="utf-8"))
    results, answers = {}, Answers(path, chain)
    with tempfile.TemporaryDirectory() as folder:
        for which in "organizations", "projects", "both", "pedigree":
            formats = {
                "graphml": lambda out: graphml(out, Expected(chain, which, answers)),
                "gexf 1.3": lambda out: gexf(out, Expected(chain, which, answers), "1.3"),
                "gexf 1.2": lambda out: gexf(out, Expected(chain, which, answers), "1.2"),
                "node-link": lambda out: node_link(out, Expected(chain, which, answers)),
                "csv": lambda out: tables(out, Expected(chain, which, answers)),
                "dot": lambda out: dot(out, Expected(chain, which, answers)),
            }
            expected = Expected(chain, which, answers)
            if which == "pedigree":
                formats["helium"] = lambda out: helium(out, expected)
            result = {"nodes": len(expected.nodes), "edges": len(expected.edges),
                      "node_attributes": sum(map(len, expected.nodes.values())),
                      "edge_attributes": sum(len(own) for *_, own in expected.edges), "digests": {}}
            for name, read in formats.items():
                to, *version = name.split()
                out = os.path.join(folder, f"{which} {name}")
                run(path, to, out, "--graph", which, *(["--gexf", *version] if version else []))
                read(out)
                in_folder = {"csv": ("nodes.csv", "edges.csv"), "helium": ("pedigree.helium", "data.helium")}
                files = [os.path.join(out, f) for f in in_folder[to]] if to in in_folder else [out]
                result["digests"][name] = fnv(b"".join(open(file, "rb").read() for file in files))
            results[which] = result
        results["figures"] = figures(folder, path)
    return results


if __name__ == "__main__":
    for further in FURTHER:
        print(further, json.dumps(check(further)), file=sys.stderr)
    graphviz = subprocess.run(["dot", "-V"], capture_output=True, text=True).stderr.strip()
    read_by = {"networkx": networkx.__version__, "igraph": igraph.__version__, "openpyxl": openpyxl.__version__,
               "graphviz": re.search(r"version (\S+)", graphviz)[1]}
    recorded = {"read_by": read_by, **check(os.path.join(HERE, "export_chain.json"))}
    json.dump(recorded, sys.stdout, indent=1)
    print()
