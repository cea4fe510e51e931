// Lanes: time from left to right, groups as bands, curves coloured by what they rest on.

import { h, oneLine } from "./dom";
import { mixed } from "./colour";
import * as geometry from "./lanesGeometry";
import { groupsOf } from "./groups";
import * as paint from "./lanesPaint";
import type { Box, Wanted } from "./labels";
import { most } from "./scene";
import type { Selection, State } from "./state";
import { locale, t } from "./strings";
import { Surface } from "./surface";
import { ticks } from "./time";
import { inWindow, linkShown, lit, type Lit, type Shared, type View } from "./view";

export class Lanes implements View {
  readonly element = h("div", { class: "stage", id: "view-lanes" });
  readonly surface: Surface;
  private frame: geometry.Frame = { left: 0, right: 1, top: 0, bottom: 1, lanes: [] };
  private places: paint.Places;
  private curves: Float32Array = new Float32Array(0);
  private shownPosts: number[] = [];
  private shownLinks: number[] = [];
  private light: Lit | null = null;
  private dragged: { x: number; window: [number, number]; moved: boolean } | null = null;

  constructor(private readonly shared: Shared) {
    const column = () => new Float64Array(shared.model.posts);
    this.places = { x: column(), y: column(), radius: column(), from: column(), to: column() };
    this.surface = new Surface(
      this.element,
      t("canvas.lanes"),
      (pen) => this.base(pen),
      (pen) => this.top(pen),
      () => this.place(),
    );
    this.listen();
  }

  update(state: State, changed: ReadonlySet<keyof State>): void {
    const moved = ["window", "cursor", "hidden", "muted", "colour", "size"].some((key) => changed.has(key as keyof State));
    if (moved) this.place();
    if (changed.has("selection") || changed.has("hops")) this.light = lit(this.shared.model, state.selection, state.hops);
    this.surface.ask(moved || ["selection", "hops", "least", "view"].some((key) => changed.has(key as keyof State)));
  }

  restyle(): void {
    this.surface.ask(true);
    this.surface.paint();
  }

  copy(pen: CanvasRenderingContext2D): void {
    this.surface.copy(pen);
  }

  private get narrow(): boolean {
    return this.surface.width < 620;
  }

  private get state(): State {
    return this.shared.store.state;
  }

  private place(): void {
    if (!this.surface) return;
    const { model } = this.shared;
    this.frame = geometry.frame(model, this.surface.width, this.surface.height, this.narrow);
    const x = geometry.scale(this.frame, this.state.window);
    const lo = model.column("post.lo");
    const hi = model.column("post.hi");
    const size = model.column("post.size");
    const largest = most(size);
    const small = Math.max(0.4, Math.min(1, Math.sqrt(700 / model.posts)));
    for (let post = 0; post < model.posts; post++) {
      this.places.from[post] = x(lo[post]);
      this.places.to[post] = x(hi[post]);
      this.places.x[post] = x((lo[post] + hi[post]) / 2);
      this.places.y[post] = geometry.height(model, this.frame, post, this.narrow);
      const square = model.kind(post) === "article" || model.kind(post) === "unseen";
      this.places.radius[post] = square ? 5 : small * (this.state.size === "same" ? 3.6 : 2.4 + 7 * Math.sqrt(size[post] / largest));
    }
    this.choose();
    this.curves = geometry.sampled(this.places.x, this.places.y, model.column("link.parent"), model.column("link.child"));
  }

  private choose(): void {
    const { model } = this.shared;
    this.shownPosts = [];
    this.shownLinks = [];
    for (let post = 0; post < model.posts; post++) if (inWindow(model, post, this.state)) this.shownPosts.push(post);
    for (let link = 0; link < model.links; link++) if (linkShown(model, link, this.state)) this.shownLinks.push(link);
    this.element.dataset.posts = String(this.shownPosts.length);
    this.element.dataset.links = String(this.shownLinks.length);
  }

  private base(pen: CanvasRenderingContext2D): void {
    const { model, theme } = this.shared;
    const { frame } = this;
    const x = geometry.scale(frame, this.state.window);
    const found = ticks(this.state.window[0], this.state.window[1], frame.right - frame.left, locale(), this.narrow ? 76 : 110);
    paint.ground(pen, frame, theme, found.map((tick) => ({ x: x(tick.at), tick })), this.surface.width);
    pen.save();
    this.clip(pen);
    for (const post of this.shownPosts) paint.interval(pen, this.places, post, theme);
    this.links(pen);
    const faint = { ...theme, disc: mixed(theme.disc, theme.ground, 0.28), ink: mixed(theme.ink, theme.ground, 0.28) };
    const { x: px, y: py, radius } = this.places;
    const groups = this.state.colour ? groupsOf(model, this.state.colour) : null;
    for (const post of [...this.shownPosts].sort((a, b) => radius[b] - radius[a])) {
      const shy = this.light !== null && !this.light.posts.has(post);
      const look = groups ? { ...theme, disc: theme.groups[groups.of[model.actorOf(post)]], ink: theme.groups[groups.of[model.actorOf(post)]] } : theme;
      paint.mark(pen, model.kind(post), px[post], py[post], radius[post], shy ? faint : look);
    }
    pen.restore();
    this.labels(pen);
    paint.headings(pen, frame, model.scene.lanes, theme, this.narrow);
  }

  private clip(pen: CanvasRenderingContext2D): void {
    pen.beginPath();
    pen.rect(this.frame.left - 2, 0, this.frame.right - this.frame.left + 22, this.surface.height);
    pen.clip();
  }

  private links(pen: CanvasRenderingContext2D): void {
    const { model, theme } = this.shared;
    const parent = model.column("link.parent");
    const child = model.column("link.child");
    const crowd = Math.max(0.14, Math.min(1, 500 / Math.max(1, this.shownLinks.length)));
    const head = this.shownLinks.length <= 60;
    const order = [...this.shownLinks].sort((a, b) => model.column("link.evidence")[b] - model.column("link.evidence")[a]);
    for (const link of order) {
      const look = paint.stroke(model, link, theme, crowd);
      if (model.column("link.probability")[link] < this.state.least) look.alpha *= 0.12;
      if (this.light) look.alpha = this.light.links.has(link) ? Math.max(0.75, look.alpha) : look.alpha * 0.16;
      paint.drawLink(pen, this.places, parent[link], child[link], look, head);
    }
  }

  private labels(pen: CanvasRenderingContext2D): void {
    const { theme } = this.shared;
    const taken: Box[] = this.shownPosts.map((post) => {
      const r = this.places.radius[post] + 1;
      const [x, y] = [this.places.x[post], this.places.y[post]];
      return { left: x - r, right: x + r, top: y - r, bottom: y + r };
    });
    const area = { left: this.narrow ? 2 : 150, right: this.frame.right + 18, top: this.frame.top, bottom: this.frame.bottom };
    const [chosen, others] = this.wanted();
    const headings = this.narrow ? this.headingBoxes() : [];
    [...chosen, ...others.slice(0, 4)].forEach((label) => (label.important = true));
    paint.names(pen, [...chosen, ...others], area, theme, headings, taken);
  }

  private headingBoxes(): Box[] {
    return this.frame.lanes.map((lane) => ({ left: 0, right: 240, top: lane.top, bottom: lane.top + 22 }));
  }

  // Names wanted, the weightiest first: those of what is chosen, and the named actors at their first post in view.
  private wanted(): [Wanted[], Wanted[]] {
    const { model } = this.shared;
    const named = model.column("actor.named");
    const first = new Map<number, number>();
    for (const post of this.shownPosts) {
      const actor = model.actorOf(post);
      if (named[actor] && !first.has(actor) && this.places.x[post] >= this.frame.left) first.set(actor, post);
    }
    const weight = (post: number) => model.outOf.start[post + 1] - model.outOf.start[post];
    const few = this.light !== null && this.light.posts.size < 40;
    const chosen = few ? [...this.light!.posts] : [];
    const others = this.light ? [] : [...first.values()].sort((a, b) => weight(b) - weight(a) || a - b);
    const label = (post: number, strong: boolean) => ({
      x: this.places.x[post],
      y: this.places.y[post],
      gap: this.places.radius[post] + 7,
      text: oneLine(model.label(model.actorOf(post)), 32),
      strong,
    });
    return [
      chosen.map((post) => label(post, true)),
      others.slice(0, this.narrow ? 14 : 60).map((post) => label(post, weight(post) >= 5)),
    ];
  }

  private top(pen: CanvasRenderingContext2D): void {
    const { theme } = this.shared;
    pen.save();
    this.clip(pen);
    if (this.light) this.glow(pen, this.light.path, 2.6);
    const { selection, hover, cursor } = this.state;
    if (selection?.kind === "post") this.ring(pen, selection.post);
    if (hover?.kind === "link") this.glow(pen, new Set([hover.link]), 2);
    if (hover?.kind === "post") this.ring(pen, hover.post);
    if (cursor !== null) {
      const x = geometry.scale(this.frame, this.state.window)(cursor);
      pen.strokeStyle = theme.accent;
      pen.lineWidth = 1;
      pen.beginPath();
      pen.moveTo(x, this.frame.top - 8);
      pen.lineTo(x, this.frame.bottom);
      pen.stroke();
    }
    pen.restore();
  }

  private glow(pen: CanvasRenderingContext2D, links: Set<number>, width: number): void {
    const { model, theme } = this.shared;
    for (const link of links) {
      const [parent, child] = [model.column("link.parent")[link], model.column("link.child")[link]];
      const dashed = model.scene.evidences[model.column("link.evidence")[link]] === "timing";
      paint.drawLink(pen, this.places, parent, child, { colour: theme.select, alpha: 1, width, dashed }, false);
      for (const post of [parent, child]) {
        paint.mark(pen, model.kind(post), this.places.x[post], this.places.y[post], this.places.radius[post], theme);
        this.ring(pen, post);
      }
    }
  }

  private ring(pen: CanvasRenderingContext2D, post: number): void {
    const { model, theme } = this.shared;
    paint.ring(pen, model.kind(post), this.places.x[post], this.places.y[post], this.places.radius[post], theme.select);
  }

  private listen(): void {
    const { canvas } = this.surface;
    canvas.addEventListener("pointermove", (event) => this.move(event));
    canvas.addEventListener("pointerleave", () => this.hover(null, 0, 0));
    canvas.addEventListener("pointerdown", (event) => this.press(event));
    canvas.addEventListener("pointerup", (event) => this.release(event));
    canvas.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    canvas.addEventListener("keydown", (event) => this.key(event));
  }

  private hover(selection: Selection | null, x: number, y: number): void {
    this.shared.store.set({ hover: selection });
    this.shared.card.show(selection, x, y);
    this.surface.canvas.classList.toggle("pointing", selection !== null);
  }

  private move(event: PointerEvent): void {
    const [x, y] = this.surface.point(event);
    if (this.dragged) return this.drag(x);
    this.hover(this.find(x, y), event.clientX, event.clientY);
  }

  private press(event: PointerEvent): void {
    const [x] = this.surface.point(event);
    this.dragged = { x, window: this.state.window, moved: false };
    this.surface.canvas.setPointerCapture(event.pointerId);
  }

  private drag(x: number): void {
    const start = this.dragged!;
    if (Math.abs(x - start.x) > 4) start.moved = true;
    if (!start.moved) return;
    const perPixel = (start.window[1] - start.window[0]) / (this.frame.right - this.frame.left);
    this.shared.store.set({ window: this.kept(start.window, (start.x - x) * perPixel) });
  }

  private kept(window: [number, number], shift: number): [number, number] {
    const [from, to] = this.shared.model.range;
    const moved = Math.max(from - window[0], Math.min(to - window[1], shift));
    return [window[0] + moved, window[1] + moved];
  }

  private release(event: PointerEvent): void {
    const moved = this.dragged?.moved;
    this.dragged = null;
    if (moved) return;
    const [x, y] = this.surface.point(event);
    this.shared.store.set({ selection: this.find(x, y) });
  }

  private wheel(event: WheelEvent): void {
    event.preventDefault();
    const [x] = this.surface.point(event);
    this.zoom(Math.exp(Math.max(-1, Math.min(1, event.deltaY / 300))), x);
  }

  zoom(factor: number, x = (this.frame.left + this.frame.right) / 2): void {
    const [from, to] = this.shared.model.range;
    const middle = geometry.timeAt(this.frame, this.state.window, x);
    const span = Math.min(to - from, Math.max(60_000, (this.state.window[1] - this.state.window[0]) * factor));
    const share = (middle - this.state.window[0]) / (this.state.window[1] - this.state.window[0]);
    const start = Math.max(from, Math.min(to - span, middle - span * share));
    this.shared.store.set({ window: [start, start + span] });
  }

  // The post under the pointer, else the line.
  private find(x: number, y: number): Selection | null {
    if (x < this.frame.left - 4) return null;
    let best = -1;
    let nearest = 6;
    for (const post of this.shownPosts) {
      const away = Math.hypot(this.places.x[post] - x, this.places.y[post] - y) - this.places.radius[post];
      if (away < nearest) [nearest, best] = [away, post];
    }
    if (best >= 0) return { kind: "post", post: best };
    const link = this.findLink(x, y);
    return link < 0 ? null : { kind: "link", link };
  }

  private findLink(x: number, y: number): number {
    let best = -1;
    let nearest = 5;
    for (const link of this.shownLinks) {
      let at = link * (geometry.STEPS + 1) * 2;
      for (let step = 0; step < geometry.STEPS; step++, at += 2) {
        const c = this.curves;
        const away = geometry.distance(x, y, c[at], c[at + 1], c[at + 2], c[at + 3]);
        if (away < nearest) [nearest, best] = [away, link];
      }
    }
    return best;
  }

  private key(event: KeyboardEvent): void {
    const step: Record<string, () => void> = {
      ArrowRight: () => this.walk(1, 0),
      ArrowLeft: () => this.walk(-1, 0),
      ArrowDown: () => this.walk(0, 1),
      ArrowUp: () => this.walk(0, -1),
      "+": () => this.zoom(0.7),
      "=": () => this.zoom(0.7),
      "-": () => this.zoom(1.4),
      Enter: () => document.getElementById("panel")?.focus(),
      Escape: () => this.shared.store.set({ selection: null }),
    };
    if (!step[event.key]) return;
    event.preventDefault();
    step[event.key]();
  }

  // To the next post of this lane in time, or to the nearest in time of the lane above or below.
  private walk(along: number, across: number): void {
    const { model } = this.shared;
    const selected = this.state.selection;
    if (selected?.kind !== "post") {
      if (this.shownPosts.length) this.shared.store.set({ selection: { kind: "post", post: this.shownPosts[0] } });
      return;
    }
    const here = selected.post;
    const lane = model.laneOf(here) + across;
    const near = (post: number) => Math.abs(model.middle(post) - model.middle(here));
    const choice = this.shownPosts.filter((post) =>
      model.laneOf(post) === lane && (across !== 0 || (post - here) * along > 0));
    if (!choice.length) return;
    const next = along
      ? choice.reduce((a, b) => ((b - a) * along < 0 ? b : a))
      : choice.reduce((a, b) => (near(b) < near(a) ? b : a));
    this.shared.store.set({ selection: { kind: "post", post: next } });
  }
}
