// A finding as a reader meets it: the sentence, bounds in both directions, the ledger, paths, what would turn it.

import { foreign, h } from "./dom";
import type { Finding, Model, Share } from "./scene";
import type { Choose } from "./evidence";
import { when, swatch } from "./evidence";
import { number, percent, t } from "./strings";

export function card(model: Model, place: number, choose: Choose): HTMLElement[] {
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
    ...full(finding),
  ];
}

export function groups(finding: Finding): [string, string] {
  return [plain(finding.source_group ?? "?"), plain(finding.target_group ?? "?")];
}

// The text with group names as a reader would write them: `local_bloggers` reads local bloggers.
function worded(text: string, finding: Finding): string {
  const names = [finding.source_group, finding.target_group, finding.via_group].filter((name): name is string => Boolean(name));
  return names.reduce((words, name) => words.split(name).join(name.replace(/_/g, " ")), text);
}

function plain(name: string): string {
  const words = name.includes("=") ? name : name.replace(/_/g, " ");
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

function word(verdict: string): string {
  const key = `verdict.${verdict.replace(/_/g, " ")}`;
  const found = t(key);
  return found === key ? verdict : found;
}

type Pair = [number | null, number | null];

// Pale from documented to not excluded, darker the sampled estimate's 90 %, a dot the estimate, a hairline the bounds'
// own 90 %; both directions on one scale.
function bounds(finding: Finding, source: string, target: string): HTMLElement[] {
  const rows: [string, Share | undefined, Pair | undefined][] = [
    [`${source} → ${target}`, finding.share, finding.estimate90],
    [`${target} → ${source}`, finding.reverse, finding.reverse_estimate90],
  ];
  const drawn = rows.flatMap(([name, share, inner]) => (share ? [bar(name, share, inner)] : []));
  if (!drawn.length) return [];
  const scale = h("div", { class: "scale", "aria-hidden": "true" }, ...[0, 25, 50, 75, 100].map((value) => h("span", {}, `${value} %`)));
  return [h("div", { class: "bounds", role: "group", "aria-label": t("bounds") }, ...drawn, scale)];
}

function bar(name: string, share: Share, inner: Pair | undefined): HTMLElement {
  const words = spelled(share);
  const known = share.estimate !== null && share.estimate !== undefined;
  const dot = known ? h("span", { class: "dot" }) : null;
  if (dot) dot.style.left = `${share.estimate! * 100}%`;
  return h("div", { class: "bound", title: words }, h("span", { class: "bound-name" }, foreign(name)),
    h("span", { class: "track", role: "img", "aria-label": words },
      piece("whisker", share.low90, share.high90), piece("outer", share.lower, share.upper),
      inner ? piece("inner", inner[0], inner[1]) : null, dot));
}

function piece(kind: string, from: number | null, to: number | null): HTMLElement | null {
  if (from === null || to === null) return null;
  const part = h("span", { class: kind });
  part.style.left = `${from * 100}%`;
  part.style.width = `${Math.max(0.6, (to - from) * 100)}%`;
  return part;
}

function spelled(share: Share): string {
  const parts = [`${t("documented")} ${percent(share.lower)}`, `${t("estimate")} ${percent(share.estimate)}`, `${t("notExcluded")} ${percent(share.upper)}`];
  return `${parts.join(", ")} (${t("interval90")} ${percent(share.low90)}–${percent(share.high90)})`;
}

function ledger(model: Model, finding: Finding): HTMLElement[] {
  const counts = model.scene.evidences
    .map((name, evidence) => ({ name, evidence, count: finding.evidence?.[name] ?? 0 }))
    .filter(({ name, count }) => count > 0 || name === "timing");
  if (!finding.evidence) return [];
  return [h("h3", {}, t("rests")), h("ul", { class: "ledger" }, ...counts.map(({ name, evidence, count }) =>
    h("li", {}, swatch(model, evidence), h("span", {}, t(`count.${name}`)), h("span", { class: "count" }, number(count)))))];
}

function paths(model: Model, finding: Finding, place: number, choose: Choose): HTMLElement[] {
  const found = finding.paths ?? [];
  if (!found.length) return [];
  const one = (path: (typeof found)[number], number: number) => {
    const first = model.postOf.get(path.posts[0]) ?? -1;
    const steps = path.evidence.map((name) => t(`did.${name}`)).join(" · ");
    return h("button", { class: "path", click: () => choose({ kind: "path", finding: place, path: number }) },
      h("span", { class: "path-who" }, ...path.actors.flatMap((actor, step) => [step ? " → " : null, foreign(named(model, actor), step === 0 || step === path.actors.length - 1 ? "strong" : "")])),
      h("span", { class: "quiet" }, [first < 0 ? "" : when(model, first), steps, path.probability !== null && path.probability < 0.995 ? t("probability", { p: percent(path.probability) }) : ""].filter(Boolean).join(" · ")));
  };
  return [h("h3", {}, t("pathsShortest")), ...found.slice(0, 6).map(one)];
}

// The id as other outputs show it, in the words of this page where the actor is drawn.
function named(model: Model, id: string): string {
  const at = model.findActor(id);
  return at < 0 ? (id.startsWith("p-") ? `account ${id.slice(2, 8)}` : id) : model.label(at);
}

function relays(model: Model, finding: Finding): HTMLElement[] {
  const found = finding.relays ?? [];
  if (!found.length) return [];
  return [h("h3", {}, t("relays")), h("ul", { class: "ledger" }, ...found.slice(0, 5).map(({ actor, share }) =>
    h("li", {}, h("span", {}, foreign(named(model, actor))), h("span", { class: "count" }, percent(share)))))];
}

// Each test with what it says; one that could not be made is told as such.
function tests(finding: Finding, source: string): HTMLElement[] {
  const { p_first_source, p_wording, q } = finding;
  const figure = (value: number | null | undefined) => (value === null || value === undefined ? t("unavailable") : value < 0.001 ? "< 0.001" : value.toFixed(3));
  const rows: [string, string][] = [
    [t("test.first", { source }), percent(p_first_source)],
    [t("test.wording"), figure(p_wording)],
    [t("test.q"), figure(q)],
  ];
  return [h("h3", {}, t("tests")), h("ul", { class: "ledger tests" }, ...rows.map(([name, value]) => h("li", {}, h("span", {}, foreign(name)), h("span", { class: "count" }, value))))];
}

function turns(finding: Finding, source: string, target: string): HTMLElement[] {
  const words: string[] = [];
  const { fragility, coverage } = finding;
  const reason = finding.reason ?? "";
  if (reason && !finding.sentence?.includes(reason.replace(/\.$/, ""))) words.push(`${plain(reason).replace(/\.?$/, ".")}`);
  if (fragility?.posts) words.push(t("fragilityPosts", { n: fragility.posts }));
  if (fragility?.hours) words.push(t("fragilityHours", { n: fragility.hours }));
  if (finding.lag_hours) words.push(t("lag", { n: finding.lag_hours }));
  words.push(t("coverage", { source, target, a: percent(coverage?.source), b: percent(coverage?.target) }));
  return [h("h3", {}, t("turn")), h("p", { class: "turns" }, foreign(worded(words.join(" "), finding)))];
}

function full(finding: Finding): HTMLElement[] {
  const words = finding.paragraph;
  if (!words || words === finding.sentence) return [];
  return [h("details", { class: "full" }, h("summary", {}, t("inFull")), h("p", {}, foreign(worded(words, finding))))];
}
