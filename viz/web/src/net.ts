// The network's state: where nodes stand on the screen, which ties the filters leave, what the selection lights up.

import { groupsOf } from "./groups";
import { type Camera, type Disc, discs, extent, largest, steps } from "./networkGeometry";
import { around, type Model, type Numbers } from "./scene";
import type { State } from "./state";

export const EXPAND = 50_000;
export interface InView {
  nodes: Uint32Array;
  all: boolean;
}

export class Net {
  readonly actor: Numbers;
  readonly community: Numbers;
  readonly from: Numbers;
  readonly to: Numbers;
  readonly kind: Numbers;
  readonly weight: Numbers;
  readonly probability: Numbers;
  readonly discs: Disc[];
  readonly expand = EXPAND;
  readonly pressed: Uint8Array;
  camera: Camera = { x: 0, y: 0, k: 1 };
  radius: Float32Array = new Float32Array(0);
  strong: Uint32Array = new Uint32Array(0); // the most tied first, a few thousand
  present: Uint8Array;
  visible: Uint8Array; // by tie: 1 where the filters leave it
  lit: Uint8Array | null = null; // steps from the selection by node, 255 past the light
  litNodes: number[] = [];
  litEdges: number[] = [];
  filtered = 0;
  private every: Uint32Array | null = null;
  private sized = "";
  private left = "";

  constructor(readonly model: Model) {
    this.actor = model.column("node.actor");
    this.community = model.column("node.community");
    this.from = model.column("edge.source");
    this.to = model.column("edge.target");
    this.kind = model.column("edge.evidence");
    this.weight = model.column("edge.weight");
    this.probability = model.column("edge.probability");
    this.discs = discs(model.x, model.y, this.community);
    this.present = new Uint8Array(model.nodes).fill(1);
    this.visible = new Uint8Array(model.edges).fill(1);
    const roles = model.scene.actors.roles.map((role) => Number(role === "outlet" || role === "agency" || role === "aggregator"));
    const role = model.column("actor.role");
    this.pressed = new Uint8Array(model.nodes);
    for (let node = 0; node < model.nodes; node++) this.pressed[node] = roles[role[this.actor[node]]];
  }

  at(node: number): [number, number] {
    const { k, x, y } = this.camera;
    return [this.model.x[node] * k + x, this.model.y[node] * k + y];
  }

  size(node: number): number {
    const { k } = this.camera;
    return Math.max(Math.max(0.4, Math.min(1.3, 0.26 * k)), Math.min(12, this.radius[node] * k));
  }

  press(node: number): boolean {
    return this.pressed[node] === 1;
  }

  resize(which: string): void {
    if (which === this.sized) return;
    this.sized = which;
    const strength = this.model.strength(which);
    let most = 1;
    for (let node = 0; node < strength.length; node++) most = Math.max(most, strength[node]);
    this.radius = new Float32Array(strength.length);
    for (let node = 0; node < strength.length; node++) this.radius[node] = which === "same" ? 0.2 : 0.09 + 0.3 * Math.sqrt(strength[node] / most);
    this.strong = largest(which === "same" ? this.model.strength("all") : strength, 4000);
  }

  // Which ties are of the time in view and of a kind and group that is not put out; nodes show by their own time where
  // it is known, else by their ties. Times of ties are known to the bins of the histogram.
  filter(state: State): void {
    const { model } = this;
    if (this.unfiltered(state)) return;
    const [begin, end] = this.bins(state);
    const [first, span] = [model.column("edge.first"), model.column("edge.span")];
    const timed = model.bins > 0 && (begin > 0 || end < model.bins - 1);
    const groups = state.colour && state.muted.size ? groupsOf(model, state.colour) : null;
    this.nodesInTime(state, timed);
    if (groups) for (let node = 0; node < model.nodes; node++) if (state.muted.has(groups.of[this.actor[node]])) this.present[node] = 0;
    for (let edge = 0; edge < model.edges; edge++) {
      const inTime = !timed || (first[edge] <= end && first[edge] + span[edge] >= begin);
      this.visible[edge] = Number(inTime && !state.hidden.has(this.kind[edge]) && this.present[this.from[edge]] === 1 && this.present[this.to[edge]] === 1);
    }
    if (timed && !model.has("node.since")) this.nodesWithTies();
    this.filtered++;
  }

  // The same filters as last time leave the same; none leave all.
  private unfiltered({ window, cursor, hidden, muted, colour }: State): boolean {
    const key = JSON.stringify([window, cursor, [...hidden], [...muted], muted.size ? colour : ""]);
    if (key === this.left) return true;
    this.left = key;
    const whole = window[0] <= this.model.range[0] && window[1] >= this.model.range[1];
    if (!whole || cursor !== null || hidden.size || muted.size) return false;
    this.present.fill(1);
    this.visible.fill(1);
    this.filtered++;
    return true;
  }

  private bins(state: State): [number, number] {
    const [from, to] = [state.window[0], state.cursor === null ? state.window[1] : Math.min(state.cursor, state.window[1])];
    return [this.model.bin(from + 1), this.model.bin(to - 1)];
  }

  private nodesInTime({ window, cursor }: State, timed: boolean): void {
    const [since, until] = [this.model.column("node.since"), this.model.column("node.until")];
    this.present.fill(1);
    if (!timed) return;
    const end = cursor === null ? window[1] : Math.min(cursor, window[1]);
    for (let node = 0; node < since.length; node++) this.present[node] = Number(since[node] <= end && until[node] >= window[0]);
  }

  private nodesWithTies(): void {
    const tied = new Uint8Array(this.model.nodes);
    for (let edge = 0; edge < this.model.edges; edge++) {
      if (!this.visible[edge]) continue;
      tied[this.from[edge]] = 1;
      tied[this.to[edge]] = 1;
    }
    for (let node = 0; node < tied.length; node++) this.present[node] &= tied[node];
  }

  // Is a tie below the thresholds, and so drawn faint?
  faded(edge: number, state: State): boolean {
    return this.probability[edge] < state.least * 255 - 0.5 || this.weight[edge] < state.weight;
  }

  bright(edge: number, state: State): boolean {
    return !this.faded(edge, state) && (!this.lit || this.isLit(edge));
  }

  isLit(edge: number): boolean {
    return this.lit !== null && this.lit[this.from[edge]] !== 255 && this.lit[this.to[edge]] !== 255;
  }

  faint(node: number): boolean {
    return this.present[node] === 0 || (this.lit !== null && this.lit[node] === 255);
  }

  // The chosen node with all within `hops` ties of it, or the two ends of the chosen tie.
  light(state: State): void {
    const { selection } = state;
    this.lit = null;
    this.litNodes = [];
    this.litEdges = [];
    const start = selection?.kind === "edge" ? [this.from[selection.edge], this.to[selection.edge]] : [this.focus(state)];
    if (start[0] < 0) return;
    const hops = selection?.kind === "edge" ? 0 : state.hops;
    this.lit = steps(this.model.nodes, start, hops, (node) => this.beside(node, state));
    for (let node = 0; node < this.lit.length; node++) if (this.lit[node] !== 255) this.litNodes.push(node);
    if (selection?.kind === "edge") return void this.litEdges.push(selection.edge);
    const seen = new Set<number>();
    for (const node of this.litNodes) for (const edge of around(this.model.ties, node)) {
      const near = this.lit[this.from[edge]] < hops || this.lit[this.to[edge]] < hops;
      if (near && this.visible[edge] && this.isLit(edge)) seen.add(edge);
    }
    this.litEdges = [...seen];
  }

  private *beside(node: number, state: State): Iterable<number> {
    for (const edge of around(this.model.ties, node)) {
      if (!this.visible[edge] || this.faded(edge, state)) continue;
      yield this.from[edge] === node ? this.to[edge] : this.from[edge];
    }
  }

  focus(state: State): number {
    const { selection } = state;
    if (selection?.kind === "actor") return this.model.nodeOf(selection.actor);
    if (selection?.kind === "post") return this.model.nodeOf(this.model.actorOf(selection.post));
    return -1;
  }

  // Nodes that stand on the canvas, community by community.
  inView(width: number, height: number, margin: number): InView {
    const { k, x, y } = this.camera;
    const out: number[] = [];
    const seen = this.discs.filter((disc) => within(disc.x * k + x, disc.y * k + y, disc.r * k + 14, width, height, margin));
    if (seen.length === this.discs.length) return { nodes: (this.every ??= counting(this.model.nodes)), all: true };
    for (const disc of seen) {
      for (let node = disc.from; node < disc.to; node++) {
        const [nx, ny] = this.at(node);
        if (within(nx, ny, 14, width, height, margin)) out.push(node);
      }
    }
    return { nodes: Uint32Array.from(out), all: false };
  }

  // The ties that the filters leave and that touch a node in view.
  edgesOf(view: InView): number[] {
    const out: number[] = [];
    const push = (edge: number) => {
      if (this.visible[edge]) out.push(edge);
    };
    if (view.all) {
      for (let edge = 0; edge < this.model.edges; edge++) push(edge);
      return out;
    }
    const inside = new Uint8Array(this.model.nodes);
    for (const node of view.nodes) inside[node] = 1;
    for (const node of view.nodes) {
      for (const edge of around(this.model.ties, node)) {
        const other = this.from[edge] === node ? this.to[edge] : this.from[edge];
        if (!inside[other] || this.from[edge] === node) push(edge);
      }
    }
    return out;
  }

  counted(): { nodes: number; edges: number } {
    let [nodes, edges] = [0, 0];
    for (let node = 0; node < this.present.length; node++) nodes += this.present[node];
    for (let edge = 0; edge < this.visible.length; edge++) edges += this.visible[edge];
    return { nodes, edges };
  }

  bounds(): [number, number, number, number] {
    const [left, right] = extent(this.discs, (disc) => disc.x);
    const [top, bottom] = extent(this.discs, (disc) => disc.y);
    return [left, right, top, bottom];
  }
}

function counting(size: number): Uint32Array {
  const out = new Uint32Array(size);
  for (let at = 0; at < size; at++) out[at] = at;
  return out;
}

function within(x: number, y: number, r: number, width: number, height: number, margin: number): boolean {
  return x + r > -margin && y + r > -margin && x - r < width + margin && y - r < height + margin;
}
