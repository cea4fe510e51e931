// Figures of the network: strengths, extents, the discs under communities, the way to the next node.

export interface Disc {
  x: number;
  y: number;
  r: number;
  nodes: number;
}

export interface Camera {
  x: number;
  y: number;
  k: number;
}

export function strengths(nodes: number, source: ArrayLike<number>, target: ArrayLike<number>, weight: ArrayLike<number>): Float32Array {
  const out = new Float32Array(nodes);
  for (let edge = 0; edge < source.length; edge++) {
    out[source[edge]] += weight[edge];
    if (target[edge] !== source[edge]) out[target[edge]] += weight[edge];
  }
  return out;
}

export function extent(values: ArrayLike<number>, more: number[]): [number, number] {
  let low = Math.min(Infinity, ...more);
  let high = Math.max(-Infinity, ...more);
  for (let i = 0; i < values.length; i++) {
    low = Math.min(low, values[i]);
    high = Math.max(high, values[i]);
  }
  return values.length ? [low, high] : [0, 1];
}

export function discs(x: ArrayLike<number>, y: ArrayLike<number>, community: ArrayLike<number>): Disc[] {
  const found = new Map<number, Disc>();
  for (let node = 0; node < x.length; node++) {
    const disc = found.get(community[node]) ?? { x: 0, y: 0, r: 0, nodes: 0 };
    disc.x += x[node];
    disc.y += y[node];
    disc.nodes++;
    found.set(community[node], disc);
  }
  for (const disc of found.values()) [disc.x, disc.y] = [disc.x / disc.nodes, disc.y / disc.nodes];
  for (let node = 0; node < x.length; node++) {
    const disc = found.get(community[node])!;
    disc.r = Math.max(disc.r, Math.hypot(x[node] - disc.x, y[node] - disc.y) + 0.55);
  }
  return [...found.values()].filter((disc) => disc.nodes > 3);
}

// The nearest node that is shown on that side, what lies aside counting double; -1 where there is none.
export function ahead(x: ArrayLike<number>, y: ArrayLike<number>, shown: ArrayLike<number>, from: number, dx: number, dy: number): number {
  let best = -1;
  let least = Infinity;
  for (let node = 0; node < x.length; node++) {
    const along = (x[node] - x[from]) * dx + (y[node] - y[from]) * dy;
    const aside = Math.abs((x[node] - x[from]) * dy) + Math.abs((y[node] - y[from]) * dx);
    if (node === from || along <= 0 || !shown[node] || along + 2 * aside >= least) continue;
    least = along + 2 * aside;
    best = node;
  }
  return best;
}
