"""Flow values, cuts, gains and losses by NetworkX, each case solved from nothing in whole numbers.

    pip install networkx==3.6.1 && python layered_flow.py > layered_flow.json

A network is drawn from a fixed linear congruential generator, so that the test reads the same one from the JSON.
"""
import json

import networkx as nx


class Random:
    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % n


def split(layers, nodes, arcs):
    graph = nx.DiGraph()
    graph.add_nodes_from(["s", "t"])
    for v, (_, layer, capacity) in enumerate(nodes):
        graph.add_edge(("in", v), ("out", v), capacity=capacity)
        if layer == 0:
            graph.add_edge("s", ("in", v))
        if layer == layers - 1:
            graph.add_edge(("out", v), "t")
    for a, b in arcs:
        graph.add_edge(("out", a), ("in", b))
    return graph


def value(layers, nodes, arcs):
    return nx.maximum_flow_value(split(layers, nodes, arcs), "s", "t")


def cuts(layers, nodes, arcs):
    """The first and the last minimum cut, from reachability in NetworkX's residual network."""
    residual = nx.algorithms.flow.preflow_push(split(layers, nodes, arcs), "s", "t")
    open_arcs = nx.DiGraph()
    open_arcs.add_nodes_from(residual)
    open_arcs.add_edges_from((a, b) for a, b, d in residual.edges(data=True) if d["capacity"] > d["flow"])
    near = nx.descendants(open_arcs, "s") | {"s"}
    far = nx.ancestors(open_arcs, "t") | {"t"}
    count = range(len(nodes))
    return (
        [v for v in count if ("in", v) in near and ("out", v) not in near],
        [v for v in count if ("in", v) not in far and ("out", v) in far],
    )


def fewest(layers, nodes, arcs):
    return value(layers, [(o, l, min(c, 1)) for o, l, c in nodes], arcs)


def case(seed, sizes, arc_count, owners):
    random = Random(seed)
    layers = len(sizes)
    nodes = []
    for layer, size in enumerate(sizes):
        for _ in range(size):
            nodes.append((random.below(owners), layer, 0 if random.below(12) == 0 else 1 + random.below(40) ** 2 // 40))
    first = [sum(sizes[:layer]) for layer in range(layers)]
    arcs = set()
    while len(arcs) < arc_count:
        layer = random.below(layers - 1)
        # Products of two draws are skewed towards 0: a few nodes get many arcs.
        end = lambda l: first[l] + random.below(sizes[l]) * random.below(sizes[l]) // sizes[l]
        arcs.add((end(layer), end(layer + 1)))
    arcs = sorted(arcs)
    base = value(layers, nodes, arcs)
    extra = 3
    gains = [value(layers, [(o, l, c + extra * (v == w)) for w, (o, l, c) in enumerate(nodes)], arcs) - base
             for v in range(len(nodes))]
    present = sorted({o for o, _, _ in nodes})
    losses = [[o, base - value(layers, [(p, l, 0 if p == o else c) for p, l, c in nodes], arcs)] for o in present]
    source_side, sink_side = cuts(layers, nodes, arcs)
    return {
        "layers": layers, "nodes": nodes, "arcs": arcs, "value": base, "source_side_cut": source_side,
        "sink_side_cut": sink_side, "extra": extra, "gains": gains, "losses": losses,
        "fewest_nodes_to_stop": fewest(layers, nodes, arcs),
    }


if __name__ == "__main__":
    print(json.dumps({
        "networkx": nx.__version__,
        "cases": [
            case(1, [6, 5, 6], 24, 10),
            case(2, [20, 14, 18], 90, 35),
            case(3, [30, 30, 30], 110, 50),
            case(4, [8, 30, 8], 120, 20),
            case(5, [12, 12, 12, 12, 12], 110, 30),
        ],
    }))
