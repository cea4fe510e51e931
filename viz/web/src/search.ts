// Search over actors and posts: type, choose from the list, and the views go there.

import { foreign, h, replace } from "./dom";
import type { Model } from "./scene";
import type { Selection } from "./state";
import { t } from "./strings";

const MOST = 12;

// Actors whose name has the words go first, then posts whose words do; whole data, no index.
export function matches(model: Model, query: string, most = MOST): { found: Selection[]; total: number } {
  const wanted = fold(query).trim();
  if (!wanted) return { found: [], total: 0 };
  const found: Selection[] = [];
  let total = 0;
  const offer = (selection: Selection) => {
    total++;
    if (found.length < most) found.push(selection);
  };
  for (const actor of model.told) if (fold(model.label(actor)).includes(wanted) || fold(model.id(actor)).includes(wanted)) offer({ kind: "actor", actor });
  for (const actor of pseudonyms(model, wanted)) offer({ kind: "actor", actor });
  const { title, text } = model.texts.posts;
  const ids = model.scene.posts;
  for (let post = 0; post < model.posts; post++) if (fold(`${title[post]} ${text[post]}`).includes(wanted) || ids[post] === query) offer({ kind: "post", post });
  return { found, total };
}

// Pseudonyms are numbers until they are shown: `blogger 7f3a`, `7f3a` and `p-7f3a` compare digits, not letters.
function* pseudonyms(model: Model, wanted: string): Iterable<number> {
  const asked = /^(?:([a-z]+) )?(?:p-)?([0-9a-f]{3,16})$/.exec(wanted);
  const role = asked ? (asked[1] ?? "") : wanted;
  const codes = model.scene.actors.roles.map((name) => Number(!role || (name === "unknown" ? "account" : name).startsWith(role)));
  if (!asked && !codes.includes(1)) return;
  const digits = asked?.[2] ?? "";
  const high = digits.slice(0, 8);
  const low = parseInt(high.padEnd(8, "0") || "0", 16);
  const top = parseInt(high.padEnd(8, "f"), 16);
  const [highs, roles] = [model.column("actor.high"), model.column("actor.role")];
  for (let actor = 0; actor < model.actors; actor++) {
    if (!codes[roles[actor]] || highs[actor] < low || highs[actor] > top || model.isTold(actor)) continue;
    if (digits.length <= 8 || model.id(actor).startsWith(`p-${digits}`)) yield actor;
  }
}

export function fold(text: string): string {
  return text.normalize("NFKC").toLocaleLowerCase("und");
}

export class Search {
  readonly element = h("div", { class: "search" });
  private readonly input = h("input", { type: "search", id: "search", role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "found", autocomplete: "off", spellcheck: "false" });
  private readonly list = h("ul", { id: "found", role: "listbox", class: "found", hidden: true });
  private found: Selection[] = [];
  private at = -1;

  constructor(private readonly model: Model, private readonly go: (selection: Selection) => void, private readonly say: (text: string) => void) {
    this.element.append(this.input, this.list);
    this.input.addEventListener("input", () => this.look());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    this.restyle();
  }

  restyle(): void {
    this.input.placeholder = t("search");
    this.input.setAttribute("aria-label", t("searchLabel"));
    this.list.setAttribute("aria-label", t("searchLabel"));
  }

  private look(): void {
    const { found, total } = matches(this.model, this.input.value);
    this.found = found;
    this.at = found.length ? 0 : -1;
    const said = total ? t("found", { n: total }) : t("foundNone");
    if (this.input.value.trim()) this.say(said);
    this.render(said);
  }

  private render(said: string): void {
    const open = this.input.value.trim() !== "";
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    if (this.at >= 0) this.input.setAttribute("aria-activedescendant", `found-${this.at}`);
    else this.input.removeAttribute("aria-activedescendant");
    replace(this.list, ...this.found.map((selection, place) => this.option(selection, place)),
      h("li", { class: "quiet total", role: "option", "aria-disabled": "true" }, said));
  }

  private option(selection: Selection, place: number): HTMLElement {
    const pick = (event: Event) => {
      event.preventDefault();
      this.choose(place);
    };
    return h("li", { role: "option", id: `found-${place}`, "aria-selected": String(place === this.at), class: place === this.at ? "on" : undefined, pointerdown: pick }, ...this.words(selection));
  }

  private words(selection: Selection): Node[] {
    const { model } = this;
    if (selection.kind === "actor") return [foreign(model.label(selection.actor), "strong"), h("span", { class: "quiet" }, ` ${model.trait("role", selection.actor)}`)];
    if (selection.kind !== "post") return [];
    const { title, text } = model.texts.posts;
    const words = (title[selection.post] || text[selection.post]).slice(0, 70);
    return [foreign(words), h("span", { class: "quiet" }, " ", foreign(model.label(model.actorOf(selection.post))))];
  }

  private key(event: KeyboardEvent): void {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!this.found.length) return;
      this.at = (this.at + (event.key === "ArrowDown" ? 1 : -1) + this.found.length) % this.found.length;
      this.render(t("found", { n: this.found.length }));
    } else if (event.key === "Enter") this.choose(this.at);
    else if (event.key === "Escape") {
      this.input.value = "";
      this.close();
    }
  }

  private choose(place: number): void {
    if (place < 0 || place >= this.found.length) return;
    this.go(this.found[place]);
    this.close();
  }

  private close(): void {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
  }
}
