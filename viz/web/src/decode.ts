// The data blocks of the page: base64 of gzip in inert script elements, read without any request.

export async function block(id: string): Promise<ArrayBuffer> {
  const element = document.getElementById(id);
  const coded = element?.textContent ?? "";
  element?.remove(); // the letters are not needed twice
  return coded ? inflate(bytes(coded)) : new ArrayBuffer(0);
}

interface Native {
  fromBase64?(coded: string): Uint8Array<ArrayBuffer>;
}

export function bytes(coded: string): Uint8Array<ArrayBuffer> {
  const native = (Uint8Array as unknown as Native).fromBase64;
  if (native) return native.call(Uint8Array, coded.trim());
  const letters = atob(coded.trim());
  const out = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i++) out[i] = letters.charCodeAt(i);
  return out;
}

// The last four bytes of a gzip tell how long it will be; what comes out is put in its place piece by piece.
export async function inflate(packed: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> {
  const length = new DataView(packed.buffer, packed.byteOffset + packed.length - 4).getUint32(0, true);
  const out = new Uint8Array(length);
  const { readable, writable } = new DecompressionStream("gzip");
  const writer = writable.getWriter();
  const written = writer.write(packed).then(() => writer.close());
  const reader = readable.getReader();
  let at = 0;
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    out.set(piece.value, at);
    at += piece.value.length;
  }
  await written;
  return out.buffer;
}

export async function json<T>(id: string): Promise<T> {
  return JSON.parse(new TextDecoder().decode(await block(id))) as T;
}

export type Numbers = Float64Array | Float32Array | Uint32Array | Uint16Array | Uint8Array;
type Kind = new (buffer: ArrayBuffer, offset: number, length: number) => Numbers;
const ARRAYS: Record<string, Kind> = { f8: Float64Array, f4: Float32Array, u4: Uint32Array, u2: Uint16Array, u1: Uint8Array };

export interface Column {
  name: string;
  type: string;
  coding: string;
  offset: number;
  length: number;
}

export function column({ type, coding, offset, length }: Column, geometry: ArrayBuffer): Numbers {
  if (coding !== "delta") return new ARRAYS[type](geometry, offset, length);
  return unfolded(new Uint8Array(geometry, offset), type, length);
}

// Differences of neighbours, folded to be positive (0, -1, 1, -2 ... are 0, 1, 2, 3 ...), one plane a byte of them.
export function unfolded(planes: Uint8Array, type: string, length: number): Numbers {
  const out = new ARRAYS[type](new ArrayBuffer(length * Number(type[1])), 0, length);
  const plane = (number: number) => planes.subarray(number * length, (number + 1) * length);
  if (out instanceof Uint32Array) wide(out, plane(0), plane(1), plane(2), plane(3), plane(4));
  else narrow(out, plane(0), plane(1), out instanceof Uint16Array ? plane(2) : new Uint8Array(length));
  return out;
}

function narrow(out: Numbers, one: Uint8Array, two: Uint8Array, three: Uint8Array): void {
  for (let i = 0, at = 0; i < out.length; i++) {
    const folded = one[i] | (two[i] << 8) | (three[i] << 16);
    at += (folded >>> 1) ^ -(folded & 1);
    out[i] = at;
  }
}

// Sums wrap at 32 bits, and so need no more than the lower half of the differences.
function wide(out: Uint32Array, one: Uint8Array, two: Uint8Array, three: Uint8Array, four: Uint8Array, five: Uint8Array): void {
  for (let i = 0, at = 0; i < out.length; i++) {
    const folded = one[i] | (two[i] << 8) | (three[i] << 16) | (four[i] << 24);
    at = (at + (((folded >>> 1) | (five[i] << 31)) ^ -(folded & 1))) | 0;
    out[i] = at;
  }
}
