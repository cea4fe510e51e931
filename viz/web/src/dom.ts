// Elements, made without ever parsing a text: data reaches the page as text nodes and checked attributes only.

type Child = Node | string | number | null | undefined | false;
type Attributes = Record<string, string | number | boolean | null | undefined | ((event: Event) => void)>;
const SVG = "http://www.w3.org/2000/svg";

export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  return dress(document.createElement(tag), attributes, children);
}

export function s<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): SVGElementTagNameMap[K] {
  return dress(document.createElementNS(SVG, tag), attributes, children);
}

export function replace(parent: Element, ...children: Child[]): void {
  parent.replaceChildren(...children.filter(present).map(node));
}

// A link that opens apart and tells nothing about us; anything but http and https stays text.
export function link(address: string, text: string): HTMLElement {
  const url = web(address);
  if (!url) return foreign(text);
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, foreign(text));
}

export function web(address: string): string | null {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  return (url.protocol === "http:" || url.protocol === "https:") && url.hostname ? url.href : null;
}

// A text that others wrote, fenced so that its direction marks reorder nothing around it.
export function foreign(text: string, name?: string): HTMLElement {
  return h("bdi", { dir: "auto", class: name }, clean(text));
}

export function clean(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, "\ufffd");
}

// One line for a canvas, where there is no <bdi>: isolated, short, without characters that reorder.
export function oneLine(text: string, most = 40): string {
  const plain = clean(text)
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")
    .replace(/\s+/g, " ")
    .trim();
  const letters = Array.from(plain);
  return letters.length > most ? letters.slice(0, most - 1).join("") + "…" : plain;
}

function dress<E extends Element>(element: E, attributes: Attributes, children: Child[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(...children.filter(present).map(node));
  return element;
}

function present(child: Child): child is Node | string | number {
  return child !== null && child !== undefined && child !== false;
}

function node(child: Node | string | number): Node {
  return child instanceof Node ? child : document.createTextNode(String(child));
}
