// Where things stand in the lanes: time to x, lane and row to y, and the curves between.

import type { Model } from "./scene";

export interface Frame {
  left: number;
  right: number;
  top: number;
  bottom: number;
  lanes: { top: number; bottom: number }[];
}
export const STEPS = 14;
const HEAD = 30;
const LEFT = 18;
const RIGHT = 8;

// Lanes share the height by the root of what they hold, none below `least`.
export function frame(model: Model, width: number, height: number, narrow: boolean): Frame {
  const posts = new Float64Array(model.scene.lanes.length);
  const rows = new Map<number, Set<number>>();
  for (let post = 0; post < model.posts; post++) {
    const lane = model.laneOf(post);
    posts[lane]++;
    if (!rows.has(lane)) rows.set(lane, new Set());
    rows.get(lane)!.add(model.actorOf(post));
  }
  const weight = Array.from(posts, (count, lane) => Math.sqrt(Math.min(count, 400)) + Math.sqrt(rows.get(lane)?.size ?? 1));
  const total = weight.reduce((sum, value) => sum + value, 0) || 1;
  const inner = height - HEAD - 4;
  const least = Math.min(narrow ? 46 : 54, inner / Math.max(1, weight.length));
  const spare = Math.max(0, inner - least * weight.length);
  let top = HEAD;
  const lanes = weight.map((value) => {
    const bottom = top + least + (spare * value) / total;
    const lane = { top, bottom };
    top = bottom;
    return lane;
  });
  return { left: narrow ? 4 : 168, right: width - 22, top: HEAD, bottom: top, lanes };
}

export function scale(frame: Frame, window: [number, number]): (time: number) => number {
  const from = frame.left + LEFT;
  const pixels = frame.right - RIGHT - from;
  const span = window[1] - window[0] || 1;
  return (time) => from + ((time - window[0]) / span) * pixels;
}

export function timeAt(frame: Frame, window: [number, number], x: number): number {
  const from = frame.left + LEFT;
  return window[0] + ((x - from) / (frame.right - RIGHT - from)) * (window[1] - window[0]);
}

export function height(model: Model, frame: Frame, post: number, narrow: boolean): number {
  const lane = frame.lanes[model.laneOf(post)];
  const row = model.column("actor.row")[model.actorOf(post)];
  const top = lane.top + (narrow ? 24 : 12);
  return top + row * Math.max(4, lane.bottom - 12 - top);
}

// A curve that leaves and arrives horizontally.
export function bend(x1: number, x2: number): number {
  return Math.min(150, Math.max(13, Math.abs(x2 - x1) * 0.5));
}

// Points along each curve, for finding the one under the pointer: STEPS + 1 pairs a link.
export function sampled(x: Float64Array, y: Float64Array, parent: ArrayLike<number>, child: ArrayLike<number>): Float32Array {
  const out = new Float32Array(parent.length * (STEPS + 1) * 2);
  for (let link = 0, at = 0; link < parent.length; link++) {
    const [x1, y1, x2, y2] = [x[parent[link]], y[parent[link]], x[child[link]], y[child[link]]];
    const dx = bend(x1, x2);
    for (let step = 0; step <= STEPS; step++) {
      const t = step / STEPS;
      const u = 1 - t;
      out[at++] = u * u * u * x1 + 3 * u * u * t * (x1 + dx) + 3 * u * t * t * (x2 - dx) + t * t * t * x2;
      out[at++] = u * u * (u + 3 * t) * y1 + t * t * (t + 3 * u) * y2;
    }
  }
  return out;
}

export function distance(px: number, py: number, x1: number, y1: number, x2: number, y2: number): number {
  const dx = x2 - x1;
  const dy = y2 - y1;
  const along = dx || dy ? Math.max(0, Math.min(1, ((px - x1) * dx + (py - y1) * dy) / (dx * dx + dy * dy))) : 0;
  return Math.hypot(px - x1 - along * dx, py - y1 - along * dy);
}
