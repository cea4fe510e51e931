// The current view as a file: a picture (PNG, SVG), a graph (GEXF), a table (CSV). Only what the filters leave goes out.

import { Net } from "./net";
import { around, type Model } from "./scene";
import type { State } from "./state";
import { escaped, SvgPen } from "./svgPen";
import type { Theme } from "./theme";
import { cellsOf } from "./flows";
import { inWindow, linkShown, type View } from "./view";

export const KINDS = ["png", "svg", "gexf", "csv"] as const;
export type Kind = (typeof KINDS)[number];

// Which files a view can become: markup without a canvas has no picture of its own, but flows are SVG already.
export function kindsOf(view: string): Kind[] {
  if (view === "table") return ["gexf", "csv"];
  return [...KINDS];
}

export async function save(kind: Kind, view: View, state: State, model: Model, theme: Theme): Promise<void> {
  const name = `whence-${state.view}.${kind}`;
  if (kind === "csv") return offer(new Blob(["\ufeff", csv(state, model)], { type: "text/csv" }), name);
  if (kind === "gexf") return offer(new Blob([gexf(state, model)], { type: "application/xml" }), name);
  const picture = svg(view, theme);
  if (kind === "svg") return offer(new Blob([picture.text], { type: "image/svg+xml" }), name);
  offer(await png(view, picture, theme), name);
}

function offer(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

interface Picture {
  text: string;
  width: number;
  height: number;
}

export function svg(view: View, theme: Theme): Picture {
  if (view.copy && view.surface) {
    const pen = new SvgPen();
    view.copy(pen as unknown as CanvasRenderingContext2D);
    const { width, height } = view.surface;
    return { text: pen.toString(width, height, theme.ground), width, height };
  }
  return markup(view.element.querySelector("svg"), theme);
}

// A drawing that is SVG on the page, with the looks that the sheet gives it written into it.
function markup(drawing: SVGSVGElement | null, theme: Theme): Picture {
  if (!drawing) return { text: new SvgPen().toString(10, 10, theme.ground), width: 10, height: 10 };
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const [from, to] = [drawing.querySelectorAll("*"), copy.querySelectorAll("*")];
  from.forEach((one, at) => {
    const look = getComputedStyle(one);
    for (const name of ["fill", "opacity", "stroke", "font-size", "font-family", "text-anchor"]) to[at].setAttribute(name, look.getPropertyValue(name));
  });
  const { width, height } = drawing.viewBox.baseVal;
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  for (const [name, value] of [["width", "100%"], ["height", "100%"], ["fill", theme.ground]]) ground.setAttribute(name, value);
  copy.prepend(ground);
  return { text: new XMLSerializer().serializeToString(copy), width, height };
}

async function png(view: View, picture: Picture, theme: Theme): Promise<Blob> {
  const canvas = document.createElement("canvas");
  canvas.width = picture.width * 2;
  canvas.height = picture.height * 2;
  const pen = canvas.getContext("2d")!;
  pen.scale(2, 2);
  pen.fillStyle = theme.ground;
  pen.fillRect(0, 0, picture.width, picture.height);
  if (view.copy) view.copy(pen);
  else pen.drawImage(await loaded(picture.text), 0, 0, picture.width, picture.height);
  return new Promise((done, fail) => canvas.toBlob((file) => (file ? done(file) : fail(new Error("This browser cannot write a PNG."))), "image/png"));
}

function loaded(text: string): Promise<HTMLImageElement> {
  return new Promise((done, fail) => {
    const image = new Image();
    image.onload = () => done(image);
    image.onerror = () => fail(new Error("This browser cannot read an SVG."));
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  });
}

// A field that a spreadsheet might run as a formula is kept from it by an apostrophe.
export function field(value: string | number): string {
  const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\n\r]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

function rows(heads: string[], lines: (string | number)[][]): string {
  return [heads, ...lines].map((line) => line.map(field).join(",")).join("\r\n") + "\r\n";
}

export function csv(state: State, model: Model): string {
  if (state.view === "flows") return flowRows(state, model);
  if (state.view === "network" || state.view === "matrix" || !model.has("link.parent")) return tieRows(state, model);
  const { title, text, url, lang } = model.texts.posts;
  const lines: (string | number)[][] = [];
  for (let post = 0; post < model.posts; post++) {
    if (!inWindow(model, post, state)) continue;
    const actor = model.actorOf(post);
    const iso = (name: string) => new Date(model.column(name)[post]).toISOString();
    const degree = (links: Uint32Array) => links.filter((link) => linkShown(model, link, state)).length;
    lines.push([model.scene.posts[post], model.id(actor), model.label(actor), model.scene.lanes[model.laneOf(post)]?.label ?? "", model.kind(post), iso("post.lo"), iso("post.hi"), lang[post], title[post] || text[post], url[post], degree(around(model.into, post)), degree(around(model.outOf, post))]);
  }
  return rows(["post_id", "actor_id", "label", "lane", "kind", "published_lo", "published_hi", "lang", "text", "url", "links_in", "links_out"], lines);
}

function tieRows(state: State, model: Model): string {
  const net = filtered(state, model);
  const lines: (string | number)[][] = [];
  for (let edge = 0; edge < model.edges; edge++) {
    if (!net.visible[edge]) continue;
    const [source, target] = [net.actor[net.from[edge]], net.actor[net.to[edge]]];
    lines.push([model.id(source), model.label(source), model.id(target), model.label(target), model.scene.evidences[net.kind[edge]], net.weight[edge], Math.round((net.probability[edge] / 255) * 1000) / 1000]);
  }
  return rows(["source", "source_label", "target", "target_label", "evidence", "weight", "probability"], lines);
}

function flowRows(state: State, model: Model): string {
  const { groups } = model.scene.dimensions[state.dimension];
  return rows(["from", "to", "evidence", "links"], cellsOf(model, state.dimension, state).map(([from, to, evidence, count]) => [groups[from], groups[to], model.scene.evidences[evidence], count]));
}

function filtered(state: State, model: Model): Net {
  const net = new Net(model);
  net.filter(state);
  return net;
}

// The actors and ties that the filters leave, from origin to taker, with their places.
export function gexf(state: State, model: Model): string {
  const net = filtered(state, model);
  const out = ['<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n<graph defaultedgetype="directed">\n'];
  out.push('<attributes class="node"><attribute id="0" title="role" type="string"/><attribute id="1" title="country" type="string"/><attribute id="2" title="community" type="integer"/></attributes>\n');
  out.push('<attributes class="edge"><attribute id="0" title="evidence" type="string"/><attribute id="1" title="probability" type="double"/></attributes>\n<nodes>\n');
  for (let node = 0; node < model.nodes; node++) {
    if (!net.present[node]) continue;
    const actor = net.actor[node];
    const values = [model.trait("role", actor), model.trait("country", actor), String(net.community[node] + 1)].map((value, at) => `<attvalue for="${at}" value="${escaped(value)}"/>`);
    out.push(`<node id="${escaped(model.id(actor))}" label="${escaped(model.label(actor))}"><attvalues>${values.join("")}</attvalues><viz:position x="${model.x[node].toFixed(3)}" y="${(-model.y[node]).toFixed(3)}"/></node>\n`);
  }
  out.push("</nodes>\n<edges>\n");
  for (let edge = 0; edge < model.edges; edge++) {
    if (!net.visible[edge]) continue;
    const [source, target] = [net.from[edge], net.to[edge]].map((node) => escaped(model.id(net.actor[node])));
    const values = `<attvalue for="0" value="${model.scene.evidences[net.kind[edge]]}"/><attvalue for="1" value="${(net.probability[edge] / 255).toFixed(3)}"/>`;
    out.push(`<edge id="${edge}" source="${source}" target="${target}" weight="${net.weight[edge]}"><attvalues>${values}</attvalues></edge>\n`);
  }
  out.push("</edges>\n</graph>\n</gexf>\n");
  return out.join("");
}
