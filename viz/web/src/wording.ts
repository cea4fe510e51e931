// What changed between two texts, word by word: the longest common run of words stays, the rest went or came.

import { foreign, h } from "./dom";

export interface Piece {
  kind: "same" | "gone" | "new";
  text: string;
}
const WORDS = 240;

// Words where a script has spaces, single letters where it has none.
export function cut(text: string): string[] {
  return (text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]+|\s+/gu) ?? []).slice(0, WORDS * 2);
}

export function compared(before: string, after: string): Piece[] {
  const [a, b] = [cut(before), cut(after)];
  const wide = b.length + 1;
  const length = new Uint16Array((a.length + 1) * wide);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      length[i * wide + j] = a[i] === b[j] ? length[(i + 1) * wide + j + 1] + 1 : Math.max(length[(i + 1) * wide + j], length[i * wide + j + 1]);
    }
  }
  const out: Piece[] = [];
  const add = (kind: Piece["kind"], text: string) => {
    const last = out[out.length - 1];
    if (last?.kind === kind) last.text += text;
    else out.push({ kind, text });
  };
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) add("same", (i++, b[j++]));
    else if (i < a.length && (j === b.length || length[(i + 1) * wide + j] >= length[i * wide + j + 1])) add("gone", a[i++]);
    else add("new", b[j++]);
  }
  return out;
}

export function difference(before: string, after: string, label: string): HTMLElement | null {
  if (!before || !after || before === after) return null;
  const pieces = compared(before, after);
  const letters = (kind: Piece["kind"]) => pieces.reduce((sum, piece) => sum + (piece.kind === kind ? piece.text.trim().length : 0), 0);
  if (letters("same") < 0.2 * (letters("same") + letters("new"))) return null; // two texts of their own
  const tags = { same: "span", gone: "del", new: "ins" } as const;
  return h("div", { class: "post-text wording", "aria-label": label, role: "group" }, ...pieces.map((piece) => h(tags[piece.kind], {}, foreign(piece.text))));
}
