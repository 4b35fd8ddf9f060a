# sna::brokerage, igraph::constraint and igraph::betweenness of one graph, as JSON. Called by network.py.
# Input: a line "nodes", a line of groups, then one line "from to" per edge (0-based).
suppressMessages(library(sna))
lines <- readLines(file("stdin"))
n <- as.integer(lines[1])
groups <- as.integer(strsplit(lines[2], " ")[[1]])
edges <- do.call(rbind, lapply(strsplit(lines[-(1:2)], " "), as.integer)) + 1
adjacency <- matrix(0, n, n)
adjacency[edges] <- 1
b <- brokerage(adjacency, groups)
number <- function(x) ifelse(is.finite(x), sprintf("%.17g", x), "null")
matrix_json <- function(m) paste0("[", paste(apply(m, 1, function(r) paste0("[", paste(number(r), collapse = ","), "]")), collapse = ","), "]")
vector_json <- function(v) paste0("[", paste(number(v), collapse = ","), "]")
g <- igraph::make_graph(as.vector(t(edges)), n = n, directed = TRUE)
cat(sprintf('{"counts":%s,"expected":%s,"deviation":%s,"z":%s,"constraint":%s,"betweenness":%s,"versions":"R %s, sna %s, igraph %s"}',
  matrix_json(b$raw.nli), matrix_json(b$exp.nli), matrix_json(b$sd.nli), matrix_json(b$z.nli),
  vector_json(igraph::constraint(g)), vector_json(igraph::betweenness(g, directed = TRUE)),
  getRversion(), packageVersion("sna"), packageVersion("igraph")))
