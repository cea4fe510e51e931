// Network: actors as nodes where the layout put them, ties as lines; pan, zoom, neighbours.

import { oneLine, h } from "./dom";
import { type Box, type Wanted, write } from "./labels";
import { distance } from "./lanesGeometry";
import { EXPAND, Net } from "./net";
import { ahead } from "./networkGeometry";
import { paintNetwork, type Scope, shape, sizes, trace } from "./networkPaint";
import { around } from "./scene";
import type { Selection, State } from "./state";
import { t } from "./strings";
import { Surface } from "./surface";
import type { Shared, View } from "./view";

export class Network implements View {
  readonly element = h("div", { class: "stage", id: "view-network" });
  readonly surface: Surface;
  readonly net: Net;
  private painted = { x: 0, y: 0, k: 1 };
  private dragged: { x: number; y: number; moved: boolean } | null = null;
  private pinch: { away: number } | null = null;
  private readonly fingers = new Map<number, [number, number]>();
  private stale = false;

  constructor(private readonly shared: Shared) {
    this.net = new Net(shared.model);
    this.net.resize(this.state.size);
    this.net.filter(this.state);
    const margin = shared.model.nodes > 2000 ? 120 : 0;
    this.surface = new Surface(this.element, t("canvas.network"), (pen) => this.base(pen), (pen) => this.top(pen), () => this.fit(), margin);
    this.count();
    this.listen();
  }

  update(state: State, changed: ReadonlySet<keyof State>): void {
    const filters = ["window", "cursor", "hidden", "muted", "colour"].some((key) => changed.has(key as keyof State));
    this.stale ||= filters || changed.has("selection") || changed.has("hops") || changed.has("least") || changed.has("weight") || changed.has("size");
    if (state.view !== "network") {
      if (filters) this.refresh(state);
      return;
    }
    if (this.stale) this.refresh(state);
    this.surface.ask(this.stale || changed.has("view"));
    this.stale = false;
  }

  private refresh(state: State): void {
    this.net.resize(state.size);
    this.net.filter(state);
    this.net.light(state);
    this.count();
  }

  restyle(): void {
    this.surface.ask(true);
    this.surface.paint();
  }

  copy(pen: CanvasRenderingContext2D): void {
    this.surface.copy(pen);
  }

  // Bring a node into the middle, near enough to read its name.
  fly(node: number): void {
    const k = Math.max(this.net.camera.k, 14);
    const end = { k, x: this.surface.width / 2 - this.shared.model.x[node] * k, y: this.surface.height / 2 - this.shared.model.y[node] * k };
    const start = this.net.camera;
    if (matchMedia("(prefers-reduced-motion: reduce)").matches || document.hidden) return this.arrive(end);
    const begun = performance.now();
    const step = () => {
      const share = Math.min(1, (performance.now() - begun) / 420);
      const eased = 1 - (1 - share) ** 3;
      const mix = (a: number, b: number) => a + (b - a) * eased;
      if (share === 1) return this.arrive(end);
      this.net.camera = { k: mix(start.k, end.k), x: mix(start.x, end.x), y: mix(start.y, end.y) };
      this.moved();
      requestAnimationFrame(step);
    };
    step();
  }

  private arrive(camera: { x: number; y: number; k: number }): void {
    this.net.camera = camera;
    this.surface.ask(true);
  }

  fit(): void {
    if (!this.surface) return;
    const [left, right, top, bottom] = this.net.bounds();
    const { width, height } = this.surface;
    const k = Math.min((width - 60) / Math.max(3, right - left), (height - 40) / Math.max(3, bottom - top), 46);
    this.arrive({ k, x: width / 2 - (k * (left + right)) / 2, y: height / 2 - (k * (top + bottom)) / 2 });
  }

  zoom(factor: number, x = this.surface.width / 2, y = this.surface.height / 2): void {
    const { camera } = this.net;
    const k = Math.max(0.1, Math.min(220, camera.k / factor));
    const ratio = k / camera.k;
    this.net.camera = { k, x: x - (x - camera.x) * ratio, y: y - (y - camera.y) * ratio };
    this.moved();
  }

  // Are single ties hidden at this nearness?
  get bundled(): boolean {
    return this.element.dataset.bundled === "yes";
  }

  private get state(): State {
    return this.shared.store.state;
  }

  private moved(): void {
    const k = this.net.camera.k / this.painted.k;
    this.surface.shift(this.net.camera.x - this.painted.x * k, this.net.camera.y - this.painted.y * k, k);
  }

  private count(): void {
    const { nodes, edges } = this.net.counted();
    this.element.dataset.nodes = String(nodes);
    this.element.dataset.edges = String(edges);
  }

  private base(pen: CanvasRenderingContext2D): void {
    this.painted = { ...this.net.camera };
    const { width, height, margin, ratio } = this.surface;
    const scope: Scope = { pen, net: this.net, state: this.state, theme: this.shared.theme, width, height, margin, ratio };
    paintNetwork(scope);
    const view = this.net.inView(width, height, margin);
    this.element.dataset.bundled = view.nodes.length > EXPAND ? "yes" : "no";
    this.element.dataset.inview = String(view.nodes.length);
    this.labels(scope);
  }

  private labels(scope: Scope): void {
    const { pen, theme } = scope;
    const { width, height } = this.surface;
    const wanted: Wanted[] = [];
    for (const node of this.worthy()) {
      const [x, y] = this.net.at(node);
      if (x < 0 || y < 0 || x > width || y > height) continue;
      wanted.push({ x, y, gap: this.net.size(node) + 4, text: oneLine(this.shared.model.label(this.net.actor[node]), 30), strong: this.net.size(node) > 8 });
      if (wanted.length >= (this.shared.model.nodes > EXPAND ? 32 : 70)) break;
    }
    wanted.slice(0, 12).forEach((label) => (label.important = true));
    const area = { left: 4, top: 4, right: width - 4, bottom: height - 4 };
    const taken = write(pen, wanted, area, { font: theme.font, ink: theme.ink, halo: theme.ground }, [], this.boxes());
    if (this.shared.model.nodes <= 2000) return;
    const sums = sizes(scope).map(({ x, y, text }) => ({ x: x - pen.measureText(text).width / 2, y, gap: 0, text, strong: false, important: true }));
    write(pen, sums, area, { font: theme.font, ink: theme.quiet, halo: theme.band, size: 11 }, taken);
  }

  // Whose names are wanted: what is lit, then actors with a name of their own, then everyone once near.
  private *worthy(): Iterable<number> {
    const { net } = this;
    const named = this.shared.model.column("actor.named");
    const near = net.camera.k > 60;
    if (net.lit && net.litNodes.length < 60) yield* net.litNodes;
    for (const node of net.strong) if ((named[net.actor[node]] || near) && !net.faint(node)) yield node;
    if (near) for (const node of net.inView(this.surface.width, this.surface.height, 0).nodes) if (!net.faint(node)) yield node;
  }

  // The larger marks in view, so that no label lies on one.
  private boxes(): Box[] {
    const out: Box[] = [];
    for (const node of this.net.strong.slice(0, 600)) {
      const [x, y] = this.net.at(node);
      const r = this.net.size(node);
      if (r > 3 && x > 0 && y > 0 && x < this.surface.width && y < this.surface.height) out.push({ left: x - r, right: x + r, top: y - r, bottom: y + r });
    }
    return out;
  }

  private top(pen: CanvasRenderingContext2D): void {
    const { theme, model } = this.shared;
    const { hover, selection } = this.state;
    pen.strokeStyle = theme.select;
    pen.lineWidth = 2.2;
    for (const node of [this.net.focus(this.state), hover?.kind === "actor" ? model.nodeOf(hover.actor) : -1]) {
      if (node < 0) continue;
      const [x, y] = this.net.at(node);
      shape(pen, this.net, node, x, y, this.net.size(node) + 2.5);
      pen.stroke();
    }
    const edge = hover?.kind === "edge" ? hover.edge : selection?.kind === "edge" ? selection.edge : -1;
    pen.lineWidth = 2.4;
    if (edge >= 0) trace(pen, this.net, [edge]);
  }

  private listen(): void {
    const { canvas } = this.surface;
    canvas.addEventListener("pointermove", (event) => this.move(event));
    canvas.addEventListener("pointerleave", () => this.hover(null, 0, 0));
    canvas.addEventListener("pointerdown", (event) => this.press(event));
    canvas.addEventListener("pointerup", (event) => this.release(event));
    canvas.addEventListener("pointercancel", (event) => this.fingers.delete(event.pointerId));
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

  private press(event: PointerEvent): void {
    const [x, y] = this.surface.point(event);
    this.fingers.set(event.pointerId, [x, y]);
    this.dragged = { x, y, moved: false };
    try {
      this.surface.canvas.setPointerCapture(event.pointerId);
    } catch {
      // a pointer that has gone already cannot be held
    }
  }

  private move(event: PointerEvent): void {
    const [x, y] = this.surface.point(event);
    const start = this.dragged;
    if (!start) return this.hover(this.find(x, y), event.clientX, event.clientY);
    if (this.fingers.size === 2) return this.spread(event.pointerId, x, y);
    if (!start.moved && Math.hypot(x - start.x, y - start.y) < 4) return;
    const { camera } = this.net;
    this.net.camera = { ...camera, x: camera.x + x - start.x, y: camera.y + y - start.y };
    this.dragged = { x, y, moved: true };
    this.moved();
  }

  private spread(finger: number, x: number, y: number): void {
    this.fingers.set(finger, [x, y]);
    const [[x1, y1], [x2, y2]] = [...this.fingers.values()];
    const away = Math.hypot(x1 - x2, y1 - y2) || 1;
    if (this.pinch) this.zoom(this.pinch.away / away, (x1 + x2) / 2, (y1 + y2) / 2);
    this.pinch = { away };
    this.dragged = { x, y, moved: true };
  }

  private release(event: PointerEvent): void {
    const moved = this.dragged?.moved;
    this.fingers.delete(event.pointerId);
    this.pinch = null;
    this.dragged = null;
    if (moved) return;
    const [x, y] = this.surface.point(event);
    this.shared.store.set({ selection: this.find(x, y) });
  }

  private find(x: number, y: number): Selection | null {
    const { k, x: cx, y: cy } = this.net.camera;
    let best = -1;
    let nearest = 5;
    for (const disc of this.net.discs) {
      if (Math.hypot(disc.x * k + cx - x, disc.y * k + cy - y) > disc.r * k + 20) continue;
      for (let node = disc.from; node < disc.to; node++) {
        if (!this.net.present[node]) continue;
        const [nx, ny] = this.net.at(node);
        const away = Math.hypot(nx - x, ny - y) - this.net.size(node);
        if (away < nearest) [nearest, best] = [away, node];
      }
    }
    if (best >= 0) return { kind: "actor", actor: this.net.actor[best] };
    const edge = this.findEdge(x, y);
    return edge < 0 ? null : { kind: "edge", edge };
  }

  // In a thicket only the lines of what is chosen can be meant.
  private findEdge(x: number, y: number): number {
    const { net } = this;
    let best = -1;
    let nearest = 4;
    const few = net.from.length <= 4000;
    const offered = few ? net.from.keys() : net.litEdges.slice(0, 20_000);
    for (const edge of offered) {
      if (!net.visible[edge] || (few && net.lit && !net.isLit(edge))) continue;
      const [x1, y1] = net.at(net.from[edge]);
      const [x2, y2] = net.at(net.to[edge]);
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
      n: () => this.along(1),
      p: () => this.along(-1),
      Enter: () => document.getElementById("panel")?.focus(),
      Escape: () => this.shared.store.set({ selection: null }),
    };
    if (!act[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act[event.key]();
  }

  // To the nearest node on that side; the most tied node begins.
  private walk(dx: number, dy: number): void {
    const { net } = this;
    const focus = net.focus(this.state);
    const go = (node: number) => this.shared.store.set({ selection: { kind: "actor", actor: net.actor[node] } });
    if (focus < 0) return net.strong.length ? go(net.strong[0]) : undefined;
    const best = ahead(this.shared.model.x, this.shared.model.y, net.present, focus, dx, dy);
    if (best >= 0) go(best);
  }

  // From tie to tie of the chosen node.
  private along(step: number): void {
    const { model, store } = this.shared;
    const { selection } = this.state;
    const from = selection?.kind === "edge" ? this.net.from[selection.edge] : this.net.focus(this.state);
    if (from < 0) return;
    const ties = [...around(model.ties, from)].filter((edge) => this.net.visible[edge]);
    if (!ties.length) return;
    const at = selection?.kind === "edge" ? ties.indexOf(selection.edge) : step > 0 ? -1 : 0;
    store.set({ selection: { kind: "edge", edge: ties[(at + step + ties.length) % ties.length] } });
  }
}
