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
  query: string;
  dimension: number;
}
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
  if (state.window[0] > full[0]) parts.set("from", String(Math.round(state.window[0])));
  if (state.window[1] < full[1]) parts.set("to", String(Math.round(state.window[1])));
  if (state.hidden.size) parts.set("hide", [...state.hidden].map(names.evidence).join(" "));
  return parts.toString();
}

export interface Names {
  post(index: number): string;
  actor(index: number): string;
  evidence(index: number): string;
}

export function read(
  hash: string,
  full: [number, number],
  find: { post(id: string): number; actor(id: string): number; evidence(name: string): number; views: string[] },
): Partial<State> {
  const parts = new URLSearchParams(hash.replace(/^#/, ""));
  const change: Partial<State> = {};
  const view = parts.get("view");
  if (view && find.views.includes(view)) change.view = view;
  const post = find.post(parts.get("post") ?? "");
  const actor = find.actor(parts.get("actor") ?? "");
  if (post >= 0) change.selection = { kind: "post", post };
  else if (actor >= 0) change.selection = { kind: "actor", actor };
  const from = Number(parts.get("from") ?? full[0]);
  const to = Number(parts.get("to") ?? full[1]);
  if (Number.isFinite(from) && Number.isFinite(to) && from < to) {
    change.window = [Math.max(from, full[0]), Math.min(to, full[1])];
  }
  const hidden = (parts.get("hide") ?? "").split(" ").map(find.evidence).filter((found) => found >= 0);
  if (hidden.length) change.hidden = new Set(hidden);
  return change;
}

function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a instanceof Set || b instanceof Set) return false;
  return JSON.stringify(a) === JSON.stringify(b);
}
