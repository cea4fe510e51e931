import { expect, test } from "vitest";
import { clean, oneLine, web } from "../src/dom";
import en from "../src/lang/en.json";
import kk from "../src/lang/kk.json";
import ru from "../src/lang/ru.json";
import zh from "../src/lang/zh.json";
import { fold } from "../src/search";
import { counted, speak, t } from "../src/strings";

test("only http and https are links", () => {
  expect(web("https://north.example/a?b=1")).toBe("https://north.example/a?b=1");
  for (const bad of ["javascript:alert(1)", " JaVaScRiPt:alert(1)", "data:text/html,x", "file:///etc", "//x.example", "x", "https://"]) {
    expect(web(bad)).toBeNull();
  }
});

test("control characters are shown as such, and direction marks do not reach the canvas", () => {
  expect(clean("a\u0000b\u001b")).toBe("a\ufffdb\ufffd");
  expect(oneLine("a\u202eb\n c\u2066")).toBe("ab c");
  expect(Array.from(oneLine("鱼".repeat(90), 10))).toHaveLength(10);
});

test("search folds case and width", () => {
  expect(fold("ＡＢ Ескі")).toBe("ab ескі");
});

test("every language has every word, in each of its plural forms", () => {
  const plural = /\.(one|few|many|other|two|zero)$/;
  const keys = (words: object) => [...new Set(Object.keys(words).map((key) => key.replace(plural, "")))].sort();
  for (const [code, words] of Object.entries({ ru, kk, zh })) {
    expect(keys(words)).toEqual(keys(en));
    const forms = new Intl.PluralRules(code).resolvedOptions().pluralCategories;
    for (const key of Object.keys(words).filter((key) => key.endsWith(".other"))) {
      const lacking = forms.filter((form) => !(key.replace(/other$/, form) in words));
      expect([key, lacking.filter((form) => form !== "other" && code === "ru")]).toEqual([key, []]);
    }
  }
});

test("values are put in and plurals follow the language", () => {
  speak("ru");
  expect([counted("posts", 1), counted("posts", 3), counted("posts", 5)]).toEqual(["1 запись", "3 записи", "5 записей"]);
  speak("kk");
  expect(t("no such word")).toBe("no such word");
  speak("en");
  expect(t("found", { n: 1200 })).toBe("1,200 found");
  expect(t("found", { n: "{n}" })).toBe("{n} found");
});
