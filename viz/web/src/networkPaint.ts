// How the network is painted: grounds, ties and nodes, one by one where they are few, counted into pixels where many.

import { mixed } from "./colour";
import { groupsOf } from "./groups";
import { bundles } from "./bundles";
import type { Net } from "./net";
import { Raster, rgb } from "./raster";
import { documented } from "./scene";
import type { State } from "./state";
import { counted } from "./strings";
import type { Theme } from "./theme";

type Pen = CanvasRenderingContext2D;
export interface Scope {
  pen: Pen;
  net: Net;
  state: State;
  theme: Theme;
  width: number;
  height: number;
  margin: number;
  ratio: number;
}
const STROKED = 2500; // ties that are stroked one by one
const MANY = 12_000; // ties that are toned by how thick they lie
const SEEN = 20_000; // nodes that are drawn as shapes
const raster = new Raster();
const sheet = document.createElement("canvas");

export function paintNetwork(scope: Scope): void {
  const { net } = scope;
  const view = net.inView(scope.width, scope.height, scope.margin);
  grounds(scope);
  const single = view.nodes.length <= net.expand;
  const edges = single ? net.edgesOf(view) : [];
  const many = edges.length > STROKED;
  if (many || view.nodes.length > SEEN) rastered(scope, view.nodes, many ? edges : []);
  if (!single) bundled(scope);
  if (!many) stroked(scope, edges);
  if (view.nodes.length <= SEEN) shapes(scope, view.nodes);
  if (net.lit && net.litEdges.length <= STROKED) stroked(scope, net.litEdges, true);
  if (net.lit && net.litEdges.length <= STROKED) shapes(scope, net.litNodes);
}

// A quiet disc under each community of some size.
function grounds({ pen, net, theme }: Scope): void {
  const { k, x, y } = net.camera;
  for (const disc of net.discs) {
    if (disc.to - disc.from < 4 || disc.r * k < 3) continue;
    pen.beginPath();
    pen.arc(disc.x * k + x, disc.y * k + y, disc.r * k, 0, Math.PI * 2);
    pen.fillStyle = theme.band;
    pen.fill();
    pen.strokeStyle = theme.line;
    pen.lineWidth = 1;
    pen.stroke();
  }
}

// Sums between communities, where single ties would be too many to tell apart.
function bundled({ pen, net, theme, state }: Scope): void {
  const { k, x, y } = net.camera;
  const found = bundles(net, state);
  const most = found[0]?.weight ?? 1;
  pen.lineCap = "round";
  for (const { from, to, evidence, weight } of [...found].reverse()) {
    const [a, b] = [net.discs[from], net.discs[to]];
    const [x1, y1, x2, y2] = [a.x * k + x, a.y * k + y, b.x * k + x, b.y * k + y];
    pen.beginPath();
    pen.moveTo(x1, y1);
    pen.quadraticCurveTo((x1 + x2) / 2 - (y2 - y1) * 0.16, (y1 + y2) / 2 + (x2 - x1) * 0.16, x2, y2);
    pen.strokeStyle = theme.evidence[evidence];
    const share = Math.sqrt(weight / most);
    pen.globalAlpha = (net.lit ? 0.25 : 1) * (0.07 + 0.5 * share ** 2);
    pen.lineWidth = 0.5 + 3 * share ** 2;
    pen.stroke();
  }
  pen.globalAlpha = 1;
  pen.lineCap = "butt";
}

function rastered(scope: Scope, nodes: ArrayLike<number>, edges: ArrayLike<number>): void {
  const { pen, net, state, theme, margin } = scope;
  const sharp = Math.min(scope.ratio, net.model.nodes > 200_000 ? 1 : 2);
  const [width, height] = [Math.ceil((scope.width + 2 * margin) * sharp), Math.ceil((scope.height + 2 * margin) * sharp)];
  const kinds = theme.evidence.length;
  const colours = [...theme.evidence.map(rgb), ...nodeColours(scope)];
  raster.start(width, height, colours.length);
  const at = (node: number): [number, number] => {
    const [x, y] = net.at(node);
    return [(x + margin) * sharp, (y + margin) * sharp];
  };
  const strength = Math.max(0.035, Math.min(0.5, 22 / Math.sqrt(edges.length + 1)));
  for (let place = 0; place < edges.length; place++) curve(scope, edges[place], strength * (net.bright(edges[place], state) ? 1 : 0.08), at);
  spots(scope, nodes, sharp, kinds);
  sheet.width = width;
  sheet.height = height;
  const paper = sheet.getContext("2d")!;
  const image = paper.createImageData(width, height);
  if (edges.length > MANY) raster.even(0, kinds, net.lit ? 0.3 : 1);
  if (edges.length) raster.paint(image.data, colours, 0, kinds, 0.85);
  if (nodes.length > net.expand) raster.even(kinds, colours.length, 0.8);
  raster.paint(image.data, colours, kinds, colours.length, 0.95);
  paper.putImageData(image, 0, 0);
  pen.drawImage(sheet, -margin, -margin, width / sharp, height / sharp);
}

// Every node counted into its layer: a disc where it is large enough to be one, else a dot as strong as its area.
function spots(scope: Scope, nodes: ArrayLike<number>, sharp: number, first: number): void {
  const { net, margin } = scope;
  const { x, y } = net.model;
  const { camera } = net;
  const layer = layers(scope);
  for (let place = 0; place < nodes.length; place++) {
    const node = nodes[place];
    const across = (x[node] * camera.k + camera.x + margin) * sharp;
    const down = (y[node] * camera.k + camera.y + margin) * sharp;
    const radius = net.size(node) * sharp;
    if (radius > 1.2) raster.disc(first + layer(node), across, down, radius - 0.2, 2.2);
    else raster.dot(first + layer(node), across, down, Math.max(0.3, Math.PI * radius * radius * 0.9));
  }
}

// Short ties are straight, long ones bend to the right of the way they run.
function curve({ net }: Scope, edge: number, strength: number, at: (node: number) => [number, number]): void {
  const kind = net.kind[edge];
  const [x1, y1] = at(net.from[edge]);
  const [x2, y2] = at(net.to[edge]);
  const away = Math.hypot(x2 - x1, y2 - y1);
  if (away < 24) return raster.line(kind, x1, y1, x2, y2, strength);
  const [mx, my] = [(x1 + x2) / 2 - (y2 - y1) * 0.12, (y1 + y2) / 2 + (x2 - x1) * 0.12];
  const pieces = Math.min(10, 3 + Math.floor(away / 60));
  let [px, py] = [x1, y1];
  for (let piece = 1; piece <= pieces; piece++) {
    const [t, u] = [piece / pieces, 1 - piece / pieces];
    const [x, y] = [u * u * x1 + 2 * u * t * mx + t * t * x2, u * u * y1 + 2 * u * t * my + t * t * y2];
    raster.line(kind, px, py, x, y, strength);
    [px, py] = [x, y];
  }
}

// Layers of nodes: each group bright, then all that are faint.
function nodeColours({ net, state, theme }: Scope): [number, number, number][] {
  const groups = state.colour ? groupsOf(net.model, state.colour).names.map((_, at) => theme.groups[at]) : [theme.disc];
  return [...groups, mixed(theme.ink, theme.ground, 0.2)].map(rgb);
}

function layers({ net, state }: Scope): (node: number) => number {
  const groups = state.colour ? groupsOf(net.model, state.colour) : null;
  const faint = groups ? groups.names.length : 1;
  return (node) => (net.faint(node) ? faint : groups ? groups.of[net.actor[node]] : 0);
}

function stroked({ pen, net, state, theme }: Scope, edges: ArrayLike<number>, chosen = false): void {
  const looks = new Map<number, number[]>();
  for (let place = 0; place < edges.length; place++) {
    const edge = edges[place];
    if (!chosen && net.lit && net.isLit(edge)) continue;
    const heavy = Math.min(2, Math.floor(Math.log2(net.weight[edge] + 1) / 2));
    const key = (net.kind[edge] * 2 + Number(net.bright(edge, state))) * 3 + heavy;
    const alike = looks.get(key) ?? [];
    alike.push(edge);
    looks.set(key, alike);
  }
  const base = Math.max(0.08, Math.min(0.85, 9 / Math.sqrt(edges.length + 1)));
  for (const [key, alike] of [...looks].sort((a, b) => b[0] - a[0])) {
    const evidence = Math.floor(key / 6);
    const name = net.model.scene.evidences[evidence];
    const bright = Math.floor(key / 3) % 2 === 1;
    pen.strokeStyle = theme.evidence[evidence];
    pen.globalAlpha = chosen ? Math.max(0.5, Math.min(0.85, 30 / Math.sqrt(edges.length))) : base * (documented(name) ? 1 : 0.7) * (bright ? 1 : 0.12) * (net.lit ? 0.18 : 1);
    pen.lineWidth = (0.7 + 0.8 * (key % 3)) * (chosen ? 1.4 : 1);
    pen.setLineDash(name === "timing" ? [3, 4] : []);
    trace(pen, net, alike);
  }
  pen.setLineDash([]);
  pen.globalAlpha = 1;
}

export function trace(pen: Pen, net: Net, edges: ArrayLike<number>): void {
  pen.beginPath();
  for (let place = 0; place < edges.length; place++) {
    const [source, target] = [net.from[edges[place]], net.to[edges[place]]];
    const [x1, y1] = net.at(source);
    const [x2, y2] = net.at(target);
    pen.moveTo(x1, y1);
    if (source === target) {
      const r = net.size(source) + 3;
      pen.moveTo(x1 + r, y1 - r);
      pen.arc(x1, y1 - r, r, 0, Math.PI * 2);
    } else pen.quadraticCurveTo((x1 + x2) / 2 - (y2 - y1) * 0.12, (y1 + y2) / 2 + (x2 - x1) * 0.12, x2, y2);
  }
  pen.stroke();
}

function shapes(scope: Scope, nodes: ArrayLike<number>): void {
  const { pen, net, theme, state } = scope;
  const faint = mixed(theme.ink, theme.ground, 0.2);
  const layer = layers(scope);
  const order = Uint32Array.from(nodes).sort((a, b) => net.radius[b] - net.radius[a] || a - b);
  for (const node of order) {
    const [x, y] = net.at(node);
    const r = net.size(node);
    pen.fillStyle = net.faint(node) ? faint : state.colour ? theme.groups[layer(node)] : net.press(node) ? theme.ink : theme.disc;
    shape(pen, net, node, x, y, r);
    pen.fill();
    if (r < 3) continue;
    pen.strokeStyle = theme.ground;
    pen.lineWidth = 1;
    pen.stroke();
  }
}

// Outlets, agencies and aggregators are squares, all others discs.
export function shape(pen: Pen, net: Net, node: number, x: number, y: number, r: number): void {
  pen.beginPath();
  if (net.press(node)) pen.roundRect(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8, Math.min(2.5, r / 3));
  else pen.arc(x, y, r, 0, Math.PI * 2);
}

// How many actors stand together, under the largest communities that have room.
export function sizes({ net, theme }: Scope): { x: number; y: number; text: string; ink: string }[] {
  const { k, x, y } = net.camera;
  return net.discs
    .filter((disc) => disc.to - disc.from >= 200 && disc.r * k > 46)
    .slice(0, 24)
    .map((disc) => ({ x: disc.x * k + x, y: (disc.y + disc.r) * k + y - 8, text: counted("actors", disc.to - disc.from), ink: theme.quiet }));
}
