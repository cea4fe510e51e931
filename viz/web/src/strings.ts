// The interface's own words, one file a language; a word that a language lacks is shown in English.

import en from "./lang/en.json";
import kk from "./lang/kk.json";
import ru from "./lang/ru.json";
import zh from "./lang/zh.json";

type Words = Record<string, string>;
const FILES: Record<string, Words> = { en, ru, kk, zh };
export const LANGUAGES: Record<string, string> = { en: "English", ru: "Русский", kk: "Қазақша", zh: "中文" };
const PLACES: Record<string, string> = { en: "en-GB" };
let language = "en";

export function speak(wanted: string): void {
  language = wanted in FILES ? wanted : "en";
}

export function spoken(): string {
  return language;
}

// The language as dates and numbers are written in it.
export function locale(): string {
  return PLACES[language] ?? language;
}

export function t(key: string, values: Record<string, string | number> = {}): string {
  const words = FILES[language][key] ?? FILES.en[key] ?? key;
  return words.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : typeof value === "number" ? number(value) : value;
  });
}

// A counted noun in the right plural: `posts.one`, `posts.few`, `posts.other` ...
export function counted(key: string, n: number): string {
  const form = new Intl.PluralRules(language).select(n);
  const own = FILES[language];
  const found = `${key}.${form}` in own ? `${key}.${form}` : `${key}.other`;
  return t(found, { n });
}

export function number(value: number): string {
  return new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 }).format(value);
}

export function percent(share: number | null | undefined): string {
  if (share === null || share === undefined) return t("unknown");
  return new Intl.NumberFormat(locale(), { style: "percent", maximumFractionDigits: share > 0 && share < 0.01 ? 1 : 0 })
    .format(share)
    .replace(/(\d)%/, "$1 %");
}
