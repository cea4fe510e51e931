// The table: everything that is drawn, as text, for those who read better so and for screen readers.

import { foreign, h, replace } from "./dom";
import { when } from "./evidence";
import { Net } from "./net";
import { around, type Index } from "./scene";
import type { State } from "./state";
import { number, t } from "./strings";
import { inWindow, linkShown, type Shared, type View } from "./view";

const PAGE = 100;
type Cell = string | number | Node;
// A row is drawn when it comes into sight, and its keys are read when the table is sorted by them.
interface Rows {
  items: number[];
  key(item: number, column: number): string | number;
  cells(item: number): Cell[];
}

export class TableView implements View {
  readonly element = h("div", { class: "stage scrolls", id: "view-table" });
  private shown = PAGE;
  private order = -1;
  private down = false;
  private own: Net | null = null;

  constructor(private readonly shared: Shared) {}

  update(state: State, changed: ReadonlySet<keyof State>): void {
    if (state.view !== "table") return;
    if (["view", "window", "selection", "hidden", "muted", "colour", "cursor"].some((key) => changed.has(key as keyof State))) this.restyle();
  }

  restyle(): void {
    const { model, store } = this.shared;
    const byPosts = model.has("link.parent");
    const rows = byPosts ? this.posts(store.state) : this.actors(store.state);
    if (this.order >= 0) sort(rows, this.order, this.down);
    const heads = byPosts ? ["time", "who", "lane", "kind", "text", "in", "out"] : ["who", "role", "country", "in", "out"];
    const rest = rows.items.length - this.shown;
    this.element.dataset.rows = String(rows.items.length);
    replace(this.element, h("table", { class: byPosts ? "grid posts" : "grid" },
      h("caption", {}, t(byPosts ? "table.caption" : "table.captionActors", { n: rows.items.length })),
      h("thead", {}, h("tr", {}, ...heads.map((name, place) => this.head(name, place)))),
      h("tbody", {}, ...rows.items.slice(0, this.shown).map((item) => this.row(item, rows.cells(item), byPosts)))),
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

  private row(item: number, cells: Cell[], posts: boolean): HTMLElement {
    const { store } = this.shared;
    const chosen = store.state.selection;
    const on = chosen?.kind === "post" ? posts && chosen.post === item : chosen?.kind === "actor" && !posts && chosen.actor === item;
    const choose = () => store.set({ selection: posts ? { kind: "post", post: item } : { kind: "actor", actor: item } });
    return h("tr", { class: on ? "on" : undefined, click: choose }, ...cells.map((cell, place) => {
      const content = place === 0 ? h("button", { class: "plain", click: choose }, cell) : cell;
      const label = typeof cell === "number" ? t(place === cells.length - 1 ? "out" : "in") : undefined;
      return h("td", { class: label ? "count" : undefined, "data-label": label }, typeof content === "number" ? number(content) : content);
    }));
  }

  private posts(state: State): Rows {
    const { model } = this.shared;
    const { text, title } = model.texts.posts;
    const items: number[] = [];
    for (let post = 0; post < model.posts; post++) if (inWindow(model, post, state)) items.push(post);
    const lane = (post: number) => model.scene.lanes[model.laneOf(post)]?.label ?? "";
    const words = (post: number) => (title[post] || text[post]).slice(0, 160);
    const kind = (post: number) => t(`kind.${model.kind(post)}`);
    const degree = (found: Index, post: number) => around(found, post).reduce((sum, link) => sum + Number(linkShown(model, link, state)), 0);
    const into = (post: number) => degree(model.into, post);
    const out = (post: number) => degree(model.outOf, post);
    const keys = [(post: number) => model.middle(post), (post: number) => model.label(model.actorOf(post)), lane, kind, words, into, out];
    return { items, key: (post, column) => keys[column](post),
      cells: (post) => [when(model, post), foreign(model.label(model.actorOf(post))), foreign(lane(post)), kind(post), foreign(words(post)), into(post), out(post)] };
  }

  private actors(state: State): Rows {
    const { model } = this.shared;
    const net = this.net();
    net.filter(state);
    const [into, out] = [new Float64Array(model.nodes), new Float64Array(model.nodes)];
    for (let edge = 0; edge < model.edges; edge++) {
      if (!net.visible[edge]) continue;
      out[net.from[edge]] += net.weight[edge];
      into[net.to[edge]] += net.weight[edge];
    }
    const nodes = Array.from(net.present.keys()).filter((node) => net.present[node]);
    nodes.sort((a, b) => into[b] + out[b] - into[a] - out[a] || a - b);
    const at = (actor: number) => model.nodeOf(actor);
    const keys = [(actor: number) => model.label(actor), (actor: number) => model.trait("role", actor), (actor: number) => model.trait("country", actor), (actor: number) => into[at(actor)], (actor: number) => out[at(actor)]];
    return { items: nodes.map((node) => net.actor[node]), key: (actor, column) => keys[column](actor),
      cells: (actor) => [foreign(model.label(actor)), model.trait("role", actor), foreign(model.trait("country", actor)), into[at(actor)], out[at(actor)]] };
  }

  private net(): Net {
    return (this.own ??= new Net(this.shared.model));
  }
}

function sort(rows: Rows, column: number, down: boolean): void {
  const keys = new Map(rows.items.map((item) => [item, rows.key(item, column)]));
  rows.items.sort((a, b) => compare(keys.get(a)!, keys.get(b)!) * (down ? -1 : 1) || a - b);
}

function compare(a: string | number, b: string | number): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
}
