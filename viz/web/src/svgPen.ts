// A pen that writes SVG: the part of a canvas's drawing context that our views use, so that one painting serves both.

type Matrix = [number, number, number, number, number, number];
interface Look {
  matrix: Matrix;
  fillStyle: string;
  strokeStyle: string;
  lineWidth: number;
  globalAlpha: number;
  font: string;
  textAlign: string;
  textBaseline: string;
  dash: number[];
  groups: number;
}
const BASELINES: Record<string, string> = { middle: "central", alphabetic: "alphabetic", top: "hanging", bottom: "text-after-edge" };
const ANCHORS: Record<string, string> = { left: "start", right: "end", center: "middle", start: "start", end: "end" };

export class SvgPen {
  fillStyle = "#000000";
  strokeStyle = "#000000";
  lineWidth = 1;
  lineCap = "butt";
  lineJoin = "miter";
  globalAlpha = 1;
  font = "12px sans-serif";
  textAlign = "left";
  textBaseline = "alphabetic";
  private readonly parts: string[] = [];
  private readonly saved: Look[] = [];
  private matrix: Matrix = [1, 0, 0, 1, 0, 0];
  private dash: number[] = [];
  private path = "";
  private clips = 0;
  private groups = 0;
  private readonly ruler = document.createElement("canvas").getContext("2d")!;

  beginPath(): void {
    this.path = "";
  }

  moveTo(x: number, y: number): void {
    this.path += `M${n(x)} ${n(y)}`;
  }

  lineTo(x: number, y: number): void {
    this.path += `L${n(x)} ${n(y)}`;
  }

  bezierCurveTo(a: number, b: number, c: number, d: number, x: number, y: number): void {
    this.path += `C${[a, b, c, d, x, y].map(n).join(" ")}`;
  }

  quadraticCurveTo(a: number, b: number, x: number, y: number): void {
    this.path += `Q${[a, b, x, y].map(n).join(" ")}`;
  }

  closePath(): void {
    this.path += "Z";
  }

  // Only whole circles are drawn by the views.
  arc(x: number, y: number, r: number, _from: number, _to: number): void {
    this.path += `M${n(x + r)} ${n(y)}A${n(r)} ${n(r)} 0 1 1 ${n(x - r)} ${n(y)}A${n(r)} ${n(r)} 0 1 1 ${n(x + r)} ${n(y)}Z`;
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.path += `M${n(x)} ${n(y)}h${n(width)}v${n(height)}h${n(-width)}Z`;
  }

  roundRect(x: number, y: number, width: number, height: number, radius: number): void {
    const r = Math.min(radius, width / 2, height / 2);
    const turn = (dx: number, dy: number) => `a${n(r)} ${n(r)} 0 0 1 ${n(dx)} ${n(dy)}`;
    this.path += `M${n(x + r)} ${n(y)}h${n(width - 2 * r)}${turn(r, r)}v${n(height - 2 * r)}${turn(-r, r)}h${n(2 * r - width)}${turn(-r, -r)}v${n(2 * r - height)}${turn(r, -r)}Z`;
  }

  fill(): void {
    this.add(`<path d="${this.path}" fill="${escaped(this.fillStyle)}"${this.alpha()}/>`);
  }

  stroke(): void {
    const dash = this.dash.length ? ` stroke-dasharray="${this.dash.join(" ")}"` : "";
    this.add(`<path d="${this.path}" fill="none" stroke="${escaped(this.strokeStyle)}" stroke-width="${n(this.lineWidth)}" stroke-linecap="${this.lineCap}"${dash}${this.alpha()}/>`);
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    this.add(`<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" fill="${escaped(this.fillStyle)}"${this.alpha()}/>`);
  }

  strokeRect(x: number, y: number, width: number, height: number): void {
    this.beginPath();
    this.rect(x, y, width, height);
    this.stroke();
  }

  clearRect(): void {
    this.parts.length = 0;
  }

  fillText(text: string, x: number, y: number): void {
    this.text(text, x, y, `fill="${escaped(this.fillStyle)}"`);
  }

  strokeText(text: string, x: number, y: number): void {
    this.text(text, x, y, `fill="none" stroke="${escaped(this.strokeStyle)}" stroke-width="${n(this.lineWidth)}" stroke-linejoin="round"`);
  }

  measureText(text: string): TextMetrics {
    this.ruler.font = this.font;
    return this.ruler.measureText(text);
  }

  setLineDash(dash: number[]): void {
    this.dash = dash;
  }

  drawImage(image: HTMLCanvasElement, x: number, y: number, width = image.width, height = image.height): void {
    this.add(`<image href="${image.toDataURL("image/png")}" x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}"/>`);
  }

  translate(x: number, y: number): void {
    const [a, b, c, d, e, f] = this.matrix;
    this.matrix = [a, b, c, d, e + a * x + c * y, f + b * x + d * y];
  }

  rotate(angle: number): void {
    const [a, b, c, d, e, f] = this.matrix;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    this.matrix = [a * cos + c * sin, b * cos + d * sin, c * cos - a * sin, d * cos - b * sin, e, f];
  }

  save(): void {
    const { matrix, fillStyle, strokeStyle, lineWidth, globalAlpha, font, textAlign, textBaseline, dash, groups } = this;
    this.saved.push({ matrix, fillStyle, strokeStyle, lineWidth, globalAlpha, font, textAlign, textBaseline, dash, groups });
  }

  restore(): void {
    const look = this.saved.pop();
    if (!look) return;
    for (; this.groups > look.groups; this.groups--) this.parts.push("</g>");
    Object.assign(this, look);
  }

  clip(): void {
    const id = `clip${++this.clips}`;
    this.parts.push(`<clipPath id="${id}"><path d="${this.path}"/></clipPath><g clip-path="url(#${id})">`);
    this.groups++;
  }

  toString(width: number, height: number, ground: string): string {
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${n(width)}" height="${n(height)}" viewBox="0 0 ${n(width)} ${n(height)}"><rect width="100%" height="100%" fill="${escaped(ground)}"/>${this.parts.join("")}${"</g>".repeat(this.groups)}</svg>\n`;
  }

  private add(element: string): void {
    const plain = this.matrix.every((value, at) => value === [1, 0, 0, 1, 0, 0][at]);
    this.parts.push(plain ? element : `<g transform="matrix(${this.matrix.map(n).join(" ")})">${element}</g>`);
  }

  private alpha(): string {
    return this.globalAlpha < 1 ? ` opacity="${n(this.globalAlpha)}"` : "";
  }

  private text(text: string, x: number, y: number, look: string): void {
    const place = `x="${n(x)}" y="${n(y)}" text-anchor="${ANCHORS[this.textAlign]}" dominant-baseline="${BASELINES[this.textBaseline]}"`;
    this.add(`<text ${place} style="font:${escaped(this.font)}" ${look}${this.alpha()}>${escaped(text)}</text>`);
  }
}

function n(value: number): string {
  return String(Math.round(value * 100) / 100);
}

export function escaped(text: string): string {
  const names: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return text.replace(/[&<>"]/g, (letter) => names[letter]).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd");
}
