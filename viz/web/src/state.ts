// What the reader has chosen: one state for all views, told to everyone who listens, kept in the address.

export type Selection =
  | { kind: "post"; post: number }
  | { kind: "link"; link: number }
  | { kind: "actor"; actor: number }
  | { kind: "edge"; edge: number }
  | { kind: "path"; finding: number; path: number };

export interface State {
  view: string;
  selection: Selection | null;
  hover: Selection | null;
  window: [number, number];
  cursor: number | null;
  hidden: ReadonlySet<number>;
  dimension: number;
  least: number; // links less probable than this fade
  weight: number; // ties with fewer posts than this fade
  hops: number; // how far from the selection the light reaches
  colour: string; // what colours tell apart; nothing in ink
  muted: ReadonlySet<number>; // groups of that colouring that are put out
  size: string; // what the size of a node tells
}
export const PLAIN = { selection: null, hover: null, cursor: null, hidden: new Set<number>(), dimension: 0, least: 0, weight: 1, hops: 1, colour: "", muted: new Set<number>(), size: "all" };
type Listener = (state: State, changed: ReadonlySet<keyof State>) => void;

export class Store {
  private listeners: Listener[] = [];

  constructor(public state: State) {}

  set(change: Partial<State>): void {
    const changed = new Set<keyof State>();
    for (const key of Object.keys(change) as (keyof State)[]) {
      if (!same(this.state[key], change[key])) changed.add(key);
    }
    if (!changed.size) return;
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener(this.state, changed);
  }

  listen(listener: Listener): void {
    this.listeners.push(listener);
  }
}

// The address after `#`: short words, so that a reader can send what he sees.
export function written(state: State, full: [number, number], names: Names): string {
  const parts = new URLSearchParams();
  parts.set("view", state.view);
  const chosen = state.selection;
  if (chosen?.kind === "post") parts.set("post", names.post(chosen.post));
  if (chosen?.kind === "actor") parts.set("actor", names.actor(chosen.actor));
  if (chosen?.kind === "link") parts.set("link", String(chosen.link));
  if (chosen?.kind === "edge") parts.set("tie", String(chosen.edge));
  if (chosen?.kind === "path") parts.set("path", `${chosen.finding}.${chosen.path}`);
  if (state.window[0] > full[0]) parts.set("from", String(Math.round(state.window[0])));
  if (state.window[1] < full[1]) parts.set("to", String(Math.round(state.window[1])));
  if (state.cursor !== null) parts.set("at", String(Math.round(state.cursor)));
  if (state.hidden.size) parts.set("hide", [...state.hidden].map(names.evidence).join(" "));
  if (state.dimension) parts.set("by", String(state.dimension));
  if (state.least) parts.set("least", String(state.least));
  if (state.weight > 1) parts.set("weight", String(state.weight));
  if (state.hops > 1) parts.set("hops", String(state.hops));
  if (state.colour) parts.set("colour", state.colour);
  if (state.muted.size) parts.set("mute", [...state.muted].join(" "));
  if (state.size !== "all") parts.set("size", state.size);
  return parts.toString();
}

export interface Names {
  post(index: number): string;
  actor(index: number): string;
  evidence(index: number): string;
}
export interface Finder {
  post(id: string): number;
  actor(id: string): number;
  evidence(name: string): number;
  links: number;
  edges: number;
  paths(finding: number): number;
  dimensions: number;
  views: string[];
  colours: string[];
}
export const SIZES = ["all", "out", "in", "same"];

export function read(hash: string, full: [number, number], find: Finder): Partial<State> {
  const parts = new URLSearchParams(hash.replace(/^#/, ""));
  const change: Partial<State> = {};
  const whole = (name: string, least: number, most: number) => {
    const value = Number(parts.get(name) ?? NaN);
    return Number.isInteger(value) && value >= least && value <= most ? value : null;
  };
  const view = parts.get("view");
  if (view && find.views.includes(view)) change.view = view;
  const selection = chosen(parts, whole, find);
  if (selection) change.selection = selection;
  const from = Number(parts.get("from") ?? full[0]);
  const to = Number(parts.get("to") ?? full[1]);
  if (Number.isFinite(from) && Number.isFinite(to) && from < to) {
    change.window = [Math.max(from, full[0]), Math.min(to, full[1])];
  }
  const at = whole("at", full[0], full[1]);
  if (at !== null) change.cursor = at;
  const hidden = (parts.get("hide") ?? "").split(" ").map(find.evidence).filter((found) => found >= 0);
  if (hidden.length) change.hidden = new Set(hidden);
  const dimension = whole("by", 0, find.dimensions - 1);
  if (dimension) change.dimension = dimension;
  const least = Number(parts.get("least") ?? NaN);
  if (least > 0 && least <= 1) change.least = least;
  const weight = whole("weight", 2, 65_535);
  if (weight) change.weight = weight;
  const hops = whole("hops", 2, 4);
  if (hops) change.hops = hops;
  const colour = parts.get("colour") ?? "";
  if (find.colours.includes(colour)) change.colour = colour;
  const muted = (parts.get("mute") ?? "").split(" ").filter(Boolean).map(Number).filter((one) => Number.isInteger(one) && one >= 0 && one < 8);
  if (change.colour && muted.length) change.muted = new Set(muted);
  const size = parts.get("size") ?? "";
  if (SIZES.slice(1).includes(size)) change.size = size;
  return change;
}

function chosen(parts: URLSearchParams, whole: (name: string, least: number, most: number) => number | null, find: Finder): Selection | null {
  const post = find.post(parts.get("post") ?? "");
  if (post >= 0) return { kind: "post", post };
  const actor = find.actor(parts.get("actor") ?? "");
  if (actor >= 0) return { kind: "actor", actor };
  const link = whole("link", 0, find.links - 1);
  if (link !== null) return { kind: "link", link };
  const edge = whole("tie", 0, find.edges - 1);
  if (edge !== null) return { kind: "edge", edge };
  const [finding, path] = (parts.get("path") ?? "").split(".").map(Number);
  return Number.isInteger(finding) && Number.isInteger(path) && path >= 0 && path < find.paths(finding) ? { kind: "path", finding, path } : null;
}

function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a instanceof Set || b instanceof Set) return false;
  return JSON.stringify(a) === JSON.stringify(b);
}
