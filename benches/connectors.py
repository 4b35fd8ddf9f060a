"""python-igraph and NetworKit on the edges that connectors.rs wrote.

    pip install igraph networkit
    python benches/connectors.py FOLDER

NetworKit's KADABRA takes undirected graphs only, so it gets each edge without its direction.
"""
import statistics, sys, time
import igraph, networkit

directory = sys.argv[1]


def median(what, runs, work):
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        result = work()
        times.append(time.perf_counter() - start)
    print(f"  {what:<28} {statistics.median(times):10.4f} s", flush=True)
    return result


def kadabra(nodes, edges):
    graph = networkit.Graph(nodes)
    for a, b in {(min(e), max(e)) for e in edges}:
        graph.addEdge(a, b)
    for threads in 1, 2:
        networkit.setNumberOfThreads(threads)
        make = lambda: networkit.centrality.KadabraBetweenness(graph, 0.003, 0.1).run()
        median(f"KADABRA, {threads} threads", 3, make)


print("igraph", igraph.__version__, "NetworKit", networkit.__version__)
for name in "SBM":
    with open(f"{directory}/{name}.txt") as file:
        nodes = int(file.readline())
        edges = [tuple(map(int, line.split())) for line in file]
    graph = igraph.Graph(nodes, edges, directed=True)
    print(f"{name}: {nodes} nodes, {len(edges)} edges")
    median("igraph constraint", 3, graph.constraint)
    if name != "M":
        median("igraph betweenness", 1, lambda: graph.betweenness(directed=True))
    kadabra(nodes, edges)
