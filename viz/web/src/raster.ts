// Many thin lines and small dots, counted into pixels and painted at once: what a canvas would stroke one by one.
//
// Each layer (a class of evidence, a colour of nodes) counts what falls on each pixel; where layers meet their colours
// mix by what they count, and the more falls on a pixel the more it covers. O(pixels crossed).

export class Raster {
  private layers: Float32Array[] = [];
  private width = 0;
  private height = 0;

  start(width: number, height: number, layers: number): void {
    const size = width * height;
    if (width !== this.width || height !== this.height) this.layers = [];
    [this.width, this.height] = [width, height];
    while (this.layers.length < layers) this.layers.push(new Float32Array(size));
    for (const layer of this.layers) layer.fill(0);
  }

  // A line of the given strength, spread over the two pixels nearest to it at each step.
  line(layer: number, x1: number, y1: number, x2: number, y2: number, strength: number): void {
    const out = this.layers[layer];
    const { width, height } = this;
    const steep = Math.abs(y2 - y1) > Math.abs(x2 - x1);
    let [a1, b1, a2, b2] = steep ? [y1, x1, y2, x2] : [x1, y1, x2, y2];
    if (a1 > a2) [a1, b1, a2, b2] = [a2, b2, a1, b1];
    const slope = a2 > a1 ? (b2 - b1) / (a2 - a1) : 0;
    const [alongEnd, acrossEnd] = steep ? [height, width] : [width, height];
    const [along, across] = steep ? [width, 1] : [1, width];
    let a = Math.max(0, Math.ceil(a1));
    let last = Math.min(alongEnd - 1, Math.floor(a2));
    if (slope > 0) {
      a = Math.max(a, Math.ceil(a1 - b1 / slope));
      last = Math.min(last, Math.floor(a1 + (acrossEnd - 1 - b1) / slope));
    } else if (slope < 0) {
      a = Math.max(a, Math.ceil(a1 + (acrossEnd - 1 - b1) / slope));
      last = Math.min(last, Math.floor(a1 - b1 / slope));
    } else if (b1 < 0 || b1 >= acrossEnd - 1) return;
    let b = b1 + slope * (a - a1);
    for (; a <= last; a++, b += slope) {
      const whole = b | 0;
      if (whole < 0 || whole >= acrossEnd - 1) continue;
      const part = (b - whole) * strength;
      const at = a * along + whole * across;
      out[at] += strength - part;
      out[at + across] += part;
    }
  }

  dot(layer: number, x: number, y: number, strength: number): void {
    const left = Math.floor(x);
    const top = Math.floor(y);
    if (left < 0 || top < 0 || left >= this.width - 1 || top >= this.height - 1) return;
    const right = x - left;
    const down = y - top;
    const out = this.layers[layer];
    const at = top * this.width + left;
    out[at] += strength * (1 - right) * (1 - down);
    out[at + 1] += strength * right * (1 - down);
    out[at + this.width] += strength * (1 - right) * down;
    out[at + this.width + 1] += strength * right * down;
  }

  // A filled disc with a soft rim.
  disc(layer: number, x: number, y: number, radius: number, strength: number): void {
    const out = this.layers[layer];
    const [top, bottom] = [Math.max(0, Math.ceil(y - radius - 0.5)), Math.min(this.height - 1, Math.floor(y + radius + 0.5))];
    const [left, right] = [Math.max(0, Math.ceil(x - radius - 0.5)), Math.min(this.width - 1, Math.floor(x + radius + 0.5))];
    for (let row = top; row <= bottom; row++) {
      for (let at = left; at <= right; at++) {
        const away = radius + 0.5 - Math.hypot(at - x, row - y);
        if (away > 0) out[row * this.width + at] += strength * Math.min(1, away);
      }
    }
  }

  // Where thousands fall on one pixel and one on the next: what all but the fullest hundredth of the pixels hold counts
  // as `most`, less by the root of its share, so that neither a thicket nor what is around it is all one colour.
  even(from: number, to: number, most: number): void {
    const layers = this.layers.slice(from, to);
    const size = this.width * this.height;
    const sums = new Float32Array(size);
    for (const layer of layers) for (let at = 0; at < size; at++) sums[at] += layer[at];
    const held = sums.filter((sum, at) => at % 7 === 0 && sum > 0).sort();
    const full = held[Math.floor(held.length * 0.99)] || 1;
    for (let at = 0; at < size; at++) sums[at] = sums[at] && (most * Math.min(1, Math.sqrt(sums[at] / full))) / sums[at];
    for (const layer of layers) for (let at = 0; at < size; at++) layer[at] *= sums[at];
  }

  // Put layers `from` up to `to` into pixels: colour by share, cover by amount, never more than `most`.
  paint(pixels: Uint8ClampedArray, colours: [number, number, number][], from: number, to: number, most: number): void {
    const layers = this.layers.slice(from, to);
    const size = this.width * this.height;
    for (let at = 0; at < size; at++) {
      let [sum, red, green, blue] = [0, 0, 0, 0];
      for (let layer = 0; layer < layers.length; layer++) {
        const value = layers[layer][at];
        if (value === 0) continue;
        const colour = colours[from + layer];
        sum += value;
        red += value * colour[0];
        green += value * colour[1];
        blue += value * colour[2];
      }
      if (sum > 0) lay(pixels, at * 4, red / sum, green / sum, blue / sum, most * (1 - Math.exp(-sum)));
    }
  }
}

// One colour over what the pixel holds already.
function lay(pixels: Uint8ClampedArray, at: number, red: number, green: number, blue: number, cover: number): void {
  const under = (pixels[at + 3] / 255) * (1 - cover);
  const whole = cover + under;
  pixels[at] = (red * cover + pixels[at] * under) / whole;
  pixels[at + 1] = (green * cover + pixels[at + 1] * under) / whole;
  pixels[at + 2] = (blue * cover + pixels[at + 2] * under) / whole;
  pixels[at + 3] = whole * 255;
}

export function rgb(colour: string): [number, number, number] {
  return [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16)) as [number, number, number];
}
