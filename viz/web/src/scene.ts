// The scene as the Python side writes it (viz/scene.py; schema: viz/scene.schema.json), opened for reading.

export interface Column {
  name: string;
  type: string;
  offset: number;
  length: number;
}
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
  cells: [number, number, number, number][];
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
  lanes: { label: string; detail: string }[];
  posts: Record<"id" | "title" | "text" | "url" | "lang" | "source" | "reason", string[]>;
  actors: Record<"id" | "label" | "role" | "country", string[]>;
  details: string[];
  dimensions: Dimension[];
  findings: Finding[];
  columns: Column[];
}
export type Numbers = Float64Array | Float32Array | Uint32Array | Uint16Array | Uint8Array;

const ARRAYS: Record<string, new (buffer: ArrayBuffer, offset: number, length: number) => Numbers> = {
  f8: Float64Array,
  f4: Float32Array,
  u4: Uint32Array,
  u2: Uint16Array,
  u1: Uint8Array,
};

// Links by post: those of post i are items[start[i] .. start[i + 1]].
export interface Index {
  start: Uint32Array;
  items: Uint32Array;
}

export class Model {
  readonly scene: Scene;
  readonly posts: number;
  readonly links: number;
  readonly nodes: number;
  readonly edges: number;
  readonly into: Index;
  readonly outOf: Index;
  readonly ties: Index;
  readonly nodeOf: Map<number, number>;
  readonly postOf: Map<string, number>;
  private readonly arrays = new Map<string, Numbers>();

  constructor(scene: Scene, geometry: ArrayBuffer) {
    this.scene = scene;
    for (const { name, type, offset, length } of scene.columns) {
      this.arrays.set(name, new ARRAYS[type](geometry, offset, length));
    }
    this.posts = scene.posts.id.length;
    this.links = this.column("link.parent").length;
    this.nodes = this.column("node.actor").length;
    this.edges = this.column("edge.source").length;
    this.into = index(this.posts, [this.column("link.child")]);
    this.outOf = index(this.posts, [this.column("link.parent")]);
    this.ties = index(this.nodes, [this.column("edge.source"), this.column("edge.target")]);
    this.nodeOf = new Map(Array.from(this.column("node.actor"), (actor, node) => [actor, node]));
    this.postOf = new Map(scene.posts.id.map((id, post) => [id, post]));
  }

  column(name: string): Numbers {
    return this.arrays.get(name) ?? new Float32Array(0);
  }

  has(name: string): boolean {
    return this.column(name).length > 0;
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

  label(actor: number): string {
    return this.scene.actors.label[actor] || this.scene.actors.id[actor];
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
