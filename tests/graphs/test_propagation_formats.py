"""Files of a graph: every format is read back by others, hostile text and all."""

import csv
import io
import json
from pathlib import Path

import igraph
import networkx as nx
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collectors.errors import RequestError
from graphs.propagation import SUFFIXES, PropagationGraph

HOSTILE = [
    '<script>alert("1")</script>',
    "=HYPERLINK(1)",
    "@sum",
    'quote " and \\ back & amp;',
    "two\nlines\tand\ra return",
    "\x00\x0b\x1b[31m\x7f\x85\ufffe\uffff",
    "Қазақша 中文 🙂",
    "]]>\u2028",
    "",
]


def made_of(labels: list[str], *, directed: bool = True) -> PropagationGraph:
    """Make a ring of nodes with the given labels, every weight its row number plus one."""
    size = len(labels)
    ids = [f"web:{row}.example" for row in range(size)]
    nodes = pa.table(
        {
            "id": pa.array(ids, pa.string()),
            "label": pa.array(labels, pa.string()),
            "role": pa.array(["outlet"] * size, pa.string()),
            "country": pa.array([None if row % 2 else "EA" for row in range(size)], pa.string()),
            "language": pa.array([None] * size, pa.string()),
            "platform": pa.array(["web"] * size, pa.string()),
        }
    )
    edges = pa.table(
        {
            "source": pa.array(ids, pa.string()),
            "target": pa.array(ids[1:] + ids[:1], pa.string()),
            "weight": pa.array(range(1, size + 1), pa.int64()),
            "first": pa.array(["2024-05-01T00:00:00Z"] * size, pa.string()),
            "last": pa.array(["2024-05-02T00:00:00Z"] * size, pa.string()),
            "loop": pa.array([size == 1] * size, pa.bool_()),
            "evidence": pa.array(["reference"] * size, pa.string()),
        }
    )
    return PropagationGraph(kind="reposts", level="actor", directed=directed, nodes=nodes, edges=edges)


def weights(read: "nx.Graph[str]") -> dict[tuple[str, str], int]:
    return {(str(a), str(b)): int(d["weight"]) for a, b, d in read.edges(data=True)}


def clean(label: str) -> str:
    """Drop what XML cannot hold, as the files do."""
    forbidden = {*range(0x20), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF} - {0x9, 0xA, 0xD}
    return "".join(letter for letter in label if ord(letter) not in forbidden)


def test_networkx_reads_hostile_labels_from_graphml_as_they_were(tmp_path: Path) -> None:
    """GraphML keeps every character that XML can hold, weights as whole numbers, and leaves unknown values out."""
    read = nx.read_graphml(made_of(HOSTILE).write(tmp_path / "g.graphml"))
    assert list(nx.get_node_attributes(read, "label").values()) == [clean(label) for label in HOSTILE]
    assert "country" not in read.nodes["web:1.example"]
    assert weights(read) == weights(made_of(HOSTILE).to_networkx())
    assert {data["loop"] for *_, data in read.edges(data=True)} == {False}


def test_networkx_reads_hostile_labels_from_gexf_as_they_were(tmp_path: Path) -> None:
    """GEXF keeps labels, weights and attributes."""
    read = nx.read_gexf(made_of(HOSTILE).write(tmp_path / "g.gexf"))
    assert list(nx.get_node_attributes(read, "label").values()) == [clean(label) for label in HOSTILE]
    assert read.nodes["web:0.example"]["country"] == "EA"
    assert weights(read) == weights(made_of(HOSTILE).to_networkx())


def test_networkx_reads_hostile_labels_from_gml_as_they_were(tmp_path: Path) -> None:
    """GML is ASCII; its label is the id, which is unique, and the label is in `name`."""
    path = made_of(HOSTILE).write(tmp_path / "g.gml")
    path.read_bytes().decode("ascii")
    read = nx.read_gml(path)
    assert [read.nodes[f"web:{row}.example"]["name"] for row in range(len(HOSTILE))] == [clean(one) for one in HOSTILE]
    assert weights(read) == weights(made_of(HOSTILE).to_networkx())


@pytest.mark.parametrize("suffix", [".graphml", ".gml"])
def test_igraph_reads_the_same_ends_and_weights(tmp_path: Path, suffix: str) -> None:
    """igraph finds the nodes, the edges and the weights."""
    read = igraph.Graph.Load(str(made_of(HOSTILE).write(tmp_path / f"g{suffix}")))
    assert (read.vcount(), read.is_directed()) == (len(HOSTILE), True)
    assert read.get_edgelist() == made_of(HOSTILE).to_igraph().get_edgelist()
    assert [int(weight) for weight in read.es["weight"]] == list(range(1, len(HOSTILE) + 1))


def test_node_link_json_is_read_by_networkx(tmp_path: Path) -> None:
    """The key is `edges`; JSON keeps every character."""
    document = json.loads(made_of(HOSTILE).write(tmp_path / "g.json").read_text(encoding="utf-8"))
    read = nx.node_link_graph(document, edges="edges")
    assert list(nx.get_node_attributes(read, "label").values()) == HOSTILE
    assert nx.utils.graphs_equal(read, made_of(HOSTILE).to_networkx())


def test_a_spreadsheet_runs_no_cell_of_the_csv(tmp_path: Path) -> None:
    """Text cells that begin like a formula get a quote before them; numbers stay numbers."""
    text = made_of(["=1+1", "+1", "-1", "@a", "\t=1", "plain", "a=b"]).write(tmp_path / "g.csv").read_text("utf-8")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["source_label"] for row in rows] == ["'=1+1", "'+1", "'-1", "'@a", "'\t=1", "plain", "a=b"]
    assert [int(row["weight"]) for row in rows] == [1, 2, 3, 4, 5, 6, 7]
    assert text.startswith("source,target,weight,first,last,loop,evidence,source_label,")


def test_csv_cells_with_quotes_and_line_breaks_stay_one_cell(tmp_path: Path) -> None:
    """The csv module of Python reads each hostile label back as one cell."""
    path = made_of(HOSTILE).write(tmp_path / "g.csv")
    with path.open(newline="", encoding="utf-8") as handle:
        labels = [row["source_label"] for row in csv.DictReader(handle)]
    assert [label.removeprefix("'") for label in labels] == HOSTILE


def test_parquet_keeps_types_and_texts(tmp_path: Path) -> None:
    """Parquet holds the edge rows as they are, and says what graph it is."""
    read = pq.read_table(made_of(HOSTILE).write(tmp_path / "g.parquet"))
    assert read["source_label"].to_pylist() == HOSTILE
    assert read.schema.field("weight").type == pa.int64()
    assert read.schema.metadata == {b"kind": b"reposts", b"level": b"actor", b"directed": b"true"}


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_same_graph_gives_the_same_bytes(tmp_path: Path, suffix: str) -> None:
    """Two writes agree, and no half-written file is left beside them."""
    first, second = (made_of(HOSTILE).write(tmp_path / f"{name}{suffix}") for name in "ab")
    assert first.read_bytes() == second.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"a{suffix}", f"b{suffix}"]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_empty_graph_is_a_valid_file(tmp_path: Path, suffix: str) -> None:
    """A graph without edges is written, not refused."""
    assert made_of([]).write(tmp_path / f"g{suffix}").stat().st_size > 0


def test_an_undirected_graph_is_read_as_one(tmp_path: Path) -> None:
    """Each format with a word for direction says undirected."""
    made = made_of(["a", "b", "c"], directed=False)
    assert not nx.read_graphml(made.write(tmp_path / "g.graphml")).is_directed()
    assert not nx.read_gexf(made.write(tmp_path / "g.gexf")).is_directed()
    assert not nx.read_gml(made.write(tmp_path / "g.gml")).is_directed()
    assert not made.to_networkx().is_directed()
    assert not made.to_igraph().is_directed()


def test_an_unknown_suffix_is_answered_with_the_known_ones(tmp_path: Path) -> None:
    """The refusal names every format, and nothing is written."""
    with pytest.raises(RequestError, match=r"\.graphml, \.gexf, \.gml, \.csv, \.parquet, \.json"):
        made_of(["a"]).write(tmp_path / "g.xlsx")
    assert not list(tmp_path.iterdir())


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    """The refusal says which folder is not there."""
    with pytest.raises(RequestError, match="Make it first"):
        made_of(["a"]).write(tmp_path / "none" / "g.csv")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(labels=st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=8), min_size=1, max_size=4))
def test_any_label_survives_every_format(tmp_path: Path, labels: list[str]) -> None:
    """Whatever the text, networkx reads it back, but for the characters that XML cannot hold."""
    made = made_of(labels)
    wanted = [clean(label) for label in labels]
    assert list(nx.get_node_attributes(nx.read_graphml(made.write(tmp_path / "g.graphml")), "label").values()) == wanted
    assert list(nx.get_node_attributes(nx.read_gexf(made.write(tmp_path / "g.gexf")), "label").values()) == wanted
    read = json.loads(made.write(tmp_path / "g.json").read_text(encoding="utf-8"))
    assert [node["label"] for node in read["nodes"]] == labels
    gml = nx.read_gml(made.write(tmp_path / "g.gml"))
    assert [gml.nodes[f"web:{row}.example"]["name"] for row in range(len(labels))] == wanted
