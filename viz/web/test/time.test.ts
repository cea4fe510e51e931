import { expect, test } from "vitest";
import { DAY, interval, span, ticks } from "../src/time";

const MAY = Date.UTC(2024, 4, 1);

test("days are ticked where days fit, hours where they fit", () => {
  expect(ticks(MAY, MAY + 3 * DAY, 900, "en-GB").map((tick) => tick.label)).toEqual(["1 May", "12:00", "2 May", "12:00", "3 May", "12:00", "4 May"]);
  expect(ticks(MAY, MAY + 3 * DAY, 330, "en-GB").map((tick) => tick.label)).toEqual(["1 May", "2 May", "3 May", "4 May"]);
});

test("ticks stay apart for every length of time", () => {
  for (let length = 60_000; length < 40 * 366 * DAY; length *= 1.7) {
    const found = ticks(MAY + 12_345, MAY + length, 800, "en-GB").filter((tick) => tick.line);
    for (let i = 1; i < found.length; i++) expect(((found[i].at - found[i - 1].at) / length) * 800).toBeGreaterThan(60);
  }
});

test("a picture that opens inside a day says which", () => {
  const found = ticks(MAY + 3_600_000, MAY + 2 * DAY, 500, "en-GB");
  expect(found[0]).toMatchObject({ label: "1 May", line: false });
});

test("a time is never told more precisely than it is known", () => {
  expect(interval(MAY, MAY, "en-GB")).toBe("1 May 2024, 00:00 UTC");
  expect(interval(MAY, MAY + DAY - 1, "en-GB")).toBe("1 May 2024");
  expect(interval(MAY + 3_600_000, MAY + 7_200_000, "en-GB")).toBe("1 May 2024, 01:00–02:00 UTC");
  expect(interval(MAY - 14 * 3_600_000, MAY + 36 * 3_600_000, "en-GB")).toContain(" – 2 May 2024");
});

test("a bin is told in its largest unit", () => {
  expect([span(1_800_000), span(3_600_000), span(3 * DAY)]).toEqual([
    { count: 30, unit: "minute" },
    { count: 1, unit: "hour" },
    { count: 3, unit: "day" },
  ]);
});
