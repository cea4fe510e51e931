// The page as a whole: head, tabs, one view at a time, the slider, the panel; one state for all.

import { Card } from "./card";
import { Controls } from "./controls";
import { foreign, h, replace, s } from "./dom";
import { Flows } from "./flows";
import { colourings } from "./groups";
import { Lanes } from "./lanes";
import { Legend } from "./legend";
import { Matrix } from "./matrix";
import { BUNDLES, COMMUNITIES } from "./bundles";
import { EXPAND } from "./net";
import { Network } from "./network";
import { Panel } from "./panel";
import type { Model } from "./scene";
import { kindsOf, save } from "./save";
import { Search } from "./search";
import { Slider } from "./slider";
import { type Finder, PLAIN, read, type Selection, type State, Store, written } from "./state";
import { counted, LANGUAGES, locale, speak, spoken, t } from "./strings";
import { TableView } from "./table";
import { isDark, theme } from "./theme";
import { Timeline } from "./timeline";
import { dates } from "./time";
import type { Shared, View } from "./view";

export class App {
  private readonly store: Store;
  private readonly shared: Shared;
  private readonly views = new Map<string, View>();
  private readonly stage = h("div", { class: "views" });
  private readonly live = h("p", { class: "live", "aria-live": "polite" });
  private readonly facts = h("p", { class: "facts quiet" });
  private readonly tabs = h("div", { class: "tabs", role: "tablist" });
  private readonly note = h("p", { class: "note quiet" });
  private readonly zoom = h("div", { class: "zoom" });
  private readonly tools = h("div", { class: "tools" });
  private readonly slider: Slider | null;
  private readonly legend: Legend;
  private readonly controls: Controls;
  private readonly panel: Panel;
  private readonly search: Search;

  constructor(private readonly root: HTMLElement, private readonly model: Model) {
    this.store = new Store(this.first());
    const card = new Card(model);
    this.shared = { model, store: this.store, theme: theme(model.scene.evidences), card, say: (text) => this.say(text) };
    this.slider = model.has("histogram.posts") ? new Slider(model, this.store) : null;
    this.legend = new Legend(model, this.store);
    this.controls = new Controls(this.model, this.store);
    this.panel = new Panel(this.shared);
    this.search = new Search(model, (selection) => this.go(selection), (text) => this.say(text));
    this.build(card);
    this.store.listen((state, changed) => this.update(state, changed));
    this.update(this.store.state, new Set(Object.keys(this.store.state) as (keyof State)[]));
    this.follow();
  }

  private first(): State {
    const { scene, range } = this.model;
    const plain: State = { ...PLAIN, view: scene.view, window: range };
    return { ...plain, ...read(location.hash, range, finder(this.model)) };
  }

  private build(card: Card): void {
    const title = this.root.querySelector("h1") ?? h("h1", { class: "viewer-title" });
    replace(title, foreign(this.model.scene.title));
    const head = h("header", { class: "head" }, h("div", { class: "heading" }, title, this.facts), this.tabs, this.search.element, this.tools);
    const main = h("div", { class: "main" }, h("div", { class: "chart" }, this.stage, this.zoom), this.note,
      h("div", { class: "below" }, this.slider?.element, this.legend.element, this.controls.element));
    replace(this.root, head, main, this.panel.element, card.element, this.live);
    this.words();
  }

  // Everything that is said in the chosen language.
  private words(): void {
    const { scene } = this.model;
    const { facts } = scene;
    const said = [t(`level.${scene.level}`), facts.posts ? counted("posts", facts.posts) : counted("actors", facts.actors)];
    if (facts.languages.length) said.push(counted("languages", facts.languages.length));
    if (facts.first !== null && facts.last !== null) said.push(dates(facts.first, facts.last, locale()));
    this.facts.textContent = said.join(" · ");
    replace(this.tabs, ...scene.views.map((view) => this.tab(view)));
    this.tabs.setAttribute("aria-label", t("views"));
    replace(this.zoom, ...([["+", "zoomIn", 0.7], ["−", "zoomOut", 1.4], ["⤢", "fit", 0]] as const).map(([sign, key, factor]) =>
      h("button", { title: t(key), "aria-label": t(key), click: () => this.zoomBy(factor) }, sign)));
    replace(this.tools, this.saving(), this.languages(), this.themes());
    this.notes();
  }

  private notes(): void {
    const { scene } = this.model;
    const { view } = this.store.state;
    const ofView: Record<string, string[]> = { lanes: ["posts", "links", "texts"], table: ["posts", "links", "texts"], network: ["actors", "links"], timeline: [], matrix: ["actors", "links"], flows: ["links"] };
    const left = scene.omitted.filter(({ what }) => scene.level === "case" || ofView[view].includes(what)).map(({ what, count, of, rule }) => {
      if (what === "posts" && rule.startsWith("reposts folded")) return t("shown", { n: of - count, of, what: t("what.posts"), rule });
      return t("left", { n: count, of, what: t(`what.${what}`), rule });
    });
    const all = ofView[view].includes("posts") && this.model.has("link.parent") && !scene.omitted.some(({ what }) => what === "posts") ? [t("shownAll", { n: scene.facts.posts })] : [];
    const about: Record<string, string[]> = { lanes: [t("arrows"), t("rows"), t("times")], network: [t("distance"), ...(this.model.nodes > EXPAND ? [t("expand", { n: EXPAND, groups: COMMUNITIES, most: BUNDLES })] : []), ...(this.model.bins ? [t("binned")] : [])], timeline: [t("stacked"), t("times")], matrix: [t("matrixNote")], flows: [], table: [t("times")] };
    const crowds = scene.audience === "public" ? [t("crowds"), ...(scene.level === "case" && this.model.bins ? [t("spans")] : [])] : [];
    this.note.textContent = [...all, ...crowds, ...left, ...(about[view] ?? [])].join(" ");
  }

  private tab(view: string): HTMLElement {
    const on = this.store.state.view === view;
    const key = (event: Event) => {
      const { key } = event as KeyboardEvent;
      const step = key === "ArrowRight" ? 1 : key === "ArrowLeft" ? -1 : 0;
      if (!step) return;
      const { views } = this.model.scene;
      const next = views[(views.indexOf(view) + step + views.length) % views.length];
      this.store.set({ view: next });
      document.getElementById(`tab-${next}`)?.focus();
    };
    return h("button", { role: "tab", id: `tab-${view}`, "aria-selected": String(on), "aria-controls": `view-${view}`, tabindex: on ? 0 : -1, click: () => this.store.set({ view }), keydown: key }, t(view));
  }

  // A menu of files; it closes when one is chosen.
  private saving(): HTMLElement {
    const menu = h("details", { class: "saving", id: "saving" }, h("summary", { class: "tool", "aria-label": t("save"), title: t("save") },
      s("svg", { viewBox: "0 0 20 20", "aria-hidden": "true" }, s("path", { d: "M9 2h2v8l3-3 1.4 1.4L10 13.8 4.6 8.400 6 7l3 3zM3 16h14v2H3z", class: "ink" }))),
      h("div", { class: "files" }, ...kindsOf(this.store.state.view).map((kind) => h("button", { "data-save": kind, click: () => {
        menu.open = false;
        this.say(t("saved", { file: kind.toUpperCase() }));
        void save(kind, this.view(this.store.state.view), this.store.state, this.model, this.shared.theme);
      } }, kind.toUpperCase()))));
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      menu.open = false;
      menu.querySelector("summary")?.focus();
    });
    return menu;
  }

  private languages(): HTMLElement {
    const change = (event: Event) => {
      speak((event.target as HTMLSelectElement).value);
      this.restyle();
    };
    return h("select", { class: "tool", "aria-label": t("language"), id: "language", change },
      ...Object.entries(LANGUAGES).map(([code, name]) => h("option", { value: code, selected: code === spoken() }, name)));
  }

  private themes(): HTMLElement {
    const click = () => {
      document.documentElement.dataset.theme = isDark() ? "light" : "dark";
      this.restyle();
    };
    return h("button", { class: "tool", "aria-label": t("theme"), title: t("theme"), id: "theme", click },
      s("svg", { viewBox: "0 0 20 20", "aria-hidden": "true" }, s("circle", { cx: 10, cy: 10, r: 7, class: "outline" }), s("path", { d: "M10 3a7 7 0 0 1 0 14z", class: "ink" })));
  }

  private restyle(): void {
    document.documentElement.lang = spoken();
    Object.assign(this.shared.theme, theme(this.model.scene.evidences));
    this.words();
    this.search.restyle();
    this.slider?.restyle();
    this.legend.restyle();
    this.controls.restyle();
    this.panel.update(this.store.state);
    for (const view of this.views.values()) view.restyle();
  }

  private view(name: string): View {
    const made = this.views.get(name);
    if (made) return made;
    const holder = h("div", { class: "holder", role: "tabpanel", "aria-labelledby": `tab-${name}` });
    const kinds: Record<string, new (shared: Shared) => View> = { lanes: Lanes, timeline: Timeline, network: Network, matrix: Matrix, flows: Flows, table: TableView };
    const view = new kinds[name](this.shared);
    this.views.set(name, view);
    holder.append(view.element);
    this.stage.append(holder);
    view.update(this.store.state, new Set(Object.keys(this.store.state) as (keyof State)[]));
    return view;
  }

  private update(state: State, changed: ReadonlySet<keyof State>): void {
    if (changed.has("view")) this.turn(state.view);
    for (const view of this.views.values()) view.update(state, changed);
    this.slider?.update(state);
    this.legend.update(state, changed);
    this.controls.update(state, changed);
    if (changed.has("selection")) this.panel.update(state);
    if (changed.has("selection") && !changed.has("view")) this.announce(state.selection);
    if ([...changed].some((key) => key !== "hover" && (key !== "cursor" || !this.slider?.playing))) this.write(state);
  }

  private turn(view: string): void {
    this.view(view);
    for (const [name, made] of this.views) made.element.parentElement!.hidden = name !== view;
    this.root.dataset.view = view;
    this.words();
  }

  private announce(selection: Selection | null): void {
    if (!selection) return this.say(t("cleared"));
    if (selection.kind === "post") this.say(t("selected", { what: this.model.label(this.model.actorOf(selection.post)) }));
    else if (selection.kind === "actor") this.say(t("selected", { what: this.model.label(selection.actor) }));
  }

  private say(text: string): void {
    this.live.textContent = text;
  }

  // Go to something found: choose it, and bring it into view.
  private go(selection: Selection): void {
    const { state } = this.store;
    const change: Partial<State> = { selection };
    const network = this.views.get("network");
    if (selection.kind === "post") {
      const [from, to] = state.window;
      const at = this.model.middle(selection.post);
      if (at < from || at > to) change.window = this.model.range;
    }
    this.store.set(change);
    if (selection.kind === "actor" && state.view === "network" && network instanceof Network) {
      const node = this.model.nodeOf(selection.actor);
      if (node >= 0) network.fly(node);
    }
  }

  private zoomBy(factor: number): void {
    const view = this.views.get(this.store.state.view);
    if (view instanceof Lanes) factor ? view.zoom(factor) : this.store.set({ window: this.model.range });
    if (view instanceof Network) factor ? view.zoom(factor) : view.fit();
  }

  private write(state: State): void {
    const { posts, evidences } = this.model.scene;
    const names = { post: (i: number) => posts[i], actor: (i: number) => this.model.id(i), evidence: (i: number) => evidences[i] };
    const hash = `#${written(state, this.model.range, names)}`;
    if (hash === location.hash) return;
    try {
      history.replaceState(null, "", hash);
    } catch {
      // a page inside a sandboxed frame has no history of its own
    }
  }

  private follow(): void {
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.restyle());
    addEventListener("hashchange", () => this.store.set(this.first()));
    let before: string | undefined;
    addEventListener("beforeprint", () => {
      before = document.documentElement.dataset.theme;
      document.documentElement.dataset.theme = "light";
      this.restyle();
    });
    addEventListener("afterprint", () => {
      if (before) document.documentElement.dataset.theme = before;
      else delete document.documentElement.dataset.theme;
      this.restyle();
    });
  }
}

function finder(model: Model): Finder {
  const { posts, evidences, views, dimensions, findings } = model.scene;
  return {
    post: (id) => (id ? posts.indexOf(id) : -1),
    actor: (id) => model.findActor(id),
    evidence: (name) => evidences.indexOf(name),
    paths: (finding) => findings[finding]?.paths?.length ?? 0,
    links: model.links,
    edges: model.edges,
    dimensions: dimensions.length,
    views,
    colours: colourings(model),
  };
}
