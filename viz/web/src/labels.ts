// Labels that never overlap: each takes the first free place beside its mark, or is not written; an important one may
// lie on a mark, though never on another label.

export interface Wanted {
  x: number;
  y: number;
  gap: number;
  text: string;
  strong: boolean;
  important?: boolean;
}
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export function write(
  context: CanvasRenderingContext2D,
  wanted: Wanted[],
  area: Box,
  look: { font: string; ink: string; halo: string; size?: number },
  taken: Box[] = [],
  marks: Box[] = [],
): Box[] {
  const size = look.size ?? 12;
  context.textBaseline = "middle";
  context.textAlign = "left";
  context.lineJoin = "round";
  for (const label of wanted) {
    context.font = `${label.strong ? 600 : 400} ${size}px ${look.font}`;
    const width = context.measureText(label.text).width;
    const place = free(label, width, size, area, [...taken, ...marks]) ?? (label.important ? free(label, width, size, area, taken) : null);
    if (!place) continue;
    taken.push(place);
    const middle = (place.top + place.bottom) / 2;
    context.strokeStyle = look.halo;
    context.lineWidth = 3.5;
    context.strokeText(label.text, place.left, middle);
    context.fillStyle = look.ink;
    context.fillText(label.text, place.left, middle);
  }
  return taken;
}

export function free(label: Wanted, width: number, size: number, area: Box, taken: Box[]): Box | null {
  const half = size * 0.65;
  const { x, y, gap } = label;
  const places: [number, number][] = [
    [x + gap, y],
    [x + gap, y - size],
    [x + gap, y + size],
    [x - gap - width, y],
    [x - width / 2, y - gap - half],
    [x - width / 2, y + gap + half],
  ];
  for (const [left, middle] of places) {
    const box = { left, right: left + width, top: middle - half, bottom: middle + half };
    const inside = box.left >= area.left && box.right <= area.right && box.top >= area.top && box.bottom <= area.bottom;
    if (inside && !taken.some((other) => meets(box, other))) return box;
  }
  return null;
}

function meets(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
