"use strict";
"use strict";
(() => {
  // src/dom.ts
  var SVG = "http://www.w3.org/2000/svg";
  function h(tag, attributes = {}, ...children) {
    return dress(document.createElement(tag), attributes, children);
  }
  function s(tag, attributes = {}, ...children) {
    return dress(document.createElementNS(SVG, tag), attributes, children);
  }
  function replace(parent, ...children) {
    parent.replaceChildren(...children.filter(present).map(node));
  }
  function link(address, text2) {
    const url = web(address);
    if (!url) return foreign(text2);
    return h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, foreign(text2));
  }
  function web(address) {
    let url;
    try {
      url = new URL(address);
    } catch {
      return null;
    }
    return (url.protocol === "http:" || url.protocol === "https:") && url.hostname ? url.href : null;
  }
  function foreign(text2, name) {
    return h("bdi", { dir: "auto", class: name }, clean(text2));
  }
  function clean(text2) {
    return text2.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, "�");
  }
  function oneLine(text2, most2 = 40) {
    const plain2 = clean(text2).replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "").replace(/\s+/g, " ").trim();
    const letters = Array.from(plain2);
    return letters.length > most2 ? letters.slice(0, most2 - 1).join("") + "…" : plain2;
  }
  function dress(element, attributes, children) {
    for (const [name, value] of Object.entries(attributes)) {
      if (typeof value === "function") element.addEventListener(name, value);
      else if (value === true) element.setAttribute(name, "");
      else if (value !== false && value !== null && value !== void 0) element.setAttribute(name, String(value));
    }
    element.append(...children.filter(present).map(node));
    return element;
  }
  function present(child) {
    return child !== null && child !== void 0 && child !== false;
  }
  function node(child) {
    return child instanceof Node ? child : document.createTextNode(String(child));
  }

  // src/decode.ts
  async function block(id) {
    const element = document.getElementById(id);
    const coded2 = element?.textContent ?? "";
    element?.remove();
    return coded2 ? inflate(bytes(coded2)) : new ArrayBuffer(0);
  }
  function bytes(coded2) {
    const native = Uint8Array.fromBase64;
    if (native) return native.call(Uint8Array, coded2.trim());
    const letters = atob(coded2.trim());
    const out = new Uint8Array(letters.length);
    for (let i = 0; i < letters.length; i++) out[i] = letters.charCodeAt(i);
    return out;
  }
  async function inflate(packed) {
    const length = new DataView(packed.buffer, packed.byteOffset + packed.length - 4).getUint32(0, true);
    const out = new Uint8Array(length);
    const { readable, writable } = new DecompressionStream("gzip");
    const writer = writable.getWriter();
    const written2 = writer.write(packed).then(() => writer.close());
    const reader = readable.getReader();
    let at = 0;
    for (let piece2 = await reader.read(); !piece2.done; piece2 = await reader.read()) {
      out.set(piece2.value, at);
      at += piece2.value.length;
    }
    await written2;
    return out.buffer;
  }
  async function json(id) {
    return JSON.parse(new TextDecoder().decode(await block(id)));
  }
  var ARRAYS = { f8: Float64Array, f4: Float32Array, u4: Uint32Array, u2: Uint16Array, u1: Uint8Array };
  function column({ type, coding, offset, length }, geometry) {
    if (coding !== "delta") return new ARRAYS[type](geometry, offset, length);
    return unfolded(new Uint8Array(geometry, offset), type, length);
  }
  function unfolded(planes, type, length) {
    const out = new ARRAYS[type](new ArrayBuffer(length * Number(type[1])), 0, length);
    const plane = (number2) => planes.subarray(number2 * length, (number2 + 1) * length);
    if (out instanceof Uint32Array) wide(out, plane(0), plane(1), plane(2), plane(3), plane(4));
    else narrow(out, plane(0), plane(1), out instanceof Uint16Array ? plane(2) : new Uint8Array(length));
    return out;
  }
  function narrow(out, one, two, three) {
    for (let i = 0, at = 0; i < out.length; i++) {
      const folded = one[i] | two[i] << 8 | three[i] << 16;
      at += folded >>> 1 ^ -(folded & 1);
      out[i] = at;
    }
  }
  function wide(out, one, two, three, four, five) {
    for (let i = 0, at = 0; i < out.length; i++) {
      const folded = one[i] | two[i] << 8 | three[i] << 16 | four[i] << 24;
      at = at + ((folded >>> 1 | five[i] << 31) ^ -(folded & 1)) | 0;
      out[i] = at;
    }
  }

  // src/networkGeometry.ts
  function strengths(nodes, source, target, weight, which = "all") {
    const out = new Float32Array(nodes);
    if (which === "same") return out.fill(1);
    for (let edge2 = 0; edge2 < source.length; edge2++) {
      if (which !== "in") out[source[edge2]] += weight[edge2];
      if (which === "in" || which === "all" && target[edge2] !== source[edge2]) out[target[edge2]] += weight[edge2];
    }
    return out;
  }
  function largest(values, count) {
    const floor = least(values, count);
    const found = [];
    for (let at = 0; at < values.length; at++) if (values[at] >= floor) found.push(at);
    found.sort((a, b) => values[b] - values[a] || a - b);
    return Uint32Array.from(found.slice(0, count));
  }
  function least(values, count) {
    if (values.length <= 4 * count) return -Infinity;
    const step = Math.ceil(values.length / 5e4);
    const sample2 = values.filter((_, at) => at % step === 0).sort();
    for (let share = 1.5 * count / values.length; share < 1; share *= 2) {
      const floor = sample2[Math.max(0, Math.floor(sample2.length * (1 - share)))];
      let reached = 0;
      for (let at = 0; at < values.length; at++) reached += Number(values[at] >= floor);
      if (reached >= count) return floor;
    }
    return -Infinity;
  }
  function steps(nodes, start2, most2, next) {
    const out = new Uint8Array(nodes).fill(255);
    let front = start2;
    for (const node2 of front) out[node2] = 0;
    for (let step = 1; step <= most2 && front.length; step++) {
      const found = [];
      for (const node2 of front) {
        for (const other of next(node2)) {
          if (out[other] !== 255) continue;
          out[other] = step;
          found.push(other);
        }
      }
      front = found;
    }
    return out;
  }
  function extent(discs2, at) {
    let [low, high] = [Infinity, -Infinity];
    for (const disc of discs2) [low, high] = [Math.min(low, at(disc) - disc.r), Math.max(high, at(disc) + disc.r)];
    return discs2.length ? [low, high] : [0, 1];
  }
  function discs(x, y, community) {
    const out = [];
    for (let from = 0; from < x.length; ) {
      let to = from;
      let [sumX, sumY, r] = [0, 0, 0];
      for (; to < x.length && community[to] === community[from]; to++) [sumX, sumY] = [sumX + x[to], sumY + y[to]];
      const [cx, cy] = [sumX / (to - from), sumY / (to - from)];
      for (let node2 = from; node2 < to; node2++) r = Math.max(r, Math.hypot(x[node2] - cx, y[node2] - cy));
      out.push({ x: cx, y: cy, r: r + 0.55, from, to });
      from = to;
    }
    return out;
  }
  function ahead(x, y, shown, from, dx, dy) {
    let best = -1;
    let least2 = Infinity;
    for (let node2 = 0; node2 < x.length; node2++) {
      const along = (x[node2] - x[from]) * dx + (y[node2] - y[from]) * dy;
      const aside = Math.abs((x[node2] - x[from]) * dy) + Math.abs((y[node2] - y[from]) * dx);
      if (node2 === from || along <= 0 || !shown[node2] || along + 2 * aside >= least2) continue;
      least2 = along + 2 * aside;
      best = node2;
    }
    return best;
  }

  // src/scene.ts
  var LISTS = { role: "roles", country: "countries", language: "languages", platform: "platforms" };
  var Model = class {
    constructor(scene, texts, geometry) {
      this.scene = scene;
      this.texts = texts;
      this.arrays = /* @__PURE__ */ new Map();
      this.once = /* @__PURE__ */ new Map();
      for (const one of scene.columns) this.arrays.set(one.name, column(one, geometry));
      this.posts = scene.posts.length;
      this.links = this.column("link.parent").length;
      this.actors = this.column("actor.high").length;
      this.nodes = this.column("node.actor").length;
      this.edges = this.column("edge.source").length;
      const [left, top, step] = scene.extent;
      this.x = scaled(this.column("node.x"), left, step);
      this.y = scaled(this.column("node.y"), top, step);
    }
    // What the first picture does not need is made when it is first asked for.
    lazy(name, make) {
      if (!this.once.has(name)) this.once.set(name, make());
      return this.once.get(name);
    }
    get into() {
      return this.lazy("into", () => index(this.posts, [this.column("link.child")]));
    }
    get outOf() {
      return this.lazy("outOf", () => index(this.posts, [this.column("link.parent")]));
    }
    get ties() {
      return this.lazy("ties", () => index(this.nodes, [this.column("edge.source"), this.column("edge.target")]));
    }
    get postOf() {
      return this.lazy("postOf", () => new Map(this.scene.posts.map((id, post2) => [id, post2])));
    }
    get worded() {
      return this.lazy("worded", () => numbered(this.column("actor.text")));
    }
    get sampled() {
      const posts = this.column("sample.post");
      return this.lazy("sampled", () => new Map(Array.from(this.column("sample.edge"), (edge2, at) => [edge2, posts[at]])));
    }
    get placed() {
      return this.lazy("placed", () => inverse(this.column("node.actor"), this.actors));
    }
    // What the ties of each node weigh: all of them, those that leave it, or those that reach it.
    strength(which) {
      const [source, target, weight] = ["source", "target", "weight"].map((name) => this.column(`edge.${name}`));
      return this.lazy(`strength.${which}`, () => strengths(this.nodes, source, target, weight, which));
    }
    column(name) {
      return this.arrays.get(name) ?? new Float32Array(0);
    }
    has(name) {
      return this.column(name).length > 0;
    }
    // The actor's place in the network, or -1.
    nodeOf(actor2) {
      return this.placed[actor2] ?? -1;
    }
    // The one post that a whole case's map keeps under a heavy line, or -1.
    sample(edge2) {
      return this.sampled.get(edge2) ?? -1;
    }
    id(actor2) {
      const at = this.worded.get(actor2);
      return at === void 0 ? `p-${this.digits(actor2)}` : this.scene.actors.id[at];
    }
    label(actor2) {
      const at = this.worded.get(actor2);
      if (at !== void 0) return this.scene.actors.label[at] || this.scene.actors.id[at];
      const role = this.trait("role", actor2);
      return `${role === "unknown" ? "account" : role} ${this.digits(actor2).slice(0, 6)}`;
    }
    trait(name, actor2) {
      return this.scene.actors[LISTS[name]][this.column(`actor.${name}`)[actor2]] ?? "";
    }
    // Actors that have an id or label of their own; all others are pseudonyms.
    get told() {
      return this.worded.keys();
    }
    isTold(actor2) {
      return this.worded.has(actor2);
    }
    findActor(id) {
      const pseudonym = /^p-([0-9a-f]{8})([0-9a-f]{8})$/.exec(id);
      if (pseudonym) {
        const [high, low] = [parseInt(pseudonym[1], 16), parseInt(pseudonym[2], 16)];
        const [highs, lows] = [this.column("actor.high"), this.column("actor.low")];
        for (let actor2 = 0; actor2 < this.actors; actor2++) if (highs[actor2] === high && lows[actor2] === low) return actor2;
      }
      const at = id ? this.scene.actors.id.indexOf(id) : -1;
      return at < 0 ? -1 : this.column("actor.text")[at];
    }
    digits(actor2) {
      const part = (name) => this.column(name)[actor2].toString(16).padStart(8, "0");
      return part("actor.high") + part("actor.low");
    }
    // The middle of a post's interval: where its mark stands.
    middle(post2) {
      return (this.column("post.lo")[post2] + this.column("post.hi")[post2]) / 2;
    }
    actorOf(post2) {
      return this.column("post.actor")[post2];
    }
    laneOf(post2) {
      return this.column("actor.lane")[this.actorOf(post2)];
    }
    kind(post2) {
      return this.scene.kinds[this.column("post.kind")[post2]];
    }
    get bins() {
      return this.column("histogram.posts").length;
    }
    // The bin of a time, which may lie outside.
    bin(time) {
      const [from, to] = this.range;
      return Math.floor((time - from) / (to - from) * this.bins);
    }
    get range() {
      const range = this.column("histogram.range");
      return range.length === 2 ? [range[0], range[1]] : [0, 1];
    }
    // The best documented way back: from each post to its surest parent, until none is left.
    upstream(post2) {
      const evidence = this.column("link.evidence");
      const probability = this.column("link.probability");
      const parent = this.column("link.parent");
      const seen = /* @__PURE__ */ new Set([post2]);
      const chain2 = [];
      for (let at = post2; ; ) {
        let best = -1;
        for (const link3 of around(this.into, at)) {
          if (seen.has(parent[link3])) continue;
          const better = best < 0 || evidence[link3] < evidence[best] || evidence[link3] === evidence[best] && probability[link3] > probability[best];
          if (better) best = link3;
        }
        if (best < 0) return chain2;
        chain2.push(best);
        at = parent[best];
        seen.add(at);
      }
    }
  };
  function index(size, ends2) {
    const start2 = new Uint32Array(size + 1);
    for (const end2 of ends2) for (let i = 0; i < end2.length; i++) start2[end2[i] + 1]++;
    for (let i = 0; i < size; i++) start2[i + 1] += start2[i];
    const at = start2.slice(0, size);
    const items = new Uint32Array(start2[size] ?? 0);
    for (const end2 of ends2) for (let i = 0; i < end2.length; i++) items[at[end2[i]]++] = i;
    return { start: start2, items };
  }
  function scaled(values, first, step) {
    const out = new Float32Array(values.length);
    for (let i = 0; i < out.length; i++) out[i] = first + values[i] * step;
    return out;
  }
  function inverse(values, size) {
    const out = new Int32Array(size).fill(-1);
    for (let at = 0; at < values.length; at++) out[values[at]] = at;
    return out;
  }
  function numbered(values) {
    return new Map(Array.from(values, (value, at) => [value, at]));
  }
  function around(found, item) {
    return found.items.subarray(found.start[item], found.start[item + 1]);
  }
  function documented(evidence) {
    return evidence === "reference" || evidence === "citation" || evidence === "attribution";
  }
  function most(values) {
    let found = 1;
    for (let i = 0; i < values.length; i++) found = Math.max(found, values[i]);
    return found;
  }

  // src/wording.ts
  var WORDS = 240;
  function cut(text2) {
    return (text2.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]+|\s+/gu) ?? []).slice(0, WORDS * 2);
  }
  function compared(before, after) {
    const [a, b] = [cut(before), cut(after)];
    const wide2 = b.length + 1;
    const length = new Uint16Array((a.length + 1) * wide2);
    for (let i2 = a.length - 1; i2 >= 0; i2--) {
      for (let j2 = b.length - 1; j2 >= 0; j2--) {
        length[i2 * wide2 + j2] = a[i2] === b[j2] ? length[(i2 + 1) * wide2 + j2 + 1] + 1 : Math.max(length[(i2 + 1) * wide2 + j2], length[i2 * wide2 + j2 + 1]);
      }
    }
    const out = [];
    const add = (kind, text2) => {
      const last2 = out[out.length - 1];
      if (last2?.kind === kind) last2.text += text2;
      else out.push({ kind, text: text2 });
    };
    let [i, j] = [0, 0];
    while (i < a.length || j < b.length) {
      if (i < a.length && j < b.length && a[i] === b[j]) add("same", (i++, b[j++]));
      else if (i < a.length && (j === b.length || length[(i + 1) * wide2 + j] >= length[i * wide2 + j + 1])) add("gone", a[i++]);
      else add("new", b[j++]);
    }
    return out;
  }
  function difference(before, after, label) {
    if (!before || !after || before === after) return null;
    const pieces = compared(before, after);
    const letters = (kind) => pieces.reduce((sum, piece2) => sum + (piece2.kind === kind ? piece2.text.trim().length : 0), 0);
    if (letters("same") < 0.2 * (letters("same") + letters("new"))) return null;
    const tags = { same: "span", gone: "del", new: "ins" };
    return h("div", { class: "post-text wording", "aria-label": label, role: "group" }, ...pieces.map((piece2) => h(tags[piece2.kind], {}, foreign(piece2.text))));
  }

  // src/lang/en.json
  var en_default = {
    lanes: "Lanes",
    network: "Network",
    flows: "Flows",
    table: "Table",
    views: "Views",
    theme: "Light or dark",
    language: "Language",
    search: "Search posts, outlets…",
    searchLabel: "Search posts and actors",
    found: "{n} found",
    foundNone: "Nothing found",
    "level.link": "link level",
    "level.words": "words level",
    "level.claim": "claim level",
    "level.case": "whole case",
    "posts.one": "{n} post",
    "posts.other": "{n} posts",
    "actors.one": "{n} actor",
    "actors.other": "{n} actors",
    "links.one": "{n} link",
    "links.other": "{n} links",
    "ties.one": "{n} tie",
    "ties.other": "{n} ties",
    "languages.one": "{n} language",
    "languages.other": "{n} languages",
    "each.minute": "minute",
    "each.hour": "hour",
    "each.day": "day",
    "minute.one": "{n} minute",
    "minute.other": "{n} minutes",
    "hour.one": "{n} hour",
    "hour.other": "{n} hours",
    "day.one": "{n} day",
    "day.other": "{n} days",
    reference: "reposts",
    citation: "cites",
    attribution: "names as source",
    copy: "copies",
    fact: "shares rare facts",
    claim: "same claim",
    timing: "timing only",
    coshare: "shares the same things",
    "count.reference": "Reposts, quotes, replies",
    "count.citation": "Citations",
    "count.attribution": "Named as source",
    "count.copy": "Copied wording",
    "count.fact": "Shared facts",
    "count.claim": "Same claim",
    "count.timing": "Timing only (never counted)",
    "count.coshare": "The same things shared",
    "did.reference": "reposted or quoted",
    "did.citation": "cited",
    "did.attribution": "named as source",
    "did.copy": "copied wording",
    "did.fact": "shared a rare fact",
    "did.claim": "made the same claim",
    "did.coshare": "shared the same things",
    "did.timing": "came later (timing only)",
    "kind.article": "article",
    "kind.post": "post",
    "kind.repost": "repost",
    "kind.quote": "quote",
    "kind.reply": "reply",
    "kind.comment": "comment",
    "kind.unseen": "cited, not collected",
    "kind.crowd": "people together",
    interval: "time known to an interval",
    size: "size",
    "size.reposts": "reposts",
    "size.views": "views",
    "size.links": "links",
    shown: "Shown {n} of {of} {what}: {rule}.",
    shownAll: "All {n} posts are shown.",
    left: "{n} of {of} {what} left out: {rule}.",
    "what.posts": "posts",
    "what.actors": "actors",
    "what.links": "links",
    spans: "When people wrote is known to spans in which at least ten of them did.",
    crowds: "People are shown only together, ten or more at a time.",
    arrows: "Lines run from earlier to later; a dashed line is inferred from timing alone.",
    times: "Times are UTC.",
    rows: "The height inside a lane means nothing.",
    distance: "Nodes stand in communities; distance inside a community means little.",
    play: "Play",
    pause: "Pause",
    perBin: "posts per {span}",
    windowFrom: "Window starts",
    windowTo: "Window ends",
    filter: "Kinds of evidence",
    hide: "hide",
    show: "show",
    rests: "What it rests on",
    pathsShortest: "Shortest documented paths",
    relays: "Who passed it on",
    turn: "What would change the answer",
    inFull: "In full",
    bounds: "Share of posts that descend from the other side",
    documented: "documented",
    estimate: "estimate",
    notExcluded: "not excluded",
    interval90: "90 % interval",
    grade: "Grade of sources and of information",
    fragilityPosts: "{n} earlier unseen posts of the other side would turn the answer.",
    fragilityHours: "So would a clock error of {n} hours.",
    coverage: "Coverage: {source} {a}, {target} {b}.",
    unknown: "unknown",
    lag: "Median time from hop to hop: {n} hours.",
    noFinding: "No finding is saved for this narrative yet. `whence trace` makes one.",
    findings: "Findings",
    intro: "Select a dot or a line to see what it rests on.",
    introGraph: "Select a node or a line to see what it rests on.",
    "verdict.source led": "Source led",
    "verdict.target led": "Target led",
    "verdict.both ways": "Both ways",
    "verdict.separate": "Separate",
    "verdict.cannot tell": "Cannot tell",
    back: "Back to the finding",
    backAll: "Back",
    open: "Open the original",
    from: "From",
    to: "To",
    probability: "probability {p}",
    order: "order {p}",
    comesFrom: "Comes from",
    leadsTo: "Leads to",
    nothingBefore: "Nothing earlier is linked to it.",
    nothingAfter: "Nothing later is linked to it.",
    more: "{n} more",
    path: "Path to the earliest linked post",
    stands: "stands for {n} posts",
    member: "Belongs here because",
    noText: "No text is shown.",
    "source.platform": "time given by the platform",
    "source.page": "time given by the page",
    "source.feed": "time given by the feed",
    "source.file": "time given by the file",
    "source.id": "time from the id",
    "source.seen": "only a bound: when it was seen",
    neighbours: "Neighbours",
    community: "Community {n}",
    postsOf: "Posts",
    between: "Posts behind this line",
    firstOf: "First post behind this line",
    largestTies: "Most tied",
    time: "Time",
    who: "Who",
    lane: "Group",
    kind: "Kind",
    text: "Text",
    in: "In",
    out: "Out",
    role: "Role",
    country: "Country",
    sort: "Role and country",
    platform: "Platform",
    by: "Group by",
    "table.more": "Show {n} more",
    "table.caption": "{n} posts, earliest first",
    "table.captionActors": "{n} actors, most tied first",
    sortBy: "Sort by {name}",
    "flow.from": "From",
    "flow.to": "To",
    "flow.caption": "Links from group to group",
    "flow.note": "Bands run from the earlier to the later side. Only groups are counted; timing alone is not.",
    "flow.none": "No links are left with these filters.",
    total: "Total",
    selected: "Selected: {what}",
    cleared: "Selection cleared",
    people: "{n} people",
    "canvas.lanes": "Posts over time in lanes. Arrow keys move from post to post, Enter opens the evidence, plus and minus zoom, Escape clears.",
    "canvas.network": "Network of actors. Arrow keys move from node to node, N and P from tie to tie, Enter opens, plus and minus zoom, Escape clears.",
    zoomIn: "Zoom in",
    zoomOut: "Zoom out",
    fit: "Fit",
    panel: "Finding and evidence",
    timeline: "Timeline",
    matrix: "Matrix",
    stacked: "Bars are stacked by the strongest link that leads to each post; the thin line is the running share.",
    matrixNote: "Rows gave, columns took; with nothing chosen the most tied actor and those most tied to it and to each other, else the chosen one and those tied to it.",
    leadsNone: "nothing leads to it",
    expand: "Single ties show when at most {n} actors are in view; until then ties between the {groups} largest communities are summed, the {most} heaviest drawn.",
    binned: "Times of ties are known to a bar of the histogram.",
    controls: "Colour, size and thresholds",
    "control.colour": "Colour",
    "control.size": "Size",
    "control.hops": "Steps",
    "control.least": "Probability at least",
    "control.weight": "Posts at least",
    fades: "What is below fades",
    ink: "none",
    communities: "community",
    "size.of.all": "all ties",
    "size.of.out": "taken from",
    "size.of.in": "took",
    "size.of.same": "all the same",
    press: "outlet, agency, aggregator",
    otherActors: "all others",
    others: "others",
    save: "Save this view",
    saved: "{file} is being saved",
    instant: "A single instant: what was published by then",
    wording: "Wording, earlier to later",
    wordingNote: "Struck out: not in the later text. Marked: new in it. Texts are compared as far as the page holds them.",
    stream: "Upstream {before}, downstream {after} posts, over any number of links.",
    tests: "Tests",
    "test.first": "Earliest observed post is of {source}",
    "test.wording": "Wording, p",
    "test.q": "Wording, q over narratives",
    unavailable: "not available",
    "what.texts": "texts",
    "canvas.timeline": "Posts over time by group. Arrow keys move from bar to bar, Enter chooses, Escape clears.",
    "canvas.matrix": "Matrix of actors. Arrow keys move from filled cell to filled cell, Enter opens the evidence, Escape clears."
  };

  // src/lang/kk.json
  var kk_default = {
    lanes: "Жолақтар",
    network: "Желі",
    flows: "Ағындар",
    table: "Кесте",
    views: "Көріністер",
    theme: "Ашық не қараңғы",
    language: "Тіл",
    search: "Жазба, басылым іздеу…",
    searchLabel: "Жазбалар мен қатысушыларды іздеу",
    found: "{n} табылды",
    foundNone: "Ештеңе табылмады",
    "level.link": "сілтеме бойынша",
    "level.words": "сөздер бойынша",
    "level.claim": "мәлімдеме бойынша",
    "level.case": "бүкіл іс",
    "posts.other": "{n} жазба",
    "actors.other": "{n} қатысушы",
    "links.other": "{n} байланыс",
    "ties.other": "{n} байланыс",
    "languages.other": "{n} тіл",
    "each.minute": "минут",
    "each.hour": "сағат",
    "each.day": "күн",
    "minute.other": "{n} минут",
    "hour.other": "{n} сағат",
    "day.other": "{n} күн",
    reference: "репост",
    citation: "сілтейді",
    attribution: "дереккөз деп атайды",
    copy: "көшіреді",
    fact: "сирек деректер ортақ",
    claim: "сол мәлімдеме",
    timing: "тек уақыт",
    "count.reference": "Репост, дәйексөз, жауап",
    "count.citation": "Сілтемелер",
    "count.attribution": "Дереккөз деп аталған",
    "count.copy": "Көшірілген мәтін",
    "count.fact": "Ортақ деректер",
    "count.claim": "Сол мәлімдеме",
    "count.timing": "Тек уақыт (есепке алынбайды)",
    "kind.article": "мақала",
    "kind.post": "жазба",
    "kind.repost": "репост",
    "kind.quote": "дәйексөз",
    "kind.reply": "жауап",
    "kind.comment": "пікір",
    "kind.unseen": "аталған, жиналмаған",
    "kind.crowd": "адамдар тобы",
    interval: "уақыты аралық ретінде белгілі",
    size: "көлемі",
    "size.reposts": "репост",
    "size.views": "қаралым",
    "size.links": "байланыс",
    shownAll: "Барлық жазба көрсетілген: {n}.",
    spans: "Адамдардың қашан жазғаны кемінде он адам жазған аралыққа дейін ғана белгілі.",
    crowds: "Адамдар тек бірге, кемінде он-оннан көрсетілген.",
    arrows: "Сызықтар ертеден кешке қарай; үзік сызық тек уақыттан шығарылған.",
    times: "Уақыт UTC бойынша.",
    rows: "Жолақ ішіндегі биіктік ештеңе білдірмейді.",
    distance: "Түйіндер қауымдастықтарға жиналған; қауымдастық ішіндегі қашықтық көп нәрсе білдірмейді.",
    play: "Ойнату",
    pause: "Кідірту",
    perBin: "{span} сайын жазба",
    rests: "Неге сүйенеді",
    pathsShortest: "Ең қысқа құжатталған жолдар",
    turn: "Жауапты не өзгертер еді",
    documented: "құжатталған",
    estimate: "бағалау",
    notExcluded: "жоққа шығарылмаған",
    unknown: "белгісіз",
    intro: "Неге сүйенетінін көру үшін нүктені не сызықты таңдаңыз.",
    "verdict.source led": "Дереккөз бастаған",
    "verdict.target led": "Екінші жақ бастаған",
    "verdict.both ways": "Екі жақты",
    "verdict.separate": "Тәуелсіз",
    "verdict.cannot tell": "Айту мүмкін емес",
    back: "Қорытындыға оралу",
    backAll: "Артқа",
    open: "Түпнұсқаны ашу",
    from: "Қайдан",
    to: "Қайда",
    comesFrom: "Неден шыққан",
    leadsTo: "Неге апарады",
    neighbours: "Көршілер",
    postsOf: "Жазбалар",
    time: "Уақыты",
    who: "Кім",
    lane: "Топ",
    kind: "Түрі",
    text: "Мәтін",
    role: "Рөлі",
    country: "Елі",
    platform: "Платформа",
    by: "Топтау",
    "flow.from": "Қайдан",
    "flow.to": "Қайда",
    total: "Барлығы",
    timeline: "Уақыт желісі",
    matrix: "Матрица",
    stacked: "Бағандар жазбаға апаратын ең күшті байланыс бойынша жиналған; жіңішке сызық — жинақталған үлес.",
    matrixNote: "Жолдар — берген, бағандар — алған; ештеңе таңдалмаса, ең көп байланысқан қатысушы және онымен әрі өзара ең көп байланысқандар, әйтпесе таңдалған мен оның көршілері.",
    leadsNone: "ештеңе апармайды",
    expand: "Жеке байланыстар көріністе {n} қатысушыдан аспағанда көрінеді; оған дейін {groups} ең ірі қауымның байланыстары қосылып, ең салмақты {most} сызылады.",
    binned: "Байланыс уақыты гистограмма бағанына дейін белгілі.",
    controls: "Түс, өлшем және шектер",
    "control.colour": "Түс",
    "control.size": "Өлшем",
    "control.hops": "Қадам",
    "control.least": "Ықтималдығы кемінде",
    "control.weight": "Жазба саны кемінде",
    fades: "Шектен төмені бозарады",
    ink: "жоқ",
    communities: "қауым",
    "size.of.all": "барлық байланыс",
    "size.of.out": "одан алынған",
    "size.of.in": "ол алған",
    "size.of.same": "бірдей",
    press: "басылым, агенттік, агрегатор",
    otherActors: "қалғандары",
    others: "басқалар",
    save: "Осы көріністі сақтау",
    saved: "{file} сақталып жатыр",
    instant: "Бір сәт: соған дейін жарияланғаны",
    wording: "Сөздері, ертесінен кешіне",
    wordingNote: "Сызылғаны: кейінгі мәтінде жоқ. Белгіленгені: онда жаңа. Мәтіндер бетте бар көлемде салыстырылды.",
    stream: "Жоғары ағыста {before}, төмен ағыста {after} жазба, кез келген байланыс санымен.",
    tests: "Тексерулер",
    "test.first": "Ең ерте байқалған жазба — {source}",
    "test.wording": "Сөздері, p",
    "test.q": "Сөздері, сюжеттер бойынша q",
    unavailable: "қолжетімсіз",
    "what.texts": "мәтін",
    "canvas.timeline": "Топтар бойынша уақыттағы жазбалар. Көрсеткі пернелер бағаннан бағанға жүреді, Enter таңдайды, Escape тазалайды.",
    "canvas.matrix": "Қатысушылар матрицасы. Көрсеткі пернелер толған ұяшықтан ұяшыққа жүреді, Enter айғақтарды ашады, Escape тазалайды.",
    coshare: "бір нәрсені бөліседі",
    "count.coshare": "Бірдей бөлісілгендер",
    "did.reference": "қайта жариялады не дәйектеді",
    "did.citation": "сілтеме жасады",
    "did.attribution": "дереккөз деп атады",
    "did.copy": "сөзін көшірді",
    "did.fact": "сирек деректі қайталады",
    "did.claim": "сол тұжырымды айтты",
    "did.coshare": "бірдей нәрсе бөлісті",
    "did.timing": "кейін шықты (тек уақыт)",
    shown: "{of} {what} ішінен {n} көрсетілді: {rule}.",
    left: "{of} {what} ішінен {n} қалдырылды: {rule}.",
    "what.posts": "жазба",
    "what.actors": "қатысушы",
    "what.links": "байланыс",
    windowFrom: "Терезе басы",
    windowTo: "Терезе соңы",
    filter: "Айғақ түрлері",
    hide: "жасыру",
    show: "көрсету",
    relays: "Кім әрі қарай жеткізді",
    inFull: "Толығымен",
    bounds: "Екінші жақтан шыққан жазбалар үлесі",
    interval90: "90 % аралық",
    grade: "Дереккөздер мен мәліметтің бағасы",
    fragilityPosts: "Екінші жақтың көрінбей қалған {n} ертерек жазбасы жауапты өзгертер еді.",
    fragilityHours: "{n} сағаттық сағат қатесі де.",
    coverage: "Қамтуы: {source} {a}, {target} {b}.",
    lag: "Қадамнан қадамға медиана уақыт: {n} сағат.",
    noFinding: "Бұл сюжет бойынша сақталған қорытынды жоқ. Оны `whence trace` жасайды.",
    findings: "Қорытындылар",
    introGraph: "Неге сүйенетінін көру үшін түйінді не сызықты таңдаңыз.",
    probability: "ықтималдығы {p}",
    order: "реті {p}",
    nothingBefore: "Оған ертерек ештеңе байланбаған.",
    nothingAfter: "Оған кейінірек ештеңе байланбаған.",
    more: "тағы {n}",
    path: "Ең ерте байланысты жазбаға дейінгі жол",
    stands: "{n} жазбаны білдіреді",
    member: "Мұнда болу себебі",
    noText: "Мәтін көрсетілмейді.",
    "source.platform": "уақытты платформа берген",
    "source.page": "уақыт беттен",
    "source.feed": "уақыт таспадан",
    "source.file": "уақыт файлдан",
    "source.id": "уақыт идентификатордан",
    "source.seen": "тек шек: қашан көрінген",
    community: "{n}-қауым",
    between: "Осы сызықтың жазбалары",
    firstOf: "Осы сызықтың бірінші жазбасы",
    largestTies: "Ең көп байланысқан",
    in: "Кіріс",
    out: "Шығыс",
    sort: "Рөлі мен елі",
    "table.more": "Тағы {n} көрсету",
    "table.caption": "{n} жазба, ертесі алдымен",
    "table.captionActors": "{n} қатысушы, көп байланысқаны алдымен",
    sortBy: "{name} бойынша сұрыптау",
    "flow.caption": "Топтан топқа байланыстар",
    "flow.note": "Жолақтар ерте жақтан кейінгіге жүреді. Тек топтар саналады; жалғыз уақыт саналмайды.",
    "flow.none": "Осы сүзгілермен байланыс қалмады.",
    selected: "Таңдалды: {what}",
    cleared: "Таңдау алынды",
    people: "{n} адам",
    "canvas.lanes": "Жолақтардағы жазбалар. Көрсеткі пернелер жазбадан жазбаға жүреді, Enter айғақтарды ашады, плюс пен минус масштабтайды, Escape тазалайды.",
    "canvas.network": "Қатысушылар желісі. Көрсеткі пернелер түйіннен түйінге, N мен P байланыспен жүреді, Enter ашады, плюс пен минус масштабтайды, Escape тазалайды.",
    zoomIn: "Ірілеу",
    zoomOut: "Кішірейту",
    fit: "Толық",
    panel: "Қорытынды мен айғақтар"
  };

  // src/lang/ru.json
  var ru_default = {
    lanes: "Дорожки",
    network: "Сеть",
    flows: "Потоки",
    table: "Таблица",
    views: "Виды",
    theme: "Светлая или тёмная",
    language: "Язык",
    search: "Поиск записей, изданий…",
    searchLabel: "Поиск записей и участников",
    found: "Найдено: {n}",
    foundNone: "Ничего не найдено",
    "level.link": "по ссылке",
    "level.words": "по словам",
    "level.claim": "по утверждению",
    "level.case": "всё дело",
    "posts.one": "{n} запись",
    "posts.few": "{n} записи",
    "posts.many": "{n} записей",
    "posts.other": "{n} записи",
    "actors.one": "{n} участник",
    "actors.few": "{n} участника",
    "actors.many": "{n} участников",
    "actors.other": "{n} участника",
    "links.one": "{n} связь",
    "links.few": "{n} связи",
    "links.many": "{n} связей",
    "links.other": "{n} связи",
    "ties.one": "{n} связь",
    "ties.few": "{n} связи",
    "ties.many": "{n} связей",
    "ties.other": "{n} связи",
    "languages.one": "{n} язык",
    "languages.few": "{n} языка",
    "languages.many": "{n} языков",
    "languages.other": "{n} языка",
    "each.minute": "минуту",
    "each.hour": "час",
    "each.day": "день",
    "minute.one": "{n} минуту",
    "minute.few": "{n} минуты",
    "minute.many": "{n} минут",
    "minute.other": "{n} минуты",
    "hour.one": "{n} час",
    "hour.few": "{n} часа",
    "hour.many": "{n} часов",
    "hour.other": "{n} часа",
    "day.one": "{n} день",
    "day.few": "{n} дня",
    "day.many": "{n} дней",
    "day.other": "{n} дня",
    reference: "репост",
    citation: "ссылается",
    attribution: "называет источником",
    copy: "копирует",
    fact: "те же редкие факты",
    claim: "то же утверждение",
    timing: "только время",
    coshare: "делятся одним и тем же",
    "count.reference": "Репосты, цитаты, ответы",
    "count.citation": "Ссылки",
    "count.attribution": "Назван источником",
    "count.copy": "Скопированный текст",
    "count.fact": "Общие факты",
    "count.claim": "То же утверждение",
    "count.timing": "Только время (не учитывается)",
    "count.coshare": "Общие объекты",
    "did.reference": "репост",
    "did.citation": "ссылка",
    "did.attribution": "назван источником",
    "did.copy": "скопирован текст",
    "did.fact": "общий редкий факт",
    "did.claim": "то же утверждение",
    "did.timing": "позже (только время)",
    "did.coshare": "общие объекты",
    "kind.article": "статья",
    "kind.post": "запись",
    "kind.repost": "репост",
    "kind.quote": "цитата",
    "kind.reply": "ответ",
    "kind.comment": "комментарий",
    "kind.unseen": "упомянуто, не собрано",
    "kind.crowd": "группа людей",
    interval: "время известно как промежуток",
    size: "размер",
    "size.reposts": "репосты",
    "size.views": "просмотры",
    "size.links": "связи",
    shown: "Показано {n} из {of} ({what}): {rule}.",
    shownAll: "Показаны все записи: {n}.",
    left: "Не показано {n} из {of} ({what}): {rule}.",
    "what.posts": "записи",
    "what.actors": "участники",
    "what.links": "связи",
    spans: "Когда писали люди, известно с точностью до отрезков, в которых писали не меньше десяти человек.",
    crowds: "Люди показаны только вместе, не меньше десяти.",
    arrows: "Линии идут от раннего к позднему; пунктир выведен только из времени.",
    times: "Время всемирное (UTC).",
    rows: "Высота внутри дорожки ничего не значит.",
    distance: "Узлы стоят сообществами; расстояние внутри сообщества мало что значит.",
    play: "Пуск",
    pause: "Пауза",
    perBin: "записей за {span}",
    windowFrom: "Начало окна",
    windowTo: "Конец окна",
    filter: "Виды свидетельств",
    hide: "скрыть",
    show: "показать",
    rests: "На чём держится",
    pathsShortest: "Кратчайшие документированные пути",
    relays: "Кто передал дальше",
    turn: "Что изменило бы ответ",
    inFull: "Полностью",
    bounds: "Доля записей, происходящих от другой стороны",
    documented: "документировано",
    estimate: "оценка",
    notExcluded: "не исключено",
    interval90: "90-процентный интервал",
    fragilityPosts: "Ответ изменят {n} не собранных более ранних записей другой стороны.",
    fragilityHours: "Или ошибка часов на {n} ч.",
    coverage: "Охват: {source} {a}, {target} {b}.",
    unknown: "неизвестно",
    lag: "Медианное время между шагами: {n} ч.",
    noFinding: "Для этого сюжета нет сохранённого вывода. Его даёт `whence trace`.",
    findings: "Выводы",
    intro: "Выберите точку или линию, чтобы увидеть, на чём она держится.",
    introGraph: "Выберите узел или линию, чтобы увидеть, на чём она держится.",
    "verdict.source led": "Ведёт источник",
    "verdict.target led": "Ведёт другая сторона",
    "verdict.both ways": "В обе стороны",
    "verdict.separate": "Независимо",
    "verdict.cannot tell": "Нельзя сказать",
    back: "Назад к выводу",
    backAll: "Назад",
    open: "Открыть оригинал",
    from: "От",
    to: "К",
    probability: "вероятность {p}",
    order: "порядок {p}",
    comesFrom: "Происходит от",
    leadsTo: "Ведёт к",
    nothingBefore: "Ничего более раннего не связано.",
    nothingAfter: "Ничего более позднего не связано.",
    more: "ещё {n}",
    path: "Путь к самой ранней связанной записи",
    member: "Здесь потому, что",
    noText: "Текст не показан.",
    neighbours: "Соседи",
    community: "Сообщество {n}",
    postsOf: "Записи",
    between: "Записи за этой линией",
    firstOf: "Первая запись за этой линией",
    largestTies: "Больше всего связей",
    time: "Время",
    who: "Кто",
    lane: "Группа",
    kind: "Вид",
    text: "Текст",
    in: "Вх.",
    out: "Исх.",
    role: "Роль",
    country: "Страна",
    sort: "Роль и страна",
    platform: "Платформа",
    by: "Группировать",
    "table.more": "Показать ещё {n}",
    "table.caption": "Записей: {n}, сначала ранние",
    "table.captionActors": "Участников: {n}",
    sortBy: "Сортировать: {name}",
    "flow.from": "От",
    "flow.to": "К",
    "flow.caption": "Связи от группы к группе",
    "flow.note": "Полосы идут от ранней стороны к поздней. Считаются только группы; одно лишь время не считается.",
    "flow.none": "С этими фильтрами связей не осталось.",
    total: "Всего",
    selected: "Выбрано: {what}",
    cleared: "Выбор снят",
    people: "людей: {n}",
    zoomIn: "Крупнее",
    zoomOut: "Мельче",
    fit: "Целиком",
    panel: "Вывод и свидетельства",
    timeline: "Хронология",
    matrix: "Матрица",
    stacked: "Столбцы сложены по самой сильной связи, ведущей к записи; тонкая линия — накопленная доля.",
    matrixNote: "Строки — источники, столбцы — взявшие; если ничего не выбрано, показан самый связанный и те, кто больше всех связан с ним и между собой, иначе выбранный и его соседи.",
    leadsNone: "ничего не ведёт",
    expand: "Отдельные связи видны, когда в поле не больше {n} участников; до того связи между {groups} крупнейшими сообществами сложены, показаны {most} самых весомых.",
    binned: "Время связей известно с точностью до столбца гистограммы.",
    controls: "Цвет, размер и пороги",
    "control.colour": "Цвет",
    "control.size": "Размер",
    "control.hops": "Шаги",
    "control.least": "Вероятность не ниже",
    "control.weight": "Записей не меньше",
    fades: "Что ниже порога, бледнеет",
    ink: "нет",
    communities: "сообщество",
    "size.of.all": "все связи",
    "size.of.out": "у кого взяли",
    "size.of.in": "кто взял",
    "size.of.same": "одинаковый",
    press: "издание, агентство, агрегатор",
    otherActors: "все прочие",
    others: "прочие",
    save: "Сохранить этот вид",
    saved: "{file} сохраняется",
    instant: "Один момент: что было опубликовано к нему",
    wording: "Слова, от раннего к позднему",
    wordingNote: "Зачёркнуто: нет в позднем тексте. Отмечено: новое в нём. Тексты сравнены в том объёме, что есть на странице.",
    stream: "Выше по цепи {before}, ниже {after} записей, через любое число связей.",
    tests: "Проверки",
    "test.first": "Самая ранняя замеченная запись — {source}",
    "test.wording": "Слова, p",
    "test.q": "Слова, q по сюжетам",
    unavailable: "недоступно",
    "what.texts": "текстов",
    "canvas.timeline": "Записи по времени и группам. Стрелки ведут от столбца к столбцу, Enter выбирает, Escape снимает выбор.",
    "canvas.matrix": "Матрица участников. Стрелки ведут от заполненной клетки к другой, Enter открывает свидетельства, Escape снимает выбор.",
    grade: "Оценка источников и сведений",
    stands: "за ней {n} записей",
    "source.platform": "время от платформы",
    "source.page": "время со страницы",
    "source.feed": "время из ленты",
    "source.file": "время из файла",
    "source.id": "время из идентификатора",
    "source.seen": "только граница: когда замечено",
    "canvas.lanes": "Записи во времени по дорожкам. Стрелки ведут от записи к записи, Enter открывает свидетельства, плюс и минус меняют масштаб, Escape снимает выбор.",
    "canvas.network": "Сеть участников. Стрелки ведут от узла к узлу, N и P — по связям, Enter открывает, плюс и минус меняют масштаб, Escape снимает выбор."
  };

  // src/lang/zh.json
  var zh_default = {
    lanes: "泳道",
    network: "网络",
    flows: "流向",
    table: "表格",
    views: "视图",
    theme: "浅色或深色",
    language: "语言",
    search: "搜索帖子、媒体…",
    searchLabel: "搜索帖子和账号",
    found: "找到 {n} 项",
    foundNone: "没有找到",
    "level.link": "链接层级",
    "level.words": "文字层级",
    "level.claim": "主张层级",
    "level.case": "整个案例",
    "posts.other": "{n} 篇帖子",
    "actors.other": "{n} 个账号",
    "links.other": "{n} 条联系",
    "ties.other": "{n} 条联系",
    "languages.other": "{n} 种语言",
    "each.minute": "分钟",
    "each.hour": "小时",
    "each.day": "天",
    "minute.other": "{n} 分钟",
    "hour.other": "{n} 小时",
    "day.other": "{n} 天",
    reference: "转发",
    citation: "引用链接",
    attribution: "注明来源",
    copy: "复制文字",
    fact: "共有罕见事实",
    claim: "同一主张",
    timing: "仅时间先后",
    "count.reference": "转发、引用、回复",
    "count.citation": "引用链接",
    "count.attribution": "注明来源",
    "count.copy": "复制的文字",
    "count.fact": "共有事实",
    "count.claim": "同一主张",
    "count.timing": "仅时间先后（不计入）",
    "kind.article": "文章",
    "kind.post": "帖子",
    "kind.repost": "转发",
    "kind.quote": "引用",
    "kind.reply": "回复",
    "kind.comment": "评论",
    "kind.unseen": "被引用但未收集",
    "kind.crowd": "人群",
    interval: "时间只知区间",
    size: "大小",
    "size.reposts": "转发数",
    "size.views": "浏览数",
    "size.links": "联系数",
    shownAll: "显示全部 {n} 篇帖子。",
    spans: "个人发帖的时间只精确到至少十人发帖的时段。",
    crowds: "个人只以十人以上的人群显示。",
    arrows: "线从早到晚；虚线仅由时间推断。",
    times: "时间为 UTC。",
    rows: "泳道内的高低没有含义。",
    distance: "节点按社群排列；社群内的距离意义不大。",
    play: "播放",
    pause: "暂停",
    perBin: "每{span}的帖子",
    rests: "依据",
    pathsShortest: "最短的有据路径",
    turn: "什么会改变结论",
    documented: "有据",
    estimate: "估计",
    notExcluded: "不能排除",
    unknown: "未知",
    intro: "选择一个点或一条线，查看其依据。",
    "verdict.source led": "来源方在先",
    "verdict.target led": "另一方在先",
    "verdict.both ways": "双向",
    "verdict.separate": "各自独立",
    "verdict.cannot tell": "无法判断",
    back: "返回结论",
    backAll: "返回",
    open: "打开原文",
    from: "从",
    to: "到",
    comesFrom: "来自",
    leadsTo: "引出",
    neighbours: "邻居",
    postsOf: "帖子",
    time: "时间",
    who: "谁",
    lane: "群组",
    kind: "类型",
    text: "文字",
    role: "角色",
    country: "国家",
    platform: "平台",
    by: "分组",
    "flow.from": "从",
    "flow.to": "到",
    total: "合计",
    timeline: "时间线",
    matrix: "矩阵",
    stacked: "柱按通向每篇帖子的最强联系堆叠；细线为累计份额。",
    matrixNote: "行为来源，列为取用者；未选时显示联系最多者以及与其并彼此联系最多者，否则显示所选者及其邻居。",
    leadsNone: "没有联系通向它",
    expand: "视野内不超过 {n} 个账户时显示单条联系；此前汇总最大的 {groups} 个群体之间的联系，只画最重的 {most} 条。",
    binned: "联系的时间只精确到直方图的一根柱。",
    controls: "颜色、大小与阈值",
    "control.colour": "颜色",
    "control.size": "大小",
    "control.hops": "步数",
    "control.least": "概率至少",
    "control.weight": "帖子至少",
    fades: "低于阈值者变淡",
    ink: "无",
    communities: "群体",
    "size.of.all": "全部联系",
    "size.of.out": "被取用",
    "size.of.in": "取用",
    "size.of.same": "相同",
    press: "媒体、通讯社、聚合者",
    otherActors: "其他",
    others: "其他",
    save: "保存此视图",
    saved: "正在保存 {file}",
    instant: "单一时刻：到那时已发布的",
    wording: "措辞，从早到晚",
    wordingNote: "划线：后文没有。标记：后文新增。只比较页面所含的文字。",
    stream: "上游 {before} 篇，下游 {after} 篇，不限步数。",
    tests: "检验",
    "test.first": "最早观察到的帖子属于{source}",
    "test.wording": "措辞检验 p",
    "test.q": "措辞检验 q（各叙事）",
    unavailable: "不可用",
    "what.texts": "篇文字",
    "canvas.timeline": "各群组随时间的帖子。方向键在柱间移动，Enter 选择，Escape 清除。",
    "canvas.matrix": "账户矩阵。方向键在有值的格间移动，Enter 打开证据，Escape 清除。",
    coshare: "分享相同内容",
    "count.coshare": "分享的相同内容",
    "did.reference": "转发或引用",
    "did.citation": "引证",
    "did.attribution": "称其为来源",
    "did.copy": "照抄措辞",
    "did.fact": "含有同一罕见事实",
    "did.claim": "提出同一说法",
    "did.coshare": "分享了相同内容",
    "did.timing": "之后出现（仅时间）",
    shown: "显示 {of} 中的 {n} {what}：{rule}。",
    left: "{of} 中略去 {n} {what}：{rule}。",
    "what.posts": "篇帖子",
    "what.actors": "个账户",
    "what.links": "条联系",
    windowFrom: "窗口开始",
    windowTo: "窗口结束",
    filter: "证据类别",
    hide: "隐藏",
    show: "显示",
    relays: "谁传递了它",
    inFull: "全文",
    bounds: "源自另一方的帖子份额",
    interval90: "90 % 区间",
    grade: "来源与信息的等级",
    fragilityPosts: "另一方 {n} 篇更早而未见的帖子会改变答案。",
    fragilityHours: "{n} 小时的时钟误差也会。",
    coverage: "覆盖率：{source} {a}，{target} {b}。",
    lag: "每步时间中位数：{n} 小时。",
    noFinding: "此叙事尚无保存的结论。`whence trace` 可生成。",
    findings: "结论",
    introGraph: "选择节点或线条以查看其依据。",
    probability: "概率 {p}",
    order: "顺序 {p}",
    nothingBefore: "没有更早的帖子与它相连。",
    nothingAfter: "没有更晚的帖子与它相连。",
    more: "还有 {n}",
    path: "通往最早相连帖子的路径",
    stands: "代表 {n} 篇帖子",
    member: "归入此处的理由",
    noText: "不显示文字。",
    "source.platform": "平台给出的时间",
    "source.page": "网页给出的时间",
    "source.feed": "订阅源给出的时间",
    "source.file": "文件给出的时间",
    "source.id": "由编号得出的时间",
    "source.seen": "仅为界限：看到它的时间",
    community: "群体 {n}",
    between: "此线背后的帖子",
    firstOf: "此线背后的首篇帖子",
    largestTies: "联系最多",
    in: "入",
    out: "出",
    sort: "角色与国家",
    "table.more": "再显示 {n}",
    "table.caption": "{n} 篇帖子，最早在前",
    "table.captionActors": "{n} 个账户，联系最多在前",
    sortBy: "按{name}排序",
    "flow.caption": "群组之间的联系",
    "flow.note": "带由较早一方流向较晚一方。只计群组；仅凭时间者不计。",
    "flow.none": "这些筛选下没有联系。",
    selected: "已选：{what}",
    cleared: "已取消选择",
    people: "{n} 人",
    "canvas.lanes": "泳道中的帖子。方向键在帖子间移动，Enter 打开证据，加减号缩放，Escape 清除。",
    "canvas.network": "账户网络。方向键在节点间移动，N 与 P 沿联系移动，Enter 打开，加减号缩放，Escape 清除。",
    zoomIn: "放大",
    zoomOut: "缩小",
    fit: "适合",
    panel: "结论与证据"
  };

  // src/strings.ts
  var FILES = { en: en_default, ru: ru_default, kk: kk_default, zh: zh_default };
  var LANGUAGES = { en: "English", ru: "Русский", kk: "Қазақша", zh: "中文" };
  var PLACES = { en: "en-GB" };
  var language = "en";
  function speak(wanted) {
    language = wanted in FILES ? wanted : "en";
  }
  function spoken() {
    return language;
  }
  function locale() {
    return PLACES[language] ?? language;
  }
  function t(key, values = {}) {
    const words = FILES[language][key] ?? FILES.en[key] ?? key;
    return words.replace(/\{(\w+)\}/g, (whole, name) => {
      const value = values[name];
      return value === void 0 ? whole : typeof value === "number" ? number(value) : value;
    });
  }
  function counted(key, n2) {
    const form = new Intl.PluralRules(language).select(n2);
    const own = FILES[language];
    const found = `${key}.${form}` in own ? `${key}.${form}` : `${key}.other`;
    return t(found, { n: n2 });
  }
  function number(value) {
    return new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 }).format(value);
  }
  function percent(share) {
    if (share === null || share === void 0) return t("unknown");
    return new Intl.NumberFormat(locale(), { style: "percent", maximumFractionDigits: share > 0 && share < 0.01 ? 1 : 0 }).format(share).replace(/(\d)%/, "$1 %");
  }

  // src/time.ts
  var SECOND = 1e3;
  var MINUTE = 60 * SECOND;
  var HOUR = 60 * MINUTE;
  var DAY = 24 * HOUR;
  var STEPS = [MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY];
  var MONTHS = [1, 3, 6, 12, 24, 60, 120];
  function ticks(from, to, pixels, language2, space = 110) {
    const room = Math.max(1, Math.floor(pixels / space));
    const step = STEPS.find((candidate) => (to - from) / candidate <= room);
    const found = step ? even(from, to, step, language2) : months(from, to, room, language2);
    return [...opening(found, from, to, pixels, language2, step), ...found];
  }
  function opening(found, from, to, pixels, language2, step) {
    const room = found.length ? (found[0].at - from) / (to - from) * pixels : pixels;
    const monthly = found.length > 0 && found[0].at % DAY === 0 && !step;
    if (room < 90 && monthly) found[0].label = date(found[0].at, language2);
    else if (room < 90 && !found[0].strong) found[0].label = `${day(found[0].at, language2)}, ${found[0].label}`;
    return room < 90 ? [] : [{ at: from, strong: true, line: false, label: day(from, language2) }];
  }
  function even(from, to, step, language2) {
    const out = [];
    const origin = step === 7 * DAY ? 4 * DAY : 0;
    for (let at = Math.ceil((from - origin) / step) * step + origin; at <= to; at += step) {
      const midnight = at % DAY === 0;
      out.push({ at, strong: midnight, line: true, label: midnight ? day(at, language2) : clock(at, language2) });
    }
    return out;
  }
  function months(from, to, room, language2) {
    const span2 = (to - from) / (30.4 * DAY);
    const step = MONTHS.find((candidate) => span2 / candidate <= room) ?? 240;
    const out = [];
    const start2 = new Date(from);
    const first = start2.getUTCFullYear() * 12 + start2.getUTCMonth();
    for (let month = Math.ceil(first / step) * step; ; month += step) {
      const at = Date.UTC(Math.floor(month / 12), month % 12, 1);
      if (at > to) return out;
      if (at < from) continue;
      const january = month % 12 === 0;
      const shape2 = january ? { year: "numeric" } : { month: "short", year: "numeric" };
      out.push({ at, strong: january, line: true, label: format(at, language2, shape2) });
    }
  }
  function day(at, language2) {
    return format(at, language2, { day: "numeric", month: "short" });
  }
  function date(at, language2) {
    return format(at, language2, { day: "numeric", month: "short", year: "numeric" });
  }
  function clock(at, language2) {
    return format(at, language2, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  }
  function interval(lo, hi, language2) {
    const width = hi - lo;
    if (width < 2 * MINUTE) return `${date(lo, language2)}, ${clock(lo, language2)} UTC`;
    if (width < DAY && sameDay(lo, hi)) {
      return lo % DAY === 0 && width > 23.9 * HOUR ? date(lo, language2) : `${date(lo, language2)}, ${clock(lo, language2)}–${clock(hi, language2)} UTC`;
    }
    return `${date(lo, language2)}, ${clock(lo, language2)} – ${date(hi, language2)}, ${clock(hi, language2)} UTC`;
  }
  function dates(lo, hi, language2) {
    const shape2 = new Intl.DateTimeFormat(language2, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
    return shape2.formatRange(lo, hi);
  }
  function span(milliseconds) {
    if (milliseconds < HOUR) return { count: Math.max(1, Math.round(milliseconds / MINUTE)), unit: "minute" };
    if (milliseconds < DAY) return { count: Math.round(milliseconds / HOUR), unit: "hour" };
    return { count: Math.round(milliseconds / DAY), unit: "day" };
  }
  function sameDay(a, b) {
    return Math.floor(a / DAY) === Math.floor(b / DAY);
  }
  function format(at, language2, shape2) {
    return new Intl.DateTimeFormat(language2, { ...shape2, timeZone: "UTC" }).format(at);
  }

  // src/evidence.ts
  var FEW = 8;
  function who(model, actor2) {
    return foreign(model.label(actor2), "who");
  }
  function when(model, post2) {
    return interval(model.column("post.lo")[post2], model.column("post.hi")[post2], locale());
  }
  function swatch(model, evidence) {
    return h("span", { class: `swatch swatch-${model.scene.evidences[evidence]}`, "aria-hidden": "true" });
  }
  function text(model, post2, most2) {
    const { title, text: text2 } = model.texts.posts;
    const head = title[post2];
    const body = text2[post2];
    if (!head && !body) return null;
    const cut2 = Array.from(body);
    const shown = cut2.length > most2 ? cut2.slice(0, most2).join("") + "…" : body;
    return h(
      "div",
      { class: "post-text" },
      head ? h("strong", {}, foreign(head)) : null,
      head && body ? " " : null,
      body && body !== head ? foreign(shown) : null
    );
  }
  function card(model, selection) {
    if (selection.kind === "post") return postCard(model, selection.post);
    if (selection.kind === "link") return linkCard(model, selection.link);
    if (selection.kind === "actor") return actorCard(model, selection.actor);
    return selection.kind === "edge" ? edgeCard(model, selection.edge) : null;
  }
  function postCard(model, post2) {
    return h(
      "div",
      {},
      h("div", { class: "card-head" }, who(model, model.actorOf(post2)), h("span", { class: "quiet" }, t(`kind.${model.kind(post2)}`))),
      h("div", { class: "quiet" }, when(model, post2)),
      text(model, post2, 180),
      h("div", { class: "quiet" }, degree(model, post2))
    );
  }
  function linkCard(model, link3) {
    const { parent, child } = ends(model, link3);
    return h(
      "div",
      {},
      h("div", { class: "card-head" }, who(model, model.actorOf(parent)), "→", who(model, model.actorOf(child))),
      h("div", {}, swatch(model, model.column("link.evidence")[link3]), said(model, link3)),
      h("div", { class: "quiet" }, when(model, child))
    );
  }
  function actorCard(model, actor2) {
    const node2 = model.nodeOf(actor2);
    return h(
      "div",
      {},
      h("div", { class: "card-head" }, who(model, actor2)),
      h("div", { class: "quiet" }, foreign([model.trait("role", actor2), model.trait("country", actor2)].filter(Boolean).join(" · "))),
      node2 < 0 ? null : h("div", { class: "quiet" }, counted("ties", around(model.ties, node2).length))
    );
  }
  function edgeCard(model, edge2) {
    const { source, target } = edgeEnds(model, edge2);
    const evidence = model.column("edge.evidence")[edge2];
    return h(
      "div",
      {},
      h("div", { class: "card-head" }, who(model, source), "→", who(model, target)),
      h("div", {}, swatch(model, evidence), t(model.scene.evidences[evidence]), " · ", counted("posts", model.column("edge.weight")[edge2]))
    );
  }
  function ends(model, link3) {
    return { parent: model.column("link.parent")[link3], child: model.column("link.child")[link3] };
  }
  function edgeEnds(model, edge2) {
    const actors = model.column("node.actor");
    return { source: actors[model.column("edge.source")[edge2]], target: actors[model.column("edge.target")[edge2]] };
  }
  function said(model, link3) {
    const name = model.scene.evidences[model.column("link.evidence")[link3]];
    const probability = model.column("link.probability")[link3];
    const order = model.column("link.order")[link3];
    const behind = model.column("link.behind")[link3];
    const parts = [t(`did.${name}`)];
    if (probability < 0.995) parts.push(t("probability", { p: percent(probability) }));
    if (order < 0.995) parts.push(t("order", { p: percent(order) }));
    if (behind > 1) parts.push(counted("links", behind));
    return parts.join(" · ");
  }
  function degree(model, post2) {
    const into = around(model.into, post2).length;
    const out = around(model.outOf, post2).length;
    return `${t("comesFrom")}: ${number(into)} · ${t("leadsTo")}: ${number(out)}`;
  }
  function post(model, at, choose) {
    const { url, source, reason, lang } = model.texts.posts;
    const behind = model.column("post.behind")[at];
    const facts = [t(`kind.${model.kind(at)}`), lang[at], source[at] ? t(`source.${source[at]}`) : ""].filter(Boolean);
    return [
      h("h2", { class: "evidence-who" }, who(model, model.actorOf(at))),
      h("p", { class: "when" }, when(model, at)),
      h("p", { class: "quiet" }, facts.join(" · ")),
      text(model, at, 2e3) ?? h("p", { class: "quiet" }, t("noText")),
      behind > 1 ? h("p", { class: "quiet" }, t("stands", { n: behind })) : null,
      web(url[at]) ? h("p", {}, link(url[at], t("open")), " ", h("span", { class: "quiet" }, foreign(shortened(url[at])))) : null,
      reason[at] ? h("p", { class: "quiet" }, `${t("member")}: `, foreign(reason[at])) : null,
      ...stream(model, at),
      ...chain(model, at, choose),
      ...listed(model, t("comesFrom"), [...around(model.into, at)], "parent", t("nothingBefore"), choose),
      ...listed(model, t("leadsTo"), [...around(model.outOf, at)], "child", t("nothingAfter"), choose),
      h("p", { class: "id quiet" }, foreign(model.scene.posts[at]))
    ].filter((part) => part !== null);
  }
  function stream(model, at) {
    const reached = (found, end2) => {
      const seen = /* @__PURE__ */ new Set([at]);
      for (const post2 of seen) for (const link3 of around(found, post2)) seen.add(model.column(end2)[link3]);
      return seen.size - 1;
    };
    const [before, after] = [reached(model.into, "link.parent"), reached(model.outOf, "link.child")];
    return model.links ? [h("p", { class: "quiet stream" }, t("stream", { before, after }))] : [];
  }
  function chain(model, at, choose) {
    const links = model.upstream(at);
    if (links.length < 2) return [];
    const posts = [...links.map((link3) => ends(model, link3).parent).reverse(), at];
    return [h("h3", {}, t("path")), h("ol", { class: "chain" }, ...posts.map((post2) => h(
      "li",
      {},
      h("button", { class: "plain", click: () => choose({ kind: "post", post: post2 }) }, who(model, model.actorOf(post2))),
      " ",
      h("span", { class: "quiet" }, when(model, post2))
    )))];
  }
  function listed(model, heading, links, end2, none, choose) {
    const evidence = model.column("link.evidence");
    const probability = model.column("link.probability");
    links.sort((a, b) => evidence[a] - evidence[b] || probability[b] - probability[a] || a - b);
    const item = (link3) => {
      const other = ends(model, link3)[end2];
      return h(
        "li",
        {},
        swatch(model, evidence[link3]),
        h("button", { class: "plain", click: () => choose({ kind: "link", link: link3 }) }, who(model, model.actorOf(other))),
        " ",
        h("span", { class: "quiet" }, `${said(model, link3)} · ${when(model, other)}`)
      );
    };
    const rest = links.length - FEW;
    const list = h("ul", { class: "links" }, ...links.slice(0, FEW).map(item));
    const more = rest <= 0 ? null : h("button", { class: "more", click: (event) => {
      list.append(...links.slice(FEW, FEW + 200).map(item));
      event.target.remove();
    } }, t("more", { n: rest }));
    const parts = links.length ? [list, more] : [h("p", { class: "quiet" }, none)];
    return [h("h3", {}, `${heading} `, h("span", { class: "quiet" }, links.length ? number(links.length) : "")), ...parts.filter((part) => part !== null)];
  }
  function link2(model, at, choose) {
    const { parent, child } = ends(model, at);
    const detail = model.texts.details[at];
    return [
      h("p", { class: "when link-said" }, swatch(model, model.column("link.evidence")[at]), said(model, at)),
      detail ? h("p", { class: "quiet" }, foreign(detail)) : null,
      end(model, t("from"), parent, choose),
      end(model, t("to"), child, choose),
      ...wording(model, parent, child)
    ].filter((part) => part !== null);
  }
  function wording(model, parent, child) {
    const said2 = (post2) => model.texts.posts.text[post2] || model.texts.posts.title[post2];
    const found = difference(said2(parent), said2(child), t("wording"));
    return found ? [h("h3", {}, t("wording")), found, h("p", { class: "quiet" }, t("wordingNote"))] : [];
  }
  function end(model, heading, post2, choose) {
    const { url } = model.texts.posts;
    return h(
      "section",
      { class: "end" },
      h("h3", {}, heading),
      h("button", { class: "plain strong", click: () => choose({ kind: "post", post: post2 }) }, who(model, model.actorOf(post2))),
      h("p", { class: "quiet" }, when(model, post2)),
      text(model, post2, 320),
      web(url[post2]) ? h("p", {}, link(url[post2], t("open"))) : null
    );
  }
  function actor(model, at, choose) {
    const people = model.column("actor.people")[at] || 1;
    const node2 = model.nodeOf(at);
    const facts = [model.trait("role", at), model.trait("country", at), people > 1 ? t("people", { n: people }) : "", node2 < 0 ? "" : t("community", { n: model.column("node.community")[node2] + 1 })];
    return [
      h("h2", { class: "evidence-who" }, who(model, at)),
      h("p", { class: "quiet" }, foreign(facts.filter(Boolean).join(" · "))),
      ...neighbours(model, node2, choose),
      ...postsOf(model, at, choose)
    ];
  }
  function neighbours(model, node2, choose) {
    if (node2 < 0) return [];
    const weight = model.column("edge.weight");
    const source = model.column("edge.source");
    const edges = [...around(model.ties, node2)].sort((a, b) => weight[b] - weight[a] || a - b);
    const rest = edges.length - 14;
    const item = (edge2) => {
      const found = edgeEnds(model, edge2);
      const leaving = source[edge2] === node2;
      return h(
        "li",
        {},
        swatch(model, model.column("edge.evidence")[edge2]),
        h("span", { class: "quiet" }, leaving ? "→ " : "← "),
        h("button", { class: "plain", click: () => choose({ kind: "edge", edge: edge2 }) }, who(model, leaving ? found.target : found.source)),
        " ",
        h("span", { class: "quiet" }, `${t(model.scene.evidences[model.column("edge.evidence")[edge2]])} · ${counted("posts", weight[edge2])}`)
      );
    };
    return [
      h("h3", {}, `${t("neighbours")} `, h("span", { class: "quiet" }, number(edges.length))),
      h("ul", { class: "links" }, ...edges.slice(0, 14).map(item)),
      ...rest > 0 ? [h("p", { class: "quiet" }, t("more", { n: rest }))] : []
    ];
  }
  function postsOf(model, actor2, choose) {
    const own = [];
    for (let post2 = 0; post2 < model.posts && own.length < 60; post2++) if (model.actorOf(post2) === actor2) own.push(post2);
    return own.length ? [h("h3", {}, t("postsOf")), postList(model, own.slice(0, 20), choose)] : [];
  }
  function edge(model, at, choose) {
    const { source, target } = edgeEnds(model, at);
    const evidence = model.column("edge.evidence")[at];
    const links = [];
    for (let link3 = 0; link3 < model.links && links.length < 200; link3++) {
      const { parent, child } = ends(model, link3);
      if (model.column("link.evidence")[link3] === evidence && model.actorOf(parent) === source && model.actorOf(child) === target) links.push(link3);
    }
    const item = (link3) => h(
      "li",
      {},
      swatch(model, evidence),
      h("button", { class: "plain", click: () => choose({ kind: "link", link: link3 }) }, said(model, link3)),
      " ",
      h("span", { class: "quiet" }, when(model, ends(model, link3).child)),
      text(model, ends(model, link3).child, 160)
    );
    return [
      h("h2", { class: "evidence-who" }, who(model, source), " → ", who(model, target)),
      h("p", {}, swatch(model, evidence), t(model.scene.evidences[evidence]), " · ", counted("posts", model.column("edge.weight")[at])),
      h("p", {}, ...[source, target].map((actor2) => h("button", { class: "chip", click: () => choose({ kind: "actor", actor: actor2 }) }, who(model, actor2)))),
      ...sample(model, at, choose),
      ...links.length ? [h("h3", {}, t("between")), h("ul", { class: "links" }, ...links.slice(0, 40).map(item))] : []
    ];
  }
  function sample(model, edge2, choose) {
    const post2 = model.sample(edge2);
    return post2 >= 0 ? [h("h3", {}, t("firstOf")), postList(model, [post2], choose)] : [];
  }
  function postList(model, posts, choose) {
    return h("ul", { class: "links" }, ...posts.map((post2) => h(
      "li",
      {},
      h("button", { class: "plain", click: () => choose({ kind: "post", post: post2 }) }, when(model, post2)),
      text(model, post2, 140)
    )));
  }
  function shortened(address) {
    const plain2 = address.replace(/^https?:\/\//, "");
    return plain2.length > 48 ? plain2.slice(0, 47) + "…" : plain2;
  }

  // src/card.ts
  var Card = class {
    constructor(model) {
      this.model = model;
      this.element = h("div", { class: "card", hidden: true, "aria-hidden": "true" });
      this.last = "";
    }
    show(selection, x, y) {
      const key = JSON.stringify(selection);
      if (key !== this.last) {
        this.last = key;
        const content = selection ? card(this.model, selection) : null;
        this.element.hidden = !content;
        replace(this.element, content);
      }
      if (!this.element.hidden) this.put(x, y);
    }
    put(x, y) {
      const { offsetWidth, offsetHeight } = this.element;
      const left = x + 16 + offsetWidth > innerWidth ? x - 16 - offsetWidth : x + 16;
      const top = Math.min(y + 16, innerHeight - offsetHeight - 8);
      this.element.style.transform = `translate(${Math.max(8, left)}px, ${Math.max(8, top)}px)`;
    }
  };

  // src/groups.ts
  var MOST = 8;
  var made = /* @__PURE__ */ new WeakMap();
  function colourings(model) {
    const traits = ["role", "country", "language", "platform"].filter((name) => model.scene.actors[LISTS[name]].length > 1);
    return [...model.scene.lanes.length > 1 ? ["lane"] : [], ...traits, ...model.nodes ? ["community"] : []];
  }
  function groupsOf(model, colour) {
    const cache = made.get(model) ?? /* @__PURE__ */ new Map();
    made.set(model, cache);
    const found = cache.get(colour) ?? grouped(model, colour);
    cache.set(colour, found);
    return found;
  }
  function grouped(model, colour) {
    const { codes, name } = coded(model, colour);
    let most2 = 0;
    for (let i = 0; i < codes.length; i++) most2 = Math.max(most2, codes[i]);
    const count = new Uint32Array(most2 + 1);
    for (let i = 0; i < codes.length; i++) count[codes[i]]++;
    const order = Array.from(count.keys()).filter((code) => count[code]).sort((a, b) => count[b] - count[a] || a - b);
    const kept = order.length > MOST ? order.slice(0, MOST - 1) : order;
    const place = new Uint8Array(most2 + 1).fill(MOST - 1);
    kept.forEach((code, at) => place[code] = at);
    const of = new Uint8Array(codes.length);
    for (let i = 0; i < of.length; i++) of[i] = place[codes[i]];
    const names2 = kept.map(name);
    const counts = kept.map((code) => count[code]);
    if (order.length > MOST) {
      names2.push("");
      counts.push(order.slice(MOST - 1).reduce((sum, code) => sum + count[code], 0));
    }
    return { names: names2, counts, of };
  }
  function coded(model, colour) {
    if (colour === "lane") return { codes: model.column("actor.lane"), name: (code) => model.scene.lanes[code]?.label ?? "" };
    if (colour === "community") {
      const community = model.column("node.community");
      const codes = new Uint32Array(model.actors);
      for (let actor2 = 0; actor2 < codes.length; actor2++) if (model.nodeOf(actor2) >= 0) codes[actor2] = community[model.nodeOf(actor2)] + 1;
      return { codes, name: (code) => code ? `#${code}` : "" };
    }
    const trait = colour;
    return { codes: model.column(`actor.${trait}`), name: (code) => model.scene.actors[LISTS[trait]][code] };
  }

  // src/state.ts
  var PLAIN = { selection: null, hover: null, cursor: null, hidden: /* @__PURE__ */ new Set(), dimension: 0, least: 0, weight: 1, hops: 1, colour: "", muted: /* @__PURE__ */ new Set(), size: "all" };
  var Store = class {
    constructor(state) {
      this.state = state;
      this.listeners = [];
    }
    set(change) {
      const changed = /* @__PURE__ */ new Set();
      for (const key of Object.keys(change)) {
        if (!same(this.state[key], change[key])) changed.add(key);
      }
      if (!changed.size) return;
      this.state = { ...this.state, ...change };
      for (const listener of this.listeners) listener(this.state, changed);
    }
    listen(listener) {
      this.listeners.push(listener);
    }
  };
  function written(state, full2, names2) {
    const parts = new URLSearchParams();
    parts.set("view", state.view);
    const chosen2 = state.selection;
    if (chosen2?.kind === "post") parts.set("post", names2.post(chosen2.post));
    if (chosen2?.kind === "actor") parts.set("actor", names2.actor(chosen2.actor));
    if (chosen2?.kind === "link") parts.set("link", String(chosen2.link));
    if (chosen2?.kind === "edge") parts.set("tie", String(chosen2.edge));
    if (chosen2?.kind === "path") parts.set("path", `${chosen2.finding}.${chosen2.path}`);
    if (state.window[0] > full2[0]) parts.set("from", String(Math.round(state.window[0])));
    if (state.window[1] < full2[1]) parts.set("to", String(Math.round(state.window[1])));
    if (state.cursor !== null) parts.set("at", String(Math.round(state.cursor)));
    if (state.hidden.size) parts.set("hide", [...state.hidden].map(names2.evidence).join(" "));
    if (state.dimension) parts.set("by", String(state.dimension));
    if (state.least) parts.set("least", String(state.least));
    if (state.weight > 1) parts.set("weight", String(state.weight));
    if (state.hops > 1) parts.set("hops", String(state.hops));
    if (state.colour) parts.set("colour", state.colour);
    if (state.muted.size) parts.set("mute", [...state.muted].join(" "));
    if (state.size !== "all") parts.set("size", state.size);
    return parts.toString();
  }
  var SIZES = ["all", "out", "in", "same"];
  function read(hash, full2, find) {
    const parts = new URLSearchParams(hash.replace(/^#/, ""));
    const change = {};
    const whole = (name, least3, most2) => {
      const value = Number(parts.get(name) ?? NaN);
      return Number.isInteger(value) && value >= least3 && value <= most2 ? value : null;
    };
    const view = parts.get("view");
    if (view && find.views.includes(view)) change.view = view;
    const selection = chosen(parts, whole, find);
    if (selection) change.selection = selection;
    const from = Number(parts.get("from") ?? full2[0]);
    const to = Number(parts.get("to") ?? full2[1]);
    if (Number.isFinite(from) && Number.isFinite(to) && from < to) {
      change.window = [Math.max(from, full2[0]), Math.min(to, full2[1])];
    }
    const at = whole("at", full2[0], full2[1]);
    if (at !== null) change.cursor = at;
    const hidden = (parts.get("hide") ?? "").split(" ").map(find.evidence).filter((found) => found >= 0);
    if (hidden.length) change.hidden = new Set(hidden);
    const dimension = whole("by", 0, find.dimensions - 1);
    if (dimension) change.dimension = dimension;
    const least2 = Number(parts.get("least") ?? NaN);
    if (least2 > 0 && least2 <= 1) change.least = least2;
    const weight = whole("weight", 2, 65535);
    if (weight) change.weight = weight;
    const hops = whole("hops", 2, 4);
    if (hops) change.hops = hops;
    const colour = parts.get("colour") ?? "";
    if (find.colours.includes(colour)) change.colour = colour;
    const muted = (parts.get("mute") ?? "").split(" ").filter(Boolean).map(Number).filter((one) => Number.isInteger(one) && one >= 0 && one < 8);
    if (change.colour && muted.length) change.muted = new Set(muted);
    const size = parts.get("size") ?? "";
    if (SIZES.slice(1).includes(size)) change.size = size;
    return change;
  }
  function chosen(parts, whole, find) {
    const post2 = find.post(parts.get("post") ?? "");
    if (post2 >= 0) return { kind: "post", post: post2 };
    const actor2 = find.actor(parts.get("actor") ?? "");
    if (actor2 >= 0) return { kind: "actor", actor: actor2 };
    const link3 = whole("link", 0, find.links - 1);
    if (link3 !== null) return { kind: "link", link: link3 };
    const edge2 = whole("tie", 0, find.edges - 1);
    if (edge2 !== null) return { kind: "edge", edge: edge2 };
    const [finding, path] = (parts.get("path") ?? "").split(".").map(Number);
    return Number.isInteger(finding) && Number.isInteger(path) && path >= 0 && path < find.paths(finding) ? { kind: "path", finding, path } : null;
  }
  function same(a, b) {
    if (a === b) return true;
    if (a instanceof Set || b instanceof Set) return false;
    return JSON.stringify(a) === JSON.stringify(b);
  }

  // src/controls.ts
  var Controls = class {
    constructor(model, store) {
      this.model = model;
      this.store = store;
      this.element = h("div", { class: "controls", role: "group" });
      const sure = model.column("link.probability");
      this.probabilities = sure.some((value) => value < 0.995);
      let most2 = 1;
      for (const value of model.column("edge.weight")) most2 = Math.max(most2, value);
      this.heaviest = Math.min(most2, 50);
      this.restyle();
    }
    update(_state, changed) {
      if (["view", "colour", "size", "hops"].some((key) => changed.has(key))) this.restyle();
    }
    restyle() {
      const { view, colour, size, hops } = this.store.state;
      const drawn = ["lanes", "network", "matrix"].includes(view);
      this.element.setAttribute("aria-label", t("controls"));
      this.element.hidden = !drawn;
      if (!drawn) return;
      const colours = ["", ...colourings(this.model)].map((name) => [name, t(name ? name === "community" ? "communities" : name : "ink")]);
      const sizes2 = (view === "lanes" ? ["all", "same"] : SIZES).map((name) => [name, view === "lanes" && name === "all" ? t(`size.${this.model.scene.size}`) : t(`size.of.${name}`)]);
      replace(
        this.element,
        this.choice("colour", colours, colour, (value) => this.store.set({ colour: value, muted: /* @__PURE__ */ new Set() })),
        this.choice("size", sizes2, sizes2.some(([name]) => name === size) ? size : "all", (value) => this.store.set({ size: value })),
        view === "matrix" ? null : this.choice("hops", [1, 2, 3, 4].map((many) => [String(many), number(many)]), String(hops), (value) => this.store.set({ hops: Number(value) })),
        this.probabilities ? this.range("least", 0, 100, this.store.state.least * 100, (value) => this.store.set({ least: value / 100 }), (value) => percent(value / 100)) : null,
        view !== "lanes" && this.heaviest > 1 ? this.range("weight", 1, this.heaviest, this.store.state.weight, (value) => this.store.set({ weight: value }), number) : null
      );
    }
    choice(name, values, now, choose) {
      const change = (event) => {
        choose(event.target.value);
        document.getElementById(`by-${name}`)?.focus();
      };
      return h(
        "label",
        {},
        h("span", { class: "quiet" }, t(`control.${name}`)),
        h("select", { id: `by-${name}`, change }, ...values.map(([value, words]) => h("option", { value, selected: value === now }, words)))
      );
    }
    range(name, least2, most2, now, choose, words) {
      const said2 = h("output", {}, words(now));
      const input = (event) => {
        const value = Number(event.target.value);
        said2.textContent = words(value);
        choose(value);
      };
      return h(
        "label",
        { title: t("fades") },
        h("span", { class: "quiet" }, t(`control.${name}`)),
        h("input", { type: "range", id: `by-${name}`, min: least2, max: most2, value: Math.round(now), input }),
        said2
      );
    }
  };

  // src/flows.ts
  var BAR = 12;
  var GAP = 14;
  function stack(cells, room = 250) {
    const total = cells.reduce((sum, cell) => sum + cell[3], 0);
    const side = (end2) => {
      const counts = /* @__PURE__ */ new Map();
      for (const cell of cells) counts.set(cell[end2], (counts.get(cell[end2]) ?? 0) + cell[3]);
      return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    };
    const [out, into] = [side(0), side(1)];
    const unit = room / Math.max(1, total);
    const place = (groups2) => {
      let y = 26;
      return groups2.map(([group, count]) => {
        const bar2 = { group, y, size: Math.max(2, count * unit), count };
        y += Math.max(bar2.size, 22) + GAP;
        return bar2;
      });
    };
    const [left, right] = [place(out), place(into)];
    const bands = ribbons(cells, left, right, unit);
    const bottom = (bars) => bars.reduce((low, bar2) => Math.max(low, bar2.y + Math.max(bar2.size, 22)), 0);
    return { bands, left, right, height: Math.max(bottom(left), bottom(right)) + 12 };
  }
  function cellsOf(model, dimension, state) {
    const [from, to, evidence, bin, count] = ["from", "to", "evidence", "bin", "count"].map((name) => model.column(`flow.${dimension}.${name}`));
    const last2 = state.cursor === null ? state.window[1] : Math.min(state.cursor, state.window[1]);
    const [begin, end2] = [model.bin(state.window[0] + 1), model.bin(last2 - 1)];
    const timed = model.bins > 0 && (begin > 0 || end2 < model.bins - 1);
    const timing = model.scene.evidences.indexOf("timing");
    const sums = /* @__PURE__ */ new Map();
    for (let at = 0; at < from.length; at++) {
      if (evidence[at] === timing || state.hidden.has(evidence[at]) || timed && (bin[at] < begin || bin[at] > end2)) continue;
      const key = (from[at] * 64 + to[at]) * 16 + evidence[at];
      const cell = sums.get(key) ?? [from[at], to[at], evidence[at], 0];
      cell[3] += count[at];
      sums.set(key, cell);
    }
    return [...sums.values()];
  }
  function ribbons(cells, left, right, unit) {
    const at = (bars) => new Map(bars.map((bar2) => [bar2.group, bar2.y]));
    const rank = (bars) => new Map(bars.map((bar2, place) => [bar2.group, place]));
    const [leftAt, rightAt, leftRank, rightRank] = [at(left), at(right), rank(left), rank(right)];
    const bands = cells.map(([from, to, evidence, count]) => ({ from, to, evidence, count, y1: 0, y2: 0, thick: Math.max(0.6, count * unit) }));
    const order = (a, b, first, one, second, other) => first.get(a[one]) - first.get(b[one]) || second.get(a[other]) - second.get(b[other]) || a.evidence - b.evidence;
    for (const band of [...bands].sort((a, b) => order(a, b, leftRank, "from", rightRank, "to"))) {
      band.y1 = leftAt.get(band.from);
      leftAt.set(band.from, band.y1 + band.thick);
    }
    for (const band of [...bands].sort((a, b) => order(a, b, rightRank, "to", leftRank, "from"))) {
      band.y2 = rightAt.get(band.to);
      rightAt.set(band.to, band.y2 + band.thick);
    }
    return bands;
  }
  var Flows = class {
    constructor(shared) {
      this.shared = shared;
      this.element = h("div", { class: "stage scrolls", id: "view-flows" });
      this.picture = h("div", { class: "flows-picture" });
      this.numbers = h("div", { class: "flows-table" });
      this.said = h("p", { class: "flows-said quiet", "aria-live": "polite" });
      this.restyle();
    }
    update(_state, changed) {
      if (["hidden", "dimension", "view", "window", "cursor"].some((key) => changed.has(key))) this.restyle();
    }
    restyle() {
      const { dimensions } = this.shared.model.scene;
      const dimension = dimensions[this.shared.store.state.dimension] ?? dimensions[0];
      replace(this.element, this.chooser(), this.picture, this.said, this.numbers);
      if (!dimension) return replace(this.picture, h("p", { class: "quiet" }, t("flow.none")));
      const sankey = stack(cellsOf(this.shared.model, dimensions.indexOf(dimension), this.shared.store.state));
      this.element.dataset.bands = String(sankey.bands.length);
      this.said.textContent = sankey.bands.length ? t("flow.note") : t("flow.none");
      replace(this.picture, sankey.bands.length ? this.drawn(dimension, sankey) : null);
      replace(this.numbers, sankey.bands.length ? this.listed(dimension, sankey.bands) : null);
    }
    chooser() {
      const { dimensions } = this.shared.model.scene;
      const now = this.shared.store.state.dimension;
      const choose = (event) => this.shared.store.set({ dimension: Number(event.target.value) });
      return h(
        "label",
        { class: "flows-by" },
        h("span", {}, t("by")),
        h(
          "select",
          { change: choose, id: "flows-by" },
          ...dimensions.map((way, place) => h("option", { value: place, selected: place === now }, t(way.name)))
        )
      );
    }
    // The picture's own units: pixels where there is little room.
    room() {
      const wide2 = this.element.clientWidth;
      return wide2 && wide2 < 560 ? { width: 350, side: 92 } : { width: 760, side: 190 };
    }
    drawn(dimension, sankey) {
      const { width, side } = this.room();
      const label = t("flow.caption");
      return s(
        "svg",
        { viewBox: `0 0 ${width} ${sankey.height}`, role: "img", "aria-label": label, class: "flows-svg" },
        s("text", { x: side, y: 14, class: "flow-head", "text-anchor": "end" }, t("flow.from")),
        s("text", { x: width - side, y: 14, class: "flow-head" }, t("flow.to")),
        ...[...sankey.bands].sort((a, b) => b.evidence - a.evidence).map((band) => this.band(dimension, band)),
        ...sankey.left.flatMap((bar2) => this.bar(dimension, bar2, true)),
        ...sankey.right.flatMap((bar2) => this.bar(dimension, bar2, false))
      );
    }
    band(dimension, band) {
      const { width, side } = this.room();
      const x1 = side + BAR;
      const x2 = width - side - BAR;
      const middle = (x1 + x2) / 2;
      const { y1, y2, thick } = band;
      const outline = `M${x1},${y1} C${middle},${y1} ${middle},${y2} ${x2},${y2} L${x2},${y2 + thick} C${middle},${y2 + thick} ${middle},${y1 + thick} ${x1},${y1 + thick} Z`;
      const words = this.sentence(dimension, band);
      const tell = () => void (this.said.textContent = words);
      const path = s("path", { d: outline, class: "flow-band", pointerenter: tell, click: tell }, s("title", {}, words));
      path.style.fill = this.shared.theme.evidence[band.evidence];
      return path;
    }
    sentence(dimension, band) {
      const kind = t(this.shared.model.scene.evidences[band.evidence]);
      const group = (place) => dimension.groups[place];
      return `⁨${group(band.from)}⁩ → ⁨${group(band.to)}⁩ · ${kind} · ${number(band.count)}`;
    }
    bar(dimension, bar2, left) {
      const { width, side } = this.room();
      const x = left ? side : width - side - BAR;
      const name = short(dimension.groups[bar2.group], side < 100 ? 12 : 26);
      const place = { x: left ? side - 8 : width - side + 8, "text-anchor": left ? "end" : "start" };
      const middle = bar2.y + Math.max(bar2.size, 4) / 2;
      return [
        s("rect", { x, y: bar2.y, width: BAR, height: bar2.size, rx: 2, class: "flow-bar" }),
        s("text", { ...place, y: middle - 1, class: "flow-name" }, name),
        s("text", { ...place, y: middle + 13, class: "flow-count" }, number(bar2.count))
      ];
    }
    listed(dimension, bands) {
      const pairs = /* @__PURE__ */ new Map();
      for (const band of bands) {
        const key = `${band.from} ${band.to}`;
        pairs.set(key, [...pairs.get(key) ?? [], band]);
      }
      const kinds = this.shared.model.scene.evidences.map((_, kind) => kind).filter((kind) => bands.some((band) => band.evidence === kind));
      const sum = (found) => found.reduce((total, band) => total + band.count, 0);
      const rows2 = [...pairs.values()].sort((a, b) => sum(b) - sum(a) || a[0].from - b[0].from || a[0].to - b[0].to);
      return h(
        "table",
        { class: "grid" },
        h("caption", {}, t("flow.caption")),
        h("thead", {}, h(
          "tr",
          {},
          ...["flow.from", "flow.to"].map((key) => h("th", { scope: "col" }, t(key))),
          ...kinds.map((kind) => h("th", { scope: "col", class: "count" }, t(this.shared.model.scene.evidences[kind]))),
          h("th", { scope: "col", class: "count" }, t("total"))
        )),
        h("tbody", {}, ...rows2.map((found) => h(
          "tr",
          {},
          h("td", {}, foreign(dimension.groups[found[0].from])),
          h("td", {}, foreign(dimension.groups[found[0].to])),
          ...kinds.map((kind) => h("td", { class: "count" }, number(sum(found.filter((band) => band.evidence === kind))))),
          h("td", { class: "count" }, number(sum(found)))
        )))
      );
    }
  };
  function short(name, most2) {
    const letters = Array.from(name);
    return letters.length > most2 ? letters.slice(0, most2 - 1).join("") + "…" : name;
  }

  // src/colour.ts
  function mixed(colour, ground2, share) {
    const part = (hex, at) => parseInt(hex.slice(at, at + 2), 16);
    const mix = (at) => Math.round(part(colour, at) * share + part(ground2, at) * (1 - share));
    return `#${[1, 3, 5].map((at) => mix(at).toString(16).padStart(2, "0")).join("")}`;
  }

  // src/lanesGeometry.ts
  var STEPS2 = 14;
  var HEAD = 30;
  var LEFT = 18;
  var RIGHT = 8;
  function frame(model, width, height2, narrow2) {
    const posts = new Float64Array(model.scene.lanes.length);
    const rows2 = /* @__PURE__ */ new Map();
    for (let post2 = 0; post2 < model.posts; post2++) {
      const lane = model.laneOf(post2);
      posts[lane]++;
      if (!rows2.has(lane)) rows2.set(lane, /* @__PURE__ */ new Set());
      rows2.get(lane).add(model.actorOf(post2));
    }
    const weight = Array.from(posts, (count, lane) => Math.sqrt(Math.min(count, 400)) + Math.sqrt(rows2.get(lane)?.size ?? 1));
    const total = weight.reduce((sum, value) => sum + value, 0) || 1;
    const inner = height2 - HEAD - 4;
    const least2 = Math.min(narrow2 ? 46 : 54, inner / Math.max(1, weight.length));
    const spare = Math.max(0, inner - least2 * weight.length);
    let top = HEAD;
    const lanes = weight.map((value) => {
      const bottom = top + least2 + spare * value / total;
      const lane = { top, bottom };
      top = bottom;
      return lane;
    });
    return { left: narrow2 ? 4 : 168, right: width - 22, top: HEAD, bottom: top, lanes };
  }
  function scale(frame2, window2) {
    const from = frame2.left + LEFT;
    const pixels = frame2.right - RIGHT - from;
    const span2 = window2[1] - window2[0] || 1;
    return (time) => from + (time - window2[0]) / span2 * pixels;
  }
  function timeAt(frame2, window2, x) {
    const from = frame2.left + LEFT;
    return window2[0] + (x - from) / (frame2.right - RIGHT - from) * (window2[1] - window2[0]);
  }
  function height(model, frame2, post2, narrow2) {
    const lane = frame2.lanes[model.laneOf(post2)];
    const row = model.column("actor.row")[model.actorOf(post2)];
    const top = lane.top + (narrow2 ? 24 : 12);
    return top + row * Math.max(4, lane.bottom - 12 - top);
  }
  function bend(x1, x2) {
    return Math.min(150, Math.max(13, Math.abs(x2 - x1) * 0.5));
  }
  function sampled(x, y, parent, child) {
    const out = new Float32Array(parent.length * (STEPS2 + 1) * 2);
    for (let link3 = 0, at = 0; link3 < parent.length; link3++) {
      const [x1, y1, x2, y2] = [x[parent[link3]], y[parent[link3]], x[child[link3]], y[child[link3]]];
      const dx = bend(x1, x2);
      for (let step = 0; step <= STEPS2; step++) {
        const t2 = step / STEPS2;
        const u = 1 - t2;
        out[at++] = u * u * u * x1 + 3 * u * u * t2 * (x1 + dx) + 3 * u * t2 * t2 * (x2 - dx) + t2 * t2 * t2 * x2;
        out[at++] = u * u * (u + 3 * t2) * y1 + t2 * t2 * (t2 + 3 * u) * y2;
      }
    }
    return out;
  }
  function distance(px, py, x1, y1, x2, y2) {
    const dx = x2 - x1;
    const dy = y2 - y1;
    const along = dx || dy ? Math.max(0, Math.min(1, ((px - x1) * dx + (py - y1) * dy) / (dx * dx + dy * dy))) : 0;
    return Math.hypot(px - x1 - along * dx, py - y1 - along * dy);
  }

  // src/labels.ts
  function write(context, wanted, area, look, taken = [], marks = []) {
    const size = look.size ?? 12;
    context.textBaseline = "middle";
    context.textAlign = "left";
    context.lineJoin = "round";
    for (const label of wanted) {
      context.font = `${label.strong ? 600 : 400} ${size}px ${look.font}`;
      const width = context.measureText(label.text).width;
      const place = free(label, width, size, area, [...taken, ...marks]) ?? (label.important ? free(label, width, size, area, taken) : null);
      if (!place) continue;
      taken.push(place);
      const middle = (place.top + place.bottom) / 2;
      context.strokeStyle = look.halo;
      context.lineWidth = 3.5;
      context.strokeText(label.text, place.left, middle);
      context.fillStyle = look.ink;
      context.fillText(label.text, place.left, middle);
    }
    return taken;
  }
  function free(label, width, size, area, taken) {
    const half = size * 0.65;
    const { x, y, gap } = label;
    const places = [
      [x + gap, y],
      [x + gap, y - size],
      [x + gap, y + size],
      [x - gap - width, y],
      [x - width / 2, y - gap - half],
      [x - width / 2, y + gap + half]
    ];
    for (const [left, middle] of places) {
      const box = { left, right: left + width, top: middle - half, bottom: middle + half };
      const inside = box.left >= area.left && box.right <= area.right && box.top >= area.top && box.bottom <= area.bottom;
      if (inside && !taken.some((other) => meets(box, other))) return box;
    }
    return null;
  }
  function meets(a, b) {
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  }

  // src/lanesPaint.ts
  function ground(pen, frame2, theme2, ticks2, width) {
    frame2.lanes.forEach((lane, number2) => {
      if (number2 % 2) return;
      pen.fillStyle = theme2.band;
      pen.fillRect(0, lane.top, width, lane.bottom - lane.top);
    });
    pen.textBaseline = "middle";
    pen.textAlign = "left";
    for (const { x, tick } of ticks2) {
      if (!tick.line) continue;
      pen.strokeStyle = theme2.line;
      pen.lineWidth = 1;
      pen.beginPath();
      pen.moveTo(Math.round(x) + 0.5, 10);
      pen.lineTo(Math.round(x) + 0.5, frame2.bottom);
      pen.stroke();
    }
    for (const { x, tick } of ticks2) {
      pen.font = `${tick.strong ? 500 : 400} 12px ${theme2.font}`;
      pen.fillStyle = theme2.quiet;
      pen.fillText(tick.label, x + 6, 17);
    }
  }
  function headings(pen, frame2, lanes, theme2, narrow2) {
    pen.textBaseline = "alphabetic";
    pen.textAlign = "left";
    lanes.forEach((lane, number2) => {
      const { top, bottom } = frame2.lanes[number2];
      const x = narrow2 ? 12 : 18;
      pen.font = `600 13px ${theme2.font}`;
      pen.fillStyle = theme2.ink;
      const label = oneLine(lane.label, 60);
      const lines = narrow2 ? [fitted(pen, label, 220)] : bottom - top < 66 ? [fitted(pen, label, 146)] : broken(pen, label, 146);
      lines.forEach((line, at) => haloed(pen, line, x, top + (narrow2 ? 16 : 22) + 16 * at, theme2));
      const after = narrow2 ? x + pen.measureText(lines[0]).width + 8 : x;
      pen.font = `400 11.5px ${theme2.font}`;
      pen.fillStyle = theme2.quiet;
      haloed(pen, fitted(pen, oneLine(lane.detail, 60), narrow2 ? 150 : 146), after, top + (narrow2 ? 16 : 23 + 16 * lines.length), theme2);
    });
  }
  function broken(pen, text2, width) {
    const words = text2.split(" ");
    let count = words.length;
    while (count > 1 && pen.measureText(words.slice(0, count).join(" ")).width > width) count--;
    return [words.slice(0, count), words.slice(count)].filter((line) => line.length).map((line) => fitted(pen, line.join(" "), width));
  }
  function haloed(pen, text2, x, y, theme2) {
    pen.lineJoin = "round";
    pen.lineWidth = 3;
    pen.strokeStyle = theme2.ground;
    pen.strokeText(text2, x, y);
    pen.fillText(text2, x, y);
  }
  function fitted(pen, text2, width) {
    if (pen.measureText(text2).width <= width) return text2;
    const letters = Array.from(text2);
    while (letters.length > 1 && pen.measureText(letters.join("") + "…").width > width) letters.pop();
    return letters.join("") + "…";
  }
  function stroke(model, link3, theme2, crowd) {
    const evidence = model.column("link.evidence")[link3];
    const name = model.scene.evidences[evidence];
    const probability = model.column("link.probability")[link3];
    const strong = documented(name);
    const alpha = (strong ? 0.2 + 0.45 * probability : 0.12 + 0.48 * probability) * crowd;
    return { colour: theme2.evidence[evidence], alpha, width: strong ? 1.15 : name === "timing" ? 0.8 : 1, dashed: name === "timing" };
  }
  function curve(pen, places, parent, child) {
    const { x, y } = places;
    const dx = bend(x[parent], x[child]);
    pen.beginPath();
    pen.moveTo(x[parent], y[parent]);
    pen.bezierCurveTo(x[parent] + dx, y[parent], x[child] - dx, y[child], x[child], y[child]);
  }
  function drawLink(pen, places, parent, child, look, head) {
    pen.globalAlpha = look.alpha;
    pen.strokeStyle = look.colour;
    pen.lineWidth = look.width;
    pen.setLineDash(look.dashed ? [3, 4] : []);
    curve(pen, places, parent, child);
    pen.stroke();
    if (head) arrow(pen, places.x[child] - places.radius[child] - 1, places.y[child], look);
    pen.globalAlpha = 1;
    pen.setLineDash([]);
  }
  function arrow(pen, x, y, look) {
    pen.setLineDash([]);
    pen.fillStyle = look.colour;
    pen.beginPath();
    pen.moveTo(x, y);
    pen.lineTo(x - 5, y - 2.6);
    pen.lineTo(x - 5, y + 2.6);
    pen.fill();
  }
  function interval2(pen, places, post2, theme2) {
    const from = places.from[post2];
    const to = places.to[post2];
    if (to - from < 10) return;
    pen.fillStyle = theme2.span;
    pen.globalAlpha = 0.8;
    pen.beginPath();
    pen.roundRect(from, places.y[post2] - 4, to - from, 8, 4);
    pen.fill();
    pen.globalAlpha = 1;
  }
  function mark(pen, kind, x, y, radius, theme2) {
    if (kind === "article" || kind === "unseen") {
      const half = kind === "article" ? 5 : 4.5;
      pen.beginPath();
      pen.roundRect(x - half, y - half, half * 2, half * 2, 1.5);
      paintMark(pen, kind === "unseen", theme2);
      return;
    }
    pen.beginPath();
    pen.arc(x, y, radius, 0, Math.PI * 2);
    pen.fillStyle = theme2.disc;
    pen.globalAlpha = 0.92;
    pen.fill();
    pen.globalAlpha = 1;
    pen.lineWidth = 1;
    pen.strokeStyle = theme2.ground;
    pen.stroke();
    if (kind !== "crowd") return;
    pen.beginPath();
    pen.arc(x, y, radius + 2.5, 0, Math.PI * 2);
    pen.strokeStyle = theme2.disc;
    pen.stroke();
  }
  function paintMark(pen, hollow, theme2) {
    pen.lineWidth = 1.5;
    if (hollow) {
      pen.fillStyle = theme2.ground;
      pen.strokeStyle = theme2.quiet;
      pen.setLineDash([2, 2]);
    } else {
      pen.fillStyle = theme2.ink;
      pen.strokeStyle = theme2.ground;
    }
    pen.fill();
    pen.stroke();
    pen.setLineDash([]);
  }
  function ring(pen, kind, x, y, radius, colour) {
    pen.strokeStyle = colour;
    pen.lineWidth = 2.2;
    pen.beginPath();
    if (kind === "article" || kind === "unseen") pen.roundRect(x - 7, y - 7, 14, 14, 3);
    else pen.arc(x, y, radius + 2.5, 0, Math.PI * 2);
    pen.stroke();
  }
  function names(pen, wanted, area, theme2, taken, marks) {
    write(pen, wanted, area, { font: theme2.font, ink: theme2.ink, halo: theme2.ground }, taken, marks);
  }

  // src/surface.ts
  var QUICK = 9;
  var REST = 110;
  var Surface = class {
    constructor(box, label, paintBase, paintTop, resized, margin = 0) {
      this.paintBase = paintBase;
      this.paintTop = paintTop;
      this.resized = resized;
      this.margin = margin;
      this.base = document.createElement("canvas");
      this.stale = true;
      this.asked = false;
      this.settle = 0;
      this.moved = null;
      this.spent = 0;
      this.width = 0;
      this.height = 0;
      this.canvas = document.createElement("canvas");
      this.canvas.tabIndex = 0;
      this.canvas.setAttribute("role", "application");
      this.canvas.setAttribute("aria-label", label);
      box.append(this.canvas);
      this.context = drawing(this.canvas);
      this.under = drawing(this.base);
      new ResizeObserver(() => this.fit(box)).observe(box);
      this.fit(box);
      queueMicrotask(() => this.paint());
    }
    // Paint again at the next frame; `stale` says that the base layer changed too.
    ask(stale) {
      this.stale ||= stale;
      if (stale) this.moved = null;
      this.frame();
    }
    // Show the painted base shifted by (x, y) and scaled by k about the origin, and paint it anew when the reader rests.
    shift(x, y, k) {
      if (this.spent < QUICK) return this.ask(true);
      this.moved = [x, y, k];
      clearTimeout(this.settle);
      this.settle = window.setTimeout(() => this.ask(true), REST);
      this.frame();
    }
    paint() {
      this.asked = false;
      if (!this.width || !this.height) return;
      if (this.stale && !this.moved) this.renew();
      const [x, y, k] = this.moved ?? [0, 0, 1];
      const { ratio, margin } = this;
      this.context.setTransform(1, 0, 0, 1, 0, 0);
      this.context.clearRect(0, 0, this.canvas.width, this.canvas.height);
      this.context.setTransform(k, 0, 0, k, (x - margin * k) * ratio, (y - margin * k) * ratio);
      this.context.drawImage(this.base, 0, 0);
      this.context.setTransform(ratio, 0, 0, ratio, 0, 0);
      this.paintTop(this.context);
      this.canvas.dataset.frames = String(Number(this.canvas.dataset.frames ?? 0) + 1);
    }
    // Paint the view as it is now, without margin, into another canvas or a pen of another kind.
    copy(pen) {
      this.paintBase(pen);
      this.paintTop(pen);
    }
    point(event) {
      const box = this.canvas.getBoundingClientRect();
      return [event.clientX - box.left, event.clientY - box.top];
    }
    get ratio() {
      return Math.min(2, Math.max(1, window.devicePixelRatio || 1));
    }
    frame() {
      if (this.asked) return;
      this.asked = true;
      requestAnimationFrame(() => this.paint());
    }
    renew() {
      const begun = performance.now();
      this.stale = false;
      const { under, ratio, margin } = this;
      under.setTransform(1, 0, 0, 1, 0, 0);
      under.clearRect(0, 0, this.base.width, this.base.height);
      under.setTransform(ratio, 0, 0, ratio, margin * ratio, margin * ratio);
      this.paintBase(under);
      this.spent = performance.now() - begun;
    }
    fit(box) {
      const { clientWidth, clientHeight } = box;
      if (!clientWidth || !clientHeight || clientWidth === this.width && clientHeight === this.height) return;
      this.width = clientWidth;
      this.height = clientHeight;
      this.size(this.canvas, 0);
      this.size(this.base, this.margin);
      this.canvas.style.width = `${this.width}px`;
      this.canvas.style.height = `${this.height}px`;
      this.resized();
      this.ask(true);
    }
    size(canvas, margin) {
      canvas.width = Math.round((this.width + 2 * margin) * this.ratio);
      canvas.height = Math.round((this.height + 2 * margin) * this.ratio);
    }
  };
  function steered(event, walk, others) {
    const step = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in step || event.key in others)) return;
    event.preventDefault();
    if (step[event.key]) walk(...step[event.key]);
    else others[event.key]();
  }
  function drawing(canvas) {
    const context = canvas.getContext("2d");
    if (!context) throw new Error("This browser cannot draw on a canvas.");
    return context;
  }

  // src/view.ts
  function inWindow(model, post2, state) {
    const lo = model.column("post.lo")[post2];
    const hi = model.column("post.hi")[post2];
    if (state.muted.size && state.muted.has(groupsOf(model, state.colour).of[model.actorOf(post2)])) return false;
    return hi >= state.window[0] && lo <= state.window[1] && (state.cursor === null || model.middle(post2) <= state.cursor);
  }
  function linkShown(model, link3, state) {
    if (state.hidden.has(model.column("link.evidence")[link3])) return false;
    const parent = model.column("link.parent")[link3];
    const child = model.column("link.child")[link3];
    if (state.cursor !== null) return model.middle(child) <= state.cursor && model.middle(parent) <= state.cursor;
    return inWindow(model, parent, state) || inWindow(model, child, state);
  }
  function lit(model, selection, hops = 1) {
    if (!selection || selection.kind === "edge") return null;
    const found = { posts: /* @__PURE__ */ new Set(), links: /* @__PURE__ */ new Set(), path: /* @__PURE__ */ new Set() };
    if (selection.kind === "post") lightPost(model, selection.post, hops, found);
    else if (selection.kind === "link") found.path.add(selection.link);
    else if (selection.kind === "actor") {
      const actor2 = model.column("post.actor");
      for (let post2 = 0; post2 < model.posts; post2++) if (actor2[post2] === selection.actor) lightAround(model, post2, found);
    } else lightPath(model, selection, found);
    for (const link3 of [...found.links, ...found.path]) {
      found.posts.add(model.column("link.parent")[link3]);
      found.posts.add(model.column("link.child")[link3]);
    }
    return found;
  }
  function lightPost(model, post2, hops, found) {
    let front = [post2];
    for (let hop = 0; hop < hops; hop++) {
      for (const one of front) lightAround(model, one, found);
      const known = new Set(front);
      const ends2 = [...found.links].flatMap((link3) => [model.column("link.parent")[link3], model.column("link.child")[link3]]);
      front = [...new Set(ends2)].filter((end2) => !known.has(end2));
    }
    for (const link3 of model.upstream(post2)) found.path.add(link3);
  }
  function lightAround(model, post2, found) {
    found.posts.add(post2);
    const parent = model.column("link.parent");
    const child = model.column("link.child");
    for (const index2 of [model.into, model.outOf]) {
      for (let at = index2.start[post2]; at < index2.start[post2 + 1]; at++) found.links.add(index2.items[at]);
    }
    for (const link3 of found.links) if (parent[link3] === child[link3]) found.links.delete(link3);
  }
  function lightPath(model, selection, found) {
    const ids = model.scene.findings[selection.finding]?.paths?.[selection.path]?.posts ?? [];
    const posts = ids.map((id) => model.postOf.get(id) ?? -1).filter((post2) => post2 >= 0);
    posts.forEach((post2) => found.posts.add(post2));
    for (let step = 1; step < posts.length; step++) {
      const link3 = between(model, posts[step - 1], posts[step]);
      if (link3 >= 0) found.path.add(link3);
    }
  }
  function between(model, parent, child) {
    let best = -1;
    for (let at = model.outOf.start[parent]; at < model.outOf.start[parent + 1]; at++) {
      const link3 = model.outOf.items[at];
      if (model.column("link.child")[link3] !== child) continue;
      if (best < 0 || model.column("link.evidence")[link3] < model.column("link.evidence")[best]) best = link3;
    }
    return best;
  }

  // src/lanes.ts
  var Lanes = class {
    constructor(shared) {
      this.shared = shared;
      this.element = h("div", { class: "stage", id: "view-lanes" });
      this.frame = { left: 0, right: 1, top: 0, bottom: 1, lanes: [] };
      this.curves = new Float32Array(0);
      this.shownPosts = [];
      this.shownLinks = [];
      this.light = null;
      this.dragged = null;
      const column2 = () => new Float64Array(shared.model.posts);
      this.places = { x: column2(), y: column2(), radius: column2(), from: column2(), to: column2() };
      this.surface = new Surface(
        this.element,
        t("canvas.lanes"),
        (pen) => this.base(pen),
        (pen) => this.top(pen),
        () => this.place()
      );
      this.listen();
    }
    update(state, changed) {
      const moved = ["window", "cursor", "hidden", "muted", "colour", "size"].some((key) => changed.has(key));
      if (moved) this.place();
      if (changed.has("selection") || changed.has("hops")) this.light = lit(this.shared.model, state.selection, state.hops);
      this.surface.ask(moved || ["selection", "hops", "least", "view"].some((key) => changed.has(key)));
    }
    restyle() {
      this.surface.ask(true);
      this.surface.paint();
    }
    copy(pen) {
      this.surface.copy(pen);
    }
    get narrow() {
      return this.surface.width < 620;
    }
    get state() {
      return this.shared.store.state;
    }
    place() {
      if (!this.surface) return;
      const { model } = this.shared;
      this.frame = frame(model, this.surface.width, this.surface.height, this.narrow);
      const x = scale(this.frame, this.state.window);
      const lo = model.column("post.lo");
      const hi = model.column("post.hi");
      const size = model.column("post.size");
      const largest2 = most(size);
      const small = Math.max(0.4, Math.min(1, Math.sqrt(700 / model.posts)));
      for (let post2 = 0; post2 < model.posts; post2++) {
        this.places.from[post2] = x(lo[post2]);
        this.places.to[post2] = x(hi[post2]);
        this.places.x[post2] = x((lo[post2] + hi[post2]) / 2);
        this.places.y[post2] = height(model, this.frame, post2, this.narrow);
        const square = model.kind(post2) === "article" || model.kind(post2) === "unseen";
        this.places.radius[post2] = square ? 5 : small * (this.state.size === "same" ? 3.6 : 2.4 + 7 * Math.sqrt(size[post2] / largest2));
      }
      this.choose();
      this.curves = sampled(this.places.x, this.places.y, model.column("link.parent"), model.column("link.child"));
    }
    choose() {
      const { model } = this.shared;
      this.shownPosts = [];
      this.shownLinks = [];
      for (let post2 = 0; post2 < model.posts; post2++) if (inWindow(model, post2, this.state)) this.shownPosts.push(post2);
      for (let link3 = 0; link3 < model.links; link3++) if (linkShown(model, link3, this.state)) this.shownLinks.push(link3);
      this.element.dataset.posts = String(this.shownPosts.length);
      this.element.dataset.links = String(this.shownLinks.length);
    }
    base(pen) {
      const { model, theme: theme2 } = this.shared;
      const { frame: frame2 } = this;
      const x = scale(frame2, this.state.window);
      const found = ticks(this.state.window[0], this.state.window[1], frame2.right - frame2.left, locale(), this.narrow ? 76 : 110);
      ground(pen, frame2, theme2, found.map((tick) => ({ x: x(tick.at), tick })), this.surface.width);
      pen.save();
      this.clip(pen);
      for (const post2 of this.shownPosts) interval2(pen, this.places, post2, theme2);
      this.links(pen);
      const faint = { ...theme2, disc: mixed(theme2.disc, theme2.ground, 0.28), ink: mixed(theme2.ink, theme2.ground, 0.28) };
      const { x: px, y: py, radius } = this.places;
      const groups2 = this.state.colour ? groupsOf(model, this.state.colour) : null;
      for (const post2 of [...this.shownPosts].sort((a, b) => radius[b] - radius[a])) {
        const shy = this.light !== null && !this.light.posts.has(post2);
        const look = groups2 ? { ...theme2, disc: theme2.groups[groups2.of[model.actorOf(post2)]], ink: theme2.groups[groups2.of[model.actorOf(post2)]] } : theme2;
        mark(pen, model.kind(post2), px[post2], py[post2], radius[post2], shy ? faint : look);
      }
      pen.restore();
      this.labels(pen);
      headings(pen, frame2, model.scene.lanes, theme2, this.narrow);
    }
    clip(pen) {
      pen.beginPath();
      pen.rect(this.frame.left - 2, 0, this.frame.right - this.frame.left + 22, this.surface.height);
      pen.clip();
    }
    links(pen) {
      const { model, theme: theme2 } = this.shared;
      const parent = model.column("link.parent");
      const child = model.column("link.child");
      const crowd = Math.max(0.14, Math.min(1, 500 / Math.max(1, this.shownLinks.length)));
      const head = this.shownLinks.length <= 60;
      const order = [...this.shownLinks].sort((a, b) => model.column("link.evidence")[b] - model.column("link.evidence")[a]);
      for (const link3 of order) {
        const look = stroke(model, link3, theme2, crowd);
        if (model.column("link.probability")[link3] < this.state.least) look.alpha *= 0.12;
        if (this.light) look.alpha = this.light.links.has(link3) ? Math.max(0.75, look.alpha) : look.alpha * 0.16;
        drawLink(pen, this.places, parent[link3], child[link3], look, head);
      }
    }
    labels(pen) {
      const { theme: theme2 } = this.shared;
      const taken = this.shownPosts.map((post2) => {
        const r = this.places.radius[post2] + 1;
        const [x, y] = [this.places.x[post2], this.places.y[post2]];
        return { left: x - r, right: x + r, top: y - r, bottom: y + r };
      });
      const area = { left: this.narrow ? 2 : 150, right: this.frame.right + 18, top: this.frame.top, bottom: this.frame.bottom };
      const [chosen2, others] = this.wanted();
      const headings2 = this.narrow ? this.headingBoxes() : [];
      [...chosen2, ...others.slice(0, 4)].forEach((label) => label.important = true);
      names(pen, [...chosen2, ...others], area, theme2, headings2, taken);
    }
    headingBoxes() {
      return this.frame.lanes.map((lane) => ({ left: 0, right: 240, top: lane.top, bottom: lane.top + 22 }));
    }
    // Names wanted, the weightiest first: those of what is chosen, and the named actors at their first post in view.
    wanted() {
      const { model } = this.shared;
      const named2 = model.column("actor.named");
      const first = /* @__PURE__ */ new Map();
      for (const post2 of this.shownPosts) {
        const actor2 = model.actorOf(post2);
        if (named2[actor2] && !first.has(actor2) && this.places.x[post2] >= this.frame.left) first.set(actor2, post2);
      }
      const weight = (post2) => model.outOf.start[post2 + 1] - model.outOf.start[post2];
      const few = this.light !== null && this.light.posts.size < 40;
      const chosen2 = few ? [...this.light.posts] : [];
      const others = this.light ? [] : [...first.values()].sort((a, b) => weight(b) - weight(a) || a - b);
      const label = (post2, strong) => ({
        x: this.places.x[post2],
        y: this.places.y[post2],
        gap: this.places.radius[post2] + 7,
        text: oneLine(model.label(model.actorOf(post2)), 32),
        strong
      });
      return [
        chosen2.map((post2) => label(post2, true)),
        others.slice(0, this.narrow ? 14 : 60).map((post2) => label(post2, weight(post2) >= 5))
      ];
    }
    top(pen) {
      const { theme: theme2 } = this.shared;
      pen.save();
      this.clip(pen);
      if (this.light) this.glow(pen, this.light.path, 2.6);
      const { selection, hover, cursor } = this.state;
      if (selection?.kind === "post") this.ring(pen, selection.post);
      if (hover?.kind === "link") this.glow(pen, /* @__PURE__ */ new Set([hover.link]), 2);
      if (hover?.kind === "post") this.ring(pen, hover.post);
      if (cursor !== null) {
        const x = scale(this.frame, this.state.window)(cursor);
        pen.strokeStyle = theme2.accent;
        pen.lineWidth = 1;
        pen.beginPath();
        pen.moveTo(x, this.frame.top - 8);
        pen.lineTo(x, this.frame.bottom);
        pen.stroke();
      }
      pen.restore();
    }
    glow(pen, links, width) {
      const { model, theme: theme2 } = this.shared;
      for (const link3 of links) {
        const [parent, child] = [model.column("link.parent")[link3], model.column("link.child")[link3]];
        const dashed = model.scene.evidences[model.column("link.evidence")[link3]] === "timing";
        drawLink(pen, this.places, parent, child, { colour: theme2.select, alpha: 1, width, dashed }, false);
        for (const post2 of [parent, child]) {
          mark(pen, model.kind(post2), this.places.x[post2], this.places.y[post2], this.places.radius[post2], theme2);
          this.ring(pen, post2);
        }
      }
    }
    ring(pen, post2) {
      const { model, theme: theme2 } = this.shared;
      ring(pen, model.kind(post2), this.places.x[post2], this.places.y[post2], this.places.radius[post2], theme2.select);
    }
    listen() {
      const { canvas } = this.surface;
      canvas.addEventListener("pointermove", (event) => this.move(event));
      canvas.addEventListener("pointerleave", () => this.hover(null, 0, 0));
      canvas.addEventListener("pointerdown", (event) => this.press(event));
      canvas.addEventListener("pointerup", (event) => this.release(event));
      canvas.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
      canvas.addEventListener("keydown", (event) => this.key(event));
    }
    hover(selection, x, y) {
      this.shared.store.set({ hover: selection });
      this.shared.card.show(selection, x, y);
      this.surface.canvas.classList.toggle("pointing", selection !== null);
    }
    move(event) {
      const [x, y] = this.surface.point(event);
      if (this.dragged) return this.drag(x);
      this.hover(this.find(x, y), event.clientX, event.clientY);
    }
    press(event) {
      const [x] = this.surface.point(event);
      this.dragged = { x, window: this.state.window, moved: false };
      this.surface.canvas.setPointerCapture(event.pointerId);
    }
    drag(x) {
      const start2 = this.dragged;
      if (Math.abs(x - start2.x) > 4) start2.moved = true;
      if (!start2.moved) return;
      const perPixel = (start2.window[1] - start2.window[0]) / (this.frame.right - this.frame.left);
      this.shared.store.set({ window: this.kept(start2.window, (start2.x - x) * perPixel) });
    }
    kept(window2, shift) {
      const [from, to] = this.shared.model.range;
      const moved = Math.max(from - window2[0], Math.min(to - window2[1], shift));
      return [window2[0] + moved, window2[1] + moved];
    }
    release(event) {
      const moved = this.dragged?.moved;
      this.dragged = null;
      if (moved) return;
      const [x, y] = this.surface.point(event);
      this.shared.store.set({ selection: this.find(x, y) });
    }
    wheel(event) {
      event.preventDefault();
      const [x] = this.surface.point(event);
      this.zoom(Math.exp(Math.max(-1, Math.min(1, event.deltaY / 300))), x);
    }
    zoom(factor, x = (this.frame.left + this.frame.right) / 2) {
      const [from, to] = this.shared.model.range;
      const middle = timeAt(this.frame, this.state.window, x);
      const span2 = Math.min(to - from, Math.max(6e4, (this.state.window[1] - this.state.window[0]) * factor));
      const share = (middle - this.state.window[0]) / (this.state.window[1] - this.state.window[0]);
      const start2 = Math.max(from, Math.min(to - span2, middle - span2 * share));
      this.shared.store.set({ window: [start2, start2 + span2] });
    }
    // The post under the pointer, else the line.
    find(x, y) {
      if (x < this.frame.left - 4) return null;
      let best = -1;
      let nearest = 6;
      for (const post2 of this.shownPosts) {
        const away = Math.hypot(this.places.x[post2] - x, this.places.y[post2] - y) - this.places.radius[post2];
        if (away < nearest) [nearest, best] = [away, post2];
      }
      if (best >= 0) return { kind: "post", post: best };
      const link3 = this.findLink(x, y);
      return link3 < 0 ? null : { kind: "link", link: link3 };
    }
    findLink(x, y) {
      let best = -1;
      let nearest = 5;
      for (const link3 of this.shownLinks) {
        let at = link3 * (STEPS2 + 1) * 2;
        for (let step = 0; step < STEPS2; step++, at += 2) {
          const c = this.curves;
          const away = distance(x, y, c[at], c[at + 1], c[at + 2], c[at + 3]);
          if (away < nearest) [nearest, best] = [away, link3];
        }
      }
      return best;
    }
    key(event) {
      const step = {
        ArrowRight: () => this.walk(1, 0),
        ArrowLeft: () => this.walk(-1, 0),
        ArrowDown: () => this.walk(0, 1),
        ArrowUp: () => this.walk(0, -1),
        "+": () => this.zoom(0.7),
        "=": () => this.zoom(0.7),
        "-": () => this.zoom(1.4),
        Enter: () => document.getElementById("panel")?.focus(),
        Escape: () => this.shared.store.set({ selection: null })
      };
      if (!step[event.key]) return;
      event.preventDefault();
      step[event.key]();
    }
    // To the next post of this lane in time, or to the nearest in time of the lane above or below.
    walk(along, across) {
      const { model } = this.shared;
      const selected = this.state.selection;
      if (selected?.kind !== "post") {
        if (this.shownPosts.length) this.shared.store.set({ selection: { kind: "post", post: this.shownPosts[0] } });
        return;
      }
      const here = selected.post;
      const lane = model.laneOf(here) + across;
      const near = (post2) => Math.abs(model.middle(post2) - model.middle(here));
      const choice = this.shownPosts.filter((post2) => model.laneOf(post2) === lane && (across !== 0 || (post2 - here) * along > 0));
      if (!choice.length) return;
      const next = along ? choice.reduce((a, b) => (b - a) * along < 0 ? b : a) : choice.reduce((a, b) => near(b) < near(a) ? b : a);
      this.shared.store.set({ selection: { kind: "post", post: next } });
    }
  };

  // src/legend.ts
  var Legend = class {
    constructor(model, store) {
      this.model = model;
      this.store = store;
      this.element = h("div", { class: "legend" });
      this.counted = null;
      this.restyle();
    }
    update(_state, changed) {
      if (changed.has("hidden") || changed.has("view") || changed.has("colour") || changed.has("muted")) this.restyle();
    }
    restyle() {
      const counts = this.counts();
      const kinds = counts.flatMap((count, kind) => count ? [this.toggle(kind)] : []);
      this.element.setAttribute("aria-label", t("filter"));
      this.element.setAttribute("role", "group");
      replace(this.element, ...kinds, ...this.store.state.view === "lanes" ? this.shapes() : this.store.state.view === "network" ? this.nodes() : this.store.state.view === "timeline" ? this.unled() : [], ...this.groups());
    }
    counts() {
      const counts = this.model.scene.evidences.map(() => 0);
      for (const name of ["edge.evidence", "link.evidence"]) {
        const kinds = this.model.column(name);
        for (let at = 0; at < kinds.length; at++) counts[kinds[at]]++;
      }
      return this.counted ??= counts;
    }
    toggle(kind) {
      const name = this.model.scene.evidences[kind];
      const off = this.store.state.hidden.has(kind);
      const click = () => {
        const hidden = new Set(this.store.state.hidden);
        if (!hidden.delete(kind)) hidden.add(kind);
        this.store.set({ hidden });
        this.element.querySelector(`[data-evidence="${name}"]`)?.focus();
      };
      const line = s(
        "svg",
        { viewBox: "0 0 22 8", class: "key", "aria-hidden": "true" },
        s("line", { x1: 0, x2: 22, y1: 4, y2: 4, class: `stroke-${name}` })
      );
      return h(
        "button",
        { class: off ? "filter off" : "filter", "aria-pressed": off ? "false" : "true", "data-evidence": name, title: t(off ? "show" : "hide"), click },
        line,
        t(name)
      );
    }
    // Groups of the chosen colouring, each of which can be put out.
    groups() {
      const { colour, muted } = this.store.state;
      if (!colour || !["lanes", "network", "matrix"].includes(this.store.state.view)) return [];
      const { names: names2, counts } = groupsOf(this.model, colour);
      return names2.map((name, at) => {
        const click = () => {
          const change = new Set(muted);
          if (!change.delete(at)) change.add(at);
          this.store.set({ muted: change });
          this.element.querySelector(`[data-group="${at}"]`)?.focus();
        };
        const dot = s("svg", { viewBox: "0 0 12 12", class: "key dot-key", "aria-hidden": "true" }, s("circle", { cx: 6, cy: 6, r: 5, class: `group-${at}` }));
        return h(
          "button",
          { class: muted.has(at) ? "filter off" : "filter", "aria-pressed": String(!muted.has(at)), "data-group": at, title: t(muted.has(at) ? "show" : "hide"), click },
          dot,
          name ? foreign(name) : t("others"),
          h("span", { class: "quiet" }, number(counts[at]))
        );
      });
    }
    unled() {
      return [h("span", { class: "shape" }, s("svg", { viewBox: "0 0 20 12", class: "key", "aria-hidden": "true" }, s("rect", { x: 3, y: 1, width: 14, height: 10, class: "disc", opacity: 0.5 })), t("leadsNone"))];
    }
    nodes() {
      const key = (shape2, words) => h("span", { class: "shape" }, s("svg", { viewBox: "0 0 20 12", class: "key", "aria-hidden": "true" }, shape2), words);
      return [key(s("rect", { x: 5, y: 1, width: 10, height: 10, rx: 1.5, class: "ink" }), t("press")), key(s("circle", { cx: 10, cy: 6, r: 4.5, class: "disc" }), t("otherActors"))];
    }
    shapes() {
      const kinds = new Set(Array.from({ length: this.model.posts }, (_, post2) => this.model.kind(post2)));
      const key = (shape2, words) => h("span", { class: "shape" }, s("svg", { viewBox: "0 0 20 12", class: "key", "aria-hidden": "true" }, shape2), words);
      const found = [];
      if (kinds.has("article")) found.push(key(s("rect", { x: 5, y: 1, width: 10, height: 10, rx: 1.5, class: "ink" }), t("kind.article")));
      if ([...kinds].some((kind) => !["article", "unseen", "crowd"].includes(kind))) {
        found.push(key(s("circle", { cx: 10, cy: 6, r: 4.5, class: "disc" }), `${t("kind.post")}, ${t("size")}: ${t(`size.${this.model.scene.size}`)}`));
      }
      if (kinds.has("crowd")) found.push(key(s("g", {}, s("circle", { cx: 10, cy: 6, r: 3, class: "disc" }), s("circle", { cx: 10, cy: 6, r: 5.2, class: "outline" })), t("kind.crowd")));
      if (kinds.has("unseen")) found.push(key(s("rect", { x: 5.5, y: 1.5, width: 9, height: 9, rx: 1.5, class: "hollow" }), t("kind.unseen")));
      if (this.spans()) found.push(key(s("rect", { x: 0, y: 3, width: 20, height: 6, rx: 3, class: "span" }), t("interval")));
      return found;
    }
    spans() {
      const [lo, hi] = [this.model.column("post.lo"), this.model.column("post.hi")];
      const wide2 = (this.model.range[1] - this.model.range[0]) / 80;
      return lo.some((value, post2) => hi[post2] - value > wide2);
    }
  };

  // src/net.ts
  var EXPAND = 5e4;
  var Net = class {
    constructor(model) {
      this.model = model;
      this.expand = EXPAND;
      this.camera = { x: 0, y: 0, k: 1 };
      this.radius = new Float32Array(0);
      this.strong = new Uint32Array(0);
      // by tie: 1 where the filters leave it
      this.lit = null;
      // steps from the selection by node, 255 past the light
      this.litNodes = [];
      this.litEdges = [];
      this.filtered = 0;
      this.every = null;
      this.sized = "";
      this.left = "";
      this.actor = model.column("node.actor");
      this.community = model.column("node.community");
      this.from = model.column("edge.source");
      this.to = model.column("edge.target");
      this.kind = model.column("edge.evidence");
      this.weight = model.column("edge.weight");
      this.probability = model.column("edge.probability");
      this.discs = discs(model.x, model.y, this.community);
      this.present = new Uint8Array(model.nodes).fill(1);
      this.visible = new Uint8Array(model.edges).fill(1);
      const roles = model.scene.actors.roles.map((role2) => Number(role2 === "outlet" || role2 === "agency" || role2 === "aggregator"));
      const role = model.column("actor.role");
      this.pressed = new Uint8Array(model.nodes);
      for (let node2 = 0; node2 < model.nodes; node2++) this.pressed[node2] = roles[role[this.actor[node2]]];
    }
    at(node2) {
      const { k, x, y } = this.camera;
      return [this.model.x[node2] * k + x, this.model.y[node2] * k + y];
    }
    size(node2) {
      const { k } = this.camera;
      return Math.max(Math.max(0.4, Math.min(1.3, 0.26 * k)), Math.min(12, this.radius[node2] * k));
    }
    press(node2) {
      return this.pressed[node2] === 1;
    }
    resize(which) {
      if (which === this.sized) return;
      this.sized = which;
      const strength = this.model.strength(which);
      let most2 = 1;
      for (let node2 = 0; node2 < strength.length; node2++) most2 = Math.max(most2, strength[node2]);
      this.radius = new Float32Array(strength.length);
      for (let node2 = 0; node2 < strength.length; node2++) this.radius[node2] = which === "same" ? 0.2 : 0.09 + 0.3 * Math.sqrt(strength[node2] / most2);
      this.strong = largest(which === "same" ? this.model.strength("all") : strength, 4e3);
    }
    // Which ties are of the time in view and of a kind and group that is not put out; nodes show by their own time where
    // it is known, else by their ties. Times of ties are known to the bins of the histogram.
    filter(state) {
      const { model } = this;
      if (this.unfiltered(state)) return;
      const [begin, end2] = this.bins(state);
      const [first, span2] = [model.column("edge.first"), model.column("edge.span")];
      const timed = model.bins > 0 && (begin > 0 || end2 < model.bins - 1);
      const groups2 = state.colour && state.muted.size ? groupsOf(model, state.colour) : null;
      this.nodesInTime(state, timed);
      if (groups2) {
        for (let node2 = 0; node2 < model.nodes; node2++) if (state.muted.has(groups2.of[this.actor[node2]])) this.present[node2] = 0;
      }
      for (let edge2 = 0; edge2 < model.edges; edge2++) {
        const inTime = !timed || first[edge2] <= end2 && first[edge2] + span2[edge2] >= begin;
        this.visible[edge2] = Number(inTime && !state.hidden.has(this.kind[edge2]) && this.present[this.from[edge2]] === 1 && this.present[this.to[edge2]] === 1);
      }
      if (timed && !model.has("node.since")) this.nodesWithTies();
      this.filtered++;
    }
    // The same filters as last time leave the same; none leave all.
    unfiltered({ window: window2, cursor, hidden, muted, colour }) {
      const key = JSON.stringify([window2, cursor, [...hidden], [...muted], muted.size ? colour : ""]);
      if (key === this.left) return true;
      this.left = key;
      const whole = window2[0] <= this.model.range[0] && window2[1] >= this.model.range[1];
      if (!whole || cursor !== null || hidden.size || muted.size) return false;
      this.present.fill(1);
      this.visible.fill(1);
      this.filtered++;
      return true;
    }
    bins(state) {
      const [from, to] = [state.window[0], state.cursor === null ? state.window[1] : Math.min(state.cursor, state.window[1])];
      return [this.model.bin(from + 1), this.model.bin(to - 1)];
    }
    nodesInTime({ window: window2, cursor }, timed) {
      const [since, until] = [this.model.column("node.since"), this.model.column("node.until")];
      this.present.fill(1);
      if (!timed) return;
      const end2 = cursor === null ? window2[1] : Math.min(cursor, window2[1]);
      for (let node2 = 0; node2 < since.length; node2++) this.present[node2] = Number(since[node2] <= end2 && until[node2] >= window2[0]);
    }
    nodesWithTies() {
      const tied = new Uint8Array(this.model.nodes);
      for (let edge2 = 0; edge2 < this.model.edges; edge2++) {
        if (!this.visible[edge2]) continue;
        tied[this.from[edge2]] = 1;
        tied[this.to[edge2]] = 1;
      }
      for (let node2 = 0; node2 < tied.length; node2++) this.present[node2] &= tied[node2];
    }
    // Is a tie below the thresholds, and so drawn faint?
    faded(edge2, state) {
      return this.probability[edge2] < state.least * 255 - 0.5 || this.weight[edge2] < state.weight;
    }
    bright(edge2, state) {
      return !this.faded(edge2, state) && (!this.lit || this.isLit(edge2));
    }
    isLit(edge2) {
      return this.lit !== null && this.lit[this.from[edge2]] !== 255 && this.lit[this.to[edge2]] !== 255;
    }
    faint(node2) {
      return this.present[node2] === 0 || this.lit !== null && this.lit[node2] === 255;
    }
    // The chosen node with all within `hops` ties of it, or the two ends of the chosen tie.
    light(state) {
      const { selection } = state;
      this.lit = null;
      this.litNodes = [];
      this.litEdges = [];
      const start2 = selection?.kind === "edge" ? [this.from[selection.edge], this.to[selection.edge]] : [this.focus(state)];
      if (start2[0] < 0) return;
      const hops = selection?.kind === "edge" ? 0 : state.hops;
      this.lit = steps(this.model.nodes, start2, hops, (node2) => this.beside(node2, state));
      for (let node2 = 0; node2 < this.lit.length; node2++) if (this.lit[node2] !== 255) this.litNodes.push(node2);
      if (selection?.kind === "edge") return void this.litEdges.push(selection.edge);
      const seen = /* @__PURE__ */ new Set();
      for (const node2 of this.litNodes) for (const edge2 of around(this.model.ties, node2)) {
        const near = this.lit[this.from[edge2]] < hops || this.lit[this.to[edge2]] < hops;
        if (near && this.visible[edge2] && this.isLit(edge2)) seen.add(edge2);
      }
      this.litEdges = [...seen];
    }
    *beside(node2, state) {
      for (const edge2 of around(this.model.ties, node2)) {
        if (!this.visible[edge2] || this.faded(edge2, state)) continue;
        yield this.from[edge2] === node2 ? this.to[edge2] : this.from[edge2];
      }
    }
    focus(state) {
      const { selection } = state;
      if (selection?.kind === "actor") return this.model.nodeOf(selection.actor);
      if (selection?.kind === "post") return this.model.nodeOf(this.model.actorOf(selection.post));
      return -1;
    }
    // Nodes that stand on the canvas, community by community.
    inView(width, height2, margin) {
      const { k, x, y } = this.camera;
      const out = [];
      const seen = this.discs.filter((disc) => within(disc.x * k + x, disc.y * k + y, disc.r * k + 14, width, height2, margin));
      if (seen.length === this.discs.length) return { nodes: this.every ??= counting(this.model.nodes), all: true };
      for (const disc of seen) {
        for (let node2 = disc.from; node2 < disc.to; node2++) {
          const [nx, ny] = this.at(node2);
          if (within(nx, ny, 14, width, height2, margin)) out.push(node2);
        }
      }
      return { nodes: Uint32Array.from(out), all: false };
    }
    // The ties that the filters leave and that touch a node in view.
    edgesOf(view) {
      const out = [];
      const push = (edge2) => {
        if (this.visible[edge2]) out.push(edge2);
      };
      if (view.all) {
        for (let edge2 = 0; edge2 < this.model.edges; edge2++) push(edge2);
        return out;
      }
      const inside = new Uint8Array(this.model.nodes);
      for (const node2 of view.nodes) inside[node2] = 1;
      for (const node2 of view.nodes) {
        for (const edge2 of around(this.model.ties, node2)) {
          const other = this.from[edge2] === node2 ? this.to[edge2] : this.from[edge2];
          if (!inside[other] || this.from[edge2] === node2) push(edge2);
        }
      }
      return out;
    }
    counted() {
      let [nodes, edges] = [0, 0];
      for (let node2 = 0; node2 < this.present.length; node2++) nodes += this.present[node2];
      for (let edge2 = 0; edge2 < this.visible.length; edge2++) edges += this.visible[edge2];
      return { nodes, edges };
    }
    bounds() {
      const [left, right] = extent(this.discs, (disc) => disc.x);
      const [top, bottom] = extent(this.discs, (disc) => disc.y);
      return [left, right, top, bottom];
    }
  };
  function counting(size) {
    const out = new Uint32Array(size);
    for (let at = 0; at < size; at++) out[at] = at;
    return out;
  }
  function within(x, y, r, width, height2, margin) {
    return x + r > -margin && y + r > -margin && x - r < width + margin && y - r < height2 + margin;
  }

  // src/matrix.ts
  var MOST2 = 60;
  var LEAST = 9;
  var Matrix = class {
    constructor(shared) {
      this.shared = shared;
      this.element = h("div", { class: "stage", id: "view-matrix" });
      this.nodes = [];
      this.place = /* @__PURE__ */ new Map();
      this.cells = /* @__PURE__ */ new Map();
      // by row and column: ties, the strongest class first
      this.at = null;
      this.anchor = -1;
      this.net = new Net(shared.model);
      this.surface = new Surface(this.element, t("canvas.matrix"), (pen) => this.base(pen), (pen) => this.top(pen), () => this.gather());
      this.gather();
      this.listen();
    }
    update(state, changed) {
      if (state.view !== "matrix") return;
      if (["view", "window", "cursor", "hidden", "muted", "colour", "selection", "size"].some((key) => changed.has(key))) this.gather();
      this.surface.ask([...changed].some((key) => key !== "hover"));
    }
    restyle() {
      this.surface.ask(true);
      this.surface.paint();
    }
    copy(pen) {
      this.surface.copy(pen);
    }
    get state() {
      return this.shared.store.state;
    }
    // How many have room, and where the cells begin.
    get shape() {
      const { width, height: height2 } = this.surface;
      const narrow2 = width < 620;
      const [left, top] = [narrow2 ? 92 : 176, narrow2 ? 92 : 132];
      const [across, down] = [width - left - 16, height2 - top - 10];
      const room = Math.max(2, Math.min(MOST2, Math.floor(Math.min(across, down) / LEAST)));
      const count = Math.max(2, Math.min(room, this.nodes.length || room));
      return { left, top, room, wide: Math.min(34, across / count), tall: Math.min(26, down / count) };
    }
    // The most tied actors, or the chosen one and those it is tied to, community by community.
    gather() {
      if (!this.surface) return;
      const { net } = this;
      net.resize(this.state.size);
      net.filter(this.state);
      const focus = net.focus(this.state);
      if (focus >= 0 && !this.place.has(focus)) this.anchor = focus;
      if (this.state.selection === null) this.anchor = -1;
      this.nodes = this.chosen(this.shape.room);
      const order = this.state.colour ? groupsOf(this.shared.model, this.state.colour).of : null;
      const rank = new Map(this.nodes.map((node2, at) => [node2, at]));
      const band = (node2) => order ? order[net.actor[node2]] : net.community[node2];
      this.nodes.sort((a, b) => band(a) - band(b) || rank.get(a) - rank.get(b));
      this.place = new Map(this.nodes.map((node2, at) => [node2, at]));
      this.fill();
      this.element.dataset.cells = String(this.cells.size);
      this.element.dataset.actors = String(this.nodes.length);
      this.surface.ask(true);
    }
    chosen(room) {
      const { net } = this;
      if (this.anchor < 0) return this.dense(room);
      const weight = /* @__PURE__ */ new Map();
      for (const edge2 of around(this.shared.model.ties, this.anchor)) {
        if (!net.visible[edge2]) continue;
        const other = net.from[edge2] === this.anchor ? net.to[edge2] : net.from[edge2];
        weight.set(other, (weight.get(other) ?? 0) + net.weight[edge2]);
      }
      weight.delete(this.anchor);
      return [this.anchor, ...[...weight].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, room - 1).map(([node2]) => node2)];
    }
    // The most tied actor, then one after the other whoever is most tied to those that are there: a dense group. Where
    // nobody is left who is tied to them the next most tied actor begins another.
    dense(room) {
      const { net } = this;
      const chosen2 = /* @__PURE__ */ new Set();
      const pull = /* @__PURE__ */ new Map();
      const rest = Array.from(net.strong).filter((node2) => net.present[node2]);
      while (chosen2.size < room) {
        let next = -1;
        for (const [node2, weight] of pull) if (next < 0 || weight > pull.get(next) || weight === pull.get(next) && node2 < next) next = node2;
        if (next < 0) next = rest.find((node2) => !chosen2.has(node2)) ?? -1;
        if (next < 0) break;
        chosen2.add(next);
        pull.delete(next);
        for (const edge2 of around(this.shared.model.ties, next)) {
          const other = net.from[edge2] === next ? net.to[edge2] : net.from[edge2];
          if (net.visible[edge2] && !chosen2.has(other)) pull.set(other, (pull.get(other) ?? 0) + net.weight[edge2]);
        }
      }
      return [...chosen2];
    }
    fill() {
      const { net } = this;
      this.cells = /* @__PURE__ */ new Map();
      for (const node2 of this.nodes) {
        for (const edge2 of around(this.shared.model.ties, node2)) {
          const column2 = this.place.get(net.to[edge2]);
          if (net.from[edge2] !== node2 || column2 === void 0 || !net.visible[edge2]) continue;
          const key = this.place.get(node2) * MOST2 + column2;
          this.cells.set(key, [...this.cells.get(key) ?? [], edge2].sort((a, b) => net.kind[a] - net.kind[b] || a - b));
        }
      }
    }
    base(pen) {
      const { theme: theme2 } = this.shared;
      const { left, top, wide: wide2, tall } = this.shape;
      pen.fillStyle = theme2.band;
      pen.fillRect(left, top, wide2 * this.nodes.length, tall * this.nodes.length);
      pen.fillStyle = theme2.ground;
      this.nodes.forEach((_, at) => pen.fillRect(left + at * wide2, top + at * tall, wide2, tall));
      this.bands(pen);
      for (const [key, edges] of this.cells) this.cell(pen, Math.floor(key / MOST2), key % MOST2, edges);
      this.names(pen);
    }
    // Hairlines between communities or groups.
    bands(pen) {
      const { left, top, wide: wide2, tall } = this.shape;
      const { net } = this;
      const order = this.state.colour ? groupsOf(this.shared.model, this.state.colour).of : null;
      const band = (node2) => order ? order[net.actor[node2]] : net.community[node2];
      pen.fillStyle = this.shared.theme.line;
      const count = this.nodes.length;
      this.nodes.forEach((node2, at) => {
        if (!at || band(node2) === band(this.nodes[at - 1])) return;
        pen.fillRect(left - 6, top + at * tall - 0.5, wide2 * count + 6, 1);
        pen.fillRect(left + at * wide2 - 0.5, top - 6, 1, tall * count + 6);
      });
    }
    cell(pen, row, column2, edges) {
      const { theme: theme2 } = this.shared;
      const { net } = this;
      const { left, top, wide: wide2, tall } = this.shape;
      const weight = edges.reduce((sum, edge2) => sum + net.weight[edge2], 0);
      const faded = edges.every((edge2) => net.faded(edge2, this.state));
      const share = wide2 / edges.length;
      edges.forEach((edge2, at) => {
        pen.globalAlpha = (faded ? 0.15 : 1) * Math.min(1, 0.35 + 0.22 * Math.log2(1 + weight));
        pen.fillStyle = theme2.evidence[net.kind[edge2]];
        pen.fillRect(left + column2 * wide2 + 0.5 + at * share, top + row * tall + 0.5, Math.max(0.8, share - (at === edges.length - 1 ? 1 : 0)), tall - 1);
      });
      pen.globalAlpha = 1;
    }
    names(pen) {
      const { theme: theme2, model } = this.shared;
      const { left, top, wide: wide2, tall } = this.shape;
      const size = Math.max(8.5, Math.min(left < 120 ? 10 : 12, tall - 1));
      const turned = Math.max(8.5, Math.min(size + 1.5, wide2 - 1));
      const focus = this.net.focus(this.state);
      const letters = Math.floor((left - 14) / (size * 0.53));
      pen.textBaseline = "middle";
      this.nodes.forEach((node2, at) => {
        const text2 = oneLine(model.label(this.net.actor[node2]), letters);
        pen.font = `${node2 === focus ? 700 : 400} ${size}px ${theme2.font}`;
        pen.fillStyle = node2 === focus ? theme2.select : theme2.ink;
        pen.textAlign = "right";
        pen.fillText(text2, left - 8, top + (at + 0.5) * tall);
        pen.save();
        pen.translate(left + (at + 0.5) * wide2, top - 8);
        pen.rotate(-Math.PI / 2);
        pen.textAlign = "left";
        pen.font = `${node2 === focus ? 700 : 400} ${turned}px ${theme2.font}`;
        pen.fillText(oneLine(text2, Math.floor((top - 14) / (turned * 0.53))), 0, 0);
        pen.restore();
      });
      pen.textAlign = "left";
      pen.font = `400 11px ${theme2.font}`;
      pen.fillStyle = theme2.quiet;
      pen.fillText(`${t("flow.from")} ↓  ${t("flow.to")} →`, 14, 16);
    }
    top(pen) {
      const { theme: theme2 } = this.shared;
      const { left, top, wide: wide2, tall } = this.shape;
      const { selection } = this.state;
      if (selection?.kind === "edge") {
        const [row, column2] = [this.place.get(this.net.from[selection.edge]), this.place.get(this.net.to[selection.edge])];
        pen.strokeStyle = theme2.select;
        pen.lineWidth = 2;
        if (row !== void 0 && column2 !== void 0) pen.strokeRect(left + column2 * wide2 - 0.5, top + row * tall - 0.5, wide2 + 1, tall + 1);
      }
      if (!this.at) return;
      pen.fillStyle = theme2.select;
      pen.globalAlpha = 0.12;
      pen.fillRect(left, top + this.at[0] * tall, wide2 * this.nodes.length, tall);
      pen.fillRect(left + this.at[1] * wide2, top, wide2, tall * this.nodes.length);
      pen.globalAlpha = 1;
    }
    listen() {
      const { canvas } = this.surface;
      canvas.addEventListener("pointermove", (event) => {
        this.at = this.spot(event);
        const found = this.find(event);
        this.shared.store.set({ hover: found });
        this.shared.card.show(found, event.clientX, event.clientY);
        canvas.classList.toggle("pointing", found !== null);
        this.surface.ask(false);
      });
      canvas.addEventListener("pointerleave", () => {
        this.at = null;
        this.shared.card.show(null, 0, 0);
        this.surface.ask(false);
      });
      canvas.addEventListener("click", (event) => this.shared.store.set({ selection: this.find(event) }));
      canvas.addEventListener("keydown", (event) => this.key(event));
    }
    spot(event) {
      const [x, y] = this.surface.point(event);
      const { left, top, wide: wide2, tall } = this.shape;
      const [row, column2] = [Math.floor((y - top) / tall), Math.floor((x - left) / wide2)];
      return row >= 0 && column2 >= 0 && row < this.nodes.length && column2 < this.nodes.length ? [row, column2] : null;
    }
    find(event) {
      const [x, y] = this.surface.point(event);
      const { left, top, wide: wide2, tall } = this.shape;
      const spot = this.spot(event);
      if (spot) {
        const edges = this.cells.get(spot[0] * MOST2 + spot[1]);
        return edges ? { kind: "edge", edge: edges[0] } : null;
      }
      const node2 = x < left ? this.nodes[Math.floor((y - top) / tall)] : y < top ? this.nodes[Math.floor((x - left) / wide2)] : void 0;
      return node2 === void 0 ? null : { kind: "actor", actor: this.net.actor[node2] };
    }
    // Arrow keys go from filled cell to filled cell in that direction.
    key(event) {
      steered(event, (down, along) => this.walk(down, along), {
        Enter: () => document.getElementById("panel")?.focus(),
        Escape: () => this.shared.store.set({ selection: null })
      });
    }
    walk(down, along) {
      const { selection } = this.state;
      const own = selection?.kind === "edge" ? [this.place.get(this.net.from[selection.edge]), this.place.get(this.net.to[selection.edge])] : [];
      const [row, column2] = own[0] === void 0 || own[1] === void 0 ? [-1, -1] : own;
      let [best, least2] = [-1, Infinity];
      for (const key of this.cells.keys()) {
        const [dy, dx] = [Math.floor(key / MOST2) - row, key % MOST2 - column2];
        const ahead2 = dy * down + dx * along;
        const away = ahead2 + 3 * Math.abs(dy * along) + 3 * Math.abs(dx * down);
        if (row < 0 ? key < best || best < 0 : ahead2 > 0 && away < least2) [best, least2] = [key, away];
      }
      if (best >= 0) this.shared.store.set({ selection: { kind: "edge", edge: this.cells.get(best)[0] } });
    }
  };

  // src/bundles.ts
  var COMMUNITIES = 240;
  var BUNDLES = 320;
  var last = null;
  function bundles(net, state) {
    const key = `${net.filtered}|${state.least}|${state.weight}`;
    if (last?.net !== net || last.key !== key) last = { net, key, found: summed(net, state) };
    return last.found;
  }
  function summed(net, state) {
    const side = Math.min(COMMUNITIES, net.discs.length);
    const kinds = net.model.scene.evidences.length;
    const total = new Float64Array(side * side * kinds);
    const { community } = net;
    for (let edge2 = 0; edge2 < net.from.length; edge2++) {
      const [a, b] = [community[net.from[edge2]], community[net.to[edge2]]];
      if (a === b || a >= side || b >= side || !net.visible[edge2] || net.faded(edge2, state)) continue;
      total[(a * side + b) * kinds + net.kind[edge2]] += net.weight[edge2];
    }
    const found = [];
    for (let pair = 0; pair < side * side; pair++) {
      const own = total.subarray(pair * kinds, (pair + 1) * kinds);
      const weight = own.reduce((sum, value) => sum + value, 0);
      if (weight) found.push({ from: Math.floor(pair / side), to: pair % side, evidence: own.indexOf(Math.max(...own)), weight });
    }
    return found.sort((a, b) => b.weight - a.weight || a.from - b.from || a.to - b.to).slice(0, BUNDLES);
  }

  // src/raster.ts
  var Raster = class {
    constructor() {
      this.layers = [];
      this.width = 0;
      this.height = 0;
    }
    start(width, height2, layers2) {
      const size = width * height2;
      if (width !== this.width || height2 !== this.height) this.layers = [];
      [this.width, this.height] = [width, height2];
      while (this.layers.length < layers2) this.layers.push(new Float32Array(size));
      for (const layer of this.layers) layer.fill(0);
    }
    // A line of the given strength, spread over the two pixels nearest to it at each step.
    line(layer, x1, y1, x2, y2, strength) {
      const out = this.layers[layer];
      const { width, height: height2 } = this;
      const steep = Math.abs(y2 - y1) > Math.abs(x2 - x1);
      let [a1, b1, a2, b2] = steep ? [y1, x1, y2, x2] : [x1, y1, x2, y2];
      if (a1 > a2) [a1, b1, a2, b2] = [a2, b2, a1, b1];
      const slope = a2 > a1 ? (b2 - b1) / (a2 - a1) : 0;
      const [alongEnd, acrossEnd] = steep ? [height2, width] : [width, height2];
      const [along, across] = steep ? [width, 1] : [1, width];
      let a = Math.max(0, Math.ceil(a1));
      let last2 = Math.min(alongEnd - 1, Math.floor(a2));
      if (slope > 0) {
        a = Math.max(a, Math.ceil(a1 - b1 / slope));
        last2 = Math.min(last2, Math.floor(a1 + (acrossEnd - 1 - b1) / slope));
      } else if (slope < 0) {
        a = Math.max(a, Math.ceil(a1 + (acrossEnd - 1 - b1) / slope));
        last2 = Math.min(last2, Math.floor(a1 - b1 / slope));
      } else if (b1 < 0 || b1 >= acrossEnd - 1) return;
      let b = b1 + slope * (a - a1);
      for (; a <= last2; a++, b += slope) {
        const whole = b | 0;
        if (whole < 0 || whole >= acrossEnd - 1) continue;
        const part = (b - whole) * strength;
        const at = a * along + whole * across;
        out[at] += strength - part;
        out[at + across] += part;
      }
    }
    dot(layer, x, y, strength) {
      const left = Math.floor(x);
      const top = Math.floor(y);
      if (left < 0 || top < 0 || left >= this.width - 1 || top >= this.height - 1) return;
      const right = x - left;
      const down = y - top;
      const out = this.layers[layer];
      const at = top * this.width + left;
      out[at] += strength * (1 - right) * (1 - down);
      out[at + 1] += strength * right * (1 - down);
      out[at + this.width] += strength * (1 - right) * down;
      out[at + this.width + 1] += strength * right * down;
    }
    // A filled disc with a soft rim.
    disc(layer, x, y, radius, strength) {
      const out = this.layers[layer];
      const [top, bottom] = [Math.max(0, Math.ceil(y - radius - 0.5)), Math.min(this.height - 1, Math.floor(y + radius + 0.5))];
      const [left, right] = [Math.max(0, Math.ceil(x - radius - 0.5)), Math.min(this.width - 1, Math.floor(x + radius + 0.5))];
      for (let row = top; row <= bottom; row++) {
        for (let at = left; at <= right; at++) {
          const away = radius + 0.5 - Math.hypot(at - x, row - y);
          if (away > 0) out[row * this.width + at] += strength * Math.min(1, away);
        }
      }
    }
    // Where thousands fall on one pixel and one on the next: what all but the fullest hundredth of the pixels hold counts
    // as `most`, less by the root of its share, so that neither a thicket nor what is around it is all one colour.
    even(from, to, most2) {
      const layers2 = this.layers.slice(from, to);
      const size = this.width * this.height;
      const sums = new Float32Array(size);
      for (const layer of layers2) for (let at = 0; at < size; at++) sums[at] += layer[at];
      const held = sums.filter((sum, at) => at % 7 === 0 && sum > 0).sort();
      const full2 = held[Math.floor(held.length * 0.99)] || 1;
      for (let at = 0; at < size; at++) sums[at] = sums[at] && most2 * Math.min(1, Math.sqrt(sums[at] / full2)) / sums[at];
      for (const layer of layers2) for (let at = 0; at < size; at++) layer[at] *= sums[at];
    }
    // Put layers `from` up to `to` into pixels: colour by share, cover by amount, never more than `most`.
    paint(pixels, colours, from, to, most2) {
      const layers2 = this.layers.slice(from, to);
      const size = this.width * this.height;
      for (let at = 0; at < size; at++) {
        let [sum, red, green, blue] = [0, 0, 0, 0];
        for (let layer = 0; layer < layers2.length; layer++) {
          const value = layers2[layer][at];
          if (value === 0) continue;
          const colour = colours[from + layer];
          sum += value;
          red += value * colour[0];
          green += value * colour[1];
          blue += value * colour[2];
        }
        if (sum > 0) lay(pixels, at * 4, red / sum, green / sum, blue / sum, most2 * (1 - Math.exp(-sum)));
      }
    }
  };
  function lay(pixels, at, red, green, blue, cover) {
    const under = pixels[at + 3] / 255 * (1 - cover);
    const whole = cover + under;
    pixels[at] = (red * cover + pixels[at] * under) / whole;
    pixels[at + 1] = (green * cover + pixels[at + 1] * under) / whole;
    pixels[at + 2] = (blue * cover + pixels[at + 2] * under) / whole;
    pixels[at + 3] = whole * 255;
  }
  function rgb(colour) {
    return [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  }

  // src/networkPaint.ts
  var STROKED = 2500;
  var MANY = 12e3;
  var SEEN = 2e4;
  var raster = new Raster();
  var sheet = document.createElement("canvas");
  function paintNetwork(scope) {
    const { net } = scope;
    const view = net.inView(scope.width, scope.height, scope.margin);
    grounds(scope);
    const single = view.nodes.length <= net.expand;
    const edges = single ? net.edgesOf(view) : [];
    const many = edges.length > STROKED;
    if (many || view.nodes.length > SEEN) rastered(scope, view.nodes, many ? edges : []);
    if (!single) bundled(scope);
    if (!many) stroked(scope, edges);
    if (view.nodes.length <= SEEN) shapes(scope, view.nodes);
    if (net.lit && net.litEdges.length <= STROKED) stroked(scope, net.litEdges, true);
    if (net.lit && net.litEdges.length <= STROKED) shapes(scope, net.litNodes);
  }
  function grounds({ pen, net, theme: theme2 }) {
    const { k, x, y } = net.camera;
    for (const disc of net.discs) {
      if (disc.to - disc.from < 4 || disc.r * k < 3) continue;
      pen.beginPath();
      pen.arc(disc.x * k + x, disc.y * k + y, disc.r * k, 0, Math.PI * 2);
      pen.fillStyle = theme2.band;
      pen.fill();
      pen.strokeStyle = theme2.line;
      pen.lineWidth = 1;
      pen.stroke();
    }
  }
  function bundled({ pen, net, theme: theme2, state }) {
    const { k, x, y } = net.camera;
    const found = bundles(net, state);
    const most2 = found[0]?.weight ?? 1;
    pen.lineCap = "round";
    for (const { from, to, evidence, weight } of [...found].reverse()) {
      const [a, b] = [net.discs[from], net.discs[to]];
      const [x1, y1, x2, y2] = [a.x * k + x, a.y * k + y, b.x * k + x, b.y * k + y];
      pen.beginPath();
      pen.moveTo(x1, y1);
      pen.quadraticCurveTo((x1 + x2) / 2 - (y2 - y1) * 0.16, (y1 + y2) / 2 + (x2 - x1) * 0.16, x2, y2);
      pen.strokeStyle = theme2.evidence[evidence];
      const share = Math.sqrt(weight / most2);
      pen.globalAlpha = (net.lit ? 0.25 : 1) * (0.07 + 0.5 * share ** 2);
      pen.lineWidth = 0.5 + 3 * share ** 2;
      pen.stroke();
    }
    pen.globalAlpha = 1;
    pen.lineCap = "butt";
  }
  function rastered(scope, nodes, edges) {
    const { pen, net, state, theme: theme2, margin } = scope;
    const sharp = Math.min(scope.ratio, net.model.nodes > 2e5 ? 1 : 2);
    const [width, height2] = [Math.ceil((scope.width + 2 * margin) * sharp), Math.ceil((scope.height + 2 * margin) * sharp)];
    const kinds = theme2.evidence.length;
    const colours = [...theme2.evidence.map(rgb), ...nodeColours(scope)];
    raster.start(width, height2, colours.length);
    const at = (node2) => {
      const [x, y] = net.at(node2);
      return [(x + margin) * sharp, (y + margin) * sharp];
    };
    const strength = Math.max(0.035, Math.min(0.5, 22 / Math.sqrt(edges.length + 1)));
    for (let place = 0; place < edges.length; place++) curve2(scope, edges[place], strength * (net.bright(edges[place], state) ? 1 : 0.08), at);
    spots(scope, nodes, sharp, kinds);
    sheet.width = width;
    sheet.height = height2;
    const paper = sheet.getContext("2d");
    const image = paper.createImageData(width, height2);
    if (edges.length > MANY) raster.even(0, kinds, net.lit ? 0.3 : 1);
    if (edges.length) raster.paint(image.data, colours, 0, kinds, 0.85);
    if (nodes.length > net.expand) raster.even(kinds, colours.length, 0.8);
    raster.paint(image.data, colours, kinds, colours.length, 0.95);
    paper.putImageData(image, 0, 0);
    pen.drawImage(sheet, -margin, -margin, width / sharp, height2 / sharp);
  }
  function spots(scope, nodes, sharp, first) {
    const { net, margin } = scope;
    const { x, y } = net.model;
    const { camera } = net;
    const layer = layers(scope);
    for (let place = 0; place < nodes.length; place++) {
      const node2 = nodes[place];
      const across = (x[node2] * camera.k + camera.x + margin) * sharp;
      const down = (y[node2] * camera.k + camera.y + margin) * sharp;
      const radius = net.size(node2) * sharp;
      if (radius > 1.2) raster.disc(first + layer(node2), across, down, radius - 0.2, 2.2);
      else raster.dot(first + layer(node2), across, down, Math.max(0.3, Math.PI * radius * radius * 0.9));
    }
  }
  function curve2({ net }, edge2, strength, at) {
    const kind = net.kind[edge2];
    const [x1, y1] = at(net.from[edge2]);
    const [x2, y2] = at(net.to[edge2]);
    const away = Math.hypot(x2 - x1, y2 - y1);
    if (away < 24) return raster.line(kind, x1, y1, x2, y2, strength);
    const [mx, my] = [(x1 + x2) / 2 - (y2 - y1) * 0.12, (y1 + y2) / 2 + (x2 - x1) * 0.12];
    const pieces = Math.min(10, 3 + Math.floor(away / 60));
    let [px, py] = [x1, y1];
    for (let piece2 = 1; piece2 <= pieces; piece2++) {
      const [t2, u] = [piece2 / pieces, 1 - piece2 / pieces];
      const [x, y] = [u * u * x1 + 2 * u * t2 * mx + t2 * t2 * x2, u * u * y1 + 2 * u * t2 * my + t2 * t2 * y2];
      raster.line(kind, px, py, x, y, strength);
      [px, py] = [x, y];
    }
  }
  function nodeColours({ net, state, theme: theme2 }) {
    const groups2 = state.colour ? groupsOf(net.model, state.colour).names.map((_, at) => theme2.groups[at]) : [theme2.disc];
    return [...groups2, mixed(theme2.ink, theme2.ground, 0.2)].map(rgb);
  }
  function layers({ net, state }) {
    const groups2 = state.colour ? groupsOf(net.model, state.colour) : null;
    const faint = groups2 ? groups2.names.length : 1;
    return (node2) => net.faint(node2) ? faint : groups2 ? groups2.of[net.actor[node2]] : 0;
  }
  function stroked({ pen, net, state, theme: theme2 }, edges, chosen2 = false) {
    const looks = /* @__PURE__ */ new Map();
    for (let place = 0; place < edges.length; place++) {
      const edge2 = edges[place];
      if (!chosen2 && net.lit && net.isLit(edge2)) continue;
      const heavy = Math.min(2, Math.floor(Math.log2(net.weight[edge2] + 1) / 2));
      const key = (net.kind[edge2] * 2 + Number(net.bright(edge2, state))) * 3 + heavy;
      const alike = looks.get(key) ?? [];
      alike.push(edge2);
      looks.set(key, alike);
    }
    const base = Math.max(0.08, Math.min(0.85, 9 / Math.sqrt(edges.length + 1)));
    for (const [key, alike] of [...looks].sort((a, b) => b[0] - a[0])) {
      const evidence = Math.floor(key / 6);
      const name = net.model.scene.evidences[evidence];
      const bright = Math.floor(key / 3) % 2 === 1;
      pen.strokeStyle = theme2.evidence[evidence];
      pen.globalAlpha = chosen2 ? Math.max(0.5, Math.min(0.85, 30 / Math.sqrt(edges.length))) : base * (documented(name) ? 1 : 0.7) * (bright ? 1 : 0.12) * (net.lit ? 0.18 : 1);
      pen.lineWidth = (0.7 + 0.8 * (key % 3)) * (chosen2 ? 1.4 : 1);
      pen.setLineDash(name === "timing" ? [3, 4] : []);
      trace(pen, net, alike);
    }
    pen.setLineDash([]);
    pen.globalAlpha = 1;
  }
  function trace(pen, net, edges) {
    pen.beginPath();
    for (let place = 0; place < edges.length; place++) {
      const [source, target] = [net.from[edges[place]], net.to[edges[place]]];
      const [x1, y1] = net.at(source);
      const [x2, y2] = net.at(target);
      pen.moveTo(x1, y1);
      if (source === target) {
        const r = net.size(source) + 3;
        pen.moveTo(x1 + r, y1 - r);
        pen.arc(x1, y1 - r, r, 0, Math.PI * 2);
      } else pen.quadraticCurveTo((x1 + x2) / 2 - (y2 - y1) * 0.12, (y1 + y2) / 2 + (x2 - x1) * 0.12, x2, y2);
    }
    pen.stroke();
  }
  function shapes(scope, nodes) {
    const { pen, net, theme: theme2, state } = scope;
    const faint = mixed(theme2.ink, theme2.ground, 0.2);
    const layer = layers(scope);
    const order = Uint32Array.from(nodes).sort((a, b) => net.radius[b] - net.radius[a] || a - b);
    for (const node2 of order) {
      const [x, y] = net.at(node2);
      const r = net.size(node2);
      pen.fillStyle = net.faint(node2) ? faint : state.colour ? theme2.groups[layer(node2)] : net.press(node2) ? theme2.ink : theme2.disc;
      shape(pen, net, node2, x, y, r);
      pen.fill();
      if (r < 3) continue;
      pen.strokeStyle = theme2.ground;
      pen.lineWidth = 1;
      pen.stroke();
    }
  }
  function shape(pen, net, node2, x, y, r) {
    pen.beginPath();
    if (net.press(node2)) pen.roundRect(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8, Math.min(2.5, r / 3));
    else pen.arc(x, y, r, 0, Math.PI * 2);
  }
  function sizes({ net, theme: theme2 }) {
    const { k, x, y } = net.camera;
    return net.discs.filter((disc) => disc.to - disc.from >= 200 && disc.r * k > 46).slice(0, 24).map((disc) => ({ x: disc.x * k + x, y: (disc.y + disc.r) * k + y - 8, text: counted("actors", disc.to - disc.from), ink: theme2.quiet }));
  }

  // src/network.ts
  var Network = class {
    constructor(shared) {
      this.shared = shared;
      this.element = h("div", { class: "stage", id: "view-network" });
      this.painted = { x: 0, y: 0, k: 1 };
      this.dragged = null;
      this.pinch = null;
      this.fingers = /* @__PURE__ */ new Map();
      this.stale = false;
      this.net = new Net(shared.model);
      this.net.resize(this.state.size);
      this.net.filter(this.state);
      const margin = shared.model.nodes > 2e3 ? 120 : 0;
      this.surface = new Surface(this.element, t("canvas.network"), (pen) => this.base(pen), (pen) => this.top(pen), () => this.fit(), margin);
      this.count();
      this.listen();
    }
    update(state, changed) {
      const filters = ["window", "cursor", "hidden", "muted", "colour"].some((key) => changed.has(key));
      this.stale ||= filters || changed.has("selection") || changed.has("hops") || changed.has("least") || changed.has("weight") || changed.has("size");
      if (state.view !== "network") {
        if (filters) this.refresh(state);
        return;
      }
      if (this.stale) this.refresh(state);
      this.surface.ask(this.stale || changed.has("view"));
      this.stale = false;
    }
    refresh(state) {
      this.net.resize(state.size);
      this.net.filter(state);
      this.net.light(state);
      this.count();
    }
    restyle() {
      this.surface.ask(true);
      this.surface.paint();
    }
    copy(pen) {
      this.surface.copy(pen);
    }
    // Bring a node into the middle, near enough to read its name.
    fly(node2) {
      const k = Math.max(this.net.camera.k, 14);
      const end2 = { k, x: this.surface.width / 2 - this.shared.model.x[node2] * k, y: this.surface.height / 2 - this.shared.model.y[node2] * k };
      const start2 = this.net.camera;
      if (matchMedia("(prefers-reduced-motion: reduce)").matches || document.hidden) return this.arrive(end2);
      const begun = performance.now();
      const step = () => {
        const share = Math.min(1, (performance.now() - begun) / 420);
        const eased = 1 - (1 - share) ** 3;
        const mix = (a, b) => a + (b - a) * eased;
        if (share === 1) return this.arrive(end2);
        this.net.camera = { k: mix(start2.k, end2.k), x: mix(start2.x, end2.x), y: mix(start2.y, end2.y) };
        this.moved();
        requestAnimationFrame(step);
      };
      step();
    }
    arrive(camera) {
      this.net.camera = camera;
      this.surface.ask(true);
    }
    fit() {
      if (!this.surface) return;
      const [left, right, top, bottom] = this.net.bounds();
      const { width, height: height2 } = this.surface;
      const k = Math.min((width - 60) / Math.max(3, right - left), (height2 - 40) / Math.max(3, bottom - top), 46);
      this.arrive({ k, x: width / 2 - k * (left + right) / 2, y: height2 / 2 - k * (top + bottom) / 2 });
    }
    zoom(factor, x = this.surface.width / 2, y = this.surface.height / 2) {
      const { camera } = this.net;
      const k = Math.max(0.1, Math.min(220, camera.k / factor));
      const ratio = k / camera.k;
      this.net.camera = { k, x: x - (x - camera.x) * ratio, y: y - (y - camera.y) * ratio };
      this.moved();
    }
    // Are single ties hidden at this nearness?
    get bundled() {
      return this.element.dataset.bundled === "yes";
    }
    get state() {
      return this.shared.store.state;
    }
    moved() {
      const k = this.net.camera.k / this.painted.k;
      this.surface.shift(this.net.camera.x - this.painted.x * k, this.net.camera.y - this.painted.y * k, k);
    }
    count() {
      const { nodes, edges } = this.net.counted();
      this.element.dataset.nodes = String(nodes);
      this.element.dataset.edges = String(edges);
    }
    base(pen) {
      this.painted = { ...this.net.camera };
      const { width, height: height2, margin, ratio } = this.surface;
      const scope = { pen, net: this.net, state: this.state, theme: this.shared.theme, width, height: height2, margin, ratio };
      paintNetwork(scope);
      const view = this.net.inView(width, height2, margin);
      this.element.dataset.bundled = view.nodes.length > EXPAND ? "yes" : "no";
      this.element.dataset.inview = String(view.nodes.length);
      this.labels(scope);
    }
    labels(scope) {
      const { pen, theme: theme2 } = scope;
      const { width, height: height2 } = this.surface;
      const wanted = [];
      for (const node2 of this.worthy()) {
        const [x, y] = this.net.at(node2);
        if (x < 0 || y < 0 || x > width || y > height2) continue;
        wanted.push({ x, y, gap: this.net.size(node2) + 4, text: oneLine(this.shared.model.label(this.net.actor[node2]), 30), strong: this.net.size(node2) > 8 });
        if (wanted.length >= (this.shared.model.nodes > EXPAND ? 32 : 70)) break;
      }
      wanted.slice(0, 12).forEach((label) => label.important = true);
      const area = { left: 4, top: 4, right: width - 4, bottom: height2 - 4 };
      const taken = write(pen, wanted, area, { font: theme2.font, ink: theme2.ink, halo: theme2.ground }, [], this.boxes());
      if (this.shared.model.nodes <= 2e3) return;
      const sums = sizes(scope).map(({ x, y, text: text2 }) => ({ x: x - pen.measureText(text2).width / 2, y, gap: 0, text: text2, strong: false, important: true }));
      write(pen, sums, area, { font: theme2.font, ink: theme2.quiet, halo: theme2.band, size: 11 }, taken);
    }
    // Whose names are wanted: what is lit, then actors with a name of their own, then everyone once near.
    *worthy() {
      const { net } = this;
      const named2 = this.shared.model.column("actor.named");
      const near = net.camera.k > 60;
      if (net.lit && net.litNodes.length < 60) yield* net.litNodes;
      for (const node2 of net.strong) if ((named2[net.actor[node2]] || near) && !net.faint(node2)) yield node2;
      if (near) {
        for (const node2 of net.inView(this.surface.width, this.surface.height, 0).nodes) if (!net.faint(node2)) yield node2;
      }
    }
    // The larger marks in view, so that no label lies on one.
    boxes() {
      const out = [];
      for (const node2 of this.net.strong.slice(0, 600)) {
        const [x, y] = this.net.at(node2);
        const r = this.net.size(node2);
        if (r > 3 && x > 0 && y > 0 && x < this.surface.width && y < this.surface.height) out.push({ left: x - r, right: x + r, top: y - r, bottom: y + r });
      }
      return out;
    }
    top(pen) {
      const { theme: theme2, model } = this.shared;
      const { hover, selection } = this.state;
      pen.strokeStyle = theme2.select;
      pen.lineWidth = 2.2;
      for (const node2 of [this.net.focus(this.state), hover?.kind === "actor" ? model.nodeOf(hover.actor) : -1]) {
        if (node2 < 0) continue;
        const [x, y] = this.net.at(node2);
        shape(pen, this.net, node2, x, y, this.net.size(node2) + 2.5);
        pen.stroke();
      }
      const edge2 = hover?.kind === "edge" ? hover.edge : selection?.kind === "edge" ? selection.edge : -1;
      pen.lineWidth = 2.4;
      if (edge2 >= 0) trace(pen, this.net, [edge2]);
    }
    listen() {
      const { canvas } = this.surface;
      canvas.addEventListener("pointermove", (event) => this.move(event));
      canvas.addEventListener("pointerleave", () => this.hover(null, 0, 0));
      canvas.addEventListener("pointerdown", (event) => this.press(event));
      canvas.addEventListener("pointerup", (event) => this.release(event));
      canvas.addEventListener("pointercancel", (event) => this.fingers.delete(event.pointerId));
      canvas.addEventListener("wheel", (event) => {
        event.preventDefault();
        const [x, y] = this.surface.point(event);
        this.zoom(Math.exp(Math.max(-1, Math.min(1, event.deltaY / 300))), x, y);
      }, { passive: false });
      canvas.addEventListener("keydown", (event) => this.key(event));
    }
    hover(selection, x, y) {
      this.shared.store.set({ hover: selection });
      this.shared.card.show(selection, x, y);
      this.surface.canvas.classList.toggle("pointing", selection !== null);
    }
    press(event) {
      const [x, y] = this.surface.point(event);
      this.fingers.set(event.pointerId, [x, y]);
      this.dragged = { x, y, moved: false };
      try {
        this.surface.canvas.setPointerCapture(event.pointerId);
      } catch {
      }
    }
    move(event) {
      const [x, y] = this.surface.point(event);
      const start2 = this.dragged;
      if (!start2) return this.hover(this.find(x, y), event.clientX, event.clientY);
      if (this.fingers.size === 2) return this.spread(event.pointerId, x, y);
      if (!start2.moved && Math.hypot(x - start2.x, y - start2.y) < 4) return;
      const { camera } = this.net;
      this.net.camera = { ...camera, x: camera.x + x - start2.x, y: camera.y + y - start2.y };
      this.dragged = { x, y, moved: true };
      this.moved();
    }
    spread(finger, x, y) {
      this.fingers.set(finger, [x, y]);
      const [[x1, y1], [x2, y2]] = [...this.fingers.values()];
      const away = Math.hypot(x1 - x2, y1 - y2) || 1;
      if (this.pinch) this.zoom(this.pinch.away / away, (x1 + x2) / 2, (y1 + y2) / 2);
      this.pinch = { away };
      this.dragged = { x, y, moved: true };
    }
    release(event) {
      const moved = this.dragged?.moved;
      this.fingers.delete(event.pointerId);
      this.pinch = null;
      this.dragged = null;
      if (moved) return;
      const [x, y] = this.surface.point(event);
      this.shared.store.set({ selection: this.find(x, y) });
    }
    find(x, y) {
      const { k, x: cx, y: cy } = this.net.camera;
      let best = -1;
      let nearest = 5;
      for (const disc of this.net.discs) {
        if (Math.hypot(disc.x * k + cx - x, disc.y * k + cy - y) > disc.r * k + 20) continue;
        for (let node2 = disc.from; node2 < disc.to; node2++) {
          if (!this.net.present[node2]) continue;
          const [nx, ny] = this.net.at(node2);
          const away = Math.hypot(nx - x, ny - y) - this.net.size(node2);
          if (away < nearest) [nearest, best] = [away, node2];
        }
      }
      if (best >= 0) return { kind: "actor", actor: this.net.actor[best] };
      const edge2 = this.findEdge(x, y);
      return edge2 < 0 ? null : { kind: "edge", edge: edge2 };
    }
    // In a thicket only the lines of what is chosen can be meant.
    findEdge(x, y) {
      const { net } = this;
      let best = -1;
      let nearest = 4;
      const few = net.from.length <= 4e3;
      const offered = few ? net.from.keys() : net.litEdges.slice(0, 2e4);
      for (const edge2 of offered) {
        if (!net.visible[edge2] || few && net.lit && !net.isLit(edge2)) continue;
        const [x1, y1] = net.at(net.from[edge2]);
        const [x2, y2] = net.at(net.to[edge2]);
        const [mx, my] = [(x1 + x2) / 2 - (y2 - y1) * 0.06, (y1 + y2) / 2 + (x2 - x1) * 0.06];
        const away = Math.min(distance(x, y, x1, y1, mx, my), distance(x, y, mx, my, x2, y2));
        if (away < nearest) [nearest, best] = [away, edge2];
      }
      return best;
    }
    key(event) {
      const act = {
        ArrowRight: () => this.walk(1, 0),
        ArrowLeft: () => this.walk(-1, 0),
        ArrowDown: () => this.walk(0, 1),
        ArrowUp: () => this.walk(0, -1),
        "+": () => this.zoom(0.7),
        "=": () => this.zoom(0.7),
        "-": () => this.zoom(1.4),
        "0": () => this.fit(),
        n: () => this.along(1),
        p: () => this.along(-1),
        Enter: () => document.getElementById("panel")?.focus(),
        Escape: () => this.shared.store.set({ selection: null })
      };
      if (!act[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      act[event.key]();
    }
    // To the nearest node on that side; the most tied node begins.
    walk(dx, dy) {
      const { net } = this;
      const focus = net.focus(this.state);
      const go = (node2) => this.shared.store.set({ selection: { kind: "actor", actor: net.actor[node2] } });
      if (focus < 0) return net.strong.length ? go(net.strong[0]) : void 0;
      const best = ahead(this.shared.model.x, this.shared.model.y, net.present, focus, dx, dy);
      if (best >= 0) go(best);
    }
    // From tie to tie of the chosen node.
    along(step) {
      const { model, store } = this.shared;
      const { selection } = this.state;
      const from = selection?.kind === "edge" ? this.net.from[selection.edge] : this.net.focus(this.state);
      if (from < 0) return;
      const ties = [...around(model.ties, from)].filter((edge2) => this.net.visible[edge2]);
      if (!ties.length) return;
      const at = selection?.kind === "edge" ? ties.indexOf(selection.edge) : step > 0 ? -1 : 0;
      store.set({ selection: { kind: "edge", edge: ties[(at + step + ties.length) % ties.length] } });
    }
  };

  // src/finding.ts
  function card2(model, place, choose) {
    const finding = model.scene.findings[place];
    const [source, target] = groups(finding);
    return [
      h("p", { class: "eyebrow" }, foreign(source), " → ", foreign(target)),
      h("h2", { class: "verdict" }, word(finding.verdict), finding.grade ? h("span", { class: "grade", title: t("grade") }, finding.grade) : null),
      h("p", { class: "sentence" }, foreign(worded(finding.sentence || finding.reason || "", finding))),
      ...bounds(finding, source, target),
      ...ledger(model, finding),
      ...paths(model, finding, place, choose),
      ...relays(model, finding),
      ...tests(finding, source),
      ...turns(finding, source, target),
      ...full(finding)
    ];
  }
  function groups(finding) {
    return [plain(finding.source_group ?? "?"), plain(finding.target_group ?? "?")];
  }
  function worded(text2, finding) {
    const names2 = [finding.source_group, finding.target_group, finding.via_group].filter((name) => Boolean(name));
    return names2.reduce((words, name) => words.split(name).join(name.replace(/_/g, " ")), text2);
  }
  function plain(name) {
    const words = name.includes("=") ? name : name.replace(/_/g, " ");
    return words.slice(0, 1).toUpperCase() + words.slice(1);
  }
  function word(verdict) {
    const key = `verdict.${verdict.replace(/_/g, " ")}`;
    const found = t(key);
    return found === key ? verdict : found;
  }
  function bounds(finding, source, target) {
    const rows2 = [
      [`${source} → ${target}`, finding.share, finding.estimate90],
      [`${target} → ${source}`, finding.reverse, finding.reverse_estimate90]
    ];
    const drawn = rows2.flatMap(([name, share, inner]) => share ? [bar(name, share, inner)] : []);
    if (!drawn.length) return [];
    const scale2 = h("div", { class: "scale", "aria-hidden": "true" }, ...[0, 25, 50, 75, 100].map((value) => h("span", {}, `${value} %`)));
    return [h("div", { class: "bounds", role: "group", "aria-label": t("bounds") }, ...drawn, scale2)];
  }
  function bar(name, share, inner) {
    const words = spelled(share);
    const known = share.estimate !== null && share.estimate !== void 0;
    const dot = known ? h("span", { class: "dot" }) : null;
    if (dot) dot.style.left = `${share.estimate * 100}%`;
    return h(
      "div",
      { class: "bound", title: words },
      h("span", { class: "bound-name" }, foreign(name)),
      h(
        "span",
        { class: "track", role: "img", "aria-label": words },
        piece("whisker", share.low90, share.high90),
        piece("outer", share.lower, share.upper),
        inner ? piece("inner", inner[0], inner[1]) : null,
        dot
      )
    );
  }
  function piece(kind, from, to) {
    if (from === null || to === null) return null;
    const part = h("span", { class: kind });
    part.style.left = `${from * 100}%`;
    part.style.width = `${Math.max(0.6, (to - from) * 100)}%`;
    return part;
  }
  function spelled(share) {
    const parts = [`${t("documented")} ${percent(share.lower)}`, `${t("estimate")} ${percent(share.estimate)}`, `${t("notExcluded")} ${percent(share.upper)}`];
    return `${parts.join(", ")} (${t("interval90")} ${percent(share.low90)}–${percent(share.high90)})`;
  }
  function ledger(model, finding) {
    const counts = model.scene.evidences.map((name, evidence) => ({ name, evidence, count: finding.evidence?.[name] ?? 0 })).filter(({ name, count }) => count > 0 || name === "timing");
    if (!finding.evidence) return [];
    return [h("h3", {}, t("rests")), h("ul", { class: "ledger" }, ...counts.map(({ name, evidence, count }) => h("li", {}, swatch(model, evidence), h("span", {}, t(`count.${name}`)), h("span", { class: "count" }, number(count)))))];
  }
  function paths(model, finding, place, choose) {
    const found = finding.paths ?? [];
    if (!found.length) return [];
    const one = (path, number2) => {
      const first = model.postOf.get(path.posts[0]) ?? -1;
      const steps2 = path.evidence.map((name) => t(`did.${name}`)).join(" · ");
      return h(
        "button",
        { class: "path", click: () => choose({ kind: "path", finding: place, path: number2 }) },
        h("span", { class: "path-who" }, ...path.actors.flatMap((actor2, step) => [step ? " → " : null, foreign(named(model, actor2), step === 0 || step === path.actors.length - 1 ? "strong" : "")])),
        h("span", { class: "quiet" }, [first < 0 ? "" : when(model, first), steps2, path.probability !== null && path.probability < 0.995 ? t("probability", { p: percent(path.probability) }) : ""].filter(Boolean).join(" · "))
      );
    };
    return [h("h3", {}, t("pathsShortest")), ...found.slice(0, 6).map(one)];
  }
  function named(model, id) {
    const at = model.findActor(id);
    return at < 0 ? id.startsWith("p-") ? `account ${id.slice(2, 8)}` : id : model.label(at);
  }
  function relays(model, finding) {
    const found = finding.relays ?? [];
    if (!found.length) return [];
    return [h("h3", {}, t("relays")), h("ul", { class: "ledger" }, ...found.slice(0, 5).map(({ actor: actor2, share }) => h("li", {}, h("span", {}, foreign(named(model, actor2))), h("span", { class: "count" }, percent(share)))))];
  }
  function tests(finding, source) {
    const { p_first_source, p_wording, q } = finding;
    const figure = (value) => value === null || value === void 0 ? t("unavailable") : value < 1e-3 ? "< 0.001" : value.toFixed(3);
    const rows2 = [
      [t("test.first", { source }), percent(p_first_source)],
      [t("test.wording"), figure(p_wording)],
      [t("test.q"), figure(q)]
    ];
    return [h("h3", {}, t("tests")), h("ul", { class: "ledger tests" }, ...rows2.map(([name, value]) => h("li", {}, h("span", {}, foreign(name)), h("span", { class: "count" }, value))))];
  }
  function turns(finding, source, target) {
    const words = [];
    const { fragility, coverage } = finding;
    const reason = finding.reason ?? "";
    if (reason && !finding.sentence?.includes(reason.replace(/\.$/, ""))) words.push(`${plain(reason).replace(/\.?$/, ".")}`);
    if (fragility?.posts) words.push(t("fragilityPosts", { n: fragility.posts }));
    if (fragility?.hours) words.push(t("fragilityHours", { n: fragility.hours }));
    if (finding.lag_hours) words.push(t("lag", { n: finding.lag_hours }));
    words.push(t("coverage", { source, target, a: percent(coverage?.source), b: percent(coverage?.target) }));
    return [h("h3", {}, t("turn")), h("p", { class: "turns" }, foreign(worded(words.join(" "), finding)))];
  }
  function full(finding) {
    const words = finding.paragraph;
    if (!words || words === finding.sentence) return [];
    return [h("details", { class: "full" }, h("summary", {}, t("inFull")), h("p", {}, foreign(worded(words, finding))))];
  }

  // src/panel.ts
  var Panel = class {
    constructor(shared) {
      this.shared = shared;
      this.element = h("aside", { class: "panel", id: "panel", tabindex: -1, "aria-label": t("panel") });
      this.place = 0;
    }
    update(state) {
      const chosen2 = state.selection;
      this.element.setAttribute("aria-label", t("panel"));
      if (!chosen2 || chosen2.kind === "path") return replace(this.element, ...this.home());
      replace(this.element, this.back(), ...this.evidence(chosen2));
      this.element.scrollTop = 0;
    }
    evidence(chosen2) {
      const { model } = this.shared;
      const choose = (selection) => this.shared.store.set({ selection });
      if (chosen2.kind === "post") return post(model, chosen2.post, choose);
      if (chosen2.kind === "link") return link2(model, chosen2.link, choose);
      if (chosen2.kind === "actor") return actor(model, chosen2.actor, choose);
      return chosen2.kind === "edge" ? edge(model, chosen2.edge, choose) : [];
    }
    back() {
      const words = this.shared.model.scene.findings.length ? t("back") : t("backAll");
      return h("button", { class: "back", click: () => this.shared.store.set({ selection: null }) }, `← ${words}`);
    }
    home() {
      const { scene } = this.shared.model;
      const choose = (selection) => this.shared.store.set({ selection });
      if (!scene.findings.length) return [...this.overview(), ...this.earliest(choose)];
      const chooser = scene.findings.length > 1 ? [this.chooser()] : [];
      return [...chooser, ...card2(this.shared.model, this.place, choose), h("p", { class: "quiet hint" }, t("intro"))];
    }
    chooser() {
      const change = (event) => {
        this.place = Number(event.target.value);
        this.update(this.shared.store.state);
      };
      return h("label", { class: "chooser" }, h("span", { class: "quiet" }, t("findings")), h(
        "select",
        { change },
        ...this.shared.model.scene.findings.map((found, place) => h("option", { value: place, selected: place === this.place }, groups(found).join(" → ")))
      ));
    }
    // Without a finding: what the map holds, by class of evidence.
    overview() {
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
        h("ul", { class: "ledger" }, ...scene.evidences.map((name, kind) => counts[kind] ? h(
          "li",
          {},
          swatch(model, kind),
          h("span", {}, t(`count.${name}`)),
          h("span", { class: "count" }, number(counts[kind]))
        ) : null))
      ];
    }
    earliest(choose) {
      const { model } = this.shared;
      if (model.has("link.parent")) return [h("h3", {}, t("postsOf")), postList(model, Array.from({ length: Math.min(6, model.posts) }, (_, post2) => post2), choose)];
      const strength = model.strength("all");
      return [h("h3", {}, t("largestTies")), h("ul", { class: "ledger" }, ...Array.from(largest(strength, 10), (node2) => {
        const actor2 = model.column("node.actor")[node2];
        return h(
          "li",
          {},
          h("button", { class: "plain", click: () => choose({ kind: "actor", actor: actor2 }) }, who(model, actor2)),
          h("span", { class: "count" }, number(strength[node2]))
        );
      }))];
    }
  };

  // src/svgPen.ts
  var BASELINES = { middle: "central", alphabetic: "alphabetic", top: "hanging", bottom: "text-after-edge" };
  var ANCHORS = { left: "start", right: "end", center: "middle", start: "start", end: "end" };
  var SvgPen = class {
    constructor() {
      this.fillStyle = "#000000";
      this.strokeStyle = "#000000";
      this.lineWidth = 1;
      this.lineCap = "butt";
      this.lineJoin = "miter";
      this.globalAlpha = 1;
      this.font = "12px sans-serif";
      this.textAlign = "left";
      this.textBaseline = "alphabetic";
      this.parts = [];
      this.saved = [];
      this.matrix = [1, 0, 0, 1, 0, 0];
      this.dash = [];
      this.path = "";
      this.clips = 0;
      this.groups = 0;
      this.ruler = document.createElement("canvas").getContext("2d");
    }
    beginPath() {
      this.path = "";
    }
    moveTo(x, y) {
      this.path += `M${n(x)} ${n(y)}`;
    }
    lineTo(x, y) {
      this.path += `L${n(x)} ${n(y)}`;
    }
    bezierCurveTo(a, b, c, d, x, y) {
      this.path += `C${[a, b, c, d, x, y].map(n).join(" ")}`;
    }
    quadraticCurveTo(a, b, x, y) {
      this.path += `Q${[a, b, x, y].map(n).join(" ")}`;
    }
    closePath() {
      this.path += "Z";
    }
    // Only whole circles are drawn by the views.
    arc(x, y, r, _from, _to) {
      this.path += `M${n(x + r)} ${n(y)}A${n(r)} ${n(r)} 0 1 1 ${n(x - r)} ${n(y)}A${n(r)} ${n(r)} 0 1 1 ${n(x + r)} ${n(y)}Z`;
    }
    rect(x, y, width, height2) {
      this.path += `M${n(x)} ${n(y)}h${n(width)}v${n(height2)}h${n(-width)}Z`;
    }
    roundRect(x, y, width, height2, radius) {
      const r = Math.min(radius, width / 2, height2 / 2);
      const turn = (dx, dy) => `a${n(r)} ${n(r)} 0 0 1 ${n(dx)} ${n(dy)}`;
      this.path += `M${n(x + r)} ${n(y)}h${n(width - 2 * r)}${turn(r, r)}v${n(height2 - 2 * r)}${turn(-r, r)}h${n(2 * r - width)}${turn(-r, -r)}v${n(2 * r - height2)}${turn(r, -r)}Z`;
    }
    fill() {
      this.add(`<path d="${this.path}" fill="${escaped(this.fillStyle)}"${this.alpha()}/>`);
    }
    stroke() {
      const dash = this.dash.length ? ` stroke-dasharray="${this.dash.join(" ")}"` : "";
      this.add(`<path d="${this.path}" fill="none" stroke="${escaped(this.strokeStyle)}" stroke-width="${n(this.lineWidth)}" stroke-linecap="${this.lineCap}"${dash}${this.alpha()}/>`);
    }
    fillRect(x, y, width, height2) {
      this.add(`<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height2)}" fill="${escaped(this.fillStyle)}"${this.alpha()}/>`);
    }
    strokeRect(x, y, width, height2) {
      this.beginPath();
      this.rect(x, y, width, height2);
      this.stroke();
    }
    clearRect() {
      this.parts.length = 0;
    }
    fillText(text2, x, y) {
      this.text(text2, x, y, `fill="${escaped(this.fillStyle)}"`);
    }
    strokeText(text2, x, y) {
      this.text(text2, x, y, `fill="none" stroke="${escaped(this.strokeStyle)}" stroke-width="${n(this.lineWidth)}" stroke-linejoin="round"`);
    }
    measureText(text2) {
      this.ruler.font = this.font;
      return this.ruler.measureText(text2);
    }
    setLineDash(dash) {
      this.dash = dash;
    }
    drawImage(image, x, y, width = image.width, height2 = image.height) {
      this.add(`<image href="${image.toDataURL("image/png")}" x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height2)}"/>`);
    }
    translate(x, y) {
      const [a, b, c, d, e, f] = this.matrix;
      this.matrix = [a, b, c, d, e + a * x + c * y, f + b * x + d * y];
    }
    rotate(angle) {
      const [a, b, c, d, e, f] = this.matrix;
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      this.matrix = [a * cos + c * sin, b * cos + d * sin, c * cos - a * sin, d * cos - b * sin, e, f];
    }
    save() {
      const { matrix, fillStyle, strokeStyle, lineWidth, globalAlpha, font, textAlign, textBaseline, dash, groups: groups2 } = this;
      this.saved.push({ matrix, fillStyle, strokeStyle, lineWidth, globalAlpha, font, textAlign, textBaseline, dash, groups: groups2 });
    }
    restore() {
      const look = this.saved.pop();
      if (!look) return;
      for (; this.groups > look.groups; this.groups--) this.parts.push("</g>");
      Object.assign(this, look);
    }
    clip() {
      const id = `clip${++this.clips}`;
      this.parts.push(`<clipPath id="${id}"><path d="${this.path}"/></clipPath><g clip-path="url(#${id})">`);
      this.groups++;
    }
    toString(width, height2, ground2) {
      return `<svg xmlns="http://www.w3.org/2000/svg" width="${n(width)}" height="${n(height2)}" viewBox="0 0 ${n(width)} ${n(height2)}"><rect width="100%" height="100%" fill="${escaped(ground2)}"/>${this.parts.join("")}${"</g>".repeat(this.groups)}</svg>
`;
    }
    add(element) {
      const plain2 = this.matrix.every((value, at) => value === [1, 0, 0, 1, 0, 0][at]);
      this.parts.push(plain2 ? element : `<g transform="matrix(${this.matrix.map(n).join(" ")})">${element}</g>`);
    }
    alpha() {
      return this.globalAlpha < 1 ? ` opacity="${n(this.globalAlpha)}"` : "";
    }
    text(text2, x, y, look) {
      const place = `x="${n(x)}" y="${n(y)}" text-anchor="${ANCHORS[this.textAlign]}" dominant-baseline="${BASELINES[this.textBaseline]}"`;
      this.add(`<text ${place} style="font:${escaped(this.font)}" ${look}${this.alpha()}>${escaped(text2)}</text>`);
    }
  };
  function n(value) {
    return String(Math.round(value * 100) / 100);
  }
  function escaped(text2) {
    const names2 = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
    return text2.replace(/[&<>"]/g, (letter) => names2[letter]).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "�");
  }

  // src/save.ts
  var KINDS = ["png", "svg", "gexf", "csv"];
  function kindsOf(view) {
    if (view === "table") return ["gexf", "csv"];
    return [...KINDS];
  }
  async function save(kind, view, state, model, theme2) {
    const name = `whence-${state.view}.${kind}`;
    if (kind === "csv") return offer(new Blob(["\uFEFF", csv(state, model)], { type: "text/csv" }), name);
    if (kind === "gexf") return offer(new Blob([gexf(state, model)], { type: "application/xml" }), name);
    const picture = svg(view, theme2);
    if (kind === "svg") return offer(new Blob([picture.text], { type: "image/svg+xml" }), name);
    offer(await png(view, picture, theme2), name);
  }
  function offer(file, name) {
    const address = URL.createObjectURL(file);
    const link3 = document.createElement("a");
    link3.href = address;
    link3.download = name;
    link3.click();
    setTimeout(() => URL.revokeObjectURL(address), 1e4);
  }
  function svg(view, theme2) {
    if (view.copy && view.surface) {
      const pen = new SvgPen();
      view.copy(pen);
      const { width, height: height2 } = view.surface;
      return { text: pen.toString(width, height2, theme2.ground), width, height: height2 };
    }
    return markup(view.element.querySelector("svg"), theme2);
  }
  function markup(drawing2, theme2) {
    if (!drawing2) return { text: new SvgPen().toString(10, 10, theme2.ground), width: 10, height: 10 };
    const copy = drawing2.cloneNode(true);
    const [from, to] = [drawing2.querySelectorAll("*"), copy.querySelectorAll("*")];
    from.forEach((one, at) => {
      const look = getComputedStyle(one);
      for (const name of ["fill", "opacity", "stroke", "font-size", "font-family", "text-anchor"]) to[at].setAttribute(name, look.getPropertyValue(name));
    });
    const { width, height: height2 } = drawing2.viewBox.baseVal;
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    copy.setAttribute("width", String(width));
    copy.setAttribute("height", String(height2));
    const ground2 = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    for (const [name, value] of [["width", "100%"], ["height", "100%"], ["fill", theme2.ground]]) ground2.setAttribute(name, value);
    copy.prepend(ground2);
    return { text: new XMLSerializer().serializeToString(copy), width, height: height2 };
  }
  async function png(view, picture, theme2) {
    const canvas = document.createElement("canvas");
    canvas.width = picture.width * 2;
    canvas.height = picture.height * 2;
    const pen = canvas.getContext("2d");
    pen.scale(2, 2);
    pen.fillStyle = theme2.ground;
    pen.fillRect(0, 0, picture.width, picture.height);
    if (view.copy) view.copy(pen);
    else pen.drawImage(await loaded(picture.text), 0, 0, picture.width, picture.height);
    return new Promise((done, fail) => canvas.toBlob((file) => file ? done(file) : fail(new Error("This browser cannot write a PNG.")), "image/png"));
  }
  function loaded(text2) {
    return new Promise((done, fail) => {
      const image = new Image();
      image.onload = () => done(image);
      image.onerror = () => fail(new Error("This browser cannot read an SVG."));
      image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text2)}`;
    });
  }
  function field(value) {
    const text2 = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
    return /[",\n\r]/.test(text2) ? `"${text2.replace(/"/g, '""')}"` : text2;
  }
  function rows(heads, lines) {
    return [heads, ...lines].map((line) => line.map(field).join(",")).join("\r\n") + "\r\n";
  }
  function csv(state, model) {
    if (state.view === "flows") return flowRows(state, model);
    if (state.view === "network" || state.view === "matrix" || !model.has("link.parent")) return tieRows(state, model);
    const { title, text: text2, url, lang } = model.texts.posts;
    const lines = [];
    for (let post2 = 0; post2 < model.posts; post2++) {
      if (!inWindow(model, post2, state)) continue;
      const actor2 = model.actorOf(post2);
      const iso = (name) => new Date(model.column(name)[post2]).toISOString();
      const degree2 = (links) => links.filter((link3) => linkShown(model, link3, state)).length;
      lines.push([model.scene.posts[post2], model.id(actor2), model.label(actor2), model.scene.lanes[model.laneOf(post2)]?.label ?? "", model.kind(post2), iso("post.lo"), iso("post.hi"), lang[post2], title[post2] || text2[post2], url[post2], degree2(around(model.into, post2)), degree2(around(model.outOf, post2))]);
    }
    return rows(["post_id", "actor_id", "label", "lane", "kind", "published_lo", "published_hi", "lang", "text", "url", "links_in", "links_out"], lines);
  }
  function tieRows(state, model) {
    const net = filtered(state, model);
    const lines = [];
    for (let edge2 = 0; edge2 < model.edges; edge2++) {
      if (!net.visible[edge2]) continue;
      const [source, target] = [net.actor[net.from[edge2]], net.actor[net.to[edge2]]];
      lines.push([model.id(source), model.label(source), model.id(target), model.label(target), model.scene.evidences[net.kind[edge2]], net.weight[edge2], Math.round(net.probability[edge2] / 255 * 1e3) / 1e3]);
    }
    return rows(["source", "source_label", "target", "target_label", "evidence", "weight", "probability"], lines);
  }
  function flowRows(state, model) {
    const { groups: groups2 } = model.scene.dimensions[state.dimension];
    return rows(["from", "to", "evidence", "links"], cellsOf(model, state.dimension, state).map(([from, to, evidence, count]) => [groups2[from], groups2[to], model.scene.evidences[evidence], count]));
  }
  function filtered(state, model) {
    const net = new Net(model);
    net.filter(state);
    return net;
  }
  function gexf(state, model) {
    const net = filtered(state, model);
    const out = ['<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n<graph defaultedgetype="directed">\n'];
    out.push('<attributes class="node"><attribute id="0" title="role" type="string"/><attribute id="1" title="country" type="string"/><attribute id="2" title="community" type="integer"/></attributes>\n');
    out.push('<attributes class="edge"><attribute id="0" title="evidence" type="string"/><attribute id="1" title="probability" type="double"/></attributes>\n<nodes>\n');
    for (let node2 = 0; node2 < model.nodes; node2++) {
      if (!net.present[node2]) continue;
      const actor2 = net.actor[node2];
      const values = [model.trait("role", actor2), model.trait("country", actor2), String(net.community[node2] + 1)].map((value, at) => `<attvalue for="${at}" value="${escaped(value)}"/>`);
      out.push(`<node id="${escaped(model.id(actor2))}" label="${escaped(model.label(actor2))}"><attvalues>${values.join("")}</attvalues><viz:position x="${model.x[node2].toFixed(3)}" y="${(-model.y[node2]).toFixed(3)}"/></node>
`);
    }
    out.push("</nodes>\n<edges>\n");
    for (let edge2 = 0; edge2 < model.edges; edge2++) {
      if (!net.visible[edge2]) continue;
      const [source, target] = [net.from[edge2], net.to[edge2]].map((node2) => escaped(model.id(net.actor[node2])));
      const values = `<attvalue for="0" value="${model.scene.evidences[net.kind[edge2]]}"/><attvalue for="1" value="${(net.probability[edge2] / 255).toFixed(3)}"/>`;
      out.push(`<edge id="${edge2}" source="${source}" target="${target}" weight="${net.weight[edge2]}"><attvalues>${values}</attvalues></edge>
`);
    }
    out.push("</edges>\n</graph>\n</gexf>\n");
    return out.join("");
  }

  // src/search.ts
  var MOST3 = 12;
  function matches(model, query, most2 = MOST3) {
    const wanted = fold(query).trim();
    if (!wanted) return { found: [], total: 0 };
    const found = [];
    let total = 0;
    const offer2 = (selection) => {
      total++;
      if (found.length < most2) found.push(selection);
    };
    for (const actor2 of model.told) if (fold(model.label(actor2)).includes(wanted) || fold(model.id(actor2)).includes(wanted)) offer2({ kind: "actor", actor: actor2 });
    for (const actor2 of pseudonyms(model, wanted)) offer2({ kind: "actor", actor: actor2 });
    const { title, text: text2 } = model.texts.posts;
    const ids = model.scene.posts;
    for (let post2 = 0; post2 < model.posts; post2++) if (fold(`${title[post2]} ${text2[post2]}`).includes(wanted) || ids[post2] === query) offer2({ kind: "post", post: post2 });
    return { found, total };
  }
  function* pseudonyms(model, wanted) {
    const asked = /^(?:([a-z]+) )?(?:p-)?([0-9a-f]{3,16})$/.exec(wanted);
    const role = asked ? asked[1] ?? "" : wanted;
    const codes = model.scene.actors.roles.map((name) => Number(!role || (name === "unknown" ? "account" : name).startsWith(role)));
    if (!asked && !codes.includes(1)) return;
    const digits = asked?.[2] ?? "";
    const high = digits.slice(0, 8);
    const low = parseInt(high.padEnd(8, "0") || "0", 16);
    const top = parseInt(high.padEnd(8, "f"), 16);
    const [highs, roles] = [model.column("actor.high"), model.column("actor.role")];
    for (let actor2 = 0; actor2 < model.actors; actor2++) {
      if (!codes[roles[actor2]] || highs[actor2] < low || highs[actor2] > top || model.isTold(actor2)) continue;
      if (digits.length <= 8 || model.id(actor2).startsWith(`p-${digits}`)) yield actor2;
    }
  }
  function fold(text2) {
    return text2.normalize("NFKC").toLocaleLowerCase("und");
  }
  var Search = class {
    constructor(model, go, say) {
      this.model = model;
      this.go = go;
      this.say = say;
      this.element = h("div", { class: "search" });
      this.input = h("input", { type: "search", id: "search", role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "found", autocomplete: "off", spellcheck: "false" });
      this.list = h("ul", { id: "found", role: "listbox", class: "found", hidden: true });
      this.found = [];
      this.at = -1;
      this.element.append(this.input, this.list);
      this.input.addEventListener("input", () => this.look());
      this.input.addEventListener("keydown", (event) => this.key(event));
      this.input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
      this.restyle();
    }
    restyle() {
      this.input.placeholder = t("search");
      this.input.setAttribute("aria-label", t("searchLabel"));
      this.list.setAttribute("aria-label", t("searchLabel"));
    }
    look() {
      const { found, total } = matches(this.model, this.input.value);
      this.found = found;
      this.at = found.length ? 0 : -1;
      const said2 = total ? t("found", { n: total }) : t("foundNone");
      if (this.input.value.trim()) this.say(said2);
      this.render(said2);
    }
    render(said2) {
      const open = this.input.value.trim() !== "";
      this.list.hidden = !open;
      this.input.setAttribute("aria-expanded", String(open));
      if (this.at >= 0) this.input.setAttribute("aria-activedescendant", `found-${this.at}`);
      else this.input.removeAttribute("aria-activedescendant");
      replace(
        this.list,
        ...this.found.map((selection, place) => this.option(selection, place)),
        h("li", { class: "quiet total", role: "option", "aria-disabled": "true" }, said2)
      );
    }
    option(selection, place) {
      const pick = (event) => {
        event.preventDefault();
        this.choose(place);
      };
      return h("li", { role: "option", id: `found-${place}`, "aria-selected": String(place === this.at), class: place === this.at ? "on" : void 0, pointerdown: pick }, ...this.words(selection));
    }
    words(selection) {
      const { model } = this;
      if (selection.kind === "actor") return [foreign(model.label(selection.actor), "strong"), h("span", { class: "quiet" }, ` ${model.trait("role", selection.actor)}`)];
      if (selection.kind !== "post") return [];
      const { title, text: text2 } = model.texts.posts;
      const words = (title[selection.post] || text2[selection.post]).slice(0, 70);
      return [foreign(words), h("span", { class: "quiet" }, " ", foreign(model.label(model.actorOf(selection.post))))];
    }
    key(event) {
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
    choose(place) {
      if (place < 0 || place >= this.found.length) return;
      this.go(this.found[place]);
      this.close();
    }
    close() {
      this.list.hidden = true;
      this.input.setAttribute("aria-expanded", "false");
    }
  };

  // src/slider.ts
  var HEIGHT = 62;
  var SECONDS = 12;
  var Slider = class {
    constructor(model, store) {
      this.model = model;
      this.store = store;
      this.element = h("div", { class: "slider" });
      this.track = h("div", { class: "track-box" });
      this.from = this.handle("from");
      this.to = this.handle("to");
      this.window = h("div", { class: "window" });
      this.now = this.handle("now");
      this.instant = h("button", { class: "instant", click: () => this.single() });
      this.button = h("button", { class: "play", click: () => this.toggle() });
      this.unit = h("span", { class: "quiet unit" });
      this.held = null;
      this.single_ = false;
      this.playing = 0;
      this.bars = [];
      this.element.append(h("div", { class: "plays" }, this.button, this.instant), this.unit, this.track);
      this.draw();
      this.window.addEventListener("pointerdown", (event) => this.drag(event, "both"));
      this.track.addEventListener("dblclick", () => this.store.set({ window: this.model.range, cursor: null }));
      this.restyle();
    }
    update(state) {
      const [from, to] = this.model.range;
      const place = (time) => (time - from) / (to - from || 1) * 100;
      this.window.style.left = `${place(state.window[0])}%`;
      this.window.style.width = `${place(state.window[1]) - place(state.window[0])}%`;
      for (const [handle, time] of [[this.from, state.window[0]], [this.to, state.window[1]]]) {
        handle.style.left = `${place(time)}%`;
        handle.setAttribute("aria-valuenow", String(Math.round(time)));
        handle.setAttribute("aria-valuetext", interval(time, time, locale()));
      }
      this.single_ ||= state.cursor !== null && !this.playing;
      this.now.hidden = state.cursor === null || this.playing !== 0;
      const moment = state.cursor ?? state.window[1];
      this.now.style.left = `${place(moment)}%`;
      this.now.setAttribute("aria-valuenow", String(Math.round(moment)));
      this.now.setAttribute("aria-valuetext", interval(moment, moment, locale()));
      this.bars.forEach((bar2, number2) => {
        const middle = from + (number2 + 0.5) / this.bars.length * (to - from);
        const inside = middle >= state.window[0] && middle <= state.window[1];
        bar2.classList.toggle("out", !inside || state.cursor !== null && middle > state.cursor);
      });
      this.element.dataset.cursor = state.cursor === null ? "" : String(Math.round(state.cursor));
    }
    restyle() {
      const [from, to] = this.model.range;
      const bin = span((to - from) / Math.max(1, this.bars.length));
      this.unit.textContent = t("perBin", { span: bin.count === 1 ? t(`each.${bin.unit}`) : counted(bin.unit, bin.count) });
      this.from.setAttribute("aria-label", t("windowFrom"));
      this.to.setAttribute("aria-label", t("windowTo"));
      this.now.setAttribute("aria-label", t("instant"));
      this.track.title = dates(from, to, locale());
      this.face();
      this.update(this.store.state);
    }
    draw() {
      const counts = this.model.column("histogram.posts");
      const highest = most(counts);
      const wide2 = 1e3 / Math.max(1, counts.length);
      this.bars = Array.from(counts, (count, number2) => {
        const height2 = count ? Math.max(1.5, count / highest * (HEIGHT - 4)) : 0.8;
        return s("rect", { x: number2 * wide2, width: wide2 * 0.78, y: HEIGHT - height2, height: height2, class: "bar" });
      });
      const chart = s("svg", { viewBox: `0 0 1000 ${HEIGHT}`, preserveAspectRatio: "none", class: "histogram", "aria-hidden": "true" }, ...this.bars);
      this.track.append(chart, this.window, this.from, this.to, this.now);
    }
    handle(end2) {
      const [from, to] = this.model.range;
      const handle = h("div", { class: end2 === "now" ? "handle now" : "handle", role: "slider", tabindex: 0, id: `window-${end2}`, "aria-valuemin": Math.round(from), "aria-valuemax": Math.round(to) });
      handle.addEventListener("pointerdown", (event) => this.drag(event, end2));
      handle.addEventListener("keydown", (event) => this.key(event, end2));
      return handle;
    }
    drag(event, end2) {
      event.preventDefault();
      const start2 = event.clientX;
      const before = this.store.state.window;
      this.held = this.store.state.cursor;
      const perPixel = (this.model.range[1] - this.model.range[0]) / this.track.clientWidth;
      const target = event.currentTarget;
      target.setPointerCapture(event.pointerId);
      const move = (now) => this.shift(before, end2, (now.clientX - start2) * perPixel);
      const stop = () => {
        this.held = null;
        target.removeEventListener("pointermove", move);
        target.removeEventListener("pointerup", stop);
      };
      target.addEventListener("pointermove", move);
      target.addEventListener("pointerup", stop);
    }
    shift(before, end2, by) {
      if (end2 === "now") return this.goto((this.held ?? this.store.state.cursor ?? before[1]) + by);
      const [first, last2] = this.model.range;
      const least2 = (last2 - first) / 200;
      if (end2 === "both") by = Math.max(first - before[0], Math.min(last2 - before[1], by));
      const from = end2 === "to" ? before[0] : Math.max(first, Math.min(before[1] - least2, before[0] + by));
      const to = end2 === "from" ? before[1] : Math.min(last2, Math.max(before[0] + least2, before[1] + by));
      this.store.set({ window: end2 === "both" ? [before[0] + by, before[1] + by] : [from, to] });
    }
    key(event, end2) {
      const [first, last2] = this.model.range;
      const step = (last2 - first) / (event.shiftKey ? 10 : 80);
      const by = { ArrowLeft: -step, ArrowDown: -step, ArrowRight: step, ArrowUp: step, Home: first - last2, End: last2 - first, PageUp: step * 4, PageDown: -step * 4 };
      if (!(event.key in by)) return;
      event.preventDefault();
      this.shift(this.store.state.window, end2, by[event.key]);
    }
    // One instant: what had been published by then, and nothing later; the same button brings the whole window back.
    single() {
      if (this.playing) this.stop();
      this.single_ = !this.single_;
      const [from, to] = this.store.state.window;
      this.store.set({ cursor: this.single_ ? (from + to) / 2 : null });
      this.face();
      if (this.single_) this.now.focus();
    }
    goto(time) {
      const [from, to] = this.store.state.window;
      this.store.set({ cursor: Math.max(from, Math.min(to, time)) });
    }
    toggle() {
      if (this.playing) return this.stop();
      const [from, to] = this.store.state.window;
      const begin = this.store.state.cursor ?? from;
      const start2 = performance.now();
      const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
      const tick = () => {
        const share = (performance.now() - start2) / 1e3 / SECONDS;
        const now = begin + (to - from) * (calm ? Math.ceil(share * 12) / 12 : share);
        if (now >= to) return this.stop();
        this.store.set({ cursor: now });
      };
      this.playing = window.setInterval(tick, calm ? 500 : 40);
      tick();
      this.face();
    }
    stop() {
      clearInterval(this.playing);
      this.playing = 0;
      this.store.set({ cursor: this.single_ ? this.store.state.cursor : null });
      this.face();
    }
    face() {
      const shape2 = this.playing ? "M4 3h4v14H4zM12 3h4v14h-4z" : "M5 2.5v15l12.5-7.5z";
      this.button.setAttribute("aria-label", t(this.playing ? "pause" : "play"));
      this.instant.setAttribute("aria-label", t("instant"));
      this.instant.setAttribute("aria-pressed", String(this.single_));
      this.instant.title = t("instant");
      replace(this.instant, s("svg", { viewBox: "0 0 20 20", "aria-hidden": "true" }, s("path", { d: "M9 2h2v16H9zM5.5 7l3 3-3 3zM14.5 7l-3 3 3 3z" })));
      replace(this.button, s("svg", { viewBox: "0 0 20 20", "aria-hidden": "true" }, s("path", { d: shape2 })));
    }
  };

  // src/table.ts
  var PAGE = 100;
  var TableView = class {
    constructor(shared) {
      this.shared = shared;
      this.element = h("div", { class: "stage scrolls", id: "view-table" });
      this.shown = PAGE;
      this.order = -1;
      this.down = false;
      this.own = null;
    }
    update(state, changed) {
      if (state.view !== "table") return;
      if (["view", "window", "selection", "hidden", "muted", "colour", "cursor"].some((key) => changed.has(key))) this.restyle();
    }
    restyle() {
      const { model, store } = this.shared;
      const byPosts = model.has("link.parent");
      const rows2 = byPosts ? this.posts(store.state) : this.actors(store.state);
      if (this.order >= 0) sort(rows2, this.order, this.down);
      const heads = byPosts ? ["time", "who", "lane", "kind", "text", "in", "out"] : ["who", "role", "country", "in", "out"];
      const rest = rows2.items.length - this.shown;
      this.element.dataset.rows = String(rows2.items.length);
      replace(
        this.element,
        h(
          "table",
          { class: byPosts ? "grid posts" : "grid" },
          h("caption", {}, t(byPosts ? "table.caption" : "table.captionActors", { n: rows2.items.length })),
          h("thead", {}, h("tr", {}, ...heads.map((name, place) => this.head(name, place)))),
          h("tbody", {}, ...rows2.items.slice(0, this.shown).map((item) => this.row(item, rows2.cells(item), byPosts)))
        ),
        rest > 0 ? h("button", { class: "more", click: () => this.more() }, t("table.more", { n: Math.min(rest, PAGE * 5) })) : null
      );
    }
    more() {
      this.shown += PAGE * 5;
      this.restyle();
    }
    head(name, place) {
      const sorted = this.order === place ? this.down ? "descending" : "ascending" : "none";
      const click = () => {
        this.down = this.order === place ? !this.down : false;
        this.order = place;
        this.restyle();
      };
      const count = name === "in" || name === "out" ? "count" : void 0;
      return h("th", { scope: "col", "aria-sort": sorted, class: count }, h("button", { class: "plain", title: t("sortBy", { name: t(name) }), click }, t(name), sorted === "none" ? "" : this.down ? " ↓" : " ↑"));
    }
    row(item, cells, posts) {
      const { store } = this.shared;
      const chosen2 = store.state.selection;
      const on = chosen2?.kind === "post" ? posts && chosen2.post === item : chosen2?.kind === "actor" && !posts && chosen2.actor === item;
      const choose = () => store.set({ selection: posts ? { kind: "post", post: item } : { kind: "actor", actor: item } });
      return h("tr", { class: on ? "on" : void 0, click: choose }, ...cells.map((cell, place) => {
        const content = place === 0 ? h("button", { class: "plain", click: choose }, cell) : cell;
        const label = typeof cell === "number" ? t(place === cells.length - 1 ? "out" : "in") : void 0;
        return h("td", { class: label ? "count" : void 0, "data-label": label }, typeof content === "number" ? number(content) : content);
      }));
    }
    posts(state) {
      const { model } = this.shared;
      const { text: text2, title } = model.texts.posts;
      const items = [];
      for (let post2 = 0; post2 < model.posts; post2++) if (inWindow(model, post2, state)) items.push(post2);
      const lane = (post2) => model.scene.lanes[model.laneOf(post2)]?.label ?? "";
      const words = (post2) => (title[post2] || text2[post2]).slice(0, 160);
      const kind = (post2) => t(`kind.${model.kind(post2)}`);
      const degree2 = (found, post2) => around(found, post2).reduce((sum, link3) => sum + Number(linkShown(model, link3, state)), 0);
      const into = (post2) => degree2(model.into, post2);
      const out = (post2) => degree2(model.outOf, post2);
      const keys = [(post2) => model.middle(post2), (post2) => model.label(model.actorOf(post2)), lane, kind, words, into, out];
      return {
        items,
        key: (post2, column2) => keys[column2](post2),
        cells: (post2) => [when(model, post2), foreign(model.label(model.actorOf(post2))), foreign(lane(post2)), kind(post2), foreign(words(post2)), into(post2), out(post2)]
      };
    }
    actors(state) {
      const { model } = this.shared;
      const net = this.net();
      net.filter(state);
      const [into, out] = [new Float64Array(model.nodes), new Float64Array(model.nodes)];
      for (let edge2 = 0; edge2 < model.edges; edge2++) {
        if (!net.visible[edge2]) continue;
        out[net.from[edge2]] += net.weight[edge2];
        into[net.to[edge2]] += net.weight[edge2];
      }
      const nodes = Array.from(net.present.keys()).filter((node2) => net.present[node2]);
      nodes.sort((a, b) => into[b] + out[b] - into[a] - out[a] || a - b);
      const at = (actor2) => model.nodeOf(actor2);
      const keys = [(actor2) => model.label(actor2), (actor2) => model.trait("role", actor2), (actor2) => model.trait("country", actor2), (actor2) => into[at(actor2)], (actor2) => out[at(actor2)]];
      return {
        items: nodes.map((node2) => net.actor[node2]),
        key: (actor2, column2) => keys[column2](actor2),
        cells: (actor2) => [foreign(model.label(actor2)), model.trait("role", actor2), foreign(model.trait("country", actor2)), into[at(actor2)], out[at(actor2)]]
      };
    }
    net() {
      return this.own ??= new Net(this.shared.model);
    }
  };
  function sort(rows2, column2, down) {
    const keys = new Map(rows2.items.map((item) => [item, rows2.key(item, column2)]));
    rows2.items.sort((a, b) => compare(keys.get(a), keys.get(b)) * (down ? -1 : 1) || a - b);
  }
  function compare(a, b) {
    if (typeof a === "number" && typeof b === "number") return a - b;
    return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
  }

  // src/theme.ts
  function theme(evidences) {
    const style = getComputedStyle(document.documentElement);
    const get = (name) => style.getPropertyValue(`--${name}`).trim();
    const plain2 = ["ground", "panel", "band", "line", "ink", "quiet", "select", "accent", "disc", "span"];
    const colours = Object.fromEntries(plain2.map((name) => [name, get(name)]));
    return {
      ...colours,
      evidence: evidences.map(get),
      groups: Array.from({ length: 8 }, (_, at) => get(`group-${at}`)),
      font: getComputedStyle(document.body).fontFamily
    };
  }
  function isDark() {
    const chosen2 = document.documentElement.dataset.theme;
    return chosen2 ? chosen2 === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  // src/timeline.ts
  var Timeline = class {
    constructor(shared) {
      this.shared = shared;
      this.element = h("div", { class: "stage", id: "view-timeline" });
      this.at = null;
      const { scene } = shared.model;
      this.rows = scene.timeline.length;
      this.kinds = scene.evidences.length + 1;
      this.surface = new Surface(this.element, t("canvas.timeline"), (pen) => this.base(pen), (pen) => this.top(pen), () => this.surface?.ask(true));
      this.listen();
      this.count();
    }
    update(_state, changed) {
      if (["window", "cursor", "hidden"].some((key) => changed.has(key))) this.count();
      this.surface.ask([...changed].some((key) => key !== "hover"));
    }
    restyle() {
      this.surface.ask(true);
      this.surface.paint();
    }
    copy(pen) {
      this.surface.copy(pen);
    }
    get state() {
      return this.shared.store.state;
    }
    get narrow() {
      return this.surface.width < 620;
    }
    // Posts of a row, class and bin; the last class is of posts that nothing leads to.
    value(row, kind, bin) {
      if (this.state.hidden.has(kind)) return 0;
      return this.shared.model.column("timeline.posts")[(row * this.kinds + kind) * this.shared.model.bins + bin];
    }
    sum(row, bin) {
      let sum = 0;
      for (let kind = 0; kind < this.kinds; kind++) sum += this.value(row, kind, bin);
      return sum;
    }
    get seen() {
      const { model } = this.shared;
      const { window: window2, cursor } = this.state;
      const last2 = cursor === null ? window2[1] : Math.min(window2[1], cursor);
      return [Math.max(0, model.bin(window2[0] + 1)), Math.min(model.bins - 1, model.bin(last2 - 1))];
    }
    count() {
      const [from, to] = this.seen;
      let sum = 0;
      for (let row = 0; row < this.rows; row++) for (let bin = from; bin <= to; bin++) sum += this.sum(row, bin);
      this.element.dataset.posts = String(Math.round(sum));
    }
    get frame() {
      const { width, height: height2 } = this.surface;
      const [top, bottom] = [30, height2 - 4];
      const tall = (bottom - top) / Math.max(1, this.rows);
      const lanes = Array.from({ length: this.rows }, (_, row) => ({ top: top + row * tall, bottom: top + (row + 1) * tall }));
      return { left: this.narrow ? 4 : 168, right: width - 22, top, bottom, lanes };
    }
    edges(frame2) {
      const [from, to] = this.shared.model.range;
      const x = scale(frame2, this.state.window);
      return (bin) => x(from + bin * (to - from) / this.shared.model.bins);
    }
    base(pen) {
      const { frame: frame2 } = this;
      this.grid(pen, frame2);
      pen.save();
      pen.beginPath();
      pen.rect(frame2.left, 0, frame2.right - frame2.left + 22, this.surface.height);
      pen.clip();
      for (let row = 0; row < this.rows; row++) this.row(pen, frame2, row);
      this.marks(pen, frame2);
      pen.restore();
      headings(pen, frame2, this.shared.model.scene.timeline, this.shared.theme, this.narrow);
    }
    grid(pen, frame2) {
      const { theme: theme2 } = this.shared;
      const { window: window2 } = this.state;
      const x = scale(frame2, window2);
      frame2.lanes.forEach((lane, row) => {
        pen.fillStyle = theme2.band;
        if (row % 2 === 0) pen.fillRect(0, lane.top, this.surface.width, lane.bottom - lane.top);
        pen.fillStyle = theme2.line;
        pen.fillRect(frame2.left, lane.bottom - 10, frame2.right - frame2.left, 1);
      });
      pen.textBaseline = "middle";
      pen.textAlign = "left";
      for (const tick of ticks(window2[0], window2[1], frame2.right - frame2.left, locale(), this.narrow ? 76 : 110)) {
        pen.fillStyle = theme2.line;
        if (tick.line) pen.fillRect(Math.round(x(tick.at)), 10, 1, frame2.bottom - 10);
        pen.font = `${tick.strong ? 500 : 400} 12px ${theme2.font}`;
        pen.fillStyle = theme2.quiet;
        pen.fillText(tick.label, x(tick.at) + 6, 17);
      }
    }
    row(pen, frame2, row) {
      const { theme: theme2, model } = this.shared;
      const lane = frame2.lanes[row];
      const [from, to] = this.seen;
      const most2 = this.most(row);
      const base = lane.bottom - 10;
      const room = lane.bottom - lane.top - 10 - (this.narrow ? 26 : 18);
      const edge2 = this.edges(frame2);
      for (let bin = from; bin <= to; bin++) {
        let y = base;
        const left = edge2(bin);
        const wide2 = Math.max(1, (edge2(bin + 1) - left) * 0.82);
        for (let kind = 0; kind < this.kinds; kind++) {
          const tall = this.value(row, kind, bin) / most2 * room;
          if (!tall) continue;
          pen.fillStyle = theme2.evidence[kind] ?? theme2.disc;
          pen.globalAlpha = kind < theme2.evidence.length ? 0.92 : 0.5;
          pen.fillRect(left, y - tall, wide2, tall);
          y -= tall;
        }
      }
      pen.globalAlpha = 1;
      let total = 0;
      for (let bin = 0; bin < model.bins; bin++) total += this.sum(row, bin);
      this.running(pen, row, edge2, base, room, total);
      pen.fillStyle = theme2.quiet;
      pen.font = `400 11px ${theme2.font}`;
      pen.textAlign = "right";
      pen.fillText(number(Math.round(most2)), frame2.right + 18, base - room + 4);
      pen.textAlign = "left";
    }
    running(pen, row, edge2, base, room, total) {
      const [from, to] = this.seen;
      let sum = 0;
      pen.beginPath();
      for (let bin = 0; bin <= to; bin++) {
        if (bin === from) pen.moveTo(edge2(bin), base - room * sum / Math.max(1, total));
        sum += this.sum(row, bin);
        if (bin >= from) pen.lineTo(edge2(bin + 1), base - room * sum / Math.max(1, total));
      }
      pen.strokeStyle = this.shared.theme.quiet;
      pen.globalAlpha = 0.55;
      pen.lineWidth = 1.2;
      pen.stroke();
      pen.globalAlpha = 1;
    }
    // The tallest bar of a row over the whole time, so that bars keep their height while the window moves.
    most(row) {
      let most2 = 4;
      for (let bin = 0; bin < this.shared.model.bins; bin++) most2 = Math.max(most2, this.sum(row, bin));
      return most2;
    }
    // The posts of what is chosen stand under the bars.
    marks(pen, frame2) {
      const { model, theme: theme2 } = this.shared;
      const { selection } = this.state;
      if (!model.scene.lanes.length || !selection) return;
      const x = scale(frame2, this.state.window);
      for (let post2 = 0; post2 < model.posts; post2++) {
        const own = selection.kind === "post" ? selection.post === post2 : selection.kind === "actor" && model.actorOf(post2) === selection.actor;
        const link3 = selection.kind === "link" && (model.column("link.parent")[selection.link] === post2 || model.column("link.child")[selection.link] === post2);
        if (!own && !link3) continue;
        const [at, lane] = [x(model.middle(post2)), frame2.lanes[model.laneOf(post2)]];
        pen.fillStyle = theme2.select;
        pen.fillRect(at - 1, lane.top + 6, 2, lane.bottom - lane.top - 12);
        pen.beginPath();
        pen.arc(at, lane.bottom - 10, 4.5, 0, Math.PI * 2);
        pen.fill();
      }
    }
    top(pen) {
      if (!this.at) return;
      const { theme: theme2 } = this.shared;
      const { frame: frame2 } = this;
      const lane = frame2.lanes[this.at.row];
      const edge2 = this.edges(frame2);
      const [left, right] = [edge2(this.at.bin), edge2(this.at.bin + 1)];
      pen.strokeStyle = theme2.select;
      pen.lineWidth = 1.5;
      pen.strokeRect(left - 1, lane.top + 4, Math.max(3, right - left), lane.bottom - lane.top - 14);
      const words = this.told(this.at);
      pen.font = `500 12px ${theme2.font}`;
      const wide2 = pen.measureText(words).width;
      const x = Math.max(frame2.left + 4, Math.min(right + 6, frame2.right - wide2 - 8));
      pen.fillStyle = theme2.panel;
      pen.fillRect(x - 5, lane.top + 3, wide2 + 10, 20);
      pen.fillStyle = theme2.ink;
      pen.textBaseline = "middle";
      pen.fillText(words, x, lane.top + 13);
    }
    told({ row, bin }) {
      const { model } = this.shared;
      const [from, to] = model.range;
      const step = (to - from) / model.bins;
      const kinds = Array.from({ length: this.kinds }, (_, kind) => kind).filter((kind) => this.value(row, kind, bin) > 5e-3);
      const parts = kinds.map((kind) => `${kind < this.kinds - 1 ? t(model.scene.evidences[kind]) : t("leadsNone")} ${number(this.value(row, kind, bin))}`);
      return [interval(from + bin * step, from + (bin + 1) * step - 1, locale()), counted("posts", Math.round(this.sum(row, bin))), ...parts].join(" · ");
    }
    listen() {
      const { canvas } = this.surface;
      canvas.addEventListener("pointermove", (event) => this.point(this.spot(...this.surface.point(event))));
      canvas.addEventListener("pointerleave", () => this.point(null));
      canvas.addEventListener("click", () => this.choose());
      canvas.addEventListener("keydown", (event) => this.key(event));
    }
    spot(x, y) {
      const { frame: frame2 } = this;
      const row = frame2.lanes.findIndex((lane) => y >= lane.top && y < lane.bottom);
      const bin = this.shared.model.bin(timeAt(frame2, this.state.window, x));
      return row < 0 || x < frame2.left || bin < this.seen[0] || bin > this.seen[1] ? null : { row, bin };
    }
    point(spot) {
      this.at = spot;
      this.element.dataset.spot = spot ? `${spot.row}.${spot.bin}` : "";
      this.surface.ask(false);
    }
    // The first drawn post of the bar; where none is drawn, the bar becomes the window.
    choose() {
      if (!this.at) return;
      const { model, store } = this.shared;
      const { row, bin } = this.at;
      for (let post2 = 0; model.scene.lanes.length && post2 < model.posts; post2++) {
        if (model.laneOf(post2) === row && model.bin(model.middle(post2)) === bin && inWindow(model, post2, this.state)) return store.set({ selection: { kind: "post", post: post2 } });
      }
      const [from, to] = model.range;
      const step = (to - from) / model.bins;
      store.set({ window: [from + bin * step, from + (bin + 1) * step] });
    }
    key(event) {
      steered(event, (down, along) => this.walk(down, along), {
        Enter: () => this.choose(),
        Escape: () => this.shared.store.set({ selection: null, window: this.shared.model.range })
      });
    }
    walk(down, along) {
      const [from, to] = this.seen;
      const at = this.at ?? { row: 0, bin: from - along };
      const row = Math.max(0, Math.min(this.rows - 1, at.row + down));
      this.point({ row, bin: Math.max(from, Math.min(to, at.bin + along)) });
      this.shared.say(`${this.shared.model.scene.timeline[row].label}: ${this.told(this.at)}`);
    }
  };

  // src/app.ts
  var App = class {
    constructor(root, model) {
      this.root = root;
      this.model = model;
      this.views = /* @__PURE__ */ new Map();
      this.stage = h("div", { class: "views" });
      this.live = h("p", { class: "live", "aria-live": "polite" });
      this.facts = h("p", { class: "facts quiet" });
      this.tabs = h("div", { class: "tabs", role: "tablist" });
      this.note = h("p", { class: "note quiet" });
      this.zoom = h("div", { class: "zoom" });
      this.tools = h("div", { class: "tools" });
      this.store = new Store(this.first());
      const card3 = new Card(model);
      this.shared = { model, store: this.store, theme: theme(model.scene.evidences), card: card3, say: (text2) => this.say(text2) };
      this.slider = model.has("histogram.posts") ? new Slider(model, this.store) : null;
      this.legend = new Legend(model, this.store);
      this.controls = new Controls(this.model, this.store);
      this.panel = new Panel(this.shared);
      this.search = new Search(model, (selection) => this.go(selection), (text2) => this.say(text2));
      this.build(card3);
      this.store.listen((state, changed) => this.update(state, changed));
      this.update(this.store.state, new Set(Object.keys(this.store.state)));
      this.follow();
    }
    first() {
      const { scene, range } = this.model;
      const plain2 = { ...PLAIN, view: scene.view, window: range };
      return { ...plain2, ...read(location.hash, range, finder(this.model)) };
    }
    build(card3) {
      const title = this.root.querySelector("h1") ?? h("h1", { class: "viewer-title" });
      replace(title, foreign(this.model.scene.title));
      const head = h("header", { class: "head" }, h("div", { class: "heading" }, title, this.facts), this.tabs, this.search.element, this.tools);
      const main = h(
        "div",
        { class: "main" },
        h("div", { class: "chart" }, this.stage, this.zoom),
        this.note,
        h("div", { class: "below" }, this.slider?.element, this.legend.element, this.controls.element)
      );
      replace(this.root, head, main, this.panel.element, card3.element, this.live);
      this.words();
    }
    // Everything that is said in the chosen language.
    words() {
      const { scene } = this.model;
      const { facts } = scene;
      const said2 = [t(`level.${scene.level}`), facts.posts ? counted("posts", facts.posts) : counted("actors", facts.actors)];
      if (facts.languages.length) said2.push(counted("languages", facts.languages.length));
      if (facts.first !== null && facts.last !== null) said2.push(dates(facts.first, facts.last, locale()));
      this.facts.textContent = said2.join(" · ");
      replace(this.tabs, ...scene.views.map((view) => this.tab(view)));
      this.tabs.setAttribute("aria-label", t("views"));
      replace(this.zoom, ...[["+", "zoomIn", 0.7], ["−", "zoomOut", 1.4], ["⤢", "fit", 0]].map(([sign, key, factor]) => h("button", { title: t(key), "aria-label": t(key), click: () => this.zoomBy(factor) }, sign)));
      replace(this.tools, this.saving(), this.languages(), this.themes());
      this.notes();
    }
    notes() {
      const { scene } = this.model;
      const { view } = this.store.state;
      const ofView = { lanes: ["posts", "links", "texts"], table: ["posts", "links", "texts"], network: ["actors", "links"], timeline: [], matrix: ["actors", "links"], flows: ["links"] };
      const left = scene.omitted.filter(({ what }) => scene.level === "case" || ofView[view].includes(what)).map(({ what, count, of, rule }) => {
        if (what === "posts" && rule.startsWith("reposts folded")) return t("shown", { n: of - count, of, what: t("what.posts"), rule });
        return t("left", { n: count, of, what: t(`what.${what}`), rule });
      });
      const all = ofView[view].includes("posts") && this.model.has("link.parent") && !scene.omitted.some(({ what }) => what === "posts") ? [t("shownAll", { n: scene.facts.posts })] : [];
      const about = { lanes: [t("arrows"), t("rows"), t("times")], network: [t("distance"), ...this.model.nodes > EXPAND ? [t("expand", { n: EXPAND, groups: COMMUNITIES, most: BUNDLES })] : [], ...this.model.bins ? [t("binned")] : []], timeline: [t("stacked"), t("times")], matrix: [t("matrixNote")], flows: [], table: [t("times")] };
      const crowds = scene.audience === "public" ? [t("crowds"), ...scene.level === "case" && this.model.bins ? [t("spans")] : []] : [];
      this.note.textContent = [...all, ...crowds, ...left, ...about[view] ?? []].join(" ");
    }
    tab(view) {
      const on = this.store.state.view === view;
      const key = (event) => {
        const { key: key2 } = event;
        const step = key2 === "ArrowRight" ? 1 : key2 === "ArrowLeft" ? -1 : 0;
        if (!step) return;
        const { views } = this.model.scene;
        const next = views[(views.indexOf(view) + step + views.length) % views.length];
        this.store.set({ view: next });
        document.getElementById(`tab-${next}`)?.focus();
      };
      return h("button", { role: "tab", id: `tab-${view}`, "aria-selected": String(on), "aria-controls": `view-${view}`, tabindex: on ? 0 : -1, click: () => this.store.set({ view }), keydown: key }, t(view));
    }
    // A menu of files; it closes when one is chosen.
    saving() {
      const menu = h(
        "details",
        { class: "saving", id: "saving" },
        h(
          "summary",
          { class: "tool", "aria-label": t("save"), title: t("save") },
          s("svg", { viewBox: "0 0 20 20", "aria-hidden": "true" }, s("path", { d: "M9 2h2v8l3-3 1.4 1.4L10 13.8 4.6 8.400 6 7l3 3zM3 16h14v2H3z", class: "ink" }))
        ),
        h("div", { class: "files" }, ...kindsOf(this.store.state.view).map((kind) => h("button", { "data-save": kind, click: () => {
          menu.open = false;
          this.say(t("saved", { file: kind.toUpperCase() }));
          void save(kind, this.view(this.store.state.view), this.store.state, this.model, this.shared.theme);
        } }, kind.toUpperCase())))
      );
      menu.addEventListener("keydown", (event) => {
        if (event.key !== "Escape") return;
        menu.open = false;
        menu.querySelector("summary")?.focus();
      });
      return menu;
    }
    languages() {
      const change = (event) => {
        speak(event.target.value);
        this.restyle();
      };
      return h(
        "select",
        { class: "tool", "aria-label": t("language"), id: "language", change },
        ...Object.entries(LANGUAGES).map(([code, name]) => h("option", { value: code, selected: code === spoken() }, name))
      );
    }
    themes() {
      const click = () => {
        document.documentElement.dataset.theme = isDark() ? "light" : "dark";
        this.restyle();
      };
      return h(
        "button",
        { class: "tool", "aria-label": t("theme"), title: t("theme"), id: "theme", click },
        s("svg", { viewBox: "0 0 20 20", "aria-hidden": "true" }, s("circle", { cx: 10, cy: 10, r: 7, class: "outline" }), s("path", { d: "M10 3a7 7 0 0 1 0 14z", class: "ink" }))
      );
    }
    restyle() {
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
    view(name) {
      const made2 = this.views.get(name);
      if (made2) return made2;
      const holder = h("div", { class: "holder", role: "tabpanel", "aria-labelledby": `tab-${name}` });
      const kinds = { lanes: Lanes, timeline: Timeline, network: Network, matrix: Matrix, flows: Flows, table: TableView };
      const view = new kinds[name](this.shared);
      this.views.set(name, view);
      holder.append(view.element);
      this.stage.append(holder);
      view.update(this.store.state, new Set(Object.keys(this.store.state)));
      return view;
    }
    update(state, changed) {
      if (changed.has("view")) this.turn(state.view);
      for (const view of this.views.values()) view.update(state, changed);
      this.slider?.update(state);
      this.legend.update(state, changed);
      this.controls.update(state, changed);
      if (changed.has("selection")) this.panel.update(state);
      if (changed.has("selection") && !changed.has("view")) this.announce(state.selection);
      if ([...changed].some((key) => key !== "hover" && (key !== "cursor" || !this.slider?.playing))) this.write(state);
    }
    turn(view) {
      this.view(view);
      for (const [name, made2] of this.views) made2.element.parentElement.hidden = name !== view;
      this.root.dataset.view = view;
      this.words();
    }
    announce(selection) {
      if (!selection) return this.say(t("cleared"));
      if (selection.kind === "post") this.say(t("selected", { what: this.model.label(this.model.actorOf(selection.post)) }));
      else if (selection.kind === "actor") this.say(t("selected", { what: this.model.label(selection.actor) }));
    }
    say(text2) {
      this.live.textContent = text2;
    }
    // Go to something found: choose it, and bring it into view.
    go(selection) {
      const { state } = this.store;
      const change = { selection };
      const network = this.views.get("network");
      if (selection.kind === "post") {
        const [from, to] = state.window;
        const at = this.model.middle(selection.post);
        if (at < from || at > to) change.window = this.model.range;
      }
      this.store.set(change);
      if (selection.kind === "actor" && state.view === "network" && network instanceof Network) {
        const node2 = this.model.nodeOf(selection.actor);
        if (node2 >= 0) network.fly(node2);
      }
    }
    zoomBy(factor) {
      const view = this.views.get(this.store.state.view);
      if (view instanceof Lanes) factor ? view.zoom(factor) : this.store.set({ window: this.model.range });
      if (view instanceof Network) factor ? view.zoom(factor) : view.fit();
    }
    write(state) {
      const { posts, evidences } = this.model.scene;
      const names2 = { post: (i) => posts[i], actor: (i) => this.model.id(i), evidence: (i) => evidences[i] };
      const hash = `#${written(state, this.model.range, names2)}`;
      if (hash === location.hash) return;
      try {
        history.replaceState(null, "", hash);
      } catch {
      }
    }
    follow() {
      matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.restyle());
      addEventListener("hashchange", () => this.store.set(this.first()));
      let before;
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
  };
  function finder(model) {
    const { posts, evidences, views, dimensions, findings } = model.scene;
    return {
      post: (id) => id ? posts.indexOf(id) : -1,
      actor: (id) => model.findActor(id),
      evidence: (name) => evidences.indexOf(name),
      paths: (finding) => findings[finding]?.paths?.length ?? 0,
      links: model.links,
      edges: model.edges,
      dimensions: dimensions.length,
      views,
      colours: colourings(model)
    };
  }

  // src/main.ts
  async function start() {
    const root = document.getElementById("whence");
    if (!root) return;
    const [scene, texts, geometry] = await Promise.all([json("scene"), json("texts"), block("geometry")]);
    speak(document.documentElement.lang);
    new App(root, new Model(scene, texts, geometry));
    queueMicrotask(() => document.documentElement.dataset.ready = "yes");
  }
  void start();
})();
