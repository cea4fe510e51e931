"""CSV and Parquet: one row an edge, with what is known of its two ends."""

from typing import TYPE_CHECKING, BinaryIO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

if TYPE_CHECKING:
    from graphs.propagation.disclosed import PropagationGraph

FORMULA = r"^([=+\-@\t\r\n])"


def csv(graph: "PropagationGraph", handle: BinaryIO) -> None:
    """Write UTF-8 CSV; a text that a spreadsheet would run as a formula gets a quote (') before it."""
    table = edge_rows(graph)
    for place, name in enumerate(table.column_names):
        if pa.types.is_string(table[name].type):
            table = table.set_column(place, name, pc.replace_substring_regex(table[name], FORMULA, r"'\1"))
    handle.write((",".join(table.column_names) + "\n").encode())
    pa.csv.write_csv(table, handle, pa.csv.WriteOptions(include_header=False))


def parquet(graph: "PropagationGraph", handle: BinaryIO) -> None:
    """Write Parquet (zstd), texts as they are; kind, level and direction stand in the schema's metadata."""
    about = {"kind": graph.kind, "level": graph.level, "directed": str(graph.directed).lower()}
    pa.parquet.write_table(edge_rows(graph).replace_schema_metadata(about), handle, compression="zstd")


def edge_rows(graph: "PropagationGraph") -> pa.Table:
    """Return the edges with label, role and country of source and target."""
    table = graph.edges
    for end, rows in zip(("source", "target"), graph.ends, strict=True):
        for name in ("label", "role", "country"):
            table = table.append_column(f"{end}_{name}", graph.nodes[name].take(pa.array(rows)))
    return table
