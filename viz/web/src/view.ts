// What every view shares: the model, the state, the colours, and which things the present filters leave in.

import { groupsOf } from "./groups";
import type { Model } from "./scene";
import type { Selection, State, Store } from "./state";
import type { Theme } from "./theme";

export interface Shared {
  model: Model;
  store: Store;
  theme: Theme;
  card: { show(selection: Selection | null, x: number, y: number): void };
  say(text: string): void;
}

export interface View {
  element: HTMLElement;
  update(state: State, changed: ReadonlySet<keyof State>): void;
  restyle(): void;
  // Paint the view as it is into another canvas, or a pen of another kind; views of markup have none.
  copy?(pen: CanvasRenderingContext2D): void;
  readonly surface?: { width: number; height: number; ratio: number };
}

// A post is in view when its interval meets the window and, while playing, has begun.
export function inWindow(model: Model, post: number, state: State): boolean {
  const lo = model.column("post.lo")[post];
  const hi = model.column("post.hi")[post];
  if (state.muted.size && state.muted.has(groupsOf(model, state.colour).of[model.actorOf(post)])) return false;
  return hi >= state.window[0] && lo <= state.window[1] && (state.cursor === null || model.middle(post) <= state.cursor);
}

export function linkShown(model: Model, link: number, state: State): boolean {
  if (state.hidden.has(model.column("link.evidence")[link])) return false;
  const parent = model.column("link.parent")[link];
  const child = model.column("link.child")[link];
  if (state.cursor !== null) return model.middle(child) <= state.cursor && model.middle(parent) <= state.cursor;
  return inWindow(model, parent, state) || inWindow(model, child, state);
}

// What a selection lights up: posts and links, and whether the links are its own path.
export interface Lit {
  posts: Set<number>;
  links: Set<number>;
  path: Set<number>;
}

export function lit(model: Model, selection: Selection | null, hops = 1): Lit | null {
  if (!selection || selection.kind === "edge") return null;
  const found: Lit = { posts: new Set(), links: new Set(), path: new Set() };
  if (selection.kind === "post") lightPost(model, selection.post, hops, found);
  else if (selection.kind === "link") found.path.add(selection.link);
  else if (selection.kind === "actor") {
    const actor = model.column("post.actor");
    for (let post = 0; post < model.posts; post++) if (actor[post] === selection.actor) lightAround(model, post, found);
  } else lightPath(model, selection, found);
  for (const link of [...found.links, ...found.path]) {
    found.posts.add(model.column("link.parent")[link]);
    found.posts.add(model.column("link.child")[link]);
  }
  return found;
}

function lightPost(model: Model, post: number, hops: number, found: Lit): void {
  let front = [post];
  for (let hop = 0; hop < hops; hop++) {
    for (const one of front) lightAround(model, one, found);
    const known = new Set(front);
    const ends = [...found.links].flatMap((link) => [model.column("link.parent")[link], model.column("link.child")[link]]);
    front = [...new Set(ends)].filter((end) => !known.has(end));
  }
  for (const link of model.upstream(post)) found.path.add(link);
}

function lightAround(model: Model, post: number, found: Lit): void {
  found.posts.add(post);
  const parent = model.column("link.parent");
  const child = model.column("link.child");
  for (const index of [model.into, model.outOf]) {
    for (let at = index.start[post]; at < index.start[post + 1]; at++) found.links.add(index.items[at]);
  }
  for (const link of found.links) if (parent[link] === child[link]) found.links.delete(link);
}

function lightPath(model: Model, selection: { finding: number; path: number }, found: Lit): void {
  const ids = model.scene.findings[selection.finding]?.paths?.[selection.path]?.posts ?? [];
  const posts = ids.map((id) => model.postOf.get(id) ?? -1).filter((post) => post >= 0);
  posts.forEach((post) => found.posts.add(post));
  for (let step = 1; step < posts.length; step++) {
    const link = between(model, posts[step - 1], posts[step]);
    if (link >= 0) found.path.add(link);
  }
}

export function between(model: Model, parent: number, child: number): number {
  let best = -1;
  for (let at = model.outOf.start[parent]; at < model.outOf.start[parent + 1]; at++) {
    const link = model.outOf.items[at];
    if (model.column("link.child")[link] !== child) continue;
    if (best < 0 || model.column("link.evidence")[link] < model.column("link.evidence")[best]) best = link;
  }
  return best;
}
