// The card that follows the pointer.

import { h, replace } from "./dom";
import { card } from "./evidence";
import type { Model } from "./scene";
import type { Selection } from "./state";

export class Card {
  readonly element = h("div", { class: "card", hidden: true, "aria-hidden": "true" });
  private last = "";

  constructor(private readonly model: Model) {}

  show(selection: Selection | null, x: number, y: number): void {
    const key = JSON.stringify(selection);
    if (key !== this.last) {
      this.last = key;
      const content = selection ? card(this.model, selection) : null;
      this.element.hidden = !content;
      replace(this.element, content);
    }
    if (!this.element.hidden) this.put(x, y);
  }

  private put(x: number, y: number): void {
    const { offsetWidth, offsetHeight } = this.element;
    const left = x + 16 + offsetWidth > innerWidth ? x - 16 - offsetWidth : x + 16;
    const top = Math.min(y + 16, innerHeight - offsetHeight - 8);
    this.element.style.transform = `translate(${Math.max(8, left)}px, ${Math.max(8, top)}px)`;
  }
}
