// Matrix: who took from whom, row to column, where a network would be a thicket.

import { h, oneLine } from "./dom";
import { groupsOf } from "./groups";
import { Net } from "./net";
import { around } from "./scene";
import type { Selection, State } from "./state";
import { t } from "./strings";
import { steered, Surface } from "./surface";
import type { Shared, View } from "./view";

const MOST = 60;
const LEAST = 9; // pixels a cell

interface Shape {
  left: number;
  top: number;
  room: number;
  wide: number; // of a cell
  tall: number;
}

export class Matrix implements View {
  readonly element = h("div", { class: "stage", id: "view-matrix" });
  readonly surface: Surface;
  private readonly net: Net;
  private nodes: number[] = [];
  private place = new Map<number, number>();
  private cells = new Map<number, number[]>(); // by row and column: ties, the strongest class first
  private at: [number, number] | null = null;
  private anchor = -1;

  constructor(private readonly shared: Shared) {
    this.net = new Net(shared.model);
    this.surface = new Surface(this.element, t("canvas.matrix"), (pen) => this.base(pen), (pen) => this.top(pen), () => this.gather());
    this.gather();
    this.listen();
  }

  update(state: State, changed: ReadonlySet<keyof State>): void {
    if (state.view !== "matrix") return;
    if (["view", "window", "cursor", "hidden", "muted", "colour", "selection", "size"].some((key) => changed.has(key as keyof State))) this.gather();
    this.surface.ask([...changed].some((key) => key !== "hover"));
  }

  restyle(): void {
    this.surface.ask(true);
    this.surface.paint();
  }

  copy(pen: CanvasRenderingContext2D): void {
    this.surface.copy(pen);
  }

  private get state(): State {
    return this.shared.store.state;
  }

  // How many have room, and where the cells begin.
  private get shape(): Shape {
    const { width, height } = this.surface;
    const narrow = width < 620;
    const [left, top] = [narrow ? 92 : 176, narrow ? 92 : 132];
    const [across, down] = [width - left - 16, height - top - 10];
    const room = Math.max(2, Math.min(MOST, Math.floor(Math.min(across, down) / LEAST)));
    const count = Math.max(2, Math.min(room, this.nodes.length || room));
    return { left, top, room, wide: Math.min(34, across / count), tall: Math.min(26, down / count) };
  }

  // The most tied actors, or the chosen one and those it is tied to, community by community.
  private gather(): void {
    if (!this.surface) return;
    const { net } = this;
    net.resize(this.state.size);
    net.filter(this.state);
    const focus = net.focus(this.state);
    if (focus >= 0 && !this.place.has(focus)) this.anchor = focus;
    if (this.state.selection === null) this.anchor = -1;
    this.nodes = this.chosen(this.shape.room);
    const order = this.state.colour ? groupsOf(this.shared.model, this.state.colour).of : null;
    const rank = new Map(this.nodes.map((node, at) => [node, at]));
    const band = (node: number) => (order ? order[net.actor[node]] : net.community[node]);
    this.nodes.sort((a, b) => band(a) - band(b) || rank.get(a)! - rank.get(b)!);
    this.place = new Map(this.nodes.map((node, at) => [node, at]));
    this.fill();
    this.element.dataset.cells = String(this.cells.size);
    this.element.dataset.actors = String(this.nodes.length);
    this.surface.ask(true);
  }

  private chosen(room: number): number[] {
    const { net } = this;
    if (this.anchor < 0) return this.dense(room);
    const weight = new Map<number, number>();
    for (const edge of around(this.shared.model.ties, this.anchor)) {
      if (!net.visible[edge]) continue;
      const other = net.from[edge] === this.anchor ? net.to[edge] : net.from[edge];
      weight.set(other, (weight.get(other) ?? 0) + net.weight[edge]);
    }
    weight.delete(this.anchor);
    return [this.anchor, ...[...weight].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, room - 1).map(([node]) => node)];
  }

  // The most tied actor, then one after the other whoever is most tied to those that are there: a dense group. Where
  // nobody is left who is tied to them the next most tied actor begins another.
  private dense(room: number): number[] {
    const { net } = this;
    const chosen = new Set<number>();
    const pull = new Map<number, number>();
    const rest = Array.from(net.strong).filter((node) => net.present[node]);
    while (chosen.size < room) {
      let next = -1;
      for (const [node, weight] of pull) if (next < 0 || weight > pull.get(next)! || (weight === pull.get(next)! && node < next)) next = node;
      if (next < 0) next = rest.find((node) => !chosen.has(node)) ?? -1;
      if (next < 0) break;
      chosen.add(next);
      pull.delete(next);
      for (const edge of around(this.shared.model.ties, next)) {
        const other = net.from[edge] === next ? net.to[edge] : net.from[edge];
        if (net.visible[edge] && !chosen.has(other)) pull.set(other, (pull.get(other) ?? 0) + net.weight[edge]);
      }
    }
    return [...chosen];
  }

  private fill(): void {
    const { net } = this;
    this.cells = new Map();
    for (const node of this.nodes) {
      for (const edge of around(this.shared.model.ties, node)) {
        const column = this.place.get(net.to[edge]);
        if (net.from[edge] !== node || column === undefined || !net.visible[edge]) continue;
        const key = this.place.get(node)! * MOST + column;
        this.cells.set(key, [...(this.cells.get(key) ?? []), edge].sort((a, b) => net.kind[a] - net.kind[b] || a - b));
      }
    }
  }

  private base(pen: CanvasRenderingContext2D): void {
    const { theme } = this.shared;
    const { left, top, wide, tall } = this.shape;
    pen.fillStyle = theme.band;
    pen.fillRect(left, top, wide * this.nodes.length, tall * this.nodes.length);
    pen.fillStyle = theme.ground;
    this.nodes.forEach((_, at) => pen.fillRect(left + at * wide, top + at * tall, wide, tall));
    this.bands(pen);
    for (const [key, edges] of this.cells) this.cell(pen, Math.floor(key / MOST), key % MOST, edges);
    this.names(pen);
  }

  // Hairlines between communities or groups.
  private bands(pen: CanvasRenderingContext2D): void {
    const { left, top, wide, tall } = this.shape;
    const { net } = this;
    const order = this.state.colour ? groupsOf(this.shared.model, this.state.colour).of : null;
    const band = (node: number) => (order ? order[net.actor[node]] : net.community[node]);
    pen.fillStyle = this.shared.theme.line;
    const count = this.nodes.length;
    this.nodes.forEach((node, at) => {
      if (!at || band(node) === band(this.nodes[at - 1])) return;
      pen.fillRect(left - 6, top + at * tall - 0.5, wide * count + 6, 1);
      pen.fillRect(left + at * wide - 0.5, top - 6, 1, tall * count + 6);
    });
  }

  private cell(pen: CanvasRenderingContext2D, row: number, column: number, edges: number[]): void {
    const { theme } = this.shared;
    const { net } = this;
    const { left, top, wide, tall } = this.shape;
    const weight = edges.reduce((sum, edge) => sum + net.weight[edge], 0);
    const faded = edges.every((edge) => net.faded(edge, this.state));
    const share = wide / edges.length;
    edges.forEach((edge, at) => {
      pen.globalAlpha = (faded ? 0.15 : 1) * Math.min(1, 0.35 + 0.22 * Math.log2(1 + weight));
      pen.fillStyle = theme.evidence[net.kind[edge]];
      pen.fillRect(left + column * wide + 0.5 + at * share, top + row * tall + 0.5, Math.max(0.8, share - (at === edges.length - 1 ? 1 : 0)), tall - 1);
    });
    pen.globalAlpha = 1;
  }

  private names(pen: CanvasRenderingContext2D): void {
    const { theme, model } = this.shared;
    const { left, top, wide, tall } = this.shape;
    const size = Math.max(8.5, Math.min(left < 120 ? 10 : 12, tall - 1));
    const turned = Math.max(8.5, Math.min(size + 1.5, wide - 1));
    const focus = this.net.focus(this.state);
    const letters = Math.floor((left - 14) / (size * 0.53));
    pen.textBaseline = "middle";
    this.nodes.forEach((node, at) => {
      const text = oneLine(model.label(this.net.actor[node]), letters);
      pen.font = `${node === focus ? 700 : 400} ${size}px ${theme.font}`;
      pen.fillStyle = node === focus ? theme.select : theme.ink;
      pen.textAlign = "right";
      pen.fillText(text, left - 8, top + (at + 0.5) * tall);
      pen.save();
      pen.translate(left + (at + 0.5) * wide, top - 8);
      pen.rotate(-Math.PI / 2);
      pen.textAlign = "left";
      pen.font = `${node === focus ? 700 : 400} ${turned}px ${theme.font}`;
      pen.fillText(oneLine(text, Math.floor((top - 14) / (turned * 0.53))), 0, 0);
      pen.restore();
    });
    pen.textAlign = "left";
    pen.font = `400 11px ${theme.font}`;
    pen.fillStyle = theme.quiet;
    pen.fillText(`${t("flow.from")} ↓  ${t("flow.to")} →`, 14, 16);
  }

  private top(pen: CanvasRenderingContext2D): void {
    const { theme } = this.shared;
    const { left, top, wide, tall } = this.shape;
    const { selection } = this.state;
    if (selection?.kind === "edge") {
      const [row, column] = [this.place.get(this.net.from[selection.edge]), this.place.get(this.net.to[selection.edge])];
      pen.strokeStyle = theme.select;
      pen.lineWidth = 2;
      if (row !== undefined && column !== undefined) pen.strokeRect(left + column * wide - 0.5, top + row * tall - 0.5, wide + 1, tall + 1);
    }
    if (!this.at) return;
    pen.fillStyle = theme.select;
    pen.globalAlpha = 0.12;
    pen.fillRect(left, top + this.at[0] * tall, wide * this.nodes.length, tall);
    pen.fillRect(left + this.at[1] * wide, top, wide, tall * this.nodes.length);
    pen.globalAlpha = 1;
  }

  private listen(): void {
    const { canvas } = this.surface;
    canvas.addEventListener("pointermove", (event) => {
      this.at = this.spot(event);
      const found = this.find(event);
      this.shared.store.set({ hover: found });
      this.shared.card.show(found, event.clientX, event.clientY);
      canvas.classList.toggle("pointing", found !== null);
      this.surface.ask(false);
    });
    canvas.addEventListener("pointerleave", () => {
      this.at = null;
      this.shared.card.show(null, 0, 0);
      this.surface.ask(false);
    });
    canvas.addEventListener("click", (event) => this.shared.store.set({ selection: this.find(event) }));
    canvas.addEventListener("keydown", (event) => this.key(event));
  }

  private spot(event: MouseEvent): [number, number] | null {
    const [x, y] = this.surface.point(event);
    const { left, top, wide, tall } = this.shape;
    const [row, column] = [Math.floor((y - top) / tall), Math.floor((x - left) / wide)];
    return row >= 0 && column >= 0 && row < this.nodes.length && column < this.nodes.length ? [row, column] : null;
  }

  private find(event: MouseEvent): Selection | null {
    const [x, y] = this.surface.point(event);
    const { left, top, wide, tall } = this.shape;
    const spot = this.spot(event);
    if (spot) {
      const edges = this.cells.get(spot[0] * MOST + spot[1]);
      return edges ? { kind: "edge", edge: edges[0] } : null;
    }
    const node = x < left ? this.nodes[Math.floor((y - top) / tall)] : y < top ? this.nodes[Math.floor((x - left) / wide)] : undefined;
    return node === undefined ? null : { kind: "actor", actor: this.net.actor[node] };
  }

  // Arrow keys go from filled cell to filled cell in that direction.
  private key(event: KeyboardEvent): void {
    steered(event, (down, along) => this.walk(down, along), {
      Enter: () => document.getElementById("panel")?.focus(),
      Escape: () => this.shared.store.set({ selection: null }),
    });
  }

  private walk(down: number, along: number): void {
    const { selection } = this.state;
    const own = selection?.kind === "edge" ? [this.place.get(this.net.from[selection.edge]), this.place.get(this.net.to[selection.edge])] : [];
    const [row, column] = own[0] === undefined || own[1] === undefined ? [-1, -1] : (own as [number, number]);
    let [best, least] = [-1, Infinity];
    for (const key of this.cells.keys()) {
      const [dy, dx] = [Math.floor(key / MOST) - row, (key % MOST) - column];
      const ahead = dy * down + dx * along;
      const away = ahead + 3 * Math.abs(dy * along) + 3 * Math.abs(dx * down);
      if (row < 0 ? key < best || best < 0 : ahead > 0 && away < least) [best, least] = [key, away];
    }
    if (best >= 0) this.shared.store.set({ selection: { kind: "edge", edge: this.cells.get(best)![0] } });
  }
}
