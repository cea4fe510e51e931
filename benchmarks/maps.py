"""What a map costs and how it moves, beside pyvis, sigma.js and plotly on the same graph in the same browser.

    python benchmarks/maps.py [--sizes 2000 20000 100000 1000000] [--npm DIR] [--write]

`DIR` holds `node_modules` with sigma, graphology and plotly.js-dist-min (`npm i sigma graphology
plotly.js-dist-min`); without it those two are left out. The graph has communities of very different sizes, twice as
many ties as actors, one tie in five between communities. Layout is CPU time (user and system, all threads) after a
first call that compiles. Ready is the time from opening the file to the first whole picture, in Debian's headless
Chromium without a GPU and without a network. Frames are those a second while the picture is dragged for 2.5 s. The
others get our places, so that none is charged for a layout; a package that has not finished in a minute is at its end.
"""

import argparse
import os
import platform
import resource
import subprocess
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from viz import flows, names, network, scene
from viz.histogram import Bins
from viz.maps import page
from viz.narrative_map import network_arrays
from viz.network import Network, Ties
from viz.scene import EVIDENCES, KINDS, Drawing, Facts, PostTexts, Scene, Texts
from viz.story import Actors, Ints

HERE = Path(__file__).parent
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
LIMIT = 60_000
DRAG = """async () => {
  const all = [...document.querySelectorAll('canvas')].filter((one) => one.offsetParent);
  const canvas = all[all.length - 1] ?? document.querySelector('svg');
  const box = canvas.getBoundingClientRect();
  const at = (x, y) => document.elementFromPoint(box.left + x, box.top + y) ?? canvas;
  const send = (kind, x, y) => { for (const [make, type] of [[PointerEvent, 'pointer'], [MouseEvent, 'mouse']])
    (kind === 'down' ? at(x, y) : canvas).dispatchEvent(new make(type + kind, { bubbles: true, pointerId: 1, buttons: 1,
      clientX: box.left + x, clientY: box.top + y })); };
  canvas.setPointerCapture = () => {};
  send('down', 400, 300);
  const frames = [];
  const start = performance.now();
  await new Promise((done) => { const step = (now) => { frames.push(now); const t = (now - start) / 1000;
    send('move', 400 + 150 * Math.sin(2 * t), 300 + 80 * Math.sin(3 * t));
    t < 2.5 ? requestAnimationFrame(step) : done(); }; requestAnimationFrame(step); });
  send('up', 400, 300);
  return (frames.length - 1) / ((frames[frames.length - 1] - frames[0]) / 1000);
}"""


def cpu() -> float:
    """Return the CPU seconds of this process so far."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def graph(count: int) -> tuple[Ints, Ints]:
    """Return origins and takers: communities of Pareto sizes, in each the first actors are taken from most."""
    rng = np.random.default_rng(0)
    size = np.minimum(rng.pareto(1.1, max(2, count // 40)) * 30 + 6, max(8, count / 25)).astype(int)
    community = np.sort(np.resize(np.repeat(np.arange(len(size)), size), count))
    start, held = np.searchsorted(community, np.arange(len(size))), np.bincount(community, minlength=len(size))
    taker = np.concatenate([np.arange(count), rng.integers(0, count, count)])
    home = community[taker]
    out = rng.random(2 * count) < 0.2
    home[out] = community[rng.integers(0, count, int(out.sum()))]
    origin = start[home] + (held[home] * rng.random(2 * count) ** 3).astype(int)
    mixed = rng.permutation(count)
    return mixed[origin], mixed[taker]


def drawing(count: int) -> tuple[Drawing, Network, float]:
    """Return our scene of the graph, its network, and the CPU seconds of the layout."""
    rng = np.random.default_rng(1)
    source, target = graph(count)
    bins = Bins(1.7e12, 3_600_000.0, 150)
    when = np.minimum(rng.gamma(3, 20, 2 * count).astype(int), 149)
    ones = np.ones(2 * count)
    evidence = rng.choice([0, 1, 3], 2 * count, p=[0.6, 0.3, 0.1])
    ties = Ties(source, target, evidence, ones, ones, when, when)
    begun = cpu()
    net = network.draw(network.summed(ties))
    spent = cpu() - begun
    actors = _actors(count, np.bincount(source, minlength=count), rng)
    ways = [flows.by_actors("sort", actors.sort, actors, ties)]
    words, columns = names.actor_texts(names.taken(actors, net.drawn))
    net = replace(net, drawn=np.arange(len(net.drawn)))
    nodes, extent = network_arrays(net)
    histogram = np.bincount(when, minlength=150).astype(np.float32)
    arrays: dict[str, scene.Array] = {
        "histogram.range": bins.range,
        "histogram.posts": histogram,
        **columns,
        **nodes,
        **ways[0].columns(0),
    }
    where, geometry = scene.pack(arrays)
    empty = PostTexts(title=(), text=(), url=(), lang=(), source=(), reason=())
    made = Scene(
        version=scene.VERSION, title=f"{count:,} invented actors", level="case", subject="", view="network",
        views=("network", "matrix", "flows", "table"), audience="analyst", identified=False, seed=0, size="links",
        evidences=EVIDENCES, kinds=KINDS,
        facts=Facts(posts=0, actors=count, languages=(), first=None, last=None), omitted=(), lanes=(), timeline=(),
        extent=extent, posts=(), actors=words, dimensions=(ways[0].dimension,), findings=(), columns=where,
    )  # fmt: skip
    return Drawing(made, geometry, Texts(posts=empty, details=())), net, spent


def _actors(count: int, taken: Ints, rng: np.random.Generator) -> Actors:
    named = np.zeros(count, np.bool_)
    named[np.argsort(-taken, kind="stable")[: max(5, count // 500)]] = True
    digits = rng.bytes(8 * count).hex()
    shown = [
        f"web:o{n}.example" if own else f"p-{digits[16 * n : 16 * n + 16]}" for n, own in enumerate(named.tolist())
    ]
    role = ["outlet" if own else "blogger" for own in named.tolist()]
    label = [f"Outlet {n}" if own else f"blogger {shown[n][2:8]}" for n, own in enumerate(named.tolist())]
    country, flat = [("EA", "XN", "")[n % 3] for n in range(count)], [""] * count
    return Actors(shown, shown, label, role, role, country, flat, flat, named, np.ones(count, np.int64))


def others(net: Network, folder: Path, npm: Path | None, ended: set[str]) -> dict[str, Path]:
    """Write the same graph as a page of each other package that is not at its end; return the files."""
    pages = {}
    if "pyvis" not in ended:
        pages["pyvis"] = folder / "pyvis.html"
        _pyvis(net, pages["pyvis"])
    if npm is None:
        return pages
    ends = {"x": net.layout.x.tolist(), "y": net.layout.y.tolist(), "s": net.ties.source.tolist(),
            "t": net.ties.target.tolist()}  # fmt: skip
    import json

    data = f"const g={json.dumps(ends)};"
    modules = npm / "node_modules"
    sigma = next((modules / "sigma" / "dist").glob("sigma.min.js"))
    graphology = next((modules / "graphology" / "dist").glob("graphology.umd.min.js"))
    plotly = next((modules / "plotly.js-dist-min").glob("plotly.min.js"))
    for name, libraries, code in (("sigma.js", [graphology, sigma], SIGMA), ("plotly", [plotly], PLOTLY)):
        pages[name] = folder / f"{name}.html"
        scripts = [library.read_text(encoding="utf-8") for library in libraries] + [data + code]
        body = "".join(f"<script>{text}</script>" for text in scripts)
        text = f'<meta charset="utf-8"><div id="g" style="width:1000px;height:700px"></div>{body}'
        pages[name].write_text(text, encoding="utf-8")
    return pages


FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
AFTER = "requestAnimationFrame(()=>requestAnimationFrame(()=>document.documentElement.dataset.ready='yes'))"
SIGMA = """const graph=new graphology.MultiDirectedGraph();
g.x.forEach((x,i)=>graph.addNode(i,{x,y:g.y[i],size:2,label:String(i)}));g.s.forEach((s,i)=>graph.addEdge(s,g.t[i]));
new Sigma(graph,document.getElementById('g'));
requestAnimationFrame(()=>requestAnimationFrame(()=>document.documentElement.dataset.ready='yes'));"""
PLOTLY = """const x=[],y=[];g.s.forEach((s,i)=>{const t=g.t[i];x.push(g.x[s],g.x[t],null);y.push(g.y[s],g.y[t],null)});
Plotly.newPlot('g',[{x,y,mode:'lines',type:'scatter',line:{width:.3},hoverinfo:'none'},{x:g.x,y:g.y,mode:'markers',
type:'scatter',marker:{size:3}}],{dragmode:'pan'}).then(()=>requestAnimationFrame(()=>document.documentElement.dataset.ready='yes'));"""


def _pyvis(net: Network, file: Path) -> None:
    from pyvis.network import Network as Pyvis

    drawn = Pyvis(cdn_resources="in_line")
    drawn.toggle_physics(False)
    places = zip(net.layout.x.tolist(), net.layout.y.tolist(), strict=True)
    for node, (x, y) in enumerate(places):
        drawn.add_node(node, label=str(node), x=20 * x, y=20 * y, size=5)
    drawn.edges = [
        {"from": a, "to": b} for a, b in zip(net.ties.source.tolist(), net.ties.target.tolist(), strict=True)
    ]
    ready = f"<script>addEventListener('load',()=>{AFTER})</script>"
    file.write_text(drawn.generate_html().replace("</body>", f"{ready}</body>"), encoding="utf-8")


def opened(browser: Any, file: Path) -> tuple[float, float]:
    """Return the seconds until the page is whole and the frames a second while it is dragged."""
    context = browser.new_context(offline=True, viewport={"width": 1440, "height": 900})
    try:
        tab = context.new_page()
        tab.set_default_timeout(LIMIT)
        begun = time.perf_counter()
        tab.goto(file.as_uri(), wait_until="commit")
        tab.wait_for_selector("html[data-ready=yes]", timeout=LIMIT)
        tab.evaluate(FRAMES)
        ready = time.perf_counter() - begun
        tab.wait_for_timeout(400)
        return ready, float(tab.evaluate(DRAG))
    finally:
        context.close()


def measured(sizes: list[int], npm: Path | None) -> list[str]:
    """Return a line of the table for each size and package, each package up to the largest that it finishes."""
    from playwright.sync_api import Error, sync_playwright

    drawing(300)
    lines, ended = [], set[str]()
    with sync_playwright() as driver, tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for count in sizes:
            made, net, spent = drawing(count)
            ours = page(made).save(folder / "whence.html")
            pages = {"Whence": ours} | others(net, folder, npm, ended)
            for name, file in pages.items():
                if name in ended:
                    continue
                layout = f"{spent:.1f}" if name == "Whence" else ""
                size = f"{count:,} | {file.stat().st_size / 1e6:.1f} | {layout}"
                browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
                try:
                    ready, frames = opened(browser, file)
                    lines.append(f"| {name} | {size} | {ready:.1f} | {frames:.0f} |")
                except Error:
                    ended.add(name)
                    lines.append(f"| {name} | {size} | not within a minute | |")
                browser.close()
                print(lines[-1], flush=True)
    return lines


def main() -> None:
    """Measure, print, and write the results if asked."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--sizes", nargs="+", type=int, default=[2_000, 20_000, 100_000, 1_000_000])
    arguments.add_argument("--npm", type=Path)
    arguments.add_argument("--write", action="store_true")
    asked = arguments.parse_args()
    lines = measured(sorted(asked.sizes), asked.npm)
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    git = ["git", "-C", str(HERE), "rev-parse", "--short", "HEAD"]
    commit = subprocess.run(git, capture_output=True, text=True, check=False).stdout.strip()
    text = "\n".join(
        [
            "# Maps", "", __doc__.split("\n\n", 2)[2].strip(), "",
            f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, commit {commit}; load "
            f"at the end (1, 5, 15 minutes): {load}. Times of the browser are wall time and grow with it.", "",
            "| package | actors | file, MB | layout, CPU-s | ready, s | frames a second |", "|---|--:|--:|--:|--:|--:|",
            *lines, "",
        ]
    )  # fmt: skip
    if asked.write:
        (HERE / "results" / "maps.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
