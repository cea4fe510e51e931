import { expect, test } from "vitest";
import { bytes, inflate, unfolded } from "../src/decode";
import { stack } from "../src/flows";
import { free, write } from "../src/labels";
import { bend, distance } from "../src/lanesGeometry";
import { largest, steps } from "../src/networkGeometry";
import { Raster } from "../src/raster";
import { around, index } from "../src/scene";
import { PLAIN, read, type State, Store, written } from "../src/state";

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
  const all = stack(cells);
  expect(all.left.map((bar) => [bar.group, bar.count])).toEqual([[0, 8], [1, 2]]);
  const thick = all.bands.filter((band) => band.from === 0).reduce((sum, band) => sum + band.thick, 0);
  expect(thick).toBeCloseTo(all.left[0].size);
  expect(stack(cells.slice(1, 2)).bands.map((band) => band.count)).toEqual([2]);
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

const plain: State = { ...PLAIN, view: "lanes", window: [0, 100] };
const ids = ["x:a", "web:b/&c=#"];
const names = { post: (i: number) => ids[i], actor: (i: number) => ids[i], evidence: (i: number) => ["reference", "timing"][i] };
const find = { post: (id: string) => ids.indexOf(id), actor: (id: string) => ids.indexOf(id), evidence: (name: string) => ["reference", "timing"].indexOf(name), views: ["lanes", "flows"], links: 9, edges: 9, paths: () => 2, dimensions: 3, colours: ["role"] };

test("the address brings the state back", () => {
  const change = { view: "flows", window: [10, 90] as [number, number], hidden: new Set([1]), cursor: 40, dimension: 2, least: 0.4, weight: 3, hops: 2, colour: "role", muted: new Set([1]), size: "out" };
  const chosen = [{ kind: "post", post: 1 }, { kind: "actor", actor: 0 }, { kind: "link", link: 4 }, { kind: "edge", edge: 8 }, { kind: "path", finding: 0, path: 1 }] as const;
  for (const selection of chosen) {
    const state: State = { ...plain, ...change, selection };
    expect(read(`#${written(state, [0, 100], names)}`, [0, 100], find)).toEqual({ ...change, selection });
  }
});

test("a senseless address changes nothing", () => {
  expect(read("#view=nowhere&post=none&from=x&hide=all&tie=9&path=0.7&hops=99&least=no&colour=blood&size=xl&mute=1&at=1e9", [0, 100], find)).toEqual({});
});

test("listeners hear what changed and nothing else", () => {
  const store = new Store(plain);
  const heard: string[][] = [];
  store.listen((_, changed) => heard.push([...changed]));
  store.set({ view: "flows", dimension: 0 });
  store.set({ view: "flows" });
  expect(heard).toEqual([["view"]]);
});

test("differences unfold to what they were", () => {
  const values = [5, 3, 4_000_000_000, 0, 65_535];
  const folded = values.map((value, i) => value - (values[i - 1] ?? 0)).map((step) => (step < 0 ? -2 * step - 1 : 2 * step));
  const planes = Uint8Array.from({ length: 5 * values.length }, (_, at) => Math.floor(folded[at % values.length] / 256 ** Math.floor(at / values.length)) % 256);
  expect([...unfolded(planes, "u4", values.length)]).toEqual(values);
});

test("a line counts as much as it is long, and what lies outside counts nothing", () => {
  const raster = new Raster();
  const sum = (x1: number, y1: number, x2: number, y2: number) => {
    raster.start(40, 30, 1);
    raster.line(0, x1, y1, x2, y2, 1);
    const pixels = new Uint8ClampedArray(40 * 30 * 4);
    raster.paint(pixels, [[0, 0, 0]], 0, 1, 1);
    return pixels.reduce((total, value, at) => total + (at % 4 === 3 && value > 0 ? 1 : 0), 0);
  };
  expect(sum(3, 5, 13, 5)).toBe(11);
  expect(sum(3, 5.5, 13, 5.5)).toBe(22);
  expect(sum(-50, -50, -2, -3)).toBe(0);
  expect(sum(-1000, 10, 1000, 10)).toBe(40);
  expect(sum(20, -1000, 20, 1000)).toBe(30);
});

test("steps are those of a plain walk, and the largest come first", () => {
  const beside = [[1], [0, 2], [1, 3], [2], []];
  expect([...steps(5, [0], 2, (node) => beside[node])]).toEqual([0, 1, 2, 255, 255]);
  expect([...largest(Float32Array.of(1, 9, 3, 9), 3)]).toEqual([1, 3, 2]);
});

test("labels of any script stand clear of each other, and the important ones of the marks that matter", () => {
  const words = ["Harbour Daily", "灯笼日报", "صحيفة الساحل الشرقي", "Айлақ жаңалықтары", "חדשות הנמל"];
  const drawn: { left: number; right: number; top: number; bottom: number }[] = [];
  const pen = {
    font: "",
    measureText: (text: string) => ({ width: Array.from(text).length * (/[\u4e00-\u9fff]/.test(text) ? 12 : 6.5) }),
    strokeText: () => undefined,
    fillText: (text: string, left: number, middle: number) => drawn.push({ left, right: left + pen.measureText(text).width, top: middle - 6, bottom: middle + 6 }),
  };
  const wanted = Array.from({ length: 120 }, (_, at) => ({ x: (at * 37) % 400, y: (at * 61) % 300, gap: 6, text: words[at % 5], strong: at % 7 === 0, important: at < 6 }));
  const marks = wanted.map(({ x, y }) => ({ left: x - 4, right: x + 4, top: y - 4, bottom: y + 4 }));
  write(pen as unknown as CanvasRenderingContext2D, wanted, { left: 0, top: 0, right: 400, bottom: 300 }, { font: "x", ink: "#000", halo: "#fff" }, [], marks);
  expect(drawn.length).toBeGreaterThan(12);
  drawn.forEach((a, at) => drawn.slice(at + 1).forEach((b) => expect(a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom).toBe(false)));
});
