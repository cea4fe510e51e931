import { expect, test } from "vitest";
import { bytes, inflate } from "../src/decode";
import { stack } from "../src/flows";
import { free } from "../src/labels";
import { bend, distance } from "../src/lanesGeometry";
import { around, index } from "../src/scene";
import { read, type State, Store, written } from "../src/state";

test("a block is decoded without a request", async () => {
  const packed = await new Response(new Blob(["words"]).stream().pipeThrough(new CompressionStream("gzip"))).bytes();
  const coded = btoa(String.fromCharCode(...packed));
  expect(new TextDecoder().decode(await inflate(bytes(coded)))).toBe("words");
});

test("an index lists each item under its ends", () => {
  const found = index(4, [Uint32Array.of(2, 0, 2)]);
  expect([0, 1, 2, 3].map((end) => [...around(found, end)])).toEqual([[1], [], [0, 2], []]);
});

test("bands fill their bars and leave out what is hidden", () => {
  const cells: [number, number, number, number][] = [[0, 1, 0, 6], [0, 2, 1, 2], [1, 1, 0, 2]];
  const dimension = { name: "sort", groups: ["a", "b", "c"], actors: [1, 1, 1], cells };
  const all = stack(dimension, new Set());
  expect(all.left.map((bar) => [bar.group, bar.count])).toEqual([[0, 8], [1, 2]]);
  const thick = all.bands.filter((band) => band.from === 0).reduce((sum, band) => sum + band.thick, 0);
  expect(thick).toBeCloseTo(all.left[0].size);
  expect(stack(dimension, new Set([0])).bands.map((band) => band.count)).toEqual([2]);
});

test("labels stay inside and off each other", () => {
  const area = { left: 0, top: 0, right: 200, bottom: 100 };
  const label = { x: 190, y: 50, gap: 5, text: "", strong: false };
  const first = free(label, 60, 12, area, [])!;
  expect(first.right).toBeLessThanOrEqual(200);
  const second = free(label, 60, 12, area, [first]);
  expect(second === null || second.top >= first.bottom || second.bottom <= first.top || second.right <= first.left).toBe(true);
});

test("distance to a segment is to its nearest point", () => {
  expect(distance(0, 3, 0, 0, 10, 0)).toBe(3);
  expect(distance(-4, 3, 0, 0, 10, 0)).toBe(5);
  expect(bend(0, 0)).toBeGreaterThan(0);
});

const plain: State = { view: "lanes", selection: null, hover: null, window: [0, 100], cursor: null, hidden: new Set(), query: "", dimension: 0 };
const ids = ["x:a", "web:b/&c=#"];
const names = { post: (i: number) => ids[i], actor: (i: number) => ids[i], evidence: (i: number) => ["reference", "timing"][i] };
const find = { post: (id: string) => ids.indexOf(id), actor: (id: string) => ids.indexOf(id), evidence: (name: string) => ["reference", "timing"].indexOf(name), views: ["lanes", "flows"] };

test("the address brings the state back", () => {
  const state: State = { ...plain, view: "flows", selection: { kind: "post", post: 1 }, window: [10, 90], hidden: new Set([1]) };
  const again = read(`#${written(state, [0, 100], names)}`, [0, 100], find);
  expect(again).toEqual({ view: "flows", selection: { kind: "post", post: 1 }, window: [10, 90], hidden: new Set([1]) });
});

test("a senseless address changes nothing", () => {
  expect(read("#view=nowhere&post=none&from=x&hide=all", [0, 100], find)).toEqual({});
});

test("listeners hear what changed and nothing else", () => {
  const store = new Store(plain);
  const heard: string[][] = [];
  store.listen((_, changed) => heard.push([...changed]));
  store.set({ view: "flows", query: "" });
  store.set({ view: "flows" });
  expect(heard).toEqual([["view"]]);
});
