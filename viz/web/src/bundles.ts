// Ties between communities, summed: what the network shows of single ties when nodes are too many to tell apart.

import type { Net } from "./net";
import type { State } from "./state";

export const COMMUNITIES = 240;
export const BUNDLES = 320;
export interface Bundle {
  from: number;
  to: number;
  evidence: number; // the class that weighs most between the two
  weight: number;
}
let last: { net: Net; key: string; found: Bundle[] } | null = null;

export function bundles(net: Net, state: State): Bundle[] {
  const key = `${net.filtered}|${state.least}|${state.weight}`;
  if (last?.net !== net || last.key !== key) last = { net, key, found: summed(net, state) };
  return last.found;
}

function summed(net: Net, state: State): Bundle[] {
  const side = Math.min(COMMUNITIES, net.discs.length);
  const kinds = net.model.scene.evidences.length;
  const total = new Float64Array(side * side * kinds);
  const { community } = net;
  for (let edge = 0; edge < net.from.length; edge++) {
    const [a, b] = [community[net.from[edge]], community[net.to[edge]]];
    if (a === b || a >= side || b >= side || !net.visible[edge] || net.faded(edge, state)) continue;
    total[(a * side + b) * kinds + net.kind[edge]] += net.weight[edge];
  }
  const found: Bundle[] = [];
  for (let pair = 0; pair < side * side; pair++) {
    const own = total.subarray(pair * kinds, (pair + 1) * kinds);
    const weight = own.reduce((sum, value) => sum + value, 0);
    if (weight) found.push({ from: Math.floor(pair / side), to: pair % side, evidence: own.indexOf(Math.max(...own)), weight });
  }
  return found.sort((a, b) => b.weight - a.weight || a.from - b.from || a.to - b.to).slice(0, BUNDLES);
}
