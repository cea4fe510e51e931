// The table: everything that is drawn, as text, for those who read better so and for screen readers.

import { foreign, h, replace } from "./dom";
import { when } from "./evidence";
import { around } from "./scene";
import type { State } from "./state";
import { number, t } from "./strings";
import { inWindow, type Shared, type View } from "./view";

const PAGE = 100;
type Cell = string | number | Node;
interface Row {
  item: number;
  keys: (string | number)[];
  cells: () => Cell[];
}

export class TableView implements View {
  readonly element = h("div", { class: "stage scrolls", id: "view-table" });
  private shown = PAGE;
  private order = -1;
  private down = false;

  constructor(private readonly shared: Shared) {}

  update(state: State, changed: ReadonlySet<keyof State>): void {
    if (state.view !== "table") return;
    if (["view", "window", "selection", "query", "cursor"].some((key) => changed.has(key as keyof State))) this.restyle();
  }

  restyle(): void {
    const { model, store } = this.shared;
    const byPosts = model.has("histogram.posts");
    const rows = byPosts ? this.posts(store.state) : this.actors();
    if (this.order >= 0) rows.sort((a, b) => compare(a.keys[this.order], b.keys[this.order]) * (this.down ? -1 : 1) || a.item - b.item);
    const heads = byPosts ? ["time", "who", "lane", "kind", "text", "in", "out"] : ["who", "role", "country", "in", "out"];
    const rest = rows.length - this.shown;
    this.element.dataset.rows = String(rows.length);
    replace(this.element, h("table", { class: "grid" },
      h("caption", {}, t(byPosts ? "table.caption" : "table.captionActors", { n: rows.length })),
      h("thead", {}, h("tr", {}, ...heads.map((name, place) => this.head(name, place)))),
      h("tbody", {}, ...rows.slice(0, this.shown).map((row) => this.row(row, byPosts)))),
      rest > 0 ? h("button", { class: "more", click: () => this.more() }, t("table.more", { n: Math.min(rest, PAGE * 5) })) : null);
  }

  private more(): void {
    this.shown += PAGE * 5;
    this.restyle();
  }

  private head(name: string, place: number): HTMLElement {
    const sorted = this.order === place ? (this.down ? "descending" : "ascending") : "none";
    const click = () => {
      this.down = this.order === place ? !this.down : false;
      this.order = place;
      this.restyle();
    };
    const count = name === "in" || name === "out" ? "count" : undefined;
    return h("th", { scope: "col", "aria-sort": sorted, class: count }, h("button", { class: "plain", title: t("sortBy", { name: t(name) }), click }, t(name), sorted === "none" ? "" : this.down ? " ↓" : " ↑"));
  }

  private row(row: Row, posts: boolean): HTMLElement {
    const { store } = this.shared;
    const chosen = store.state.selection;
    const on = chosen?.kind === "post" ? posts && chosen.post === row.item : chosen?.kind === "actor" && !posts && chosen.actor === row.item;
    const choose = () => store.set({ selection: posts ? { kind: "post", post: row.item } : { kind: "actor", actor: row.item } });
    return h("tr", { class: on ? "on" : undefined, click: choose }, ...row.cells().map((cell, place) => {
      const content = place === 0 ? h("button", { class: "plain", click: choose }, cell) : cell;
      return h("td", { class: typeof cell === "number" ? "count" : undefined }, typeof content === "number" ? number(content) : content);
    }));
  }

  private posts(state: State): Row[] {
    const { model } = this.shared;
    const { text, title } = model.scene.posts;
    const rows: Row[] = [];
    for (let post = 0; post < model.posts; post++) {
      if (!inWindow(model, post, state)) continue;
      const actor = model.actorOf(post);
      const lane = model.scene.lanes[model.laneOf(post)]?.label ?? "";
      const words = (title[post] || text[post]).slice(0, 160);
      const [into, out] = [around(model.into, post).length, around(model.outOf, post).length];
      const kind = t(`kind.${model.kind(post)}`);
      rows.push({ item: post, keys: [model.middle(post), model.label(actor), lane, kind, words, into, out],
        cells: () => [when(model, post), foreign(model.label(actor)), foreign(lane), kind, foreign(words), into, out] });
    }
    return rows;
  }

  private actors(): Row[] {
    const { model } = this.shared;
    const { role, country } = model.scene.actors;
    const weight = model.column("edge.weight");
    const rows: Row[] = Array.from(model.column("node.actor"), (actor, node) => {
      let [into, out] = [0, 0];
      for (const edge of around(model.ties, node)) {
        if (model.column("edge.target")[edge] === node) into += weight[edge];
        if (model.column("edge.source")[edge] === node) out += weight[edge];
      }
      return { item: actor, keys: [model.label(actor), role[actor], country[actor], into, out],
        cells: () => [foreign(model.label(actor)), role[actor], foreign(country[actor]), into, out] };
    });
    return rows.sort((a, b) => Number(b.keys[3]) + Number(b.keys[4]) - Number(a.keys[3]) - Number(a.keys[4]) || a.item - b.item);
  }
}

function compare(a: string | number, b: string | number): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
}
