// Colours as the sheet has them at this moment; the canvas paints with these and no others.

export interface Theme {
  evidence: string[];
  groups: string[];
  ground: string;
  panel: string;
  band: string;
  line: string;
  ink: string;
  quiet: string;
  select: string;
  accent: string;
  disc: string;
  span: string;
  font: string;
}

export function theme(evidences: string[]): Theme {
  const style = getComputedStyle(document.documentElement);
  const get = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const plain = ["ground", "panel", "band", "line", "ink", "quiet", "select", "accent", "disc", "span"] as const;
  const colours = Object.fromEntries(plain.map((name) => [name, get(name)])) as Record<(typeof plain)[number], string>;
  return {
    ...colours,
    evidence: evidences.map(get),
    groups: Array.from({ length: 8 }, (_, at) => get(`group-${at}`)),
    font: getComputedStyle(document.body).fontFamily,
  };
}

export function isDark(): boolean {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}
