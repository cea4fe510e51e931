// The legend filters: each class of evidence can be put out and lit again; shapes are told beside it.

import { foreign, h, replace, s } from "./dom";
import { groupsOf } from "./groups";
import type { Model } from "./scene";
import type { State, Store } from "./state";
import { number, t } from "./strings";

export class Legend {
  readonly element = h("div", { class: "legend" });

  private counted: number[] | null = null;

  constructor(private readonly model: Model, private readonly store: Store) {
    this.restyle();
  }

  update(_state: State, changed: ReadonlySet<keyof State>): void {
    if (changed.has("hidden") || changed.has("view") || changed.has("colour") || changed.has("muted")) this.restyle();
  }

  restyle(): void {
    const counts = this.counts();
    const kinds = counts.flatMap((count, kind) => (count ? [this.toggle(kind)] : []));
    this.element.setAttribute("aria-label", t("filter"));
    this.element.setAttribute("role", "group");
    replace(this.element, ...kinds, ...(this.store.state.view === "lanes" ? this.shapes() : this.store.state.view === "network" ? this.nodes() : this.store.state.view === "timeline" ? this.unled() : []), ...this.groups());
  }

  private counts(): number[] {
    const counts = this.model.scene.evidences.map(() => 0);
    for (const name of ["edge.evidence", "link.evidence"]) {
      const kinds = this.model.column(name);
      for (let at = 0; at < kinds.length; at++) counts[kinds[at]]++;
    }
    return (this.counted ??= counts);
  }

  private toggle(kind: number): HTMLElement {
    const name = this.model.scene.evidences[kind];
    const off = this.store.state.hidden.has(kind);
    const click = () => {
      const hidden = new Set(this.store.state.hidden);
      if (!hidden.delete(kind)) hidden.add(kind);
      this.store.set({ hidden });
      this.element.querySelector<HTMLElement>(`[data-evidence="${name}"]`)?.focus();
    };
    const line = s("svg", { viewBox: "0 0 22 8", class: "key", "aria-hidden": "true" },
      s("line", { x1: 0, x2: 22, y1: 4, y2: 4, class: `stroke-${name}` }));
    return h("button", { class: off ? "filter off" : "filter", "aria-pressed": off ? "false" : "true", "data-evidence": name, title: t(off ? "show" : "hide"), click },
      line, t(name));
  }

  // Groups of the chosen colouring, each of which can be put out.
  private groups(): HTMLElement[] {
    const { colour, muted } = this.store.state;
    if (!colour || !["lanes", "network", "matrix"].includes(this.store.state.view)) return [];
    const { names, counts } = groupsOf(this.model, colour);
    return names.map((name, at) => {
      const click = () => {
        const change = new Set(muted);
        if (!change.delete(at)) change.add(at);
        this.store.set({ muted: change });
        this.element.querySelector<HTMLElement>(`[data-group="${at}"]`)?.focus();
      };
      const dot = s("svg", { viewBox: "0 0 12 12", class: "key dot-key", "aria-hidden": "true" }, s("circle", { cx: 6, cy: 6, r: 5, class: `group-${at}` }));
      return h("button", { class: muted.has(at) ? "filter off" : "filter", "aria-pressed": String(!muted.has(at)), "data-group": at, title: t(muted.has(at) ? "show" : "hide"), click },
        dot, name ? foreign(name) : t("others"), h("span", { class: "quiet" }, number(counts[at])));
    });
  }

  private unled(): HTMLElement[] {
    return [h("span", { class: "shape" }, s("svg", { viewBox: "0 0 20 12", class: "key", "aria-hidden": "true" }, s("rect", { x: 3, y: 1, width: 14, height: 10, class: "disc", opacity: 0.5 })), t("leadsNone"))];
  }

  private nodes(): HTMLElement[] {
    const key = (shape: SVGElement, words: string) => h("span", { class: "shape" }, s("svg", { viewBox: "0 0 20 12", class: "key", "aria-hidden": "true" }, shape), words);
    return [key(s("rect", { x: 5, y: 1, width: 10, height: 10, rx: 1.5, class: "ink" }), t("press")), key(s("circle", { cx: 10, cy: 6, r: 4.5, class: "disc" }), t("otherActors"))];
  }

  private shapes(): HTMLElement[] {
    const kinds = new Set(Array.from({ length: this.model.posts }, (_, post) => this.model.kind(post)));
    const key = (shape: SVGElement, words: string) => h("span", { class: "shape" }, s("svg", { viewBox: "0 0 20 12", class: "key", "aria-hidden": "true" }, shape), words);
    const found: HTMLElement[] = [];
    if (kinds.has("article")) found.push(key(s("rect", { x: 5, y: 1, width: 10, height: 10, rx: 1.5, class: "ink" }), t("kind.article")));
    if ([...kinds].some((kind) => !["article", "unseen", "crowd"].includes(kind))) {
      found.push(key(s("circle", { cx: 10, cy: 6, r: 4.5, class: "disc" }), `${t("kind.post")}, ${t("size")}: ${t(`size.${this.model.scene.size}`)}`));
    }
    if (kinds.has("crowd")) found.push(key(s("g", {}, s("circle", { cx: 10, cy: 6, r: 3, class: "disc" }), s("circle", { cx: 10, cy: 6, r: 5.2, class: "outline" })), t("kind.crowd")));
    if (kinds.has("unseen")) found.push(key(s("rect", { x: 5.5, y: 1.5, width: 9, height: 9, rx: 1.5, class: "hollow" }), t("kind.unseen")));
    if (this.spans()) found.push(key(s("rect", { x: 0, y: 3, width: 20, height: 6, rx: 3, class: "span" }), t("interval")));
    return found;
  }

  private spans(): boolean {
    const [lo, hi] = [this.model.column("post.lo"), this.model.column("post.hi")];
    const wide = (this.model.range[1] - this.model.range[0]) / 80;
    return lo.some((value, post) => hi[post] - value > wide);
  }
}
