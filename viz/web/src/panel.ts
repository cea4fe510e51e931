// The right column: the finding when nothing is chosen, else the evidence under what is chosen.

import { foreign, h, replace } from "./dom";
import * as evidence from "./evidence";
import * as finding from "./finding";
import { largest } from "./networkGeometry";
import type { Selection, State } from "./state";
import { counted, number, t } from "./strings";
import type { Shared } from "./view";

export class Panel {
  readonly element = h("aside", { class: "panel", id: "panel", tabindex: -1, "aria-label": t("panel") });
  private place = 0;

  constructor(private readonly shared: Shared) {}

  update(state: State): void {
    const chosen = state.selection;
    this.element.setAttribute("aria-label", t("panel"));
    if (!chosen || chosen.kind === "path") return replace(this.element, ...this.home());
    replace(this.element, this.back(), ...this.evidence(chosen));
    this.element.scrollTop = 0;
  }

  private evidence(chosen: Selection): HTMLElement[] {
    const { model } = this.shared;
    const choose = (selection: Selection) => this.shared.store.set({ selection });
    if (chosen.kind === "post") return evidence.post(model, chosen.post, choose);
    if (chosen.kind === "link") return evidence.link(model, chosen.link, choose);
    if (chosen.kind === "actor") return evidence.actor(model, chosen.actor, choose);
    return chosen.kind === "edge" ? evidence.edge(model, chosen.edge, choose) : [];
  }

  private back(): HTMLElement {
    const words = this.shared.model.scene.findings.length ? t("back") : t("backAll");
    return h("button", { class: "back", click: () => this.shared.store.set({ selection: null }) }, `← ${words}`);
  }

  private home(): HTMLElement[] {
    const { scene } = this.shared.model;
    const choose = (selection: Selection) => this.shared.store.set({ selection });
    if (!scene.findings.length) return [...this.overview(), ...this.earliest(choose)];
    const chooser = scene.findings.length > 1 ? [this.chooser()] : [];
    return [...chooser, ...finding.card(this.shared.model, this.place, choose), h("p", { class: "quiet hint" }, t("intro"))];
  }

  private chooser(): HTMLElement {
    const change = (event: Event) => {
      this.place = Number((event.target as HTMLSelectElement).value);
      this.update(this.shared.store.state);
    };
    return h("label", { class: "chooser" }, h("span", { class: "quiet" }, t("findings")), h("select", { change },
      ...this.shared.model.scene.findings.map((found, place) =>
        h("option", { value: place, selected: place === this.place }, finding.groups(found).join(" → ")))));
  }

  // Without a finding: what the map holds, by class of evidence.
  private overview(): HTMLElement[] {
    const { model } = this.shared;
    const { scene } = model;
    const counts = scene.evidences.map(() => 0);
    const [kinds, sums] = [model.column("flow.0.evidence"), model.column("flow.0.count")];
    for (let cell = 0; cell < kinds.length; cell++) counts[kinds[cell]] += sums[cell];
    const facts = [scene.facts.posts ? counted("posts", scene.facts.posts) : "", counted("actors", scene.facts.actors)];
    return [
      h("p", { class: "eyebrow" }, t(`level.${scene.level}`)),
      h("h2", { class: "verdict" }, foreign(scene.title)),
      h("p", {}, facts.filter(Boolean).join(" · ")),
      h("p", { class: "quiet" }, scene.level === "case" ? t("introGraph") : t("noFinding")),
      h("h3", {}, t("rests")),
      h("ul", { class: "ledger" }, ...scene.evidences.map((name, kind) => (counts[kind] ? h("li", {}, evidence.swatch(model, kind),
        h("span", {}, t(`count.${name}`)), h("span", { class: "count" }, number(counts[kind]))) : null))),
    ];
  }

  private earliest(choose: evidence.Choose): HTMLElement[] {
    const { model } = this.shared;
    if (model.has("link.parent")) return [h("h3", {}, t("postsOf")), evidence.postList(model, Array.from({ length: Math.min(6, model.posts) }, (_, post) => post), choose)];
    const strength = model.strength("all");
    return [h("h3", {}, t("largestTies")), h("ul", { class: "ledger" }, ...Array.from(largest(strength, 10), (node) => {
      const actor = model.column("node.actor")[node];
      return h("li", {}, h("button", { class: "plain", click: () => choose({ kind: "actor", actor }) }, evidence.who(model, actor)),
        h("span", { class: "count" }, number(strength[node])));
    }))];
  }
}
