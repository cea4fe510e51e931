// Evidence in words: one post, one link, one tie, as the panel and the hover card show them.

import { foreign, h, link as anchor, web } from "./dom";
import { around, type Index, type Model } from "./scene";
import { difference } from "./wording";
import type { Selection } from "./state";
import { counted, number, percent, locale, t } from "./strings";
import { interval } from "./time";

const FEW = 8;
export type Choose = (selection: Selection) => void;

export function who(model: Model, actor: number): HTMLElement {
  return foreign(model.label(actor), "who");
}

export function when(model: Model, post: number): string {
  return interval(model.column("post.lo")[post], model.column("post.hi")[post], locale());
}

export function swatch(model: Model, evidence: number): HTMLElement {
  return h("span", { class: `swatch swatch-${model.scene.evidences[evidence]}`, "aria-hidden": "true" });
}

// The text of a post, or why there is none.
export function text(model: Model, post: number, most: number): HTMLElement | null {
  const { title, text } = model.texts.posts;
  const head = title[post];
  const body = text[post];
  if (!head && !body) return null;
  const cut = Array.from(body);
  const shown = cut.length > most ? cut.slice(0, most).join("") + "…" : body;
  return h("div", { class: "post-text" }, head ? h("strong", {}, foreign(head)) : null,
    head && body ? " " : null, body && body !== head ? foreign(shown) : null);
}

export function card(model: Model, selection: Selection): HTMLElement | null {
  if (selection.kind === "post") return postCard(model, selection.post);
  if (selection.kind === "link") return linkCard(model, selection.link);
  if (selection.kind === "actor") return actorCard(model, selection.actor);
  return selection.kind === "edge" ? edgeCard(model, selection.edge) : null;
}

function postCard(model: Model, post: number): HTMLElement {
  return h("div", {},
    h("div", { class: "card-head" }, who(model, model.actorOf(post)), h("span", { class: "quiet" }, t(`kind.${model.kind(post)}`))),
    h("div", { class: "quiet" }, when(model, post)),
    text(model, post, 180),
    h("div", { class: "quiet" }, degree(model, post)));
}

function linkCard(model: Model, link: number): HTMLElement {
  const { parent, child } = ends(model, link);
  return h("div", {},
    h("div", { class: "card-head" }, who(model, model.actorOf(parent)), "→", who(model, model.actorOf(child))),
    h("div", {}, swatch(model, model.column("link.evidence")[link]), said(model, link)),
    h("div", { class: "quiet" }, when(model, child)));
}

function actorCard(model: Model, actor: number): HTMLElement {
  const node = model.nodeOf(actor);
  return h("div", {},
    h("div", { class: "card-head" }, who(model, actor)),
    h("div", { class: "quiet" }, foreign([model.trait("role", actor), model.trait("country", actor)].filter(Boolean).join(" · "))),
    node < 0 ? null : h("div", { class: "quiet" }, counted("ties", around(model.ties, node).length)));
}

function edgeCard(model: Model, edge: number): HTMLElement {
  const { source, target } = edgeEnds(model, edge);
  const evidence = model.column("edge.evidence")[edge];
  return h("div", {},
    h("div", { class: "card-head" }, who(model, source), "→", who(model, target)),
    h("div", {}, swatch(model, evidence), t(model.scene.evidences[evidence]), " · ", counted("posts", model.column("edge.weight")[edge])));
}

export function ends(model: Model, link: number): { parent: number; child: number } {
  return { parent: model.column("link.parent")[link], child: model.column("link.child")[link] };
}

export function edgeEnds(model: Model, edge: number): { source: number; target: number } {
  const actors = model.column("node.actor");
  return { source: actors[model.column("edge.source")[edge]], target: actors[model.column("edge.target")[edge]] };
}

// What the link is, and how sure: `cited`, `copied wording · probability 71 %`.
export function said(model: Model, link: number): string {
  const name = model.scene.evidences[model.column("link.evidence")[link]];
  const probability = model.column("link.probability")[link];
  const order = model.column("link.order")[link];
  const behind = model.column("link.behind")[link];
  const parts = [t(`did.${name}`)];
  if (probability < 0.995) parts.push(t("probability", { p: percent(probability) }));
  if (order < 0.995) parts.push(t("order", { p: percent(order) }));
  if (behind > 1) parts.push(counted("links", behind));
  return parts.join(" · ");
}

function degree(model: Model, post: number): string {
  const into = around(model.into, post).length;
  const out = around(model.outOf, post).length;
  return `${t("comesFrom")}: ${number(into)} · ${t("leadsTo")}: ${number(out)}`;
}

// All that is known of a post: its words, its time, its way here and what followed.
export function post(model: Model, at: number, choose: Choose): HTMLElement[] {
  const { url, source, reason, lang } = model.texts.posts;
  const behind = model.column("post.behind")[at];
  const facts = [t(`kind.${model.kind(at)}`), lang[at], source[at] ? t(`source.${source[at]}`) : ""].filter(Boolean);
  return [
    h("h2", { class: "evidence-who" }, who(model, model.actorOf(at))),
    h("p", { class: "when" }, when(model, at)),
    h("p", { class: "quiet" }, facts.join(" · ")),
    text(model, at, 2000) ?? h("p", { class: "quiet" }, t("noText")),
    behind > 1 ? h("p", { class: "quiet" }, t("stands", { n: behind })) : null,
    web(url[at]) ? h("p", {}, anchor(url[at], t("open")), " ", h("span", { class: "quiet" }, foreign(shortened(url[at])))) : null,
    reason[at] ? h("p", { class: "quiet" }, `${t("member")}: `, foreign(reason[at])) : null,
    ...stream(model, at),
    ...chain(model, at, choose),
    ...listed(model, t("comesFrom"), [...around(model.into, at)], "parent", t("nothingBefore"), choose),
    ...listed(model, t("leadsTo"), [...around(model.outOf, at)], "child", t("nothingAfter"), choose),
    h("p", { class: "id quiet" }, foreign(model.scene.posts[at])),
  ].filter((part): part is HTMLElement => part !== null);
}

// How many posts are linked to this one over any number of steps, back in time and on.
function stream(model: Model, at: number): HTMLElement[] {
  const reached = (found: Index, end: "link.parent" | "link.child") => {
    const seen = new Set([at]);
    for (const post of seen) for (const link of around(found, post)) seen.add(model.column(end)[link]);
    return seen.size - 1;
  };
  const [before, after] = [reached(model.into, "link.parent"), reached(model.outOf, "link.child")];
  return model.links ? [h("p", { class: "quiet stream" }, t("stream", { before, after }))] : [];
}

function chain(model: Model, at: number, choose: Choose): HTMLElement[] {
  const links = model.upstream(at);
  if (links.length < 2) return [];
  const posts = [...links.map((link) => ends(model, link).parent).reverse(), at];
  return [h("h3", {}, t("path")), h("ol", { class: "chain" }, ...posts.map((post) => h("li", {},
    h("button", { class: "plain", click: () => choose({ kind: "post", post }) }, who(model, model.actorOf(post))),
    " ", h("span", { class: "quiet" }, when(model, post)))))];
}

function listed(model: Model, heading: string, links: number[], end: "parent" | "child", none: string, choose: Choose): HTMLElement[] {
  const evidence = model.column("link.evidence");
  const probability = model.column("link.probability");
  links.sort((a, b) => evidence[a] - evidence[b] || probability[b] - probability[a] || a - b);
  const item = (link: number) => {
    const other = ends(model, link)[end];
    return h("li", {}, swatch(model, evidence[link]),
      h("button", { class: "plain", click: () => choose({ kind: "link", link }) }, who(model, model.actorOf(other))),
      " ", h("span", { class: "quiet" }, `${said(model, link)} · ${when(model, other)}`));
  };
  const rest = links.length - FEW;
  const list = h("ul", { class: "links" }, ...links.slice(0, FEW).map(item));
  const more = rest <= 0 ? null : h("button", { class: "more", click: (event) => {
    list.append(...links.slice(FEW, FEW + 200).map(item));
    (event.target as HTMLElement).remove();
  } }, t("more", { n: rest }));
  const parts = links.length ? [list, more] : [h("p", { class: "quiet" }, none)];
  return [h("h3", {}, `${heading} `, h("span", { class: "quiet" }, links.length ? number(links.length) : "")), ...parts.filter((part) => part !== null)];
}

export function link(model: Model, at: number, choose: Choose): HTMLElement[] {
  const { parent, child } = ends(model, at);
  const detail = model.texts.details[at];
  return [
    h("p", { class: "when link-said" }, swatch(model, model.column("link.evidence")[at]), said(model, at)),
    detail ? h("p", { class: "quiet" }, foreign(detail)) : null,
    end(model, t("from"), parent, choose),
    end(model, t("to"), child, choose),
    ...wording(model, parent, child),
  ].filter((part): part is HTMLElement => part !== null);
}

function wording(model: Model, parent: number, child: number): HTMLElement[] {
  const said = (post: number) => model.texts.posts.text[post] || model.texts.posts.title[post];
  const found = difference(said(parent), said(child), t("wording"));
  return found ? [h("h3", {}, t("wording")), found, h("p", { class: "quiet" }, t("wordingNote"))] : [];
}

function end(model: Model, heading: string, post: number, choose: Choose): HTMLElement {
  const { url } = model.texts.posts;
  return h("section", { class: "end" }, h("h3", {}, heading),
    h("button", { class: "plain strong", click: () => choose({ kind: "post", post }) }, who(model, model.actorOf(post))),
    h("p", { class: "quiet" }, when(model, post)), text(model, post, 320),
    web(url[post]) ? h("p", {}, anchor(url[post], t("open"))) : null);
}

export function actor(model: Model, at: number, choose: Choose): HTMLElement[] {
  const people = model.column("actor.people")[at] || 1;
  const node = model.nodeOf(at);
  const facts = [model.trait("role", at), model.trait("country", at), people > 1 ? t("people", { n: people }) : "", node < 0 ? "" : t("community", { n: model.column("node.community")[node] + 1 })];
  return [
    h("h2", { class: "evidence-who" }, who(model, at)),
    h("p", { class: "quiet" }, foreign(facts.filter(Boolean).join(" · "))),
    ...neighbours(model, node, choose),
    ...postsOf(model, at, choose),
  ];
}

function neighbours(model: Model, node: number, choose: Choose): HTMLElement[] {
  if (node < 0) return [];
  const weight = model.column("edge.weight");
  const source = model.column("edge.source");
  const edges = [...around(model.ties, node)].sort((a, b) => weight[b] - weight[a] || a - b);
  const rest = edges.length - 14;
  const item = (edge: number) => {
    const found = edgeEnds(model, edge);
    const leaving = source[edge] === node;
    return h("li", {}, swatch(model, model.column("edge.evidence")[edge]),
      h("span", { class: "quiet" }, leaving ? "→ " : "← "),
      h("button", { class: "plain", click: () => choose({ kind: "edge", edge }) }, who(model, leaving ? found.target : found.source)),
      " ", h("span", { class: "quiet" }, `${t(model.scene.evidences[model.column("edge.evidence")[edge]])} · ${counted("posts", weight[edge])}`));
  };
  return [h("h3", {}, `${t("neighbours")} `, h("span", { class: "quiet" }, number(edges.length))),
    h("ul", { class: "links" }, ...edges.slice(0, 14).map(item)),
    ...(rest > 0 ? [h("p", { class: "quiet" }, t("more", { n: rest }))] : [])];
}

function postsOf(model: Model, actor: number, choose: Choose): HTMLElement[] {
  const own: number[] = [];
  for (let post = 0; post < model.posts && own.length < 60; post++) if (model.actorOf(post) === actor) own.push(post);
  return own.length ? [h("h3", {}, t("postsOf")), postList(model, own.slice(0, 20), choose)] : [];
}

export function edge(model: Model, at: number, choose: Choose): HTMLElement[] {
  const { source, target } = edgeEnds(model, at);
  const evidence = model.column("edge.evidence")[at];
  const links: number[] = [];
  for (let link = 0; link < model.links && links.length < 200; link++) {
    const { parent, child } = ends(model, link);
    if (model.column("link.evidence")[link] === evidence && model.actorOf(parent) === source && model.actorOf(child) === target) links.push(link);
  }
  const item = (link: number) => h("li", {}, swatch(model, evidence),
    h("button", { class: "plain", click: () => choose({ kind: "link", link }) }, said(model, link)),
    " ", h("span", { class: "quiet" }, when(model, ends(model, link).child)), text(model, ends(model, link).child, 160));
  return [
    h("h2", { class: "evidence-who" }, who(model, source), " → ", who(model, target)),
    h("p", {}, swatch(model, evidence), t(model.scene.evidences[evidence]), " · ", counted("posts", model.column("edge.weight")[at])),
    h("p", {}, ...[source, target].map((actor) => h("button", { class: "chip", click: () => choose({ kind: "actor", actor }) }, who(model, actor)))),
    ...sample(model, at, choose),
    ...(links.length ? [h("h3", {}, t("between")), h("ul", { class: "links" }, ...links.slice(0, 40).map(item))] : []),
  ];
}

// The one post that a whole case's map keeps under a heavy line.
function sample(model: Model, edge: number, choose: Choose): HTMLElement[] {
  const post = model.sample(edge);
  return post >= 0 ? [h("h3", {}, t("firstOf")), postList(model, [post], choose)] : [];
}

export function postList(model: Model, posts: number[], choose: Choose): HTMLElement {
  return h("ul", { class: "links" }, ...posts.map((post) => h("li", {},
    h("button", { class: "plain", click: () => choose({ kind: "post", post }) }, when(model, post)), text(model, post, 140))));
}

function shortened(address: string): string {
  const plain = address.replace(/^https?:\/\//, "");
  return plain.length > 48 ? plain.slice(0, 47) + "…" : plain;
}
