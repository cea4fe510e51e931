// Timeline: a row a group, a bar a bin, stacked by the strongest link that leads to each post; a line is the running share.

import { h } from "./dom";
import * as geometry from "./lanesGeometry";
import { headings } from "./lanesPaint";
import type { State } from "./state";
import { counted, locale, number, t } from "./strings";
import { steered, Surface } from "./surface";
import { interval, ticks } from "./time";
import { inWindow, type Shared, type View } from "./view";

interface Spot {
  row: number;
  bin: number;
}

export class Timeline implements View {
  readonly element = h("div", { class: "stage", id: "view-timeline" });
  readonly surface: Surface;
  private at: Spot | null = null;
  private readonly rows: number;
  private readonly kinds: number;

  constructor(private readonly shared: Shared) {
    const { scene } = shared.model;
    this.rows = scene.timeline.length;
    this.kinds = scene.evidences.length + 1;
    this.surface = new Surface(this.element, t("canvas.timeline"), (pen) => this.base(pen), (pen) => this.top(pen), () => this.surface?.ask(true));
    this.listen();
    this.count();
  }

  update(_state: State, changed: ReadonlySet<keyof State>): void {
    if (["window", "cursor", "hidden"].some((key) => changed.has(key as keyof State))) this.count();
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

  private get narrow(): boolean {
    return this.surface.width < 620;
  }

  // Posts of a row, class and bin; the last class is of posts that nothing leads to.
  private value(row: number, kind: number, bin: number): number {
    if (this.state.hidden.has(kind)) return 0;
    return this.shared.model.column("timeline.posts")[(row * this.kinds + kind) * this.shared.model.bins + bin];
  }

  private sum(row: number, bin: number): number {
    let sum = 0;
    for (let kind = 0; kind < this.kinds; kind++) sum += this.value(row, kind, bin);
    return sum;
  }

  private get seen(): [number, number] {
    const { model } = this.shared;
    const { window, cursor } = this.state;
    const last = cursor === null ? window[1] : Math.min(window[1], cursor);
    return [Math.max(0, model.bin(window[0] + 1)), Math.min(model.bins - 1, model.bin(last - 1))];
  }

  private count(): void {
    const [from, to] = this.seen;
    let sum = 0;
    for (let row = 0; row < this.rows; row++) for (let bin = from; bin <= to; bin++) sum += this.sum(row, bin);
    this.element.dataset.posts = String(Math.round(sum));
  }

  private get frame(): geometry.Frame {
    const { width, height } = this.surface;
    const [top, bottom] = [30, height - 4];
    const tall = (bottom - top) / Math.max(1, this.rows);
    const lanes = Array.from({ length: this.rows }, (_, row) => ({ top: top + row * tall, bottom: top + (row + 1) * tall }));
    return { left: this.narrow ? 4 : 168, right: width - 22, top, bottom, lanes };
  }

  private edges(frame: geometry.Frame): (bin: number) => number {
    const [from, to] = this.shared.model.range;
    const x = geometry.scale(frame, this.state.window);
    return (bin) => x(from + (bin * (to - from)) / this.shared.model.bins);
  }

  private base(pen: CanvasRenderingContext2D): void {
    const { frame } = this;
    this.grid(pen, frame);
    pen.save();
    pen.beginPath();
    pen.rect(frame.left, 0, frame.right - frame.left + 22, this.surface.height);
    pen.clip();
    for (let row = 0; row < this.rows; row++) this.row(pen, frame, row);
    this.marks(pen, frame);
    pen.restore();
    headings(pen, frame, this.shared.model.scene.timeline, this.shared.theme, this.narrow);
  }

  private grid(pen: CanvasRenderingContext2D, frame: geometry.Frame): void {
    const { theme } = this.shared;
    const { window } = this.state;
    const x = geometry.scale(frame, window);
    frame.lanes.forEach((lane, row) => {
      pen.fillStyle = theme.band;
      if (row % 2 === 0) pen.fillRect(0, lane.top, this.surface.width, lane.bottom - lane.top);
      pen.fillStyle = theme.line;
      pen.fillRect(frame.left, lane.bottom - 10, frame.right - frame.left, 1);
    });
    pen.textBaseline = "middle";
    pen.textAlign = "left";
    for (const tick of ticks(window[0], window[1], frame.right - frame.left, locale(), this.narrow ? 76 : 110)) {
      pen.fillStyle = theme.line;
      if (tick.line) pen.fillRect(Math.round(x(tick.at)), 10, 1, frame.bottom - 10);
      pen.font = `${tick.strong ? 500 : 400} 12px ${theme.font}`;
      pen.fillStyle = theme.quiet;
      pen.fillText(tick.label, x(tick.at) + 6, 17);
    }
  }

  private row(pen: CanvasRenderingContext2D, frame: geometry.Frame, row: number): void {
    const { theme, model } = this.shared;
    const lane = frame.lanes[row];
    const [from, to] = this.seen;
    const most = this.most(row);
    const base = lane.bottom - 10;
    const room = lane.bottom - lane.top - 10 - (this.narrow ? 26 : 18);
    const edge = this.edges(frame);
    for (let bin = from; bin <= to; bin++) {
      let y = base;
      const left = edge(bin);
      const wide = Math.max(1, (edge(bin + 1) - left) * 0.82);
      for (let kind = 0; kind < this.kinds; kind++) {
        const tall = (this.value(row, kind, bin) / most) * room;
        if (!tall) continue;
        pen.fillStyle = theme.evidence[kind] ?? theme.disc;
        pen.globalAlpha = kind < theme.evidence.length ? 0.92 : 0.5;
        pen.fillRect(left, y - tall, wide, tall);
        y -= tall;
      }
    }
    pen.globalAlpha = 1;
    let total = 0;
    for (let bin = 0; bin < model.bins; bin++) total += this.sum(row, bin);
    this.running(pen, row, edge, base, room, total);
    pen.fillStyle = theme.quiet;
    pen.font = `400 11px ${theme.font}`;
    pen.textAlign = "right";
    pen.fillText(number(Math.round(most)), frame.right + 18, base - room + 4);
    pen.textAlign = "left";
  }

  private running(pen: CanvasRenderingContext2D, row: number, edge: (bin: number) => number, base: number, room: number, total: number): void {
    const [from, to] = this.seen;
    let sum = 0;
    pen.beginPath();
    for (let bin = 0; bin <= to; bin++) {
      if (bin === from) pen.moveTo(edge(bin), base - (room * sum) / Math.max(1, total));
      sum += this.sum(row, bin);
      if (bin >= from) pen.lineTo(edge(bin + 1), base - (room * sum) / Math.max(1, total));
    }
    pen.strokeStyle = this.shared.theme.quiet;
    pen.globalAlpha = 0.55;
    pen.lineWidth = 1.2;
    pen.stroke();
    pen.globalAlpha = 1;
  }

  // The tallest bar of a row over the whole time, so that bars keep their height while the window moves.
  private most(row: number): number {
    let most = 4; // one post alone is no tall bar
    for (let bin = 0; bin < this.shared.model.bins; bin++) most = Math.max(most, this.sum(row, bin));
    return most;
  }

  // The posts of what is chosen stand under the bars.
  private marks(pen: CanvasRenderingContext2D, frame: geometry.Frame): void {
    const { model, theme } = this.shared;
    const { selection } = this.state;
    if (!model.scene.lanes.length || !selection) return;
    const x = geometry.scale(frame, this.state.window);
    for (let post = 0; post < model.posts; post++) {
      const own = selection.kind === "post" ? selection.post === post : selection.kind === "actor" && model.actorOf(post) === selection.actor;
      const link = selection.kind === "link" && (model.column("link.parent")[selection.link] === post || model.column("link.child")[selection.link] === post);
      if (!own && !link) continue;
      const [at, lane] = [x(model.middle(post)), frame.lanes[model.laneOf(post)]];
      pen.fillStyle = theme.select;
      pen.fillRect(at - 1, lane.top + 6, 2, lane.bottom - lane.top - 12);
      pen.beginPath();
      pen.arc(at, lane.bottom - 10, 4.5, 0, Math.PI * 2);
      pen.fill();
    }
  }

  private top(pen: CanvasRenderingContext2D): void {
    if (!this.at) return;
    const { theme } = this.shared;
    const { frame } = this;
    const lane = frame.lanes[this.at.row];
    const edge = this.edges(frame);
    const [left, right] = [edge(this.at.bin), edge(this.at.bin + 1)];
    pen.strokeStyle = theme.select;
    pen.lineWidth = 1.5;
    pen.strokeRect(left - 1, lane.top + 4, Math.max(3, right - left), lane.bottom - lane.top - 14);
    const words = this.told(this.at);
    pen.font = `500 12px ${theme.font}`;
    const wide = pen.measureText(words).width;
    const x = Math.max(frame.left + 4, Math.min(right + 6, frame.right - wide - 8));
    pen.fillStyle = theme.panel;
    pen.fillRect(x - 5, lane.top + 3, wide + 10, 20);
    pen.fillStyle = theme.ink;
    pen.textBaseline = "middle";
    pen.fillText(words, x, lane.top + 13);
  }

  private told({ row, bin }: Spot): string {
    const { model } = this.shared;
    const [from, to] = model.range;
    const step = (to - from) / model.bins;
    const kinds = Array.from({ length: this.kinds }, (_, kind) => kind).filter((kind) => this.value(row, kind, bin) > 0.005);
    const parts = kinds.map((kind) => `${kind < this.kinds - 1 ? t(model.scene.evidences[kind]) : t("leadsNone")} ${number(this.value(row, kind, bin))}`);
    return [interval(from + bin * step, from + (bin + 1) * step - 1, locale()), counted("posts", Math.round(this.sum(row, bin))), ...parts].join(" · ");
  }

  private listen(): void {
    const { canvas } = this.surface;
    canvas.addEventListener("pointermove", (event) => this.point(this.spot(...this.surface.point(event))));
    canvas.addEventListener("pointerleave", () => this.point(null));
    canvas.addEventListener("click", () => this.choose());
    canvas.addEventListener("keydown", (event) => this.key(event));
  }

  private spot(x: number, y: number): Spot | null {
    const { frame } = this;
    const row = frame.lanes.findIndex((lane) => y >= lane.top && y < lane.bottom);
    const bin = this.shared.model.bin(geometry.timeAt(frame, this.state.window, x));
    return row < 0 || x < frame.left || bin < this.seen[0] || bin > this.seen[1] ? null : { row, bin };
  }

  private point(spot: Spot | null): void {
    this.at = spot;
    this.element.dataset.spot = spot ? `${spot.row}.${spot.bin}` : "";
    this.surface.ask(false);
  }

  // The first drawn post of the bar; where none is drawn, the bar becomes the window.
  private choose(): void {
    if (!this.at) return;
    const { model, store } = this.shared;
    const { row, bin } = this.at;
    for (let post = 0; model.scene.lanes.length && post < model.posts; post++) {
      if (model.laneOf(post) === row && model.bin(model.middle(post)) === bin && inWindow(model, post, this.state)) return store.set({ selection: { kind: "post", post } });
    }
    const [from, to] = model.range;
    const step = (to - from) / model.bins;
    store.set({ window: [from + bin * step, from + (bin + 1) * step] });
  }

  private key(event: KeyboardEvent): void {
    steered(event, (down, along) => this.walk(down, along), {
      Enter: () => this.choose(),
      Escape: () => this.shared.store.set({ selection: null, window: this.shared.model.range }),
    });
  }

  private walk(down: number, along: number): void {
    const [from, to] = this.seen;
    const at = this.at ?? { row: 0, bin: from - along };
    const row = Math.max(0, Math.min(this.rows - 1, at.row + down));
    this.point({ row, bin: Math.max(from, Math.min(to, at.bin + along)) });
    this.shared.say(`${this.shared.model.scene.timeline[row].label}: ${this.told(this.at!)}`);
  }
}
