// Flows: groups on the left hand links to groups on the right; bands as thick as the count, coloured by evidence.

import { foreign, h, replace, s } from "./dom";
import type { Dimension, Model } from "./scene";
import type { State } from "./state";
import { number, t } from "./strings";
import type { Shared, View } from "./view";

const BAR = 12;
const GAP = 14;

export interface Band {
  from: number;
  to: number;
  evidence: number;
  count: number;
  y1: number;
  y2: number;
  thick: number;
}
export type Cell = [from: number, to: number, evidence: number, count: number];
export interface Sankey {
  bands: Band[];
  left: { group: number; y: number; size: number; count: number }[];
  right: { group: number; y: number; size: number; count: number }[];
  height: number;
}

// Stack the cells on both sides; every group's bar is as long as what leaves or reaches it.
export function stack(cells: Cell[], room = 250): Sankey {
  const total = cells.reduce((sum, cell) => sum + cell[3], 0);
  const side = (end: 0 | 1) => {
    const counts = new Map<number, number>();
    for (const cell of cells) counts.set(cell[end], (counts.get(cell[end]) ?? 0) + cell[3]);
    return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  };
  const [out, into] = [side(0), side(1)];
  const unit = room / Math.max(1, total);
  const place = (groups: [number, number][]) => {
    let y = 26;
    return groups.map(([group, count]) => {
      const bar = { group, y, size: Math.max(2, count * unit), count };
      y += Math.max(bar.size, 22) + GAP;
      return bar;
    });
  };
  const [left, right] = [place(out), place(into)];
  const bands = ribbons(cells, left, right, unit);
  const bottom = (bars: Sankey["left"]) => bars.reduce((low, bar) => Math.max(low, bar.y + Math.max(bar.size, 22)), 0);
  return { bands, left, right, height: Math.max(bottom(left), bottom(right)) + 12 };
}

// The cells of a dimension that the filters leave, summed over the bins in view; timing alone is never counted.
export function cellsOf(model: Model, dimension: number, state: State): Cell[] {
  const [from, to, evidence, bin, count] = ["from", "to", "evidence", "bin", "count"].map((name) => model.column(`flow.${dimension}.${name}`));
  const last = state.cursor === null ? state.window[1] : Math.min(state.cursor, state.window[1]);
  const [begin, end] = [model.bin(state.window[0] + 1), model.bin(last - 1)];
  const timed = model.bins > 0 && (begin > 0 || end < model.bins - 1);
  const timing = model.scene.evidences.indexOf("timing");
  const sums = new Map<number, Cell>();
  for (let at = 0; at < from.length; at++) {
    if (evidence[at] === timing || state.hidden.has(evidence[at]) || (timed && (bin[at] < begin || bin[at] > end))) continue;
    const key = (from[at] * 64 + to[at]) * 16 + evidence[at];
    const cell = sums.get(key) ?? [from[at], to[at], evidence[at], 0];
    cell[3] += count[at];
    sums.set(key, cell);
  }
  return [...sums.values()];
}

function ribbons(cells: Cell[], left: Sankey["left"], right: Sankey["right"], unit: number): Band[] {
  const at = (bars: Sankey["left"]) => new Map(bars.map((bar) => [bar.group, bar.y]));
  const rank = (bars: Sankey["left"]) => new Map(bars.map((bar, place) => [bar.group, place]));
  const [leftAt, rightAt, leftRank, rightRank] = [at(left), at(right), rank(left), rank(right)];
  const bands = cells.map(([from, to, evidence, count]) => ({ from, to, evidence, count, y1: 0, y2: 0, thick: Math.max(0.6, count * unit) }));
  const order = (a: Band, b: Band, first: Map<number, number>, one: "from" | "to", second: Map<number, number>, other: "from" | "to") =>
    first.get(a[one])! - first.get(b[one])! || second.get(a[other])! - second.get(b[other])! || a.evidence - b.evidence;
  for (const band of [...bands].sort((a, b) => order(a, b, leftRank, "from", rightRank, "to"))) {
    band.y1 = leftAt.get(band.from)!;
    leftAt.set(band.from, band.y1 + band.thick);
  }
  for (const band of [...bands].sort((a, b) => order(a, b, rightRank, "to", leftRank, "from"))) {
    band.y2 = rightAt.get(band.to)!;
    rightAt.set(band.to, band.y2 + band.thick);
  }
  return bands;
}

export class Flows implements View {
  readonly element = h("div", { class: "stage scrolls", id: "view-flows" });
  private readonly picture = h("div", { class: "flows-picture" });
  private readonly numbers = h("div", { class: "flows-table" });
  private readonly said = h("p", { class: "flows-said quiet", "aria-live": "polite" });

  constructor(private readonly shared: Shared) {
    this.restyle();
  }

  update(_state: State, changed: ReadonlySet<keyof State>): void {
    if (["hidden", "dimension", "view", "window", "cursor"].some((key) => changed.has(key as keyof State))) this.restyle();
  }

  restyle(): void {
    const { dimensions } = this.shared.model.scene;
    const dimension = dimensions[this.shared.store.state.dimension] ?? dimensions[0];
    replace(this.element, this.chooser(), this.picture, this.said, this.numbers);
    if (!dimension) return replace(this.picture, h("p", { class: "quiet" }, t("flow.none")));
    const sankey = stack(cellsOf(this.shared.model, dimensions.indexOf(dimension), this.shared.store.state));
    this.element.dataset.bands = String(sankey.bands.length);
    this.said.textContent = sankey.bands.length ? t("flow.note") : t("flow.none");
    replace(this.picture, sankey.bands.length ? this.drawn(dimension, sankey) : null);
    replace(this.numbers, sankey.bands.length ? this.listed(dimension, sankey.bands) : null);
  }

  private chooser(): HTMLElement {
    const { dimensions } = this.shared.model.scene;
    const now = this.shared.store.state.dimension;
    const choose = (event: Event) =>
      this.shared.store.set({ dimension: Number((event.target as HTMLSelectElement).value) });
    return h("label", { class: "flows-by" }, h("span", {}, t("by")),
      h("select", { change: choose, id: "flows-by" },
        ...dimensions.map((way, place) => h("option", { value: place, selected: place === now }, t(way.name)))));
  }

  // The picture's own units: pixels where there is little room.
  private room(): { width: number; side: number } {
    const wide = this.element.clientWidth;
    return wide && wide < 560 ? { width: 350, side: 92 } : { width: 760, side: 190 };
  }

  private drawn(dimension: Dimension, sankey: Sankey): SVGElement {
    const { width, side } = this.room();
    const label = t("flow.caption");
    return s("svg", { viewBox: `0 0 ${width} ${sankey.height}`, role: "img", "aria-label": label, class: "flows-svg" },
      s("text", { x: side, y: 14, class: "flow-head", "text-anchor": "end" }, t("flow.from")),
      s("text", { x: width - side, y: 14, class: "flow-head" }, t("flow.to")),
      ...[...sankey.bands].sort((a, b) => b.evidence - a.evidence).map((band) => this.band(dimension, band)),
      ...sankey.left.flatMap((bar) => this.bar(dimension, bar, true)),
      ...sankey.right.flatMap((bar) => this.bar(dimension, bar, false)));
  }

  private band(dimension: Dimension, band: Band): SVGElement {
    const { width, side } = this.room();
    const x1 = side + BAR;
    const x2 = width - side - BAR;
    const middle = (x1 + x2) / 2;
    const { y1, y2, thick } = band;
    const outline = `M${x1},${y1} C${middle},${y1} ${middle},${y2} ${x2},${y2} L${x2},${y2 + thick} C${middle},${y2 + thick} ${middle},${y1 + thick} ${x1},${y1 + thick} Z`;
    const words = this.sentence(dimension, band);
    const tell = () => void (this.said.textContent = words);
    const path = s("path", { d: outline, class: "flow-band", pointerenter: tell, click: tell }, s("title", {}, words));
    path.style.fill = this.shared.theme.evidence[band.evidence];
    return path;
  }

  private sentence(dimension: Dimension, band: Band): string {
    const kind = t(this.shared.model.scene.evidences[band.evidence]);
    const group = (place: number) => dimension.groups[place];
    return `\u2068${group(band.from)}\u2069 → \u2068${group(band.to)}\u2069 · ${kind} · ${number(band.count)}`;
  }

  private bar(dimension: Dimension, bar: Sankey["left"][number], left: boolean): SVGElement[] {
    const { width, side } = this.room();
    const x = left ? side : width - side - BAR;
    const name = short(dimension.groups[bar.group], side < 100 ? 12 : 26);
    const place = { x: left ? side - 8 : width - side + 8, "text-anchor": left ? "end" : "start" };
    const middle = bar.y + Math.max(bar.size, 4) / 2;
    return [
      s("rect", { x, y: bar.y, width: BAR, height: bar.size, rx: 2, class: "flow-bar" }),
      s("text", { ...place, y: middle - 1, class: "flow-name" }, name),
      s("text", { ...place, y: middle + 13, class: "flow-count" }, number(bar.count)),
    ];
  }

  private listed(dimension: Dimension, bands: Band[]): HTMLElement {
    const pairs = new Map<string, Band[]>();
    for (const band of bands) {
      const key = `${band.from} ${band.to}`;
      pairs.set(key, [...(pairs.get(key) ?? []), band]);
    }
    const kinds = this.shared.model.scene.evidences.map((_, kind) => kind).filter((kind) => bands.some((band) => band.evidence === kind));
    const sum = (found: Band[]) => found.reduce((total, band) => total + band.count, 0);
    const rows = [...pairs.values()].sort((a, b) => sum(b) - sum(a) || a[0].from - b[0].from || a[0].to - b[0].to);
    return h("table", { class: "grid" }, h("caption", {}, t("flow.caption")),
      h("thead", {}, h("tr", {}, ...["flow.from", "flow.to"].map((key) => h("th", { scope: "col" }, t(key))),
        ...kinds.map((kind) => h("th", { scope: "col", class: "count" }, t(this.shared.model.scene.evidences[kind]))),
        h("th", { scope: "col", class: "count" }, t("total")))),
      h("tbody", {}, ...rows.map((found) => h("tr", {},
        h("td", {}, foreign(dimension.groups[found[0].from])),
        h("td", {}, foreign(dimension.groups[found[0].to])),
        ...kinds.map((kind) => h("td", { class: "count" }, number(sum(found.filter((band) => band.evidence === kind))))),
        h("td", { class: "count" }, number(sum(found)))))));
  }
}

function short(name: string, most: number): string {
  const letters = Array.from(name);
  return letters.length > most ? letters.slice(0, most - 1).join("") + "…" : name;
}
