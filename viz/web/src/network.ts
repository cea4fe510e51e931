// Network: actors as nodes where the layout put them, ties as lines; pan, zoom, neighbours.

import { h, oneLine } from "./dom";
import { type Box, type Wanted, write } from "./labels";
import { distance } from "./lanesGeometry";
import { mixed } from "./lanes";
import { ahead, type Camera, type Disc, discs, extent, strengths } from "./networkGeometry";
import { around, documented, type Numbers } from "./scene";
import type { Selection, State } from "./state";
import { t } from "./strings";
import { Surface } from "./surface";
import type { Shared, View } from "./view";

export class Network implements View {
  readonly element = h("div", { class: "stage", id: "view-network" });
  private readonly surface: Surface;
  private readonly nx: Numbers;
  private readonly ny: Numbers;
  private readonly actor: Numbers;
  private readonly from: Numbers;
  private readonly to: Numbers;
  private readonly kind: Numbers;
  private readonly weight: Numbers;
  private readonly radius: Float32Array;
  private readonly strength: Float32Array;
  private readonly byStrength: number[];
  private readonly discs: Disc[];
  private camera: Camera = { x: 0, y: 0, k: 1 };
  private painted: Camera = { x: 0, y: 0, k: 1 };
  private present = new Uint8Array(0);
  private chosen: Set<number> | null = null;
  private dragged: { x: number; y: number; moved: boolean } | null = null;
  private settle = 0;

  constructor(private readonly shared: Shared) {
    const { model } = shared;
    this.nx = model.column("node.x");
    this.ny = model.column("node.y");
    this.actor = model.column("node.actor");
    this.from = model.column("edge.source");
    this.to = model.column("edge.target");
    this.kind = model.column("edge.evidence");
    this.weight = model.column("edge.weight");
    this.strength = strengths(model.nodes, this.from, this.to, this.weight);
    const most = this.strength.reduce((a, b) => Math.max(a, b), 1);
    this.radius = this.strength.map((value) => 0.09 + 0.3 * Math.sqrt(value / most));
    this.byStrength = Array.from(this.strength.keys()).sort((a, b) => this.strength[b] - this.strength[a] || a - b);
    this.discs = discs(this.nx, this.ny, model.column("node.community"));
    this.surface = new Surface(
      this.element,
      t("canvas.network"),
      (pen) => this.base(pen),
      (pen) => this.top(pen),
      () => this.fit(),
    );
    this.filter();
    this.listen();
  }

  update(_state: State, changed: ReadonlySet<keyof State>): void {
    if (changed.has("window") || changed.has("cursor") || changed.has("hidden")) this.filter();
    if (changed.has("selection")) this.chosen = this.picked();
    this.surface.ask(changed.has("selection") || changed.has("window") || changed.has("cursor") || changed.has("hidden"));
  }

  restyle(): void {
    this.surface.ask(true);
    this.surface.paint();
  }

  // Bring a node into the middle, near enough to read its name.
  fly(node: number): void {
    const k = Math.max(this.camera.k, 14);
    this.camera = {
      k,
      x: this.surface.width / 2 - this.nx[node] * k,
      y: this.surface.height / 2 - this.ny[node] * k,
    };
    this.surface.ask(true);
  }

  fit(): void {
    if (!this.surface) return;
    const [left, right] = extent(this.nx, this.discs.flatMap((disc) => [disc.x - disc.r, disc.x + disc.r]));
    const [top, bottom] = extent(this.ny, this.discs.flatMap((disc) => [disc.y - disc.r, disc.y + disc.r]));
    const { width, height } = this.surface;
    const k = Math.min((width - 60) / Math.max(3, right - left), (height - 40) / Math.max(3, bottom - top), 46);
    this.camera = { k, x: width / 2 - (k * (left + right)) / 2, y: height / 2 - (k * (top + bottom)) / 2 };
    this.surface.ask(true);
  }

  zoom(factor: number, x = this.surface.width / 2, y = this.surface.height / 2): void {
    const k = Math.max(0.2, Math.min(220, this.camera.k / factor));
    const ratio = k / this.camera.k;
    this.camera = { k, x: x - (x - this.camera.x) * ratio, y: y - (y - this.camera.y) * ratio };
    this.moved();
  }

  private get state(): State {
    return this.shared.store.state;
  }

  // While the reader moves, the painted frame is shifted and scaled; it is painted anew when he rests.
  private moved(): void {
    const heavy = this.shared.model.edges > 4000;
    if (!heavy) return this.surface.ask(true);
    const k = this.camera.k / this.painted.k;
    this.surface.preview(this.camera.x - this.painted.x * k, this.camera.y - this.painted.y * k, k);
    clearTimeout(this.settle);
    this.settle = window.setTimeout(() => this.surface.ask(true), 90);
  }

  // Nodes that had begun to post by the end of the window and had not ceased before it; all, where there is no time.
  private filter(): void {
    const { model } = this.shared;
    const { window, cursor } = this.state;
    const [since, until] = [model.column("node.since"), model.column("node.until")];
    const end = cursor === null ? window[1] : Math.min(cursor, window[1]);
    this.present = new Uint8Array(model.nodes).fill(1);
    for (let node = 0; node < since.length; node++) this.present[node] = Number(since[node] <= end && until[node] >= window[0]);
    this.element.dataset.nodes = String(this.present.reduce((sum, value) => sum + value, 0));
    this.element.dataset.edges = String(this.edges().length);
  }

  private edges(): number[] {
    const { model } = this.shared;
    const out: number[] = [];
    for (let edge = 0; edge < model.edges; edge++) if (this.edgeShown(edge)) out.push(edge);
    return out;
  }

  private edgeShown(edge: number): boolean {
    if (this.state.hidden.has(this.kind[edge])) return false;
    return this.present[this.from[edge]] === 1 && this.present[this.to[edge]] === 1;
  }

  private at(node: number): [number, number] {
    return [
      this.nx[node] * this.camera.k + this.camera.x,
      this.ny[node] * this.camera.k + this.camera.y,
    ];
  }

  private size(node: number): number {
    return Math.max(1.3, Math.min(12, this.radius[node] * this.camera.k));
  }

  private base(pen: CanvasRenderingContext2D): void {
    this.painted = { ...this.camera };
    this.grounds(pen);
    this.lines(pen);
    this.nodes(pen);
    this.labels(pen);
  }

  // A quiet disc under each community of some size.
  private grounds(pen: CanvasRenderingContext2D): void {
    const { theme } = this.shared;
    const { k, x, y } = this.camera;
    for (const disc of this.discs) {
      pen.beginPath();
      pen.arc(disc.x * k + x, disc.y * k + y, disc.r * k, 0, Math.PI * 2);
      pen.fillStyle = theme.band;
      pen.fill();
      pen.strokeStyle = theme.line;
      pen.lineWidth = 1;
      pen.stroke();
    }
  }

  // Lines of one look are stroked as one path: by evidence and by whether they touch what is chosen.
  private lines(pen: CanvasRenderingContext2D): void {
    const { model, theme } = this.shared;
    const shown = this.edges();
    const groups = new Map<number, number[]>();
    for (const edge of shown) {
      const touches = this.chosen ? Number(this.touches(edge)) : 2;
      const heavy = Math.min(2, Math.floor(Math.log2(this.weight[edge] + 1) / 2));
      const key = (this.kind[edge] * 3 + touches) * 3 + heavy;
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key)!.push(edge);
    }
    const base = Math.max(0.05, Math.min(0.85, 9 / Math.sqrt(shown.length + 1)));
    for (const [key, edges] of [...groups].sort((a, b) => (Math.floor(a[0] / 3) % 3) - (Math.floor(b[0] / 3) % 3) || b[0] - a[0])) {
      const evidence = Math.floor(key / 9);
      const touches = Math.floor(key / 3) % 3;
      const name = model.scene.evidences[evidence];
      pen.strokeStyle = theme.evidence[evidence];
      pen.globalAlpha = (touches === 0 ? 0.12 : touches === 1 ? 1 : 1) * (touches === 1 ? 0.85 : base * (documented(name) ? 1 : 0.7));
      pen.lineWidth = (0.7 + 0.8 * (key % 3)) * (touches === 1 ? 1.4 : 1);
      pen.setLineDash(name === "timing" ? [3, 4] : []);
      this.trace(pen, edges);
    }
    pen.setLineDash([]);
    pen.globalAlpha = 1;
  }

  private trace(pen: CanvasRenderingContext2D, edges: number[]): void {
    pen.beginPath();
    for (const edge of edges) {
      const source = this.from[edge];
      const target = this.to[edge];
      const [x1, y1] = this.at(source);
      const [x2, y2] = this.at(target);
      if (source === target) {
        const r = this.size(source) + 3;
        pen.moveTo(x1 + r, y1 - r);
        pen.arc(x1, y1 - r, r, 0, Math.PI * 2);
        continue;
      }
      pen.moveTo(x1, y1);
      const bend = 0.12;
      pen.quadraticCurveTo((x1 + x2) / 2 - (y2 - y1) * bend, (y1 + y2) / 2 + (x2 - x1) * bend, x2, y2);
    }
    pen.stroke();
  }

  private touches(edge: number): boolean {
    const { selection } = this.state;
    if (selection?.kind === "edge") return selection.edge === edge;
    const focus = this.focus();
    return this.from[edge] === focus || this.to[edge] === focus;
  }

  private focus(): number {
    const { model } = this.shared;
    const { selection } = this.state;
    if (selection?.kind === "actor") return model.nodeOf.get(selection.actor) ?? -1;
    if (selection?.kind === "post") return model.nodeOf.get(model.actorOf(selection.post)) ?? -1;
    return -1;
  }

  // The chosen node with its neighbours, or the two ends of the chosen line.
  private picked(): Set<number> | null {
    const { model } = this.shared;
    const { selection } = this.state;
    const ends = (edge: number) => [this.from[edge], this.to[edge]];
    if (selection?.kind === "edge") return new Set(ends(selection.edge));
    const focus = this.focus();
    if (focus < 0) return null;
    const found = new Set([focus]);
    for (const edge of around(model.ties, focus)) ends(edge).forEach((node) => found.add(node));
    return found;
  }

  private nodes(pen: CanvasRenderingContext2D): void {
    const { theme } = this.shared;
    const faint = mixed(theme.ink, theme.ground, 0.2);
    for (let place = this.byStrength.length - 1; place >= 0; place--) {
      const node = this.byStrength[place];
      const [x, y] = this.at(node);
      if (x < -30 || y < -30 || x > this.surface.width + 30 || y > this.surface.height + 30) continue;
      const shy = !this.present[node] || (this.chosen && !this.chosen.has(node));
      pen.fillStyle = shy ? faint : this.press(node) ? theme.ink : theme.disc;
      this.shape(pen, node, x, y, this.size(node));
      pen.fill();
      if (this.size(node) < 3) continue;
      pen.strokeStyle = theme.ground;
      pen.lineWidth = 1;
      pen.stroke();
    }
  }

  private shape(pen: CanvasRenderingContext2D, node: number, x: number, y: number, r: number): void {
    pen.beginPath();
    if (this.press(node)) pen.roundRect(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8, Math.min(2.5, r / 3));
    else pen.arc(x, y, r, 0, Math.PI * 2);
  }

  private press(node: number): boolean {
    const role = this.shared.model.scene.actors.role[this.actor[node]];
    return role === "outlet" || role === "agency" || role === "aggregator";
  }

  private labels(pen: CanvasRenderingContext2D): void {
    const { model, theme } = this.shared;
    const actors = this.actor;
    const named = model.column("actor.named");
    const near = this.camera.k > 60;
    const first = this.chosen && this.chosen.size < 60 ? [...this.chosen] : [];
    const others = this.byStrength.filter((node) => (named[actors[node]] || near) && this.present[node] && !(this.chosen && !this.chosen.has(node)));
    const wanted: Wanted[] = [];
    for (const node of new Set([...first, ...others])) {
      const [x, y] = this.at(node);
      if (x < 0 || y < 0 || x > this.surface.width || y > this.surface.height) continue;
      wanted.push({ x, y, gap: this.size(node) + 4, text: oneLine(model.label(actors[node]), 30), strong: this.size(node) > 8 });
      if (wanted.length >= 70) break;
    }
    const area = { left: 4, top: 4, right: this.surface.width - 4, bottom: this.surface.height - 4 };
    const look = { font: theme.font, ink: theme.ink, halo: theme.ground };
    wanted.slice(0, 12).forEach((label) => (label.important = true));
    write(pen, wanted, area, look, [], this.boxes());
  }

  // The larger marks in view, so that no label lies on one.
  private boxes(): Box[] {
    const out: Box[] = [];
    for (const node of this.byStrength.slice(0, 600)) {
      const [x, y] = this.at(node);
      const r = this.size(node);
      if (r > 3 && x > 0 && y > 0 && x < this.surface.width && y < this.surface.height) out.push({ left: x - r, right: x + r, top: y - r, bottom: y + r });
    }
    return out;
  }

  private top(pen: CanvasRenderingContext2D): void {
    const { theme, model } = this.shared;
    const { hover } = this.state;
    const mark = (node: number) => {
      const [x, y] = this.at(node);
      pen.strokeStyle = theme.select;
      pen.lineWidth = 2.2;
      this.shape(pen, node, x, y, this.size(node) + 2.5);
      pen.stroke();
    };
    if (this.focus() >= 0) mark(this.focus());
    if (hover?.kind === "actor" && model.nodeOf.has(hover.actor)) mark(model.nodeOf.get(hover.actor)!);
    const edge = hover?.kind === "edge" ? hover.edge : this.state.selection?.kind === "edge" ? this.state.selection.edge : -1;
    if (edge < 0) return;
    pen.strokeStyle = theme.select;
    pen.lineWidth = 2.4;
    this.trace(pen, [edge]);
  }

  private listen(): void {
    const { canvas } = this.surface;
    canvas.addEventListener("pointermove", (event) => this.move(event));
    canvas.addEventListener("pointerleave", () => this.hover(null, 0, 0));
    canvas.addEventListener("pointerdown", (event) => {
      const [x, y] = this.surface.point(event);
      this.dragged = { x, y, moved: false };
      canvas.setPointerCapture(event.pointerId);
    });
    canvas.addEventListener("pointerup", (event) => this.release(event));
    canvas.addEventListener("wheel", (event) => {
      event.preventDefault();
      const [x, y] = this.surface.point(event);
      this.zoom(Math.exp(Math.max(-1, Math.min(1, event.deltaY / 300))), x, y);
    }, { passive: false });
    canvas.addEventListener("keydown", (event) => this.key(event));
  }

  private hover(selection: Selection | null, x: number, y: number): void {
    this.shared.store.set({ hover: selection });
    this.shared.card.show(selection, x, y);
    this.surface.canvas.classList.toggle("pointing", selection !== null);
  }

  private move(event: PointerEvent): void {
    const [x, y] = this.surface.point(event);
    const start = this.dragged;
    if (!start) return this.hover(this.find(x, y), event.clientX, event.clientY);
    if (!start.moved && Math.hypot(x - start.x, y - start.y) < 4) return;
    this.camera = { ...this.camera, x: this.camera.x + x - start.x, y: this.camera.y + y - start.y };
    this.dragged = { x, y, moved: true };
    this.moved();
  }

  private release(event: PointerEvent): void {
    const moved = this.dragged?.moved;
    this.dragged = null;
    if (moved) return;
    const [x, y] = this.surface.point(event);
    this.shared.store.set({ selection: this.find(x, y) });
  }

  private find(x: number, y: number): Selection | null {
    const { model } = this.shared;
    let best = -1;
    let nearest = 5;
    for (let node = 0; node < model.nodes; node++) {
      const [nx, ny] = this.at(node);
      const away = Math.hypot(nx - x, ny - y) - this.size(node);
      if (away < nearest) [nearest, best] = [away, node];
    }
    if (best >= 0) return { kind: "actor", actor: this.actor[best] };
    const edge = this.findEdge(x, y);
    return edge < 0 ? null : { kind: "edge", edge };
  }

  private findEdge(x: number, y: number): number {
    const { model } = this.shared;
    const many = model.edges > 4000; // in a thicket only the lines of what is chosen can be meant
    let best = -1;
    let nearest = 4;
    for (let edge = 0; edge < model.edges; edge++) {
      if ((many && (!this.chosen || !this.touches(edge))) || !this.edgeShown(edge)) continue;
      const [x1, y1] = this.at(this.from[edge]);
      const [x2, y2] = this.at(this.to[edge]);
      const [mx, my] = [(x1 + x2) / 2 - (y2 - y1) * 0.06, (y1 + y2) / 2 + (x2 - x1) * 0.06];
      const away = Math.min(distance(x, y, x1, y1, mx, my), distance(x, y, mx, my, x2, y2));
      if (away < nearest) [nearest, best] = [away, edge];
    }
    return best;
  }

  private key(event: KeyboardEvent): void {
    const act: Record<string, () => void> = {
      ArrowRight: () => this.walk(1, 0),
      ArrowLeft: () => this.walk(-1, 0),
      ArrowDown: () => this.walk(0, 1),
      ArrowUp: () => this.walk(0, -1),
      "+": () => this.zoom(0.7),
      "=": () => this.zoom(0.7),
      "-": () => this.zoom(1.4),
      "0": () => this.fit(),
      Enter: () => document.getElementById("panel")?.focus(),
      Escape: () => this.shared.store.set({ selection: null }),
    };
    if (!act[event.key]) return;
    event.preventDefault();
    act[event.key]();
  }

  // To the nearest node on that side; the most tied node begins.
  private walk(dx: number, dy: number): void {
    const focus = this.focus();
    const go = (node: number) => this.shared.store.set({ selection: { kind: "actor", actor: this.actor[node] } });
    if (focus < 0) return this.byStrength.length ? go(this.byStrength[0]) : undefined;
    const best = ahead(this.nx, this.ny, this.present, focus, dx, dy);
    if (best >= 0) go(best);
  }
}
