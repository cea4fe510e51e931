// The scene as the Python side writes it (viz/scene.py; schema: viz/scene.schema.json), opened for reading.

import { type Column, column, type Numbers } from "./decode";
import { strengths } from "./networkGeometry";

export type { Numbers };
export interface Omission {
  what: string;
  count: number;
  of: number;
  rule: string;
}
export interface Dimension {
  name: string;
  groups: string[];
  actors: number[];
}
export interface Share {
  lower: number | null;
  estimate: number | null;
  low90: number | null;
  high90: number | null;
  upper: number | null;
}
export interface Path {
  posts: string[];
  actors: string[];
  evidence: string[];
  probability: number | null;
}
export interface Finding {
  verdict: string;
  route?: string | null;
  reason?: string | null;
  sentence?: string;
  paragraph?: string;
  grade?: string | null;
  source_group?: string;
  target_group?: string;
  via_group?: string | null;
  share?: Share;
  estimate90?: [number | null, number | null];
  reverse_estimate90?: [number | null, number | null];
  reverse?: Share;
  p_first_source?: number | null;
  p_wording?: number | null;
  q?: number | null;
  evidence?: Record<string, number>;
  fragility?: { posts?: number | null; hours?: number | null } | null;
  coverage?: { source?: number | null; target?: number | null } | null;
  lag_hours?: number | null;
  paths?: Path[];
  relays?: { actor: string; share: number }[];
}
export interface Lane {
  label: string;
  detail: string;
}
export interface Texts {
  posts: Record<"title" | "text" | "url" | "lang" | "source" | "reason", string[]>;
  details: string[];
}
export interface Scene {
  version: number;
  title: string;
  level: string;
  subject: string;
  view: string;
  views: string[];
  audience: string;
  identified: boolean;
  seed: number;
  size: string;
  evidences: string[];
  kinds: string[];
  facts: { posts: number; actors: number; languages: string[]; first: number | null; last: number | null };
  omitted: Omission[];
  lanes: Lane[];
  timeline: Lane[];
  extent: [number, number, number];
  posts: string[];
  actors: Record<"id" | "label" | "roles" | "countries" | "languages" | "platforms", string[]>;
  dimensions: Dimension[];
  findings: Finding[];
  columns: Column[];
}
// Links by post: those of post i are items[start[i] .. start[i + 1]].
export interface Index {
  start: Uint32Array;
  items: Uint32Array;
}

export const LISTS = { role: "roles", country: "countries", language: "languages", platform: "platforms" } as const;
export type Trait = keyof typeof LISTS;

export class Model {
  readonly posts: number;
  readonly links: number;
  readonly actors: number;
  readonly nodes: number;
  readonly edges: number;
  readonly x: Float32Array;
  readonly y: Float32Array;
  private readonly arrays = new Map<string, Numbers>();
  private readonly once = new Map<string, unknown>();

  constructor(readonly scene: Scene, readonly texts: Texts, geometry: ArrayBuffer) {
    for (const one of scene.columns) this.arrays.set(one.name, column(one, geometry));
    this.posts = scene.posts.length;
    this.links = this.column("link.parent").length;
    this.actors = this.column("actor.high").length;
    this.nodes = this.column("node.actor").length;
    this.edges = this.column("edge.source").length;
    const [left, top, step] = scene.extent;
    this.x = scaled(this.column("node.x"), left, step);
    this.y = scaled(this.column("node.y"), top, step);
  }

  // What the first picture does not need is made when it is first asked for.
  private lazy<T>(name: string, make: () => T): T {
    if (!this.once.has(name)) this.once.set(name, make());
    return this.once.get(name) as T;
  }

  get into(): Index {
    return this.lazy("into", () => index(this.posts, [this.column("link.child")]));
  }

  get outOf(): Index {
    return this.lazy("outOf", () => index(this.posts, [this.column("link.parent")]));
  }

  get ties(): Index {
    return this.lazy("ties", () => index(this.nodes, [this.column("edge.source"), this.column("edge.target")]));
  }

  get postOf(): Map<string, number> {
    return this.lazy("postOf", () => new Map(this.scene.posts.map((id, post) => [id, post])));
  }

  private get worded(): Map<number, number> {
    return this.lazy("worded", () => numbered(this.column("actor.text")));
  }

  private get sampled(): Map<number, number> {
    const posts = this.column("sample.post");
    return this.lazy("sampled", () => new Map(Array.from(this.column("sample.edge"), (edge, at) => [edge, posts[at]])));
  }

  private get placed(): Int32Array {
    return this.lazy("placed", () => inverse(this.column("node.actor"), this.actors));
  }

  // What the ties of each node weigh: all of them, those that leave it, or those that reach it.
  strength(which: string): Float32Array {
    const [source, target, weight] = ["source", "target", "weight"].map((name) => this.column(`edge.${name}`));
    return this.lazy(`strength.${which}`, () => strengths(this.nodes, source, target, weight, which));
  }

  column(name: string): Numbers {
    return this.arrays.get(name) ?? new Float32Array(0);
  }

  has(name: string): boolean {
    return this.column(name).length > 0;
  }

  // The actor's place in the network, or -1.
  nodeOf(actor: number): number {
    return this.placed[actor] ?? -1;
  }

  // The one post that a whole case's map keeps under a heavy line, or -1.
  sample(edge: number): number {
    return this.sampled.get(edge) ?? -1;
  }

  id(actor: number): string {
    const at = this.worded.get(actor);
    return at === undefined ? `p-${this.digits(actor)}` : this.scene.actors.id[at];
  }

  label(actor: number): string {
    const at = this.worded.get(actor);
    if (at !== undefined) return this.scene.actors.label[at] || this.scene.actors.id[at];
    const role = this.trait("role", actor);
    return `${role === "unknown" ? "account" : role} ${this.digits(actor).slice(0, 6)}`;
  }

  trait(name: Trait, actor: number): string {
    return this.scene.actors[LISTS[name]][this.column(`actor.${name}`)[actor]] ?? "";
  }

  // Actors that have an id or label of their own; all others are pseudonyms.
  get told(): Iterable<number> {
    return this.worded.keys();
  }

  isTold(actor: number): boolean {
    return this.worded.has(actor);
  }

  findActor(id: string): number {
    const pseudonym = /^p-([0-9a-f]{8})([0-9a-f]{8})$/.exec(id);
    if (pseudonym) {
      const [high, low] = [parseInt(pseudonym[1], 16), parseInt(pseudonym[2], 16)];
      const [highs, lows] = [this.column("actor.high"), this.column("actor.low")];
      for (let actor = 0; actor < this.actors; actor++) if (highs[actor] === high && lows[actor] === low) return actor;
    }
    const at = id ? this.scene.actors.id.indexOf(id) : -1;
    return at < 0 ? -1 : this.column("actor.text")[at];
  }

  private digits(actor: number): string {
    const part = (name: string) => this.column(name)[actor].toString(16).padStart(8, "0");
    return part("actor.high") + part("actor.low");
  }

  // The middle of a post's interval: where its mark stands.
  middle(post: number): number {
    return (this.column("post.lo")[post] + this.column("post.hi")[post]) / 2;
  }

  actorOf(post: number): number {
    return this.column("post.actor")[post];
  }

  laneOf(post: number): number {
    return this.column("actor.lane")[this.actorOf(post)];
  }

  kind(post: number): string {
    return this.scene.kinds[this.column("post.kind")[post]];
  }

  get bins(): number {
    return this.column("histogram.posts").length;
  }

  // The bin of a time, which may lie outside.
  bin(time: number): number {
    const [from, to] = this.range;
    return Math.floor(((time - from) / (to - from)) * this.bins);
  }

  get range(): [number, number] {
    const range = this.column("histogram.range");
    return range.length === 2 ? [range[0], range[1]] : [0, 1];
  }

  // The best documented way back: from each post to its surest parent, until none is left.
  upstream(post: number): number[] {
    const evidence = this.column("link.evidence");
    const probability = this.column("link.probability");
    const parent = this.column("link.parent");
    const seen = new Set([post]);
    const chain: number[] = [];
    for (let at = post; ; ) {
      let best = -1;
      for (const link of around(this.into, at)) {
        if (seen.has(parent[link])) continue;
        const better =
          best < 0 ||
          evidence[link] < evidence[best] ||
          (evidence[link] === evidence[best] && probability[link] > probability[best]);
        if (better) best = link;
      }
      if (best < 0) return chain;
      chain.push(best);
      at = parent[best];
      seen.add(at);
    }
  }
}

export function index(size: number, ends: Numbers[]): Index {
  const start = new Uint32Array(size + 1);
  for (const end of ends) for (let i = 0; i < end.length; i++) start[end[i] + 1]++;
  for (let i = 0; i < size; i++) start[i + 1] += start[i];
  const at = start.slice(0, size);
  const items = new Uint32Array(start[size] ?? 0);
  for (const end of ends) for (let i = 0; i < end.length; i++) items[at[end[i]]++] = i;
  return { start, items };
}

function scaled(values: Numbers, first: number, step: number): Float32Array {
  const out = new Float32Array(values.length);
  for (let i = 0; i < out.length; i++) out[i] = first + values[i] * step;
  return out;
}

function inverse(values: Numbers, size: number): Int32Array {
  const out = new Int32Array(size).fill(-1);
  for (let at = 0; at < values.length; at++) out[values[at]] = at;
  return out;
}

function numbered(values: ArrayLike<number>): Map<number, number> {
  return new Map(Array.from(values, (value, at) => [value, at]));
}

export function around(found: Index, item: number): Uint32Array {
  return found.items.subarray(found.start[item], found.start[item + 1]);
}

// Is a timing link inferred, and so drawn dashed?
export function documented(evidence: string): boolean {
  return evidence === "reference" || evidence === "citation" || evidence === "attribution";
}

// The largest value, at least 1.
export function most(values: ArrayLike<number>): number {
  let found = 1;
  for (let i = 0; i < values.length; i++) found = Math.max(found, values[i]);
  return found;
}
