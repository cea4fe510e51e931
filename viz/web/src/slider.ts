// The histogram is the time slider: a window with two handles over the bars, and a player.

import { h, replace, s } from "./dom";
import { type Model, most } from "./scene";
import type { State, Store } from "./state";
import { counted, locale, t } from "./strings";
import { dates, interval, span } from "./time";

type End = "from" | "to" | "both" | "now";
const HEIGHT = 62;
const SECONDS = 12;

export class Slider {
  readonly element = h("div", { class: "slider" });
  private readonly track = h("div", { class: "track-box" });
  private readonly from = this.handle("from");
  private readonly to = this.handle("to");
  private readonly window = h("div", { class: "window" });
  private readonly now = this.handle("now");
  private readonly instant = h("button", { class: "instant", click: () => this.single() });
  private readonly button = h("button", { class: "play", click: () => this.toggle() });
  private readonly unit = h("span", { class: "quiet unit" });
  private held: number | null = null;
  private single_ = false;
  playing = 0;
  private bars: SVGRectElement[] = [];

  constructor(private readonly model: Model, private readonly store: Store) {
    this.element.append(h("div", { class: "plays" }, this.button, this.instant), this.unit, this.track);
    this.draw();
    this.window.addEventListener("pointerdown", (event) => this.drag(event, "both"));
    this.track.addEventListener("dblclick", () => this.store.set({ window: this.model.range, cursor: null }));
    this.restyle();
  }

  update(state: State): void {
    const [from, to] = this.model.range;
    const place = (time: number) => ((time - from) / (to - from || 1)) * 100;
    this.window.style.left = `${place(state.window[0])}%`;
    this.window.style.width = `${place(state.window[1]) - place(state.window[0])}%`;
    for (const [handle, time] of [[this.from, state.window[0]], [this.to, state.window[1]]] as const) {
      handle.style.left = `${place(time)}%`;
      handle.setAttribute("aria-valuenow", String(Math.round(time)));
      handle.setAttribute("aria-valuetext", interval(time, time, locale()));
    }
    this.single_ ||= state.cursor !== null && !this.playing;
    this.now.hidden = state.cursor === null || this.playing !== 0;
    const moment = state.cursor ?? state.window[1];
    this.now.style.left = `${place(moment)}%`;
    this.now.setAttribute("aria-valuenow", String(Math.round(moment)));
    this.now.setAttribute("aria-valuetext", interval(moment, moment, locale()));
    this.bars.forEach((bar, number) => {
      const middle = from + ((number + 0.5) / this.bars.length) * (to - from);
      const inside = middle >= state.window[0] && middle <= state.window[1];
      bar.classList.toggle("out", !inside || (state.cursor !== null && middle > state.cursor));
    });
    this.element.dataset.cursor = state.cursor === null ? "" : String(Math.round(state.cursor));
  }

  restyle(): void {
    const [from, to] = this.model.range;
    const bin = span((to - from) / Math.max(1, this.bars.length));
    this.unit.textContent = t("perBin", { span: bin.count === 1 ? t(`each.${bin.unit}`) : counted(bin.unit, bin.count) });
    this.from.setAttribute("aria-label", t("windowFrom"));
    this.to.setAttribute("aria-label", t("windowTo"));
    this.now.setAttribute("aria-label", t("instant"));
    this.track.title = dates(from, to, locale());
    this.face();
    this.update(this.store.state);
  }

  private draw(): void {
    const counts = this.model.column("histogram.posts");
    const highest = most(counts);
    const wide = 1000 / Math.max(1, counts.length);
    this.bars = Array.from(counts, (count, number) => {
      const height = count ? Math.max(1.5, (count / highest) * (HEIGHT - 4)) : 0.8;
      return s("rect", { x: number * wide, width: wide * 0.78, y: HEIGHT - height, height, class: "bar" });
    });
    const chart = s("svg", { viewBox: `0 0 1000 ${HEIGHT}`, preserveAspectRatio: "none", class: "histogram", "aria-hidden": "true" }, ...this.bars);
    this.track.append(chart, this.window, this.from, this.to, this.now);
  }

  private handle(end: "from" | "to" | "now"): HTMLElement {
    const [from, to] = this.model.range;
    const handle = h("div", { class: end === "now" ? "handle now" : "handle", role: "slider", tabindex: 0, id: `window-${end}`, "aria-valuemin": Math.round(from), "aria-valuemax": Math.round(to) });
    handle.addEventListener("pointerdown", (event) => this.drag(event, end));
    handle.addEventListener("keydown", (event) => this.key(event, end));
    return handle;
  }

  private drag(event: PointerEvent, end: End): void {
    event.preventDefault();
    const start = event.clientX;
    const before = this.store.state.window;
    this.held = this.store.state.cursor;
    const perPixel = (this.model.range[1] - this.model.range[0]) / this.track.clientWidth;
    const target = event.currentTarget as HTMLElement;
    target.setPointerCapture(event.pointerId);
    const move = (now: PointerEvent) => this.shift(before, end, (now.clientX - start) * perPixel);
    const stop = () => {
      this.held = null;
      target.removeEventListener("pointermove", move);
      target.removeEventListener("pointerup", stop);
    };
    target.addEventListener("pointermove", move);
    target.addEventListener("pointerup", stop);
  }

  private shift(before: [number, number], end: End, by: number): void {
    if (end === "now") return this.goto((this.held ?? this.store.state.cursor ?? before[1]) + by);
    const [first, last] = this.model.range;
    const least = (last - first) / 200;
    if (end === "both") by = Math.max(first - before[0], Math.min(last - before[1], by));
    const from = end === "to" ? before[0] : Math.max(first, Math.min(before[1] - least, before[0] + by));
    const to = end === "from" ? before[1] : Math.min(last, Math.max(before[0] + least, before[1] + by));
    this.store.set({ window: end === "both" ? [before[0] + by, before[1] + by] : [from, to] });
  }

  private key(event: KeyboardEvent, end: "from" | "to" | "now"): void {
    const [first, last] = this.model.range;
    const step = (last - first) / (event.shiftKey ? 10 : 80);
    const by: Record<string, number> = { ArrowLeft: -step, ArrowDown: -step, ArrowRight: step, ArrowUp: step, Home: first - last, End: last - first, PageUp: step * 4, PageDown: -step * 4 };
    if (!(event.key in by)) return;
    event.preventDefault();
    this.shift(this.store.state.window, end, by[event.key]);
  }

  // One instant: what had been published by then, and nothing later; the same button brings the whole window back.
  private single(): void {
    if (this.playing) this.stop();
    this.single_ = !this.single_;
    const [from, to] = this.store.state.window;
    this.store.set({ cursor: this.single_ ? (from + to) / 2 : null });
    this.face();
    if (this.single_) this.now.focus();
  }

  private goto(time: number): void {
    const [from, to] = this.store.state.window;
    this.store.set({ cursor: Math.max(from, Math.min(to, time)) });
  }

  private toggle(): void {
    if (this.playing) return this.stop();
    const [from, to] = this.store.state.window;
    const begin = this.store.state.cursor ?? from;
    const start = performance.now();
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const tick = () => {
      const share = (performance.now() - start) / 1000 / SECONDS;
      const now = begin + (to - from) * (calm ? Math.ceil(share * 12) / 12 : share);
      if (now >= to) return this.stop();
      this.store.set({ cursor: now });
    };
    this.playing = window.setInterval(tick, calm ? 500 : 40);
    tick();
    this.face();
  }

  private stop(): void {
    clearInterval(this.playing);
    this.playing = 0;
    this.store.set({ cursor: this.single_ ? this.store.state.cursor : null });
    this.face();
  }

  private face(): void {
    const shape = this.playing ? "M4 3h4v14H4zM12 3h4v14h-4z" : "M5 2.5v15l12.5-7.5z";
    this.button.setAttribute("aria-label", t(this.playing ? "pause" : "play"));
    this.instant.setAttribute("aria-label", t("instant"));
    this.instant.setAttribute("aria-pressed", String(this.single_));
    this.instant.title = t("instant");
    replace(this.instant, s("svg", { viewBox: "0 0 20 20", "aria-hidden": "true" }, s("path", { d: "M9 2h2v16H9zM5.5 7l3 3-3 3zM14.5 7l-3 3 3 3z" })));
    replace(this.button, s("svg", { viewBox: "0 0 20 20", "aria-hidden": "true" }, s("path", { d: shape })));
  }
}
