"use strict";
/* Draw the network of the data block with vis-network; every text stays text. */
(async () => {
  const drawing = await whenceData("network-data");
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const hue = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const themed = (color) => (dark && typeof color === "string" && drawing.themes[color]) || color;
  const font = { color: hue("--ink"), strokeWidth: 4, strokeColor: hue("--ground"), multi: false, face: getComputedStyle(document.body).fontFamily };
  const plain = (value) => (value === undefined || value === null ? undefined : String(value));
  const nodes = new vis.DataSet(
    drawing.nodes.map((node) => ({ ...node, title: plain(node.title), color: themed(node.color), font: { ...node.font, multi: false } })),
  );
  const edges = new vis.DataSet(
    drawing.edges.map((edge, place) => ({ id: place, ...edge, title: plain(edge.title), color: { color: themed(edge.color), opacity: 0.62, highlight: hue("--select"), hover: themed(edge.color) } })),
  );
  const options = {
    ...drawing.options,
    autoResize: true,
    nodes: { ...drawing.options.nodes, borderWidth: 0, font, chosen: { node: (values) => { values.color = hue("--select"); }, label: false } },
    edges: { ...drawing.options.edges, arrows: { to: { scaleFactor: 0.45 } }, selectionWidth: 1.5, hoverWidth: 0.5 },
  };
  const network = new vis.Network(document.getElementById("network"), { nodes, edges }, options);
  network.once("afterDrawing", () => { document.documentElement.dataset.drawn = "true"; });
  network.fit({ animation: false });
  const size = Math.max(13, Math.min(40, Math.round(11 / network.getScale())));
  network.setOptions({ nodes: { font: { ...font, size, strokeWidth: size / 3 } } });

  const words = drawing.nodes.map((node) => [node.id, `${node.label || ""} ${plain(node.title) || ""}`.toLowerCase()]);
  const find = document.getElementById("find");
  find.addEventListener("input", () => {
    const sought = find.value.trim().toLowerCase();
    const found = sought ? words.filter(([, text]) => text.includes(sought)).map(([id]) => id) : [];
    network.selectNodes(found, false);
    document.getElementById("found").textContent = sought ? `${found.length} found` : "";
    if (found.length) network.fit({ nodes: found, maxZoomLevel: 1.4, animation: false });
  });
})();
