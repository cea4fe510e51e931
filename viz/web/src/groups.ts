// Groups of actors by something known of them: what colours tell apart when the reader asks for colours.

import { LISTS, type Model, type Trait } from "./scene";

export const MOST = 8;
export interface Groups {
  names: string[];
  counts: number[];
  of: Uint8Array;
}
const made = new WeakMap<Model, Map<string, Groups>>();

export function colourings(model: Model): string[] {
  const traits = (["role", "country", "language", "platform"] as const).filter((name) => model.scene.actors[LISTS[name]].length > 1);
  return [...(model.scene.lanes.length > 1 ? ["lane"] : []), ...traits, ...(model.nodes ? ["community"] : [])];
}

// The largest groups have a number each; past MOST the others share the last.
export function groupsOf(model: Model, colour: string): Groups {
  const cache = made.get(model) ?? new Map<string, Groups>();
  made.set(model, cache);
  const found = cache.get(colour) ?? grouped(model, colour);
  cache.set(colour, found);
  return found;
}

function grouped(model: Model, colour: string): Groups {
  const { codes, name } = coded(model, colour);
  let most = 0;
  for (let i = 0; i < codes.length; i++) most = Math.max(most, codes[i]);
  const count = new Uint32Array(most + 1);
  for (let i = 0; i < codes.length; i++) count[codes[i]]++;
  const order = Array.from(count.keys()).filter((code) => count[code]).sort((a, b) => count[b] - count[a] || a - b);
  const kept = order.length > MOST ? order.slice(0, MOST - 1) : order;
  const place = new Uint8Array(most + 1).fill(MOST - 1);
  kept.forEach((code, at) => (place[code] = at));
  const of = new Uint8Array(codes.length);
  for (let i = 0; i < of.length; i++) of[i] = place[codes[i]];
  const names = kept.map(name);
  const counts = kept.map((code) => count[code]);
  if (order.length > MOST) {
    names.push("");
    counts.push(order.slice(MOST - 1).reduce((sum, code) => sum + count[code], 0));
  }
  return { names, counts, of };
}

function coded(model: Model, colour: string): { codes: ArrayLike<number>; name(code: number): string } {
  if (colour === "lane") return { codes: model.column("actor.lane"), name: (code) => model.scene.lanes[code]?.label ?? "" };
  if (colour === "community") {
    const community = model.column("node.community");
    const codes = new Uint32Array(model.actors); // 0: in no community
    for (let actor = 0; actor < codes.length; actor++) if (model.nodeOf(actor) >= 0) codes[actor] = community[model.nodeOf(actor)] + 1;
    return { codes, name: (code) => (code ? `#${code}` : "") };
  }
  const trait = colour as Trait;
  return { codes: model.column(`actor.${trait}`), name: (code) => model.scene.actors[LISTS[trait]][code] };
}
