// How the lanes are painted: bands, ticks, curves, marks, names.

import { oneLine } from "./dom";
import { type Box, type Wanted, write } from "./labels";
import { bend, type Frame } from "./lanesGeometry";
import { documented, type Model } from "./scene";
import type { Theme } from "./theme";
import type { Tick } from "./time";

export interface Places {
  x: Float64Array;
  y: Float64Array;
  radius: Float64Array;
  from: Float64Array;
  to: Float64Array;
}
type Pen = CanvasRenderingContext2D;

export function ground(pen: Pen, frame: Frame, theme: Theme, ticks: { x: number; tick: Tick }[], width: number): void {
  frame.lanes.forEach((lane, number) => {
    if (number % 2) return;
    pen.fillStyle = theme.band;
    pen.fillRect(0, lane.top, width, lane.bottom - lane.top);
  });
  pen.textBaseline = "middle";
  pen.textAlign = "left";
  for (const { x, tick } of ticks) {
    if (!tick.line) continue;
    pen.strokeStyle = theme.line;
    pen.lineWidth = 1;
    pen.beginPath();
    pen.moveTo(Math.round(x) + 0.5, 10);
    pen.lineTo(Math.round(x) + 0.5, frame.bottom);
    pen.stroke();
  }
  for (const { x, tick } of ticks) {
    pen.font = `${tick.strong ? 500 : 400} 12px ${theme.font}`;
    pen.fillStyle = theme.quiet;
    pen.fillText(tick.label, x + 6, 17);
  }
}

export function headings(pen: Pen, frame: Frame, lanes: { label: string; detail: string }[], theme: Theme, narrow: boolean): void {
  pen.textBaseline = "alphabetic";
  pen.textAlign = "left";
  lanes.forEach((lane, number) => {
    const { top, bottom } = frame.lanes[number];
    const x = narrow ? 12 : 18;
    pen.font = `600 13px ${theme.font}`;
    pen.fillStyle = theme.ink;
    const label = oneLine(lane.label, 60);
    const lines = narrow ? [fitted(pen, label, 220)] : bottom - top < 66 ? [fitted(pen, label, 146)] : broken(pen, label, 146);
    lines.forEach((line, at) => haloed(pen, line, x, top + (narrow ? 16 : 22) + 16 * at, theme));
    const after = narrow ? x + pen.measureText(lines[0]).width + 8 : x;
    pen.font = `400 11.5px ${theme.font}`;
    pen.fillStyle = theme.quiet;
    haloed(pen, fitted(pen, oneLine(lane.detail, 60), narrow ? 150 : 146), after, top + (narrow ? 16 : 23 + 16 * lines.length), theme);
  });
}

// A text in two lines at most, broken between words.
function broken(pen: Pen, text: string, width: number): string[] {
  const words = text.split(" ");
  let count = words.length;
  while (count > 1 && pen.measureText(words.slice(0, count).join(" ")).width > width) count--;
  return [words.slice(0, count), words.slice(count)].filter((line) => line.length).map((line) => fitted(pen, line.join(" "), width));
}

function haloed(pen: Pen, text: string, x: number, y: number, theme: Theme): void {
  pen.lineJoin = "round";
  pen.lineWidth = 3;
  pen.strokeStyle = theme.ground;
  pen.strokeText(text, x, y);
  pen.fillText(text, x, y);
}

function fitted(pen: Pen, text: string, width: number): string {
  if (pen.measureText(text).width <= width) return text;
  const letters = Array.from(text);
  while (letters.length > 1 && pen.measureText(letters.join("") + "…").width > width) letters.pop();
  return letters.join("") + "…";
}

export interface Stroke {
  colour: string;
  alpha: number;
  width: number;
  dashed: boolean;
}

// Weak evidence is thin and pale; timing alone is dashed.
export function stroke(model: Model, link: number, theme: Theme, crowd: number): Stroke {
  const evidence = model.column("link.evidence")[link];
  const name = model.scene.evidences[evidence];
  const probability = model.column("link.probability")[link];
  const strong = documented(name);
  const alpha = (strong ? 0.2 + 0.45 * probability : 0.12 + 0.48 * probability) * crowd;
  return { colour: theme.evidence[evidence], alpha, width: strong ? 1.15 : name === "timing" ? 0.8 : 1, dashed: name === "timing" };
}

export function curve(pen: Pen, places: Places, parent: number, child: number): void {
  const { x, y } = places;
  const dx = bend(x[parent], x[child]);
  pen.beginPath();
  pen.moveTo(x[parent], y[parent]);
  pen.bezierCurveTo(x[parent] + dx, y[parent], x[child] - dx, y[child], x[child], y[child]);
}

export function drawLink(pen: Pen, places: Places, parent: number, child: number, look: Stroke, head: boolean): void {
  pen.globalAlpha = look.alpha;
  pen.strokeStyle = look.colour;
  pen.lineWidth = look.width;
  pen.setLineDash(look.dashed ? [3, 4] : []);
  curve(pen, places, parent, child);
  pen.stroke();
  if (head) arrow(pen, places.x[child] - places.radius[child] - 1, places.y[child], look);
  pen.globalAlpha = 1;
  pen.setLineDash([]);
}

function arrow(pen: Pen, x: number, y: number, look: Stroke): void {
  pen.setLineDash([]);
  pen.fillStyle = look.colour;
  pen.beginPath();
  pen.moveTo(x, y);
  pen.lineTo(x - 5, y - 2.6);
  pen.lineTo(x - 5, y + 2.6);
  pen.fill();
}

export function interval(pen: Pen, places: Places, post: number, theme: Theme): void {
  const from = places.from[post];
  const to = places.to[post];
  if (to - from < 10) return;
  pen.fillStyle = theme.span;
  pen.globalAlpha = 0.8;
  pen.beginPath();
  pen.roundRect(from, places.y[post] - 4, to - from, 8, 4);
  pen.fill();
  pen.globalAlpha = 1;
}

// Articles are squares, posts discs; what is cited but not collected is hollow; people together are ringed.
export function mark(pen: Pen, kind: string, x: number, y: number, radius: number, theme: Theme): void {
  if (kind === "article" || kind === "unseen") {
    const half = kind === "article" ? 5 : 4.5;
    pen.beginPath();
    pen.roundRect(x - half, y - half, half * 2, half * 2, 1.5);
    paintMark(pen, kind === "unseen", theme);
    return;
  }
  pen.beginPath();
  pen.arc(x, y, radius, 0, Math.PI * 2);
  pen.fillStyle = theme.disc;
  pen.globalAlpha = 0.92;
  pen.fill();
  pen.globalAlpha = 1;
  pen.lineWidth = 1;
  pen.strokeStyle = theme.ground;
  pen.stroke();
  if (kind !== "crowd") return;
  pen.beginPath();
  pen.arc(x, y, radius + 2.5, 0, Math.PI * 2);
  pen.strokeStyle = theme.disc;
  pen.stroke();
}

function paintMark(pen: Pen, hollow: boolean, theme: Theme): void {
  pen.lineWidth = 1.5;
  if (hollow) {
    pen.fillStyle = theme.ground;
    pen.strokeStyle = theme.quiet;
    pen.setLineDash([2, 2]);
  } else {
    pen.fillStyle = theme.ink;
    pen.strokeStyle = theme.ground;
  }
  pen.fill();
  pen.stroke();
  pen.setLineDash([]);
}

export function ring(pen: Pen, kind: string, x: number, y: number, radius: number, colour: string): void {
  pen.strokeStyle = colour;
  pen.lineWidth = 2.2;
  pen.beginPath();
  if (kind === "article" || kind === "unseen") pen.roundRect(x - 7, y - 7, 14, 14, 3);
  else pen.arc(x, y, radius + 2.5, 0, Math.PI * 2);
  pen.stroke();
}

export function names(pen: Pen, wanted: Wanted[], area: Box, theme: Theme, taken: Box[], marks: Box[]): void {
  write(pen, wanted, area, { font: theme.font, ink: theme.ink, halo: theme.ground }, taken, marks);
}
