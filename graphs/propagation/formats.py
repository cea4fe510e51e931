"""Write a graph by suffix: each format a function from a graph to bytes in an open file."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from collectors.errors import RequestError
from graphs.propagation import flat, markup, plain

if TYPE_CHECKING:
    from graphs.propagation.disclosed import PropagationGraph

Writer = Callable[["PropagationGraph", BinaryIO], None]

WRITERS: dict[str, Writer] = {
    ".graphml": markup.graphml,
    ".gexf": markup.gexf,
    ".gml": plain.gml,
    ".csv": flat.csv,
    ".parquet": flat.parquet,
    ".json": plain.node_link,
}
SUFFIXES = tuple(WRITERS)


def write(graph: "PropagationGraph", path: Path) -> Path:
    """Write beside the place, then rename, so that a reader sees the whole file or none."""
    writer = WRITERS.get(path.suffix.lower())
    if writer is None:
        raise RequestError(f"{path.name} has no suffix of a graph format. End it with {', '.join(SUFFIXES)}.")
    if not path.parent.is_dir():
        raise RequestError(f"{path.parent} is not a folder. Make it first, or write the graph elsewhere.")
    if path.is_dir():
        raise RequestError(f"{path} is a folder. Name a file to write the graph to.")
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as handle:
            writer(graph, handle)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return path
