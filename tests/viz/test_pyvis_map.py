"""A pyvis network is an object to extend, and a page that is offline, inert and the same on every run."""

import base64
import gzip
import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from collectors.errors import RequestError
from graphs.propagation import PropagationGraph
from viz.palette import EVIDENCE
from viz.pyvis_map import network_page, pyvis_network, pyvis_page

HOSTILE = "</script><script>document.title='PWNED'</script><img src=x onerror=\"document.title='PWNED'\">"
CLASSES = ["citation", "reference copy", "attribution", "timing", "coshare"]


def planted(nodes: int = 30, ties: int = 60, *, words: str = "", directed: bool = True, level: str = "actor") -> Any:
    """Return a random graph whose labels all hold `words`."""
    rng = np.random.default_rng(5)
    ids = sorted(f"x:{row:05d}" if row % 5 else f"web:outlet-{row}.example" for row in range(nodes))
    ends = sorted({(int(a), int(b)) for a, b in rng.integers(0, nodes, (ties, 2))})
    blank = pa.nulls(nodes, pa.string())
    return PropagationGraph(
        kind="reposts",
        level=level,
        directed=directed,
        nodes=pa.table(
            {
                "id": ids,
                "label": [name.partition(":")[2] + words for name in ids],
                "role": ["outlet" if name.startswith("web:") else "blogger" for name in ids],
                "country": blank,
                "language": blank,
                "platform": [name.partition(":")[0] for name in ids],
            }
        ),
        edges=pa.table(
            {
                "source": [ids[a] for a, _ in ends],
                "target": [ids[b] for _, b in ends],
                "weight": pa.array([1 + a % 4 for a, _ in ends], pa.int64()),
                "evidence": [CLASSES[(a + b) % len(CLASSES)] for a, b in ends],
            }
        ),
    )


def page(graph: Any, *, title: str = "Reposts") -> Any:
    return pyvis_page(graph, title=title, identified=False, audience="analyst")


def test_the_same_graph_gives_the_same_bytes() -> None:
    """Places are computed from the seed, and nothing in the page is random."""
    assert page(planted()).html == page(planted()).html


def test_the_network_holds_what_the_graph_holds() -> None:
    """Every node and edge is there, with its id; colour says the strongest evidence, shape says outlet or account."""
    graph = planted()
    network = pyvis_network(graph)
    assert [node["id"] for node in network.nodes] == graph.nodes["id"].to_pylist()
    assert [(edge["from"], edge["to"]) for edge in network.edges] == list(
        zip(graph.edges["source"].to_pylist(), graph.edges["target"].to_pylist(), strict=True)
    )
    assert all((node["shape"] == "square") == node["id"].startswith("web:") for node in network.nodes)
    assert all(edge["color"] == EVIDENCE["reference"].light for edge in network.edges if "copy" in edge["evidence"])
    assert page(graph).summary == {"nodes": 30, "edges": len(graph.edges), "omitted": 0}


def test_physics_is_off_and_places_are_given() -> None:
    """The page starts still: pyvis's endless simulation does not run."""
    network = pyvis_network(planted())
    assert network.options.physics.enabled is False
    assert len({(node["x"], node["y"]) for node in network.nodes}) == len(network.nodes)


def test_an_undirected_graph_has_no_arrowheads() -> None:
    """Co-sharing has no direction, and is not drawn as if it had."""
    assert {edge["arrows"] for edge in pyvis_network(planted(directed=False)).edges} == {""}


def test_a_large_graph_is_sent_to_the_other_viewer() -> None:
    """Over 2,000 nodes the error gives the size and says what draws it."""
    with pytest.raises(RequestError, match=r"2,001 nodes .* Leave out --renderer pyvis to draw it with Whence's own"):
        page(planted(2001, 10))


def test_the_public_is_not_shown_a_dot_a_person() -> None:
    """For the public only graphs of outlets and groups are drawn this way."""
    with pytest.raises(RequestError, match="not for the public"):
        pyvis_page(planted(), title="T", identified=False, audience="public")
    assert pyvis_page(planted(level="outlet"), title="T", identified=False, audience="public").summary["nodes"] == 30


def test_nothing_is_loaded_from_elsewhere() -> None:
    """The page holds vis-network itself; no element points to another file."""
    html = page(planted(3, 3)).html
    head, _, rest = html.partition("<script>")
    assert "vis.js" in rest
    assert " src=" not in head and "<link" not in html


def test_an_empty_graph_is_a_page_too() -> None:
    """A case without reposts has a page that says so by its numbers."""
    assert "0 nodes · 0 edges" in page(_nothing()).html


def _nothing() -> Any:
    return PropagationGraph(
        kind="reposts",
        level="actor",
        directed=True,
        nodes=planted(1, 0).nodes.slice(0, 0),
        edges=planted(2, 4).edges.slice(0, 0),
    )


def test_far_pictures_are_left_out_at_any_depth() -> None:
    """Pictures of nodes, groups and arrowheads that lie on other hosts go; those in the page itself and text stay."""
    network = pyvis_network(planted(3, 3))
    far, near = "https://x.example/a.png", "data:image/png;base64,AAAA"
    network.add_node("far", label=far, image={"selected": far, "unselected": near}, brokenImage=far)
    network.add_edge("far", network.nodes[0]["id"], arrows={"to": {"type": "image", "src": far}})
    network.set_options(json.dumps({"groups": {"a": {"image": far, "shape": "image"}}}))
    html = network_page(network, title="t", identified=False, audience="analyst").html
    found = re.search(r'id="network-data">([^<]*)<', html)
    assert found
    drawing = json.loads(gzip.decompress(base64.b64decode(found[1])))
    assert [node["label"] for node in drawing["nodes"] if node["id"] == "far"] == [far]
    assert json.dumps(drawing).count(far) == 1
    assert near in json.dumps(drawing)
    assert drawing["options"]["groups"] == {"a": {"shape": "image"}}


@pytest.mark.browser
def test_hostile_labels_stay_text_in_a_browser(browser: Any, tmp_path: Path) -> None:
    """In Chromium the network is drawn, without a console message, whatever labels and titles hold."""
    network = pyvis_network(planted(words=HOSTILE))
    network.add_node("added", label="<b>bold</b>", title=f"<i>{HOSTILE}</i>", x=0, y=0, image="https://x.example/a.png")
    network.add_edge("added", network.nodes[0]["id"], title=HOSTILE)
    path = network_page(network, title=HOSTILE, identified=True, audience="analyst").save(tmp_path / "page.html")
    shown, said, asked = opened(browser, path)
    assert shown.locator("#network canvas").count() == 1
    assert "PWNED" not in shown.title()
    assert shown.locator("img").count() == 0
    assert (said, asked) == ([], [path.as_uri()])
    shown.close()


@pytest.mark.browser
def test_a_search_selects_and_hovering_tells(browser: Any, tmp_path: Path) -> None:
    """The box finds nodes by label; a node under the pointer shows its text as text."""
    network = pyvis_network(planted(1, 1, words="<b>"))
    path = network_page(network, title="One", identified=False, audience="analyst").save(tmp_path / "page.html")
    shown, said, _ = opened(browser, path)
    shown.fill("#find", "outlet-0")
    assert shown.locator("#found").inner_text() == "1 found"
    box = shown.locator("#network canvas").bounding_box()
    shown.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    tip = shown.locator(".vis-tooltip")
    tip.wait_for(state="visible")
    assert "outlet-0.example<b>" in tip.inner_text()
    assert said == []
    shown.close()


def opened(browser: Any, path: Path) -> tuple[Any, list[str], list[str]]:
    """Open a page; return it with what the console said and what was asked for."""
    shown = browser.new_page()
    said: list[str] = []
    asked: list[str] = []
    shown.on("console", lambda message: said.append(message.text))
    shown.on("pageerror", lambda error: said.append(str(error)))
    shown.on("request", lambda request: asked.append(request.url))
    shown.goto(path.as_uri())
    shown.wait_for_selector("html[data-drawn]")
    return shown, said, asked
