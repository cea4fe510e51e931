// The data blocks of the page: base64 of gzip in inert script elements, read without any request.

export async function block(id: string): Promise<ArrayBuffer> {
  const coded = document.getElementById(id)?.textContent ?? "";
  return inflate(bytes(coded));
}

export function bytes(coded: string): Uint8Array<ArrayBuffer> {
  const letters = atob(coded.trim());
  const out = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i++) out[i] = letters.charCodeAt(i);
  return out;
}

export async function inflate(packed: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}
