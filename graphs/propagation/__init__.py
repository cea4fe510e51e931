"""Who took what from whom: the graphs of a case, as tables, as igraph and networkx objects, as files.

    store --ties--> native graph --people--> PropagationGraph --write--> .graphml .gexf .gml .csv .parquet .json
          (SQL)     (native ids,             (public ids)     --to_igraph, to_networkx-->
                     numbers for ends)

Edges run from the one who did it to the one it was taken from: from the reposting account to the reposted one, from
the citing post to the cited one. docs/graphs.md defines every kind.
"""

from graphs.propagation.disclosed import PropagationGraph, graph
from graphs.propagation.formats import SUFFIXES
from graphs.propagation.native import KINDS, LEVELS

__all__ = ["KINDS", "LEVELS", "SUFFIXES", "PropagationGraph", "graph"]
