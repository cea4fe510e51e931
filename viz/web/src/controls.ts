// What colours and sizes tell, how sure a link must be to stay bright, how far the light of the selection reaches.

import { h, replace } from "./dom";
import { colourings } from "./groups";
import type { Model } from "./scene";
import { SIZES, type State, type Store } from "./state";
import { number, percent, t } from "./strings";

export class Controls {
  readonly element = h("div", { class: "controls", role: "group" });
  private readonly probabilities: boolean;
  private readonly heaviest: number;

  constructor(private readonly model: Model, private readonly store: Store) {
    const sure = model.column("link.probability");
    this.probabilities = sure.some((value) => value < 0.995);
    let most = 1;
    for (const value of model.column("edge.weight")) most = Math.max(most, value);
    this.heaviest = Math.min(most, 50);
    this.restyle();
  }

  update(_state: State, changed: ReadonlySet<keyof State>): void {
    if (["view", "colour", "size", "hops"].some((key) => changed.has(key as keyof State))) this.restyle();
  }

  restyle(): void {
    const { view, colour, size, hops } = this.store.state;
    const drawn = ["lanes", "network", "matrix"].includes(view);
    this.element.setAttribute("aria-label", t("controls"));
    this.element.hidden = !drawn;
    if (!drawn) return;
    const colours = ["", ...colourings(this.model)].map((name): [string, string] => [name, t(name ? (name === "community" ? "communities" : name) : "ink")]);
    const sizes = (view === "lanes" ? ["all", "same"] : SIZES).map((name): [string, string] => [name, view === "lanes" && name === "all" ? t(`size.${this.model.scene.size}`) : t(`size.of.${name}`)]);
    replace(this.element,
      this.choice("colour", colours, colour, (value) => this.store.set({ colour: value, muted: new Set() })),
      this.choice("size", sizes, sizes.some(([name]) => name === size) ? size : "all", (value) => this.store.set({ size: value })),
      view === "matrix" ? null : this.choice("hops", [1, 2, 3, 4].map((many) => [String(many), number(many)]), String(hops), (value) => this.store.set({ hops: Number(value) })),
      this.probabilities ? this.range("least", 0, 100, this.store.state.least * 100, (value) => this.store.set({ least: value / 100 }), (value) => percent(value / 100)) : null,
      view !== "lanes" && this.heaviest > 1 ? this.range("weight", 1, this.heaviest, this.store.state.weight, (value) => this.store.set({ weight: value }), number) : null);
  }

  private choice(name: string, values: [string, string][], now: string, choose: (value: string) => void): HTMLElement {
    const change = (event: Event) => {
      choose((event.target as HTMLSelectElement).value);
      document.getElementById(`by-${name}`)?.focus();
    };
    return h("label", {}, h("span", { class: "quiet" }, t(`control.${name}`)),
      h("select", { id: `by-${name}`, change }, ...values.map(([value, words]) => h("option", { value, selected: value === now }, words))));
  }

  private range(name: string, least: number, most: number, now: number, choose: (value: number) => void, words: (value: number) => string): HTMLElement {
    const said = h("output", {}, words(now));
    const input = (event: Event) => {
      const value = Number((event.target as HTMLInputElement).value);
      said.textContent = words(value);
      choose(value);
    };
    return h("label", { title: t("fades") }, h("span", { class: "quiet" }, t(`control.${name}`)),
      h("input", { type: "range", id: `by-${name}`, min: least, max: most, value: Math.round(now), input }), said);
  }
}
