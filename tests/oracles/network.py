"""Records what R's sna and igraph, python-igraph and NetworkX say of some graphs.

    apt-get install -y --no-install-recommends r-base-core r-cran-sna r-cran-igraph
    python3 -m venv .venv && .venv/bin/pip install igraph networkx numpy scipy
    python tests/oracles/network.py > tests/oracles/network.json
"""
import json, math, os, random, subprocess
import igraph, networkx

HERE = os.path.dirname(os.path.abspath(__file__))


def by_chance(seed, nodes, chance, groups, mutual=0.0, active=None):
    """Each ordered pair of the active nodes is an edge with `chance`, and its reverse too with `mutual`."""
    r = random.Random(seed)
    edges = set()
    for a in range(active or nodes):
        for b in range(active or nodes):
            if a != b and r.random() < chance:
                edges.add((a, b))
                if r.random() < mutual:
                    edges.add((b, a))
    return nodes, sorted(edges), [r.choice(groups) for _ in range(nodes)]


def skewed(seed, nodes, draws, groups):
    """Ends drawn with chance ~ 1/rank: hubs, leaves and isolates."""
    r = random.Random(seed)
    weights = [1 / (i + 1) for i in range(nodes)]
    pairs = zip(r.choices(range(nodes), weights, k=draws), r.choices(range(nodes), weights, k=draws))
    return nodes, sorted({(a, b) for a, b in pairs if a != b}), [r.choice(groups) for _ in range(nodes)]


# laboratory 0 -> university 1 -> consortium 2 -> companies 3, 4; 1 -> 3 is open past 2; 5 stands alone
chain6 = (6, [(0, 1), (1, 2), (0, 2), (2, 3), (2, 4), (3, 4), (4, 2)], [0, 0, 1, 2, 2, 3])
# two groups of three with a mutual bridge, a sink and a source
bridge8 = (8, [(0, 1), (1, 2), (2, 0), (2, 3), (3, 2), (3, 4), (4, 5), (5, 3), (5, 6), (7, 0), (7, 1)],
           [0, 0, 0, 1, 1, 1, 2, 2])
lonely = by_chance(5, 25, 0.12, [0, 1, 2])
lonely[2][7] = 9  # the only one of group 9; groups 3 to 8 are empty

GRAPHS = {
    "chain6": chain6,
    "bridge8": bridge8,
    "path3": (3, [(0, 1), (1, 2)], [0, 1, 2]),
    "complete5": (5, [(a, b) for a in range(5) for b in range(5) if a != b], [0, 0, 1, 1, 1]),
    "random30": by_chance(1, 30, 0.10, [0, 1, 2, 3]),
    "reciprocal30": by_chance(2, 30, 0.06, [0, 1, 2, 3], mutual=0.7),
    "isolates30": by_chance(3, 30, 0.15, [0, 1, 2, 3], active=22),
    "dense20": by_chance(4, 20, 0.55, [0, 1, 2]),
    "single-member25": lonely,
    "one-group20": by_chance(6, 20, 0.15, [4]),
    "each-its-own-group12": by_chance(7, 12, 0.25, [0])[:2] + (list(range(12)),),
    "skewed200": skewed(8, 200, 900, [0, 1, 2, 3, 4]),
}


def numbers(values):
    return [None if math.isnan(v) else v for v in values]


def record(nodes, edges, groups):
    text = "\n".join([str(nodes), " ".join(map(str, groups))] + [f"{a} {b}" for a, b in edges])
    r = json.loads(subprocess.run(["Rscript", f"{HERE}/network.R"], input=text, text=True, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout)
    g = igraph.Graph(nodes, edges, directed=True)
    nx = networkx.DiGraph(edges)
    nx.add_nodes_from(range(nodes))
    constraint, between = networkx.constraint(nx), networkx.betweenness_centrality(nx, normalized=False)
    return {
        "nodes": nodes, "edges": edges, "groups": groups, "r": r,
        "python_igraph": {"constraint": numbers(g.constraint()), "betweenness": g.betweenness(directed=True),
                          "version": igraph.__version__},
        "networkx": {"constraint": numbers(constraint[v] for v in range(nodes)),
                     "betweenness": [between[v] for v in range(nodes)], "version": networkx.__version__},
    }


lines = [f"{json.dumps(name)}: {json.dumps(record(*graph), separators=(',', ':'))}" for name, graph in GRAPHS.items()]
print("{\n" + ",\n".join(lines) + "\n}")
