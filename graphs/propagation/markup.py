"""GraphML and GEXF: XML, streamed a batch of rows at a time."""

from typing import TYPE_CHECKING, BinaryIO

import pyarrow as pa

from graphs.propagation.lines import BATCH, batches, escaped, joined, pour, xml

if TYPE_CHECKING:
    from graphs.propagation.disclosed import PropagationGraph

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
GRAPHML = "http://graphml.graphdrawing.org/xmlns"
GEXF = "http://www.gexf.net/1.2draft"


def graphml(graph: "PropagationGraph", handle: BinaryIO) -> None:
    """Write GraphML: every column an attribute, unknown values left out."""
    keys = [*_keys(graph.nodes, "node"), *_keys(graph.edges, "edge")]
    head = [f'<graphml xmlns="{GRAPHML}">', *keys, f'<graph id="{graph.kind}" edgedefault="{_direction(graph)}">']
    handle.write((HEAD + "\n".join(head) + "\n").encode())
    for rows in batches(graph.nodes):
        pour(handle, '<node id="', escaped(rows["id"], xml), '">', *_data(rows, "node"), "</node>\n")
    for rows in batches(graph.edges):
        pour(handle, *_opening(rows), ">", *_data(rows, "edge"), "</edge>\n")
    handle.write(b"</graph>\n</graphml>\n")


def gexf(graph: "PropagationGraph", handle: BinaryIO) -> None:
    """Write GEXF 1.2: label and weight in their own places, the other columns as attribute values."""
    handle.write(f'{HEAD}<gexf xmlns="{GEXF}" version="1.2">\n'.encode())
    handle.write(f'<graph mode="static" defaultedgetype="{_direction(graph)}">\n'.encode())
    handle.write("\n".join([*_titles(graph.nodes, "node"), *_titles(graph.edges, "edge"), "<nodes>\n"]).encode())
    for rows in batches(graph.nodes):
        head = ('<node id="', escaped(rows["id"], xml), '" label="', escaped(rows["label"], xml), '">')
        pour(handle, *head, *_values(rows), "</node>\n")
    handle.write(b"</nodes>\n<edges>\n")
    for number, rows in enumerate(batches(graph.edges)):
        pour(
            handle,
            *_opening(rows, number),
            ' weight="',
            escaped(rows["weight"], xml),
            '">',
            *_values(rows),
            "</edge>\n",
        )
    handle.write(b"</edges>\n</graph>\n</gexf>\n")


def _opening(rows: pa.Table, batch: int | None = None) -> list["str | pa.ChunkedArray"]:
    ends = ['source="', escaped(rows["source"], xml), '" target="', escaped(rows["target"], xml), '"']
    if batch is None:
        return ["<edge ", *ends]
    first = batch * BATCH
    numbers = pa.chunked_array([pa.array(range(first, first + len(rows))).cast(pa.string())])
    return ['<edge id="', numbers, '" ', *ends]


def _keys(table: pa.Table, owner: str) -> list[str]:
    return [
        f'<key id="{owner}_{name}" for="{owner}" attr.name="{name}" attr.type="{_type(table[name].type)}"/>'
        for name in _attributes(table)
    ]


def _data(rows: pa.Table, owner: str) -> list[pa.ChunkedArray]:
    return [joined(f'<data key="{owner}_{name}">', escaped(rows[name], xml), "</data>") for name in _attributes(rows)]


def _titles(table: pa.Table, owner: str) -> list[str]:
    titles = [
        f'<attribute id="{name}" title="{name}" type="{_type(table[name].type)}"/>'
        for name in _attributes(table)
        if name not in ("label", "weight")
    ]
    return [f'<attributes class="{owner}" mode="static">', *titles, "</attributes>"]


def _values(rows: pa.Table) -> list["str | pa.ChunkedArray"]:
    values = [
        joined(f'<attvalue for="{name}" value="', escaped(rows[name], xml), '"/>')
        for name in _attributes(rows)
        if name not in ("label", "weight")
    ]
    return ["<attvalues>", *values, "</attvalues>"]


def _attributes(table: pa.Table) -> list[str]:
    return [name for name in table.column_names if name not in ("id", "source", "target")]


def _type(arrow: pa.DataType) -> str:
    if pa.types.is_boolean(arrow):
        return "boolean"
    return "long" if pa.types.is_integer(arrow) else "string"


def _direction(graph: "PropagationGraph") -> str:
    return "directed" if graph.directed else "undirected"
