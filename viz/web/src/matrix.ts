// Matrix: who took from whom, row to column, where a network would be a thicket.

import { h, oneLine } from "./dom";
import { groupsOf } from "./groups";
import { Net } from "./net";
import { around } from "./scene";
import type { Selection, State } from "./state";
import { t } from "./strings";
import { Surface } from "./surface";
import type { Shared, View } from "./view";

const MOST = 60;
const LEAST = 9; // pixels a cell

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
  private get shape(): { left: number; top: number; cell: number; room: number } {
    const { width, height } = this.surface;
    const narrow = width < 620;
    const [left, top] = [narrow ? 92 : 176, narrow ? 92 : 132];
    const space = Math.min(width - left - 16, height - top - 10);
    const room = Math.max(2, Math.min(MOST, Math.floor(space / LEAST)));
    return { left, top, room, cell: Math.min(26, space / Math.max(2, Math.min(room, this.nodes.length || room))) };
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
    if (this.anchor < 0) return Array.from(net.strong).filter((node) => net.present[node]).slice(0, room);
    const weight = new Map<number, number>();
    for (const edge of around(this.shared.model.ties, this.anchor)) {
      if (!net.visible[edge]) continue;
      const other = net.from[edge] === this.anchor ? net.to[edge] : net.from[edge];
      weight.set(other, (weight.get(other) ?? 0) + net.weight[edge]);
    }
    weight.delete(this.anchor);
    return [this.anchor, ...[...weight].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, room - 1).map(([node]) => node)];
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
    const { left, top, cell } = this.shape;
    const side = cell * this.nodes.length;
    pen.fillStyle = theme.band;
    pen.fillRect(left, top, side, side);
    pen.fillStyle = theme.ground;
    this.nodes.forEach((_, at) => pen.fillRect(left + at * cell, top + at * cell, cell, cell));
    this.bands(pen);
    for (const [key, edges] of this.cells) this.cell(pen, Math.floor(key / MOST), key % MOST, edges);
    this.names(pen);
  }

  // Hairlines between communities or groups.
  private bands(pen: CanvasRenderingContext2D): void {
    const { left, top, cell } = this.shape;
    const { net } = this;
    const order = this.state.colour ? groupsOf(this.shared.model, this.state.colour).of : null;
    const band = (node: number) => (order ? order[net.actor[node]] : net.community[node]);
    pen.fillStyle = this.shared.theme.line;
    const side = cell * this.nodes.length;
    this.nodes.forEach((node, at) => {
      if (!at || band(node) === band(this.nodes[at - 1])) return;
      pen.fillRect(left - 6, top + at * cell - 0.5, side + 6, 1);
      pen.fillRect(left + at * cell - 0.5, top - 6, 1, side + 6);
    });
  }

  private cell(pen: CanvasRenderingContext2D, row: number, column: number, edges: number[]): void {
    const { theme } = this.shared;
    const { net } = this;
    const { left, top, cell } = this.shape;
    const weight = edges.reduce((sum, edge) => sum + net.weight[edge], 0);
    const faded = edges.every((edge) => net.faded(edge, this.state));
    const share = cell / edges.length;
    edges.forEach((edge, at) => {
      pen.globalAlpha = (faded ? 0.15 : 1) * Math.min(1, 0.35 + 0.22 * Math.log2(1 + weight));
      pen.fillStyle = theme.evidence[net.kind[edge]];
      pen.fillRect(left + column * cell + 0.5 + at * share, top + row * cell + 0.5, Math.max(0.8, share - (at === edges.length - 1 ? 1 : 0)), cell - 1);
    });
    pen.globalAlpha = 1;
  }

  private names(pen: CanvasRenderingContext2D): void {
    const { theme, model } = this.shared;
    const { left, top, cell } = this.shape;
    const size = Math.max(8.5, Math.min(12, cell - 1));
    const focus = this.net.focus(this.state);
    const letters = Math.floor((left - 14) / (size * 0.53));
    pen.textBaseline = "middle";
    this.nodes.forEach((node, at) => {
      const text = oneLine(model.label(this.net.actor[node]), letters);
      pen.font = `${node === focus ? 700 : 400} ${size}px ${theme.font}`;
      pen.fillStyle = node === focus ? theme.select : theme.ink;
      pen.textAlign = "right";
      pen.fillText(text, left - 8, top + (at + 0.5) * cell);
      pen.save();
      pen.translate(left + (at + 0.5) * cell, top - 8);
      pen.rotate(-Math.PI / 2);
      pen.textAlign = "left";
      pen.fillText(oneLine(text, Math.floor((top - 14) / (size * 0.53))), 0, 0);
      pen.restore();
    });
    pen.textAlign = "left";
    pen.font = `400 11px ${theme.font}`;
    pen.fillStyle = theme.quiet;
    pen.fillText(`${t("flow.from")} ↓  ${t("flow.to")} →`, 14, 16);
  }

  private top(pen: CanvasRenderingContext2D): void {
    const { theme } = this.shared;
    const { left, top, cell } = this.shape;
    const side = cell * this.nodes.length;
    const { selection } = this.state;
    if (selection?.kind === "edge") {
      const [row, column] = [this.place.get(this.net.from[selection.edge]), this.place.get(this.net.to[selection.edge])];
      pen.strokeStyle = theme.select;
      pen.lineWidth = 2;
      if (row !== undefined && column !== undefined) pen.strokeRect(left + column * cell - 0.5, top + row * cell - 0.5, cell + 1, cell + 1);
    }
    if (!this.at) return;
    pen.fillStyle = theme.select;
    pen.globalAlpha = 0.12;
    pen.fillRect(left, top + this.at[0] * cell, side, cell);
    pen.fillRect(left + this.at[1] * cell, top, cell, side);
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
    const { left, top, cell } = this.shape;
    const [row, column] = [Math.floor((y - top) / cell), Math.floor((x - left) / cell)];
    return row >= 0 && column >= 0 && row < this.nodes.length && column < this.nodes.length ? [row, column] : null;
  }

  private find(event: MouseEvent): Selection | null {
    const [x, y] = this.surface.point(event);
    const { left, top, cell } = this.shape;
    const spot = this.spot(event);
    if (spot) {
      const edges = this.cells.get(spot[0] * MOST + spot[1]);
      return edges ? { kind: "edge", edge: edges[0] } : null;
    }
    const node = x < left ? this.nodes[Math.floor((y - top) / cell)] : y < top ? this.nodes[Math.floor((x - left) / cell)] : undefined;
    return node === undefined ? null : { kind: "actor", actor: this.net.actor[node] };
  }

  // Arrow keys go from filled cell to filled cell in that direction.
  private key(event: KeyboardEvent): void {
    const step: Record<string, [number, number]> = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };
    if (event.key === "Enter") document.getElementById("panel")?.focus();
    else if (event.key === "Escape") this.shared.store.set({ selection: null });
    else if (step[event.key]) this.walk(...step[event.key]);
    else return;
    event.preventDefault();
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
