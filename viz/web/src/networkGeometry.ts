// Figures of the network: strengths, extents, the discs under communities, the way to the next node.

export interface Disc {
  x: number;
  y: number;
  r: number;
  from: number;
  to: number;
}

export interface Camera {
  x: number;
  y: number;
  k: number;
}

// What ties weigh at each node: all of them, those that leave it, or those that reach it.
export function strengths(nodes: number, source: ArrayLike<number>, target: ArrayLike<number>, weight: ArrayLike<number>, which = "all"): Float32Array {
  const out = new Float32Array(nodes);
  if (which === "same") return out.fill(1);
  for (let edge = 0; edge < source.length; edge++) {
    if (which !== "in") out[source[edge]] += weight[edge];
    if (which === "in" || (which === "all" && target[edge] !== source[edge])) out[target[edge]] += weight[edge];
  }
  return out;
}

// The places of the largest values, largest first, even ones in order; at most `count` of them.
export function largest(values: Float32Array, count: number): Uint32Array {
  const floor = least(values, count);
  const found: number[] = [];
  for (let at = 0; at < values.length; at++) if (values[at] >= floor) found.push(at);
  found.sort((a, b) => values[b] - values[a] || a - b);
  return Uint32Array.from(found.slice(0, count));
}

// A value that at least `count` values reach and not many more, found among a sample in even steps.
function least(values: Float32Array, count: number): number {
  if (values.length <= 4 * count) return -Infinity;
  const step = Math.ceil(values.length / 50_000);
  const sample = values.filter((_, at) => at % step === 0).sort();
  for (let share = (1.5 * count) / values.length; share < 1; share *= 2) {
    const floor = sample[Math.max(0, Math.floor(sample.length * (1 - share)))];
    let reached = 0;
    for (let at = 0; at < values.length; at++) reached += Number(values[at] >= floor);
    if (reached >= count) return floor;
  }
  return -Infinity;
}

// How many steps each node is from the start along ties that may be walked; 255 past `most`.
export function steps(nodes: number, start: number[], most: number, next: (node: number) => Iterable<number>): Uint8Array {
  const out = new Uint8Array(nodes).fill(255);
  let front = start;
  for (const node of front) out[node] = 0;
  for (let step = 1; step <= most && front.length; step++) {
    const found: number[] = [];
    for (const node of front) {
      for (const other of next(node)) {
        if (out[other] !== 255) continue;
        out[other] = step;
        found.push(other);
      }
    }
    front = found;
  }
  return out;
}

// How far the discs reach along one axis.
export function extent(discs: Disc[], at: (disc: Disc) => number): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const disc of discs) [low, high] = [Math.min(low, at(disc) - disc.r), Math.max(high, at(disc) + disc.r)];
  return discs.length ? [low, high] : [0, 1];
}

// The disc of each community, whose nodes follow each other; `from` and `to` say which they are.
export function discs(x: ArrayLike<number>, y: ArrayLike<number>, community: ArrayLike<number>): Disc[] {
  const out: Disc[] = [];
  for (let from = 0; from < x.length; ) {
    let to = from;
    let [sumX, sumY, r] = [0, 0, 0];
    for (; to < x.length && community[to] === community[from]; to++) [sumX, sumY] = [sumX + x[to], sumY + y[to]];
    const [cx, cy] = [sumX / (to - from), sumY / (to - from)];
    for (let node = from; node < to; node++) r = Math.max(r, Math.hypot(x[node] - cx, y[node] - cy));
    out.push({ x: cx, y: cy, r: r + 0.55, from, to });
    from = to;
  }
  return out;
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
