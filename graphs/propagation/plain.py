"""GML, and the node-link JSON of networkx."""

from typing import TYPE_CHECKING, BinaryIO

import msgspec
import pyarrow as pa

from graphs.propagation.lines import Escape, ascii_xml, batches, escaped, joined, pour

if TYPE_CHECKING:
    from graphs.propagation.disclosed import PropagationGraph


def gml(graph: "PropagationGraph", handle: BinaryIO) -> None:
    """Write GML in ASCII: nodes are numbered, their `label` is the public id (which is unique), `name` the label."""
    handle.write(
        f'graph [\n  directed {int(graph.directed)}\n  kind "{graph.kind}"\n  level "{graph.level}"\n'.encode()
    )
    first = 0
    for rows in batches(graph.nodes):
        numbers = pa.chunked_array([pa.array(range(first, first + len(rows)))])
        first += len(rows)
        named = rows.rename_columns([{"id": "label", "label": "name"}.get(name, name) for name in rows.column_names])
        pour(handle, "  node [\n", *_pairs(named.add_column(0, "id", numbers)), "  ]\n")
    source, target = graph.ends
    numbered = graph.edges.set_column(0, "source", pa.array(source)).set_column(1, "target", pa.array(target))
    for rows in batches(numbered):
        pour(handle, "  edge [\n", *_pairs(rows), "  ]\n")
    handle.write(b"]\n")


def node_link(graph: "PropagationGraph", handle: BinaryIO) -> None:
    """Write what `networkx.node_link_graph(document, edges="edges")` reads; unknown values are left out."""
    described = msgspec.json.encode({"kind": graph.kind, "level": graph.level}).decode()
    directed = str(graph.directed).lower()
    handle.write(f'{{"directed":{directed},"multigraph":false,"graph":{described},"nodes":['.encode())
    _objects(handle, graph.nodes)
    handle.write(b'],"edges":[')
    _objects(handle, graph.edges)
    handle.write(b"]}\n")


def _pairs(rows: pa.Table) -> list[pa.ChunkedArray]:
    return [joined(f"    {name} ", _quoted(_numeric(rows[name]), ascii_xml), "\n") for name in rows.column_names]


def _numeric(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Turn truth values into 0 and 1, the only ones GML has."""
    return column.cast(pa.int8()) if pa.types.is_boolean(column.type) else column


def _objects(handle: BinaryIO, table: pa.Table) -> None:
    """Write rows as JSON objects with commas between; the first column is never null."""
    for number, rows in enumerate(batches(table)):
        head, *names = rows.column_names
        fields = [joined(f',"{name}":', _quoted(rows[name], _json)) for name in names]
        lead = pa.chunked_array([pa.array(["\n" if not number and not row else ",\n" for row in range(len(rows))])])
        pour(handle, lead, f'{{"{head}":', _quoted(rows[head], _json), *fields, "}")


def _quoted(column: pa.ChunkedArray, escape: Escape) -> pa.ChunkedArray:
    safe = escaped(column, escape)
    return joined('"', safe, '"') if pa.types.is_string(column.type) else safe


def _json(value: str) -> str:
    return msgspec.json.encode(value).decode()[1:-1]
