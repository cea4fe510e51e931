"""A small network as a pyvis object that analysts can extend, and as a page that is safe to pass on.

    PropagationGraph --pyvis_network--> pyvis Network --network_page--> Page

pyvis writes pages that load from other hosts, run physics without end and set labels as markup. Here its object is
kept and its page is not: places come from `viz.layout`, vis-network from the files that pyvis carries, texts as text.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from collectors.errors import RequestError, WorkError
from viz.layout import layout
from viz.page import Page, compose, escape, static
from viz.palette import EVIDENCE, GROUND

if TYPE_CHECKING:
    from pyvis.network import Network

    from graphs.propagation import PropagationGraph

MOST_NODES = 2_000
MOST_EDGES = 20_000
MOST_LABELS = 40
MOST_LETTERS = 32
_APART = 74.0
_ARTICLE_ROLES = frozenset({"outlet", "agency", "aggregator"})
_PICTURES = frozenset({"image", "brokenImage", "selected", "unselected", "src"})
_LEGEND = {
    "citation": "cites",
    "attribution": "names as source",
    "reference": "reposts, quotes, replies",
    "copy": "copies wording",
    "timing": "other ties",
}


def pyvis_page(graph: "PropagationGraph", *, title: str, identified: bool, audience: str, seed: int = 0) -> Page:
    """Draw a graph of up to 2,000 nodes with pyvis and vis-network; the same graph gives the same bytes.

    Raises RequestError for a larger graph, and for the public where nodes are individuals: both are for the viewer
    of Whence, which draws more and shows people to the public only in crowds.
    """
    if audience == "public" and graph.level != "outlet":
        raise RequestError(
            "pyvis draws one dot a person, which is not for the public. Leave out --renderer to show people in crowds."
        )
    summary = {"nodes": len(graph.nodes), "edges": len(graph.edges), "omitted": sum(graph.omitted.values())}
    network = pyvis_network(graph, seed=seed)
    return network_page(network, title=title, identified=identified, audience=audience, summary=summary)


def pyvis_network(graph: "PropagationGraph", *, seed: int = 0) -> "Network":
    """Return a pyvis Network with places, labels and colours of evidence; physics is off.

    Nodes carry `role`, `country` and `language`, edges their `evidence`, for those who restyle them.
    """
    from pyvis.network import Network

    _check_size(len(graph.nodes), len(graph.edges))
    network = Network(height="100%", width="100%", directed=True, cdn_resources="in_line")
    network.toggle_physics(False)
    network.set_edge_smooth("continuous")
    strength = _strength(graph)
    places = layout(len(graph.nodes), *graph.ends, np.asarray(graph.edges["weight"], np.float64), seed=seed)
    labelled = set(np.argsort(-strength, kind="stable")[:MOST_LABELS].tolist())
    for row, node in enumerate(graph.nodes.to_pylist()):
        network.add_node(
            node["id"],
            label=_short(node["label"]) if row in labelled else " ",
            title=_about(node, int(strength[row])),
            shape="square" if node["role"] in _ARTICLE_ROLES else "dot",
            color=GROUND["ink"].light,
            size=round(5 + 2.8 * float(np.log1p(strength[row])), 2),
            x=round(float(places.x[row]) * _APART, 1),
            y=round(float(places.y[row]) * _APART, 1),
            **{name: node[name] for name in ("role", "country", "language")},
        )
    for edge in graph.edges.to_pylist():
        strongest = edge["evidence"].split(" ")[0]
        network.add_edge(
            edge["source"],
            edge["target"],
            width=round(0.6 + float(np.log2(edge["weight"] + 1)) / 2, 2),
            color=EVIDENCE.get(strongest, EVIDENCE["timing"]).light,
            arrows="to" if graph.directed else "",
            dashes=strongest == "timing",
            title=f"{edge['weight']:,} behind this tie: {edge['evidence'].replace(' ', ', ')}",
            evidence=edge["evidence"],
        )
    return network


def network_page(
    network: "Network",
    *,
    title: str,
    identified: bool,
    audience: str,
    summary: Mapping[str, Any] | None = None,
) -> Page:
    """Put a pyvis Network, as it came from `pyvis_network` or was extended since, into one safe page.

    Titles and labels are shown as text whatever they hold; pictures that are not in the page itself are left out.
    """
    _check_size(len(network.nodes), len(network.edges))
    numbers = {"nodes": len(network.nodes), "edges": len(network.edges), "omitted": 0, **(summary or {})}
    drawing = {
        "nodes": _near(network.nodes),
        "edges": _near(network.edges),
        "options": _near(_options(network)),
        "themes": {hue.light: hue.dark for hue in (*GROUND.values(), *EVIDENCE.values())},
    }
    coded = json.dumps(drawing, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    return compose(
        title=title,
        body_html=_body(title, numbers),
        styles=[static("pyvis.css")],
        scripts=[_vis_network(), static("data.js"), static("pyvis.js")],
        data={"network-data": coded.encode("utf-8", "replace")},
        identified=identified,
        audience=audience,
        summary=numbers,
    )


def _check_size(nodes: int, edges: int) -> None:
    if nodes > MOST_NODES or edges > MOST_EDGES:
        raise RequestError(
            f"This graph has {nodes:,} nodes and {edges:,} edges; pyvis draws up to {MOST_NODES:,} and {MOST_EDGES:,}. "
            "Leave out --renderer pyvis to draw it with Whence's own viewer."
        )


def _near(value: Any) -> Any:
    """Return a value without pictures, at any depth, that the page would have to load, which its policy refuses."""
    if isinstance(value, list):
        return [_near(one) for one in value]
    if not isinstance(value, Mapping):
        return value
    return {name: _near(one) for name, one in value.items() if name not in _PICTURES or not _is_far(one)}


def _is_far(picture: object) -> bool:
    """Tell whether a picture is an address elsewhere; what holds further settings is looked into by itself."""
    return isinstance(picture, str) and not picture.startswith("data:")


def _strength(graph: "PropagationGraph") -> np.ndarray:
    """Return the summed weight of each node's edges, both directions."""
    source, target = graph.ends
    weight = np.asarray(graph.edges["weight"], np.float64)
    count = len(graph.nodes)
    return np.bincount(source, weight, count) + np.bincount(target, weight, count)


def _short(label: str) -> str:
    return label if len(label) <= MOST_LETTERS else label[: MOST_LETTERS - 1] + "…"


def _about(node: Mapping[str, Any], strength: int) -> str:
    told = [node["label"], node["role"], node["country"], node["language"], node["platform"]]
    return "\n".join([" · ".join(dict.fromkeys(str(word) for word in told if word)), f"{strength:,} ties, both ways"])


def _options(network: "Network") -> dict[str, Any]:
    """Return the options as pyvis holds them: its own object, or what an analyst gave to `set_options`."""
    given = network.options
    options: dict[str, Any] = dict(given) if isinstance(given, dict) else json.loads(given.to_json())
    options.pop("configure", None)
    options["interaction"] = {**options.get("interaction", {}), "hover": True, "tooltipDelay": 120, "multiselect": True}
    return options


def _body(title: str, numbers: Mapping[str, Any]) -> str:
    omitted = f" · {numbers['omitted']:,} left out" if numbers["omitted"] else ""
    legend = "".join(
        f'<li><i class="{kind}" aria-hidden="true"></i>{escape(words)}</li>' for kind, words in _LEGEND.items()
    )
    return (
        f'<header class="bar"><h1>{escape(title)}</h1>'
        f"<p>{numbers['nodes']:,} nodes · {numbers['edges']:,} edges{omitted}</p>"
        '<label>Find <input type="search" id="find" autocomplete="off" placeholder="outlet, account"></label>'
        '<output id="found" for="find"></output></header>'
        f'<div id="network" role="img" aria-label="{escape(title)}: a network that can be dragged and zoomed"></div>'
        f'<ul class="legend">{legend}<li>■ outlet</li><li>● account</li>'
        "<li>Size: ties, both ways. Distance has no scale.</li></ul>"
    )


@cache
def _vis_network() -> str:
    """Return vis-network as the installed pyvis carries it."""
    import pyvis

    files = sorted((Path(pyvis.__file__).parent / "lib").glob("vis-9*/vis-network.min.js"), reverse=True)
    if not files:
        raise WorkError("The installed pyvis carries no vis-network. Install pyvis 0.3.2 again.")
    return files[0].read_text(encoding="utf-8")
